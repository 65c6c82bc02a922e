//! Word files that become drafts: what others wrote, field by field, and the program's own files, which
//! say the same paper when they are read back.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::brought::word as packed;
use crate::{files, root, vanthu, words, workspace};

/// Are the other parts that each case has.
fn helpers() -> Vec<(&'static str, String)> {
    let folder = root().join("tests/cases/brought");
    let part =
        |name: &'static str| Some((name, fs::read_to_string(folder.join(format!("_{name}.xml"))).ok()?));
    ["styles", "numbering", "comments", "footnotes"].into_iter().filter_map(part).collect()
}

fn case(path: &Path) -> Vec<u8> {
    let helpers = helpers();
    let helpers: Vec<(&str, &str)> = helpers.iter().map(|(name, text)| (*name, text.as_str())).collect();
    packed(&fs::read_to_string(path).expect("a case"), &helpers)
}

/// Makes the Word file of a letter.
pub(super) fn letter() -> Vec<u8> {
    case(&root().join("tests/cases/brought/cong-van.xml"))
}

/// Makes the Word file of a plan of 2024: its number, day and summary.
pub(super) fn plan(number: u32, day: &str, summary: &str) -> Vec<u8> {
    let text = fs::read_to_string(root().join("tests/cases/brought/ke-hoach.xml")).expect("a case");
    let text = text
        .replace("112-KH/ĐU", &format!("{number}-KH/ĐU"))
        .replace("02 tháng 6 năm 2026", &format!("{day} năm 2024"))
        .replace("tổ chức Hội nghị đối thoại giữa người đứng đầu cấp uỷ", summary)
        .replace("<w:br/><w:t xml:space=\"preserve\">với Nhân dân năm 2026</w:t>", "");
    let helpers = helpers();
    let helpers: Vec<(&str, &str)> = helpers.iter().map(|(name, text)| (*name, text.as_str())).collect();
    packed(&text, &helpers)
}

/// Takes a Word file in; gives the draft and what was said.
fn taken(folder: &Path, file: &str, more: &[&str]) -> (Option<String>, Value) {
    let said = [&["nhan", file, "--ho-so", "xa/hoi nghị", "--dang-json"], more].concat();
    let output = vanthu(folder, &said);
    let reply: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", words(&output)));
    let draft = reply["ket_qua"][0]["van_ban"].as_str().map(|draft| folder.join("xa").join(draft));
    (draft.map(|draft| fs::read_to_string(draft).expect("a draft")), reply)
}

/// Each file of another office gives the draft beside it, and says what else there was.
#[test]
fn a_file_of_another_becomes_a_draft() {
    let accept = std::env::var_os("VANTHU_ACCEPT").is_some();
    let mut wrong = Vec::new();
    let folder = root().join("tests/cases/brought");
    let cases: Vec<PathBuf> = [files(&folder, "xml"), files(&folder, "doc")]
        .concat()
        .into_iter()
        .filter(|path| !path.file_name().unwrap_or_default().to_string_lossy().starts_with('_'))
        .collect();
    assert!(cases.len() > 2);
    for path in cases {
        let folder = tempfile::tempdir().expect("folder");
        workspace(folder.path(), &[]);
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let old = path.extension().is_some_and(|end| end == "doc");
        let file = if old { format!("{name}.doc") } else { format!("{name}.docx") };
        let bytes = if old { fs::read(&path).expect("read") } else { case(&path) };
        fs::write(folder.path().join(&file), bytes).expect("written");
        let (draft, reply) = taken(folder.path(), &file, &[]);
        let mut told = draft.unwrap_or_else(|| "(chưa viết)\n".to_owned());
        told.push_str("---\n");
        for finding in reply["phat_hien"].as_array().expect("findings") {
            let place = &finding["cho"]["dong"];
            told.push_str(&format!(
                "{} {place}: {}\n",
                finding["ma"].as_str().expect("a code"),
                finding["thong_bao"].as_str().expect("words")
            ));
        }
        let golden = path.with_extension("txt");
        if accept {
            fs::write(&golden, &told).expect("written");
        } else if fs::read_to_string(&golden).unwrap_or_default() != told {
            wrong.push(format!("{}:\n{told}", golden.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A draft is never written over a file, nowhere but into a dossier of the office, and not where
/// somebody only looks; an issued paper never comes back as a draft.
#[test]
fn nothing_is_written_that_was_not_asked_for() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("cong-van.yaml", "loai: cong-van\n")]);
    let path = root().join("tests/cases/brought/cong-van.xml");
    fs::write(folder.path().join("a.docx"), case(&path)).expect("written");
    let (none, reply) = taken(folder.path(), "a.docx", &["--xem-truoc"]);
    assert!(
        none.is_none()
            && reply["ket_qua"][0]["noi_dung_tep"].as_str().expect("a text").contains("loai: cong-van")
    );
    let (_, reply) = taken(folder.path(), "a.docx", &[]);
    assert_eq!(reply["ket_qua"][0]["van_ban"], "hoi nghị/cong-van-2.yaml");
    let own = folder.path().join("xa/hoi nghị/cong-van.yaml");
    assert_eq!(fs::read_to_string(own).expect("read"), "loai: cong-van\n");
    for elsewhere in [".", "xa"] {
        let output = vanthu(folder.path(), &["nhan", "a.docx", "--ho-so", elsewhere]);
        assert!(!output.status.success(), "{}", words(&output));
    }
    assert!(files(folder.path(), "yaml").len() == 4, "{:?}", files(folder.path(), "yaml"));
    // Whoever stands in a dossier need not name it.
    let dossier = folder.path().join("xa/hoi nghị");
    let output = vanthu(&dossier, &["nhan", "../../a.docx"]);
    assert!(output.status.success() && dossier.join("cong-van-3.yaml").is_file(), "{}", words(&output));
}

/// A paper whose number stands in the register comes back as nothing, whatever is asked.
#[test]
fn an_issued_paper_is_no_draft() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &crate::register::waiting())]);
    assert_eq!(crate::register::run(folder.path(), &["issue", "xa"]).0, Some(0));
    let output = vanthu(folder.path(), &["lap", "xa/hoi nghị/a.yaml", "--ban-word"]);
    assert!(output.status.success(), "{}", words(&output));
    let word = files(&folder.path().join("out"), "docx").remove(0);
    fs::copy(word, folder.path().join("a.docx")).expect("copied");
    let before = files(folder.path(), "yaml");
    for more in [&[][..], &["--loai", "cong-van"], &["--loai", "ke-hoach"], &["--chat-che"]] {
        let (draft, reply) = taken(folder.path(), "a.docx", more);
        let told = reply["phat_hien"].to_string().contains("nhan::da-ban-hanh");
        // As another kind it is another paper.
        assert!((draft.is_none() && told) || more.contains(&"cong-van"), "{more:?}: {reply:#}");
    }
    assert!(files(folder.path(), "yaml").len() <= before.len() + 1);
}

fn blocks(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file.with_extension("docx.goc.json")).expect("a base");
    let base: Value = serde_json::from_str(&text).expect("JSON");
    let blocks = base["goc"][0]["noi_dung"]["khoi"].as_array().expect("blocks").clone();
    let word = |block: &Value, key: &str| block[key].as_str().expect("a text").to_owned();
    blocks.iter().map(|block| (word(block, "kieu"), word(block, "chu"))).collect()
}

/// Lets number and day be the paper's, as whoever looked at the draft would.
fn numbered(draft: &str) -> String {
    let line =
        |line: &str| match line.strip_prefix("# ").and_then(|rest| rest.split_once(" — trong tệp Word")) {
            Some((own, _)) => own.to_owned(),
            None => line.to_owned(),
        };
    draft.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// A Word file of ours that is read back gives a paper that prints the very same, block by block.
#[test]
fn a_file_of_ours_comes_back_as_it_was() {
    let folder = tempfile::tempdir().expect("folder");
    let made = crate::word::every(folder.path());
    assert!(come_back(folder.path(), &made) > 20);
}

/// The same of papers made at random.
#[test]
#[ignore = "takes a while"]
fn a_random_file_of_ours_comes_back_as_it_was() {
    let folder = tempfile::tempdir().expect("folder");
    let made = crate::random_papers::random(folder.path(), 60);
    assert!(come_back(folder.path(), &made) > 20);
}

/// Reads Word files back and makes them again; gives how many.
fn come_back(folder: &Path, made: &[PathBuf]) -> usize {
    let mut taken = Vec::new();
    for file in made {
        let base = fs::read_to_string(file.with_extension("docx.goc.json")).expect("a base");
        let base: Value = serde_json::from_str(&base).expect("JSON");
        let paper = folder.join(base["goc"][0]["noi_dung"]["tep"].as_str().expect("a file"));
        let text = fs::read_to_string(&paper).unwrap_or_default();
        let kind =
            text.lines().find_map(|line| line.strip_prefix("loai: ")).unwrap_or_default().trim().to_owned();
        let manifest = fs::read_to_string(root().join("templates").join(&kind).join("loai.yaml"));
        // What a kind's own fields say comes back only through what the file said when it was made.
        let own = |manifest: &String| {
            manifest.contains("\ntruong:") && kind != "quyet-dinh" && kind != "nghi-quyet"
        };
        if manifest.as_ref().map_or(true, own) || text.contains("hinh_thuc:") {
            continue;
        }
        let dossier = paper.parent().expect("a dossier");
        let back = dossier.with_file_name(format!("ve-{}", taken.len()));
        fs::create_dir_all(&back).expect("folder");
        if let Ok(text) = fs::read_to_string(dossier.join("ho-so.yaml")) {
            fs::write(back.join("ho-so.yaml"), text).expect("written");
        }
        let output = vanthu(
            folder,
            &["nhan", file.to_str().expect("UTF-8"), "--ho-so", back.to_str().expect("UTF-8")],
        );
        let drafts: Vec<PathBuf> =
            files(&back, "yaml").into_iter().filter(|path| !path.ends_with("ho-so.yaml")).collect();
        let [draft] = drafts.as_slice() else { panic!("{}: {}", file.display(), words(&output)) };
        let text = fs::read_to_string(draft).expect("a draft");
        fs::write(draft, numbered(&text)).expect("written");
        taken.push((file.clone(), draft.clone(), words(&output)));
    }
    let again: Vec<&str> = taken.iter().map(|(_, draft, _)| draft.to_str().expect("UTF-8")).collect();
    let output = vanthu(folder, &[&["lap", "--ban-word", "--ra", "out-ve"], again.as_slice()].concat());
    let mut wrong = Vec::new();
    let new = files(&folder.join("out-ve"), "docx");
    for (file, draft, said) in &taken {
        let inside = draft.parent().and_then(Path::file_name).expect("a folder");
        let Some(other) = new.iter().find(|path| path.parent().and_then(Path::file_name) == Some(inside))
        else {
            wrong.push(format!("{}: not made\n{}", file.display(), fs::read_to_string(draft).expect("read")));
            continue;
        };
        let (before, after) = (blocks(file), blocks(other));
        let differing: Vec<String> = (0..before.len().max(after.len()))
            .filter(|at| before.get(*at) != after.get(*at))
            .take(2)
            .map(|at| format!("  {:?}\n  {:?}", before.get(at), after.get(at)))
            .collect();
        if !differing.is_empty() {
            wrong.push(format!("{}:\n{}\n{said}", file.display(), differing.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), words(&output));
    taken.len()
}
