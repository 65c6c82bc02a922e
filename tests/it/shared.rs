//! Two users of one group on one machine, one folder: each goes on with what the other made.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::register::waiting;
use crate::{words, workspace};

const GROUP: u32 = 23_001;

#[test]
fn two_users_issue_in_turn() {
    let folder = tempfile::tempdir().expect("folder");
    let names: Vec<String> = (0..4).map(|at| format!("{at}.yaml")).collect();
    let plan = waiting();
    let papers: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), plan.as_str())).collect();
    let dossier = workspace(folder.path(), &papers);
    for entry in walkdir::WalkDir::new(folder.path()) {
        let path = entry.expect("entry").into_path();
        // Only root can be two users.
        if chown(&path, Some(23_002), Some(GROUP)).is_err() {
            return;
        }
        let mode = if path.is_dir() { 0o2775 } else { 0o664 };
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("mode");
    }
    // The build's own folder may be closed to others.
    let program = folder.path().join("vanthu");
    std::fs::copy(env!("CARGO_BIN_EXE_vanthu"), &program).expect("program");
    let run = |user: u32, said: &[&str]| {
        let mut command = Command::new(&program);
        command.args(said).current_dir(folder.path()).env("HOME", "/nonexistent");
        let output = command.uid(user).gid(GROUP).output().expect("runs");
        (output.status.code(), words(&output))
    };
    let issue = |user: u32, name: &str| {
        let file = dossier.join(name).display().to_string();
        let (code, said) = run(user, &["ban-hanh", &file]);
        assert!(code == Some(0), "{user}: {said}");
    };
    issue(23_002, "0.yaml");
    issue(23_003, "1.yaml");
    // One that looks leaves nothing behind that locks the other out.
    assert_eq!(run(23_003, &["so", "liet-ke", "--co-quan", "xa"]).0, Some(0));
    issue(23_002, "2.yaml");
    assert_eq!(run(23_002, &["so", "liet-ke", "--co-quan", "xa"]).0, Some(0));
    issue(23_003, "3.yaml");
    for user in [23_002, 23_003] {
        let (code, said) = run(user, &["luu", "kiem-tra", "--co-quan", "xa"]);
        assert!(code == Some(0), "{said}");
    }
    assert!(Path::new(&folder.path().join("xa/so/so-dang-ky.sqlite")).is_file());
}
