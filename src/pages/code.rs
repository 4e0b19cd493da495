//! The code lens: the same request in programs of seven languages.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::storage,
    components::{
        code_entry::{view_entry, view_history},
        rich_text::rich,
        with_prose::with_prose,
    },
    dialect::client::Language,
    kube::{discovery::Discovery, operation, request::ApiRequest},
    learn::code::{self, Material, schema::Schema, words::CodeLens},
    route::Page,
    store::{
        discovery::DiscoveryStore,
        schema::{SchemaFound, read_schema},
        session::Session,
    },
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// Under which name the browser keeps the language.
const KEPT: &str = "client-language";

/// The request as programs, one language at a time.
#[component]
pub fn CodePane(
    /// The request.
    request: ApiRequest,
) -> impl IntoView {
    let found = read_schema(&request);
    let language = RwSignal::new(kept_language());
    with_prose(&["clients"], move |prose| {
        let request = request.clone();
        let choices = view_choices(language, &prose);
        let intro = [CodeLens::Intro, CodeLens::Credential]
            .map(|word| view! { <p class="code-text">{rich(prose.get(word.key()))}</p> });
        let entry = {
            let prose = Arc::clone(&prose);
            move || view_chosen(&request, language.get(), &found.get(), &prose)
        };
        let history = view_history(&prose);
        view! { <div class="code-lens">{intro}{choices}{entry}{history}</div> }.into_any()
    })
}

/// The language that the reader chose last, on whatever page.
fn kept_language() -> Language {
    let kept = storage::get(KEPT);
    let find = |name: String| Language::ALL.into_iter().find(|language| language.name() == name);
    kept.and_then(find).unwrap_or(Language::Go)
}

fn view_choices(language: RwSignal<Language>, prose: &Prose) -> impl IntoView + use<> {
    let choices: Vec<_> = Language::ALL
        .into_iter()
        .map(|each| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="client-language"
                        prop:checked=move || language.get() == each
                        on:change=move |_| {
                            // A browser that keeps nothing begins with the first language again.
                            let _ = storage::set(KEPT, each.name());
                            language.set(each);
                        }
                    />
                    <span>{each.name()}</span>
                </label>
            }
        })
        .collect();
    let label = prose.get(CodeLens::Languages.key()).to_owned();
    view! { <fieldset class="choices"><legend class="visually-hidden">{label}</legend>{choices}</fieldset> }
}

fn view_chosen(request: &ApiRequest, language: Language, found: &SchemaFound, prose: &Prose) -> AnyView {
    let session = Session::expect();
    let served = DiscoveryStore::expect().served();
    let empty = Discovery::default();
    let read;
    let schema = match found {
        SchemaFound::Waiting => Schema::Waiting,
        SchemaFound::Read { exchange, body } => {
            read = operation::find(body, &request.path).ok().flatten();
            Schema::Read {
                exchange: *exchange,
                operation: read.as_ref(),
            }
        }
        SchemaFound::Unlisted { exchange } => Schema::Unlisted { exchange: *exchange },
        SchemaFound::Failed { exchange } => Schema::Failed { exchange: *exchange },
        SchemaFound::NotRecorded => Schema::NotRecorded,
    };
    let material = Material {
        discovery: served.as_ref().map_or(&empty, |served| &served.discovery),
        schema,
        proxy: &session.base_url(),
    };
    let entry = code::entry(language, request, &material);
    let seen = schema.exchange().map(|exchange| {
        let number = exchange.to_string();
        view! { " " <a href=Page::Requests.part(&number).address()>{number.clone()}</a> }
    });
    view! {
        {view_entry(&entry, prose)}
        <section>
            <h2>{prose.get(CodeLens::NamesTitle.key()).to_owned()}</h2>
            <p class="code-text">{rich(prose.get(CodeLens::Names.key()))}</p>
            <p class="code-text">{rich(&schema.told(&request.path).text(prose))}{seen}</p>
        </section>
    }
    .into_any()
}
