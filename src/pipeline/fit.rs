//! Comes in: a paper that its clerk wants on fewer pages (`gon: có`). Goes out:
//! its renderer with the widest line pitch and paragraph spacing at which it
//! takes a page less, and a word about it. Must not know: what stands on the
//! pages.
//!
//! Never below what the rule set allows (HD05 §6.2.2: lines from 18 pt,
//! paragraphs from 6 pt). Spacing gives way first, for it is seen least.

use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::rules::RuleSet;
use crate::template::{Copy, Renderer, Tightness};
use crate::typeset::Press;

/// In how many steps each of the two measures goes down to its limit.
const STEPS: u32 = 3;

/// Sets a renderer so that a paper takes a page less, if it asks for it and can;
/// the copies of a paper are set alike, by the one with most to say of its
/// guests.
///
/// # Errors
/// Gives findings where the paper cannot be set at all.
pub(crate) fn fit(
    renderer: &mut Renderer,
    copies: &[Copy],
    rules: &RuleSet,
    press: &Press,
) -> Result<Option<Diagnostic>, Findings> {
    let Some(asked) = renderer.document().compact.clone() else { return Ok(None) };
    let longest = copies.iter().max_by_key(|copy| copy.letters());
    let mut pages = |tightness: Option<Tightness>| -> Result<usize, Findings> {
        renderer.tighten(tightness);
        let source = longest.map_or_else(|| renderer.whole(), |copy| renderer.copy(copy));
        Ok(press.set(source?)?.count())
    };
    let usual = pages(None)?;
    if usual == 1 {
        return Ok(None);
    }
    let steps = steps(rules);
    // Where the last step does not help, no other does.
    let helps = match steps.last() {
        Some(last) => pages(Some(*last))? < usual,
        None => false,
    };
    for step in steps.iter().filter(|_| helps) {
        let fewer = pages(Some(*step))?;
        if fewer < usual {
            return Ok(Some(told(fewer, usual, *step, rules, asked)));
        }
    }
    pages(None)?;
    Ok(Some(in_vain(usual, rules, asked)))
}

/// Gives the settings that may be tried, from the widest to the narrowest.
fn steps(rules: &RuleSet) -> Vec<Tightness> {
    let number = |name: &str| rules.values.number(&format!("than.{name}"));
    let range = |name: &str| Some((number(name)?, number(&format!("{name}_tu"))?));
    let (Some(line), Some(paragraph)) = (range("dong"), range("gian_doan")) else { return Vec::new() };
    let at = |(usual, least): (f64, f64), step: u32| {
        let value = usual - (usual - least).max(0.0) * f64::from(step) / f64::from(STEPS);
        // To a tenth of a point, as it is told.
        ((value * 10.0).round() / 10.0).max(least.min(usual))
    };
    let spacing = (1..=STEPS).map(|step| Tightness { line: at(line, 0), paragraph: at(paragraph, step) });
    let pitch = (1..=STEPS).map(|step| Tightness { line: at(line, step), paragraph: at(paragraph, STEPS) });
    spacing.chain(pitch).collect()
}

/// Writes a measure as the rule does: `18,7`.
fn pt(value: f64) -> String {
    format!("{value}").replace('.', ",")
}

fn limits(rules: &RuleSet) -> String {
    let least = |name: &str| rules.values.number(&format!("than.{name}_tu")).map_or_else(String::new, pt);
    format!("dòng từ {} pt, đoạn từ {} pt", least("dong"), least("gian_doan"))
}

fn told(fewer: usize, usual: usize, set: Tightness, rules: &RuleSet, at: Span) -> Diagnostic {
    let message = format!(
        "`gon`: còn {fewer} trang thay vì {usual}; dòng cách dòng {} pt, đoạn cách đoạn {} pt",
        pt(set.line),
        pt(set.paragraph)
    );
    Diagnostic::new(Code::FITTED, message).at(at).hint(format!("{} cho phép {}", rules.name, limits(rules)))
}

fn in_vain(usual: usize, rules: &RuleSet, at: Span) -> Diagnostic {
    let message = format!("`gon`: không bớt được trang nào, vẫn {usual} trang; đã in với khoảng cách thường");
    Diagnostic::new(Code::FITTED_NOT, message)
        .at(at)
        .hint(format!("đã thử đến mức nhỏ nhất {} cho phép: {}", rules.name, limits(rules)))
        .hint("rút bớt chữ, hoặc bỏ gon")
}
