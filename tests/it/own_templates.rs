//! Templates and rule sets belong to the office: the same paper is the same page from
//! everywhere, what is not built in is named, and an issued paper can be set again when the
//! office's templates are lost.

use std::fs;
use std::path::Path;

use crate::register::{run, waiting};
use crate::{files, workspace};

/// Gives an office rules of its own in a folder beside it: a margin of 25 mm.
fn own_rules(folder: &Path) {
    assert_eq!(run(folder, &["xuat-mau", "the-thuc", "--vao", "chung"]).0, Some(0));
    let rules = folder.join("chung/the-thuc/hd05.yaml");
    let text = fs::read_to_string(&rules).expect("rules");
    fs::write(&rules, text.replacen("le_trai: { mm: 30,", "le_trai: { mm: 25,", 1)).expect("rules");
    say(folder, "mau: ../chung\n");
}

fn say(folder: &Path, line: &str) {
    let office = folder.join("xa/co-quan.yaml");
    let text = fs::read_to_string(&office).expect("office");
    fs::write(&office, text + line).expect("office");
}

fn silence(folder: &Path) {
    let office = folder.join("xa/co-quan.yaml");
    let text = fs::read_to_string(&office).expect("office");
    fs::write(&office, text.replace("mau: ../chung\n", "")).expect("office");
}

#[test]
fn the_look_is_the_office_s_wherever_one_stands() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", &waiting())]);
    let xa = folder.path().join("xa");
    let paper = dossier.join("a.yaml").display().to_string();
    let page = |from: &Path, out: &str| {
        let (code, said) =
            run(from, &["lap", &paper, "--ra", &folder.path().join(out).display().to_string()]);
        assert_eq!(code, Some(0), "{said}");
        let made = files(&folder.path().join(out), "pdf").remove(0);
        (fs::read(made).expect("PDF"), said)
    };
    let (plain, said) = page(folder.path(), "o");
    assert!(!said.contains("mẫu riêng"), "{said}");
    own_rules(folder.path());
    let pages: Vec<_> = [folder.path(), &xa, &dossier].iter().map(|from| page(from, "o2")).collect();
    for (bytes, said) in &pages {
        assert!(*bytes == pages[0].0 && *bytes != plain, "one look, the office's");
        assert!(said.contains("mẫu riêng") && said.contains("`the-thuc/hd05.yaml`"), "{said}");
    }
    let (code, said) = run(&dossier, &["thong-tin"]);
    assert!(code == Some(0) && said.contains("`the-thuc/hd05.yaml` (khác mẫu có sẵn)"), "{said}");
    // A note beside the templates says nothing of the page; an office far below the folder that is named has
    // its own look all the same.
    fs::write(folder.path().join("chung/ghi-chu.txt"), "sửa lề ngày 3/6").expect("note");
    let far = folder.path().join("1/2/3/4/5/6");
    fs::create_dir_all(&far).expect("folders");
    fs::rename(&xa, far.join("xa")).expect("moved");
    fs::rename(folder.path().join("chung"), far.join("chung")).expect("moved");
    let (code, said) = run(folder.path(), &["lap", "1", "--ra", "o4"]);
    assert!(code == Some(0) && said.contains("mẫu riêng") && !said.contains("tệp nữa"), "{said}");
    assert!(fs::read(files(&folder.path().join("o4"), "pdf").remove(0)).expect("PDF") == pages[0].0);
    fs::rename(far.join("xa"), &xa).expect("back");
    fs::rename(far.join("chung"), folder.path().join("chung")).expect("back");
    fs::remove_dir_all(folder.path().join("1")).expect("removed");
    // Another office with another look is another run.
    let other = folder.path().join("xb");
    fs::create_dir(&other).expect("folder");
    silence(folder.path());
    fs::copy(xa.join("co-quan.yaml"), other.join("co-quan.yaml")).expect("office");
    // Standing in an office that has its own, another office's paper is set by that one's: by what is built in.
    assert_eq!(run(&other, &["xuat-mau", "the-thuc"]).0, Some(0));
    let rules = other.join("templates/the-thuc/hd05.yaml");
    let text = fs::read_to_string(&rules).expect("rules");
    fs::write(&rules, text.replacen("le_trai: { mm: 30,", "le_trai: { mm: 25,", 1)).expect("rules");
    assert!(page(&other, "o3").0 == plain, "the look is the paper's office's");
    fs::remove_dir_all(other.join("templates")).expect("removed");
    say(folder.path(), "mau: ../chung\n");
    // One without a paper in this run has no say.
    assert_eq!(run(folder.path(), &["kiem-tra", "."]).0, Some(0));
    fs::create_dir(other.join("hs")).expect("folder");
    fs::write(other.join("hs/a.yaml"), waiting()).expect("paper");
    let (code, said) = run(folder.path(), &["kiem-tra", "."]);
    assert!(code == Some(2) && said.contains("mau::rieng") && said.contains("hai cơ quan"), "{said}");
    fs::rename(folder.path().join("chung"), folder.path().join("khac")).expect("moved");
    // What sets no page goes on, and says so.
    let (code, said) = run(&xa, &["loai"]);
    assert!(code == Some(0) && said.contains("không có thư mục"), "{said}");
    let (code, said) = run(&xa, &["kiem-tra", "."]);
    assert!(code == Some(2) && said.contains("không có thư mục") && said.contains("co-quan.yaml:"), "{said}");
}

#[test]
fn an_issued_paper_keeps_what_it_was_set_by() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", &waiting())]);
    let xa = folder.path().join("xa");
    own_rules(folder.path());
    let (code, said) = run(&dossier, &["ban-hanh", "."]);
    assert_eq!(code, Some(0), "{said}");
    let kept = files(&xa.join("luu"), "yaml");
    assert!(kept.iter().any(|path| path.ends_with("mau/the-thuc/hd05.yaml")), "{kept:?}");
    let again = || {
        let (code, said) = run(&xa, &["luu", "lap-lai"]);
        assert!(code == Some(0) && said.contains("1/1 tệp giống từng byte"), "{said}");
    };
    again();
    // The office's templates are lost; then it has others.
    fs::remove_dir_all(folder.path().join("chung")).expect("lost");
    silence(folder.path());
    again();
    assert_eq!(run(folder.path(), &["luu", "kiem-tra", "--co-quan", "xa"]).0, Some(0));
}

/// A kind may bring a part of the look of its own: a file in its folder that its template imports. It is
/// on the page and in the Word file, it is kept with the paper, and nothing in Rust knows of it.
#[test]
fn a_kind_brings_a_part_of_the_look_in_its_folder() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = "loai: phieu-y-kien\nngay: 2026-06-03\ntrich_yeu: xin ý kiến về dự thảo\nviec: [Dự thảo chương trình công tác, Dự thảo kế hoạch kiểm tra]\n\
        nguoi_ky: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Văn Thí }\nnoi_nhan: [Các đồng chí Uỷ viên Ban Thường vụ]\n";
    workspace(folder.path(), &[("a.yaml", paper)]);
    let own = folder.path().join("xa/templates/phieu-y-kien");
    fs::create_dir_all(&own).expect("folder");
    let write = |name: &str, text: &str| fs::write(own.join(name), text).expect("template");
    write(
        "loai.yaml",
        "ten: Phiếu xin ý kiến\nten_in: PHIẾU XIN Ý KIẾN\nky_hieu: PYK\ngiup: Phiếu xin ý kiến.\nbat_buoc: [trich_yeu, nguoi_ky]\n\
         truong:\n  viec: { kieu: danh-sach, cua: { kieu: chu }, bat_buoc: true, giup: Các việc xin ý kiến., vi_du: Dự thảo kế hoạch }\n",
    );
    write(
        "o-y-kien.typ",
        "#import \"/the-thuc/khung.typ\": bang\n#let o-y-kien(qt, d) = bang(qt, (\n  cot: (\"Nội dung\", \"Ý kiến của đồng chí\"),\n  rong: (2, 3),\n  dong: d.viec.map(v => ((van: (v,)), (van: (\"\", \"\", \"\")))),\n))\n",
    );
    write(
        "main.typ.j2",
        "{% include \"the-thuc/mo.typ.j2\" %}\n#import \"/phieu-y-kien/o-y-kien.typ\": o-y-kien\n#o-y-kien(qt, (viec: {{ truong.viec }}))\n{% include \"the-thuc/dong.typ.j2\" %}\n",
    );
    let (code, said) = run(folder.path(), &["lap", "xa", "--ban-word"]);
    assert!(code == Some(0) && !said.contains("word::thieu"), "{said}");
    let pdf = files(&folder.path().join("out"), "pdf").remove(0);
    let letters = vanthu::sign::text_layer(&fs::read(&pdf).expect("PDF")).expect("letters");
    for word in ["Ý kiến của đồng chí", "Dự thảo kế hoạch kiểm tra"] {
        assert!(letters.contains(word), "{word}: {letters}");
    }
    assert_eq!(files(&folder.path().join("out"), "docx").len(), 1);
    let xa = folder.path().join("xa");
    let (code, said) = run(folder.path(), &["ban-hanh", "xa"]);
    assert!(code == Some(0) && said.contains("01-PYK/ĐU"), "{said}");
    // What the part looks like later does not change what was issued.
    write("o-y-kien.typ", "#let o-y-kien(qt, d) = [Khác]\n");
    let (code, said) = run(&xa, &["luu", "lap-lai"]);
    assert!(code == Some(0) && said.contains("1/1 tệp giống từng byte"), "{said}");
}
