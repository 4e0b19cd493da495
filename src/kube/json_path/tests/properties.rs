//! What holds for every path: it has one canonical text, and nothing that is typed can end the page.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::*;

#[test]
fn canonical_texts_are_one_spelling_of_many() {
    for (text, canonical) in [
        ("metadata.name", ".metadata.name"),
        ("{.metadata['name'] }", ".metadata.name"),
        (
            ".metadata.labels['app\\.kubernetes\\.io/name']",
            ".metadata.labels.app\\.kubernetes\\.io/name",
        ),
        (".a.\\*", ".a.\\*"),
        (".a['*']", ".a.*"),
        (".a\\x\\ b", ".ax\\ b"),
        ("...a", "..a"),
        ("...-a", "...-a"),
        ("...*", "...*"),
        (".a[]", ".a[0]"),
        (".a[-01]", ".a[-1]"),
        (".a[:]", ".a[*]"),
        (".a[0::1]", ".a[0:]"),
        (".a[:-1:2]", ".a[:-1:2]"),
        (".a[ 'b.c','.d' , 1:2,*]", ".a['b.c','.d',1:2,*]"),
        (".a[?()]", ".a[?(@)]"),
        (".a[?( $.b == 'c' )]", ".a[?(@.b==\"c\")]"),
        (".a[?(@['b']>=+1)]", ".a[?(@.b>=1)]"),
        (".a[?(@.b<1.)]", ".a[?(@.b<1.0)]"),
        (".a[?(@.b!=false)]", ".a[?(@.b!=false)]"),
        (
            ".a[?(@.b=='x, \\'y\\' (\\\\z\\u00e9)')]",
            ".a[?(@.b==\"x\\x2c 'y' (\\x5czé\\x29\")]",
        ),
        (".a[?(@.b==\"it's (x)\")]", ".a[?(@.b==\"it's (x\\x29\")]"),
        (".a[0,?(@.b)]", ".a[0,?(@.b)]"),
    ] {
        let read = path(text);
        assert_eq!(read.to_string(), canonical, "{text}");
        assert_eq!(path(canonical), read, "{text}");
    }
}

/// Texts of the characters that mean something.
fn typed() -> impl Strategy<Value = String> {
    vec(
        select(r#".[]()?@$'"=<>!:,*\ abé10-{}"#.chars().collect::<Vec<_>>()),
        0..24,
    )
    .prop_map(|characters| characters.into_iter().collect())
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec!["a", "b", "c"]).prop_map(str::to_owned),
        "[^\\\\{}\"')!<>=\n]{1,6}".prop_map(|name| name.chars().flat_map(|character| ['\\', character]).collect()),
    ]
}

fn bracket() -> impl Strategy<Value = String> {
    let number = || -3..3i64;
    prop_oneof![
        number().prop_map(|index| index.to_string()),
        (option::of(number()), option::of(number()), 1..3u8).prop_map(|(start, end, step)| {
            let text = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
            format!("{}:{}:{step}", text(start), text(end))
        }),
        select(vec!["'a'", "'b.c'", "'.a'", "'*'", "*"]).prop_map(str::to_owned),
    ]
}

fn plain_steps() -> impl Strategy<Value = String> {
    let step = prop_oneof![
        4 => name().prop_map(|name| format!(".{name}")),
        1 => name().prop_map(|name| format!("..a.{name}")),
        1 => Just(".*".to_owned()),
        2 => bracket().prop_map(|bracket| format!("[{bracket}]")),
        1 => vec(bracket(), 2..4).prop_map(|parts| format!("[{}]", parts.join(", "))),
    ];
    vec(step, 0..4).prop_map(|steps| steps.concat())
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:.3}")),
        any::<String>().prop_map(|text| {
            let escapes: Vec<_> = text.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
            format!("\"{}\"", escapes.concat())
        }),
        select(vec!["true", "false", "'it\\'s'", "1", "\"a\"", "@", "@.b"]).prop_map(str::to_owned),
    ]
}

fn filter() -> impl Strategy<Value = String> {
    let signs = select(Operator::ALL.map(Operator::text).to_vec());
    prop_oneof![
        plain_steps().prop_map(|steps| format!("[?(@{steps})]")),
        (plain_steps(), signs, value()).prop_map(|(steps, sign, value)| format!("[?(@{steps}{sign}{value})]")),
    ]
}

/// Texts that are paths.
fn path_text() -> impl Strategy<Value = String> {
    (name(), plain_steps(), option::of(filter()), plain_steps())
        .prop_map(|(name, before, filter, after)| format!(".{name}{before}{}{after}", filter.unwrap_or_default()))
}

fn document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-c\u{1b}é]{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 4, |inside| {
        prop_oneof![
            vec(inside.clone(), 0..4).prop_map(Value::from),
            vec((select(vec!["a", "b", "c"]), inside), 0..4).prop_map(|fields| fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused(text in prop_oneof![any::<String>(), typed()]) {
        let read = JsonPath::parse(&text);
        let again = read.clone().and_then(|path| JsonPath::parse(&path.to_string()));
        prop_assert_eq!(again, read);
    }

    #[test]
    fn the_canonical_text_is_the_same_path(text in path_text()) {
        let read = JsonPath::parse(&text);
        prop_assert!(read.is_ok(), "{:?}", read);
        let canonical = read.clone().unwrap().to_string();
        prop_assert_eq!(JsonPath::parse(&canonical), read);
        prop_assert_eq!(path(&canonical).to_string(), canonical);
    }

    #[test]
    fn only_a_column_without_values_shows_none(text in path_text(), document in document()) {
        let path = path(&text);
        prop_assert_eq!(path.printed(&document) == NONE, path.evaluate(&document).is_empty());
    }
}
