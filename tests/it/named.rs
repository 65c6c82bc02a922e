//! A paper is named as it stands on the paper: number and symbol in one word.

use std::fs;

use crate::archive::{INVITATION, scanned};
use crate::register::{run, waiting};
use crate::workspace;

const BOOK: &str = "Số;Ngày;Tên loại;Trích yếu\n01-QĐ/ĐU;20/7/2025;Quyết định;điều động\n\
    01-QĐ/ĐU;21/7/2025;Quy định;chế độ\n02-TB/ĐU;21/7/2025;Thông báo;hai\n\
    02-TB/ĐU;22/7/2025;Thông báo;ba về đất đai\n05-TB/VPĐU;22/7/2025;Thông báo;của văn phòng\n";

#[test]
fn a_paper_is_named_as_it_stands_on_the_paper() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting()), ("b.yaml", &waiting()), ("gm.yaml", INVITATION)]);
    let xa = folder.path().join("xa");
    fs::write(xa.join("cu.csv"), BOOK).expect("book");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    assert_eq!(run(&xa, &["so", "import", "cu.csv"]).0, Some(0));
    fs::write(xa.join("quet.pdf"), scanned("một")).expect("scan");
    // Whatever is not one paper changes nothing, and what is meant is asked.
    for (said, code, why) in [
        (&["show", "01-KHH/ĐU"][..], 1, "không có ký hiệu `KHH`\n = có phải `KH`?"),
        (&["show", "07-KH/ĐU"], 1, "sổ không có 07-KH/ĐU\n"),
        (&["show", "01-KH/VPĐU"], 1, "sổ không có 01-KH/VPĐU\n = sổ có 01-KH/ĐU ngày 03/6/2026"),
        (&["show", "1"], 2, "số 1 của loại nào"),
        (&["show", "1"], 2, "sổ có 01-KH/ĐU ngày 03/6/2026 “tổ chức đối thoại”"),
        (&["show", "ke-hoach"], 2, "còn thiếu số của `ke-hoach`"),
        (&["show", "01-KH/ĐU", "1"], 2, "`01-KH/ĐU` đã có số"),
        (&["show", "01–02-GM/ĐU"], 2, "không phải số và ký hiệu của một văn bản"),
        (&["recall", "01-KH/ĐU", "--organ", "VPĐU", "--reason", "sai"], 2, "mà --ky-hieu là VPĐU"),
        (
            &["recall", "--reason", "sai", "--by", "01-KH/ĐU", "giay-moi", "5"],
            2,
            "`giay-moi` không phải một số",
        ),
        (&["recall", "giay-moi", "1", "--reason", "sai", "--by", "01-KH/ĐU", "x"], 2, "--bang ở cuối lệnh"),
        (&["add", "quet.pdf", "KH/ĐU", "--scan"], 2, "còn thiếu số của `KH/ĐU`"),
    ] {
        let (found, words) = run(&xa, &[&["luu"], said].concat());
        assert!(found == Some(code) && words.contains(why), "{said:?}: {words}");
    }
    for (number, why) in [
        ("01-QĐ/ĐU", "loại là `quy-dinh` hoặc `quyet-dinh`"),
        ("02-TB/ĐU", "lần 2: ngày 22/7/2025 “ba về đất đai”"),
        ("5-TB", "sổ có 05-TB/VPĐU"),
    ] {
        let (code, words) = run(&xa, &["so", "cancel", number, "--reason", "sai"]);
        assert!(code != Some(0) && words.contains(why), "{number}: {words}");
    }
    assert_eq!(run(&xa, &["so", "list"]).1.matches("đã huỷ").count(), 0);
    // However it is typed, it is that paper.
    for typed in ["01-KH/ĐU", "1-kh/du", "Số 01 - KH/ĐU", "1-KH", "01–KH/ĐU"] {
        let (code, words) = run(&xa, &["luu", "show", typed]);
        assert!(code == Some(0) && words.contains("01-KH/ĐU  tổ chức"), "{typed}: {words}");
    }
    for (said, told) in [
        (&["luu", "add", "quet.pdf", "01-KH/ĐU", "--scan"][..], "01-KH/ĐU  bản 2"),
        (
            &["luu", "correct", "1-KH/ĐU", "--reason", "sai giờ", "--by", "02-KH/ĐU"],
            "có đính chính bằng 02-KH/ĐU",
        ),
        (
            &["luu", "recall", "--by", "ke-hoach", "2", "--reason", "đổi ngày", "02-GM/ĐU"],
            "02-GM/ĐU  đã thu hồi",
        ),
        (&["so", "find", "02-gm/du"], "02-GM/ĐU       03/6/2026"),
        (&["luu", "find", "01-KH/ĐU"], "01-KH/ĐU       03/6/2026"),
        (&["so", "cancel", "02-TB/ĐU", "--lan", "2", "--reason", "nhầm"], "02-TB/ĐU  đã huỷ: nhầm"),
        (&["so", "cancel", "05-TB/VPĐU", "--reason", "nhầm"], "05-TB/VPĐU  đã huỷ: nhầm"),
        (&["so", "start", "41-CTr/DU"], "loại `chuong-trinh`, cơ quan ĐU: số tiếp theo là 41"),
    ] {
        let (code, words) = run(&xa, said);
        assert!(code == Some(0) && words.contains(told), "{said:?}: {words}");
    }
    assert_eq!(run(&xa, &["so", "find", "02-gm/du"]).1.matches("-GM/ĐU").count(), 1, "that number alone");
    let (code, words) = run(&xa, &["so", "check"]);
    assert!(code == Some(0), "{words}");
    assert_eq!(run(&xa, &["luu", "verify"]).0, Some(0));
}
