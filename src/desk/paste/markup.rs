//! Comes in: the markup a word processor left on the clipboard. Goes out: its text with bold, italic
//! and tables; nothing where it is not understood. Must not know: what its other tags mean: they are
//! passed over, nothing of them is kept.

use std::collections::BTreeMap;

use super::{Piece, entities};
use crate::input::{Letter, retyped};

/// Is the deepest that tags may stand in one another.
const DEEPEST: usize = 512;
/// Is the most columns or rows a cell goes over.
const WIDEST: usize = 64;

/// Begin a new line.
const BLOCKS: [&str; 18] = [
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "section",
    "article",
    "center",
    "hr",
];
/// Hold nothing that is read.
const SILENT: [&str; 6] = ["style", "script", "head", "title", "xml", "template"];

/// Is what was read of markup.
pub(super) struct Read {
    pub pieces: Vec<Piece>,
    /// The letters that stood in it: numbers of its lists are made by whoever shows it.
    pub letters: String,
    /// Whether some were left out: struck out by whoever corrected it, or written at its margin.
    pub dropped: bool,
    /// Whether a cell of a table goes over several.
    pub merged: bool,
}

/// Reads markup; nothing if it is cut off or names what is not known.
pub(super) fn pieces(html: &str) -> Option<Read> {
    let own = fragment(html);
    let mut reader = Reader { notes: footnotes(own), ..Reader::default() };
    let mut rest = own;
    while let Some(at) = rest.find('<') {
        reader.text(&rest[..at])?;
        rest = reader.tag(&rest[at..])?;
    }
    reader.text(rest)?;
    let (letters, dropped, merged) = (std::mem::take(&mut reader.letters), reader.dropped, reader.merged);
    Some(Read { pieces: reader.done(), letters, dropped, merged })
}

/// Gives the footnotes that Word puts behind the text, by their names.
fn footnotes(html: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut parts = html.split("<div style='mso-element:footnote'");
    parts.next();
    for part in parts {
        let Some((head, rest)) = part.split_once('>') else { continue };
        let Some(name) = attribute(head, "id") else { continue };
        let Some((inner, _)) = rest.split_once("</div>") else { continue };
        let Some(read) = pieces(inner) else { continue };
        let lines = read.pieces.into_iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.replace('\n', " ")),
            Piece::Table(_) => None,
        });
        found.insert(name.to_owned(), lines.collect::<Vec<_>>().join(" ").trim().to_owned());
    }
    found
}

/// Gives what was marked as copied.
fn fragment(html: &str) -> &str {
    let begun = html.split_once("<!--StartFragment-->").map_or(html, |(_, rest)| rest);
    begun.split_once("<!--EndFragment-->").map_or(begun, |(own, _)| own)
}

/// Is how some letters are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Set {
    bold: bool,
    italic: bool,
    part: Part,
}

/// Is what some letters are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Text,
    /// Word wrote them as the number or sign of an item.
    Mark,
    /// They stand higher than the line.
    Raised,
    /// They are no text of the paper: struck out, said of it, or said elsewhere.
    Dropped,
}

impl Set {
    /// Lets letters be for something; what is no text of the paper stays so.
    fn be(&mut self, part: Part) {
        if self.part != Part::Dropped {
            self.part = part;
        }
    }

    fn is_dropped(self) -> bool {
        self.part == Part::Dropped
    }
}

/// Is a list that is open, with its number if it counts, and whether it counts in letters.
type Count = Option<(u32, bool)>;

#[derive(Default)]
struct Reader {
    open: Vec<(String, Set)>,
    lists: Vec<Count>,
    /// The line that is read: its letters, each with how it is set.
    line: Vec<(char, Set)>,
    /// What stands before the next line: the number or sign of its item.
    mark: String,
    lines: Vec<String>,
    pieces: Vec<Piece>,
    letters: String,
    /// The rows of a table that is open, and how many tables stand in one another.
    rows: Vec<Vec<String>>,
    tables: usize,
    /// Over how many columns and rows the cell goes that is open.
    span: (usize, usize),
    /// For each column, how many rows more a cell above covers.
    covered: Vec<usize>,
    /// The footnotes, by their names.
    notes: BTreeMap<String, String>,
    dropped: bool,
    merged: bool,
}

impl Reader {
    fn set(&self) -> Set {
        self.open.last().map(|(_, set)| *set).unwrap_or_default()
    }

    fn is_silent(&self) -> bool {
        self.open.iter().any(|(name, _)| SILENT.contains(&name.as_str()))
    }

    fn text(&mut self, text: &str) -> Option<()> {
        if self.is_silent() {
            return Some(());
        }
        let set = self.set();
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            rest = &rest[letter.len_utf8()..];
            let letter = match letter {
                '&' => {
                    let (name, behind) = rest.split_once(';').filter(|(name, _)| name.len() <= 10)?;
                    rest = behind;
                    entities::letter(name)?
                }
                // A line end of the source is a space; one of the text is a tag.
                '\n' | '\r' => ' ',
                other => other,
            };
            self.letters.push(letter);
            if set.is_dropped() {
                continue;
            }
            let letter = self.raised(letter, set);
            // Word's second sign is this letter in the font Courier New.
            let letter = if set.part == Part::Mark && letter == 'o' { '◦' } else { letter };
            self.line.push((letter, set));
        }
        Some(())
    }

    /// Lets m2 be m²: a number that stands higher has letters of its own.
    fn raised(&self, letter: char, set: Set) -> char {
        let unit = self.line.last().is_some_and(|(last, _)| last.is_alphabetic());
        let higher = [('2', '²'), ('3', '³')]
            .into_iter()
            .find(|(low, _)| set.part == Part::Raised && unit && *low == letter);
        higher.map_or(letter, |(_, higher)| higher)
    }

    /// Puts a footnote where it is called; its number and what stands behind the text are no words of it.
    fn note(&mut self, inner: &str, set: &mut Set) {
        let style = attribute(inner, "style").unwrap_or_default();
        let Some((_, name)) = style.split_once("mso-footnote-id:") else { return };
        let called = attribute(inner, "href").is_some_and(|way| !way.contains("ftnref"));
        let name = name.split([';', ' ']).next().unwrap_or_default();
        if let Some(note) = self.notes.get(name).filter(|_| called && !set.is_dropped()) {
            let own = *set;
            self.line.extend(format!("[^{note}]").chars().map(|letter| (letter, own)));
        }
        set.be(Part::Dropped);
    }

    /// Reads a tag at the beginning of a text; gives what stands behind it.
    fn tag<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        if let Some(comment) = text.strip_prefix("<!--") {
            return comment.split_once("-->").map(|(_, rest)| rest);
        }
        let end = closing(text)?;
        let (inner, rest) = (&text[1..end], &text[end + 1..]);
        if inner.starts_with(['!', '?']) {
            return Some(rest);
        }
        let (close, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let name: String =
            inner.chars().take_while(|letter| !letter.is_whitespace() && *letter != '/').collect();
        let name = name.to_ascii_lowercase();
        if close {
            self.close(&name);
        } else {
            self.begin(&name, inner)?;
        }
        Some(rest)
    }

    fn begin(&mut self, name: &str, inner: &str) -> Option<()> {
        if !self.is_silent() {
            self.block(name);
            match name {
                "ul" => self.lists.push(None),
                "ol" => {
                    let letters = attribute(inner, "type").is_some_and(|kind| kind == "a");
                    self.lists.push(Some((number(inner, "start").unwrap_or(1), letters)));
                }
                "li" => self.item(),
                "table" => self.table(),
                "tr" if self.tables == 1 => {
                    self.under();
                    self.rows.push(Vec::new());
                }
                "td" | "th" if self.tables == 1 => {
                    let over = |name| number(inner, name).map_or(1, |over| (over as usize).clamp(1, WIDEST));
                    self.span = (over("colspan"), over("rowspan"));
                    self.merged |= self.span != (1, 1);
                }
                _ => {}
            }
        }
        let empty = ["br", "img", "hr", "meta", "link", "input", "col", "wbr"].contains(&name);
        if !empty && !inner.ends_with('/') {
            let mut set = styled(name, inner, self.set());
            self.dropped |= set.is_dropped() && !self.set().is_dropped();
            if style_of(inner).contains("mso-element:footnote-list") {
                set.be(Part::Dropped);
            }
            if name == "a" {
                self.note(inner, &mut set);
            }
            self.open.push((name.to_owned(), set));
            (self.open.len() <= DEEPEST).then_some(())?;
        }
        Some(())
    }

    fn close(&mut self, name: &str) {
        // What was never opened closes nothing.
        let Some(at) = self.open.iter().rposition(|(open, _)| open == name) else { return };
        let silent = self.is_silent();
        self.open.truncate(at);
        if silent {
            return;
        }
        self.block(name);
        match name {
            "ul" | "ol" => drop(self.lists.pop()),
            "td" | "th" if self.tables == 1 => {
                let cell = std::mem::take(&mut self.lines).join(" ");
                self.cell(cell);
            }
            "table" => {
                self.tables -= 1;
                if self.tables == 0 {
                    self.covered.clear();
                    let rows = std::mem::take(&mut self.rows);
                    self.pieces.extend(table(rows));
                }
            }
            _ => {}
        }
    }

    /// Puts a cell into the row that is read; what it covers, and what one above covers, is empty, so
    /// that each cell stays below its head.
    fn cell(&mut self, cell: String) {
        let (wide, high) = std::mem::replace(&mut self.span, (1, 1));
        self.under();
        let Some(row) = self.rows.last_mut() else { return self.lines.push(cell) };
        row.push(cell);
        row.resize(row.len() + wide - 1, String::new());
        if self.covered.len() < row.len() {
            self.covered.resize(row.len(), 0);
        }
        let end = row.len();
        self.covered[end - wide..end].fill(high - 1);
    }

    /// Leaves empty what a cell above covers next in this row.
    fn under(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(left) = self.covered.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(String::new());
        }
    }

    /// Begins a table: what stood before it is a part of its own; one within another is text.
    fn table(&mut self) {
        if self.tables == 0 {
            self.part();
        }
        self.tables += 1;
    }

    fn item(&mut self) {
        let deep = self.lists.len() > 1;
        self.mark = match self.lists.last_mut() {
            Some(Some((number, letters))) => {
                *number += 1;
                let letter = u8::try_from(*number - 1).ok().filter(|at| *letters && (1..=26).contains(at));
                letter.map_or_else(
                    || format!("{}. ", *number - 1),
                    |at| format!("{}) ", char::from(b'a' + at - 1)),
                )
            }
            _ if deep => "+ ".to_owned(),
            _ => "- ".to_owned(),
        };
    }

    /// Ends a line where a tag does.
    fn block(&mut self, name: &str) {
        if BLOCKS.contains(&name) || ["td", "th", "tr", "table"].contains(&name) {
            let letters = std::mem::take(&mut self.line).into_iter();
            let letter = |(letter, set): (char, Set)| Letter { letter, bold: set.bold, italic: set.italic };
            let mut line = retyped(&letters.map(letter).collect::<Vec<_>>());
            if !line.is_empty() {
                line.insert_str(0, &std::mem::take(&mut self.mark));
            }
            if self.tables == 0 || !line.is_empty() {
                self.lines.push(line);
            }
        }
    }

    /// Ends a part of lines. Word leaves an empty paragraph wherever Enter was pressed twice; a
    /// paragraph of its own begins by itself.
    fn part(&mut self) {
        let lines: Vec<String> =
            std::mem::take(&mut self.lines).into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            self.pieces.push(Piece::Text(lines.join("\n")));
        }
    }

    fn done(mut self) -> Vec<Piece> {
        self.block("p");
        if !self.rows.is_empty() {
            let rows = std::mem::take(&mut self.rows);
            self.pieces.extend(table(rows));
        }
        self.part();
        self.pieces
    }
}

/// Makes a table of rows; what has one cell in each row is text (Word frames text in such), and so
/// is what has one row (the head and the ending of a paper are set side by side so).
fn table(mut rows: Vec<Vec<String>>) -> Option<Piece> {
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let width = rows.iter().map(Vec::len).max()?;
    if width == 1 || rows.len() == 1 {
        let cells = rows.concat().into_iter().filter(|cell| !cell.is_empty());
        return Some(Piece::Text(cells.collect::<Vec<_>>().join("\n")));
    }
    for row in &mut rows {
        row.resize(width, String::new());
    }
    Some(Piece::Table(rows))
}

/// Finds the end of a tag: a `>` that stands in no attribute.
fn closing(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

/// Gives how letters within a tag are set.
fn styled(name: &str, inner: &str, above: Set) -> Set {
    let mut set = above;
    match name {
        "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => set.bold = true,
        "i" | "em" => set.italic = true,
        "sup" => set.be(Part::Raised),
        "del" => set.be(Part::Dropped),
        _ => {}
    }
    let class = attribute(inner, "class").unwrap_or_default();
    let style = style_of(inner);
    // What Word writes of a remark at the margin: its call, and its text behind the paper.
    if ["MsoCommentReference", "msocomanchor"].contains(&class) || style.contains("mso-element:comment") {
        set.be(Part::Dropped);
    }
    for (key, value) in style.split(';').filter_map(|one| one.split_once(':')) {
        match (key.trim(), value.trim()) {
            ("font-weight", "bold" | "bolder" | "600" | "700" | "800" | "900") => set.bold = true,
            ("font-weight", "normal" | "400" | "500" | "300") => set.bold = false,
            ("font-style", "italic" | "oblique") => set.italic = true,
            ("font-style", "normal") => set.italic = false,
            ("mso-list", "ignore") => set.be(Part::Mark),
            ("vertical-align", "super") => set.be(Part::Raised),
            _ => {}
        }
    }
    set
}

fn style_of(inner: &str) -> String {
    attribute(inner, "style").unwrap_or_default().to_ascii_lowercase()
}

/// Gives the value of an attribute of a tag.
fn attribute<'a>(inner: &'a str, name: &str) -> Option<&'a str> {
    let lower = inner.to_ascii_lowercase();
    let at = lower.match_indices(name).map(|(at, _)| at).find(|at| {
        lower[..*at].ends_with(char::is_whitespace) && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = inner[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''));
    match quote {
        Some(quote) => value[1..].split(quote).next(),
        None => value.split(char::is_whitespace).next(),
    }
}

fn number(inner: &str, name: &str) -> Option<u32> {
    attribute(inner, name)?.parse().ok()
}
