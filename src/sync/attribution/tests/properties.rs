//! What holds for every cluster and every answer: small ones are compared with all ways to share their rows.

use proptest::{collection, option, prelude::*, sample};

use super::*;

/// Clusters in which names repeat, starts hide and many namespaces are empty.
fn clusters(namespaces: usize) -> impl Strategy<Value = Cluster> {
    let names = prop_oneof![
        2 => Just(BTreeSet::new()),
        1 => Just(BTreeSet::from(["k".to_owned()])),
        3 => collection::btree_set("[a-c]|[a-c][.-][a-c]", 0..5),
    ];
    collection::btree_map("[ab]|[ab][ab0-]{0,2}[ab]", names, 0..=namespaces)
}

/// Every way to share the rows that agrees with the answers.
fn all_ways(names: &[String], namespaces: &[String], answers: &[(String, Probed)]) -> Vec<Progress> {
    let mut ways = vec![vec![0]];
    for _ in 1..namespaces.len() {
        ways = ways
            .into_iter()
            .flat_map(|way| {
                (way[way.len() - 1]..=names.len()).map(move |start| [way.as_slice(), [start].as_slice()].concat())
            })
            .collect();
    }
    let runs = |way: Vec<usize>| {
        let ends = way.clone().into_iter().skip(1).chain([names.len()]);
        let runs = namespaces.iter().cloned().zip(way.into_iter().zip(ends));
        runs.map(|(namespace, (start, end))| Run {
            namespace,
            rows: start..end,
        })
        .collect::<Vec<_>>()
    };
    let ascends = |run: &Run| names[run.rows.clone()].windows(2).all(|pair| pair[0] < pair[1]);
    let agrees = |run: &Run| {
        let found = Probed {
            count: run.rows.len(),
            first_name: names[run.rows.clone()].first().cloned(),
        };
        let mut answers = answers.iter().filter(|(namespace, _)| *namespace == run.namespace);
        answers.all(|(_, answer)| *answer == found)
    };
    ways.into_iter()
        .map(runs)
        .filter(|way| way.iter().all(|run| ascends(run) && agrees(run)))
        .map(|way| Progress::Solved(way.into_iter().filter(|run| !run.rows.is_empty()).collect()))
        .collect()
}

proptest! {
    #[test]
    fn the_truth_is_found(cluster in clusters(14), at_once in 1_usize..=5, rows_at_once in 0_usize..=4) {
        let search = search(&cluster, at_once, rows_at_once);
        prop_assert_eq!(search.end, truth(&cluster));
        prop_assert!(search.asked.len() <= cluster.len().saturating_sub(1));
        let once: BTreeSet<_> = search.asked.iter().collect();
        prop_assert_eq!(once.len(), search.asked.len());
    }

    #[test]
    fn the_order_of_answers_and_wrong_hints_change_nothing(
        cluster in clusters(14),
        at_once in 1_usize..=5,
        hints in collection::vec("[ab][ab-]?", 0..5),
        order in collection::vec(any::<sample::Index>(), 14),
    ) {
        let names = names(&cluster);
        let mut attribution = Attribution::new(names.as_slice(), namespaces(&cluster));
        for hint in &hints {
            attribution.expect(hint);
        }
        let mut under_way = Vec::new();
        let mut order = order.into_iter();
        let end = loop {
            let Progress::Ask(questions) = attribution.progress(at_once) else {
                break attribution.progress(at_once);
            };
            under_way.extend(questions);
            prop_assert!((1..=at_once).contains(&under_way.len()));
            let namespace = under_way.swap_remove(order.next().expect("one answer each").index(under_way.len()));
            attribution.note(&namespace, &probe(&cluster, &namespace));
        };
        prop_assert_eq!(end, truth(&cluster));
    }

    /// Nothing is certain that is not, and nothing is asked that is certain; whatever the answers are.
    #[test]
    fn what_is_said_is_what_follows(
        cluster in clusters(5),
        at_once in 1_usize..=3,
        swap in option::weighted(0.3, any::<(sample::Index, sample::Index)>()),
        lies in collection::vec(option::weighted(0.15, (0_usize..4, option::of("[a-ck]"))), 5),
    ) {
        let mut names = names(&cluster);
        names.truncate(9);
        if let Some((one, other)) = swap.filter(|_| !names.is_empty()) {
            let rows = names.len();
            names.swap(one.index(rows), other.index(rows));
        }
        let mut namespaces = namespaces(&cluster);
        prop_assume!(!namespaces.is_empty());
        sort_like_the_api_server(&mut namespaces);
        let mut attribution = Attribution::new(names.as_slice(), namespaces.clone());
        let mut answers = Vec::new();
        let mut lies = lies.into_iter();
        loop {
            let progress = attribution.progress(at_once);
            let ways = all_ways(&names, &namespaces, &answers);
            let Progress::Ask(questions) = progress else {
                let expected = if ways.is_empty() { vec![Progress::Inconsistent] } else { ways };
                prop_assert_eq!(vec![progress], expected);
                break;
            };
            prop_assert!(ways.len() > 1, "{:?} {:?}", questions, ways);
            for namespace in questions {
                let lie = lies.next().flatten().map(|(count, first_name)| Probed { count, first_name });
                let answer = lie.unwrap_or_else(|| probe(&cluster, &namespace));
                attribution.note(&namespace, &answer);
                answers.push((namespace, answer));
            }
        }
    }
}
