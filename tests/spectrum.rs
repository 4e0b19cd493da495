//! The spectrum can be told apart and read: by every kind of sight, in both themes, and never by colour alone.
//!
//! The numbers come from `style/`, so that no change of a colour goes unmeasured.

#![allow(clippy::panic, reason = "the helpers of a test fail as loudly as the test itself")]

#[path = "spectrum/colour.rs"]
mod colour;
#[path = "house/css.rs"]
#[allow(dead_code, reason = "tests/house.rs reads more of a rule")]
mod css;
#[path = "spectrum/form.rs"]
mod form;
#[path = "house/sources.rs"]
mod sources;
#[path = "spectrum/tokens.rs"]
mod tokens;

use std::collections::BTreeSet;

use colour::{Sight, contrast, difference};
use css::{Rule, rules};
use sources::{Fault, Source, each, refuse};
use tokens::{Theme, Tokens};

/// WCAG 2.2, 1.4.3, for text of any size.
const READABLE: f64 = 4.5;
/// WCAG 2.2, 1.4.11, for the edges of fields.
const VISIBLE: f64 = 3.0;
/// The distance in CIELAB (CIE76); eyes tell two fields side by side apart from about 2 on.
const APART: f64 = 20.0;

/// The parts of a request that have a colour.
pub const PARTS: [&str; 7] = [
    "group",
    "version",
    "namespace",
    "resource",
    "name",
    "subresource",
    "query",
];

/// What may stand next to what in a path, fixed words left out. Every request is sent with a query, which may follow
/// anything but a namespace: behind that there is always a resource.
const NEIGHBOURS: [(&str, &str); 11] = [
    ("group", "version"),
    ("version", "namespace"),
    ("version", "resource"),
    ("namespace", "resource"),
    ("resource", "name"),
    ("name", "subresource"),
    ("group", "query"),
    ("version", "query"),
    ("resource", "query"),
    ("name", "query"),
    ("subresource", "query"),
];

/// What text stands on.
const GROUNDS: [&str; 3] = ["surface", "raised", "sunk"];
/// What parts of a request stand on where it can be pointed at: the address, menus, rows.
const HOVERED: [&str; 2] = ["surface", "raised"];
/// The colours of text beside the spectrum.
const INKS: [&str; 6] = ["ink", "ink-dim", "accent", "ok", "warn", "bad"];
/// Text with a ground of its own.
const PAIRS: [(&str, &str); 5] = [
    ("bad", "bad-ground"),
    ("warn", "warn-ground"),
    ("recorded-ink", "recorded-ground"),
    ("surface", "accent"),
    ("ink", "line"),
];
/// Edges of fields.
const EDGES: [&str; 1] = ["line-strong"];
/// Colours that nobody has to see, and those that only lie over others.
const QUIET: [&str; 2] = ["line", "hover"];

#[test]
fn parts_are_readable() {
    let tokens = colours();
    for_both_themes(|theme| {
        let parts = PARTS.map(|part| format!("part-{part}"));
        let at_rest = pairs(&parts, &GROUNDS).filter_map(|(part, ground)| unreadable(&tokens, theme, part, ground));
        let hovered =
            pairs(&parts, &HOVERED).filter_map(|(part, ground)| unreadable_hovered(&tokens, theme, part, ground));
        at_rest.chain(hovered).collect()
    });
}

#[test]
fn neighbours_stay_apart_for_every_kind_of_sight() {
    let tokens = colours();
    for_both_themes(|theme| {
        NEIGHBOURS
            .iter()
            .flat_map(|(one, other)| alike(&tokens, theme, one, other))
            .collect()
    });
}

#[test]
fn words_are_readable() {
    let tokens = colours();
    for_both_themes(|theme| {
        let at_rest = pairs(&INKS, &GROUNDS).filter_map(|(ink, ground)| unreadable(&tokens, theme, ink, ground));
        let hovered =
            pairs(&INKS, &GROUNDS).filter_map(|(ink, ground)| unreadable_hovered(&tokens, theme, ink, ground));
        let own = PAIRS
            .iter()
            .filter_map(|(ink, ground)| unreadable(&tokens, theme, ink, ground));
        at_rest.chain(hovered).chain(own).collect()
    });
}

#[test]
fn edges_are_visible() {
    let tokens = colours();
    for_both_themes(|theme| {
        let weak = |(edge, ground)| {
            let (one, other) = (tokens.colour(edge, theme), tokens.colour(ground, theme));
            weak(
                &tokens,
                edge,
                &format!("{edge} on {ground}, {theme:?}"),
                contrast(one, other),
                VISIBLE,
            )
        };
        pairs(&EDGES, &GROUNDS).filter_map(weak).collect()
    });
}

#[test]
fn every_colour_of_text_on_a_ground_is_measured() {
    refuse(&each(&Source::below("style", ".css"), unmeasured));
}

#[test]
fn every_colour_is_measured_or_quiet() {
    let mut known: BTreeSet<String> = [&GROUNDS[..], &INKS, &EDGES, &QUIET]
        .concat()
        .into_iter()
        .map(str::to_owned)
        .collect();
    known.extend(PARTS.map(|part| format!("part-{part}")));
    known.extend(
        PAIRS
            .iter()
            .flat_map(|(ink, ground)| [(*ink).to_owned(), (*ground).to_owned()]),
    );
    let tokens = colours();
    let named: BTreeSet<String> = tokens.names().map(str::to_owned).collect();
    assert_eq!(
        named, known,
        "the colours of style/tokens.css, and those that tests/spectrum.rs knows"
    );
}

/// The tokens of the repository.
pub fn colours() -> Tokens {
    Tokens::read(&Source::read("style/tokens.css"))
}

#[track_caller]
fn for_both_themes(rule: impl Fn(Theme) -> Vec<Fault>) {
    refuse(&Theme::ALL.map(rule).concat());
}

fn pairs<'a, A: AsRef<str>>(ones: &'a [A], others: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    ones.iter()
        .flat_map(|one| others.iter().map(|other| (one.as_ref(), *other)))
}

/// What is wrong with text of one token on the ground of another.
fn unreadable(tokens: &Tokens, theme: Theme, ink: &str, ground: &str) -> Option<Fault> {
    let on = tokens.colour(ground, theme);
    let found = contrast(tokens.colour(ink, theme), on);
    weak(tokens, ink, &format!("{ink} on {ground}, {theme:?}"), found, READABLE)
}

/// The same while the ground is pointed at.
fn unreadable_hovered(tokens: &Tokens, theme: Theme, ink: &str, ground: &str) -> Option<Fault> {
    let on = tokens.colour("hover", theme).over(tokens.colour(ground, theme));
    let found = contrast(tokens.colour(ink, theme), on);
    weak(
        tokens,
        ink,
        &format!("{ink} on hovered {ground}, {theme:?}"),
        found,
        READABLE,
    )
}

fn weak(tokens: &Tokens, name: &str, what: &str, found: f64, least: f64) -> Option<Fault> {
    (found < least).then(|| tokens.fault(name, format!("{what}: {found:.2}:1 of {least}:1")))
}

/// Kinds of sight for which two parts look too much alike.
fn alike(tokens: &Tokens, theme: Theme, one: &str, other: &str) -> Vec<Fault> {
    let name = |part| format!("part-{part}");
    let seen = |part, sight| tokens.colour(&name(part), theme).seen_by(sight);
    Sight::ALL
        .into_iter()
        .map(|sight| (sight, difference(seen(one, sight), seen(other, sight))))
        .filter(|(_, apart)| *apart < APART)
        .map(|(sight, apart)| {
            let rule = format!("{one} and {other}, {theme:?}, {sight:?}: ΔE {apart:.1} of {APART}");
            tokens.fault(&name(other), rule)
        })
        .collect()
}

/// Rules that set text on a ground, both by name, that are not measured above.
fn unmeasured(sheet: &Source) -> Vec<Fault> {
    let is_measured = |ink: &str, ground: &str| {
        let is_word = INKS.contains(&ink) || ink.starts_with("part-");
        (is_word && GROUNDS.contains(&ground))
            || (INKS.contains(&ink) && ground == "hover")
            || PAIRS.contains(&(ink, ground))
    };
    let mut faults = Vec::new();
    for rule in rules(&sheet.text) {
        if let Some((ink, ground)) = ink_and_ground(&rule).filter(|(ink, ground)| !is_measured(ink, ground)) {
            faults.push(sheet.fault(
                rule.line,
                format!("--{ink} on --{ground} is not measured in tests/spectrum.rs"),
            ));
        }
    }
    faults
}

/// The names of the tokens for text and ground, if a rule sets both.
fn ink_and_ground(rule: &Rule) -> Option<(&str, &str)> {
    let ground = rule.value("background").or_else(|| rule.value("background-color"))?;
    Some((named(rule.value("color")?)?, named(ground)?))
}

/// The name in `var(--name)`.
fn named(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once("var(--")?;
    rest.split_once(')').map(|(name, _)| name)
}

mod self_tests {
    use super::*;
    use sources::expect;

    fn sample() -> Tokens {
        Tokens::read(&Source::new(
            "style/tokens.css",
            ":root { --surface: light-dark(#ffffff, #000000);
            --hover: light-dark(#00000040, #00000000);
            --grey: light-dark(#777777, #777777);
            --ink: light-dark(#707070, #ffffff);
            --part-a: light-dark(#017d62, #ffffff);
            --part-b: light-dark(#cb1a76, #000000); }",
        ))
    }

    #[test]
    fn words_that_are_hard_to_read_are_found() {
        let tokens = sample();
        let fault = unreadable(&tokens, Theme::Light, "grey", "surface");
        assert_eq!(
            fault.unwrap().to_string(),
            "style/tokens.css:3: grey on surface, Light: 4.48:1 of 4.5:1"
        );
        assert_eq!(unreadable(&tokens, Theme::Dark, "grey", "surface"), None);
        assert_eq!(unreadable(&tokens, Theme::Light, "ink", "surface"), None);
        assert!(unreadable_hovered(&tokens, Theme::Light, "ink", "surface").is_some());
    }

    #[test]
    fn parts_that_look_alike_are_found() {
        let faults = alike(&sample(), Theme::Light, "a", "b");
        expect(&faults, &[6]);
        assert!(faults[0].rule.contains("Deuteranopia: ΔE 5.2"), "{faults:?}");
        expect(&alike(&sample(), Theme::Dark, "a", "b"), &[]);
    }

    #[test]
    fn text_on_a_ground_that_nobody_measured_is_found() {
        let sheet = "a { background: var(--line); color: var(--bad); }
            b { color: var(--ink); }
            c { background: var(--raised); color: var(--ink); }
            d { background: var(--accent); color: var(--part-name) }";
        expect(&unmeasured(&Source::new("style/a.css", sheet)), &[1, 4]);
    }
}
