//! The window in a real browser: `tests/window/clerk.mjs` does what a clerk does and what
//! others try, `begin.mjs` begins with nothing, `day.mjs` does a whole meeting by the keyboard, `strangers.mjs`
//! comes from outside, `keys.mjs` types, `first.mjs` begins at the first screen. Their pictures lie in the folder for what tests leave.

use std::path::Path;
use std::process::Command;

use crate::{root, words};

fn played(script: &str, least: usize) {
    let tools = crate::outside::tool(root().join(".ci/install-tools").to_str().expect("a path"), &[]);
    let tools = String::from_utf8(tools).expect("UTF-8");
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("window");
    let output = Command::new("node")
        .arg(root().join("tests/window").join(script))
        .args([env!("CARGO_BIN_EXE_vanthu"), tools.trim()])
        .arg(pictures)
        .output()
        .expect("node");
    let said = words(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.lines().filter(|line| line.starts_with("ok ")).count() >= least, "{said}");
}

#[test]
#[ignore = "needs Chromium"]
fn a_clerk_works_in_the_window() {
    played("clerk.mjs", 13);
}

#[test]
#[ignore = "needs Chromium"]
fn a_clerk_keeps_what_was_issued() {
    played("vault.mjs", 12);
}

#[test]
#[ignore = "needs Chromium"]
fn a_clerk_begins_with_nothing() {
    played("begin.mjs", 15);
}

#[test]
#[ignore = "needs Chromium, pyHanko and faketime"]
fn a_whole_meeting_by_the_keyboard_alone() {
    played("day.mjs", 14);
}

#[test]
#[ignore = "needs Chromium"]
fn strangers_get_nothing() {
    played("strangers.mjs", 9);
}

#[test]
#[ignore = "needs Chromium"]
fn every_keyboard_types_in_every_field() {
    played("keys.mjs", 6);
}

#[test]
#[ignore = "needs Chromium"]
fn the_first_screen_and_a_paper_have_their_small_things() {
    played("first.mjs", 8);
}
