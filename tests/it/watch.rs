//! `vanthu watch`: what changed is checked and made again; what is half saved is told of, and the
//! watch goes on; Ctrl-C ends it.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{PLAN, workspace};

/// Is a watch under way, with what it has said.
struct Watch {
    child: Child,
    said: std::path::PathBuf,
}

impl Watch {
    fn begin(folder: &Path, more: &[&str]) -> Self {
        let said = folder.join("said.txt");
        let out = File::create(&said).expect("file");
        let child = Command::new(env!("CARGO_BIN_EXE_vanthu"))
            .args([&["theo-doi", "xa"], more].concat())
            .current_dir(folder)
            .stdout(out.try_clone().expect("file"))
            .stderr(if more.is_empty() { Stdio::from(out) } else { Stdio::null() })
            .spawn()
            .expect("the program starts");
        Self { child, said }
    }

    /// Waits until so many rounds have ended; gives all that was said.
    fn rounds(&mut self, mark: &str, count: usize) -> String {
        let begun = Instant::now();
        loop {
            let said = fs::read_to_string(&self.said).expect("words");
            if said.matches(mark).count() >= count {
                return said;
            }
            let running = self.child.try_wait().expect("a state").is_none();
            assert!(running && begun.elapsed() < Duration::from_mins(1), "{count} rounds: {said}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn end(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
        self.child.wait().expect("an end").code()
    }
}

const MARK: &str = "văn bản đã lập;";

#[test]
#[cfg(unix)]
fn what_changed_is_made_again() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", PLAN), ("b.yaml", &PLAN.replace("so: 7", "so: 8"))]);
    let (paper, pdf) = (dossier.join("a.yaml"), folder.path().join("out/xa/hoi nghị/a.pdf"));
    let mut watch = Watch::begin(folder.path(), &[]);
    watch.rounds(MARK, 1);
    let first = fs::read(&pdf).expect("a PDF");
    // A file that is saved as it was is no change; one that is half saved is told of.
    fs::write(&paper, PLAN).expect("written");
    fs::write(&paper, "loai: ke-hoach\ntrich_yeu: \"tổ chức").expect("written");
    let said = watch.rounds(MARK, 2);
    assert!(said.contains("đã đổi: `xa/hoi nghị/a.yaml`") && said.contains("lỗi["), "{said}");
    fs::write(&paper, PLAN.replace("tổ chức đối thoại", "tổ chức gặp mặt")).expect("written");
    let said = watch.rounds(MARK, 3);
    assert!(said.ends_with("2/2 văn bản đã lập; 0 lỗi, 0 cảnh báo\n"), "{said}");
    assert_ne!(fs::read(&pdf).expect("a PDF"), first);
    // A new paper, a template of the office's own, one that is broken and mended, a paper that is gone.
    fs::write(dossier.join("c.yaml"), PLAN.replace("so: 7", "so: 9")).expect("written");
    watch.rounds("3/3 văn bản đã lập", 1);
    let office = folder.path().join("xa/co-quan.yaml");
    let text = fs::read_to_string(&office).expect("office");
    fs::create_dir_all(folder.path().join("mau/the-thuc")).expect("folder");
    let rules = folder.path().join("mau/the-thuc/hd05.yaml");
    let built_in = crate::root().join("templates/the-thuc/hd05.yaml");
    let own =
        fs::read_to_string(built_in).expect("rules").replacen("le_trai: { mm: 30,", "le_trai: { mm: 20,", 1);
    fs::write(&rules, &own).expect("written");
    fs::write(&office, format!("mau: ../mau\n{text}")).expect("written");
    let said = watch.rounds("3/3 văn bản đã lập", 2);
    assert!(said.contains("dùng mẫu riêng"), "{said}");
    fs::write(&rules, "ma: [").expect("written");
    let said = watch.rounds("hd05.yaml:1", 1);
    assert!(said.contains("yaml::cu-phap"), "{said}");
    fs::write(&rules, &own).expect("written");
    watch.rounds("3/3 văn bản đã lập", 3);
    fs::remove_file(dossier.join("c.yaml")).expect("removed");
    watch.rounds("2/2 văn bản đã lập; 0 lỗi", 3);
    assert_eq!(watch.end(), Some(0));
}

#[test]
#[cfg(unix)]
fn each_round_is_a_line_for_a_program() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", PLAN)]);
    let mut watch = Watch::begin(folder.path(), &["--dang-json"]);
    watch.rounds("\n", 1);
    fs::write(dossier.join("a.yaml"), PLAN.replace("noi_nhan", "noi_nhen")).expect("written");
    watch.rounds("\n", 2);
    let said = watch.said.clone();
    assert_eq!(watch.end(), Some(0));
    let said = fs::read_to_string(said).expect("words");
    let rounds: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rounds.len(), 3, "{said}");
    assert!(rounds.iter().all(|round| round["lenh"] == "theo-doi" && round["phien_ban"] == 1), "{said}");
    assert_eq!(
        rounds.iter().map(|round| round["ma_ket_thuc"].as_i64()).collect::<Vec<_>>(),
        [Some(0), Some(1), Some(0)]
    );
    assert!(rounds[0]["ket_qua"][0]["pdf"].is_string() && rounds[1]["theo_ma"]["truong::la"] == 1, "{said}");
}
