//! What the machine's clock, a term's end and a lost register do to numbers.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{PLAN, files, vanthu, words, workspace};

fn run(folder: &Path, said: &[&str]) -> (Option<i32>, String) {
    let output = vanthu(folder, said);
    (output.status.code(), words(&output))
}

/// Issues a paper of the dossier on a machine whose clock says `time`.
fn issue_at(folder: &Path, time: &str, paper: &str) -> String {
    let output = Command::new("faketime")
        .args([time, env!("CARGO_BIN_EXE_vanthu"), "issue", &format!("xa/hoi nghị/{paper}")])
        .current_dir(folder)
        .output()
        .expect("faketime starts");
    words(&output)
}

#[test]
#[ignore = "needs faketime"]
fn a_clock_that_runs_ahead_and_back_is_told_of_and_numbers_go_on() {
    let folder = tempfile::tempdir().expect("folder");
    let plan = PLAN.replace("so: 7\n", "");
    workspace(folder.path(), &[("a.yaml", &plan), ("b.yaml", &plan), ("c.yaml", &plan)]);
    let said = issue_at(folder.path(), "2027-11-25 10:00:00", "a.yaml");
    assert!(said.contains("01-KH/ĐU") && !said.contains("so-dang-ky::"), "{said}");
    let said = issue_at(folder.path(), "2026-11-25 10:00:00", "b.yaml");
    assert!(said.contains("02-KH/ĐU") && said.contains("so-dang-ky::dong-ho"), "{said}");
    assert!(said.contains("mà sổ ghi lần trước lúc"), "{said}");
    // A minute later, the clock right again: nothing more to say.
    let said = issue_at(folder.path(), "2026-11-25 10:01:00", "c.yaml");
    assert!(said.contains("03-KH/ĐU") && !said.contains("so-dang-ky::"), "{said}");
    let xa = folder.path().join("xa");
    let (_, said) = run(&xa, &["register", "check"]);
    assert_eq!(said.matches("so-dang-ky::dong-ho").count(), 1, "{said}");
    let (code, said) = run(&xa, &["archive", "verify"]);
    assert!(code == Some(0) && said.contains("0 lỗi"), "{said}");
    // A machine that thinks it is last year says that the paper's day lies ahead.
    fs::write(xa.join("hoi nghị/d.yaml"), &plan).expect("paper");
    let said = issue_at(folder.path(), "2025-11-25 10:00:00", "d.yaml");
    assert!(said.contains("ban-hanh::ngay-sau") && !said.contains("04-KH/ĐU"), "no number is taken: {said}");
}

#[test]
fn a_term_that_ends_at_midnight_begins_numbers_anew() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = |day: &str| PLAN.replace("so: 7\n", "").replace("2026-06-03", day);
    let days = ["2026-05-30", "2026-05-31", "2026-06-01", "2026-06-02"];
    let papers: Vec<(String, String)> = days.iter().map(|day| (format!("{day}.yaml"), paper(day))).collect();
    let papers: Vec<(&str, &str)> =
        papers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    workspace(folder.path(), &papers);
    let xa = folder.path().join("xa");
    let office = fs::read_to_string(xa.join("co-quan.yaml")).expect("office");
    let at = office.find("nhiem_ky").expect("terms");
    let rest = office[at..].lines().skip(1).skip_while(|line| line.starts_with([' ', '-']));
    let rest: Vec<&str> = rest.collect();
    let terms = "nhiem_ky:\n  - { tu: 2025-07-01, den: 2026-05-31 }\n  - { tu: 2026-06-01 }\n";
    fs::write(xa.join("co-quan.yaml"), format!("{}{terms}{}\n", &office[..at], rest.join("\n")))
        .expect("office");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(0), "{said}");
    for (day, number) in days.iter().zip(["01", "02", "01", "02"]) {
        let line = said.lines().find(|line| line.contains(&format!("{day}.pdf"))).unwrap_or_default();
        assert!(line.starts_with(&format!("{number}-KH/ĐU")), "{day}: {said}");
    }
    let (_, said) = run(&xa, &["archive", "verify"]);
    assert!(said.contains("0 lỗi, 0 cảnh báo"), "{said}");
}

#[test]
fn a_lost_register_gives_no_number_again() {
    let folder = tempfile::tempdir().expect("folder");
    let plan = PLAN.replace("so: 7\n", "");
    let dossier = workspace(folder.path(), &[("a.yaml", &plan)]);
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    let (_, said) = run(&xa, &["register", "export", "so.csv"]);
    assert!(xa.join("so.csv").is_file(), "{said}");
    fs::remove_dir_all(xa.join("so")).expect("lost");
    let other = |what: &str| plan.replace("tổ chức đối thoại\n", &format!("{what}\n"));
    fs::write(dossier.join("b.yaml"), other("họp dân")).expect("paper");
    fs::write(dossier.join("c.yaml"), other("họp Đảng uỷ")).expect("paper");
    let (code, said) = run(&xa, &["issue", "."]);
    assert!(code == Some(1) && said.matches("sổ đã mất").count() >= 1, "{said}");
    assert!(said.contains("0/3 văn bản"), "not one of them: {said}");
    // What was exported once brings the series back; the paper kept has its number.
    let (code, said) = run(&xa, &["register", "import", "so.csv"]);
    assert_eq!(code, Some(0), "{said}");
    let (_, said) = run(&xa, &["issue", "."]);
    assert!(said.contains("02-KH/ĐU") && said.contains("03-KH/ĐU") && !said.contains("04-KH/ĐU"), "{said}");
    assert!(said.contains("ban-hanh::da-co-so"), "{said}");
}

#[test]
fn an_older_register_or_a_new_name_gives_no_second_number() {
    let folder = tempfile::tempdir().expect("folder");
    let plan = PLAN.replace("so: 7\n", "");
    let other = plan.replace("tổ chức đối thoại\n", "họp dân\n");
    let dossier = workspace(folder.path(), &[("a.yaml", &plan)]);
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    // Renamed: it has its number already.
    fs::rename(dossier.join("a.yaml"), dossier.join("ke-hoach.yaml")).expect("renamed");
    let (code, said) = run(&xa, &["issue", "."]);
    assert!(code == Some(1) && said.contains("ban-hanh::da-co-so") && said.contains("01-KH/ĐU"), "{said}");
    fs::rename(dossier.join("ke-hoach.yaml"), dossier.join("a.yaml")).expect("renamed");
    // The register of this moment comes back after another paper was kept.
    let so = xa.join("so/so-dang-ky.sqlite");
    let older = fs::read(&so).expect("register");
    fs::write(dossier.join("b.yaml"), &other).expect("paper");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    fs::write(&so, older).expect("restored");
    for beside in ["so/so-dang-ky.sqlite-wal", "so/so-dang-ky.sqlite-shm"] {
        let _ = fs::remove_file(xa.join(beside));
    }
    fs::write(dossier.join("aa.yaml"), other.replace("họp dân", "họp Đảng uỷ")).expect("paper");
    // An object that cannot be read is still there.
    for inventory in files(&xa.join("luu"), "json") {
        let second = inventory.display().to_string().contains("ke-hoach-2/inventory");
        let _ = second.then(|| fs::write(&inventory, "{").expect("broken"));
    }
    let (code, said) = run(&xa, &["issue", "hoi nghị/aa.yaml"]);
    assert!(code == Some(1) && said.contains("cũ hơn kho lưu"), "{said}");
    assert!(!run(&xa, &["register", "list"]).1.contains("02-KH/ĐU"), "no number was given");
}

#[test]
fn what_was_issued_is_not_built_otherwise_without_a_word() {
    let folder = tempfile::tempdir().expect("folder");
    let plan = PLAN.replace("so: 7\n", "");
    let invitation = |guests: &[&str]| {
        let guests: String = guests.iter().map(|name| format!("  - {{ ho_ten: {name} }}\n")).collect();
        format!(
            "loai: giay-moi\nngay: 2026-06-03\ntrich_yeu: dự hội nghị\nso_theo: khach\nnguoi_ky: {{ quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Văn Thí }}\nnoi_dung: |\n  Trân trọng kính mời dự hội nghị.\nnoi_nhan: [Như thành phần mời]\nkhach_moi:\n{guests}"
        )
    };
    let two = invitation(&["Nguyễn Văn Mẫu", "Trần Thị Ví Dụ"]);
    let dossier = workspace(folder.path(), &[("a.yaml", &plan), ("gm.yaml", &two)]);
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    let (code, said) = run(&xa, &["build", "."]);
    assert!(code == Some(0) && !said.contains("ban-hanh::"), "{said}");
    fs::write(dossier.join("a.yaml"), plan.replace("Đảng uỷ xã tổ chức", "Đảng uỷ xã sẽ tổ chức"))
        .expect("paper");
    let three = invitation(&["Nguyễn Văn Mẫu", "Trần Thị Ví Dụ", "Phạm Văn Ba"]);
    fs::write(dossier.join("gm.yaml"), three).expect("paper");
    let (code, said) = run(&xa, &["build", "."]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("ban-hanh::ban-khac") && said.contains("đã ban hành với 2 số"), "{said}");
    assert!(!xa.join("out/xa/hoi nghị/gm/003 Phạm Văn Ba.pdf").exists());
}
