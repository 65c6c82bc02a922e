//! Comes in: what `co-quan.yaml` and `ho-so.yaml` say. Goes out: the office,
//! its signers and issuers, the dossier and its event. Must not know: files.

use std::ops::Deref;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::proper::proper;
use crate::diag::{Diagnostic, Span, Text};
use crate::kind::Side;
use crate::text::{ToneStyle, folded};

/// Is an office: one committee with its register.
#[derive(Debug, Clone)]
pub struct Office {
    /// The committee as an issuer.
    pub issuer: Issuer,
    /// Before the date: `Hưng Chính` (HD05 §4.1.1).
    pub place: Text,
    /// The style of tone marks it keeps to.
    pub tone: Option<ToneStyle>,
    /// The signers, by short name.
    pub signers: Vec<(String, Signer)>,
    /// Other issuers, by short name.
    pub issuers: Vec<(String, Issuer)>,
    /// The rule set for all papers, if the office chose one.
    pub rules: Option<Text>,
    /// The font, if it is not the one that ships.
    pub font: Option<Text>,
    /// Whether its papers get signature fields; not where only pens sign.
    pub signs_digitally: bool,
    /// Whether hours are printed with a zero before one digit: `07 giờ 30`.
    pub pads_hours: bool,
    /// Its terms of office with the congresses of its organs, and which organs count by years.
    pub terms: Terms,
    /// The abbreviations that all its papers may use without explaining them.
    pub abbreviations: Vec<String>,
    /// Where its archive lies, if not beside `co-quan.yaml`.
    pub archive: Option<Text>,
    /// Where its own templates and rule sets lie, from the folder of `co-quan.yaml`.
    pub templates: Option<Text>,
    /// What was typed in its file and is printed otherwise.
    pub told: Vec<Diagnostic>,
    /// Folders outside its own whose files its papers may name, from that of
    /// `co-quan.yaml`.
    pub outside: Vec<Text>,
    /// Folders that take its backups besides the drives of the machine, from that of the office.
    pub backups: Vec<Text>,
}

/// Is who issues a paper: the top left corner (HD05 §2).
#[derive(Debug, Clone)]
pub struct Issuer {
    /// The organ above, not bold.
    pub parent: Option<Text>,
    /// The organ itself, bold.
    pub name: Text,
    /// Both as they stand in the head, in the lines the office broke them into.
    pub head: Head,
    /// The name inside a sentence: `Đảng ủy xã Hưng Chính`.
    pub proper: String,
    /// Whether `proper` is a guess that may be wrong.
    pub doubtful: bool,
    /// The symbol after the slash.
    pub symbol: Text,
    /// Where its papers are kept.
    pub kept_at: Text,
    /// Whose rules of form it stands under.
    pub side: Side,
    /// The days of the congress, of an organ of one: its papers have one series (HD05 §3.1.1a).
    pub congress: Option<Term>,
    /// Whether one series of numbers is for all kinds of its papers (NĐ30 Đ.15).
    pub one_series: bool,
}

/// Holds the names in the head of a paper, with the office's own line ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The organ above.
    pub parent: Option<String>,
    /// The organ itself.
    pub name: String,
}

/// Is a term of office, or a congress; numbers run through it (HD05 §3.1.1b).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, if it is over.
    pub until: Option<NaiveDate>,
    /// Whether it is a congress, from the preparatory session to the closing: all its papers have one
    /// series (HD05 §3.1.1a).
    pub congress: bool,
}

impl Term {
    /// Tells whether a day lies in it.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Says in which terms numbers run: those of the committee (HD05 §3.1.1b), or years (NĐ30 Đ.15).
/// Wherever only the committee's are meant, it is their list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    own: Vec<Term>,
    yearly: Vec<String>,
}

impl Terms {
    /// Takes the committee's terms, and the symbols of the organs that count by years.
    #[must_use]
    pub fn new(own: Vec<Term>, yearly: Vec<String>) -> Self {
        Self { own, yearly }
    }

    /// Finds the term a day lies in for an organ (its symbol): a calendar year, or a term of office;
    /// where two share a day, the later one: it begins that day. A congress is no term.
    #[must_use]
    pub fn of(&self, organ: &str, day: NaiveDate) -> Option<Term> {
        if self.is_yearly(organ) {
            let end = |month, on| NaiveDate::from_ymd_opt(day.year(), month, on);
            return Some(Term { from: end(1, 1)?, until: end(12, 31), congress: false });
        }
        let holds = |term: &&Term| !term.congress && term.holds(day);
        self.own.iter().filter(holds).max_by_key(|term| term.from).cloned()
    }

    /// Adds the days of a congress; several organs of one name the same days.
    pub fn add_congress(&mut self, days: &Term) {
        if !self.own.contains(days) {
            self.own.push(days.clone());
        }
    }

    /// Tells whether an organ's numbers begin anew each year; marks and capitals do not count.
    #[must_use]
    pub fn is_yearly(&self, organ: &str) -> bool {
        self.yearly.iter().any(|own| folded(own) == folded(organ))
    }
}

impl Deref for Terms {
    type Target = [Term];

    fn deref(&self) -> &[Term] {
        &self.own
    }
}

/// Is a signer: authority, title, name (HD05 §7).
#[derive(Debug, Clone)]
pub struct Signer {
    /// `T/M BAN THƯỜNG VỤ`; `T/L BAN THƯỜNG VỤ` and below it `K/T CHÁNH VĂN
    /// PHÒNG`; none when signing directly.
    pub authority: Vec<Text>,
    /// `PHÓ BÍ THƯ`; empty where the authority says it all (`T/M ĐOÀN CHỦ TỊCH`, HD05 §7.1.4).
    pub title: Text,
    /// The title in the lines the office broke it into.
    pub title_lines: Vec<String>,
    /// The organ they hold it in, which papers of several organs name (HD05 §7.1.2).
    pub organ: Option<Text>,
    /// The organ in the lines the office broke it into.
    pub organ_lines: Vec<String>,
    /// The second office of a `kiêm` form.
    pub also: Option<Text>,
    /// The full name.
    pub name: Text,
}

/// Is a dossier: the papers of one meeting.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// Its code in the list of files.
    pub code: Option<Text>,
    /// Its title.
    pub title: Option<Text>,
    /// The meeting.
    pub event: Option<Event>,
    /// What is said of it for the archive (Thông tư 05/2025/TT-BNV), by field.
    pub kept: Vec<(String, Text)>,
    /// Other facts, by name.
    pub facts: Vec<(String, Text)>,
    /// What was typed in its file and is printed otherwise.
    pub told: Vec<Diagnostic>,
}

/// Is the meeting, said once.
#[derive(Debug, Clone)]
pub struct Event {
    /// The name.
    pub name: Text,
    /// The day.
    pub date: Option<(NaiveDate, Span)>,
    /// The hour it begins.
    pub time: Option<(NaiveTime, Span)>,
    /// Where.
    pub place: Option<Text>,
    /// Who chairs.
    pub chair: Option<Text>,
    /// Who comes.
    pub attendance: Option<Text>,
}

impl Event {
    /// Gives its texts, each with its key in `su_kien`.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let rest = [("dia_diem", &self.place), ("chu_tri", &self.chair), ("thanh_phan", &self.attendance)];
        let rest = rest.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
        std::iter::once(("ten", &self.name)).chain(rest)
    }
}

impl Office {
    /// Gives the name of the body for which a signer signs, as a sentence has
    /// it: `T/M BAN THƯỜNG VỤ` of `Đảng ủy xã X` is `Ban Thường vụ Đảng ủy xã X`,
    /// whichever office's letterhead is used. Several organs are named one after the other.
    #[must_use]
    pub fn author(&self, issuer: &Issuer, others: &[Issuer], signer: Option<&Signer>) -> String {
        let standing = |text: &Text| text.as_str().to_uppercase().contains("BAN THƯỜNG VỤ");
        let standing = signer.is_some_and(|signer| signer.authority.iter().any(standing));
        let lead = if standing {
            format!("Ban Thường vụ {}", self.issuer.proper)
        } else {
            issuer.proper.clone()
        };
        let Some((last, between)) = others.split_last() else { return lead };
        let first: Vec<&str> =
            std::iter::once(lead.as_str()).chain(between.iter().map(|other| other.proper.as_str())).collect();
        format!("{} và {}", first.join(", "), last.proper)
    }

    /// Finds a signer by short name.
    #[must_use]
    pub fn signer(&self, name: &str) -> Option<&Signer> {
        self.signers.iter().find(|(key, _)| key == name).map(|(_, signer)| signer)
    }

    /// Gives whose papers its organs make, each side once.
    #[must_use]
    pub fn sides(&self) -> Vec<Side> {
        let mut sides = vec![self.issuer.side];
        for (_, unit) in &self.issuers {
            if !sides.contains(&unit.side) {
                sides.push(unit.side);
            }
        }
        sides
    }

    /// Finds the organ that has a symbol; marks and capitals do not count.
    #[must_use]
    pub fn organ(&self, symbol: &str) -> Option<&Issuer> {
        let all = std::iter::once(&self.issuer).chain(self.issuers.iter().map(|(_, unit)| unit));
        all.into_iter().find(|one| folded(one.symbol.as_str()) == folded(symbol))
    }

    /// Finds an issuer by short name.
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<&Issuer> {
        self.issuers.iter().find(|(key, _)| key == name).map(|(_, issuer)| issuer)
    }
}

impl Issuer {
    /// Is the series of a congress (HD05 §3.1.1a).
    pub const CONGRESS: &str = "dai-hoi";

    /// Names the series of several kinds: that of an organ's secret papers (NĐ30 Đ.15), the one of all,
    /// that of a congress.
    pub const SHARED: [&str; 3] = ["mat", "chung", Self::CONGRESS];

    /// Names the series in which its papers of a kind (its name) have their numbers: by kind, or one for
    /// all (NĐ30 Đ.15); secret papers of the State have their own, those of the Party share (HD05 §3.1.1c); a
    /// congress has one.
    #[must_use]
    pub fn series(&self, kind: &str, secret: bool) -> String {
        match self.side {
            _ if self.congress.is_some() => Self::CONGRESS.to_owned(),
            Side::State if secret => Self::SHARED[0].to_owned(),
            Side::State if self.one_series => Self::SHARED[1].to_owned(),
            _ => folded(kind),
        }
    }

    /// Gives the name for sentences: the one the office wrote, else a guess;
    /// and whether that guess is doubtful.
    #[must_use]
    pub fn proper_name(written: Option<&Text>, name: &Text) -> (String, bool) {
        written.map_or_else(|| proper(name.as_str()), |written| (written.as_str().to_owned(), false))
    }
}
