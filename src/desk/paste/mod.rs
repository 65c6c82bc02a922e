//! Comes in: what somebody pastes, as text and as the markup its program left. Goes out: text as the
//! grammar of a body has it, and tables. Must not know: where it is pasted.
//!
//! Markup is read for bold, italic and tables only, and only while it holds the very letters of the
//! text: else the text is taken as it is.

mod entities;
mod markup;
mod plain;

use serde::Serialize;

use crate::text::{Encoding, is_alphanumeric, legacy, nfc};

/// Is a part of what was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// Lines of text.
    Text(String),
    /// The rows of a table, each with its cells.
    Table(Vec<Vec<String>>),
}

/// Is what was pasted, ready to stand in a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pasted {
    /// Its parts, in order.
    pub pieces: Vec<Piece>,
    /// Where it was typed in an encoding older than Unicode: which, and the same parts read by it.
    pub legacy: Option<(&'static str, Vec<Piece>)>,
    /// What is to be said of it.
    pub said: Vec<&'static str>,
}

/// Reads what was pasted: `text` as the clipboard has it, `html` if it has that, too.
#[must_use]
pub fn pasted(text: &str, html: Option<&str>) -> Pasted {
    let Some(found) = legacy(&nfc(text)) else {
        let (pieces, said) = pieces(text, html);
        return Pasted { pieces, legacy: None, said };
    };
    let name = match found.encoding {
        Encoding::Tcvn3 => "TCVN3 (phông .VnTime)",
        Encoding::Vni => "VNI (phông VNI-Times)",
    };
    let (old, said) = pieces(&held(text), html.map(held).as_deref());
    let of = |change: &dyn Fn(&str) -> String| old.iter().map(|piece| changed(piece, change)).collect();
    let read: Vec<Piece> = of(&|text| text.replace(HELD, SOFT));
    let legacy = read.iter().map(|piece| converted(piece, found.encoding)).collect();
    Pasted { pieces: of(&|text| text.replace(HELD, "")), legacy: Some((name, legacy)), said }
}

/// Is a hyphen that is not seen, and ư in TCVN3.
const SOFT: &str = "\u{ad}";
/// Stands for that letter while what is not seen is taken away.
const HELD: &str = "\u{e0ad}";

/// Keeps the letter that would not be seen.
fn held(text: &str) -> String {
    [SOFT, "&shy;", "&#173;", "&#xad;", "&#xAD;"]
        .iter()
        .fold(text.to_owned(), |text, sign| text.replace(sign, HELD))
}

/// Reads what was pasted, whatever its letters are; beside it comes what is to be said of it.
fn pieces(text: &str, html: Option<&str>) -> (Vec<Piece>, Vec<&'static str>) {
    let said = told(text);
    let marked = html.and_then(markup::pieces);
    let marked = marked.filter(|read| letters(&read.pieces) == said || told(&read.letters) == said);
    let Some(read) = marked else { return (plain::pieces(text), Vec::new()) };
    let dropped = "chữ đã gạch khi sửa (Track Changes) và ý kiến bên lề không lấy";
    let merged = "bảng có ô gộp: chữ ở ô đầu, các ô kia để trống, xem lại từng dòng";
    let told = [(read.dropped, dropped), (read.merged, merged)];
    (read.pieces, told.into_iter().filter_map(|(is, words)| is.then_some(words)).collect())
}

/// Gives a part with another text in each place.
fn changed(piece: &Piece, change: &dyn Fn(&str) -> String) -> Piece {
    match piece {
        Piece::Text(text) => Piece::Text(change(text)),
        Piece::Table(rows) => {
            Piece::Table(rows.iter().map(|row| row.iter().map(|cell| change(cell)).collect()).collect())
        }
    }
}

/// Gives a part with its old letters read.
fn converted(piece: &Piece, encoding: Encoding) -> Piece {
    let read = |text: &str| match legacy(text) {
        Some(found) if found.encoding == encoding => found.converted,
        _ => text.to_owned(),
    };
    match piece {
        Piece::Text(text) => Piece::Text(read(text)),
        Piece::Table(rows) => {
            // A cell alone may be too short to tell its encoding.
            let all = rows.iter().flatten().cloned().collect::<Vec<_>>().join("\n");
            let read = read(&all);
            let mut cells = read.split('\n').map(str::to_owned);
            let row = |row: &Vec<String>| row.iter().map(|_| cells.next().unwrap_or_default()).collect();
            Piece::Table(rows.iter().map(row).collect())
        }
    }
}

/// Gives the letters and digits of some parts, nothing else.
fn letters(pieces: &[Piece]) -> String {
    let mut found = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => found.push_str(&told(text)),
            Piece::Table(rows) => found.extend(rows.iter().flatten().map(|cell| told(cell))),
        }
    }
    found
}

fn told(text: &str) -> String {
    nfc(text).chars().filter(|letter| is_alphanumeric(*letter)).collect()
}

#[cfg(test)]
mod tests;
