//! Comes in: a PDF, whoever made it. Goes out: its pages as they are seen: their size, where ink lies
//! on them, whether two look the same. Must not know: what stands on them, what that is for.
//!
//! The only file that names the drawer of PDFs, which Typst brings for pictures in papers. Letters of
//! a font that the file does not bring are drawn with one that ships.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::{FontData, FontQuery};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use super::Fonts;

/// Is how far below the paper's own brightness a dot must lie to be ink, of 255: paler than the
/// shades a scanner gives to blank paper.
const INK: u8 = 32;
/// Is how many dots around a dot are counted to each side, and how many of them make it a stroke: a
/// line that crosses them has as many.
const AROUND: usize = 3;
const LEAST: usize = 2 * AROUND + 1;
/// The points in an inch.
const INCH: f64 = 72.0;
/// Is how many dots a side of a page may have.
const MOST_DOTS: f64 = 20_000.0;

/// Is a PDF whose pages can be looked at.
pub struct Drawn {
    pdf: Pdf,
    letters: Option<FontData>,
}

impl Drawn {
    /// Reads a PDF; nothing where it cannot be read.
    #[must_use]
    pub fn new(bytes: Vec<u8>, fonts: &Fonts) -> Option<Self> {
        let pdf = Pdf::new(bytes).ok()?;
        let letters = fonts.fonts.first().map(|font| Arc::new(font.data().clone()) as FontData);
        Some(Self { pdf, letters })
    }

    /// Counts the pages.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Gives width and height of a page (from 1) as it is seen, in pt.
    #[must_use]
    pub fn size(&self, page: usize) -> Option<(f64, f64)> {
        let (width, height) = self.pdf.pages().get(page.checked_sub(1)?)?.render_dimensions();
        Some((f64::from(width), f64::from(height)))
    }

    /// Draws a page (from 1), its annotations among it, at so many dots an inch.
    #[must_use]
    pub fn picture(&self, page: usize, dpi: f64) -> Option<Picture> {
        let (width, height) = self.size(page)?;
        let scale = dpi / INCH;
        if width.max(height) * scale > MOST_DOTS {
            return None;
        }
        let letters = self.letters.clone();
        let settings = InterpreterSettings {
            font_resolver: Arc::new(move |_: &FontQuery| Some((letters.clone()?, 0))),
            cmap_resolver: Arc::new(|_| None),
            warning_sink: Arc::new(|_| {}),
            render_annotations: true,
        };
        #[expect(clippy::cast_possible_truncation, reason = "a few dots a pt")]
        let by = scale as f32;
        let wanted =
            RenderSettings { x_scale: by, y_scale: by, bg_color: WHITE, ..RenderSettings::default() };
        let page = self.pdf.pages().get(page.checked_sub(1)?)?;
        let drawn = render(page, &RenderCache::new(), &settings, &wanted);
        let (across, down) = (usize::from(drawn.width()), usize::from(drawn.height()));
        let dots = drawn.data().iter().map(|dot| [dot.r, dot.g, dot.b]).collect();
        Some(Picture { across, down, dots, scale })
    }
}

/// Is a page as it is seen.
#[derive(Clone, PartialEq)]
pub struct Picture {
    across: usize,
    down: usize,
    dots: Vec<[u8; 3]>,
    /// Dots a pt.
    scale: f64,
}

impl Picture {
    /// Gives where the lowest ink ends, in pt from the upper edge; 0 for a blank page.
    #[must_use]
    pub fn ink_ends(&self) -> f64 {
        let ink = self.ink();
        let row = (0..self.down).rev().find(|row| (0..self.across).any(|at| ink[row * self.across + at]));
        row.map_or(0.0, |row| self.pt(row + 1))
    }

    /// Tells whether a place holds no ink: left, top, width, height in pt from the upper left corner.
    #[must_use]
    pub fn is_free(&self, [x, y, width, height]: [f64; 4]) -> bool {
        let ink = self.ink();
        let (left, right) = (self.dot(x), self.dot(x + width).min(self.across));
        let (top, bottom) = (self.dot(y), self.dot(y + height).min(self.down));
        (top..bottom).all(|row| (left..right).all(|at| !ink[row * self.across + at]))
    }

    /// Tells whether another page looks the same down to `until` pt from the upper edge.
    #[must_use]
    pub fn is_same_down_to(&self, other: &Self, until: f64) -> bool {
        let rows = self.dot(until).min(self.down);
        self.across == other.across
            && self.down == other.down
            && self.dots[..rows * self.across] == other.dots[..rows * self.across]
    }

    /// Tells which dots are ink: darker than the paper, and not as few as dust on a scanner's glass.
    fn ink(&self) -> Vec<bool> {
        let light: Vec<u8> = self.dots.iter().map(|dot| brightness(*dot)).collect();
        let mut often = [0_usize; 256];
        for level in &light {
            often[usize::from(*level)] += 1;
        }
        let paper = (0..=u8::MAX).max_by_key(|level| often[usize::from(*level)]).unwrap_or(u8::MAX);
        let dark: Vec<bool> = light.iter().map(|level| *level < paper.saturating_sub(INK)).collect();
        let thick = |at: usize| {
            let (row, column) = (at / self.across, at % self.across);
            let rows = row.saturating_sub(AROUND)..=(row + AROUND).min(self.down - 1);
            let columns = column.saturating_sub(AROUND)..=(column + AROUND).min(self.across - 1);
            let around = rows.flat_map(|row| columns.clone().map(move |column| row * self.across + column));
            around.filter(|other| dark[*other]).count() >= LEAST
        };
        (0..dark.len()).map(|at| dark[at] && thick(at)).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "some thousand dots")]
    fn pt(&self, dots: usize) -> f64 {
        dots as f64 / self.scale
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand dots")]
    fn dot(&self, pt: f64) -> usize {
        (pt.max(0.0) * self.scale).round() as usize
    }
}

/// Gives how bright a dot is (Rec. 601).
fn brightness([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from(sum / 1000).unwrap_or(u8::MAX)
}
