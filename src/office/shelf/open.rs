//! Comes in: the archive's folder and the register. Goes out: the archive to be written, or
//! why the two do not belong together. Must not know: what lies in it.

use std::path::Path;

use crate::archive::Store;
use crate::diag::{Code, Diagnostic};
use crate::register::Register;

/// Opens the archive to be written; makes one where the register knows of no
/// paper yet. A disk that is not plugged in must not become a second archive.
///
/// # Errors
/// Gives a finding if there is none and there should be, or it cannot be made.
pub(crate) fn open_archive(root: &Path, register: &Register) -> Result<Store, Box<Diagnostic>> {
    let Err(finding) = Store::look(root) else {
        begun(register, root)?;
        return Store::open(root);
    };
    if !register.keeps_any()? {
        return Store::open(root);
    }
    let message = format!("sổ ghi đã có văn bản lưu, mà {}", finding.message);
    Err(Box::new(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(
        "ổ đĩa của kho lưu đã cắm chưa; kho_luu hoặc --kho-luu có chỉ đúng chỗ không; chuyển kho thì chép cả thư mục kho cũ sang",
    )))
}

/// Refuses to begin a register anew beside an archive that holds papers: their
/// numbers would be given again.
///
/// # Errors
/// Gives a finding if the register was never written to and the archive was.
pub(crate) fn begun(register: &Register, root: &Path) -> Result<(), Box<Diagnostic>> {
    let kept = || Store::look(root).is_ok_and(|store| !store.folders().is_empty());
    if register.head()?.0 > 0 || !kept() {
        return Ok(());
    }
    let message =
        format!("kho lưu `{}` đã có văn bản mà sổ đăng ký không còn dòng nào: sổ đã mất", root.display());
    Err(Box::new(Diagnostic::new(Code::REGISTER_BROKEN, message).hint(
        "chép lại thư mục so từ bản sao lưu; không còn bản nào thì nhập sổ đã in, đã xuất bằng `vanthu so nhap`",
    )))
}
