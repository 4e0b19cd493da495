//! What a program in a Pod has to see to, and what it finds.

use leptos::prelude::*;

use crate::{
    components::rich_text::rich,
    kube::downward::service_account::MOUNT_PATH,
    wire::{
        access::{
            section::{Concern, Mounted},
            words::Page,
        },
        prose::Prose,
        vocabulary::Vocabulary as _,
    },
};

/// The three concerns, and the three files.
pub fn view_pod(prose: &Prose) -> AnyView {
    let concerns: Vec<_> = Concern::ALL
        .iter()
        .map(|concern| {
            view! {
                <section class="card">
                    <h4>{rich(prose.get(&concern.ask_key()))}</h4>
                    <p>{rich(prose.get(&concern.answer_key()))}</p>
                </section>
            }
        })
        .collect();
    let files: Vec<_> = Mounted::ALL
        .iter()
        .map(|file| {
            view! {
                <tr>
                    <th scope="row" class="mono">{format!("{MOUNT_PATH}/{}", file.file())}</th>
                    <td>{rich(prose.get(file.key()))}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <h3>{prose.get(Page::ConcernsTitle.key()).to_owned()}</h3>
        <div class="cards">{concerns}</div>
        <h3>{prose.get(Page::MountedTitle.key()).to_owned()}</h3>
        <div class="scroll-x" tabindex="0" role="group" aria-label=prose.get(Page::MountedTitle.key()).to_owned()><table class="grid-table downward"><tbody>{files}</tbody></table></div>
    }
    .into_any()
}
