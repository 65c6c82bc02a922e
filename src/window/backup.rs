//! Comes in: what is asked of backups. Goes out: the drives of this machine, the work that copies the
//! office to one of them, whether another backup is due. Must not know: how it is copied. A browser
//! gives no paths: a drive is named by an id of our own list.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::read;
use super::hints::told;
use super::office::{Office, desk};
use super::paper::{found, refused};
use crate::desk::{PaperId, Refusal};
use crate::diag::{Diagnostic, Findings};
use crate::office::{BackedUp, BackupDue, Machine, Pace, Part, moment};

/// Is the sort of work.
const BACKUP: &str = "sao-luu";

/// Answers what is asked of backups on a machine.
pub(super) fn answer(office: &Office, machine: &Arc<dyn Machine>, name: &str, body: &[u8]) -> Option<Answer> {
    match name {
        "backup-places" => Some(office.backup_places(&**machine)),
        "backup" => Some(read(body).map_or_else(|refused| refused, |asked| office.back_up(&asked, machine))),
        _ => None,
    }
}

/// Names a drive.
#[derive(Debug, Deserialize)]
struct To {
    id: PaperId,
}

impl Office {
    fn backup_places(&self, machine: &dyn Machine) -> Answer {
        let desk = self.desk();
        let due = match desk.backup_due() {
            Ok(due) => due_told(&due),
            Err(findings) => return found(&findings),
        };
        let places = desk.backup_places(machine);
        let places: Vec<Value> =
            places.iter().map(|place| json!({ "id": PaperId::of(&place.path), "place": place })).collect();
        Answer::json(&json!({ "places": places, "due": due, "job": self.jobs.going_on(BACKUP, "") }))
    }

    /// Begins to copy the office to a drive of our list.
    fn back_up(&self, asked: &To, machine: &Arc<dyn Machine>) -> Answer {
        let places = self.desk().backup_places(&**machine);
        let Some(to) = places.into_iter().find(|place| PaperId::of(&place.path) == asked.id) else {
            return refused(&Refusal::Unknown);
        };
        self.drafts.save(true);
        self.begin((BACKUP, ""), "đang sao lưu", self.backing_up(to.folder, Arc::clone(machine)))
    }

    fn backing_up(
        &self,
        to: PathBuf,
        machine: Arc<dyn Machine>,
    ) -> impl FnOnce(&crate::desk::Course) -> Value + Send + 'static {
        let (stock, folder, now) = (Arc::clone(&self.stock), self.folder.clone(), (self.now)());
        move |course| {
            // Copying, proving and reading again take about as long: a third each.
            let see = |part: Part, done: usize, all: usize| {
                let before = match part {
                    Part::Copying => 0,
                    Part::Proving => THIRD,
                    Part::Reading => 2 * THIRD,
                };
                course.see(before + THIRD * done / all.max(1), 3 * THIRD);
            };
            let pace = Pace { told: &see, stop: &course.stop };
            outcome(desk(&stock, &folder, now).back_up(&to, &*machine, &pace))
        }
    }
}

/// Is into how many steps a part of the work is parted for whoever waits.
const THIRD: usize = 100;

/// Says when the last backup was taken and whether another one is due.
pub(super) fn due_told(due: &BackupDue) -> Value {
    json!({ "at": due.at.as_deref().map(moment), "folder": due.folder, "days": due.days, "since": due.since, "due": due.due })
}

fn outcome(done: Result<(BackedUp, Vec<Diagnostic>), Findings>) -> Value {
    match done {
        Ok((done, findings)) => {
            json!({ "done": done, "at": moment(&done.at), "findings": findings.iter().map(told).collect::<Vec<_>>() })
        }
        Err(findings) => json!({ "found": findings.iter().map(told).collect::<Vec<_>>() }),
    }
}
