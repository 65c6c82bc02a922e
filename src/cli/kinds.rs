//! `vanthu kinds`: the kinds of paper there are, and their fields.

use serde_json::json;

use super::Exit;
use super::screen::Screen;
use crate::assets::{Assets, Place};
use crate::kind::{Field, FieldType, kind, kinds as all};

pub(super) fn kinds(assets: &Assets, id: Option<&str>, screen: &mut Screen) -> Exit {
    match id {
        Some(id) => one(assets, id, screen),
        None => list(assets, screen),
    }
}

fn list(assets: &Assets, screen: &mut Screen) -> Exit {
    let mut exit = Exit::Done;
    for id in all(assets) {
        match kind(assets, &id) {
            Ok(kind) => {
                let from = place(assets, &id);
                screen.result(
                    &format!("{id:<20} {:<4} {:<12} {}", kind.symbol, from, kind.help),
                    json!({ "loai": id, "ten": kind.name, "ky_hieu": kind.symbol, "tu": from, "giup": kind.help }),
                );
            }
            Err(findings) => {
                screen.all(&findings);
                exit = Exit::Usage;
            }
        }
    }
    exit
}

fn place(assets: &Assets, id: &str) -> String {
    match assets.place(&format!("{id}/loai.yaml")) {
        Some(Place::File(file)) => file.parent().unwrap_or(&file).display().to_string(),
        _ => "có sẵn".to_owned(),
    }
}

fn one(assets: &Assets, id: &str, screen: &mut Screen) -> Exit {
    let kind = match kind(assets, id) {
        Ok(kind) => kind,
        Err(findings) => {
            screen.all(&findings);
            return Exit::Usage;
        }
    };
    screen.say(&format!("{} ({}): {}\n", kind.name, kind.symbol, kind.help));
    for field in &kind.fields {
        show(field, 0, screen);
    }
    Exit::Done
}

fn show(field: &Field, depth: usize, screen: &mut Screen) {
    let indent = "  ".repeat(depth);
    let need = if field.required { " (bắt buộc)" } else { "" };
    let example = field.example.as_ref().map_or_else(String::new, |example| format!(" ví dụ: {example}"));
    screen.result(
        &format!("{indent}{}{need}: {} [{}]{example}", field.name, field.help, short(&field.kind)),
        json!({
            "truong": field.name, "cap": depth, "bat_buoc": field.required,
            "kieu": field.kind.vietnamese(), "giup": field.help, "vi_du": field.example,
        }),
    );
    let mut kind = &field.kind;
    while let FieldType::List(of) | FieldType::Named(of) = kind {
        kind = of;
    }
    if let FieldType::Group(fields) = kind {
        for field in fields {
            show(field, depth + 1, screen);
        }
    }
}

/// Names a type in a word or two: the fields of a group stand below it.
fn short(kind: &FieldType) -> String {
    match kind {
        FieldType::Group(_) => "nhóm".into(),
        FieldType::List(of) => format!("danh sách {}", short(of)),
        FieldType::Named(of) => format!("các tên tự đặt, mỗi tên một {}", short(of)),
        kind => kind.vietnamese(),
    }
}
