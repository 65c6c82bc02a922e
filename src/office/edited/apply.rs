//! Comes in: what is to be done to the lines of a paper. Goes out: its file with that done, and what
//! could not be done. Must not know: Word files, why it is done.

use std::collections::BTreeMap;

use super::plan::Deed;
use super::rewrite::{Splice, rewritten, spliced};
use super::typed::{Fields, Letter, Typed};
use crate::yaml::edit::{Content, FieldPath, Order, Sheet, Step, Verb};

/// Is a line of the paper as it is printed now.
#[derive(Debug, Clone)]
pub(super) struct NowLine {
    /// Its letters.
    pub text: String,
    /// The name of its style.
    pub style: String,
    /// What was typed for it in the paper's own file; nothing where it stands elsewhere.
    pub typed: Option<Typed>,
    /// The file it stands in, where that is another one.
    pub elsewhere: Option<String>,
}

impl NowLine {
    /// Tells whether other letters would only be others of what the look puts around what was typed.
    pub(super) fn is_dressed_as(&self, after: &str) -> bool {
        let ends = self.typed.as_ref().and_then(|typed| typed.letters.first().zip(typed.letters.last()));
        let dressed = ends.is_some_and(|(first, last)| {
            let own = self.text[last.at..].chars().next().map_or(0, char::len_utf8);
            first.at > 0 || last.at + own < self.text.len()
        });
        dressed && bare(&self.text) == bare(after)
    }
}

/// Gives a line without what the look puts around a member of a list.
pub(super) fn bare(text: &str) -> &str {
    text.trim_start_matches("- ").trim_end_matches([';', '.', ','])
}

/// Is a line that somebody typed in Word.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// Its letters.
    pub text: String,
    /// The same as they are typed in a field: marks of bold and italic, nothing that is evaluated.
    pub typed: String,
    /// The name of its style.
    pub style: String,
    /// Whether it stands in a table.
    pub table: bool,
}

/// Is how a deed is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// What was typed stays wherever its letters do.
    Kept,
    /// The whole line is letters.
    Letters,
    /// Not at all.
    Not,
}

/// Is a fact that became letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unlinked {
    /// The expression.
    pub expression: String,
    /// The letters it gave.
    pub before: String,
    /// The letters that stand there now.
    pub after: String,
}

/// Is a paper's file with some deeds done.
pub(super) struct Applied {
    pub sheet: Sheet,
    /// For each deed: whether it was done.
    pub done: Vec<bool>,
    /// For each deed: the facts that became letters.
    pub unlinked: Vec<Vec<Unlinked>>,
    /// For each new line: the line it stands by, and whether behind it.
    pub places: Vec<Option<(usize, bool)>>,
}

/// Is how many lines before a new one its like is looked for.
const REACH: usize = 3;

/// Collects what is written where.
#[derive(Default)]
struct Writing {
    splices: BTreeMap<FieldPath, Vec<Splice>>,
    /// Members of lists that go (no text) or come.
    members: Vec<(FieldPath, Option<String>)>,
}

pub(super) struct Work<'a> {
    pub now: &'a [NowLine],
    pub theirs: &'a [Words],
    pub deeds: &'a [Deed],
    pub literal: &'a dyn Fn(&str) -> String,
}

impl Work<'_> {
    /// Does the deeds, each in its way.
    pub(super) fn applied(&self, fields: &mut Fields, ways: &[Way]) -> Applied {
        let mut writing = Writing::default();
        let (mut done, mut unlinked, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for (deed, way) in self.deeds.iter().zip(ways) {
            let mut own = Vec::new();
            let place = if let Deed::Add { after, before, theirs, .. } = deed {
                self.place((*after, *before), &self.theirs[*theirs])
            } else {
                None
            };
            let did =
                *way != Way::Not && self.one((deed, place), *way, fields, &mut writing, &mut own).is_some();
            done.push(did);
            unlinked.push(own);
            places.push(place);
        }
        let sheet = written(fields, writing);
        Applied { sheet, done, unlinked, places }
    }

    fn one(
        &self,
        (deed, place): (&Deed, Option<(usize, bool)>),
        way: Way,
        fields: &mut Fields,
        writing: &mut Writing,
        unlinked: &mut Vec<Unlinked>,
    ) -> Option<()> {
        match deed {
            Deed::Rewrite { now, after, theirs } => {
                let typed = self.joined(now.clone())?;
                let value = fields.value(&typed.path)?.to_owned();
                if way == Way::Letters {
                    let words: Vec<&str> =
                        self.theirs[theirs.clone()].iter().map(|words| words.typed.as_str()).collect();
                    let whole = whole_line(&typed, &value);
                    writing.splices.entry(typed.path).or_default().push((whole, words.join("\n")));
                    return Some(());
                }
                let before = self.before(now.clone());
                let done = rewritten(&typed, &before, after, self.literal)?;
                for (range, letters) in done.facts {
                    let gave: String = typed
                        .letters
                        .iter()
                        .filter(|letter| letter.value == range)
                        .filter_map(|letter| before[letter.at..].chars().next())
                        .collect();
                    unlinked.push(Unlinked {
                        expression: value[range].to_owned(),
                        before: gave,
                        after: letters,
                    });
                }
                let mut splices = done.splices;
                // Where lines are joined, a blank stands for what parted them.
                let gaps = typed.letters.iter().filter(|letter| value[letter.value.clone()].contains('\n'));
                for gap in gaps.filter(|gap| !gap.fact) {
                    if !splices.iter().any(|(range, _)| *range == gap.value) {
                        splices.push((gap.value.clone(), " ".to_owned()));
                    }
                }
                writing.splices.entry(typed.path).or_default().extend(splices);
            }
            Deed::Remove { now } => self.removed(*now, fields, writing)?,
            Deed::Add { theirs, from, .. } => {
                let words = &self.theirs[*theirs];
                let text = from.and_then(|from| self.carried(from, &words.text, fields));
                let text = text.filter(|_| way == Way::Kept).unwrap_or_else(|| words.typed.clone());
                self.added(place?, &text, fields, writing)?;
            }
        }
        Some(())
    }

    fn before(&self, lines: std::ops::Range<usize>) -> String {
        self.now[lines].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Gives what was typed for lines that follow each other in one field; the blank between two stands
    /// for whatever parts them there.
    fn joined(&self, lines: std::ops::Range<usize>) -> Option<Typed> {
        let mut at = 0;
        let mut whole: Option<Typed> = None;
        for line in &self.now[lines] {
            let own = line.typed.as_ref()?;
            let letters = own.letters.iter().map(|letter| Letter { at: letter.at + at, ..letter.clone() });
            match &mut whole {
                None => whole = Some(own.clone()),
                Some(whole) => {
                    let (last, first) = whole.letters.last().zip(own.letters.first())?;
                    if whole.path != own.path || last.value.end > first.value.start {
                        return None;
                    }
                    let gap = last.value.end..first.value.start;
                    whole.letters.push(Letter { at: at - 1, value: gap, fact: false });
                    whole.letters.extend(letters);
                }
            }
            at += line.text.len() + 1;
        }
        whole
    }

    /// Writes a line that stood elsewhere as it was typed there, with its facts.
    fn carried(&self, from: usize, after: &str, fields: &mut Fields) -> Option<String> {
        let line = &self.now[from];
        let typed = line.typed.as_ref()?;
        let done = rewritten(typed, &line.text, after, self.literal)?;
        let value = fields.value(&typed.path)?;
        let whole = whole_line(typed, value);
        let own: Vec<Splice> = done
            .splices
            .into_iter()
            .map(|(range, words)| (range.start - whole.start..range.end - whole.start, words))
            .collect();
        Some(spliced(&value[whole], &own))
    }

    fn removed(&self, now: usize, fields: &mut Fields, writing: &mut Writing) -> Option<()> {
        let typed = self.now[now].typed.as_ref()?;
        let is_gone = |line: usize| self.deeds.contains(&Deed::Remove { now: line });
        // All that a member of a list prints is gone: it is gone itself.
        for end in (1..=typed.path.0.len()).rev() {
            let member = FieldPath(typed.path.0[..end].to_vec());
            let own =
                |line: &NowLine| line.typed.as_ref().is_some_and(|own| own.path.0.starts_with(&member.0));
            let is_cell = end >= 2 && matches!(member.0[end - 2..], [Step::At(_), Step::At(_)]);
            if matches!(member.0.last(), Some(Step::At(_)))
                && !is_cell
                && (0..self.now.len()).filter(|line| own(&self.now[*line])).all(is_gone)
            {
                if !writing.members.contains(&(member.clone(), None)) {
                    writing.members.push((member, None));
                }
                return Some(());
            }
        }
        let shared =
            self.now.iter().filter(|line| line.typed.as_ref().is_some_and(|own| own.path == typed.path));
        let value = fields.value(&typed.path)?;
        if shared.count() < 2 {
            return None;
        }
        let mut whole = whole_line(typed, value);
        // With its line end.
        if value[whole.end..].starts_with('\n') {
            whole.end += 1;
        }
        writing.splices.entry(typed.path.clone()).or_default().push((whole, String::new()));
        Some(())
    }

    /// Finds the line of the paper a new one stands by: one set alike right before it, else the one
    /// before it, else the one behind it. Tells whether it stands behind.
    fn place(&self, (after, before): (Option<usize>, Option<usize>), words: &Words) -> Option<(usize, bool)> {
        let typed = |line: &usize| self.now[*line].typed.as_ref();
        let in_table = |line: &usize| typed(line).is_some_and(|typed| in_table(&typed.path));
        // A cell that is new is none of the lines around its table.
        if words.table && after.iter().chain(&before).any(in_table) {
            return None;
        }
        let open = |line: &usize| typed(line).is_some() && !in_table(line);
        let alike = after.and_then(|after| {
            let near = (after.saturating_sub(REACH)..=after).rev();
            near.filter(open).find(|line| self.now[*line].style == words.style)
        });
        let behind = alike.or(after.filter(open)).map(|line| (line, true));
        behind.or_else(|| before.filter(open).map(|line| (line, false)))
    }

    fn added(
        &self,
        (line, behind): (usize, bool),
        text: &str,
        fields: &mut Fields,
        writing: &mut Writing,
    ) -> Option<()> {
        let own = self.now[line].typed.as_ref()?;
        if let Some(Step::At(at)) = own.path.0.last() {
            let shared = self
                .now
                .iter()
                .filter(|other| other.typed.as_ref().is_some_and(|other| other.path == own.path));
            if shared.count() < 2 {
                let mut path = own.path.clone();
                path.0.pop();
                // What the form puts around a member is not typed.
                let text = bare(text).to_owned();
                writing.members.push((path.at(if behind { at + 1 } else { *at }), Some(text)));
                return Some(());
            }
        }
        let value = fields.value(&own.path)?;
        // Only a text of several lines takes another one.
        if !value.contains('\n') {
            return None;
        }
        let whole = whole_line(own, value);
        let splice = if behind {
            (whole.end..whole.end, format!("\n{text}"))
        } else {
            (whole.start..whole.start, format!("{text}\n"))
        };
        writing.splices.entry(own.path.clone()).or_default().push(splice);
        Some(())
    }
}

fn in_table(path: &FieldPath) -> bool {
    path.0.windows(2).any(|two| matches!(two, [Step::At(_), Step::At(_)]))
}

/// Gives the line of a value in which a text was typed, without its end.
fn whole_line(typed: &Typed, value: &str) -> std::ops::Range<usize> {
    let first = typed.letters.first().map_or(0, |letter| letter.value.start);
    let last = typed.letters.last().map_or(0, |letter| letter.value.end);
    let start = value[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = value[last..].find('\n').map_or(value.len(), |at| last + at);
    start..end
}

/// Writes all into the file; what cannot be written there is left out, and seen when it is proved.
fn written(fields: &Fields, writing: Writing) -> Sheet {
    let mut sheet = fields.sheet.clone();
    let take = |sheet: &mut Sheet, path: &FieldPath, verb: &Verb| {
        if let Ok(edited) = sheet.edit(path, verb, Order::default()) {
            *sheet = edited.sheet;
        }
    };
    for (path, splices) in &writing.splices {
        let Some(value) = fields.sheet.value(path).and_then(Content::text) else { continue };
        let mut text = spliced(value, splices);
        // Marks between which nothing is left.
        if !value.contains("****") {
            text = text.replace("****", "");
        }
        take(&mut sheet, path, &Verb::Set(Content::Text(text)));
    }
    // From the last one: the places of the others stay.
    let mut members = writing.members;
    members.reverse();
    members.sort_by(|(one, gone), (two, other)| (two, gone.is_some()).cmp(&(one, other.is_some())));
    for (path, text) in members {
        let verb = text.map_or(Verb::Remove, |text| Verb::Insert(Content::Text(text)));
        take(&mut sheet, &path, &verb);
    }
    sheet
}
