//! Comes in: the wish to have the archive proved. Goes out: the work that does it, and what was found.
//! Must not know: how it is proved, who asks how often.

use std::sync::Arc;

use serde_json::{Value, json};

use super::answer::Answer;
use super::hints::told;
use super::office::{Office, desk};
use crate::diag::{Diagnostic, Findings};
use crate::office::ArchiveProved;

/// Is the sort of work.
const PROOF: &str = "kiem-tra-kho";

/// Answers what is asked of a proof.
pub(super) fn answer(office: &Office, name: &str, _: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(Ok(match name {
        "prove" => office.prove(),
        "proving" => Answer::json(&json!({ "job": office.jobs.going_on(PROOF, "") })),
        _ => return None,
    }))
}

impl Office {
    /// Begins a proof, unless one goes on.
    fn prove(&self) -> Answer {
        let (stock, folder, now) = (Arc::clone(&self.stock), self.folder.clone(), (self.now)());
        self.begin((PROOF, ""), "kho đang được kiểm tra", move |course| {
            let see = |done, all| course.see(done, all);
            outcome(desk(&stock, &folder, now).prove_watched(None, &[], Some(&see)))
        })
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
