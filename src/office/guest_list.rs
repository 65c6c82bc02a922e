//! Comes in: a paper that goes out to guests. Goes out: its list as it was read, column by column
//! and row by row, for somebody who looks at it. Must not know: how lists are read, how copies are
//! made.

use std::path::Path;

use serde::Serialize;

use super::desk::Desk;
use super::people::Choice;
use super::reply::FindingTold;
use crate::diag::{Diagnostic, Findings};
use crate::guests::{BadRow, Column, Guest, GuestList, Heard, Meaning, SheetSeen, Tally, Wish};
use crate::guests::{may_differ, sheets};
use crate::input::Unsaved;
use crate::kind::{GuestUse, kinds};
use crate::pipeline::{Examined, Settings, examine};

/// Is the guest list of a paper.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ListRead {
    /// The list's own name; nothing where the paper names none, or it stands in the paper.
    pub file: Option<String>,
    /// Whether its guests stand in the paper itself.
    pub inline: bool,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// The row of the header.
    pub header_row: usize,
    /// The sheets of the file.
    pub sheets: Vec<SheetRead>,
    /// The columns, from left to right.
    pub columns: Vec<ColumnRead>,
    /// The rows, those that are nobody among them, as they stand in the sheet.
    pub rows: Vec<RowRead>,
    /// How many guests there are.
    pub guests: usize,
    /// How many rows are bad.
    pub bad: usize,
    /// What became of all rows, in the user's words.
    pub said: Vec<String>,
    /// What was found in the list; each with its row, where it speaks of one.
    pub found: Vec<FindingTold>,
    /// How many errors of the paper itself are in the way of its copies.
    pub stopped: usize,
}

/// Is a sheet of the file.
#[derive(Debug, Clone, Serialize)]
pub struct SheetRead {
    /// Its name; nothing where the file has no sheets.
    pub name: Option<String>,
    /// Whether the spreadsheet hides it.
    pub hidden: bool,
    /// How many rows hold something.
    pub rows: usize,
    /// Whether a list stands in it.
    pub list: bool,
    /// Its first rows, where no list could be read: the row, its cells.
    pub top: Vec<(usize, Vec<String>)>,
}

/// Is a column as it was understood.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnRead {
    /// Its letters.
    pub letters: String,
    /// What stands over it.
    pub header: String,
    /// What it is: the key of a field, `so` for the numbers of rows, empty for what is not printed.
    pub field: String,
    /// The same in the user's words.
    pub said: String,
    /// Whether its words say so.
    pub sure: bool,
    /// Whether the user has said so.
    pub named: bool,
}

/// Is a row.
#[derive(Debug, Clone, Serialize)]
pub struct RowRead {
    /// The row as the spreadsheet numbers it.
    pub row: usize,
    /// What it became.
    pub became: Became,
    /// Its cells: of a guest as they were read, of a bad row as they stand there; none of a row
    /// that is nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
    /// The cells of a row that was set right, as they were typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typed: Option<Vec<String>>,
    /// Which cells of a bad row, or of one that was, may be set right here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<bool>,
    /// Why it is nobody and what stands in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nobody: Option<(String, String)>,
    /// Whether it was mended apart from the list.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mended: bool,
}

/// Says what a row became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// Somebody who is invited.
    Guest,
    /// Somebody who cannot be invited yet.
    Bad,
    /// Nobody.
    Nobody,
}

impl Desk<'_> {
    /// Reads the guest list of a paper, with what is typed and not saved.
    ///
    /// # Errors
    /// Gives findings if the paper is not there.
    pub fn guest_list(&self, file: &Path, unsaved: Unsaved) -> Result<ListRead, Findings> {
        let settings = Settings { unsaved, ..self.copies_settings() };
        let paper = self.paper_of(file, &settings)?;
        let mut read = match &paper.list {
            Some(list) => ListRead::of(list),
            None => ListRead::default(),
        };
        let named = paper.list_file.as_deref().and_then(Path::file_name);
        read.inline = paper.list.is_some() && named.is_none();
        read.file = named.map(|name| name.to_string_lossy().into_owned());
        if let Some(path) = &paper.list_file {
            let columns = paper.list.as_ref().map(|list| list.said.clone()).unwrap_or_default();
            let seen = sheets(path, &Wish { sheet: None, columns }).unwrap_or_default();
            read.sheets = seen.into_iter().map(|sheet| SheetRead::of(sheet, paper.list.is_none())).collect();
        }
        read.tell(&paper);
        Ok(read)
    }

    /// Gives what copies are made with: into the office's own folder, from what is on the disk.
    pub(super) fn copies_settings(&self) -> Settings {
        Settings::new(self.place.join("out"))
    }

    /// Examines one paper.
    pub(super) fn paper_of(&self, file: &Path, settings: &Settings) -> Result<Examined, Findings> {
        let (papers, findings) = examine(&[file.to_owned()], settings, self.stock);
        papers.into_iter().next().ok_or_else(|| findings.into())
    }

    /// Gives the sheets that can be made of a list, as somebody chooses among them.
    #[must_use]
    pub fn sheets_of_lists(&self) -> Vec<Choice> {
        let kinds = kinds(&self.stock.assets).into_iter().filter_map(|id| {
            let kind = self.stock.kind(&id).ok().filter(|kind| kind.guests == Some(GuestUse::All))?;
            Some(Choice { key: id, label: kind.name.clone() })
        });
        kinds.collect()
    }

    /// Gives the fields a column may hold.
    #[must_use]
    pub fn guest_fields(&self) -> Vec<Choice> {
        let field = |column: Column| Choice { key: column.key().into(), label: column.vietnamese().into() };
        Column::ALL.into_iter().map(field).collect()
    }
}

impl ListRead {
    fn of(list: &GuestList) -> Self {
        let guests = list.guests.iter().map(|guest| RowRead {
            cells: list.columns.iter().map(|column| cell(guest, column)).collect(),
            typed: list.mended_from.iter().any(|bad| bad.row == guest.row).then(|| typed(list, guest)),
            mended: list.mended.contains(&guest.row) || list.mended_before.contains(&guest.row),
            open: list
                .mended_from
                .iter()
                .find(|bad| bad.row == guest.row)
                .map(|bad| open(list, bad))
                .unwrap_or_default(),
            ..RowRead::new(guest.row, Became::Guest)
        });
        let bad = list.bad.iter().map(|bad| RowRead {
            cells: bad.cells.clone(),
            open: open(list, bad),
            ..RowRead::new(bad.row, Became::Bad)
        });
        let nobody = list.skipped.iter().map(|skipped| RowRead {
            nobody: Some((skipped.taken_for.vietnamese().to_owned(), skipped.text.clone())),
            ..RowRead::new(skipped.row, Became::Nobody)
        });
        let mut rows: Vec<RowRead> = guests.chain(bad).chain(nobody).collect();
        rows.sort_by_key(|row| row.row);
        Self {
            sheet: list.sheet.clone(),
            header_row: list.header_row,
            columns: list.columns.iter().map(|column| ColumnRead::of(column, list)).collect(),
            rows,
            guests: list.guests.len(),
            bad: list.bad.len(),
            said: Tally::of(list).lines(),
            ..Self::default()
        }
    }

    /// Tells what was found in the list; where there is none, what is in its way.
    fn tell(&mut self, paper: &Examined) {
        let list = paper.list.as_deref();
        let of_list = |finding: &&Diagnostic| {
            finding.row.is_some()
                || ["khach::", "bang-tinh::"].iter().any(|kind| finding.code.id.starts_with(kind))
                || list.is_some_and(|list| list.told().any(|told| told.message == finding.message))
        };
        let (own, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = paper.findings.iter().partition(of_list);
        let errors = || others.iter().filter(|finding| finding.is_error());
        self.stopped = if paper.ready.is_some() { 0 } else { errors().count() };
        let in_the_way = errors().filter(|_| list.is_none()).copied();
        self.found = own.into_iter().chain(in_the_way).map(FindingTold::of).collect();
    }
}

/// Gives the cells of a guest as they stand in a list: what has no column of its own stands with the name.
fn typed(list: &GuestList, guest: &Guest) -> Vec<String> {
    let has = |meaning: Column| list.columns.iter().any(|heard| heard.meaning == Meaning::Field(meaning));
    let before = guest.honorific.as_deref().filter(|_| !has(Column::Honorific));
    let behind = guest.title.as_deref().filter(|_| !has(Column::Title));
    let one = |heard: &Heard| {
        let text = cell(guest, heard);
        if heard.meaning != Meaning::Field(Column::Name) {
            return text;
        }
        let name = [before, Some(text.as_str())].into_iter().flatten().collect::<Vec<_>>().join(" ");
        behind.map_or(name.clone(), |title| format!("{name}, {title}"))
    };
    list.columns.iter().map(one).collect()
}

/// Tells which cells of a bad row may be set right.
fn open(list: &GuestList, bad: &BadRow) -> Vec<bool> {
    list.header.iter().zip(&bad.cells).map(|(header, old)| may_differ(bad, header, old)).collect()
}

impl RowRead {
    fn new(row: usize, became: Became) -> Self {
        Self { row, became, cells: Vec::new(), typed: None, open: Vec::new(), nobody: None, mended: false }
    }
}

impl SheetRead {
    fn of(sheet: SheetSeen, shown: bool) -> Self {
        let top = sheet.top.into_iter().filter(|_| shown).map(|row| (row.row, row.cells));
        Self {
            name: sheet.name,
            hidden: sheet.hidden,
            rows: sheet.rows,
            list: sheet.is_list,
            top: top.collect(),
        }
    }
}

impl ColumnRead {
    fn of(column: &Heard, list: &GuestList) -> Self {
        let named = |field: Column| list.said.iter().any(|(known, _)| *known == field);
        let (field, said, named) = match column.meaning {
            Meaning::Field(field) => (field.key(), field.vietnamese().to_owned(), named(field)),
            Meaning::Joined(field) => {
                (field.key(), format!("{}, in nối vào cột trước", field.vietnamese()), false)
            }
            Meaning::Number => ("so", "số thứ tự".to_owned(), false),
            Meaning::Kept => ("", "giữ nguyên, không in".to_owned(), false),
        };
        Self {
            letters: column.letters.clone(),
            header: column.header.clone(),
            field: field.to_owned(),
            said,
            sure: column.sure,
            named,
        }
    }
}

/// Gives what a guest has of a column.
fn cell(guest: &Guest, column: &Heard) -> String {
    let own = |text: &Option<String>| text.clone().unwrap_or_default();
    match column.meaning {
        Meaning::Field(field) => match field {
            Column::Honorific => own(&guest.honorific),
            Column::Name => guest.name.clone(),
            // It stands with the name.
            Column::FamilyName => String::new(),
            Column::Title => own(&guest.title),
            Column::Unit => own(&guest.unit),
            Column::Address => own(&guest.address),
            Column::Phone => own(&guest.phone),
            Column::Note => own(&guest.note),
            Column::Seat => own(&guest.seat),
            Column::Group => own(&guest.group),
        },
        Meaning::Joined(_) | Meaning::Number => String::new(),
        Meaning::Kept => {
            let known = guest.extra.iter().find(|(header, _)| *header == column.header);
            known.map(|(_, text)| text.clone()).unwrap_or_default()
        }
    }
}
