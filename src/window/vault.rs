//! Comes in: what the screen of the archive asks. Goes out: what lies there, one paper with its
//! history, the archive proved, what was cut off finished, a recall entered. Must not know: how any
//! of it is done.

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::read;
use super::backup::due_told;
use super::hints::{mend, of_fields, told};
use super::office::Office;
use super::paper::{found, packed};
use crate::office::{By, DossierShown, Fate, Named, ObjectShown, PaperShown, Version, is_read, moment};

/// Answers what the screen of the archive asks, and what waits for somebody.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "kept" => read(body).map(|asked: Words| office.kept(&asked.words)),
        "object" => read(body).map(|asked: Object| office.object(&asked.object)),
        "kept-file" => read(body).map(|asked| office.kept_file(&asked)),
        "heal" => Ok(office.heal()),
        "remark" => read(body).map(|asked| office.remark(&asked)),
        "waiting" => Ok(office.waiting()),
        _ => return None,
    })
}

/// Asks for what has some words.
#[derive(Debug, Deserialize)]
struct Words {
    #[serde(default)]
    words: String,
}

/// Names an object of the archive.
#[derive(Debug, Deserialize)]
struct Object {
    object: String,
}

/// Asks for a file of an object.
#[derive(Debug, Deserialize)]
struct FileAsked {
    object: String,
    name: String,
}

/// Asks for it to be entered that a paper was recalled or corrected.
#[derive(Debug, Deserialize)]
struct RemarkAsked {
    id: i64,
    printed: String,
    /// `recalled` or `corrected`.
    fate: String,
    reason: String,
    /// Number and symbol of the paper by which it was; empty where there is none.
    #[serde(default)]
    by: String,
}

impl Office {
    fn kept(&self, words: &str) -> Answer {
        match self.desk().kept(words) {
            Ok((cards, unread)) => {
                let unread: Vec<_> = unread.iter().map(told).collect();
                Answer::json(&json!({ "cards": cards, "unread": unread }))
            }
            Err(findings) => found(&findings),
        }
    }

    fn object(&self, object: &str) -> Answer {
        match self.desk().object_shown(object) {
            Ok((card, ObjectShown::Paper(paper))) => {
                Answer::json(&json!({ "card": card, "paper": paper_told(&paper) }))
            }
            Ok((card, ObjectShown::Dossier(dossier))) => {
                Answer::json(&json!({ "card": card, "dossier": dossier_told(&dossier) }))
            }
            Err(findings) => found(&findings),
        }
    }

    /// Gives a file of an object as it was kept: only what people read.
    fn kept_file(&self, asked: &FileAsked) -> Answer {
        if !is_read(&asked.name) {
            return packed(&json!({ "found": [] }), &[]);
        }
        match self.desk().kept_bytes(&asked.object, &asked.name) {
            Ok(bytes) => packed(&json!({ "found": [] }), &[&bytes]),
            Err(findings) => {
                let findings: Vec<_> = findings.iter().map(told).collect();
                packed(&json!({ "found": findings }), &[])
            }
        }
    }

    fn heal(&self) -> Answer {
        match self.desk().finish() {
            Ok((done, findings)) => {
                let findings: Vec<_> = findings.iter().map(told).collect();
                Answer::json(
                    &json!({ "done": done.iter().map(|one| &one.what).collect::<Vec<_>>(), "findings": findings }),
                )
            }
            Err(findings) => found(&findings),
        }
    }

    fn remark(&self, asked: &RemarkAsked) -> Answer {
        let (reason, by) = (asked.reason.trim(), asked.by.trim());
        let fate = match asked.fate.as_str() {
            "recalled" => Fate::Recalled,
            "corrected" => Fate::Corrected,
            _ => return Answer::json(&json!({ "missing": "chưa rõ là thu hồi hay đính chính" })),
        };
        if reason.is_empty() {
            return Answer::json(&json!({ "missing": "ghi lý do" }));
        }
        let through = (!by.is_empty()).then(|| Named { name: by.to_owned(), ..Named::default() });
        let desk = self.desk();
        let done = desk
            .naming(asked.id, &asked.printed)
            .and_then(|(paper, _)| desk.remark(fate, &paper, through.as_ref(), reason));
        match done {
            Ok(done) => {
                let what = done.before.clone().map_or_else(
                    || format!("{}: {}", done.printed, fate.vietnamese()),
                    |before| format!("{}: từ trước {before}; không ghi thêm gì", done.printed),
                );
                Answer::json(&json!({ "said": what }))
            }
            Err(findings) => found(&findings),
        }
    }

    fn waiting(&self) -> Answer {
        let desk = self.desk();
        match desk.waiting() {
            Ok(mut waiting) => {
                waiting.half = waiting.half.into_iter().map(mend).collect();
                let papers = |rows: &[crate::office::BookRow]| -> Vec<Option<_>> {
                    rows.iter().map(|row| self.own_paper(&row.row.path)).collect()
                };
                let (unsigned, unkept) = (papers(&waiting.unsigned), papers(&waiting.unkept));
                let backup = desk.backup_due().ok().map(|due| due_told(&due));
                Answer::json(
                    &json!({ "waiting": waiting, "unsigned": unsigned, "unkept": unkept, "backup": backup }),
                )
            }
            Err(findings) => found(&findings),
        }
    }
}

/// Gives who did something; nothing where the machine knew no name.
fn known(who: &str) -> &str {
    if who == By::NOBODY { "" } else { who }
}

fn versions(versions: &[Version]) -> Vec<Value> {
    let one = |past: &Version| json!({ "number": past.number, "at": moment(&past.at), "who": known(&past.who), "what": past.what });
    versions.iter().rev().map(one).collect()
}

fn paper_told(paper: &PaperShown) -> Value {
    let mut files = paper.lying();
    for file in &mut files {
        file.proved = file.proved.iter().map(|line| of_fields(line)).collect();
    }
    json!({ "stands": paper.stands, "files": files, "versions": versions(&paper.versions) })
}

fn dossier_told(dossier: &DossierShown) -> Value {
    let documents: Vec<Value> = dossier
        .documents
        .iter()
        .map(|one| json!({ "name": one.file, "what": one.reason, "at": moment(&one.at), "who": known(&one.who) }))
        .collect();
    json!({
        "folder": dossier.folder, "about": dossier.about, "papers": dossier.papers,
        "documents": documents, "versions": versions(&dossier.versions),
    })
}
