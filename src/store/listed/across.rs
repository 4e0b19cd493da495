//! Reads a long list across namespaces.
//!
//! One Table without objects has all rows, and does not say where they are. The API server orders it by namespace,
//! so the names of the rows and a few counts at the same resourceVersion tell where each namespace begins
//! (`sync::attribution`). Where that is not to be had, one list is read for each namespace, or chunks with metadata.

use std::{collections::BTreeMap, sync::Arc};

use futures::{FutureExt as _, StreamExt as _, channel::oneshot, stream, stream::FuturesUnordered};
use leptos::prelude::*;

use super::{Listed, asking::Whereabouts, reading::listed_resource};
use crate::{
    browser::clock,
    client::streams,
    kube::{
        failure::Failure,
        gvk::GroupVersionResource,
        path::ApiPath,
        request::{ApiRequest, IncludeObject},
        table::ListMetadata,
    },
    sync::{
        attribution::{Attribution, Names as _, Probed, Progress, Run, sort_like_the_api_server},
        rows::{Names, Rows},
    },
};

/// How many rows a chunk with metadata has.
///
/// Source: kubectl `pkg/cmd/get/get.go`, `ChunkSize`.
const CHUNK: usize = 500;

impl Listed {
    /// Reads all rows of a list of which a first screen has come.
    pub(super) async fn read_across(
        self,
        request: &ApiRequest,
        first: &Rows,
        metadata: ListMetadata,
    ) -> Result<ListMetadata, Failure> {
        let Some(resource) = listed_resource(request) else {
            return Ok(metadata);
        };
        let is_ordered = self.is_ordered(&resource).shared();
        let (tell, told) = oneshot::channel();
        let whole = async {
            self.begin();
            let list = request.clone().table(self.least());
            let whole = self.ask_telling(list, &Whereabouts::Anywhere, Some(tell)).await?;
            if is_ordered.clone().await {
                self.growing.try_update_value(|rows| rows.adopt(first));
                self.show_unattributed(&whole);
            }
            Ok::<_, Failure>(whole)
        };
        // The version stands before the rows: the namespaces at that version are asked for while rows come.
        let early = async {
            let version = told.await.ok()?;
            if !is_ordered.clone().await {
                return None;
            }
            Some((self.namespaces(Some(&version)).await, version))
        };
        let (whole, early) = futures::join!(whole, early);
        let whole = whole?;
        if !is_ordered.await {
            return self.read_chunks(request, first, metadata).await;
        }
        let namespaces = match early {
            Some((namespaces, version)) if version == whole.resource_version => namespaces,
            _ => self.namespaces(Some(&whole.resource_version)).await,
        };
        let Some(namespaces) = namespaces else {
            return self.read_chunks(request, first, metadata).await;
        };
        if let Some(runs) = self.attribute(request, &resource, &whole, namespaces.clone()).await {
            self.growing.try_update_value(|rows| rows.attribute(&runs));
            return Ok(whole);
        }
        self.read_each(request, &resource, namespaces).await
    }

    /// Reads what is allowed of a list that was refused as a whole.
    pub(super) async fn read_allowed(self, request: &ApiRequest, refusal: Failure) -> Result<ListMetadata, Failure> {
        let (Some(resource), Some(namespaces)) = (listed_resource(request), self.namespaces(None).await) else {
            return Err(refusal);
        };
        let all = namespaces.len();
        let read = self.read_each(request, &resource, namespaces).await?;
        if self.refused.with_untracked(Vec::len) == all {
            self.refused.try_set(Vec::new());
            return Err(refusal);
        }
        Ok(read)
    }

    /// Names are worth seeing before their namespaces are known.
    fn show_unattributed(self, metadata: &ListMetadata) {
        let is_longer = self.growing.with_value(Rows::len) > self.rows.with_untracked(Rows::len);
        if is_longer {
            let rows = self.growing.with_value(Rows::clone);
            self.metadata.try_set(metadata.clone());
            self.show(rows);
            clock::mark_frame("deckprism.listed");
        }
    }

    /// Asks as few namespaces as need be, at the list's own version, until it is certain where each row is.
    async fn attribute(
        self,
        request: &ApiRequest,
        resource: &GroupVersionResource,
        whole: &ListMetadata,
        namespaces: Vec<String>,
    ) -> Option<Vec<Run>> {
        let names = Arc::new(self.growing.with_value(Rows::names));
        let mut attribution = Attribution::new(Arc::clone(&names), namespaces);
        let at_once = streams::requests_at_once().await;
        let mut under_way = FuturesUnordered::new();
        loop {
            for row in attribution.rows_to_place(at_once) {
                self.place(request, &names, row, &mut attribution).await;
            }
            match attribution.progress(at_once) {
                Progress::Solved(runs) => return Some(runs),
                Progress::Inconsistent => return None,
                Progress::Ask(namespaces) => {
                    for namespace in namespaces {
                        let probe = self.probe(request, resource, namespace.clone(), &whole.resource_version);
                        under_way.push(probe.map(move |probed| (namespace, probed)));
                    }
                }
            }
            let (namespace, probed) = under_way.next().await?;
            attribution.note(&namespace, &probed.ok()?);
        }
    }

    /// Follows one row to the namespaces that have an object of its name, which are worth asking first.
    async fn place(self, request: &ApiRequest, names: &Names, row: usize, attribution: &mut Attribution<Arc<Names>>) {
        if request.query.get("fieldSelector").is_some() {
            return;
        }
        let sought = request
            .clone()
            .table(IncludeObject::Metadata)
            .with("fieldSelector", &format!("metadata.name={}", names.name(row)))
            .with("resourceVersion", "0");
        // It is a hint: without it more namespaces are asked.
        if let Ok((rows, _)) = self.ask_apart(sought).await {
            for row in rows.order() {
                attribution.expect(rows.namespace(*row).unwrap_or_default());
            }
        }
    }

    /// How many rows one namespace has at a version, and the name of the first.
    async fn probe(
        self,
        request: &ApiRequest,
        resource: &GroupVersionResource,
        namespace: String,
        resource_version: &str,
    ) -> Result<Probed, Failure> {
        let is_selected = is_selected(request);
        let mut probe = in_namespace(request, resource, &namespace)?
            .table(IncludeObject::None)
            .with("resourceVersion", resource_version)
            .with("resourceVersionMatch", "Exact");
        if !is_selected {
            // The API server counts what remains, except in selected lists.
            probe = probe.with("limit", "1");
        }
        let (rows, metadata) = self.ask_apart(probe).await?;
        let remaining = metadata.remaining_item_count.unwrap_or_default();
        Ok(Probed {
            count: rows.len() + usize::try_from(remaining).unwrap_or_default(),
            first_name: rows.order().first().map(|row| rows.name(*row).to_owned()),
        })
    }

    /// Reads one list for each namespace, in the order of the API server.
    async fn read_each(
        self,
        request: &ApiRequest,
        resource: &GroupVersionResource,
        mut namespaces: Vec<String>,
    ) -> Result<ListMetadata, Failure> {
        sort_like_the_api_server(&mut namespaces);
        self.begin();
        let all = namespaces.len();
        self.note_progress(|progress| progress.namespaces = Some((0, all)));
        let at_once = streams::requests_at_once().await;
        let lists = namespaces.into_iter().map(|namespace| {
            let list = in_namespace(request, resource, &namespace).map(|list| list.table(self.least()));
            async move {
                match list {
                    Ok(list) => (namespace, Ok(self.send(list).await)),
                    Err(failure) => (namespace, Err(failure)),
                }
            }
        });
        let mut answers = stream::iter(lists).buffered(at_once);
        let mut versions = BTreeMap::new();
        let mut done = 0;
        while let Some((namespace, answer)) = answers.next().await {
            let exchange = answer?;
            match self.append(&exchange, &namespace) {
                Ok(metadata) => drop(versions.insert(namespace, metadata.resource_version)),
                Err(failure) if failure.code() == Some(403) => {
                    self.refused.try_update(|refused| refused.push(namespace));
                }
                Err(failure) => return Err(failure),
            }
            done += 1;
            self.note_progress(|progress| progress.namespaces = Some((done, all)));
        }
        Ok(self.earliest(versions))
    }

    /// The state that all lists together show is that of the earliest; what a watch tells of the others from before
    /// they were read is not news.
    fn earliest(self, versions: BTreeMap<String, String>) -> ListMetadata {
        let numbers = versions.values().filter_map(|version| version.parse::<u64>().ok());
        let earliest = numbers.min().map(|number| number.to_string()).unwrap_or_default();
        self.versions.try_set_value(versions);
        ListMetadata {
            resource_version: earliest,
            ..ListMetadata::default()
        }
    }

    /// Reads chunks with metadata, one after another.
    async fn read_chunks(
        self,
        request: &ApiRequest,
        first: &Rows,
        mut metadata: ListMetadata,
    ) -> Result<ListMetadata, Failure> {
        let first = first.clone();
        self.growing.try_update_value(|rows| *rows = first);
        while !metadata.continue_token.is_empty() {
            let next = request
                .clone()
                .table(self.least_with_metadata())
                .with("limit", &CHUNK.to_string())
                .with("continue", &metadata.continue_token);
            metadata = self.ask(next, &Whereabouts::In(None)).await?;
        }
        Ok(metadata)
    }

    /// The names of all namespaces, as they were at a version; `None` where they may not be listed.
    async fn namespaces(self, resource_version: Option<&str>) -> Option<Vec<String>> {
        let request = self
            .as_asked(ApiRequest::of("/api/v1/namespaces").ok()?)
            .table(IncludeObject::None);
        let exact = resource_version.map(|version| {
            let request = request.clone().with("resourceVersion", version);
            request.with("resourceVersionMatch", "Exact")
        });
        let rows = match exact {
            Some(exact) => match self.ask_apart(exact).await {
                Ok((rows, _)) => rows,
                // Some resources live in a store of their own, whose versions mean nothing elsewhere.
                Err(_) => self.ask_apart(request).await.ok()?.0,
            },
            None => self.ask_apart(request).await.ok()?.0,
        };
        let names: Vec<String> = rows.order().iter().map(|row| rows.name(*row).to_owned()).collect();
        (!names.is_empty()).then_some(names)
    }

    /// A request in the name in which the list is asked for.
    fn as_asked(self, mut request: ApiRequest) -> ApiRequest {
        let head = self.of.with_value(|of| of.request.head.clone());
        request.head.impersonate_user = head.impersonate_user;
        request.head.impersonate_groups = head.impersonate_groups;
        request
    }

    /// Whether the API server itself lists a resource, and so in the order of its keys; an aggregated server may
    /// have any order.
    async fn is_ordered(self, resource: &GroupVersionResource) -> bool {
        if resource.group.is_empty() {
            return true;
        }
        let path = format!(
            "/apis/apiregistration.k8s.io/v1/apiservices/{}.{}",
            resource.version, resource.group
        );
        let Ok(request) = ApiRequest::of(&path) else {
            return false;
        };
        let request = self.as_asked(request).table(IncludeObject::None);
        let Ok((rows, _)) = self.ask_apart(request).await else {
            return false;
        };
        // Source: kube-aggregator `pkg/registry/apiservice/etcd/etcd.go`: `Local`, or `namespace/name` of a Service.
        let service = rows.column_named("Service");
        let row = rows.order().first().copied();
        service
            .zip(row)
            .is_some_and(|(column, row)| rows.cell(row, column) == "Local")
    }
}

fn in_namespace(request: &ApiRequest, resource: &GroupVersionResource, namespace: &str) -> Result<ApiRequest, Failure> {
    let path = ApiPath::of(resource, Some(namespace), None).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(ApiRequest {
        path,
        ..request.clone()
    })
}

fn is_selected(request: &ApiRequest) -> bool {
    ["labelSelector", "fieldSelector"]
        .iter()
        .any(|key| request.query.get(key).is_some_and(|selector| !selector.is_empty()))
}
