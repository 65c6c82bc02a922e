//! Comes in: a paper that was read and whose facts were filled in. Goes out:
//! the paper as one value. Must not know: files, rule sets, looks.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::{Body, Dossier, Event, Follows, Invited, Issuer, Month, Office, Runs, Signer, Symbol};
use crate::diag::{Span, Text};
use crate::kind::{Kind, LANDSCAPE};

/// Is what a paper is: numbered and signed, a plain sheet, or an annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Numbered and signed.
    Paper,
    /// A sheet for the meeting: neither number nor signer.
    Sheet,
    /// Printed only with another paper.
    Annex,
}

/// Is a paper of a dossier.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file's name without its ending; other papers refer to it.
    pub id: String,
    /// The beginning of the file, for findings about the whole.
    pub span: Span,
    /// The kind.
    pub kind: Arc<Kind>,
    /// The office.
    pub office: Arc<Office>,
    /// The dossier.
    pub dossier: Arc<Dossier>,
    /// Who issues it; the leading one, where several organs do.
    pub issuer: Issuer,
    /// The other organs that issue it (HD05 §2.1.5).
    pub co_issuers: Vec<Issuer>,
    /// What it is.
    pub form: Form,
    /// Number and symbol.
    pub symbol: Symbol,
    /// Where the number was written.
    pub number_span: Option<Span>,
    /// The day it was signed.
    pub date: Option<(NaiveDate, Span)>,
    /// The month it is to be signed in, where the day is still open.
    pub month: Option<Month>,
    /// The line that names the author under the kind (HD05 §5.2).
    pub author: Option<Runs>,
    /// The summary (HD05 §5).
    pub summary: Option<Runs>,
    /// `Kính gửi`.
    pub addressees: Vec<Runs>,
    /// `Kính trình`.
    pub superiors: Vec<Runs>,
    /// The basis (HD05 §6.2.3).
    pub basis: Vec<Runs>,
    /// The body.
    pub body: Body,
    /// The signer (HD05 §7); the one responsible, where several sign.
    pub signer: Option<Signer>,
    /// The others who sign (HD05 §7.2.4).
    pub co_signers: Vec<Signer>,
    /// Who confirms the signer's signature, where the seal cannot come on it (HD05 §7.1.4).
    pub confirmer: Option<Signer>,
    /// The distribution without the line that says where the paper is kept
    /// (HD05 §9).
    pub recipients: Vec<Runs>,
    /// Where it is kept, if the paper says so itself; else the office does.
    pub kept_at: Vec<Runs>,
    /// Whether it is secret.
    pub secret: bool,
    /// `khẩn` … (HD05 II.3).
    pub urgency: Option<String>,
    /// Who may see it (HD05 II.4.1).
    pub circulation: Option<Runs>,
    /// Not for the press (HD05 II.4.1).
    pub unpublished: bool,
    /// Where it asks to be fitted onto fewer pages, if it does.
    pub compact: Option<Span>,
    /// The number of the draft (HD05 II.4.2); 0 of one that says none.
    pub draft: Option<u32>,
    /// Where that was written.
    pub draft_span: Option<Span>,
    /// The drafter's symbol and the number of copies (HD05 II.5).
    pub drafter: Option<Text>,
    /// The contact (HD05 II.6).
    pub contact: Option<Runs>,
    /// The size of the sheet.
    pub paper: String,
    /// Whether it is printed on both sides: the margins of back sides are turned (HD05 IV.4.2).
    pub duplex: bool,
    /// The annexes (HD05 II.1).
    pub annexes: Vec<Annex>,
    /// The rule set it asks for.
    pub rules: Option<Text>,
    /// The findings it silences.
    pub silences: Vec<Silence>,
    /// The values of the kind's own fields.
    pub own: Vec<(String, Own)>,
    /// Whom it goes out to, if it is made once for each guest.
    pub invited: Option<Invited>,
    /// The earlier paper it puts off or replaces.
    pub follows: Option<Follows>,
}

/// Is an annex of a paper.
#[derive(Debug, Clone)]
pub enum Annex {
    /// Another paper of the dossier.
    Document(Box<Document>),
    /// Written in place.
    Written {
        /// The title, in capitals.
        title: Box<Runs>,
        /// The line below it.
        summary: Option<Box<Runs>>,
        /// The text.
        body: Body,
        /// Whether its pages are landscape.
        landscape: bool,
    },
}

impl Annex {
    /// Tells whether its pages are landscape.
    #[must_use]
    pub fn is_landscape(&self) -> bool {
        match self {
            Self::Document(document) => document.is_landscape(),
            Self::Written { landscape, .. } => *landscape,
        }
    }
}

/// Is a finding the author means not to follow.
#[derive(Debug, Clone)]
pub struct Silence {
    /// Its code.
    pub code: Text,
    /// Why.
    pub reason: Text,
}

/// Is a value of a kind's own field.
#[derive(Debug, Clone)]
pub enum Own {
    /// A text.
    Text(Runs),
    /// A body.
    Body(Body),
    /// A number.
    Number(u32),
    /// A date.
    Date(NaiveDate, Span),
    /// A time.
    Time(NaiveTime, Span),
    /// Yes or no.
    Flag(bool),
    /// A signer.
    Signer(Box<Signer>),
    /// Several values.
    List(Vec<Own>),
    /// Values by name.
    Group(Vec<(String, Own)>),
}

impl Own {
    /// Calls `see` for every text inside.
    pub fn texts<'a>(&'a self, see: &mut dyn FnMut(&'a Text)) {
        match self {
            Self::Text(text) => see(&text.plain),
            Self::Body(body) => body.texts().for_each(see),
            Self::List(values) => values.iter().for_each(|value| value.texts(see)),
            Self::Group(values) => values.iter().for_each(|(_, value)| value.texts(see)),
            _ => {}
        }
    }
}

impl Document {
    /// Tells whether its pages are landscape.
    #[must_use]
    pub fn is_landscape(&self) -> bool {
        self.paper == LANDSCAPE
    }

    /// Gives the day of the dossier's meeting.
    #[must_use]
    pub fn event_date(&self) -> Option<NaiveDate> {
        let event = self.dossier.event.as_ref()?;
        event.date.as_ref().map(|(date, _)| *date)
    }

    /// Gives every text that is printed, names and symbols included.
    #[must_use]
    pub fn printed_texts(&self) -> Vec<&Text> {
        let mut texts = self.running_texts();
        let issuer = &self.issuer;
        texts.extend(&issuer.parent);
        texts.extend([&issuer.name, &self.office.place]);
        texts.extend(self.co_issuers.iter().flat_map(|other| [&other.name, &other.symbol]));
        if self.form == Form::Paper {
            texts.extend([&issuer.symbol, &issuer.kept_at]);
        }
        texts.extend(plain(&self.circulation));
        texts.extend(&self.drafter);
        for signer in self.signers() {
            texts.extend(&signer.authority);
            texts.extend(&signer.organ);
            texts.extend(&signer.also);
            texts.extend([&signer.title, &signer.name]);
        }
        texts
    }

    /// Gives all who sign: the one responsible, the others, whoever confirms a signature.
    pub fn signers(&self) -> impl Iterator<Item = &Signer> {
        self.signer.iter().chain(&self.co_signers).chain(&self.confirmer)
    }

    /// Gives the texts of the meeting, which a template may print.
    pub fn event_texts(&self) -> impl Iterator<Item = &Text> {
        self.dossier.event.iter().flat_map(Event::texts).map(|(_, text)| text)
    }

    /// Gives the texts of the meeting that its kind does not print: of those it prints it has a field of
    /// the same name, in whose place they stand.
    pub fn unprinted_event_texts(&self) -> impl Iterator<Item = &Text> {
        let own = |key: &str| self.kind.fields.iter().any(|field| field.name == key);
        let all = self.dossier.event.iter().flat_map(Event::texts);
        all.filter(move |(key, _)| !own(key)).map(|(_, text)| text)
    }

    /// Gives every stretch of running text: what the checks of wording read.
    #[must_use]
    pub fn running_texts(&self) -> Vec<&Text> {
        let mut texts: Vec<&Text> = Vec::new();
        texts.extend(plain(&self.summary));
        texts.extend(plain(&self.author));
        texts.extend(plain(&self.addressees));
        texts.extend(plain(&self.superiors));
        texts.extend(plain(&self.basis));
        texts.extend(self.body.texts());
        for (_, value) in &self.own {
            value.texts(&mut |text| texts.push(text));
        }
        for annex in &self.annexes {
            if let Annex::Written { title, summary, body, .. } = annex {
                texts.push(&title.plain);
                texts.extend(plain(summary.as_deref()));
                texts.extend(body.texts());
            }
        }
        texts.extend(plain(&self.recipients));
        texts.extend(plain(&self.kept_at));
        texts.extend(plain(&self.contact));
        texts
    }
}

/// Gives lines without their styles.
fn plain<'a>(lines: impl IntoIterator<Item = &'a Runs>) -> impl Iterator<Item = &'a Text> {
    lines.into_iter().map(|line| &line.plain)
}
