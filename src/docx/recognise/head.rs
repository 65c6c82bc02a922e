//! Comes in: the first pieces of a Word file. Goes out: the head of the paper: whose it is, number,
//! place, day. Must not know: which kinds there are.

use super::super::read::{Paragraph, Piece, Table};
use super::day::{Day, place_and_day};
use super::lines::{Line, Said, begins, is_loud, of_cell, of_paragraph, plain};
use super::symbol::{Mark, mark};
use crate::input::retyped_line;
use crate::kind::Side;
use crate::text::folded;

/// Is among how many pieces the head begins.
const FIRST: usize = 8;
/// Is how many lines a head has that stands in no table.
const LINES: usize = 14;

/// Holds the lines beside the title and those below it.
type Columns = (Vec<Line>, Vec<Line>);

/// Is the head of a paper.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub side: Option<Side>,
    pub parent: Option<Said>,
    pub organ: Option<Said>,
    pub mark: Option<(Mark, Said)>,
    pub place: Option<Said>,
    pub day: Option<(Day, Said)>,
    /// The summary of a letter, below its number.
    pub summary: Option<Said>,
    pub draft: Option<Said>,
    pub urgency: Option<Said>,
    pub left: Vec<Said>,
    /// How many pieces it takes.
    pub pieces: usize,
}

/// Reads the head; an empty one where there is none.
pub(super) fn head(pieces: &[Piece]) -> Head {
    let seen = |piece: &&Piece| piece.paragraphs().iter().any(|line| !line.is_empty());
    let begun = pieces.iter().enumerate().filter(|(_, piece)| seen(piece)).take(FIRST);
    let tabled = begun.filter_map(|(at, piece)| match piece {
        Piece::Table(table) => Some((at, columns(table)?)),
        Piece::Paragraph(_) => None,
    });
    let mut head = Head::default();
    let found = tabled.into_iter().next().map(|(at, columns)| (at + 1, columns)).or_else(|| untabled(pieces));
    if let Some((taken, (left, right))) = found {
        head.pieces = taken;
        head.side = right.iter().find_map(|line| side(&line.text));
        head.right(&right);
        head.left(&left);
    }
    head
}

/// Tells whose title a line is.
fn side(line: &str) -> Option<Side> {
    let small = folded(line);
    let has = |words: &str| small.contains(&folded(words));
    if !has("việt nam") || !is_loud(line) {
        None
    } else if has("cộng sản") {
        Some(Side::Party)
    } else if has("cộng hoà") || has("cộng hòa") {
        Some(Side::State)
    } else {
        None
    }
}

/// Gives the lines beside the title and those below it.
fn columns(table: &Table) -> Option<Columns> {
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    let titled = cells().find(|cell| of_cell(cell).iter().any(|line| side(&line.text).is_some()))?;
    let (left, right): (Vec<_>, Vec<_>) = cells().partition(|cell| cell.column < titled.column);
    let lines = |cells: Vec<_>| cells.into_iter().flat_map(of_cell).collect::<Vec<Line>>();
    let (mut left, mut right) = (lines(left), lines(right));
    // In one column all stands below another.
    if left.iter().all(Line::is_empty) {
        (left, right) = right.into_iter().partition(|line| !is_right(&line.text));
    }
    Some((left, right))
}

fn is_right(line: &str) -> bool {
    side(line).is_some() || is_motto(line) || place_and_day(line).is_some()
}

fn is_motto(line: &str) -> bool {
    let small = folded(line);
    small.contains(&folded("độc lập")) && small.contains(&folded("hạnh phúc"))
}

/// Reads a head that is set with tabs and blanks.
fn untabled(pieces: &[Piece]) -> Option<(usize, Columns)> {
    let (mut left, mut right, mut lines) = (Vec::new(), Vec::new(), 0);
    let mut titled = false;
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Paragraph(paragraph) = piece else { return None };
        for (line, parts) in of_paragraph(paragraph).into_iter().zip(parted(paragraph)) {
            lines += usize::from(!line.is_empty());
            match parts {
                Some((one, other)) => {
                    left.push(Line { text: one, ..line.clone() });
                    right.push(Line { text: other, ..line });
                }
                None if is_right(&line.text) => right.push(line),
                None => left.push(line),
            }
        }
        titled = titled || right.iter().any(|line| side(&line.text).is_some());
        if titled && right.iter().any(|line| place_and_day(&line.text).is_some()) {
            return Some((at + 1, (left, right)));
        }
        if lines > LINES {
            return None;
        }
    }
    None
}

/// Cuts each line of a paragraph in two at a tab or a wide gap.
fn parted(paragraph: &Paragraph) -> Vec<Option<(String, String)>> {
    let text = paragraph.text();
    let cut = |line: &str| {
        let line = line.trim().replace('\u{a0}', " ");
        let gaps = line.match_indices('\t').chain(line.match_indices("   ")).map(|(at, _)| at);
        let parts = gaps.map(|gap| (retyped_line(&line[..gap]), retyped_line(&line[gap..])));
        let both = parts.filter(|(one, other)| !one.is_empty() && !other.is_empty());
        // `Số      -KH/ĐU` and a day that is open have gaps of their own.
        let fits = |(one, other): &(String, String)| {
            let day = is_right(other) && place_and_day(one).is_none() && !other.starts_with(['-', '/']);
            day && (one != "Số" && one != "Số:")
        };
        let both: Vec<(String, String)> = both.collect();
        let whole = mark(&retyped_line(&line)).is_some() || is_right(&retyped_line(&line));
        let other = || both.first().filter(|_| !whole).cloned();
        both.iter().find(|parts| fits(parts)).cloned().or_else(other)
    };
    text.split('\n').map(cut).collect()
}

impl Head {
    fn right(&mut self, lines: &[Line]) {
        for line in lines.iter().filter(|line| !line.is_empty() && !line.is_rule()) {
            if let Some((place, day)) = place_and_day(&line.text).filter(|_| self.day.is_none()) {
                let place = Said { text: plain(&place), paragraph: line.paragraph };
                self.place = Some(place).filter(|place| !place.text.is_empty());
                self.day = Some((day, line.said()));
            } else if side(&line.text).is_none() && !is_motto(&line.text) {
                self.other(line);
            }
        }
    }

    fn left(&mut self, lines: &[Line]) {
        let mut organ: Vec<&Line> = Vec::new();
        let mut summary: Option<String> = None;
        for line in lines {
            if line.is_empty() || line.is_rule() {
                continue;
            }
            if let Some(own) = mark(&line.text).filter(|_| self.mark.is_none()) {
                self.mark = Some((own, line.said()));
            } else if let Some((place, day)) = place_and_day(&line.text).filter(|_| self.day.is_none()) {
                self.place = Some(line.said().with(plain(&place))).filter(|place| !place.text.is_empty());
                self.day = Some((day, line.said()));
            } else if self.mark.is_none() && line.is_loud() && special(&line.text).is_none() {
                organ.push(line);
            } else if is_summary(line) || (summary.is_some() && special(&line.text).is_none()) {
                let own = plain(&line.text);
                let gap = if line.broken { "\n" } else { " " };
                let known = summary.take().map(|known| format!("{known}{gap}"));
                summary = Some(format!("{}{own}", known.unwrap_or_default()));
                let place = self.summary.as_ref().map_or(line.paragraph, |known| known.paragraph);
                self.summary = summary.clone().map(|text| Said { text, paragraph: place });
            } else {
                self.other(line);
            }
        }
        self.organs(&organ);
    }

    /// Takes the organ's lines: what is not bold stands above it.
    fn organs(&mut self, lines: &[&Line]) {
        let bold = lines.iter().filter(|line| line.bold).count();
        let above = match lines.len() {
            0 | 1 => 0,
            // Of several organs none stands above another.
            _ if lines[0].text.ends_with(['-', '–']) => 0,
            _ if bold == 0 => 1,
            _ => lines.iter().take_while(|line| !line.bold).count(),
        };
        let joined = |lines: &[&Line]| {
            let first = lines.first()?;
            let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            Some(first.said().with(plain(&texts.join(" "))))
        };
        self.parent = joined(&lines[..above]);
        self.organ = joined(&lines[above..]);
    }

    fn other(&mut self, line: &Line) {
        match special(&line.text) {
            Some(Special::Draft) if self.draft.is_none() => self.draft = Some(line.said()),
            Some(Special::Urgency) if self.urgency.is_none() => self.urgency = Some(line.said()),
            _ => self.left.push(line.said()),
        }
    }
}

/// Is a word of its own on the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    /// That it is a draft.
    Draft,
    /// How urgent it is.
    Urgency,
}

/// Tells a word of its own.
pub(super) fn special(text: &str) -> Option<Special> {
    let small = folded(text);
    let is = |words: &str| small == folded(words);
    if begins(text, "dự thảo") && text.chars().count() < 30 {
        Some(Special::Draft)
    } else if ["khẩn", "thượng khẩn", "hoả tốc", "hỏa tốc"].into_iter().any(is) {
        Some(Special::Urgency)
    } else {
        None
    }
}

fn is_summary(line: &Line) -> bool {
    ["v/v", "về việc", "vv"].iter().any(|label| line.begins(label)) || line.style == "VT Trích yếu công văn"
}
