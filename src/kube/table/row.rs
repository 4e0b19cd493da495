//! One row of a Table, read from bytes that may not have come whole yet.

use std::ops::Range;

use serde::Deserialize;

use super::{RowMetadata, RowObject, RowSink, TableError};

/// Where the parts of one row are in the bytes; kept from row to row, so that reading allocates once.
#[derive(Debug, Default)]
pub(super) struct Row {
    cells: Vec<(Form, Range<usize>)>,
    object: Option<Range<usize>>,
}

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A string without escapes; the range is what stands between the quotes.
    Plain,
    /// A string with escapes; the range includes the quotes.
    Escaped,
    /// A number, `true`, `false` or `null`.
    Literal,
    /// An object or an array.
    Nested,
}

/// What is read of a row's object.
#[derive(Deserialize)]
struct Object<'a> {
    #[serde(borrow, default)]
    metadata: Option<RowMetadata<'a>>,
}

/// What stopped reading a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end within it.
    Short,
    /// It is no row, from this byte on.
    Malformed(usize),
}

impl Row {
    /// Finds the parts of the row that begins at `start`; returns where it ends.
    pub(super) fn find(&mut self, bytes: &[u8], start: usize) -> Result<usize, Stop> {
        self.cells.clear();
        self.object = None;
        let mut cursor = Cursor { bytes, at: start };
        cursor.expect(b'{')?;
        if cursor.peek()? == b'}' {
            return Ok(cursor.at + 1);
        }
        loop {
            cursor.blank()?;
            let key = cursor.string()?.1;
            cursor.expect(b':')?;
            cursor.blank()?;
            match bytes.get(key).unwrap_or_default() {
                b"cells" if cursor.peek()? == b'[' => self.find_cells(&mut cursor)?,
                b"object" if cursor.peek()? == b'{' => self.object = Some(cursor.value()?),
                _ => {
                    cursor.value()?;
                }
            }
            match cursor.next()? {
                b',' => {}
                b'}' => return Ok(cursor.at),
                _ => return Err(Stop::Malformed(cursor.at - 1)),
            }
        }
    }

    fn find_cells(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Stop> {
        cursor.expect(b'[')?;
        if cursor.peek()? == b']' {
            cursor.at += 1;
            return Ok(());
        }
        loop {
            let cell = match cursor.peek()? {
                b'"' => cursor.string()?,
                b'{' | b'[' => (Form::Nested, cursor.value()?),
                _ => (Form::Literal, cursor.value()?),
            };
            self.cells.push(cell);
            match cursor.next()? {
                b',' => {}
                b']' => return Ok(()),
                _ => return Err(Stop::Malformed(cursor.at - 1)),
            }
        }
    }

    /// Hands the row's cells on, as kubectl shows them: text as it is, numbers and booleans in their Go form, nothing
    /// for `null`, JSON for what is neither.
    ///
    /// Source: cli-runtime `pkg/printers/tableprinter.go`.
    pub(super) fn hand_on(&self, bytes: &[u8], sink: &mut impl RowSink) -> Result<(), TableError> {
        for (form, range) in &self.cells {
            let cell = bytes.get(range.clone()).unwrap_or_default();
            match form {
                Form::Plain => match std::str::from_utf8(cell) {
                    Ok(text) => sink.cell(text),
                    Err(_) => sink.cell(&String::from_utf8_lossy(cell)),
                },
                Form::Escaped => sink.cell(&serde_json::from_slice::<String>(cell)?),
                Form::Literal if cell == b"null" => sink.cell(""),
                Form::Literal => match serde_json::from_slice::<serde_json::Number>(cell) {
                    Ok(number) => sink.cell(&number.to_string()),
                    Err(_) => sink.cell(if serde_json::from_slice(cell)? { "true" } else { "false" }),
                },
                Form::Nested => sink.cell(&serde_json::from_slice::<serde_json::Value>(cell)?.to_string()),
            }
        }
        let Some(range) = &self.object else {
            sink.end_row(None);
            return Ok(());
        };
        let json = bytes.get(range.clone()).unwrap_or_default();
        let object: Object<'_> = serde_json::from_slice(json)?;
        sink.end_row(Some(RowObject {
            metadata: object.metadata.unwrap_or_default(),
            json,
        }));
        Ok(())
    }
}

struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Cursor<'_> {
    fn byte(&self) -> Result<u8, Stop> {
        self.bytes.get(self.at).copied().ok_or(Stop::Short)
    }

    fn blank(&mut self) -> Result<(), Stop> {
        while matches!(self.byte()?, b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        Ok(())
    }

    /// The next byte that is not blank, which stays.
    fn peek(&mut self) -> Result<u8, Stop> {
        self.blank()?;
        self.byte()
    }

    /// The next byte that is not blank, which is passed.
    fn next(&mut self) -> Result<u8, Stop> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    fn expect(&mut self, wanted: u8) -> Result<(), Stop> {
        if self.next()? == wanted {
            Ok(())
        } else {
            Err(Stop::Malformed(self.at - 1))
        }
    }

    /// Passes a string; the range of one without escapes leaves out its quotes.
    fn string(&mut self) -> Result<(Form, Range<usize>), Stop> {
        self.expect(b'"')?;
        let start = self.at;
        let mut form = Form::Plain;
        loop {
            match self.byte()? {
                b'"' => break,
                b'\\' => {
                    form = Form::Escaped;
                    self.at += 2;
                }
                // JSON allows no control character inside a string.
                0..=0x1f => return Err(Stop::Malformed(self.at)),
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Ok(match form {
            Form::Plain => (form, start..self.at - 1),
            _ => (form, start - 1..self.at),
        })
    }

    /// Passes any value, and says where it stands.
    fn value(&mut self) -> Result<Range<usize>, Stop> {
        let start = self.at;
        match self.peek()? {
            b'"' => {
                self.string()?;
            }
            b'{' | b'[' => self.nested()?,
            b',' | b'}' | b']' | b':' => return Err(Stop::Malformed(self.at)),
            _ => {
                while !matches!(self.byte()?, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') {
                    self.at += 1;
                }
            }
        }
        Ok(start..self.at)
    }

    /// Passes an object or an array; whether it is well-formed inside is for whoever reads it.
    fn nested(&mut self) -> Result<(), Stop> {
        let mut depth = 0_usize;
        loop {
            match self.byte()? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        self.at += 1;
                        return Ok(());
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}
