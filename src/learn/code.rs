//! The Code lens: the current request as a program in each language, with what there is to say about it.
//!
//! The programs are [`crate::dialect::client`]'s; here is which words of `prose/<language>/clients.json` belong to them.

pub mod history;
pub mod library;
pub mod listing;
pub mod schema;
pub mod words;

use crate::{
    dialect::client::{self, Knowledge, Language},
    kube::{discovery::Discovery, path::Target, request::ApiRequest},
    wire::{prose::Prose, vocabulary::Vocabulary},
};
use history::History;
use library::LibraryCard;
use listing::{Listing, Untyped};
use schema::Schema;

/// What the lens knows of the cluster beside the request.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The cluster's resources.
    pub discovery: &'a Discovery,
    /// What became of the OpenAPI document that names methods.
    pub schema: Schema<'a>,
    /// Where the API is reached without credentials, such as `http://127.0.0.1:8001`, any prefix included.
    pub proxy: &'a str,
}

/// What the lens shows for one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The language.
    pub language: Language,
    /// Its library.
    pub library: LibraryCard,
    /// The library's own call, or why it has none: then only the raw program makes the request.
    pub call: Result<Listing, Untyped>,
    /// The request by its path.
    pub raw: Listing,
    /// What older texts say of this language's library, and what is right now.
    pub history: Vec<History>,
}

/// A sentence: the key of its words, and what fills their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The key in the prose file.
    pub key: &'static str,
    /// What stands for each `{placeholder}`.
    pub values: Vec<(&'static str, String)>,
}

impl Told {
    /// A sentence without places.
    pub fn plain(word: impl Vocabulary) -> Self {
        Self {
            key: word.key(),
            values: Vec::new(),
        }
    }

    /// A sentence with its places filled.
    pub fn filled(word: impl Vocabulary, values: &[(&'static str, &str)]) -> Self {
        Self {
            key: word.key(),
            values: values
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        }
    }

    /// The sentence in the language of a prose file, with its markup.
    pub fn text(&self, prose: &Prose) -> String {
        let values: Vec<(&str, &str)> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        prose.fill(self.key, &values)
    }
}

/// What the lens shows for a request in one language.
pub fn entry(language: Language, request: &ApiRequest, material: &Material) -> Entry {
    let knowledge = Knowledge {
        discovery: material.discovery,
        operation: material.schema.operation(),
        proxy: material.proxy,
    };
    let client = client::client(language, request, &knowledge);
    let context = listing::Context {
        language,
        library: client.library,
        schema: material.schema,
        is_object: match request.target() {
            Target::Object { .. } => true,
            Target::Subresource { subresource, .. } => subresource != "log",
            _ => false,
        },
    };
    Entry {
        language,
        library: LibraryCard::of(&client.library),
        call: client
            .call
            .map(|program| context.listing(program))
            .map_err(|reason| context.untyped(reason)),
        raw: context.listing(client.raw),
        history: History::of(Some(language)).collect(),
    }
}

/// What the lens shows for a request in every language, in the order of the official list.
pub fn entries(request: &ApiRequest, material: &Material) -> Vec<Entry> {
    Language::ALL
        .into_iter()
        .map(|language| entry(language, request, material))
        .collect()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
