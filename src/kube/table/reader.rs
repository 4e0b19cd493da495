//! Reads a Table while its bytes come, so that rows are on the page before the last of them was sent.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    ColumnDefinition, ListMetadata, RowSink, TableError,
    row::{Row, Stop},
};

/// Reads a Table piece by piece. Pieces may be cut anywhere.
///
/// The API server writes `kind`, `metadata` and `columnDefinitions` before `rows`; from anybody who does not, the
/// Table is read as a whole at the end.
#[derive(Debug, Default)]
pub struct TableReader {
    /// What came and was not read yet.
    bytes: Vec<u8>,
    /// How many bytes were taken out of it, so that places can be told.
    taken: usize,
    phase: Phase,
    row: Row,
    /// What the Table says of its version before its rows.
    resource_version: Option<String>,
}

#[derive(Debug)]
enum Phase {
    /// Before the first row.
    Head(Scan),
    /// Among the rows.
    Rows {
        /// All that came before, without its closing brace.
        head: Vec<u8>,
    },
    /// Behind the last row.
    Tail {
        /// All that came before the rows.
        head: Vec<u8>,
    },
    /// Rows came before what one has to know to read them.
    Unordered,
}

impl Default for Phase {
    fn default() -> Self {
        Self::Head(Scan::default())
    }
}

/// How far the search for the first row has come.
#[derive(Debug, Default)]
struct Scan {
    at: usize,
    depth: usize,
    /// Where the string began that the search is in.
    string: Option<usize>,
    /// The last whole string of the outermost object.
    last: Option<(usize, usize)>,
    /// Whether that string was `rows`, and its value comes next.
    is_rows: bool,
}

/// Everything of a Table but its rows.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    kind: Cow<'a, str>,
    #[serde(default)]
    metadata: Option<ListMetadata>,
    #[serde(rename = "columnDefinitions", default)]
    columns: Option<Vec<ColumnDefinition>>,
}

impl TableReader {
    /// Takes the next piece and hands on the rows that are complete by now.
    pub fn feed(&mut self, piece: &[u8], sink: &mut impl RowSink) -> Result<(), TableError> {
        self.bytes.extend_from_slice(piece);
        if let Phase::Head(scan) = &mut self.phase
            && let Some(start) = scan.find_rows(&self.bytes)
        {
            let mut head: Vec<u8> = self.bytes.drain(..start).collect();
            self.taken += head.len();
            head.extend_from_slice(b"[]");
            let mut closed = head.clone();
            closed.push(b'}');
            match serde_json::from_slice::<Envelope<'_>>(&closed) {
                Ok(envelope) if envelope.kind == "Table" => {
                    if let Some(columns) = envelope.columns {
                        sink.columns(columns);
                    }
                    self.resource_version = envelope.metadata.map(|metadata| metadata.resource_version);
                    // The opening bracket.
                    self.take(1);
                    self.phase = Phase::Rows { head };
                }
                Ok(envelope) if !envelope.kind.is_empty() => {
                    return Err(TableError::OtherKind(envelope.kind.into_owned()));
                }
                _ => {
                    head.truncate(start);
                    head.append(&mut self.bytes);
                    self.taken = 0;
                    self.bytes = head;
                    self.phase = Phase::Unordered;
                }
            }
        }
        self.read_rows(sink)
    }

    /// The version of the list, as soon as it is known and rows are coming.
    pub fn resource_version(&self) -> Option<&str> {
        self.resource_version.as_deref()
    }

    /// Everything has come: what stands beside the rows.
    pub fn finish(mut self, sink: &mut impl RowSink) -> Result<ListMetadata, TableError> {
        let whole = match self.phase {
            Phase::Rows { .. } => return Err(TableError::EndsEarly),
            Phase::Tail { mut head } => {
                head.append(&mut self.bytes);
                head
            }
            Phase::Head(_) => self.bytes,
            Phase::Unordered => return read_whole(&self.bytes, sink),
        };
        let envelope: Envelope<'_> = serde_json::from_slice(&whole)?;
        if envelope.kind != "Table" {
            let kind = if envelope.kind.is_empty() {
                "something without a kind".into()
            } else {
                envelope.kind.into_owned()
            };
            return Err(TableError::OtherKind(kind));
        }
        Ok(envelope.metadata.unwrap_or_default())
    }

    fn read_rows(&mut self, sink: &mut impl RowSink) -> Result<(), TableError> {
        let Phase::Rows { head } = &mut self.phase else {
            return Ok(());
        };
        let mut at = 0;
        let ends = loop {
            while matches!(self.bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t' | b',')) {
                at += 1;
            }
            match self.bytes.get(at) {
                None => break false,
                Some(b']') => {
                    at += 1;
                    break true;
                }
                Some(_) => {}
            }
            match self.row.find(&self.bytes, at) {
                Ok(end) => {
                    self.row.hand_on(&self.bytes, sink)?;
                    at = end;
                }
                Err(Stop::Short) => break false,
                Err(Stop::Malformed(place)) => return Err(TableError::Row(self.taken + place)),
            }
        };
        if ends {
            let head = std::mem::take(head);
            self.phase = Phase::Tail { head };
        }
        self.take(at);
        Ok(())
    }

    fn take(&mut self, count: usize) {
        self.bytes.drain(..count);
        self.taken += count;
    }
}

impl Scan {
    /// Where the list of rows begins, if that came already: the place of its `[`.
    fn find_rows(&mut self, bytes: &[u8]) -> Option<usize> {
        while let Some(byte) = bytes.get(self.at) {
            let here = self.at;
            self.at += 1;
            if let Some(start) = self.string {
                match byte {
                    b'\\' => self.at += 1,
                    b'"' => {
                        self.string = None;
                        self.last = (self.depth == 1).then_some((start, here));
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.string = Some(self.at),
                b'{' | b'[' if self.is_rows && self.depth == 1 => {
                    self.is_rows = false;
                    if *byte == b'[' {
                        return Some(here);
                    }
                    self.depth += 1;
                }
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b':' if self.depth == 1 => {
                    let key = self.last.and_then(|(start, end)| bytes.get(start..end));
                    self.is_rows = key == Some(b"rows");
                }
                b',' => self.is_rows = false,
                _ => {}
            }
        }
        None
    }
}

/// Reads a Table whose parts came in another order.
fn read_whole(bytes: &[u8], sink: &mut impl RowSink) -> Result<ListMetadata, TableError> {
    #[derive(Deserialize)]
    struct Rows<'a> {
        #[serde(borrow, default)]
        rows: Option<Vec<&'a RawValue>>,
    }
    let envelope: Envelope<'_> = serde_json::from_slice(bytes)?;
    if envelope.kind != "Table" {
        return Err(TableError::OtherKind(envelope.kind.into_owned()));
    }
    sink.columns(envelope.columns.unwrap_or_default());
    let rows: Rows<'_> = serde_json::from_slice(bytes)?;
    let mut row = Row::default();
    for raw in rows.rows.into_iter().flatten() {
        let raw = raw.get().as_bytes();
        match row.find(raw, 0) {
            Ok(_) => row.hand_on(raw, sink)?,
            Err(_) => return Err(TableError::Row(0)),
        }
    }
    Ok(envelope.metadata.unwrap_or_default())
}
