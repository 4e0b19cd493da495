//! Many pods, for benchmarks: Deployments of 50 in namespaces of their own, on nodes of their own.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{Error, Plane};

use super::apply::wait_for_service_accounts;

/// The measured world of 10,000 pods had Deployments of this size.
const DEPLOYMENT: usize = 50;

/// A node's share; kwok does not mind.
const PODS_PER_NODE: usize = 500;

/// The label of everything that is made here.
const LABEL: &str = "example.test/scale";

/// So many pods in so many namespaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Pods.
    pub pods: usize,
    /// Namespaces that they are spread over.
    pub namespaces: usize,
}

/// Makes `pods` pods in `namespaces` namespaces and waits until all of them run.
pub fn scale(plane: &Plane, pods: usize, namespaces: usize, progress: &impl Fn(&str)) -> Result<(), Error> {
    grow(plane, Size::default(), Size { pods, namespaces }, progress)
}

/// Makes what is missing to a larger size, in namespaces of its own, and waits until all pods run.
pub fn grow(plane: &Plane, from: Size, to: Size, progress: &impl Fn(&str)) -> Result<(), Error> {
    let kubectl = plane.admin();
    let create = |name: &str, items: Vec<Value>| {
        let path = plane.directory.join(name);
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": items });
        fs::write(&path, list.to_string()).map_err(Error::file(&path))?;
        kubectl.run(["create", "--validate=false", "--filename", &path.display().to_string()])
    };
    let nodes = (from.pods.div_ceil(PODS_PER_NODE)..to.pods.div_ceil(PODS_PER_NODE)).map(node);
    create(
        "scale-places.json",
        nodes.chain((from.namespaces..to.namespaces).map(namespace)).collect(),
    )?;
    // A ReplicaSet that comes too early is refused its pods and takes its time to ask again.
    wait_for_service_accounts(&kubectl)?;
    create("scale-deployments.json", deployments(from, to).collect())?;
    // 125 pods a second were measured on two cores; the rest is patience.
    let patience = Duration::from_secs(120 + to.pods as u64 / 25);
    let deadline = Instant::now() + patience;
    let mut told = Instant::now();
    loop {
        let deployments = kubectl.get_json(&format!("/apis/apps/v1/deployments?labelSelector={LABEL}"))?;
        let ready: u64 = deployments["items"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|deployment| deployment["status"]["readyReplicas"].as_u64())
            .sum();
        if ready >= to.pods as u64 {
            return Ok(());
        }
        if Instant::now() > deadline {
            return Err(Error::TimedOut {
                what: format!("{} pods to run; {ready} do", to.pods),
                seconds: patience.as_secs(),
            });
        }
        if told.elapsed() > Duration::from_secs(10) {
            progress(&format!("{ready} of {} pods run", to.pods));
            told = Instant::now();
        }
        thread::sleep(Duration::from_millis(500));
    }
}

/// Without the label of an operating system, so that kube-proxy's DaemonSet leaves these nodes alone.
fn node(index: usize) -> Value {
    let name = format!("scale-{:03}", index + 1);
    let capacity = json!({ "cpu": "1000", "memory": "4Ti", "pods": PODS_PER_NODE * 2 });
    json!({
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": { "name": name, "labels": { LABEL: "true", "kubernetes.io/hostname": name } },
        "spec": { "taints": [{ "key": LABEL, "value": "true", "effect": "NoSchedule" }] },
        "status": {
            "addresses": [
                { "type": "InternalIP", "address": format!("198.18.0.{}", index % 250 + 1) },
                { "type": "Hostname", "address": name },
                { "type": "InternalDNS", "address": "localhost" },
            ],
            "capacity": capacity,
            "allocatable": capacity,
            "nodeInfo": {
                "architecture": "amd64", "operatingSystem": "linux", "osImage": "Debian GNU/Linux 13 (trixie)",
                "kernelVersion": "6.12.48", "containerRuntimeVersion": "containerd://2.1.4",
                "kubeletVersion": "v1.36.3", "kubeProxyVersion": "", "machineID": name, "systemUUID": name,
                "bootID": name,
            },
        },
    })
}

fn namespace_name(index: usize) -> String {
    format!("scale-{:03}", index + 1)
}

fn namespace(index: usize) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": { "name": namespace_name(index), "labels": { LABEL: "true" } },
    })
}

/// Spread over the new namespaces in turn, the last one with what is left.
fn deployments(from: Size, to: Size) -> impl Iterator<Item = Value> {
    let namespaces = (to.namespaces - from.namespaces).max(1);
    (from.pods.div_ceil(DEPLOYMENT)..to.pods.div_ceil(DEPLOYMENT)).map(move |index| {
        let name = format!("load-{:04}", index + 1);
        json!({
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {
                "name": name,
                "namespace": namespace_name(from.namespaces + index % namespaces),
                "labels": { LABEL: "true" },
            },
            "spec": {
                "replicas": DEPLOYMENT.min(to.pods - index * DEPLOYMENT),
                "selector": { "matchLabels": { "app": name } },
                "template": {
                    "metadata": { "labels": { "app": name, LABEL: "true" } },
                    "spec": {
                        "nodeSelector": { LABEL: "true" },
                        "tolerations": [{ "key": LABEL, "operator": "Exists" }],
                        "containers": [{ "name": "main", "image": "registry.example.test/load:1" }],
                    },
                },
            },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_replicas_add_up_and_all_namespaces_are_used() {
        let size = |pods, namespaces| Size { pods, namespaces };
        let made: Vec<Value> = deployments(size(0, 0), size(1_030, 7)).collect();
        let replicas: u64 = made
            .iter()
            .filter_map(|deployment| deployment["spec"]["replicas"].as_u64())
            .sum();
        assert_eq!((made.len(), replicas), (21, 1_030));
        let namespaces: std::collections::BTreeSet<_> = made
            .iter()
            .filter_map(|it| it["metadata"]["namespace"].as_str())
            .collect();
        assert_eq!(namespaces.len(), 7);
        let more: Vec<Value> = deployments(size(1_000, 5), size(1_500, 7)).collect();
        assert_eq!(more.len(), 10);
        assert_eq!(more[1]["metadata"]["namespace"], "scale-007");
    }
}
