//! Who asks changes the answer: one GET in the names of several, side by side, and the rule that makes the difference.
//!
//! [`persona`] says as whom to ask and with which headers, [`small`] how to ask for little, [`verdict`] and [`refusal`]
//! what came. [`roles`] reads roles and bindings out of exchanges and names those that are missing; `explain`,
//! `difference` and [`you`] say what follows from them. [`compare`] puts all of it together, and [`words`] leads to
//! the keys of `prose/<language>/identity.json`.
//!
//! Nothing here is sent: [`compare::Comparison`] names the GETs, and reads what came for them.

pub mod accounts;
mod commands;
pub mod compare;
mod difference;
mod explain;
pub mod lessons;
pub mod line;
pub mod persona;
pub mod refusal;
mod rights;
pub mod roles;
pub mod small;
mod sources;
mod spelt;
#[cfg(test)]
mod testing;
pub mod verdict;
pub mod words;
pub mod you;

pub use commands::Ask;
pub use difference::Differs;
pub use explain::Because;
pub use rights::Right;
