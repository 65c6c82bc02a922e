//! Comes in: something that was done. Goes out: the word and the body the log has of it, and
//! the same read again. Must not know: how rows of the log hang together.
//!
//! Every body is a [`Record`]: those without `phien_ban` are of version 1.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::row::{By, Entry};
use crate::record::{self, Record, Unread};

/// Is what is done to a row of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It got its number.
    Numbered,
    /// Its final PDF was written.
    Issued,
    /// Its paper came into the archive.
    Kept,
    /// Its signed copy came into the archive.
    Signed,
    /// Its signed copy was put aside: it waits for one again.
    Waits,
    /// It was struck out.
    Cancelled,
    /// Something was remarked in it.
    Remarked,
    /// It came from an older book.
    Imported,
    /// What came from an older book was put right.
    Mended,
}

/// Is how an inventory of the archive comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It is about to.
    Announced,
    /// It came in.
    Came,
    /// It never came in.
    Dropped,
}

/// Is a sort of thing that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Something is done to a row.
    Row(Step),
    /// A series goes on from some number.
    Started,
    /// Copies that share a number are known by their digests.
    Copies,
    /// A paper is recalled (thu hồi).
    Recalled,
    /// A paper is corrected by another one (đính chính).
    Corrected,
    /// A copy of a paper is made for others (sao y, sao lục, trích sao).
    Copied,
    /// A document is put into a dossier.
    Put,
    /// A document of a dossier is put aside.
    Out,
    /// A signed copy is put aside.
    Aside,
    /// An inventory of the archive.
    Seal(Course),
}

impl Sort {
    /// Lists all of them.
    pub const ALL: [Self; 20] = [
        Self::Row(Step::Numbered),
        Self::Row(Step::Issued),
        Self::Row(Step::Kept),
        Self::Row(Step::Signed),
        Self::Row(Step::Waits),
        Self::Row(Step::Cancelled),
        Self::Row(Step::Remarked),
        Self::Row(Step::Imported),
        Self::Row(Step::Mended),
        Self::Started,
        Self::Copies,
        Self::Recalled,
        Self::Corrected,
        Self::Copied,
        Self::Put,
        Self::Out,
        Self::Aside,
        Self::Seal(Course::Announced),
        Self::Seal(Course::Came),
        Self::Seal(Course::Dropped),
    ];

    /// Gives the word the log has, and the names of files in the archive.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Row(Step::Numbered) => "cap-so",
            Self::Row(Step::Issued) => "ban-hanh",
            Self::Row(Step::Kept) => "luu",
            Self::Row(Step::Signed) => "da-ky",
            Self::Row(Step::Waits) => "cho-ky",
            Self::Row(Step::Cancelled) => "huy",
            Self::Row(Step::Remarked) => "ghi-chu",
            Self::Row(Step::Imported) => "nhap",
            Self::Row(Step::Mended) => "sua-nhap",
            Self::Started => "bat-dau",
            Self::Copies => "cac-ban",
            Self::Recalled => "thu-hoi",
            Self::Corrected => "dinh-chinh",
            Self::Copied => "sao",
            Self::Put => "tai-lieu",
            Self::Out => "rut-tai-lieu",
            Self::Aside => "rut",
            Self::Seal(Course::Announced) => "ban-ke",
            Self::Seal(Course::Came) => "vao-kho",
            Self::Seal(Course::Dropped) => "bo-ban-ke",
        }
    }

    /// Reads the word the log has.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// Says from which number a series goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The organ's symbol.
    #[serde(rename = "co_quan")]
    pub organ: String,
    /// The first day of its term.
    #[serde(rename = "nhiem_ky")]
    pub term: NaiveDate,
    /// The kind's name without marks.
    #[serde(rename = "loai")]
    pub kind: String,
    /// The number.
    #[serde(rename = "tu_so")]
    pub next: u32,
}

/// Knows copies that share a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copies {
    /// Their row.
    pub id: i64,
    /// How many there are.
    #[serde(rename = "so_ban")]
    pub count: usize,
    /// The digest over their SHA-256.
    #[serde(rename = "ma")]
    pub digest: String,
}

/// Is the paper that recalls or corrects another one, or is its copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Through {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// Its day.
    #[serde(rename = "ngay")]
    pub date: NaiveDate,
    /// Its summary.
    #[serde(rename = "trich_yeu")]
    pub summary: String,
    /// The id of its object.
    #[serde(rename = "doi_tuong")]
    pub object: String,
}

/// Says that a paper was recalled or corrected, or that a copy of it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// Its day.
    #[serde(rename = "ngay")]
    pub date: NaiveDate,
    /// The id of its object.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    /// Why.
    #[serde(rename = "ly_do")]
    pub reason: String,
    /// By which paper, if by one.
    #[serde(rename = "bang")]
    pub through: Option<Through>,
}

/// Is a document that was put into a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The dossier's folder, from the workspace.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// Its place in the dossier's object.
    #[serde(rename = "tep")]
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
    /// Why it belongs there.
    #[serde(rename = "ly_do")]
    pub reason: String,
}

/// Is a document of a dossier that was put aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentOut {
    /// The dossier's folder, from the workspace.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// Where it lay in the dossier's object.
    #[serde(rename = "tep")]
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
    /// When it had been put in, RFC 3339.
    #[serde(rename = "vao_luc")]
    pub since: String,
    /// Why it is put aside.
    #[serde(rename = "ly_do")]
    pub reason: String,
}

/// Is a signed copy that was put aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyOut {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// The id of its object.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    /// Its files in the object.
    #[serde(rename = "tep")]
    pub files: Vec<String>,
    /// The SHA-512 of the copy.
    pub sha512: Option<String>,
    /// Why.
    #[serde(rename = "ly_do")]
    pub reason: String,
}

/// Is an inventory of an object of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The object's id.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    /// The version.
    #[serde(rename = "ban")]
    pub number: u32,
    /// The SHA-512 of the inventory.
    pub sha512: String,
}

impl Record for Start {}
impl Record for Copies {}
impl Record for Remark {}
impl Record for Document {}
impl Record for DocumentOut {}
impl Record for CopyOut {}
impl Record for Sealed {}

/// Is something that is done, with all the log has of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Something is done to a row, which is now so.
    Row(Step, Box<Entry>),
    /// A series goes on from some number.
    Started(Start),
    /// Copies that share a number are known by their digests.
    Copies(Copies),
    /// A paper is recalled.
    Recalled(Remark),
    /// A paper is corrected.
    Corrected(Remark),
    /// A copy of a paper is made.
    Copied(Remark),
    /// A document is put into a dossier.
    Put(Document),
    /// A document of a dossier is put aside.
    Out(DocumentOut),
    /// A signed copy is put aside.
    Aside(CopyOut),
    /// An inventory of the archive.
    Seal(Course, Sealed),
}

impl Deed {
    /// Tells its sort.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self {
            Self::Row(step, _) => Sort::Row(*step),
            Self::Started(_) => Sort::Started,
            Self::Copies(_) => Sort::Copies,
            Self::Recalled(_) => Sort::Recalled,
            Self::Corrected(_) => Sort::Corrected,
            Self::Copied(_) => Sort::Copied,
            Self::Put(_) => Sort::Put,
            Self::Out(_) => Sort::Out,
            Self::Aside(_) => Sort::Aside,
            Self::Seal(course, _) => Sort::Seal(*course),
        }
    }

    /// Gives the row it is done to; 0 where it is done to none.
    pub(super) fn row(&self) -> i64 {
        if let Self::Row(_, entry) = self { entry.id } else { 0 }
    }

    /// Writes what the log has of it.
    pub(super) fn body(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Row(_, entry) => record::line(&**entry),
            Self::Started(start) => record::line(start),
            Self::Copies(copies) => record::line(copies),
            Self::Recalled(remark) | Self::Corrected(remark) | Self::Copied(remark) => record::line(remark),
            Self::Put(document) => record::line(document),
            Self::Out(document) => record::line(document),
            Self::Aside(copy) => record::line(copy),
            Self::Seal(_, sealed) => record::line(sealed),
        }
    }

    /// Reads what the log has of something of a sort.
    pub(super) fn read(sort: Sort, body: &str) -> Result<Self, Unread> {
        let body = body.as_bytes();
        Ok(match sort {
            Sort::Row(step) => Self::Row(step, Box::new(record::read(body)?)),
            Sort::Started => Self::Started(record::read(body)?),
            Sort::Copies => Self::Copies(record::read(body)?),
            Sort::Recalled => Self::Recalled(record::read(body)?),
            Sort::Corrected => Self::Corrected(record::read(body)?),
            Sort::Copied => Self::Copied(record::read(body)?),
            Sort::Put => Self::Put(record::read(body)?),
            Sort::Out => Self::Out(record::read(body)?),
            Sort::Aside => Self::Aside(record::read(body)?),
            Sort::Seal(course) => Self::Seal(course, record::read(body)?),
        })
    }
}

/// Is something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its row in the log.
    pub seq: i64,
    /// Who did it, and when.
    pub by: By,
    /// What.
    pub deed: Deed,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in logs stays readable, and is written again letter for letter: a row
    /// of the book is compared with the log by its letters.
    #[test]
    fn bodies_are_what_the_log_has() {
        let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/records/log.txt");
        let cases = std::fs::read_to_string(cases).expect("cases");
        let mut seen: Vec<Sort> = Vec::new();
        for case in cases.lines() {
            let (word, body) = case.split_once(' ').expect("a word and a body");
            let sort = Sort::of(word).expect(word);
            let deed = Deed::read(sort, body).unwrap_or_else(|unread| panic!("{word}: {unread:?}"));
            assert_eq!((deed.sort(), deed.body().expect(word).as_str()), (sort, body));
            // A field more is no harm, one less or a later version is not read.
            let more = body.replacen('{', "{\"moi\":1,", 1);
            assert_eq!(Deed::read(sort, &more).expect("a field more"), deed);
            let later = body.replacen('{', "{\"phien_ban\":2,", 1);
            assert!(matches!(Deed::read(sort, &later), Err(Unread::Later(2, 1))), "{word}");
            assert!(matches!(Deed::read(sort, "{}"), Err(Unread::Damaged(_))), "{word}");
            seen.push(sort);
        }
        let unseen: Vec<&str> =
            Sort::ALL.into_iter().filter(|sort| !seen.contains(sort)).map(Sort::word).collect();
        assert_eq!(unseen, Vec::<&str>::new());
    }
}
