//! What a container finds at the ServiceAccount's mount point.

use leptos::prelude::*;

use super::given::view_shown;
use crate::{
    components::{
        line::{DOWNWARD, view_line, view_lines},
        rich_text::rich,
    },
    learn::downward::{account::AccountPart, words::Page},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// The mount with its files.
pub fn view_account(account: &AccountPart, prose: &Prose) -> AnyView {
    let files: Vec<_> = account
        .files
        .iter()
        .map(|item| {
            let shown = item.shown.as_ref().map(|shown| view_shown(shown, prose));
            view! {
                <tr>
                    <th scope="row" class="mono">{item.path.clone()}</th>
                    <td class="mono">{item.mode.clone()}</td>
                    <td>
                        <p>{rich(&item.content.say(prose))}</p>
                        {shown}
                        {view_lines(&item.notes, DOWNWARD, prose)}
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <h3>{prose.get(Page::AccountTitle.key()).to_owned()}</h3>
        <ul class="said-lines">{view_line(&account.summary, DOWNWARD, prose)}</ul>
        {view_lines(&account.notes, DOWNWARD, prose)}
        {(!files.is_empty()).then(|| view! {
            <div class="scroll-x" tabindex="0" role="group" aria-label=prose.get(Page::AccountTitle.key()).to_owned()><table class="grid-table downward"><tbody>{files}</tbody></table></div>
        })}
    }
    .into_any()
}
