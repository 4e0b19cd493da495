//! Lines of a program, filled in from templates.

use super::{Snippet, Span};

/// A program that is being written.
#[derive(Default)]
pub(super) struct Code(Snippet);

/// What stands in a template's place of that name.
pub(super) type Value<'a> = (&'a str, Vec<Span>);

impl Code {
    /// Adds the lines of a template, in which `‹name›` stands for a value.
    ///
    /// Values are put in as they are: nothing within them is looked for.
    pub fn put(&mut self, template: &str, values: &[Value]) {
        self.0.lines.extend(template.lines().map(|line| fill(line, values)));
    }

    /// Adds the lines of a template without places.
    pub fn text(&mut self, template: &str) {
        self.put(template, &[]);
    }

    /// Adds another program's lines.
    pub fn append(&mut self, other: Self) {
        self.0.lines.extend(other.0.lines);
    }

    /// Adds another program's lines, each after an indent.
    pub fn indented(&mut self, other: &Self, indent: &str) {
        for line in &other.0.lines {
            let mut line = line.clone();
            if !line.is_empty() {
                line.insert(0, Span::plain(indent));
            }
            self.0.lines.push(line);
        }
    }

    /// The program.
    pub fn snippet(self) -> Snippet {
        self.0
    }
}

/// One line or a part of one, filled in.
pub(super) fn fill(template: &str, values: &[Value]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = template;
    while let Some((before, name, after)) = place(rest) {
        push(&mut spans, before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => spans.extend(value.iter().cloned()),
            None => push(&mut spans, name),
        }
        rest = after;
    }
    push(&mut spans, rest);
    spans
}

/// What stands before the first place, its name, and what stands behind it.
fn place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('‹')?;
    let (name, after) = rest.split_once('›')?;
    Some((before, name, after))
}

fn push(spans: &mut Vec<Span>, text: &str) {
    if !text.is_empty() {
        spans.push(Span::plain(text));
    }
}

/// Text that is no part of the request, as a value.
pub(super) fn words(text: impl Into<String>) -> Vec<Span> {
    vec![Span::plain(text)]
}

/// A value's text alone.
pub(super) fn text(value: &[Span]) -> String {
    value.iter().map(|span| span.text.as_str()).collect()
}

/// Several values one after another.
pub(super) fn join(values: impl IntoIterator<Item = Vec<Span>>, between: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for value in values {
        if !spans.is_empty() {
            spans.push(Span::plain(between));
        }
        spans.extend(value);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::path::Part;

    #[test]
    fn values_stand_in_their_places_and_keep_their_colour() {
        let mut code = Code::default();
        code.put(
            "get(‹name›, ‹name›)\n  .of(‹namespace›)",
            &[
                ("name", vec![Span::of(Part::Name, "‹namespace›")]),
                ("namespace", words("shop")),
            ],
        );
        let snippet = code.snippet();
        assert_eq!(snippet.plain(), "get(‹namespace›, ‹namespace›)\n  .of(shop)");
        let coloured = snippet.lines[0].iter().filter(|span| span.part == Some(Part::Name));
        assert_eq!(coloured.count(), 2);
    }

    #[test]
    fn values_are_joined() {
        assert_eq!(text(&join([words("a"), words("b")], ", ")), "a, b");
    }
}
