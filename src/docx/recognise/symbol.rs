//! Comes in: a line of a head. Goes out: the number and the symbol it says. Must not know: which
//! kinds and organs there are.

use super::lines::begins;

/// Is the number and symbol of a paper as they are printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// The number; nothing where it is left open.
    pub number: Option<u32>,
    /// The symbol's parts: `KH`, `ĐU`; `UBND`, `NC`.
    pub parts: Vec<String>,
    /// As it is printed, without the word before it.
    pub printed: String,
}

/// Reads `Số 12-KH/ĐU`, `Số: 12/QĐ-UBND`, `Số      /BC`; nothing where a line says no number.
pub(super) fn mark(line: &str) -> Option<Mark> {
    if !begins(line, "Số") {
        return None;
    }
    let rest = line.chars().skip(2).collect::<String>();
    let rest = rest.trim_start_matches([' ', ':', '.', '…', '_']).trim_end();
    let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let (number, after) = rest.split_at(digits);
    let after = after.trim_start_matches([' ', '.', '…', '_']);
    let symbol = after.strip_prefix(['-', '/', '–'])?.trim();
    let own: String =
        symbol.chars().take_while(|sign| sign.is_alphanumeric() || "-/–.& ".contains(*sign)).collect();
    let parts: Vec<String> = own
        .split(['-', '/', '–'])
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    let whole = !parts.is_empty() && own.trim_end().len() == symbol.trim_end().len();
    let upper = parts.iter().any(|part| part.chars().any(char::is_uppercase));
    (whole && upper).then(|| Mark {
        number: number.parse().ok().filter(|number| *number > 0),
        parts,
        printed: rest.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_symbols_of_both_sides_are_read() {
        for (line, number, parts) in [
            ("Số 12-KH/ĐU", Some(12), vec!["KH", "ĐU"]),
            ("Số: 36-HD/VPTW", Some(36), vec!["HD", "VPTW"]),
            ("Số: /UBND-NCKSTTHC", None, vec!["UBND", "NCKSTTHC"]),
            ("Số: 2114/TTr-SNV", Some(2114), vec!["TTr", "SNV"]),
            ("Số -TB/ĐU", None, vec!["TB", "ĐU"]),
            ("Số ……-BC/ĐU", None, vec!["BC", "ĐU"]),
            ("Số 07/BC", Some(7), vec!["BC"]),
        ] {
            let found = mark(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (found.number, found.parts),
                (number, parts.iter().map(|part| (*part).to_owned()).collect()),
                "{line}"
            );
        }
        for line in ["Số lượng: 5", "Số 12", "Sổ 1-KH/ĐU", "Số 9A, Nguyễn Cảnh Chân"] {
            assert_eq!(mark(line), None, "{line}");
        }
    }
}
