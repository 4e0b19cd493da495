//! The field of the address bar: a path, a URL, a command or a word, completed from discovery.

use leptos::{ev, html, prelude::*};

use super::{note, spectrum};
use crate::{
    browser::location,
    dialect::{
        self,
        reading::{self, Context, CustomColumn, Reading},
        suggest::{self, Suggestion},
    },
    kube::discovery::Discovery,
    route::{
        self, ApiRoute, Lens,
        list_view::{ChosenColumn, Columns},
    },
    store::{
        discovery::DiscoveryStore,
        session::{Connection, Session},
        settings::messages,
    },
};

/// How many suggestions are shown.
const SHOWN: usize = 12;

/// A field that turns free text into a request.
#[component]
pub fn AddressInput(
    /// What stands in the field at first.
    spelt: String,
    /// Goes back to the segments.
    #[prop(into)]
    close: Callback<()>,
    /// Takes what has to be known of how the text was read.
    told: RwSignal<Option<Told>>,
) -> impl IntoView {
    let text = messages();
    let input = Input::new(spelt, close, told);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            // A field on the page can be focused.
            let _ = field.focus();
            // The view sets it later, and only what is there can be selected.
            field.set_value(&input.typed.get_untracked());
            field.select();
        }
    });
    let Input {
        typed,
        chosen,
        found,
        problem,
        ..
    } = input;
    let has_found = move || !found.with(Vec::is_empty);
    let active = move || chosen.get().map(|index| format!("suggestion-{index}"));
    view! {
        <form
            class="address-form"
            on:submit=move |event| {
                event.prevent_default();
                input.submit();
            }
        >
            <input
                node_ref=field
                class="field"
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-label=text.shell.address_hint
                placeholder=text.shell.address_hint
                aria-expanded=move || has_found().to_string()
                aria-controls="suggestions"
                aria-activedescendant=active
                prop:value=typed
                on:input=move |event| input.change(event_target_value(&event))
                on:keydown=move |event| input.press(&event)
            />
            <button type="submit" class="button primary">{text.shell.send}</button>
            <button type="button" class="button" on:click=move |_| close.run(())>{text.shell.cancel}</button>
        </form>
        <ul
            id="suggestions"
            class="suggestions"
            role="listbox"
            aria-label=text.shell.suggestions
            hidden=move || !has_found() || problem.with(Option::is_some)
        >
            {move || {
                let found = found.get().into_iter().enumerate();
                found.map(|(index, suggestion)| view_suggestion(suggestion, index, chosen, close)).collect_view()
            }}
        </ul>
        {move || problem.get().map(|(problem, close)| view! {
            <div class="address-problem" role="alert">
                {problem}
                {(!close.is_empty()).then(|| format!(" {}", (text.notes.did_you_mean)(&close)))}
            </div>
        })}
    }
}

/// What is in the field, and what was made of it.
#[derive(Clone, Copy)]
struct Input {
    typed: RwSignal<String>,
    has_changed: RwSignal<bool>,
    /// Which suggestion the arrow keys are on.
    chosen: RwSignal<Option<usize>>,
    found: Memo<Vec<Suggestion>>,
    /// Why the text is no request, and what may have been meant.
    problem: RwSignal<Option<(String, Vec<String>)>>,
    session: Session,
    store: DiscoveryStore,
    close: Callback<()>,
    told: RwSignal<Option<Told>>,
}

/// What has to be known of how a text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The address that it led to; elsewhere it says nothing.
    pub address: String,
    /// Sentences.
    pub notes: Vec<String>,
}

impl Input {
    fn new(spelt: String, close: Callback<()>, told: RwSignal<Option<Told>>) -> Self {
        let typed = RwSignal::new(spelt);
        let has_changed = RwSignal::new(false);
        let store = DiscoveryStore::expect();
        let found = Memo::new(move |_| match store.served() {
            Some(served) if has_changed.get() => suggest::suggest(&typed.get(), &served.discovery, SHOWN),
            _ => Vec::new(),
        });
        Self {
            typed,
            has_changed,
            chosen: RwSignal::new(None),
            found,
            problem: RwSignal::new(None),
            session: Session::expect(),
            store,
            close,
            told,
        }
    }

    fn change(self, text: String) {
        self.typed.set(text);
        self.has_changed.set(true);
        self.chosen.set(None);
        self.problem.set(None);
    }

    /// Goes where the chosen suggestion or the text leads, or says why it leads nowhere.
    fn submit(self) {
        let chosen = self.chosen.get_untracked();
        let suggestion = chosen.and_then(|index| self.found.get_untracked().get(index).cloned());
        if let Some(suggestion) = suggestion {
            location::go(&route::to(&suggestion.address));
            return self.close.run(());
        }
        let served = self.store.served_now();
        let empty = Discovery::default();
        let prefix = match self.session.connection.get_untracked() {
            Connection::Live { prefix, .. } => prefix,
            _ => String::new(),
        };
        let context = Context {
            discovery: served.as_ref().map_or(&empty, |served| &served.discovery),
            namespace: None,
            api_prefix: &prefix,
        };
        match reading::read(&self.typed.get_untracked(), &context) {
            Ok(reading) => {
                let notes = notes(&reading);
                let address = address_of(reading);
                location::go(&address);
                self.told.set((!notes.is_empty()).then_some(Told { address, notes }));
                self.close.run(());
            }
            Err(refusal) => self.problem.set(Some(note::refusal(messages(), &refusal))),
        }
    }

    /// Arrow keys walk through the suggestions, Escape gives up.
    fn press(self, event: &ev::KeyboardEvent) {
        let count = self.found.with_untracked(Vec::len);
        let step = match event.key().as_str() {
            // What an input method takes back is not the field.
            _ if event.is_composing() => return,
            "Escape" => return self.close.run(()),
            "ArrowDown" if count > 0 => 1,
            "ArrowUp" if count > 0 => count - 1,
            _ => return,
        };
        event.prevent_default();
        self.chosen.update(|chosen| {
            *chosen = Some(match *chosen {
                Some(index) => (index + step) % count,
                None if step == 1 => 0,
                None => count - 1,
            });
        });
    }
}

fn view_suggestion(
    suggestion: Suggestion,
    index: usize,
    chosen: RwSignal<Option<usize>>,
    close: Callback<()>,
) -> impl IntoView {
    let text = messages();
    let address = route::to(&suggestion.address);
    let label: Vec<_> = suggestion
        .label
        .into_iter()
        .map(|span| spectrum::coloured(text, span.text, span.part))
        .collect();
    let go = move |event: ev::MouseEvent| {
        // Before the field loses the focus.
        event.prevent_default();
        location::go(&address);
        close.run(());
    };
    view! {
        <li
            id=format!("suggestion-{index}")
            role="option"
            aria-selected=move || (chosen.get() == Some(index)).to_string()
            on:mousedown=go
        >
            {label}
        </li>
    }
}

/// What was left out of a text, or added to it.
fn notes(reading: &Reading) -> Vec<String> {
    match reading {
        Reading::Address(_) => Vec::new(),
        Reading::Request(understood) => {
            let found = understood.notes.iter();
            found.filter_map(|found| note::note(messages(), found)).collect()
        }
    }
}

/// The address of what a text means.
fn address_of(reading: Reading) -> String {
    match reading {
        Reading::Address(text) => format!("#{}", text.trim_start_matches('#')),
        Reading::Request(understood) => {
            let mut route = ApiRoute::of(understood.request);
            if !understood.columns.is_empty() {
                route.list.columns = Columns::Chosen(understood.columns.into_iter().map(chosen).collect());
            }
            match understood.view.and_then(lens_of) {
                Some(lens) => route.through(lens).address(),
                None => route.address(),
            }
        }
    }
}

/// The server's own column of names leads to the objects; all others are read from them.
fn chosen(column: CustomColumn) -> ChosenColumn {
    if column.json_path.trim_matches(['{', '}', '.']) == "metadata.name" {
        return ChosenColumn::of("Name");
    }
    ChosenColumn {
        heading: column.heading,
        json_path: Some(column.json_path),
    }
}

fn lens_of(view: dialect::View) -> Option<Lens> {
    match view {
        dialect::View::Yaml => Some(Lens::Yaml),
        dialect::View::Json => Some(Lens::Json),
        dialect::View::Table | dialect::View::Text => None,
    }
}
