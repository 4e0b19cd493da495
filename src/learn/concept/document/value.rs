//! What stands at a place, in the spelling that [`Concept::example`] reads.

use serde_json::Value;

use super::Spot;
use crate::learn::concept::Concept;

/// What stands there for a concept; `None` if the place has nothing to show for it.
pub(super) fn value(concept: Concept, spot: Spot<'_>) -> Option<String> {
    match concept {
        Concept::Gvk => spot.gvk(),
        Concept::Object => Some(format!("{}/{}", spot.kind, spot.text("/metadata/name")?)),
        Concept::Label => {
            let (key, value) = spot.member("/metadata/labels")?;
            Some(format!("{key}={}", value.as_str()?))
        }
        Concept::Annotation => Some(format!("{}=", spot.member("/metadata/annotations")?.0)),
        Concept::ManagedFields => pair(spot.entry("/metadata/managedFields")?, "manager", '=', "operation"),
        Concept::OwnerReferences => pair(spot.entry("/metadata/ownerReferences")?, "kind", '/', "name"),
        Concept::Condition => pair(spot.entry("/status/conditions")?, "type", '=', "status"),
        Concept::Finalizer => spot
            .entry("/metadata/finalizers")
            .or_else(|| spot.entry("/spec/finalizers"))
            .and_then(text),
        Concept::SecretMasking => spot
            .member("/data")
            .or_else(|| spot.member("/stringData"))
            .map(|(key, _)| key.to_owned()),
        Concept::LabelSelector => spot.selector(),
        Concept::Table => spot.columns(),
        Concept::Bookmark => spot.text("/object/metadata/resourceVersion"),
        Concept::Expired | Concept::Authorization => spot.text("/message").or_else(|| spot.text("/object/message")),
        Concept::Status => Some(format!("{}={}", spot.text("/reason")?, spot.text("/code")?)),
        Concept::ApiServer => text(spot.entry("/serverAddressByClientCIDRs")?.get("serverAddress")?),
        Concept::ClusterIp => spot.text("/spec/clusterIP").filter(|address| address != "None"),
        Concept::CloudLoadBalancer => {
            let ingress = spot.entry("/status/loadBalancer/ingress")?;
            ingress.get("ip").or_else(|| ingress.get("hostname")).and_then(text)
        }
        Concept::EndpointSlice => spot
            .entry("/endpoints")
            .and_then(|endpoint| endpoint.pointer("/addresses/0"))
            .or_else(|| spot.entry("/subsets")?.pointer("/addresses/0/ip"))
            .and_then(text),
        Concept::AggregatedApi => pair(spot.object.pointer("/spec/service")?, "namespace", '/', "name"),
        Concept::Rbac => pair(spot.object.get("roleRef")?, "kind", '/', "name"),
        // What came of a generated name, too.
        Concept::Name | Concept::CustomResource => spot.text("/metadata/name"),
        Concept::DownwardApi => spot.nearest(&["fieldPath", "resource"]),
        Concept::BoundToken => spot.nearest(&["expirationSeconds"]),
        Concept::ProjectedVolume => text(spot.entry("/spec/volumes")?.get("name")?),
        Concept::Sidecar => text(spot.entry("/spec/initContainers")?.get("name")?),
        Concept::StaleGroup => spot.stale(),
        Concept::PreferredVersion => {
            let (group, _) = spot.inner.split_once("/preferredVersion")?;
            text(spot.object.pointer(group)?.pointer("/preferredVersion/groupVersion")?)
        }
        Concept::Version => spot.version(),
        Concept::Subresource => spot.subresource(),
        Concept::ClusterScoped => match spot.here()? {
            Value::Bool(true) => Some("Namespaced".to_owned()),
            Value::Bool(false) => Some("Cluster".to_owned()),
            scope => text(scope),
        },
        // A column to select by is no selector, what remains is no limit, and a message is not what a header says.
        Concept::FieldSelector
        | Concept::Chunk
        | Concept::Fairness
        | Concept::Impersonation
        | Concept::Representation => None,
        _ => texts(spot.here()?),
    }
}

impl<'a> Spot<'a> {
    /// The value at the place.
    fn here(self) -> Option<&'a Value> {
        self.object.pointer(self.inner)
    }

    /// A text or number of the object.
    fn text(self, pointer: &str) -> Option<String> {
        text(self.object.pointer(pointer)?)
    }

    /// What follows a field in the place's pointer, unescaped (RFC 6901).
    fn after(self, field: &str) -> Option<String> {
        let segment = self.inner.strip_prefix(field)?.strip_prefix('/')?.split('/').next()?;
        Some(segment.replace("~1", "/").replace("~0", "~"))
    }

    /// The entry of an array that the place is in, or its first.
    fn entry(self, array: &str) -> Option<&'a Value> {
        let entries = self.object.pointer(array)?.as_array()?;
        let at = self.after(array).and_then(|index| index.parse().ok()).unwrap_or(0);
        entries.get(at)
    }

    /// The member of a map that the place is in, or its first.
    fn member(self, map: &str) -> Option<(&'a str, &'a Value)> {
        let members = self.object.pointer(map)?.as_object()?;
        let named = self.after(map);
        let is_meant = |key: &str| named.as_deref().is_none_or(|named| named == key);
        members
            .iter()
            .find(|(key, _)| is_meant(key))
            .map(|(key, value)| (key.as_str(), value))
    }

    /// The group version in aggregated discovery that the place is in.
    fn discovered(self) -> Option<String> {
        let version = text(self.entry("/versions")?.get("version")?)?;
        Some(match self.text("/metadata/name") {
            Some(group) => format!("{group}/{version}"),
            None => version,
        })
    }

    fn gvk(self) -> Option<String> {
        let Some((before, _)) = self.inner.split_once("/responseKind") else {
            return Some(format!("{}, Kind={}", self.text("/apiVersion")?, self.kind))
                .filter(|_| !self.kind.is_empty());
        };
        let response = self.object.pointer(before)?.get("responseKind")?;
        let field = |name: &str| response.get(name).and_then(Value::as_str).unwrap_or_default();
        // Left empty, it is the group and version that the resource stands in.
        let api_version = match (field("group"), field("version")) {
            (_, "") => self.discovered()?,
            ("", version) => version.to_owned(),
            (group, version) => format!("{group}/{version}"),
        };
        Some(format!("{api_version}, Kind={}", field("kind")))
    }

    fn selector(self) -> Option<String> {
        let end = self
            .inner
            .match_indices('/')
            .nth(2)
            .map_or(self.inner.len(), |(at, _)| at);
        let selector = self.object.pointer(self.inner.get(..end)?)?;
        let labels = selector.get("matchLabels").unwrap_or(selector).as_object()?;
        let pairs = labels
            .iter()
            .map(|(key, value)| Some(format!("{key}={}", value.as_str()?)));
        Some(pairs.collect::<Option<Vec<_>>>()?.join(",")).filter(|pairs| !pairs.is_empty())
    }

    fn columns(self) -> Option<String> {
        let columns = match self.inner.split_once("/additionalPrinterColumns") {
            Some((before, _)) => self.object.pointer(before)?.get("additionalPrinterColumns")?,
            None => self.document.get("columnDefinitions")?,
        };
        let names = columns.as_array()?.iter().map(|column| text(column.get("name")?));
        Some(names.collect::<Option<Vec<_>>>()?.join(", "))
    }

    fn stale(self) -> Option<String> {
        let is_stale = self.here()?.as_str()? != "Current";
        is_stale.then(|| self.discovered()).flatten()
    }

    fn version(self) -> Option<String> {
        if let Some(definition) = self.entry("/spec/versions") {
            return text(definition.get("name")?);
        }
        let version = first(self.here()?, &["version", "groupVersion"]).or_else(|| self.text(self.inner))?;
        Some(version.rsplit('/').next()?.to_owned())
    }

    /// The first text or number under one of these names: at the place or below it, or else as little above it as
    /// it takes.
    fn nearest(self, names: &[&str]) -> Option<String> {
        let mut pointer = self.inner;
        loop {
            let found = self.object.pointer(pointer).and_then(|value| first(value, names));
            if found.is_some() {
                return found;
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }

    fn subresource(self) -> Option<String> {
        if self.inner.starts_with("/resources/") {
            return Some(self.text(self.inner)?.split_once('/')?.1.to_owned());
        }
        let (before, _) = self.inner.split_once("/subresources")?;
        let list = format!("{before}/subresources");
        match self.entry(&list) {
            Some(discovered) => text(discovered.get("subresource")?),
            None => self.member(&list).map(|(key, _)| key.to_owned()),
        }
    }
}

/// Two fields of an entry, as one text.
fn pair(entry: &Value, left: &str, separator: char, right: &str) -> Option<String> {
    Some(format!(
        "{}{separator}{}",
        text(entry.get(left)?)?,
        text(entry.get(right)?)?
    ))
}

/// The first text or number under one of these names, here or below.
fn first(value: &Value, names: &[&str]) -> Option<String> {
    match value {
        Value::Object(fields) => names
            .iter()
            .find_map(|name| text(fields.get(*name)?))
            .or_else(|| fields.values().find_map(|value| first(value, names))),
        Value::Array(items) => items.iter().find_map(|item| first(item, names)),
        _ => None,
    }
}

/// A text, or several in a row.
fn texts(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => Some(items.iter().map(text).collect::<Option<Vec<_>>>()?.join(", ")),
        other => text(other),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
