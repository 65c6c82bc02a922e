//! The State's side of a commune: its kinds, its numbers, both organs in one workspace.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use vanthu::register::{Query, Register};

use crate::register::{clean, run};
use crate::{files, root, vanthu, words};

/// Is a commune: its Party committee, with an organ of the State in the same register.
pub(crate) const COMMUNE: &str = "cap_tren: ĐẢNG BỘ TỈNH NGHỆ AN\nten: ĐẢNG UỶ XÃ HOA MẪU\nky_hieu: ĐU\n\
    dia_danh: Hoa Mẫu\nluu: Văn phòng Đảng uỷ\nnhiem_ky: [{ tu: 2025-07-01 }]\n\
    don_vi:\n  ubnd: { he: nha-nuoc, ten: \"ỦY BAN NHÂN DÂN\\nXÃ HOA MẪU\", ky_hieu: UBND }\n\
    nguoi_ky:\n  bi-thu: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }\n\
    \x20 chu-tich: { quyen_han: TM. ỦY BAN NHÂN DÂN, chuc_vu: CHỦ TỊCH, ho_ten: Trần Thị Mẫu }\n";

/// Names the kinds that are papers of the State.
fn kinds() -> Vec<String> {
    let of_state = |kind: &String| {
        let manifest = root().join("templates").join(kind).join("loai.yaml");
        fs::read_to_string(manifest).expect("manifest").contains("nha-nuoc]")
    };
    crate::kinds::all_kinds().into_iter().filter(of_state).collect()
}

/// Writes a paper of one of the two organs; what is given stands before its text.
fn paper(kind: &str, side: char, day: &str, more: &str) -> String {
    let who = if side == 'N' { "don_vi: ubnd\nnguoi_ky: chu-tich\n" } else { "nguoi_ky: bi-thu\n" };
    let act = if kind == "quyet-dinh" {
        "can_cu: [Căn cứ Quy chế làm việc]\ntham_quyen: AI QUYẾT ĐỊNH\n"
    } else {
        ""
    };
    let to = if kind == "cong-van" { "kinh_gui: [Các cơ quan liên quan]\n" } else { "" };
    format!(
        "loai: {kind}\nngay: {day}\ntrich_yeu: sửa đường thôn năm 2027\n{who}{act}{to}{more}\
         noi_dung: |\n  Các cơ quan liên quan phối hợp thực hiện.\nnoi_nhan: [Các cơ quan liên quan]\n"
    )
}

/// Each kind of the State has an example that checks clean, is set and bears the State's form alone.
#[test]
fn each_kind_of_the_state_is_made_from_its_example() {
    let folder = tempfile::tempdir().expect("folder");
    let office = folder.path().join("xa");
    let dossier = office.join("ho-so");
    fs::create_dir_all(&dossier).expect("folder");
    for (what, file) in
        [("co-quan-nha-nuoc", office.join("co-quan.yaml")), ("ho-so", dossier.join("ho-so.yaml"))]
    {
        let made = vanthu(folder.path(), &["new", what, file.to_str().expect("UTF-8")]);
        assert!(made.status.success(), "{}", words(&made));
    }
    let kinds = kinds();
    assert!(kinds.len() >= 20, "{kinds:?}");
    for kind in &kinds {
        let file = dossier.join(format!("{kind}.yaml"));
        let made = vanthu(folder.path(), &["new", kind, file.to_str().expect("UTF-8")]);
        assert!(made.status.success(), "{kind}: {}", words(&made));
        let text = fs::read_to_string(&file).expect("example");
        fs::write(&file, text.replace("# so:", "so:").replace("# ngay:", "ngay:")).expect("write");
    }
    let (code, said) = run(folder.path(), &["check", "xa", "--strict"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(folder.path(), &["build", "xa", "--keep-typ"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(files(&folder.path().join("out"), "pdf").len(), kinds.len());
    for file in files(&folder.path().join("out/xa"), "typ") {
        let source = fs::read_to_string(&file).expect("source");
        let name = file.display();
        assert!(source.contains("quy-tac/nd30.typ"), "{name}");
        for mark in ["T/M", "K/T", "T/L", "Đảng bộ"] {
            assert!(!source.contains(mark), "{name}: {mark}");
        }
    }
}

/// Numbers of both organs: terms and years, kinds and secret papers, letters; neither moves the other's.
#[test]
fn both_organs_have_their_own_numbers() {
    let folder = tempfile::tempdir().expect("folder");
    let office = folder.path().join("xa");
    fs::create_dir_all(&office).expect("folder");
    fs::write(office.join("co-quan.yaml"), COMMUNE).expect("write");
    let steps = [
        ('Đ', "ke-hoach", "2026-11-20", "", "01-KH/ĐU"),
        ('N', "ke-hoach", "2026-11-20", "", "01/KH-UBND"),
        ('Đ', "quyet-dinh", "2026-11-20", "", "01-QĐ/ĐU"),
        ('Đ', "quy-dinh", "2026-11-20", "", "01-QĐ/ĐU"),
        ('N', "quyet-dinh", "2026-11-20", "", "01/QĐ-UBND"),
        ('N', "quy-dinh", "2026-11-20", "", "01/QyĐ-UBND"),
        ('Đ', "cong-van", "2026-11-20", "", "01-CV/ĐU"),
        ('N', "cong-van", "2026-11-20", "don_vi_soan: KT\n", "01/UBND-KT"),
        ('N', "cong-van", "2026-11-20", "don_vi_soan: VHXH\n", "02/UBND-VHXH"),
        ('Đ', "ke-hoach", "2026-11-21", "do_mat: mật\n", "02-KH/ĐU"),
        ('N', "ke-hoach", "2026-11-21", "do_mat: mật\n", "01/KH-UBND"),
        ('N', "bao-cao", "2026-11-21", "do_mat: tối mật\n", "02/BC-UBND"),
        ('N', "ke-hoach", "2026-11-23", "", "02/KH-UBND"),
        ('Đ', "ke-hoach", "2027-01-04", "", "03-KH/ĐU"),
        ('N', "ke-hoach", "2027-01-04", "", "01/KH-UBND"),
        ('N', "cong-van", "2027-01-04", "", "01/UBND"),
    ];
    for (at, (side, kind, day, more, number)) in steps.into_iter().enumerate() {
        let more = format!("{more}# {at}\n");
        let text = paper(kind, side, day, &more).replace("năm 2027", &format!("số {at}"));
        fs::write(office.join(format!("{at:02}.yaml")), text).expect("write");
        let file = format!("xa/{at:02}.yaml");
        let (code, said) = run(folder.path(), &["issue", &file, "--ahead"]);
        assert_eq!(code, Some(0), "{number}: {said}");
        assert!(said.contains(&format!("{number}  ")), "{number}: {said}");
    }
    let register = Register::look(&office).expect("register").expect("there");
    let rows = register.list(&Query::default()).expect("rows");
    let mut terms: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in &rows {
        terms.entry(&row.organ).or_default().push(row.term.to_string());
    }
    assert!(terms["ĐU"].iter().all(|term| term == "2025-07-01"), "{terms:?}");
    assert!(terms["UBND"].iter().all(|term| term == "2026-01-01" || term == "2027-01-01"), "{terms:?}");
    // A kind is found in whatever series its numbers are.
    let plans = register.list(&Query { kind: Some("ke-hoach".into()), ..Query::default() }).expect("rows");
    assert_eq!(plans.len(), 7, "{plans:?}");
    // Whatever the marks, a typed symbol names the paper; a letter's has no kind.
    for (typed, row) in [
        ("02/UBND-VHXH", "08.yaml"),
        ("02-ubnd/vhxh", "08.yaml"),
        ("02/KH-UBND", "12.yaml"),
        ("02-KH/UBND", "12.yaml"),
        ("03-KH/ĐU", "13.yaml"),
    ] {
        let (code, said) = run(&office, &["archive", "show", typed]);
        assert_eq!(code, Some(0), "{typed}: {said}");
        assert!(said.contains(row), "{typed}: {said}");
    }
    // One number in two years: today's year is meant, another one is asked for by a day.
    let (_, said) = run(&office, &["archive", "show", "01/QĐ-UBND"]);
    assert!(said.contains("04.yaml"), "{said}");
    clean_but_ahead(&office);
    let (code, said) = run(&office, &["register", "print", "so.pdf"]);
    assert_eq!(code, Some(0), "{said}");
}

/// Proves register and archive: of what is issued in these tests some days are still to come.
fn clean_but_ahead(office: &Path) {
    let (_, said) = run(office, &["archive", "verify"]);
    let told = said.lines().filter(|line| line.starts_with("lỗi") || line.starts_with("cảnh báo"));
    let odd: Vec<&str> = told.filter(|line| !line.contains("sau hôm nay")).collect();
    assert!(odd.is_empty(), "{said}");
}

/// One series of all kinds, where the office has it so; a number that is taken is told of.
#[test]
fn one_series_may_be_for_all_kinds() {
    let folder = tempfile::tempdir().expect("folder");
    let office = folder.path().join("xa");
    fs::create_dir_all(&office).expect("folder");
    let shared = COMMUNE.replace("ky_hieu: UBND }", "ky_hieu: UBND, day_so: chung }");
    fs::write(office.join("co-quan.yaml"), shared).expect("write");
    for (at, (side, kind, number)) in [
        ('N', "ke-hoach", "01/KH-UBND"),
        ('N', "thong-bao", "02/TB-UBND"),
        ('Đ', "thong-bao", "01-TB/ĐU"),
        ('N', "cong-van", "03/UBND"),
    ]
    .into_iter()
    .enumerate()
    {
        let text = paper(kind, side, "2026-06-03", "").replace("năm 2027", &format!("số {at}"));
        fs::write(office.join(format!("{at}.yaml")), text).expect("write");
        let (code, said) = run(folder.path(), &["issue", &format!("xa/{at}.yaml")]);
        assert_eq!(code, Some(0), "{number}: {said}");
        assert!(said.contains(&format!("{number}  ")), "{said}");
    }
    let twice = paper("bao-cao", 'N', "2026-06-04", "so: 2\n");
    fs::write(office.join("9.yaml"), twice).expect("write");
    let (code, said) = run(folder.path(), &["issue", "xa/9.yaml"]);
    assert!(code == Some(1) && said.contains("02/BC-UBND") && said.contains("chưa lấy số"), "{said}");
    clean(&office);
}

/// An older book of a commune: rows of the State by years, letters by their organ alone.
#[test]
fn an_older_book_has_rows_of_both_organs() {
    let folder = tempfile::tempdir().expect("folder");
    let office = folder.path().join("xa");
    fs::create_dir_all(&office).expect("folder");
    fs::write(office.join("co-quan.yaml"), COMMUNE).expect("write");
    let book = "Số, ký hiệu;Ngày;Loại;Trích yếu\n07-KH/ĐU;01/8/2025;;đối thoại\n45/KH-UBND;05/9/2025;;phòng, chống bão\n\
        46/KH-UBND;30/12/2025;;ra quân đầu năm\n1/KH-UBND;05/01/2026;;làm đường\n112/UBND-VHXH;06/01/2026;Công văn;chuẩn bị lễ hội\n\
        113/UBND;07/01/2026;Công văn;trả lời kiến nghị\n";
    fs::write(office.join("so-cu.csv"), book).expect("write");
    let (code, said) = run(&office, &["register", "import", "so-cu.csv"]);
    assert_eq!(code, Some(0), "{said}");
    let register = Register::look(&office).expect("register").expect("there");
    let rows = register.list(&Query::default()).expect("rows");
    let mut told: Vec<String> = rows.iter().map(|row| format!("{} {}", row.printed(), row.term)).collect();
    told.sort();
    let wanted = [
        "01/KH-UBND 2026-01-01",
        "07-KH/ĐU 2025-07-01",
        "112/UBND-VHXH 2026-01-01",
        "113/UBND 2026-01-01",
        "45/KH-UBND 2025-01-01",
        "46/KH-UBND 2025-01-01",
    ];
    assert_eq!(told, wanted);
    // The next number of today's year goes on from the book.
    fs::write(office.join("a.yaml"), paper("ke-hoach", 'N', "2026-06-03", "")).expect("write");
    let (code, said) = run(folder.path(), &["issue", "xa/a.yaml"]);
    assert!(code == Some(0) && said.contains("02/KH-UBND"), "{said}");
}

/// What one side has wrong is right on the other's papers, in one run.
#[test]
fn each_paper_is_judged_by_its_own_side() {
    let folder = tempfile::tempdir().expect("folder");
    let office = folder.path().join("xa");
    fs::create_dir_all(&office).expect("folder");
    fs::write(office.join("co-quan.yaml"), COMMUNE).expect("write");
    let body = |text: &str, side: char| {
        paper("ke-hoach", side, "2026-06-03", "").replace("Các cơ quan liên quan phối hợp", text)
    };
    let cited = "Thực hiện Kế hoạch số 12-KH/TU, ngày 05/5/2026 của Tỉnh uỷ, các cơ quan phối hợp";
    let uncited = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/5/2026 của UBND tỉnh, các cơ quan phối hợp";
    let wrong_sign = COMMUNE.replace("TM. ỦY", "T/M ỦY");
    for (office_text, text, side, told) in [
        (COMMUNE, cited, 'Đ', None),
        (COMMUNE, cited, 'N', Some("vien-dan::phay")),
        (COMMUNE, uncited, 'N', None),
        (&wrong_sign, uncited, 'N', Some("ky::dau-cham")),
        (COMMUNE, "Thi hành Luật Giá số 16/2023/QH15, các cơ quan phối hợp", 'N', Some("vien-dan::luat")),
        (COMMUNE, "Thi hành Luật Giá số 16/2023/QH15, các cơ quan phối hợp", 'Đ', None),
        (COMMUNE, "Thi hành Nghị quyết số 76/2025/QH15 và Luật Giá, các cơ quan phối hợp", 'N', None),
        (COMMUNE, "ĐẢNG CỘNG SẢN VIỆT NAM\n  Các cơ quan phối hợp", 'N', Some("the-thuc::nha-nuoc")),
        (COMMUNE, "Độc lập - Tự do - Hạnh phúc\n  Các cơ quan phối hợp", 'Đ', Some("the-thuc::nha-nuoc")),
    ] {
        fs::write(office.join("co-quan.yaml"), office_text).expect("write");
        fs::write(office.join("a.yaml"), body(text, side)).expect("write");
        let (_, said) = run(folder.path(), &["check", "xa"]);
        match told {
            Some(code) => assert!(said.contains(code), "{side} {text}: {said}"),
            None => assert!(said.contains("0 lỗi, 0 cảnh báo"), "{side} {text}: {said}"),
        }
    }
    // A deputy signs a council's decision for both, its head's own for the head alone.
    let deputy = "quyen_han: KT. CHỦ TỊCH, chuc_vu: PHÓ CHỦ TỊCH";
    let signer = COMMUNE.replace("quyen_han: TM. ỦY BAN NHÂN DÂN, chuc_vu: CHỦ TỊCH", deputy);
    fs::write(office.join("co-quan.yaml"), signer).expect("write");
    for (who, told) in [("ỦY BAN NHÂN DÂN XÃ HOA MẪU", true), ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HOA MẪU", false)]
    {
        let text = paper("quyet-dinh", 'N', "2026-06-03", "").replace("AI QUYẾT ĐỊNH", who);
        fs::write(office.join("a.yaml"), text).expect("write");
        let (_, said) = run(folder.path(), &["check", "xa"]);
        assert_eq!(said.contains("ky::kt-tap-the"), told, "{who}: {said}");
    }
}

/// Both sides cite laws by the decree's capitals; what only looks like a citation is left.
#[test]
fn parts_of_laws_are_cited_by_their_capitals() {
    let folder = tempfile::tempdir().expect("folder");
    let office = folder.path().join("xa");
    fs::create_dir_all(&office).expect("folder");
    fs::write(office.join("co-quan.yaml"), COMMUNE).expect("write");
    for (text, hint) in [
        ("Căn cứ quy định tại Khoản 2 Điều 5 của Luật Đất đai, các cơ quan phối hợp", "viết `khoản 2`"),
        ("Thực hiện theo Điểm a khoản 1 Điều 7 của Luật Đất đai, các cơ quan phối hợp", "viết `điểm a`"),
        ("Thực hiện như điều 4 của Luật Đất đai, các cơ quan phối hợp", "viết `Điều 4`"),
        ("Theo đề nghị của Hội đồng Nhân dân tỉnh, các cơ quan phối hợp", "viết `Hội đồng nhân dân`"),
        ("Các cơ quan học tập kinh nghiệm của thành phố Hồ Chí Minh để", "viết `Thành phố Hồ Chí Minh`"),
        ("Theo điểm a khoản 2 Điều 5 của Luật Đất đai, các cơ quan phối hợp", ""),
        ("Quy chế gồm 12 điều 5 chương; các cơ quan phối hợp", ""),
        ("Khoản 2 Điều 5 của Luật Đất đai giao các cơ quan phối hợp", ""),
        ("Theo đề nghị của Hội đồng nhân dân tỉnh, các cơ quan phối hợp", ""),
    ] {
        for side in ['Đ', 'N'] {
            let text =
                paper("ke-hoach", side, "2026-06-03", "").replace("Các cơ quan liên quan phối hợp", text);
            fs::write(office.join("a.yaml"), text).expect("write");
            let (_, said) = run(folder.path(), &["check", "xa"]);
            match hint {
                "" => assert!(said.contains("0 lỗi, 0 cảnh báo"), "{said}"),
                hint => assert!(said.contains(hint), "{said}"),
            }
        }
    }
}

/// The samples of the decree: where things stand on the page, within half a millimetre, by data alone.
/// A case: the sample, a kind, its head's columns (twentieths of a point), from the organ's middle to
/// the country's, from the left margin to the signer's (mm).
#[test]
#[ignore = "needs pdftotext"]
fn things_stand_where_the_samples_have_them() {
    let cases = fs::read_to_string(root().join("tests/cases/samples/nd30.txt")).expect("cases");
    assert_eq!(cases.lines().count(), 10);
    for case in cases.lines() {
        let parts: Vec<&str> = case.split(" | ").collect();
        let [sample, kind, columns, heads, signer] = parts[..] else { panic!("{case}") };
        let mm = |text: &str| text.parse::<f64>().expect("a number");
        let (left, right) = columns.split_once('+').expect("two columns");
        let [left, right] = [left, right].map(|twips| mm(twips) / 1440.0 * 25.4);
        let signer = signer.parse::<f64>().ok();
        let folder = tempfile::tempdir().expect("folder");
        let words = sample_words(folder.path(), kind, (left, right), signer);
        let span = |first: &str, last: &str| {
            let from = words.iter().position(|word| word.0 == first).unwrap_or_else(|| panic!("{first}"));
            let to = words[from..].iter().find(|word| word.0 == last).unwrap_or_else(|| panic!("{last}"));
            (words[from].1, to.2)
        };
        let centre = |(from, to): (f64, f64)| f64::midpoint(from, to);
        let near = |what: &str, is: f64, wanted: f64| {
            assert!((is - wanted).abs() < 0.5, "{sample} {what}: {is}, not {wanted}");
        };
        near("organ and country", centre(span("CỘNG", "NAM")) - centre(span("XÃ", "MẪU")), mm(heads));
        if let Some(signer) = signer {
            for (first, count) in [("CHỦ", 2), ("Nguyễn", 3)] {
                let from = words.iter().rposition(|word| word.0 == first).expect(first);
                near(first, centre((words[from].1, words[from + count - 1].2)) - LEFT, signer);
            }
        }
        if kind == "bien-ban-nha-nuoc" {
            // The one who keeps the minutes, the one in the chair; the distribution.
            let names = ["Lò", "Nguyễn"].map(|first| {
                let from = words.iter().rposition(|word| word.0 == first).expect(first);
                centre((words[from].1, words[from + 2].2))
            });
            near("two signers", names[1] - names[0], 86.3);
            near("distribution", names[0] - span("Nơi", "nhận:").0, 28.1);
        }
        if kind == "cong-van-nha-nuoc" {
            near("Kính gửi", span("Kính", "gửi:").0 - LEFT, 35.0);
            let listed = words.iter().position(|word| word.0 == "Sở").expect("a name");
            near("hyphens", words[listed - 1].1 - LEFT, 45.0);
        }
    }
}

/// Is the left margin of the samples (mm); the text is 155 mm wide.
const LEFT: f64 = 35.0;

/// Sets the example of a kind with the margins and columns of a sample; gives its words in mm.
fn sample_words(
    folder: &Path,
    kind: &str,
    (left, right): (f64, f64),
    signer: Option<f64>,
) -> Vec<(String, f64, f64)> {
    let (office, own) = (folder.join("xa"), folder.join("templates/the-thuc"));
    fs::create_dir_all(&own).and_then(|()| fs::create_dir_all(&office)).expect("folder");
    let mut rules = fs::read_to_string(root().join("templates/the-thuc/nd30.yaml")).expect("rules");
    // Under a source of the office's own.
    let signer = signer.map_or(90.0, |signer| 2.0 * (155.0 - signer));
    for (from, to) in [
        ("  khe_hai: { mm: 7.5,", "  trai_hai: { mm: 56.2, dieu: thử }\n  khe_hai: { mm: 17.6,".to_owned()),
        ("  le_trai: { mm: 30, dieu: NĐ30 PL I I.3 }", "  le_trai: { mm: 35, dieu: thử }".to_owned()),
        ("  le_phai: { mm: 15, dieu: NĐ30 PL I I.3 }", "  le_phai: { mm: 20, dieu: thử }".to_owned()),
        ("  rong_trai: { mm: 65,", format!("  rong_trai: {{ mm: {left:.2},")),
        ("  ra_le: { mm: 0,", format!("  ra_le: {{ mm: {:.2},", (left + right - 155.0) / 2.0)),
        ("  thut: { mm: 12.7,", "  thut: { mm: 10,".to_owned()),
        ("  rong: { mm: 90,", format!("  rong: {{ mm: {signer:.2},")),
    ] {
        assert!(rules.contains(from), "{from}");
        rules = rules.replacen(from, &to, 1);
    }
    fs::write(own.join("nd30.yaml"), rules).expect("write");
    for (what, file) in
        [("co-quan-nha-nuoc", "xa/co-quan.yaml"), ("ho-so-nha-nuoc", "xa/ho-so.yaml"), (kind, "xa/a.yaml")]
    {
        let made = vanthu(folder, &["new", what, file]);
        assert!(made.status.success(), "{}", words(&made));
    }
    let text = fs::read_to_string(office.join("a.yaml")).expect("an example");
    let text = text
        .replace("nguoi_ky: pho-", "nguoi_ky: ")
        .replace("nguoi_ky: chanh-van-phong", "nguoi_ky: chu-tich");
    let text = text.replace("kinh_gui:\n", "kinh_gui:\n  - Sở Nội vụ\n");
    fs::write(office.join("a.yaml"), text).expect("write");
    let (code, said) = run(folder, &["build", "xa"]);
    assert_eq!(code, Some(0), "{said}");
    boxes(&files(&folder.join("out"), "pdf").remove(0))
}

/// Gives the words of a PDF with the left and the right edge of each, in mm.
pub(crate) fn boxes(pdf: &Path) -> Vec<(String, f64, f64)> {
    let said =
        std::process::Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output().expect("pdftotext");
    let text = String::from_utf8(said.stdout).expect("UTF-8");
    let number = |line: &str, name: &str| -> f64 {
        let from = line.find(name).expect(name) + name.len() + 2;
        line[from..].split('"').next().expect("a number").parse::<f64>().expect("a number") / 72.0 * 25.4
    };
    let words = text.lines().filter(|line| line.trim_start().starts_with("<word"));
    let word = |line: &str| line.split('>').nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned);
    words.map(|line| (word(line).expect("a word"), number(line, "xMin"), number(line, "xMax"))).collect()
}

/// Sample 2.1: what stands over an annex, centred on the text: its word with a Roman number and its title
/// in bold 14, `Kèm theo` in italic of 13 to 14 below them.
#[test]
#[ignore = "needs mutool"]
fn an_annex_stands_as_the_sample_has_it() {
    let folder = tempfile::tempdir().expect("folder");
    let office = folder.path().join("xa");
    for (what, file) in [
        ("co-quan-nha-nuoc", "xa/co-quan.yaml"),
        ("ho-so-nha-nuoc", "xa/ho-so.yaml"),
        ("ke-hoach-nha-nuoc", "xa/a.yaml"),
    ] {
        let made = vanthu(folder.path(), &["new", what, file]);
        assert!(made.status.success(), "{}", words(&made));
    }
    let text = fs::read_to_string(office.join("a.yaml")).expect("an example");
    let annex = |title: &str| format!("  - tieu_de: {title}\n    noi_dung: |\n      Việc của thôn thử.\n");
    let annexes = format!("{text}\nphu_luc:\n{}{}", annex("DANH MỤC THỬ"), annex("BIỂU THỬ"));
    fs::write(office.join("a.yaml"), annexes).expect("write");
    let (code, said) = run(folder.path(), &["build", "xa"]);
    assert_eq!(code, Some(0), "{said}");
    let pdf = files(&folder.path().join("out"), "pdf").remove(0);
    let drawn = crate::outside::tool("mutool", &["draw", "-F", "stext", pdf.to_str().expect("a path")]);
    let drawn = String::from_utf8(drawn).expect("UTF-8");
    // Each line: its box in pt, its text, the fonts of its letters.
    let lines: Vec<&str> = drawn.split("<line ").skip(1).collect();
    let value = |line: &str, name: &str| -> String {
        line.split(&format!("{name}=\""))
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect(name)
            .to_owned()
    };
    // A letter that is none of ASCII stands as its number: `&#x1ee6;`.
    let letter = |rest: &str| -> String {
        let own = rest.split('"').next().unwrap_or_default();
        let code = own.strip_prefix("&#x").map(|code| code.trim_end_matches(';'));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        code.map_or_else(|| own.to_owned(), String::from)
    };
    let text = |line: &str| -> String { line.split(" c=\"").skip(1).map(letter).collect() };
    let line = |wanted: &str| -> &str {
        let found = lines.iter().find(|line| text(line).trim().starts_with(wanted));
        found.unwrap_or_else(|| panic!("{wanted}"))
    };
    let middle = 30.0 + (210.0 - 30.0 - 15.0) / 2.0;
    for (wanted, face, sizes) in [
        ("Phụ lục I", "Bold", 14.0..=14.0),
        ("DANH MỤC THỬ", "Bold", 14.0..=14.0),
        ("Phụ lục II", "Bold", 14.0..=14.0),
        ("BIỂU THỬ", "Bold", 14.0..=14.0),
        // The last line of `(Kèm theo …)`: no blank behind it.
        ("tháng … năm … của Ủy ban", "Italic", 13.0..=14.0),
    ] {
        let line = line(wanted);
        let (font, size) = (value(line, "<font name"), value(line, " size").parse::<f64>().expect("a size"));
        assert!(font.contains(face) && sizes.contains(&size), "{wanted}: {font} {size}");
        let edges: Vec<f64> = value(line, "bbox")
            .split(' ')
            .map(|edge| edge.parse::<f64>().expect("a length") / 72.0 * 25.4)
            .collect();
        assert!((f64::midpoint(edges[0], edges[2]) - middle).abs() < 0.5, "{wanted}: {edges:?}");
    }
}

/// The wrong head is an error: nothing is made.
#[test]
fn what_is_of_the_other_side_is_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let office = folder.path().join("xa");
    fs::create_dir_all(&office).expect("folder");
    fs::write(office.join("co-quan.yaml"), COMMUNE).expect("write");
    for (text, said) in [
        (paper("ke-hoach", 'Đ', "2026-06-03", "the_thuc: nd30\n"), "the-thuc::he"),
        (paper("ke-hoach", 'N', "2026-06-03", "the_thuc: hd05\n"), "the-thuc::he"),
        (paper("ket-luan", 'N', "2026-06-03", ""), "the-thuc::he"),
        (paper("ke-hoach", 'Đ', "2026-06-03", "don_vi_soan: KT\n"), "của Đảng không có `don_vi_soan`"),
        (paper("bao-cao", 'Đ', "2026-06-03", "kinh_gui: [Tỉnh uỷ]\n"), "của Đảng không có `kinh_gui`"),
        (paper("giay-moi", 'N', "2026-06-03", "kho: A5\n"), "không in trên khổ A5"),
        (paper("nghi-quyet-quy-pham", 'N', "2026-06-03", ""), "78/2025/NĐ-CP"),
        // Whose numbers run by years the register has to know.
        (
            paper("ke-hoach", 'N', "2026-06-03", "").replace(
                "don_vi: ubnd",
                "don_vi: { he: nha-nuoc, ten: HỘI ĐỒNG NHÂN DÂN XÃ, ky_hieu: HĐND, ten_viet: Hội đồng }",
            ),
            "số của nó chạy theo năm",
        ),
        (
            paper(
                "ke-hoach",
                'Đ',
                "2026-06-03",
                "don_vi: { ten: BAN CHỈ ĐẠO, ky_hieu: ubnd, ten_viet: Ban }\n",
            ),
            "là cơ quan thuộc hệ khác",
        ),
    ] {
        fs::write(office.join("a.yaml"), &text).expect("write");
        let output = vanthu(folder.path(), &["build", "xa"]);
        assert!(!output.status.success() && words(&output).contains(said), "{text}: {}", words(&output));
        assert!(files(&folder.path().join("out"), "pdf").is_empty(), "{text}");
    }
    // Two organs of one symbol, one of each side.
    fs::write(office.join("co-quan.yaml"), COMMUNE.replace("ky_hieu: UBND", "ky_hieu: đu")).expect("write");
    fs::write(office.join("a.yaml"), paper("ke-hoach", 'Đ', "2026-06-03", "")).expect("write");
    let output = vanthu(folder.path(), &["issue", "xa"]);
    assert!(
        !output.status.success() && words(&output).contains("là cơ quan thuộc hệ khác"),
        "{}",
        words(&output)
    );
}
