//! Comes in: a register's row, a dossier's folder, a file's name. Goes out: how objects of
//! the archive are named and laid out, and the turn to change them. Must not know: what
//! stands in their files.

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;

use crate::diag::Diagnostic;
use crate::digest::sha256_hex;
use crate::pipeline::turn::Turn;
use crate::register::{self, Entry};
use crate::text::folded;

/// Begins the ids of dossiers.
const ID: &str = "vanthu-ho-so-";
/// Is where what was put aside lies in an object: out of the way, and still there.
pub(crate) const BY: &str = "rut/";

/// Gives the id of a paper's object, by the first of its numbers. It is no URI, which OCFL would like better:
/// so it is its folder's name as it stands, short enough for Windows and without
/// `%`, which readers of bags stumble over.
pub(crate) fn object_id(entry: &Entry) -> String {
    object_of((&entry.organ, entry.term, &entry.kind), entry.first())
}

/// Gives the id of the object of a number in a series: organ, term, kind.
pub(crate) fn object_of((organ, term, kind): (&str, NaiveDate, &str), number: u32) -> String {
    let plain = |text: &str| {
        text.bytes().fold(String::new(), |mut id, byte| {
            if byte.is_ascii_alphanumeric() || byte == b'-' {
                id.push(char::from(byte));
            } else {
                let _ = write!(id, "_{byte:02x}");
            }
            id
        })
    };
    format!("vanthu-{}-{term}-{}-{number}", plain(organ), plain(kind))
}

/// Gives the id of a dossier's object: its folder's name in plain letters, and,
/// where they do not tell it from others, the beginning of its digest.
#[must_use]
pub(crate) fn dossier_id(folder: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    if !folder.is_empty() && folder.len() <= 60 && folder.chars().all(plain) {
        return format!("{ID}{folder}");
    }
    let name: String = folded(folder).chars().filter(|letter| plain(*letter)).take(60).collect();
    format!("{ID}{}-{}", name.trim_matches('-'), &sha256_hex(folder.as_bytes())[..8])
}

/// Tells whether an object is a dossier.
pub(crate) fn is_dossier(id: &str) -> bool {
    id.starts_with(ID)
}

/// Gives the place of what was proved of a signed copy.
pub(crate) fn beside(signed: &str) -> String {
    format!("{}.json", signed.strip_suffix(".pdf").unwrap_or(signed))
}

/// Tells whether a file of an object says something about another one.
#[must_use]
pub(crate) fn is_about(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "json")
}

/// Tells whether a file of an object is a scan of a signed paper.
pub(crate) fn is_scan(name: &str) -> bool {
    name.starts_with("quet/") && !is_about(name)
}

/// Waits for the turn to change the objects of a workspace.
pub(crate) fn turn(workspace: &Path) -> Result<Turn, Box<Diagnostic>> {
    Turn::wait(&register::file(workspace).with_file_name("luu.khoa"))
}

#[cfg(test)]
mod tests {
    use super::dossier_id;

    #[test]
    fn ids_of_dossiers_are_plain_and_differ() {
        assert_eq!(dossier_id("doi-thoai-2026"), "vanthu-ho-so-doi-thoai-2026");
        let marked = [dossier_id("hội nghị"), dossier_id("hoi nghi"), dossier_id("Hội/nghị"), dossier_id("")];
        for (at, id) in marked.iter().enumerate() {
            assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{id}");
            assert!(!marked[..at].contains(id), "{id}");
        }
        assert!(marked[0].starts_with("vanthu-ho-so-hoi-nghi-"), "{}", marked[0]);
    }
}
