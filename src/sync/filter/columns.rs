//! What the columns of a list are called in a filter.

use super::{NAMESPACE, needle::lowercase};

/// The names of the namespace, unless a column has them for a heading.
const NAMESPACE_NAMES: [&str; 2] = ["namespace", "ns"];

/// The headings of a list, in the order of its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    headings: Vec<String>,
}

impl Columns {
    /// Columns with these headings.
    pub(super) fn new(headings: &[&str]) -> Self {
        Self {
            headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        }
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, column: usize) -> bool {
        column == NAMESPACE || column < self.headings.len()
    }

    /// The column that a name stands for. The nearest spelling wins, then the first column.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        let heading = |fits: &dyn Fn(&str) -> bool| self.headings.iter().position(|heading| fits(heading));
        let loosely = folded(name);
        self.at_position(name)
            .or_else(|| heading(&|heading| heading == name))
            .or_else(|| heading(&|heading| lowercase(heading).eq(lowercase(name))))
            .or_else(|| heading(&|heading| folded(heading) == loosely))
            .or_else(|| {
                NAMESPACE_NAMES
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(name))
                    .then_some(NAMESPACE)
            })
    }

    /// Names for a column, the nicest first; the last one always stands for it.
    pub(super) fn names(&self, column: usize) -> Vec<String> {
        let mut names = match self.headings.get(column) {
            Some(heading) => vec![folded(heading), heading.clone()],
            None => NAMESPACE_NAMES.map(str::to_owned).to_vec(),
        };
        names.push(format!("#{}", column.wrapping_add(1)));
        names
    }

    /// `#1` is the first column and `#0` the namespace.
    fn at_position(&self, name: &str) -> Option<usize> {
        let digits = name.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let column = digits.parse::<usize>().ok()?.wrapping_sub(1);
        self.has(column).then_some(column)
    }
}

/// A name in small letters with dashes for what may stand between words.
fn folded(name: &str) -> String {
    lowercase(name)
        .map(|c| if c.is_whitespace() || c == '_' { '-' } else { c })
        .collect()
}
