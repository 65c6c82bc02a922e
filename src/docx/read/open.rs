//! Comes in: the bytes of a file. Goes out: what it says, or what it is instead. Must not know: who
//! brings it, what becomes of it.

use std::collections::BTreeMap;

use super::super::old::{Unread, modern};
use super::notice::{Notice, What};
use super::numbering::Numbering;
use super::package::{Package, Relation};
use super::piece::{Brought, Paragraph, Piece, Run};
use super::refused::Refused;
use super::story::{Helpers, Story};
use super::styles::Styles;
use super::tree::{each, letters};

/// Reads a Word file.
///
/// # Errors
/// Says what it is instead, or why it is not read.
pub fn brought(bytes: &[u8]) -> Result<Brought, Refused> {
    match Package::open(bytes) {
        Ok(package) => of(package),
        Err(Refused::Old) => of(Package::open(&renewed(bytes)?)?),
        Err(refused) => Err(refused),
    }
}

/// Writes a file of Word 97 to 2003 as one of today.
fn renewed(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    modern(bytes).map_err(|why| match why {
        Unread::Older => Refused::Old,
        Unread::Locked => Refused::Locked,
        Unread::Broken => Refused::Broken(String::new()),
        Unread::Bomb => Refused::Bomb,
    })
}

fn of(mut package: Package<'_>) -> Result<Brought, Refused> {
    let main = package.main.clone();
    let relations = package.relations(&main)?;
    let help = helpers(&mut package, &relations)?;
    let mut story = Story::new(&help);
    let mut pieces = Vec::new();
    let text = package.text(&main)?.ok_or_else(|| Refused::Broken(main.clone()))?;
    each((&main, &text), &["document", "body"], &package.budget, &mut |own| story.block(&own, &mut pieces))?;
    // A paper that is turned as a whole has nothing that stands out.
    if pieces.iter_mut().all(|piece| *piece.turned()) {
        for piece in &mut pieces {
            *piece.turned() = false;
        }
    }
    let Story { mut notices, boxes, .. } = story;
    macros(&relations, &mut notices);
    let headers = asides(&mut package, (&relations, "header", "hdr"), &help)?;
    let footers = asides(&mut package, (&relations, "footer", "ftr"), &help)?;
    let base = base(&mut package)?;
    Ok(Brought { pieces, headers, footers, boxes, notices, base })
}

fn named<'a>(relations: &'a [Relation], kind: &str) -> Option<&'a str> {
    relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
}

fn helpers(package: &mut Package<'_>, relations: &[Relation]) -> Result<Helpers, Refused> {
    let mut help = Helpers::default();
    if let Some(name) = named(relations, "styles")
        && let Some(text) = package.text(name)?
    {
        help.styles = Styles::read((name, &text), &package.budget)?;
    }
    if let Some(name) = named(relations, "numbering")
        && let Some(text) = package.text(name)?
    {
        help.numbering = Numbering::read((name, &text), &package.budget)?;
    }
    if let Some(name) = named(relations, "comments")
        && let Some(text) = package.text(name)?
    {
        each((name, &text), &["comments"], &package.budget, &mut |own| {
            let who = own.get("author").unwrap_or_default().to_owned();
            let lines: Vec<String> = own.children.iter().map(letters).collect();
            let said = lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            help.comments.insert(own.get("id").unwrap_or_default().to_owned(), (who, said));
            Ok(())
        })?;
    }
    let mut notes = BTreeMap::new();
    for (kind, way, mark) in [("footnotes", "footnotes", "f"), ("endnotes", "endnotes", "e")] {
        let Some(name) = named(relations, kind) else { continue };
        let Some(text) = package.text(name)? else { continue };
        each((name, &text), &[way], &package.budget, &mut |own| {
            // The rules above the notes are notes of a type of their own.
            if own.get("type").is_none_or(|kind| kind == "normal") {
                let note = runs(&aside(&help, &own.children)?);
                notes.insert(format!("{mark}{}", own.get("id").unwrap_or_default()), note);
            }
            Ok(())
        })?;
    }
    help.notes = notes;
    Ok(help)
}

/// Reads what stands beside the text.
fn aside(help: &Helpers, all: &[super::tree::Element]) -> Result<Vec<Paragraph>, Refused> {
    let mut story = Story::new(help);
    story.aside = true;
    let mut pieces = Vec::new();
    story.blocks(all, &mut pieces)?;
    let mut lines: Vec<Paragraph> = pieces.iter().flat_map(Piece::paragraphs).cloned().collect();
    lines.extend(story.boxes.into_iter().flat_map(|(_, lines)| lines));
    Ok(lines)
}

/// Makes a note one line.
fn runs(lines: &[Paragraph]) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        if !all.is_empty() {
            all.push(Run { text: " ".to_owned(), ..Run::default() });
        }
        all.extend(line.runs.iter().map(|run| Run { note: None, ..run.clone() }));
    }
    if let Some(first) = all.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    all
}

/// Reads the lines of headers or footers, by the names of their relation and of their element.
fn asides(
    package: &mut Package<'_>,
    (relations, kind, element): (&[Relation], &str, &str),
    help: &Helpers,
) -> Result<Vec<Paragraph>, Refused> {
    let mut lines = Vec::new();
    for relation in relations.iter().filter(|relation| relation.kind == kind) {
        let Some(text) = package.text(&relation.target)? else { continue };
        each((&relation.target, &text), &[element], &package.budget, &mut |own| {
            let own = aside(help, std::slice::from_ref(&own))?;
            lines.extend(own.into_iter().filter(|line| !line.is_empty()));
            Ok(())
        })?;
    }
    Ok(lines)
}

/// Tells of what could run or holds another file.
fn macros(relations: &[Relation], notices: &mut Vec<Notice>) {
    let kinds = ["vbaProject", "oleObject", "package", "attachedToolbars"];
    if relations.iter().any(|relation| kinds.contains(&relation.kind.as_str()))
        && !notices.iter().any(|notice| notice.what == What::Object)
    {
        notices.push(Notice { what: What::Object, paragraph: 0, text: String::new() });
    }
}

/// Gives the digest by which a file of ours names what it said.
fn base(package: &mut Package<'_>) -> Result<Option<String>, Refused> {
    let root = package.relations("")?;
    let Some(name) = named(&root, "custom-properties") else { return Ok(None) };
    let Some(text) = package.text(name)? else { return Ok(None) };
    let mut base = None;
    each((name, &text), &["Properties"], &package.budget, &mut |own| {
        if own.get("name") == Some("vanthu") {
            base = own.child("lpwstr").map(|value| value.text.clone());
        }
        Ok(())
    })?;
    Ok(base)
}
