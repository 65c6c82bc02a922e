//! What `vanthu verify` says of files made by an adversary and by tools that sign
//! well: the witnesses under `tests/sign/attacks`, one of each class.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use vanthu::verify::{Original, Proof, Trust, prove};

use crate::root;

/// Is the day on which the witnesses are judged: 28/11/2026 18:00 UTC.
pub(crate) const DAY: i64 = 1_795_888_800;

pub(crate) fn folder() -> PathBuf {
    root().join("tests/sign/attacks")
}

/// Trusts the CA of the witnesses.
pub(crate) fn trust(now: i64) -> Trust {
    let mut trust = Trust::at(now);
    trust.add("ca", &std::fs::read(folder().join("ca.pem")).expect("CA")).expect("a certificate");
    trust
}

pub(crate) fn original() -> Original {
    Original { name: "goc.pdf".to_owned(), bytes: std::fs::read(folder().join("goc.pdf")).expect("original") }
}

pub(crate) fn verdict(proof: &Proof) -> &'static str {
    if proof.is_wrong() {
        "KHÔNG ĐẠT"
    } else if proof.is_open() {
        "CHƯA ĐỦ CĂN CỨ"
    } else {
        "ĐẠT"
    }
}

fn told(proof: &Proof) -> String {
    proof.findings.iter().map(|finding| format!("{}: {}\n", finding.code.id, finding.message)).collect()
}

/// Each witness gets its verdict, for its reason, within a second.
#[test]
fn each_witness_is_judged_as_its_list_says() {
    let list = std::fs::read_to_string(folder().join("list.txt")).expect("list");
    let (trust, original) = (trust(DAY), [original()]);
    let mut listed = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('|').map(str::trim);
        let (file, wanted) = (parts.next().expect("file"), parts.next().expect("verdict"));
        let bytes = std::fs::read(folder().join(file)).expect(file);
        let before = Instant::now();
        let proof = prove(file, &bytes, &original, true, &trust);
        assert!(before.elapsed() < Duration::from_secs(1), "{file}: {:?}", before.elapsed());
        assert_eq!(verdict(&proof), wanted, "{file}:\n{}", told(&proof));
        match parts.next() {
            Some(code) => {
                assert!(
                    proof.findings.iter().any(|one| one.code.id == code),
                    "{file}: {code}\n{}",
                    told(&proof)
                );
            }
            // What is right is right without a word.
            None if wanted == "ĐẠT" && !file.contains("pdfbox") => {
                assert!(proof.findings.is_empty(), "{file}:\n{}", told(&proof));
            }
            None => {}
        }
        for finding in &proof.findings {
            let harmless = finding.message.chars().all(|letter| !letter.is_control() && letter != '\u{202e}');
            assert!(harmless, "{file}: {:?}", finding.message);
        }
        listed.push(file.to_owned());
    }
    let mut there: Vec<String> = std::fs::read_dir(folder())
        .expect("folder")
        .map(|entry| entry.expect("entry").file_name().into_string().expect("a name"))
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "pdf") && name != "goc.pdf")
        .collect();
    there.sort();
    listed.sort();
    assert_eq!(there, listed);
}

/// Two certificates of a CA have one key; one is expired. The order in which an
/// office names them is no matter.
#[test]
fn a_ca_with_two_certificates_is_found_in_any_order() {
    let bytes = std::fs::read(folder().join("00-good-twice.pdf")).expect("file");
    for names in [["ca.pem", "ca-expired.pem"], ["ca-expired.pem", "ca.pem"]] {
        let mut trust = Trust::at(DAY);
        for name in names {
            trust.add(name, &std::fs::read(folder().join(name)).expect(name)).expect("a certificate");
        }
        let proof = prove("x", &bytes, &[original()], true, &trust);
        assert_eq!(verdict(&proof), "ĐẠT", "{names:?}\n{}", told(&proof));
    }
    let mut trust = Trust::at(DAY);
    trust.add("ca", &std::fs::read(folder().join("ca-expired.pem")).expect("ca")).expect("a certificate");
    assert_eq!(verdict(&prove("x", &bytes, &[original()], true, &trust)), "KHÔNG ĐẠT");
}

/// The same file, years later: a time-stamp keeps it good, nothing else does.
#[test]
fn an_expired_certificate_needs_a_time_stamp() {
    let later = DAY + 6 * 365 * 86_400;
    let judged = |file: &str, now: i64| {
        let bytes = std::fs::read(folder().join(file)).expect(file);
        verdict(&prove(file, &bytes, &[original()], true, &trust(now)))
    };
    assert_eq!(judged("90-tsa-fraction.pdf", later), "ĐẠT");
    assert_eq!(judged("00-good-twice.pdf", later), "CHƯA ĐỦ CĂN CỨ");
    // Before anything was signed, a time-stamp cannot be true.
    assert_eq!(judged("90-tsa-fraction.pdf", DAY - 365 * 86_400), "KHÔNG ĐẠT");
}

/// A pipe or a device is no file: an answer at once.
#[test]
#[cfg(unix)]
fn pipes_and_devices_are_no_files() {
    let home = tempfile::tempdir().expect("folder");
    let pipe = home.path().join("pipe.pdf");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    for file in
        [pipe.to_str().expect("a name"), "/dev/zero", "/dev/stdin", home.path().to_str().expect("a name")]
    {
        let before = Instant::now();
        let output = crate::vanthu(home.path(), &["verify", file]);
        assert_eq!(output.status.code(), Some(2), "{file}: {}", crate::words(&output));
        assert!(before.elapsed() < Duration::from_secs(2), "{file}");
    }
}
