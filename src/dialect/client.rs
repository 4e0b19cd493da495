//! A request as a program in the languages that have a Kubernetes client library: a typed call, and the raw one.
//!
//! Programs are whole, use the kubeconfig, and print what came. They name their libraries' methods by what OpenAPI
//! calls the operation, and only where the release that [`Library`] names has them.

mod code;
mod custom;
mod dotnet;
mod go;
mod haskell;
mod java;
mod javascript;
mod library;
mod literal;
mod plan;
mod python;
mod release;
mod rust;

pub use library::{Library, State, Verification};

use super::{Snippet, Span};
use crate::kube::{discovery::Discovery, operation::Operation, path::Guard, request::ApiRequest};
use plan::Plan;

/// A language with a client library for Kubernetes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Go, with client-go.
    Go,
    /// Python.
    Python,
    /// Java.
    Java,
    /// C#, for .NET.
    DotNet,
    /// JavaScript, for Node.js.
    JavaScript,
    /// Haskell.
    Haskell,
    /// Rust, with kube-rs.
    Rust,
}

/// What is known of the cluster beside the request itself.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    /// The cluster's resources.
    pub discovery: &'a Discovery,
    /// What OpenAPI says of the request's path ([`crate::kube::operation::find`]); nothing if that was not read.
    pub operation: Option<&'a Operation>,
    /// Where the API is reached without credentials, such as `http://127.0.0.1:8001`, any prefix included.
    pub proxy: &'a str,
}

/// A request in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The library that both programs use.
    pub library: Library,
    /// The call that the library offers for this request, typed if it has types for it.
    pub call: Result<Program, Reason>,
    /// The same path, query and headers, byte for byte, and the body as it comes.
    pub raw: Program,
}

/// One whole program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// What kind of call it makes.
    pub form: Form,
    /// The commands, or the lines of a project file, that bring in what the program imports.
    pub install: Vec<String>,
    /// The name of the file that the program is to be saved in.
    pub file: &'static str,
    /// The program.
    pub code: Snippet,
    /// Where it asks for less than the request does.
    pub shortfalls: Vec<Shortfall>,
    /// The statement that picks the API server and the credentials.
    pub connection: Connection,
}

/// What kind of call a program makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The library has a method and types for the resource.
    Typed,
    /// The library's call for any resource; what comes is a tree of values.
    Dynamic(Reason),
    /// A path, and bytes.
    Raw,
}

/// Why a library has no typed call for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The resource is a custom one or an extension API server's: types come from who made it.
    CustomResource,
    /// The resource is Kubernetes' own, but not in the release that the library's types are of.
    OtherRelease,
    /// OpenAPI was not read or does not describe the path, so what the library calls the method is not known.
    UnknownOperation,
    /// The library has no call for this subresource.
    Subresource,
    /// The library's types refuse what API servers really answer.
    StricterTypes,
    /// The library watches by path, and hands on what comes as a tree of values.
    UntypedWatch,
    /// Only metadata is asked for, which the library reads without the resource's own types.
    MetadataOnly,
    /// The path names no resource, and nothing else that the library has a call for.
    NotAResource,
    /// The console does not send this by itself: it opens a session or reaches somebody's program.
    Guarded(Guard),
}

/// What a program leaves out of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// The call cannot say this query parameter.
    Parameter(String),
    /// The call asks for the representation that it can read, not for the one that the request's `Accept` names.
    Accept,
    /// The library sends one `Impersonate-Group` at most; only the first group is in the program.
    OneGroup,
    /// The call cannot impersonate groups.
    NoGroups,
    /// The API server takes groups to impersonate only together with a user.
    GroupsNeedUser,
}

/// The statement of a program that picks the API server and the credentials, and what to put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// How the program starts with the kubeconfig that kubectl uses.
    pub kubeconfig: &'static str,
    /// What stands there instead within a pod; nothing where the same statement works there, too.
    pub pod: Option<&'static str>,
    /// What stands there instead to go through `kubectl proxy`.
    pub proxy: String,
}

impl Language {
    /// Every language, in the order of the official list of libraries, community ones last.
    pub const ALL: [Self; 7] = [
        Self::Go,
        Self::Python,
        Self::Java,
        Self::DotNet,
        Self::JavaScript,
        Self::Haskell,
        Self::Rust,
    ];

    /// The language's own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Go => "Go",
            Self::Python => "Python",
            Self::Java => "Java",
            Self::DotNet => "C#",
            Self::JavaScript => "JavaScript",
            Self::Haskell => "Haskell",
            Self::Rust => "Rust",
        }
    }

    /// The library that programs in this language use.
    pub fn library(self) -> Library {
        Library::of(self)
    }
}

/// A request in one language.
pub fn client(language: Language, request: &ApiRequest, knowledge: &Knowledge) -> Client {
    let plan = Plan::new(language, request, knowledge);
    let (call, raw) = match language {
        Language::Go => (go::call(&plan), go::raw(&plan)),
        Language::Python => (python::call(&plan), python::raw(&plan)),
        Language::Java => (java::call(&plan), java::raw(&plan)),
        Language::DotNet => (dotnet::call(&plan), dotnet::raw(&plan)),
        Language::JavaScript => (javascript::call(&plan), javascript::raw(&plan)),
        Language::Haskell => (haskell::call(&plan), haskell::raw(&plan)),
        Language::Rust => (rust::call(&plan), rust::raw(&plan)),
    };
    Client {
        library: language.library(),
        call: match request.path.guard() {
            Some(guard) => Err(Reason::Guarded(guard)),
            None => call,
        },
        raw,
    }
}

#[cfg(test)]
mod tests;
