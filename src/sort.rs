//! Sorting, compiled once for all types: the standard library's own is five kilobytes of wasm for each of them.

use std::cmp::Ordering;

/// Sorts by a comparison; what is equal keeps its order.
pub fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let Ok(count) = u32::try_from(items.len()) else { return };
    let mut places: Vec<u32> = (0..count).collect();
    sort_places(&mut places, &mut |one, other| {
        match (items.get(one as usize), items.get(other as usize)) {
            (Some(one), Some(other)) => compare(one, other),
            // Both are places of items.
            _ => Ordering::Equal,
        }
    });
    put_in_places(items, &places);
}

/// Sorts by a key that each item has; what is equal keeps its order.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |one, other| key(one).cmp(&key(other)));
}

fn sort_places(places: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    places.sort_by(|one, other| compare(*one, *other));
}

/// Puts each item where it belongs, given the place from which each place is filled.
fn put_in_places<T>(items: &mut [T], places: &[u32]) {
    let mut targets = vec![0; places.len()];
    for (target, from) in places.iter().enumerate() {
        if let Some(of) = targets.get_mut(*from as usize) {
            *of = target;
        }
    }
    for place in 0..targets.len() {
        while let Some(target) = targets.get(place).copied()
            && target != place
        {
            items.swap(place, target);
            targets.swap(place, target);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in prop::collection::vec((0_u8..9, any::<u16>()), 0..60)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            super::by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
