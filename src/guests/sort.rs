//! Comes in: the rows below the header. Goes out: what each is if it is no guest: a
//! heading, a footer, the header again, a bare number. Must not know: guests.
//!
//! In doubt a row is a guest: a heading among the guests is seen, a guest among
//! the headings is lost.

use std::collections::BTreeSet;

use super::Taken;
use super::column::{Column, Role, role};
use super::header::Header;
use super::honorific::is_addressed;
use super::looks::{Looks, is_loud, looks, more, run_on};
use super::marker::{Class, Mark, bare, mark};
use super::total::{Foot, foot, number};
use crate::table::{Grid, Kind, Row};
use crate::text::{fold, one_line};

/// Is what the rows below a header are.
pub(super) struct Sorted {
    /// For each row: what it was taken for, nothing where it is a guest.
    pub taken: Vec<Option<Taken>>,
    /// The headings under which nobody stands, by their places among the rows.
    pub empty: Vec<usize>,
    /// The marks of lists that names bear.
    pub marks: BTreeSet<Class>,
}

/// Is what one row says by itself.
enum Judged {
    Nobody(Taken),
    Guest,
    Lone(Lone),
}

/// Is a row of which one cell alone is filled.
struct Lone {
    looks: Looks,
    /// Whether the text is that of a person.
    person: bool,
    /// Whether it is somebody who is sent, of whom only the organ is told.
    sent: bool,
    loud: bool,
    stand: Stand,
}

/// Says where a lone text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Where only a cell of a guest can stand: in the column of the posts, say.
    Elsewhere,
    /// In the column of the names.
    AmongNames,
    /// Merged beyond the name, before it, or with a numeral before it.
    SetOff,
}

/// Is how many names may stand below a signature.
const SIGNERS: usize = 3;
/// Is how many lone texts without a mark are a list rather than headings.
const RUN: usize = 3;

/// Sorts the rows below the header.
pub(super) fn sort(grid: &Grid, header: &Header) -> Sorted {
    let sorter = Sorter::new(grid, header);
    let rows = &grid.rows[header.below.min(grid.rows.len())..];
    let judged: Vec<Judged> = rows.iter().map(|row| sorter.judge(row)).collect();
    let marks: Vec<Option<Mark>> = rows.iter().map(|row| sorter.mark(row)).collect();
    let mut taken: Vec<Option<Taken>> =
        (0..rows.len()).map(|at| sorter.resolve(at, &judged, &marks)).collect();
    sorter.close(rows, &judged, &mut taken);
    let mut borne = BTreeSet::new();
    for class in [Class::Number, Class::Roman, Class::Capital, Class::Small, Class::Bullet] {
        let of_guests = marks.iter().zip(&taken).filter(|(_, taken)| taken.is_none());
        let own: Vec<Mark> =
            of_guests.filter_map(|(mark, _)| mark.filter(|mark| mark.class == class)).collect();
        // One letter again and again counts nobody: `B. Lê Thị Bé` is `Bà`.
        let counts = class != Class::Capital || own.iter().any(|mark| mark.value != own[0].value);
        if own.len() > 1 && counts {
            borne.insert(class);
        }
    }
    let empty = empty(&judged, &marks, &taken);
    Sorted { taken, empty, marks: borne }
}

/// Finds headings that the next one of their kind follows at once.
fn empty(judged: &[Judged], marks: &[Option<Mark>], taken: &[Option<Taken>]) -> Vec<usize> {
    let kind = |at: usize| {
        let Judged::Lone(lone) = &judged[at] else { return None };
        Some((marks[at].map(|mark| mark.class), lone.loud, lone.stand))
    };
    let heading = |at: usize| taken.get(at) == Some(&Some(Taken::Heading));
    let last =
        |at: usize| taken[at + 1..].iter().all(|taken| taken.is_some_and(|taken| taken > Taken::Heading));
    let bare = |at: usize| heading(at + 1) && kind(at).is_some() && kind(at) == kind(at + 1);
    (0..taken.len()).filter(|at| heading(*at) && (bare(*at) || last(*at))).collect()
}

struct Sorter<'a> {
    grid: &'a Grid,
    header: &'a Header,
    /// The columns that hold the name, from left to right.
    names: Vec<usize>,
    number: Option<usize>,
    /// Whether the guests are numbered in a column of their own.
    numbered: bool,
}

impl<'a> Sorter<'a> {
    fn new(grid: &'a Grid, header: &'a Header) -> Self {
        let column = |role| header.heads.iter().find(|head| head.role == role).map(|head| head.column);
        let names: Vec<usize> = [Column::FamilyName, Column::Name]
            .into_iter()
            .filter_map(|name| column(Role::Field(name)))
            .collect();
        let number = column(Role::Number);
        let below = &grid.rows[header.below.min(grid.rows.len())..];
        let people = below.iter().filter(|row| names.iter().any(|name| row.cells.contains_key(name)));
        let counted = below.iter().filter(|row| number.is_some_and(|at| row.text(at).is_some_and(is_count)));
        let numbered = counted.count() * 2 >= people.count() && number.is_some();
        Self { grid, header, names, number, numbered }
    }

    /// Judges a row by itself.
    fn judge(&self, row: &Row) -> Judged {
        let number = self.number.and_then(|at| row.text(at)).map(str::trim);
        let counted = number.is_some_and(is_count);
        if self.is_header(row) {
            return Judged::Nobody(Taken::Header);
        }
        if !counted && let Some(foot) = self.footer(row) {
            return Judged::Nobody(if foot == Foot::Signature { Taken::Footer } else { Taken::Total });
        }
        let filled: Vec<_> = row.cells.iter().filter(|(column, _)| Some(**column) != self.number).collect();
        let ordinal = number.is_some_and(is_ordinal);
        match filled.as_slice() {
            [] if counted || ordinal => Judged::Nobody(Taken::Number),
            [] => Judged::Lone(self.lone(row, self.number.unwrap_or(0), number.unwrap_or_default(), false)),
            [(_, cell)] if cell.kind != Kind::Text || counted => Judged::Guest,
            [(column, cell)] => Judged::Lone(self.lone(row, **column, &cell.text, ordinal)),
            _ => self.several(row, ordinal),
        }
    }

    /// Judges a row with several cells beside its number.
    fn several(&self, row: &Row, ordinal: bool) -> Judged {
        let field =
            |column| self.header.head(column).is_some_and(|head| row.cells.contains_key(&head.column));
        let placed = field(Column::Title) || field(Column::Unit);
        let name = || self.names.iter().find_map(|name| row.text(*name)).map(one_line);
        let heading = ordinal && !placed && name().is_some_and(|name| !is_person(bare(&name)));
        if heading { Judged::Nobody(Taken::Heading) } else { Judged::Guest }
    }

    fn lone(&self, row: &Row, column: usize, text: &str, ordinal: bool) -> Lone {
        let text = one_line(text);
        let text = bare(&text);
        let first = self.names.first().copied().unwrap_or(0);
        let merged = self.grid.merge_at(row.number, column).is_some_and(|merge| {
            let last = self.names.last().copied().unwrap_or(0);
            merge.columns.0 < merge.columns.1 && (merge.columns.0 < first || merge.columns.1 > last)
        });
        let looks = looks(text.trim_end_matches([':', '.', ';']));
        Lone {
            looks,
            person: is_person(text),
            sent: !is_loud(text) && !text.ends_with(':') && fold(text).starts_with("dai dien "),
            loud: is_loud(text),
            stand: if merged || ordinal || (column < first && looks != Looks::Named) {
                Stand::SetOff
            } else if column < first || self.names.contains(&column) {
                Stand::AmongNames
            } else {
                Stand::Elsewhere
            },
        }
    }

    /// Gives the mark before the name of a row, or before its only text.
    fn mark(&self, row: &Row) -> Option<Mark> {
        let first = self.names.iter().find_map(|name| row.text(*name));
        let only =
            || row.cells.values().next().filter(|_| row.cells.len() == 1).map(|cell| cell.text.as_str());
        mark(&one_line(first.or_else(only)?)).map(|(mark, _)| mark)
    }

    /// Tells what a row was taken for, seen among its neighbours.
    fn resolve(&self, at: usize, judged: &[Judged], marks: &[Option<Mark>]) -> Option<Taken> {
        let lone = match &judged[at] {
            Judged::Nobody(taken) => return Some(*taken),
            Judged::Guest => return None,
            Judged::Lone(lone) => lone,
        };
        if lone.person || lone.stand == Stand::Elsewhere {
            return None;
        }
        let organ = matches!(lone.looks, Looks::Organ | Looks::Post);
        let numeral = marks[at].is_some_and(|mark| matches!(mark.class, Class::Roman | Class::Capital));
        let alone = self.numbered && (lone.loud || lone.looks != Looks::Named);
        let set_off = lone.stand == Stand::SetOff;
        // Whoever is sent for an organ is somebody, where the rows around are numbered and this one is, too.
        if lone.sent && !set_off && !numeral && marks[at].is_some() {
            return None;
        }
        let heading = set_off || organ || numeral || alone || (lone.loud && marks[at].is_some());
        let sure = (set_off || numeral) && (organ || lone.loud);
        let of_list = continues(at, marks) || run(at, judged, marks) >= RUN;
        (heading && (sure || !of_list)).then_some(Taken::Heading)
    }

    /// Takes the names below a signature for those who sign, unless they are too many.
    fn close(&self, rows: &[Row], judged: &[Judged], taken: &mut [Option<Taken>]) {
        let signed = |row: &Row| row.cells.values().any(|cell| foot(&cell.text) == Some(Foot::Signature));
        let mut closed = false;
        for at in 0..rows.len() {
            match taken[at] {
                Some(Taken::Header | Taken::Heading) => closed = false,
                Some(Taken::Footer) if signed(&rows[at]) => {
                    let rest = (at + 1..rows.len())
                        .take_while(|at| !matches!(taken[*at], Some(Taken::Header | Taken::Heading)));
                    let unsure =
                        rest.filter(|at| taken[*at].is_none() && !self.is_sure(&rows[*at], &judged[*at]));
                    closed = unsure.count() <= SIGNERS;
                }
                None if closed && !self.is_sure(&rows[at], &judged[at]) => taken[at] = Some(Taken::Footer),
                _ => {}
            }
        }
    }

    /// Tells a row that is a guest even below a signature: it is numbered, or has a
    /// name and a post.
    fn is_sure(&self, row: &Row, judged: &Judged) -> bool {
        if self.number.and_then(|at| row.text(at)).is_some_and(is_count) {
            return true;
        }
        let texts = [Column::Title, Column::Unit]
            .into_iter()
            .filter_map(|column| row.text(self.header.head(column)?.column));
        let post = texts.map(one_line).any(|text| looks(&text) != Looks::Person);
        let named = self.names.iter().any(|name| row.cells.contains_key(name));
        matches!(judged, Judged::Guest) && named && post && !self.numbered
    }

    /// Tells the header written again on a later page, its columns perhaps in another order.
    fn is_header(&self, row: &Row) -> bool {
        let roles = || row.cells.values().map(|cell| role(&cell.text));
        let field = |role: &Role| matches!(role, Role::Field(_));
        let name = roles().any(|role| role == Role::Field(Column::Name));
        if name && roles().filter(field).count() > 1 && roles().all(|role| role != Role::Other) {
            return true;
        }
        let heads = self.header.heads.iter().filter(|head| row.cells.contains_key(&head.column));
        let same = heads.clone().filter(|head| row.text(head.column).map(fold) == Some(fold(&head.shown)));
        same.clone().count() > 1
            && same.clone().count() * 2 > heads.count()
            && same.into_iter().any(|head| self.names.contains(&head.column))
    }

    /// Tells how a row closes the list, if it does.
    fn footer(&self, row: &Row) -> Option<Foot> {
        let foot_at = |column: &usize| foot(row.text(*column)?);
        let feet: Vec<(usize, Foot)> =
            row.cells.keys().filter_map(|column| Some((*column, foot_at(column)?))).collect();
        let whole = feet.iter().map(|(_, foot)| *foot).find(|foot| *foot == Foot::Signature);
        let closing = whole.or(feet.first().map(|(_, foot)| *foot))?;
        let person = |column: usize| row.cells.contains_key(&column) && foot_at(&column).is_none();
        let placed = [Column::Title, Column::Unit]
            .into_iter()
            .any(|column| self.header.head(column).is_some_and(|head| person(head.column)));
        let named = self.names.iter().any(|name| person(*name));
        let text = self.names.iter().find_map(|name| row.text(*name)).map(one_line);
        let is_name = named && text.is_some_and(|text| is_person(bare(&text)));
        let note = self.header.head(Column::Note).map(|head| head.column);
        let noted = is_name && feet.iter().all(|(column, _)| Some(*column) == note);
        let guest = (named && placed) || noted;
        (!guest).then_some(closing)
    }
}

/// Counts the lone texts without a mark that stand together.
fn run(at: usize, judged: &[Judged], marks: &[Option<Mark>]) -> usize {
    let alike = |at: &usize| {
        let lone =
            matches!(&judged[*at], Judged::Lone(lone) if lone.stand != Stand::Elsewhere && !lone.person);
        lone && marks[*at].is_none()
    };
    if !alike(&at) {
        return 0;
    }
    let before = (0..at).rev().take_while(alike).count();
    before + (at..judged.len()).take_while(alike).count()
}

/// Tells a text that begins with the name of a person.
fn is_person(text: &str) -> bool {
    looks(text) == Looks::Person || is_addressed(text) || more(text).is_some() || run_on(text).is_some()
}

/// Tells a mark that goes on with that of a neighbour: `1.`, `2.`; two dashes.
fn continues(at: usize, marks: &[Option<Mark>]) -> bool {
    let Some(own) = marks[at] else { return false };
    let of_class = |mark: &Option<Mark>| mark.filter(|mark| mark.class == own.class);
    let next = marks.get(at + 1).and_then(of_class);
    let before = at.checked_sub(1).and_then(|at| of_class(&marks[at]));
    if own.class == Class::Bullet {
        return [next, before].into_iter().flatten().any(|mark| mark.value == own.value);
    }
    // `2. Uỷ viên` after `1. …`, and then `1. …` again: the numbers begin anew below it.
    let anew = next.is_some_and(|next| next.value == 1) && own.value > 0;
    let follows = before.is_some_and(|before| before.value + 1 == own.value);
    next.is_some_and(|next| next.value == own.value + 1) || (follows && !anew)
}

/// Gives the total that a footer row tells.
pub(super) fn total(row: &Row) -> Option<usize> {
    let at = row.cells.values().position(|cell| foot(&cell.text) == Some(Foot::Total))?;
    row.cells.values().skip(at).find_map(|cell| number(&cell.text))
}

/// Tells a row number: `12`, `12.`, `(12)`.
fn is_count(text: &str) -> bool {
    let digits = text.trim().trim_start_matches('(').trim_end_matches(['.', ')', '/']);
    !digits.is_empty() && digits.len() < 7 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells the number of a heading: `I`, `II.`, `A`.
fn is_ordinal(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['.', ')', '-', '/', ':', ' ', '–']);
    let roman = !bare.is_empty() && bare.len() < 7 && bare.chars().all(|letter| "IVXL".contains(letter));
    let mut letters = bare.chars();
    roman || matches!((letters.next(), letters.next()), (Some('A'..='H' | 'Đ'), None))
}
