//! Comes in: a page as it was drawn and as it is drawn now. Goes out: the rows between the
//! first and the last that changed, as PNG. Must not know: papers, Typst.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

/// Is a picture: rows of red, green, blue, opaque, one byte each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Pixels in a row.
    pub(super) width: u32,
    /// Rows.
    pub(super) height: u32,
    pub(super) pixels: Vec<u8>,
}

/// Is a part of a page as high as what changed on it, as wide as the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The page's width (pixels).
    pub width: u32,
    /// The page's height (pixels).
    pub height: u32,
    /// The first row that changed, from 0.
    pub first: u32,
    /// How many rows there are; 0 where nothing changed.
    pub rows: u32,
    /// The rows as PNG; empty where nothing changed.
    pub png: Vec<u8>,
}

/// Gives the rows of `new` that are not as in `old`; all of them where there is nothing to
/// compare with.
///
/// # Errors
/// Gives what the encoder says.
pub(super) fn band(old: Option<&Picture>, new: &Picture) -> Result<Band, png::EncodingError> {
    let (first, end) = match old.filter(|old| (old.width, old.height) == (new.width, new.height)) {
        Some(old) => changed(old, new),
        None => (0, new.height as usize),
    };
    let rows = end - first;
    let row = new.width as usize * 4;
    let png = match rows {
        0 => Vec::new(),
        _ => encoded(new.width, rows, &new.pixels[first * row..end * row])?,
    };
    let small = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    Ok(Band { width: new.width, height: new.height, first: small(first), rows: small(rows), png })
}

/// Gives the first row that differs and the one after the last.
fn changed(old: &Picture, new: &Picture) -> (usize, usize) {
    let row = (new.width as usize * 4).max(1);
    let rows = || old.pixels.chunks_exact(row).zip(new.pixels.chunks_exact(row));
    let differs = |(old, new): (&[u8], &[u8])| old != new;
    match (rows().position(differs), rows().rposition(differs)) {
        (Some(first), Some(last)) => (first, last + 1),
        _ => (0, 0),
    }
}

fn encoded(width: u32, rows: usize, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, u32::try_from(rows).unwrap_or(u32::MAX));
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Up);
    let mut writer = encoder.write_header()?;
    // Pages are opaque: what lies behind them never shows.
    let mut seen = vec![0; pixels.len() / 4 * 3];
    for (seen, pixel) in seen.chunks_exact_mut(3).zip(pixels.chunks_exact(4)) {
        seen.copy_from_slice(&pixel[..3]);
    }
    writer.write_image_data(&seen)?;
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(rows: &[u8]) -> Picture {
        let pixels = rows.iter().flat_map(|shade| [*shade, *shade, *shade, 255].repeat(2)).collect();
        Picture { width: 2, height: u32::try_from(rows.len()).expect("rows"), pixels }
    }

    fn seen(picture: &Picture) -> Vec<u8> {
        picture.pixels.chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect()
    }

    fn decoded(png: &[u8]) -> Vec<u8> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("size")];
        reader.next_frame(&mut pixels).expect("pixels");
        pixels
    }

    #[test]
    fn a_band_holds_what_changed_and_no_more() {
        let (old, new) = (picture(&[1, 2, 3, 4, 5]), picture(&[1, 9, 3, 8, 5]));
        let made = band(Some(&old), &new).expect("band");
        assert_eq!((made.first, made.rows, made.width, made.height), (1, 3, 2, 5));
        assert_eq!(decoded(&made.png), seen(&picture(&[9, 3, 8])));
        let same = band(Some(&old), &old).expect("band");
        assert_eq!((same.rows, same.png.len()), (0, 0));
        // Another size cannot be compared; neither can nothing.
        for old in [Some(&picture(&[1])), None] {
            let whole = band(old, &new).expect("band");
            assert_eq!((whole.first, decoded(&whole.png)), (0, seen(&new)));
        }
    }
}
