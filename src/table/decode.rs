//! Comes in: the bytes of separated text. Goes out: text, and the name of an
//! encoding older than Unicode if it was in one. Must not know: cells.

use std::fmt::Write as _;

use crate::text::{is_syllable, legacy, nfc};

/// Is text that was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text in NFC with plain line ends.
    pub text: String,
    /// Whether it was read by windows-1258.
    pub windows_1258: bool,
}

/// The letters of windows-1258 from 0x80; U+FFFD where it has none.
const WINDOWS_1258: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰\u{fffd}‹Œ\u{fffd}\u{fffd}\u{fffd}\
    \u{fffd}‘’“”•–—˜™\u{fffd}›œ\u{fffd}\u{fffd}Ÿ\
    \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ß\
    àáâăäåæçèéêë\u{301}íîïđñ\u{323}óôơö÷øùúûüư₫ÿ";

/// Decodes UTF-8 and UTF-16 with or without a mark, windows-1258, and TCVN3
/// or VNI bytes (as the Latin letters they look like).
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => match bare_wide(bytes) {
            Some(text) => text,
            None => return narrow(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
        },
    };
    Decoded { text: tidy(&text), windows_1258: false }
}

fn wide(bytes: &[u8], from: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// Recognises UTF-16 without its mark by the zeros beside the plain letters.
pub(crate) fn bare_wide(bytes: &[u8]) -> Option<String> {
    let seen = &bytes[..bytes.len().min(4096)];
    let zeros = |parity: usize| seen.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if !bytes.len().is_multiple_of(2) || (even + odd) * 4 < seen.len() {
        None
    } else if even == 0 {
        Some(wide(bytes, u16::from_le_bytes))
    } else if odd == 0 {
        Some(wide(bytes, u16::from_be_bytes))
    } else {
        None
    }
}

fn narrow(bytes: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: tidy(text), windows_1258: false };
    }
    // A few broken bytes in a file that is UTF-8 otherwise spoil their rows only.
    let lossy = String::from_utf8_lossy(bytes);
    let lost = lossy.matches('\u{fffd}').count();
    let kept = lossy.chars().filter(|letter| !letter.is_ascii()).count() - lost;
    if kept > 4 * lost {
        return Decoded { text: tidy(&lossy), windows_1258: false };
    }
    let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let vietnamese = tidy(&by_1258(bytes));
    let old = legacy(&latin).map_or(0, |found| sound(&found.converted));
    if old > sound(&vietnamese) {
        Decoded { text: tidy(&latin), windows_1258: false }
    } else {
        Decoded { text: vietnamese, windows_1258: true }
    }
}

fn by_1258(bytes: &[u8]) -> String {
    let table: Vec<char> = WINDOWS_1258.chars().collect();
    let letter = |byte: &u8| match byte {
        0..=0x7f => char::from(*byte),
        _ => table[usize::from(*byte) - 0x80],
    };
    bytes.iter().map(letter).collect()
}

/// Gives how many of a thousand words with marks are spelled soundly.
fn sound(text: &str) -> usize {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter.is_ascii());
    let (mut all, mut sound) = (0, 0);
    for word in words.filter(|word| !word.is_ascii()) {
        all += 1;
        sound += usize::from(is_syllable(word));
    }
    sound * 1000 / all.max(1)
}

/// Makes NFC and plain line ends, so that lines are counted one way.
fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    nfc(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned()
}

/// Shows letters that no eye can tell: `U+00AD`.
pub(crate) fn code_point(letter: char) -> String {
    let mut shown = String::new();
    let _ = write!(shown, "U+{:04X}", u32::from(letter));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1258_has_a_letter_for_every_byte() {
        assert_eq!(WINDOWS_1258.chars().count(), 128);
        let table: Vec<char> = WINDOWS_1258.chars().collect();
        for (byte, letter) in [
            (0x80, '€'),
            (0xc3, 'Ă'),
            (0xcc, '\u{300}'),
            (0xd0, 'Đ'),
            (0xd2, '\u{309}'),
            (0xd5, 'Ơ'),
            (0xdd, 'Ư'),
            (0xde, '\u{303}'),
            (0xe3, 'ă'),
            (0xec, '\u{301}'),
            (0xf0, 'đ'),
            (0xf2, '\u{323}'),
            (0xf5, 'ơ'),
            (0xfd, 'ư'),
            (0xfe, '₫'),
        ] {
            assert_eq!(table[byte - 0x80], letter, "{byte:x}");
        }
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Họ và tên;Chức vụ\nNguyễn Văn Đạt;Bí thư\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let windows =
            b"Ho\xf2 va\xcc t\xean;Ch\xfd\xecc vu\xf2\r\nNguy\xea\xden V\xe3n \xd0a\xf2t;Bi\xec th\xfd\r\n";
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [b"\xff\xfe".to_vec(), little.clone()].concat(),
            [b"\xfe\xff".to_vec(), big].concat(),
            little,
            windows.to_vec(),
        ] {
            assert_eq!(decode(&bytes).text, text);
        }
        assert!(decode(windows).windows_1258);
    }

    #[test]
    fn one_broken_byte_does_not_turn_the_file() {
        let bytes = [&b"\xff;"[..], "Nguyễn Văn Đạt, Trần Thị Hồng".as_bytes()].concat();
        let decoded = decode(&bytes);
        assert!(!decoded.windows_1258 && decoded.text.starts_with("\u{fffd};Nguyễn"));
    }
}
