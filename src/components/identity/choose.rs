//! Whom else to ask as: a ServiceAccount of the namespace, or anybody by name.

use leptos::prelude::*;

use crate::{
    components::rich_text::rich,
    learn::identity::{
        persona::{Persona, Unsayable},
        words::Page,
    },
    store::identities::Identities,
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The choice.
pub fn view_choice(identities: Identities, prose: &Prose) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let (user, groups) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let unsayable = RwSignal::new(None::<Unsayable>);
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match Persona::typed(&user.get_untracked(), &groups.get_untracked()) {
            Ok(persona) => {
                unsayable.set(None);
                identities.add(persona);
            }
            Err(why) => unsayable.set(Some(why)),
        }
    };
    let namespace = identities.namespace();
    let choose = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        if !name.is_empty() {
            identities.add(Persona::ServiceAccount {
                namespace: namespace.clone(),
                name,
            });
        }
    };
    let options = move || {
        let names = identities.accounts.get();
        names
            .into_iter()
            .map(|name| view! { <option value=name.clone()>{name.clone()}</option> })
            .collect_view()
    };
    let words = [Unsayable::Empty, Unsayable::NotPrintable].map(|why| (why, prose.get(why.key()).to_owned()));
    let complaint = move || {
        let why = unsayable.get()?;
        let said = words.iter().find(|(own, _)| *own == why)?.1.clone();
        Some(view! { <p class="notice" role="alert">{rich(&said)}</p> })
    };
    view! {
        <details class="more identity-choice">
            <summary>{say(Page::ChooseTitle)}</summary>
            <label>
                {say(Page::ChooseAccount)} " "
                <select class="field" on:change=choose><option value="">"…"</option>{options}</select>
            </label>
            <form on:submit=ask>
                <label>
                    {say(Page::TypeUser)}
                    <input
                        class="field"
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=user
                        on:input=move |event| user.set(event_target_value(&event))
                    />
                </label>
                <label>
                    {say(Page::TypeGroups)}
                    <textarea
                        class="field"
                        rows="2"
                        spellcheck="false"
                        prop:value=groups
                        on:input=move |event| groups.set(event_target_value(&event))
                    ></textarea>
                </label>
                <button type="submit" class="button">{say(Page::AskAs)}</button>
            </form>
            {complaint}
        </details>
    }
    .into_any()
}
