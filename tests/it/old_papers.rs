//! A folder of old Word files comes in: each becomes a draft or says why not, none stops the others,
//! nothing is written twice or over something; an older register and its papers find each other.

use std::fs;
use std::path::Path;

use crate::adopt::plan;
use crate::{files, root, vanthu, words};

const BOOK: &str = "Số,Ngày,Trích yếu\n\
    30-KH/ĐU,05/3/2024,Tổ chức HN đối thoại với thanh niên\n\
    31-KH/ĐU,06/3/2024,V/v kiểm tra công tác chi bộ năm 2024\n\
    32-KH/ĐU,07/3/2024,học tập nghị quyết của tỉnh\n\
    29-KH/ĐU,10/01/2023,một kế hoạch của năm trước\n";

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
    fs::write(path, bytes).expect("written");
}

/// Makes an office with an older register, and its old papers in folders.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let (xa, old) = (folder.path().join("xa"), folder.path().join("cu"));
    let office = fs::read(root().join("tests/cases/register/co-quan.yaml")).expect("an office");
    write(&xa.join("co-quan.yaml"), &office);
    write(&folder.path().join("so.csv"), BOOK.as_bytes());
    let entered = vanthu(&xa, &["so", "nhap", "../so.csv"]);
    assert!(entered.status.success(), "{}", words(&entered));
    let dialogue = plan(30, "05 tháng 3", "tổ chức Hội nghị đối thoại với thanh niên");
    write(&old.join("Thanh niên/30.docx"), &dialogue);
    write(&old.join("Thanh niên/~$30.docx"), b"open");
    write(&old.join("31.docx"), &plan(31, "08 tháng 3", "kiểm tra công tác chi bộ năm 2024"));
    let other = plan(32, "09 tháng 3", "tuyển quân");
    write(&old.join("Quân sự/32.docx"), &other);
    let new = plan(33, "11 tháng 3", "thăm gia đình chính sách");
    write(&old.join("Quân sự/33 sửa.docx"), &plan(33, "11 tháng 3", "thăm các gia đình chính sách"));
    write(&old.join("Quân sự/33.docx"), &new);
    write(&old.join("Quân sự/33 (1).docx"), &new);
    write(&old.join("Quân sự/hỏng.docx"), &new[..new.len() / 2]);
    write(&old.join("Quân sự/ảnh.jpg"), b"no paper");
    folder
}

fn taken(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = vanthu(folder, &[&["nhan", "../cu"], more].concat());
    (output.status.code(), words(&output))
}

#[test]
fn an_old_register_and_its_papers_find_each_other() {
    let folder = office();
    let xa = folder.path().join("xa");
    let before = files(&xa, "yaml");
    let report = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a report");
    // A rehearsal writes its report and nothing else.
    let (code, said) = taken(&xa, &["--thu", "--chia", "thu-muc", "--bao-cao", "../thu.csv"]);
    assert!(code == Some(1) && said.contains("chỉ xem"), "{said}");
    assert_eq!(files(&xa, "yaml"), before);
    let (code, said) = taken(&xa, &["--chia", "thu-muc", "--bao-cao", "../that.csv"]);
    assert_eq!(code, Some(1), "{said}");
    for told in [
        "7 tệp Word: 3 bản nháp đã viết, 2 đã có trong sổ, 1 giống hệt tệp đã nhận, 1 không nhận được, 1 dòng sổ",
        "Thanh niên/30.docx: Kế hoạch; 30-KH/ĐU; Hoa Mẫu, ngày 05 tháng 3 năm 2024: đã có trong sổ (so.csv, dòng 2)",
        "`Quân sự/hỏng.docx` bị hỏng",
        "2 tệp cùng mang số `33-KH/ĐU`",
        "1 tệp không phải Word nên không nhận: Quân sự/ảnh.jpg",
        "1 dòng sổ cũ (năm 2024) không có tệp Word ở đây: 32-KH/ĐU",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let golden = root().join("tests/cases/brought/_bao-cao.csv");
    if std::env::var_os("VANTHU_ACCEPT").is_some() {
        fs::write(&golden, report("that.csv")).expect("written");
    }
    assert_eq!(report("that.csv"), fs::read_to_string(&golden).unwrap_or_default());
    assert_eq!(report("thu.csv").lines().count(), report("that.csv").lines().count());
    // Where no draft was written there is no dossier; all are in one for the folder.
    let drafts: Vec<_> = files(&xa, "yaml").into_iter().filter(|file| !before.contains(file)).collect();
    assert_eq!(drafts.len(), 4, "{drafts:?}");
    assert!(drafts.iter().all(|file| file.starts_with(xa.join("cu-quan-su"))), "{drafts:?}");
    let checked = words(&vanthu(&xa, &["kiem-tra"]));
    assert!(!checked.contains("lỗi[yaml"), "{checked}");
    // Once more: nothing is made twice, and a report is no reason to lose another one.
    let (code, said) = taken(&xa, &["--chia", "thu-muc", "--bao-cao", "../that.csv"]);
    assert!(code == Some(1) && said.contains("không đè lên"), "{said}");
    let (_, said) = taken(&xa, &["--chia", "thu-muc", "--bao-cao", "../lai.xlsx"]);
    assert!(said.contains("0 bản nháp đã viết") && said.contains("4 giống hệt tệp đã nhận"), "{said}");
    assert_eq!(files(&xa, "yaml").len(), before.len() + 4);
}

/// What is new goes on where a run was cut off; each file may have a dossier of its own, or all one.
#[test]
fn drafts_lie_in_a_dossier_each_or_in_one() {
    let folder = office();
    let xa = folder.path().join("xa");
    assert!(vanthu(&xa, &["nhan", "../cu", "--chia", "thu-muc"]).status.code() == Some(1));
    let more = plan(40, "15 tháng 3", "một việc mới");
    write(&folder.path().join("cu/Quân sự/40.docx"), &more);
    let (_, said) = taken(&xa, &["--chia", "thu-muc"]);
    assert!(said.contains("đã viết `cu-quan-su/ke-hoach-4.yaml`"), "{said}");
    write(&folder.path().join("cu/Quân sự/41.docx"), &plan(41, "16 tháng 3", "một việc mới nữa"));
    let (_, said) = taken(&xa, &["--chia", "tep"]);
    assert!(said.contains("đã viết `41/ke-hoach.yaml`"), "{said}");
    let (code, said) = taken(&xa, &["--ho-so", "41", "--chia", "tep"]);
    assert!(code == Some(2), "{said}");
    write(&folder.path().join("cu/42.docx"), &plan(42, "17 tháng 3", "một việc sau cùng"));
    let (_, said) = taken(&xa, &["--ho-so", "41"]);
    assert!(said.contains("đã viết `41/ke-hoach-2.yaml`"), "{said}");
    let (code, said) = taken(&xa, &[]);
    assert!(code == Some(1) && said.contains("--chia"), "{said}");
}
