//! `vanthu eject`: copies built-in templates out, to be edited.

use std::path::Path;

use super::Exit;
use super::screen::Screen;
use crate::assets::Assets;
use crate::diag::nearest;
use crate::diag::os_words;
use crate::office::FileWritten;

pub(super) fn eject(names: &[String], to: &Path, screen: &mut Screen) -> Exit {
    let built_in = Assets::default();
    let files = built_in.files();
    let mut folders: Vec<&str> = files.iter().filter_map(|path| path.split('/').next()).collect();
    folders.dedup();
    for name in names {
        if !folders.contains(&name.as_str()) {
            let near = nearest(name, folders.iter().copied());
            let hint = near.map_or_else(
                || format!("các tên: {}", folders.join(", ")),
                |near| format!("có phải `{near}`?"),
            );
            screen.refuse(&format!("lỗi: không có mẫu `{name}`\n  {hint}"));
            return Exit::Usage;
        }
    }
    for path in &files {
        let wanted = names.is_empty() || names.iter().any(|name| path.starts_with(&format!("{name}/")));
        if !wanted {
            continue;
        }
        let target = to.join(path);
        if target.exists() {
            screen.say(&format!("`{}` đã có, giữ nguyên", target.display()));
            screen.plain(&FileWritten { file: target.display().to_string(), before: true });
            continue;
        }
        let bytes = built_in.bytes(path).ok().flatten().unwrap_or_default();
        let folder = target.parent().unwrap_or(to);
        if let Err(error) = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&target, bytes)) {
            screen.refuse(&format!("lỗi: không viết được `{}`: {}", target.display(), os_words(&error)));
            return Exit::Usage;
        }
        let file = target.display().to_string();
        screen.answer(&file.clone(), &FileWritten { file, before: false });
    }
    Exit::Done
}
