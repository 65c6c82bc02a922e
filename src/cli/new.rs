//! `vanthu new`: writes a commented example to fill in.

use std::path::Path;

use super::Exit;
use super::screen::Screen;
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings};
use crate::kind::{Part, Side, example, kind};
use crate::office::{FileWritten, new_file, side_above};

pub(super) fn new(assets: &Assets, what: &str, path: &Path, screen: &mut Screen) -> Exit {
    let text = match text(assets, what, side_above(path)) {
        Ok(text) => text,
        Err(findings) => {
            screen.all(&findings);
            return Exit::Usage;
        }
    };
    if path.extension().is_none_or(|ending| ending != "yaml" && ending != "yml") {
        screen.refuse(&format!(
            "lỗi: tên tệp phải kết thúc bằng .yaml\n  ví dụ: vanthu moi {what} {}",
            path.join(format!("{what}.yaml")).display()
        ));
        return Exit::Usage;
    }
    if let Err(findings) = new_file(path, text.as_bytes()) {
        screen.all(&findings);
        return Exit::Usage;
    }
    let file = path.display().to_string();
    let line = format!("đã viết `{file}`; mở ra, điền, rồi chạy `vanthu kiem-tra`");
    screen.answer(&line, &FileWritten { file, before: false });
    Exit::Done
}

/// Gives the example of what is asked for: of the office's side, or, with `-nha-nuoc` behind it, of
/// the State's.
fn text(assets: &Assets, what: &str, side: Side) -> Result<String, Findings> {
    let of_state = what.strip_suffix(&format!("-{}", Side::State.word()));
    let side = of_state.map_or(side, |_| Side::State);
    match of_state.unwrap_or(what) {
        "co-quan" => Ok(Part::office(of_state.map_or(Side::Party, |_| Side::State)).to_owned()),
        "ho-so" => Ok(Part::dossier(side).to_owned()),
        id => {
            kind(assets, id)?;
            example(assets, id, side)?.map(|source| source.text().to_owned()).ok_or_else(|| {
                let message = format!("loại `{id}` không có tệp vi-du.yaml");
                Diagnostic::new(Code::KIND_BROKEN, message)
                    .hint(format!("xem các trường bằng `vanthu loai {id}`"))
                    .into()
            })
        }
    }
}
