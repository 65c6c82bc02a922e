//! Comes in: a file offered as the scan of a signed paper. Goes out: why it is
//! none, where that can be known: no program sees a signature by pen. Must not
//! know: how signatures are proved.

use rayon::prelude::*;

use super::signed::Copy;
use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::digest::{sha256_hex, sha512_hex};
use crate::register::{Entry, Query, Register};
use crate::sign::{glance, revisions};

/// Is the paper whose bytes a file is or goes on from.
pub(super) struct Owner {
    /// The id of its object; none if it never came into the archive.
    pub object: String,
    /// Its number, as far as it is known.
    printed: String,
    /// The file it is, in words.
    what: &'static str,
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
        let what = if short.last() == Some(&entry.pdf) { ISSUED } else { "bản ký số" };
        return Ok(Some(Owner { printed: entry.printed(), object: entry.object, what }));
    }
    let long: Vec<String> = heads.iter().map(|head| sha512_hex(head)).collect();
    let known = |folder: &std::path::PathBuf| {
        let kept = Store::at(folder)?;
        let name = named(&kept, &long)?;
        Some((kept.inventory.id.clone(), what(&name)))
    };
    let found = store.folders().par_iter().find_map_first(known);
    let Some((object, what)) = found else { return Ok(None) };
    let entries = register.list(&Query::default())?;
    let printed = entries.iter().find(|entry| entry.object == object).map(Entry::printed);
    Ok(Some(Owner { printed: printed.unwrap_or_else(|| object.clone()), object, what }))
}

const ISSUED: &str = "bản đã ban hành, chưa có chữ ký nào";

/// Gives the name a paper's object has for one of some SHA-512.
fn named(kept: &Kept, digests: &[String]) -> Option<String> {
    let past = kept.inventory.versions.iter().flat_map(|past| &past.state);
    let mut own = past.filter(|(digest, _)| digests.contains(digest)).flat_map(|(_, names)| names);
    own.find(|name| what_of(name).is_some()).cloned()
}

fn what_of(name: &str) -> Option<&'static str> {
    match name.split_once('/') {
        None => Some(ISSUED),
        Some(("ky", _)) => Some("bản ký số"),
        Some(("quet", _)) => Some("bản quét"),
        Some(_) => None,
    }
}

fn what(name: &str) -> &'static str {
    what_of(name).unwrap_or(ISSUED)
}

/// Says whose file it is that was offered for another paper.
pub(super) fn told(owner: &Owner, copy: &Copy<'_>, entry: &Entry) -> Diagnostic {
    let message = format!(
        "`{}` là {} của {}, không phải của {}",
        copy.name,
        owner.what,
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
    if let Some(owner) = owner(store, register, copy.bytes)?
        && (owner.object != entry.object || owner.what == ISSUED)
    {
        if owner.object != entry.object {
            return Err(Box::new(told(&owner, copy, entry)));
        }
        return refuse(&format!("là {ISSUED}"), "quét tờ đã ký, đóng dấu rồi thêm bản quét ấy");
    }
    if seen.is_ours && !seen.is_signed {
        let why = "do vanthu lập và chưa có chữ ký nào, không phải bản quét";
        return refuse(why, "quét tờ đã ký, đóng dấu rồi thêm bản quét ấy");
    }
    Ok(())
}
