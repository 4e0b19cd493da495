//! What the Downward API gives a pod's containers: everything it offers, what the pod asks for, and as which values.
//!
//! All of it is computed from the Pod, and its Node where a limit is missing; no container is touched. So these are the
//! values that a container started now would get: environment variables of a running one are older.
//!
//! [`pod`] reads the Pod and the Node, [`field`] knows the fields, [`value`] computes one, [`asked`] lists what the pod
//! asks for, [`offer`] what it could ask for, [`yaml`] writes down how, and [`service_account`] tells what the
//! ServiceAccount's own volume holds.
//!
//! Source: kubernetes.io "Downward API", and the files of the kubelet that each part names.

pub mod asked;
pub mod field;
pub mod offer;
pub mod pod;
pub mod service_account;
pub mod value;
pub mod yaml;

mod format;
mod quantity;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
