//! Comes in: a row below the header. Goes out: what it is if it is no guest: a
//! heading, a footer, the header again, a bare number. Must not know: guests.

use super::Taken;
use super::column::{Column, Role};
use super::header::Header;
use super::total::{Foot, foot, number};
use crate::table::{Grid, Kind, Row};
use crate::text::fold;
use crate::text::one_line;

/// Sorts rows in the order of the list.
pub(super) struct Sorter<'a> {
    grid: &'a Grid,
    header: &'a Header,
    /// The columns that hold the name, from left to right.
    names: Vec<usize>,
    number: Option<usize>,
    /// Whether the guests are numbered.
    numbered: bool,
    /// Whether a signature was passed.
    closed: bool,
}

impl<'a> Sorter<'a> {
    pub(super) fn new(grid: &'a Grid, header: &'a Header) -> Self {
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
        Self { grid, header, names, number, numbered, closed: false }
    }

    /// Tells what a row is if it is nobody, with its text.
    pub(super) fn sort(&mut self, row: &Row) -> Option<(Taken, String)> {
        let number = self.number.and_then(|at| row.text(at)).map(str::trim);
        let counted = number.is_some_and(is_count);
        let texts = || row.cells.iter().filter(|(column, _)| Some(**column) != self.number);
        let whole =
            || one_line(&row.cells.values().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" "));
        if self.is_header(row) {
            return Some((Taken::Header, whole()));
        }
        if !counted && self.is_footer(row) {
            self.closed |= row.cells.values().any(|cell| foot(&cell.text) == Some(Foot::Signature));
            return Some((Taken::Footer, whole()));
        }
        let filled: Vec<_> = texts().collect();
        let [(column, cell)] = filled.as_slice() else {
            return self.many(row, number, counted, filled.is_empty()).map(|taken| (taken, whole()));
        };
        let text = one_line(&cell.text);
        if cell.kind != Kind::Text || counted {
            return None;
        }
        let heading = match number {
            Some(number) => is_ordinal(number),
            None => self.stands_as_heading(row, **column, &text),
        };
        if heading {
            return Some((Taken::Heading, text));
        }
        (self.closed && number.is_none()).then_some((Taken::Footer, text))
    }

    /// Judges a row with no cell or several cells beside its number.
    fn many(&self, row: &Row, number: Option<&str>, counted: bool, none: bool) -> Option<Taken> {
        let field =
            |column| self.header.head(column).is_some_and(|head| row.cells.contains_key(&head.column));
        let placed = field(Column::Title) || field(Column::Unit);
        if none {
            let bare = counted || number.is_some_and(is_ordinal);
            return Some(if bare { Taken::Number } else { Taken::Heading });
        }
        let named = self.names.iter().any(|name| row.cells.contains_key(name));
        if !placed && named && number.is_some_and(is_ordinal) {
            return Some(Taken::Heading);
        }
        let person = counted || (!self.numbered && named && placed);
        (self.closed && !person).then_some(Taken::Footer)
    }

    /// Tells the header written again on a later page.
    fn is_header(&self, row: &Row) -> bool {
        let heads = self.header.heads.iter().filter(|head| row.cells.contains_key(&head.column));
        let same = heads.clone().filter(|head| row.text(head.column).map(fold) == Some(fold(&head.shown)));
        same.clone().count() > 1
            && same.clone().count() * 2 > heads.count()
            && same.into_iter().any(|head| self.names.contains(&head.column))
    }

    fn is_footer(&self, row: &Row) -> bool {
        let is_foot = |column: usize| row.text(column).is_some_and(|text| foot(text).is_some());
        let person = |column: usize| row.cells.contains_key(&column) && !is_foot(column);
        let placed = [Column::Title, Column::Unit]
            .into_iter()
            .any(|column| self.header.head(column).is_some_and(|head| person(head.column)));
        let named = self.names.iter().any(|name| person(*name));
        row.cells.keys().any(|column| is_foot(*column)) && !(named && placed)
    }

    /// Tells a lone text that groups the rows below it. In doubt it is a guest:
    /// a heading among the guests is seen, a guest among the headings is lost.
    fn stands_as_heading(&self, row: &Row, column: usize, text: &str) -> bool {
        let first = self.names.first().copied().unwrap_or(0);
        let merged = self.grid.merge_at(row.number, column).is_some_and(|merge| {
            let last = self.names.last().copied().unwrap_or(0);
            merge.columns.0 < merge.columns.1 && (merge.columns.0 < first || merge.columns.1 > last)
        });
        if unnumbered(text) != text || merged || column < first {
            return true;
        }
        if self.closed || !self.names.contains(&column) {
            return false;
        }
        let only = self.header.heads.len() == 1;
        !only && (has_heading_word(text) || (self.numbered && !is_like_a_name(text)))
    }
}

/// Gives the total that a footer row tells.
pub(super) fn total(row: &Row) -> Option<usize> {
    let at = row.cells.values().position(|cell| foot(&cell.text) == Some(Foot::Total))?;
    row.cells.values().skip(at).find_map(|cell| number(&cell.text))
}

/// Takes the number off a heading: `II- KHỐI DÂN VẬN` is `KHỐI DÂN VẬN`.
pub(super) fn unnumbered(text: &str) -> &str {
    let sign = |letter: char| matches!(letter, '.' | '-' | ')' | '/' | ':' | '–' | '—');
    let Some(at) = text.find(sign) else { return text };
    let rest = text[at..].trim_start_matches(|letter: char| sign(letter) || letter == ' ');
    let spaced = text[at..].chars().nth(1) == Some(' ');
    let loud = text.chars().all(|letter| !letter.is_lowercase());
    let before = text[..at].trim();
    let known = is_ordinal(before) || is_count(before);
    // `A-Rất` is a person; `II-KHỐI` is none.
    let plain = loud && before.chars().all(|letter| "IVXL".contains(letter));
    if known && (spaced || plain) && !rest.is_empty() { rest } else { text }
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

fn has_heading_word(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "khoi",
        "nhom",
        "dai bieu",
        "cac",
        "lanh dao",
        "thanh phan",
        "khach moi",
        "thuong truc",
        "ban",
        "doan",
        "thon",
        "chi bo",
        "uy ban",
        "hoi dong",
    ];
    let lower = text.to_lowercase();
    let folded = fold(text);
    let begins = |word: &str| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    // `Đoàn`, `Ban`, `Thôn` begin names too: then a later word is small or all is loud.
    let small = text.split(' ').skip(1).any(|word| word.starts_with(char::is_lowercase));
    let loud = text.chars().all(|letter| !letter.is_lowercase());
    WORDS.iter().any(|word| begins(word))
        && (small || loud || lower.contains("đại biểu"))
        && !has_surname(text)
}

/// Tells what can be a person's name: two to six words that begin large.
fn is_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let large = words.iter().all(|word| word.starts_with(char::is_uppercase));
    let loud = text.chars().all(|letter| !letter.is_lowercase());
    let digits = text.contains(|letter: char| letter.is_ascii_digit());
    !digits && (2..=6).contains(&words.len()) && large && (!loud || has_surname(text))
}

fn has_surname(text: &str) -> bool {
    const SURNAMES: &str = "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương cao \
        trịnh lương đào mai tô tạ vương thái lưu phùng châu quách hà y h'";
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    SURNAMES.split_whitespace().any(|surname| surname == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_their_numbers() {
        for (typed, bare) in [
            ("I. KHỐI ĐẢNG", "KHỐI ĐẢNG"),
            ("II- Khối dân vận", "Khối dân vận"),
            ("A/ Đại biểu", "Đại biểu"),
            ("1) Thường trực", "Thường trực"),
            ("K'Sor H'Lan", "K'Sor H'Lan"),
            ("A Viết", "A Viết"),
            ("T/M Đảng uỷ", "T/M Đảng uỷ"),
            ("A-Rất Blui", "A-Rất Blui"),
            ("II-KHỐI ĐẢNG", "KHỐI ĐẢNG"),
        ] {
            assert_eq!(unnumbered(typed), bare);
        }
    }

    #[test]
    fn names_and_headings_are_told_apart() {
        for name in
            ["Nguyễn Văn A", "NGUYỄN VĂN A", "Đoàn Thị Lan", "Ban Văn Tý", "Y Bhiăt Êban", "Hà Thị Các"]
        {
            assert!(is_like_a_name(name) && !has_heading_word(name), "{name}");
        }
        for heading in [
            "KHỐI ĐẢNG",
            "Thường trực Đảng uỷ",
            "Các đồng chí uỷ viên",
            "Đại biểu khách mời",
            "BAN THƯỜNG VỤ",
        ] {
            assert!(has_heading_word(heading) || !is_like_a_name(heading), "{heading}");
        }
    }
}
