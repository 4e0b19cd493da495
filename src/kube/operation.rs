//! The operation that OpenAPI v3 describes for a path: what client libraries name their methods after.
//!
//! Source: kube-openapi `pkg/spec3`; apiserver `pkg/endpoints/installer.go` names the operations.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor},
};

use super::{
    gvk::GroupVersionKind,
    path::{ApiPath, Target},
    percent::decode,
};

/// A GET as OpenAPI describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operation {
    /// `operationId`, such as `listCoreV1PodForAllNamespaces`.
    pub id: String,
    /// The first of its `tags`, such as `core_v1`; empty if there is none.
    pub tag: String,
    /// `x-kubernetes-group-version-kind`: what is read or written, which for a `scale` is not the resource's own kind.
    pub kind: Option<GroupVersionKind>,
    /// The parameters in the path and behind `?`, those of the path item included, in the document's order.
    pub parameters: Vec<Parameter>,
}

/// One parameter of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, such as `labelSelector`.
    pub name: String,
    /// Where it stands.
    pub place: ParameterPlace,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// In the path, as `{name}`.
    Path,
    /// Behind `?`.
    Query,
    /// In a header or a cookie, of which Kubernetes describes none.
    Elsewhere,
}

impl Operation {
    /// The names of the parameters behind `?`.
    pub fn query_parameters(&self) -> impl Iterator<Item = &str> {
        self.parameters
            .iter()
            .filter(|parameter| parameter.place == ParameterPlace::Query)
            .map(|parameter| parameter.name.as_str())
    }
}

/// The key under which the index at `/openapi/v3` lists the document for a path: `api/v1`, `apis/batch/v1`, `version`.
///
/// Not every path has one; the index says.
pub fn document(path: &ApiPath) -> String {
    match path.target() {
        Target::CoreVersions => "api".to_owned(),
        Target::Groups => "apis".to_owned(),
        Target::Group(group) => format!("apis/{group}"),
        Target::GroupVersion(group_version) => group_version.path().trim_start_matches('/').to_owned(),
        Target::Collection { resource, .. }
        | Target::Object { resource, .. }
        | Target::Subresource { resource, .. } => resource.group_version().path().trim_start_matches('/').to_owned(),
        Target::Root | Target::NonResource => path.as_str().trim_matches('/').to_owned(),
    }
}

/// Finds the GET of a path in one OpenAPI v3 document.
///
/// The document is read as a stream: of 1.6 MB for the core group, only the items of paths that fit are kept.
///
/// # Errors
/// If the document is no JSON, or its `paths` are not what OpenAPI says.
pub fn find(document: &[u8], path: &ApiPath) -> Result<Option<Operation>, serde_json::Error> {
    let segments: Vec<String> = path
        .as_str()
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(decode)
        .collect();
    let mut search = Search {
        segments: &segments,
        found: None,
    };
    let mut deserializer = serde_json::Deserializer::from_slice(document);
    DocumentSeed(&mut search).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(search.found.and_then(|(_, item)| item.operation()))
}

/// The best fit so far, with the number of its segments that are literally the same.
struct Search<'a> {
    segments: &'a [String],
    found: Option<(usize, PathItem)>,
}

impl Search<'_> {
    /// Whether a template fits the path better than what was found, and how well.
    fn better(&self, template: &str) -> Option<usize> {
        let literal = fit(template, self.segments)?;
        let known = self.found.as_ref().map(|(known, _)| *known);
        known.is_none_or(|known| literal > known).then_some(literal)
    }
}

/// How many segments of a path a template names literally, if it fits at all.
///
/// `{path}` at the end stands for everything that follows, as in `…/proxy/{path}`.
fn fit(template: &str, segments: &[String]) -> Option<usize> {
    let mut literal = 0;
    let mut rest = segments.iter();
    let mut pattern = template.split('/').filter(|segment| !segment.is_empty());
    while let Some(expected) = pattern.next() {
        let segment = rest.next()?;
        if expected == "{path}" {
            return pattern.next().is_none().then_some(literal);
        }
        let is_parameter = expected.starts_with('{') && expected.ends_with('}');
        if !is_parameter {
            if expected != segment {
                return None;
            }
            literal += 1;
        }
    }
    rest.next().is_none().then_some(literal)
}

#[derive(Deserialize)]
struct PathItem {
    get: Option<Get>,
    #[serde(default)]
    parameters: Vec<RawParameter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Get {
    #[serde(default)]
    operation_id: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    parameters: Vec<RawParameter>,
    #[serde(rename = "x-kubernetes-group-version-kind")]
    kind: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
struct RawParameter {
    #[serde(default)]
    name: String,
    #[serde(default, rename = "in")]
    place: String,
}

impl PathItem {
    fn operation(self) -> Option<Operation> {
        let get = self.get?;
        Some(Operation {
            id: get.operation_id,
            tag: get.tags.into_iter().next().unwrap_or_default(),
            kind: get.kind.map(|mut fields| {
                let mut take = |name: &str| fields.remove(name).unwrap_or_default();
                GroupVersionKind {
                    group: take("group"),
                    version: take("version"),
                    kind: take("kind"),
                }
            }),
            parameters: get
                .parameters
                .into_iter()
                .chain(self.parameters)
                .map(RawParameter::parameter)
                .collect(),
        })
    }
}

impl RawParameter {
    fn parameter(self) -> Parameter {
        Parameter {
            name: self.name,
            place: match self.place.as_str() {
                "path" => ParameterPlace::Path,
                "query" => ParameterPlace::Query,
                _ => ParameterPlace::Elsewhere,
            },
        }
    }
}

struct DocumentSeed<'s, 'a>(&'s mut Search<'a>);

impl<'de> DeserializeSeed<'de> for DocumentSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an OpenAPI v3 document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "paths" {
                map.next_value_seed(PathsSeed(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct PathsSeed<'s, 'a>(&'s mut Search<'a>);

impl<'de> DeserializeSeed<'de> for PathsSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for PathsSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("paths")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(template) = map.next_key::<Cow<'de, str>>()? {
            match self.0.better(&template) {
                Some(literal) => self.0.found = Some((literal, map.next_value()?)),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
