//! Comes in: findings and results. Goes out: what stands on the screen:
//! findings on stderr, results on stdout; with `--json` all on stdout, one
//! object. Must not know: commands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::Color;
use crate::diag::{Diagnostic, draw, json as finding_json, sort};
use crate::text::harmless;

/// Shows things to a person or writes them for a program.
pub(super) struct Screen {
    color: bool,
    json: Option<(Vec<Value>, Vec<Value>)>,
    /// What is said of all results together, for a program.
    whole: Map<String, Value>,
}

impl Screen {
    pub(super) fn new(json: bool, color: Color) -> Self {
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stderr().is_terminal(),
        };
        Self { color, json: json.then(Default::default), whole: Map::new() }
    }

    /// Shows one finding.
    pub(super) fn show(&mut self, finding: &Diagnostic) {
        match &mut self.json {
            Some((findings, _)) => findings.push(finding_json(finding)),
            None => print(&mut std::io::stderr(), &format!("{}\n", draw(finding, self.color).trim_end())),
        }
    }

    /// Shows findings in order, each once.
    pub(super) fn all(&mut self, findings: &[Diagnostic]) {
        let mut findings = findings.to_vec();
        sort(&mut findings);
        let mut alike: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for finding in &findings {
            let count = alike.entry((file(finding), finding.code.id)).or_default();
            *count += 1;
            if *count > MOST_ALIKE {
                continue;
            }
            self.show(finding);
            if self.json.is_none() {
                print(&mut std::io::stderr(), "\n");
            }
        }
        for ((file, code), count) in alike.iter().filter(|(_, count)| **count > MOST_ALIKE) {
            let place = if file.is_empty() { String::new() } else { format!("`{file}`: ") };
            self.refuse(&format!("{place}còn {} chỗ `{code}` nữa, không kể ra ở đây", count - MOST_ALIKE));
        }
        if let Some(summary) = by_code(&findings) {
            self.say(&summary);
        }
    }

    /// Shows a result: a line for a person, an object for a program.
    pub(super) fn result(&mut self, line: &str, object: Value) {
        match &mut self.json {
            Some((_, results)) => results.push(object),
            None => print(&mut std::io::stdout(), &format!("{}\n", harmless(line))),
        }
    }

    /// Shows an answer: a line for a person, the whole of it for a program.
    pub(super) fn answer(&mut self, line: &str, answer: &impl serde::Serialize) {
        self.result(line, serde_json::to_value(answer).unwrap_or_default());
    }

    /// Says something of all results together: lines for a person, an object under a
    /// key of its own for a program.
    pub(super) fn whole(&mut self, lines: &[String], key: &str, object: Value) {
        for line in lines {
            self.say(line);
        }
        self.whole.insert(key.to_owned(), object);
    }

    /// Says something to a person only.
    pub(super) fn say(&mut self, line: &str) {
        if self.json.is_none() {
            print(&mut std::io::stderr(), &format!("{}\n", harmless(line)));
        }
    }

    /// Says that a file was written under another name than the one `wanted`, for
    /// something else lies there.
    pub(super) fn kept(&mut self, wanted: &Path, there: &Path) {
        if wanted != there {
            let (wanted, there) = (wanted.display(), there.display());
            self.say(&format!("`{wanted}` đã có với nội dung khác, giữ nguyên; viết ra `{there}`"));
        }
    }

    /// Says why a command was refused, whoever reads.
    pub(super) fn refuse(&mut self, line: &str) {
        match &mut self.json {
            Some((findings, _)) => {
                findings
                    .push(json!({ "muc": "lỗi", "thong_bao": line.strip_prefix("lỗi: ").unwrap_or(line) }));
            }
            None => print(&mut std::io::stderr(), &format!("{}\n", harmless(line))),
        }
    }

    /// Writes the JSON, if that was wanted.
    pub(super) fn finish(self) {
        if let Some((findings, results)) = self.json {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for id in findings.iter().filter_map(|finding| finding["ma"].as_str()) {
                *counts.entry(id).or_default() += 1;
            }
            let mut all = json!({ "ket_qua": results, "phat_hien": findings, "theo_ma": counts });
            all.as_object_mut().into_iter().for_each(|all| all.extend(self.whole.clone()));
            print(&mut std::io::stdout(), &format!("{}\n", in_json(&format!("{all:#}"))));
        }
    }
}

/// Writes letters that would act on a screen as JSON escapes: they stand in
/// strings only.
fn in_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match harmless(letter.encode_utf8(&mut [0; 4])) {
            Cow::Borrowed(_) => safe.push(letter),
            Cow::Owned(_) => letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                let _ = write!(safe, "\\u{unit:04x}");
            }),
        }
    }
    safe
}

/// Is how many findings of a code in a file are shown; the others are counted. A line
/// may hold fifty thousand of them, and nobody reads those.
const MOST_ALIKE: usize = 200;

/// Gives the file a finding is in.
fn file(finding: &Diagnostic) -> &str {
    finding.span.as_ref().map_or("", |span| span.source.name())
}

/// Is from how many findings on they are summed up by code.
const MANY: usize = 12;

/// Sums up findings: how many of each code, errors first, the most frequent
/// first, each with what it is about. Nothing where there are few, or most are
/// of a code of their own.
fn by_code(findings: &[Diagnostic]) -> Option<String> {
    let mut counts: BTreeMap<&str, (usize, &Diagnostic)> = BTreeMap::new();
    for finding in findings {
        counts.entry(finding.code.id).or_insert((0, finding)).0 += 1;
    }
    if findings.len() < MANY || counts.len() * 3 > findings.len() * 2 {
        return None;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(id, (count, finding))| (!finding.is_error(), usize::MAX - count, *id));
    let mut lines = vec![format!("{} phát hiện, theo mã:", findings.len())];
    lines.extend(counts.iter().map(|(id, (count, finding))| {
        let about = shortened(finding.code.explanation);
        let error = if finding.is_error() { "lỗi: " } else { "" };
        format!("  {count:>4} × {id:<24} {error}{about}")
    }));
    Some(lines.join("\n") + "\n")
}

/// Gives the first sentence of a text, cut at a word where it is long.
fn shortened(text: &str) -> String {
    const WIDTH: usize = 72;
    let sentence = text.split(". ").next().unwrap_or_default().trim_end_matches('.');
    if sentence.chars().count() <= WIDTH {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(WIDTH).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':', '(']))
}

/// Writes; a reader who went away (`| head`) is no error.
fn print(to: &mut impl Write, text: &str) {
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}
