//! What a Pod tells its own containers: fields as variables and files, the ServiceAccount's volume, the address of the
//! API server; with what else could be asked for, and how.
//!
//! [`lens`] puts it together from the Pod and from what [`lookup`] names beside it. [`given`] shows what containers get
//! now, [`offered`] what they could ask for, [`account`] what is mounted for the ServiceAccount, [`service`] the
//! variables of Services, [`taught`] the rules behind all of it. [`words`] leads to the keys of
//! `prose/<language>/downward.json`.
//!
//! Every value is computed by `kube::downward` from the Pod as it is now; no container is touched.

pub mod account;
mod around;
pub mod given;
pub mod lens;
pub mod lookup;
pub mod offered;
pub mod service;
mod sources;
pub mod taught;
pub mod words;
