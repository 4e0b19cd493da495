//! Follows a path through a document, by reference.
//!
//! Source: client-go `util/jsonpath/jsonpath.go`, with the missing keys that kubectl's columns allow, and
//! `third_party/forked/golang/template/funcs.go` for comparisons.

use crate::sort;
use std::{cmp::Ordering, sync::LazyLock};

use serde_json::{Map, Number, Value};

use super::{EvaluationError, Filter, Operand, Operator, Slice, Step};

/// How many values one path may visit in one document: several times those of a document of 10 MB. Paths come from
/// addresses that somebody else may have written, and `...*...*...*` multiplies.
const MOST_VISITS: usize = 1 << 22;

/// In Go a wildcard takes a string apart into its bytes.
static BYTES: LazyLock<Vec<Value>> = LazyLock::new(|| (0..=u8::MAX).map(Value::from).collect());

/// The values to which the steps lead.
pub(super) fn walk<'a>(steps: &[Step], value: &'a Value) -> Result<Vec<&'a Value>, EvaluationError> {
    let mut walk = Walk {
        visits_left: MOST_VISITS,
    };
    walk.steps(steps, vec![value])
}

type Found<'a> = Result<Vec<&'a Value>, EvaluationError>;

struct Walk {
    visits_left: usize,
}

impl Walk {
    fn visit(&mut self, count: usize) -> Result<(), EvaluationError> {
        self.visits_left = self.visits_left.checked_sub(count).ok_or(EvaluationError::TooLarge)?;
        Ok(())
    }

    fn steps<'a>(&mut self, steps: &[Step], values: Vec<&'a Value>) -> Found<'a> {
        steps.iter().try_fold(values, |values, step| self.step(step, values))
    }

    fn step<'a>(&mut self, step: &Step, values: Vec<&'a Value>) -> Found<'a> {
        self.visit(values.len())?;
        match step {
            Step::Field(name) => Ok(values.into_iter().filter_map(|value| value.get(name)).collect()),
            Step::Wildcard => self.wildcard(values),
            Step::Descent => {
                let mut found = Vec::new();
                for value in values {
                    self.descend(value, &mut found)?;
                }
                Ok(found)
            }
            Step::Index(index) => indexed(*index, values),
            Step::Slice(slice) => self.slice(slice, values),
            Step::Union(parts) => {
                let mut found = Vec::new();
                for part in parts {
                    self.visit(values.len())?;
                    found.append(&mut self.steps(part, values.clone())?);
                }
                Ok(found)
            }
            Step::Filter(filter) => self.filter(filter, values),
        }
    }

    fn wildcard<'a>(&mut self, values: Vec<&'a Value>) -> Found<'a> {
        let mut found = Vec::new();
        for value in values {
            let before = found.len();
            match value {
                Value::Object(fields) => found.extend(sorted(fields)),
                Value::Array(items) => found.extend(items),
                Value::String(text) => found.extend(text.bytes().filter_map(|byte| BYTES.get(usize::from(byte)))),
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
            self.visit(found.len() - before)?;
        }
        Ok(found)
    }

    /// The value and all within it, each before what it contains. What contains nothing is left out, and a string
    /// contains its bytes.
    fn descend<'a>(&mut self, value: &'a Value, found: &mut Vec<&'a Value>) -> Result<(), EvaluationError> {
        self.visit(1)?;
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                found.push(value);
                sorted(fields).try_for_each(|value| self.descend(value, found))
            }
            Value::Array(items) if !items.is_empty() => {
                found.push(value);
                items.iter().try_for_each(|item| self.descend(item, found))
            }
            Value::String(text) if !text.is_empty() => {
                found.push(value);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn slice<'a>(&mut self, slice: &Slice, values: Vec<&'a Value>) -> Found<'a> {
        let mut found = Vec::new();
        for value in values {
            let Some(items) = list(value)? else { continue };
            let length = items.len();
            let from_start = |index: i64| if index < 0 { index + count(length) } else { index };
            let start = slice.start.map_or(0, from_start);
            let end = slice.end.map_or(count(length), from_start);
            // An empty slice also ends the search in the lists that follow; so does an empty list with `[*]`.
            if start == end {
                return Ok(found);
            }
            if start < 0 || start >= count(length) {
                return Err(EvaluationError::OutOfBounds { index: start, length });
            }
            if end < 0 || end > count(length) {
                return Err(EvaluationError::OutOfBounds { index: end - 1, length });
            }
            let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
            let chosen = range.and_then(|(start, end)| items.get(start..end));
            let chosen = chosen.ok_or(EvaluationError::Backwards { start, end })?;
            self.visit(chosen.len())?;
            found.extend(chosen.iter().step_by(slice.step.get()));
        }
        Ok(found)
    }

    fn filter<'a>(&mut self, filter: &Filter, values: Vec<&'a Value>) -> Found<'a> {
        let mut found = Vec::new();
        for value in values {
            for item in value.as_array().ok_or(EvaluationError::NotAList)? {
                self.visit(1)?;
                if self.keeps(filter, item)? {
                    found.push(item);
                }
            }
        }
        Ok(found)
    }

    fn keeps(&mut self, filter: &Filter, item: &Value) -> Result<bool, EvaluationError> {
        let left = self.operand(&filter.left, item);
        let Some((operator, right)) = &filter.comparison else {
            return match left {
                Err(EvaluationError::TooLarge) => Err(EvaluationError::TooLarge),
                // client-go asks only how many values came back, and a step that fails hands back what it was given.
                Err(_) => Ok(true),
                Ok(left) => Ok(!left.is_empty()),
            };
        };
        let Some(left) = single(&left?)? else { return Ok(false) };
        let Some(right) = single(&self.operand(right, item)?)? else {
            return Ok(false);
        };
        holds(left, *operator, right).ok_or(EvaluationError::Incomparable)
    }

    fn operand<'a>(&mut self, operand: &'a Operand, item: &'a Value) -> Found<'a> {
        match operand {
            Operand::Path(steps) => self.steps(steps, vec![item]),
            Operand::Literal(value) => Ok(vec![value]),
        }
    }
}

fn indexed(index: i64, values: Vec<&Value>) -> Found<'_> {
    let mut found = Vec::new();
    for value in values {
        let Some(items) = list(value)? else { continue };
        let length = items.len();
        let index = if index < 0 { index + count(length) } else { index };
        let item = usize::try_from(index).ok().and_then(|index| items.get(index));
        found.push(item.ok_or(EvaluationError::OutOfBounds { index, length })?);
    }
    Ok(found)
}

/// The items of a list; nothing for `null`, which is skipped.
fn list(value: &Value) -> Result<Option<&[Value]>, EvaluationError> {
    match value {
        Value::Array(items) => Ok(Some(items)),
        Value::Null => Ok(None),
        _ => Err(EvaluationError::NotAList),
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn single<'a>(values: &[&'a Value]) -> Result<Option<&'a Value>, EvaluationError> {
    match values {
        [] => Ok(None),
        [value] => Ok(Some(value)),
        _ => Err(EvaluationError::SeveralValues),
    }
}

/// The values of an object in the order of their keys, whichever order the map keeps.
fn sorted(fields: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    let mut entries: Vec<_> = fields.iter().collect();
    sort::by_key(&mut entries, |(key, _)| *key);
    entries.into_iter().map(|(_, value)| value)
}

/// Whether a comparison holds, if the values can be compared. Booleans have no order.
fn holds(left: &Value, operator: Operator, right: &Value) -> Option<bool> {
    let order = match (left, right) {
        (Value::Bool(left), Value::Bool(right)) if matches!(operator, Operator::Equal | Operator::NotEqual) => {
            left.cmp(right)
        }
        (Value::String(left), Value::String(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) => numeric_order(left, right)?,
        _ => return None,
    };
    Some(match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
    })
}

/// Integers compare with integers and floats with floats. What does not fit `int64` is a float.
///
/// Source of the latter: `sigs.k8s.io/json`, which reads the objects for kubectl.
fn numeric_order(left: &Number, right: &Number) -> Option<Ordering> {
    match (left.as_i64(), right.as_i64()) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        (None, None) => left.as_f64()?.partial_cmp(&right.as_f64()?),
        _ => None,
    }
}
