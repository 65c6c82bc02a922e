//! Comes in: the tables of lists. Goes out: `numbering.xml`, and how many lists paragraphs may name. Must
//! not know: which paragraphs do.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::about::{About, LIST_ROWS, LISTS};
use super::bytes::{part, size_at, u16_at, u32_at};
use super::escaped::escaped;
use super::sprm::last;

/// Is how long (bytes) what is said of a list is, and of a level before its letters.
const LIST: usize = 28;
/// Is how long (bytes) a row of the list of lists is.
const ROW: usize = 16;
/// Is the most lists a file has.
const MOST: usize = 4096;

/// Writes the lists.
pub(super) fn lists(table: &[u8], about: &About, fonts: &[String]) -> (String, usize) {
    let mut out = String::new();
    let ids = kinds(table, about, fonts, &mut out).unwrap_or_default();
    let rows = rows(about.part(table, LIST_ROWS), &ids, fonts, &mut out).unwrap_or_default();
    (out, rows)
}

/// Writes each list; gives its place by its number.
fn kinds(table: &[u8], about: &About, fonts: &[String], out: &mut String) -> Option<BTreeMap<u32, usize>> {
    let (at, length) = about.place(LISTS);
    let own = part(table, at, length)?;
    let count = usize::from(u16_at(own, 0)?).min(MOST);
    let mut ids = BTreeMap::new();
    // The levels of all lists stand behind all lists.
    let mut levels = Reader { rest: table.get(at + 2 + count * LIST..)? };
    for place in 0..count {
        let list = part(table, at + 2 + place * LIST, LIST)?;
        ids.insert(u32_at(list, 0)?, place);
        let deep = if list[26] & 1 == 1 { 1 } else { 9 };
        let _ = write!(out, "<w:abstractNum w:abstractNumId=\"{place}\">");
        for level in 0..deep {
            match levels.level(level, fonts) {
                Some(own) => out.push_str(&own),
                None => break,
            }
        }
        out.push_str("</w:abstractNum>");
    }
    Some(ids)
}

/// Writes what paragraphs name: a list with changes of its own.
fn rows(own: &[u8], ids: &BTreeMap<u32, usize>, fonts: &[String], out: &mut String) -> Option<usize> {
    let count = size_at(own, 0)?.min(MOST);
    let mut behind = Reader { rest: own.get(4 + count * ROW..).unwrap_or_default() };
    for place in 0..count {
        let row = part(own, 4 + place * ROW, ROW)?;
        let kind = ids.get(&u32_at(row, 0)?).copied().unwrap_or(usize::MAX);
        let _ = write!(out, "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{kind}\"/>", place + 1);
        behind.take(4);
        for _ in 0..row[12] {
            let Some(change) = behind.take(8) else { break };
            let (start, said) = (u32_at(change, 0)?, u32_at(change, 4)?);
            let level = said & 15;
            let _ = write!(out, "<w:lvlOverride w:ilvl=\"{level}\">");
            if said & 0x20 != 0 {
                out.push_str(&behind.level(usize::try_from(level).ok()?, fonts).unwrap_or_default());
            } else if said & 0x10 != 0 {
                let _ = write!(out, "<w:startOverride w:val=\"{start}\"/>");
            }
            out.push_str("</w:lvlOverride>");
        }
        out.push_str("</w:num>");
    }
    Some(count)
}

/// Reads levels one behind the other.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (own, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(own)
    }

    /// Writes a level.
    fn level(&mut self, place: usize, fonts: &[String]) -> Option<String> {
        let head = self.take(LIST)?;
        let (start, format, flags) = (u32_at(head, 0)?, head[4], head[5]);
        let line = usize::from(head[25]);
        self.take(line)?;
        let letters = self.take(usize::from(head[24]))?;
        let length = self.take(2).and_then(|count| u16_at(count, 0))?;
        let text = self.take(usize::from(length) * 2)?;
        let mut out = format!("<w:lvl w:ilvl=\"{place}\"><w:start w:val=\"{start}\"/>");
        let _ =
            write!(out, "<w:numFmt w:val=\"{}\"/><w:lvlText w:val=\"{}\"/>", counted(format), shown(text));
        if flags & 4 != 0 {
            out.push_str("<w:isLgl/>");
        }
        if flags & 8 != 0 {
            let _ = write!(out, "<w:lvlRestart w:val=\"{}\"/>", head[26]);
        }
        if head[15] == 2 {
            out.push_str("<w:suff w:val=\"nothing\"/>");
        }
        let font = last(letters, 0x4a4f).and_then(|value| u16_at(value, 0));
        if let Some(font) = font.and_then(|at| fonts.get(usize::from(at))) {
            let _ = write!(out, "<w:rPr><w:rFonts w:ascii=\"{}\"/></w:rPr>", escaped(font));
        }
        out.push_str("</w:lvl>");
        Some(out)
    }
}

/// Names how a level counts ([MS-OSHARED] 2.2.1.3).
fn counted(format: u8) -> &'static str {
    match format {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        22 => "decimalZero",
        23 => "bullet",
        255 => "none",
        _ => "decimal",
    }
}

/// Writes what stands before the text: a small number stands for that level's own number.
fn shown(text: &[u8]) -> String {
    let units = text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let mut out = String::new();
    for letter in char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)) {
        match u32::from(letter) {
            level @ 0..9 => {
                let _ = write!(out, "%{}", level + 1);
            }
            _ => out.push_str(&escaped(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}
