//! A command that is killed, or that the disk refuses, at each of its steps:
//! before every write, fsync, rename, new folder and deletion, those of the
//! database among them. `strace` stands for the machine that fails.
//!
//! What is asked each time: nothing is said to be done that is not; the same
//! command, given again, finishes, or the one it names; register and archive
//! are then clean; what went out is what an undisturbed run makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{PLAN, copy, files, vanthu, words, workspace};

/// Is a command and what stands before it.
struct Story {
    name: &'static str,
    /// What is done undisturbed before, from the workspace.
    before: &'static [&'static [&'static str]],
    /// The command, from the workspace.
    command: &'static [&'static str],
    /// What it may say when it was done the first time already.
    done: &'static str,
    /// What else is done before, by other hands.
    prepare: fn(&Path),
    /// What happens, and to which calls.
    faults: &'static [Fault],
}

/// Is what happens at a step, and the calls that are such steps.
type Fault = (&'static str, &'static [&'static str]);

/// Killed where one step ends and the next begins; in between the database answers
/// for itself.
const KILLED: Fault = ("signal=KILL", &["fsync", "rename", "renameat", "unlink", "rmdir"]);
const FULL: Fault = ("error=ENOSPC", &["write", "pwrite64", "fsync", "mkdir"]);
const SEALED: Fault = ("error=EROFS", &["openat", "renameat", "unlink", "rmdir"]);
const ALL: &[Fault] = &[KILLED, FULL, SEALED];
/// For what takes the same ways as another story.
const SEAMS: &[Fault] = &[KILLED];

/// What is said where a further command finishes.
const HEAL: &str = "`vanthu luu lam-not` làm nốt";

#[test]
#[ignore = "needs strace"]
fn issue_may_fail_at_every_step() {
    tell(&Story {
        name: "issue",
        before: &[],
        command: &["issue", "."],
        done: "",
        prepare: |_| (),
        faults: ALL,
    });
}

#[test]
#[ignore = "needs strace"]
fn cancel_may_fail_at_every_step() {
    let command = &["register", "cancel", "ke-hoach", "1", "--reason", "nhầm"];
    tell(&Story {
        name: "cancel",
        before: &[&["issue", "."]],
        command,
        done: "đã huỷ trước đây",
        prepare: |_| (),
        faults: ALL,
    });
}

#[test]
#[ignore = "needs strace"]
fn a_scan_may_fail_at_every_step() {
    let command = &["archive", "add", "quet.pdf", "ke-hoach", "1", "--scan"];
    tell(&Story {
        name: "scan",
        before: &[&["issue", "."]],
        command,
        done: "",
        prepare: |_| (),
        faults: ALL,
    });
}

#[test]
#[ignore = "needs strace"]
fn a_document_may_fail_at_every_step() {
    let command = &["archive", "add", "quet.pdf", "--ho-so", "hoi nghị", "--reason", "biên bản"];
    tell(&Story {
        name: "document",
        before: &[&["issue", "."]],
        command,
        done: "",
        prepare: |_| (),
        faults: ALL,
    });
}

#[test]
#[ignore = "needs strace"]
fn a_recall_may_fail_at_every_step() {
    let command = &["archive", "recall", "ke-hoach", "1", "--reason", "nhầm"];
    tell(&Story {
        name: "recall",
        before: &[&["issue", "."]],
        command,
        done: "",
        prepare: |_| (),
        faults: ALL,
    });
}

#[test]
#[ignore = "needs strace"]
fn import_may_fail_at_every_step() {
    let command = &["register", "import", "so-cu.csv"];
    tell(&Story { name: "import", before: &[], command, done: "", prepare: |_| (), faults: ALL });
}

#[test]
#[ignore = "needs strace"]
fn a_correction_may_be_killed_at_every_seam() {
    let command = &["archive", "correct", "ke-hoach", "1", "--reason", "sai giờ"];
    let before: &[&[&str]] = &[&["issue", "."]];
    tell(&Story { name: "correct", before, command, done: "", prepare: |_| (), faults: SEAMS });
}

/// Versions that were moved in but are not yet their objects'.
#[test]
#[ignore = "needs strace"]
fn heal_may_be_killed_at_every_seam() {
    let before: &[&[&str]] = &[&["issue", "."], &["archive", "recall", "ke-hoach", "1", "--reason", "nhầm"]];
    let prepare = |xa: &Path| {
        let store = vanthu::archive::Store::look(&xa.join("luu")).expect("archive");
        for folder in store.folders() {
            if folder.join("v2").is_dir() {
                for file in ["inventory.json", "inventory.json.sha512"] {
                    fs::copy(folder.join("v1").join(file), folder.join(file)).expect("taken back");
                }
            }
        }
    };
    tell(&Story { name: "heal", before, command: &["archive", "heal"], done: "", prepare, faults: SEAMS });
}

#[test]
#[ignore = "needs strace, pyHanko"]
fn a_signed_copy_may_be_killed_at_every_seam() {
    let prepare = |xa: &Path| {
        let tools = Command::new(crate::root().join(".ci/install-tools")).output().expect("tools");
        let tools = PathBuf::from(String::from_utf8(tools.stdout).expect("UTF-8").trim());
        let issued = files(&xa.join("luu"), "pdf").into_iter().find(|path| path.ends_with("a.pdf"));
        let output = Command::new(tools.join("venv/bin/python"))
            .arg(crate::root().join("tests/sign/keep.py"))
            .args([xa.join("ky"), issued.expect("issued")])
            .output()
            .expect("python");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let command = &["archive", "add", "ky/a-dau.pdf"];
    tell(&Story { name: "signed", before: &[&["issue", "."]], command, done: "", prepare, faults: SEAMS });
}

/// What is typed in the window is saved whole or not at all, whatever fails: the machine or the disk.
#[test]
#[ignore = "needs strace"]
fn a_save_may_fail_at_every_step() {
    let mut steps = 0;
    for (what, calls) in [
        ("signal=KILL", &["fsync", "rename", "mkdir"][..]),
        ("error=ENOSPC", &["fsync", "rename", "mkdir"]),
        ("error=EROFS", &["rename", "mkdir"]),
    ] {
        for call in calls {
            // A save has some ten of them.
            steps += (1..99).take_while(|step| save_fails(what, call, *step)).count();
        }
    }
    assert!(steps >= 12, "{steps}");
}

/// Types and saves while a step fails; tells whether it came to that step.
fn save_fails(what: &str, call: &str, step: usize) -> bool {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN)]);
    let (xa, home, trace) =
        (folder.path().join("xa"), folder.path().join("home"), folder.path().join("trace"));
    fs::create_dir(&home).expect("home");
    fs::create_dir_all(home.join(".cache/vanthu")).expect("marks");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-o"]).arg(&trace);
    strace.args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:{what}:when={step}")]);
    strace.arg(env!("CARGO_BIN_EXE_vanthu"));
    let (mut child, address) = crate::window::started_by(strace, &xa, &home);
    if address.is_empty() {
        // It came to that step before anything was typed.
        child.wait().expect("ended");
        return true;
    }
    let open = crate::window::Open::at(&address);
    let keys = open.admitted();
    let key = |name: &str| keys[name].as_str().expect("key").to_owned();
    let (token, build) = (key("khoa"), key("ban_dung"));
    let ask = |name: &str, body: serde_json::Value| {
        let headers = [("X-Vanthu", token.as_str()), ("X-Vanthu-Ban", build.as_str())];
        open.post(name, body.to_string().as_bytes(), &headers)
    };
    let id = crate::window::id("hoi nghị/a.yaml");
    let paper = xa.join("hoi nghị/a.yaml");
    let held = || fs::read_to_string(&paper).expect("paper");
    let new = PLAN.replace("tổ chức đối thoại\n", "gõ lúc đĩa hỏng\n");
    assert!(new != PLAN && ask("open", serde_json::json!({ "id": id })).0 == 200);
    let edit = serde_json::json!({ "id": id, "version": 0, "path": "trich_yeu", "verb": "set", "value": "gõ lúc đĩa hỏng",
        "view": { "dpi": 48.0, "pages": [] } });
    ask("edit", edit);
    let (status, _) = ask("save", serde_json::json!({}));
    let traced = || fs::read_to_string(&trace).expect("trace");
    let place = format!("{what} {call} {step}");
    if what.starts_with("signal") && status == 0 {
        child.wait().expect("ended");
        assert!(traced().contains("killed by SIGKILL"), "{place}");
        assert!([PLAN, &new].contains(&held().as_str()), "{place}: {}", held());
        return true;
    }
    let injected = traced().contains("INJECTED");
    // A version before that could not be kept is told of; the paper itself is saved, now or the next time.
    assert!([PLAN, &new].contains(&held().as_str()), "{place}: {}", held());
    for _ in 0..2 {
        assert_eq!(ask("save", serde_json::json!({})).0, 200, "{place}");
    }
    assert_eq!(held(), new, "{place}: what was typed is not lost");
    assert_eq!(ask("quit", serde_json::json!({ "anyway": true })).0, 200, "{place}");
    assert!(child.wait().expect("ended").success(), "{place}");
    injected
}

/// Lets a story fail at each of its steps.
fn tell(story: &Story) {
    let folder = tempfile::tempdir().expect("folder");
    let base = folder.path().join("base");
    begin(&base, story);
    let whole = folder.path().join("whole");
    copy(&base, &whole);
    let output = vanthu(&whole.join("xa"), story.command);
    assert!(output.status.success(), "{}: {}", story.name, words(&output));
    let right = papers(&whole);
    let room = folder.path().join("room");
    let mut points = 0;
    for (what, calls) in story.faults {
        let each = |call: &&str| fail_each(story, &base, &room, what, call, &right);
        let steps: usize = calls.iter().map(each).sum();
        // What strace does not do here would pass for done.
        assert!(steps > 5, "{}, {what}: only {steps} steps", story.name);
        points += steps;
    }
    println!("{}: {points} steps", story.name);
    assert!(points > if story.faults.len() > 1 { 50 } else { 15 }, "{}: {points} steps", story.name);
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
    fs::write(xa.join("quet.pdf"), crate::archive::scanned("một")).expect("scan");
    let book = "Số, ký hiệu;Ngày tháng;Trích yếu;Người ký\n01-TB/ĐU;02/6/2026;kết luận họp;Lê Văn Thí\n\
        02-TB/ĐU;03/6/2026;kết luận họp lần hai;Lê Văn Thí\n";
    fs::write(xa.join("so-cu.csv"), book).expect("book");
    for said in story.before {
        let output = vanthu(&xa, said);
        assert!(output.status.success(), "{}: {}", story.name, words(&output));
    }
    (story.prepare)(&xa);
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
            // With the filter strace 6.1 is quicker, but sends no signals.
            .args(["-f", "-o"])
            .arg(&trace)
            .args((!what.starts_with("signal")).then_some("--seccomp-bpf"))
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
        let said = words(&output);
        let line = traced.lines().find(|line| line.contains("INJECTED")).unwrap_or_default();
        let place = format!("{}, {call} {step} {what} {line}\n{said}\n", story.name);
        assert!(!said.contains("panicked"), "{place}: {said}");
        // What the archive still lacks after a change of the register is said.
        let unfinished = said.contains(HEAL);
        if output.status.success() && !unfinished {
            swept(&xa, &place);
            clean(&xa, &place);
            assert!(papers(room) == *right, "{place}: said to be done, but: {said}");
        }
        let again = vanthu(&xa, story.command);
        let said = words(&again);
        let done = !story.done.is_empty() && said.contains(story.done);
        assert!(again.status.success() || done, "{place}: given again: {said}");
        if words(&vanthu(&xa, &["archive", "verify"])).contains(HEAL) {
            assert!(vanthu(&xa, &["archive", "heal"]).status.success(), "{place}: not healed");
        }
        clean(&xa, &place);
        assert!(papers(room) == *right, "{place}: not what an undisturbed run makes");
    }
    unreachable!("a run makes only so many calls")
}

/// Clears what a run could not take away of its workshop after all was done: that
/// is told of, and nothing else may be.
fn swept(xa: &Path, place: &str) {
    let said = words(&vanthu(xa, &["archive", "verify"]));
    if said.contains("còn tệp tạm") {
        assert!(said.contains("0 lỗi, 1 cảnh báo"), "{place}: {said}");
        assert!(vanthu(xa, &["archive", "heal"]).status.success(), "{place}: not swept");
    }
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
