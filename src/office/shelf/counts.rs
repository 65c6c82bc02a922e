//! Comes in: what was proved of signed copies, what is said beside them. Goes out: whether
//! they count, and what a number still waits for. Must not know: how copies come in, how
//! signatures are proved.

use super::layout::is_scan;
use super::record::{IssuedCopy, PaperRecord, ScanRecord, SignedRecord, about};
use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::register::Entry;
use crate::sign::{OwnField, SEAL_FIELD, SIGNER_FIELD};
use crate::verify::{Original, Proof, Signer, Trust, prove};

/// Is what lies beside a signed copy and bears on whether it counts. It is under the
/// object's digest in the log.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Why it counts though it is not all proved, if somebody said so.
    pub(super) reason: Option<String>,
    /// The fields whose certificate was in doubt on the day the copy entered.
    pub(super) doubted: Vec<String>,
    /// The fields that were signed then.
    fields: Vec<String>,
}

impl About {
    /// Reads what is kept of a signed copy; nothing was said of those of before they were
    /// proved on entering.
    ///
    /// # Errors
    /// Gives a finding if it is damaged: who was in doubt then would count now.
    pub(super) fn of(store: &Store, kept: &Kept, name: &str) -> Result<Self, Box<Diagnostic>> {
        Ok(about(store, kept, name)?.as_ref().map(Self::from).unwrap_or_default())
    }

    /// Says what bears on a copy that was proved now, after what was said of it before; a
    /// `reason` says why it counts.
    pub(super) fn after(was: Option<&SignedRecord>, proof: &Proof, reason: Option<String>) -> Self {
        let was = was.map(Self::from).unwrap_or_default();
        // A signature that was good on the day it entered stays so: certificates expire.
        let open = proof.signers.iter().filter(|signer| !signer.grounded && !was.was_good(&signer.field));
        Self {
            reason,
            doubted: open.map(|signer| signer.field.clone()).collect(),
            fields: proof.signers.iter().map(|signer| signer.field.clone()).collect(),
        }
    }

    fn was_good(&self, field: &String) -> bool {
        self.fields.contains(field) && !self.doubted.contains(field)
    }

    /// Tells whether a signature counts: it holds, and it is proved that the one on the
    /// paper signed while the certificate was good; or somebody said why it counts. A
    /// reason excuses what cannot be proved, a signature that cannot be computed
    /// among it; what is proved wrong never comes here.
    pub(super) fn counts(&self, signer: &Signer) -> bool {
        let proved = signer.holds && signer.fits && !self.doubted.contains(&signer.field);
        !signer.is_stamp && (self.reason.is_some() || proved)
    }
}

impl From<&SignedRecord> for About {
    fn from(record: &SignedRecord) -> Self {
        Self {
            reason: record.reason.clone(),
            doubted: record.doubted.clone(),
            fields: record.signers.iter().map(|signer| signer.field.clone()).collect(),
        }
    }
}

/// Lists the fields of a copy of an issued one that still wait for a signature that
/// counts. A tool that brought fields of its own leaves ours empty: then whoever signed in
/// those stands for ours. A paper without fields is signed by whoever signs it.
pub(super) fn missing(proof: &Proof, issued: &IssuedCopy, said: &About) -> Vec<OwnField> {
    let counts = |signer: &Signer| said.counts(signer);
    if issued.fields && !proof.own.is_empty() {
        return proof.waiting(counts).into_iter().cloned().collect();
    }
    let signed: Vec<&str> =
        proof.signers.iter().filter(|signer| counts(signer)).map(|signer| signer.field.as_str()).collect();
    if !issued.fields && !signed.is_empty() {
        return Vec::new();
    }
    let usual = [SIGNER_FIELD, SEAL_FIELD].into_iter().filter(|name| !signed.contains(name));
    let own = |name: &str| OwnField { name: name.to_owned(), seal: name == SEAL_FIELD, whose: None };
    usual.map(own).collect()
}

/// Says in words which signatures and seals are still missing.
#[must_use]
pub(in crate::office) fn lacking(missing: &[OwnField]) -> String {
    let of = |seal: bool| {
        let own = missing.iter().filter(move |own| own.seal == seal);
        own.map(|own| own.whose.as_deref().unwrap_or(if own.seal { "cơ quan" } else { "người ký" }))
    };
    let joined = |seal: bool| of(seal).collect::<Vec<_>>().join(", ");
    let parts = [("chữ ký của ", joined(false)), ("dấu ", joined(true))];
    let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
    parts.map(|(what, names)| format!("{what}{names}")).collect::<Vec<_>>().join(" và ")
}

/// Finds that a signature or the seal is still missing.
pub(super) fn unsealed(name: &str, missing: &[OwnField], doubted: bool) -> Option<Diagnostic> {
    if doubted && !missing.is_empty() {
        let message = format!("`{name}` đã cất, nhưng chữ ký chưa đủ căn cứ: văn bản chưa tính là đã ký");
        let hint = "hỏi lại nơi ký; đúng người, ký đúng lúc thì thêm lại với --ly-do và lý do";
        return Some(Diagnostic::new(Code::ARCHIVE_UNSEALED, message).hint(hint));
    }
    if missing.is_empty() {
        return None;
    }
    let fields: Vec<&str> = missing.iter().map(|own| own.name.as_str()).collect();
    let message = format!("`{name}` chưa có {}: ô {} còn trống", lacking(missing), fields.join(", "));
    let hint = "đóng dấu, ký tiếp lên đúng tệp này rồi `vanthu luu them` lần nữa";
    Some(Diagnostic::new(Code::ARCHIVE_UNSEALED, message).hint(hint))
}

/// Is what an object holds of signatures.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Signed {
    /// The numbers there are scans of; nothing where the whole paper is meant.
    scans: Vec<Option<String>>,
    /// For each copy, whether its signed one is there with nothing missing.
    copies: Vec<bool>,
}

impl Signed {
    /// Joins the scans of an object with what was proved of its copies.
    ///
    /// # Errors
    /// Gives a finding if what is said of a scan cannot be read.
    pub(super) fn new(store: &Store, kept: &Kept, copies: Vec<bool>) -> Result<Self, Box<Diagnostic>> {
        let names = kept.inventory.names();
        let mut signed = Self { copies, ..Self::default() };
        for name in names.iter().filter(|name| is_scan(name)) {
            let about: Option<ScanRecord> = about(store, kept, name)?;
            signed.scans.push(about.and_then(|about| about.printed));
        }
        Ok(signed)
    }

    /// Counts, of the copies under a row's number, those that are signed; `rows`
    /// says how many numbers the paper has. A scan stands for all copies.
    pub(super) fn count(&self, row: &Entry, rows: usize) -> (usize, usize) {
        if self.is_scanned(row) {
            (1, 1)
        } else if rows > 1 {
            (usize::from(self.copies.get(row.copy as usize) == Some(&true)), 1)
        } else {
            (self.copies.iter().filter(|signed| **signed).count(), self.copies.len())
        }
    }

    fn is_scanned(&self, row: &Entry) -> bool {
        self.scans.iter().any(|scan| scan.as_ref().is_none_or(|number| *number == row.printed()))
    }
}

/// Counts, of the copies under a row's number, those that are signed, proving each
/// again: what lies beside a signed copy says what was proved once, not what it is.
///
/// # Errors
/// Gives a finding if a file of the object cannot be read.
pub(super) fn counted(
    store: &Store,
    kept: &Kept,
    record: &PaperRecord,
    (row, rows): (&Entry, usize),
) -> Result<(usize, usize), Box<Diagnostic>> {
    let names = kept.inventory.names();
    let copies = &record.copies;
    let there = |copy: &IssuedCopy| {
        let name = format!("ky/{}", copy.file);
        names.contains(&name.as_str()).then_some(name)
    };
    let present: Vec<bool> = copies.iter().map(|copy| there(copy).is_some()).collect();
    let signed = Signed::new(store, kept, present)?;
    let (done, all) = signed.count(row, rows);
    // A scan needs no proof; of copies that are not all there none need be proved.
    if signed.is_scanned(row) || done < all {
        return Ok((done, all));
    }
    let mut proved = signed.copies.clone();
    for (place, copy) in
        copies.iter().enumerate().filter(|(place, _)| rows == 1 || *place == row.copy as usize)
    {
        let Some(name) = there(copy) else { continue };
        let original = Original { name: copy.file.clone(), bytes: store.read(kept, &copy.file)? };
        let proof = prove(&name, &store.read(kept, &name)?, &[original], true, &Trust::of_nobody());
        proved[place] = is_whole(&proof, copy, &About::of(store, kept, &name)?);
    }
    Ok(Signed { copies: proved, ..signed }.count(row, rows))
}

/// Tells whether a signed copy holds, and nothing is missing.
pub(super) fn is_whole(proof: &Proof, issued: &IssuedCopy, said: &About) -> bool {
    !proof.is_wrong() && missing(proof, issued, said).is_empty()
}
