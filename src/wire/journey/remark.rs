//! What there is to say of a hop beyond who, to whom and inside what: one sentence or two each, in the prose file.

use super::proof::Proof;
use crate::wire::{prose::Prose, vocabulary::Vocabulary, vocabulary::vocabulary};

/// One thing to know of a hop, with what makes it known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// The key of its sentence: a [`Remark`], or a word of another vocabulary that is a sentence too.
    pub key: &'static str,
    /// What fills the sentence's placeholders.
    pub values: Vec<(&'static str, String)>,
    /// Why the console believes it.
    pub proof: Proof,
}

impl Note {
    /// A sentence without placeholders.
    pub(super) fn plain(sentence: impl Vocabulary, proof: Proof) -> Self {
        Self {
            key: sentence.key(),
            values: Vec::new(),
            proof,
        }
    }

    /// A sentence with placeholders.
    pub(super) fn filled(remark: Remark, values: &[(&'static str, &str)], proof: Proof) -> Self {
        Self {
            key: remark.key(),
            values: values
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
            proof,
        }
    }

    /// The sentence, in the prose's language.
    pub fn say(&self, prose: &Prose) -> String {
        let values: Vec<(&str, &str)> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        prose.fill(self.key, &values)
    }
}

vocabulary! {
    /// What there is to say of a hop. Each variant names its placeholders.
    Remark under "journey.remark" {
        /// The page is on this machine: `{host}`.
        PlainLoopback = "plain_loopback",
        /// The page is somewhere else, without TLS: `{host}`.
        PlainNetwork = "plain_network",
        /// Values of Secrets pass unencrypted.
        SecretsInPlain = "secrets_in_plain",
        /// Whatever says who asks was added by somebody on the way.
        IdentityAddedHere = "identity_added_here",
        /// A page's requests show no client certificate.
        NoClientCertificate = "no_client_certificate",
        /// `{version}`: in which version of HTTP the browser was answered.
        SpokenVersion = "spoken_version",
        /// A stream takes one of six connections.
        HoldsConnection = "holds_connection",
        /// The browser may have had the body already.
        Revalidated = "revalidated",
        /// The answer is from the recording.
        FromRecording = "from_recording",
        /// What of the kubeconfig a page cannot see.
        UpstreamUnseen = "upstream_unseen",
        /// `{address}`: where kubectl proxy tried to connect to.
        DialedAddress = "dialed_address",
        /// `{address}`: what the API server advertises.
        AdvertisedAddress = "advertised_address",
        /// `{address}`: what kubeadm announces.
        AnnouncedAddress = "announced_address",
        /// `{addresses}`: the API servers' own.
        ServerAddresses = "server_addresses",
        /// `{count}`: of how many API servers one answers.
        SeveralServers = "several_servers",
        /// That a load balancer cannot be seen.
        BalancerUnseen = "balancer_unseen",
        /// `{name}`, `{value}`: a header of somebody in between.
        ForeignHeader = "foreign_header",
        /// `{user}`: as whom the API server knows who asks.
        KnownAs = "known_as",
        /// `{user}`: in whose name the request asks.
        Impersonates = "impersonates",
        /// `{groups}`: as a member of which groups the request asks.
        ImpersonatesGroups = "impersonates_groups",
        /// `{id}`: under which id the audit log has the request.
        AuditId = "audit_id",
        /// `{uid}`: which `FlowSchema` matched.
        FlowSchema = "flow_schema",
        /// That webhooks may have been asked.
        WebhooksUnseen = "webhooks_unseen",
        /// That the group may be an aggregated one.
        MayBeAggregated = "may_be_aggregated",
        /// That discovery is kept from earlier.
        DiscoveryKept = "discovery_kept",
        /// Whom the API server asks for `componentstatuses`.
        ComponentStatuses = "component_statuses",
        /// That a Pod without a node has no log.
        NoNodeYet = "no_node_yet",
        /// How Secrets are stored.
        SecretsAtRest = "secrets_at_rest",
        /// That it need not be etcd.
        StoreUnseen = "store_unseen",
        /// Why a health check goes to etcd.
        HealthAsksEtcd = "health_asks_etcd",
        /// What the API server looks up before it connects to a kubelet.
        LooksUpPod = "looks_up_pod",
        /// `{node}`: the Pod's node.
        PodOnNode = "pod_on_node",
        /// `{address}`, `{node}`: where the kubelet listens.
        KubeletAt = "kubelet_at",
        /// Where kubelets usually listen.
        KubeletPort = "kubelet_port",
        /// `{path}`: what the kubelet is asked for.
        KubeletPath = "kubelet_path",
        /// That the request itself switches the check off.
        CheckSwitchedOff = "check_switched_off",
        /// That the kubelet asks the API server in its turn.
        KubeletAsksBack = "kubelet_asks_back",
        /// That connections from the control plane may run through a tunnel.
        TunnelUnseen = "tunnel_unseen",
        /// `{address}`: to where the API server could not connect.
        DialedOnward = "dialed_onward",
        /// `{service}`: which Service serves the API.
        ServiceBehind = "service_behind",
        /// `{name}`: for which name its certificate has to be valid.
        CertificateName = "certificate_name",
        /// What the `APIService` would show.
        TrustUnseen = "trust_unseen",
        /// How the Service's Pod is chosen.
        ServiceRouted = "service_routed",
        /// `{reason}`: why the `APIService` is not available.
        Unavailable = "unavailable",
        /// `{user}`: whom `X-Remote-User` names.
        RemoteUser = "remote_user",
        /// That the extension API server asks the API server in its turn.
        ExtensionAsksBack = "extension_asks_back",
        /// That nobody sees what it reads from.
        ExtensionStoreUnseen = "extension_store_unseen",
        /// That schemas come from there too.
        SchemaForwarded = "schema_forwarded",
        /// `{address}`: the Pod's address.
        PodAt = "pod_at",
        /// Which port is taken if none is named.
        DefaultPort = "default_port",
        /// `{count}`: how many endpoints there are to choose from.
        ReadyEndpoints = "ready_endpoints",
        /// That the cluster IP is not on the way.
        NoClusterIp = "no_cluster_ip",
        /// What the API server changes in the answer.
        AnswerRewritten = "answer_rewritten",
        /// Why such answers are shown as text.
        SameOrigin = "same_origin",
        /// `{minutes}`: a watch ended before its time.
        CutEarly = "cut_early",
    }
}
