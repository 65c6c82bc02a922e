//! Comes in: the pages of a kind's example, as pictures, and the folder of the kind. Goes out: which
//! are as they were when somebody last looked at them. Must not know: how they are made.

use std::path::{Path, PathBuf};

use super::told::{PictureTried, Seen};
use crate::diag::{Code, Diagnostic, Findings};
use crate::pipeline::write::whole;
use crate::typeset::beside;

/// Holds pages against the pictures in a place: a folder and what stands before the page in their
/// names. Where there is none yet, they are put
/// there; where one differs, both are drawn beside each other; `accept` takes the new ones.
///
/// # Errors
/// Gives a finding if a picture cannot be written.
pub(super) fn compare(
    place: (&Path, &str),
    pages: &[Vec<u8>],
    accept: bool,
) -> Result<(Vec<PictureTried>, Vec<Diagnostic>), Findings> {
    let first_time = !picture(place, 1, "png").is_file();
    let (mut seen, mut findings) = (Vec::new(), Vec::new());
    for (index, page) in pages.iter().enumerate() {
        let (file, both) = (picture(place, index + 1, "png"), picture(place, index + 1, "khac.png"));
        let old = std::fs::read(&file).unwrap_or_default();
        let differs = beside(&old, page);
        let state = match (&differs, first_time, accept) {
            (None, ..) => Seen::Same,
            (Some(_), true, _) => Seen::New,
            (Some(_), _, true) => Seen::Accepted,
            (Some(_), ..) => Seen::Changed,
        };
        match (state, &differs) {
            (Seen::Changed, Some(drawn)) => {
                whole(&both, drawn)?;
                findings.push(changed(&file, &both, old.is_empty()));
            }
            (Seen::Same, _) => gone(&both),
            _ => {
                whole(&file, page)?;
                gone(&both);
            }
        }
        let drawn = (state == Seen::Changed).then(|| both.display().to_string());
        seen.push(PictureTried { page: index + 1, file: file.display().to_string(), state, both: drawn });
    }
    surplus(place, pages.len(), accept, &mut findings);
    Ok((seen, findings))
}

/// Tells of pictures of pages there are no more; takes them away if that is accepted.
fn surplus(place: (&Path, &str), pages: usize, accept: bool, findings: &mut Vec<Diagnostic>) {
    let mut page = pages + 1;
    while picture(place, page, "png").is_file() {
        let file = picture(place, page, "png");
        if accept {
            gone(&file);
        } else {
            let message = format!("`{}`: ví dụ nay không còn trang {page}", file.display());
            findings.push(Diagnostic::new(Code::MOULD_LOOK, message).hint(ACCEPT));
        }
        page += 1;
    }
}

/// Is what to do where the new look is meant.
const ACCEPT: &str = "đúng như ý thì chạy lại với --nhan để lấy ảnh mới làm mốc";

fn changed(file: &Path, both: &Path, is_new: bool) -> Diagnostic {
    let (file, both) = (file.display(), both.display());
    let message = if is_new {
        format!("ví dụ nay có thêm trang, chưa có ảnh mốc `{file}`")
    } else {
        format!("trang của ví dụ nay khác ảnh mốc `{file}`")
    };
    Diagnostic::new(Code::MOULD_LOOK, message)
        .hint(format!("xem `{both}`: trái là cũ, giữa là chỗ khác (đỏ), phải là mới"))
        .hint(ACCEPT)
}

fn picture((folder, example): (&Path, &str), page: usize, ending: &str) -> PathBuf {
    folder.join(format!("{example}.{page}.{ending}"))
}

fn gone(file: &Path) {
    // What cannot be taken away is no harm: it is written over when it is needed.
    let _ = std::fs::remove_file(file);
}
