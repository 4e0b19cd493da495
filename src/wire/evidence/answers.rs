//! The answers so far, each read as the kind of object that was asked for.

use super::{Asked, Finding, Standpoint, ask::Ask, shapes::Shape, verdict::Verdict};
use crate::{
    kube::{
        failure::{Answerer, Failure},
        path::ApiPath,
        request::ApiRequest,
    },
    wire::journey::{
        gather::{Exchanged, gather},
        situation::{Seen, Situation, Upstream},
    },
};

/// The user as whom an API server takes a request that says nothing of who asks.
///
/// Source: kubernetes.io "Authenticating", anonymous requests.
pub(super) const ANONYMOUS: &str = "system:anonymous";

/// The answers so far, and who asked.
#[derive(Clone, Copy)]
pub(super) struct Answers<'a> {
    pub(super) standpoint: &'a Standpoint,
    pub(super) asked: &'a [Asked],
}

/// What came of asking.
pub(super) enum Reading<T> {
    /// Nothing was asked yet.
    Waiting,
    /// What was asked for.
    Read(Seen<T>),
    /// Nothing to read.
    Unread(Unread),
}

/// Why there is nothing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unread {
    pub(super) exchange: u32,
    pub(super) why: Why,
    /// What the answer says of it.
    pub(super) said: Option<String>,
}

/// Why there is nothing to read, in kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    NotThere,
    Refused,
    Unanswered,
    NotRecorded,
}

impl<'a> Answers<'a> {
    /// All that was asked in one respect, oldest first.
    pub(super) fn to(self, ask: Ask) -> impl Iterator<Item = &'a Asked> {
        self.asked.iter().filter(move |asked| asked.wanted.ask == ask)
    }

    /// The answer to exactly this request.
    pub(super) fn to_request(self, request: &ApiRequest) -> Option<&'a Asked> {
        self.asked.iter().find(|asked| asked.wanted.request == *request)
    }

    /// The newest answer that can be read, else why the first one cannot: that of the whole cluster.
    pub(super) fn read<T: Shape>(self, ask: Ask) -> Reading<T> {
        let mut found = Reading::Waiting;
        for asked in self.to(ask) {
            match asked.read::<T>() {
                Ok(value) => {
                    found = Reading::Read(Seen {
                        value,
                        exchange: asked.exchange,
                    });
                }
                Err(failure) if matches!(found, Reading::Waiting) => {
                    found = Reading::Unread(asked.unread(&failure));
                }
                Err(_) => {}
            }
        }
        found
    }

    /// The same, where it does not matter why there is nothing.
    pub(super) fn seen<T: Shape>(self, ask: Ask) -> Option<Seen<T>> {
        match self.read(ask) {
            Reading::Read(seen) => Some(seen),
            Reading::Waiting | Reading::Unread(_) => None,
        }
    }

    /// Why there is nothing to read of what was asked for, if so.
    pub(super) fn unread<T: Shape>(self, ask: Ask) -> Option<Unread> {
        match self.read::<T>(ask) {
            Reading::Unread(unread) => Some(unread),
            Reading::Waiting | Reading::Read(_) => None,
        }
    }

    /// What the answers show of what stands behind the origin.
    pub(super) fn upstream(self) -> Upstream {
        let Ok(wanted) = ApiPath::parse("/api").map(ApiRequest::get) else {
            return Upstream::default();
        };
        let exchanged = self.asked.iter().rev().filter_map(|asked| {
            Some(Exchanged {
                number: asked.exchange,
                request: &asked.wanted.request,
                answer: asked.answer.as_deref()?,
            })
        });
        gather(&wanted, exchanged).0
    }

    /// The page's connection, with what was seen behind it.
    pub(super) fn situation(self) -> Situation {
        let connection = super::connection(self.standpoint, self.asked);
        Situation {
            upstream: self.upstream(),
            ..Situation::new(connection, self.standpoint.origin.clone())
        }
    }

    /// As whom the API server knows who asks, where it refuses.
    pub(super) fn user(self) -> Option<Seen<String>> {
        self.asked.iter().find_map(|asked| {
            let facts = asked.facts();
            let user = facts.user()?;
            let is_own = asked.wanted.ask != Ask::Anonymous || user != ANONYMOUS;
            is_own.then(|| Seen {
                value: user.to_owned(),
                exchange: asked.exchange,
            })
        })
    }

    /// Where to look if nobody may look everywhere.
    pub(super) fn namespace(self) -> String {
        let chosen = self.standpoint.namespace.clone();
        chosen.filter(|namespace| !namespace.is_empty()).unwrap_or_else(|| {
            let user = self.user().map(|seen| seen.value).unwrap_or_default();
            let own = user.strip_prefix("system:serviceaccount:");
            let namespace = own.and_then(|rest| rest.split(':').next());
            namespace.unwrap_or("default").to_owned()
        })
    }
}

impl<T> Reading<T> {
    /// What was read, or nothing and a finding that says what stays unknown.
    pub(super) fn or_note(self, ask: Ask, findings: &mut Vec<Finding>) -> Option<Seen<T>> {
        match self {
            Self::Read(seen) => Some(seen),
            Self::Unread(unread) => {
                findings.push(Finding::unread(ask, unread));
                None
            }
            Self::Waiting => None,
        }
    }
}

impl Asked {
    /// The body, if it is a success of that kind.
    pub(super) fn read<T: Shape>(&self) -> Result<T, Failure> {
        let body = self.json()?;
        T::read(body).ok_or_else(|| Failure::Unreadable(String::new()))
    }

    /// Why there is nothing to read.
    pub(super) fn unread(&self, failure: &Failure) -> Unread {
        Unread {
            exchange: self.exchange,
            why: Why::of(failure),
            said: said(failure),
        }
    }
}

impl Why {
    /// The kind of a failure.
    pub(super) fn of(failure: &Failure) -> Self {
        match failure {
            Failure::NotRecorded(_) => Self::NotRecorded,
            Failure::Filtered => Self::Refused,
            Failure::Status(status) if matches!(status.code, 401 | 403) => Self::Refused,
            Failure::Status(status) if status.code == 404 => Self::NotThere,
            // A group or version that is not served.
            Failure::PlainText {
                code: 404,
                from: Answerer::ApiServer,
                ..
            } => Self::NotThere,
            _ => Self::Unanswered,
        }
    }

    pub(super) fn verdict(self, exchange: u32) -> Verdict {
        match self {
            Self::NotThere => Verdict::NotSeen { exchange },
            Self::Refused => Verdict::Refused { exchange },
            Self::Unanswered => Verdict::Unanswered { exchange },
            Self::NotRecorded => Verdict::NotRecorded { exchange },
        }
    }
}

/// What an answer says of why it is no success.
fn said(failure: &Failure) -> Option<String> {
    let text = match failure {
        Failure::Status(status) => &status.message,
        Failure::PlainText { text, .. } => text,
        Failure::Proxy { message, .. } => message,
        _ => return None,
    };
    Some(text.clone()).filter(|text| !text.is_empty())
}
