//! The sample papers: what a fresh clone makes.

use std::collections::BTreeMap;
use std::path::Path;

use crate::{files, root, vanthu, words};

fn built(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = vanthu(&root(), &["build", "data", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", words(&output));
    let name = |path: &Path| path.strip_prefix(out).expect("below").display().to_string();
    files(out, "pdf").iter().map(|path| (name(path), std::fs::read(path).expect("PDF"))).collect()
}

#[test]
fn two_builds_give_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().expect("folder"), tempfile::tempdir().expect("folder"));
    let first = built(one.path());
    assert!(first.contains_key("hung-chinh/doi-thoai-2023/ke-hoach.pdf"), "{:?}", first.keys());
    assert!(first.len() >= 7);
    assert_eq!(first, built(two.path()));
}

#[test]
fn todays_samples_have_no_finding() {
    let output = vanthu(&root(), &["check", "--strict", "data/xa-mau"]);
    assert!(output.status.success(), "{}", words(&output));
}

/// The departures of the real papers of 2023 that the rules can see.
#[test]
fn the_departures_of_the_seed_are_warnings() {
    let output = vanthu(&root(), &["check", "--json", "data/hung-chinh"]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = value["phat_hien"].as_array().expect("findings");
    let at = |code: &str, file: &str| {
        findings.iter().any(|finding| {
            finding["ma"] == code && finding["cho"]["tep"].as_str().is_some_and(|name| name.ends_with(file))
        })
    };
    for (code, file) in [
        ("ngay::ke-hoach", "chuong-trinh.yaml"),
        ("trich-yeu::hoa", "chuong-trinh.yaml"),
        ("su-kien::ten", "chuong-trinh.yaml"),
        ("ky::tac-gia", "ke-hoach.yaml"),
        ("vien-dan::phay", "ke-hoach.yaml"),
        ("so::ky-hieu", "ke-hoach.yaml"),
        ("ngay::so-khong", "ke-hoach.yaml"),
        ("ngay::lan-kieu", "ke-hoach.yaml"),
        ("nhat-quan::gach", "ke-hoach.yaml"),
        ("nhat-quan::viet-hoa", "ke-hoach.yaml"),
        ("viet-tat::chua-neu", "ke-hoach.yaml"),
        ("ket::dong", "ke-hoach.yaml"),
        ("nhat-quan::cham", "chuong-trinh.yaml"),
    ] {
        assert!(at(code, file), "{code} in {file}: {}", words(&output));
    }
    assert!(findings.iter().any(|finding| finding["ma"] == "ky::chuc-vu"), "BÍ THƯ THƯỜNG TRỰC");
    // These papers stand under HD36: nothing names an article of HD05.
    assert!(findings.iter().all(|finding| !finding.to_string().contains("HD05")), "{}", words(&output));
}
