//! The parts of a request differ by form too, and their hues are for nothing else.

use std::collections::BTreeSet;

use crate::{
    PARTS, colours,
    css::{Rule, rules},
    sources::{Fault, Source, each, expect, refuse},
    tokens::Theme,
};

/// Where the hues are given to the parts.
const SPECTRUM: &str = "style/spectrum.css";
/// Where they are defined.
const TOKENS: &str = "style/tokens.css";
/// The logo is drawn there; it shows what the spectrum is.
const LOGO: &str = "src/app.rs";
/// The heading of a column says what the names in it are; everywhere else the underline has to.
const TABLES: &str = "src/components/list/row.rs";

/// How the underline of a part is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Form {
    line: String,
    style: String,
    thickness: String,
}

#[test]
fn parts_differ_by_form() {
    refuse(&alike_in_form(&Source::read(SPECTRUM)));
}

#[test]
fn each_part_has_its_own_colour() {
    refuse(&wrong_colours(&Source::read(SPECTRUM)));
}

#[test]
fn only_tables_leave_the_underline_out() {
    refuse(&each(&Source::below("style", ".css"), without_underline));
    refuse(&each(&Source::below("src", ".rs"), plain_parts));
}

#[test]
fn the_hues_are_for_nothing_else() {
    let values: BTreeSet<String> = PARTS.iter().flat_map(|part| hues(part)).collect();
    let mut files = Source::below("style", ".css");
    files.extend(Source::below("src", ".rs"));
    refuse(&each(&files, |file| strays(file, &values)));
    // Otherwise this test would look at nothing.
    for path in [SPECTRUM, TOKENS, LOGO] {
        assert!(Source::read(path).text.contains("--part-"), "{path} names no hue");
    }
}

impl Form {
    fn apply(&mut self, rule: &Rule) {
        for (field, property) in [
            (&mut self.line, "text-decoration-line"),
            (&mut self.style, "text-decoration-style"),
            (&mut self.thickness, "text-decoration-thickness"),
        ] {
            if let Some(value) = rule.value(property) {
                value.clone_into(field);
            }
        }
    }

    fn is_drawn(&self) -> bool {
        let is_set = |text: &String| !matches!(text.as_str(), "" | "none" | "0" | "0px");
        [&self.line, &self.style, &self.thickness].into_iter().all(is_set)
    }
}

fn hues(part: &str) -> Vec<String> {
    let tokens = colours();
    Theme::ALL
        .map(|theme| tokens.spelling(&format!("part-{part}"), theme).to_owned())
        .to_vec()
}

/// The part that `.part[data-part="…"]` is about.
fn part_of(selector: &str) -> Option<&str> {
    selector.strip_prefix(".part[data-part=\"")?.strip_suffix("\"]")
}

/// The form of each part: what all of them share, and what is each one's own.
fn forms(sheet: &Source) -> Vec<(&'static str, usize, Form)> {
    let rules = rules(&sheet.text);
    let mut shared = Form::default();
    rules
        .iter()
        .filter(|rule| rule.selector == ".part")
        .for_each(|rule| shared.apply(rule));
    let own = |part: &'static str| {
        let (mut form, mut line) = (shared.clone(), 1);
        for rule in rules.iter().filter(|rule| part_of(&rule.selector) == Some(part)) {
            form.apply(rule);
            line = rule.line;
        }
        (part, line, form)
    };
    PARTS.map(own).to_vec()
}

fn alike_in_form(sheet: &Source) -> Vec<Fault> {
    let forms = forms(sheet);
    let mut faults = Vec::new();
    for (at, (part, line, form)) in forms.iter().enumerate() {
        if !form.is_drawn() {
            faults.push(sheet.fault(*line, format!("`{part}` has no underline")));
        }
        if let Some((other, ..)) = forms[..at].iter().find(|(_, _, other)| other == form) {
            faults.push(sheet.fault(*line, format!("`{part}` has the underline of `{other}`")));
        }
    }
    faults
}

fn wrong_colours(sheet: &Source) -> Vec<Fault> {
    let rules = rules(&sheet.text);
    let colour = |part| {
        rules
            .iter()
            .filter(|rule| part_of(&rule.selector) == Some(part))
            .find_map(|rule| rule.value("color"))
    };
    PARTS
        .iter()
        .filter(|part| colour(part) != Some(&format!("var(--part-{part})")))
        .map(|part| sheet.fault(1, format!("`{part}` is not in its own colour")))
        .collect()
}

/// Rules that take the underline from parts, but for the one that tables use.
fn without_underline(sheet: &Source) -> Vec<Fault> {
    let is_none = |rule: &Rule, property| {
        rule.value(property)
            .is_some_and(|value| value.split(' ').any(|word| word == "none"))
    };
    rules(&sheet.text)
        .iter()
        .filter(|rule| is_none(rule, "text-decoration") || is_none(rule, "text-decoration-line"))
        .filter(|rule| rule.selector != ".part.plain" && rule.selector.split(',').any(is_about_parts))
        .map(|rule| sheet.fault(rule.line, format!("`{}` takes the underline from parts", rule.selector)))
        .collect()
}

/// Whether the last element of a selector is a part; `a:has(> .part)` is about the link.
fn is_about_parts(selector: &str) -> bool {
    let mut outside = selector.trim().to_owned();
    while let (Some(start), Some(end)) = (outside.find(":has("), outside.find(')')) {
        if end < start {
            break;
        }
        outside.replace_range(start..=end, "");
    }
    outside
        .rsplit([' ', '>', '+', '~'])
        .next()
        .is_some_and(|last| last.contains(".part"))
}

fn plain_parts(source: &Source) -> Vec<Fault> {
    if source.path == TABLES {
        return Vec::new();
    }
    let is_plain = |line: &str| line.contains("part plain") || line.contains("plain part");
    lines(
        source,
        is_plain,
        "a part without its underline, and no column heading that says what it is",
    )
}

/// Hues outside of their places, by name or copied.
fn strays(file: &Source, values: &BTreeSet<String>) -> Vec<Fault> {
    let is_named = |line: &str| line.contains("--part-");
    let is_copied = |line: &str| values.iter().any(|value| line.to_ascii_lowercase().contains(value));
    match file.path.as_str() {
        TOKENS => Vec::new(),
        SPECTRUM | LOGO => lines(file, is_copied, "a hue of the spectrum, copied"),
        _ => lines(
            file,
            |line| is_named(line) || is_copied(line),
            "a hue of the spectrum that is no part of a request",
        ),
    }
}

fn lines(file: &Source, is_wrong: impl Fn(&str) -> bool, rule: &str) -> Vec<Fault> {
    let lines = file.text.lines().enumerate();
    lines
        .filter(|(_, line)| is_wrong(line))
        .map(|(index, _)| file.fault(index + 1, rule))
        .collect()
}

mod self_tests {
    use super::*;

    const SHEET: &str = ".part { text-decoration-line: underline; text-decoration-thickness: 1px; }
        .part[data-part=\"group\"] { color: var(--part-group); text-decoration-style: solid; }
        .part[data-part=\"version\"] { color: var(--part-version); text-decoration-style: dotted; }
        .part[data-part=\"namespace\"] { color: var(--part-namespace); text-decoration-style: dashed; }
        .part[data-part=\"resource\"] { color: var(--part-resource); text-decoration-style: double; }
        .part[data-part=\"name\"] { color: var(--part-name); text-decoration-style: wavy; }
        .part[data-part=\"subresource\"] { color: var(--part-subresource); text-decoration-style: solid; text-decoration-thickness: 3px; }
        .part[data-part=\"query\"] { color: var(--part-query); text-decoration-style: solid; text-decoration-line: overline; }";

    fn sheet(from: &str, to: &str) -> Source {
        assert!(SHEET.contains(from), "{from}");
        Source::new(SPECTRUM, &SHEET.replace(from, to))
    }

    #[test]
    fn equal_and_missing_underlines_are_found() {
        let check = |from, to, lines: &[usize]| expect(&alike_in_form(&sheet(from, to)), lines);
        check("dotted", "dotted", &[]);
        check("dotted", "solid", &[3]);
        check("overline", "underline", &[8]);
        check("dashed", "none", &[4]);
        check("text-decoration-line: underline;", "", &[2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn borrowed_colours_are_found() {
        expect(&wrong_colours(&sheet("dotted", "dotted")), &[]);
        expect(&wrong_colours(&sheet("var(--part-name)", "var(--part-query)")), &[1]);
        expect(&wrong_colours(&sheet("color: var(--part-group);", "")), &[1]);
    }

    #[test]
    fn lost_underlines_are_found() {
        let text = ".part.plain { text-decoration: none; }
            .rows .part { text-decoration-line: none; }
            .rows a, .card > a.part { text-decoration: none; }
            a:has(> .part), .part a { text-decoration: none; }
            .part { text-decoration: underline; }";
        expect(&without_underline(&Source::new("style/a.css", text)), &[2, 3]);
        let view = "\n<a class=\"part plain\" />";
        expect(&plain_parts(&Source::new("src/pages/list.rs", view)), &[2]);
        expect(&plain_parts(&Source::new(TABLES, view)), &[]);
    }

    #[test]
    fn stray_hues_are_found() {
        let values = BTreeSet::from(["#9150ac".to_owned()]);
        let check = |path, lines: &[usize]| {
            let text = "a { color: var(--part-group); }\nb { color: #9150AC; }\nc { color: var(--ink); }";
            expect(&strays(&Source::new(path, text), &values), lines);
        };
        check(TOKENS, &[]);
        check(SPECTRUM, &[2]);
        check(LOGO, &[2]);
        check("style/map.css", &[1, 2]);
        check("src/ui/menu.rs", &[1, 2]);
    }
}
