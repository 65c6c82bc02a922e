//! Comes in: a word of a file. Goes out: whether the Party's rules of form are meant or the
//! State's. Must not know: what differs between them.

/// Is whose rules of form an organ, a kind, a rule set stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Side {
    /// `dang`: the Party's.
    #[default]
    Party,
    /// `nha-nuoc`: the State's.
    State,
}

impl Side {
    /// Holds both.
    pub const ALL: [Self; 2] = [Self::Party, Self::State];

    /// Reads it as files have it.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.word() == word)
    }

    /// Writes it as files have it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Party => "dang",
            Self::State => "nha-nuoc",
        }
    }

    /// Names it in a sentence: `thể thức của …`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Party => "Đảng",
            Self::State => "Nhà nước",
        }
    }
}
