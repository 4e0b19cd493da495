//! The log of a container as one asks for it, and the containers of a Pod that have one.
//!
//! Source: kubernetes `PodLogOptions` in `pkg/apis/core/types.go`.

use serde_json::Value;

use super::{path::Target, query::Query, request::ApiRequest};

/// What a log is asked for with, as far as a reader chooses it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogOptions {
    /// Of which container; the API server chooses if there is but one.
    pub container: Option<String>,
    /// Only so many of the last lines.
    pub tail_lines: Option<u32>,
    /// With the time of each line.
    pub timestamps: bool,
    /// Of the instance that ran before the last restart.
    pub previous: bool,
    /// Whether lines are told as they are written.
    pub follow: bool,
}

/// A container that may have a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its name.
    pub name: String,
    /// What kind of container it is.
    pub kind: ContainerKind,
    /// Whether it was restarted, so that there is a log of the instance before.
    pub was_restarted: bool,
}

/// Where a container stands in a Pod's `spec`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerKind {
    /// `containers`.
    App,
    /// `initContainers`.
    Init,
    /// `ephemeralContainers`.
    Ephemeral,
}

impl LogOptions {
    /// Reads the options of a request for a log; `None` if it is for something else.
    pub fn of(request: &ApiRequest) -> Option<Self> {
        let Target::Subresource {
            resource,
            subresource,
            rest,
            ..
        } = request.target()
        else {
            return None;
        };
        let is_log =
            resource.group.is_empty() && resource.resource == "pods" && subresource == "log" && rest.is_empty();
        is_log.then(|| Self::read(&request.query))
    }

    fn read(query: &Query) -> Self {
        Self {
            container: query.get("container").filter(|name| !name.is_empty()),
            tail_lines: query.get("tailLines").and_then(|text| text.parse().ok()),
            timestamps: query.is_on("timestamps"),
            previous: query.is_on("previous"),
            follow: query.is_on("follow"),
        }
    }

    /// The same request with these options; what else it asks for stays.
    #[must_use]
    pub fn on(&self, mut request: ApiRequest) -> ApiRequest {
        let on = |is_on: bool| is_on.then(|| "true".to_owned());
        for (name, value) in [
            ("container", self.container.clone()),
            ("tailLines", self.tail_lines.map(|count| count.to_string())),
            ("timestamps", on(self.timestamps)),
            ("previous", on(self.previous)),
            ("follow", on(self.follow)),
        ] {
            request.query = match value {
                Some(value) => request.query.with(name, &value),
                None => request.query.without(name),
            };
        }
        request
    }
}

/// The containers of a Pod, in the order in which its `spec` has them, those that run first in front.
pub fn containers(pod: &Value) -> Vec<Logged> {
    let of = |kind: ContainerKind, spec: &str, status: &str| {
        let list = |pointer: &str| {
            pod.pointer(pointer)
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default()
        };
        let states = list(&format!("/status/{status}"));
        list(&format!("/spec/{spec}"))
            .iter()
            .filter_map(|container| container.get("name")?.as_str())
            .map(|name| {
                let state = states
                    .iter()
                    .find(|state| state.get("name").and_then(Value::as_str) == Some(name));
                Logged {
                    name: name.to_owned(),
                    kind,
                    was_restarted: state
                        .and_then(|state| state.get("restartCount")?.as_u64())
                        .is_some_and(|count| count > 0),
                }
            })
            .collect::<Vec<_>>()
    };
    [
        of(ContainerKind::Init, "initContainers", "initContainerStatuses"),
        of(ContainerKind::App, "containers", "containerStatuses"),
        of(
            ContainerKind::Ephemeral,
            "ephemeralContainers",
            "ephemeralContainerStatuses",
        ),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const LOG: &str = "/api/v1/namespaces/a/pods/b/log";

    fn asking(path: &str, query: &str) -> ApiRequest {
        let mut request = ApiRequest::of(path).unwrap();
        request.query = Query::parse(query);
        request
    }

    #[test]
    fn options_are_read_and_written() {
        let asked = asking(LOG, "container=app&tailLines=100&follow=true&limitBytes=9&previous=0");
        let options = LogOptions::of(&asked).unwrap();
        let expected = LogOptions {
            container: Some("app".into()),
            tail_lines: Some(100),
            follow: true,
            ..LogOptions::default()
        };
        assert_eq!(options, expected);
        let other = LogOptions {
            timestamps: true,
            tail_lines: None,
            follow: false,
            ..options
        };
        assert_eq!(
            other.on(asked).spelt_path(),
            format!("{LOG}?container=app&limitBytes=9&timestamps=true")
        );
        for path in [
            "/api/v1/namespaces/a/pods/b",
            "/api/v1/namespaces/a/services/b/proxy/log",
            "/logs",
        ] {
            assert_eq!(LogOptions::of(&asking(path, "")), None, "{path}");
        }
    }

    #[test]
    fn containers_are_told_with_their_kind_and_their_restarts() {
        let pod = json!({
            "spec": { "containers": [{ "name": "app" }, { "name": "sidecar" }], "initContainers": [{ "name": "init" }],
                "ephemeralContainers": [{ "name": "debugger" }] },
            "status": { "containerStatuses": [{ "name": "sidecar", "restartCount": 2 }, { "name": "app", "restartCount": 0 }] }
        });
        let found: Vec<(String, ContainerKind, bool)> = containers(&pod)
            .into_iter()
            .map(|container| (container.name, container.kind, container.was_restarted))
            .collect();
        let expected = [
            ("init", ContainerKind::Init, false),
            ("app", ContainerKind::App, false),
            ("sidecar", ContainerKind::App, true),
            ("debugger", ContainerKind::Ephemeral, false),
        ];
        assert_eq!(
            found,
            expected.map(|(name, kind, restarted)| (name.to_owned(), kind, restarted))
        );
        assert_eq!(containers(&json!({})), []);
    }
}
