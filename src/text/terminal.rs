//! What a program wrote for a terminal, as text with styles: escape sequences become colours, or nothing.

use anstyle_parse::{Params, Parser, Perform};

/// Characters of one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// How they look.
    pub style: Style,
}

/// How characters look, as far as "Select Graphic Rendition" says.
///
/// Source: ECMA-48 §8.3.117.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Their colour, if it is one of the eight.
    pub colour: Option<Colour>,
    /// Whether they are bold.
    pub is_bold: bool,
    /// Whether they are faint.
    pub is_faint: bool,
    /// Whether they are underlined.
    pub is_underlined: bool,
}

/// One of a terminal's eight colours; the bright ones are not told apart from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each says what it is.
pub enum Colour {
    Black,
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
    White,
}

impl Colour {
    const ALL: [Self; 8] = [
        Self::Black,
        Self::Red,
        Self::Green,
        Self::Yellow,
        Self::Blue,
        Self::Magenta,
        Self::Cyan,
        Self::White,
    ];

    /// Its name in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Black => "black",
            Self::Red => "red",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Blue => "blue",
            Self::Magenta => "magenta",
            Self::Cyan => "cyan",
            Self::White => "white",
        }
    }
}

/// Reads a text that was written for a terminal. What moves the cursor is left out; a lone carriage return begins a line,
/// since what it would overwrite is worth reading too.
pub fn pieces(text: &str) -> Vec<Piece> {
    if !text
        .bytes()
        .any(|byte| byte.is_ascii_control() && byte != b'\n' && byte != b'\t')
    {
        let whole = Piece {
            text: text.to_owned(),
            style: Style::default(),
        };
        return vec![whole];
    }
    let mut parser = Parser::<anstyle_parse::DefaultCharAccumulator>::new();
    let mut screen = Screen::default();
    for byte in text.bytes() {
        parser.advance(&mut screen, byte);
    }
    screen.pieces
}

#[derive(Default)]
struct Screen {
    pieces: Vec<Piece>,
    style: Style,
    /// A carriage return came, and nothing after it yet.
    has_returned: bool,
}

impl Screen {
    fn put(&mut self, character: char) {
        if std::mem::take(&mut self.has_returned) && character != '\n' {
            self.put('\n');
        }
        match self.pieces.last_mut() {
            Some(piece) if piece.style == self.style => piece.text.push(character),
            _ => self.pieces.push(Piece {
                text: character.to_string(),
                style: self.style,
            }),
        }
    }
}

impl Perform for Screen {
    fn print(&mut self, character: char) {
        self.put(character);
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            b'\n' | b'\t' => self.put(char::from(byte)),
            b'\r' => self.has_returned = true,
            _ => {}
        }
    }

    fn csi_dispatch(&mut self, parameters: &Params, intermediates: &[u8], _ignored: bool, action: u8) {
        if action != b'm' || !intermediates.is_empty() {
            return;
        }
        let mut all = parameters.iter().filter_map(|parameter| parameter.first().copied());
        while let Some(parameter) = all.next() {
            match parameter {
                0 => self.style = Style::default(),
                1 => self.style.is_bold = true,
                2 => self.style.is_faint = true,
                4 => self.style.is_underlined = true,
                22 => {
                    self.style.is_bold = false;
                    self.style.is_faint = false;
                }
                24 => self.style.is_underlined = false,
                30..=37 => self.style.colour = colour(parameter - 30),
                39 => self.style.colour = None,
                90..=97 => self.style.colour = colour(parameter - 90),
                // Of the many colours, the first sixteen are the same; others are left as they are.
                38 | 48 => {
                    let kind = all.next();
                    let given: Vec<u16> = all.by_ref().take(if kind == Some(5) { 1 } else { 3 }).collect();
                    if let (38, Some(5), [number @ 0..=15]) = (parameter, kind, given.as_slice()) {
                        self.style.colour = colour(number % 8);
                    }
                }
                _ => {}
            }
        }
    }
}

fn colour(number: u16) -> Option<Colour> {
    Colour::ALL.get(usize::from(number)).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spelt(text: &str) -> String {
        let spell = |piece: Piece| {
            let style = piece.style;
            let colour = style.colour.map_or("", Colour::name);
            let mark = |is: bool, mark: &'static str| if is { mark } else { "" };
            let (bold, faint, line) = (
                mark(style.is_bold, "!"),
                mark(style.is_faint, "."),
                mark(style.is_underlined, "_"),
            );
            format!("[{colour}{bold}{faint}{line}|{}]", piece.text)
        };
        pieces(text).into_iter().map(spell).collect()
    }

    #[test]
    fn colours_are_read_and_all_else_is_left_out() {
        for (text, expected) in [
            ("plain\n\ttext é", "[|plain\n\ttext é]"),
            ("\u{1b}[31mred\u{1b}[0m not", "[red|red][| not]"),
            ("\u{1b}[1;92mok\u{1b}[22m ok\u{1b}[39m.", "[green!|ok][green| ok][|.]"),
            ("\u{1b}[2;4mfaint\u{1b}[m", "[._|faint]"),
            (
                "\u{1b}[38;5;9mred\u{1b}[38;5;200m same\u{1b}[38;2;1;2;3m same",
                "[red|red same same]",
            ),
            ("\u{1b}[48;5;1mback\u{1b}[44mground", "[|background]"),
            ("\u{1b}[2K\u{1b}[1Aup\u{7}\u{8}", "[|up]"),
            (
                "\u{1b}]8;;https://example.test\u{1b}\\link\u{1b}]8;;\u{1b}\\",
                "[|link]",
            ),
            ("a\r\nb\rc\r", "[|a\nb\nc]"),
            ("", "[|]"),
        ] {
            assert_eq!(spelt(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_can_be_read_is_kept(text in "(\\PC|\n|\t){0,40}") {
            let kept: String = pieces(&text).into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(kept, text);
        }

        #[test]
        fn no_text_is_too_much(text in "(\u{1b}|\\[|\\]|;|[0-9]|m|\\PC){0,60}") {
            let kept: String = pieces(&text).into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(kept.find('\u{1b}'), None);
        }
    }
}
