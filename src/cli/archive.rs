//! `vanthu archive`: what was issued, proven, shown, set again.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{ArchiveCommand, Books, Numbered, Rowed};
use super::register::{csv, look, numbered, rows, told};
use super::screen::Screen;
use super::{Exit, check, clock, exit};
use crate::archive::{Kept, Sample, Store, Version, view};
use crate::diag::{Code, Diagnostic, os_words};
use crate::pipeline::{Stock, Workspace, archive_root, leaves, prove, rebuild, workspace};
use crate::register::{Entry, Query};

pub(super) fn archive(command: &ArchiveCommand, stock: &Stock, screen: &mut Screen) -> Exit {
    let done = match command {
        ArchiveCommand::Verify { books, sample } => verify(books, *sample, screen),
        ArchiveCommand::View { books, to } => browse(books, to.as_deref(), screen),
        ArchiveCommand::Show(number) => show(number, stock, screen),
        ArchiveCommand::Export { to, rows, dossier, .. } => {
            export(to, rows, dossier.as_deref(), stock, screen)
        }
        ArchiveCommand::Rebuild(rows) => again(rows, stock, screen),
        ArchiveCommand::Add { file, number, scan } => add(file, number, *scan, stock, screen),
    };
    told(done, screen)
}

fn root(books: &Books, workspace: &Workspace) -> PathBuf {
    archive_root(&workspace.folder, &workspace.office, books.archive.as_deref())
}

fn verify(books: &Books, sample: Option<usize>, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&books.workspace)?;
    let today = clock::today();
    // Another day, another part of the store.
    let seed = u64::try_from(chrono::Datelike::num_days_from_ce(&today)).unwrap_or_default();
    let sample = Sample { count: sample, seed };
    let archive = root(books, &workspace);
    let proof = prove(&workspace.folder, &archive, sample, &workspace.office.terms, today);
    screen.all(&proof.findings);
    let megabytes = proof.bytes >> 20;
    let line = format!("{}/{} văn bản đọc lại và còn nguyên, {megabytes} MB", proof.sound, proof.objects);
    let object = json!({ "con_nguyen": proof.sound, "tong": proof.objects, "byte": proof.bytes });
    screen.result(&line, object);
    screen.say(&check::counted(&proof.findings));
    Ok(exit(&proof.findings, false))
}

fn browse(books: &Books, to: Option<&Path>, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let (workspace, register) = look(books)?;
    let entries = register.list(&Query::default()).map_err(one)?;
    let store = Store::look(&root(books, &workspace)).map_err(one)?;
    let leaves = leaves(&store, &entries);
    let to = to.map_or_else(|| workspace.folder.join("Lưu VPĐU"), Path::to_owned);
    view(&to, &leaves).map_err(one)?;
    let shown = to.display().to_string();
    screen.result(
        &format!("{shown}  {} văn bản", leaves.len()),
        json!({ "thu_muc": shown, "van_ban": leaves.len() }),
    );
    Ok(Exit::Done)
}

/// Finds the object of a number.
fn object(wanted: &Numbered, stock: &Stock) -> Result<(Store, Kept, Entry), Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let (workspace, entry) = numbered(wanted, stock)?;
    let store = Store::look(&root(&wanted.books, &workspace)).map_err(one)?;
    let kept = store.object(&entry.object).ok_or_else(|| {
        let message = format!("`{}` không có trong kho lưu", entry.printed());
        vec![Diagnostic::new(Code::ARCHIVE_DIFFERS, message)]
    })?;
    Ok((store, kept, entry))
}

fn show(wanted: &Numbered, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let (_, kept, entry) = object(wanted, stock)?;
    screen.say(&format!("{}  {}", entry.printed(), entry.summary));
    screen.say(&format!("{}", kept.folder.display()));
    for (at, past) in kept.inventory.versions.iter().enumerate() {
        let line = format!("bản {}  {}  {}  {}", at + 1, past.created, past.user, past.message);
        let object = json!({ "ban": at + 1, "luc": past.created, "nguoi": past.user, "viec": past.message });
        screen.result(&line, object);
    }
    for name in kept.inventory.names() {
        screen.say(&format!("  {name}"));
    }
    Ok(Exit::Done)
}

fn export(
    to: &Path,
    wanted: &Rowed,
    dossier: Option<&str>,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let workspace = workspace(&wanted.books.workspace)?;
    let store = Store::look(&root(&wanted.books, &workspace)).map_err(one)?;
    let below = dossier.map(|dossier| format!("{}/", dossier.trim_matches(['/', '\\'])));
    let own = |entry: &Entry| below.as_ref().is_none_or(|below| entry.path.starts_with(below));
    let entries: Vec<Entry> = rows(wanted, None, stock)?.into_iter().filter(own).collect();
    let kept = entries.iter().filter(|entry| entry.copy == 0 && !entry.object.is_empty());
    let mut objects = Vec::new();
    for entry in kept {
        let object = store.object(&entry.object).ok_or_else(|| {
            let message = format!("`{}` không có trong kho lưu", entry.printed());
            vec![Diagnostic::new(Code::ARCHIVE_DIFFERS, message)]
        })?;
        objects.push(object);
    }
    if objects.is_empty() {
        let message = "không có văn bản nào đã lưu để xuất".to_owned();
        return Err(vec![Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("xem `vanthu register list`")]);
    }
    let others = [("so-dang-ky.csv".to_owned(), csv(&entries).into_bytes())];
    let said = [
        ("Source-Organization", workspace.office.issuer.proper.clone()),
        ("Bagging-Date", clock::today().to_string()),
        ("External-Description", dossier.map_or("Văn bản đã lưu", |dossier| dossier).to_owned()),
        ("Bag-Software-Agent", format!("vanthu {}", env!("CARGO_PKG_VERSION"))),
    ];
    store.bag(to, &objects, &others, &said).map_err(one)?;
    let shown = to.display().to_string();
    screen.result(
        &format!("{shown}  {} văn bản", objects.len()),
        json!({ "goi": shown, "van_ban": objects.len() }),
    );
    Ok(Exit::Done)
}

fn again(wanted: &Rowed, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&wanted.books.workspace)?;
    let store = Store::look(&root(&wanted.books, &workspace)).map_err(|finding| vec![*finding])?;
    let mut findings = Vec::new();
    for entry in rows(wanted, None, stock)?.iter().filter(|entry| entry.copy == 0 && entry.state.is_kept()) {
        let Some(kept) = store.object(&entry.object) else {
            let message = format!("`{}` không có trong kho lưu", entry.printed());
            findings.push(Diagnostic::new(Code::ARCHIVE_DIFFERS, message));
            continue;
        };
        match rebuild(&store, &kept, stock) {
            Ok(done) => {
                let line = format!("{}  {}/{} tệp giống từng byte", entry.printed(), done.same, done.all);
                screen.result(&line, json!({ "so": entry.printed(), "giong": done.same, "tong": done.all }));
                if done.same < done.all {
                    let message = format!("`{}` lập lại không ra đúng bản đã lưu", entry.printed());
                    findings.push(Diagnostic::new(Code::ARCHIVE_DIFFERS, message));
                }
            }
            Err(found) => findings.extend(found),
        }
    }
    screen.all(&findings);
    Ok(exit(&findings, false))
}

fn add(
    file: &Path,
    wanted: &Numbered,
    scan: bool,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let (store, kept, entry) = object(wanted, stock)?;
    let refuse = |code, message: String, hint: &str| Err(vec![Diagnostic::new(code, message).hint(hint)]);
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("không đọc được `{}`: {}", file.display(), os_words(&error));
            return refuse(Code::FILE_READ, message, "kiểm tra lại đường dẫn");
        }
    };
    if !bytes.starts_with(b"%PDF-") {
        return refuse(Code::FILE_READ, format!("`{}` không phải PDF", file.display()), "chọn tệp PDF đã ký");
    }
    store.heal(&kept.folder).map_err(|finding| vec![*finding])?;
    let names: Vec<String> = kept.inventory.names().iter().map(|name| (*name).to_owned()).collect();
    let issued = names
        .iter()
        .filter(|name| !name.contains('/') && Path::new(name).extension().is_some_and(|end| end == "pdf"));
    let extended = issued.map(|name| (name, store.read(&kept, name))).find(|(_, issued)| {
        issued.as_ref().is_ok_and(|issued| bytes.len() > issued.len() && bytes.starts_with(issued))
    });
    let (name, message) = match (&extended, scan) {
        (Some((name, _)), false) => (format!("ky/{name}"), "bản ký số"),
        (None, true) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (format!("quet/{name}"), "bản quét có chữ ký, dấu")
        }
        (None, false) => {
            let message =
                format!("`{}` không nối tiếp bản đã ban hành của {}", file.display(), entry.printed());
            return refuse(
                Code::ARCHIVE_DIFFERS,
                message,
                "ký số lên đúng tệp trong out hoặc kho lưu; bản quét thì thêm --scan",
            );
        }
        (Some(_), true) => {
            let message = format!("`{}` là bản ký số, không phải bản quét", file.display());
            return refuse(Code::ARCHIVE_DIFFERS, message, "bỏ --scan");
        }
    };
    let by = clock::by();
    let version = Version { created: by.at, message: message.to_owned(), user: by.who };
    let kept = store.add(&kept, &[(name.clone(), bytes)], &version).map_err(|finding| vec![*finding])?;
    let head = kept.inventory.head;
    screen.result(&format!("{}  bản {head}: {name}", entry.printed()), json!({ "ban": head, "tep": name }));
    Ok(Exit::Done)
}
