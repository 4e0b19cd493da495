//! Records one resource, and proves on the spot that the console will answer as the server does.

use deckprism::{
    kube::{
        path::{ApiPath, Target},
        request::{ACCEPT_JSON, ACCEPT_TABLE, ApiRequest, IncludeObject},
        resource::ApiResource,
    },
    recording::index::Collection,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    checks::{ACCEPT_METADATA, ACCEPT_METADATA_LIST, CHECKS, CHUNKS},
    client::{Client, Taken, request},
    error::RecordError,
    files::stem,
    proof::Proof,
};

/// How often a collection is recorded anew if it does not hold: objects change, and ages are text that the server
/// makes from its clock, different in each second.
const ATTEMPTS: usize = 25;

/// A recorded resource.
#[derive(Debug)]
pub(super) struct Recorded {
    pub(super) entry: Collection,
    /// The content of its file.
    pub(super) file: Vec<u8>,
    /// Answers to keep as proofs.
    pub(super) checks: Vec<(ApiRequest, Taken)>,
    /// The `Date` of the Table.
    pub(super) date: String,
}

/// Records a resource. `selectable` names the fields that its CustomResourceDefinition makes selectable.
pub(super) fn record(client: &Client, resource: &ApiResource, selectable: &[String]) -> Result<Recorded, RecordError> {
    let mut attempt = 1;
    loop {
        match record_once(client, resource, selectable) {
            Err(RecordError::Differs { .. }) if attempt < ATTEMPTS => attempt += 1,
            result => return result,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Table<'a> {
    metadata: Metadata,
    #[serde(borrow)]
    column_definitions: &'a RawValue,
    #[serde(borrow)]
    rows: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Metadata {
    resource_version: String,
    namespace: String,
    name: String,
    #[serde(rename = "continue")]
    continue_token: String,
}

fn record_once(client: &Client, resource: &ApiResource, selectable: &[String]) -> Result<Recorded, RecordError> {
    let all = at(resource, None, None)?;
    let get = |request: &ApiRequest| client.send(request)?.success(request);
    let whole_request = all.clone().accept(ACCEPT_TABLE).with("includeObject", "Object");
    let whole = get(&whole_request)?;
    let table: Table<'_> = serde_json::from_slice(&whole.body).map_err(RecordError::json(all.spelt_path()))?;
    let version = table.metadata.resource_version.clone();
    let pin = |request: ApiRequest| pin(request, &version);

    // Quickly now: what is kept has to agree with the Table in ages too, and those change every second.
    let mut checks = Vec::new();
    if !version.is_empty() {
        for (accept, target) in CHECKS {
            let request = pin(request(target)?.accept(accept));
            if request.target().resource() == Some(&resource.resource) {
                checks.push((request.clone(), client.send(&request)?));
            }
        }
    }
    let none_request = pin(all.clone().table(IncludeObject::None));
    let none = get(&none_request)?;
    let list_request = pin(all.clone().accept(ACCEPT_JSON));
    let list = get(&list_request)?;

    let nothing = all
        .clone()
        .table(IncludeObject::None)
        .with("fieldSelector", "metadata.name=no-such-object");
    let rows = table.rows.unwrap_or_default();
    let entry = Collection {
        group: resource.resource.group.clone(),
        version: resource.resource.version.clone(),
        resource: resource.resource.resource.clone(),
        list_kind: list_kind(&list.body, &list_request)?,
        namespaced: resource.is_namespaced(),
        unstructured: list.body.starts_with(b"{\"apiVersion\""),
        null_rows: String::from_utf8_lossy(&get(&nothing)?.body).contains("\"rows\":null"),
        selectable_fields: selectable.to_vec(),
        same_subresources: match rows.first() {
            Some(row) => same_subresources(client, resource, row)?,
            None => Vec::new(),
        },
        file: format!("collections/{}.json", stem(all.path.as_str())),
        object: whole.head.clone(),
        none: none.head.clone(),
        list: list.head.clone(),
    };
    let file = by_line(table.column_definitions, &version, &rows);
    let proof = Proof::new(&entry, &file)?;
    proof.holds(&whole_request, &whole)?;
    // Without a version the answers cannot be of one moment, and the server's order is random (componentstatuses).
    if !version.is_empty() {
        for (request, taken) in &checks {
            proof.holds(request, taken)?;
        }
        proof.holds_but_for_ages(&none_request, &none)?;
        proof.holds(&list_request, &list)?;
        let prove = |request: ApiRequest| proof.holds_but_for_ages(&request, &client.send(&request)?);
        prove(pin(all.clone().accept(ACCEPT_METADATA_LIST)))?;
        prove(pin(all.clone().table(IncludeObject::Metadata)))?;
        if let Some(row) = rows.first() {
            let one = object_of(row, resource)?;
            prove(one.clone().accept(ACCEPT_JSON))?;
            prove(one.clone().accept(ACCEPT_METADATA))?;
            prove(one.table(IncludeObject::Metadata))?;
        }
        for (accept, target) in CHUNKS {
            let request = request(target)?.accept(accept);
            if request.target().resource() == Some(&resource.resource) {
                checks.extend(chunks(client, &proof, &pin(request.clone()), &request)?);
            }
        }
    }
    let date = whole.header("date").unwrap_or_default().to_owned();
    Ok(Recorded {
        entry,
        file,
        checks,
        date,
    })
}

/// Follows a list of names chunk by chunk to its end; keeps the first two.
fn chunks(
    client: &Client,
    proof: &Proof<'_>,
    first: &ApiRequest,
    following: &ApiRequest,
) -> Result<Vec<(ApiRequest, Taken)>, RecordError> {
    #[derive(Deserialize)]
    struct List {
        metadata: Metadata,
    }
    let mut kept = Vec::new();
    let mut request = first.clone();
    loop {
        let taken = client.send(&request)?;
        proof.holds(&request, &taken)?;
        let list: List = serde_json::from_slice(&taken.body).map_err(RecordError::json(request.spelt_path()))?;
        if kept.len() < 2 {
            kept.push((request, taken));
        }
        if list.metadata.continue_token.is_empty() {
            return Ok(kept);
        }
        request = following.clone().with("continue", &list.metadata.continue_token);
    }
}

/// Asks for the state of one moment, where lists can be asked for it.
fn pin(request: ApiRequest, version: &str) -> ApiRequest {
    let is_list = matches!(request.target(), Target::Collection { .. });
    if version.is_empty()
        || !is_list
        || request.query.get("resourceVersion").is_some()
        || request.query.get("continue").is_some()
    {
        return request;
    }
    request
        .with("resourceVersion", version)
        .with("resourceVersionMatch", "Exact")
}

fn at(resource: &ApiResource, namespace: Option<&str>, name: Option<&str>) -> Result<ApiRequest, RecordError> {
    ApiPath::of(&resource.resource, namespace, name)
        .map(ApiRequest::get)
        .map_err(|source| RecordError::Path {
            path: resource.resource.kubectl_name(),
            source,
        })
}

fn object_of(row: &RawValue, resource: &ApiResource) -> Result<ApiRequest, RecordError> {
    #[derive(Deserialize)]
    struct Row {
        object: Object,
    }
    #[derive(Deserialize)]
    struct Object {
        metadata: Metadata,
    }
    let row: Row = serde_json::from_str(row.get()).map_err(RecordError::json("a row"))?;
    let Metadata { namespace, name, .. } = row.object.metadata;
    at(resource, resource.is_namespaced().then_some(&namespace), Some(&name))
}

/// The subresources that answer with the object itself, tried on one object.
fn same_subresources(client: &Client, resource: &ApiResource, row: &RawValue) -> Result<Vec<String>, RecordError> {
    #[derive(Deserialize)]
    struct Row<'a> {
        #[serde(borrow)]
        object: &'a RawValue,
    }
    let one = object_of(row, resource)?;
    let mut same = Vec::new();
    for subresource in &resource.subresources {
        if !subresource.is_readable() || subresource.kind != resource.kind || subresource.name == "log" {
            continue;
        }
        let request = request(&format!("{}/{}", one.path, subresource.name))?.accept(ACCEPT_JSON);
        let taken = client.send(&request)?.success(&request)?;
        let row: Row<'_> = serde_json::from_str(row.get()).map_err(RecordError::json("a row"))?;
        if taken.body.trim_ascii_end() == row.object.get().as_bytes() {
            same.push(subresource.name.clone());
        } else {
            let difference = "a subresource that should answer with the object does not".to_owned();
            let (target, accept) = (request.spelt_path(), ACCEPT_JSON.to_owned());
            return Err(RecordError::Differs {
                target,
                accept,
                difference,
            });
        }
    }
    Ok(same)
}

fn list_kind(body: &[u8], request: &ApiRequest) -> Result<String, RecordError> {
    #[derive(Deserialize)]
    struct List {
        kind: String,
    }
    let list: List = serde_json::from_slice(body).map_err(RecordError::json(request.spelt_path()))?;
    Ok(list.kind)
}

/// The Table as it came, but for line breaks: one object a line, so that two recordings can be compared.
fn by_line(columns: &RawValue, version: &str, rows: &[&RawValue]) -> Vec<u8> {
    let version = if version.is_empty() {
        String::new()
    } else {
        format!("\"resourceVersion\":\"{version}\"")
    };
    let rows: Vec<&str> = rows.iter().map(|row| row.get()).collect();
    format!(
        "{{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{{{version}}},\n\
         \"columnDefinitions\":{columns},\n\"rows\":[\n{}\n]}}\n",
        rows.join(",\n")
    )
    .into_bytes()
}
