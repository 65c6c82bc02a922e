//! `vanthu kinds`: the kinds of paper there are, and their fields.

use super::Exit;
use super::screen::Screen;
use crate::assets::{Assets, Place};
use crate::kind::{Field, FieldType, GuestUse, Kind, kind, kinds as all, offered};
use crate::office::KindTold;

pub(super) fn kinds(assets: &Assets, id: Option<&str>, screen: &mut Screen) -> Exit {
    match id {
        Some(id) => one(assets, id, screen),
        None => list(assets, screen),
    }
}

fn list(assets: &Assets, screen: &mut Screen) -> Exit {
    let mut exit = Exit::Done;
    let mut group = None;
    for id in in_order(assets) {
        match kind(assets, &id) {
            Ok(kind) => {
                let from = place(assets, &id);
                if group.as_ref() != Some(&kind.group) {
                    screen.line(&format!("\n{}", heading(&kind)));
                }
                group = Some(kind.group.clone());
                let line = format!("{id:<24} {:<4} {:<8} {}", kind.symbols().join(", "), from, kind.help);
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

/// Gives all kinds: papers as they are offered, then sheets and what cannot be read.
fn in_order(assets: &Assets) -> Vec<String> {
    let mut ids: Vec<String> = offered(assets).into_iter().map(|kind| kind.id).collect();
    let rest: Vec<String> = all(assets).into_iter().filter(|id| !ids.contains(id)).collect();
    ids.extend(rest);
    ids
}

fn heading(kind: &Kind) -> &str {
    match (kind.group.as_str(), kind.guests) {
        ("", Some(GuestUse::All)) => "In từ danh sách khách",
        ("", _) => "Loại riêng của cơ quan",
        (group, _) => group,
    }
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
    screen.say(&format!("{} ({}): {}\n", kind.name, kind.symbols().join(", "), kind.help));
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
