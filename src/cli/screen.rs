//! Comes in: findings and results. Goes out: what stands on the screen:
//! findings on stderr, results on stdout; with `--json` all on stdout, one
//! answer. Must not know: commands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::path::Path;

use serde_json::Value;

use super::Exit;
use super::args::Color;
use crate::diag::{Code, Diagnostic, draw, sort};
use crate::office::{FindingTold, LeftOut, Reply};
use crate::text::harmless;

/// Shows things to a person or writes them for a program.
pub(super) struct Screen {
    color: bool,
    /// What a program gets; nothing where a person reads.
    reply: Option<Reply<Value>>,
    /// Whether there are several answers, each on a line of its own.
    in_lines: bool,
}

impl Screen {
    /// Makes a screen for the command of these words; `json` if a program reads.
    pub(super) fn new(json: bool, color: Color, command: Option<String>) -> Self {
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stderr().is_terminal(),
        };
        Self { color, reply: json.then(|| Reply::new(command)), in_lines: false }
    }

    /// Tells whether a program reads.
    pub(super) fn is_for_program(&self) -> bool {
        self.reply.is_some()
    }

    /// Shows one finding.
    pub(super) fn show(&mut self, finding: &Diagnostic) {
        match &mut self.reply {
            Some(reply) => reply.findings.push(FindingTold::of(finding)),
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
            if self.reply.is_none() {
                print(&mut std::io::stderr(), "\n");
            }
        }
        for ((file, code), count) in alike.iter().filter(|(_, count)| **count > MOST_ALIKE) {
            let more = count - MOST_ALIKE;
            if let Some(reply) = &mut self.reply {
                reply.left_out.push(LeftOut { file: (*file).to_owned(), code: (*code).to_owned(), more });
            }
            let place = if file.is_empty() { String::new() } else { format!("`{file}`: ") };
            self.say(&format!("{place}còn {more} chỗ `{code}` nữa, không kể ra ở đây"));
        }
        if let Some(summary) = by_code(&findings) {
            self.say(&summary);
        }
    }

    /// Shows an answer: a line for a person, the whole of it for a program.
    pub(super) fn answer(&mut self, line: &str, answer: &impl serde::Serialize) {
        self.line(line);
        self.plain(answer);
    }

    /// Shows an answer to a program only.
    pub(super) fn plain(&mut self, answer: &impl serde::Serialize) {
        if let Some(reply) = &mut self.reply {
            reply.results.push(serde_json::to_value(answer).unwrap_or_default());
        }
    }

    /// Shows a line to a person only.
    pub(super) fn line(&mut self, line: &str) {
        if self.reply.is_none() {
            print(&mut std::io::stdout(), &format!("{}\n", harmless(line)));
        }
    }

    /// Says something to a person only.
    pub(super) fn say(&mut self, line: &str) {
        if self.reply.is_none() {
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

    /// Says why a command was refused, whoever reads: the first line says why, those
    /// below it what to do.
    pub(super) fn refuse(&mut self, words: &str) {
        match &mut self.reply {
            Some(reply) => {
                let mut lines = words.lines().map(str::trim);
                let why = lines.next().unwrap_or_default();
                let finding = Diagnostic::new(Code::CALL, why.strip_prefix("lỗi: ").unwrap_or(why));
                reply.findings.push(FindingTold::of(&lines.fold(finding, Diagnostic::hint)));
            }
            None => print(&mut std::io::stderr(), &format!("{}\n", harmless(words))),
        }
    }

    /// Writes the answer for a program, if one reads.
    pub(super) fn finish(mut self, exit: Exit) {
        self.written(exit);
    }

    /// Writes what there is before a command goes on: for a program, as a line of its own.
    pub(super) fn told(&mut self) {
        self.round(Exit::Done);
    }

    /// Writes the answer of one of several rounds: each is a line.
    pub(super) fn round(&mut self, exit: Exit) {
        self.in_lines = true;
        self.written(exit);
    }

    fn written(&mut self, exit: Exit) {
        let Some(reply) = &mut self.reply else { return };
        let next = Reply::new(reply.command.clone());
        let reply = std::mem::replace(reply, next).ended(exit as u8);
        let text =
            if self.in_lines { serde_json::to_string(&reply) } else { serde_json::to_string_pretty(&reply) };
        print(&mut std::io::stdout(), &format!("{}\n", in_json(&text.unwrap_or_default())));
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
