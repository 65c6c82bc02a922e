//! Speed and memory of whole runs, with Typst's own program beside them in the
//! same run: `cargo bench`. Figures, never assertions.
//!
//! The peer is `typst` 0.15 on the path or in `VANTHU_TYPST`; without it the
//! figures stand alone. Peak memory needs GNU time (`/usr/bin/time`).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("folder");
    one_paper(root, folder.path());
    check_many(root, folder.path());
}

fn vanthu(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.current_dir(folder);
    command
}

/// One paper from a cold start, against `typst compile` on the same source.
fn one_paper(root: &Path, folder: &Path) {
    let sample = root.join("data/xa-mau/doi-thoai-2026/ke-hoach.yaml");
    let out = folder.join("one");
    let ours = || {
        let mut command = vanthu(folder);
        command.arg("build").arg(&sample).arg("--out").arg(&out);
        command
    };
    assert!(
        ours()
            .arg("--keep-typ")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("vanthu")
            .success()
    );
    let source = out.join("xa-mau/doi-thoai-2026/ke-hoach.typ");
    let pdf = folder.join("peer.pdf");
    let typst = std::env::var_os("VANTHU_TYPST").map_or_else(|| PathBuf::from("typst"), PathBuf::from);
    let peer = || {
        let mut command = Command::new(&typst);
        command.args(["compile", "--ignore-system-fonts", "--pdf-standard", "a-2a,ua-1", "--root"]);
        command.arg(&out).arg("--font-path").arg(root.join("fonts")).arg(&source).arg(&pdf);
        command
    };
    let has_peer = peer().stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    let mut pairs = (Vec::new(), Vec::new());
    for _ in 0..31 {
        pairs.0.push(milliseconds(ours()));
        if has_peer {
            pairs.1.push(milliseconds(peer()));
        }
    }
    let ours_median = report("one paper, cold: vanthu build", &mut pairs.0);
    if has_peer {
        let peer_median = report("one paper, cold: typst compile", &mut pairs.1);
        println!("  ratio {:.2}", ours_median / peer_median);
    }
    memory("one paper: vanthu build", &ours());
    if has_peer {
        memory("one paper: typst compile", &peer());
    }
}

/// `check` of two hundred papers: a hundred plans with their agendas.
fn check_many(root: &Path, folder: &Path) {
    let xa = folder.join("many");
    let text = std::fs::read_to_string(root.join("data/xa-mau/doi-thoai-2026/ke-hoach.yaml")).expect("plan");
    let agenda =
        std::fs::read_to_string(root.join("data/xa-mau/doi-thoai-2026/chuong-trinh.yaml")).expect("agenda");
    for number in 0..100 {
        let dossier = xa.join(format!("hs{number}"));
        std::fs::create_dir_all(&dossier).expect("folder");
        std::fs::write(dossier.join("ke-hoach.yaml"), &text).expect("plan");
        std::fs::write(dossier.join("chuong-trinh.yaml"), &agenda).expect("agenda");
        std::fs::copy(root.join("data/xa-mau/doi-thoai-2026/ho-so.yaml"), dossier.join("ho-so.yaml"))
            .expect("dossier");
    }
    std::fs::copy(root.join("data/xa-mau/co-quan.yaml"), xa.join("co-quan.yaml")).expect("office");
    let check = || {
        let mut command = vanthu(folder);
        command.args(["check", "many"]);
        command
    };
    let mut times: Vec<f64> = (0..11).map(|_| milliseconds(check())).collect();
    report("check of 200 papers", &mut times);
    memory("check of 200 papers", &check());
}

fn milliseconds(mut command: Command) -> f64 {
    let begun = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("starts");
    assert!(status.success(), "{command:?}");
    begun.elapsed().as_secs_f64() * 1_000.0
}

fn report(what: &str, times: &mut [f64]) -> f64 {
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

fn memory(what: &str, command: &Command) {
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
