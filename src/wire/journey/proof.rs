//! Why the console believes what it says of a request's way: seen in an exchange, inferred from one, or looked up.

use super::sources;
use crate::wire::{hop::Source, prose::Prose, vocabulary::Vocabulary, vocabulary::vocabulary};

/// Why the console believes a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// An exchange shows it.
    Observed {
        /// The number of that exchange.
        exchange: u32,
        /// What in it does.
        sign: Sign,
    },
    /// It follows from an exchange by a rule.
    Inferred {
        /// The number of that exchange.
        exchange: u32,
        /// The rule.
        rule: Rule,
    },
    /// A document says so; nothing of it was seen.
    Documented(Source),
    /// The page's own address, or the request's, says so.
    Address,
    /// The console takes it for granted, because it is usually so.
    Assumed(Assumption),
}

vocabulary! {
    /// What in an exchange shows something.
    Sign under "journey.sign" {
        /// That an answer came at all.
        Answer = "answer",
        /// `Audit-Id`, which API servers set and proxies do not.
        AuditId = "audit_id",
        /// `Audit-Id` twice: two API servers set it.
        TwoAuditIds = "two_audit_ids",
        /// A refusal in just the form of kubectl proxy's filter.
        FilterRefusal = "filter_refusal",
        /// An error in plain text, as kubectl proxy passes it on.
        ProxyError = "proxy_error",
        /// The text of an error that names a connection.
        DialError = "dial_error",
        /// Its status code and its text.
        Refusal = "refusal",
        /// `X-Kubernetes-Pf-FlowSchema-UID`.
        FlowSchema = "flow_schema",
        /// A header `Server` or `Via`.
        ForeignHeader = "foreign_header",
        /// A page of HTML that no API server wrote.
        ForeignPage = "foreign_page",
        /// Its line on etcd.
        EtcdCheck = "etcd_check",
        /// The text of an error of etcd's.
        EtcdError = "etcd_error",
        /// The version of HTTP in which it came.
        HttpVersion = "http_version",
        /// `ETag`, or the status 304.
        Validator = "validator",
        /// What stands in its body.
        Body = "body",
    }
}

vocabulary! {
    /// How something follows from an exchange.
    Rule under "journey.rule" {
        /// Where an API server has answered before, there is one.
        AnsweredBefore = "answered_before",
        /// Only kubelets have logs.
        LogsFromKubelet = "logs_from_kubelet",
        /// The text of the refusal is the kubelet's.
        KubeletWords = "kubelet_words",
        /// A Pod's node is where its kubelet is.
        PodOnNode = "pod_on_node",
        /// What an `APIService` with a Service serves comes from there.
        ServiceServes = "service_serves",
        /// An `APIService` without a Service is served by the API server itself.
        ServedLocally = "served_locally",
        /// Only aggregated APIs can be stale.
        StaleIsAggregated = "stale_is_aggregated",
        /// What is under `…/proxy/` and is no refusal comes from the program.
        ProgramAnswers = "program_answers",
        /// One of the endpoints was chosen.
        ChosenEndpoint = "chosen_endpoint",
        /// An address that clients use and no API server has belongs to something in front of them.
        AddressOfNoServer = "address_of_no_server",
        /// Several API servers usually share an address.
        SeveralServers = "several_servers",
        /// Who may not impersonate is refused.
        MayImpersonate = "may_impersonate",
        /// The API server ends a watch no sooner than after half an hour.
        CutEarly = "cut_early",
    }
}

vocabulary! {
    /// What is taken for granted.
    Assumption under "journey.assumption" {
        /// That kubectl proxy serves this origin.
        KubectlProxy = "kubectl_proxy",
        /// That a group of which nothing is known is made of custom resources.
        CustomResource = "custom_resource",
    }
}

vocabulary! {
    /// How each kind of proof is said.
    ProofWord under "journey.proof" {
        /// `{exchange}`, `{sign}`.
        Observed = "observed",
        /// The same of an answer out of the recording: `{exchange}`, `{sign}`.
        Recorded = "recorded",
        /// `{exchange}`, `{rule}`, `{source}`.
        Inferred = "inferred",
        /// `{source}`.
        Documented = "documented",
        /// By the address alone.
        Address = "address",
        /// `{assumption}`.
        Assumed = "assumed",
    }
}

impl Rule {
    /// The document that makes it a rule.
    pub fn source(self) -> Source {
        match self {
            Self::AnsweredBefore => sources::AUDIT_INIT,
            Self::LogsFromKubelet | Self::KubeletWords => sources::LOG_STREAMER,
            Self::PodOnNode => sources::POD_STRATEGY,
            Self::ServiceServes | Self::ServedLocally => sources::API_SERVICE,
            Self::StaleIsAggregated => sources::AGGREGATED_DISCOVERY,
            Self::ProgramAnswers => sources::UPGRADE_AWARE,
            Self::ChosenEndpoint => sources::SERVICE_REST,
            Self::AddressOfNoServer | Self::SeveralServers => sources::HIGH_AVAILABILITY,
            Self::MayImpersonate => sources::IMPERSONATION,
            Self::CutEarly => sources::REQUEST_TIMEOUT,
        }
    }
}

impl Proof {
    /// The exchange that it rests on.
    pub fn exchange(self) -> Option<u32> {
        match self {
            Self::Observed { exchange, .. } | Self::Inferred { exchange, .. } => Some(exchange),
            Self::Documented(_) | Self::Address | Self::Assumed(_) => None,
        }
    }

    /// The document that it rests on.
    pub fn source(self) -> Option<Source> {
        match self {
            Self::Inferred { rule, .. } => Some(rule.source()),
            Self::Documented(source) => Some(source),
            Self::Observed { .. } | Self::Address | Self::Assumed(_) => None,
        }
    }

    /// Whether it was seen, and not inferred, looked up or assumed.
    pub fn is_observed(self) -> bool {
        matches!(self, Self::Observed { .. })
    }

    /// The sentence that says so.
    pub fn say(self, is_recorded: bool, prose: &Prose) -> String {
        let number = |exchange: u32| exchange.to_string();
        match self {
            Self::Observed { exchange, sign } => {
                let word = if is_recorded {
                    ProofWord::Recorded
                } else {
                    ProofWord::Observed
                };
                prose.fill(
                    word.key(),
                    &[("exchange", &number(exchange)), ("sign", prose.get(sign.key()))],
                )
            }
            Self::Inferred { exchange, rule } => prose.fill(
                ProofWord::Inferred.key(),
                &[
                    ("exchange", &number(exchange)),
                    ("rule", prose.get(rule.key())),
                    ("source", rule.source().0),
                ],
            ),
            Self::Documented(source) => prose.fill(ProofWord::Documented.key(), &[("source", source.0)]),
            Self::Address => prose.get(ProofWord::Address.key()).to_owned(),
            Self::Assumed(assumption) => {
                prose.fill(ProofWord::Assumed.key(), &[("assumption", prose.get(assumption.key()))])
            }
        }
    }
}
