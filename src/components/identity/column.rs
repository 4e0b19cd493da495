//! One identity: who that is, what it was answered, and by which rule.

use leptos::prelude::*;

use crate::{
    components::{
        command::copy_words,
        line::{IDENTITY, view_line, view_lines},
        rich_text::rich,
    },
    learn::identity::{compare::Column, line::Line, persona::Persona, verdict::Outcome, words::Page},
    route::{ApiRoute, Page as Pages},
    store::identities::Identities,
    ui::copy_button::CopyButton,
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The column.
pub fn view_column(column: &Column, identities: Identities, prose: &Prose) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let outcome = match column.outcome {
        Outcome::LetThrough => "let-through",
        Outcome::Refused => "refused",
        Outcome::Open => "open",
    };
    let sent = column.request.as_ref().map(|request| {
        let address = ApiRoute::of(request.clone()).address();
        let words = prose.fill(Page::SentAs.key(), &[("path", &request.spelt_path())]);
        view! { <p class="proof">{rich(&words)} " " <a href=address>{say(Page::OpenAs)}</a></p> }
    });
    let exchange = column.exchange.map(|number| {
        let number = number.to_string();
        let words = prose.fill(Page::OpenExchange.key(), &[("number", &number)]);
        view! { " " <a href=Pages::Requests.part(&number).address()>{words}</a> }
    });
    let remove = (column.persona != Persona::You).then(|| {
        let persona = column.persona.clone();
        let label = format!("{} {}", say(Page::Remove), column.heading.say(prose));
        view! {
            <button type="button" class="button small" aria-label=label on:click=move |_| identities.remove(&persona)>
                "×"
            </button>
        }
    });
    let rights = (!column.rights.is_empty()).then(|| {
        view! {
            <h4>{say(Page::RightsTitle)}</h4>
            <p class="dim">{say(Page::RightsIntro)}</p>
            {view_lines(&column.rights, IDENTITY, prose)}
        }
    });
    view! {
        <article class="identity" data-outcome=outcome>
            <header><h3>{rich(&column.heading.say(prose))}</h3>{remove}</header>
            <p class="identity-verdict">{rich(&column.title.say(prose))}{exchange}</p>
            {view_lines(&column.meaning, IDENTITY, prose)}
            <h4>{say(Page::WhyTitle)}</h4>
            {view_why(&column.why, prose)}
            {rights}
            <details class="more">
                <summary>{say(Page::AboutTitle)}</summary>
                {view_lines(&column.about, IDENTITY, prose)}
                {sent}
            </details>
            <details class="more">
                <summary>{say(Page::CommandsTitle)}</summary>
                <p class="dim">{say(Page::CommandsIntro)}</p>
                {column.commands.iter().map(|line| view_command(line, prose)).collect::<Vec<_>>()}
            </details>
        </article>
    }
    .into_any()
}

/// The reasons, the foremost at once.
fn view_why(why: &[Line], prose: &Prose) -> AnyView {
    const AT_ONCE: usize = 3;
    let (first, others) = why.split_at(why.len().min(AT_ONCE));
    let others = (!others.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{format!("+{}", others.len())}</summary>
                {view_lines(others, IDENTITY, prose)}
            </details>
        }
    });
    view! { {view_lines(first, IDENTITY, prose)}{others} }.into_any()
}

fn view_command(line: &Line, prose: &Prose) -> AnyView {
    let copied = line.code.clone();
    let copy = copied.map(|code| view! { <CopyButton text=move |()| code.clone() words=copy_words() /> });
    view! { <ul class="said-lines">{view_line(line, IDENTITY, prose)}</ul>{copy} }.into_any()
}
