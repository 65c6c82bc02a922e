//! Who can write to the office's folder can change everything in it. What of that is
//! seen, and by which command: a table, in `tests/cases/tamper/expected.txt`.
//! `VANTHU_ACCEPT=1` writes it anew.
//!
//! Each case begins from the same office: papers signed by scan, one recalled, one
//! struck out, a batch, a document. `made to fit` means that record, inventories and
//! sidecars of the object were written anew around the change.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use serde_json::Value;
use vanthu::diag::{Code, Diagnostic};
use vanthu::digest::{digest, sha256_hex, sha512_hex};
use vanthu::office::{Charge, prove};
use vanthu::register::Register;
use vanthu::verify::Trust;

use crate::archive::{INVITATION, fitted, scanned};
use crate::register::{clean, run, waiting};
use crate::{copy, root, start, workspace};

/// Is a change: its name, and how it is made.
type Case = (String, Box<dyn Fn(&Path)>);

#[test]
fn what_others_write_is_seen() {
    let folder = tempfile::tempdir().expect("folder");
    let base = office(folder.path());
    let mut table = String::new();
    let mut unseen = Vec::new();
    let cases = cases(&base);
    let count = cases.len();
    let room = folder.path().join("room");
    for (name, change) in cases {
        let _ = fs::remove_dir_all(&room);
        copy(&base, &room);
        change(&room);
        let (archive, book) = (verify(&room), check(&room));
        let told = |codes: &str| if codes.is_empty() { "–".to_owned() } else { codes.to_owned() };
        table += &format!("{name}: luu kiem-tra {}; so kiem-tra {}\n", told(&archive), told(&book));
        if archive.is_empty() && book.is_empty() {
            unseen.push(name);
        }
    }
    assert!(count >= 80, "{count}");
    let file = root().join("tests/cases/tamper/expected.txt");
    if std::env::var_os("VANTHU_ACCEPT").is_some() {
        fs::create_dir_all(file.parent().expect("folder")).expect("folder");
        fs::write(&file, &table).expect("write");
    }
    // What docs/rooms/register.md names, and nothing else.
    assert_eq!(
        unseen,
        [
            "register, log, heads and inventories: all written anew",
            "register and archive together: those of an earlier day",
        ]
    );
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(expected == table, "-- expected\n{expected}-- found\n{table}");
}

/// The remedy for what a folder cannot tell of itself: a head that was printed.
#[test]
fn a_printed_head_tells_of_what_was_written_anew() {
    let folder = tempfile::tempdir().expect("folder");
    let base = office(folder.path());
    let (_, said) = run(&base, &["so", "kiem-tra"]);
    let head = said.split("mã cuối ").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("head");
    let head = head.to_owned();
    assert_eq!(run(&base, &["so", "kiem-tra", "--ma-cuoi", &head]).0, Some(0));
    rewrite(&base);
    let (code, said) = run(&base, &["so", "kiem-tra", "--ma-cuoi", &head]);
    assert!(code == Some(1) && said.contains("viết lại từ sau lần in"), "{said}");
}

/// While somebody issues papers, register and archive are never at one moment.
#[test]
fn nobody_is_accused_while_papers_are_issued() {
    let folder = tempfile::tempdir().expect("folder");
    let names: Vec<String> = (0..48).map(|at| format!("{at:02}.yaml")).collect();
    let papers: Vec<String> =
        (0..48).map(|at| waiting().replace("đối thoại\n", &format!("đối thoại {at}\n"))).collect();
    let papers: Vec<(&str, &str)> =
        names.iter().zip(&papers).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let dossier = workspace(folder.path(), &papers);
    let xa = folder.path().join("xa");
    let mut clerks: Vec<_> = names
        .chunks(16)
        .map(|own| {
            let files: Vec<String> =
                own.iter().map(|name| dossier.join(name).to_string_lossy().into_owned()).collect();
            let said: Vec<&str> = ["ban-hanh"].into_iter().chain(files.iter().map(String::as_str)).collect();
            start(&xa, &said)
        })
        .collect();
    let mut rounds = 0;
    loop {
        let ended = clerks.iter_mut().all(|clerk| clerk.try_wait().expect("looked").is_some());
        for found in [verify(&xa), check(&xa)] {
            let wrong = ["luu::lech", "luu::hong", "luu::mat", "so-dang-ky::hong"];
            assert!(!wrong.iter().any(|code| found.contains(code)), "round {rounds}: {found}");
        }
        rounds += 1;
        if ended {
            break;
        }
    }
    println!("{rounds} rounds");
    assert!(rounds > 5, "{rounds}");
    assert!(clerks.iter_mut().all(|clerk| clerk.wait().expect("ended").success()));
    clean(&xa);
}

/// What killed runs left is cleared by the command that finishes things.
#[test]
fn leftovers_are_cleared() {
    let folder = tempfile::tempdir().expect("folder");
    let base = office(folder.path());
    let left = base.join("luu/extensions/vanthu-tam/1-0");
    fs::create_dir_all(left.join("object/v1")).expect("folder");
    fs::write(left.join("khoa"), "").expect("file");
    let (old, new) = (base.join("out/.vanthu-abc"), base.join("out/.vanthu-def"));
    fs::write(&old, "%PDF").expect("file");
    fs::write(&new, "%PDF").expect("file");
    let written = fs::metadata(&new).and_then(|about| about.modified()).expect("a time");
    let yesterday = written - std::time::Duration::from_hours(24);
    fs::File::options().write(true).open(&old).and_then(|file| file.set_modified(yesterday)).expect("older");
    assert_eq!(verify(&base), "luu::do-dang");
    let (code, said) = run(&base, &["luu", "lam-not"]);
    assert!(code == Some(0) && said.contains("2 việc"), "{said}");
    assert!(!left.exists() && !old.exists() && new.exists(), "somebody may be writing the new one");
    clean(&base);
}

/// Makes the office every case begins from; gives its folder.
fn office(folder: &Path) -> PathBuf {
    let plan = |what: &str| waiting().replace("đối thoại\n", &format!("đối thoại {what}\n"));
    let papers = [
        ("a.yaml", plan("một")),
        ("b.yaml", plan("hai")),
        ("c.yaml", plan("ba")),
        ("gm.yaml", INVITATION.to_owned()),
    ];
    let papers: Vec<(&str, &str)> = papers.iter().map(|(name, text)| (*name, text.as_str())).collect();
    workspace(folder, &papers);
    let xa = folder.join("xa");
    fs::write(xa.join("mot.pdf"), scanned("một")).expect("scan");
    fs::write(xa.join("hai.pdf"), scanned("hai")).expect("scan");
    for said in [
        &["ban-hanh", "."][..],
        &["luu", "them", "mot.pdf", "01-KH/ĐU", "--ban-quet"],
        &["luu", "them", "hai.pdf", "01-GM/ĐU", "--ban-quet"],
        &["luu", "them", "hai.pdf", "--ho-so", "hoi nghị", "--ly-do", "biên bản"],
        &["luu", "thu-hoi", "02-KH/ĐU", "--ly-do", "đổi ngày"],
        &["so", "huy", "03-KH/ĐU", "--ly-do", "nhầm"],
    ] {
        let (code, words) = run(&xa, said);
        assert_eq!(code, Some(0), "{said:?}: {words}");
    }
    clean(&xa);
    xa
}

/// Gives the codes the proof of the archive finds.
fn verify(xa: &Path) -> String {
    let trust = Trust::at(1_795_824_000);
    let proof = prove(&Charge {
        workspace: xa,
        archive: &xa.join("luu"),
        sample: vanthu::archive::Sample { count: None, seed: 0 },
        terms: &terms(),
        today: "2026-11-28".parse().expect("day"),
        trust: &trust,
        see: None,
    });
    for finding in &proof.findings {
        println!("{}: {}", finding.code.id, finding.message);
    }
    codes(proof.findings.iter().map(|finding| finding.code.id))
}

/// Gives the codes the proof of the register finds.
fn check(xa: &Path) -> String {
    let found = Register::look(xa).and_then(|register| match register {
        Some(register) => register.check(&terms(), "2026-11-28".parse().expect("day")),
        None => Err(Box::new(Diagnostic::new(Code::REGISTER_OPEN, "chưa có sổ"))),
    });
    match found {
        Ok(findings) => codes(findings.iter().map(|finding| finding.code.id)),
        Err(finding) => codes([finding.code.id].into_iter()),
    }
}

fn terms() -> vanthu::model::Terms {
    let own = vanthu::model::Term { from: "2025-07-01".parse().expect("day"), until: None, congress: false };
    vanthu::model::Terms::new(vec![own], Vec::new())
}

fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let codes: std::collections::BTreeSet<&str> = codes.collect();
    codes.into_iter().collect::<Vec<_>>().join(", ")
}

/// Gives an object's folder, from the workspace.
fn object(xa: &Path, part: &str) -> PathBuf {
    let store = vanthu::archive::Store::look(&xa.join("luu")).expect("archive");
    let found = store
        .folders()
        .into_iter()
        .find(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().contains(part)));
    found.expect("object").strip_prefix(xa).expect("below").to_owned()
}

fn cases(xa: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    let (plan, batch, dossier) = (object(xa, "ke-hoach-1"), object(xa, "giay-moi-1"), object(xa, "ho-so"));
    let recalled = object(xa, "ke-hoach-2");
    let inside = |folder: &Path, ending: &str| {
        let walk = walkdir::WalkDir::new(xa.join(folder)).sort_by_file_name().into_iter().flatten();
        let found =
            walk.map(walkdir::DirEntry::into_path).find(|path| path.to_string_lossy().ends_with(ending));
        found.unwrap_or_else(|| panic!("{ending}")).strip_prefix(xa).expect("below").to_owned()
    };
    for (what, file) in [
        ("an issued PDF", inside(&plan, "a.pdf")),
        ("a record", inside(&plan, "record.json")),
        ("the YAML of a paper", inside(&plan, "nguon/a.yaml")),
        ("the Typst source of a paper", inside(&plan, "typst/a.typ")),
        ("a scan", inside(&plan, "quet/mot.pdf")),
        ("what is said of a scan", inside(&plan, "quet/mot.json")),
        ("a guest's PDF", inside(&batch, "Trần Thị Ví Dụ.pdf")),
        ("a document of a dossier", inside(&dossier, "tai-lieu/hai.pdf")),
        ("the record of a dossier", inside(&dossier, "ho-so.json")),
        ("what tells of a recall", inside(&recalled, "-thu-hoi.json")),
    ] {
        cases.extend(ways(what, &file));
    }
    cases.extend(of_objects(&plan, &recalled, &dossier));
    cases.extend(of_the_store(&plan));
    cases.extend(of_inventories(&plan));
    cases.extend(of_the_register());
    cases.extend(of_both(xa, &plan));
    cases
}

/// Gives the folder of the object a file lies in.
fn above(file: &Path) -> PathBuf {
    let at = file.iter().position(|part| part.to_string_lossy().starts_with("vanthu-")).expect("object");
    file.iter().take(at + 1).collect()
}

/// Changes a file, by the workspace and its own place.
type Change = Box<dyn Fn(&Path, &Path)>;

/// Gives what can be done to one file of an object.
fn ways(what: &str, file: &Path) -> Vec<Case> {
    let named = |how: &str| format!("{what}: {how}");
    let file = file.to_owned();
    let mut cases: Vec<Case> = Vec::new();
    let mut case = |how: &str, change: Change| {
        let file = file.clone();
        cases.push((named(how), Box::new(move |xa| change(xa, &xa.join(&file)))));
    };
    case("one byte", Box::new(|_, path| changed(path)));
    let own = file.clone();
    case(
        "one byte, made to fit",
        Box::new(move |xa, path| {
            changed(path);
            fit(&xa.join(above(&own)));
        }),
    );
    case("taken away", Box::new(|_, path| fs::remove_file(path).expect("removed")));
    case(
        "a link to the same bytes elsewhere",
        Box::new(|xa, path| {
            fs::rename(path, xa.join("elsewhere")).expect("moved");
            std::os::unix::fs::symlink(xa.join("elsewhere"), path).expect("link");
        }),
    );
    case(
        "a second name elsewhere",
        Box::new(|xa, path| fs::hard_link(path, xa.join("elsewhere")).expect("link")),
    );
    case(
        "a pipe",
        Box::new(|_, path| {
            fs::remove_file(path).expect("removed");
            pipe(path);
        }),
    );
    cases
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

/// Changes a byte of a file that stays what it is: JSON stays JSON.
fn changed(path: &Path) {
    let bytes = fs::read(path).expect("read");
    let text = String::from_utf8_lossy(&bytes);
    let new = if path.extension().is_some_and(|ending| ending == "json") {
        let new = text.replacen("\"văn thư\"", "\"người khác\"", 1).replacen("nhầm", "lầm", 1);
        let new = new.replacen("2026", "2027", 1);
        assert!(new != text, "{}", path.display());
        new.into_bytes()
    } else {
        [&bytes[..], b" "].concat()
    };
    fs::write(path, new).expect("write");
}

/// Writes record, inventories and sidecars of an object anew around what lies there.
pub(crate) fn fit(object: &Path) {
    let mut pairs: BTreeMap<String, String> = BTreeMap::new();
    let inventory: Value = read_json(&object.join("inventory.json"));
    let files = |own: &dyn Fn(&str) -> bool| -> Vec<(String, String)> {
        let manifest = inventory["manifest"].as_object().expect("manifest");
        let paths = manifest.iter().flat_map(|(digest, paths)| {
            paths
                .as_array()
                .into_iter()
                .flatten()
                .map(move |path| (digest.clone(), path.as_str().expect("path").to_owned()))
        });
        paths.filter(|(_, path)| own(path)).collect()
    };
    // What says something about another file is written after it.
    let about = |path: &str| Path::new(path).extension().is_some_and(|ending| ending == "json");
    for (digest, path) in files(&|path| !about(path)) {
        let bytes = fs::read(object.join(&path)).unwrap_or_default();
        pairs.insert(digest, sha512_hex(&bytes));
        for (_, json) in files(&about) {
            let place = object.join(&json);
            let said: Value = read_json(&place);
            let text = fs::read_to_string(&place).expect("text");
            let name = path.split("/content/").nth(1).expect("a name");
            let old = old_digest(&said, name);
            if let Some(old) = old {
                fs::write(&place, text.replace(&old, &sha256_hex(&bytes))).expect("write");
            }
        }
    }
    for (digest, path) in files(&about) {
        pairs.insert(digest, sha512_hex(&fs::read(object.join(&path)).unwrap_or_default()));
    }
    for entry in walkdir::WalkDir::new(object).max_depth(2).into_iter().flatten() {
        if entry.file_name() == "inventory.json" {
            let text = fs::read_to_string(entry.path()).expect("text");
            let new = pairs.iter().fold(text, |text, (old, new)| text.replace(old, new));
            seal(entry.path(), &fitted(&new));
        }
    }
}

/// Gives the SHA-256 some JSON says a file has.
fn old_digest(said: &Value, name: &str) -> Option<String> {
    let own = [said].into_iter();
    let lists = ["ban", "tai_lieu"].iter().filter_map(|list| said[*list].as_array()).flatten();
    own.chain(lists).find(|one| one["tep"] == name).and_then(|one| one["sha256"].as_str().map(str::to_owned))
}

fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("read")).expect("JSON")
}

/// Writes an inventory with its sidecar.
fn seal(path: &Path, text: &str) {
    fs::write(path, text).expect("write");
    let sidecar = format!("{} inventory.json\n", sha512_hex(text.as_bytes()));
    fs::write(path.with_file_name("inventory.json.sha512"), sidecar).expect("write");
}

fn case(name: &str, change: impl Fn(&Path) + 'static) -> Case {
    (name.to_owned(), Box::new(change))
}

/// Takes the last version of an object back.
fn back(object: &Path) {
    let last =
        (1..99).take_while(|number| object.join(format!("v{number}")).is_dir()).last().expect("versions");
    fs::remove_dir_all(object.join(format!("v{last}"))).expect("removed");
    for name in ["inventory.json", "inventory.json.sha512"] {
        fs::copy(object.join(format!("v{}", last - 1)).join(name), object.join(name)).expect("copied");
    }
}

fn of_objects(plan: &Path, recalled: &Path, dossier: &Path) -> Vec<Case> {
    let of = |path: &Path| path.to_owned();
    let mut cases = Vec::new();
    for (what, folder) in
        [("a paper", of(plan)), ("a dossier", of(dossier)), ("a recalled paper", of(recalled))]
    {
        let own = folder.clone();
        cases.push((
            format!("{what}: taken away"),
            Box::new(move |xa: &Path| fs::remove_dir_all(xa.join(&own)).expect("removed")) as _,
        ));
        let own = folder.clone();
        cases.push((
            format!("{what}: taken back to its version before"),
            Box::new(move |xa: &Path| back(&xa.join(&own))) as _,
        ));
        let own = folder.clone();
        cases.push((
            format!("{what}: moved elsewhere, a link in its place"),
            Box::new(move |xa: &Path| {
                fs::rename(xa.join(&own), xa.join("elsewhere")).expect("moved");
                std::os::unix::fs::symlink(xa.join("elsewhere"), xa.join(&own)).expect("link");
            }) as _,
        ));
        let own = folder.clone();
        cases.push((
            format!("{what}: a version more, made to fit"),
            Box::new(move |xa: &Path| more(&xa.join(&own))) as _,
        ));
        let own = folder.clone();
        cases.push((
            format!("{what}: an empty folder in it"),
            Box::new(move |xa: &Path| fs::create_dir(xa.join(&own).join("v1/content/trong")).expect("folder"))
                as _,
        ));
        let own = folder;
        cases.push((
            format!("{what}: a file more in it"),
            Box::new(move |xa: &Path| fs::write(xa.join(&own).join("ghi chu.txt"), "x").expect("file")) as _,
        ));
    }
    cases
}

/// Adds a version with a scan of another hand.
fn more(object: &Path) {
    let mut inventory = read_json(&object.join("inventory.json"));
    let head: u32 = inventory["head"].as_str().expect("head")[1..].parse().expect("number");
    let next = head + 1;
    let bytes = scanned("khác");
    let path = format!("v{next}/content/quet/khac.pdf");
    let place = object.join(&path);
    fs::create_dir_all(place.parent().expect("folder")).expect("folder");
    fs::write(&place, &bytes).expect("file");
    inventory["manifest"][sha512_hex(&bytes)] = serde_json::json!([path]);
    inventory["head"] = format!("v{next}").into();
    let mut last = inventory["versions"][format!("v{head}")].clone();
    last["state"][sha512_hex(&bytes)] = serde_json::json!(["quet/khac.pdf"]);
    inventory["versions"][format!("v{next}")] = last;
    let text = fitted(&inventory.to_string());
    seal(&object.join(format!("v{next}/inventory.json")), &text);
    seal(&object.join("inventory.json"), &text);
}

fn of_the_store(plan: &Path) -> Vec<Case> {
    let plan = plan.to_owned();
    let tuple = plan.parent().expect("tuple").to_owned();
    let (second, third) = (tuple.clone(), tuple.clone());
    vec![
        case("the store: a file in its root", |xa| fs::write(xa.join("luu/la.txt"), "x").expect("file")),
        case("the store: a link in its root", |xa| {
            std::os::unix::fs::symlink("/tmp", xa.join("luu/la")).expect("link");
        }),
        case("the store: a pipe in its root", |xa| pipe(&xa.join("luu/la"))),
        case("the store: a file beside an object", move |xa| {
            fs::write(xa.join(&tuple).join("la.txt"), "x").expect("file");
        }),
        case("the store: a pipe beside an object", move |xa| pipe(&xa.join(&second).join("la"))),
        case("the store: a folder of objects is a link", move |xa| {
            fs::rename(xa.join(&third), xa.join("elsewhere")).expect("moved");
            std::os::unix::fs::symlink(xa.join("elsewhere"), xa.join(&third)).expect("link");
        }),
        case("the store: its layout changed", |xa| {
            fs::write(xa.join("luu/ocfl_layout.json"), "{}").expect("file");
        }),
        case("the store: its layout is a pipe", |xa| {
            fs::remove_file(xa.join("luu/ocfl_layout.json")).expect("removed");
            pipe(&xa.join("luu/ocfl_layout.json"));
        }),
        case("the store: its version taken away", |xa| {
            fs::remove_file(xa.join("luu/0=ocfl_1.1")).expect("removed");
        }),
        case("the store: an extension more", |xa| {
            fs::create_dir_all(xa.join("luu/extensions/khac")).expect("folder");
            fs::write(xa.join("luu/extensions/khac/x"), "x").expect("file");
        }),
        case("the store: what a killed run left", |xa| {
            fs::create_dir_all(xa.join("luu/extensions/vanthu-tam/1-0")).expect("folder");
            fs::write(xa.join("luu/extensions/vanthu-tam/1-0/khoa"), "").expect("file");
        }),
        case("the store: an object of another office", move |xa| {
            let (from, to) = (xa.join(&plan), xa.join("luu/aaa/bbb/ccc/vanthu-la"));
            fs::create_dir_all(&to).expect("folder");
            copy(&from, &to);
        }),
        case("the store: taken away", |xa| fs::remove_dir_all(xa.join("luu")).expect("removed")),
    ]
}

/// Is a change of an inventory's text.
type Rewrite = fn(&str) -> String;

fn of_inventories(plan: &Path) -> Vec<Case> {
    let rewrites: [(&str, Rewrite); 9] = [
        ("another algorithm", |text| text.replace("\"sha512\"", "\"sha256\"")),
        ("a key twice", |text| text.replacen("  \"head\"", "  \"head\": \"v9\",\n  \"head\"", 1)),
        ("a key nobody reads", |text| text.replacen("  \"head\"", "  \"la\": 1,\n  \"head\"", 1)),
        ("a version that does not follow", |text| {
            text.replacen("\"v1\": {", "\"v7\": { \"created\": \"\", \"state\": {} },\n    \"v1\": {", 1)
        }),
        ("a way out of the object", |text| {
            text.replacen("\"v1/content/a.pdf\"", "\"v1/content/../../../../x\"", 1)
        }),
        ("a way from the root", |text| text.replacen("\"v1/content/a.pdf\"", "\"/etc/passwd\"", 1)),
        ("a name that leads up", |text| text.replace("\"typst/a.typ\"", "\"../a.typ\"")),
        ("written otherwise", |text| text.replace("  ", " ")),
        ("who issued it", |text| text.replacen("\"ban hành\"", "\"ban hành lại\"", 1)),
    ];
    let mut cases: Vec<Case> = Vec::new();
    for (name, rewrite) in rewrites {
        let plan = plan.to_owned();
        cases.push((
            format!("an inventory, made to fit: {name}"),
            Box::new(move |xa| {
                for entry in walkdir::WalkDir::new(xa.join(&plan)).max_depth(2).into_iter().flatten() {
                    if entry.file_name() == "inventory.json" {
                        let text = fs::read_to_string(entry.path()).expect("text");
                        let new = rewrite(&text);
                        assert!(new != text, "changes something");
                        seal(entry.path(), &new);
                    }
                }
            }),
        ));
    }
    let own = plan.to_owned();
    cases.push(case("an inventory: one byte", move |xa| changed(&xa.join(&own).join("v1/inventory.json"))));
    let own = plan.to_owned();
    cases.push(case("an inventory: a pipe", move |xa| {
        let path = xa.join(&own).join("inventory.json");
        fs::remove_file(&path).expect("removed");
        pipe(&path);
    }));
    let own = plan.to_owned();
    cases.push(case("a sidecar: taken away", move |xa| {
        fs::remove_file(xa.join(&own).join("v1/inventory.json.sha512")).expect("removed");
    }));
    let own = plan.to_owned();
    cases.push(case("a record: no head, made to fit", move |xa| {
        let object = xa.join(&own);
        let path = object.join("v1/content/record.json");
        let mut record = read_json(&path);
        record.as_object_mut().expect("record").remove("nhat_ky");
        fs::write(&path, format!("{record:#}\n")).expect("write");
        fit(&object);
    }));
    cases
}

/// Does what the owner of the file can do: the triggers are dropped first.
fn doctor(xa: &Path, sql: &str) {
    let base = Connection::open(xa.join("so/so-dang-ky.sqlite")).expect("opens");
    let triggers = "DROP TRIGGER entry_kept; DROP TRIGGER log_kept; DROP TRIGGER log_whole;";
    base.execute_batch(&format!("{triggers} {sql}")).expect("doctored");
}

fn of_the_register() -> Vec<Case> {
    let row = "WHERE number = 1 AND kind = 'ke-hoach'";
    let sql: [(&str, String); 16] = [
        ("a summary", format!("UPDATE entry SET summary = 'khác' {row}")),
        ("a day", format!("UPDATE entry SET date = '2026-06-04' {row}")),
        ("a state", "UPDATE entry SET state = 'da-ky' WHERE number = 2 AND kind = 'ke-hoach'".to_owned()),
        ("a state back", format!("UPDATE entry SET state = 'luu' {row}")),
        ("a struck number stands again", "UPDATE entry SET state = 'luu', reason = '' WHERE state = 'huy'".to_owned()),
        ("the digest of a PDF", format!("UPDATE entry SET pdf = '00' {row}")),
        ("the object of a paper", format!("UPDATE entry SET object = 'khac' {row}")),
        ("a row taken away", format!("DELETE FROM entry {row}")),
        ("a row more", "INSERT INTO entry (organ, term, kind, kind_name, number, symbol, date, path, copy, summary, signer, recipients, kept_at, copies, state) SELECT organ, term, kind, kind_name, 9, symbol, date, 'x.yaml', 0, summary, signer, recipients, kept_at, copies, 'cap-so' FROM entry WHERE id = 1".to_owned()),
        ("the counter", "UPDATE series SET next = next + 5".to_owned()),
        ("the counter back", "UPDATE series SET next = 2, first = 1".to_owned()),
        ("a row of the log", "UPDATE log SET who = 'người khác' WHERE seq = 3".to_owned()),
        ("a seal in the log", "UPDATE log SET body = replace(body, 'sha512', 'sha513') WHERE act = 'ban-ke'".to_owned()),
        ("a row of the log taken away", "DELETE FROM log WHERE seq = 3".to_owned()),
        ("the last rows of the log taken away", "DELETE FROM log WHERE seq > (SELECT max(seq) - 2 FROM log)".to_owned()),
        ("the seals taken out of the log", "DELETE FROM log WHERE act IN ('ban-ke', 'vao-kho')".to_owned()),
    ];
    let mut cases: Vec<Case> = Vec::new();
    for (name, sql) in sql {
        cases.push((format!("the register: {name}"), Box::new(move |xa| doctor(xa, &sql))));
    }
    cases.push(case("the register: a row and the log, chained anew", |xa| {
        doctor(
            xa,
            "UPDATE entry SET summary = 'khác' WHERE id = 1; \
                    UPDATE log SET body = json_set(body, '$.trich_yeu', 'khác') WHERE entry = 1;",
        );
        chain(xa);
    }));
    cases.push(case("the register: seals taken out, chained anew", |xa| {
        doctor(xa, "DELETE FROM log WHERE act IN ('ban-ke', 'vao-kho')");
        chain(xa);
    }));
    cases.push(case("the register: no database", |xa| {
        fs::write(xa.join("so/so-dang-ky.sqlite"), "x").expect("write");
    }));
    cases.push(case("the register: taken away", |xa| fs::remove_dir_all(xa.join("so")).expect("removed")));
    cases
}

/// Chains the log anew, as whoever knows how can; gives its heads by the old ones.
fn chain(xa: &Path) -> BTreeMap<String, (i64, String)> {
    let base = Connection::open(xa.join("so/so-dang-ky.sqlite")).expect("opens");
    let mut rows =
        base.prepare("SELECT seq, at, who, act, entry, body, hash FROM log ORDER BY seq").expect("log");
    let rows: Vec<(i64, String, String, String, i64, String, String)> = rows
        .query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
        })
        .expect("rows")
        .collect::<Result<_, _>>()
        .expect("rows");
    let (mut before, mut heads) = ("vanthu".to_owned(), BTreeMap::new());
    for (number, (seq, at, who, act, entry, body, old)) in (1i64..).zip(rows) {
        let (place, row) = (number.to_string(), entry.to_string());
        let parts = [&before, &place, &at, &who, &act, &row, &body];
        let hash = digest(parts.into_iter().map(String::as_bytes));
        base.execute(
            "UPDATE log SET seq = ?1, before = ?2, hash = ?3 WHERE seq = ?4",
            (number, &before, &hash, seq),
        )
        .expect("chained");
        heads.insert(old, (number, hash.clone()));
        before = hash;
    }
    heads
}

/// Writes everything anew so that nothing contradicts anything: other recipients in
/// the register, its log, the heads in all records, all inventories.
fn rewrite(xa: &Path) {
    doctor(
        xa,
        "UPDATE entry SET recipients = 'khác' WHERE id = 1; \
                UPDATE log SET body = json_set(body, '$.noi_nhan', 'khác') WHERE entry = 1;",
    );
    // Heads are in records, whose digests are in seals, which are in the log: round
    // and round until nothing changes, row by row.
    let store = vanthu::archive::Store::look(&xa.join("luu")).expect("archive");
    for _ in 0..40 {
        let heads = chain(xa);
        let mut still = true;
        for folder in store.folders() {
            for entry in walkdir::WalkDir::new(&folder).into_iter().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if name != "record.json" && name != "ho-so.json" {
                    continue;
                }
                let mut record = read_json(entry.path());
                let old = record["nhat_ky"]["ma"].as_str().expect("a head").to_owned();
                if let Some((_, new)) = heads.get(&old).filter(|(_, new)| *new != old) {
                    record["nhat_ky"]["ma"] = new.clone().into();
                    fs::write(entry.path(), format!("{record:#}\n")).expect("write");
                    still = false;
                }
            }
            fit(&folder);
            let id = folder.file_name().expect("id").to_string_lossy().into_owned();
            for number in 1.. {
                let Some(seal) = vanthu::archive::Store::seal_of(&folder.join(format!("v{number}"))) else {
                    break;
                };
                let sql = format!(
                    "UPDATE log SET body = json_set(body, '$.sha512', '{seal}') \
                     WHERE act IN ('ban-ke', 'vao-kho') AND json_extract(body, '$.doi_tuong') = '{id}' \
                     AND json_extract(body, '$.ban') = {number}"
                );
                let base = Connection::open(xa.join("so/so-dang-ky.sqlite")).expect("opens");
                base.execute_batch(&sql).expect("sealed");
            }
        }
        if still {
            chain(xa);
            return;
        }
    }
    panic!("never settles");
}

fn of_both(xa: &Path, plan: &Path) -> Vec<Case> {
    let earlier = xa.with_file_name("earlier");
    let _ = fs::remove_dir_all(&earlier);
    // The office before its last act.
    copy(xa, &earlier);
    let (later_so, later_luu) = (earlier.join("so"), earlier.join("luu"));
    let (code, words) = run(xa, &["luu", "dinh-chinh", "01-KH/ĐU", "--ly-do", "sai giờ"]);
    assert_eq!(code, Some(0), "{words}");
    let restore = |from: PathBuf, to: &'static str| {
        move |xa: &Path| {
            fs::remove_dir_all(xa.join(to)).expect("removed");
            copy(&from, &xa.join(to));
        }
    };
    let (so, luu) = (restore(later_so.clone(), "so"), restore(later_luu.clone(), "luu"));
    let both = (restore(later_so, "so"), restore(later_luu, "luu"));
    let plan = plan.to_owned();
    vec![
        case("the register: that of an earlier day", so),
        case("the archive: that of an earlier day", luu),
        case("a scan and its seal in the log", move |xa| {
            let object = xa.join(&plan);
            changed(
                &walkdir::WalkDir::new(&object)
                    .into_iter()
                    .flatten()
                    .map(walkdir::DirEntry::into_path)
                    .find(|path| path.ends_with("quet/mot.pdf"))
                    .expect("scan"),
            );
            fit(&object);
            let seal = vanthu::archive::Store::seal_of(&object.join("v2")).expect("seal");
            doctor(
                xa,
                &format!(
                    "UPDATE log SET body = json_set(body, '$.sha512', '{seal}') \
                WHERE act = 'ban-ke' AND json_extract(body, '$.doi_tuong') LIKE '%ke-hoach-1' AND json_extract(body, '$.ban') = 2"
                ),
            );
            chain(xa);
        }),
        case("register, log, heads and inventories: all written anew", rewrite),
        case("register and archive together: those of an earlier day", move |xa| {
            both.0(xa);
            both.1(xa);
        }),
    ]
}
