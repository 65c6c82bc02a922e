//! Speed and memory of register and archive with ten thousand papers in them:
//! `cargo bench --bench archive` (some minutes). Figures, never assertions.
//!
//! The floor of proving an archive is to read it and take the SHA-512 of every
//! byte: `sha512sum`, in two processes as there are two processors, runs beside
//! it in the same minute.

mod measure;

use std::fs;
use std::path::Path;
use std::process::Command;

use measure::{memory, milliseconds, report, vanthu};

const DOSSIERS: usize = 100;
const PAPERS: usize = 100;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("folder");
    let xa = folder.path().join("xa");
    fs::create_dir_all(&xa).expect("folder");
    fs::copy(root.join("data/xa-mau/co-quan.yaml"), xa.join("co-quan.yaml")).expect("office");
    let thousands: Vec<f64> = (0..DOSSIERS / 10).map(|part| thousand(root, &xa, part)).collect();
    let [first, last] = [thousands[0], thousands[thousands.len() - 1]];
    println!("the last thousand took {:.2} of the first one's time", last / first);
    search(&xa);
    verify(&xa);
}

/// Issues ten dossiers of a hundred papers, a run for each.
fn thousand(root: &Path, xa: &Path, part: usize) -> f64 {
    let mut whole = 0.0;
    for number in part * 10..part * 10 + 10 {
        let dossier = xa.join(format!("hs{number:03}"));
        fs::create_dir_all(&dossier).expect("folder");
        fs::copy(root.join("data/xa-mau/doi-thoai-2026/ho-so.yaml"), dossier.join("ho-so.yaml"))
            .expect("dossier");
        for paper in 0..PAPERS {
            let text = format!(
                "loai: ke-hoach\nngay: 2026-06-03\ntrich_yeu: tổ chức đối thoại lần {paper} tại xóm {number}\n\
                 noi_dung: |\n  Đảng uỷ xã tổ chức đối thoại với Nhân dân xóm {number}.\nnguoi_ky: bi-thu\n\
                 noi_nhan: [Các chi bộ]\n"
            );
            fs::write(dossier.join(format!("kh{paper:03}.yaml")), text).expect("paper");
        }
        let mut issue = vanthu(xa);
        issue.arg("issue").arg(&dossier);
        whole += milliseconds(issue);
    }
    println!("papers {}-{}: {:.0} issued a second", part * 1_000 + 1, part * 1_000 + 1_000, 1e6 / whole);
    whole
}

fn search(xa: &Path) {
    let find = |said: &[&str]| {
        let mut find = vanthu(xa);
        find.args(said);
        find
    };
    let book = ["register", "find", "doi thoai lan 7 xom 42"];
    let mut times: Vec<f64> = (0..11).map(|_| milliseconds(find(&book))).collect();
    report("register find among 10,000", &mut times);
    let store = ["archive", "find", "doi thoai lan 7 xom 42"];
    let mut times: Vec<f64> = (0..5).map(|_| milliseconds(find(&store))).collect();
    report("archive find among 10,000 (no register, no index)", &mut times);
}

fn verify(xa: &Path) {
    let ours = || {
        let mut verify = vanthu(xa);
        verify.args(["archive", "verify"]);
        verify
    };
    let floor = || {
        let mut sums = Command::new("sh");
        sums.current_dir(xa);
        sums.args(["-c", "find luu -type f -print0 | xargs -0 -P 2 -n 2000 sha512sum"]);
        sums
    };
    let (mut us, mut sums) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        us.push(milliseconds(ours()));
        sums.push(milliseconds(floor()));
    }
    let us = report("archive verify of 10,000 papers", &mut us);
    let sums = report("sha512sum of the same files, two processes", &mut sums);
    println!("  ratio {:.2}", us / sums);
    memory("archive verify of 10,000 papers", &ours());
}
