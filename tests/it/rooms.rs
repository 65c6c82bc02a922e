//! The order of the rooms: arrows run downwards only, and no two files hang on each other.
//! What a file uses is read from its text, so nothing has to be declared twice.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::root;

/// The rooms from the top down: each uses only rooms that come after it.
const ORDER: [&str; 28] = [
    "cli", "window", "office", "desk", "preview", "pipeline", "template", "check", "ledger", "verify",
    "sign", "typeset", "docx", "input", "guests", "table", "archive", "register", "rules", "model", "kind",
    "assets", "yaml", "digest", "record", "diag", "text", "worked",
];

/// Who may not be named by a door: what an office does is in `office`.
const BEHIND: [&str; 4] = ["archive", "register", "sign", "verify"];

struct House {
    /// Each file's module path: `check::spelling`.
    text: BTreeMap<String, String>,
    /// What a room's `mod.rs` passes on: room, name → the file it is from.
    passed: BTreeMap<(String, String), String>,
}

/// Gives the paths of a `use`: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn spread(tree: &str) -> Vec<String> {
    let Some(at) = tree.find('{') else {
        return vec![tree.split(" as ").next().unwrap_or_default().trim().to_owned()];
    };
    let (head, body) = (tree[..at].trim(), tree[at + 1..].trim_end().trim_end_matches('}'));
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, letter) in body.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&body[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&body[from..]);
    let own = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    own.flat_map(|part| {
        // A brace that this one cut off belongs to the part.
        let part =
            if part.contains('{') && !part.ends_with('}') { format!("{part}}}") } else { part.to_owned() };
        spread(&part).into_iter().map(|path| format!("{head}{path}")).collect::<Vec<_>>()
    })
    .collect()
}

impl House {
    fn read() -> Self {
        let mut text = BTreeMap::new();
        gather(&root().join("src"), "", &mut text);
        let mut house = Self { text, passed: BTreeMap::new() };
        let rooms: Vec<String> = house.text.keys().cloned().collect();
        for room in rooms {
            for path in house.uses(&room) {
                let own = path.strip_prefix("self::").unwrap_or(&path);
                let Some((file, name)) = own.rsplit_once("::") else { continue };
                let file = format!("{room}::{file}");
                if house.text.contains_key(&file) {
                    house.passed.insert((room.clone(), name.to_owned()), file);
                }
            }
        }
        house
    }

    /// Gives the paths a file names in its `use` lines and in its text.
    fn uses(&self, file: &str) -> Vec<String> {
        let text = &self.text[file];
        let mut found: Vec<String> = Vec::new();
        for (at, _) in text.match_indices("use ") {
            let begins = text[..at].trim_end().is_empty() || text[..at].ends_with([' ', '\n']);
            let tree = text[at + 4..].split(';').next().unwrap_or_default();
            if begins && !tree.contains(['=', '(']) {
                found.extend(spread(&tree.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
        for head in ["crate::", "super::"] {
            for (at, _) in text.match_indices(head) {
                let whole: String = text[at..]
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || "_:".contains(*letter))
                    .collect();
                found.push(whole);
            }
        }
        found
    }

    /// Finds the file a path leads to from a file.
    fn target(&self, from: &str, path: &str) -> Option<String> {
        let mut base: Vec<&str> = from.split("::").collect();
        let mut parts: Vec<&str> = path.split("::").collect();
        match parts.first() {
            Some(&"crate") => {
                base.clear();
                parts.remove(0);
            }
            Some(&"super") => {
                while parts.first() == Some(&"super") {
                    base.pop();
                    parts.remove(0);
                }
            }
            _ => return None,
        }
        let whole: Vec<&str> = base.into_iter().chain(parts).collect();
        let known =
            (1..=whole.len()).rev().find(|length| self.text.contains_key(&whole[..*length].join("::")))?;
        let mut file = whole[..known].join("::");
        for name in &whole[known..] {
            let Some(own) = self.passed.get(&(file.clone(), (*name).to_owned())) else { break };
            file.clone_from(own);
        }
        Some(file)
    }

    /// Tells which files each file uses, but for the folders it lies in.
    fn arrows(&self) -> BTreeMap<String, BTreeSet<String>> {
        let targets = |file: &String| {
            let all = self.uses(file).into_iter().filter_map(|path| self.target(file, &path));
            all.filter(|to| to != file && !file.starts_with(&format!("{to}::"))).collect()
        };
        self.text.keys().map(|file| (file.clone(), targets(file))).collect()
    }
}

fn gather(folder: &Path, room: &str, text: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let name = name.trim_end_matches(".rs");
        let own = if room.is_empty() { name.to_owned() } else { format!("{room}::{name}") };
        if path.is_dir() {
            gather(&path, &own, text);
        } else if !["main", "lib", "tests"].contains(&name) && path.extension().is_some_and(|end| end == "rs")
        {
            let own = if name == "mod" { room.to_owned() } else { own };
            let whole = std::fs::read_to_string(&path).expect("source");
            let code = whole.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
            text.insert(own, lines.collect::<Vec<_>>().join("\n"));
        }
    }
}

fn room(file: &str) -> &str {
    file.split("::").next().unwrap_or_default()
}

#[test]
fn arrows_run_downwards_only() {
    let arrows = House::read().arrows();
    assert!(arrows.len() > 200, "the files are there");
    let place = |room: &str| ORDER.iter().position(|one| *one == room);
    let mut wrong = Vec::new();
    for (file, targets) in &arrows {
        let Some(from) = place(room(file)) else {
            wrong.push(format!("{file}: a room without a place in the order"));
            continue;
        };
        for to in targets.iter().filter(|to| room(to) != room(file)) {
            if place(room(to)).is_none_or(|to| to <= from) {
                wrong.push(format!("{file} → {to}"));
            }
            if room(file) == "cli" && BEHIND.contains(&room(to)) {
                wrong.push(format!("{file} → {to}: a door asks the office"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_two_files_hang_on_each_other() {
    let mut arrows = House::read().arrows();
    // A file that uses none of those left is in no circle; what remains at the end is.
    loop {
        let left: BTreeSet<String> = arrows.keys().cloned().collect();
        arrows.retain(|_, targets| targets.iter().any(|to| left.contains(to)));
        if arrows.len() == left.len() {
            break;
        }
    }
    loop {
        let used: BTreeSet<String> = arrows.values().flatten().cloned().collect();
        let before = arrows.len();
        arrows.retain(|file, _| used.contains(file));
        if arrows.len() == before {
            break;
        }
    }
    assert!(arrows.is_empty(), "{arrows:#?}");
}
