//! A command with the names of this cluster: where it is typed, what it does, and what it prints.

use leptos::prelude::*;

use crate::{
    components::{command::copy_words, rich_text::rich, spectrum},
    dialect::Snippet,
    learn::access::{Command, commands},
    route::Page as Pages,
    store::settings::messages,
    ui::copy_button::CopyButton,
    wire::{
        access::{
            names::Names,
            prints::{Basis, Prints},
            step::Step,
            words::Page,
        },
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The commands of some steps, one below the other.
pub fn view_commands(steps: &[Step], names: &Names, prose: &Prose) -> AnyView {
    let all: Vec<_> = commands(steps, names)
        .iter()
        .map(|command| view_command(command, prose))
        .collect();
    view! { <ol class="way-steps">{all}</ol> }.into_any()
}

fn view_command(command: &Command, prose: &Prose) -> impl IntoView + use<> {
    let prints = command.prints.as_ref().map(|prints| view_prints(prints, prose));
    let effect = command.effect.key().rsplit('.').next().unwrap_or_default();
    view! {
        <li data-effect=effect>
            <p>{rich(prose.get(command.step.key()))}</p>
            <p class="way-place">
                <span>{prose.get(command.place.key()).to_owned()}</span> " · "
                <span class="way-effect">{prose.get(command.effect.key()).to_owned()}</span>
            </p>
            {view_snippet(&command.snippet)}
            {prints}
            <p class="proof">{prose.fill(Page::Source.key(), &[("source", command.step.source().0)])}</p>
        </li>
    }
}

/// A command in the colours of its parts, with a button that copies it.
pub fn view_snippet(snippet: &Snippet) -> AnyView {
    let text = messages();
    let plain = snippet.plain();
    let lines = spectrum::snippet(text, snippet);
    view! {
        <div class="way-command">
            <div class="code">{lines}</div>
            <CopyButton text=move |()| plain.clone() words=copy_words() />
        </div>
    }
    .into_any()
}

fn view_prints(prints: &Prints, prose: &Prose) -> AnyView {
    let basis = match prints.basis {
        Basis::Seen(exchange) => {
            let number = exchange.to_string();
            let words = prose.fill(Page::PrintsSeen.key(), &[("exchange", &number)]);
            view! { <a href=Pages::Requests.part(&number).address()>{words}</a> }.into_any()
        }
        Basis::Documented(source) => prose
            .fill(Page::PrintsDocumented.key(), &[("source", source.0)])
            .into_any(),
    };
    let lines = prints.lines.join("\n");
    view! {
        <p class="dim">{prose.get(Page::Prints.key()).to_owned()}</p>
        <pre class="code prints">{lines}</pre>
        <p class="proof">{basis}</p>
    }
    .into_any()
}
