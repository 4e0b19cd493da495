//! Who may know whom: the directions of ARCHITECTURE.md.

use std::collections::BTreeSet;

use crate::{
    sources::{Fault, Source, each, expect, refuse},
    tokens::{Path, modules, paths, tokens},
};

/// A top-level module of `src/`.
pub struct Layer {
    /// Its name.
    pub name: &'static str,
    /// What it may import, each with everything inside.
    pub sees: &'static [&'static [&'static str]],
    /// Whether it is plain Rust: no view, no JavaScript.
    pub is_pure: bool,
}

const NOUNS: &[&str] = &["sort", "kube", "text", "i18n"];
const READERS: &[&str] = &["sync", "dialect", "wire", "recording", "route"];
const TRANSPORT: &[&str] = &["browser", "client"];

/// Each layer sees only layers that stand before it.
pub const LAYERS: [Layer; 17] = [
    pure("sort", &[]),
    pure("kube", &[&["sort"]]),
    pure("text", &[&["sort"]]),
    pure("i18n", &[&["kube", "text"]]),
    pure("sync", &[NOUNS]),
    pure("dialect", &[NOUNS]),
    pure("wire", &[NOUNS]),
    pure("recording", &[NOUNS]),
    pure("route", &[NOUNS]),
    pure("learn", &[NOUNS, READERS]),
    // The parameters before `#` are a query like any other, and only `kube::query` decodes one.
    layer("browser", &[&["kube::query"]]),
    layer("client", &[NOUNS, READERS, &["browser"]]),
    layer("store", &[NOUNS, READERS, TRANSPORT, &["learn"]]),
    layer("ui", &[&["text", "i18n", "browser"]]),
    layer("components", &[NOUNS, READERS, TRANSPORT, &["learn", "store", "ui"]]),
    layer(
        "pages",
        &[NOUNS, READERS, TRANSPORT, &["learn", "store", "ui", "components"]],
    ),
    layer(
        "app",
        &[
            NOUNS,
            READERS,
            TRANSPORT,
            &["learn", "store", "ui", "components", "pages"],
        ],
    ),
];

const fn pure(name: &'static str, sees: &'static [&'static [&'static str]]) -> Layer {
    Layer {
        name,
        sees,
        is_pure: true,
    }
}

const fn layer(name: &'static str, sees: &'static [&'static [&'static str]]) -> Layer {
    Layer {
        name,
        sees,
        is_pure: false,
    }
}

#[test]
fn layers_see_only_what_stands_before_them() {
    for (at, layer) in LAYERS.iter().enumerate() {
        for seen in layer.sees.concat() {
            let name = seen.split("::").next();
            let is_before = LAYERS[..at].iter().any(|before| Some(before.name) == name);
            assert!(is_before, "{} sees {seen}, which does not stand before it", layer.name);
        }
    }
}

#[test]
fn every_module_of_the_crate_is_a_layer() {
    let library = Source::read("src/lib.rs");
    refuse(&without_place(&library));
    let declared: BTreeSet<_> = modules(&tokens(&library.text))
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for layer in &LAYERS {
        assert!(
            declared.contains(layer.name),
            "src/lib.rs has no `mod {};` any more",
            layer.name
        );
    }
}

#[test]
fn imports_go_in_one_direction() {
    refuse(&each(&Source::below("src", ".rs"), wrong_way));
}

/// The modules that lead to a file below `src/`: `src/client/live.rs` is `[client, live]`.
pub fn module(source: &Source) -> Vec<&str> {
    let inside = source.path.strip_prefix("src/").unwrap_or(&source.path);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    if matches!(inside, "lib" | "main") {
        Vec::new()
    } else {
        inside.split('/').collect()
    }
}

/// The layer that a file belongs to.
pub fn layer_of(source: &Source) -> &str {
    match module(source).first() {
        Some(name) => name,
        None if source.path.ends_with("main.rs") => "main",
        None => "lib",
    }
}

fn without_place(library: &Source) -> Vec<Fault> {
    modules(&tokens(&library.text))
        .into_iter()
        .filter(|(name, _)| LAYERS.iter().all(|layer| layer.name != *name))
        .map(|(name, token)| library.fault(token.line, format!("`{name}` has no place in tests/house/layers.rs")))
        .collect()
}

/// What a path means from the crate's root on; `None` if it stays in its layer or leads to another crate.
fn from_root<'s>(source: &Source, path: &Path<'s>) -> Option<Vec<&'s str>> {
    let segments = path.segments.as_slice();
    let climbs = segments.iter().take_while(|segment| **segment == "super").count();
    let here = module(source).len() + path.start.depth;
    match segments {
        [root, rest @ ..] if *root == "crate" && !rest.is_empty() => Some(rest.to_vec()),
        ["deckprism", rest @ ..] if layer_of(source) == "main" && !rest.is_empty() => Some(rest.to_vec()),
        _ if climbs > 0 && climbs >= here => segments.get(climbs..).map(<[_]>::to_vec),
        _ => None,
    }
}

fn wrong_way(source: &Source) -> Vec<Fault> {
    let from = layer_of(source);
    let sees = match LAYERS.iter().find(|layer| layer.name == from) {
        Some(layer) => layer.sees.concat(),
        None if from == "main" => vec!["app"],
        None => Vec::new(),
    };
    let tokens = tokens(&source.text);
    let mut faults = Vec::new();
    for path in paths(&tokens) {
        let Some(target) = from_root(source, &path) else {
            continue;
        };
        let is_own = target.first() == Some(&from);
        let is_seen = |seen: &&str| {
            seen.split("::")
                .eq(target.iter().copied().take(seen.split("::").count()))
        };
        if !is_own && !sees.iter().any(is_seen) {
            let target = target.join("::");
            faults.push(source.fault(path.start.line, format!("`{from}` may not see `{target}`")));
        }
    }
    faults
}

mod self_tests {
    use super::*;

    #[test]
    fn a_module_without_a_place_is_found() {
        expect(
            &without_place(&Source::new("src/lib.rs", "pub mod kube;\npub mod lesson;")),
            &[2],
        );
    }

    #[test]
    fn imports_against_the_direction_are_found() {
        let check = |path, text: &str, lines: &[usize]| expect(&wrong_way(&Source::new(path, text)), lines);
        check(
            "src/kube/path.rs",
            "use crate::kube::query;\nuse crate::text::age;",
            &[2],
        );
        check(
            "src/kube/path.rs",
            "use super::query;\nuse super::super::text::age;",
            &[2],
        );
        check("src/kube.rs", "pub mod a;\nuse super::text::age;", &[2]);
        check(
            "src/kube.rs",
            "mod tests {\nuse super::*;\nuse super::super::text; }",
            &[3],
        );
        check(
            "src/dialect/curl.rs",
            "use crate::{\n    kube::path,\n    wire::hop,\n};",
            &[3],
        );
        check("src/wire/way.rs", "fn a() { crate::store::session::b() }", &[1]);
        check("src/store/listed.rs", "use crate::{client::exchange, sync::rows};", &[]);
        check("src/store/listed.rs", "use crate::ui::menu;", &[1]);
        check(
            "src/ui/menu.rs",
            "use crate::browser::document;\nuse crate::kube::path;",
            &[2],
        );
        check(
            "src/browser/location.rs",
            "use crate::kube::query::Query;\nuse crate::kube::path;",
            &[2],
        );
        check("src/client/live.rs", "use crate::kube::*;\nuse crate::*;", &[2]);
        check(
            "src/main.rs",
            "deckprism::app::App;\ndeckprism::store::settings::open()",
            &[2],
        );
        check("src/lib.rs", "pub mod app;\npub use crate::app::App;", &[2]);
        check(
            "src/kube/path.rs",
            "//! See [`crate::store`].\n\"crate::store\"; pub(crate) fn a() {}",
            &[],
        );
    }
}
