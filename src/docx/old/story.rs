//! Comes in: the letters of a file, each with how it is set. Goes out: its stories as today's Word writes
//! them. Must not know: what they mean.

use std::cell::Cell;
use std::fmt::Write as _;
use std::ops::Range;

use super::Unread;
use super::about::About;
use super::bytes::u16_at;
use super::escaped::escaped;
use super::grid::{Ends, Written, body};
use super::letters::{self, INSERTED, SPECIAL, STRUCK, SYMBOL};
use super::lines;
use super::notes::{Called, Notes};
use super::pages::Pages;
use super::pieces::{Pieces, Placed};
use super::sprm::{byte, last};
use super::styles::Styles;

/// Is how much (bytes) all stories may become.
const MOST: usize = 100 << 20;
/// Is how much (letters, bytes of properties) is gone through for them.
const WORK: usize = 48 << 20;

/// Ends a section whose pages are turned.
const TURNED: &str = "<w:sectPr><w:pgSz w:orient=\"landscape\"/></w:sectPr>";

/// Writes stories.
pub(super) struct Writer<'a> {
    pub pieces: &'a Pieces,
    pub pages: &'a Pages<'a>,
    pub styles: &'a Styles,
    pub fonts: &'a [String],
    pub notes: &'a Notes,
    /// How many lists there are.
    pub lists: usize,
    /// How much was gone through.
    pub work: Cell<usize>,
}

impl Writer<'_> {
    /// Writes the text; text boxes stand with its first paragraph.
    pub(super) fn document(&self, about: &About) -> Result<String, Unread> {
        let mut text = self.story(0, 0..about.lengths[0])?;
        if self.notes.sections.last_key_value().is_some_and(|(_, turned)| *turned) {
            text.push_str(TURNED);
        }
        let boxes = self.story(about.begins(5), 0..about.lengths[5])?;
        if about.lengths[5] == 0 {
            return Ok(text);
        }
        let drawn = format!("<w:r><w:pict><w:txbxContent>{boxes}</w:txbxContent></w:pict></w:r>");
        let at = text.find("</w:pPr>").map_or(0, |at| at + "</w:pPr>".len());
        let (before, after) = text.split_at(at);
        Ok(format!("{before}{drawn}{after}"))
    }

    /// Writes the footnotes.
    pub(super) fn footnotes(&self, about: &About) -> Result<String, Unread> {
        self.asides(about.begins(1), &self.notes.footnotes, |at| format!("footnote w:id=\"{at}\""))
    }

    /// Writes the endnotes.
    pub(super) fn endnotes(&self, about: &About) -> Result<String, Unread> {
        self.asides(about.begins(4), &self.notes.endnotes, |at| format!("endnote w:id=\"{at}\""))
    }

    /// Writes the comments.
    pub(super) fn comments(&self, about: &About) -> Result<String, Unread> {
        let writer = |at: usize| self.notes.writers.get(at).map(|name| escaped(name)).unwrap_or_default();
        self.asides(about.begins(3), &self.notes.comments, |at| {
            format!("comment w:id=\"{at}\" w:author=\"{}\"", writer(at))
        })
    }

    /// Writes the headers as one.
    pub(super) fn header(&self, about: &About) -> Result<String, Unread> {
        self.edges(about, &self.notes.headers)
    }

    /// Writes the footers as one.
    pub(super) fn footer(&self, about: &About) -> Result<String, Unread> {
        self.edges(about, &self.notes.footers)
    }

    fn edges(&self, about: &About, all: &[Range<usize>]) -> Result<String, Unread> {
        let mut out = String::new();
        for own in all {
            out.push_str(&self.story(about.begins(2), own.clone())?);
            bounded(&out)?;
        }
        Ok(out)
    }

    fn asides(
        &self,
        begins: usize,
        all: &[Range<usize>],
        tag: impl Fn(usize) -> String,
    ) -> Result<String, Unread> {
        let mut out = String::new();
        for (at, own) in all.iter().enumerate() {
            let (tag, story) = (tag(at), self.story(begins, own.clone())?);
            let name = tag.split(' ').next().unwrap_or_default();
            let _ = write!(out, "<w:{tag}>{story}</w:{name}>");
            bounded(&out)?;
        }
        Ok(out)
    }

    /// Writes a stretch of a story that begins at a letter.
    fn story(&self, begins: usize, own: Range<usize>) -> Result<String, Unread> {
        let letters = self.pieces.letters(begins.saturating_add(own.start), own.end - own.start);
        let (mut all, mut from, mut length) = (Vec::new(), 0, 0);
        for at in 0..letters.len() {
            let section = (letters[at].unit == 0x0c)
                .then(|| self.notes.sections.get(&(begins + own.start + at + 1)))
                .flatten();
            let ends =
                matches!(letters[at].unit, 0x07 | 0x0d) || section.is_some() || at + 1 == letters.len();
            if ends {
                let mut written = self.paragraph(&letters[from..=at], begins + own.start + from);
                if let Some(turned) = section {
                    let own = if *turned { TURNED } else { "<w:sectPr/>" };
                    written.xml = written.xml.replacen("</w:pPr>", &format!("{own}</w:pPr>"), 1);
                }
                length += written.xml.len();
                self.work.set(self.work.get() + at + 1 - from);
                if length > MOST || self.work.get() > WORK {
                    return Err(Unread::Bomb);
                }
                all.push(written);
                from = at + 1;
            }
        }
        let out = body(&all);
        bounded(&out).map(|()| out)
    }

    /// Writes a paragraph; its first letter is the one of that number.
    fn paragraph(&self, letters: &[Placed], first: usize) -> Written {
        let mark = letters.last();
        let (style, own) = mark.map_or((0, &[][..]), |mark| self.pages.line(mark.at()));
        let list = self.changed(own, mark);
        let mut xml = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"s{style}\"/>{}<w:rPr>{}</w:rPr></w:pPr>",
            lines::properties(&list, self.lists),
            mark.filter(|mark| byte(&self.set(mark), STRUCK) == Some(1)).map_or("", |_| "<w:del/>")
        );
        let mut at = 0;
        while at < letters.len() {
            let key = |one: &Placed| (self.pages.alike(one.at()), one.change());
            let own = key(&letters[at]);
            let alike = letters[at..].iter().take_while(|one| key(one) == own).count().max(1);
            let set = self.set(&letters[at]);
            xml.push_str(&self.run(&letters[at..at + alike], &set, style, first + at));
            at += alike;
        }
        xml.push_str("</w:p>");
        let depth = lines::depth(&list);
        let ends = match mark.map(|mark| mark.unit) {
            Some(0x07 | 0x0d) if depth > 0 && lines::ends_row(&list) => Ends::Row(list),
            Some(0x07) if depth > 0 => Ends::Cell,
            Some(0x0d) if lines::ends_inner_cell(&list) => Ends::Cell,
            _ => Ends::Line,
        };
        Written { xml, depth, ends }
    }

    /// Gives how a letter is set, what was changed of its piece behind it.
    fn set(&self, one: &Placed) -> Vec<u8> {
        self.changed(self.pages.letter(one.at()), Some(one))
    }

    fn changed(&self, own: &[u8], one: Option<&Placed>) -> Vec<u8> {
        // Who is over the limit goes through no more.
        if self.work.get() > WORK {
            return Vec::new();
        }
        let change = one.and_then(|one| self.pieces.changes.get(one.change()?));
        self.work.set(self.work.get() + own.len() + change.map_or(0, Vec::len));
        own.iter().chain(change.into_iter().flatten()).copied().collect()
    }

    /// Writes letters that are set alike.
    fn run(&self, own: &[Placed], set: &[u8], style: u16, first: usize) -> String {
        let mut on = self.styles.on(style);
        if let Some(letters) = letters::style(set) {
            let more = self.styles.on(letters);
            on.iter_mut().zip(more).for_each(|(on, more)| *on ^= more);
        }
        let signs = self.signs(own, set, first);
        if signs.is_empty() {
            return signs;
        }
        let run = format!("<w:r><w:rPr>{}</w:rPr>{signs}</w:r>", letters::properties(set, on, self.fonts));
        if byte(set, STRUCK) == Some(1) {
            format!(
                "<w:del>{}</w:del>",
                run.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
            )
        } else if byte(set, INSERTED) == Some(1) {
            format!("<w:ins>{run}</w:ins>")
        } else {
            run
        }
    }

    fn signs(&self, own: &[Placed], set: &[u8], first: usize) -> String {
        let special = byte(set, SPECIAL) == Some(1);
        let (mut out, mut text) = (String::new(), Vec::new());
        for (one, number) in own.iter().zip(first..) {
            let called = self.notes.calls.get(&number).filter(|_| special || one.unit == 0x05);
            let sign = match one.unit {
                _ if called.is_some() => called.into_iter().flatten().map(calls).collect(),
                0x01 | 0x08 if special => "<w:pict><w:imagedata/></w:pict>".to_owned(),
                0x28 if special => self.symbol(set),
                0x13 => "<w:fldChar w:fldCharType=\"begin\"/>".to_owned(),
                0x14 => "<w:fldChar w:fldCharType=\"separate\"/>".to_owned(),
                0x15 => "<w:fldChar w:fldCharType=\"end\"/>".to_owned(),
                0x09 => "<w:tab/>".to_owned(),
                0x0b | 0x0e => "<w:br/>".to_owned(),
                0x0c => "<w:br w:type=\"page\"/>".to_owned(),
                0x1e => "<w:noBreakHyphen/>".to_owned(),
                0x1f => "<w:softHyphen/>".to_owned(),
                0..0x20 => String::new(),
                unit => {
                    text.push(unit);
                    continue;
                }
            };
            out.push_str(&letters_of(&mut text));
            out.push_str(&sign);
        }
        out.push_str(&letters_of(&mut text));
        out
    }

    /// Writes a sign that is named by its font and number.
    fn symbol(&self, set: &[u8]) -> String {
        let value = last(set, SYMBOL).unwrap_or_default();
        let font = u16_at(value, 0).and_then(|at| self.fonts.get(usize::from(at)));
        let (Some(font), Some(code)) = (font, u16_at(value, 2)) else { return String::new() };
        format!("<w:sym w:font=\"{}\" w:char=\"{code:04X}\"/>", escaped(font))
    }
}

/// Writes what is called.
fn calls(called: &Called) -> String {
    match called {
        Called::Footnote(at) => format!("<w:footnoteReference w:id=\"{at}\"/>"),
        Called::Endnote(at) => format!("<w:endnoteReference w:id=\"{at}\"/>"),
        Called::Comment(at) => format!("<w:commentReference w:id=\"{at}\"/>"),
    }
}

fn letters_of(units: &mut Vec<u16>) -> String {
    if units.is_empty() {
        return String::new();
    }
    let text = String::from_utf16_lossy(units);
    units.clear();
    format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(&text))
}

fn bounded(out: &str) -> Result<(), Unread> {
    if out.len() > MOST { Err(Unread::Bomb) } else { Ok(()) }
}
