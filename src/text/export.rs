//! The rows of a list as text, to be copied or saved.

#[cfg(test)]
mod tests;

use std::iter;

use serde::{Serialize, Serializer};

/// A way to write rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tabs between cells, the headings in the first line.
    ///
    /// A cell has `\t`, `\n`, `\r` and `\\` for tabs, ends of lines and backslashes, since the media type has no way to write
    /// tabs and ends of lines. Pasted into a spreadsheet, the columns are kept and the escapes show as they are.
    ///
    /// Source: IANA's registration of `text/tab-separated-values`, which allows no tabs in a cell; for the escapes, the
    /// text format of `COPY` in `PostgreSQL`, without its `\N`, which stands for no value.
    Tsv,
    /// Commas between cells, lines that end in CRLF, quotes around a cell that needs them, the headings in the first line.
    ///
    /// Cells are exact. Spreadsheets may run a cell that starts with `=`, `+`, `-` or `@` as a formula, quoted or not, and
    /// messages and custom columns are written by whoever may write to the cluster. The usual defence, an apostrophe
    /// before such a cell, would change `-1` too and stay in the data of every other reader. So cells are left alone, and
    /// the caller can warn where [`is_formula`] finds one. There is no byte order mark.
    ///
    /// Source: RFC 4180; CWE-1236 and OWASP's "CSV Injection" for the formulas.
    Csv,
    /// A table in GitHub's Markdown. Signs that could start markup are escaped, and the end of a line is `<br>`.
    ///
    /// What GitHub makes of the finished text (links from addresses, `@names`, `:emoji:`) no escape prevents.
    ///
    /// Source: GitHub Flavored Markdown Spec 0.29, §4.10 "Tables" and §6.1 "Backslash escapes".
    Markdown,
    /// An array with an object for each row, one a line: fields are named by the headings, and values are strings.
    ///
    /// A heading that repeats another one gets a number: `Age`, `Age 2`.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Tsv, Self::Csv, Self::Markdown, Self::Json];

    /// What it is called, in any language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tsv => "TSV",
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
        }
    }

    /// How the names of such files end, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Tsv => "tsv",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    /// The media type of such files.
    ///
    /// Source: IANA's registration of TSV, RFC 4180, RFC 7763 with the variant of RFC 7764, RFC 8259.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Tsv => "text/tab-separated-values; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Markdown => "text/markdown; charset=utf-8; variant=GFM",
            Self::Json => "application/json",
        }
    }
}

/// Writes rows below their headings.
///
/// A row has as many cells as there are headings: more are left out, and where there are less, empty ones follow.
pub fn write<'a, Row>(format: Format, headings: &[&str], rows: impl IntoIterator<Item = Row>) -> String
where
    Row: IntoIterator<Item = &'a str>,
{
    let rows = rows
        .into_iter()
        .map(|row| row.into_iter().chain(iter::repeat("")).take(headings.len()));
    match format {
        Format::Tsv => TSV.table(headings, rows),
        // A line with nothing in it could be taken for no row.
        Format::Csv if headings.len() == 1 => QUOTED_CSV.table(headings, rows),
        Format::Csv => CSV.table(headings, rows),
        Format::Markdown => MARKDOWN.table(headings, rows),
        Format::Json => json(headings, rows),
    }
}

/// Whether a spreadsheet may run the cell as a formula, read from a file or pasted; a number with a sign is none.
///
/// Source of the first characters: OWASP's "CSV Injection" and ASVS 5.0, 1.2.10.
pub fn is_formula(cell: &str) -> bool {
    const FIRST: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];
    cell.len() > 1 && cell.starts_with(FIRST) && cell.parse::<f64>().is_err()
}

/// What stands around the cells of a line, and how a cell is written.
struct Lines {
    start: &'static str,
    between: &'static str,
    end: &'static str,
    /// What each column has below its heading.
    rule: Option<&'static str>,
    cell: fn(&mut String, &str),
}

const TSV: Lines = Lines {
    start: "",
    between: "\t",
    end: "\n",
    rule: None,
    cell: escape_for_tsv,
};

const CSV: Lines = Lines {
    start: "",
    between: ",",
    end: "\r\n",
    rule: None,
    cell: quote_where_needed,
};

const QUOTED_CSV: Lines = Lines { cell: quote, ..CSV };

const MARKDOWN: Lines = Lines {
    start: "| ",
    between: " | ",
    end: " |\n",
    rule: Some("---"),
    cell: escape_for_markdown,
};

impl Lines {
    fn table<'a, Row>(&self, headings: &[&str], rows: impl Iterator<Item = Row>) -> String
    where
        Row: Iterator<Item = &'a str>,
    {
        let mut out = String::new();
        if headings.is_empty() {
            return out;
        }
        self.push_line(&mut out, headings.iter().copied());
        if let Some(rule) = self.rule {
            self.push_line(&mut out, headings.iter().map(|_| rule));
        }
        for row in rows {
            self.push_line(&mut out, row);
        }
        out
    }

    fn push_line<'a>(&self, out: &mut String, cells: impl Iterator<Item = &'a str>) {
        out.push_str(self.start);
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                out.push_str(self.between);
            }
            (self.cell)(out, cell);
        }
        out.push_str(self.end);
    }
}

fn escape_for_tsv(out: &mut String, cell: &str) {
    for c in cell.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            _ => out.push(c),
        }
    }
}

fn quote_where_needed(out: &mut String, cell: &str) {
    if cell.contains([',', '"', '\r', '\n']) {
        quote(out, cell);
    } else {
        out.push_str(cell);
    }
}

fn quote(out: &mut String, cell: &str) {
    out.push('"');
    for (index, part) in cell.split('"').enumerate() {
        if index > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

fn escape_for_markdown(out: &mut String, cell: &str) {
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
}

fn json<'a, Row>(headings: &[&str], rows: impl Iterator<Item = Row>) -> String
where
    Row: Iterator<Item = &'a str>,
{
    let names = unique(headings);
    let mut out = String::from("[");
    for (index, row) in rows.enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        let object = Object {
            names: &names,
            cells: row.collect(),
        };
        // Text under text can always be written.
        out.push_str(&serde_json::to_string(&object).unwrap_or_default());
    }
    out.push_str(if out.len() > 1 { "\n]\n" } else { "]\n" });
    out
}

/// A row under the names of its fields.
struct Object<'a> {
    names: &'a [String],
    cells: Vec<&'a str>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.names.iter().zip(&self.cells))
    }
}

/// The headings, with a number behind those that would be fields of the same name.
fn unique(headings: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(headings.len());
    for heading in headings {
        let mut name = (*heading).to_owned();
        let mut number = 1;
        while names.contains(&name) || (number > 1 && headings.contains(&name.as_str())) {
            number += 1;
            name = format!("{heading} {number}");
        }
        names.push(name);
    }
    names
}
