//! Comes in: the bytes of Word files, the papers of an office. Goes out: the stamp a draft bears of the
//! file it was made of, the drafts that bear one. Must not know: what a Word file says.
//!
//! A run over a folder that was cut off, or is made once more, makes no draft twice.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use crate::digest::sha256_hex;
use crate::input::walk;
use crate::pipeline::paper_path;

/// Is the word before the digits.
const WORD: &str = "dấu ";
/// Is how many digits of a file's SHA-256 a draft bears.
const DIGITS: usize = 16;
/// Is how much (bytes) of a paper is read for its first line.
const FIRST_LINE: u64 = 4096;

/// Gives the stamp of a file: `dấu 0123456789abcdef`.
pub(super) fn stamp(bytes: &[u8]) -> String {
    let digest = sha256_hex(bytes);
    format!("{WORD}{}", digest.get(..DIGITS).unwrap_or_default())
}

/// Gives the papers of an office that bear a stamp, by it.
pub(super) fn earlier(office: &Path) -> BTreeMap<String, String> {
    let (dossiers, _) = walk(&[office.to_owned()]);
    let papers = dossiers.into_iter().flat_map(|dossier| dossier.papers);
    papers.filter_map(|paper| Some((borne(&paper)?, paper_path(office, &paper)))).collect()
}

/// Reads the stamp a paper bears.
fn borne(paper: &Path) -> Option<String> {
    let mut line = Vec::new();
    let head = std::fs::File::open(paper).ok()?.take(FIRST_LINE);
    BufReader::new(head).read_until(b'\n', &mut line).ok()?;
    let line = String::from_utf8_lossy(&line);
    let (_, rest) = line.strip_prefix("# Nhận từ tệp Word ")?.rsplit_once(&format!("({WORD}"))?;
    let digits = rest.get(..DIGITS).filter(|digits| digits.chars().all(|sign| sign.is_ascii_hexdigit()))?;
    Some(format!("{WORD}{digits}"))
}
