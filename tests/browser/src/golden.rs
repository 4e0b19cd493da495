//! What `kubectl get -o wide` prints, taken apart again, and when a cell of the page says the same.

use std::collections::BTreeMap;

/// A printed table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The headings, as they are printed.
    pub headings: Vec<String>,
    /// The cells of each row.
    pub rows: Vec<Vec<String>>,
}

impl Printed {
    /// Reads what kubectl printed: a heading stands above the first character of each of its cells.
    pub fn read(output: &str) -> Self {
        let mut lines = output.lines();
        let Some(head) = lines.next() else {
            return Self::default();
        };
        let starts = starts_of(head);
        let cells = |line: &str| -> Vec<String> {
            let line: Vec<char> = line.chars().collect();
            let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
            let cell = |(start, end): (usize, usize)| {
                let cell = line.get(start..end.min(line.len())).unwrap_or_default();
                cell.iter().collect::<String>().trim().to_owned()
            };
            starts.iter().copied().zip(ends).map(cell).collect()
        };
        Self {
            headings: cells(head),
            rows: lines.filter(|line| !line.is_empty()).map(cells).collect(),
        }
    }

    /// The rows by namespace and name.
    pub fn by_key(&self) -> BTreeMap<String, &[String]> {
        let place = |heading: &str| self.headings.iter().position(|each| each.eq_ignore_ascii_case(heading));
        let (namespace, name) = (place("NAMESPACE"), place("NAME").unwrap_or_default());
        let cell = |row: &'_ [String], index: usize| row.get(index).cloned().unwrap_or_default();
        let key = |row: &[String]| {
            format!(
                "{}/{}",
                namespace.map(|index| cell(row, index)).unwrap_or_default(),
                cell(row, name)
            )
        };
        self.rows.iter().map(|row| (key(row), row.as_slice())).collect()
    }
}

/// Where the columns start: behind every gap of at least two spaces.
fn starts_of(head: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut spaces = 2;
    for (index, character) in head.chars().enumerate() {
        if character == ' ' {
            spaces += 1;
        } else {
            if spaces >= 2 {
                starts.push(index);
            }
            spaces = 0;
        }
    }
    starts
}

/// Whether `shown` is what kubectl printed before or after, or lies between where time has passed.
pub fn lies_between(before: &str, shown: &str, after: &str) -> bool {
    if shown == before || shown == after {
        return true;
    }
    let (before, shown, after) = (Measured::read(before), Measured::read(shown), Measured::read(after));
    before.words == shown.words
        && shown.words == after.words
        && before
            .seconds
            .iter()
            .zip(&shown.seconds)
            .zip(&after.seconds)
            .all(|((before, shown), after)| before <= shown && shown <= after)
}

/// A cell with its durations taken out.
#[derive(Debug, PartialEq, Eq)]
struct Measured {
    words: String,
    seconds: Vec<u64>,
}

impl Measured {
    /// Reads durations such as `3m`, `2d4h` or `8m25s`.
    fn read(cell: &str) -> Self {
        let mut words = String::new();
        let mut seconds = Vec::new();
        for word in cell.split_inclusive([' ', '(', ')']) {
            let bare = word.trim_end_matches([' ', '(', ')']);
            match duration(bare) {
                Some(duration) => {
                    seconds.push(duration);
                    words.push('#');
                }
                None => words.push_str(bare),
            }
            words.push_str(word.get(bare.len()..).unwrap_or_default());
        }
        Self { words, seconds }
    }
}

fn duration(text: &str) -> Option<u64> {
    let mut sum = 0;
    let mut digits = String::new();
    for character in text.chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        let unit = match character {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            'y' => 31_536_000,
            _ => return None,
        };
        sum += digits.parse::<u64>().ok()?.checked_mul(unit)?;
        digits.clear();
    }
    (digits.is_empty() && !text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PODS: &str = "NAMESPACE   NAME    READY   STATUS    NOMINATED NODE\n\
                        default     web     1/1     Running   <none>\n\
                        übung       b       0/1     Pending   two  spaces\n";

    #[test]
    fn cells_stand_below_their_headings() {
        let printed = Printed::read(PODS);
        assert_eq!(
            printed.headings,
            ["NAMESPACE", "NAME", "READY", "STATUS", "NOMINATED NODE"]
        );
        assert_eq!(printed.rows[0], ["default", "web", "1/1", "Running", "<none>"]);
        assert_eq!(printed.rows[1], ["übung", "b", "0/1", "Pending", "two  spaces"]);
    }

    #[test]
    fn rows_are_known_by_namespace_and_name() {
        let printed = Printed::read(PODS);
        let keys: Vec<String> = printed.by_key().into_keys().collect();
        assert_eq!(keys, ["default/web", "übung/b"]);
        assert_eq!(Printed::read(""), Printed::default());
    }

    #[test]
    fn time_may_pass_and_nothing_else() {
        assert!(lies_between("9m59s", "10m", "10m"));
        assert!(lies_between("4 (3m ago)", "4 (3m1s ago)", "4 (3m2s ago)"));
        assert!(lies_between("23h", "23h", "24h"));
        assert!(!lies_between("9m59s", "9m58s", "10m"));
        assert!(!lies_between("Running", "Pending", "Running"));
        assert!(!lies_between("4 (3m ago)", "5 (3m1s ago)", "4 (3m2s ago)"));
    }
}
