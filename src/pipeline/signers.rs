//! Comes in: an office. Goes out: what a paper that one of its people signs would be told of them, before
//! there is one. Must not know: who asks, papers.

use std::path::Path;
use std::sync::Arc;

use super::examine::Examiner;
use super::judge::examined;
use super::{Settings, Stock};
use crate::diag::{Diagnostic, Source};
use crate::input;
use crate::model::{Dossier, Office};

/// Finds what is wrong with the people and organs of an office, as any paper they sign would find it. Who
/// signs for which organ only papers say, so no more is told of a person than what holds for all of them.
#[must_use]
pub fn signers(file: &Path, settings: &Settings, stock: &Stock) -> Vec<Diagnostic> {
    let read = settings.unsaved.read(file).ok().and_then(|source| input::office(&source).ok());
    // What cannot be read is told of already.
    let Some(office) = read.map(Arc::new) else { return Vec::new() };
    let try_on = Trial { file, office: &office, settings, stock };
    let units: Vec<Option<&str>> =
        std::iter::once(None).chain(office.issuers.iter().map(|(name, _)| Some(name.as_str()))).collect();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (signer, _) in &office.signers {
        let mut of_units = units.iter().map(|unit| try_on.found(signer, *unit));
        let first = of_units.next().unwrap_or_default();
        let mut everywhere = first;
        // Of most people nothing is told: then no other organ is asked.
        while !everywhere.is_empty()
            && let Some(found) = of_units.next()
        {
            everywhere.retain(|one| found.iter().any(|other| is_same(one, other)));
        }
        everywhere.retain(|one| !findings.iter().any(|known| is_same(known, one)));
        findings.extend(everywhere);
    }
    findings
}

/// Tells findings that say the same of the same words.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let range = |finding: &Diagnostic| finding.span.as_ref().map(|span| span.range.clone());
    one.code == other.code && range(one) == range(other)
}

struct Trial<'a> {
    file: &'a Path,
    office: &'a Arc<Office>,
    settings: &'a Settings,
    stock: &'a Stock,
}

impl Trial<'_> {
    /// Examines a letter of an organ with this signer; gives what is told of the office's own file.
    fn found(&self, signer: &str, unit: Option<&str>) -> Vec<Diagnostic> {
        let quoted = |name: &str| format!("'{}'", name.replace('\'', "''"));
        let unit = unit.map(|unit| format!("don_vi: {}\n", quoted(unit))).unwrap_or_default();
        let text = format!(
            "loai: cong-van\n{unit}nguoi_ky: {}\ntrich_yeu: thử\nkinh_gui: Đảng uỷ\nnoi_dung: Thử.\n",
            quoted(signer)
        );
        let mut unread = Vec::new();
        let source = Source::new("", text);
        let draft = input::draft("", &source, &mut |id| self.stock.kind(id), &mut unread);
        let Ok(draft) = draft else { return Vec::new() };
        let examiner = Examiner::new(self.settings, self.stock);
        let dossier = Arc::new(Dossier::default());
        let (ready, mut findings) =
            examiner.compose(&draft, std::slice::from_ref(&draft), &[], self.office, &dossier);
        findings.extend(ready.iter().flat_map(|ready| examined(ready, self.stock, None)));
        findings.retain(|finding| {
            finding.span.as_ref().is_some_and(|span| Path::new(span.source.name()) == self.file)
        });
        findings
    }
}
