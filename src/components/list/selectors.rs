//! Label and field selectors, which the server evaluates. All of them stand in the address.

use leptos::prelude::*;

use crate::{
    browser::{document, location},
    kube::{
        request::ApiRequest,
        selector::{FieldSelector, LabelSelector, SelectorError},
    },
    route::ApiRoute,
    store::settings::messages,
    ui::menu::Menu,
};

/// The two kinds of selectors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Selector {
    Label,
    Field,
}

/// The menu in which requirements are added.
#[component]
pub fn SelectorMenu(
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    let text = messages();
    let panel = move || {
        let route = route.get();
        view! {
            <SelectorField route=route.clone() selector=Selector::Label />
            <SelectorField route=route selector=Selector::Field />
        }
    };
    view! {
        <Menu
            id="selectors-menu".to_owned()
            class="button small"
            label=text.rows.selectors
            button=view! { {text.rows.selectors} " " <span aria-hidden="true">"▾"</span> }.into_any()
            panel=panel
        />
    }
}

/// One chip for each requirement in the address.
#[component]
pub fn Requirements(
    /// The page's route.
    route: Signal<ApiRoute>,
) -> impl IntoView {
    move || {
        let route = route.get();
        [Selector::Label, Selector::Field]
            .map(|selector| chips(&route, selector))
            .collect_view()
    }
}

/// A field that adds requirements to a selector.
#[component]
fn SelectorField(route: ApiRoute, selector: Selector) -> impl IntoView {
    let text = messages();
    let problem = RwSignal::new(None::<String>);
    let typed = RwSignal::new(String::new());
    let (label, hint) = match selector {
        Selector::Label => (text.list.label_selector, text.list.label_hint),
        Selector::Field => (text.list.field_selector, text.list.field_hint),
    };
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let addition = typed.get_untracked();
        let old = selector.of(&route.request);
        let whole = match old.as_deref() {
            Some(old) if !old.trim().is_empty() => format!("{old},{addition}"),
            _ => addition.clone(),
        };
        match selector.check(&addition) {
            Ok(()) if !addition.trim().is_empty() => {
                document::hide_popover("selectors-menu");
                location::go(&with(&route, selector, &whole).address());
            }
            Ok(()) => {}
            Err(error) => {
                let before = addition.get(..error.at).unwrap_or(&addition);
                problem.set(Some((text.list.bad_selector)(before.chars().count() + 1)));
            }
        }
    };
    view! {
        <form class="stacked" on:submit=apply>
            <span class="label" aria-hidden="true">{label}</span>
            <input
                class="field mono"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=hint
                prop:value=typed
                aria-invalid=move || problem.get().map(|_| "true")
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    problem.set(None);
                }
            />
            <button type="submit" class="button small" aria-label=format!("{}: {label}", text.list.apply)>
                {text.list.apply}
            </button>
            {move || problem.get().map(|problem| view! { <span role="alert">{problem}</span> })}
        </form>
    }
}

/// One chip for each requirement in the address.
fn chips(route: &ApiRoute, selector: Selector) -> AnyView {
    let text = messages();
    let all = selector.requirements(&route.request);
    let chips: Vec<_> = all
        .iter()
        .enumerate()
        .map(|(index, requirement)| {
            let mut others = all.clone();
            others.remove(index);
            let address = with(route, selector, &others.join(",")).address();
            view! {
                <span class="chip">
                    <span class="part" data-part="query">{requirement.clone()}</span>
                    <button
                        type="button"
                        aria-label=(text.list.remove)(requirement)
                        on:click=move |_| location::go(&address)
                    >
                        "×"
                    </button>
                </span>
            }
        })
        .collect();
    chips.into_any()
}

/// The route with another selector, from the first chunk on.
fn with(route: &ApiRoute, selector: Selector, value: &str) -> ApiRoute {
    let mut route = route.clone();
    let query = route.request.query.without("continue");
    route.request.query = if value.is_empty() {
        query.without(selector.key())
    } else {
        query.with(selector.key(), value)
    };
    route
}

impl Selector {
    fn key(self) -> &'static str {
        match self {
            Self::Label => "labelSelector",
            Self::Field => "fieldSelector",
        }
    }

    fn of(self, request: &ApiRequest) -> Option<String> {
        request.query.get(self.key())
    }

    fn check(self, text: &str) -> Result<(), SelectorError> {
        match self {
            Self::Label => LabelSelector::parse(text).map(drop),
            Self::Field => FieldSelector::parse(text).map(drop),
        }
    }

    /// The requirements one by one; a selector that cannot be read stays one piece.
    fn requirements(self, request: &ApiRequest) -> Vec<String> {
        let Some(text) = self.of(request).filter(|text| !text.is_empty()) else {
            return Vec::new();
        };
        let read = match self {
            Self::Label => LabelSelector::parse(&text)
                .map(|selector| selector.requirements.iter().map(ToString::to_string).collect()),
            Self::Field => FieldSelector::parse(&text)
                .map(|selector| selector.requirements.iter().map(ToString::to_string).collect()),
        };
        read.unwrap_or_else(|_| vec![text])
    }
}
