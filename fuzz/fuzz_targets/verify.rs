//! Comes in: a PDF that came back, as an adversary may have made it. Goes out: nothing; it is
//! judged against the original, its revisions are told, it is looked at as a scan would be.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use rooms::sign::{glance, revisions};
use rooms::verify::{Original, Trust, prove};

const ORIGINAL: &[u8] = include_bytes!("../../tests/sign/attacks/goc.pdf");
const CA: &[u8] = include_bytes!("../../tests/sign/attacks/ca.pem");
/// Is 28/11/2026 18:00 UTC, the day on which the seeds are judged by the tests.
const DAY: i64 = 1_795_888_800;

fn known() -> &'static ([Original; 1], Trust) {
    static KNOWN: OnceLock<([Original; 1], Trust)> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut trust = Trust::at(DAY);
        trust.add("ca", CA).expect("a certificate");
        ([Original { name: "goc.pdf".to_owned(), bytes: ORIGINAL.to_vec() }], trust)
    })
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    rooms::mutate::signed(data, size, max_size, seed, ORIGINAL.len())
});

fuzz_target!(|data: &[u8]| {
    rooms::guarded_too(|| {
        let (originals, trust) = known();
        let proof = prove("x", data, originals, false, trust);
        assert!(!proof.findings.is_empty() || !proof.signers.is_empty(), "nothing was said");
        let _ = (revisions(data), glance(data));
    });
});
