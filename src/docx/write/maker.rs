//! Comes in: the measures of a paper. Goes out: what its parts are put into, one after the other.
//! Must not know: any part.

use super::super::part::Run;
use super::block::{Block, Edge, Item, Paragraph, Piece, Section};
use super::looks::{GAP, Looks};
use super::rules::Rules;
use super::style::Style;

/// Is what lets a line that was set in a narrower width have its words where they were (pt): widths
/// are rounded to a twentieth of a point.
const SLACK: f64 = 0.5;

/// Holds a paper as far as it is put together.
pub(super) struct Maker {
    pub rules: Rules,
    pub looks: Looks,
    pub items: Vec<Item>,
    /// The footnotes' texts.
    pub notes: Vec<Vec<Run>>,
    /// The section that is open, and how its pages lie if nothing turns them: those of the paper, those of
    /// the part that is open.
    pub section: Section,
    pub lying: bool,
    pub turned: bool,
    /// The item from which on all keeps to the paper's ending.
    pub anchor: Option<usize>,
    /// What stands in the header of page 1, and at its foot.
    pub header: Vec<Piece>,
    pub foot: Vec<Piece>,
}

impl Maker {
    /// Begins a paper.
    pub(super) fn new(rules: Rules, turned: bool) -> Self {
        let looks = Looks::new(&rules);
        let section = Section { turned, counted: true, first: true };
        let (header, foot) = (Vec::new(), Vec::new());
        let (items, notes) = (Vec::new(), Vec::new());
        let lying = turned;
        Self { rules, looks, items, notes, section, lying, turned, anchor: None, header, foot }
    }

    /// Gives the width of the text (pt).
    pub(super) fn width(&self) -> f64 {
        self.rules.width(self.section.turned)
    }

    /// Adds a paragraph on the content's lines.
    pub(super) fn flowing(&mut self, paragraph: Paragraph) {
        let space = self.rules.on(self.rules.than.gian_doan);
        let edge = Edge { space, ink: 0.0 };
        self.items.push(Item { block: Block::Paragraph(paragraph), above: edge, below: edge });
    }

    /// Adds lines whose distances (pt) are measured from baseline to baseline, the first one's from
    /// what stands before; `below` is what the last one's baseline wants to what follows.
    pub(super) fn stacked(&mut self, lines: Vec<(f64, Paragraph)>, below: f64) {
        let count = lines.len();
        for (index, (distance, paragraph)) in lines.into_iter().enumerate() {
            let pitch = self.looks.get(paragraph.style).pitch;
            let above = Edge { space: distance, ink: self.rules.above(pitch) };
            let space = if index + 1 == count { below } else { 0.0 };
            let below = Edge { space, ink: self.rules.below(pitch) };
            self.items.push(Item { block: Block::Paragraph(paragraph), above, below });
        }
    }

    /// Gives such lines of a cell the room below each; below the last one's baseline `bottom` is left.
    pub(super) fn in_cell(&self, lines: Vec<(f64, Paragraph)>, bottom: f64) -> Vec<Paragraph> {
        let pitch = |paragraph: &Paragraph| self.looks.get(paragraph.style).pitch;
        let next: Vec<Option<f64>> = (1..=lines.len())
            .map(|at| lines.get(at).map(|(distance, line)| distance - self.rules.above(pitch(line))))
            .collect();
        let lines = lines.into_iter().zip(next);
        let spaced = lines.map(|((_, paragraph), next)| {
            let below = self.rules.below(pitch(&paragraph));
            Paragraph { after: Some((next.unwrap_or(bottom) - below).max(0.0)), ..paragraph }
        });
        spaced.collect()
    }

    /// Makes a rule of a length (pt) in the middle of a column: the upper border of a line without
    /// letters, `distance` (pt) below the baseline above it. Gives how far the line's own baseline lies below
    /// that one.
    pub(super) fn ruled(
        &self,
        style: Style,
        distance: f64,
        (length, column): (f64, f64),
    ) -> (f64, Paragraph) {
        let mut paragraph = Paragraph::new(style, Vec::new());
        let side = ((column - length) / 2.0).max(0.0);
        paragraph.indent = Some((side, side));
        (distance - self.thick() / 2.0 + self.rules.above(GAP), paragraph)
    }

    /// Lets what follows the last line be measured from the middle of the rule that it is.
    pub(super) fn measured_from_rule(&mut self, is_rule: bool) {
        let ink = self.thick() / 2.0 + GAP;
        if let Some(last) = self.items.last_mut().filter(|_| is_rule) {
            last.below.ink = ink;
        }
    }

    /// Gives how thick rules are (pt).
    fn thick(&self) -> f64 {
        self.rules.on(self.rules.dau.ke_day)
    }

    /// Ends the section and opens one.
    pub(super) fn open(&mut self, section: Section) {
        if !self.items.is_empty() {
            let block = Block::Break(self.section);
            self.items.push(Item { block, above: Edge::default(), below: Edge::default() });
        }
        self.section = section;
    }

    /// Turns the pages, or turns them back.
    pub(super) fn turn(&mut self, turned: bool) {
        if self.section.turned != turned {
            self.open(Section { turned, counted: false, first: false });
        }
    }
}

/// Gives the indents (pt) of lines set in narrower widths than their column, so that they are about
/// of one length: the same words stand on each. `outer` is what the style leaves on both sides.
pub(super) fn balanced(column: f64, widths: &[f64], outer: f64) -> Option<(f64, f64)> {
    let widest = widths.iter().copied().fold(0.0, f64::max);
    let side = (column - widest - SLACK) / 2.0;
    (!widths.is_empty() && side > 0.0).then_some((outer + side, outer + side))
}

/// Hands out the widths of lines, in their order.
pub(super) struct Widths<'a>(pub &'a [f64]);

impl<'a> Widths<'a> {
    /// Takes those of so many lines; none if there are not so many.
    pub(super) fn take(&mut self, count: usize) -> &'a [f64] {
        let (own, rest) = self.0.split_at_checked(count).unwrap_or_default();
        self.0 = rest;
        own
    }
}
