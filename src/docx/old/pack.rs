//! Comes in: parts as today's Word writes them. Goes out: the file that holds them. Must not know: what
//! they say.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// Are the parts.
pub(super) struct Parts {
    pub document: String,
    pub styles: String,
    pub numbering: String,
    pub footnotes: String,
    pub endnotes: String,
    pub comments: String,
    pub header: String,
    pub footer: String,
    /// Whether there are macros, which are only told of.
    pub macros: bool,
}

/// Packs the parts, unpressed: nothing is larger than it lies there.
pub(super) fn packed(parts: &Parts) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| -> Option<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(name, options).ok()?;
        zip.write_all(text.as_bytes()).ok()
    };
    let types = format!("<Types><Override PartName=\"/word/document.xml\" ContentType=\"{MAIN}\"/></Types>");
    add("[Content_Types].xml", &types)?;
    add("_rels/.rels", &relations(&[("officeDocument", "word/document.xml")]))?;
    let wrapped = |name: &str, text: &str| format!("<w:{name} xmlns:w=\"{WORD}\">{text}</w:{name}>");
    let body = format!("<w:body>{}</w:body>", parts.document);
    add("word/document.xml", &wrapped("document", &body))?;
    let mut leads = vec![];
    for (kind, name, text) in [
        ("styles", "styles", &parts.styles),
        ("numbering", "numbering", &parts.numbering),
        ("footnotes", "footnotes", &parts.footnotes),
        ("endnotes", "endnotes", &parts.endnotes),
        ("comments", "comments", &parts.comments),
        ("header", "hdr", &parts.header),
        ("footer", "ftr", &parts.footer),
    ] {
        if !text.is_empty() {
            let file = format!("{kind}.xml");
            add(&format!("word/{file}"), &wrapped(name, text))?;
            leads.push((kind, file));
        }
    }
    if parts.macros {
        leads.push(("vbaProject", "none".to_owned()));
    }
    let leads: Vec<(&str, &str)> = leads.iter().map(|(kind, file)| (*kind, file.as_str())).collect();
    add("word/_rels/document.xml.rels", &relations(&leads))?;
    Some(zip.finish().ok()?.into_inner())
}

fn relations(all: &[(&str, &str)]) -> String {
    let one = |(kind, target): &(&str, &str)| {
        format!("<Relationship Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships>{}</Relationships>", all.iter().map(one).collect::<String>())
}
