//! `vanthu issue`: gives papers their numbers, makes the final PDFs, keeps them.

use std::time::Duration;

use super::args::Issue;
use super::screen::Screen;
use super::{Exit, check, clock, exit, processors};
use crate::office::{Desk, IssuedPaper, Row};
use crate::pipeline::{Settings, Stock};

pub(super) fn issue(options: &Issue, stock: &Stock, screen: &mut Screen) -> Exit {
    if !check::known_rules(&options.papers, stock, screen) {
        return Exit::Usage;
    }
    let jobs = processors(options.jobs);
    let settings = Settings {
        rules: options.papers.rules.clone(),
        jobs,
        limit: Duration::from_secs(options.limit),
        date: options.date,
        ..Settings::new(options.papers.out.clone())
    };
    let desk = Desk {
        stock,
        place: std::path::PathBuf::from("."),
        archive: options.archive.clone(),
        by: clock::by(),
        today: clock::today(),
        now: clock::seconds(),
    };
    let (issued, findings) = desk.issue(&options.papers.paths, &settings, options.ahead);
    if issued.is_empty() && findings.is_empty() {
        screen.refuse(&check::nothing(&options.papers.paths));
        return Exit::Usage;
    }
    screen.all(&findings);
    for one in &issued {
        show(one, screen);
    }
    let done = issued.iter().filter(|one| is_kept(one)).count();
    screen.say(&format!("{done}/{} văn bản đã ban hành và lưu; {}", issued.len(), check::counted(&findings)));
    exit(&findings, options.papers.strict)
}

fn is_kept(one: &IssuedPaper) -> bool {
    one.pdf.is_some() && one.rows.first().is_some_and(Row::is_kept)
}

fn show(one: &IssuedPaper, screen: &mut Screen) {
    let file = &one.file;
    let line = match (one.rows.as_slice(), &one.pdf) {
        ([first, .., last], Some(out)) if is_kept(one) => {
            format!("{}–{}  {}  {out}", first.number, last.printed, first.day())
        }
        ([first], Some(out)) if is_kept(one) => format!("{}  {}  {out}", first.printed, first.day()),
        ([first, ..], None) if first.is_kept() => {
            let (printed, day) = (&first.printed, first.day());
            format!("{printed}  {day}  {file}  bản đã lưu còn nguyên; tệp nay khác nên không ban hành")
        }
        ([first, ..], _) => {
            let (printed, day) = (&first.printed, first.day());
            format!("{printed}  {day}  {file}  đã giữ số, chưa xong: sửa lỗi rồi chạy lại")
        }
        _ => format!("{file}  chưa ban hành được, {} lỗi; chưa lấy số", one.errors),
    };
    let before = if one.before { "  (đã ban hành trước đây, còn nguyên)" } else { "" };
    screen.answer(&format!("{line}{before}"), one);
}
