//! Concept cards: the terms of the API and of the ways to it, each explained where it appears.

pub mod document;
mod documentation;
pub mod drawing;
pub mod example;
pub mod place;
pub mod pointer;
mod related;
mod request;

use crate::{
    route::{Page, PageRoute},
    wire::vocabulary::{Vocabulary, vocabulary},
};

vocabulary! {
    /// What belongs together in the glossary; the key is the chapter's heading.
    Chapter under "concept.chapter" {
        /// How the API is built.
        BuildingBlocks = "building_blocks",
        /// What is in an object.
        Objects = "objects",
        /// How to ask, and what comes back.
        Asking = "asking",
        /// What stands between a client and the storage.
        Reaching = "reaching",
        /// Who asks, and whether they may.
        Identity = "identity",
        /// What runs on nodes and between them.
        Nodes = "nodes",
    }
}

vocabulary! {
    /// What a card and the glossary say beside the concepts. Placeholders: `{term}`, `{id}` where the variant says so.
    CardWord under "concept.card" {
        /// Heading of the glossary.
        Title = "title",
        /// What the glossary is.
        Intro = "intro",
        /// `{term}`: what the mark beside a term does, for those who do not see it.
        Explain = "explain",
        /// Before the sentence with the value from the page.
        Example = "example",
        /// Before that sentence where no page is at hand.
        Meet = "meet",
        /// Before the links to other concepts.
        Related = "related",
        /// The link to the documentation.
        Documentation = "documentation",
        /// The link to a request that shows the concept.
        Request = "request",
        /// The link from a card to the glossary.
        More = "more",
        /// The link from a concept's page to all of them.
        All = "all",
        /// `{id}`: there is no concept of that name.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// A term that has a card. A variant that names placeholders has an example (`….example`), and a sentence for
    /// when the page has no value for it (`….fallback`).
    Concept under "concept" {
        /// `{value}`: a group's name.
        ApiGroup = "api_group",
        /// `{value}`: a version.
        Version = "version",
        /// `{value}`: a group with its preferred version.
        PreferredVersion = "preferred_version",
        /// `{value}`: a kind.
        Kind = "kind",
        /// `{api_version}`, `{kind}`: both of one object.
        Gvk = "gvk",
        /// `{value}`: a plural name.
        Resource = "resource",
        /// `{api_version}`, `{resource}`: both of one collection.
        Gvr = "gvr",
        /// `{value}`: a subresource.
        Subresource = "subresource",
        /// `{value}`: a path.
        Collection = "collection",
        /// `{value}`: one verb, or several.
        Verb = "verb",
        /// How clients learn what there is.
        Discovery = "discovery",
        /// The newer protocol.
        AggregatedDiscovery = "aggregated_discovery",
        /// The older protocol.
        LegacyDiscovery = "legacy_discovery",
        /// The schema of everything.
        OpenApi = "openapi",
        /// `{value}`: the Service behind it, as `namespace/name`.
        AggregatedApi = "aggregated_api",
        /// `{value}`: a group and its version.
        StaleGroup = "stale_group",
        /// `{value}`: the name of a definition.
        CustomResource = "custom_resource",
        /// `{value}`: one category, or several.
        Category = "category",
        /// `{value}`: one short name, or several.
        ShortName = "short_name",

        /// `{kind}`, `{name}`: of one object.
        Object = "object",
        /// `{value}`: a namespace.
        Namespace = "namespace",
        /// `{value}`: `Cluster` or `Namespaced`.
        ClusterScoped = "cluster_scoped",
        /// `{value}`: a name.
        Name = "name",
        /// `{value}`: a UID.
        Uid = "uid",
        /// `{value}`: a resource version.
        ResourceVersion = "resource_version",
        /// `{value}`: a generation.
        Generation = "generation",
        /// `{manager}`, `{operation}`: of one entry.
        ManagedFields = "managed_fields",
        /// `{kind}`, `{name}`: of one owner.
        OwnerReferences = "owner_references",
        /// `{value}`: a finalizer.
        Finalizer = "finalizer",
        /// `{key}`, `{value}`: of one label.
        Label = "label",
        /// `{key}`: of one annotation.
        Annotation = "annotation",
        /// `{type}`, `{status}`: of one condition.
        Condition = "condition",
        /// `{value}`: a key of the Secret.
        SecretMasking = "secret_masking",

        /// `{value}`: a selector.
        LabelSelector = "label_selector",
        /// `{value}`: a selector.
        FieldSelector = "field_selector",
        /// `{value}`: the names of the columns.
        Table = "table",
        /// `{value}`: how many objects at most.
        Chunk = "chunk",
        /// `{value}`: the type of an event.
        Watch = "watch",
        /// `{value}`: a resource version.
        Bookmark = "bookmark",
        /// `{value}`: the server's message.
        Expired = "expired",
        /// A list that comes as a watch.
        StreamingList = "streaming_list",
        /// `{reason}`, `{code}`: of one `Status`.
        Status = "status",
        /// `{value}`: an identifier.
        AuditId = "audit_id",
        /// `{value}`: the UID in the header.
        Fairness = "fairness",
        /// `{value}`: the header.
        Warning = "warning",
        /// `{value}`: an `ETag`.
        Revalidation = "revalidation",
        /// `{value}`: what the header names.
        Representation = "representation",

        /// `{value}`: the address that it advertises.
        ApiServer = "api_server",
        /// The storage.
        Etcd = "etcd",
        /// The proxy on the reader's machine.
        KubectlProxy = "kubectl_proxy",
        /// `{value}`: a path that leads through it.
        ApiServerProxy = "api_server_proxy",
        /// The one before the API servers.
        LoadBalancer = "load_balancer",
        /// `{value}`: its address.
        CloudLoadBalancer = "cloud_load_balancer",
        /// Where TLS ends.
        TlsTermination = "tls_termination",
        /// The file that clients read.
        Kubeconfig = "kubeconfig",
        /// Whoever signs certificates.
        CertificateAuthority = "certificate_authority",
        /// A tunnel to one Pod.
        PortForward = "port_forward",
        /// `{value}`: the name of a container.
        Sidecar = "sidecar",

        /// Who asks.
        Authentication = "authentication",
        /// A credential in the handshake.
        ClientCertificate = "client_certificate",
        /// A credential in a header. It has no example: no token is ever shown.
        BearerToken = "bearer_token",
        /// `{value}`: the name of one.
        ServiceAccount = "service_account",
        /// `{value}`: how many seconds it lives.
        BoundToken = "bound_token",
        /// `{value}`: as whom a request asks.
        Impersonation = "impersonation",
        /// A request without a credential.
        Anonymous = "anonymous",
        /// `{value}`: the server's message.
        Authorization = "authorization",
        /// `{kind}`, `{name}`: the role of one binding.
        Rbac = "rbac",
        /// The gate before writes.
        Admission = "admission",

        /// `{value}`: the name of a node.
        Kubelet = "kubelet",
        /// What programs the kernel of a node.
        KubeProxy = "kube_proxy",
        /// `{value}`: a cluster IP.
        ClusterIp = "cluster_ip",
        /// `{value}`: an address in a slice.
        EndpointSlice = "endpoint_slice",
        /// `{value}`: what is passed in, such as `metadata.name`.
        DownwardApi = "downward_api",
        /// `{value}`: the name of a volume.
        ProjectedVolume = "projected_volume",
    }
}

impl Chapter {
    /// Its concepts, in the order in which they are best read.
    pub fn concepts(self) -> impl Iterator<Item = Concept> {
        Concept::ALL
            .iter()
            .copied()
            .filter(move |concept| concept.chapter() == self)
    }
}

impl Concept {
    /// The concept's name in addresses and keys, such as `resource_version`.
    pub fn id(self) -> &'static str {
        self.key().strip_prefix("concept.").unwrap_or_default()
    }

    /// The concept with that name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|concept| concept.id() == id)
    }

    /// Its page in the glossary.
    pub fn page(self) -> PageRoute {
        Page::Concepts.part(self.id())
    }

    /// Where it stands in the glossary.
    pub fn chapter(self) -> Chapter {
        // A chapter begins with its first concept, in the order of the declaration.
        if self < Self::Object {
            Chapter::BuildingBlocks
        } else if self < Self::LabelSelector {
            Chapter::Objects
        } else if self < Self::ApiServer {
            Chapter::Asking
        } else if self < Self::Authentication {
            Chapter::Reaching
        } else if self < Self::Kubelet {
            Chapter::Identity
        } else {
            Chapter::Nodes
        }
    }

    /// The key of the term.
    pub fn name_key(self) -> String {
        format!("{}.name", self.key())
    }

    /// The key of the explanation.
    pub fn text_key(self) -> String {
        format!("{}.text", self.key())
    }

    /// The key of the sentence with a value from the page, if the concept has one.
    pub fn example_key(self) -> Option<String> {
        self.has_example().then(|| format!("{}.example", self.key()))
    }

    /// The key of the sentence that says where to meet the concept. It stands in for the example.
    pub fn fallback_key(self) -> Option<String> {
        self.has_example().then(|| format!("{}.fallback", self.key()))
    }
}

/// Every key of `prose/<language>/concepts.json`.
pub fn concept_keys() -> Vec<String> {
    let words = CardWord::ALL.iter().map(|word| word.key().to_owned());
    let chapters = Chapter::ALL.iter().map(|chapter| chapter.key().to_owned());
    let concepts = Concept::ALL.iter().flat_map(|concept| {
        let examples = concept.example_key().into_iter().chain(concept.fallback_key());
        [concept.name_key(), concept.text_key()].into_iter().chain(examples)
    });
    words.chain(chapters).chain(concepts).collect()
}

#[cfg(test)]
mod tests;
