//! Comes in: a year and a month. Goes out: the month, whose day is still open.
//! Must not know: how it is typed or printed.

use chrono::{Datelike, Months, NaiveDate};

/// Is a month in which a paper is to be signed, the day of which is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(NaiveDate);

impl Month {
    /// Makes a month of a year, from 1.
    #[must_use]
    pub fn of(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(Self)
    }

    /// Gives the year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Gives the month, from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0.month()
    }

    /// Gives the first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// Gives the last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let next = self.0.checked_add_months(Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or(self.0)
    }

    /// Tells whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        (day.year(), day.month()) == (self.year(), self.number())
    }
}
