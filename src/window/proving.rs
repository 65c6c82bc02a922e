//! Comes in: the wish to have the archive proved. Goes out: how far that has come, then what was
//! found. Must not know: how it is proved, who asks how often.

use std::sync::Arc;

use serde_json::{Value, json};

use super::answer::Answer;
use super::held::Run;
use super::hints::told;
use super::office::Office;
use crate::diag::{Diagnostic, Findings};
use crate::office::{ArchiveProved, Desk};

/// Answers what is asked of a proof.
pub(super) fn answer(office: &Office, name: &str, _: &[u8]) -> Option<Result<Answer, Answer>> {
    match name {
        "prove" => office.prove(),
        "proving" => {}
        _ => return None,
    }
    Some(Ok(Answer::json(&office.proving.told())))
}

impl Office {
    /// Begins a proof, unless one runs.
    fn prove(&self) {
        let Some(run) = self.proving.begin() else { return };
        let (stock, folder, now) = (Arc::clone(&self.stock), self.folder.clone(), (self.now)());
        let own = Arc::clone(&run);
        let begun = std::thread::Builder::new().name("kiem-tra".to_owned()).spawn(move || {
            let desk = Desk {
                stock: &stock,
                place: folder,
                archive: None,
                by: now.by,
                today: now.today,
                now: now.seconds,
            };
            let end = Ended(own);
            end.0.end(outcome(desk.prove_watched(None, &[], Some(&end.0.progress))));
        });
        if begun.is_err() {
            run.end(json!({ "broken": "máy không còn đủ bộ nhớ để kiểm tra" }));
        }
    }
}

/// Ends a run even where the program breaks in it: nobody waits for ever.
struct Ended(Arc<Run>);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.end(json!({ "broken": "chương trình hỏng khi kiểm tra kho" }));
    }
}

fn outcome(proof: Result<(ArchiveProved, Vec<Diagnostic>), Findings>) -> Value {
    match proof {
        Ok((proof, findings)) => {
            json!({ "proof": proof, "findings": findings.iter().map(told).collect::<Vec<_>>() })
        }
        Err(findings) => json!({ "found": findings.iter().map(told).collect::<Vec<_>>() }),
    }
}
