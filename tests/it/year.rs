//! A year of a commune: papers of all kinds of both its organs, made, issued, kept and proved.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use vanthu::register::{Query, Register};

use crate::register::run;
use crate::root;

/// Names each example that is a paper by itself: its side, its kind, the name of that kind, its text.
fn examples() -> Vec<(char, String, String, String)> {
    let mut found = Vec::new();
    for kind in crate::kinds::all_kinds() {
        let folder = root().join("templates").join(&kind);
        let read = |file: &str| fs::read_to_string(folder.join(file)).ok();
        let manifest = read("loai.yaml").expect("a manifest");
        let line = |key: &str| manifest.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
        let name = line("ten:").expect("a name").to_owned();
        let of_both = line("he:");
        let party =
            read("vi-du.yaml").map(|text| (if of_both == Some("[nha-nuoc]") { 'N' } else { 'Đ' }, text));
        let state = read("vi-du.nha-nuoc.yaml").map(|text| ('N', text));
        let own = [party, state].into_iter().flatten();
        // What puts a meeting off follows its invitation.
        let alone = own.filter(|(_, text)| !text.contains("\ntheo:"));
        found.extend(alone.map(|(side, text)| (side, kind.clone(), name.clone(), text)));
    }
    found
}

/// Writes the office of both organs, with the signers their examples name.
fn office(folder: &Path) {
    let read = |name: &str| fs::read_to_string(root().join("src/kind").join(name)).expect("an example");
    let party = read("co-quan.vi-du.yaml");
    let state = read("co-quan.nha-nuoc.vi-du.yaml");
    let from = state.find("nguoi_ky:\n").expect("signers") + "nguoi_ky:\n".len();
    let until = state[from..].find("\n\n").expect("their end") + from;
    let signers = state[from..until].replace("  chanh-van-phong:", "  van-phong:");
    let text = party.replacen("nguoi_ky:\n", &format!("nguoi_ky:\n{signers}\n"), 1).replacen(
        "don_vi:\n",
        "don_vi:\n  ubnd: { he: nha-nuoc, ten: \"ỦY BAN NHÂN DÂN\\nXÃ HOA MẪU\", ky_hieu: UBND }\n",
        1,
    );
    fs::write(folder.join("co-quan.yaml"), text).expect("written");
}

/// Makes a paper of an example: of a day, of a month, of the organ of its side.
fn paper(side: char, text: &str, day: &str, month: &str) -> String {
    let mut text = text.replace("# ngay:", "ngay:");
    let dated = text.lines().find(|line| line.starts_with("ngay:")).map(str::to_owned).expect("a day");
    text = text.replacen(&dated, &format!("ngay: {day}"), 1);
    let summary = text.lines().find(|line| line.starts_with("trich_yeu:")).map(str::to_owned);
    if let Some(summary) = summary {
        let longer = match summary.strip_suffix('"') {
            Some(open) => format!("{open}, {month}\""),
            None => format!("{summary}, {month}"),
        };
        text = text.replacen(&summary, &longer, 1);
    }
    if side == 'N' {
        text = text.replace("nguoi_ky: chanh-van-phong", "nguoi_ky: van-phong") + "\ndon_vi: ubnd\n";
    }
    text
}

#[test]
#[ignore = "takes minutes"]
fn a_year_of_both_organs_has_each_number_once() {
    let folder = tempfile::tempdir().expect("folder");
    let commune = folder.path().join("xa");
    fs::create_dir_all(&commune).expect("folder");
    office(&commune);
    let examples = examples();
    assert!(examples.len() > 60, "{}", examples.len());
    let mut next: BTreeMap<(char, String, String), u32> = BTreeMap::new();
    let mut wanted: BTreeMap<String, u32> = BTreeMap::new();
    // Over the turn of a year: the State's numbers begin anew, the Party's go on.
    for (turn, month) in ["2025-11", "2025-12"]
        .into_iter()
        .map(str::to_owned)
        .chain((1..=10).map(|month| format!("2026-{month:02}")))
        .enumerate()
    {
        let dossier = commune.join(&month);
        fs::create_dir_all(&dossier).expect("folder");
        let facts = fs::read_to_string(root().join("src/kind/ho-so.vi-du.yaml")).expect("an example");
        let facts = facts.replace("ngay: 2026-08-14", &format!("ngay: {month}-20")).replace("01.DV", &month);
        fs::write(dossier.join("ho-so.yaml"), facts).expect("written");
        for (at, (side, kind, name, text)) in examples.iter().enumerate() {
            if (at + turn) % 3 != 0 {
                continue;
            }
            let after = kind == "thong-bao-ket-luan";
            let day = format!("{month}-{}", if after { 21 } else { 2 + at % 15 });
            let day = if day.len() == 9 { format!("{month}-0{}", &day[8..]) } else { day };
            let file = format!("{kind}-{}.yaml", if *side == 'N' { "nn" } else { "dang" });
            fs::write(dossier.join(&file), paper(*side, text, &day, &format!("tháng {month}")))
                .expect("written");
            let term = if *side == 'N' { month[..4].to_owned() } else { String::new() };
            *next.entry((*side, term, name.clone())).or_default() += 1;
            wanted.insert(format!("{month}/{file}"), 0);
        }
        let (code, said) = run(folder.path(), &["issue", &format!("xa/{month}")]);
        assert_eq!(code, Some(0), "{month}: {said}");
    }
    let register = Register::look(&commune).expect("a register").expect("there");
    let rows = register.list(&Query::default()).expect("rows");
    assert!(wanted.len() >= 200, "{}", wanted.len());
    assert_eq!(rows.len(), wanted.len());
    let mut series: BTreeMap<(String, String, String), Vec<u32>> = BTreeMap::new();
    for row in &rows {
        assert!(wanted.contains_key(&row.path), "{}", row.path);
        series
            .entry((row.organ.clone(), row.term.to_string(), row.kind.clone()))
            .or_default()
            .push(row.number);
    }
    assert_eq!(series.len(), next.len(), "{series:?}\n{next:?}");
    for (which, mut numbers) in series {
        numbers.sort_unstable();
        let whole: Vec<u32> = (1..).take(numbers.len()).collect();
        assert_eq!(numbers, whole, "{which:?}");
        let begins = if which.0 == "UBND" { ["2025-01-01", "2026-01-01"] } else { ["2025-07-01"; 2] };
        assert!(begins.contains(&which.1.as_str()), "{which:?}");
    }
    // Nothing was cut off, so there is nothing to finish.
    let (code, said) = run(&commune, &["archive", "heal"]);
    assert!(code == Some(0) && said.contains("0 việc đã làm nốt"), "{said}");
    for step in [vec!["archive", "verify"], vec!["register", "check"]] {
        let (code, said) = run(&commune, &step);
        assert_eq!(code, Some(0), "{said}");
    }
    println!("{} papers of {} kinds and sides", rows.len(), examples.len());
}
