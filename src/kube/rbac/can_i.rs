//! The same question to the API server itself: the arguments of `kubectl auth can-i`.
//!
//! Its answer comes by a POST, which this console never sends. Source: kubectl `pkg/cmd/auth/cani.go`.

use super::{attributes::Attributes, identity::Identity};

impl Attributes {
    /// The arguments behind `kubectl`, unquoted. A request at the scope of the cluster is asked with
    /// `--all-namespaces`, or kubectl would put its own namespace in.
    pub fn can_i(&self) -> Vec<String> {
        let mut arguments: Vec<String> = vec!["auth".into(), "can-i".into(), self.verb().to_owned()];
        let resource = match self {
            Self::NonResource { path, .. } => {
                arguments.push(path.clone());
                return arguments;
            }
            Self::Resource(resource) => resource,
        };
        let mut what = resource.resource.clone();
        if !resource.group.is_empty() {
            what.push('.');
            what.push_str(&resource.group);
        }
        if let Some(name) = &resource.name {
            what.push('/');
            what.push_str(name);
        }
        arguments.push(what);
        if let Some(subresource) = &resource.subresource {
            arguments.push(format!("--subresource={subresource}"));
        }
        arguments.push(match &resource.namespace {
            Some(namespace) => format!("--namespace={namespace}"),
            None => "--all-namespaces".into(),
        });
        arguments
    }
}

impl Identity {
    /// The arguments with which kubectl asks as this identity.
    ///
    /// The API server first wants to know whether one may impersonate it, and then whether it may ask such questions at
    /// all, which the anonymous user may not: for that, a `SubjectAccessReview` is the way.
    pub fn impersonation(&self) -> Vec<String> {
        let user = format!("--as={}", self.user);
        let groups = self.groups.iter().map(|group| format!("--as-group={group}"));
        std::iter::once(user).chain(groups).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::{path::ApiPath, query::Query};

    #[test]
    fn a_get_is_asked_for_as_kubectl_takes_it() {
        for (target, expected) in [
            ("/api/v1/pods", "auth can-i list pods --all-namespaces"),
            (
                "/api/v1/namespaces/a/pods?watch=1",
                "auth can-i watch pods --namespace=a",
            ),
            (
                "/apis/apps/v1/namespaces/a/deployments/b/scale",
                "auth can-i get deployments.apps/b --subresource=scale --namespace=a",
            ),
            ("/api/v1/namespaces/a", "auth can-i get namespaces/a --namespace=a"),
            ("/livez/ping", "auth can-i get /livez/ping"),
        ] {
            let (path, query) = target.split_once('?').unwrap_or((target, ""));
            let attributes = Attributes::of_get(&ApiPath::parse(path).unwrap(), &Query::parse(query)).unwrap();
            assert_eq!(attributes.can_i().join(" "), expected);
        }
    }

    #[test]
    fn an_identity_is_impersonated_with_all_its_groups() {
        assert_eq!(
            Identity::of("jane", &["dev"]).impersonation(),
            ["--as=jane", "--as-group=dev", "--as-group=system:authenticated"]
        );
    }
}
