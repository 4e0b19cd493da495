//! The whole list at a glance: how many rows have each value of one column, which filters when clicked.

use leptos::prelude::*;

use super::{address, head::heading, line::is_status};
use crate::{
    route::ApiRoute,
    sort,
    store::{
        arranged::{Arranged, column_named, headings},
        settings::messages,
    },
    sync::{
        arrangement::{counts, value},
        filter::NAMESPACE,
        rows::Rows,
    },
    text::status_level::{Level, level},
};

/// How many values are shown; the others are counted together.
const SHOWN: usize = 14;
/// A column with more values than this tells nothing at a glance.
const MOST: usize = 2_000;
/// The columns that say most of a list, best first.
const TELLING: [&str; 7] = ["Status", "Phase", "Ready", "Type", "State", "Namespace", "Reason"];

/// The strip above the rows.
#[component]
pub fn Overview(
    /// The list.
    arranged: Arranged,
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let text = messages();
    let choices = Memo::new(move |_| arranged.listed.rows.with(choices));
    let chosen = Memo::new(move |_| {
        let wanted = arranged.view.with(|view| view.overview.clone());
        let choices = choices.get();
        let named = |name: &str| arranged.listed.rows.with(|rows| column_named(&headings(rows), name));
        let wanted = wanted
            .and_then(|name| named(&name))
            .filter(|column| choices.contains(column));
        wanted.or_else(|| {
            let mut telling = TELLING.iter().filter_map(|name| named(name));
            telling
                .find(|column| choices.contains(column))
                .or_else(|| choices.first().copied())
        })
    });
    let select = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        address::go(route, |view| view.overview = Some(name));
    };
    let options = move || {
        arranged.listed.rows.with(|rows| {
            let option = |column: &usize| {
                let name = if *column == NAMESPACE {
                    "Namespace".to_owned()
                } else {
                    heading(rows, *column)
                };
                let is_chosen = chosen.get() == Some(*column);
                view! { <option value=name selected=is_chosen>{heading(rows, *column)}</option> }
            };
            choices.get().iter().map(option).collect_view()
        })
    };
    move || {
        let column = chosen.get()?;
        Some(view! {
            <div class="overview">
                <label>
                    <span>{text.rows.overview}</span>
                    <select class="field" on:change=select>{options}</select>
                </label>
                <Values arranged=arranged route=route column=column />
            </div>
        })
    }
}

/// A value with how many rows have it.
#[derive(Clone, PartialEq)]
struct Counted {
    value: String,
    count: usize,
}

/// The values of a column, the most frequent first.
#[component]
fn Values(arranged: Arranged, route: Signal<ApiRoute>, column: usize) -> impl IntoView {
    let text = messages();
    let counted = Memo::new(move |_| arranged.listed.rows.with(|rows| counted(rows, column)));
    let toggle = move |value: &str| {
        let filter = arranged
            .filter
            .with_untracked(|filter| filter.with_toggled(column, value).to_string());
        address::go(route, |view| view.filter = filter);
    };
    move || {
        let all = counted.get();
        let rest = all.get(SHOWN..).map_or(0, <[Counted]>::len);
        let rest_rows: usize = all.iter().skip(SHOWN).map(|it| it.count).sum();
        let bars = all.iter().take(SHOWN).map(|it| {
            let level = level_of(arranged, column, &it.value);
            view! { <span class="overview-bar" data-level=level style:flex-grow=it.count.to_string()></span> }
        });
        let rest_bar = (rest > 0).then(|| {
            view! { <span class="overview-bar" data-level="rest" style:flex-grow=rest_rows.to_string()></span> }
        });
        let items = all.iter().take(SHOWN).map(|it| {
            let name = if it.value.is_empty() {
                text.rows.no_value.to_owned()
            } else {
                it.value.clone()
            };
            let level = level_of(arranged, column, &it.value);
            let value = it.value.clone();
            let is_selected = {
                let value = it.value.clone();
                move || {
                    arranged
                        .filter
                        .with(|filter| filter.selects(column, &value))
                        .to_string()
                }
            };
            view! {
                <li>
                    <button type="button" aria-pressed=is_selected on:click=move |_| toggle(&value)>
                        <span class="status" data-level=level>{name}</span>" "<b>{text.count(it.count)}</b>
                    </button>
                </li>
            }
        });
        view! {
            <div class="overview-values">
                <div class="overview-bars" aria-hidden="true">{bars.collect_view()}{rest_bar}</div>
                <ul>
                    {items.collect_view()}
                    {(rest > 0).then(|| view! { <li class="dim">{(text.rows.others)(&text.count(rest))}</li> })}
                </ul>
            </div>
        }
    }
}

/// The columns whose values say something at a glance: some rows share them.
fn choices(rows: &Rows) -> Vec<usize> {
    let own = (0..rows.columns().len()).filter(|column| {
        let distinct = rows.texts(*column).map_or(0, crate::sync::dictionary::Dictionary::len);
        let is_name = rows.name_column() == Some(*column);
        !is_name && (1..=MOST).contains(&distinct) && (distinct < rows.len() || distinct <= 2)
    });
    let namespace = (rows.namespaces().len() > 1).then_some(NAMESPACE);
    namespace.into_iter().chain(own).collect()
}

fn counted(rows: &Rows, column: usize) -> Vec<Counted> {
    let mut all: Vec<Counted> = counts(rows, column)
        .into_iter()
        .zip(0..)
        .filter(|(count, _)| *count > 0)
        .map(|(count, number)| Counted {
            value: value(rows, column, number).to_owned(),
            count,
        })
        .collect();
    sort::by(&mut all, |one, other| {
        other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value))
    });
    all
}

fn level_of(arranged: Arranged, column: usize, value: &str) -> Option<&'static str> {
    let is_status = arranged.listed.rows.with_untracked(|rows| is_status(rows, column));
    match level(value) {
        Level::Warn if is_status => Some("warn"),
        Level::Bad if is_status => Some("bad"),
        _ => None,
    }
}
