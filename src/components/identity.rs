//! The parts of the identity lens: whom to ask as, and what came for each.

pub mod choose;
pub mod column;
