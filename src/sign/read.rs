//! Comes in: the bytes of a PDF. Goes out: its revisions, its signature fields
//! and signatures. Must not know: whether they are good.
//!
//! lopdf repairs what is broken; a proof must not. So the chain of revisions
//! is followed here byte by byte, and a file lopdf had to repair is refused.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Is a PDF that was read without repair.
pub struct Pdf {
    pub(super) document: Document,
}

/// Is what a PDF that proves nothing, such as a scan, has to say.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    /// How many pages it has.
    pub pages: usize,
    /// Whether it says that vanthu made it.
    pub is_ours: bool,
    /// Whether a signature field is filled.
    pub is_signed: bool,
    /// Whether it holds letters and no picture: it never was on paper.
    pub is_text: bool,
}

/// Looks into a PDF; scanners write sloppy tables, which readers repair.
///
/// # Errors
/// Says in Vietnamese why it cannot be read.
pub fn glance(bytes: &[u8]) -> Result<Glance, String> {
    let document = Document::load_mem(bytes).map_err(|error| format!("không đọc được PDF ({error})"))?;
    if document.trailer.has(b"Encrypt") {
        return Err("PDF bị mã hoá".to_owned());
    }
    let pdf = Pdf { document };
    let is_signed = pdf.fields().iter().any(|(_, field)| is_signature(field) && field.has(b"V"));
    let has = |key: &[u8], name: &[u8]| {
        pdf.document
            .objects
            .values()
            .filter_map(dictionary)
            .any(|own| own.get(key).and_then(Object::as_name).is_ok_and(|found| found == name))
    };
    let is_text = has(b"Type", b"Font") && !has(b"Subtype", b"Image");
    Ok(Glance { pages: pdf.pages(), is_ours: pdf.is_ours(), is_signed, is_text })
}

/// Gives the dictionary of an object that has one.
fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(own) => Some(own),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Is a signature as it lies in the file; nothing in it is checked.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The name of its field.
    pub field: String,
    /// `ETSI.CAdES.detached`, `adbe.pkcs7.detached`, `ETSI.RFC3161`.
    pub form: String,
    /// The CMS structure, with the zeros that fill its place.
    pub contents: Vec<u8>,
    /// The two stretches signed: start, length, start, length.
    pub range: [usize; 4],
    /// The time the signer's machine claims: `D:20260603…`.
    pub claimed: Option<String>,
    /// Whether its field locks all others.
    pub locks_all: bool,
}

impl Pdf {
    /// Reads a PDF.
    ///
    /// # Errors
    /// Says in Vietnamese why it cannot be read as it stands.
    pub fn open(bytes: &[u8]) -> Result<Self, String> {
        let document = Document::load_mem(bytes).map_err(|error| format!("không đọc được PDF ({error})"))?;
        if document.xref_recovery.is_some() {
            return Err("bảng tham chiếu của PDF hỏng".to_owned());
        }
        if document.trailer.has(b"Encrypt") {
            return Err("PDF bị mã hoá".to_owned());
        }
        Ok(Self { document })
    }

    /// Counts the pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// Tells whether the file says that vanthu made it.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        let info = self.document.trailer.get(b"Info").ok();
        let info = info.and_then(|info| self.dictionary(info));
        let creator = info.and_then(|info| info.get(b"Creator").ok()).map(|text| self.deref(text));
        creator.is_some_and(|text| text.as_str().is_ok_and(|text| text == b"vanthu"))
    }

    /// Lists the names of the signature fields that nobody has filled.
    #[must_use]
    pub fn empty_fields(&self) -> Vec<String> {
        let empty = |(_, field): &(ObjectId, &Dictionary)| is_signature(field) && !field.has(b"V");
        self.fields().iter().filter(|field| empty(field)).map(|(_, field)| self.name(field)).collect()
    }

    /// Lists the signature fields that another does not have and that show
    /// something on a page: the name, the number of the page.
    #[must_use]
    pub fn visible_fields_beyond(&self, base: &Self) -> Vec<(String, u32)> {
        let known: Vec<String> = base.fields().iter().map(|(_, field)| base.name(field)).collect();
        let pages = self.document.get_pages();
        let mut found = Vec::new();
        for (_, field) in self.fields() {
            let name = self.name(field);
            let rect: Vec<f32> = self
                .list(field, b"Rect")
                .unwrap_or_default()
                .iter()
                .filter_map(|side| side.as_float().ok())
                .collect();
            let shows = matches!(rect[..], [left, bottom, right, top] if (right - left).abs() > 0.0 && (top - bottom).abs() > 0.0);
            let page = field.get(b"P").and_then(Object::as_reference).ok();
            let page = pages.iter().find(|(_, id)| page == Some(**id)).map_or(0, |(number, _)| *number);
            if shows && !known.contains(&name) {
                found.push((name, page));
            }
        }
        found
    }

    /// Lists the signatures in the order of what they cover.
    ///
    /// # Errors
    /// Says in Vietnamese which field holds something that is no signature.
    pub fn signatures(&self) -> Result<Vec<Signature>, String> {
        let mut found = Vec::new();
        for (_, field) in self.fields() {
            let Ok(value) = field.get(b"V") else { continue };
            if !is_signature(field) {
                continue;
            }
            let name = self.name(field);
            let read = self.dictionary(value).and_then(|value| self.signature(field, value));
            found.push(read.ok_or_else(|| format!("ô `{name}` chứa một thứ không phải chữ ký"))?);
        }
        found.sort_by_key(|signature| signature.range[2] + signature.range[3]);
        Ok(found)
    }

    fn signature(&self, field: &Dictionary, value: &Dictionary) -> Option<Signature> {
        let get = |key: &[u8]| value.get(key).ok().map(|object| self.deref(object));
        let range: Vec<usize> = get(b"ByteRange")?
            .as_array()
            .ok()?
            .iter()
            .map(|number| usize::try_from(self.deref(number).as_i64().ok()?).ok())
            .collect::<Option<_>>()?;
        let lock = field.get(b"Lock").ok().and_then(|lock| self.dictionary(lock));
        Some(Signature {
            field: self.name(field),
            form: String::from_utf8_lossy(get(b"SubFilter")?.as_name().ok()?).into_owned(),
            contents: get(b"Contents")?.as_str().ok()?.to_vec(),
            range: range.try_into().ok()?,
            claimed: get(b"M")
                .and_then(|time| time.as_str().ok())
                .map(|time| String::from_utf8_lossy(time).into_owned()),
            locks_all: lock.is_some_and(|lock| {
                lock.get(b"Action").and_then(Object::as_name).is_ok_and(|action| action == b"All")
            }),
        })
    }

    /// Lists the fields of the form, each with its number; a field below
    /// another is listed, too.
    pub(super) fn fields(&self) -> Vec<(ObjectId, &Dictionary)> {
        let mut found = Vec::new();
        let mut open: Vec<&Object> =
            self.form().and_then(|form| self.list(form, b"Fields")).unwrap_or_default();
        open.reverse();
        while let Some(object) = open.pop() {
            let (Ok(id), Some(field)) = (object.as_reference(), self.dictionary(object)) else { continue };
            if found.iter().any(|(known, _)| *known == id) {
                continue;
            }
            found.push((id, field));
            open.extend(self.list(field, b"Kids").unwrap_or_default().into_iter().rev());
        }
        found
    }

    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.dictionary(self.document.trailer.get(b"Root").ok()?)
    }

    pub(super) fn form(&self) -> Option<&Dictionary> {
        self.dictionary(self.catalog()?.get(b"AcroForm").ok()?)
    }

    pub(super) fn list<'a>(&'a self, of: &'a Dictionary, key: &[u8]) -> Option<Vec<&'a Object>> {
        Some(self.deref(of.get(key).ok()?).as_array().ok()?.iter().collect())
    }

    pub(super) fn dictionary<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        self.deref(object).as_dict().ok()
    }

    /// Follows a reference; one that leads nowhere is null (PDF 32000 7.3.10).
    pub(super) fn deref<'a>(&'a self, object: &'a Object) -> &'a Object {
        match self.document.dereference(object) {
            Ok((_, object)) => object,
            Err(_) => &Object::Null,
        }
    }

    pub(super) fn name(&self, field: &Dictionary) -> String {
        let name = field.get(b"T").ok().map(|name| self.deref(name));
        name.and_then(|name| lopdf::decode_text_string(name).ok()).unwrap_or_default()
    }
}

pub(super) fn is_signature(field: &Dictionary) -> bool {
    field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig")
}

/// Gives where each revision ends, the first first: just behind its `%%EOF`
/// and the line break after that.
///
/// # Errors
/// Says in Vietnamese what breaks the chain: text behind the end, a second
/// file glued on, a table that is not where it should be.
pub fn revisions(bytes: &[u8]) -> Result<Vec<usize>, String> {
    let tail = find_last(bytes, b"startxref").ok_or("PDF bị cắt cụt: không thấy phần kết")?;
    let mut table = number_after(bytes, tail + 9).ok_or("PDF bị cắt cụt: không thấy phần kết")?;
    let mut ends: Vec<usize> = Vec::new();
    let mut above = bytes.len();
    loop {
        let (end, previous) = section(bytes, table, above)?;
        if ends.is_empty() && bytes[end..].iter().any(|byte| !byte.is_ascii_whitespace()) {
            return Err("phần cuối tệp không trọn: tệp bị cắt cụt, hoặc bị ghi thêm thứ lạ".to_owned());
        }
        ends.push(if ends.is_empty() { bytes.len() } else { end });
        above = table;
        match previous {
            Some(previous) if previous < table => table = previous,
            Some(_) => return Err("các lần ghi của PDF nối nhau không đúng thứ tự".to_owned()),
            None => break,
        }
    }
    if find(&bytes[1..], b"%PDF-").is_some_and(|at| at + 1 < above) || !bytes.starts_with(b"%PDF-") {
        return Err("tệp không phải một PDF duy nhất: có PDF khác dán vào trước".to_owned());
    }
    ends.reverse();
    Ok(ends)
}

/// Reads one cross-reference section: where its revision ends, and where the
/// section before it stands.
fn section(bytes: &[u8], table: usize, above: usize) -> Result<(usize, Option<usize>), String> {
    let broken = || "bảng tham chiếu của PDF không ở chỗ đã ghi: tệp bị sửa, bị cắt hoặc bị dán".to_owned();
    let rest = bytes.get(table..above).ok_or_else(broken)?;
    let is_table = rest.starts_with(b"xref");
    if !is_table && !rest.first().is_some_and(u8::is_ascii_digit) {
        return Err(broken());
    }
    let close = find(rest, b"startxref").ok_or_else(broken)?;
    if number_after(rest, close + 9) != Some(table) {
        return Err(broken());
    }
    let eof = close + find(&rest[close..], b"%%EOF").ok_or_else(broken)? + 5;
    let mut end = table + eof;
    for line_break in [b'\r', b'\n'] {
        end += usize::from(bytes.get(end) == Some(&line_break));
    }
    let dictionary = if is_table {
        &rest[find(rest, b"trailer").filter(|at| *at < close).ok_or_else(broken)?..close]
    } else {
        &rest[..find(rest, b"stream").filter(|at| *at < close).ok_or_else(broken)?]
    };
    if find(dictionary, b"/XRefStm").is_some() {
        return Err("PDF có hai bảng tham chiếu chồng nhau".to_owned());
    }
    let previous = find(dictionary, b"/Prev").and_then(|at| number_after(dictionary, at + 5));
    Ok((end, previous))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn find_last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

fn number_after(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?.trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}
