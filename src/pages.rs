//! One file for each kind of page.

pub mod api;
pub mod code;
pub mod concepts;
pub mod discovery;
pub mod doctor;
pub mod document;
pub mod downward;
pub mod identity;
pub mod learn;
pub mod lenses;
pub mod list;
pub mod log;
pub mod parts;
pub mod proxies;
pub mod raw;
pub mod request;
pub mod requests;
pub mod start;
pub mod unknown;
pub mod ways;
pub mod wire;
