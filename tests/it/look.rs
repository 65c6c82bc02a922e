//! How lines break, what is text and what is decoration, how a PDF asks to be
//! printed.

use std::path::Path;

use crate::outside::{folded, text_layer};
use crate::{PLAN, files, root, vanthu, words, workspace};

fn cases(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/cases/lines").join(name)).expect("cases")
}

fn built(folder: &Path, papers: &[(&str, &str)]) {
    workspace(folder, papers);
    let output = vanthu(folder, &["build", "xa"]);
    assert!(output.status.success(), "{}", words(&output));
}

/// Each phrase is pushed over the line's end letter by letter: what stands between
/// tildes is on one line wherever it falls, in a justified paragraph and in a
/// distribution list; and nothing of it is text but plain spaces.
#[test]
#[ignore = "needs pdftotext"]
fn what_belongs_together_is_never_broken() {
    let (phrases, folder) = (cases("lien.txt"), tempfile::tempdir().expect("folder"));
    let held: Vec<&str> = phrases.lines().map(|line| line.split('~').nth(1).expect("a phrase")).collect();
    let pushed = |filler: &str, most: usize| -> Vec<String> {
        let line = |(index, line): (usize, &str)| {
            let line = line.replace('~', "");
            let push = move |count: usize| format!("{} {line} và sau đó {index}", filler.repeat(count));
            (1..=most).map(push).collect::<Vec<_>>()
        };
        phrases.lines().enumerate().flat_map(line).collect()
    };
    let body: String = pushed("ai ", 26).iter().map(|line| format!("  Từ {line}.\n")).collect();
    let list: String = pushed("ai ", 12).iter().map(|line| format!("  - \"Nơi {line}\"\n")).collect();
    let paper = PLAN
        .replace("  Đảng uỷ xã tổ chức đối thoại.\n", &body)
        .replace("noi_nhan: [Các chi bộ]\n", &format!("noi_nhan:\n{list}"));
    built(folder.path(), &[("a.yaml", &paper)]);
    let layer = text_layer(&files(&folder.path().join("out"), "pdf")[0]);
    assert!(!layer.contains(['\u{a0}', '\u{2060}']), "only plain spaces");
    let (whole, lines) = (folded(&layer), layer.lines().collect::<Vec<_>>().join("\n"));
    for phrase in held {
        let count = phrases.matches(phrase).count() * (26 + 12);
        assert_eq!(whole.matches(phrase).count() % (26 + 12), 0, "`{phrase}` is there");
        assert!(lines.matches(phrase).count() >= count, "`{phrase}` is broken in\n{lines}");
    }
    for line in layer.lines() {
        assert!(!line.ends_with(" -") && !line.ends_with(" –"), "`{line}` ends in a dash");
    }
}

/// Names of organs and titles break between words, never inside one of two
/// syllables, nor inside or right after `K/T`; so does a signer's authority.
#[test]
#[ignore = "needs pdftotext"]
fn names_break_between_words() {
    let (names, folder) = (cases("ten.txt"), tempfile::tempdir().expect("folder"));
    let words_of_two = cases("tu.txt").replace('\n', ", ");
    let held: Vec<(&str, &str)> = words_of_two.split(", ").filter_map(|word| word.split_once(' ')).collect();
    assert!(held.len() > 60);
    let names: Vec<&str> = names.lines().collect();
    let mut papers = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let other = names[(index + 5) % names.len()];
        let issuer = format!(
            "don_vi: {{ ten: \"{name}\", cap_tren: \"{other}\", ky_hieu: ĐU, ten_viet: Cơ quan, luu: Kho }}\n"
        );
        for (which, authority) in ["T/M", "T/L", "K/T"].into_iter().enumerate() {
            let signer = format!("quyen_han: \"{authority} {other}\", chuc_vu: \"{name}\"");
            let paper = PLAN.replace("quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: PHÓ BÍ THƯ", &signer);
            papers.push((format!("{index}-{which}.yaml"), format!("{issuer}{paper}")));
        }
    }
    let papers: Vec<(&str, &str)> =
        papers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    built(folder.path(), &papers);
    let made = files(&folder.path().join("out"), "pdf");
    assert_eq!(made.len(), papers.len());
    let mut seen = 0;
    for pdf in made {
        let layer = text_layer(&pdf);
        let whole = folded(&layer);
        assert!(names.iter().filter(|name| whole.contains(**name)).count() >= 2, "{whole}");
        let lines: Vec<&str> = layer.lines().map(str::trim).collect();
        let of_a_name = |pair: &&[&str]| {
            let first = ["T/M ", "T/L ", "K/T "].iter().find_map(|form| pair[0].strip_prefix(form));
            let both = format!("{} {}", first.unwrap_or(pair[0]), pair[1]);
            names.iter().any(|name| name.contains(&both))
        };
        assert!(lines.iter().all(|line| !["T/M", "T/L", "K/T"].contains(line)), "{layer}");
        for pair in lines.windows(2).filter(of_a_name) {
            seen += 1;
            let (end, begin) = (pair[0].split(' ').next_back(), pair[1].split(' ').next());
            let broken = held.iter().find(|(one, two)| (Some(*one), Some(*two)) == (end, begin));
            assert_eq!(broken, None, "`{}` / `{}`", pair[0], pair[1]);
            let loose = pair[0].ends_with(" VÀ") || pair[0].ends_with(" -") || pair[1].starts_with("- ");
            assert!(!loose, "{pair:?}");
        }
    }
    assert!(seen > 100, "{seen} breaks");
}

/// What an office breaks by hand stays broken there, in the head, in a title, under the
/// number of a letter; everywhere else it is one line. Two authorities are two lines.
#[test]
#[ignore = "needs pdftotext"]
fn lines_broken_by_hand_stay_in_print_and_are_one_line_elsewhere() {
    let folder = tempfile::tempdir().expect("folder");
    let letter = "loai: cong-van
so: 7
ngay: 2026-06-03
don_vi: lien-xa
trich_yeu: |
  về việc tiếp
  công dân năm 2026
kinh_gui: [Các chi bộ]
noi_dung: |
  {{ co_quan.ten_viet }} đề nghị.
nguoi_ky: pho
";
    let plan = PLAN.replace("Đảng uỷ xã tổ chức đối thoại.", "Thực hiện {{ van_ban['thu'] | vien_dan }}.");
    let dossier = workspace(folder.path(), &[("thu.yaml", letter), ("a.yaml", &plan)]);
    let office = dossier.join("../co-quan.yaml");
    let text = std::fs::read_to_string(&office).expect("office");
    let signer = "nguoi_ky:
  pho:
    quyen_han: [T/L BAN THƯỜNG VỤ, K/T CHÁNH VĂN PHÒNG]
    chuc_vu: |
      PHÓ CHÁNH
      VĂN PHÒNG
    ho_ten: Lê Văn Thí
  mot-dong: { quyen_han: T/L BAN THƯỜNG VỤ K/T CHÁNH VĂN PHÒNG, chuc_vu: PHÓ, ho_ten: Lê Văn Thí }\n";
    let unit = "don_vi:
  lien-xa:
    cap_tren: |
      ĐẢNG BỘ
      TỈNH NGHỆ AN
    ten: |
      ĐẢNG UỶ
      XÃ HOA MẪU
    ky_hieu: ĐU\n";
    std::fs::write(&office, text.replace("nguoi_ky:\n", signer).replace("don_vi:\n", unit)).expect("write");
    let output = vanthu(folder.path(), &["build", "xa", "--trinh-ky"]);
    assert!(output.status.success(), "{}", words(&output));
    let out = folder.path().join("out/xa/hoi nghị");
    let layer = text_layer(&out.join("thu.pdf"));
    for lines in [
        "ĐẢNG BỘ\nTỈNH NGHỆ AN\nĐẢNG UỶ\nXÃ HOA MẪU\n*\nSố 07-CV/ĐU",
        "về việc tiếp\ncông dân năm 2026",
        "T/L BAN THƯỜNG VỤ\nK/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH\nVĂN PHÒNG\n",
    ] {
        assert!(layer.contains(lines), "{lines}\nin\n{layer}");
    }
    let cited = folded(&text_layer(&out.join("a.pdf")));
    assert!(cited.contains("Đảng uỷ xã Hoa Mẫu về việc tiếp công dân năm 2026."), "{cited}");
    let told =
        String::from_utf8_lossy(&crate::outside::tool("pdfinfo", &[out.join("thu.pdf").to_str().unwrap()]))
            .into_owned();
    assert!(told.contains("Công văn về việc tiếp công dân năm 2026"), "{told}");
    // Typed on one line, two authorities are still two.
    let one_line = letter.replace("nguoi_ky: pho\n", "nguoi_ky: mot-dong\n");
    std::fs::write(dossier.join("thu.yaml"), one_line).expect("write");
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
    assert!(text_layer(&out.join("thu.pdf")).contains("T/L BAN THƯỜNG VỤ\nK/T CHÁNH VĂN PHÒNG\nPHÓ\n"));
}

/// The hyphens under the title are drawn, so no reader of the text takes them for
/// a part of the first paragraph, nor the last one for a hyphen that joins.
#[test]
#[ignore = "needs pdftotext"]
fn what_only_decorates_is_no_text() {
    let folder = tempfile::tempdir().expect("folder");
    built(folder.path(), &[("a.yaml", PLAN)]);
    let pdf = files(&folder.path().join("out"), "pdf").pop().expect("a PDF");
    let layer = text_layer(&pdf);
    assert!(layer.contains("tổ chức đối thoại\nĐảng uỷ xã tổ chức"), "{layer}");
    assert!(!layer.contains("--"), "{layer}");
    let read = crate::outside::tool("pdfinfo", &["-struct-text", pdf.to_str().unwrap()]);
    let read = String::from_utf8_lossy(&read).into_owned();
    assert!(read.contains("Số") && !read.contains("\"*\""), "{read}");
}

/// Every PDF that leaves asks to be printed in its true size, and what says so is
/// in a file that others can read.
#[test]
fn every_pdf_asks_to_be_printed_in_its_true_size() {
    let folder = tempfile::tempdir().expect("folder");
    let invitation = crate::batch::INVITATION.replace("in_kem: []", "kho: A5\nin_kem: [nhan-2x7, the-ten]");
    let list = "Họ và tên;Chức vụ\nLò Thị Mẫu;Bí thư\nVừ A Mẫu;Phó Bí thư\n";
    workspace(folder.path(), &[("a.yaml", PLAN), ("giay-moi.yaml", &invitation), ("khach.csv", list)]);
    let output = vanthu(folder.path(), &["build", "xa", "--trinh-ky", "--two-up"]);
    assert!(output.status.success(), "{}", words(&output));
    let made = files(&folder.path().join("out"), "pdf");
    assert!(made.len() >= 7, "{made:?}");
    for pdf in made {
        let read = lopdf::Document::load(&pdf).expect("a PDF");
        let asked = read.catalog().and_then(|root| root.get(b"ViewerPreferences")?.as_dict());
        let scaling = asked.and_then(|asked| asked.get(b"PrintScaling")?.as_name());
        assert_eq!(scaling.ok(), Some(&b"None"[..]), "{}", pdf.display());
        assert!(!read.get_pages().is_empty());
    }
}

/// Both sides printed: the text of even pages stands as far from their right edge as that of odd ones
/// from their left (HD05 IV.4.2), everything else alike; a draft may say that it is one and no more.
#[test]
fn back_sides_have_their_margins_turned() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = of_paragraphs(90, "ban_du_thao: có\n");
    built(
        folder.path(),
        &[("a.yaml", &paper), ("b.yaml", &paper.replace("ban_du_thao", "hai_mat: có\nban_du_thao"))],
    );
    let left = |name: &str| -> Vec<f32> {
        let pdf = folder.path().join(format!("out/xa/hoi nghị/{name}.pdf"));
        let document = lopdf::Document::load(pdf).expect("PDF");
        let runs = crate::heads::runs_of(&document);
        let pages = document.get_pages().len() as u32;
        // Lines that begin at the margin: further lines of a paragraph.
        let of =
            |page: u32| runs.iter().filter(|run| run.0 == page).map(|run| run.1).fold(f32::MAX, f32::min);
        (1..=pages).map(of).collect()
    };
    let (plain, turned) = (left("a"), left("b"));
    assert!(plain.len() == turned.len() && plain.len() > 2);
    let mm = |points: f32| points * 25.4 / 72.0;
    for (at, (one, other)) in plain.iter().zip(&turned).enumerate() {
        let wanted = if at % 2 == 0 { 30.0 } else { 15.0 };
        assert!((mm(*one) - 30.0).abs() < 0.6 && (mm(*other) - wanted).abs() < 0.6, "{at}: {one} {other}");
    }
    let letters =
        vanthu::sign::text_layer(&std::fs::read(folder.path().join("out/xa/hoi nghị/a.pdf")).expect("PDF"));
    let letters = letters.expect("letters");
    assert!(letters.contains("Dự thảo") && !letters.contains("Dự thảo lần"), "{letters}");
    let (code, said) = crate::register::run(folder.path(), &["ban-hanh", "xa"]);
    assert!(code == Some(1) && said.contains("còn là dự thảo"), "{said}");
}

/// A paper of some lines more than a page.
fn of_paragraphs(count: usize, more: &str) -> String {
    let line = "  Đảng uỷ xã tổ chức đối thoại giữa người đứng đầu cấp uỷ, chính quyền với Nhân dân trên địa bàn xã năm nay và những năm sau.\n";
    let paper = PLAN.replace("  Đảng uỷ xã tổ chức đối thoại.\n", &line.repeat(count));
    paper.replace("trich_yeu:", &format!("{more}trich_yeu:"))
}

/// `gon: có` takes a page off within what the rule allows, the same when it is issued, or says that
/// it cannot and leaves the paper as it was.
#[test]
fn a_paper_is_fitted_onto_a_page_within_the_rule_or_told_that_it_cannot() {
    let folder = tempfile::tempdir().expect("folder");
    let build = |count: usize, more: &str| {
        workspace(folder.path(), &[("a.yaml", &of_paragraphs(count, more))]);
        let output = vanthu(folder.path(), &["lap", "xa", "--giu-nguon"]);
        assert!(output.status.success(), "{}", words(&output));
        let source =
            std::fs::read_to_string(&files(&folder.path().join("out/xa"), "typ")[0]).expect("source");
        (words(&output), source)
    };
    let mut seen = [0; 3];
    for count in 7..14 {
        let (usual, plain) = build(count, "");
        let (told, set) = build(count, "gon: có\n");
        if usual.contains("  1 trang") {
            assert!(!told.contains("gon") && set == plain, "{told}");
            seen[0] += 1;
        } else if told.contains("  1 trang") {
            assert!(told.contains("trang::gon") && told.contains("1 trang thay vì 2"), "{told}");
            let group =
                set.split("qt.than + (").nth(1).and_then(|rest| rest.split(')').next()).expect("measures");
            let measures: Vec<f64> = group
                .split(',')
                .filter_map(|part| part.split_once(':'))
                .map(|(_, number)| number.trim().parse().expect("a number"))
                .collect();
            assert!(measures[0] >= 18.0 && measures[1] >= 6.0 && measures.len() == 2, "{measures:?}");
            seen[1] += 1;
        } else {
            assert!(told.contains("trang::khong-gon") && set == plain, "{told}");
            seen[2] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

/// A word that no break lets into its box is an error with the place where it was typed.
#[test]
fn what_does_not_fit_its_box_is_told_at_its_place() {
    let long = "X".repeat(70);
    for (field, paper) in [
        ("ho_ten", PLAN.replace("Nguyễn Văn Mẫu", &format!("Nguyễn {long}"))),
        ("chuc_vu", PLAN.replace("PHÓ BÍ THƯ", &format!("PHÓ {long}"))),
        ("quyen_han", PLAN.replace("T/M BAN THƯỜNG VỤ", &format!("T/M BAN {long}"))),
        ("noi_nhan", PLAN.replace("[Các chi bộ]", &format!("[Các chi bộ {long}, Khác]"))),
        ("ten", format!("don_vi: {{ ten: CHI BỘ {long}, ky_hieu: CB, ten_viet: Chi bộ, luu: Kho }}\n{PLAN}")),
    ] {
        let folder = tempfile::tempdir().expect("folder");
        workspace(folder.path(), &[("a.yaml", &paper)]);
        let output = vanthu(folder.path(), &["lap", "xa"]);
        assert_eq!(output.status.code(), Some(1), "{field}: {}", words(&output));
        let (line, at) = paper
            .lines()
            .enumerate()
            .find_map(|(index, line)| Some((index + 1, line.find(&long)?)))
            .expect("typed");
        let column = paper.lines().nth(line - 1).expect("line")[..at].chars().count() + 1;
        let place = format!("a.yaml:{line}:{column}");
        let found = words(&output);
        assert!(found.contains("khung::khong-vua") && found.contains(&place), "{field}: {place} in {found}");
        assert!(files(&folder.path().join("out"), "pdf").is_empty());
    }
}
