//! Comes in: a page of a PDF. Goes out: what of it is seen, and how it is turned. Must not know:
//! what stands on it.

use lopdf::{Document, Object, ObjectId};

use crate::typeset::Spot;

/// Is the part of a page that is seen, in the page's own coordinates (pt), and how far it is turned.
pub(super) struct Frame {
    sides: [f64; 4],
    turns: i64,
}

impl Frame {
    /// Reads the frame of a page; what a page does not say, the folders of pages above it do.
    pub(super) fn of(document: &Document, page: ObjectId) -> Option<Self> {
        let sides = |key| -> Option<[f64; 4]> {
            let list = inherited(document, page, key)?.as_array().ok()?.clone();
            let side = |at: usize| {
                let side = document.dereference(list.get(at)?).ok()?.1.as_float().ok()?;
                Some(f64::from(side))
            };
            let (a, b, c, d) = (side(0)?, side(1)?, side(2)?, side(3)?);
            Some([a.min(c), b.min(d), a.max(c), b.max(d)])
        };
        let media = sides(b"MediaBox")?;
        let crop = sides(b"CropBox").unwrap_or(media);
        let both =
            [media[0].max(crop[0]), media[1].max(crop[1]), media[2].min(crop[2]), media[3].min(crop[3])];
        let turned = inherited(document, page, b"Rotate").and_then(|turned| turned.as_i64().ok());
        let sides = if both[0] < both[2] && both[1] < both[3] { both } else { media };
        Some(Self { sides, turns: turned.unwrap_or(0).rem_euclid(360) / 90 })
    }

    /// Tells whether what is seen begins at the page's own corner and is not turned.
    pub(super) fn is_plain(&self) -> bool {
        self.turns == 0 && self.sides[0] == 0.0 && self.sides[1] == 0.0
    }

    /// Gives width and height as they are seen.
    pub(super) fn size(&self) -> (f64, f64) {
        let [left, bottom, right, top] = self.sides;
        let (width, height) = (right - left, top - bottom);
        if self.turns % 2 == 0 { (width, height) } else { (height, width) }
    }

    /// Gives the matrix that brings what is drawn upright, from its lower left corner, onto the page
    /// (PDF 32000 8.3.3).
    pub(super) fn matrix(&self) -> [f64; 6] {
        let [left, bottom, right, top] = self.sides;
        match self.turns {
            1 => [0.0, 1.0, -1.0, 0.0, right, bottom],
            2 => [-1.0, 0.0, 0.0, -1.0, right, top],
            3 => [0.0, -1.0, 1.0, 0.0, left, top],
            _ => [1.0, 0.0, 0.0, 1.0, left, bottom],
        }
    }

    /// Gives the corners of a place, which is measured as it is seen, in the page's own coordinates.
    pub(super) fn corners(&self, spot: &Spot) -> [f64; 4] {
        let to = self.matrix();
        let at = |x: f64, y: f64| (to[0] * x + to[2] * y + to[4], to[1] * x + to[3] * y + to[5]);
        let low = self.size().1 - spot.y - spot.height;
        let (one, other) = (at(spot.x, low), at(spot.x + spot.width, low + spot.height));
        [one.0.min(other.0), one.1.min(other.1), one.0.max(other.0), one.1.max(other.1)]
    }
}

/// Is how many folders of pages lie above each other at most.
const MOST_ABOVE: usize = 64;

/// Gives what a page says under a key, or what lies above it does.
pub(super) fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut at = document.get_dictionary(page).ok()?;
    for _ in 0..MOST_ABOVE {
        if let Ok(found) = at.get(key) {
            return Some(document.dereference(found).ok()?.1);
        }
        at = document.get_dictionary(at.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}
