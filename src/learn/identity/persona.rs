//! As whom a request is asked, and which headers say so.

use super::small::{Asked, plain, small};
use crate::{
    kube::{
        path::{Guard, Target},
        rbac::identity::Identity,
        request::{ApiRequest, Head},
    },
    wire::vocabulary::vocabulary,
};

const ANONYMOUS: &str = "system:anonymous";
const SERVICE_ACCOUNT: &str = "system:serviceaccount:";
const NODE: &str = "system:node:";

/// Somebody as whom a request is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Persona {
    /// Whoever the proxy's credential belongs to: no header says so.
    You,
    /// Somebody without a credential.
    Anonymous,
    /// A ServiceAccount, whether it exists or not.
    ServiceAccount {
        /// Its namespace.
        namespace: String,
        /// Its name.
        name: String,
    },
    /// Any user, in these groups and in those that the API server adds.
    User {
        /// The user's name.
        name: String,
        /// The groups that are asked for.
        groups: Vec<String>,
    },
}

vocabulary! {
    /// Why nobody can be asked for by what was typed.
    Unsayable under "identity.unsayable" {
        /// There is no user.
        Empty = "empty",
        /// A header carries printable ASCII alone.
        NotPrintable = "not_printable",
    }
}

impl Persona {
    /// A user as typed, with groups one on each line. What is typed for a ServiceAccount or the anonymous user without
    /// groups is that one.
    pub fn typed(user: &str, groups: &str) -> Result<Self, Unsayable> {
        let user = user.trim();
        let groups: Vec<&str> = groups.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if user.is_empty() {
            return Err(Unsayable::Empty);
        }
        // A header of `fetch` is a string of bytes, and Go reads it as UTF-8: only ASCII means the same to both.
        let is_sayable = |text: &str| text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !is_sayable(user) || !groups.iter().all(|group| is_sayable(group)) {
            return Err(Unsayable::NotPrintable);
        }
        Ok(Self::of(user, groups))
    }

    /// As whom an address asks.
    pub fn of_head(head: &Head) -> Self {
        match &head.impersonate_user {
            Some(user) => Self::of(user, head.impersonate_groups.iter().map(String::as_str).collect()),
            None => Self::You,
        }
    }

    fn of(user: &str, groups: Vec<&str>) -> Self {
        if groups.is_empty() && user == ANONYMOUS {
            return Self::Anonymous;
        }
        let account = user
            .strip_prefix(SERVICE_ACCOUNT)
            .and_then(|rest| rest.split_once(':'))
            .filter(|_| groups.is_empty())
            .filter(|(namespace, name)| Identity::of(user, &[]) == Identity::service_account(namespace, name));
        match account {
            Some((namespace, name)) => Self::ServiceAccount {
                namespace: namespace.to_owned(),
                name: name.to_owned(),
            },
            None => Self::User {
                name: user.to_owned(),
                groups: groups.into_iter().map(str::to_owned).collect(),
            },
        }
    }

    /// The user's name; `None` for [`Persona::You`], whom only the API server knows.
    pub fn user(&self) -> Option<String> {
        match self {
            Self::You => None,
            Self::Anonymous => Some(ANONYMOUS.to_owned()),
            Self::ServiceAccount { namespace, name } => Some(format!("{SERVICE_ACCOUNT}{namespace}:{name}")),
            Self::User { name, .. } => Some(name.clone()),
        }
    }

    /// The groups that are asked for. The API server adds more.
    pub fn groups(&self) -> &[String] {
        match self {
            Self::User { groups, .. } => groups,
            _ => &[],
        }
    }

    /// What the API server makes of it; `None` for [`Persona::You`].
    pub fn identity(&self) -> Option<Identity> {
        let groups: Vec<&str> = self.groups().iter().map(String::as_str).collect();
        Some(Identity::of(&self.user()?, &groups))
    }

    /// Whether it is a node's user without groups, to which API servers of 1.36 and later may add `system:nodes`.
    ///
    /// Source: apiserver `pkg/endpoints/filters/impersonation/mode.go`, `arbitraryNodeImpersonationMode`.
    pub fn is_bare_node(&self) -> bool {
        matches!(self, Self::User { name, groups } if groups.is_empty() && name.starts_with(NODE))
    }

    /// The same GET in this one's name, kept small.
    ///
    /// # Errors
    /// What opens a session or reaches somebody's program is not asked for here in anybody's name.
    pub fn asks(&self, of: &ApiRequest) -> Result<Asked, Guard> {
        if let Some(guard) = of.path.guard() {
            return Err(guard);
        }
        let Asked { request, changes } = small(of);
        Ok(Asked {
            request: self.signed(request, false),
            changes,
        })
    }

    /// The forms in which this one's answer may have been recorded, the one of [`Persona::asks`] first: as small as
    /// that or whole, with and without the groups that the API server adds by itself. All say the same of who may.
    pub fn spellings(&self, of: &ApiRequest) -> Vec<ApiRequest> {
        let Ok(Asked { request, .. }) = self.asks(of) else {
            return Vec::new();
        };
        if *self == Self::You {
            return vec![request];
        }
        let plain = plain(of);
        let mut all = vec![request];
        for request in [
            self.signed(plain.clone(), false),
            self.signed(small(of).request, true),
            self.signed(plain, true),
        ] {
            if !all.contains(&request) {
                all.push(request);
            }
        }
        all
    }

    /// The request with the headers that name this one.
    fn signed(&self, mut request: ApiRequest, names_all_groups: bool) -> ApiRequest {
        let all = self.identity().map(|identity| identity.groups);
        request.head.impersonate_user = self.user();
        request.head.impersonate_groups = match all {
            Some(all) if names_all_groups => all,
            _ => self.groups().to_vec(),
        };
        request
    }
}

/// As whom a GET is asked, in the order of the columns: you, whomever the address names, somebody without a
/// credential, and a ServiceAccount of the request's namespace.
pub fn personas(of: &ApiRequest, account: &str) -> Vec<Persona> {
    let account = Persona::ServiceAccount {
        namespace: namespace(of),
        name: account.to_owned(),
    };
    let mut all = Vec::new();
    for persona in [Persona::You, Persona::of_head(&of.head), Persona::Anonymous, account] {
        if !all.contains(&persona) {
            all.push(persona);
        }
    }
    all
}

/// The namespace of which a ServiceAccount is offered: that of the request, or `default`.
pub fn namespace(of: &ApiRequest) -> String {
    match of.target() {
        Target::Object { resource, name, .. } if resource.group.is_empty() && resource.resource == "namespaces" => name,
        target => target.namespace().unwrap_or("default").to_owned(),
    }
}

#[cfg(test)]
mod tests;
