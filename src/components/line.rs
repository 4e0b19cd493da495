//! One thing that a lens says, with what it rests on.

use leptos::prelude::*;

use super::rich_text::rich;
use crate::{
    learn::{
        downward,
        identity::{
            self,
            line::{Ground, Line},
        },
    },
    route::{ApiRoute, Page},
    wire::prose::Prose,
};

/// How a ground is worded, and the key of the link to an exchange.
#[derive(Clone, Copy)]
pub struct Grounds {
    /// The sentence that says what something rests on.
    pub say: fn(&Ground, &Prose) -> String,
    /// The key of the link to an exchange, with `{number}`.
    pub open: &'static str,
}

/// Those of the Downward API lens.
pub const DOWNWARD: Grounds = Grounds {
    say: downward::words::ground,
    open: "downward.page.open_exchange",
};

/// Those of the identity lens.
pub const IDENTITY: Grounds = Grounds {
    say: identity::words::ground,
    open: "identity.page.open_exchange",
};

/// The line as an item of a list.
pub fn view_line(line: &Line, grounds: Grounds, prose: &Prose) -> AnyView {
    let links: Vec<_> = line
        .links
        .iter()
        .map(|link| {
            let address = ApiRoute::of(link.request.clone()).address();
            view! { " " <a href=address>{link.text.clone()}</a> }
        })
        .collect();
    let code = line.code.clone().map(|code| view! { <pre class="code">{code}</pre> });
    view! {
        <li class="said-line">
            <p>{rich(&line.say(prose))}{links}</p>
            {code}
            {view_ground(&line.ground, grounds, prose)}
        </li>
    }
    .into_any()
}

/// Several lines; nothing where there are none.
pub fn view_lines(lines: &[Line], grounds: Grounds, prose: &Prose) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lines: Vec<_> = lines.iter().map(|line| view_line(line, grounds, prose)).collect();
    view! { <ul class="said-lines">{lines}</ul> }.into_any()
}

/// What something rests on; nothing where the reader or the console said so.
pub fn view_ground(ground: &Ground, grounds: Grounds, prose: &Prose) -> AnyView {
    let kind = match ground {
        Ground::Observed(_) => "observed",
        Ground::Inferred(_) => "inferred",
        Ground::Documented(_) => "documented",
        Ground::Given => return ().into_any(),
    };
    let links: Vec<_> = ground
        .exchanges()
        .iter()
        .map(|number| {
            let number = number.to_string();
            let words = prose.fill(grounds.open, &[("number", &number)]);
            view! { " " <a class="exchange" href=Page::Requests.part(&number).address() aria-label=words>{number.clone()}</a> }
        })
        .collect();
    view! { <p class="proof" data-proof=kind>{rich(&(grounds.say)(ground, prose))}{links}</p> }.into_any()
}
