//! Numbers, the book and the archive: what is given once is never given again,
//! and what was kept can be proven.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use vanthu::register::{By, Claim, Query, Register};

use crate::{PLAN, files, root, start, vanthu, words, workspace};

/// Gives a plan that waits for its number.
pub(crate) fn waiting() -> String {
    PLAN.replace("so: 7\n", "")
}

/// Issues and gives the exit code and all words.
pub(crate) fn run(folder: &Path, said: &[&str]) -> (Option<i32>, String) {
    let output = vanthu(folder, said);
    (output.status.code(), words(&output))
}

fn numbers(workspace: &Path) -> Vec<u32> {
    let register = Register::look(workspace).expect("register").expect("there");
    register.list(&Query::default()).expect("rows").iter().map(|entry| entry.number).collect()
}

/// Proves register and archive; they must be clean.
pub(crate) fn clean(workspace: &Path) {
    let (code, said) = run(workspace, &["archive", "verify"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("0 lỗi, 0 cảnh báo"), "{said}");
}

/// A paper that knows its month only waits for a day of that month.
#[test]
fn a_month_waits_for_its_day() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = waiting().replace("ngay: 2026-06-03", "ngay: 2026-06");
    workspace(folder.path(), &[("a.yaml", &paper)]);
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("mới có tháng ký") && said.contains("chưa lấy số"), "{said}");
    let (code, said) = run(folder.path(), &["issue", "xa", "--date", "2026-07-01"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("tháng 6/2026") && said.contains("chưa lấy số"), "{said}");
    let (code, said) = run(folder.path(), &["issue", "xa", "--date", "2026-06-30"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("01-KH/ĐU  30/6/2026"), "{said}");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("còn nguyên"), "{said}");
    clean(&folder.path().join("xa"));
}

/// A draft takes no number, however it is asked for one.
#[test]
fn a_draft_takes_no_number() {
    let folder = tempfile::tempdir().expect("folder");
    let draft = format!("{}du_thao: 2\n", waiting());
    workspace(folder.path(), &[("a.yaml", &draft), ("b.yaml", &waiting())]);
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("còn là dự thảo lần 2") && said.contains("1/2 văn bản"), "{said}");
    assert_eq!(numbers(&folder.path().join("xa")), [1]);
}

/// The seed dossier: issued, signed, kept, found, verified, set again.
#[test]
fn a_dossier_is_issued_kept_found_proven_and_set_again() {
    let folder = tempfile::tempdir().expect("folder");
    for entry in walkdir::WalkDir::new(root().join("data/hung-chinh")).into_iter().flatten() {
        let to = folder.path().join(entry.path().strip_prefix(root().join("data")).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).expect("folder");
        } else {
            fs::copy(entry.path(), to).expect("file");
        }
    }
    let xa = folder.path().join("hung-chinh");
    let (code, said) = run(folder.path(), &["issue", "hung-chinh"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("3/3 văn bản đã ban hành và lưu"), "{said}");
    clean(&xa);
    // Again: nothing new, the same bytes.
    let pdf = folder.path().join("out/hung-chinh/doi-thoai-2023/ke-hoach.pdf");
    let before = fs::read(&pdf).expect("PDF");
    let (_, said) = run(folder.path(), &["issue", "hung-chinh"]);
    assert_eq!(said.matches("còn nguyên").count(), 3, "{said}");
    assert_eq!(fs::read(&pdf).expect("PDF"), before);
    let (_, said) = run(&xa, &["register", "find", "ket qua hoi nghi doi thoai"]);
    assert!(said.contains("09-TB/ĐU"), "{said}");
    let (code, said) = run(&xa, &["archive", "rebuild"]);
    assert_eq!((code, said.matches("1/1 tệp giống từng byte").count()), (Some(0), 3), "{said}");
    // What only looks signed does not enter, nor does a signed file as a scan.
    fs::write(xa.join("ky.pdf"), [before.as_slice(), b"% a signature"].concat()).expect("signed");
    for (said, why) in [
        (&["ky.pdf", "giay-moi", "5"][..], "không nối tiếp bản đã ban hành của 05-GM/ĐU"),
        (&["ky.pdf", "ke-hoach", "7"], "luu::ban-ky"),
        (&["ky.pdf", "ke-hoach", "7", "--scan"], "bỏ --ban-quet"),
    ] {
        let (code, words) = run(&xa, &[&["archive", "add"], said].concat());
        assert!(code == Some(1) && words.contains(why), "{words}");
    }
    clean(&xa);
    let (code, said) = run(&xa, &["archive", "view"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(run(&xa, &["archive", "view"]).0, Some(0), "made anew");
    let seen = files(&xa.join("Lưu VPĐU"), "pdf");
    assert!(seen.iter().any(|path| fs::read(path).expect("PDF") == before), "{seen:?}");
    // What was issued is not written over.
    let paper = xa.join("doi-thoai-2023/ke-hoach.yaml");
    let changed = fs::read_to_string(&paper).expect("paper").replace("trước ngày", "trước hết ngày");
    fs::write(&paper, changed).expect("changed");
    let (code, said) = run(folder.path(), &["issue", "hung-chinh/doi-thoai-2023/ke-hoach.yaml"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("ban-hanh::da-sua"), "{said}");
    assert_eq!(fs::read(&pdf).expect("PDF"), before);
    clean(&xa);
}

#[test]
fn a_number_is_filled_in_everywhere_and_the_yaml_stays() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = waiting().replace("ngay: 2026-06-03\n", "");
    let citing = PLAN.replace("so: 7\n", "").replace(
        "Đảng uỷ xã tổ chức đối thoại.",
        "Thực hiện {{ van_ban['a'] | vien_dan }}, Đảng uỷ xã tổ chức đối thoại.",
    );
    let dossier = workspace(folder.path(), &[("a.yaml", &paper), ("b.yaml", &citing)]);
    let xa = folder.path().join("xa");
    let (code, said) = run(folder.path(), &["issue", "xa/hoi nghị/a.yaml"]);
    assert_eq!(code, Some(1), "no day: {said}");
    assert!(said.contains("ban-hanh::ngay") && !xa.join("luu").exists(), "{said}");
    assert_eq!(run(&xa, &["register", "start", "ke-hoach", "41", "--date", "2026-06-01"]).0, Some(0));
    // The file's own day against another one: no number before the clerk has said which.
    let (code, said) = run(folder.path(), &["issue", "xa", "--date", "2026-06-02"]);
    assert!(code == Some(1) && said.contains("ban-hanh::hai-ngay"), "{said}");
    assert!(
        said.contains("b.yaml:2") && said.contains("tệp ghi ngày 03/6/2026, mà --ngay là 02/6/2026"),
        "{said}"
    );
    assert!(said.contains("41-KH/ĐU  02/6/2026") && numbers(&xa) == [41], "{said}");
    // The same day is none; what is kept in the folder is not what the day is meant for.
    let (code, said) = run(folder.path(), &["issue", "xa", "--date", "2026-06-03"]);
    assert!(code == Some(0) && said.contains("42-KH/ĐU  03/6/2026") && said.contains("0 cảnh báo"), "{said}");
    let (code, said) = run(folder.path(), &["issue", "xa/hoi nghị/a.yaml", "--date", "2026-06-03"]);
    assert!(
        code == Some(0) && said.contains("41-KH/ĐU đã vào sổ với ngày 02/6/2026: --ngay 03/6/2026"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(dossier.join("a.yaml")).expect("paper"), paper);
    let source = files(&xa.join("luu"), "typ");
    let source: String = source.iter().map(|path| fs::read_to_string(path).expect("source")).collect();
    assert!(source.contains("41-KH/ĐU,\"") && source.contains("\"02/6/2026\""), "the citation");
    clean(&xa);
    // What is printed later is what the register says, or nothing.
    fs::write(dossier.join("a.yaml"), paper.replace("trich_yeu", "so: 9\ntrich_yeu")).expect("paper");
    let (code, said) = run(folder.path(), &["build", "xa/hoi nghị/a.yaml"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("sổ đăng ký ghi văn bản này là 41-KH/ĐU ngày 02/6/2026"), "{said}");
}

/// A range for a whole batch: what it was given it keeps, and a guest who comes
/// later gets none of another paper's numbers.
#[test]
fn a_batch_takes_its_whole_range() {
    let folder = tempfile::tempdir().expect("folder");
    let invitation = |guests: &[&str]| {
        let guests: String = guests.iter().map(|name| format!("  - {{ ho_ten: {name} }}\n")).collect();
        format!(
            "loai: giay-moi\nngay: 2026-06-03\ntrich_yeu: dự hội nghị\nso_theo: khach\nnguoi_ky: {{ quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Văn Thí }}\nnoi_dung: |\n  Trân trọng kính mời dự hội nghị.\nnoi_nhan: [Như thành phần mời]\nkhach_moi:\n{guests}"
        )
    };
    let three = ["Nguyễn Văn Mẫu", "Trần Thị Ví Dụ", "Lê Văn Thí"];
    let dossier = workspace(folder.path(), &[("gm.yaml", &invitation(&three))]);
    let xa = folder.path().join("xa");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(numbers(&xa), [1, 2, 3]);
    assert!(said.contains("1–03-GM/ĐU"), "{said}");
    clean(&xa);
    // Who got 2? The list, the sheet and the search say so.
    let (_, said) = run(&xa, &["register", "list"]);
    let line = said.lines().find(|line| line.starts_with("02-GM/ĐU")).expect("row");
    assert!(line.contains("Trần Thị Ví Dụ") && !line.contains("Nguyễn Văn Mẫu"), "{said}");
    for (name, number) in [("nguyen van mau", "01"), ("vi du", "02"), ("hoi nghi le van thi", "03")] {
        let (_, said) = run(&xa, &["register", "find", name]);
        let all = name == "hoi nghi le van thi" && said.contains("3 dòng");
        assert!(all || (said.contains("1 dòng") && said.contains(&format!("{number}-GM/ĐU"))), "{said}");
    }
    assert_eq!(run(&xa, &["register", "export", "so.csv"]).0, Some(0));
    let rows = fs::read_to_string(xa.join("so.csv")).expect("rows");
    assert!(three.iter().all(|name| rows.lines().any(|row| row.contains(&format!("\"{name}\"")))), "{rows}");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert!(code == Some(0) && said.contains("còn nguyên"), "{said}");
    let (_, said) = run(&xa, &["archive", "rebuild"]);
    assert!(said.contains("3/3 tệp giống từng byte"), "{said}");
    let four = invitation(&["Nguyễn Văn Mẫu", "Trần Thị Ví Dụ", "Lê Văn Thí", "Phạm Thị Mẫu"]);
    fs::write(dossier.join("gm.yaml"), four).expect("paper");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("so-dang-ky::so"), "{said}");
    assert_eq!(numbers(&xa), [1, 2, 3]);
}

/// Eight at a time, each 150 numbers: none twice, none missing.
#[test]
fn eight_at_a_time_get_twelve_hundred_numbers() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path();
    std::thread::scope(|scope| {
        for clerk in 0..8 {
            scope.spawn(move || {
                let mut register = Register::open(path).expect("register");
                for paper in 0..150 {
                    let claim = claim(&format!("{clerk}/{paper}"));
                    register.allocate(&claim, &By::default()).expect("number");
                }
            });
        }
    });
    let given: BTreeSet<u32> = numbers(path).into_iter().collect();
    assert_eq!(given, (1..=1200).collect());
}

pub(crate) fn claim(path: &str) -> Claim {
    let day = |text: &str| text.parse().expect("day");
    Claim {
        organ: "ĐU".into(),
        term: day("2025-07-01"),
        kind: "ke-hoach".into(),
        kind_name: "Kế hoạch".into(),
        symbol: "KH/ĐU".into(),
        number: None,
        date: day("2026-06-03"),
        path: path.into(),
        summary: "tổ chức đối thoại".into(),
        signer: String::new(),
        recipients: String::new(),
        each: Vec::new(),
        kept_at: String::new(),
        numbers: 1,
        copies: 1,
        text: String::new(),
    }
}

/// Eight programs at once on one workspace, through the whole line.
#[test]
fn eight_programs_issue_at_once() {
    let folder = tempfile::tempdir().expect("folder");
    let names: Vec<String> = (0..40).map(|at| format!("{at:02}.yaml")).collect();
    let paper = waiting();
    let papers: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), paper.as_str())).collect();
    let dossier = workspace(folder.path(), &papers);
    let clerks: Vec<_> = names
        .chunks(5)
        .map(|own| {
            let mut said = vec!["issue".to_owned()];
            said.extend(own.iter().map(|name| dossier.join(name).display().to_string()));
            start(folder.path(), &said.iter().map(String::as_str).collect::<Vec<_>>())
        })
        .collect();
    for mut clerk in clerks {
        assert!(clerk.wait().expect("ended").success());
    }
    let xa = folder.path().join("xa");
    assert_eq!(numbers(&xa), (1..=40).collect::<Vec<u32>>());
    clean(&xa);
}

/// Killed at odd moments: no number twice, no hole without a row; the proof
/// says what is to be finished, and the next run finishes it.
#[test]
fn a_killed_issue_is_finished_by_the_next() {
    let folder = tempfile::tempdir().expect("folder");
    let names: Vec<String> = (0..30).map(|at| format!("{at:02}.yaml")).collect();
    let paper = waiting();
    let papers: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), paper.as_str())).collect();
    let dossier = workspace(folder.path(), &papers);
    let xa = folder.path().join("xa");
    let (mut cut, mut unfinished) = (0, 0);
    for moment in 0..30u64 {
        // A few papers more each time, so that there is always something to cut.
        let last = (usize::try_from(moment).expect("small") + 1).min(names.len());
        let mut said = vec!["issue".to_owned()];
        said.extend(names[..last].iter().map(|name| dossier.join(name).display().to_string()));
        let mut run_now = start(folder.path(), &said.iter().map(String::as_str).collect::<Vec<_>>());
        // At odd moments, or as soon as something is built for the archive: however busy the machine is.
        if moment % 2 == 0 {
            std::thread::sleep(Duration::from_millis(20 + (moment * 37) % 180));
        } else {
            let stage = xa.join("luu/extensions/vanthu-tam");
            crate::wait_until(&mut run_now, || stage.is_dir());
        }
        let _ = run_now.kill();
        cut += usize::from(!run_now.wait().expect("ended").success());
        let (_, said) = run(&xa, &["archive", "verify"]);
        unfinished += usize::from(said.contains("luu::do-dang"));
        for wrong in ["luu::hong", "luu::lech", "so-dang-ky::hong", "so-dang-ky::thu-tu"] {
            assert!(!said.contains(wrong), "{said}");
        }
    }
    assert!(cut > 5 && unfinished > 0, "{cut} cut, {unfinished} unfinished");
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(numbers(&xa), (1..=30).collect::<Vec<u32>>());
    clean(&xa);
}

/// Whoever can write the files can change them, not without being found: one
/// doctored and its inventory made to fit, an object taken away, an older book.
#[test]
fn what_was_changed_behind_is_found() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting())]);
    let xa = folder.path().join("xa");
    assert_eq!(run(folder.path(), &["issue", "xa"]).0, Some(0));
    let old: Vec<u8> = {
        // Moves what lies beside the book into it.
        drop(Register::open(&xa).expect("register"));
        fs::read(xa.join("so/so-dang-ky.sqlite")).expect("book")
    };
    fs::write(xa.join("hoi nghị/b.yaml"), waiting()).expect("paper");
    assert_eq!(run(folder.path(), &["issue", "xa"]).0, Some(0));
    clean(&xa);
    let verify = || run(&xa, &["archive", "verify"]).1;
    // A PDF with its inventory and sidecars made to fit: the book knows better.
    let pdf = files(&xa.join("luu"), "pdf").remove(0);
    let object = pdf.ancestors().nth(3).expect("object").to_owned();
    let right = fs::read(&pdf).expect("PDF");
    let wrong = [right.as_slice(), b"% changed"].concat();
    let (was, is) = (vanthu::digest::sha512_hex(&right), vanthu::digest::sha512_hex(&wrong));
    fs::write(&pdf, &wrong).expect("write");
    let record = pdf.with_file_name("record.json");
    let said = fs::read_to_string(&record).expect("record");
    let doctored = said.replace(&vanthu::digest::sha256_hex(&right), &vanthu::digest::sha256_hex(&wrong));
    let (record_was, record_is) =
        (vanthu::digest::sha512_hex(said.as_bytes()), vanthu::digest::sha512_hex(doctored.as_bytes()));
    fs::write(&record, &doctored).expect("write");
    let mut kept = Vec::new();
    for place in [object.clone(), object.join("v1")] {
        let inventory = place.join("inventory.json");
        let text = fs::read_to_string(&inventory).expect("inventory");
        let new = crate::archive::fitted(&text.replace(&was, &is).replace(&record_was, &record_is));
        let sidecar = format!("{} inventory.json\n", vanthu::digest::sha512_hex(new.as_bytes()));
        kept.push((inventory.clone(), text));
        let side = place.join("inventory.json.sha512");
        kept.push((side.clone(), fs::read_to_string(&side).expect("sidecar")));
        fs::write(inventory, new).expect("write");
        fs::write(side, sidecar).expect("write");
    }
    assert!(verify().contains("luu::lech"), "{}", verify());
    fs::write(&pdf, right).expect("write");
    fs::write(&record, said).expect("write");
    for (path, text) in kept {
        fs::write(path, text).expect("write");
    }
    clean(&xa);
    // An object that is gone.
    let aside = folder.path().join("aside");
    fs::rename(&object, &aside).expect("moved");
    assert!(verify().contains("luu::lech"), "{}", verify());
    fs::rename(&aside, &object).expect("back");
    // A book of yesterday under the archive of today; a book cut short.
    let now = fs::read(xa.join("so/so-dang-ky.sqlite")).expect("book");
    for ending in ["-wal", "-shm"] {
        let _ = fs::remove_file(xa.join(format!("so/so-dang-ky.sqlite{ending}")));
    }
    fs::write(xa.join("so/so-dang-ky.sqlite"), old).expect("write");
    assert!(verify().contains("luu::lech"), "{}", verify());
    fs::write(xa.join("so/so-dang-ky.sqlite"), &now[..now.len() / 2]).expect("write");
    assert!(verify().contains("so-dang-ky::"), "{}", verify());
    fs::write(xa.join("so/so-dang-ky.sqlite"), now).expect("write");
    clean(&xa);
}

/// Programs nobody here wrote read the archive, the bag and the book.
#[test]
#[ignore = "needs ocfl-py, rocfl, bagit and veraPDF"]
fn other_programs_prove_the_archive() {
    let tools = Command::new(root().join(".ci/install-tools")).output().expect("tools");
    let tools = String::from_utf8(tools.stdout).expect("UTF-8");
    let python = Path::new(tools.trim()).join("venv/bin/python");
    let asked = |program: &str, said: &[&str], folder: &Path| {
        let program = python.with_file_name(program);
        let output =
            Command::new(&python).arg(program).args(said).current_dir(folder).output().expect("runs");
        (output.status.success(), words(&output))
    };
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting()), ("b.yaml", &waiting())]);
    let xa = folder.path().join("xa");
    assert_eq!(run(folder.path(), &["issue", "xa"]).0, Some(0));
    fs::write(xa.join("quet.pdf"), crate::archive::scanned("một")).expect("scan");
    let (code, said) = run(&xa, &["archive", "add", "quet.pdf", "ke-hoach", "1", "--scan"]);
    assert_eq!(code, Some(0), "{said}");
    let check = ["validate", "--root", "luu", "--validate-objects", "--check-digests"];
    let (sound, said) = asked("ocfl-root.py", &check, &xa);
    assert!(sound && said.contains("3 / 3 are VALID"), "{said}");
    let rocfl = || {
        let program = Path::new(tools.trim()).join("rocfl/bin/rocfl");
        let output = Command::new(program).args(["-r", "luu", "validate"]).current_dir(&xa).output();
        let output = output.expect("runs");
        (output.status.success(), words(&output))
    };
    let (sound, said) = rocfl();
    assert!(sound && said.matches(" is valid with warnings").count() == 3, "{said}");
    let (code, said) = run(&xa, &["archive", "export", "goi", "--bagit", "--ho-so", "hoi nghị"]);
    assert_eq!(code, Some(0), "{said}");
    let (sound, said) = asked("bagit.py", &["--validate", "goi"], &xa);
    assert!(sound, "{said}");
    let (sound, said) = asked("ocfl-root.py", &check, &xa.join("goi/data"));
    assert!(sound && said.contains("3 / 3 are VALID"), "{said}");
    assert_eq!(run(&xa, &["register", "print", "so.pdf"]).0, Some(0));
    let book = Command::new(root().join(".ci/verapdf")).arg(xa.join("so.pdf")).output().expect("veraPDF");
    assert!(book.status.success(), "{}", words(&book));
    // They find what was changed, too.
    let pdf = files(&xa.join("luu"), "pdf").remove(0);
    let mut bytes = fs::read(&pdf).expect("PDF");
    bytes[100] ^= 1;
    fs::write(&pdf, bytes).expect("write");
    assert!(!asked("ocfl-root.py", &check, &xa).1.contains("3 / 3 are VALID"));
    assert!(!rocfl().0);
}

/// Two folders may print one kind of paper; its numbers are one series.
#[test]
fn folders_with_one_name_share_a_series() {
    let folder = tempfile::tempdir().expect("folder");
    let other = waiting().replace("loai: ke-hoach", "loai: ke-hoach-rieng");
    workspace(folder.path(), &[("a.yaml", &waiting()), ("b.yaml", &other)]);
    let xa = folder.path().join("xa");
    assert_eq!(run(folder.path(), &["eject", "ke-hoach", "--to", "templates"]).0, Some(0));
    let templates = folder.path().join("templates");
    fs::rename(templates.join("ke-hoach"), templates.join("ke-hoach-rieng")).expect("renamed");
    let start = ["register", "start", "ke-hoach-rieng", "5", "--date", "2026-06-03", "--co-quan", "xa"];
    assert_eq!(run(folder.path(), &start).0, Some(0));
    let (code, said) = run(folder.path(), &["issue", "xa"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(numbers(&xa), [5, 6]);
    let (code, said) = run(&xa, &["register", "start", "ke-hoach-rien", "9"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("loai::la") && said.contains("ke-hoach"), "{said}");
}

/// What a clerk mistypes is told in her language, and nothing is written.
#[test]
fn the_register_answers_what_is_mistyped() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[]);
    let xa = folder.path().join("xa");
    let (_, said) = run(&xa, &["register", "list"]);
    assert!(said.contains("chép lại thư mục `so` từ bản sao lưu"), "{said}");
    let book = "Số;Ngày;Trích yếu\n01-TB/ĐU;20/7/2025;Thông báo một\n02-TB/ĐU;21/7/2025;Thông báo hai\n\
                02-TB/ĐU;22/7/2025;Thông báo ba về đất đai\n";
    fs::write(xa.join("cu.csv"), book).expect("book");
    assert_eq!(run(&xa, &["register", "import", "cu.csv"]).0, Some(0));
    let office = fs::read_to_string(xa.join("co-quan.yaml")).expect("office");
    let terms = "nhiem_ky:\n  - { tu: 2015-07-01, den: 2020-06-30 }\n";
    fs::write(xa.join("co-quan.yaml"), office.replace("nhiem_ky:\n", terms)).expect("office");
    for (said, why) in [
        (&["register", "cancel", "thong-bao", "2", "--reason", "nhầm"][..], "--lan 2"),
        (
            &["register", "cancel", "thong-bao", "2", "--lan", "3", "--reason", "nhầm"],
            "lần 2: ngày 22/7/2025",
        ),
        (&["register", "print", "so.docx"], "đuôi .pdf"),
        (&["register", "print", "khong/so.pdf"], "không có thư mục `khong`"),
        (&["register", "export", "khong/co/so.xlsx"], "không có thư mục `khong/co`"),
        (&["luu", "show", "7", "ke-hoach"], "loại viết trước"),
        (&["so", "start", "thong-bao", "0"], "từ 1 đến 99999"),
        (&["so", "start", "thong-bao", "9", "--date", "31/2/2026"], "không có ngày ấy"),
        (&["so", "start", "thong-bao", "9", "--date", "6/3/1990"], "thêm --ngay với một ngày"),
        (&["issue", "--date", "mai"], "6/3/2026 hoặc 2026-03-06"),
        (&["so", "list", "--year", "abc"], "bốn chữ số"),
        (&["luu", "show", "thong-bao", "1", "--date", "1/8/2021"], "01/8/2021 không nằm trong nhiệm kỳ nào"),
        (
            &["so", "cancel", "thong-bao", "1", "--date", "1/8/2019", "--reason", "nhầm"],
            "nhiệm kỳ từ 01/7/2015",
        ),
        (
            &["so", "cancel", "thong-bao", "1", "--date", "1/8/2019", "--reason", "nhầm"],
            "chỉ nó bằng --ngay 20/7/2025",
        ),
    ] {
        let (code, words) = run(&xa, said);
        assert!(code != Some(0) && words.contains(why), "{said:?}: {words}");
    }
    assert!(!xa.join("so.docx").exists() && !xa.join("khong").exists());
    let (code, said) = run(
        &xa,
        &["register", "cancel", "thong-bao", "2", "--lan", "2", "--reason", "ghi nhầm", "--date", "1/8/2025"],
    );
    assert!(code == Some(0) && said.contains("đã huỷ"), "{said}");
    let (_, said) = run(&xa, &["register", "list"]);
    let struck = said.lines().find(|line| line.contains("đã huỷ")).expect("struck out");
    assert!(struck.contains("đất đai"), "{said}");
}
