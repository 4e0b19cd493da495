//! The variables by which a container's programs find the API server.

use leptos::prelude::*;

use super::given::view_env;
use crate::{
    components::line::{DOWNWARD, view_lines},
    learn::downward::{service::ServicePart, words::Page},
    wire::{prose::Prose, vocabulary::Vocabulary as _},
};

/// Those of the Service `kubernetes`, the older ones folded away.
pub fn view_service(service: &ServicePart, prose: &Prose) -> AnyView {
    let address: Vec<_> = service.address.iter().map(|item| view_env(item, prose)).collect();
    let links: Vec<_> = service.links.iter().map(|item| view_env(item, prose)).collect();
    view! {
        <h3>{prose.get(Page::ServiceTitle.key()).to_owned()}</h3>
        <div class="scroll-x" tabindex="0" role="group" aria-label=prose.get(Page::ServiceTitle.key()).to_owned()><table class="grid-table downward"><tbody>{address}</tbody></table></div>
        {view_lines(&service.notes, DOWNWARD, prose)}
        {(!links.is_empty()).then(|| view! {
            <details class="more">
                <summary>{prose.get(Page::LinksTitle.key()).to_owned()}</summary>
                <div class="scroll-x" tabindex="0" role="group" aria-label=prose.get(Page::LinksTitle.key()).to_owned()><table class="grid-table downward"><tbody>{links}</tbody></table></div>
            </details>
        })}
    }
    .into_any()
}
