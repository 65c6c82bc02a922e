//! One set of papers under two rule sets: what changed on 27/5/2026 shows.

use crate::{files, vanthu, words, workspace};

const PAPER: &str = "loai: cong-van
so: 7
ngay: DATE
trich_yeu: gửi ý kiến
kinh_gui: [Chi bộ xóm Hoa, Chi bộ xóm Mẫu]
can_cu: [Quy chế làm việc, Chương trình công tác]
noi_dung: |
  Đề nghị gửi ý kiến.
nguoi_ky: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Trần Thị Mẫu }
noi_nhan: [Thường trực Đảng uỷ]
";

fn source(date: &str, rules: Option<&str>) -> String {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("cong-van.yaml", &PAPER.replace("DATE", date))]);
    let mut arguments = vec!["build", "xa", "--keep-typ"];
    arguments.extend(rules.map(|name| ["--the-thuc", name]).into_iter().flatten());
    let output = vanthu(folder.path(), &arguments);
    assert!(output.status.success(), "{}", words(&output));
    let typst = files(&folder.path().join("out/xa"), "typ");
    std::fs::read_to_string(&typst[0]).expect("source")
}

/// What stands in the source under HD36 and under HD05.
const CHANGED: [(&str, &str); 4] = [
    ("\"xóm Hoa,\"", "\"xóm Hoa;\""),
    ("\"Đảng uỷ,\"", "\"Đảng uỷ;\""),
    ("\"Quy chế làm việc;\"", "\"- Quy chế làm việc;\""),
    ("\"Chương trình công tác,\"", "\"- Chương trình công tác.\""),
];

#[test]
fn the_date_of_a_paper_chooses_its_rule_set() {
    let (before, after) = (source("2026-05-26", None), source("2026-05-27", None));
    for (old, new) in CHANGED {
        assert!(before.contains(old) && !before.contains(new), "{old}");
        assert!(after.contains(new) && !after.contains(old), "{new}");
    }
    assert!(
        before.contains("\"gửi ý kiến\"") && !before.contains("về việc") && after.contains("\"về việc\"")
    );
}

#[test]
fn a_named_rule_set_wins_over_the_date() {
    assert!(source("2026-06-03", Some("hd36")).contains(CHANGED[0].0));
    assert!(source("2023-08-01", Some("hd05")).contains(CHANGED[0].1));
}

#[test]
fn an_unknown_rule_set_and_a_day_without_one_are_findings() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = PAPER.replace("DATE", "2010-01-01");
    workspace(folder.path(), &[("cong-van.yaml", &paper)]);
    let output = words(&vanthu(folder.path(), &["check", "xa"]));
    assert!(output.contains("the-thuc::la") && output.contains("cong-van.yaml:3:7"), "{output}");
    let output = words(&vanthu(folder.path(), &["check", "xa", "--the-thuc", "hd50"]));
    assert!(output.contains("có phải `hd05`?"), "{output}");
}

#[test]
fn every_value_of_a_rule_set_says_where_it_comes_from() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("cong-van.yaml", &PAPER.replace("DATE", "2026-06-03"))]);
    vanthu(folder.path(), &["eject", "the-thuc"]);
    let file = folder.path().join("templates/the-thuc/hd05.yaml");
    let text = std::fs::read_to_string(&file).expect("rules");
    let line = text.lines().find(|line| line.contains("co_chu:")).expect("a size");
    let bare = line.split(", dieu").next().unwrap().to_owned() + " }";
    std::fs::write(&file, text.replacen(line, &bare, 1)).expect("write");
    let output = vanthu(folder.path(), &["check", "xa"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output).contains("không ghi điều"), "{}", words(&output));
}

/// What a rule set does not ask for is no finding of its papers; an error is one everywhere.
#[test]
fn a_rule_set_says_which_findings_count() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = PAPER.replace("DATE", "2026-06-03").replace("T/L BAN", "TL. BAN");
    workspace(folder.path(), &[("cong-van.yaml", &paper)]);
    let check = || words(&vanthu(folder.path(), &["check", "xa", "--json"]));
    assert!(check().contains("ky::dau-cham"), "{}", check());
    vanthu(folder.path(), &["eject", "the-thuc"]);
    let file = folder.path().join("templates/the-thuc/hd05.yaml");
    let text = std::fs::read_to_string(&file).expect("rules");
    let with = |line: &str| std::fs::write(&file, format!("{text}\nphat_hien:\n  {line}\n")).expect("write");
    with("\"ky::dau-cham\": ~");
    assert!(!check().contains("ky::dau-cham"), "{}", check());
    with("\"ky::dau-cham\": NĐ30 Điều 13");
    assert!(check().contains("NĐ30 Điều 13"), "{}", check());
    with("\"truong::thieu\": ~");
    assert!(check().contains("bộ quy tắc nào cũng xét"), "{}", check());
}

/// Papers of the two sides of one office file, under rule sets of both that are in force on one day: each
/// is set by its own side's, whatever is newer; the other side's is refused.
#[test]
fn the_side_of_the_issuer_comes_before_the_day() {
    let folder = tempfile::tempdir().expect("folder");
    let state = |paper: &str| paper.replace("DATE", "~").replace("trich_yeu", "don_vi: ubnd\ntrich_yeu");
    let (party, state) = (PAPER.replace("DATE", "~"), state(PAPER));
    let dossier = workspace(folder.path(), &[("dang.yaml", &party), ("ubnd.yaml", &state)]);
    let office = folder.path().join("xa/co-quan.yaml");
    let text = std::fs::read_to_string(&office).expect("office");
    let unit = "don_vi:\n  ubnd: { he: nha-nuoc, ten: UỶ BAN NHÂN DÂN XÃ HOA MẪU, ten_viet: Uỷ ban nhân dân xã, ky_hieu: UBND }\n";
    std::fs::write(&office, text.replace("don_vi:\n", unit)).expect("write");
    let refused = words(&vanthu(folder.path(), &["check", "xa", "--the-thuc", "nd30"]));
    assert!(refused.contains("bộ quy tắc `nd30` là của Nhà nước"), "{refused}");
    vanthu(folder.path(), &["eject", "the-thuc"]);
    let templates = folder.path().join("templates");
    let change = |file: &str, from: &str, to: &str, name: &str| {
        let text = std::fs::read_to_string(templates.join(file)).expect("text");
        assert!(text.contains(from), "{from}");
        std::fs::write(templates.join(name), text.replacen(from, to, 1)).expect("write");
    };
    let rules = "the-thuc/thu.yaml";
    change("the-thuc/hd05.yaml", "ma: hd05\nhe: dang", "ma: thu\nhe: nha-nuoc", rules);
    change(rules, "{ tu: 2026-05-27", "{ tu: 2026-06-27", rules);
    change(rules, "tieu_de: { la: ĐẢNG CỘNG SẢN VIỆT NAM", "tieu_de: { la: THỬ NGHIỆM", rules);
    let built = vanthu(folder.path(), &["build", "xa", "--keep-typ"]);
    assert!(built.status.success(), "{}", words(&built));
    let typst = |name: &str| {
        let files = files(&folder.path().join("out/xa"), "typ");
        let file = files.iter().find(|file| file.ends_with(name)).expect(name);
        std::fs::read_to_string(file).expect("source")
    };
    let own = format!("{state}the_thuc: hd05\n");
    let (party, state) = (typst("dang.typ"), typst("ubnd.typ"));
    assert!(party.contains("quy-tac/hd05.typ") && party.contains("\"ĐẢNG BỘ\""), "{party}");
    // Nothing of the Party stands above it.
    assert!(state.contains("quy-tac/thu.typ") && state.contains("cap_tren:none"), "{state}");
    let wrong = words(&vanthu(folder.path(), &["check", "xa", "--the-thuc", "thu"]));
    assert!(wrong.contains("the-thuc::he") && wrong.contains("bộ quy tắc `thu` là của Nhà nước"), "{wrong}");
    std::fs::write(dossier.join("ubnd.yaml"), own).expect("write");
    let wrong = words(&vanthu(folder.path(), &["check", "xa"]));
    assert!(wrong.contains("bộ quy tắc `hd05` là của Đảng"), "{wrong}");
}
