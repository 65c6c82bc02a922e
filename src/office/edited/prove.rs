//! Comes in: what is to be done to a paper. Goes out: its file with as much of it done as the pages
//! prove: they say what the Word file says, and nothing else has moved. Must not know: what is told.

use std::path::Path;

use super::apply::{Applied, Unlinked, Way, Work, bare};
use super::lines::{Lines, as_letters, said, seen};
use super::marks::Remarked;
use super::plan::Deed;
use super::typed::Fields;
use crate::diag::{Code, Diagnostic, Findings};
use crate::docx::merge::{Line, Step, compared};
use crate::pipeline::{Settings, Stock, WordLine, WordSaid, examine};
use crate::yaml::edit::Sheet;

/// Is what is to be done, and where.
pub(super) struct Case<'a> {
    pub lines: &'a Lines,
    pub deeds: &'a [Deed],
    pub file: &'a Path,
    pub settings: &'a Settings,
    pub stock: &'a Stock,
}

/// Is what was done.
pub(super) struct Proved {
    pub sheet: Sheet,
    /// For each deed: whether it was done.
    pub done: Vec<bool>,
    pub unlinked: Vec<Vec<Unlinked>>,
    /// What its Word file would say.
    pub said: WordSaid,
    /// The lines whose marks of bold and italic were changed.
    pub looked: Vec<Remarked>,
}

impl Case<'_> {
    /// Does what can be proved.
    pub(super) fn proved(&self) -> Result<Proved, Findings> {
        let mut ways = vec![Way::Kept; self.deeds.len()];
        // Each round takes something back, and there are two steps down for each deed.
        for _ in 0..=2 * self.deeds.len() {
            let applied = self.applied(&ways);
            // Nothing changed is proved already.
            let same = applied.sheet.text() == self.lines.sheet.text();
            let said = if same { Some(self.lines.said.clone()) } else { self.set(&applied.sheet) };
            let doubtful = match &said {
                Some(said) => self.doubtful(&applied, &said.lines),
                None => self.spoiling(&applied),
            };
            if let Some(said) = said.filter(|_| doubtful.is_empty()) {
                let Applied { sheet, done, unlinked, .. } = applied;
                return Ok(Proved { sheet, done, unlinked, said, looked: Vec::new() });
            }
            for deed in doubtful {
                let less = if ways[deed] == Way::Kept { Way::Letters } else { Way::Not };
                // What is not done needs no second way.
                ways[deed] = if applied.done[deed] { less } else { Way::Not };
            }
        }
        let message =
            "chưa nhận lại được bản Word: không chứng minh được văn bản sau khi sửa đúng như bản Word";
        Err(Diagnostic::new(Code::BACK_PAPER, message)
            .hint("mở bản Word, chép từng chỗ đã sửa vào ô của nó")
            .into())
    }

    fn applied(&self, ways: &[Way]) -> Applied {
        let words = self.lines.words();
        let work = Work { now: &self.lines.now, theirs: &words, deeds: self.deeds, literal: &as_letters };
        work.applied(&mut Fields::of(self.lines.sheet.clone()), ways)
    }

    /// Gives the deeds after which the paper cannot be set: which, is seen by doing each alone; all where
    /// it is none alone.
    fn spoiling(&self, applied: &Applied) -> Vec<usize> {
        let open = self.open(applied);
        let alone = |deed: &usize| {
            let mut ways = vec![Way::Not; self.deeds.len()];
            ways[*deed] = Way::Kept;
            self.set(&self.applied(&ways).sheet).is_none()
        };
        let spoils: Vec<usize> = open.iter().copied().filter(alone).collect();
        if spoils.is_empty() { open } else { spoils }
    }

    fn open(&self, applied: &Applied) -> Vec<usize> {
        (0..self.deeds.len()).filter(|deed| applied.done[*deed]).collect()
    }

    /// Gives the deeds that did not lead to what they are to; none where all is as it is to be.
    fn doubtful(&self, applied: &Applied, got: &[WordLine]) -> Vec<usize> {
        let expected = self.expected(applied);
        let lines: Vec<Line<'_>> = expected.iter().map(|(text, _)| Line { text, mark: None }).collect();
        let texts: Vec<String> = got.iter().map(|line| seen(&line.text)).collect();
        let there: Vec<Line<'_>> = texts.iter().map(|text| Line { text, mark: None }).collect();
        let (mut doubtful, mut strange) = (Vec::new(), false);
        for step in compared(&lines, &there) {
            match step {
                Step::Same(..) => {}
                Step::Changed(own, other) => {
                    if !(own.len() == other.len()
                        && own.clone().zip(other).all(|(own, other)| alike(&expected[own].0, &got[other])))
                    {
                        let deeds: Vec<usize> = own.filter_map(|line| expected[line].1).collect();
                        strange |= deeds.is_empty();
                        doubtful.extend(deeds);
                    }
                }
                Step::Gone(line) => match expected[line].1 {
                    Some(deed) => doubtful.push(deed),
                    None => strange = true,
                },
                Step::New(..) => strange = true,
            }
        }
        doubtful.sort_unstable();
        doubtful.dedup();
        // Something else moved: whose doing that is, nobody knows.
        if doubtful.is_empty() && strange { self.open(applied) } else { doubtful }
    }

    /// Sets the paper as a file would have it.
    pub(super) fn set(&self, sheet: &Sheet) -> Option<WordSaid> {
        let unsaved = self.settings.unsaved.clone().with(self.file, sheet.bytes());
        let settings = Settings { unsaved, ..self.settings.clone() };
        let (papers, _) = examine(&[self.file.to_owned()], &settings, self.stock);
        said(papers.first()?, &settings, self.stock).ok()
    }

    /// Gives the lines the paper is to have, each with the deed it comes from.
    fn expected(&self, applied: &Applied) -> Vec<(String, Option<usize>)> {
        let count = self.lines.now.len();
        let own = |line: usize| vec![(self.lines.now[line].text.clone(), None)];
        let mut slots: Vec<Vec<(String, Option<usize>)>> = (0..count).map(own).collect();
        let mut before: Vec<Vec<(String, Option<usize>)>> = vec![Vec::new(); count];
        let mut behind = before.clone();
        for (at, deed) in self.deeds.iter().enumerate().filter(|(at, _)| applied.done[*at]) {
            match deed {
                Deed::Rewrite { now, after, .. } => {
                    now.clone().for_each(|line| slots[line].clear());
                    slots[now.start] = after.split('\n').map(|line| (seen(line), Some(at))).collect();
                }
                Deed::Remove { now } => slots[*now].clear(),
                Deed::Add { theirs, .. } => {
                    let Some((line, after)) = applied.places[at] else { continue };
                    let text = self.lines.theirs[*theirs].words.text.clone();
                    let side = if after { &mut behind } else { &mut before };
                    side[line].push((text, Some(at)));
                }
            }
        }
        let all = before.into_iter().zip(slots).zip(behind);
        all.flat_map(|((before, own), behind)| before.into_iter().chain(own).chain(behind)).collect()
    }
}

/// Tells whether a line is the one that was meant, whatever the look puts around what was typed.
fn alike(meant: &str, got: &WordLine) -> bool {
    let text = seen(&got.text);
    let dressed = got.typed.as_ref().is_some_and(|(typed, _)| typed.as_str().trim().len() < text.len());
    dressed && bare(meant) == bare(&text)
}
