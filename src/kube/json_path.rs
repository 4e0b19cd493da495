//! `JSONPath` as kubectl's custom columns take it: read, applied to a document, printed as kubectl prints it.
//!
//! Sources: client-go `util/jsonpath` (`parser.go`, `jsonpath.go`), kubectl `pkg/cmd/get/customcolumn.go`.

use std::num::NonZeroUsize;

use serde_json::Value;
use thiserror::Error;

mod canonical;
mod evaluate;
mod parse;
mod print;

/// What a custom column shows where its path leads nowhere.
///
/// Source: kubectl `pkg/cmd/get/customcolumn.go`, `printOneObject`.
pub const NONE: &str = "<none>";

/// A path such as `.spec.containers[*].image`.
///
/// What [`JsonPath::parse`] accepts means here what it means behind `kubectl get -o custom-columns=NAME:`. It accepts a
/// little less than kubectl does: not what could only ever be empty, and not what kubectl reads and then gives up on.
///
/// `Display` writes the canonical text: a leading dot, no braces, names after dots and escaped with backslashes. That
/// text reads back to the same path. kubectl splits the argument of `custom-columns` at commas, so that a text with a
/// comma works in a template or with `-o jsonpath`, but not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonPath {
    steps: Vec<Step>,
}

/// Why a text is no path for a custom column. `at` counts the characters before the place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JsonPathError {
    /// There is nothing to read.
    #[error("the path is empty")]
    Empty,
    /// kubectl puts a dot in front, so that a path that begins with `$`, `@` or a bracket would ask for a field
    /// without a name.
    #[error("a column's path begins with the name of a field (character {})", .at + 1)]
    NoNameAtStart {
        /// The place.
        at: usize,
    },
    /// A dot without a name behind it.
    #[error("the name of a field is missing (character {})", .at + 1)]
    MissingName {
        /// The place.
        at: usize,
    },
    /// A character that has no meaning there.
    #[error("`{character}` has no meaning here (character {})", .at + 1)]
    UnexpectedCharacter {
        /// The place.
        at: usize,
        /// The character.
        character: char,
    },
    /// Something is opened and not closed.
    #[error("what is opened at character {} is never closed with `{expected}`", .at + 1)]
    Unclosed {
        /// Where it is opened.
        at: usize,
        /// What would close it.
        expected: &'static str,
    },
    /// What stands in brackets is nothing that brackets take.
    #[error("brackets take a number, a slice, `*`, a filter or names in single quotes (character {})", .at + 1)]
    InvalidBracket {
        /// The place.
        at: usize,
    },
    /// A filter compares with something that is neither text, number, `true`, `false` nor a path.
    #[error("a value is expected: text in quotes, a number, `true`, `false` or a path (character {})", .at + 1)]
    InvalidValue {
        /// The place.
        at: usize,
    },
    /// A filter compares in a way that kubectl does not know.
    #[error("`{operator}` is none of `==`, `!=`, `<`, `<=`, `>` and `>=` (character {})", .at + 1)]
    UnknownOperator {
        /// The place.
        at: usize,
        /// What was written.
        operator: String,
    },
    /// A filter inside of a filter, which kubectl cannot read.
    #[error("a filter cannot contain a filter (character {})", .at + 1)]
    NestedFilter {
        /// The place.
        at: usize,
    },
    /// A filter compares with a bare word.
    #[error("`{text}` is text and needs quotes (character {})", .at + 1)]
    UnquotedText {
        /// The place.
        at: usize,
        /// The word.
        text: String,
    },
}

/// Why kubectl would give up a whole list at this document.
///
/// Source of the rules: client-go `util/jsonpath/jsonpath.go`, `evalArray` and `evalFilter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EvaluationError {
    /// An index, a slice or a filter meets something that is no list.
    #[error("not a list")]
    NotAList,
    /// An index or the border of a slice lies outside of the list.
    #[error("index {index} of a list of {length}")]
    OutOfBounds {
        /// The index, counted from the start.
        index: i64,
        /// How many items there are.
        length: usize,
    },
    /// A slice ends before it starts.
    #[error("a slice from {start} to {end}")]
    Backwards {
        /// Where it starts, counted from the start of the list.
        start: i64,
        /// Where it ends.
        end: i64,
    },
    /// A filter compares values of different kinds, or of a kind without an order.
    #[error("values that cannot be compared")]
    Incomparable,
    /// A side of a comparison has several values.
    #[error("only one value can be compared at a time")]
    SeveralValues,
    /// The path visits more values than a page should wait for; kubectl knows no such limit.
    #[error("too many values")]
    TooLarge,
}

impl JsonPath {
    /// Reads a path in any of the spellings of a custom column: `metadata.name`, `.metadata.name`, `{metadata.name}` and
    /// `{.metadata.name}`. Spaces around it are not trimmed.
    ///
    /// Source: kubectl `pkg/cmd/get/customcolumn.go`, `RelaxedJSONPathExpression`; client-go `util/jsonpath/parser.go`.
    pub fn parse(text: &str) -> Result<Self, JsonPathError> {
        parse::steps(text).map(|steps| Self { steps })
    }

    /// The values to which the path leads, in kubectl's order. kubectl visits the fields of an object in random order;
    /// here they come sorted.
    ///
    /// Nothing where kubectl would give up ([`JsonPath::try_evaluate`] says why): one failure costs one cell.
    pub fn evaluate<'a>(&self, value: &'a Value) -> Vec<&'a Value> {
        self.try_evaluate(value).unwrap_or_default()
    }

    /// The values to which the path leads, or why kubectl would give up at this document.
    pub fn try_evaluate<'a>(&self, value: &'a Value) -> Result<Vec<&'a Value>, EvaluationError> {
        evaluate::walk(&self.steps, value)
    }

    /// What a custom column shows for this document: the values in Go's notation, joined with commas, or [`NONE`].
    ///
    /// Source: kubectl `pkg/cmd/get/customcolumn.go`, `printOneObject`.
    pub fn printed(&self, value: &Value) -> String {
        let values = self.evaluate(value);
        if values.is_empty() {
            return NONE.to_owned();
        }
        print::joined(&values)
    }
}

/// Source: client-go `util/jsonpath/node.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// A name that is not empty and has no backslashes or braces.
    Field(String),
    /// `.*`
    Wildcard,
    /// `..`, never twice in a row.
    Descent,
    Index(i64),
    Slice(Slice),
    /// `[0,'metadata.name']`: each part is one index, slice or filter, or a path in quotes.
    Union(Vec<Vec<Step>>),
    Filter(Filter),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Slice {
    start: Option<i64>,
    end: Option<i64>,
    step: NonZeroUsize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Filter {
    left: Operand,
    /// Without one the filter asks whether `left` has any value.
    comparison: Option<(Operator, Operand)>,
}

/// Names in a filter have no quotes and no closing parenthesis.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Operand {
    Path(Vec<Step>),
    Literal(Value),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Operator {
    const ALL: [Self; 6] = [
        Self::Equal,
        Self::NotEqual,
        Self::Less,
        Self::LessOrEqual,
        Self::Greater,
        Self::GreaterOrEqual,
    ];

    fn text(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// Whether a character ends a name unless a backslash stands before it.
///
/// Source: client-go `util/jsonpath/parser.go`, `isTerminator`.
fn ends_a_name(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\r' | '\n' | '.' | ',' | '[' | ']' | '$' | '@' | '{' | '}'
    )
}

/// Whether a name that begins with this character may follow `..` directly.
///
/// Source: client-go `util/jsonpath/parser.go`, `isAlphaNumeric`.
fn begins_a_word(character: char) -> bool {
    character == '_' || character.is_alphabetic() || character.is_ascii_digit()
}

#[cfg(test)]
mod tests;
