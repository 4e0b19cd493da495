//! What is no path, and where a path finds no way on.

use super::*;

fn refused(text: &str) -> JsonPathError {
    JsonPath::parse(text).unwrap_err()
}

#[test]
fn a_typo_is_told_with_its_place() {
    let unexpected = |at, character| JsonPathError::UnexpectedCharacter { at, character };
    let unclosed = |at, expected| JsonPathError::Unclosed { at, expected };
    for (text, error) in [
        (".metadata name", unexpected(10, 'n')),
        (".größe name", unexpected(7, 'n')),
        (".metadata,name", unexpected(9, ',')),
        (".metadata.name}", unexpected(14, '}')),
        ("{.kind} {.metadata.name}", unexpected(6, '}')),
        (".metadata.name\\", unexpected(14, '\\')),
        (".a['b\\']", unexpected(5, '\\')),
        ("..*", unexpected(2, '*')),
        ("..a....b", unexpected(6, '.')),
        (".a..['.b']", unexpected(6, '.')),
        (".a[?(!@.b)]", unexpected(5, '!')),
        (".a[?(@.b==\"x\" && @.c)]", unexpected(14, '&')),
        (".a[?(@.b==5e3)]", unexpected(11, 'e')),
        (".a[?(@['b\"']==1)]", unexpected(9, '"')),
        ("{.metadata.name", unclosed(0, "}")),
        (".a[0", unclosed(2, "]")),
        (".a['b]c']", JsonPathError::InvalidBracket { at: 3 }),
        (".a[0\n]", unclosed(2, "]")),
        (".a[?(@.b==1]", unclosed(2, ")]")),
        (".a[?(@.b==1)", unclosed(2, ")]")),
        (".a[0,?(@.b) ?]", unclosed(5, ")]")),
        (".a[?(@.b==\"c)]", unclosed(2, ")]")),
        (".a[?(@['b==c']==1)]", unclosed(6, "]")),
    ] {
        assert_eq!(refused(text), error, "{text}");
    }
}

#[test]
fn a_name_is_asked_for() {
    for (text, at) in [
        (".metadata.", 10),
        (".", 1),
        (".a.[0]", 3),
        (".a['']", 4),
        (".a['b.']", 6),
        (".a.\\\\", 3),
    ] {
        assert_eq!(refused(text), JsonPathError::MissingName { at }, "{text}");
    }
    for (text, at) in [
        ("$.metadata", 0),
        ("@.metadata", 0),
        ("['metadata']", 0),
        ("{[0]}", 1),
        (" .metadata", 0),
    ] {
        assert_eq!(refused(text), JsonPathError::NoNameAtStart { at }, "{text}");
    }
    for text in ["", "{}"] {
        assert_eq!(refused(text), JsonPathError::Empty, "{text}");
    }
}

#[test]
fn brackets_take_nothing_else() {
    for (text, at) in [
        (".a[b]", 3),
        (".a[\"b\"]", 3),
        (".a[ 0 ]", 3),
        (".a[+1]", 3),
        (".a[-]", 3),
        (".a[1:2:3:4]", 3),
        (".a[9223372036854775808]", 3),
        (".a[0, x]", 6),
        // kubectl reads these two and gives up at the first list that is not empty.
        (".a[::0]", 3),
        (".a[::-1]", 3),
    ] {
        assert_eq!(refused(text), JsonPathError::InvalidBracket { at }, "{text}");
    }
}

#[test]
fn a_comparison_needs_a_sign_and_a_value_that_kubectl_knows() {
    let operator = |at, operator: &str| JsonPathError::UnknownOperator {
        at,
        operator: operator.to_owned(),
    };
    let word = |at, text: &str| JsonPathError::UnquotedText {
        at,
        text: text.to_owned(),
    };
    for (text, error) in [
        (".a[?(@.b=1)]", operator(8, "=")),
        (".a[?(@.b===1)]", operator(8, "===")),
        (".a[?(@.b=~\"x\")]", operator(8, "=")),
        (".a[?(@.b==Ready)]", word(10, "Ready")),
        (
            ".a[?(@.b in \"x\")]",
            JsonPathError::UnexpectedCharacter { at: 9, character: 'i' },
        ),
        (".a[?(name==\"x\")]", word(5, "name")),
        (".a[?(@.b==)]", JsonPathError::InvalidValue { at: 10 }),
        (".a[?(@.b==1.2.3)]", JsonPathError::InvalidValue { at: 10 }),
        (".a[?(@.b==-)]", JsonPathError::InvalidValue { at: 10 }),
        (".a[?(@.b==\"\\z\")]", JsonPathError::InvalidValue { at: 10 }),
        (".a[?(@.b==\"\\'\")]", JsonPathError::InvalidValue { at: 10 }),
        (".a[?(@.b==\"\\ud800\")]", JsonPathError::InvalidValue { at: 10 }),
        (".a[?(@.b==\"\\777\")]", JsonPathError::InvalidValue { at: 10 }),
        (".a[?(@.b==\"\\xff\")]", JsonPathError::InvalidValue { at: 10 }),
        (".a[?(@.b[?(@.c)])]", JsonPathError::NestedFilter { at: 8 }),
    ] {
        assert_eq!(refused(text), error, "{text}");
    }
}

#[test]
fn messages_count_characters_from_one() {
    assert_eq!(refused(".é name").to_string(), "`n` has no meaning here (character 4)");
    assert_eq!(
        refused(".é[0").to_string(),
        "what is opened at character 3 is never closed with `]`"
    );
}

/// At each of these kubectl 1.36.3 ends with an error instead of a list.
#[test]
fn where_kubectl_gives_up_one_cell_is_empty() {
    for (text, error) in [
        (".spec[0]", EvaluationError::NotAList),
        (".spec[*]", EvaluationError::NotAList),
        (".spec[?(@.name)]", EvaluationError::NotAList),
        (".spec.nodeName[?(@.name)]", EvaluationError::NotAList),
        ("..[0]", EvaluationError::NotAList),
        (
            ".spec.containers[3].name",
            EvaluationError::OutOfBounds { index: 3, length: 3 },
        ),
        (
            ".spec.containers[-4].name",
            EvaluationError::OutOfBounds { index: -1, length: 3 },
        ),
        (
            ".spec.containers[9223372036854775807]",
            EvaluationError::OutOfBounds {
                index: i64::MAX,
                length: 3,
            },
        ),
        (
            ".spec.containers[4:].name",
            EvaluationError::OutOfBounds { index: 4, length: 3 },
        ),
        (
            ".spec.containers[1:5].name",
            EvaluationError::OutOfBounds { index: 4, length: 3 },
        ),
        (
            ".spec.containers[2:1].name",
            EvaluationError::Backwards { start: 2, end: 1 },
        ),
        (
            ".spec.containers[?(@.ports[0].containerPort==80)].name",
            EvaluationError::OutOfBounds { index: 0, length: 0 },
        ),
        (
            ".spec.containers[?(@.ports[*].containerPort==80)].name",
            EvaluationError::SeveralValues,
        ),
        (
            ".status.containerStatuses[?(@.restartCount>5.5)].name",
            EvaluationError::Incomparable,
        ),
        (
            ".status.containerStatuses[?(@.restartCount==\"0\")].name",
            EvaluationError::Incomparable,
        ),
        (
            ".status.containerStatuses[?(@.ready>true)].name",
            EvaluationError::Incomparable,
        ),
        (".spec.containers[?(@.ports==1)].name", EvaluationError::Incomparable),
    ] {
        let path = path(text);
        assert_eq!(path.try_evaluate(&pod()), Err(error), "{text}");
        assert_eq!(path.printed(&pod()), NONE, "{text}");
    }
}

#[test]
fn a_path_that_multiplies_is_stopped() {
    let nested = (0..60).fold(Value::from("x"), |inside, _| Value::Array(vec![inside]));
    let document = serde_json::json!({"nested": nested});
    for text in [
        "...*...*...*...*...*...*...*",
        ".nested[?(@...*...*...*...*...*...*...*)]",
    ] {
        assert_eq!(
            path(text).try_evaluate(&document),
            Err(EvaluationError::TooLarge),
            "{text}"
        );
    }
}
