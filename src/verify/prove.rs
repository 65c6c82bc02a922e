//! Comes in: the bytes that came back and those that left. Goes out: what was
//! found, signature by signature. Must not know: how it is shown.

use super::signature::{Look, Signer, trusted_stamp};
use super::{Trust, cms, words};
use crate::diag::{Code, Diagnostic};
use crate::sign::{Change, OwnField, Pdf, Printed, SEAL_FIELD, SIGNER_FIELD, Signature, printed};

/// Is a PDF as it left the office.
pub struct Original {
    /// Its file, for the message.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Is what can be proved of a file.
#[derive(Debug, Default)]
pub struct Proof {
    /// The original whose bytes are the head of the file.
    pub original: Option<String>,
    /// The signatures, in the order they were made.
    pub signers: Vec<Signer>,
    /// The signature fields nobody has filled.
    pub empty: Vec<String>,
    /// The fields the paper left with, each with whose it is.
    pub own: Vec<OwnField>,
    /// What changed besides signatures.
    pub changes: Vec<Change>,
    /// What is wrong or could not be proved.
    pub findings: Vec<Diagnostic>,
}

/// Proves what can be proved of a file. `named` says that the user named the
/// originals as this file's; else they are merely those that are at hand.
#[must_use]
pub fn prove(name: &str, file: &[u8], originals: &[Original], named: bool, trust: &Trust) -> Proof {
    let mut proof = Proof::default();
    let name = words::harmless(name);
    let pdf = match Pdf::open(file) {
        Ok(pdf) => pdf,
        Err(why) => {
            proof.tell(Code::VERIFY_FILE, format!("`{name}`: {why}"));
            return proof;
        }
    };
    let case = Case { name, file, ends: pdf.ends(), pdf: &pdf, trust };
    let base = case.base(originals, named, &mut proof);
    case.revise(base.unwrap_or(0), &mut proof);
    if let Some(base) = base {
        for (field, page) in pdf.visible_fields_beyond(base) {
            let field = words::harmless(&field);
            let message =
                format!("`{}`: trang {page} có ô chữ ký `{field}` do công cụ ký thêm vào", case.name);
            let finding = Diagnostic::new(Code::VERIFY_FIELD, message);
            proof.findings.push(finding.hint("mở tệp xem ô ấy có che chữ nào không"));
        }
    }
    if let Err(why) = pdf.read_again() {
        proof.tell(Code::VERIFY_FILE, format!("`{}`: {why}", case.name));
    }
    let empty = pdf.empty_fields(case.ends.len() - 1);
    proof.empty = empty.iter().map(|field| words::harmless(field)).collect();
    case.signatures(base, &mut proof);
    proof
}

impl Proof {
    fn tell(&mut self, code: &'static Code, message: String) {
        self.findings.push(Diagnostic::new(code, message));
    }

    /// Tells whether nothing is wrong, but something could not be proved that would
    /// have to be.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let open = [
            Code::VERIFY_NO_ORIGINAL,
            Code::VERIFY_NO_CA,
            Code::VERIFY_OPEN,
            Code::VERIFY_TIME,
            Code::VERIFY_WHO,
        ];
        !self.is_wrong() && self.findings.iter().any(|finding| open.contains(&finding.code))
    }

    /// Tells whether something is wrong.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.findings.iter().any(Diagnostic::is_error)
    }

    /// Lists the fields of the paper that nobody has signed who counts.
    #[must_use]
    pub fn waiting(&self, counts: impl Fn(&Signer) -> bool) -> Vec<&OwnField> {
        let counted: Vec<&Signer> =
            self.signers.iter().filter(|signer| !signer.is_stamp && counts(signer)).collect();
        let filled = |own: &&OwnField| {
            counted.iter().any(|signer| signer.stands_for.as_deref() == Some(own.name.as_str()))
        };
        // Somebody whose name is not on the paper may count by a reason that was given.
        let others = counted.iter().filter(|signer| signer.stands_for.is_none()).count();
        self.own.iter().filter(|own| !filled(own)).skip(others).collect()
    }
}

/// Holds what all steps look at.
struct Case<'a> {
    name: String,
    file: &'a [u8],
    ends: Vec<usize>,
    pdf: &'a Pdf<'a>,
    trust: &'a Trust,
}

impl Case<'_> {
    /// Finds the revision that is the paper as it left the office.
    fn base(&self, originals: &[Original], named: bool, proof: &mut Proof) -> Option<usize> {
        for original in originals.iter().filter(|original| self.file.starts_with(&original.bytes)) {
            // What follows a revision up to its end is white space at most.
            let length = original.bytes.len();
            let revision = self.ends.iter().position(|end| *end >= length);
            let revision = revision.filter(|at| self.file[length..self.ends[*at]].trim_ascii().is_empty());
            if let Some(revision) = revision {
                proof.original = Some(original.name.clone());
                return Some(revision);
            }
        }
        if let Some(original) = originals.first().filter(|_| named) {
            proof.tell(
                Code::VERIFY_ORIGINAL,
                format!("`{}`: phần đầu không phải đúng từng byte của `{}`", self.name, original.name),
            );
            return None;
        }
        if !self.pdf.is_ours() {
            proof.tell(
                Code::VERIFY_ORIGINAL,
                format!("`{}`: không phải văn bản do vanthu lập, cũng không có bản gốc để so", self.name),
            );
            return None;
        }
        let finding = Diagnostic::new(
            Code::VERIFY_NO_ORIGINAL,
            format!("`{}`: không có bản gốc để so từng byte, chỉ so với lần ghi đầu trong tệp", self.name),
        );
        proof.findings.push(finding.hint("thêm `--goc <PDF đã lập>`, hoặc `--ra <thư mục kết quả>`"));
        Some(self.claimed())
    }

    /// Gives the revision that seems to be ours: the first, or the one that adds the
    /// empty fields if there is one.
    fn claimed(&self) -> usize {
        let fields = |revision: usize| {
            let empty = self.pdf.empty_fields(revision);
            [SIGNER_FIELD, SEAL_FIELD].iter().all(|field| empty.iter().any(|empty| empty == field))
        };
        usize::from(self.ends.len() > 1 && fields(1))
    }

    /// Compares each revision that came after ours with the one before it, so
    /// that what was put in and taken out again is told of, too.
    fn revise(&self, base: usize, proof: &mut Proof) {
        for revision in base + 1..self.ends.len() {
            for change in self.pdf.changes(revision) {
                // Each change once, by the first revision that makes it.
                if !proof.changes.contains(&change) {
                    let message = format!(
                        "`{}`: ở lần ghi thêm thứ {}, {}",
                        self.name,
                        revision - base,
                        words::change(&change)
                    );
                    proof.changes.push(change);
                    proof.tell(Code::VERIFY_CHANGED, message);
                }
            }
        }
    }

    fn signatures(&self, base: Option<usize>, proof: &mut Proof) {
        let signatures = match self.pdf.signatures() {
            Ok(signatures) => signatures,
            Err((field, why)) => {
                let message = format!("`{}`: ô `{}` {why}", self.name, words::harmless(&field));
                proof.tell(Code::VERIFY_SIGNATURE, message);
                return;
            }
        };
        if signatures.iter().all(|signature| signature.is_stamp) {
            let stamps = if signatures.is_empty() { "" } else { ", chỉ có dấu thời gian" };
            proof.tell(Code::VERIFY_UNSIGNED, format!("`{}`: chưa có chữ ký số nào{stamps}", self.name));
        }
        self.locks(&signatures, proof);
        let paper = base.and_then(|base| printed(&self.file[..self.ends[base]]));
        let harmless = |own: &OwnField| OwnField {
            whose: own.whose.as_deref().map(words::harmless).filter(|whose| !whose.is_empty()),
            name: words::harmless(&own.name),
            seal: own.seal,
        };
        proof.own = paper.iter().flat_map(|paper| paper.fields.iter().map(harmless)).collect();
        if base.is_some() && paper.is_none() && !signatures.is_empty() {
            let message = format!("`{}`: không đọc được tên người ký trên giấy để đối chiếu", self.name);
            proof.tell(Code::VERIFY_WHO, message);
        }
        for (at, signature) in signatures.iter().enumerate() {
            let later = self.later(&signatures[at + 1..]);
            let signer = self.signature(signature, base, paper.as_ref(), &later, proof);
            proof.signers.push(signer);
        }
        if self.trust.anchors.is_empty() && !proof.signers.is_empty() {
            let finding = Diagnostic::new(
                Code::VERIFY_NO_CA,
                format!("`{}`: chưa biết người ký có thật không: chưa chỉ định CA nào", self.name),
            );
            proof
                .findings
                .push(finding.hint("thêm `--chung-thu <tệp chứng thư của CA>`, ví dụ CA của Ban Cơ yếu"));
        }
    }

    /// Gives the times of the time-stamps among signatures that are trusted.
    fn later(&self, signatures: &[Signature]) -> Vec<i64> {
        let mut times = Vec::new();
        for signature in signatures.iter().filter(|signature| signature.is_stamp) {
            let Ok(parts) = self.covered(signature) else { continue };
            let Ok(stamp) = cms::stamp(&signature.contents, &parts) else { continue };
            let good = super::chain::may_stamp(&stamp.authority) && trusted_stamp(&stamp, self.trust).is_ok();
            let come = self.trust.now.is_none_or(|now| stamp.time <= now);
            times.extend((good && come).then_some(stamp.time));
        }
        times
    }

    fn signature(
        &self,
        signature: &Signature,
        base: Option<usize>,
        printed: Option<&Printed>,
        later: &[i64],
        proof: &mut Proof,
    ) -> Signer {
        let mut look = Look { trust: self.trust, printed, signature, later, said: Vec::new() };
        let covered = self.covered(signature);
        let covers_all = signature.revision + 1 == self.ends.len();
        let parts = covered.as_deref().unwrap_or_default();
        let mut signer = look.run(parts, covers_all);
        let mut said = look.said;
        if let Err(why) = covered {
            signer.holds = false;
            said.retain(|one| one.code != Code::VERIFY_SIGNATURE);
            said.insert(0, super::signature::Said { code: Code::VERIFY_SIGNATURE, what: why });
        }
        if base.is_some_and(|base| signature.revision <= base) {
            signer.holds = false;
            let what = "chữ ký không phủ hết bản gốc".to_owned();
            said.push(super::signature::Said { code: Code::VERIFY_SIGNATURE, what });
        }
        for one in said {
            let message = format!("`{}`: {}: {}", self.name, about(one.code, &signer.field), one.what);
            proof.findings.push(hinted(Diagnostic::new(one.code, message)));
        }
        if signer.holds && !signature.is_stamp && !signature.is_shown {
            let message =
                format!("`{}`: chữ ký ở ô `{}` không hiện hình nào trên trang", self.name, signer.field);
            let finding = Diagnostic::new(Code::VERIFY_FIELD, message);
            proof.findings.push(finding.hint("chữ ký vẫn có giá trị; in ra giấy thì không thấy"));
        }
        signer
    }

    /// Gives the stretches a signature covers: all of the file at the revision that
    /// brought it, but for itself.
    fn covered(&self, signature: &Signature) -> Result<Vec<&[u8]>, String> {
        let [start, length, rest, more] = signature.range;
        let end = rest.checked_add(more).filter(|end| *end <= self.file.len());
        let (Some(end), true) = (end, start == 0 && length < rest) else {
            return Err("phạm vi ký không phủ từ đầu tệp".to_owned());
        };
        // Between the stretches lies the signature and nothing else.
        let gap = &self.file[length..rest];
        let inner = gap.strip_prefix(b"<").and_then(|gap| gap.strip_suffix(b">"));
        if inner.and_then(words::unhex).as_deref() != Some(&signature.contents[..]) {
            return Err("phạm vi ký để hở một phần tệp".to_owned());
        }
        let full = self.ends[signature.revision];
        if end > full || !self.file[end..full].iter().all(u8::is_ascii_whitespace) {
            return Err("phạm vi ký không phủ đúng đến cuối tệp lúc ký: chỉ ký một phần".to_owned());
        }
        Ok(vec![&self.file[..length], &self.file[rest..end]])
    }

    /// Tells of signatures that came though an earlier one had locked their field.
    fn locks(&self, signatures: &[Signature], proof: &mut Proof) {
        for (at, lock) in signatures.iter().enumerate() {
            let after = signatures[at + 1..].iter().filter(|later| !later.is_stamp);
            for later in after.filter(|later| lock.lock.holds(&later.field)) {
                let message = format!(
                    "`{}`: ô `{}` được ký sau khi ô `{}` đã khoá văn bản",
                    self.name,
                    words::harmless(&later.field),
                    words::harmless(&lock.field)
                );
                proof.tell(Code::VERIFY_CHANGED, message);
            }
        }
    }
}

/// Says what a finding on a signature is about.
fn about(code: &'static Code, field: &str) -> String {
    if code == Code::VERIFY_SIGNATURE {
        format!("chữ ký ở ô `{field}` không có giá trị")
    } else if code == Code::VERIFY_TRUST {
        format!("không tin được chữ ký ở ô `{field}`")
    } else {
        format!("chữ ký ở ô `{field}`")
    }
}

fn hinted(finding: Diagnostic) -> Diagnostic {
    if finding.code == Code::VERIFY_WHO {
        finding.hint("xem người ký có đúng là người có thẩm quyền không, rồi hỏi lại nơi ký")
    } else if finding.code == Code::VERIFY_OPEN {
        finding.hint("kiểm bằng phần mềm khác, ví dụ phần mềm của nơi cấp chứng thư")
    } else if finding.code == Code::VERIFY_TIME {
        finding.hint("ký lại với dấu thời gian, hoặc dựa vào lần đối chiếu lúc chứng thư còn hiệu lực")
    } else {
        finding
    }
}
