//! Comes in: a rule set's file. Goes out: its measures and its rules of text,
//! each with the article it comes from and the days it is in force. Must not
//! know: papers, Typst.

mod bounds;
mod load;
mod schema;

pub use bounds::own_rules;
pub use load::{rule_set, rule_set_named, rule_sets};
pub use schema::rules_schema;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diag::Code;
use crate::kind::Side;
use crate::model::Symbol;
use crate::text::Padding;

/// Is a rule set: what a paper must look like while it is in force.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// The file's name: `hd05`.
    pub id: String,
    /// The name: `Hướng dẫn 05-HD/VPTW`.
    pub name: String,
    /// Whose papers it is for.
    pub side: Side,
    /// The first day in force.
    pub from: NaiveDate,
    /// The last day in force, if it is over.
    pub until: Option<NaiveDate>,
    /// All values by group, as the look reads them; lengths in pt.
    pub values: Rule,
    /// The rules of text.
    pub text: Arc<TextRules>,
    /// The articles findings stand on, by code, where they are others than those
    /// the code names.
    pub articles: Vec<(String, String)>,
    /// The codes it knows nothing of: what they find is no fault of its papers.
    pub left_out: Vec<String>,
}

/// Is a value of a rule set.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// A length in pt or a plain number.
    Number(f64),
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Values by name.
    Group(Vec<(String, Rule)>),
}

/// Holds what the rule set says about marks and words. A pattern has names in
/// braces: `{loai} số {so}`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a value of the rule set")]
pub struct TextRules {
    /// Before the number: `Số `.
    pub number_prefix: String,
    /// Numbers up to this one get a leading zero (HD05 §3.2.2: 9).
    pub number_padded_to: u32,
    /// Number, kind and organ as they are printed (HD05 §3.2; NĐ30 Phụ lục I II.3), a pattern.
    pub symbol_pattern: String,
    /// The same for a kind that has no symbol, a pattern.
    pub symbol_plain: String,
    /// Stands where a number is still to be given.
    pub number_blank: String,
    /// Which days and months get a leading zero (HD05 §4.2.2).
    pub padding: Padding,
    /// Stands where a day or a month is still to be given.
    pub day_blank: String,
    /// Place and date at the head, a pattern (HD05 §4.2).
    pub place_date: String,
    /// The label of the distribution: `Nơi nhận`.
    pub recipients_label: String,
    /// The marks of the distribution (HD05 §9.2.5).
    pub recipients: Marks,
    /// The first recipient of a letter: `Như trên` (HD05 §9.2.4).
    pub as_above: String,
    /// The line that says where the paper is kept, a pattern: `Lưu {luu}`.
    pub kept: String,
    /// Where it is kept if nobody says so.
    pub kept_at: String,
    /// The marks of the basis (HD05 §6.2.3).
    pub basis: Marks,
    /// Whether the basis is italic (NĐ30 Phụ lục I II.6).
    pub basis_italic: bool,
    /// The label of an address: `Kính gửi`.
    pub addressee_label: String,
    /// The label of a proposal's address: `Kính trình` (HD05 §9.2.4).
    pub superior_label: String,
    /// The marks of the addressees.
    pub addressee: Marks,
    /// Under the summary: five hyphens (HD05 §5); empty where a rule is drawn.
    pub title_hyphens: String,
    /// Whether a summary begins with a capital on the page (NĐ30 Phụ lục I V).
    pub summary_capital: bool,
    /// Before a letter's summary: `về việc ` (HD05 §5.2.3).
    pub letter_summary_prefix: String,
    /// At the end of the body: `.`.
    pub full_stop: String,
    /// The label of an annex: `Phụ lục`.
    pub annex_label: String,
    /// Whether annexes have Roman numbers (NĐ30 Phụ lục I III.1).
    pub annex_roman: bool,
    /// The line under an annex's title, a pattern (HD05 II.1).
    pub annex_parent: String,
    /// Before the number of a draft: `Dự thảo lần`.
    pub draft_label: String,
    /// The line that forbids publication (HD05 II.4.1).
    pub unpublished: String,
    /// The first citation of a paper, a pattern (HD05 §6.1.4).
    pub citation: String,
    /// Its later citations, a pattern.
    pub citation_again: String,
    /// Stands for a number or date that a cited paper has not got yet.
    pub citation_blank: String,
    /// Whether the signer's position is bold below an authority, too (NĐ30 Phụ lục I II.7).
    pub title_bold: bool,
    /// Whether the contact stands at the foot of page 1 (NĐ30 Phụ lục I III.4).
    pub contact_first: bool,
}

impl TextRules {
    /// Prints `07-KH/ĐU`, `07/KH-UBND`, `07/UBND-VP` of the number as it was printed.
    #[must_use]
    pub fn symbol(&self, number: &str, symbol: &Symbol) -> String {
        let Symbol { kind, office, unit, .. } = symbol;
        let pattern = if kind.is_empty() { &self.symbol_plain } else { &self.symbol_pattern };
        fill(pattern, &[("so", number), ("loai", kind), ("co_quan", office), ("don_vi", unit)])
    }

    /// Prints a symbol without its number, as the register has it: `KH/ĐU`, `/KH-UBND`; a hyphen before
    /// it is left out.
    #[must_use]
    pub fn symbol_tail(&self, symbol: &Symbol) -> String {
        let tail = self.tail(symbol);
        tail.strip_prefix('-').map_or_else(|| tail.clone(), str::to_owned)
    }

    /// Prints what stands behind the number: `-KH/ĐU`, `/KH-UBND`.
    #[must_use]
    pub fn tail(&self, symbol: &Symbol) -> String {
        self.symbol("", symbol)
    }

    /// Prints a number with its zeros; a missing one is the blank.
    #[must_use]
    pub fn number(&self, number: Option<u32>, blank: &str) -> String {
        match number {
            Some(number) if number <= self.number_padded_to => format!("{number:02}"),
            Some(number) => number.to_string(),
            None => blank.to_owned(),
        }
    }
}

/// Fills a pattern: `{so}` becomes the value named `so`; of `{, don_vi}` nothing is left where that value
/// is empty.
#[must_use]
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((inner, after)) = after.split_once('}') else { break };
        let (lead, name) = inner.split_at(inner.find(char::is_alphabetic).unwrap_or(inner.len()));
        let value = values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
        if !value.is_empty() {
            filled.push_str(lead);
            filled.push_str(value);
        }
        rest = after;
    }
    filled + rest
}

/// Holds the marks a list of lines is dressed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Before each line.
    pub before: String,
    /// After each line but the last.
    pub after: String,
    /// After the last line.
    pub last: String,
}

impl RuleSet {
    /// Gives the articles a finding stands on under this rule set; nothing where
    /// it has none.
    #[must_use]
    pub fn article(&self, code: &Code) -> String {
        if let Some((_, article)) = self.articles.iter().find(|(id, _)| id == code.id) {
            return article.clone();
        }
        if self.articles.is_empty() {
            return code.article.to_owned();
        }
        // Articles of the other guidance are no ground for its papers.
        let other = |part: &&str| part.starts_with("HD") && !part.to_lowercase().starts_with(&self.id);
        code.article.split("; ").filter(|part| !other(part)).collect::<Vec<_>>().join("; ")
    }

    /// Tells whether a finding counts under this rule set.
    #[must_use]
    pub fn asks_for(&self, code: &Code) -> bool {
        self.left_out.iter().all(|id| id != code.id)
    }

    /// Tells whether the rule set is in force on a day.
    #[must_use]
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl Rule {
    /// Finds the value at a path of names with dots between them.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |rule, name| match rule {
            Self::Group(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, rule)| rule),
            _ => None,
        })
    }

    /// Gives the number at a path: a length in pt, or a plain one.
    #[must_use]
    pub fn number(&self, path: &str) -> Option<f64> {
        match self.find(path)? {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl Marks {
    /// Dresses line `index` of `count` in its marks.
    #[must_use]
    pub fn dress(&self, line: &str, index: usize, count: usize) -> String {
        let after = if index + 1 == count { &self.last } else { &self.after };
        format!("{}{line}{after}", self.before)
    }
}
