//! Lists and streams as they grow: rows in compact columns. Pure: no page, no network, no clock.

pub mod rows;
