//! Records the logs of every container.

use deckprism::{
    kube::request::ACCEPT_TABLE,
    recording::index::{Collection, Log},
};
use serde::Deserialize;

use super::{
    client::{Client, request},
    error::RecordError,
    files::Files,
};

#[derive(Deserialize)]
struct Table {
    rows: Option<Vec<Row>>,
}

#[derive(Deserialize)]
struct Row {
    object: Pod,
}

#[derive(Deserialize)]
struct Pod {
    metadata: Metadata,
    spec: Spec,
}

#[derive(Deserialize)]
struct Metadata {
    name: String,
    namespace: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Spec {
    init_containers: Vec<Container>,
    containers: Vec<Container>,
    ephemeral_containers: Vec<Container>,
}

#[derive(Deserialize)]
struct Container {
    name: String,
}

/// The logs of all pods, and the paths of those whose container has to be named.
pub(super) fn record(
    client: &Client,
    pods: &Collection,
    table: &[u8],
    files: &mut Files,
) -> Result<(Vec<Log>, Vec<String>), RecordError> {
    let table: Table = serde_json::from_slice(table).map_err(RecordError::json(&pods.file))?;
    let (mut logs, mut ambiguous) = (Vec::new(), Vec::new());
    for Row {
        object: Pod { metadata, spec },
    } in table.rows.unwrap_or_default()
    {
        let path = format!("/api/v1/namespaces/{}/pods/{}/log", metadata.namespace, metadata.name);
        // The server counts only these when no name is given.
        let only = spec.containers.len() == 1;
        if !only {
            ambiguous.push(path.clone());
        }
        let containers = spec.containers.iter().map(|container| (container, only));
        let others = spec.init_containers.iter().chain(&spec.ephemeral_containers);
        for (container, only) in containers.chain(others.map(|container| (container, false))) {
            for previous in [false, true] {
                let mut request = request(&path)?
                    .with("container", &container.name)
                    .with("timestamps", "true");
                if previous {
                    request = request.with("previous", "true");
                }
                let taken = client.send(&request)?;
                let is_json = taken
                    .header("content-type")
                    .is_some_and(|kind| kind.starts_with("application/json"));
                let extension = if is_json { "json" } else { "txt" };
                // Without the pod's name, which differs in each recording; equal logs share a file anyway.
                let name = if previous {
                    format!("{}.previous", container.name)
                } else {
                    container.name.clone()
                };
                logs.push(Log {
                    path: path.clone(),
                    container: container.name.clone(),
                    previous,
                    only,
                    code: taken.code,
                    reason: taken.reason,
                    head: taken.head,
                    body: files.add("logs", &name, extension, &taken.body),
                });
            }
        }
    }
    Ok((logs, ambiguous))
}

/// Parts of logs, to prove that the console cuts them as the server does.
pub(super) fn checks(path: &str) -> Vec<(String, &'static str)> {
    [
        "",
        "tailLines=3",
        "tailLines=2&timestamps=true",
        "tailLines=0",
        "limitBytes=25",
        "tailLines=5&limitBytes=40",
    ]
    .map(|query| (format!("{path}?{query}"), ACCEPT_TABLE))
    .to_vec()
}
