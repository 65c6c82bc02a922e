//! Comes in: YAML as somebody may have typed it. Goes out: nothing; it is read as a tree, as an
//! office, a dossier, a paper, and the paper is composed, checked and written as Typst source; and
//! it is edited.
#![no_main]

use std::sync::{Arc, OnceLock};

use libfuzzer_sys::fuzz_target;
use rooms::assets::Assets;
use rooms::diag::Source;
use rooms::input::{Setting, card, compose, dossier, draft, office};
use rooms::model::{Dossier, Office};
use rooms::rules::{RuleSet, rule_set, rule_sets};
use rooms::template::Facts;
use rooms::yaml::edit::{Content, FieldPath, Order, Sheet, Verb};
use rooms::{check, kind, yaml};

const OFFICE: &str = include_str!("../../data/xa-mau/co-quan.yaml");
const DOSSIER: &str = include_str!("../../data/xa-mau/doi-thoai-2026/ho-so.yaml");

struct Known {
    assets: Assets,
    rules: Vec<Arc<RuleSet>>,
    office: Arc<Office>,
    dossier: Arc<Dossier>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let assets = Assets::default();
        let rules = rule_sets(&assets).expect("built in").into_iter().map(Arc::new).collect();
        let office = office(&Source::new("co-quan.yaml", OFFICE.to_owned())).expect("an office").into();
        let dossier = dossier(&Source::new("ho-so.yaml", DOSSIER.to_owned())).expect("a dossier").into();
        Known { assets, rules, office, dossier }
    })
}

/// Gives the first values of a file, at any depth.
fn values(here: &Content, path: FieldPath, found: &mut Vec<FieldPath>) {
    if found.len() > 7 {
        return;
    }
    match here {
        Content::Empty | Content::Text(_) => found.push(path),
        Content::List(all) => {
            for (at, one) in all.iter().enumerate() {
                values(one, path.clone().at(at), found);
            }
        }
        Content::Map(all) => {
            for (key, one) in all {
                values(one, path.clone().key(key), found);
            }
        }
    }
}

/// Makes edits; what comes of each is again a file that can be edited.
fn edited(data: &[u8]) {
    let Ok(sheet) = Sheet::read("x.yaml", data) else { return };
    let mut paths = Vec::new();
    values(sheet.value(&FieldPath::default()).expect("a top"), FieldPath::default(), &mut paths);
    for path in paths {
        let row = Content::texts(&["1", "hai: ba"]);
        for verb in [Verb::Set("một\n - hai".into()), Verb::Set(row), Verb::Remove, Verb::Move(0)] {
            if let Ok(edited) = sheet.edit(&path, &verb, Order::default()) {
                assert!(Sheet::read("x.yaml", &edited.sheet.bytes()).is_ok());
            }
        }
    }
}

fuzz_target!(|data: &[u8]| {
    rooms::guarded_too(|| {
        let source = Source::new("x.yaml", String::from_utf8_lossy(data).into_owned());
        if yaml::parse_on(&source, &mut Vec::new()).is_err() {
            return;
        }
        edited(data);
        let known = known();
        // A whole file is of one kind; a broken one may be of any.
        let own_office = office(&source).map(Arc::new);
        let own_dossier = dossier(&source).map(Arc::new);
        let mut findings = Vec::new();
        let mut kind_of = |name: &str| kind::kind(&known.assets, name).map(Arc::new);
        let Ok(draft) = draft("x", &source, &mut kind_of, &mut findings) else { return };
        let office = own_office.as_ref().unwrap_or(&known.office);
        let dossier = own_dossier.as_ref().unwrap_or(&known.dossier);
        let day = draft.fields.date("ngay").map(|(day, _)| day);
        let name = draft.fields.text("the_thuc").map(|name| name.as_str().to_owned());
        let Ok(rules) = rule_set(&known.rules, name.as_deref(), day) else { return };
        let drafts = [draft];
        let first = Facts::new(office, dossier, &[], &rules.text);
        let cards = [card(&drafts[0], office, &first)];
        let facts = Facts::new(office, dossier, &cards, &rules.text);
        let setting = Setting { office, dossier, drafts: &drafts, facts: &facts };
        let document = compose(&drafts[0], &setting, &mut findings);
        findings.extend(check::check(&document, rules));
        findings.extend(check::dossier(&[(&document, rules)]));
        let _ = check::silence(&document, findings);
    });
});
