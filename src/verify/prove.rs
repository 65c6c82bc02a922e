//! Comes in: the bytes that came back and those that left. Goes out: what was
//! found, signature by signature. Must not know: how it is shown.

use super::cms::{self, Signed, Stamp};
use super::{Trust, chain, words};
use crate::diag::{Code, Diagnostic};
use crate::sign::{Change, Pdf, SEAL_FIELD, SIGNER_FIELD, Signature, changes, revisions};

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
    /// What changed besides signatures.
    pub changes: Vec<Change>,
    /// What is wrong or could not be proved.
    pub findings: Vec<Diagnostic>,
}

/// Is a signature that was looked at.
#[derive(Debug)]
pub struct Signer {
    /// The field it lies in.
    pub field: String,
    /// Who signed; none where the signature itself is broken.
    pub name: Option<String>,
    /// When, in seconds since 1970.
    pub time: Option<i64>,
    /// Who vouches for the time; none where only the signer's machine does.
    pub stamped_by: Option<String>,
    /// The digest.
    pub digest: Option<&'static str>,
    /// Whether it covers all of the file, not only what stood there then.
    pub covers_all: bool,
    /// The trusted CA above the signer.
    pub trusted_by: Option<String>,
    /// Whether the mathematics holds.
    pub holds: bool,
}

/// Proves what can be proved of a file. `named` says that the user named the
/// originals as this file's; else they are merely those that are at hand.
#[must_use]
pub fn prove(name: &str, file: &[u8], originals: &[Original], named: bool, trust: &Trust) -> Proof {
    let mut proof = Proof::default();
    let ground = revisions(file).and_then(|ends| Ok((ends, Pdf::open(file)?)));
    let (ends, whole) = match ground {
        Ok(ground) => ground,
        Err(why) => {
            proof.tell(Code::VERIFY_FILE, format!("`{name}`: {why}"));
            return proof;
        }
    };
    let case = Case { name, file, ends: &ends, whole: &whole, trust };
    let base = case.base(originals, named, &mut proof);
    if let Some((base, ours)) = &base {
        case.revise(base, *ours, &mut proof);
        for (field, page) in whole.visible_fields_beyond(base) {
            let message = format!("`{name}`: trang {page} có ô chữ ký `{field}` do công cụ ký thêm vào");
            let finding = Diagnostic::new(Code::VERIFY_FIELD, message);
            proof.findings.push(finding.hint("mở tệp xem ô ấy có che chữ nào không"));
        }
    }
    proof.empty = whole.empty_fields();
    match whole.signatures() {
        Ok(signatures) if signatures.is_empty() => {
            proof.tell(Code::VERIFY_UNSIGNED, format!("`{name}`: chưa có chữ ký số nào"));
        }
        Ok(signatures) => {
            for signature in &signatures {
                let signer =
                    case.signature(signature, base.as_ref().map_or(0, |(_, ours)| *ours), &mut proof);
                proof.signers.push(signer);
            }
        }
        Err(why) => proof.tell(Code::VERIFY_SIGNATURE, format!("`{name}`: {why}")),
    }
    if trust.anchors.is_empty() && !proof.signers.is_empty() {
        let finding = Diagnostic::new(
            Code::VERIFY_NO_CA,
            format!("`{name}`: chưa biết người ký có thật không: chưa chỉ định CA nào"),
        );
        proof
            .findings
            .push(finding.hint("thêm `--chung-thu <tệp chứng thư của CA>`, ví dụ CA của Ban Cơ yếu"));
    }
    proof
}

impl Proof {
    fn tell(&mut self, code: &'static Code, message: String) {
        self.findings.push(Diagnostic::new(code, message));
    }
}

/// Holds what all steps look at.
struct Case<'a> {
    name: &'a str,
    file: &'a [u8],
    ends: &'a [usize],
    whole: &'a Pdf,
    trust: &'a Trust,
}

impl Case<'_> {
    /// Finds the paper as it left the office, and how many bytes of the file
    /// it is.
    fn base(&self, originals: &[Original], named: bool, proof: &mut Proof) -> Option<(Pdf, usize)> {
        let heads = originals.iter().filter(|original| self.file.starts_with(&original.bytes));
        if let Some(original) = heads.max_by_key(|original| original.bytes.len()) {
            proof.original = Some(original.name.clone());
            return Some((Pdf::open(&original.bytes).ok()?, original.bytes.len()));
        }
        if let Some(original) = originals.first().filter(|_| named) {
            proof.tell(
                Code::VERIFY_ORIGINAL,
                format!("`{}`: phần đầu không phải đúng từng byte của `{}`", self.name, original.name),
            );
            // Where it can be read, say what differs.
            return Some((Pdf::open(&original.bytes).ok()?, 0));
        }
        let (pdf, end) = self.claimed()?;
        if !pdf.is_ours() {
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
        Some((pdf, end))
    }

    /// Gives the revision that seems to be ours: the first, and the one that
    /// adds the empty fields if there is one.
    fn claimed(&self) -> Option<(Pdf, usize)> {
        let open = |end: usize| Pdf::open(&self.file[..end]).ok().map(|pdf| (pdf, end));
        let with_fields = self.ends.get(1).and_then(|end| open(*end)).filter(|(pdf, _)| {
            let empty = pdf.empty_fields();
            empty.contains(&SIGNER_FIELD.to_owned()) && empty.contains(&SEAL_FIELD.to_owned())
        });
        with_fields.or_else(|| self.ends.first().and_then(|end| open(*end)))
    }

    /// Tells of each change once, by the first comparison that shows it.
    fn tell_changes(&self, found: &[Change], when: &str, proof: &mut Proof) {
        for change in found {
            if !proof.changes.contains(change) {
                proof.changes.push(change.clone());
                let message = format!("`{}`: {when}, {}", self.name, words::change(change));
                proof.tell(Code::VERIFY_CHANGED, message);
            }
        }
    }

    fn signature(&self, signature: &Signature, ours: usize, proof: &mut Proof) -> Signer {
        let mut signer = Signer {
            field: signature.field.clone(),
            name: None,
            time: None,
            stamped_by: None,
            digest: None,
            covers_all: false,
            trusted_by: None,
            holds: false,
        };
        let checked = self.covered(signature).and_then(|index| {
            signer.covers_all = index + 1 == self.ends.len();
            self.later(signature, index, ours, proof);
            let [start, length, rest, more] = signature.range;
            let parts = [&self.file[start..start + length], &self.file[rest..rest + more]];
            if signature.form == "ETSI.RFC3161" {
                self.time_stamp(&cms::stamp(&signature.contents, &parts)?, &mut signer)
            } else {
                self.person(cms::detached(&signature.contents, &parts)?, signature, &mut signer)
            }
        });
        if let Err(why) = checked {
            proof.tell(
                Code::VERIFY_SIGNATURE,
                format!("`{}`: chữ ký ở ô `{}` không có giá trị: {why}", self.name, signature.field),
            );
        }
        if let (true, Some(Err(why))) = (signer.holds, self.trusted(&mut signer, signature)) {
            proof.tell(
                Code::VERIFY_TRUST,
                format!("`{}`: không tin được chữ ký ở ô `{}`: {why}", self.name, signature.field),
            );
        }
        signer
    }

    /// Checks what a signature says it covers; gives the number of the
    /// revision it was made on.
    fn covered(&self, signature: &Signature) -> Result<usize, String> {
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
        let index = self.ends.iter().position(|revision| *revision >= end);
        let index =
            index.filter(|index| self.file[end..self.ends[*index]].iter().all(u8::is_ascii_whitespace));
        index.ok_or_else(|| "phạm vi ký không phủ đến cuối tệp lúc ký: chỉ ký một phần".to_owned())
    }

    /// Compares each revision that came after ours with the one before it, so
    /// that what was put in and taken out again is told of, too.
    fn revise(&self, base: &Pdf, ours: usize, proof: &mut Proof) {
        if ours == 0 {
            self.tell_changes(&changes(base, self.whole), "so với bản gốc", proof);
            return;
        }
        let mut before: Option<Pdf> = None;
        for (index, end) in self.ends.iter().filter(|end| **end > ours).enumerate() {
            let Ok(then) = Pdf::open(&self.file[..*end]) else {
                let message = format!("`{}`: không đọc được lần ghi thêm thứ {}", self.name, index + 1);
                proof.tell(Code::VERIFY_FILE, message);
                return;
            };
            let when = format!("ở lần ghi thêm thứ {}", index + 1);
            self.tell_changes(&changes(before.as_ref().unwrap_or(base), &then), &when, proof);
            before = Some(then);
        }
    }

    /// Tells whether a signature leaves out part of our paper, and whether
    /// others came after it though it locks the paper.
    fn later(&self, signature: &Signature, index: usize, ours: usize, proof: &mut Proof) {
        let end = self.ends[index];
        let field = &signature.field;
        if end < ours {
            let message = format!("`{}`: chữ ký ở ô `{field}` không phủ hết bản gốc", self.name);
            proof.tell(Code::VERIFY_SIGNATURE, message);
        }
        let after = |one: &Signature| one.range[2] > end && one.form != "ETSI.RFC3161";
        if signature.locks_all && self.whole.signatures().is_ok_and(|all| all.iter().any(after)) {
            let message = format!("`{}`: có chữ ký thêm vào sau khi ô `{field}` đã khoá văn bản", self.name);
            proof.tell(Code::VERIFY_CHANGED, message);
        }
    }

    fn person(&self, read: Signed, source: &Signature, signer: &mut Signer) -> Result<(), String> {
        signer.name = Some(chain::name(&read.signer));
        signer.digest = Some(read.digest.name());
        if source.form.starts_with("ETSI.") && !read.bound {
            return Err("không ghi chứng thư nào đã ký, trái với CAdES".to_owned());
        }
        if !chain::may_sign(&read.signer) {
            return Err("chứng thư không được dùng để ký văn bản".to_owned());
        }
        signer.time = read.claimed.or_else(|| source.claimed.as_deref().and_then(words::pdf_time));
        if let Some(stamp) = read.stamp {
            self.stamped(&stamp.map_err(|why| format!("dấu thời gian hỏng: {why}"))?, signer)?;
        }
        signer.holds = true;
        Ok(())
    }

    fn time_stamp(&self, stamp: &Stamp, signer: &mut Signer) -> Result<(), String> {
        signer.name = Some(chain::name(&stamp.authority));
        self.stamped(stamp, signer)?;
        signer.holds = true;
        Ok(())
    }

    fn stamped(&self, stamp: &Stamp, signer: &mut Signer) -> Result<(), String> {
        if !chain::may_stamp(&stamp.authority) {
            return Err("chứng thư đóng dấu thời gian không dùng vào việc ấy".to_owned());
        }
        if !self.trust.anchors.is_empty() {
            chain::path(&stamp.authority, &stamp.pool, &self.trust.anchors, Some(stamp.time))
                .map_err(|why| format!("dấu thời gian: {why}"))?;
        }
        signer.time = Some(stamp.time);
        signer.stamped_by = Some(chain::name(&stamp.authority));
        Ok(())
    }

    /// Follows the signer's certificate to a trusted CA; none if the office
    /// names no CA.
    fn trusted(&self, signer: &mut Signer, signature: &Signature) -> Option<Result<(), String>> {
        if self.trust.anchors.is_empty() {
            return None;
        }
        let (leaf, pool) = cms::certificate(&signature.contents)?;
        Some(chain::path(&leaf, &pool, &self.trust.anchors, signer.time).map(|name| {
            signer.trusted_by = Some(name);
        }))
    }
}
