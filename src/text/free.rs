//! Comes in: a file's name, what is taken. Goes out: a name that is free. Must
//! not know: where files lie.

/// Gives the name, or `name (2).pdf`, `name (3).pdf`…: the first that is not
/// taken.
pub fn free_name(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut free = name.to_owned();
    let mut count = 1;
    while taken(&free) {
        count += 1;
        free = format!("{stem} ({count}){ending}");
    }
    free
}
