//! Who you are, which no GET tells: what refusals give away, and what your being let through says.

use super::{
    explain::{Because, Case},
    line::{Ground, Line, Reply},
    refusal::Refusal,
    roles::{Roles, binding_link, role_link, role_text},
    sources,
    spelt::{subject_text, subjects_text},
    verdict::{Outcome, Verdict},
};
use crate::{
    kube::rbac::{
        attributes::Attributes,
        decision::{Decision, NearMiss},
        identity::Identity,
    },
    recording::index::OPERATOR,
    wire::vocabulary::vocabulary,
};

/// How many bindings are named by which you may have been let through.
const MOST: usize = 5;

/// The name by which the API server knows you.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yourself {
    /// The user's name.
    pub user: String,
    /// The exchange that gives it away; `None` where the recording says so.
    pub exchange: Option<u32>,
}

vocabulary! {
    /// What there is to say of you. Each variant names its placeholders.
    You under "identity.you" {
        /// Nothing tells who you are.
        Unknown = "unknown",
        /// `{user}`: a refusal names you.
        Named = "named",
        /// `{user}`: the recording was made by that one.
        Recorded = "recorded",
        /// `{user}`: of your groups only those of everybody are known.
        GroupsUnknown = "groups_unknown",
        /// Before the bindings that may have let you through.
        Candidates = "candidates",
        /// `{binding}`, `{role}`, `{subjects}`: one of them.
        Candidate = "candidate",
        /// `{count}`: how many more there are.
        CandidatesMore = "candidates_more",
        /// `{binding}`, `{role}`, `{subject}`: everybody who is authenticated may.
        Everyone = "everyone",
        /// No binding that was read grants it to anybody.
        NoCandidate = "no_candidate",
    }
}

impl Yourself {
    /// Reads it from the newest refusal that names you: one of your own requests, or one that you may not make in
    /// another's name.
    pub fn read(replies: &[Reply<'_>], is_recorded: bool) -> Option<Self> {
        if is_recorded {
            // The refusals of other identities that were recorded answer no request of the page.
            return Some(Self {
                user: OPERATOR.to_owned(),
                exchange: None,
            });
        }
        replies.iter().rev().find_map(|reply| {
            let refusal = match Verdict::read(reply.answer, reply.failure) {
                Verdict::Refused(denial) if reply.request.head.impersonate_user.is_none() => denial.parts?,
                Verdict::MayNotImpersonate(parts) => parts,
                _ => return None,
            };
            let Refusal { user, .. } = refusal;
            Some(Self {
                user,
                exchange: Some(reply.number),
            })
        })
    }

    /// What is known of you as an identity: with all groups for a ServiceAccount and the anonymous user, otherwise with
    /// the one of everybody who is authenticated.
    pub fn identity(&self) -> Identity {
        Identity::of(&self.user, &[])
    }

    /// Whether all your groups are known.
    pub fn knows_groups(&self) -> bool {
        let identity = self.identity();
        let is_everybody = identity.groups == ["system:authenticated"];
        !is_everybody
    }

    /// How the name is known.
    pub fn line(&self) -> Line {
        let (word, ground) = match self.exchange {
            Some(exchange) => (You::Named, Ground::Observed(exchange)),
            None => (You::Recorded, Ground::Given),
        };
        Line::of(word, ground).with("user", &self.user)
    }
}

/// Why you may do something or may not, as far as that is known.
pub(super) fn explain(
    yourself: Option<&Yourself>,
    (attributes, wanted): (&Attributes, &Attributes),
    roles: &Roles,
    (verdict, exchange): (Option<&Verdict>, Option<u32>),
) -> Vec<Line> {
    let identity = yourself.map_or_else(somebody, Yourself::identity);
    let knows_groups = yourself.is_some_and(Yourself::knows_groups);
    let case = Case {
        identity: &identity,
        knows_groups,
        attributes,
        wanted,
        roles,
        verdict,
        exchange,
    };
    let mut lines = Vec::new();
    match yourself {
        Some(yourself) => lines.push(yourself.line()),
        None => lines.push(Line::of(You::Unknown, Ground::Documented(sources::WHO_AM_I))),
    }
    let decision = case.decision();
    let is_conclusive = knows_groups || yourself.is_some() && matches!(decision, Decision::Allowed(_));
    if is_conclusive {
        lines.extend(case.explain());
        return lines;
    }
    if let Some(yourself) = yourself {
        lines.push(Line::of(You::GroupsUnknown, Ground::Documented(sources::WHO_AM_I)).with("user", &yourself.user));
    }
    let is_let_through = verdict.is_some_and(|verdict| verdict.outcome() == Outcome::LetThrough);
    match decision {
        Decision::Allowed(reasons) => lines.extend(reasons.first().map(|reason| {
            let grant = &reason.grant;
            Line::of(You::Everyone, roles.ground_of(&grant.binding, &grant.role))
                .with("binding", grant.binding.to_string())
                .with("role", role_text(&grant.binding, &grant.role))
                .with("subject", subject_text(&grant.subject, &grant.binding))
                .linked(binding_link(&grant.binding))
                .linked(role_link(&grant.binding, &grant.role))
        })),
        Decision::NoRule { nearest } if is_let_through => lines.extend(candidates(&nearest, roles)),
        Decision::Unknown { .. } => lines.extend(case.explain()),
        Decision::NoRule { .. } | Decision::Privileged => {}
    }
    lines
}

/// Somebody of whom only that is known: that the API server knows who it is.
fn somebody() -> Identity {
    Identity::of("", &[])
}

/// The bindings that grant it to somebody, who may be you.
fn candidates(nearest: &[NearMiss], roles: &Roles) -> Vec<Line> {
    let all: Vec<Line> = nearest
        .iter()
        .filter_map(|miss| match miss {
            NearMiss::Others {
                binding,
                role,
                subjects,
                ..
            } => Some(
                Line::of(You::Candidate, roles.ground_of(binding, role))
                    .with("binding", binding.to_string())
                    .with("role", role_text(binding, role))
                    .with("subjects", subjects_text(subjects, binding))
                    .linked(binding_link(binding))
                    .linked(role_link(binding, role)),
            ),
            _ => None,
        })
        .collect();
    if all.is_empty() {
        return vec![Line::of(You::NoCandidate, roles.ground())];
    }
    let more = all.len().saturating_sub(MOST);
    let mut lines = vec![Line::of(You::Candidates, roles.ground())];
    lines.extend(all.into_iter().take(MOST));
    if more > 0 {
        lines.push(Line::of(You::CandidatesMore, roles.ground()).with("count", more.to_string()));
    }
    lines
}

/// What is said where a path cannot be decided on.
pub(super) fn undecidable() -> Line {
    Line::of(Because::NoAttributes, Ground::Documented(sources::REQUEST_INFO))
}
