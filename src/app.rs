//! The frame around every page: header, map, page, footer; and what happens at start.

use leptos::prelude::*;

use crate::{
    browser::{document, location},
    components::{
        address_bar::AddressBar, arriving::arriving, banner::Banner, concept_mark::ConceptCard,
        connection_pill::ConnectionPill, footer::Footer, map::Map, settings_menu::SettingsMenu, shortcuts::Shortcuts,
    },
    kube::{discovery::Protocol, request::ApiRequest},
    pages::{api::ApiPage, doctor::DoctorPage, parts, start::StartPage, unknown::UnknownPage},
    route::{ApiRoute, Page, Route},
    store::{
        cards::{Card, Cards},
        discovery::DiscoveryStore,
        listed,
        prose::Shelf,
        session::{Connection, Session},
        settings::{Settings, messages},
    },
    ui::dialog::{Dialog, Opener},
};

/// The whole console.
#[component]
pub fn App() -> impl IntoView {
    let settings = Settings::open();
    let session = Session::new();
    let discovery = DiscoveryStore::new();
    provide_context(settings);
    provide_context(session);
    provide_context(discovery);
    provide_context(Shelf::new());
    provide_context(Cards::new());
    let route = RwSignal::new(Route::parse(&location::hash()));
    location::on_change(move || route.set(Route::parse(&location::hash())));
    if let Some(request) = route.with_untracked(first_request) {
        session.start_ahead(request);
    }
    leptos::task::spawn_local(session.connect());
    read_discovery_when_connected(session, discovery);
    announce_pages(route);
    // A language is chosen rarely; building the view anew keeps every other part of it simple.
    move || {
        settings.language.track();
        view! { <Shell route=route /> }
    }
}

#[component]
fn Shell(route: RwSignal<Route>) -> impl IntoView {
    let text = messages();
    let map = Opener::default();
    let shortcuts = Opener::default();
    // Whoever follows a link of the map wants to see the page.
    Effect::new(move || {
        route.track();
        document::close_dialogs();
    });
    let explain = |card: Card| {
        let card = StoredValue::new(card);
        arriving(move || parts::card(card.get_value()))
    };
    view! {
        <div class="shell" class:presented=move || route.with(Route::is_presented)>
            <a
                class="skip"
                href="#title"
                on:click=|event| {
                    // The address behind # is the request, so the browser must not put an id there.
                    event.prevent_default();
                    document::focus("title");
                }
            >
                {text.shell.skip}
            </a>
            <Banner />
            <header class="top">
                <button type="button" class="button map-button" on:click=move |_| map.open() aria-label=text.shell.open_map>
                    <span aria-hidden="true">"☰"</span>
                </button>
                <a class="logo" href=Route::Start.address() aria-label=text.shell.home><Logo />"Deckprism"</a>
                <AddressBar route=route />
                <div class="controls"><ConnectionPill /><SettingsMenu /></div>
            </header>
            <nav class="map" aria-label=text.shell.map><Map route=route id="map-filter" /></nav>
            <main class="main" id="main"><PageView route=route /></main>
            <Footer shortcuts=shortcuts />
            <ConceptCard content=explain />
        </div>
        <Dialog opener=map class="map-dialog" title=text.shell.map close=text.shell.close>
            <Map route=route id="map-filter-narrow" />
        </Dialog>
        <Shortcuts opener=shortcuts />
    }
}

/// The page of a route.
#[component]
fn PageView(route: RwSignal<Route>) -> impl IntoView {
    let text = messages();
    let session = Session::expect();
    let kind = Memo::new(move |_| kind_of(&route.get()));
    // The last address of the API part; pages of the API are gone when another one is shown.
    let api_route = Memo::new(move |before: Option<&Option<ApiRoute>>| match route.get() {
        Route::Api(route) => Some(route),
        _ => before.cloned().flatten(),
    });
    // Which part of such a page is to be seen.
    let part = Signal::derive(move || match route.get() {
        Route::Page(page) => page.part,
        _ => String::new(),
    });
    let is_ready = Memo::new(move |_| session.connection.get().is_ready());
    let is_looking = Memo::new(move |_| session.connection.get() == Connection::Looking);
    move || match kind.get() {
        Kind::Start => view! { <StartPage /> }.into_any(),
        Kind::Page(Page::Requests) => arriving(move || parts::requests(part)),
        Kind::Page(Page::Doctor) => view! { <DoctorPage /> }.into_any(),
        Kind::Page(Page::Proxies) => arriving(parts::proxies),
        Kind::Page(Page::Ways) => arriving(move || parts::ways(part)),
        Kind::Page(Page::Learn) => arriving(move || parts::lessons(part)),
        Kind::Page(Page::Concepts) => arriving(move || parts::concepts(part)),
        Kind::Unknown(text, why) => view! { <UnknownPage text=text why=why /> }.into_any(),
        Kind::Api if is_ready.get() => api_route
            .get_untracked()
            .map(|first| {
                let route = Signal::derive(move || api_route.get().unwrap_or_else(|| first.clone()));
                view! { <ApiPage route=route /> }
            })
            .into_any(),
        Kind::Api if is_looking.get() => view! { <p class="waiting" role="status">{text.shell.looking}</p> }.into_any(),
        Kind::Api => view! { <DoctorPage /> }.into_any(),
    }
}

/// What decides on which page is built; a page of the API follows its own address.
#[derive(Clone, PartialEq)]
enum Kind {
    Start,
    Page(Page),
    Api,
    Unknown(String, Option<crate::kube::path::UnsafePath>),
}

fn kind_of(route: &Route) -> Kind {
    match route {
        Route::Start => Kind::Start,
        Route::Page(page) => Kind::Page(page.page),
        Route::Api(_) => Kind::Api,
        Route::Unknown(text, why) => Kind::Unknown(text.clone(), *why),
    }
}

#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg width="26" height="24" viewBox="0 0 26 24" aria-hidden="true">
            <path d="M13 2 25 22H1Z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" />
            <path d="M0 13h8" stroke="currentColor" stroke-width="1.6" />
            <path d="m17 12 9-3" stroke="var(--part-group)" stroke-width="1.5" />
            <path d="m17.4 13 8.6-1" stroke="var(--part-version)" stroke-width="1.5" />
            <path d="m18 14h8" stroke="var(--part-resource)" stroke-width="1.5" />
            <path d="m18.4 15 7.6 1.6" stroke="var(--part-name)" stroke-width="1.5" />
            <path d="m19 16 7 4" stroke="var(--part-subresource)" stroke-width="1.5" />
        </svg>
    }
}

/// What the page of a route will ask for first, as far as that is known before anything has come.
fn first_request(route: &Route) -> Option<ApiRequest> {
    match route {
        Route::Api(route) => listed::asked_first(route),
        _ => None,
    }
}

/// Discovery is read once there is something to read it from, and again after a new search.
fn read_discovery_when_connected(session: Session, discovery: DiscoveryStore) {
    let protocol = match location::parameter("discovery").as_deref() {
        Some("legacy") => Protocol::Legacy,
        _ => Protocol::Aggregated,
    };
    // What the connection says of itself changes more often than what it leads to.
    let reaches = Memo::new(move |_| session.connection.with(Connection::reaches));
    Effect::new(move || {
        // What the page shows comes first.
        if reaches.get().is_some() && !session.is_ahead.get() {
            leptos::task::spawn_local(discovery.read(session, protocol));
        }
    });
}

/// Tells the browser's title and the reader's focus of a new page; the first page keeps the focus where it is.
fn announce_pages(route: RwSignal<Route>) {
    Effect::new(move |before: Option<Place>| {
        let (title, page) = route.with(|route| (title_of(route), Place(place_of(route))));
        document::set_title(&title);
        if route.with(|route| matches!(route, Route::Page(_))) {
            document::title_when_there("title");
        }
        if before.is_some_and(|before| before != page) {
            document::hide_popovers();
            document::focus_when_there("title");
        }
        page
    });
}

/// The place of a page: its address without what only concerns the view.
#[derive(Clone, PartialEq)]
struct Place(String);

fn place_of(route: &Route) -> String {
    match route {
        Route::Api(route) => route.request.path.to_string(),
        other => other.address(),
    }
}

fn title_of(route: &Route) -> String {
    match route {
        Route::Start => "Deckprism".to_owned(),
        Route::Api(route) => format!("{} · Deckprism", route.request.spelt_path()),
        other => format!("{} · Deckprism", other.address()),
    }
}
