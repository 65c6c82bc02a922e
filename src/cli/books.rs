//! Comes in: what the words of a command choose. Goes out: the register, its rows,
//! the archive, the dossier, the CAs they mean. Must not know: how one paper is
//! named, what is done with them.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::{Books, Rowed};
use super::clock;
use super::mark::Mark;
use super::screen::Screen;
use super::verify::read;
use super::{Exit, exit};
use crate::diag::{Code, Diagnostic, nearest};
use crate::digest::sha256_hex;
use crate::kind::{kind_names, kinds};
use crate::model::Term;
use crate::office::Anchors;
use crate::pipeline::{Stock, Workspace, archive_root, paper_path, workspace};
use crate::register::{Entry, Query, Register, State, file as register_file, term_of, told as told_day};
use crate::text::folded;
use crate::verify::Trust;

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
        let hint = "`vanthu ban-hanh <văn bản>` lập sổ khi ban hành văn bản đầu tiên";
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
    // A paper that was named by its number goes before those that tell of it.
    if let Some(mark) = query.words.as_deref().and_then(Mark::whole) {
        let every = register.list(&Query { words: None, ..query }).map_err(|finding| vec![*finding])?;
        let own: Vec<Entry> = every.into_iter().filter(|entry| mark.is_of(entry)).collect();
        entries.retain(|entry| !own.contains(entry));
        entries.splice(0..0, own);
    }
    entries.retain(|entry| !rows.unsigned || entry.state < State::Signed);
    Ok(entries)
}

pub(super) fn query(
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
pub(super) fn series(word: &str, stock: &Stock) -> Result<String, Vec<Diagnostic>> {
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
        vec![finding.hint("xem các loại bằng `vanthu loai`")]
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

/// Gives the first day of the term a day lies in.
pub(super) fn term_at(day: NaiveDate, terms: &[Term]) -> Result<NaiveDate, Vec<Diagnostic>> {
    term_of(terms, day).map(|term| term.from).ok_or_else(|| {
        let message = format!("ngày {} không nằm trong nhiệm kỳ nào", told_day(day));
        let new = "nhiệm kỳ mới thì khai thêm vào nhiem_ky trong co-quan.yaml; nhiệm kỳ trước thì thêm --ngay với một ngày của nhiệm kỳ ấy";
        vec![Diagnostic::new(Code::TERM_NONE, message).hint(new)]
    })
}

/// Gives the folder of the archive a command is about.
pub(super) fn root(books: &Books, workspace: &Workspace) -> PathBuf {
    archive_root(&workspace.folder, &workspace.office, books.archive.as_deref())
}

/// Gives a dossier's folder from the workspace, wherever one stands.
pub(super) fn dossier_name(workspace: &Workspace, folder: &Path) -> String {
    let here = [workspace.folder.join(folder), folder.to_owned()];
    let place = here.iter().find(|place| place.is_dir()).unwrap_or(&here[0]);
    paper_path(&workspace.folder, place)
}

/// Reads the CAs an office trusts.
pub(super) fn anchors(files: &[PathBuf]) -> Result<Anchors, Box<Diagnostic>> {
    let mut anchors = Anchors { trust: Trust::at(clock::seconds()), files: Vec::new() };
    for file in files {
        let bytes = read(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        anchors.trust.add(&name, &bytes)?;
        anchors.files.push((name, sha256_hex(&bytes)));
    }
    Ok(anchors)
}
