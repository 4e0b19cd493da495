//! The control plane that these tests break, for one of them at a time.

use std::{
    ops::{Deref, DerefMut},
    sync::{LazyLock, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use browser::{Console, Look, Setting};
use cluster::{Identity, http};
use serde_json::{Value, json};

/// The list of the aggregated API that lives.
pub const FLUNDERS: &str = "/apis/wardle.example.com/v1alpha1/flunders";
/// The names of the rows on screen.
pub const NAMES: &str = "return all('td.name a').map(words);";
/// Longer than a lost watch waits before it is tried again.
///
/// Source: client-go `tools/cache/reflector.go`: thirty seconds, and up to as many again by chance.
const PATIENCE: Duration = Duration::from_secs(75);

static SETTING: LazyLock<Mutex<Setting>> = LazyLock::new(|| Mutex::new(Setting::own().unwrap()));

/// The setting, for whoever holds it.
pub struct Stage(MutexGuard<'static, Setting>);

impl Stage {
    /// Waits until no other test holds it.
    pub fn take() -> Self {
        Self(SETTING.lock().unwrap_or_else(|failed| {
            let mut setting = failed.into_inner();
            // A test that failed may have left anything behind.
            mend(&mut setting);
            SETTING.clear_poison();
            setting
        }))
    }

    /// The status with which the operator is answered.
    pub fn status(&self, path: &str) -> Option<u16> {
        status(&self.0, path)
    }

    /// The operator's page at an address.
    pub async fn open(&self, hash: &str) -> Console {
        patient(&self.page(Identity::Operator)).open(hash).await.unwrap()
    }
}

impl Deref for Stage {
    type Target = Setting;

    fn deref(&self) -> &Setting {
        &self.0
    }
}

impl DerefMut for Stage {
    fn deref_mut(&mut self) -> &mut Setting {
        &mut self.0
    }
}

/// A look at a page with the patience that faults need.
pub fn patient(page: &str) -> Look {
    Look::at(page).patient(PATIENCE)
}

/// Polls until `holds`; panics after half a minute.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < deadline, "never: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// `ConfigMaps` named `prefix` and three digits.
pub fn config_maps(namespace: &str, prefix: &str, count: usize) -> Vec<Value> {
    let config_map = |number: usize| {
        json!({
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": { "namespace": namespace, "name": format!("{prefix}{number:03}") },
            "data": { "number": number.to_string() },
        })
    };
    (0..count).map(config_map).collect()
}

fn status(setting: &Setting, path: &str) -> Option<u16> {
    let url = format!("{}{path}", setting.origin(Identity::Operator));
    http::get(&url, &[]).ok().map(|answer| answer.status)
}

fn mend(setting: &mut Setting) {
    let plane = setting.control_plane();
    plane.thaw_api_server().unwrap();
    plane.thaw_aggregated().unwrap();
    plane.restart_api_server().unwrap();
    plane.restart_aggregated().unwrap();
    until("the aggregated API answers", || status(setting, FLUNDERS) == Some(200));
}
