//! Comes in: work that takes longer than a request may, a piece of it that is asked for. Goes out: how
//! far it is, what became of it; it stopped. Must not know: what is done.

use hyper::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::read;
use super::guard::Refused;
use super::office::Office;
use crate::desk::{Course, End, JobSeen};

/// Answers what is asked of work that goes on.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    (name == "job").then(|| read(body).map(|asked| office.job(&asked)))
}

/// Is a piece of work that is asked for.
#[derive(Debug, Deserialize)]
struct JobAsked {
    job: u64,
    /// Whether nobody wants more of it.
    #[serde(default)]
    stop: bool,
}

impl Office {
    /// Begins a piece of work of a sort; `busy` says that one of that sort goes on.
    pub(super) fn begin(
        &self,
        sort: (&'static str, &str),
        busy: &str,
        work: impl FnOnce(&Course) -> Value + Send + 'static,
    ) -> Answer {
        match self.jobs.start(sort, work) {
            Ok(Some(job)) => Answer::json(&json!({ "job": job })),
            Ok(None) => Answer::json(&json!({ "job": null, "why": busy })),
            Err(_) => Answer::refused(Refused { status: StatusCode::INTERNAL_SERVER_ERROR, why: "may" }),
        }
    }

    /// Tells how far a piece of work is.
    fn job(&self, asked: &JobAsked) -> Answer {
        if asked.stop {
            self.jobs.stop(asked.job);
        }
        let Some(JobSeen { done, all, ended }) = self.jobs.seen(asked.job) else {
            return Answer::refused(Refused { status: StatusCode::NOT_FOUND, why: "viec" });
        };
        let ended = ended.map(|end| match end {
            End::Done(told) => told,
            End::Broken => json!({ "broken": true, "found": [] }),
        });
        Answer::json(&json!({ "done": done, "all": all, "ended": ended }))
    }
}
