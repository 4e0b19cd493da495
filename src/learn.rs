//! What teaches, pure: lessons made of requests, concept cards, ways to the API, client code, identities and the Downward
//! API, each decided here and said in prose.

pub mod access;
pub mod code;
pub mod concept;
pub mod downward;
pub mod identity;
pub mod lesson;
