//! Whether an identity may do something, by which rules, and what comes near where none allows it.
//!
//! Source: kubernetes `plugin/pkg/auth/authorizer/rbac/rbac.go` and `pkg/registry/rbac/validation/rule.go`.

use std::fmt;

use super::{
    attributes::Attributes,
    identity::Identity,
    object::{Binding, RoleRef, Subject},
    policy::{Collection, Policy, Rules},
    rule::Difference,
};

/// What RBAC says of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The identity is in `system:masters`, which is allowed everything before RBAC is asked.
    Privileged,
    /// These rules allow it; there is at least one. Lists that could not be read may hold more.
    Allowed(Vec<Reason>),
    /// No rule allows it, and all that matters was read. Where RBAC alone decides, this is a refusal.
    NoRule {
        /// What comes near, the nearest first.
        nearest: Vec<NearMiss>,
    },
    /// No rule that was read allows it, but these were not read.
    Unknown {
        /// What is missing.
        missing: Vec<Missing>,
    },
}

/// A rule that allows a request, and how the identity comes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub grant: Grant,
    /// Whether the API server gives it as its reason.
    pub naming: Naming,
}

/// Whether the API server names a binding as its reason, in the audit log and in a `SubjectAccessReview`.
///
/// It stops at the first rule that allows. It looks at every `ClusterRoleBinding` before any `RoleBinding`, and at
/// those of one kind in no particular order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// It does.
    Named,
    /// It names this one or another.
    Perhaps,
    /// Another rule is found first.
    NotNamed,
}

/// One rule of a role, and how it comes to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The binding.
    pub binding: BindingName,
    /// The role that it grants.
    pub role: RoleRef,
    /// The first of the binding's subjects that means the identity.
    pub subject: Subject,
    /// Which of the role's rules, from 0.
    pub rule: usize,
}

/// Which binding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BindingName {
    /// The namespace; `None` for a `ClusterRoleBinding`.
    pub namespace: Option<String>,
    /// The name.
    pub name: String,
}

/// What comes near to allowing a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NearMiss {
    /// A rule that the identity has, and that would allow the request but for one thing.
    Rule {
        /// The rule.
        grant: Grant,
        /// The one thing.
        difference: Difference,
    },
    /// The identity may do this in the namespace of the binding, and the request is for another or for the whole
    /// cluster.
    Elsewhere(Grant),
    /// A binding means the identity, but the role that it grants does not exist.
    NoRole {
        /// The binding.
        binding: BindingName,
        /// The role.
        role: RoleRef,
    },
    /// Others may do this here.
    Others {
        /// The binding.
        binding: BindingName,
        /// The role that it grants.
        role: RoleRef,
        /// Which of the role's rules, from 0.
        rule: usize,
        /// Whom the binding means.
        subjects: Vec<Subject>,
    },
}

/// What was not read and might allow a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A list of bindings.
    Bindings(Collection),
    /// The role of a binding that means the identity.
    Role {
        /// The binding.
        binding: BindingName,
        /// The role.
        role: RoleRef,
    },
}

impl Policy {
    /// Whether an identity may do something, and why.
    pub fn decide(&self, identity: &Identity, attributes: &Attributes) -> Decision {
        if identity.is_privileged() {
            return Decision::Privileged;
        }
        let asked = Asked { identity, attributes };
        let cluster = self.look(asked, None);
        let namespace = attributes.namespace();
        let inner = namespace
            .map(|namespace| self.look(asked, Some(namespace)))
            .unwrap_or_default();
        if !cluster.allowing.is_empty() || !inner.allowing.is_empty() {
            return Decision::Allowed(reasons(cluster, inner));
        }
        let mut missing = cluster.missing;
        missing.extend(inner.missing);
        if !missing.is_empty() {
            return Decision::Unknown { missing };
        }
        let mut nearest = cluster.near;
        nearest.extend(inner.near);
        nearest.extend(self.elsewhere(asked));
        nearest.sort_by_key(NearMiss::rank);
        Decision::NoRule { nearest }
    }

    /// Looks at the bindings of the cluster, or at those of one namespace.
    fn look(&self, asked: Asked<'_>, namespace: Option<&str>) -> Findings {
        let mut findings = Findings::default();
        let list = match namespace {
            Some(namespace) => Collection::RoleBindings(Some(namespace.to_owned())),
            None => Collection::ClusterRoleBindings,
        };
        if !self.is_whole(&list) {
            findings.missing.push(Missing::Bindings(list));
        }
        for binding in self.bindings(namespace) {
            findings.look_at(binding, self.rules(binding), asked);
        }
        findings
    }

    fn elsewhere(&self, asked: Asked<'_>) -> Vec<NearMiss> {
        let bindings = self.bindings_elsewhere(asked.attributes.namespace());
        let found = bindings.flat_map(|binding| {
            let mut findings = Findings::default();
            findings.look_at(binding, self.rules(binding), asked);
            findings.allowing
        });
        found.map(NearMiss::Elsewhere).collect()
    }
}

impl Grant {
    /// The reason in the API server's words, as the audit log has it in `authorization.k8s.io/reason`.
    pub fn reason(&self) -> String {
        let Self {
            binding, role, subject, ..
        } = self;
        let RoleRef { kind, name } = role;
        let own = binding.namespace.as_deref();
        let (binding, name_of_binding) = match own {
            Some(namespace) => ("RoleBinding", format!("{}/{namespace}", binding.name)),
            None => ("ClusterRoleBinding", binding.name.clone()),
        };
        let subject = match subject {
            Subject::User(name) => format!("User {name:?}"),
            Subject::Group(name) => format!("Group {name:?}"),
            Subject::ServiceAccount { namespace, name } => {
                let namespace = namespace.as_deref().or(own).unwrap_or_default();
                format!("ServiceAccount {:?}", format!("{name}/{namespace}"))
            }
            Subject::Other { kind, name } => format!("{kind} {name:?}"),
        };
        format!("RBAC: allowed by {binding} {name_of_binding:?} of {kind} {name:?} to {subject}")
    }
}

impl BindingName {
    fn of(binding: &Binding) -> Self {
        Self {
            namespace: binding.namespace.clone(),
            name: binding.name.clone(),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> &'static str {
        match self.namespace {
            Some(_) => "RoleBinding",
            None => "ClusterRoleBinding",
        }
    }
}

impl fmt::Display for BindingName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(f, "{} {namespace}/{}", self.kind(), self.name),
            None => write!(f, "{} {}", self.kind(), self.name),
        }
    }
}

impl NearMiss {
    /// What a reader can act on soonest comes first; groups before single users.
    fn rank(&self) -> (u8, Option<Difference>) {
        match self {
            Self::NoRole { .. } => (0, None),
            Self::Rule { difference, .. } if *difference != Difference::Path => (1, Some(*difference)),
            Self::Elsewhere(_) => (2, None),
            Self::Others { subjects, .. } if subjects.iter().any(|subject| matches!(subject, Subject::Group(_))) => {
                (3, None)
            }
            Self::Others { .. } => (4, None),
            Self::Rule { .. } => (5, None),
        }
    }
}

#[derive(Clone, Copy)]
struct Asked<'a> {
    identity: &'a Identity,
    attributes: &'a Attributes,
}

#[derive(Default)]
struct Findings {
    allowing: Vec<Grant>,
    near: Vec<NearMiss>,
    missing: Vec<Missing>,
}

impl Findings {
    fn look_at(&mut self, binding: &Binding, rules: Rules<'_>, asked: Asked<'_>) {
        let namespace = binding.namespace.as_deref();
        let subject = binding
            .subjects
            .iter()
            .find(|subject| asked.identity.is(subject, namespace));
        let name = BindingName::of(binding);
        let role = binding.role.clone();
        match (subject, rules) {
            (Some(subject), Rules::Known(rules)) => {
                for (index, rule) in rules.iter().enumerate() {
                    let grant = || Grant {
                        binding: name.clone(),
                        role: role.clone(),
                        subject: subject.clone(),
                        rule: index,
                    };
                    if rule.allows(asked.attributes) {
                        self.allowing.push(grant());
                    } else if let Some(difference) = rule.only_difference(asked.attributes) {
                        let grant = grant();
                        self.near.push(NearMiss::Rule { grant, difference });
                    }
                }
            }
            (Some(_), Rules::Absent) => self.near.push(NearMiss::NoRole { binding: name, role }),
            (Some(_), Rules::Unread) => self.missing.push(Missing::Role { binding: name, role }),
            (None, Rules::Known(rules)) if !binding.subjects.is_empty() => {
                if let Some(rule) = rules.iter().position(|rule| rule.allows(asked.attributes)) {
                    self.near.push(NearMiss::Others {
                        binding: name,
                        role,
                        rule,
                        subjects: binding.subjects.clone(),
                    });
                }
            }
            (None, _) => {}
        }
    }
}

/// All that allow, in the order of bindings, with what the API server makes of each.
fn reasons(cluster: Findings, inner: Findings) -> Vec<Reason> {
    let is_of_cluster = !cluster.allowing.is_empty();
    let named_from = if is_of_cluster {
        &cluster.allowing
    } else {
        &inner.allowing
    };
    let mut candidates: Vec<&BindingName> = named_from.iter().map(|grant| &grant.binding).collect();
    candidates.dedup();
    let others_may_come_first = !cluster.missing.is_empty() || !is_of_cluster && !inner.missing.is_empty();
    let naming = if candidates.len() > 1 || others_may_come_first {
        Naming::Perhaps
    } else {
        Naming::Named
    };
    let mut reasons: Vec<Reason> = Vec::new();
    for (grant, may_be_named) in cluster
        .allowing
        .into_iter()
        .map(|grant| (grant, true))
        .chain(inner.allowing.into_iter().map(|grant| (grant, !is_of_cluster)))
    {
        let is_first_of_binding = reasons.last().is_none_or(|last| last.grant.binding != grant.binding);
        let naming = if may_be_named && is_first_of_binding {
            naming
        } else {
            Naming::NotNamed
        };
        reasons.push(Reason { grant, naming });
    }
    reasons
}

#[cfg(test)]
mod tests;
