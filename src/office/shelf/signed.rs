//! Comes in: a file that came back from signing, the paper it belongs to. Goes
//! out: a version of the paper's object with the file and what was proved of
//! it, or the reasons why not. Must not know: how signatures are proved.

use std::path::Path;

use super::counts::{About, counted, lacking, missing, unsealed};
use super::layout::{beside, is_scan, turn};
use super::record::{Listed, PaperRecord, ScanRecord, SignedRecord, SignerRecord, Verdict, about, record};
use super::scan::{Copy, owner, refused, told};
use super::seal;
use crate::archive::{Change, Kept, Store};
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::record::page;
use crate::register::{By, Entry, Register, State};
use crate::sign::{glance, revisions};
use crate::text::free_name;
use crate::verify::{Original, Proof, Trust, prove};

/// Holds the CAs the office trusts.
pub(crate) struct Anchors {
    /// What signers are proved with.
    pub trust: Trust,
    /// The files they came from, each with its SHA-256.
    pub files: Vec<(String, String)>,
}

/// Is what became of a signed copy.
#[derive(Debug)]
pub(crate) struct Added {
    /// The version it is in.
    pub version: u32,
    /// Its place in the object.
    pub name: String,
    /// Whether it was there already.
    pub before: bool,
    /// The row it was signed for, as it is now.
    pub entry: Entry,
    /// How many copies under that number are signed, and how many there are.
    pub signed: (usize, usize),
    /// What remains to be seen to.
    pub findings: Vec<Diagnostic>,
}

/// Is a signed copy that is to enter, and the paper it is offered for.
#[derive(Clone, Copy)]
pub(crate) struct Offer<'a> {
    /// The row of the number.
    pub entry: &'a Entry,
    /// The copy.
    pub copy: &'a Copy<'a>,
    /// Whom the office trusts.
    pub anchors: &'a Anchors,
    /// Who brings it, and when.
    pub by: &'a By,
}

/// Keeps a signed copy with its paper, if it can be proved.
///
/// # Errors
/// Gives the reasons why it does not enter.
pub(crate) fn keep_signed(
    (workspace, store): (&Path, &Store),
    register: &mut Register,
    offer: Offer<'_>,
) -> Result<Added, Findings> {
    let Offer { entry, copy, by, .. } = offer;
    // A hostile file may take its time; nobody else waits for that.
    let proof = early(store, offer);
    let _turn = turn(workspace)?;
    let kept = sound(store, entry)?;
    let record = record(store, &kept)?;
    let own = Own { store, kept: &kept, record: &record };
    if let Some(name) = own.unsigned(copy.bytes) {
        return Err(bare(copy, entry, name).into());
    }
    let new = match (own.issued(copy.bytes)?, copy.scan) {
        (Some(found), false) => own.signed(offer, found, proof)?,
        (None, true) => {
            refused(store, register, entry, copy)?;
            own.scanned(offer)?
        }
        (Some(_), true) => return Err(digital(copy).into()),
        (None, false) => {
            return Err(match owner(store, register, copy.bytes)? {
                Some(owner) if owner.object != entry.object => told(&owner, copy, entry),
                _ => *mismatch(copy, entry),
            }
            .into());
        }
    };
    let New { name, page, message, findings, place, known } = new;
    let now = if known {
        kept.clone()
    } else {
        let files = [(name.clone(), copy.bytes.to_vec()), (beside(&name), page)];
        let change = Change { files: &files, moved: &[] };
        seal::add((store, register), (&kept, &change), (message, by))?
    };
    let own = Own { store, kept: &now, record: &record };
    let (entry, signed) = own.enter(register, (entry, place), by)?;
    Ok(Added { version: now.inventory.head, name, before: known, entry, signed, findings })
}

/// Says that a scan that is offered has fewer pages than its paper; nothing is kept by it.
///
/// # Errors
/// Gives findings if the paper's object is not whole.
pub(crate) fn short_scan(store: &Store, offer: Offer<'_>) -> Result<Option<Diagnostic>, Findings> {
    let kept = sound(store, offer.entry)?;
    let record = record(store, &kept)?;
    Ok(Own { store, kept: &kept, record: &record }.shorter(offer)?)
}

/// Is what a copy brings.
struct New {
    /// Its place in the object.
    name: String,
    /// What is said of it beside it.
    page: Vec<u8>,
    /// What the new version is, in words.
    message: String,
    findings: Vec<Diagnostic>,
    /// Its place among the copies of the paper; none of a scan.
    place: Option<usize>,
    /// Whether it is there already, and nothing more is proved or said of it now.
    known: bool,
}

/// Is a paper as the archive has it.
#[derive(Clone, Copy)]
struct Own<'a> {
    store: &'a Store,
    kept: &'a Kept,
    record: &'a PaperRecord,
}

impl Own<'_> {
    /// Finds that a file is an issued PDF as it went out, without any signature.
    fn unsigned(&self, bytes: &[u8]) -> Option<&str> {
        let digest = sha256_hex(bytes);
        let copy = self.record.copies.iter().find(|copy| copy.sha256 == digest)?;
        self.kept.inventory.content(&copy.file).map(|_| copy.file.as_str())
    }

    /// Finds the issued PDF that a file goes on from: its place among the copies.
    fn issued(&self, bytes: &[u8]) -> Result<Option<(usize, Original)>, Box<Diagnostic>> {
        for (place, one) in self.record.copies.iter().enumerate() {
            let path = self.kept.inventory.content(&one.file).map(|(_, path)| self.kept.folder.join(path));
            let about = path.and_then(|path| path.metadata().ok());
            if about.is_some_and(|about| about.len() >= bytes.len() as u64) {
                continue;
            }
            let issued = self.store.read(self.kept, &one.file)?;
            if bytes.starts_with(&issued) {
                return Ok(Some((place, Original { name: one.file.clone(), bytes: issued })));
            }
        }
        Ok(None)
    }

    /// Proves a signed copy, and says what was proved.
    fn signed(
        &self,
        offer: Offer<'_>,
        (place, issued): (usize, Original),
        early: Early,
    ) -> Result<New, Findings> {
        let copy = offer.copy;
        let name = format!("ky/{}", issued.name);
        let before = self.before(&name, copy)?;
        let early = early.filter(|(bytes, _)| *bytes == issued.bytes).map(|(_, proof)| proof);
        let proof = early.unwrap_or_else(|| {
            let original = Original { name: issued.name.clone(), bytes: issued.bytes.clone() };
            prove(copy.name, copy.bytes, &[original], true, &offer.anchors.trust)
        });
        let mut findings = passed(&proof, copy)?;
        let was = before.as_ref().and_then(|before| before.record.as_ref());
        let about = About::after(was, &proof, reason(copy, before.as_ref()));
        let missing = missing(&proof, &self.record.copies[place], &about);
        let in_doubt = proof.signers.iter().any(|signer| !signer.is_stamp && !about.counts(signer));
        findings.extend(unsealed(copy.name, &missing, in_doubt));
        let lacks = (!missing.is_empty()).then(|| format!("; còn thiếu {}", lacking(&missing)));
        let missing = missing.into_iter().map(|own| own.name).collect();
        let record = written(offer, (name, issued.name), (&proof, missing), about);
        let same = before.as_ref().is_some_and(|before| before.same);
        let known = same && before.and_then(|before| before.record).is_some_and(|was| no_news(&was, &record));
        let (page, message) = (page(&record)?, record.words() + &lacks.unwrap_or_default());
        Ok(New { name: record.file, page, message, findings, place: Some(place), known })
    }

    /// Reads the signed copy that is kept already under a name, which a new one goes on
    /// from.
    fn before(&self, name: &str, copy: &Copy<'_>) -> Result<Option<Before>, Findings> {
        if !self.kept.inventory.names().contains(&name) {
            return Ok(None);
        }
        let old = self.store.read(self.kept, name)?;
        let record = about(self.store, self.kept, name)?;
        if !copy.bytes.starts_with(&old) {
            let message = format!("`{}` không nối tiếp bản ký đã lưu `{name}`", copy.name);
            let hint = "ký tiếp lên đúng bản ký đã lưu, không ký lại từ bản chưa ký";
            return Err(Diagnostic::new(Code::ARCHIVE_SIGNED, message).hint(hint).into());
        }
        Ok(Some(Before { record, same: old == copy.bytes }))
    }

    /// Says what is known of a scan: whose it is.
    fn scanned(&self, offer: Offer<'_>) -> Result<New, Box<Diagnostic>> {
        let Offer { entry, copy, by, .. } = offer;
        let (name, known) = self.scan_name(entry, copy)?;
        let record = ScanRecord {
            file: name.clone(),
            printed: Some(entry.printed()),
            sha256: sha256_hex(copy.bytes),
            at: by.at.clone(),
            who: by.who.clone(),
            verdict: ScanRecord::VERDICT.to_owned(),
        };
        let (page, message) = (page(&record)?, "bản quét có chữ ký, dấu".to_owned());
        let findings = self.shorter(offer)?.into_iter().collect();
        Ok(New { name, page, message, findings, place: None, known })
    }

    /// Says that a scan has fewer pages than the paper; more are no fault: blank backs are
    /// scanned along. Nothing is said where one scan may stand for one of many copies.
    fn shorter(&self, offer: Offer<'_>) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
        let [issued] = self.record.copies.as_slice() else { return Ok(None) };
        let (Ok(scan), Ok(paper)) =
            (glance(offer.copy.bytes), glance(&self.store.read(self.kept, &issued.file)?))
        else {
            return Ok(None);
        };
        if scan.pages >= paper.pages {
            return Ok(None);
        }
        let message = format!(
            "bản quét `{}` có {} trang, {} có {} trang: đã quét đủ chưa?",
            offer.copy.name,
            scan.pages,
            offer.entry.printed(),
            paper.pages
        );
        let hint = "thiếu trang thì quét lại cho đủ rồi nhận lần nữa, bản thiếu thì rút ra";
        Ok(Some(Diagnostic::new(Code::ARCHIVE_SHORT_SCAN, message).hint(hint)))
    }

    /// Gives a scan's place: where it lies already as that of this number, else the
    /// first of its name that nothing else has. Tells whether it lies there, byte for byte.
    fn scan_name(&self, entry: &Entry, copy: &Copy<'_>) -> Result<(String, bool), Box<Diagnostic>> {
        let names = self.kept.inventory.names();
        let digest = sha256_hex(copy.bytes);
        for name in names.iter().filter(|name| is_scan(name)) {
            let about: Option<ScanRecord> = about(self.store, self.kept, name)?;
            let is = |about: ScanRecord| {
                about.printed.is_some_and(|number| number == entry.printed()) && about.sha256 == digest
            };
            if about.is_some_and(is) {
                let same = self.store.read(self.kept, name).is_ok_and(|old| old == copy.bytes);
                return Ok(((*name).to_owned(), same));
            }
        }
        let free = free_name(&format!("quet/{}", copy.name), |free| {
            let mut scans = names.iter().filter(|name| is_scan(name));
            scans.any(|name| beside(name).to_lowercase() == beside(free).to_lowercase())
        });
        Ok((free, false))
    }

    /// Enters in the register that a number is signed, if nothing is missing: that of the
    /// copy at a place, else the one that was named. Gives its row as it is now, how many
    /// copies under it are signed and how many there are.
    fn enter(
        &self,
        register: &mut Register,
        (entry, place): (&Entry, Option<usize>),
        by: &By,
    ) -> Result<(Entry, (usize, usize)), Box<Diagnostic>> {
        let rows = register.of_path(&entry.path)?;
        // A row for each guest: the one whose paper it is, whichever number was named.
        let row = place.and_then(|place| rows.iter().find(|row| row.copy as usize == place));
        // Numbers that were struck out since make no batch of one number.
        let numbers = self.record.rows.len();
        let row = if numbers > 1 { row.unwrap_or(entry) } else { entry };
        let signed = counted(self.store, self.kept, self.record, (row, numbers))?;
        if signed.0 == signed.1 {
            register.signed(row.id, by)?;
        }
        let rows = register.of_path(&entry.path)?;
        Ok((rows.iter().find(|known| known.id == row.id).unwrap_or(row).clone(), signed))
    }
}

/// Is the signed copy that is kept already.
struct Before {
    /// What is said of it; nothing of one that was kept before copies were proved.
    record: Option<SignedRecord>,
    /// Whether the new one has the same bytes.
    same: bool,
}

/// Gives why a copy counts: as whoever brings it says, else as was said of the same bytes.
fn reason(copy: &Copy<'_>, before: Option<&Before>) -> Option<String> {
    let was = before.filter(|before| before.same).and_then(|before| before.record.as_ref());
    copy.reason.map(str::to_owned).or_else(|| was.and_then(|was| was.reason.clone()))
}

/// Tells that nothing more is proved or said of the same bytes now: the CA may have become
/// known.
fn no_news(was: &SignedRecord, is: &SignedRecord) -> bool {
    let proved = was.verdict == Verdict::Proved || was.verdict == is.verdict;
    let said = |record: &SignedRecord| record.reason.clone().filter(|reason| !reason.is_empty());
    (proved || is.verdict == Verdict::UnknownCa) && said(was) == said(is)
}

/// Is a proof, and the bytes it was held against.
type Early = Option<(Vec<u8>, Proof)>;

/// Proves a copy before it is its turn to enter.
fn early(store: &Store, Offer { entry, copy, anchors, .. }: Offer<'_>) -> Early {
    let kept = store.object(&entry.object).filter(|_| !copy.scan)?;
    let record = record(store, &kept).ok()?;
    let (_, issued) = Own { store, kept: &kept, record: &record }.issued(copy.bytes).ok()??;
    let original = Original { name: issued.name.clone(), bytes: issued.bytes.clone() };
    let proof = prove(copy.name, copy.bytes, &[original], true, &anchors.trust);
    Some((issued.bytes, proof))
}

/// Finds the number a signed file belongs to: one of its revisions is what was
/// issued, byte for byte.
///
/// # Errors
/// Gives a finding if no paper of the register is its head.
pub(crate) fn whose(register: &Register, name: &str, bytes: &[u8]) -> Result<Entry, Box<Diagnostic>> {
    let ends = revisions(bytes).unwrap_or_default();
    let heads: Vec<String> = ends.iter().map(|end| sha256_hex(&bytes[..*end])).collect();
    register.of_pdf(&heads)?.pop().ok_or_else(|| {
        let message = format!("không văn bản nào trong sổ là phần đầu của `{name}`");
        Box::new(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(
            "ký lên đúng tệp trong out hoặc kho lưu; bản quét, và bản của khách khi cả loạt chung một số, thì ghi thêm loại và số",
        ))
    })
}

/// Gives the object of a paper that stands, whole.
fn sound(store: &Store, entry: &Entry) -> Result<Kept, Box<Diagnostic>> {
    if entry.state == State::Cancelled {
        let message = format!("`{}` đã huỷ: {}", entry.printed(), entry.reason);
        return Err(Box::new(Diagnostic::new(Code::REGISTER_STRUCK, message)));
    }
    let missing = || absent(entry);
    let kept = store.object(&entry.object).ok_or_else(missing)?;
    if store.heal(&kept.folder)? { store.object(&entry.object).ok_or_else(missing) } else { Ok(kept) }
}

/// Says that a paper is not in the archive, and what to do.
#[must_use]
pub(crate) fn absent(entry: &Entry) -> Box<Diagnostic> {
    let printed = entry.printed();
    let (message, hint) = match entry.state {
        State::Imported => (
            format!("`{printed}` nhập từ sổ cũ, bản cũ không ở trong kho"),
            "cất bản quét của nó vào hồ sơ bằng `vanthu luu them TỆP --ho-so …`".to_owned(),
        ),
        State::Cancelled => (
            format!("`{printed}` đã huỷ, không có trong kho lưu: {}", entry.reason),
            "xem `vanthu so liet-ke`".to_owned(),
        ),
        _ if entry.object.is_empty() => (
            format!("`{printed}` {}, chưa vào kho lưu", entry.state.vietnamese()),
            format!("`vanthu ban-hanh \"{}\"` làm nốt, giữ nguyên số", entry.path),
        ),
        _ => (
            format!("`{printed}` không có trong kho lưu"),
            "`vanthu luu kiem-tra` xem kho còn đủ không; thiếu thì lấy lại từ bản sao lưu".to_owned(),
        ),
    };
    Box::new(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(hint))
}

fn bare(copy: &Copy<'_>, entry: &Entry, issued: &str) -> Box<Diagnostic> {
    let message = format!(
        "`{}` là đúng bản đã ban hành của {} (`{issued}`): tệp này chưa có chữ ký nào",
        copy.name,
        entry.printed()
    );
    Box::new(Diagnostic::new(Code::ARCHIVE_SIGNED, message).hint(
        "ký số lên tệp ấy rồi thêm tệp đã ký; ký bút thì quét tờ đã ký, đóng dấu và thêm bản quét với --ban-quet",
    ))
}

fn digital(copy: &Copy<'_>) -> Box<Diagnostic> {
    let message = format!("`{}` là bản ký số, không phải bản quét", copy.name);
    Box::new(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("bỏ --ban-quet"))
}

/// Says that a file does not go on from what was issued.
fn mismatch(copy: &Copy<'_>, entry: &Entry) -> Box<Diagnostic> {
    let message = format!("`{}` không nối tiếp bản đã ban hành của {}", copy.name, entry.printed());
    let hint = "ký số lên đúng tệp trong out hoặc kho lưu; bản quét thì thêm --ban-quet";
    Box::new(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(hint))
}

/// Gives what was found of a copy that was proved, if none of it is wrong.
fn passed(proof: &Proof, copy: &Copy<'_>) -> Result<Vec<Diagnostic>, Findings> {
    let mut findings = proof.findings.clone();
    if !findings.iter().any(Diagnostic::is_error) {
        return Ok(findings);
    }
    let message = format!("`{}` không vào kho lưu: bản ký không đạt", copy.name);
    let hint = "xin lại tệp từ nơi ký; bản đã lưu còn nguyên";
    findings.push(Diagnostic::new(Code::ARCHIVE_SIGNED, message).hint(hint));
    Err(findings.into())
}

/// Writes what was proved of a signed copy, to be kept beside it.
fn written(
    offer: Offer<'_>,
    (file, original): (String, String),
    (proof, missing): (&Proof, Vec<String>),
    about: About,
) -> SignedRecord {
    let anchors = offer.anchors.files.iter();
    SignedRecord {
        file,
        original,
        sha256: sha256_hex(offer.copy.bytes),
        at: offer.by.at.clone(),
        who: offer.by.who.clone(),
        verdict: verdict(proof),
        missing,
        reason: about.reason,
        doubted: about.doubted,
        signers: proof.signers.iter().map(SignerRecord::from).collect(),
        anchors: anchors
            .map(|(file, sha256)| Listed { file: file.clone(), sha256: sha256.clone() })
            .collect(),
        remarks: proof.findings.iter().map(|finding| finding.message.clone()).collect(),
    }
}

fn verdict(proof: &Proof) -> Verdict {
    if proof.findings.iter().any(|finding| finding.code == Code::VERIFY_NO_CA) {
        Verdict::UnknownCa
    } else if proof.is_open() {
        Verdict::Open
    } else {
        Verdict::Proved
    }
}
