//! What the answer to a request says of the one in whose name it was asked.

use super::{
    line::{Ground, Line},
    refusal::{Refusal, Refused},
    spelt,
};
use crate::{
    kube::{
        answer::Answer,
        failure::{Answerer, Failure},
        path::Guard,
    },
    wire::vocabulary::{Vocabulary, vocabulary},
};

/// What an answer says.
///
/// An API server decides in this order: who asks, whether they may ask in somebody's name, whether there is room, what
/// they may do; only then it looks whether there is such a thing. Source: apiserver `pkg/server/config.go`,
/// `DefaultBuildHandlerChain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was let through and answered.
    Allowed {
        /// The status code.
        code: u16,
    },
    /// It was let through, and there is no such thing.
    NotThere {
        /// What the API server says.
        message: String,
    },
    /// It was let through, and its form was not accepted.
    NotAccepted {
        /// The status code.
        code: u16,
        /// What the API server says.
        message: String,
    },
    /// It was refused.
    Refused(Denial),
    /// You may not ask in this one's name.
    MayNotImpersonate(Refusal),
    /// The API server does not know who asks.
    Unauthenticated {
        /// What it says.
        message: String,
    },
    /// There was no room, which is decided before any right is looked at.
    NoRoom,
    /// The recording has no such answer.
    NotRecorded,
    /// It is not sent from here.
    NotSent(Guard),
    /// No answer came that tells anything.
    Failed(Failure),
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// What the API server says.
    pub message: String,
    /// The same in parts, if it has the usual form.
    pub parts: Option<Refusal>,
}

/// What a verdict comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The request was let through, whatever was found.
    LetThrough,
    /// It was refused for what its user may not do.
    Refused,
    /// Neither is known.
    Open,
}

vocabulary! {
    /// A verdict in a few words.
    Title under "identity.verdict" {
        /// `{code}`.
        Allowed = "allowed",
        /// Nothing there.
        NotThere = "not_there",
        /// `{code}`.
        NotAccepted = "not_accepted",
        /// Forbidden.
        Refused = "refused",
        /// Forbidden to ask in somebody's name.
        MayNotImpersonate = "may_not_impersonate",
        /// Not known.
        Unauthenticated = "unauthenticated",
        /// Too many requests.
        NoRoom = "no_room",
        /// Not recorded.
        NotRecorded = "not_recorded",
        /// Never sent.
        NotSent = "not_sent",
        /// No answer.
        Failed = "failed",
        /// No answer yet.
        Waiting = "waiting",
    }
}

vocabulary! {
    /// What a verdict means. Each variant names its placeholders.
    Meaning under "identity.meaning" {
        /// It may.
        Allowed = "allowed",
        /// Who may not look is not told that there is nothing: `{message}`.
        NotThere = "not_there",
        /// Its form was looked at after its rights: `{message}`.
        NotAccepted = "not_accepted",
        /// `{user}`, `{verb}`, `{resource}`, `{group}`, `{namespace}`.
        RefusedInNamespace = "refused_in_namespace",
        /// `{user}`, `{verb}`, `{resource}`, `{group}`.
        RefusedInCluster = "refused_in_cluster",
        /// `{user}`, `{verb}`, `{path}`.
        RefusedPath = "refused_path",
        /// `{message}`.
        RefusedOtherwise = "refused_otherwise",
        /// What an authorizer adds: `{reason}`.
        Reason = "reason",
        /// It is decided before anything that this one may: `{user}`, who is you.
        MayNotImpersonate = "may_not_impersonate",
        /// The missing right of acting as a user, group or ServiceAccount: `{verb}`, `{resource}`, `{name}`, `{group}`.
        LacksIdentity = "lacks_identity",
        /// The missing right of doing this as somebody: `{verb}`, `{resource}`.
        LacksAction = "lacks_action",
        /// No credential was accepted: `{message}`.
        Unauthenticated = "unauthenticated",
        /// Nothing was decided.
        NoRoom = "no_room",
        /// The recording lacks it.
        NotRecorded = "not_recorded",
        /// It would open a session.
        NotSentSession = "not_sent_session",
        /// It would reach a kubelet.
        NotSentNode = "not_sent_node",
        /// It would reach a program.
        NotSentProgram = "not_sent_program",
        /// The filter of kubectl proxy refused.
        Filtered = "filtered",
        /// kubectl proxy came no further: `{message}`.
        ProxyFailed = "proxy_failed",
        /// Something else came, or nothing: `{message}`.
        Failed = "failed",
    }
}

impl Verdict {
    /// Reads what came for a request: the answer, if one came, and why there is nothing to show, if so.
    pub fn read(answer: Option<&Answer>, failure: Option<&Failure>) -> Self {
        if let Some(answer) = answer.filter(|answer| (200..300).contains(&answer.code)) {
            // A body that is cut off or of another type changes nothing about that.
            return Self::Allowed { code: answer.code };
        }
        let own = answer.and_then(Answer::failure);
        let Some(failure) = own.as_ref().or(failure) else {
            return Self::Failed(Failure::Unreachable(String::new()));
        };
        match failure {
            Failure::NotRecorded(_) => Self::NotRecorded,
            Failure::NeverSent(guard) => Self::NotSent(*guard),
            Failure::Status(status) => match status.code {
                401 => Self::Unauthenticated {
                    message: status.message.clone(),
                },
                403 => {
                    let denial = Denial {
                        message: status.message.clone(),
                        parts: Refusal::read(status),
                    };
                    match denial.parts {
                        Some(parts) if parts.is_of_impersonation() => Self::MayNotImpersonate(parts),
                        _ => Self::Refused(denial),
                    }
                }
                code => Self::of_code(code, &status.message).unwrap_or_else(|| Self::Failed(failure.clone())),
            },
            Failure::TooMany { .. } => Self::NoRoom,
            Failure::PlainText {
                code,
                from: Answerer::ApiServer,
                text,
            } => Self::of_code(*code, text).unwrap_or_else(|| Self::Failed(failure.clone())),
            _ => Self::Failed(failure.clone()),
        }
    }

    /// What an API server's code says, if it says whether the request was let through.
    fn of_code(code: u16, message: &str) -> Option<Self> {
        let message = message.to_owned();
        Some(match code {
            404 => Self::NotThere { message },
            400 | 405 | 406 | 410 | 415 | 422 => Self::NotAccepted { code, message },
            429 => Self::NoRoom,
            _ => return None,
        })
    }

    /// What it comes down to.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Allowed { .. } | Self::NotThere { .. } | Self::NotAccepted { .. } => Outcome::LetThrough,
            Self::Refused(_) => Outcome::Refused,
            Self::MayNotImpersonate(_)
            | Self::Unauthenticated { .. }
            | Self::NoRoom
            | Self::NotRecorded
            | Self::NotSent(_)
            | Self::Failed(_) => Outcome::Open,
        }
    }

    /// The verdict in a few words; `exchange` is the one that shows it.
    pub fn title(&self, exchange: Option<u32>) -> Line {
        let ground = ground(exchange);
        match self {
            Self::Allowed { code } => Line::of(Title::Allowed, ground).with("code", code.to_string()),
            Self::NotThere { .. } => Line::of(Title::NotThere, ground),
            Self::NotAccepted { code, .. } => Line::of(Title::NotAccepted, ground).with("code", code.to_string()),
            Self::Refused(_) => Line::of(Title::Refused, ground),
            Self::MayNotImpersonate(_) => Line::of(Title::MayNotImpersonate, ground),
            Self::Unauthenticated { .. } => Line::of(Title::Unauthenticated, ground),
            Self::NoRoom => Line::of(Title::NoRoom, ground),
            Self::NotRecorded => Line::of(Title::NotRecorded, Ground::Given),
            Self::NotSent(_) => Line::of(Title::NotSent, Ground::Given),
            Self::Failed(_) => Line::of(Title::Failed, ground),
        }
    }

    /// What it means, with what the API server said; `exchange` is the one that shows it.
    pub fn meaning(&self, exchange: Option<u32>) -> Vec<Line> {
        let ground = ground(exchange);
        let line = |word: Meaning| Line::of(word, ground.clone());
        let said = |word: Meaning, message: &str| line(word).with("message", message);
        match self {
            Self::Allowed { .. } => vec![line(Meaning::Allowed)],
            Self::NotThere { message } => vec![said(Meaning::NotThere, message)],
            Self::NotAccepted { message, .. } => vec![said(Meaning::NotAccepted, message)],
            Self::Refused(denial) => match &denial.parts {
                Some(parts) => refused(parts, &ground),
                None => vec![said(Meaning::RefusedOtherwise, &denial.message)],
            },
            Self::MayNotImpersonate(parts) => lacking(parts, &ground),
            Self::Unauthenticated { message } => vec![said(Meaning::Unauthenticated, message)],
            Self::NoRoom => vec![line(Meaning::NoRoom)],
            Self::NotRecorded => vec![Line::of(Meaning::NotRecorded, Ground::Given)],
            Self::NotSent(guard) => {
                let word = match guard {
                    Guard::Session => Meaning::NotSentSession,
                    Guard::NodeProxy => Meaning::NotSentNode,
                    Guard::Proxy => Meaning::NotSentProgram,
                };
                vec![Line::of(word, Ground::Given)]
            }
            Self::Failed(failure) => match failure {
                Failure::Filtered => vec![line(Meaning::Filtered)],
                Failure::Proxy { message, .. } => vec![said(Meaning::ProxyFailed, message)],
                other => vec![said(Meaning::Failed, &other.to_string())],
            },
        }
    }
}

impl Outcome {
    /// Its name in a style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::LetThrough => "let-through",
            Self::Refused => "refused",
            Self::Open => "open",
        }
    }
}

fn ground(exchange: Option<u32>) -> Ground {
    exchange.map_or(Ground::Given, Ground::Observed)
}

fn refused(parts: &Refusal, ground: &Ground) -> Vec<Line> {
    let line = |word: Meaning| {
        Line::of(word, ground.clone())
            .with("user", &parts.user)
            .with("verb", &parts.verb)
    };
    let mut lines = match &parts.object {
        Refused::Path(path) => vec![line(Meaning::RefusedPath).with("path", path)],
        Refused::Resource {
            resource,
            group,
            namespace,
            ..
        } => {
            let word = match namespace {
                Some(_) => Meaning::RefusedInNamespace,
                None => Meaning::RefusedInCluster,
            };
            let mut line = line(word).with("resource", resource).with("group", spelt::group(group));
            if let Some(namespace) = namespace {
                line = line.with("namespace", namespace);
            }
            vec![line]
        }
    };
    if let Some(reason) = &parts.reason {
        lines.push(Line::of(Meaning::Reason, ground.clone()).with("reason", reason));
    }
    lines
}

fn lacking(parts: &Refusal, ground: &Ground) -> Vec<Line> {
    let first = Line::of(Meaning::MayNotImpersonate, ground.clone()).with("user", &parts.user);
    let line = |word: Meaning| Line::of(word, ground.clone()).with("verb", &parts.verb);
    let second = match &parts.object {
        Refused::Resource {
            resource,
            group,
            name: Some(name),
            ..
        } if !parts.verb.starts_with("impersonate-on:") => line(Meaning::LacksIdentity)
            .with("resource", resource)
            .with("name", name)
            .with("group", spelt::group(group)),
        Refused::Resource { resource, .. } => line(Meaning::LacksAction).with("resource", resource),
        Refused::Path(path) => line(Meaning::LacksAction).with("resource", path),
    };
    vec![first, second]
}

/// Every key that a verdict can ask for.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    let titles = Title::ALL.iter().map(|word| word.key());
    titles.chain(Meaning::ALL.iter().map(|word| word.key()))
}

#[cfg(test)]
mod tests;
