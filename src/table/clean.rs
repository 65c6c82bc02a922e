//! Comes in: a cell's text. Goes out: the text on one line without what has no
//! width, and what was found in it. Must not know: the cell.

use std::collections::BTreeSet;

use crate::text::{HiddenKind, hidden_characters, nfc, one_line};

use super::decode::code_point;

/// Is a text made fit to print.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Clean {
    /// The text.
    pub text: String,
    /// What was taken out, in words.
    pub removed: BTreeSet<&'static str>,
    /// What the eye cannot see and was left.
    pub left: BTreeSet<&'static str>,
    /// Letters that were lost or mean nothing.
    pub spoiled: BTreeSet<String>,
}

/// Tells text in UTF-8 that was once read as Latin letters: `Nguyá»…n`.
pub(crate) fn is_misread(text: &str) -> bool {
    const PAIRS: [&str; 8] = ["á»", "áº", "Ä‘", "Ä\u{91}", "Ä\u{90}", "Æ°", "Æ¡", "Äƒ"];
    PAIRS.iter().any(|pair| text.contains(pair))
}

/// Tells text whose letters a program replaced by question marks: `Nguy?n`.
pub(crate) fn is_questioned(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let plain = !text.contains("://");
    plain
        && letters.windows(3).any(|three| {
            three[1] == '?' && three[0].is_alphabetic() && (three[2].is_alphabetic() || three[2] == '?')
        })
}

/// Takes out what has no width, folds white space, makes NFC; letters and
/// their capitals stay as they are.
pub(crate) fn clean(text: &str) -> Clean {
    let mut clean = Clean::default();
    let mut kept = text.replace("_x000D_", "\n");
    for hidden in hidden_characters(&kept) {
        match hidden.kind {
            HiddenKind::ZeroWidth | HiddenKind::Bidi => {
                clean.removed.insert(hidden.kind.vietnamese());
            }
            HiddenKind::SoftHyphen => {
                clean.left.insert(hidden.kind.vietnamese());
            }
            HiddenKind::Control if hidden.character.is_whitespace() => {}
            HiddenKind::Control
            | HiddenKind::PrivateUse
            | HiddenKind::Noncharacter
            | HiddenKind::Replacement => {
                clean.spoiled.insert(code_point(hidden.character));
            }
            HiddenKind::CombiningMark | HiddenKind::NoBreakSpace | HiddenKind::OddSpace => {}
        }
    }
    kept.retain(|letter| !matches!(HiddenKind::of(letter), Some(HiddenKind::ZeroWidth | HiddenKind::Bidi)));
    clean.text = nfc(&one_line(&kept)).into_owned();
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_letters() {
        for name in ["Y A'Blă Êban", "K'Sor H'Lan", "A Viết", "Nguyễn Thị Mc'Donald", "H’Ê̆ban"] {
            assert_eq!(clean(name), Clean { text: name.into(), ..Clean::default() });
        }
        assert_eq!(clean("  Nguyễn\u{a0} Văn\nA ").text, "Nguyễn Văn A");
    }

    #[test]
    fn broken_letters_are_known() {
        assert!(is_misread("Nguyá»…n VÄƒn A") && !is_misread("Nguyễn Văn Ánh, «NguyÔn V¨n»"));
        assert!(is_questioned("Nguy?n V?n A") && is_questioned("Tr??ng"));
        assert!(!is_questioned("Có dự không? Có") && !is_questioned("http://a/b?c=d"));
    }

    #[test]
    fn what_cannot_be_seen_is_told() {
        let cleaned = clean("Ngu\u{200b}yễn \u{fffd}n");
        assert_eq!(cleaned.text, "Nguyễn \u{fffd}n");
        assert_eq!(cleaned.removed.len(), 1);
        assert_eq!(cleaned.spoiled.first().map(String::as_str), Some("U+FFFD"));
    }
}
