//! A number is struck out in one window while its paper is being issued in another:
//! issuing halts at one of its steps, the number is struck out, issuing goes on.
//! `strace` makes it halt.
//!
//! What is asked each time: a number that was struck out stays so and is nobody's;
//! none is lost; what is in the way is said; given again, the command finishes,
//! and register and archive are clean.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use vanthu::digest::sha256_hex;
use vanthu::register::{Entry, Query, Register, State};

use crate::register::{clean, run, waiting};
use crate::struck::INVITATION;
use crate::{files, workspace};

/// The calls at which issuing halts.
const CALLS: [&str; 3] = ["fsync", "rename", "renameat"];

/// Says that the number was struck out while it was on its way.
const STRUCK: &str = "vừa bị huỷ ở một cửa sổ khác";

#[test]
#[ignore = "needs strace"]
fn a_paper_may_be_struck_out_at_every_step_of_its_issue() {
    let told = at_every_step("a.yaml", &waiting(), "01-KH/ĐU");
    assert!(told > 3, "only {told} times between its number and the archive");
}

#[test]
#[ignore = "needs strace"]
fn a_guest_may_be_struck_out_at_every_step_of_the_issue() {
    at_every_step("gm.yaml", INVITATION, "02-GM/ĐU");
}

/// Strikes a number out at each step of issuing a paper; gives how often the window
/// that issues it said so.
fn at_every_step(name: &str, paper: &str, number: &str) -> usize {
    let (mut told, mut points) = (0, 0);
    for call in CALLS {
        for step in 1.. {
            let folder = tempfile::tempdir().expect("folder");
            workspace(folder.path(), &[(name, paper)]);
            let xa = folder.path().join("xa");
            let (halted, issued, cancelled) = at_step(&xa, call, step, number);
            if !halted {
                break;
            }
            points += 1;
            told += usize::from(issued.contains(STRUCK));
            let place = format!("{call} {step}\n{issued}\n{cancelled}\n");
            assert!(!issued.contains("panicked") && !cancelled.contains("panicked"), "{place}");
            after(&xa, number, cancelled.contains("đã huỷ: nhầm"), &place);
        }
    }
    println!("{name}: {points} steps, {told} told");
    assert!(points > 20, "only {points} steps");
    told
}

/// Issues with a halt at a step, and strikes a number out meanwhile; gives whether
/// it came to that step, and what both said.
fn at_step(xa: &Path, call: &str, step: usize, number: &str) -> (bool, String, String) {
    let trace = xa.with_file_name("trace");
    let traced = || fs::read_to_string(&trace).unwrap_or_default();
    let mut issue = Command::new("strace")
        .args(["-f", "--seccomp-bpf", "-o"])
        .arg(&trace)
        .args(["-e", &format!("trace={call}")])
        .args(["-e", &format!("inject={call}:delay_enter=150ms:when={step}")])
        .args([env!("CARGO_BIN_EXE_vanthu"), "issue", "."])
        .current_dir(xa)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("strace starts");
    // What was called before is in the trace; the call that halts is not yet.
    let begun = format!("{call}(");
    while traced().matches(&begun).count() + 1 < step && issue.try_wait().expect("looked").is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let cancelled = run(xa, &["register", "cancel", number, "--reason", "nhầm"]).1;
    let output = issue.wait_with_output().expect("ended");
    (traced().contains("DELAYED"), crate::words(&output), cancelled)
}

/// Asks what must hold afterwards.
fn after(xa: &Path, number: &str, struck: bool, place: &str) {
    let (code, said) = run(xa, &["issue", "."]);
    assert_eq!(code, Some(0), "{place}: given again: {said}");
    let (_, said) = run(xa, &["archive", "verify"]);
    if said.contains("`vanthu luu lam-not` làm nốt") {
        assert_eq!(run(xa, &["archive", "heal"]).0, Some(0), "{place}");
    }
    assert!(run(xa, &["archive", "verify"]).1.contains("0 lỗi, 0 cảnh báo"), "{place}: {said}");
    clean(xa);
    let register = Register::look(xa).expect("register").expect("there");
    let rows = register.list(&Query::default()).expect("rows");
    let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
    let all: Vec<u32> = (1..).take(rows.len()).collect();
    assert_eq!(numbers, all, "{place}: none twice, none lost");
    let own: &Entry = rows.iter().find(|row| row.printed() == number).expect("the number");
    assert_eq!(own.state == State::Cancelled, struck, "{place}");
    // What lies in out are the numbers that stand, and nothing else.
    let stand = rows.iter().filter(|row| row.state != State::Cancelled);
    let right: BTreeSet<String> = stand.map(|row| row.pdf.clone()).collect();
    let mut out = files(&xa.join("out"), "pdf");
    out.retain(|path| {
        path.file_name().is_some_and(|name| name == "a.pdf" || name.to_string_lossy().starts_with("00"))
    });
    let there: BTreeSet<String> = out.iter().map(|path| sha256_hex(&fs::read(path).expect("PDF"))).collect();
    assert_eq!(there, right, "{place}: what went out");
    // What the archive has of a struck number says so, with or without the register.
    if struck && !own.object.is_empty() {
        let (_, said) = run(xa, &["archive", "show", number]);
        assert!(said.contains("đã huỷ: nhầm"), "{place}: {said}");
    }
    let held = walkdir::WalkDir::new(xa.join("luu")).into_iter().flatten();
    let held = held.filter(|entry| entry.file_name() == "record.json").count();
    let known: BTreeSet<&str> =
        rows.iter().map(|row| row.object.as_str()).filter(|id| !id.is_empty()).collect();
    assert_eq!(held, known.len(), "{place}: each object has its rows");
}
