//! Comes in: what was set of a kind. Goes out: what became of the kind: its example, its fields, its
//! pages. Must not know: how papers are set.

use std::collections::BTreeMap;
use std::path::Path;

use super::cases::{FieldAsked, Mould, What};
use super::look;
use super::set::Made;
use super::told::{FieldTried, KindTried};
use crate::diag::{Code, Diagnostic, Findings};

/// Is what is known of a kind so far.
pub(super) struct Tried {
    pub(super) mould: Mould,
    example: Option<Result<Made, Findings>>,
    /// What each field gave, by its place among the fields.
    fields: BTreeMap<usize, Field>,
}

/// Is what was found of a field.
struct Field {
    asked: FieldAsked,
    made: Vec<Made>,
    /// Why it could not be set.
    why: Vec<Diagnostic>,
}

impl Tried {
    pub(super) fn new(mould: Mould) -> Self {
        Self { mould, example: None, fields: BTreeMap::new() }
    }

    pub(super) fn take(&mut self, what: What, made: Result<Made, Findings>) {
        let asked = match what {
            What::Example => {
                self.example = Some(made);
                return;
            }
            What::Field(asked) => asked,
        };
        let place = asked.place;
        let new = || Field { asked: *asked, made: Vec::new(), why: Vec::new() };
        let field = self.fields.entry(place).or_insert_with(new);
        match made {
            Ok(made) => field.made.push(made),
            Err(findings) => field.why.extend(findings),
        }
    }

    /// Says what became of the kind.
    pub(super) fn judged(
        self,
        folder: Option<&Path>,
        accept: bool,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<KindTried, Findings> {
        let mut told = KindTried {
            id: self.mould.name(),
            good: true,
            pages: None,
            fields: Vec::new(),
            pictures: Vec::new(),
        };
        let before = match self.example {
            Some(Ok(made)) => Some(made),
            other => {
                findings.extend(other.and_then(Result::err).into_iter().flatten());
                told.good = false;
                None
            }
        };
        if let Some(made) = &before {
            told.pages = Some(made.pictures.len());
            if let Some(folder) = folder {
                let (pictures, found) =
                    look::compare((folder, &self.mould.example()), &made.pictures, accept)?;
                told.good &= found.is_empty();
                told.pictures = pictures;
                findings.extend(found);
            }
        }
        for field in self.fields.into_values() {
            let printed = field.is_printed(before.as_ref());
            told.good &= printed != Some(false);
            findings.extend(field.finding(printed));
            told.fields.push(FieldTried { name: field.asked.name, printed });
        }
        Ok(told)
    }
}

impl Field {
    /// Tells whether the field is printed; `None` if no paper could be made with it.
    fn is_printed(&self, example: Option<&Made>) -> Option<bool> {
        if let Some(word) = &self.asked.word {
            let word = word.to_lowercase();
            let bears = |made: &Made| made.text.to_lowercase().contains(&word);
            return (!self.made.is_empty()).then(|| self.made.iter().any(bears));
        }
        let (first, others) = self.made.split_first()?;
        let differs = |other: &Made| other.text != first.text || other.pictures != first.pictures;
        // The example is drawn as its keeper looks at it: only its words can be held against these.
        let other_words = example.is_some_and(|example| example.text != first.text);
        if other_words || others.iter().any(differs) {
            return Some(true);
        }
        (!others.is_empty()).then_some(false)
    }

    fn finding(&self, printed: Option<bool>) -> Option<Diagnostic> {
        let mut finding = self.asked.at.clone();
        match printed {
            Some(true) => None,
            Some(false) => Some(finding),
            None => {
                finding.code = Code::MOULD_UNTRIED;
                finding.message =
                    format!("chưa thử được trường `{}`: không lập được văn bản có nó", self.asked.name);
                let why = self.why.first().map(|why| format!("vì: {}", why.message));
                finding.hints = why.into_iter().collect();
                Some(finding)
            }
        }
    }
}
