//! What a container asks for: variables and files with the values that it gets.

use leptos::prelude::*;

use crate::{
    components::{
        line::{DOWNWARD, view_ground, view_lines},
        rich_text::rich,
    },
    learn::downward::{
        given::{EnvItem, FileItem, Shown},
        words::Page,
    },
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// Two tables; neither where there is nothing for it.
pub fn view_given(env: &[EnvItem], files: &[FileItem], prose: &Prose) -> AnyView {
    let say = |page: Page| prose.get(page.key()).to_owned();
    let head = |pages: &[Page]| -> Vec<AnyView> {
        pages
            .iter()
            .map(|page| view! { <th scope="col">{say(*page)}</th> }.into_any())
            .collect()
    };
    let env_rows: Vec<_> = env.iter().map(|item| view_env(item, prose)).collect();
    let file_rows: Vec<_> = files.iter().map(|item| view_file(item, prose)).collect();
    view! {
        {(!env_rows.is_empty()).then(|| view! {
            <h3>{say(Page::EnvTitle)}</h3>
            <div class="scroll-x" tabindex="0" role="group" aria-label=say(Page::EnvTitle)><table class="grid-table downward">
                <thead><tr>{head(&[Page::Name, Page::Source, Page::Value])}</tr></thead>
                <tbody>{env_rows}</tbody>
            </table></div>
        })}
        {(!file_rows.is_empty()).then(|| view! {
            <h3>{say(Page::FilesTitle)}</h3>
            <div class="scroll-x" tabindex="0" role="group" aria-label=say(Page::FilesTitle)><table class="grid-table downward">
                <thead><tr>{head(&[Page::Path, Page::Source, Page::Mode, Page::Value])}</tr></thead>
                <tbody>{file_rows}</tbody>
            </table></div>
        })}
    }
    .into_any()
}

/// A variable as a row.
pub fn view_env(item: &EnvItem, prose: &Prose) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row" class="mono">{item.name.clone()}</th>
            <td class="mono">{item.source.clone()}</td>
            <td>
                {view_shown(&item.shown, prose)}
                {view_ground(&item.ground, DOWNWARD, prose)}
                {view_lines(&item.notes, DOWNWARD, prose)}
            </td>
        </tr>
    }
}

fn view_file(item: &FileItem, prose: &Prose) -> impl IntoView + use<> {
    let path = item.path.clone().unwrap_or_else(|| item.path_in_volume.clone());
    view! {
        <tr>
            <th scope="row" class="mono">{path}</th>
            <td class="mono">{item.source.clone()}</td>
            <td class="mono">{item.mode.clone()}</td>
            <td>
                {view_shown(&item.shown, prose)}
                {view_ground(&item.ground, DOWNWARD, prose)}
                {view_lines(&item.notes, DOWNWARD, prose)}
            </td>
        </tr>
    }
}

/// A value, or why there is none.
pub fn view_shown(shown: &Shown, prose: &Prose) -> AnyView {
    match shown {
        Shown::Text(text) if text.is_empty() => {
            view! { <span class="dim">{prose.get(Page::Empty.key()).to_owned()}</span> }.into_any()
        }
        Shown::Text(text) => view! { <code class="value">{text.clone()}</code> }.into_any(),
        Shown::Nothing(line) => view! { <span class="dim">{rich(&line.say(prose))}</span> }.into_any(),
    }
}
