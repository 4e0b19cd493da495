//! That every concept is reachable, linked, documented and worded, and that what a real cluster answers finds them.

mod recorded;

use std::collections::BTreeSet;

use super::*;
use crate::{
    kube::path::{ApiPath, Part},
    route::Route,
    wire::{
        hop::{Act, Actor, Certificate, Check, Credential, Form, Identity},
        proxy::ProxyKind,
    },
};

/// The concepts that some place shows by itself.
fn placed() -> BTreeSet<Concept> {
    const PARTS: [Part; 8] = [
        Part::Fixed,
        Part::Group,
        Part::Version,
        Part::Namespace,
        Part::Resource,
        Part::Name,
        Part::Subresource,
        Part::Query,
    ];
    const PATHS: [&str; 4] = [
        "/apis",
        "/openapi/v3",
        "/livez/etcd",
        "/api/v1/namespaces/a/pods/b/portforward",
    ];
    let tables = [
        &place::HEADERS[..],
        &place::PARAMETERS[..],
        &place::KINDS[..],
        &pointer::PLACES[..],
    ]
    .concat();
    let drawn = Actor::ALL
        .iter()
        .filter_map(|actor| drawing::of_actor(*actor))
        .chain(Act::ALL.iter().filter_map(|act| drawing::of_act(*act)))
        .chain(ProxyKind::ALL.iter().map(|kind| drawing::of_proxy(*kind)))
        .chain(Certificate::ALL.iter().map(|it| drawing::of_certificate(*it)))
        .chain(Check::ALL.iter().map(|it| drawing::of_check(*it)))
        .chain(Identity::ALL.iter().map(|it| drawing::of_identity(*it)))
        .chain(Form::ALL.iter().map(|it| drawing::of_form(*it)))
        .chain([drawing::of_credential(Credential::None)]);
    tables
        .into_iter()
        .map(|(_, concept)| concept)
        .chain(PARTS.into_iter().filter_map(place::of_part))
        .chain(
            PATHS
                .iter()
                .filter_map(|path| place::of_path(&ApiPath::parse(path).unwrap())),
        )
        .chain(["get", "list"].map(place::of_verb))
        .chain(["Expired", "Unauthorized", "Forbidden"].map(|reason| place::of_reason(reason, "")))
        .chain(place::of_kind("ValidatingWebhookConfiguration"))
        .chain(drawn)
        .collect()
}

#[test]
fn every_concept_is_shown_somewhere_or_beside_one_that_is() {
    let placed = placed();
    for concept in Concept::ALL {
        let near = concept.related().iter().any(|other| placed.contains(other));
        assert!(placed.contains(concept) || near, "{concept:?}");
    }
    assert!(placed.len() > 65, "{}", placed.len());
}

#[test]
fn links_lead_both_ways_and_leave_no_island() {
    for concept in Concept::ALL {
        let related = concept.related();
        assert!(
            (1..=8).contains(&related.len()),
            "{concept:?} has {} links",
            related.len()
        );
        assert_eq!(
            related.iter().collect::<BTreeSet<_>>().len(),
            related.len(),
            "{concept:?}"
        );
        for other in related {
            assert_ne!(other, concept);
            assert!(
                other.related().contains(concept),
                "{other:?} does not lead back to {concept:?}"
            );
        }
    }
    let mut reached = BTreeSet::from([Concept::ApiGroup]);
    for _ in Concept::ALL {
        let next: Vec<_> = reached.iter().flat_map(|concept| concept.related()).copied().collect();
        reached.extend(next);
    }
    assert_eq!(reached.len(), Concept::ALL.len());
}

#[test]
fn documentation_is_a_page_and_perhaps_a_heading_on_it() {
    let is_word = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    for concept in Concept::ALL {
        let path = concept.documentation();
        let (page, heading) = path.split_once('#').map_or((path, None), |(page, it)| (page, Some(it)));
        let segments = page.strip_suffix('/').map(|page| page.split('/').all(is_word));
        assert_eq!(segments, Some(true), "{concept:?}: {path}");
        assert!(heading.is_none_or(is_word), "{concept:?}: {path}");
        let root = page.split('/').next();
        assert!(
            matches!(root, Some("concepts" | "reference" | "setup" | "tasks")),
            "{path}"
        );
    }
}

#[test]
fn chapters_follow_each_other_and_hold_everything() {
    let by_chapter: Vec<Concept> = Chapter::ALL.iter().flat_map(|chapter| chapter.concepts()).collect();
    assert_eq!(by_chapter, Concept::ALL);
    assert!(Chapter::ALL.iter().all(|chapter| chapter.concepts().count() > 4));
}

#[test]
fn ids_are_read_back() {
    for concept in Concept::ALL {
        assert_eq!(Concept::named(concept.id()), Some(*concept));
        assert_eq!(Route::parse(&concept.page().address()), Route::Page(concept.page()));
    }
    assert_eq!(Concept::ResourceVersion.id(), "resource_version");
    assert_eq!(Concept::named("chapter"), None);
    assert_eq!(Concept::named(""), None);
}

#[test]
fn keys_are_unique() {
    let keys = concept_keys();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    assert!(keys.contains(&"concept.resource_version.example".to_owned()));
    assert!(!keys.contains(&"concept.bearer_token.example".to_owned()));
}

#[test]
fn rows_are_rows_of_the_table() {
    for concept in Concept::ALL {
        let rows = concept.rows();
        assert!(rows.iter().all(|row| (1..=74).contains(row)), "{concept:?}");
        assert!(rows.is_sorted(), "{concept:?}");
    }
}

#[test]
fn requests_are_addresses_of_their_own() {
    for concept in Concept::ALL {
        let Some(route) = concept.request() else { continue };
        let address = route.address();
        assert_eq!(Route::parse(&address), Route::Api(route), "{concept:?}");
    }
    assert!(
        Concept::ALL
            .iter()
            .filter(|concept| concept.request().is_none())
            .count()
            < 6
    );
}

/// What a test of the prose files cannot see: that each text has the placeholders that its concept fills.
#[test]
fn english_has_the_placeholders_of_each_variant() {
    let prose = include_str!("../../../prose/en/concepts.json");
    let prose: std::collections::BTreeMap<String, String> = serde_json::from_str(prose).unwrap();
    assert_eq!(
        prose.keys().cloned().collect::<BTreeSet<_>>(),
        concept_keys().into_iter().collect()
    );
    let holes = |text: &str| -> BTreeSet<String> {
        let rest = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        rest.map(|(name, _)| name.to_owned()).collect()
    };
    for concept in Concept::ALL {
        assert!(holes(&prose[&concept.text_key()]).is_empty(), "{concept:?}");
        assert!(
            concept.fallback_key().is_none_or(|key| holes(&prose[&key]).is_empty()),
            "{concept:?}"
        );
        let example = concept
            .example_key()
            .map_or_else(BTreeSet::new, |key| holes(&prose[&key]));
        let expected = concept.placeholders().into_iter().map(str::to_owned).collect();
        assert_eq!(example, expected, "{concept:?}");
    }
}
