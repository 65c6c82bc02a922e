//! Comes in: the bytes of a file of Word 97 to 2003 (`.doc`). Goes out: the same as a Word file of today,
//! so that it is read by the same hand. Must not know: what the text means, how it is read.
//!
//! The format is Microsoft's own ([MS-DOC], [MS-CFB]). `cabinet` opens the file, `about` says where things stand in it,
//! `pieces` where each letter lies, `pages` how it is set; `letters`, `lines`, `styles`, `lists` write that as
//! today's Word does, `story` and `grid` make paragraphs and tables of it, `notes` what stands beside the text.
//! No picture and no macro is taken over; no letter of any story is left out.

mod about;
mod bytes;
mod cabinet;
mod escaped;
mod fonts;
mod grid;
mod letters;
mod lines;
mod lists;
mod notes;
mod pack;
mod pages;
mod pieces;
mod sprm;
mod story;
mod styles;

use std::cell::Cell;

use about::About;
use cabinet::Cabinet;
use fonts::fonts;
use lists::lists;
use notes::Notes;
use pages::Pages;
use pieces::Pieces;
use story::Writer;
use styles::Styles;

/// Says why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// Word before 1997.
    Older,
    /// A password is needed.
    Locked,
    /// It was cut off or damaged.
    Broken,
    /// It holds more than a paper does.
    Bomb,
}

/// Writes a file of Word 97 to 2003 as one of today.
///
/// # Errors
/// Says why it is not read.
pub(super) fn modern(bytes: &[u8]) -> Result<Vec<u8>, Unread> {
    let cabinet = Cabinet::open(bytes).ok_or(Unread::Broken)?;
    let main = cabinet.stream("WordDocument").ok_or(Unread::Broken)?;
    let about = About::read(&main)?;
    let table = cabinet.stream(about.table).ok_or(Unread::Broken)?;
    let pieces = Pieces::read(&main, &table, &about)?;
    let fonts = fonts(about.part(&table, about::FONTS));
    let styles = Styles::read(about.part(&table, about::STYLES), &fonts);
    let (numbering, rows) = lists(&table, &about, &fonts);
    let data = cabinet.stream("Data").unwrap_or_default();
    let pages = Pages::read(&main, &table, &data, &about);
    let notes = Notes::read(&main, &table, &about);
    let writer = Writer {
        pieces: &pieces,
        pages: &pages,
        styles: &styles,
        fonts: &fonts,
        notes: &notes,
        lists: rows,
        work: Cell::new(0),
    };
    let parts = pack::Parts {
        document: writer.document(&about)?,
        styles: styles.xml(),
        numbering,
        footnotes: writer.footnotes(&about)?,
        endnotes: writer.endnotes(&about)?,
        comments: writer.comments(&about)?,
        header: writer.header(&about)?,
        footer: writer.footer(&about)?,
        macros: cabinet.has("Macros"),
    };
    pack::packed(&parts).ok_or(Unread::Broken)
}
