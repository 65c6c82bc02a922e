//! Runs the program, takes its time and its memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Gives the program, to be run in a folder.
pub(crate) fn vanthu(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.current_dir(folder);
    command
}

/// Runs a command that must succeed (ms).
pub(crate) fn milliseconds(mut command: Command) -> f64 {
    let begun = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("starts");
    assert!(status.success(), "{command:?}");
    begun.elapsed().as_secs_f64() * 1_000.0
}

/// Prints the middle of some times (ms) and gives it.
pub(crate) fn report(what: &str, times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    println!(
        "{what}: median {median:.1} ms (min {:.1}, max {:.1}, {} runs)",
        times[0],
        times[times.len() - 1],
        times.len()
    );
    median
}

/// Prints the most memory a command holds; needs GNU time.
pub(crate) fn memory(what: &str, command: &Command) {
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%M"])
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(command.get_current_dir().unwrap_or(Path::new(".")))
        .output();
    let Ok(output) = output else { return };
    let words = String::from_utf8_lossy(&output.stderr);
    if let Some(kilobytes) = words.lines().last().and_then(|line| line.trim().parse::<f64>().ok()) {
        println!("{what}: peak {:.0} MB", kilobytes / 1024.0);
    }
}
