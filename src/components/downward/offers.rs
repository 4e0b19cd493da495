//! Everything that a container could ask for, with the value that it would get and the lines that ask for it.

use leptos::prelude::*;

use super::given::view_shown;
use crate::{
    components::{
        command::copy_words,
        line::{DOWNWARD, view_lines},
    },
    learn::downward::{
        offered::{OfferItem, Section, Unit},
        words::Page,
    },
    ui::copy_button::CopyButton,
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// What is on offer, under its headings.
pub fn view_offers(offers: &[OfferItem], prose: &Prose) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let sections: Vec<_> = Section::ALL
        .iter()
        .filter_map(|section| {
            let of_section: Vec<_> = offers
                .iter()
                .filter(|offer| offer.section == *section)
                .map(|offer| view_offer(offer, prose))
                .collect();
            (!of_section.is_empty()).then(|| {
                view! { <h4>{prose.get(section.key()).to_owned()}</h4><div class="offers">{of_section}</div> }
            })
        })
        .collect();
    view! {
        <details class="more">
            <summary>{say(Page::OffersTitle)}</summary>
            <p class="dim">{say(Page::OffersIntro)}</p>
            {sections}
        </details>
    }
    .into_any()
}

fn view_offer(offer: &OfferItem, prose: &Prose) -> impl IntoView + use<> {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let units: Vec<_> = offer.units.iter().map(|unit| view_unit(unit, prose)).collect();
    let asked: Vec<&str> = offer
        .asked_by_env
        .iter()
        .chain(&offer.asked_by_files)
        .map(String::as_str)
        .collect();
    let asked = (!asked.is_empty()).then(|| {
        view! { <p class="dim">{say(Page::AskedBy)} " " <code>{asked.join(" · ")}</code></p> }
    });
    let yaml = offer.units.first().map(|unit| {
        [(Page::EnvYaml, &unit.env_yaml), (Page::FileYaml, &unit.file_yaml)]
            .into_iter()
            .filter_map(|(label, yaml)| Some((say(label), yaml.clone()?)))
            .map(|(label, yaml)| {
                let copied = yaml.clone();
                view! {
                    <p class="dim">{label} " " <CopyButton text=move |()| copied.clone() words=copy_words() /></p>
                    <pre class="code">{yaml}</pre>
                }
            })
            .collect::<Vec<_>>()
    });
    view! {
        <details class="offer">
            <summary><code>{offer.source.clone()}</code> {units}</summary>
            {asked}
            {view_lines(&offer.closed, DOWNWARD, prose)}
            {view_lines(&offer.notes, DOWNWARD, prose)}
            {yaml}
        </details>
    }
}

fn view_unit(unit: &Unit, prose: &Prose) -> impl IntoView + use<> {
    let divisor = unit
        .divisor
        .clone()
        .map(|divisor| view! { <span class="dim">{divisor} ": "</span> });
    // Both ways have the same value almost always: then it is said once.
    let shown: Vec<_> = if unit.env == unit.file {
        unit.env.iter().map(|shown| view_shown(shown, prose)).collect()
    } else {
        unit.env
            .iter()
            .chain(&unit.file)
            .map(|shown| view_shown(shown, prose))
            .collect()
    };
    view! { <span class="offer-unit">{divisor}{shown}</span> }
}
