//! `vanthu schema`: JSON Schema for editors.

use std::path::Path;

use serde_json::{Value, json};

use super::Exit;
use super::screen::Screen;
use crate::assets::Assets;
use crate::diag::{Findings, os_words};
use crate::kind::{GuestUse, Kind, Part, kind, kinds, schema as make};
use crate::office::{ANSWERS, FileWritten, other_answers};

/// Names the schema of each file and the files it is for, as VS Code's YAML
/// extension wants them.
const PARTS: [(&str, &[&str]); 3] = [
    ("co-quan.schema.json", &["**/co-quan.yaml"]),
    ("ho-so.schema.json", &["**/ho-so.yaml"]),
    ("van-ban.schema.json", &["**/*.yaml", "!**/co-quan.yaml", "!**/ho-so.yaml", "!**/templates/**"]),
];

/// Is the folder of the answers' schemas, within that of the others.
const ANSWERED: &str = "tra-loi";

/// Writes the schemas; `answers` if those of the answers for programs are wanted, too.
pub(super) fn schema(assets: &Assets, out: &Path, answers: bool, screen: &mut Screen) -> Exit {
    let schemas = match schemas(assets) {
        Ok(schemas) => schemas,
        Err(findings) => {
            screen.all(&findings);
            return Exit::Usage;
        }
    };
    let parts = PARTS.iter().map(|(name, _)| (*name).to_owned()).zip(schemas);
    let mut all: Vec<(String, Value)> = parts.collect();
    if answers {
        let named = |name: &str| format!("{ANSWERED}/{name}.schema.json");
        all.extend(ANSWERS.iter().map(|answer| (named(&answer.name()), answer.schema())));
        all.extend(other_answers().into_iter().map(|(name, schema)| (named(name), schema)));
    }
    for (name, schema) in &all {
        let path = out.join(name);
        if let Err(error) = write(&path, schema) {
            screen.refuse(&format!("lỗi: không viết được `{}`: {}", path.display(), os_words(&error)));
            return Exit::Usage;
        }
        let file = path.display().to_string();
        screen.answer(&file.clone(), &FileWritten { file, before: false });
    }
    let folder = out.display().to_string().replace('\\', "/");
    let settings: serde_json::Map<String, Value> =
        PARTS.iter().map(|(name, files)| (format!("{folder}/{name}"), json!(files))).collect();
    screen.say(&format!(
        "\ntrong VS Code cài phần mở rộng YAML (Red Hat), rồi ghi vào .vscode/settings.json:\n{:#}",
        json!({ "yaml.schemas": settings })
    ));
    Exit::Done
}

fn write(path: &Path, schema: &Value) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(path, format!("{schema:#}\n"))
}

fn schemas(assets: &Assets) -> Result<[Value; 3], Findings> {
    let all: Result<Vec<_>, _> = kinds(assets).iter().map(|id| kind(assets, id)).collect();
    Ok([
        make("co-quan.yaml", &Part::Office.fields()?, &[]),
        make("ho-so.yaml", &Part::Dossier.fields()?, &[]),
        make("Văn bản", &[], &papers(all?)),
    ])
}

/// Leaves out what is no paper of its own: the sheets made of guest lists.
fn papers(kinds: Vec<Kind>) -> Vec<Kind> {
    kinds.into_iter().filter(|kind| kind.guests != Some(GuestUse::All)).collect()
}
