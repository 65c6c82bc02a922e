//! Comes in: a file offered as the scan of a signed paper. Goes out: why it is
//! none, where that can be known: no program sees a signature by pen. Must not
//! know: how signatures are proved.

use std::io::Read as _;

use rayon::prelude::*;

use super::layout::{BY, is_scan};
use super::record::{ScanRecord, about, record};
use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::digest::{sha256_hex, sha512_hex};
use crate::register::{Entry, Query, Register};
use crate::sign::{glance, revisions};
use crate::verify::{Trust, prove};

/// Is a signed copy that is offered to the archive.
pub(crate) struct Copy<'a> {
    /// The file's name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Whether it is a scan of a paper signed by pen.
    pub scan: bool,
    /// Why it counts though it is not proved that the right people signed it.
    pub reason: Option<&'a str>,
    /// Whether the same scan may stand for other numbers, too.
    pub shared: bool,
}

/// Is the paper whose bytes a file is or goes on from.
pub(super) struct Owner {
    /// The id of its object; none if it never came into the archive.
    pub object: String,
    /// Its number, as far as it is known.
    printed: String,
    /// The file it is.
    what: What,
}

/// Is what a file of a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A PDF as it was issued, or another file of its making.
    Issued,
    /// It came back signed by token.
    Signed,
    /// It came back signed by pen.
    Scan,
}

impl What {
    /// Reads it from the file's name in the object; nothing where the file says what
    /// happened, or was put aside.
    fn of(name: &str) -> Option<Self> {
        match name.split_once('/') {
            None => Some(Self::Issued),
            Some(("ky", _)) => Some(Self::Signed),
            Some(("quet", _)) => Some(Self::Scan),
            Some(_) => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Issued => "bản đã ban hành, chưa có chữ ký nào",
            Self::Signed => "bản ký số",
            Self::Scan => "bản quét",
        }
    }
}

/// Finds the paper whose file, or the beginning of whose file, these bytes are:
/// issued, signed or scanned.
///
/// # Errors
/// Gives a finding if the register cannot be read.
pub(super) fn owner(
    store: &Store,
    register: &Register,
    bytes: &[u8],
) -> Result<Option<Owner>, Box<Diagnostic>> {
    let mut heads: Vec<&[u8]> =
        revisions(bytes).unwrap_or_default().iter().map(|end| &bytes[..*end]).collect();
    // A scanner's file may have no sound chain; as it stands it may be known still.
    heads.retain(|head| head.len() < bytes.len());
    heads.push(bytes);
    let short: Vec<String> = heads.iter().map(|head| sha256_hex(head)).collect();
    if let Some(entry) = register.of_pdf(&short)?.pop() {
        let what = if short.last() == Some(&entry.pdf) { What::Issued } else { What::Signed };
        return Ok(Some(Owner { printed: entry.printed(), object: entry.object, what }));
    }
    let long: Vec<String> = heads.iter().map(|head| sha512_hex(head)).collect();
    let known = |folder: &std::path::PathBuf| {
        let kept = Store::at(folder)?;
        let what = named(&kept, &long)?;
        Some((kept.inventory.id.clone(), what))
    };
    let found = store.folders().par_iter().find_map_first(known);
    let Some((object, what)) = found else { return Ok(None) };
    let entries = register.list(&Query::default())?;
    let printed = entries.iter().find(|entry| entry.object == object).map(Entry::printed);
    Ok(Some(Owner { printed: printed.unwrap_or_else(|| object.clone()), object, what }))
}

/// Tells what a paper's object has under one of some SHA-512; what was put aside
/// belongs to nobody.
fn named(kept: &Kept, digests: &[String]) -> Option<What> {
    let is_aside = |digest: &String| {
        let now = kept.inventory.versions.last().and_then(|last| last.state.get(digest));
        now.is_some_and(|names| names.iter().all(|name| name.starts_with(BY)))
    };
    let past = kept.inventory.versions.iter().flat_map(|past| &past.state);
    let known = past.filter(|(digest, _)| digests.contains(digest) && !is_aside(digest));
    known.flat_map(|(_, names)| names).find_map(|name| What::of(name))
}

/// Finds the number of the same object that has the same scan already.
fn other_number(store: &Store, entry: &Entry, bytes: &[u8]) -> Result<Option<String>, Box<Diagnostic>> {
    let Some(kept) = store.object(&entry.object) else { return Ok(None) };
    let digest = sha256_hex(bytes);
    for name in kept.inventory.names().iter().filter(|name| is_scan(name)) {
        let Some(about) = about::<ScanRecord>(store, &kept, name)? else { continue };
        let number = about.printed.filter(|number| about.sha256 == digest && *number != entry.printed());
        if number.is_some() {
            return Ok(number);
        }
    }
    Ok(None)
}

/// Says whose file it is that was offered for another paper.
pub(super) fn told(owner: &Owner, copy: &Copy<'_>, entry: &Entry) -> Diagnostic {
    let message = format!(
        "`{}` là {} của {}, không phải của {}",
        copy.name,
        owner.what.words(),
        owner.printed,
        entry.printed()
    );
    Diagnostic::new(Code::ARCHIVE_DIFFERS, message)
        .hint("chọn đúng tệp, hoặc ghi đúng loại và số của văn bản")
}

/// Refuses what cannot be the scan of a signed paper.
///
/// # Errors
/// Says why, and what to do.
pub(super) fn refused(
    store: &Store,
    register: &Register,
    entry: &Entry,
    copy: &Copy<'_>,
) -> Result<(), Box<Diagnostic>> {
    let refuse = |why: &str, hint: &str| {
        let message = format!("`{}` {why}", copy.name);
        Err(Box::new(Diagnostic::new(Code::ARCHIVE_SIGNED, message).hint(hint)))
    };
    let seen = match glance(copy.bytes) {
        Ok(seen) => seen,
        Err(why) => {
            return refuse(
                &format!("không dùng được: {why}"),
                "quét lại tờ đã ký thành tệp PDF, không đặt mật khẩu",
            );
        }
    };
    if seen.pages == 0 {
        return refuse("không có trang nào", "quét lại tờ đã ký thành tệp PDF");
    }
    match owner(store, register, copy.bytes)? {
        Some(owner) if owner.what == What::Scan && owner.object != entry.object => {
            return one_for_two(copy, entry, &owner.printed);
        }
        Some(owner) if owner.object != entry.object => return Err(Box::new(told(&owner, copy, entry))),
        Some(owner) if owner.what == What::Issued => {
            let why = format!("là {}", owner.what.words());
            return refuse(&why, "quét tờ đã ký, đóng dấu rồi thêm bản quét ấy");
        }
        _ => {}
    }
    if let Some(number) = other_number(store, entry, copy.bytes)? {
        return one_for_two(copy, entry, &number);
    }
    if seen.is_ours && !seen.is_signed {
        let why = "do vanthu lập và chưa có chữ ký nào, không phải bản quét";
        return refuse(why, "quét tờ đã ký, đóng dấu rồi thêm bản quét ấy");
    }
    if seen.is_ours || goes_on_from(store, entry, copy.bytes)? {
        let why = "là bản ký số đã hỏng hoặc đã bị sửa, không phải bản quét";
        return refuse(why, "xin lại tệp từ nơi ký rồi thêm nó không kèm --ban-quet");
    }
    if seen.is_text {
        let why = "chỉ có chữ, không có ảnh nào của tờ giấy: không phải bản quét";
        return refuse(
            why,
            "quét tờ đã ký, đóng dấu rồi thêm bản quét ấy; bản ký số thì thêm không kèm --ban-quet",
        );
    }
    if seen.is_signed && is_broken(copy) {
        let why = "có chữ ký số không khớp với nội dung: tệp đã bị sửa sau khi ký";
        return refuse(why, "xin lại tệp từ nơi ký, hoặc quét lại tờ đã ký");
    }
    Ok(())
}

/// Asks whether one scan is meant for two numbers; a scan of several papers in one
/// file is.
fn one_for_two(copy: &Copy<'_>, entry: &Entry, other: &str) -> Result<(), Box<Diagnostic>> {
    if copy.shared {
        return Ok(());
    }
    let message =
        format!("`{}` đã là bản quét của {other}: một tệp cho cả {other} và {}?", copy.name, entry.printed());
    Err(Box::new(
        Diagnostic::new(Code::ARCHIVE_TWICE, message)
            .hint(format!("chọn nhầm tệp thì chọn lại; trước kia thêm nhầm cho {other} thì `vanthu luu rut {other} --ly-do …`"))
            .hint("tệp ấy quét chung nhiều văn bản thì thêm --dung-chung"),
    ))
}

/// Is how many bytes a file of another program never has in common with ours at its
/// head.
const HEAD: usize = 1024;

/// Tells whether a file begins as a PDF that was issued for a paper does: it never
/// was on paper, however it was broken or changed since.
fn goes_on_from(store: &Store, entry: &Entry, bytes: &[u8]) -> Result<bool, Box<Diagnostic>> {
    let Some(kept) = store.object(&entry.object) else { return Ok(false) };
    let record = record(store, &kept)?;
    Ok(record.copies.iter().any(|copy| {
        let path = kept.inventory.content(&copy.file).map(|(_, path)| kept.folder.join(path));
        let issued = path.and_then(|path| head(&path));
        issued.is_some_and(|issued| bytes.starts_with(&issued))
    }))
}

fn head(path: &std::path::Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(HEAD);
    std::fs::File::open(path).ok()?.take(HEAD as u64).read_to_end(&mut bytes).ok()?;
    (bytes.len() == HEAD).then_some(bytes)
}

/// Tells whether a file that somebody else signed does not bear its signatures out.
fn is_broken(copy: &Copy<'_>) -> bool {
    let proof = prove(copy.name, copy.bytes, &[], false, &Trust::of_nobody());
    proof.signers.iter().any(|signer| !signer.holds) || proof.signers.is_empty()
}
