//! Comes in: what is known of a meeting. Goes out: its dossier: a folder with `ho-so.yaml`. Must not
//! know: papers.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use super::example::Example;
use super::place::{new_file, new_folder, plain_name};
use crate::diag::{Code, Diagnostic, Findings};
use crate::kind::Part;
use crate::office::desk::Desk;
use crate::office::glance::Glance;
use crate::text::folded;
use crate::yaml::edit::Content;

/// Is a dossier as it is begun.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DossierBegun {
    /// Its title in the list of dossiers.
    pub title: String,
    /// The meeting's name, as papers write it; the title where it is empty.
    #[serde(default)]
    pub name: String,
    /// The day.
    #[serde(default)]
    pub day: Option<NaiveDate>,
    /// The hour.
    #[serde(default)]
    pub time: Option<NaiveTime>,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// Who leads it.
    #[serde(default)]
    pub chair: String,
}

/// Begins a dossier of which nothing but its title is known; gives its folder.
///
/// # Errors
/// Gives a finding if its folder cannot be made.
pub(in crate::office) fn bare_dossier(office: &Path, title: &str) -> Result<PathBuf, Findings> {
    let mut file = Example::read("ho-so.yaml", Part::Dossier.example().as_bytes())?;
    for key in ["ma", "luu_tru", "du_lieu", "su_kien"] {
        file = file.without(key)?;
    }
    let file = file.set("tieu_de", title)?;
    let folder = new_folder(office, &plain_name(title))?;
    new_file(&folder.join("ho-so.yaml"), &file.bytes())?;
    Ok(folder)
}

/// Finds the dossier of a title that stands where [`bare_dossier`] would put it.
pub(in crate::office) fn titled(office: &Path, title: &str) -> Option<PathBuf> {
    let folder = office.join(plain_name(title));
    let bytes = std::fs::read(folder.join("ho-so.yaml")).ok()?;
    let file = Example::read("ho-so.yaml", &bytes).ok()?;
    (file.text("tieu_de") == Some(title.trim())).then_some(folder)
}

impl Desk<'_> {
    /// Finds the dossier of the same title and the same day, if there is one: whoever begins it again may
    /// not know of it. Gives its folder and title.
    ///
    /// # Errors
    /// Gives findings if there is no office.
    pub fn same_dossier(
        &self,
        begun: &DossierBegun,
        glance: &Glance,
    ) -> Result<Option<(String, String)>, Findings> {
        let title = folded(begun.title.trim());
        let mut all = self.overview(glance)?.into_iter().filter(|card| !card.folder.is_empty());
        let same = all.find(|card| folded(&card.title) == title && card.day == begun.day);
        Ok(same.map(|card| (card.folder, card.title)))
    }

    /// Begins a dossier; gives its folder from the office's.
    ///
    /// # Errors
    /// Gives a finding if it has no title, or its folder cannot be made.
    pub fn begin_dossier(&self, begun: &DossierBegun) -> Result<String, Findings> {
        let workspace = self.workspace()?;
        let title = begun.title.trim();
        if title.is_empty() {
            return Err(Diagnostic::new(Code::CALL, "hồ sơ cần có tên").into());
        }
        let name = if begun.name.trim().is_empty() { title } else { begun.name.trim() };
        let day = begun.day.map(|day| day.to_string()).unwrap_or_default();
        let time = begun.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
        // What the example says of its own dossier would be kept with the papers of this one.
        let mut file = Example::read("ho-so.yaml", Part::Dossier.example().as_bytes())?
            .without("ma")?
            .without("luu_tru")?
            .without("du_lieu")?
            .set("tieu_de", title)?
            .set("su_kien.ten", name)?;
        for (key, value) in
            [("ngay", &day), ("gio", &time), ("dia_diem", &begun.place), ("chu_tri", &begun.chair)]
        {
            file = file.set(&format!("su_kien.{key}"), Content::from(value.as_str()))?;
        }
        let named = plain_name(title);
        let words = [day.as_str(), named.as_str()].into_iter().filter(|part| !part.is_empty());
        let stem = words.collect::<Vec<_>>().join("-");
        let folder = new_folder(&workspace.folder, &stem)?;
        new_file(&folder.join("ho-so.yaml"), &file.bytes())?;
        Ok(folder.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }
}
