//! Lines of a log that is followed, with the values of Secrets masked: JSON over several lines waits until it is whole.

use crate::kube::mask::{self, MASK};

/// As many lines wait for the end of a document.
const MOST: usize = 5_000;

/// Takes lines as they come, and gives those that may be shown.
#[derive(Clone, Debug, Default)]
pub struct LogLines {
    /// The lines of a document of which the end has not come.
    begun: Vec<Vec<u8>>,
}

impl LogLines {
    /// The lines that may be shown now, and how many values were masked in them.
    ///
    /// A line that is `{` begins a document as kubectl and most programs print it; indented lines go on with it, and one
    /// that begins with `}` ends it. What turns out to be something else is shown as it came.
    pub fn feed(&mut self, line: Vec<u8>) -> (Vec<Vec<u8>>, usize) {
        let is_open = !self.begun.is_empty();
        let first = line.first().copied();
        if !is_open && line.trim_ascii_end() == b"{" {
            self.begun.push(line);
            return (Vec::new(), 0);
        }
        if !is_open {
            let (line, values) = masked(line);
            return (vec![line], values);
        }
        self.begun.push(line);
        let goes_on = matches!(first, Some(b' ' | b'\t')) && self.begun.len() < MOST;
        if goes_on {
            return (Vec::new(), 0);
        }
        let lines = std::mem::take(&mut self.begun);
        if first != Some(b'}') {
            return (lines, 0);
        }
        document(lines)
    }

    /// What still waits when the log has ended.
    pub fn rest(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.begun)
    }
}

fn masked(line: Vec<u8>) -> (Vec<u8>, usize) {
    match mask::mask(line, false) {
        Some(masked) => (masked.body, masked.values),
        None => (MASK.as_bytes().to_vec(), 1),
    }
}

fn document(lines: Vec<Vec<u8>>) -> (Vec<Vec<u8>>, usize) {
    let (whole, values) = masked(lines.join(&b'\n'));
    if values == 0 {
        return (lines, 0);
    }
    (whole.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect(), values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &str) -> (String, usize) {
        let (mut log, mut text, mut values) = (LogLines::default(), Vec::new(), 0);
        for line in lines.lines() {
            let (more, masked) = log.feed(line.as_bytes().to_vec());
            values += masked;
            text.extend(more);
        }
        text.extend(log.rest());
        (String::from_utf8(text.join(&b'\n')).unwrap(), values)
    }

    #[test]
    fn a_secret_is_masked_on_one_line_and_on_many() {
        let one = r#"{"kind":"Secret","data":{"k":"Y2FuYXJ5"}}"#;
        let many = "{\n    \"data\": {\n        \"k\": \"Y2FuYXJ5\"\n    },\n    \"kind\": \"Secret\"\n}";
        for text in [one, many] {
            let (text, values) = shown(&format!("before\n{text}\nafter"));
            assert!(
                !text.contains("Y2Fu") && text.starts_with("before\n{") && text.ends_with("}\nafter"),
                "{text}"
            );
            assert_eq!(values, 1);
        }
        let (text, _) = shown(r#"{"kind":"Secret","data":{"k":"Y2FuYXJ5"}} and more"#);
        assert_eq!(text, MASK);
    }

    #[test]
    fn what_is_no_document_is_shown_as_it_came() {
        for text in [
            "{\nno end",
            "{\n  a: 1\n}\n",
            "{\n  half",
            "[INFO] {\n  x\n\n}",
            "{\n  \"kind\": \"Pod\"\n}",
        ] {
            assert_eq!(shown(text), (text.trim_end_matches('\n').to_owned(), 0), "{text:?}");
        }
    }

    #[test]
    fn a_document_without_an_end_does_not_wait_for_ever() {
        let mut log = LogLines::default();
        let lines = std::iter::once("{").chain(std::iter::repeat_n("  x", MOST));
        let given: usize = lines.map(|line| log.feed(line.as_bytes().to_vec()).0.len()).sum();
        assert!(given >= MOST, "{given}");
    }
}
