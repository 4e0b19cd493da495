//! What one container is told of its Pod, and what it could be told.

pub mod account;
pub mod given;
pub mod offers;
pub mod service;
