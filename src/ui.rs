//! The kit: widgets on native elements that know neither Kubernetes nor addresses.

pub mod code_view;
pub mod copy_button;
pub mod dialog;
pub mod mark;
pub mod menu;
pub mod scroll_area;
