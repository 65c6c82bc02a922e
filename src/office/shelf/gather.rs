//! Comes in: an issued paper. Goes out: the files of its object in the archive,
//! with a record of everything it was made with. Must not know: how objects
//! are kept.

use std::fs;
use std::path::Path;

use super::record::{
    Described, Fonts, IssuedCopy, Listed, OWN, PaperRecord, Program, RECORD, Rules, Templates,
};
use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::{digest, sha256_hex};
use crate::model::{Annex, Document, GuestSource};
use crate::pipeline::{Ready, Stock};
use crate::record::page;
use crate::register::Entry;
use crate::typeset::Spot;

/// Is a finished copy of a paper.
pub(crate) struct Sheet {
    /// The file's name without ending.
    pub name: String,
    /// What was set.
    pub source: String,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// The places of number, date, signature and seal, where a token signs.
    pub places: Vec<Spot>,
}

/// Is all that an issued paper was made of and with.
pub(crate) struct Made<'a> {
    /// The paper's file.
    pub file: &'a Path,
    /// The office's folder.
    pub workspace: &'a Path,
    /// The paper, ready to be set.
    pub ready: &'a Ready,
    /// Its finished copies.
    pub sheets: &'a [Sheet],
    /// Its rows in the register.
    pub rows: &'a [Entry],
    /// What the register's log has come to.
    pub head: (i64, String),
    /// What it was made with.
    pub stock: &'a Stock,
}

impl Made<'_> {
    /// Gathers the files of the paper's object.
    ///
    /// # Errors
    /// Gives a finding if a file cannot be read.
    pub(crate) fn files(&self) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
        let mut files = self.sources()?;
        for sheet in self.sheets {
            files.push((format!("{}.pdf", sheet.name), sheet.pdf.clone()));
            files.push((format!("typst/{}.typ", sheet.name), sheet.source.clone().into_bytes()));
        }
        let own = own_files(&self.ready.document, self.stock);
        files.push((RECORD.to_owned(), page(&self.record(&own))?));
        files.extend(own);
        Ok(files)
    }

    /// Reads what the office wrote of the paper, its dossier and itself.
    fn sources(&self) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let mut files = vec![(format!("{SOURCES}{}", name(self.file)), read(self.file)?)];
        for source in [folder.join(FACTS), self.workspace.join("co-quan.yaml")] {
            if source.is_file() {
                files.push((format!("{SOURCES}{}", name(&source)), read(&source)?));
            }
        }
        let guests = self.ready.document.invited.as_ref().map(|invited| &invited.list);
        if let Some(GuestSource::File { path, .. }) = guests {
            let list = folder.join(path.as_str());
            files.push((format!("{SOURCES}{}", name(&list)), read(&list)?));
        }
        Ok(files)
    }

    /// Says what the paper was made of and with.
    fn record(&self, own: &[(String, Vec<u8>)]) -> PaperRecord {
        let Self { ready, stock, .. } = self;
        let rules = format!("the-thuc/{}.yaml", ready.rules.id);
        let rules = stock.assets.bytes(&rules).ok().flatten().unwrap_or_default();
        let own = own.iter().map(|(name, bytes)| Listed { file: name.clone(), sha256: sha256_hex(bytes) });
        PaperRecord {
            program: Program {
                name: "vanthu".to_owned(),
                release: env!("CARGO_PKG_VERSION").to_owned(),
                build: stock.build.to_owned(),
            },
            tools: stock.tools(),
            templates: templates(&ready.document, stock),
            own: Some(own.collect()),
            rules: Rules { name: ready.rules.id.clone(), sha256: sha256_hex(&rules) },
            fonts: Fonts { names: ready.info.fonts.clone(), digest: digest(stock.fonts.bytes()) },
            rows: self.rows.to_vec(),
            head: Some(self.head.clone().into()),
            dossier: Described::of(&ready.document.dossier),
            copies: self.sheets.iter().map(copy).collect(),
        }
    }
}

/// Tells whether files of an office say what they said when a paper was issued.
///
/// # Errors
/// Gives a finding if its object cannot be read.
pub(crate) fn is_same_text(store: &Store, kept: &Kept, files: &[&Path]) -> Result<bool, Box<Diagnostic>> {
    for now in files {
        let source = format!("{SOURCES}{}", name(now));
        let then = match kept.inventory.content(&source) {
            Some(_) => Some(store.read(kept, &source)?),
            None => None,
        };
        if fs::read(now).ok() != then {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Is the file of what a dossier's papers share.
pub(crate) const FACTS: &str = "ho-so.yaml";
/// Is the folder of what an office wrote, in an object.
const SOURCES: &str = "nguon/";

fn copy(sheet: &Sheet) -> IssuedCopy {
    IssuedCopy {
        file: format!("{}.pdf", sheet.name),
        source: format!("typst/{}.typ", sheet.name),
        sha256: sha256_hex(&sheet.pdf),
        pages: sheet.pages,
        fields: !sheet.places.is_empty(),
        true_size: true,
        copied: None,
    }
}

/// Gives the files of the kinds of a paper and its annexes, of the look and of the rule sets
/// that are not built in: the program's own it has for ever, the office's may be lost. Any
/// template may import any part of the look.
fn own_files(document: &Document, stock: &Stock) -> Vec<(String, Vec<u8>)> {
    let annexes = document.annexes.iter().filter_map(|annex| match annex {
        Annex::Document(annex) => Some(&annex.kind.id),
        Annex::Written { .. } => None,
    });
    let kinds: Vec<String> =
        std::iter::once(&document.kind.id).chain(annexes).map(|id| format!("{id}/")).collect();
    let meant = |path: &str| {
        let typst = Path::new(path).extension().is_some_and(|ending| ending == "typ");
        typst || path.starts_with("the-thuc/") || kinds.iter().any(|kind| path.starts_with(kind))
    };
    let own = stock.assets.own().into_iter().filter(|own| meant(&own.path));
    own.map(|own| (format!("{OWN}{}", own.path), own.bytes)).collect()
}

/// Digests the templates of a paper's kind.
fn templates(document: &Document, stock: &Stock) -> Templates {
    let own = format!("{}/", document.kind.id);
    let files = stock.assets.files();
    let files = files.iter().filter(|path| path.starts_with(&own));
    let bytes: Vec<Vec<u8>> =
        files.map(|path| stock.assets.bytes(path).ok().flatten().unwrap_or_default()).collect();
    Templates { kind: document.kind.id.clone(), digest: digest(bytes.iter().map(Vec::as_slice)) }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    fs::read(path).map_err(|error| {
        let message = format!("không đọc được `{}`: {}", path.display(), os_words(&error));
        Box::new(Diagnostic::new(Code::FILE_READ, message))
    })
}
