//! What a program wrote for a terminal, as text with styles: escape sequences become colours, or nothing.

use anstyle_parse::{DefaultCharAccumulator, Params, ParamsIter, Parser, Perform};

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

/// Reads a text that was written for a terminal, beginning with the style that what came before it ended with; gives back
/// the style that it ends with. What moves the cursor is left out; a lone carriage return begins a line, since what it would
/// overwrite is worth reading too. A sequence that is never ended ends with its line.
pub fn pieces(text: &str, style: Style) -> (Vec<Piece>, Style) {
    let is_plain = |byte: u8| !byte.is_ascii_control() || matches!(byte, b'\n' | b'\t');
    if text.bytes().all(is_plain) {
        let text = text.to_owned();
        return (vec![Piece { text, style }], style);
    }
    let mut screen = Screen {
        style,
        ..Screen::default()
    };
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        let mut parser = Parser::<DefaultCharAccumulator>::new();
        for byte in line.bytes() {
            parser.advance(&mut screen, byte);
        }
        for character in end.chars() {
            screen.put(character);
        }
    }
    (screen.pieces, screen.style)
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
        let mut all = parameters.iter();
        while let Some(parameter) = all.next() {
            match *parameter {
                [38 | 48 | 58] => {
                    let kind = next(&mut all);
                    let count = if kind == Some(5) { 1 } else { 3 };
                    let given: Vec<u16> = (0..count).filter_map(|_| next(&mut all)).collect();
                    self.many_coloured(parameter, kind, &given);
                }
                [38 | 48 | 58, kind, ref given @ ..] => self.many_coloured(parameter, Some(kind), given),
                [4, 0] => self.style.is_underlined = false,
                [number, ..] => self.render(number),
                [] => {}
            }
        }
    }
}

impl Screen {
    fn render(&mut self, number: u16) {
        match number {
            0 => self.style = Style::default(),
            1 => self.style.is_bold = true,
            2 => self.style.is_faint = true,
            4 => self.style.is_underlined = true,
            22 => {
                self.style.is_bold = false;
                self.style.is_faint = false;
            }
            24 => self.style.is_underlined = false,
            30..=37 => self.style.colour = colour(number - 30),
            39 => self.style.colour = None,
            90..=97 => self.style.colour = colour(number - 90),
            _ => {}
        }
    }

    /// Of the many colours, the first sixteen are the same; others are left as they are.
    fn many_coloured(&mut self, of: &[u16], kind: Option<u16>, given: &[u16]) {
        if let ([38, ..], Some(5), [number @ 0..=15]) = (of, kind, given) {
            self.style.colour = colour(number % 8);
        }
    }
}

fn next(all: &mut ParamsIter<'_>) -> Option<u16> {
    all.next().and_then(|parameter| parameter.first().copied())
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
        pieces(text, Style::default()).0.into_iter().map(spell).collect()
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
            ("\u{1b}[38:5:9;1mred", "[red!|red]"),
            (
                "\u{1b}[4mline\u{1b}[4:0m none\u{1b}[58;2;255;0;0m none",
                "[_|line][| none none]",
            ),
            ("\u{1b}]0;never ended\nnext line", "[|\nnext line]"),
            ("a\r\nb\rc\r", "[|a\nb\nc]"),
            ("", "[|]"),
        ] {
            assert_eq!(spelt(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_style_goes_on_in_the_next_text() {
        let (first, style) = pieces("\u{1b}[31mred", Style::default());
        let (second, end) = pieces("red too\u{1b}[0m", style);
        assert_eq!(
            first.first().map(|piece| piece.style),
            second.first().map(|piece| piece.style)
        );
        assert_eq!(end, Style::default());
    }

    proptest! {
        #[test]
        fn what_can_be_read_is_kept(text in "(\\PC|\n|\t){0,40}") {
            let kept: String = pieces(&text, Style::default()).0.into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(kept, text);
        }

        #[test]
        fn no_text_is_too_much(text in "(\u{1b}|\\[|\\]|;|[0-9]|m|\\PC){0,60}") {
            let kept: String = pieces(&text, Style::default()).0.into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(kept.find('\u{1b}'), None);
        }
    }
}
