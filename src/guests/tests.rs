//! Reads the lists of `tests/cases/guests` and compares with `expected.json`,
//! which `make.py` writes beside them without asking this program.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::*;
use crate::diag::Code;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/guests")
}

fn expected() -> serde_json::Map<String, Value> {
    let text = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn wish(key: &str, case: &Value) -> Wish {
    let sheet = key.split_once('?').map(|(_, sheet)| sheet.trim_matches('?'));
    let columns = [("name", Column::Name), ("title", Column::Title), ("unit", Column::Unit)];
    let said = |(key, column)| Some((column, case["columns"][key].as_str()?.to_owned()));
    Wish {
        sheet: sheet.filter(|sheet| !sheet.is_empty()).map(str::to_owned),
        columns: columns.into_iter().filter_map(said).collect(),
    }
}

fn told(findings: &[Diagnostic]) -> Vec<String> {
    let told = |finding: &Diagnostic| {
        format!("{}: {} ({})", finding.code.id, finding.message, finding.hints.join("; "))
    };
    findings.iter().map(told).collect()
}

fn value(guest: &Guest, key: &str) -> Value {
    let some = |text: &Option<String>| serde_json::to_value(text).unwrap();
    match key {
        "row" => guest.row.into(),
        "name" => guest.name.clone().into(),
        "honorific" => some(&guest.honorific),
        "title" => some(&guest.title),
        "unit" => some(&guest.unit),
        "address" => some(&guest.address),
        "phone" => some(&guest.phone),
        "note" => some(&guest.note),
        "seat" => some(&guest.seat),
        "group" => some(&guest.group),
        "extra" => serde_json::to_value(&guest.extra).unwrap(),
        _ => panic!("{key}"),
    }
}

/// Compares one list with what is expected of it; gives every difference.
fn differences(key: &str, case: &Value) -> Vec<String> {
    let file = key.split('?').next().unwrap();
    let read = read(&folder().join(file), &wish(key, case));
    if let Some(words) = case["error"].as_str() {
        return match read {
            Ok(list) => vec![format!("read {} guests", list.guests.len())],
            Err(findings) => {
                let all = told(&findings).join("\n");
                let sound = all.contains(words) && findings.iter().all(Diagnostic::is_error);
                if sound { Vec::new() } else { vec![format!("wanted {words}, told {all}")] }
            }
        };
    }
    let list = match read {
        Ok(list) => list,
        Err(findings) => return told(&findings),
    };
    let mut wrong = Vec::new();
    let wanted = case["guests"].as_array().unwrap();
    if wanted.len() != list.guests.len() {
        wrong.push(format!("{} guests, wanted {}", list.guests.len(), wanted.len()));
    }
    for one in wanted {
        let row = usize::try_from(one["row"].as_u64().unwrap()).unwrap();
        let Some(guest) = list.guests.iter().find(|guest| guest.row == row) else {
            wrong.push(format!("no guest in row {row}, wanted {one}"));
            continue;
        };
        for (field, meant) in one.as_object().unwrap() {
            let read = value(guest, field);
            if read != *meant {
                wrong.push(format!("row {row}, {field}: {read}, wanted {meant}"));
            }
        }
    }
    let none = serde_json::Map::new();
    let bad = case["bad"].as_object().unwrap_or(&none);
    for row in &list.bad {
        let reasons = row.reasons.join("; ");
        let meant = bad.get(&row.row.to_string()).and_then(Value::as_str);
        if meant.is_none_or(|meant| !reasons.contains(meant)) {
            wrong.push(format!("row {} is bad: {reasons}, wanted {meant:?}", row.row));
        }
        let place = format!("dòng {}", row.row);
        if !list.told().any(|finding| finding.is_error() && finding.message.contains(&place)) {
            wrong.push(format!("row {} is bad in silence", row.row));
        }
    }
    if bad.len() != list.bad.len() {
        wrong.push(format!("{} bad rows, wanted {}", list.bad.len(), bad.len()));
    }
    let mut all: Vec<String> =
        told(&list.findings).into_iter().filter(|told| !told.starts_with(Code::GUESTS_ROW.id)).collect();
    for finding in case["findings"].as_array().into_iter().flatten() {
        let (code, words) = (finding[0].as_str().unwrap(), finding[1].as_str().unwrap());
        if code == Code::GUESTS_ROW.id {
            let told = list.told().any(|finding| finding.message.contains(words));
            wrong.extend((!told).then(|| format!("no bad row: {words}")));
        } else if let Some(at) = all.iter().position(|told| told.starts_with(code) && told.contains(words)) {
            all.remove(at);
        } else {
            wrong.push(format!("no finding {code}: {words}"));
        }
    }
    wrong.extend(all.into_iter().map(|told| format!("not wanted: {told}")));
    if let Some(skipped) = case["skipped"].as_object() {
        let read: serde_json::Map<String, Value> = list
            .skipped
            .iter()
            .filter(|one| one.row > list.header_row)
            .map(|one| (one.row.to_string(), format!("{:?}", one.taken_for).into()))
            .collect();
        if read != *skipped {
            wrong.push(format!("skipped {read:?}, wanted {skipped:?}"));
        }
    }
    if let Some(sheet) = case["sheet"].as_str().filter(|sheet| list.sheet.as_deref() != Some(sheet)) {
        wrong.push(format!("sheet {:?}, wanted {sheet}", list.sheet));
    }
    wrong
}

#[test]
fn every_list_is_read_as_expected() {
    let mut wrong = Vec::new();
    for (key, case) in &expected() {
        wrong.extend(differences(key, case).into_iter().map(|what| format!("{key}: {what}")));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn bad_rows_come_back_with_their_reasons_and_can_be_mended() {
    let folder_of_run = tempfile::tempdir().unwrap();
    for file in ["nam-tram.xlsx", "nhay-kep.csv", "lan-bang-ma.csv"] {
        let list = read(&folder().join(file), &Wish::default()).unwrap();
        let bytes = bad_rows_csv(&list);
        assert!(bytes.starts_with(b"\xef\xbb\xbf") && bytes.ends_with(b"\r\n"), "{file}");
        let path = folder_of_run.path().join("loi.csv");
        std::fs::write(&path, &bytes).unwrap();
        let again = read(&path, &Wish::default()).unwrap();
        assert_eq!(again.guests.len() + again.bad.len(), list.bad.len(), "{file}: {again:?}");
        assert_eq!(
            again.header.iter().filter(|head| *head != "Nhóm").collect::<Vec<_>>(),
            list.header.iter().collect::<Vec<_>>()
        );
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.lines().next().unwrap().ends_with("Dòng;Lý do"), "{text}");
        for row in &list.bad {
            assert!(text.contains(&row.row.to_string()), "{file}: {}", row.row);
        }
    }
}

#[test]
fn a_mended_row_is_a_guest() {
    let list = read(&folder().join("lan-bang-ma.csv"), &Wish::default()).unwrap();
    let text = String::from_utf8(bad_rows_csv(&list)).unwrap();
    let name = &list.bad[0].cells[1];
    let title = &list.bad[0].cells[2];
    let unit = &list.bad[0].cells[3];
    let mended =
        text.replace(name, "Trần Thị Hồng Hạnh").replace(title, "Trưởng thôn").replace(unit, "Thôn 1");
    let mended: String = mended.split_inclusive(';').collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loi.csv");
    std::fs::write(&path, mended.rsplit_once(';').unwrap().0).unwrap();
    let again = read(&path, &Wish::default()).unwrap();
    assert_eq!(again.guests[0].name, "Trần Thị Hồng Hạnh");
    assert_eq!(again.guests[0].phone.as_deref(), Some("0987 654 321"));
    assert!(again.guests[0].extra.is_empty());
}

#[test]
fn text_files_point_at_the_line() {
    let list = read(&folder().join("nhay-kep.csv"), &Wish::default()).unwrap();
    let finding = list.told().find(|finding| finding.message.contains("dòng 7")).unwrap();
    let span = finding.span.as_ref().unwrap();
    assert_eq!(&span.source.text()[span.range.clone()], "Lê Văn C;Phó thôn;Thôn 3;0912345679;;thừa");
    assert_eq!(span.line_column(), (8, 1));
}

#[test]
fn damaged_bytes_never_panic() {
    let folder_of_run = tempfile::tempdir().unwrap();
    for file in ["nho.xlsx", "nho.xls", "nho.ods", "nhay-kep.csv", "utf16-le.csv"] {
        let whole = std::fs::read(folder().join(file)).unwrap();
        let path = folder_of_run.path().join(file);
        for step in 1..40 {
            let cut = whole.len() * step / 40;
            std::fs::write(&path, &whole[..cut]).unwrap();
            let _ = read(&path, &Wish::default());
            let mut bent = whole.clone();
            bent[cut] ^= 0x5a;
            std::fs::write(&path, &bent).unwrap();
            let _ = read(&path, &Wish::default());
        }
    }
}

#[test]
#[ignore = "tells how long a large list takes"]
fn large_lists_take_no_time() {
    let folder = tempfile::tempdir().unwrap();
    for rows in [10_000, 99_000] {
        let mut text = "TT;Họ và tên;Chức vụ;Đơn vị;SĐT\n".to_owned();
        for row in 0..rows {
            let line = format!("{row};Nguyễn Văn {row:x} Đạt;Trưởng thôn;Thôn {};0912{row:06}\n", row % 500);
            text.push_str(&line);
        }
        let path = folder.path().join("lon.csv");
        std::fs::write(&path, text).unwrap();
        let start = std::time::Instant::now();
        let list = read(&path, &Wish::default()).unwrap();
        println!("{rows}: {} guests, {:?}", list.guests.len(), start.elapsed());
    }
}
