//! What has been recorded so far, and how it is written down.

use std::{collections::BTreeMap, path::Path};

use deckprism::{
    kube::request::ApiRequest,
    recording::index::{Collection, Exchange, FORMAT, Impersonation, Index, Log, OPERATOR},
};

use super::{
    client::{Client, Taken},
    collections::Recorded,
    error::RecordError,
    files::{Files, lines, spell, stem},
};
use crate::{Identity, Plane};

/// What has been recorded so far.
#[derive(Debug)]
pub(super) struct Recorder {
    plane: Plane,
    pub(super) files: Files,
    /// The content of each collection's file, by the resource's full name.
    pub(super) tables: BTreeMap<String, Vec<u8>>,
    /// The `Date` of the last collection.
    date: String,
    pub(super) collections: Vec<Collection>,
    pub(super) logs: Vec<Log>,
    pub(super) exchanges: Vec<Exchange>,
    /// Exchanges that only prove what the console derives.
    checks: Vec<Exchange>,
}

impl Recorder {
    /// A recorder of this control plane.
    pub(super) fn new(plane: &Plane) -> Self {
        Self {
            plane: plane.clone(),
            files: Files::default(),
            tables: BTreeMap::new(),
            date: String::new(),
            collections: Vec::new(),
            logs: Vec::new(),
            exchanges: Vec::new(),
            checks: Vec::new(),
        }
    }

    /// Asks as an identity.
    pub(super) fn client(&self, identity: Identity) -> Client {
        Client::new(self.plane.proxy(identity).unwrap_or_default(), &self.plane.directory)
    }

    /// Keeps a collection; `name` is its resource's full one.
    pub(super) fn collection(&mut self, name: &str, recorded: Recorded) {
        let Recorded {
            entry,
            file,
            checks,
            date,
        } = recorded;
        for (request, taken) in checks {
            self.keep_check(&request, taken);
        }
        self.date = date;
        self.files.add_plain(&entry.file, file.clone());
        self.tables.insert(name.to_owned(), file);
        self.collections.push(entry);
    }

    /// Keeps an exchange as it is.
    pub(super) fn keep(&mut self, identity: &str, request: &ApiRequest, taken: Taken) {
        let exchange = self.exchange("bodies", identity, request, taken);
        self.exchanges.push(exchange);
    }

    /// Keeps an exchange only to prove what the console derives.
    pub(super) fn keep_check(&mut self, request: &ApiRequest, taken: Taken) {
        let exchange = self.exchange("checks", OPERATOR, request, taken);
        self.checks.push(exchange);
    }

    fn exchange(&mut self, folder: &str, identity: &str, request: &ApiRequest, taken: Taken) -> Exchange {
        let kind = taken.header("content-type").unwrap_or_default();
        let extension = match kind.split(';').next().unwrap_or_default() {
            "application/json" => "json",
            "application/yaml" => "yaml",
            _ => "txt",
        };
        let mut name = stem(&request.spelt_path());
        if identity != OPERATOR {
            name = format!("{name}@{identity}");
        }
        let body = self.files.add(folder, &name, extension, &taken.body);
        let head = &request.head;
        Exchange {
            path: request.path.to_string(),
            query: request.query.spell(),
            accept: head.accept.clone(),
            impersonate: head.impersonate_user.clone().map(|user| Impersonation {
                user,
                groups: head.impersonate_groups.clone(),
            }),
            identity: identity.to_owned(),
            code: taken.code,
            reason: taken.reason,
            head: taken.head,
            lines_ms: taken.lines_ms,
            body,
        }
    }

    /// Writes everything into a folder, and says how much it is.
    pub(super) fn write(self, folder: &Path) -> Result<String, RecordError> {
        let date = jiff::fmt::rfc2822::parse(&self.date)
            .map_err(|error| RecordError::unexpected("Date", error.to_string()))?
            .timestamp();
        let version = self.exchanges.iter().find(|it| it.path == "/version" && it.code == 200);
        let git_version = version
            .and_then(|exchange| self.files.json(&exchange.body))
            .and_then(|version| Some(version.get("gitVersion")?.as_str()?.to_owned()))
            .ok_or_else(|| RecordError::unexpected("/version", "no gitVersion"))?;
        let index = Index {
            format: FORMAT,
            recorded_at: date.to_string(),
            // A Date has whole seconds: far below what a f64 holds exactly.
            #[allow(clippy::cast_precision_loss)]
            recorded_at_ms: date.as_millisecond() as f64,
            git_version,
            collections: self.collections,
            logs: self.logs,
            exchanges: self.exchanges,
        };
        let mut files = self.files;
        files.add_plain("index.json", spell(&index)?.into_bytes());
        files.add_plain("checks/index.json", format!("{}\n", lines(&self.checks)?).into_bytes());
        files.write(folder)?;
        Ok(format!(
            "{} collections, {} logs, {} exchanges, {} checks: {}",
            index.collections.len(),
            index.logs.len(),
            index.exchanges.len(),
            self.checks.len(),
            files.summary()
        ))
    }
}
