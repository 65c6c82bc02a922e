//! What was put in wrongly: one scan for two numbers, a copy at the wrong number, a
//! document in the wrong dossier, a day that is still to come.

use std::fs;

use vanthu::register::{Query, Register, State};

use crate::archive::{INVITATION, scanned};
use crate::register::{clean, run, waiting};
use crate::workspace;

fn state(xa: &std::path::Path, printed: &str) -> State {
    let register = Register::look(xa).expect("register").expect("there");
    let rows = register.list(&Query::default()).expect("rows");
    rows.into_iter().find(|row| row.printed() == printed).expect("the number").state
}

#[test]
fn one_scan_for_two_numbers_is_a_question_and_a_wrong_one_can_be_taken_out() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting()), ("b.yaml", &waiting()), ("gm.yaml", INVITATION)]);
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    for (name, mark) in [("mot.pdf", "một"), ("hai.pdf", "hai"), ("moi.pdf", "mời")] {
        fs::write(xa.join(name), scanned(mark)).expect("scan");
    }
    let add = |file: &str, number: &str, more: &[&str]| {
        run(&xa, &[&["luu", "them", file, number, "--ban-quet"], more].concat())
    };
    assert_eq!(add("mot.pdf", "01-KH/ĐU", &[]).0, Some(0));
    // Another paper, another guest of the same paper: both are asked for.
    let (code, said) = add("mot.pdf", "02-KH/ĐU", &[]);
    assert!(code == Some(1) && said.contains("luu::hai-so") && said.contains("01-KH/ĐU"), "{said}");
    assert_eq!(state(&xa, "02-KH/ĐU"), State::Kept);
    assert_eq!(add("moi.pdf", "01-GM/ĐU", &[]).0, Some(0));
    let (code, said) = add("moi.pdf", "02-GM/ĐU", &[]);
    assert!(code == Some(1) && said.contains("luu::hai-so") && said.contains("01-GM/ĐU"), "{said}");
    assert_eq!(state(&xa, "02-GM/ĐU"), State::Kept);
    assert_eq!(add("moi.pdf", "02-GM/ĐU", &["--dung-chung"]).0, Some(0));
    assert_eq!(state(&xa, "02-GM/ĐU"), State::Signed);
    clean(&xa);
    // It was the second paper's: out again, nothing lost, the number waits.
    let (code, said) = run(&xa, &["luu", "rut", "01-KH/ĐU", "--ly-do", "nhầm số"]);
    assert!(code == Some(0) && said.contains("chờ bản ký"), "{said}");
    assert_eq!(state(&xa, "01-KH/ĐU"), State::Kept);
    clean(&xa);
    let (_, said) = run(&xa, &["luu", "xem", "01-KH/ĐU"]);
    assert!(said.contains("đã rút bản ký: nhầm số") && said.contains("/quet/mot.pdf"), "{said}");
    assert_eq!(add("mot.pdf", "02-KH/ĐU", &[]).0, Some(0));
    assert_eq!(add("hai.pdf", "01-KH/ĐU", &[]).0, Some(0));
    assert_eq!((state(&xa, "01-KH/ĐU"), state(&xa, "02-KH/ĐU")), (State::Signed, State::Signed));
    clean(&xa);
    // One of two stays; which is meant is asked; of a batch only the one's own.
    fs::write(xa.join("ba.pdf"), scanned("ba")).expect("scan");
    assert_eq!(add("ba.pdf", "01-KH/ĐU", &[]).0, Some(0));
    let (code, said) = run(&xa, &["luu", "rut", "01-KH/ĐU", "--ly-do", "thừa"]);
    assert!(code == Some(1) && said.contains("--tep \"quet/ba.pdf\", \"quet/hai.pdf\""), "{said}");
    assert_eq!(run(&xa, &["luu", "rut", "01-KH/ĐU", "--tep", "ba.pdf", "--ly-do", "thừa"]).0, Some(0));
    assert_eq!(run(&xa, &["luu", "rut", "02-GM/ĐU", "--ly-do", "nhầm"]).0, Some(0));
    let states = ["01-KH/ĐU", "01-GM/ĐU", "02-GM/ĐU"].map(|number| state(&xa, number));
    assert_eq!(states, [State::Signed, State::Signed, State::Kept]);
    let (code, said) = run(&xa, &["luu", "rut", "02-GM/ĐU", "--ly-do", "nhầm"]);
    assert!(code == Some(1) && said.contains("không có bản ký nào"), "{said}");
    clean(&xa);
    // Documents of a dossier, too, and they may come in again.
    let put = ["luu", "them", "ba.pdf", "--ho-so", "hoi nghị", "--ly-do", "biên bản"];
    assert_eq!(run(&xa, &put).0, Some(0));
    let out = ["luu", "rut", "--ho-so", "hoi nghị", "--tep", "ba.pdf", "--ly-do", "của hồ sơ khác"];
    assert_eq!(run(&xa, &out).0, Some(0));
    let (_, said) = run(&xa, &["luu", "ho-so", "hoi nghị"]);
    assert!(
        said.contains("rút tai-lieu/ba.pdf: của hồ sơ khác") && !said.contains("ba.pdf  biên bản"),
        "{said}"
    );
    assert_eq!(run(&xa, &out).0, Some(1));
    clean(&xa);
    assert_eq!(run(&xa, &put).0, Some(0));
    let (_, said) = run(&xa, &["luu", "ho-so", "hoi nghị"]);
    assert!(said.contains("tai-lieu/ba.pdf  biên bản"), "{said}");
    clean(&xa);
}

#[test]
fn a_broken_digital_copy_is_no_scan() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(
        folder.path(),
        &[("a.yaml", &waiting()), ("b.yaml", &waiting().replace("đối thoại", "gặp gỡ"))],
    );
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    let issued = fs::read(xa.join("out/xa/hoi nghị/a.pdf")).expect("PDF");
    let other = fs::read(xa.join("out/xa/hoi nghị/b.pdf")).expect("PDF");
    let mut middle = issued.clone();
    let half = middle.len() / 2;
    middle[half] ^= 1;
    let cut = issued[..issued.len() * 3 / 4].to_vec();
    let tail = [&issued[..], b"\n% a line behind the end\n"].concat();
    // Written anew by another hand, without a word of where it comes from.
    let mut names = issued.clone();
    let places: Vec<usize> =
        (0..issued.len() - 6).filter(|at| issued[*at..].starts_with(b"vanthu")).collect();
    for at in places {
        names[at..at + 6].copy_from_slice(b"thuvan");
    }
    names[9..14].copy_from_slice(b"%abc\n");
    for (what, bytes) in
        [("middle", middle), ("cut", cut), ("tail", tail), ("other", other), ("names", names)]
    {
        fs::write(xa.join("x.pdf"), bytes).expect("file");
        let (code, said) = run(&xa, &["luu", "them", "x.pdf", "01-KH/ĐU", "--ban-quet"]);
        assert_eq!(code, Some(1), "{what}: {said}");
        assert_eq!(state(&xa, "01-KH/ĐU"), State::Kept, "{what}");
    }
    clean(&xa);
}

#[test]
fn a_day_still_to_come_is_asked_for_before_a_number_is_taken() {
    let folder = tempfile::tempdir().expect("folder");
    let ahead = waiting().replace("2026-06-03", "2062-06-03");
    let dossier = workspace(folder.path(), &[("a.yaml", &ahead)]);
    let xa = folder.path().join("xa");
    let office = fs::read_to_string(xa.join("co-quan.yaml")).expect("office");
    let (_, rest) = office.split_once("nhiem_ky:\n").expect("terms");
    let first = rest.lines().next().expect("a term");
    let open = "  - { tu: 2025-07-01 }";
    fs::write(xa.join("co-quan.yaml"), office.replace(first, open)).expect("office");
    let (code, said) = run(&xa, &["ban-hanh", "."]);
    assert!(code == Some(1) && said.contains("ban-hanh::ngay-sau"), "{said}");
    let line = ahead.lines().position(|line| line.starts_with("ngay:")).expect("a day") + 1;
    assert!(said.contains(&format!("a.yaml:{line}:7")), "the caret stands at the day: {said}");
    assert!(said.contains("chưa lấy số") && said.contains("--ngay-sau"), "{said}");
    let (_, said) = run(&xa, &["so", "liet-ke"]);
    assert!(!said.contains("KH/ĐU"), "{said}");
    fs::write(dossier.join("a.yaml"), waiting().replace("ngay: 2026-06-03\n", "")).expect("paper");
    let (code, said) = run(&xa, &["ban-hanh", ".", "--ngay", "3/6/2062"]);
    assert!(code == Some(1) && said.contains("chạy lại với --ngay đúng"), "{said}");
    let (code, said) = run(&xa, &["ban-hanh", ".", "--ngay", "3/6/2062", "--ngay-sau"]);
    assert!(code == Some(0) && said.contains("01-KH/ĐU") && said.contains("sau hôm nay"), "{said}");
    // What has its number is not asked again.
    assert_eq!(run(&xa, &["ban-hanh", "."]).0, Some(0));
}

#[test]
fn nothing_is_written_into_an_archive_or_over_what_is_signed() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting())]);
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    let before = fs::read(xa.join("so/so-dang-ky.sqlite")).expect("book").len();
    for said in [
        &["luu", "xuat", "luu/goi", "--goi-bagit"][..],
        &["luu", "xuat", "luu/extensions/goi", "--goi-bagit"],
        &["luu", "lap-thu-muc", "--vao", "luu/xem"],
        &["so", "in", "luu/so.pdf"],
        &["so", "in", "so/so.pdf"],
        &["so", "xuat", "luu/so.csv"],
        &["so", "xuat", "so/so.xlsx"],
        &["lap", ".", "--ra", "luu"],
    ] {
        let (code, words) = run(&xa, said);
        assert!(
            code == Some(1) && (words.contains("kho lưu `") || words.contains("sổ đăng ký `")),
            "{said:?}: {words}"
        );
    }
    assert_eq!(fs::read(xa.join("so/so-dang-ky.sqlite")).expect("book").len(), before);
    clean(&xa);
    let signed = b"%PDF-1.7\n1 0 obj<</Type/Sig/ByteRange[0 1 2 3]>>endobj".to_vec();
    fs::write(xa.join("ky.pdf"), &signed).expect("signed");
    let (code, said) = run(&xa, &["so", "in", "ky.pdf"]);
    assert!(code == Some(1) && said.contains("đã ký số"), "{said}");
    assert_eq!(fs::read(xa.join("ky.pdf")).expect("signed"), signed);
    assert_eq!(run(&xa, &["so", "in", "so.pdf"]).0, Some(0));
    assert_eq!(run(&xa, &["so", "in", "so.pdf"]).0, Some(0));
}
