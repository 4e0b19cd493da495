//! The lens: what each container of a Pod is told, what it could be told, and what would show more.

use super::{
    account::{AccountPart, account},
    around::Around,
    given::{EnvItem, Facts, FileItem, Missing, Shown},
    lookup::{Found, LookedUp, Lookup, lookups},
    offered::OfferItem,
    service::{ServicePart, service},
    sources,
};
use crate::{
    kube::{
        downward::{
            pod::{Pod, Role},
            service_account::{Absence, AccountMount, Finds},
        },
        path::Target,
        query::Query,
        request::{ACCEPT_JSON, ApiRequest},
    },
    learn::identity::line::{Ground, Line, Reply},
    wire::vocabulary::{Vocabulary, vocabulary},
};

/// All that the lens shows of a Pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downward {
    /// What holds for all of it.
    pub intro: Vec<Line>,
    /// One for each container, init containers first.
    pub containers: Vec<ContainerPart>,
    /// Volumes with files from the Downward API that no container mounts.
    pub unmounted: Vec<Line>,
    /// What could be looked up beside the Pod.
    pub lookups: Vec<LookedUp>,
}

/// One container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerPart {
    /// Its name.
    pub name: String,
    /// Its heading, which says what it is to the Pod.
    pub heading: Line,
    /// Its variables from the Downward API, in the order of the Pod.
    pub env: Vec<EnvItem>,
    /// Its files from the Downward API, mount by mount.
    pub files: Vec<FileItem>,
    /// That it asks for nothing, if so.
    pub nothing: Option<Line>,
    /// What it finds at the ServiceAccount's mount point.
    pub account: AccountPart,
    /// The variables of Services.
    pub service: ServicePart,
    /// Everything that it could ask for.
    pub offers: Vec<OfferItem>,
}

vocabulary! {
    /// What holds for all of the lens. Each variant names its placeholders.
    Intro under "downward.intro" {
        /// The values are those of a container that starts now.
        Computed = "computed",
        /// `{owner}`: where to change what the Pod asks for.
        Owner = "owner",
        /// The Pod has none: it is made anew.
        NoOwner = "no_owner",
        /// A file on the node is where.
        OfNode = "of_node",
        /// `{volume}`: a volume that nobody mounts.
        Unmounted = "unmounted",
        /// A container asks for nothing.
        Nothing = "nothing",
    }
}

vocabulary! {
    /// What a container is to its Pod. Placeholder: `{name}`.
    Heading under "downward.container" {
        /// It runs before the others, or beside them.
        Init = "init",
        /// It is what the Pod is for.
        Regular = "regular",
        /// It was added for debugging.
        Ephemeral = "ephemeral",
    }
}

/// The GET that the lens needs of an address: the Pod in plain JSON. `None` if it is no Pod.
pub fn request(of: &ApiRequest) -> Option<ApiRequest> {
    match of.target() {
        Target::Object { resource, .. } if resource.group.is_empty() && resource.resource == "pods" => Some(
            ApiRequest {
                query: Query::default(),
                ..of.clone()
            }
            .accept(ACCEPT_JSON),
        ),
        _ => None,
    }
}

/// Shows a Pod. `pod` is its exchange, `replies` those of what was looked up beside it, oldest first.
///
/// # Errors
/// The answer is no Pod in JSON.
pub fn read(pod: &Reply<'_>, replies: &[Reply<'_>]) -> Result<Downward, serde_json::Error> {
    let body = pod.answer.map(|answer| answer.body.as_slice()).unwrap_or_default();
    let (own, around) = (Pod::read(body)?, Around::read(body)?);
    let found = Found::read(&own, &around, replies);
    let facts = Facts {
        pod: &own,
        exchange: pod.number,
        allocatable: found.allocatable.as_ref().map(|seen| &seen.value),
        node: found.allocatable.as_ref().map(|seen| seen.exchange),
    };
    let automount = found.account.as_ref().and_then(|seen| seen.value.automount());
    let asked = own.asked(facts.allocatable);
    let mounts = own.account_mounts(automount, facts.allocatable);
    let containers: Vec<ContainerPart> = asked
        .iter()
        .zip(&mounts)
        .map(|(asked, mount)| {
            let env = facts.env(asked);
            let mut files = facts.files(asked);
            // What the API server added is told as a whole, and nobody asked for it.
            files.retain(|file| added(mount) != Some(file.volume.as_str()));
            ContainerPart {
                name: asked.container.clone(),
                heading: heading(asked.role, &asked.container, pod.number),
                nothing: (env.is_empty() && files.is_empty())
                    .then(|| Line::of(Intro::Nothing, Ground::Observed(pod.number))),
                env,
                files,
                account: account(mount, &around.spec.service_account_name, pod.number, &found),
                service: service(&asked.container, pod.number, &around, &found),
                offers: facts.offered(&asked.container, asked.role),
            }
        })
        .collect();
    let wants = |lookup: Lookup| match lookup {
        Lookup::Node => waits_for_node(&containers),
        Lookup::Service => true,
        Lookup::RootCa => mounts.iter().any(|mount| matches!(mount.finds, Finds::Volume { .. })),
        Lookup::ServiceAccount => mounts.iter().any(is_unsaid),
    };
    let lookups = lookups(&own, &around, replies, wants);
    Ok(Downward {
        intro: intro(&around, pod.number),
        unmounted: own
            .unmounted()
            .into_iter()
            .map(|volume| Line::of(Intro::Unmounted, Ground::Observed(pod.number)).with("volume", volume))
            .collect(),
        lookups,
        containers,
    })
}

fn heading(role: Role, name: &str, exchange: u32) -> Line {
    let word = match role {
        Role::Init => Heading::Init,
        Role::Regular => Heading::Regular,
        Role::Ephemeral => Heading::Ephemeral,
    };
    Line::of(word, Ground::Observed(exchange)).with("name", name)
}

fn intro(around: &Around, exchange: u32) -> Vec<Line> {
    let seen = Ground::Observed(exchange);
    let where_to_ask = match around.owner() {
        Some(owner) if owner.is_node() => Line::of(Intro::OfNode, seen),
        Some(owner) => Line::of(Intro::Owner, seen)
            .with("owner", format!("{} {}", owner.kind, owner.name))
            .linked(owner.link(&around.metadata.namespace)),
        None => Line::of(Intro::NoOwner, seen),
    };
    vec![
        Line::of(Intro::Computed, Ground::Documented(sources::DOWNWARD)),
        where_to_ask,
    ]
}

/// The volume that the API server added for the ServiceAccount.
fn added(mount: &AccountMount) -> Option<&str> {
    match &mount.finds {
        Finds::Volume {
            name, is_added: true, ..
        } => Some(name),
        _ => None,
    }
}

/// Whether a value is what the node has for Pods, which nothing says so far.
fn waits_for_node(containers: &[ContainerPart]) -> bool {
    let is_of_node = |shown: &Shown| matches!(shown, Shown::Nothing(line) if line.key == Missing::OfNode.key());
    containers.iter().any(|container| {
        let env = container.env.iter().map(|item| &item.shown);
        let files = container.files.iter().map(|item| &item.shown);
        let offers = container.offers.iter().flat_map(|offer| &offer.units);
        let offered = offers.flat_map(|unit| unit.env.iter().chain(&unit.file));
        env.chain(files).chain(offered).any(is_of_node)
    })
}

/// Whether the ServiceAccount may say why nothing is mounted.
fn is_unsaid(mount: &AccountMount) -> bool {
    mount.finds == Finds::Nothing(Absence::Unsaid)
}

#[cfg(test)]
mod tests;
