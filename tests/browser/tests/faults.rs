//! Lists while the cluster behind them breaks or holds odd things: on a control plane of this binary's own, one test
//! at a time.

// A test says what must hold by unwrapping it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod faults {
    mod aggregated;
    mod api_server;
    mod compaction;
    mod flow_control;
    mod odd_objects;
    mod removal;
    mod stage;
}
