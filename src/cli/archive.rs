//! `vanthu archive`: what was issued, proven, shown, found, set again, exported.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{ArchiveCommand, Books, Numbered, Rowed};
use super::books::{anchors, dossier_name, look, root, rows, told};
use super::keep::{add, tell, withdraw};
use super::named::object;
use super::screen::Screen;
use super::{Exit, check, clock, exit};
use crate::archive::{Kept, Sample, Store, view};
use crate::diag::{Code, Diagnostic};
use crate::office::{
    Charge, Fate, Standing, bag, dossier_id, dossier_record, is_about, leaves, mend, open_archive, prove,
    rebuild, record, seek,
};
use crate::pipeline::{Stock, workspace};
use crate::register::{Entry, Query, Register, State, told as told_day};

pub(super) fn archive(command: &ArchiveCommand, stock: &Stock, screen: &mut Screen) -> Exit {
    let done = match command {
        ArchiveCommand::Verify { books, sample, ca } => verify(books, *sample, ca, screen),
        ArchiveCommand::View { books, to } => browse(books, to.as_deref(), screen),
        ArchiveCommand::Show(number) => show(number, stock, screen),
        ArchiveCommand::Dossier { folder, books } => dossier(books, folder, screen),
        ArchiveCommand::Export { to, rows, dossier, .. } => {
            export(to, rows, dossier.as_deref(), stock, screen)
        }
        ArchiveCommand::Rebuild(rows) => again(rows, stock, screen),
        ArchiveCommand::Add(options) => add(options, stock, screen),
        ArchiveCommand::Withdraw(options) => withdraw(options, stock, screen),
        ArchiveCommand::Find { words, books } => find(books, &words.join(" "), screen),
        ArchiveCommand::Recall(options) => tell(Fate::Recalled, options, stock, screen),
        ArchiveCommand::Correct(options) => tell(Fate::Corrected, options, stock, screen),
        ArchiveCommand::Heal(books) => heal(books, screen),
    };
    told(done, screen)
}

fn verify(
    books: &Books,
    sample: Option<usize>,
    ca: &[PathBuf],
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&books.workspace)?;
    let anchors = anchors(ca).map_err(|finding| vec![*finding])?;
    let today = clock::today();
    // Another day, another part of the store.
    let seed = u64::try_from(chrono::Datelike::num_days_from_ce(&today)).unwrap_or_default();
    let proof = prove(&Charge {
        workspace: &workspace.folder,
        archive: &root(books, &workspace),
        sample: Sample { count: sample, seed },
        terms: &workspace.office.terms,
        today,
        trust: &anchors.trust,
    });
    screen.all(&proof.findings);
    let megabytes = proof.bytes >> 20;
    let how = if ca.is_empty() { "chữ ký khớp, chưa xét CA" } else { "CA đã chứng thực" };
    let signed = match proof.signed {
        0 => String::new(),
        count => format!(", {count} bản ký đã chứng minh ({how})"),
    };
    let line = format!(
        "{}/{} đối tượng (văn bản, hồ sơ) đọc lại và còn nguyên, {megabytes} MB{signed}",
        proof.sound, proof.objects
    );
    let object = json!({
        "con_nguyen": proof.sound, "tong": proof.objects, "byte": proof.bytes, "ban_ky": proof.signed,
    });
    screen.result(&line, object);
    screen.say(&check::counted(&proof.findings));
    Ok(exit(&proof.findings, false))
}

fn find(books: &Books, words: &str, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&books.workspace)?;
    let store = Store::look(&root(books, &workspace)).map_err(|finding| vec![*finding])?;
    let found = seek(&store, words);
    for one in &found {
        let told = one.standing.words();
        let told = if told.is_empty() { String::new() } else { format!("  [{}]", told.join(", ")) };
        let day = one.date.parse().map_or_else(|_| one.date.clone(), told_day);
        let line = format!("{:<14} {day:<10} {}{told}", one.printed, one.summary);
        let object = json!({
            "so": one.printed, "ngay": one.date, "trich_yeu": one.summary, "mo_ta": one.about,
            "thu_muc": one.folder.display().to_string(),
            "viec": one.standing.fates.iter().map(|fate| fate.word()).collect::<Vec<_>>(),
            "so_huy": one.standing.struck,
        });
        screen.result(&line, object);
    }
    screen.say(&format!("{} kết quả", found.len()));
    Ok(Exit::Done)
}

fn heal(books: &Books, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let (workspace, _) = look(books)?;
    let mut register = Register::open(&workspace.folder).map_err(one)?;
    let store = open_archive(&root(books, &workspace), &register).map_err(one)?;
    let mended = mend(&workspace.folder, &store, &mut register, &clock::by()).map_err(one)?;
    screen.all(&mended.findings);
    for line in &mended.done {
        screen.result(line, json!({ "da_lam": line }));
    }
    screen.say(&format!("{} việc đã làm nốt", mended.done.len()));
    Ok(exit(&mended.findings, false))
}

fn browse(books: &Books, to: Option<&Path>, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let (workspace, register) = look(books)?;
    let entries = register.list(&Query::default()).map_err(one)?;
    let store = Store::look(&root(books, &workspace)).map_err(one)?;
    let (leaves, findings) = leaves(&store, &entries);
    let to = to.map_or_else(|| workspace.folder.join("Lưu VPĐU"), Path::to_owned);
    let kept = view(&to, &leaves).map_err(one)?;
    let shown = to.display().to_string();
    screen.all(&findings);
    screen.result(
        &format!("{shown}  {} văn bản", leaves.len()),
        json!({ "thu_muc": shown, "van_ban": leaves.len() }),
    );
    for line in kept {
        screen.result(&line, json!({ "giu_lai": line }));
    }
    Ok(exit(&findings, false))
}

fn show(wanted: &Numbered, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let (store, kept, entry) = object(wanted, stock)?;
    screen.say(&format!("{}  {}", entry.printed(), entry.summary));
    screen.say(&format!("trạng thái: {}", entry.state.vietnamese()));
    screen.say(&format!("{}", kept.folder.display()));
    history(&kept, screen);
    for name in kept.inventory.names() {
        screen.say(&format!("  {name}"));
        for line in signatures(&store, &kept, name) {
            screen.say(&format!("    {line}"));
        }
    }
    Ok(Exit::Done)
}

/// Shows the object of a dossier.
fn dossier(books: &Books, folder: &Path, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let one = |finding: Box<Diagnostic>| vec![*finding];
    let workspace = workspace(&books.workspace)?;
    let store = Store::look(&root(books, &workspace)).map_err(one)?;
    let name = dossier_name(&workspace, folder);
    let kept = store.object(&dossier_id(&name)).ok_or_else(|| {
        let message = format!("hồ sơ `{name}` không có trong kho lưu");
        vec![
            Diagnostic::new(Code::ARCHIVE_DIFFERS, message)
                .hint("ghi thư mục của hồ sơ, tính từ co-quan.yaml"),
        ]
    })?;
    let record = dossier_record(&store, &kept).map_err(one)?;
    for (key, value) in record["mo_ta"].as_object().into_iter().flatten() {
        screen.say(&format!("{key}: {}", value.as_str().unwrap_or_default()));
    }
    let list = |name: &str| record[name].as_array().cloned().unwrap_or_default();
    let text = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    for paper in list("van_ban") {
        let state = State::of(&text(&paper, "trang_thai")).map_or("", State::vietnamese);
        let own = store.object(&text(&paper, "doi_tuong"));
        let standing = own.map(|kept| standing(&store, &kept)).unwrap_or_default();
        let words = standing.words().into_iter().filter(|word| word != state);
        let told = std::iter::once(state.to_owned()).chain(words).collect::<Vec<_>>().join(", ");
        let line = format!("{:<14} {}  [{told}]", text(&paper, "so"), text(&paper, "trich_yeu"));
        screen.result(&line, json!({ "van_ban": paper }));
    }
    for document in list("tai_lieu") {
        let line = format!("{}  {}", text(&document, "tep"), text(&document, "ly_do"));
        screen.result(&line, json!({ "tai_lieu": document }));
        if let Some((_, path)) = kept.inventory.content(&text(&document, "tep")) {
            screen.say(&format!("  {}", kept.folder.join(path).display()));
        }
    }
    history(&kept, screen);
    Ok(Exit::Done)
}

/// Reads how a paper stands, from its object.
fn standing(store: &Store, kept: &Kept) -> Standing {
    let numbers = record(store, kept).ok().and_then(|record| Some(record["so_dang_ky"].as_array()?.len()));
    Standing::of(kept, numbers.unwrap_or(1))
}

/// Shows the versions of an object.
fn history(kept: &Kept, screen: &mut Screen) {
    for (at, past) in kept.inventory.versions.iter().enumerate() {
        let line = format!("bản {}  {}  {}  {}", at + 1, moment(&past.created), past.user, past.message);
        let object = json!({ "ban": at + 1, "luc": past.created, "nguoi": past.user, "viec": past.message });
        screen.result(&line, object);
    }
}

/// Writes a time as the clerk reads it.
fn moment(time: &str) -> String {
    let read = chrono::DateTime::parse_from_rfc3339(time);
    let spoken =
        |time: chrono::DateTime<_>| format!("{} {}", told_day(time.date_naive()), time.format("%H:%M"));
    read.map_or_else(|_| time.to_owned(), spoken)
}

/// Says of each signature what was proved when the copy was kept.
fn signatures(store: &Store, kept: &Kept, name: &str) -> Vec<String> {
    let about = name.starts_with("ky/") && is_about(name);
    let read = about.then(|| store.read(kept, name).ok()).flatten();
    let read = read.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let one = |one: &serde_json::Value| {
        let word = |name: &str| one[name].as_str();
        let mut words = vec![format!("ô `{}`: {}", word("o")?, word("nguoi_ky")?)];
        words.extend(word("luc").map(|time| format!("ký lúc {time}")));
        words.extend(word("dau_thoi_gian").map(|who| format!("dấu thời gian của {who}")));
        words.extend(word("ham_bam").map(str::to_owned));
        words.push(word("ca").map_or("chưa biết CA".to_owned(), |ca| format!("được {ca} chứng thực")));
        Some(words.join("; "))
    };
    read.iter().flat_map(|read| read["chu_ky"].as_array().into_iter().flatten()).filter_map(one).collect()
}

fn export(
    to: &Path,
    wanted: &Rowed,
    dossier: Option<&Path>,
    stock: &Stock,
    screen: &mut Screen,
) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&wanted.books.workspace)?;
    let store = Store::look(&root(&wanted.books, &workspace)).map_err(|finding| vec![*finding])?;
    let dossier = dossier.map(|folder| dossier_name(&workspace, folder));
    let below = dossier.as_ref().map(|name| format!("{name}/"));
    let own = |entry: &Entry| below.as_ref().is_none_or(|below| entry.path.starts_with(below));
    let entries: Vec<Entry> = rows(wanted, None, stock)?.into_iter().filter(own).collect();
    let what = (entries.as_slice(), dossier.as_deref());
    let (papers, dossiers) = bag((&workspace, &store), what, (to, clock::today()))?;
    let shown = to.display().to_string();
    screen.result(
        &format!("{shown}  {papers} văn bản, {dossiers} hồ sơ"),
        json!({ "goi": shown, "van_ban": papers, "ho_so": dossiers }),
    );
    Ok(Exit::Done)
}

fn again(wanted: &Rowed, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&wanted.books.workspace)?;
    let store = Store::look(&root(&wanted.books, &workspace)).map_err(|finding| vec![*finding])?;
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in rows(wanted, None, stock)?.iter().filter(|entry| entry.state.is_kept()) {
        // A batch is one object, whichever of its numbers stand.
        if !seen.insert(entry.object.clone()) {
            continue;
        }
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
