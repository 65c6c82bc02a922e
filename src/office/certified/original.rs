//! Comes in: which document is to be copied. Goes out: its pages as they are to be copied, what it is
//! called; why it cannot be copied. Must not know: in which form.

use std::path::Path;

use super::{CopyAsked, CopyOf};
use crate::archive::Kept;
use crate::diag::{Code, Diagnostic, Findings};
use crate::office::bytes::whole_file;
use crate::office::desk::Desk;
use crate::office::named::Named;
use crate::office::shelf::{Fate, Standing, absent, shown, whole};
use crate::register::{Entry, State, told};
use crate::sign::{Source, revisions, source};
use crate::text::{nfc, one_line};
use crate::verify::prove;

/// Is a document that is to be copied.
pub(super) struct Original {
    /// What it is called: number and symbol, or the file's name.
    pub(super) name: String,
    /// What it is, in a line of the book.
    pub(super) told: String,
    /// Its row, if it is a paper of this office.
    pub(super) entry: Option<Entry>,
    /// The name of its file without ending.
    pub(super) stem: String,
    /// Its pages as they are copied.
    pub(super) source: Source,
}

impl Desk<'_> {
    /// Fetches the document that is to be copied.
    ///
    /// # Errors
    /// Gives findings if it is not there, not as it was kept, or cannot be copied.
    pub(super) fn original(&self, asked: &CopyAsked) -> Result<(Original, Vec<Diagnostic>), Findings> {
        match &asked.of {
            CopyOf::Paper(paper) => self.own_paper(paper, asked),
            CopyOf::File(file) => {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.elsewhere(&name, &whole_file(file)?, asked)
            }
            CopyOf::Given(name, bytes) => self.elsewhere(name, bytes, asked),
        }
    }

    fn own_paper(&self, paper: &Named, asked: &CopyAsked) -> Result<(Original, Vec<Diagnostic>), Findings> {
        let (store, _, entry) = self.object(paper)?;
        whole((&self.workspace()?.folder, &store), &entry.object)?;
        // What was cut off may be that it was recalled.
        let kept = store.object(&entry.object).ok_or_else(|| absent(&entry))?;
        stands(&kept, &entry)?;
        let (_, register) = self.look()?;
        let shown = shown(&store, &register, &entry)?;
        let name = entry.printed();
        if entry.copies > 1 {
            let message = format!("{name} có {} bản, mỗi khách một bản", entry.copies);
            let finding = Diagnostic::new(Code::COPY_SOURCE, message);
            return Err(finding.hint("sao một bản: chỉ chính tệp PDF của bản ấy trong thư mục out").into());
        }
        let signed = shown.is_signed();
        if asked.electronic && !signed {
            let message = format!("{name} chưa có bản ký trong kho lưu: chưa sao điện tử được");
            let finding = Diagnostic::new(Code::COPY_SOURCE, message);
            return Err(finding
                .hint("quét tờ đã ký rồi `vanthu luu them TỆP SỐ --ban-quet`, sau đó sao lại")
                .into());
        }
        // Nobody signed it yet: its fields wait for the paper's own signer, not for who copies.
        let first =
            if signed { None } else { revisions(&shown.bytes).ok().and_then(|ends| ends.first().copied()) };
        let bytes = first.map_or(shown.bytes.as_slice(), |end| &shown.bytes[..end]);
        let source = ready(&name, bytes, asked)?;
        let warned = (!signed).then(|| {
            let message =
                format!("{name} chưa có bản ký trong kho lưu: bản sao không có chữ ký, con dấu của văn bản");
            Diagnostic::new(Code::COPY_UNSIGNED, message)
                .hint("quét tờ đã ký rồi `vanthu luu them TỆP SỐ --ban-quet`, sau đó sao lại")
        });
        let told = format!("{} số {name} ngày {} {}", entry.kind_name, told(entry.date), entry.summary);
        let stem = entry.path.rsplit('/').next().unwrap_or_default();
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem).to_owned();
        Ok((
            Original { name, told: one_line(&told), entry: Some(entry), stem, source },
            warned.into_iter().collect(),
        ))
    }
}

impl Desk<'_> {
    /// Takes a document that came from elsewhere. What is signed is proved as far as it can be: nobody
    /// certifies what was changed behind its signature.
    fn elsewhere(
        &self,
        name: &str,
        bytes: &[u8],
        asked: &CopyAsked,
    ) -> Result<(Original, Vec<Diagnostic>), Findings> {
        let name = nfc(name).into_owned();
        let stem = Path::new(&name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let source = ready(&name, bytes, asked)?;
        let mut findings = Vec::new();
        if source.is_signed {
            let proof = prove(&name, bytes, &[], false, &self.anchors(&[])?.trust);
            if proof.is_wrong() {
                let message = format!("`{name}` không sao được: chữ ký số hoặc tệp không còn nguyên vẹn");
                let hint = "xin lại văn bản ở nơi gửi, hoặc sao từ bản giấy có chữ ký, con dấu";
                let refused = Diagnostic::new(Code::COPY_SOURCE, message).hint(hint);
                let wrong = proof.findings.into_iter().filter(Diagnostic::is_error);
                return Err(std::iter::once(refused).chain(wrong).collect::<Vec<_>>().into());
            }
            findings = doubts(proof.findings);
        }
        let told = asked.summary.as_deref().map_or_else(|| name.clone(), one_line);
        Ok((Original { name, told, entry: None, stem, source }, findings))
    }
}

/// Refuses a paper that no longer stands.
fn stands(kept: &Kept, entry: &Entry) -> Result<(), Findings> {
    let fates = Standing::of(kept, 1).fates;
    let fallen = [Fate::Recalled, Fate::Cancelled].into_iter().find(|fate| fates.contains(fate));
    let Some(fate) = fallen.or((entry.state == State::Cancelled).then_some(Fate::Cancelled)) else {
        return Ok(());
    };
    let message = format!("{} {}: không sao nữa", entry.printed(), fate.vietnamese());
    let hint = "cần chứng minh nó từng có thì lấy chính bản trong kho lưu";
    Err(Diagnostic::new(Code::COPY_SOURCE, message).hint(hint).into())
}

/// Says what could not be proved of a signed document from elsewhere: nobody here has what it was made
/// of, and the CAs an office trusts lie in its folder.
fn doubts(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let kept = findings.into_iter().filter(|finding| finding.code != Code::VERIFY_NO_ORIGINAL);
    let mended = |mut finding: Diagnostic| {
        if finding.code == Code::VERIFY_NO_CA {
            finding.hints = vec!["cất chứng thư của CA vào thư mục chung-thu của cơ quan rồi sao lại".into()];
        }
        finding
    };
    kept.map(mended).collect()
}

/// Makes the pages ready.
fn ready(name: &str, bytes: &[u8], asked: &CopyAsked) -> Result<Source, Findings> {
    let pages: Vec<usize> = asked.pages.iter().flat_map(|(from, to)| *from..=*to).collect();
    let refuse = |why: String| Diagnostic::new(Code::COPY_SOURCE, format!("`{name}` không sao được: {why}"));
    let source = source(bytes, &pages).map_err(refuse)?;
    if asked.electronic && source.is_signed {
        let finding = refuse("đã ký số nên chính nó là văn bản điện tử có giá trị".to_owned());
        return Err(finding
            .hint("gửi thẳng tệp ấy, không sao điện tử; cần bản giấy thì sao không kèm --dien-tu")
            .into());
    }
    Ok(source)
}
