//! Comes in: a document and its rule set. Goes out: its texts one by one, each
//! with its role, its words and its dates, found once for all checks. Must not
//! know: what any check looks for.

use super::kinds::KindWords;
use super::passage::{Passage, Role};
use crate::diag::Text;
use crate::model::{Annex, Block, Body, Document, Own, Runs, Signer};
use crate::rules::RuleSet;

/// Is a paper ready to be checked.
pub(super) struct Paper<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// Its rule set.
    pub(super) rules: &'a RuleSet,
    /// Its texts in the order of print; names come last.
    pub(super) passages: Vec<Passage<'a>>,
    /// The bodies in it.
    pub(super) bodies: Vec<&'a Body>,
    /// The signers in it.
    pub(super) signers: Vec<&'a Signer>,
    /// What kinds of paper are called.
    pub(super) kinds: &'a KindWords,
}

impl<'a> Paper<'a> {
    /// Reads a document.
    pub(super) fn new(document: &'a Document, rules: &'a RuleSet, kinds: &'a KindWords) -> Self {
        let mut paper = Self {
            document,
            rules,
            passages: Vec::new(),
            bodies: Vec::new(),
            signers: document.signers().collect(),
            kinds,
        };
        paper.lines(&document.author, Role::Author);
        paper.lines(&document.summary, Role::Summary);
        paper.lines(&document.addressees, Role::Address);
        paper.lines(&document.superiors, Role::Address);
        paper.lines(&document.basis, Role::Basis);
        paper.body(&document.body);
        for (_, value) in &document.own {
            paper.own(value, Role::Own);
        }
        paper.lines(&document.recipients, Role::Recipient);
        paper.lines(&document.kept_at, Role::Recipient);
        paper.lines(&document.contact, Role::Contact);
        let own_end = paper.passages.len();
        for annex in &document.annexes {
            if let Annex::Written { title, summary, body, .. } = annex {
                paper.lines([title.as_ref()], Role::Title);
                paper.lines(summary.as_deref(), Role::Title);
                paper.body(body);
            }
        }
        for passage in &mut paper.passages[own_end..] {
            passage.annexed = true;
        }
        paper.names();
        paper
    }

    fn add(&mut self, texts: impl IntoIterator<Item = &'a Text>, role: Role<'a>) {
        let kinds = self.kinds;
        self.passages.extend(texts.into_iter().map(|text| Passage::new(text, role, kinds)));
    }

    fn lines(&mut self, lines: impl IntoIterator<Item = &'a Runs>, role: Role<'a>) {
        self.add(lines.into_iter().map(|line| &line.plain), role);
    }

    fn body(&mut self, body: &'a Body) {
        self.bodies.push(body);
        for block in &body.blocks {
            match block {
                Block::Line { mark, runs } => self.noted([runs], Role::Line(mark)),
                Block::SetOff { lines, .. } => self.noted(lines, Role::SetOff),
                Block::Division { label, title, .. } => {
                    self.noted([label], Role::Division);
                    self.noted(title, Role::Division);
                }
                Block::Table(table) => self.noted(table.texts(), Role::Cell),
            }
        }
    }

    /// Adds lines, each with its footnotes behind it.
    fn noted(&mut self, lines: impl IntoIterator<Item = &'a Runs>, role: Role<'a>) {
        for line in lines {
            self.add([&line.plain], role);
            self.lines(line.notes.iter().map(|note| &note.runs), Role::Note);
        }
    }

    fn own(&mut self, value: &'a Own, role: Role<'a>) {
        match value {
            Own::Text(text) => self.lines([text], role),
            Own::Body(body) => self.body(body),
            Own::Signer(signer) => self.signers.push(signer),
            Own::List(values) => values.iter().for_each(|value| self.own(value, Role::Listed)),
            Own::Group(values) => values.iter().for_each(|(_, value)| self.own(value, Role::Own)),
            _ => {}
        }
    }

    fn names(&mut self) {
        let document = self.document;
        let issuer = &document.issuer;
        self.add(&issuer.parent, Role::Name);
        self.add([&issuer.name, &issuer.symbol, &issuer.kept_at, &document.office.place], Role::Name);
        self.add(document.co_issuers.iter().flat_map(|other| [&other.name, &other.symbol]), Role::Name);
        self.lines(&document.circulation, Role::Name);
        self.add(&document.drafter, Role::Name);
        for signer in self.signers.clone() {
            self.add(&signer.authority, Role::Name);
            self.add([&signer.title], Role::Name);
            self.add(&signer.organ, Role::Name);
            self.add(&signer.also, Role::Name);
            self.add([&signer.name], Role::Person);
        }
        if let Some(event) = &document.dossier.event {
            self.add([&event.name], Role::Name);
            self.add(event.place.iter().chain(&event.chair).chain(&event.attendance), Role::Name);
        }
    }

    /// Gives the running text: everything but names.
    pub(super) fn running(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(|passage| !matches!(passage.role, Role::Name | Role::Person))
    }

    /// Gives the content: what is said, without the lists of who is addressed.
    pub(super) fn content(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.running().filter(|passage| {
            !matches!(passage.role, Role::Address | Role::Recipient | Role::Contact | Role::Listed)
        })
    }
}
