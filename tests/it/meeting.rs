//! A whole meeting through the office alone, as another door would: no command line, no
//! screen, no clock. What only asks writes nothing anywhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use vanthu::assets::Assets;
use vanthu::office::{By, Desk, Fate, Named, SignedCopy, Wanted};
use vanthu::pipeline::{Settings, Stock};
use vanthu::typeset::Fonts;

use crate::archive::scanned;
use crate::register::waiting;
use crate::workspace;

fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if !path.to_string_lossy().ends_with("-wal") && !path.to_string_lossy().ends_with("-shm") {
                // Those are SQLite's own, for as long as somebody looks.
                found.insert(path.clone(), fs::read(path).expect("file"));
            }
        }
    }
    found
}

fn paper(kind: &str, number: u32) -> Named {
    Named { name: kind.to_owned(), number: Some(number), ..Named::default() }
}

#[test]
fn a_meeting_is_held_without_a_command_line() {
    let folder = tempfile::tempdir().expect("folder");
    let other = waiting().replace("tổ chức đối thoại", "thay kế hoạch trước");
    let dossier = workspace(folder.path(), &[("a.yaml", &waiting()), ("b.yaml", &other)]);
    let xa = folder.path().join("xa");
    let stock = Stock::new(Assets::default(), || Fonts::new(None), "test").expect("stock");
    let day = |text: &str| text.parse().expect("a day");
    let desk = Desk {
        stock: &stock,
        place: dossier.clone(),
        archive: None,
        by: By { who: "Chị Mẫu".into(), at: "2026-06-03T09:00:00+07:00".into() },
        today: day("2026-06-03"),
        now: 1_780_452_000,
    };
    let (issued, findings) =
        desk.issue(std::slice::from_ref(&dossier), &Settings::new(folder.path().join("out")), false);
    assert!(!findings.iter().any(vanthu::diag::Diagnostic::is_error), "{findings:?}");
    let numbers: Vec<&str> =
        issued.iter().flat_map(|one| &one.rows).map(|row| row.printed.as_str()).collect();
    assert_eq!(numbers, ["01-KH/ĐU", "02-KH/ĐU"]);

    // A document, the scan of the signed paper, a recall.
    let minutes = folder.path().join("biên bản.txt");
    fs::write(&minutes, "biên bản").expect("document");
    let kept = desk.add_document(&minutes, Path::new("hoi nghị"), Some("biên bản họp")).expect("kept");
    assert_eq!((kept.dossier.as_str(), kept.version.is_some(), kept.renamed), ("hoi nghị", true, false));
    let scan = folder.path().join("quét.pdf");
    fs::write(&scan, scanned("một")).expect("scan");
    let copy =
        SignedCopy { file: scan, paper: Some(paper("ke-hoach", 1)), scan: true, ..SignedCopy::default() };
    let (signed, _) = desk.add_signed(&copy).expect("kept");
    assert_eq!((signed.printed.as_str(), signed.state), ("01-KH/ĐU", "da-ky"));
    let by = paper("ke-hoach", 2);
    let told = desk.remark(Fate::Recalled, &paper("ke-hoach", 1), Some(&by), "đổi ngày").expect("told");
    assert_eq!((told.through.as_deref(), told.again), (Some("02-KH/ĐU"), false));

    // Whatever only asks leaves every file as it was.
    let before = tree(folder.path());
    let rows =
        desk.list(&Wanted { words: Some("ke hoach truoc".into()), ..Wanted::default() }).expect("rows");
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2]);
    let (head, findings) = desk.audit(None).expect("audit");
    assert!(head.rows > 4 && findings.is_empty(), "{findings:?}");
    let (proof, findings) = desk.prove_archive(None, &[]).expect("proof");
    assert!((proof.sound, proof.objects) == (3, 3) && findings.is_empty(), "{findings:?}");
    let (found, unread) = desk.seek("doi thoai").expect("found");
    assert!(unread.is_empty(), "{unread:?}");
    assert!(found.iter().any(|one| one.printed == "01-KH/ĐU" && one.fates == ["thu-hoi"]), "{found:?}");
    let shown = desk.show(&paper("ke-hoach", 1)).expect("shown");
    assert!(shown.files.iter().any(|file| file.name.starts_with("quet/")), "{shown:?}");
    let shown = desk.dossier(Path::new("hoi nghị")).expect("shown");
    assert_eq!((shown.papers.len(), shown.documents.len()), (2, 1));
    let (again, findings) = desk.rebuild(&Wanted::default()).expect("again");
    assert!(again.iter().all(|one| one.same == one.all) && findings.is_empty(), "{again:?} {findings:?}");
    let none = desk.show(&paper("ke-hoach", 7)).expect_err("no such number");
    assert!(none.iter().any(|finding| finding.message.contains("sổ không có")), "{none:?}");
    let after = tree(folder.path());
    let touched: Vec<_> =
        before.keys().chain(after.keys()).filter(|path| before.get(*path) != after.get(*path)).collect();
    assert!(touched.is_empty(), "what only asks writes nothing: {touched:?}");

    // The last number is struck out, the book printed, everything handed out.
    let (row, findings) = desk.cancel(&paper("ke-hoach", 2), None, "in nhầm").expect("struck out");
    assert!(row.is_struck() && findings.is_empty(), "{findings:?}");
    let book = desk.print_rows(&folder.path().join("so.pdf"), &Wanted::default()).expect("printed");
    assert!(book.pages > 0 && folder.path().join("so.pdf").is_file());
    let bag =
        desk.bag(&folder.path().join("goi"), &Wanted::default(), Some(Path::new("hoi nghị"))).expect("a bag");
    assert_eq!((bag.papers, bag.dossiers), (2, 1));
    let (viewed, _) = desk.view(None).expect("laid out");
    assert!(viewed.papers > 0 && xa.join("Lưu VPĐU").is_dir());
    assert!(desk.prove_archive(None, &[]).expect("proof").1.is_empty());
}
