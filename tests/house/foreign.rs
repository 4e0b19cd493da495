//! What each layer may name of the world outside: the view, JavaScript, the operating system.

use crate::{
    layers::{LAYERS, layer_of, module},
    sources::{Fault, Source, each, expect, refuse},
    tokens::{modules, paths, tokens},
};

/// Crates that stand for a view or for JavaScript, and the layers that may name them.
const HOMES: [(&str, &[&str]); 8] = [
    (
        "leptos",
        &["browser", "store", "ui", "components", "pages", "app", "main"],
    ),
    ("gloo_net", &["client"]),
    ("wasm_streams", &["client"]),
    ("wasm_split_helpers", &["client", "pages"]),
    ("web_sys", &["client", "browser", "ui"]),
    ("js_sys", &["client", "browser", "ui"]),
    ("wasm_bindgen", &["client", "browser", "ui"]),
    ("wasm_bindgen_futures", &["client", "browser", "ui"]),
];

/// Layers whose handlers may name the types of events.
const HANDLERS: [&str; 3] = ["components", "pages", "app"];

/// Layers that draw.
const DRAWING: [&str; 4] = ["ui", "components", "pages", "app"];

/// What a browser does not have, or has elsewhere: `crate::browser` and `crate::client` stand for all of it.
const NATIVE_ONLY: [&str; 7] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
];

#[test]
fn foreign_crates_stay_in_their_layers() {
    refuse(&each(&Source::below("src", ".rs"), away_from_home));
}

#[test]
fn nothing_needs_an_operating_system() {
    refuse(&native_only(&Source::below("src", ".rs")));
}

#[test]
fn only_the_upper_layers_draw() {
    refuse(&each(&Source::below("src", ".rs"), drawing));
}

fn away_from_home(source: &Source) -> Vec<Fault> {
    let layer = layer_of(source);
    let tokens = tokens(&source.text);
    let mut faults = Vec::new();
    for path in paths(&tokens) {
        let Some((name, homes)) = HOMES.iter().find(|(name, _)| path.segments.first() == Some(name)) else {
            continue;
        };
        let is_event = *name == "web_sys"
            && HANDLERS.contains(&layer)
            && path.segments.get(1).is_some_and(|word| word.ends_with("Event"));
        if !homes.contains(&layer) && !is_event {
            let kind = if LAYERS.iter().any(|other| other.name == layer && other.is_pure) {
                "pure, and "
            } else {
                ""
            };
            let rule = format!("`{layer}` is {kind}no home of `{name}`: that is {}", homes.join(", "));
            faults.push(source.fault(path.start.line, rule));
        }
    }
    faults
}

fn native_only(sources: &[Source]) -> Vec<Fault> {
    let tests = test_modules(sources);
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| !is_inside(source, &tests)) {
        let tokens = tokens(&source.text);
        for path in paths(&tokens).iter().filter(|path| !path.start.is_test) {
            let spelt = path.segments.join("::");
            let is_native = NATIVE_ONLY.iter().any(|native| {
                spelt == *native || spelt.strip_prefix(native).is_some_and(|rest| rest.starts_with("::"))
            });
            let is_clock = path
                .segments
                .iter()
                .any(|word| matches!(*word, "Instant" | "SystemTime"))
                || (path.segments.len() > 1 && path.segments.last() == Some(&"now") && layer_of(source) != "browser");
            if is_native || is_clock {
                let rule = format!("`{spelt}` does not exist in a browser: time and files are arguments");
                faults.push(source.fault(path.start.line, rule));
            }
        }
    }
    faults
}

/// The modules, such as `dialect::testing`, that are compiled for tests only.
fn test_modules(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (name, token) in modules(&tokens(&source.text)) {
            if token.is_test {
                let mut module = module(source);
                module.push(name);
                found.push(module.join("::"));
            }
        }
    }
    found
}

fn is_inside(source: &Source, modules: &[String]) -> bool {
    let module = module(source).join("::");
    modules
        .iter()
        .any(|outer| module == *outer || module.strip_prefix(outer).is_some_and(|rest| rest.starts_with("::")))
}

fn drawing(source: &Source) -> Vec<Fault> {
    let layer = layer_of(source);
    if DRAWING.contains(&layer) {
        return Vec::new();
    }
    let tokens = tokens(&source.text);
    let texts: Vec<&str> = tokens.iter().map(|token| token.text).collect();
    tokens
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            let rest = texts.get(*at..).unwrap_or_default();
            matches!(rest, ["view", "!", ..] | ["[", "component", "]", ..])
        })
        .map(|(_, token)| {
            source.fault(
                token.line,
                format!("`{layer}` does not draw: that is {}", DRAWING.join(", ")),
            )
        })
        .collect()
}

mod self_tests {
    use super::*;

    #[test]
    fn foreign_crates_away_from_home_are_found() {
        let check = |path, text: &str, lines: &[usize]| {
            expect(&away_from_home(&Source::new(path, text)), lines);
        };
        for name in [
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "gloo_net",
        ] {
            check("src/sync/rows.rs", &format!("\nuse {name}::prelude::*;"), &[2]);
        }
        check(
            "src/client/live.rs",
            "use gloo_net::http::Method;\nuse leptos::prelude::*;",
            &[2],
        );
        check("src/browser/clock.rs", "js_sys::Date::now()", &[]);
        check("src/browser/clock.rs", "gloo_net::http::Request::get(a)", &[1]);
        check(
            "src/components/map.rs",
            "a: web_sys::MouseEvent,\nb: web_sys::Element",
            &[2],
        );
        check("src/store/session.rs", "a: web_sys::MouseEvent", &[1]);
        check(
            "src/pages/list.rs",
            "// web_sys::Element\nlet wasm = \"js_sys::Date\";",
            &[],
        );
    }

    #[test]
    fn clocks_and_files_are_found() {
        let check = |text: &str, lines: &[usize]| {
            expect(&native_only(&[Source::new("src/kube/a.rs", text)]), lines);
        };
        check("use std::{fs, fmt};\nuse std::time::{Duration, Instant};", &[1, 2]);
        check("std::time::SystemTime::now();\njiff::Timestamp::now()", &[1, 2]);
        check("use std::time;\nlet a = time::Instant::now();", &[2]);
        check("use std::time::Duration; let now = clock.now(); a(now)", &[]);
        expect(
            &native_only(&[Source::new("src/browser/clock.rs", "js_sys::Date::now()")]),
            &[],
        );
        check("#[cfg(test)]\nmod tests { use std::fs; }\nuse std::env;", &[3]);
        let of_tests = [
            Source::new("src/kube.rs", "#[cfg(test)]\nmod tests;"),
            Source::new("src/kube/tests.rs", "mod more;\nuse std::fs;"),
            Source::new("src/kube/tests/more.rs", "use std::fs;"),
        ];
        expect(&native_only(&of_tests), &[]);
        expect(&native_only(&of_tests[1..]), &[2, 1]);
    }

    #[test]
    fn drawing_below_is_found() {
        let check = |path, text: &str, lines: &[usize]| expect(&drawing(&Source::new(path, text)), lines);
        check("src/store/session.rs", "\nview! { <p /> }", &[2]);
        check("src/browser/clock.rs", "#[component]\nfn A() {}", &[1]);
        check("src/ui/menu.rs", "#[component] fn A() { view! {} }", &[]);
    }
}
