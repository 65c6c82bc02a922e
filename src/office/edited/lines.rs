//! Comes in: what a Word file said, the paper it was made of, what it says now. Goes out: the lines of
//! all three. Must not know: what differs.

use std::path::Path;

use super::apply::{NowLine, Words};
use super::plan::Deed;
use super::typed::{Fields, Typed};
use crate::diag::Findings;
use crate::docx::merge::Line;
use crate::docx::{Base, Brought, Paragraph, Piece};
use crate::input::{Letter, literal, retyped};
use crate::pipeline::{Examined, Settings, Stock, WordLine, WordSaid, word_said};
use crate::yaml::edit::Sheet;

/// Is a line of a Word file as it says it now.
pub(super) struct TheirLine {
    /// The paragraph it stands in, from 1.
    pub paragraph: usize,
    pub mark: Option<String>,
    pub words: Words,
    /// For each letter, whether it is bold, whether italic.
    pub looks: Vec<(bool, bool)>,
    /// The texts of the footnotes called in it.
    pub notes: Vec<String>,
}

/// Is the lines that are held against each other.
pub(super) struct Lines {
    /// As it was made: letters, hidden bookmark.
    base: Vec<(String, String)>,
    /// The paper as it is.
    pub now: Vec<NowLine>,
    /// What its Word file would say.
    pub said: WordSaid,
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
        let said = said(examined, settings, stock)?;
        let source = settings.unsaved.read(&examined.file)?;
        let bytes = settings.unsaved.bytes(&examined.file)?;
        let sheet = Sheet::read(source.name(), &bytes)?;
        let mut fields = Fields::of(sheet.clone());
        let now = said.lines.iter().map(|line| of_now(line, &examined.file, &mut fields)).collect();
        let blocks = base.blocks.iter().map(|block| (seen(&block.text), block.mark.clone()));
        let theirs = brought.pieces.iter().flat_map(|piece| {
            let table = matches!(piece, Piece::Table(_));
            let own = piece.paragraphs().into_iter().filter(|own| !own.is_empty());
            own.map(|own| of_theirs(own, table)).collect::<Vec<_>>()
        });
        Ok(Self {
            base: blocks.filter(|(text, _)| !text.is_empty()).collect(),
            now,
            said,
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

    /// Tells whether something to be done is about what the look puts around a text alone: it comes by
    /// itself.
    pub(super) fn is_dress(&self, deed: &Deed) -> bool {
        let Deed::Rewrite { now, after, .. } = deed else { return false };
        now.len() == 1 && self.now[now.start].is_dressed_as(after)
    }

    pub(super) fn words(&self) -> Vec<Words> {
        self.theirs.iter().map(|line| line.words.clone()).collect()
    }
}

/// Gives what the Word file of a paper would say as it stands.
pub(super) fn said(examined: &Examined, settings: &Settings, stock: &Stock) -> Result<WordSaid, Findings> {
    let Some(ready) = &examined.ready else { return Err(Findings::default()) };
    let mut said = word_said(ready, settings, stock)?;
    said.lines.retain(|line| !seen(&line.text).is_empty());
    Ok(said)
}

/// Gives what was typed for a line in a paper's own file.
pub(super) fn of_file(line: &WordLine, file: &Path, fields: &mut Fields) -> Option<Typed> {
    let (text, at) = line.typed.as_ref().filter(|(text, _)| Path::new(text.span().source.name()) == file)?;
    // Blanks at the ends are no letters of a line.
    let front = line.text.len() - line.text.trim_start().len();
    at.checked_sub(front).and_then(|at| fields.typed(text, at))
}

fn of_now(line: &WordLine, file: &Path, fields: &mut Fields) -> NowLine {
    let typed = of_file(line, file, fields);
    let elsewhere = line.typed.as_ref().and_then(|(text, _)| {
        let span = text.span();
        let other = Path::new(span.source.name()) != file && 2 * text.as_str().len() >= line.text.len();
        other.then(|| span.source.name().to_owned())
    });
    NowLine { text: seen(&line.text), style: line.style.clone(), typed, elsewhere }
}

fn of_theirs(paragraph: &Paragraph, table: bool) -> TheirLine {
    let letters: Vec<Letter> = paragraph
        .runs
        .iter()
        .flat_map(|run| run.text.chars().map(|letter| Letter { letter, bold: run.bold, italic: run.italic }))
        .collect();
    let typed = retyped(&literal(&letters));
    let words = Words { text: seen(&paragraph.text()), typed, style: paragraph.style.clone(), table };
    let (number, mark) = (paragraph.number, paragraph.mark.clone());
    TheirLine { paragraph: number, mark, words, looks: paragraph.looks(), notes: paragraph.notes() }
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
