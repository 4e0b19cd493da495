//! How a request ended, and with whom: answered, refused on the way, stuck at a connection, or never sent.

use super::{
    answer::AnswerFacts,
    balancer::is_foreign_page,
    destination::Destination,
    proof::{Proof, Sign},
};
use crate::{
    kube::{
        failure::{Answerer, Failure, ProxyTrouble},
        path::Guard,
        request::ApiRequest,
    },
    wire::{hop::Actor, vocabulary::vocabulary},
};

mod refusal;

vocabulary! {
    /// How a request ended.
    End under "journey.end" {
        /// Nothing came yet.
        Planned = "planned",
        /// The console never sends it: it would open a session in a container.
        NeverSentSession = "never_sent_session",
        /// The console never sends it: it would reach the kubelet's own API.
        NeverSentNodeProxy = "never_sent_node_proxy",
        /// The console sends it after a click only.
        WaitsForClick = "waits_for_click",
        /// The recording has no answer to it.
        NotRecorded = "not_recorded",
        /// Answered.
        Answered = "answered",
        /// Answered, and still open.
        StillOpen = "still_open",
        /// The body broke off.
        BrokeOff = "broke_off",
        /// Nobody answers at the origin.
        Unreachable = "unreachable",
        /// No answer came in time.
        Silent = "silent",
        /// kubectl proxy's filter refused.
        Filtered = "filtered",
        /// Nobody listens behind kubectl proxy.
        ProxyRefused = "proxy_refused",
        /// kubectl proxy cannot look the API server's name up.
        ProxyUnknownHost = "proxy_unknown_host",
        /// kubectl proxy does not accept the certificate.
        ProxyCertificate = "proxy_certificate",
        /// kubectl proxy's connection came to nothing.
        ProxyTimedOut = "proxy_timed_out",
        /// kubectl proxy has no credential.
        ProxyCredentials = "proxy_credentials",
        /// kubectl proxy failed otherwise.
        ProxyOther = "proxy_other",
        /// Whoever serves the page answered by itself.
        NoApiHere = "no_api_here",
        /// A page of HTML from something in between.
        ForeignPage = "foreign_page",
        /// A redirect, which the console does not follow.
        Redirected = "redirected",
        /// 401.
        Unauthenticated = "unauthenticated",
        /// 403 for want of the right to impersonate.
        MayNotImpersonate = "may_not_impersonate",
        /// 429 by priority and fairness.
        Queued = "queued",
        /// 403.
        Forbidden = "forbidden",
        /// 404: no such path or resource.
        NotServed = "not_served",
        /// 400, 405, 406, 422 …
        NotValid = "not_valid",
        /// 404: no such object.
        NotFound = "not_found",
        /// 404: no such Pod, Service or node to pass the request on to.
        TargetNotFound = "target_not_found",
        /// 410.
        Expired = "expired",
        /// 503: the `APIService` is not available.
        ExtensionUnavailable = "extension_unavailable",
        /// 503: the Service has no endpoint to proxy to.
        NoEndpoints = "no_endpoints",
        /// The API server could not connect onward.
        OnwardFailed = "onward_failed",
        /// One of the API server's checks of its own health failed.
        Unhealthy = "unhealthy",
        /// etcd did not answer as it should.
        StorageTrouble = "storage_trouble",
        /// The API server gave up waiting.
        TimedOut = "timed_out",
        /// The API server failed otherwise.
        ServerTrouble = "server_trouble",
        /// Who was asked in the end answered with an error of its own.
        AnsweredWithError = "answered_with_error",
    }
}

/// How far a request is known to have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// Nothing was sent.
    Nowhere,
    /// It arrived, and went no further.
    Arrived,
    /// It arrived; whether it went further cannot be told.
    ArrivedAtLeast,
    /// It arrived, and the connection onward could not be made.
    BrokeBehind,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// How.
    pub end: End,
    /// With whom, one of the parties on the way.
    pub at: Actor,
    /// How far it came.
    pub extent: Extent,
    /// What shows it.
    pub proof: Option<Proof>,
}

/// The parties of a way and what is asked for there.
#[derive(Clone, Copy)]
pub(super) struct Course<'a> {
    /// The parties, first to last; at least two.
    pub(super) stops: &'a [Actor],
    /// Where the request leads.
    pub(super) destination: &'a Destination,
    /// Whether it asks in somebody else's name.
    pub(super) is_impersonated: bool,
}

impl Course<'_> {
    pub(super) fn first(self) -> Actor {
        self.stops.first().copied().unwrap_or(Actor::Browser)
    }

    pub(super) fn last(self) -> Actor {
        self.stops.last().copied().unwrap_or(Actor::ApiServer)
    }

    /// The party, or the first proxy where it is not on the way.
    pub(super) fn or_front(self, actor: Actor) -> Actor {
        if self.stops.contains(&actor) {
            actor
        } else {
            self.stops.get(1).copied().unwrap_or(Actor::ApiServer)
        }
    }
}

/// How the request ended on this course.
pub(super) fn ending(request: &ApiRequest, course: Course<'_>, answer: Option<&AnswerFacts>) -> Ending {
    let unsent = |end| Ending {
        end,
        at: course.first(),
        extent: Extent::Nowhere,
        proof: None,
    };
    match (request.path.guard(), answer) {
        (Some(Guard::Session), _) => return unsent(End::NeverSentSession),
        (Some(Guard::NodeProxy), _) => return unsent(End::NeverSentNodeProxy),
        (Some(Guard::Proxy), None) => return unsent(End::WaitsForClick),
        (_, None) => return unsent(End::Planned),
        _ => {}
    }
    answer.map_or_else(|| unsent(End::Planned), |answer| of_answer(course, answer))
}

fn of_answer(course: Course<'_>, answer: &AnswerFacts) -> Ending {
    let seen = |end, at, extent, sign| Ending {
        end,
        at: course.or_front(at),
        extent,
        proof: Some(Proof::Observed {
            exchange: answer.exchange,
            sign,
        }),
    };
    let without_answer = |end, extent| Ending {
        end,
        at: course.first(),
        extent,
        proof: None,
    };
    match &answer.failure {
        Some(Failure::NeverSent(Guard::Session)) => without_answer(End::NeverSentSession, Extent::Nowhere),
        Some(Failure::NeverSent(Guard::NodeProxy)) => without_answer(End::NeverSentNodeProxy, Extent::Nowhere),
        Some(Failure::NeverSent(Guard::Proxy)) => without_answer(End::WaitsForClick, Extent::Nowhere),
        Some(Failure::NotRecorded(_)) => without_answer(End::NotRecorded, Extent::Nowhere),
        Some(Failure::Unreachable(_)) => without_answer(End::Unreachable, Extent::BrokeBehind),
        Some(Failure::NoFirstByte(_)) => without_answer(End::Silent, Extent::ArrivedAtLeast),
        Some(Failure::Filtered) => seen(End::Filtered, Actor::KubectlProxy, Extent::Arrived, Sign::FilterRefusal),
        Some(Failure::Proxy { trouble, .. }) => {
            let (end, extent) = proxy_trouble(*trouble);
            seen(end, Actor::KubectlProxy, extent, Sign::ProxyError)
        }
        Some(Failure::Redirected) => match course.destination {
            Destination::Program(_) => seen(End::Redirected, Actor::ApiServer, Extent::ArrivedAtLeast, Sign::Answer),
            _ => seen(End::Redirected, front(course), Extent::ArrivedAtLeast, Sign::Answer),
        },
        Some(Failure::NotJson { .. }) if is_foreign_page(answer) => seen(
            End::ForeignPage,
            Actor::LoadBalancer,
            Extent::Arrived,
            Sign::ForeignPage,
        ),
        Some(Failure::NotJson { .. }) if !answer.is_from_api_server() => {
            seen(End::NoApiHere, front(course), Extent::Arrived, Sign::Answer)
        }
        Some(Failure::PlainText {
            from: Answerer::Proxy, ..
        }) => seen(End::NoApiHere, front(course), Extent::Arrived, Sign::Answer),
        Some(Failure::Idle(_) | Failure::BrokenOff(_)) => {
            seen(End::BrokeOff, course.last(), Extent::Arrived, sign_of_answer(answer))
        }
        _ if answer.is_success() || answer.code.is_none() => {
            let end = if answer.is_open { End::StillOpen } else { End::Answered };
            seen(end, course.last(), Extent::Arrived, sign_of_answer(answer))
        }
        _ => refusal::of_error(course, answer),
    }
}

/// What shows that an answer came from whom it came.
pub(super) fn sign_of_answer(answer: &AnswerFacts) -> Sign {
    match answer.audit_ids() {
        0 => Sign::Answer,
        1 => Sign::AuditId,
        _ => Sign::TwoAuditIds,
    }
}

/// The first proxy on the way.
fn front(course: Course<'_>) -> Actor {
    course.stops.get(1).copied().unwrap_or(Actor::ApiServer)
}

fn proxy_trouble(trouble: ProxyTrouble) -> (End, Extent) {
    match trouble {
        ProxyTrouble::Refused => (End::ProxyRefused, Extent::BrokeBehind),
        ProxyTrouble::UnknownHost => (End::ProxyUnknownHost, Extent::BrokeBehind),
        ProxyTrouble::Certificate => (End::ProxyCertificate, Extent::BrokeBehind),
        ProxyTrouble::TimedOut => (End::ProxyTimedOut, Extent::BrokeBehind),
        // The plugin runs before anything is connected to.
        ProxyTrouble::Credentials => (End::ProxyCredentials, Extent::Arrived),
        ProxyTrouble::Other => (End::ProxyOther, Extent::BrokeBehind),
    }
}
