//! Word files to be edited: what the program makes, held against what Word wants of a file and
//! against the PDF beside it; other programs read them in `word_outside.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use quick_xml::events::Event;
use vanthu::digest::sha256_hex;

use crate::batch::INVITATION;
use crate::register::{clean, run, waiting};
use crate::window::{Open, id};
use crate::{PLAN, copy, files, root, vanthu, words, workspace};

/// Three guests.
const GUESTS: &str =
    "Họ và tên;Chức vụ;Đơn vị\nLò Thị Mẫu;Bí thư Chi bộ;Xóm 2\nY A'Blă Êban;;\nTrần Văn Ví;;Xóm 3\n";
/// A paper with all that a part may hold: annexes, footnotes, tables on turned pages, headings.
const ALL: &str = include_str!("../cases/word/du-phan.yaml");
/// The same of the State: boxes, a contact line, several addressees, too.
const ALL_OF_STATE: &str = include_str!("../cases/word/du-phan.nha-nuoc.yaml");

/// Makes the sample papers, one of each kind, and one with everything, with their Word files.
pub(super) fn every(folder: &Path) -> Vec<PathBuf> {
    copy(&root().join("data"), &folder.join("data"));
    copy(&root().join("tests/cases/papers"), &folder.join("papers"));
    // What copies look like, a few show.
    let guests = folder.join("papers/xa/moi-loat/khach.csv");
    let few: Vec<String> =
        fs::read_to_string(&guests).expect("a list").lines().take(4).map(str::to_owned).collect();
    fs::write(&guests, few.join("\n")).expect("written");
    for (workspace, of_state, all) in [("kinds", false, ALL), ("state", true, ALL_OF_STATE)] {
        let dossier = dossier(&folder.join(workspace), of_state);
        for (kind, text) in examples(of_state) {
            fs::write(dossier.join(format!("{kind}.yaml")), text).expect("written");
        }
        fs::write(dossier.join("du-phan.yaml"), all).expect("written");
    }
    let output = vanthu(folder, &["lap", "data", "papers", "kinds", "state", "--ban-word"]);
    assert!(output.status.success(), "{}", words(&output));
    assert!(!words(&output).contains("word::thieu"), "{}", words(&output));
    let copies = vanthu(folder, &["lap", "papers/xa/moi-loat/giay-moi.yaml", "--dong", "2-3", "--docx"]);
    assert!(copies.status.success(), "{}", words(&copies));
    assert!(words(&copies).contains("bản để sửa, không phải bản phát hành"), "{}", words(&copies));
    let made = files(&folder.join("out"), "docx");
    assert!(made.len() >= 70, "{made:?}");
    made
}

/// Makes the example of an office of one side, with a dossier; gives the dossier.
pub(super) fn dossier(workspace: &Path, of_state: bool) -> PathBuf {
    let (office, side) = if of_state { ("xa-nha-nuoc", ".nha-nuoc") } else { ("xa", "") };
    let dossier = workspace.join(office).join("hop");
    fs::create_dir_all(&dossier).expect("folder");
    let example = |name: &str| {
        let file = root().join("src/kind").join(format!("{name}{side}.vi-du.yaml"));
        fs::read_to_string(file).expect("example")
    };
    fs::write(workspace.join(office).join("co-quan.yaml"), example("co-quan")).expect("written");
    fs::write(dossier.join("ho-so.yaml"), example("ho-so")).expect("written");
    dossier
}

/// Gives the examples of the kinds that one side has.
pub(super) fn examples(of_state: bool) -> Vec<(String, String)> {
    let example = |kind: String| {
        let read = |name: &str| fs::read_to_string(root().join("templates").join(&kind).join(name));
        let manifest = read("loai.yaml").expect("manifest");
        let (both, alone) = (manifest.contains("nha-nuoc]"), manifest.contains("he: [nha-nuoc]"));
        let text = match (of_state, both, alone) {
            (true, false, _) | (false, _, true) => None,
            (true, true, false) => read("vi-du.nha-nuoc.yaml").ok(),
            _ => read("vi-du.yaml").ok(),
        };
        Some((kind, text?))
    };
    crate::kinds::all_kinds().into_iter().filter_map(example).collect()
}

/// Gives the text of one part of a Word file.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    zip.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

/// Walks through the elements of a part: name, attributes, whether it begins or ends.
fn walk(text: &str, mut see: impl FnMut(&str, &dyn Fn(&str) -> Option<String>, bool)) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => return,
            Event::Start(tag) => one(&tag, true, &mut see),
            Event::Empty(tag) => {
                one(&tag, true, &mut see);
                see(tag.name().as_ref(), &|_| None, false);
            }
            Event::End(tag) => see(tag.name().as_ref(), &|_| None, false),
            _ => {}
        }
    }
}

fn one(
    tag: &quick_xml::events::BytesStart<'_>,
    begins: bool,
    see: &mut impl FnMut(&str, &dyn Fn(&str) -> Option<String>, bool),
) {
    let value = |wanted: &str| Some(tag.try_get_attribute(wanted).expect("attributes")?.value.into_owned());
    see(tag.name().as_ref(), &value, begins);
}

/// Gives the letters of a document: a blank for what stands apart.
pub(super) fn letters(document: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(document);
    let (mut text, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => return text.replace('\u{a0}', " "),
            Event::Start(tag) if tag.name().as_ref() == "w:t" => inside = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => inside = false,
            Event::End(tag) if tag.name().as_ref() == "w:p" => text.push('\n'),
            Event::Empty(tag) if matches!(tag.name().as_ref(), "w:br" | "w:tab") => text.push(' '),
            Event::Text(own) if inside => text.push_str(&own),
            Event::GeneralRef(own) if inside => {
                let name: &str = &own;
                let letter = quick_xml::escape::unescape(&format!("&{name};")).expect("known").into_owned();
                text.push_str(&letter);
            }
            _ => {}
        }
    }
}

/// Says what Word would refuse, or what a person could not work with.
pub(super) fn faults(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let styles = part(bytes, "word/styles.xml");
    let mut known = BTreeSet::new();
    let mut based = Vec::new();
    walk(&styles, |name, value, begins| match name {
        "w:style" if begins => drop(known.insert(value("w:styleId").unwrap_or_default())),
        "w:basedOn" if begins => based.extend(value("w:val")),
        _ => {}
    });
    faults.extend(based.iter().filter(|style| !known.contains(*style)).map(|style| format!("style {style}")));
    let document = part(bytes, "word/document.xml");
    let (mut ids, mut names, mut last) = (BTreeSet::new(), BTreeSet::new(), String::new());
    let mut paragraphs = BTreeSet::new();
    walk(&document, |name, value, begins| {
        match (name, begins) {
            ("w:bookmarkStart", true) => {
                let (id, own) = (value("w:id").unwrap_or_default(), value("w:name").unwrap_or_default());
                if !ids.insert(id.clone()) || !names.insert(own.clone()) || own.len() > 40 {
                    faults.push(format!("bookmark {id} {own}"));
                }
            }
            ("w:p", true) => {
                if let Some(id) = value("w14:paraId").filter(|id| !paragraphs.insert(id.clone())) {
                    faults.push(format!("two paragraphs {id}"));
                }
            }
            ("w:pStyle", true) => {
                let style = value("w:val").unwrap_or_default();
                if !known.contains(&style) {
                    faults.push(format!("style {style}"));
                }
            }
            ("w:tc", false) if last != "w:p" => faults.push(format!("a cell ends in {last}")),
            // All measures of form stand in styles: a person changes a style once.
            ("w:sz" | "w:rFonts" | "w:numPr" | "w:drawing" | "w:pict" | "w:sdt" | "w:framePr", true) => {
                faults.push(format!("{name} in the text"));
            }
            ("w:spacing", true) if value("w:line").is_some() => faults.push("a pitch in the text".into()),
            _ => {}
        }
        if !begins {
            name.clone_into(&mut last);
        }
    });
    let mut inside = false;
    for letter in
        document.replace("<w:t xml:space=\"preserve\">", "\u{1}").replace("</w:t>", "\u{2}").chars().skip(56)
    {
        match letter {
            '\u{1}' => inside = true,
            '\u{2}' => inside = false,
            letter if letter < ' ' && (inside || letter != '\n') => {
                faults.push(format!("{letter:?} in the text"));
            }
            '\u{2011}' | '\u{ad}' => faults.push(format!("{letter:?} in the text")),
            _ => {}
        }
    }
    faults
}

/// Says what of the package would differ on another system, or is unreadable on some.
fn packed(bytes: &[u8]) -> Vec<String> {
    let number = |at: usize, size: usize| {
        bytes[at..at + size].iter().rev().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let end = bytes.len() - 22;
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut faults = Vec::new();
    for _ in 0..count {
        let name = String::from_utf8_lossy(&bytes[at + 46..at + 46 + number(at + 28, 2)]).into_owned();
        let own = [
            ("made on", number(at + 5, 1), 3),
            ("needs", number(at + 6, 2), 20),
            ("descriptor", number(at + 8, 2) & 8, 0),
            ("deflated", number(at + 10, 2), 8),
            ("time", number(at + 12, 2), 0),
            ("day", number(at + 14, 2), 0b10_0001),
            ("permissions", number(at + 40, 2), 0o100_644),
            ("folder", usize::from(name.ends_with('/')), 0),
        ];
        faults.extend(
            own.into_iter()
                .filter(|(_, is, wanted)| is != wanted)
                .map(|(what, is, _)| format!("{name}: {what} {is}")),
        );
        at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2);
    }
    faults
}

#[test]
fn every_word_file_is_as_word_wants_it() {
    let folder = tempfile::tempdir().expect("folder");
    let made = every(folder.path());
    let before: Vec<Vec<u8>> = made.iter().map(|file| fs::read(file).expect("read")).collect();
    for (file, bytes) in made.iter().zip(&before) {
        assert_eq!([packed(bytes), faults(bytes)].concat(), [""; 0], "{}", file.display());
        let settings = part(bytes, "word/settings.xml");
        assert!(settings.contains(
            r#"w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="14""#
        ));
        let own = letters(&part(bytes, "word/document.xml"));
        let titles = ["ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"];
        assert!(titles.iter().any(|title| own.contains(title)), "{}", file.display());
    }
    // The same bytes, elsewhere as well.
    let other = tempfile::tempdir().expect("folder");
    let again: Vec<Vec<u8>> = every(other.path()).iter().map(|file| fs::read(file).expect("read")).collect();
    assert_eq!(before.len(), again.len());
    for (file, (one, two)) in made.iter().zip(before.iter().zip(&again)) {
        assert!(one == two, "{} differs", file.display());
    }
}

/// What each of the checks above is for.
#[test]
fn a_fault_in_a_word_file_is_seen() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN)]);
    let good = built(folder.path(), &["--docx"]);
    assert_eq!(faults(&good), [""; 0]);
    let mut elsewhere = good.clone();
    let entry = good.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("a directory");
    // Made on DOS.
    elsewhere[entry + 5] = 0;
    assert!(packed(&good).is_empty() && !packed(&elsewhere).is_empty());
    let changes: [(&str, &str); 6] = [
        ("<w:p><w:pPr>", r#"<w:p w14:paraId="00000001"/><w:p w14:paraId="00000001"><w:pPr>"#),
        (r#"w:id="2" w:name="_vt_2""#, r#"w:id="1" w:name="_vt_2""#),
        (r#"<w:pStyle w:val="VtDoan"/>"#, r#"<w:pStyle w:val="VtLa"/>"#),
        ("</w:p></w:tc>", "</w:p><w:tbl></w:tbl></w:tc>"),
        ("ĐẢNG CỘNG SẢN", "ĐẢNG\nCỘNG SẢN"),
        ("<w:r><w:t", "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t"),
    ];
    for (from, to) in changes {
        assert!(!faults(&changed(&good, "word/document.xml", from, to)).is_empty(), "{to}");
    }
}

/// Gives a Word file with one part changed, packed by another hand.
pub(super) fn changed(bytes: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("UTF-8").into_owned()).collect();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for own in names {
        let mut text = String::new();
        zip.by_name(&own).expect("there").read_to_string(&mut text).expect("UTF-8");
        if own == name {
            assert!(text.contains(from), "{from} in {text}");
            text = text.replacen(from, to, 1);
        }
        out.start_file(own, zip::write::SimpleFileOptions::default()).expect("begun");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("packed").into_inner()
}

/// Makes the papers of a workspace; gives the first Word file.
fn built(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = vanthu(folder, &[&["build", "xa"], arguments].concat());
    assert!(output.status.success(), "{}", words(&output));
    fs::read(&files(&folder.join("out"), "docx")[0]).expect("read")
}

/// What somebody has changed is put away, and told of; what nobody changed is made anew, and put
/// away when the paper is another one and no Word file is asked for.
#[test]
fn a_changed_word_file_is_never_lost() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", PLAN)]);
    let first = built(folder.path(), &["--ban-word"]);
    let file = files(&folder.path().join("out"), "docx").remove(0);
    let aside = |number: &str| PathBuf::from(format!("{}{number}.cu", file.display()));
    assert_eq!(built(folder.path(), &["--ban-word"]), first);
    for number in ["", ".2"] {
        fs::write(&file, format!("edited{number}")).expect("written");
        let output = vanthu(folder.path(), &["build", "xa", "--ban-word"]);
        assert!(words(&output).contains("đã có người sửa"), "{}", words(&output));
        assert_eq!(fs::read(&file).expect("read"), first);
        assert_eq!(fs::read_to_string(aside(number)).expect("put away"), format!("edited{number}"));
    }
    // The record keeps what was said before, and names it as the file does.
    fs::write(dossier.join("a.yaml"), PLAN.replace("so: 7", "so: 8")).expect("written");
    let second = built(folder.path(), &["--ban-word"]);
    let record = fs::read(file.with_extension("docx.goc.json")).expect("a record");
    let record: serde_json::Value = serde_json::from_slice(&record).expect("JSON");
    assert_eq!(record["docx"], sha256_hex(&second));
    for (bytes, base) in [&second, &first].into_iter().zip(record["goc"].as_array().expect("bases")) {
        let said = serde_json::to_vec(&base["noi_dung"]).expect("JSON");
        assert_eq!(base["ten"], sha256_hex(&said));
        assert!(part(bytes, "docProps/custom.xml").contains(&sha256_hex(&said)));
    }
    // Made without a Word file: the one of the same paper stays, an older one does not.
    built(folder.path(), &[]);
    assert!(file.is_file());
    fs::write(dossier.join("a.yaml"), PLAN.replace("so: 7", "so: 9")).expect("written");
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
    assert!(!file.exists() && aside("").is_file());
    // What somebody changed stays where it is.
    fs::write(&file, "edited").expect("written");
    fs::write(dossier.join("a.yaml"), PLAN.replace("so: 7", "so: 10")).expect("written");
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
    assert_eq!(fs::read_to_string(&file).expect("read"), "edited");
}

#[test]
fn guests_get_word_files_only_where_they_are_chosen() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("giay-moi.yaml", INVITATION), ("khach.csv", GUESTS)]);
    let all = vanthu(folder.path(), &["build", "xa", "--ban-word"]);
    assert!(words(&all).contains("word::khach"), "{}", words(&all));
    assert!(files(&folder.path().join("out"), "docx").is_empty());
    let one = vanthu(folder.path(), &["build", "xa", "--ban-word", "--khach", "Lò Thị Mẫu"]);
    assert!(one.status.success(), "{}", words(&one));
    let made = files(&folder.path().join("out"), "docx");
    assert_eq!(made.len(), 1, "{}", words(&one));
    let text = letters(&part(&fs::read(&made[0]).expect("read"), "word/document.xml"));
    assert!(text.contains("Lò Thị Mẫu") && !text.contains("Êban"), "{text}");
    // A run over all takes no notice of it.
    let again = vanthu(folder.path(), &["build", "xa"]);
    assert!(again.status.success() && made[0].is_file(), "{}", words(&again));
}

#[test]
fn what_a_template_draws_by_itself_is_told_of() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN)]);
    let kind = folder.path().join("templates/ke-hoach");
    fs::create_dir_all(&kind).expect("folder");
    for name in ["loai.yaml", "main.typ.j2", "vi-du.yaml", "than.typ.j2"] {
        fs::copy(root().join("templates/ke-hoach").join(name), kind.join(name)).expect("copied");
    }
    let body = fs::read_to_string(kind.join("than.typ.j2")).expect("a template");
    fs::write(kind.join("than.typ.j2"), format!("{body}\nViết thẳng lên trang.\n")).expect("written");
    let output = vanthu(folder.path(), &["build", "xa", "--ban-word"]);
    let told = words(&output);
    assert!(told.contains("word::thieu") && told.contains("thẳng lên"), "{told}");
    // Parts of an older release leave nothing behind.
    fs::create_dir_all(folder.path().join("templates/the-thuc")).expect("folder");
    let look = fs::read_to_string(root().join("templates/the-thuc/trang.typ")).expect("look");
    let look = look.replace("  de-lai(\"trang\", (tep: tep, qt: qt))\n", "");
    fs::write(folder.path().join("templates/the-thuc/trang.typ"), look).expect("written");
    let output = vanthu(folder.path(), &["build", "xa", "--ban-word"]);
    assert!(words(&output).contains("word::mau"), "{}", words(&output));
}

/// The mode, the word of the command line for it, what a wrong one is told.
#[test]
fn the_mode_is_the_users_choice() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", PLAN)]);
    for mode in ["12", "14", "15"] {
        let bytes = built(folder.path(), &["--docx", "--docx-mode", mode]);
        assert!(
            part(&bytes, "word/settings.xml").contains(&format!("w:val=\"{mode}\"/></w:compat>")),
            "{mode}"
        );
    }
    let output = vanthu(folder.path(), &["build", "xa", "--docx", "--docx-mode", "13"]);
    assert!(!output.status.success() && words(&output).contains("12, 14, 15"), "{}", words(&output));
}

/// A Word file is a copy to work on: none is numbered, none is kept.
#[test]
fn no_word_file_is_kept() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting())]);
    let xa = folder.path().join("xa");
    built(folder.path(), &["--ban-word"]);
    assert_eq!(run(folder.path(), &["issue", "xa"]).0, Some(0));
    clean(&xa);
    assert!(files(&xa, "docx").is_empty(), "{:?}", files(&xa, "docx"));
}

/// The window's button gives the very file that lies beside the PDF, and says what it put away.
#[test]
fn the_window_hands_the_word_file_out() {
    let open = Open::new();
    let token = open.admitted()["khoa"].as_str().expect("token").to_owned();
    let asked = || {
        let (status, body) = open.ask(&token, "word", &serde_json::json!({ "id": id("hoi nghị/a.yaml") }));
        assert_eq!(status, 200);
        let length = u32::from_be_bytes(body[..4].try_into().expect("a length")) as usize;
        let head: serde_json::Value = serde_json::from_slice(&body[4..4 + length]).expect("JSON");
        (head, body[4 + length..].to_vec())
    };
    let (head, bytes) = asked();
    assert_eq!(head["name"], "a.docx", "{head}");
    assert_eq!(faults(&bytes), [""; 0]);
    let lying = files(open.folder.path(), "docx");
    assert!(lying.len() == 1 && fs::read(&lying[0]).expect("read") == bytes, "{lying:?}");
    fs::write(&lying[0], "edited").expect("written");
    let (head, again) = asked();
    assert!(head["put_away"] == serde_json::json!(["a.docx.cu"]) && again == bytes, "{head}");
}
