//! Whatever comes in, an answer comes out: no panic, none that takes long. A mutator with
//! a fixed start works over a small corpus (files of the tests themselves) for as many seconds
//! as `VANTHU_FUZZ_SECONDS` says, for each reader of what strangers write. What is led by the
//! code that an input reaches is `fuzz/`, run by `.ci/fuzz`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use vanthu::archive::Inventory;
use vanthu::diag::Source;
use vanthu::docx::brought;
use vanthu::guests::{Wish, read as guests};
use vanthu::sign::{glance, revisions};
use vanthu::verify::prove;

use crate::attacks::{DAY, original, trust};
use crate::root;

/// Is how long one input may take; a debug build under load is slow.
const LONGEST: Duration = Duration::from_secs(10);

/// Numbers that are the same each time (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most.max(1)).expect("small")).expect("small")
    }
}

/// Changes a file in a few places: bits, bytes, stretches doubled, cut, taken from another
/// file, words of the format put in.
fn mutate(corpus: &[Vec<u8>], words: &[&[u8]], chance: &mut Chance) -> Vec<u8> {
    let mut data = corpus[chance.below(corpus.len())].clone();
    for _ in 0..=chance.below(6) {
        let at = chance.below(data.len());
        let length = chance.below(64.min(data.len() - at + 1));
        match chance.below(8) {
            0 if !data.is_empty() => data[at] ^= 1 << chance.below(8),
            1 if !data.is_empty() => data[at] = u8::try_from(chance.below(256)).expect("a byte"),
            2 => drop(data.drain(at..at + length)),
            3 => {
                let piece = data[at..at + length].to_vec();
                data.splice(at..at, piece);
            }
            4 => {
                let other = &corpus[chance.below(corpus.len())];
                let from = chance.below(other.len());
                let piece = other[from..(from + 400).min(other.len())].to_vec();
                data.splice(at..at + length, piece);
            }
            5 => data.truncate(at),
            _ => drop(data.splice(at..at + length, words[chance.below(words.len())].to_vec())),
        }
    }
    data
}

/// Runs a reader over mutated files until the time is over.
fn run(name: &str, corpus: &[Vec<u8>], words: &[&[u8]], read: &dyn Fn(&[u8])) {
    let seconds =
        std::env::var_os("VANTHU_FUZZ_SECONDS").and_then(|text| text.to_str()?.parse().ok()).unwrap_or(30);
    let (end, mut chance, mut count) =
        (Instant::now() + Duration::from_secs(seconds), Chance(0x9e37_79b9), 0u32);
    assert!(!corpus.is_empty(), "{name}: no corpus");
    while Instant::now() < end {
        let data = mutate(corpus, words, &mut chance);
        let before = crate::worked::worked();
        let fell = catch_unwind(AssertUnwindSafe(|| read(&data))).is_err();
        let took = crate::worked::worked().saturating_sub(before);
        if fell || took > LONGEST {
            let kept = std::env::temp_dir().join(format!("vanthu-fuzz-{name}-{count}"));
            std::fs::write(&kept, &data).expect("kept");
            panic!("{name}: input {count} {}: {}", if fell { "fell" } else { "took long" }, kept.display());
        }
        count += 1;
    }
    println!("{name}: {count} inputs in {seconds} s");
    assert!(count > 20, "{name}: only {count} inputs");
}

fn corpus(folder: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    let found = walkdir_files(&root().join(folder));
    let wanted = |path: &PathBuf| {
        path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending))
            && path.metadata().is_ok_and(|about| about.len() < 200_000)
    };
    found.into_iter().filter(wanted).map(|path| std::fs::read(path).expect("corpus")).collect()
}

fn walkdir_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

#[test]
#[ignore = "takes as long as it is told to"]
fn signed_files_of_strangers_get_an_answer() {
    let words: [&[u8]; 16] = [
        b"<<",
        b">>",
        b"[",
        b"]",
        b"0 0 R",
        b"1 0 obj\n",
        b"endobj\n",
        b"stream\n",
        b"endstream\n",
        b"/Prev 16",
        b"/Type/ObjStm",
        b"startxref\n",
        b"trailer\n<<",
        b"/Kids[1 0 R]",
        b"/Length 99999999999",
        b"%%EOF\n",
    ];
    let (trust, original) = (trust(DAY), [original()]);
    let corpus = corpus("tests/sign/attacks", &["pdf"]);
    run("verify", &corpus, &words, &|data| {
        let whole = prove("x", data, &original, false, &trust);
        assert!(!whole.findings.is_empty() || !whole.signers.is_empty());
        let _ = (revisions(data), glance(data));
    });
}

#[test]
#[ignore = "takes as long as it is told to"]
fn yaml_of_strangers_gets_an_answer() {
    let words: [&[u8]; 14] = [
        b"\n- ",
        b": ",
        b"&a ",
        b"*a",
        b"|\n",
        b">-\n",
        b"{",
        b"}",
        b"[",
        b"!!str ",
        b"\n---\n",
        b"\t",
        b"{{ ",
        "\u{feff}".as_bytes(),
    ];
    let folders = ["tests/cases/papers", "tests/cases/edits", "templates"];
    let corpus = folders.map(|folder| corpus(folder, &["yaml"])).concat();
    run("yaml", &corpus, &words, &|data| {
        let _ = vanthu::yaml::parse(&Source::new("x.yaml", String::from_utf8_lossy(data)));
        crate::edits::strangers(data);
    });
}

#[test]
#[ignore = "takes as long as it is told to"]
fn guest_lists_of_strangers_get_an_answer() {
    let words: [&[u8]; 8] =
        [b";", b",", b"\"", b"\r\n", b"\0", b"PK\x03\x04", "Họ và tên".as_bytes(), b"<row r=\"9999999\">"];
    let home = tempfile::tempdir().expect("folder");
    for ending in ["csv", "xlsx", "xls", "ods"] {
        let file = home.path().join(format!("khach.{ending}"));
        let corpus = corpus("tests/cases/guests", &[ending]);
        run(&format!("guests-{ending}"), &corpus, &words, &|data| {
            std::fs::write(&file, data).expect("written");
            let _ = guests(&file, &Wish::default());
        });
    }
}

#[test]
#[ignore = "takes as long as it is told to"]
fn word_files_of_strangers_get_an_answer() {
    let words: [&[u8]; 8] = [
        b"\x08\xd6",
        b"\x17\x24\x01",
        b"\xff\xff\xff\xff",
        b"\xfe\xff\xff\xff",
        b"\x07\r\x07",
        b"\x13\x14\x15",
        b"\0\0\0\0",
        b"\x49\x66\x20\0\0\0",
    ];
    let corpus = corpus("tests/cases/brought", &["doc"]);
    run("word-doc", &corpus, &words, &|data| {
        let _ = brought(data);
    });
}

#[test]
#[ignore = "takes as long as it is told to"]
fn inventories_of_strangers_get_an_answer() {
    let words: [&[u8]; 8] = [
        b"\"v2\":{",
        b"}",
        b"[",
        b"\"../x\"",
        b"\"head\":\"v99999\"",
        b"null",
        b"\"manifest\":{}",
        b"\\u0000",
    ];
    let corpus = corpus("tests/cases/inventories", &["json"]);
    run("inventory", &corpus, &words, &|data| {
        if let Some(inventory) = Inventory::read(data) {
            let names = inventory.names();
            for name in &names {
                let _ = (inventory.content(name), inventory.since(name));
            }
            let _ = inventory.json();
        }
    });
}

/// Gives the names and versions a lock file pins.
fn pinned(file: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(root().join(file)).expect("a lock file");
    let lines: Vec<&str> = text.lines().collect();
    let value = |line: &str, key: &str| {
        line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"').map(str::to_owned)
    };
    lines.windows(2).filter_map(|two| Some((value(two[0], "name")?, value(two[1], "version")?))).collect()
}

/// What `fuzz/` finds nothing in is what the program is made of: `cp Cargo.lock fuzz/`, then
/// `.ci/fuzz` takes out what is too much.
#[test]
fn what_is_fuzzed_are_the_crates_of_the_program() {
    let own = pinned("Cargo.lock");
    let fuzzed = pinned("fuzz/Cargo.lock");
    assert!(fuzzed.len() > 100, "{}", fuzzed.len());
    for one in &fuzzed {
        let named = own.iter().any(|(name, _)| *name == one.0);
        assert!(!named || own.contains(one), "{one:?} is not what Cargo.lock has");
    }
}

/// Gives the names of the crates a manifest asks for.
fn asked_for(file: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(file)).expect("a manifest");
    let own = text.split("\n[dependencies]\n").nth(1).and_then(|rest| rest.split("\n[").next());
    let lines = own.expect("dependencies").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
}

/// A crate that comes into a room comes into `fuzz/Cargo.toml`, too: else nothing is fuzzed any more.
#[test]
fn what_the_fuzzed_rooms_are_made_of_is_there() {
    let (own, fuzzed) = (asked_for("Cargo.toml"), asked_for("fuzz/Cargo.toml"));
    let rooms = std::fs::read_to_string(root().join("fuzz/src/lib.rs")).expect("the rooms");
    let rooms = rooms.lines().filter_map(|line| line.strip_prefix("#[path = \"../../")?.strip_suffix("\"]"));
    let mut read = 0;
    for room in rooms {
        let room = root().join(room.strip_suffix("/mod.rs").unwrap_or(room));
        for entry in walkdir::WalkDir::new(room).into_iter().flatten() {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            read += 1;
            for name in own.iter().filter(|name| !fuzzed.contains(name)) {
                let used = format!("{}::", name.replace('-', "_"));
                let imports = |line: &str| {
                    line.trim_start().starts_with(&format!("use {used}"))
                        || line.contains(&format!(" {used}"))
                };
                assert!(
                    !text.lines().any(imports),
                    "{}: fuzz/Cargo.toml lacks {name}",
                    entry.path().display()
                );
            }
        }
    }
    assert!(read > 100, "{read}");
}
