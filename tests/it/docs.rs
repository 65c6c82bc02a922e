//! The pages about the house: what they name is there, and nothing is said twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::{files, root};

/// How long a sentence is, in letters, that may not stand twice.
const SENTENCE: usize = 60;

/// Gives the pages people read, with their text; what a program writes (`json.md`) is left out.
fn pages() -> Vec<(PathBuf, String)> {
    let mut pages = files(&root().join("docs"), "md");
    pages.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(|name| root().join(name)));
    pages.retain(|page| !page.ends_with("json.md"));
    pages.into_iter().map(|page| (page.clone(), fs::read_to_string(page).expect("a page"))).collect()
}

#[test]
fn each_link_leads_to_a_file_and_each_page_is_linked() {
    let mut led_to = BTreeSet::new();
    for (page, text) in pages() {
        for part in text.split("](").skip(1) {
            let link = part.split([')', '#']).next().unwrap_or_default();
            if link.is_empty() || link.contains("://") || link.contains('`') {
                continue;
            }
            let target = page.parent().expect("a folder").join(link);
            let target = target.canonicalize();
            assert!(target.is_ok(), "{}: `{link}` leads nowhere", page.display());
            led_to.extend(target);
        }
    }
    for (page, _) in pages().iter().filter(|(page, _)| page.starts_with(root().join("docs"))) {
        assert!(led_to.contains(&page.canonicalize().expect("a page")), "no link to {}", page.display());
    }
}

/// Gives what stands between backticks on a line that is no block of code.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.lines().flat_map(|line| line.split('`').skip(1).step_by(2)))
}

#[test]
fn each_source_file_that_is_named_is_there() {
    let known: Vec<String> = ["src", "tests", "benches", "fuzz", "templates"]
        .iter()
        .flat_map(|folder| ["rs", "txt", "typ", "j2", "js", "mjs"].map(|ending| (folder, ending)))
        .flat_map(|(folder, ending)| files(&root().join(folder), ending))
        .map(|file| format!("/{}", file.display()))
        .collect();
    let mut count = 0;
    for (page, text) in pages().iter().filter(|(page, _)| !page.ends_with("huong-dan.md")) {
        for name in quoted(text).filter(|name| matches!(name.rsplit_once('.'), Some((_, "rs" | "typ")))) {
            if name.contains(['*', '<', ' ', '{']) {
                continue;
            }
            count += 1;
            let ending = format!("/{name}");
            assert!(known.iter().any(|file| file.ends_with(&ending)), "{}: `{name}`", page.display());
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn each_room_has_a_row_and_a_hall() {
    let text = fs::read_to_string(root().join("docs/line.md")).expect("docs/line.md");
    let (rows, halls) = text.split_once("## The halls").expect("two tables");
    let folders = fs::read_dir(root().join("src")).expect("src").flatten();
    let rooms: Vec<String> = folders
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(rooms.len() >= 20);
    for room in rooms {
        assert!(rows.contains(&format!("\n| `{room}` |")), "`{room}` has no row");
        let named = quoted(halls).any(|name| name.split('/').next() == Some(room.as_str()));
        assert!(named, "`{room}` is in no hall");
    }
}

/// A reason stands where it belongs, once: what is said on two pages is mended on one.
#[test]
fn no_sentence_stands_twice() {
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (page, text) in pages() {
        let prose: String = text.split("```").step_by(2).collect::<Vec<_>>().join(". ");
        let prose = prose.split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in prose.split(". ").filter(|sentence| sentence.chars().count() >= SENTENCE) {
            if let Some(other) = seen.insert(sentence.to_owned(), page.clone()) {
                panic!("{} and {}: {sentence}", shown(&page), shown(&other));
            }
        }
    }
    assert!(seen.len() > 400, "{}", seen.len());
}

fn shown(page: &Path) -> String {
    page.strip_prefix(root()).unwrap_or(page).display().to_string()
}
