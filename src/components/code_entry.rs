//! What the code lens shows for one language: its library, the typed call and the raw one, and what older texts say.

use leptos::prelude::*;

use super::{command::copy_words, rich_text::rich, spectrum};
use crate::{
    dialect::{Snippet, client::Language},
    learn::code::{
        Entry, Told,
        history::History,
        library::LibraryCard,
        listing::{Listing, Untyped},
        words::CodeLens,
    },
    store::settings::messages,
    ui::copy_button::CopyButton,
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The entry of one language.
pub fn view_entry(entry: &Entry, prose: &Prose) -> AnyView {
    let call = match &entry.call {
        Ok(listing) => view_listing(listing, prose),
        Err(untyped) => view_untyped(untyped, prose),
    };
    view! {
        {view_library(&entry.library, prose)}
        {call}
        {view_listing(&entry.raw, prose)}
    }
    .into_any()
}

fn view_library(library: &LibraryCard, prose: &Prose) -> AnyView {
    let say = |word: CodeLens| prose.get(word.key()).to_owned();
    view! {
        <section class="card library">
            <h2>{say(CodeLens::LibraryTitle)}</h2>
            <p>
                <b>{library.package}</b> " " {library.version} " · " {rich(&library.standing.text(prose))} " · "
                {rich(&library.verification.text(prose))} " · "
                <a href=library.home target="_blank" rel="noopener noreferrer">{say(CodeLens::Home)} " ↗"</a>
            </p>
            {view_told(&library.remarks, prose)}
            <p class="proof">{say(CodeLens::Source)} " " {library.source.0}</p>
        </section>
    }
    .into_any()
}

fn view_listing(listing: &Listing, prose: &Prose) -> AnyView {
    let say = |word: CodeLens| prose.get(word.key()).to_owned();
    let install: Vec<_> = listing
        .install
        .iter()
        .map(|install| {
            let lines = install.lines.join("\n");
            let copied = lines.clone();
            view! {
                <p class="dim">{prose.get(install.place.key()).to_owned()}</p>
                <div class="code">{lines}</div>
                <CopyButton text=move |()| copied.clone() words=copy_words() />
            }
        })
        .collect();
    let reason = listing.reason.as_ref().map(|reason| {
        view! { <p class="notice"><b>{say(CodeLens::ReasonTitle)}</b> " " {rich(&reason.text(prose))}</p> }
    });
    let lacks = (!listing.shortfalls.is_empty()).then(|| {
        view! { <h4>{say(CodeLens::LackTitle)}</h4>{view_told(&listing.shortfalls, prose)} }
    });
    let connections: Vec<_> = listing
        .connections
        .iter()
        .map(|connection| {
            let statement = connection
                .statement
                .clone()
                .map(|statement| view! { <code>{statement}</code> });
            view! { <li>{rich(prose.get(connection.way.key()))} " " {statement}</li> }
        })
        .collect();
    view! {
        <section class="listing">
            <h2>{prose.get(listing.kind.key()).to_owned()}</h2>
            <p class="code-text">{rich(&listing.meaning.text(prose))}</p>
            {reason}
            <details class="more"><summary>{say(CodeLens::InstallTitle)}</summary>{install}</details>
            <p class="dim">{rich(&listing.file.text(prose))}</p>
            {view_snippet(&listing.code, prose.get(listing.kind.key()))}
            {(!listing.notices.is_empty()).then(|| view_told(&listing.notices, prose))}
            {lacks}
            <details class="more">
                <summary>{say(CodeLens::ConnectionTitle)}</summary>
                <p class="code-text">{say(CodeLens::ConnectionIntro)}</p>
                <ul>{connections}</ul>
            </details>
        </section>
    }
    .into_any()
}

fn view_untyped(untyped: &Untyped, prose: &Prose) -> AnyView {
    view! {
        <section class="listing">
            <p class="code-text">{rich(&untyped.meaning.text(prose))}</p>
            <p class="notice">
                <b>{prose.get(CodeLens::ReasonTitle.key()).to_owned()}</b> " " {rich(&untyped.reason.text(prose))}
            </p>
        </section>
    }
    .into_any()
}

fn view_snippet(snippet: &Snippet, label: &str) -> AnyView {
    let text = messages();
    let plain = snippet.plain();
    let lines = spectrum::snippet(text, snippet);
    view! {
        <div class="code program" tabindex="0" role="region" aria-label=label.to_owned()>{lines}</div>
        <CopyButton text=move |()| plain.clone() words=copy_words() />
    }
    .into_any()
}

fn view_told(told: &[Told], prose: &Prose) -> AnyView {
    let items: Vec<_> = told
        .iter()
        .map(|told| view! { <li>{rich(&told.text(prose))}</li> })
        .collect();
    view! { <ul class="remarks">{items}</ul> }.into_any()
}

/// What older texts say of libraries at large and of each language's, and what is right now.
pub fn view_history(prose: &Prose) -> AnyView {
    let say = |word: CodeLens| prose.get(word.key()).to_owned();
    let (says, now) = (say(CodeLens::HistorySays), say(CodeLens::HistoryNow));
    let languages = std::iter::once(None).chain(Language::ALL.into_iter().map(Some));
    let rows: Vec<_> = languages
        .flat_map(|language| History::of(language).map(move |entry| (language, entry)))
        .map(|(language, entry)| {
            view! {
                <tr>
                    <td data-label=says.clone()>
                        {language.map(|language| view! { <b>{language.name()}</b> " " })}
                        {rich(prose.get(&entry.says_key()))}
                    </td>
                    <td data-label=now.clone()>{rich(prose.get(&entry.now_key()))}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <details class="more">
            <summary>{say(CodeLens::HistoryTitle)}</summary>
            <p class="code-text">{say(CodeLens::HistoryIntro)}</p>
            <table class="grid-table pairs">
                <thead><tr><th scope="col">{says.clone()}</th><th scope="col">{now.clone()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}
