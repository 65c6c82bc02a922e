//! `vanthu test`: tries the office's own templates.

use std::path::PathBuf;
use std::time::Duration;

use super::args::Trial;
use super::screen::Screen;
use super::{Exit, check, exit, processors};
use crate::office::{KindTried, Seen, TrialAsked, try_moulds};
use crate::pipeline::Stock;

/// Is how long nothing at all may be finished, in seconds.
const LIMIT: u64 = 60;

pub(super) fn trial(options: &Trial, office: Option<PathBuf>, stock: &Stock, screen: &mut Screen) -> Exit {
    let asked = TrialAsked {
        office,
        all: options.all,
        accept: options.accept,
        jobs: processors(options.jobs),
        limit: Duration::from_secs(LIMIT),
    };
    let (kinds, findings) = match try_moulds(stock, &asked) {
        Ok(tried) => tried,
        Err(findings) => {
            screen.all(&findings);
            return Exit::Usage;
        }
    };
    screen.all(&findings);
    for kind in &kinds {
        screen.answer(&line(kind), kind);
    }
    if kinds.is_empty() && findings.is_empty() {
        screen.say("ở đây không có mẫu riêng; thêm --tat-ca để thử các mẫu có sẵn");
    }
    let good = kinds.iter().filter(|kind| kind.good).count();
    screen.say(&format!("{good}/{} loại đạt; {}", kinds.len(), check::counted(&findings)));
    exit(&findings, options.strict)
}

fn line(kind: &KindTried) -> String {
    let verdict = if kind.good { "đạt" } else { "chưa đạt" };
    let mut words =
        vec![kind.pages.map_or_else(|| "chưa lập được".to_owned(), |pages| format!("{pages} trang"))];
    let printed = kind.fields.iter().filter(|field| field.printed == Some(true)).count();
    if !kind.fields.is_empty() {
        words.push(format!("{printed}/{} trường riêng in ra", kind.fields.len()));
    }
    let count = |state: Seen| kind.pictures.iter().filter(|picture| picture.state == state).count();
    for (state, said) in [
        (Seen::New, "ảnh mốc mới viết"),
        (Seen::Accepted, "ảnh mốc đã nhận lại"),
        (Seen::Changed, "trang khác ảnh mốc"),
        (Seen::Same, "trang giống ảnh mốc"),
    ] {
        if count(state) > 0 {
            words.push(format!("{} {said}", count(state)));
        }
    }
    format!("{:<20} {verdict:<8}  {}", kind.id, words.join(", "))
}
