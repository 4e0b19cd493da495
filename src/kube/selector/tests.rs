//! Selectors as the API server reads them.

use super::*;

#[test]
fn label_selectors_are_read_and_spelt() {
    for (text, spelt) in [
        ("", ""),
        ("app=web", "app=web"),
        ("app == web , tier in (a, b)", "app=web,tier in (a,b)"),
        ("!canary,env!=prod,x notin (a)", "!canary,env!=prod,x!=a"),
        ("app.kubernetes.io/name", "app.kubernetes.io/name"),
        ("n>5,m<3", "n>5,m<3"),
        ("app=", "app="),
    ] {
        assert_eq!(LabelSelector::parse(text).unwrap().to_string(), spelt, "{text:?}");
    }
}

#[test]
fn nonsense_is_refused_with_its_place() {
    for (text, at) in [
        ("=a", 0),
        ("a=b c", 4),
        ("a in b", 5),
        ("a in (b", 7),
        ("a>x", 2),
        ("ü=1", 0),
        ("a,,b", 2),
    ] {
        assert_eq!(LabelSelector::parse(text), Err(SelectorError { at }), "{text:?}");
    }
}

#[test]
fn labels_are_matched_as_the_server_does() {
    let labels = |key: &str| match key {
        "app" => Some("web"),
        "n" => Some("7"),
        _ => None,
    };
    for (text, fits) in [
        ("app=web", true),
        ("app!=web", false),
        ("none!=x", true),
        ("none=", false),
        ("app in (api,web)", true),
        ("app notin (api)", true),
        ("!none,app", true),
        ("n>6,n<8", true),
        ("app>1", false),
    ] {
        assert_eq!(LabelSelector::parse(text).unwrap().matches(labels), fits, "{text}");
    }
}

#[test]
fn field_selectors_are_read_with_escapes() {
    let selector = FieldSelector::parse(r"status.phase!=Running,metadata.name==a\,b").unwrap();
    assert_eq!(selector.requirements[1].value, "a,b");
    assert_eq!(selector.to_string(), r"status.phase!=Running,metadata.name=a\,b");
    assert!(FieldSelector::parse("phase").is_err());
    assert!(FieldSelector::parse("=x").is_err());
    assert!(selector.matches(|field| if field == "metadata.name" {
        "a,b".into()
    } else {
        "Pending".into()
    }));
}
