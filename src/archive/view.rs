//! Comes in: what is in a store, under the names people know. Goes out: a
//! folder tree a person can browse, brought up to date. Must not know: OCFL,
//! how what a person put there is kept.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::bag::inside;
use super::shelf::{LIST, Piece, Source, fill};
use super::store::Store;
use crate::diag::{Code, Diagnostic, os_words};
use crate::text::free_name;

/// Is a file of the view.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// The folders, the highest first.
    pub folders: Vec<String>,
    /// The file's name without ending.
    pub name: String,
    /// Where the bytes are.
    pub source: PathBuf,
    /// Their SHA-512.
    pub digest: String,
}

/// Is the file that says that a folder is a view.
const MARK: &str = "index.html";
const SIGN: &str = "<!-- vanthu: thư mục này do `vanthu luu lap-thu-muc` lập lại -->";
/// How the sign begins, whatever the command was called when it was written.
const SIGNED: &str = "<!-- vanthu: thư mục này do `vanthu ";

/// Brings the view in a folder up to date. What it did not write itself, and what
/// was changed since, stays; gives what there is to say of that.
///
/// # Errors
/// Gives a finding if the folder is no view or the disk refuses.
pub fn view(folder: &Path, leaves: &[Leaf]) -> Result<Vec<String>, Box<Diagnostic>> {
    let refuse = |why: &str| {
        let message = format!("không lập được `{}`: {why}", folder.display());
        Box::new(Diagnostic::new(Code::ARCHIVE_WRITE, message))
    };
    if let Some(store) = Store::around(folder) {
        return Err(refuse(&inside(&store)));
    }
    let marked = fs::read_to_string(folder.join(MARK)).is_ok_and(|text| text.contains(SIGNED));
    let holds_any = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if (holds_any && !marked && !folder.join(LIST).is_file()) || folder.is_file() {
        return Err(refuse("thư mục này không phải do vanthu lập; đổi tên nó đi"));
    }
    let paths = paths(leaves);
    let mut pieces: Vec<Piece> = leaves
        .iter()
        .zip(&paths)
        .map(|(leaf, path)| Piece::new(path.clone(), Source::File(leaf.source.clone(), leaf.digest.clone())))
        .collect();
    pieces.push(Piece::new(MARK.to_owned(), Source::Text(index(leaves, &paths))));
    // A view from before there were lists: its index is known by its mark.
    fill(folder, &pieces, marked.then_some(MARK)).map_err(|error| refuse(&os_words(&error)))
}

/// Gives each file's place in the view, no two the same, on no system.
fn paths(leaves: &[Leaf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut paths = Vec::new();
    for leaf in leaves {
        let folders: Vec<String> = leaf.folders.iter().map(|folder| safe(folder)).collect();
        let path = format!("{}/{}.pdf", folders.join("/"), safe(&leaf.name));
        let path = free_name(&path, |path| taken.contains(&path.to_lowercase()));
        taken.insert(path.to_lowercase());
        paths.push(path);
    }
    paths
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

fn index(leaves: &[Leaf], paths: &[String]) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n{SIGN}\n<html lang=\"vi\"><meta charset=\"utf-8\"><title>Lưu VPĐU</title>\n\
         <style>body {{ font: 16px serif; max-width: 60em; margin: 2em auto }}</style>\n<h1>Lưu VPĐU</h1>\n"
    );
    let mut before: &[String] = &[];
    for (leaf, path) in leaves.iter().zip(paths) {
        if leaf.folders != before {
            let _ = writeln!(page, "<h2>{}</h2>", html(&leaf.folders.join(" / ")));
            before = &leaf.folders;
        }
        let _ = writeln!(page, "<p><a href=\"{}\">{}</a></p>", link(path), html(&leaf.name));
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
