//! Comes in: what a Word file says, and what is known of papers. Goes out: its parts. Must not know:
//! how a part is told.

use super::super::read::Brought;
use super::annex::{Annexed, annexes};
use super::body::{Written, body};
use super::day::Day;
use super::ending::ending;
use super::head::{Special, head, special};
use super::item::{Item, items};
use super::known::Known;
use super::lines::{Line, Said, of_paragraph};
use super::opening::opening;
use super::signed::Signed;
use super::symbol::Mark;
use super::title::title;
use crate::kind::Side;
use crate::yaml::edit::Content;

/// Is a paper that was recognised, as far as it was.
#[derive(Debug, Clone, Default)]
pub struct Recognised {
    /// Whose rules of form it follows.
    pub side: Option<Side>,
    /// The organ above.
    pub parent: Option<Said>,
    /// The organ.
    pub organ: Option<Said>,
    /// Number and symbol.
    pub mark: Option<(Mark, Said)>,
    /// Where it was signed.
    pub place: Option<Said>,
    /// When.
    pub day: Option<(Day, Said)>,
    /// The name of the kind as it is printed.
    pub name: Option<Said>,
    /// The author's line.
    pub author: Option<Said>,
    /// The summary.
    pub summary: Option<Said>,
    /// The words before those it is addressed to.
    pub label: Option<Said>,
    /// Whom it is addressed to.
    pub addressees: Vec<Said>,
    /// On what it is based.
    pub basis: Vec<Said>,
    /// Who decides.
    pub decides: Option<Said>,
    /// The word of command.
    pub command: Option<Said>,
    /// The content, as a body has it.
    pub body: Option<Content>,
    /// Who it goes to.
    pub recipients: Vec<Said>,
    /// Who typed it.
    pub drafter: Option<Said>,
    /// Who signs.
    pub signers: Vec<Signed>,
    /// That it is a draft.
    pub draft: Option<Said>,
    /// How urgent it is.
    pub urgency: Option<Said>,
    /// Who may read it.
    pub circulation: Option<Said>,
    /// Whom to ask.
    pub contact: Option<Said>,
    /// That it is not for the public.
    pub unpublished: Option<Said>,
    /// Its annexes.
    pub annexes: Vec<Annexed>,
    /// The paragraphs of tables that hold tables.
    pub nested: Vec<usize>,
    /// What is none of these.
    pub left: Vec<Said>,
}

/// Tells the parts of a paper.
#[must_use]
pub fn recognised(brought: &Brought, known: &Known) -> Recognised {
    let head = head(&brought.pieces);
    let rest = brought.pieces.get(head.pieces..).unwrap_or_default();
    let items: Vec<Item<'_>> = rest.iter().flat_map(items).collect();
    let title = title(&items, known);
    let behind = &items[title.end..];
    let opening = opening(behind, known);
    let behind = &behind[opening.end..];
    let ending = ending(behind).unwrap_or_else(|| super::ending::Ending {
        range: (behind.len(), behind.len()),
        ..super::ending::Ending::default()
    });
    // Without an ending annexes follow the content.
    let label = |at: &usize| behind[*at].line().is_some_and(super::annex::is_label);
    let nothing = ending.range.0 == behind.len();
    let last = (0..behind.len()).find(|at| nothing && label(at)).unwrap_or(ending.range.0);
    let written: Written = body(&behind[..last]);
    let (annexes, after) = annexes(&behind[last.max(ending.range.1.min(behind.len()))..]);
    let mut paper = Recognised {
        side: head.side,
        parent: head.parent,
        organ: head.organ,
        mark: head.mark,
        place: head.place,
        day: head.day,
        name: title.name,
        author: title.author,
        summary: title.summary.or(head.summary),
        label: opening.label,
        addressees: opening.addressees,
        basis: opening.basis,
        decides: opening.decides,
        command: opening.command,
        nested: written.nested.clone(),
        body: written.done(),
        recipients: ending.recipients,
        drafter: ending.drafter,
        signers: ending.signers,
        draft: head.draft,
        urgency: head.urgency,
        annexes,
        left: [head.left, title.left, ending.left].concat(),
        ..Recognised::default()
    };
    for line in &after {
        paper.behind(line);
    }
    for (own, said) in title.special {
        paper.special(own, said);
    }
    paper.boxes(brought);
    paper
}

/// The styles a file of ours has for what stands beside and behind.
const OWN_CIRCULATION: &str = "VT Phạm vi";
const OWN_CONTACT: &str = "VT Liên hệ";
const OWN_UNPUBLISHED: &str = "VT Không phổ biến";

impl Recognised {
    /// Takes a line behind the ending that is of no annex.
    fn behind(&mut self, line: &Line) {
        match line.style.as_str() {
            OWN_CONTACT => self.contact = Some(line.said()),
            OWN_UNPUBLISHED => self.unpublished = Some(line.said()),
            _ => self.left.push(line.said()),
        }
    }

    fn special(&mut self, own: Special, said: Said) {
        let place = match own {
            Special::Draft => &mut self.draft,
            Special::Urgency => &mut self.urgency,
        };
        match place {
            Some(_) => self.left.push(said),
            None => *place = Some(said),
        }
    }

    /// Reads the words of their own in boxes, headers and footers; another box is left.
    fn boxes(&mut self, brought: &Brought) {
        for (paragraph, lines) in &brought.boxes {
            for line in lines.iter().flat_map(of_paragraph).filter(|line| !line.is_empty()) {
                let said = Said { paragraph: *paragraph, ..line.said() };
                match special(&line.text) {
                    Some(own) => self.special(own, said),
                    None => self.left.push(said),
                }
            }
        }
        let headers = brought.headers.iter().flat_map(of_paragraph);
        for line in headers {
            let said = Said { paragraph: 0, ..line.said() };
            if let Some(own) = special(&line.text) {
                self.special(own, said);
            } else if line.style == OWN_CIRCULATION {
                self.circulation = Some(said);
            }
        }
        for line in brought.footers.iter().flat_map(of_paragraph).filter(|line| line.style == OWN_CONTACT) {
            self.contact = Some(Said { paragraph: 0, ..line.said() });
        }
    }
}
