//! `vanthu eject`: copies built-in templates out, to be edited.

use std::path::Path;

use super::Exit;
use super::screen::Screen;
use crate::office::eject as copy_out;

pub(super) fn eject(names: &[String], to: &Path, screen: &mut Screen) -> Exit {
    let written = match copy_out(names, to) {
        Ok(written) => written,
        Err(findings) => {
            screen.all(&findings);
            return Exit::Usage;
        }
    };
    for one in &written {
        if one.before {
            screen.say(&format!("`{}` đã có, giữ nguyên", one.file));
            screen.plain(one);
        } else {
            screen.answer(&one.file, one);
        }
    }
    Exit::Done
}
