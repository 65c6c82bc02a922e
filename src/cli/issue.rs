//! `vanthu issue`: gives papers their numbers, makes the final PDFs, keeps them.

use std::time::Duration;

use serde_json::json;

use super::args::Issue;
use super::screen::Screen;
use super::{Exit, check, clock, exit};
use crate::diag::Diagnostic;
use crate::office::{Issued, Order, issue as run};
use crate::pipeline::{Settings, Stock};
use crate::register::{Entry, told};

pub(super) fn issue(options: &Issue, stock: &Stock, screen: &mut Screen) -> Exit {
    if !check::known_rules(&options.papers, stock, screen) {
        return Exit::Usage;
    }
    let jobs = options
        .jobs
        .map_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get), usize::from);
    let settings = Settings {
        rules: options.papers.rules.clone(),
        jobs,
        limit: Duration::from_secs(options.limit),
        date: options.date,
        ..Settings::new(options.papers.out.clone())
    };
    let order = Order {
        archive: options.archive.clone(),
        by: clock::by(),
        today: clock::today(),
        ahead: options.ahead,
    };
    let (issued, mut findings) = run(&options.papers.paths, &settings, stock, &order);
    if issued.is_empty() && findings.is_empty() {
        screen.refuse(&check::nothing(&options.papers.paths));
        return Exit::Usage;
    }
    for one in &issued {
        findings.extend(one.findings.iter().cloned());
    }
    screen.all(&findings);
    for one in &issued {
        show(one, screen);
    }
    let done = issued.iter().filter(|one| is_kept(one)).count();
    screen.say(&format!("{done}/{} văn bản đã ban hành và lưu; {}", issued.len(), check::counted(&findings)));
    exit(&findings, options.papers.strict)
}

fn is_kept(one: &Issued) -> bool {
    one.out.is_some() && one.entries.first().is_some_and(|entry| entry.state.is_kept())
}

fn show(one: &Issued, screen: &mut Screen) {
    let file = one.file.display().to_string();
    let out = one.out.as_ref().map(|out| out.display().to_string());
    let object = json!({
        "tep": file, "pdf": out, "da_co_so": one.again, "da_luu_truoc": one.before,
        "so_dang_ky": one.entries.iter().map(Entry::json).collect::<Vec<_>>(),
    });
    let line = match (one.entries.as_slice(), &out) {
        ([first, .., last], Some(out)) if is_kept(one) => {
            format!("{}–{}  {}  {out}", first.number, last.printed(), day(first))
        }
        ([first], Some(out)) if is_kept(one) => format!("{}  {}  {out}", first.printed(), day(first)),
        ([first, ..], None) if first.state.is_kept() => {
            format!(
                "{}  {}  {file}  bản đã lưu còn nguyên; tệp nay khác nên không ban hành",
                first.printed(),
                day(first)
            )
        }
        ([first, ..], _) => {
            format!("{}  {}  {file}  đã giữ số, chưa xong: sửa lỗi rồi chạy lại", first.printed(), day(first))
        }
        _ => {
            let errors = one.findings.iter().filter(|finding| Diagnostic::is_error(finding)).count();
            format!("{file}  chưa ban hành được, {errors} lỗi; chưa lấy số")
        }
    };
    let before = if one.before { "  (đã ban hành trước đây, còn nguyên)" } else { "" };
    screen.result(&format!("{line}{before}"), object);
}

/// Writes the day of an entry as a column has it.
pub(super) fn day(entry: &Entry) -> String {
    told(entry.date)
}
