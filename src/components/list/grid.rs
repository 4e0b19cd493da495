//! The rows of a list as a table with only the rows on screen in the page, driven by keyboard as one thing.

use leptos::{html, prelude::*};

use super::{
    head::{Head, heading},
    keys::{self, ROW, ROW_PIXELS},
    line::{LineKey, Visible, is_status},
    place::Reader,
    row::{Lines, view_line},
};
use crate::{
    browser::clock,
    kube::gvk::GroupVersionResource,
    route::ApiRoute,
    store::{arranged::Arranged, settings::messages},
    sync::{arrangement::Item, filter::NAMESPACE},
    text::window,
    ui::scroll_area::Scrolled,
};

/// A table of objects. Names link to them.
#[component]
pub fn Grid(
    /// The list.
    arranged: Arranged,
    /// The page's route.
    route: Signal<ApiRoute>,
    /// The resource.
    resource: GroupVersionResource,
) -> impl IntoView {
    let text = messages();
    let area = NodeRef::<html::Div>::new();
    let scrolled = Scrolled::of(area);
    let count = Memo::new(move |_| arranged.arrangement.with(|arrangement| arrangement.items().len()));
    let range = Memo::new(move |_| window::visible(count.get(), ROW, scrolled.top.get(), scrolled.height.get(), 4));
    let active = RwSignal::new(None::<usize>);
    Effect::new(move || {
        if count.get() > 0 {
            clock::mark_frame("deckprism.rows");
        }
    });
    follow_visible(arranged, range);
    let reader = Reader {
        arranged,
        route,
        active,
        area,
        screen: scrolled,
    };
    reader.keep_active();
    let kept_place = reader.keep_place();
    let clicked = move |_| {
        kept_place.let_go();
        kept_place.write();
    };
    let visible = Memo::new(move |before: Option<&Visible>| {
        arranged
            .arrangement
            .with(|arrangement| Visible::of(arrangement, range.get(), before))
    });
    let lines = Lines {
        arranged,
        resource: StoredValue::new(resource.clone()),
        visible,
        active,
    };
    let space = move |rows_hidden: usize| {
        (rows_hidden > 0).then(|| {
            view! {
                <tr class="space" aria-hidden="true">
                    <td colspan=move || arranged.columns.with(Vec::len).to_string() style:height=to_pixels(rows_hidden)></td>
                </tr>
            }
        })
    };
    // The first that can be seen whole.
    let on_screen = move || window::first(count.get_untracked(), ROW, scrolled.top.get_untracked());
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        kept_place.let_go();
        if matches!(event.key().as_str(), "Enter" | " ") {
            kept_place.write();
        }
        keys::pressed(&event, arranged, &resource, active, (area, scrolled));
    };
    let label = (text.list.table_of)(&route.with_untracked(|route| {
        let target = route.request.target();
        target
            .resource()
            .map(|resource| resource.resource.clone())
            .unwrap_or_default()
    }));
    view! {
        <div class="rows" node_ref=area on:pointerdown=clicked on:wheel=move |_| kept_place.let_go() on:scroll=move |event| scrolled.note(&event)>
            <table
                role="grid"
                tabindex="0"
                aria-label=label
                aria-rowcount=move || (count.get() + 1).to_string()
                aria-colcount=move || arranged.columns.with(Vec::len).to_string()
                aria-activedescendant=move || active.get().filter(|index| range.get().contains(index)).map(|index| format!("row-{index}"))
                on:keydown=pressed
                on:focus=move |_| active.update(|active| *active = active.or_else(on_screen))
            >
                <colgroup>
                    {move || arranged.columns.get().into_iter().map(|column| {
                        view! { <col style:width=width(arranged, column) /> }
                    }).collect_view()}
                </colgroup>
                <thead><Head arranged=arranged route=route /></thead>
                <tbody>
                    {move || space(range.get().start)}
                    <For
                        each=move || visible.with(Visible::keys)
                        key=LineKey::clone
                        children=move |key| view_line(lines, key)
                    />
                    {move || space(count.get() - range.get().end.min(count.get()))}
                </tbody>
            </table>
        </div>
    }
}

/// Tells the list which rows are looked at, so that it can find out their exact times.
fn follow_visible(arranged: Arranged, range: Memo<std::ops::Range<usize>>) {
    Effect::new(move || {
        let arrangement = arranged.arrangement.get();
        let visible = arrangement.items().get(range.get()).unwrap_or_default();
        let rows = visible.iter().filter_map(|item| match item {
            Item::Row(row) => Some(*row),
            Item::Group(_) => None,
        });
        arranged.listed.look_at(rows.collect(), arranged.columns.get());
    });
}

/// How wide a column is: as its heading and its widest cell want, within limits.
fn width(arranged: Arranged, column: usize) -> String {
    const MOST: usize = 44;
    const MOST_OF_A_NAME: usize = 52;
    let wanted = arranged.listed.rows.with(|rows| {
        let texts = if column == NAMESPACE {
            Some(rows.namespaces())
        } else {
            rows.texts(column)
        };
        let cells = texts.map_or(0, crate::sync::dictionary::Dictionary::widest);
        let most = if rows.name_column() == Some(column) {
            MOST_OF_A_NAME
        } else {
            MOST
        };
        // What is marked as a warning has a sign in front.
        let sign = if is_status(rows, column) { 4 } else { 0 };
        (heading(rows, column).chars().count() + 3).max(cells.min(most) + sign)
    });
    format!("calc({wanted}ch + 24px)")
}

fn to_pixels(rows: usize) -> String {
    format!("{}px", rows * ROW_PIXELS)
}
