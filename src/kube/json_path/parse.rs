//! Reads a custom column's path.
//!
//! Source: client-go `util/jsonpath/parser.go`; kubectl `pkg/cmd/get/customcolumn.go`.

use std::num::NonZeroUsize;

use super::{JsonPathError, Slice, Step, begins_a_word, ends_a_name};

mod filter;

/// Takes off the braces and the dot that a column may have, as `RelaxedJSONPathExpression` does, and reads the rest as
/// what stands behind a dot.
pub(super) fn steps(text: &str) -> Result<Vec<Step>, JsonPathError> {
    let mut reader = Reader {
        text,
        at: 0,
        end: text.len(),
        is_in_filter: false,
    };
    let is_braced = reader.take("{");
    let brace = reader.rest().find(['{', '}']).map(|length| reader.at + length);
    match brace {
        Some(at) if is_braced && text.get(at..) == Some("}") => reader.end = at,
        Some(at) => return Err(reader.unexpected(at)),
        None if is_braced => return Err(reader.unclosed(0, "}")),
        None => {}
    }
    if reader.rest().is_empty() {
        return Err(JsonPathError::Empty);
    }
    if !reader.take(".") && reader.peek().is_some_and(ends_a_name) {
        return Err(JsonPathError::NoNameAtStart {
            at: reader.characters(reader.at),
        });
    }
    let mut steps = Vec::new();
    reader.path(&mut steps)?;
    Ok(steps)
}

/// Reads `text` from byte `at` to byte `end`. Every part of a path is read as a range of the whole text, so that each
/// place can be told in characters of the whole.
#[derive(Clone, Copy)]
struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    is_in_filter: bool,
}

impl<'t> Reader<'t> {
    /// A path whose first dot is already behind the reader.
    fn path(&mut self, steps: &mut Vec<Step>) -> Result<(), JsonPathError> {
        self.after_dot(steps)?;
        self.steps(steps)
    }

    fn steps(&mut self, steps: &mut Vec<Step>) -> Result<(), JsonPathError> {
        loop {
            self.skip_signs();
            match self.peek() {
                Some('.') => {
                    self.bump();
                    self.after_dot(steps)?;
                }
                Some('[') => self.bracket(steps)?,
                Some(_) => return Err(self.unexpected(self.at)),
                None => return Ok(()),
            }
        }
    }

    /// Spaces, `@` and `$` change nothing, wherever they are.
    fn skip_signs(&mut self) {
        while self.peek().is_some_and(|character| " @$".contains(character)) {
            self.bump();
        }
    }

    fn after_dot(&mut self, steps: &mut Vec<Step>) -> Result<(), JsonPathError> {
        let at = self.at;
        if !self.take(".") {
            steps.push(self.name()?);
            return Ok(());
        }
        if steps.last() == Some(&Step::Descent) {
            return Err(self.unexpected(at));
        }
        steps.push(Step::Descent);
        if self.peek().is_some_and(begins_a_word) {
            steps.push(self.name()?);
        }
        Ok(())
    }

    /// A backslash only keeps the character behind it from ending the name; it is never itself a part of a name.
    fn name(&mut self) -> Result<Step, JsonPathError> {
        let start = self.at;
        let mut name = String::new();
        while let Some(mut character) = self.peek().filter(|&next| !ends_a_name(next)) {
            let at = self.at;
            self.bump();
            if character == '\\' {
                character = self.peek().ok_or_else(|| self.unexpected(at))?;
                self.bump();
            }
            // client-go looks for the end of a filter, quotes and all, before it reads the names in it.
            if self.is_in_filter && matches!(character, '"' | '\'' | ')') {
                return Err(self.unexpected(at));
            }
            if character != '\\' {
                name.push(character);
            }
        }
        if self.text.get(start..self.at) == Some("*") {
            return Ok(Step::Wildcard);
        }
        if name.is_empty() {
            return Err(JsonPathError::MissingName {
                at: self.characters(start),
            });
        }
        Ok(Step::Field(name))
    }

    fn bracket(&mut self, steps: &mut Vec<Step>) -> Result<(), JsonPathError> {
        let open = self.at;
        if self.take("[?(") {
            let filter = self.filter(open)?;
            if !self.take("]") {
                return Err(self.unclosed(open, ")]"));
            }
            steps.push(Step::Filter(filter));
            return Ok(());
        }
        self.bump();
        // The first bracket closes, even within quotes; client-go `parseArray`.
        let end = self.rest().find([']', '\n']).map(|length| self.at + length);
        let contents = Self {
            end: end.unwrap_or(self.end),
            ..*self
        };
        self.at = contents.end;
        if !self.take("]") {
            return Err(self.unclosed(open, "]"));
        }
        if !contents.rest().contains(',') {
            return contents.part(steps);
        }
        let mut parts = Vec::new();
        let mut at = contents.at;
        for piece in contents.rest().split(',') {
            let end = at + piece.trim_end_matches(' ').len();
            let start = at + piece.len() - piece.trim_start_matches(' ').len();
            let mut steps = Vec::new();
            Self {
                at: start.min(end),
                end,
                ..contents
            }
            .part(&mut steps)?;
            parts.push(steps);
            at += piece.len() + 1;
        }
        steps.push(Step::Union(parts));
        Ok(())
    }

    /// What stands between brackets or commas.
    fn part(mut self, steps: &mut Vec<Step>) -> Result<(), JsonPathError> {
        let start = self.at;
        if self.take("?(") {
            let filter = self.filter(start)?;
            if self.at < self.end {
                return Err(self.unclosed(start, ")]"));
            }
            steps.push(Step::Filter(filter));
            return Ok(());
        }
        let quoted = self.rest().strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        if quoted.is_some_and(|quoted| !quoted.contains('\'')) {
            self.at += 1;
            self.end -= 1;
            return self.path(steps);
        }
        steps.push(position(self.rest()).ok_or_else(|| JsonPathError::InvalidBracket {
            at: self.characters(start),
        })?);
        Ok(())
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn take(&mut self, expected: &str) -> bool {
        let is_there = self.rest().starts_with(expected);
        if is_there {
            self.at += expected.len();
        }
        is_there
    }

    /// A place in characters.
    fn characters(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or_default().chars().count()
    }

    fn unexpected(&self, at: usize) -> JsonPathError {
        let rest = self.text.get(at..).unwrap_or_default();
        JsonPathError::UnexpectedCharacter {
            at: self.characters(at),
            character: rest.chars().next().unwrap_or_default(),
        }
    }

    fn unclosed(&self, at: usize, expected: &'static str) -> JsonPathError {
        JsonPathError::Unclosed {
            at: self.characters(at),
            expected,
        }
    }
}

/// An index or a slice; nothing at all is the index 0. client-go reads a step that is not positive, and gives up when
/// there is something to step over.
fn position(contents: &str) -> Option<Step> {
    if contents == "*" {
        return position(":");
    }
    let number = |piece: &str| match piece {
        "" => Some(None),
        piece if piece.starts_with('+') => None,
        piece => piece.parse::<i64>().ok().map(Some),
    };
    let mut pieces = contents.split(':');
    let start = number(pieces.next()?)?;
    let Some(end) = pieces.next() else {
        return Some(Step::Index(start.unwrap_or(0)));
    };
    let step = match pieces.next().map_or(Some(None), number)? {
        Some(step) => NonZeroUsize::new(usize::try_from(step).ok()?)?,
        None => NonZeroUsize::MIN,
    };
    let slice = Slice {
        start,
        end: number(end)?,
        step,
    };
    pieces.next().is_none().then_some(Step::Slice(slice))
}
