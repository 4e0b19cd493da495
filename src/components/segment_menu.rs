//! One segment of the address: a button that says what it is and opens what else could stand there.

use leptos::prelude::*;

use super::{siblings::SiblingList, spectrum};
use crate::{
    kube::path::{ApiPath, Part},
    route::{self, siblings},
    store::{discovery::DiscoveryStore, settings::messages},
    ui::menu::Menu,
};

/// A segment, or what could follow the last one.
#[component]
pub fn SegmentMenu(
    /// The whole path.
    path: ApiPath,
    /// Which segment; one more than there are for what could follow.
    index: usize,
) -> impl IntoView {
    let text = messages();
    let segments = path.segments();
    let segment = segments.get(index).cloned();
    let part = segment
        .as_ref()
        .map_or_else(|| part_after(&path), |segment| segment.part);
    let (name, about) = spectrum::words(text, part);
    let label = segment
        .as_ref()
        .map_or_else(|| format!("{name} …"), |segment| format!("{name}: {}", segment.text));
    let button = match &segment {
        Some(segment) => spectrum::coloured(text, segment.text.clone(), Some(part)),
        None => "…".into_any(),
    };
    let class = if segment.is_some() { "segment" } else { "segment next" };
    let panel = move || {
        let known = DiscoveryStore::expect().served_now();
        let found = known.and_then(|served| siblings::siblings(&served.discovery, &path, index));
        let up = (index + 1 < path.segments().len()).then(|| {
            let upper = path.up_to(index);
            view! {
                <ul class="menu-list"><li>
                    <a href=route::to(upper.as_str())><span class="mono">{spectrum::path(text, &upper)}</span></a>
                </li></ul>
            }
        });
        view! {
            <p class="segment-help"><b>{name}</b>" · "{about}</p>
            {up}
            {match found {
                Some(siblings) => view! { <SiblingList siblings=siblings part=part /> }.into_any(),
                None => view! { <p class="dim">{text.parts.siblings_none}</p> }.into_any(),
            }}
        }
    };
    view! {
        <Menu
            id=format!("segment-{index}")
            class=class
            label=label
            button=button
            panel=panel
        />
    }
}

/// What part of a request would follow the last segment.
fn part_after(path: &ApiPath) -> Part {
    match path.segments().last().map(|segment| segment.part) {
        None | Some(Part::Query | Part::Subresource) => Part::Fixed,
        Some(Part::Fixed) => match path.as_str() {
            "/apis" => Part::Group,
            "/api" => Part::Version,
            _ => Part::Fixed,
        },
        Some(Part::Group) => Part::Version,
        Some(Part::Version | Part::Namespace) => Part::Resource,
        Some(Part::Resource) => Part::Name,
        Some(Part::Name) => Part::Subresource,
    }
}
