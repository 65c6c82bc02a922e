//! Word files of ours that somebody edited: what was edited is in the paper, its facts stay linked, nothing
//! else is touched; what cannot be brought back is told of, and a paper that was issued stays as it is.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::word::{letters, part};
use crate::{copy, files, root, vanthu, words};

/// Is what somebody does to a paragraph of a Word file.
enum Deed {
    Keep,
    /// It reads otherwise; a line feed parts it in two.
    Text(String),
    Drop,
    /// A new one stands behind it.
    Behind(String),
}

/// Gives the letters of a paragraph, each with what its run says of its look.
fn set(own: &str) -> Vec<(char, &str)> {
    let runs = own.split("<w:r>").skip(1).map(|run| run.split("</w:r>").next().unwrap_or_default());
    let of = |run| {
        let run: &str = run;
        let look = run.find("<w:rPr>").map_or("", |at| &run[at..run.find("</w:rPr>").expect("closed") + 8]);
        letters(run).chars().map(move |letter| (letter, look)).collect::<Vec<_>>()
    };
    runs.flat_map(of).collect()
}

/// Writes a paragraph with other words, as Word sets what is typed: whole words at both ends as they
/// were, what is typed over others as the first of these, what is put in as what stands before it.
fn reset(own: &str, words: &str) -> String {
    let old = set(own);
    let new: Vec<char> = words.chars().collect();
    let mut head = old.iter().zip(&new).take_while(|((one, _), two)| one == *two).count();
    let most = old.len().min(new.len()) - head;
    let mut tail =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|((one, _), two)| one == *two).count();
    while old.get(head).is_some_and(|one| one.0 != ' ') && head > 0 && old[head - 1].0 != ' ' {
        head -= 1;
    }
    while tail > 0 && tail < old.len() && old[old.len() - tail].0 != ' ' && old[old.len() - tail - 1].0 != ' '
    {
        tail -= 1;
    }
    let over = (head + tail < old.len()).then_some(head).or(head.checked_sub(1));
    let look = |at: usize| match at {
        at if at < head => old[at].1,
        at if at >= new.len() - tail => old[old.len() - (new.len() - at)].1,
        _ => over.map_or("", |one| old[one].1),
    };
    let looks = own.find("<w:pPr>").map_or("", |at| &own[at..own.find("</w:pPr>").expect("closed") + 8]);
    let mut text = format!("<w:p>{looks}");
    let mut at = 0;
    while at < new.len() {
        let end =
            (at..new.len()).find(|end| look(*end) != look(at) || new[*end] == '\n').unwrap_or(new.len());
        let run: String = new[at..end].iter().collect();
        let run = run.replace('&', "&amp;").replace('<', "&lt;");
        text += &format!("<w:r>{}<w:t xml:space=\"preserve\">{run}</w:t></w:r>", look(at));
        at = end;
        if new.get(at) == Some(&'\n') {
            text += &format!("</w:p><w:p>{looks}");
            at += 1;
        }
    }
    text + "</w:p>"
}

/// Edits a Word file as somebody at another desk would.
fn edited(bytes: &[u8], mut deed: impl FnMut(&str) -> Deed) -> Vec<u8> {
    let document = part(bytes, "word/document.xml");
    let mut text = String::new();
    let mut rest = document.as_str();
    while let Some(start) = rest.find("<w:p>") {
        let end = start + rest[start..].find("</w:p>").expect("closed") + "</w:p>".len();
        text.push_str(&rest[..start]);
        let own = &rest[start..end];
        let said = letters(own).trim().to_owned();
        match if said.is_empty() { Deed::Keep } else { deed(&said) } {
            Deed::Keep => text.push_str(own),
            Deed::Text(words) => text.push_str(&reset(own, &words)),
            // A cell never is without a paragraph.
            Deed::Drop => text.push_str(if own.contains("<w:sectPr") { own } else { "<w:p/>" }),
            Deed::Behind(words) => {
                let looks =
                    own.find("<w:pPr>").map_or("", |at| &own[at..own.find("</w:pPr>").expect("closed") + 8]);
                text.push_str(&(own.to_owned() + &reset(&format!("<w:p>{looks}</w:p>"), &words)));
            }
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    crate::word::changed(bytes, "word/document.xml", &document, &text)
}

/// Gives the lines of a Word file, as they are seen.
fn lines(bytes: &[u8]) -> Vec<String> {
    let document = part(bytes, "word/document.xml");
    let paragraphs = document.split("<w:p>").skip(1);
    let said =
        paragraphs.map(|own| letters(&format!("<w:p>{}", own.split("</w:p>").next().unwrap_or_default())));
    said.map(|line| line.replace('\u{a0}', " ").trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

struct Case {
    folder: tempfile::TempDir,
    office: &'static str,
    paper: PathBuf,
}

impl Case {
    /// Takes a paper of the sample office and makes its Word file.
    fn new(name: &str) -> (Self, Vec<u8>) {
        let folder = tempfile::tempdir().expect("folder");
        copy(&root().join("data/xa-mau"), &folder.path().join("xa"));
        let paper = folder.path().join("xa").join(name);
        let case = Self { folder, office: "xa", paper };
        let bytes = case.word();
        (case, bytes)
    }

    /// The same of a paper of the State.
    fn of_state(text: &str) -> (Self, Vec<u8>) {
        let folder = tempfile::tempdir().expect("folder");
        let paper = crate::word::dossier(folder.path(), true).join("a.yaml");
        fs::write(&paper, text).expect("written");
        let case = Self { folder, office: "xa-nha-nuoc", paper };
        let bytes = case.word();
        (case, bytes)
    }

    fn word(&self) -> Vec<u8> {
        let output = vanthu(self.folder.path(), &["lap", self.paper.to_str().expect("UTF-8"), "--ban-word"]);
        assert!(output.status.success(), "{}", words(&output));
        let made = files(&self.folder.path().join("out"), "docx");
        let own = made.iter().find(|path| path.file_stem() == self.paper.file_stem()).expect("made");
        fs::read(own).expect("read")
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.paper).expect("read")
    }

    /// Brings a Word file back; gives what was answered, and what was said.
    fn back(&self, bytes: &[u8], more: &[&str]) -> (Value, String) {
        fs::write(self.folder.path().join("sếp sửa.docx"), bytes).expect("written");
        let said = [&["nhan-lai", "sếp sửa.docx", "--co-quan", self.office, "--dang-json"], more].concat();
        let output = vanthu(self.folder.path(), &said);
        let reply: Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", words(&output)));
        (reply["ket_qua"][0].clone(), reply["phat_hien"].to_string())
    }
}

const NOTICE: &str = "doi-thoai-2026/thong-bao-ket-luan.yaml";

/// Each sort of change, and none: the file differs by the wished lines alone.
#[test]
fn what_was_edited_in_word_is_in_the_paper() {
    let (case, made) = Case::new(NOTICE);
    let before = case.text();
    let (back, said) = case.back(&made, &["--ghi"]);
    assert!(back["thay_doi"].as_array().is_some_and(Vec::is_empty), "{back} {said}");
    assert_eq!((case.text(), back["da_ghi"].as_bool()), (before.clone(), Some(false)));

    let new = "5. Việc {{ mới }} của **ai đó**, > không phải dấu.";
    let theirs = edited(&made, |line| match line {
        line if line.starts_with("b) Bố trí") => {
            Deed::Text(line.replace("lịch thu gom", "lịch thu gom hằng tuần"))
        }
        line if line.starts_with("Thực hiện Kế hoạch") => {
            Deed::Text(line.replace("đã tổ chức", "đã chủ trì"))
        }
        line if line.starts_with("Hội nghị được") => {
            Deed::Text(line.replace("hành chính. Phần", "hành chính.\nPhần"))
        }
        line if line.starts_with("4. Giao") => Deed::Drop,
        line if line.starts_with("Phổ biến") => Deed::Behind(new.to_owned()),
        "- Ban Xây dựng Đảng;" => Deed::Text("- Ban Tuyên giáo và Dân vận;".to_owned()),
        "- Các chi bộ trực thuộc;" => Deed::Drop,
        "- Đảng uỷ UBND xã;" => Deed::Behind("- Công an xã;".to_owned()),
        _ => Deed::Keep,
    });
    let (back, said) = case.back(&theirs, &[]);
    assert_eq!((back["da_ghi"].as_bool(), case.text() == before), (Some(false), true), "only shown: {said}");
    let (back, said) = case.back(&theirs, &["--ghi"]);
    assert_eq!(back["thay_doi"].as_array().map(Vec::len), Some(9), "{back} {said}");
    assert!(!said.contains("word::"), "{said}");
    let after = case.text();
    assert_eq!(before.matches("{{ ").count() + 4, after.matches("{{ ").count(), "{after}");
    let differing = |one: &str, two: &str| {
        let others: Vec<&str> = two.lines().collect();
        one.lines().filter(|line| !others.contains(line)).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(differing(&before, &after).len(), 6, "{after}");
    assert!(
        after.contains("{{ van_ban['ke-hoach'] | vien_dan }}, {{ su_kien.ngay | ngay_thang_nam }}"),
        "{after}"
    );
    assert!(
        after.contains("\n  - Công an xã\n") && after.contains("\n  - Ban Tuyên giáo và Dân vận\n"),
        "{after}"
    );
    assert!(after.contains("hằng tuần *trước ngày 30/9/2026*"), "{after}");
    let old = fs::read_to_string(case.paper.with_extension("yaml.cu")).expect("the old text is kept");
    assert_eq!(old, before);
    // What is printed says what the Word file says.
    let printed = lines(&case.word());
    for line in lines(&theirs) {
        let bare = line.trim_end_matches([';', '.']);
        assert!(printed.iter().any(|own| own.trim_end_matches([';', '.']) == bare), "{line} in {printed:#?}");
    }
    assert!(printed.iter().any(|line| line == new), "{printed:#?}");
}

/// A fact that was changed by hand becomes letters and is told of; what is printed from elsewhere is told
/// of and stays; what both sides changed is asked about.
#[test]
fn what_cannot_be_brought_back_is_told_of() {
    let (case, made) = Case::new(NOTICE);
    let theirs = edited(&made, |line| match line {
        line if line.starts_with("Thực hiện Kế hoạch") => {
            Deed::Text(line.replace("14 tháng 8", "15 tháng 8"))
        }
        "Số 41-TB/ĐU" => Deed::Text("Số 42-TB/ĐU".to_owned()),
        "PHÓ BÍ THƯ" => Deed::Text("BÍ THƯ".to_owned()),
        line if line.starts_with("a) Kiểm tra") => Deed::Text(line.replace("ưu tiên", "làm trước")),
        line if line.starts_with("b) Bố trí") => Deed::Text(line.replace("công khai", "niêm yết")),
        _ => Deed::Keep,
    });
    // Meanwhile the same line is changed here, and another one at another place.
    let mine = case
        .text()
        .replace("thứ tự ưu tiên", "thứ tự cấp bách")
        .replace("các xóm, công khai", "từng xóm, công khai");
    fs::write(&case.paper, &mine).expect("written");
    let (back, said) = case.back(&theirs, &["--ghi"]);
    let after = case.text();
    for code in ["word::du-kien", "word::khong-cho", "word::hai-ben"] {
        assert!(said.contains(code), "{code}: {said}");
    }
    assert!(said.contains("co-quan.yaml") && said.contains("Số 42-TB/ĐU"), "{said}");
    assert!(after.contains("ngày 15 tháng 8 năm 2026, tại {{ su_kien.dia_diem }}"), "{after}");
    assert!(after.contains("thứ tự cấp bách") && !after.contains("làm trước"), "mine stays: {after}");
    assert!(after.contains("từng xóm, niêm yết"), "both changes: {after}");
    assert_eq!(back["thay_doi"].as_array().map(Vec::len), Some(2), "{back}");
    // Without the record nothing is known, and nothing is done.
    for record in files(case.folder.path(), "json") {
        fs::remove_file(record).expect("removed");
    }
    let (back, said) = case.back(&theirs, &["--ghi"]);
    assert!(back.is_null() && said.contains("word::goc"), "{said}");
}

/// The way back of a paper of the State: an addressee on a line of their own, the text, a recipient; what the
/// form prints is told of, in the head and at the foot of the page, too.
#[test]
fn a_paper_of_the_state_comes_back() {
    let (case, made) = Case::of_state(include_str!("../cases/word/du-phan.nha-nuoc.yaml"));
    let before = case.text();
    let (back, said) = case.back(&made, &["--ghi"]);
    assert!(back["thay_doi"].as_array().is_some_and(Vec::is_empty), "{back} {said}");
    assert_eq!(case.text(), before);
    let theirs = edited(&made, |line| match line {
        "- Trạm Y tế xã." => Deed::Text("- Trạm Y tế xã Hoa Mẫu.".to_owned()),
        "b) Điểm thứ hai." => Deed::Text("b) Điểm thứ hai, đã sửa.".to_owned()),
        "- Lưu: VT." => Deed::Keep,
        "Độc lập - Tự do - Hạnh phúc" => Deed::Text("Độc lập - Tự do".to_owned()),
        line if line.starts_with("- Các ông, bà") => Deed::Text(line.replace("ông, bà", "đồng chí")),
        _ => Deed::Keep,
    });
    let theirs = crate::word::changed(&theirs, "word/footer1.xml", "xa@example.vn", "khac@example.vn");
    let (back, said) = case.back(&theirs, &["--ghi"]);
    let after = case.text();
    assert_eq!(back["thay_doi"].as_array().map(Vec::len), Some(3), "{back} {said}");
    for line in ["Trạm Y tế xã Hoa Mẫu]", "b) Điểm thứ hai, đã sửa.", "- Các đồng chí Ủy viên"]
    {
        assert!(after.contains(line), "{line}: {after}");
    }
    assert!(said.contains("chữ ở cuối trang") && said.contains("khac@example.vn"), "{said}");
    assert!(said.contains("Độc lập - Tự do"), "{said}");
    assert!(after.contains(" xa@example.vn"), "{after}");
}

/// A whole line that was made italic in Word is marked; what another program wrote anew is no change.
#[test]
fn a_line_set_otherwise_is_marked() {
    let (case, made) = Case::new(NOTICE);
    let bold = crate::word::changed(
        &made,
        "word/document.xml",
        "<w:r><w:t xml:space=\"preserve\">2. Giao Ban",
        "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">2. Giao Ban",
    );
    let (back, said) = case.back(&bold, &[]);
    assert_eq!(back["thay_doi"].as_array().map(Vec::len), Some(1), "{said}");
    assert!(back["noi_dung_tep"].as_str().is_some_and(|text| text.contains("*2. Giao Ban")), "{back}");
    let (_, said) = case.back(&made, &[]);
    assert!(!said.contains("word::"), "{said}");
}

/// What was made bold or italic in Word, or no more, has its marks in the paper, facts stay facts; where
/// the paper is another one since, what differs is only told of.
#[test]
fn bold_and_italic_come_back_as_marks() {
    let folder = tempfile::tempdir().expect("folder");
    let plan = "loai: ke-hoach\nngay: 2026-06-03\ntrich_yeu: tổ chức đối thoại\nnguoi_ky: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: PHÓ BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }\nnoi_nhan: [Các chi bộ]\nnoi_dung: |\n  Các chi bộ quán triệt tại {{ su_kien.dia_diem }}, tổ chức thực hiện.\n  Văn phòng **theo dõi, đôn đốc** việc này.\n";
    crate::workspace(folder.path(), &[("a.yaml", plan)]);
    let case = Case { paper: folder.path().join("xa/hoi nghị/a.yaml"), office: "xa", folder };
    let made = case.word();
    let document = part(&made, "word/document.xml");
    let run = |look: &str, text: &str| format!("<w:r>{look}<w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let first = document.find("Các chi bộ quán triệt tại ").expect("a line");
    let from = document[..first].rfind("<w:r>").expect("a run");
    let end = first + document[first..].find("</w:r>").expect("closed") + 6;
    let own = letters(&document[from..end]);
    let (head, tail) = own.split_once("quán triệt ").expect("words");
    let (place, tail) = tail.split_once(", tổ").expect("a place");
    let edited = [
        run("", head),
        run("<w:rPr><w:b/></w:rPr>", "quán triệt"),
        run("", " "),
        run("<w:rPr><w:i/></w:rPr>", place),
        run("", &format!(", tổ{tail}")),
    ]
    .concat();
    let other = format!("{}{edited}{}", &document[..from], &document[end..]);
    let at = other.find("theo dõi, đôn đốc").expect("bold");
    let start = other[..at].rfind("<w:rPr>").expect("a look");
    let other = format!("{}{}", &other[..start], &other[other[..at].rfind("<w:t").expect("letters")..]);
    let theirs = crate::word::changed(&made, "word/document.xml", &document, &other);
    let (back, said) = case.back(&theirs, &["--ghi"]);
    assert!(!said.contains("word::kieu-chu"), "{said}");
    assert_eq!(back["thay_doi"].as_array().map(Vec::len), Some(2), "{back}");
    let wanted = plan
        .replace("quán triệt tại {{ su_kien.dia_diem }}", "**quán triệt** *tại {{ su_kien.dia_diem }}*")
        .replace("**theo dõi, đôn đốc**", "theo dõi, đôn đốc");
    assert_eq!(case.text(), wanted);
    // The paper is another one since: whose the look is nobody knows.
    fs::write(&case.paper, plan.replace("việc này", "việc ấy")).expect("written");
    let (back, said) = case.back(&theirs, &[]);
    assert!(
        said.contains("word::kieu-chu") && back["thay_doi"].as_array().is_some_and(Vec::is_empty),
        "{said}"
    );
}

/// What has no place in the paper is told of: a row that is new in a table, a footnote, a box; the Word file of another paper is not taken for this one's.
#[test]
fn what_nobody_can_place_is_told_of() {
    let folder = tempfile::tempdir().expect("folder");
    let plan = "loai: ke-hoach\nngay: 2026-06-03\ntrich_yeu: tổ chức đối thoại\nnguoi_ky: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: PHÓ BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }\nnoi_nhan: [Các chi bộ]\nnoi_dung:\n  - |\n    Phân công như sau[^Theo Quy chế làm việc.]:\n  - bang: { cot: [Việc, Người làm], dong: [[Chuẩn bị hội trường, Văn phòng]] }\n  - |\n    Các chi bộ quán triệt, tổ chức thực hiện.\n";
    crate::workspace(
        folder.path(),
        &[("bang.yaml", plan), ("khac.yaml", &plan.replace("đối thoại", "gặp mặt"))],
    );
    let case = Case { paper: folder.path().join("xa/hoi nghị/bang.yaml"), office: "xa", folder };
    let made = case.word();
    let before = case.text();
    let document = part(&made, "word/document.xml");
    let row = document
        .rfind("<w:tr>")
        .map(|at| &document[at..at + document[at..].find("</w:tr>").expect("a row") + 7]);
    let table = document.find("Người làm").expect("a table");
    let own = document[table..].find("<w:tr>").map(|at| table + at).expect("a row");
    let end = own + document[own..].find("</w:tr>").expect("closed") + 7;
    assert!(row.is_some());
    let more = document[own..end]
        .replace("Chuẩn bị hội trường", "Mời đại biểu")
        .replace("Văn phòng", "Ban Tuyên giáo");
    let more = format!("{}{more}{}", &document[..end], &document[end..]);
    let (back, said) =
        case.back(&crate::word::changed(&made, "word/document.xml", &document, &more), &["--ghi"]);
    assert!(said.contains("Mời đại biểu") && said.contains("Ban Tuyên giáo"), "{said}");
    assert_eq!(
        (back["da_ghi"].as_bool(), case.text() == before),
        (Some(false), true),
        "no cell becomes a line"
    );
    // Bold in a line that is edited as well.
    let bold = document.replace(
        ">Các chi bộ quán triệt, tổ chức thực hiện.<",
        ">Các chi bộ nghiêm túc </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>quán triệt</w:t></w:r><w:r><w:t>, tổ chức thực hiện.<",
    );
    let (back, said) = case.back(&crate::word::changed(&made, "word/document.xml", &document, &bold), &[]);
    assert!(back["thay_doi"].as_array().is_some_and(|all| all.len() == 1), "{back}");
    assert!(!said.contains("word::kieu-chu"), "{said}");
    let text = back["noi_dung_tep"].as_str().expect("a text");
    assert!(text.contains("Các chi bộ nghiêm túc **quán triệt**, tổ chức thực hiện."), "{text}");
    let notes = part(&made, "word/footnotes.xml");
    let (_, said) = case.back(
        &crate::word::changed(
            &made,
            "word/footnotes.xml",
            &notes,
            &notes.replace("Theo Quy chế", "Theo Quy định"),
        ),
        &[],
    );
    assert!(said.contains("chú thích cuối trang"), "{said}");
    let boxed = document.replacen(
        "<w:r><w:t xml:space=\"preserve\">Các chi bộ quán triệt",
        "<w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox><w:txbxContent><w:p><w:r><w:t>Ý SẾP</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t xml:space=\"preserve\">Các chi bộ quán triệt",
        1,
    );
    assert_ne!(boxed, document);
    let (_, said) = case.back(&crate::word::changed(&made, "word/document.xml", &document, &boxed), &[]);
    assert!(said.contains("Ý SẾP"), "{said}");
    // Another paper's.
    let (_, said) = case.back(&made, &["--vao", "xa/hoi nghị/khac.yaml"]);
    assert!(said.contains("word::van-ban") && said.contains("bang.yaml"), "{said}");
    let (_, said) = case.back(&made, &[]);
    assert!(!said.contains("word::"), "{said}");
}

/// A paper that was issued stays as it is, whatever is asked.
#[test]
fn an_issued_paper_is_never_changed() {
    let (case, made) = Case::new(NOTICE);
    let issued = vanthu(case.folder.path(), &["ban-hanh", case.paper.to_str().expect("UTF-8")]);
    assert!(issued.status.success(), "{}", words(&issued));
    let before = case.text();
    let theirs = edited(&made, |line| {
        if line.starts_with("b) Bố trí") {
            Deed::Text(line.replace("rác", "rác thải"))
        } else {
            Deed::Keep
        }
    });
    let (back, said) = case.back(&theirs, &["--ghi"]);
    assert_eq!((back["da_ghi"].as_bool(), case.text() == before), (Some(false), true));
    assert!(
        said.contains("nhan::da-ban-hanh") && back["thay_doi"].as_array().is_some_and(|all| all.len() == 1)
    );
    assert!(!case.paper.with_extension("yaml.cu").exists());
}

/// Numbers that look like chance and are the same every day.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("small") % end.max(1)
    }
}

/// Edits by chance: the text is as it was edited, and no fact is lost that nobody touched.
#[test]
fn edits_by_chance_come_back() {
    rounds(3);
}

/// The same, a hundred and twenty times.
#[test]
#[ignore = "takes minutes"]
fn many_edits_by_chance_come_back() {
    rounds(40);
}

fn rounds(count: u64) {
    let papers = [NOTICE, "doi-thoai-2026/ke-hoach.yaml", "doi-thoai-2026/cong-van.yaml"];
    let papers = papers.map(|name| (name.to_owned(), None)).into_iter();
    let of_state = crate::word::examples(true).into_iter().map(|(kind, text)| (kind, Some(text)));
    let some = ["cong-van", "ke-hoach", "nghi-quyet", "quyet-dinh", "bien-ban"];
    let of_state = of_state.filter(|(kind, _)| some.contains(&kind.as_str()));
    for (name, of_state) in papers.chain(of_state) {
        let (case, made) = of_state.map_or_else(|| Case::new(&name), |text| Case::of_state(&text));
        let before = case.text();
        for round in 0..count {
            fs::write(&case.paper, &before).expect("written");
            if round % 20 == 0 {
                // Of the files made since, the record knows the last fifty.
                case.word();
            }
            let mut chance = Chance(round * 31 + 7);
            // What is typed as it is printed: no fact stands in it, and it stands once.
            let typed: Vec<&str> = before.lines().map(str::trim).filter(|line| line.len() > 60).collect();
            let own = |line: &str| typed.iter().filter(|typed| typed.replace(['*'], "") == line).count() == 1;
            let theirs = edited(&made, |line| {
                let line = line.replace('\u{a0}', " ");
                // A heading that is parted is none any more, and set otherwise.
                if !own(&line) || !line.ends_with('.') || chance.below(3) > 0 {
                    return Deed::Keep;
                }
                let mut words: Vec<&str> = line.split(' ').collect();
                let at = 1 + chance.below(words.len() - 2);
                match chance.below(6) {
                    0 => words[at] = "khác",
                    1 => drop(words.remove(at)),
                    2 => words.insert(at, "{{ thêm }} **ba** từ"),
                    // A line that ends openly would be a heading.
                    3 => words[at] = "chia.\nđôi",
                    4 => return Deed::Drop,
                    _ => {
                        return Deed::Behind(format!("Dòng thêm số {} của lần {round}.", chance.below(1000)));
                    }
                }
                Deed::Text(words.join(" "))
            });
            let (_, said) = case.back(&theirs, &["--ghi"]);
            assert!(!said.contains("word::"), "{name} {round}: {said}");
            let after = case.text();
            // Braces that somebody typed in Word stand in quotation marks.
            let facts = |text: &str| text.matches("{{ ").count() - text.matches("{{ '").count();
            assert_eq!(facts(&before), facts(&after), "{name} {round}: {after}");
            assert_same(&lines(&theirs), &lines(&case.word()), &format!("{name} {round}\n{after}"));
        }
    }
}

/// Holds lines against each other, whatever the look puts around a text.
fn assert_same(theirs: &[String], printed: &[String], about: &str) {
    let bare = |all: &[String]| -> Vec<String> {
        all.iter().map(|line| line.trim_end_matches([';', '.', ',']).to_owned()).collect()
    };
    assert_eq!(bare(theirs), bare(printed), "{about}");
}
