//! Comes in: a cell with number and symbol as people write them. Goes out: the
//! number, the kind's symbol, the organ's. Must not know: which kinds there are.

use crate::text::{fold, one_line};

/// Is what a cell says; each part only if it is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Symbol {
    /// The number.
    pub number: Option<u32>,
    /// The kind's symbol: `KH`.
    pub kind: Option<String>,
    /// The organ's: `ĐU`.
    pub organ: Option<String>,
}

/// Reads `07-KH/ĐU`, `7 - KH/ĐU`, `07/KH-ĐU`, `Số 07`, `KH/ĐU`, `07`.
///
/// # Errors
/// Gives the reason if it is none, or several.
pub fn symbol(text: &str) -> Result<Symbol, String> {
    let line = one_line(text).replace(['–', '—', '‑', '−'], "-");
    let line = without_label(&line);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let mut symbol = Symbol::default();
    if !number.is_empty() {
        let read = number.parse().ok().filter(|number| (1..=99_999).contains(number));
        symbol.number = Some(read.ok_or_else(|| format!("`{number}` không thể là số văn bản"))?);
    }
    if symbol.number.is_some()
        && let Some(letter) = lettered(rest)
    {
        let what = format!(
            "số `{number}{letter}` có chữ kèm theo; ghi {number} (chương trình đánh dấu trùng số) và ghi `{number}{letter}` ở cột Ghi chú"
        );
        return Err(what);
    }
    let rest = rest.trim_start_matches(['-', '/', '.', ' ', '_', ',']);
    let rest = without_year(rest);
    if rest.is_empty() {
        return Ok(symbol);
    }
    if symbol.number.is_some() && several(rest) {
        return Err(format!("`{}` có nhiều số trong một ô; tách mỗi số một dòng", one_line(text)));
    }
    let (kind, organ) = rest.split_once(['/', '-']).unwrap_or((rest, ""));
    let organ = organ.trim_matches([' ', '-', '/', '.']);
    symbol.kind = Some(kind.trim().to_owned()).filter(|kind| !kind.is_empty());
    symbol.organ = Some(organ.split_whitespace().collect()).filter(|organ: &String| !organ.is_empty());
    if symbol.number.is_none() && !rest.contains(char::is_alphabetic) {
        return Err(format!("không đọc được `{}`; cần dạng 07-KH/ĐU", one_line(text)));
    }
    Ok(symbol)
}

/// Takes `Số`, `Số:` away.
fn without_label(line: &str) -> &str {
    let rest = line.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let label = &line[..line.len() - rest.len()];
    if fold(label) == "so" { rest } else { line.trim() }
}

/// Finds a letter that stands right behind the number: `72a`, `72 bis`.
fn lettered(rest: &str) -> Option<&str> {
    let word = rest.trim_start().split([' ', '-', '/', '.']).next().unwrap_or_default();
    let small = word.len() == 1 && word.starts_with(|letter: char| letter.is_ascii_lowercase());
    let tight = word.len() == 1 && rest.starts_with(|letter: char| letter.is_ascii_uppercase());
    (small || tight || word == "bis").then_some(word)
}

/// Tells what stands behind a number and is another one: `05-07`, `05, 06`,
/// `05 và 06`.
fn several(rest: &str) -> bool {
    let words = ["và ", "đến ", "tới ", "+", "&"];
    let rest = rest.trim_start();
    let behind = words.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    behind.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
}

/// Takes the year out of `07/2023/KH-ĐU`, `07/2023`.
fn without_year(rest: &str) -> &str {
    let is_year = |word: &str| word.len() == 4 && word.starts_with(['1', '2']) && word.parse::<u32>().is_ok();
    if is_year(rest.trim()) {
        return "";
    }
    match rest.split_once(['/', '-']) {
        Some((year, behind)) if is_year(year) => behind.trim_start(),
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_symbols_are_read_however_they_are_written() {
        for (typed, number, kind, organ) in [
            ("07-KH/ĐU", 7, "KH", "ĐU"),
            ("7 - KH/ĐU", 7, "KH", "ĐU"),
            ("07/KH-ĐU", 7, "KH", "ĐU"),
            ("Số: 07 – KH / ĐU", 7, "KH", "ĐU"),
            ("Số 07", 7, "", ""),
            ("120", 120, "", ""),
            ("07 KH/ĐU", 7, "KH", "ĐU"),
            ("07KH/ĐU", 7, "KH", "ĐU"),
            ("12/2023/QĐ-ĐU", 12, "QĐ", "ĐU"),
            ("5-QC/BTCTU-BNCTU", 5, "QC", "BTCTU-BNCTU"),
            ("03-KH", 3, "KH", ""),
            ("07/2023", 7, "", ""),
        ] {
            let read = symbol(typed).expect(typed);
            let text = |part: &Option<String>| part.clone().unwrap_or_default();
            assert_eq!(
                (read.number, text(&read.kind), text(&read.organ)),
                (Some(number), kind.into(), organ.into())
            );
        }
        assert_eq!(symbol("KH/ĐU").expect("sign").kind.as_deref(), Some("KH"));
        let several = ["05-07", "05, 06, 07", "12-15-GM/ĐU", "05 và 06-KH/ĐU", "7.5"];
        for typed in ["72a-TB/ĐU", "72 b", "72 bis/TB", "0-KH/ĐU", "7654321"].iter().chain(&several) {
            assert!(symbol(typed).is_err(), "{typed}");
        }
    }
}
