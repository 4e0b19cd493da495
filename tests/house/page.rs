//! What the page may not say: another verb than GET, markup from text, styles that its policy drops; and where its
//! style sheets stand.

use std::collections::BTreeSet;

use crate::{
    css::rules,
    sources::{Fault, Source, each, expect, refuse},
    tokens::{Kind, Token, paths, tokens},
};

/// Ways to make markup or programs of a text. Joined from pieces, or this file would break the rule itself.
const MARKUP: [&str; 9] = [
    concat!("inner_", "html"),
    concat!("outer_", "html"),
    concat!("inner", "HTML"),
    concat!("outer", "HTML"),
    "insert_adjacent_html",
    "create_contextual_fragment",
    "srcdoc",
    "iframe",
    "eval",
];

/// Ways to send something that is no GET through `gloo_net`.
const SENDERS: [&str; 2] = ["send_beacon", "set_method"];
const CHANNELS: [&str; 5] = ["EventSource", "Request", "RequestInit", "WebSocket", "XmlHttpRequest"];

#[test]
fn get_is_the_only_verb() {
    refuse(&each(&Source::below("src", ".rs"), verbs));
}

#[test]
fn text_never_becomes_markup() {
    refuse(&each(&Source::below("src", ".rs"), markup));
}

#[test]
fn styles_are_set_as_the_policy_allows() {
    refuse(&each(&Source::below("src", ".rs"), inline_styles));
}

#[test]
fn style_sheets_are_linked_and_layered() {
    let sheets = Source::below("style", ".css");
    refuse(&unlinked(&Source::read("index.html"), &sheets));
    refuse(&unlayered(&sheets));
}

fn verbs(source: &Source) -> Vec<Fault> {
    let tokens = tokens(&source.text);
    let mut faults = Vec::new();
    for path in paths(&tokens) {
        let is_other = match path.segments.as_slice() {
            ["web_sys", channel, ..] if CHANNELS.contains(channel) => true,
            [.., "Method", verb] => !matches!(*verb, "GET" | "self"),
            [.., "Request", verb] => {
                matches!(
                    *verb,
                    "post" | "put" | "patch" | "delete" | "head" | "options" | "connect" | "trace"
                )
            }
            _ => false,
        };
        if is_other {
            let rule = format!("`{}`: the console sends GET alone", path.segments.join("::"));
            faults.push(source.fault(path.start.line, rule));
        }
    }
    let senders = tokens
        .iter()
        .filter(|token| token.kind == Kind::Word && SENDERS.contains(&token.text));
    faults.extend(
        senders.map(|token| source.fault(token.line, format!("`{}` is no GET through the transport", token.text))),
    );
    faults
}

fn markup(source: &Source) -> Vec<Fault> {
    tokens(&source.text)
        .iter()
        .filter(|token| MARKUP.contains(&token.text))
        .map(|token| {
            source.fault(
                token.line,
                format!("`{}`: what comes from a cluster is text", token.text),
            )
        })
        .collect()
}

/// `style="…"` and `style=text` in views. `style:height=…` and `style=("--name", …)` set one property each, which the
/// policy allows.
fn inline_styles(source: &Source) -> Vec<Fault> {
    let tokens = tokens(&source.text);
    let spelt = |at: usize| {
        tokens
            .get(at)
            .filter(|token: &&Token<'_>| token.kind != Kind::Text)
            .map(|token| token.text)
    };
    views(&tokens)
        .into_iter()
        .filter(|at| spelt(*at) == Some("style") && spelt(at + 1) == Some("=") && spelt(at + 2) != Some("("))
        .filter(|at| !matches!(spelt(at - 1), Some("let" | "mut" | ".")))
        .map(|at| {
            source.fault(
                tokens[at].line,
                "the page's policy drops `style=`: use `style:property=`",
            )
        })
        .collect()
}

/// The places of all tokens inside `view! { … }`.
fn views(tokens: &[Token<'_>]) -> BTreeSet<usize> {
    let mut inside = BTreeSet::new();
    for start in 0..tokens.len() {
        if tokens[start].text != "view" || tokens.get(start + 1).is_none_or(|next| next.text != "!") {
            continue;
        }
        let mut depth = 0_usize;
        for (at, token) in tokens
            .iter()
            .enumerate()
            .skip(start + 2)
            .filter(|(_, token)| token.kind == Kind::Sign)
        {
            match token.text {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                inside.extend(start..at);
                break;
            }
        }
    }
    inside
}

/// Style sheets that the page does not link, and links to none.
fn unlinked(index: &Source, sheets: &[Source]) -> Vec<Fault> {
    let mut links = Vec::new();
    for (line, text) in index.text.lines().enumerate() {
        let href = text.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"'));
        if let Some((href, _)) = href.filter(|_| text.contains("rel=\"css\"")) {
            links.push((line + 1, href));
        }
    }
    let mut faults = Vec::new();
    for sheet in sheets
        .iter()
        .filter(|sheet| links.iter().all(|(_, href)| *href != sheet.path))
    {
        faults.push(sheet.fault(1, format!("{} does not link it", index.path)));
    }
    for (line, href) in links
        .iter()
        .filter(|(_, href)| sheets.iter().all(|sheet| sheet.path != *href))
    {
        faults.push(index.fault(*line, format!("there is no {href}")));
    }
    if links.first().is_some_and(|(_, href)| *href != ORDER) {
        faults.push(index.fault(
            links[0].0,
            format!("{ORDER}, which orders the layers, is not the first"),
        ));
    }
    faults
}

/// The file that names all layers in order, and does nothing else.
const ORDER: &str = "style/layers.css";

/// What stands in a style sheet outside of every layer, and layers that have no place in the order.
fn unlayered(sheets: &[Source]) -> Vec<Fault> {
    let outer = |sheet: &Source| {
        rules(&sheet.text)
            .into_iter()
            .filter(|rule| !rule.is_inner)
            .collect::<Vec<_>>()
    };
    let order = sheets.iter().filter(|sheet| sheet.path == ORDER).flat_map(outer);
    let names: Vec<_> = order
        .filter_map(|rule| rule.selector.strip_prefix("@layer").map(str::to_owned))
        .collect();
    let known: BTreeSet<_> = names.iter().flat_map(|names| names.split(',')).map(str::trim).collect();
    let mut faults = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.path != ORDER) {
        for rule in outer(sheet) {
            match rule.selector.strip_prefix("@layer").map(str::trim) {
                Some(name) if known.contains(name) => {}
                Some(name) => {
                    faults.push(sheet.fault(rule.line, format!("{ORDER} has no layer `{name}`")));
                }
                None => faults.push(sheet.fault(rule.line, format!("`{}` stands in no layer", rule.selector))),
            }
        }
    }
    faults
}

mod self_tests {
    use super::*;

    #[test]
    fn other_verbs_are_found() {
        let check = |text: &str, lines: &[usize]| {
            expect(&verbs(&Source::new("src/client/live.rs", text)), lines);
        };
        check(
            ".method(Method::GET)\nuse gloo_net::http::{Method, RequestBuilder};",
            &[],
        );
        for verb in ["POST", "PUT", "PATCH", "DELETE", "HEAD"] {
            check(&format!("\n.method(Method::{verb})"), &[2]);
            check(&format!("gloo_net::http::Method::{verb}"), &[1]);
        }
        check("use gloo_net::http::Method::*;", &[1]);
        check(
            "Request::get(a);\nRequest::post(a);\ngloo_net::http::Request::delete(a)",
            &[2, 3],
        );
        check("navigator.send_beacon(a)\ninit.set_method(\"GET\")", &[1, 2]);
        check(
            "use web_sys::{AbortController, WebSocket};\nScheme::WebSocket; web_sys::RequestCache::NoStore",
            &[1],
        );
        check("// Method::POST\n\"Method::PUT\"", &[]);
    }

    #[test]
    fn markup_from_text_is_found() {
        let check = |text: &str, lines: &[usize]| expect(&markup(&Source::new("src/ui/a.rs", text)), lines);
        for word in MARKUP {
            check(&format!("view! {{\n<p {word}=text /> }}"), &[2]);
            check(&format!("Reflect::set(a, \"{word}\", b)"), &[1]);
        }
        check("view! { <p>{text}</p> } // srcdoc", &[]);
    }

    #[test]
    fn inline_styles_are_found() {
        let check = |text: &str, lines: &[usize]| {
            expect(&inline_styles(&Source::new("src/ui/a.rs", text)), lines);
        };
        check("view! {\n<p style=\"top: 1px\" /> }", &[2]);
        check("view! { <p>{view! { <b\nstyle=top /> }}</p> }", &[2]);
        check("view! { <p style:top=a /> <p style=(\"--top\", a) /> }", &[]);
        check(
            "let style = 1; view! { <p>{move || { let style = 2; style }}</p> }\nstyle = 3;",
            &[],
        );
    }

    #[test]
    fn style_sheets_that_nothing_links_are_found() {
        let index = |text: &str| Source::new("index.html", text);
        let sheets = ["style/layers.css", "style/a.css"].map(|path| Source::new(path, ""));
        let link = |path| format!("<link data-trunk rel=\"css\" href=\"{path}\">\n");
        let both = link("style/layers.css") + &link("style/a.css");
        expect(&unlinked(&index(&both), &sheets), &[]);
        expect(&unlinked(&index(&link("style/layers.css")), &sheets), &[1]);
        expect(&unlinked(&index(&(both.clone() + &link("style/b.css"))), &sheets), &[3]);
        expect(
            &unlinked(&index(&(link("style/a.css") + &link("style/layers.css"))), &sheets),
            &[1],
        );
    }

    #[test]
    fn styles_outside_of_layers_are_found() {
        let order = Source::new(ORDER, "/* All; of them. */\n@layer base, kit;\n");
        let check = |text: &str, lines: &[usize]| {
            expect(&unlayered(&[order.clone(), Source::new("style/a.css", text)]), lines);
        };
        check(
            "/* { */\n@layer kit {\n  a { content: \"}\"; }\n}\n@layer base { }",
            &[],
        );
        check("@layer kit { a { } }\n\na { top: 0; }", &[3]);
        check("@layer domain { }", &[1]);
        check("@import \"b.css\";\n@media print { a { } }", &[1, 2]);
    }
}
