//! The fields that the Downward API knows, and whether a variable or a file may ask for each.
//!
//! Source: kubernetes `pkg/apis/core/validation/validation.go` and `pkg/fieldpath/fieldpath.go`; kubernetes.io
//! "Downward API", "Available fields".

/// What a variable or a file asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// `fieldRef`: a field of the pod.
    Field(Field),
    /// `resourceFieldRef`: what a container requests or may use.
    Resource {
        /// The container; `None` in a variable means its own. A file has to name one.
        container: Option<String>,
        /// Which resource.
        field: ResourceField,
        /// The unit, such as `1Mi`; `None` is one core or one byte.
        divisor: Option<String>,
    },
    /// Something that this console does not know, as it is spelt.
    Unknown(String),
}

/// How something is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// By an environment variable of a container.
    Env,
    /// By a file in a volume.
    File,
}

/// A field of the pod.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `metadata.name`
    Name,
    /// `metadata.namespace`
    Namespace,
    /// `metadata.uid`
    Uid,
    /// `metadata.labels`
    Labels,
    /// `metadata.labels['key']`
    Label(String),
    /// `metadata.annotations`
    Annotations,
    /// `metadata.annotations['key']`
    Annotation(String),
    /// `spec.serviceAccountName`
    ServiceAccountName,
    /// `spec.nodeName`
    NodeName,
    /// `status.hostIP`
    HostIp,
    /// `status.hostIPs`
    HostIps,
    /// `status.podIP`
    PodIp,
    /// `status.podIPs`
    PodIps,
}

/// A resource of a container, such as `limits.memory`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResourceField {
    /// Whether it is what the container requests or what it may use.
    pub bound: Bound,
    /// `cpu`, `memory`, `ephemeral-storage` or `hugepages-` with a size.
    pub resource: String,
}

/// The two figures of a container's resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// What it is promised.
    Requests,
    /// What it may use.
    Limits,
}

/// The units for cores.
const CPU_DIVISORS: &[&str] = &["1", "1m"];
/// The units for bytes.
const BYTE_DIVISORS: &[&str] = &[
    "1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei",
];

impl Source {
    /// Whether it may be asked for in this way.
    pub fn is_offered_to(&self, way: Way) -> bool {
        match self {
            Self::Field(field) => field.is_offered_to(way),
            Self::Resource { .. } => true,
            Self::Unknown(_) => false,
        }
    }

    /// Whether its value may change while the pod runs: labels and annotations do when somebody edits them, resources
    /// when the pod is resized in place.
    pub fn can_change(&self) -> bool {
        match self {
            Self::Field(field) => matches!(
                field,
                Field::Labels | Field::Label(_) | Field::Annotations | Field::Annotation(_)
            ),
            Self::Resource { .. } | Self::Unknown(_) => true,
        }
    }
}

impl Field {
    /// Reads a `fieldPath`; `spec.host` is an old name of `spec.nodeName`.
    ///
    /// Source: kubernetes `pkg/apis/core/pods/helpers.go`, `ConvertDownwardAPIFieldLabel`.
    pub fn parse(path: &str) -> Option<Self> {
        if let Some((map, key)) = path.strip_suffix("']").and_then(|path| path.split_once("['")) {
            return match map {
                "metadata.labels" => Some(Self::Label(key.to_owned())),
                "metadata.annotations" => Some(Self::Annotation(key.to_owned())),
                _ => None,
            };
        }
        Some(match path {
            "metadata.name" => Self::Name,
            "metadata.namespace" => Self::Namespace,
            "metadata.uid" => Self::Uid,
            "metadata.labels" => Self::Labels,
            "metadata.annotations" => Self::Annotations,
            "spec.serviceAccountName" => Self::ServiceAccountName,
            "spec.nodeName" | "spec.host" => Self::NodeName,
            "status.hostIP" => Self::HostIp,
            "status.hostIPs" => Self::HostIps,
            "status.podIP" => Self::PodIp,
            "status.podIPs" => Self::PodIps,
            _ => return None,
        })
    }

    /// The `fieldPath`.
    pub fn path(&self) -> String {
        match self {
            Self::Name => "metadata.name",
            Self::Namespace => "metadata.namespace",
            Self::Uid => "metadata.uid",
            Self::Labels => "metadata.labels",
            Self::Label(key) => return format!("metadata.labels['{key}']"),
            Self::Annotations => "metadata.annotations",
            Self::Annotation(key) => return format!("metadata.annotations['{key}']"),
            Self::ServiceAccountName => "spec.serviceAccountName",
            Self::NodeName => "spec.nodeName",
            Self::HostIp => "status.hostIP",
            Self::HostIps => "status.hostIPs",
            Self::PodIp => "status.podIP",
            Self::PodIps => "status.podIPs",
        }
        .to_owned()
    }

    /// Whether it may be asked for in this way: all labels or annotations at once only by a file, what `spec` and
    /// `status` say only by a variable.
    pub fn is_offered_to(&self, way: Way) -> bool {
        match self {
            Self::Name | Self::Namespace | Self::Uid | Self::Label(_) | Self::Annotation(_) => true,
            Self::Labels | Self::Annotations => way == Way::File,
            Self::ServiceAccountName | Self::NodeName | Self::HostIp | Self::HostIps | Self::PodIp | Self::PodIps => {
                way == Way::Env
            }
        }
    }
}

impl ResourceField {
    /// Reads the `resource` of a `resourceFieldRef`.
    pub fn parse(path: &str) -> Option<Self> {
        let (bound, resource) = path.split_once('.')?;
        let bound = match bound {
            "requests" => Bound::Requests,
            "limits" => Bound::Limits,
            _ => return None,
        };
        let is_known = matches!(resource, "cpu" | "memory" | "ephemeral-storage") || resource.starts_with("hugepages-");
        is_known.then(|| Self {
            bound,
            resource: resource.to_owned(),
        })
    }

    /// As a `resourceFieldRef` spells it.
    pub fn path(&self) -> String {
        let bound = match self.bound {
            Bound::Requests => "requests",
            Bound::Limits => "limits",
        };
        format!("{bound}.{}", self.resource)
    }

    /// The units that are allowed; the first is the one that counts when none is given.
    pub fn divisors(&self) -> &'static [&'static str] {
        if self.resource == "cpu" {
            CPU_DIVISORS
        } else {
            BYTE_DIVISORS
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_spelt() {
        for (path, is_env, is_file) in [
            ("metadata.name", true, true),
            ("metadata.namespace", true, true),
            ("metadata.uid", true, true),
            ("metadata.labels['app.kubernetes.io/name']", true, true),
            ("metadata.annotations['a[b]c']", true, true),
            ("metadata.labels['']", true, true),
            ("metadata.labels", false, true),
            ("metadata.annotations", false, true),
            ("spec.serviceAccountName", true, false),
            ("spec.nodeName", true, false),
            ("status.hostIP", true, false),
            ("status.hostIPs", true, false),
            ("status.podIP", true, false),
            ("status.podIPs", true, false),
        ] {
            let field = Field::parse(path).unwrap();
            assert_eq!(field.path(), path);
            let offered = [Way::Env, Way::File].map(|way| field.is_offered_to(way));
            assert_eq!(offered, [is_env, is_file], "{path}");
        }
        assert_eq!(Field::parse("spec.host"), Some(Field::NodeName));
        for path in [
            "status.phase",
            "spec.restartPolicy",
            "metadata.name['x']",
            "metadata.labels[x]",
            "['x']",
            "",
        ] {
            assert_eq!(Field::parse(path), None, "{path}");
        }
    }

    #[test]
    fn resources_are_read_and_spelt() {
        for path in [
            "requests.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "requests.hugepages-2Mi",
        ] {
            assert_eq!(ResourceField::parse(path).unwrap().path(), path);
        }
        for path in [
            "limits.nvidia.com/gpu",
            "limits.storage",
            "limits",
            "usage.cpu",
            "limits.hugepages",
            "",
        ] {
            assert_eq!(ResourceField::parse(path), None, "{path}");
        }
        assert_eq!(ResourceField::parse("limits.cpu").unwrap().divisors(), ["1", "1m"]);
    }
}
