//! Splits pasted shell text into commands and words, without running or expanding anything.
//!
//! Written here and not taken from `shlex`: that gives words without telling a quoted `|` or `$X` from a bare
//! one, so that neither the end of a command nor a variable in a host name could be seen.

use std::{iter::Peekable, ops::Range, str::Chars};

use thiserror::Error;

/// A word, without its quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The text.
    pub text: String,
    /// Where in it a shell would put a variable's or a command's value, in bytes.
    pub variables: Vec<Range<usize>>,
}

/// A quote or a bracket that nothing closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a quote is not closed")]
pub struct Unclosed;

/// Splits text into commands, which operators such as `|`, `;` and line breaks separate, and those into words.
///
/// What stands behind a `>` or `<` belongs to no command. An `&` within a word stays there: URLs are often
/// pasted without quotes.
pub fn split(text: &str) -> Result<Vec<Vec<Word>>, Unclosed> {
    let mut splitter = Splitter {
        rest: text.chars().peekable(),
        commands: Vec::new(),
        words: Vec::new(),
        word: None,
    };
    splitter.run()?;
    Ok(splitter.commands)
}

impl Word {
    /// The first variable or command in it, as it stands there.
    pub fn variable(&self) -> Option<&str> {
        self.text.get(self.variables.first()?.clone())
    }

    /// What is left of it from a byte on.
    #[must_use]
    pub fn tail(&self, start: usize) -> Self {
        Self {
            text: self.text.get(start..).unwrap_or_default().to_owned(),
            variables: self
                .variables
                .iter()
                .filter(|variable| variable.start >= start)
                .map(|variable| variable.start - start..variable.end - start)
                .collect(),
        }
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            variables: Vec::new(),
        }
    }
}

struct Splitter<'a> {
    rest: Peekable<Chars<'a>>,
    commands: Vec<Vec<Word>>,
    words: Vec<Word>,
    /// The word that is being read; empty quotes make an empty word.
    word: Option<Word>,
}

impl Splitter<'_> {
    fn run(&mut self) -> Result<(), Unclosed> {
        while let Some(c) = self.rest.next() {
            match c {
                '\\' => self.escaped(),
                '\'' => self.single_quoted()?,
                '"' => self.double_quoted()?,
                '$' if self.rest.next_if_eq(&'\'').is_some() => self.ansi_quoted()?,
                '$' => self.variable()?,
                '`' => self.command_value('`', '`')?,
                '|' | ';' | '\n' => self.end_command(),
                '&' if self.word.is_none()
                    || self.rest.peek().is_none_or(|next| *next == '&' || next.is_whitespace()) =>
                {
                    self.end_command();
                }
                '>' | '<' => self.redirection(),
                '#' if self.word.is_none() => while self.rest.next_if(|next| *next != '\n').is_some() {},
                c if c.is_whitespace() => self.end_word(),
                c => self.push(c),
            }
        }
        self.end_command();
        Ok(())
    }

    fn push(&mut self, c: char) {
        self.word.get_or_insert_default().text.push(c);
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.words.is_empty() {
            self.commands.push(std::mem::take(&mut self.words));
        }
    }

    /// Outside quotes a backslash makes the next character plain; before a line break both vanish.
    fn escaped(&mut self) {
        let is_crlf = self.rest.next_if_eq(&'\r').is_some();
        if let Some(c) = self.rest.next().filter(|c| *c != '\n') {
            if is_crlf {
                self.push('\r');
            }
            self.push(c);
        }
    }

    fn single_quoted(&mut self) -> Result<(), Unclosed> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next().ok_or(Unclosed)? {
                '\'' => return Ok(()),
                c => self.push(c),
            }
        }
    }

    fn double_quoted(&mut self) -> Result<(), Unclosed> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next().ok_or(Unclosed)? {
                '"' => return Ok(()),
                '$' => self.variable()?,
                '`' => self.command_value('`', '`')?,
                '\\' => match self.rest.next().ok_or(Unclosed)? {
                    '\n' => {}
                    c @ ('$' | '`' | '"' | '\\') => self.push(c),
                    c => {
                        self.push('\\');
                        self.push(c);
                    }
                },
                c => self.push(c),
            }
        }
    }

    /// `$'…'`, which browsers use in "copy as cURL".
    fn ansi_quoted(&mut self) -> Result<(), Unclosed> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next().ok_or(Unclosed)? {
                '\'' => return Ok(()),
                '\\' => match self.rest.next().ok_or(Unclosed)? {
                    'n' => self.push('\n'),
                    'r' => self.push('\r'),
                    't' => self.push('\t'),
                    'x' => self.hexadecimal(2),
                    'u' => self.hexadecimal(4),
                    c => self.push(c),
                },
                c => self.push(c),
            }
        }
    }

    fn hexadecimal(&mut self, digits: usize) {
        let mut value = 0;
        for _ in 0..digits {
            let Some(digit) = self.rest.peek().and_then(|c| c.to_digit(16)) else {
                break;
            };
            value = value * 16 + digit;
            self.rest.next();
        }
        self.push(char::from_u32(value).unwrap_or('\u{fffd}'));
    }

    /// What stands behind a `$`: kept as it stands, and where it stands noted.
    fn variable(&mut self) -> Result<(), Unclosed> {
        match self.rest.peek() {
            Some('(') => {
                let start = self.start();
                self.push('$');
                self.rest.next();
                self.command_value('(', ')')?;
                self.note(start);
            }
            Some('{') => {
                let start = self.start();
                self.push('$');
                loop {
                    let c = self.rest.next().ok_or(Unclosed)?;
                    self.push(c);
                    if c == '}' {
                        break;
                    }
                }
                self.note(start);
            }
            Some(c) if c.is_ascii_alphanumeric() || *c == '_' => {
                let start = self.start();
                self.push('$');
                while let Some(c) = self.rest.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    self.push(c);
                }
                self.note(start);
            }
            _ => self.push('$'),
        }
        Ok(())
    }

    /// A command whose output a shell would put here.
    fn command_value(&mut self, open: char, close: char) -> Result<(), Unclosed> {
        let start = self.start();
        self.push(open);
        let mut depth = 1;
        while depth > 0 {
            let c = self.rest.next().ok_or(Unclosed)?;
            if c == close {
                depth -= 1;
            } else if c == open {
                depth += 1;
            }
            self.push(c);
        }
        if open == '`' {
            self.note(start);
        }
        Ok(())
    }

    fn start(&mut self) -> usize {
        self.word.get_or_insert_default().text.len()
    }

    fn note(&mut self, start: usize) {
        let word = self.word.get_or_insert_default();
        word.variables.push(start..word.text.len());
    }

    /// `2>/dev/null`, `>file`, `<<EOF`: neither the number nor the file is a word of the command.
    fn redirection(&mut self) {
        if self
            .word
            .as_ref()
            .is_some_and(|word| word.text.chars().all(|c| c.is_ascii_digit()))
        {
            self.word = None;
        }
        self.end_word();
        while self.rest.next_if(|c| "<>&".contains(*c)).is_some() {}
        while self.rest.next_if(|c| *c == ' ' || *c == '\t').is_some() {}
        while self
            .rest
            .next_if(|c| !c.is_whitespace() && !"|;&".contains(*c))
            .is_some()
        {}
    }
}

#[cfg(test)]
mod tests;
