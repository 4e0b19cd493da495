//! The eighth lesson: how a program in a Pod finds the API, trusts it and proves who it is.

use serde_json::Value;

use crate::learn::{
    concept::Concept,
    lesson::{
        Lesson,
        mark::Place,
        need::{
            Need, in_namespace, object,
            pick::{PLAIN_FIELDS, token_of, variables_of},
        },
        question::{Asked, Choice, value, values},
        seen::{Seen, list, spelt, text},
        step::{Step, Until, notice},
    },
};

pub(super) const LESSON: Lesson = Lesson {
    id: "inside",
    steps: &[SERVICE, ENDPOINTS, CA, MOUNT, DOWNWARD],
};

const SERVICE: Step = Step {
    id: "inside/service",
    rows: &[26, 42, 43, 48, 49],
    terms: &[Concept::ClusterIp],
    need: Need::Nothing,
    ask: |_| object("/api/v1", "default", "services", "kubernetes"),
    until: Until::End,
    options: &["selector", "without"],
    told: &["without"],
    outcome: |seen| {
        let has_selector = seen.at("/spec/selector").is_some_and(|selector| !selector.is_null());
        let outcome = if has_selector { "selector" } else { "without" };
        seen.is_a("Service").then_some(outcome)
    },
    notices: &[
        notice("address", |_| Some(Place::at("/spec/clusterIP"))),
        notice("port", |_| Some(Place::at("/spec/ports/0/port"))),
        notice("target", |_| Some(Place::at("/spec/ports/0/targetPort"))),
    ],
    words: &[],
    quiz: |seen| {
        let wrong = ["kubernetes.default.svc", "127.0.0.1", "localhost"];
        Some(Asked::new(
            Place::at("/spec/clusterIP"),
            value(seen.text("/spec/clusterIP")),
            values(wrong),
        ))
    },
};

const ENDPOINTS: Step = Step {
    id: "inside/endpoints",
    rows: &[17, 66, 67],
    terms: &[Concept::EndpointSlice, Concept::KubeProxy],
    need: Need::Service,
    ask: |_| {
        let slices = in_namespace("/apis/discovery.k8s.io/v1", "default", "endpointslices")?;
        Some(slices.with("labelSelector", "kubernetes.io/service-name=kubernetes"))
    },
    until: Until::End,
    options: &["same", "other", "none"],
    told: &["other"],
    outcome: |seen| match seen.text(ADDRESS) {
        "" => seen.is_a("EndpointSliceList").then_some("none"),
        address if address == seen.subject.get("cluster_ip") => Some("same"),
        _ => Some("other"),
    },
    notices: &[
        notice("label", |_| {
            Some(Place::at("/items/0/metadata/labels/kubernetes.io~1service-name"))
        }),
        notice("address", |_| Some(Place::at(ADDRESS))),
        notice("port", |_| Some(Place::at(PORT))),
    ],
    words: &[],
    quiz: |seen| {
        let (address, port) = (host(seen.text(ADDRESS)), spelt(seen.at(PORT)?));
        let service = format!("{}:443", host(seen.subject.get("cluster_ip")));
        let usual = format!("{address}:443");
        let wrong = ["127.0.0.1:8001", &service, &usual];
        Some(Asked::new(
            Place::at(ADDRESS),
            value(format!("{address}:{port}")),
            values(wrong),
        ))
    },
};

const ADDRESS: &str = "/items/0/endpoints/0/addresses/0";
const PORT: &str = "/items/0/ports/0/port";

/// An address as it stands before a port.
fn host(address: &str) -> String {
    if address.contains(':') {
        format!("[{address}]")
    } else {
        address.to_owned()
    }
}

const CA: Step = Step {
    id: "inside/ca",
    rows: &[10, 24, 26, 45, 53],
    terms: &[Concept::CertificateAuthority],
    need: Need::Nothing,
    ask: |_| object("/api/v1", "default", "configmaps", "kube-root-ca.crt"),
    until: Until::End,
    options: &["certificate", "key", "both"],
    told: &["certificate"],
    outcome: |seen| {
        let (has_certificate, has_key) = (has_block(seen, "CERTIFICATE"), has_block(seen, "PRIVATE KEY"));
        match (has_certificate, has_key) {
            (true, false) => Some("certificate"),
            (false, true) => Some("key"),
            (true, true) => Some("both"),
            (false, false) => None,
        }
    },
    notices: &[
        notice("kind", |_| Some(Place::at("/kind"))),
        notice("name", |_| Some(Place::at("/metadata/name"))),
        notice("ca", |_| Some(Place::at(CERTIFICATE))),
    ],
    words: &["verify", "prove", "decrypt"],
    quiz: |seen| {
        let (right, wrong) = if has_block(seen, "PRIVATE KEY") {
            ("prove", "verify")
        } else {
            ("verify", "prove")
        };
        let wrong = [wrong, "decrypt"].map(Choice::Word);
        Some(Asked::new(Place::at(CERTIFICATE), Choice::Word(right), wrong))
    },
};

const CERTIFICATE: &str = "/data/ca.crt";

/// Whether the file has a PEM block (RFC 7468) whose label ends so.
fn has_block(seen: &Seen<'_>, label: &str) -> bool {
    let mut lines = seen.text(CERTIFICATE).lines();
    lines.any(|line| line.starts_with("-----BEGIN ") && line.ends_with(&format!("{label}-----")))
}

const MOUNT: Step = Step {
    id: "inside/mount",
    rows: &[19, 26, 44, 45, 46, 50, 53, 54],
    terms: &[Concept::ServiceAccount, Concept::BearerToken, Concept::ProjectedVolume],
    need: Need::AccountPod,
    ask: |subject| object("/api/v1", subject.get("namespace"), "pods", subject.get("name")),
    until: Until::End,
    options: &["secret", "requested", "image"],
    told: &["requested"],
    outcome: |seen| token_of(seen.at("")?).map(|_| "requested"),
    notices: &[
        notice("token", |seen| source(seen, "serviceAccountToken")),
        notice("ca", |seen| source(seen, "configMap")),
        notice("namespace", |seen| source(seen, "downwardAPI")),
        notice("mount", mount),
    ],
    words: &[],
    quiz: |seen| {
        let Place::Pointer(token) = source(seen, "serviceAccountToken")? else {
            return None;
        };
        let seconds = format!("{token}/expirationSeconds");
        let wrong = ["60", "86400", "31536000"];
        Some(Asked::new(
            Place::at(&seconds),
            value(spelt(seen.at(&seconds)?)),
            values(wrong),
        ))
    },
};

/// Where a source of the volume with the token stands.
fn source(seen: &Seen<'_>, kind: &str) -> Option<Place> {
    let (volume, _) = token_of(seen.at("")?)?;
    let sources = format!("/spec/volumes/{volume}/projected/sources");
    let at = seen.position(&sources, |source| source.get(kind).is_some())?;
    Some(Place::Pointer(format!("{sources}/{at}/{kind}")))
}

/// Where the first container has that volume.
fn mount(seen: &Seen<'_>) -> Option<Place> {
    let (volume, _) = token_of(seen.at("")?)?;
    let name = seen.text(&format!("/spec/volumes/{volume}/name"));
    let mounts = "/spec/containers/0/volumeMounts";
    let at = seen.position(mounts, |mount| text(mount, "/name") == name)?;
    Some(Place::Pointer(format!("{mounts}/{at}/mountPath")))
}

const DOWNWARD: Step = Step {
    id: "inside/downward",
    rows: &[70, 71, 72, 73, 74],
    terms: &[Concept::DownwardApi],
    need: Need::DownwardPod,
    ask: |subject| object("/api/v1", subject.get("namespace"), "pods", subject.get("name")),
    until: Until::End,
    options: &["path", "value", "nothing"],
    told: &["path"],
    outcome: |seen| variable(seen).map(|_| "path"),
    notices: &[
        notice("variable", |seen| {
            Some(Place::Pointer(format!("{}/name", variable(seen)?.0)))
        }),
        notice("field", |seen| {
            Some(Place::Pointer(format!(
                "{}/valueFrom/fieldRef/fieldPath",
                variable(seen)?.0
            )))
        }),
        notice("value", |seen| Some(Place::Pointer(variable(seen)?.1))),
    ],
    words: &[],
    quiz: |seen| {
        let (_, field) = variable(seen)?;
        let others = PLAIN_FIELDS.iter().filter_map(|other| seen.at(&pointer(other)));
        let asked = Asked::new(
            Place::at(&field),
            value(spelt(seen.at(&field)?)),
            others.map(spelt).map(value),
        );
        Some(asked)
    },
};

/// Where the variable is declared, and where in the Pod its value stands.
fn variable(seen: &Seen<'_>) -> Option<(String, String)> {
    let pod: &Value = seen.at("")?;
    let (container, at, path) = variables_of(pod).find(|(container, at, path)| {
        let declared = list(pod, &format!("/spec/containers/{container}/env")).get(*at);
        let is_it = declared.is_some_and(|variable| text(variable, "/name") == seen.subject.get("variable"));
        is_it && PLAIN_FIELDS.contains(path)
    })?;
    let declared = format!("/spec/containers/{container}/env/{at}");
    Some((declared, pointer(path)))
}

/// A field's path as a JSON pointer.
fn pointer(path: &str) -> String {
    format!("/{}", path.replace('.', "/"))
}
