//! Comes in: a paper, the mode. Goes out: the Word file of it. Must not know: how a part is made.

use super::super::part::{Paper, Part, Run};
use super::block::{Block as Laid, Paragraph, Piece, Section, pieces};
use super::flow::{settled, shared};
use super::looks::Looks;
use super::maker::Maker;
use super::mode::Mode;
use super::package::{content_types, document_relations, packed, relation, root_relations};
use super::paragraph::Scribe;
use super::properties::{app, core, custom, settings, theme};
use super::rules::Rules;
use super::style::Style;
use super::styles::{FREE_FONT, W, WORD_FONT, font_table, styles};
use super::xml::{Xml, el};
use super::{ending, head, passage, ruled, signatures, state_head, table, title};

/// Is a block of the file as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The hidden bookmark around it.
    pub mark: String,
    /// The name of its style.
    pub style: String,
    /// Its letters; lines that were broken by hand end in a line feed.
    pub text: String,
}

/// Is a Word file but for the digest of what it says.
pub struct Word {
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
    /// The texts of headers and footnotes.
    pub aside: Vec<String>,
    /// How far below a sheet's upper edge (pt) the text begins.
    pub top: f64,
    parts: Vec<(&'static str, Xml)>,
}

/// Writes a paper as a Word file.
///
/// # Errors
/// Says what of the rule set is missing.
pub fn word(paper: &Paper, mode: Mode) -> Result<Word, String> {
    let rules = Rules::of(&paper.sheet)?;
    let mut maker = Maker::new(rules, paper.sheet.tep.ngang);
    for (part, widths) in &paper.parts {
        add(&mut maker, part, widths);
    }
    Ok(written(maker, paper, mode))
}

fn add(maker: &mut Maker, part: &Part, widths: &[f64]) {
    match part {
        Part::Dau(own) => head::head(maker, own, widths),
        Part::QuocHieu(own) => state_head::head(maker, own, widths),
        Part::TenLoai(own) => title::title(maker, own, widths),
        Part::KinhGui(own) => title::addressees(maker, own, widths),
        Part::KinhGuiGach(own) => title::listed_addressees(maker, own, widths),
        Part::CanCu { ds } => passage::basis(maker, ds),
        Part::MenhLenh { dong } => passage::command(maker, dong, widths),
        Part::Khoi { b, giu } => passage::passage(maker, b, *giu),
        Part::Bang(own) => ruled::ruled(maker, own),
        Part::Ket(own) => {
            passage::kept_to_ending(maker);
            ending::ending(maker, own, widths);
        }
        Part::KetKy(own) => {
            passage::kept_to_ending(maker);
            signatures::signatures(maker, own, widths);
        }
        Part::PhuLuc(own) => {
            maker.anchor = None;
            title::annex(maker, own, widths);
        }
        Part::Chieu { ngang } => maker.turn(*ngang || maker.turned),
        Part::Trang(_) | Part::Rong { .. } => {}
    }
}

/// The headers: with the page's number; of the first page; of an annex's first page.
const NUMBERED: &str = "header1.xml";
const FIRST: &str = "header2.xml";
const EMPTY: &str = "header3.xml";
/// The footers: of the first page, of an annex's first page.
const FOOT: &str = "footer1.xml";
const NO_FOOT: &str = "footer2.xml";

/// Names the headers of a section, and its footers where the first page has one.
fn headers(section: Section, foot: bool) -> Vec<Xml> {
    let reference =
        |element, kind: &str, name: &str| el(element).with("w:type", kind).with("r:id", relation(name));
    let (first, at_foot) = if section.first { (FIRST, FOOT) } else { (EMPTY, NO_FOOT) };
    let first = section.counted.then(|| reference("w:headerReference", "first", first));
    let foot = (section.counted && foot).then(|| reference("w:footerReference", "first", at_foot));
    let numbered = reference("w:headerReference", "default", NUMBERED);
    first.into_iter().chain([numbered]).chain(foot).collect()
}

fn written(maker: Maker, paper: &Paper, mode: Mode) -> Word {
    let Maker { rules, mut looks, items, notes, section, header, foot, .. } = maker;
    let has_foot = !foot.is_empty();
    let headers = |section| headers(section, has_foot);
    let mut blocks = settled(items, &looks);
    shared(&mut blocks, &mut looks);
    let mut scribe = Scribe {
        rules: &rules,
        looks: &looks,
        headers: &headers,
        foot: has_foot,
        written: 0,
        told: Vec::new(),
    };
    let body: Vec<Xml> = blocks
        .iter()
        .filter_map(|block| match block {
            Laid::Paragraph(paragraph) => Some(scribe.paragraph(paragraph)),
            Laid::Pair(pair) => Some(table::pair(&mut scribe, pair)),
            Laid::Grid(grid) => Some(table::ruled(&mut scribe, grid, mode == Mode::Of2013)),
            Laid::Break(_) => None,
        })
        .collect();
    let document = with_names("w:document").child(el("w:body").children(body).child(scribe.section(section)));
    let shown = Paragraph::new(if header.is_empty() { Style::Gap } else { Style::Circulation }, header);
    let contact = Paragraph::new(Style::Contact, foot);
    let mut aside = vec![shown.letters(), contact.letters()];
    let noted: Vec<Paragraph> = notes.iter().map(|note| footnote(note)).collect();
    aside.extend(noted.iter().enumerate().map(|(at, note)| format!("{} {}", at + 1, note.letters())));
    let number = scribe.aside(&Paragraph::new(Style::PageNumber, vec![Piece::Page]));
    let first = scribe.aside(&shown);
    let empty = scribe.aside(&Paragraph::new(Style::Gap, Vec::new()));
    let feet = has_foot.then(|| [scribe.aside(&contact), empty.clone()]);
    let footnotes = (!notes.is_empty()).then(|| footnotes(&scribe, &noted));
    let told = scribe.told.iter().map(|(mark, style, text)| Block {
        mark: mark.clone(),
        style: style.name(),
        text: text.clone(),
    });
    let told: Vec<Block> = told.collect();
    let mut parts = helpers(paper, &looks, mode, footnotes.is_some());
    parts.extend(footnotes.map(|footnotes| ("word/footnotes.xml", footnotes)));
    parts.extend([
        ("word/header1.xml", with_names("w:hdr").child(number)),
        ("word/header2.xml", with_names("w:hdr").child(first)),
        ("word/header3.xml", with_names("w:hdr").child(empty)),
    ]);
    let feet = ["word/footer1.xml", "word/footer2.xml"].into_iter().zip(feet.into_iter().flatten());
    parts.extend(feet.map(|(name, line)| (name, with_names("w:ftr").child(line))));
    parts.insert(0, ("word/document.xml", document));
    Word { blocks: told, aside, top: rules.top(), parts }
}

fn with_names(name: &'static str) -> Xml {
    el(name)
        .with("xmlns:w", W)
        .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
}

fn helpers(paper: &Paper, looks: &Looks, mode: Mode, notes: bool) -> Vec<(&'static str, Xml)> {
    let own = paper.sheet.tep.phong.first().map_or(FREE_FONT, String::as_str);
    let font = if own == FREE_FONT { WORD_FONT } else { own };
    vec![
        ("word/styles.xml", styles(looks, font)),
        ("word/settings.xml", settings(mode, notes, paper.sheet.tep.hai_mat)),
        ("word/fontTable.xml", font_table(font)),
        ("word/theme/theme1.xml", theme(font)),
    ]
}

fn footnote(runs: &[Run]) -> Paragraph {
    let mut text = vec![Piece::NoteNumber, super::block::plain(" ")];
    text.extend(pieces(runs, &mut Vec::new()));
    Paragraph::new(Style::Note, text)
}

/// Writes the footnotes, the two rules that Word wants among them first.
fn footnotes(scribe: &Scribe<'_>, notes: &[Paragraph]) -> Xml {
    let rule = |(id, kind, mark): (&str, &str, &'static str)| {
        let line = el("w:p").child(el("w:r").child(el(mark)));
        el("w:footnote").with("w:type", kind).with("w:id", id).child(line)
    };
    let rules =
        [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")];
    let notes = notes
        .iter()
        .enumerate()
        .map(|(at, note)| el("w:footnote").with("w:id", at + 1).child(scribe.aside(note)));
    with_names("w:footnotes").children(rules.map(rule)).children(notes)
}

impl Word {
    /// Gives the file's bytes; `base` is the digest by which what it said is found again.
    ///
    /// # Errors
    /// Says why it cannot be packed.
    pub fn bytes(&self, paper: &Paper, base: &str) -> Result<Vec<u8>, String> {
        let facts = &paper.sheet.tep;
        let helpers: Vec<&str> =
            self.parts.iter().skip(1).map(|(name, _)| name.trim_start_matches("word/")).collect();
        let mut parts = vec![("_rels/.rels", root_relations())];
        let mut own = self.parts.iter().cloned();
        parts.extend(own.next());
        parts.push(("word/_rels/document.xml.rels", document_relations(&helpers)));
        parts.extend(own);
        parts.extend([
            ("docProps/core.xml", core(facts)),
            ("docProps/app.xml", app()),
            ("docProps/custom.xml", custom(base)),
        ]);
        let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
        parts.insert(0, ("[Content_Types].xml", content_types(&names)));
        packed(&parts)
    }

    /// Gives what of the texts of pages does not stand in the file: parts of the look that an office
    /// changed may draw what they leave no word of. A text comes with its place below the sheet's
    /// upper edge (pt): what stands above the text and is all digits is the page's number.
    #[must_use]
    pub fn missing<'a>(&self, printed: impl IntoIterator<Item = (f64, &'a str)>) -> Vec<String> {
        let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        let blocks = self.blocks.iter().map(|block| block.text.as_str());
        let whole: String = blocks.chain(self.aside.iter().map(String::as_str)).map(bare).collect();
        let mut missing: Vec<String> = Vec::new();
        for (top, text) in printed {
            let own = bare(text);
            let number = top < self.top && own.chars().all(|letter| letter.is_ascii_digit());
            if !number
                && !own.is_empty()
                && !whole.contains(&own)
                && !missing.iter().any(|known| known == text)
            {
                missing.push(text.to_owned());
            }
        }
        missing
    }
}
