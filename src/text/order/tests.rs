//! Which texts of a column come first.

use proptest::prelude::*;

use super::*;

const MEANINGS: [Meaning; 7] = [
    Meaning::Text,
    Meaning::Number,
    Meaning::Quantity,
    Meaning::Age,
    Meaning::Ratio,
    Meaning::Restarts,
    Meaning::Address,
];

fn ascending(meaning: Meaning, texts: &[&str]) {
    let mut sorted = texts.to_vec();
    sorted.reverse();
    sorted.sort_by(|a, b| compare(meaning, a, b));
    assert_eq!(sorted, texts, "{meaning:?}");
}

fn meaning(column_type: &str, name: &str, values: &[&str]) -> Meaning {
    Meaning::of(column_type, "", name, values.iter().copied())
}

#[test]
fn names_are_in_natural_order() {
    ascending(
        Meaning::Text,
        &[
            "pod",
            "pod-0",
            "pod-1-a",
            "pod-02",
            "pod-2",
            "pod-10",
            "Pod-10a",
            "pod-10a",
            "pod-10B",
            "pod-999999999999999999999999999999999999999998",
            "pod-999999999999999999999999999999999999999999",
            "pod-a",
            "ähre",
            "",
            "<none>",
            "<unknown>",
        ],
    );
}

#[test]
fn versions_are_in_natural_order() {
    ascending(
        Meaning::Text,
        &["v1.9.12", "v1.10.2", "v1.36.3", "v1.36.3+k3s1", "v1.36.10", "v2"],
    );
}

#[test]
fn numbers_are_in_order() {
    ascending(
        Meaning::Number,
        &[
            "-1", "-0.5", "0", "0.25", "5", "12%", "12.5%", "80%", "100", "1e3", "10m", "N/A", "",
        ],
    );
}

#[test]
fn quantities_are_in_order() {
    ascending(
        Meaning::Quantity,
        &[
            "0", "250m", "1", "1Ki", "500M", "512Mi", "10Gi", "1Ti", "12%", "much", "<unset>",
        ],
    );
}

#[test]
fn the_young_come_first() {
    ascending(
        Meaning::Age,
        &[
            "<invalid>",
            "0s",
            "41s",
            "2m",
            "2m30s",
            "3h5m",
            "3d4h",
            "12d",
            "2y",
            "9y",
            "2d3m",
            "250m",
            "",
            "<none>",
            "<unknown>",
        ],
    );
}

#[test]
fn what_is_least_complete_comes_first() {
    ascending(
        Meaning::Ratio,
        &[
            "0/1", "0/1 of 3", "0/2", "1/3", "1/2", "2/4", "99/100", "0/0", "1/1", "1/1 of 3", "2/2", "100/100", "3/2",
            "1/0", "1/2/3", "80/TCP", "a/b",
        ],
    );
}

#[test]
fn neighbouring_shares_stay_apart() {
    ascending(Meaning::Ratio, &["1/4294967295", "1/4294967294"]);
}

#[test]
fn restarts_are_in_order_of_their_number() {
    ascending(
        Meaning::Restarts,
        &[
            "0",
            "2 (3h ago)",
            "10 (<invalid> ago)",
            "10 (4s ago)",
            "10 (5m12s ago)",
            "10",
            "10 (<unknown> ago)",
            "11 (3s ago)",
            "+1",
            "",
        ],
    );
}

#[test]
fn addresses_are_in_order_of_their_numbers() {
    ascending(
        Meaning::Address,
        &[
            "9.255.0.1",
            "10.0.0.0/8",
            "10.0.0.0/16",
            "10.0.0.2",
            "10.0.0.2:80,10.0.0.3:80 + 3 more...",
            "10.0.0.2:443",
            "10.0.0.10",
            "fd00::9",
            "fd00::10",
            "[fd00::11]:80",
            "fd01::/108",
            "10.0.0.256",
            "None",
            "web.example.test",
            "<none>",
            "<pending>",
        ],
    );
}

#[test]
fn the_type_of_a_column_decides() {
    assert_eq!(meaning("integer", "Desired", &["a"]), Meaning::Number);
    assert_eq!(meaning("boolean", "Suspend", &["true", "1"]), Meaning::Text);
    assert_eq!(meaning("date", "Launched", &["5m", "<none>"]), Meaning::Age);
    assert_eq!(meaning("date", "Launched", &[]), Meaning::Age);
    assert_eq!(meaning("date", "Created At", &["2026-11-26T03:21:22Z"]), Meaning::Text);
}

#[test]
fn names_are_text_or_addresses() {
    for (name, expected) in [
        ("web-1", Meaning::Text),
        ("12", Meaning::Text),
        ("10.0.0.1", Meaning::Address),
    ] {
        assert_eq!(
            Meaning::of("string", "name", "Name", [name].into_iter()),
            expected,
            "{name}"
        );
    }
}

#[test]
fn the_values_of_a_column_decide() {
    for (values, expected) in [
        (&["10", "9", "<unset>"][..], Meaning::Number),
        (&["50%", "1", "N/A", "3"], Meaning::Number),
        (&["1/2", "0/1"], Meaning::Ratio),
        (&["10Gi", "1", "512Mi"], Meaning::Quantity),
        (&["5m", "100m"], Meaning::Quantity),
        (&["5m", "3d4h"], Meaning::Age),
        (&["0", "3 (5m ago)"], Meaning::Restarts),
        (&["10.0.0.1", "<pending>", "fd00::1"], Meaning::Address),
        (&["80/TCP", "443/TCP"], Meaning::Text),
        (&["cpu: 12%/80%"], Meaning::Text),
        (&["Running", "1"], Meaning::Text),
        (&["<none>", ""], Meaning::Text),
        (&[], Meaning::Text),
    ] {
        assert_eq!(meaning("string", "Anything", values), expected, "{values:?}");
    }
}

#[test]
fn the_name_of_a_column_decides_where_values_do_not() {
    for (name, values, expected) in [
        ("Age", &["5m", "100m"][..], Meaning::Age),
        ("Age", &[], Meaning::Age),
        ("Age", &["2026-11-26T03:21:22Z"], Meaning::Text),
        ("Age", &["12", "13"], Meaning::Number),
        ("Last Seen", &["<unknown>"], Meaning::Age),
        ("Restarts", &["0", "1"], Meaning::Restarts),
        ("Restarts", &["True"], Meaning::Text),
        ("Version", &["1.9", "1.10"], Meaning::Text),
        ("EmulationVersion", &["1.9", "1.10"], Meaning::Text),
    ] {
        assert_eq!(meaning("string", name, values), expected, "{name} {values:?}");
    }
}

#[test]
fn a_few_strangers_do_not_change_a_meaning() {
    assert_eq!(
        meaning("string", "Capacity", &["1Gi", "2Gi", "3Gi", "many"]),
        Meaning::Quantity
    );
    assert_eq!(
        meaning("string", "Capacity", &["1Gi", "2Gi", "some", "many"]),
        Meaning::Text
    );
}

#[test]
fn endless_columns_are_sampled() {
    let values = std::iter::repeat("1/2").chain(["x"]);
    assert_eq!(meaning_of_endless(values), Meaning::Ratio);
}

fn meaning_of_endless<'a>(values: impl Iterator<Item = &'a str>) -> Meaning {
    Meaning::of("string", "", "Ready", values)
}

/// The natural order in other words: a number counts as the character `0` at its place, and then by its value.
fn natural_tokens(text: &str) -> Vec<(u8, u128)> {
    let mut tokens = Vec::new();
    let mut rest = text.as_bytes();
    while let Some(first) = rest.first() {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[..digits]).unwrap().parse();
        tokens.push(number.map_or((first.to_ascii_lowercase(), 0), |number| (b'0', number)));
        rest = &rest[digits.max(1)..];
    }
    tokens
}

fn cells() -> impl Strategy<Value = String> {
    prop_oneof![
        "[aAbB0-9-]{0,6}",
        "[0-9]{1,3}(/[0-9]{1,3})?( of [0-9])?",
        "-?[0-9]{0,3}[.]?[0-9]{0,3}(m|Ki|Gi|k|G|e3|%)?",
        "[1-9][0-9]{0,2}[smhdy]([1-9][0-9]?[smhd])?",
        "[0-9]{1,2}( [(][1-9][smhdy] ago[)])?",
        "[0-9]{1,3}[.]0[.]0[.][0-9]{1,3}(:80|/8)?",
        "(fd00)?::[0-9a-f]{1,2}",
        "(<none>|<unknown>|<invalid>|)",
        "\\PC{0,4}",
    ]
}

proptest! {
    #[test]
    fn the_order_is_total(a in cells(), b in cells(), c in cells(), which in 0..MEANINGS.len()) {
        let meaning = MEANINGS[which];
        let order = |x: &str, y: &str| compare(meaning, x, y);
        prop_assert_eq!(order(&a, &b), order(&b, &a).reverse());
        prop_assert_eq!(order(&a, &b).is_eq(), a == b);
        let mut sorted = [&a, &b, &c];
        sorted.sort_by(|x, y| order(x, y));
        prop_assert!(order(sorted[0], sorted[1]).is_le());
        prop_assert!(order(sorted[1], sorted[2]).is_le());
        prop_assert!(order(sorted[0], sorted[2]).is_le());
    }

    #[test]
    fn many_are_sorted_as_they_are_compared_one_by_one(
        cells in prop::collection::vec((cells(), 0_usize..3), 0..60),
        which in 0..MEANINGS.len(),
        prefix in "[a-z\\x00]{0,20}",
        length in 0_usize..20,
    ) {
        let meaning = MEANINGS[which];
        let begin = [String::new(), prefix.clone(), prefix.repeat(length)];
        let cells: Vec<String> = cells.into_iter().map(|(cell, which)| begin[which].clone() + &cell).collect();
        let numbers = sorted(meaning, cells.iter().map(String::as_str));
        let shown: Vec<&str> = numbers.iter().map(|number| cells[*number as usize].as_str()).collect();
        let mut expected: Vec<&str> = cells.iter().map(String::as_str).collect();
        expected.sort_by(|a, b| compare(meaning, a, b));
        prop_assert_eq!(shown, expected);
    }

    #[test]
    fn what_does_not_fit_comes_last(a in cells(), b in cells(), which in 0..MEANINGS.len()) {
        let meaning = MEANINGS[which];
        let class = |text: &str| match Rank::of(meaning, text) {
            Some(_) => 0,
            None => 1 + u8::from(rank::is_nothing(text)),
        };
        let classes = class(&a).cmp(&class(&b));
        prop_assert_eq!(classes.then(compare(meaning, &a, &b)), compare(meaning, &a, &b));
    }

    #[test]
    fn text_is_compared_by_its_words_and_numbers(a in "[aAbBz.0-9-]{0,8}|[^<]{0,5}", b in "[aAbBz.0-9-]{0,8}|[^<]{0,5}") {
        prop_assume!(!a.is_empty() && !b.is_empty());
        let expected = natural_tokens(&a).cmp(&natural_tokens(&b)).then(a.cmp(&b));
        prop_assert_eq!(compare(Meaning::Text, &a, &b), expected);
    }

    #[test]
    fn longer_numbers_are_larger(a in "[1-9][0-9]{0,600}", b in "[1-9][0-9]{0,600}") {
        let expected = a.len().cmp(&b.len()).then(a.cmp(&b));
        prop_assert_eq!(compare(Meaning::Text, &a, &b), expected);
    }

    #[test]
    fn shares_are_compared_exactly(a in 0..u32::MAX, b in 1..u32::MAX, c in 0..u32::MAX, d in 1..u32::MAX) {
        let exact = (u64::from(a) * u64::from(d)).cmp(&(u64::from(c) * u64::from(b))).then(b.cmp(&d));
        prop_assert_eq!(compare(Meaning::Ratio, &format!("{a}/{b}"), &format!("{c}/{d}")), exact);
    }
}
