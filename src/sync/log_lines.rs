//! Lines of a log with the values of Secrets masked: JSON over several lines waits until it is whole.

use memchr::memmem;

use crate::kube::mask::{self, MASK, Masked, SECRET_WORD};

/// As many lines wait for the end of a document.
const MOST: usize = 5_000;

/// Takes lines as they come, and gives those that may be shown.
#[derive(Clone, Debug, Default)]
pub struct LogLines {
    /// The lines of a document of which the end has not come.
    begun: Vec<Line>,
    has_timestamps: bool,
    /// How many values were masked so far.
    values: usize,
}

/// A line: what the kubelet put in front of it, and what was written.
#[derive(Clone, Debug)]
struct Line {
    stamp: Vec<u8>,
    text: Vec<u8>,
}

/// Masks the values of Secrets in the whole of a log.
pub fn mask(body: Vec<u8>, has_timestamps: bool) -> Masked {
    if memmem::find(&body, SECRET_WORD).is_none() {
        return Masked { body, values: 0 };
    }
    let mut log = LogLines::of(has_timestamps);
    let mut lines: Vec<Vec<u8>> = body
        .split(|byte| *byte == b'\n')
        .flat_map(|line| log.feed(line.to_vec()))
        .collect();
    lines.extend(log.rest());
    match log.values() {
        0 => Masked { body, values: 0 },
        values => Masked {
            body: lines.join(&b'\n'),
            values,
        },
    }
}

impl LogLines {
    /// Of a log whose lines have their times in front, or have not.
    pub fn of(has_timestamps: bool) -> Self {
        Self {
            has_timestamps,
            ..Self::default()
        }
    }

    /// How many values were masked so far.
    pub fn values(&self) -> usize {
        self.values
    }

    /// The lines that may be shown now.
    ///
    /// A line that is `{` begins a document as kubectl and most programs print it; indented lines go on with it, and one
    /// that begins with `}` ends it. What turns out to be something else is shown as it came, unless it speaks of Secrets.
    pub fn feed(&mut self, line: Vec<u8>) -> Vec<Vec<u8>> {
        let line = self.cut(line);
        let is_open = !self.begun.is_empty();
        let (first, is_begin) = (line.text.first().copied(), line.text.trim_ascii_end() == b"{");
        if !is_open && is_begin {
            self.begun.push(line);
            return Vec::new();
        }
        if !is_open {
            return vec![self.masked_line(line)];
        }
        let goes_on = matches!(first, Some(b' ' | b'\t')) && self.begun.len() < MOST;
        if goes_on {
            self.begun.push(line);
            return Vec::new();
        }
        if first == Some(b'}') {
            self.begun.push(line);
            return self.document();
        }
        let mut lines = self.rest();
        if is_begin {
            self.begun.push(line);
        } else {
            lines.push(self.masked_line(line));
        }
        lines
    }

    /// What still waits, for what ends it has not come.
    pub fn rest(&mut self) -> Vec<Vec<u8>> {
        let lines = std::mem::take(&mut self.begun);
        let speaks_of_secrets = |line: &Line| memmem::find(&line.text, SECRET_WORD).is_some();
        if lines.iter().any(speaks_of_secrets) {
            self.values += 1;
            return vec![MASK.as_bytes().to_vec()];
        }
        lines.into_iter().map(Line::whole).collect()
    }

    fn cut(&self, mut line: Vec<u8>) -> Line {
        let end = line
            .iter()
            .position(|byte| *byte == b' ')
            .filter(|_| self.has_timestamps);
        let text = line.split_off(end.map_or(0, |end| end + 1));
        Line { stamp: line, text }
    }

    fn masked_line(&mut self, line: Line) -> Vec<u8> {
        let (text, values) = masked(line.text);
        self.values += values;
        Line { text, ..line }.whole()
    }

    fn document(&mut self) -> Vec<Vec<u8>> {
        let lines = std::mem::take(&mut self.begun);
        let texts: Vec<&[u8]> = lines.iter().map(|line| line.text.as_slice()).collect();
        let (whole, values) = masked(texts.join(&b'\n'));
        if values == 0 {
            return lines.into_iter().map(Line::whole).collect();
        }
        self.values += values;
        // A value stands on one line, and so does its mask.
        let stamps = lines
            .into_iter()
            .map(|line| line.stamp)
            .chain(std::iter::repeat(Vec::new()));
        let texts = whole.split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
        texts
            .zip(stamps)
            .map(|(text, stamp)| Line { stamp, text }.whole())
            .collect()
    }
}

impl Line {
    fn whole(mut self) -> Vec<u8> {
        self.stamp.extend(self.text);
        self.stamp
    }
}

fn masked(text: Vec<u8>) -> (Vec<u8>, usize) {
    match mask::mask(text, false) {
        Some(masked) => (masked.body, masked.values),
        None => (MASK.as_bytes().to_vec(), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"{"kind":"Secret","data":{"k":"Y2FuYXJ5"}}"#;
    const MANY: &str = "{\n    \"data\": {\n        \"k\": \"Y2FuYXJ5\"\n    },\n    \"kind\": \"Secret\"\n}";

    fn shown(text: &str, has_timestamps: bool) -> (String, usize) {
        let mut log = LogLines::of(has_timestamps);
        let mut lines: Vec<Vec<u8>> = text
            .split('\n')
            .flat_map(|line| log.feed(line.as_bytes().to_vec()))
            .collect();
        lines.extend(log.rest());
        let whole = mask(text.as_bytes().to_vec(), has_timestamps);
        let shown = String::from_utf8(lines.join(&b'\n')).unwrap();
        assert_eq!(
            (String::from_utf8(whole.body).unwrap(), whole.values),
            (shown.clone(), log.values())
        );
        (shown, log.values())
    }

    #[test]
    fn a_secret_is_masked_on_one_line_and_on_many() {
        for text in [ONE, MANY] {
            let (text, values) = shown(&format!("before\n{text}\nafter\n"), false);
            assert!(
                !text.contains("Y2Fu") && text.starts_with("before\n{") && text.ends_with("}\nafter\n"),
                "{text}"
            );
            assert_eq!(values, 1);
        }
        assert_eq!(shown(&format!("{ONE} and more"), false), (MASK.to_owned(), 1));
    }

    #[test]
    fn a_secret_is_masked_behind_the_times_of_lines() {
        let stamped = |text: &str| {
            let lines = text.lines().map(|line| format!("2026-11-22T06:36:50.1Z {line}"));
            lines.collect::<Vec<_>>().join("\n")
        };
        for text in [ONE, MANY] {
            let (text, values) = shown(&stamped(text), true);
            assert!(
                !text.contains("Y2Fu") && text.lines().all(|line| line.starts_with("2026-")),
                "{text}"
            );
            assert_eq!(values, 1);
        }
    }

    #[test]
    fn what_is_no_document_is_shown_as_it_came() {
        for text in [
            "{\nno end",
            "{\n  a: 1\n}\n",
            "{\n  half",
            "{\n{\n  x\n}",
            "[INFO] {\n  x\n\n}",
            "{\n  \"kind\": \"Pod\"\n}",
            "",
        ] {
            assert_eq!(shown(text, false), (text.to_owned(), 0), "{text:?}");
        }
    }

    #[test]
    fn half_a_document_that_speaks_of_secrets_is_not_shown() {
        let half = MANY.trim_end_matches("\n}");
        assert_eq!(shown(half, false), (MASK.to_owned(), 1));
        assert_eq!(shown(&format!("{half}\nelse"), false), (format!("{MASK}\nelse"), 1));
    }

    #[test]
    fn a_document_without_an_end_does_not_wait_for_ever() {
        let mut log = LogLines::default();
        let lines = std::iter::once("{").chain(std::iter::repeat_n("  x", MOST));
        let given: usize = lines.map(|line| log.feed(line.as_bytes().to_vec()).len()).sum();
        assert!(given >= MOST, "{given}");
    }
}
