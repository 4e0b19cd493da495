//! The rules of the house that no compiler knows: who may know whom, how files lie, and what the page may not say.
//!
//! Each rule is a function from sources to faults, used twice: on the repository, and on a sample that breaks it.
//! Rules on every file of the repository (`mod.rs`, the `//!` sentence, machine paths) are `cargo xtask test`'s
//! step `tidy`.

#![allow(clippy::panic, reason = "the helpers of a test fail as loudly as the test itself")]

#[path = "house/css.rs"]
#[allow(dead_code, reason = "tests/spectrum.rs reads more of a rule")]
mod css;
#[path = "house/files.rs"]
mod files;
#[path = "house/foreign.rs"]
mod foreign;
#[path = "house/layers.rs"]
mod layers;
#[path = "house/page.rs"]
mod page;
#[path = "house/sources.rs"]
mod sources;
#[path = "house/tokens.rs"]
mod tokens;
