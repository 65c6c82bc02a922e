//! Comes in: copies that somebody wants made, or looks at. Goes out: how they lie there, how far the
//! work is, a file to print. Must not know: how a copy is made.

use std::sync::Arc;

use hyper::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::read;
use super::guard::Refused;
use super::guest_words::worded;
use super::hints;
use super::office::{Made, Office, desk};
use super::paper::{found, printed, refused};
use crate::desk::{Course, End, JobSeen, PaperId, Text};
use crate::office::{CopiesAsked, CopiesMade};

/// Answers what is asked of copies.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "copies" => read(body).map(|asked: Of| office.copies(&asked.id)),
        "make-copies" => read(body).map(|asked| office.make_copies(&asked)),
        "job" => read(body).map(|asked| office.job(&asked)),
        "print-copy" => read(body).map(|asked| office.print_copy(&asked)),
        _ => return None,
    })
}

/// Is a paper whose copies are asked for.
#[derive(Debug, Deserialize)]
struct Of {
    id: PaperId,
}

/// Says which copies are wanted.
#[derive(Debug, Deserialize)]
struct MakeAsked {
    id: PaperId,
    /// Rows of the list, both ends included; none means all.
    #[serde(default)]
    rows: Vec<(usize, usize)>,
    #[serde(default)]
    late: bool,
    #[serde(default)]
    two_up: bool,
}

/// Is a piece of work that is asked for.
#[derive(Debug, Deserialize)]
struct JobAsked {
    job: u64,
    /// Whether nobody wants more of it.
    #[serde(default)]
    stop: bool,
}

/// Is a file that is to be printed, by its name.
#[derive(Debug, Deserialize)]
struct PrintAsked {
    id: PaperId,
    name: String,
}

impl Office {
    fn copies(&self, id: &PaperId) -> Answer {
        match self.drafts.open(id) {
            Ok(text) => match self.desk().copies(&text.file, self.drafts.unsaved()) {
                Ok(copies) => Answer::json(&copies),
                Err(findings) => found(&findings),
            },
            Err(why) => refused(&why),
        }
    }

    /// Begins to make copies; they are made from what is on the disk.
    fn make_copies(&self, asked: &MakeAsked) -> Answer {
        self.drafts.save(true);
        let text = match self.drafts.open(&asked.id) {
            Ok(text) => text,
            Err(why) => return refused(&why),
        };
        if !text.saved {
            let why = "có chữ chưa lưu được nên chưa lập: xem lời báo ở văn bản";
            return Answer::json(&json!({ "job": null, "why": why }));
        }
        let work = self.making(asked, text);
        match self.jobs.start(asked.id.clone(), work) {
            Ok(Some(job)) => Answer::json(&json!({ "job": job })),
            Ok(None) => {
                Answer::json(&json!({ "job": null, "why": "đang lập một loạt khác: chờ xong hoặc dừng đã" }))
            }
            Err(_) => Answer::refused(Refused { status: StatusCode::INTERNAL_SERVER_ERROR, why: "may" }),
        }
    }

    fn making(&self, asked: &MakeAsked, text: Text) -> impl FnOnce(&Course) -> Made + Send + 'static {
        let (stock, folder, now) = (Arc::clone(&self.stock), self.folder.clone(), (self.now)());
        let MakeAsked { rows, late, two_up, .. } = asked;
        let asked = CopiesAsked { rows: rows.clone(), late: *late, two_up: *two_up };
        move |course| {
            let mut see = |done, all| course.see(done, all);
            let made = desk(&stock, &folder, now).make_copies(
                &text.file,
                &asked,
                Arc::clone(&course.stop),
                &mut see,
            );
            made.map_err(|findings| findings.iter().map(hints::told).collect())
        }
    }

    /// Tells how far a piece of work is.
    fn job(&self, asked: &JobAsked) -> Answer {
        let Some(JobSeen { done, all, ended }) = self.jobs.seen(asked.job) else {
            return Answer::refused(Refused { status: StatusCode::NOT_FOUND, why: "viec" });
        };
        if asked.stop {
            self.jobs.stop();
        }
        let ended = match ended {
            None => Value::Null,
            Some(End::Done(Ok(made))) => {
                json!(CopiesMade { found: made.found.into_iter().map(worded).collect(), ..made })
            }
            Some(End::Done(Err(found))) => json!({ "copies": null, "found": found }),
            Some(End::Broken) => json!({ "copies": null, "found": [], "broken": true }),
        };
        Answer::json(&json!({ "done": done, "all": all, "ended": ended }))
    }

    /// Gives the PDF of a copy, or of a file that prints them.
    fn print_copy(&self, asked: &PrintAsked) -> Answer {
        match self.drafts.open(&asked.id) {
            Ok(text) => printed(Some(self.desk().made_copy(&text.file, &asked.name))),
            Err(why) => refused(&why),
        }
    }
}
