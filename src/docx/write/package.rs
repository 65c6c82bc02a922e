//! Comes in: the parts of a Word file. Goes out: the file's bytes, the same on every machine and
//! every day. Must not know: what the parts say.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::xml::{Xml, el};

/// Is how hard letters are pressed: fixed, for another level gives other bytes.
const LEVEL: i64 = 6;
/// Word for Mac takes a file without any permission for one it may not read.
const PERMISSIONS: u32 = 0o644;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const WORDPROCESSING: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Packs the parts in their order.
///
/// # Errors
/// Says why they cannot be packed.
pub(super) fn packed(parts: &[(&str, Xml)]) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .system(System::Unix)
        .unix_permissions(PERMISSIONS)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        let bytes = part.part().map_err(|error| error.to_string())?;
        zip.start_file(*name, options).map_err(|error| error.to_string())?;
        zip.write_all(&bytes).map_err(|error| error.to_string())?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

/// Writes what kind of thing each part is, of the names given.
pub(super) fn content_types(names: &[&str]) -> Xml {
    let own = names.iter().filter_map(|name| Some((name, content_type(name)?)));
    let default =
        |ending: &str, kind: &str| el("Default").with("Extension", ending).with("ContentType", kind);
    el("Types")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
        .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .child(default("xml", "application/xml"))
        .children(own.map(|(name, kind)| {
            el("Override").with("PartName", format!("/{name}")).with("ContentType", kind)
        }))
}

fn content_type(name: &str) -> Option<String> {
    let word = |kind: &str| Some(format!("{WORDPROCESSING}{kind}+xml"));
    let stem = name.strip_prefix("word/").unwrap_or(name).trim_end_matches(".xml");
    match stem.trim_end_matches(|letter: char| letter.is_ascii_digit()) {
        "document" => word("document.main"),
        "styles" => word("styles"),
        "settings" => word("settings"),
        "fontTable" => word("fontTable"),
        "footnotes" => word("footnotes"),
        "header" => word("header"),
        "footer" => word("footer"),
        "theme/theme" => Some("application/vnd.openxmlformats-officedocument.theme+xml".into()),
        "docProps/core" => Some("application/vnd.openxmlformats-package.core-properties+xml".into()),
        "docProps/app" => {
            Some("application/vnd.openxmlformats-officedocument.extended-properties+xml".into())
        }
        "docProps/custom" => {
            Some("application/vnd.openxmlformats-officedocument.custom-properties+xml".into())
        }
        _ => None,
    }
}

/// Writes where the file's main parts are.
pub(super) fn root_relations() -> Xml {
    let office = |kind: &str| format!("{OFFICE}/{kind}");
    relations([
        ("rId1".to_owned(), office("officeDocument"), "word/document.xml".to_owned()),
        ("rId2".to_owned(), PACKAGE.to_owned(), "docProps/core.xml".to_owned()),
        ("rId3".to_owned(), office("extended-properties"), "docProps/app.xml".to_owned()),
        ("rId4".to_owned(), office("custom-properties"), "docProps/custom.xml".to_owned()),
    ])
}

/// Writes where the helpers of the document are: each part by its name, in their order.
pub(super) fn document_relations(helpers: &[&str]) -> Xml {
    relations(helpers.iter().map(|name| {
        let kind = name.trim_start_matches("theme/").trim_end_matches(".xml");
        let kind = kind.trim_end_matches(|letter: char| letter.is_ascii_digit());
        (relation(name), format!("{OFFICE}/{kind}"), (*name).to_owned())
    }))
}

/// Gives the name by which the document calls a helper.
pub(super) fn relation(name: &str) -> String {
    let stem: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("rId{}", stem.trim_end_matches("xml"))
}

fn relations(all: impl IntoIterator<Item = (String, String, String)>) -> Xml {
    let one = |(id, kind, target): (String, String, String)| {
        el("Relationship").with("Id", id).with("Type", kind).with("Target", target)
    };
    el("Relationships").with("xmlns", RELATIONSHIPS).children(all.into_iter().map(one))
}
