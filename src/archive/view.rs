//! Comes in: what is in a store, under the names people know. Goes out: a
//! folder tree a person can browse, made anew each time. Must not know: OCFL.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, os_words};

/// Is a file of the view.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// The folders, the highest first.
    pub folders: Vec<String>,
    /// The file's name without ending.
    pub name: String,
    /// Where the bytes are.
    pub source: PathBuf,
}

/// Is the file that says that a folder is a view and may be made anew.
const MARK: &str = "index.html";
const SIGN: &str = "<!-- vanthu: thư mục này do `vanthu archive view` lập lại -->";

/// Makes the view in a folder: beside it first, then in its place.
///
/// # Errors
/// Gives a finding if the folder is no view or the disk refuses.
pub fn view(folder: &Path, leaves: &[Leaf]) -> Result<(), Box<Diagnostic>> {
    let refuse = |why: &str| {
        let message = format!("không lập được `{}`: {why}", folder.display());
        Box::new(Diagnostic::new(Code::ARCHIVE_WRITE, message))
    };
    let ours = fs::read_to_string(folder.join(MARK)).is_ok_and(|text| text.contains(SIGN));
    if folder.exists() && !ours {
        return Err(refuse("thư mục này không phải do vanthu lập; đổi tên nó đi"));
    }
    let beside = |ending: &str| {
        let mut name = folder.file_name().unwrap_or_default().to_owned();
        name.push(ending);
        folder.with_file_name(name)
    };
    let (new, old) = (beside(".moi"), beside(".cu"));
    let run = || -> std::io::Result<()> {
        for folder in [&new, &old] {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
        }
        fs::create_dir_all(&new)?;
        for leaf in leaves {
            let to = new.join(path(leaf));
            to.parent().map_or(Ok(()), fs::create_dir_all)?;
            // The same bytes under a second name cost nothing where that is possible,
            // but a reader could then write into the store: so they are copied.
            fs::copy(&leaf.source, &to)?;
            let mut rights = fs::metadata(&to)?.permissions();
            rights.set_readonly(true);
            fs::set_permissions(&to, rights)?;
        }
        fs::write(new.join(MARK), index(leaves))?;
        if folder.exists() {
            fs::rename(folder, &old)?;
        }
        fs::rename(&new, folder)?;
        if old.exists() { fs::remove_dir_all(&old) } else { Ok(()) }
    };
    run().map_err(|error| refuse(&os_words(&error)))
}

fn path(leaf: &Leaf) -> PathBuf {
    let folders: PathBuf = leaf.folders.iter().map(|folder| safe(folder)).collect();
    folders.join(format!("{}.pdf", safe(&leaf.name)))
}

/// Makes a name that Windows, too, can hold; half of what it takes.
fn safe(name: &str) -> String {
    let plain = |letter: char| match letter {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    let mut safe: String = name.chars().map(plain).collect();
    while safe.len() > 120 {
        safe.pop();
    }
    let words = safe.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(['.', ' ']);
    if words.is_empty() { "-".to_owned() } else { words.to_owned() }
}

fn index(leaves: &[Leaf]) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n{SIGN}\n<html lang=\"vi\"><meta charset=\"utf-8\"><title>Lưu VPĐU</title>\n\
         <style>body {{ font: 16px serif; max-width: 60em; margin: 2em auto }}</style>\n<h1>Lưu VPĐU</h1>\n"
    );
    let mut before: &[String] = &[];
    for leaf in leaves {
        if leaf.folders != before {
            let _ = writeln!(page, "<h2>{}</h2>", html(&leaf.folders.join(" / ")));
            before = &leaf.folders;
        }
        let to = path(leaf).to_string_lossy().replace('\\', "/");
        let _ = writeln!(page, "<p><a href=\"{}\">{}</a></p>", link(&to), html(&leaf.name));
    }
    page + "</html>\n"
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn link(path: &str) -> String {
    path.bytes().fold(String::new(), |mut link, byte| {
        if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
            link.push(char::from(byte));
        } else {
            let _ = write!(link, "%{byte:02X}");
        }
        link
    })
}
