//! What a container gets now: its variables and files from the Downward API, each with its value.

use super::sources;
use crate::{
    kube::downward::{
        asked::{Asked, AskedEnv, AskedFile, Freshness},
        field::{Bound, Field, ResourceField, Source, Way},
        pod::{Allocatable, Pod},
        value::Value,
    },
    learn::identity::line::{Ground, Line},
    wire::vocabulary::vocabulary,
};

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvItem {
    /// Its name.
    pub name: String,
    /// What it asks for, as the Pod spells it, such as `metadata.name`.
    pub source: String,
    /// What a container that starts now gets.
    pub shown: Shown,
    /// What the value rests on.
    pub ground: Ground,
    /// What else there is to know of it.
    pub notes: Vec<Line>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileItem {
    /// Its path in the container; `None` where a `subPathExpr` has to be expanded first.
    pub path: Option<String>,
    /// The volume that it is in.
    pub volume: String,
    /// Its path in the volume.
    pub path_in_volume: String,
    /// Its permission bits as `ls` and `chmod` spell them: `0644`.
    pub mode: String,
    /// What it asks for, as the Pod spells it.
    pub source: String,
    /// What a container that starts now gets.
    pub shown: Shown,
    /// What the value rests on.
    pub ground: Ground,
    /// What else there is to know of it; whether it follows changes comes first.
    pub notes: Vec<Line>,
}

/// A value, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// This text, which may have several lines.
    Text(String),
    /// None, and this is why.
    Nothing(Line),
}

vocabulary! {
    /// Why a value is not shown. Each variant names its placeholders.
    Missing under "downward.missing" {
        /// The pod has no node or no address yet.
        NotYet = "not_yet",
        /// It is what the node has for Pods, and the node was not read.
        OfNode = "of_node",
        /// `{container}`: there is no container of that name.
        NoContainer = "no_container",
        /// The console does not know the field.
        Unknown = "unknown",
        /// The Service was not read.
        ServiceUnread = "service_unread",
        /// A container's own variable, whose value is not looked at.
        Declared = "declared",
    }
}

vocabulary! {
    /// What there is to know of a value. Each variant names its placeholders.
    Note under "downward.note" {
        /// The kubelet writes the file anew.
        Followed = "followed",
        /// Nothing about it changes.
        FollowedInVain = "followed_in_vain",
        /// A file by `subPath` stays as it was.
        AtStart = "at_start",
        /// The variable stays as it was.
        EnvStays = "env_stays",
        /// A later variable of the same name takes its place.
        Overridden = "overridden",
        /// There is no such label: the value is empty.
        NoSuchLabel = "no_such_label",
        /// The same of an annotation.
        NoSuchAnnotation = "no_such_annotation",
        /// `{divisor}`: the unit.
        Unit = "unit",
        /// `{exact}`, `{divisor}`: what was rounded up.
        RoundedUp = "rounded_up",
        /// No limit is set: the node's share counts.
        FromNode = "from_node",
        /// No request is set.
        NoRequest = "no_request",
        /// `{container}`: whose resources are meant.
        OfOther = "of_other",
        /// The path has to be expanded.
        Expanded = "expanded",
    }
}

/// A Pod and what is known of its node.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) pod: &'a Pod,
    /// The exchange that shows the Pod.
    pub(super) exchange: u32,
    pub(super) allocatable: Option<&'a Allocatable>,
    /// The exchange that shows the node.
    pub(super) node: Option<u32>,
}

impl Facts<'_> {
    pub(super) fn env(&self, asked: &Asked) -> Vec<EnvItem> {
        asked
            .env
            .iter()
            .map(|variable| self.variable(asked, variable))
            .collect()
    }

    pub(super) fn files(&self, asked: &Asked) -> Vec<FileItem> {
        asked.files.iter().map(|file| self.file(asked, file)).collect()
    }

    fn variable(&self, asked: &Asked, variable: &AskedEnv) -> EnvItem {
        let AskedEnv {
            name,
            source,
            value,
            is_overridden,
        } = variable;
        let mut notes = Vec::new();
        if *is_overridden {
            notes.push(Line::of(Note::Overridden, Ground::Observed(self.exchange)));
        }
        notes.extend(self.notes(Way::Env, &asked.container, source, value));
        if source.can_change() {
            notes.push(Line::of(Note::EnvStays, Ground::Documented(sources::BY_ENV)));
        }
        EnvItem {
            name: name.clone(),
            source: spelt(source),
            shown: shown(value),
            ground: self.ground(Way::Env, &asked.container, source),
            notes,
        }
    }

    fn file(&self, asked: &Asked, file: &AskedFile) -> FileItem {
        let freshness = match file.freshness {
            Freshness::Followed if file.source.can_change() => {
                Line::of(Note::Followed, Ground::Documented(sources::BY_FILES))
            }
            Freshness::Followed => Line::of(Note::FollowedInVain, Ground::Documented(sources::BY_FILES)),
            Freshness::AtStart => Line::of(Note::AtStart, Ground::Documented(sources::VOLUMES)),
        };
        let mut notes = vec![freshness];
        if file.path.is_none() {
            notes.push(Line::of(Note::Expanded, Ground::Observed(self.exchange)));
        }
        notes.extend(self.notes(Way::File, &asked.container, &file.source, &file.value));
        FileItem {
            path: file.path.clone(),
            volume: file.volume.clone(),
            path_in_volume: file.path_in_volume.clone(),
            mode: mode(file.mode),
            source: spelt(&file.source),
            shown: shown(&file.value),
            ground: self.ground(Way::File, &asked.container, &file.source),
            notes,
        }
    }

    /// What there is to know of a value, whoever asks for it.
    pub(super) fn notes(&self, way: Way, container: &str, source: &Source, value: &Value) -> Vec<Line> {
        let ground = self.ground(way, container, source);
        let mut notes = Vec::new();
        let is_empty = *value == Value::Text(String::new());
        match source {
            Source::Field(Field::Label(_)) if is_empty => notes.push(Line::of(Note::NoSuchLabel, ground)),
            Source::Field(Field::Annotation(_)) if is_empty => notes.push(Line::of(Note::NoSuchAnnotation, ground)),
            Source::Resource {
                container: named,
                field,
                divisor,
            } => {
                let unit = divisor.as_deref().unwrap_or("1");
                notes.push(Line::of(Note::Unit, ground.clone()).with("divisor", unit));
                notes.extend(self.rounding(way, container, source, value, unit));
                if let Some(other) = named.as_deref().filter(|named| *named != container) {
                    notes.push(Line::of(Note::OfOther, ground.clone()).with("container", other));
                }
                if self.is_of_node(way, container, source) {
                    notes.push(Line::of(Note::FromNode, Ground::Documented(sources::HELPERS)));
                }
                let is_zero = *value == Value::Text("0".to_owned());
                if is_zero && field.bound == Bound::Requests {
                    notes.push(Line::of(Note::NoRequest, ground));
                }
            }
            Source::Field(_) | Source::Unknown(_) => {}
        }
        notes
    }

    /// What the value was before it was rounded up to whole units, if it was.
    fn rounding(&self, way: Way, container: &str, source: &Source, value: &Value, unit: &str) -> Option<Line> {
        let Source::Resource { field, .. } = source else {
            return None;
        };
        let smallest = smallest(field);
        let exact = self
            .pod
            .value(way, container, &in_units(source, smallest), self.allocatable);
        let (Value::Text(exact), Value::Text(value)) = (exact, value) else {
            return None;
        };
        let (whole, parts): (i128, i128) = (value.parse().ok()?, exact.parse().ok()?);
        let is_rounded = whole.checked_mul(size(field, unit)?)? != parts;
        let spelt = format!("{exact}{}", smallest.trim_start_matches('1'));
        is_rounded.then(|| {
            Line::of(Note::RoundedUp, self.ground(way, container, source))
                .with("exact", spelt)
                .with("divisor", unit)
        })
    }

    /// Whether the value is what the node has for Pods.
    fn is_of_node(&self, way: Way, container: &str, source: &Source) -> bool {
        self.pod.value(way, container, source, None) == Value::OfNode
    }

    /// What a value rests on: the Pod, and the node where a limit is missing.
    pub(super) fn ground(&self, way: Way, container: &str, source: &Source) -> Ground {
        match self.node.filter(|_| self.is_of_node(way, container, source)) {
            Some(node) => Ground::inferred([self.exchange, node]),
            None => Ground::Observed(self.exchange),
        }
    }
}

/// The same resource in another unit.
pub(super) fn in_units(source: &Source, divisor: &str) -> Source {
    match source {
        Source::Resource { container, field, .. } => Source::Resource {
            container: container.clone(),
            field: field.clone(),
            divisor: Some(divisor.to_owned()),
        },
        other => other.clone(),
    }
}

/// What something asks for, as a Pod spells it.
pub(super) fn spelt(source: &Source) -> String {
    match source {
        Source::Field(field) => field.path(),
        Source::Resource { field, .. } => field.path(),
        Source::Unknown(text) => text.clone(),
    }
}

/// A value, or why there is none.
pub(super) fn shown(value: &Value) -> Shown {
    let nothing = |word: Missing| Line::of(word, Ground::Given);
    Shown::Nothing(match value {
        Value::Text(text) => return Shown::Text(text.clone()),
        Value::NotYet => nothing(Missing::NotYet),
        Value::OfNode => nothing(Missing::OfNode),
        Value::NoContainer(name) => nothing(Missing::NoContainer).with("container", name),
        Value::Unknown => nothing(Missing::Unknown),
    })
}

/// Permission bits with a leading zero.
pub(super) fn mode(bits: u32) -> String {
    format!("{bits:04o}")
}

/// The unit in which nothing that the API serves is rounded.
fn smallest(field: &ResourceField) -> &'static str {
    if field.resource == "cpu" { "1m" } else { "1" }
}

/// How many of the smallest unit a unit is.
fn size(field: &ResourceField, unit: &str) -> Option<i128> {
    const SUFFIXES: [&str; 7] = ["", "k", "M", "G", "T", "P", "E"];
    if field.resource == "cpu" {
        return Some(if unit == "1m" { 1 } else { 1000 });
    }
    let suffix = unit.strip_prefix('1')?;
    let (base, name) = match suffix.strip_suffix('i') {
        Some("K") => (1024, "k"),
        Some(name) => (1024, name),
        None => (1000, suffix),
    };
    let power = SUFFIXES.iter().position(|own| *own == name)?;
    i128::checked_pow(base, u32::try_from(power).ok()?)
}

#[cfg(test)]
mod tests;
