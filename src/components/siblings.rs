//! The list of what could stand in one place of a path: from discovery, or asked of the cluster.

use leptos::prelude::*;

use crate::{
    components::spectrum,
    kube::{
        path::{ApiPath, Part},
        request::{ApiRequest, IncludeObject},
        table,
    },
    route::{
        self,
        siblings::{NamesOf, Sibling, Siblings},
    },
    store::{fetched::Fetched, settings::messages},
    sync::rows::{Rows, RowsSink},
};

/// How many siblings are shown; the filter finds the others.
const SHOWN: usize = 100;
/// How many names are asked for.
const ASKED: &str = "500";

/// Shows siblings, with a filter where there are many.
#[component]
pub fn SiblingList(
    /// What could stand there.
    siblings: Siblings,
    /// What part of a request they are.
    part: Part,
    /// The address of a path; without more than the path unless said otherwise.
    #[prop(default = Callback::new(|path: String| route::to(&path)))]
    address: Callback<String, String>,
) -> impl IntoView {
    match siblings {
        Siblings::Known(known) => view! { <Links siblings=known part=part address=address /> }.into_any(),
        Siblings::Listed(names) => view! { <Names names=names part=part address=address /> }.into_any(),
    }
}

/// Names that have to be asked for.
#[component]
fn Names(names: NamesOf, part: Part, address: Callback<String, String>) -> impl IntoView {
    let text = messages();
    let request = ApiRequest::get(names.collection.clone())
        .table(IncludeObject::None)
        .with("limit", ASKED);
    let fetched = Fetched::of(request);
    let all = names.without.clone().map(|path| {
        view! {
            <ul class="menu-list"><li><a href=address.run(path)>{text.parts.all_namespaces}</a></li></ul>
        }
    });
    view! {
        {all}
        {move || match (fetched.shown.get(), fetched.failure()) {
            (Some(exchange), _) => {
                let mut rows = Rows::default();
                let found = match exchange.received.json() {
                    // What is no Table has no names for us.
                    Ok(body) => {
                        drop(table::read(body, &mut RowsSink::list(&mut rows, None, 0)));
                        rows.order().iter().map(|row| names.named(rows.name(*row))).collect()
                    }
                    Err(_) => Vec::new(),
                };
                view! { <Links siblings=found part=part address=address /> }.into_any()
            }
            (None, Some(failure)) => {
                view! { <p role="status">{text.advice(&failure, true).title}</p> }.into_any()
            }
            (None, None) => view! { <p class="dim" role="status">{text.shell.waiting}</p> }.into_any(),
        }}
    }
}

#[component]
fn Links(siblings: Vec<Sibling>, part: Part, address: Callback<String, String>) -> impl IntoView {
    let text = messages();
    let filter = RwSignal::new(String::new());
    let count = siblings.len();
    let is_long = count > 12;
    let items = move || {
        let filter = filter.get().to_lowercase();
        let fitting = siblings
            .iter()
            .filter(|sibling| sibling.text.to_lowercase().contains(&filter) || sibling.note.contains(&filter));
        let shown: Vec<_> = fitting.clone().take(SHOWN).cloned().collect();
        let hidden = fitting.count() - shown.len();
        let links: Vec<_> = shown
            .into_iter()
            .map(|sibling| {
                let current = sibling.is_current.then_some("true");
                view! {
                    <li>
                        <a href=address.run(sibling.path) aria-current=current>
                            <span class="mono">{spectrum::coloured(text, sibling.text, Some(part))}</span>
                            <small>{sibling.note}</small>
                        </a>
                    </li>
                }
            })
            .collect();
        view! {
            <ul class="menu-list">{links}</ul>
            {(hidden > 0).then(|| view! { <p class="dim">{(text.parts.more)(&text.count(hidden))}</p> })}
        }
    };
    view! {
        {is_long.then(|| view! {
            <input
                class="field"
                type="search"
                autocomplete="off"
                aria-label=(text.parts.filter)(&text.count(count))
                placeholder="…"
                on:input=move |event| filter.set(event_target_value(&event))
            />
        })}
        {(count == 0).then(|| view! { <p class="dim">{text.parts.siblings_none}</p> })}
        {items}
    }
}

/// The path with the segments of an address up to one of them.
pub fn up_to(path: &ApiPath, index: usize) -> String {
    route::to(path.up_to(index).as_str())
}
