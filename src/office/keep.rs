//! Comes in: what is put to a paper or a dossier after it was issued: a signed copy, a
//! document, a recall. Goes out: what is kept now. Must not know: how it is shown.

use std::path::{Path, PathBuf};

use super::answer::{DocumentKept, PutAside, Remarked, SignedKept};
use super::bytes::whole_file;
use super::desk::Desk;
use super::mark::name;
use super::named::Named;
use super::shelf::{
    Copy, Fate, Offer, Sheaf, Untold, absent, beside, dossier_id, dossier_record, keep_signed, number_of,
    remark, settle, shelved, short_scan, whose, withdraw, withdraw_document,
};
use super::stacks::signatures;
use super::told::signature;
use crate::archive::Store;
use crate::diag::{Code, Diagnostic, Findings};
use crate::pipeline::Workspace;
use crate::register::{Entry, Query, Register};
use crate::text::nfc;

/// Is a signed copy that somebody brings.
#[derive(Debug, Clone, Default)]
pub struct SignedCopy {
    /// The file.
    pub file: PathBuf,
    /// The paper it is of; none if its bytes are to say so.
    pub paper: Option<Named>,
    /// Whether it is a scan of a paper signed by pen.
    pub scan: bool,
    /// Whether the same scan may stand for other numbers, too.
    pub shared: bool,
    /// Why it counts though not all of it is proved.
    pub reason: Option<String>,
    /// The files of the CAs that are trusted.
    pub ca: Vec<PathBuf>,
}

impl SignedCopy {
    /// Gives what the archive is offered.
    fn copy<'a>(&'a self, name: &'a str, bytes: &'a [u8]) -> Copy<'a> {
        Copy { name, bytes, scan: self.scan, shared: self.shared, reason: self.reason.as_deref() }
    }
}

impl Desk<'_> {
    /// Keeps a signed copy with its paper, if it can be proved.
    ///
    /// # Errors
    /// Gives the reasons why it does not enter.
    pub fn add_signed(&self, offered: &SignedCopy) -> Result<(SignedKept, Vec<Diagnostic>), Findings> {
        if let Some(paper) = &offered.paper {
            name(&paper.name, paper.number)?;
        }
        let (name, bytes) = brought(&offered.file)?;
        self.kept_copy(&name, &bytes, offered)
    }

    /// Keeps a signed copy that was handed over under a file's name, as [`Desk::add_signed`] does.
    ///
    /// # Errors
    /// As [`Desk::add_signed`].
    pub fn receive(
        &self,
        (name, bytes): (&str, &[u8]),
        offered: &SignedCopy,
    ) -> Result<(SignedKept, Vec<Diagnostic>), Findings> {
        self.kept_copy(&label(name), bytes, offered)
    }

    /// Tells whether a file says itself whose signed copy it is.
    ///
    /// # Errors
    /// Gives findings if there is no register.
    pub fn says_whose(&self, name: &str, bytes: &[u8]) -> Result<bool, Findings> {
        Ok(whose(&self.look()?.1, name, bytes).is_ok())
    }

    /// Says of a signed copy that is kept what was proved of its signatures, each in a line.
    ///
    /// # Errors
    /// Gives findings if it cannot be read.
    pub fn proved_of(&self, object: &str, file: &str) -> Result<Vec<String>, Findings> {
        let store = self.store(&self.workspace()?)?;
        let Some(kept) = store.object(object) else { return Ok(Vec::new()) };
        let about = beside(file);
        if !kept.inventory.names().contains(&about.as_str()) {
            return Ok(Vec::new());
        }
        Ok(signatures(&store, &kept, &about)?.iter().filter_map(signature).collect())
    }

    /// Says that a scan somebody brings has fewer pages than its paper, before it is kept.
    ///
    /// # Errors
    /// As [`Desk::add_signed`].
    pub fn short_scan(
        &self,
        (name, bytes): (&str, &[u8]),
        offered: &SignedCopy,
    ) -> Result<Option<Diagnostic>, Findings> {
        if !offered.scan || !bytes.starts_with(b"%PDF-") {
            return Ok(None);
        }
        let name = label(name);
        let (workspace, entry) = self.meant(offered.paper.as_ref(), &name, bytes)?;
        if entry.object.is_empty() {
            return Ok(None);
        }
        let anchors = self.anchors(&offered.ca)?;
        let copy = offered.copy(&name, bytes);
        let offer = Offer { entry: &entry, copy: &copy, anchors: &anchors, by: &self.by };
        short_scan(&self.store(&workspace)?, offer)
    }

    fn kept_copy(
        &self,
        name: &str,
        bytes: &[u8],
        offered: &SignedCopy,
    ) -> Result<(SignedKept, Vec<Diagnostic>), Findings> {
        if !bytes.starts_with(b"%PDF-") {
            let finding = Diagnostic::new(Code::FILE_READ, format!("`{name}` không phải PDF"));
            return Err(finding
                .hint("chọn tệp PDF đã ký; tài liệu khác thì cất vào hồ sơ bằng --ho-so")
                .into());
        }
        let (workspace, entry) = self.meant(offered.paper.as_ref(), name, bytes)?;
        if entry.object.is_empty() {
            return Err(absent(&entry).into());
        }
        let anchors = self.anchors(&offered.ca)?;
        let store = self.store(&workspace)?;
        let mut register = Register::open(&workspace.folder)?;
        let copy = offered.copy(name, bytes);
        let place = (workspace.folder.as_path(), &store);
        let offer = Offer { entry: &entry, copy: &copy, anchors: &anchors, by: &self.by };
        let added = keep_signed(place, &mut register, offer)?;
        settle(place, &mut register, (entry.folder(), None), &self.by)?;
        let kept = SignedKept {
            printed: added.entry.printed(),
            version: added.version,
            file: added.name,
            signed: added.signed.0,
            all: added.signed.1,
            state: added.entry.state.word(),
            before: added.before,
            object: added.entry.object,
        };
        Ok((kept, added.findings))
    }

    /// Finds the row a signed copy is offered for: the one that was named, else the
    /// one whose paper the file goes on from.
    fn meant(&self, paper: Option<&Named>, name: &str, bytes: &[u8]) -> Result<(Workspace, Entry), Findings> {
        if let Some(paper) = paper {
            return self.numbered(paper);
        }
        let (workspace, register) = self.look()?;
        let entry = whose(&register, name, bytes)?;
        Ok((workspace, entry))
    }

    /// Puts a document into a dossier, whose folder is named from the office's.
    ///
    /// # Errors
    /// Gives findings if there is no such dossier or it cannot be written.
    pub fn add_document(
        &self,
        file: &Path,
        dossier: &Path,
        reason: Option<&str>,
    ) -> Result<DocumentKept, Findings> {
        let (name, bytes) = brought(file)?;
        self.kept_document((name, bytes), dossier, reason)
    }

    /// Puts a document that was handed over under a file's name into a dossier, as
    /// [`Desk::add_document`] does.
    ///
    /// # Errors
    /// As [`Desk::add_document`].
    pub fn receive_document(
        &self,
        (name, bytes): (&str, &[u8]),
        dossier: &Path,
        reason: Option<&str>,
    ) -> Result<DocumentKept, Findings> {
        self.kept_document((label(name), bytes.to_owned()), dossier, reason)
    }

    fn kept_document(
        &self,
        (name, bytes): (String, Vec<u8>),
        dossier: &Path,
        reason: Option<&str>,
    ) -> Result<DocumentKept, Findings> {
        let reason = reason.unwrap_or("tài liệu của hồ sơ").to_owned();
        let sheaf = Sheaf { name, bytes, reason };
        let workspace = self.workspace()?;
        let dossier = Self::dossier_name(&workspace, dossier);
        if !workspace.folder.join(&dossier).is_dir() {
            let message = format!("không có hồ sơ `{dossier}` trong `{}`", workspace.folder.display());
            let finding = Diagnostic::new(Code::FILE_READ, message);
            return Err(finding.hint("ghi thư mục của hồ sơ, tính từ co-quan.yaml").into());
        }
        let mut register = Register::open(&workspace.folder)?;
        let store = self.opened(&workspace, &register)?;
        let place = (workspace.folder.as_path(), &store);
        let version = settle(place, &mut register, (&dossier, Some(&sheaf)), &self.by)?;
        let record = store.object(&dossier_id(&dossier)).map(|kept| dossier_record(&store, &kept));
        let documents = record.transpose()?.map(|record| record.documents).unwrap_or_default();
        let file = shelved(&documents, &sheaf);
        let renamed = version.is_some() && file != format!("tai-lieu/{}", sheaf.name);
        Ok(DocumentKept { dossier, file, version, renamed })
    }

    /// Puts a document of a dossier aside; it stays in the archive with the reason.
    ///
    /// # Errors
    /// Gives findings if there is none of that name.
    pub fn withdraw_document(&self, dossier: &Path, file: &str, reason: &str) -> Result<PutAside, Findings> {
        let workspace = self.workspace()?;
        let dossier = Self::dossier_name(&workspace, dossier);
        let mut register = Register::open(&workspace.folder)?;
        let place = (workspace.folder.as_path(), &self.store(&workspace)?);
        let file = withdraw_document(place, &mut register, (&dossier, file, reason), &self.by)?;
        let reason = reason.to_owned();
        Ok(PutAside { printed: None, dossier: Some(dossier), file, reason, state: None })
    }

    /// Puts a signed copy aside; it stays in the archive with the reason.
    ///
    /// # Errors
    /// Gives findings if there is none, or several and none was named.
    pub fn withdraw_signed(
        &self,
        paper: &Named,
        file: Option<&str>,
        reason: &str,
    ) -> Result<PutAside, Findings> {
        let (store, _, entry) = self.object(paper)?;
        self.put_aside(&store, (&entry, file, reason))
    }

    /// Puts a signed copy or scan of an object aside, whichever of its numbers it is of.
    ///
    /// # Errors
    /// Gives findings if there is no such copy.
    pub fn withdraw_kept(&self, object: &str, file: &str, reason: &str) -> Result<PutAside, Findings> {
        let (workspace, register) = self.look()?;
        let store = self.store(&workspace)?;
        let rows = register.list(&Query::default())?;
        let Some(entry) = number_of(&store, (&rows, object), file)? else {
            let message = format!("kho lưu không có bản ký `{file}` như đang hiện trên màn hình");
            return Err(Diagnostic::new(Code::ARCHIVE_DIFFERS, message)
                .hint("tải lại trang rồi xem lại")
                .into());
        };
        drop(register);
        self.put_aside(&store, (&entry, Some(file), reason))
    }

    fn put_aside(
        &self,
        store: &Store,
        (entry, file, reason): (&Entry, Option<&str>, &str),
    ) -> Result<PutAside, Findings> {
        let workspace = self.workspace()?;
        let mut register = Register::open(&workspace.folder)?;
        let place = (workspace.folder.as_path(), store);
        let done = withdraw(place, &mut register, (entry, file, reason), &self.by)?;
        Ok(PutAside {
            printed: Some(entry.printed()),
            dossier: None,
            file: done.name,
            reason: reason.to_owned(),
            state: Some(done.entry.state.word()),
        })
    }

    /// Enters that a paper was recalled or corrected, by another paper if one is named.
    ///
    /// # Errors
    /// Gives findings if there is no such paper, or it cannot be.
    pub fn remark(
        &self,
        fate: Fate,
        paper: &Named,
        through: Option<&Named>,
        reason: &str,
    ) -> Result<Remarked, Findings> {
        // First, since it may have taken a word of the paper's own name.
        let other = through.map(|other| self.numbered(other)).transpose()?.map(|(_, other)| other);
        let (store, kept, entry) = self.object(paper)?;
        let workspace = self.workspace()?;
        let mut register = Register::open(&workspace.folder)?;
        let place = (workspace.folder.as_path(), &store);
        let said = Untold { entry: &entry, other: other.as_ref(), reason };
        let before = remark(place, &mut register, (fate, said), &self.by)?;
        settle(place, &mut register, (entry.folder(), None), &self.by)?;
        let again = before.is_some();
        let head = store.object(&kept.inventory.id).map_or(0, |kept| kept.inventory.head);
        Ok(Remarked {
            printed: entry.printed(),
            fate: fate.word(),
            reason: (!again).then(|| reason.to_owned()),
            version: (!again).then_some(head),
            through: other.as_ref().map(Entry::printed),
            again,
            before,
        })
    }
}

/// Makes a file's name of what somebody says it is: no way to another place, no letter that
/// is none.
fn label(name: &str) -> String {
    let own = name.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    let own: String = own.chars().filter(|letter| !letter.is_control()).take(120).collect();
    let own = nfc(own.trim().trim_start_matches('.')).into_owned();
    if own.is_empty() { "ban-ky.pdf".to_owned() } else { own }
}

/// Reads a file that somebody brings, with its own name.
fn brought(file: &Path) -> Result<(String, Vec<u8>), Findings> {
    let bytes = whole_file(file)?;
    let own = file.file_name().unwrap_or_default().to_string_lossy();
    Ok((nfc(&own).into_owned(), bytes))
}
