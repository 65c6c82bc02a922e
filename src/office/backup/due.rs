//! Comes in: when and where the last backup was taken. Goes out: whether another one is due. Must not
//! know: how one is taken. What it remembers is only a reminder: losing it loses nothing.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::office::desk::Desk;
use crate::pipeline::write::whole;
use crate::record::{Record, page, read};
use crate::register::Register;

/// Is where it is remembered, in the office's folder.
const PLACE: &str = ".vanthu/sao-luu";
/// Is how many days a backup may be old.
const DAYS: i64 = 7;

/// Is the last backup that was whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Last {
    /// When, as the register writes it.
    luc: String,
    /// The drive it was taken to.
    noi: String,
    /// Its folder.
    thu_muc: String,
    /// How many rows the register's log had.
    nhat_ky: i64,
}

impl Record for Last {}

/// Says when the last backup was taken, and whether another one is due.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BackupDue {
    /// When the last one was taken, as the register writes it; none if none ever was.
    pub at: Option<String>,
    /// The folder of the last one.
    pub folder: Option<String>,
    /// How many days ago that was.
    pub days: Option<i64>,
    /// Whether something was entered in the register since.
    pub since: bool,
    /// Whether another one is due.
    pub due: bool,
}

impl Desk<'_> {
    /// Says whether a backup is due: after a week, or when something was entered since.
    ///
    /// # Errors
    /// Gives findings if there is no office, or its register cannot be read.
    pub fn backup_due(&self) -> Result<BackupDue, Findings> {
        let workspace = self.workspace()?;
        let register = Register::look(&workspace.folder)?;
        let rows = register.map(|register| register.head()).transpose()?.map_or(0, |(rows, _)| rows);
        // What cannot be read reminds as if there were none.
        let last = fs::read(workspace.folder.join(PLACE).join("lan-cuoi.json")).ok();
        let Some(last) = last.and_then(|bytes| read::<Last>(&bytes).ok()) else {
            return Ok(BackupDue { since: rows > 0, due: rows > 0, ..BackupDue::default() });
        };
        let day = last.luc.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        let days = day.map(|day| (self.today - day).num_days());
        let since = rows > last.nhat_ky;
        let due = since || days.is_none_or(|days| days >= DAYS);
        Ok(BackupDue { at: Some(last.luc), folder: Some(last.thu_muc), days, since, due })
    }
}

/// Remembers a backup.
///
/// # Errors
/// Gives a finding if that cannot be written; the backup is none the worse for it.
pub(super) fn remember(
    office: &Path,
    (place, folder): (&Path, &Path),
    (at, rows): (&str, i64),
) -> Result<(), Box<Diagnostic>> {
    let last = Last {
        luc: at.to_owned(),
        noi: place.display().to_string(),
        thu_muc: folder.display().to_string(),
        nhat_ky: rows,
    };
    let own = office.join(PLACE);
    fs::create_dir_all(&own).map_err(|error| {
        let message =
            format!("đã sao lưu, nhưng chưa ghi được ngày sao lưu vào `{PLACE}`: {}", os_words(&error));
        Box::new(Diagnostic::new(Code::BACKUP_LEFT, message))
    })?;
    // It is about this machine: it stays out of what is given on.
    whole(&own.join(".gitignore"), b"*\n")?;
    whole(&own.join("lan-cuoi.json"), &page(&last)?)
}
