//! The parts of a lesson's page: what is asked before and after a request, and its answer with what to notice.

pub mod after;
pub mod answer;
pub mod came;
pub mod index;
pub mod question;
pub mod step;
pub mod terms;
