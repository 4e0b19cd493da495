//! The API server as the tests ask it: what the console would know of it, and what it answers.

use std::{collections::BTreeMap, path::Path};

use cluster::{
    Identity, Plane,
    http::{self, Answer},
};
use deckprism::{
    kube::{
        discovery::{Discovery, aggregated},
        operation::{self, Operation},
        path::ApiPath,
        request::{ACCEPT_DISCOVERY, ApiRequest},
    },
    learn::code::schema,
};

use crate::error::Error;

/// A control plane behind its proxies.
#[derive(Debug)]
pub struct Api {
    plane: Plane,
    /// The cluster's resources.
    pub discovery: Discovery,
    index: Vec<u8>,
    /// OpenAPI documents by their address.
    documents: BTreeMap<String, Vec<u8>>,
}

impl Api {
    /// Reads discovery and the index of OpenAPI documents, as the console does.
    pub fn read(plane: &Plane) -> Result<Self, Error> {
        let mut api = Self {
            plane: plane.clone(),
            discovery: Discovery::default(),
            index: Vec::new(),
            documents: BTreeMap::new(),
        };
        let read = |path: &str| -> Result<_, Error> {
            let request = request(path)?.accept(ACCEPT_DISCOVERY);
            let answer = api.get(Identity::Operator, &request)?;
            aggregated::read(answer.body.as_bytes()).map_err(|error| Error::unexpected(path, error))
        };
        let discovery = Discovery::new(read("/api")?.pop(), read("/apis")?);
        api.discovery = discovery;
        let index = api.get(Identity::Operator, &request(schema::INDEX)?)?;
        api.index = index.body.into_bytes();
        Ok(api)
    }

    /// What OpenAPI says of a path, found in the two steps that the console takes.
    pub fn operation(&mut self, path: &ApiPath) -> Result<Option<Operation>, Error> {
        let unexpected = |error: serde_json::Error| Error::unexpected(path.as_str(), error);
        let requests = schema::documents(&self.index, path).map_err(unexpected)?;
        let Some(address) = requests.first().map(ApiRequest::spelt_path) else {
            return Ok(None);
        };
        if !self.documents.contains_key(&address) {
            let document = self.document(&requests)?;
            self.documents.insert(address.clone(), document);
        }
        let document = self.documents.get(&address).map(Vec::as_slice).unwrap_or_default();
        operation::find(document, path).map_err(unexpected)
    }

    /// The first answer that is one.
    fn document(&self, requests: &[ApiRequest]) -> Result<Vec<u8>, Error> {
        for request in requests {
            let answer = self.get(Identity::Operator, request)?;
            if answer.status == 200 {
                return Ok(answer.body.into_bytes());
            }
        }
        Err(Error::unexpected(schema::INDEX, "lists a document that is not there"))
    }

    /// What the API server answers to an identity.
    pub fn get(&self, identity: Identity, request: &ApiRequest) -> Result<Answer, Error> {
        let head = &request.head;
        let accept = head.accept.iter().map(|value| ("Accept", value.as_str()));
        let user = head
            .impersonate_user
            .iter()
            .map(|user| ("Impersonate-User", user.as_str()));
        let groups = head
            .impersonate_groups
            .iter()
            .map(|group| ("Impersonate-Group", group.as_str()));
        let headers: Vec<(&str, &str)> = accept.chain(user).chain(groups).collect();
        let url = format!("{}{}", self.origin(identity), request.spelt_path());
        Ok(http::get(&url, &headers)?)
    }

    /// Where an identity's proxy is.
    pub fn origin(&self, identity: Identity) -> String {
        self.plane.proxy(identity).unwrap_or_default().to_owned()
    }

    /// The kubeconfig of an identity.
    pub fn kubeconfig(&self, identity: Identity) -> &Path {
        self.plane.kubeconfig(identity)
    }
}

fn request(path: &str) -> Result<ApiRequest, Error> {
    ApiRequest::of(path).map_err(|error| Error::unexpected(path, error))
}
