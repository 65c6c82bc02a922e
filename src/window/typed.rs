//! Comes in: what is typed into a form. Goes out: the paper after it: what is found, the pages.
//! Must not know: how a file is edited, how a page is made.

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::{Asked, read};
use super::hints;
use super::office::Office;
use super::paper::{opened, packed, pictured, printed, refused};
use crate::desk::{Caret, Edit, Found, PaperId, Point, Refusal, Text, View, content};
use crate::diag::Findings;
use crate::kind::{Part, Side, form, form_of};
use crate::yaml::edit::{Content, FieldPath, Order, Verb};

/// Answers what the screen of a paper asks.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "open" => read(body).map(|asked| office.open_paper(&asked)),
        "edit" => read(body).map(|asked| office.edit(&asked)),
        "look" => read(body).map(|asked| office.look_at(asked)),
        "pdf" => read(body).map(|asked| office.pdf(&asked)),
        "as-issued" => read(body).map(|asked| office.as_issued(&asked)),
        "place" => read::<Pointed>(body).map(|asked| match office.drafts.open(&asked.id) {
            Ok(text) => Answer::json(&office.seer.caret(&asked.id, text, asked.point)),
            Err(why) => refused(&why),
        }),
        "spots" => read::<Typed>(body).map(|asked| match office.drafts.open(&asked.id) {
            Ok(text) => Answer::json(&office.seer.spots(&asked.id, text, asked.caret)),
            Err(why) => refused(&why),
        }),
        "save" => Ok(office.saved()),
        _ => return None,
    })
}

impl Office {
    fn open_paper(&self, asked: &Asked) -> Answer {
        match self.drafts.open(&asked.id) {
            Ok(text) => {
                self.drafts.remember(&asked.id);
                opened(&text, &self.form(&text.content, &text.path), &self.desk())
            }
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
                let typed: Vec<&str> = match content {
                    Content::Map(entries) => entries.iter().map(|(key, _)| key.as_str()).collect(),
                    _ => Vec::new(),
                };
                let entries = form_of(&kind, self.side_of(content), &typed);
                Ok(form(json!(entries), &kind.name, json!(kind.id)))
            }
        }
    }

    /// Tells whose rules of form a paper stands under, as far as it is typed.
    fn side_of(&self, content: &Content) -> Side {
        let unit = match content {
            Content::Map(entries) => {
                entries.iter().find(|(key, _)| key == "don_vi").and_then(|(_, value)| value.text())
            }
            _ => None,
        };
        self.desk().side_of(unit)
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
        let before = asked.before.as_ref().map(|before| {
            let before = content(&before.value);
            (before != Content::Empty).then_some(before)
        });
        self.written(&asked.id, &text, &Edit { path, verb, version: asked.version, before })
    }

    /// Makes an edit of a text; its keys stand in the order of its kind.
    pub(super) fn written(&self, id: &PaperId, text: &Text, edit: &Edit) -> Result<Text, Refusal> {
        // What stands there already needs no place among the others.
        if matches!(edit.verb, Verb::Set(_)) && text.content.follow(&edit.path).is_some() {
            return self.drafts.edit(id, edit, Order::default());
        }
        let form = self.form(&text.content, &text.path).unwrap_or_default();
        let entries = form["entries"].as_array().cloned().unwrap_or_default();
        let keys: Vec<&str> =
            std::iter::once("loai").chain(entries.iter().filter_map(|entry| entry["key"].as_str())).collect();
        self.drafts.edit(id, edit, Order { keys: &keys, commented: &keys })
    }

    fn look(&self, id: &PaperId, text: Text, view: View) -> Answer {
        let (version, saved) = (text.version, text.saved);
        let (conflicts, trouble) = (text.conflicts.clone(), text.trouble.clone());
        let office = text.path == "co-quan.yaml";
        let mut seen = self.seer.look(id, text, view);
        if let Some(seen) = seen.as_mut().filter(|_| office)
            && let Ok(Some(finding)) = self.desk().terms_moved(&self.drafts.unsaved())
        {
            seen.findings.push(Found { finding, path: Some("nhiem_ky".into()), at: None });
        }
        pictured(
            seen,
            &json!({
                "version": version, "saved": saved, "conflicts": conflicts,
                "trouble": trouble.as_ref().map(hints::told),
            }),
        )
    }

    fn look_at(&self, asked: Asked) -> Answer {
        match self.drafts.open(&asked.id) {
            Ok(text) => self.look(&asked.id, text, asked.view),
            Err(why) => refused(&why),
        }
    }

    /// Gives the PDF of a paper as it is typed: what is printed is never a picture, and never another
    /// text under a number that was given out.
    fn pdf(&self, asked: &Asked) -> Answer {
        let text = match self.drafts.open(&asked.id) {
            Ok(text) => text,
            Err(why) => return refused(&why),
        };
        let (file, saved) = (text.file.clone(), text.saved);
        let made = self.seer.pdf(&asked.id, text, asked.view.copy);
        if let Some(Ok(pdf)) = &made {
            match self.desk().issued_otherwise((&file, saved), pdf) {
                Ok(Some((standing, many))) => {
                    let late = if many {
                        ". Khách thêm sau khi ban hành thì lập và in ở màn hình Khách mời"
                    } else {
                        ""
                    };
                    let why = format!(
                        "chưa in: văn bản đã ban hành, số {}, mà trang này khác bản đã ban hành. Bản đã ban hành lấy ở trang Kho lưu; sai thì làm văn bản đính chính hoặc thay thế{late}",
                        standing.printed
                    );
                    return packed(&json!({ "found": [], "why": why }), &[]);
                }
                Err(findings) => return printed(Some(Err(findings))),
                Ok(None) => {}
            }
        }
        printed(made)
    }

    /// Tells whether the page that is shown is one that was issued under the paper's number; nothing where
    /// it cannot be made.
    fn as_issued(&self, asked: &Asked) -> Answer {
        let text = match self.drafts.open(&asked.id) {
            Ok(text) => text,
            Err(why) => return refused(&why),
        };
        let (file, saved) = (text.file.clone(), text.saved);
        let made = self.seer.pdf(&asked.id, text, asked.view.copy).and_then(Result::ok);
        let desk = self.desk();
        let told = |pdf: Vec<u8>| {
            let Some((_, many)) = desk.issued_otherwise((&file, saved), &pdf).ok()? else {
                return Some(true);
            };
            // Who joined the list since was issued none.
            if !many {
                return Some(false);
            }
            desk.is_issued_copy(&file, asked.view.copy, &pdf, self.drafts.unsaved()).ok()?
        };
        let same = made.and_then(told);
        Answer::json(&json!({ "same": same }))
    }

    pub(super) fn saved(&self) -> Answer {
        self.drafts.save(true);
        Answer::json(&json!({ "saved": self.drafts.are_saved() }))
    }
}

fn form_entries(part: Part) -> Result<Value, Findings> {
    Ok(json!(form(&part.fields()?)))
}

/// Is what stood in a field; nothing where none was.
#[derive(Debug, Deserialize)]
struct Before {
    value: Value,
}

/// Is a place on a page somebody points at.
#[derive(Debug, Deserialize)]
struct Pointed {
    id: PaperId,
    #[serde(flatten)]
    point: Point,
}

/// Is a letter somebody types at.
#[derive(Debug, Deserialize)]
struct Typed {
    id: PaperId,
    #[serde(flatten)]
    caret: Caret,
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
    /// What stood in the field before, where the page knows it.
    #[serde(default)]
    before: Option<Before>,
    #[serde(default)]
    to: usize,
    #[serde(default)]
    view: View,
}

impl EditAsked {
    /// Gives what is to be done; nothing where it is done already. A field that is emptied has
    /// no entry any more; a cell or a block stays, or those behind it would take its place.
    fn verb(&self, there: &Content, path: &FieldPath) -> Option<Verb> {
        let value = content(&self.value);
        let there = there.follow(path).is_some();
        match self.verb.as_str() {
            "set" if value.is_empty() && path.is_member() => Some(Verb::Set("".into())),
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
