//! Comes in: the lines of a file as it was made and as it is now. Goes out: what became of each. Must
//! not know: what a line is for.

use std::ops::Range;

use super::words::{common, likeness};

/// Is how like two lines are at least that are one line changed.
const LIKE: f64 = 0.4;
/// The same where the hidden bookmark says that they are one.
const MARKED: f64 = 0.2;
/// Is how like a line is at least to two others, of which it was made, or that were made of it.
const PARTED: f64 = 0.75;
/// Is how like a line is at least to one that is gone elsewhere: it was moved.
const MOVED: f64 = 0.8;
/// Is what a line costs that is gone or new.
const ALONE: f64 = 0.62;
/// Is how many lines of a stretch are compared each with each.
const MOST: usize = 250_000;

/// Is a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its letters.
    pub text: &'a str,
    /// The hidden bookmark around it.
    pub mark: Option<&'a str>,
}

/// Is what became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It stands as it was.
    Same(usize, usize),
    /// It reads otherwise; or one became two, or two became one.
    Changed(Range<usize>, Range<usize>),
    /// It is gone.
    Gone(usize),
    /// It is new; where it was taken from another place, from which.
    New(usize, Option<usize>),
}

/// Compares the lines of a file as it was made with those it has now. The steps are in the order of the
/// lines of now; what is gone stands where it was.
#[must_use]
pub fn compared(base: &[Line<'_>], now: &[Line<'_>]) -> Vec<Step> {
    let texts = |lines: &[Line<'_>]| lines.iter().map(|line| line.text.to_owned()).collect::<Vec<_>>();
    let mut pairs = common(&texts(base), &texts(now));
    pairs.push((base.len(), now.len()));
    let (mut own, mut other, mut steps) = (0, 0, Vec::new());
    for (next, following) in pairs {
        between((base, own..next), (now, other..following), &mut steps);
        if next < base.len() {
            steps.push(Step::Same(next, following));
        }
        (own, other) = (next + 1, following + 1);
    }
    moved(base, now, steps)
}

/// Is what is done at a place of a stretch that differs: how many lines of both sides it takes.
const WAYS: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)];

/// Finds the cheapest way through a stretch that differs.
fn between(
    (base, own): (&[Line<'_>], Range<usize>),
    (now, other): (&[Line<'_>], Range<usize>),
    steps: &mut Vec<Step>,
) {
    if own.len().saturating_mul(other.len()) > MOST {
        steps.extend(own.map(Step::Gone));
        steps.extend(other.map(|line| Step::New(line, None)));
        return;
    }
    let (rows, width) = (own.len(), other.len() + 1);
    let mut costs = vec![(f64::INFINITY, (0, 0)); (rows + 1) * width];
    costs[(rows + 1) * width - 1].0 = 0.0;
    for row in (0..=rows).rev() {
        for column in (0..width).rev() {
            let best = WAYS.iter().filter_map(|&(down, right)| {
                let (to_row, to_column) = (row + down, column + right);
                if to_row > rows || to_column >= width {
                    return None;
                }
                let one = &base[own.start + row..own.start + to_row];
                let two = &now[other.start + column..other.start + to_column];
                Some((cost(one, two)? + costs[to_row * width + to_column].0, (down, right)))
            });
            if let Some(best) = best.min_by(|(one, _), (two, _)| one.total_cmp(two)) {
                costs[row * width + column] = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows || column + 1 < width {
        let (down, right) = costs[row * width + column].1;
        let (one, two) = (own.start + row, other.start + column);
        steps.push(match (down, right) {
            (1, 0) => Step::Gone(one),
            (0, 1) => Step::New(two, None),
            _ => Step::Changed(one..one + down, two..two + right),
        });
        (row, column) = (row + down, column + right);
    }
}

/// Gives what a way costs; nothing where it is none.
fn cost(base: &[Line<'_>], now: &[Line<'_>]) -> Option<f64> {
    if base.is_empty() || now.is_empty() {
        return Some(ALONE);
    }
    let whole = |lines: &[Line<'_>]| lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" ");
    let like = likeness(&whole(base), &whole(now));
    let parted = base.len() + now.len() > 2;
    let marked = !parted && base[0].mark.is_some() && base[0].mark == now[0].mark;
    let least = if parted {
        PARTED
    } else if marked {
        MARKED
    } else {
        LIKE
    };
    (like >= least).then_some(1.0 - like + if parted { 0.05 } else { 0.0 })
}

/// Finds lines that are gone in one place and stand in another.
fn moved(base: &[Line<'_>], now: &[Line<'_>], mut steps: Vec<Step>) -> Vec<Step> {
    let gone: Vec<usize> = steps
        .iter()
        .filter_map(|step| if let Step::Gone(line) = step { Some(*line) } else { None })
        .collect();
    let mut taken = Vec::new();
    for step in &mut steps {
        let Step::New(line, from) = step else { continue };
        let near = |other: &usize| likeness(base[*other].text, now[*line].text);
        let free = gone.iter().filter(|other| !taken.contains(*other));
        let best = free.map(|other| (near(other), *other)).max_by(|one, two| one.0.total_cmp(&two.0));
        if let Some((_, other)) = best.filter(|(near, _)| *near >= MOVED) {
            taken.push(other);
            *from = Some(other);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(base: &[&str], now: &[&str]) -> Vec<Step> {
        compared(&lines(base), &lines(now))
    }

    fn lines<'a>(all: &[&'a str]) -> Vec<Line<'a>> {
        all.iter().map(|text| Line { text, mark: None }).collect()
    }

    const PLAN: [&str; 4] = [
        "KẾ HOẠCH",
        "1. Mục đích, yêu cầu của Hội nghị đối thoại năm 2026.",
        "2. Thời gian, địa điểm: 8 giờ, ngày 14/8/2026, tại Hội trường. Thành phần: các chi bộ.",
        "Nơi nhận:",
    ];

    #[test]
    fn a_line_is_changed_parted_joined_moved_gone_or_new() {
        let mut now = PLAN;
        now[1] = "1. Mục đích của Hội nghị đối thoại năm 2027.";
        assert_eq!(told(&PLAN, &now)[1], Step::Changed(1..2, 1..2));
        let parted = [
            PLAN[0],
            PLAN[1],
            "2. Thời gian, địa điểm: 8 giờ, ngày 14/8/2026, tại Hội trường.",
            "Thành phần: các chi bộ.",
            PLAN[3],
        ];
        assert_eq!(told(&PLAN, &parted)[2], Step::Changed(2..3, 2..4));
        assert_eq!(told(&parted, &PLAN)[2], Step::Changed(2..4, 2..3));
        let moved = [PLAN[0], PLAN[2], PLAN[1], PLAN[3]];
        let steps = told(&PLAN, &moved);
        assert!(steps.iter().any(|step| matches!(step, Step::New(_, Some(_)))), "{steps:?}");
        let more = [PLAN[0], PLAN[1], "Một dòng hoàn toàn khác", PLAN[2], PLAN[3]];
        assert_eq!(told(&PLAN, &more)[2], Step::New(2, None));
        assert_eq!(told(&more, &PLAN)[2], Step::Gone(2));
    }
}
