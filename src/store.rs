//! What the pages share: the connection, discovery, the requests so far, settings. Signals, and nothing that draws.

pub mod arranged;
pub mod cards;
pub mod discovery;
pub mod exchanges;
pub mod fetched;
pub mod followed;
pub mod identities;
pub mod lesson;
pub mod listed;
pub mod owned;
pub mod prose;
pub mod schema;
pub mod session;
pub mod settings;
pub mod ways;
