//! The commands of older documents, as they stood there, and those that do the same today.

use super::{CONFIG_SERVER, PROXY_IPV6, TOKEN_API, Words, fixed, lines, plain};
use crate::{
    dialect::Snippet,
    wire::access::{history::History, names::Names},
};

pub(super) fn old(history: History) -> Option<Snippet> {
    let text = match history {
        History::SecretSearch => {
            r#"TOKEN=$(kubectl get secrets -o jsonpath="{.items[?(@.metadata.annotations['kubernetes\.io/service-account\.name']=='default')].data.token}" | base64 -d)"#
        }
        History::SecretCreate => SECRET,
        History::SecretWait => {
            "while ! kubectl describe secret default-token | grep -E '^token' >/dev/null; do sleep 1; done"
        }
        History::SecretScrape => {
            r#"TOKEN=$(kubectl describe secret default-token | grep -E '^token' | cut -f2 -d':' | tr -d " ")"#
        }
        History::SecretDecode => {
            "TOKEN=$(kubectl get secret default-token -o jsonpath='{.data.token}' | base64 --decode)"
        }
        History::Insecure => r#"curl $APISERVER/api --header "Authorization: Bearer $TOKEN" --insecure"#,
        History::Scraping => {
            r#"APISERVER=$(kubectl config view --minify | grep server | cut -f 2- -d ":" | tr -d " ")"#
        }
        History::Localhost => "kubectl proxy --port=8080 &\ncurl http://localhost:8080/api/",
        History::Ipv6 => "curl http://[::1]:8080/api/",
        History::ShortName => "curl --cacert /var/run/secrets/kubernetes.io/serviceaccount/ca.crt https://kubernetes",
        _ => return None,
    };
    Some(fixed(text))
}

const SECRET: &str = "kubectl apply -f - <<EOF
apiVersion: v1
kind: Secret
metadata:
  name: default-token
  annotations:
    kubernetes.io/service-account.name: default
type: kubernetes.io/service-account-token
EOF";

pub(super) fn today(history: History, names: &Names) -> Option<Snippet> {
    let create_token = || lines([Words(names).create_token()]);
    Some(match history {
        History::SecretSearch | History::SecretCreate => create_token(),
        History::SecretDecode => lines([[plain("TOKEN=$("), Words(names).create_token(), plain(")")].concat()]),
        History::SecretWait => fixed("kubectl wait --for=jsonpath='{.data.token}' secret/default-token"),
        History::SecretScrape => {
            fixed("kubectl get secret default-token -o jsonpath='{.data.token}' | base64 --decode")
        }
        History::Insecure => fixed(TOKEN_API),
        History::Scraping => fixed(CONFIG_SERVER),
        History::Localhost => fixed("kubectl proxy\ncurl http://127.0.0.1:8001/api"),
        History::Ipv6 => fixed(&format!("{PROXY_IPV6}\ncurl -g 'http://[::1]:8001/api'")),
        History::ShortName => {
            let mut snippet = Words(names).pod_names();
            snippet.lines.push(plain("curl --cacert \"$SA/ca.crt\" \"$API/\""));
            snippet
        }
        _ => return None,
    })
}
