//! What is declared is read: a field, a measure, a rule of text that nothing reads would be filled in
//! or set by somebody, in vain and without a word. That a kind's own field is also printed, `trial.rs`
//! holds by what comes out; here the texts are read, so rule sets and the office's file are held, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_yaml::Value;

use crate::{files, root};

/// Is read whole, by the names its manifest has.
const WHOLE: &str = "luu_tru";
/// Holds names that another room knows than the one that reads the group.
const PASSED_ON: &str = "cot";
/// Holds groups whose names are the rule set's own (`A4`), chosen by papers.
const CHOSEN: &str = "kho";

/// Maps each file that reads to the words it may name a key by.
type Readers = BTreeMap<String, BTreeSet<String>>;

/// Gives all that reads: Rust by its string literals, templates and the look by their names.
fn readers() -> Readers {
    let mut readers = Readers::new();
    for (folder, ending) in [("src", "rs"), ("templates", "typ"), ("templates", "j2")] {
        for file in files(&root().join(folder), ending) {
            let name = file.strip_prefix(root()).expect("below").display().to_string().replace('\\', "/");
            // What declares and what tries reads nothing.
            if name.starts_with("src/kind/") || name.contains("/trial/") || name.ends_with("tests.rs") {
                continue;
            }
            let text = fs::read_to_string(&file).expect("text");
            readers.insert(name, if ending == "rs" { literals(&text) } else { names(&text) });
        }
    }
    assert!(readers.len() > 300);
    readers
}

fn tokens(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '-')
        .filter(|token| token.len() > 1)
        .map(str::to_owned)
}

/// Gives the words in a Rust file's string literals; comments and unit tests are none.
fn literals(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| {
            let bare = line.replace("\\\"", " ").replace("'\"'", " ");
            let inside: Vec<String> = bare.split('"').skip(1).step_by(2).flat_map(tokens).collect();
            inside
        })
        .collect()
}

/// Gives the names in a template or a part of the look, without its comments.
fn names(text: &str) -> BTreeSet<String> {
    let shown: String =
        text.split("{#").map(|part| part.split_once("#}").map_or(part, |(_, rest)| rest)).collect();
    shown
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| tokens(line.split(" //").next().unwrap_or_default()).collect::<Vec<_>>())
        .collect()
}

/// Tells whether a file names a key, whole or put together: `"rong_" + …`, `{name}_dau`.
fn names_key(words: &BTreeSet<String>, key: &str) -> bool {
    let part = |word: &String| {
        word.len() > 1
            && (word.ends_with('_') && key.starts_with(word.as_str())
                || word.starts_with('_') && key.ends_with(word.as_str()))
    };
    words.contains(key) || words.iter().any(part)
}

/// Gives the paths of which no file names every part: groups, then the key.
fn unread(paths: &[Vec<String>], readers: &Readers) -> Vec<String> {
    let read =
        |path: &Vec<String>| readers.values().any(|words| path.iter().all(|key| names_key(words, key)));
    paths.iter().filter(|path| !read(path)).map(|path| path.join(".")).collect()
}

fn yaml(file: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(root().join(file)).expect("text")).expect("YAML")
}

fn entries(value: &Value) -> impl Iterator<Item = (String, &Value)> {
    let map = value.as_mapping().into_iter().flatten();
    map.map(|(key, value)| (key.as_str().expect("a name").to_owned(), value))
}

/// Gives the paths of the fields of a manifest.
fn fields(manifest: &Value, above: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (name, mut field) in entries(manifest) {
        let path = [above, std::slice::from_ref(&name)].concat();
        paths.push(path.clone());
        while let Some(of) = field.get("cua") {
            field = of;
        }
        if let Some(inner) = field.get("truong").filter(|_| name != WHOLE) {
            paths.extend(fields(inner, if name == PASSED_ON { &[] } else { &path }));
        }
    }
    paths
}

/// Gives the paths of the values of a rule set; a bound beside its value (`x_tu`, `x_den`) is read with it.
fn values(group: &Value, above: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (name, value) in entries(group) {
        let is_chosen = above == [CHOSEN];
        let path = if is_chosen { above.to_vec() } else { [above, std::slice::from_ref(&name)].concat() };
        let bounded = ["_tu", "_den"]
            .iter()
            .any(|end| name.strip_suffix(end).is_some_and(|of| group.get(of).is_some()));
        if value.get("dieu").is_none() {
            paths.extend(values(value, &path));
        } else if !bounded {
            paths.push(path);
        }
    }
    paths
}

/// A path that somebody could have added, and nothing reads.
fn made_up(group: &str) -> Vec<String> {
    let path = [group, "bịa_ra"];
    path.iter().filter(|name| !name.is_empty()).map(|name| (*name).to_owned()).collect()
}

#[test]
fn each_field_of_all_papers_is_read() {
    let readers = readers();
    for (file, group) in
        [("co-quan", "nguoi_ky"), ("ho-so", "su_kien"), ("van-ban", ""), ("khach", "danh_sach")]
    {
        let mut paths = fields(&yaml(&format!("src/kind/{file}.yaml")), &[]);
        assert!(paths.len() > 3, "{file}");
        assert_eq!(unread(&paths, &readers), [""; 0], "{file}.yaml");
        paths.push(made_up(group));
        assert_eq!(unread(&paths, &readers), [made_up(group).join(".")], "{file}.yaml");
    }
}

/// Each value of a rule set is applied by the look or by the program.
#[test]
fn each_value_of_a_rule_set_is_read() {
    let readers = readers();
    for file in files(&root().join("templates/the-thuc"), "yaml") {
        let rules = yaml(file.strip_prefix(root()).expect("below").to_str().expect("a name"));
        let head = ["ma", "ten", "ngay_ky", "hieu_luc", "phat_hien"];
        let groups = entries(&rules).filter(|(name, _)| !head.contains(&name.as_str()));
        let mut paths: Vec<_> = groups.flat_map(|(name, group)| values(group, &[name])).collect();
        assert!(paths.len() > 100);
        assert_eq!(unread(&paths, &readers), [""; 0], "{}", file.display());
        paths.extend([made_up("trang"), made_up("chu")]);
        assert_eq!(unread(&paths, &readers), ["trang.bịa_ra", "chu.bịa_ra"]);
    }
}

/// Gives what a kind's templates read: its own, and the parts of the look these name.
fn readers_of(kind: &str, all: &Readers) -> Readers {
    let own = |name: &String| name.starts_with(&format!("templates/{kind}/"));
    let mut mine: Readers =
        all.iter().filter(|(name, _)| own(name)).map(|(name, words)| (name.clone(), words.clone())).collect();
    let words: BTreeSet<String> = mine.values().flatten().cloned().collect();
    let named = |name: &String| {
        let file = name.rsplit('/').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        name.starts_with("templates/the-thuc/") && words.contains(stem)
    };
    mine.extend(
        all.iter().filter(|(name, _)| named(name)).map(|(name, words)| (name.clone(), words.clone())),
    );
    mine
}

/// What a kind declares, its fields and its measures, its templates read.
#[test]
fn each_field_and_measure_of_a_kind_is_read() {
    let readers = readers();
    let mut count = 0;
    for entry in fs::read_dir(root().join("templates")).expect("templates").flatten() {
        let kind = entry.file_name().to_string_lossy().into_owned();
        if !entry.path().join("loai.yaml").is_file() {
            continue;
        }
        let manifest = yaml(&format!("templates/{kind}/loai.yaml"));
        let measures = manifest.get("kich_thuoc").into_iter().flat_map(entries).map(|(name, _)| vec![name]);
        let mut paths: Vec<Vec<String>> = measures.collect();
        paths.extend(manifest.get("truong").map(|own| fields(own, &[])).unwrap_or_default());
        // A group is named where it is taken, its fields perhaps in another file.
        let mut paths: Vec<Vec<String>> =
            paths.into_iter().map(|path| path[path.len() - 1..].to_vec()).collect();
        count += paths.len();
        let mine = readers_of(&kind, &readers);
        assert_eq!(unread(&paths, &mine), [""; 0], "{kind}");
        paths.push(made_up(""));
        assert_eq!(unread(&paths, &mine), ["bịa_ra"], "{kind}");
    }
    assert!(count > 60, "{count}");
}

/// Gives the public members of the structs in a file.
fn members(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("source");
    let member = |line: &str| Some(line.strip_prefix("    pub ")?.split_once(": ")?.0.to_owned());
    text.lines().filter_map(member).filter(|name| !name.contains(['(', ' '])).collect()
}

/// What is read of a file into the types of the field and the rules is used: the compiler
/// says nothing of what is public.
#[test]
fn each_member_is_used() {
    let mut code = String::new();
    for file in files(&root().join("src"), "rs").into_iter().filter(|file| !file.ends_with("tests.rs")) {
        code += &fs::read_to_string(file).expect("source");
    }
    let used = |name: &str| {
        let taken = format!(".{name}");
        let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        code.match_indices(&taken).any(|(at, _)| ends(&code[at + taken.len()..]))
    };
    let mut count = 0;
    for room in ["model", "kind", "rules"] {
        for file in files(&root().join("src").join(room), "rs") {
            for name in members(&file) {
                count += 1;
                assert!(used(&name), "`{name}` of {} is used nowhere", file.display());
            }
        }
    }
    assert!(count > 100 && !used("made_up"), "{count}");
}
