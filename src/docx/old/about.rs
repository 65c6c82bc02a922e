//! Comes in: the stream of the text. Goes out: what its first bytes say: which table belongs to it, how
//! long each story is, where everything else stands. Must not know: what stands there.

use super::Unread;
use super::bytes::{part, size_at, u16_at};

/// Are the places in the list of parts ([MS-DOC] 2.5.6).
pub(super) const STYLES: usize = 1;
pub(super) const FOOTNOTE_CALLS: usize = 2;
pub(super) const FOOTNOTES: usize = 3;
pub(super) const COMMENT_CALLS: usize = 4;
pub(super) const COMMENTS: usize = 5;
pub(super) const SECTIONS: usize = 6;
pub(super) const HEADERS: usize = 11;
pub(super) const LETTERS: usize = 12;
pub(super) const LINES: usize = 13;
pub(super) const FONTS: usize = 15;
pub(super) const PIECES: usize = 33;
pub(super) const WRITERS: usize = 36;
pub(super) const ENDNOTE_CALLS: usize = 46;
pub(super) const ENDNOTES: usize = 47;
pub(super) const LISTS: usize = 73;
pub(super) const LIST_ROWS: usize = 74;

/// Is the sign of Word, and the version since which the parts stand where they stand.
const SIGN: u16 = 0xa5ec;
const VERSION: u16 = 0xc1;
/// Is where the list of parts begins.
const LISTED: usize = 0x9a;

/// Is what a file says of itself.
pub(super) struct About {
    /// The name of the table's stream.
    pub table: &'static str,
    /// How long (letters) text, footnotes, headers, comments, endnotes, text boxes are.
    pub lengths: [usize; 6],
    parts: Vec<(usize, usize)>,
}

impl About {
    /// Reads the first bytes.
    pub(super) fn read(main: &[u8]) -> Result<Self, Unread> {
        let word = |at| u16_at(main, at).ok_or(Unread::Broken);
        if word(0)? != SIGN || word(2)? < VERSION {
            return Err(Unread::Older);
        }
        let flags = word(0x0a)?;
        if flags & 0x100 != 0 {
            return Err(Unread::Locked);
        }
        let length = |at| size_at(main, at).filter(|length| *length < 1 << 28).ok_or(Unread::Broken);
        let lengths =
            [length(0x4c)?, length(0x50)?, length(0x54)?, length(0x5c)?, length(0x60)?, length(0x64)?];
        let count = usize::from(word(0x98)?);
        let place = |at: usize| Some((size_at(main, LISTED + at * 8)?, size_at(main, LISTED + at * 8 + 4)?));
        Ok(Self {
            table: if flags & 0x200 == 0 { "0Table" } else { "1Table" },
            lengths,
            parts: (0..count).map_while(place).collect(),
        })
    }

    /// Gives a part of the table; nothing where there is none.
    pub(super) fn part<'a>(&self, table: &'a [u8], which: usize) -> &'a [u8] {
        let (at, length) = self.place(which);
        part(table, at, length).unwrap_or_default()
    }

    /// Gives where a part begins and how long it is.
    pub(super) fn place(&self, which: usize) -> (usize, usize) {
        self.parts.get(which).copied().unwrap_or_default()
    }

    /// Gives where a story begins among all letters: 0 is the text, 5 the text boxes.
    pub(super) fn begins(&self, story: usize) -> usize {
        self.lengths[..story].iter().sum()
    }
}
