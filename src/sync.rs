//! Lists and streams as they grow: rows in compact columns. Pure: no page, no network, no clock.

pub mod arrangement;
pub mod attribution;
pub mod dictionary;
pub mod filter;
pub mod frame;
pub mod log_lines;
pub mod rows;
pub mod shown;
pub mod watch_event;
pub mod watcher;
