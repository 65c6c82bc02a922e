//! The register and the archive as the window's screens ask for them: what is shown, handed in,
//! struck out, looked into and entered; every answer in words that can be followed there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::archive::scanned;
use crate::register::{clean, waiting};
use crate::window::{Page, ended, id};

impl Page {
    /// Asks for something; what is answered speaks of no command and no option.
    fn ask(&self, name: &str, body: &Value) -> Value {
        let (status, body) = self.open.ask(&self.token, name, body);
        told(name, status, &body)
    }

    fn hand(&self, name: &str, head: &Value, file: &[u8]) -> Value {
        let (status, body) = self.hands(name, head, file);
        told(name, status, &body)
    }

    /// Asks for a file: what stands before it, its bytes.
    fn file(&self, name: &str, body: &Value) -> (Value, Vec<u8>) {
        let (_, body) = self.open.ask(&self.token, name, body);
        let length = u32::from_be_bytes(body[..4].try_into().expect("four bytes")) as usize;
        (told(name, 200, &body[4..4 + length]), body[4 + length..].to_vec())
    }

    fn issue(&self) {
        let issued = self.ask("issue", &json!({ "id": id("hoi nghị/a.yaml"), "number": 1 }));
        assert_eq!(issued["issued"][0]["so_dang_ky"][0]["nhu_tren_giay"], "01-KH/ĐU", "{issued}");
    }

    /// Gives the card of a paper as the first screen has it.
    fn paper(&self, path: &str) -> Value {
        let home = self.ask("home", &json!({}));
        let papers = home["dossiers"].as_array().expect("dossiers").iter();
        let mut papers = papers.flat_map(|one| one["papers"].as_array().expect("papers"));
        papers.find(|paper| paper["path"] == path).unwrap_or_else(|| panic!("{home}")).clone()
    }

    fn ended(&self, job: &Value) -> Value {
        ended(|name, body| self.ask(name, body), job)
    }

    fn rows(&self, wanted: &Value) -> Vec<Value> {
        let book = self.ask("book", wanted);
        book["page"]["rows"].as_array().unwrap_or_else(|| panic!("{book}")).clone()
    }
}

fn told(name: &str, status: u16, body: &[u8]) -> Value {
    let text = String::from_utf8_lossy(body);
    assert_eq!(status, 200, "{name}: {text}");
    assert!(!text.contains("`vanthu ") && !text.contains(" --"), "{name}: {text}");
    serde_json::from_slice(body).expect("JSON")
}

/// Gives every file below a folder but what `SQLite` keeps while somebody looks.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let own = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let own = own.filter(|path| !path.to_string_lossy().ends_with("-wal"));
    let own = own.filter(|path| !path.to_string_lossy().ends_with("-shm"));
    own.map(|path| (path.clone(), fs::read(&path).expect("file"))).collect()
}

fn words(answer: &Value) -> String {
    answer["found"].as_array().unwrap_or_else(|| panic!("{answer}")).iter().map(Value::to_string).collect()
}

#[test]
fn a_signed_copy_is_handed_in_and_the_paper_is_signed() {
    let page = Page::new();
    let xa = page.office();
    let empty = words(&page.ask("book", &json!({})));
    assert!(empty.contains("chưa có sổ đăng ký") && empty.contains("nhập sổ cũ"), "{empty}");
    assert!(words(&page.ask("kept", &json!({ "words": "" }))).contains("chưa có kho lưu"));
    assert_eq!(page.ask("waiting", &json!({}))["waiting"]["unsigned"], json!([]));
    page.issue();
    let rows = page.rows(&json!({ "unsigned": true, "words": "DOI thoai" }));
    assert_eq!((rows.len(), &rows[0]["stands"]), (1, &"đã lưu, chờ bản ký".into()), "{rows:?}");
    let own = json!({ "id": rows[0]["row"]["id"], "printed": "01-KH/ĐU" });
    assert_eq!(page.ask("waiting", &json!({}))["waiting"]["unsigned"][0]["row"]["nhu_tren_giay"], "01-KH/ĐU");

    // What is no signed copy is refused with its reason, and changes nothing.
    let before = files(&xa);
    let (_, issued) =
        page.file("kept-file", &json!({ "object": rows[0]["row"]["doi_tuong"], "name": "a.pdf" }));
    assert!(issued.starts_with(b"%PDF-"));
    let bare = words(&page.hand("receive", &json!({ "name": "a.pdf" }), &issued));
    assert!(bare.contains("chưa có chữ ký nào") && bare.contains("nhận bản quét ấy"), "{bare}");
    let text = words(&page.hand("receive", &json!({ "name": "a.pdf" }), b"no PDF"));
    assert!(text.contains("không phải PDF"), "{text}");
    let as_token = json!({ "name": "quét.pdf", "paper": own });
    let mismatch = words(&page.hand("receive", &as_token, &scanned("mot")));
    assert!(mismatch.contains("không nối tiếp bản đã ban hành"), "{mismatch}");
    let whose = page.hand("receive", &json!({ "name": "quét.pdf" }), &scanned("mot"));
    assert_eq!(whose["whose"][0]["row"]["nhu_tren_giay"], "01-KH/ĐU", "{whose}");
    let wrong = json!({ "name": "quét.pdf", "scan": true, "paper": { "id": 99, "printed": "01-KH/ĐU" } });
    assert!(words(&page.hand("receive", &wrong, &scanned("mot"))).contains("sổ không có dòng"));
    assert_eq!(files(&xa), before);

    // A scan, by somebody who says whose it is; the same again is no news.
    let scan = json!({ "name": "quét.pdf", "scan": true, "paper": own });
    let kept = page.hand("receive", &scan, &scanned("mot"));
    assert_eq!(
        (&kept["kept"]["trang_thai"], &kept["kept"]["da_co"]),
        (&"da-ky".into(), &false.into()),
        "{kept}"
    );
    assert_eq!(page.hand("receive", &scan, &scanned("mot"))["kept"]["da_co"], true);
    // Its name is a label, no way to another place.
    for (at, name) in ["../../x.pdf", "C:\\x\\y.pdf", "..", "a\u{0}\n.pdf"].iter().enumerate() {
        let scan = json!({ "name": name, "scan": true, "paper": own });
        let kept = page.hand("receive", &scan, &scanned(&at.to_string()));
        let file = kept["kept"]["tep"].as_str().unwrap_or_else(|| panic!("{kept}")).to_owned();
        let odd = |letter: char| letter.is_control() || ['/', '\\', ':'].contains(&letter);
        assert!(!file["quet/".len()..].contains(odd) && !file.contains(".."), "{file}");
    }
    assert_eq!(page.rows(&json!({}))[0]["stands"], "đã ký");
    assert_eq!(page.rows(&json!({ "unsigned": true })).len(), 0);
    let cards = page.ask("kept", &json!({ "words": "" }));
    let card = cards["cards"]
        .as_array()
        .expect("cards")
        .iter()
        .find(|card| card["dossier"] == false)
        .expect("a paper");
    assert_eq!(card["lies"], json!(["bản đã ban hành", "5 bản quét"]), "{card}");

    // What happened to it: asked once, with a reason.
    let remark = |reason: &str| {
        let asked =
            json!({ "id": own["id"], "printed": own["printed"], "fate": "recalled", "reason": reason });
        page.ask("remark", &asked)
    };
    assert_eq!(remark(" ")["missing"], "ghi lý do");
    assert_eq!(remark("đổi ngày")["said"], "01-KH/ĐU: đã thu hồi");
    assert!(remark("lần nữa")["said"].as_str().expect("words").contains("không ghi thêm gì"));
    // Wherever the paper is shown, it says so; a paper nobody has is told of as that.
    assert_eq!(page.paper("hoi nghị/a.yaml")["told"], json!(["đã thu hồi"]));
    let open = page.ask("open", &json!({ "id": id("hoi nghị/a.yaml") }));
    assert_eq!(open["standing"]["told"], json!(["đã thu hồi"]), "{open}");
    let found = page.ask("search", &json!({ "words": "doi thoai" }));
    assert!(found["hits"][0]["hit"]["stands"].to_string().contains("đã thu hồi"), "{found}");
    let asked = json!({ "id": own["id"], "printed": own["printed"], "fate": "corrected", "reason": "sai", "by": "77-KH/ĐU" });
    let none = page.ask("remark", &asked);
    assert_eq!(none["found"][0]["ma"], "so-dang-ky::khong-co", "{none}");
    let why = page.ask("why", &json!({ "code": none["found"][0]["ma"] }));
    assert!(why["why"].as_str().expect("why").starts_with("Sổ không có văn bản"), "{why}");
    let object = page.ask("object", &json!({ "object": card["object"] }));
    let history: Vec<&str> = object["paper"]["versions"]
        .as_array()
        .expect("versions")
        .iter()
        .filter_map(|past| past["what"].as_str())
        .collect();
    assert_eq!(history.len(), 7, "{history:?}");
    assert!(history[0].contains("đã thu hồi: đổi ngày") && history[6].contains("ban hành"), "{history:?}");
    assert_eq!(object["paper"]["versions"][0]["who"], "Chị Mẫu");
    assert!(words(&page.ask("object", &json!({ "object": "../x" }))).contains("kho lưu không có"));

    // Proved while somebody waits.
    let begun = page.ask("prove", &json!({}));
    let outcome = page.ended(&begun["job"]);
    assert_eq!((&outcome["proof"]["con_nguyen"], &outcome["findings"]), (&2.into(), &json!([])), "{outcome}");
    assert_eq!(page.ask("proving", &json!({}))["job"], Value::Null);
    clean(&xa);
}

#[test]
fn a_number_is_struck_out_once_and_what_was_cut_off_is_finished() {
    let page = Page::new();
    let xa = page.office();
    page.issue();
    let own = page.rows(&json!({}))[0]["row"]["id"].clone();
    let strike = |printed: &str, reason: &str| {
        page.ask("strike", &json!({ "id": own, "printed": printed, "reason": reason }))
    };
    assert_eq!(strike("01-KH/ĐU", "")["missing"], "ghi lý do huỷ số");
    assert!(words(&strike("02-KH/ĐU", "nhầm")).contains("sổ không có dòng"));
    // The disk of the archive is away: the register has it, the archive will be told.
    fs::rename(xa.join("luu"), xa.join("di vắng")).expect("away");
    let struck = strike("01-KH/ĐU", "in nhầm");
    assert_eq!(struck["row"]["trang_thai"], "huy", "{struck}");
    assert!(struck["findings"].to_string().contains("bấm Làm nốt ở trang Kho lưu"), "{struck}");
    fs::rename(xa.join("di vắng"), xa.join("luu")).expect("back");
    assert!(words(&strike("01-KH/ĐU", "lần nữa")).contains("đã huỷ trước đây: in nhầm"));
    // It is a draft again, which says what became of its number.
    let card = page.paper("hoi nghị/a.yaml");
    assert_eq!((&card["stage"], &card["told"]), (&"ready".into(), &json!(["số 01-KH/ĐU đã huỷ"])), "{card}");
    let open = page.ask("open", &json!({ "id": id("hoi nghị/a.yaml") }));
    assert_eq!(open["standing"], Value::Null);
    assert_eq!(open["struck"], json!({ "said": "số 01-KH/ĐU đã huỷ", "reason": "in nhầm" }), "{open}");
    assert_eq!(open["dossier"], "Hội nghị đối thoại với Nhân dân năm 2026");
    clean(&xa);
    assert_eq!(
        page.ask("waiting", &json!({}))["waiting"]["half"],
        json!([]),
        "the second try told the archive"
    );

    // Told to the register alone: the first screen says so until it is finished.
    fs::write(xa.join("hoi nghị/b.yaml"), waiting().replace("tổ chức đối thoại", "khác")).expect("paper");
    let issued = page.ask("issue", &json!({ "id": id("hoi nghị/b.yaml"), "number": 2 }));
    assert_eq!(issued["issued"][0]["so_dang_ky"][0]["nhu_tren_giay"], "02-KH/ĐU", "{issued}");
    let second = page.rows(&json!({})).last().expect("row")["row"]["id"].clone();
    fs::rename(xa.join("luu"), xa.join("di vắng")).expect("away");
    page.ask("strike", &json!({ "id": second, "printed": "02-KH/ĐU", "reason": "nhầm" }));
    fs::rename(xa.join("di vắng"), xa.join("luu")).expect("back");
    let half = page.ask("waiting", &json!({}))["waiting"]["half"].clone();
    assert!(half.to_string().contains("02-KH/ĐU") && half.to_string().contains("bấm Làm nốt"), "{half}");
    let healed = page.ask("heal", &json!({}));
    assert!(healed["done"].to_string().contains("02-KH/ĐU") && healed["findings"] == json!([]), "{healed}");
    assert_eq!(page.ask("waiting", &json!({}))["waiting"]["half"], json!([]));
    clean(&xa);
}

#[test]
fn nothing_of_an_older_book_is_entered_without_a_look() {
    let page = Page::new();
    let xa = page.office();
    let book = "Số, ký hiệu;Ngày tháng;Tên loại và trích yếu\n01-TB/ĐU;05/01/2026;Thông báo về lịch họp\n\
                ;06/01/2026;Thông báo không số\n04-TB/ĐU;08/01/2026;Thông báo kết luận\n";
    let head = json!({ "name": "so cu.csv" });
    let before = files(&xa);
    let look = page.hand("old-book", &head, book.as_bytes());
    let fates: Vec<&str> =
        look["rows"].as_array().expect("rows").iter().filter_map(|row| row["fate"].as_str()).collect();
    assert_eq!(fates, ["entered", "bad", "entered"], "{look}");
    assert!(look["rows"][1]["why"].to_string().contains("số"), "{look}");
    assert_eq!((&look["count"]["vao_so"], &look["series"][0]["tiep_theo"]), (&2.into(), &5.into()));
    assert_eq!(files(&xa), before, "looking enters nothing");
    let (_, bad) = page.file("old-book-bad", &json!({ "seen": look["seen"] }));
    assert!(String::from_utf8_lossy(&bad).contains("Thông báo không số"));
    assert!(page.ask("old-book-enter", &json!({ "seen": "0" }))["missing"].is_string());
    assert!(words(&page.hand("old-book", &json!({ "name": "a.xlsx" }), b"PK\x03\x04")).contains("a.xlsx"));
    let look = page.hand("old-book", &head, book.as_bytes());
    let done = page.ask("old-book-enter", &json!({ "seen": look["seen"] }));
    assert_eq!((&done["done"], &done["count"]["vao_so"]), (&true.into(), &2.into()), "{done}");
    assert!(page.ask("old-book-enter", &json!({ "seen": "0" }))["missing"].is_string());
    let rows = page.rows(&json!({ "kind": "thong-bao" }));
    assert_eq!((rows.len(), &rows[1]["gap"]), (2, &json!([2, 3])), "{rows:?}");

    // A second paper of one number is asked about, never chosen.
    let other = book.replace("lịch họp", "việc khác").replace(";06/01/2026;Thông báo không số\n", "");
    let twice = page.hand("old-book", &json!({ "name": "sổ khác.csv" }), other.as_bytes());
    assert_eq!(twice["rows"][0]["fate"], "bad", "{twice}");
    assert!(twice["rows"][0]["why"].to_string().contains("đánh dấu ô"), "{twice}");
    let both = page.hand("old-book", &json!({ "name": "sổ khác.csv", "again": true }), other.as_bytes());
    assert_eq!(both["rows"][0]["fate"], "entered", "{both}");
    page.ask("old-book-enter", &json!({ "seen": both["seen"] }));
    let rows = page.rows(&json!({}));
    let twins: Vec<bool> = rows.iter().filter_map(|row| row["twice"].as_bool()).collect();
    assert_eq!(twins, [true, true, false], "{rows:?}");

    // As paper, as a table, proved.
    assert!(page.file("book-pdf", &json!({})).1.starts_with(b"%PDF-"));
    let sheet = |name: &str| page.file("book-sheet", &json!({ "name": name, "rows": {} })).1;
    assert!(sheet("so.xlsx").starts_with(b"PK"));
    assert!(String::from_utf8_lossy(&sheet("so.csv")).contains("việc khác"));
    let checked = page.ask("book-check", &json!({}));
    assert!(checked["findings"].to_string().contains("thiếu"), "{checked}");
}

#[test]
fn bad_rows_of_an_older_book_are_mended_on_the_screen() {
    let page = Page::new();
    let book = "Số, ký hiệu;Ngày tháng;Tên loại và trích yếu\n01-TB/ĐU;05/01/2026;Thông báo về lịch họp\n\
                02-TB/ĐU;31/02/2026;Thông báo =HYPERLINK(1)\n;07/01/2026;Thông báo không số\n";
    let look = page.hand("old-book", &json!({ "name": "so cu.csv" }), book.as_bytes());
    let done = page.ask("old-book-enter", &json!({ "seen": look["seen"] }));
    assert_eq!(done["count"]["vao_so"], 1, "{done}");
    let rows = done["bad_rows"].as_array().expect("rows").clone();
    assert_eq!(rows.len(), 3, "{done}");
    let width = rows[0].as_array().expect("heads").len() - 4;
    assert_eq!((&rows[1][width], &rows[1][width + 2]), (&"so cu.csv".into(), &"3".into()), "{done}");
    // One is mended, the other given up; where they stood is not the page's to say.
    let mut cells: Vec<Vec<String>> = rows[1..]
        .iter()
        .map(|row| {
            row.as_array().expect("cells").iter().map(|cell| cell.as_str().expect("text").into()).collect()
        })
        .collect();
    let at = cells[0].iter().position(|cell| cell.contains("31/02")).expect("the day");
    cells[0][at] = "28/02/2026".into();
    cells[0][width] = "../khac.csv".into();
    cells[1].fill(String::new());
    let mended = page.ask("old-book-mended", &json!({ "seen": done["seen"], "cells": cells }));
    assert_eq!(
        (&mended["count"]["vao_so"], &mended["count"]["chua_dung_duoc"]),
        (&1.into(), &0.into()),
        "{mended}"
    );
    assert_eq!(page.rows(&json!({})).len(), 1, "nothing is entered by looking");
    let done = page.ask("old-book-enter", &json!({ "seen": mended["seen"] }));
    assert_eq!(done["count"]["vao_so"], 1, "{done}");
    let row = page.rows(&json!({})).pop().expect("row")["row"].clone();
    assert_eq!((&row["nhu_tren_giay"], &row["ngay"]), (&"02-TB/ĐU".into(), &"2026-02-28".into()), "{row}");
    assert_eq!((&row["nguon"]["tep"], &row["nguon"]["dong"]), (&"so cu.csv".into(), &3.into()), "{row}");
    assert!(row["trich_yeu"].as_str().expect("text").contains("=HYPERLINK(1)"), "{row}");
    // The older book again: what was mended is known.
    let again = page.hand("old-book", &json!({ "name": "so cu.csv" }), book.as_bytes());
    assert_eq!(
        (&again["count"]["vao_so"], &again["count"]["chua_dung_duoc"]),
        (&0.into(), &1.into()),
        "{again}"
    );
    assert!(page.ask("old-book-mended", &json!({ "seen": "khac", "cells": [] }))["missing"].is_string());
}

#[test]
fn one_field_finds_everything_and_says_what_it_could_not_read() {
    let page = Page::new();
    let xa = page.office();
    let draft = waiting().replace("tổ chức đối thoại", "đối thoại lần hai");
    fs::write(xa.join("hoi nghị/b.yaml"), draft).expect("draft");
    let search = |words: &str| page.ask("search", &json!({ "words": words }));
    assert_eq!(search("doi thoai")["hits"].as_array().map(Vec::len), Some(2), "drafts alone");
    page.issue();
    let found = search("ĐOI THOAI");
    let hits = found["hits"].as_array().expect("hits");
    assert_eq!(hits.len(), 3, "the paper once, its dossier, the draft: {found}");
    let paper = hits.iter().find(|hit| hit["hit"]["printed"] == "01-KH/ĐU").expect("the paper");
    assert!(
        paper["paper"].is_string() && paper["hit"]["object"].is_string() && paper["hit"]["row"].is_string()
    );
    assert!(hits.iter().any(|hit| hit["hit"]["row"].is_null() && hit["paper"] == id("hoi nghị/b.yaml")));
    let exact = search("1-kh/du");
    let at = usize::try_from(exact["exact"].as_u64().expect("one")).expect("small");
    assert_eq!(exact["hits"][at]["paper"], id("hoi nghị/a.yaml"), "{exact}");
    assert_eq!(search("02-kh/du")["exact"], Value::Null);
    // By words that stand in its file alone, or in its dossier's facts, it is found once, too.
    for own in ["quyen_han", "nam 2026 a.yaml"] {
        let found = search(own);
        let once = found["hits"].as_array().expect("hits").iter();
        let once: Vec<&Value> = once.filter(|hit| hit["hit"]["printed"] == "01-KH/ĐU").collect();
        assert_eq!(once.len(), 1, "{own}: {found}");
        assert!(once[0]["hit"]["row"].is_string() && once[0]["paper"].is_string(), "{own}: {found}");
    }
    assert_eq!(search(" ")["hits"], json!([]));

    // What is damaged or of a later version may be what is looked for.
    let object = paper["hit"]["object"].as_str().expect("object").to_owned();
    let folder = walkdir::WalkDir::new(xa.join("luu")).into_iter().flatten();
    let folder =
        folder.map(walkdir::DirEntry::into_path).find(|path| path.ends_with(&object)).expect("folder");
    let record = folder.join("v1/content/record.json");
    let whole = fs::read_to_string(&record).expect("record");
    for (damaged, said) in [
        ("{".to_owned(), "hỏng: bị cắt ngang"),
        (whole.replacen('{', "{\"phien_ban\": 9,", 1), "do bản vanthu mới hơn ghi"),
    ] {
        fs::write(&record, damaged).expect("damaged");
        let unread = search("doi thoai")["unread"].to_string();
        assert!(unread.contains(said) && unread.contains("có thể nằm ở đó"), "{unread}");
        let unread = page.ask("kept", &json!({ "words": "" }))["unread"].to_string();
        assert!(unread.contains(said), "{unread}");
        let object = words(&page.ask("object", &json!({ "object": object })));
        assert!(object.contains(said), "{object}");
    }
}

#[test]
fn the_office_is_copied_to_a_drive_of_our_list() {
    let page = Page::new();
    let drive = page.open.folder.path().join("ổ USB");
    fs::create_dir(&drive).expect("drive");
    let places = || page.ask("backup-places", &json!({}));
    assert_eq!(places()["due"]["due"], false, "nothing was ever issued");
    let issued = page.ask("issue", &json!({ "id": id("hoi nghị/a.yaml"), "number": 1 }));
    assert_eq!(issued["backup"]["due"], true, "{issued}");
    let shown = places();
    assert_eq!(shown["places"][0]["place"]["path"], drive.display().to_string(), "{shown}");
    // What is not on the list is nowhere, whatever it is called.
    for other in ["/tmp", "../..", ""] {
        assert_eq!(page.open.ask(&page.token, "backup", &json!({ "id": other })).0, 404);
    }
    let begun = page.ask("backup", &json!({ "id": shown["places"][0]["id"] }));
    let ended = page.ended(&begun["job"]);
    assert_eq!(
        (&ended["done"]["nguyen_ven"], &ended["done"]["so_ban"]),
        (&true.into(), &1.into()),
        "{ended}"
    );
    assert_eq!(page.ask("waiting", &json!({}))["backup"]["due"], false);
    assert_eq!(places()["places"][0]["place"]["there"], 1);
    let copy = PathBuf::from(ended["done"]["thu_muc"].as_str().expect("folder"));
    assert!(copy.join("so/so-dang-ky.sqlite").is_file() && copy.join("hoi nghị/a.yaml").is_file());
    // The drive is gone: it is said, and nothing is called a backup.
    let before = files(&copy);
    fs::rename(&drive, page.open.folder.path().join("rút")).expect("pulled out");
    let begun = page.ask("backup", &json!({ "id": shown["places"][0]["id"] }));
    let ended = page.ended(&begun["job"]);
    assert!(words(&ended).contains("không có thư mục này"), "{ended}");
    fs::rename(page.open.folder.path().join("rút"), &drive).expect("back");
    assert_eq!(files(&copy), before);
}

#[test]
fn a_draft_is_deleted_and_had_back_and_what_has_a_number_is_not() {
    let page = Page::new();
    let xa = page.office();
    let draft = waiting().replace("tổ chức đối thoại", "khác hẳn");
    fs::write(xa.join("hoi nghị/b.yaml"), &draft).expect("draft");
    fs::write(xa.join("hoi nghị/hỏng.yaml"), "loai: [\n").expect("draft");
    page.issue();
    let delete = |path: &str| page.open.ask(&page.token, "delete", &json!({ "id": id(path) }));
    for (path, why) in [
        ("hoi nghị/a.yaml", "đã có số trong sổ"),
        ("hoi nghị/ho-so.yaml", "không phải văn bản"),
        ("co-quan.yaml", "không phải văn bản"),
    ] {
        let (status, body) = delete(path);
        assert!(status == 422 && String::from_utf8_lossy(&body).contains(why), "{path}");
        assert!(xa.join(path).is_file());
    }
    assert_eq!(delete("../a.yaml").0, 404);
    // What was typed last goes along.
    let opened = page.ask("open", &json!({ "id": id("hoi nghị/b.yaml") }));
    let edit = json!({ "id": id("hoi nghị/b.yaml"), "path": "trich_yeu", "verb": "set", "value": "về việc mới gõ", "version": opened["version"] });
    assert_eq!(page.open.ask(&page.token, "edit", &edit).0, 200);
    assert_eq!(delete("hoi nghị/b.yaml").0, 200);
    assert_eq!(delete("hoi nghị/hỏng.yaml").0, 200);
    assert_eq!(delete("hoi nghị/b.yaml").0, 404);
    assert!(!xa.join("hoi nghị/b.yaml").exists());
    assert_eq!(page.open.ask(&page.token, "edit", &edit).0, 404, "another tab cannot write it again");
    let deleted = page.ask("deleted", &json!({}))["deleted"].clone();
    let own = deleted
        .as_array()
        .expect("list")
        .iter()
        .find(|one| one["path"] == "hoi nghị/b.yaml")
        .expect("it")
        .clone();
    assert_eq!(own["summary"], "về việc mới gõ");
    let home = page.ask("home", &json!({})).to_string();
    assert!(!home.contains("b.yaml"), "{home}");
    // Another one was begun in its place meanwhile: both stay.
    fs::write(xa.join("hoi nghị/b.yaml"), &draft).expect("another");
    let back = page.ask("take-back", &json!({ "id": own["id"] }));
    assert_eq!(back["path"], "hoi nghị/b-2.yaml");
    assert!(fs::read_to_string(xa.join("hoi nghị/b-2.yaml")).expect("back").contains("về việc mới gõ"));
    assert_eq!(fs::read_to_string(xa.join("hoi nghị/b.yaml")).expect("there"), draft);
    assert!(words(&page.ask("take-back", &json!({ "id": own["id"] }))).contains("không còn"));
    assert_eq!(page.ask("deleted", &json!({}))["deleted"].as_array().expect("list").len(), 1);
}

#[test]
fn documents_come_in_and_what_is_wrong_is_put_aside() {
    let page = Page::new();
    page.issue();
    let (xa, row) = (page.office(), page.rows(&json!({}))[0]["row"].clone());
    // A document of the dossier, twice the same; a name that is a way out stays in.
    let hand = |name: &str, dossier: &str, bytes: &[u8]| {
        let head = json!({ "name": name, "dossier": dossier, "reason": "biên bản" });
        page.hand("document", &head, bytes)
    };
    let kept = hand("..\\..\\bien ban.docx", "hoi nghị", b"word");
    assert_eq!(
        (&kept["kept"]["tep"], &kept["kept"]["ban"]),
        (&"tai-lieu/bien ban.docx".into(), &2.into()),
        "{kept}"
    );
    assert_eq!(hand("bien ban.docx", "hoi nghị", b"word")["kept"]["ban"], Value::Null);
    for dossier in ["", "..", "/tmp", "khong co"] {
        assert!(hand("x.pdf", dossier, b"x")["missing"].is_string(), "{dossier}");
    }
    let cards = page.ask("kept", &json!({ "words": "" }));
    let object = |dossier: bool| {
        let cards = cards["cards"].as_array().expect("cards");
        cards.iter().find(|card| card["dossier"] == dossier).expect("one")["object"].clone()
    };
    let shown = || page.ask("object", &json!({ "object": object(true) }))["dossier"]["documents"].clone();
    assert_eq!(shown()[0]["name"], "tai-lieu/bien ban.docx");
    let (_, bytes) =
        page.file("kept-file", &json!({ "object": object(true), "name": "tai-lieu/bien ban.docx" }));
    assert_eq!(bytes, b"word");
    let aside = |reason: &str| {
        page.ask(
            "withdraw-document",
            &json!({ "dossier": "hoi nghị", "file": "tai-lieu/bien ban.docx", "reason": reason }),
        )
    };
    assert_eq!(aside(" ")["missing"], "ghi lý do");
    assert!(aside("nhầm hồ sơ")["said"].as_str().expect("done").contains("Đã rút"));
    assert_eq!(shown(), json!([]));

    // A scan that was taken for another paper's: the paper waits again, once.
    let paper = json!({ "id": row["id"], "printed": "01-KH/ĐU" });
    let scan =
        page.hand("receive", &json!({ "name": "quet.pdf", "paper": paper, "scan": true }), &scanned("một"));
    let file = scan["kept"]["tep"].clone();
    assert_eq!(page.rows(&json!({}))[0]["stands"], "đã ký", "{scan}");
    let aside = |file: &Value, reason: &str| {
        page.ask("withdraw", &json!({ "object": object(false), "file": file, "reason": reason }))
    };
    assert!(words(&aside(&"a.pdf".into(), "x")).contains("không có bản ký"), "what was issued stays");
    assert_eq!(aside(&file, "")["missing"], "ghi lý do");
    assert!(aside(&file, "quét nhầm tờ")["said"].as_str().expect("done").contains("chờ bản ký"));
    assert_eq!(page.rows(&json!({}))[0]["stands"], "đã lưu, chờ bản ký");
    assert!(words(&aside(&file, "lần nữa")).contains("không có bản ký"));
    clean(&xa);

    // Certificates: only what is one is taken; it is used until it is put away.
    let ca = fs::read(crate::root().join("tests/sign/attacks/ca.pem")).expect("a CA");
    assert!(
        words(&page.hand("trust", &json!({ "name": "ca.cer" }), b"no certificate"))
            .contains("không phải tệp chứng thư")
    );
    let trusted = page.hand("trust", &json!({ "name": "../ca.txt" }), &ca)["trusted"].clone();
    assert_eq!(trusted[0]["file"], "ca.txt.cer");
    assert!(!trusted[0]["names"].as_array().expect("names").is_empty(), "{trusted}");
    assert!(xa.join("chung-thu/ca.txt.cer").is_file());
    let begun = page.ask("prove", &json!({}));
    assert_eq!(page.ended(&begun["job"])["findings"], json!([]));
    // One that is spoilt is told of, not passed over.
    fs::write(xa.join("chung-thu/hong.pem"), "x").expect("spoilt");
    let begun = page.ask("prove", &json!({}));
    assert!(words(&page.ended(&begun["job"])).contains("hong.pem"));
    page.ask("distrust", &json!({ "name": "hong.pem" }));
    let left = page.ask("distrust", &json!({ "name": "ca.txt.cer" }))["trusted"].clone();
    assert_eq!(left, json!([]));
    assert!(xa.join("chung-thu/thoi-dung/ca.txt.cer").is_file());
    assert!(words(&page.ask("distrust", &json!({ "name": "../co-quan.yaml" }))).contains("không có"));
}

/// What is there already is told of before there are two of it: a dossier of the same title and day, a
/// Word file that was brought before. Whoever means it gets the second.
#[test]
fn nothing_is_begun_twice_unasked() {
    let page = Page::new();
    let begun = json!({ "title": "Hội nghị tổng kết", "day": "2026-12-20" });
    let first = page.ask("begin-dossier", &begun);
    assert!(first["facts"].is_string(), "{first}");
    let again = page.ask("begin-dossier", &json!({ "title": " hội nghị TỔNG KẾT ", "day": "2026-12-20" }));
    assert_eq!((&again["same"]["facts"], &again["facts"]), (&first["facts"], &Value::Null), "{again}");
    let other = page.ask("begin-dossier", &json!({ "title": "Hội nghị tổng kết", "day": "2026-12-21" }));
    let another = json!({ "title": "Hội nghị tổng kết", "day": "2026-12-20", "another": true });
    let another = page.ask("begin-dossier", &another);
    let facts = [&first, &other, &another].map(|one| one["facts"].to_string());
    assert!(facts[0] != facts[1] && facts[0] != facts[2] && !facts.contains(&"null".to_owned()), "{facts:?}");

    let word =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/cong-van.docx")).expect("a file");
    let look = |page: &Page| page.hand("adopt", &json!({ "name": "cv.docx" }), &word);
    assert_eq!(look(&page)["before"], Value::Null);
    let made = page.hand("adopt", &json!({ "name": "cv.docx", "dossier": "hoi nghị" }), &word);
    assert!(made["id"].is_string(), "{made}");
    assert_eq!(look(&page)["before"], made["id"]);
    // Whose paper it was is asked about before it gets a number of this office.
    let organ = page.ask("foresee", &json!({ "id": made["id"] }))["organ"].clone();
    assert!(organ.as_str().is_some_and(|organ| organ.contains("ỦY BAN")), "{organ}");

    // What was issued of a dossier stays what it is, whatever is typed for its meeting.
    let facts = |page: &Page| page.ask("open", &json!({ "id": id("hoi nghị/ho-so.yaml") }))["issued"].clone();
    assert_eq!(facts(&page), json!([]));
    page.issue();
    assert_eq!(facts(&page), json!(["01-KH/ĐU"]));
}
