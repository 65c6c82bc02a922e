//! Comes in: the bytes of a spreadsheet. Goes out: its sheets and their cells.
//! Must not know: what the cells mean, which sheet is wanted.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, Dimensions, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use super::cell::cell;
use super::file::Format;
use super::grid::{Cell, Grid, Kind, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, MAX_WIDTH, Merge, Row};
use super::skim::skim;
use super::skim_xls;
use super::skimmed::{Broken, Skimmed, TooLarge};

/// So many pairs of a row and a merged area may have to be held against each other.
const MAX_HELD: usize = 200_000_000;

type Bytes = Cursor<Vec<u8>>;

/// Is an open spreadsheet.
pub(crate) struct Book {
    kind: Kinds,
    /// What the library does not tell of the sheets, by their names.
    skimmed: BTreeMap<String, Skimmed>,
}

enum Kinds {
    Xlsx(Box<Xlsx<Bytes>>),
    Xls(Box<Xls<Bytes>>),
    Ods(Box<Ods<Bytes>>),
}

impl Book {
    /// Opens a spreadsheet of a known kind.
    pub(crate) fn open(bytes: Vec<u8>, kind: Format) -> Result<Self, Broken> {
        let (mut skimmed, in_order, bytes) = match kind {
            Format::Xlsx | Format::Ods => (skim(&bytes, kind)?, Vec::new(), bytes),
            Format::Xls => {
                let old = skim_xls::skim(&bytes)?.ok_or_else(|| Broken::Damaged("compound file".into()))?;
                (BTreeMap::new(), old.sheets, old.bytes)
            }
            Format::Text => (BTreeMap::new(), Vec::new(), bytes),
        };
        let bytes = Cursor::new(bytes);
        let kind = guarded(move || match kind {
            Format::Xlsx => Ok(Kinds::Xlsx(Box::new(Xlsx::new(bytes)?))),
            Format::Xls => Ok(Kinds::Xls(Box::new(Xls::new(bytes)?))),
            Format::Ods => Ok(Kinds::Ods(Box::new(Ods::new(bytes)?))),
            Format::Text => Err(Broken::Damaged("text".into())),
        })?;
        if let Kinds::Xls(book) = &kind {
            let names = book.sheets_metadata().iter().map(|sheet| sheet.name.clone());
            skimmed.extend(names.zip(in_order));
        }
        Ok(Self { kind, skimmed })
    }

    /// Names the sheets in order; those that a person sees are marked.
    pub(crate) fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = match &self.kind {
            Kinds::Xlsx(book) => book.sheets_metadata(),
            Kinds::Xls(book) => book.sheets_metadata(),
            Kinds::Ods(book) => book.sheets_metadata(),
        };
        sheets
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect()
    }

    /// Reads one sheet.
    pub(crate) fn grid(&mut self, sheet: &str) -> Result<Grid, Broken> {
        let skimmed = self.skimmed.remove(sheet).unwrap_or_default();
        let (filling, merges) = guarded(|| match &mut self.kind {
            Kinds::Xlsx(book) => xlsx(book, sheet),
            Kinds::Xls(book) => {
                let filling = Filling::of(&book.worksheet_range(sheet)?)?;
                Ok((filling, Some(book.merge_cells_by_sheet_name(sheet)?)))
            }
            Kinds::Ods(book) => Ok((Filling::of(&book.worksheet_range(sheet)?)?, None)),
        })?;
        filling.grid(merges.as_deref(), skimmed)
    }
}

fn xlsx(book: &mut Xlsx<Bytes>, sheet: &str) -> Result<(Filling, Option<Vec<Dimensions>>), Broken> {
    let mut filling = Filling::default();
    let mut cells = book.worksheet_cells_reader(sheet)?;
    while let Some((found, style)) = cells.next_cell_with_style_id()? {
        let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
        let format = format.map(|format| format.format_code.as_str());
        let (row, column) = found.get_position();
        let value = Data::from(found.get_value().clone());
        filling.put(at(row) + 1, at(column), cell(&value, format))?;
    }
    drop(cells);
    let merges = book.merge_cells_by_sheet_name(sheet)?;
    Ok((filling, Some(merges)))
}

fn at(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

/// Gathers cells within the bounds of a list.
#[derive(Default)]
struct Filling {
    rows: BTreeMap<usize, BTreeMap<usize, Cell>>,
    cells: usize,
    text: usize,
}

impl Filling {
    /// Takes the cells of a sheet.
    fn of(range: &Range<Data>) -> Result<Self, Broken> {
        let mut filling = Self::default();
        let start = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            filling.put(at(start.0) + row + 1, at(start.1) + column, cell(value, None))?;
        }
        Ok(filling)
    }

    fn put(&mut self, row: usize, column: usize, cell: Option<Cell>) -> Result<(), Broken> {
        let Some(cell) = cell else {
            return Ok(());
        };
        self.cells += 1;
        self.text += cell.text.len();
        let cells = self.rows.entry(row).or_default();
        cells.insert(column, cell);
        let wide = cells.len() > MAX_WIDTH || column >= MAX_COLUMNS;
        if wide || self.rows.len() > MAX_ROWS || self.cells > MAX_CELLS || self.text > MAX_TEXT {
            return Err(Broken::TooLarge);
        }
        Ok(())
    }

    fn grid(mut self, merges: Option<&[Dimensions]>, skimmed: Skimmed) -> Result<Grid, Broken> {
        for ((row, column), formula) in skimmed.formulas {
            if self.rows.get(&row).is_none_or(|cells| !cells.contains_key(&column)) {
                self.put(row, column, Some(Cell { text: formula, kind: Kind::Formula }))?;
            }
        }
        // Each row is held against each area.
        if merges.is_some_and(|merges| merges.len().saturating_mul(self.rows.len()) > MAX_HELD) {
            return Err(Broken::TooLarge);
        }
        let rows = self.rows.into_iter().map(|(number, cells)| Row { number, cells, bytes: None });
        let merge = |area: &Dimensions| Merge {
            rows: (at(area.start.0) + 1, at(area.end.0) + 1),
            columns: (at(area.start.1), at(area.end.1)),
        };
        Ok(Grid {
            rows: rows.collect(),
            merges: merges.map(|merges| merges.iter().map(merge).collect()),
            torn: false,
            unseen: skimmed.unseen,
            struck: skimmed.struck,
        })
    }
}

/// Damaged files make the library panic now and then; that is a damaged file,
/// not the end of the program.
fn guarded<T>(work: impl FnOnce() -> Result<T, Broken>) -> Result<T, Broken> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Broken::Damaged("panic".into())))
}

impl From<TooLarge> for Broken {
    fn from(TooLarge: TooLarge) -> Self {
        Self::TooLarge
    }
}

impl From<XlsxError> for Broken {
    fn from(error: XlsxError) -> Self {
        if matches!(error, XlsxError::Password) { Self::Locked } else { Self::Damaged(error.to_string()) }
    }
}

impl From<XlsError> for Broken {
    fn from(error: XlsError) -> Self {
        if matches!(error, XlsError::Password) { Self::Locked } else { Self::Damaged(error.to_string()) }
    }
}

impl From<OdsError> for Broken {
    fn from(error: OdsError) -> Self {
        match error {
            OdsError::Password => Self::Locked,
            OdsError::CellLimitExceeded { .. } => Self::TooLarge,
            error => Self::Damaged(error.to_string()),
        }
    }
}
