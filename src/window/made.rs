//! Comes in: copies that somebody wants made, or looks at. Goes out: how they lie there, how far the
//! work is, a file to print. Must not know: how a copy is made.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::read;
use super::guest_words::worded;
use super::hints;
use super::office::{Office, desk};
use super::paper::{found, printed, refused};
use crate::desk::{Course, PaperId, Text};
use crate::office::{CopiesAsked, CopiesMade};

/// Is the sort of work by which copies are made.
pub(super) const COPIES: &str = "lap-ban";

/// Answers what is asked of copies.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "copies" => read(body).map(|asked: Of| office.copies(&asked.id)),
        "make-copies" => read(body).map(|asked| office.make_copies(&asked)),
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
        let busy = "đang lập một loạt khác: chờ xong hoặc dừng đã";
        self.begin((COPIES, asked.id.as_str()), busy, self.making(asked, text))
    }

    fn making(&self, asked: &MakeAsked, text: Text) -> impl FnOnce(&Course) -> Value + Send + 'static {
        let (stock, folder, now) = (Arc::clone(&self.stock), self.folder.clone(), (self.now)());
        let MakeAsked { rows, late, two_up, .. } = asked;
        let asked = CopiesAsked { rows: rows.clone(), late: *late, two_up: *two_up };
        move |course| {
            let (mut see, stop) = (|done, all| course.see(done, all), Arc::clone(&course.stop));
            match desk(&stock, &folder, now).make_copies(&text.file, &asked, stop, &mut see) {
                Ok(made) => {
                    json!(CopiesMade { found: made.found.into_iter().map(worded).collect(), ..made })
                }
                Err(findings) => {
                    let found: Vec<_> = findings.iter().map(hints::told).collect();
                    json!({ "copies": null, "found": found })
                }
            }
        }
    }

    /// Gives the PDF of a copy, or of a file that prints them.
    fn print_copy(&self, asked: &PrintAsked) -> Answer {
        match self.drafts.open(&asked.id) {
            Ok(text) => printed(Some(self.desk().made_copy(&text.file, &asked.name, self.drafts.unsaved()))),
            Err(why) => refused(&why),
        }
    }
}
