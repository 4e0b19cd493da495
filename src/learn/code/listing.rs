//! One program with what there is to say about it: what kind of call it makes and why, how it connects, what it lacks.

use super::{Told, library::release, schema::Schema};
use crate::{
    dialect::{
        Snippet,
        client::{Form, Language, Library, Program, Reason, Shortfall},
    },
    kube::path::Guard,
    wire::vocabulary::{Vocabulary, vocabulary},
};

/// A program, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What kind of call it makes: the heading.
    pub kind: CallKind,
    /// What that means.
    pub meaning: Told,
    /// Why the call is not a typed one, where another would be expected.
    pub reason: Option<Told>,
    /// What brings in the library, in the order in which it is done.
    pub install: Vec<Install>,
    /// In which file the program is to be saved.
    pub file: Told,
    /// The program.
    pub code: Snippet,
    /// Where it asks for less than the request does.
    pub shortfalls: Vec<Told>,
    /// Where it prints less than the answer says, because reading by type drops it.
    pub notices: Vec<Told>,
    /// How it finds the API server: with a kubeconfig, in a Pod, through kubectl proxy.
    pub connections: Vec<Connection>,
}

/// Why a library has no call for a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untyped {
    /// That there is none.
    pub meaning: Told,
    /// Why.
    pub reason: Told,
}

/// Lines that bring in a library, and where they belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Install {
    /// Where they belong.
    pub place: Place,
    /// The lines.
    pub lines: Vec<String>,
}

/// One way to find the API server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Which way.
    pub way: Way,
    /// The statement that stands for it; nothing if the first one's works there, too.
    pub statement: Option<String>,
}

vocabulary! {
    /// What kind of call a program makes.
    CallKind under "code.kind" {
        /// A method with types.
        Typed = "typed",
        /// A call for any resource.
        Dynamic = "dynamic",
        /// A path, and bytes.
        Raw = "raw",
    }
}

vocabulary! {
    /// What kind of call a program makes, in a sentence.
    Meaning under "code.meaning" {
        /// A method with types.
        Typed = "typed",
        /// A call for any resource.
        Dynamic = "dynamic",
        /// A path, and bytes.
        Raw = "raw",
        /// The library has no call for the request.
        None = "none",
    }
}

vocabulary! {
    /// Why a call is not a typed one, or why there is none.
    ReasonWord under "code.reason" {
        /// The resource is not one of Kubernetes' own.
        CustomResource = "custom_resource",
        /// `{kubernetes}`: the types are of this release, which does not have the resource.
        OtherRelease = "other_release",
        /// OpenAPI does not describe the path.
        NotDescribed = "not_described",
        /// OpenAPI has not been read yet.
        NotReadYet = "not_read_yet",
        /// OpenAPI could not be read.
        NotRead = "not_read",
        /// There is no call for the subresource.
        Subresource = "subresource",
        /// The types refuse what API servers answer.
        StricterTypes = "stricter_types",
        /// Watches have no types.
        UntypedWatch = "untyped_watch",
        /// Only metadata is asked for.
        MetadataOnly = "metadata_only",
        /// The path names no resource.
        NotAResource = "not_a_resource",
        /// The path opens a session in a container.
        Session = "session",
        /// The path reaches the kubelet's own API.
        NodeProxy = "node_proxy",
        /// The path reaches somebody's program.
        Proxy = "proxy",
    }
}

vocabulary! {
    /// What a program leaves out of the request.
    Lack under "code.lack" {
        /// `{parameter}`: the call cannot say it.
        Parameter = "parameter",
        /// The representation of the request's `Accept`.
        Accept = "accept",
        /// All groups to impersonate but the first.
        OneGroup = "one_group",
        /// Groups to impersonate.
        NoGroups = "no_groups",
        /// A user for the groups; it is the request that lacks it.
        GroupsNeedUser = "groups_need_user",
    }
}

vocabulary! {
    /// What reading an object by its type drops. The tests of the programs hold these and no others.
    Notice under "code.notice" {
        /// client-go leaves kind and version empty.
        EmptyKind = "empty_kind",
        /// The Java library leaves out `managedFields`.
        NoManagedFields = "no_managed_fields",
    }
}

vocabulary! {
    /// Where lines that bring in a library belong.
    Place under "code.place" {
        /// In a terminal.
        Terminal = "terminal",
        /// In Maven's project file.
        Pom = "pom",
        /// In Cabal's.
        Cabal = "cabal",
    }
}

vocabulary! {
    /// How a program finds the API server and says who asks.
    Way under "code.way" {
        /// With the kubeconfig that kubectl uses.
        Kubeconfig = "kubeconfig",
        /// With the kubeconfig in the home folder, and no other.
        HomeKubeconfig = "home_kubeconfig",
        /// In a Pod, with a statement of its own.
        Pod = "pod",
        /// In a Pod, with the same statement.
        SameInPod = "same_in_pod",
        /// Through kubectl proxy.
        Proxy = "proxy",
    }
}

vocabulary! {
    /// What is said of a program's file.
    FileWord under "code.file" {
        /// `{file}`: its name.
        SaveAs = "save_as",
    }
}

/// What the words depend on beside a program.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub language: Language,
    pub library: Library,
    pub schema: Schema<'a>,
    /// Whether the answer is one object, which a typed program prints as a whole.
    pub is_object: bool,
}

impl Context<'_> {
    /// A program with its words.
    pub fn listing(&self, program: Program) -> Listing {
        let (kind, meaning, reason) = match program.form {
            Form::Typed => (CallKind::Typed, Meaning::Typed, None),
            Form::Dynamic(reason) => (CallKind::Dynamic, Meaning::Dynamic, Some(reason)),
            Form::Raw => (CallKind::Raw, Meaning::Raw, None),
        };
        Listing {
            kind,
            meaning: Told::plain(meaning),
            reason: reason.map(|reason| self.reason(reason)),
            install: install(self.language, program.install),
            file: Told::filled(FileWord::SaveAs, &[("file", program.file)]),
            code: program.code,
            shortfalls: program.shortfalls.iter().map(lack).collect(),
            notices: self.notice(program.form).into_iter().map(Told::plain).collect(),
            connections: self.connections(&program.connection),
        }
    }

    /// That there is no call, and why.
    pub fn untyped(&self, reason: Reason) -> Untyped {
        Untyped {
            meaning: Told::plain(Meaning::None),
            reason: self.reason(reason),
        }
    }

    fn reason(&self, reason: Reason) -> Told {
        let word = match reason {
            Reason::CustomResource => ReasonWord::CustomResource,
            Reason::OtherRelease => {
                let release = release(&self.library);
                return Told::filled(ReasonWord::OtherRelease, &[("kubernetes", &release)]);
            }
            Reason::UnknownOperation => match self.schema {
                Schema::Read { .. } | Schema::Unlisted { .. } => ReasonWord::NotDescribed,
                Schema::Waiting => ReasonWord::NotReadYet,
                Schema::Failed { .. } | Schema::NotRecorded => ReasonWord::NotRead,
            },
            Reason::Subresource => ReasonWord::Subresource,
            Reason::StricterTypes => ReasonWord::StricterTypes,
            Reason::UntypedWatch => ReasonWord::UntypedWatch,
            Reason::MetadataOnly => ReasonWord::MetadataOnly,
            Reason::NotAResource => ReasonWord::NotAResource,
            Reason::Guarded(Guard::Session) => ReasonWord::Session,
            Reason::Guarded(Guard::NodeProxy) => ReasonWord::NodeProxy,
            Reason::Guarded(Guard::Proxy) => ReasonWord::Proxy,
        };
        Told::plain(word)
    }

    /// What reading by type drops.
    ///
    /// Sources: apimachinery `pkg/runtime/helper.go`, `WithoutVersionDecoder`;
    /// kubernetes-client/java, pull request 4746.
    fn notice(&self, form: Form) -> Option<Notice> {
        match self.language {
            _ if form != Form::Typed || !self.is_object => None,
            Language::Go => Some(Notice::EmptyKind),
            Language::Java => Some(Notice::NoManagedFields),
            _ => None,
        }
    }

    fn connections(&self, connection: &crate::dialect::client::Connection) -> Vec<Connection> {
        // The Haskell library takes the path of a file; the others look for it as kubectl does.
        let first = match self.language {
            Language::Haskell => Way::HomeKubeconfig,
            _ => Way::Kubeconfig,
        };
        let second = match connection.pod {
            Some(statement) => (Way::Pod, Some(statement.to_owned())),
            None => (Way::SameInPod, None),
        };
        [
            (first, Some(connection.kubeconfig.to_owned())),
            second,
            (Way::Proxy, Some(connection.proxy.clone())),
        ]
        .into_iter()
        .map(|(way, statement)| Connection { way, statement })
        .collect()
    }
}

/// The lines that bring in a library, by where they belong.
fn install(language: Language, lines: Vec<String>) -> Vec<Install> {
    let place = |line: &str| match language {
        Language::Java => Place::Pom,
        Language::Haskell if line.starts_with("build-depends:") => Place::Cabal,
        _ => Place::Terminal,
    };
    let mut install: Vec<Install> = Vec::new();
    for line in lines {
        let place = place(&line);
        match install.last_mut() {
            Some(last) if last.place == place => last.lines.push(line),
            _ => install.push(Install {
                place,
                lines: vec![line],
            }),
        }
    }
    install
}

fn lack(shortfall: &Shortfall) -> Told {
    Told::plain(match shortfall {
        Shortfall::Parameter(name) => return Told::filled(Lack::Parameter, &[("parameter", name)]),
        Shortfall::Accept => Lack::Accept,
        Shortfall::OneGroup => Lack::OneGroup,
        Shortfall::NoGroups => Lack::NoGroups,
        Shortfall::GroupsNeedUser => Lack::GroupsNeedUser,
    })
}

/// Every key of this file.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    fn of<T: Vocabulary>() -> impl Iterator<Item = &'static str> {
        T::ALL.iter().map(|word| word.key())
    }
    of::<CallKind>()
        .chain(of::<Meaning>())
        .chain(of::<ReasonWord>())
        .chain(of::<Lack>())
        .chain(of::<Notice>())
        .chain(of::<Place>())
        .chain(of::<Way>())
        .chain(of::<FileWord>())
}
