//! What somebody types and has not saved is checked and set like a file, and the disk stays
//! as it is.

use std::fs;

use vanthu::assets::Assets;
use vanthu::input::Unsaved;
use vanthu::pipeline::{Settings, Stock, examine, signers};
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

/// Who signs is judged where they are written down, before a paper names them; an office that has both
/// sides is told nothing that holds for the one side only.
#[test]
fn people_of_an_office_are_judged_before_they_sign() {
    let stock = Stock::new(Assets::default(), || Fonts::new(None), "test").expect("stock");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("co-quan.yaml");
    let told = |text: &str| -> Vec<(&str, String)> {
        fs::write(&file, text).expect("written");
        let found = signers(&file, &Settings::new(folder.path().join("out")), &stock);
        let words = |finding: &vanthu::diag::Diagnostic| {
            let span = finding.span.as_ref().expect("a place");
            text[span.range.clone()].to_owned()
        };
        found.iter().map(|finding| (finding.code.id, words(finding))).collect()
    };
    let office = |name: &str| fs::read_to_string(root.join(name).join("co-quan.yaml")).expect("an office");
    let shown = ("ky::chuc-vu", "BÍ THƯ THƯỜNG TRỰC".to_owned());
    assert_eq!(told(&office("data/hung-chinh")), [shown], "as its papers are told");
    let text = office("data/xa-mau");
    assert_eq!(told(&text), []);
    let worse = text
        .replace("BÍ THƯ\n    ho_ten: Nguyễn Văn Mẫu", "Bí thư\n    ho_ten: TS. Nguyễn Văn Mẫu")
        .replace("PHÓ Bí thư", "PHÓ BÍ THƯ");
    let found = told(&worse);
    let has = |code: &str, words: &str| found.iter().any(|(own, said)| *own == code && said == words);
    assert!(has("chu::hoa-thuong", "Bí thư") && has("ky::ho-ten", "TS."), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}
