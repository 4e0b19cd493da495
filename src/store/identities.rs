//! One request in the names of several: who they are, and what came for each.

use std::sync::Arc;

use leptos::prelude::*;

use super::{owned::Owned, session::Session};
use crate::{
    client::exchange::Exchange,
    kube::request::ApiRequest,
    learn::identity::{
        accounts,
        compare::{Comparison, Recorded, Scene},
        line::Reply,
        persona::{Persona, namespace, personas},
        small::MOST_BYTES,
    },
};

/// How much of a list of roles and bindings is read, in bytes.
const MOST_OF_A_LIST: usize = 8_000_000;

/// The identities that are compared.
#[derive(Clone, Copy)]
pub struct Identities {
    /// In the order of the columns.
    pub personas: RwSignal<Vec<Persona>>,
    /// The names of `ServiceAccounts` to choose from.
    pub accounts: RwSignal<Vec<String>>,
    replies: RwSignal<Vec<Arc<Exchange>>>,
    request: StoredValue<ApiRequest>,
    session: Session,
    page: Owned,
}

impl Identities {
    /// Asks as you, as nobody, and as the ServiceAccount `default`.
    pub fn open(request: &ApiRequest) -> Self {
        let all = Self {
            personas: RwSignal::new(personas(request, "default")),
            accounts: RwSignal::new(Vec::new()),
            replies: RwSignal::new(Vec::new()),
            request: StoredValue::new(request.clone()),
            session: Session::expect(),
            page: Owned::here(),
        };
        all.ask();
        let namespace = namespace(request);
        all.page.spawn(async move {
            let Some(request) = accounts::request(&namespace) else {
                return;
            };
            let exchange = all.session.send(request).await;
            let names = exchange.received.json().ok().and_then(accounts::names);
            all.accounts.try_set(names.unwrap_or_default());
        });
        all
    }

    /// The namespace whose `ServiceAccounts` are offered.
    pub fn namespace(self) -> String {
        self.request.with_value(namespace)
    }

    /// Takes another column in, or asks anew for one that is there.
    pub fn add(self, persona: Persona) {
        self.personas.update(|all| {
            if !all.contains(&persona) {
                all.push(persona);
            }
        });
        self.ask();
    }

    /// Takes a column away.
    pub fn remove(self, persona: &Persona) {
        self.personas.update(|all| all.retain(|other| other != persona));
    }

    /// Sends a request that would show more.
    pub fn send(self, request: ApiRequest) {
        self.page.spawn(async move {
            let exchange = self.session.send_at_most(request, Some(MOST_OF_A_LIST)).await;
            self.replies.try_update(|replies| replies.push(exchange));
        });
    }

    /// What follows from what has come; follows what comes.
    pub fn comparison(self) -> Comparison {
        let personas = self.personas.get();
        self.replies.with(|replies| self.compare(&personas, replies))
    }

    fn compare(self, personas: &[Persona], replies: &[Arc<Exchange>]) -> Comparison {
        let replies: Vec<Reply<'_>> = replies.iter().map(|exchange| reply(exchange)).collect();
        let has = |request: &ApiRequest| self.session.has_recorded(request);
        let recorded = self.session.is_recorded().then_some(Recorded(&has));
        self.request.with_value(|request| {
            Scene {
                request,
                personas,
                replies: &replies,
                recorded,
            }
            .compare()
        })
    }

    /// Asks in every name that has no answer, and then for the rules that explain the answers.
    fn ask(self) {
        self.page.spawn(async move {
            let personas = self.personas.get_untracked();
            for persona in &personas {
                self.ask_as(persona).await;
            }
            let mut sent: Vec<ApiRequest> = Vec::new();
            loop {
                let Some(replies) = self.replies.try_get_untracked() else {
                    return;
                };
                let wanted = self.compare(&personas, &replies).wanted;
                let Some(next) = wanted.into_iter().find(|wanted| !sent.contains(wanted)) else {
                    return;
                };
                sent.push(next.clone());
                let exchange = self.session.send_at_most(next, Some(MOST_OF_A_LIST)).await;
                self.replies.try_update(|replies| replies.push(exchange));
            }
        });
    }

    /// Asks in one name, in the form that the recording has if it is the recording that answers.
    async fn ask_as(self, persona: &Persona) {
        let Some(replies) = self.replies.try_get_untracked() else {
            return;
        };
        let column = self
            .compare(std::slice::from_ref(persona), &replies)
            .columns
            .into_iter()
            .next();
        let Some(column) = column.filter(|column| column.exchange.is_none()) else {
            return;
        };
        if let Some(request) = column.request {
            let exchange = self.session.send_at_most(request, Some(MOST_BYTES)).await;
            self.replies.try_update(|replies| replies.push(exchange));
        }
    }
}

/// What a lens needs to know of an exchange.
pub fn reply(exchange: &Exchange) -> Reply<'_> {
    Reply {
        number: exchange.number,
        request: &exchange.request,
        answer: exchange.received.answer.as_deref(),
        failure: exchange.received.failure.as_ref(),
    }
}
