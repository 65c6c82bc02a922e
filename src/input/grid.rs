//! Comes in: rows of cells as they were typed, some over several columns or
//! rows. Goes out: the same, each cell with its column, numbered if asked for;
//! findings where they make no grid. Must not know: what stands in a cell.

use super::entry::{RawCell, RawRow};
use crate::diag::{Code, Diagnostic, Text};

/// Is how the rows of a table are numbered in its first column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbered {
    /// From the first row to the last.
    On,
    /// Anew after each row of one cell.
    Parts,
}

/// Is the grid while rows are laid into it.
struct Grid {
    columns: usize,
    /// For each column, how many rows a cell above still covers.
    covered: Vec<usize>,
    /// How many rows there are below.
    left: usize,
}

/// Lays rows into a grid of `columns`. Cells are typed as far as no cell above
/// covers their place; a row of one cell is that cell over the whole row.
pub(super) fn placed(
    rows: Vec<RawRow>,
    columns: usize,
    numbered: Option<Numbered>,
    head: bool,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Vec<RawCell>> {
    let mut grid = Grid { columns, covered: vec![0; columns], left: rows.len() };
    let mut number = 0;
    let mut lay = |mut row: RawRow| {
        let free = grid.free();
        let lone = !head && free > 1 && row.cells.len() == 1 && !is_number(&row.cells[0]);
        if lone && row.cells[0].columns == 1 {
            row.cells[0].columns = free;
        }
        if let Some(numbered) = numbered {
            if lone {
                number = if numbered == Numbered::Parts { 0 } else { number };
            } else {
                number += 1;
                count(&mut row, free, &mut number, findings);
            }
        }
        grid.lay(row, findings)
    };
    rows.into_iter().map(&mut lay).collect()
}

/// A row of nothing but a short number is a row whose other cells are missing.
fn is_number(cell: &RawCell) -> bool {
    let text = cell.text.as_ref().map_or("", Text::as_str);
    text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Puts a row's number before its cells. A row whose first cell is empty or
/// takes the number's column too (`Cộng`) is not counted.
fn count(row: &mut RawRow, free: usize, number: &mut usize, findings: &mut Vec<Diagnostic>) {
    let typed: usize = row.cells.iter().map(|cell| cell.columns).sum();
    if let Some(first) = row.cells.first().filter(|_| typed == free) {
        let empty = first.text.as_ref().is_none_or(|text| text.as_str().is_empty());
        if empty || first.columns > 1 {
            *number -= 1;
            return;
        }
        findings.push(
            Diagnostic::new(Code::TABLE_SHAPE, "bảng tự đánh số, nên dòng không viết ô số thứ tự")
                .at(first.span.clone())
                .hint("bỏ ô đầu của dòng này; hoặc bỏ `danh_so` và tự đánh số"),
        );
        return;
    }
    let text = Text::new(number.to_string(), row.span.clone());
    let cell =
        RawCell { span: row.span.clone(), text: Some(text), column: 0, columns: 1, rows: 1, align: None };
    row.cells.insert(0, cell);
}

impl Grid {
    /// Counts the columns no cell above covers.
    fn free(&self) -> usize {
        self.covered.iter().filter(|rows| **rows == 0).count()
    }

    /// Lays one row; the first thing that is wrong with it is told.
    fn lay(&mut self, row: RawRow, findings: &mut Vec<Diagnostic>) -> Vec<RawCell> {
        let typed = row.cells.len();
        let free = self.free();
        let plain = free == self.columns && row.cells.iter().all(|cell| cell.columns == 1);
        let mut at = 0;
        let mut wrong = None;
        let mut taken = self.covered.clone();
        let mut laid = Vec::new();
        for mut cell in row.cells {
            while taken.get(at).is_some_and(|rows| *rows > 0) {
                at += 1;
            }
            wrong = wrong.or_else(|| self.misfit(&cell, at, &taken));
            for place in taken.iter_mut().skip(at).take(cell.columns) {
                *place = cell.rows;
            }
            cell.column = at;
            at += cell.columns;
            laid.push(cell);
        }
        let left = taken.iter().filter(|rows| **rows == 0).count();
        let count = if plain {
            format!("dòng này có {typed} ô, bảng có {} cột", self.columns)
        } else {
            format!(
                "dòng này còn thiếu {left} ô: bảng có {} cột, dòng này còn {free} cột để điền",
                self.columns
            )
        };
        if wrong.is_none() && left > 0 {
            wrong = Some(Diagnostic::new(Code::TABLE_SHAPE, count).at(row.span).hint("ô để trống viết \"\""));
        }
        // A cell that could not be read is told of already.
        findings.extend(wrong.filter(|_| row.whole));
        self.covered = taken.into_iter().map(|rows| rows.saturating_sub(1)).collect();
        self.left -= 1;
        laid
    }

    /// Says why a cell cannot stand at a column.
    fn misfit(&self, cell: &RawCell, at: usize, taken: &[usize]) -> Option<Diagnostic> {
        let told = |message: String, hint: &str| {
            Some(Diagnostic::new(Code::TABLE_SHAPE, message).at(cell.span.clone()).hint(hint))
        };
        let columns = self.columns;
        let end = at + cell.columns;
        if at >= columns {
            let free = self.free();
            return if free == columns {
                told(format!("thừa ô: bảng có {columns} cột"), "bỏ bớt ô, hoặc thêm tên cột vào `cot`")
            } else {
                let message =
                    format!("thừa ô: ô gộp từ dòng trên đã chiếm chỗ, dòng này còn {free} cột để điền");
                told(message, "ô của dòng trên phủ xuống thì dòng dưới không viết ô ấy")
            };
        }
        if end > columns {
            let message =
                format!("ô gộp {} cột, nhưng từ chỗ này bảng chỉ còn {} cột", cell.columns, columns - at);
            return told(message, "sửa số sau `gop`, hoặc bỏ bớt ô phía trước");
        }
        if taken[at..end].iter().any(|rows| *rows > 0) {
            let message = format!("ô gộp {} cột đè lên ô gộp từ dòng trên", cell.columns);
            return told(message, "sửa số sau `gop` của ô này, hoặc `gop_dong` của ô ở dòng trên");
        }
        if cell.rows > self.left {
            let message = format!("ô gộp {} dòng, nhưng từ dòng này chỉ còn {} dòng", cell.rows, self.left);
            return told(message, "sửa số sau `gop_dong`");
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Source, Span};

    fn cell(text: &str, columns: usize, rows: usize) -> RawCell {
        let span = Span::whole(&Source::new("a", text));
        let text = Some(Text::new(text, span.clone()));
        RawCell { span, text, column: 0, columns, rows, align: None }
    }

    /// Lays rows of `(text, columns, rows)`; gives columns and spans, or what
    /// was found.
    fn laid(
        rows: &[&[(&str, usize, usize)]],
        columns: usize,
        numbered: Option<Numbered>,
    ) -> Result<Vec<String>, Vec<String>> {
        let row = |cells: &&[(&str, usize, usize)]| RawRow {
            span: Span::whole(&Source::new("a", "")),
            cells: cells.iter().map(|(text, columns, rows)| cell(text, *columns, *rows)).collect(),
            listed: true,
            whole: true,
        };
        let mut findings = Vec::new();
        let rows = placed(rows.iter().map(row).collect(), columns, numbered, false, &mut findings);
        let shown = |cell: &RawCell| {
            let text = cell.text.as_ref().map_or("", Text::as_str);
            format!("{}@{}x{}", text, cell.column, cell.columns)
        };
        if findings.is_empty() {
            Ok(rows.iter().map(|row| row.iter().map(shown).collect::<Vec<_>>().join(" ")).collect())
        } else {
            Err(findings.into_iter().map(|finding| finding.message).collect())
        }
    }

    #[test]
    fn cells_fall_beside_what_covers_them() {
        let rows: &[&[_]] = &[&[("a", 1, 2), ("b", 2, 1)], &[("c", 1, 1), ("d", 1, 1)], &[("I. x", 1, 1)]];
        assert_eq!(laid(rows, 3, None).unwrap(), ["a@0x1 b@1x2", "c@1x1 d@2x1", "I. x@0x3"]);
        let below: &[&[_]] = &[&[("a", 1, 2), ("b", 1, 1), ("c", 1, 1)], &[("nghỉ", 1, 1)]];
        assert_eq!(laid(below, 3, None).unwrap()[1], "nghỉ@1x2");
    }

    #[test]
    fn what_makes_no_grid_is_told() {
        let wrong = |rows: &[&[(&str, usize, usize)]]| laid(rows, 3, None).unwrap_err().join(" | ");
        assert!(wrong(&[&[("a", 1, 1), ("b", 1, 1)]]).contains("có 2 ô, bảng có 3 cột"));
        assert!(wrong(&[&[("3", 1, 1)]]).contains("có 1 ô, bảng có 3 cột"));
        assert!(wrong(&[&[("a", 2, 1), ("b", 2, 1)]]).contains("gộp 2 cột, nhưng từ chỗ này bảng chỉ còn 1"));
        assert!(wrong(&[&[("a", 1, 1), ("b", 1, 1), ("c", 1, 1), ("d", 1, 1)]]).contains("thừa ô"));
        assert!(wrong(&[&[("a", 1, 2), ("b", 1, 1), ("c", 1, 1)]]).contains("chỉ còn 1 dòng"));
        let over: &[&[_]] = &[&[("a", 1, 1), ("b", 1, 2), ("c", 1, 1)], &[("d", 2, 1), ("e", 1, 1)]];
        assert!(wrong(over).contains("đè lên"));
        let many: &[&[_]] =
            &[&[("a", 1, 2), ("b", 1, 1), ("c", 1, 1)], &[("d", 1, 1), ("e", 1, 1), ("f", 1, 1)]];
        assert!(wrong(many).contains("thừa ô: ô gộp từ dòng trên"));
    }

    #[test]
    fn numbers_pass_over_the_rows_of_one_cell() {
        let rows: &[&[_]] =
            &[&[("I", 1, 1)], &[("a", 1, 1), ("b", 1, 1)], &[("II", 1, 1)], &[("c", 1, 1), ("d", 1, 1)]];
        assert_eq!(laid(rows, 3, Some(Numbered::On)).unwrap()[3], "2@0x1 c@1x1 d@2x1");
        assert_eq!(laid(rows, 3, Some(Numbered::Parts)).unwrap()[3], "1@0x1 c@1x1 d@2x1");
        let own: &[&[_]] = &[&[("1", 1, 1), ("a", 1, 1), ("b", 1, 1)]];
        assert!(laid(own, 3, Some(Numbered::On)).unwrap_err()[0].contains("tự đánh số"));
        let total: &[&[_]] = &[&[("a", 1, 1), ("1", 1, 1)], &[("Cộng", 2, 1), ("1", 1, 1)]];
        assert_eq!(laid(total, 3, Some(Numbered::On)).unwrap()[1], "Cộng@0x2 1@2x1");
    }
}
