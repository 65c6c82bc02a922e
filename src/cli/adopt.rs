//! `vanthu import`: makes drafts of Word files that others wrote, and says what of them was recognised
//! and what was not taken.

use super::args::{Adopt, Books, SplitBy};
use super::screen::Screen;
use super::{Exit, desk, exit};
use crate::diag::Findings;
use crate::office::{Adopted, Gathered, Gathering, Split, Taken};
use crate::pipeline::Stock;

/// Is how much (letters) of a field is shown.
const SHOWN: usize = 90;

pub(super) fn adopt(options: &Adopt, stock: &Stock, screen: &mut Screen) -> Exit {
    adopted(options, stock, screen).unwrap_or_else(|findings| {
        screen.all(&findings);
        exit(&findings, options.strict)
    })
}

fn adopted(options: &Adopt, stock: &Stock, screen: &mut Screen) -> Result<Exit, Findings> {
    let desk = desk(stock, &Books { workspace: options.dossier.clone(), archive: None });
    let asked = Gathering {
        paths: &options.files,
        dossier: &options.dossier,
        split: match options.split {
            None => Split::None,
            Some(SplitBy::File) => Split::Files,
            Some(SplitBy::Folder) => Split::Folders,
        },
        kind: options.kind.as_deref(),
        look: options.look,
        report: options.report.as_deref(),
    };
    let mut worst = Exit::Done;
    let gathered = desk.adopt_all(&asked, &mut |taken| {
        shown(taken, options, screen);
        worst = worst.max(exit(&taken.findings, options.strict));
    })?;
    screen.all(&gathered.findings);
    if gathered.files.len() > 1 {
        screen.say(&sum(&gathered, options.look));
    }
    Ok(worst.max(exit(&gathered.findings, options.strict)))
}

/// Shows what became of a file; where there is a report, in a line.
fn shown(taken: &Taken, options: &Adopt, screen: &mut Screen) {
    if let Some(adopted) = &taken.adopted {
        screen.plain(adopted);
    }
    match &taken.adopted {
        Some(adopted) if options.report.is_some() => screen.line(&brief(adopted)),
        Some(adopted) => told(adopted, screen),
        None => screen.line(&format!("{}: không nhận được", taken.file)),
    }
    if options.report.is_none() || taken.adopted.is_none() || screen.is_for_program() {
        screen.all(&taken.findings);
    }
}

/// Says in a line what became of a file.
fn brief(adopted: &Adopted) -> String {
    let left = match adopted.left.len() {
        0 => String::new(),
        count => format!(", {count} chỗ chưa lấy"),
    };
    format!("{}: {}{left}", head(adopted), became(adopted))
}

fn head(adopted: &Adopted) -> String {
    let parts = [adopted.kind_name.as_str(), &adopted.symbol, &adopted.day];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}: {}", adopted.file, parts.join("; "))
}

/// Says where the draft is, or why there is none.
fn became(adopted: &Adopted) -> String {
    if let Some(file) = &adopted.paper {
        return format!("đã viết `{file}`");
    }
    if let Some(row) = adopted.row.as_ref().filter(|row| row.is_its_own) {
        let differs = if row.differs.is_empty() { "" } else { ", có chỗ khác sổ" };
        return format!("đã có trong sổ ({}){differs}", row.whose);
    }
    match &adopted.earlier {
        Some(earlier) => format!("giống hệt tệp đã nhận (`{earlier}`)"),
        None => "chưa viết tệp nào".to_owned(),
    }
}

fn told(adopted: &Adopted, screen: &mut Screen) {
    screen.line(&head(adopted));
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
    let next = if adopted.paper.is_some() { "; xem lại, rồi chạy `vanthu kiem-tra`" } else { "" };
    screen.line(&format!("  {}{next}", became(adopted)));
}

/// Counts what became of all files.
fn sum(gathered: &Gathered, look: bool) -> String {
    let adopted = || gathered.files.iter().filter_map(|taken| taken.adopted.as_ref());
    let drafts = adopted().filter(|one| one.paper.is_some()).count();
    let in_book = adopted().filter(|one| one.row.as_ref().is_some_and(|row| row.is_its_own)).count();
    let earlier = adopted().filter(|one| one.earlier.is_some()).count();
    let unknown = adopted().filter(|one| one.kind.is_none()).count();
    let refused = gathered.files.len() - adopted().count();
    let counted = [
        (in_book, "đã có trong sổ"),
        (earlier, "giống hệt tệp đã nhận"),
        (unknown, "chưa rõ loại"),
        (refused, "không nhận được"),
        (gathered.alone.len(), "dòng sổ cũ không có tệp"),
    ];
    let more = counted.into_iter().filter(|(count, _)| *count > 0);
    let more = more.fold(String::new(), |all, (count, what)| format!("{all}, {count} {what}"));
    let drafts = if look { "chỉ xem".to_owned() } else { format!("{drafts} bản nháp đã viết") };
    format!("{} tệp Word: {drafts}{more}", gathered.files.len())
}
