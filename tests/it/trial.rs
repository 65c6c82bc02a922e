//! An office tries its own templates: what nobody would see before the first paper is told. And
//! what is built in passes the same trial.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::kinds::all_kinds;
use crate::{root, vanthu, words};

/// Every folder in `templates` is a kind: its example checks clean and is set, each field of its
/// own is printed, each sheet is made of a list in which nothing is missing and of one in which
/// everything but the name is.
#[test]
fn what_is_built_in_passes() {
    let folder = tempfile::tempdir().expect("folder");
    let output = vanthu(folder.path(), &["thu-mau", "--tat-ca", "--chat-che", "--dang-json"]);
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(0), "{told:#}");
    let tried = told["ket_qua"].as_array().expect("kinds");
    assert_eq!(tried.len(), count());
    let fields: Vec<&Value> =
        tried.iter().flat_map(|kind| kind["cac_truong"].as_array().expect("fields")).collect();
    assert!(fields.len() > 20 && fields.iter().all(|field| field["in_ra"] == true), "{fields:#?}");
    assert!(tried.iter().all(|kind| kind["so_trang"].as_u64().is_some_and(|pages| pages > 0)), "{tried:#?}");
    let own = vanthu(folder.path(), &["thu-mau"]);
    assert!(own.status.success() && words(&own).contains("không có mẫu riêng"), "{}", words(&own));
}

/// Counts what is tried: all kinds, those of both sides twice.
fn count() -> usize {
    let has_two = |kind: &&String| root().join("templates").join(kind).join("vi-du.nha-nuoc.yaml").is_file();
    all_kinds().len() + all_kinds().iter().filter(has_two).count()
}

/// Makes an office with a kind of its own, `moi-rieng`, which is `giay-moi`; gives its folder.
fn own_kind(folder: &Path) -> PathBuf {
    fs::copy(root().join("data/xa-mau/co-quan.yaml"), folder.join("co-quan.yaml")).expect("office");
    assert!(vanthu(folder, &["xuat-mau", "giay-moi"]).status.success());
    let kind = folder.join("templates/moi-rieng");
    fs::rename(folder.join("templates/giay-moi"), &kind).expect("renamed");
    for example in ["vi-du.yaml", "vi-du.nha-nuoc.yaml"] {
        change(&kind.join(example), "loai: giay-moi", "loai: moi-rieng");
    }
    change(&kind.join("loai.yaml"), "ten: Giấy mời", "ten: Giấy mời riêng");
    change(&kind.join("main.typ.j2"), "giay-moi/", "moi-rieng/");
    kind
}

/// Counts the fields of its own a kind has, and gives the line on which one of them stands.
fn own_fields(kind: &Path, name: &str) -> (usize, usize) {
    let manifest = fs::read_to_string(kind.join("loai.yaml")).expect("manifest");
    let is_field = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let count = manifest.lines().skip_while(|line| *line != "truong:").filter(is_field).count();
    let line = manifest.lines().position(|line| line.starts_with(&format!("  {name}:")));
    (count, line.map_or(0, |line| line + 1))
}

fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("text");
    assert!(text.contains(from), "{from} in {}", file.display());
    fs::write(file, text.replace(from, to)).expect("written");
}

fn tried(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = vanthu(folder, &[&["thu-mau"], more].concat());
    (output.status.code(), words(&output))
}

#[test]
fn pages_are_held_against_pictures_beside_the_kind() {
    let folder = tempfile::tempdir().expect("folder");
    let kind = own_kind(folder.path());
    let (count, _) = own_fields(&kind, "");
    let printed = format!("{count}/{count} trường riêng in ra, 1 ảnh mốc mới viết");
    let (code, said) = tried(folder.path(), &[]);
    assert!(code == Some(0) && said.contains(&printed), "{said}");
    let first = fs::read(kind.join("vi-du.1.png")).expect("a picture");
    let (code, said) = tried(folder.path(), &[]);
    assert!(code == Some(0) && said.contains("1 trang giống ảnh mốc"), "{said}");
    // Somebody moves a word by a hair.
    change(&kind.join("than.typ.j2"), "#", "#h(0.3pt)#");
    let (code, said) = tried(folder.path(), &["templates"]);
    assert!(code == Some(1) && said.contains("mau::anh") && said.contains("1 trang khác ảnh mốc"), "{said}");
    let both = fs::read(kind.join("vi-du.1.khac.png")).expect("both pictures");
    assert!(both.starts_with(b"\x89PNG") && both.len() > first.len());
    assert_eq!(fs::read(kind.join("vi-du.1.png")).expect("a picture"), first, "the old one stays");
    let (code, said) = tried(folder.path(), &["--nhan"]);
    assert!(code == Some(0) && said.contains("1 ảnh mốc đã nhận lại"), "{said}");
    assert_ne!(fs::read(kind.join("vi-du.1.png")).expect("a picture"), first);
    assert!(!kind.join("vi-du.1.khac.png").exists());
    // A page there is no more.
    fs::copy(kind.join("vi-du.1.png"), kind.join("vi-du.2.png")).expect("copied");
    let (code, said) = tried(folder.path(), &[]);
    assert!(code == Some(1) && said.contains("không còn trang 2"), "{said}");
    assert_eq!(tried(folder.path(), &["--nhan"]).0, Some(0));
    assert!(!kind.join("vi-du.2.png").exists());
}

#[test]
fn a_field_that_is_never_printed_is_told_at_its_place() {
    let folder = tempfile::tempdir().expect("folder");
    let kind = own_kind(folder.path());
    change(&kind.join("loai.yaml"), "  chu_tri:", "  chu_toa:");
    let (code, said) = tried(folder.path(), &[]);
    let (count, line) = own_fields(&kind, "chu_toa");
    assert!(count >= 3 && said.contains(&format!("{}/{count} trường riêng in ra", count - 1)), "{said}");
    let place = format!("loai.yaml:{line}:3");
    assert!(said.contains("`chu_toa` điền vào mà không được in ra") && said.contains(&place), "{said}");
    assert_eq!(code, Some(1));
}

#[test]
fn a_broken_example_is_told_where_it_lies() {
    let folder = tempfile::tempdir().expect("folder");
    let kind = own_kind(folder.path());
    change(&kind.join("vi-du.yaml"), "nguoi_ky: chanh-van-phong", "nguoi_ky: chanh-van-phog");
    let (code, said) = tried(folder.path(), &[]);
    assert!(code == Some(1) && said.contains("chưa đạt  chưa lập được"), "{said}");
    assert!(
        said.contains("moi-rieng/vi-du.yaml:") && !said.contains("/tmp/.tmp") || said.contains("có phải"),
        "{said}"
    );
    fs::remove_file(kind.join("vi-du.yaml")).expect("removed");
    let (code, said) = tried(folder.path(), &[]);
    assert!(code == Some(1) && said.contains("không có tệp vi-du.yaml"), "{said}");
    // One that never ends is given up, and a template that is wrong is told of.
    let kind = own_kind_again(folder.path());
    change(&kind.join("than.typ.j2"), "#", "#khong-co()#");
    let (code, said) = tried(folder.path(), &[]);
    assert!(code == Some(1) && said.contains("mau::loi") && said.contains("khong-co"), "{said}");
}

fn own_kind_again(folder: &Path) -> PathBuf {
    fs::remove_dir_all(folder.join("templates")).expect("removed");
    own_kind(folder)
}

/// Each line is one fault of a rule set: what is written instead of what, and what is told.
const RULES: [(&str, &str, &str); 6] = [
    ("le_trai: { mm: 30,", "le_trai: { mm: 25,", "`trang.le_trai` là 25 mm; HD05 IV cho phép 30 mm"),
    (
        "nhan_co: { pt: 14, dieu: HD36",
        "nhan_co: { pt: 41, dieu: HD36",
        "`noi_nhan.nhan_co` là 41 pt; HD36 Phụ lục 3",
    ),
    (
        "co_chu: { pt: 14, dieu: thông lệ }\n  co_chu_tu",
        "co_chu: { pt: 41, dieu: thông lệ }\n  co_chu_tu",
        "`bang.co_chu` là 41 pt",
    ),
    (
        "mau_so: { la: \"{so}-{loai}/{co_quan}\"",
        "mau_so: { la: \"{so}/{loai}-{co_quan}\"",
        "`chu.mau_so` là `{so}/{loai}-{co_quan}`; HD05 §3.2 cho phép `{so}-{loai}/{co_quan}`",
    ),
    ("ma: hd05", "ma: hd06", "`ma: hd06` trong tệp `hd05.yaml`"),
    ("tu: 2026-05-27", "tu: 2026-05-01", "cùng có hiệu lực vào 01/05/2026"),
];

#[test]
fn a_rule_set_keeps_to_the_articles_it_names() {
    let folder = tempfile::tempdir().expect("folder");
    assert!(vanthu(folder.path(), &["xuat-mau", "the-thuc"]).status.success());
    let file = folder.path().join("templates/the-thuc/hd05.yaml");
    let ours = fs::read_to_string(&file).expect("rules");
    for (from, to, _) in RULES {
        change(&file, from, to);
    }
    fs::write(file.with_file_name("tinh.yaml"), ours.replace("ma: hd05", "ma: tinh")).expect("written");
    let (code, said) = tried(folder.path(), &[]);
    assert_eq!(code, Some(1), "{said}");
    for (_, to, told) in RULES {
        assert!(said.contains(told), "{to}: {said}");
    }
    assert!(
        said.contains("the-thuc/hd05.yaml:") && said.contains("`hd05` và `tinh` cùng có hiệu lực"),
        "{said}"
    );
    fs::remove_file(file.with_file_name("tinh.yaml")).expect("removed");
    // What the file's own range forbids stops everything, at its place.
    let body = "co_chu: { pt: 15, dieu: HD36 Phụ lục 3; đo trên HD05 tr.12 }";
    fs::write(&file, ours.replace(body, "co_chu: { pt: 41, dieu: HD36 Phụ lục 3 }")).expect("written");
    let (code, said) = tried(folder.path(), &[]);
    assert!(code == Some(2) && said.contains("`than.co_chu` nằm ngoài khoảng"), "{said}");
    let line = ours.lines().position(|line| line.contains(body)).expect("a line") + 1;
    assert!(said.contains(&format!("hd05.yaml:{line}:")), "{said}");
    // An article of the office's own is its own matter; half as much again is asked about.
    let own = ours
        .replace("le_trai: { mm: 30, dieu: HD05 IV }", "le_trai: { mm: 27, dieu: QĐ 12 của Tỉnh uỷ }")
        .replace("rong_so: { pt: 21,", "rong_so: { pt: 51,");
    fs::write(&file, own).expect("written");
    let (code, said) = tried(folder.path(), &["--chat-che"]);
    assert!(
        code == Some(1) && said.contains("the-thuc::xa") && said.contains("mẫu có sẵn là 21 pt"),
        "{said}"
    );
    let count = count();
    assert!(said.contains(&format!("{count}/{count} loại đạt; 0 lỗi, 1 cảnh báo")), "{said}");
}
