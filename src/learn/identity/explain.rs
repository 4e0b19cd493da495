//! Why somebody may do something or may not: the rules that say so, what comes near, and whether the answer agrees.

use super::{
    line::{Ground, Line},
    roles::{Roles, binding_link, role_link, role_text},
    sources,
    spelt::{group, listed, rule_yaml, subject_text, subjects_text},
    verdict::{Outcome, Verdict},
};
use crate::{
    kube::rbac::{
        attributes::{Attributes, ResourceAttributes},
        decision::{BindingName, Decision, Grant, Missing, Naming, NearMiss, Reason},
        identity::Identity,
        object::RoleRef,
        rule::Difference,
    },
    wire::vocabulary::vocabulary,
};

/// How many rules are told beyond the first, and how many that come near.
const MOST: usize = 3;

vocabulary! {
    /// Why somebody may do something or may not. Each variant names its placeholders.
    Because under "identity.because" {
        /// `{binding}`, `{role}`, `{subject}`, `{rule}`: the rule that allows it.
        Allowed = "allowed",
        /// The same of another rule.
        AllowedToo = "allowed_too",
        /// `{count}`: how many more allow it.
        AllowedMore = "allowed_more",
        /// `{reason}`: what the audit log has.
        Named = "named",
        /// Several bindings could be named there: `{reason}`.
        PerhapsNamed = "perhaps_named",
        /// RBAC is not asked.
        Privileged = "privileged",
        /// No rule allows it.
        NoRule = "no_rule",
        /// No rule that was read allows it, and not all were.
        NotAllRead = "not_all_read",
        /// `{list}`: bindings that were not read.
        BindingsUnread = "bindings_unread",
        /// `{binding}`, `{role}`: a role that was not read.
        RoleUnread = "role_unread",
        /// `{binding}`, `{role}`, `{rule}`, `{verbs}`, `{verb}`.
        NearVerb = "near_verb",
        /// `{binding}`, `{role}`, `{rule}`, `{names}`, `{name}`.
        NearName = "near_name",
        /// `{binding}`, `{role}`, `{rule}`, `{names}`: of a list, which has no name.
        NearNameOfList = "near_name_of_list",
        /// `{binding}`, `{role}`, `{rule}`, `{resources}`, `{resource}`.
        NearSubresource = "near_subresource",
        /// `{binding}`, `{role}`, `{rule}`, `{groups}`, `{group}`.
        NearGroup = "near_group",
        /// `{binding}`, `{role}`, `{rule}`, `{paths}`, `{path}`.
        NearPath = "near_path",
        /// `{binding}`, `{role}`, `{namespace}`: it is allowed somewhere else.
        Elsewhere = "elsewhere",
        /// `{binding}`, `{role}`: the role does not exist.
        NoRole = "no_role",
        /// `{binding}`, `{role}`, `{subjects}`: others may.
        Others = "others",
        /// `{count}`: how many more come near.
        NearMore = "near_more",
        /// `{role}`: an aggregated role is empty.
        Unsettled = "unsettled",
        /// The Node authorizer is asked as well.
        Node = "node",
        /// A watch would be decided otherwise: allowed.
        WatchAllowed = "watch_allowed",
        /// The same: not allowed.
        WatchNotAllowed = "watch_not_allowed",
        /// The API server answers 500 to such a path.
        NoAttributes = "no_attributes",
        /// Rules and answer say yes.
        AgreeAllowed = "agree_allowed",
        /// Rules and answer say no.
        AgreeRefused = "agree_refused",
        /// No rule, and it was let through.
        StrangelyAllowed = "strangely_allowed",
        /// A rule, and it was refused.
        StrangelyRefused = "strangely_refused",
        /// There is no answer, and the rules say yes.
        WouldBeAllowed = "would_be_allowed",
        /// There is no answer, and the rules say no.
        WouldBeRefused = "would_be_refused",
    }
}

/// All that decides what is said of one identity.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    /// Who asks.
    pub(super) identity: &'a Identity,
    /// Whether all groups of this one are known.
    pub(super) knows_groups: bool,
    /// What is asked.
    pub(super) attributes: &'a Attributes,
    /// What was asked for before the request was made small.
    pub(super) wanted: &'a Attributes,
    /// What was read of roles.
    pub(super) roles: &'a Roles,
    /// What the answer says, if one came.
    pub(super) verdict: Option<&'a Verdict>,
    /// The exchange that shows it.
    pub(super) exchange: Option<u32>,
}

impl Case<'_> {
    /// What the rules say.
    pub(super) fn decision(&self) -> Decision {
        self.roles.policy.decide(self.identity, self.attributes)
    }

    /// Why, whether the answer agrees, and what comes near.
    pub(super) fn explain(&self) -> Vec<Line> {
        let decision = self.decision();
        let (mut lines, near) = match &decision {
            Decision::Privileged => (
                vec![Line::of(Because::Privileged, Ground::Documented(sources::PRIVILEGED))],
                Vec::new(),
            ),
            Decision::Allowed(reasons) => (self.allowed(reasons), Vec::new()),
            Decision::NoRule { nearest } => {
                let line = Line::of(Because::NoRule, self.roles.ground());
                (vec![line], self.near(nearest))
            }
            Decision::Unknown { missing } => (self.unread(missing), Vec::new()),
        };
        lines.extend(self.agreement(&decision));
        lines.extend(near);
        lines.extend(self.watch(&decision));
        if !matches!(decision, Decision::Privileged | Decision::Allowed(_)) {
            lines.extend(self.unsettled());
        }
        if self.identity.is_node() {
            lines.push(Line::of(Because::Node, Ground::Documented(sources::NODE_AUTHORIZER)));
        }
        lines
    }

    fn allowed(&self, reasons: &[Reason]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (index, reason) in reasons.iter().take(1 + MOST).enumerate() {
            let word = if index == 0 {
                Because::Allowed
            } else {
                Because::AllowedToo
            };
            lines.push(self.granted(word, &reason.grant));
            let naming = match reason.naming {
                Naming::Named => Because::Named,
                Naming::Perhaps => Because::PerhapsNamed,
                Naming::NotNamed => continue,
            };
            if index == 0 && self.knows_groups {
                let grant = &reason.grant;
                let ground = self.roles.ground_of(&grant.binding, &grant.role);
                lines.push(Line::of(naming, ground).with("reason", grant.reason()));
            }
        }
        let more = reasons.len().saturating_sub(1 + MOST);
        if more > 0 {
            lines.push(Line::of(Because::AllowedMore, self.roles.ground()).with("count", more.to_string()));
        }
        lines
    }

    fn granted(&self, word: Because, grant: &Grant) -> Line {
        self.bound(word, &grant.binding, &grant.role, Some(grant.rule))
            .with("subject", subject_text(&grant.subject, &grant.binding))
    }

    /// A statement on a binding and the role that it grants, with links to both and the rule that it is about.
    fn bound(&self, word: Because, binding: &BindingName, role: &RoleRef, index: Option<usize>) -> Line {
        let line = Line::of(word, self.roles.ground_of(binding, role))
            .with("binding", binding.to_string())
            .with("role", role_text(binding, role))
            .linked(binding_link(binding))
            .linked(role_link(binding, role));
        match index {
            Some(index) => {
                let line = line.with("rule", (index + 1).to_string());
                match self.roles.rule_at(binding, index) {
                    Some(own) => line.coded(rule_yaml(own)),
                    None => line,
                }
            }
            None => line,
        }
    }

    fn unread(&self, missing: &[Missing]) -> Vec<Line> {
        let mut lines = vec![Line::of(Because::NotAllRead, self.roles.ground())];
        lines.extend(missing.iter().map(|missing| match missing {
            Missing::Bindings(list) => {
                Line::of(Because::BindingsUnread, self.roles.ground()).with("list", list.to_string())
            }
            Missing::Role { binding, role } => self.bound(Because::RoleUnread, binding, role, None),
        }));
        lines
    }

    fn near(&self, nearest: &[NearMiss]) -> Vec<Line> {
        let mut lines: Vec<Line> = nearest.iter().take(1 + MOST).map(|miss| self.near_miss(miss)).collect();
        let more = nearest.len().saturating_sub(lines.len());
        if more > 0 {
            lines.push(Line::of(Because::NearMore, self.roles.ground()).with("count", more.to_string()));
        }
        lines
    }

    fn near_miss(&self, miss: &NearMiss) -> Line {
        match miss {
            NearMiss::Rule { grant, difference } => self.differing(grant, *difference),
            NearMiss::Elsewhere(grant) => {
                let namespace = grant.binding.namespace.clone().unwrap_or_default();
                self.granted(Because::Elsewhere, grant).with("namespace", namespace)
            }
            NearMiss::NoRole { binding, role } => self.bound(Because::NoRole, binding, role, None),
            NearMiss::Others {
                binding,
                role,
                rule,
                subjects,
            } => self
                .bound(Because::Others, binding, role, Some(*rule))
                .with("subjects", subjects_text(subjects, binding)),
        }
    }

    fn differing(&self, grant: &Grant, difference: Difference) -> Line {
        let rule = self.roles.rule(grant).cloned().unwrap_or_default();
        let of = |word: Because| self.granted(word, grant);
        let resource = match self.attributes {
            Attributes::Resource(resource) => resource.clone(),
            Attributes::NonResource { .. } => ResourceAttributes::default(),
        };
        match difference {
            Difference::Verb => of(Because::NearVerb)
                .with("verbs", listed(&rule.verbs))
                .with("verb", self.attributes.verb()),
            Difference::ResourceName => match &resource.name {
                Some(name) => of(Because::NearName)
                    .with("names", listed(&rule.resource_names))
                    .with("name", name),
                None => of(Because::NearNameOfList).with("names", listed(&rule.resource_names)),
            },
            Difference::Subresource => of(Because::NearSubresource)
                .with("resources", listed(&rule.resources))
                .with("resource", resource.combined_resource()),
            Difference::ApiGroup => of(Because::NearGroup)
                .with("groups", listed(&rule.api_groups))
                .with("group", group(&resource.group)),
            Difference::Path => of(Because::NearPath)
                .with("paths", listed(&rule.non_resource_urls))
                .with("path", path_of(self.attributes)),
        }
    }

    /// Whether what the rules say is what the answer says.
    fn agreement(&self, decision: &Decision) -> Option<Line> {
        let is_allowed = match decision {
            Decision::Privileged | Decision::Allowed(_) => true,
            Decision::NoRule { .. } => false,
            Decision::Unknown { .. } => return None,
        };
        let outcome = self.verdict.map_or(Outcome::Open, Verdict::outcome);
        let word = match (is_allowed, outcome) {
            (true, Outcome::LetThrough) => Because::AgreeAllowed,
            (false, Outcome::Refused) => Because::AgreeRefused,
            (true, Outcome::Refused) => Because::StrangelyRefused,
            (false, Outcome::LetThrough) => Because::StrangelyAllowed,
            (true, Outcome::Open) => Because::WouldBeAllowed,
            (false, Outcome::Open) => Because::WouldBeRefused,
        };
        let shown = self.roles.ground().exchanges().to_vec();
        let answer = self.exchange.filter(|_| outcome != Outcome::Open);
        Some(Line::of(word, Ground::inferred(shown.into_iter().chain(answer))))
    }

    /// What the rules say of the watch that was asked as a list, if that is something else.
    fn watch(&self, decision: &Decision) -> Option<Line> {
        let is_allowed = |decision: &Decision| matches!(decision, Decision::Privileged | Decision::Allowed(_));
        if self.wanted == self.attributes {
            return None;
        }
        let of_watch = self.roles.policy.decide(self.identity, self.wanted);
        let word = match (is_allowed(decision), &of_watch) {
            (_, Decision::Unknown { .. }) => return None,
            (false, of_watch) if is_allowed(of_watch) => Because::WatchAllowed,
            (true, Decision::NoRule { .. }) => Because::WatchNotAllowed,
            _ => return None,
        };
        Some(Line::of(word, self.roles.ground()))
    }

    /// Roles of this identity that are empty because nobody has put them together yet.
    fn unsettled(&self) -> Vec<Line> {
        let namespaces = [None, self.attributes.namespace()];
        let looked = if namespaces[1].is_some() {
            &namespaces[..]
        } else {
            &namespaces[..1]
        };
        let bindings = looked
            .iter()
            .flat_map(|namespace| self.roles.policy.bindings(*namespace));
        let own = bindings.filter(|binding| {
            let namespace = binding.namespace.as_deref();
            binding
                .subjects
                .iter()
                .any(|subject| self.identity.is(subject, namespace))
        });
        own.filter(|binding| self.roles.is_unsettled(&binding.role))
            .map(|binding| {
                let name = BindingName {
                    namespace: binding.namespace.clone(),
                    name: binding.name.clone(),
                };
                self.bound(Because::Unsettled, &name, &binding.role, None)
            })
            .collect()
    }
}

fn path_of(attributes: &Attributes) -> &str {
    match attributes {
        Attributes::NonResource { path, .. } => path,
        Attributes::Resource(_) => "",
    }
}

#[cfg(test)]
mod tests;
