//! What a cluster's Roles and bindings allow whom, read by GET and evaluated as the API server does it.
//!
//! [`object`] reads roles and bindings, [`policy`] keeps what was read of them, [`attributes`] says what a GET asks
//! for, [`identity`] who asks, [`rule`] whether a rule allows it, [`decision`] which rules do or come near, and
//! [`can_i`] how kubectl asks the same.
//!
//! RBAC grants and never refuses, and an API server may ask others as well (the Node authorizer, webhooks): that no
//! rule allows a request is not yet a refusal, and that a rule does is certain only for what the rules say.

pub mod attributes;
pub mod can_i;
pub mod decision;
pub mod identity;
pub mod object;
pub mod policy;
pub mod rule;

#[cfg(test)]
mod tests;
