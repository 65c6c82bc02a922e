//! Comes in: the lines and tables behind the ending. Goes out: the annexes among them. Must not know:
//! the paper they belong to.

use super::body::body;
use super::item::Item;
use super::lines::{Line, Said};
use super::ruled::TURNED;
use crate::yaml::edit::Content;

/// The word before an annex's number.
const LABEL: &str = "Phụ lục";
/// Is the longest line (letters) that names an annex.
const LONGEST: usize = 120;
/// The style a file of ours has for that line.
const OWN_LABEL: &str = "VT Nhãn phụ lục";
/// The style a file of ours has for the line that names the paper.
const OWN_PARENT: &str = "VT Kèm theo";

/// Is an annex.
#[derive(Debug, Clone, Default)]
pub struct Annexed {
    /// `Phụ lục 1`.
    pub label: Said,
    /// Its title.
    pub title: Option<Said>,
    /// The line below it.
    pub summary: Option<Said>,
    /// The line that names the paper.
    pub parent: Option<Said>,
    /// Its content.
    pub body: Option<Content>,
    /// The paragraphs of tables that hold tables.
    pub nested: Vec<usize>,
    /// Whether all of it stands on pages that are turned.
    pub turned: bool,
}

/// Reads what stands behind the ending: the annexes, and what stands before the first one.
pub(super) fn annexes(items: &[Item<'_>]) -> (Vec<Annexed>, Vec<Line>) {
    let begins: Vec<usize> = (0..items.len()).filter(|at| items[*at].line().is_some_and(is_label)).collect();
    let first = begins.first().copied().unwrap_or(items.len());
    let left = items[..first].iter().flat_map(Item::lines).filter(|line| !line.is_empty() && !line.is_rule());
    let ends = begins.iter().skip(1).copied().chain([items.len()]);
    let all = begins.iter().zip(ends).map(|(from, to)| annex(&items[*from..to]));
    (all.collect(), left.collect())
}

/// Tells the line that an annex begins with.
pub(super) fn is_label(line: &Line) -> bool {
    let named = line.begins(LABEL) && line.text.chars().count() < LONGEST;
    !line.broken && named && (line.centred || line.is_loud() || line.style == OWN_LABEL)
}

fn annex(items: &[Item<'_>]) -> Annexed {
    let mut annex = Annexed::default();
    let mut at = 0;
    let mut last = 0;
    while let Some(line) = items.get(at).and_then(Item::line) {
        let gap = if line.broken && last == line.paragraph { "\n" } else { " " };
        last = line.paragraph;
        if at == 0 {
            annex.label = line.said();
            annex.turned = line.turned;
        } else if line.is_empty() || line.is_rule() {
            if annex.title.is_some() && line.is_empty() {
                at += 1;
                break;
            }
        } else if line.style == OWN_PARENT || line.begins("(kèm theo") || line.begins("(ban hành kèm") {
            annex.parent = Some(line.said());
        } else if !line.centred {
            break;
        } else if line.is_loud() && annex.summary.is_none() {
            annex.title = Some(added(annex.title.take(), line, gap));
        } else {
            annex.summary = Some(added(annex.summary.take(), line, gap));
        }
        at += 1;
    }
    let written = body(&items[at..]);
    annex.nested.clone_from(&written.nested);
    annex.body = written.done();
    if let Some(body) = annex.body.as_mut().filter(|_| annex.turned) {
        straightened(body);
    }
    annex
}

fn added(known: Option<Said>, line: &Line, gap: &str) -> Said {
    let own = line.said();
    known.map_or(own.clone(), |known| known.with(format!("{}{gap}{}", known.text, own.text)))
}

/// Takes off tables that they stand on turned pages: the annex says so.
fn straightened(body: &mut Content) {
    match body {
        Content::List(all) => all.iter_mut().for_each(straightened),
        Content::Map(entries) => {
            entries.retain(|(key, _)| key != TURNED.0);
            entries.iter_mut().filter(|(key, _)| key == "bang").for_each(|(_, own)| straightened(own));
        }
        _ => {}
    }
}
