//! The parts of the page on the ways to the API.

pub mod command;
pub mod history;
pub mod pod;
pub mod table;
pub mod way;
