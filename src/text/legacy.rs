//! Comes in: text in NFC that may hold TCVN3 or VNI letters pasted as Latin-1.
//! Goes out: a verdict with the offending letters and the text set right. Must
//! not know: fonts, files, or what the clerk is told about it.
//!
//! One odd sign proves nothing (`§ 5`, `µm`, `René`), so words bear witness: a
//! word that is no Vietnamese syllable as it stands but becomes one when read
//! by a table speaks for that table, and a sound Unicode word speaks against.

use std::collections::BTreeSet;
use std::ops::Range;

pub use super::legacy_tables::Encoding;
use super::legacy_tables::{Reading, read};
use super::legacy_witness::{STRONG, Witness, is_code, sounds_right, witness};
use super::letters::is_alphanumeric;
use super::scan::runs;

/// Describes text that was written in an encoding older than Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Legacy {
    /// The encoding recognised.
    pub encoding: Encoding,
    /// The offending letters as they stand, with their byte offsets.
    pub letters: Vec<(usize, String)>,
    /// The whole text with those letters turned into Unicode.
    pub converted: String,
}

/// Recognises TCVN3 or VNI text; nothing for sound Unicode and for foreign
/// words in it.
#[must_use]
pub fn legacy(text: &str) -> Option<Legacy> {
    // Only a word with a code in it that is unsound as it stands can speak for
    // an encoding; sound text has none.
    let suspect = |range: Range<usize>| {
        let word = &text[range];
        word.chars().any(is_code) && !sounds_right(word)
    };
    if !text.chars().any(is_code) || !runs(text, is_letter_or_code).into_iter().any(suspect) {
        return None;
    }
    let tcvn3 = Inquiry::of(text, Encoding::Tcvn3).verdict();
    let vni = Inquiry::of(text, Encoding::Vni).verdict();
    let best = match (tcvn3, vni) {
        (Some(first), Some(second)) if second.0 > first.0 => Some(second),
        (first, second) => first.or(second),
    };
    best.map(|(_, found)| found)
}

fn is_letter_or_code(letter: char) -> bool {
    is_alphanumeric(letter) || is_code(letter)
}

/// Reads text that is known to be of an encoding; words that its table does not cover stay.
#[must_use]
pub fn decoded(text: &str, encoding: Encoding) -> String {
    let mut read_text = String::with_capacity(text.len());
    let mut copied = 0;
    for range in runs(text, is_letter_or_code) {
        let Some(readings) = read(&text[range.clone()], encoding) else { continue };
        read_text.push_str(&text[copied..range.start]);
        read_text.extend(readings.iter().map(|reading| reading.letter));
        copied = range.end;
    }
    read_text.push_str(&text[copied..]);
    read_text
}

struct Word {
    range: Range<usize>,
    readings: Option<Vec<Reading>>,
    witness: Witness,
}

struct Inquiry<'a> {
    text: &'a str,
    encoding: Encoding,
    words: Vec<Word>,
}

impl<'a> Inquiry<'a> {
    fn of(text: &'a str, encoding: Encoding) -> Self {
        let words = runs(text, is_letter_or_code)
            .into_iter()
            .map(|range| {
                let word = &text[range.clone()];
                let readings = read(word, encoding);
                // `H'Ñua`: part of a highland name.
                let witness = if text[..range.start].ends_with(['\'', '’']) {
                    Witness::Foreign
                } else {
                    witness(word, readings.as_deref(), encoding)
                };
                Word { range, readings, witness }
            })
            .collect();
        Self { text, encoding, words }
    }

    /// Weighs the witnesses; the first part of the answer ranks rival verdicts.
    fn verdict(&self) -> Option<((isize, usize), Legacy)> {
        let mut seen = BTreeSet::new();
        let mut weights = Vec::new();
        let (mut against, mut foreign, mut either) = (0, 0, 0);
        for word in &self.words {
            let spelled = self.text[word.range.clone()].to_lowercase();
            match word.witness {
                Witness::Against => against += 1,
                Witness::Either => either += usize::from(seen.insert(spelled)),
                Witness::For(weight) if seen.insert(spelled) => weights.push(weight),
                Witness::Silent | Witness::For(_) => {}
                Witness::Foreign => foreign += 1,
            }
        }
        let total: usize = weights.iter().sum();
        let strong: usize = weights.iter().filter(|&&weight| weight >= STRONG).sum();
        let convinced = if against > 0 {
            strong >= STRONG
        } else {
            let together = total > 0 && foreign == 0 && weights.len() + either > 1;
            (total >= STRONG && weights.len() >= foreign) || together
        };
        if !convinced {
            return None;
        }
        let rank = (-isize::try_from(foreign + against).ok()?, total + either);
        Some((rank, self.converted()))
    }

    fn converted(&self) -> Legacy {
        let mut letters = Vec::new();
        let mut converted = String::with_capacity(self.text.len() * 2);
        let mut copied = 0;
        for (place, word) in self.words.iter().enumerate() {
            let raw = &self.text[word.range.clone()];
            let Some(readings) = word.readings.as_deref().filter(|_| self.is_legacy(place)) else {
                continue;
            };
            converted.push_str(&self.text[copied..word.range.start]);
            copied = word.range.end;
            let meant: String = readings.iter().map(|reading| reading.letter).collect();
            if self.is_loud(place) {
                converted.push_str(&meant.to_uppercase());
            } else {
                converted.push_str(&meant);
            }
            for reading in readings {
                let code = &raw[reading.code.clone()];
                if !code.is_ascii() && !code.chars().eq([reading.letter]) {
                    letters.push((word.range.start + reading.code.start, code.to_owned()));
                }
            }
        }
        converted.push_str(&self.text[copied..]);
        Legacy { encoding: self.encoding, letters, converted }
    }

    /// Tells whether most of the text was written in Unicode.
    fn is_mixed(&self) -> bool {
        let count = |is: fn(&Witness) -> bool| self.words.iter().filter(|word| is(&word.witness)).count();
        let against = count(|witness| *witness == Witness::Against);
        against > 0 && against >= count(|witness| matches!(witness, Witness::For(_)))
    }

    /// Tells whether a word is to be converted: of those that say nothing
    /// clear, only the ones in a text of the old encoding with no Unicode word
    /// next to them.
    fn is_legacy(&self, place: usize) -> bool {
        let clear = |word: &&Word| matches!(word.witness, Witness::For(_) | Witness::Against);
        match self.words[place].witness {
            Witness::For(_) => true,
            Witness::Silent | Witness::Against => false,
            Witness::Either | Witness::Foreign if self.is_mixed() => false,
            Witness::Either | Witness::Foreign => {
                let before = self.words[..place].iter().rfind(clear);
                let after = self.words[place + 1..].iter().find(clear);
                [before, after].into_iter().flatten().all(|word| word.witness != Witness::Against)
            }
        }
    }

    /// Tells whether a TCVN3 word was drawn in capitals, judging by its plain
    /// letters and, for a word like `X·`, by the word next to it.
    fn is_loud(&self, place: usize) -> bool {
        let loudness = |at: usize| -> Option<bool> {
            let raw = &self.text[self.words.get(at)?.range.clone()];
            let capitals = raw.chars().filter(char::is_ascii_uppercase).count();
            let doubtful = capitals == 0 || (capitals == 1 && raw.starts_with(char::is_uppercase));
            if raw.chars().any(|c| c.is_ascii_lowercase()) || (!doubtful && raw.is_ascii()) {
                Some(false)
            } else {
                (!doubtful).then_some(true)
            }
        };
        let small_codes = self.text[self.words[place].range.clone()].chars().all(|c| !c.is_ascii());
        self.encoding == Encoding::Tcvn3
            && loudness(place)
                .or_else(|| loudness(place + 1).filter(|_| !small_codes))
                .or_else(|| loudness(place.checked_sub(1)?).filter(|_| !small_codes))
                .unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::legacy_tables::tests::encoded;

    const SENTENCES: [&str; 10] = [
        "Đảng ủy xã Hưng Chính triển khai nghị quyết của Tỉnh ủy Nghệ An",
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam và Quy chế làm việc của Ban Chấp hành",
        "Ban Thường vụ yêu cầu các chi bộ trực thuộc nghiêm túc thực hiện",
        "Số 15/QĐ-UBND, ngày 05 tháng 9 năm 2026 về việc kiện toàn tổ công tác",
        "Đồng chí Nguyễn Văn Hùng, Phó Bí thư Thường trực, chủ trì hội nghị",
        "Kỷ luật bằng hình thức khiển trách đối với ông Trần Đức Lưỡng",
        "sử dụng đất đai, bảo vệ rừng, phòng cháy chữa cháy và cứu nạn cứu hộ",
        "Mưa lũ gây thiệt hại lớn, ước tính khoảng 3,5 tỷ đồng",
        "Ủy ban Mặt trận Tổ quốc, Hội Phụ nữ, Đoàn Thanh niên, Hội Nông dân",
        "Nơi nhận: các đồng chí ủy viên, đảng ủy viên; lưu Văn phòng",
    ];

    #[test]
    fn sentences_and_pairs_of_words_come_back_exactly() {
        for encoding in [Encoding::Tcvn3, Encoding::Vni] {
            for sentence in SENTENCES {
                let found = legacy(&encoded(sentence, encoding)).unwrap();
                assert_eq!(found.encoding, encoding, "{sentence}");
                if encoding == Encoding::Vni {
                    assert_eq!(found.converted, sentence);
                }
                assert_eq!(found.converted.to_lowercase(), sentence.to_lowercase());
            }
        }
        for (pasted, meant) in [
            ("§¶ng uû x· H\u{ad}ng ChÝnh", "Đảng uỷ xã Hưng Chính"),
            ("Ñaûng uûy xaõ Höng Chính", "Đảng ủy xã Hưng Chính"),
            ("ÑAÛNG UÛY XAÕ", "ĐẢNG ỦY XÃ"),
            ("§¶NG ñY X· H¦NG", "ĐẢNG ỦY XÃ HƯNG"),
            ("C«ng an", "Công an"),
            ("Lª Anh", "Lê Anh"),
            ("sö dông", "sử dụng"),
            ("Quèc héi", "Quốc hội"),
            ("ch\u{ad}a ®\u{ad}a", "chưa đưa"),
            ("H§ND x·", "HĐND xã"),
            ("Xaõ hoäi", "Xã hội"),
            ("Đồng chí NguyÔn V¨n B", "Đồng chí Nguyễn Văn B"),
            ("Các Đ¹i biểu dự họp.", "Các Đại biểu dự họp."),
            ("Đồng chí Nguyễn V¨n A.", "Đồng chí Nguyễn Văn A."),
            ("Hội nghị đã häp.", "Hội nghị đã họp."),
            ("Các xaõ trực thuộc.", "Các xã trực thuộc."),
            ("Các ®ång chí.", "Các đồng chí."),
            ("Giao viÖc cho xã.", "Giao việc cho xã."),
            ("ông §inh Mai", "ông Đinh Mai"),
            ("Đ¹i biÓu dự", "Đại biểu dự"),
        ] {
            assert_eq!(legacy(pasted).map(|found| found.converted).as_deref(), Some(meant));
        }
    }

    #[test]
    fn offending_letters_stand_where_told() {
        let found = legacy("Ñaûng uûy").unwrap();
        let told = [(0, "Ñ"), (2, "aû"), (8, "uû")].map(|(at, code)| (at, code.to_owned()));
        assert_eq!(found.letters, told);
    }

    #[test]
    fn sound_text_is_never_suspected() {
        let doubtful = "ĐẢNG ỦY|©|§ 5|§5a|µm|10 µm|½ ngày|±|Ñ|cô|tôi không|là|Thaï|Hanoï|\
            Điện trở 5 µm, mô men 50 N·m, lưới m×n, ¾m³ © 2026 Viettel®|«ông» nói|· Nội dung|\
            ông René, bà Zoë ở São Paulo, João đến Besançon, château, coût, goût, thaï|\
            René Besançon château très né fête île Noël Müller Köln Señor mañana|2,5¢|\
            Bà Lü, ông Tän ở Curaçao và São Paulo; điểm đo 10¹, § 5, façade; báo cáo cho¹|\
            Đăk Mil, Kon Tum, Y Bhök, H'Dreh Niê, Rơ Châm H'Ñua, Krông Ana đã dự|\
            môt tá|ngoaì giaò|Buôn Đôn, Krông Pắc, H’Mông, Đắk Lắk|in\u{ad}ter\u{ad}na";
        for text in doubtful.split('|').chain(SENTENCES) {
            assert_eq!(legacy(text), None, "{text}");
        }
    }
}
