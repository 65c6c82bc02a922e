//! `vanthu register`: the book of outgoing papers, listed, searched, proven.

use std::path::Path;

use serde_json::json;

use super::args::{Books, Numbered, RegisterCommand, Rowed};
use super::issue::day;
use super::screen::Screen;
use super::{Exit, check, clock, exit};
use crate::diag::{Code, Diagnostic, nearest, os_words};
use crate::kind::kinds;
use crate::pipeline::{Stock, Workspace, book, workspace};
use crate::register::{Entry, Query, Register, State, term_of, told as told_day};
use crate::text::folded;

pub(super) fn register(command: &RegisterCommand, stock: &Stock, screen: &mut Screen) -> Exit {
    let done = match command {
        RegisterCommand::List(rows) => list(rows, None, stock, screen),
        RegisterCommand::Find { words, rows } => list(rows, Some(words.join(" ")), stock, screen),
        RegisterCommand::Check(books) => audit(books, screen),
        RegisterCommand::Cancel { number, reason } => cancel(number, reason, stock, screen),
        RegisterCommand::Start(number) => start(number, stock, screen),
        RegisterCommand::Export { file, rows } => export(file, rows, stock, screen),
        RegisterCommand::Print { file, rows } => print(file, rows, stock, screen),
    };
    told(done, screen)
}

/// Shows what went wrong.
pub(super) fn told(done: Result<Exit, Vec<Diagnostic>>, screen: &mut Screen) -> Exit {
    done.unwrap_or_else(|findings| {
        screen.all(&findings);
        exit(&findings, false)
    })
}

/// Opens a workspace's register to be read.
pub(super) fn look(books: &Books) -> Result<(Workspace, Register), Vec<Diagnostic>> {
    let workspace = workspace(&books.workspace)?;
    let register = Register::look(&workspace.folder).map_err(|finding| vec![*finding])?;
    let register = register.ok_or_else(|| {
        let message = format!("cơ quan ở `{}` chưa có sổ đăng ký", workspace.folder.display());
        let hint = "`vanthu issue <văn bản>` lập sổ khi ban hành văn bản đầu tiên";
        vec![Diagnostic::new(Code::REGISTER_OPEN, message).hint(hint)]
    })?;
    Ok((workspace, register))
}

/// Gives the rows someone wants.
pub(super) fn rows(
    rows: &Rowed,
    words: Option<String>,
    stock: &Stock,
) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let (_, register) = look(&rows.books)?;
    let kind = rows.kind.as_deref().map(|kind| series(kind, stock)).transpose()?;
    let query = Query { kind, year: rows.year, words };
    let mut entries = register.list(&query).map_err(|finding| vec![*finding])?;
    entries.retain(|entry| !rows.unsigned || entry.state < State::Signed);
    Ok(entries)
}

/// Gives the series a kind's folder or name stands for: `thong-bao-ket-luan` and
/// `thong-bao-hoan` are both Thông báo.
fn series(word: &str, stock: &Stock) -> Result<String, Vec<Diagnostic>> {
    let word = folded(word.trim());
    let known = kinds(&stock.assets);
    let read = known.iter().filter_map(|id| Some((id.as_str(), folded(&stock.kind(id).ok()?.name))));
    let read: Vec<(&str, String)> = read.collect();
    let found = read.iter().find(|(id, name)| *id == word || *name == word);
    found.map(|(_, name)| name.clone()).ok_or_else(|| {
        let mut finding = Diagnostic::new(Code::KIND_UNKNOWN, format!("không có loại `{word}`"));
        if let Some(near) = nearest(&word, read.iter().map(|(_, name)| name.as_str())) {
            finding = finding.hint(format!("có phải `{near}`?"));
        }
        vec![finding.hint("xem các loại bằng `vanthu kinds`")]
    })
}

/// Finds the row of a number.
pub(super) fn numbered(wanted: &Numbered, stock: &Stock) -> Result<(Workspace, Entry), Vec<Diagnostic>> {
    let (workspace, register) = look(&wanted.books)?;
    let query = Query { kind: Some(series(&wanted.kind, stock)?), ..Query::default() };
    let entries = register.list(&query).map_err(|finding| vec![*finding])?;
    let organ = wanted.organ.as_deref().unwrap_or(workspace.office.issuer.symbol.as_str());
    let day = wanted.date.unwrap_or_else(clock::today);
    let term = term_of(&workspace.office.terms, day).map(|term| term.from);
    let own = |entry: &&Entry| entry.number == wanted.number && entry.organ == organ;
    let found = entries.iter().filter(own).max_by_key(|entry| (Some(entry.term) == term, entry.term));
    let found = found.cloned().ok_or_else(|| {
        let message = format!("sổ không có số {} của loại `{}`, cơ quan {organ}", wanted.number, wanted.kind);
        vec![Diagnostic::new(Code::REGISTER_TAKEN, message).hint("xem `vanthu register list`")]
    })?;
    Ok((workspace, found))
}

fn list(
    wanted: &Rowed,
    words: Option<String>,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let entries = rows(wanted, words, stock)?;
    for entry in &entries {
        let state = match entry.state {
            State::Signed => String::new(),
            State::Kept => "  [chờ bản ký]".to_owned(),
            State::Cancelled => format!("  [đã huỷ: {}]", entry.reason),
            state => format!("  [{}]", state.vietnamese()),
        };
        let noted = entry.state != State::Cancelled && !entry.reason.is_empty();
        let noted = if noted { format!("  [{}]", entry.reason) } else { String::new() };
        let line = format!("{:<14} {:<10} {}{noted}{state}", entry.printed(), day(entry), entry.summary);
        screen.result(&line, entry.json());
    }
    screen.say(&format!("{} dòng", entries.len()));
    Ok(Exit::Done)
}

fn audit(books: &Books, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let (workspace, register) = look(books)?;
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let findings = register.check(&workspace.office.terms, clock::today()).map_err(one)?;
    let (seq, head) = register.head().map_err(one)?;
    screen.all(&findings);
    screen.result(&format!("nhật ký {seq} dòng, mã cuối {head}"), json!({ "dong": seq, "ma": head }));
    screen.say(&check::counted(&findings));
    Ok(exit(&findings, false))
}

fn cancel(
    wanted: &Numbered,
    reason: &str,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let (workspace, entry) = numbered(wanted, stock)?;
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    let done = register.cancel(entry.id, reason, &clock::by());
    // What an earlier run may not have come to in the archive is done now.
    let struck_out = done.as_ref().unwrap_or(&entry);
    let findings = super::archive::struck(&workspace, &wanted.books, &mut register, struck_out);
    let entry = done.map_err(one)?;
    screen.all(&findings);
    screen.result(&format!("{}  đã huỷ: {}", entry.printed(), entry.reason), entry.json());
    Ok(exit(&findings, false))
}

fn start(wanted: &Numbered, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&wanted.books.workspace)?;
    let day = wanted.date.unwrap_or_else(clock::today);
    let Some(term) = term_of(&workspace.office.terms, day) else {
        let message = format!("ngày {} không nằm trong nhiệm kỳ nào", told_day(day));
        return Err(vec![Diagnostic::new(Code::TERM_NONE, message)]);
    };
    let organ = wanted.organ.as_deref().unwrap_or(workspace.office.issuer.symbol.as_str());
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    let kind = series(&wanted.kind, stock)?;
    register.start((organ, term.from, &kind), wanted.number, &clock::by()).map_err(one)?;
    let line = format!("loại `{}`, cơ quan {organ}: số tiếp theo là {}", wanted.kind, wanted.number);
    screen.result(&line, json!({ "loai": wanted.kind, "co_quan": organ, "tiep_theo": wanted.number }));
    Ok(Exit::Done)
}

/// Names the ten columns of NĐ30 Phụ lục IV, and what a Party register needs.
const HEADS: [&str; 14] = [
    "Nhiệm kỳ từ",
    "Loại",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ghi chú",
    "Trạng thái",
    "Tệp",
    "SHA-256 của PDF",
    "Mã trong kho lưu",
];

fn export(file: &Path, wanted: &Rowed, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let entries = rows(wanted, None, stock)?;
    std::fs::write(file, csv(&entries)).map_err(|error| {
        let message = format!("không viết được `{}`: {}", file.display(), os_words(&error));
        vec![Diagnostic::new(Code::OUTPUT_WRITE, message)]
    })?;
    let shown = file.display().to_string();
    screen
        .result(&format!("{shown}  {} dòng", entries.len()), json!({ "tep": shown, "dong": entries.len() }));
    Ok(Exit::Done)
}

/// Writes rows as CSV.
pub(super) fn csv(entries: &[Entry]) -> String {
    let mut text = String::from("\u{feff}");
    text += &line(&HEADS.map(str::to_owned));
    for entry in entries {
        text += &line(&cells(entry));
    }
    text
}

fn print(file: &Path, wanted: &Rowed, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let (workspace, register) = look(&wanted.books)?;
    let entries = rows(wanted, None, stock)?;
    let head = register.head().map_err(|finding| vec![*finding])?;
    let pages = book(&workspace.office, &entries, &head, clock::today(), file, stock)?;
    let shown = file.display().to_string();
    screen.result(&format!("{shown}  {pages} trang"), json!({ "pdf": shown, "so_trang": pages }));
    Ok(Exit::Done)
}

fn cells(entry: &Entry) -> [String; 14] {
    [
        entry.term.to_string(),
        entry.kind_name.clone(),
        entry.printed(),
        day(entry),
        format!("{} {}", entry.kind_name, entry.summary),
        entry.signer.clone(),
        entry.recipients.replace('\n', "; "),
        entry.kept_at.clone(),
        entry.copies.to_string(),
        entry.reason.clone(),
        entry.state.vietnamese().to_owned(),
        entry.path.clone(),
        entry.pdf.clone(),
        entry.object.clone(),
    ]
}

/// Writes a line; what a spreadsheet would take for a formula stays text.
fn line(cells: &[String]) -> String {
    let cell = |text: &String| {
        let guard = if text.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}
