//! The lines of a pod's YAML that ask the Downward API for something.
//!
//! They begin at `spec:`. Lists stand as `kubectl -o yaml` prints them.

use std::fmt::Write as _;

use super::field::{Bound, Field, ResourceField, Source, Way};

/// Where a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilePlace<'a> {
    /// The volume.
    pub volume: &'a str,
    /// Where the container mounts it.
    pub mount_path: &'a str,
    /// The file's path in the volume.
    pub path: &'a str,
}

impl Source {
    /// A name for a variable that holds this, such as `POD_IP` or `MEMORY_LIMIT`.
    pub fn env_name(&self) -> String {
        match self {
            Self::Field(field) => match field {
                Field::Name => "POD_NAME".into(),
                Field::Namespace => "POD_NAMESPACE".into(),
                Field::Uid => "POD_UID".into(),
                Field::Labels => "POD_LABELS".into(),
                Field::Label(key) => format!("POD_LABEL_{}", upper(key)),
                Field::Annotations => "POD_ANNOTATIONS".into(),
                Field::Annotation(key) => format!("POD_ANNOTATION_{}", upper(key)),
                Field::ServiceAccountName => "SERVICE_ACCOUNT".into(),
                Field::NodeName => "NODE_NAME".into(),
                Field::HostIp => "HOST_IP".into(),
                Field::HostIps => "HOST_IPS".into(),
                Field::PodIp => "POD_IP".into(),
                Field::PodIps => "POD_IPS".into(),
            },
            Self::Resource { field, .. } => {
                let ResourceField { bound, resource } = field;
                let bound = match bound {
                    Bound::Requests => "REQUEST",
                    Bound::Limits => "LIMIT",
                };
                format!("{}_{bound}", upper(resource))
            }
            Self::Unknown(text) => upper(text),
        }
    }

    /// A name for a file that holds this, such as `labels` or `memory_limit`.
    pub fn file_name(&self) -> String {
        let name = self.env_name().to_lowercase();
        name.strip_prefix("pod_").map(str::to_owned).unwrap_or(name)
    }

    /// The lines with which a container asks for this by a variable; `None` if it may not.
    pub fn env_yaml(&self, container: &str, name: &str) -> Option<String> {
        self.is_offered_to(Way::Env).then(|| {
            let mut yaml = format!("spec:\n  containers:\n  - name: {}\n    env:\n", scalar(container));
            let _ = writeln!(yaml, "    - name: {}\n      valueFrom:", scalar(name));
            self.write_reference(&mut yaml, 8, None);
            yaml
        })
    }

    /// The lines with which a container asks for this by a file; `None` if it may not.
    pub fn file_yaml(&self, container: &str, place: FilePlace<'_>) -> Option<String> {
        self.is_offered_to(Way::File).then(|| {
            let FilePlace {
                volume,
                mount_path,
                path,
            } = place;
            let mut yaml = format!(
                "spec:\n  containers:\n  - name: {}\n    volumeMounts:\n",
                scalar(container)
            );
            let _ = writeln!(
                yaml,
                "    - name: {}\n      mountPath: {}",
                scalar(volume),
                scalar(mount_path)
            );
            let _ = writeln!(
                yaml,
                "  volumes:\n  - name: {}\n    downwardAPI:\n      items:",
                scalar(volume)
            );
            let _ = writeln!(yaml, "      - path: {}", scalar(path));
            self.write_reference(&mut yaml, 8, Some(container));
            yaml
        })
    }

    /// A file has to name the container, `own` if it is the one that asks.
    fn write_reference(&self, yaml: &mut String, indent: usize, own: Option<&str>) {
        let _ = match self {
            Self::Field(field) => {
                writeln!(
                    yaml,
                    "{:indent$}fieldRef:\n{:indent$}  fieldPath: {}",
                    "",
                    "",
                    scalar(&field.path())
                )
            }
            Self::Resource {
                container,
                field,
                divisor,
            } => {
                let _ = writeln!(yaml, "{:indent$}resourceFieldRef:", "");
                for (key, value) in [
                    ("containerName", container.as_deref().or(own)),
                    ("resource", Some(field.path().as_str())),
                    ("divisor", divisor.as_deref()),
                ] {
                    if let Some(value) = value {
                        let _ = writeln!(yaml, "{:indent$}  {key}: {}", "", scalar(value));
                    }
                }
                Ok(())
            }
            Self::Unknown(_) => Ok(()),
        };
    }
}

/// A key or a resource as a part of a variable's name.
fn upper(text: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    text.chars().map(letter).collect()
}

/// Text that YAML reads as this text: plain if nothing else could be meant, in quotation marks otherwise.
fn scalar(text: &str) -> String {
    const WORDS: [&str; 10] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan"];
    let is_unit = text
        .strip_prefix('1')
        .is_some_and(|unit| !unit.is_empty() && unit.chars().all(|c| c.is_ascii_alphabetic()));
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./[]'".contains(c))
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    if is_unit || is_name {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: FilePlace<'_> = FilePlace {
        volume: "podinfo",
        mount_path: "/etc/podinfo",
        path: "labels",
    };

    fn memory(container: Option<&str>) -> Source {
        Source::Resource {
            container: container.map(str::to_owned),
            field: ResourceField::parse("limits.memory").unwrap(),
            divisor: Some("1Mi".into()),
        }
    }

    #[test]
    fn a_variable_asks_for_a_field() {
        let source = Source::Field(Field::Label("app.kubernetes.io/name".into()));
        assert_eq!(
            source.env_yaml("main", &source.env_name()).unwrap(),
            "\
spec:
  containers:
  - name: main
    env:
    - name: POD_LABEL_APP_KUBERNETES_IO_NAME
      valueFrom:
        fieldRef:
          fieldPath: metadata.labels['app.kubernetes.io/name']
"
        );
    }

    #[test]
    fn a_variable_asks_for_a_resource() {
        let expected = "\
spec:
  containers:
  - name: main
    env:
    - name: MEMORY_LIMIT
      valueFrom:
        resourceFieldRef:
          resource: limits.memory
          divisor: 1Mi
";
        assert_eq!(memory(None).env_yaml("main", "MEMORY_LIMIT").unwrap(), expected);
        assert_eq!(
            memory(Some("side")).env_yaml("main", "MEMORY_LIMIT").unwrap(),
            expected.replace("resource: l", "containerName: side\n          resource: l")
        );
    }

    #[test]
    fn a_file_asks_for_a_field() {
        assert_eq!(
            Source::Field(Field::Labels).file_yaml("main", PLACE).unwrap(),
            "\
spec:
  containers:
  - name: main
    volumeMounts:
    - name: podinfo
      mountPath: /etc/podinfo
  volumes:
  - name: podinfo
    downwardAPI:
      items:
      - path: labels
        fieldRef:
          fieldPath: metadata.labels
"
        );
    }

    #[test]
    fn a_file_names_the_container_of_a_resource() {
        let yaml = memory(None).file_yaml("main", PLACE).unwrap();
        assert!(yaml.ends_with(
            "
      - path: labels
        resourceFieldRef:
          containerName: main
          resource: limits.memory
          divisor: 1Mi
"
        ));
    }

    #[test]
    fn nobody_asks_for_what_is_not_offered() {
        assert_eq!(Source::Field(Field::Labels).env_yaml("main", "X"), None);
        assert_eq!(Source::Field(Field::PodIp).file_yaml("main", PLACE), None);
        assert_eq!(Source::Unknown("x".into()).env_yaml("main", "X"), None);
    }

    #[test]
    fn names_are_those_that_one_would_give() {
        for (source, env, file) in [
            (Source::Field(Field::Name), "POD_NAME", "name"),
            (Source::Field(Field::Labels), "POD_LABELS", "labels"),
            (
                Source::Field(Field::Annotation("a/b-c".into())),
                "POD_ANNOTATION_A_B_C",
                "annotation_a_b_c",
            ),
            (Source::Field(Field::HostIp), "HOST_IP", "host_ip"),
            (memory(None), "MEMORY_LIMIT", "memory_limit"),
        ] {
            assert_eq!((source.env_name().as_str(), source.file_name().as_str()), (env, file));
        }
    }

    #[test]
    fn text_that_yaml_could_misread_is_quoted() {
        for plain in [
            "main",
            "a-1",
            "/etc/podinfo",
            "metadata.labels['a/b']",
            "POD_IP",
            "1m",
            "1Mi",
        ] {
            assert_eq!(scalar(plain), plain);
        }
        for quoted in [
            "1",
            "0x1",
            "1e3",
            "no",
            "Null",
            "",
            "a: b",
            "a #b",
            "-a",
            "a b",
            "caf\u{e9}",
        ] {
            assert_eq!(scalar(quoted), format!("\"{quoted}\""));
        }
    }
}
