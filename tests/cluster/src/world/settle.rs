//! Waits until controllers, scheduler and kwok have brought about what the world should look like.

use std::{
    thread,
    time::{Duration, Instant},
};

use crate::{Error, KubectlProxy, Plane, ProxyOptions, http};
use expected::EXPECTED;

mod expected;

/// The slowest of it takes seconds; a machine under load needs more.
const SETTLED_WITHIN: Duration = Duration::from_mins(3);

/// Returns when everything is as it stays.
pub fn settle(plane: &Plane) -> Result<(), Error> {
    // A hundred GETs through one proxy take less time than ten runs of kubectl.
    let proxy = KubectlProxy::start(&plane.binaries, &plane.admin_kubeconfig, &ProxyOptions::guarded(None))?;
    let deadline = Instant::now() + SETTLED_WITHIN;
    for (path, expected) in EXPECTED {
        let url = format!("{}{path}", proxy.url());
        loop {
            let answer = http::get(&url, &[])?;
            if answer.status == 200 && expected.is_met_by(&answer.json()?) {
                break;
            }
            if Instant::now() > deadline {
                return Err(Error::TimedOut {
                    what: format!("{path} to show {expected:?}; it answers {}", answer.body),
                    seconds: SETTLED_WITHIN.as_secs(),
                });
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
    Ok(())
}
