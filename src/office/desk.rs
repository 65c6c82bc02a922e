//! Comes in: where somebody works, on which day, who it is. Goes out: the office, its
//! register, its archive, the CAs it trusts. Must not know: what is done with them.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::archive::Store;
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::office::shelf::{Anchors, open_archive};
use crate::pipeline::{Stock, Workspace, archive_root, paper_path, workspace};
use crate::register::{By, Register, file as register_file};
use crate::verify::Trust;

use super::bytes::whole_file;
use super::certificates::own_files;

/// Is a desk in an office: what somebody works with there. Whoever opens the door knows the
/// day, the hour and the person; nothing below asks a clock.
pub struct Desk<'a> {
    /// Templates, rules, fonts.
    pub stock: &'a Stock,
    /// Where one stands: the office's folder or one below it.
    pub place: PathBuf,
    /// The archive's folder, if it is not where the office says.
    pub archive: Option<PathBuf>,
    /// Who works here, and when.
    pub by: By,
    /// The day it is.
    pub today: NaiveDate,
    /// The time it is, in seconds since 1970.
    pub now: i64,
}

impl Desk<'_> {
    /// Finds the office.
    pub(super) fn workspace(&self) -> Result<Workspace, Findings> {
        workspace(&self.place)
    }

    /// Opens the register to be read.
    ///
    /// # Errors
    /// Gives a finding if there is none, with how one begins.
    pub(super) fn look(&self) -> Result<(Workspace, Register), Findings> {
        let workspace = self.workspace()?;
        if let Some(register) = Register::look(&workspace.folder)? {
            return Ok((workspace, register));
        }
        let path = register_file(&workspace.folder);
        if path.is_file() {
            let message = format!("tệp sổ `{}` trống, chưa có gì bên trong", path.display());
            let hint = "nếu đã từng cấp số thì tệp đã bị cắt: lấy lại bản sao lưu của so và luu trước khi ban hành tiếp";
            return Err(Diagnostic::new(Code::REGISTER_OPEN, message).hint(hint).into());
        }
        let message = format!("cơ quan ở `{}` chưa có sổ đăng ký", workspace.folder.display());
        let hint = "`vanthu ban-hanh <văn bản>` lập sổ khi ban hành văn bản đầu tiên";
        let lost =
            "cơ quan đã có sổ mà nay không thấy thì đừng ban hành: chép lại thư mục `so` từ bản sao lưu";
        Err(Diagnostic::new(Code::REGISTER_OPEN, message).hint(hint).hint(lost).into())
    }

    /// Opens the archive to be read, or to change an object that is there.
    pub(super) fn store(&self, workspace: &Workspace) -> Result<Store, Findings> {
        Ok(Store::look(&self.shelf(workspace))?)
    }

    /// Opens the archive to put something into it; makes it where nothing was kept yet.
    pub(super) fn opened(&self, workspace: &Workspace, register: &Register) -> Result<Store, Findings> {
        Ok(open_archive(&self.shelf(workspace), register)?)
    }

    /// Gives the archive's folder.
    pub(super) fn shelf(&self, workspace: &Workspace) -> PathBuf {
        archive_root(&workspace.folder, &workspace.office, self.archive.as_deref())
    }

    /// Gives a dossier's folder from the workspace, wherever one stands.
    pub(super) fn dossier_name(workspace: &Workspace, folder: &Path) -> String {
        let here = [workspace.folder.join(folder), folder.to_owned()];
        let place = here.iter().find(|place| place.is_dir()).unwrap_or(&here[0]);
        paper_path(&workspace.folder, place)
    }

    /// Reads the CAs an office trusts: those that are named, and those of its own folder.
    pub(super) fn anchors(&self, files: &[PathBuf]) -> Result<Anchors, Findings> {
        let mut anchors = Anchors { trust: Trust::at(self.now), files: Vec::new() };
        let own = own_files(&self.workspace()?.folder);
        for file in own.iter().chain(files) {
            let bytes = whole_file(file)?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            anchors.trust.add(&name, &bytes)?;
            anchors.files.push((name, sha256_hex(&bytes)));
        }
        Ok(anchors)
    }
}
