//! Comes in: the bytes of an `.xlsx` or `.ods`. Goes out: for each sheet what the
//! spreadsheet library does not tell: hidden rows and columns, formulas without a
//! value; or that the file is larger than a list can be, before the library takes
//! memory for it. Must not know: what the cells mean.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::bounded::{Bounded, Limits};
use super::file::Format;
use super::grid::{MAX_LETTERS, MAX_STRINGS};
use super::skim_ods::Ods;
use super::skim_xlsx::{Sheet, Styles};
use super::skimmed::{Broken, Part, Skimmed, attribute, counted};

/// So deep no spreadsheet nests its elements; what is open is kept.
const MAX_DEPTH: usize = 1_000;
/// So many elements a part may have that is neither a sheet nor the table of strings.
const MAX_ELEMENTS: usize = 400_000;

/// Reads a file along; what is damaged is left to the library to tell, but for an element of an
/// `.ods` that does not end: the library would wait for its end for ever.
pub(crate) fn skim(bytes: &[u8], format: Format) -> Result<BTreeMap<String, Skimmed>, Broken> {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(BTreeMap::new()) };
    let names: Vec<String> = zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let limits = Limits::default();
    let mut sheets = BTreeMap::new();
    if format == Format::Ods {
        let mut content = Ods::default();
        for name in names.iter().filter(|name| name.to_lowercase().ends_with(".xml")) {
            let is_content = name == "content.xml";
            let part: &mut dyn Part = if is_content { &mut content } else { &mut Other::default() };
            let whole = through(&mut zip, name, part, &limits);
            refuse(&limits)?;
            if is_content && !whole {
                return Err(Broken::Damaged(format!("`{name}` thiếu thẻ đóng")));
            }
        }
        return Ok(content.sheets);
    }
    let mut book = Book::default();
    let mut styles = Styles::default();
    if let Some(name) = names.iter().find(|name| name.to_lowercase().ends_with("styles.xml")) {
        through(&mut zip, name, &mut styles, &limits);
        refuse(&limits)?;
    }
    for name in &names {
        let lower = name.to_lowercase().replace('\\', "/");
        let part = lower.rsplit('/').next().unwrap_or_default();
        let ending = part.rsplit('.').next().unwrap_or_default();
        match part {
            "sharedstrings.xml" => drop(through(&mut zip, name, &mut Strings::default(), &limits)),
            "workbook.xml" | "workbook.xml.rels" => drop(through(&mut zip, name, &mut book, &limits)),
            _ if lower.contains("worksheets/") && ending == "xml" => {
                let mut sheet = Sheet::new(&styles);
                through(&mut zip, name, &mut sheet, &limits);
                sheets.insert(lower.clone(), sheet.done());
            }
            _ if matches!(ending, "xml" | "rels" | "bin") => {
                through(&mut zip, name, &mut Other::default(), &limits);
            }
            _ => {}
        }
        refuse(&limits)?;
    }
    Ok(book.named(sheets))
}

fn refuse(limits: &Limits) -> Result<(), Broken> {
    if limits.is_burst() { Err(Broken::TooLarge) } else { Ok(()) }
}

/// Reads one part along; tells whether it was read to its end, and each element had its own.
fn through(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, part: &mut dyn Part, limits: &Limits) -> bool {
    let Ok(file) = zip.by_name(name) else { return false };
    if std::path::Path::new(name).extension().is_some_and(|ending| ending == "bin") {
        // No text: only its size counts.
        let _ = std::io::copy(&mut Bounded::new(file, limits), &mut std::io::sink());
        return true;
    }
    events(file, part, limits)
}

fn events(file: impl Read, part: &mut dyn Part, limits: &Limits) -> bool {
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, Bounded::new(file, limits)));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::with_capacity(1 << 12);
    let prefixed = part.is_prefixed();
    // The names of the elements that are open, one behind the other, and how long each is.
    let (mut open, mut lengths, mut whole) = (String::new(), Vec::new(), true);
    while !limits.is_burst() {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => {
                let (name, local) = (element.name(), element.local_name());
                part.start(if prefixed { name.as_ref() } else { local.as_ref() }, &element, limits);
                open.push_str(name.as_ref());
                lengths.push(name.as_ref().len());
                if lengths.len() > MAX_DEPTH {
                    limits.burst();
                }
            }
            Ok(Event::Text(text)) => part.text(text.as_ref(), limits),
            // `&amp;` comes apart from the letters around it.
            Ok(Event::GeneralRef(name)) => {
                let name: &str = name.as_ref();
                let written = format!("&{name};");
                if let Ok(text) = quick_xml::escape::unescape(&written) {
                    part.text(&text, limits);
                }
            }
            Ok(Event::End(element)) => {
                let (name, local) = (element.name(), element.local_name());
                part.end(if prefixed { name.as_ref() } else { local.as_ref() }, limits);
                let from = open.len() - lengths.pop().unwrap_or_default();
                whole &= open[from..] == *name.as_ref();
                open.truncate(from);
            }
            Ok(Event::Eof) => return whole && lengths.is_empty(),
            Err(_) => return false,
            Ok(_) => {}
        }
    }
    false
}

/// Tells whether the library is led to a sheet, or a book, in a part that is not read along.
fn leads_past(element: &BytesStart<'_>) -> bool {
    let any = |name: &str, is: &dyn Fn(&str) -> bool| {
        let mut all = element.attributes();
        let mut own = all.with_checks(false).flatten().filter(|one| one.key.local_name().as_ref() == name);
        own.any(|one| quick_xml::escape::unescape(&one.value).is_ok_and(|value| is(&value)))
    };
    any("Type", &|kind| kind.ends_with("heet") || kind.ends_with("officeDocument"))
        && any("Target", &|target| !target.to_lowercase().ends_with(".xml"))
}

/// Is a part whose elements are only counted.
#[derive(Default)]
struct Other(usize);

impl Part for Other {
    fn start(&mut self, name: &str, element: &BytesStart<'_>, limits: &Limits) {
        self.0 += 1;
        if self.0 > MAX_ELEMENTS || (name == "Relationship" && leads_past(element)) {
            limits.burst();
        }
    }
}

/// Is the table of strings.
#[derive(Default)]
struct Strings {
    count: usize,
    from: u64,
}

impl Part for Strings {
    fn start(&mut self, name: &str, element: &BytesStart<'_>, limits: &Limits) {
        match name {
            // The library takes memory for as many as are claimed.
            "sst" if counted(element, "uniqueCount").is_some_and(|claimed| claimed > MAX_STRINGS) => {
                limits.burst();
            }
            "si" => {
                self.count += 1;
                self.from = limits.unpacked();
                if self.count > MAX_STRINGS {
                    limits.burst();
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, limits: &Limits) {
        if name == "r" && limits.unpacked() - self.from > u64::try_from(MAX_LETTERS).unwrap_or(u64::MAX) {
            limits.burst();
        }
    }
}

/// Is what names the sheets, and where they lie.
#[derive(Default)]
struct Book {
    /// Each sheet's name and the id of its part.
    sheets: Vec<(String, String)>,
    /// Each id and the path it stands for.
    parts: BTreeMap<String, String>,
    count: usize,
}

impl Part for Book {
    fn start(&mut self, name: &str, element: &BytesStart<'_>, limits: &Limits) {
        self.count += 1;
        if self.count > MAX_ELEMENTS || (name == "Relationship" && leads_past(element)) {
            limits.burst();
        }
        let plain = |name| {
            let value = attribute(element, name)?;
            Some(
                quick_xml::escape::unescape(&value)
                    .map_or_else(|_| value.to_string(), std::borrow::Cow::into_owned),
            )
        };
        match name {
            "sheet" => self.sheets.extend(plain("name").zip(plain("id"))),
            "Relationship" => self.parts.extend(plain("Id").zip(plain("Target"))),
            _ => {}
        }
    }
}

impl Book {
    /// Gives what was read of the parts under the names of their sheets.
    fn named(self, mut parts: BTreeMap<String, Skimmed>) -> BTreeMap<String, Skimmed> {
        let named = self.sheets.into_iter().filter_map(|(name, id)| {
            let target = self.parts.get(&id)?.to_lowercase().replace('\\', "/");
            let end = target.trim_start_matches('/').trim_start_matches("xl/").to_owned();
            let path = parts.keys().find(|path| path.ends_with(&format!("/{end}")) || **path == end)?.clone();
            Some((name, parts.remove(&path)?))
        });
        named.collect()
    }
}
