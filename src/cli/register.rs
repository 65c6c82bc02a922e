//! `vanthu register`: the book of outgoing papers, listed, searched, proven.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::args::{Books, Numbered, RegisterCommand, Rowed};
use super::import::import;
use super::issue::day;
use super::screen::Screen;
use super::{Exit, check, clock, exit};
use crate::diag::{Code, Diagnostic, nearest};
use crate::kind::{kind_names, kinds};
use crate::model::Term;
use crate::pipeline::{self, Stock, Workspace, book, workspace};
use crate::register::{Entry, Query, Register, State, file as register_file, term_of, told as told_day};
use crate::text::folded;

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
        let path = register_file(&workspace.folder);
        if path.is_file() {
            let message = format!("tệp sổ `{}` trống, chưa có gì bên trong", path.display());
            let hint = "nếu đã từng cấp số thì tệp đã bị cắt: lấy lại bản sao lưu của so và luu trước khi ban hành tiếp";
            return vec![Diagnostic::new(Code::REGISTER_OPEN, message).hint(hint)];
        }
        let message = format!("cơ quan ở `{}` chưa có sổ đăng ký", workspace.folder.display());
        let hint = "`vanthu issue <văn bản>` lập sổ khi ban hành văn bản đầu tiên";
        let lost = "cơ quan đã có sổ mà nay không thấy thì đừng ban hành: chép lại thư mục `so` từ bản sao lưu";
        vec![Diagnostic::new(Code::REGISTER_OPEN, message).hint(hint).hint(lost)]
    })?;
    Ok((workspace, register))
}

/// Gives the rows someone wants.
pub(super) fn rows(
    rows: &Rowed,
    words: Option<String>,
    stock: &Stock,
) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let (workspace, register) = look(&rows.books)?;
    let query = query(rows, words, &workspace, stock)?;
    let mut entries = register.list(&query).map_err(|finding| vec![*finding])?;
    entries.retain(|entry| !rows.unsigned || entry.state < State::Signed);
    Ok(entries)
}

fn query(
    rows: &Rowed,
    words: Option<String>,
    workspace: &Workspace,
    stock: &Stock,
) -> Result<Query, Vec<Diagnostic>> {
    let kind = rows.kind.as_deref().map(|kind| series(kind, stock)).transpose()?;
    let term = rows.term.as_deref().map(|word| term(word, &workspace.office.terms)).transpose()?;
    Ok(Query { kind, year: rows.year, term, words })
}

/// Gives the series a kind's folder or name stands for: `thong-bao-ket-luan` and
/// `thong-bao-hoan` are both Thông báo.
fn series(word: &str, stock: &Stock) -> Result<String, Vec<Diagnostic>> {
    let word = folded(word.trim());
    let known = kinds(&stock.assets);
    let read = known.iter().filter_map(|id| Some((id.as_str(), folded(&stock.kind(id).ok()?.name))));
    let mut read: Vec<(&str, String)> = read.collect();
    // An older book has kinds that no folder prints.
    read.extend(kind_names(&stock.assets)?.iter().map(|kind| ("", folded(&kind.name))));
    let found = read.iter().find(|(id, name)| *id == word || *name == word);
    found.map(|(_, name)| name.clone()).ok_or_else(|| {
        let mut finding = Diagnostic::new(Code::KIND_UNKNOWN, format!("không có loại `{word}`"));
        if let Some(near) = nearest(&word, read.iter().map(|(_, name)| name.as_str())) {
            finding = finding.hint(format!("có phải `{near}`?"));
        }
        vec![finding.hint("xem các loại bằng `vanthu kinds`")]
    })
}

/// Gives the first day of the term that is named by its first day or year, or by
/// its years: `2025-07-01`, `01/7/2025`, `2025`, `2025-2030`.
fn term(word: &str, terms: &[Term]) -> Result<NaiveDate, Vec<Diagnostic>> {
    let year = |term: &Term| chrono::Datelike::year(&term.from).to_string();
    let names = |term: &Term| {
        let day = told_day(term.from);
        let plain = term.from.format("%d/%m/%Y").to_string();
        let years = term.until.map(|until| format!("{}-{}", year(term), chrono::Datelike::year(&until)));
        [Some(term.from.to_string()), Some(day), Some(plain), Some(year(term)), years]
    };
    let begins = |term: &&Term| {
        let said = word.trim().replace('–', "-");
        let open = term.until.is_none() && said.split_once('-').is_some_and(|(from, _)| from == year(term));
        names(term).into_iter().flatten().any(|name| name == said) || (open && said.len() == 9)
    };
    let found: Vec<&Term> = terms.iter().filter(begins).collect();
    if let [only] = found.as_slice() {
        return Ok(only.from);
    }
    let known: Vec<String> = terms.iter().map(|term| term.from.to_string()).collect();
    let message = format!("không có nhiệm kỳ `{word}`, hoặc có hơn một");
    Err(vec![
        Diagnostic::new(Code::TERM_NONE, message).hint(format!("ghi ngày bắt đầu: {}", known.join(", "))),
    ])
}

/// Finds the row of a number.
pub(super) fn numbered(wanted: &Numbered, stock: &Stock) -> Result<(Workspace, Entry), Vec<Diagnostic>> {
    one_of((wanted, None), stock)
}

/// Finds the row of a number; `which` of them (from 1), where an older book gave
/// it more than once.
fn one_of(
    (wanted, which): (&Numbered, Option<u32>),
    stock: &Stock,
) -> Result<(Workspace, Entry), Vec<Diagnostic>> {
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
    let same: Vec<&Entry> = entries.iter().filter(own).filter(|entry| entry.term == found.term).collect();
    let chosen = match which {
        Some(which) => usize::try_from(which - 1).ok().and_then(|at| same.get(at)).copied(),
        None if same.len() == 1 => Some(same[0]),
        None => None,
    };
    chosen.cloned().map(|entry| (workspace, entry)).ok_or_else(|| vec![several(wanted.number, &same)])
}

/// Says which papers have one number, and how one of them is named.
fn several(number: u32, same: &[&Entry]) -> Diagnostic {
    let message = if same.len() == 1 {
        format!("số {number} chỉ có một văn bản trong sổ")
    } else {
        format!("sổ cũ cấp số {number} cho {} văn bản, chưa rõ là văn bản nào", same.len())
    };
    let finding = Diagnostic::new(Code::REGISTER_TAKEN, message);
    let finding = same.iter().enumerate().fold(finding, |finding, (at, entry)| {
        let struck = if entry.state == State::Cancelled { " (đã huỷ)" } else { "" };
        finding.hint(format!(
            "lần {}: ngày {} “{}”, {}{struck}",
            at + 1,
            day(entry),
            entry.summary,
            entry.whose()
        ))
    });
    finding.hint("huỷ một trong số ấy: thêm --lan và thứ tự của nó, như `vanthu register cancel … --lan 2`")
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
        let new = "nhiệm kỳ mới thì khai thêm vào nhiem_ky trong co-quan.yaml; nhiệm kỳ trước thì thêm --date với một ngày của nhiệm kỳ ấy";
        return Err(vec![Diagnostic::new(Code::TERM_NONE, message).hint(new)]);
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

fn export(file: &Path, wanted: &Rowed, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let entries = rows(wanted, None, stock)?;
    pipeline::export(&entries, file).map_err(|finding| vec![*finding])?;
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
