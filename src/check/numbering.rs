//! Comes in: the bodies of a paper. Goes out: numbers that jump, repeat or do
//! not begin at one, and two styles of section marks. Must not know: what the
//! sections say.

use super::paper::Paper;
use super::report::Report;
use super::series::{Series, division_name, division_number, step};
use crate::diag::{Code, Text};
use crate::kind::Side;
use crate::model::{Block, Body, Division, Mark};
use crate::text::{point_letter, roman_numeral};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for body in &paper.bodies {
        let mut walk = Walk::default();
        for block in &body.blocks {
            match block {
                Block::Division { rank, label, title } => {
                    walk.division(*rank, &label.plain, report);
                    if let Some(title) = title {
                        capitals(&title.plain, report);
                    }
                }
                Block::Line { mark, runs } => walk.line(mark, &runs.plain, report),
                Block::Table(_) | Block::SetOff { .. } => walk.paragraph(),
            }
        }
        style(body, paper.rules.side, report);
    }
}

/// The name of a Phần, Chương or Mục is set in capitals.
fn capitals(title: &Text, report: &mut Report) {
    if title.as_str().chars().any(char::is_lowercase) {
        report.on(
            Code::DIVISION_CASE,
            title,
            0..title.as_str().len(),
            "tên phần, chương, mục viết chữ thường",
            format!("viết `{}`", title.as_str().to_uppercase()),
        );
    }
}

/// Walks through a body.
#[derive(Default)]
struct Walk {
    divisions: [Series; 3],
    articles: Series,
    sections: Series,
    headings: Series,
    clauses: Series,
    points: Series,
    /// The clauses are a list of their own below a heading.
    nested: bool,
    /// The last number of each depth from 1.1 on.
    deep: Vec<Vec<u32>>,
}

impl Walk {
    fn division(&mut self, rank: Division, label: &Text, report: &mut Report) {
        let level = match rank {
            Division::Part => 0,
            Division::Chapter => 1,
            Division::Section => 2,
        };
        let words: Vec<&str> = label.as_str().split_whitespace().collect();
        if let Some(number) = division_number(&words) {
            let name = |number: u32| division_name(&words, number);
            let series = &mut self.divisions[level];
            if !series.fits(number) {
                series.fault(number, label, label.as_str().len(), &name, report);
            }
            series.set(number);
        }
        self.divisions[level + 1..].iter_mut().for_each(|series| series.opened = true);
        self.sections.opened = true;
        self.open();
    }

    /// Begins something new above the numbered lines.
    fn open(&mut self) {
        self.headings.opened = true;
        self.clauses.opened = true;
        self.points.opened = true;
        self.nested = false;
        self.deep.clear();
    }

    fn paragraph(&mut self) {
        self.clauses.parted = true;
        self.points.parted = true;
    }

    fn line(&mut self, mark: &Mark, text: &Text, report: &mut Report) {
        match mark {
            Mark::Article(number) | Mark::ArticleText(number) => {
                let len = text.as_str().find(['.', ':']).unwrap_or(text.as_str().len());
                step(&mut self.articles, *number, text, len, &|number| format!("Điều {number}"), report);
                self.open();
            }
            Mark::Section(number, sign) | Mark::SectionText(number, sign) => {
                let name = |number| {
                    roman_numeral(number).map_or(format!("{number}{sign}"), |roman| format!("{roman}{sign}"))
                };
                step(&mut self.sections, *number, text, mark_length(text), &name, report);
                self.open();
            }
            Mark::Heading(numbers) => self.numbered(numbers, true, text, report),
            Mark::Clause(numbers) => self.numbered(numbers, false, text, report),
            Mark::Point(number) => self.point(*number, text, report),
            Mark::Paragraph if is_lettered(text.as_str()) => {
                self.sections.opened = true;
                self.open();
            }
            // `- Về kiểm tra:` may lead a list as a paragraph does.
            Mark::Paragraph | Mark::Item => self.paragraph(),
            Mark::SubItem => {}
        }
    }

    /// Steps to `1.`; headings and closed paragraphs may share one list, or the
    /// paragraphs form a list below a heading.
    fn numbered(&mut self, numbers: &[u32], heading: bool, text: &Text, report: &mut Report) {
        let &[number] = numbers else {
            self.deeper(numbers, text, report);
            return;
        };
        let name = |number: u32| format!("{number}.");
        let (own, other) =
            if heading { (&self.headings, &self.clauses) } else { (&self.clauses, &self.headings) };
        let shared = other.precedes(number) && !other.opened && !(heading && self.nested);
        if !own.fits(number) && !shared {
            let nearer =
                if own.last.is_none() && other.last.is_some() && !other.opened { other } else { own };
            nearer.fault(number, text, mark_length(text), &name, report);
        }
        if heading {
            self.headings.set(number);
            self.clauses.opened = true;
            self.nested = false;
        } else {
            self.nested = !shared
                && (self.nested || (number == 1 && self.headings.last.is_some() && !self.headings.opened));
            self.clauses.set(number);
        }
        self.points.opened = true;
        self.deep.clear();
    }

    /// Steps to `1.2.` and below.
    fn deeper(&mut self, numbers: &[u32], text: &Text, report: &mut Report) {
        let Some((&number, parent)) = numbers.split_last().filter(|(_, parent)| !parent.is_empty()) else {
            return;
        };
        let depth = parent.len() - 1;
        let above: Vec<_> = parent.iter().map(u32::to_string).collect();
        let above = above.join(".");
        let name = |number: u32| format!("{above}.{number}.");
        let len = mark_length(text);
        if self.is_parent(parent) {
            let last = self.deep.get(depth).filter(|last| last[..=depth] == *parent);
            let series = Series { last: last.and_then(|last| last.last().copied()), ..Series::default() };
            if !series.fits(number) {
                series.fault(number, text, len, &name, report);
            }
        } else {
            let message = format!("`{}` không nằm dưới mục `{above}.`", name(number));
            report.on(Code::NUMBERING, text, 0..len, message, "đánh lại theo số của mục ở trên");
        }
        self.deep.truncate(depth);
        if self.deep.len() == depth {
            self.deep.push(numbers.to_vec());
        }
        self.points.opened = true;
    }

    /// Tells whether what stands above may be the parent; where nothing is
    /// numbered above, anything may.
    fn is_parent(&self, parent: &[u32]) -> bool {
        if let [number] = parent {
            let above = [&self.headings, &self.clauses].map(|series| series.last.filter(|_| !series.opened));
            let higher = [self.sections.last, self.articles.last];
            let mut known = above.into_iter().chain(higher).flatten().peekable();
            // A body that begins at `1.1.` may stand below a title of another kind.
            let first = *number == 1 || !self.deep.is_empty();
            return (known.peek().is_none() && first) || known.any(|last| last == *number);
        }
        self.deep.get(parent.len() - 2).is_none_or(|last| last == parent)
    }

    fn point(&mut self, number: u32, text: &Text, report: &mut Report) {
        let letter = point_letter(number).unwrap_or_default();
        // `i)`, `v)`, `x)` may be Roman numerals of a list of their own.
        if !self.points.fits(number) && matches!(letter, "i" | "v" | "x") {
            return;
        }
        let name = |number| point_letter(number).map_or(format!("{number})"), |letter| format!("{letter})"));
        step(&mut self.points, number, text, mark_length(text), &name, report);
    }
}

/// Tells whether a line is a heading above the sections: `A. MỤC ĐÍCH`, `B- …`.
fn is_lettered(line: &str) -> bool {
    matches!(line.as_bytes(), [b'A'..=b'H', b'.' | b'-' | b')', b' ', ..])
}

/// Measures the mark a line begins with.
fn mark_length(text: &Text) -> usize {
    text.as_str().find(' ').unwrap_or(text.as_str().len())
}

/// Finds `I-` and `I.` in one body.
fn style(body: &Body, side: Side, report: &mut Report) {
    let sections: Vec<_> = body
        .lines()
        .filter_map(|(mark, runs)| match mark {
            Mark::Section(number, sign) | Mark::SectionText(number, sign) => {
                Some((*number, *sign, &runs.plain))
            }
            _ => None,
        })
        .collect();
    let hyphens = sections.iter().filter(|(_, sign, _)| *sign == '-').count();
    // NĐ30 Phụ lục I V: `I.`; the Party's guidance only asks for one of the two.
    let state = side == Side::State;
    let rare = if !state && hyphens * 2 >= sections.len() { '.' } else { '-' };
    let common = if rare == '.' { '-' } else { '.' };
    if let Some((number, _, text)) =
        sections.iter().find(|(_, sign, _)| *sign == rare).filter(|_| hyphens > 0)
    {
        let roman = roman_numeral(*number).unwrap_or_default();
        report.on(
            Code::NUMBERING_STYLE,
            text,
            0..mark_length(text),
            if state {
                format!("`{roman}{rare}` là cách viết của văn bản Đảng")
            } else {
                format!("`{roman}{rare}` lẫn với `I{common}` của mục khác")
            },
            format!("viết `{roman}{common}`"),
        );
    }
}
