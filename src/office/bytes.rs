//! Comes in: a path that somebody named. Goes out: the bytes, if it is a file and not
//! endless. Must not know: what they are.

use std::io::Read as _;
use std::path::Path;

use crate::diag::{Code, Diagnostic, os_words};

/// Is how large a file may be that is taken in whole, in bytes.
const LARGEST: u64 = 512 << 20;

/// Reads a file; a pipe or a device would never end and is none.
///
/// # Errors
/// Gives a finding if it cannot be read or is too large.
pub(super) fn whole_file(file: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    read_up_to(file, LARGEST)
}

/// Reads a file of at most so many bytes.
///
/// # Errors
/// Gives a finding if it cannot be read or is larger.
pub(super) fn read_up_to(file: &Path, most: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let fail = |why: &str| {
        let message = format!("không đọc được `{}`: {why}", file.display());
        Box::new(Diagnostic::new(Code::FILE_READ, message))
    };
    let about = std::fs::metadata(file).map_err(|error| fail(&os_words(&error)))?;
    if !about.is_file() {
        return Err(fail("không phải một tệp thường"));
    }
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file);
    let read = opened.and_then(|opened| opened.take(most + 1).read_to_end(&mut bytes));
    read.map_err(|error| fail(&os_words(&error)))?;
    if bytes.len() as u64 > most {
        return Err(fail(&format!("tệp lớn hơn {} MB", most >> 20)));
    }
    Ok(bytes)
}
