//! The window in a real browser: `tests/window/clerk.mjs` does what a clerk does and what
//! others try. Its pictures lie in the folder for what tests leave.

use std::path::Path;
use std::process::Command;

use crate::{root, words};

#[test]
#[ignore = "needs Chromium"]
fn a_clerk_works_in_the_window() {
    let tools = crate::outside::tool(root().join(".ci/install-tools").to_str().expect("a path"), &[]);
    let tools = String::from_utf8(tools).expect("UTF-8");
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("window");
    let output = Command::new("node")
        .arg(root().join("tests/window/clerk.mjs"))
        .args([env!("CARGO_BIN_EXE_vanthu"), tools.trim()])
        .arg(pictures)
        .output()
        .expect("node");
    let said = words(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.lines().filter(|line| line.starts_with("ok ")).count() >= 13, "{said}");
}
