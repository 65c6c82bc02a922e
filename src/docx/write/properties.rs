//! Comes in: what a file says of itself, the mode. Goes out: settings, theme, properties. Must not
//! know: the text.

use super::super::part::FileFacts;
use super::mode::Mode;
use super::styles::W;
use super::xml::{Xml, el, val};

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const PROPERTIES: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// Is the set of properties anybody may add.
const CUSTOM: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// Writes the settings. A later mode than 14 squeezes the blanks of justified lines, and other
/// words stand at their ends.
pub(super) fn settings(mode: Mode, notes: bool, duplex: bool) -> Xml {
    let compat = el("w:compat").child(el("w:doNotExpandShiftReturn")).child(
        el("w:compatSetting")
            .with("w:name", "compatibilityMode")
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", mode.number()),
    );
    let footnotes =
        notes.then(|| el("w:footnotePr").children(["-1", "0"].map(|id| el("w:footnote").with("w:id", id))));
    el("w:settings")
        .with("xmlns:w", W)
        .children(duplex.then(|| el("w:mirrorMargins")))
        .child(val("w:defaultTabStop", 720))
        .child(val("w:autoHyphenation", 0))
        .child(val("w:characterSpacingControl", "doNotCompress"))
        .children(footnotes)
        .child(compat)
        .child(val("w:themeFontLang", "vi-VN"))
}

/// Writes what the file says of itself; its day is the paper's.
pub(super) fn core(facts: &FileFacts) -> Xml {
    let [year, month, day] = facts.ngay;
    let created = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    el("cp:coreProperties")
        .with("xmlns:cp", CORE)
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(el("dc:title").text(&facts.tieu_de))
        .child(el("dc:creator").text(&facts.tac_gia))
        .child(el("dc:language").text("vi-VN"))
        .child(el("dcterms:created").with("xsi:type", "dcterms:W3CDTF").text(&created))
}

/// Writes which program made it.
pub(super) fn app() -> Xml {
    let name = format!("{PROPERTIES}/extended-properties");
    el("Properties").with("xmlns", name).child(el("Application").text("vanthu"))
}

/// Writes the digest of what the file said when it was made.
pub(super) fn custom(base: &str) -> Xml {
    let property = el("property")
        .with("fmtid", CUSTOM)
        .with("pid", 2)
        .with("name", "vanthu")
        .child(el("vt:lpwstr").text(base));
    el("Properties")
        .with("xmlns", format!("{PROPERTIES}/custom-properties"))
        .with("xmlns:vt", format!("{PROPERTIES}/docPropsVTypes"))
        .child(property)
}

/// Writes the least theme: Word needs none, but a checker of files does.
pub(super) fn theme(font: &str) -> Xml {
    const COLOURS: [(&str, &str); 12] = [
        ("a:dk1", "000000"),
        ("a:lt1", "FFFFFF"),
        ("a:dk2", "000000"),
        ("a:lt2", "FFFFFF"),
        ("a:accent1", "000000"),
        ("a:accent2", "000000"),
        ("a:accent3", "000000"),
        ("a:accent4", "000000"),
        ("a:accent5", "000000"),
        ("a:accent6", "000000"),
        ("a:hlink", "000000"),
        ("a:folHlink", "000000"),
    ];
    let colour = |(name, value): (&'static str, &str)| el(name).child(el("a:srgbClr").with("val", value));
    let face = |name| el(name).with("typeface", font);
    let fonts = |name| {
        let none = |name| el(name).with("typeface", "");
        el(name).child(face("a:latin")).child(none("a:ea")).child(none("a:cs"))
    };
    let fill = || el("a:solidFill").child(el("a:schemeClr").with("val", "phClr"));
    let line = || el("a:ln").with("w", 6350).child(fill());
    let effect = || el("a:effectStyle").child(el("a:effectLst"));
    let three = |name, make: &dyn Fn() -> Xml| el(name).children([make(), make(), make()]);
    let formats = el("a:fmtScheme")
        .with("name", "vanthu")
        .child(three("a:fillStyleLst", &fill))
        .child(three("a:lnStyleLst", &line))
        .child(three("a:effectStyleLst", &effect))
        .child(three("a:bgFillStyleLst", &fill));
    let elements = el("a:themeElements")
        .child(el("a:clrScheme").with("name", "vanthu").children(COLOURS.map(colour)))
        .child(
            el("a:fontScheme").with("name", "vanthu").child(fonts("a:majorFont")).child(fonts("a:minorFont")),
        )
        .child(formats);
    el("a:theme").with("xmlns:a", DRAWING).with("name", "vanthu").child(elements)
}
