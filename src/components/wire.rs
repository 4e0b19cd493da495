//! The way of one request in words: its hops, how it ended, why that is believed, and what would show more.

pub mod ending;
pub mod leg;
pub mod lookups;
pub mod proof;
