//! What is on the disk after a run: whole files, fresh files, nothing else.

use std::time::{Duration, Instant};

use crate::{PLAN, files, start, vanthu, words, workspace};

#[test]
fn a_broken_paper_puts_its_old_pdf_away_and_stops_no_other() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", PLAN), ("b c.yaml", PLAN)]);
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
    let out = folder.path().join("out/xa/hoi nghị");
    assert!(out.join("a.pdf").is_file() && out.join("b c.pdf").is_file());
    std::fs::write(dossier.join("a.yaml"), PLAN.replace("trich_yeu", "trich_yeuu")).expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("a.pdf.cu"), "{}", words(&output));
    assert!(!out.join("a.pdf").exists() && out.join("a.pdf.cu").is_file());
    assert!(out.join("b c.pdf").is_file());
}

#[test]
fn a_folder_that_cannot_be_written_is_a_finding() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN)]);
    std::fs::write(folder.path().join("out"), "a file stands in the way").expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("ra::ghi"), "{}", words(&output));
}

#[test]
fn templates_copied_out_are_no_papers() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN)]);
    let xa = folder.path().join("xa");
    assert!(vanthu(&xa, &["eject"]).status.success());
    let output = vanthu(&xa, &["build"]);
    assert!(output.status.success(), "{}", words(&output));
    assert_eq!(files(&xa.join("out"), "pdf"), [xa.join("out/xa/hoi nghị/a.pdf")]);
    // The same place, wherever one stands.
    let inside = vanthu(&xa.join("hoi nghị"), &["build", "--out", "../out"]);
    assert!(inside.status.success(), "{}", words(&inside));
    assert_eq!(files(&xa.join("out"), "pdf").len(), 1);
}

/// A name a clerk would give an old copy must not collide with what is put
/// away, nor a path that goes up with another office's folder.
#[test]
fn each_paper_has_its_own_output_wherever_one_stands() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("x.yaml", PLAN), ("x.cu.yaml", PLAN)]);
    for _ in 0..3 {
        assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
        assert_eq!(files(&folder.path().join("out"), "pdf").len(), 2);
    }
    let other = folder.path().join("khac/hs");
    std::fs::create_dir_all(&other).expect("folder");
    std::fs::write(other.join("a.yaml"), PLAN).expect("write");
    let output = vanthu(&folder.path().join("xa"), &["build", "../khac/hs"]);
    assert!(words(&output).contains("co-quan::thieu"), "{}", words(&output));
    let output = vanthu(&folder.path().join("xa"), &["build", "../xa/hoi nghị", "hoi nghị", "--out", "o"]);
    assert!(output.status.success(), "{}", words(&output));
    assert_eq!(files(&folder.path().join("xa/o/xa/hoi nghị"), "pdf").len(), 2);
}

#[test]
fn a_paper_that_became_an_annex_leaves_no_fresh_pdf() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", PLAN), ("b.yaml", PLAN)]);
    assert!(vanthu(folder.path(), &["build", "xa", "--png"]).status.success());
    let annex = "loai: ke-hoach\nhinh_thuc: phu-luc\ntrich_yeu: việc\nnoi_dung: |\n  Một việc.\n";
    std::fs::write(dossier.join("b.yaml"), annex).expect("write");
    let parent = format!("{PLAN}phu_luc: [{{ van_ban: b }}]\n")
        .replace("đối thoại.", "đối thoại (có phụ lục kèm theo).");
    std::fs::write(dossier.join("a.yaml"), &parent).expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert!(output.status.success(), "{}", words(&output));
    let out = folder.path().join("out/xa/hoi nghị");
    assert!(out.join("a.pdf").is_file() && !out.join("b.pdf").exists());
    assert!(files(&out, "png").is_empty(), "no picture of an earlier run");
    // An annex with an error stops its paper.
    std::fs::write(dossier.join("b.yaml"), annex.replace("noi_dung", "noi_dungg")).expect("write");
    let output = vanthu(folder.path(), &["build", "xa/hoi nghị/a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("phu-luc::con-loi"), "{}", words(&output));
    assert!(!out.join("a.pdf").exists());
}

/// Numbers are taken from the very place they stand in, whatever signs end
/// the lines above.
#[test]
fn odd_line_ends_do_not_shift_numbers() {
    let folder = tempfile::tempdir().expect("folder");
    let body = "noi_dung:\n  - \"Một\u{85} hai\r ba.\"\n  - bang: { cot: [A, B], dong: [[10, x], [20, y]] }\n  - Hết.";
    let paper = PLAN.replace("noi_dung: |\n  Đảng uỷ xã tổ chức đối thoại.", body);
    workspace(folder.path(), &[("a.yaml", &paper)]);
    let output = vanthu(folder.path(), &["build", "xa", "--keep-typ"]);
    let typst = files(&folder.path().join("out/xa"), "typ");
    let source = std::fs::read_to_string(typst.first().unwrap_or_else(|| panic!("{}", words(&output))))
        .expect("source");
    assert!(source.contains("t:\"10\"") && source.contains("t:\"20\""), "{source}");
}

/// What does not fit on the sheet would be lost in print.
#[test]
fn text_off_the_sheet_is_no_paper() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = PLAN.replace("tổ chức đối thoại\n", &format!("tổ chức {}\n", "đốithoại".repeat(20)));
    workspace(folder.path(), &[("a.yaml", &paper)]);
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("khung::khong-vua"), "{}", words(&output));
    assert!(files(&folder.path().join("out"), "pdf").is_empty());
}

#[test]
fn two_papers_for_one_file_are_a_finding() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN), ("a.yml", PLAN)]);
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("ra::trung"), "{}", words(&output));
}

#[test]
fn the_editor_does_not_matter() {
    let folder = tempfile::tempdir().expect("folder");
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(PLAN.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let dossier = workspace(
        folder.path(),
        &[
            ("thường.yaml", PLAN),
            ("bom.yaml", &format!("\u{feff}{PLAN}")),
            ("crlf.yaml", &PLAN.replace('\n', "\r\n")),
            ("tab.yaml", &PLAN.replace("  Đảng", "\tĐảng")),
        ],
    );
    std::fs::write(dossier.join("rộng.yaml"), wide).expect("write");
    // A paper spelt in loose letters, as some Macs do.
    let loose: String = unicode_normalization::UnicodeNormalization::nfd(PLAN).collect();
    std::fs::write(dossier.join("rời.yaml"), loose).expect("write");
    let output = vanthu(folder.path(), &["build", "xa"]);
    assert!(output.status.success(), "{}", words(&output));
    let made: Vec<Vec<u8>> = files(&folder.path().join("out"), "pdf")
        .iter()
        .map(|path| std::fs::read(path).expect("PDF"))
        .collect();
    assert_eq!(made.len(), 6);
    assert!(made.iter().all(|pdf| *pdf == made[0]), "one paper, whatever the editor");
}

#[test]
fn nothing_is_made_of_what_is_no_paper() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("rong.yaml", "")]);
    std::fs::write(dossier.join("sai.yaml"), b"loai: ke-hoach\ntrich_yeu: \xE9\n").expect("write");
    std::fs::write(
        dossier.join("dai.yaml"),
        format!("loai: ke-hoach\ntrich_yeu: {}\n", "x".repeat(1_000_000)),
    )
    .expect("write");
    std::fs::write(dossier.join("sau.yaml"), format!("loai: ke-hoach\nx: {}\n", "[".repeat(100_000)))
        .expect("write");
    let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (one, next) in ('a'..'j').zip('b'..) {
        bomb += &format!("{next}: &{next} [{}]\n", vec![format!("*{one}"); 9].join(","));
    }
    std::fs::write(dossier.join("bom.yaml"), bomb).expect("write");
    std::fs::create_dir(dossier.join("thu-muc.yaml")).expect("folder");
    let output = vanthu(folder.path(), &["build", "xa"]);
    let found = words(&output);
    assert_eq!(output.status.code(), Some(1), "{found}");
    for code in ["tep::rong", "tep::bang-ma", "tep::qua-lon", "quá sâu", "chồng lên nhau"] {
        assert!(found.contains(code), "{code}: {found}");
    }
    assert!(found.len() < 20_000, "short enough to read");
    assert!(files(&folder.path().join("out"), "pdf").is_empty());
    let none = vanthu(folder.path(), &["build", "khong-co"]);
    assert!(words(&none).contains("tep::doc"), "{}", words(&none));
}

/// Kills runs at odd moments; what lies under a final name is whole, and the
/// next run makes the rest.
#[test]
fn a_killed_run_leaves_nothing_half_done() {
    let folder = tempfile::tempdir().expect("folder");
    let papers: Vec<(String, String)> = (1..40)
        .map(|number| (format!("{number}.yaml"), PLAN.replace("so: 7", &format!("so: {number}"))))
        .collect();
    let papers: Vec<(&str, &str)> =
        papers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    workspace(folder.path(), &papers);
    let reference = folder.path().join("whole");
    assert!(vanthu(folder.path(), &["build", "xa", "--out", "whole"]).status.success());
    let out = folder.path().join("out");
    let mut cut = 0;
    for moment in 0..12 {
        let _ = std::fs::remove_dir_all(&out);
        let mut run = start(folder.path(), &["build", "xa"]);
        // Every other run is killed right after its first PDF, however slow the machine is.
        let started = Instant::now();
        while moment % 2 == 1 && files(&out, "pdf").is_empty() && started.elapsed().as_secs() < 20 {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(if moment % 2 == 1 { moment } else { 15 + moment * 9 }));
        let _ = run.kill();
        let _ = run.wait();
        let made = files(&out, "pdf");
        cut += usize::from((1..39).contains(&made.len()));
        for made in made {
            let same = reference.join(made.strip_prefix(&out).expect("below"));
            assert_eq!(
                std::fs::read(&made).expect("PDF"),
                std::fs::read(same).expect("PDF"),
                "{}",
                made.display()
            );
        }
    }
    assert!(cut > 0, "at least one run was killed midway");
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
    assert_eq!(files(&out, "pdf").len(), 39);
}
