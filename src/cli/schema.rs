//! `vanthu schema`: JSON Schema for editors, and of the answers for programs.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Exit;
use super::args::Schema;
use super::screen::Screen;
use crate::assets::Assets;
use crate::diag::os_words;
use crate::office::{ANSWERS, EditorSchema, FileWritten, editor_schemas, other_answers};

/// Is the folder of the answers' schemas, within that of the others.
const ANSWERED: &str = "tra-loi";
/// Is the file VS Code reads its settings of a folder from.
const SETTINGS: &str = ".vscode/settings.json";

/// Writes the schemas; `answers` if those of the answers for programs are wanted, too.
pub(super) fn schema(
    options: &Schema,
    answers: bool,
    (assets, offices): (&Assets, &BTreeSet<PathBuf>),
    screen: &mut Screen,
) -> Exit {
    let schemas = match editor_schemas(assets, offices) {
        Ok(schemas) => schemas,
        Err(findings) => {
            screen.all(&findings);
            return Exit::Usage;
        }
    };
    let mut all: Vec<(String, Value)> =
        schemas.iter().map(|one| (one.name.to_owned(), one.schema.clone())).collect();
    if answers {
        let named = |name: &str| format!("{ANSWERED}/{name}.schema.json");
        all.extend(ANSWERS.iter().map(|answer| (named(&answer.name()), answer.schema())));
        all.extend(other_answers().into_iter().map(|(name, schema)| (named(name), schema)));
    }
    for (name, schema) in &all {
        let path = options.out.join(name);
        if let Err(error) = write(&path, schema) {
            screen.refuse(&format!("lỗi: không viết được `{}`: {}", path.display(), os_words(&error)));
            return Exit::Usage;
        }
        let file = path.display().to_string();
        screen.answer(&file.clone(), &FileWritten { file, before: false });
    }
    let settings = format!("{:#}", settings(&options.out, &schemas));
    if options.vscode {
        return set_up(&settings, screen);
    }
    screen.say(&format!(
        "\ntrong VS Code cài phần mở rộng YAML (Red Hat), rồi ghi vào {SETTINGS} (hoặc chạy lại với --cai-vscode):\n{settings}"
    ));
    Exit::Done
}

fn write(path: &Path, schema: &Value) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(path, format!("{schema:#}\n"))
}

/// Says for which files the schemas are, as VS Code wants it.
fn settings(out: &Path, schemas: &[EditorSchema]) -> Value {
    let folder = out.display().to_string().replace('\\', "/");
    let each = schemas.iter().map(|one| (format!("{folder}/{}", one.name), json!(one.files)));
    json!({ "yaml.schemas": each.collect::<serde_json::Map<String, Value>>() })
}

/// Writes the settings; a file that is there is the user's.
fn set_up(settings: &str, screen: &mut Screen) -> Exit {
    let path = Path::new(SETTINGS);
    let created = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::File::create_new(path))
        .and_then(|mut file| writeln!(file, "{settings}"));
    let file = SETTINGS.to_owned();
    match created {
        Ok(()) => {
            screen.answer(SETTINGS, &FileWritten { file, before: false });
            Exit::Done
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            screen.say(&format!("`{SETTINGS}` đã có, giữ nguyên; tự ghi thêm vào đó:\n{settings}"));
            screen.plain(&FileWritten { file, before: true });
            Exit::Done
        }
        Err(error) => {
            screen.refuse(&format!("lỗi: không viết được `{SETTINGS}`: {}", os_words(&error)));
            Exit::Usage
        }
    }
}
