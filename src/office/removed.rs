//! Comes in: a draft nobody wants any more, or wants back. Goes out: its file put away beside
//! `co-quan.yaml`, or in its place again. Must not know: how it is shown. What has a number is never
//! put away: register and archive know it by its path.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::desk::Desk;
use crate::archive::place;
use crate::desk::{Drafts, PaperId, Refusal};
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::pipeline::paper_path;
use crate::pipeline::write::whole;
use crate::register::Register;
use crate::yaml::edit::{Content, FieldPath, Sheet};

/// Is where deleted papers lie, in the office's folder: no papers for anybody who looks for some.
const PLACE: &str = ".vanthu/da-xoa";

/// Is a deleted paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deleted {
    /// Names it: opaque.
    pub id: PaperId,
    /// Where it lay, from the office's folder.
    pub path: String,
    /// When it was deleted, as the register writes a moment.
    pub at: String,
    /// Its summary, as far as it can be read.
    pub summary: String,
    #[serde(skip)]
    file: PathBuf,
}

impl Desk<'_> {
    /// Deletes a draft: one rename, so it lies here or there whatever happens. Gives where it lay.
    ///
    /// # Errors
    /// Gives why it is not deleted: it has or had a number, is no paper, or is not saved.
    pub fn delete_draft(&self, drafts: &Drafts, id: &PaperId) -> Result<String, Refusal> {
        let workspace = self.workspace().map_err(Refusal::Found)?;
        // Nobody gives it a number meanwhile.
        let still =
            Register::stand_still(&workspace.folder).map_err(|finding| Refusal::Found(finding.into()))?;
        let done = drafts.put_away(id, |file| {
            let path = paper_path(&workspace.folder, file);
            deletable(&workspace.folder, &path)?;
            let away = workspace.folder.join(PLACE);
            fs::create_dir_all(&away).map_err(|error| unmoved(&path, &error))?;
            // Deleted papers are no work of anybody's: they stay out of what is given on.
            whole(&away.join(".gitignore"), b"*\n")?;
            let to = free(&away.join(&path), &self.by.at);
            place(file, &to).map_err(|error| unmoved(&path, &error))?;
            Ok(path)
        });
        drop(still);
        done
    }

    /// Lists the deleted papers, the latest first.
    ///
    /// # Errors
    /// Gives findings if there is no office.
    pub fn deleted(&self) -> Result<Vec<Deleted>, Findings> {
        let away = self.workspace()?.folder.join(PLACE);
        let mut found: Vec<Deleted> = below(&away).iter().filter_map(|file| deleted(&away, file)).collect();
        found.sort_by(|one, other| (&other.at, &one.path).cmp(&(&one.at, &other.path)));
        Ok(found)
    }

    /// Puts a deleted paper back, beside what lies in its place now. Gives where it lies.
    ///
    /// # Errors
    /// Gives findings if there is none of that id, or it cannot be put back.
    pub fn take_back(&self, id: &PaperId) -> Result<String, Findings> {
        let workspace = self.workspace()?;
        let wanted = self.deleted()?.into_iter().find(|one| one.id == *id);
        let Some(one) = wanted else {
            return Err(Diagnostic::new(Code::FILE_READ, "giấy này không còn trong những giấy đã xoá").into());
        };
        let register = Register::look(&workspace.folder)?;
        let (stem, ending) = one.path.rsplit_once('.').unwrap_or((&one.path, "yaml"));
        let others = (2..1_000).map(|number| format!("{stem}-{number}.{ending}"));
        for path in std::iter::once(one.path.clone()).chain(others) {
            let known = register.as_ref().map(|register| has_rows(register, &path)).transpose()?;
            let to = workspace.folder.join(&path);
            if known == Some(true) || fs::symlink_metadata(&to).is_ok() {
                continue;
            }
            place(&one.file, &to).map_err(|error| unmoved(&path, &error))?;
            return Ok(path);
        }
        Err(unmoved(&one.path, &std::io::ErrorKind::AlreadyExists.into()).into())
    }
}

/// Refuses what is no draft.
fn deletable(office: &Path, path: &str) -> Result<(), Box<Diagnostic>> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if matches!(name, "co-quan.yaml" | "ho-so.yaml") {
        let message = format!("`{path}` không phải văn bản nên không xoá ở đây");
        return Err(Box::new(Diagnostic::new(Code::CALL, message)));
    }
    let Some(register) = Register::look(office)? else { return Ok(()) };
    if !has_rows(&register, path)? {
        return Ok(());
    }
    let message = format!("`{path}` đã có số trong sổ nên không xoá được");
    let hint = "giấy đã có số thì giữ nguyên; sai thì huỷ số, thu hồi hoặc đính chính";
    Err(Box::new(Diagnostic::new(Code::REGISTER_HELD, message).hint(hint)))
}

fn has_rows(register: &Register, path: &str) -> Result<bool, Box<Diagnostic>> {
    Ok(!register.of_path(path)?.is_empty() || !register.range_of(path)?.is_empty())
}

/// Gives a free name in a folder for a moment: no sign that a system forbids.
fn free(folder: &Path, at: &str) -> PathBuf {
    let name = at.replace(':', ".");
    let others = (2..100).map(|number| format!("{name}-{number}"));
    let names = std::iter::once(name.clone()).chain(others);
    let mut files = names.map(|name| folder.join(format!("{name}.yaml")));
    files.find(|file| !file.exists()).unwrap_or_else(|| folder.join(format!("{name}.yaml")))
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    inside.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

fn deleted(away: &Path, file: &Path) -> Option<Deleted> {
    let stem = file.file_name()?.to_str()?.strip_suffix(".yaml")?;
    let at = stem.replace('.', ":");
    let parts = file.parent()?.strip_prefix(away).ok()?.components();
    let path = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    let summary = fs::read(file)
        .ok()
        .and_then(|bytes| Sheet::read(&path, &bytes).ok())
        .and_then(|sheet| summary(&sheet));
    let id = PaperId::of(&format!("{PLACE}/{path}/{at}"));
    Some(Deleted { id, at, summary: summary.unwrap_or_default(), file: file.to_owned(), path })
}

fn summary(sheet: &Sheet) -> Option<String> {
    let Content::Map(entries) = sheet.value(&FieldPath::default())? else { return None };
    entries.iter().find(|(key, _)| key == "trich_yeu").and_then(|(_, value)| match value {
        Content::Text(text) => Some(text.clone()),
        _ => None,
    })
}

fn unmoved(path: &str, error: &std::io::Error) -> Box<Diagnostic> {
    let message = format!("không chuyển được `{path}`: {}", os_words(error));
    Box::new(
        Diagnostic::new(Code::OUTPUT_WRITE, message)
            .hint("đóng chương trình đang mở tệp ấy; giấy còn nguyên"),
    )
}
