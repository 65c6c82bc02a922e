//! The rooms' files name what is built in by the folder of their package, which is the one above.

use std::path::Path;

fn main() {
    let own = std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo");
    let above = Path::new(&own).parent().expect("a folder above");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=CARGO_MANIFEST_DIR={}", above.display());
}
