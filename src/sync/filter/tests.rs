//! The language of filters: how it is read, spelt and changed by a click on a value.

use proptest::prelude::*;

use super::{
    testing::{HEADINGS, cell, filter, typed},
    *,
};

fn term(text: &str) -> Term {
    let filter = filter(text);
    assert_eq!(filter.terms().len(), 1, "{text}");
    filter.terms()[0].clone()
}

fn holds(condition: Condition) -> Term {
    Term {
        is_negated: false,
        condition,
    }
}

fn fails(condition: Condition) -> Term {
    Term {
        is_negated: true,
        condition,
    }
}

fn text(text: &str) -> Condition {
    Condition::Text(text.to_owned())
}

fn owned(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

fn equals(column: usize, values: &[&str]) -> Condition {
    Condition::Equals {
        column,
        values: owned(values),
    }
}

fn contains(column: usize, texts: &[&str]) -> Condition {
    Condition::Contains {
        column,
        texts: owned(texts),
    }
}

#[test]
fn a_term_without_a_column_is_text() {
    for (typed, expected) in [
        ("web", holds(text("web"))),
        ("\"two words\"", holds(text("two words"))),
        ("\"status=a\"", holds(text("status=a"))),
        ("\"a \"\"b\"\"\"", holds(text("a \"b\""))),
        ("5\"disk", holds(text("5\"disk"))),
        ("a,b", holds(text("a,b"))),
        (":8080", holds(text(":8080"))),
        ("-web", fails(text("web"))),
        ("!web", fails(text("web"))),
        ("--web", fails(text("-web"))),
        ("\"-web\"", holds(text("-web"))),
        ("-\"two words\"", fails(text("two words"))),
        ("#2", holds(text("#2"))),
    ] {
        assert_eq!(term(typed), expected, "{typed}");
    }
}

#[test]
fn a_column_has_one_of_several_values_or_contains_a_text() {
    for (typed, expected) in [
        ("status=Running", holds(equals(1, &["Running"]))),
        ("status==Running", holds(equals(1, &["Running"]))),
        ("status=Running,Pending", holds(equals(1, &["Running", "Pending"]))),
        ("status=Running,", holds(equals(1, &["Running"]))),
        ("status=Init:0/1", holds(equals(1, &["Init:0/1"]))),
        (
            "status=\"Ready,SchedulingDisabled\",a",
            holds(equals(1, &["Ready,SchedulingDisabled", "a"])),
        ),
        ("status=\"\"", holds(equals(1, &[""]))),
        ("status!=Running", fails(equals(1, &["Running"]))),
        ("-status=Running", fails(equals(1, &["Running"]))),
        ("-status!=Running", holds(equals(1, &["Running"]))),
        ("status:run,\"a b\"", holds(contains(1, &["run", "a b"]))),
        ("-status:run", fails(contains(1, &["run"]))),
    ] {
        assert_eq!(term(typed), expected, "{typed}");
    }
}

#[test]
fn a_column_compares_with_a_bound() {
    for (typed, comparison, bound) in [
        ("restarts>3", Comparison::Greater, "3"),
        ("restarts>=1Gi", Comparison::GreaterOrEqual, "1Gi"),
        ("restarts<5m", Comparison::Less, "5m"),
        ("restarts<=\"=\"", Comparison::LessOrEqual, "="),
        ("restarts>1,000", Comparison::Greater, "1,000"),
    ] {
        let expected = Condition::Compares {
            column: 2,
            comparison,
            bound: bound.to_owned(),
        };
        assert_eq!(term(typed), holds(expected), "{typed}");
    }
}

#[test]
fn columns_go_by_their_headings() {
    for (typed, column) in [
        ("STATUS=a", 1),
        ("nominated-node=a", 3),
        ("Nominated_Node=a", 3),
        ("\"nominated node\"=a", 3),
        ("namespace=a", NAMESPACE),
        ("NS=a", NAMESPACE),
        ("#1=a", 0),
        ("#0=a", NAMESPACE),
    ] {
        assert_eq!(term(typed), holds(equals(column, &["a"])), "{typed}");
    }
}

#[test]
fn a_heading_is_nearer_than_another_name_for_the_namespace() {
    let filter = Filter::parse("namespace=a ns=a NAME=a name=a", &["Namespace", "name", "NAME"]);
    let columns: Vec<_> = filter.terms().iter().map(|term| term.condition.clone()).collect();
    assert_eq!(
        columns,
        [
            equals(0, &["a"]),
            equals(NAMESPACE, &["a"]),
            equals(2, &["a"]),
            equals(1, &["a"])
        ]
    );
}

#[test]
fn a_term_about_a_column_that_is_not_there_is_text_and_is_noted() {
    let filter = filter("nginx:1.25 -nope=\"a b\",c #9=x");
    let unplaced = |text: &str, column: &str| Condition::Unplaced {
        text: text.to_owned(),
        column: column.to_owned(),
    };
    assert_eq!(
        filter.terms(),
        [
            holds(unplaced("nginx:1.25", "nginx")),
            fails(unplaced("nope=\"a b\",c", "nope")),
            holds(unplaced("#9=x", "#9")),
        ]
    );
    let notes = ["nginx", "nope", "#9"].map(|name| Note::UnknownColumn(name.to_owned()));
    assert_eq!(filter.notes(), notes);
}

#[test]
fn what_is_not_finished_asks_nothing_and_is_noted() {
    let filter = filter("status= status!=, -name: restarts> status:\"\" - \"\"");
    assert!(filter.is_empty());
    let spelt = ["status=", "status!=", "-name:", "restarts>", "status:", "-\"\"", "\"\""];
    assert_eq!(filter.notes(), spelt.map(|term| Note::Unfinished(term.to_owned())));
}

#[test]
fn an_open_quote_reaches_to_the_end_and_is_noted() {
    for (typed, expected) in [
        ("\"two wor", holds(text("two wor"))),
        ("status=\"a b=c", holds(equals(1, &["a b=c"]))),
        ("status=\"", holds(equals(1, &[]))),
        ("nope=\"a b", holds(text("nope=\"a b"))),
    ] {
        assert_eq!(term(typed), expected, "{typed}");
        assert!(filter(typed).notes().contains(&Note::OpenQuote), "{typed}");
        let continued = filter(typed).with_toggled(0, "x");
        assert!(!continued.notes().contains(&Note::OpenQuote), "{typed}");
        assert!(filter(&continued.to_string()).selects(0, "x"), "{typed}");
    }
}

#[test]
fn filters_have_one_spelling() {
    for (typed, spelt) in [
        ("  web   -x  ", "web -x"),
        ("!web --x", "-web -\"-x\""),
        ("-STATUS==Running", "status!=Running"),
        (
            "Nominated_Node=\"a\",\"b c\",\"\"\"\",\"=\"",
            "nominated-node=a,\"b c\",\"\"\"\",\"=\"",
        ),
        ("\"#2\":\"a,b\"", "status:\"a,b\""),
        ("namespace=a", "namespace=a"),
        ("NS=a", "namespace=a"),
        ("restarts>=\"1 Gi\"", "restarts>=\"1 Gi\""),
        (":80 nginx:1 \"nginx:1\"", "\":80\" nginx:1 \"nginx:1\""),
    ] {
        assert_eq!(filter(typed).to_string(), spelt, "{typed}");
    }
}

#[test]
fn columns_that_share_a_name_are_told_apart() {
    let headings = ["Age", "AGE", "Age", "a b", "a-b", "namespace", "NS", "!", ""];
    let filter = Filter::parse("", &headings);
    let spelt = |column: usize| filter.with_toggled(column, "x").to_string();
    let spellings: Vec<_> = (0..headings.len()).chain([NAMESPACE]).map(spelt).collect();
    assert_eq!(
        spellings,
        [
            "age=x",
            "AGE=x",
            "#3=x",
            "\"a b\"=x",
            "a-b=x",
            "namespace=x",
            "ns=x",
            "\"!\"=x",
            "\"\"=x",
            "#0=x",
        ]
    );
}

#[test]
fn a_value_is_added_and_taken_out_again() {
    for (typed, column, value, spelt) in [
        ("", 1, "Running", "status=Running"),
        ("web", NAMESPACE, "a b", "web namespace=\"a b\""),
        ("status=Running", 1, "Pending", "status=Running,Pending"),
        ("status=Running,Pending web", 1, "RUNNING", "status=Pending web"),
        ("status=Running web", 1, "running", "web"),
        ("status=a status=a,b", 1, "a", "status=b"),
        ("status= web", 1, "", "status=\"\" web"),
        ("status!=a,b", 1, "a", "status!=b status=a"),
        ("status!=a", 1, "a", "status=a"),
        ("status=a status!=a", 1, "a", "status!=a"),
        ("name=a", 1, "a", "name=a status=a"),
        ("name=a", 9, "a", "name=a"),
    ] {
        let toggled = filter(typed).with_toggled(column, value);
        assert_eq!(toggled.to_string(), spelt, "{typed} {value}");
    }
}

#[test]
fn a_term_is_taken_out() {
    let filter = filter("web status=a \"b");
    assert_eq!(filter.without(1).to_string(), "web b");
    assert_eq!(filter.without(1).notes(), [Note::OpenQuote]);
    assert_eq!(filter.without(2).notes(), []);
    assert_eq!(filter.without(3), filter);
}

proptest! {
    #[test]
    fn a_spelling_is_read_back(text in typed()) {
        let filter = filter(&text);
        let read = Filter::parse(&filter.to_string(), &HEADINGS);
        prop_assert_eq!(read.terms(), filter.terms());
        prop_assert_eq!(read.to_string(), filter.to_string());
    }

    #[test]
    fn a_spelling_of_anything_is_read_back(text in "([a-c \\t\"!=<>:,#0-2\u{e9}-]|status|name){0,16}", headings in prop::collection::vec("[aA _\"!=#01-]{0,3}", 0..4)) {
        let headings: Vec<_> = headings.iter().map(String::as_str).collect();
        let filter = Filter::parse(&text, &headings);
        let read = Filter::parse(&filter.to_string(), &headings);
        prop_assert_eq!(read.terms(), filter.terms());
    }

    #[test]
    fn every_column_can_be_named(headings in prop::collection::vec("[aA _\"!=#01-]{0,3}", 0..6), value in cell()) {
        let headings: Vec<_> = headings.iter().map(String::as_str).collect();
        for column in (0..headings.len()).chain([NAMESPACE]) {
            let spelt = Filter::parse("", &headings).with_toggled(column, value).to_string();
            prop_assert!(Filter::parse(&spelt, &headings).selects(column, value), "{spelt}");
        }
    }

    #[test]
    fn toggling_turns_a_value_on_or_off(text in typed(), value in cell()) {
        let before = filter(&text);
        let after = before.with_toggled(1, value);
        prop_assert_eq!(after.selects(1, value), !before.selects(1, value));
        prop_assert_eq!(after.with_toggled(1, value).selects(1, value), before.selects(1, value));
    }
}
