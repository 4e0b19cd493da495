//! Which rule makes the difference between two answers.

use super::{
    line::{Ground, Line},
    roles::{Roles, binding_link, role_link, role_text},
    spelt::{rule_yaml, subject_text},
    verdict::Outcome,
};
use crate::{
    kube::rbac::decision::{Decision, Grant},
    wire::vocabulary::vocabulary,
};

vocabulary! {
    /// What the answers have in common, or what separates them. Each variant names its placeholders.
    Differs under "identity.difference" {
        /// Fewer than two answers tell anything.
        TooFew = "too_few",
        /// All were let through.
        AllLetThrough = "all_let_through",
        /// All were let through by the same rule: `{binding}`, `{role}`, `{rule}`.
        SameRule = "same_rule",
        /// All were refused.
        AllRefused = "all_refused",
        /// `{user}`, `{other}`, `{binding}`, `{role}`, `{rule}`, `{subject}`: the rule that one has and the other lacks.
        Rule = "rule",
        /// `{user}`, `{other}`: one is in `system:masters`.
        Privileged = "privileged",
        /// `{other}`: you may, and by which rule is not known.
        You = "you",
        /// `{user}`, `{other}`: which rule it is was not read.
        Unread = "unread",
        /// `{user}`, `{other}`: no rule that was read tells them apart.
        NoRule = "no_rule",
    }
}

/// One answer, as far as it is compared.
pub(super) struct Side {
    /// The user; `None` if it is you and nothing tells your name.
    pub(super) user: Option<String>,
    /// Whether it is you, whose own rules teach least of what others lack.
    pub(super) is_you: bool,
    /// Whether enough is known of the user to tell what the rules say.
    pub(super) is_known: bool,
    /// What the answer comes down to.
    pub(super) outcome: Outcome,
    /// The exchange that shows it.
    pub(super) exchange: Option<u32>,
    /// What the rules say, if they can be asked: not of you without a name, nor of a path that no rule is about.
    pub(super) decision: Option<Decision>,
}

/// What separates those who were let through from those who were refused.
pub(super) fn difference(sides: &[Side], roles: &Roles) -> Vec<Line> {
    let of = |outcome: Outcome| sides.iter().filter(move |side| side.outcome == outcome);
    let (through, refused): (Vec<&Side>, Vec<&Side>) =
        (of(Outcome::LetThrough).collect(), of(Outcome::Refused).collect());
    let shown = |sides: &[&Side]| Ground::inferred(sides.iter().filter_map(|side| side.exchange));
    if through.len() + refused.len() < 2 {
        return vec![Line::of(Differs::TooFew, Ground::Given)];
    }
    if through.is_empty() {
        return vec![Line::of(Differs::AllRefused, shown(&refused))];
    }
    if refused.is_empty() {
        let mut lines = vec![Line::of(Differs::AllLetThrough, shown(&through))];
        lines.extend(common(&through, roles));
        return lines;
    }
    let named = refused.iter().filter_map(|other| Some((other, other.user.as_deref()?)));
    named
        .map(|(other, name)| between(&through, other, name, roles))
        .collect()
}

/// The rule that lets all of them through, if there is one.
fn common(sides: &[&Side], roles: &Roles) -> Option<Line> {
    let grants = |side: &Side| match &side.decision {
        Some(Decision::Allowed(reasons)) => reasons.iter().map(|reason| reason.grant.clone()).collect(),
        _ => Vec::new(),
    };
    let is_same = |one: &Grant, other: &Grant| one.binding == other.binding && one.rule == other.rule;
    let (first, rest) = sides.split_first()?;
    let found = grants(first).into_iter().find(|grant| {
        rest.iter()
            .all(|side| grants(side).iter().any(|other| is_same(grant, other)))
    })?;
    Some(granted(Differs::SameRule, &found, roles))
}

/// What lets somebody through and not this one: the best explained of those who were let through is compared.
fn between(through: &[&Side], other: &Side, name: &str, roles: &Roles) -> Line {
    let rank = |side: &&&Side| match (&side.decision, side.is_known) {
        (Some(Decision::Allowed(_)), true) => (0, side.is_you),
        (Some(Decision::Privileged), true) => (1, side.is_you),
        (_, false) => (2, true),
        (Some(Decision::Unknown { .. }), true) => (3, side.is_you),
        _ => (4, side.is_you),
    };
    let Some(side) = through.iter().min_by_key(rank) else {
        return Line::of(Differs::TooFew, Ground::Given);
    };
    let answers = [side.exchange, other.exchange].into_iter().flatten();
    let lists = roles.ground();
    let ground = Ground::inferred(lists.exchanges().iter().copied().chain(answers.clone()));
    let (user, is_known) = match &side.user {
        Some(user) => (user.as_str(), side.is_known),
        None => ("", false),
    };
    let both = |word: Differs| Line::of(word, ground.clone()).with("user", user).with("other", name);
    match &side.decision {
        _ if !is_known => Line::of(Differs::You, Ground::inferred(answers)).with("other", name),
        Some(Decision::Allowed(reasons)) => match reasons.first() {
            Some(reason) => granted(Differs::Rule, &reason.grant, roles)
                .with("user", user)
                .with("other", name),
            None => both(Differs::NoRule),
        },
        Some(Decision::Privileged) => both(Differs::Privileged),
        Some(Decision::Unknown { .. }) => both(Differs::Unread),
        Some(Decision::NoRule { .. }) | None => both(Differs::NoRule),
    }
}

fn granted(word: Differs, grant: &Grant, roles: &Roles) -> Line {
    let Grant {
        binding, role, subject, ..
    } = grant;
    let line = Line::of(word, roles.ground_of(binding, role))
        .with("binding", binding.to_string())
        .with("role", role_text(binding, role))
        .with("rule", (grant.rule + 1).to_string())
        .with("subject", subject_text(subject, binding))
        .linked(binding_link(binding))
        .linked(role_link(binding, role));
    match roles.rule(grant) {
        Some(rule) => line.coded(rule_yaml(rule)),
        None => line,
    }
}
