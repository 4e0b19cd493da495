//! Everything that a container could ask for: its value each way, why one way is not open, and the lines that ask.

use super::{
    given::{Facts, Note, Shown, in_units, shown, spelt},
    sources,
};
use crate::{
    kube::downward::{
        field::{Field, Source, Way},
        offer::Offer,
        pod::Role,
        yaml::FilePlace,
    },
    learn::identity::line::{Ground, Line},
    wire::vocabulary::{Vocabulary, vocabulary},
};

/// The volume and directory that the lines use.
const VOLUME: &str = "podinfo";
const DIRECTORY: &str = "/etc/podinfo";

/// One thing that a container could ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferItem {
    /// What, as a Pod spells it.
    pub source: String,
    /// Under which heading it stands.
    pub section: Section,
    /// The units in which it could be asked for; one without a divisor if it is no resource.
    pub units: Vec<Unit>,
    /// Why a variable or a file may not ask for it, if so.
    pub closed: Vec<Line>,
    /// Who asks for it already: the names of variables.
    pub asked_by_env: Vec<String>,
    /// The paths of files that hold it already.
    pub asked_by_files: Vec<String>,
    /// What else there is to know of it.
    pub notes: Vec<Line>,
}

/// A unit with the values in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The divisor, such as `1Mi`; `None` for what is no resource.
    pub divisor: Option<String>,
    /// What a variable would get; `None` where variables may not ask for it.
    pub env: Option<Shown>,
    /// What a file would get; `None` where files may not ask for it.
    pub file: Option<Shown>,
    /// What the values rest on.
    pub ground: Ground,
    /// The lines that ask for it by a variable.
    pub env_yaml: Option<String>,
    /// The lines that ask for it by a file.
    pub file_yaml: Option<String>,
}

vocabulary! {
    /// The headings of what could be asked for.
    Section under "downward.section" {
        /// `metadata.…`
        Metadata = "metadata",
        /// `spec.…`
        Spec = "spec",
        /// `status.…`
        Status = "status",
        /// The container's resources.
        Resources = "resources",
    }
}

vocabulary! {
    /// What there is to know of something on offer.
    OfferNote under "downward.offer" {
        /// Variables may not ask for it.
        FileOnly = "file_only",
        /// Files may not ask for it.
        EnvOnly = "env_only",
        /// It is there once the Pod has a node.
        AfterScheduling = "after_scheduling",
        /// It is there once the Pod has an address.
        AfterNetwork = "after_network",
        /// Since 1.29 without a feature gate.
        HostIps = "host_ips",
        /// Only where huge pages are.
        HugePages = "huge_pages",
        /// Keys that the Pod does not have can be asked for as well.
        OtherKeys = "other_keys",
        /// A file has to name the container.
        NamesContainer = "names_container",
        /// An ephemeral container is added once and never changed.
        Ephemeral = "ephemeral",
    }
}

impl Facts<'_> {
    /// What a container could ask for.
    pub(super) fn offered(&self, container: &str, role: Role) -> Vec<OfferItem> {
        let offers = self.pod.offers(container, self.allocatable);
        offers
            .into_iter()
            .map(|offer| self.offer(container, role, offer))
            .collect()
    }

    fn offer(&self, container: &str, role: Role, offer: Offer) -> OfferItem {
        let Offer {
            source,
            asked_by_env,
            asked_by_files,
            ..
        } = offer;
        OfferItem {
            section: section(&source),
            units: divisors(&source)
                .into_iter()
                .map(|divisor| self.unit(container, role, &source, divisor))
                .collect(),
            closed: closed(&source),
            asked_by_env,
            asked_by_files,
            notes: self.offer_notes(container, role, &source),
            source: spelt(&source),
        }
    }

    fn unit(&self, container: &str, role: Role, source: &Source, divisor: Option<&str>) -> Unit {
        let source = divisor.map_or_else(|| source.clone(), |divisor| in_units(source, divisor));
        let value = |way: Way| {
            source
                .is_offered_to(way)
                .then(|| shown(&self.pod.value(way, container, &source, self.allocatable)))
        };
        let path = source.file_name();
        let place = FilePlace {
            volume: VOLUME,
            mount_path: DIRECTORY,
            path: &path,
        };
        // The other containers of a Pod can be told something only in the template.
        let adapted = |yaml: String| match role {
            Role::Regular => Some(yaml),
            Role::Init => Some(yaml.replacen("  containers:", "  initContainers:", 1)),
            Role::Ephemeral => None,
        };
        Unit {
            env: value(Way::Env),
            file: value(Way::File),
            ground: self.ground(Way::Env, container, &source),
            env_yaml: source.env_yaml(container, &source.env_name()).and_then(adapted),
            file_yaml: source.file_yaml(container, place).and_then(adapted),
            divisor: divisor.map(str::to_owned),
        }
    }

    fn offer_notes(&self, container: &str, role: Role, source: &Source) -> Vec<Line> {
        let documented = |word: OfferNote| Line::of(word, Ground::Documented(sources::DOWNWARD));
        let mut notes = Vec::new();
        match source {
            Source::Field(Field::Labels | Field::Annotations) => notes.push(documented(OfferNote::OtherKeys)),
            Source::Field(Field::NodeName | Field::HostIp) => notes.push(documented(OfferNote::AfterScheduling)),
            Source::Field(Field::HostIps) => {
                notes.extend([documented(OfferNote::AfterScheduling), documented(OfferNote::HostIps)]);
            }
            Source::Field(Field::PodIp | Field::PodIps) => notes.push(documented(OfferNote::AfterNetwork)),
            Source::Resource { field, .. } => {
                // Both ways have the same value unless the Pod as a whole has a limit, which variables take first.
                let value = self.pod.value(Way::File, container, source, self.allocatable);
                let own = self.notes(Way::File, container, source, &value);
                notes.extend(own.into_iter().filter(|line| line.key != Note::Unit.key()));
                notes.push(Line::of(
                    OfferNote::NamesContainer,
                    Ground::Documented(sources::BY_FILES),
                ));
                if field.resource.starts_with("hugepages-") {
                    notes.push(documented(OfferNote::HugePages));
                }
            }
            Source::Field(_) | Source::Unknown(_) => {}
        }
        if role == Role::Ephemeral {
            notes.push(Line::of(OfferNote::Ephemeral, Ground::Documented(sources::POD_UPDATE)));
        }
        notes
    }
}

fn section(source: &Source) -> Section {
    match source {
        Source::Field(field) => match field {
            Field::ServiceAccountName | Field::NodeName => Section::Spec,
            Field::HostIp | Field::HostIps | Field::PodIp | Field::PodIps => Section::Status,
            _ => Section::Metadata,
        },
        Source::Resource { .. } | Source::Unknown(_) => Section::Resources,
    }
}

/// The units that are shown, of those that are allowed: the others differ by powers of 1000 or 1024.
fn divisors(source: &Source) -> Vec<Option<&'static str>> {
    let Source::Resource { field, .. } = source else {
        return vec![None];
    };
    let all = field.divisors().iter().copied();
    all.filter(|divisor| matches!(*divisor, "1" | "1m" | "1Ki" | "1Mi" | "1Gi"))
        .map(Some)
        .collect()
}

fn closed(source: &Source) -> Vec<Line> {
    let line = |word: OfferNote| Line::of(word, Ground::Documented(sources::DOWNWARD));
    match (source.is_offered_to(Way::Env), source.is_offered_to(Way::File)) {
        (true, true) => Vec::new(),
        (true, false) => vec![line(OfferNote::EnvOnly)],
        (false, true) => vec![line(OfferNote::FileOnly)],
        (false, false) => vec![line(OfferNote::EnvOnly), line(OfferNote::FileOnly)],
    }
}
