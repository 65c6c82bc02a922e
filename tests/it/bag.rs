//! What is handed over is what was kept, or it is not handed over.

use std::fs;
use std::path::{Path, PathBuf};

use vanthu::archive::Store;
use vanthu::digest::{sha512_file, sha512_hex};

use crate::register::{run, waiting};
use crate::{files, workspace};

const EXPORT: [&str; 6] = ["archive", "export", "goi", "--bagit", "--ho-so", "hoi nghị"];

/// Gives the object in an archive whose name has some letters in it.
fn object(root: &Path, part: &str) -> PathBuf {
    let store = Store::look(root).expect("archive");
    let own = |folder: &PathBuf| folder.file_name().is_some_and(|name| name.to_string_lossy().contains(part));
    store.folders().into_iter().find(own).expect("object")
}

/// Whatever is not whole is named, and nothing lies there under the bag's name.
#[test]
fn a_bag_holds_what_was_kept_or_is_none() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting()), ("b.yaml", &waiting())]);
    let xa = folder.path().join("xa");
    assert_eq!(run(&xa, &["issue", "."]).0, Some(0));
    let (code, said) = run(&xa, &EXPORT);
    assert!(code == Some(0) && said.contains("2 văn bản, 1 hồ sơ"), "{said}");
    let bag = xa.join("goi");
    assert!(Store::look(&bag.join("data/luu")).expect("a store again").verify().is_empty());
    let manifest = fs::read_to_string(bag.join("manifest-sha512.txt")).expect("manifest");
    for line in manifest.lines() {
        let (digest, name) = line.split_once("  ").expect("two columns");
        assert_eq!(sha512_file(&bag.join(name)).expect(name).0, digest, "{name}");
    }
    let there = walkdir::WalkDir::new(bag.join("data")).into_iter().flatten();
    assert_eq!(there.filter(|entry| entry.file_type().is_file()).count(), manifest.lines().count());
    fs::remove_dir_all(&bag).expect("removed");

    let luu = xa.join("luu");
    let paper = object(&luu, "ke-hoach-1");
    let pdf = files(&paper, "pdf").remove(0);
    let refused = |names: &[&str]| {
        let (code, said) = run(&xa, &EXPORT);
        assert_eq!(code, Some(1), "{said}");
        for name in [names, &["chưa xuất gì ra `goi`"]].concat() {
            assert!(said.contains(name), "{name}: {said}");
        }
        let left = fs::read_dir(&xa).expect("folder").flatten().map(|entry| entry.file_name());
        let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("goi")).collect();
        assert!(left.is_empty(), "{left:?}");
    };
    // Each file of two objects: changed, gone; all of it is named at once.
    let dossier = object(&luu, "ho-so");
    for (one, other) in
        [("inventory.json", "v1/inventory.json.sha512"), ("v1/content/record.json", "inventory.json")]
    {
        let places = [paper.join(one), dossier.join(other)];
        let right = places.each_ref().map(|place| fs::read(place).expect("kept"));
        let mut wrong = right[0].clone();
        let middle = wrong.len() / 2;
        wrong[middle] ^= 1;
        fs::write(&places[0], &wrong).expect("changed");
        fs::remove_file(&places[1]).expect("gone");
        refused(&["`01-KH/ĐU` (vanthu-", "`hồ sơ hoi nghị` (vanthu-", "bản sao lưu"]);
        for (place, right) in places.iter().zip(&right) {
            fs::write(place, right).expect("back");
        }
    }
    fs::write(paper.join("v1/content/la.txt"), "lạ").expect("too much");
    refused(&["`01-KH/ĐU`", "la.txt` không có trong bản kê"]);
    fs::remove_file(paper.join("v1/content/la.txt")).expect("removed");
    // A doctored PDF with an inventory made to fit: the register knows better.
    let right = fs::read(&pdf).expect("PDF");
    let wrong = [right.as_slice(), b"\n"].concat();
    let (was, is) = (sha512_hex(&right), sha512_hex(&wrong));
    let doctor = |bytes: &[u8], was: &str, is: &str| {
        fs::write(&pdf, bytes).expect("PDF");
        for place in ["inventory.json", "v1/inventory.json"] {
            let path = paper.join(place);
            let new = crate::archive::fitted(&fs::read_to_string(&path).expect("inventory").replace(was, is));
            fs::write(&path, &new).expect("inventory");
            let sidecar = format!("{} inventory.json\n", sha512_hex(new.as_bytes()));
            fs::write(path.with_extension("json.sha512"), sidecar).expect("sidecar");
        }
    };
    doctor(&wrong, &was, &is);
    refused(&["`01-KH/ĐU`: bản trong kho lưu không phải bản ghi trong sổ"]);
    doctor(&right, &is, &was);
    // A version that is moved in but not yet the object's.
    assert_eq!(run(&xa, &["archive", "recall", "ke-hoach", "1", "--reason", "sai"]).0, Some(0));
    for name in ["inventory.json", "inventory.json.sha512"] {
        fs::copy(paper.join("v1").join(name), paper.join(name)).expect("back");
    }
    refused(&["luu::do-dang", "`vanthu luu lam-not`"]);
    assert_eq!(run(&xa, &["archive", "heal"]).0, Some(0));
    assert_eq!(run(&xa, &EXPORT).0, Some(0));
    fs::remove_dir_all(&bag).expect("removed");
    // Gone as a whole.
    fs::remove_dir_all(&paper).expect("gone");
    let (code, said) = run(&xa, &EXPORT);
    assert!(code == Some(1) && said.contains("`01-KH/ĐU` có trong sổ mà không có trong kho lưu"), "{said}");
    assert!(!bag.exists());
}
