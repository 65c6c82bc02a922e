//! Comes in: the elements of the `content.xml` of an `.ods`. Goes out: for each sheet
//! its hidden rows and columns, its formulas without a value. Must not know: files.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::bounded::Limits;
use super::grid::{MAX_CELLS, MAX_COLUMNS, MAX_LETTERS, MAX_TEXT};
use super::skimmed::{Part, Skimmed, attribute, counted};

/// Reads the sheets along.
#[derive(Default)]
pub(super) struct Ods {
    /// What was found, by the names of the sheets.
    pub sheets: BTreeMap<String, Skimmed>,
    name: String,
    found: Skimmed,
    /// How many tables, and how many cells, are open. The library takes a table in a table for
    /// its rest, and nothing but letters and spaces out of a cell.
    tables: usize,
    inside: usize,
    /// The row and the column that come, from 0; the column that is described next.
    row: usize,
    column: usize,
    described: usize,
    /// Whether the row that is read is hidden.
    hidden: bool,
    /// The cells the library keeps of this sheet, of the sheets before.
    places: usize,
    before: usize,
    /// How often the row and the cell that are read are repeated.
    rows: usize,
    cells: usize,
    /// Whether something stands in the row that is read.
    filled: bool,
    /// The widest row with something in it.
    width: usize,
    formula: Option<String>,
    letters: usize,
    /// How many letters stand in the attributes of the cell that the library keeps, and one each.
    noted: usize,
    /// How many letters the sheet has, repeated ones each time.
    text: usize,
    valued: bool,
}

impl Part for Ods {
    /// The library knows the usual prefixes only.
    fn is_prefixed(&self) -> bool {
        true
    }

    fn start(&mut self, name: &str, element: &BytesStart<'_>, limits: &Limits) {
        let hidden = || attribute(element, "visibility").is_some_and(|seen| seen != "visible");
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                self.inside += 1;
                if self.inside == 1 {
                    self.cell(element);
                }
            }
            // Spaces are counted, not written; the library writes them.
            "text:s" => {
                self.letters = self.letters.saturating_add(counted(element, "c").unwrap_or(1));
                if self.letters > MAX_LETTERS {
                    limits.burst();
                }
            }
            _ if self.inside > 0 => {}
            "table:table" if self.tables > 0 => self.tables += 1,
            "table:table" => {
                self.tables = 1;
                let name = attribute(element, "name").unwrap_or_default();
                self.name = quick_xml::escape::unescape(&name).unwrap_or_default().into_owned();
                self.before = self.before.saturating_add(std::mem::take(&mut self.places));
                (self.found, self.row, self.column, self.width) = (Skimmed::default(), 0, 0, 0);
                self.described = 0;
            }
            "table:table-column" => {
                let count = counted(element, "number-columns-repeated").unwrap_or(1);
                let last = self.described.saturating_add(count).min(MAX_COLUMNS);
                if hidden() {
                    limits.note(last - self.described);
                    self.found.unseen.columns.extend(self.described..last);
                }
                self.described = last;
            }
            "table:table-row" => {
                self.rows = counted(element, "number-rows-repeated").unwrap_or(1);
                (self.column, self.filled, self.hidden) = (0, false, hidden());
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, _limits: &Limits) {
        self.letters += text.len();
    }

    fn end(&mut self, name: &str, limits: &Limits) {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                self.inside = self.inside.saturating_sub(1);
                if self.inside == 0 {
                    self.cell_end(limits);
                }
            }
            _ if self.inside > 0 => {}
            "table:table-row" => {
                let first = self.row + 1;
                self.row = self.row.saturating_add(self.rows).min(usize::MAX - 1);
                // The library keeps a cell for each place, filled or not, of all sheets at once.
                if self.filled {
                    self.places = self.row.saturating_mul(self.width);
                }
                if self.before.saturating_add(self.places) > MAX_CELLS || self.text > MAX_TEXT {
                    limits.burst();
                } else if self.filled && self.hidden {
                    // Of rows that hold nothing there may be a million.
                    self.found.unseen.rows.extend(first..=self.row);
                }
            }
            "table:table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.sheets.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.found));
                }
            }
            _ => {}
        }
    }
}

impl Ods {
    fn cell(&mut self, element: &BytesStart<'_>) {
        self.cells = counted(element, "number-columns-repeated").unwrap_or(1);
        self.formula = attribute(element, "formula").map(|text| text.chars().take(200).collect());
        let mut all = element.attributes();
        let kept = all.with_checks(false).flatten().filter(|one| {
            let name = one.key.local_name();
            name.as_ref().ends_with("value") || name.as_ref() == "formula"
        });
        self.noted = kept.map(|one| one.value.len() + 1).sum();
        self.valued = attribute(element, "value-type").is_some();
        self.letters = 0;
    }

    fn cell_end(&mut self, limits: &Limits) {
        let filled = self.valued || self.letters > 0;
        if let Some(formula) = self.formula.take().filter(|_| !filled) {
            limits.note(1);
            let formula = formula.trim_start_matches("of:").to_owned();
            self.found.formulas.insert((self.row + 1, self.column), formula);
        }
        self.column = self.column.saturating_add(self.cells);
        // A formula or a value alone is a cell, too, with its letters each time.
        if filled || self.noted > 0 {
            self.filled = true;
            self.width = self.width.max(self.column).max(1);
            let letters = self.letters.saturating_add(self.noted);
            let times = self.cells.saturating_mul(self.rows);
            self.text = self.text.saturating_add(letters.saturating_mul(times));
        }
    }
}
