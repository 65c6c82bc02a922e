//! What the PDF says to a program nobody here wrote: `pdftotext` and
//! `pdftoppm` of poppler. Run with `cargo test -- --ignored` where it is
//! installed; `.ci/run` does.

use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use vanthu::model::{Block, Body};
use vanthu::pipeline::{Settings, Stock, examine};
use vanthu::{assets::Assets, typeset::Fonts};

use crate::{PLAN, files, root, vanthu, words, workspace};

pub(super) fn tool(name: &str, arguments: &[&str]) -> Vec<u8> {
    let output =
        Command::new(name).args(arguments).output().unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Gives the text layer in the order of the page's content.
pub(super) fn text_layer(pdf: &Path) -> String {
    String::from_utf8(tool("pdftotext", &["-raw", pdf.to_str().unwrap(), "-"])).expect("UTF-8")
}

/// Folds every stretch of white space into one space and drops page numbers.
pub(super) fn folded(layer: &str) -> String {
    let pages = layer.split('\u{c}').enumerate().map(|(index, page)| {
        let number = format!("{}\n", index + 1);
        page.strip_prefix(number.as_str()).unwrap_or(page)
    });
    pages.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn one_pdf(folder: &Path, arguments: &[&str]) -> PathBuf {
    let output = vanthu(folder, &[&["build", "xa"], arguments].concat());
    assert!(output.status.success(), "{}", words(&output));
    files(&folder.join("out"), "pdf").pop().expect("a PDF")
}

/// Every text of the YAML stands in the PDF, word for word, the body in its
/// order; the golden file is the whole of it, to be read by a person.
#[test]
#[ignore = "needs pdftotext"]
fn the_text_layer_of_each_sample_is_its_input() {
    let out = tempfile::tempdir().expect("folder");
    let output =
        vanthu(&root(), &["build", "data", "tests/cases/papers", "--out", out.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", words(&output));
    let stock = Stock::new(Assets::default(), || Fonts::new(None), "test")
        .unwrap_or_else(|findings| panic!("{findings:?}"));
    let settings = Settings::new(PathBuf::new());
    let (papers, _) = examine(&[root().join("data"), root().join("tests/cases/papers")], &settings, &stock);
    let mut seen = 0;
    for paper in papers {
        let Some(ready) = paper.ready.as_ref().filter(|_| paper.list.is_none()) else { continue };
        seen += 1;
        let text = folded(&text_layer(&out.path().join(&paper.out).with_extension("pdf")));
        let mut at = 0;
        for block in &ready.document.body.blocks {
            // Typst draws a cell over several rows behind the rows.
            let unordered = matches!(block, Block::Table(_));
            let (start, mut end) = (at, at);
            let one = Body { blocks: vec![block.clone()], ..Body::default() };
            for line in one.texts() {
                let line = line.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
                let from = if unordered { start } else { end };
                let found = text[from..].find(&line);
                assert!(found.is_some(), "{}: `{line}` not after `{}`", paper.out.display(), &text[..from]);
                end = end.max(from + found.unwrap() + line.len());
            }
            at = end;
        }
        for printed in ready.document.printed_texts() {
            let printed = printed.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&printed), "{}: `{printed}` in {text}", paper.out.display());
        }
        // A tool that signs looks for the name; a pen does not.
        if let Some(signer) = ready.document.signer.as_ref().filter(|_| !ready.document.kind.by_pen) {
            let name = signer.name.as_str();
            // Minutes say who was there, and whose signature somebody confirms.
            let confirmed = text.matches("Xác nhận chữ ký").count();
            let said: usize =
                ready.document.running_texts().iter().map(|text| text.as_str().matches(name).count()).sum();
            assert_eq!(
                text.matches(name).count(),
                1 + said + confirmed,
                "{}: the signer's name stands once",
                paper.out.display()
            );
        }
        let golden = root().join("tests/cases/text").join(&paper.out).with_extension("txt");
        if std::env::var_os("VANTHU_ACCEPT").is_some() {
            std::fs::create_dir_all(golden.parent().unwrap()).expect("folder");
            std::fs::write(&golden, format!("{text}\n")).expect("write");
        }
        assert_eq!(
            std::fs::read_to_string(&golden).unwrap_or_default().trim_end(),
            text,
            "{}",
            golden.display()
        );
    }
    assert!(seen >= 12);
}

const NASTY: [&str; 34] = [
    "#panic()",
    "$x$",
    "*",
    "_a_",
    "@a",
    "<b>",
    "\\",
    "\"",
    "'",
    "//",
    "/*",
    "*/",
    "[",
    "]",
    "{",
    "}",
    "1.",
    "- ",
    "+ ",
    "= ",
    "/",
    "a@b.vn",
    "{% raw %}",
    "{# x #}",
    "...",
    "--",
    "~",
    "`",
    "#let x = 1",
    "\\u{41}",
    "https://a.vn/b?c=1&d=2",
    "%",
    "C:\\a\\b",
    "Y A'Blă Êban",
];

fn letters() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => proptest::sample::select(NASTY.to_vec()).prop_map(str::to_owned),
        2 => "[a-zA-Z0-9ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệ!-/:-@\\[-`|~]{1,12}",
        1 => proptest::sample::select(vec!["Đảng", "uỷ", "nhân", "dân", "–", "“x”", "½", "§", "№", "«»", "€"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
}

/// A text that the marks of authored text leave alone.
fn unmarked(text: &str) -> String {
    let text = text.replace("{{", "{ {").replace("}}", "} }");
    // Single asterisks that stand alone are letters; pairs would be marks.
    let text = text.replace('*', " * ").replace("[^", "[ ^");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A sign that sets a line off is one at its beginning only.
    text.strip_prefix('>').map_or(text.clone(), |rest| format!("a > {rest}"))
}

/// Gives what a line of a list that gets its marks from the rule set keeps of
/// its own: neither a bullet, nor a number that counts it, nor the marks that close it.
fn undressed(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(['-', '–', '+', '*', '•', 'o', ' ']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let counted = rest[digits..].strip_prefix(['.', ')']).filter(|rest| rest.starts_with(' '));
        match counted.filter(|_| (1..=2).contains(&digits)) {
            Some(behind) => rest = behind,
            None => break,
        }
    }
    rest.trim_end_matches([';', ',', '.', '/', ' '])
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("JSON")
}

fn solid(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any string, typed anywhere, arrives as those very letters.
    #[test]
    #[ignore = "needs pdftotext"]
    fn any_string_arrives_in_the_pdf(texts in proptest::collection::vec(letters(), 9)) {
        let folder = tempfile::tempdir().expect("folder");
        let plain: Vec<String> = texts.iter().map(|text| unmarked(text)).collect();
        let paper = format!(
            "loai: cong-van\nso: 7\nngay: 2026-06-03\ntrich_yeu: {}\nkinh_gui: [{}]\ncan_cu: [{}]\nnoi_dung:\n  - {}\n  - bang: {{ cot: [A, {}], dong: [[{}, b]] }}\nnguoi_ky: {{ chuc_vu: {}, ho_ten: {} }}\nnoi_nhan: [{}]\n",
            quoted(&plain[0]), quoted(&plain[1]), quoted(&plain[2]), quoted(&plain[3]), quoted(&plain[4]),
            quoted(&plain[5]), quoted(&texts[6]), quoted(&texts[7]), quoted(&plain[8]),
        );
        workspace(folder.path(), &[("a.yaml", &paper)]);
        let output = vanthu(folder.path(), &["build", "xa"]);
        // Letters that read as an old encoding are refused, never printed: the
        // one way a string may fail to arrive.
        let found = words(&output);
        let mut errors = found.lines().filter(|line| line.starts_with("lỗi[")).peekable();
        let refused =
            errors.peek().is_some() && errors.all(|line| line.starts_with("lỗi[chu::bang-ma-cu]"));
        prop_assert!(output.status.success() || refused, "{found}");
        prop_assume!(output.status.success());
        let pdf = files(&folder.path().join("out"), "pdf").pop().expect("a PDF");
        let layer = solid(&text_layer(&pdf));
        for (at, text) in plain[..6].iter().chain(&texts[6..8]).chain(&plain[8..]).enumerate() {
            let text = if [1, 2, 8].contains(&at) { undressed(text) } else { text };
            prop_assert!(layer.contains(&solid(text)), "{text} not in {layer}");
        }
    }
}

/// What is typed with marks, and what stands on the page.
#[test]
#[ignore = "needs pdftotext"]
fn marks_are_printed_as_what_they_mean() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = "loai: cong-van
so: 7
ngay: …/6/2026
trich_yeu: 'V/v: góp ý **dự thảo**'
kinh_gui: ['- Kính gửi: Các *chi bộ*;', '- Các ban.']
can_cu: ['- Căn cứ **Quy chế** làm việc;']
noi_dung: |
  Phần thứ nhất
  ĐÁNH GIÁ
  Theo Nghị định[^Nghị định *số 30*.], kết quả như sau:
  I. Kết quả:
  ***1. Về kinh tế***
  > **QUYẾT NGHỊ** <
  > Điều lệ
  > 80% chi bộ đã họp./.
nguoi_ky: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }
noi_nhan: |
  Nơi nhận:
  - Như trên;
  - Các **ban**;
  - Lưu: VT.
";
    workspace(folder.path(), &[("a.yaml", paper)]);
    let layer = folded(&text_layer(&one_pdf(folder.path(), &[])));
    let parts = [
        "về việc góp ý dự thảo ",
        "ngày tháng 6 năm 2026 ",
        "Kính gửi: Các chi bộ; Các ban. - Căn cứ Quy chế làm việc. Phần thứ nhất ĐÁNH GIÁ ",
        "Theo Nghị định1 , kết quả như sau: I. Kết quả: 1. Về kinh tế QUYẾT NGHỊ Điều lệ > 80% chi bộ đã họp. ",
        "Nơi nhận: - Như trên; - Các ban; - Lưu Văn phòng Đảng uỷ. ",
        "1 Nghị định số 30.",
    ];
    for part in parts {
        assert!(format!("{layer} ").contains(part), "`{part}` in {layer}");
    }
}

/// Is what a line of a body may begin with, and what of it is printed.
const BEGINNINGS: [(&str, &str); 12] = [
    ("", ""),
    ("- ", "-"),
    ("+ ", "+"),
    ("1. ", "1."),
    ("1.1. ", "1.1."),
    ("I- ", "I-"),
    ("a) ", "a)"),
    ("Điều 1. ", "Điều1."),
    ("Phần một. ", "Phầnmột"),
    ("PHẦN THỨ HAI - ", "PHẦNTHỨHAI"),
    ("> ", ""),
    ("**2.** ", "2."),
];

/// Wraps letters in the marks of authored text: plain, bold, italic, both, a
/// footnote.
const WRAPPINGS: [(&str, &str); 5] = [("", ""), ("**", "**"), ("*", "*"), ("***", "***"), ("t[^", "]")];

/// Makes a line of a body; gives what is typed and the pieces that must be
/// printed whole.
fn line() -> impl Strategy<Value = (String, Vec<String>)> {
    let piece = (letters(), 0..WRAPPINGS.len());
    (0..BEGINNINGS.len(), proptest::collection::vec(piece, 1..3), any::<bool>()).prop_map(
        |(beginning, pieces, centred)| {
            let (typed, printed) = BEGINNINGS[beginning];
            let mut line = typed.to_owned();
            let mut whole = vec![printed.to_owned()];
            for (text, wrapping) in pieces {
                let text: String = text.chars().filter(|c| !"*[]{}".contains(*c)).collect();
                let text = format!("k{text}k");
                let (open, close) = WRAPPINGS[wrapping];
                line.push_str(&format!("{open}{text}{close} "));
                whole.push(text);
            }
            let end = if typed == "> " && centred { "<" } else { "" };
            (format!("{line}{end}").trim_end().to_owned(), whole)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever marks a body is typed with: every letter arrives, and no mark does.
    #[test]
    #[ignore = "needs pdftotext"]
    fn any_body_arrives_in_the_pdf(lines in proptest::collection::vec(line(), 1..5)) {
        let folder = tempfile::tempdir().expect("folder");
        let body: String = lines.iter().map(|(typed, _)| format!("  {typed}\n")).collect();
        let paper = PLAN.replace("  Đảng uỷ xã tổ chức đối thoại.\n", &format!("{body}  Hết.\n"));
        workspace(folder.path(), &[("a.yaml", &paper)]);
        let output = vanthu(folder.path(), &["build", "xa"]);
        let found = words(&output);
        let mut errors = found.lines().filter(|line| line.starts_with("lỗi[")).peekable();
        let refused = errors.peek().is_some() && errors.all(|line| line.starts_with("lỗi[chu::bang-ma-cu]"));
        prop_assert!(output.status.success() || refused, "{found}");
        prop_assume!(output.status.success());
        prop_assert!(!found.contains("chu::dau-sao"), "{found}");
        let pdf = files(&folder.path().join("out"), "pdf").pop().expect("a PDF");
        let layer = solid(&text_layer(&pdf));
        for piece in lines.iter().flat_map(|(_, whole)| whole) {
            prop_assert!(layer.contains(&solid(piece)), "{piece} not in {layer}\n{body}");
        }
        prop_assert!(!layer.contains("**") && !layer.contains("[^"), "{layer}");
    }
}

/// Is a word with its box in mm: left, right, baseline.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    left: f64,
    right: f64,
    bottom: f64,
    page: usize,
}

const MM: f64 = 25.4 / 72.0;
/// Is how far the letters of Liberation Serif reach below the baseline.
const DESCENT: f64 = 0.216;

fn boxes(pdf: &Path) -> Vec<Word> {
    let xml = String::from_utf8(tool("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"])).expect("UTF-8");
    let mut page = 0;
    let mut found = Vec::new();
    for line in xml.lines() {
        page += usize::from(line.contains("<page "));
        let Some(rest) = line.trim().strip_prefix("<word ") else { continue };
        let value = |name: &str| -> f64 {
            let (_, rest) = rest.split_once(&format!("{name}=\"")).expect("attribute");
            rest.split_once('"').expect("quote").0.parse().expect("number")
        };
        let text = rest.split_once('>').expect("text").1.trim_end_matches("</word>");
        found.push(Word {
            text: text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"),
            left: value("xMin") * MM,
            right: value("xMax") * MM,
            bottom: value("yMax") * MM,
            page,
        });
    }
    found
}

/// Finds a phrase and gives its left and right edge and its baseline.
fn phrase(words: &[Word], text: &str, size: f64) -> (f64, f64, f64) {
    let parts: Vec<&str> = text.split(' ').collect();
    let run = words
        .windows(parts.len())
        .find(|run| run.iter().zip(&parts).all(|(word, part)| word.text == *part))
        .unwrap_or_else(|| panic!("`{text}` in {words:?}"));
    let baseline = run[0].bottom - DESCENT * size * MM;
    (run[0].left, run[run.len() - 1].right, baseline)
}

/// Is how far a place may lie from the measured one, in mm.
const NEAR: f64 = 0.5;

fn near(what: &str, found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= NEAR, "{what}: {found:.2} mm, measured {wanted} mm");
}

const GUIDE: &str = "loai: huong-dan
so: 5
ngay: 2026-05-27
don_vi: { ten: VĂN PHÒNG, ky_hieu: VPTW, cap_tren: BAN CHẤP HÀNH TRUNG ƯƠNG, luu: Văn phòng Trung ương Đảng }
trich_yeu: thể thức và kỹ thuật trình bày văn bản của Đảng
noi_dung: |
BODY
nguoi_ky: { quyen_han: K/T CHÁNH VĂN PHÒNG, chuc_vu: PHÓ CHÁNH VĂN PHÒNG, ho_ten: Lê Khánh Toàn }
noi_nhan: [Các đồng chí Uỷ viên Trung ương Đảng, 'Các tỉnh uỷ, thành uỷ']
";

/// Makes a paper like the rule itself: a kind of its own, so by a folder.
pub(super) fn guide(folder: &Path, body: &str) -> PathBuf {
    let body: String = body.lines().map(|line| format!("  {line}\n")).collect();
    workspace(folder, &[("huong-dan.yaml", &GUIDE.replace("BODY\n", &body))]);
    let office = folder.join("xa/co-quan.yaml");
    let text = std::fs::read_to_string(&office).expect("office");
    let place = text.lines().find(|line| line.starts_with("dia_danh:")).expect("place").to_owned();
    std::fs::write(&office, text.replace(&place, "dia_danh: Hà Nội")).expect("write");
    assert!(vanthu(folder, &["eject", "ke-hoach"]).status.success());
    let templates = folder.join("templates");
    std::fs::rename(templates.join("ke-hoach"), templates.join("huong-dan")).expect("rename");
    std::fs::write(
        templates.join("huong-dan/loai.yaml"),
        "ten: Hướng dẫn\nten_in: HƯỚNG DẪN\nky_hieu: HD\ngiup: Hướng dẫn.\n",
    )
    .expect("manifest");
    let main = templates.join("huong-dan/main.typ.j2");
    let text = std::fs::read_to_string(&main).expect("template");
    std::fs::write(&main, text.replace("ke-hoach/", "huong-dan/")).expect("template");
    one_pdf(folder, &[])
}

#[test]
#[ignore = "needs pdftotext"]
fn the_head_and_the_end_stand_where_the_rule_has_them() {
    let folder = tempfile::tempdir().expect("folder");
    let pdf = guide(folder.path(), "Thực hiện Quy định số 399-QĐ/TW, Văn phòng hướng dẫn như sau:\nHết.");
    let words = boxes(&pdf);
    let (left, right, baseline) = phrase(&words, "ĐẢNG CỘNG SẢN VIỆT NAM", 15.0);
    near("title baseline", baseline, 21.9);
    near("title right edge", right, 195.0);
    near("title width", right - left, 72.7);
    let (rule_left, rule_right, rule_y) = rule(&pdf);
    near("rule", rule_y, 23.2);
    assert!(
        (rule_left - left).abs() < 0.3 && (rule_right - right).abs() < 0.3,
        "the rule is as long as the title"
    );
    let (left, right, baseline) = phrase(&words, "Hà Nội, ngày 27 tháng 5 năm 2026", 14.0);
    near("date baseline", baseline, 30.7);
    near("date centre", f64::midpoint(left, right), 158.7);
    let (left, right, baseline) = phrase(&words, "BAN CHẤP HÀNH TRUNG ƯƠNG", 14.0);
    near("superior baseline", baseline, 21.4);
    near("left column centre", f64::midpoint(left, right), 66.7);
    near("organ baseline", phrase(&words, "VĂN PHÒNG", 14.0).2, 27.2);
    near("number baseline", phrase(&words, "Số 05-HD/VPTW", 14.0).2, 38.4);
    near("kind baseline", phrase(&words, "HƯỚNG DẪN", 15.0).2, 52.3);
    near("summary baseline", phrase(&words, "thể thức và kỹ thuật", 15.0).2, 59.4);
    near("first content baseline", phrase(&words, "Thực hiện Quy định", 15.0).2, 80.5);
    // The end, measured on page 29 from its last line of content.
    let last = phrase(&words, "Hết.", 15.0).2;
    let (_, _, label) = phrase(&words, "Nơi nhận:", 14.0);
    near("content to distribution", label - last, 15.8);
    let (left, right, authority) = phrase(&words, "K/T CHÁNH VĂN PHÒNG", 14.0);
    near("authority level with distribution", authority, label);
    near("signer centre", f64::midpoint(left, right), 155.0);
    near("title under authority", phrase(&words, "PHÓ CHÁNH VĂN PHÒNG", 14.0).2 - authority, 5.68);
    near("name", phrase(&words, "Lê Khánh Toàn", 14.0).2 - authority, 46.3);
    near("first recipient", phrase(&words, "- Các đồng chí", 12.0).2 - label, 8.2);
}

/// Finds the rule under the title in a picture of page 1: left, right, middle
/// in mm.
fn rule(pdf: &Path) -> (f64, f64, f64) {
    const DPI: f64 = 600.0;
    let picture = tool("pdftoppm", &["-gray", "-r", "600", "-f", "1", "-l", "1", pdf.to_str().unwrap()]);
    let mut fields = picture.splitn(5, u8::is_ascii_whitespace);
    let mut number =
        || -> usize { std::str::from_utf8(fields.next().unwrap()).unwrap().parse().unwrap_or(0) };
    number();
    let width = number();
    let dots = picture[picture.len() - (picture.len() / width) * width..].chunks(width);
    let mm = |dots: usize| dots as f64 / DPI * 25.4;
    let longest = |row: &[u8]| -> (usize, usize) {
        let mut best = (0, 0);
        let mut start = None;
        for (at, dot) in row.iter().chain(&[255]).enumerate() {
            match (dot < &128, start) {
                (true, None) => start = Some(at),
                (false, Some(begin)) => {
                    if at - begin > best.1 - best.0 {
                        best = (begin, at);
                    }
                    start = None;
                }
                _ => {}
            }
        }
        best
    };
    let rows: Vec<(usize, (usize, usize))> = dots
        .enumerate()
        .filter(|(y, _)| (22.2..26.0).contains(&mm(*y)))
        .map(|(y, row)| (y, longest(row)))
        .filter(|(_, (left, right))| mm(right - left) > 50.0)
        .collect();
    assert!(!rows.is_empty(), "a rule under the title");
    let (y, (left, right)) = rows[rows.len() / 2];
    (mm(left), mm(right), mm(y))
}

/// The lines of page 12 of the rule, as they end in the original; the two that
/// its author squeezed or glued by hand are left out.
#[test]
#[ignore = "needs pdftotext"]
fn lines_break_where_the_rules_own_pages_break() {
    let folder = tempfile::tempdir().expect("folder");
    let text = std::fs::read_to_string(root().join("tests/cases/lines/hd05-tr12.txt")).expect("lines");
    // A blank line ends a paragraph; a `~` marks a line set by hand.
    let paragraphs: Vec<Vec<&str>> = text.split("\n\n").map(|part| part.lines().collect()).collect();
    let body: Vec<String> =
        paragraphs.iter().map(|lines: &Vec<&str>| lines.join(" ").replace('~', "")).collect();
    let pdf = guide(folder.path(), &body.join("\n"));
    let layer = text_layer(&pdf);
    let set: Vec<&str> = layer.lines().map(str::trim).collect();
    let mut checked = 0;
    for paragraph in &paragraphs {
        let by_hand = paragraph.iter().position(|line| line.contains('~')).unwrap_or(paragraph.len());
        for line in &paragraph[..by_hand] {
            assert!(set.contains(line), "`{line}` is not a line of\n{layer}");
            checked += 1;
        }
    }
    assert!(checked >= 22, "{checked} lines");
}

/// Whatever the length of the paper, the signer and the distribution stand
/// together, under at least two lines of the content.
#[test]
#[ignore = "needs pdftotext"]
fn the_end_is_never_alone_and_never_split() {
    let folder = tempfile::tempdir().expect("folder");
    let line = "Đảng uỷ xã tổ chức đối thoại giữa người đứng đầu cấp uỷ, chính quyền với Nhân dân trên địa bàn xã năm nay";
    let papers: Vec<(String, String)> = (1..=36)
        .map(|count| {
            let body: String = (1..=count).map(|number| format!("  {line} đoạn{number}.\n")).collect();
            let tail = format!("  {} cuối.\n", line.repeat(1 + count % 5));
            let summary = format!("trich_yeu: {}", line.to_lowercase().repeat(1 + count % 4));
            let recipients: Vec<String> = (0..count % 21).map(|number| format!("Chi bộ {number}")).collect();
            let paper = PLAN
                .replace("  Đảng uỷ xã tổ chức đối thoại.\n", &(body + &tail))
                .replace("trich_yeu: tổ chức đối thoại", &summary)
                .replace(
                    "[Các chi bộ]",
                    &format!("[Đầu tiên, {}]", recipients.join(", ")).replace(", ]", "]"),
                );
            (format!("{count:02}.yaml"), paper)
        })
        .collect();
    let papers: Vec<(&str, &str)> =
        papers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    workspace(folder.path(), &papers);
    one_pdf(folder.path(), &[]);
    let made = files(&folder.path().join("out"), "pdf");
    assert_eq!(made.len(), 36);
    for pdf in made {
        let words = boxes(&pdf);
        let last_page = words.iter().map(|word| word.page).max().unwrap();
        let page_of = |text: &str| words.iter().rev().find(|word| word.text == text).map(|word| word.page);
        let together = ["nhận:", "T/M", "PHÓ", "Mẫu", "Lưu", "tiên;", "cuối."];
        for text in together {
            assert_eq!(page_of(text), Some(last_page), "{text} in {}", pdf.display());
        }
        let end = words.iter().find(|word| word.text == "nhận:").unwrap();
        let mut lines: Vec<i64> = words
            .iter()
            .filter(|word| word.page == last_page && word.bottom < end.bottom - 8.0 && word.bottom > 15.0)
            .map(|word| word.bottom.round() as i64)
            .collect();
        lines.sort_unstable();
        lines.dedup();
        assert!(lines.len() >= 2, "{}: {} lines above the end", pdf.display(), lines.len());
    }
}

/// Headings without end, a body that begins with one, a table at the end: no
/// line is lost, no page is blank, and the end stays with its content.
#[test]
#[ignore = "needs pdftotext"]
fn no_line_is_lost_whatever_the_content_is_made_of() {
    let folder = tempfile::tempdir().expect("folder");
    let tails = ["", "  Hết bài này rồi.\n"];
    let mut papers = Vec::new();
    for paragraphs in [0, 1, 6] {
        for items in [0, 7, 21, 36, 60] {
            for (which, tail) in tails.iter().enumerate() {
                let mut body: String = (0..paragraphs).map(|n| format!("  Đoạn mở{n} bài này.\n")).collect();
                body += "  I- THÀNH PHẦN\n";
                body += &(1..=items).map(|n| format!("  {n}. Đồng chí mời{n} vào\n")).collect::<String>();
                body += "  II- THỜI GIAN\n  Sáng mai.\n";
                body += tail;
                let paper = PLAN.replace("  Đảng uỷ xã tổ chức đối thoại.\n", &body);
                papers.push((format!("{paragraphs}-{items}-{which}.yaml"), paper, body));
            }
        }
    }
    let files_of: Vec<(&str, &str)> =
        papers.iter().map(|(name, paper, _)| (name.as_str(), paper.as_str())).collect();
    let dossier = workspace(folder.path(), &files_of);
    one_pdf(folder.path(), &[]);
    let out = folder.path().join("out/xa").join(dossier.file_name().expect("name"));
    for (name, _, body) in &papers {
        let pdf = out.join(name).with_extension("pdf");
        let layer = text_layer(&pdf);
        let text = folded(&layer);
        let mut at = 0;
        for line in body.lines().map(str::trim) {
            let found = text[at..].find(line).unwrap_or_else(|| panic!("{name}: `{line}` is lost"));
            at += found + line.len();
        }
        let pages: Vec<&str> = layer.trim_end_matches('\u{c}').split('\u{c}').collect();
        assert!(pages.iter().all(|page| page.lines().count() > 1), "{name}: a blank page");
        let last = pages.last().expect("a page");
        assert!(last.contains("Nơi nhận:") && last.contains("Nguyễn Văn Mẫu"), "{name}: the end is split");
        let above = last.lines().take_while(|line| !line.starts_with("Nơi nhận:")).count();
        assert!(above >= 2, "{name}: the end is alone");
    }
}
