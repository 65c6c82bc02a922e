//! `vanthu kinds`: the kinds of paper there are, and their fields.

use super::Exit;
use super::screen::Screen;
use crate::assets::{Assets, Place};
use crate::kind::{Field, FieldType, kind, kinds as all};
use crate::office::KindTold;

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
                let line = format!("{id:<20} {:<4} {:<12} {}", kind.symbol, from, kind.help);
                screen.answer(&line, &KindTold::of(&kind, from, false));
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
    screen.plain(&KindTold::of(&kind, place(assets, id), true));
    Exit::Done
}

fn show(field: &Field, depth: usize, screen: &mut Screen) {
    let indent = "  ".repeat(depth);
    let need = if field.required { " (bắt buộc)" } else { "" };
    let example = field.example.as_ref().map_or_else(String::new, |example| format!(" ví dụ: {example}"));
    let of = short(&field.kind);
    screen.line(&format!("{indent}{}{need}: {} [{of}]{example}", field.name, field.help));
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
