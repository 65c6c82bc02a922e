//! What the machine's clock, a term's end and a lost register do to numbers.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{PLAN, vanthu, words, workspace};

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
    assert!(said.contains("04-KH/ĐU") && said.contains("sau hôm nay"), "{said}");
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
    fs::write(dossier.join("b.yaml"), &plan).expect("paper");
    let (code, said) = run(&xa, &["issue", "hoi nghị/b.yaml"]);
    assert!(code == Some(1) && said.contains("sổ đã mất"), "{said}");
    // What was exported once brings the series back.
    let (code, said) = run(&xa, &["register", "import", "so.csv"]);
    assert_eq!(code, Some(0), "{said}");
    let (_, said) = run(&xa, &["issue", "hoi nghị/b.yaml"]);
    assert!(said.contains("02-KH/ĐU"), "{said}");
}
