//! How well typed letters fit a name.

/// How well lower-case letters fit a name whose case does not matter; nothing if they do not stand in it in order.
///
/// The whole name, its beginning, the beginning of a word in it (behind `-`, `.`, `/` or before a capital), any
/// other place, letters spread over it: each counts more than all that follow. Shorter names count more.
pub(super) fn score(query: &str, name: &str) -> Option<i32> {
    let (query, name) = (query.as_bytes(), name.as_bytes());
    let length = i32::try_from(name.len().min(90)).ok()?;
    if query.len() > name.len() {
        return None;
    }
    let is_equal = |(a, b): (&u8, &u8)| *a == b.to_ascii_lowercase();
    let fits_at = |at: usize| name.get(at..).is_some_and(|rest| query.iter().zip(rest).all(is_equal));
    let starts_word = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| name.get(before));
        before.is_some_and(|before| b"-./".contains(before)) || name.get(at).is_some_and(u8::is_ascii_uppercase)
    };
    if fits_at(0) {
        return Some(if query.len() == name.len() { 1000 } else { 800 - length });
    }
    let places = || (1..=name.len() - query.len()).filter(|at| fits_at(*at));
    if places().any(starts_word) {
        return Some(600 - length);
    }
    // Two letters are somewhere in nearly every name.
    if query.len() > 2 && places().next().is_some() {
        return Some(400 - length);
    }
    spread(query, name).map(|gaps| 200 - length - gaps)
}

/// How many letters lie between the first and the last that fit, if the first letters are the same.
fn spread(query: &[u8], name: &[u8]) -> Option<i32> {
    let mut letters = query.iter();
    let mut wanted = letters.next()?;
    if name.first()?.to_ascii_lowercase() != *wanted {
        return None;
    }
    for (at, letter) in name.iter().enumerate() {
        if letter.to_ascii_lowercase() == *wanted {
            match letters.next() {
                Some(next) => wanted = next,
                None => return i32::try_from((at + 1 - query.len()).min(90)).ok(),
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_fits_score_higher() {
        for (query, better, worse) in [
            ("pod", "pod", "pods"),
            ("pod", "pods", "podtemplates"),
            ("pod", "podtemplates", "DisruptedPod"),
            ("set", "ReplicaSet", "resetters"),
            ("net", "CSI-net", "internet"),
            ("dpl", "deployments", "deviceplainclasses"),
        ] {
            assert!(score(query, better) > score(query, worse), "{query}: {better} {worse}");
        }
    }

    #[test]
    fn what_does_not_fit_has_no_score() {
        for (query, name) in [
            ("pdos", "pods"),
            ("sp", "pods"),
            ("pods", "po"),
            ("x", ""),
            ("od", "pods"),
        ] {
            assert_eq!(score(query, name), None, "{query} {name}");
        }
        assert!(score("", "pods").is_some());
        assert!(score("é", "pods").is_none());
    }
}
