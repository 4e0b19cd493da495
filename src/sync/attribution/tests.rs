//! Clusters of many shapes: what is found, what it takes, and what is refused.

mod properties;

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// What a cluster holds: names by namespace.
type Cluster = BTreeMap<String, BTreeSet<String>>;

/// A search that has ended.
#[derive(Debug)]
struct Search {
    end: Progress,
    asked: Vec<String>,
    rounds: usize,
    placed: usize,
}

fn cluster<'n>(namespaces: impl IntoIterator<Item = (&'n str, &'n [&'n str])>) -> Cluster {
    let owned = |(namespace, names): (&str, &[&str])| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        (namespace.to_owned(), names)
    };
    namespaces.into_iter().map(owned).collect()
}

/// So many namespaces of `rows` rows each, but for those that are empty. No two objects have the same name.
fn large(namespaces: usize, rows: usize, is_empty: impl Fn(usize) -> bool) -> Cluster {
    let names = |namespace: usize| {
        let rows = if is_empty(namespace) { 0 } else { rows };
        (0..rows)
            .map(|row| format!("pod-{row:04}-{:03}", (namespace * 89) % 997))
            .collect()
    };
    (0..namespaces)
        .map(|namespace| (format!("team-{namespace:03}"), names(namespace)))
        .collect()
}

/// The rows as the API server lists them: each the name and its namespace.
fn rows(cluster: &Cluster) -> Vec<(&str, &str)> {
    let mut rows: Vec<_> = cluster
        .iter()
        .flat_map(|(namespace, names)| names.iter().map(move |name| (name.as_str(), namespace.as_str())))
        .collect();
    rows.sort_by_key(|(name, namespace)| format!("{namespace}/{name}"));
    rows
}

fn names(cluster: &Cluster) -> Vec<String> {
    rows(cluster).into_iter().map(|(name, _)| name.to_owned()).collect()
}

fn namespaces(cluster: &Cluster) -> Vec<String> {
    cluster.keys().cloned().collect()
}

fn truth(cluster: &Cluster) -> Progress {
    let rows = rows(cluster);
    let mut start = 0;
    let runs = rows.chunk_by(|before, after| before.1 == after.1).map(|chunk| {
        let run = start..start + chunk.len();
        start = run.end;
        Run {
            namespace: chunk[0].1.to_owned(),
            rows: run,
        }
    });
    Progress::Solved(runs.collect())
}

fn probe(cluster: &Cluster, namespace: &str) -> Probed {
    let names = &cluster[namespace];
    Probed {
        count: names.len(),
        first_name: names.first().cloned(),
    }
}

/// Asks round by round until nothing is left to ask; places rows first, where that is wanted.
fn search(cluster: &Cluster, at_once: usize, rows_at_once: usize) -> Search {
    let names = names(cluster);
    let mut attribution = Attribution::new(names.as_slice(), namespaces(cluster));
    let mut asked = Vec::new();
    let (mut rounds, mut placed) = (0, 0);
    loop {
        for row in attribution.rows_to_place(rows_at_once) {
            placed += 1;
            let homes = cluster.iter().filter(|(_, others)| others.contains(&names[row]));
            homes.for_each(|(namespace, _)| attribution.expect(namespace));
        }
        let end = attribution.progress(at_once);
        let Progress::Ask(questions) = end else {
            assert_eq!(attribution.asked(), asked.len());
            return Search {
                end,
                asked,
                rounds,
                placed,
            };
        };
        assert!((1..=at_once).contains(&questions.len()), "{questions:?}");
        for namespace in &questions {
            attribution.note(namespace, &probe(cluster, namespace));
        }
        asked.extend(questions);
        rounds += 1;
    }
}

#[test]
fn namespaces_are_sorted_as_keys_are() {
    let mut names = ["team", "team-a", "kube", "team-a-b", "kube-system", "te", "team0"].map(String::from);
    sort_like_the_api_server(&mut names);
    assert_eq!(
        names,
        ["kube-system", "kube", "te", "team-a-b", "team-a", "team", "team0"]
    );
}

#[test]
fn nothing_is_asked_where_every_namespace_shows() {
    for cluster in [
        cluster([]),
        cluster([("a", &[] as &[&str]), ("b", &[])]),
        cluster([("only", &["a", "b"] as &[&str])]),
        cluster([
            ("team", &["x"] as &[&str]),
            ("team-a", &["x", "y"]),
            ("team-a-b", &["y", "z"]),
        ]),
        large(250, 200, |_| false),
        // Every namespace has exactly this one.
        large(250, 0, |_| true)
            .into_keys()
            .map(|namespace| (namespace, BTreeSet::from(["kube-root-ca.crt".to_owned()])))
            .collect(),
    ] {
        let search = search(&cluster, 4, 4);
        assert_eq!(search.end, truth(&cluster));
        assert_eq!(search.asked, [""; 0]);
    }
}

#[test]
fn few_empty_namespaces_take_few_rounds() {
    let empty = [17, 18, 101, 249];
    let cluster = large(250, 200, |namespace| empty.contains(&namespace));
    let search = search(&cluster, 4, 4);
    assert_eq!(search.end, truth(&cluster));
    assert!(search.asked.len() <= 26 && search.rounds <= 7, "{search:?}");
    assert_eq!(search.placed, 0);
}

#[test]
fn namespaces_that_are_often_empty_are_asked_first() {
    let mut cluster = large(250, 20, |_| false);
    for namespace in ["default", "kube-node-lease", "kube-public"] {
        cluster.insert(namespace.to_owned(), BTreeSet::new());
    }
    let search = search(&cluster, 4, 4);
    assert_eq!(search.end, truth(&cluster));
    assert_eq!((search.asked.len(), search.rounds), (4, 1));
}

#[test]
fn few_filled_namespaces_are_found_by_their_rows() {
    let cluster = large(250, 20, |namespace| namespace % 21 != 0);
    let by_rows = search(&cluster, 4, 4);
    assert_eq!(by_rows.end, truth(&cluster));
    assert!(
        by_rows.asked.len() <= 20 && by_rows.placed <= 12 && by_rows.rounds <= 5,
        "{by_rows:?}"
    );
    let one_by_one = search(&cluster, 4, 0);
    assert_eq!(one_by_one.end, truth(&cluster));
    assert!(one_by_one.asked.len() < 250);
}

#[test]
fn every_second_namespace_is_enough_where_no_start_shows() {
    for (namespaces, most) in [(2, 1), (3, 1), (4, 2), (5, 2), (64, 32), (101, 50)] {
        let cluster: Cluster = large(namespaces, 3, |_| false)
            .into_iter()
            .map(|(namespace, names)| {
                let names = names.into_iter().map(|name| format!("{namespace}-{name}")).collect();
                (namespace, names)
            })
            .collect();
        let search = search(&cluster, 4, 4);
        assert_eq!(search.end, truth(&cluster));
        assert!(search.asked.len() <= most, "{search:?}");
    }
}

#[test]
fn equal_runs_are_told_apart_by_what_is_left() {
    let cluster = cluster([("a", &["x"] as &[&str]), ("b", &["x"]), ("c", &[]), ("d", &["x"])]);
    let names = names(&cluster);
    let mut attribution = Attribution::new(names.as_slice(), namespaces(&cluster));
    for namespace in ["b", "d"] {
        attribution.note(namespace, &probe(&cluster, namespace));
        // Either of a and c can have the third.
        assert!(matches!(attribution.clone().progress(1), Progress::Ask(_)));
    }
    attribution.note("c", &probe(&cluster, "c"));
    assert_eq!(attribution.progress(1), truth(&cluster));
}

#[test]
fn a_question_is_asked_once_and_waited_for() {
    let cluster = large(64, 2, |namespace| namespace % 2 == 0);
    let names = names(&cluster);
    let mut attribution = Attribution::new(names.as_slice(), namespaces(&cluster));
    let Progress::Ask(first) = attribution.progress(4) else {
        panic!("there is nothing to ask");
    };
    assert_eq!(first.len(), 4);
    assert_eq!(attribution.progress(4), Progress::Ask(Vec::new()));
    attribution.note(&first[2], &probe(&cluster, &first[2]));
    let Progress::Ask(second) = attribution.progress(4) else {
        panic!("there is nothing to ask");
    };
    assert_eq!(second.len(), 1);
    assert!(!first.contains(&second[0]));
    assert_eq!(attribution.asked(), 5);
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let names = ["a", "b", "a", "b", "c"].map(String::from);
    let probed = |count, first_name: Option<&str>| Probed {
        count,
        first_name: first_name.map(str::to_owned),
    };
    for (namespaces, namespace, answer) in [
        // Two runs show, or rows without any namespace.
        ("n", "n", probed(5, Some("a"))),
        ("", "n", probed(0, None)),
        // More than the stretch has, a name that is nowhere, and one that leaves rows to nobody.
        ("n1 n2 n3", "n1", probed(3, Some("a"))),
        ("n1 n2 n3", "n2", probed(1, Some("z"))),
        ("n1 n2 n3", "n1", probed(1, Some("b"))),
        ("n1 n2 n3", "n3", probed(1, Some("b"))),
        ("n1 n2", "n1", probed(0, None)),
        // Halves of an answer, and a namespace from elsewhere.
        ("n1 n2 n3", "n1", probed(0, Some("a"))),
        ("n1 n2 n3", "n1", probed(2, None)),
        ("n1 n2 n3", "n4", probed(0, None)),
        ("n1 n2 n3", "n1", probed(usize::MAX, Some("a"))),
    ] {
        let namespaces = namespaces.split_terminator(' ').map(String::from).collect();
        let mut attribution = Attribution::new(names.as_slice(), namespaces);
        attribution.note(namespace, &answer);
        assert_eq!(
            attribution.progress(4),
            Progress::Inconsistent,
            "{namespace} {answer:?}"
        );
        assert_eq!(attribution.rows_to_place(4), [0; 0]);
    }
}

#[test]
fn two_answers_of_one_namespace_have_to_agree() {
    let names = ["a", "b", "a", "b"].map(String::from);
    let namespaces = ["n1", "n2", "n3", "n4"].map(String::from);
    let probed = |count, first_name: &str| Probed {
        count,
        first_name: Some(first_name.to_owned()),
    };
    for other in [probed(2, "a"), probed(1, "b")] {
        let mut attribution = Attribution::new(names.as_slice(), namespaces.to_vec());
        attribution.note("n2", &probed(1, "a"));
        attribution.note("n2", &probed(1, "a"));
        assert!(matches!(attribution.progress(4), Progress::Ask(_)));
        attribution.note("n2", &other);
        assert_eq!(attribution.progress(4), Progress::Inconsistent, "{other:?}");
    }
}

#[test]
fn a_namespace_named_twice_is_one() {
    let mut attribution = Attribution::new(["a"].as_slice(), vec!["n".to_owned(), "n".to_owned()]);
    let run = Run {
        namespace: "n".to_owned(),
        rows: 0..1,
    };
    assert_eq!(attribution.progress(4), Progress::Solved(vec![run]));
}

#[test]
fn a_row_is_placed_once() {
    let cluster = large(250, 20, |namespace| namespace % 50 != 7);
    let names = names(&cluster);
    let mut attribution = Attribution::new(names.as_slice(), namespaces(&cluster));
    assert_eq!(attribution.rows_to_place(9), [0; 0]);
    for namespace in ["team-000", "team-001", "team-002"] {
        attribution.note(namespace, &probe(&cluster, namespace));
    }
    assert_eq!(attribution.rows_to_place(4), [10, 30, 50, 70]);
    assert_eq!(attribution.rows_to_place(4), [90]);
    assert_eq!(attribution.rows_to_place(4), [0; 0]);
}
