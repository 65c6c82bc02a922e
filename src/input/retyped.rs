//! Comes in: a line as another program has it, its letters with how they are set. Goes out: the same
//! as somebody would type it in a body. Must not know: which program it comes from.

use super::inline::has_marks;
use crate::text::{HiddenKind, is_closed, nfc};

/// Is how a letter is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letter {
    /// The letter.
    pub letter: char,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// Are the signs other programs put before an item, and what is typed for each.
pub const BULLETS: [(char, &str); 14] = [
    ('•', "- "),
    ('·', "- "),
    ('▪', "- "),
    ('■', "- "),
    ('●', "- "),
    ('§', "- "),
    ('–', "- "),
    ('—', "- "),
    ('−', "- "),
    // Signs of the fonts Symbol and Wingdings.
    ('\u{f0b7}', "- "),
    ('\u{f0a7}', "- "),
    ('\u{f0d8}', "- "),
    ('○', "+ "),
    ('◦', "+ "),
];

/// Gives one line: a hyphen for the sign of an item, one space for each gap.
#[must_use]
pub fn retyped_line(text: &str) -> String {
    let text = seen(text);
    let bare = text.trim_start();
    let item = BULLETS.iter().find_map(|(sign, typed)| {
        let rest = bare.strip_prefix(*sign).filter(|rest| rest.starts_with([' ', '\t']))?;
        Some((*typed, rest))
    });
    // Word's second level in the font Courier New: the letter o before a tab.
    let item = item.or_else(|| bare.strip_prefix("o\t").map(|rest| ("+ ", rest)));
    let (head, rest) = item.unwrap_or(("", bare));
    let words: Vec<&str> = rest.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
    format!("{head}{}", words.join(" "))
}

/// Takes away what has no width; lets every space be one.
fn seen(text: &str) -> String {
    let kept = nfc(text);
    let letter = |letter: char| match HiddenKind::of(letter) {
        Some(HiddenKind::ZeroWidth | HiddenKind::SoftHyphen | HiddenKind::Bidi | HiddenKind::Control) => None,
        Some(HiddenKind::NoBreakSpace | HiddenKind::OddSpace) => Some(' '),
        _ => Some(letter),
    };
    kept.chars().filter_map(letter).collect()
}

/// Writes a line with the marks of bold and italic. A heading that is set alike all over needs none:
/// the form sets it.
#[must_use]
pub fn retyped(letters: &[Letter]) -> String {
    let text: String = letters.iter().map(|own| own.letter).collect();
    let plain = retyped_line(&text);
    let heard = || letters.iter().filter(|own| own.letter.is_alphanumeric());
    let even = |of: fn(&Letter) -> bool| heard().all(of) || !heard().any(of);
    // What is italic all over and ends as a sentence is meant so.
    let upright = heard().all(|own| !own.italic) || !is_closed(&plain);
    let alike = even(|own| own.bold) && even(|own| own.italic) && upright;
    if plain.is_empty() || (alike && is_heading(&plain)) {
        return plain;
    }
    let letters = unlabelled(letters, &plain);
    let mut written = String::new();
    let mut at = 0;
    while at < letters.len() {
        let set = letters[at];
        let differs = |other: &Letter| (other.bold, other.italic) != (set.bold, set.italic);
        let end = letters[at..].iter().position(differs).map_or(letters.len(), |more| at + more);
        let run: String = letters[at..end].iter().map(|own| own.letter).collect();
        written.push_str(&marked(&run, set));
        at = end;
    }
    retyped_line(&written)
}

/// Takes bold off the number of an article: the form sets `Điều 1.` so.
fn unlabelled(letters: &[Letter], plain: &str) -> Vec<Letter> {
    let mut letters = letters.to_vec();
    let number = plain.strip_prefix("Điều ").map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if number.is_some_and(|digits| digits > 0) {
        let end = letters.iter().position(|own| matches!(own.letter, '.' | ':')).unwrap_or(0);
        if letters[..end].iter().all(|own| own.bold || own.letter == ' ') {
            letters.iter_mut().take(end + 1).for_each(|own| (own.bold, own.italic) = (false, false));
        }
    }
    letters
}

/// Lets letters that would be an expression, a mark of a style or a footnote be what they are: what
/// somebody typed elsewhere is never evaluated.
#[must_use]
pub fn literal(letters: &[Letter]) -> Vec<Letter> {
    let text: String = letters.iter().map(|own| own.letter).collect();
    if !text.contains(['*', '[', '{', '}', '>']) {
        return letters.to_vec();
    }
    let styled = letters.iter().any(|own| own.bold || own.italic);
    let stars = has_marks(&text) || (styled && text.contains('*'));
    let mut kept = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let rest = letters[at..].iter().map(|own| own.letter);
        let first = letters[..at].iter().all(|own| own.letter.is_whitespace());
        let long = special(rest, stars, first);
        let own = letters[at];
        if long == 0 {
            kept.push(own);
        } else {
            let sign: String = letters[at..at + long].iter().map(|own| own.letter).collect();
            let written = format!("{{{{ '{sign}' }}}}");
            kept.extend(written.chars().map(|letter| Letter { letter, ..own }));
        }
        at += long.max(1);
    }
    kept
}

/// Counts the letters at the beginning that would be something else.
fn special(rest: impl Iterator<Item = char> + Clone, stars: bool, first: bool) -> usize {
    let two: String = rest.clone().take(2).collect();
    match two.as_str() {
        "{{" | "}}" | "[^" => 2,
        "> " if first => 1,
        two if stars && two.starts_with('*') => rest.take_while(|letter| *letter == '*').count(),
        _ => 0,
    }
}

/// Puts the marks right at the letters, the spaces outside.
fn marked(run: &str, set: Letter) -> String {
    let mark = match (set.bold, set.italic) {
        (false, false) => return run.to_owned(),
        (true, false) => "**",
        (false, true) => "*",
        (true, true) => "***",
    };
    let inner = run.trim();
    if inner.is_empty() {
        return run.to_owned();
    }
    let at = run.find(inner).unwrap_or_default();
    format!("{}{mark}{inner}{mark}{}", &run[..at], &run[at + inner.len()..])
}

/// Tells whether a line begins as a heading does: `I- `, `1. `, `Điều 2`, `Phần thứ nhất`.
fn is_heading(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let number = first.trim_end_matches(['.', '-', ')', '/', ':']);
    let roman = !number.is_empty() && number.chars().all(|letter| "IVXLC".contains(letter));
    let digits = !number.is_empty() && number.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let named = ["Phần", "Chương", "Mục", "Điều", "PHẦN", "CHƯƠNG", "MỤC", "ĐIỀU"].contains(&first);
    named || (number != first && (roman || digits))
}
