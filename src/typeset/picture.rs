//! Comes in: two pictures of a page, as PNG. Goes out: nothing if they are the same to the last
//! dot, else one picture: the first, what differs, the second. Must not know: what is on the page.

use tiny_skia::{Color, Pixmap, PixmapPaint, PremultipliedColorU8, Transform};

/// Is the room between the pictures, in dots.
const GAP: u32 = 8;

/// Draws two pictures beside each other with what differs between them; `None` if nothing does.
///
/// A picture that cannot be read counts as an empty one.
#[must_use]
pub fn beside(old: &[u8], new: &[u8]) -> Option<Vec<u8>> {
    let (old, new) = (Pixmap::decode_png(old).ok(), Pixmap::decode_png(new).ok()?);
    if old.as_ref() == Some(&new) {
        return None;
    }
    let old = old.or_else(|| Pixmap::new(new.width(), new.height()))?;
    let (width, height) = (old.width().max(new.width()), old.height().max(new.height()));
    let mut whole = Pixmap::new(width * 3 + GAP * 2, height)?;
    whole.fill(Color::from_rgba8(128, 128, 128, 255));
    let between = differences(&old, &new, (width, height))?;
    for (place, part) in [&old, &between, &new].into_iter().enumerate() {
        let x = i32::try_from((width + GAP) * u32::try_from(place).ok()?).ok()?;
        whole.draw_pixmap(x, 0, part.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    }
    whole.encode_png().ok()
}

/// Draws what is the same pale, what differs red.
fn differences(old: &Pixmap, new: &Pixmap, (width, height): (u32, u32)) -> Option<Pixmap> {
    let red = PremultipliedColorU8::from_rgba(220, 0, 0, 255)?;
    let mut drawn = Pixmap::new(width, height)?;
    for y in 0..height {
        for x in 0..width {
            let (before, now) = (old.pixel(x, y), new.pixel(x, y));
            let dot = if before == now { pale(now)? } else { red };
            drawn.pixels_mut()[(y * width + x) as usize] = dot;
        }
    }
    Some(drawn)
}

fn pale(dot: Option<PremultipliedColorU8>) -> Option<PremultipliedColorU8> {
    let grey = dot.map_or(255, |dot| 191 + dot.green() / 4);
    PremultipliedColorU8::from_rgba(grey, grey, grey, 255)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(dot: u8) -> Vec<u8> {
        let mut picture = Pixmap::new(4, 3).expect("a picture");
        picture.fill(Color::WHITE);
        picture.pixels_mut()[5] = PremultipliedColorU8::from_rgba(dot, dot, dot, 255).expect("a colour");
        picture.encode_png().expect("PNG")
    }

    #[test]
    fn one_dot_is_a_difference_and_is_red() {
        assert_eq!(beside(&picture(0), &picture(0)), None);
        let shown = Pixmap::decode_png(&beside(&picture(0), &picture(9)).expect("differs")).expect("PNG");
        assert_eq!((shown.width(), shown.height()), (4 * 3 + 16, 3));
        let at = |x: u32| shown.pixel(x, 1).expect("a dot");
        assert_eq!((at(1).red(), at(13).red(), at(13).green(), at(25).red()), (0, 220, 0, 9));
        assert!(beside(b"no picture", &picture(0)).is_some());
    }
}
