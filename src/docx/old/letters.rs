//! Comes in: how letters are set, as Word 97 packs it. Goes out: the same as today's Word writes it. Must
//! not know: the letters.

use std::fmt::Write as _;

use super::bytes::{u16_at, u32_at};
use super::escaped::escaped;
use super::sprm::{byte, sprms};

pub(super) const STRUCK: u16 = 0x0800;
pub(super) const INSERTED: u16 = 0x0801;
pub(super) const SPECIAL: u16 = 0x0855;
pub(super) const SYMBOL: u16 = 0x6a09;
const STYLE: u16 = 0x4a30;
/// Are the switches: bold, italic, capitals, hidden.
pub(super) const SWITCHES: [(u16, &str); 4] =
    [(0x0835, "b"), (0x0836, "i"), (0x083b, "caps"), (0x083c, "vanish")];

/// Is whether each switch is on in a style.
pub(super) type On = [bool; 4];

/// Turns switches as a list says: 0 and 1 hold, 0x80 is as the style, 0x81 the other way round.
pub(super) fn switched(list: &[u8], base: On) -> On {
    let mut on = base;
    for (at, (number, _)) in SWITCHES.iter().enumerate() {
        match byte(list, *number) {
            Some(0) => on[at] = false,
            Some(1) => on[at] = true,
            Some(0x81) => on[at] = !base[at],
            _ => {}
        }
    }
    on
}

/// Gives the style of letters that a list names.
pub(super) fn style(list: &[u8]) -> Option<u16> {
    sprms(list).filter(|(number, _)| *number == STYLE).last().and_then(|(_, value)| u16_at(value, 0))
}

/// Writes `w:rPr`; `base` is what the styles switch on.
pub(super) fn properties(list: &[u8], base: On, fonts: &[String]) -> String {
    let mut out = String::new();
    let on = switched(list, base);
    for (at, (number, name)) in SWITCHES.iter().enumerate() {
        if byte(list, *number).is_some_and(|value| value != 0x80) {
            let _ = write!(out, "<w:{name} w:val=\"{}\"/>", u8::from(on[at]));
        }
    }
    if let Some(style) = style(list) {
        out.insert_str(0, &format!("<w:rStyle w:val=\"s{style}\"/>"));
    }
    for (number, value) in sprms(list) {
        let first = value.first().copied().unwrap_or_default();
        match number {
            0x2a3e if first == 0 => out.push_str("<w:u w:val=\"none\"/>"),
            0x2a3e => out.push_str("<w:u w:val=\"single\"/>"),
            0x2a48 if first == 1 => out.push_str("<w:vertAlign w:val=\"superscript\"/>"),
            0x2a42 if first > 1 => out.push_str("<w:color w:val=\"FF0000\"/>"),
            0x6870 if is_colour(value) => out.push_str("<w:color w:val=\"FF0000\"/>"),
            0x2a0c if first > 0 => out.push_str("<w:highlight w:val=\"yellow\"/>"),
            0x4a4f => {
                let font = u16_at(value, 0).and_then(|at| fonts.get(usize::from(at)));
                let name = font.map(|font| escaped(font)).unwrap_or_default();
                let _ = write!(out, "<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\"/>");
            }
            _ => {}
        }
    }
    out
}

/// Tells a colour that is neither black nor Word's own choice.
fn is_colour(value: &[u8]) -> bool {
    u32_at(value, 0).is_some_and(|colour| colour & 0xff00_0000 == 0 && colour != 0)
}
