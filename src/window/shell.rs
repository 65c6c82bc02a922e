//! Comes in: the name of a file of the page. Goes out: its bytes and their type. Must not know:
//! data of the office: the shell holds none.

use std::sync::OnceLock;

use include_dir::{Dir, File, include_dir};

/// What the page is made of: no build step, nothing from elsewhere, no template folder of the
/// office reaches it.
static PAGE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/window/page");

/// Is what the guide shows.
static PICTURES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/docs/hinh");

/// Gives the page with all its modules named at once: a browser that learns of each from the one that needs
/// it asks for them one after another.
fn index() -> Option<&'static [u8]> {
    static INDEX: OnceLock<Option<String>> = OnceLock::new();
    let made = || {
        let page = PAGE.get_file("index.html")?.contents_utf8()?;
        let modules =
            PAGE.files().map(File::path).filter(|path| path.extension().is_some_and(|kind| kind == "js"));
        let named: Vec<String> = modules
            .map(|path| format!("<link rel=\"modulepreload\" href=\"{}\">\n", path.display()))
            .collect();
        Some(page.replacen("<script type", &format!("{}<script type", named.concat()), 1))
    };
    INDEX.get_or_init(made).as_deref().map(str::as_bytes)
}

/// Gives a file of the page with its type; the page itself where nothing is named.
pub(super) fn file(name: &str) -> Option<(&'static [u8], &'static str)> {
    let name = if name.is_empty() { "index.html" } else { name };
    let kind = match name.rsplit_once('.')?.1 {
        "html" => return Some((index().filter(|_| name == "index.html")?, "text/html; charset=utf-8")),
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => return Some((PICTURES.get_file(name.strip_prefix("hinh/")?)?.contents(), "image/png")),
        _ => return None,
    };
    Some((PAGE.get_file(name)?.contents(), kind))
}
