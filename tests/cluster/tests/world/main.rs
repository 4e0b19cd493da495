//! The world as its three identities see it, through their proxies: on the plane that `$DECKPRISM_CLUSTER` describes,
//! else on one of this binary's own.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail as loudly as the test itself"
)]

use std::sync::LazyLock;

use cluster::{
    ControlPlane, Identity, Plane,
    http::{self, Answer},
};

mod discovery;
mod evidence;
mod identities;
mod logs;

static CONTROL_PLANE: LazyLock<ControlPlane> = LazyLock::new(|| {
    ControlPlane::attach_or_start(|line| eprintln!("cluster: {line}")).unwrap_or_else(|error| panic!("{error}"))
});

fn plane() -> &'static Plane {
    CONTROL_PLANE.plane()
}

fn url(identity: Identity, path: &str) -> String {
    format!("{}{path}", plane().proxy(identity).expect("a proxy for each identity"))
}

fn get(identity: Identity, path: &str) -> Answer {
    http::get(&url(identity, path), &[]).unwrap_or_else(|error| panic!("{error}"))
}

fn get_json(identity: Identity, path: &str) -> serde_json::Value {
    let answer = get(identity, path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.json().unwrap_or_else(|error| panic!("{path}: {error}"))
}
