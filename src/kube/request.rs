//! A GET to a Kubernetes API: where it goes and the headers that shape its answer. There is no other verb.

use super::{
    gvk::GroupVersionResource,
    path::{ApiPath, Target, UnsafePath},
    query::Query,
};

/// Asks for a server-side Table, and for JSON where the server has none.
pub const ACCEPT_TABLE: &str = "application/json;as=Table;g=meta.k8s.io;v=v1,application/json;q=0.9";
/// Asks for plain JSON.
pub const ACCEPT_JSON: &str = "application/json";
/// Asks for YAML.
pub const ACCEPT_YAML: &str = "application/yaml";
/// Asks for aggregated discovery, newest form first, and for the legacy form where there is none.
///
/// Source: client-go `discovery/discovery_client.go`.
pub const ACCEPT_DISCOVERY: &str = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,\
     application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

/// One GET: a safe path, a query and the few headers that shape an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ApiRequest {
    /// The path.
    pub path: ApiPath,
    /// The query as it stands in the address.
    pub query: Query,
    /// The headers that stand in the address.
    pub head: Head,
}

/// The request headers that an address may carry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Head {
    /// `Accept`: which representation is wanted.
    pub accept: Option<String>,
    /// `Impersonate-User`: as whom to ask.
    pub impersonate_user: Option<String>,
    /// `Impersonate-Group`, once for each group.
    pub impersonate_groups: Vec<String>,
}

/// How much of each object a Table's rows carry.
///
/// Source: apimachinery `pkg/apis/meta/v1/types.go`, `IncludeObjectPolicy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncludeObject {
    /// Nothing: the smallest answer by far.
    None,
    /// Its metadata, namespace included.
    Metadata,
    /// All of it.
    Object,
}

impl ApiRequest {
    /// A GET of a path, with no query.
    pub fn get(path: ApiPath) -> Self {
        Self {
            path,
            query: Query::default(),
            head: Head::default(),
        }
    }

    /// A GET of a path given as text.
    pub fn of(path: &str) -> Result<Self, UnsafePath> {
        ApiPath::parse(path).map(Self::get)
    }

    /// The same request, asking for a representation.
    #[must_use]
    pub fn accept(mut self, accept: &str) -> Self {
        self.head.accept = Some(accept.to_owned());
        self
    }

    /// The same request with a query parameter set (value given decoded).
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.query = self.query.with(key, value);
        self
    }

    /// The same collection as a server-side Table.
    #[must_use]
    pub fn table(self, include: IncludeObject) -> Self {
        self.accept(ACCEPT_TABLE).with(
            "includeObject",
            match include {
                IncludeObject::None => "None",
                IncludeObject::Metadata => "Metadata",
                IncludeObject::Object => "Object",
            },
        )
    }

    /// The path and query as sent: with `pretty=false`, or a browser would get indented JSON.
    ///
    /// Source: apiserver `pkg/endpoints/handlers/negotiation/negotiate.go`, `isPrettyPrint`.
    pub fn sent_path(&self) -> String {
        let query = if self.query.get("pretty").is_some() {
            self.query.clone()
        } else {
            self.query.clone().with("pretty", "false")
        };
        format!("{}?{}", self.path, query.spell())
    }

    /// The path and query as a person would write them: without `pretty=false`.
    pub fn spelt_path(&self) -> String {
        if self.query.is_empty() {
            self.path.to_string()
        } else {
            format!("{}?{}", self.path, self.query.spell())
        }
    }

    /// The headers to send, `Accept` first.
    ///
    /// Secrets are asked for as JSON only, in which their values can be masked.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let secrets = self.is_of_secrets();
        let accept = match &self.head.accept {
            Some(accept) if !secrets || accept.split(',').all(is_json) => accept.clone(),
            None if !secrets => format!("{ACCEPT_JSON}, */*"),
            _ => ACCEPT_JSON.to_owned(),
        };
        let mut headers = vec![("Accept", accept)];
        if let Some(user) = &self.head.impersonate_user {
            headers.push(("Impersonate-User", user.clone()));
        }
        for group in &self.head.impersonate_groups {
            headers.push(("Impersonate-Group", group.clone()));
        }
        headers
    }

    /// Whether it asks for Secrets, so that everything in its answer is taken for one.
    pub fn is_of_secrets(&self) -> bool {
        self.target().resource().is_some_and(GroupVersionResource::is_secrets)
    }

    /// What the path names.
    pub fn target(&self) -> Target {
        self.path.target()
    }

    /// Whether the answer may be kept in the browser's cache for revalidation by `ETag`.
    pub fn may_be_cached(&self) -> bool {
        let path = self.path.as_str();
        matches!(path, "/api" | "/apis") || path.starts_with("/openapi/")
    }
}

impl Head {
    /// Whether no header stands in the address.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether a media range of an `Accept` header is JSON, in any form.
fn is_json(range: &str) -> bool {
    range.split(';').next().is_some_and(|kind| kind.trim() == ACCEPT_JSON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_says_pretty_false() {
        let request = ApiRequest::of("/api/v1/pods").unwrap();
        assert_eq!(request.sent_path(), "/api/v1/pods?pretty=false");
        assert_eq!(request.spelt_path(), "/api/v1/pods");
        let request = request.with("pretty", "true").with("limit", "5");
        assert_eq!(request.sent_path(), "/api/v1/pods?pretty=true&limit=5");
    }

    #[test]
    fn secrets_are_asked_for_as_json_only() {
        let accept = |path: &str, accept: &str| ApiRequest::of(path).unwrap().accept(accept).headers()[0].1.clone();
        let secret = "/api/v1/namespaces/a/secrets/b";
        assert_eq!(accept(secret, ACCEPT_YAML), ACCEPT_JSON);
        assert_eq!(accept(secret, "application/json, */*"), ACCEPT_JSON);
        assert_eq!(accept(secret, ACCEPT_TABLE), ACCEPT_TABLE);
        assert_eq!(accept("/api/v1/pods", ACCEPT_YAML), ACCEPT_YAML);
    }

    #[test]
    fn secrets_without_an_accept_are_json() {
        let headers = ApiRequest::of("/api/v1/secrets").unwrap().headers();
        assert_eq!(headers[0].1, ACCEPT_JSON);
    }

    #[test]
    fn impersonation_is_sent_when_it_stands_in_the_address() {
        let mut request = ApiRequest::of("/").unwrap();
        request.head.impersonate_user = Some("system:anonymous".into());
        request.head.impersonate_groups = vec!["a".into(), "b".into()];
        let names: Vec<_> = request.headers().into_iter().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            ["Accept", "Impersonate-User", "Impersonate-Group", "Impersonate-Group"]
        );
    }
}
