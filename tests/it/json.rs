//! What programs get: each command's answer is as the file in `tests/cases/json` has it, holds
//! to its JSON Schema by a reader nobody here wrote, and is told of in `docs/json.md`.
//! `VANTHU_ACCEPT=1` writes both anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use vanthu::office::{ANSWERS, other_answers};

use crate::register::waiting;
use crate::{files, root, words, workspace};

/// Is what is called: the name of its file, the words.
type Call = (&'static str, &'static [&'static str]);

const CALLS: &[Call] = &[
    ("moi", &["moi", "ke-hoach", "xa/moi.yaml"]),
    ("moi-da-co", &["moi", "ke-hoach", "xa/moi.yaml"]),
    ("loai", &["loai"]),
    ("loai-mot", &["kinds", "ke-hoach"]),
    ("luoc-do", &["luoc-do"]),
    ("xuat-mau", &["xuat-mau", "ke-hoach", "--vao", "mau"]),
    ("thu-mau", &["thu-mau", "mau-rieng"]),
    ("giai-thich", &["giai-thich", "truong::la"]),
    ("thong-tin", &["thong-tin"]),
    ("khach", &["khach", "xa/hoi nghị/khach.csv", "--loi", "loi.csv"]),
    ("kiem-tra", &["kiem-tra", "xa"]),
    ("kiem-tra-sach", &["check", "xa/hoi nghị/ke-hoach.yaml"]),
    ("lap", &["lap", "xa/hoi nghị", "--cung-luc", "1"]),
    ("ban-hanh", &["ban-hanh", "xa/hoi nghị/ke-hoach.yaml", "xa/hoi nghị/khac.yaml"]),
    ("doi-chieu", &["doi-chieu", "out/xa/hoi nghị/ke-hoach.pdf"]),
    ("so-liet-ke", &["so", "liet-ke", "--co-quan", "xa"]),
    ("so-tim", &["so", "tim", "gặp gỡ", "--co-quan", "xa"]),
    ("so-kiem-tra", &["so", "kiem-tra", "--co-quan", "xa"]),
    ("so-bat-dau", &["so", "bat-dau", "giay-moi", "5", "--co-quan", "xa"]),
    ("so-nhap", &["so", "nhap", "cu.csv", "--loi", "cu-loi.csv", "--co-quan", "xa"]),
    ("so-in", &["so", "in", "so.pdf", "--co-quan", "xa"]),
    ("so-xuat", &["so", "xuat", "so.csv", "--co-quan", "xa"]),
    ("luu-xem", &["luu", "xem", "ke-hoach", "1", "--co-quan", "xa"]),
    ("luu-xem-khong-co", &["luu", "xem", "ke-hoach", "99", "--co-quan", "xa"]),
    ("luu-them", &["luu", "them", "quet.pdf", "01-KH/ĐU", "--ban-quet", "--co-quan", "xa"]),
    (
        "luu-them-tai-lieu",
        &["luu", "them", "bb.pdf", "--ho-so", "hoi nghị", "--ly-do", "biên bản", "--co-quan", "xa"],
    ),
    ("luu-xem-da-ky", &["luu", "xem", "01-KH/ĐU", "--co-quan", "xa"]),
    ("luu-rut", &["luu", "rut", "01-KH/ĐU", "--ly-do", "quét thiếu trang", "--co-quan", "xa"]),
    (
        "luu-rut-tai-lieu",
        &["luu", "rut", "--ho-so", "hoi nghị", "--tep", "bb.pdf", "--ly-do", "nhầm", "--co-quan", "xa"],
    ),
    ("luu-ho-so", &["luu", "ho-so", "hoi nghị", "--co-quan", "xa"]),
    ("luu-tim", &["luu", "tim", "doi thoai", "--co-quan", "xa"]),
    ("luu-lap-lai", &["luu", "lap-lai", "--co-quan", "xa"]),
    (
        "sao",
        &["sao", "01-KH/ĐU", "--nguoi-sao", "chanh-van-phong", "--ngay", "2026-06-04", "--co-quan", "xa"],
    ),
    ("luu-lap-thu-muc", &["luu", "lap-thu-muc", "--co-quan", "xa"]),
    ("luu-xuat", &["luu", "xuat", "goi", "--co-quan", "xa"]),
    ("luu-dinh-chinh", &["luu", "dinh-chinh", "01-KH/ĐU", "--ly-do", "sai ngày", "--co-quan", "xa"]),
    ("luu-thu-hoi", &["luu", "thu-hoi", "01-KH/ĐU", "--ly-do", "hết việc", "--co-quan", "xa"]),
    ("luu-thu-hoi-lai", &["luu", "thu-hoi", "01-KH/ĐU", "--ly-do", "hết việc", "--co-quan", "xa"]),
    ("so-huy", &["so", "huy", "ke-hoach", "2", "--ly-do", "trùng việc", "--co-quan", "xa"]),
    ("luu-lam-not", &["luu", "lam-not", "--co-quan", "xa"]),
    ("luu-kiem-tra", &["luu", "kiem-tra", "--co-quan", "xa"]),
    ("sao-luu", &["sao-luu", "o-dia", "--co-quan", "xa"]),
    ("sao-luu-khong-co", &["backup", "khong-co", "--co-quan", "xa"]),
    ("goi-sai", &["so", "liet"]),
    ("goi-sai-tuy-chon", &["lap", "--khong-co"]),
    ("goi-sai-thieu", &["so"]),
    ("khong-co-gi", &["kiem-tra", "trong"]),
    ("nhan", &["nhan", "nhan.docx", "--ho-so", "xa/hoi nghị"]),
    ("lap-ban-word", &["lap", "xa/hoi nghị/khac.yaml", "--ban-word"]),
    ("nhan-lai", &["nhan-lai", "out/xa/hoi nghị/khac.docx", "--co-quan", "xa"]),
];

/// Is a kind of the office's own, with a field that is printed and one that is not.
const OWN_KIND: [(&str, &str); 3] = [
    (
        "loai.yaml",
        "ten: Báo cáo\nten_in: BÁO CÁO\nky_hieu: BC\ngiup: Báo cáo.\nbat_buoc: [trich_yeu, nguoi_ky, noi_nhan]\n\
         truong:\n  so_tien: { kieu: chu, giup: Số tiền. }\n  ngay_nop: { kieu: ngay, giup: Ngày nộp. }\n",
    ),
    (
        "main.typ.j2",
        "{% include \"the-thuc/mo.typ.j2\" %}\n\
         #noi-dung(qt, ((loai: \"doan\", runs: {{ (\"Số tiền: \" ~ (truong.so_tien or \"chưa có\") ~ \".\") | doan }}),))\n\
         {% include \"the-thuc/dong.typ.j2\" %}\n",
    ),
    (
        "vi-du.yaml",
        "loai: bao-cao\ntrich_yeu: kết quả đối thoại\nnguoi_ky: bi-thu\nnoi_nhan:\n  - Các chi bộ\n",
    ),
];

/// Writes the office all calls are about.
fn office(folder: &Path) {
    let other = waiting().replace("tổ chức đối thoại", "tổ chức gặp gỡ");
    let bad =
        "loai: ke-hoach\ntrich_yeu: tổ chức đối  thoại\nnguoi_ky: ai-do\nnoi_nhan: [Các chi bộ]\nla: 1\n";
    let invitation = crate::batch::INVITATION.replace("so: 33\n", "");
    let list = "TT;Họ và tên;Chức vụ\nI;KHỐI ĐẢNG;\n1;Nguyễn Văn Mẫu;Bí thư\n2;Hùng;\n3;Trần Thị Ví;Bí thư Chi bộ\n4;;Trưởng thôn\n;Tổng cộng: 4;\n";
    let papers = [
        ("ke-hoach.yaml", waiting()),
        ("khac.yaml", other),
        ("sai.yaml", bad.to_owned()),
        ("giay-moi.yaml", invitation),
        ("khach.csv", list.to_owned()),
    ];
    workspace(folder, &papers.each_ref().map(|(name, text)| (*name, text.as_str())));
    let old = "Số, ký hiệu;Ngày;Trích yếu;Người ký;Nơi nhận\n3-CV/ĐU;5/2/2026;về việc báo cáo;Lê Văn Thí;Tỉnh uỷ\n;6/2/2026;không có số;;\n";
    fs::write(folder.join("cu.csv"), old).expect("an older book");
    for name in ["trong", "o-dia"] {
        fs::create_dir(folder.join(name)).expect("folder");
    }
    let kind = folder.join("mau-rieng/bao-cao");
    fs::create_dir_all(&kind).expect("folder");
    for (name, text) in OWN_KIND {
        fs::write(kind.join(name), text).expect("a kind");
    }
    fs::write(folder.join("nhan.docx"), crate::adopt::letter()).expect("a Word file");
    for name in ["quet.pdf", "bb.pdf"] {
        fs::write(folder.join(name), crate::archive::scanned(name)).expect("a scan");
    }
}

fn called(folder: &Path, said: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.args(said).arg("--json").current_dir(folder);
    command.env("USERNAME", "van-thu").output().expect("the program starts")
}

fn schemas() -> BTreeMap<String, Value> {
    let answers = ANSWERS.iter().map(|answer| (answer.name(), answer.schema()));
    answers.chain(other_answers().map(|(name, schema)| (name.to_owned(), schema))).collect()
}

/// Takes out what differs from one run to the next: folders, times, digests, sizes; and all of
/// a long list but its beginning.
fn masked(value: &mut Value, folder: &str) {
    const LONG: usize = 6;
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                let changing = matches!(key.as_str(), "byte" | "phong_chu" | "dung_cu" | "ban_dung");
                if changing && !value.is_null() {
                    *value = json!("…");
                } else {
                    masked(value, folder);
                }
            }
        }
        Value::Array(list) => {
            if list.len() > LONG {
                list.truncate(2);
                list.push(json!("…"));
            }
            for value in list {
                masked(value, folder);
            }
        }
        // A backup is named by its day and hour.
        Value::String(text) if text.contains("/sao-luu-") => {
            let place = text.replace(folder, "<thư mục>");
            *text = format!("{}/sao-luu-…", place.rsplit_once("/sao-luu-").map_or("", |(above, _)| above));
        }
        // A copy for others is named by its digest.
        Value::String(text) if text.contains("/ban-sao/") => {
            *text = format!("{}/ban-sao/…", text.rsplit_once("/ban-sao/").map_or("", |(above, _)| above));
        }
        Value::String(text) => *text = steady(&text.replace(folder, "<thư mục>")),
        _ => {}
    }
}

/// Puts `…` for digests and times.
fn steady(text: &str) -> String {
    let digest = |word: &str| word.len() >= 32 && word.bytes().all(|letter| letter.is_ascii_hexdigit());
    let time = |word: &str| word.len() >= 19 && word.as_bytes()[10] == b'T' && word.starts_with("20");
    let word = |word: &str| if digest(word) || time(word) { "…".to_owned() } else { word.to_owned() };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_answer_is_as_it_was_promised() {
    let cases = root().join("tests/cases/json");
    let accept = std::env::var_os("VANTHU_ACCEPT").is_some();
    let folder = tempfile::tempdir().expect("folder");
    let real = folder.path().canonicalize().expect("folder").display().to_string();
    office(folder.path());
    let schemas = schemas();
    let (mut wrong, mut told) = (Vec::new(), BTreeSet::new());
    for (name, said) in CALLS {
        let output = called(folder.path(), said);
        let mut value: Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{name}: {}", words(&output)));
        let command =
            value["lenh"].as_str().map_or_else(|| "goi-sai".to_owned(), |words| words.replace(' ', "-"));
        assert_eq!(output.status.code().map(i64::from), value["ma_ket_thuc"].as_i64(), "{name}: {value:#}");
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            let step: Value = serde_json::from_str(line).expect(line);
            assert_eq!(step["su_kien"], "tien-do");
            told.insert("tien-do".to_owned());
        }
        told.insert(command);
        masked(&mut value, &real);
        let found = format!("{value:#}\n");
        let file = cases.join(format!("{name}.json"));
        if accept {
            fs::write(&file, &found).expect("write");
        }
        if fs::read_to_string(&file).unwrap_or_default() != found {
            wrong.push(format!("== {name}\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // A watch and a window go on; they have tests of their own.
    told.extend(["theo-doi", "mo"].map(str::to_owned));
    assert_eq!(told, schemas.keys().cloned().collect(), "every command is called");
    // The schemas that are written are these.
    let written = folder.path().join(".vanthu/tra-loi");
    assert_eq!(files(&written, "json").len(), schemas.len());
    for (name, schema) in &schemas {
        let text = fs::read(written.join(format!("{name}.schema.json"))).expect("a schema");
        assert_eq!(&serde_json::from_slice::<Value>(&text).expect("JSON"), schema);
    }
}

/// A reader of schemas that nobody here wrote finds each answer as promised.
#[test]
#[ignore = "needs the outside tools: .ci/run installs them"]
fn answers_keep_to_their_schemas() {
    let folder = tempfile::tempdir().expect("folder");
    office(folder.path());
    let schemas = schemas();
    let mut pairs = Vec::new();
    for (name, said) in CALLS {
        let output = called(folder.path(), said);
        let value: Value = serde_json::from_slice(&output.stdout).expect(name);
        let command =
            value["lenh"].as_str().map_or_else(|| "goi-sai".to_owned(), |words| words.replace(' ', "-"));
        pairs.push(json!([schemas[&command], value]));
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            let step: Value = serde_json::from_str(line).expect(line);
            pairs.push(json!([schemas["tien-do"], step]));
        }
    }
    // One that is wrong must be found.
    pairs.push(json!([schemas["loai"], { "phien_ban": 1, "lenh": "loai" }]));
    let wrong = wrong(&pairs);
    assert!(wrong.len() == 1 && wrong[0].starts_with(&format!("{} ", pairs.len() - 1)), "{wrong:#?}");
}

/// Asks a reader of JSON Schema that nobody here wrote about pairs of a schema and a value; gives the
/// place of each pair that is wrong, and why.
pub(crate) fn wrong(pairs: &[Value]) -> Vec<String> {
    const READ: &str = "import json, sys, jsonschema
for number, (schema, value) in enumerate(json.load(open(sys.argv[1]))):
  reader = jsonschema.validators.validator_for(schema)
  reader.check_schema(schema)
  wrong = [error.message for error in reader(schema).iter_errors(value)]
  if wrong: print(number, wrong[0].splitlines()[0])
";
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("pairs.json");
    fs::write(&file, json!(pairs).to_string()).expect("pairs");
    let tools = crate::outside::tool(root().join(".ci/install-tools").to_str().expect("a path"), &[]);
    let python = Path::new(String::from_utf8(tools).expect("UTF-8").trim()).join("venv/bin/python");
    let said = ["-c", READ, file.to_str().expect("a path")];
    let told = crate::outside::tool(python.to_str().expect("a path"), &said);
    String::from_utf8(told).expect("UTF-8").lines().map(str::to_owned).collect()
}

/// Says in a word or two what a schema allows.
fn of(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        return format!(
            "[{0}](#{1})",
            name.trim_start_matches("#/$defs/"),
            name.trim_start_matches("#/$defs/").to_lowercase()
        );
    }
    if let Some(value) = schema.get("const") {
        return format!("`{value}`");
    }
    if let Some(any) = schema["anyOf"].as_array() {
        return any.iter().map(of).collect::<Vec<_>>().join(" or ");
    }
    if let Some(pair) = schema["prefixItems"].as_array() {
        return format!("list of {}", pair.iter().map(of).collect::<Vec<_>>().join(", "));
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => format!("list of {}", of(&schema["items"])),
        Value::String(kind) if kind == "object" && schema["additionalProperties"].is_object() => {
            format!("by name {}", of(&schema["additionalProperties"]))
        }
        Value::String(kind) => match schema["format"].as_str() {
            Some("date") => "day, `2026-06-03`".to_owned(),
            _ => kind.clone(),
        },
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "anything".to_owned(),
    }
}

/// Writes the fields of a type, one a line.
fn fields(schema: &Value, page: &mut String) {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let said = field["description"].as_str().unwrap_or_default().replace('\n', " ");
        let may = if required.contains(&json!(name)) { "" } else { ", may be missing" };
        let _ = writeln!(page, "* `{name}` ({}{may}): {said}", of(field));
        assert!(!said.is_empty(), "{name} says nothing");
    }
    for choice in schema["oneOf"].as_array().into_iter().flatten() {
        let said = choice["description"].as_str().unwrap_or_default();
        let _ = writeln!(page, "* {}: {said}", of(choice));
    }
    for choice in schema["anyOf"].as_array().into_iter().flatten() {
        let _ = writeln!(page, "* {}", of(choice));
    }
}

/// Writes what the schemas say.
fn page() -> String {
    let mut page = "| command | in English | each of `ket_qua` |\n|---|---|---|\n".to_owned();
    let mut types: BTreeMap<String, Value> = BTreeMap::new();
    let mut whole = Value::Null;
    for answer in ANSWERS {
        let mut schema = answer.schema();
        let own = of(&schema["properties"]["ket_qua"]["items"]);
        let _ = writeln!(page, "| `{}` | `{}` | {own} |", answer.command, answer.english);
        let defs = schema["$defs"].take();
        types.extend(defs.as_object().into_iter().flatten().map(|(name, def)| (name.clone(), def.clone())));
        schema["properties"]["lenh"]["type"] = json!(["string", "null"]);
        schema["properties"]["lenh"].as_object_mut().expect("a field").remove("const");
        schema["properties"]["ket_qua"]["items"] = json!({});
        whole = schema;
    }
    page += "\n## The whole\n\n";
    fields(&whole, &mut page);
    for (name, schema) in &types {
        let _ = writeln!(page, "\n### {name}\n");
        if let Some(said) = schema["description"].as_str() {
            let _ = writeln!(page, "{}\n", said.replace('\n', " "));
        }
        fields(schema, &mut page);
    }
    page += "\n## While copies are made\n\n";
    fields(&other_answers()[1].1, &mut page);
    page
}

#[test]
fn the_page_about_json_is_what_the_schemas_say() {
    const MARK: &str =
        "<!-- From here on made of the schemas: VANTHU_ACCEPT=1 cargo test --test it json -->\n\n";
    let file = root().join("docs/json.md");
    let text = fs::read_to_string(&file).expect("docs/json.md");
    let (head, rest) = text.split_once(MARK).expect("the mark");
    let made = page();
    if std::env::var_os("VANTHU_ACCEPT").is_some() {
        fs::write(&file, format!("{head}{MARK}{made}")).expect("write");
    } else {
        assert_eq!(rest, made, "docs/json.md is not what the schemas say");
    }
}
