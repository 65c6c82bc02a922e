//! Comes in: what the styles look like. Goes out: `styles.xml`, `fontTable.xml`. Must not know:
//! where a style is used.

use super::looks::Looks;
use super::style::{Border, Look, STYLES, Style};
use super::unit::{eighths, half_points, points, twips};
use super::xml::{Xml, el, val};

/// Is the namespace of the text.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

/// Writes the styles.
pub(super) fn styles(looks: &Looks, font: &str) -> Xml {
    let listed = STYLES.iter().map(|(style, ..)| *style).filter(|style| looks.0.contains_key(style));
    let sized =
        looks.0.keys().copied().filter(|style| matches!(style, Style::TableHead(_) | Style::TableCell(_)));
    let all = listed.chain(sized).chain([Style::Gap]);
    el("w:styles")
        .with("xmlns:w", W)
        .with("xmlns:mc", MC)
        .with("xmlns:w14", W14)
        .with("mc:Ignorable", "w14")
        .child(defaults(looks, font))
        .child(
            named("paragraph", "Normal")
                .with("w:default", 1)
                .child(val("w:name", "Normal"))
                .child(el("w:qFormat")),
        )
        .child(
            named("character", "DefaultParagraphFont")
                .with("w:default", 1)
                .child(val("w:name", "Default Paragraph Font"))
                .child(val("w:uiPriority", 1))
                .child(el("w:semiHidden")),
        )
        .child(
            named("table", "TableNormal")
                .with("w:default", 1)
                .child(val("w:name", "Normal Table"))
                .child(val("w:uiPriority", 99))
                .child(el("w:semiHidden")),
        )
        .children(all.map(|style| own(style, &looks.get(style))))
}

fn named(kind: &str, id: &str) -> Xml {
    el("w:style").with("w:type", kind).with("w:styleId", id)
}

fn defaults(looks: &Looks, font: &str) -> Xml {
    let size = half_points(looks.get(Style::Paragraph).size);
    let fonts = el("w:rFonts")
        .with("w:ascii", font)
        .with("w:hAnsi", font)
        .with("w:eastAsia", font)
        .with("w:cs", font);
    let run = el("w:rPr")
        .child(fonts)
        .child(el("w:noProof"))
        .child(val("w:kern", 0))
        .child(val("w:sz", size))
        .child(val("w:szCs", size))
        .child(el("w:lang").with("w:val", "vi-VN").with("w:eastAsia", "vi-VN"))
        .child(el("w14:ligatures").with("w14:val", "none"));
    el("w:docDefaults").child(el("w:rPrDefault").child(run)).child(el("w:pPrDefault"))
}

/// Writes one of our own.
fn own(style: Style, look: &Look) -> Xml {
    el("w:style")
        .with("w:type", "paragraph")
        .with("w:customStyle", 1)
        .with("w:styleId", style.id())
        .child(val("w:name", style.name()))
        .child(val("w:basedOn", "Normal"))
        .child(el("w:qFormat"))
        .child(paragraph(look))
        .child(run(look))
}

fn paragraph(look: &Look) -> Xml {
    let mut own = el("w:pPr");
    if look.keep {
        own = own.child(el("w:keepNext"));
    }
    own = own.child(el("w:widowControl"));
    if let Some(border) = look.border {
        own = own.child(el("w:pBdr").children(rules(border, look.colour)));
    }
    let spacing = el("w:spacing")
        .with("w:before", twips(look.before).max(0))
        .with("w:after", twips(look.after).max(0))
        .with("w:line", twips(look.pitch).max(1))
        .with("w:lineRule", "exact");
    let mut indent = el("w:ind").with("w:left", twips(look.left)).with("w:right", twips(look.right));
    indent = if look.first < 0.0 {
        indent.with("w:hanging", twips(-look.first))
    } else {
        indent.with("w:firstLine", twips(look.first))
    };
    own = own.child(spacing).child(indent).child(val("w:jc", look.align.word()));
    match look.level {
        Some(level) => own.child(val("w:outlineLvl", level - 1)),
        None => own,
    }
}

fn rules(border: Border, colour: Option<&'static str>) -> impl Iterator<Item = Xml> {
    let sides = ["w:top", "w:left", "w:bottom", "w:right"].into_iter().zip(border.sides);
    sides.filter_map(move |(name, space)| {
        let line = el(name)
            .with("w:val", "single")
            .with("w:sz", eighths(border.thick))
            .with("w:space", points(space?))
            .with("w:color", colour.unwrap_or("auto"));
        Some(line)
    })
}

fn run(look: &Look) -> Xml {
    let mut own = el("w:rPr");
    if look.bold {
        own = own.child(el("w:b")).child(el("w:bCs"));
    }
    if look.italic {
        own = own.child(el("w:i")).child(el("w:iCs"));
    }
    if let Some(colour) = look.colour {
        own = own.child(val("w:color", colour));
    }
    let size = half_points(look.size).max(2);
    own.child(val("w:sz", size)).child(val("w:szCs", size))
}

/// Writes the table of fonts: what stands in for one that is missing.
pub(super) fn font_table(font: &str) -> Xml {
    let mut own = el("w:font").with("w:name", font);
    if font == WORD_FONT {
        own = own.child(val("w:altName", FREE_FONT));
    }
    let own =
        own.child(val("w:charset", "00")).child(val("w:family", "roman")).child(val("w:pitch", "variable"));
    el("w:fonts").with("xmlns:w", W).child(own)
}

/// The font that comes with Word, and the free one with the same widths that papers are set in.
pub(super) const WORD_FONT: &str = "Times New Roman";
pub(super) const FREE_FONT: &str = "Liberation Serif";
