//! Applies the files of `world/` step by step.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;

use crate::{
    Error, Kubectl, Plane,
    certificates::{self, Authority},
};

/// The folder with the steps.
const WORLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/world");

/// The API server itself refuses fields that it does not know in what is applied on its side; without kubectl's own
/// validation, which reads the OpenAPI of each group first, this takes a third of the time.
const SERVER_SIDE: &[&str] = &["apply", "--server-side", "--validate=false"];
const STATUS: &[&str] = &[
    "apply",
    "--server-side",
    "--validate=false",
    "--subresource=status",
    "--force-conflicts",
];

/// How long namespaces may take to get their `ServiceAccounts`.
const PREPARED_WITHIN: Duration = Duration::from_mins(2);

/// Applies everything; controllers have not caught up yet when this returns.
pub fn apply(plane: &Plane) -> Result<(), Error> {
    let kubectl = plane.admin();
    let rendered = render(plane)?;
    let step = |name: &str, how: &[&str]| {
        let folder = rendered.join(name).display().to_string();
        kubectl.run(how.iter().copied().chain(["--filename", &folder]))
    };
    step("1-foundations", SERVER_SIDE)?;
    kubectl.run(["wait", "--for=condition=Established", "crd", "--all", "--timeout=60s"])?;
    wait_for_service_accounts(&kubectl)?;
    step("2-objects", SERVER_SIDE)?;
    step("3-client-side", &["apply"])?;
    step("4-status", STATUS)?;
    step("5-aggregated", SERVER_SIDE)?;
    // Held by finalizers, both stay for good: one pod and one namespace that are Terminating.
    kubectl.run(["delete", "pod/terminating", "--namespace=failing", "--wait=false"])?;
    kubectl.run(["delete", "namespace/leaving", "--wait=false"])?;
    kubectl.run(["certificate", "approve", "approved"])?;
    kubectl.run([
        "wait",
        "--for=condition=Available",
        "--timeout=120s",
        "apiservice/v1alpha1.wardle.example.com",
        "apiservice/v1beta1.wardle.example.com",
    ])?;
    step("6-flunders", SERVER_SIDE)?;
    Ok(())
}

/// Pods are refused until the controller manager has made the ServiceAccount `default` of their namespace.
pub(super) fn wait_for_service_accounts(kubectl: &Kubectl) -> Result<(), Error> {
    let count =
        |path: &str| -> Result<usize, Error> { Ok(kubectl.get_json(path)?["items"].as_array().map_or(0, Vec::len)) };
    let deadline = Instant::now() + PREPARED_WITHIN;
    while count("/api/v1/serviceaccounts?fieldSelector=metadata.name%3Ddefault")?
        < count("/api/v1/namespaces?fieldSelector=status.phase%3DActive")?
    {
        if Instant::now() > deadline {
            return Err(Error::TimedOut {
                what: "a ServiceAccount in each active namespace".into(),
                seconds: PREPARED_WITHIN.as_secs(),
            });
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

/// Copies the world into the plane's folder, with the values that exist only now.
fn render(plane: &Plane) -> Result<PathBuf, Error> {
    let values = values(plane)?;
    let target = plane.directory.join("world");
    for step in entries(Path::new(WORLD))? {
        let folder = target.join(step.file_name().unwrap_or_default());
        fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        for file in entries(&step)? {
            let mut text = fs::read_to_string(&file).map_err(Error::file(&file))?;
            for (name, value) in &values {
                text = text.replace(&format!("${{{name}}}"), value);
            }
            let path = folder.join(file.file_name().unwrap_or_default());
            fs::write(&path, text).map_err(Error::file(path))?;
        }
    }
    Ok(target)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .map_err(Error::file(folder))?;
    entries.sort();
    Ok(entries)
}

/// What stands for `${NAME}` in the files.
fn values(plane: &Plane) -> Result<[(&'static str, String); 6], Error> {
    let authority = fs::read(&plane.authority).map_err(Error::file(&plane.authority))?;
    let shop = Authority::new("example.test")?.server("shop", &["shop.example.test"])?;
    let request = certificates::signing_request("somebody", "example.test:auditors")?;
    Ok([
        ("AUTHORITY", STANDARD.encode(authority)),
        ("AGGREGATED_PORT", plane.aggregated_port.to_string()),
        ("TLS_CERTIFICATE", STANDARD.encode(shop.certificate)),
        ("TLS_KEY", STANDARD.encode(shop.key)),
        ("SIGNING_REQUEST", STANDARD.encode(request)),
        ("LARGE_TEXT", Value::String(large_text()).to_string()),
    ])
}

/// About 200 kB of lines that differ.
fn large_text() -> String {
    use std::fmt::Write as _;

    let mut text = String::new();
    for line in 1..=2_500_u64 {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "line {line:04}: the quick brown fox jumps over {} lazy dogs, and again: {:08x}",
            line % 97,
            line * 2_654_435,
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_large_text_is_large_and_fits_into_a_config_map() {
        assert!(
            (190_000..900_000).contains(&large_text().len()),
            "{}",
            large_text().len()
        );
    }

    #[test]
    fn the_steps_stand_in_their_order() {
        let names: Vec<String> = entries(Path::new(WORLD))
            .expect("the world")
            .iter()
            .filter_map(|step| Some(step.file_name()?.to_str()?.to_owned()))
            .collect();
        assert_eq!(
            names,
            [
                "1-foundations",
                "2-objects",
                "3-client-side",
                "4-status",
                "5-aggregated",
                "6-flunders"
            ]
        );
    }
}
