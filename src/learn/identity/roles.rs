//! The roles and bindings of the cluster, as far as exchanges of this page show them, and what is left to read.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{
    line::{Ground, Line, Reply},
    verdict::{Outcome, Verdict},
};
use crate::{
    kube::{
        absent::or_default,
        rbac::{
            decision::{BindingName, Grant},
            object::{Binding, PolicyRule, RoleKind, RoleRef},
            policy::{Collection, Policy, Rules},
        },
        request::ApiRequest,
    },
    wire::vocabulary::vocabulary,
};
use place::{Place, binding_place, plural, role_place};

mod place;

pub(super) use place::{binding_link, role_link, role_text};

/// How many roles or bindings are asked for at once. Source: kubectl asks for as many, `--chunk-size`.
const CHUNK: &str = "500";

/// Roles and bindings, and which exchange shows which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// What was read.
    pub policy: Policy,
    /// The lists, in the order in which they matter.
    pub lists: Vec<RoleList>,
    namespace: Option<String>,
    shown: BTreeMap<Place, u32>,
    unsettled: BTreeSet<String>,
}

/// A list of roles or bindings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleList {
    /// Which.
    pub collection: Collection,
    /// The exchanges in which it came, one for each chunk.
    pub exchanges: Vec<u32>,
    /// How far it was read.
    pub state: ListState,
}

/// How far a list was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListState {
    /// Not yet.
    NotAsked,
    /// To its end.
    Whole,
    /// Up to this `continue` token.
    Partly(String),
    /// Not at all, and this is why.
    Failed(Box<Verdict>),
    /// What came is no such list.
    Unreadable,
}

vocabulary! {
    /// How far a list was read. Placeholder: `{list}`.
    ListWord under "identity.list" {
        /// Not yet.
        NotAsked = "not_asked",
        /// To its end.
        Whole = "whole",
        /// Not to its end.
        Partly = "partly",
        /// You may not.
        Refused = "refused",
        /// The recording lacks it.
        NotRecorded = "not_recorded",
        /// For another reason.
        Failed = "failed",
    }
}

impl Roles {
    /// Reads what the exchanges show, oldest first, for a request of that namespace or of the whole cluster. What was
    /// listed anew is read anew.
    pub fn read(namespace: Option<&str>, replies: &[Reply<'_>]) -> Self {
        let mut roles = Self {
            namespace: namespace.map(str::to_owned),
            ..Self::default()
        };
        for collection in roles.needed().into_iter().chain(elsewhere()) {
            let list = roles.read_list(collection, replies);
            roles.lists.push(list);
        }
        roles
    }

    /// The GETs that are still missing to decide: of each list the next chunk.
    pub fn wanted(&self) -> Vec<ApiRequest> {
        self.requests(&self.needed())
    }

    /// The GETs that would show what is allowed in other namespaces.
    pub fn more(&self) -> Vec<ApiRequest> {
        self.requests(&elsewhere())
    }

    /// How far each list was read that matters here.
    pub fn lines(&self) -> Vec<Line> {
        let needed = self.needed();
        let lists = self
            .lists
            .iter()
            .filter(|list| needed.contains(&list.collection) || list.state != ListState::NotAsked);
        lists.map(RoleList::line).collect()
    }

    /// The exchanges on which a decision rests.
    pub fn ground(&self) -> Ground {
        Ground::inferred(self.lists.iter().flat_map(|list| list.exchanges.iter().copied()))
    }

    /// The exchanges that show a binding and the role that it grants.
    pub fn ground_of(&self, binding: &BindingName, role: &RoleRef) -> Ground {
        let shown = [Some(binding_place(binding)), role_place(binding, role)];
        Ground::inferred(
            shown
                .into_iter()
                .flatten()
                .filter_map(|place| self.shown.get(&place).copied()),
        )
    }

    /// The rule by which somebody has something.
    pub fn rule(&self, grant: &Grant) -> Option<&PolicyRule> {
        self.rule_at(&grant.binding, grant.rule)
    }

    /// One rule of the role that a binding grants, counted from 0.
    pub fn rule_at(&self, binding: &BindingName, rule: usize) -> Option<&PolicyRule> {
        match self.policy.rules(self.binding(binding)?) {
            Rules::Known(rules) => rules.get(rule),
            Rules::Absent | Rules::Unread => None,
        }
    }

    /// Whether a role is put together from others, and empty so far: its controller has not come to it.
    ///
    /// Source: kubernetes.io "Using RBAC Authorization", on aggregated roles.
    pub fn is_unsettled(&self, role: &RoleRef) -> bool {
        role.kind == RoleKind::ClusterRole && self.unsettled.contains(&role.name)
    }

    fn binding(&self, name: &BindingName) -> Option<&Binding> {
        let mut bindings = self.policy.bindings(name.namespace.as_deref());
        bindings.find(|binding| binding.name == name.name)
    }

    /// The lists that decide, the shortest first.
    fn needed(&self) -> Vec<Collection> {
        let mut all = vec![Collection::ClusterRoleBindings, Collection::ClusterRoles];
        if let Some(namespace) = &self.namespace {
            all.push(Collection::RoleBindings(Some(namespace.clone())));
            all.push(Collection::Roles(Some(namespace.clone())));
        }
        all
    }

    fn requests(&self, wanted: &[Collection]) -> Vec<ApiRequest> {
        let lists = self.lists.iter().filter(|list| wanted.contains(&list.collection));
        lists
            .filter(|list| !self.policy.is_whole(&list.collection))
            .filter_map(|list| {
                let first = ApiRequest::of(&list.collection.path()).ok()?.with("limit", CHUNK);
                match &list.state {
                    ListState::NotAsked => Some(first),
                    ListState::Partly(token) => Some(first.with("continue", token)),
                    ListState::Whole | ListState::Failed(_) | ListState::Unreadable => None,
                }
            })
            .collect()
    }

    fn read_list(&mut self, collection: Collection, replies: &[Reply<'_>]) -> RoleList {
        let path = collection.path();
        let is_it = |reply: &&Reply<'_>| {
            let head = &reply.request.head;
            let query = &reply.request.query;
            reply.request.path.as_str() == path
                && head.impersonate_user.is_none()
                && ["labelSelector", "fieldSelector", "watch"]
                    .iter()
                    .all(|key| query.get(key).is_none())
        };
        let replies: Vec<&Reply<'_>> = replies.iter().filter(is_it).collect();
        let begin = replies
            .iter()
            .rposition(|reply| reply.request.query.get("continue").is_none());
        let mut list = RoleList {
            collection,
            exchanges: Vec::new(),
            state: ListState::NotAsked,
        };
        for reply in replies.get(begin.unwrap_or(replies.len())..).unwrap_or_default() {
            list.exchanges.push(reply.number);
            list.state = self.read_chunk(&list.collection, reply);
        }
        list
    }

    fn read_chunk(&mut self, collection: &Collection, reply: &Reply<'_>) -> ListState {
        let verdict = Verdict::read(reply.answer, reply.failure);
        let Some(answer) = reply.answer.filter(|_| verdict.outcome() == Outcome::LetThrough) else {
            return ListState::Failed(Box::new(verdict));
        };
        match (self.policy.read(collection, &answer.body), names(&answer.body)) {
            (Ok(next), Some(names)) => {
                self.note(collection, names, reply.number);
                next.map_or(ListState::Whole, ListState::Partly)
            }
            _ => ListState::Unreadable,
        }
    }

    fn note(&mut self, collection: &Collection, items: Vec<Item>, exchange: u32) {
        for Item { metadata, is_settled } in items {
            let namespace = Some(metadata.namespace).filter(|namespace| !namespace.is_empty());
            if *collection == Collection::ClusterRoles && !is_settled {
                self.unsettled.insert(metadata.name.clone());
            }
            self.shown
                .insert((plural(collection), namespace, metadata.name), exchange);
        }
    }
}

impl RoleList {
    /// How far it was read.
    pub fn line(&self) -> Line {
        let word = match &self.state {
            ListState::NotAsked => ListWord::NotAsked,
            ListState::Whole => ListWord::Whole,
            ListState::Partly(_) => ListWord::Partly,
            ListState::Failed(verdict) => match **verdict {
                Verdict::Refused(_) => ListWord::Refused,
                Verdict::NotRecorded => ListWord::NotRecorded,
                _ => ListWord::Failed,
            },
            ListState::Unreadable => ListWord::Failed,
        };
        let ground = match self.exchanges.as_slice() {
            [] => Ground::Given,
            [one] => Ground::Observed(*one),
            several => Ground::inferred(several.iter().copied()),
        };
        Line::of(word, ground).with("list", self.collection.path())
    }
}

fn elsewhere() -> [Collection; 2] {
    [Collection::RoleBindings(None), Collection::Roles(None)]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    #[serde(deserialize_with = "or_default")]
    name: String,
    #[serde(deserialize_with = "or_default")]
    namespace: String,
}

struct Item {
    metadata: Metadata,
    is_settled: bool,
}

/// The names in a list, with whether each role has rules or needs none from a controller.
fn names(body: &[u8]) -> Option<Vec<Item>> {
    #[derive(Deserialize)]
    struct List {
        #[serde(default, deserialize_with = "or_default")]
        items: Vec<Raw>,
    }
    #[derive(Default, Deserialize)]
    #[serde(default, rename_all = "camelCase")]
    struct Raw {
        #[serde(deserialize_with = "or_default")]
        metadata: Metadata,
        aggregation_rule: Option<serde::de::IgnoredAny>,
        #[serde(deserialize_with = "or_default")]
        rules: Vec<serde::de::IgnoredAny>,
    }
    let list: List = serde_json::from_slice(body).ok()?;
    let items = list.items.into_iter().map(|raw| Item {
        is_settled: raw.aggregation_rule.is_none() || !raw.rules.is_empty(),
        metadata: raw.metadata,
    });
    Some(items.collect())
}

#[cfg(test)]
mod tests;
