//! The recording's index: what was recorded, from whom, in which file, with which headers and times.

use serde::{Deserialize, Serialize};

/// The version of the format that this program writes and reads.
pub const FORMAT: u32 = 1;

/// The file `index.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Index {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// The `Date` at which the collections were recorded, as RFC 3339.
    pub recorded_at: String,
    /// The same in milliseconds since 1970.
    pub recorded_at_ms: f64,
    /// The server's `gitVersion`, such as `v1.36.3`.
    pub git_version: String,
    /// One for each resource of each version that can be listed.
    pub collections: Vec<Collection>,
    /// One for each container of each pod.
    pub logs: Vec<Log>,
    /// Everything else.
    pub exchanges: Vec<Exchange>,
}

/// The status line's neighbours: headers and times of an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// The headers that a browser can see, sorted, with lower-case names.
    pub headers: Vec<(String, String)>,
    /// Milliseconds from the request to the headers.
    pub first_byte_ms: f64,
    /// Milliseconds from the request to the end of the body.
    pub done_ms: f64,
}

/// All objects of one resource in one version, as the server's own Table with `includeObject=Object`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Collection {
    /// The group; empty for the core group.
    pub group: String,
    /// The version.
    pub version: String,
    /// The plural name.
    pub resource: String,
    /// The kind of the list in plain JSON, such as `PodList`.
    pub list_kind: String,
    /// Whether its objects live in namespaces.
    pub namespaced: bool,
    /// Whether the server keeps its objects as trees and so writes their fields in alphabetical order,
    /// as it does for custom resources, and not in the order of a Go type.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unstructured: bool,
    /// Whether a Table without rows says `null` instead of `[]`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub null_rows: bool,
    /// The fields beside name and namespace that a custom resource can be selected by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selectable_fields: Vec<String>,
    /// The subresources whose GET answers with the object itself, such as `status`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_subresources: Vec<String>,
    /// The file with the Table.
    pub file: String,
    /// Of the Table with `includeObject=Object`.
    pub object: Head,
    /// Of the Table with `includeObject=None`.
    pub none: Head,
    /// Of the list in plain JSON.
    pub list: Head,
}

/// The whole log of one container, with timestamps; or why there is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Log {
    /// The path of the pod's log.
    pub path: String,
    /// The container.
    pub container: String,
    /// Whether this is the log of the container's previous run.
    #[serde(default, skip_serializing_if = "is_false")]
    pub previous: bool,
    /// Whether the pod has no other container, so that its name may be left out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub only: bool,
    /// The status code.
    pub code: u16,
    /// The reason phrase.
    pub reason: String,
    /// Headers and times.
    #[serde(flatten)]
    pub head: Head,
    /// The file with the body.
    pub body: String,
}

/// One request and its answer, kept as it came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    /// The path.
    pub path: String,
    /// The query as sent, without `pretty`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// The `Accept` header, if it was not the browser's plain `application/json, */*`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept: Option<String>,
    /// As whom it was asked by impersonation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impersonate: Option<Impersonation>,
    /// Whose kubectl proxy it went through: `operator`, the console's own identity in the recorded cluster,
    /// or another, which only shows what others are told.
    pub identity: String,
    /// The status code.
    pub code: u16,
    /// The reason phrase.
    pub reason: String,
    /// Headers and times.
    #[serde(flatten)]
    pub head: Head,
    /// For a watch: when each line of the body came, in milliseconds since the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines_ms: Vec<f64>,
    /// The file with the body.
    pub body: String,
}

/// The headers by which a request asks in somebody else's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impersonation {
    /// `Impersonate-User`.
    pub user: String,
    /// `Impersonate-Group`, once for each group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
}

/// The identity that the console has in the recorded cluster.
pub const OPERATOR: &str = "operator";

// serde hands a reference over.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !value
}
