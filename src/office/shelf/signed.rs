//! Comes in: a file that came back from signing, the paper it belongs to. Goes
//! out: a version of the paper's object with the file and what was proved of
//! it, or the reasons why not. Must not know: how signatures are proved.

use std::path::Path;

use serde_json::{Value, json};

use super::layout::{beside, is_about, is_scan, turn};
use super::record::record;
use super::scan::{Copy, owner, refused, told};
use super::seal;
use crate::archive::{Change, Kept, Store};
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::register::{By, Entry, Register, State};
use crate::sign::{SEAL_FIELD, SIGNER_FIELD, revisions};
use crate::text::free_name;
use crate::verify::{Original, Proof, Signer, Trust, clock, prove};

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

/// Keeps a signed copy with its paper, if it can be proved.
///
/// # Errors
/// Gives the reasons why it does not enter.
pub(crate) fn keep_signed(
    workspace: &Path,
    store: &Store,
    register: &mut Register,
    entry: &Entry,
    copy: &Copy<'_>,
    anchors: &Anchors,
    by: &By,
) -> Result<Added, Findings> {
    // A hostile file may take its time; nobody else waits for that.
    let proof = early(store, entry, copy, anchors);
    let _turn = turn(workspace)?;
    let kept = sound(store, entry)?;
    let record = record(store, &kept)?;
    if let Some(name) = unsigned(&kept, &record, copy.bytes) {
        return Err(bare(copy, entry, &name).into());
    }
    let found = issued(store, &kept, &record, copy.bytes)?;
    let (name, files, message, findings, place) = match (found, copy.scan) {
        (Some((place, issued)), false) => {
            let (file, findings) =
                proved((store, &kept), copy, &issued, proof, &record["ban"][place], anchors, by)?;
            let name = format!("ky/{}", issued.name);
            let about = (beside(&name), format!("{file:#}\n").into_bytes());
            let message = signed_words(&file);
            (name.clone(), vec![(name, copy.bytes.to_vec()), about], message, findings, Some(place))
        }
        (None, true) => {
            refused(store, register, entry, copy)?;
            let name = scan_name(store, &kept, entry, copy);
            let about = json!({
                "tep": name, "so": entry.printed(), "sha256": sha256_hex(copy.bytes),
                "luc": by.at, "nguoi": by.who, "ket_luan": "bản quét: chương trình không chứng minh được chữ ký",
            });
            let about = (beside(&name), format!("{about:#}\n").into_bytes());
            let message = "bản quét có chữ ký, dấu".to_owned();
            (name.clone(), vec![(name, copy.bytes.to_vec()), about], message, Vec::new(), None)
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
    let before = known(store, &kept, &name, copy.bytes, &files);
    let kept = if before {
        kept
    } else {
        let change = Change { files: &files, moved: &[] };
        seal::add((store, register), (&kept, &change), (message, by))?
    };
    let rows = register.of_path(&entry.path)?;
    // A row for each guest: the one whose paper it is, whichever number was named.
    let row = place.and_then(|place| rows.iter().find(|row| row.copy as usize == place));
    // Numbers that were struck out since make no batch of one number.
    let numbers = record["so_dang_ky"].as_array().map_or(rows.len(), Vec::len);
    let row = if numbers > 1 { row.unwrap_or(entry) } else { entry };
    let signed = counted(store, &kept, &record, (row, numbers))?;
    if signed.0 == signed.1 {
        register.signed(row.id, by)?;
    }
    let rows = register.of_path(&entry.path)?;
    let row = rows.iter().find(|known| known.id == row.id).unwrap_or(row).clone();
    let version = kept.inventory.head;
    Ok(Added { version, name, before, entry: row, signed, findings })
}

/// Is a proof, and the bytes it was held against.
type Early = Option<(Vec<u8>, Proof)>;

/// Proves a copy before it is its turn to enter.
fn early(store: &Store, entry: &Entry, copy: &Copy<'_>, anchors: &Anchors) -> Early {
    let kept = store.object(&entry.object).filter(|_| !copy.scan)?;
    let record = record(store, &kept).ok()?;
    let (_, issued) = issued(store, &kept, &record, copy.bytes).ok()??;
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

/// Tells whether a copy is there already, and nothing more is proved or said of it now:
/// its CA may have become known.
fn known(store: &Store, kept: &Kept, name: &str, bytes: &[u8], files: &[(String, Vec<u8>)]) -> bool {
    let there =
        |name: &str| kept.inventory.names().contains(&name).then(|| store.read(kept, name).ok()).flatten();
    let verdict = |bytes: &[u8]| {
        let about: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let reason = about["ly_do"].as_str().unwrap_or_default().to_owned();
        about["ket_luan"].as_str().map(|verdict| (verdict.to_owned(), reason))
    };
    let was = there(&beside(name)).and_then(|old| verdict(&old));
    let is = files.last().and_then(|(_, about)| verdict(about));
    let nothing_new = match (was, is) {
        (Some((was, reason)), Some((is, again))) => {
            (was == PROVED || was == is || is == UNKNOWN_CA) && reason == again
        }
        (was, is) => was == is,
    };
    nothing_new && there(name).is_some_and(|old| old == bytes)
}

/// Gives the object of a paper that stands, whole.
fn sound(store: &Store, entry: &Entry) -> Result<Kept, Box<Diagnostic>> {
    if entry.state == State::Cancelled {
        let message = format!("`{}` đã huỷ: {}", entry.printed(), entry.reason);
        return Err(Box::new(Diagnostic::new(Code::REGISTER_TAKEN, message)));
    }
    let missing = || absent(entry);
    let kept = store.object(&entry.object).ok_or_else(missing)?;
    if store.heal(&kept.folder)? { store.object(&entry.object).ok_or_else(missing) } else { Ok(kept) }
}

/// Finds the issued PDF that a file goes on from: its place among the copies.
fn issued(
    store: &Store,
    kept: &Kept,
    record: &Value,
    bytes: &[u8],
) -> Result<Option<(usize, Original)>, Box<Diagnostic>> {
    for (place, one) in record["ban"].as_array().into_iter().flatten().enumerate() {
        let name = one["tep"].as_str().unwrap_or_default();
        let about = kept.inventory.content(name).and_then(|(_, path)| kept.folder.join(path).metadata().ok());
        if about.is_some_and(|about| about.len() >= bytes.len() as u64) {
            continue;
        }
        let issued = store.read(kept, name)?;
        if bytes.starts_with(&issued) {
            return Ok(Some((place, Original { name: name.to_owned(), bytes: issued })));
        }
    }
    Ok(None)
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

/// Finds that a file is an issued PDF as it went out, without any signature.
fn unsigned(kept: &Kept, record: &Value, bytes: &[u8]) -> Option<String> {
    let digest = sha256_hex(bytes);
    let copy = record["ban"].as_array()?.iter().find(|copy| copy["sha256"] == digest.as_str())?;
    let name = copy["tep"].as_str()?;
    kept.inventory.content(name).map(|_| name.to_owned())
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

/// Gives a scan's place: where it lies already as that of this number, else the
/// first of its name that nothing else has.
fn scan_name(store: &Store, kept: &Kept, entry: &Entry, copy: &Copy<'_>) -> String {
    let names = kept.inventory.names();
    let same = |name: &str| {
        let about = store.read(kept, &beside(name)).ok();
        let about = about.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok()).unwrap_or_default();
        about["so"] == entry.printed() && about["sha256"] == sha256_hex(copy.bytes)
    };
    let scans = || names.iter().filter(|name| name.starts_with("quet/") && !is_about(name));
    if let Some(known) = scans().find(|name| same(name)) {
        return (*known).to_owned();
    }
    free_name(&format!("quet/{}", copy.name), |free| {
        scans().any(|name| beside(name).to_lowercase() == beside(free).to_lowercase())
    })
}

/// Proves a signed copy against the issued one and against the signed one that
/// is kept already. Gives what was proved, to be kept beside it.
fn proved(
    (store, kept): (&Store, &Kept),
    copy: &Copy<'_>,
    issued: &Original,
    early: Early,
    about: &Value,
    anchors: &Anchors,
    by: &By,
) -> Result<(Value, Vec<Diagnostic>), Findings> {
    let name = format!("ky/{}", issued.name);
    let (mut before, mut reason) = (About::default(), copy.reason.map(str::to_owned));
    if kept.inventory.names().contains(&name.as_str()) {
        let old = store.read(kept, &name)?;
        before = About::of(store, kept, &name);
        reason = reason.or(before.reason.take().filter(|_| old == copy.bytes));
        if !copy.bytes.starts_with(&old) {
            let message = format!("`{}` không nối tiếp bản ký đã lưu `{name}`", copy.name);
            let hint = "ký tiếp lên đúng bản ký đã lưu, không ký lại từ bản chưa ký";
            return Err(Diagnostic::new(Code::ARCHIVE_SIGNED, message).hint(hint).into());
        }
    }
    let early = early.filter(|(bytes, _)| *bytes == issued.bytes).map(|(_, proof)| proof);
    let proof = early.unwrap_or_else(|| {
        let original = Original { name: issued.name.clone(), bytes: issued.bytes.clone() };
        prove(copy.name, copy.bytes, &[original], true, &anchors.trust)
    });
    let mut findings = proof.findings.clone();
    if findings.iter().any(Diagnostic::is_error) {
        let message = format!("`{}` không vào kho lưu: bản ký không đạt", copy.name);
        let hint = "xin lại tệp từ nơi ký; bản đã lưu còn nguyên";
        findings.push(Diagnostic::new(Code::ARCHIVE_SIGNED, message).hint(hint));
        return Err(findings.into());
    }
    // A signature that was good on the day it entered stays so: certificates expire.
    let open = proof.signers.iter().filter(|signer| !signer.grounded && !before.was_good(&signer.field));
    let doubted = open.map(|signer| signer.field.clone()).collect();
    let fields = proof.signers.iter().map(|signer| signer.field.clone()).collect();
    let said = About { reason, doubted, fields };
    let missing = missing(&proof, about, &said);
    let in_doubt = proof.signers.iter().any(|signer| !signer.is_stamp && !said.counts(signer));
    findings.extend(unsealed(copy.name, &missing, in_doubt));
    let file = json!({
        "tep": name, "ban_goc": issued.name, "sha256": sha256_hex(copy.bytes),
        "luc": by.at, "nguoi": by.who,
        "ket_luan": verdict(&proof), "con_thieu": missing, "ly_do": said.reason,
        "chua_du_can_cu": said.doubted,
        "chu_ky": proof.signers.iter().map(signer).collect::<Vec<_>>(),
        "ca": anchors.files.iter().map(|(name, digest)| json!({ "tep": name, "sha256": digest }))
            .collect::<Vec<_>>(),
        "luu_y": proof.findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>(),
    });
    Ok((file, findings))
}

/// Is what lies beside a signed copy and bears on whether it counts. It is under the
/// object's digest in the log.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Why it counts though it is not all proved, if somebody said so.
    reason: Option<String>,
    /// The fields whose certificate was in doubt on the day the copy entered.
    doubted: Vec<String>,
    /// The fields that were signed then.
    fields: Vec<String>,
}

impl About {
    /// Reads what is kept of a signed copy.
    pub(super) fn of(store: &Store, kept: &Kept, name: &str) -> Self {
        let about = store.read(kept, &beside(name)).ok();
        let about: Value = about.and_then(|about| serde_json::from_slice(&about).ok()).unwrap_or_default();
        let words = |value: &Value| value.as_str().map(str::to_owned);
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        Self {
            reason: words(&about["ly_do"]),
            doubted: list(&about["chua_du_can_cu"]).iter().filter_map(words).collect(),
            fields: list(&about["chu_ky"]).iter().filter_map(|one| words(&one["o"])).collect(),
        }
    }

    fn was_good(&self, field: &String) -> bool {
        self.fields.contains(field) && !self.doubted.contains(field)
    }

    /// Tells whether a signature counts: it holds, and it is proved that the one on the
    /// paper signed while the certificate was good; or somebody said why it counts. A
    /// reason excuses what cannot be proved, a signature that cannot be computed
    /// among it; what is proved wrong never comes here.
    fn counts(&self, signer: &Signer) -> bool {
        let proved = signer.holds && signer.fits && !self.doubted.contains(&signer.field);
        !signer.is_stamp && (self.reason.is_some() || proved)
    }
}

/// Lists the fields of a copy, which the record tells `about`, that still wait for a
/// signature that counts. A tool that brought fields of its own leaves ours empty:
/// then two signatures are as good.
fn missing(proof: &Proof, about: &Value, said: &About) -> Vec<&'static str> {
    let fields = about["o_ky"].as_bool().unwrap_or_default();
    let counted = proof.signers.iter().filter(|signer| said.counts(signer));
    let good: Vec<&str> = counted.map(|signer| signer.field.as_str()).collect();
    if good.len() >= 2 || (!fields && !good.is_empty()) {
        return Vec::new();
    }
    [SIGNER_FIELD, SEAL_FIELD].into_iter().filter(|field| !good.contains(field)).collect()
}

/// Finds that a signature or the seal is still missing.
pub(super) fn unsealed(name: &str, missing: &[&str], doubted: bool) -> Option<Diagnostic> {
    if doubted && !missing.is_empty() {
        let message = format!("`{name}` đã cất, nhưng chữ ký chưa đủ căn cứ: văn bản chưa tính là đã ký");
        let hint = "hỏi lại nơi ký; đúng người, ký đúng lúc thì thêm lại với --ly-do và lý do";
        return Some(Diagnostic::new(Code::ARCHIVE_UNSEALED, message).hint(hint));
    }
    let what = match missing {
        [] => return None,
        [field] if *field == SEAL_FIELD => "chưa có dấu cơ quan",
        _ => "chưa có chữ ký của người ký",
    };
    let message = format!("`{name}` {what}: ô {} còn trống", missing.join(", "));
    let hint = "đóng dấu, ký tiếp lên đúng tệp này rồi `vanthu luu them` lần nữa";
    Some(Diagnostic::new(Code::ARCHIVE_UNSEALED, message).hint(hint))
}

/// Is said of a copy whose signers a trusted CA vouches for.
const PROVED: &str = "chữ ký khớp, CA đã chứng thực";
/// Is said of a copy while the office has named no CA.
const UNKNOWN_CA: &str = "chữ ký khớp, chưa biết CA";

fn verdict(proof: &Proof) -> &'static str {
    if proof.findings.iter().any(|finding| finding.code == Code::VERIFY_NO_CA) {
        UNKNOWN_CA
    } else if proof.is_open() {
        "chưa đủ căn cứ"
    } else {
        PROVED
    }
}

/// Writes what is known of a signature.
#[must_use]
pub(crate) fn signer(signer: &Signer) -> Value {
    json!({
        "o": signer.field, "nguoi_ky": signer.subject.as_ref().map(|subject| &subject.name), "hop_le": signer.holds,
        "to_chuc": signer.subject.as_ref().and_then(|subject| subject.organisation.as_ref()),
        "noi": signer.subject.as_ref().and_then(|subject| subject.place.as_ref()),
        "so_chung_thu": signer.subject.as_ref().map(|subject| &subject.serial),
        "dung_nguoi": signer.fits, "la_dau_thoi_gian": signer.is_stamp,
        "luc": signer.time.map(clock), "dau_thoi_gian": signer.stamped_by, "ham_bam": signer.digest,
        "phu_ca_tep": signer.covers_all, "ca": signer.trusted_by,
    })
}

/// Says in words what a signed copy brought.
fn signed_words(file: &Value) -> String {
    let names = file["chu_ky"].as_array().into_iter().flatten();
    let names: Vec<&str> = names.filter_map(|one| one["nguoi_ky"].as_str()).collect();
    let verdict = file["ket_luan"].as_str().unwrap_or_default();
    let reason = file["ly_do"].as_str().map(|reason| format!("; được tính vì: {reason}")).unwrap_or_default();
    format!("bản ký số của {}; {verdict}{reason}", names.join(", "))
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
            let about = beside(name);
            let about = names.contains(&about.as_str()).then(|| store.read(kept, &about)).transpose()?;
            let about: Option<Value> = about.and_then(|about| serde_json::from_slice(&about).ok());
            signed.scans.push(about.and_then(|about| about["so"].as_str().map(str::to_owned)));
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
    record: &Value,
    (row, rows): (&Entry, usize),
) -> Result<(usize, usize), Box<Diagnostic>> {
    let names = kept.inventory.names();
    let copies = record["ban"].as_array().map(Vec::as_slice).unwrap_or_default();
    let there = |copy: &Value| {
        let name = format!("ky/{}", copy["tep"].as_str().unwrap_or_default());
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
        let issued = copy["tep"].as_str().unwrap_or_default();
        let original = Original { name: issued.to_owned(), bytes: store.read(kept, issued)? };
        let proof = prove(&name, &store.read(kept, &name)?, &[original], true, &Trust::of_nobody());
        proved[place] = is_whole(&proof, copy, &About::of(store, kept, &name));
    }
    Ok(Signed { copies: proved, ..signed }.count(row, rows))
}

/// Tells whether a signed copy holds, and nothing is missing.
pub(super) fn is_whole(proof: &Proof, about: &Value, said: &About) -> bool {
    !proof.is_wrong() && missing(proof, about, said).is_empty()
}
