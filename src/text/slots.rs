//! Which element shows what, where only what is on screen has one.

/// Elements by number, each with what it shows.
pub type Slots<T> = Vec<(usize, T)>;

/// The elements for what is on screen now, in its order.
///
/// If most of it was there before, and in that order, it keeps its elements, and all else gets new ones: so a row that is
/// selected or clicked stays what it is while others come, go and move. If most of it is new, the elements show it one after
/// another without going anywhere: writing other words into one costs a browser a part of making it.
///
/// No element passes another, because Leptos does not always move those that do: its comparison of keys (`diff` in tachys'
/// `view/keyed.rs`, 0.2) takes a key that moves by as many places as keys were added before it for one that stays.
pub fn assign<T: PartialEq>(before: &[(usize, T)], now: impl IntoIterator<Item = T>) -> Slots<T> {
    let now: Vec<T> = now.into_iter().collect();
    let places: Vec<Option<usize>> = now
        .iter()
        .map(|shown| before.iter().position(|(_, before)| before == shown))
        .collect();
    let kept = in_order(&places);
    let slot = |index: usize, place: &Option<usize>| {
        let place = place.filter(|_| kept.contains(&index))?;
        Some(before[place].0)
    };
    let mut slots: Vec<Option<usize>> = places
        .iter()
        .enumerate()
        .map(|(index, place)| slot(index, place))
        .collect();
    if kept.len() * 2 < now.len() {
        let all = before.iter().map(|(slot, _)| Some(*slot));
        slots = all.chain(std::iter::repeat(None)).take(now.len()).collect();
    }
    let unused = before.iter().map(|(slot, _)| slot + 1).max().unwrap_or_default();
    let mut new = unused..;
    let slots = slots.into_iter().filter_map(|slot| slot.or_else(|| new.next()));
    slots.zip(now).collect()
}

/// Where the longest run of places stands that go up, others between them left out. A screen has few: their square is little.
fn in_order(places: &[Option<usize>]) -> Vec<usize> {
    // Of the longest run that ends at each: how long it is, and what stands before its end.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    for (index, place) in places.iter().enumerate() {
        let Some(place) = place else {
            runs.push((0, None));
            continue;
        };
        let before = (0..index)
            .filter(|earlier| places[*earlier].is_some_and(|earlier| earlier < *place))
            .max_by_key(|earlier| runs[*earlier].0);
        runs.push((before.map_or(1, |before| runs[before].0 + 1), before));
    }
    let mut at = (0..places.len())
        .filter(|index| runs[*index].0 > 0)
        .max_by_key(|index| runs[*index].0);
    let mut kept = Vec::new();
    while let Some(index) = at {
        kept.push(index);
        at = runs[index].1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_stays_keeps_its_element_and_what_comes_gets_a_new_one() {
        let first = assign(&[], ["a", "b", "c"]);
        assert_eq!(first, [(0, "a"), (1, "b"), (2, "c")]);
        let scrolled = assign(&first, ["b", "c", "d"]);
        assert_eq!(scrolled, [(1, "b"), (2, "c"), (3, "d")]);
        assert_eq!(
            assign(&scrolled, ["b", "x", "c", "d"]),
            [(1, "b"), (4, "x"), (2, "c"), (3, "d")]
        );
    }

    #[test]
    fn what_moves_among_what_stays_gets_a_new_one_so_that_no_element_passes_another() {
        let before = [(0, "a"), (1, "b"), (2, "c"), (3, "d")];
        assert_eq!(
            assign(&before, ["d", "a", "b", "c"]),
            [(4, "d"), (0, "a"), (1, "b"), (2, "c")]
        );
        assert_eq!(
            assign(&before, ["d", "c", "b", "a"]),
            [(0, "d"), (1, "c"), (2, "b"), (3, "a")]
        );
    }

    #[test]
    fn what_is_new_for_the_most_part_is_shown_by_the_elements_where_they_are() {
        let before = [(4, "a"), (2, "b"), (3, "c")];
        assert_eq!(assign(&before, ["c", "d", "e"]), [(4, "c"), (2, "d"), (3, "e")]);
        assert_eq!(assign(&before, ["x"]), [(4, "x")]);
        assert_eq!(
            assign(&before, ["v", "w", "x", "y"]),
            [(4, "v"), (2, "w"), (3, "x"), (5, "y")]
        );
    }

    proptest! {
        #[test]
        fn each_has_an_element_of_its_own_in_the_order_of_before(
            before in proptest::sample::subsequence((0..20).collect::<Vec<u8>>(), 0..20).prop_shuffle(),
            now in proptest::sample::subsequence((0..20).collect::<Vec<u8>>(), 0..20).prop_shuffle(),
        ) {
            let first = assign(&[], before);
            let second = assign(&first, now.clone());
            let shown: Vec<u8> = second.iter().map(|(_, shown)| *shown).collect();
            prop_assert_eq!(shown, now);
            let slots: BTreeSet<usize> = second.iter().map(|(slot, _)| *slot).collect();
            prop_assert_eq!(slots.len(), second.len());
            // No element passes another.
            let place = |slot: usize| first.iter().position(|(before, _)| *before == slot);
            let places: Vec<usize> = second.iter().filter_map(|(slot, _)| place(*slot)).collect();
            prop_assert!(places.is_sorted());
        }
    }
}
