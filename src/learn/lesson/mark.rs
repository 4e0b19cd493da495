//! Where in an answer there is something to notice.

use std::ops::Range;

use super::text::Text;

/// A place in an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The status line.
    StatusLine,
    /// A header, by its name in lower case.
    Header(&'static str),
    /// A value in a body of JSON, by its JSON pointer (RFC 6901).
    Pointer(String),
    /// A range of bytes in a body of text.
    Bytes(Range<usize>),
    /// A value in one event of a watch.
    Event {
        /// Which line of the body, counted from 0.
        line: usize,
        /// The JSON pointer in that line.
        pointer: String,
    },
}

/// Something to notice in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub place: Place,
    /// What stands there: a text as it is, anything else as JSON.
    pub value: String,
    /// What to notice about it.
    pub words: Text,
}

impl Place {
    pub(super) fn at(pointer: &str) -> Self {
        Self::Pointer(pointer.to_owned())
    }

    pub(super) fn event(line: usize, pointer: &str) -> Self {
        Self::Event {
            line,
            pointer: pointer.to_owned(),
        }
    }
}
