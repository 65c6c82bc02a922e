//! The guests of a paper in the window, asked as its page asks: a list is handed over, read, set
//! right, its copies made; nothing of it leaves the paper's folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use vanthu::assets::Assets;
use vanthu::desk::PaperId;
use vanthu::office::By;
use vanthu::pipeline::Stock;
use vanthu::typeset::Fonts;
use vanthu::window::{Api as _, House, Now};

use crate::batch::INVITATION;
use crate::register::run;
use crate::window::ended;
use crate::{struck, workspace};

/// Is an office whose window is open, with one invitation.
struct Open {
    office: House,
    id: Value,
    folder: tempfile::TempDir,
}

impl Open {
    fn new(name: &str, paper: &str) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        workspace(folder.path(), &[(name, paper)]);
        let xa = folder.path().join("xa").canonicalize().expect("office");
        let stock = Stock::new(Assets::default(), || Fonts::new(None), env!("VANTHU_BUILD")).expect("stock");
        let now = || Now {
            by: By { who: "Chị Mẫu".into(), at: "2026-06-03T09:00:00+07:00".into() },
            today: "2026-06-03".parse().expect("day"),
            seconds: 1_780_452_000,
        };
        let office = House::open(&xa, stock, Arc::new(now), Arc::default()).expect("office");
        let id = serde_json::to_value(PaperId::of(&format!("hoi nghị/{name}"))).expect("id");
        Self { office, id, folder }
    }

    fn dossier(&self) -> std::path::PathBuf {
        self.folder.path().join("xa/hoi nghị")
    }

    fn bytes(&self, name: &str, more: &Value) -> (u16, Vec<u8>) {
        let mut asked = more.clone();
        asked["id"] = self.id.clone();
        let answer = self.office.answer(name, asked.to_string().as_bytes()).expect("a use case");
        (answer.status.as_u16(), answer.bytes)
    }

    fn ask(&self, name: &str, more: &Value) -> Value {
        let (status, bytes) = self.bytes(name, more);
        let value: Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(status, 200, "{name}: {value}");
        value
    }

    fn hand_over(&self, name: &str, bytes: &[u8]) -> (u16, Value) {
        let head = json!({ "id": self.id, "name": name }).to_string().into_bytes();
        let length = u32::try_from(head.len()).expect("short").to_be_bytes();
        let answer =
            self.office.answer("guest-file", &[&length[..], &head, bytes].concat()).expect("a use case");
        (answer.status.as_u16(), serde_json::from_slice(&answer.bytes).expect("JSON"))
    }

    fn edit(&self, path: &str, value: &Value) {
        let version = self.ask("guests", &json!({}))["version"].clone();
        let asked = json!({ "version": version, "path": path, "verb": "set", "value": value,
            "view": { "dpi": 96.0, "pages": [] } });
        assert_eq!(self.bytes("edit", &asked).0, 200, "{path}");
    }

    fn list(&self) -> Value {
        self.ask("guests", &json!({}))["list"].clone()
    }

    /// Makes copies and waits until that has ended.
    fn made(&self, wish: &Value) -> Value {
        let job = self.ask("make-copies", wish)["job"].clone();
        self.ended(&job)
    }

    fn ended(&self, job: &Value) -> Value {
        ended(|name, body| self.ask(name, body), job)
    }

    /// Gives the states of the copies, in the order of the list.
    fn states(&self) -> Vec<String> {
        let copies = self.ask("copies", &json!({}));
        let all = copies["copies"].as_array().unwrap_or_else(|| panic!("{copies}"));
        all.iter().map(|copy| copy["state"].as_str().expect("state").to_owned()).collect()
    }
}

/// Writes a spreadsheet of some sheets.
fn spreadsheet(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("name");
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).expect("cell");
            }
        }
    }
    book.save_to_buffer().expect("bytes")
}

const HOSTILE: &str = "Lê <script>alert(1)</script>";

fn two_sheets() -> Vec<u8> {
    spreadsheet(&[
        (
            "Đại biểu",
            &[
                &["DANH SÁCH MỜI"],
                &["TT", "Họ và tên", "Chức vụ", "Thuộc", "Nhiệm vụ"],
                &["I. KHỐI ĐẢNG"],
                &["1", "Nguyễn Văn Mẫu", "Bí thư Chi bộ", "Xóm 1", "Đại biểu"],
                &["2", "", "Bí thư Chi bộ", "Xóm 2", "Đại biểu"],
                &["3", "Lê Văn Thảo", "Bí thư Chi bộ", "Xóm 3", "Tổ trưởng"],
                &["4", HOSTILE, "Chủ tịch", "Hội Nông dân xã", ""],
                &["5", "Lê Văn Thảo", "Bí thư Chi bộ", "Xóm 3", ""],
                &["Tổng cộng: 5"],
            ],
        ),
        ("Khách tỉnh", &[&["Họ và tên", "Chức vụ"], &["Phạm Thị Hoa", "Phó Trưởng ban"]]),
    ])
}

fn codes(found: &Value) -> Vec<String> {
    let all = found.as_array().unwrap_or_else(|| panic!("{found}"));
    all.iter().map(|one| one["ma"].as_str().expect("code").to_owned()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("folder").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn without_a_list() -> String {
    INVITATION
        .replace("danh_sach: { tep: khach.csv }\n", "so_theo: khach # mỗi khách một số\n")
        .replace("in_kem: []\n", "")
}

#[test]
fn a_list_is_handed_over_read_and_set_right() {
    let open = Open::new("giay-moi.yaml", &without_a_list());
    let before = open.list();
    assert!(before["rows"] == json!([]) && before["file"].is_null(), "{before}");

    // What is no list is refused; no name leads out of the folder or over another file.
    let (status, told) = open.hand_over("khách.xlsx", b"<html><table><tr><td>x</td></tr></table></html>");
    assert!(status == 422 && codes(&told["found"]) == ["bang-tinh::dinh-dang"], "{told}");
    assert_eq!(names(&open.dossier()), ["giay-moi.yaml", "ho-so.yaml"]);
    let list = two_sheets();
    for (name, kept) in [
        ("../../../khách.xlsx", "khách.xlsx"),
        ("C:\\tệp\\CON.xlsx", "_CON.xlsx"),
        ("con.xlsx", "_con.xlsx"),
        ("khách.xlsx", "khách.xlsx"),
        ("khách.xlsx", "khách.xlsx"),
    ] {
        let (status, told) = open.hand_over(name, &list);
        assert_eq!((status, told["name"].as_str()), (200, Some(kept)), "{told}");
        assert!(open.dossier().join(kept).is_file());
    }
    let (_, told) = open.hand_over("khách.xlsx", &spreadsheet(&[("A", &[&["Họ và tên"], &["Ai Đó"]])]));
    assert_eq!(told["name"], "khách (2).xlsx");
    assert_eq!(fs::read(open.dossier().join("khách.xlsx")).expect("list"), list, "never written over");
    open.hand_over("khách.xlsx", &list);
    let paper = || fs::read_to_string(open.dossier().join("giay-moi.yaml")).expect("paper");
    assert!(paper().contains("khách.xlsx") && paper().contains("# mỗi khách một số"), "{}", paper());

    // Two sheets hold a list: somebody says which.
    let seen = open.list();
    assert_eq!(codes(&seen["found"]), ["bang-tinh::trang"], "{seen}");
    assert_eq!(seen["found"][0]["goi_y"], json!(["chọn trang ở phía trên"]));
    let sheets: Vec<&Value> =
        seen["sheets"].as_array().expect("sheets").iter().map(|one| &one["name"]).collect();
    assert_eq!(sheets, ["Đại biểu", "Khách tỉnh"]);
    open.edit("danh_sach.trang", &"Đại biểu".into());

    // Each column, each row: how it was read.
    let seen = open.list();
    let column = |at: usize| {
        let one = &seen["columns"][at];
        (one["letters"].as_str(), one["field"].as_str(), one["sure"].as_bool())
    };
    assert_eq!(column(0), (Some("A"), Some("so"), Some(true)));
    assert_eq!(column(1), (Some("B"), Some("ho_ten"), Some(true)));
    assert_eq!(column(3), (Some("D"), Some(""), Some(false)), "who knows what `Thuộc` is");
    assert_eq!((&seen["guests"], &seen["bad"], &seen["header_row"]), (&4.into(), &1.into(), &2.into()));
    let rows = seen["rows"].as_array().expect("rows");
    let became: Vec<&Value> = rows.iter().map(|row| &row["became"]).collect();
    assert_eq!(became, ["nobody", "nobody", "nobody", "guest", "bad", "guest", "guest", "guest", "nobody"]);
    assert_eq!(rows[2]["nobody"], json!(["dòng chia khối", "I. KHỐI ĐẢNG"]));
    assert_eq!(rows[6]["cells"][1], HOSTILE, "it stays text");
    let of_row = |row: u64| {
        let found = seen["found"].as_array().expect("findings").iter();
        found.filter(|one| one["dong_bang"] == row).map(|one| one["ma"].as_str()).collect::<Vec<_>>()
    };
    assert_eq!((of_row(5), of_row(8)), (vec![Some("khach::dong")], vec![Some("khach::trung")]));
    assert!(!seen["found"].to_string().contains("--"), "no option is named: {}", seen["found"]);

    // A column is named; then the bad row is set right beside the list.
    open.edit("danh_sach.cot.don_vi", &"Thuộc".into());
    let seen = open.list();
    assert_eq!(
        (&seen["columns"][3]["field"], &seen["columns"][3]["named"]),
        (&"don_vi".into(), &true.into())
    );
    let bad = &seen["rows"][4];
    let mut cells: Vec<String> = serde_json::from_value(bad["cells"].clone()).expect("cells");
    assert_eq!(bad["open"], json!([true, true, false, true, true]), "the post tells who it is: {bad}");
    let mend = |cells: &[String], row: u64| {
        open.ask("guest-mend", &json!({ "row": row, "cells": cells }))["found"].clone()
    };
    assert_eq!(codes(&mend(&cells, 5)), ["khach::dong"], "still empty");
    cells[1] = "Trần Thị Ví Dụ".into();
    assert_eq!(codes(&mend(&cells, 4)), ["khach::chon"], "none of the bad rows");
    let mut other = cells.clone();
    other[2] = "Trưởng xóm".into();
    let refused = mend(&other, 5);
    assert!(
        codes(&refused) == ["khach::chon"] && refused.to_string().contains("tại đây chỉ sửa"),
        "{refused}"
    );
    // Typed wrongly, it is told of like any other, and may be typed once more.
    cells[1] = "trần thị ví dụ".into();
    assert_eq!(mend(&cells, 5), json!([]));
    let seen = open.list();
    let told = seen["found"].as_array().expect("found").iter().find(|one| one["dong_bang"] == 5);
    assert!(told.is_some_and(|one| one["ma"] == "khach::ho-ten"), "{seen}");
    assert_eq!(seen["rows"][4]["open"], bad["open"], "{seen}");
    cells[1] = "Trần Thị Ví Dụ".into();
    assert_eq!(mend(&cells, 5), json!([]));
    let seen = open.list();
    assert!(seen["found"].as_array().expect("found").iter().all(|one| one["dong_bang"] != 5), "{seen}");
    assert_eq!((&seen["guests"], &seen["bad"]), (&5.into(), &0.into()), "{seen}");
    assert!(seen["rows"][4]["mended"] == true && seen["rows"][4]["cells"][1] == "Trần Thị Ví Dụ", "{seen}");
    assert_eq!(fs::read(open.dossier().join("khách.xlsx")).expect("list"), list, "the office's own stays");

    // Another list, which knows nothing of that sheet and that column.
    open.hand_over("mới.csv", "TT;Người dự\n1;Phạm Thị Hoa\n".as_bytes());
    assert!(!paper().contains("trang:") && !paper().contains("cot:"), "{}", paper());
    let seen = open.list();
    assert_eq!(seen["sheets"][0]["top"][0], json!([1, ["TT", "Người dự"]]), "{seen}");
    open.edit("danh_sach.cot.ho_ten", &"Người dự".into());
    assert_eq!(open.list()["guests"], 1);
}

#[test]
fn copies_are_made_while_somebody_waits() {
    let open = Open::new("giay-moi.yaml", &without_a_list());
    open.hand_over("khách.xlsx", &two_sheets());
    open.edit("danh_sach.trang", &"Khách tỉnh".into());
    open.edit("in_kem", &json!(["danh-sach-ky-nhan"]));
    assert_eq!(open.states(), ["new"]);
    let made = open.made(&json!({}));
    assert!(made["whole"] == true && made["copies"]["lap_moi"] == 1, "{made}");
    assert_eq!(open.states(), ["made"]);
    let prints = |part: bool| {
        let copies = open.ask("copies", &json!({}));
        let all = copies["prints"].as_array().expect("prints").clone();
        all.iter()
            .filter(|one| one["part"] == part)
            .map(|one| (one["name"].as_str().expect("name").to_owned(), one["current"] == true))
            .collect::<Vec<_>>()
    };
    let both = |current| {
        vec![("giay-moi-danh-sach-ky-nhan.pdf".to_owned(), current), ("giay-moi-in.pdf".to_owned(), current)]
    };
    assert_eq!(prints(false), both(true));

    // A file is printed by its name among those that were made; no other name leads anywhere.
    let pdf = |name: &str| open.bytes("print-copy", &json!({ "name": name })).1;
    for name in ["giay-moi-in.pdf", "001 Phạm Thị Hoa.pdf"] {
        assert!(pdf(name).windows(5).any(|five| five == b"%PDF-"), "{name}");
    }
    for name in ["../giay-moi-in.pdf", "../../../co-quan.yaml", "/etc/passwd", ".vanthu.json", "", "x.pdf"] {
        let told = String::from_utf8_lossy(&pdf(name)).into_owned();
        assert!(told.contains("chưa lập tệp ấy") && !told.contains("%PDF"), "{name}: {told}");
    }

    // Another list: who comes later alone; the rest is told of.
    let longer = "Họ và tên;Chức vụ\nPhạm Thị Hoa;Phó Trưởng ban\nVi Văn Muộn;Bí thư\nLò Thị Thử;Chủ tịch\n";
    open.hand_over("thêm.csv", longer.as_bytes());
    assert_eq!(open.states(), ["made", "new", "new"]);
    let paper = fs::read_to_string(open.dossier().join("giay-moi.yaml")).expect("paper");
    assert!(!paper.contains("trang:"), "it has no sheets: {paper}");
    let late = open.made(&json!({ "late": true }));
    assert_eq!(late["copies"]["lap_moi"], 2, "{late}");
    assert!(codes(&late["found"]).contains(&"khach::ban-cu".into()), "what prints all is older: {late}");
    assert_eq!((open.states(), prints(false)), (vec!["made".to_owned(); 3], both(false)));
    assert_eq!(prints(true).len(), 2, "what prints the part");
    open.edit("trich_yeu", &"dự hội nghị khác".into());
    assert_eq!(open.states(), ["old"; 3]);
    let some = open.made(&json!({ "rows": [[3, 3]] }));
    let told = some["found"].to_string();
    assert!(codes(&some["found"]).contains(&"khach::ban-cu".into()) && !told.contains("--"), "{told}");
    assert_eq!(open.states(), ["old", "made", "old"]);
    assert_eq!(open.made(&json!({}))["copies"]["lap_moi"], 2);
    assert_eq!(prints(false), both(true));

    // Stopped at once, only whole copies are there; one piece of work at a time.
    let (xa, other) = (open.folder.path().join("xa"), open.folder.path().join("xa/khac"));
    fs::create_dir(&other).expect("folder");
    fs::copy(xa.join("co-quan.yaml"), other.join("co-quan.yaml")).expect("office");
    fs::copy(open.dossier().join("giay-moi.yaml"), other.join("gm.yaml")).expect("paper");
    let many: String = (0..60).map(|at| format!("Vi Văn Tám{};Bí thư\n", "ơ".repeat(at + 1))).collect();
    open.hand_over("nhiều.csv", format!("Họ và tên;Chức vụ\n{many}").as_bytes());
    let job = open.ask("make-copies", &json!({}))["job"].clone();
    let second = open.ask("make-copies", &json!({}));
    assert!(second["job"].is_null() && second["why"].as_str().is_some_and(|why| why.contains("đang lập")));
    assert_eq!(open.ask("guests", &json!({}))["job"], job, "whoever comes back sees it");
    // Nobody leaves the office meanwhile: the work could be neither seen nor stopped.
    let other = open.ask("offices", &json!({}))["offices"].as_array().expect("offices").clone();
    let change = || {
        let other = other.iter().find(|one| one["open"] == false).expect("another office");
        let answer = open
            .office
            .answer("change", json!({ "id": other["id"] }).to_string().as_bytes())
            .expect("a use case");
        serde_json::from_slice::<Value>(&answer.bytes).expect("JSON")
    };
    assert!(change()["found"].to_string().contains("đang có việc chạy dở") && !open.office.is_at_rest());
    open.ask("job", &json!({ "job": job, "stop": true }));
    let ended = open.ended(&job);
    assert!(ended["stopped"] == true && ended["whole"] == false, "{ended}");
    let left = ended["copies"]["thieu"].as_array().expect("missing").len();
    assert!(left > 0, "{ended}");
    assert_eq!(open.bytes("job", &json!({ "job": 999 })).0, 404);
    assert!(open.office.is_at_rest() && change()["found"].is_null());
}

#[test]
fn a_number_that_was_struck_out_is_told_of() {
    let open = Open::new("gm.yaml", struck::INVITATION);
    let xa = open.folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    assert_eq!(run(&xa, &["so", "cancel", "02-GM/ĐU", "--reason", "khách nghỉ"]).0, Some(0));
    let copies = open.ask("copies", &json!({}));
    let told: Vec<(Option<u64>, Option<&str>)> = copies["copies"]
        .as_array()
        .expect("copies")
        .iter()
        .map(|one| (one["number"].as_u64(), one["state"].as_str()))
        .collect();
    assert_eq!(told[1], (Some(2), Some("struck")), "{copies}");
    assert_eq!((told[0].0, told[2].0, told.len()), (Some(1), Some(3), 3));
    assert!(open.list()["inline"] == true);
    let made = open.made(&json!({}));
    assert!(codes(&made["found"]).contains(&"khach::da-huy".into()), "{made}");
    assert_eq!(open.states(), ["made", "struck", "made"]);
}

/// Many copies under one number: once they were issued, no other text is made or printed under it,
/// wherever it is asked for, for nobody; put back, all is as it was.
#[test]
fn no_other_copy_is_printed_under_a_number_that_was_given_out() {
    let open = Open::new("gm.yaml", INVITATION);
    let list = "Họ và tên;Chức vụ\nPhạm Thị Hoa;Phó Trưởng ban\nLò Thị Thử;Chủ tịch\n";
    fs::write(open.dossier().join("khach.csv"), list).expect("a list");
    let xa = open.folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    let file = |name: &str| open.bytes("print-copy", &json!({ "name": name })).1;
    let shown = || open.bytes("pdf", &json!({ "view": { "dpi": 96.0, "pages": [], "copy": 0 } })).1;
    let is_pdf = |bytes: &[u8]| bytes.windows(5).any(|five| five == b"%PDF-");
    let one = "002 Lò Thị Thử.pdf";
    let made = || {
        let made = open.made(&json!({}));
        let refused = codes(&made["found"]).contains(&"ban-hanh::da-sua".to_owned());
        assert_eq!(made["whole"], !refused, "{made}");
        refused
    };
    let lying = || {
        let folder = PathBuf::from(open.ask("copies", &json!({}))["folder"].as_str().expect("a folder"));
        let files = fs::read_dir(folder).expect("copies").map(|file| file.expect("file").path());
        let pdfs = files.filter(|file| file.extension().is_some_and(|ending| ending == "pdf"));
        pdfs.map(|pdf| (pdf.clone(), fs::read(pdf).expect("read"))).collect::<BTreeMap<_, _>>()
    };
    assert!(!made());
    assert_eq!(open.states(), ["made"; 2]);
    assert!(is_pdf(&shown()) && is_pdf(&file(one)) && is_pdf(&file("gm-in.pdf")));
    let issued = lying();
    assert_eq!(issued.len(), 2);
    // Whoever asks for a guest finds what invites them, and no one else's words beside it.
    let sought = open.ask("search", &json!({ "words": "lo thi chu tich" }));
    let told = sought["hits"].to_string();
    assert!(told.contains("có mời Lò Thị Thử, Chủ tịch") && !told.contains("Phạm Thị Hoa"), "{told}");

    let facts = open.dossier().join("ho-so.yaml");
    let text = fs::read_to_string(&facts).expect("facts");
    let line = text.lines().find(|line| line.trim().starts_with("dia_diem:")).expect("a place").to_owned();
    fs::write(&facts, text.replace(&line, "  dia_diem: Sân vận động xã")).expect("written");
    let refused = || {
        let told: Vec<String> = [file(one), file("gm-in.pdf"), shown()]
            .iter()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        assert!(told.iter().all(|told| told.contains("chưa in") && !told.contains("%PDF")), "{told:?}");
    };
    assert_eq!(open.states(), ["old"; 2]);
    refused();
    assert!(made(), "none is made");
    assert_eq!((lying(), open.states()), (issued.clone(), vec!["old".to_owned(); 2]));
    refused();
    // Who joins them now gets none of the other text either.
    let longer = list.replace("Phạm", "Vi Văn Muộn;Bí thư\nPhạm");
    fs::write(open.dossier().join("khach.csv"), &longer).expect("a list");
    assert!(made());
    assert_eq!((lying(), open.states()), (issued.clone(), ["new", "old", "old"].map(str::to_owned).to_vec()));
    assert!(!is_pdf(&file("gm-in.pdf")));

    // A row alone that says something else: the others are as they were.
    fs::write(&facts, text).expect("written");
    fs::write(open.dossier().join("khach.csv"), list.replace("Chủ tịch", "Bí thư")).expect("a list");
    assert!(made());
    assert_eq!(lying(), issued);
    // The other one is printed as it was issued; what prints both is gone until both are right.
    let (_, first) = issued.iter().next().expect("two");
    assert!(file("001 Phạm Thị Hoa.pdf").ends_with(first));
    assert!(!is_pdf(&file(one)) && !is_pdf(&file("gm-in.pdf")));
    fs::write(open.dossier().join("khach.csv"), list).expect("a list");
    assert!(!made());
    assert_eq!((lying(), open.states()), (issued, vec!["made".to_owned(); 2]));
    // Somebody else of the same name is nobody's other copy.
    fs::write(open.dossier().join("khach.csv"), format!("{list}Lò Thị Thử;Trưởng xóm\n")).expect("a list");
    assert!(!made());
    assert_eq!(open.states(), ["made"; 3]);
    // One more in front of them, and nothing else: what they were sent is there.
    fs::write(open.dossier().join("khach.csv"), &longer).expect("a list");
    assert!(!made());
    assert_eq!(open.states(), ["made"; 3]);
    assert!(is_pdf(&file("gm-in.pdf")));
    fs::write(open.dossier().join("khach.csv"), list).expect("a list");
    assert!(!made());
    assert!(is_pdf(&shown()) && is_pdf(&file(one)) && is_pdf(&file("gm-in.pdf")));
}
