//! The Kubernetes API's nouns: paths, groups, resources, requests, answers. Pure: no page, no network, no clock.

pub mod absent;
pub mod answer;
pub mod discovery;
pub mod downward;
pub mod failure;
pub mod gvk;
pub mod json_path;
pub mod log;
pub mod mask;
pub mod operation;
pub mod path;
pub mod percent;
pub mod query;
pub mod rbac;
pub mod related;
pub mod request;
pub mod resource;
pub mod selector;
pub mod status;
pub mod table;
pub mod time;
