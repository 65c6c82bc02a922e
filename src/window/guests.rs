//! Comes in: a paper whose guests somebody looks at, a list that is handed over, a row that was set
//! right. Goes out: the list as it was read. Must not know: how a list is read, how copies are
//! made.

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::{read, read_file};
use super::guest_words::worded;
use super::made::COPIES;
use super::office::Office;
use super::paper::{found, refused};
use crate::desk::{Edit, PaperId, Refusal, Text, plain};
use crate::office::{FindingTold, ListRead};
use crate::yaml::edit::{Content, FieldPath, Verb};

/// Answers what the screen of guests asks.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "guests" => read(body).map(|asked| office.guests(&asked)),
        "guest-file" => read_file(body).map(|(asked, bytes)| office.list_handed_over(&asked, bytes)),
        "guest-mend" => read(body).map(|asked| office.row_mended(&asked)),
        _ => return None,
    })
}

/// Is a paper whose guests are asked for.
#[derive(Debug, Deserialize)]
struct GuestsAsked {
    id: PaperId,
}

/// Is a list that is handed over.
#[derive(Debug, Deserialize)]
struct ListAsked {
    id: PaperId,
    /// The file's own name where it came from: a label, never a path.
    name: String,
}

/// Is a row that was set right.
#[derive(Debug, Deserialize)]
struct RowAsked {
    id: PaperId,
    row: usize,
    /// All its cells.
    cells: Vec<String>,
}

impl Office {
    fn guests(&self, asked: &GuestsAsked) -> Answer {
        let text = match self.drafts.open(&asked.id) {
            Ok(text) => text,
            Err(why) => return refused(&why),
        };
        let desk = self.desk();
        let list = match desk.guest_list(&text.file, self.drafts.unsaved()) {
            Ok(list) => ListRead { found: list.found.into_iter().map(worded).collect(), ..list },
            Err(findings) => return found(&findings),
        };
        let own = |key: &str| match &text.content {
            Content::Map(entries) => {
                entries.iter().find(|(known, _)| known == key).map(|(_, own)| plain(own))
            }
            _ => None,
        };
        Answer::json(&json!({
            "list": list, "version": text.version, "dossier": desk.dossier_title(&text.path),
            "source": own("danh_sach"), "sheets": own("in_kem"), "format": own("kho"), "kind": own("loai"),
            "kinds": desk.sheets_of_lists(), "fields": desk.guest_fields(),
            "job": self.jobs.going_on(COPIES, asked.id.as_str()),
        }))
    }

    /// Puts a list into the paper's folder and names it in the paper.
    fn list_handed_over(&self, asked: &ListAsked, bytes: &[u8]) -> Answer {
        match self.listed(asked, bytes) {
            Ok((name, text)) => Answer::json(&json!({ "name": name, "version": text.version })),
            Err(why) => refused(&why),
        }
    }

    fn listed(&self, asked: &ListAsked, bytes: &[u8]) -> Result<(String, Text), Refusal> {
        let text = self.drafts.open(&asked.id)?;
        let name = self.desk().take_list(&text.file, &asked.name, bytes).map_err(Refusal::Found)?;
        let path = "danh_sach.tep".parse().map_err(|_| Refusal::Unknown)?;
        let edit =
            Edit { path, verb: Verb::Set(Content::Text(name.clone())), version: text.version, before: None };
        let text = self.written(&asked.id, &text, &edit)?;
        let text = self.without_old_choices(&asked.id, text)?;
        self.drafts.save(true);
        Ok((name, text))
    }

    /// Takes the sheet and the columns that were chosen for an earlier list out of the paper,
    /// where the new one cannot be read by them.
    fn without_old_choices(&self, id: &PaperId, mut text: Text) -> Result<Text, Refusal> {
        let list = self.desk().guest_list(&text.file, self.drafts.unsaved()).unwrap_or_default();
        let unread = list.rows.is_empty();
        let gone = [("danh_sach.trang", unread || list.sheet.is_none()), ("danh_sach.cot", unread)];
        for (way, _) in gone.into_iter().filter(|(_, gone)| *gone) {
            let path: FieldPath = way.parse().map_err(|_| Refusal::Unknown)?;
            if text.content.follow(&path).is_some() {
                let edit = Edit { path, verb: Verb::Remove, version: text.version, before: None };
                text = self.written(id, &text, &edit)?;
            }
        }
        Ok(text)
    }

    /// Keeps a row that was set right, or says what is still wrong with it.
    fn row_mended(&self, asked: &RowAsked) -> Answer {
        let text = match self.drafts.open(&asked.id) {
            Ok(text) => text,
            Err(why) => return refused(&why),
        };
        let row = (asked.row, asked.cells.clone());
        let told = self.desk().mend_row(&text.file, row, self.drafts.unsaved()).err().unwrap_or_default();
        let told: Vec<FindingTold> = told.into_iter().map(worded).collect();
        Answer::json(&json!({ "found": told }))
    }
}
