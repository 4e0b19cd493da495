//! What older texts say of client libraries, and what is right now.

use crate::{
    dialect::client::Language,
    wire::{
        hop::Source,
        vocabulary::{Vocabulary, vocabulary},
    },
};

vocabulary! {
    /// A statement of an older text on client libraries, or one that still holds.
    History under "code.history" {
        /// "Officially supports Go and Python."
        TwoOfficial = "two_official",
        /// "Officially supports Go, Python, Java, dotnet, JavaScript and Haskell."
        SixOfficial = "six_official",
        /// "The Go and Python client libraries access kubectl in proxy mode."
        ProxyMode = "proxy_mode",
        /// "The library uses the same kubeconfig as kubectl."
        SameKubeconfig = "same_kubeconfig",
        /// "For other libraries, see their documentation."
        OwnDocumentation = "own_documentation",
        /// "Real applications use client libraries."
        Convenience = "convenience",
        /// `go get` of a folder with a version in its path.
        GoVersionInPath = "go_version_in_path",
        /// `go get` of a tag `kubernetes-…`.
        GoKubernetesTag = "go_kubernetes_tag",
        /// "client-go defines its own API objects."
        GoOwnTypes = "go_own_types",
        /// `List` without a context.
        GoListSignature = "go_list_signature",
        /// A program that drops every error.
        GoErrors = "go_errors",
        /// `pip install kubernetes`, and a first list.
        PythonList = "python_list",
        /// A clone and `mvn install`.
        JavaClone = "java_clone",
        /// `io.kubernetes.client.apis`.
        JavaPackages = "java_packages",
        /// Nine times `null`.
        JavaNulls = "java_nulls",
        /// `"~/.kube/config"`.
        JavaHome = "java_home",
        /// `--version 1.6.1`.
        DotNetVersion = "dotnet_version",
        /// `client.ListNamespacedPod`.
        DotNetMethods = "dotnet_methods",
        /// `npm install @kubernetes/client-node`, on any Node.js.
        JavaScriptNode = "javascript_node",
        /// `response.body`.
        JavaScriptBody = "javascript_body",
        /// `dispatchMime` with a kubeconfig.
        HaskellDispatch = "haskell_dispatch",
    }
}

impl History {
    /// The statements on one language's library, or, with no language, on libraries at large.
    pub fn of(language: Option<Language>) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |entry| entry.language() == language)
    }

    /// The key of what the text says.
    pub fn says_key(self) -> String {
        format!("{}.says", self.key())
    }

    /// The key of what is right now.
    pub fn now_key(self) -> String {
        format!("{}.now", self.key())
    }

    /// Whose library it is about; nothing if about all.
    pub fn language(self) -> Option<Language> {
        match self {
            Self::TwoOfficial
            | Self::SixOfficial
            | Self::ProxyMode
            | Self::SameKubeconfig
            | Self::OwnDocumentation
            | Self::Convenience => None,
            Self::GoVersionInPath
            | Self::GoKubernetesTag
            | Self::GoOwnTypes
            | Self::GoListSignature
            | Self::GoErrors => Some(Language::Go),
            Self::PythonList => Some(Language::Python),
            Self::JavaClone | Self::JavaPackages | Self::JavaNulls | Self::JavaHome => Some(Language::Java),
            Self::DotNetVersion | Self::DotNetMethods => Some(Language::DotNet),
            Self::JavaScriptNode | Self::JavaScriptBody => Some(Language::JavaScript),
            Self::HaskellDispatch => Some(Language::Haskell),
        }
    }

    /// Whether the statement still holds as it was written.
    pub fn still_holds(self) -> bool {
        matches!(self, Self::OwnDocumentation | Self::Convenience | Self::PythonList)
    }

    /// The rows of the coverage table that it answers.
    pub fn rows(self) -> &'static [u8] {
        match self {
            Self::TwoOfficial => &[28],
            Self::SixOfficial => &[27],
            Self::ProxyMode => &[13],
            Self::SameKubeconfig => &[34],
            Self::OwnDocumentation => &[40],
            Self::Convenience => &[41],
            Self::GoVersionInPath => &[29],
            Self::GoKubernetesTag => &[30],
            Self::GoOwnTypes => &[31],
            Self::GoListSignature => &[32],
            Self::GoErrors => &[33],
            Self::PythonList => &[35],
            Self::JavaClone | Self::JavaPackages | Self::JavaNulls | Self::JavaHome => &[36],
            Self::DotNetVersion | Self::DotNetMethods => &[37],
            Self::JavaScriptNode | Self::JavaScriptBody => &[38],
            Self::HaskellDispatch => &[39],
        }
    }

    /// What the right statement rests on.
    pub fn source(self) -> Source {
        Source(match self {
            Self::TwoOfficial | Self::SixOfficial | Self::OwnDocumentation | Self::Convenience => {
                "kubernetes.io: Client Libraries"
            }
            Self::ProxyMode | Self::SameKubeconfig => "client-go: tools/clientcmd/client_config.go",
            Self::GoVersionInPath | Self::GoKubernetesTag => "client-go: INSTALL.md",
            Self::GoOwnTypes => "k8s.io/api: README.md",
            Self::GoListSignature => "client-go: kubernetes/typed/core/v1/pod.go",
            Self::GoErrors => "client-go: examples/out-of-cluster-client-configuration",
            Self::PythonList => "kubernetes-client/python: README.md",
            Self::JavaClone | Self::JavaPackages => "kubernetes-client/java: README.md",
            Self::JavaNulls => "kubernetes-client/java: pull request 2991",
            Self::JavaHome => "kubernetes-client/java: util/src/main/java/io/kubernetes/client/util/Config.java",
            Self::DotNetVersion => "kubernetes-client/csharp: README.md",
            Self::DotNetMethods => "kubernetes-client/csharp: examples/simple/PodList.cs",
            Self::JavaScriptNode => "undici: package.json",
            Self::JavaScriptBody => "kubernetes-client/javascript: README.md",
            Self::HaskellDispatch => "kubernetes-client/haskell: README.md",
        })
    }
}
