//! Comes in: what a file holds, what stands on its pages. Goes out: which letter of a field stands
//! where. Must not know: how pages are made.
//!
//! The look sets hyphens, stops and capitals of its own and takes marks away, so letters and digits
//! alone are compared, line by line of a field, in the order they stand there. What stands in two
//! places belongs to the field that holds more text, to its next line first.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::{is_alphanumeric, nfc, with_marks};
use crate::typeset::Printed;
use crate::yaml::edit::{Content, FieldPath};

/// Is how many letters a text has at least to be looked for: fewer stand anywhere.
const LEAST: usize = 3;

/// Is a place on a page (pt, from its upper left corner; the page from 0).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Point {
    /// The page.
    pub page: usize,
    /// From the left.
    pub x: f64,
    /// From above.
    pub y: f64,
}

/// Is a rectangle on a page (pt; the page from 0).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spot {
    /// The page.
    pub page: usize,
    /// From the left.
    pub left: f64,
    /// From above.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// Is a letter of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caret {
    /// The way to the field.
    pub path: String,
    /// The place in its text, as a browser counts (UTF-16).
    pub at: usize,
}

/// Knows which letters of which fields stand where.
pub(super) struct Places<'a> {
    printed: &'a [Printed],
    /// For each letter on the pages: the item it stands in, and its place among that one's letters.
    letters: Vec<(usize, usize)>,
    /// For each item, how many letters it has.
    counts: Vec<usize>,
    found: Vec<Found>,
}

/// Is a text of a field that stands on the pages.
struct Found {
    path: String,
    /// The letters of the pages.
    on: Range<usize>,
    letters: Stretch,
}

/// Is a letter or digit of a text.
#[derive(Debug, Clone, Copy)]
struct Letter {
    small: char,
    /// Where it begins, as a browser counts (UTF-16).
    at: usize,
    /// Where it ends, its marks included.
    end: usize,
}

impl<'a> Places<'a> {
    pub(super) fn of(content: &Content, printed: &'a [Printed]) -> Self {
        let (mut page, mut letters, mut counts) = (String::new(), Vec::new(), Vec::new());
        for (item, one) in printed.iter().enumerate() {
            let mut count = 0;
            for letter in bare(&one.text) {
                page.push(letter.small);
                letters.push((item, count));
                count += 1;
            }
            counts.push(count);
        }
        Self { printed, letters, counts, found: found(content, &page) }
    }

    /// Gives the letter of a field that stands at a place, or nearest to it on its line.
    pub(super) fn caret(&self, point: Point) -> Option<Caret> {
        let on_line = self.printed.iter().enumerate().filter(|(_, one)| {
            one.page == point.page && one.top <= point.y && point.y <= one.top + one.height
        });
        let away = |one: &Printed| (one.left - point.x).max(point.x - one.left - one.width).max(0.0);
        let (item, one) = on_line.min_by(|(_, one), (_, other)| away(one).total_cmp(&away(other)))?;
        let part = ((point.x - one.left) / one.width.max(0.1)).clamp(0.0, 1.0);
        let own = self.letters.iter().enumerate().filter(|(_, (of, _))| *of == item);
        let wanted = part * number(self.counts.get(item).copied()?);
        let off = |place: usize| (number(place) + 0.5 - wanted).abs();
        // What the look has set itself stands in no field.
        let mut own: Vec<(usize, usize)> = own.map(|(letter, (_, place))| (letter, *place)).collect();
        own.sort_by(|(_, one), (_, other)| off(*one).total_cmp(&off(*other)));
        own.into_iter().find_map(|(letter, _)| {
            let found = self.found.iter().find(|found| found.on.contains(&letter))?;
            Some(Caret { path: found.path.clone(), at: found.letters.get(letter - found.on.start)?.at })
        })
    }

    /// Gives where the line of a field stands that a caret is in; all of the field where it is in
    /// none.
    pub(super) fn spots(&self, caret: &Caret) -> Vec<Spot> {
        let within = |found: &&Found| {
            let rest = found.path.strip_prefix(caret.path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let all: Vec<&Found> = self.found.iter().filter(within).collect();
        let exact = |found: &&&Found| {
            let ends = found.letters.first().zip(found.letters.last());
            found.path == caret.path
                && ends.is_some_and(|(first, last)| first.at <= caret.at && caret.at <= last.end)
        };
        let line: Vec<&Found> = all.iter().filter(exact).copied().collect();
        let chosen = if line.is_empty() { all } else { line };
        let mut items: Vec<usize> = chosen
            .iter()
            .flat_map(|found| self.letters[found.on.clone()].iter().map(|(item, _)| *item))
            .collect();
        items.sort_unstable();
        items.dedup();
        let spot = |one: &Printed| Spot {
            page: one.page,
            left: one.left,
            top: one.top,
            width: one.width,
            height: one.height,
        };
        items.into_iter().filter_map(|item| self.printed.get(item)).map(spot).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "letters of a line")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Gives the letters and digits of a text, small, each with its place in what was typed.
fn bare(text: &str) -> Stretch {
    let (mut at, mut found) = (0, Vec::new());
    for typed in with_marks(text) {
        let end = at + typed.encode_utf16().count();
        // Letters that are typed in parts are one on the page.
        let letters = nfc(typed).chars().filter(|letter| is_alphanumeric(*letter)).collect::<Vec<_>>();
        let small = letters.into_iter().flat_map(char::to_lowercase);
        found.extend(small.map(|small| Letter { small, at, end }));
        at = end;
    }
    found
}

/// Is a stretch of a field that is looked for.
type Stretch = Vec<Letter>;

fn found(content: &Content, page: &str) -> Vec<Found> {
    let mut leaves: Vec<(String, Vec<Stretch>)> = Vec::new();
    leaf(content, &FieldPath::default(), &mut leaves);
    leaves.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.iter().map(Vec::len).sum::<usize>()));
    // Bytes of the page's letters → how many letters stand before.
    let count: BTreeMap<usize, usize> = page
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([page.len()])
        .enumerate()
        .map(|(at, byte)| (byte, at))
        .collect();
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for (path, lines) in leaves {
        let mut from = 0;
        for line in lines {
            let wanted: String = line.iter().map(|letter| letter.small).collect();
            let place = free(page, &wanted, from, &taken).or_else(|| free(page, &wanted, 0, &taken));
            let Some(bytes) = place else { continue };
            taken.insert(bytes.start, bytes.end);
            from = bytes.end;
            let on = count[&bytes.start]..count[&bytes.end];
            all.push(Found { path: path.clone(), on, letters: line });
        }
    }
    all
}

/// Finds a text on the pages, behind a place, where no other field stands.
fn free(page: &str, wanted: &str, from: usize, taken: &BTreeMap<usize, usize>) -> Option<Range<usize>> {
    let is_free = |bytes: &Range<usize>| {
        taken.range(..bytes.end).next_back().is_none_or(|(_, end)| *end <= bytes.start)
    };
    let places = page.get(from..)?.match_indices(wanted).map(|(at, _)| from + at..from + at + wanted.len());
    places.into_iter().find(is_free)
}

fn leaf(content: &Content, path: &FieldPath, found: &mut Vec<(String, Vec<Stretch>)>) {
    match content {
        Content::Empty => {}
        Content::Text(text) => {
            let lines: Vec<Stretch> = stretches(text).into_iter().filter(|one| one.len() >= LEAST).collect();
            found.push((path.to_string(), lines));
        }
        Content::List(members) => {
            for (at, member) in members.iter().enumerate() {
                leaf(member, &path.clone().at(at), found);
            }
        }
        Content::Map(entries) => {
            for (key, value) in entries {
                leaf(value, &path.clone().key(key), found);
            }
        }
    }
}

/// Cuts a text into its lines, and these where a fact is put in (`{{ … }}`).
fn stretches(text: &str) -> Vec<Stretch> {
    let (mut all, mut at) = (Vec::new(), 0);
    for line in text.split('\n') {
        let mut rest = line;
        let mut place = at;
        while !rest.is_empty() {
            let (own, behind) = match rest.split_once("{{") {
                Some((own, behind)) => (own, behind.split_once("}}").map_or("", |(_, behind)| behind)),
                None => (rest, ""),
            };
            let moved = |letter: Letter| Letter { at: place + letter.at, end: place + letter.end, ..letter };
            all.push(bare(own).into_iter().map(moved).collect());
            let passed = &rest[..rest.len() - behind.len()];
            place += passed.encode_utf16().count();
            rest = behind;
        }
        at += line.encode_utf16().count() + 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: usize, text: &str) -> Printed {
        let top = f64::from(u32::try_from(number).expect("few")) * 20.0;
        Printed { page: 0, left: 100.0, top, width: 200.0, height: 15.0, text: text.to_owned() }
    }

    #[test]
    fn a_place_on_the_page_is_a_letter_of_a_field() {
        let body = "I- MỤC ĐÍCH\n- Họp **bàn** việc.\n- Họp bàn việc.\nNgày {{ su_kien.ngay }} họp xong.";
        let content = Content::Map(vec![
            ("trich_yeu".into(), "về họp bàn việc".into()),
            ("noi_dung".into(), body.into()),
            ("noi_nhan".into(), Content::texts(&["Các chi bộ"])),
        ]);
        let pages = [
            line(0, "KẾ HOẠCH"),
            line(1, "về họp bàn việc"),
            line(2, "I- MỤC ĐÍCH"),
            line(3, "- Họp bàn việc;"),
            line(4, "- Họp bàn việc."),
            line(5, "Ngày 03 tháng 6 họp xong."),
            line(6, "- Các chi bộ;"),
        ];
        let places = Places::of(&content, &pages);
        let at = |line: usize, x: f64| {
            let y = f64::from(u32::try_from(line).expect("few")) * 20.0 + 5.0;
            places.caret(Point { page: 0, x, y })
        };
        let caret = |path: &str, at: usize| Some(Caret { path: path.into(), at });
        assert_eq!(at(0, 110.0), None, "the look's own words");
        assert_eq!(at(1, 100.0), caret("trich_yeu", 0));
        // The second of two lines that say the same is the second.
        let second = body.find("- Họp bàn").map(|at| body[..at].encode_utf16().count() + 2);
        assert_eq!(at(4, 0.0), caret("noi_dung", second.expect("a line")));
        assert_eq!(at(6, 300.0).expect("a field").path, "noi_nhan[0]");
        // Behind a fact the letters go on.
        let behind = at(5, 300.0).expect("a letter");
        assert!(body.encode_utf16().count() - behind.at <= 3, "{behind:?}");
        assert_eq!(places.caret(Point { page: 1, x: 0.0, y: 45.0 }), None);
        let spots = places.spots(&Caret { path: "noi_dung".into(), at: 15 });
        assert_eq!(spots.len(), 1);
        assert!((spots[0].top - 60.0).abs() < 0.1, "{spots:?}");
        assert_eq!(places.spots(&Caret { path: "noi_nhan".into(), at: 0 }).len(), 1);
        assert_eq!(places.spots(&Caret { path: "lien_he".into(), at: 0 }), []);
    }

    /// Letters of a Mac are typed in parts; a browser counts each part.
    #[test]
    fn letters_in_parts_are_counted_as_they_were_typed() {
        let typed = "Tru\u{31b}o\u{31b}\u{300}ng {{ ten }} ho\u{323}c to\u{302}\u{301}t\nBe\u{302}\u{323}nh";
        let content = Content::Map(vec![("noi_dung".into(), typed.into())]);
        let pages = [line(0, "Trường Một học tốt"), line(1, "Bệnh")];
        let places = Places::of(&content, &pages);
        let units = |text: &str| text.encode_utf16().count();
        for (line, word) in [(0, "t\n"), (1, "nh")] {
            let at = units(&typed[..typed.find(word).expect("a word")]);
            let x = if line == 0 { 299.0 } else { 249.0 };
            let caret =
                places.caret(Point { page: 0, x, y: 20.0 * f64::from(line) + 5.0 }).expect("a letter");
            assert!(caret.at.abs_diff(at) <= 1, "{line}: {caret:?}, not {at}");
            let spots = places.spots(&Caret { path: "noi_dung".into(), at: at + units(word.trim_end()) });
            assert!((spots[0].top - 20.0 * f64::from(line)).abs() < 0.1, "{spots:?}");
        }
        // Behind the last mark of a line the caret is still in that line.
        let end = places.spots(&Caret { path: "noi_dung".into(), at: units(typed) - 2 });
        assert_eq!(end.len(), 1, "{end:?}");
    }
}
