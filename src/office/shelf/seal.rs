//! Comes in: what is to go into an object of the archive; what the register's log
//! has of its inventories. Goes out: the object's new version, known to the log
//! before it lay there; where the two disagree. Must not know: what the files are.
//!
//! An inventory names every byte of an object, so whatever is changed with its
//! inventory made to fit contradicts the log. The log comes first: a version it does
//! not know was put there by another hand. What was killed in between is told by
//! the second row, that it did come in.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{dossier_id, is_dossier};
use crate::archive::{Change, Kept, Seal, Store, Version};
use crate::diag::{Code, Diagnostic};
use crate::register::{Act, By, Course, Deed, Register, Sealed, Sort, Step};

/// Is the digest of an inventory that is to come in.
const ANNOUNCED: Sort = Sort::Seal(Course::Announced);

fn note(register: &mut Register, course: Course, seal: &Seal, by: &By) -> Result<(), Box<Diagnostic>> {
    let sealed = Sealed { object: seal.id.clone(), number: seal.number, sha512: seal.digest.clone() };
    register.note(&Deed::Seal(course, sealed), by)
}

/// Keeps a new object. That it came in is for the caller to enter.
///
/// # Errors
/// Gives a finding if it is there already, or register or archive cannot be written.
pub(crate) fn keep(
    (store, register): (&Store, &mut Register),
    (id, files): (&str, &[(String, Vec<u8>)]),
    (message, by): (String, &By),
) -> Result<Kept, Box<Diagnostic>> {
    let version = Version { created: by.at.clone(), message, user: by.who.clone() };
    store.keep(id, files, &version, &mut |seal| note(register, Course::Announced, seal, by))
}

/// Enters that the newest version of an object came in.
pub(crate) fn came(
    register: &mut Register,
    store: &Store,
    kept: &Kept,
    by: &By,
) -> Result<(), Box<Diagnostic>> {
    note(register, Course::Came, &store.seal(kept)?, by)
}

/// Adds a version to an object.
///
/// # Errors
/// Gives a finding if register or archive cannot be written.
pub(crate) fn add(
    (store, register): (&Store, &mut Register),
    (kept, change): (&Kept, &Change<'_>),
    (message, by): (String, &By),
) -> Result<Kept, Box<Diagnostic>> {
    let id = &kept.inventory.id;
    if register.acts_about(&[ANNOUNCED], id)?.is_empty() && early(register)?.contains(id) {
        let seal = store.seal(kept)?;
        note(register, Course::Announced, &seal, by)?;
        note(register, Course::Came, &seal, by)?;
    }
    let version = Version { created: by.at.clone(), message, user: by.who.clone() };
    let kept = store.add(kept, change, &version, &mut |seal| note(register, Course::Announced, seal, by))?;
    came(register, store, &kept, by)?;
    Ok(kept)
}

/// Enters what the log lacks of one object, where a run was cut off between the archive and the log: whoever
/// does the same again has nothing to add, so nobody else enters it.
///
/// # Errors
/// As [`add`].
pub(super) fn finish(
    (store, register): (&Store, &mut Register),
    id: &str,
    by: &By,
) -> Result<(), Box<Diagnostic>> {
    let Some(kept) = store.object(id) else { return Ok(()) };
    let sorts = [ANNOUNCED, Sort::Seal(Course::Came), Sort::Seal(Course::Dropped)];
    let seals = Seals::of(register.acts_about(&sorts, id)?);
    seals.mend((store, register), (&kept, !is_dossier(id)), by).map(|_| ())
}

fn lost(title: &str, number: u32) -> Diagnostic {
    let message = format!("{title}: bản {number} đã vào kho lưu theo nhật ký của sổ mà nay không còn");
    Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(
        "lấy lại kho lưu từ bản sao lưu; không còn bản nào thì thêm lại bản ký, tài liệu đã mất bằng `vanthu luu them`",
    )
}

/// Lists the objects that were kept before the log had digests of inventories.
fn early(register: &Register) -> Result<BTreeSet<String>, Box<Diagnostic>> {
    let first = register.first_act(ANNOUNCED)?.unwrap_or(i64::MAX);
    let mut early = BTreeSet::new();
    let acts = register.acts(&[Sort::Row(Step::Kept), Sort::Put])?;
    for act in acts.into_iter().take_while(|act| act.seq < first) {
        match act.deed {
            Deed::Put(document) => {
                early.insert(dossier_id(&document.folder));
            }
            Deed::Row(_, row) => {
                early.insert(dossier_id(row.folder()));
                early.insert(row.object);
            }
            _ => {}
        }
    }
    Ok(early)
}

/// Is what the log has of one object's inventories.
#[derive(Debug, Default)]
struct Known {
    /// By version, the digests its inventory may have: two programs at once may both
    /// have offered theirs.
    digests: BTreeMap<u32, BTreeSet<String>>,
    /// The highest version that came in.
    came: u32,
    dropped: BTreeSet<u32>,
    /// The versions that came in, were lost, and have others in their place now.
    lost: BTreeSet<u32>,
}

/// Is what the log has of the inventories of all objects.
#[derive(Debug, Default)]
pub(crate) struct Seals {
    of: BTreeMap<String, Known>,
    early: BTreeSet<String>,
}

impl Seals {
    /// Reads the log.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub(super) fn read(register: &Register) -> Result<Self, Box<Diagnostic>> {
        let acts = register.acts(&[ANNOUNCED, Sort::Seal(Course::Came), Sort::Seal(Course::Dropped)])?;
        Ok(Self { early: early(register)?, ..Self::of(acts) })
    }

    fn of(acts: Vec<Act>) -> Self {
        let mut of: BTreeMap<String, Known> = BTreeMap::new();
        for act in acts {
            let Deed::Seal(course, Sealed { object, number, sha512 }) = act.deed else { continue };
            let known = of.entry(object).or_default();
            match course {
                Course::Came => known.came = number,
                Course::Dropped => {
                    known.dropped.insert(number);
                }
                Course::Announced => {
                    if number <= known.came {
                        known.lost.extend(number..=known.came);
                        known.digests.split_off(&number);
                        known.came = number.saturating_sub(1);
                    }
                    known.dropped.remove(&number);
                    known.digests.entry(number).or_default().insert(sha512);
                }
            }
        }
        Self { of, early: BTreeSet::new() }
    }

    /// Tells whether an object came into the archive, by the log.
    pub(super) fn came(&self, id: &str) -> bool {
        self.of.get(id).is_some_and(|known| known.came > 0)
    }

    /// Compares the inventories of an object, the first one first, with the log;
    /// `entered` says that its first version stands in the register in another way.
    pub(super) fn judge(
        &self,
        (id, title): (&str, &str),
        seals: &[String],
        entered: bool,
    ) -> Vec<Diagnostic> {
        let differs = |message: String| {
            Diagnostic::new(Code::ARCHIVE_DIFFERS, message)
                .hint("lấy lại kho lưu từ bản sao lưu; đừng ghi thêm vào kho trước khi rõ ai đã sửa")
        };
        let half = |message: String| Diagnostic::new(Code::ARCHIVE_UNFINISHED, message).hint(HEAL);
        let Some(known) = self.of.get(id) else {
            return vec![if self.early.contains(id) {
                half(format!("{title}: lưu từ bản vanthu cũ, sổ chưa có mã bản kê của nó"))
            } else {
                differs(format!(
                    "{title}: nhật ký của sổ không có mã bản kê của nó, không do chương trình cất"
                ))
            }];
        };
        let head = u32::try_from(seals.len()).unwrap_or(u32::MAX);
        let first = known.digests.keys().next().copied().unwrap_or(1);
        let mut findings = Vec::new();
        if let Some(number) = known.lost.first() {
            let message = format!(
                "{title}: bản {number} lưu trước kia đã mất khỏi kho, nay ở chỗ ấy là bản khác ghi sau"
            );
            findings.push(Diagnostic::new(Code::ARCHIVE_LOST, message).hint(
                "`vanthu luu xem` cho biết nay còn những gì; tìm bản cũ ở các bản sao lưu trước, cất riêng để đối chiếu",
            ));
        }
        for (number, seal) in (1..).zip(seals).filter(|(number, _)| *number >= first) {
            match known.digests.get(&number) {
                Some(digests) if digests.contains(seal) => {}
                Some(_) => findings.push(differs(format!(
                    "{title}: bản {number} không còn là bản nhật ký của sổ đã ghi: tệp và bản kê đã bị sửa cho khớp nhau"
                ))),
                None => findings.push(differs(format!(
                    "{title}: nhật ký của sổ không có bản {number}: đã bị ghi thêm ngoài chương trình"
                ))),
            }
        }
        let missing = known.digests.range(head.saturating_add(1)..).map(|(number, _)| *number);
        for number in missing.filter(|number| !known.dropped.contains(number)) {
            findings.push(if number <= known.came {
                lost(title, number)
            } else {
                half(format!("{title}: bản {number} đã ghi sổ mà không vào kho: việc ấy bị dừng giữa chừng"))
            });
        }
        let came = known.came >= head || (head == 1 && entered);
        if findings.iter().all(|finding| finding.code == Code::ARCHIVE_LOST) && !came {
            findings.push(half(format!("{title}: bản {head} đã vào kho mà sổ chưa ghi")));
        }
        findings
    }

    /// Enters what the log lacks of an object that is as the log has it, or was kept
    /// before the log had digests; `entered` as for [`Self::judge`]. Gives in words what was done.
    ///
    /// # Errors
    /// Gives a finding if register or archive cannot be read or written.
    pub(super) fn mend(
        &self,
        (store, register): (&Store, &mut Register),
        (kept, entered): (&Kept, bool),
        by: &By,
    ) -> Result<Option<String>, Box<Diagnostic>> {
        let seal = store.seal(kept)?;
        let Some(known) = self.of.get(&seal.id) else {
            if !self.early.contains(&seal.id) || !store.audit(&kept.folder).findings.is_empty() {
                return Ok(None);
            }
            note(register, Course::Announced, &seal, by)?;
            note(register, Course::Came, &seal, by)?;
            return Ok(Some(format!("{}: sổ ghi mã bản kê", seal.id)));
        };
        let mut done = None;
        for (number, digests) in known.digests.range(seal.number.saturating_add(1)..) {
            if *number > known.came && !known.dropped.contains(number) {
                let digest = digests.iter().next().cloned().unwrap_or_default();
                let never = Seal { id: seal.id.clone(), number: *number, digest };
                note(register, Course::Dropped, &never, by)?;
                done = Some(format!("{}: bản {number} không vào kho, sổ ghi đã bỏ", seal.id));
            }
        }
        let own = known.digests.get(&seal.number).is_some_and(|digests| digests.contains(&seal.digest));
        if own && known.came < seal.number && !(seal.number == 1 && entered) {
            note(register, Course::Came, &seal, by)?;
            done = Some(format!("{}: sổ ghi bản {} đã vào kho", seal.id, seal.number));
        }
        Ok(done)
    }
}

/// Is how what was cut off is finished.
pub(crate) const HEAL: &str = "`vanthu luu lam-not` làm nốt";
