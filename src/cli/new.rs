//! `vanthu new`: writes a commented example to fill in.

use std::io::Write as _;
use std::path::Path;

use super::Exit;
use super::screen::Screen;
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::kind::{Part, kind};
use crate::office::FileWritten;

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
    match write(path, &text) {
        Ok(()) => {
            let file = path.display().to_string();
            let line = format!("đã viết `{file}`; mở ra, điền, rồi chạy `vanthu kiem-tra`");
            screen.answer(&line, &FileWritten { file, before: false });
            Exit::Done
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            screen.refuse(&format!("lỗi: đã có tệp `{}`, không đè lên\n  chọn tên khác", path.display()));
            Exit::Usage
        }
        Err(error) => {
            screen.refuse(&format!("lỗi: không viết được `{}`: {}", path.display(), os_words(&error)));
            Exit::Usage
        }
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::File::create_new(path)?.write_all(text.as_bytes())
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
