//! Work that belongs to a page, whoever starts it.
//!
//! A button is rebuilt with the part of the view that it stands in, often because of the very work that it
//! started; what is spawned under the button's own reactive owner would be aborted by that.

use std::future::Future;

use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

/// The reactive owner of a page or component, kept from when that was built.
#[derive(Clone, Copy, Debug)]
pub struct Owned {
    owner: StoredValue<Option<Owner>>,
}

impl Owned {
    /// The owner of what is being built now.
    pub fn here() -> Self {
        Self {
            owner: StoredValue::new(Owner::current()),
        }
    }

    /// Runs work until it is done, or until what was built then is gone.
    pub fn spawn(self, work: impl Future<Output = ()> + 'static) {
        match self.owner.try_get_value().flatten() {
            Some(owner) => owner.with(|| spawn_local_scoped_with_cancellation(work)),
            // What owned it is gone, and so is whoever would look at the outcome.
            None => drop(work),
        }
    }
}
