//! Comes in: a file, a sheet, a row, a column. Goes out: the words that name
//! the place and a finding that stands there. Must not know: what is wrong.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, Span};

use super::grid::Row;

/// Names the file and the sheet that findings speak of.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The file's own name.
    pub file: String,
    /// The sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// The text of the file, where it is text.
    pub source: Option<Arc<Source>>,
    /// Whether the rows stand in a paper, where they have no numbers.
    pub in_paper: bool,
}

impl Place {
    /// Names the sheet: ``ds.xlsx, trang `Sheet1` ``.
    pub(crate) fn sheet(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}, trang `{sheet}`", self.file),
            None => self.file.clone(),
        }
    }

    /// Names a row, and a column of it by its header.
    pub(crate) fn row(&self, row: usize, column: Option<&str>) -> String {
        let row = format!("{}, {}", self.sheet(), self.nth(row));
        column.map_or(row.clone(), |column| format!("{row}, cột {column}"))
    }

    /// Names a row alone.
    pub(crate) fn nth(&self, row: usize) -> String {
        if self.in_paper { format!("khách thứ {row}") } else { format!("dòng {row}") }
    }

    /// Makes a finding about a row.
    pub(crate) fn finding(
        &self,
        code: &'static Code,
        row: &Row,
        column: Option<&str>,
        what: &str,
    ) -> Diagnostic {
        let message = format!("{}: {what}", self.row(row.number, column));
        self.pointed(Diagnostic::new(code, message).in_row(row.number), row.bytes.as_ref())
    }

    /// Makes a finding about the whole sheet.
    pub(crate) fn about(&self, code: &'static Code, what: &str) -> Diagnostic {
        Diagnostic::new(code, format!("{}: {what}", self.sheet()))
    }

    fn pointed(&self, finding: Diagnostic, bytes: Option<&Range<usize>>) -> Diagnostic {
        match (&self.source, bytes) {
            (Some(source), Some(bytes)) => finding.at(Span::new(source, bytes.clone())),
            _ => finding,
        }
    }
}

/// Lists row numbers shortly: `5–9, 12`.
pub(crate) fn row_list(rows: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    run_list(&runs)
}

/// Lists runs of rows shortly.
pub(crate) fn run_list(runs: &[(usize, usize)]) -> String {
    let shown = runs
        .iter()
        .take(12)
        .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") });
    let mut list = shown.collect::<Vec<_>>().join(", ");
    if runs.len() > 12 {
        list.push_str(", …");
    }
    list
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_are_listed_in_runs() {
        assert_eq!(super::row_list(&[5, 6, 7, 9, 11, 12]), "5–7, 9, 11–12");
    }
}
