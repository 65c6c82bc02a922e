//! The guidance's own examples of heads and signers (HD05 p. 3–5, 14–23), each printed as it
//! stands there: lines, weights, who stands left and right.

use std::path::Path;

use lopdf::content::Content;
use lopdf::{Document, Object};

use crate::{files, root, vanthu, words, workspace};

fn cases(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("tests/cases/heads").join(name)).expect("cases");
    let parts = |line: &str| line.split(" | ").map(str::to_owned).collect();
    text.lines().map(parts).collect()
}

/// Is a stretch of letters of a page: where it begins (pt, from the lower left), whether it is bold.
#[derive(Debug, Clone, PartialEq)]
struct Run {
    page: u32,
    x: f32,
    y: f32,
    bold: bool,
    text: String,
}

/// Reads the letters of a paper as they were set.
fn runs(pdf: &Path) -> Vec<Run> {
    all_runs(&Document::load(pdf).expect("PDF"))
}

/// Gives where the letters of a paper begin: the page, from its left edge (pt).
pub(crate) fn runs_of(document: &Document) -> Vec<(u32, f32)> {
    all_runs(document)
        .into_iter()
        .filter(|run| !run.text.trim().is_empty())
        .map(|run| (run.page, run.x))
        .collect()
}

fn all_runs(document: &Document) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for (number, page) in document.get_pages() {
        let fonts = document.get_page_fonts(page).expect("fonts");
        let content = Content::decode(&document.get_page_content(page)).expect("content");
        let (mut at, mut font) = ((0.0, 0.0), Vec::new());
        let (mut base, mut saved) = (vec![1.0, 0.0, 0.0, 1.0, 0.0, 0.0], Vec::new());
        for operation in content.operations {
            let number_of = |at: usize| operation.operands[at].as_float().unwrap_or_default();
            match operation.operator.as_str() {
                "q" => saved.push(base.clone()),
                "Q" => base = saved.pop().unwrap_or(base),
                "cm" => {
                    let own: Vec<f32> = (0..6).map(number_of).collect();
                    base[5] += own[5] * base[3];
                    base[4] += own[4] * base[0];
                    base[3] *= own[3];
                    base[0] *= own[0];
                }
                "Tm" => at = (base[4] + base[0] * number_of(4), base[5] + base[3] * number_of(5)),
                "Tf" => font = operation.operands[0].as_name().expect("name").to_vec(),
                "Tj" | "TJ" => {
                    let own = fonts[&font];
                    let name = String::from_utf8_lossy(own.get(b"BaseFont").unwrap().as_name().unwrap())
                        .into_owned();
                    let encoding = own.get_font_encoding(document).expect("encoding");
                    let mut text = String::new();
                    letters(&operation.operands, &mut |bytes| {
                        text.push_str(&Document::decode_text(&encoding, bytes).expect("letters"));
                    });
                    found.push(Run { page: number, x: at.0, y: at.1, bold: name.contains("Bold"), text });
                }
                _ => {}
            }
        }
    }
    found
}

fn letters(objects: &[Object], see: &mut dyn FnMut(&[u8])) {
    for object in objects {
        match object {
            Object::String(bytes, _) => see(bytes),
            Object::Array(list) => letters(list, see),
            _ => {}
        }
    }
}

/// Joins runs to texts of one weight, as they follow each other.
fn told(runs: &[&Run]) -> Vec<(bool, String)> {
    let mut told: Vec<(bool, String)> = Vec::new();
    for run in runs.iter().filter(|run| !run.text.trim().is_empty()) {
        match told.last_mut() {
            Some((bold, text)) if *bold == run.bold => {
                text.push(' ');
                text.push_str(run.text.trim());
            }
            _ => told.push((run.bold, run.text.trim().to_owned())),
        }
    }
    told.into_iter()
        .map(|(bold, text)| (bold, text.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect()
}

/// Gives the lines of a case: whether each is bold, and its letters.
fn lines(case: &str) -> Vec<(bool, String)> {
    let line = |line: &str| match line.trim().strip_prefix("**") {
        Some(bold) => (true, bold.trim_end_matches("**").to_owned()),
        None => (false, line.trim().to_owned()),
    };
    case.split(" / ").map(line).collect()
}

/// Writes lines under a key, broken where the case breaks them.
fn keyed(key: &str, lines: &[&str], indent: &str) -> String {
    match lines {
        [] => String::new(),
        lines => {
            let body: String = lines.iter().map(|line| format!("{indent}  {line}\n")).collect();
            format!("{indent}{key}: |\n{body}")
        }
    }
}

const BODY: &str = "loai: bao-cao\nso: 1\nngay: 2026-06-03\ntrich_yeu: kết quả đại hội\nnoi_dung: |\n  Đại hội họp hai ngày.\nnoi_nhan: [Các chi bộ]\n";

/// Builds papers that nothing may be wrong with; gives a PDF by its name.
fn built(folder: &Path, papers: &[(String, String)]) -> impl Fn(&str) -> Vec<Run> + use<> {
    // Each has a number of its own.
    let numbered =
        |(at, (_, text)): (usize, &(String, String))| text.replace("so: 1\n", &format!("so: {}\n", at + 1));
    let texts: Vec<String> = papers.iter().enumerate().map(numbered).collect();
    let papers: Vec<(&str, &str)> =
        papers.iter().zip(&texts).map(|((name, _), text)| (name.as_str(), text.as_str())).collect();
    workspace(folder, &papers);
    let checked = vanthu(folder, &["check", "xa", "--strict"]);
    assert!(checked.status.success(), "{}", words(&checked));
    let output = vanthu(folder, &["build", "xa"]);
    assert!(output.status.success(), "{}", words(&output));
    let made = files(&folder.join("out"), "pdf");
    move |name: &str| {
        let pdf = made.iter().find(|pdf| pdf.file_stem().is_some_and(|stem| stem.to_string_lossy() == name));
        runs(pdf.unwrap_or_else(|| panic!("{name}")))
    }
}

/// H1–H18: regular lines above, bold ones below, in this order, none of them a finding; the number
/// below has the organ's symbol, that of all organs on a paper of several.
#[test]
fn the_heads_of_the_guidance_stand_as_they_are_there() {
    let folder = tempfile::tempdir().expect("folder");
    let cases = cases("dau.txt");
    let paper = |case: &Vec<String>| {
        let head = lines(&case[2]);
        let of = |bold: bool| {
            head.iter().filter(|line| line.0 == bold).map(|line| line.1.as_str()).collect::<Vec<_>>()
        };
        let (above, own) = (of(false), of(true));
        let above = if above.is_empty() {
            "  cap_tren: không\n".to_owned()
        } else {
            keyed("cap_tren", &above, "  ")
        };
        let more = "  ten_viet: Cơ quan\n  luu: Kho\n";
        let signer = "nguoi_ky: { chuc_vu: TRƯỞNG BAN, ho_ten: Nguyễn Văn Mẫu }\n";
        let (name, others) = match (own[0].split_once(" - "), case[1].split_once('-')) {
            (Some((lead, other)), Some((symbol, its))) => (
                format!("  ten: {lead}\n  ky_hieu: {symbol}\n"),
                format!(
                    "cung_ban_hanh: [{{ ten: {other}, ky_hieu: {its}, he: nha-nuoc, ten_viet: Công an tỉnh Sơn La }}]\ncung_ky: [{{ chuc_vu: GIÁM ĐỐC, co_quan: CÔNG AN TỈNH, ho_ten: Lò Thị Mẫu }}]\n"
                ),
            ),
            _ => (format!("{}  ky_hieu: {}\n", keyed("ten", &own, "  "), case[1]), String::new()),
        };
        (format!("{}.yaml", case[0]), format!("{BODY}{signer}{others}don_vi:\n{above}{name}{more}"))
    };
    let of = built(folder.path(), &cases.iter().map(paper).collect::<Vec<_>>());
    assert_eq!(cases.len(), 18);
    for case in &cases {
        let all = of(&case[0]);
        let number = all.iter().position(|run| run.text.starts_with("Số")).expect("a number");
        let head: Vec<&Run> =
            all[..number].iter().filter(|run| run.x < 300.0 && run.text.trim() != "*").collect();
        let mut wanted: Vec<(bool, String)> = Vec::new();
        for (bold, text) in lines(&case[2]) {
            match wanted.last_mut() {
                Some((before, line)) if *before == bold => {
                    line.push(' ');
                    line.push_str(&text);
                }
                _ => wanted.push((bold, text)),
            }
        }
        assert_eq!(told(&head), wanted, "{}", case[0]);
        assert!(head.windows(2).all(|pair| pair[1].y <= pair[0].y + 0.1), "{}: from the top", case[0]);
        let symbol: String = all[number..].iter().take(6).map(|run| run.text.as_str()).collect();
        assert!(symbol.contains(&format!("-BC/{}", case[1])), "{}: {symbol}", case[0]);
    }
}

/// The theme of a congress stands in place of the name, bold, broken as typed; whose report it is in
/// italics below (HD05 p. 11).
#[test]
fn the_theme_of_a_congress_stands_in_place_of_the_name() {
    let folder = tempfile::tempdir().expect("folder");
    let theme = ["DƯỚI LÁ CỜ VẺ VANG CỦA ĐẢNG,", "CHUNG SỨC, ĐỒNG LÒNG PHÁT TRIỂN QUÊ HƯƠNG"];
    let told_of = "(Báo cáo của Ban Chấp hành Đảng bộ xã trình Đại hội đại biểu Đảng bộ xã lần thứ I)";
    let text = format!(
        "{BODY}chu_de: |\n  {}\n  {}\ntrinh: {told_of}\nnguoi_ky: {{ quyen_han: T/M ĐẢNG UỶ, chuc_vu: BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }}\n",
        theme[0], theme[1]
    );
    let of = built(folder.path(), &[("a.yaml".to_owned(), text)]);
    let all = of("a");
    let from = all.iter().position(|run| run.text.starts_with("DƯỚI")).expect("the theme");
    let until = all.iter().position(|run| run.text.contains("hai ngày")).expect("the content");
    let title: Vec<&Run> = all[from..until].iter().collect();
    assert_eq!(told(&title), [(true, theme.join(" ")), (false, told_of.to_owned())]);
    let second = title.iter().find(|run| run.text.starts_with("CHUNG")).expect("a second line");
    assert!(second.y < title[0].y - 10.0);
    let whole: String = all.iter().map(|run| run.text.as_str()).collect();
    assert!(!whole.contains("BÁO CÁO") && !whole.contains("kết quả đại hội"), "{whole}");
}

/// S1–S35: authority bold, position below it regular, or bold where it stands alone; the one
/// responsible right, the other left, their names level; whoever confirms below.
#[test]
fn the_signers_of_the_guidance_stand_as_they_are_there() {
    let folder = tempfile::tempdir().expect("folder");
    let cases = cases("ky.txt");
    let names = ["Nguyễn Văn Mẫu", "Lò Thị Mẫu", "Lê Văn Thí"];
    let signer = |block: &str, name: &str| {
        let all = lines(block);
        let is_form = |text: &str| ["T/M ", "T/L ", "K/T "].iter().any(|form| text.starts_with(form));
        let mut fields = String::new();
        let mut rest = all.iter().map(|line| line.1.as_str()).peekable();
        if let Some(form) = rest.next_if(|text| is_form(text)) {
            fields += &format!("quyen_han: {form}, ");
        }
        for (at, text) in rest.clone().enumerate() {
            match (at, text) {
                (0, text) => fields += &format!("chuc_vu: \"{text}\", "),
                (_, "kiêm") => fields += &format!("kiem: {}, ", rest.clone().last().expect("an office")),
                (1, text) => fields += &format!("co_quan: {text}, "),
                _ => {}
            }
        }
        format!("{{ {fields}ho_ten: {name} }}")
    };
    let paper = |case: &Vec<String>| {
        let (signers, confirmer) =
            case[1].split_once(" + ").map_or((case[1].as_str(), None), |(a, b)| (a, Some(b)));
        let (other, main) = signers.split_once(" || ").map_or((None, signers), |(a, b)| (Some(a), b));
        let mut text = format!("{BODY}nguoi_ky: {}\n", signer(main, names[0]));
        if let Some(other) = other {
            text += &format!("cung_ky: [{}]\n", signer(other, names[1]));
        }
        if let Some(confirmer) = confirmer {
            text += &format!("xac_nhan: {}\n", signer(confirmer, names[2]));
        }
        if case[1].contains("TỈNH UỶ**") && other.is_some() {
            text += "don_vi: { cap_tren: không, ten: VĂN PHÒNG TỈNH UỶ, ky_hieu: VPTU, ten_viet: Văn phòng Tỉnh uỷ }\n";
            text += "cung_ban_hanh: [{ ten: VĂN PHÒNG UỶ BAN NHÂN DÂN TỈNH, he: nha-nuoc, ky_hieu: VPUB, ten_viet: Văn phòng Uỷ ban nhân dân tỉnh }]\n";
        } else if !case[1].contains("ĐẢNG UỶ") && !case[1].contains("BAN THƯỜNG VỤ") {
            text += "don_vi: { cap_tren: không, ten: BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ, ky_hieu: BCĐ, ten_viet: Ban Chỉ đạo }\n";
        }
        (format!("{}.yaml", case[0]), text)
    };
    let of = built(folder.path(), &cases.iter().map(paper).collect::<Vec<_>>());
    assert!(cases.len() >= 30);
    for case in &cases {
        let all = of(&case[0]);
        let ending = all.iter().rposition(|run| run.text.contains("hai ngày")).expect("the content") + 1;
        let ending: Vec<&Run> = all[ending..].iter().collect();
        let place = |name: &str| ending.iter().find(|run| run.text == name).copied();
        let main = place(names[0]).unwrap_or_else(|| panic!("{}: no signer in {ending:?}", case[0]));
        assert!(main.bold && main.x > 280.0, "{}: {main:?}", case[0]);
        let (signers, confirmer) =
            case[1].split_once(" + ").map_or((case[1].as_str(), None), |(a, b)| (a, Some(b)));
        let (other, block) = signers.split_once(" || ").map_or((None, signers), |(a, b)| (Some(a), b));
        let above = |name: &Run, right: bool| {
            let own = ending.iter().filter(|run| (run.x > 280.0) == right && run.y > name.y + 1.0);
            told(&own.copied().filter(|run| !run.text.starts_with("Nơi nhận")).collect::<Vec<_>>())
        };
        let wanted = |block: &str| {
            let runs: Vec<Run> = lines(block)
                .into_iter()
                .map(|(bold, text)| Run { page: 1, x: 0.0, y: 0.0, bold, text })
                .collect();
            told(&runs.iter().collect::<Vec<_>>())
        };
        assert_eq!(above(main, true), wanted(block), "{}", case[0]);
        if let Some(other) = other {
            let left = place(names[1]).expect("the other signer");
            assert!(left.x < 280.0 && (left.y - main.y).abs() < 0.1, "{}: {left:?} {main:?}", case[0]);
            assert_eq!(above(left, false), wanted(other), "{}", case[0]);
        }
        if let Some(confirmer) = confirmer {
            let below: Vec<&Run> = ending.iter().copied().filter(|run| run.y < main.y - 1.0).collect();
            let all = told(&below);
            let said = "Xác nhận chữ ký của đồng chí Nguyễn Văn Mẫu";
            let whole = all.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
            assert!(whole.starts_with(said), "{}: {whole}", case[0]);
            for (bold, line) in lines(confirmer) {
                assert!(
                    all.iter().any(|(own, text)| *own == bold && text.contains(&line)),
                    "{}: {all:?}",
                    case[0]
                );
            }
            assert!(place(names[2]).expect("who confirms").y < main.y, "{}", case[0]);
        }
    }
}
