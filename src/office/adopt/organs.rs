//! Comes in: the organs that a head names, the office. Goes out: which of the office's they are; of a head of
//! several organs the first, which leads, and the others. Must not know: fields, the register.

use super::same::{bare, same};
use crate::docx::Recognised;
use crate::model::{Issuer, Office};

/// Parts the organs of a head.
const DASH: &str = "-";

/// Is an organ that issues a paper with another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Other<'a> {
    /// By its short name; nothing for the office itself.
    Ours(Option<&'a str>),
    /// As the head names it.
    Strange(String),
}

/// Are the organs of a head.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Organs<'a> {
    /// The one that leads: nothing for the office itself, the short name of another one.
    pub first: Option<&'a str>,
    pub others: Vec<Other<'a>>,
}

/// Gives the organs a paper names at its head; where the first is none of the office's, `Err`.
pub(super) fn organs<'a>(paper: &Recognised, office: &'a Office) -> Result<Organs<'a>, ()> {
    let Some(organ) = &paper.organ else { return Err(()) };
    // An office of the same name stands under another organ.
    let above = |issuer: &Issuer| match (&paper.parent, &issuer.parent) {
        (Some(said), Some(own)) => same(&said.text, own.as_str()),
        _ => true,
    };
    let ours = |name: &str| {
        let is = |issuer: &Issuer| same(issuer.name.as_str(), name) && above(issuer);
        let unit = || office.issuers.iter().find(|(_, issuer)| is(issuer)).map(|(key, _)| Some(key.as_str()));
        if is(&office.issuer) { Some(None) } else { unit() }
    };
    if let Some(first) = ours(&organ.text) {
        return Ok(Organs { first, others: Vec::new() });
    }
    let words = words(&organ.text);
    let parted = parts(&words).find_map(|(first, rest)| {
        let first = ours(&first)?;
        let others = others(rest, &ours)?;
        Some(Organs { first, others })
    });
    parted.ok_or(())
}

/// Gives the words of a head; a dash is a word of its own.
fn words(text: &str) -> Vec<String> {
    let text = text.replace(['–', '—'], DASH);
    let all = text.split_whitespace().flat_map(|word| {
        let (bare, ends) = word.strip_suffix(DASH).map_or((word, false), |bare| (bare, true));
        [Some(bare.to_owned()), ends.then(|| DASH.to_owned())].into_iter().flatten()
    });
    all.filter(|word| !word.is_empty()).collect()
}

/// Gives each beginning that is not all, the longest first, and what follows.
fn parts(words: &[String]) -> impl Iterator<Item = (String, &[String])> {
    let whole = (1..words.len()).rev().filter(|at| words[at - 1] != DASH);
    whole.map(|at| (words[..at].join(" "), &words[at..]))
}

/// Gives the organs behind the first: one that is none of the office's is told by the dash before it.
fn others<'a>(words: &[String], ours: &impl Fn(&str) -> Option<Option<&'a str>>) -> Option<Vec<Other<'a>>> {
    let (dashed, words) = match words {
        [first, rest @ ..] if first == DASH => (true, rest),
        words => (false, words),
    };
    if words.is_empty() {
        return (!dashed).then(Vec::new);
    }
    let whole = (words.join(" "), &words[words.len()..]);
    for (name, rest) in std::iter::once(whole.clone()).chain(parts(words)) {
        if let Some(key) = ours(&name)
            && let Some(further) = others(rest, ours)
        {
            return Some(std::iter::once(Other::Ours(key)).chain(further).collect());
        }
    }
    let end = words.iter().position(|word| word == DASH).unwrap_or(words.len());
    let name = words[..end].join(" ");
    let further = others(&words[end..], ours).filter(|_| dashed && !bare(&name).is_empty())?;
    Some(std::iter::once(Other::Strange(name)).chain(further).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An organ of the office is known without a dash before it, a strange one is not.
    #[test]
    fn organs_behind_the_first_are_parted() {
        let ours = |name: &str| same(name, "UỶ BAN NHÂN DÂN XÃ HOA MẪU").then_some(Some("ubnd"));
        let strange = || Other::Strange("UỶ BAN MẶT TRẬN TỔ QUỐC".to_owned());
        let committee = || Other::Ours(Some("ubnd"));
        for (text, wanted) in [
            ("ỦY BAN NHÂN DÂN XÃ HOA MẪU", Some(vec![committee()])),
            ("- UỶ BAN NHÂN DÂN XÃ HOA MẪU", Some(vec![committee()])),
            ("- UỶ BAN MẶT TRẬN TỔ QUỐC", Some(vec![strange()])),
            ("– UỶ BAN MẶT TRẬN TỔ QUỐC- UỶ BAN NHÂN DÂN XÃ HOA MẪU", Some(vec![strange(), committee()])),
            ("UỶ BAN NHÂN DÂN XÃ HOA MẪU - UỶ BAN MẶT TRẬN TỔ QUỐC", Some(vec![committee(), strange()])),
            ("UỶ BAN MẶT TRẬN TỔ QUỐC", None),
            ("-", None),
        ] {
            assert_eq!(others(&words(text), &ours), wanted, "{text}");
        }
    }
}
