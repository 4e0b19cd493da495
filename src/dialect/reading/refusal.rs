//! Why a text means no request that the console would send.

use thiserror::Error;

use crate::{
    dialect::shell::Unclosed,
    kube::path::{ApiPath, Guard, UnsafePath},
};

/// Why a text was not understood. Each variant has one message in every language.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotUnderstood {
    /// There is no text.
    #[error("nothing was typed")]
    Empty,
    /// The path is none that the console sends.
    #[error("not a safe path: {0}")]
    Unsafe(#[from] UnsafePath),
    /// The path opens a session or reaches a program; only [`Guard::Proxy`] may be opened, by a click on a page.
    #[error("{path} is not read by typing it")]
    Guarded {
        /// What it would do.
        guard: Guard,
        /// The path.
        path: ApiPath,
    },
    /// A method other than GET, by `-X` or because curl would send data.
    #[error("{0} is not a GET, and the console sends nothing else")]
    NotGet(String),
    /// A kubectl command that changes something, or opens a session.
    #[error("kubectl {0} is more than reading")]
    Writes(String),
    /// A kubectl command that sends what a file holds and changes nothing.
    #[error("kubectl {0} sends a file")]
    ChangesNothing(String),
    /// A kubectl command that asks who may do what, or who is asking, by a POST.
    #[error("kubectl {0} asks by POST")]
    AsksByPost(String),
    /// A kubectl command that sends no request, or only lets others send some.
    #[error("kubectl {0} asks the cluster nothing")]
    NoRequest(String),
    /// A kubectl command that reads, but is not understood here.
    #[error("kubectl {0} is not understood")]
    Unsupported(String),
    /// kubectl has no such command.
    #[error("kubectl has no command {word}")]
    UnknownCommand {
        /// What stood there.
        word: String,
        /// What may have been meant.
        close: Vec<String>,
    },
    /// The command has no such option.
    #[error("no such option: {0}")]
    UnknownOption(String),
    /// The option needs a value.
    #[error("{0} needs a value")]
    MissingValue(String),
    /// The option does not take this value.
    #[error("{option} does not take {value}")]
    BadValue {
        /// The option.
        option: String,
        /// What stood there.
        value: String,
    },
    /// The option or header changes the request in a way that an address cannot carry.
    #[error("{0} cannot be sent from here")]
    CannotBeSent(String),
    /// Its request depends on a file, which a page cannot read.
    #[error("{0} reads a file")]
    NeedsFile(String),
    /// A shell would put something here that is not known.
    #[error("the value of {0} is not known")]
    Variable(String),
    /// A quote is not closed.
    #[error(transparent)]
    Unclosed(#[from] Unclosed),
    /// `curl` without a URL.
    #[error("curl has no URL")]
    NoUrl,
    /// kubectl would refuse this combination, too.
    #[error("kubectl would not take this: {0:?}")]
    Usage(Usage),
    /// Discovery has no resource of this name.
    #[error("no resource is called {word}")]
    UnknownWord {
        /// What stood there.
        word: String,
        /// What may have been meant, closest first.
        close: Vec<String>,
    },
    /// More words than a request has.
    #[error("too many words, from {0} on")]
    TooManyWords(String),
}

/// Combinations that kubectl refuses.
///
/// Source: cli-runtime `pkg/resource/builder.go`; kubectl `pkg/cmd/get/get.go`, `pkg/cmd/logs/logs.go`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usage {
    /// No resource was named.
    NoResource,
    /// No pod was named.
    NoPod,
    /// `TYPE/NAME` beside words without a slash.
    MixedForms,
    /// `TYPE/NAME` with more than one slash or with nothing on one side.
    BadTypeName,
    /// A name together with a selector.
    NameAndSelector,
    /// A name of a namespaced resource together with `-A`.
    NameAcrossNamespaces,
    /// `--subresource` without a name.
    SubresourceOfList,
    /// `--raw` together with other things.
    RawAndOthers,
    /// `--since` together with `--since-time`.
    TwoSinces,
    /// The container named twice, or together with `--all-containers`.
    TwoContainers,
    /// `explain` with several resources.
    SeveralToExplain,
}
