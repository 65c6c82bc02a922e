//! Comes in: nothing. Goes out: what a place on a page is, for rooms that know no Typst. Must
//! not know: who found it.

/// Is a place on a page, in pt from the page's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The look's name for it: `so`, `chu_ky`.
    pub name: String,
    /// The page, from 1.
    pub page: usize,
    /// The page's height.
    pub page_height: f64,
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// Whose signature or seal comes there, where several sign.
    pub whose: Option<String>,
    /// Whether that is the one responsible, or the leading office.
    pub main: bool,
}
