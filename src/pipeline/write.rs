//! Comes in: bytes and a path. Goes out: the file, whole or not at all. Must
//! not know: what is in it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::batch::safe;
use crate::archive::Store;
use crate::diag::{Code, Diagnostic, os_words};

/// Writes a file: into a temporary one beside it, to disk, then renamed.
///
/// # Errors
/// Gives a finding if a step fails; what stood there before is untouched.
pub(crate) fn whole(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    outside(path)?;
    put(path, bytes, fs::File::sync_all)
}

/// Writes a file that somebody is to mend, under the first name that is free or holds the
/// same: `loi.csv`, `loi-2.csv` … What is being mended is never written over. Gives the
/// path it has.
///
/// # Errors
/// Gives a finding if it cannot be written.
pub fn keep_mending(wanted: &Path, bytes: &[u8]) -> Result<PathBuf, Box<Diagnostic>> {
    keep(wanted, bytes, &|at| format!("-{at}"))
}

/// Writes a file that somebody hands over into a folder, under the first name that is free or
/// holds the same: `khach.xlsx`, `khach (2).xlsx` … What lies there is never written over.
/// Whatever the name, it is one that Windows can hold. Gives the path it has.
///
/// # Errors
/// Gives a finding if it cannot be written.
pub(crate) fn keep_beside(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Box<Diagnostic>> {
    let own = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let wanted = folder.join(safe(own));
    outside(&wanted)?;
    keep(&wanted, bytes, &|at| format!(" ({at})"))
}

fn keep(wanted: &Path, bytes: &[u8], mark: &dyn Fn(u32) -> String) -> Result<PathBuf, Box<Diagnostic>> {
    let stem = wanted.file_stem().unwrap_or_default().to_string_lossy();
    let ending =
        wanted.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let others = (2..10_000_u32).map(|at| wanted.with_file_name(format!("{stem}{}{ending}", mark(at))));
    for path in std::iter::once(wanted.to_owned()).chain(others) {
        match claim(&path, bytes) {
            Ok(true) => return Ok(path),
            Ok(false) => {}
            Err(error) => {
                let message = format!("không viết được `{}`: {}", path.display(), os_words(&error));
                return Err(Box::new(Diagnostic::new(Code::OUTPUT_WRITE, message)));
            }
        }
    }
    let message = format!("không viết được `{}`: quá nhiều tệp cùng tên", wanted.display());
    Err(Box::new(Diagnostic::new(Code::OUTPUT_WRITE, message)))
}

/// Writes a file whose name is free; tells whether it is there with
/// these bytes now.
fn claim(path: &Path, bytes: &[u8]) -> std::io::Result<bool> {
    if fs::symlink_metadata(path).is_ok() {
        return Ok(path.is_file() && fs::read(path)? == bytes);
    }
    let mut file = match fs::File::create_new(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(false),
        other => other?,
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file must not be taken for one that is being mended.
        let _ = fs::remove_file(path);
    }
    written.map(|()| true)
}

/// Refuses a file in an archive or beside a register: what lies there is written by
/// the program alone.
///
/// # Errors
/// Gives a finding that names the place.
fn outside(path: &Path) -> Result<(), Box<Diagnostic>> {
    let beside = path.parent().filter(|folder| folder.join("so-dang-ky.sqlite").is_file());
    let what = match (Store::around(path), beside) {
        (Some(store), _) => format!("kho lưu `{}`", store.display()),
        (None, Some(folder)) => format!("thư mục sổ đăng ký `{}`", folder.display()),
        (None, None) => return Ok(()),
    };
    let message = format!("không ghi `{}`: chỗ ấy nằm trong {what}", path.display());
    Err(Box::new(Diagnostic::new(Code::OUTPUT_WRITE, message).hint("chọn một chỗ khác")))
}

/// Refuses a file in a folder that is not there: the name was mistyped.
///
/// # Errors
/// Gives a finding that names the folder.
pub(crate) fn folder_there(path: &Path) -> Result<(), Box<Diagnostic>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Some(folder) = folder.filter(|folder| !folder.is_dir()) else { return Ok(()) };
    let message = format!("không có thư mục `{}`", folder.display());
    Err(Box::new(
        Diagnostic::new(Code::OUTPUT_WRITE, message).hint("xem lại đường dẫn, hoặc lập thư mục ấy trước"),
    ))
}

fn put(
    path: &Path,
    bytes: &[u8],
    settle: impl Fn(&fs::File) -> std::io::Result<()>,
) -> Result<(), Box<Diagnostic>> {
    let refuse = |error: &std::io::Error| {
        Box::new(
            Diagnostic::new(
                Code::OUTPUT_WRITE,
                format!("không ghi được `{}`: {}", path.display(), os_words(error)),
            )
            .hint("đĩa còn chỗ không, thư mục có cho ghi không, tệp có đang mở ở chương trình khác không"),
        )
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The folder is nearly always there.
    let file = temporary(folder).or_else(|_| fs::create_dir_all(folder).and_then(|()| temporary(folder)));
    let mut file = file.map_err(|error| refuse(&error))?;
    file.write_all(bytes).and_then(|()| settle(file.as_file())).map_err(|error| refuse(&error))?;
    file.persist(path).map_err(|error| refuse(&error.error))?;
    Ok(())
}

/// Writes a file like [`whole`], without waiting for the disk: for one of
/// hundreds that can be made again and are known by their digests.
///
/// # Errors
/// As [`whole`].
pub(crate) fn quick(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    put(path, bytes, |_| Ok(()))
}

const TEMPORARY: &str = ".vanthu-";

/// Tells the name of a file that is being written.
pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY)
}

/// Makes the temporary file; others may read it, as they may any new file.
fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Puts an output away that no longer answers to its YAML: `x.pdf` becomes
/// `x.pdf.cu`, so that nobody prints it for the new one.
///
/// # Errors
/// Gives a finding if it cannot be moved.
pub(crate) fn retire(path: &Path) -> Result<Option<PathBuf>, Box<Diagnostic>> {
    if !path.is_file() {
        return Ok(None);
    }
    move_to(path, put_away_name(path))
}

fn move_to(path: &Path, old: PathBuf) -> Result<Option<PathBuf>, Box<Diagnostic>> {
    fs::rename(path, &old).map_err(|error| {
        Box::new(
            Diagnostic::new(
                Code::OUTPUT_WRITE,
                format!("`{}` là bản cũ mà không đổi tên được: {}", path.display(), os_words(&error)),
            )
            .hint("đóng tệp đang mở rồi chạy lại; đừng in tệp này"),
        )
    })?;
    Ok(Some(old))
}

/// Puts a file away that somebody has changed: `x.pdf.cu`, or `x.pdf.2.cu` … where
/// such a one lies already. None is ever written over.
///
/// # Errors
/// As [`retire`].
pub(crate) fn keep_aside(path: &Path) -> Result<Option<PathBuf>, Box<Diagnostic>> {
    if put_away_name(path).exists() && path.is_file() {
        move_to(path, free_aside(path))
    } else {
        retire(path)
    }
}

/// Copies a file to where it would be put away, before it is written anew; gives the copy.
///
/// # Errors
/// As [`whole`].
pub(crate) fn copy_aside(path: &Path, bytes: &[u8]) -> Result<PathBuf, Box<Diagnostic>> {
    let free = free_aside(path);
    whole(&free, bytes)?;
    Ok(free)
}

/// Gives the first name a file can be put away under.
fn free_aside(path: &Path) -> PathBuf {
    let first = put_away_name(path);
    let numbered = |number: u32| {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{number}.cu"));
        path.with_file_name(name)
    };
    let others = (2..10_000).map(numbered);
    std::iter::once(first.clone()).chain(others).find(|free| !free.exists()).unwrap_or(first)
}

/// Drops the page pictures of an earlier run: `x.1.png`, `x.2.png` …
pub(crate) fn drop_pictures(pdf: &Path) {
    let Some((folder, stem)) =
        pdf.parent().zip(pdf.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
    else {
        return;
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name.strip_prefix(&format!("{stem}.")).and_then(|rest| rest.strip_suffix(".png"));
        if number.is_some_and(|number| number.parse::<u32>().is_ok()) {
            // What cannot be dropped is overwritten or shows its age.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Reads what [`retire`] put away.
pub(crate) fn retired(path: &Path) -> Option<Vec<u8>> {
    fs::read(put_away_name(path)).ok()
}

/// Drops what [`retire`] put away, now that a fresh output stands in its place.
pub(crate) fn settle(path: &Path) {
    // If it cannot be dropped, its name still says what it is.
    let _ = fs::remove_file(put_away_name(path));
}

fn put_away_name(path: &Path) -> PathBuf {
    // No paper can have this name: an output ends in `.pdf`.
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".cu");
    path.with_file_name(name)
}
