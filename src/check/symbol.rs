//! Comes in: running text. Goes out: Party symbols (`07-KH/ĐU`) that are not
//! in form, and citations without the comma before `ngày`. Must not know: the
//! symbols of the state (`15/2020/NĐ-CP`), which have a form of their own.

use std::ops::Range;

use super::kinds::KindWords;
use super::paper::Paper;
use super::passage::Passage;
use super::report::Report;
use crate::diag::Code;
use crate::kind::Side;
use crate::rules::RuleSet;
use crate::text::is_alphanumeric;

/// Is a symbol as it is written.
struct Symbol<'a> {
    range: Range<usize>,
    number: &'a str,
    kind: &'a str,
    organ: &'a str,
    /// Spaces or a dash where only a hyphen may stand.
    loose: bool,
}

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.running() {
        let symbols = symbols(passage.str(), paper.kinds);
        for symbol in &symbols {
            form(passage, symbol, paper.rules, report);
            if paper.rules.side == Side::Party {
                comma(passage, symbol, paper.rules, report);
            }
        }
        if paper.rules.side == Side::State {
            no_comma(passage, report);
        }
        colons(passage, &symbols, report);
    }
}

fn symbols<'a>(text: &'a str, kinds: &'a KindWords) -> Vec<Symbol<'a>> {
    let mut found: Vec<Symbol<'_>> = Vec::new();
    let mut before = None;
    let mut free = 0;
    for (at, letter) in text.char_indices() {
        let joined = |before: char| is_alphanumeric(before) || matches!(before, '/' | '.' | ',' | '-');
        if letter.is_ascii_digit()
            && at >= free
            && !before.is_some_and(joined)
            && let Some(symbol) = symbol(text, at, kinds).or_else(|| slipped(text, at, kinds))
        {
            free = symbol.range.end;
            found.push(symbol);
        }
        before = Some(letter);
    }
    found
}

/// Lists symbols of organs that only the Party has (HD05 §3.1.2b).
const PARTY: [&str; 12] =
    ["ĐU", "TU", "TW", "HU", "ThU", "ĐUK", "CB", "VPĐU", "VPTU", "VPTW", "UBKTĐU", "UBKTTU"];

/// Reads what was meant as a symbol of the Party but bears the state's signs,
/// small letters or no hyphen (`12/CV-ĐU`, `05-Kh/đu`, `28 KH/ĐU`).
fn slipped<'a>(text: &'a str, start: usize, kinds: &'a KindWords) -> Option<Symbol<'a>> {
    let rest = &text[start..];
    let (number, rest) = rest.split_at(rest.bytes().take_while(u8::is_ascii_digit).count());
    let from = rest.trim_start_matches([' ', '-', '–', '/']);
    let (kind, tail) = from.split_at(from.find(|c: char| !c.is_alphabetic())?);
    let organ_from = tail.trim_start_matches([' ', '-', '–', '/']);
    let organ = &organ_from[..organ_length(organ_from)];
    let small = |text: &'a str| text.chars().flat_map(char::to_lowercase);
    let same = |known: &'a str, typed: &'a str| small(known).eq(small(typed));
    let kind = kinds.symbols.iter().find(|known| same(known, kind))?;
    let organ_right = PARTY.iter().find(|known| same(known, organ))?;
    let end = text.len() - organ_from.len() + organ.len();
    let signs = |part: &str| part.contains(['-', '–', '/']);
    let lead = &rest[..rest.len() - from.len()];
    let joint = &tail[..tail.len() - organ_from.len()];
    let numbered = text[..start].trim_end().to_lowercase().ends_with("số");
    let meant = signs(joint) && (signs(lead) || (numbered && !lead.is_empty()));
    (meant && number.len() <= 6).then_some(Symbol {
        range: start..end,
        number,
        kind,
        organ: organ_right,
        loose: true,
    })
}

fn symbol<'a>(text: &'a str, start: usize, kinds: &KindWords) -> Option<Symbol<'a>> {
    let rest = &text[start..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let after = rest.trim_start_matches(' ');
    let hyphen = after.chars().next().filter(|sign| matches!(sign, '-' | '–' | '‑'))?;
    let tail = &after[hyphen.len_utf8()..];
    let kind_from = tail.trim_start_matches(' ');
    let length = kind_from.find(|c: char| !c.is_alphabetic())?;
    let (kind, tail) = kind_from.split_at(length);
    let slash = tail.trim_start_matches(' ');
    let organ_from = slash.strip_prefix('/')?.trim_start_matches(' ');
    let organ = &organ_from[..organ_length(organ_from)];
    if digits > 6
        || kind == "QĐI"
        || !kinds.symbols.iter().any(|known| known == kind)
        || !organ.starts_with(char::is_uppercase)
    {
        return None;
    }
    let end = text.len() - organ_from.len() + organ.len();
    let tight = digits + 1 + kind.len() + 1 + organ.len();
    Some(Symbol { range: start..end, number, kind, organ, loose: end - start != tight || hyphen != '-' })
}

/// Measures an organ's symbol: letters, with `-`, `.` and `/` only inside.
fn organ_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let inside =
            matches!(letter, '-' | '.' | '/') && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !letter.is_alphanumeric() && !inside {
            return at;
        }
    }
    text.len()
}

/// Writes a symbol in form.
fn fixed(symbol: &Symbol<'_>, rules: &RuleSet) -> String {
    let number = symbol.number.parse().ok().filter(|number| *number > 0);
    let number =
        number.map_or_else(|| symbol.number.to_owned(), |number| rules.text.number(Some(number), ""));
    format!("{number}-{}/{}", symbol.kind, symbol.organ.replace('.', ""))
}

fn form(passage: &Passage<'_>, symbol: &Symbol<'_>, rules: &RuleSet, report: &mut Report) {
    let text = passage.str();
    let fixed = fixed(symbol, rules);
    let colon = text[..symbol.range.start].trim_end();
    let colon = colon.strip_suffix(':').filter(|lead| lead.ends_with("số") || lead.ends_with("Số"));
    if !symbol.loose && colon.is_none() && text[symbol.range.clone()] == fixed {
        return;
    }
    let (start, lead) = match colon {
        Some(lead) => (lead.len() - "số".len(), format!("{} ", &lead[lead.len() - "số".len()..])),
        None => (symbol.range.start, String::new()),
    };
    let range = start..symbol.range.end;
    let message = format!("`{}` chưa đúng dạng số và ký hiệu", &text[range.clone()]);
    report.on(Code::SYMBOL_FORM, passage.text, range, message, format!("viết `{lead}{fixed}`"));
}

/// Finds `Kế hoạch số: 07` where no whole symbol follows.
fn colons(passage: &Passage<'_>, symbols: &[Symbol<'_>], report: &mut Report) {
    let words = passage.words.list();
    for at in 3..words.len() {
        let named = || passage.kind_before(at - 1).is_some();
        let number = &passage.str()[words[at].range.clone()];
        if passage.words.folded(at - 1) == "số"
            && passage.joint(at).trim() == ":"
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && passage.joined(at - 1)
            && named()
            && !symbols.iter().any(|symbol| symbol.range.contains(&words[at].range.start))
            && !passage.str()[words[at].range.end..].starts_with('/')
        {
            let range = passage.bytes(at - 1..at + 1);
            let word = &passage.str()[words[at - 1].range.clone()];
            let message = format!("`{}` có dấu hai chấm", &passage.str()[range.clone()]);
            report.on(Code::SYMBOL_FORM, passage.text, range, message, format!("viết `{word} {number}`"));
        }
    }
}

/// Finds `số 30/2020/NĐ-CP, ngày`: papers of the State have no comma there (NĐ30 Phụ lục I II.6b).
fn no_comma(passage: &Passage<'_>, report: &mut Report) {
    let text = passage.str();
    for (at, lead) in text.match_indices(", ngày ") {
        let word = text[..at].rsplit([' ', '(']).next().unwrap_or_default();
        let numbered = word.starts_with(|letter: char| letter.is_ascii_digit());
        let signed = word.contains('/') && word.chars().any(char::is_uppercase);
        let dated = text[at + lead.len()..].starts_with(|letter: char| letter.is_ascii_digit());
        if numbered && signed && dated {
            let range = at - word.len()..at + lead.len() - 1;
            let hint = format!("viết `{word} ngày …`");
            report.on(Code::CITE_COMMA, passage.text, range, "viện dẫn thừa dấu phẩy trước `ngày`", hint);
        }
    }
}

fn comma(passage: &Passage<'_>, symbol: &Symbol<'_>, rules: &RuleSet, report: &mut Report) {
    let rest = &passage.str()[symbol.range.end..];
    let day = rest.trim_start();
    let Some(after) = day.strip_prefix("ngày ") else { return };
    if day.len() == rest.len() || !after.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return;
    }
    let range = symbol.range.start..symbol.range.end + (rest.len() - day.len()) + "ngày".len();
    let message = "viện dẫn thiếu dấu phẩy trước `ngày`";
    report.on(
        Code::CITE_COMMA,
        passage.text,
        range,
        message,
        format!("viết `{}, ngày …`", fixed(symbol, rules)),
    );
}
