//! Comes in: a paper that was set. Goes out: the Word file of it beside its PDF, for somebody to
//! edit; never over what somebody has changed. Must not know: how a Word file is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::set::{Set, Setter};
use super::{Ready, Settings, Stock, write};
use crate::diag::{Code, Diagnostic, Findings, Text};
use crate::digest::sha256_hex;
use crate::docx::{self, Base, BaseBlock, BasePlace, Bases, Mode, NamedBase, Paragraph, Word};
use crate::model::Document;
use crate::record;
use crate::typeset::forget;

/// Is how many texts are named that the Word file leaves out.
const SHOWN: usize = 5;

/// Is a Word file that was made.
#[derive(Debug, Clone)]
pub struct WordMade {
    /// The file.
    pub file: PathBuf,
    /// What somebody had changed there, put away.
    pub put_away: Vec<PathBuf>,
}

/// Is a line of the Word file of a paper.
#[derive(Debug, Clone)]
pub struct WordLine {
    /// Its letters.
    pub text: String,
    /// The name of its style.
    pub style: String,
    /// The text that was typed for it, and where that begins in it (bytes); nothing where the kind prints it.
    pub typed: Option<(Text, usize)>,
    /// For each of its letters, whether it is bold, whether italic, as a reader of the file sees it.
    pub looks: Vec<(bool, bool)>,
    /// The texts of the footnotes called in it.
    pub notes: Vec<String>,
}

/// Is what the Word file of a paper says.
#[derive(Debug, Clone)]
pub struct WordSaid {
    /// Its lines, in reading order.
    pub lines: Vec<WordLine>,
    /// The lines of its headers and footers.
    pub aside: Vec<String>,
}

/// Gives what the Word file of a paper says as it stands.
///
/// # Errors
/// Gives findings about the templates, the pages or the look's parts.
pub fn word_said(ready: &Ready, settings: &Settings, stock: &Stock) -> Result<WordSaid, Findings> {
    let mut setter = Setter::new(ready, settings.pen, &stock.assets, &stock.press);
    setter.fit(&[])?;
    let source = setter.source(None)?;
    let set = setter.set(source);
    forget(0);
    let set = set?;
    let paper = docx::read(set.pages.parts()).map_err(|why| refused(&why))?;
    let word = docx::word(&paper, Mode::default()).map_err(|why| refused(&why))?;
    let bytes = word.bytes(&paper, "").map_err(|why| refused(&why))?;
    let seen = docx::brought(&bytes).map_err(|_| refused("không đọc lại được"))?;
    let paragraphs: BTreeMap<&str, &Paragraph> =
        seen.paragraphs().into_iter().filter_map(|own| Some((own.mark.as_deref()?, own))).collect();
    let mut texts: Vec<&Text> = setter.document().printed_texts();
    let lines = word.blocks.into_iter().map(|block| {
        let typed = typed(&block.text, &mut texts);
        let own = paragraphs.get(block.mark.as_str());
        let looks = own.map(|own| own.looks()).unwrap_or_default();
        let notes = own.map(|own| own.notes()).unwrap_or_default();
        WordLine { text: block.text, style: block.style, typed, looks, notes }
    });
    let lines = lines.collect();
    let aside = seen.headers.iter().chain(&seen.footers).map(Paragraph::text);
    Ok(WordSaid { lines, aside: aside.collect() })
}

/// Finds the text a line was made of, which the look may have put marks around; each is taken once.
fn typed(line: &str, texts: &mut Vec<&Text>) -> Option<(Text, usize)> {
    let same = texts.iter().position(|text| text.as_str() == line);
    let within = |text: &&&Text| !text.as_str().trim().is_empty() && line.contains(text.as_str());
    let longest = || {
        let found = texts.iter().enumerate().filter(|(_, text)| within(text));
        found.max_by_key(|(at, text)| (text.as_str().len(), std::cmp::Reverse(*at))).map(|(at, _)| at)
    };
    let text = texts.remove(same.or_else(longest)?);
    Some((text.clone(), line.find(text.as_str())?))
}

fn refused(why: &str) -> Findings {
    Diagnostic::new(Code::WORD_PARTS, format!("không lập được bản Word: {why}"))
        .hint("mẫu riêng của cơ quan lấy từ bản vanthu trước: chép lại mẫu của bản này rồi sửa như cũ")
        .into()
}

/// Reads the record beside a Word file that was made; nothing where there is none.
#[must_use]
pub fn word_record(word: &Path) -> Option<Bases> {
    std::fs::read(record_of(word)).ok().and_then(|bytes| record::read(&bytes).ok())
}

/// Writes the Word file of a paper beside its PDF; `source` is the digest of what it was set from.
/// Gives it, and what it leaves out.
///
/// # Errors
/// Gives findings about the look's parts or the disk.
pub(super) fn keep(
    pdf: &Path,
    (document, set): (&Document, &Set),
    mode: Mode,
    source: &str,
) -> Result<(WordMade, Vec<Diagnostic>), Findings> {
    let paper = docx::read(set.pages.parts()).map_err(|why| refused(&why))?;
    let word = docx::word(&paper, mode).map_err(|why| refused(&why))?;
    let base = base(document, &word);
    let name = base.name().map_err(|why| refused(&why))?;
    let bytes = word.bytes(&paper, &name).map_err(|why| refused(&why))?;
    let file = beside(pdf);
    let mut put_away = Vec::new();
    let mut bases = known(&file, &mut put_away)?;
    let old = std::fs::read(&file).ok();
    if old.as_ref().is_some_and(|old| *old != bytes && sha256_hex(old) != bases.docx) {
        put_away.extend(write::keep_aside(&file)?);
    }
    write::whole(&file, &bytes)?;
    bases.docx = sha256_hex(&bytes);
    source.clone_into(&mut bases.source);
    bases.take(NamedBase { name, base });
    write::whole(&record_of(&file), &record::page(&bases)?)?;
    Ok((WordMade { file, put_away }, left_out(set, &word)))
}

/// Puts the Word file of an earlier run away where it no longer answers to its paper: nothing was
/// changed in it, and the paper is another one now, or none (`source`). What somebody changed stays.
///
/// # Errors
/// Gives a finding if it cannot be moved.
pub(super) fn outdated(pdf: &Path, source: Option<&str>) -> Result<(), Box<Diagnostic>> {
    let file = beside(pdf);
    let Ok(old) = std::fs::read(&file) else { return Ok(()) };
    let Some(bases) =
        std::fs::read(record_of(&file)).ok().and_then(|bytes| record::read::<Bases>(&bytes).ok())
    else {
        return Ok(());
    };
    if sha256_hex(&old) == bases.docx && source != Some(bases.source.as_str()) {
        write::retire(&file)?;
    }
    Ok(())
}

/// Says of a paper for guests that a Word file is made only for those who are chosen.
pub(super) fn unchosen() -> Diagnostic {
    Diagnostic::new(Code::WORD_GUESTS, "giấy mời cho nhiều khách: chưa chọn khách nên không lập bản Word")
        .hint("chọn khách rồi lập lại: một loạt giấy mời thì sửa ở YAML và danh sách, không sửa từng bản")
}

fn beside(pdf: &Path) -> PathBuf {
    pdf.with_extension("docx")
}

fn record_of(word: &Path) -> PathBuf {
    word.with_extension("docx.goc.json")
}

/// Reads the record beside a Word file; one that cannot be read is put away.
fn known(word: &Path, put_away: &mut Vec<PathBuf>) -> Result<Bases, Box<Diagnostic>> {
    let path = record_of(word);
    let Ok(bytes) = std::fs::read(&path) else { return Ok(Bases::default()) };
    if let Ok(bases) = record::read(&bytes) {
        return Ok(bases);
    }
    put_away.extend(write::keep_aside(&path)?);
    Ok(Bases::default())
}

/// Gives what the file says, each text with the place where it was typed.
fn base(document: &Document, word: &Word) -> Base {
    let source = &document.span.source;
    let texts = document.printed_texts();
    let place = |text: &str| {
        let typed = texts.iter().find(|typed| typed.as_str() == text)?.span();
        Some(BasePlace { file: typed.source.name().to_owned(), line: typed.line_column().0 })
    };
    let blocks = word.blocks.iter().map(|block| BaseBlock {
        mark: block.mark.clone(),
        style: block.style.clone(),
        text: block.text.clone(),
        place: place(&block.text),
    });
    Base {
        file: source.name().to_owned(),
        digest: sha256_hex(source.text().as_bytes()),
        blocks: blocks.collect(),
    }
}

/// Finds texts on the pages that the Word file has not.
fn left_out(set: &Set, word: &Word) -> Vec<Diagnostic> {
    let printed = set.pages.printed();
    let missing = word.missing(printed.iter().map(|text| (text.top + text.height, text.text.as_str())));
    if missing.is_empty() {
        return Vec::new();
    }
    let shown: Vec<String> = missing.iter().take(SHOWN).map(|text| format!("`{}`", text.trim())).collect();
    let more = missing.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" và {more} chỗ nữa") } else { String::new() };
    let message = format!("bản Word thiếu chữ có trên trang PDF: {}{more}", shown.join(", "));
    let hint = "mẫu viết thẳng những chữ ấy lên trang, không qua các phần của thể thức; gõ thêm vào bản Word";
    vec![Diagnostic::new(Code::WORD_MISSING, message).hint(hint)]
}
