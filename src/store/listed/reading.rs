//! Reads a list from its first request to its last.
//!
//! In one namespace, and for resources of the cluster, one Table without objects has everything. Across namespaces
//! such rows do not say where they are: a first screen comes with metadata, and [`across`](super::across) has the rest.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{
    Listed, Marks,
    asking::{Whereabouts, least_with_metadata},
};
use crate::{
    browser::clock,
    kube::{
        failure::Failure,
        path::Target,
        request::{ApiRequest, IncludeObject},
        table::ListMetadata,
    },
    route::{ApiRoute, Lens},
    store::arranged,
    sync::rows::Rows,
};

/// How many rows the first answer across namespaces has: more than any screen.
pub(super) const FIRST_SCREEN: usize = 100;

impl Listed {
    /// Reads all that the address asks for and puts it on the page; returns what the answer says of the list.
    pub(super) async fn read(self) -> Result<ListMetadata, Failure> {
        let request = self.of.with_value(|of| of.request.clone());
        self.begin();
        let metadata = match request.target().namespace() {
            Some(namespace) => self.read_namespace(&request, namespace).await?,
            None if is_chunk(&request) => {
                let chunk = request.clone().table(self.least_with_metadata());
                self.ask(chunk, &Whereabouts::In(None)).await?
            }
            None => self.read_cluster(&request).await?,
        };
        self.publish(&metadata);
        Ok(metadata)
    }

    /// Puts the rows that have grown on the page.
    pub(super) fn publish(self, metadata: &ListMetadata) {
        let rows = self.take_growing();
        // They count rows that are gone with this.
        self.marks.try_set(Marks::default());
        self.metadata.try_set(metadata.clone());
        self.show(rows);
        clock::mark_frame("deckprism.listed");
        clock::mark_frame("deckprism.attributed");
    }

    /// Begins with no rows.
    pub(super) fn begin(self) {
        let rows = self.no_rows();
        self.versions.try_set_value(BTreeMap::new());
        self.growing.try_update_value(|growing| *growing = rows);
    }

    async fn read_namespace(self, request: &ApiRequest, namespace: &str) -> Result<ListMetadata, Failure> {
        let whereabouts = Whereabouts::In(Some(namespace.to_owned()));
        let metadata = self.ask(request.clone().table(self.least()), &whereabouts).await?;
        if self.is_without_names() {
            self.begin();
            return self
                .ask(request.clone().table(self.least_with_metadata()), &whereabouts)
                .await;
        }
        Ok(metadata)
    }

    /// Reads a list without a namespace in its path: across namespaces, or of a resource of the cluster.
    async fn read_cluster(self, request: &ApiRequest) -> Result<ListMetadata, Failure> {
        let first = first_screen(request, self.least_with_metadata());
        let metadata = match self.ask(first, &Whereabouts::In(None)).await {
            Ok(metadata) => metadata,
            // Whoever may not list all namespaces at once may be allowed to list some of them.
            Err(failure) if failure.code() == Some(403) => return self.read_allowed(request, failure).await,
            Err(failure) => return Err(failure),
        };
        if metadata.continue_token.is_empty() {
            return Ok(metadata);
        }
        let first = self.take_growing();
        self.show_first(&first, &metadata);
        let is_namespaced = first.order().iter().any(|row| first.namespace(*row).is_some());
        if is_namespaced {
            return self.read_across(request, &first, metadata).await;
        }
        self.begin();
        self.ask(request.clone().table(self.least()), &Whereabouts::In(None))
            .await
    }

    /// Shows a first screen, unless rows of an earlier reading are there.
    fn show_first(self, first: &Rows, metadata: &ListMetadata) {
        let remaining = metadata
            .remaining_item_count
            .and_then(|count| usize::try_from(count).ok());
        if self.rows.with_untracked(Rows::is_empty) {
            self.show(first.clone());
        }
        self.note_progress(|progress| {
            progress.rows = first.len();
            progress.all_rows = remaining.map(|remaining| first.len() + remaining);
        });
    }

    /// Whether the Table does not say which of its columns is the name.
    pub(super) fn is_without_names(self) -> bool {
        self.growing
            .with_value(|rows| rows.name_column().is_none() && !rows.is_empty())
    }
}

/// What is asked for first of a list without a namespace in its path.
fn first_screen(request: &ApiRequest, include: IncludeObject) -> ApiRequest {
    request.clone().table(include).with("limit", &FIRST_SCREEN.to_string())
}

/// Whether the address asks for a part of the list.
pub(super) fn is_chunk(request: &ApiRequest) -> bool {
    ["limit", "continue"].iter().any(|key| request.query.get(key).is_some())
}

/// What a page will ask for first, as far as that is the same whatever the cluster says of itself: the first screen of a
/// list without a namespace in its path.
pub fn asked_first(route: &ApiRoute) -> Option<ApiRequest> {
    let request = &route.request;
    let is_shown = matches!(route.lens, None | Some(Lens::Table));
    let is_list = matches!(request.target(), Target::Collection { namespace: None, .. });
    let include = least_with_metadata(&arranged::derived(&route.list));
    (is_shown && is_list && !is_chunk(request)).then(|| first_screen(request, include))
}

/// The resource that a request lists.
pub(super) fn listed_resource(request: &ApiRequest) -> Option<crate::kube::gvk::GroupVersionResource> {
    match request.target() {
        Target::Collection { resource, .. } => Some(resource),
        _ => None,
    }
}
