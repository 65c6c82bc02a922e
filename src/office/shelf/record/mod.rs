//! Comes in: an object of the archive. Goes out: what its records say, as types; a finding
//! where one is damaged or of a later version. Must not know: who asks, how objects are kept.
//!
//! All of them are [`Record`]s: those without `phien_ban` are of version 1. What only some
//! releases wrote has a default; what all wrote and decisions stand on has none.

use serde::{Deserialize, Serialize};

mod copy;
mod described;
mod dossier;
mod event;
mod paper;

pub(crate) use copy::{ScanRecord, SignedRecord, SignerRecord, Verdict};
pub(crate) use described::Described;
pub(crate) use dossier::{DossierRecord, FiledDocument, FiledPaper, Struck};
pub(crate) use event::{EventRecord, Happened};
pub(crate) use paper::{CopiedFile, Fonts, IssuedCopy, PaperRecord, Program, Rules, Templates};

use super::layout::beside;
use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::record::{self, Record};

/// Is the name of a paper's record in its object.
pub(crate) const RECORD: &str = "record.json";
/// Is the name of a dossier's record in its object.
pub(crate) const DOSSIER: &str = "ho-so.json";
/// Is where an object keeps the templates and rule sets that were the office's own.
pub(crate) const OWN: &str = "mau/";

/// Is a file, known by its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Its name.
    #[serde(rename = "tep")]
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
}

/// Is the head of the register's log when a record was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// The number of the last row.
    #[serde(rename = "dong")]
    pub seq: i64,
    /// Its hash.
    #[serde(rename = "ma")]
    pub hash: String,
}

impl From<(i64, String)> for Head {
    fn from((seq, hash): (i64, String)) -> Self {
        Self { seq, hash }
    }
}

/// Reads the record of a paper's object.
///
/// # Errors
/// Gives a finding if there is none, it was changed or is of a later version.
pub(crate) fn record(store: &Store, kept: &Kept) -> Result<PaperRecord, Box<Diagnostic>> {
    read(store, kept, RECORD)
}

/// Reads the record of a dossier's object.
///
/// # Errors
/// As [`record`].
pub(crate) fn dossier_record(store: &Store, kept: &Kept) -> Result<DossierRecord, Box<Diagnostic>> {
    read(store, kept, DOSSIER)
}

/// Reads what is said of a signed copy or a scan; nothing where nothing was said: copies
/// that were kept before they were proved on entering have no record.
///
/// # Errors
/// As [`record`].
pub(crate) fn about<T: Record>(store: &Store, kept: &Kept, name: &str) -> Result<Option<T>, Box<Diagnostic>> {
    let about = beside(name);
    kept.inventory.names().contains(&about.as_str()).then(|| read(store, kept, &about)).transpose()
}

/// Reads a record of an object.
///
/// # Errors
/// As [`record`].
pub(crate) fn read<T: Record>(store: &Store, kept: &Kept, file: &str) -> Result<T, Box<Diagnostic>> {
    let bytes = store.read(kept, file)?;
    record::read(&bytes).map_err(|unread| {
        let what = format!("`{}`: {file}", kept.inventory.id);
        unread.told(&what, Code::ARCHIVE_BROKEN, Code::ARCHIVE_LATER)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Unread, page};

    fn case(name: &str) -> Vec<u8> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/records");
        std::fs::read(folder.join(name)).expect(name)
    }

    /// Reads a record, writes it again letter for letter; it is not read where it is of a
    /// later version or damaged.
    fn same<T: Record + std::fmt::Debug>(name: &str) -> T {
        let bytes = case(name);
        let record: T = record::read(&bytes).unwrap_or_else(|unread| panic!("{name}: {unread:?}"));
        let again = String::from_utf8(page(&record).expect(name)).expect(name);
        let text = String::from_utf8(bytes).expect(name);
        assert_eq!(again, text, "{name}");
        let later = text.replacen('{', "{\"phien_ban\": 2,", 1);
        assert!(matches!(record::read::<T>(later.as_bytes()), Err(Unread::Later(2, 1))), "{name}");
        for damaged in ["", "null", "[]", "{}", &text[..text.floor_char_boundary(text.len() / 2)]] {
            let read = record::read::<T>(damaged.as_bytes());
            assert!(matches!(read, Err(Unread::Damaged(_))), "{name}: {damaged}");
        }
        record
    }

    #[test]
    fn records_are_what_archives_have() {
        assert_eq!(same::<PaperRecord>("record.json").rows.len(), 2);
        assert_eq!(same::<SignedRecord>("ky.json").verdict, Verdict::Proved);
        assert_eq!(same::<ScanRecord>("quet.json").printed.as_deref(), Some("02-KH/ĐU"));
        assert_eq!(same::<EventRecord>("viec.json").happened, Happened::Corrected);
        assert!(!same::<DossierRecord>("ho-so.json").documents.is_empty());
    }

    #[test]
    fn what_the_first_releases_wrote_is_read() {
        let paper: PaperRecord = record::read(&case("first/record.json")).expect("a paper");
        assert!(paper.own.is_none() && paper.copies.iter().all(|copy| !copy.fields && !copy.true_size));
        let signed: SignedRecord = record::read(&case("first/ky.json")).expect("a signed copy");
        assert!(signed.reason.is_none() && signed.doubted.is_empty() && signed.signers[0].fits.is_none());
    }

    #[test]
    fn a_dossier_keeps_what_it_does_not_know() {
        let text = String::from_utf8(case("ho-so.json")).expect("text");
        let more =
            text.replace("\"tep\":", "\"moi\": [1],\n      \"tep\":").replacen('{', "{\"them\": 1,", 1);
        let known: DossierRecord = record::read(text.as_bytes()).expect("a dossier");
        let record: DossierRecord = record::read(more.as_bytes()).expect("a field more");
        let again = String::from_utf8(page(&record).expect("written")).expect("text");
        assert_eq!(again.matches("\"moi\"").count(), more.matches("\"moi\"").count());
        assert!(again.contains("\"them\": 1"));
        let papers: Vec<FiledPaper> = record.papers.iter().map(FiledPaper::known).collect();
        assert_eq!(papers, known.papers, "what is not known makes no other paper");
    }
}
