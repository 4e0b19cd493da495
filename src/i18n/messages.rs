//! The shape of the words: one struct for each part of the interface, the same in every language.

// The words themselves say what each is for; see the English file.
#![allow(missing_docs)]

use super::{log::Log, notes::Notes, rows::Rows, shortcuts::Shortcuts};
use crate::text::size::Separators;

pub(super) type Words = &'static str;

/// All words of one language.
#[derive(Debug)]
pub struct Messages {
    /// How the language writes numbers.
    pub separators: Separators,
    /// The frame around every page.
    pub shell: Shell,
    /// What keys do.
    pub shortcuts: Shortcuts,
    /// The page on which a reader begins.
    pub start: Start,
    /// The tree of what the cluster serves.
    pub map: Map,
    /// The parts of a request.
    pub parts: Parts,
    /// The names of the lenses.
    pub lenses: Lenses,
    /// Lists.
    pub list: List,
    /// The rows of lists, and what can be done with them.
    pub rows: Rows,
    /// Objects.
    pub object: Object,
    /// Logs.
    pub log: Log,
    /// Discovery.
    pub discovery: Discovery,
    /// The raw lens.
    pub raw: Raw,
    /// The request lens.
    pub request: RequestLens,
    /// What a command cannot say.
    pub notes: Notes,
    /// The page of all requests.
    pub requests: Requests,
    /// The page on what was found at the other end.
    pub doctor: Doctor,
    /// What went wrong, and what to do.
    pub failures: Failures,
}

/// The frame around every page.
#[derive(Debug)]
pub struct Shell {
    pub skip: Words,
    pub home: Words,
    pub address: Words,
    pub edit_address: Words,
    pub address_hint: Words,
    pub send: Words,
    pub cancel: Words,
    pub suggestions: Words,
    pub map: Words,
    pub open_map: Words,
    pub close: Words,
    pub learn: Words,
    pub lessons: Words,
    pub ways: Words,
    pub concepts: Words,
    pub look_up: Words,
    pub explain: fn(&str) -> String,
    pub proxies: Words,
    pub requests: Words,
    pub doctor: Words,
    pub language: Words,
    pub theme: Words,
    pub theme_auto: Words,
    pub theme_light: Words,
    pub theme_dark: Words,
    pub read_only: Words,
    pub looking: Words,
    pub recorded: Words,
    pub no_connection: Words,
    /// Requests so far, other verbs, origins.
    pub tally: fn(&str) -> String,
    /// Status, time and size of the last answer.
    pub last: fn(&str, &str, &str) -> String,
    pub copy: Words,
    pub copied: Words,
    pub copy_failed: Words,
    pub download: Words,
    pub reload: Words,
    pub waiting: Words,
    pub still_waiting: Words,
    pub not_found: Words,
    pub not_found_text: Words,
    pub unsafe_path: Words,
    /// When, and which version.
    pub banner: fn(&str, &str) -> String,
    pub banner_why: Words,
    pub footer: Words,
}

/// The page on which a reader begins.
#[derive(Debug)]
pub struct Start {
    pub title: Words,
    pub lead: Words,
    pub look: Words,
    pub look_pods: Words,
    pub look_nodes: Words,
    pub look_namespaces: Words,
    pub look_groups: Words,
    pub look_version: Words,
    pub learn_lessons: Words,
    pub learn: Words,
    pub learn_proxies: Words,
    pub learn_address: Words,
    pub learn_requests: Words,
    pub own: Words,
    pub own_text: Words,
    pub safe: Words,
    pub safe_text: Words,
}

/// The tree of what the cluster serves.
#[derive(Debug)]
pub struct Map {
    /// How many resources there are.
    pub filter: fn(&str) -> String,
    pub core: Words,
    pub preferred: Words,
    pub stale: Words,
    pub stale_unknown: Words,
    pub nothing: Words,
    pub waiting: Words,
    pub namespaced: Words,
    pub cluster_scoped: Words,
    pub subresources: Words,
    /// Opens the subresources of a resource.
    pub subresources_of: fn(&str) -> String,
    pub legacy: Words,
}

/// The parts of a request: each one's name and what it is in one line.
#[derive(Debug)]
pub struct Parts {
    pub fixed: (Words, Words),
    pub group: (Words, Words),
    pub version: (Words, Words),
    pub namespace: (Words, Words),
    pub resource: (Words, Words),
    pub name: (Words, Words),
    pub subresource: (Words, Words),
    pub query: (Words, Words),
    pub siblings_none: Words,
    pub all_namespaces: Words,
    /// More siblings than are shown.
    pub more: fn(&str) -> String,
    /// Narrows down so many siblings.
    pub filter: fn(&str) -> String,
}

/// The names of the lenses.
#[derive(Debug)]
pub struct Lenses {
    pub label: Words,
    pub table: Words,
    pub rendered: Words,
    pub yaml: Words,
    pub json: Words,
    pub text: Words,
    pub raw: Words,
    pub request: Words,
    pub wire: Words,
    pub code: Words,
    pub identity: Words,
    pub downward: Words,
}

/// Lists.
#[derive(Debug)]
pub struct List {
    /// How many rows.
    pub rows: fn(usize, &str) -> String,
    /// In so many namespaces.
    pub in_namespaces: fn(usize, &str) -> String,
    /// Rows, time, bytes, requests.
    pub summary: fn(&str, &str, usize, &str) -> String,
    pub namespace: Words,
    pub all_namespaces: Words,
    pub namespace_hint: Words,
    pub label_selector: Words,
    pub field_selector: Words,
    pub label_hint: Words,
    pub field_hint: Words,
    pub apply: Words,
    pub remove: fn(&str) -> String,
    /// The place, in characters.
    pub bad_selector: fn(usize) -> String,
    pub empty: Words,
    pub empty_selected: Words,
    pub loading: Words,
    pub stop: Words,
    pub stopped: Words,
    /// How many follow, if known.
    pub next_chunk: Words,
    /// About how many remain.
    pub remaining: fn(&str) -> String,
    pub first_chunk: Words,
    pub chunk: Words,
    pub refused: fn(usize, &str) -> String,
    pub namespace_column: Words,
    pub table_of: fn(&str) -> String,
    pub kept: Words,
    pub not_listable: Words,
}

/// Objects.
#[derive(Debug)]
pub struct Object {
    pub folded: fn(usize) -> String,
    pub fold: Words,
    pub unfold: Words,
    pub reveal: Words,
    pub hide: Words,
    pub reveal_as_text: Words,
    pub reveal_recorded: Words,
    pub reveal_failed: Words,
    pub masked: fn(usize) -> String,
    pub document: Words,
    pub related: Words,
    pub subresources: Words,
}

/// Discovery.
#[derive(Debug)]
pub struct Discovery {
    pub core: Words,
    pub groups: Words,
    pub group: Words,
    pub versions: Words,
    pub resource: Words,
    pub kind: Words,
    pub scope: Words,
    pub verbs: Words,
    pub short_names: Words,
    pub categories: Words,
    pub subresources: Words,
    pub aggregated: fn(usize) -> String,
    pub legacy: fn(usize) -> String,
    pub compare_aggregated: Words,
    pub compare_legacy: Words,
    pub same_as: Words,
    pub none: Words,
}

/// The raw lens.
#[derive(Debug)]
pub struct Raw {
    pub request: Words,
    pub answer: Words,
    pub headers: Words,
    pub body: Words,
    pub bytes: Words,
    pub first_byte: Words,
    pub in_all: Words,
    pub unknown: Words,
    pub no_answer: Words,
    pub empty_body: Words,
    pub masked: fn(usize, &str) -> String,
    pub show_all: fn(&str) -> String,
    pub binary: Words,
    pub too_large: fn(&str) -> String,
    pub load_all: Words,
    pub derived: Words,
    pub own_request: Words,
    pub page_requests: Words,
    pub warnings: Words,
}

/// The request lens.
#[derive(Debug)]
pub struct RequestLens {
    pub curl: Words,
    pub curl_text: Words,
    pub kubectl: Words,
    pub kubectl_text: Words,
    pub raw: Words,
    pub raw_text: Words,
    pub recorded_origin: Words,
    pub secrets: Words,
}

/// The page of all requests.
#[derive(Debug)]
pub struct Requests {
    pub title: Words,
    pub lead: Words,
    pub number: Words,
    pub method: Words,
    pub path: Words,
    pub status: Words,
    pub bytes: Words,
    pub first_byte: Words,
    pub duration: Words,
    pub accept: Words,
    pub none: Words,
    pub open: Words,
    pub failed: Words,
    pub dropped: Words,
}

/// The page on what was found at the other end.
#[derive(Debug)]
pub struct Doctor {
    pub title: Words,
    pub lead: Words,
    pub tried: Words,
    pub found_api: fn(&str) -> String,
    pub version_hidden: Words,
    pub proxy_yes: Words,
    pub proxy_no: Words,
    pub not_here: Words,
    pub guarded: Words,
    pub guarded_text: Words,
    pub try_again: Words,
    pub use_prefix: Words,
    pub use_recording: Words,
    pub use_live: Words,
    pub recording_chosen: Words,
    pub recording_missing: Words,
    pub prefix: Words,
    pub prefix_hint: Words,
    pub origin: Words,
}

/// A failure in words.
#[derive(Clone, Copy, Debug)]
pub struct Advice {
    /// What happened, in a few words.
    pub title: Words,
    /// What that means.
    pub meaning: Words,
    /// What to do next.
    pub next: Words,
}

/// What went wrong, and what to do.
#[derive(Debug)]
pub struct Failures {
    pub unreachable: Advice,
    pub no_first_byte: Advice,
    pub idle: Advice,
    pub broken_off: Advice,
    pub too_large: Advice,
    pub redirected: Advice,
    pub filtered: Advice,
    pub filtered_host: Advice,
    pub proxy_refused: Advice,
    pub proxy_unknown_host: Advice,
    pub proxy_certificate: Advice,
    pub proxy_timed_out: Advice,
    pub proxy_credentials: Advice,
    pub proxy_other: Advice,
    pub bad_request: Advice,
    pub unauthorized: Advice,
    pub forbidden: Advice,
    pub forbidden_impersonation: Advice,
    pub not_found: Advice,
    pub not_acceptable: Advice,
    pub gone: Advice,
    pub invalid: Advice,
    pub too_many: Advice,
    pub internal: Advice,
    pub unavailable: Advice,
    pub timeout: Advice,
    pub other_status: Advice,
    pub path_not_served: Advice,
    pub file_not_found: Advice,
    pub backend_unavailable: Advice,
    pub other_text: Advice,
    pub not_json: Advice,
    pub unreadable: Advice,
    pub not_recorded: Advice,
    pub never_sent_session: Advice,
    pub never_sent_node_proxy: Advice,
    pub asks_first: Advice,
    pub withheld: Advice,
    pub retry: Words,
    /// After so many seconds.
    pub retry_after: fn(u32) -> String,
    pub send_anyway: Words,
    pub who_api_server: Words,
    pub who_proxy: Words,
    pub who_console: Words,
    pub can_i: Words,
    pub said: Words,
    pub request: Words,
    pub kept: Words,
    pub start_again: Words,
}
