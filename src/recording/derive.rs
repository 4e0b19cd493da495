//! The answer to a request for a collection or one of its objects, by the API's own rules.

use super::{
    form::Form,
    index::{Collection, Head},
    options::ListOptions,
    page::page,
    refusal::Refusal,
    render::{self, Include},
    table::Table,
};
use crate::kube::{path::Target, request::ApiRequest};

/// The body of an answer that follows from a collection, and the recorded head that comes nearest.
pub(super) fn derive<'c>(
    collection: &'c Collection,
    table: &Table<'_>,
    request: &ApiRequest,
    form: &Form,
) -> Result<(&'c Head, String), Refusal> {
    let target = request.target();
    let include = || {
        let text = request.query.get("includeObject").unwrap_or_default();
        Include::read(&text).map_err(Refusal::BadRequest)
    };
    let (Target::Object { name, .. } | Target::Subresource { name, .. }) = &target else {
        let options = ListOptions::read(&request.query, collection, &table.metadata.resource_version)?;
        let page = page(collection, table, target.namespace(), &options)?;
        return Ok(match form {
            Form::Table => match include()? {
                Include::None => (&collection.none, render::table(collection, table, &page, Include::None)),
                include => (&collection.object, render::table(collection, table, &page, include)),
            },
            Form::MetadataList => (&collection.list, render::metadata_list(collection, table, &page)),
            _ => (&collection.list, render::list(collection, table, &page)),
        });
    };
    let items = table.items(target.namespace())?;
    let item = items
        .iter()
        .find(|item| item.metadata.name == *name)
        .ok_or(Refusal::NotRecorded("no object of that name was recorded"))?;
    let body = match form {
        Form::Table => render::object_table(collection, table, item, include()?),
        Form::Metadata => render::object_metadata(collection, item),
        _ => render::object(item),
    };
    Ok((&collection.none, body))
}
