//! A table cell as kubectl prints it on one line.

use std::borrow::Cow;

/// What of a cell is printed: the first line, with `...` if there is more; escape characters made visible.
///
/// Source: cli-runtime `pkg/printers/tableprinter.go` and `terminal.go`.
pub fn printed(text: &str) -> Cow<'_, str> {
    let (line, more) = match text.find(['\u{c}', '\n', '\r']) {
        Some(at) => (text.get(..at).unwrap_or_default(), "..."),
        None => (text, ""),
    };
    if more.is_empty() && !line.contains('\u{1b}') {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.replace('\u{1b}', "^[") + more)
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn a_cell_is_one_line() {
        assert_eq!(printed("plain"), "plain");
        assert_eq!(printed("a\nb"), "a...");
        assert_eq!(printed("a\r\nb"), "a...");
        assert_eq!(printed("\u{1b}[31mred"), "^[[31mred");
        assert_eq!(printed(""), "");
    }
}
