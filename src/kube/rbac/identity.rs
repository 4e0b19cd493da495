//! Who asks: a user and the groups that the API server knows the user to be in.

use super::object::Subject;

/// The user of requests without credentials.
const ANONYMOUS: &str = "system:anonymous";
const UNAUTHENTICATED: &str = "system:unauthenticated";
const AUTHENTICATED: &str = "system:authenticated";
/// Its members are allowed everything, before RBAC is asked.
const MASTERS: &str = "system:masters";
const SERVICE_ACCOUNT: &str = "system:serviceaccount:";
const SERVICE_ACCOUNTS: &str = "system:serviceaccounts";

/// A user with groups, as authorizers see them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The user's name.
    pub user: String,
    /// The groups, in the API server's order.
    pub groups: Vec<String>,
}

impl Identity {
    /// The identity of requests without credentials.
    ///
    /// Source: apiserver `pkg/authentication/request/anonymous/anonymous.go`.
    pub fn anonymous() -> Self {
        Self::of(ANONYMOUS, &[])
    }

    /// A ServiceAccount's identity.
    ///
    /// Source: apiserver `pkg/authentication/serviceaccount/util.go`.
    pub fn service_account(namespace: &str, name: &str) -> Self {
        let user = format!("{SERVICE_ACCOUNT}{namespace}:{name}");
        let groups = service_account_groups(namespace);
        Self::of(&user, &groups.each_ref().map(String::as_str))
    }

    /// The identity that the API server makes of a user and groups: those of `Impersonate-User` and
    /// `Impersonate-Group`, or those of a client certificate.
    ///
    /// A ServiceAccount without groups gets the two that every one is in. Then `system:unauthenticated` is added
    /// for the anonymous user, and `system:authenticated` for others unless one of both is there.
    ///
    /// Source: apiserver `pkg/endpoints/filters/impersonation/impersonation.go` and
    /// `pkg/authentication/group/authenticated_group_adder.go`.
    pub fn of(user: &str, groups: &[&str]) -> Self {
        let mut groups: Vec<String> = groups.iter().map(|group| (*group).to_owned()).collect();
        if groups.is_empty()
            && let Some((namespace, _)) = split_service_account(user)
        {
            groups.extend(service_account_groups(namespace));
        }
        let is_in = |wanted: &str| groups.iter().any(|group| group == wanted);
        let added = if user == ANONYMOUS {
            (!is_in(UNAUTHENTICATED)).then_some(UNAUTHENTICATED)
        } else {
            (!is_in(AUTHENTICATED) && !is_in(UNAUTHENTICATED)).then_some(AUTHENTICATED)
        };
        groups.extend(added.map(str::to_owned));
        Self {
            user: user.to_owned(),
            groups,
        }
    }

    /// Whether everything is allowed without asking RBAC.
    ///
    /// Source: kubernetes `pkg/kubeapiserver/authorizer/config.go`, `NewPrivilegedGroups`.
    pub fn is_privileged(&self) -> bool {
        self.is_in(MASTERS)
    }

    /// Whether this is a node, whose requests the Node authorizer decides beside RBAC.
    ///
    /// Source: kubernetes `pkg/auth/nodeidentifier/default.go`.
    pub fn is_node(&self) -> bool {
        self.user.starts_with("system:node:") && self.is_in("system:nodes")
    }

    /// Whether a binding's subject means this identity; `namespace` is that of the binding, if it has one.
    ///
    /// Source: kubernetes `pkg/registry/rbac/validation/rule.go`, `appliesToUser`.
    pub fn is(&self, subject: &Subject, namespace: Option<&str>) -> bool {
        match subject {
            Subject::User(name) => *name == self.user,
            Subject::Group(name) => self.is_in(name),
            Subject::ServiceAccount { namespace: own, name } => own.as_deref().or(namespace).is_some_and(|namespace| {
                self.user
                    .strip_prefix(SERVICE_ACCOUNT)
                    .and_then(|rest| rest.strip_prefix(namespace)?.strip_prefix(':'))
                    == Some(name)
            }),
            Subject::Other { .. } => false,
        }
    }

    fn is_in(&self, wanted: &str) -> bool {
        self.groups.iter().any(|group| group == wanted)
    }
}

fn service_account_groups(namespace: &str) -> [String; 2] {
    [SERVICE_ACCOUNTS.to_owned(), format!("{SERVICE_ACCOUNTS}:{namespace}")]
}

/// The namespace and name in a ServiceAccount's user name.
fn split_service_account(user: &str) -> Option<(&str, &str)> {
    let (namespace, name) = user.strip_prefix(SERVICE_ACCOUNT)?.split_once(':')?;
    let is_name = name.len() <= 253 && name.split('.').all(is_label);
    (namespace.len() <= 63 && is_label(namespace) && is_name).then_some((namespace, name))
}

/// Source: apimachinery `pkg/util/validation/validation.go`, `IsDNS1123Label`, without the length.
fn is_label(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_inner) && !text.starts_with('-') && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_those_that_the_api_server_adds() {
        for (identity, groups) in [
            (Identity::anonymous(), vec![UNAUTHENTICATED]),
            (
                Identity::service_account("shop", "till"),
                vec![
                    "system:serviceaccounts",
                    "system:serviceaccounts:shop",
                    "system:authenticated",
                ],
            ),
            (Identity::of("jane", &[]), vec![AUTHENTICATED]),
            (Identity::of("jane", &["dev"]), vec!["dev", AUTHENTICATED]),
            (Identity::of("jane", &[AUTHENTICATED]), vec![AUTHENTICATED]),
            (Identity::of("jane", &[UNAUTHENTICATED]), vec![UNAUTHENTICATED]),
            (
                Identity::of(ANONYMOUS, &[AUTHENTICATED]),
                vec![AUTHENTICATED, UNAUTHENTICATED],
            ),
            (
                Identity::of("system:serviceaccount:shop:till", &["dev"]),
                vec!["dev", AUTHENTICATED],
            ),
            (
                Identity::of("system:serviceaccount:Shop:till", &[]),
                vec![AUTHENTICATED],
            ),
            (Identity::of("system:serviceaccount:a:b:c", &[]), vec![AUTHENTICATED]),
        ] {
            assert_eq!(identity.groups, groups, "{}", identity.user);
        }
        assert_eq!(
            Identity::of("system:serviceaccount:shop:till", &[]),
            Identity::service_account("shop", "till")
        );
    }

    #[test]
    fn subjects_mean_users_groups_and_service_accounts() {
        let till = Identity::service_account("shop", "till");
        let account = |namespace: Option<&str>| Subject::ServiceAccount {
            namespace: namespace.map(str::to_owned),
            name: "till".into(),
        };
        assert!(till.is(&account(Some("shop")), None));
        assert!(till.is(&account(Some("shop")), Some("other")));
        assert!(till.is(&account(None), Some("shop")));
        assert!(!till.is(&account(None), Some("sho")));
        assert!(!till.is(&account(None), None));
        assert!(!till.is(&account(Some("shop:till")), None));
        assert!(till.is(&Subject::User("system:serviceaccount:shop:till".into()), None));
        assert!(till.is(&Subject::Group("system:serviceaccounts:shop".into()), None));
        assert!(!till.is(&Subject::User("till".into()), Some("shop")));
        let other = Subject::Other {
            kind: "Robot".into(),
            name: till.user.clone(),
        };
        assert!(!till.is(&other, None));
    }

    #[test]
    fn masters_and_nodes_are_known() {
        assert!(Identity::of("jane", &["system:masters"]).is_privileged());
        assert!(!Identity::of("system:masters", &["x"]).is_privileged());
        assert!(Identity::of("system:node:a", &["system:nodes"]).is_node());
        assert!(!Identity::of("system:node:a", &["x"]).is_node());
    }
}
