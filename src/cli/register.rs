//! `vanthu register`: the book of outgoing papers, listed, searched, proven.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::args::{Books, Numbered, RegisterCommand, Rowed};
use super::books::{look, query, rows, term_at, told};
use super::import::import;
use super::issue::day;
use super::keep::struck;
use super::mark::name;
use super::named::one_of;
use super::screen::Screen;
use super::{Exit, check, clock, exit};
use crate::diag::{Code, Diagnostic};
use crate::office::{self, book};
use crate::pipeline::{Stock, workspace};
use crate::register::{Register, State};

pub(super) fn register(command: &RegisterCommand, stock: &Stock, screen: &mut Screen) -> Exit {
    let done = match command {
        RegisterCommand::List(rows) => list(rows, None, stock, screen),
        RegisterCommand::Find { words, rows } => list(rows, Some(words.join(" ")), stock, screen),
        RegisterCommand::Check { books, head } => audit(books, head.as_deref(), screen),
        RegisterCommand::Import(options) => import(options, stock, screen),
        RegisterCommand::Cancel { number, which, reason } => cancel((number, *which), reason, stock, screen),
        RegisterCommand::Start(number) => start(number, stock, screen),
        RegisterCommand::Export { file, rows } => export(file, rows, stock, screen),
        RegisterCommand::Print { file, rows } => print(file, rows, stock, screen),
    };
    told(done, screen)
}

fn list(
    wanted: &Rowed,
    words: Option<String>,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let entries = rows(wanted, words, stock)?;
    let mut rows: BTreeMap<&str, u32> = BTreeMap::new();
    for entry in &entries {
        *rows.entry(&entry.path).or_default() += 1;
    }
    for entry in &entries {
        let state = match entry.state {
            State::Signed => String::new(),
            State::Kept => "  [chờ bản ký]".to_owned(),
            State::Cancelled => format!("  [đã huỷ: {}]", entry.reason),
            state if entry.dup > 0 => format!("  [{}, trùng số]", state.vietnamese()),
            state => format!("  [{}]", state.vietnamese()),
        };
        let noted = entry.state != State::Cancelled && !entry.reason.is_empty();
        let noted = if noted { format!("  [{}]", entry.reason) } else { String::new() };
        // Where each guest has a number of their own, the guest tells the rows apart.
        let own = !entry.path.is_empty() && (entry.copy > 0 || rows[entry.path.as_str()] > 1);
        let whom = if own { format!(" → {}", entry.recipients.replace('\n', "; ")) } else { String::new() };
        let line =
            format!("{:<14} {:<10} {}{whom}{noted}{state}", entry.printed(), day(entry), entry.summary);
        screen.result(&line, entry.json());
    }
    screen.say(&format!("{} dòng", entries.len()));
    Ok(Exit::Done)
}

fn audit(books: &Books, printed: Option<&str>, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let (workspace, register) = look(books)?;
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let mut findings = register.check(&workspace.office.terms, clock::today()).map_err(one)?;
    if let Some(printed) = printed
        && !register.knows(printed.trim()).map_err(one)?
    {
        let message = format!(
            "nhật ký không có mã `{}` đã in: sổ đã bị cắt hoặc viết lại từ sau lần in",
            printed.trim()
        );
        let hint = "đối chiếu từng dòng với bản in ấy; giữ nguyên hai thư mục so và luu, lấy bản sao lưu";
        findings.push(Diagnostic::new(Code::REGISTER_BROKEN, message).hint(hint));
    }
    let (seq, head) = register.head().map_err(one)?;
    screen.all(&findings);
    screen.result(&format!("nhật ký {seq} dòng, mã cuối {head}"), json!({ "dong": seq, "ma": head }));
    screen.say(&check::counted(&findings));
    Ok(exit(&findings, false))
}

fn cancel(
    (wanted, which): (&Numbered, Option<u32>),
    reason: &str,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let (workspace, entry) = one_of((wanted, which), stock)?;
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    let done = register.cancel(entry.id, reason, &clock::by());
    // What an earlier run may not have come to in the archive is done now.
    let struck_out = done.as_ref().unwrap_or(&entry);
    let findings = struck(&workspace, &wanted.books, &mut register, struck_out);
    let entry = done.map_err(one)?;
    screen.all(&findings);
    screen.result(&format!("{}  đã huỷ: {}", entry.printed(), entry.reason), entry.json());
    Ok(exit(&findings, false))
}

fn start(wanted: &Numbered, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&wanted.books.workspace)?;
    let day = wanted.date.unwrap_or_else(clock::today);
    let term = term_at(day, &workspace.office.terms)?;
    let name = name(&wanted.name, wanted.number)?;
    let organ = name.organ(wanted.organ.as_deref(), workspace.office.issuer.symbol.as_str())?;
    let (kind, number) = name.series(stock)?;
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    register.start((organ, term, &kind), number, &clock::by()).map_err(one)?;
    let line = format!("loại `{kind}`, cơ quan {organ}: số tiếp theo là {number}");
    screen.result(&line, json!({ "loai": kind, "co_quan": organ, "tiep_theo": number }));
    Ok(Exit::Done)
}

fn export(file: &Path, wanted: &Rowed, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let entries = rows(wanted, None, stock)?;
    office::export(&entries, file).map_err(|finding| vec![*finding])?;
    let shown = file.display().to_string();
    screen
        .result(&format!("{shown}  {} dòng", entries.len()), json!({ "tep": shown, "dong": entries.len() }));
    Ok(Exit::Done)
}

fn print(file: &Path, wanted: &Rowed, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let (workspace, register) = look(&wanted.books)?;
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let query = query(wanted, None, &workspace, stock)?;
    let entries = register.list(&query).map_err(one)?;
    let head = register.head().map_err(one)?;
    let pages = book(&workspace.office, (&query, &entries), &head, clock::today(), file, stock)?;
    let shown = file.display().to_string();
    screen.result(&format!("{shown}  {pages} trang"), json!({ "pdf": shown, "so_trang": pages }));
    Ok(Exit::Done)
}
