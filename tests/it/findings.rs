//! Every folder in `tests/cases/findings` is a workspace with something wrong;
//! `expected.txt` is what the clerk reads. `VANTHU_ACCEPT=1` writes it anew.

use crate::{root, vanthu, words};

#[test]
fn each_case_reads_as_expected() {
    let cases = root().join("tests/cases/findings");
    let accept = std::env::var_os("VANTHU_ACCEPT").is_some();
    let mut folders: Vec<_> = std::fs::read_dir(&cases)
        .expect("cases")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 9, "the cases are there");
    let mut wrong = Vec::new();
    for folder in folders {
        let name = folder.file_name().expect("name").to_string_lossy().into_owned();
        let output = vanthu(&cases, &["check", &name]);
        let found = format!("{}mã kết thúc {}\n", words(&output), output.status.code().unwrap_or(-1));
        let file = folder.join("expected.txt");
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

#[test]
fn json_says_the_same_as_the_screen() {
    let cases = root().join("tests/cases/findings");
    let output = vanthu(&cases, &["check", "--json", "truong"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = value["phat_hien"].as_array().expect("findings");
    let screen = words(&vanthu(&cases, &["check", "truong"]));
    assert!(!findings.is_empty());
    for finding in findings {
        let head =
            format!("[{}]: {}", finding["ma"].as_str().unwrap(), finding["thong_bao"].as_str().unwrap());
        assert!(screen.contains(&head), "{head}");
        let at = |name: &str| finding["cho"][name].as_u64().expect("a place");
        assert!(at("dong") > 0 && (at("den_dong"), at("den_cot")) >= (at("dong"), at("cot")), "{finding}");
    }
}

#[test]
fn lines_that_were_cut_are_joined_in_the_file() {
    let folder = tempfile::tempdir().expect("folder");
    let case = root().join("tests/cases/findings/noi-dong");
    for name in ["co-quan.yaml", "ke-hoach.yaml"] {
        std::fs::copy(case.join(name), folder.path().join(name)).expect("copy");
    }
    let typed = std::fs::read_to_string(case.join("ke-hoach.yaml")).expect("read");
    let output = vanthu(folder.path(), &["kiem-tra", "--noi-dong", "."]);
    let said = words(&output);
    assert!(said.contains("đã nối 3 đoạn trong `ke-hoach.yaml` (dòng 5–7, 9–10, 13–14)"), "{said}");
    let joined = std::fs::read_to_string(folder.path().join("ke-hoach.yaml")).expect("read");
    assert_eq!(joined.lines().count() + 4, typed.lines().count());
    assert_eq!(joined.split_whitespace().collect::<Vec<_>>(), typed.split_whitespace().collect::<Vec<_>>());
    assert!(joined.contains("trực tiếp với Nhân dân, Đảng uỷ xã"));
    assert_eq!(std::fs::read_to_string(folder.path().join("ke-hoach.yaml.cu")).expect("read"), typed);
    let again = words(&vanthu(folder.path(), &["kiem-tra", "--noi-dong", "."]));
    assert!(again.contains("không có dòng nào phải nối"), "{again}");
}
