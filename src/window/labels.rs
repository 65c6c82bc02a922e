//! Comes in: a text that names fields and files as they stand on the disk. Goes out: the same with
//! the names that stand on the screen. Must not know: what the text is about.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::assets::Assets;
use crate::kind::{Field, FieldType, GuestUse, Kind, Part, kind, kinds};

/// Is what the screens are called that show a file.
const SCREENS: [(&str, &str); 2] = [("ho-so.yaml", "Thông tin hội nghị"), ("co-quan.yaml", "Thiết đặt")];

/// Are words of those who keep files and templates, and what a clerk calls the same.
const WORDS: [(&str, &str); 3] = [("tệp YAML", "bản gõ"), ("ở YAML", "ở bản gõ"), ("bộ quy tắc", "thể thức")];

/// Is what a field is called, by its path in a file. A paper's own field comes before one of its
/// meeting, that before one of the office: who reads has the paper before them.
static LABELS: LazyLock<BTreeMap<String, Field>> = LazyLock::new(|| {
    let mut labels = BTreeMap::new();
    let assets = Assets::default();
    let own = known(&assets).map(|kind| kind.fields);
    let parts = [Part::Paper, Part::Invitation].into_iter().filter_map(|part| part.fields().ok());
    let about = [Part::Dossier, Part::Office].into_iter().filter_map(|part| part.fields().ok());
    for fields in parts.chain(own).chain(about) {
        gather(&mut labels, "", &fields);
    }
    labels
});

/// Is what the sheets made of a list are called, by their folders.
static SHEETS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let assets = Assets::default();
    let sheets = known(&assets).filter(|kind| kind.guests == Some(GuestUse::All));
    sheets.map(|kind| (kind.id, kind.name)).collect()
});

fn known(assets: &Assets) -> impl Iterator<Item = Kind> {
    kinds(assets).into_iter().filter_map(|id| kind(assets, &id).ok())
}

fn gather(labels: &mut BTreeMap<String, Field>, above: &str, fields: &[Field]) {
    for field in fields {
        let path = format!("{above}{}", field.name);
        let mut kind = &field.kind;
        while let FieldType::List(of) | FieldType::Named(of) = kind {
            kind = of;
        }
        if let FieldType::Group(inner) = kind {
            gather(labels, &format!("{path}."), inner);
        }
        labels.entry(path).or_insert_with(|| field.clone());
    }
}

/// Words the names of fields and files in a text as the screens have them.
pub(super) fn labelled(text: &str) -> String {
    let text = WORDS.iter().fold(text.to_owned(), |text, (word, own)| text.replace(word, own));
    let mut rest = text.as_str();
    let mut told = String::new();
    while let Some((before, behind)) = rest.split_once('`') {
        let Some((name, after)) = behind.split_once('`') else { break };
        told.push_str(&screens(before));
        match labelled_name(name) {
            Some(label) => told.push_str(&label),
            None if screens(name) != name => told.push_str(&screens(name)),
            None => told.extend(["`", name, "`"]),
        }
        rest = after;
    }
    told + &screens(rest)
}

/// Gives what the screen calls a field, with the value a text wishes it to have.
fn labelled_name(name: &str) -> Option<String> {
    if let Some(sheet) = SHEETS.get(name) {
        return Some(format!("“{sheet}”"));
    }
    let (path, value) = name.split_once(": ").map_or((name, None), |(path, value)| (path, Some(value)));
    let field = LABELS.get(&path.split('[').next().unwrap_or_default().replace("[]", ""))?;
    let label = format!("“{}”", field.title());
    Some(value.map_or(label.clone(), |value| format!("{label} là {}", chosen(field, value))))
}

/// Gives what the screen calls a value that is chosen.
fn chosen<'a>(field: &'a Field, value: &'a str) -> &'a str {
    let FieldType::Choice(words) = &field.kind else { return value };
    let at = words.iter().position(|word| word == value);
    at.and_then(|at| field.choice_names.get(at)).map_or(value, String::as_str)
}

/// Names the screens that show a file of the office; a file that is meant by its place stays.
fn screens(text: &str) -> String {
    SCREENS.iter().fold(text.to_owned(), |text, (file, screen)| {
        let mut told = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(file) {
            told.push_str(before);
            told.push_str(if before.ends_with(['/', '\\']) || after.starts_with(':') {
                file
            } else {
                screen
            });
            rest = after;
        }
        told + rest
    })
}

#[cfg(test)]
mod tests {
    use super::labelled;

    #[test]
    fn fields_and_files_have_the_names_of_the_screen() {
        for (before, after) in [
            (
                "sửa `ngay` của văn bản này, hoặc `su_kien.ngay` trong ho-so.yaml",
                "sửa “Ngày ký” của văn bản này, hoặc “Ngày họp” trong Thông tin hội nghị",
            ),
            (
                "hoặc khai một lần ở `viet_tat` trong co-quan.yaml",
                "hoặc khai một lần ở “Chữ viết tắt” trong Thiết đặt",
            ),
            (
                "hai mẫu của một bộ quy tắc, đổi tên một tệp YAML",
                "hai mẫu của một thể thức, đổi tên một bản gõ",
            ),
            ("thêm `xung_ho: Đồng chí` vào văn bản", "thêm “Xưng hô” là Đồng chí vào văn bản"),
            ("khi lập `danh-sach-ky-nhan`", "khi lập “Danh sách ký nhận”"),
            ("ghi `hinh_thuc: phu-luc`", "ghi “Hình thức” là Phụ lục"),
            // Words of a paper, and files that are meant by where they lie.
            ("khách `Nguyễn Văn Mẫu` trùng tên", "khách `Nguyễn Văn Mẫu` trùng tên"),
            ("không mở được `xa/co-quan.yaml`", "không mở được `xa/co-quan.yaml`"),
            ("dấu ` lẻ", "dấu ` lẻ"),
        ] {
            assert_eq!(labelled(before), after);
        }
    }
}
