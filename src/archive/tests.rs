use std::fs;

use super::*;

fn version() -> Version {
    Version {
        created: "2026-06-03T08:00:00+07:00".into(),
        message: "ban hành".into(),
        user: "văn thư".into(),
    }
}

fn files() -> Vec<(String, Vec<u8>)> {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    vec![
        file("a.pdf", "%PDF"),
        file("nguon/a.yaml", "so: 7"),
        file("nguon/b.yaml", "so: 7"),
        file("record.json", "{}"),
    ]
}

fn add(
    store: &Store,
    kept: &Kept,
    files: &[(String, Vec<u8>)],
) -> Result<Kept, Box<crate::diag::Diagnostic>> {
    store.add(kept, &Change { files, moved: &[] }, &version(), &mut |_| Ok(()))
}

#[test]
fn an_object_grows_and_never_loses_a_byte() {
    let folder = tempfile::tempdir().expect("folder");
    let store = Store::open(&folder.path().join("luu")).expect("store");
    let kept = store.keep("info:vanthu/a/1", &files(), &version(), &mut |_| Ok(())).expect("kept");
    assert!(store.keep("info:vanthu/a/1", &files(), &version(), &mut |_| Ok(())).is_err(), "there already");
    let signed = vec![("ky/a.pdf".to_owned(), b"%PDF signed".to_vec())];
    add(&store, &kept, &signed).expect("added");
    let kept = store.object("info:vanthu/a/1").expect("there");
    assert_eq!(kept.inventory.head, 2);
    assert_eq!(store.read(&kept, "ky/a.pdf").expect("signed"), b"%PDF signed");
    assert_eq!(store.read(&kept, "nguon/b.yaml").expect("one copy for two names"), b"so: 7");
    let findings = store.verify();
    assert!(findings.is_empty(), "{findings:?}");
    assert!(!store.root.join("extensions/vanthu-tam").exists());
    // The machine stopped after the version was moved in, or between the two files.
    for names in [&["inventory.json", "inventory.json.sha512"][..], &["inventory.json.sha512"]] {
        for name in names {
            fs::copy(kept.folder.join("v1").join(name), kept.folder.join(name)).expect("copied");
        }
        let codes: Vec<_> = store.verify().iter().map(|finding| finding.code.id).collect();
        assert_eq!(codes, ["luu::do-dang"]);
        assert!(store.heal(&kept.folder).expect("healed"));
        assert!(store.verify().is_empty());
    }
}

/// One byte of every file, a file too many, a file too few.
#[test]
fn every_changed_byte_is_found() {
    let folder = tempfile::tempdir().expect("folder");
    let store = Store::open(&folder.path().join("luu")).expect("store");
    let kept = store.keep("info:vanthu/a/1", &files(), &version(), &mut |_| Ok(())).expect("kept");
    add(&store, &kept, &[("ky/a.pdf".to_owned(), b"%PDF signed".to_vec())]).expect("added");
    let all: Vec<_> = walkdir::WalkDir::new(&store.root)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .collect();
    assert!(all.len() > 12, "{}", all.len());
    for entry in all {
        let right = fs::read(entry.path()).expect("read");
        let mut wrong = right.clone();
        let middle = wrong.len() / 2;
        wrong[middle] ^= 1;
        fs::write(entry.path(), &wrong).expect("write");
        assert!(!store.verify().is_empty(), "{}", entry.path().display());
        fs::remove_file(entry.path()).expect("removed");
        assert!(!store.verify().is_empty(), "{}", entry.path().display());
        fs::write(entry.path(), &right).expect("write");
    }
    assert!(store.verify().is_empty());
    let strange = store.root.join("3c0/la.txt");
    fs::create_dir_all(strange.parent().expect("folder")).expect("folder");
    fs::write(&strange, "lạ").expect("write");
    assert!(!store.verify().is_empty());
    fs::remove_file(strange).expect("removed");
    fs::write(kept.folder.join("v1/content/la.txt"), "lạ").expect("write");
    assert!(!store.verify().is_empty());
}
