//! Comes in: nothing. Goes out: the modes in which Word lays out a file. Must not know: the file.

/// Says by the rules of which Word a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Word 2007.
    Of2007,
    /// Word 2010, the last that leaves the blanks of justified lines alone.
    #[default]
    Of2010,
    /// Word 2013 and later.
    Of2013,
}

impl Mode {
    /// Gives the mode of a number, as Word counts.
    #[must_use]
    pub fn of(number: u8) -> Option<Self> {
        [Self::Of2007, Self::Of2010, Self::Of2013].into_iter().find(|mode| mode.number() == number)
    }

    /// Gives Word's number.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Of2007 => 12,
            Self::Of2010 => 14,
            Self::Of2013 => 15,
        }
    }
}
