//! Comes in: a paper's file, a text that was read from it. Goes out: for each letter of the text, which
//! letters of which field it stands for. Must not know: Word, what is changed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::Text;
use crate::yaml::Node;
use crate::yaml::edit::{FieldPath, Sheet};

/// Is a letter of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// Where it begins in the line it is printed in (bytes).
    pub at: usize,
    /// What was typed for it: bytes of the field's value. All letters that an expression gave stand for
    /// the whole of it.
    pub value: Range<usize>,
    /// Whether an expression gave it.
    pub fact: bool,
}

/// Is what was typed for a text.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    /// The way to its field.
    pub path: FieldPath,
    /// Its letters.
    pub letters: Vec<Letter>,
}

/// Is a field that holds a text.
struct Field {
    value: String,
    /// Where each letter of it begins in the file: bytes of the value, of the file.
    starts: Vec<(usize, usize)>,
    /// The expressions in it (bytes of the value).
    facts: Vec<Range<usize>>,
}

/// Knows the fields of a paper's file.
pub(super) struct Fields {
    pub sheet: Sheet,
    nodes: Option<Node>,
    known: BTreeMap<String, Option<Field>>,
}

impl Fields {
    pub(super) fn of(sheet: Sheet) -> Self {
        let nodes = sheet.nodes();
        Self { sheet, nodes, known: BTreeMap::new() }
    }

    /// Gives the text of a field.
    pub(super) fn value(&mut self, path: &FieldPath) -> Option<&str> {
        self.field(path).map(|field| field.value.as_str())
    }

    /// Finds what was typed for a text of this file, which stands in a line from `at` (bytes) on.
    /// Nothing where that cannot be said of each letter.
    pub(super) fn typed(&mut self, text: &Text, at: usize) -> Option<Typed> {
        let begins = text.span().range.start;
        let path = self.sheet.path_at(begins);
        let field = self.field(&path)?;
        let letters: Vec<(usize, char)> = text.as_str().char_indices().collect();
        let mut found: Vec<Letter> = Vec::new();
        // Blanks have no place of their own in a file: they lie between letters.
        let seen: Vec<(usize, char)> =
            letters.iter().copied().filter(|(_, letter)| !letter.is_whitespace()).collect();
        let places: Vec<usize> = seen
            .iter()
            .map(|(from, letter)| field.place(text.at(*from..from + letter.len_utf8()).range.start))
            .collect();
        for (index, (from, _)) in seen.iter().enumerate() {
            let place = places[index];
            // A fact longer than its expression: what goes beyond seems to stand behind it.
            let beyond = places.get(index + 1).is_some_and(|next| *next <= place);
            let behind = field.facts.iter().find(|fact| beyond && fact.end == place);
            let fact = behind.or_else(|| field.facts.iter().find(|fact| fact.contains(&place)));
            let value = match fact {
                Some(fact) => fact.clone(),
                None => place..place + field.value[place..].chars().next()?.len_utf8(),
            };
            found.push(Letter { at: at + from, value, fact: fact.is_some() });
        }
        let found = field.with_blanks(
            found,
            letters.iter().filter(|(_, letter)| letter.is_whitespace()).map(|(from, _)| at + from),
        );
        // A line of several fields is nobody's.
        found.is_sorted_by_key(|letter| letter.value.start).then_some(Typed { path, letters: found })
    }

    fn field(&mut self, path: &FieldPath) -> Option<&Field> {
        let nodes = self.nodes.as_ref()?;
        let field = self.known.entry(path.to_string()).or_insert_with(|| Field::of(nodes.follow(path)?));
        field.as_ref()
    }
}

impl Field {
    fn of(node: &Node) -> Option<Self> {
        let text = node.text()?;
        let value = text.as_str().to_owned();
        let start = |(at, letter): (usize, char)| (at, text.at(at..at + letter.len_utf8()).range.start);
        let starts = value.char_indices().filter(|(_, letter)| !letter.is_whitespace()).map(start).collect();
        Some(Self { facts: facts(&value), starts, value })
    }

    /// Puts the blanks of a text between its letters, each where it was typed.
    fn with_blanks(&self, letters: Vec<Letter>, blanks: impl Iterator<Item = usize>) -> Vec<Letter> {
        let mut all = letters;
        for at in blanks {
            let next = all.partition_point(|letter| letter.at < at);
            let before = next.checked_sub(1).map(|last| all[last].clone());
            let behind = all.get(next).cloned();
            let inside = before.as_ref().zip(behind.as_ref());
            let fact = inside.filter(|(one, two)| one.fact && two.fact && one.value == two.value);
            let (value, fact) = if let Some((one, _)) = fact {
                (one.value.clone(), true)
            } else {
                let from = before.map_or(0, |letter| letter.value.end);
                let to = behind.map_or(self.value.len(), |letter| letter.value.start).max(from);
                let typed = self.value[from..to].char_indices().find(|(_, letter)| letter.is_whitespace());
                let place = typed.map(|(at, letter)| from + at..from + at + letter.len_utf8());
                (place.unwrap_or(from..from), false)
            };
            all.insert(next, Letter { at, value, fact });
        }
        all
    }

    /// Gives the letter of the value that stands at a byte of the file, or before it.
    fn place(&self, at: usize) -> usize {
        let next = self.starts.partition_point(|(_, start)| *start <= at);
        next.checked_sub(1).map_or(0, |last| self.starts[last].0)
    }
}

/// Finds the expressions of a text, with their braces.
pub(super) fn facts(value: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = value[at..].find("{{").map(|begin| at + begin) {
        let Some(end) = value[begin..].find("}}").map(|end| begin + end + 2) else { break };
        found.push(begin..end);
        at = end;
    }
    found
}
