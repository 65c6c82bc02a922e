//! `vanthu import`: makes drafts of Word files that others wrote, and says what of them was recognised
//! and what was not taken.

use super::args::{Adopt, Books};
use super::screen::Screen;
use super::{Exit, desk, exit};
use crate::diag::{Diagnostic, Findings};
use crate::office::{Adopted, Adopting, word_files};
use crate::pipeline::Stock;

/// Is how much (letters) of a field is shown.
const SHOWN: usize = 90;

pub(super) fn adopt(options: &Adopt, stock: &Stock, screen: &mut Screen) -> Exit {
    let files = match word_files(&options.files) {
        Ok(files) => files,
        Err(findings) => {
            screen.all(&findings);
            return Exit::Usage;
        }
    };
    let desk = desk(stock, &Books { workspace: options.dossier.clone(), archive: None });
    let asked = Adopting {
        dossier: Some(&options.dossier),
        kind: options.kind.as_deref(),
        look: options.look,
        ..Adopting::default()
    };
    let mut worst = Exit::Done;
    let (mut written, count) = (0, files.len());
    for file in files {
        let done = desk.adopt_file(&file, &asked);
        written += usize::from(done.as_ref().is_ok_and(|(adopted, _)| adopted.paper.is_some()));
        worst = worst.max(shown(done, options.strict, screen));
    }
    if count > 1 {
        screen.say(&format!("{count} tệp Word, {written} bản nháp đã viết"));
    }
    worst
}

fn shown(done: Result<(Adopted, Vec<Diagnostic>), Findings>, strict: bool, screen: &mut Screen) -> Exit {
    match done {
        Ok((adopted, found)) => {
            told(&adopted, screen);
            screen.all(&found);
            screen.plain(&adopted);
            exit(&found, strict)
        }
        Err(findings) => {
            screen.all(&findings);
            exit(&findings, strict)
        }
    }
}

fn told(adopted: &Adopted, screen: &mut Screen) {
    let head = [adopted.kind_name.as_str(), &adopted.symbol, &adopted.day];
    let head: Vec<&str> = head.into_iter().filter(|part| !part.is_empty()).collect();
    screen.line(&format!("{}: {}", adopted.file, head.join("; ")));
    for field in &adopted.fields {
        let lines = field.text.lines().count();
        let first: String = field.text.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
        let cut = if first.len() < field.text.len() { "…" } else { "" };
        let more = if lines > 1 { format!(" ({lines} dòng)") } else { String::new() };
        screen.line(&format!("  {}: {first}{cut}{more}", field.label));
    }
    for left in &adopted.left {
        let short: String = left.text.replace('\n', " ").chars().take(SHOWN).collect();
        screen.line(&format!("  chưa lấy, đoạn {}: {short}", left.paragraph));
    }
    match &adopted.paper {
        Some(file) => screen.line(&format!("  đã viết `{file}`; xem lại, rồi chạy `vanthu kiem-tra`")),
        None => screen.line("  chưa viết tệp nào"),
    }
}
