//! Many changes a second, for benchmarks: `ConfigMaps` that come and go, and pods whose status changes.
//!
//! Each change carries the time at which it was sent, in milliseconds since 1970, where a list shows it.

use std::{
    collections::VecDeque,
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};
use ureq::Agent;

use crate::{Error, KubectlProxy, Plane, ProxyOptions};

/// How many write at once.
const WRITERS: usize = 16;

/// How many `ConfigMaps` each writer lets stand.
const STANDING: usize = 25;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blown {
    /// How many changes were made.
    pub events: usize,
    /// How long that took.
    pub took: Duration,
}

impl Blown {
    /// How many changes were made in a second.
    pub fn per_second(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // far fewer than 2^52
        let events = self.events as f64;
        events / self.took.as_secs_f64()
    }
}

/// Creates and deletes `ConfigMaps` named `t` and the time, so many changes a second for so long.
pub fn config_maps(plane: &Plane, namespace: &str, per_second: u32, lasting: Duration) -> Result<Blown, Error> {
    let proxy = writable(plane)?;
    let url = format!("{}/api/v1/namespaces/{namespace}/configmaps", proxy.url());
    blow(
        lasting,
        |writer, number, agent: &Agent, standing: &mut VecDeque<String>| {
            if standing.len() >= STANDING
                && number % 2 == 1
                && let Some(name) = standing.pop_front()
            {
                return done(&url, agent.delete(format!("{url}/{name}")).call());
            }
            let name = format!("t{}-{writer}-{number}", milliseconds());
            let body = json!({ "metadata": { "name": name }, "data": { "by": "storm" } });
            standing.push_back(name);
            done(&url, sent(agent.post(&url), "application/json", &body))
        },
        Some(per_second),
    )
}

/// Sets the `reason` of pods, which lists show as their status, to `t` and the time, as fast as that goes.
pub fn pods(plane: &Plane, namespace: &str, names: &[String], lasting: Duration) -> Result<Blown, Error> {
    let proxy = writable(plane)?;
    let url = format!("{}/api/v1/namespaces/{namespace}/pods", proxy.url());
    let patch = |agent: &Agent, name: &str, reason: Value| {
        let body = json!({ "status": { "reason": reason } });
        let url = format!("{url}/{name}/status");
        done(&url, sent(agent.patch(&url), "application/merge-patch+json", &body))
    };
    let blown = blow(
        lasting,
        |writer, number, agent: &Agent, (): &mut ()| {
            let Some(name) = names.get((number * WRITERS + writer) % names.len().max(1)) else {
                return Ok(());
            };
            patch(agent, name, json!(format!("t{}", milliseconds())))
        },
        None,
    )?;
    let agent = agent();
    for name in names {
        patch(&agent, name, Value::Null)?;
    }
    Ok(blown)
}

/// Lets all writers write, at a rate if one is given, each with something of its own to keep.
fn blow<Own: Default>(
    lasting: Duration,
    change: impl Fn(usize, usize, &Agent, &mut Own) -> Result<(), Error> + Sync,
    per_second: Option<u32>,
) -> Result<Blown, Error> {
    let started = Instant::now();
    let write = |writer: usize| -> Result<usize, Error> {
        let agent = agent();
        let mut own = Own::default();
        for number in 0.. {
            if let Some(per_second) = per_second {
                #[allow(clippy::cast_precision_loss)] // far fewer than 2^52
                let due = (number * WRITERS + writer) as f64 / f64::from(per_second);
                thread::sleep(Duration::from_secs_f64(due).saturating_sub(started.elapsed()));
            }
            if started.elapsed() >= lasting {
                return Ok(number);
            }
            change(writer, number, &agent, &mut own)?;
        }
        Ok(0)
    };
    let written: Result<Vec<usize>, Error> = thread::scope(|scope| {
        let write = &write;
        let writers: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(move || write(writer))).collect();
        let ended = writers.into_iter().map(|writer| {
            writer.join().unwrap_or_else(|_| {
                Err(Error::Http {
                    url: "a writer".into(),
                    message: "it panicked".into(),
                })
            })
        });
        ended.collect()
    });
    Ok(Blown {
        events: written?.into_iter().sum(),
        took: started.elapsed(),
    })
}

/// A proxy that lets writes pass.
fn writable(plane: &Plane) -> Result<KubectlProxy, Error> {
    KubectlProxy::start(&plane.binaries, &plane.admin_kubeconfig, &ProxyOptions::default())
}

fn agent() -> Agent {
    Agent::config_builder()
        .proxy(None)
        .timeout_global(Some(Duration::from_mins(1)))
        .build()
        .into()
}

type Answered = Result<ureq::http::Response<ureq::Body>, ureq::Error>;

fn sent(request: ureq::RequestBuilder<ureq::typestate::WithBody>, media_type: &str, body: &Value) -> Answered {
    request.header("Content-Type", media_type).send(body.to_string())
}

/// Reads an answer to its end, so that its connection serves again.
fn done(url: &str, answered: Answered) -> Result<(), Error> {
    let http_error = |error: ureq::Error| Error::Http {
        url: url.into(),
        message: error.to_string(),
    };
    answered
        .map_err(http_error)?
        .body_mut()
        .read_to_vec()
        .map_err(http_error)?;
    Ok(())
}

fn milliseconds() -> u128 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_millis()
}
