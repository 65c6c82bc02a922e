//! What the first screen remembers of files that did not change is what it would read of them again.

use std::fs;
use std::path::Path;

use vanthu::assets::Assets;
use vanthu::office::{By, Desk, Glance};
use vanthu::pipeline::Stock;
use vanthu::typeset::Fonts;

use crate::batch::INVITATION;
use crate::register::{run, waiting};
use crate::workspace;

const LIST: &str = "TT;Họ và tên;Chức vụ\n1;Vi Văn Tám;Trưởng thôn\n";

fn seen(desk: &Desk<'_>, glance: &Glance) -> String {
    serde_json::to_string_pretty(&desk.overview(glance).expect("overview")).expect("JSON")
}

#[test]
fn what_is_remembered_is_what_would_be_read() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting()), ("b.yaml", &waiting())]);
    let xa = folder.path().join("xa").canonicalize().expect("office");
    let (first, other) = (xa.join("hoi nghị"), xa.join("khac"));
    fs::create_dir_all(xa.join("chung")).expect("folder");
    fs::create_dir(&other).expect("folder");
    fs::copy(first.join("ho-so.yaml"), other.join("ho-so.yaml")).expect("facts");
    fs::write(
        other.join("gm.yaml"),
        INVITATION.replace("khach.csv", "../chung/khach.csv").replace("so: 33\n", ""),
    )
    .expect("paper");
    fs::write(xa.join("chung/khach.csv"), LIST).expect("list");
    let stock = Stock::new(Assets::default(), || Fonts::new(None), "thu").expect("stock");
    let desk = Desk {
        stock: &stock,
        place: xa.clone(),
        archive: None,
        by: By { who: "Chị Mẫu".into(), at: "2026-06-03T09:00:00+07:00".into() },
        today: "2026-06-03".parse().expect("day"),
        // Whatever is written in this test was written long ago.
        now: 99_999_999_999,
    };
    let glance = Glance::default();
    let same = |what: &str| {
        let read = seen(&desk, &Glance::default());
        assert_eq!(seen(&desk, &glance), read, "{what}");
        assert_eq!(seen(&desk, &glance), read, "{what}, again");
        read
    };
    let put = |path: &Path, text: &str| fs::write(path, text).expect("written");
    let paper = first.join("a.yaml");
    let begun = same("as it is");
    assert!(begun.contains("\"guests\": 1"), "{begun}");

    // It is remembered: a file that has its old size and time is not read.
    let time = paper.metadata().expect("state").modified().expect("time");
    let (old, new) = (waiting(), waiting().replace("đối thoại", "gặp mặt!!"));
    put(&paper, &old.replace("đối thoại", "đối thọai"));
    fs::File::options().write(true).open(&paper).expect("file").set_modified(time).expect("time");
    assert_eq!(seen(&desk, &glance), begun, "nothing looks changed");

    put(&paper, &new);
    assert!(same("a paper is written").contains("gặp mặt!!"));
    put(&first.join("c.yaml"), &waiting());
    same("a paper is added");
    fs::remove_file(first.join("c.yaml")).expect("deleted");
    same("a paper is deleted");
    put(&paper, "loai: [\n");
    assert!(same("a paper is spoilt").contains("còn 1 lỗi"));
    put(&paper, &old);
    let facts = fs::read_to_string(other.join("ho-so.yaml")).expect("facts");
    put(
        &other.join("ho-so.yaml"),
        &format!(
            "tieu_de: Tên khác hẳn\n{}",
            facts.lines().filter(|line| !line.starts_with("tieu_de")).collect::<Vec<_>>().join("\n")
        ),
    );
    assert!(same("facts are written").contains("Tên khác hẳn"));
    put(&xa.join("chung/khach.csv"), &format!("{LIST}2;Lò Thị Thử;Bí thư\n"));
    assert!(same("a list in another folder is written").contains("\"guests\": 2"));
    let office = fs::read_to_string(xa.join("co-quan.yaml")).expect("office");
    put(&xa.join("co-quan.yaml"), &office.replace("ky_hieu: ĐU", "ky_hieu: ĐUX"));
    assert!(same("the office's file is written").contains("KH/ĐUX"));
    put(&xa.join("co-quan.yaml"), &office);
    same("the office's file is written back");

    // Two dossiers have one number: each says so, until one of them has not.
    put(&first.join("b.yaml"), &waiting().replace("ngay:", "so: 7\nngay:"));
    same("one number");
    put(&other.join("kh.yaml"), &waiting().replace("ngay:", "so: 7\nngay:"));
    let both = same("one number twice");
    fs::remove_file(other.join("kh.yaml")).expect("deleted");
    assert_ne!(same("one number again"), both);

    // The register says how far papers have come; it is asked each time.
    assert_eq!(run(&xa, &["issue", "hoi nghị/a.yaml"]).0, Some(0));
    assert!(same("a paper is issued").contains("01-KH/ĐU"));
    assert_eq!(run(&xa, &["so", "huy", "01-KH/ĐU", "--ly-do", "nhầm"]).0, Some(0));
    same("a number is struck out");
    fs::remove_dir_all(&other).expect("deleted");
    assert!(!same("a dossier is deleted").contains("Tên khác hẳn"));
}
