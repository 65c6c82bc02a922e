//! Tables on the page: nothing lies on anything, rows stay whole, what cannot
//! fit is told at its cell.

use std::path::Path;

use crate::outside::{text_layer, tool};
use crate::{PLAN, files, root, vanthu, words, workspace};

/// A plan whose body is this YAML.
fn plan(body: &str) -> String {
    PLAN.replace("noi_dung: |\n  Đảng uỷ xã tổ chức đối thoại.\n", &format!("noi_dung:\n{body}"))
}

#[test]
fn what_fits_nowhere_is_an_error_at_its_cell() {
    let long = "nguyenvanmau".repeat(9);
    let table = format!(
        "  - \"Danh sách như sau:\"\n  - bang:\n      cot: [TT, Tên, Ghi chú]\n      dong:\n        - [1, a, \"\"]\n        - [2, {long}, b]\n  - Các chi bộ thực hiện.\n"
    );
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("bang.yaml", &plan(&table)), ("tot.yaml", &PLAN.replace("so: 7", "so: 8"))]);
    let output = vanthu(folder.path(), &["build", "xa", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let found: Vec<_> = value["phat_hien"].as_array().expect("findings").iter().collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["ma"], "khung::khong-vua");
    let place = &found[0]["cho"];
    assert!(place["tep"].as_str().unwrap().ends_with("bang.yaml"));
    let line = plan(&table).lines().position(|line| line.contains(&long)).unwrap() + 1;
    assert_eq!((place["dong"].as_u64(), place["cot"].as_u64()), (Some(line as u64), Some(15)));
    assert_eq!(files(&folder.path().join("out"), "pdf").len(), 1, "the other paper is made");
}

/// Whatever a template does: two texts on one place are no paper.
#[test]
fn texts_that_lie_on_each_other_are_an_error() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN)]);
    let kind = folder.path().join("templates/ke-hoach");
    std::fs::create_dir_all(&kind).expect("folder");
    let head = "{% include \"the-thuc/mo.typ.j2\" %}\n";
    let end = "\n{% include \"the-thuc/dong.typ.j2\" %}\n";
    for (body, wrong) in [
        ("#box(width: 20pt)[nguyenvanmauthuhai]#box(width: 90pt)[tran]", true),
        ("#block(height: 60pt, place(dx: 2pt)[một chữ] + place(dx: 60pt)[chữ khác])", false),
        ("#block(height: 60pt, place(dx: 2pt)[một chữ] + place(dx: 6pt, dy: 2pt)[chữ khác])", true),
    ] {
        std::fs::write(kind.join("main.typ.j2"), format!("{head}{body}{end}")).expect("template");
        let output = vanthu(folder.path(), &["build", "xa"]);
        assert_eq!(words(&output).contains("trang::de-chu"), wrong, "{body}: {}", words(&output));
        assert_eq!(output.status.success(), !wrong, "{body}");
    }
}

/// Is a word on a page: left, right, and the middle of its height.
struct Word {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    text: String,
}

fn pages(pdf: &Path) -> Vec<Vec<Word>> {
    let boxes = String::from_utf8(tool("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"])).expect("UTF-8");
    let word = |line: &str| {
        let number = |name: &str| -> f64 {
            let from = line.find(name).expect("a box") + name.len() + 2;
            line[from..].split('"').next().unwrap().parse().expect("a number")
        };
        // Letters fill the middle of the box; marks and tails may share the rest.
        let (top, bottom) = (number("yMin"), number("yMax"));
        let third = (bottom - top) / 3.0;
        let text = line.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
        Word { left: number("xMin"), right: number("xMax"), top: top + third, bottom: bottom - third, text }
    };
    let page = |page: &str| page.lines().filter(|line| line.trim().starts_with("<word")).map(word).collect();
    boxes.split("<page ").skip(1).map(page).collect()
}

fn overlap(page: &[Word]) -> Option<(&str, &str)> {
    page.iter().enumerate().find_map(|(index, one)| {
        let over = page[index + 1..].iter().find(|other| {
            one.right.min(other.right) - one.left.max(other.left) > 0.5
                && one.bottom.min(other.bottom) - one.top.max(other.top) > 0.0
        });
        over.map(|other| (one.text.as_str(), other.text.as_str()))
    })
}

#[test]
#[ignore = "needs pdftotext"]
fn no_two_words_lie_on_each_other_on_any_page() {
    let out = tempfile::tempdir().expect("folder");
    let output =
        vanthu(&root(), &["build", "data", "tests/cases/papers", "--out", out.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", words(&output));
    let made = files(out.path(), "pdf");
    assert!(made.len() >= 20);
    for pdf in made {
        for (index, page) in pages(&pdf).iter().enumerate() {
            assert_eq!(overlap(page), None, "{} page {}", pdf.display(), index + 1);
        }
    }
}

/// An address, telephones and an amount in columns too narrow for them: every
/// letter arrives, none lies on another, the amount stays whole.
#[test]
#[ignore = "needs pdftotext"]
fn long_words_break_where_they_may_and_lose_nothing() {
    let mail = "nguyen.van.mau_van-phong@dang-uy.hoamau.vn";
    let cells = format!("[1, {mail}, \"0912.345.678/0987.654.321\", 123.456.789.000, đ, e, g, h]");
    let table = format!(
        "  - \"Danh sách như sau:\"\n  - bang:\n      cot: [TT, Thư điện tử, Điện thoại, Kinh phí, Cột thứ năm, Cột thứ sáu, Cột thứ bảy, Ghi chú]\n      rong: [1, 1, 1, 1, 4, 4, 4, 4]\n      dong:\n        - {cells}\n  - Các chi bộ thực hiện.\n"
    );
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("bang.yaml", &plan(&table))]);
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert!(output.status.success(), "{}", words(&output));
    let pdf = &files(&folder.path().join("out"), "pdf")[0];
    assert_eq!(overlap(&pages(pdf)[0]), None);
    let layer = text_layer(pdf);
    let solid: String = layer.split_whitespace().collect();
    for text in [mail, "0912.345.678/0987.654.321"] {
        assert!(solid.contains(text), "{text} in {layer}");
    }
    assert!(!layer.contains(mail) && layer.contains("123.456.789.000"), "{layer}");
}

/// Tables that begin at any height of the page, with titles between their rows.
#[test]
#[ignore = "needs pdftotext"]
fn rows_stay_whole_heads_repeat_and_titles_keep_their_rows() {
    let folder = tempfile::tempdir().expect("folder");
    let cell = "chuẩn bị tài liệu, hội trường và các điều kiện bảo đảm phục vụ Hội nghị theo phân công";
    let paper = |lines: usize| {
        let mut body = "  - |\n".to_owned();
        for line in 0..lines {
            body += &format!("    Dòng thứ {line} của bài viết.\n");
        }
        body += "    **Bảng phân công**\n    *Đơn vị tính: ngày*\n  - bang:\n      cot: [Tên việc, Cột hai]\n      dong:\n";
        for row in 0..24 {
            if row % 3 == 0 {
                body += &format!("        - Phần số {row}\n");
            }
            body += &format!("        - [\"Đầu{row}: {cell} Cuối{row}\", x]\n");
        }
        plan(&(body + "  - Các chi bộ thực hiện.\n"))
    };
    let papers: Vec<(String, String)> =
        (8..22).map(|lines| (format!("bang-{lines}.yaml"), paper(lines))).collect();
    let named: Vec<(&str, &str)> = papers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    workspace(folder.path(), &named);
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert!(output.status.success(), "{}", words(&output));
    for pdf in files(&folder.path().join("out"), "pdf") {
        let layer = text_layer(&pdf);
        let one_line = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
        let pages: Vec<String> = layer.split('\u{c}').map(one_line).collect();
        let page_of = |text: &str| {
            let found = pages.iter().position(|page| page.contains(text));
            found.unwrap_or_else(|| panic!("{}: no `{text}` in {layer}", pdf.display()))
        };
        let first = page_of("Đầu0:");
        assert_eq!((page_of("Bảng phân công"), page_of("Đơn vị tính")), (first, first), "{}", pdf.display());
        for row in 0..24 {
            let page = page_of(&format!("Đầu{row}:"));
            assert_eq!(page, page_of(&format!("Cuối{row} x")), "{} row {row}", pdf.display());
            if row % 3 == 0 {
                assert_eq!(page, page_of(&format!("Phần số {row}")), "{} part {row}", pdf.display());
            }
            assert!(pages[page].contains("Tên việc"), "{} head of row {row}", pdf.display());
        }
    }
}
