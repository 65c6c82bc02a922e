//! What an editor and a keeper of templates get: schemas that refuse what is wrong and take what is
//! right, copies that know what they were copied from, faults at the own line.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{PLAN, files, root, vanthu, words, workspace};

fn schema(folder: &Path, name: &str) -> Value {
    let text = fs::read(folder.join(format!(".vanthu/{name}.schema.json"))).expect("a schema");
    serde_json::from_slice(&text).expect("JSON")
}

/// Each is what is written of a paper instead of what, and whether it is right.
const PAPERS: [(&str, &str, bool); 17] = [
    ("so: 7", "so: 8", true),
    (SIGNER, "nguoi_ky: chanh-van-phong", true),
    (SIGNER, "nguoi_ky: chanh-van-phog", false),
    ("chuc_vu:", "chuc_vi:", false),
    (DAY, "ngay: \"3/6/2026\"", true),
    (DAY, "ngay: \"2024-02-29\"", true),
    (DAY, "ngay: \"29/2/2024\"", true),
    (DAY, "ngay: \"2026-2-3\"", true),
    (DAY, "ngay: \"31/12/2026\"", true),
    (DAY, "ngay: \"2026-02-30\"", false),
    (DAY, "ngay: \"31/4/2026\"", false),
    (DAY, "ngay: \"2025-02-29\"", false),
    (DAY, "ngay: \"29/2/1900\"", false),
    (DAY, "ngay: \"2026-13-01\"", false),
    (DAY, "ngay: \"0/6/2026\"", false),
    (DAY, "ngay: \"2026-06-00\"", false),
    (DAY, "ngay: mai", false),
];
const DAY: &str = "ngay: 2026-06-03";
const SIGNER: &str =
    "nguoi_ky: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: PHÓ BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }";

/// The same of a rule set.
const RULES: [(&str, &str, bool); 4] = [
    ("le_trai: { mm: 30, dieu: HD05 IV }", "le_trai: { mm: 31, dieu: HD05 IV }", true),
    ("le_trai: { mm: 30, dieu: HD05 IV }", "le_trai: { mm: 30 }", false),
    ("le_trai: { mm: 30,", "le_trai: { cm: 3,", false),
    ("hieu_luc: { tu: 2026-05-27, den: ~ }", "hieu_luc: { den: 2026-05-27 }", false),
];

/// Manifests nobody should write.
const MANIFESTS: [&str; 3] = [
    "ten: A\nky_hieu: A\nbat_buot: [so]\n",
    "ten: A\nky_hieu: A\ntruong: { a: { kieu: chuu } }\n",
    "ten: A\nky_hieu: A\ntruong: { a: { kieu: danh-sach } }\n",
];

#[test]
#[ignore = "needs the outside tools: .ci/run installs them"]
fn schemas_take_what_is_right_and_refuse_what_is_wrong() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[]);
    let xa = folder.path().join("xa");
    assert!(vanthu(&xa, &["luoc-do"]).status.success());
    let (paper, kind, look) = (schema(&xa, "van-ban"), schema(&xa, "loai"), schema(&xa, "the-thuc"));
    let (mut pairs, mut bad) = (Vec::new(), Vec::new());
    let mut ask = |schema: &Value, text: &str, right: bool| {
        if !right {
            bad.push((pairs.len(), text.to_owned()));
        }
        let value: Value = serde_yaml::from_str(text).expect("YAML");
        pairs.push(serde_json::json!([schema, value]));
    };
    let changed = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    for (from, to, right) in PAPERS {
        ask(&paper, &changed(PLAN, from, to), right);
    }
    for entry in fs::read_dir(root().join("templates")).expect("templates").flatten() {
        if let Ok(manifest) = fs::read_to_string(entry.path().join("loai.yaml")) {
            ask(&kind, &manifest, true);
        }
    }
    for manifest in MANIFESTS {
        ask(&kind, manifest, false);
    }
    let rules = fs::read_to_string(root().join("templates/the-thuc/hd05.yaml")).expect("rules");
    for (from, to, right) in RULES {
        ask(&look, &changed(&rules, from, to), right);
    }
    let found = crate::json::wrong(&pairs);
    let places: Vec<usize> = found.iter().filter_map(|line| line.split(' ').next()?.parse().ok()).collect();
    let expected: Vec<usize> = bad.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, expected, "{found:#?}\n{bad:#?}");
}

#[test]
fn the_settings_of_an_editor_are_the_users() {
    let folder = tempfile::tempdir().expect("folder");
    let settings = folder.path().join(".vscode/settings.json");
    assert!(vanthu(folder.path(), &["luoc-do"]).status.success());
    assert!(!settings.exists());
    assert!(vanthu(folder.path(), &["luoc-do", "--cai-vscode"]).status.success());
    let written: Value = serde_json::from_slice(&fs::read(&settings).expect("settings")).expect("JSON");
    assert_eq!(written["yaml.schemas"][".vanthu/loai.schema.json"][0], "**/loai.yaml");
    fs::write(&settings, "{}").expect("written");
    let output = vanthu(folder.path(), &["luoc-do", "--cai-vscode"]);
    assert!(output.status.success() && words(&output).contains("đã có, giữ nguyên"), "{}", words(&output));
    assert_eq!(fs::read_to_string(&settings).expect("settings"), "{}");
}

#[test]
fn a_copy_knows_what_it_was_copied_from() {
    let folder = tempfile::tempdir().expect("folder");
    let one = vanthu(folder.path(), &["xuat-mau", "the-thuc/bang.typ"]);
    assert_eq!(words(&one).lines().count(), 1, "{}", words(&one));
    assert!(vanthu(folder.path(), &["xuat-mau", "dau.typ", "ke-hoach"]).status.success());
    let there = files(&folder.path().join("templates"), "typ");
    assert_eq!(there.len(), 2, "{there:?}");
    let unknown = vanthu(folder.path(), &["xuat-mau", "the-thuc/bagn.typ"]);
    assert!(unknown.status.code() == Some(2) && words(&unknown).contains("có phải `the-thuc/bang.typ`?"));
    let info = || words(&vanthu(folder.path(), &["thong-tin"]));
    assert!(info().contains("mẫu riêng: không có"), "{}", info());
    // The program has moved on since: one copy was changed, one was not.
    let note = folder.path().join("templates/.vanthu-goc.json");
    let mut said: Value = serde_json::from_slice(&fs::read(&note).expect("a note")).expect("JSON");
    for (name, text) in [("bang.typ", "// cũ\n"), ("dau.typ", "// cũ hơn\n")] {
        said[format!("the-thuc/{name}")] = vanthu::digest::sha256_hex(text.as_bytes()).into();
        fs::write(folder.path().join("templates/the-thuc").join(name), text).expect("written");
    }
    fs::write(folder.path().join("templates/the-thuc/dau.typ"), "// cũ hơn, đã sửa\n").expect("written");
    fs::write(&note, said.to_string()).expect("written");
    let told = info();
    assert!(told.contains("`the-thuc/bang.typ` (bản chép cũ, chưa sửa gì; xoá đi"), "{told}");
    assert!(told.contains("`the-thuc/dau.typ` (khác mẫu có sẵn; mẫu có sẵn đã đổi"), "{told}");
}

/// What Typst refuses in a part of ours is told at the own line that called it.
#[test]
fn a_fault_is_told_at_the_own_line() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN)]);
    let kind = folder.path().join("templates/ke-hoach");
    fs::create_dir_all(&kind).expect("folder");
    let main = "{% include \"the-thuc/mo.typ.j2\" %}\n{% if noi_dung %}\n#bang(qt, (cot: (\"TT\", {{ trang.tieu_de }}), dong: 5))\n{% endif %}\n{% include \"the-thuc/dong.typ.j2\" %}\n";
    fs::write(kind.join("main.typ.j2"), main).expect("template");
    let said = words(&vanthu(folder.path(), &["lap", "xa"]));
    assert!(said.contains("ke-hoach/main.typ.j2:3:1"), "{said}");
    assert!(said.contains("khi gọi `") && said.contains("<có sẵn>/the-thuc/"), "what led there: {said}");
    // In an own part of the look the place is its own.
    let look = folder.path().join("templates/the-thuc");
    fs::create_dir_all(&look).expect("folder");
    let part = fs::read_to_string(root().join("templates/the-thuc/ten-loai.typ")).expect("a part");
    fs::write(
        look.join("ten-loai.typ"),
        part.replacen(
            "#let ten-loai(qt, d) = context {\n",
            "#let ten-loai(qt, d) = context {\n  let sai = 1 + \"a\"\n",
            1,
        ),
    )
    .expect("a part");
    fs::remove_dir_all(&kind).expect("removed");
    let said = words(&vanthu(folder.path(), &["lap", "xa"]));
    assert!(said.contains("templates/the-thuc/ten-loai.typ:"), "{said}");
}

/// Every filter and every part of the look is told of.
#[test]
fn each_filter_and_each_part_is_in_the_page_about_kinds() {
    let page = fs::read_to_string(root().join("docs/kinds.md")).expect("docs/kinds.md");
    let mut filters = Vec::new();
    for file in files(&root().join("src/template"), "rs") {
        let text = fs::read_to_string(file).expect("source");
        let names = text.split("add_filter(\"").skip(1).filter_map(|rest| rest.split('"').next());
        filters.extend(names.map(str::to_owned));
    }
    assert!(filters.len() >= 8);
    for filter in filters {
        assert!(page.contains(&format!("| `{filter}` |")), "the filter `{filter}`");
    }
    let entry = fs::read_to_string(root().join("templates/the-thuc/khung.typ")).expect("khung.typ");
    let imported = entry.lines().filter_map(|line| line.strip_prefix("#import")?.split(": ").nth(1));
    let own = entry.lines().filter_map(|line| line.strip_prefix("#let ")?.split('(').next());
    let parts: Vec<&str> = imported.flat_map(|names| names.split(", ")).chain(own).collect();
    assert!(parts.len() >= 10, "{parts:?}");
    for part in parts {
        let told = [format!("| `#{part}(qt"), format!("| `#show: {part}.with(qt")];
        assert!(told.iter().any(|head| page.contains(head.as_str())), "the part `{part}`");
    }
}
