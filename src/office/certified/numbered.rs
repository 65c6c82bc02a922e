//! Comes in: a copy that wants a number. Goes out: the same with its number from the one series of all
//! copies, kept as an object of its own, told of in the paper that was copied. Must not know: how
//! pages are joined.
//!
//! As papers are issued: number, file, object, each entered before the next begins, each harmless to do
//! again. A request is known by all that decides what the copy looks like.

use super::CopyAsked;
use super::form::Form;
use super::made::{Finished, another, written};
use super::original::Original;
use super::pages::{Set, paper};
use crate::archive::Store;
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::{digest, sha256_hex};
use crate::office::desk::Desk;
use crate::office::series::COPIES;
use crate::office::shelf::record::{
    CopiedFile, Described, Fonts, IssuedCopy, Listed, OWN, PaperRecord, Program, RECORD, Rules, Templates,
};
use crate::office::shelf::{begun, copied, object_id, open_archive, seal, settle};
use crate::pipeline::{Stock, Workspace};
use crate::record::page;
use crate::register::{Claim, Entry, Register, Remark, State, Through, told};
use crate::text::folded;

/// Is the folder of copies of documents that are no papers of the office.
const ELSEWHERE: &str = "ban-sao";

impl Desk<'_> {
    /// Makes a copy with a number.
    ///
    /// # Errors
    /// Gives findings; before a number is taken, where the copy cannot be made.
    pub(super) fn with_number(
        &self,
        workspace: &Workspace,
        (form, original, asked): (&Form, &Original, &CopyAsked),
    ) -> Result<(Finished, Vec<Diagnostic>), Findings> {
        let root = self.shelf(workspace);
        let mut register = Register::open(&workspace.folder)?;
        begun(&register, &root)?;
        let claim = claim(workspace, (form, original, asked))?;
        let series = (claim.organ.as_str(), claim.term, claim.kind.as_str());
        let there = register.range_of(&claim.path)?;
        let next = register.counter(series)?.map_or(1, |(_, next)| next);
        let number = there.first().map_or(next, |row| row.number);
        // Whatever is wrong with it shows before its number is taken.
        let mut set = paper(form, Some(number), original, self.stock)?;
        let range = register.allocate(&claim, &self.by)?;
        if range.first != number {
            set = paper(form, Some(range.first), original, self.stock)?;
        }
        let before = register.last_day(series, range.first)?.filter(|before| *before > claim.date);
        let backwards = before.map(|before| {
            let message =
                format!("ngày {} lùi so với bản sao trước (ngày {})", told(claim.date), told(before));
            Diagnostic::new(Code::REGISTER_ORDER, message).hint("số tăng theo ngày")
        });
        let finished = self.shelved((workspace, &mut register), &claim, (form, original, asked), set)?;
        Ok((finished, backwards.into_iter().collect()))
    }

    /// Enters a copy that has its number and keeps it.
    fn shelved(
        &self,
        (workspace, register): (&Workspace, &mut Register),
        claim: &Claim,
        (form, original, asked): (&Form, &Original, &CopyAsked),
        set: Set,
    ) -> Result<Finished, Findings> {
        let store = open_archive(&self.shelf(workspace), register)?;
        let rows = register.range_of(&claim.path)?;
        let Some(row) = rows.first().filter(|row| row.state != State::Cancelled).cloned() else {
            let message = "số của bản sao này vừa bị huỷ ở một cửa sổ khác";
            return Err(Diagnostic::new(Code::REGISTER_TAKEN, message).hint("sao lại để lấy số mới").into());
        };
        let (id, printed) = (object_id(&row), row.printed());
        let before = row.state.is_kept();
        let name = format!("{}.pdf", label(&row));
        if !before {
            register.issued(&claim.path, &[sha256_hex(&set.pdf)], &self.by)?;
        }
        match store.object(&id) {
            Some(kept) if store.read(&kept, &name)? != set.pdf => return Err(another(&printed).into()),
            Some(_) => {}
            None => {
                let rows = register.range_of(&claim.path)?;
                let files = files((form, original), (&rows, &set), (register.head()?, self.stock))?;
                seal::keep((&store, register), (&id, &files), (form.printed().to_lowercase(), &self.by))?;
            }
        }
        if !before {
            register.kept(&rows, &id, &self.by)?;
        }
        let place = (workspace.folder.as_path(), &store);
        settle(place, register, (row.folder(), None), &self.by)?;
        self.told_of((workspace, &store), register, (form, original), &row)?;
        let pdf = written(workspace, (original, asked), (&label(&row), &set))?;
        Ok(Finished { pdf, printed: Some(printed), object: Some(id), set, before })
    }

    /// Tells of the copy in the paper that was copied.
    fn told_of(
        &self,
        (workspace, store): (&Workspace, &Store),
        register: &mut Register,
        (form, original): (&Form, &Original),
        row: &Entry,
    ) -> Result<(), Findings> {
        let Some(entry) = &original.entry else { return Ok(()) };
        let through = Through {
            printed: row.printed(),
            date: row.date,
            summary: row.summary.clone(),
            object: object_id(row),
        };
        let reason = format!("{}, {} ký", form.printed().to_lowercase(), form.signer.name.as_str());
        let (printed, date, object) = (entry.printed(), entry.date, entry.object.clone());
        let said = Remark { printed, date, object, reason, through: Some(through) };
        Ok(copied((workspace.folder.as_path(), store), register, said, &self.by)?)
    }
}

/// Names a copy's file: `01-SY-UBND`.
fn label(row: &Entry) -> String {
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '-' };
    row.printed().chars().map(plain).collect()
}

/// Writes what a copy asks of the register.
fn claim(
    workspace: &Workspace,
    (form, original, asked): (&Form, &Original, &CopyAsked),
) -> Result<Claim, Findings> {
    let organ = form.issuer.symbol.as_str();
    let Some(term) = workspace.office.terms.of(organ, form.day) else {
        let message = format!("ngày {} không nằm trong nhiệm kỳ nào", told(form.day));
        let hint = "khai trong co-quan.yaml: nhiem_ky: [{ tu: 2025-07-01 }]";
        return Err(Diagnostic::new(Code::TERM_NONE, message).hint(hint).into());
    };
    let folder = original.entry.as_ref().map_or(ELSEWHERE, |entry| entry.folder());
    let request = [
        sha256_hex(&original.source.bytes),
        form.word().unwrap_or_default().to_owned(),
        form.day.to_string(),
        organ.to_owned(),
        form.signer.name.as_str().to_owned(),
        asked.recipients.join("\n"),
        original.told.clone(),
    ];
    let request = &digest(request.iter().map(String::as_bytes))[..10];
    let name = format!("{}.sao-{request}", original.stem);
    let summary = format!("({}) {}", form.printed().to_lowercase(), original.told);
    Ok(Claim {
        organ: organ.to_owned(),
        term: term.from,
        kind: folded(COPIES),
        kind_name: COPIES.to_owned(),
        symbol: form.symbol(),
        number: None,
        date: form.day,
        path: if folder.is_empty() { name } else { format!("{folder}/{name}") },
        text: summary.clone(),
        summary,
        signer: form.signer.name.as_str().to_owned(),
        recipients: asked.recipients.join("\n"),
        each: Vec::new(),
        kept_at: form.issuer.kept_at.as_str().to_owned(),
        numbers: 1,
        copies: 1,
    })
}

/// Gathers the files of a copy's object: the copy, the pages it was made of, what was added, the record.
fn files(
    (form, original): (&Form, &Original),
    (rows, set): (&[Entry], &Set),
    (head, stock): ((i64, String), &Stock),
) -> Result<Vec<(String, Vec<u8>)>, Findings> {
    let label = label(&rows[0]);
    let (copy, source, of) =
        (format!("{label}.pdf"), format!("typst/{label}.typ"), format!("goc/{label}.pdf"));
    let look = |path: &String| path.starts_with("the-thuc/");
    let own = stock.assets.own().into_iter().filter(|own| look(&own.path));
    let own: Vec<(String, Vec<u8>)> = own.map(|own| (format!("{OWN}{}", own.path), own.bytes)).collect();
    let bytes = |path: &str| stock.assets.bytes(path).ok().flatten().unwrap_or_default();
    let rules = format!("the-thuc/{}.yaml", form.rules.id);
    let record = PaperRecord {
        program: Program {
            name: "vanthu".to_owned(),
            release: env!("CARGO_PKG_VERSION").to_owned(),
            build: stock.build.to_owned(),
        },
        tools: stock.tools(),
        templates: Templates {
            kind: ELSEWHERE.to_owned(),
            digest: digest(
                [bytes("the-thuc/ban-sao.typ"), bytes("the-thuc/ban-sao.typ.j2")].iter().map(Vec::as_slice),
            ),
        },
        own: Some(
            own.iter()
                .map(|(name, bytes)| Listed { file: name.clone(), sha256: sha256_hex(bytes) })
                .collect(),
        ),
        rules: Rules { name: form.rules.id.clone(), sha256: sha256_hex(&bytes(&rules)) },
        fonts: Fonts { names: form.block(None).fonts, digest: digest(stock.fonts.bytes()) },
        rows: rows.to_vec(),
        head: Some(head.into()),
        dossier: Described::default(),
        copies: vec![IssuedCopy {
            file: copy.clone(),
            source: source.clone(),
            sha256: sha256_hex(&set.pdf),
            pages: set.pages,
            fields: !set.places.is_empty(),
            true_size: true,
            copied: Some(CopiedFile { file: of.clone(), behind: set.behind }),
        }],
    };
    let mut files = vec![
        (copy, set.pdf.clone()),
        (source, set.source.clone().unwrap_or_default().into_bytes()),
        (of, original.source.bytes.clone()),
        (RECORD.to_owned(), page(&record)?),
    ];
    files.extend(own);
    Ok(files)
}
