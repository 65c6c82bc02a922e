//! Comes in: a paper that is to be issued. Goes out: which of its fields still hold words of the
//! example it began with. Must not know: what is done about it.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use super::super::Desk;
use super::example::{Example, texts_of};
use crate::kind::{Field, FieldType, example, kind};
use crate::text::{ToneStyle, restyle};
use crate::yaml::edit::Content;

/// Is how long a line is at least that nobody writes by chance as the example has it (letters).
const OWN: usize = 25;
/// Are the fields an example fills with made-up words.
const FIELDS: [&str; 3] = ["trich_yeu", "can_cu", "noi_dung"];

/// Is what is left of the example in a paper, by what the form calls its fields.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExampleLeft {
    /// Fields with made-up lines of the example.
    pub lines: Vec<String>,
    /// Other fields that nobody touched: they may be right as they are, a list of receivers often is.
    pub untouched: Vec<String>,
}

impl Desk<'_> {
    /// Names the fields of a paper that hold words of its kind's example;
    /// what is taken from the meeting's facts is nobody's. One line of a body may be there by chance.
    #[must_use]
    pub fn example_left(&self, file: &Path) -> ExampleLeft {
        self.left(file).unwrap_or_default()
    }

    fn left(&self, file: &Path) -> Option<ExampleLeft> {
        let paper = Example::read("paper", &std::fs::read(file).ok()?).ok()?;
        let id = paper.text("loai")?.to_owned();
        let assets = &self.stock.assets;
        let side = self.workspace().ok()?.office.issuer.side;
        let text = example(assets, &id, side).ok()??;
        let example = Example::read("example", text.text().as_bytes()).ok()?;
        let kind = kind(assets, &id).ok()?;
        let listed = paper.has("danh_sach");
        // A list of guests says it in the place of such a field.
        let fields = kind.fields.iter().filter(|field| !listed || !kind.unless_guests.contains(&field.name));
        let has_lines = |field: &&Field| {
            let key = field.name.as_str();
            let (own, theirs) = (paper.lines(key), example.lines(key));
            let same = own.iter().filter(|line| theirs.contains(*line)).count();
            let rows = || {
                let (own, theirs) = (paper.rows(key), example.rows(key));
                let same = own.iter().filter(|row| theirs.contains(*row)).count();
                same > 1 || (same == 1 && own.len() == 1)
            };
            FIELDS.contains(&key) && same > usize::from(key == "noi_dung") || has_rows(&field.kind) && rows()
        };
        let untouched = |field: &&Field| {
            let said = paper.said(&field.name);
            field.name != "loai"
                && is_said(&field.kind)
                && !said.is_empty()
                && said == example.said(&field.name)
        };
        let label = |field: &Field| field.title().clone();
        let (lines, others): (Vec<&Field>, Vec<&Field>) = fields.partition(has_lines);
        Some(ExampleLeft {
            lines: lines.into_iter().map(label).collect(),
            untouched: others.into_iter().filter(untouched).map(label).collect(),
        })
    }
}

/// Tells whether a field holds words of the clerk's own, in one text or a list of them.
fn is_said(kind: &FieldType) -> bool {
    match kind {
        FieldType::List(of) => of.is_text(),
        kind => kind.is_text(),
    }
}

/// Tells whether a field is a list of rows, each with fields of its own.
fn has_rows(kind: &FieldType) -> bool {
    matches!(kind, FieldType::List(of) if matches!(**of, FieldType::Group(_)))
}

impl Example {
    /// Gives the rows of a field, each with all it says: one role or place alone is nobody's words.
    fn rows(&self, key: &str) -> BTreeSet<String> {
        let members = match self.value(key) {
            Some(Content::List(members)) => members.as_slice(),
            _ => &[],
        };
        let rows = members.iter().map(|row| texts_of(row).join(" "));
        rows.filter(|row| row.chars().count() >= OWN && !row.contains("{{"))
            .map(|row| restyle(&row, ToneStyle::OnMain))
            .collect()
    }

    /// Gives the lines of a field that say something of their own.
    fn lines(&self, key: &str) -> BTreeSet<String> {
        let own = |line: &String| line.chars().count() >= OWN && !line.contains("{{");
        self.all(key).into_iter().filter(own).collect()
    }

    /// Gives all a field says; nothing where some of it comes from the meeting's facts.
    fn said(&self, key: &str) -> Vec<String> {
        let all = self.all(key);
        if all.iter().any(|line| line.contains("{{")) { Vec::new() } else { all }
    }

    /// Gives the lines of a field: wherever the office has its tone marks, they are the same words.
    fn all(&self, key: &str) -> Vec<String> {
        let texts = self.texts(key);
        let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim);
        lines.filter(|line| !line.is_empty()).map(|line| restyle(line, ToneStyle::OnMain)).collect()
    }
}
