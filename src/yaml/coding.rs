//! Comes in: the bytes of a text file. Goes out: its text and how the bytes
//! stand for it, so that it can be written back alike. Must not know: YAML.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, Span};

/// Is the mark some editors put before the first letter.
const MARK: &str = "\u{feff}";

/// Is how the bytes of a file stand for its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// UTF-8.
    Plain,
    /// UTF-8 behind a byte order mark.
    Marked,
    /// UTF-16 behind a mark, the lower byte first (what Notepad calls Unicode).
    Little,
    /// UTF-16 behind a mark, the higher byte first.
    Big,
}

impl Coding {
    /// Gives the bytes of a text.
    #[must_use]
    pub fn encode(self, text: &str) -> Vec<u8> {
        let wide = |bytes: fn(u16) -> [u8; 2]| MARK.encode_utf16().chain(text.encode_utf16()).flat_map(bytes);
        match self {
            Self::Plain => text.as_bytes().to_vec(),
            Self::Marked => [MARK, text].concat().into_bytes(),
            Self::Little => wide(u16::to_le_bytes).collect(),
            Self::Big => wide(u16::to_be_bytes).collect(),
        }
    }
}

/// Gives the text of a file: UTF-8 with or without a byte order mark, or UTF-16
/// with one.
///
/// # Errors
/// Gives the place of the first byte that is no letter.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<(Coding, Arc<Source>), Box<Diagnostic>> {
    let wide = |from: fn([u8; 2]) -> u16| -> Option<String> {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    let text = match bytes.get(..2).filter(|_| bytes.len().is_multiple_of(2)) {
        Some([0xFF, 0xFE]) => wide(u16::from_le_bytes).map(|text| (Coding::Little, text)),
        Some([0xFE, 0xFF]) => wide(u16::from_be_bytes).map(|text| (Coding::Big, text)),
        _ => None,
    };
    if let Some((coding, text)) = text {
        return Ok((coding, Source::new(name, text)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix(MARK) {
            Some(bare) => (Coding::Marked, Source::new(name, bare)),
            None => (Coding::Plain, Source::new(name, text)),
        }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[good];
            let source = Source::new(name, String::from_utf8_lossy(error.as_bytes()));
            Err(Box::new(
                Diagnostic::new(
                    Code::FILE_UTF8,
                    format!("tệp không phải UTF-8: byte 0x{byte:02X} ở đây không thành chữ"),
                )
                .at(Span::new(&source, good..good + '\u{fffd}'.len_utf8()))
                .hint("trong Notepad: File, Save As, ô Encoding chọn UTF-8"),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_as_it_was_read() {
        for coding in [Coding::Plain, Coding::Marked, Coding::Little, Coding::Big] {
            let bytes = coding.encode("a: Đảng uỷ 😀\r\n");
            let (known, source) = decode("a.yaml", bytes.clone()).expect("a text");
            assert_eq!((known, source.text()), (coding, "a: Đảng uỷ 😀\r\n"));
            assert_eq!(known.encode(source.text()), bytes);
        }
        assert!(decode("a.yaml", b"a: \xff".to_vec()).is_err());
    }
}
