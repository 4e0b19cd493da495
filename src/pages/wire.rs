//! The wire lens: the way that the request took, who terminated TLS where, and what shows it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    client::exchange::Exchange,
    components::{
        rich_text::rich,
        waiting::Waiting,
        wire::{ending::view_ending, leg::view_leg, lookups::view_lookups},
        wire_diagram::WireDiagram,
        with_prose::with_prose,
    },
    kube::{
        path::Target,
        request::{ApiRequest, IncludeObject},
    },
    store::{owned::Owned, session::Session, settings::messages, ways},
    wire::{
        caption::tell,
        journey::{Journey, journey, lookup::lookups, situation::Situation, words::Lens},
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The way of a request of this page.
#[component]
pub fn WirePane(
    /// The request that the address is.
    request: ApiRequest,
) -> impl IntoView {
    let session = Session::expect();
    let chosen = RwSignal::new(None::<u32>);
    let of_page = {
        let path = request.path.clone();
        Memo::new(move |_| {
            let all = session.exchanges.all();
            let numbers = all.iter().filter(|exchange| exchange.request.path == path);
            numbers.map(|exchange| exchange.number).collect::<Vec<_>>()
        })
    };
    let exchange = {
        let request = request.clone();
        Memo::new(move |_| {
            let numbers = of_page.get();
            let all = || numbers.iter().filter_map(|number| session.exchanges.numbered(*number));
            let chosen = chosen.get().and_then(|number| session.exchanges.numbered(number));
            chosen
                .or_else(|| all().rfind(|exchange| exchange.request == request))
                .or_else(|| all().next())
                .map(Same)
        })
    };
    ask_if_nobody_did(session, &request, of_page);
    with_prose(&["wire"], move |prose| {
        let request = request.clone();
        let way = Memo::new({
            let request = request.clone();
            move |_| match exchange.get() {
                Some(Same(exchange)) => told(session, &exchange.request, Some(&exchange)),
                None => told(session, &request, None),
            }
        });
        let others = {
            let prose = Arc::clone(&prose);
            move || view_choice(session, &of_page.get(), chosen, exchange.get(), &prose)
        };
        let is_asked = request.path.guard().is_some();
        view! {
            {others}
            {move || {
                if exchange.with(Option::is_none) && !is_asked {
                    return view! { <Waiting words=messages().shell.waiting /> }.into_any();
                }
                view_way(&way.get(), &prose, session.is_recorded())
            }}
        }
        .into_any()
    })
}

/// An exchange as a value of a memo: two are the same if their numbers are.
#[derive(Clone)]
struct Same(Arc<Exchange>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        self.0.number == other.0.number
    }
}

/// A way with what surrounds it.
#[derive(Clone, PartialEq)]
struct Told {
    request: ApiRequest,
    journey: Journey,
    lookups: Vec<(crate::wire::journey::lookup::Lookup, ApiRequest)>,
}

fn told(session: Session, request: &ApiRequest, exchange: Option<&Exchange>) -> Told {
    let situation: Situation = ways::situation(session, request);
    let facts = exchange.map(ways::facts);
    Told {
        journey: journey(request, &situation, facts.as_ref()),
        lookups: lookups(request, &situation, facts.as_ref()),
        request: request.clone(),
    }
}

/// A lens that was opened by its address has no answer yet to tell of: one row of a list, or the answer itself.
fn ask_if_nobody_did(session: Session, request: &ApiRequest, of_page: Memo<Vec<u32>>) {
    let Target::Collection { .. } = request.target() else {
        return;
    };
    if of_page.with_untracked(Vec::is_empty) {
        let smallest = request.clone().table(IncludeObject::None).with("limit", "1");
        Owned::here().spawn(async move {
            // It is found among all exchanges.
            drop(session.send(smallest).await);
        });
    }
}

/// The requests of this page, where there are several: each has a way of its own.
fn view_choice(
    session: Session,
    numbers: &[u32],
    chosen: RwSignal<Option<u32>>,
    shown: Option<Same>,
    prose: &Prose,
) -> Option<impl IntoView + use<>> {
    let shown = shown?.0.number;
    if numbers.len() < 2 {
        return None;
    }
    let options = numbers
        .iter()
        .filter_map(|number| session.exchanges.numbered(*number))
        .map(|exchange| {
            let words = format!("{}. GET {}", exchange.number, exchange.request.spelt_path());
            view! { <option value=exchange.number.to_string() selected=exchange.number == shown>{words}</option> }
        })
        .collect_view();
    Some(view! {
        <select
            class="field wire-choice"
            aria-label=prose.get(Lens::HopsTitle.key()).to_owned()
            on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
        >
            {options}
        </select>
    })
}

fn view_way(told: &Told, prose: &Arc<Prose>, is_recorded: bool) -> AnyView {
    let Told {
        request,
        journey,
        lookups,
    } = told;
    let captions = tell(&journey.way, prose);
    let legs = journey
        .legs
        .iter()
        .zip(captions)
        .map(|(leg, told)| view_leg(leg, told, is_recorded, prose))
        .collect_view();
    let passages = journey.legs.iter().map(|leg| leg.passage).collect::<Vec<_>>();
    let way = journey.way.clone();
    let name = format!("GET {}", request.spelt_path());
    view! {
        <div class="wire-lens">
            <p class="lead">{rich(prose.get(journey.taken.key()))}</p>
            <WireDiagram
                way=Signal::derive(move || way.clone())
                name=Signal::derive(move || name.clone())
                prose=Arc::clone(prose)
                own=journey.ending.at
                passages=passages
                id="wire-way".to_owned()
            />
            {view_ending(journey, is_recorded, prose)}
            <h2>{prose.get(Lens::HopsTitle.key()).to_owned()}</h2>
            <ol class="legs">{legs}</ol>
            {view_lookups(lookups.clone(), Owned::here(), prose)}
            <p class="dim">{rich(prose.get(Lens::Legend.key()))}</p>
        </div>
    }
    .into_any()
}
