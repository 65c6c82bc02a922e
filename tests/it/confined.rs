//! Templates read only what lies in their folder, letters that act reach no
//! screen, and what takes too much is given up by name.

use std::fs;

use crate::{root, vanthu, words, workspace};

/// An office with a kind `rieng` of its own whose main template begins with a line.
fn office(first_line: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let paper = crate::PLAN.replace("loai: ke-hoach", "loai: rieng");
    workspace(folder.path(), &[("a.yaml", &paper), ("b.yaml", crate::PLAN)]);
    let kind = folder.path().join("templates/rieng");
    fs::create_dir_all(&kind).expect("folder");
    let own = root().join("templates/ke-hoach");
    for file in ["loai.yaml", "than.typ.j2"] {
        fs::copy(own.join(file), kind.join(file)).expect("copy");
    }
    let main = fs::read_to_string(own.join("main.typ.j2")).expect("template");
    fs::write(kind.join("main.typ.j2"), format!("{first_line}\n{main}")).expect("write");
    folder
}

#[test]
fn a_template_reads_nothing_outside_its_folder() {
    let secret = tempfile::tempdir().expect("folder");
    let file = secret.path().join("secret.txt");
    fs::write(&file, "BI-MAT").expect("write");
    let path = file.display();
    for (line, said) in [
        (format!("{{% include \"{path}\" %}}"), "secret.txt"),
        (format!("{{% include \"{path}\" ignore missing %}}"), ""),
        ("{% include \"../secret.txt\" %}".to_owned(), "secret.txt"),
        (format!("#read(\"{path}\")"), "secret.txt"),
        ("#read(\"/../secret.txt\")".to_owned(), "secret.txt"),
        ("{% include \"rieng/link\" ignore missing %}".to_owned(), "liên kết ra ngoài"),
        ("#read(\"/rieng/link\")".to_owned(), "liên kết ra ngoài"),
        ("#read(\"/rieng/sau/secret.txt\")".to_owned(), "liên kết ra ngoài"),
    ] {
        let folder = office(&line);
        fs::write(folder.path().join("secret.txt"), "BI-MAT").expect("write");
        #[cfg(unix)]
        {
            let kind = folder.path().join("templates/rieng");
            std::os::unix::fs::symlink(&file, kind.join("link")).expect("link");
            std::os::unix::fs::symlink(secret.path(), kind.join("sau")).expect("link");
        }
        let output = vanthu(folder.path(), &["build", "xa", "--keep-typ"]);
        let heard = words(&output);
        assert!(!heard.contains("BI-MAT"), "{line}: {heard}");
        assert!(heard.contains(said), "{line}: {heard}");
        assert_eq!(output.status.success(), said.is_empty(), "{line}: {heard}");
        for source in crate::files(&folder.path().join("out"), "typ") {
            assert!(!fs::read_to_string(source).expect("source").contains("BI-MAT"), "{line}");
        }
    }
}

#[test]
fn a_kind_is_no_path() {
    let folder = office("");
    let own = folder.path().join("templates/rieng").display().to_string();
    for kind in [own.as_str(), "/etc", "../templates/rieng", "./rieng", "rieng/../ke-hoach"] {
        let paper = crate::PLAN.replace("loai: ke-hoach", &format!("loai: {kind}"));
        fs::write(folder.path().join("xa/hoi nghị/b.yaml"), paper).expect("write");
        let output = vanthu(folder.path(), &["check", "xa"]);
        assert!(words(&output).contains("không có loại văn bản"), "{kind}: {}", words(&output));
    }
}

#[test]
#[ignore = "takes 3 GB of memory"]
fn what_takes_all_memory_is_given_up_by_name() {
    let folder = office("#let s = range(400000000)");
    let output = vanthu(folder.path(), &["build", "xa"]);
    let heard = words(&output);
    assert_eq!(output.status.code(), Some(1), "{heard}");
    assert!(heard.contains("a.yaml`: lập tốn quá nhiều bộ nhớ"), "{heard}");
}

/// Escape codes, letters that turn the direction, carriage returns: in names of
/// files, values, keys, lists, on the screen and in JSON.
#[test]
fn no_letter_acts_on_the_screen() {
    let evil = "Bé\u{1b}[2J\u{202e}gpj\u{9b}31m\u{2066}";
    let folder = tempfile::tempdir().expect("folder");
    let escaped = "Bé\\e[2J\\u202egpj\\x9b31m\\u2066";
    let paper = crate::PLAN
        .replace("tổ chức đối thoại", &format!("\"tổ chức {escaped}\""))
        .replace("[Các chi bộ]", &format!("[\"{escaped}\", {evil}]\n\"khoá {escaped}\": 1"));
    let dossier = workspace(folder.path(), &[(&format!("{evil}.yaml"), &paper)]);
    fs::write(dossier.join("khach.csv"), format!("Họ và tên,Chức vụ\n{evil},Bí thư\n{evil},\"\r{evil}\"\n"))
        .expect("write");
    fs::write(dossier.join("giay-moi.yaml"), "loai: giay-moi\ndanh_sach: { tep: khach.csv }\n")
        .expect("write");
    let acts = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for said in [
        vec!["check", "xa"],
        vec!["check", "xa", "--json"],
        vec!["build", "xa"],
        vec!["build", "xa", "--json"],
        vec!["guests", "xa/hoi nghị/khach.csv"],
        vec!["guests", "xa/hoi nghị/khach.csv", "--json"],
        vec!["verify", evil],
        vec!["build", evil],
        vec![evil],
        vec!["new", evil, evil],
        vec!["explain", evil],
    ] {
        let output = vanthu(folder.path(), &said);
        let heard = words(&output);
        assert!(!heard.is_empty(), "{said:?}");
        let found: Vec<char> = heard.chars().filter(|&letter| acts(letter)).collect();
        assert!(found.is_empty(), "{said:?}: {found:?} in {heard:?}");
    }
}
