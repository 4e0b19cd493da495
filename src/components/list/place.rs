//! Where the reader is in a list: on which row, and how far down; kept while rows come and go, and over the way back.

use leptos::{html, prelude::*, reactive::spawn_local_scoped_with_cancellation};

use super::keys::ROW;
use crate::{
    browser::{frames, location, place, timer},
    store::{arranged::Arranged, listed::Phase, owned::Owned},
    sync::arrangement::Item,
    ui::scroll_area::Scrolled,
};

/// How long a list has to rest before the place in it is written down, in milliseconds: browsers allow that only so often.
const REST_MS: u32 = 200;

/// How far a list is scrolled, and the row that the keyboard is on.
#[derive(Clone, Debug, Default, PartialEq)]
struct Place {
    /// In CSS pixels.
    top: f64,
    row: Option<Named>,
}

/// A namespace and a name.
type Named = (String, String);

impl Place {
    /// As a text of three lines.
    fn to_text(&self) -> String {
        let (namespace, name) = self.row.clone().unwrap_or_default();
        format!("{}\n{namespace}\n{name}", self.top)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(3, '\n');
        let top = lines.next()?.parse().ok()?;
        let row = (lines.next()?.to_owned(), lines.next()?.to_owned());
        Some(Self {
            top,
            row: Some(row).filter(|(_, name)| !name.is_empty()),
        })
    }
}

/// Keeps the keyboard on the object that it is on, wherever its row goes.
pub fn keep_active(arranged: Arranged, active: RwSignal<Option<usize>>) {
    let held = StoredValue::new(None::<Named>);
    Effect::new(move || {
        let named = active.get().and_then(|index| named_at(arranged, index));
        held.set_value(named);
    });
    Effect::new(move || {
        arranged.arrangement.track();
        let Some(named) = held.get_value() else { return };
        let is_there = active
            .get_untracked()
            .and_then(|index| named_at(arranged, index))
            .as_ref()
            == Some(&named);
        if !is_there && let Some(index) = find(arranged, &named) {
            active.set(Some(index));
        }
    });
}

/// Writes the place down whenever the list rests, and when what it gives back is called: before a link is followed.
pub fn keep(arranged: Arranged, active: RwSignal<Option<usize>>, scrolled: Scrolled) -> impl Fn() + Copy + 'static {
    let write = move || {
        let row = active.get_untracked().and_then(|index| named_at(arranged, index));
        let top = scrolled.top.get_untracked();
        place::keep(&Place { top, row }.to_text());
    };
    Effect::new(move |is_later: Option<()>| {
        scrolled.top.track();
        active.track();
        // What the history holds from before is still to be gone back to.
        if is_later.is_none() {
            return;
        }
        let address = location::hash();
        // What was begun for the place before this one is given up when the effect runs anew.
        spawn_local_scoped_with_cancellation(async move {
            timer::sleep(REST_MS).await;
            if location::hash() == address {
                write();
            }
        });
    });
    write
}

/// Leads to the place that was left, once there are as many rows; not if the reader has gone elsewhere meanwhile.
pub fn lead_back(arranged: Arranged, active: RwSignal<Option<usize>>, (area, screen): (NodeRef<html::Div>, Scrolled)) {
    let Some(left) = place::kept().as_deref().and_then(Place::read) else {
        return;
    };
    let page = Owned::here();
    let (height, row) = (StoredValue::new(Some(left.top)), StoredValue::new(left.row));
    Effect::new(move || {
        let count = arranged.arrangement.with(|arrangement| arrangement.items().len());
        let is_whole = arranged
            .listed
            .phase
            .with(|phase| matches!(phase, Phase::Complete | Phase::Stopped));
        #[allow(clippy::cast_precision_loss)] // rows are fewer than 2⁵²
        let is_high = |top: f64| count as f64 * ROW > top + screen.height.get_untracked();
        if let Some(named) = row.get_value() {
            // Of rows of all namespaces, it may not be known yet which is this one.
            let index = find(arranged, &named);
            if index.is_some() || is_whole || active.get_untracked().is_some() {
                row.set_value(None);
                active.update(|active| *active = active.or(index));
            }
        }
        let Some(top) = height
            .get_value()
            .filter(|top| count > 0 && (is_whole || is_high(*top)))
        else {
            return;
        };
        height.set_value(None);
        if screen.top.get_untracked() > 0.0 {
            return;
        }
        page.spawn(async move {
            // The space for rows out of sight is drawn with the next frame.
            frames::next_frame().await;
            if let Some(area) = area.try_get_untracked().flatten() {
                #[allow(clippy::cast_possible_truncation)] // browsers' own limit of heights is lower
                screen.scroll(&area, top as i32);
            }
        });
    });
}

fn find(arranged: Arranged, named: &Named) -> Option<usize> {
    let count = arranged
        .arrangement
        .with_untracked(|arrangement| arrangement.items().len());
    (0..count).find(|index| named_at(arranged, *index).as_ref() == Some(named))
}

fn named_at(arranged: Arranged, index: usize) -> Option<Named> {
    let arrangement = arranged.arrangement.get_untracked();
    let Item::Row(row) = arrangement.items().get(index)? else {
        return None;
    };
    let rows = arranged.listed.rows.read_untracked();
    Some((
        rows.namespace(*row).unwrap_or_default().to_owned(),
        rows.name(*row).to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        for row in [
            None,
            Some(("default".to_owned(), "web-1".to_owned())),
            Some((String::new(), "node-1".to_owned())),
        ] {
            let place = Place { top: 2_900.5, row };
            assert_eq!(Place::read(&place.to_text()), Some(place));
        }
        for other in ["", "2900", "2900\na", "x\na\nb"] {
            assert_eq!(Place::read(other), None, "{other:?}");
        }
    }
}
