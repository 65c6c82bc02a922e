//! Comes in: an office's folder. Goes out: the files of the CAs it trusts. Must not know: what is in
//! them.

use std::fs;
use std::path::{Path, PathBuf};

/// Is the office's folder of the CAs it trusts.
pub(super) const PLACE: &str = "chung-thu";
/// Are the endings of files of certificates.
pub(super) const ENDINGS: [&str; 4] = ["pem", "crt", "cer", "der"];

/// Finds the files of certificates of an office, in a fixed order.
pub(super) fn own_files(office: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(office.join(PLACE)).into_iter().flatten().flatten();
    let own = |path: &PathBuf| {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        path.is_file() && ENDINGS.contains(&ending.as_str())
    };
    let mut files: Vec<PathBuf> = listed.map(|entry| entry.path()).filter(own).collect();
    files.sort();
    files
}
