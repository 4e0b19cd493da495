//! Presentation without a page: ages, sizes, documents as coloured lines, the window of rows on screen. Pure.

pub mod age;
pub mod cell;
pub mod document;
pub mod size;
pub mod status_level;
pub mod window;
