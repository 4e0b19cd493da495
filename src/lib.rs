//! Deckprism: a read-only console for the Kubernetes API, in the browser beside `kubectl proxy`.

pub mod app;
pub mod browser;
pub mod client;
pub mod components;
pub mod dialect;
pub mod i18n;
pub mod kube;
pub mod learn;
pub mod pages;
pub mod recording;
pub mod route;
pub mod sort;
pub mod store;
pub mod sync;
pub mod text;
pub mod ui;
pub mod wire;
