//! What a container finds at the ServiceAccount's mount point, file by file, or why it finds nothing.

use super::{
    given::{Shown, mode, shown, spelt},
    lookup::Found,
    sources,
};
use crate::{
    kube::downward::service_account::{
        Absence, AccountFile, AccountMount, Content, EXTENDED_EXPIRATION, Finds, MOUNT_PATH,
    },
    learn::identity::line::{Ground, Line},
    wire::vocabulary::vocabulary,
};

/// The ConfigMap with the certificates that verify the API server; every namespace has it.
const ROOT_CA: &str = "kube-root-ca.crt";

/// What is at the mount point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountPart {
    /// What is there in one sentence, or why there is nothing.
    pub summary: Line,
    /// What follows from that.
    pub notes: Vec<Line>,
    /// The files.
    pub files: Vec<AccountItem>,
}

/// A file at the mount point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountItem {
    /// Its path; that of the directory where a whole ConfigMap or Secret is mounted.
    pub path: String,
    /// Its permission bits.
    pub mode: String,
    /// What it holds.
    pub content: Line,
    /// Its text, where it is known and no secret.
    pub shown: Option<Shown>,
    /// What else there is to know of it.
    pub notes: Vec<Line>,
}

vocabulary! {
    /// What a container finds at the mount point. Each variant names its placeholders.
    Mounted under "downward.mounted" {
        /// `{volume}`: the volume that the API server added.
        Added = "added",
        /// `{volume}`: a projected volume of the Pod's own.
        Own = "own",
        /// `{volume}`: another kind of volume.
        Other = "other",
        /// `automountServiceAccountToken: false` in the Pod.
        ByPod = "by_pod",
        /// The same in the ServiceAccount.
        ByServiceAccount = "by_service_account",
        /// The kubelet runs the Pod by itself.
        Mirror = "mirror",
        /// An ephemeral container gets only what it names.
        Ephemeral = "ephemeral",
        /// Nothing says why.
        Unsaid = "unsaid",
        /// What a program without a token is.
        WithoutToken = "without_token",
        /// `{account}`: as whom a program with this token asks.
        Account = "account",
    }
}

vocabulary! {
    /// What a file at the mount point holds. Each variant names its placeholders.
    Held under "downward.held" {
        /// A token for the API server.
        Token = "token",
        /// `{audience}`: a token for somebody else.
        TokenFor = "token_for",
        /// The certificates that verify the API server.
        RootCa = "root_ca",
        /// `{name}`, `{key}`: a key of another ConfigMap.
        ConfigMap = "config_map",
        /// `{name}`: every key of a ConfigMap.
        ConfigMapWhole = "config_map_whole",
        /// `{name}`, `{key}`: a key of a Secret.
        Secret = "secret",
        /// `{name}`: every key of a Secret.
        SecretWhole = "secret_whole",
        /// `{source}`: something from the Downward API.
        Downward = "downward",
        /// Another source.
        Other = "other",
    }
}

vocabulary! {
    /// What there is to know of such a file. Each variant names its placeholders.
    HeldNote under "downward.held_note" {
        /// The token is bound to the Pod.
        Bound = "bound",
        /// `{seconds}`: how long it is good for.
        Lifetime = "lifetime",
        /// The API server gives a year for this lifetime.
        Extended = "extended",
        /// The kubelet replaces it.
        Rotated = "rotated",
        /// The console never shows it.
        NeverShown = "never_shown",
        /// `{count}`: how many certificates the ConfigMap holds.
        Certificates = "certificates",
        /// Who writes the ConfigMap.
        RootCaWriter = "root_ca_writer",
        /// The namespace file is a part of the Downward API.
        NamespaceUse = "namespace_use",
    }
}

/// What one container finds.
pub(super) fn account(mount: &AccountMount, account: &str, pod: u32, found: &Found) -> AccountPart {
    let seen = Ground::Observed(pod);
    match &mount.finds {
        Finds::Volume { name, is_added, files } => {
            let word = if *is_added { Mounted::Added } else { Mounted::Own };
            let ground = if *is_added {
                Ground::Inferred(vec![pod])
            } else {
                seen.clone()
            };
            let has_token = files.iter().any(|file| matches!(file.content, Content::Token { .. }));
            let notes = if has_token {
                vec![Line::of(Mounted::Account, seen).with("account", account)]
            } else {
                vec![Line::of(Mounted::WithoutToken, Ground::Documented(sources::FROM_A_POD))]
            };
            AccountPart {
                summary: Line::of(word, ground).with("volume", name),
                notes,
                files: files.iter().map(|file| item(file, pod, found)).collect(),
            }
        }
        Finds::Other(name) => AccountPart {
            summary: Line::of(Mounted::Other, seen).with("volume", name),
            notes: Vec::new(),
            files: Vec::new(),
        },
        Finds::Nothing(absence) => {
            let (word, ground) = match absence {
                Absence::ByPod => (Mounted::ByPod, seen),
                Absence::ByServiceAccount => {
                    let account = found.account.as_ref().map(|seen| seen.exchange);
                    (
                        Mounted::ByServiceAccount,
                        Ground::inferred([pod].into_iter().chain(account)),
                    )
                }
                Absence::Mirror => (Mounted::Mirror, seen),
                Absence::Ephemeral => (Mounted::Ephemeral, Ground::Documented(sources::ADMISSION)),
                Absence::Unsaid => (Mounted::Unsaid, seen),
            };
            AccountPart {
                summary: Line::of(word, ground),
                notes: vec![Line::of(Mounted::WithoutToken, Ground::Documented(sources::FROM_A_POD))],
                files: Vec::new(),
            }
        }
    }
}

fn item(file: &AccountFile, pod: u32, found: &Found) -> AccountItem {
    let seen = |word: Held| Line::of(word, Ground::Observed(pod));
    let mut text = None;
    let (content, notes) = match &file.content {
        Content::Token {
            audience,
            expiration_seconds,
        } => {
            let content = match audience {
                Some(audience) => seen(Held::TokenFor).with("audience", audience),
                None => seen(Held::Token),
            };
            (content, token_notes(*expiration_seconds, pod))
        }
        Content::ConfigMap { name, key } if name == ROOT_CA => {
            let line = match key {
                Some(_) => seen(Held::RootCa),
                None => seen(Held::ConfigMapWhole).with("name", name),
            };
            (line, root_ca_notes(found))
        }
        Content::ConfigMap { name, key: Some(key) } => {
            (seen(Held::ConfigMap).with("name", name).with("key", key), Vec::new())
        }
        Content::ConfigMap { name, key: None } => (seen(Held::ConfigMapWhole).with("name", name), Vec::new()),
        Content::Secret { name, key } => {
            let line = match key {
                Some(key) => seen(Held::Secret).with("name", name).with("key", key),
                None => seen(Held::SecretWhole).with("name", name),
            };
            (line, vec![Line::of(HeldNote::NeverShown, Ground::Given)])
        }
        Content::Downward { source, value } => {
            text = Some(shown(value));
            let source = spelt(source);
            let notes = if source == "metadata.namespace" {
                vec![Line::of(
                    HeldNote::NamespaceUse,
                    Ground::Documented(sources::FROM_A_POD),
                )]
            } else {
                Vec::new()
            };
            (seen(Held::Downward).with("source", source), notes)
        }
        Content::Other => (seen(Held::Other), Vec::new()),
    };
    AccountItem {
        path: match &file.path {
            Some(path) => format!("{MOUNT_PATH}/{path}"),
            None => MOUNT_PATH.to_owned(),
        },
        mode: mode(file.mode),
        content,
        shown: text,
        notes,
    }
}

fn token_notes(expiration_seconds: u64, pod: u32) -> Vec<Line> {
    let mut notes = vec![
        Line::of(HeldNote::Bound, Ground::Documented(sources::ACCOUNTS)),
        Line::of(HeldNote::Lifetime, Ground::Observed(pod)).with("seconds", expiration_seconds.to_string()),
    ];
    if expiration_seconds == EXTENDED_EXPIRATION {
        notes.push(Line::of(HeldNote::Extended, Ground::Documented(sources::TOKENS)));
    }
    notes.push(Line::of(HeldNote::Rotated, Ground::Documented(sources::TOKEN_MANAGER)));
    notes.push(Line::of(HeldNote::NeverShown, Ground::Given));
    notes
}

fn root_ca_notes(found: &Found) -> Vec<Line> {
    let mut notes = vec![Line::of(HeldNote::RootCaWriter, Ground::Documented(sources::ACCOUNTS))];
    notes.extend(found.certificates.as_ref().map(|seen| {
        Line::of(HeldNote::Certificates, Ground::Observed(seen.exchange)).with("count", seen.value.to_string())
    }));
    notes
}
