//! What this crate can break, and that nothing is left behind when it stops. Always on planes of this binary's own.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail as loudly as the test itself"
)]

use std::{
    thread,
    time::{Duration, Instant},
};

mod breaking;
mod stopping;

/// Polls until `holds`; panics after half a minute.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < deadline, "never: {what}");
        thread::park_timeout(Duration::from_millis(20));
    }
}
