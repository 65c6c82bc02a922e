//! Comes in: any text. Goes out: the form in which words are compared that people
//! write in many ways. Must not know: what the text is.

use super::hidden::HiddenKind;
use super::nfc::decomposed;

/// Takes away marks, case and punctuation: `Họ & Tên:` is `ho ten`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        // Most letters have no marks to be taken away.
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() {
                folded.push(letter.to_ascii_lowercase());
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
            continue;
        }
        if matches!(HiddenKind::of(letter), Some(HiddenKind::ZeroWidth | HiddenKind::Bidi)) {
            continue;
        }
        for part in decomposed(letter).filter(|part| !is_mark(*part)) {
            match part {
                'đ' | 'Đ' => folded.push('d'),
                part if part.is_alphanumeric() => folded.extend(part.to_lowercase()),
                _ if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
                _ => {}
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_fold_to_plain_words() {
        for (typed, folded) in [
            ("HỌ VÀ TÊN", "ho va ten"),
            ("Họ & Tên:", "ho ten"),
            ("  Đơn\u{a0}vị\ncông tác ", "don vi cong tac"),
            ("Họ\u{200b} tên", "ho ten"),
            ("Ông/Bà", "ong ba"),
            ("#", ""),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }
}
