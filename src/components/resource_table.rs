//! The rows of a list as a table with only the rows on screen in the page.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::clock,
    kube::{gvk::GroupVersionResource, path::ApiPath},
    route,
    store::settings::messages,
    sync::rows::Rows,
    text::{
        cell::printed,
        status_level::{Level, level},
        window,
    },
    ui::scroll_area::Scrolled,
};

/// The height of a row in CSS pixels, as the style sheet sets it.
const ROW: f64 = 29.0;

/// A table of objects. Names link to them.
#[component]
pub fn ResourceTable(
    /// The rows.
    #[prop(into)]
    rows: Signal<Arc<Rows>>,
    /// The resource that they are of.
    resource: GroupVersionResource,
    /// Whether to show each row's namespace.
    shows_namespace: bool,
) -> impl IntoView {
    let text = messages();
    let area = NodeRef::new();
    let scrolled = Scrolled::of(area);
    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let columns = Memo::new(move |_| rows.with(|rows| rows.columns().to_vec()));
    let range = Memo::new(move |_| window::visible(count.get(), ROW, scrolled.top.get(), scrolled.height.get(), 10));
    // The frame after the one in which rows are drawn is the first that shows them.
    Effect::new(move || {
        if count.get() > 0 {
            request_animation_frame(|| clock::mark("deckprism.rows"));
        }
    });
    let headings = move || {
        columns
            .get()
            .into_iter()
            .map(|column| view! { <th scope="col" title=column.description>{column.name}</th> })
            .collect_view()
    };
    let width = move || columns.with(Vec::len) + usize::from(shows_namespace);
    let drawn = {
        let resource = resource.clone();
        move || {
            let rows = rows.get();
            let drawn = range.get().map(|row| view_row(&rows, row, &resource, shows_namespace));
            drawn.collect::<Vec<_>>()
        }
    };
    let space = move |rows_hidden: usize| {
        (rows_hidden > 0).then(|| {
            view! {
                <tr class="space" aria-hidden="true">
                    <td colspan=width() style:height=to_pixels(rows_hidden)></td>
                </tr>
            }
        })
    };
    view! {
        <div
            class="rows"
            node_ref=area
            role="region"
            tabindex="0"
            aria-label=(text.list.table_of)(&resource.resource)
            on:scroll=move |event| scrolled.note(&event)
        >
            <table aria-rowcount=move || (count.get() + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">
                        {shows_namespace.then(|| view! { <th scope="col">{text.list.namespace_column}</th> })}
                        {headings}
                    </tr>
                </thead>
                <tbody>
                    {move || space(range.get().start)}
                    {drawn}
                    {move || space(count.get() - range.get().end.min(count.get()))}
                </tbody>
            </table>
        </div>
    }
}

fn view_row(rows: &Rows, row: usize, resource: &GroupVersionResource, shows_namespace: bool) -> AnyView {
    let name = rows.name(row);
    let namespace = rows.namespace(row);
    let name_column = rows.name_column();
    let address = ApiPath::of(resource, namespace, Some(name))
        .ok()
        .filter(|_| !name.is_empty())
        .map(|path| route::to(path.as_str()));
    let cells: Vec<_> = rows
        .columns()
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let text = printed(rows.cell(row, index)).into_owned();
            if Some(index) == name_column || (name_column.is_none() && index == 0) {
                return view_name(text, address.clone());
            }
            let is_status = matches!(column.name.as_str(), "Status" | "Phase" | "State");
            match (is_status, level(&text)) {
                (true, found @ (Level::Warn | Level::Bad)) => {
                    let level = if found == Level::Bad { "bad" } else { "warn" };
                    view! { <td><span class="status" data-level=level>{text}</span></td> }.into_any()
                }
                _ if matches!(column.type_.as_str(), "integer" | "number") => {
                    view! { <td class="number">{text}</td> }.into_any()
                }
                _ => view! { <td>{text}</td> }.into_any(),
            }
        })
        .collect();
    let place = shows_namespace.then(|| {
        let namespace = namespace.unwrap_or_default().to_owned();
        view! { <td><span class="part plain" data-part="namespace">{namespace}</span></td> }
    });
    // The heading is row 1.
    view! { <tr aria-rowindex=(row + 2).to_string()>{place}{cells}</tr> }.into_any()
}

fn view_name(text: String, address: Option<String>) -> AnyView {
    match address {
        Some(address) => view! {
            <td class="name"><a href=address class="part plain" data-part="name">{text}</a></td>
        }
        .into_any(),
        None => view! { <td class="name">{text}</td> }.into_any(),
    }
}

#[allow(clippy::cast_precision_loss)] // rows are far fewer than 2^52
fn to_pixels(rows: usize) -> String {
    format!("{}px", rows as f64 * ROW)
}
