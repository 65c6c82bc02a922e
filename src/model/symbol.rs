//! Comes in: a number, a kind's symbol, an organ's symbol. Goes out: the
//! symbol of a paper as it is printed and cited. Must not know: registers.

use chrono::NaiveDate;

/// Is the number and symbol of a paper (HD05 §3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The number; none while the registry has not given one.
    pub number: Option<u32>,
    /// `KH`; empty where its side gives the kind none.
    pub kind: String,
    /// `ĐU`; all organs' symbols where several issue a paper (HD05 §3.2): `BTCTU-BNCTU`.
    pub office: String,
    /// The symbol of the organ in whose series the number is: the leading one's.
    pub lead: String,
    /// The first day of the congress, of a paper of one: all kinds have one series then.
    pub congress: Option<NaiveDate>,
    /// Who drafted it, on papers of the State: `VP` (NĐ30 Phụ lục I II.3b); else empty.
    pub unit: String,
}
