//! The tags of an HTML file, as much of them as the checks on the built page need.

/// One start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes, names in lower case, values without quotes.
    pub attributes: Vec<(String, &'a str)>,
    /// Where in the file it ends.
    pub end: usize,
    /// For `script` and `style`: the text up to the end tag.
    pub text: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| *value)
    }
}

/// Reads the start tags of a file; comments, end tags and the doctype are skipped, and so is what stands inside
/// `script` and `style`.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        let start = at + offset + 1;
        let rest = &html[start..];
        if let Some(comment) = rest.strip_prefix("!--") {
            at = start + 3 + comment.find("-->").map_or(comment.len(), |end| end + 3);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let mut tag = start_tag(html, start);
            at = tag.end;
            if tag.name == "script" || tag.name == "style" {
                let close = format!("</{}", tag.name);
                let length = html[at..].to_ascii_lowercase().find(&close).unwrap_or(html.len() - at);
                tag.text = &html[at..at + length];
                at += length;
            }
            tags.push(tag);
        } else {
            at = start;
        }
    }
    tags
}

fn start_tag(html: &str, start: usize) -> Tag<'_> {
    let name_end = end_of(html, start, |c| c.is_whitespace() || matches!(c, '/' | '>'));
    let name = html[start..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        at = end_of(html, at, |c| !(c.is_whitespace() || c == '/'));
        if at >= html.len() || html[at..].starts_with('>') {
            return Tag {
                name,
                attributes,
                end: html.len().min(at + 1),
                text: "",
            };
        }
        // The first character belongs to the name, whatever it is: that is HTML's rule, and it makes progress.
        let first = html[at..].chars().next().map_or(1, char::len_utf8);
        let attribute_end = end_of(html, at + first, |c| c.is_whitespace() || matches!(c, '=' | '/' | '>'));
        let attribute = html[at..attribute_end].to_ascii_lowercase();
        let (value, next) = value(html, end_of(html, attribute_end, |c| !c.is_whitespace()));
        attributes.push((attribute, value));
        at = next.max(attribute_end);
    }
}

/// Reads `= value` if it stands there; returns the value and where it ends.
fn value(html: &str, at: usize) -> (&str, usize) {
    let Some(rest) = html[at..].strip_prefix('=') else {
        return ("", at);
    };
    let start = html.len() - rest.trim_start().len();
    for quote in ['"', '\''] {
        if html[start..].starts_with(quote) {
            let end = end_of(html, start + 1, |c| c == quote);
            return (&html[start + 1..end], html.len().min(end + 1));
        }
    }
    let end = end_of(html, start, |c| c.is_whitespace() || c == '>');
    (&html[start..end], end)
}

fn end_of(html: &str, from: usize, stop: impl Fn(char) -> bool) -> usize {
    html[from..].find(stop).map_or(html.len(), |offset| from + offset)
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn reads_names_and_attributes() {
        let found = tags("<!doctype html><HTML Lang=en><p hidden title = 'a > b' class=\"x y\"/>1 < 2</p>");
        let shape: Vec<_> = found
            .iter()
            .map(|tag| (tag.name.as_str(), tag.attributes.len()))
            .collect();
        assert_eq!(shape, [("html", 1), ("p", 3)]);
        assert_eq!(found[0].attribute("lang"), Some("en"));
        assert_eq!(found[1].attribute("title"), Some("a > b"));
        assert_eq!(found[1].attribute("hidden"), Some(""));
        assert_eq!(found[1].attribute("class"), Some("x y"));
    }

    #[test]
    fn skips_comments_and_keeps_the_text_of_scripts() {
        let found = tags("<!-- <b> --><script>if (a<b) {'<i>'}</SCRIPT><u>");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "if (a<b) {'<i>'}");
        assert_eq!(found[1].name, "u");
    }

    #[test]
    fn ends_on_broken_input() {
        for html in [
            "<",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "<!--",
            "<script>",
            "<a =",
            "<a / / é=ü",
            "<é>",
        ] {
            tags(html);
        }
    }
}
