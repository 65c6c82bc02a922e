//! Comes in: bytes and a place in them. Goes out: the value or object that stands
//! there, if it is written as the standard wants it. Must not know: tables.
//!
//! Where readers are known to differ (a key twice, a name with a broken escape, a
//! comment inside an object, a length that is not the stream's), it is an error.

use super::bound::{Budget, DEEPEST};
use super::object::{Dict, Id, Object};

/// Is how long a name and a number may be, in bytes; real ones have a few dozen.
const LONGEST_NAME: usize = 1000;
const LONGEST_NUMBER: usize = 64;

/// Reads values one after the other.
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    budget: &'a Budget,
}

/// Is an object as it stands in the file.
pub(super) struct Found {
    pub(super) id: Id,
    pub(super) object: Object,
    /// Where it ends, behind `endobj`.
    pub(super) end: usize,
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Self { bytes, at, budget }
    }

    fn broken<T>(&self, what: &str) -> Result<T, String> {
        Err(format!("ở byte {} của PDF, {what}", self.at))
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn spaces(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Goes over spaces and comments; a comment that looks like part of a file's
    /// frame would mislead a reader that mends.
    pub(super) fn gap(&mut self) -> Result<(), String> {
        loop {
            self.spaces();
            if self.peek() != Some(b'%') {
                return Ok(());
            }
            let rest = &self.bytes[self.at..];
            let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
            let frame: [&[u8]; 5] = [b"obj", b"xref", b"trailer", b"%%EOF", b"%PDF-"];
            if frame.iter().any(|word| rest[..end].windows(word.len()).any(|part| part == *word)) {
                return self.broken("có chú thích giả làm khung của tệp");
            }
            self.at += end;
        }
    }

    /// Takes a word if it stands here and ends here.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        let end = self.at + word.len();
        let here = self.bytes.get(self.at..end) == Some(word)
            && self.bytes.get(end).is_none_or(|next| !is_regular(*next));
        if here {
            self.at = end;
        }
        here
    }

    /// Takes an unsigned number of digits only.
    pub(super) fn digits(&mut self) -> Option<u64> {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let length = rest.iter().take(LONGEST_NUMBER).take_while(|byte| byte.is_ascii_digit()).count();
        if rest.get(length).is_some_and(|next| is_regular(*next)) {
            return None;
        }
        let number = std::str::from_utf8(&rest[..length]).ok()?.parse().ok()?;
        self.at += length;
        Some(number)
    }

    /// Reads `N G obj … endobj`, which begins right here. `length` gives the length
    /// of a stream that stands in another object.
    pub(super) fn indirect(&mut self, length: &dyn Fn(Id) -> Option<i64>) -> Result<Found, String> {
        let Some(id) = self.id() else { return self.broken("không có vật mà bảng tham chiếu ghi") };
        self.spaces();
        if !self.word(b"obj") {
            return self.broken("không có vật mà bảng tham chiếu ghi");
        }
        self.spaces();
        let mut object = self.value(0)?;
        self.spaces();
        if self.bytes[self.at..].starts_with(b"stream") {
            let Object::Dict(dict) = object else {
                return self.broken("dòng dữ liệu không có từ điển");
            };
            object = self.stream(dict, length)?;
            self.spaces();
        }
        if !self.word(b"endobj") {
            return self.broken("vật không kết thúc ở chỗ phải kết thúc");
        }
        Ok(Found { id, object, end: self.at })
    }

    fn id(&mut self) -> Option<Id> {
        let number = u32::try_from(self.digits()?).ok()?;
        if !self.peek().is_some_and(is_space) {
            return None;
        }
        self.spaces();
        Some((number, u16::try_from(self.digits()?).ok()?))
    }

    fn stream(&mut self, dict: Dict, length: &dyn Fn(Id) -> Option<i64>) -> Result<Object, String> {
        self.at += b"stream".len();
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.peek() != Some(b'\n') {
            return self.broken("dòng dữ liệu không bắt đầu đúng cách");
        }
        self.at += 1;
        let stated = match dict.get(&b"Length"[..]) {
            Some(Object::Integer(stated)) => Some(*stated),
            Some(Object::Ref(id)) => length(*id),
            _ => None,
        };
        let from = self.at;
        let end = stated
            .and_then(|stated| usize::try_from(stated).ok())
            .and_then(|stated| from.checked_add(stated));
        let Some(end) = end.filter(|end| *end <= self.bytes.len()) else {
            return self.broken("dòng dữ liệu không ghi độ dài đúng");
        };
        self.at = end;
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
        if !self.word(b"endstream") {
            return self.broken("dòng dữ liệu không dài như đã ghi");
        }
        // What lies outside of the file is not what was signed.
        if [&b"F"[..], b"FFilter", b"FDecodeParms"].iter().any(|key| dict.contains_key(*key)) {
            return self.broken("dòng dữ liệu lấy nội dung từ tệp khác");
        }
        Ok(Object::Stream(dict, from..end))
    }

    /// Reads the value that begins right here.
    pub(super) fn value(&mut self, depth: usize) -> Result<Object, String> {
        self.budget.value()?;
        if depth > DEEPEST {
            return self.broken("các vật lồng nhau quá sâu");
        }
        match self.peek() {
            Some(b'/') => self.name().map(Object::Name),
            Some(b'(') => self.literal().map(Object::Text),
            Some(b'[') => self.list(depth),
            Some(b'<') if self.bytes.get(self.at + 1) == Some(&b'<') => self.dict(depth).map(Object::Dict),
            Some(b'<') => self.hexadecimal().map(Object::Text),
            Some(b'+' | b'-' | b'.' | b'0'..=b'9') => self.number(),
            _ if self.word(b"true") => Ok(Object::Bool(true)),
            _ if self.word(b"false") => Ok(Object::Bool(false)),
            _ if self.word(b"null") => Ok(Object::Null),
            _ => self.broken("có thứ không phải vật của PDF"),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Object, String> {
        self.at += 1;
        let mut list = Vec::new();
        loop {
            self.spaces();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Object::List(list));
            }
            list.push(self.value(depth + 1)?);
        }
    }

    /// Reads a dictionary, which begins right here.
    pub(super) fn dict(&mut self, depth: usize) -> Result<Dict, String> {
        if !self.bytes[self.at..].starts_with(b"<<") {
            return self.broken("không có từ điển ở chỗ phải có");
        }
        self.at += 2;
        let (mut dict, mut keys) = (Dict::new(), 0);
        let mut seen = std::collections::BTreeSet::new();
        loop {
            self.spaces();
            if self.bytes[self.at..].starts_with(b">>") {
                self.at += 2;
                return Ok(dict);
            }
            if self.peek() != Some(b'/') {
                return self.broken("từ điển bị hỏng");
            }
            let key = self.name()?;
            self.spaces();
            let value = self.value(depth + 1)?;
            keys += 1;
            seen.insert(key.clone());
            if seen.len() < keys {
                let key = String::from_utf8_lossy(&key).into_owned();
                return self.broken(&format!("khoá `{key}` ghi hai lần"));
            }
            if value != Object::Null {
                dict.insert(key, value);
            }
        }
    }

    fn name(&mut self) -> Result<Vec<u8>, String> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            if name.len() > LONGEST_NAME {
                return self.broken("tên quá dài");
            }
            self.at += 1;
            if byte != b'#' {
                name.push(byte);
                continue;
            }
            let digits = self.bytes.get(self.at..self.at + 2).unwrap_or_default();
            match digits.iter().map(|digit| nibble(*digit)).collect::<Option<Vec<u8>>>().as_deref() {
                // An escape nobody needs is there to be read in two ways.
                Some([high, low]) if high * 16 + low != 0 && !(high * 16 + low).is_ascii_alphanumeric() => {
                    name.push(high * 16 + low);
                    self.at += 2;
                }
                _ => return self.broken("tên viết sai quy cách"),
            }
        }
        Ok(name)
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>, String> {
        self.at += 1;
        let mut text = Vec::new();
        let mut high = None;
        loop {
            let byte = self.peek();
            self.at += 1;
            match (byte, byte.and_then(nibble), high) {
                (_, Some(digit), None) => high = Some(digit),
                (_, Some(digit), Some(before)) => {
                    text.push(before * 16 + digit);
                    high = None;
                }
                (Some(b'>'), _, _) => {
                    text.extend(high.map(|high| high * 16));
                    return Ok(text);
                }
                (Some(byte), _, _) if is_space(byte) => {}
                _ => return self.broken("chuỗi thập lục phân bị hỏng"),
            }
        }
    }

    fn literal(&mut self) -> Result<Vec<u8>, String> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1);
        loop {
            let Some(byte) = self.peek() else { return self.broken("chuỗi không có chỗ kết thúc") };
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                b'(' => open += 1,
                b')' => open -= 1,
                b'\r' if self.peek() == Some(b'\n') => continue,
                b'\r' => {
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Ok(text);
            }
            if byte != b'\\' {
                text.push(byte);
            }
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|digit| matches!(digit, b'0'..=b'7')) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                // High-order overflow is ignored (PDF 32000 7.3.4.2).
                text.extend(u8::try_from(value & 0xff));
            }
            other => text.push(other),
        }
    }

    /// Reads a number, or a reference: `12 0 R`.
    fn number(&mut self) -> Result<Object, String> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(LONGEST_NUMBER + 1).take_while(|byte| is_regular(**byte)).count();
        if length > LONGEST_NUMBER {
            return self.broken("số quá lớn");
        }
        let word = std::str::from_utf8(&rest[..length]).unwrap_or("x");
        let digits = word.strip_prefix(['+', '-']).unwrap_or(word);
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && digits.bytes().filter(|byte| *byte == b'.').count() <= 1
            && digits.bytes().any(|byte| byte.is_ascii_digit());
        if !plain {
            return self.broken("số viết sai quy cách");
        }
        let before = self.at;
        if word.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(id) = self.id()
        {
            self.spaces();
            if self.word(b"R") {
                return Ok(Object::Ref(id));
            }
        }
        self.at = before + length;
        if let Some(real) = word.contains('.').then(|| word.parse::<f64>().ok()).flatten() {
            return Ok(Object::Real(real));
        }
        match word.parse() {
            Ok(integer) => Ok(Object::Integer(integer)),
            Err(_) => self.broken("số quá lớn"),
        }
    }
}

fn nibble(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
