//! Guest lists as offices have them: every file of `tests/cases/lists` is read, and the
//! `.expected` beside it is what the clerk reads (`VANTHU_ACCEPT=1` writes it anew). And
//! a list is written in many messy forms: nobody vanishes without being counted.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::Value;
use vanthu::guests::{GuestList, Tally, Wish, read};

use crate::{root, vanthu, words, workspace};

#[test]
fn each_list_reads_as_expected() {
    let folder = root().join("tests/cases/lists");
    let accept = std::env::var_os("VANTHU_ACCEPT").is_some();
    let is_list =
        |path: &PathBuf| path.extension().is_some_and(|ending| ending != "expected" && ending != "py");
    let entries = std::fs::read_dir(&folder).expect("cases").flatten();
    let mut lists: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_list).collect();
    lists.sort();
    assert!(lists.len() >= 8, "the cases are there");
    let mut wrong = Vec::new();
    for list in lists {
        let name = list.file_name().expect("name").to_string_lossy().into_owned();
        let output = vanthu(&folder, &["guests", &name]);
        let found = format!("{}mã kết thúc {}\n", words(&output), output.status.code().unwrap_or(-1));
        let file = folder.join(format!("{name}.expected"));
        if accept {
            std::fs::write(&file, &found).expect("write");
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if expected != found {
            wrong.push(format!("== {name}\n-- expected\n{expected}-- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every row from the first to the last is somebody, bad, or nobody for a reason.
fn counted(list: &GuestList) -> usize {
    let tally = Tally::of(list);
    tally.guests + tally.bad + tally.skipped()
}

#[test]
fn every_row_of_every_list_is_counted() {
    for folder in ["tests/cases/lists", "tests/cases/guests"] {
        for entry in std::fs::read_dir(root().join(folder)).expect("cases").flatten() {
            let Ok(list) = read(&entry.path(), &Wish::default()) else { continue };
            let rows = list.guests.iter().map(|guest| guest.row).chain(list.bad.iter().map(|bad| bad.row));
            let end = rows.chain(list.skipped.iter().map(|one| one.row)).max().unwrap_or_default();
            assert_eq!(counted(&list), end, "{}", entry.path().display());
        }
    }
}

#[test]
fn json_counts_what_the_screen_counts() {
    let folder = root().join("tests/cases/lists");
    let output = vanthu(&folder, &["guests", "--json", "danh-so-trong-ten.csv"]);
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let value = &value["ket_qua"][0]["danh_sach"];
    assert_eq!(value["khach"], 3, "{value}");
    assert_eq!(value["la"]["tieu_de"][0]["dong"], 1, "{value}");
}

const NAMES: [&str; 14] = [
    "Nguyễn Văn An",
    "Trần Thị Bé",
    "H'Hen Niê",
    "Y Bhiăt Êban",
    "Lò Văn Tám",
    "K'Sor H'Lan",
    "PiNăng Vô",
    "Đoàn Thị Lan",
    "Ban Văn Tý",
    "NGUYỄN THỊ HOA",
    "lê văn cu",
    "Hùng",
    "Vi Thị Ơn",
    "Phó Đức Phương",
];
const POSTS: [&str; 6] =
    ["", "Bí thư Chi bộ", "Phó Chủ tịch UBND xã", "Trưởng thôn", "Hiệu trưởng Trường Tiểu học", "Uỷ viên"];
const HEADINGS: [&str; 6] = [
    "KHỐI ĐẢNG",
    "Khối Mặt trận và các đoàn thể",
    "Các đồng chí uỷ viên",
    "THƯỜNG TRỰC HĐND XÃ",
    "Thôn Phú Hoà",
    "Đại biểu khách mời",
];

/// Is a part of a list: its heading, if it has one, and its guests with their posts.
type Block = (Option<usize>, Vec<(usize, usize)>);

/// Is how a list is written.
#[derive(Debug, Clone)]
struct Form {
    /// Which mark stands before names, before headings.
    marks: (usize, usize),
    /// Whether a column numbers the guests, one holds the posts.
    columns: (bool, bool),
    separator: char,
    blocks: Vec<Block>,
    blank: bool,
    closed: bool,
}

fn forms() -> impl Strategy<Value = Form> {
    let people = prop::collection::vec((0..NAMES.len(), 0..POSTS.len()), 1..6);
    let blocks = prop::collection::vec((prop::option::of(0..HEADINGS.len()), people), 1..5);
    (
        (0..9_usize, 0..5_usize),
        (any::<bool>(), any::<bool>()),
        prop::sample::select(vec![';', ',', '\t']),
        blocks,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(marks, columns, separator, blocks, blank, closed)| Form {
            marks,
            columns,
            separator,
            blocks,
            blank,
            closed,
        })
}

fn marked(mark: usize, at: usize, text: &str) -> String {
    let letter = ["a", "b", "c", "d", "đ", "e", "g", "h"][at % 8];
    match mark {
        1 => format!("{}. {text}", at + 1),
        2 => format!("{}.{text}", at + 1),
        3 => format!("({}) {text}", at + 1),
        4 => format!("{letter}) {text}"),
        5 => format!("- {text}"),
        6 => format!("+ {text}"),
        7 => format!("• {text}"),
        8 => format!("{} - {text}", at + 1),
        _ => text.to_owned(),
    }
}

impl Form {
    /// Writes the list; gives each guest's name as it is typed, with the row.
    fn written(&self) -> (String, Vec<(usize, String)>) {
        let (numbered, posted) = self.columns;
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut people = Vec::new();
        let row = |number: String, name: String, post: String, rows: &mut Vec<Vec<String>>| {
            let cells = [numbered.then_some(number), Some(name), posted.then_some(post)];
            rows.push(cells.into_iter().flatten().collect());
        };
        row("TT".into(), "Họ và tên".into(), "Chức vụ".into(), &mut rows);
        let mut all = 0;
        for (block, (heading, guests)) in self.blocks.iter().enumerate() {
            if let Some(heading) = heading {
                let roman = ["I", "II", "III", "IV"][block % 4];
                let (number, text) = match self.marks.1 {
                    0 if numbered => (roman.to_owned(), HEADINGS[*heading].to_owned()),
                    1 => (
                        String::new(),
                        format!("{}. {}", ["A", "B", "C", "D"][block % 4], HEADINGS[*heading]),
                    ),
                    2 => (String::new(), HEADINGS[*heading].to_owned()),
                    _ => (String::new(), format!("{roman}. {}", HEADINGS[*heading])),
                };
                row(number, text, String::new(), &mut rows);
            }
            for (at, (name, post)) in guests.iter().enumerate() {
                all += 1;
                let name = marked(self.marks.0, at, NAMES[*name]);
                row(all.to_string(), name, POSTS[*post].to_owned(), &mut rows);
                people.push((rows.len(), NAMES[guests[at].0].to_owned()));
            }
            if self.blank {
                rows.push(vec![String::new(); rows[0].len()]);
            }
        }
        if self.closed {
            row(String::new(), format!("Tổng cộng: {all} người"), String::new(), &mut rows);
            row(String::new(), "NGƯỜI LẬP BIỂU".into(), String::new(), &mut rows);
            row(String::new(), "Mai Thị Lập".into(), String::new(), &mut rows);
        }
        let quoted =
            |cell: &String| if cell.contains(self.separator) { format!("\"{cell}\"") } else { cell.clone() };
        let line = |cells: &Vec<String>| {
            cells.iter().map(quoted).collect::<Vec<_>>().join(&self.separator.to_string())
        };
        (rows.iter().map(line).collect::<Vec<_>>().join("\n") + "\n", people)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_vanishes(form in forms()) {
        let folder = tempfile::tempdir().expect("folder");
        let (text, people) = form.written();
        let path = folder.path().join("khach.csv");
        std::fs::write(&path, &text).expect("write");
        let list = read(&path, &Wish::default()).expect("a list");
        let last = text.trim_end_matches(['\n', form.separator]).lines().count();
        prop_assert!(counted(&list) == last || form.blank, "{} of {last}\n{text}", counted(&list));
        for (row, name) in people {
            let guest = list.guests.iter().find(|guest| guest.row == row);
            prop_assert!(guest.is_some_and(|guest| guest.name == name), "row {row}, {name}: {guest:?}\n{text}");
        }
    }
}

/// Rows that were bad go out to be mended and come back; what Excel would run stays text,
/// and what is being mended is never written over.
#[test]
fn bad_rows_come_out_harmless_and_back_unharmed() {
    let folder = tempfile::tempdir().expect("folder");
    let list = "Họ và tên;Chức vụ;Điện thoại;Ghi chú\n;-Bí thư;+84 912 345 678;@SUM(1)\n\
        ;=cmd|' /C calc'!A0;\t1;'quen\nMai Thị Én;Bí thư;;\n";
    std::fs::write(folder.path().join("khach.csv"), list).expect("list");
    let told = |words: &[&str]| String::from_utf8_lossy(&vanthu(folder.path(), words).stderr).into_owned();
    told(&["guests", "khach.csv", "--loi", "loi.csv"]);
    let first = std::fs::read_to_string(folder.path().join("loi.csv")).expect("written");
    for line in first.lines().skip(1) {
        let run = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!line.split(';').any(run), "{line}");
    }
    let mended = first.replacen("\n;", "\nHồ Văn Gấm;", 1).replace('"', "");
    std::fs::write(folder.path().join("loi.csv"), &mended).expect("mended");
    let said = told(&["guests", "khach.csv", "--loi", "loi.csv"]);
    assert!(said.contains("giữ nguyên; viết ra `loi-2.csv`"), "{said}");
    assert_eq!(std::fs::read_to_string(folder.path().join("loi.csv")).expect("kept"), mended);
    told(&["guests", "khach.csv", "--loi", "loi.csv"]);
    assert!(!folder.path().join("loi-3.csv").exists(), "the same rows are written once");
    let again = read(&folder.path().join("loi.csv"), &Wish::default()).expect("a list");
    let guest = &again.guests[0];
    assert_eq!(guest.phone.as_deref(), Some("+84 912 345 678"), "{again:?}");
    assert_eq!((guest.title.as_deref(), guest.note.as_deref()), (Some("-Bí thư"), Some("@SUM(1)")));
    let other = again.bad.iter().find(|bad| bad.row == 3).expect("the other row");
    assert_eq!(again.header[3], "Ghi chú");
    assert!(other.reasons.join(" ").contains("là công thức"), "{other:?}");
}

/// A paper reads no list from elsewhere, by whatever way, unless its office says so.
#[test]
fn a_list_lies_within_the_office() {
    let folder = tempfile::tempdir().expect("folder");
    let list = "Họ và tên;Chức vụ\nMai Thị Én;Bí thư\n";
    let outside = folder.path().join("chung");
    std::fs::create_dir_all(&outside).expect("folder");
    std::fs::write(outside.join("khach.csv"), list).expect("list");
    let dossier = workspace(folder.path(), &[]);
    std::fs::write(folder.path().join("xa/khach.csv"), list).expect("list");
    let whole = outside.join("khach.csv");
    let mut ways = vec![("../../chung/khach.csv", false), ("../khach.csv", true), ("./../khach.csv", true)];
    ways.push((whole.to_str().expect("UTF-8"), false));
    ways.push(("../../chung/khong-co.csv", false));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&whole, dossier.join("noi.csv")).expect("link");
        std::os::unix::fs::symlink(&outside, dossier.join("noi")).expect("link");
        std::os::unix::fs::symlink(folder.path().join("xa/khach.csv"), dossier.join("trong.csv"))
            .expect("link");
        ways.extend([("noi.csv", false), ("noi/khach.csv", false), ("trong.csv", true)]);
    }
    let office = folder.path().join("xa/co-quan.yaml");
    let said_office = std::fs::read_to_string(&office).expect("office");
    for (way, inside) in ways {
        let paper = crate::batch::INVITATION.replace("tep: khach.csv", &format!("tep: \"{way}\""));
        std::fs::write(dossier.join("giay-moi.yaml"), paper).expect("paper");
        std::fs::write(&office, &said_office).expect("office");
        for at in [folder.path(), &dossier] {
            let words = words(&vanthu(at, &["check", if at == dossier { "." } else { "xa" }]));
            assert_eq!(!words.contains("tep::ngoai"), inside, "{way}: {words}");
        }
        std::fs::write(&office, format!("{said_office}thu_muc_them: [../chung]\n")).expect("office");
        let words = words(&vanthu(folder.path(), &["check", "xa"]));
        assert!(!words.contains("tep::ngoai"), "{way}: {words}");
    }
}

/// What has a width on the sheets of a list breaks where it may; what cannot is told of by name.
#[test]
fn what_does_not_fit_on_a_sheet_names_the_guest() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[]);
    let paper =
        crate::batch::INVITATION.replace("in_kem: []", "in_kem: [danh-sach-ky-nhan, nhan-3x8, the-ten]");
    std::fs::write(dossier.join("giay-moi.yaml"), paper).expect("paper");
    let list = |address: &str| {
        let text = format!(
            "Họ và tên;Đơn vị;Địa chỉ\nI. KHỐI ĐẢNG;;\nPiNăng Vô;Xóm 1;{address}\nMai Thị Én;Xóm 2;Xóm 2\n"
        );
        std::fs::write(dossier.join("khach.csv"), text).expect("list");
        vanthu(folder.path(), &["lap", "xa"])
    };
    let output = list("van-phong.dang-uy.rat-dai.rat-dai@hung-chinh.nghe-an.dang-bo.vn");
    assert!(output.status.success(), "{}", words(&output));
    let output = list(&"x".repeat(90));
    let said = words(&output);
    assert!(output.status.code() == Some(1) && said.contains("không đủ chỗ in cho PiNăng Vô"), "{said}");
}

/// Writes a list that is larger than one can be; it is refused within seconds.
fn refused(path: &Path, why: &str) {
    let start = crate::worked::worked();
    let findings = read(path, &Wish::default()).expect_err("refused");
    let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(told.iter().any(|told| told.contains(why)), "{told:?}");
    let took = crate::worked::worked().saturating_sub(start);
    assert!(took.as_secs() < 30, "{took:?}");
}

/// Writes an `.xlsx` of some parts.
fn spreadsheet(
    path: &Path,
    sheet: impl FnOnce(&mut dyn std::io::Write),
    strings: impl FnOnce(&mut dyn std::io::Write),
) {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const KIN: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACK: &str = "http://schemas.openxmlformats.org/package/2006";
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).expect("file"));
    let how = zip::write::SimpleFileOptions::default();
    let rels = |parts: &[(&str, &str)]| {
        let one = |(at, (kind, target)): (usize, &(&str, &str))| {
            format!("<Relationship Id=\"r{}\" Type=\"{KIN}/{kind}\" Target=\"{target}\"/>", at + 1)
        };
        let all: String = parts.iter().enumerate().map(one).collect();
        format!("<Relationships xmlns=\"{PACK}/relationships\">{all}</Relationships>")
    };
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KIN}\"><sheets><sheet name=\"T\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    for (name, text) in [
        ("[Content_Types].xml", format!("<Types xmlns=\"{PACK}/content-types\"/>")),
        ("_rels/.rels", rels(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", book),
        (
            "xl/_rels/workbook.xml.rels",
            rels(&[("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")]),
        ),
    ] {
        zip.start_file(name, how).expect("part");
        std::io::Write::write_all(&mut zip, text.as_bytes()).expect("write");
    }
    zip.start_file("xl/worksheets/sheet1.xml", how).expect("part");
    std::io::Write::write_all(&mut zip, format!("<worksheet xmlns=\"{MAIN}\"><sheetData>").as_bytes())
        .expect("write");
    sheet(&mut zip);
    std::io::Write::write_all(&mut zip, b"</sheetData></worksheet>").expect("write");
    zip.start_file("xl/sharedStrings.xml", how).expect("part");
    std::io::Write::write_all(&mut zip, format!("<sst xmlns=\"{MAIN}\"").as_bytes()).expect("write");
    strings(&mut zip);
    std::io::Write::write_all(&mut zip, b"</sst>").expect("write");
    zip.finish().expect("whole");
}

/// What a machine makes of a hostile hand: a cell of many megabytes, millions of texts, claims of
/// billions. (Smaller than they could be, so that the test is quick; the bounds are the same.)
#[test]
fn hostile_spreadsheets_are_refused() {
    use std::io::Write;
    type Part = Box<dyn FnOnce(&mut dyn Write)>;
    const HEAD: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Họ và tên</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Chức vụ</t></is></c></row>";
    let none = || -> Part { Box::new(|out| write!(out, ">").expect("write")) };
    let cell = || -> Part {
        Box::new(|out| {
            write!(out, "{HEAD}<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>").expect("write");
            (0..40).for_each(|_| out.write_all("a".repeat(100_000).as_bytes()).expect("write"));
            write!(out, "</t></is></c></row>").expect("write");
        })
    };
    let runs = || -> Part {
        Box::new(|out| {
            write!(out, "><si>").expect("write");
            (0..40).for_each(|_| write!(out, "<r><t>{}</t></r>", "a".repeat(100_000)).expect("write"));
            write!(out, "</si>").expect("write");
        })
    };
    let many = || -> Part {
        Box::new(|out| {
            write!(out, ">").expect("write");
            (0..2100).for_each(|_| out.write_all("<si><t/></si>".repeat(1000).as_bytes()).expect("write"));
        })
    };
    let claim = || -> Part { Box::new(|out| write!(out, " uniqueCount=\"4000000000\">").expect("write")) };
    let wide = || -> Part {
        Box::new(|out| {
            write!(out, "{HEAD}<row r=\"2\">").expect("write");
            (0..3000).for_each(|_| write!(out, "<c><v>1</v></c>").expect("write"));
            write!(out, "</row>").expect("write");
        })
    };
    let head = || -> Part { Box::new(|out| write!(out, "{HEAD}").expect("write")) };
    let folder = tempfile::tempdir().expect("folder");
    for (sheet, strings) in
        [(cell(), none()), (head(), runs()), (head(), many()), (head(), claim()), (wide(), none())]
    {
        let path = folder.path().join("la.xlsx");
        spreadsheet(&path, sheet, strings);
        refused(&path, "quá lớn");
    }
}

#[test]
fn lists_too_wide_are_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("rong.csv");
    std::fs::write(&path, format!("Họ và tên;Chức vụ\n{}\n", "x;".repeat(2_000_000))).expect("write");
    refused(&path, "1.000 cột");
    std::fs::write(&path, format!("Họ và tên;Chức vụ\n{};x\n", "x".repeat(5_000_000))).expect("write");
    refused(&path, "1.000 cột");
}

/// Writes an `.xls` of some records; the first sheet begins where `start` says.
fn old_book(path: &Path, sheet: &[(u16, Vec<u8>)], texts: &[String], start: impl Fn(u32) -> Vec<u32>) {
    use std::io::Write;
    let record = |kind: u16, data: &[u8]| {
        let length = u16::try_from(data.len()).expect("short");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let begin =
        |what: u16| record(0x809, &[&0x600u16.to_le_bytes()[..], &what.to_le_bytes(), &[0; 12]].concat());
    let mut shared = [0u8; 8].to_vec();
    for text in texts {
        let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(letters.len() / 2).expect("short");
        shared.extend([&length.to_le_bytes()[..], &[1], &letters].concat());
    }
    let names = |at: u32| {
        let one = |(count, start): (usize, &u32)| {
            let name = format!("T{count}");
            let length = u8::try_from(name.len()).expect("short");
            record(0x85, &[&start.to_le_bytes()[..], &[0, 0, length, 0], name.as_bytes()].concat())
        };
        start(at).iter().enumerate().map(one).collect::<Vec<_>>().concat()
    };
    let whole = |at: u32| [begin(5), names(at), record(0xfc, &shared), record(0x0a, &[])].concat();
    let first = u32::try_from(whole(0).len()).expect("short");
    let mut stream = [whole(first), begin(16)].concat();
    for (kind, data) in sheet {
        stream.extend(record(*kind, data));
    }
    stream.extend(record(0x0a, &[]));
    let mut file = cfb::CompoundFile::create(std::fs::File::create(path).expect("file")).expect("compound");
    file.create_stream("/Workbook").expect("stream").write_all(&stream).expect("written");
    file.flush().expect("whole");
}

/// Gives a cell that names a shared text.
fn names_text(row: u16, column: u16, text: u32) -> (u16, Vec<u8>) {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    (0xfd, [&place[..], &text.to_le_bytes()].concat())
}

/// The library takes memory for what an old book claims; that is refused before, and what a
/// book only says too much of is read.
#[test]
fn hostile_old_books_are_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("la.xls");
    let texts = ["Họ và tên", "Chức vụ", "Trần Thị Bé", "Bí thư"].map(String::from);
    let rows: Vec<_> = (0u16..4).map(|at| names_text(at / 2, at % 2, u32::from(at))).collect();
    let plain = |at: u32| vec![at];
    let guests = || read(&path, &Wish::default()).expect("read").guests.len();

    old_book(&path, &rows, &texts, plain);
    assert_eq!(guests(), 1);
    // The sheet says it had four billion rows.
    let claim =
        (0x200, [&[0u8; 4][..], &u32::MAX.to_le_bytes(), &[0, 0], &255u16.to_le_bytes(), &[0, 0]].concat());
    old_book(&path, &[&[claim][..], &rows].concat(), &texts, plain);
    assert_eq!(guests(), 1);
    // A formula whose tokens are longer than its record.
    let formula = [&[2, 0, 0, 0, 0, 0][..], &1f64.to_le_bytes(), &[0; 6], &u16::MAX.to_le_bytes(), &[3; 40]];
    old_book(&path, &[&rows[..], &[(0x06, formula.concat())]].concat(), &texts, plain);
    assert_eq!(guests(), 1);
    // Cells in the corners of the largest sheet: all between them would be kept.
    let far: Vec<_> = [rows.clone(), vec![names_text(65_535, 255, 0)]].concat();
    old_book(&path, &far, &texts, plain);
    refused(&path, "quá lớn");
    // One long text, named by ten thousand cells.
    let long = [texts.to_vec(), vec!["a".repeat(30_000)]].concat();
    let often: Vec<_> = (0..10_000).map(|row| names_text(row, 0, 4)).collect();
    old_book(&path, &often, &long, plain);
    refused(&path, "quá lớn");
    // One sheet under many names, and one that begins within a record.
    for starts in [|at: u32| vec![at; 500], |at: u32| vec![at + 24], |_: u32| vec![0]] {
        old_book(&path, &rows, &texts, starts);
        refused(&path, "hỏng");
    }
    // A chain of sectors in a circle.
    old_book(&path, &rows, &[texts.to_vec(), vec!["a".repeat(30_000)]].concat(), plain);
    let mut bytes = std::fs::read(&path).expect("read");
    let size = 1usize << bytes[30];
    let table = (1 + usize::try_from(u32::from_le_bytes(bytes[76..80].try_into().expect("four")))
        .expect("small"))
        * size;
    let next =
        |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[table + 4 * at..][..4].try_into().expect("four"));
    let at =
        (0..size / 4).find(|at| next(&bytes, *at) == u32::try_from(at + 1).expect("small")).expect("a chain");
    let back = u32::try_from(at).expect("small").to_le_bytes();
    bytes[table + 4 * at..][..4].copy_from_slice(&back);
    std::fs::write(&path, bytes).expect("written");
    refused(&path, "hỏng");
}
