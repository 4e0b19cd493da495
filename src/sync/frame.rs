//! Cuts the bytes of an answer that comes bit by bit into lines: the events of a watch, the lines of a log.
//!
//! Source: apimachinery `pkg/runtime/serializer/json`, `Framer`; JSON itself has no raw line breaks inside.

/// Collects bytes until a line is whole.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    begun: Vec<u8>,
    keeps_empty: bool,
}

impl Lines {
    /// Lines of a text, in which empty ones count too.
    pub fn of_text() -> Self {
        Self {
            begun: Vec::new(),
            keeps_empty: true,
        }
    }

    /// What came after the last line break, if anything did.
    pub fn rest(&mut self) -> Option<Vec<u8>> {
        Some(std::mem::take(&mut self.begun)).filter(|rest| !rest.is_empty())
    }

    /// Takes more bytes; returns the lines that are whole by now, without line breaks; without empty ones, unless the lines are
    /// those of a text.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut lines = Vec::new();
        let mut pieces = bytes.split(|byte| *byte == b'\n').peekable();
        while let Some(piece) = pieces.next() {
            self.begun.extend_from_slice(piece);
            if pieces.peek().is_some() {
                let line = std::mem::take(&mut self.begun);
                if self.keeps_empty || line.iter().any(|byte| !byte.is_ascii_whitespace()) {
                    lines.push(line);
                }
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Lines;

    #[test]
    fn a_line_is_whole_when_its_break_has_come() {
        let mut lines = Lines::default();
        assert!(lines.feed(b"{\"a\":").is_empty());
        assert_eq!(lines.feed(b"1}\n\n{\"b\""), [b"{\"a\":1}"]);
        assert_eq!(lines.feed(b":2}\n"), [b"{\"b\":2}"]);
    }

    #[test]
    fn a_text_keeps_its_empty_lines_and_its_rest() {
        let mut lines = Lines::of_text();
        assert_eq!(
            lines.feed(b"one\n\ntwo\nth"),
            [b"one".to_vec(), Vec::new(), b"two".to_vec()]
        );
        assert_eq!(lines.rest(), Some(b"th".to_vec()));
        assert_eq!(lines.rest(), None);
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_the_bytes_are_cut(texts in prop::collection::vec("[a-z{} ]{1,9}[a-z]", 0..6), cut in 1_usize..7) {
            let stream = texts.join("\n") + if texts.is_empty() { "" } else { "\n" };
            let mut lines = Lines::default();
            let found: Vec<Vec<u8>> = stream.as_bytes().chunks(cut).flat_map(|piece| lines.feed(piece)).collect();
            let expected: Vec<Vec<u8>> = texts.iter().map(|text| text.clone().into_bytes()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
