//! Reads the repository's own style sheets.

/// A rule, or a statement such as `@layer a, b;`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What stands before `{` or `;`.
    pub selector: String,
    /// The line of that sign, from 1.
    pub line: usize,
    /// Whether it stands inside another one.
    pub is_inner: bool,
    /// What it declares itself.
    pub declarations: Vec<Declaration>,
}

/// A property with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The line of its end, from 1.
    pub line: usize,
    /// The property.
    pub name: String,
    /// The value.
    pub value: String,
}

impl Rule {
    /// The last value of a property.
    pub fn value(&self, property: &str) -> Option<&str> {
        let last = self
            .declarations
            .iter()
            .rfind(|declaration| declaration.name == property);
        last.map(|declaration| declaration.value.as_str())
    }
}

/// All rules of a style sheet in order, those inside of others after these.
pub fn rules(sheet: &str) -> Vec<Rule> {
    let mut found: Vec<Rule> = Vec::new();
    // The places of the rules that are open.
    let mut open: Vec<usize> = Vec::new();
    let (mut text, mut line) = (String::new(), 1);
    let mut rest = sheet;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => rest[1..].find(c).map_or(rest.len(), |end| end + 2),
            _ => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        let is_end = matches!(c, '{' | '}' | ';');
        if is_end {
            let taken = std::mem::take(&mut text).trim().to_owned();
            let is_rule = c == '{' || (open.is_empty() && !taken.is_empty());
            if is_rule {
                let is_inner = !open.is_empty();
                found.push(Rule {
                    selector: taken,
                    line,
                    is_inner,
                    declarations: Vec::new(),
                });
            } else if let (Some(at), Some((name, value))) = (open.last(), taken.split_once(':')) {
                let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
                found[*at].declarations.push(Declaration { line, name, value });
            }
        } else if !piece.starts_with("/*") {
            text.push_str(piece);
        }
        match c {
            '{' => open.push(found.len() - 1),
            '}' => {
                open.pop();
            }
            _ => {}
        }
        line += piece.matches('\n').count();
        rest = after;
    }
    found
}

mod self_tests {
    use super::*;

    #[test]
    fn rules_are_read_through_layers_and_comments() {
        let sheet = "/* a { b: c } */ @layer x { a, b { c: \";}\"; d: e }\n@media (f: g) { h { i: j; i: k; } } }";
        let rules = rules(sheet);
        let found: Vec<_> = rules
            .iter()
            .map(|rule| (rule.selector.as_str(), rule.line, rule.is_inner))
            .collect();
        assert_eq!(
            found,
            [
                ("@layer x", 1, false),
                ("a, b", 1, true),
                ("@media (f: g)", 2, true),
                ("h", 2, true)
            ]
        );
        assert_eq!(rules[1].value("c"), Some("\";}\""));
        assert_eq!(rules[1].value("d"), Some("e"));
        assert_eq!(rules[3].value("i"), Some("k"));
        assert_eq!(rules[3].value("l"), None);
    }

    #[test]
    fn statements_are_rules_without_declarations() {
        let rules = rules("@layer a, b;\n@import \"c\";\na { b: c }");
        let found: Vec<_> = rules
            .iter()
            .map(|rule| (rule.selector.as_str(), rule.declarations.len()))
            .collect();
        assert_eq!(found, [("@layer a, b", 0), ("@import \"c\"", 0), ("a", 1)]);
    }
}
