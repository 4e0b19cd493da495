//! The lenses that look at any request, whatever its page.

use leptos::prelude::*;

use super::parts;
use crate::{components::arriving::arriving, kube::request::ApiRequest, route::Lens};

/// Those that every page has, in the order of its tabs.
pub const OF_ANY: [Lens; 3] = [Lens::Code, Lens::Wire, Lens::Identity];

/// What such a lens shows; `None` for a lens that only some pages have.
pub fn view_any(lens: Lens, request: Signal<ApiRequest>) -> Option<AnyView> {
    // Another request of the same page is another thing to look at.
    match lens {
        Lens::Code => {
            request.track();
            Some(arriving(move || parts::code(request.get_untracked())))
        }
        Lens::Wire => {
            request.track();
            Some(arriving(move || parts::wire(request.get_untracked())))
        }
        Lens::Identity => {
            request.track();
            Some(arriving(move || parts::identity(request.get_untracked())))
        }
        _ => None,
    }
}
