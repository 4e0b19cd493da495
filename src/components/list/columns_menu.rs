//! The choice of columns: which, in which order, and own ones that are read from the objects.

use leptos::prelude::*;

use super::address;
use crate::{
    kube::json_path::JsonPath,
    route::{
        ApiRoute,
        list_view::{ChosenColumn, Columns},
    },
    store::{arranged::Arranged, settings::messages},
    sync::{filter::NAMESPACE, rows::Rows},
    ui::menu::Menu,
};

/// Chooses the columns of a list.
#[component]
pub fn ColumnsMenu(
    /// The list.
    arranged: Arranged,
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let text = messages();
    let panel = move || {
        let shown = shown(arranged);
        let preset = |name: &'static str, columns: Columns| {
            let is_current = arranged.view.with(|view| view.columns == columns);
            view! {
                <li>
                    <button
                        type="button"
                        aria-pressed=is_current.to_string()
                        on:click=move |_| address::go(route, |view| view.columns = columns.clone())
                    >
                        {name}
                    </button>
                </li>
            }
        };
        view! {
            <ul class="menu-list">
                {preset(text.rows.as_wide, Columns::Wide)}
                {preset(text.rows.as_standard, Columns::Standard)}
            </ul>
            <hr />
            <ul class="column-list">{choices(arranged, route, &shown)}</ul>
            <hr />
            <NewColumn arranged=arranged route=route />
        }
    };
    view! {
        <Menu
            id="columns-menu".to_owned()
            class="button small"
            label=text.rows.columns
            button=view! { {text.rows.columns} " " <span aria-hidden="true">"▾"</span> }.into_any()
            panel=panel
        />
    }
}

/// The columns that are shown, as the address would name them.
fn shown(arranged: Arranged) -> Vec<ChosenColumn> {
    let chosen = arranged.view.with(|view| match &view.columns {
        Columns::Chosen(chosen) => Some(chosen.clone()),
        Columns::Wide | Columns::Standard => None,
    });
    chosen.unwrap_or_else(|| {
        let columns = arranged.columns.get();
        arranged
            .listed
            .rows
            .with(|rows| columns.iter().map(|column| named(rows, *column)).collect())
    })
}

fn named(rows: &Rows, column: usize) -> ChosenColumn {
    if column == NAMESPACE {
        return ChosenColumn::of("Namespace");
    }
    ChosenColumn::of(rows.columns().get(column).map(|it| it.name.clone()).unwrap_or_default())
}

/// A line for each column that is shown, then for each that is not.
fn choices(arranged: Arranged, route: Signal<ApiRoute>, shown: &[ChosenColumn]) -> AnyView {
    let text = messages();
    let all = arranged.listed.rows.with(|rows| {
        let own = (0..rows.columns().len()).map(|column| named(rows, column));
        let namespace = (!rows.namespaces().is_empty()).then(|| ChosenColumn::of("Namespace"));
        namespace.into_iter().chain(own).collect::<Vec<_>>()
    });
    let choose = move |columns: Vec<ChosenColumn>| address::go(route, |view| view.columns = Columns::Chosen(columns));
    let lines = shown.iter().enumerate().map(|(index, column)| {
        let others = without(shown, index);
        let (earlier, later) = (moved(shown, index, -1), moved(shown, index, 1));
        let name = column.heading.clone();
        let button = |label: String, sign: &'static str, columns: Option<Vec<ChosenColumn>>| {
            view! {
                <button
                    type="button"
                    class="button small quiet"
                    aria-label=label.clone()
                    title=label
                    disabled=columns.is_none()
                    on:click=move |_| if let Some(columns) = columns.clone() { choose(columns) }
                >
                    {sign}
                </button>
            }
        };
        view! {
            <li>
                <label>
                    <input type="checkbox" checked prop:checked=true on:change=move |_| choose(others.clone()) />
                    {name.clone()}
                    {column.json_path.clone().map(|path| view! { <small class="mono">{path}</small> })}
                </label>
                {button((text.rows.move_up)(&name), "↑", earlier)}
                {button((text.rows.move_down)(&name), "↓", later)}
            </li>
        }
        .into_any()
    });
    let hidden = all
        .into_iter()
        .filter(|column| shown.iter().all(|other| other.heading != column.heading));
    let more = hidden.map(|column| {
        let mut columns = shown.to_vec();
        columns.push(column.clone());
        view! {
            <li>
                <label>
                    <input type="checkbox" prop:checked=false on:change=move |_| choose(columns.clone()) />
                    {column.heading}
                </label>
            </li>
        }
        .into_any()
    });
    lines.chain(more).collect::<Vec<_>>().into_any()
}

fn without(columns: &[ChosenColumn], index: usize) -> Vec<ChosenColumn> {
    let mut rest = columns.to_vec();
    rest.remove(index);
    rest
}

fn moved(columns: &[ChosenColumn], index: usize, by: isize) -> Option<Vec<ChosenColumn>> {
    let to = index.checked_add_signed(by).filter(|to| *to < columns.len())?;
    let mut moved = columns.to_vec();
    moved.swap(index, to);
    Some(moved)
}

/// Adds a column that is read from the objects themselves.
#[component]
fn NewColumn(arranged: Arranged, route: Signal<ApiRoute>) -> impl IntoView {
    let text = messages();
    let (heading, path) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (heading, path) = (heading.get_untracked(), path.get_untracked());
        match JsonPath::parse(path.trim()) {
            Ok(_) if !heading.trim().is_empty() => {
                let mut columns = untrack(|| shown(arranged));
                columns.push(ChosenColumn {
                    heading: heading.trim().to_owned(),
                    json_path: Some(path.trim().to_owned()),
                });
                address::go(route, |view| view.columns = Columns::Chosen(columns));
            }
            Ok(_) => {}
            Err(error) => problem.set(Some((text.rows.bad_json_path)(&error.to_string()))),
        }
    };
    let field = move |label: &'static str, value: RwSignal<String>| {
        view! {
            <input
                class="field mono"
                required
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=label
                prop:value=value
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    problem.set(None);
                }
            />
        }
    };
    view! {
        <form class="stacked" on:submit=add>
            <span class="label">{text.rows.new_column}</span>
            {field(text.rows.heading, heading)}
            {field(text.rows.json_path, path)}
            {move || problem.get().map(|problem| view! { <span role="alert">{problem}</span> })}
            <p class="dim">{text.rows.whole_objects}</p>
            <button type="submit" class="button small">{text.rows.add}</button>
        </form>
    }
}
