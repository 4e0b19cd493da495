//! How a list is looked at: the wishes of the address, and the rows arranged by them.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;

use super::listed::Listed;
use crate::{
    browser::{clock, timer},
    kube::json_path::JsonPath,
    route::list_view::{Columns, ListView},
    sync::{
        arrangement::{Arrangement, How, Sort},
        filter::{Filter, NAMESPACE},
        rows::{Derived, RowNumber, Rows},
    },
    text::relative::{self, Moving},
};

/// A list as it is looked at.
#[derive(Clone, Copy)]
pub struct Arranged {
    /// The list.
    pub listed: Listed,
    /// The wishes of the address.
    pub view: Signal<ListView>,
    /// The filter as it is typed, which the address follows.
    pub typed: RwSignal<String>,
    /// Groups that are closed, by their values.
    pub closed: RwSignal<BTreeSet<String>>,
    /// The filter, read.
    pub filter: Memo<Filter>,
    /// The rows that are shown, in their order.
    pub arrangement: Signal<Arc<Arrangement>>,
    /// The columns that are shown, in their order, counted as [`Filter`] counts them.
    pub columns: Memo<Vec<usize>>,
    /// The session's time in seconds since 1970, for ages.
    pub now: RwSignal<i64>,
}

impl Arranged {
    /// Looks at a list as the address says.
    pub fn of(listed: Listed, view: Signal<ListView>, shows_namespace: Signal<bool>) -> Self {
        let typed = RwSignal::new(view.with_untracked(|view| view.filter.clone()));
        let closed = RwSignal::new(BTreeSet::new());
        let headings = Memo::new(move |_| listed.rows.with(headings));
        let filter = Memo::new(move |_| {
            let headings = headings.get();
            let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
            Filter::parse(&typed.get(), &headings)
        });
        let how = Memo::new(move |_| How {
            filter: filter.get(),
            sort: view.with(|view| {
                let sort = view.sort.as_ref()?;
                let column = headings.with(|headings| column_named(headings, &sort.heading))?;
                let is_descending = sort.is_descending;
                Some(Sort { column, is_descending })
            }),
            group: view.with(|view| headings.with(|headings| column_named(headings, view.group.as_deref()?))),
            closed: closed.get(),
        });
        // Each arrangement is new to whoever draws it, whether or not its lines differ: cells may.
        let arrangement = Memo::new_with_compare(
            move |_| Arc::new(listed.rows.with(|rows| how.with(|how| Arrangement::of(rows, how)))),
            |_, _| true,
        );
        let columns = Memo::new(move |_| {
            let wanted = view.with(|view| view.columns.clone());
            listed.rows.with(|rows| columns(rows, &wanted, shows_namespace.get()))
        });
        let now = RwSignal::new(listed.now());
        let arranged = Self {
            listed,
            view,
            typed,
            closed,
            filter,
            arrangement: arrangement.into(),
            columns,
            now,
        };
        arranged.keep_time();
        arranged
    }

    /// The columns of the list that the address names and that are not there.
    pub fn missing_columns(self) -> Vec<String> {
        let wanted = self.view.with(|view| {
            let chosen: Vec<String> = match &view.columns {
                Columns::Chosen(chosen) => chosen
                    .iter()
                    .filter(|column| column.json_path.is_none())
                    .map(|column| column.heading.clone())
                    .collect(),
                Columns::Wide | Columns::Standard => Vec::new(),
            };
            let sort = view.sort.as_ref().map(|sort| sort.heading.clone());
            let others = [sort, view.group.clone(), view.overview.clone()];
            let mut wanted: Vec<String> = chosen.into_iter().chain(others.into_iter().flatten()).collect();
            wanted.dedup();
            wanted
        });
        self.listed.rows.with(|rows| {
            let headings = headings(rows);
            let is_read = !headings.is_empty();
            wanted
                .into_iter()
                .filter(|heading| is_read && column_named(&headings, heading).is_none())
                .collect()
        })
    }

    /// The columns of the address whose paths cannot be read, each with why.
    pub fn unreadable_columns(self) -> Vec<(String, String)> {
        self.view.with(|view| {
            let Columns::Chosen(chosen) = &view.columns else {
                return Vec::new();
            };
            let unreadable = chosen.iter().filter_map(|column| {
                let why = JsonPath::parse(column.json_path.as_deref()?).err()?;
                Some((column.heading.clone(), why.to_string()))
            });
            unreadable.collect()
        })
    }

    /// Whether the rows are sorted by an age that is known only as exactly as it is shown.
    pub fn sorts_to_the_unit(self) -> bool {
        let sort = self.view.with(|view| view.sort.clone());
        let Some(sort) = sort else { return false };
        self.listed.rows.with(|rows| {
            let column = column_named(&headings(rows), &sort.heading);
            let Some(column) = column.filter(|column| rows.moving(*column) == Moving::Created) else {
                return false;
            };
            let is_coarse = |row: &RowNumber| {
                let shown = relative::interval(rows.cell(*row, column));
                rows.created(*row).is_none() && shown.is_some_and(|shown| shown.end - shown.start > 1)
            };
            rows.order().iter().any(is_coarse)
        })
    }

    /// Counts seconds as long as the page is there.
    fn keep_time(self) {
        self.listed.page().spawn(async move {
            loop {
                let past_the_second = clock::now_ms().rem_euclid(1_000.0);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 1,000
                timer::sleep((1_000.0 - past_the_second).ceil() as u32).await;
                if self.now.try_set(self.listed.now()).is_some() {
                    return;
                }
            }
        });
    }
}

/// The columns that the address asks to be read from the objects themselves.
pub fn derived(view: &ListView) -> Vec<Derived> {
    let Columns::Chosen(chosen) = &view.columns else {
        return Vec::new();
    };
    let paths = chosen.iter().filter_map(|column| {
        let path = JsonPath::parse(column.json_path.as_deref()?).ok()?;
        Some(Derived {
            heading: column.heading.clone(),
            path,
        })
    });
    paths.collect()
}

/// The headings of a list's columns.
pub fn headings(rows: &Rows) -> Vec<String> {
    rows.columns().iter().map(|column| column.name.clone()).collect()
}

/// The column with a heading; the column of namespaces where no other has that name.
pub fn column_named(headings: &[String], name: &str) -> Option<usize> {
    let own = headings.iter().position(|heading| heading.eq_ignore_ascii_case(name));
    own.or_else(|| name.eq_ignore_ascii_case("namespace").then_some(NAMESPACE))
}

fn columns(rows: &Rows, wanted: &Columns, shows_namespace: bool) -> Vec<usize> {
    let namespace = shows_namespace.then_some(NAMESPACE);
    let own = rows.columns().iter().enumerate();
    match wanted {
        Columns::Wide => namespace.into_iter().chain(own.map(|(index, _)| index)).collect(),
        Columns::Standard => {
            let standard = own.filter(|(_, column)| column.priority == 0);
            namespace.into_iter().chain(standard.map(|(index, _)| index)).collect()
        }
        Columns::Chosen(chosen) => {
            let headings = headings(rows);
            let columns: Vec<usize> = chosen
                .iter()
                .filter_map(|column| match column.json_path {
                    // It may have a heading that the server uses too.
                    Some(ref path) if JsonPath::parse(path).is_ok() => {
                        headings.iter().rposition(|heading| *heading == column.heading)
                    }
                    Some(_) => None,
                    None => column_named(&headings, &column.heading),
                })
                .filter(|column| shows_namespace || *column != NAMESPACE)
                .collect();
            if columns.is_empty() {
                // Rows without names would be of no use.
                return namespace.into_iter().chain(rows.name_column()).collect();
            }
            columns
        }
    }
}
