//! Comes in: what somebody wants of the register. Goes out: its rows, proved, struck out,
//! printed, exported, an older book entered. Must not know: how it is shown.

use std::path::Path;

use super::answer::{Entered, Exported, LogHead, OldRow, Printed, Row, SeriesTold, Started};
use super::book::{self, OldBook, Part, Source};
use super::desk::Desk;
use super::mark::name;
use super::named::Named;
use super::rows::{Wanted, term_at};
use super::shelf::{recount, settle};
use crate::diag::{Code, Diagnostic, Findings, nearest};
use crate::kind::{KindName, Side, kind_names};
use crate::ledger::{bad_rows, bad_rows_csv, kind_named, mended};
use crate::pipeline::Workspace;
use crate::register::{Entry, Register, State};
use crate::rules::rule_set;

/// Says how an older book is to be read.
#[derive(Debug, Clone, Default)]
pub struct OldBookAsked {
    /// The sheet; every one with a head of a register if nothing is said.
    pub sheet: Option<String>,
    /// The kind of rows that name none.
    pub kind: Option<String>,
    /// Whether a number given twice is taken.
    pub again: bool,
    /// Whether nothing is entered, only looked at.
    pub rehearsal: bool,
}

/// Is what became of an older book.
#[derive(Debug)]
pub struct OldBookTold {
    /// The series that got rows.
    pub series: Vec<SeriesTold>,
    /// How many rows became what.
    pub entered: Entered,
    /// What became of each row that is a paper, in the order of the file.
    pub rows: Vec<OldRow>,
    /// The rows that are no papers, each in words.
    pub skipped: Vec<String>,
    /// The bad rows that are in the register, mended in a file of their own.
    pub mended: Vec<String>,
    /// The rows whose summary was put right, each with what it was.
    pub corrected: Vec<String>,
    /// The bad rows as a file to be mended; none if there are none.
    pub bad: Option<Vec<u8>>,
    /// The same as a table: headers, rows; where each stood and why it is bad in the last columns.
    pub bad_rows: Vec<Vec<String>>,
    /// What is wrong or doubtful.
    pub findings: Vec<Diagnostic>,
}

impl Desk<'_> {
    /// Lists rows of the register.
    ///
    /// # Errors
    /// Gives findings if there is no register, or a kind or term is unknown.
    pub fn list(&self, wanted: &Wanted) -> Result<Vec<Row>, Findings> {
        Ok(self.rows(wanted)?.iter().map(Row::of).collect())
    }

    /// Proves the register; `printed` is the last digest of a book that was printed. Gives
    /// how its log ends, and what is wrong.
    ///
    /// # Errors
    /// Gives findings if it cannot be read.
    pub fn audit(&self, printed: Option<&str>) -> Result<(LogHead, Vec<Diagnostic>), Findings> {
        let (workspace, register) = self.look()?;
        let mut findings = register.check(&workspace.office.terms, self.today)?;
        if let Some(printed) = printed.map(str::trim)
            && !register.knows(printed)?
        {
            let message =
                format!("nhật ký không có mã `{printed}` đã in: sổ đã bị cắt hoặc viết lại từ sau lần in");
            let hint = "đối chiếu từng dòng với bản in ấy; giữ nguyên hai thư mục so và luu, lấy bản sao lưu";
            findings.push(Diagnostic::new(Code::REGISTER_BROKEN, message).hint(hint));
        }
        let (rows, digest) = register.head()?;
        Ok((LogHead { rows, digest }, findings))
    }

    /// Strikes out a number; `which` of them (from 1), where an older book gave it more than
    /// once. Gives its row, and what could not be told to the archive.
    ///
    /// # Errors
    /// Gives findings if there is no such number or it cannot be struck out.
    pub fn cancel(
        &self,
        wanted: &Named,
        which: Option<u32>,
        reason: &str,
    ) -> Result<(Row, Vec<Diagnostic>), Findings> {
        let (workspace, entry) = self.one_of(wanted, which)?;
        let mut register = Register::open(&workspace.folder)?;
        let done = register.cancel(entry.id, reason, &self.by);
        // What an earlier run may not have come to in the archive is done now.
        let struck_out = done.as_ref().unwrap_or(&entry);
        let findings = self.struck(&workspace, &mut register, struck_out);
        Ok((Row::of(&done?), findings))
    }

    /// Tells of a number that was struck out in its paper's object and its dossier.
    fn struck(&self, workspace: &Workspace, register: &mut Register, entry: &Entry) -> Vec<Diagnostic> {
        if entry.object.is_empty() || entry.state != State::Cancelled {
            return Vec::new();
        }
        let mut done = || -> Result<(), Findings> {
            let store = self.store(workspace)?;
            recount(&workspace.folder, &store, register)?;
            settle((&workspace.folder, &store), register, (entry.folder(), None), &self.by)?;
            Ok(())
        };
        let Err(findings) = done() else { return Vec::new() };
        let message = format!("`{}` đã huỷ trong sổ mà kho lưu chưa ghi", entry.printed());
        let half = Diagnostic::new(Code::ARCHIVE_UNFINISHED, message).hint("`vanthu luu lam-not` làm nốt");
        findings.into_iter().chain([half]).collect()
    }

    /// Says from which number a series goes on: the office has a book on paper.
    ///
    /// # Errors
    /// Gives findings if the kind is unknown or the series has begun.
    pub fn start(&self, wanted: &Named) -> Result<Started, Findings> {
        let workspace = self.workspace()?;
        let office = &workspace.office;
        let name = name(&wanted.name, wanted.number)?;
        let organ = name.organ(wanted.organ.as_deref(), office.issuer.symbol.as_str())?;
        let term = term_at(wanted.date.unwrap_or(self.today), organ, &office.terms)?;
        let (kind, next) = name.series(self.stock)?;
        let kind = office.organ(organ).map_or_else(|| kind.clone(), |organ| organ.series(&kind, false));
        Register::open(&workspace.folder)?.start((organ, term, &kind), next, &self.by)?;
        Ok(Started { organ: organ.to_owned(), kind, next })
    }

    /// Writes rows into a spreadsheet.
    ///
    /// # Errors
    /// Gives findings if they cannot be read or written.
    pub fn export_rows(&self, file: &Path, wanted: &Wanted) -> Result<Exported, Findings> {
        let entries = self.rows(wanted)?;
        book::export(&entries, file)?;
        Ok(Exported { file: file.display().to_string(), rows: entries.len() })
    }

    /// Prints the register.
    ///
    /// # Errors
    /// Gives findings if it cannot be read, set or written.
    pub fn print_rows(&self, file: &Path, wanted: &Wanted) -> Result<Printed, Findings> {
        let (workspace, register) = self.look()?;
        let query = self.query(wanted, &workspace)?;
        let entries = register.list(&query)?;
        let head = register.head()?;
        let part = Part { office: &workspace.office, query: &query, entries: &entries, head: &head };
        let pages = book::book(&part, self.today, file, self.stock)?;
        Ok(Printed { pdf: file.display().to_string(), pages })
    }

    /// Gives the register as a PDF, to be printed at once.
    ///
    /// # Errors
    /// Gives findings if it cannot be read or set.
    pub fn printed_rows(&self, wanted: &Wanted) -> Result<Vec<u8>, Findings> {
        let (workspace, register) = self.look()?;
        let query = self.query(wanted, &workspace)?;
        let entries = register.list(&query)?;
        let head = register.head()?;
        let part = Part { office: &workspace.office, query: &query, entries: &entries, head: &head };
        Ok(book::printed(&part, self.today, self.stock)?.0)
    }

    /// Gives the bytes of a spreadsheet with rows; what it is says the ending of its name.
    ///
    /// # Errors
    /// Gives findings if they cannot be read, or nobody knows that ending.
    pub fn written_rows(&self, name: &str, wanted: &Wanted) -> Result<Vec<u8>, Findings> {
        Ok(book::written(&self.rows(wanted)?, Path::new(name))?)
    }

    /// Enters an older book, each row of it or its name.
    ///
    /// # Errors
    /// Gives findings if the file or the register cannot be read or written.
    pub fn import(&self, file: &Path, asked: &OldBookAsked) -> Result<OldBookTold, Findings> {
        self.imported(Source::File(file), asked)
    }

    /// Enters an older book that was handed over under a file's name, as [`Desk::import`] does.
    ///
    /// # Errors
    /// As [`Desk::import`].
    pub fn import_brought(
        &self,
        (name, bytes): (&str, &[u8]),
        asked: &OldBookAsked,
    ) -> Result<OldBookTold, Findings> {
        self.imported(Source::Brought(name, bytes), asked)
    }

    fn imported(&self, source: Source<'_>, asked: &OldBookAsked) -> Result<OldBookTold, Findings> {
        let workspace = self.workspace()?;
        let kinds = kind_names(&self.stock.assets)?;
        let kind = asked.kind.as_deref().map(|word| known_kind(&kinds, word)).transpose()?;
        let sheet = asked.sheet.as_deref();
        let how = OldBook { source, sheet, kind, again: asked.again, rehearsal: asked.rehearsal };
        let state = rule_set(&self.stock.rules, Side::State, None, None).ok().map(|rules| &*rules.text);
        let done = book::import(&workspace, (&how, &kinds), state, &self.by, self.today)?;
        let ledger = &done.ledger;
        let bad_rows = bad_rows(ledger);
        Ok(OldBookTold {
            series: done.series.clone(),
            rows: done.rows,
            entered: Entered {
                entered: done.entered,
                known: done.known,
                bad: ledger.bad.len(),
                skipped: ledger.skipped.len(),
            },
            skipped: ledger.skipped.iter().map(ToString::to_string).collect(),
            mended: done.mended.clone(),
            corrected: done.corrected.clone(),
            bad: (!ledger.bad.is_empty()).then(|| bad_rows_csv(&bad_rows)),
            bad_rows,
            findings: ledger.findings.clone(),
        })
    }
}

/// Writes a file of bad rows that were mended on a screen: `rows` as they were told, `cells` as they
/// are now.
#[must_use]
pub fn mended_rows(rows: &[Vec<String>], cells: &[Vec<String>]) -> Vec<u8> {
    bad_rows_csv(&mended(rows, cells))
}

fn known_kind<'a>(kinds: &'a [KindName], word: &str) -> Result<&'a str, Findings> {
    let found = kind_named(kinds, word).map(|kind| kind.name.as_str());
    found.ok_or_else(|| {
        let mut finding = Diagnostic::new(Code::KIND_UNKNOWN, format!("không có loại `{word}`"));
        if let Some(near) = nearest(word, kinds.iter().map(|kind| kind.name.as_str())) {
            finding = finding.hint(format!("có phải `{near}`?"));
        }
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        finding.hint(format!("các loại: {}", names.join(", "))).into()
    })
}
