//! Every ServiceAccount of a namespace, to choose one in whose name to ask.

use serde::Deserialize;

use crate::kube::{absent::or_default, path::ApiPath, request::ApiRequest};

/// The GET that lists them. Whoever may not list them can still type a name: none has to exist.
pub fn request(namespace: &str) -> Option<ApiRequest> {
    let segments = ["api", "v1", "namespaces", namespace, "serviceaccounts"];
    let path = ApiPath::from_segments(segments).ok()?;
    Some(ApiRequest::get(path).with("limit", "500"))
}

/// Their names, in the order of the list; `default` is among them as a rule.
pub fn names(body: &[u8]) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct List {
        kind: String,
        #[serde(default, deserialize_with = "or_default")]
        items: Vec<Account>,
    }
    #[derive(Deserialize)]
    struct Account {
        metadata: Metadata,
    }
    #[derive(Deserialize)]
    struct Metadata {
        name: String,
    }
    let list: List = serde_json::from_slice(body).ok()?;
    let names = list.items.into_iter().map(|account| account.metadata.name).collect();
    (list.kind == "ServiceAccountList").then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_asked_for_and_read() {
        assert_eq!(
            request("shop").unwrap().spelt_path(),
            "/api/v1/namespaces/shop/serviceaccounts?limit=500"
        );
        assert_eq!(request(".."), None);
        let body =
            br#"{"kind":"ServiceAccountList","items":[{"metadata":{"name":"default"}},{"metadata":{"name":"till"}}]}"#;
        assert_eq!(names(body).unwrap(), ["default", "till"]);
        assert_eq!(names(br#"{"kind":"ServiceAccountList","items":null}"#), Some(vec![]));
        for other in [&br#"{"kind":"Status","items":[]}"#[..], b"Forbidden"] {
            assert_eq!(names(other), None);
        }
    }
}
