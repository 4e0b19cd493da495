//! The steps of a recording after its collections: watches, logs, single answers, refusals.

use std::{collections::BTreeMap, thread};

use deckprism::{
    kube::{
        discovery::Discovery,
        request::{ACCEPT_JSON, ApiRequest},
        table::ListMetadata,
    },
    recording::index::{Exchange, OPERATOR},
};
use serde::Deserialize;
use serde_json::Value;

use super::{
    client::{Client, request},
    error::RecordError,
    json, logs,
    plan::{EXPIRED, PLAN, Planned, WATCHES},
    recorder::Recorder,
};
use crate::world::THROTTLED_USER;

/// Whose answers these are: kubectl proxy's, in front of an API server that is down.
const UNREACHABLE: &str = "unreachable";

impl Recorder {
    /// Records watches that begin where the recorded lists end, all at the same time.
    pub(super) fn watches(&mut self, operator: &Client) -> Result<(), RecordError> {
        let mut requests = Vec::new();
        for (accept, target) in WATCHES {
            let resource = request(target)?.target().resource().cloned().unwrap_or_default();
            let table = self.tables.get(&resource.kubectl_name());
            let version = table.map_or(Ok(String::new()), |table| version_of(table, target))?;
            requests.push(request(&target.replace("{version}", &version))?.accept(accept));
        }
        let taken: Vec<_> = thread::scope(|scope| {
            let watches: Vec<_> = requests
                .iter()
                .map(|request| scope.spawn(move || operator.watch(request)))
                .collect();
            watches.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
        });
        for (request, taken) in requests.iter().zip(taken) {
            let taken = taken.map_err(|_| RecordError::unexpected(request.spelt_path(), "the watch panicked"))??;
            self.keep(OPERATOR, request, taken.success(request)?);
        }
        Ok(())
    }

    /// Records all logs, and parts of one to compare.
    pub(super) fn logs(&mut self, operator: &Client) -> Result<(), RecordError> {
        let pods = self
            .collections
            .iter()
            .find(|it| it.group.is_empty() && it.resource == "pods")
            .cloned();
        let (Some(pods), Some(table)) = (pods, self.tables.get("pods")) else {
            return Err(RecordError::unexpected("/api/v1/pods", "no pods were recorded"));
        };
        let (logs, ambiguous) = logs::record(operator, &pods, table, &mut self.files)?;
        self.logs = logs;
        for path in ambiguous {
            let request = request(&path)?;
            let taken = operator.send(&request)?;
            self.keep(OPERATOR, &request, taken);
        }
        let lines = self
            .logs
            .iter()
            .find(|log| log.code == 200 && log.only)
            .map(|log| log.path.clone());
        for (target, accept) in lines.iter().flat_map(|path| logs::checks(path)) {
            let request = request(&target)?.accept(accept);
            let taken = operator.send(&request)?;
            self.keep_check(&request, taken);
        }
        Ok(())
    }

    /// Records what [`PLAN`] lists.
    pub(super) fn plan(&mut self) -> Result<(), RecordError> {
        for Planned {
            identity,
            user,
            groups,
            accept,
            target,
        } in PLAN
        {
            let mut request = request(target)?;
            request.head.accept = accept.map(str::to_owned);
            if !user.is_empty() {
                request.head.impersonate_user = Some((*user).to_owned());
                request.head.impersonate_groups = groups.iter().map(|group| (*group).to_owned()).collect();
            }
            let taken = self.client(*identity).send(&request)?;
            self.keep(identity.name(), &request, taken);
        }
        Ok(())
    }

    /// Records the index of OpenAPI and all its documents.
    ///
    /// The documents of `apis` and `version` come now from one, now from another of the servers behind the API server,
    /// with another hash each time; then the address in the index leads to a 301 or 502. So this is repeated until
    /// index and documents fit together.
    pub(super) fn open_api(&mut self, operator: &Client) -> Result<(), RecordError> {
        #[derive(Deserialize)]
        struct Documents {
            paths: BTreeMap<String, Document>,
        }
        #[derive(Deserialize)]
        struct Document {
            #[serde(rename = "serverRelativeURL")]
            address: String,
        }
        let index = request("/openapi/v3")?;
        'attempts: for _ in 0..200 {
            let taken = operator.send(&index)?.success(&index)?;
            let documents: Documents = serde_json::from_slice(&taken.body).map_err(RecordError::json("/openapi/v3"))?;
            let mut all = vec![(index.clone(), taken)];
            // From the end: there the unsteady ones are.
            for document in documents.paths.into_values().rev() {
                let request = request(&document.address)?;
                let taken = operator.send(&request)?;
                if taken.code != 200 {
                    continue 'attempts;
                }
                all.push((request, taken));
            }
            for (request, taken) in all {
                self.keep(OPERATOR, &request, taken);
            }
            return Ok(());
        }
        Err(RecordError::unexpected("/openapi/v3", "never fits to its documents"))
    }

    /// Records every path that the server itself lists at `/`.
    pub(super) fn paths(&mut self, operator: &Client) -> Result<(), RecordError> {
        #[derive(Deserialize)]
        struct Root {
            paths: Vec<String>,
        }
        let root: Root = json(operator, &request("/")?.accept(ACCEPT_JSON))?;
        for path in root.paths {
            let request = request(&path)?;
            let is_recorded = |it: &Exchange| {
                it.path == path
                    && it.query.is_empty()
                    && it.accept.is_none()
                    && it.impersonate.is_none()
                    && it.identity == OPERATOR
            };
            if !self.exchanges.iter().any(is_recorded) {
                let taken = operator.send(&request)?;
                self.keep(OPERATOR, &request, taken);
            }
        }
        Ok(())
    }

    /// Records the `scale` of everything that has one.
    pub(super) fn scales(&mut self, operator: &Client, discovery: &Discovery) -> Result<(), RecordError> {
        for resource in discovery.resources() {
            if !resource
                .subresources
                .iter()
                .any(|subresource| subresource.name == "scale")
            {
                continue;
            }
            let Some(table) = self.tables.get(&resource.resource.kubectl_name()) else {
                continue;
            };
            let table: Value = serde_json::from_slice(table).map_err(RecordError::json(resource.plural()))?;
            for row in table.get("rows").and_then(Value::as_array).into_iter().flatten() {
                let text = |pointer: &str| row.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
                let target = format!(
                    "{}/namespaces/{}/{}/{}/scale",
                    resource.resource.group_version().path(),
                    text("/object/metadata/namespace"),
                    resource.plural(),
                    text("/object/metadata/name")
                );
                let request = request(&target)?;
                let taken = operator.send(&request)?;
                self.keep(OPERATOR, &request, taken);
            }
        }
        Ok(())
    }

    /// Records a 429: on a priority level without seats single requests still pass, but not many at once.
    pub(super) fn throttled(&mut self, operator: &Client) -> Result<(), RecordError> {
        let mut request = request("/api/v1/namespaces/default/pods")?;
        request.head.impersonate_user = Some(THROTTLED_USER.to_owned());
        for _ in 0..20 {
            let taken: Vec<_> = thread::scope(|scope| {
                let all: Vec<_> = (0..20).map(|_| scope.spawn(|| operator.send(&request))).collect();
                all.into_iter().filter_map(|one| one.join().ok()).collect()
            });
            for taken in taken {
                let taken = taken?;
                if taken.code == 429 {
                    self.keep(OPERATOR, &request, taken);
                    return Ok(());
                }
            }
        }
        Err(RecordError::unexpected(
            request.spelt_path(),
            "was never answered with 429",
        ))
    }

    /// Records what is no longer to be had. `chunk` asks for the rest of a list that began before.
    pub(super) fn expired(&mut self, operator: &Client, chunk: &ApiRequest) -> Result<(), RecordError> {
        for (accept, target) in EXPIRED {
            let request = request(target)?.accept(accept);
            let taken = if request.query.get("watch").is_some() {
                operator.watch(&request)?
            } else {
                operator.send(&request)?
            };
            self.keep(OPERATOR, &request, taken);
        }
        let taken = operator.send(chunk)?;
        self.keep(OPERATOR, chunk, taken);
        Ok(())
    }

    /// Records what the proxy says while there is no API server.
    pub(super) fn unreachable(&mut self, operator: &Client) -> Result<(), RecordError> {
        let request = request("/version")?;
        let taken = operator.send(&request)?;
        self.keep(UNREACHABLE, &request, taken);
        Ok(())
    }
}

/// The resourceVersion of a recorded list.
fn version_of(table: &[u8], target: &str) -> Result<String, RecordError> {
    #[derive(Deserialize)]
    struct Table {
        metadata: ListMetadata,
    }
    let table: Table = serde_json::from_slice(table).map_err(RecordError::json(target))?;
    Ok(table.metadata.resource_version)
}
