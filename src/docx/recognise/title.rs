//! Comes in: the lines below the head. Goes out: the name of the kind, the author's line, the summary.
//! Must not know: what follows.

use super::head::{Special, special};
use super::item::Item;
use super::known::Known;
use super::lines::{Said, plain};

/// Is among how many lines the name of the kind stands.
const FIRST: usize = 14;
/// Is the longest summary (letters).
const LONGEST: usize = 400;
/// Begin what stands below a title.
const BELOW: [&str; 4] = ["Kính gửi", "Kính trình", "Đồng kính gửi", "Căn cứ"];

/// Is the title of a paper.
#[derive(Debug, Default)]
pub(super) struct Title {
    /// The name of the kind as it is printed.
    pub name: Option<Said>,
    pub author: Option<Said>,
    pub summary: Option<Said>,
    pub special: Vec<(Special, Said)>,
    pub left: Vec<Said>,
    /// Behind which item the rest stands.
    pub end: usize,
}

/// Reads the title; `end` is 0 where there is none.
pub(super) fn title(items: &[Item<'_>], known: &Known) -> Title {
    let mut title = Title::default();
    let Some(at) = name(items, known) else { return title };
    for line in items[..at].iter().filter_map(Item::line).filter(|line| !line.is_empty() && !line.is_rule()) {
        match special(&line.text) {
            Some(own) => title.special.push((own, line.said())),
            None => title.left.push(line.said()),
        }
    }
    title.name = items[at].line().map(super::lines::Line::said);
    title.end = at + 1;
    title.below(items);
    title
}

fn name(items: &[Item<'_>], known: &Known) -> Option<usize> {
    let mut seen = 0;
    for (at, item) in items.iter().enumerate() {
        let line = item.line()?;
        seen += usize::from(!line.is_empty());
        if seen > FIRST || BELOW.iter().any(|words| line.begins(words)) {
            return None;
        }
        if line.is_loud() && known.is_heading(&line.text) {
            return Some(at);
        }
    }
    None
}

impl Title {
    /// Reads what stands below the name: centred lines up to a rule, a gap or the text.
    fn below(&mut self, items: &[Item<'_>]) {
        let mut last = 0;
        while let Some(line) = items.get(self.end).and_then(Item::line) {
            let begun = self.summary.is_some() || self.author.is_some();
            if line.is_rule() {
                self.end += 1;
                return;
            }
            let gap = line.is_empty();
            let next = items.get(self.end + 1).and_then(Item::line);
            if gap && (begun || !next.is_some_and(|next| next.centred && !next.is_empty())) {
                return;
            }
            let set = gap || line.centred || line.broken || line.bold;
            let long = line.text.chars().count() > LONGEST;
            if !set || long || BELOW.iter().any(|words| line.begins(words)) || line.text.starts_with("- ") {
                return;
            }
            self.end += 1;
            if gap {
                continue;
            }
            // A line in capitals above a summary that is none says whose paper it is.
            let loud_next =
                next.is_none_or(|next| !next.centred || next.is_empty() || next.is_rule() || next.is_loud());
            if !begun && line.is_loud() && (line.begins("của") || !loud_next) {
                self.author = Some(line.said());
            } else {
                let gap = if line.broken && last == line.paragraph { "\n" } else { " " };
                let own = plain(&line.text);
                self.summary = Some(match self.summary.take() {
                    Some(known) => known.with(format!("{}{gap}{own}", known.text)),
                    None => line.said(),
                });
                last = line.paragraph;
            }
        }
    }
}
