//! What a fresh API server needs before anybody can look: identities with rights, and rules for kwok.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};

use crate::{
    Error, Identity, Plane, http,
    kubeconfig::{self, Credential},
};

use super::layout::Layout;

/// Users, their roles and bindings.
const IDENTITIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/bootstrap/identities.yaml");

/// How kwok plays nodes, pods and logs.
const KWOK: [&str; 4] = [
    include_str!("../../kwok/nodes.yaml"),
    include_str!("../../kwok/pods.yaml"),
    include_str!("../../kwok/failing-pods.yaml"),
    include_str!("../../kwok/logs.yaml"),
];

/// What containers log, as (file name, text).
const LOGS: [(&str, &str); 4] = [
    ("web.log", include_str!("../../kwok/logs/web.log")),
    ("sidecar.log", include_str!("../../kwok/logs/sidecar.log")),
    ("crash.log", include_str!("../../kwok/logs/crash.log")),
    ("default.log", include_str!("../../kwok/logs/default.log")),
];

/// Binds the identities to their roles and writes the kubeconfig of the one that has a token.
pub(super) fn identities(plane: &Plane, layout: &Layout) -> Result<(), Error> {
    let admin = plane.admin();
    admin.run(["apply", "--server-side", "--validate=false", "--filename", IDENTITIES])?;
    let token = admin.run([
        "create",
        "token",
        "restricted",
        "--namespace=team-a",
        // A year: no test should ever meet an expired token that it did not ask for.
        "--duration=8760h",
    ])?;
    let authority = fs::read_to_string(&plane.authority).map_err(Error::file(&plane.authority))?;
    let text = kubeconfig::render(
        &plane.server,
        &authority,
        "restricted",
        &Credential::Token(token.trim()),
    );
    kubeconfig::write(&layout.kubeconfig(Identity::Restricted.name()), &text)
}

/// Writes the stages and logs of kwok and returns the path of its configuration.
pub(super) fn write_kwok_config(layout: &Layout) -> Result<PathBuf, Error> {
    let logs = layout.container_logs();
    for (name, text) in LOGS {
        let path = logs.join(name);
        fs::write(&path, text).map_err(Error::file(path))?;
    }
    let text = KWOK.join("\n---\n").replace("${LOGS}", &logs.display().to_string());
    let path = layout.folder.join("kwok.yaml");
    fs::write(&path, text).map_err(Error::file(&path))?;
    Ok(path)
}

/// Compacts etcd up to a revision that is newer than anything that anybody has read, through its JSON gateway.
pub(super) fn compact(etcd: &str) -> Result<(), Error> {
    let mut revision = Value::Null;
    // What was read at the last revision may still be watched from there on: two more make it old.
    for value in ["MQ==", "Mg==", "Mw=="] {
        // The key is `deckprism`, outside of what the API server looks at.
        let answer = http::post(
            &format!("{etcd}/v3/kv/put"),
            &json!({ "key": "ZGVja3ByaXNt", "value": value }),
        )?;
        revision = answer["header"]["revision"].clone();
    }
    let order = json!({ "revision": revision, "physical": true });
    http::post(&format!("{etcd}/v3/kv/compaction"), &order)?;
    Ok(())
}
