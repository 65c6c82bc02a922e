//! Rebuilds the program when a template, a rule set or a font is added or
//! changed: the macro that embeds them does not see new files.

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=fonts");
}
