//! A backup is an office again: whole, proved, beside those that were there before; or there is none,
//! whatever the drive does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use vanthu::assets::Assets;
use vanthu::office::{BackedUp, By, Desk, Machine, Pace, Part};
use vanthu::pipeline::Stock;
use vanthu::typeset::Fonts;

use crate::archive::scanned;
use crate::{PLAN, vanthu, words, workspace};

/// Is a machine with one drive, and so much room.
struct Drive(PathBuf, Option<u64>);

impl Machine for Drive {
    fn drives(&self) -> Vec<PathBuf> {
        vec![self.0.clone()]
    }

    fn room(&self, _: &Path) -> Option<u64> {
        self.1
    }
}

/// Is an office with an issued paper, and a drive beside it.
struct Town {
    folder: tempfile::TempDir,
    stock: Stock,
}

impl Town {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        workspace(folder.path(), &[("ke-hoach.yaml", &PLAN.replace("so: 7\n", ""))]);
        let stock = Stock::new(Assets::default(), || Fonts::new(None), "thu").expect("stock");
        let town = Self { folder, stock };
        fs::create_dir(town.drive()).expect("drive");
        town.said(&["ban-hanh", "."]);
        town
    }

    fn xa(&self) -> PathBuf {
        self.folder.path().join("xa")
    }

    fn drive(&self) -> PathBuf {
        self.folder.path().join("ổ USB")
    }

    fn said(&self, said: &[&str]) -> String {
        let output = vanthu(&self.xa(), said);
        assert!(output.status.success(), "{}", words(&output));
        words(&output)
    }

    fn desk(&self, day: &str) -> Desk<'_> {
        let today = day.parse().expect("day");
        let by = By { who: "Chị Mẫu".into(), at: format!("{day}T09:00:00+07:00") };
        Desk { stock: &self.stock, place: self.xa(), archive: None, by, today, now: 1_780_452_000 }
    }

    /// Takes a backup while somebody else does something at each step.
    fn disturbed(&self, meddle: &(dyn Fn(Part, usize) + Sync)) -> Result<BackedUp, String> {
        let stop = AtomicBool::new(false);
        let told = |part, done, _: usize| meddle(part, done);
        let pace = Pace { told: &told, stop: &stop };
        let machine = Drive(self.drive(), None);
        let done = self.desk("2026-06-04").back_up(&self.drive(), &machine, &pace);
        done.map(|(done, _)| done).map_err(|findings| {
            let told: Vec<String> = findings.iter().map(|finding| finding.message.clone()).collect();
            told.join("\n")
        })
    }

    fn taken(&self) -> BackedUp {
        self.disturbed(&|_, _| ()).expect("a backup")
    }

    /// Gives what lies on the drive; what a backup that is not whole left is nothing.
    fn there(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.drive())
            .expect("drive")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = all.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files
        .map(|path| (path.strip_prefix(folder).expect("below").to_owned(), fs::read(&path).expect("file")))
        .collect()
}

/// Finds a file of the copy that is being made.
fn half_made(drive: &Path, name: &str) -> Option<PathBuf> {
    let all = walkdir::WalkDir::new(drive).into_iter().flatten().map(walkdir::DirEntry::into_path);
    all.filter(|path| path.ends_with(name)).find(|path| path.to_string_lossy().contains("ban-sao"))
}

#[test]
fn a_backup_is_an_office_again() {
    let town = Town::new();
    let xa = town.xa();
    fs::write(xa.join("quet.pdf"), scanned("một")).expect("scan");
    town.said(&["luu", "them", "quet.pdf", "ke-hoach", "1", "--ban-quet"]);
    let made = xa.join("out/xa/hoi nghị");
    assert!(made.join("ke-hoach.pdf").is_file());
    fs::write(made.join("da-sua-1.csv"), "Họ tên\nNguyễn Văn A\n").expect("mended");
    fs::create_dir_all(xa.join(".vanthu/lich-su")).expect("history");
    fs::write(xa.join(".vanthu/lich-su/cu.yaml"), "so: 1\n").expect("history");
    let before = bytes(&xa);

    let said = town.said(&["sao-luu", "../ổ USB"]);
    assert!(said.contains("nguyên vẹn") && said.contains("cùng ổ đĩa"), "{said}");
    let first = town.drive().join(&town.there()[0]);
    let kept = bytes(&first);
    let own = |path: &str| {
        kept.get(Path::new(path)) == before.get(Path::new(path)) && kept.contains_key(Path::new(path))
    };
    for path in [
        "co-quan.yaml",
        "hoi nghị/ke-hoach.yaml",
        "quet.pdf",
        "out/xa/hoi nghị/da-sua-1.csv",
        ".vanthu/lich-su/cu.yaml",
    ] {
        assert!(own(path), "{path}");
    }
    assert!(!kept.contains_key(Path::new("out/xa/hoi nghị/ke-hoach.pdf")), "it can be made again");
    let archive = |bytes: &BTreeMap<PathBuf, Vec<u8>>| -> BTreeMap<PathBuf, Vec<u8>> {
        bytes
            .iter()
            .filter(|(path, _)| path.starts_with("luu"))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    assert!(archive(&kept).len() > 5 && archive(&kept) == archive(&before));
    // Programs that nobody here wrote find each file as the list has it.
    let sums = std::process::Command::new("sha256sum")
        .args(["-c", "--quiet", "sao-luu.sha256"])
        .current_dir(&first)
        .output();
    assert!(sums.expect("sha256sum").status.success());

    // A second one lies beside it, and touches nothing of it.
    fs::write(xa.join("hoi nghị/hai.yaml"), PLAN.replace("so: 7\n", "").replace("đối thoại", "gặp mặt"))
        .expect("paper");
    town.said(&["ban-hanh", "hoi nghị/hai.yaml"]);
    let second = town.taken();
    assert!(second.whole && second.there == 2 && Path::new(&second.folder) != first, "{second:?}");
    assert_eq!(bytes(&first), kept);

    // Brought back: proved, and it goes on with the next number.
    let back = town.folder.path().join("lấy lại");
    crate::copy(Path::new(&second.folder), &back);
    for said in [&["luu", "kiem-tra"][..], &["so", "kiem-tra"], &["luu", "lam-not"]] {
        let output = vanthu(&back, said);
        assert!(output.status.success() && !words(&output).contains("cảnh báo["), "{}", words(&output));
    }
    fs::write(back.join("hoi nghị/ba.yaml"), PLAN.replace("so: 7\n", "").replace("đối thoại", "tập huấn"))
        .expect("paper");
    let said = words(&vanthu(&back, &["ban-hanh", "hoi nghị/ba.yaml"]));
    assert!(said.contains("03-KH/ĐU"), "{said}");
}

#[test]
fn what_a_drive_spoils_is_no_backup() {
    let town = Town::new();
    let sound = town.taken();
    let office = bytes(&town.xa());
    let once = |meddle: fn(&Path)| {
        let done = AtomicBool::new(false);
        let found = town.disturbed(&|part, _| {
            if part == Part::Reading && !done.swap(true, Ordering::SeqCst) {
                meddle(&town.drive());
            }
        });
        assert!(done.load(Ordering::SeqCst));
        found.expect_err("it is no backup")
    };
    let spoil: [Spoil; 4] = [
        (|drive| spoilt(drive, "co-quan.yaml"), "`co-quan.yaml`"),
        (|drive| spoilt(drive, "so-dang-ky.sqlite"), "so-dang-ky.sqlite"),
        (lost, "ho-so.yaml"),
        (strange, "la.exe"),
    ];
    for (meddle, name) in spoil {
        let why = once(meddle);
        assert!(why.contains("bản sao hỏng") && why.contains(name), "{why}");
        assert_eq!(town.there().len(), 1, "{:?}", town.there());
    }
    // Spoilt before register and archive are proved.
    for name in ["inventory.json", "so-dang-ky.sqlite"] {
        let done = AtomicBool::new(false);
        let why = town.disturbed(&|part, _| {
            if part == Part::Proving && !done.swap(true, Ordering::SeqCst) {
                spoilt(&town.drive(), name);
            }
        });
        assert!(why.expect_err("it is no backup").contains("bản sao hỏng"));
    }
    // Pulled out while it copies; what the drive held before is as it was.
    let away = town.folder.path().join("rút ra");
    let why = town.disturbed(&|part, done| {
        if part == Part::Copying && done == 5 && town.drive().exists() {
            fs::rename(town.drive(), &away).expect("pulled out");
        }
    });
    let why = why.expect_err("no drive, no backup");
    assert!(why.contains("không ghi được"), "{why}");
    assert!(!town.drive().exists(), "nothing is written where no drive is");
    fs::rename(&away, town.drive()).expect("back");
    let named = |names: Vec<String>| -> Vec<String> {
        names.into_iter().filter(|name| !name.starts_with('.')).collect()
    };
    assert_eq!(named(town.there()).len(), 1);
    // Stopped.
    let stop = AtomicBool::new(true);
    let pace = Pace { told: &|_, _, _| (), stop: &stop };
    let stopped = town.desk("2026-06-04").back_up(&town.drive(), &Drive(town.drive(), None), &pace);
    assert!(stopped.expect_err("stopped")[0].message.contains("đã dừng"));
    // The next one takes away what was left, and the office was never touched.
    assert!(town.taken().whole);
    assert_eq!(town.there().len(), 2, "{:?}", town.there());
    let now = bytes(&town.xa());
    assert!(office.iter().all(|(path, bytes)| path.starts_with(".vanthu") || now.get(path) == Some(bytes)));
    assert!(Path::new(&sound.folder).is_dir());
}

/// Is what somebody does to a copy, and what is told of it.
type Spoil = (fn(&Path), &'static str);

fn lost(drive: &Path) {
    fs::remove_file(half_made(drive, "hoi nghị/ho-so.yaml").expect("a copy")).expect("gone");
}

fn strange(drive: &Path) {
    let beside = half_made(drive, "co-quan.yaml").expect("a copy");
    fs::write(beside.with_file_name("la.exe"), "x").expect("put");
}

fn spoilt(drive: &Path, name: &str) {
    let path = half_made(drive, name).expect("a copy");
    let mut bytes = fs::read(&path).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).expect("spoilt");
}

#[test]
fn a_place_that_does_not_do_is_refused_before_anything_is_copied() {
    let town = Town::new();
    let good = town.taken();
    let before = (bytes(&town.xa()), town.there());
    let refused = |to: &Path, room: Option<u64>| {
        let stop = AtomicBool::new(false);
        let pace = Pace { told: &|_, _, _| panic!("nothing is copied"), stop: &stop };
        let done = town.desk("2026-06-04").back_up(to, &Drive(town.drive(), room), &pace);
        done.expect_err("refused")[0].message.clone()
    };
    let xa = town.xa();
    assert!(refused(&xa.join("hoi nghị"), None).contains("nằm trong chính cơ quan"));
    assert!(refused(&xa.join("luu"), None).contains("nằm trong chính cơ quan"));
    assert!(refused(&town.drive().join("không có"), None).contains("không có thư mục"));
    assert!(refused(&xa.join("co-quan.yaml"), None).contains("không phải thư mục"));
    assert!(refused(Path::new(&good.folder), None).contains("một bản sao lưu"));
    assert!(refused(&Path::new(&good.folder).join("luu"), None).contains("kho lưu"));
    let small = refused(&town.drive(), Some(10));
    assert!(small.contains("còn trống 0 MB, mà cần 1 MB") && small.contains("chưa chép gì"), "{small}");
    assert!(refused(Path::new("/proc"), None).contains("không ghi được"));
    assert_eq!((bytes(&town.xa()), town.there()), before);
}

#[test]
fn backups_and_numbers_do_not_meet() {
    let town = Town::new();
    for number in 0..6 {
        let paper = PLAN.replace("so: 7\n", "").replace("đối thoại", &format!("việc số {number}"));
        fs::write(town.xa().join(format!("hoi nghị/k{number}.yaml")), paper).expect("paper");
    }
    let taken = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..3 {
                    taken.lock().expect("list").push(town.taken());
                }
            });
        }
        scope.spawn(|| {
            for number in 0..6 {
                town.said(&["ban-hanh", &format!("hoi nghị/k{number}.yaml")]);
            }
        });
    });
    let taken = taken.into_inner().expect("list");
    assert!(taken.iter().all(|one| one.whole), "{taken:?}");
    assert_eq!(town.there().len(), 6, "{:?}", town.there());
    town.said(&["luu", "kiem-tra"]);
}

/// Killed at any moment, it leaves whole backups or none.
#[test]
fn a_backup_that_is_killed_is_none() {
    let town = Town::new();
    let mut whole = 0;
    for pause in 0..12 {
        let mut run = crate::start(&town.xa(), &["sao-luu", "../ổ USB"]);
        std::thread::sleep(std::time::Duration::from_millis(pause * 40));
        run.kill().expect("killed");
        run.wait().expect("ended");
        for name in town.there().into_iter().filter(|name| !name.starts_with('.')) {
            let output = vanthu(&town.drive().join(name), &["luu", "kiem-tra"]);
            assert!(output.status.success(), "{}", words(&output));
            whole += 1;
        }
    }
    town.taken();
    assert!(!town.drive().join(".vanthu-dang-sao-luu").exists(), "{:?} after {whole}", town.there());
    town.said(&["luu", "kiem-tra"]);
}

#[test]
fn an_office_that_is_not_whole_is_copied_and_not_called_whole() {
    let town = Town::new();
    let pdf = crate::files(&town.xa().join("luu"), "pdf").remove(0);
    fs::write(&pdf, "không còn là PDF").expect("spoilt");
    let output = vanthu(&town.xa(), &["sao-luu", "../ổ USB"]);
    let said = words(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("bản gốc có điều sai") && !said.contains("nguyên vẹn"), "{said}");
    assert!(town.there()[0].ends_with("-ban-goc-co-loi"), "{:?}", town.there());
    assert!(town.desk("2026-06-04").backup_due().expect("due").at.is_none());
}

#[test]
fn an_archive_elsewhere_comes_along_and_another_office_does_not() {
    let town = Town::new();
    let (xa, away) = (town.xa(), town.folder.path().join("ổ mạng/kho"));
    fs::create_dir(away.parent().expect("above")).expect("drive");
    fs::rename(xa.join("luu"), &away).expect("moved");
    let office = fs::read_to_string(xa.join("co-quan.yaml")).expect("office");
    fs::write(xa.join("co-quan.yaml"), format!("{office}\nkho_luu: {}\n", away.display())).expect("office");
    workspace(&xa.join("khác"), &[]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", xa.join("liên kết")).expect("link");
    let said = town.said(&["sao-luu", "../ổ USB"]);
    assert!(said.contains("kho lưu nằm trong `kho-luu`"), "{said}");
    assert!(said.contains("là một cơ quan khác") && said.contains("`liên kết` là liên kết"), "{said}");
    let copy = town.drive().join(&town.there()[0]);
    let output = vanthu(&copy, &["luu", "kiem-tra", "--kho-luu", "kho-luu"]);
    assert!(output.status.success(), "{}", words(&output));
    assert!(!copy.join("khác/xa").exists());
}

#[test]
fn it_reminds_after_a_week_and_after_a_number() {
    let town = Town::new();
    let due = |day: &str| town.desk(day).backup_due().expect("due");
    assert!(due("2026-06-04").due && due("2026-06-04").at.is_none());
    let taken = town.taken();
    let now = due("2026-06-10");
    assert_eq!((now.due, now.since, now.days), (false, false, Some(6)));
    assert_eq!(now.folder.as_deref(), Some(taken.folder.as_str()));
    assert!(due("2026-06-11").due);
    town.said(&["so", "huy", "ke-hoach", "1", "--ly-do", "nhầm"]);
    assert!(due("2026-06-04").due && due("2026-06-04").since);
    // What is remembered may be lost: it reminds again.
    fs::write(town.xa().join(".vanthu/sao-luu/lan-cuoi.json"), "{").expect("damaged");
    assert!(due("2026-06-04").due);
}
