//! The rows of a list in compact columns: one text for all cells, a few bytes a row beside it.

use crate::kube::table::{ColumnDefinition, RowMetadata, RowSink};

/// The rows of a list, with the columns that the server gave them.
///
/// All cells lie one after another in one text, so that 50,000 rows are a handful of allocations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    columns: Vec<ColumnDefinition>,
    text: String,
    /// Where each cell ends in `text`; `columns.len()` cells a row.
    ends: Vec<u32>,
    names: Vec<NameOf>,
    namespaces: Vec<String>,
    namespace_of: Vec<u32>,
    /// The namespace of rows that carry no metadata.
    listing: Option<u32>,
    cells_in_row: usize,
}

/// Where the name of a row's object stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum NameOf {
    /// In the column with the format `name`.
    Column,
    /// The metadata gave one that differs from that column, or there is no such column.
    Metadata(Box<str>),
}

impl Rows {
    /// Says in which namespace the rows to come are, where they carry no metadata themselves.
    pub fn listing_namespace(&mut self, namespace: &str) {
        self.listing = Some(self.intern(namespace));
    }

    /// The columns.
    pub fn columns(&self) -> &[ColumnDefinition] {
        &self.columns
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A cell; empty where a row is shorter than the columns.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        if column >= self.columns.len() {
            return "";
        }
        let index = row * self.columns.len() + column;
        let start = match index.checked_sub(1) {
            Some(before) => self.end(before),
            None => 0,
        };
        self.text.get(start..self.end(index)).unwrap_or_default()
    }

    /// The name of a row's object.
    pub fn name(&self, row: usize) -> &str {
        match self.names.get(row) {
            Some(NameOf::Metadata(name)) => name,
            Some(NameOf::Column) => {
                let cell = self.name_column().map_or("", |column| self.cell(row, column));
                // Some printers write a remark behind it, such as `standard (default)`; no name has a space.
                cell.split(' ').next().unwrap_or_default()
            }
            None => "",
        }
    }

    /// The namespace of a row's object; `None` for objects of the cluster, and where it is not known.
    pub fn namespace(&self, row: usize) -> Option<&str> {
        let index = usize::try_from(*self.namespace_of.get(row)?).ok()?;
        self.namespaces.get(index).map(String::as_str)
    }

    /// The column that holds the object's name: the first of format `name`.
    pub fn name_column(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.format == "name")
    }

    fn end(&self, index: usize) -> usize {
        self.ends.get(index).map_or(self.text.len(), |end| *end as usize)
    }

    /// Ends are kept in four bytes each; text beyond 4 GiB, which no tab could hold, is left out.
    fn push_cell(&mut self, text: &str) {
        if u32::try_from(self.text.len() + text.len()).is_ok() {
            self.text.push_str(text);
        }
        // It fits, as was just seen.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    fn intern(&mut self, namespace: &str) -> u32 {
        let known = |name: &String| name == namespace;
        // Rows come in the order of their namespaces, so the last one is the likeliest.
        let index = match self.namespaces.last() {
            Some(last) if known(last) => self.namespaces.len() - 1,
            _ => self.namespaces.iter().position(known).unwrap_or_else(|| {
                self.namespaces.push(namespace.to_owned());
                self.namespaces.len() - 1
            }),
        };
        u32::try_from(index).unwrap_or(NO_NAMESPACE)
    }
}

/// Marks a row without a namespace.
const NO_NAMESPACE: u32 = u32::MAX;

impl RowSink for Rows {
    /// The first answer decides on the columns; later chunks and lists repeat them.
    fn columns(&mut self, columns: Vec<ColumnDefinition>) {
        if self.columns.is_empty() && self.is_empty() {
            self.columns = columns;
        }
    }

    fn cell(&mut self, text: &str) {
        if self.cells_in_row < self.columns.len() {
            self.push_cell(text);
            self.cells_in_row += 1;
        }
    }

    fn end_row(&mut self, metadata: Option<RowMetadata<'_>>) {
        while self.cells_in_row < self.columns.len() {
            self.push_cell("");
            self.cells_in_row += 1;
        }
        self.cells_in_row = 0;
        let row = self.names.len();
        self.names.push(NameOf::Column);
        let mut namespace = self.listing.unwrap_or(NO_NAMESPACE);
        if let Some(metadata) = metadata {
            if !metadata.namespace.is_empty() {
                namespace = self.intern(&metadata.namespace);
            }
            if !metadata.name.is_empty()
                && self.name(row) != metadata.name
                && let Some(name) = self.names.last_mut()
            {
                *name = NameOf::Metadata(metadata.name.into());
            }
        }
        self.namespace_of.push(namespace);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::table::read;

    const COLUMNS: &str =
        r#""columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Ready","type":"string"}]"#;

    fn rows(bodies: &[(&str, Option<&str>)]) -> Rows {
        let mut rows = Rows::default();
        for (body, namespace) in bodies {
            if let Some(namespace) = namespace {
                rows.listing_namespace(namespace);
            }
            read(
                format!(r#"{{"kind":"Table",{COLUMNS},"rows":{body}}}"#).as_bytes(),
                &mut rows,
            )
            .unwrap();
        }
        rows
    }

    #[test]
    fn rows_of_several_answers_stand_one_after_another() {
        let rows = rows(&[
            (r#"[{"cells":["a","1/1"]},{"cells":["b"]}]"#, Some("team-a")),
            (r#"[{"cells":["c","0/1","more"]}]"#, Some("team")),
        ]);
        assert_eq!(rows.len(), 3);
        assert_eq!((rows.cell(0, 0), rows.cell(0, 1)), ("a", "1/1"));
        assert_eq!((rows.cell(1, 0), rows.cell(1, 1)), ("b", ""));
        assert_eq!((rows.cell(2, 1), rows.cell(2, 2), rows.cell(9, 0)), ("0/1", "", ""));
        assert_eq!((rows.namespace(1), rows.namespace(2)), (Some("team-a"), Some("team")));
        assert_eq!(rows.name(2), "c");
    }

    #[test]
    fn a_remark_behind_a_name_is_no_part_of_it() {
        let rows = rows(&[(r#"[{"cells":["standard (default)","x"]}]"#, None)]);
        assert_eq!((rows.name(0), rows.cell(0, 0)), ("standard", "standard (default)"));
    }

    #[test]
    fn metadata_names_the_object_and_its_namespace() {
        let rows = rows(&[(
            r#"[{"cells":["a","x"],"object":{"metadata":{"name":"a","namespace":"n"}}},{"cells":["shown","x"],"object":{"metadata":{"name":"real"}}}]"#,
            None,
        )]);
        assert_eq!((rows.name(0), rows.namespace(0)), ("a", Some("n")));
        assert_eq!((rows.name(1), rows.namespace(1)), ("real", None));
    }
}
