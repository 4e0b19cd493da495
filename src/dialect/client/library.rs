//! The client libraries: which release programs are written for, and who looks after it.

use super::Language;

/// A client library, in the release that programs are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Library {
    /// Its name in its registry.
    pub package: &'static str,
    /// The release.
    pub version: &'static str,
    /// The minor version of Kubernetes whose API its types are of: 37 for 1.37.
    pub kubernetes: u8,
    /// What it needs at least: the language's or the runtime's version.
    pub runtime: &'static str,
    /// An older release for an older runtime, which the same programs work with: the release, and what it needs.
    pub older: Option<(&'static str, &'static str)>,
    /// Where its sources are.
    pub home: &'static str,
    /// Who looks after it.
    pub state: State,
    /// Whether programs like these have been seen to work.
    pub verification: Verification,
}

/// Who looks after a library.
///
/// Source: `https://kubernetes.io/docs/reference/using-api/client-libraries/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The Kubernetes project, with each of its releases.
    Official,
    /// The Kubernetes project, but nothing has changed since this year.
    Dormant(u16),
    /// A community of its own.
    Community,
}

/// Whether a language's programs have been seen to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// Tests run them against a real API server.
    Run,
    /// Written from the library's sources; nothing has compiled them.
    NotRun,
}

impl Library {
    /// The library of a language.
    pub(super) fn of(language: Language) -> Self {
        match language {
            Language::Go => Self {
                package: "k8s.io/client-go",
                version: "v0.37.2",
                kubernetes: 37,
                runtime: "Go 1.26",
                older: None,
                home: "https://github.com/kubernetes/client-go",
                state: State::Official,
                verification: Verification::Run,
            },
            Language::Python => Self {
                package: "kubernetes",
                version: "37.0.2",
                kubernetes: 37,
                runtime: "Python 3.10",
                older: None,
                home: "https://github.com/kubernetes-client/python",
                state: State::Official,
                verification: Verification::Run,
            },
            Language::Java => Self {
                package: "io.kubernetes:client-java",
                version: "27.0.0",
                kubernetes: 36,
                runtime: "Java 11",
                older: None,
                home: "https://github.com/kubernetes-client/java",
                state: State::Official,
                verification: Verification::Run,
            },
            Language::DotNet => Self {
                package: "KubernetesClient",
                version: "20.0",
                kubernetes: 36,
                runtime: ".NET 8",
                older: None,
                home: "https://github.com/kubernetes-client/csharp",
                state: State::Official,
                verification: Verification::NotRun,
            },
            Language::JavaScript => Self {
                package: "@kubernetes/client-node",
                version: "2.0.1",
                kubernetes: 36,
                runtime: "Node.js 22.19",
                older: Some(("1.4.0", "Node.js 20")),
                home: "https://github.com/kubernetes-client/javascript",
                state: State::Official,
                verification: Verification::Run,
            },
            Language::Haskell => Self {
                package: "kubernetes-client",
                version: "0.5.0.0",
                kubernetes: 30,
                runtime: "GHC 8.10",
                older: None,
                home: "https://github.com/kubernetes-client/haskell",
                state: State::Dormant(2024),
                verification: Verification::NotRun,
            },
            Language::Rust => Self {
                package: "kube",
                version: "5.0.0",
                kubernetes: 37,
                runtime: "Rust 1.89",
                older: None,
                home: "https://github.com/kube-rs/kube",
                state: State::Community,
                verification: Verification::Run,
            },
        }
    }
}
