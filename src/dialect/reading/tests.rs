//! Texts and the requests that they mean.

mod commands;
mod curls;
mod listings;
mod plain;
mod refused;

use super::*;
use crate::dialect::testing;

/// Reads a text where the API stands behind `/k8s` and kubectl's namespace is its default.
fn read_here(text: &str) -> Result<Reading, NotUnderstood> {
    let discovery = testing::discovery();
    read(
        text,
        &Context {
            discovery: &discovery,
            namespace: None,
            api_prefix: "/k8s",
        },
    )
}

#[track_caller]
fn understood(text: &str) -> Understood {
    match read_here(text) {
        Ok(Reading::Request(understood)) => understood,
        other => panic!("{text:?}: {other:?}"),
    }
}

/// Checks which path and query a text means, and with which notes.
#[track_caller]
fn check(text: &str, path: &str, notes: &[Note]) {
    let understood = understood(text);
    assert_eq!(understood.request.spelt_path(), path, "{text:?}");
    assert_eq!(understood.notes, notes, "{text:?}");
}

#[track_caller]
fn check_view(text: &str, view: Option<View>) {
    assert_eq!(understood(text).view, view, "{text:?}");
}

#[track_caller]
fn check_address(text: &str, address: &str) {
    assert_eq!(read_here(text), Ok(Reading::Address(address.to_owned())), "{text:?}");
}

#[track_caller]
fn check_refused(text: &str, expected: &NotUnderstood) {
    assert_eq!(read_here(text).as_ref(), Err(expected), "{text:?}");
}

/// The note that stands beside everything read from the default namespace.
fn in_default() -> Note {
    Note::DefaultNamespace("default".to_owned())
}

fn first(word: &str) -> Note {
    Note::OnlyFirst(word.to_owned())
}

fn left_out(option: &str) -> Note {
    Note::OptionLeftOut(option.to_owned())
}
