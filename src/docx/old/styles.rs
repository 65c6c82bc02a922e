//! Comes in: the sheet of styles. Goes out: the same as today's Word writes it; which switches a style
//! turns on. Must not know: where styles are used.

use std::fmt::Write as _;

use super::bytes::{part, u16_at, wide};
use super::escaped::escaped;
use super::letters::{self, On, switched};
use super::lines;

/// Is the most styles a file has.
const MOST: usize = 4095;
/// Is how many styles may stand on one another.
const DEEPEST: usize = 32;
/// Is the number of a style that stands on none.
const NONE: u16 = 0x0fff;

#[derive(Debug, Default)]
struct Style {
    name: String,
    base: u16,
    is_letters: bool,
    line: Vec<u8>,
    letters: Vec<u8>,
}

/// Holds the styles of a file.
pub(super) struct Styles {
    all: Vec<Option<Style>>,
    /// The switches each of them turns on, what it stands on among it.
    on: Vec<On>,
    fonts: Vec<String>,
}

impl Styles {
    /// Reads the sheet.
    pub(super) fn read(sheet: &[u8], fonts: &[String]) -> Self {
        let mut styles = Self { all: Vec::new(), on: Vec::new(), fonts: fonts.to_vec() };
        let head = u16_at(sheet, 0).map_or(0, usize::from);
        let length = u16_at(sheet, 4).map_or(0, usize::from);
        let mut at = 2 + head;
        while let Some(size) = u16_at(sheet, at).map(usize::from).filter(|_| styles.all.len() < MOST) {
            let own = part(sheet, at + 2, size);
            styles.all.push(own.and_then(|own| style(own, length)));
            at += 2 + size;
        }
        styles.switch();
        styles
    }

    /// Reckons the switches of all styles, each once.
    fn switch(&mut self) {
        let mut known: Vec<Option<On>> = vec![None; self.all.len()];
        for first in 0..self.all.len() {
            let (mut chain, mut next) = (Vec::new(), first);
            while chain.len() < DEEPEST
                && let Some(style) = self.all.get(next).and_then(Option::as_ref)
                && known[next].is_none()
            {
                chain.push((next, style));
                next = usize::from(style.base);
            }
            let mut on = known.get(next).copied().flatten().unwrap_or_default();
            for (number, style) in chain.into_iter().rev() {
                on = switched(&style.letters, on);
                known[number] = Some(on);
            }
        }
        self.on = known.into_iter().map(Option::unwrap_or_default).collect();
    }

    /// Gives which switches a style and those it stands on turn on.
    pub(super) fn on(&self, number: u16) -> On {
        self.on.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Writes `styles.xml`.
    pub(super) fn xml(&self) -> String {
        let mut out = String::new();
        for (number, style) in self.all.iter().enumerate() {
            let Some(style) = style else { continue };
            let kind = if style.is_letters { "character" } else { "paragraph" };
            let usual = if number == 0 { " w:default=\"1\"" } else { "" };
            let name = escaped(&style.name);
            let _ = write!(
                out,
                "<w:style w:type=\"{kind}\"{usual} w:styleId=\"s{number}\"><w:name w:val=\"{name}\"/>"
            );
            if style.base != NONE {
                let _ = write!(out, "<w:basedOn w:val=\"s{}\"/>", style.base);
            }
            let below = if style.base == NONE { On::default() } else { self.on(style.base) };
            let line = lines::properties(&style.line, usize::from(u16::MAX));
            let letters = letters::properties(&style.letters, below, &self.fonts);
            let _ = write!(out, "<w:pPr>{line}</w:pPr><w:rPr>{letters}</w:rPr></w:style>");
        }
        out
    }
}

/// Reads a style; its first bytes are so long.
fn style(own: &[u8], length: usize) -> Option<Style> {
    let (kind, base) = (u16_at(own, 2)? & 15, u16_at(own, 2)? >> 4);
    let letters = usize::from(u16_at(own, length)?);
    let name = wide(part(own, length + 2, letters * 2)?);
    // Behind the name stands a zero, then lists of properties, each at an even place.
    let mut at = length + 2 + letters * 2 + 2;
    let mut lists = Vec::new();
    while lists.len() < 2
        && let Some(size) = u16_at(own, at).map(usize::from)
    {
        lists.push(part(own, at + 2, size).unwrap_or_default());
        at += 2 + size + size % 2;
    }
    let mut lists = lists.into_iter();
    let line = if kind == 1 { lists.next().and_then(|list| list.get(2..)).unwrap_or_default() } else { &[] };
    let letters = if kind <= 2 { lists.next().unwrap_or_default() } else { &[] };
    Some(Style { name, base, is_letters: kind == 2, line: line.to_vec(), letters: letters.to_vec() })
}
