//! Which words are close to a mistyped one.

use crate::sort;

/// Words longer than this are no slips of a finger.
const LONGEST: usize = 64;

/// The closest of the candidates, closest first, at most three and each once.
pub(super) fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    if word.is_empty() || word.len() > LONGEST {
        return Vec::new();
    }
    let most = (word.len() / 3).max(1);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        let letters: Vec<char> = candidate.to_lowercase().chars().take(LONGEST + 1).collect();
        let is_beginning = word.len() > 2 && letters.starts_with(&word);
        let distance = if is_beginning { 1 } else { distance(&word, &letters) };
        // One letter of two is no likeness.
        let is_close = distance <= most && distance < word.len().max(letters.len()).div_ceil(2).max(1);
        if is_close && !found.iter().any(|(_, known)| *known == candidate) {
            found.push((distance, candidate));
        }
    }
    sort::by_key(&mut found, |(distance, candidate)| (*distance, candidate.len()));
    found
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate.to_owned())
        .collect()
}

/// How many letters have to be put in, left out, replaced or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > a.len() {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, from) in a.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, to) in b.iter().enumerate() {
            let replaced = last[column] + usize::from(from != to);
            let mut best = replaced.min(last[column + 1] + 1).min(line[column] + 1);
            let is_swap = row > 0 && column > 0 && *from == b[column - 1] && a[row - 1] == *to;
            if is_swap {
                best = best.min(before[column - 1] + 1);
            }
            line.push(best);
        }
        before = std::mem::replace(&mut last, line);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word() {
        let words = ["pods", "po", "deployments", "services", "svc", "pods", "nodes"];
        assert_eq!(closest("pdos", words), ["pods"]);
        assert_eq!(closest("deploymnets", words), ["deployments"]);
        assert_eq!(closest("servces", words), ["services"]);
        assert_eq!(closest("deployme", words), ["deployments"]);
        assert_eq!(closest("PODZ", words), ["pods"]);
        assert!(closest("web", words).is_empty());
        assert!(closest("", words).is_empty());
        assert!(closest(&"x".repeat(100), words).is_empty());
    }

    #[test]
    fn a_swap_counts_once() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        for (a, b, expected) in [
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("abc", "ab", 1),
            ("abc", "axc", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(&letters(a), &letters(b)), expected, "{a} {b}");
        }
    }
}
