//! Comes in: an office's own rule sets and those that are built in. Goes out: what in the own
//! ones is not as the articles they name allow. Must not know: papers, Typst.
//!
//! What an article allows is what the built-in rule set has under it: a value `x` alone is
//! asked for exactly; with `x_tu` and `x_den` beside it, each with its article, what lies
//! between them is allowed.

use std::sync::Arc;

use chrono::NaiveDate;

use super::load::PT_PER_MM;
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings, Source, Span};
use crate::kind::Side;
use crate::yaml::{self, Node, Value};

/// Is how much a measure without an article may differ from ours, as a part of ours, before
/// somebody is asked whether it is meant.
const FAR: f64 = 0.5;
/// Is how near two measures (pt) are the same.
const SAME: f64 = 0.01;

/// Is a value with its place.
struct Leaf {
    /// Names with dots between: `trang.le_trai`.
    path: String,
    value: Measured,
    article: String,
    span: Span,
}

#[derive(Debug, Clone, PartialEq)]
enum Measured {
    /// A length in pt, as it was typed.
    Length(f64, String),
    Plain(f64),
    Word(String),
}

/// Is a rule set's file.
struct File {
    id: String,
    node: Node,
    leaves: Vec<Leaf>,
}

/// Holds an office's own rule sets against the built-in ones: each value against what its
/// article allows, `ma` against the file's name, the days in force against each other's.
///
/// # Errors
/// Gives findings if a file cannot be read.
pub fn own_rules(assets: &Assets) -> Result<Vec<Diagnostic>, Findings> {
    let known = files(&Assets::default())?;
    let all = files(assets)?;
    let own: Vec<String> =
        assets.own().into_iter().filter_map(|own| Some(id(&own.path)?.to_owned())).collect();
    let mut findings = Vec::new();
    for (at, file) in all.iter().enumerate() {
        let is_own = own.contains(&file.id);
        for other in &all[at + 1..] {
            if is_own || own.contains(&other.id) {
                findings.extend(overlap(file, other));
            }
        }
        if is_own {
            findings.extend(misnamed(file));
            findings.extend(file.leaves.iter().filter_map(|leaf| judged(leaf, file, &known)));
        }
    }
    Ok(findings)
}

/// Gives the name of a rule set by its path.
fn id(path: &str) -> Option<&str> {
    path.strip_prefix("the-thuc/")?.strip_suffix(".yaml")
}

fn files(assets: &Assets) -> Result<Vec<File>, Findings> {
    let mut files = Vec::new();
    for path in assets.files() {
        let Some(id) = id(&path) else { continue };
        if let Some(source) = assets.source(&path)? {
            files.push(File::read(id, &source)?);
        }
    }
    Ok(files)
}

impl File {
    fn read(id: &str, source: &Arc<Source>) -> Result<Self, Findings> {
        let node = yaml::parse(source)?;
        let mut leaves = Vec::new();
        for (name, group) in node.entries() {
            if matches!(group.value, Value::Map(_)) && !["hieu_luc", "phat_hien"].contains(&name.as_str()) {
                gather(name.as_str(), group, &mut leaves);
            }
        }
        Ok(Self { id: id.to_owned(), node, leaves })
    }

    /// Tells whose papers it is for.
    fn side(&self) -> Side {
        let said = self.node.get("he").and_then(Node::text);
        said.and_then(|word| Side::of(word.as_str())).unwrap_or_default()
    }

    fn leaf(&self, path: &str) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.path == path)
    }

    /// Gives the ends of what is allowed at a path, where the file tells them.
    fn range(&self, path: &str) -> Option<(f64, f64)> {
        let end = |end: &str| self.leaf(&format!("{path}_{end}")).and_then(|leaf| leaf.value.number());
        let (from, until) = (end("tu"), end("den"));
        (from.is_some() || until.is_some())
            .then(|| (from.unwrap_or(f64::NEG_INFINITY), until.unwrap_or(f64::INFINITY)))
    }

    /// Gives the first and the last day it is in force.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let force = self.node.get("hieu_luc")?;
        let day = |key: &str| force.get(key).and_then(Node::text).and_then(|day| day.as_str().parse().ok());
        Some((day("tu")?, day("den").unwrap_or(NaiveDate::MAX)))
    }

    fn place(&self, key: &str) -> Span {
        self.node.get(key).map_or_else(|| self.node.span.clone(), |node| node.span.clone())
    }
}

impl Measured {
    fn of(node: &Node) -> Option<Self> {
        let typed = |key: &str| node.get(key)?.text().map(|text| text.as_str().to_owned());
        let number = |key: &str| Some((typed(key)?.parse::<f64>().ok()?, typed(key)?));
        if let Some((pt, typed)) = number("pt") {
            return Some(Self::Length(pt, format!("{typed} pt")));
        }
        if let Some((mm, typed)) = number("mm") {
            return Some(Self::Length(mm * PT_PER_MM, format!("{typed} mm")));
        }
        if let Some((plain, _)) = number("so") {
            return Some(Self::Plain(plain));
        }
        typed("la").or_else(|| typed("co")).map(Self::Word)
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Length(number, _) | Self::Plain(number) => Some(*number),
            Self::Word(_) => None,
        }
    }

    fn is_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Length(a, _), Self::Length(b, _)) | (Self::Plain(a), Self::Plain(b)) => {
                (a - b).abs() < SAME
            }
            (Self::Word(a), Self::Word(b)) => a == b,
            _ => false,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Length(_, typed) => typed.clone(),
            Self::Plain(number) => number.to_string(),
            Self::Word(word) => format!("`{word}`"),
        }
    }
}

fn gather(path: &str, node: &Node, into: &mut Vec<Leaf>) {
    if let Some(value) = Measured::of(node) {
        let article = node.get("dieu").and_then(Node::text).map_or("", |text| text.as_str());
        into.push(Leaf {
            path: path.to_owned(),
            value,
            article: article.to_owned(),
            span: node.span.clone(),
        });
        return;
    }
    for (name, below) in node.entries() {
        gather(&format!("{path}.{}", name.as_str()), below, into);
    }
}

/// Gives the directives and decrees an article is of: `HD05` of `HD05 IV.5; đo trên HD05 tr.12`.
fn directives(article: &str) -> impl Iterator<Item = &str> {
    article.split(';').filter_map(|part| {
        part.split_whitespace().next().filter(|word| ["HD", "NĐ"].iter().any(|kind| word.starts_with(kind)))
    })
}

fn judged(leaf: &Leaf, file: &File, known: &[File]) -> Option<Diagnostic> {
    let shares =
        |other: &Leaf| directives(&other.article).any(|one| directives(&leaf.article).any(|own| own == one));
    // What the other side's papers look like is no measure.
    let of_side = known.iter().filter(|known| known.side() == file.side());
    let asked: Vec<(&File, &Leaf)> =
        of_side.filter_map(|known| Some((known, known.leaf(&leaf.path)?))).collect();
    let bound: Vec<_> = asked.iter().filter(|(_, known)| shares(known)).collect();
    if bound.iter().any(|(known, asked)| allowed(leaf, asked, known.range(&leaf.path))) {
        return None;
    }
    if let Some((known, asked)) = bound.last() {
        return Some(beyond(leaf, &allowance(asked, known.range(&leaf.path)), &asked.article));
    }
    if let Some(range) = file.range(&leaf.path).filter(|range| !within(leaf, *range)) {
        return Some(beyond(leaf, &between(range, &leaf.value), &leaf.article));
    }
    far(leaf, asked.last().map(|(_, known)| *known)?)
}

fn within(leaf: &Leaf, (from, until): (f64, f64)) -> bool {
    leaf.value.number().is_none_or(|number| number > from - SAME && number < until + SAME)
}

fn allowed(leaf: &Leaf, asked: &Leaf, range: Option<(f64, f64)>) -> bool {
    range.map_or_else(|| leaf.value.is_as(&asked.value), |range| within(leaf, range))
}

/// Says what is allowed.
fn allowance(asked: &Leaf, range: Option<(f64, f64)>) -> String {
    range.map_or_else(|| asked.value.shown(), |range| between(range, &asked.value))
}

fn between((from, until): (f64, f64), like: &Measured) -> String {
    let unit = if matches!(like, Measured::Length(..)) { " pt" } else { "" };
    match (from.is_finite(), until.is_finite()) {
        (true, true) => format!("từ {from} đến {until}{unit}"),
        (true, false) => format!("từ {from}{unit} trở lên"),
        _ => format!("không quá {until}{unit}"),
    }
}

fn beyond(leaf: &Leaf, allowed: &str, article: &str) -> Diagnostic {
    let (path, shown) = (&leaf.path, leaf.value.shown());
    Diagnostic::new(Code::RULES_BEYOND, format!("`{path}` là {shown}; {article} cho phép {allowed}"))
        .at(leaf.span.clone())
        .hint("cơ quan cố ý đặt khác thì ghi nguồn của mình ở `dieu`, đừng ghi điều của Hướng dẫn")
}

/// Asks about a measure that is free and far from ours.
fn far(leaf: &Leaf, ours: &Leaf) -> Option<Diagnostic> {
    let (own, our) = leaf.value.number().zip(ours.value.number())?;
    if (own - our).abs() <= our.abs() * FAR + SAME {
        return None;
    }
    let message = format!("`{}` là {}, mẫu có sẵn là {}", leaf.path, leaf.value.shown(), ours.value.shown());
    Some(Diagnostic::new(Code::RULES_FAR, message).at(leaf.span.clone()))
}

fn misnamed(file: &File) -> Option<Diagnostic> {
    let said = file.node.get("ma").and_then(Node::text)?;
    (said.as_str() != file.id).then(|| {
        let message = format!("`ma: {}` trong tệp `{}.yaml`", said.as_str(), file.id);
        Diagnostic::new(Code::RULES_NAME, message).at(said.span()).hint(format!("viết ma: {}", file.id))
    })
}

fn overlap(file: &File, other: &File) -> Option<Diagnostic> {
    // Papers of the two sides are never taken for each other's.
    if file.side() != other.side() {
        return None;
    }
    let (own, others) = file.days().zip(other.days())?;
    (own.0 <= others.1 && others.0 <= own.1).then(|| {
        let message = format!(
            "`{}` và `{}` cùng có hiệu lực vào {}",
            file.id,
            other.id,
            own.0.max(others.0).format("%d/%m/%Y")
        );
        Diagnostic::new(Code::RULES_DAYS, message)
            .at(file.place("hieu_luc"))
            .related(other.place("hieu_luc"), "chồng lên khoảng này")
            .hint("bộ hết hiệu lực ghi `den` là ngày liền trước `tu` của bộ sau")
    })
}
