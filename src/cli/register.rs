//! `vanthu register`: the book of outgoing papers, listed, searched, proven.

use std::collections::BTreeMap;
use std::path::Path;

use super::args::{Import, RegisterCommand, Rowed};
use super::keep::named;
use super::screen::Screen;
use super::{Exit, check, desk, exit, told};
use crate::diag::Findings;
use crate::office::{Desk, Entered, Imported, OldBookAsked, Row, SeriesTold, Wanted, day_told};
use crate::pipeline::{Stock, keep_mending};

pub(super) fn register(command: &RegisterCommand, stock: &Stock, screen: &mut Screen) -> Exit {
    let desk = desk(stock, command.books());
    let done = match command {
        RegisterCommand::List(rows) => list(&wanted(rows), &desk, screen),
        RegisterCommand::Find { words, rows } => {
            list(&Wanted { words: Some(words.join(" ")), ..wanted(rows) }, &desk, screen)
        }
        RegisterCommand::Check { head, .. } => audit(head.as_deref(), &desk, screen),
        RegisterCommand::Import(options) => import(options, &desk, screen),
        RegisterCommand::Cancel { number, which, reason } => {
            desk.cancel(&named(number), *which, reason).map(|(row, findings)| {
                screen.all(&findings);
                screen.answer(&format!("{}  đã huỷ: {}", row.printed, row.reason), &row);
                exit(&findings, false)
            })
        }
        RegisterCommand::Start(number) => desk.start(&named(number)).map(|started| {
            let line = format!(
                "loại `{}`, cơ quan {}: số tiếp theo là {}",
                started.kind, started.organ, started.next
            );
            screen.answer(&line, &started);
            Exit::Done
        }),
        RegisterCommand::Export { file, rows } => desk.export_rows(file, &wanted(rows)).map(|done| {
            screen.answer(&format!("{}  {} dòng", done.file, done.rows), &done);
            Exit::Done
        }),
        RegisterCommand::Print { file, rows } => desk.print_rows(file, &wanted(rows)).map(|done| {
            screen.answer(&format!("{}  {} trang", done.pdf, done.pages), &done);
            Exit::Done
        }),
    };
    told(done, screen)
}

/// Says which rows the command line wants.
pub(super) fn wanted(rows: &Rowed) -> Wanted {
    Wanted {
        kind: rows.kind.clone(),
        year: rows.year,
        term: rows.term.clone(),
        unsigned: rows.unsigned,
        words: None,
    }
}

fn list(wanted: &Wanted, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let entries = desk.list(wanted)?;
    let mut rows: BTreeMap<&str, u32> = BTreeMap::new();
    for entry in &entries {
        *rows.entry(&entry.path).or_default() += 1;
    }
    for entry in &entries {
        // Where each guest has a number of their own, the guest tells the rows apart.
        let own = !entry.path.is_empty() && (entry.copy > 0 || rows[entry.path.as_str()] > 1);
        screen.answer(&line(entry, own), entry);
    }
    screen.say(&format!("{} dòng", entries.len()));
    Ok(Exit::Done)
}

fn line(row: &Row, own: bool) -> String {
    let state = match row.state {
        "da-ky" => String::new(),
        "luu" => "  [chờ bản ký]".to_owned(),
        _ if row.is_struck() => format!("  [đã huỷ: {}]", row.reason),
        _ if row.dup > 0 => format!("  [{}, trùng số]", row.stands()),
        _ => format!("  [{}]", row.stands()),
    };
    let noted = !row.is_struck() && !row.reason.is_empty();
    let noted = if noted { format!("  [{}]", row.reason) } else { String::new() };
    let whom = if own { format!(" → {}", row.recipients.replace('\n', "; ")) } else { String::new() };
    format!("{:<14} {:<10} {}{whom}{noted}{state}", row.printed, row.day(), row.summary)
}

fn audit(printed: Option<&str>, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let (head, findings) = desk.audit(printed)?;
    screen.all(&findings);
    screen.answer(&format!("nhật ký {} dòng, mã cuối {}", head.rows, head.digest), &head);
    screen.say(&check::counted(&findings));
    Ok(exit(&findings, false))
}

fn import(options: &Import, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let asked = OldBookAsked {
        sheet: options.sheet.clone(),
        kind: options.kind.clone(),
        again: options.again,
        rehearsal: options.dry_run,
    };
    let done = desk.import(&options.file, &asked)?;
    screen.all(&done.findings);
    for skipped in &done.skipped {
        screen.say(&format!("bỏ qua {skipped}"));
    }
    for mended in &done.mended {
        screen.say(&format!("{mended}: đã vào sổ từ tệp sửa, không phải làm nữa"));
    }
    for corrected in &done.corrected {
        screen.say(&format!("đã sửa theo tệp, chữ cũ còn trong nhật ký: {corrected}"));
    }
    for series in &done.series {
        screen.line(&series_line(series));
    }
    screen.line(&rows_line(&done.entered, options.dry_run));
    screen.say(&check::counted(&done.findings));
    let bad = match (&done.bad, options.bad.as_deref()) {
        (None, _) => None,
        (Some(rows), Some(path)) => Some(keep(rows, path, screen)?),
        (Some(_), None) => {
            screen.say("thêm --loi loi.csv để lấy các dòng chưa dùng được ra một tệp, sửa rồi nhập tệp ấy");
            None
        }
    };
    screen.plain(&Imported {
        series: done.series,
        rows: done.entered,
        rehearsal: options.dry_run,
        skipped: done.skipped,
        mended: done.mended,
        corrected: done.corrected,
        bad,
    });
    Ok(exit(&done.findings, false))
}

fn series_line(series: &SeriesTold) -> String {
    let begins = if series.first > 1 {
        format!("; dãy bắt đầu từ số {}, các số trước coi là ở sổ giấy", series.first)
    } else {
        String::new()
    };
    format!(
        "{} ({}), nhiệm kỳ từ {}: {} văn bản, số {}–{}; số tiếp theo là {}{begins}",
        series.kind,
        series.organ,
        day_told(series.term),
        series.rows,
        series.least,
        series.greatest,
        series.next
    )
}

fn rows_line(rows: &Entered, rehearsal: bool) -> String {
    let how = if rehearsal { "sẽ vào sổ (xem trước, chưa ghi gì)" } else { "vào sổ" };
    let Entered { entered, known, bad, skipped } = rows;
    format!(
        "{entered} dòng {how}; {known} dòng đã có trong sổ; {bad} dòng chưa dùng được; {skipped} dòng không phải văn bản"
    )
}

/// Writes the bad rows, to be mended and imported; gives the file.
fn keep(rows: &[u8], wanted: &Path, screen: &mut Screen) -> Result<String, Findings> {
    let path = keep_mending(wanted, rows)?;
    screen.kept(wanted, &path);
    let shown = path.display().to_string();
    screen.say(&format!("các dòng chưa dùng được ở `{shown}`: sửa rồi `vanthu so nhap \"{shown}\"`"));
    Ok(shown)
}
