//! Which remarks belong to which hop of a request.

use super::{Case, remark::Note};
use crate::wire::hop::{Actor, Hop};

mod at_server;
mod before;
mod behind;

/// What there is to say of the hop at a place on the way.
pub(super) fn notes(case: Case<'_>, hop: &Hop, at: usize) -> Vec<Note> {
    let mut notes = Vec::new();
    if at == 0 {
        notes.extend(before::first_hop(case, hop));
    }
    match hop.to {
        Actor::LoadBalancer => notes.extend(before::addresses(case)),
        Actor::ApiServer => {
            if hop.from != Actor::LoadBalancer {
                notes.extend(before::addresses(case));
            }
            notes.extend(at_server::notes(case));
        }
        Actor::Etcd => notes.extend(at_server::storage(case)),
        Actor::Kubelet => notes.extend(behind::kubelet(case)),
        Actor::ExtensionApiServer => notes.extend(behind::extension(case)),
        Actor::Pod | Actor::NodeProgram => notes.extend(behind::program(case)),
        _ => {}
    }
    notes
}
