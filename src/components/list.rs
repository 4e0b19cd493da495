//! The pieces of a list's page: what narrows it down, what it looks like at a glance, its rows, what can be taken along.

pub mod address;
pub mod bar;
pub mod columns_menu;
pub mod export;
pub mod export_menu;
pub mod filter_field;
pub mod grid;
pub mod group_menu;
pub mod head;
pub mod keys;
pub mod line;
pub mod liveness;
pub mod overview;
mod place;
pub mod row;
pub mod selectors;
pub mod summary;
