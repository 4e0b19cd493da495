//! Writes a path's canonical text, from which the same path is read.

use std::fmt::{self, Display, Formatter, Write};

use serde_json::Value;

use super::{Filter, JsonPath, Operand, Slice, Step, begins_a_word, ends_a_name};

impl Display for JsonPath {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        path(f, &self.steps)
    }
}

impl Display for Slice {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if (self.start, self.end, self.step.get()) == (None, None, 1) {
            return f.write_char('*');
        }
        if let Some(start) = self.start {
            write!(f, "{start}")?;
        }
        f.write_char(':')?;
        if let Some(end) = self.end {
            write!(f, "{end}")?;
        }
        if self.step.get() > 1 {
            write!(f, ":{}", self.step)?;
        }
        Ok(())
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "?({}", self.left)?;
        if let Some((operator, right)) = &self.comparison {
            write!(f, "{}{right}", operator.text())?;
        }
        f.write_char(')')
    }
}

impl Display for Operand {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(steps) => {
                f.write_char('@')?;
                path(f, steps)
            }
            Self::Literal(Value::String(value)) => quoted(f, value),
            // Only a point tells a float from an integer, and there is no exponent.
            Self::Literal(Value::Number(number)) => match number.as_f64().filter(|_| number.is_f64()) {
                Some(float) if float.fract() == 0.0 => write!(f, "{float}.0"),
                Some(float) => write!(f, "{float}"),
                None => write!(f, "{number}"),
            },
            Self::Literal(value) => write!(f, "{value}"),
        }
    }
}

fn path(f: &mut impl Write, steps: &[Step]) -> fmt::Result {
    let mut is_after_descent = false;
    for step in steps {
        match step {
            Step::Field(name) => {
                if !is_after_descent || !name.starts_with(begins_a_word) {
                    f.write_char('.')?;
                }
                self::name(f, name)?;
            }
            Step::Wildcard => f.write_str(".*")?,
            Step::Descent => f.write_str("..")?,
            Step::Index(index) => write!(f, "[{index}]")?,
            Step::Slice(slice) => write!(f, "[{slice}]")?,
            Step::Filter(filter) => write!(f, "[{filter}]")?,
            Step::Union(parts) => {
                let mut separator = '[';
                for steps in parts {
                    f.write_char(separator)?;
                    part(f, steps)?;
                    separator = ',';
                }
                f.write_char(']')?;
            }
        }
        is_after_descent = *step == Step::Descent;
    }
    Ok(())
}

fn part(f: &mut impl Write, steps: &[Step]) -> fmt::Result {
    match steps {
        [Step::Index(index)] => write!(f, "{index}"),
        [Step::Slice(slice)] => write!(f, "{slice}"),
        [Step::Filter(filter)] => write!(f, "{filter}"),
        steps => {
            let mut text = String::new();
            path(&mut text, steps)?;
            write!(f, "'{}'", text.strip_prefix('.').unwrap_or(&text))
        }
    }
}

fn name(f: &mut impl Write, name: &str) -> fmt::Result {
    if name == "*" {
        return f.write_str("\\*");
    }
    for character in name.chars() {
        if ends_a_name(character) {
            f.write_char('\\')?;
        }
        f.write_char(character)?;
    }
    Ok(())
}

/// Whatever could be taken for a sign of the filter, of its brackets or of the list of columns becomes an escape:
/// client-go looks for those before it looks for quotes.
fn quoted(f: &mut impl Write, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars() {
        if character.is_ascii_control() || "\"\\)],{}!<>=".contains(character) {
            write!(f, "\\x{:02x}", u32::from(character))?;
        } else {
            f.write_char(character)?;
        }
    }
    f.write_char('"')
}
