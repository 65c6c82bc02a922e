//! Comes in: the Word files of somebody's folder, one by one, then what is to become of them. Goes out: how far
//! that is, what became of each, the table of it. Must not know: how a Word file is read.

use std::path::Path;
use std::sync::Arc;

use hyper::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::{read, read_file};
use super::guard::Refused;
use super::held::inside;
use super::hints::told;
use super::office::{Office, desk};
use super::paper::{found, packed};
use crate::desk::PaperId;
use crate::office::{Adopted, Gathered, Gathering, Split, Taken};

/// Is the sort of work.
const GATHER: &str = "nhan-thu-muc";

/// Answers what is asked where a folder of Word files is handed over.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "gather-begin" => Ok(office.gather_begin()),
        "gather-file" => read_file(body).map(|(asked, bytes)| office.gather_file(&asked, bytes)),
        "gather-run" => read(body).map(|asked| office.gather_run(asked)),
        "gather-report" => read(body).map(|asked: HeapAsked| office.gather_report(asked.heap)),
        _ => return None,
    })
}

/// Names a folder that is handed over.
#[derive(Debug, Deserialize)]
struct HeapAsked {
    heap: u64,
}

/// Names a file of it by its way in the folder.
#[derive(Debug, Deserialize)]
struct FileAsked {
    heap: u64,
    way: String,
}

/// Says what is to become of it.
#[derive(Debug, Deserialize)]
struct RunAsked {
    heap: u64,
    /// `tep`: a dossier each; `thu-muc`: one for each folder; else all lie in the dossier that is named.
    #[serde(default)]
    split: String,
    /// The folder of that dossier.
    #[serde(default)]
    dossier: String,
}

impl Office {
    fn gather_begin(&self) -> Answer {
        match self.heaps.renew() {
            Ok(heap) => Answer::json(&json!({ "heap": heap })),
            Err(findings) => found(&findings),
        }
    }

    fn gather_file(&self, asked: &FileAsked, bytes: &[u8]) -> Answer {
        let Some(heap) = self.heaps.get(asked.heap) else { return gone() };
        let added = inside(&heap).add(&asked.way, bytes);
        match added {
            Ok(()) => Answer::json(&json!({})),
            Err(finding) => found(&[*finding]),
        }
    }

    fn gather_run(&self, asked: RunAsked) -> Answer {
        let Some(heap) = self.heaps.get(asked.heap) else { return gone() };
        let split = match asked.split.as_str() {
            "tep" => Split::Files,
            "thu-muc" => Split::Folders,
            _ => Split::None,
        };
        // Only a dossier that is listed: a page names no folder of the disk.
        let all = match self.desk().overview(&self.glance) {
            Ok(all) => all,
            Err(findings) => return found(&findings),
        };
        let listed = all.iter().any(|one| !one.folder.is_empty() && one.folder == asked.dossier);
        if split == Split::None && !listed {
            return Answer::json(&json!({ "missing": "Chọn hồ sơ đã." }));
        }
        let (stock, folder, now) = (Arc::clone(&self.stock), self.folder.clone(), (self.now)());
        let work = move |course: &crate::desk::Course| {
            let mut heap = inside(&heap);
            let count = heap.files();
            let (folders, report) = (heap.folders(), heap.report());
            let dossier = if split == Split::None { Path::new(&asked.dossier) } else { Path::new("") };
            let gathering =
                Gathering { paths: &folders, dossier, split, kind: None, look: false, report: Some(&report) };
            let mut done = 0;
            let gathered = desk(&stock, &folder, now).adopt_all(&gathering, &mut |_| {
                done += 1;
                course.see(done, count.max(done));
            });
            heap.empty();
            match gathered {
                Ok(gathered) => outcome(&gathered),
                Err(findings) => json!({ "found": findings.iter().map(told).collect::<Vec<_>>() }),
            }
        };
        self.drafts.save(true);
        self.begin((GATHER, ""), "đang nhận một thư mục khác", work)
    }

    fn gather_report(&self, number: u64) -> Answer {
        let Some(heap) = self.heaps.get(number) else { return gone() };
        let bytes = std::fs::read(inside(&heap).report()).unwrap_or_default();
        packed(&json!({ "found": [] }), &[&bytes])
    }
}

fn gone() -> Answer {
    Answer::refused(Refused { status: StatusCode::NOT_FOUND, why: "thu-muc" })
}

fn outcome(gathered: &Gathered) -> Value {
    let files: Vec<Value> = gathered.files.iter().map(file).collect();
    let findings: Vec<_> = gathered.findings.iter().map(told).collect();
    json!({ "files": files, "findings": findings })
}

/// Says what became of a file.
fn file(taken: &Taken) -> Value {
    let findings: Vec<_> = taken.findings.iter().map(told).collect();
    let empty = Adopted::default();
    let adopted = taken.adopted.as_ref().unwrap_or(&empty);
    let row = adopted.row.as_ref().filter(|row| row.is_its_own).map(|row| &row.whose);
    // The draft that was made of it before, or a file beside it.
    let is_draft = |path: &&String| Path::new(path.as_str()).extension().is_some_and(|end| end == "yaml");
    let before = adopted.earlier.as_ref().filter(is_draft);
    json!({
        "file": taken.file,
        "read": taken.adopted.is_some(),
        "kind": adopted.kind_name,
        "printed": adopted.symbol,
        "day": adopted.day,
        "id": adopted.paper.as_deref().map(PaperId::of),
        "row": row,
        "earlier": adopted.earlier,
        "earlier_id": before.map(|path| PaperId::of(path)),
        "left": adopted.left.len(),
        "findings": findings,
    })
}
