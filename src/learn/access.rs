//! The commands of the ways in, written for a POSIX shell, with the cluster's own names.
//!
//! What each is for, and where it is typed, is in [`crate::wire::access::step`].

use crate::{
    dialect::{Line, Snippet, Span, curl, kubectl, shell},
    kube::{path::Part, request::ApiRequest},
    wire::access::{
        history::History,
        names::Names,
        prints::Prints,
        step::{Effect, Place, Step},
    },
};

mod manifest;
mod past;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

/// Where kubectl proxy listens by default.
const PROXY: &str = "http://127.0.0.1:8001";

/// A step, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Which one.
    pub step: Step,
    /// What to type.
    pub snippet: Snippet,
    /// Where.
    pub place: Place,
    /// What it does beyond printing.
    pub effect: Effect,
    /// What it prints, as far as that is known.
    pub prints: Option<Prints>,
}

/// The commands of some steps, in their order.
pub fn commands(steps: &[Step], names: &Names) -> Vec<Command> {
    let one = |step: &Step| Command {
        step: *step,
        snippet: snippet(*step, names),
        place: step.place(),
        effect: step.effect(),
        prints: step.prints(names),
    };
    steps.iter().map(one).collect()
}

/// The command of then, where a document of then gives one: a quotation, with that document's names.
pub fn old(history: History) -> Option<Snippet> {
    past::old(history)
}

/// The command that does the same today, where there is one.
pub fn today(history: History, names: &Names) -> Option<Snippet> {
    past::today(history, names)
}

/// What to type.
fn snippet(step: Step, names: &Names) -> Snippet {
    let words = Words(names);
    match step {
        Step::Version => fixed("kubectl version"),
        Step::ClusterInfo => fixed("kubectl cluster-info"),
        Step::ConfigView => fixed("kubectl config view"),
        Step::ConfigMinify => fixed("kubectl config view --minify"),
        Step::ConfigFlatten => fixed("(umask 077; kubectl config view --minify --flatten > portable.kubeconfig)"),
        Step::ConfigRaw => fixed("kubectl config view --raw"),
        Step::ConfigClusters => fixed(CONFIG_CLUSTERS),
        Step::ConfigServerOf => fixed(CONFIG_SERVER_OF),
        Step::ConfigServer => fixed(CONFIG_SERVER),
        Step::ProxyStart => fixed("kubectl proxy --port=8001"),
        Step::ProxyGuarded => fixed(PROXY_GUARDED),
        Step::ProxyFreePort => fixed("kubectl proxy --port=0"),
        Step::ProxyIpv6 => fixed(PROXY_IPV6),
        Step::ProxyApi => fixed("curl http://127.0.0.1:8001/api"),
        Step::ProxyRequest => names
            .request()
            .map(|request| curl::command(&request, PROXY, ""))
            .unwrap_or_default(),
        Step::TokenServer => fixed(TOKEN_SERVER),
        Step::TokenCa => fixed(TOKEN_CA),
        Step::TokenRight => words.role_binding(),
        Step::TokenCreate => lines([[plain("TOKEN=$("), words.create_token(), plain(" --duration=10m)")].concat()]),
        Step::TokenApi => fixed(TOKEN_API),
        Step::TokenRequest => words.call(
            "--cacert cluster-ca.crt -H \"Authorization: Bearer $TOKEN\"",
            "\"$SERVER\"",
        ),
        Step::CertificateFiles => fixed(CERTIFICATE_FILES),
        Step::CertificateSubject => fixed("openssl x509 -noout -subject -enddate -in me.crt"),
        Step::CertificateRequest => words.call(
            "--cacert ca.crt --cert me.crt --key me.key",
            "\"$(KC '.clusters[0].cluster.server')\"",
        ),
        Step::CertificateRemove => fixed("rm ca.crt me.crt me.key"),
        Step::LibraryConfig => fixed("export KUBECONFIG=\"$HOME/.kube/config\""),
        Step::LibraryContext => fixed("kubectl config current-context"),
        Step::PodVariables => fixed("env | grep KUBERNETES_SERVICE"),
        Step::PodNames => words.pod_names(),
        Step::PodAnonymous => fixed("curl --cacert \"$SA/ca.crt\" \"$API/\""),
        Step::PodAuthenticated => fixed(POD_AUTHENTICATED),
        Step::PodOwnNamespace => fixed(POD_OWN_NAMESPACE),
        Step::SidecarManifest => manifest::with_sidecar(names),
        Step::SidecarApply => fixed("kubectl apply -f api-client.yaml"),
        Step::SidecarRequest => words.through_sidecar(),
        Step::KubectlGet => lines([[plain("kubectl get pods"), words.namespace(), plain(" -v=8")].concat()]),
        Step::KubectlRaw => names
            .request()
            .map(|request| kubectl::raw(&request).snippet)
            .unwrap_or_default(),
        Step::KubectlWhoami => lines([
            plain("kubectl auth whoami"),
            [plain("kubectl auth can-i --list"), words.namespace()].concat(),
        ]),
        Step::ForwardStart => words.port_forward(),
        Step::ForwardUse => fixed("curl http://127.0.0.1:8080/"),
        Step::PodShell => words.in_container("kubectl exec -it", " -- sh"),
        Step::ExecRun => words.in_container("kubectl exec", " -- env"),
        Step::ExecAttach => words.in_container("kubectl attach", ""),
    }
}

const CONFIG_CLUSTERS: &str = r#"kubectl config view -o jsonpath='{"Cluster name\tServer\n"}{range .clusters[*]}{.name}{"\t"}{.cluster.server}{"\n"}{end}'"#;

const CONFIG_SERVER_OF: &str = r#"CLUSTER_NAME=$(kubectl config view --minify -o jsonpath='{.clusters[0].name}')
APISERVER=$(kubectl config view -o jsonpath="{.clusters[?(@.name==\"$CLUSTER_NAME\")].cluster.server}")"#;

const CONFIG_SERVER: &str = r#"APISERVER=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')
echo "$APISERVER""#;

/// Lets only reads through, and none of those that open a session or reach a kubelet.
///
/// Source: kubectl `pkg/proxy/proxy_server.go`; Go's regular expressions know no look-ahead, so that the methods are
/// told by their first letter.
const PROXY_GUARDED: &str = r"kubectl proxy --www=dist --reject-methods='^[^GH]' \
  --reject-paths='^/api/.*/pods/.*/(exec|attach|portforward),^/api/v1/nodes/.*/proxy'";

/// The filter compares the host without port and brackets. Source: kubectl `pkg/proxy/proxy_server.go`, `extractHost`.
const PROXY_IPV6: &str = r"kubectl proxy --address='[::1]' \
  --accept-hosts='^localhost$,^127\.0\.0\.1$,^::1$'";

const TOKEN_SERVER: &str = "SERVER=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')";

const TOKEN_CA: &str = r"kubectl config view --minify --raw \
  -o jsonpath='{.clusters[0].cluster.certificate-authority-data}' \
  | base64 --decode > cluster-ca.crt";

const TOKEN_API: &str = r#"curl --cacert cluster-ca.crt -H "Authorization: Bearer $TOKEN" "$SERVER"/api"#;

const CERTIFICATE_FILES: &str = r#"KC() { kubectl config view --minify --raw -o jsonpath="{$1}"; }
(
  umask 077
  KC '.clusters[0].cluster.certificate-authority-data' | base64 --decode > ca.crt
  KC '.users[0].user.client-certificate-data' | base64 --decode > me.crt
  KC '.users[0].user.client-key-data' | base64 --decode > me.key
)"#;

const POD_AUTHENTICATED: &str = r#"curl --cacert "$SA/ca.crt" -H "Authorization: Bearer $(cat "$SA/token")" "$API/""#;

const POD_OWN_NAMESPACE: &str = r#"curl --cacert "$SA/ca.crt" -H "Authorization: Bearer $(cat "$SA/token")" \
  "$API/api/v1/namespaces/$(cat "$SA/namespace")/pods""#;

/// The words of commands that have names in them, quoted.
struct Words<'a>(&'a Names);

impl Words<'_> {
    /// ` -n shop`
    fn namespace(&self) -> Line {
        [
            plain(" -n "),
            quoted([Span::of(Part::Namespace, &*self.0.namespace.value)]),
        ]
        .concat()
    }

    fn account(&self) -> Span {
        Span::of(Part::Name, &*self.0.service_account.value)
    }

    fn pod(&self) -> Span {
        Span::of(Part::Name, &*self.0.pod.value)
    }

    fn create_token(&self) -> Line {
        [
            plain("kubectl create token "),
            quoted([self.account()]),
            self.namespace(),
        ]
        .concat()
    }

    fn role_binding(&self) -> Snippet {
        let subject = quoted([
            Span::plain("--serviceaccount="),
            Span::of(Part::Namespace, &*self.0.namespace.value),
            Span::plain(":"),
            self.account(),
        ]);
        lines([
            plain("kubectl create rolebinding reader --clusterrole=view \\"),
            [plain("  "), subject, self.namespace()].concat(),
        ])
    }

    fn in_container(&self, command: &str, end: &str) -> Snippet {
        lines([[
            plain(command),
            self.namespace(),
            plain(" "),
            quoted([self.pod()]),
            plain(" -c "),
            quoted([Span::plain(&*self.0.container.value)]),
            plain(end),
        ]
        .concat()])
    }

    fn port_forward(&self) -> Snippet {
        lines([[
            plain("kubectl port-forward"),
            self.namespace(),
            plain(" "),
            quoted([Span::plain("pod/"), self.pod()]),
            plain(&format!(" 8080:{}", self.0.port.value)),
        ]
        .concat()])
    }

    fn through_sidecar(&self) -> Snippet {
        let curl = self.0.request().map(|request| curl::command(&request, PROXY, ""));
        let mut snippet = curl.unwrap_or_default();
        if let Some(first) = snippet.lines.first_mut() {
            let start = [plain("kubectl exec"), self.namespace(), plain(" api-client -c app -- ")];
            first.splice(0..0, start.concat());
        }
        snippet
    }

    fn pod_names(&self) -> Snippet {
        // An IPv6 address stands in brackets in a URL.
        let is_ipv6 = self.0.service.as_ref().is_some_and(|seen| seen.value.ip.contains(':'));
        let host = if is_ipv6 {
            "[$KUBERNETES_SERVICE_HOST]"
        } else {
            "$KUBERNETES_SERVICE_HOST"
        };
        fixed(&format!(
            "SA=/var/run/secrets/kubernetes.io/serviceaccount\nAPI=\"https://{host}:$KUBERNETES_SERVICE_PORT_HTTPS\""
        ))
    }

    /// The request by curl, with options before its URL and a server, quoted as it is to be, at its beginning.
    fn call(&self, options: &str, server: &str) -> Snippet {
        let (flags, url) = self.0.request().map(|request| target(&request)).unwrap_or_default();
        lines([
            [plain("curl "), flags, plain(options), plain(" \\")].concat(),
            [plain("  "), plain(server), url].concat(),
        ])
    }
}

/// What curl needs to be told for a request, each with a space behind it, and path and query as one word.
fn target(request: &ApiRequest) -> (Line, Line) {
    let command = curl::command(request, "", "");
    let line = command.lines.into_iter().next().unwrap_or_default();
    let mut flags: Line = line.into_iter().skip(1).collect();
    let at = flags
        .iter()
        .position(|span| !span.text.ends_with(' '))
        .unwrap_or(flags.len());
    let url = flags.split_off(at);
    (flags, url)
}

fn plain(text: &str) -> Line {
    vec![Span::plain(text)]
}

fn quoted<const N: usize>(pieces: [Span; N]) -> Line {
    shell::quote_spans(pieces.into())
}

fn lines<const N: usize>(lines: [Line; N]) -> Snippet {
    Snippet { lines: lines.into() }
}

/// A command without names.
fn fixed(text: &str) -> Snippet {
    Snippet {
        lines: text.lines().map(plain).collect(),
    }
}
