//! Comes in: an element that says how letters are set. Goes out: what of it is heard. Must not know:
//! which style or run says it.

use super::tree::Element;

/// Says how letters are set, as far as it says anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Props {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub caps: Option<bool>,
    pub hidden: Option<bool>,
    pub underlined: Option<bool>,
    pub coloured: Option<bool>,
    /// Higher than the line.
    pub raised: Option<bool>,
    pub font: Option<String>,
}

impl Props {
    /// Reads `w:rPr`.
    pub(super) fn read(own: &Element) -> Self {
        let font = own.child("rFonts").and_then(|fonts| {
            ["ascii", "hAnsi", "cs"].into_iter().find_map(|name| fonts.get(name)).map(str::to_owned)
        });
        let colour = own.val("color").map(|colour| !["auto", "000000"].contains(&colour));
        let marked = own.val("highlight").map(|colour| colour != "none");
        Self {
            bold: own.switch("b"),
            italic: own.switch("i"),
            caps: own.switch("caps"),
            hidden: own.switch("vanish"),
            underlined: own.switch("u"),
            raised: own.val("vertAlign").map(|place| place == "superscript"),
            coloured: match (colour, marked) {
                (None, None) => None,
                (colour, marked) => Some(colour == Some(true) || marked == Some(true)),
            },
            font,
        }
    }

    /// Reads what an element that may have `w:rPr` says.
    pub(super) fn of(own: &Element) -> Self {
        own.child("rPr").map(Self::read).unwrap_or_default()
    }

    /// Takes what another says where this one says nothing.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            caps: self.caps.or(other.caps),
            hidden: self.hidden.or(other.hidden),
            underlined: self.underlined.or(other.underlined),
            coloured: self.coloured.or(other.coloured),
            raised: self.raised.or(other.raised),
            font: self.font.or_else(|| other.font.clone()),
        }
    }
}

/// Is how letters are set in the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own in Word")]
pub(super) struct Set {
    pub bold: bool,
    pub italic: bool,
    pub caps: bool,
    pub hidden: bool,
    pub underlined: bool,
    pub coloured: bool,
    pub raised: bool,
    pub font: String,
}
