//! `vanthu archive add|recall|correct`: what is put to a paper or a dossier after
//! it was issued, and what the archive learns of a number that was struck out.

use std::path::Path;

use serde_json::json;

use super::args::{Add, Books, Numbered, Remark, Withdraw};
use super::books::{anchors, dossier_name, look, root};
use super::mark::name;
use super::named::{numbered, object};
use super::screen::Screen;
use super::verify::read;
use super::{Exit, clock, exit};
use crate::archive::Store;
use crate::diag::{Code, Diagnostic};
use crate::office::{
    self, Copy, Fate, Sheaf, absent, dossier_id, dossier_record, keep_signed, open_archive, recount, remark,
    settle, shelved, whose, withdraw_document,
};
use crate::pipeline::{Stock, Workspace, workspace};
use crate::register::{Entry, Register, State};
use crate::text::nfc;

pub(super) fn add(options: &Add, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    if let Some(word) = &options.name {
        name(word, options.number)?;
    }
    let bytes = read(&options.file).map_err(|finding| vec![*finding])?;
    let own = options.file.file_name().unwrap_or_default().to_string_lossy();
    let own = nfc(&own).into_owned();
    match &options.dossier {
        Some(folder) => {
            let reason = options.reason.clone().unwrap_or_else(|| "tài liệu của hồ sơ".to_owned());
            put(&options.books, folder, &Sheaf { name: own, bytes, reason }, screen)
        }
        None => signed(options, &own, &bytes, stock, screen),
    }
}

/// Finds the row a signed copy is offered for: the one that was named, else the
/// one whose paper the file goes on from.
fn meant(
    options: &Add,
    name: &str,
    bytes: &[u8],
    stock: &Stock,
) -> Result<(Workspace, Entry), Vec<Diagnostic>> {
    let Add { number, organ, date, books, .. } = options;
    if let Some(name) = options.name.clone() {
        let (organ, books) = (organ.clone(), books.clone());
        return numbered(&Numbered { name, number: *number, organ, date: *date, books }, stock);
    }
    let (workspace, register) = look(books)?;
    let entry = whose(&register, name, bytes).map_err(|finding| vec![*finding])?;
    Ok((workspace, entry))
}

/// Keeps a signed copy.
fn signed(
    options: &Add,
    name: &str,
    bytes: &[u8],
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    if !bytes.starts_with(b"%PDF-") {
        let finding = Diagnostic::new(Code::FILE_READ, format!("`{name}` không phải PDF"));
        return Err(vec![finding.hint("chọn tệp PDF đã ký; tài liệu khác thì cất vào hồ sơ bằng --ho-so")]);
    }
    let (workspace, entry) = meant(options, name, bytes, stock)?;
    if entry.object.is_empty() {
        return Err(one(absent(&entry)));
    }
    let anchors = anchors(&options.ca).map_err(one)?;
    let store = Store::look(&root(&options.books, &workspace)).map_err(one)?;
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    let by = clock::by();
    let reason = options.reason.as_deref();
    let copy = Copy { name, bytes, scan: options.scan, shared: options.shared, reason };
    let added = keep_signed(&workspace.folder, &store, &mut register, &entry, &copy, &anchors, &by)?;
    settle(&workspace.folder, &store, &mut register, entry.folder(), None, &by).map_err(one)?;
    screen.all(&added.findings);
    let (done, all) = added.signed;
    let state = match added.entry.state {
        State::Signed => "đã ký".to_owned(),
        _ if all > 1 => format!("mới ký {done}/{all} bản"),
        _ => "còn chờ bản ký đủ".to_owned(),
    };
    let again = if added.before { " (đã có từ trước)" } else { "" };
    screen.result(
        &format!("{}  bản {}: {}  {state}{again}", added.entry.printed(), added.version, added.name),
        json!({
            "so": added.entry.printed(), "ban": added.version, "tep": added.name, "da_ky": done, "tong": all,
            "trang_thai": added.entry.state.word(), "da_co": added.before,
        }),
    );
    Ok(exit(&added.findings, false))
}

/// Puts a document into a dossier.
fn put(books: &Books, folder: &Path, sheaf: &Sheaf, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let workspace = workspace(&books.workspace)?;
    let name = dossier_name(&workspace, folder);
    if !workspace.folder.join(&name).is_dir() {
        let message = format!("không có hồ sơ `{name}` trong `{}`", workspace.folder.display());
        let finding = Diagnostic::new(Code::FILE_READ, message);
        return Err(vec![finding.hint("ghi thư mục của hồ sơ, tính từ co-quan.yaml")]);
    }
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    let store = open_archive(&root(books, &workspace), &register).map_err(one)?;
    let version = settle(&workspace.folder, &store, &mut register, &name, Some(sheaf), &clock::by());
    let version = version.map_err(one)?;
    let record = store.object(&dossier_id(&name)).map(|kept| dossier_record(&store, &kept));
    let place = shelved(&record.transpose().map_err(one)?.unwrap_or_default(), sheaf);
    let line = match version {
        Some(version) => format!("{name}  bản {version}: {place}"),
        None => format!("{name}  {place} đã có từ trước, không đổi"),
    };
    screen.result(&line, json!({ "ho_so": name, "tep": place }));
    if version.is_some() && place != format!("tai-lieu/{}", sheaf.name) {
        let asked = &sheaf.name;
        screen
            .say(&format!("hồ sơ đã có `{asked}` với nội dung khác: giữ cả hai, tệp mới mang tên `{place}`"));
    }
    Ok(Exit::Done)
}

/// Puts a signed copy or a document aside.
pub(super) fn withdraw(
    options: &Withdraw,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let Withdraw { number, organ, date, books, reason, .. } = options;
    let file = options.file.as_deref();
    if let (Some(folder), Some(file)) = (&options.dossier, file) {
        let workspace = workspace(&books.workspace)?;
        let name = dossier_name(&workspace, folder);
        let mut register = Register::open(&workspace.folder).map_err(one)?;
        let store = Store::look(&root(books, &workspace)).map_err(one)?;
        let (store, by) = ((&store, &mut register), clock::by());
        let place = withdraw_document(&workspace.folder, store, (&name, file), reason, &by).map_err(one)?;
        screen.result(&format!("{name}  đã rút {place}: {reason}"), json!({ "ho_so": name, "rut": place }));
        return Ok(Exit::Done);
    }
    let name = options.name.clone().unwrap_or_default();
    let (organ, books) = (organ.clone(), books.clone());
    let wanted = Numbered { name, number: *number, organ, date: *date, books };
    let (store, _, entry) = object(&wanted, stock)?;
    let workspace = workspace(&wanted.books.workspace)?;
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    let what = (file, reason.as_str());
    let done = office::withdraw(&workspace.folder, (&store, &mut register), &entry, what, &clock::by());
    let done = done.map_err(one)?;
    let state = done.entry.state;
    screen.result(
        &format!("{}  đã rút {}: {reason}  ({})", entry.printed(), done.name, state.vietnamese()),
        json!({ "so": entry.printed(), "rut": done.name, "ly_do": reason, "trang_thai": state.word() }),
    );
    Ok(Exit::Done)
}

/// Enters that a paper was recalled or corrected.
pub(super) fn tell(
    fate: Fate,
    options: &Remark,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    // First, since it may have taken a word of the paper's own name.
    let other = through(options, stock)?;
    let (store, kept, entry) = object(&options.number, stock)?;
    let workspace = workspace(&options.number.books.workspace)?;
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    let about = (&entry, other.as_ref(), options.reason.as_str());
    let by = clock::by();
    let before = remark(&workspace.folder, &store, &mut register, fate, about, &by).map_err(one)?;
    settle(&workspace.folder, &store, &mut register, entry.folder(), None, &by).map_err(one)?;
    if let Some(before) = before {
        screen.result(
            &format!("{}  từ trước {before}; không ghi thêm gì", entry.printed()),
            json!({ "so": entry.printed(), "viec": fate.word(), "da_co": true, "da_ghi": before }),
        );
        return Ok(Exit::Done);
    }
    let head = store.object(&kept.inventory.id).map_or(0, |kept| kept.inventory.head);
    let through = other.as_ref().map(|other| format!(" bằng {}", other.printed())).unwrap_or_default();
    screen.result(
        &format!(
            "{}  {}{through}: {}  (bản {head} trong kho lưu)",
            entry.printed(),
            fate.vietnamese(),
            options.reason
        ),
        json!({
            "so": entry.printed(), "viec": fate.word(), "ly_do": options.reason, "ban": head,
            "bang": other.as_ref().map(Entry::printed),
        }),
    );
    Ok(Exit::Done)
}

/// Finds the paper by which another was recalled or corrected.
fn through(options: &Remark, stock: &Stock) -> Result<Option<Entry>, Vec<Diagnostic>> {
    let (name, number) = match options.by.as_slice() {
        [] => return Ok(None),
        [name, number, ..] => (name, Some(number)),
        [name] => (name, None),
    };
    let digits = |word: &String| {
        word.trim().parse().map_err(|_| {
            let message = format!("--bang: `{word}` không phải một số");
            vec![
                Diagnostic::new(Code::PAPER_NAME, message)
                    .hint("viết --bang ở cuối lệnh: --bang thong-bao 12, hoặc --bang 12-TB/ĐU"),
            ]
        })
    };
    let number = number.map(digits).transpose()?;
    let Numbered { organ, date, books, .. } = &options.number;
    let (name, organ, books) = (name.clone(), organ.clone(), books.clone());
    numbered(&Numbered { name, number, organ, date: *date, books }, stock).map(|(_, entry)| Some(entry))
}

/// Tells of a number that was struck out in its paper's object and its dossier.
pub(super) fn struck(
    workspace: &Workspace,
    books: &Books,
    register: &mut Register,
    entry: &Entry,
) -> Vec<Diagnostic> {
    if entry.object.is_empty() || entry.state != State::Cancelled {
        return Vec::new();
    }
    let done = Store::look(&root(books, workspace)).and_then(|store| {
        recount(&workspace.folder, &store, register)?;
        settle(&workspace.folder, &store, register, entry.folder(), None, &clock::by())
    });
    let Err(finding) = done else { return Vec::new() };
    let message = format!("`{}` đã huỷ trong sổ mà kho lưu chưa ghi", entry.printed());
    let half = Diagnostic::new(Code::ARCHIVE_UNFINISHED, message).hint("`vanthu luu lam-not` làm nốt");
    vec![*finding, half]
}
