//! Comes in: what a Word file said, the paper it was made of, what it says now. Goes out: the lines of
//! all three. Must not know: what differs.

use std::path::Path;

use super::apply::{NowLine, Words};
use super::typed::Fields;
use crate::diag::Findings;
use crate::docx::merge::{Line, Step, compared};
use crate::docx::{Base, Brought, Paragraph};
use crate::input::{Letter, literal, retyped};
use crate::pipeline::{Examined, Settings, Stock, WordLine, word_lines};
use crate::yaml::edit::Sheet;

/// Is a line of a Word file as it says it now.
pub(super) struct TheirLine {
    /// The paragraph it stands in, from 1.
    pub paragraph: usize,
    pub mark: Option<String>,
    pub words: Words,
    /// For each letter, whether it is bold, whether italic.
    pub looks: Vec<(bool, bool)>,
}

/// Is the lines that are held against each other.
pub(super) struct Lines {
    /// As it was made: letters, hidden bookmark.
    base: Vec<(String, String)>,
    /// The paper as it is.
    pub now: Vec<NowLine>,
    /// The Word file as it is.
    pub theirs: Vec<TheirLine>,
    /// The paper's file.
    pub sheet: Sheet,
}

impl Lines {
    pub(super) fn of(
        base: &Base,
        examined: &Examined,
        brought: &Brought,
        (settings, stock): (&Settings, &Stock),
    ) -> Result<Self, Findings> {
        let lines = now(examined, settings, stock)?;
        let source = settings.unsaved.read(&examined.file)?;
        let bytes = settings.unsaved.bytes(&examined.file)?;
        let sheet = Sheet::read(source.name(), &bytes)?;
        let mut fields = Fields::of(sheet.clone());
        let now = lines.iter().map(|line| of_now(line, &examined.file, &mut fields)).collect();
        let blocks = base.blocks.iter().map(|block| (seen(&block.text), block.mark.clone()));
        let theirs = brought.paragraphs().into_iter().filter(|own| !own.is_empty()).map(of_theirs);
        Ok(Self {
            base: blocks.filter(|(text, _)| !text.is_empty()).collect(),
            now,
            theirs: theirs.collect(),
            sheet,
        })
    }

    pub(super) fn base(&self) -> Vec<Line<'_>> {
        self.base.iter().map(|(text, mark)| Line { text, mark: Some(mark) }).collect()
    }

    pub(super) fn now(&self) -> Vec<Line<'_>> {
        self.now.iter().map(|line| Line { text: &line.text, mark: None }).collect()
    }

    pub(super) fn theirs(&self) -> Vec<Line<'_>> {
        self.theirs.iter().map(|line| Line { text: &line.words.text, mark: line.mark.as_deref() }).collect()
    }

    /// Gives the lines that stand as they are, and are set otherwise in the Word file: places among theirs,
    /// the letters that are.
    pub(super) fn set_otherwise(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for step in compared(&self.now(), &self.theirs()) {
            let Step::Same(now, theirs) = step else { continue };
            let (own, other) = (&self.now[now].looks, &self.theirs[theirs].looks);
            let letters: Vec<char> = self.now[now].text.chars().collect();
            if own.len() != letters.len() || other.len() != letters.len() {
                continue;
            }
            let differs = |at: &usize| !letters[*at].is_whitespace() && own[*at] != other[*at];
            let first = (0..letters.len()).find(differs);
            let last = (0..letters.len()).rev().find(differs);
            if let Some((first, last)) = first.zip(last) {
                found.push((theirs, letters[first..=last].iter().collect()));
            }
        }
        found
    }

    pub(super) fn words(&self) -> Vec<Words> {
        self.theirs.iter().map(|line| line.words.clone()).collect()
    }
}

/// Gives the lines of a paper as it stands.
pub(super) fn now(
    examined: &Examined,
    settings: &Settings,
    stock: &Stock,
) -> Result<Vec<WordLine>, Findings> {
    let Some(ready) = &examined.ready else { return Err(Findings::default()) };
    let lines = word_lines(ready, settings, stock)?;
    Ok(lines.into_iter().filter(|line| !seen(&line.text).is_empty()).collect())
}

fn of_now(line: &WordLine, file: &Path, fields: &mut Fields) -> NowLine {
    let (mut typed, mut elsewhere) = (None, None);
    if let Some((text, at)) = &line.typed {
        let span = text.span();
        if Path::new(span.source.name()) == file {
            // Blanks at the ends are no letters of a line.
            let front = line.text.len() - line.text.trim_start().len();
            typed = at.checked_sub(front).and_then(|at| fields.typed(text, at));
        } else if 2 * text.as_str().len() >= line.text.len() {
            elsewhere = Some(span.source.name().to_owned());
        }
    }
    let looks = line.looks.clone();
    NowLine { text: seen(&line.text), style: line.style.clone(), typed, elsewhere, looks }
}

fn of_theirs(paragraph: &Paragraph) -> TheirLine {
    let letters: Vec<Letter> = paragraph
        .runs
        .iter()
        .flat_map(|run| run.text.chars().map(|letter| Letter { letter, bold: run.bold, italic: run.italic }))
        .collect();
    let typed = retyped(&literal(&letters));
    let words = Words { text: seen(&paragraph.text()), typed, style: paragraph.style.clone() };
    TheirLine { paragraph: paragraph.number, mark: paragraph.mark.clone(), words, looks: paragraph.looks() }
}

/// Gives letters as they are compared: a blank for whatever looks like one, letter for letter, none at
/// the ends.
pub(super) fn seen(text: &str) -> String {
    let one = |letter: char| if letter == '\u{a0}' || letter == '\t' { ' ' } else { letter };
    text.chars().map(one).collect::<String>().trim().to_owned()
}

/// Writes letters so that they are nothing but letters in a field.
pub(super) fn as_letters(text: &str) -> String {
    let letters: Vec<Letter> = text.chars().map(|letter| Letter { letter, ..Letter::default() }).collect();
    literal(&letters).iter().map(|own| own.letter).collect()
}
