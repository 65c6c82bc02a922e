//! Comes in: text in NFC. Goes out: every character in it that the eye cannot
//! see or cannot tell from an ordinary one, with its place and its kind. Must
//! not know: which of them a paper forbids.

use unicode_normalization::char::is_combining_mark;

/// Tells what sort of hidden character was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HiddenKind {
    /// A tone or letter mark that stands apart from its letter even in NFC.
    CombiningMark,
    /// A character without any width: joiners, byte order mark, selectors.
    ZeroWidth,
    /// A hyphen seen only at the end of a line (also `ư` of TCVN3).
    SoftHyphen,
    /// A space that forbids a line break.
    NoBreakSpace,
    /// A space of unusual width.
    OddSpace,
    /// A control code other than tab and line ends.
    Control,
    /// A mark that turns the direction of writing.
    Bidi,
    /// A code without a public meaning, drawn by one font only.
    PrivateUse,
    /// A code that Unicode never gives to a character.
    Noncharacter,
    /// The sign left where a character was lost.
    Replacement,
}

impl HiddenKind {
    /// Tells the kind of a character, or nothing for an ordinary one.
    #[must_use]
    pub fn of(character: char) -> Option<Self> {
        let kind = match character {
            '\t' | '\n' | '\r' | ' '..='~' => return None,
            '\u{ad}' => Self::SoftHyphen,
            '\u{a0}' | '\u{2007}' | '\u{202f}' => Self::NoBreakSpace,
            '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => Self::OddSpace,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                Self::Bidi
            }
            '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{feff}'
            | '\u{34f}'
            | '\u{180b}'..='\u{180e}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{3164}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}' => Self::ZeroWidth,
            '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' => Self::Control,
            '\u{fffd}' => Self::Replacement,
            '\u{e000}'..='\u{f8ff}' => Self::PrivateUse,
            '\u{fdd0}'..='\u{fdef}' => Self::Noncharacter,
            other if u32::from(other) & 0xfffe == 0xfffe => Self::Noncharacter,
            '\u{f0000}'.. => Self::PrivateUse,
            other if other.is_control() => Self::Control,
            other if is_combining_mark(other) => Self::CombiningMark,
            _ => return None,
        };
        Some(kind)
    }

    /// Names the kind in plain Vietnamese, for the clerk.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::CombiningMark => "dấu rời (tổ hợp)",
            Self::ZeroWidth => "ký tự không bề rộng",
            Self::SoftHyphen => "gạch nối mềm",
            Self::NoBreakSpace => "dấu cách cứng (không ngắt)",
            Self::OddSpace => "dấu cách lạ (khác bề rộng thường)",
            Self::Control => "ký tự điều khiển",
            Self::Bidi => "ký tự đổi chiều viết",
            Self::PrivateUse => "ký tự riêng của một phông chữ",
            Self::Noncharacter => "mã không phải ký tự",
            Self::Replacement => "ký tự bị mất (dấu hỏi đen)",
        }
    }
}

/// Describes one hidden character and its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    /// The byte offset in the text.
    pub offset: usize,
    /// The character itself.
    pub character: char,
    /// What sort of hidden character it is.
    pub kind: HiddenKind,
}

/// Lists the hidden characters of a text in reading order.
#[must_use]
pub fn hidden_characters(text: &str) -> Vec<Hidden> {
    text.char_indices()
        .filter_map(|(offset, character)| {
            let kind = HiddenKind::of(character)?;
            Some(Hidden { offset, character, kind })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_papers_hide_nothing() {
        let text = "ĐẢNG ỦY XÃ\r\n\tSố 05-NQ/ĐU – “Về …” § 5, 10 µm, ½ ngày, 25°C €";
        assert_eq!(hidden_characters(text), []);
    }

    #[test]
    fn every_kind_is_told_with_its_offset() {
        use HiddenKind::*;
        let cases = [
            ('\u{300}', CombiningMark),
            ('\u{200b}', ZeroWidth),
            ('\u{feff}', ZeroWidth),
            ('\u{180e}', ZeroWidth),
            ('\u{ad}', SoftHyphen),
            ('\u{a0}', NoBreakSpace),
            ('\u{202f}', NoBreakSpace),
            ('\u{3000}', OddSpace),
            ('\u{7f}', Control),
            ('\u{85}', Control),
            ('\u{202e}', Bidi),
            ('\u{2066}', Bidi),
            ('\u{f0b7}', PrivateUse),
            ('\u{10fffd}', PrivateUse),
            ('\u{fdd0}', Noncharacter),
            ('\u{10ffff}', Noncharacter),
            ('\u{fffd}', Replacement),
        ];
        for (character, kind) in cases {
            let text = format!("xã{character}!");
            let found = Hidden { offset: 3, character, kind };
            assert_eq!(hidden_characters(&text), [found]);
        }
    }
}
