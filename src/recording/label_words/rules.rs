//! What a label's key and value may be, in the API server's words where they are not.
//!
//! Source: apimachinery `pkg/api/validate/content/kube.go`.

use std::collections::BTreeSet;

/// The regular expression that the messages name.
const NAME: &str = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

/// Checks a label's key.
pub(super) fn check_key(key: &str) -> Result<(), String> {
    let name_rule = format!(
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric \
         character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{NAME}')"
    );
    let mut faults = Vec::new();
    let name = match key.split('/').collect::<Vec<_>>().as_slice() {
        [name] => Some(*name),
        [prefix, name] => {
            faults.extend(prefix_faults(prefix));
            Some(*name)
        }
        _ => {
            faults.push(format!(
                "a valid label key {name_rule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ));
            None
        }
    };
    if let Some(name) = name {
        if name.is_empty() {
            faults.push("name part must be non-empty".to_owned());
        } else if name.len() > 63 {
            faults.push("name part must be no more than 63 bytes".to_owned());
        }
        if !is_name(name) {
            faults.push(format!("name part {name_rule}"));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    // The server has no field path here, and Go prints its absence.
    Err(format!("<nil>: Invalid value: {key:?}: {}", faults.join("; ")))
}

fn prefix_faults(prefix: &str) -> Vec<String> {
    let is_label = |label: &str| {
        let ends = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        ends(label.as_bytes().first())
            && ends(label.as_bytes().last())
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if prefix.is_empty() {
        return vec!["prefix part must be non-empty".to_owned()];
    }
    let mut faults = Vec::new();
    if prefix.len() > 253 {
        faults.push("prefix part must be no more than 253 bytes".to_owned());
    }
    if !prefix.split('.').all(is_label) {
        faults.push(
            "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or \
             '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for \
             validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
                .to_owned(),
        );
    }
    faults
}

/// Checks the values of a requirement on a label; `number` says that its operator compares numbers.
pub(super) fn check_values(key: &str, values: &BTreeSet<&str>, number: bool) -> Result<(), String> {
    let mut faults = Vec::new();
    for (index, value) in values.iter().enumerate() {
        if number && value.parse::<i64>().is_err() {
            faults.push(format!(
                "values[{index}]: Invalid value: {value:?}: for 'Gt', 'Lt' operators, the value must be an integer"
            ));
        }
    }
    for (index, value) in values.iter().enumerate() {
        let mut why = Vec::new();
        if value.len() > 63 {
            why.push("must be no more than 63 bytes".to_owned());
        }
        if !value.is_empty() && !is_name(value) {
            why.push(format!(
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and \
                 must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', \
                 regex used for validation is '({NAME})?')"
            ));
        }
        if !why.is_empty() {
            faults.push(format!(
                "values[{index}][{key}]: Invalid value: {value:?}: {}",
                why.join("; ")
            ));
        }
    }
    match faults.as_slice() {
        [] => Ok(()),
        [fault] => Err(fault.clone()),
        faults => Err(format!("[{}]", faults.join(", "))),
    }
}

/// Whether [`NAME`] matches.
fn is_name(text: &str) -> bool {
    let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    ends(text.as_bytes().first())
        && ends(text.as_bytes().last())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_a_name_and_perhaps_a_prefix() {
        for key in ["a", "A-_.9", "example.com/a", "x.y-z/B"] {
            assert_eq!(check_key(key), Ok(()), "{key}");
        }
        for key in ["", "-a", "a/b/c", "/a", "a/", "A/b", "a_b/c", &"a".repeat(64)] {
            assert!(check_key(key).is_err(), "{key}");
        }
    }

    #[test]
    fn several_faults_are_listed() {
        let values = BTreeSet::from(["-", "ok", "ü"]);
        let error = check_values("k", &values, false).unwrap_err();
        assert!(
            error.starts_with("[values[0][k]: Invalid value: \"-\": a valid label"),
            "{error}"
        );
        assert!(error.contains(", values[2][k]: Invalid value: \"ü\""), "{error}");
        assert_eq!(check_values("k", &BTreeSet::from([""]), false), Ok(()));
    }
}
