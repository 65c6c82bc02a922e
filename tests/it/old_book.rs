//! An office's older register comes in row by row, goes out as a spreadsheet,
//! and what was done to the register behind the program's back is found.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use rusqlite::Connection;
use vanthu::register::{By, Claim, Entry, Query, Register, State};

use crate::{PLAN, root, vanthu, words, workspace};

fn cases() -> std::path::PathBuf {
    root().join("tests/cases/register")
}

fn run(folder: &Path, said: &[&str]) -> (Option<i32>, String) {
    let output = vanthu(folder, said);
    (output.status.code(), words(&output))
}

/// Makes a workspace of the office that has the older register.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    for name in ["co-quan.yaml", "so-cu.xlsx"] {
        fs::copy(cases().join(name), folder.path().join(name)).expect("copied");
    }
    folder
}

fn entries(folder: &Path) -> Vec<Entry> {
    let register = Register::look(folder).expect("register").expect("there");
    register.list(&Query::default()).expect("rows")
}

/// A paper of today whose cells a spreadsheet might run.
fn claim(path: &str) -> Claim {
    Claim {
        signer: "+84 =1+1".into(),
        recipients: "-5+3\n@SUM(A1)".into(),
        kept_at: "=HYPERLINK(\"x\")".into(),
        ..crate::register::claim(path)
    }
}

/// The whole report is what the clerk reads: `expected.txt`, beside the file.
#[test]
fn an_old_register_is_reported_row_by_row() {
    let folder = office();
    let (code, rehearsed) = run(folder.path(), &["register", "import", "so-cu.xlsx", "--dry-run"]);
    assert_eq!(code, Some(1));
    assert!(!folder.path().join("so").exists(), "a rehearsal writes nothing");
    let (code, mut said) = run(folder.path(), &["register", "import", "so-cu.xlsx", "--loi", "loi.csv"]);
    let counted = |said: &str| said.lines().filter(|line| line.contains("cảnh báo")).count();
    assert_eq!(counted(&said), counted(&rehearsed), "a rehearsal says the same");
    let _ = write!(said, "mã kết thúc {}\n\n", code.unwrap_or(-1));
    said += &fs::read_to_string(folder.path().join("loi.csv")).expect("bad rows").replace('\r', "");
    let file = cases().join("expected.txt");
    if std::env::var_os("VANTHU_ACCEPT").is_some() {
        fs::write(&file, &said).expect("write");
    }
    assert_eq!(said, fs::read_to_string(&file).unwrap_or_default());
}

/// No row twice, no number twice; what was mended comes in; the counter goes on.
#[test]
fn an_old_register_comes_in_once_and_numbers_go_on() {
    let folder = office();
    let xa = folder.path();
    run(xa, &["register", "import", "so-cu.xlsx", "--loi", "loi.csv"]);
    let before = entries(xa);
    assert_eq!(before.iter().filter(|entry| entry.number == 72).count(), 2);
    let (_, said) = run(xa, &["register", "import", "so-cu.xlsx"]);
    assert!(said.contains("0 dòng vào sổ; 74 dòng đã có"), "{said}");
    assert_eq!(entries(xa), before);
    // The bad rows, mended as a clerk would; one keeps a number that is there.
    let bad = fs::read_to_string(xa.join("loi.csv")).expect("bad rows");
    let mended = bad
        .replace("31/02/2024", "28/02/2024")
        .replace("72a-TB/ĐU;26", "72-TB/ĐU;26")
        .replace(";77-TB/ĐU;;", ";77-TB/ĐU;18/3/2024;")
        .replace("Về việc chuẩn y", "Quyết định về việc chuẩn y")
        .replace(";#REF!;", ";29/3/2024;")
        .replace(";30/3;", ";30/3/2024;")
        .replace(";18/7;", ";18/7/2025;")
        .replace(";QĐ;", ";Quyết định;");
    fs::write(xa.join("loi.csv"), mended).expect("mended");
    let (code, said) = run(xa, &["register", "import", "loi.csv"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("7 dòng vào sổ; 0 dòng đã có trong sổ; 3 dòng chưa") && said.contains("--trung-so"),
        "{said}"
    );
    let (_, said) = run(xa, &["register", "import", "loi.csv", "--trung-so"]);
    assert!(said.contains("1 dòng vào sổ; 7 dòng đã có"), "{said}");
    assert_eq!(entries(xa).iter().filter(|entry| entry.number == 72).count(), 3);
    let (code, said) = run(xa, &["register", "check"]);
    assert_eq!(code, Some(0), "{said}");
    for odd in
        ["trùng số với", "thiếu các số 68–69", "có phải 14/3/2024?", "sau hôm nay", "của nhiệm kỳ bắt đầu"]
    {
        assert!(said.contains(odd), "{odd}: {said}");
    }
    let (code, said) = run(xa, &["archive", "verify"]);
    assert!(code == Some(0) && !said.contains("luu::"), "{said}");
    assert!(run(xa, &["register", "find", "ket luan doi thoai"]).1.contains("72-TB/ĐU"));
    // A paper of today goes on behind the old ones; its number is its own.
    let mut register = Register::open(xa).expect("register");
    let range = register.allocate(&claim("a.yaml"), &By::default()).expect("number");
    assert_eq!(range.first, 5);
    // Whatever was typed there, the book prints.
    fs::write(xa.join("la.csv"), "Số,Ngày,Trích yếu\n01-BC/ĐU,20/7/2025,Báo cáo ★ 中 😀 *a* #b $c\n")
        .expect("file");
    assert_eq!(run(xa, &["register", "import", "la.csv"]).0, Some(0));
    let (code, said) = run(xa, &["register", "print", "so.pdf"]);
    assert_eq!(code, Some(0), "{said}");
    let late = "Số,Ngày,Trích yếu\n05-KH/ĐU,20/7/2025,Kế hoạch muộn\n";
    fs::write(xa.join("muon.csv"), late).expect("file");
    let (code, said) = run(xa, &["register", "import", "muon.csv", "--trung-so"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("vanthu đã cấp cho `a.yaml`") && said.contains("0 dòng vào sổ"), "{said}");
}

/// A clerk at her work: what she mends is never lost, never told as bad again,
/// a slip moves no counter, and the same paper is never entered twice.
#[test]
fn a_clerk_mends_her_old_book() {
    let folder = office();
    let xa = folder.path();
    let book = |rows: &str| format!("Số;Ngày;Trích yếu;Người ký\n{rows}");
    let rows = "58-TB/ĐU;1/3/2024;Thông báo họp chi bô tháng ba;Lê Văn Thí\n\
                59-TB/ĐU;;Thông báo nộp báo cáo;Lê Văn Thí\n\
                1000-TB/ĐU;3/3/2024;Thông báo lịch tiếp dân;Lê Văn Thí\n\
                61-TB/ĐU;4/3/2024;Thông báo nghỉ lễ;Lê Văn Thí\n";
    fs::write(xa.join("cu.csv"), book(rows)).expect("book");
    let import = |file: &str, more: &[&str]| run(xa, &[&["register", "import", file], more].concat()).1;
    let said = import("cu.csv", &["--dry-run"]);
    assert!(said.contains("số tiếp theo của thông báo sẽ là 1001"), "{said}");
    assert!(said.contains("số tiếp theo là 62; dãy bắt đầu từ số 58"), "{said}");
    let said = import("cu.csv", &["--loi", "loi.csv"]);
    assert!(said.contains("2 dòng vào sổ; 0 dòng đã có trong sổ; 2 dòng chưa"), "{said}");
    assert!(!run(xa, &["register", "check"]).1.contains("thiếu các số 1–57"), "the book begins at 58");
    // What she mends stays.
    let bad = fs::read_to_string(xa.join("loi.csv")).expect("bad rows");
    let mended = bad.replace("59-TB/ĐU;;", "59-TB/ĐU;2/3/2024;").replace("1000-TB", "60-TB");
    fs::write(xa.join("loi.csv"), &mended).expect("mended");
    let said = import("cu.csv", &["--loi", "loi.csv"]);
    assert!(said.contains("loi-2.csv") && said.contains("giữ nguyên"), "{said}");
    assert_eq!(fs::read_to_string(xa.join("loi.csv")).expect("kept"), mended);
    assert_eq!(fs::read_to_string(xa.join("loi-2.csv")).expect("new"), bad);
    let said = import("loi.csv", &[]);
    assert!(said.contains("2 dòng vào sổ; 0 dòng đã có trong sổ; 0 dòng chưa"), "{said}");
    let said = import("cu.csv", &[]);
    assert!(said.contains("0 dòng vào sổ; 4 dòng đã có trong sổ; 0 dòng chưa"), "{said}");
    assert!(said.contains("cu.csv, dòng 3: đã vào sổ") && said.contains("0 lỗi"), "{said}");
    // One word put right, one day changed: the same papers.
    let right = rows.replace("chi bô", "chi bộ").replace("4/3/2024", "5/3/2024");
    fs::write(xa.join("cu.csv"), book(&right)).expect("book");
    for more in [&[][..], &["--trung-so"]] {
        let said = import("cu.csv", more);
        assert!(said.contains("0 dòng vào sổ") && !said.contains("nhập lại với --trung-so"), "{said}");
        assert!(said.contains("sổ giữ nguyên như đã nhập") && said.contains("nghỉ lễ"), "{said}");
        assert_eq!(said.contains("trước là “họp chi bô tháng ba”"), more.is_empty(), "{said}");
    }
    assert_eq!(entries(xa).len(), 4);
    assert!(run(xa, &["register", "list"]).1.contains("họp chi bộ tháng ba"));
    assert!(run(xa, &["register", "find", "chi bộ tháng"]).1.contains("58-TB/ĐU"));
    let (code, said) = run(xa, &["register", "check"]);
    assert!(code == Some(0) && said.contains("0 lỗi, 0 cảnh báo"), "{said}");
    // The office's own word lets a number leap.
    fs::write(xa.join("xa.csv"), book("1000-TB/ĐU;9/3/2024;Thông báo xa;Lê Văn Thí\n")).expect("book");
    assert!(import("xa.csv", &[]).contains("0 dòng vào sổ"));
    let (code, said) = run(xa, &["register", "start", "thong-bao", "1000", "--date", "9/3/2024"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(import("xa.csv", &[]).contains("số tiếp theo là 1001"));
}

/// Out and in again: the same rows, from either kind of file; nothing in it is
/// run by a spreadsheet.
#[test]
fn what_is_exported_is_imported_alike() {
    let folder = office();
    let xa = folder.path();
    run(xa, &["register", "import", "so-cu.xlsx"]);
    Register::open(xa).expect("register").allocate(&claim("a.yaml"), &By::default()).expect("number");
    let plain = |folder: &Path| -> Vec<Entry> {
        let bare = |entry: Entry| Entry {
            id: 0,
            path: String::new(),
            origin: None,
            state: State::Imported.max(entry.state),
            ..entry
        };
        entries(folder).into_iter().map(bare).collect()
    };
    for name in ["so.xlsx", "so.csv"] {
        assert_eq!(run(xa, &["register", "export", name]).0, Some(0));
        let other = tempfile::tempdir().expect("folder");
        fs::copy(xa.join("co-quan.yaml"), other.path().join("co-quan.yaml")).expect("copied");
        fs::copy(xa.join(name), other.path().join(name)).expect("copied");
        let (_, said) = run(other.path(), &["register", "import", name]);
        assert!(said.contains("0 dòng chưa dùng được; 0 dòng không phải văn bản"), "{said}");
        let (there, here) = (plain(other.path()), plain(xa));
        assert_eq!(there.len(), here.len(), "{name}");
        for (one, same) in there.iter().zip(&here) {
            assert_eq!(one, same, "{name}");
        }
    }
    let first = fs::read(xa.join("so.xlsx")).expect("file");
    run(xa, &["register", "export", "so.xlsx"]);
    assert_eq!(fs::read(xa.join("so.xlsx")).expect("file"), first, "the same register, the same bytes");
    let mut book: Xlsx<_> = calamine::open_workbook(xa.join("so.xlsx")).expect("opens");
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).expect("formulas").is_empty());
    let range = book.worksheet_range(&name).expect("cells");
    assert_eq!(range.get_size(), (entries(xa).len() + 1, 14));
    assert!(range.rows().skip(1).all(|row| matches!(row[3], Data::DateTime(_))), "days are days");
    let csv = fs::read_to_string(xa.join("so.csv")).expect("file");
    assert!(!csv.contains(",\"=") && !csv.contains(",\"+") && !csv.contains(",\"@") && !csv.contains(",\"-"));
}

/// Killed at any moment: every row is there or none, and the next run does it.
#[test]
fn a_killed_import_is_whole_or_nothing() {
    let folder = office();
    let xa = folder.path();
    let rows: String =
        (1..=3000).map(|at| format!("{at}-TB/ĐU;{}/3/2024;Thông báo số {at}\n", 1 + at / 100)).collect();
    fs::write(xa.join("dai.csv"), format!("Số KH;Ngày;Trích yếu\n{rows}")).expect("file");
    let mut cut = 0;
    for moment in 0..12u64 {
        let mut import = crate::start(xa, &["register", "import", "dai.csv"]);
        std::thread::sleep(std::time::Duration::from_millis(20 + moment * 29));
        let _ = import.kill();
        cut += usize::from(!import.wait().expect("ended").success());
        let there = Register::look(xa)
            .expect("register")
            .map_or(0, |book| book.list(&Query::default()).expect("rows").len());
        assert!(there == 0 || there == 3000, "{there}");
    }
    assert!(cut > 0, "something was cut");
    let (code, said) = run(xa, &["register", "import", "dai.csv"]);
    assert_eq!((code, entries(xa).len()), (Some(0), 3000), "{said}");
    assert!(run(xa, &["register", "check"]).1.contains("0 lỗi, 0 cảnh báo"));
}

/// Does what the owner of the file can do: the triggers are dropped first.
fn doctor(folder: &Path, sql: &str) {
    let base = Connection::open(folder.join("so/so-dang-ky.sqlite")).expect("opens");
    let triggers = "DROP TRIGGER entry_kept; DROP TRIGGER log_kept; DROP TRIGGER log_whole;";
    base.execute_batch(&format!("{triggers} {sql}")).expect("doctored");
}

/// The last paper is cut out of book, counter and log together: the book alone
/// is sound; the archive and every printed head know better.
#[test]
fn a_cut_end_is_found_by_what_was_kept_and_printed() {
    let cut = "DELETE FROM log WHERE seq >= (SELECT min(seq) FROM log WHERE entry = (SELECT max(id) FROM entry)); \
               UPDATE series SET next = next - 1 WHERE kind = (SELECT kind FROM entry ORDER BY id DESC) \
               AND term = (SELECT term FROM entry ORDER BY id DESC); \
               DELETE FROM entry WHERE id = (SELECT max(id) FROM entry);";
    let folder = tempfile::tempdir().expect("folder");
    let paper = PLAN.replace("so: 7\n", "");
    workspace(folder.path(), &[("a.yaml", &paper), ("b.yaml", &paper)]);
    let xa = folder.path().join("xa");
    for name in ["a", "b"] {
        assert_eq!(run(folder.path(), &["issue", &format!("xa/hoi nghị/{name}.yaml")]).0, Some(0));
    }
    doctor(&xa, cut);
    assert!(run(&xa, &["register", "check"]).1.contains("0 lỗi, 0 cảnh báo"));
    let (code, said) = run(&xa, &["archive", "verify"]);
    assert!(code == Some(1) && said.contains("luu::lech"), "{said}");

    let folder = office();
    run(folder.path(), &["register", "import", "so-cu.xlsx"]);
    assert_eq!(run(folder.path(), &["register", "print", "so.pdf", "--nhiem-ky", "2025-2030"]).0, Some(0));
    let (_, said) = run(folder.path(), &["register", "check"]);
    let head = said.split("mã cuối ").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("head");
    assert_eq!(run(folder.path(), &["register", "check", "--ma-cuoi", head]).0, Some(0));
    doctor(folder.path(), cut);
    assert_eq!(run(folder.path(), &["register", "check"]).0, Some(0));
    let (code, said) = run(folder.path(), &["register", "check", "--ma-cuoi", head]);
    assert!(code == Some(1) && said.contains("so-dang-ky::hong") && said.contains(head), "{said}");
}

/// A file that is no register any more, or half of one, or one of a later
/// version: said clearly, by every command, and nothing is written.
#[test]
fn a_broken_file_is_said_to_be_broken() {
    let folder = office();
    let xa = folder.path();
    run(xa, &["register", "import", "so-cu.xlsx"]);
    let file = xa.join("so/so-dang-ky.sqlite");
    // Moves what lies beside the book into it.
    drop(Register::open(xa).expect("register"));
    let whole = fs::read(&file).expect("book");
    let later = {
        Connection::open(&file).expect("opens").pragma_update(None, "user_version", 99).expect("later");
        fs::read(&file).expect("book")
    };
    let spoiled = {
        let mut bytes = whole.clone();
        let half = bytes.len() / 2;
        bytes[half..].fill(0x55);
        bytes
    };
    let text = b"day la mot tep chu, khong phai so dang ky".repeat(40);
    let odd = {
        fs::write(&file, &whole).expect("write");
        let base = Connection::open(&file).expect("opens");
        base.execute_batch("UPDATE entry SET date = 'hôm qua' WHERE id = 3; PRAGMA journal_mode = DELETE;")
            .expect("odd");
        fs::read(&file).expect("book")
    };
    let other = {
        fs::remove_file(&file).expect("away");
        let base = Connection::open(&file).expect("opens");
        base.execute_batch("CREATE TABLE x (y); PRAGMA user_version = 1;").expect("another");
        fs::read(&file).expect("book")
    };
    let broken: [(&str, &[u8], &str); 9] = [
        ("an odd day", &odd, "không phải những gì vanthu ghi"),
        ("another database", &other, "không phải những gì vanthu ghi"),
        ("text", &text, "đã hỏng hoặc không phải"),
        ("half", &whole[..whole.len() / 2], "hỏng"),
        ("a page", &whole[..4096], "hỏng"),
        ("a hundred bytes", &whole[..100], "hỏng"),
        ("spoiled", &spoiled, "hỏng"),
        ("empty", b"", "trống"),
        ("later", &later, "mới hơn"),
    ];
    for (name, bytes, why) in broken {
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(xa.join(format!("so/so-dang-ky.sqlite{ending}")));
        }
        fs::write(&file, bytes).expect("write");
        for said in [&["register", "check"][..], &["register", "list"], &["register", "export", "x.csv"]] {
            let (code, said) = run(xa, said);
            assert!(!said.contains("panicked") && code != Some(3), "{name}: {said}");
        }
        let (code, said) = run(xa, &["register", "check"]);
        assert!(code == Some(1) && said.contains("so-dang-ky::") && said.contains(why), "{name}: {said}");
        if name != "empty" {
            let (code, said) = run(xa, &["register", "import", "so-cu.xlsx"]);
            assert!(code == Some(1) && !said.contains("panicked"), "{name}: {said}");
            assert!(
                name == "spoiled" || name == "an odd day" || fs::read(&file).expect("book") == bytes,
                "{name} is left alone"
            );
        }
    }
}

/// A sheet nobody sees is named, read or not.
#[test]
fn a_hidden_sheet_is_named() {
    let folder = office();
    let xa = folder.path();
    let write = |name: &str, sheets: &[(&str, bool, u32)]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        if sheets.iter().all(|(_, hidden, _)| *hidden) {
            // What a person sees is no table.
            let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
            chart.add_series().set_values(("Sổ", 1, 0, 1, 0));
            book.add_chartsheet().insert_chart(0, 0, &chart).expect("chart");
        }
        for (title, hidden, number) in sheets {
            let sheet = book.add_worksheet().set_name(*title).expect("name").set_hidden(*hidden);
            let row = [format!("{number}-TB/ĐU"), "03/01/2024".into(), format!("Thông báo số {number}")];
            for (column, head) in (0..).zip(["Số, ký hiệu", "Ngày", "Trích yếu"]) {
                sheet.write(0, column, head).expect("head");
                sheet.write(1, column, row[usize::from(column)].as_str()).expect("cell");
            }
        }
        book.save(xa.join(name)).expect("written");
    };
    let numbers = || entries(xa).iter().map(|entry| entry.number).collect::<Vec<_>>();
    write("hai.xlsx", &[("2024", false, 12), ("Cũ", true, 11)]);
    let (code, said) = run(xa, &["register", "import", "hai.xlsx"]);
    assert!(code == Some(0) && said.contains("hai.xlsx, trang `Cũ`: trang đang ẩn nên không đọc"), "{said}");
    assert!(said.contains("--trang \"Cũ\"") && numbers() == [12], "{said}");
    let (code, said) = run(xa, &["register", "import", "hai.xlsx", "--sheet", "2024"]);
    assert!(code == Some(0) && !said.contains("ẩn"), "she chose: {said}");
    let (code, said) = run(xa, &["register", "import", "hai.xlsx", "--sheet", "Cũ"]);
    assert!(code == Some(0) && said.contains("trang `Cũ`: trang đang ẩn, vẫn đọc vì --trang"), "{said}");
    assert_eq!(numbers(), [11, 12]);
    write("mot.xlsx", &[("Sổ", true, 13)]);
    let (code, said) = run(xa, &["register", "import", "mot.xlsx"]);
    assert!(code == Some(0) && said.contains("trang `Sổ`: trang đang ẩn, vẫn đọc vì tệp không có"), "{said}");
    assert_eq!(numbers(), [11, 12, 13]);
}
