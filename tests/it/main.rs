//! One binary for all tests that go through the whole line: each binary that
//! links Typst is large.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test measures and writes samples; clearness goes before speed"
)]

#[path = "../../src/worked.rs"]
mod worked;

mod adopt;
mod archive;
mod aside;
mod attacks;
mod backup;
mod bag;
mod batch;
mod brought;
mod browser;
mod certified;
mod clock;
mod confined;
mod congress;
mod docs;
mod edited;
mod editor;
mod edits;
mod faults;
mod findings;
mod fuzz;
mod glance;
mod guest_screen;
mod heads;
mod intruders;
mod json;
mod kinds;
mod lists;
mod look;
mod meeting;
mod named;
mod old_book;
mod old_papers;
mod outside;
mod own_templates;
mod pages;
mod preview;
mod race;
mod random_papers;
mod records;
mod register;
mod rooms;
mod rules;
mod samples;
mod shared;
mod sign;
mod state;
mod struck;
mod tables;
mod tamper;
mod trial;
mod unread;
mod unsaved;
mod watch;
mod window;
mod wire;
mod word;
mod word_outside;
mod writing;
mod year;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// Gives the project's folder.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Waits until something is so, or a program has ended.
fn wait_until(run: &mut std::process::Child, so: impl Fn() -> bool) {
    while !so() && run.try_wait().expect("a state").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

/// Runs the program in a folder.
fn vanthu(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanthu"))
        .args(words)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

fn start(folder: &Path, said: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_vanthu"))
        .args(said)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Gives both streams as text: results, then findings.
fn words(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    text(&output.stdout) + &text(&output.stderr)
}

/// Lists the files below a folder with one ending, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|end| end == ending))
        .collect();
    found.sort();
    found
}

/// Copies a folder with all that is below it.
fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let place = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(place).expect("folder");
        } else {
            std::fs::copy(entry.path(), place).expect("copied");
        }
    }
}

/// Writes a workspace of one office and one dossier into a folder and gives
/// the dossier's folder.
fn workspace(folder: &Path, papers: &[(&str, &str)]) -> PathBuf {
    let dossier = folder.join("xa").join("hoi nghị");
    std::fs::create_dir_all(&dossier).expect("folder");
    let sample = root().join("data/xa-mau");
    std::fs::copy(sample.join("co-quan.yaml"), folder.join("xa/co-quan.yaml")).expect("office");
    std::fs::copy(sample.join("doi-thoai-2026/ho-so.yaml"), dossier.join("ho-so.yaml")).expect("dossier");
    for (name, text) in papers {
        std::fs::write(dossier.join(name), text).expect("paper");
    }
    dossier
}

/// A plan that nothing is wrong with.
const PLAN: &str = "loai: ke-hoach
so: 7
ngay: 2026-06-03
trich_yeu: tổ chức đối thoại
noi_dung: |
  Đảng uỷ xã tổ chức đối thoại.
nguoi_ky: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: PHÓ BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }
noi_nhan: [Các chi bộ]
";
