//! Comes in: findings about paragraphs that were cut into lines. Goes out: the
//! files with those lines joined, and what stood there before beside them. Must
//! not know: which lines belong together, or YAML.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::write::whole;
use crate::diag::{Code, Diagnostic, Source, Span};
use crate::text::free_name;

/// Pairs the first and the last line of paragraphs, counted from 1.
type Lines = Vec<(usize, usize)>;

/// Is what was joined in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The file.
    pub file: PathBuf,
    /// The first and the last line of each paragraph, as they were counted
    /// before.
    pub lines: Lines,
    /// Where the file is kept as it was.
    pub kept: PathBuf,
}

/// Joins the lines of each paragraph that was found cut: the line end and the
/// indentation behind it become one space; every other byte stays.
///
/// Beside what was done come findings about files that could not be read or
/// written.
#[must_use]
pub fn join(findings: &[Diagnostic]) -> (Vec<Joined>, Vec<Diagnostic>) {
    let (mut joined, mut failed) = (Vec::new(), Vec::new());
    for (name, (source, lines)) in cut(findings) {
        match file(Path::new(&name), &source, lines) {
            Ok(done) => joined.push(done),
            Err(finding) => failed.push(*finding),
        }
    }
    (joined, failed)
}

/// Gives a text that is typed with the lines joined of each paragraph that was found cut in it;
/// nothing where none was, or the findings are of another text.
#[must_use]
pub fn joined(findings: &[Diagnostic], typed: &str) -> Option<String> {
    let (source, lines) = cut(findings).into_values().find(|(source, _)| source.text() == typed)?;
    Some(without_ends(&source, &lines))
}

/// Finds the paragraphs that were cut, file by file, in their order.
fn cut(findings: &[Diagnostic]) -> BTreeMap<String, (Arc<Source>, Lines)> {
    let mut files: BTreeMap<String, (Arc<Source>, Lines)> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.code == Code::WRAPPED) {
        let (Some(span), Some((last, _))) = (&finding.span, finding.related.first()) else { continue };
        let lines = (span.line_column().0, last.line_column().0);
        let file = files.entry(span.source.name().to_owned());
        let (_, found) = file.or_insert_with(|| (Arc::clone(&span.source), Vec::new()));
        if !found.contains(&lines) {
            found.push(lines);
        }
    }
    for (_, lines) in files.values_mut() {
        lines.sort_unstable();
    }
    files
}

/// Gives a text without the line ends within some paragraphs.
fn without_ends(source: &Source, lines: &Lines) -> String {
    let mut text = source.text().to_owned();
    for (first, last) in lines.iter().rev() {
        for line in (*first..*last).rev() {
            let end = source.offset(line, 1) + source.line(line).trim_end().len();
            let below = source.line(line + 1);
            let start = source.offset(line + 1, 1) + (below.len() - below.trim_start().len());
            text.replace_range(end..start, " ");
        }
    }
    text
}

fn file(path: &Path, source: &Arc<Source>, lines: Lines) -> Result<Joined, Box<Diagnostic>> {
    let refuse =
        |message: String| Box::new(Diagnostic::new(Code::FILE_READ, message).at(Span::whole(source)));
    let bytes = fs::read(path).map_err(|error| {
        refuse(format!("không đọc được `{}`: {}", path.display(), crate::diag::os_words(&error)))
    })?;
    let typed = String::from_utf8(bytes).ok();
    let typed = typed.filter(|typed| typed.strip_prefix('\u{feff}').unwrap_or(typed) == source.text());
    let Some(typed) = typed else {
        // Tabs, control characters or another encoding: places would be off.
        let message = format!(
            "chưa nối được dòng trong `{}`: tệp không phải UTF-8, có phím Tab đầu dòng hoặc ký tự điều khiển",
            path.display()
        );
        return Err(refuse(message));
    };
    let text = without_ends(source, &lines);
    let kept = beside(path);
    whole(&kept, typed.as_bytes())?;
    let mark = if typed.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    whole(path, format!("{mark}{text}").as_bytes())?;
    Ok(Joined { file: path.to_owned(), lines, kept })
}

/// Names a file that is not there yet: `x.yaml.cu`, `x.yaml (2).cu`.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(free_name(&format!("{name}.cu"), |name| path.with_file_name(name).exists()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_ends_of_the_passage_change() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.yaml");
        let typed = "\u{feff}a: |\r\n  Một hai \r\n  ba\r\n    bốn.\r\n  Năm.\r\n# sáu\r\n";
        fs::write(&path, typed).expect("write");
        let source = Source::new(path.display().to_string(), typed.trim_start_matches('\u{feff}'));
        let at = |word: &str| {
            let start = source.text().find(word).expect("word");
            Span::new(&source, start..start + word.len())
        };
        let finding = Diagnostic::new(Code::WRAPPED, "").at(at("hai")).related(at("bốn"), "");
        let (joined, failed) = join(&[finding.clone(), finding.clone()]);
        assert_eq!(failed, []);
        assert_eq!(joined[0].lines, [(2, 4)]);
        let read = |path: &Path| fs::read_to_string(path).expect("read");
        assert_eq!(read(&path), "\u{feff}a: |\r\n  Một hai ba bốn.\r\n  Năm.\r\n# sáu\r\n");
        assert_eq!(read(&joined[0].kept), typed);
        // Places that are no longer right change nothing.
        let (joined, failed) = join(&[finding]);
        assert_eq!((joined.len(), failed.len()), (0, 1));
    }
}
