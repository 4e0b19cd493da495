//! Writes values as Go's `fmt.Sprint` does, which is what kubectl's custom columns show.

use crate::sort;
use serde_json::{Number, Value};

/// Values joined with commas, with the two characters made visible that a terminal would obey.
///
/// Source: kubectl `pkg/cmd/get/customcolumn.go`, `printOneObject`; cli-runtime `pkg/printers/terminal.go`.
pub(super) fn joined(values: &[&Value]) -> String {
    let mut text = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        write(value, &mut text);
    }
    if text.contains(['\u{1b}', '\r']) {
        return text.replace('\u{1b}', "^[").replace('\r', "\\r");
    }
    text
}

/// Source: Go `fmt`, the verb `%v`: keys are sorted, text has no quotes.
fn write(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("<nil>"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(value) => text.push_str(&number(value)),
        Value::String(value) => text.push_str(value),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(' ');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            sort::by_key(&mut fields, |(key, _)| *key);
            text.push_str("map[");
            for (index, (key, value)) in fields.into_iter().enumerate() {
                if index > 0 {
                    text.push(' ');
                }
                text.push_str(key);
                text.push(':');
                write(value, text);
            }
            text.push(']');
        }
    }
}

/// What fits `int64` is an integer, everything else a float with an exponent below 0.0001 and from a million on.
///
/// Source: `sigs.k8s.io/json`, which reads the objects for kubectl; Go `strconv.FormatFloat` with `'g'` and the
/// smallest precision that suffices.
fn number(number: &Number) -> String {
    if let Some(integer) = number.as_i64() {
        return integer.to_string();
    }
    let float = number.as_f64().unwrap_or_default();
    let scientific = format!("{float:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if (-4..6).contains(&exponent) {
        return float.to_string();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}
