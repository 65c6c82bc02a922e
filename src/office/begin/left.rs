//! Comes in: a paper that is to be issued. Goes out: which of its fields still hold words of the
//! example it began with. Must not know: what is done about it.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::Desk;
use super::example::Example;
use crate::kind::{example, kind};
use crate::text::{ToneStyle, restyle};

/// Is how long a line is at least that nobody writes by chance as the example has it (letters).
const OWN: usize = 25;
/// Are the fields an example fills with made-up words; lists of receivers are often the same.
const FIELDS: [&str; 3] = ["trich_yeu", "can_cu", "noi_dung"];

impl Desk<'_> {
    /// Names the fields of a paper, as the form calls them, that hold lines of its kind's example;
    /// what is taken from the meeting's facts is nobody's. One line of a body may be there by chance.
    #[must_use]
    pub fn example_left(&self, file: &Path) -> Vec<String> {
        self.left(file).unwrap_or_default()
    }

    fn left(&self, file: &Path) -> Option<Vec<String>> {
        let paper = Example::read("paper", &std::fs::read(file).ok()?).ok()?;
        let id = paper.text("loai")?.to_owned();
        let assets = &self.stock.assets;
        let side = self.workspace().ok()?.office.issuer.side;
        let text = example(assets, &id, side).ok()??;
        let example = Example::read("example", text.text().as_bytes()).ok()?;
        let fields = kind(assets, &id).ok()?.fields;
        let left = FIELDS.into_iter().filter(|key| {
            let (own, theirs) = (paper.lines(key), example.lines(key));
            let same = own.iter().filter(|line| theirs.contains(*line)).count();
            same > usize::from(*key == "noi_dung")
        });
        let label =
            |key: &str| fields.iter().find(|field| field.name == key).map(|field| field.label.clone());
        Some(left.filter_map(label).collect())
    }
}

impl Example {
    /// Gives the lines of a field that say something of their own.
    fn lines(&self, key: &str) -> BTreeSet<String> {
        let all = self.texts(key);
        let own = |line: &&str| line.chars().count() >= OWN && !line.contains("{{");
        // Wherever the office has its tone marks, they are the same words.
        let alike = |line: &str| restyle(line, ToneStyle::OnMain);
        all.iter().flat_map(|text| text.lines()).map(str::trim).filter(own).map(alike).collect()
    }
}
