//! Makes the recorded cluster: starts a real one, asks it as the console would, and writes down what it answers.
//!
//! Nothing in a recording is written by hand. What the console derives by itself ([`deckprism::recording`]) is
//! compared here with the server's own answers, for every resource, before it is kept.

mod checks;
mod client;
mod collections;
mod error;
mod files;
mod logs;
mod plan;
mod proof;
mod recorder;
mod steps;

use std::{collections::BTreeMap, path::Path, thread, time::Duration};

use deckprism::kube::{
    discovery::{Discovery, aggregated},
    request::{ACCEPT_DISCOVERY, ACCEPT_JSON, ApiRequest},
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{ControlPlane, Identity, ProxyOptions};
use client::{Client, request};
use plan::EXPIRED_CHUNK;
use recorder::Recorder;

pub use error::RecordError;

/// How long the world rests before it is recorded, so that what restarts has restarted.
const REST: Duration = Duration::from_secs(100);

/// Starts a cluster, records it into a folder, and says how large that became.
pub fn record(folder: &Path, progress: &impl Fn(&str)) -> Result<String, RecordError> {
    let mut control_plane = ControlPlane::start_with_world(&ProxyOptions::guarded(None), progress)?;
    progress("letting the world rest");
    thread::sleep(REST);
    let mut recorder = Recorder::new(control_plane.plane());
    let operator = recorder.client(Identity::Operator);

    let discovery = discover(&operator)?;
    let selectable = selectable_fields(&operator)?;
    progress("recording collections");
    for resource in discovery.resources().filter(|resource| resource.can("list")) {
        let name = resource.resource.kubectl_name();
        let fields = selectable.get(&name).map_or(&[][..], Vec::as_slice);
        recorder.collection(&name, collections::record(&operator, resource, fields)?);
    }
    progress("watching");
    recorder.watches(&operator)?;
    progress("recording logs");
    recorder.logs(&operator)?;
    progress("recording single answers");
    recorder.plan()?;
    recorder.open_api(&operator)?;
    recorder.paths(&operator)?;
    recorder.scales(&operator, &discovery)?;
    recorder.throttled(&operator)?;

    progress("letting resource versions expire");
    let chunk = next_chunk(&operator)?;
    control_plane.expire_resource_versions()?;
    recorder.expired(&operator, &chunk)?;
    progress("killing the API server");
    control_plane.kill_api_server()?;
    recorder.unreachable(&operator)?;
    recorder.write(folder)
}

fn discover(client: &Client) -> Result<Discovery, RecordError> {
    let read = |path: &str| {
        let request = request(path)?.accept(ACCEPT_DISCOVERY);
        let taken = client.send(&request)?.success(&request)?;
        aggregated::read(&taken.body).map_err(RecordError::json(path))
    };
    Ok(Discovery::new(read("/api")?.pop(), read("/apis")?))
}

/// The fields by which custom resources can be selected, by the resource's full name.
fn selectable_fields(client: &Client) -> Result<BTreeMap<String, Vec<String>>, RecordError> {
    #[derive(Deserialize)]
    struct List {
        items: Vec<Definition>,
    }
    #[derive(Deserialize)]
    struct Definition {
        spec: Spec,
    }
    #[derive(Deserialize)]
    struct Spec {
        group: String,
        names: Names,
        versions: Vec<Version>,
    }
    #[derive(Deserialize)]
    struct Names {
        plural: String,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Version {
        name: String,
        #[serde(default)]
        selectable_fields: Vec<Field>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Field {
        json_path: String,
    }
    let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    let list: List = json(client, &request(path)?.accept(ACCEPT_JSON))?;
    let mut all = BTreeMap::new();
    for Definition {
        spec: Spec { group, names, versions },
    } in list.items
    {
        for Version {
            name,
            selectable_fields,
        } in versions
        {
            let fields = selectable_fields
                .into_iter()
                .map(|field| field.json_path.trim_start_matches('.').to_owned())
                .collect();
            all.insert(format!("{}.{name}.{group}", names.plural), fields);
        }
    }
    Ok(all)
}

/// The request for the second chunk of a list whose first one is asked for now.
fn next_chunk(client: &Client) -> Result<ApiRequest, RecordError> {
    #[derive(Deserialize)]
    struct List {
        metadata: Metadata,
    }
    #[derive(Deserialize)]
    struct Metadata {
        #[serde(rename = "continue")]
        continue_token: String,
    }
    let (accept, target) = EXPIRED_CHUNK;
    let first = request(target)?.accept(accept);
    let list: List = json(client, &first)?;
    Ok(first.with("continue", &list.metadata.continue_token))
}

fn json<T: DeserializeOwned>(client: &Client, request: &ApiRequest) -> Result<T, RecordError> {
    let taken = client.send(request)?.success(request)?;
    serde_json::from_slice(&taken.body).map_err(RecordError::json(request.spelt_path()))
}
