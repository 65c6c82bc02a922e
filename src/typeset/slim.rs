//! Comes in: a TrueType font. Goes out: the same outlines, widths and family
//! without what no viewer of PDF and no printer looks at: the programs that fit
//! outlines to a screen's pixels, the glyphs' names, the long notices. Must not
//! know: which font it is.
//!
//! They are more than half of an embedded subset, and a paper is a third smaller
//! without them. The file that ships stays as its makers made it, with its
//! licence beside it; only what is embedded is slim, as the licence allows for
//! documents.
//!
//! Names of tables, fields and bits are those of the OpenType specification.

/// Tables that hold programs, or what programs gave for one size of pixels.
const PROGRAMS: [[u8; 4]; 7] = [*b"fpgm", *b"prep", *b"cvt ", *b"hdmx", *b"VDMX", *b"LTSH", *b"gasp"];
/// The records of `name` a font is known by: family, style, full name, PostScript
/// name, typographic family and style.
const KNOWN_BY: [u16; 6] = [1, 2, 4, 6, 16, 17];
/// The length of an entry of the table directory (bytes).
const ENTRY: usize = 16;
/// The length of a record of `name` (bytes).
const NAME: usize = 12;

/// Flags of a part of a composite glyph.
mod bit {
    pub(super) const ARG_1_AND_2_ARE_WORDS: u16 = 0x1;
    pub(super) const WE_HAVE_A_SCALE: u16 = 0x8;
    pub(super) const MORE_COMPONENTS: u16 = 0x20;
    pub(super) const WE_HAVE_AN_X_AND_Y_SCALE: u16 = 0x40;
    pub(super) const WE_HAVE_A_TWO_BY_TWO: u16 = 0x80;
    pub(super) const WE_HAVE_INSTRUCTIONS: u16 = 0x100;
}

/// Takes out what is not looked at; nothing if this is no font of one TrueType
/// face.
pub(super) fn slim(font: &[u8]) -> Option<Vec<u8>> {
    let tables = tables(font)?;
    let table = |tag: &[u8; 4]| tables.iter().find(|(known, _)| known == tag).map(|(_, bytes)| *bytes);
    let long = u16_at(table(b"head")?, 50)? == 1;
    let (glyf, loca) = glyphs(table(b"glyf")?, table(b"loca")?, long)?;
    let (name, post) = (names(table(b"name")?)?, nameless(table(b"post")?)?);
    let kept = tables.iter().filter(|(tag, _)| !PROGRAMS.contains(tag));
    let kept: Tables<'_> = kept
        .map(|(tag, bytes)| match tag {
            b"glyf" => (*tag, glyf.as_slice()),
            b"loca" => (*tag, loca.as_slice()),
            b"name" => (*tag, name.as_slice()),
            b"post" => (*tag, post.as_slice()),
            _ => (*tag, *bytes),
        })
        .collect();
    written(font.get(..4)?, &kept)
}

/// Gives the `name` table with the records a font is known by.
fn names(table: &[u8]) -> Option<Vec<u8>> {
    let [count, texts] = [u16_at(table, 2)?, u16_at(table, 4)?];
    let records = table.get(6..6 + usize::from(count) * NAME)?.chunks_exact(NAME);
    let kept: Vec<&[u8]> =
        records.filter(|record| u16_at(record, 6).is_some_and(|id| KNOWN_BY.contains(&id))).collect();
    let begin = 6 + kept.len() * NAME;
    let mut head = vec![0, 0];
    for value in [kept.len(), begin] {
        head.extend(u16::try_from(value).ok()?.to_be_bytes());
    }
    let mut text: Vec<u8> = Vec::new();
    for record in kept {
        let [length, at] = [u16_at(record, 8)?, u16_at(record, 10)?];
        let from = usize::from(texts) + usize::from(at);
        head.extend(record.get(..10)?);
        head.extend(u16::try_from(text.len()).ok()?.to_be_bytes());
        text.extend(table.get(from..from + usize::from(length))?);
    }
    head.extend(text);
    Some(head)
}

/// Gives the `post` table as of version 3: all but the glyphs' names.
fn nameless(table: &[u8]) -> Option<Vec<u8>> {
    Some([&[0, 3, 0, 0], table.get(4..32)?].concat())
}

type Tables<'a> = Vec<([u8; 4], &'a [u8])>;

fn tables(font: &[u8]) -> Option<Tables<'_>> {
    if font.get(..4)? != [0, 1, 0, 0] {
        return None;
    }
    let count = usize::from(u16_at(font, 4)?);
    font.get(12..12 + count * ENTRY)?
        .chunks_exact(ENTRY)
        .map(|entry| {
            let [at, length] = [u32_at(entry, 8)? as usize, u32_at(entry, 12)? as usize];
            Some((*entry.first_chunk()?, font.get(at..at.checked_add(length)?)?))
        })
        .collect()
}

/// Gives the outlines without their programs, and the places of the outlines in
/// the format the places had.
fn glyphs(glyf: &[u8], loca: &[u8], long: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let step = if long { 4 } else { 2 };
    let place = |index: usize| {
        let at = index * step;
        if long { Some(u32_at(loca, at)? as usize) } else { Some(usize::from(u16_at(loca, at)?) * 2) }
    };
    let (mut outlines, mut places) = (Vec::with_capacity(glyf.len()), Vec::with_capacity(loca.len()));
    let put = |places: &mut Vec<u8>, at: usize| {
        if long {
            places.extend(u32::try_from(at).ok()?.to_be_bytes());
        } else {
            places.extend(u16::try_from(at / 2).ok()?.to_be_bytes());
        }
        Some(())
    };
    for index in 0..(loca.len() / step).checked_sub(1)? {
        put(&mut places, outlines.len())?;
        let glyph = glyf.get(place(index)?..place(index + 1)?)?;
        if !glyph.is_empty() {
            bare(glyph, &mut outlines)?;
            outlines.resize(outlines.len().next_multiple_of(4), 0);
        }
    }
    put(&mut places, outlines.len())?;
    Some((outlines, places))
}

/// Writes one glyph without its program.
fn bare(glyph: &[u8], outlines: &mut Vec<u8>) -> Option<()> {
    let contours = u16_at(glyph, 0)?.cast_signed();
    let Ok(contours) = usize::try_from(contours) else { return composite(glyph, outlines) };
    let program = 10 + 2 * contours;
    let length = usize::from(u16_at(glyph, program)?);
    outlines.extend(glyph.get(..program)?);
    outlines.extend([0, 0]);
    outlines.extend(glyph.get(program + 2 + length..)?);
    Some(())
}

/// Writes a glyph that is made of others; its program stands behind the last.
fn composite(glyph: &[u8], outlines: &mut Vec<u8>) -> Option<()> {
    outlines.extend(glyph.get(..10)?);
    let mut at = 10;
    loop {
        let flags = u16_at(glyph, at)?;
        let has = |wanted: u16| flags & wanted != 0;
        let arguments = if has(bit::ARG_1_AND_2_ARE_WORDS) { 4 } else { 2 };
        let scale = match () {
            () if has(bit::WE_HAVE_A_SCALE) => 2,
            () if has(bit::WE_HAVE_AN_X_AND_Y_SCALE) => 4,
            () if has(bit::WE_HAVE_A_TWO_BY_TWO) => 8,
            () => 0,
        };
        let end = at + 4 + arguments + scale;
        outlines.extend((flags & !bit::WE_HAVE_INSTRUCTIONS).to_be_bytes());
        outlines.extend(glyph.get(at + 2..end)?);
        at = end;
        if !has(bit::MORE_COMPONENTS) {
            return Some(());
        }
    }
}

/// Writes a font of these tables, which are in the order of their names.
fn written(version: &[u8], tables: &[([u8; 4], &[u8])]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    // The greatest power of two in the count, for a search by halves.
    let power = count.checked_ilog2()?;
    let range = 16_u16.checked_mul(1 << power)?;
    let mut font = version.to_vec();
    let head = [count, range, u16::try_from(power).ok()?, count.checked_mul(16)? - range];
    font.extend(head.iter().flat_map(|value| value.to_be_bytes()));
    let mut at = font.len() + tables.len() * ENTRY;
    for (tag, bytes) in tables {
        font.extend(tag);
        let entry = [checksum(bytes), u32::try_from(at).ok()?, u32::try_from(bytes.len()).ok()?];
        font.extend(entry.iter().flat_map(|value| value.to_be_bytes()));
        at += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in tables {
        font.extend(*bytes);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    Some(font)
}

fn checksum(bytes: &[u8]) -> u32 {
    let word = |part: &[u8]| {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        u32::from_be_bytes(word)
    };
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use ttf_parser::{Face, GlyphId, OutlineBuilder};
    use typst::foundations::Bytes;
    use typst::text::Font;

    use super::*;
    use crate::assets::Assets;

    /// Writes an outline down.
    #[derive(Default)]
    struct Pen(Vec<(char, [f32; 6])>);

    impl OutlineBuilder for Pen {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(('m', [x, y, 0.0, 0.0, 0.0, 0.0]));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(('l', [x, y, 0.0, 0.0, 0.0, 0.0]));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push(('q', [x1, y1, x, y, 0.0, 0.0]));
        }
        fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
            self.0.push(('c', [x1, y1, x2, y2, x, y]));
        }
        fn close(&mut self) {
            self.0.push(('z', [0.0; 6]));
        }
    }

    fn drawn(face: &Face<'_>, glyph: GlyphId) -> Vec<(char, [f32; 6])> {
        let mut pen = Pen::default();
        face.outline_glyph(glyph, &mut pen);
        pen.0
    }

    #[test]
    fn outlines_and_widths_stay() {
        for bytes in Assets::fonts() {
            let bare = slim(bytes).expect("a TrueType font");
            let table = |tag: &[u8; 4]| {
                let all = tables(&bare).expect("tables");
                all.iter().find(|(known, _)| known == tag).map(|(_, bytes)| bytes.to_vec())
            };
            assert!(PROGRAMS.iter().all(|tag| table(tag).is_none()));
            let post = table(b"post").expect("post");
            assert_eq!((post.len(), u32_at(&post, 0)), (32, Some(0x0003_0000)));
            let name = table(b"name").expect("name");
            let records = name[6..6 + usize::from(u16_at(&name, 2).expect("count")) * NAME].chunks(NAME);
            let ids: Vec<u16> = records.filter_map(|record| u16_at(record, 6)).collect();
            assert!(!ids.is_empty() && ids.iter().all(|id| KNOWN_BY.contains(id)), "{ids:?}");
            let told =
                |bytes: &[u8]| Font::new(Bytes::new(bytes.to_vec()), 0).expect("a font").info().clone();
            assert_eq!(told(bytes), told(&bare));
            let face = |bytes| Face::parse(bytes, 0).expect("a font");
            let (before, after) = (face(bytes), face(bare.as_slice()));
            assert_eq!(before.number_of_glyphs(), after.number_of_glyphs());
            for glyph in (0..before.number_of_glyphs()).map(GlyphId) {
                assert_eq!(drawn(&before, glyph), drawn(&after, glyph), "{glyph:?}");
                assert_eq!(before.glyph_hor_advance(glyph), after.glyph_hor_advance(glyph));
            }
        }
    }

    #[test]
    fn what_is_no_font_is_left_alone() {
        let whole = Assets::fonts().next().expect("a font").to_vec();
        assert!(slim(b"").is_none() && slim(b"OTTO\0\0").is_none());
        // Cut anywhere, it is refused or read, never a panic.
        for length in (0..whole.len()).step_by(997) {
            assert!(slim(&whole[..length]).is_none());
        }
    }
}
