//! One guest's number of a batch is struck out: the others keep theirs, and their
//! copies can be had again; the number is nobody's, ever.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::register::{clean, run};
use crate::{files, workspace};

pub(crate) const INVITATION: &str = "loai: giay-moi\nngay: 2026-06-03\ntrich_yeu: dự hội nghị\nso_theo: khach\n\
    nguoi_ky: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Văn Thí }\n\
    noi_dung: |\n  Trân trọng kính mời dự hội nghị.\nnoi_nhan: [Như thành phần mời]\nin_kem: [danh-sach-ky-nhan]\n\
    khach_moi:\n  - { ho_ten: Nguyễn Văn Mẫu }\n  - { ho_ten: Trần Thị Ví Dụ }\n  - { ho_ten: Lê Văn Thí }\n";

/// Gives the guests' PDFs in a folder, by name.
fn copies(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let of_guest = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        name.starts_with("00").then(|| (name, fs::read(path).expect("PDF")))
    };
    files(folder, "pdf").iter().filter_map(of_guest).collect()
}

fn numbers(xa: &Path) -> Vec<String> {
    run(xa, &["so", "list"]).1.lines().filter(|line| line.contains("-GM/")).map(str::to_owned).collect()
}

#[test]
fn one_number_of_a_batch_is_struck_out_and_the_others_stay() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = workspace(folder.path(), &[("gm.yaml", INVITATION)]).join("gm.yaml");
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    let kept = copies(&xa.join("luu"));
    assert_eq!(kept.len(), 3);
    let (second, first) = ("002 Trần Thị Ví Dụ.pdf", "001 Nguyễn Văn Mẫu.pdf");
    for (number, told, gone) in [
        ("02-GM/ĐU", "không lập bản: 02 (Trần Thị Ví Dụ)\n", &[second][..]),
        ("01-GM/ĐU", "không lập bản: 01 (Nguyễn Văn Mẫu); 02 (Trần Thị Ví Dụ)\n", &[second, first]),
    ] {
        let cancel = ["so", "cancel", number, "--reason", "khách nghỉ"];
        assert_eq!(run(&xa, &cancel).0, Some(0));
        let listed = numbers(&xa);
        // With what was made before still there, and from nothing; both ways of making it.
        for (way, anew) in [("issue", false), ("build", true), ("issue", true)] {
            if anew {
                fs::remove_dir_all(xa.join("out")).expect("removed");
            }
            let (code, said) = run(&xa, &[way, "hoi nghị/gm.yaml"]);
            assert!(code == Some(0) && said.contains(told), "{way}: {said}");
            let mut right = kept.clone();
            right.retain(|name, _| !gone.contains(&name.as_str()));
            assert!(copies(&xa.join("out")) == right, "{way}: {said}");
        }
        assert_eq!(numbers(&xa), listed);
        clean(&xa);
    }
    // Taken out of the list, she would hand her number on: refused, and said why.
    let list = fs::read_to_string(&paper).expect("paper");
    fs::write(&paper, list.replace("  - { ho_ten: Trần Thị Ví Dụ }\n", "")).expect("shorter");
    for way in ["issue", "build"] {
        let (code, said) = run(&xa, &[way, "hoi nghị/gm.yaml"]);
        assert!(code == Some(1) && said.contains("kể cả khách đã huỷ số"), "{way}: {said}");
    }
    fs::write(&paper, &list).expect("back");
    // The last one struck out, too: the paper has new numbers, after all the old ones.
    assert_eq!(run(&xa, &["so", "cancel", "03-GM/ĐU", "--reason", "hoãn"]).0, Some(0));
    let (code, said) = run(&xa, &["issue", "."]);
    assert!(code == Some(0) && said.contains("4–06-GM/ĐU"), "{said}");
    clean(&xa);
}

/// The machine stopped after the numbers, before the archive; then one is struck out.
#[test]
fn a_number_struck_out_before_the_archive_had_it_stays_nobody_s() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("gm.yaml", INVITATION)]);
    let xa = folder.path().join("xa");
    fs::write(xa.join("luu"), "no archive can be here").expect("file");
    let (code, said) = run(&xa, &["issue", "."]);
    assert!(code == Some(1) && said.contains("đã giữ số"), "{said}");
    fs::remove_file(xa.join("luu")).expect("removed");
    assert_eq!(run(&xa, &["so", "cancel", "01-GM/ĐU", "--reason", "khách nghỉ"]).0, Some(0));
    let (_, said) = run(&xa, &["luu", "verify"]);
    assert!(said.contains("`02-GM/ĐU`") && said.contains("chưa vào kho lưu"), "{said}");
    let (code, said) = run(&xa, &["issue", "."]);
    assert!(code == Some(0) && said.contains("2–03-GM/ĐU") && said.contains("01 (Nguyễn Văn Mẫu)"), "{said}");
    clean(&xa);
    let (out, kept) = (copies(&xa.join("out")), copies(&xa.join("luu")));
    assert_eq!(
        out.keys().map(String::as_str).collect::<Vec<_>>(),
        ["002 Trần Thị Ví Dụ.pdf", "003 Lê Văn Thí.pdf"]
    );
    assert!(out.iter().all(|(name, bytes)| kept.get(name) == Some(bytes)));
    let (_, said) = run(&xa, &["luu", "show", "03-GM/ĐU"]);
    assert!(said.contains("003 Lê Văn Thí.pdf"), "{said}");
    assert_eq!(run(&xa, &["luu", "view"]).0, Some(0));
    let seen = files(&xa.join("Lưu VPĐU"), "pdf");
    let third = seen.iter().find(|path| path.to_string_lossy().contains("03-GM")).expect("the third");
    assert!(fs::read(third).expect("PDF") == kept["003 Lê Văn Thí.pdf"], "each number its own paper");
    assert!(
        seen.len() == 3 && seen.iter().any(|path| path.to_string_lossy().contains("01-GM-ĐU [đã huỷ]")),
        "{seen:?}"
    );
    let (code, said) = run(&xa, &["luu", "rebuild"]);
    assert!(code == Some(0) && said.contains("02-GM/ĐU  3/3 tệp giống từng byte"), "{said}");
}

const POSTPONED: &str = "loai: thong-bao-hoan\nngay: 2026-06-10\ntheo: gm\ntrich_yeu: hoãn hội nghị\n\
    nguoi_ky: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Văn Thí }\n\
    noi_nhan: [Như thành phần mời]\n";

/// Whose number was struck out got no invitation: nothing is put off for them, and nobody
/// is told of a number that is nobody's.
#[test]
fn a_postponement_goes_to_nobody_whose_number_was_struck_out() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("gm.yaml", INVITATION)]);
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    assert_eq!(run(&xa, &["so", "cancel", "02-GM/ĐU", "--reason", "khách nghỉ"]).0, Some(0));
    fs::write(dossier.join("tb.yaml"), POSTPONED).expect("paper");
    fs::write(dossier.join("tb-2.yaml"), POSTPONED.replace("theo: gm", "theo: tb").replace("06-10", "06-11"))
        .expect("paper");
    for paper in ["tb", "tb-2"] {
        let (code, said) = run(&xa, &["issue", &format!("hoi nghị/{paper}.yaml")]);
        assert!(code == Some(0) && said.contains("không lập bản cho: Trần Thị Ví Dụ"), "{said}");
        let out = copies(&xa.join("out/xa/hoi nghị").join(paper));
        let names: Vec<&str> = out.keys().map(String::as_str).collect();
        assert_eq!(names, ["001 Nguyễn Văn Mẫu.pdf", "003 Lê Văn Thí.pdf"], "{said}");
    }
    let text = crate::outside::text_layer(&xa.join("out/xa/hoi nghị/tb/003 Lê Văn Thí.pdf"));
    assert!(text.contains("03-GM/ĐU") && !text.contains("02-GM/ĐU"), "{text}");
    // Find and the dossier say the same of the invitation, of which two numbers stand.
    for words in [&["luu", "find", "GM"][..], &["luu", "dossier", "hoi nghị"]] {
        let (_, said) = run(&xa, words);
        let line = said.lines().find(|line| line.contains("01–03-GM/ĐU")).expect("the invitation");
        assert!(line.contains("đã huỷ số 02-GM/ĐU") && !line.contains("[đã huỷ]"), "{line}");
    }
    // What went out stays as it went out, whatever is struck out later.
    assert_eq!(run(&xa, &["so", "cancel", "01-GM/ĐU", "--reason", "khách nghỉ"]).0, Some(0));
    let (code, said) = run(&xa, &["issue", "hoi nghị/tb.yaml"]);
    assert!(code == Some(0) && !said.contains("Nguyễn Văn Mẫu"), "{said}");
    assert_eq!(copies(&xa.join("out/xa/hoi nghị/tb")).len(), 2);
    clean(&xa);
    // Nothing of it stands any more: nothing can be put off.
    assert_eq!(run(&xa, &["so", "cancel", "03-GM/ĐU", "--reason", "hoãn"]).0, Some(0));
    for words in [&["luu", "find", "GM"][..], &["luu", "dossier", "hoi nghị"]] {
        let (_, said) = run(&xa, words);
        let line = said.lines().find(|line| line.contains("01–03-GM/ĐU")).expect("the invitation");
        assert!(line.ends_with("[đã huỷ]"), "{line}");
    }
    fs::write(dossier.join("tb-3.yaml"), POSTPONED.replace("06-10", "06-12")).expect("paper");
    let (code, said) = run(&xa, &["issue", "hoi nghị/tb-3.yaml"]);
    assert!(code == Some(1) && said.contains("vien-dan::da-huy") && said.contains("03-GM/ĐU"), "{said}");
}
