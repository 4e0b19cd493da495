//! Where the reader is in a list: on which row, and how far down; kept while rows come and go, and over the way back.

use leptos::{html, prelude::*, reactive::spawn_local_scoped_with_cancellation};

use super::keys::ROW;
use crate::{
    browser::{frames, location, place, timer},
    route::ApiRoute,
    store::{arranged::Arranged, listed::Phase, owned::Owned},
    sync::arrangement::Item,
    ui::scroll_area::Scrolled,
};

/// How long a list has to rest before the place in it is written down, in milliseconds: browsers allow that only so often.
const REST_MS: u32 = 200;

/// How far a list is scrolled, and the row that the keyboard is on.
#[derive(Clone, Debug, Default, PartialEq)]
struct Place {
    /// In CSS pixels; `None` where it is led back to already.
    top: Option<f64>,
    row: Option<Named>,
}

/// A namespace and a name.
type Named = (String, String);

/// A list with what says where the reader is in it.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The list.
    pub arranged: Arranged,
    /// The page's route.
    pub route: Signal<ApiRoute>,
    /// The line that the keyboard is on.
    pub active: RwSignal<Option<usize>>,
    /// What scrolls.
    pub area: NodeRef<html::Div>,
    /// How far it is scrolled.
    pub screen: Scrolled,
}

/// What writes down where the reader is, and leads back there.
#[derive(Clone, Copy)]
pub struct KeptPlace {
    reader: Reader,
    /// What is still to be led back to.
    left: StoredValue<Option<Place>>,
}

impl KeptPlace {
    /// The reader goes somewhere by hand: there is nothing to be led back to any more.
    pub fn let_go(self) {
        self.left.set_value(None);
    }

    /// Writes the place down at once: before a link is followed.
    pub fn write(self) {
        let Reader { active, screen, .. } = self.reader;
        let row = active.get_untracked().and_then(|index| self.reader.named_at(index));
        let top = Some(screen.top.get_untracked());
        place::keep(&Place { top, row }.to_text());
    }
}

impl Place {
    /// As a text of three lines.
    fn to_text(&self) -> String {
        let (namespace, name) = self.row.clone().unwrap_or_default();
        format!("{}\n{namespace}\n{name}", self.top.unwrap_or_default())
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(3, '\n');
        let top = lines.next()?.parse().ok()?;
        let row = (lines.next()?.to_owned(), lines.next()?.to_owned());
        Some(Self {
            top: Some(top),
            row: Some(row).filter(|(_, name)| !name.is_empty()),
        })
    }
}

impl Reader {
    /// Keeps the keyboard on the object that it is on, wherever its row goes.
    pub fn keep_active(self) {
        let held = StoredValue::new(None::<Named>);
        Effect::new(move || {
            let named = self.active.get().and_then(|index| self.named_at(index));
            held.set_value(named);
        });
        Effect::new(move || {
            self.arranged.arrangement.track();
            let Some(named) = held.get_value() else { return };
            let index = self.active.get_untracked();
            let is_there = index.and_then(|index| self.named_at(index)).as_ref() == Some(&named);
            if !is_there && let Some(index) = self.find(&named) {
                self.active.set(Some(index));
            }
        });
    }

    /// Leads back to the place that was left at an address, and writes down the place at this one whenever the list rests.
    pub fn keep_place(self) -> KeptPlace {
        let kept = KeptPlace {
            reader: self,
            left: StoredValue::new(None),
        };
        self.lead_back(kept.left);
        Effect::new(move |is_later: Option<()>| {
            self.screen.top.track();
            self.active.track();
            if is_later.is_none() {
                return;
            }
            let address = location::hash();
            // What was begun for the place before this one is given up when the effect runs anew.
            spawn_local_scoped_with_cancellation(async move {
                timer::sleep(REST_MS).await;
                // What was left here is still to be gone back to.
                if location::hash() == address && kept.left.with_value(Option::is_none) {
                    kept.write();
                }
            });
        });
        kept
    }

    fn lead_back(self, left: StoredValue<Option<Place>>) {
        let page = Owned::here();
        Effect::new(move || {
            self.route.track();
            left.set_value(place::kept().as_deref().and_then(Place::read));
        });
        Effect::new(move || {
            let request = self.route.with(|route| route.request.clone());
            let count = self.arranged.arrangement.with(|arrangement| arrangement.items().len());
            let listed = self.arranged.listed;
            let (is_whole, has_failed) = listed.phase.with(|phase| {
                let is_whole = matches!(phase, Phase::Complete | Phase::Stopped);
                (is_whole, matches!(phase, Phase::Failed(_)))
            });
            if has_failed {
                left.set_value(None);
            }
            // Until the list of this address has come, rows of another one stand here.
            if count == 0 || !listed.shows(&request) {
                return;
            }
            let Some(mut place) = left.get_value() else { return };
            if let Some(named) = &place.row {
                // Of rows of all namespaces, it may not be known yet which is this one.
                let index = self.find(named);
                if index.is_some() || is_whole {
                    place.row = None;
                }
                if index.is_some() {
                    self.active.set(index);
                }
            }
            #[allow(clippy::cast_precision_loss)] // rows are fewer than 2⁵²
            let is_high = |top: f64| count as f64 * ROW > top + self.screen.height.get_untracked();
            if let Some(top) = place.top.filter(|top| is_whole || is_high(*top)) {
                place.top = None;
                page.spawn(async move {
                    // The space for rows out of sight is drawn with the next frame.
                    frames::next_frame().await;
                    if let Some(area) = self.area.try_get_untracked().flatten() {
                        #[allow(clippy::cast_possible_truncation)] // browsers' own limit of heights is lower
                        self.screen.scroll(&area, top as i32);
                    }
                });
            }
            left.set_value(Some(place).filter(|place| *place != Place::default()));
        });
    }

    fn find(self, (namespace, name): &Named) -> Option<usize> {
        let arrangement = self.arranged.arrangement.get_untracked();
        let rows = self.arranged.listed.rows.read_untracked();
        let is_it = |item: &Item| match item {
            Item::Row(row) => rows.name(*row) == name && rows.namespace(*row).unwrap_or_default() == namespace,
            Item::Group(_) => false,
        };
        arrangement.items().iter().position(is_it)
    }

    fn named_at(self, index: usize) -> Option<Named> {
        let arrangement = self.arranged.arrangement.get_untracked();
        let Item::Row(row) = arrangement.items().get(index)? else {
            return None;
        };
        let rows = self.arranged.listed.rows.read_untracked();
        Some((
            rows.namespace(*row).unwrap_or_default().to_owned(),
            rows.name(*row).to_owned(),
        ))
    }
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
            let top = Some(2_900.5);
            let place = Place { top, row };
            assert_eq!(Place::read(&place.to_text()), Some(place));
        }
        for other in ["", "2900", "2900\na", "x\na\nb"] {
            assert_eq!(Place::read(other), None, "{other:?}");
        }
    }
}
