//! Comes in: the bytes of a PDF. Goes out: its revisions, oldest first: what each
//! one's cross-reference section (PDF 32000 7.5.4, 7.5.8) says, and where it
//! ends. Must not know: what the objects are.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bound::{Budget, MOST_REVISIONS};
use super::lex::{Lexer, is_space};
use super::members::unpack;
use super::object::{Dict, Object};

/// Says where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nowhere: it is deleted, or never was.
    Free,
    /// At a byte, with a generation.
    At(usize, u16),
    /// In the object stream of a number, at an index.
    Inside(u32, usize),
}

/// Is what one revision says of itself.
pub(in crate::sign) struct Section {
    pub(super) entries: BTreeMap<u32, Place>,
    pub(in crate::sign) trailer: Dict,
    /// Where the table stands, up to its trailer's end.
    pub(super) table: Range<usize>,
    /// Where its `startxref` and `%%EOF` stand.
    pub(super) tail: Range<usize>,
    /// The number of the stream that is the table.
    pub(super) stream: Option<u32>,
    /// Just behind `%%EOF` and the line break after that.
    pub(in crate::sign) end: usize,
}

fn misplaced() -> String {
    "bảng tham chiếu của PDF không ở chỗ đã ghi: tệp bị sửa, bị cắt hoặc bị dán".to_owned()
}

/// Follows the chain of revisions from the end of the file to its beginning.
///
/// # Errors
/// Says in Vietnamese what breaks the chain: text behind the end, a second file
/// glued on, a table that is not where it should be.
pub(in crate::sign) fn chain(bytes: &[u8]) -> Result<Vec<Section>, String> {
    sections(bytes, &Budget::default())
}

/// Follows the chain within a budget.
///
/// # Errors
/// As [`chain`].
pub(super) fn sections(bytes: &[u8], budget: &Budget) -> Result<Vec<Section>, String> {
    let cut = || "PDF bị cắt cụt: không thấy phần kết".to_owned();
    let head = &bytes[..bytes.len().min(1024)];
    if !head.windows(5).any(|window| window == b"%PDF-") {
        return Err("tệp không phải PDF".to_owned());
    }
    let tail = find_last(bytes, b"startxref").ok_or_else(cut)?;
    let mut lexer = Lexer::new(bytes, tail + 9, budget);
    lexer.spaces();
    let mut table = lexer.digits().and_then(|at| usize::try_from(at).ok()).ok_or_else(cut)?;
    let mut found: Vec<Section> = Vec::new();
    let mut above = bytes.len();
    loop {
        let section = section(bytes.get(..above).ok_or_else(misplaced)?, bytes, table, budget)?;
        if found.is_empty() && !bytes[section.end..].iter().all(|byte| is_space(*byte)) {
            return Err("phần cuối tệp không trọn: tệp bị cắt cụt, hoặc bị ghi thêm thứ lạ".to_owned());
        }
        let previous = match section.trailer.get(&b"Prev"[..]) {
            None => None,
            Some(Object::Integer(at)) => Some(usize::try_from(*at).map_err(|_| misplaced())?),
            Some(_) => return Err(misplaced()),
        };
        found.push(section);
        if found.len() > MOST_REVISIONS {
            return Err(format!("PDF được ghi thêm quá {MOST_REVISIONS} lần"));
        }
        above = table;
        match previous {
            Some(previous) if previous < table => table = previous,
            Some(_) => return Err("các lần ghi của PDF nối nhau không đúng thứ tự".to_owned()),
            None => break,
        }
    }
    if find(&bytes[1.min(above)..above], b"%PDF-").is_some() || !bytes.starts_with(b"%PDF-") {
        return Err("tệp không phải một PDF duy nhất: có PDF khác dán vào trước".to_owned());
    }
    if let Some(last) = found.first_mut() {
        last.end = bytes.len();
    }
    found.reverse();
    frame(&found)?;
    Ok(found)
}

/// Compares what the revisions say of the whole file.
fn frame(sections: &[Section]) -> Result<(), String> {
    let (mut size, mut root) = (0, None);
    for section in sections {
        let trailer = &section.trailer;
        if trailer.contains_key(&b"Encrypt"[..]) {
            return Err("PDF bị mã hoá".to_owned());
        }
        if trailer.contains_key(&b"XRefStm"[..]) {
            return Err("PDF có hai bảng tham chiếu chồng nhau".to_owned());
        }
        let now = trailer.get(&b"Size"[..]).and_then(Object::integer).unwrap_or(-1);
        let most = section.entries.keys().next_back().map_or(0, |number| i64::from(*number));
        if now <= most || now < size {
            return Err("bảng tham chiếu của PDF ghi sai số vật".to_owned());
        }
        size = now;
        let is = trailer.get(&b"Root"[..]).and_then(Object::id).ok_or("PDF không có gốc")?;
        if root.is_some_and(|was| was != is) {
            return Err("gốc của PDF bị đổi sang vật khác".to_owned());
        }
        root = Some(is);
    }
    Ok(())
}

/// Reads the section at a place; `bytes` ends where the one after it begins.
fn section(bytes: &[u8], whole: &[u8], table: usize, budget: &Budget) -> Result<Section, String> {
    if table >= bytes.len() {
        return Err(misplaced());
    }
    let mut lexer = Lexer::new(bytes, table, budget);
    // node-signpdf names the line break before its table; every reader goes over it.
    lexer.spaces();
    let (entries, trailer, stream) = if lexer.word(b"xref") {
        let entries = plain(&mut lexer)?;
        lexer.spaces();
        (entries, lexer.dict(0)?, None)
    } else if lexer.peek().is_some_and(|byte| byte.is_ascii_digit()) {
        let found = lexer.indirect(&|_| None).map_err(|_| misplaced())?;
        let Object::Stream(dict, range) = found.object else { return Err(misplaced()) };
        let entries = packed(&dict, &bytes[range], budget)?;
        if entries.get(&found.id.0) != Some(&Place::At(table, found.id.1)) {
            return Err(misplaced());
        }
        (entries, dict, Some(found.id.0))
    } else {
        return Err(misplaced());
    };
    let close = lexer.at;
    lexer.gap()?;
    let tail = lexer.at;
    if !lexer.word(b"startxref") {
        return Err(misplaced());
    }
    lexer.spaces();
    if lexer.digits().and_then(|at| usize::try_from(at).ok()) != Some(table) {
        return Err(misplaced());
    }
    lexer.spaces();
    if !bytes[lexer.at..].starts_with(b"%%EOF") {
        return Err(misplaced());
    }
    let mut end = lexer.at + 5;
    for line_break in [b'\r', b'\n'] {
        end += usize::from(whole.get(end) == Some(&line_break));
    }
    Ok(Section { entries, trailer, table: table..close, tail: tail..lexer.at + 5, stream, end })
}

/// Reads a table of lines up to its `trailer`.
fn plain(lexer: &mut Lexer<'_>) -> Result<BTreeMap<u32, Place>, String> {
    let broken = || "bảng tham chiếu của PDF hỏng".to_owned();
    let mut entries = BTreeMap::new();
    loop {
        lexer.spaces();
        if lexer.word(b"trailer") {
            return Ok(entries);
        }
        let first = lexer.digits().and_then(|first| u32::try_from(first).ok()).ok_or_else(broken)?;
        lexer.spaces();
        let count = lexer.digits().and_then(|count| u32::try_from(count).ok()).ok_or_else(broken)?;
        lexer.spaces();
        for number in first..first.checked_add(count).ok_or_else(broken)? {
            let line = lexer.bytes.get(lexer.at..lexer.at + 20).ok_or_else(broken)?;
            let place = entry(line).ok_or_else(broken)?;
            lexer.at += 20;
            if entries.insert(number, place).is_some() {
                return Err(broken());
            }
        }
    }
}

/// Reads an entry: ten digits, five digits, `n` or `f`, two letters that end
/// the line.
fn entry(line: &[u8]) -> Option<Place> {
    let number = |digits: &[u8]| -> Option<u64> {
        let plain = digits.iter().all(u8::is_ascii_digit);
        plain.then(|| std::str::from_utf8(digits).ok()?.parse().ok()).flatten()
    };
    let (at, generation) = (number(&line[..10])?, number(&line[11..16])?);
    let ends = matches!(&line[18..], b" \r" | b" \n" | b"\r\n");
    if line[10] != b' ' || line[16] != b' ' || !ends {
        return None;
    }
    match line[17] {
        b'f' => Some(Place::Free),
        b'n' if at > 0 => Some(Place::At(usize::try_from(at).ok()?, u16::try_from(generation).ok()?)),
        _ => None,
    }
}

/// Reads a table that is a stream.
fn packed(dict: &Dict, raw: &[u8], budget: &Budget) -> Result<BTreeMap<u32, Place>, String> {
    let broken = || "bảng tham chiếu của PDF hỏng".to_owned();
    if dict.get(&b"Type"[..]).and_then(Object::name) != Some(b"XRef") {
        return Err(misplaced());
    }
    let numbers = |key: &[u8]| -> Option<Vec<usize>> {
        let list = dict.get(key)?.list()?;
        list.iter().map(|one| usize::try_from(one.integer()?).ok()).collect()
    };
    let widths = numbers(b"W").filter(|widths| widths.len() == 3 && widths.iter().all(|width| *width <= 8));
    let widths = widths.ok_or_else(broken)?;
    let size = dict.get(&b"Size"[..]).and_then(Object::integer).and_then(|size| usize::try_from(size).ok());
    let index =
        if dict.contains_key(&b"Index"[..]) { numbers(b"Index") } else { size.map(|size| vec![0, size]) };
    let index = index.filter(|index| index.len() % 2 == 0).ok_or_else(broken)?;
    let data = unpack(dict, raw, budget)?;
    let row = widths.iter().sum::<usize>();
    let rows = index.chunks(2).try_fold(0usize, |sum, part| sum.checked_add(part[1])).ok_or_else(broken)?;
    if row == 0 || rows.checked_mul(row) != Some(data.len()) {
        return Err(broken());
    }
    let mut entries = BTreeMap::new();
    let mut data = data.chunks(row);
    for part in index.chunks(2) {
        for number in part[0]..part[0].checked_add(part[1]).ok_or_else(broken)? {
            let number = u32::try_from(number).map_err(|_| broken())?;
            let place = data.next().and_then(|row| packed_entry(row, &widths)).ok_or_else(broken)?;
            if entries.insert(number, place).is_some() {
                return Err(broken());
            }
        }
    }
    Ok(entries)
}

fn packed_entry(row: &[u8], widths: &[usize]) -> Option<Place> {
    let number = |from: usize, width: usize| {
        row[from..from + width].iter().fold(0u64, |value, byte| value << 8 | u64::from(*byte))
    };
    // A kind that is not written is 1 (PDF 32000 table 17).
    let kind = if widths[0] == 0 { 1 } else { number(0, widths[0]) };
    let (second, third) = (number(widths[0], widths[1]), number(widths[0] + widths[1], widths[2]));
    match kind {
        0 => Some(Place::Free),
        1 if second > 0 => Some(Place::At(usize::try_from(second).ok()?, u16::try_from(third).ok()?)),
        2 => Some(Place::Inside(u32::try_from(second).ok()?, usize::try_from(third).ok()?)),
        _ => None,
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn find_last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}
