//! Comes in: the elements of a sheet of an `.xlsx`, and of its styles. Goes out: its hidden rows
//! and columns, its formulas without a value, the cells that are struck through. Must not know:
//! files, other sheets.

use quick_xml::events::BytesStart;

use super::bounded::Limits;
use super::grid::{MAX_COLUMNS, MAX_MERGES};
use super::skimmed::{Part, Skimmed, attribute, counted};

/// So many formulas without a value are noted.
const MAX_NOTED: usize = 10_000;

/// More fonts and styles than this no spreadsheet has.
const MAX_STYLES: usize = 70_000;

/// Is which styles strike their letters through.
#[derive(Default)]
pub(super) struct Styles {
    /// For each font whether it does.
    fonts: Vec<bool>,
    /// For each style of a cell whether its font does.
    cells: Vec<bool>,
    within: Table,
}

#[derive(Default, PartialEq, Eq)]
enum Table {
    #[default]
    Nothing,
    Fonts,
    Cells,
}

impl Part for Styles {
    fn start(&mut self, name: &str, element: &BytesStart<'_>, limits: &Limits) {
        match (name, &self.within) {
            ("fonts", _) => self.within = Table::Fonts,
            ("cellXfs", _) => self.within = Table::Cells,
            ("font", Table::Fonts) => self.fonts.push(false),
            ("strike", Table::Fonts) => {
                let on = attribute(element, "val").is_none_or(|value| value != "0" && value != "false");
                if let Some(last) = self.fonts.last_mut() {
                    *last = on;
                }
            }
            ("xf", Table::Cells) => {
                let font = counted(element, "fontId").and_then(|font| self.fonts.get(font).copied());
                self.cells.push(font.unwrap_or_default());
            }
            _ => {}
        }
        if self.fonts.len().max(self.cells.len()) > MAX_STYLES {
            limits.burst();
        }
    }

    fn end(&mut self, name: &str, _limits: &Limits) {
        if matches!(name, "fonts" | "cellXfs") {
            self.within = Table::Nothing;
        }
    }
}

/// Reads a sheet along.
#[derive(Default)]
pub(super) struct Sheet<'a> {
    /// For each style of a cell whether it strikes its letters through.
    struck: &'a [bool],
    found: Skimmed,
    row: usize,
    column: usize,
    /// The columns before this one were described.
    described: usize,
    merges: usize,
    /// The formula of the cell that is read.
    formula: Option<String>,
    /// Whether it has a value, an empty text being one.
    valued: bool,
    /// What the letters that come belong to.
    within: Within,
}

#[derive(Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Formula,
    Value,
}

impl<'a> Sheet<'a> {
    /// Reads along with these styles.
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self { struck: &styles.cells, ..Self::default() }
    }

    /// Gives what was found.
    pub(super) fn done(self) -> Skimmed {
        self.found
    }
}

impl Part for Sheet<'_> {
    fn start(&mut self, name: &str, element: &BytesStart<'_>, limits: &Limits) {
        let is_nothing = |name| attribute(element, name).and_then(|size| size.parse().ok()) == Some(0.0);
        match name {
            "col" if is_on(element, "hidden") || is_nothing("width") => {
                let (first, last) = (counted(element, "min"), counted(element, "max"));
                if let (Some(first), Some(last)) = (first, last) {
                    // They are in order; one that is described again costs nothing.
                    let (first, last) = (first.max(1).max(self.described + 1), last.min(MAX_COLUMNS));
                    limits.note((last + 1).saturating_sub(first));
                    self.found.unseen.columns.extend((first..=last).map(|column| column - 1));
                    self.described = self.described.max(last);
                }
            }
            "row" => {
                self.row = counted(element, "r").unwrap_or(self.row.saturating_add(1));
                self.column = 0;
                if is_on(element, "hidden") || is_nothing("ht") {
                    limits.note(1);
                    self.found.unseen.rows.insert(self.row);
                }
            }
            "c" => {
                self.column = attribute(element, "r").and_then(|at| column(&at)).unwrap_or(self.column);
                let style = counted(element, "s").and_then(|style| self.struck.get(style).copied());
                if style.unwrap_or_default() && self.found.struck.len() < MAX_NOTED {
                    self.found.struck.insert((self.row, self.column));
                }
                self.formula = None;
                self.valued = attribute(element, "t").is_some_and(|kind| kind == "str");
                self.within = Within::Nothing;
            }
            "f" => {
                self.formula = Some(String::new());
                self.within = Within::Formula;
            }
            "v" | "is" => self.within = Within::Value,
            "mergeCell" => {
                self.merges += 1;
                if self.merges > MAX_MERGES {
                    limits.burst();
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, _limits: &Limits) {
        match (&self.within, &mut self.formula) {
            (Within::Formula, Some(formula)) if formula.len() < 200 => {
                formula.extend(text.chars().take(200));
            }
            (Within::Value, _) => self.valued = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str, limits: &Limits) {
        match name {
            "f" | "v" => self.within = Within::Nothing,
            "c" => {
                let formula = self.formula.take().filter(|_| !self.valued);
                if let Some(formula) = formula.filter(|_| self.found.formulas.len() < MAX_NOTED) {
                    limits.note(1);
                    self.found.formulas.insert((self.row, self.column), format!("={formula}"));
                }
                self.column += 1;
            }
            _ => {}
        }
    }
}

fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// Gives the column of `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number =
        letters.fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}
