//! Comes in: a copy of an office and the digests of what was copied. Goes out: whether each byte is
//! there, and what register and archive of the copy prove. Must not know: where it was copied from.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::copied::{Copied, LIST};
use super::pace::{Pace, Part};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::sha256_while;
use crate::office::shelf::{Charge, Proof, prove};

/// Are what reading leaves beside the register of the copy.
const TRACES: [&str; 4] = ["so-dang-ky.sqlite-wal", "so-dang-ky.sqlite-shm", "luu.khoa", "viec.khoa"];

/// Reads a copy again: register and archive prove themselves, then each file must be what was read.
///
/// # Errors
/// Gives a finding if a file differs, is missing or is one too many: then it is no copy.
pub(super) fn read_again(
    copied: &Copied<'_>,
    charge: &Charge<'_>,
    pace: &Pace<'_>,
) -> Result<Proof, Box<Diagnostic>> {
    let proof = prove(charge);
    for trace in TRACES {
        let path = copied.to.join("so").join(trace);
        if path.exists() {
            fs::remove_file(&path).map_err(|error| differs(trace, &os_words(&error)))?;
        }
    }
    for (done, (name, digest)) in copied.digests.iter().enumerate() {
        pace.see(Part::Reading, (done, copied.digests.len()))?;
        match sha256_while(&copied.to.join(name), |_| ()) {
            Ok((read, _)) if read == *digest => {}
            Ok(_) => return Err(differs(name, "đọc lại không giống tệp gốc")),
            Err(error) => return Err(differs(name, &os_words(&error))),
        }
    }
    match strange(copied) {
        Some(name) => Err(differs(&name, "tệp lạ, không phải chương trình chép")),
        None => Ok(proof),
    }
}

/// Finds a file that was not copied.
fn strange(copied: &Copied<'_>) -> Option<String> {
    let known: BTreeSet<_> = copied.digests.keys().map(|name| copied.to.join(name)).collect();
    let list = copied.to.join(LIST);
    let found = files(copied.to).into_iter().find(|path| !known.contains(path) && *path != list)?;
    Some(found.strip_prefix(copied.to).unwrap_or(&found).display().to_string())
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    inside.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn differs(name: &str, why: &str) -> Box<Diagnostic> {
    let message = format!("bản sao hỏng: `{name}`: {why}; đã bỏ, chưa có bản sao lưu nào được tính");
    let hint = "ổ đĩa có thể sắp hỏng: sao lưu lại vào ổ khác";
    Box::new(Diagnostic::new(Code::BACKUP_COPY, message).hint(hint))
}
