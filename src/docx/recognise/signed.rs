//! Comes in: the lines of who signs. Goes out: for whom, as what, who. Must not know: which signers an
//! office has.

use super::lines::{Line, Said};

/// Is who signs, as it is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signed {
    /// For whom: `T/M BAN THƯỜNG VỤ`.
    pub authority: Vec<Said>,
    /// As what; lines broken by hand stay lines.
    pub title: Option<Said>,
    /// As what else, where one is both.
    pub also: Option<Said>,
    /// Who.
    pub name: Option<Said>,
}

/// Begin a line that says for whom somebody signs.
const FOR: [&str; 10] = ["T/M", "K/T", "T/L", "T/U", "TM.", "KT.", "TL.", "TUQ.", "TM ", "Q."];
/// The styles a file of ours has for these lines.
const OWN_FOR: &str = "VT Quyền hạn";
const OWN_TITLE: &str = "VT Chức vụ";
const OWN_NAME: &str = "VT Người ký";

/// Reads who signs; nothing where the lines do not say so. What belongs to nobody comes beside.
pub(super) fn signed(lines: &[Line]) -> Option<(Signed, Vec<Said>)> {
    let lines: Vec<&Line> = lines.iter().filter(|line| !line.is_empty() && !line.is_rule()).collect();
    let loud = lines.iter().take_while(|line| is_head(line)).count();
    let mut signed = Signed::default();
    let mut left = Vec::new();
    let styled = lines.iter().any(|line| line.style == OWN_TITLE);
    let mut titles: Vec<&Line> = Vec::new();
    let mut also: Option<Vec<&Line>> = None;
    for line in &lines[..loud] {
        let for_whom =
            if styled { line.style == OWN_FOR } else { FOR.iter().any(|sign| line.text.starts_with(sign)) };
        if line.text.to_lowercase() == "kiêm" {
            also = Some(Vec::new());
        } else if let Some(also) = &mut also {
            also.push(line);
        } else if for_whom && titles.is_empty() {
            let broken = line.broken && styled;
            match signed.authority.last_mut().filter(|_| broken) {
                Some(last) => *last = last.with(format!("{}\n{}", last.text, line.said().text)),
                None => signed.authority.push(line.said()),
            }
        } else {
            titles.push(line);
        }
    }
    signed.title = joined(&titles);
    signed.also = also.and_then(|lines| joined(&lines));
    for line in &lines[loud..] {
        if signed.name.is_none() && (line.style == OWN_NAME || is_name(&line.text)) {
            signed.name = Some(line.said());
        } else {
            left.push(line.said());
        }
    }
    let said = !signed.authority.is_empty() || signed.title.is_some();
    (said && (signed.name.is_some() || loud > 0)).then_some((signed, left))
}

fn is_head(line: &Line) -> bool {
    line.style != OWN_NAME && (line.is_loud() || line.text.to_lowercase() == "kiêm")
}

fn joined(lines: &[&Line]) -> Option<Said> {
    let first = lines.first()?;
    let texts: Vec<String> = lines.iter().map(|line| line.said().text).collect();
    Some(first.said().with(texts.join("\n")))
}

/// Tells whether a line is the name of a person: two to six words, each with a capital.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let word = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|sign| sign.is_alphabetic() || "'’-".contains(sign))
    };
    (2..=6).contains(&words.len()) && words.iter().all(word)
}
