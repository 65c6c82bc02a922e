//! Comes in: what the office found or did. Goes out: the same as plain values that a program
//! can rely on, whatever becomes of what they were made from. Must not know: how they are shown.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::register::{Entry, State, told};

/// Is a row of the register.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Row {
    /// Its place in the book, ascending, never used again.
    pub id: i64,
    /// The organ's symbol: `ĐU`.
    #[serde(rename = "co_quan")]
    pub organ: String,
    /// The first day of the term.
    #[serde(rename = "nhiem_ky")]
    pub term: NaiveDate,
    /// The kind's name without marks: `ke-hoach`.
    #[serde(rename = "loai")]
    pub kind: String,
    /// The kind's name: `Kế hoạch`.
    #[serde(rename = "ten_loai")]
    pub kind_name: String,
    /// The number.
    #[serde(rename = "so")]
    pub number: u32,
    /// The symbol without the number: `KH/ĐU`.
    #[serde(rename = "ky_hieu")]
    pub symbol: String,
    /// The day of the paper.
    #[serde(rename = "ngay")]
    pub date: NaiveDate,
    /// The paper's file from the office's folder; empty for a row of an older book.
    #[serde(rename = "tep")]
    pub path: String,
    /// Which of the paper's copies has this number, from 0.
    #[serde(rename = "ban")]
    pub copy: u32,
    /// The summary.
    #[serde(rename = "trich_yeu")]
    pub summary: String,
    /// The signer's name.
    #[serde(rename = "nguoi_ky")]
    pub signer: String,
    /// The recipients, one a line.
    #[serde(rename = "noi_nhan")]
    pub recipients: String,
    /// Where it is kept.
    #[serde(rename = "noi_luu")]
    pub kept_at: String,
    /// How many copies have this number.
    #[serde(rename = "so_ban")]
    pub copies: u32,
    /// How far it has come: `cap-so`, `ban-hanh`, `luu`, `da-ky`, `nhap`, `huy`.
    #[serde(rename = "trang_thai")]
    pub state: &'static str,
    /// Why it was struck out, or what became of it.
    #[serde(rename = "ly_do")]
    pub reason: String,
    /// The SHA-256 of the issued PDF.
    pub pdf: String,
    /// The id of its object in the archive.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    /// How many papers before this one have the same number: only an older book gave one
    /// twice.
    #[serde(rename = "trung_so", skip_serializing_if = "is_zero")]
    pub dup: u32,
    /// Where it stood in an older book.
    #[serde(rename = "nguon", skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Number and symbol as they stand on the paper: `07-KH/ĐU`.
    #[serde(rename = "nhu_tren_giay")]
    pub printed: String,
}

/// Is where a row stood in an older book.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Origin {
    /// The file's name.
    #[serde(rename = "tep")]
    pub file: String,
    /// The sheet.
    #[serde(rename = "trang")]
    pub sheet: Option<String>,
    /// The row, from 1.
    #[serde(rename = "dong")]
    pub row: u32,
    /// The file's SHA-256.
    pub sha256: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Row {
    /// Makes a row plain.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let origin = entry.origin.as_ref().map(|origin| Origin {
            file: origin.file.clone(),
            sheet: origin.sheet.clone(),
            row: origin.row,
            sha256: origin.digest.clone(),
        });
        Self {
            id: entry.id,
            organ: entry.organ.clone(),
            term: entry.term,
            kind: entry.kind.clone(),
            kind_name: entry.kind_name.clone(),
            number: entry.number,
            symbol: entry.sign().to_owned(),
            date: entry.date,
            path: entry.path.clone(),
            copy: entry.copy,
            summary: entry.summary.clone(),
            signer: entry.signer.clone(),
            recipients: entry.recipients.clone(),
            kept_at: entry.kept_at.clone(),
            copies: entry.copies,
            state: entry.state.word(),
            reason: entry.reason.clone(),
            pdf: entry.pdf.clone(),
            object: entry.object.clone(),
            dup: entry.dup,
            origin,
            printed: entry.printed(),
        }
    }

    /// Tells whether its number was struck out.
    #[must_use]
    pub fn is_struck(&self) -> bool {
        self.state == State::Cancelled.word()
    }

    /// Tells whether its paper lies in the archive.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        State::of(self.state).is_some_and(State::is_kept)
    }

    /// Says in a clerk's words how far it has come.
    #[must_use]
    pub fn stands(&self) -> &'static str {
        State::of(self.state).map_or("", State::vietnamese)
    }

    /// Writes its day as a column has it.
    #[must_use]
    pub fn day(&self) -> String {
        told(self.date)
    }
}

/// Is a copy of a document that was made for others.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Certified {
    /// What was copied: number and symbol of a paper, or the name of a file.
    #[serde(rename = "cua")]
    pub of: String,
    /// The copy's file.
    #[serde(rename = "tep")]
    pub pdf: String,
    /// Its number and symbol, where such copies have one.
    #[serde(rename = "so")]
    pub printed: Option<String>,
    /// Its form, where there are several: `sao-y`, `sao-luc`, `trich-sao`.
    #[serde(rename = "hinh_thuc")]
    pub form: Option<String>,
    /// The day it was made.
    #[serde(rename = "ngay")]
    pub day: NaiveDate,
    /// Who signs it.
    #[serde(rename = "nguoi_sao")]
    pub signer: String,
    /// Whether it is electronic.
    #[serde(rename = "dien_tu")]
    pub electronic: bool,
    /// How many pages it has.
    #[serde(rename = "so_trang")]
    pub pages: usize,
    /// Whether what stands under the document has a page of its own.
    #[serde(rename = "trang_rieng")]
    pub behind: bool,
    /// The id of the object it lies in, if it is kept.
    #[serde(rename = "doi_tuong")]
    pub object: Option<String>,
    /// Whether it was made before.
    #[serde(rename = "da_co")]
    pub before: bool,
}

/// Is what the register's log ends with.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LogHead {
    /// How many rows the log has.
    #[serde(rename = "dong")]
    pub rows: i64,
    /// The last row's digest.
    #[serde(rename = "ma")]
    pub digest: String,
}

/// Is a series that was told where it begins.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Started {
    /// The kind's name without marks.
    #[serde(rename = "loai")]
    pub kind: String,
    /// The organ's symbol.
    #[serde(rename = "co_quan")]
    pub organ: String,
    /// The number it gives next.
    #[serde(rename = "tiep_theo")]
    pub next: u32,
}

/// Is a series that got rows from an older book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeriesTold {
    /// The organ's symbol.
    #[serde(rename = "co_quan")]
    pub organ: String,
    /// The first day of its term.
    #[serde(rename = "nhiem_ky")]
    pub term: NaiveDate,
    /// The kind's name.
    #[serde(rename = "loai")]
    pub kind: String,
    /// How many rows it got.
    #[serde(rename = "van_ban")]
    pub rows: usize,
    /// The smallest of their numbers.
    #[serde(rename = "tu_so")]
    pub least: u32,
    /// The greatest of their numbers.
    #[serde(rename = "den_so")]
    pub greatest: u32,
    /// The number the series begins with.
    #[serde(rename = "bat_dau")]
    pub first: u32,
    /// The number it gives next.
    #[serde(rename = "tiep_theo")]
    pub next: u32,
}

/// Is what became of the rows of an older book.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Entered {
    /// How many are in the register now.
    #[serde(rename = "vao_so")]
    pub entered: usize,
    /// How many were there already.
    #[serde(rename = "da_co")]
    pub known: usize,
    /// How many cannot be used as they stand.
    #[serde(rename = "chua_dung_duoc")]
    pub bad: usize,
    /// How many are no papers.
    #[serde(rename = "bo_qua")]
    pub skipped: usize,
}

/// Is what becomes of a row of an older book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OldFate {
    /// It is entered.
    Entered,
    /// It is in the register already.
    Known,
    /// It is there, and its summary is put right.
    Corrected,
    /// It cannot be used as it stands.
    Bad,
}

/// Is a row of an older book, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OldRow {
    /// The sheet, where there are sheets.
    pub sheet: Option<String>,
    /// The row as Excel numbers it.
    pub row: usize,
    /// Number and symbol; empty where they cannot be read.
    pub printed: String,
    /// Its day, if it can be read.
    pub day: Option<NaiveDate>,
    /// The kind's name, as far as it is known.
    pub kind: String,
    /// Its summary; of a bad row everything that stands in it.
    pub summary: String,
    /// What becomes of it.
    pub fate: OldFate,
    /// Why, each in words.
    pub why: Vec<String>,
}

/// Is what became of an older book.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Imported {
    /// The series that got rows.
    #[serde(rename = "cac_day")]
    pub series: Vec<SeriesTold>,
    /// How many rows became what.
    #[serde(rename = "dong")]
    pub rows: Entered,
    /// Whether nothing was entered, only looked at.
    #[serde(rename = "xem_truoc")]
    pub rehearsal: bool,
    /// The rows that are no papers, each in words.
    #[serde(rename = "bo_qua")]
    pub skipped: Vec<String>,
    /// The bad rows that are in the register, mended in a file of their own.
    #[serde(rename = "da_sua_o_tep_khac")]
    pub mended: Vec<String>,
    /// The rows whose summary was put right, each with what it was.
    #[serde(rename = "da_chua")]
    pub corrected: Vec<String>,
    /// The bad rows as a file to be mended; null if there are none, or none was asked for.
    #[serde(rename = "tep_loi")]
    pub bad: Option<String>,
}

/// Is a file that was written of so many rows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Exported {
    /// The file.
    #[serde(rename = "tep")]
    pub file: String,
    /// How many rows are in it.
    #[serde(rename = "dong")]
    pub rows: usize,
}

/// Is the register printed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Printed {
    /// The file.
    pub pdf: String,
    /// How many pages it has.
    #[serde(rename = "so_trang")]
    pub pages: usize,
}

/// Is what was added to the archive.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Added {
    /// A signed copy, to a paper.
    Signed(SignedKept),
    /// A document, to a dossier.
    Document(DocumentKept),
}

/// Is a signed copy that is kept.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SignedKept {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// The version of the object it is in.
    #[serde(rename = "ban")]
    pub version: u32,
    /// Its place in the object.
    #[serde(rename = "tep")]
    pub file: String,
    /// How many copies under that number are signed.
    #[serde(rename = "da_ky")]
    pub signed: usize,
    /// How many there are.
    #[serde(rename = "tong")]
    pub all: usize,
    /// How far the paper has come.
    #[serde(rename = "trang_thai")]
    pub state: &'static str,
    /// Whether it was there already.
    #[serde(rename = "da_co")]
    pub before: bool,
    /// The id of the object it is in.
    #[serde(skip)]
    pub object: String,
}

/// Is a document that is kept in a dossier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DocumentKept {
    /// The dossier's folder.
    #[serde(rename = "ho_so")]
    pub dossier: String,
    /// Its place in the object.
    #[serde(rename = "tep")]
    pub file: String,
    /// The version it came with; none if it was there already.
    #[serde(rename = "ban")]
    pub version: Option<u32>,
    /// Whether another document has the name it came with.
    #[serde(rename = "doi_ten")]
    pub renamed: bool,
}

/// Is what was put aside.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PutAside {
    /// Number and symbol of the paper, if it was a paper's.
    #[serde(rename = "so", skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// The dossier's folder, if it was a dossier's.
    #[serde(rename = "ho_so", skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
    /// The file.
    #[serde(rename = "rut")]
    pub file: String,
    /// Why.
    #[serde(rename = "ly_do")]
    pub reason: String,
    /// How far the paper has come now.
    #[serde(rename = "trang_thai", skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
}

impl PutAside {
    /// Says in a clerk's words how far the paper has come.
    #[must_use]
    pub fn stands(&self) -> &'static str {
        self.state.and_then(State::of).map_or("", State::vietnamese)
    }
}

/// Is what was entered of a paper that went out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Remarked {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// What became of it: `thu-hoi`, `dinh-chinh`.
    #[serde(rename = "viec")]
    pub fate: &'static str,
    /// Why.
    #[serde(rename = "ly_do", skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The newest version of its object.
    #[serde(rename = "ban", skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The paper by which it was done.
    #[serde(rename = "bang")]
    pub through: Option<String>,
    /// Whether it had been entered before; nothing was then.
    #[serde(rename = "da_co")]
    pub again: bool,
    /// What had been entered before.
    #[serde(rename = "da_ghi", skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

/// Is what was proved of the archive.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchiveProved {
    /// How many objects are as they were.
    #[serde(rename = "con_nguyen")]
    pub sound: usize,
    /// How many there are.
    #[serde(rename = "tong")]
    pub objects: usize,
    /// How many bytes were read.
    #[serde(rename = "byte")]
    pub bytes: u64,
    /// How many signed copies were proved again.
    #[serde(rename = "ban_ky")]
    pub signed: usize,
}

/// Is a paper or a dossier that was found in the archive.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FoundPaper {
    /// Number and symbol, or `hồ sơ`.
    #[serde(rename = "so")]
    pub printed: String,
    /// The day, `2026-06-03`.
    #[serde(rename = "ngay")]
    pub date: String,
    /// Summary or title.
    #[serde(rename = "trich_yeu")]
    pub summary: String,
    /// Everything that was said of it when it was kept.
    #[serde(rename = "mo_ta")]
    pub about: serde_json::Value,
    /// Its object's folder.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// What became of it.
    #[serde(rename = "viec")]
    pub fates: Vec<&'static str>,
    /// The numbers that were struck out.
    #[serde(rename = "so_huy")]
    pub struck: Vec<String>,
    /// The same in a clerk's words.
    #[serde(skip)]
    pub told: Vec<String>,
}

/// Is a version of an object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Version {
    /// Its number.
    #[serde(rename = "ban")]
    pub number: usize,
    /// When, RFC 3339.
    #[serde(rename = "luc")]
    pub at: String,
    /// Who.
    #[serde(rename = "nguoi")]
    pub who: String,
    /// What was done.
    #[serde(rename = "viec")]
    pub what: String,
}

/// Is a paper as the archive keeps it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaperShown {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// The summary.
    #[serde(rename = "trich_yeu")]
    pub summary: String,
    /// How far it has come.
    #[serde(rename = "trang_thai")]
    pub state: &'static str,
    /// The same in a clerk's words.
    #[serde(skip)]
    pub stands: &'static str,
    /// Its object's folder.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// Its versions, the oldest first.
    #[serde(rename = "cac_ban")]
    pub versions: Vec<Version>,
    /// Its files as the newest version has them.
    #[serde(rename = "cac_tep")]
    pub files: Vec<FileShown>,
}

/// Is a file of an object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileShown {
    /// Its name.
    #[serde(rename = "tep")]
    pub name: String,
    /// What was proved of the signatures it tells of.
    #[serde(rename = "chu_ky", skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<serde_json::Value>,
}

/// Is a dossier as the archive keeps it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DossierShown {
    /// Its folder.
    #[serde(rename = "ho_so")]
    pub folder: String,
    /// What was said of it: key, text.
    #[serde(rename = "mo_ta")]
    pub about: Vec<(String, String)>,
    /// Its papers.
    #[serde(rename = "van_ban")]
    pub papers: Vec<DossierPaper>,
    /// Its documents.
    #[serde(rename = "tai_lieu")]
    pub documents: Vec<DossierDocument>,
    /// Its versions, the oldest first.
    #[serde(rename = "cac_ban")]
    pub versions: Vec<Version>,
}

/// Is a paper of a dossier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DossierPaper {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// The summary.
    #[serde(rename = "trich_yeu")]
    pub summary: String,
    /// The id of its object.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    /// How far it had come when the dossier was written.
    #[serde(rename = "trang_thai")]
    pub state: String,
    /// How it stands, in a clerk's words.
    #[serde(rename = "tinh_trang")]
    pub stands: Vec<String>,
}

/// Is a document of a dossier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DossierDocument {
    /// Its place in the object.
    #[serde(rename = "tep")]
    pub file: String,
    /// What it is.
    #[serde(rename = "ly_do")]
    pub reason: String,
    /// Its SHA-256.
    pub sha256: String,
    /// When it was put there, RFC 3339.
    #[serde(rename = "luc")]
    pub at: String,
    /// Who put it there.
    #[serde(rename = "nguoi")]
    pub who: String,
    /// Where it lies on the disk.
    #[serde(rename = "o_dia")]
    pub path: Option<String>,
}

/// Is what was finished after a run that was cut off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Finished {
    /// What was done, in words.
    #[serde(rename = "da_lam")]
    pub what: String,
}

/// Is the archive laid out for eyes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Viewed {
    /// The folder.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// How many papers are in it.
    #[serde(rename = "van_ban")]
    pub papers: usize,
    /// What was left as it lay there, in words.
    #[serde(rename = "giu_lai")]
    pub kept: Vec<String>,
}

/// Is a backup that was taken.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BackedUp {
    /// Its folder.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// When, RFC 3339.
    #[serde(rename = "luc")]
    pub at: String,
    /// How many files are in it.
    #[serde(rename = "tep")]
    pub files: usize,
    /// How many bytes.
    #[serde(rename = "byte")]
    pub bytes: u64,
    /// How many papers and dossiers its archive has.
    #[serde(rename = "doi_tuong")]
    pub objects: usize,
    /// Whether register and archive of the copy prove themselves.
    #[serde(rename = "nguyen_ven")]
    pub whole: bool,
    /// Where in it the archive lies, if that is elsewhere than the office says.
    #[serde(rename = "kho_luu")]
    pub archive: Option<String>,
    /// How many backups of this office lie there now.
    #[serde(rename = "so_ban")]
    pub there: usize,
}

/// Is a bag that was written.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Bagged {
    /// Its folder.
    #[serde(rename = "goi")]
    pub bag: String,
    /// How many papers are in it.
    #[serde(rename = "van_ban")]
    pub papers: usize,
    /// How many dossiers.
    #[serde(rename = "ho_so")]
    pub dossiers: usize,
}

/// Is a paper that was set again from what is kept.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SetAgain {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// How many files are the same, byte for byte.
    #[serde(rename = "giong")]
    pub same: usize,
    /// How many there are.
    #[serde(rename = "tong")]
    pub all: usize,
}

/// Is a paper that was to be issued.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IssuedPaper {
    /// Its file.
    #[serde(rename = "tep")]
    pub file: String,
    /// The final PDF or the folder of its copies, if it was made.
    pub pdf: Option<String>,
    /// Whether it had its number before.
    #[serde(rename = "da_co_so")]
    pub again: bool,
    /// Whether it had been issued and kept before.
    #[serde(rename = "da_luu_truoc")]
    pub before: bool,
    /// Its rows of the register.
    #[serde(rename = "so_dang_ky")]
    pub rows: Vec<Row>,
    /// How many errors are in its way.
    #[serde(rename = "loi")]
    pub errors: usize,
}
