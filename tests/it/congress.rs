//! Papers of a congress: one series for all kinds, from the preparatory session to the closing (HD05
//! §3.1.1a), beside the series of the committee.

use std::fs;

use crate::register::{clean, run};
use crate::{files, vanthu, words, workspace};

const ORGANS: &str = "  dai-hoi: { cap_tren: không, ten: \"ĐẠI HỘI ĐẠI BIỂU\\nĐẢNG BỘ XÃ HOA MẪU LẦN THỨ I\", ten_viet: Đại hội đại biểu Đảng bộ xã lần thứ I, ky_hieu: ĐH, dai_hoi: { tu: 2026-06-19, den: 2026-06-20 } }
  doan-chu-tich: { cap_tren: \"ĐẠI HỘI ĐẠI BIỂU\\nĐẢNG BỘ XÃ HOA MẪU LẦN THỨ I\", ten: ĐOÀN CHỦ TỊCH, ten_viet: Đoàn Chủ tịch Đại hội, ky_hieu: ĐH, dai_hoi: { tu: 2026-06-19, den: 2026-06-20 } }
";

/// Writes a paper of an organ: its kind and its day.
fn paper(kind: &str, organ: &str, day: &str) -> String {
    let organ = if organ.is_empty() { String::new() } else { format!("don_vi: {organ}\n") };
    format!(
        "loai: {kind}\nngay: {day}\n{organ}trich_yeu: kết quả làm việc của {kind} {day}\nnoi_dung: |\n  Đại hội họp hai ngày.\nnguoi_ky: {{ quyen_han: T/M ĐOÀN CHỦ TỊCH, ho_ten: Nguyễn Văn Mẫu }}\nnoi_nhan: [Các chi bộ]\n"
    )
}

#[test]
fn a_congress_has_one_series_for_all_its_kinds() {
    let folder = tempfile::tempdir().expect("folder");
    let papers = [
        ("a.yaml", paper("bao-cao", "dai-hoi", "2026-06-19")),
        ("b.yaml", paper("nghi-quyet", "doan-chu-tich", "2026-06-20")),
        ("c.yaml", paper("thong-bao", "dai-hoi", "2026-06-20")),
        ("d.yaml", paper("bao-cao", "", "2026-06-20")),
        ("e.yaml", paper("nghi-quyet", "", "2026-06-20")),
    ];
    let papers = papers.map(|(name, text)| (name, text.replace("don_vi: \n", "")));
    let committee = |text: &str| text.replace("T/M ĐOÀN CHỦ TỊCH", "T/M ĐẢNG UỶ, chuc_vu: BÍ THƯ");
    let papers: Vec<(&str, String)> = papers
        .iter()
        .map(|(name, text)| (*name, if "de".contains(&name[..1]) { committee(text) } else { text.clone() }))
        .collect();
    let papers: Vec<(&str, &str)> = papers.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let dossier = workspace(folder.path(), &papers);
    let xa = folder.path().join("xa");
    let office = xa.join("co-quan.yaml");
    let text = fs::read_to_string(&office).expect("office");
    fs::write(&office, format!("{text}{ORGANS}")).expect("office");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(0), "{said}");
    for number in ["01-BC/ĐH", "02-NQ/ĐH", "03-TB/ĐH", "01-BC/ĐU", "01-NQ/ĐU"] {
        assert!(said.contains(number), "{number}: {said}");
    }
    clean(&xa);
    // Each kind is found among those of the congress, too.
    let (_, listed) = run(&xa, &["register", "list", "--kind", "bao-cao"]);
    let both = listed.contains("01-BC/ĐH") && listed.contains("01-BC/ĐU");
    assert!(both && !listed.contains("NQ/ĐH"), "{listed}");
    for name in [&["luu", "xem", "01-BC/ĐH"][..], &["luu", "xem", "bao-cao", "1", "--ky-hieu", "ĐH"]] {
        let (code, shown) = run(&xa, name);
        assert!(code == Some(0) && shown.contains("01-BC/ĐH"), "{shown}");
    }
    // A number struck out is not given again, and the next paper goes on behind the last of any kind.
    let (code, said) = run(&xa, &["register", "cancel", "03-TB/ĐH", "--reason", "in nhầm"]);
    assert_eq!(code, Some(0), "{said}");
    fs::write(dossier.join("g.yaml"), paper("ket-luan", "dai-hoi", "2026-06-20")).expect("paper");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert!(code == Some(0) && said.contains("04-TB/ĐH") && said.contains("05-KL/ĐH"), "{said}");
    // Outside of its days the congress gives no number, and the committee's series are as they were.
    for day in ["2026-06-18", "2026-06-21"] {
        fs::write(dossier.join("h.yaml"), paper("bao-cao", "dai-hoi", day)).expect("paper");
        let (code, said) = run(folder.path(), &["issue", "xa"]);
        assert!(code == Some(1) && said.contains("không nằm trong những ngày của đại hội"), "{said}");
    }
    fs::write(dossier.join("h.yaml"), committee(&paper("bao-cao", "", "2026-06-21"))).expect("paper");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert!(code == Some(0) && said.contains("02-BC/ĐU"), "{said}");
    // Two papers of different kinds cannot have one number.
    let draft = |name: &str, kind: &str| {
        let text = paper(kind, "dai-hoi", "2026-06-20").replace("loai:", "so: 9\nloai:");
        fs::write(dossier.join(name), text).expect("paper");
    };
    draft("i.yaml", "bao-cao");
    draft("k.yaml", "thong-bao");
    let (_, said) = run(folder.path(), &["check", "xa"]);
    assert!(said.contains("so::trung"), "{said}");
    fs::remove_file(dossier.join("i.yaml")).expect("gone");
    fs::remove_file(dossier.join("k.yaml")).expect("gone");
    // The book has a section of the congress; register and archive are sound, the register is made anew
    // from the archive as it was.
    let (code, said) = run(&xa, &["so", "in", "so.pdf"]);
    assert_eq!(code, Some(0), "{said}");
    let book = vanthu::sign::text_layer(&fs::read(xa.join("so.pdf")).expect("book")).expect("letters");
    assert!(
        book.contains("Văn bản của đại hội (ĐH)") && book.contains("Đại hội từ ngày 19/6/2026"),
        "{book}"
    );
    clean(&xa);
    let (code, said) = run(&xa, &["archive", "view"]);
    assert!(code == Some(0) && files(&xa.join("Lưu VPĐU"), "pdf").len() >= 5, "{said}");
    // Days that would leave numbers outside are told of.
    let moved = fs::read_to_string(&office).expect("office").replace("tu: 2026-06-19", "tu: 2026-06-20");
    fs::write(&office, moved).expect("office");
    let (_, said) = run(&xa, &["archive", "verify"]);
    assert!(said.contains("nằm trong dãy số của đại hội bắt đầu 19/6/2026"), "{said}");
    let listed = words(&vanthu(&xa, &["register", "list"]));
    assert!(listed.contains("05-KL/ĐH"), "{listed}");
}
