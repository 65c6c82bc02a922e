//! Comes in: the name of a use case, JSON. Goes out: what the office answers, as JSON or with
//! pictures behind it. Must not know: HTTP; what an office does: it only translates.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use hyper::StatusCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::answer::Answer;
use super::guard::Refused;
use super::paper::{opened, pictured, printed, refused};
use super::serve::Api;
use crate::desk::{Drafts, Edit, PaperId, Refusal, Seer, Text, View, content};
use crate::diag::{Diagnostic, Findings};
use crate::kind::{Part, form, form_of};
use crate::office::{By, Desk, FindingTold, PaperCard};
use crate::pipeline::{Settings, Stock};
use crate::yaml::edit::{Content, FieldPath, Order, Verb};

/// Says who works here and when: only a door knows.
#[derive(Debug, Clone)]
pub struct Now {
    /// Who, and the moment as the register writes it.
    pub by: By,
    /// The day.
    pub today: NaiveDate,
    /// Seconds since 1970.
    pub seconds: i64,
}

/// Is how long a page may take before it is given up.
const LIMIT: Duration = Duration::from_secs(20);
/// Is how often drafts are looked at, whether one is to be saved.
const ROUND: Duration = Duration::from_millis(200);

/// Is an office that is open in a window.
pub struct Office {
    folder: PathBuf,
    stock: Arc<Stock>,
    drafts: Arc<Drafts>,
    seer: Seer,
    now: Box<dyn Fn() -> Now + Send + Sync>,
    end: Arc<Notify>,
}

impl Office {
    /// Opens the office of a folder: that of `co-quan.yaml`. What is typed is saved by a thread
    /// of its own, for as long as the office is open.
    ///
    /// # Errors
    /// Gives what the system says if it has no threads.
    pub fn open(
        folder: PathBuf,
        stock: Arc<Stock>,
        now: Box<dyn Fn() -> Now + Send + Sync>,
        end: Arc<Notify>,
    ) -> std::io::Result<Self> {
        let drafts = Arc::new(Drafts::new(&folder));
        let kept = Arc::downgrade(&drafts);
        std::thread::Builder::new().name("luu".to_owned()).spawn(move || {
            while let Some(drafts) = kept.upgrade() {
                drafts.save(false);
                drop(drafts);
                std::thread::sleep(ROUND);
            }
        })?;
        let seer = Seer::new(Arc::clone(&drafts), Arc::clone(&stock), LIMIT);
        Ok(Self { folder, stock, drafts, seer, now, end })
    }

    /// Gives the papers that are open: whoever ends the window saves them.
    #[must_use]
    pub fn drafts(&self) -> Arc<Drafts> {
        Arc::clone(&self.drafts)
    }

    fn desk(&self) -> Desk<'_> {
        let Now { by, today, seconds } = (self.now)();
        Desk { stock: &self.stock, place: self.folder.clone(), archive: None, by, today, now: seconds }
    }

    fn home(&self) -> Answer {
        match self.desk().overview() {
            Ok(dossiers) => {
                let office = self.desk().name().unwrap_or_default();
                let papers = dossiers.iter().map(|dossier| {
                    let ids = dossier.papers.iter().map(|paper| PaperId::of(&paper.path));
                    ids.collect::<Vec<_>>()
                });
                let ids: Vec<_> = papers.collect();
                let at = |file: &str, folder: &str| {
                    let path = if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
                    PaperId::of(&path)
                };
                let facts: Vec<_> =
                    dossiers.iter().map(|dossier| at("ho-so.yaml", &dossier.folder)).collect();
                Answer::json(&json!({
                    "office": office, "today": (self.now)().today, "settings": at("co-quan.yaml", ""),
                    "dossiers": dossiers, "ids": ids, "facts": facts,
                }))
            }
            Err(findings) => found(&findings),
        }
    }

    fn open_paper(&self, asked: &Asked) -> Answer {
        match self.drafts.open(&asked.id) {
            Ok(text) => opened(&text, &self.form(&text.content, &text.path), &self.desk()),
            Err(why) => refused(&why),
        }
    }

    /// Gives the form of a file: the kind its `loai` names, or one of the office's own.
    fn form(&self, content: &Content, path: &str) -> Result<Value, Findings> {
        let form =
            |entries, name: &str, more: Value| json!({ "name": name, "entries": entries, "kind": more });
        match path.rsplit('/').next() {
            Some("co-quan.yaml") => Ok(form(form_entries(Part::Office)?, "Cơ quan", Value::Null)),
            Some("ho-so.yaml") => Ok(form(form_entries(Part::Dossier)?, "Hồ sơ", Value::Null)),
            _ => {
                let kind = match content {
                    Content::Map(entries) => {
                        entries.iter().find(|(key, _)| key == "loai").and_then(|(_, value)| value.text())
                    }
                    _ => None,
                };
                let kind = self.stock.kind(kind.unwrap_or_default())?;
                Ok(form(json!(form_of(&kind)), &kind.name, json!(kind.id)))
            }
        }
    }

    fn edit(&self, asked: &EditAsked) -> Answer {
        let edited = self.edited(asked);
        match edited {
            Ok(text) => self.look(&asked.id, text, asked.view.clone()),
            Err(why) => refused(&why),
        }
    }

    fn edited(&self, asked: &EditAsked) -> Result<Text, Refusal> {
        let text = self.drafts.open(&asked.id)?;
        let path = asked.path.parse().map_err(|_| Refusal::Unknown)?;
        let Some(verb) = asked.verb(&text.content, &path) else { return Ok(text) };
        let form = self.form(&text.content, &text.path).unwrap_or_default();
        let entries = form["entries"].as_array().cloned().unwrap_or_default();
        let keys: Vec<&str> =
            std::iter::once("loai").chain(entries.iter().filter_map(|entry| entry["key"].as_str())).collect();
        let order = Order { keys: &keys, commented: &keys };
        self.drafts.edit(&asked.id, &Edit { path, verb, version: asked.version }, order)
    }

    fn look(&self, id: &PaperId, text: Text, view: View) -> Answer {
        let (version, saved) = (text.version, text.saved);
        let (conflicts, trouble) = (text.conflicts.clone(), text.trouble.clone());
        let seen = self.seer.look(id, text, view);
        pictured(
            seen,
            &json!({
                "version": version, "saved": saved, "conflicts": conflicts,
                "trouble": trouble.as_ref().map(FindingTold::of),
            }),
        )
    }

    /// Says what issuing a paper would do, without doing it.
    fn foresee(&self, asked: &Asked) -> Answer {
        match self.card(&asked.id) {
            Ok(Some((_, card))) => Answer::json(&card),
            Ok(None) => refused(&Refusal::Unknown),
            Err(findings) => found(&findings),
        }
    }

    /// Gives a paper's file and how far it has come, as it is on the disk.
    fn card(&self, id: &PaperId) -> Result<Option<(PathBuf, PaperCard)>, Findings> {
        self.drafts.save(true);
        let papers = self.desk().overview()?.into_iter().flat_map(|dossier| dossier.papers);
        let mut own = papers.filter(|paper| PaperId::of(&paper.path) == *id);
        Ok(own.next().map(|paper| (self.folder.join(&paper.path), paper)))
    }

    /// Issues a paper with the number that was shown.
    fn issue(&self, asked: &IssueAsked) -> Answer {
        let file = match self.card(&asked.id) {
            Ok(Some((file, _))) => file,
            Ok(None) => return refused(&Refusal::Unknown),
            Err(findings) => return found(&findings),
        };
        let settings = Settings { date: asked.day, ..Settings::new(self.folder.join("out")) };
        let (issued, findings) = self.desk().issue_as(&file, asked.number, &settings);
        let told: Vec<FindingTold> = findings.iter().map(FindingTold::of).collect();
        Answer::json(&json!({ "issued": issued, "found": told }))
    }

    /// Gives the PDF of a paper as it is typed: what is printed is never a picture.
    fn pdf(&self, asked: &Asked) -> Answer {
        match self.drafts.open(&asked.id) {
            Ok(text) => printed(self.seer.pdf(&asked.id, text, asked.view.copy)),
            Err(why) => refused(&why),
        }
    }

    fn saved(&self) -> Answer {
        self.drafts.save(true);
        Answer::json(&json!({ "saved": self.drafts.are_saved() }))
    }
}

fn form_entries(part: Part) -> Result<Value, Findings> {
    Ok(json!(form(&part.fields()?)))
}

/// Is a paper that is asked for.
#[derive(Debug, Deserialize)]
struct Asked {
    id: PaperId,
    #[serde(default)]
    view: View,
}

/// Is a paper to be issued.
#[derive(Debug, Deserialize)]
struct IssueAsked {
    id: PaperId,
    /// The number that was shown and agreed to.
    number: u32,
    /// The day, where the paper has none.
    #[serde(default)]
    day: Option<NaiveDate>,
}

/// Is an edit as the page sends it.
#[derive(Debug, Deserialize)]
struct EditAsked {
    id: PaperId,
    version: u64,
    path: String,
    /// `set`, `add`, `insert`, `remove`, `move`.
    verb: String,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    to: usize,
    #[serde(default)]
    view: View,
}

impl EditAsked {
    /// Gives what is to be done; nothing where it is done already. A field that is emptied has
    /// no entry any more.
    fn verb(&self, there: &Content, path: &FieldPath) -> Option<Verb> {
        let value = content(&self.value);
        let there = there.follow(path).is_some();
        match self.verb.as_str() {
            "set" if value.is_empty() => there.then_some(Verb::Remove),
            "set" => Some(Verb::Set(value)),
            "add" => Some(Verb::Add(value)),
            "insert" => Some(Verb::Insert(value)),
            "move" => Some(Verb::Move(self.to)),
            "remove" => there.then_some(Verb::Remove),
            _ => None,
        }
    }
}

fn found(findings: &[Diagnostic]) -> Answer {
    let told: Vec<FindingTold> = findings.iter().map(FindingTold::of).collect();
    Answer::json(&json!({ "found": told }))
}

/// Reads what is asked.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Answer> {
    serde_json::from_slice(body)
        .map_err(|_| Answer::refused(Refused { status: StatusCode::BAD_REQUEST, why: "json" }))
}

impl Api for Office {
    fn answer(&self, name: &str, body: &[u8]) -> Option<Answer> {
        let answer = match name {
            "home" => Ok(self.home()),
            "open" => read(body).map(|asked| self.open_paper(&asked)),
            "edit" => read(body).map(|asked| self.edit(&asked)),
            "look" => read::<Asked>(body).map(|asked| match self.drafts.open(&asked.id) {
                Ok(text) => self.look(&asked.id, text, asked.view),
                Err(why) => refused(&why),
            }),
            "foresee" => read(body).map(|asked| self.foresee(&asked)),
            "issue" => read(body).map(|asked| self.issue(&asked)),
            "pdf" => read(body).map(|asked| self.pdf(&asked)),
            "save" => Ok(self.saved()),
            "quit" => {
                let saved = self.saved();
                self.end.notify_one();
                Ok(saved)
            }
            _ => return None,
        };
        Some(answer.unwrap_or_else(|refused| refused))
    }
}
