//! Deckprism in real headless Chromium, against a real API server behind a real `kubectl proxy`.
//!
//! [`Setting`] is what the tests look at, [`Console`] is one browser that looks, [`golden`] reads what kubectl
//! prints, and [`Relay`] answers what no real server can be made to answer.

pub mod axe;
pub mod chromedriver;
pub mod console;
pub mod error;
pub mod golden;
pub mod measure;
pub mod messages;
pub mod relay;
pub mod setting;
pub mod shown;

pub use console::{Console, Look};
pub use error::Error;
pub use relay::{Relay, Reply};
pub use setting::Setting;
pub use shown::Shown;
