//! Speed and memory of whole runs, with Typst's own program beside them in the
//! same run: `cargo bench`. Figures, never assertions.
//!
//! The peers are `typst` 0.15 on the path or in `VANTHU_TYPST`, and the Python
//! package `typst` 0.15; without them the figures stand alone. Peak memory
//! needs GNU time (`/usr/bin/time`).

mod measure;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use measure::{memory, milliseconds, report, vanthu};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("folder");
    one_paper(root, folder.path());
    check_many(root, folder.path());
    word_file(root, folder.path());
    let workspace = invitations(root, folder.path());
    batch(root, folder.path(), &workspace);
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

/// A Word file of ten pages that becomes a draft, from a cold start.
fn word_file(root: &Path, folder: &Path) {
    let dossier = folder.join("word/hop");
    std::fs::create_dir_all(&dossier).expect("folder");
    let sample = root.join("data/xa-mau");
    std::fs::copy(sample.join("co-quan.yaml"), folder.join("word/co-quan.yaml")).expect("office");
    std::fs::copy(sample.join("doi-thoai-2026/ho-so.yaml"), dossier.join("ho-so.yaml")).expect("dossier");
    let text = std::fs::read_to_string(sample.join("doi-thoai-2026/ke-hoach.yaml")).expect("plan");
    let line = "  Kịp thời lắng nghe, tiếp thu, trả lời ý kiến, kiến nghị của cán bộ, đảng viên và Nhân dân trong xã.\n";
    let text = text.replacen("noi_dung: |\n", &format!("noi_dung: |\n{}", line.repeat(110)), 1);
    std::fs::write(dossier.join("ke-hoach.yaml"), text).expect("plan");
    let quiet = |mut command: Command| {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let mut build = vanthu(folder);
    build.args(["lap", "word", "--ban-word", "--ra", "word-out"]);
    assert!(quiet(build).status().expect("vanthu").success());
    let file = folder.join("word-out/word/hop/ke-hoach.docx");
    let ours = || {
        let mut command = vanthu(folder);
        command.arg("nhan").arg(&file).args(["--ho-so", "word/hop", "--xem-truoc"]);
        quiet(command)
    };
    let mut all: Vec<f64> = (0..31).map(|_| milliseconds(ours())).collect();
    report("a Word file of ten pages, cold: vanthu nhan", &mut all);
    memory("a Word file of ten pages: vanthu nhan", &ours());
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

/// Writes a workspace with an invitation that goes out to a list.
fn invitations(root: &Path, folder: &Path) -> PathBuf {
    let dossier = folder.join("loat/hoi-nghi");
    std::fs::create_dir_all(&dossier).expect("folder");
    std::fs::copy(root.join("data/xa-mau/co-quan.yaml"), folder.join("loat/co-quan.yaml")).expect("office");
    std::fs::copy(root.join("data/xa-mau/doi-thoai-2026/ho-so.yaml"), dossier.join("ho-so.yaml"))
        .expect("dossier");
    let paper = "loai: giay-moi\nso: 33\nngay: 2026-08-05\ntrich_yeu: tham dự {{ su_kien.ten }}\n\
        danh_sach: { tep: khach.csv }\nxung_ho: Đồng chí\nnguoi_ky: chanh-van-phong\n\
        noi_nhan: [Như thành phần mời]\n";
    std::fs::write(dossier.join("giay-moi.yaml"), paper).expect("paper");
    dossier
}

/// Writes a list of made-up guests, all different; the last one's unit is said.
fn guests(dossier: &Path, count: usize, last_unit: &str) {
    const PARTS: [[&str; 10]; 4] = [
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"],
        ["Văn", "Thị", "Hữu", "Đức", "Ngọc", "Xuân", "Quốc", "Minh", "Thanh", "Công"],
        ["An", "Bình", "Cường", "Dũng", "Hà", "Hải", "Hạnh", "Hoa", "Hùng", "Hương"],
        ["Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phong", "Phúc", "Yến"],
    ];
    let mut rows = vec!["TT;Họ và tên;Chức vụ;Đơn vị".to_owned()];
    for number in 0..count {
        let digit = |place: u32| number / 10_usize.pow(place) % 10;
        let name = [PARTS[0][digit(3)], PARTS[1][digit(2)], PARTS[2][digit(1)], PARTS[3][digit(0)]].join(" ");
        let unit = if number + 1 == count { last_unit.to_owned() } else { format!("Xóm {}", number + 1) };
        rows.push(format!("{};{name};Bí thư Chi bộ;{unit}", number + 1));
    }
    std::fs::write(dossier.join("khach.csv"), rows.join("\n")).expect("list");
}

/// A thousand invitations, each its own file, against Typst's program run by
/// two processes and the Python package with one compiler kept, on the same
/// pages in the same run; then ten thousand, and one changed row.
fn batch(root: &Path, folder: &Path, dossier: &Path) {
    // A new folder each time: where a thousand files were just deleted the file
    // system is slow to make new ones.
    let mut runs = 0;
    let mut fresh = |extra: &[&str]| -> (f64, PathBuf) {
        runs += 1;
        let out = folder.join(format!("loat-{runs}"));
        (milliseconds(build(folder, &out, extra)), out)
    };
    guests(dossier, 1_000, "Xóm 1");
    let mut alone: Vec<f64> = (0..5).map(|_| fresh(&["--no-print"]).0).collect();
    let ours = rate("1,000 invitations: vanthu build --no-print", report("  ", &mut alone));
    let mut pen: Vec<f64> = (0..5).map(|_| fresh(&["--no-print", "--pen"]).0).collect();
    let bare = report("1,000 invitations without signature fields (--pen)", &mut pen);
    println!("  the fields add {:.2} of that time", alone[2] / bare - 1.0);
    let mut with: Vec<f64> = (0..5).map(|_| fresh(&[]).0).collect();
    let whole = report("1,000 invitations and the print file", &mut with);
    println!("  the print file adds {:.2} of the copies' time", whole / alone[2] - 1.0);
    for (what, extra) in [("", &["--no-print"][..]), (" and the print file", &[])] {
        let mut times: Vec<f64> = (0..4)
            .map(|round| {
                let (_, out) = fresh(extra);
                guests(dossier, 1_000, &format!("Xóm mới {what}{round}"));
                milliseconds(build(folder, &out, extra))
            })
            .collect();
        report(&format!("1,000 invitations{what}: again with one changed row"), &mut times);
    }
    peers(root, folder, dossier, ours);
    guests(dossier, 1_000, "Xóm 1");
    python(root, folder, &mut fresh);
    guests(dossier, 10_000, "Xóm 1");
    let (long, _) = fresh(&[]);
    println!("10,000 invitations and the print files: {:.1} s, {:.1} x 1,000", long / 1e3, long / whole);
    memory("10,000 invitations: vanthu build", &build(folder, &folder.join("loat-memory"), &[]));
}

fn build(folder: &Path, out: &Path, extra: &[&str]) -> Command {
    let mut command = vanthu(folder);
    command.args(["build", "loat", "--out"]).arg(out).args(extra);
    command
}

fn rate(what: &str, thousand: f64) -> f64 {
    let rate = 1e6 / thousand;
    println!("{what}: {rate:.0} a second");
    rate
}

/// Runs the peers on the sources of 200 of the copies.
fn peers(root: &Path, folder: &Path, dossier: &Path, ours: f64) {
    guests(dossier, 200, "Xóm 1");
    let out = &folder.join("loat-peers");
    milliseconds(build(folder, out, &["--keep-typ", "--no-print"]));
    let typst = std::env::var_os("VANTHU_TYPST").map_or_else(|| PathBuf::from("typst"), PathBuf::from);
    let fonts = root.join("fonts");
    let each = r#"find "$1" -name '*.typ' -path '*giay-moi*' -print0 | xargs -0 -P 2 -I {} "$2" compile --ignore-system-fonts --pdf-standard a-2a,ua-1 --root "$1" --font-path "$3" {} {}.pdf"#;
    let mut two = Command::new("sh");
    two.args(["-c", each, "sh"]).arg(out).arg(&typst).arg(&fonts);
    let begun = Instant::now();
    if two.stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        let peer = 200.0 / begun.elapsed().as_secs_f64();
        println!("typst compile, two processes: {peer:.0} a second; ratio {:.1}", ours / peer);
    }
}

/// Runs the Python package, one compiler kept, on the sources that `peers` left,
/// in turn with our thousand: with signature fields, and without, which is the
/// very page that it makes.
fn python(root: &Path, folder: &Path, fresh: &mut dyn FnMut(&[&str]) -> (f64, PathBuf)) {
    let script = "import glob, sys, time, typst\n\
        files = glob.glob(sys.argv[1] + '/loat/hoi-nghi/giay-moi/*.typ')\n\
        compiler = typst.Compiler(root=sys.argv[1], font_paths=[sys.argv[2]], ignore_system_fonts=True)\n\
        begun = time.time()\n\
        for file in files:\n\
        \x20   compiler.compile(input=file, output=file + '.pdf', format='pdf', pdf_standards=['a-2a', 'ua-1'])\n\
        print((time.time() - begun) / len(files) * 1e6)\n";
    let (sources, fonts) = (folder.join("loat-peers"), root.join("fonts"));
    let peer = || {
        let output = Command::new("python3").args(["-c", script]).arg(&sources).arg(&fonts).output().ok()?;
        String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().ok()
    };
    let (mut with, mut without, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..7 {
        let Some(time) = peer() else { return };
        theirs.push(time);
        with.push(fresh(&["--no-print"]).0);
        without.push(fresh(&["--no-print", "--pen"]).0);
    }
    let theirs = report("1,000 by Python typst, one compiler kept", &mut theirs);
    let with = report("1,000 by vanthu, in turn with it", &mut with);
    println!("  ratio {:.2}", theirs / with);
    let without = report("1,000 by vanthu, the same page (no signature fields)", &mut without);
    println!("  ratio {:.2}", theirs / without);
}
