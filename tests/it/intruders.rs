//! What strangers, hostile files and a failing disk try at the window. Which attack is held by which
//! test stands in `docs/window-attacks.md`.

use std::fs;
use std::io::Write as _;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::batch::INVITATION;
use crate::brought::word;
use crate::register::{run, waiting};
use crate::root;
use crate::window::{BUILD, Page, head, id, until};

impl Page {
    fn asks(&self, name: &str, body: &Value) -> (u16, Vec<u8>) {
        self.open.ask(&self.token, name, body)
    }

    fn told(&self, name: &str, body: &Value) -> Value {
        let (status, body) = self.asks(name, body);
        assert_eq!(status, 200, "{name}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).expect("JSON")
    }

    /// Hands a file over; gives the status and what is answered.
    fn hand_over(&self, name: &str, head: &Value, file: &[u8]) -> (u16, Value) {
        let (status, body) = self.hands(name, head, file);
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Makes an edit of the paper; gives the status and what is told of its text.
    fn types(&self, version: u64, path: &str, value: &Value) -> (u16, Value) {
        let view = json!({ "dpi": 48.0, "pages": [] });
        let asked = json!({ "id": id(PAPER), "version": version, "path": path, "verb": "set", "value": value, "view": view });
        let (status, body) = self.asks("edit", &asked);
        (status, if status == 200 { head(&body).0["text"].clone() } else { Value::Null })
    }

    /// Waits until what was typed could not be saved; gives why.
    fn trouble(&self) -> Value {
        let told = || {
            head(&self.asks("look", &json!({ "id": id(PAPER), "view": { "dpi": 48.0, "pages": [] } })).1).0
        };
        until("it says why", || told()["text"]["trouble"] != Value::Null);
        told()["text"].clone()
    }
}

const PAPER: &str = "hoi nghị/a.yaml";
const INVITED: &str = "hoi nghị/giay-moi.yaml";

/// Gives every file below a folder with its bytes, but what `SQLite` keeps while somebody looks.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let own = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    own.map(|path| (path.clone(), fs::read(&path).expect("file"))).collect()
}

#[test]
fn keys_of_another_window_open_nothing() {
    let (one, other) = (Page::new(), Page::new());
    assert_eq!(one.open.ask(&other.token, "home", &json!({})).0, 401);
    let proof = |page: &Page| {
        let (_, body) = page.open.post("chung-minh", br#"{"so":"1"}"#, &[]);
        serde_json::from_slice::<Value>(&body).expect("JSON")["chung_minh"].clone()
    };
    assert_ne!(proof(&one), proof(&other), "each proves itself with its own key");
    // What is no key of a second start gives no new address.
    for wrong in ["", "0", &one.token] {
        assert_eq!(one.open.post("mo-lai", json!({ "k": wrong }).to_string().as_bytes(), &[]).0, 401);
    }
    // Whoever is refused learns nothing of what there is.
    let (status, body) = one.open.ask("0", "open", &json!({ "id": id(PAPER) }));
    assert_eq!((status, body), (401, br#"{"vi_sao":"khoa"}"#.to_vec()));
    assert_eq!(one.open.ask("0", "nothing", &json!({})).0, 401);
}

#[test]
fn no_file_of_the_office_is_a_page() {
    let page = Page::new();
    let secret = "<script>document.title = 'bí mật'</script>";
    for name in ["a.svg", "a.html", "hoi nghị/a.svg", "page.js", "index.html"] {
        fs::write(page.office().join(name), secret).expect("file");
    }
    let host = page.open.host();
    for name in
        ["a.svg", "a.html", "hoi%20ngh%E1%BB%8B/a.svg", "page.js", "index.html", "xa/a.svg", "co-quan.yaml"]
    {
        let asked = format!("GET /{name} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let (status, body) = page.open.raw(asked.as_bytes());
        assert!(!String::from_utf8_lossy(&body).contains(secret), "{name}");
        assert!(status == if name == "index.html" { 200 } else { 404 }, "{name}: {status}");
    }
}

/// The names of files that are handed over are labels.
#[test]
fn no_name_of_a_file_leads_anywhere() {
    let page = Page::new();
    let dossier = page.office().join("hoi nghị");
    fs::write(page.office().join(INVITED), INVITATION).expect("invitation");
    let list = "TT;Họ và tên;Chức vụ\n1;Vi Văn Tám;Trưởng thôn\n";
    let names = [
        "../../k.csv",
        "..\\..\\k.csv",
        "%2e%2e%2fk.csv",
        "%5c%5chost%5ck.csv",
        "C:\\k.csv",
        "C:k.csv",
        "\\\\host\\x\\k.csv",
        "\\\\?\\C:\\k.csv",
        "//host/x/k.csv",
        "CON.csv",
        "nul.csv",
        "a.csv:ads.csv",
        "k.csv.",
        "k.csv ",
        "Danh sa\u{301}ch.csv",
        "a\u{0}b.csv",
        "a\nb.csv",
        "\u{202e}vsc.exe.csv",
        ".csv",
        "co-quan.yaml",
        "a.yaml",
        "....csv",
        "-x.csv",
        &"dài".repeat(300),
    ];
    let before = files(page.open.folder.path());
    for name in names {
        let (status, told) =
            page.hand_over("guest-file", &json!({ "id": id(INVITED), "name": name }), list.as_bytes());
        assert!([200, 422].contains(&status), "{name}: {status} {told}");
        let (_, told) = page.hand_over("receive", &json!({ "name": name }), b"%PDF-1.7 nothing");
        assert!(told["kept"].is_null(), "{name}: {told}");
    }
    let changed = dossier.join("giay-moi.yaml");
    let after = files(page.open.folder.path());
    for (path, bytes) in before.iter().filter(|(path, _)| *path != changed) {
        assert!(after.iter().any(|(other, now)| other == path && now == bytes), "{}", path.display());
    }
    let new = after.iter().filter(|(path, _)| before.iter().all(|(old, _)| old != path));
    let new: Vec<&Path> = new
        .map(|(path, _)| path.as_path())
        .filter(|path| !path.components().any(|part| part.as_os_str() == ".vanthu"))
        .collect();
    assert!(new.len() > 4, "{new:?}");
    for path in new {
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        let bad = |letter: char| letter.is_control() || "\\/:*?\"<>|\u{202e}".contains(letter);
        assert!(
            path.parent() == Some(&dossier) && !name.contains(bad) && name.len() <= 255,
            "{}",
            path.display()
        );
        assert!(!name.ends_with(['.', ' ']) && !name.starts_with('.'), "{name}");
        assert!(path.extension().is_none_or(|ending| ending != "yaml"), "{name}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_leads_nowhere() {
    let page = Page::new();
    let outside = page.open.folder.path().join("ngoai");
    fs::create_dir(&outside).expect("folder");
    let text = waiting().replace("tổ chức", "bí mật của người khác, tổ chức");
    fs::write(outside.join("b.yaml"), &text).expect("paper");
    let dossier = page.office().join("hoi nghị");
    std::os::unix::fs::symlink(outside.join("b.yaml"), dossier.join("b.yaml")).expect("link");
    std::os::unix::fs::symlink(&outside, page.office().join("thu-muc")).expect("link");
    for path in ["hoi nghị/b.yaml", "thu-muc/b.yaml"] {
        let (status, body) = page.asks("open", &json!({ "id": id(path) }));
        assert!(status == 404 || status == 422, "{path}: {status}");
        assert!(!String::from_utf8_lossy(&body).contains("bí mật"), "{path}");
    }
    // A list that is handed over is not written through one.
    fs::write(page.office().join(INVITED), INVITATION).expect("invitation");
    std::os::unix::fs::symlink(outside.join("moi.csv"), dossier.join("khach.csv")).expect("link");
    let list = "TT;Họ và tên;Chức vụ\n1;Vi Văn Tám;Trưởng thôn\n";
    let (status, told) =
        page.hand_over("guest-file", &json!({ "id": id(INVITED), "name": "khach.csv" }), list.as_bytes());
    assert_eq!((status, &told["name"]), (200, &"khach (2).csv".into()), "{told}");
    assert_eq!(fs::read_dir(&outside).expect("folder").count(), 1);
    assert_eq!(fs::read_to_string(outside.join("b.yaml")).expect("paper"), text);
}

/// Writes a spreadsheet whose only sheet has these rows, as XML.
fn spreadsheet(rows: impl Iterator<Item = String>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut put = |name: &str, parts: &mut dyn Iterator<Item = String>| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("part");
        for part in parts {
            zip.write_all(part.as_bytes()).expect("written");
        }
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kin = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let pack = "http://schemas.openxmlformats.org/package/2006/relationships";
    let rel = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{pack}\"><Relationship Id=\"r1\" Type=\"{kin}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let one = |text: String| std::iter::once(text);
    put("_rels/.rels", &mut one(rel("officeDocument", "xl/workbook.xml")));
    put("xl/_rels/workbook.xml.rels", &mut one(rel("worksheet", "worksheets/sheet1.xml")));
    put(
        "xl/workbook.xml",
        &mut one(format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{kin}\"><sheets><sheet name=\"T\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        )),
    );
    let all = one(format!("<worksheet xmlns=\"{main}\"><sheetData>"))
        .chain(rows)
        .chain(one("</sheetData></worksheet>".to_owned()));
    put("xl/worksheets/sheet1.xml", &mut { all });
    zip.finish().expect("zip").into_inner()
}

fn row(at: usize, cells: &[&str]) -> String {
    let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("<row r=\"{at}\">{}</row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn no_file_that_is_handed_over_takes_the_window_down() {
    let page = Page::new();
    fs::write(page.office().join(INVITED), INVITATION).expect("invitation");
    let hand = |name: &str, bytes: &[u8]| {
        page.hand_over("guest-file", &json!({ "id": id(INVITED), "name": name }), bytes)
    };
    let guests = || page.told("guests", &json!({ "id": id(INVITED) }));
    let begun = Instant::now();

    // Longer than a file may be, said or not; longer than it says; no head at all.
    assert_eq!(hand("k.xlsx", &vec![b'x'; 21 << 20]).0, 413);
    let host = page.open.host();
    let token = &page.token;
    let mut endless = format!(
        "POST /api/guest-file HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/octet-stream\r\n\
         X-Vanthu: {token}\r\nX-Vanthu-Ban: {BUILD}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    )
    .into_bytes();
    for _ in 0..21 {
        endless.extend(format!("{:x}\r\n{}\r\n", 1 << 20, " ".repeat(1 << 20)).into_bytes());
    }
    assert_eq!(page.open.raw(&endless).0, 413);
    let headers =
        [("X-Vanthu", token.as_str()), ("X-Vanthu-Ban", BUILD), ("Content-Type", "application/octet-stream")];
    for body in [&b""[..], b"\x00", b"\xff\xff\xff\xff{}", b"\x00\x00\x00\x02[]x", b"\x00\x00\x00\x7f{}"] {
        assert_eq!(page.open.post("guest-file", body, &headers).0, 400, "{body:?}");
    }

    // A page with the name of a spreadsheet, one that unpacks to 300 MB, a million rows, macros.
    assert_eq!(hand("k.xlsx", b"<!doctype html><table><tr><td>x</td></tr></table>").0, 422);
    assert_eq!(hand("k.xlsm", b"PK\x03\x04 nothing").0, 422);
    let bomb = spreadsheet((0..300).map(|_| " ".repeat(1 << 20)));
    assert!(bomb.len() < 1 << 20);
    let refused = |name: &str, bytes: &[u8]| {
        let (status, told) = hand(name, bytes);
        let found = if status == 200 { guests()["list"]["found"].clone() } else { told["found"].clone() };
        found.as_array().is_some_and(|found| found.iter().any(|one| one["muc"] == "loi"))
    };
    assert!(refused("bom.xlsx", &bomb), "a bomb");
    let many = spreadsheet((1..=1_000_000).map(|at| row(at, &["A"])));
    assert!(refused("trieu.xlsx", &many), "a million rows");
    assert!(refused("trieu.csv", "a;b\n".repeat(1_000_000).as_bytes()), "a million lines");
    // A book with macros is read like any other; its macros are bytes nobody runs.
    let book =
        spreadsheet([row(1, &["Họ và tên", "Chức vụ"]), row(2, &["Vi Văn Tám", "Trưởng thôn"])].into_iter());
    assert_eq!(hand("macro.xlsm", &book).0, 200);
    assert_eq!(guests()["list"]["guests"], 1);
    assert!(begun.elapsed() < Duration::from_mins(3), "{:?}", begun.elapsed());
}

/// Word files that are no papers: whatever they are, there is an answer in words, no draft, no change to
/// the paper they are said to be of, and the next one is read.
#[test]
fn no_word_file_that_is_handed_over_takes_the_window_down() {
    let page = Page::new();
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let good = word(&paragraph("x"), &[]);
    let old = fs::read(root().join("tests/cases/brought/cu-ke-hoach.doc")).expect("a file");
    let wide = |text: &str| text.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    let cabinet = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let hostile: Vec<(&str, Vec<u8>)> = vec![
        ("bom.docx", word(&" ".repeat(40 << 20), &[])),
        ("nhiều.docx", word(&paragraph("x").repeat(100_002), &[])),
        ("sâu.docx", word(&"<w:sdt>".repeat(20_000), &[])),
        ("ngoài.docx", word(&paragraph("&nichts;"), &[])),
        ("kiểu.docx", word(&paragraph("x"), &[("styles", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>")])),
        ("cụt.docx", good[..good.len() / 2].to_vec()),
        ("khoá.docx", [&cabinet[..], &[0; 600], &wide("EncryptedPackage")].concat()),
        ("cụt.doc", old[..old.len() / 3].to_vec()),
        ("rỗng.doc", [&cabinet[..], &[0xff; 4096], &wide("WordDocument")].concat()),
        ("trang.doc", b"<html><body>x".to_vec()),
        ("giàu.doc", b"{\\rtf1 x}".to_vec()),
        ("không.docx", Vec::new()),
    ];
    let before = files(page.open.folder.path());
    for (name, bytes) in &hostile {
        for asked in [
            ("adopt", json!({ "name": name, "dossier": "hoi nghị" })),
            ("revise", json!({ "id": id(PAPER), "name": name })),
        ] {
            let (status, told) = page.hand_over(asked.0, &asked.1, bytes);
            let found = told["found"].as_array().or_else(|| told["findings"].as_array());
            let words = found.is_some_and(|found| found.iter().any(|one| one["muc"] == "loi"));
            assert!(
                [200, 400, 413, 422].contains(&status) && (status != 200 || words),
                "{name}: {status} {told}"
            );
        }
    }
    assert!(files(page.open.folder.path()) == before, "nothing is written");
    let (status, told) = page.hand_over("adopt", &json!({ "name": "cũ.doc" }), &old);
    assert_eq!((status, &told["adopted"]["loai"]), (200, &"ke-hoach".into()), "{told}");
}

#[test]
fn whoever_asks_slowly_keeps_nobody_else_waiting() {
    let page = Page::new();
    // All connections are taken by halves of heads: they are dropped after ten seconds.
    let half: Vec<TcpStream> = (0..64)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", page.open.port)).expect("connection");
            stream.write_all(b"GET / HTTP/1.1\r\nHost:").expect("half");
            stream
        })
        .collect();
    let begun = Instant::now();
    assert_eq!(page.asks("offices", &json!({})).0, 200);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    drop(half);
}

#[test]
fn much_work_keeps_nobody_else_waiting() {
    let page = Page::new();
    // A thousand looks at once, each of a paper that is set.
    let look = json!({ "id": id(PAPER), "view": { "dpi": 48.0, "pages": [] } });
    std::thread::scope(|scope| {
        let asking = || (0..20).map(|_| page.asks("look", &look).0).filter(|status| *status != 200).count();
        let all: Vec<_> = (0..50).map(|_| scope.spawn(asking)).collect();
        let refused: usize = all.into_iter().map(|one| one.join().expect("asked")).sum();
        assert_eq!(refused, 0);
    });
    assert_eq!(page.asks("offices", &json!({})).0, 200);

    // A paper whose pages take long: others are answered meanwhile, and what is typed is kept.
    let body = "  Nội dung của một việc dài đang được gõ vào đây.\n".repeat(7_500);
    let paper = fs::read_to_string(page.open.paper()).expect("paper");
    let long = paper.replace("  Đảng uỷ xã tổ chức đối thoại.\n", &body);
    assert!(long.len() > 300_000);
    fs::write(page.open.paper(), long).expect("paper");
    let (over, mut answered) = (AtomicBool::new(false), 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (status, body) = page.asks("look", &look);
            over.store(true, Ordering::SeqCst);
            assert_eq!(status, 200);
            let (told, _) = head(&body);
            assert!(told["late"] == true || told["current"] == true, "{told}");
        });
        while !over.load(Ordering::SeqCst) {
            assert_eq!(page.asks("offices", &json!({})).0, 200);
            answered += usize::from(!over.load(Ordering::SeqCst));
        }
    });
    assert!(answered > 10, "{answered}");
    assert_eq!(page.told("save", &json!({}))["saved"], true);
}

#[test]
fn a_file_that_cannot_be_saved_says_so_and_nothing_is_lost() {
    let page = Page::new();
    let paper = page.open.paper();
    page.told("open", &json!({ "id": id(PAPER) }));

    // Somebody deletes it between read and save.
    let text = fs::read(&paper).expect("paper");
    let (_, told) = page.types(0, "trich_yeu", &"lần một".into());
    fs::remove_file(&paper).expect("deleted");
    let told_of = page.trouble();
    assert!(told_of["saved"] == false && told_of["version"] == told["version"], "{told_of}");
    assert!(!paper.exists(), "what somebody deleted does not come back by itself");
    fs::write(&paper, &text).expect("put back");
    until("it is saved", || fs::read_to_string(&paper).is_ok_and(|now| now.contains("lần một")));

    // Somebody spoils it; what was typed waits until it can be read again.
    let good = fs::read(&paper).expect("paper");
    page.types(1, "trich_yeu", &"lần hai".into());
    fs::write(&paper, b"loai: [\n").expect("spoilt");
    assert_eq!(page.asks("save", &json!({})).0, 200);
    assert_eq!(page.told("save", &json!({}))["saved"], false);
    assert_eq!(fs::read(&paper).expect("paper"), b"loai: [\n", "nothing is written over it");
    fs::write(&paper, &good).expect("put back");
    until("it is saved", || fs::read_to_string(&paper).is_ok_and(|now| now.contains("lần hai")));
    assert_eq!(page.told("save", &json!({}))["saved"], true);
}

#[test]
fn words_of_programs_and_hostile_ids_start_nothing() {
    let page = Page::new();
    fs::write(page.office().join(INVITED), INVITATION).expect("invitation");
    let before = files(page.open.folder.path());
    let hostile = [
        json!("; touch /tmp/x"),
        json!("$(id)"),
        json!("\\\\host\\x"),
        json!("../../a"),
        json!("file:///etc/passwd"),
        json!("javascript:alert(1)"),
        json!({ "__proto__": { "id": 1 } }),
        json!(["x"]),
        json!("constructor"),
        json!(-1),
        json!(1e300),
    ];
    for one in &hostile {
        for name in [
            "open",
            "look",
            "pdf",
            "issue",
            "foresee",
            "guests",
            "copies",
            "make-copies",
            "earlier",
            "restore",
            "choose",
            "join",
            "place",
            "spots",
            "change",
        ] {
            let body = json!({ "id": one, "number": 1, "at": "x", "path": "x", "mine": true, "page": 0, "x": 1.0, "y": 1.0 });
            let (status, told) = page.asks(name, &body);
            assert!(
                [400, 404].contains(&status),
                "{name} {one}: {status} {}",
                String::from_utf8_lossy(&told)
            );
        }
        let (status, body) = page.asks("print-copy", &json!({ "id": id(INVITED), "name": one }));
        assert!(status == 400 || head(&body).1 == 0, "{one}: {status}");
        let (status, _) = page.asks("restore", &json!({ "id": id(PAPER), "at": one }));
        assert!([400, 404].contains(&status), "{one}: {status}");
    }
    assert_eq!(files(page.open.folder.path()), before, "nothing was made or changed");

    // Names that mean something to programs are keys like any other.
    let odd = json!({ "__proto__": "x", "constructor": "y", "toString": "{{ 7 * 7 }}" });
    assert_eq!(page.types(0, "trich_yeu", &odd).0, 200);
    let told = page.told("open", &json!({ "id": id(PAPER) }));
    assert_eq!(told["content"]["trich_yeu"], odd);
}

/// Two clicks, two tabs, the window and the command line: one number.
#[test]
fn a_paper_that_is_issued_by_many_gets_one_number() {
    let page = Page::new();
    let asked = json!({ "id": id(PAPER), "number": 1 });
    let xa = page.office();
    std::thread::scope(|scope| {
        let tabs: Vec<_> = (0..6).map(|_| scope.spawn(|| page.asks("issue", &asked).0)).collect();
        let line: Vec<_> = (0..3).map(|_| scope.spawn(|| run(&xa, &["issue", "."]))).collect();
        for tab in tabs {
            assert_eq!(tab.join().expect("asked"), 200);
        }
        for (code, said) in line.into_iter().map(|one| one.join().expect("run")) {
            assert!(code.is_some() && !said.contains("panicked"), "{said}");
        }
    });
    // Again, and with a number that is not its own.
    for number in [1, 2, 7] {
        assert_eq!(page.asks("issue", &json!({ "id": id(PAPER), "number": number })).0, 200);
    }
    let book = page.told("book", &json!({}));
    let rows = book["page"]["rows"].as_array().unwrap_or_else(|| panic!("{book}"));
    assert_eq!(rows.len(), 1, "{book}");
    assert_eq!(
        rows[0]["printed"].as_str().or(rows[0]["row"]["nhu_tren_giay"].as_str()),
        Some("01-KH/ĐU"),
        "{book}"
    );
    let (code, said) = run(&xa, &["archive", "verify"]);
    assert!(code == Some(0) && said.contains("0 lỗi"), "{said}");
}

/// The table of attacks is whole, and names tests there are.
#[test]
fn each_attack_has_its_test() {
    let root = crate::root();
    let text = |path: PathBuf| fs::read_to_string(path).expect("text");
    let table = text(root.join("docs/window-attacks.md"));
    let rust = [
        "tests/it/window.rs",
        "tests/it/intruders.rs",
        "tests/it/wire.rs",
        "tests/it/faults.rs",
        "src/window/keys.rs",
    ];
    let tests: String = rust.map(|path| text(root.join(path))).concat();
    let scripts: String = crate::files(&root.join("tests/window"), "mjs").into_iter().map(text).collect();
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    for number in 1..=25 {
        let own = rows.iter().find(|row| row.get(1) == Some(&number.to_string().as_str()));
        let own = own.unwrap_or_else(|| panic!("attack {number}"));
        let names: Vec<&str> =
            own[3].split('`').skip(1).step_by(2).filter(|name| !name.contains('/')).collect();
        assert!(!names.is_empty(), "attack {number}");
        for name in names {
            let there =
                tests.contains(&format!("fn {name}(")) || scripts.contains(&format!("held(\"{name}\")"));
            assert!(there, "attack {number}: {name}");
        }
    }
}
