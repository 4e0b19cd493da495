//! Deckprism as a reader meets it: in a real browser, in front of a real cluster.

// A test says what must hold by unwrapping it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod console {
    mod accessibility;
    mod busy;
    mod choices;
    mod coverage;
    mod exports;
    mod failures;
    mod golden_lists;
    mod keyboard;
    mod learn;
    mod lenses;
    mod lessons;
    mod live;
    mod logs;
    mod map;
    mod odd_addresses;
    mod odd_tables;
    mod places;
    mod quiet;
    mod recorded;
    mod restricted;
    mod safety;
    mod scripted;
    mod secrets;
    mod starting;
    mod views;
}
