//! Comes in: a place in a store. Goes out: the bytes of the plain file that lies
//! there, or why there is none: a link shows what lies elsewhere, and what is no
//! file at all may never end. Must not know: what files are for.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use crate::diag::os_words;

/// Says why something in a store is not the plain file it must be.
pub(super) fn fault(about: &Metadata) -> Option<&'static str> {
    let kind = about.file_type();
    if kind.is_symlink() {
        Some("là liên kết tới chỗ khác, không phải tệp trong kho")
    } else if kind.is_dir() {
        Some("là thư mục, không phải tệp")
    } else if !kind.is_file() {
        Some("là ống dẫn hoặc thiết bị, không phải tệp")
    } else {
        shared(about).then_some(
            "còn một tên khác trên đĩa (liên kết cứng): sửa ở kia là sửa ở đây; chép kho thì chép hẳn ra tệp mới",
        )
    }
}

/// Tells whether a file has another name, too: then it is not the store's alone.
#[cfg(unix)]
fn shared(about: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(about) > 1
}

/// Windows tells that only of an open file, to those who name its own functions.
#[cfg(not(unix))]
fn shared(_: &Metadata) -> bool {
    false
}

/// Says why no plain file lies at a place.
///
/// # Errors
/// Says it in words, for the end of a sentence.
pub(super) fn proved(path: &Path) -> Result<(), String> {
    let about =
        fs::symlink_metadata(path).map_err(|error| format!("không đọc được: {}", os_words(&error)))?;
    fault(&about).map_or(Ok(()), |why| Err(why.to_owned()))
}

/// Reads a plain file.
///
/// # Errors
/// Gives the system's error, or says that there is something else.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    // A hard link is for the audit to tell; what it says is read all the same.
    if fs::symlink_metadata(path)?.is_file() {
        fs::read(path)
    } else {
        Err(io::Error::other("không phải tệp thường"))
    }
}
