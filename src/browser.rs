//! The browser's own facilities in Rust words. With `client`, the only place that calls JavaScript.

pub mod clipboard;
pub mod clock;
pub mod document;
pub mod focus;
pub mod frames;
pub mod location;
pub mod locks;
pub mod place;
pub mod storage;
pub mod timer;
pub mod window;
