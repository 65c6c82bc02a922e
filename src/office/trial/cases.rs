//! Comes in: kinds. Goes out: the papers by which each is tried: its example, and the example with
//! each field of its own filled. Must not know: how they are set, what is made of it.

use std::path::Path;
use std::sync::Arc;

use super::probe::{Probe, probes, with, without};
use crate::diag::{Code, Diagnostic, Findings, Severity, Source, Span};
use crate::input;
use crate::kind::{Field, GuestUse, Kind, Part, Side, example, kinds};
use crate::pipeline::batch::sheet_of;
use crate::pipeline::{Bench, Examined, Ready, Stock};
use crate::yaml::{self, Node};

/// Is how many ways of filling a field are set where only a difference tells.
const WAYS: usize = 3;
/// Is the guest list of sheets: one guest of whom all is known, one of whom only the name is.
const GUESTS: &str =
    "Họ và tên;Chức vụ;Đơn vị;Địa chỉ\nLò Thị Mẫu;Bí thư Chi bộ;Xóm 2;Xóm 2, xã Hoa Mẫu\nY A'Blă Êban;;;\n";

/// Is what is tried: a kind as papers of one side. A kind of both whose examples differ is two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mould {
    /// The kind.
    pub(super) id: String,
    /// The side, where both have examples of their own; else the office's, if it may be.
    pub(super) side: Option<Side>,
}

impl Mould {
    /// Gives what is tried of a kind.
    pub(super) fn of(stock: &Stock, id: &str) -> Vec<Self> {
        let mould = |side| Self { id: id.to_owned(), side };
        let both = stock.assets.place(&format!("{id}/vi-du.{}.yaml", Side::State.word())).is_some();
        if both { Side::ALL.map(|side| mould(Some(side))).into() } else { vec![mould(None)] }
    }

    /// Gives the name its example is asked for by: `ke-hoach-nha-nuoc`.
    pub(super) fn name(&self) -> String {
        self.beside(&self.id, '-')
    }

    /// Gives the name of its example without its ending: `vi-du.nha-nuoc`.
    pub(super) fn example(&self) -> String {
        self.beside("vi-du", '.')
    }

    fn beside(&self, name: &str, mark: char) -> String {
        match self.side {
            Some(Side::State) => format!("{name}{mark}{}", Side::State.word()),
            _ => name.to_owned(),
        }
    }
}

/// Is a paper to be set.
pub(super) struct Case {
    /// What it tries.
    pub(super) mould: Mould,
    /// What of it.
    pub(super) what: What,
    /// The paper, or why there is none.
    pub(super) ready: Result<Ready, Vec<Diagnostic>>,
    /// The source of the sheet that is made with the paper, if that is what is tried.
    pub(super) sheet: Option<String>,
}

/// Says what of a kind is tried.
#[derive(Clone)]
pub(super) enum What {
    /// Its example.
    Example,
    /// A field of its own.
    Field(Box<FieldAsked>),
}

/// Says which field is tried.
#[derive(Clone)]
pub(super) struct FieldAsked {
    /// Its place among the fields.
    pub(super) place: usize,
    /// Its name, with those of its groups.
    pub(super) name: String,
    /// The word that must be printed; none where only a difference tells.
    pub(super) word: Option<String>,
    /// What is told if it is not.
    pub(super) at: Diagnostic,
}

/// Makes cases.
pub(super) struct Cases<'a> {
    stock: &'a Stock,
    /// The office, and one of the other side: each with whose it is.
    benches: [(Side, Bench); 2],
    /// The files as their keeper knows them: what is found in a copy is told of them.
    known: Vec<Arc<Source>>,
    made: Vec<Case>,
}

impl<'a> Cases<'a> {
    /// Sets up an office: the one named, else the one built in as an example.
    ///
    /// # Errors
    /// Gives findings if it cannot be read.
    pub(super) fn new(stock: &'a Stock, office: Option<&Path>) -> Result<Self, Findings> {
        let source = match office {
            Some(folder) => input::read(&folder.join("co-quan.yaml"))?,
            None => Source::new("co-quan.yaml", Part::Office.example()),
        };
        let side = input::office(&source).map_or(Side::Party, |office| office.issuer.side);
        let other = if side == Side::Party { Side::State } else { Side::Party };
        let bench = |text: &str, side: Side| Bench::new(text, Part::dossier(side));
        let benches = [(side, bench(source.text(), side)?), (other, bench(Part::office(other), other)?)];
        Ok(Self { stock, benches, known: vec![source], made: Vec::new() })
    }

    /// Makes the cases of moulds; what is wrong before anything is set goes to `findings`.
    pub(super) fn of_all(mut self, moulds: &[Mould], findings: &mut Vec<Diagnostic>) -> Vec<Case> {
        for mould in moulds {
            let found = self.stock.kind(&mould.id).and_then(|kind| match kind.guests {
                Some(GuestUse::All) => self.sheet(&kind, mould),
                _ => self.paper(&kind, mould),
            });
            match found {
                Ok(found) => findings.extend(found),
                Err(found) => findings.extend(found),
            }
        }
        self.made
    }

    /// Takes a kind that is a paper; gives what was found in its example.
    fn paper(&mut self, kind: &Kind, mould: &Mould) -> Result<Vec<Diagnostic>, Findings> {
        let side = self.side(kind, mould);
        let example = self.example(kind, side)?;
        self.known.push(Arc::clone(&example));
        let (paper, found) = self.examined((kind, side), example.text())?;
        let ready = paper.ready.ok_or_else(Vec::new);
        self.add(mould, What::Example, ready, None);
        let is_own = |field: &&Field| kind.own.contains(&field.name) && kind.has(&field.name, side);
        let own: Vec<&Field> = kind.fields.iter().filter(is_own).collect();
        let manifest = self.stock.assets.source(&format!("{}/loai.yaml", kind.id))?;
        let manifest = manifest.map(|source| yaml::parse(&source)).transpose()?;
        for (place, probe) in probes(&own, example.text()).into_iter().enumerate() {
            let at = unprinted(mould, &probe.path, manifest.as_ref());
            self.field((kind, mould), place, &probe, &at);
        }
        Ok(found)
    }

    fn field(&mut self, of: (&Kind, &Mould), place: usize, probe: &Probe, at: &Diagnostic) {
        let (kind, mould) = of;
        let (mut count, side) = (0, self.side(kind, mould));
        for text in &probe.texts {
            let read = self.examined((kind, side), text);
            let ready = match read {
                Ok((paper, found)) => paper.ready.ok_or(found),
                Err(found) => Err(found.into()),
            };
            count += usize::from(ready.is_ok());
            let (name, word) = (probe.path.clone(), probe.word.clone());
            let asked = FieldAsked { place, name, word, at: at.clone() };
            self.add(mould, What::Field(Box::new(asked)), ready, None);
            if count == WAYS {
                break;
            }
        }
    }

    fn add(
        &mut self,
        mould: &Mould,
        what: What,
        ready: Result<Ready, Vec<Diagnostic>>,
        sheet: Option<String>,
    ) {
        self.made.push(Case { mould: mould.clone(), what, ready, sheet });
    }

    /// Reads a paper of a kind as if it lay in the office of a side; gives it with what is wrong.
    fn examined(&self, of: (&Kind, Side), text: &str) -> Result<(Examined, Vec<Diagnostic>), Findings> {
        let (kind, side) = of;
        let mut files = vec![(format!("{}.yaml", kind.id), text.to_owned())];
        files.extend(self.earlier(text));
        let bench = self.benches.iter().find(|bench| bench.0 == side).unwrap_or(&self.benches[0]);
        let (paper, found) = bench.1.examine(&files, self.stock)?;
        let around = found.into_iter().filter(Diagnostic::is_error);
        let own = paper.findings.iter().filter(|finding| finding.code.severity != Severity::Info).cloned();
        let all = around.chain(own).map(|finding| self.at_home(finding)).collect();
        Ok((paper, all))
    }

    /// Gives the paper an example follows, which has its number: the example of the kind it
    /// is named by.
    fn earlier(&self, text: &str) -> Option<(String, String)> {
        let name = text.lines().find_map(|line| line.strip_prefix("theo: "))?.trim();
        let example = self.stock.assets.source(&format!("{name}/vi-du.yaml")).ok()??;
        let numbered = example.text().replace("# so:", "so:").replace("# ngay:", "ngay:");
        Some((format!("{name}.yaml"), numbered))
    }

    /// Gives the side as whose paper a kind is tried: the mould's, else that of the office, if it may.
    fn side(&self, kind: &Kind, mould: &Mould) -> Side {
        let [own, other] = &self.benches;
        mould.side.unwrap_or(if kind.sides.contains(&own.0) { own.0 } else { other.0 })
    }

    fn example(&self, kind: &Kind, side: Side) -> Result<Arc<Source>, Findings> {
        let id = &kind.id;
        example(&self.stock.assets, id, side)?.ok_or_else(|| {
            Diagnostic::new(Code::KIND_BROKEN, format!("loại `{id}` không có tệp vi-du.yaml")).into()
        })
    }

    /// Tells a finding of the file its keeper knows, not of the copy.
    fn at_home(&self, mut finding: Diagnostic) -> Diagnostic {
        let home = |span: &mut Span| {
            if let Some(known) = self.known.iter().find(|known| known.text() == span.source.text()) {
                span.source = Arc::clone(known);
            }
        };
        finding.span.iter_mut().chain(finding.related.iter_mut().map(|(span, _)| span)).for_each(home);
        finding
    }

    /// Takes a kind that is a sheet made of a guest list: with the example of a kind that
    /// goes out to guests.
    fn sheet(&mut self, kind: &Kind, mould: &Mould) -> Result<Vec<Diagnostic>, Findings> {
        let none = || {
            let message = format!("loại `{}`: không có loại nào mời khách để in kèm nó", kind.id);
            Findings::from(Diagnostic::new(Code::KIND_BROKEN, message))
        };
        let (inviting, text) = self.invitation(&kind.id).ok_or_else(none)?;
        let files = [(format!("{inviting}.yaml"), text), ("khach.csv".to_owned(), GUESTS.to_owned())];
        let (paper, _) = self.benches[0].1.examine(&files, self.stock)?;
        let (Some(ready), Some(list)) = (paper.ready, paper.list) else {
            return Err(paper.findings.into_iter().filter(Diagnostic::is_error).collect::<Vec<_>>().into());
        };
        let source = sheet_of(&ready, &list, self.stock)?;
        self.add(mould, What::Example, Ok(ready), Some(source));
        Ok(Vec::new())
    }

    /// Writes an invitation with a list, in which a sheet is printed, too.
    fn invitation(&self, sheet: &str) -> Option<(String, String)> {
        let all = kinds(&self.stock.assets).into_iter().filter_map(|id| self.stock.kind(&id).ok());
        let mut inviting = all.filter(|kind| kind.guests == Some(GuestUse::Each));
        inviting.find_map(|kind| {
            let example = self.example(&kind, self.benches[0].0).ok()?;
            let follows = example.text().lines().any(|line| line.starts_with("theo:"));
            let bare =
                kind.unless_guests.iter().fold(example.text().to_owned(), |text, key| without(&text, key));
            let listed = with(&bare, "danh_sach", "{ tep: khach.csv }");
            (!follows).then(|| (kind.id.clone(), with(&listed, "in_kem", &format!("[{sheet}]"))))
        })
    }
}

/// Words that a field is never printed, at its place in the manifest.
fn unprinted(mould: &Mould, path: &str, manifest: Option<&Node>) -> Diagnostic {
    let message = format!("loại `{}`: trường `{path}` điền vào mà không được in ra", mould.name());
    let finding = Diagnostic::new(Code::MOULD_FIELD, message)
        .hint("in nó trong main.typ.j2 hoặc than.typ.j2, hoặc bỏ nó khỏi loai.yaml; gõ đúng tên trường ở cả hai chỗ");
    match manifest.and_then(|manifest| place(manifest, path)) {
        Some(span) => finding.at(span),
        None => finding,
    }
}

/// Finds a field's name in a manifest.
fn place(manifest: &Node, path: &str) -> Option<Span> {
    let mut fields = manifest.get("truong");
    let mut found = None;
    for name in path.split('.') {
        let (key, node) = fields?.entries().iter().find(|(key, _)| key.as_str() == name)?;
        found = Some(key.span());
        let mut inner = node;
        while let Some(of) = inner.get("cua") {
            inner = of;
        }
        fields = inner.get("truong");
    }
    found
}
