//! The lessons themselves, one file each.

mod answer;
mod asking;
mod discovery;
mod errors;
mod identity;
mod inside;
mod objects;
mod watch;
mod way;

use super::{
    Lesson,
    mark::Place,
    question::{Asked, Choice},
    seen::Seen,
};

/// From the first answer to a watch.
pub(super) const ALL: &[Lesson] = &[
    answer::LESSON,
    discovery::LESSON,
    objects::LESSON,
    asking::LESSON,
    errors::LESSON,
    identity::LESSON,
    way::LESSON,
    inside::LESSON,
    watch::LESSON,
];

/// Asks who wrote an answer, which `Audit-Id` tells: API servers set it, proxies do not.
///
/// Source: apiserver `pkg/endpoints/filters/audit_init.go`.
fn who_wrote(seen: &Seen<'_>, others: &[&'static str]) -> Asked {
    let (right, wrong, at) = if seen.header("audit-id").is_some() {
        ("server", "proxy", Place::Header("audit-id"))
    } else {
        ("proxy", "server", Place::Header("content-type"))
    };
    let wrong = [wrong].into_iter().chain(others.iter().copied()).map(Choice::Word);
    Asked::new(at, Choice::Word(right), wrong)
}

/// The whole body, if it is text.
fn all_of(seen: &Seen<'_>) -> Option<Place> {
    let length = seen.plain().trim_end().len();
    (length > 0).then_some(Place::Bytes(0..length))
}

/// A header that came; `None` if it did not.
fn header(seen: &Seen<'_>, name: &'static str) -> Option<Place> {
    seen.header(name).map(|_| Place::Header(name))
}
