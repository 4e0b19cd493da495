//! The way a request takes, hop by hop, and the five proxies as data and rules: facts without words or drawing.
//!
//! [`hop`] says what a hop is, [`way`] strings hops together, [`variant`] holds the ways that the five
//! proxies make, [`proxy`] what is true of each proxy, [`guide`] what helps to recognise one, [`access`] the ways in from
//! elsewhere, and [`journey`] the way of one request with what shows it. [`words`] leads from those facts to the keys of
//! `prose/<language>/*.json`, [`prose`] reads those files, [`caption`] puts the words on a way, and [`layout`] gives
//! each of them its place in the drawing.

pub mod access;
pub mod caption;
pub mod evidence;
pub mod guide;
pub mod hop;
pub mod journey;
pub mod layout;
pub mod markup;
pub mod prose;
pub mod proxy;
pub mod variant;
pub mod vocabulary;
pub mod way;
pub mod words;

#[cfg(test)]
mod tests;
