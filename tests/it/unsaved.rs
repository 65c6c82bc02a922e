//! What somebody types and has not saved is checked and set like a file, and the disk stays
//! as it is.

use std::fs;

use vanthu::assets::Assets;
use vanthu::input::Unsaved;
use vanthu::pipeline::{Settings, Stock, examine};
use vanthu::typeset::Fonts;

use crate::register::waiting;
use crate::workspace;

#[test]
fn an_open_paper_is_read_as_it_is_typed() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", &waiting()), ("b.yaml", &waiting())]);
    let stock = Stock::new(Assets::default(), || Fonts::new(None), "test").expect("stock");
    let (paper, office) = (dossier.join("a.yaml"), folder.path().join("xa/co-quan.yaml"));
    let saved = fs::read(&paper).expect("paper");
    let typed = waiting().replace("tổ chức đối thoại", "tổ chức gặp mặt");
    let summary = |settings: &Settings| {
        let (papers, findings) = examine(std::slice::from_ref(&paper), settings, &stock);
        assert!(findings.is_empty(), "{findings:?}");
        let ready = papers.into_iter().next().and_then(|paper| paper.ready).expect("a paper");
        (ready.document.summary.expect("summary").as_str().to_owned(), ready.document.office.place.clone())
    };
    let mut settings = Settings::new(folder.path().join("out"));
    assert!(summary(&settings).0.contains("tổ chức đối thoại"));

    // With a mark before the first letter and line ends of Windows, as an editor keeps them,
    // and found however the file is named.
    let bytes = format!("\u{feff}{}", typed.replace('\n', "\r\n")).into_bytes();
    let other = dossier.join("..").join(dossier.file_name().expect("name")).join("a.yaml");
    let place = fs::read_to_string(&office).expect("office").replace("dia_danh: ", "dia_danh: Tân ");
    settings.unsaved = Unsaved::default().with(&other, bytes).with(&office, place.into_bytes());
    let (text, place) = summary(&settings);
    assert!(text.contains("tổ chức gặp mặt") && !text.contains('\r'), "{text}");
    assert!(place.as_str().starts_with("Tân "), "{}", place.as_str());
    assert_eq!(fs::read(&paper).expect("paper"), saved);

    // What is wrong with it stands at its place there.
    settings.unsaved = Unsaved::default().with(&paper, b"loai: ke-hoach\nngay: [".to_vec());
    let (papers, _) = examine(std::slice::from_ref(&paper), &settings, &stock);
    let finding = papers[0].findings.first().expect("a finding");
    assert!(
        papers[0].ready.is_none() && finding.span.as_ref().expect("a place").line_column().0 == 2,
        "{finding:?}"
    );
}
