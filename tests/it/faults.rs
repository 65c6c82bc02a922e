//! A command that is killed, or that the disk refuses, at each of its steps:
//! before every write, fsync, rename, new folder and deletion, those of the
//! database among them. `strace` stands for the machine that fails.
//!
//! What is asked each time: nothing is said to be done that is not; the same
//! command, given again, finishes; register and archive are then clean; what
//! went out is what an undisturbed run makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{PLAN, files, vanthu, words, workspace};

/// Is a command and what stands before it.
struct Story {
    name: &'static str,
    /// What is done undisturbed before, from the workspace.
    before: &'static [&'static [&'static str]],
    /// The command, from the workspace.
    command: &'static [&'static str],
    /// What it may say when it was done the first time already.
    done: &'static str,
}

const STORIES: [Story; 3] = [
    Story { name: "issue", before: &[], command: &["issue", "."], done: "" },
    Story {
        name: "cancel",
        before: &[&["issue", "."]],
        command: &["register", "cancel", "ke-hoach", "1", "--reason", "nhầm"],
        done: "đã huỷ trước đây",
    },
    Story {
        name: "scan",
        before: &[&["issue", "."]],
        command: &["archive", "add", "quet.pdf", "ke-hoach", "1", "--scan"],
        done: "",
    },
];

/// What happens at a step, and the calls that are such steps.
const KILLED: (&str, &[&str]) = (
    "signal=KILL",
    &["write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "mkdir", "unlinkat", "ftruncate"],
);
const FULL: (&str, &[&str]) = ("error=ENOSPC", &["write", "pwrite64", "fsync", "mkdir"]);
const SEALED: (&str, &[&str]) = ("error=EROFS", &["openat", "renameat"]);

#[test]
#[ignore = "needs strace"]
fn every_step_can_fail() {
    for story in STORIES {
        let folder = tempfile::tempdir().expect("folder");
        let base = folder.path().join("base");
        begin(&base, &story);
        let whole = folder.path().join("whole");
        copy(&base, &whole);
        let output = vanthu(&whole.join("xa"), story.command);
        assert!(output.status.success(), "{}: {}", story.name, words(&output));
        let steps: Vec<(&str, &str)> = [KILLED, FULL, SEALED]
            .iter()
            .flat_map(|(what, calls)| calls.iter().map(|call| (*what, *call)))
            .collect();
        let right = papers(&whole);
        // Two at a time, each with folders of its own.
        let half = |from: usize| {
            let room = folder.path().join(from.to_string());
            let mine = steps.iter().skip(from).step_by(2);
            mine.map(|(what, call)| fail_each(&story, &base, &room, what, call, &right)).sum::<usize>()
        };
        let points = std::thread::scope(|scope| {
            let other = scope.spawn(|| half(1));
            half(0) + other.join().expect("the other half")
        });
        println!("{}: {points} steps", story.name);
        assert!(points > 50, "{}: only {points} steps", story.name);
    }
}

/// Writes a workspace with a plan, an invitation to two guests, and what the
/// story does before.
fn begin(base: &Path, story: &Story) {
    let plan = PLAN.replace("so: 7\n", "");
    let invitation = "loai: giay-moi\nngay: 2026-06-03\ntrich_yeu: dự hội nghị\nso_theo: khach\n\
        nguoi_ky: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Văn Thí }\n\
        noi_dung: |\n  Trân trọng kính mời dự hội nghị.\nnoi_nhan: [Như thành phần mời]\nkhach_moi:\n\
        \x20 - { ho_ten: Nguyễn Văn Mẫu }\n  - { ho_ten: Trần Thị Ví Dụ }\n";
    workspace(base, &[("a.yaml", &plan), ("gm.yaml", invitation)]);
    let xa = base.join("xa");
    fs::write(xa.join("quet.pdf"), "%PDF-1.4\nquét").expect("scan");
    for said in story.before {
        let output = vanthu(&xa, said);
        assert!(output.status.success(), "{}: {}", story.name, words(&output));
    }
}

/// Lets each call of one kind fail in turn, until a run makes no more of them;
/// gives how many there were.
fn fail_each(
    story: &Story,
    base: &Path,
    room: &Path,
    what: &str,
    call: &str,
    right: &BTreeMap<PathBuf, Vec<u8>>,
) -> usize {
    for step in 1.. {
        let _ = fs::remove_dir_all(room);
        copy(base, room);
        let xa = room.join("xa");
        let trace = room.join("trace");
        let output = Command::new("strace")
            .args(["-f", "--seccomp-bpf", "-o"])
            .arg(&trace)
            .args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:{what}:when={step}")])
            .arg(env!("CARGO_BIN_EXE_vanthu"))
            .args(story.command)
            .current_dir(&xa)
            .output()
            .expect("strace starts");
        let traced = fs::read_to_string(&trace).expect("trace");
        if !traced.contains("INJECTED") && !traced.contains("killed by SIGKILL") {
            assert!(output.status.success(), "{}: {}", story.name, words(&output));
            return step - 1;
        }
        let place = format!("{}, {call} {step} {what}", story.name);
        let said = words(&output);
        assert!(!said.contains("panicked"), "{place}: {said}");
        if output.status.success() {
            clean(&xa, &place);
            assert!(papers(room) == *right, "{place}: said to be done, but: {said}");
        }
        let again = vanthu(&xa, story.command);
        let said = words(&again);
        let done = !story.done.is_empty() && said.contains(story.done);
        assert!(again.status.success() || done, "{place}: given again: {said}");
        clean(&xa, &place);
        assert!(papers(room) == *right, "{place}: not what an undisturbed run makes");
    }
    unreachable!("a run makes only so many calls")
}

/// Proves register and archive.
fn clean(xa: &Path, place: &str) {
    let output = vanthu(xa, &["archive", "verify"]);
    let said = words(&output);
    assert!(output.status.success() && said.contains("0 lỗi, 0 cảnh báo"), "{place}: {said}");
}

/// Gives every PDF that went out.
fn papers(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = folder.join("xa/out");
    let own = |path: &PathBuf| path.strip_prefix(&out).expect("below").to_owned();
    files(&out, "pdf").iter().map(|path| (own(path), fs::read(path).expect("PDF"))).collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let place = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).expect("folder");
        } else {
            fs::copy(entry.path(), place).expect("file");
        }
    }
}
