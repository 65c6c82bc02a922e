//! Comes in: nothing. Goes out: what a sheet is, and how well one fits what is sought. Must
//! not know: how it was read.

use super::grid::Grid;
use super::old::Old;
use super::place::Place;

/// Is a sheet, or a whole file of separated text.
pub(crate) struct Sheet {
    /// Its name for findings.
    pub place: Place,
    /// Its cells.
    pub grid: Grid,
    /// What was found of old encodings.
    pub old: Old,
    /// Whether a person who opens the file does not see it.
    pub hidden: bool,
}

/// Says how well a grid read by one separator fits what is sought.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fit {
    /// How many columns it knows.
    pub fields: usize,
    /// How many columns the header has.
    pub width: usize,
}
