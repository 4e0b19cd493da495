//! Picks what a step needs from one answer.

use serde_json::Value;

use super::Need;
use crate::{
    kube::{answer::Answer, request::ApiRequest},
    learn::lesson::{
        seen::{list, refuses_impersonation, text},
        subject::Subject,
    },
};

/// The labels by which Pods are usually told apart.
///
/// Source: kubernetes.io "Recommended Labels"; `k8s-app` and `component` are those of kube-system.
const USUAL_LABELS: [&str; 4] = ["app", "app.kubernetes.io/name", "k8s-app", "component"];

/// Fields of the Downward API that are plain values of the Pod, those first that tell most.
pub(in crate::learn::lesson) const PLAIN_FIELDS: [&str; 7] = [
    "status.podIP",
    "spec.nodeName",
    "status.hostIP",
    "metadata.name",
    "metadata.namespace",
    "spec.serviceAccountName",
    "metadata.uid",
];

impl Need {
    pub(super) fn pick(self, request: &ApiRequest, answer: &Answer) -> Option<Subject> {
        if matches!(self, Self::Anonymous | Self::Account) {
            let is_evaluated = matches!(answer.code, 200 | 403) && !refuses_impersonation(answer);
            return is_evaluated.then(Subject::default);
        }
        let value: Value = serde_json::from_slice(answer.json().ok()?).ok()?;
        match self {
            Self::Nothing | Self::Anonymous | Self::Account => None,
            Self::Group => group(&value),
            Self::Pods => {
                let namespace = request.target().namespace()?.to_owned();
                (list(&value, "/rows").len() >= 3).then(|| Subject::default().with("namespace", namespace))
            }
            Self::LabelledPods => labelled(&value),
            Self::Job => list(&value, "/items").first().map(named),
            Self::OwnedPod => {
                let mut objects = list(&value, "/rows").iter().filter_map(|row| row.get("object"));
                let is_owned = |object: &&Value| !text(object, "/metadata/ownerReferences/0/uid").is_empty();
                objects.find(is_owned).map(named)
            }
            Self::RunningPod => list(&value, "/items").iter().find_map(running),
            Self::AccountPod => {
                let mut items = list(&value, "/items").iter();
                items.find(|pod| token_of(pod).is_some()).map(named)
            }
            Self::DownwardPod => list(&value, "/items").iter().find_map(downward),
            Self::Aggregated => api_service(&value, |available| available == "True"),
            Self::Unavailable => api_service(&value, |available| available.starts_with("False")),
            Self::Service => {
                let cluster_ip = text(&value, "/spec/clusterIP");
                (!cluster_ip.is_empty()).then(|| Subject::default().with("cluster_ip", cluster_ip))
            }
            Self::Leases => {
                let namespace = request.target().namespace()?.to_owned();
                let version = text(&value, "/metadata/resourceVersion");
                let has_some = !list(&value, "/items").is_empty() && !version.is_empty();
                has_some.then(|| {
                    Subject::default()
                        .with("namespace", namespace)
                        .with("resource_version", version)
                })
            }
        }
    }
}

/// Where a Pod mounts a token of its `ServiceAccount`: which volume, and which of its sources.
///
/// Source: kubernetes `plugin/pkg/admission/serviceaccount/admission.go`, `TokenVolumeSource`.
pub(in crate::learn::lesson) fn token_of(pod: &Value) -> Option<(usize, usize)> {
    let volumes = list(pod, "/spec/volumes").iter().enumerate();
    let mut found = volumes.filter_map(|(at, volume)| {
        let mut sources = list(volume, "/projected/sources").iter();
        Some((
            at,
            sources.position(|source| source.get("serviceAccountToken").is_some())?,
        ))
    });
    found.next()
}

/// The variables of a Pod that a field fills: which container, which of its variables, and which field.
pub(in crate::learn::lesson) fn variables_of(pod: &Value) -> impl Iterator<Item = (usize, usize, &str)> {
    let containers = list(pod, "/spec/containers").iter().enumerate();
    containers.flat_map(|(container, spec)| {
        let all = list(spec, "/env").iter().enumerate();
        all.map(move |(at, variable)| (container, at, text(variable, "/valueFrom/fieldRef/fieldPath")))
            .filter(|(_, _, path)| !path.is_empty())
    })
}

/// An object's namespace and name.
fn named(object: &Value) -> Subject {
    Subject::default()
        .with("namespace", text(object, "/metadata/namespace"))
        .with("name", text(object, "/metadata/name"))
}

fn group(groups: &Value) -> Option<Subject> {
    let groups = list(groups, "/groups").iter();
    let several = || groups.clone().filter(|group| list(group, "/versions").len() > 1);
    let usual = several().find(|group| text(group, "/name") == "autoscaling");
    let group = usual.or_else(|| several().next())?;
    Some(Subject::default().with("group", text(group, "/name")))
}

fn labelled(table: &Value) -> Option<Subject> {
    let rows = list(table, "/rows");
    let labels = |row: &Value| row.pointer("/object/metadata/labels").cloned();
    let all: Vec<Value> = rows.iter().filter_map(labels).collect();
    let is_telling = |key: &str, value: &str| {
        let count = all
            .iter()
            .filter(|labels| labels.get(key).and_then(Value::as_str) == Some(value))
            .count();
        count > 1 && count < rows.len()
    };
    let telling = |key: &str| {
        let values = all.iter().filter_map(|labels| labels.get(key).and_then(Value::as_str));
        values.clone().find(|value| is_telling(key, value)).map(str::to_owned)
    };
    let (key, value) = USUAL_LABELS.iter().find_map(|key| Some((key, telling(key)?)))?;
    let namespace = rows.first().map(|row| text(row, "/object/metadata/namespace"))?;
    Some(
        Subject::default()
            .with("namespace", namespace)
            .with("label", format!("{key}={value}"))
            .with("total", rows.len().to_string()),
    )
}

fn running(pod: &Value) -> Option<Subject> {
    let (container, node) = (text(pod, "/spec/containers/0/name"), text(pod, "/spec/nodeName"));
    let is_whole = !container.is_empty() && !node.is_empty();
    is_whole.then(|| named(pod).with("container", container).with("node", node))
}

fn downward(pod: &Value) -> Option<Subject> {
    let (container, at, _) = PLAIN_FIELDS
        .iter()
        .find_map(|field| variables_of(pod).find(|(_, _, path)| path == field))?;
    let container = list(pod, "/spec/containers").get(container)?;
    let variable = list(container, "/env").get(at)?;
    Some(
        named(pod)
            .with("container", text(container, "/name"))
            .with("variable", text(variable, "/name")),
    )
}

/// An API that a Service serves, by the columns of the server's own Table.
///
/// Source: kube-aggregator `pkg/registry/apiservice/etcd/etcd.go`, `ConvertToTable`.
fn api_service(table: &Value, fits: impl Fn(&str) -> bool) -> Option<Subject> {
    let columns = list(table, "/columnDefinitions");
    let column = |name: &str| columns.iter().position(|column| text(column, "/name") == name);
    let (name, service, available) = (column("Name")?, column("Service")?, column("Available")?);
    list(table, "/rows").iter().find_map(|row| {
        let cell = |at: usize| text(row, &format!("/cells/{at}")).to_owned();
        let (version, group) = cell(name)
            .split_once('.')
            .map(|(version, group)| (version.to_owned(), group.to_owned()))?;
        let is_it = cell(service) != "Local" && fits(&cell(available));
        is_it.then(|| {
            Subject::default()
                .with("group", group)
                .with("version", version)
                .with("service", cell(service))
        })
    })
}
