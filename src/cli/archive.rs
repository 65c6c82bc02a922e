//! `vanthu archive`: what was issued, proven, shown, found, set again, exported.

use std::path::{Path, PathBuf};

use super::args::{ArchiveCommand, Numbered};
use super::keep::{add, named, tell, withdraw};
use super::register::wanted;
use super::screen::Screen;
use super::{Exit, check, desk, exit, told};
use crate::diag::Findings;
use crate::office::{Desk, Fate, Version, Wanted, day_told, moment, signature};
use crate::pipeline::Stock;

pub(super) fn archive(command: &ArchiveCommand, stock: &Stock, screen: &mut Screen) -> Exit {
    let desk = desk(stock, command.books());
    let done = match command {
        ArchiveCommand::Verify { sample, ca, .. } => verify(*sample, ca, &desk, screen),
        ArchiveCommand::View { to, .. } => view(to.as_deref(), &desk, screen),
        ArchiveCommand::Show(number) => show(number, &desk, screen),
        ArchiveCommand::Dossier { folder, .. } => dossier(folder, &desk, screen),
        ArchiveCommand::Export { to, rows, dossier, .. } => {
            desk.bag(to, &wanted(rows), dossier.as_deref()).map(|done| {
                let line = format!("{}  {} văn bản, {} hồ sơ", done.bag, done.papers, done.dossiers);
                screen.answer(&line, &done);
                Exit::Done
            })
        }
        ArchiveCommand::Rebuild(rows) => again(&wanted(rows), &desk, screen),
        ArchiveCommand::Add(options) => add(options, &desk, screen),
        ArchiveCommand::Withdraw(options) => withdraw(options, &desk, screen),
        ArchiveCommand::Find { words, .. } => find(&words.join(" "), &desk, screen),
        ArchiveCommand::Recall(options) => tell(Fate::Recalled, options, &desk, screen),
        ArchiveCommand::Correct(options) => tell(Fate::Corrected, options, &desk, screen),
        ArchiveCommand::Heal(_) => heal(&desk, screen),
    };
    told(done, screen)
}

fn verify(
    sample: Option<usize>,
    ca: &[PathBuf],
    desk: &Desk<'_>,
    screen: &mut Screen,
) -> Result<Exit, Findings> {
    let (proof, findings) = desk.prove_archive(sample, ca)?;
    screen.all(&findings);
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
    screen.answer(&line, &proof);
    screen.say(&check::counted(&findings));
    Ok(exit(&findings, false))
}

fn find(words: &str, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let (found, unread) = desk.seek(words)?;
    screen.all(&unread);
    for one in &found {
        let told = if one.told.is_empty() { String::new() } else { format!("  [{}]", one.told.join(", ")) };
        let day = one.date.parse().map_or_else(|_| one.date.clone(), day_told);
        screen.answer(&format!("{:<14} {day:<10} {}{told}", one.printed, one.summary), one);
    }
    screen.say(&format!("{} kết quả", found.len()));
    Ok(exit(&unread, false))
}

fn heal(desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let (done, findings) = desk.finish()?;
    screen.all(&findings);
    for one in &done {
        screen.answer(&one.what, one);
    }
    screen.say(&format!("{} việc đã làm nốt", done.len()));
    Ok(exit(&findings, false))
}

fn view(to: Option<&Path>, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let (viewed, findings) = desk.view(to)?;
    screen.all(&findings);
    let mut lines = vec![format!("{}  {} văn bản", viewed.folder, viewed.papers)];
    lines.extend(viewed.kept.iter().cloned());
    screen.answer(&lines.join("\n"), &viewed);
    Ok(exit(&findings, false))
}

fn show(wanted: &Numbered, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let paper = desk.show(&named(wanted))?;
    screen.say(&format!("{}  {}", paper.printed, paper.summary));
    screen.say(&format!("trạng thái: {}", paper.stands));
    screen.say(&paper.folder);
    screen.answer(&history(&paper.versions), &paper);
    for file in &paper.files {
        screen.say(&format!("  {}", file.name));
        for line in file.signatures.iter().filter_map(signature) {
            screen.say(&format!("    {line}"));
        }
    }
    Ok(Exit::Done)
}

/// Shows the object of a dossier.
fn dossier(folder: &Path, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let dossier = desk.dossier(folder)?;
    for (key, text) in &dossier.about {
        screen.say(&format!("{key}: {text}"));
    }
    let mut lines: Vec<String> = Vec::new();
    for paper in &dossier.papers {
        lines.push(format!("{:<14} {}  [{}]", paper.printed, paper.summary, paper.stands.join(", ")));
    }
    for document in &dossier.documents {
        lines.push(format!("{}  {}", document.file, document.reason));
        lines.extend(document.path.iter().map(|path| format!("  {path}")));
    }
    lines.push(history(&dossier.versions));
    screen.answer(&lines.join("\n"), &dossier);
    Ok(Exit::Done)
}

/// Writes the versions of an object.
fn history(versions: &[Version]) -> String {
    let line =
        |past: &Version| format!("bản {}  {}  {}  {}", past.number, moment(&past.at), past.who, past.what);
    versions.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn again(wanted: &Wanted, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let (again, findings) = desk.rebuild(wanted)?;
    for one in &again {
        screen.answer(&format!("{}  {}/{} tệp giống từng byte", one.printed, one.same, one.all), one);
    }
    screen.all(&findings);
    Ok(exit(&findings, false))
}
