//! Presentation without a page: ages, sizes, documents as coloured lines, the window of rows on screen. Pure.

pub mod age;
pub mod cell;
pub mod document;
pub mod export;
pub mod order;
pub mod quantity;
pub mod relative;
pub mod size;
pub mod slots;
pub mod status_level;
pub mod terminal;
pub mod window;
