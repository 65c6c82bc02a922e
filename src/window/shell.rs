//! Comes in: the name of a file of the page. Goes out: its bytes and their type. Must not know:
//! data of the office: the shell holds none.

use include_dir::{Dir, include_dir};

/// What the page is made of: no build step, nothing from elsewhere, no template folder of the
/// office reaches it.
static PAGE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/window/page");

/// Is what the guide shows.
static PICTURES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/docs/hinh");

/// Gives a file of the page with its type; the page itself where nothing is named.
pub(super) fn file(name: &str) -> Option<(&'static [u8], &'static str)> {
    let name = if name.is_empty() { "index.html" } else { name };
    let kind = match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => return Some((PICTURES.get_file(name.strip_prefix("hinh/")?)?.contents(), "image/png")),
        _ => return None,
    };
    Some((PAGE.get_file(name)?.contents(), kind))
}
