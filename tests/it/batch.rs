//! Invitations in bulk: nobody is lost, nothing is half done, only what changed
//! is made again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::outside::{folded, text_layer};
use crate::{files, root, start, vanthu, words, workspace};

/// An invitation that goes out to the guests of `khach.csv`.
pub(crate) const INVITATION: &str = "loai: giay-moi
so: 33
ngay: 2026-08-05
trich_yeu: tham dự {{ su_kien.ten }}
danh_sach: { tep: khach.csv }
in_kem: []
nguoi_ky: chanh-van-phong
noi_nhan: [Như thành phần mời]
";

fn list(count: usize) -> String {
    let names = ["Nguyễn Văn Mẫu", "Trần Thị Ví", "Lò Thị Dụ", "Y A'Blă Êban", "H'Hen Niê"];
    let rows = (1..=count).map(|number| {
        let unit = format!("Xóm {}", number.div_ceil(3));
        format!("{number};{} {number:03};Bí thư Chi bộ;{unit}\n", names[number % names.len()])
            // No digits in a name.
            .replace(&format!(" {number:03}"), &format!(" {}", spelt(number)))
    });
    format!("TT;Họ và tên;Chức vụ;Đơn vị\n{}", rows.collect::<String>())
}

/// Spells a number in letters, so that all names differ.
fn spelt(number: usize) -> String {
    number
        .to_string()
        .bytes()
        .map(|digit| ["An", "Ba", "Ca", "Da", "En", "Gi", "Hà", "Im", "Ka", "La"][usize::from(digit - b'0')])
        .collect()
}

fn batch(folder: &Path, paper: &str, list: &str) -> PathBuf {
    workspace(folder, &[("giay-moi.yaml", paper), ("khach.csv", list)])
}

/// Runs `build` and gives the copies of the first result.
fn built(folder: &Path, arguments: &[&str]) -> Value {
    let output = vanthu(folder, &[&["build", "xa/hoi nghị/giay-moi.yaml", "--json"], arguments].concat());
    let value: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", words(&output)));
    let copies = &value["ket_qua"][0]["cac_ban"];
    assert!(copies["tong"].is_u64(), "{}", words(&output));
    copies.clone()
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(folder).expect("below").display().to_string();
    files(folder, "pdf").iter().map(|path| (name(path), std::fs::read(path).expect("PDF"))).collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let name = |path: PathBuf| path.file_stem().expect("name").to_string_lossy().into_owned();
    files(&folder.join("out/xa/hoi nghị/giay-moi"), "pdf").into_iter().map(name).collect()
}

#[test]
fn only_what_changed_is_made_again() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(6));
    let made = |arguments: &[&str]| {
        let result = built(folder.path(), arguments);
        (result["lap_moi"].as_u64().unwrap(), result["giu_nguyen"].as_u64().unwrap())
    };
    assert_eq!(made(&[]), (6, 0));
    let whole = contents(folder.path());
    assert_eq!(made(&[]), (0, 6));
    std::fs::write(dossier.join("khach.csv"), list(6).replace("6;", "6;Ông ")).expect("write");
    assert_eq!(made(&[]), (1, 5));
    assert_ne!(contents(folder.path()), whole);
    std::fs::write(dossier.join("khach.csv"), list(6)).expect("write");
    assert_eq!(made(&[]), (1, 5));
    assert_eq!(contents(folder.path()), whole, "the same list, the same bytes");
    // Another look, another rule set, another fact of the meeting: all anew.
    assert_eq!(made(&["--the-thuc", "hd36"]), (6, 0));
    assert_eq!(made(&[]), (6, 0));
    assert!(vanthu(folder.path(), &["eject", "the-thuc"]).status.success());
    assert_eq!(made(&[]), (0, 6), "the same look, wherever it lies");
    let look = folder.path().join("templates/the-thuc/dau.typ");
    let text = std::fs::read_to_string(&look).expect("look");
    std::fs::write(&look, text + "\n// another\n").expect("write");
    assert_eq!(made(&[]), (6, 0));
    // A row that is gone takes its copy along; one that someone signed stays.
    std::fs::remove_dir_all(folder.path().join("templates")).expect("templates");
    assert_eq!(made(&[]), (6, 0));
    let out = folder.path().join("out/xa/hoi nghị/giay-moi");
    let signed = files(&out, "pdf").pop().expect("the last copy");
    let mut bytes = std::fs::read(&signed).expect("PDF");
    bytes.extend(b"% signed\n");
    std::fs::write(&signed, &bytes).expect("write");
    std::fs::write(dossier.join("khach.csv"), list(4)).expect("write");
    let result = built(folder.path(), &[]);
    assert_eq!(names(folder.path()).len(), 4);
    let kept = signed.with_extension("pdf.cu");
    assert_eq!(std::fs::read(&kept).expect("put away"), bytes);
    assert_eq!(result["cat_di"].as_array().unwrap().len(), 1, "{result}");
}

#[test]
fn some_of_the_list() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(9));
    // Row 1 is the header.
    built(folder.path(), &["--rows", "3-4,10"]);
    assert_eq!(
        names(folder.path()),
        ["002 Lò Thị Dụ Ca", "003 Y A'Blă Êban Da", "009 H'Hen Niê La"].map(str::to_owned).into()
    );
    built(folder.path(), &["--guest", "tran thi vi ba"]);
    assert!(names(folder.path()).contains("001 Trần Thị Ví Ba"));
    let output = vanthu(folder.path(), &["build", "xa", "--rows", "40", "--guest", "Trần Thị Ví B"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("dòng 2 đến dòng 10"), "{}", words(&output));
    assert!(words(&output).contains("có phải `Trần Thị Ví Ba`?"), "{}", words(&output));
    // Everyone else is late; then nobody is; then only the new one.
    assert_eq!(built(folder.path(), &["--late"])["lap_moi"], 5);
    assert_eq!(built(folder.path(), &["--late"])["lap_moi"], 0);
    std::fs::write(dossier.join("khach.csv"), list(10)).expect("write");
    let late = built(folder.path(), &["--late"]);
    assert_eq!((late["lap_moi"].as_u64(), late["giu_nguyen"].as_u64()), (Some(1), Some(0)));
    assert_eq!(names(folder.path()).len(), 10);
    // One copy for three of a unit.
    let grouped = built(folder.path(), &["--group", "don_vi"]);
    assert_eq!(grouped["tong"], 4);
    assert_eq!(names(folder.path()).first().map(String::as_str), Some("001 Xóm 1"));
}

#[test]
fn a_paper_without_a_list_has_no_rows() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", crate::PLAN)]);
    let output = vanthu(folder.path(), &["build", "xa", "--rows", "3"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output).contains("danh sách khách"), "{}", words(&output));
    let none = INVITATION.replace("danh_sach: { tep: khach.csv }\nin_kem: []\n", "");
    workspace(folder.path(), &[("moi.yaml", &none)]);
    let output = vanthu(folder.path(), &["check", "xa/hoi nghị/moi.yaml"]);
    assert!(words(&output).contains("kinh_moi"), "{}", words(&output));
}

/// A bad row keeps its place and its number; mended, it takes them.
#[test]
fn bad_rows_are_mended_apart() {
    let folder = tempfile::tempdir().expect("folder");
    let bad = list(5).replace(&format!("3;Y A'Blă Êban {}", spelt(3)), "3;12");
    let dossier = batch(folder.path(), &INVITATION.replace("in_kem: []", "so_theo: khach"), &bad);
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1), "{}", words(&output));
    assert_eq!(names(folder.path()).len(), 4);
    assert!(names(folder.path()).iter().any(|name| name.starts_with("005 ")), "no place moves up");
    let out = folder.path().join("out/xa/hoi nghị/giay-moi");
    let text = std::fs::read_to_string(out.join("loi.csv")).expect("bad rows");
    assert!(text.contains("Lý do") && text.contains("3;12;"), "{text}");
    let mended = folder.path().join("sửa.csv");
    std::fs::write(&mended, text.replacen("3;12;", "3;Vàng Thị Sửa;", 1)).expect("write");
    let result = built(folder.path(), &["--rows", mended.to_str().unwrap(), "--keep-typ"]);
    assert_eq!((&result["lap_moi"], &result["dong_loi"]), (&1.into(), &Value::Null), "{result}");
    let copy = std::fs::read_to_string(out.join("003 Vàng Thị Sửa.typ")).expect("source");
    assert!(copy.contains("t:\"35\""), "the number of the third place: {copy}");
    assert!(!out.join("loi.csv").exists(), "nothing is left to mend");
    // What was mended apart takes part in every later run, as fresh as the rest.
    let facts = std::fs::read_to_string(dossier.join("ho-so.yaml")).expect("dossier");
    std::fs::write(dossier.join("ho-so.yaml"), facts.replace("gio: 07:30", "gio: 14:00")).expect("write");
    let output = vanthu(folder.path(), &["build", "xa", "--keep-typ"]);
    assert!(output.status.success(), "{}", words(&output));
    assert_eq!(names(folder.path()).len(), 5);
    let copy = std::fs::read_to_string(out.join("003 Vàng Thị Sửa.typ")).expect("source");
    assert!(copy.contains("14 giờ"), "{copy}");
    let checked = vanthu(folder.path(), &["check", "xa"]);
    assert!(checked.status.success(), "a mended row is no longer bad: {}", words(&checked));
    // Mended wrong, it is mended once more; the same file again is no mistake.
    let worse = text.replacen("3;12;", "3;Vàng Thị 🐉;", 1);
    std::fs::write(&mended, &worse).expect("write");
    let output = vanthu(folder.path(), &["build", "xa", "--rows", mended.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", words(&output));
    std::fs::write(&mended, text.replacen("3;12;", "3;Vàng Thị Mỷ;", 1)).expect("write");
    let again = ["build", "xa/hoi nghị/giay-moi.yaml", "--rows", mended.to_str().unwrap()];
    let told = words(&vanthu(folder.path(), &again));
    assert!(told.contains("khach::so-trung"), "the number is another's until all are made: {told}");
    vanthu(folder.path(), &["build", "xa"]);
    assert!(names(folder.path()).contains("003 Vàng Thị Mỷ"), "{:?}", names(folder.path()));
    let result = built(folder.path(), &["--rows", mended.to_str().unwrap()]);
    assert_eq!((&result["lap_moi"], &result["giu_nguyen"]), (&0.into(), &1.into()), "{result}");
    // Another row in the place of the mended one is not that guest.
    let other = bad.replace("3;12;Bí thư Chi bộ;", "3;12;Trưởng xóm;");
    std::fs::write(dossier.join("khach.csv"), other).expect("write");
    vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(names(folder.path()).len(), 4, "{:?}", names(folder.path()));
    // Whoever mends in place and runs again loses nothing.
    std::fs::write(out.join("loi.csv"), "mended by hand").expect("write");
    vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(std::fs::read_to_string(out.join("loi.csv.cu")).expect("kept"), "mended by hand");
    assert!(dossier.join("khach.csv").is_file());
}

/// A list too long for one file to print: where only its end has changed, what prints the
/// beginning stays, and all is as if made at once.
#[test]
fn a_long_list_has_all_its_prints() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(1_002));
    built(folder.path(), &[]);
    let last = list(1_002).replace("1002;", "1002;Ông ");
    std::fs::write(dossier.join("khach.csv"), last).expect("write");
    let result = built(folder.path(), &[]);
    assert_eq!(
        (&result["lap_moi"], result["tep_in"].as_array().map(Vec::len)),
        (&1.into(), Some(2)),
        "{result}"
    );
    let out = folder.path().join("out/xa/hoi nghị");
    let prints = || {
        ["giay-moi-in-1.pdf", "giay-moi-in-2.pdf"].map(|name| std::fs::read(out.join(name)).expect("print"))
    };
    let after = prints();
    std::fs::remove_dir_all(&out).expect("out");
    built(folder.path(), &[]);
    assert!(prints() == after);
}

/// Whoever was mended for the invitation is put off, too; a bad row that is asked for is told of.
#[test]
fn a_postponement_goes_to_the_mended() {
    let folder = tempfile::tempdir().expect("folder");
    let bad = list(5).replace(&format!("3;Y A'Blă Êban {}", spelt(3)), "3;12");
    let dossier = batch(folder.path(), INVITATION, &bad);
    vanthu(folder.path(), &["build", "xa"]);
    let told = words(&vanthu(folder.path(), &["build", "xa", "--rows", "4"]));
    assert!(told.contains("dòng 4 đang lỗi") && told.contains("0/1 văn bản"), "{told}");
    let out = folder.path().join("out/xa/hoi nghị/giay-moi");
    let text = std::fs::read_to_string(out.join("loi.csv")).expect("bad rows");
    let mended = folder.path().join("sửa.csv");
    std::fs::write(&mended, text.replacen("3;12;", "3;Vàng Thị Sửa;", 1)).expect("write");
    built(folder.path(), &["--rows", mended.to_str().unwrap()]);
    let put_off = "loai: thong-bao-hoan\nso: 12\nngay: 2026-08-10\ntheo: giay-moi\n\
        trich_yeu: hoãn {{ su_kien.ten }}\nnguoi_ky: chanh-van-phong\nnoi_nhan: [Như thành phần mời]\n";
    std::fs::write(dossier.join("hoan.yaml"), put_off).expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert!(output.status.success(), "{}", words(&output));
    assert_eq!(files(&folder.path().join("out/xa/hoi nghị/hoan"), "pdf").len(), 5);
    // The whole list is no file of mended rows.
    let list = dossier.join("khach.csv");
    let told = words(&vanthu(folder.path(), &["build", "xa", "--rows", list.to_str().unwrap()]));
    assert!(told.contains("không có cột Dòng") && told.contains("0/2 văn bản"), "{told}");
}

/// What does not fit is told in the template's own words, and the copies are made all the same.
#[test]
fn a_label_that_is_too_small_says_for_whom() {
    let folder = tempfile::tempdir().expect("folder");
    let together = INVITATION.replace("in_kem: []", "in_kem: [nhan-3x8]\ngop_theo: don_vi");
    let rows: Vec<String> =
        list(40).lines().map(|row| row.split(";Xóm").next().unwrap_or(row).to_owned()).collect();
    batch(folder.path(), &together, &rows.join(";Xóm 1\n").replacen("Đơn vị;Xóm 1", "Đơn vị", 1));
    let told = words(&vanthu(folder.path(), &["build", "xa"]));
    assert!(told.contains("lỗi[mau::bao]: không đủ chỗ in cho Trần Thị Ví"), "{told}");
    assert!(told.contains("38 người nữa") && !told.contains("panicked") && !told.contains(".typ"), "{told}");
    assert_eq!(names(folder.path()).len(), 2);
}

/// A part of the list is made anew: whoever is left with last week's page is told of.
#[test]
fn a_part_tells_of_the_rest() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(5));
    built(folder.path(), &[]);
    let part = ["build", "xa/hoi nghị/giay-moi.yaml", "--rows", "3"];
    let quiet = words(&vanthu(folder.path(), &part));
    assert!(!quiet.contains("khach::ban-cu"), "{quiet}");
    let facts = std::fs::read_to_string(dossier.join("ho-so.yaml")).expect("dossier");
    std::fs::write(dossier.join("ho-so.yaml"), facts.replace("gio: 07:30", "gio: 14:00")).expect("write");
    let told = words(&vanthu(folder.path(), &part));
    assert!(told.contains("khach::ban-cu") && told.contains("4 bản lập lần trước"), "{told}");
    assert!(!words(&vanthu(folder.path(), &["build", "xa"])).contains("khach::ban-cu"));
    // A late guest at the top moves all the others; those who are gone are told of as well.
    let late = list(4).replace("Đơn vị\n", "Đơn vị\n0;Vàng Thị Muộn;Bí thư Chi bộ;Xóm 9\n");
    std::fs::write(dossier.join("khach.csv"), late).expect("write");
    std::fs::write(dossier.join("ho-so.yaml"), facts.replace("gio: 07:30", "gio: 15:00")).expect("write");
    let part = ["build", "xa/hoi nghị/giay-moi.yaml", "--late"];
    let told = words(&vanthu(folder.path(), &part));
    assert!(told.contains("khach::ban-cu") && told.contains("5 bản lập lần trước"), "{told}");
    let accepted = format!("{INVITATION}bo_qua: [{{ ma: khach::ban-cu, ly_do: đã gửi rồi }}]\n");
    std::fs::write(dossier.join("giay-moi.yaml"), accepted).expect("write");
    let told = words(&vanthu(folder.path(), &["build", "xa/hoi nghị/giay-moi.yaml", "--rows", "2"]));
    assert!(!told.contains("khach::ban-cu") && !told.contains("bo-qua::thua"), "{told}");
}

/// Pictures go with their copies: drawn for all that are there, gone with them, never old.
#[test]
fn pictures_go_with_their_copies() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(4));
    let out = folder.path().join("out/xa/hoi nghị/giay-moi");
    let pictures = || -> BTreeMap<String, Vec<u8>> {
        let name = |path: &PathBuf| path.file_name().expect("name").to_string_lossy().into_owned();
        files(&out, "png").iter().map(|path| (name(path), std::fs::read(path).expect("PNG"))).collect()
    };
    built(folder.path(), &[]);
    let whole = contents(folder.path());
    let signed = files(&out, "pdf").remove(1);
    let bytes = [std::fs::read(&signed).expect("PDF"), b"% signed\n".to_vec()].concat();
    std::fs::write(&signed, &bytes).expect("write");
    let drawn = built(folder.path(), &["--png", "--dpi", "40"]);
    assert_eq!((&drawn["lap_moi"], &drawn["giu_nguyen"]), (&0.into(), &4.into()), "{drawn}");
    let all = pictures();
    assert_eq!(all.len(), 4);
    assert!(all.values().all(|png| png.starts_with(b"\x89PNG")));
    assert_eq!(std::fs::read(&signed).expect("PDF"), bytes, "a signed copy is drawn and left as it is");
    std::fs::write(
        &signed,
        &whole[&signed.strip_prefix(folder.path()).expect("below").display().to_string()],
    )
    .expect("write");
    // One row is another, the last is gone.
    let other = list(3).replacen("Bí thư Chi bộ", "Trưởng xóm", 1);
    std::fs::write(dossier.join("khach.csv"), &other).expect("write");
    built(folder.path(), &[]);
    let kept = pictures();
    assert_eq!(kept.len(), 2, "{:?}", kept.keys());
    assert!(kept.iter().all(|(name, png)| all[name] == *png));
    built(folder.path(), &["--png", "--dpi", "40"]);
    let again = pictures();
    assert_eq!(again.len(), 3);
    assert_eq!(again.iter().filter(|(name, png)| all.get(*name) == Some(png)).count(), 2);
    // Where no picture can be put, the copy is none the worse for it.
    let blocked = out.join(again.keys().next().expect("picture"));
    std::fs::remove_file(&blocked).expect("picture");
    std::fs::create_dir_all(blocked.join("x")).expect("folder");
    let before = contents(folder.path());
    let output = vanthu(folder.path(), &["build", "xa", "--png", "--dpi", "40"]);
    assert_eq!(output.status.code(), Some(1), "{}", words(&output));
    assert_eq!(contents(folder.path()), before);
    std::fs::remove_dir_all(&blocked).expect("folder");
    built(folder.path(), &["--png", "--dpi", "40"]);
    // What somebody painted over is put away, never lost.
    std::fs::write(&blocked, "mine").expect("picture");
    built(folder.path(), &["--png", "--dpi", "40"]);
    assert_eq!(pictures(), again);
    assert_eq!(std::fs::read(blocked.with_extension("png.cu")).expect("put away"), b"mine");
    // Another size is another picture.
    built(folder.path(), &["--png", "--dpi", "50", "--rows", "2"]);
    let larger = pictures();
    assert_eq!(larger.iter().filter(|(name, png)| again.get(*name) != Some(png)).count(), 1);
}

/// Two runs at once would write one ledger over the other.
#[test]
fn one_run_at_a_time() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(3));
    built(folder.path(), &[]);
    let whole = contents(folder.path());
    let lock = folder.path().join("out/xa/hoi nghị/.giay-moi.lock");
    let other = std::fs::File::options().write(true).open(lock).expect("lock");
    other.lock().expect("the other run");
    std::fs::write(dossier.join("khach.csv"), list(2)).expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("ra::dang-lap"), "{}", words(&output));
    assert_eq!(contents(folder.path()), whole);
    // Nor does a paper that has errors now put away what the other run makes.
    std::fs::write(dossier.join("giay-moi.yaml"), INVITATION.replace("trich_yeu", "trich_yeuu"))
        .expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert!(words(&output).contains("ra::dang-lap"), "{}", words(&output));
    assert_eq!(contents(folder.path()), whole);
    std::fs::write(dossier.join("giay-moi.yaml"), INVITATION).expect("write");
    drop(other);
    assert_eq!(built(folder.path(), &[])["tong"], 2);
    assert_eq!(names(folder.path()).len(), 2);
}

#[test]
fn an_unfinished_paper_puts_its_copies_away() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(3));
    built(folder.path(), &[]);
    let out = folder.path().join("out/xa/hoi nghị");
    let whole = contents(&out);
    std::fs::write(dossier.join("giay-moi.yaml"), INVITATION.replace("trich_yeu", "trich_yeuu"))
        .expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!out.join("giay-moi").exists() && !out.join("giay-moi-in.pdf").exists(), "{}", words(&output));
    std::fs::write(dossier.join("giay-moi.yaml"), INVITATION).expect("write");
    assert_eq!(built(folder.path(), &[])["giu_nguyen"], 3, "what is right again need not be made again");
    assert_eq!(contents(&out), whole);
    // A list that cannot be read is no reason to print last week's.
    std::fs::remove_file(dossier.join("khach.csv")).expect("list");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        files(&out, "pdf").iter().all(|path| path.starts_with(out.join("giay-moi.cu"))),
        "{}",
        words(&output)
    );
}

/// Fifty kills at odd moments: whatever lies under a final name is whole, and
/// the next run ends where an undisturbed one does.
#[test]
fn killed_batches_leave_whole_copies_only() {
    let folder = tempfile::tempdir().expect("folder");
    batch(folder.path(), &INVITATION.replace("in_kem: []", "in_kem: [danh-sach-ky-nhan]"), &list(40));
    assert!(vanthu(folder.path(), &["build", "xa", "--out", "whole"]).status.success());
    let whole = contents(&folder.path().join("whole"));
    assert_eq!(whole.len(), 42);
    let out = folder.path().join("out");
    let mut cut = 0;
    for moment in 0..50_u64 {
        if moment % 5 == 0 {
            let _ = std::fs::remove_dir_all(&out);
        }
        let mut run = start(folder.path(), &["build", "xa"]);
        // At once, later and later, or as soon as so many copies are there: however busy the machine is,
        // some are cut off midway.
        if moment % 2 == 0 {
            std::thread::sleep(Duration::from_millis(10 + moment * 53 % 331));
        } else {
            let many = 1 + usize::try_from(moment).expect("small") * 7 % 38;
            crate::wait_until(&mut run, || files(&out, "pdf").len() >= many);
        }
        let _ = run.kill();
        let _ = run.wait();
        let there = contents(&out);
        cut += usize::from((1..41).contains(&there.len()));
        for (name, bytes) in there {
            assert_eq!(whole.get(&name), Some(&bytes), "{name}");
        }
    }
    assert!(cut > 0, "at least one run was killed midway");
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
    assert_eq!(contents(&out), whole);
}

/// A full disk and a folder that takes nothing are findings; what was there
/// stays.
#[test]
fn where_nothing_can_be_written_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(3));
    built(folder.path(), &[]);
    let out = folder.path().join("out/xa/hoi nghị/giay-moi");
    let whole = contents(&out);
    std::fs::write(dossier.join("khach.csv"), list(5)).expect("write");
    // A file may grow to 8 blocks of 512 bytes, no copy is so small: the same
    // as a disk that is full.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" build xa", env!("CARGO_BIN_EXE_vanthu")])
        .current_dir(folder.path())
        .output()
        .expect("sh");
    assert_eq!(output.status.code(), Some(1), "{}", words(&output));
    assert!(words(&output).contains("ra::ghi") && words(&output).contains("còn thiếu"), "{}", words(&output));
    let there = contents(&out);
    assert!(whole.iter().all(|(name, bytes)| there.get(name) == Some(bytes)), "the old copies are whole");
    assert_eq!(there.len(), 3);
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
    assert_eq!(contents(&out).len(), 5);
}

/// The list of five hundred with twenty kinds of dirt: every good row has its
/// copy with its own words, every bad one is named.
#[test]
#[ignore = "needs pdftotext"]
fn the_dirty_list_goes_out() {
    let folder = tempfile::tempdir().expect("folder");
    let cases = root().join("tests/cases/guests");
    let paper = INVITATION.replace("khach.csv", "nam-tram.xlsx");
    let dossier = workspace(folder.path(), &[("giay-moi.yaml", &paper)]);
    std::fs::copy(cases.join("nam-tram.xlsx"), dossier.join("nam-tram.xlsx")).expect("list");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1), "bad rows");
    let expected: Value =
        serde_json::from_slice(&std::fs::read(cases.join("expected.json")).expect("expected")).expect("JSON");
    let expected = &expected["nam-tram.xlsx"];
    let guests = expected["guests"].as_array().expect("guests");
    let out = folder.path().join("out/xa/hoi nghị/giay-moi");
    let made = files(&out, "pdf");
    assert_eq!(made.len(), guests.len());
    let print = text_layer(&folder.path().join("out/xa/hoi nghị/giay-moi-in.pdf"));
    let pages: Vec<&str> = print.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert_eq!(pages.len(), guests.len());
    // The names begin with the place in the list, so they are in its order.
    for ((guest, pdf), page) in guests.iter().zip(&made).zip(pages) {
        let text = folded(&text_layer(pdf));
        assert_eq!(folded(page), text, "the print file is in the order of the list");
        let parts = ["honorific", "name", "title", "unit"];
        let said = parts.iter().filter_map(|part| guest[part].as_str()).collect::<Vec<_>>();
        let [first, rest @ ..] = said.as_slice() else { panic!("{guest}") };
        let with = if guest["honorific"].is_string() { " " } else { ", " };
        let call = rest.iter().enumerate().fold((*first).to_owned(), |call, (at, part)| {
            format!("{call}{}{part}", if at == 0 { with } else { ", " })
        });
        let call = call.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&format!("kính mời: {call} Tới dự")), "`{call}` in {}: {text}", pdf.display());
    }
    let bad = expected["bad"].as_object().expect("bad rows");
    let csv = std::fs::read_to_string(out.join("loi.csv")).expect("bad rows");
    let mut reader = csv_rows(&csv);
    reader.remove(0);
    assert_eq!(reader.len(), bad.len());
    let said = words(&output);
    for (row, reason) in bad {
        let reason = reason.as_str().expect("a reason");
        let place = format!("dòng {row}");
        assert!(said.lines().any(|line| line.contains("khach::dong") && line.contains(&place)), "{place}");
        assert!(reader.iter().any(|cells| cells.contains(row)), "{row}: {reason} in {csv}");
    }
}

fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// Each guest has a number; a postponement goes to the same guests, citing the
/// one each of them got.
#[test]
#[ignore = "needs pdftotext"]
fn a_postponement_cites_what_each_guest_got() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = INVITATION.replace("in_kem: []", "so_theo: khach\nxung_ho: Đồng chí");
    let dossier = batch(folder.path(), &paper, &list(3));
    let later = "loai: thong-bao-hoan\nso: 9\nngay: 2026-08-10\ntheo: giay-moi\nxung_ho: Đồng chí\ntrich_yeu: hoãn {{ su_kien.ten }}\nly_do: mưa lũ\nnguoi_ky: chanh-van-phong\nnoi_nhan: [Như trên]\n";
    std::fs::write(dossier.join("hoan.yaml"), later).expect("write");
    let again = INVITATION
        .replace("so: 33", "so: 40")
        .replace("ngay: 2026-08-05", "ngay: 2026-08-11")
        .replace("danh_sach: { tep: khach.csv }\nin_kem: []", "theo: giay-moi");
    std::fs::write(dossier.join("thay.yaml"), again).expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert!(output.status.success(), "{}", words(&output));
    let text = |paper: &str, place: usize| {
        let copies = files(&folder.path().join("out/xa/hoi nghị").join(paper), "pdf");
        folded(&text_layer(&copies[place]))
    };
    for (place, number) in ["33", "34", "35"].into_iter().enumerate() {
        assert!(text("giay-moi", place).contains(&format!("Số {number}-GM/ĐU")));
        let cited = format!("Giấy mời số {number}-GM/ĐU, ngày 05/8/2026 của");
        assert!(text("hoan", place).contains(&cited), "{}", text("hoan", place));
        assert!(text("hoan", place).contains("Số 09-TB/ĐU"));
        let replaced = format!("thay thế {cited}");
        assert!(text("thay", place).contains(&replaced), "{}", text("thay", place));
    }
}

/// Two A5 on an A4; a paper of two pages begins on the front of a sheet.
#[test]
#[ignore = "needs pdftotext"]
fn the_print_file_suits_the_printer() {
    let folder = tempfile::tempdir().expect("folder");
    let small = INVITATION.replace("in_kem: []", "kho: A5");
    let dossier = batch(folder.path(), &small, &list(5));
    built(folder.path(), &["--two-up"]);
    let print = folder.path().join("out/xa/hoi nghị/giay-moi-in.pdf");
    let info = String::from_utf8(crate::outside::tool("pdfinfo", &[print.to_str().unwrap()])).expect("UTF-8");
    assert!(info.contains("Pages:           3") && info.contains("841.89 x 595.276 pts (A4)"), "{info}");
    let text = folded(&text_layer(&print));
    let order: Vec<usize> = (1..=5).map(|at| text.find(&spelt(at)).expect("each guest")).collect();
    assert!(order.is_sorted(), "{text}");
    let long: String = (1..60).map(|at| format!("  Đoạn dặn thêm thứ {at} cho đủ hai trang.\n")).collect();
    std::fs::write(dossier.join("giay-moi.yaml"), format!("{INVITATION}noi_dung: |\n{long}")).expect("write");
    let pages = built(folder.path(), &["--late", "--rows", "2-4"]);
    assert!(pages["tep_in"].as_array().is_some_and(|files| files.len() == 1), "{pages}");
    let print = folder.path().join("out/xa/hoi nghị/giay-moi-in-chon.pdf");
    let text = text_layer(&print);
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    let fronts = pages.iter().enumerate().filter(|(_, page)| page.contains("GIẤY MỜI")).map(|(at, _)| at);
    assert!(fronts.clone().count() == 3 && fronts.clone().all(|at| at % 2 == 0), "{text}");
}

#[test]
fn lists_of_one_dossier_that_disagree_are_told() {
    let folder = tempfile::tempdir().expect("folder");
    let invitation = INVITATION.replace("in_kem: []", "in_kem: []\nxung_ho: Đồng chí");
    let dossier = batch(folder.path(), &invitation, "Họ và tên;Chức vụ;Đơn vị\nLò Thị Mẫu;Bí thư;Xóm 2\n");
    let other = invitation.replace("khach.csv", "khac.csv").replace("so: 33", "so: 34");
    std::fs::write(dossier.join("moi-lan-hai.yaml"), other).expect("write");
    std::fs::write(dossier.join("khac.csv"), "Họ và tên;Chức vụ;Đơn vị\nLò thị Mẫu;Phó Bí thư;Xóm 2\n")
        .expect("list");
    let output = vanthu(folder.path(), &["check", "xa"]);
    let said = words(&output);
    assert!(said.contains("`Lò thị Mẫu` có chữ đầu không viết hoa"), "{said}");
    assert!(said.contains("khach::khac-nhau") && said.contains("khach.csv dòng 2 là `Bí thư`"), "{said}");
    // Meant is meant.
    let meant =
        "bo_qua: [{ ma: 'khach::khac-nhau', ly_do: hai người }, { ma: 'khach::ho-ten', ly_do: viết thế }]\n";
    let paper = invitation.replace("khach.csv", "khac.csv").replace("so: 33", "so: 34") + meant;
    std::fs::write(dossier.join("moi-lan-hai.yaml"), paper).expect("write");
    let output = vanthu(folder.path(), &["check", "xa", "--strict"]);
    assert!(output.status.success(), "{}", words(&output));
}

/// A number is given once: whoever is put in between takes nobody's.
#[test]
fn a_part_gives_no_number_twice() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = INVITATION.replace("in_kem: []", "so_theo: khach");
    let dossier = batch(folder.path(), &paper, &list(3));
    built(folder.path(), &[]);
    let between = list(3).replacen("2;", "1b;Vàng Thị Chen;Bí thư Chi bộ;Xóm 9\n2;", 1);
    std::fs::write(dossier.join("khach.csv"), between).expect("write");
    let output = vanthu(folder.path(), &["build", "xa", "--late"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("số 34 của `002 Vàng Thị Chen.pdf` đã có ở `002 "), "{}", words(&output));
    assert!(!names(folder.path()).contains("002 Vàng Thị Chen"));
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert!(words(&output).contains("khach::doi-so"), "{}", words(&output));
    assert_eq!(names(folder.path()).len(), 4);
    let at_the_end = list(3) + "4;Vàng Thị Cuối;Bí thư Chi bộ;Xóm 9\n";
    std::fs::write(dossier.join("khach.csv"), &at_the_end).expect("write");
    built(folder.path(), &[]);
    std::fs::write(dossier.join("khach.csv"), at_the_end + "5;Vàng Thị Muộn;Bí thư;Xóm 9\n").expect("write");
    assert_eq!(built(folder.path(), &["--late"])["lap_moi"], 1);
}

/// Signed copies survive whatever comes: another change, an error, a shorter
/// list; each keeps its own place.
#[test]
fn what_somebody_signed_is_never_lost() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(2));
    built(folder.path(), &[]);
    let out = folder.path().join("out/xa/hoi nghị/giay-moi");
    let facts = std::fs::read_to_string(dossier.join("ho-so.yaml")).expect("dossier");
    for (number, hour) in ["08:00", "09:00", "10:00"].into_iter().enumerate() {
        let copy = files(&out, "pdf").remove(0);
        let mut bytes = std::fs::read(&copy).expect("PDF");
        bytes.extend(format!("/ByteRange {number}").bytes());
        std::fs::write(&copy, bytes).expect("write");
        assert_eq!(built(folder.path(), &[])["lap_moi"], 0, "signed as it was made: it stays");
        std::fs::write(dossier.join("ho-so.yaml"), facts.replace("07:30", hour)).expect("write");
        built(folder.path(), &[]);
    }
    let signed = |folder: &Path| files(folder, "cu").len();
    assert_eq!(signed(&out), 3, "{:?}", files(&out, "cu"));
    for _ in 0..2 {
        std::fs::write(dossier.join("giay-moi.yaml"), "loai: giay-moi\nx: 1\n").expect("write");
        vanthu(folder.path(), &["build", "xa"]);
        std::fs::write(dossier.join("giay-moi.yaml"), INVITATION).expect("write");
        built(folder.path(), &[]);
    }
    assert_eq!(signed(&folder.path().join("out")), 3);
    // A changed print file, too.
    let print = out.with_file_name("giay-moi-in.pdf");
    std::fs::write(&print, "changed").expect("write");
    std::fs::write(dossier.join("ho-so.yaml"), &facts).expect("write");
    built(folder.path(), &[]);
    assert_eq!(std::fs::read(out.with_file_name("giay-moi-in.pdf.cu")).expect("kept"), b"changed");
}

/// Words that differ by their marks are different; what is wrong with how a
/// paper goes out is told before anything is made.
#[test]
fn ways_of_going_out_are_checked() {
    let folder = tempfile::tempdir().expect("folder");
    let rows = "Họ và tên;Đơn vị\nNguyễn Văn Hà;Xóm Lang\nNguyễn Văn Hạ;Xóm Làng\nTrần Văn Ba;xóm  làng\n";
    let dossier = batch(folder.path(), &INVITATION.replace("in_kem: []", "gop_theo: don_vi"), rows);
    assert_eq!(built(folder.path(), &[])["tong"], 2);
    std::fs::write(dossier.join("giay-moi.yaml"), INVITATION).expect("write");
    built(folder.path(), &["--guest", "Nguyễn Văn Hà", "--out", "mot"]);
    assert_eq!(files(&folder.path().join("mot/xa/hoi nghị/giay-moi"), "pdf").len(), 1);
    let output = vanthu(folder.path(), &["build", "xa", "--guest", "nguyen van ha"]);
    assert!(words(&output).contains("viết đủ dấu"), "{}", words(&output));
    let wrong = INVITATION.replace("in_kem: []", "in_kem: [nhan-9x9]\nten_tep: '{hoten}'");
    std::fs::write(dossier.join("giay-moi.yaml"), wrong).expect("write");
    let said = words(&vanthu(folder.path(), &["check", "xa"]));
    assert!(said.contains("các tờ in từ danh sách: danh-sach-ky-nhan"), "{said}");
    assert!(said.contains("{hoten}") && said.contains("{ho_ten}"), "{said}");
    // A label too small for all its guests is no label.
    let many = (1..30).map(|at| format!("Vàng Thị {};Xóm 1\n", spelt(at))).collect::<String>();
    std::fs::write(dossier.join("khach.csv"), format!("Họ và tên;Đơn vị\n{many}")).expect("write");
    let labels = INVITATION.replace("in_kem: []", "gop_theo: don_vi\nin_kem: [nhan-3x8]");
    std::fs::write(dossier.join("giay-moi.yaml"), labels).expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("không đủ chỗ in cho Vàng Thị Ba"), "{}", words(&output));
    assert!(words(&output).contains("0/1 văn bản"), "{}", words(&output));
}

/// A run killed midway leaves copies that the next run knows for its own, even
/// when the list is shorter then.
#[test]
fn a_killed_batch_leaves_no_orphans() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = batch(folder.path(), INVITATION, &list(60));
    for moment in 0..6_u64 {
        std::fs::write(dossier.join("khach.csv"), list(60)).expect("write");
        let facts = std::fs::read_to_string(dossier.join("ho-so.yaml")).expect("dossier");
        let hour = facts.lines().find(|line| line.contains("gio:")).expect("hour").to_owned();
        std::fs::write(dossier.join("ho-so.yaml"), facts.replace(&hour, &format!("  gio: 1{moment}:00")))
            .expect("write");
        let mut run = start(folder.path(), &["build", "xa"]);
        std::thread::sleep(Duration::from_millis(120 + 60 * moment));
        let _ = run.kill();
        let _ = run.wait();
        std::fs::write(dossier.join("khach.csv"), list(20)).expect("write");
        let result = built(folder.path(), &[]);
        assert_eq!(names(folder.path()).len(), 20, "{result}");
        assert_eq!(result["cat_di"].as_array().map(Vec::len), Some(0), "{result}");
    }
}
