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

/// Holds what may be one thing on the papers of the Party and another on those of the State.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BySide<T>([T; 2]);

impl<T> BySide<T> {
    /// Takes what it is on the Party's and on the State's.
    pub fn new(party: T, state: T) -> Self {
        Self([party, state])
    }

    /// Gives what it is on the papers of a side.
    pub fn of(&self, side: Side) -> &T {
        &self.0[side as usize]
    }
}
