//! `vanthu new`: writes a commented example to fill in.

use std::path::Path;

use super::Exit;
use super::screen::Screen;
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings};
use crate::kind::{Part, kind};
use crate::office::{FileWritten, new_file};

pub(super) fn new(assets: &Assets, what: &str, path: &Path, screen: &mut Screen) -> Exit {
    let text = match text(assets, what) {
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

fn text(assets: &Assets, what: &str) -> Result<String, Findings> {
    match what {
        "co-quan" => Ok(Part::Office.example().to_owned()),
        "ho-so" => Ok(Part::Dossier.example().to_owned()),
        id => {
            kind(assets, id)?;
            let example = assets.source(&format!("{id}/vi-du.yaml"))?;
            example.map(|source| source.text().to_owned()).ok_or_else(|| {
                let message = format!("loại `{id}` không có tệp vi-du.yaml");
                Diagnostic::new(Code::KIND_BROKEN, message)
                    .hint(format!("xem các trường bằng `vanthu loai {id}`"))
                    .into()
            })
        }
    }
}
