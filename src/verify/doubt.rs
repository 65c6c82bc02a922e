//! Comes in: nothing. Goes out: the two ways in which something is not proved. Must
//! not know: what it was.

/// Says why something is not proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is proved to be wrong.
    Wrong(String),
    /// It can neither be proved right nor wrong.
    Open(String),
}

impl Doubt {
    /// Puts words in front of the reason.
    pub(super) fn of(self, what: &str) -> Self {
        match self {
            Self::Wrong(why) => Self::Wrong(format!("{what}: {why}")),
            Self::Open(why) => Self::Open(format!("{what}: {why}")),
        }
    }
}

impl From<String> for Doubt {
    fn from(why: String) -> Self {
        Self::Wrong(why)
    }
}

impl From<&str> for Doubt {
    fn from(why: &str) -> Self {
        Self::Wrong(why.to_owned())
    }
}
