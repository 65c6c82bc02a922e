//! Comes in: what somebody wants to see of the archive. Goes out: it proved, found, shown,
//! laid out, handed out, set again. Must not know: how it is shown.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use serde_json::Value;

use super::answer::{
    ArchiveProved, Bagged, DossierDocument, DossierPaper, DossierShown, FileShown, Finished, FoundPaper,
    PaperShown, SetAgain, Version, Viewed,
};
use super::desk::Desk;
use super::named::Named;
use super::rows::Wanted;
use super::shelf::{
    Charge, Described, Fate, FiledPaper, Found, See, SignedRecord, Standing, bag, dossier_id, dossier_record,
    is_about, leaves, mend, prove, read, rebuild, record, seek,
};
use crate::archive::{Kept, Sample, Store, view};
use crate::diag::{Code, Diagnostic, Findings};
use crate::register::{Entry, Query, Register, State};

impl Desk<'_> {
    /// Reads the archive again, all or a `sample` of it, and compares it with the register,
    /// both ways.
    ///
    /// # Errors
    /// Gives findings if there is no office or a CA cannot be read; what is wrong in the
    /// archive comes beside the answer.
    pub fn prove_archive(
        &self,
        sample: Option<usize>,
        ca: &[PathBuf],
    ) -> Result<(ArchiveProved, Vec<Diagnostic>), Findings> {
        self.prove_watched(sample, ca, None)
    }

    /// Proves the archive as [`Desk::prove_archive`] does, and tells meanwhile how far it has
    /// come.
    ///
    /// # Errors
    /// As [`Desk::prove_archive`].
    pub fn prove_watched(
        &self,
        sample: Option<usize>,
        ca: &[PathBuf],
        see: Option<See<'_>>,
    ) -> Result<(ArchiveProved, Vec<Diagnostic>), Findings> {
        let workspace = self.workspace()?;
        let anchors = self.anchors(ca)?;
        // Another day, another part of the store.
        let seed = u64::try_from(self.today.num_days_from_ce()).unwrap_or_default();
        let proof = prove(&Charge {
            workspace: &workspace.folder,
            archive: &self.shelf(&workspace),
            sample: Sample { count: sample, seed },
            terms: &workspace.office.terms,
            today: self.today,
            trust: &anchors.trust,
            see,
        });
        let told = ArchiveProved {
            sound: proof.sound,
            objects: proof.objects,
            bytes: proof.bytes,
            signed: proof.signed,
        };
        Ok((told, proof.findings))
    }

    /// Finds papers and dossiers in the archive by words, without the register. What could not
    /// be read comes beside them: it may be what is looked for.
    ///
    /// # Errors
    /// Gives findings if there is no archive.
    pub fn seek(&self, words: &str) -> Result<(Vec<FoundPaper>, Vec<Diagnostic>), Findings> {
        let store = self.store(&self.workspace()?)?;
        let sought = seek(&store, words);
        Ok((sought.found.into_iter().map(plain).collect(), sought.unread))
    }

    /// Finishes what was cut off between register and archive.
    ///
    /// # Errors
    /// Gives findings if either cannot be opened.
    pub fn finish(&self) -> Result<(Vec<Finished>, Vec<Diagnostic>), Findings> {
        let (workspace, _) = self.look()?;
        let mut register = Register::open(&workspace.folder)?;
        let store = self.opened(&workspace, &register)?;
        let mended = mend(&workspace.folder, &store, &mut register, &self.by)?;
        let done = mended.done.into_iter().map(|what| Finished { what }).collect();
        Ok((done, mended.findings))
    }

    /// Lays the archive out for eyes, into a folder or `Lưu VPĐU` beside the office's file.
    ///
    /// # Errors
    /// Gives findings if it cannot be read or written.
    pub fn view(&self, to: Option<&Path>) -> Result<(Viewed, Vec<Diagnostic>), Findings> {
        let (workspace, register) = self.look()?;
        let entries = register.list(&Query::default())?;
        let store = self.store(&workspace)?;
        let (leaves, findings) = leaves(&store, &entries, &workspace.office.terms);
        let to = to.map_or_else(|| workspace.folder.join("Lưu VPĐU"), Path::to_owned);
        let kept = view(&to, &leaves)?;
        let folder = to.display().to_string();
        Ok((Viewed { folder, papers: leaves.len(), kept }, findings))
    }

    /// Shows a paper as the archive keeps it.
    ///
    /// # Errors
    /// Gives findings if it is not kept.
    pub fn show(&self, paper: &Named) -> Result<PaperShown, Findings> {
        let (store, kept, entry) = self.object(paper)?;
        let mut files = Vec::new();
        for name in kept.inventory.names() {
            files.push(FileShown { name: name.to_owned(), signatures: signatures(&store, &kept, name)? });
        }
        Ok(PaperShown {
            printed: entry.printed(),
            summary: entry.summary.clone(),
            state: entry.state.word(),
            stands: entry.state.vietnamese(),
            folder: kept.folder.display().to_string(),
            versions: versions(&kept),
            files,
        })
    }

    /// Shows a dossier as the archive keeps it.
    ///
    /// # Errors
    /// Gives findings if it is not kept.
    pub fn dossier(&self, folder: &Path) -> Result<DossierShown, Findings> {
        let workspace = self.workspace()?;
        let store = self.store(&workspace)?;
        let folder = Self::dossier_name(&workspace, folder);
        let kept = store.object(&dossier_id(&folder)).ok_or_else(|| {
            Diagnostic::new(Code::ARCHIVE_DIFFERS, format!("hồ sơ `{folder}` không có trong kho lưu"))
                .hint("ghi thư mục của hồ sơ, tính từ co-quan.yaml")
        })?;
        let record = dossier_record(&store, &kept)?;
        let about = record.about.iter().flat_map(Described::fields);
        let about = about.map(|(field, said)| (field.to_owned(), said.to_owned())).collect();
        let papers = record.papers.into_iter().map(|paper| filed(&store, paper));
        let papers = papers.collect::<Result<_, _>>()?;
        let documents = record.documents.into_iter().map(|document| {
            let path = kept.inventory.content(&document.file).map(|(_, path)| kept.folder.join(path));
            DossierDocument {
                reason: document.reason,
                sha256: document.sha256,
                at: document.at,
                who: document.who,
                path: path.map(|path| path.display().to_string()),
                file: document.file,
            }
        });
        let documents = documents.collect();
        Ok(DossierShown { about, papers, documents, versions: versions(&kept), folder })
    }

    /// Hands out a part of the archive as a bag, of one dossier if it is named.
    ///
    /// # Errors
    /// Gives findings if it cannot be proved or written; then there is none.
    pub fn bag(&self, to: &Path, wanted: &Wanted, dossier: Option<&Path>) -> Result<Bagged, Findings> {
        let workspace = self.workspace()?;
        let store = self.store(&workspace)?;
        let dossier = dossier.map(|folder| Self::dossier_name(&workspace, folder));
        let below = dossier.as_ref().map(|name| format!("{name}/"));
        let own = |entry: &Entry| below.as_ref().is_none_or(|below| entry.path.starts_with(below));
        let entries: Vec<Entry> = self.rows(wanted)?.into_iter().filter(own).collect();
        let what = (entries.as_slice(), dossier.as_deref());
        let (papers, dossiers) = bag((&workspace, &store), what, (to, self.today))?;
        Ok(Bagged { bag: to.display().to_string(), papers, dossiers })
    }

    /// Sets papers again from what is kept and compares them, byte for byte.
    ///
    /// # Errors
    /// Gives findings if register or archive cannot be read.
    pub fn rebuild(&self, wanted: &Wanted) -> Result<(Vec<SetAgain>, Vec<Diagnostic>), Findings> {
        let store = self.store(&self.workspace()?)?;
        let (mut again, mut findings) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for entry in self.rows(wanted)?.iter().filter(|entry| entry.state.is_kept()) {
            // A batch is one object, whichever of its numbers stand.
            if !seen.insert(entry.object.clone()) {
                continue;
            }
            let Some(kept) = store.object(&entry.object) else {
                let message = format!("`{}` không có trong kho lưu", entry.printed());
                findings.push(Diagnostic::new(Code::ARCHIVE_DIFFERS, message));
                continue;
            };
            match rebuild(&store, &kept, self.stock) {
                Ok(done) => {
                    again.push(SetAgain { printed: entry.printed(), same: done.same, all: done.all });
                    if done.same < done.all {
                        let message = format!("`{}` lập lại không ra đúng bản đã lưu", entry.printed());
                        findings.push(Diagnostic::new(Code::ARCHIVE_DIFFERS, message));
                    }
                }
                Err(found) => findings.extend(found),
            }
        }
        Ok((again, findings))
    }
}

/// Makes what was found plain.
fn plain(one: Found) -> FoundPaper {
    FoundPaper {
        told: one.standing.words(),
        printed: one.printed,
        date: one.date,
        summary: one.summary,
        about: one.about,
        folder: one.folder.display().to_string(),
        fates: one.standing.fates.iter().map(|fate| fate.word()).collect(),
        struck: one.standing.struck,
    }
}

/// Says of a paper of a dossier how it stands: as the dossier has it, and what its own object
/// tells beyond that.
fn filed(store: &Store, paper: FiledPaper) -> Result<DossierPaper, Box<Diagnostic>> {
    let own = store.object(&paper.object);
    let standing = own.map(|kept| standing(store, &kept)).transpose()?;
    let mut standing = standing.unwrap_or_default();
    if paper.state == State::Cancelled {
        standing.fates.retain(|fate| *fate != Fate::Cancelled);
    }
    Ok(DossierPaper {
        printed: paper.printed,
        summary: paper.summary,
        object: paper.object,
        state: paper.state.word().to_owned(),
        stands: std::iter::once(paper.state.vietnamese().to_owned()).chain(standing.words()).collect(),
    })
}

/// Reads how a paper stands, from its object.
fn standing(store: &Store, kept: &Kept) -> Result<Standing, Box<Diagnostic>> {
    Ok(Standing::of(kept, record(store, kept)?.rows.len()))
}

fn versions(kept: &Kept) -> Vec<Version> {
    let versions = kept.inventory.versions.iter().enumerate();
    let plain = versions.map(|(at, past)| Version {
        number: at + 1,
        at: past.created.clone(),
        who: past.user.clone(),
        what: past.message.clone(),
    });
    plain.collect()
}

/// Gives what was proved of each signature when the copy was kept.
pub(super) fn signatures(store: &Store, kept: &Kept, name: &str) -> Result<Vec<Value>, Box<Diagnostic>> {
    if !(name.starts_with("ky/") && is_about(name)) {
        return Ok(Vec::new());
    }
    let record: SignedRecord = read(store, kept, name)?;
    Ok(record.signers.iter().filter_map(|signer| serde_json::to_value(signer).ok()).collect())
}
