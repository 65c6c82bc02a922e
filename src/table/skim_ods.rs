//! Comes in: the elements of the `content.xml` of an `.ods`. Goes out: for each sheet
//! its hidden rows and columns, its formulas without a value. Must not know: files.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::bounded::Limits;
use super::grid::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT};
use super::skim::{Part, Skimmed, attribute, counted};

/// Reads the sheets along.
#[derive(Default)]
pub(super) struct Ods {
    /// What was found, by the names of the sheets.
    pub sheets: BTreeMap<String, Skimmed>,
    name: String,
    found: Skimmed,
    /// The row and the column that come, from 0.
    row: usize,
    column: usize,
    /// How often the row and the cell that are read are repeated.
    rows: usize,
    cells: usize,
    /// Whether something stands in the row that is read.
    filled: bool,
    /// The widest row with something in it.
    width: usize,
    formula: Option<String>,
    letters: usize,
    /// How many letters the sheet has, repeated ones each time.
    text: usize,
    valued: bool,
}

impl Part for Ods {
    fn start(&mut self, name: &str, element: &BytesStart<'_>, _limits: &Limits) {
        let hidden = || attribute(element, "visibility").is_some_and(|seen| seen != "visible");
        match name {
            "table" => {
                let name = attribute(element, "name").unwrap_or_default();
                self.name = quick_xml::escape::unescape(&name).unwrap_or_default().into_owned();
                (self.found, self.row, self.column, self.width) = (Skimmed::default(), 0, 0, 0);
            }
            "table-column" => {
                let count = counted(element, "number-columns-repeated").unwrap_or(1);
                let last = self.column.saturating_add(count).min(MAX_COLUMNS);
                if hidden() {
                    self.found.unseen.columns.extend(self.column..last);
                }
                self.column = last;
            }
            "table-row" => {
                self.rows = counted(element, "number-rows-repeated").unwrap_or(1);
                (self.column, self.filled) = (0, false);
                if hidden() {
                    let last = self.row.saturating_add(self.rows).min(self.row + MAX_ROWS);
                    self.found.unseen.rows.extend(self.row + 1..=last);
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.cells = counted(element, "number-columns-repeated").unwrap_or(1);
                self.formula = attribute(element, "formula").map(|text| text.chars().take(200).collect());
                self.valued = attribute(element, "value-type").is_some();
                self.letters = 0;
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, _limits: &Limits) {
        self.letters += text.len();
    }

    fn end(&mut self, name: &str, limits: &Limits) {
        match name {
            "table-cell" | "covered-table-cell" => {
                let filled = self.valued || self.letters > 0;
                if let Some(formula) = self.formula.take().filter(|_| !filled) {
                    let formula = formula.trim_start_matches("of:").to_owned();
                    self.found.formulas.insert((self.row + 1, self.column), formula);
                }
                self.column = self.column.saturating_add(self.cells);
                if filled {
                    self.filled = true;
                    self.width = self.width.max(self.column);
                    let times = self.cells.saturating_mul(self.rows);
                    self.text = self.text.saturating_add(self.letters.saturating_mul(times));
                }
            }
            "table-row" => {
                self.row = self.row.saturating_add(self.rows);
                // The library keeps a cell for each place, filled or not.
                let places = self.row.saturating_mul(self.width);
                if (self.filled && places > MAX_CELLS) || self.text > MAX_TEXT {
                    limits.burst();
                }
            }
            "table" => {
                self.sheets.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.found));
            }
            _ => {}
        }
    }
}
