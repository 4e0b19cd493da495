//! What the placeholders of an example say, made from the value that stands on the page.

use super::Concept;
use crate::kube::gvk::{GroupVersion, GroupVersionKind, GroupVersionResource};

/// Placeholders with what stands for them.
pub type Values = Vec<(&'static str, String)>;

/// Of a value no more than this many characters are shown.
const SHORT: usize = 60;
/// Of a sentence that the server wrote.
const LONG: usize = 240;

/// How a value is read.
enum Form {
    /// There is no example.
    Without,
    /// The value as it is, if it fits.
    Whole(fn(&str) -> bool, usize),
    /// Two parts around the first separator.
    First(&'static str, [&'static str; 2]),
    /// Two parts around the last separator.
    Last(&'static str, [&'static str; 2]),
    /// A group and version, and what is named in it.
    Typed(&'static str, &'static str),
    /// A key and its value; only the key is shown.
    Key,
}

impl Concept {
    /// Whether a value from the page makes a sentence about this concept.
    pub fn has_example(self) -> bool {
        !matches!(self.form(), Form::Without)
    }

    /// The placeholders of its example.
    pub fn placeholders(self) -> Vec<&'static str> {
        match self.form() {
            Form::Without => Vec::new(),
            Form::Whole(..) => vec!["value"],
            Form::First(_, names) | Form::Last(_, names) => names.to_vec(),
            Form::Typed(_, name) => vec!["api_version", name],
            Form::Key => vec!["key"],
        }
    }

    /// What the placeholders say for a value from the page, shortened if it is long. `None` if the value fits no
    /// example of this concept, or could not stand between backticks.
    ///
    /// A value with two parts is spelt as usual: `batch/v1, Kind=Job` and `batch/v1, Resource=jobs` as Go prints
    /// them ([`gvk`], [`gvr`]), `ReplicaSet/web` as kubectl, `app=web` for a label, a condition, an entry of
    /// `managedFields`, or the reason and the code of a `Status`.
    pub fn example(self, value: &str) -> Option<Values> {
        let value = value.trim();
        let pair = |names: [&'static str; 2], parts: (&str, &str)| {
            let [left, right] = names;
            Some(vec![
                (left, shorten(parts.0, SHORT)?),
                (right, shorten(parts.1, SHORT)?),
            ])
        };
        match self.form() {
            Form::Without => None,
            Form::Whole(fits, most) => fits(value)
                .then(|| Some(vec![("value", shorten(value, most)?)]))
                .flatten(),
            Form::First(separator, names) => pair(names, value.split_once(separator)?),
            Form::Last(separator, names) => pair(names, value.rsplit_once(separator)?),
            Form::Typed(separator, name) => {
                let (api_version, what) = value.split_once(separator)?;
                pair(["api_version", name], (api_version.trim_start_matches('/'), what))
            }
            Form::Key => Some(vec![("key", shorten(value.split_once('=')?.0, SHORT)?)]),
        }
    }

    /// The key and the values of the sentence that gives an example: with the value from the page, or else the
    /// sentence that says where to meet the concept. `None` for a concept without examples.
    pub fn told(self, value: Option<&str>) -> Option<(String, Values)> {
        match value.and_then(|value| self.example(value)) {
            Some(values) => Some((self.example_key()?, values)),
            None => Some((self.fallback_key()?, Values::new())),
        }
    }

    fn form(self) -> Form {
        match self {
            Self::Gvk => Form::Typed(", Kind=", "kind"),
            Self::Gvr => Form::Typed(", Resource=", "resource"),
            Self::Object | Self::OwnerReferences | Self::Rbac => Form::First("/", ["kind", "name"]),
            Self::ManagedFields => Form::Last("=", ["manager", "operation"]),
            Self::Label => Form::First("=", ["key", "value"]),
            Self::Annotation => Form::Key,
            Self::Condition => Form::First("=", ["type", "status"]),
            Self::Status => Form::First("=", ["reason", "code"]),
            Self::Generation | Self::Chunk | Self::Bookmark | Self::BoundToken => Form::Whole(is_number, SHORT),
            Self::ClusterScoped => Form::Whole(is_scope, SHORT),
            Self::Watch => Form::Whole(is_event, SHORT),
            Self::Revalidation => Form::Whole(is_entity_tag, SHORT),
            Self::Expired | Self::Authorization | Self::Warning | Self::Representation | Self::Table => {
                Form::Whole(is_any, LONG)
            }
            Self::Discovery
            | Self::AggregatedDiscovery
            | Self::LegacyDiscovery
            | Self::OpenApi
            | Self::StreamingList
            | Self::Etcd
            | Self::KubectlProxy
            | Self::LoadBalancer
            | Self::TlsTermination
            | Self::Kubeconfig
            | Self::CertificateAuthority
            | Self::PortForward
            | Self::Authentication
            | Self::ClientCertificate
            | Self::BearerToken
            | Self::Anonymous
            | Self::Admission
            | Self::KubeProxy => Form::Without,
            _ => Form::Whole(is_any, SHORT),
        }
    }
}

/// The value of [`Concept::Gvk`].
pub fn gvk(kind: &GroupVersionKind) -> String {
    let group_version = GroupVersion::new(kind.group.as_str(), kind.version.as_str());
    format!("{group_version}, Kind={}", kind.kind)
}

/// The value of [`Concept::Gvr`].
pub fn gvr(resource: &GroupVersionResource) -> String {
    format!("{}, Resource={}", resource.group_version(), resource.resource)
}

/// A text as it may stand between backticks: one line, not empty, and no longer than it may be.
fn shorten(text: &str, most: usize) -> Option<String> {
    let text = text.trim();
    let line = text.lines().next().unwrap_or_default().trim_end();
    let kept: String = line.chars().take(most).collect();
    let is_cut = kept.len() < text.len();
    let text = kept + if is_cut { "…" } else { "" };
    (!text.is_empty() && text != "…" && !text.contains('`')).then_some(text)
}

fn is_any(_: &str) -> bool {
    true
}

fn is_number(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_scope(value: &str) -> bool {
    matches!(value, "Cluster" | "Namespaced")
}

fn is_event(value: &str) -> bool {
    matches!(value, "ADDED" | "MODIFIED" | "DELETED")
}

/// An `ETag` is quoted, after a `W/` if it is weak (RFC 9110, section 8.8.3).
fn is_entity_tag(value: &str) -> bool {
    value.starts_with('"') || value.starts_with("W/\"")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wire::{
        markup::{Piece, pieces},
        prose::fill,
        vocabulary::Vocabulary,
    };

    fn example(concept: Concept, value: &str) -> Vec<String> {
        let values = concept.example(value).unwrap_or_default();
        values.into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn values_are_read_as_they_are_spelt() {
        for (concept, value, expected) in [
            (Concept::ApiGroup, "batch", vec!["batch"]),
            (Concept::ApiGroup, "", vec![]),
            (Concept::Gvk, "batch/v1, Kind=Job", vec!["batch/v1", "Job"]),
            (Concept::Gvk, "/v1, Kind=Pod", vec!["v1", "Pod"]),
            (Concept::Gvk, "Job", vec![]),
            (Concept::Gvr, "v1, Resource=pods", vec!["v1", "pods"]),
            (Concept::OwnerReferences, "ReplicaSet/web", vec!["ReplicaSet", "web"]),
            (Concept::ManagedFields, "a=b=Apply", vec!["a=b", "Apply"]),
            (Concept::Label, "app=web", vec!["app", "web"]),
            (Concept::Label, "node-role.kubernetes.io/control-plane=", vec![]),
            (Concept::Annotation, "note=", vec!["note"]),
            (Concept::Condition, "Ready=True", vec!["Ready", "True"]),
            (Concept::Status, "NotFound=404", vec!["NotFound", "404"]),
            (Concept::Chunk, "500", vec!["500"]),
            (Concept::Chunk, "eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ", vec![]),
            (Concept::Bookmark, "true", vec![]),
            (Concept::Watch, "MODIFIED", vec!["MODIFIED"]),
            (Concept::Watch, "1", vec![]),
            (Concept::Revalidation, "\"A1\"", vec!["\"A1\""]),
            (Concept::Revalidation, "no-cache, private", vec![]),
            (Concept::ClusterScoped, "Cluster", vec!["Cluster"]),
            (Concept::BearerToken, "Bearer abc", vec![]),
            (Concept::Name, "first\nsecond", vec!["first…"]),
            (Concept::Name, "a`b", vec![]),
        ] {
            assert_eq!(example(concept, value), expected, "{concept:?} {value:?}");
        }
    }

    #[test]
    fn long_values_are_shortened() {
        let told = example(Concept::Uid, &"é".repeat(200));
        assert_eq!(told, [format!("{}…", "é".repeat(SHORT))]);
        let message = "a".repeat(200);
        assert_eq!(example(Concept::Expired, &message), [message]);
    }

    #[test]
    fn a_concept_without_a_fitting_value_says_where_to_meet_it() {
        let told = |concept: Concept, value| concept.told(value).map(|(key, values)| (key, values.len()));
        assert_eq!(
            told(Concept::Label, Some("app=web")),
            Some(("concept.label.example".to_owned(), 2))
        );
        assert_eq!(
            told(Concept::Label, Some("app=")),
            Some(("concept.label.fallback".to_owned(), 0))
        );
        assert_eq!(
            told(Concept::Label, None),
            Some(("concept.label.fallback".to_owned(), 0))
        );
        assert_eq!(told(Concept::Etcd, Some("x")), None);
    }

    #[test]
    fn types_are_spelt_as_go_prints_them() {
        let jobs = GroupVersion::new("batch", "v1").resource("jobs");
        assert_eq!(gvr(&jobs), "batch/v1, Resource=jobs");
        let pod = GroupVersionKind {
            version: "v1".to_owned(),
            kind: "Pod".to_owned(),
            ..GroupVersionKind::default()
        };
        assert_eq!(gvk(&pod), "v1, Kind=Pod");
        assert_eq!(example(Concept::Gvk, &gvk(&pod)), ["v1", "Pod"]);
    }

    proptest! {
        #[test]
        fn whatever_stands_on_the_page_fills_every_placeholder_and_stays_code(
            at in 0..Concept::ALL.len(),
            value in "(.|\n|`){0,80}(=|/|, Kind=|, Resource=)?(.|\n|`){0,300}",
        ) {
            let concept = Concept::ALL[at];
            let Some(values) = concept.example(&value) else { return Ok(()) };
            let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
            prop_assert_eq!(&names, &concept.placeholders());
            for (name, value) in &values {
                prop_assert!(value.chars().count() <= LONG + 1);
                let told = fill(&format!("`{{{name}}}`"), &[(name, value.as_str())]);
                prop_assert_eq!(pieces(&told), vec![Piece::Code(value)]);
            }
        }
    }
}
