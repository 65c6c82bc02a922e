//! What `vanthu verify` says of files made by an adversary and by tools that sign
//! well: the witnesses under `tests/sign/attacks`, one of each class.

use std::path::{Path, PathBuf};
use std::process::Command;
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
        let before = crate::worked::worked();
        let proof = prove(file, &bytes, &original, true, &trust);
        let took = crate::worked::worked().saturating_sub(before);
        assert!(took < Duration::from_secs(1), "{file}: {took:?}");
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
        // A machine may be busy; a device never ends.
        assert!(before.elapsed() < Duration::from_mins(1), "{file}");
    }
}

/// Appends a revision that changes nothing.
fn touched(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let last = |word: &str| text[text.rfind(word).expect("a trailer") + word.len()..].to_owned();
    let number =
        |word: &str| -> String { last(word).trim_start().chars().take_while(char::is_ascii_digit).collect() };
    let (size, root, start) = (number("/Size"), number("/Root"), number("startxref"));
    let mut file = bytes.to_vec();
    let at = file.len();
    file.extend(
        format!(
            "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size {size}/Root {root} 0 R/Prev {start}>>\nstartxref\n{at}\n%%EOF\n"
        )
        .bytes(),
    );
    file
}

/// Gives what was taken for the original.
fn taken(home: &Path, file: &str) -> (String, String) {
    let ca = folder().join("ca.pem");
    let output = crate::vanthu(home, &["verify", file, "--ca", ca.to_str().expect("a path"), "--json"]);
    let said = crate::words(&output);
    let value = |key: &str| {
        let rest = said.split_once(&format!("\"{key}\": ")).expect("JSON").1;
        rest.split(['\n', ',']).next().expect("a value").trim_matches('"').to_owned()
    };
    (value("ban_goc"), value("ket_luan"))
}

/// A changed copy in the output folder is no original, however long it is; what the register
/// has the digest of comes before what lies there.
#[test]
fn the_original_is_what_is_known_not_the_longest_file() {
    let home = tempfile::tempdir().expect("folder");
    let out = home.path().join("out");
    std::fs::create_dir(&out).expect("folder");
    let (file, goc) = (std::fs::read(folder().join("mail2.pdf")).expect("file"), original().bytes);
    let ends = vanthu::sign::revisions(&file).expect("a chain");
    std::fs::write(home.path().join("mail2.pdf"), &file).expect("written");
    std::fs::write(out.join("a-sua.pdf"), &file[..ends[2]]).expect("written");
    assert_eq!(taken(home.path(), "mail2.pdf"), ("null".to_owned(), "KHÔNG ĐẠT".to_owned()));
    std::fs::write(out.join("goc.pdf"), &goc).expect("written");
    assert_eq!(taken(home.path(), "mail2.pdf"), ("out/goc.pdf".to_owned(), "KHÔNG ĐẠT".to_owned()));
    // The register's word.
    let paper = crate::PLAN.replace("so: 7\n", "").replace("ngay: 2026-06-03\n", "");
    crate::workspace(home.path(), &[("a.yaml", &paper)]);
    let xa = home.path().join("xa");
    let output = crate::vanthu(&xa, &["issue", "hoi nghị/a.yaml", "--date", "2026-06-03"]);
    assert!(output.status.success(), "{}", crate::words(&output));
    let issued = xa.join("out/xa/hoi nghị/a.pdf");
    std::fs::write(home.path().join("ky.pdf"), touched(&std::fs::read(&issued).expect("issued")))
        .expect("written");
    assert_eq!(taken(home.path(), "ky.pdf").0, "01-KH/ĐU trong sổ đăng ký");
    assert_eq!(taken(&xa, "../ky.pdf").0, "01-KH/ĐU trong sổ đăng ký");
    // Another paper in the place of the issued one: the register knows it by other bytes.
    let strange =
        crate::vanthu(&root(), &["build", "data", "--out", home.path().join("o2").to_str().expect("path")]);
    assert!(strange.status.success());
    let other = std::fs::read(home.path().join("o2/xa-mau/doi-thoai-2026/ke-hoach.pdf")).expect("other");
    std::fs::write(&issued, &other).expect("written");
    std::fs::write(xa.join("khac.pdf"), touched(&other)).expect("written");
    assert_eq!(taken(&xa, "khac.pdf"), ("null".to_owned(), "KHÔNG ĐẠT".to_owned()));
}

/// Is where the outside programs lie.
fn tools() -> PathBuf {
    let output = Command::new(root().join(".ci/install-tools")).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    PathBuf::from(String::from_utf8(output.stdout).expect("a path").trim())
}

/// Runs one of the scripts that sign and attack; gives what it printed.
fn script(tools: &Path, name: &str, arguments: &[&Path]) -> String {
    let output = Command::new(tools.join("venv/bin/python"))
        .arg(root().join("tests/sign").join(name))
        .args(arguments)
        // What is built to be debugged takes its time.
        .env("VANTHU_SECONDS", if cfg!(debug_assertions) { "5" } else { "1" })
        .output()
        .expect("python");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Gives two papers of the sample, as they leave the office.
fn papers(home: &Path) -> [PathBuf; 2] {
    let output =
        crate::vanthu(&root(), &["build", "data", "--out", home.join("out").to_str().expect("a path")]);
    assert!(output.status.success(), "{}", crate::words(&output));
    ["ke-hoach.pdf", "giay-moi.pdf"].map(|name| home.join("out/xa-mau/doi-thoai-2026").join(name))
}

fn count(said: &str) -> usize {
    let line = said.lines().last().expect("a sum");
    line.split(' ').next().expect("a word").parse().unwrap_or_else(|_| panic!("{line}"))
}

/// Whatever a tool signs rightly is right, whatever is done to it is not; each answer within a
/// second (`VANTHU_SECONDS`, for a slow build) and 300 MB.
#[test]
#[ignore = "needs pyHanko, PDFBox, openssl, node-signpdf"]
fn no_legal_file_is_refused_and_no_hostile_file_passes() {
    let tools = tools();
    let home = tempfile::tempdir().expect("folder");
    let [plan, other] = papers(home.path());
    let program = Path::new(env!("CARGO_BIN_EXE_vanthu"));
    let legal = home.path().join("legal-files");
    std::fs::create_dir(&legal).expect("folder");
    script(&tools, "legal.py", &[&legal, &plan, &tools.join("node_modules")]);
    let said = script(&tools, "judge.py", &[program, &legal, &legal.join("legal.json"), &plan]);
    assert!(count(&said) >= 60, "{said}");
    let hostile = home.path().join("hostile-files");
    std::fs::create_dir(&hostile).expect("folder");
    script(&tools, "hostile.py", &[&hostile, &plan, &other]);
    let said = script(&tools, "judge.py", &[program, &hostile, &hostile.join("hostile.json"), &plan]);
    assert!(count(&said) >= 200, "{said}");
}

/// One pixel, one letter: whatever change poppler or mupdf shows is refused.
#[test]
#[ignore = "needs poppler, mupdf"]
fn no_change_that_can_be_seen_is_let_pass() {
    let tools = tools();
    let program = Path::new(env!("CARGO_BIN_EXE_vanthu"));
    for (seed, signed) in ["00-good-once.pdf", "00-good-twice.pdf", "33-pdfbox-ber.pdf"].iter().enumerate() {
        let home = tempfile::tempdir().expect("folder");
        std::fs::copy(folder().join("ca.pem"), home.path().join("ca.pem")).expect("CA");
        #[expect(clippy::disallowed_methods, reason = "how long a test runs is the runner's choice")]
        let changes = std::env::var("VANTHU_CHANGES").unwrap_or_else(|_| "300".to_owned());
        let said = script(
            &tools,
            "pixels.py",
            &[
                program,
                home.path(),
                &folder().join("goc.pdf"),
                &folder().join(signed),
                Path::new(&changes),
                Path::new(&(seed + 1).to_string()),
            ],
        );
        assert!(said.contains(" 0 wrong"), "{said}");
    }
}

/// Whose a paper is, is read off its own page, whatever its kind: the name under the field is one
/// its sources name.
#[test]
fn the_name_under_the_field_is_the_signer_of_the_paper() {
    let home = tempfile::tempdir().expect("folder");
    let out = home.path().join("out");
    let output = crate::vanthu(
        &root(),
        &["build", "data", "tests/cases/papers", "--out", out.to_str().expect("path")],
    );
    assert!(output.status.success(), "{}", crate::words(&output));
    let mut sources = String::new();
    for folder in ["data", "tests/cases/papers"] {
        for yaml in crate::files(&root().join(folder), "yaml") {
            sources.push_str(&std::fs::read_to_string(yaml).expect("YAML"));
        }
    }
    let mut seen = 0;
    for pdf in crate::files(&out, "pdf") {
        let printed = vanthu::sign::printed(&std::fs::read(&pdf).expect("PDF")).expect("readable");
        assert!(!printed.author.is_empty() && !printed.lines.is_empty(), "{}", pdf.display());
        for signer in printed.signers() {
            let written = ["ho_ten: ", "ho_ten: \"", "nguoi_ghi: "];
            let named = written.iter().any(|before| sources.contains(&format!("{before}{signer}")));
            assert!(named, "{}: `{signer}`", pdf.display());
        }
        seen += usize::from(printed.signers().next().is_some());
    }
    assert!(seen >= 10, "{seen}");
}
