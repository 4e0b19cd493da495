//! The world to look at: objects of nearly every kind, in every state that a console has to show.
//!
//! It stands in `world/`, in the order in which it is applied; [`settle`] waits for what controllers make of it.

use crate::{Error, Plane};

mod apply;
mod scale;
mod settle;
pub mod storm;

pub use apply::apply;
pub use scale::{Size, grow, scale};
pub use settle::settle;

/// The value that most of the world's Secrets hold and that must not show before it is revealed.
pub const CANARY: &str = "canary-3f9c1e";

/// The user (to impersonate) whose priority level has no seats: its requests are answered with 429.
pub const THROTTLED_USER: &str = "throttled";

/// Applies the world and waits until it has settled.
pub fn build(plane: &Plane, progress: &impl Fn(&str)) -> Result<(), Error> {
    progress("filling the world");
    apply(plane)?;
    progress("waiting until the world has settled");
    settle(plane)
}
