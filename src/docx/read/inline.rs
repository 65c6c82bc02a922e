//! Comes in: what stands in a paragraph. Goes out: its letters as they are seen, each with how it is
//! set. Must not know: what stands around the paragraph.

use super::fonts::{UNKNOWN, encoding, symbol};
use super::line::Line;
use super::notice::What;
use super::props::{Props, Set};
use super::story::Story;
use super::styles::Named;
use super::tree::{Element, chosen, letters};

impl Story<'_> {
    /// Reads what stands in a paragraph, or in what wraps a part of it.
    pub(super) fn inline(&mut self, all: &[Element], named: &Named, line: &mut Line) {
        for own in all {
            match &*own.name {
                "r" => self.run(own, named, line),
                "ins" | "moveTo" => {
                    let shown = letters(own);
                    if !shown.is_empty() {
                        self.tell(What::Inserted, shown);
                    }
                    self.inline(&own.children, named, line);
                }
                "del" | "moveFrom" => {
                    let gone = letters(own);
                    if !gone.is_empty() {
                        self.tell(What::Deleted, gone);
                    }
                }
                "AlternateContent" => self.inline(chosen(own), named, line),
                "bookmarkStart" => self.bookmark(own),
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "rt" | "smartTagPr" | "instrText" => {}
                "drawing" | "pict" | "object" => self.shape(own),
                _ => self.inline(&own.children, named, line),
            }
        }
    }

    fn run(&mut self, own: &Element, named: &Named, line: &mut Line) {
        // A run of a formula has those of the formula before its own.
        let props = own.children.iter().rfind(|child| &*child.name == "rPr");
        let style = props.and_then(|props| props.val("rStyle")).map(str::to_owned);
        let named = Named { letters: style, ..named.clone() };
        let direct = props.map(Props::read).unwrap_or_default();
        let set = self.help.styles.set(&named, &direct);
        self.signs(&own.children, &set, line);
    }

    fn signs(&mut self, all: &[Element], set: &Set, line: &mut Line) {
        for own in all {
            match &*own.name {
                "t" => {
                    let kept = own.get("space") == Some("preserve");
                    self.letters(if kept { &own.text } else { own.text.trim() }, set, line);
                }
                "tab" | "ptab" => self.letters("\t", set, line),
                "br" if own.get("type").is_none_or(|kind| kind == "textWrapping") => {
                    self.letters("\n", set, line);
                }
                "cr" => self.letters("\n", set, line),
                "noBreakHyphen" => self.letters("-", set, line),
                // A letter of an old font lies where others have the hyphen that is seen at the end of a line only.
                "softHyphen" if encoding(&set.font).is_some() => self.letters("\u{ad}", set, line),
                "sym" => self.sign(own, set, line),
                "fldChar" => self.field(own.get("fldCharType")),
                "footnoteReference" => self.note("f", own, line),
                "endnoteReference" => self.note("e", own, line),
                "commentReference" => self.comment(own.get("id")),
                "AlternateContent" => self.signs(chosen(own), set, line),
                "ruby" => {
                    let base = own.child("rubyBase").map_or(&[][..], |base| base.children.as_slice());
                    for run in base {
                        self.signs(&run.children, set, line);
                    }
                }
                "drawing" | "pict" | "object" => self.shape(own),
                _ => {}
            }
        }
    }

    /// Opens, turns or closes a complex field: of it only the result is seen.
    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(false),
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = true;
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    fn letters(&mut self, text: &str, set: &Set, line: &mut Line) {
        if text.is_empty() || self.fields.contains(&false) {
            return;
        }
        if set.hidden {
            return self.tell(What::Hidden, text);
        }
        let seen = !text.trim().is_empty();
        if set.underlined && seen {
            self.tell(What::Underlined, text);
        }
        if set.coloured && seen {
            self.tell(What::Coloured, text);
        }
        if let Some((old, _)) = encoding(&set.font).filter(|_| !text.is_ascii()) {
            self.tell(What::Old(old), text);
        }
        let mut text: String = text.chars().map(|sign| self.symbol(&set.font, sign)).collect();
        if set.raised && line.ends_in_letter() {
            // Numbers that stand higher have letters of their own: m², m³.
            text = text.replace('2', "²").replace('3', "³");
        }
        if set.caps {
            text = text.to_uppercase();
        }
        line.push(&text, set);
    }

    fn symbol(&mut self, font: &str, sign: char) -> char {
        let Some(letter) = symbol(font, sign) else { return sign };
        if letter == UNKNOWN {
            self.tell(What::Symbol, font);
        }
        letter
    }

    /// Reads a sign that is named by its font and number.
    fn sign(&mut self, own: &Element, set: &Set, line: &mut Line) {
        let code = own.get("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(code) = code else { return };
        let font = own.get("font").unwrap_or(&set.font).to_owned();
        // Signs of an old font that is no symbol font lie there, too.
        let old = encoding(&font).is_some() && (0xf000..=0xf0ff).contains(&code);
        let Some(sign) = char::from_u32(if old { code & 0xff } else { code }) else { return };
        let set = Set { font, ..set.clone() };
        self.letters(sign.encode_utf8(&mut [0; 4]), &set, line);
    }

    fn note(&mut self, kind: &str, own: &Element, line: &mut Line) {
        let id = own.get("id").unwrap_or_default();
        if let Some(note) = self.help.notes.get(&format!("{kind}{id}")).filter(|note| !note.is_empty()) {
            line.note(note.clone());
        }
    }

    fn comment(&mut self, id: Option<&str>) {
        if let Some((who, text)) = id.and_then(|id| self.help.comments.get(id)) {
            self.tell(What::Comment(who.clone()), text);
        }
    }
}
