//! Comes in: the blocks of a body whose numbered lines are not judged yet. Goes
//! out: which of them are headings, and which could be read otherwise. Must
//! not know: how a heading looks, whether the numbers are right.
//!
//! A heading is short and nothing closes it but perhaps a colon; a sentence
//! ends as one. Where a line alone does not tell, its sisters do: the lines of
//! the same depth below the same parent, and whether anything stands below it.

use crate::model::{Block, Doubt, Mark, Run, Runs, Why};
use crate::text::is_closed;

/// Is the longest heading (letters): about a line and a half of bold letters on
/// A4, which holds some seventy.
const LONGEST: usize = 105;
/// Is the longest title of an article: those of rules run to two lines.
const LONGEST_ARTICLE: usize = 150;

/// Ends of a line with a colon that leads over to what follows.
const LEADING_OVER: [&str; 9] =
    ["sau:", "sau đây:", "gồm:", "gồm có:", "dưới đây:", "là:", "như:", "cụ thể:", "rằng:"];

/// Says what a line alone looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A heading in capitals.
    Loud,
    /// Short, and nothing closes it.
    Title,
    /// Short, closed by a colon.
    Colon,
    /// Closed by a colon that leads over to what follows.
    Over,
    /// Closed as a sentence is.
    Sentence,
    /// A label in another style, then a sentence.
    RunIn,
    /// Neither.
    Doubtful(Why),
}

/// Says what stands between a line and its next sister.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    /// Nothing.
    Nothing,
    /// A paragraph that may as well belong to all that came before.
    Loose,
    /// Something of its own.
    Own,
}

/// Is a numbered line.
struct Seen {
    block: usize,
    group: usize,
    look: Look,
    below: Below,
    short: bool,
    heading: bool,
}

/// Makes the numbered lines of a body headings or paragraphs; gives those that
/// could be read otherwise.
pub(super) fn judge(blocks: &mut [Block]) -> Vec<Doubt> {
    let mut seen = seen(blocks);
    let mut doubts = Vec::new();
    let groups = seen.iter().map(|line| line.group + 1).max().unwrap_or(0);
    for group in 0..groups {
        let sisters: Vec<&mut Seen> = seen.iter_mut().filter(|line| line.group == group).collect();
        judge_sisters(sisters, &mut doubts);
    }
    for line in &seen {
        if let Block::Line { mark, .. } = &mut blocks[line.block]
            && !line.heading
        {
            *mark = match mark.clone() {
                Mark::Article(number) => Mark::ArticleText(number),
                Mark::Section(number, sign) => Mark::SectionText(number, sign),
                Mark::Heading(numbers) => Mark::Clause(numbers),
                other => other,
            };
        }
    }
    doubts.sort_by_key(|doubt| doubt.block);
    doubts
}

/// Finds the numbered lines, who is whose sister, and what stands below each.
fn seen(blocks: &[Block]) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut groups = 0;
    for (at, block) in blocks.iter().enumerate() {
        let (mark, runs) = match block {
            Block::Division { .. } => {
                open.clear();
                continue;
            }
            Block::Line { mark, runs } => (mark, runs),
            _ => continue,
        };
        let (Some(depth), Some(numbers)) = (depth(mark), mark.numbers()) else { continue };
        open.retain(|(above, _)| *above <= depth);
        let begins = numbers.last() == Some(&1);
        if open.last().is_none_or(|(above, _)| *above < depth || begins) {
            open.retain(|(above, _)| *above < depth);
            open.push((depth, groups));
            groups += 1;
        }
        let group = open.last().map_or(0, |(_, group)| *group);
        let short = said(mark, runs).chars().count() <= longest(mark);
        let look = look(mark, runs);
        seen.push(Seen { block: at, group, look, below: below(blocks, at, depth), short, heading: false });
    }
    // Behind the last sister a paragraph may close the whole list.
    for at in 0..seen.len() {
        let last = !seen[at + 1..].iter().any(|later| later.group == seen[at].group);
        let article = matches!(&blocks[seen[at].block], Block::Line { mark: Mark::Article(_), .. });
        let paragraph = matches!(
            blocks.get(seen[at].block + 1),
            Some(Block::Line { mark: Mark::Paragraph, .. } | Block::SetOff { .. })
        );
        if last && paragraph && !article {
            seen[at].below = Below::Loose;
        }
    }
    seen
}

/// Ranks a mark that steps, the lower the higher.
fn depth(mark: &Mark) -> Option<usize> {
    Some(match mark {
        Mark::Article(_) | Mark::ArticleText(_) => 1,
        Mark::Section(..) | Mark::SectionText(..) => 2,
        Mark::Heading(numbers) | Mark::Clause(numbers) => 2 + numbers.len(),
        _ => return None,
    })
}

fn longest(mark: &Mark) -> usize {
    if matches!(mark, Mark::Article(_)) { LONGEST_ARTICLE } else { LONGEST }
}

fn below(blocks: &[Block], at: usize, own: usize) -> Below {
    match blocks.get(at + 1) {
        None | Some(Block::Division { .. }) => Below::Nothing,
        Some(Block::Line { mark, .. }) if depth(mark).is_some_and(|depth| depth <= own) => Below::Nothing,
        Some(_) => Below::Own,
    }
}

/// Gives what a numbered line says, without its mark.
fn said<'a>(mark: &Mark, runs: &'a Runs) -> &'a str {
    &runs.as_str()[mark_length(mark, runs)..]
}

fn mark_length(mark: &Mark, runs: &Runs) -> usize {
    let line = runs.as_str();
    let skipped = if matches!(mark, Mark::Article(_)) { "Điều ".len() } else { 0 };
    line[skipped..].find(' ').map_or(line.len(), |at| skipped + at + 1)
}

fn look(mark: &Mark, runs: &Runs) -> Look {
    let text = said(mark, runs).trim();
    if is_run_in(mark, runs) {
        return Look::RunIn;
    }
    let high = !matches!(mark, Mark::Heading(_));
    if high && is_loud(text) && !text.ends_with([';', ',']) {
        return Look::Loud;
    }
    let inner = text.trim_end_matches([')', '”', '"', '»', '’']);
    let short = text.chars().count() <= longest(mark);
    if text.ends_with(',') {
        Look::Doubtful(Why::Comma)
    } else if text.ends_with(':') {
        let over = LEADING_OVER.iter().any(|end| text.to_lowercase().ends_with(end));
        match (over, short) {
            (false, true) => Look::Colon,
            (true, true) => Look::Over,
            _ => Look::Sentence,
        }
    } else if is_closed(inner) && !inner.ends_with(',') {
        Look::Sentence
    } else if text.contains(';') {
        Look::Doubtful(Why::Parted)
    } else if short {
        Look::Title
    } else {
        Look::Doubtful(Why::Long)
    }
}

/// Tells whether a text is all in capitals.
fn is_loud(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() > 2 && letters.clone().all(|letter| !letter.is_lowercase())
}

/// Tells whether a line begins with a label in a style of its own: `**1. Chủ
/// trì:** Đồng chí …`. A heading is bold as a whole, so whoever makes a part of
/// it bold means a paragraph; italics inside a heading are italics.
fn is_run_in(mark: &Mark, runs: &Runs) -> bool {
    let start = mark_length(mark, runs);
    let mut parts: Vec<(&Run, &str)> = Vec::new();
    let mut at = 0;
    for run in &runs.runs {
        let cut = start.saturating_sub(at).min(run.text.len());
        at += run.text.len();
        if !run.text[cut..].trim().is_empty() {
            parts.push((run, &run.text[cut..]));
        }
    }
    let (Some((first, _)), Some((last, _))) = (parts.first(), parts.last()) else { return false };
    let number = runs.runs.first();
    let labelled = parts.windows(2).any(|pair| {
        let (before, after) = (pair[0].0, pair[1].0);
        before.italic != after.italic && pair[0].1.trim_end().ends_with([':', '.'])
    });
    let leading = number.is_some_and(|number| number.italic && first.italic && !last.italic);
    parts.iter().any(|(run, _)| run.bold != first.bold) || labelled || leading
}

fn judge_sisters(mut sisters: Vec<&mut Seen>, doubts: &mut Vec<Doubt>) {
    let count =
        |sisters: &[&mut Seen], of: &dyn Fn(&Seen) -> bool| sisters.iter().filter(|line| of(line)).count();
    let open = |line: &Seen| matches!(line.look, Look::Title | Look::Loud);
    let spoken = |line: &Seen| matches!(line.look, Look::Sentence | Look::Doubtful(_));
    let (titles, sentences) = (count(&sisters, &open), count(&sisters, &spoken));
    let colons = count(&sisters, &|line| line.look == Look::Colon);
    let commas = count(&sisters, &|line| line.look == Look::Doubtful(Why::Comma));
    let owned = count(&sisters, &|line| open(line) && line.below == Below::Own);
    let mut doubt = |line: &Seen, why| doubts.push(Doubt { block: line.block, why });
    for line in &mut sisters {
        line.heading = match line.look {
            Look::Loud => true,
            Look::Title => {
                let alone = line.below == Below::Nothing || (line.below == Below::Loose && owned == 0);
                if sentences > 0 && alone {
                    doubt(line, Why::Sisters);
                }
                sentences == 0 || !alone
            }
            Look::Colon => sentences == 0,
            Look::Over => sentences == 0 && titles + colons > 0,
            Look::Sentence | Look::RunIn => false,
            Look::Doubtful(why) => {
                let heads = why == Why::Long && line.below == Below::Own && titles > 0;
                if why != Why::Comma || commas < 2 {
                    doubt(line, why);
                }
                heads
            }
        };
    }
    // Lines that have something below them and end otherwise than their sisters.
    let headings = count(&sisters, &|line| line.heading && line.look == Look::Title);
    let ended = |line: &Seen| line.look == Look::Sentence && line.short && line.below == Below::Own;
    let paragraphs = count(&sisters, &ended);
    for line in &sisters {
        let rare = if headings > paragraphs { ended(line) } else { line.heading && line.look == Look::Title };
        if headings > 0 && paragraphs > 0 && rare {
            doubt(line, Why::Sisters);
        }
    }
}
