//! Rebuilds the program when a template, a rule set or a font is added or
//! changed (the macro that embeds them does not see new files), and names the
//! build by the digest of all it is made of: an output made by another build
//! is made again.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let mut files = BTreeSet::new();
    for part in ["src", "templates", "fonts", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
        gather(Path::new(part), &mut files);
    }
    // Its keys are fixed: the same files give the same number.
    let mut hash = DefaultHasher::new();
    for file in files {
        file.to_string_lossy().replace('\\', "/").hash(&mut hash);
        std::fs::read(&file).unwrap_or_default().hash(&mut hash);
    }
    println!("cargo::rustc-env=VANTHU_BUILD={:016x}", hash.finish());
}

fn gather(path: &Path, files: &mut BTreeSet<PathBuf>) {
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| gather(&entry.path(), files)),
        Err(_) => {
            files.insert(path.to_owned());
        }
    }
}
