//! Comes in: a guest list (separated text, .xlsx, .xls, .ods) as somebody may have sent it. Goes
//! out: nothing; it is read as a list and every row is judged.
#![no_main]

use std::path::PathBuf;
use std::sync::OnceLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use rooms::guests::{Wish, read};

/// Has no ending: what the bytes are is found out of the bytes.
fn file() -> &'static PathBuf {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| std::env::temp_dir().join(format!("vanthu-fuzz-guests-{}", std::process::id())))
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    rooms::mutate::spreadsheet(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    rooms::guarded_too(|| {
        std::fs::write(file(), data).expect("written");
        let _ = read(file(), &Wish::default());
    });
});
