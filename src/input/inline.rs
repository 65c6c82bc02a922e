//! Comes in: one authored line. Goes out: runs, with `**đậm**`, `*nghiêng*`,
//! `[^chú thích]` and `{{ … }}` understood and everything else left as it is.
//! Must not know: what facts there are.
//!
//! What an expression gives is text: marks in it mean nothing.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Text};
use crate::model::{Note, Run, Runs};

/// Answers what stands between `{{` and `}}`.
pub trait Evaluate {
    /// Evaluates an expression.
    ///
    /// # Errors
    /// Says what is wrong with it.
    fn evaluate(&self, expression: &str) -> Result<Evaluated, Fault>;
}

/// Is what an expression gives.
#[derive(Debug, Clone, Default)]
pub struct Evaluated {
    /// The text.
    pub text: String,
    /// What someone should look at, with its code.
    pub warnings: Vec<(&'static Code, String)>,
}

/// Is what is wrong with an expression.
#[derive(Debug, Clone)]
pub struct Fault {
    /// One sentence.
    pub message: String,
    /// The bytes of the expression it is about.
    pub range: Option<Range<usize>>,
    /// What to do.
    pub hint: Option<String>,
}

/// A stretch of a line that was understood.
enum Piece {
    /// Letters as typed.
    Typed(Range<usize>),
    /// What an expression gave, and where it was typed.
    Given(String, Range<usize>),
    /// One or two asterisks.
    Stars(Range<usize>),
    /// A footnote, and where it was typed with its brackets.
    Note(Runs, Range<usize>),
}

/// Reads a line of a field, which has no footnotes, with its inline marks and
/// expressions.
pub(super) fn field(line: &Text, facts: &dyn Evaluate, findings: &mut Vec<Diagnostic>) -> Runs {
    read(line, false, facts, findings)
}

/// Reads a line of a body with its inline marks, footnotes and expressions.
pub(super) fn runs(line: &Text, facts: &dyn Evaluate, findings: &mut Vec<Diagnostic>) -> Runs {
    read(line, true, facts, findings)
}

fn read(line: &Text, notes: bool, facts: &dyn Evaluate, findings: &mut Vec<Diagnostic>) -> Runs {
    let pieces = pieces(line, notes, facts, findings);
    let (marks, strays) = paired(line.as_str(), &pieces);
    findings.extend(strays.into_iter().map(|stray| lone(line, stray)));
    let (mut bold, mut italic) = (false, false);
    let mut built = Built::default();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Stars(range) if marks.contains(&index) => {
                if range.len() == 2 {
                    bold = !bold;
                } else {
                    italic = !italic;
                }
            }
            piece => built.push(line, piece, (bold, italic)),
        }
    }
    built.finish(line)
}

/// Collects runs, their plain text and the steps back to what was typed. A run ends
/// where an expression or a lone sign begins, too.
#[derive(Default)]
struct Built {
    plain: String,
    steps: Vec<(usize, usize)>,
    runs: Vec<Run>,
    notes: Vec<Note>,
}

impl Built {
    fn push(&mut self, line: &Text, piece: &Piece, (bold, italic): (bool, bool)) {
        let start = self.plain.len();
        match piece {
            Piece::Typed(range) | Piece::Stars(range) => {
                self.steps.push((start, range.start));
                self.plain.push_str(&line.as_str()[range.clone()]);
            }
            Piece::Given(text, range) => {
                self.steps.push((start, range.start));
                self.plain.push_str(text);
            }
            Piece::Note(runs, range) => {
                self.notes.push(Note { at: start, runs: runs.clone() });
                self.steps.push((start, range.end));
            }
        }
        if self.plain.len() > start {
            self.runs.push(Run { text: self.plain[start..].to_owned(), bold, italic });
        }
    }

    fn finish(self, line: &Text) -> Runs {
        Runs { runs: self.runs, plain: line.rewritten(self.plain, self.steps), notes: self.notes }
    }
}

/// Cuts a line at expressions, at asterisks and, if `notes`, at footnotes.
fn pieces(line: &Text, notes: bool, facts: &dyn Evaluate, findings: &mut Vec<Diagnostic>) -> Vec<Piece> {
    let text = line.as_str();
    let mut pieces = Vec::new();
    let (mut at, mut typed) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let stars = rest.len() - rest.trim_start_matches('*').len();
        if rest.starts_with("{{") {
            pieces.push(Piece::Typed(typed..at));
            let end = expression_end(rest);
            let range = at..at + end.unwrap_or(rest.len());
            if let Some(end) = end {
                let given = evaluated(line, at + 2..at + end - 2, facts, findings);
                findings.extend(marked(&given, line, &range));
                pieces.push(Piece::Given(given, range.clone()));
            } else {
                pieces.push(Piece::Given("…".to_owned(), range.clone()));
                findings.push(
                    Diagnostic::new(Code::EXPRESSION, "dấu `{{` mở ra mà không có `}}` đóng lại")
                        .at(line.at(at..at + 2))
                        .hint("muốn in chính hai dấu ngoặc thì viết {{ '{{' }}"),
                );
            }
            at = range.end;
            typed = at;
        } else if rest.starts_with("[^") {
            let end = note_end(rest).filter(|_| notes);
            if let Some(end) = end {
                pieces.push(Piece::Typed(typed..at));
                let inner = line.slice(at + 2..at + end - 1);
                pieces.push(Piece::Note(read(&inner, false, facts, findings), at..at + end));
                at += end;
                typed = at;
            } else {
                findings.push(no_note(line, at, notes));
                at += 2;
            }
        } else if stars > 0 {
            pieces.push(Piece::Typed(typed..at));
            let mut left = stars;
            while left > 0 {
                let take = left.min(2);
                pieces.push(Piece::Stars(at..at + take));
                at += take;
                left -= take;
            }
            typed = at;
        } else {
            // On to the next sign that may begin one of these.
            let next = rest.bytes().skip(1).position(|sign| matches!(sign, b'{' | b'[' | b'*'));
            at += next.map_or(rest.len(), |next| next + 1);
        }
    }
    pieces.push(Piece::Typed(typed..text.len()));
    for piece in &pieces {
        let Piece::Typed(range) = piece else { continue };
        if let Some(at) = text[range.clone()].find("}}") {
            let at = range.start + at;
            findings.push(
                Diagnostic::new(Code::EXPRESSION_STRAY, "dấu `}}` không có `{{` mở ra, nên được in như chữ")
                    .at(line.at(at..at + 2))
                    .hint("viết {{ tên }} với hai dấu ngoặc ở mỗi bên"),
            );
        }
    }
    pieces
}

/// Gives the length of a footnote with its brackets; others may stand inside.
fn note_end(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, sign) in rest.char_indices() {
        match sign {
            '[' => depth += 1,
            ']' if depth == 1 => return (!rest[2..at].trim().is_empty()).then_some(at + 1),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Says that `[^` begins no footnote.
fn no_note(line: &Text, at: usize, notes: bool) -> Diagnostic {
    let (message, hint) = if notes {
        ("`[^` mở chú thích mà không có `]` đóng lại, nên được in như chữ", "viết [^nội dung chú thích]")
    } else {
        (
            "chú thích cuối trang chỉ dùng trong noi_dung; ở đây `[^` được in như chữ",
            "chuyển chú thích vào noi_dung, hoặc viết trong ngoặc đơn",
        )
    };
    Diagnostic::new(Code::MARK_ALONE, message).at(line.at(at..at + 2)).hint(hint)
}

/// Finds marks in what an expression gave: there they are letters.
fn marked(given: &str, line: &Text, range: &Range<usize>) -> Option<Diagnostic> {
    has_marks(given).then(|| {
        Diagnostic::new(Code::MARK_ALONE, "dữ kiện ở đây có dấu sao; dấu sao trong dữ kiện được in như chữ")
            .at(line.at(range.clone()))
            .hint("bỏ dấu sao trong dữ kiện, rồi đặt ** hoặc * quanh {{ … }}")
    })
}

/// Tells whether asterisks in a text would be marks where marks mean something.
#[must_use]
pub fn has_marks(text: &str) -> bool {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('*') {
        at += found;
        let stars = text[at..].len() - text[at..].trim_start_matches('*').len();
        let mut left = stars;
        while left > 0 {
            let take = left.min(2);
            pieces.push(Piece::Stars(at..at + take));
            at += take;
            left -= take;
        }
    }
    !paired(text, &pieces).0.is_empty()
}

/// Gives the length of an expression with its braces; quotes hide braces.
fn expression_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut letters = rest.char_indices().skip(2).peekable();
    while let Some((at, letter)) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => {
                letters.next();
            }
            (Some(open), close) if open == close => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '}') if rest[at..].starts_with("}}") => return Some(at + 2),
            _ => {}
        }
    }
    None
}

fn evaluated(
    line: &Text,
    range: Range<usize>,
    facts: &dyn Evaluate,
    findings: &mut Vec<Diagnostic>,
) -> String {
    let whole = &line.as_str()[range.clone()];
    let expression = whole.trim();
    let start = range.start + (whole.len() - whole.trim_start().len());
    match facts.evaluate(expression) {
        Ok(given) => {
            for (code, message) in given.warnings {
                findings.push(
                    Diagnostic::new(code, message)
                        .at(line.at(range.clone()))
                        .hint("điền `so` và `ngay` trong tệp của văn bản ấy rồi lập lại"),
                );
            }
            crate::text::nfc(&given.text).replace(['\n', '\t'], " ")
        }
        Err(fault) => {
            let at = fault
                .range
                .filter(|at| at.start < at.end && expression.get(at.clone()).is_some())
                .map_or(range, |at| start + at.start..start + at.end);
            let mut finding = Diagnostic::new(Code::EXPRESSION, fault.message).at(line.at(at));
            if let Some(hint) = fault.hint {
                finding = finding.hint(hint);
            }
            findings.push(finding);
            // A word in its place: what stands around it is not at fault.
            "…".to_owned()
        }
    }
}

/// Is an asterisk or two that open or close nothing.
struct Stray {
    range: Range<usize>,
    opens: bool,
}

/// Tells which asterisks open or close a pair, and which of the others were
/// meant to: those at one side of a word. The rest are letters.
fn paired(text: &str, pieces: &[Piece]) -> (Vec<usize>, Vec<Stray>) {
    let (mut marks, mut strays) = (Vec::new(), Vec::new());
    for width in [2, 1] {
        let mut open: Option<(usize, Range<usize>)> = None;
        for (index, piece) in pieces.iter().enumerate() {
            let Piece::Stars(range) = piece else { continue };
            if range.len() != width {
                continue;
            }
            let before = text[..range.start].trim_end_matches('*').chars().next_back();
            let after = text[range.end..].trim_start_matches('*').chars().next();
            let outer = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let inner = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
            let (opens, closes) = (outer(before) && inner(after), inner(before) && outer(after));
            match &open {
                Some((opened, _)) if closes => {
                    marks.extend([*opened, index]);
                    open = None;
                }
                None if opens => open = Some((index, range.clone())),
                None if closes => strays.push(Stray { range: range.clone(), opens: false }),
                _ => {}
            }
        }
        strays.extend(open.map(|(_, range)| Stray { range, opens: true }));
    }
    strays.retain(|stray| stray.is_meant(text));
    (marks, strays)
}

impl Stray {
    /// Tells whether it stands at a word as a mark would: `(*)` and `5*` are
    /// letters.
    fn is_meant(&self, text: &str) -> bool {
        let before = text[..self.range.start].trim_end_matches('*');
        let after = text[self.range.end..].trim_start_matches('*');
        if self.opens {
            return after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '(' | '{'));
        }
        let rating = self.range.len() == 1
            && before.ends_with(|c: char| c.is_ascii_digit())
            && before.trim_end_matches(|c: char| c.is_ascii_digit()).len() + 1 == before.len()
            && !before[..before.len() - 1].ends_with(['/', '.', '-']);
        !rating
            && before.ends_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '"' | '”' | ')' | '.' | ',' | ';' | ':')
            })
    }
}

/// Says that an asterisk has no partner.
fn lone(line: &Text, stray: Stray) -> Diagnostic {
    let stars = &line.as_str()[stray.range.clone()];
    let message = if stray.opens {
        format!("dấu `{stars}` mở ra mà không có dấu `{stars}` đóng lại trong dòng, nên được in như chữ")
    } else {
        format!("dấu `{stars}` ở cuối chữ mà không có dấu `{stars}` mở ra trong dòng, nên được in như chữ")
    };
    let meant = if stars.len() == 2 { "in đậm" } else { "in nghiêng" };
    Diagnostic::new(Code::MARK_ALONE, message)
        .at(line.at(stray.range))
        .hint(format!("muốn {meant} thì viết {stars}chữ{stars}; muốn in dấu sao thì chừa dấu cách ở hai bên"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Source, Span};

    struct Nothing;
    impl Evaluate for Nothing {
        fn evaluate(&self, expression: &str) -> Result<Evaluated, Fault> {
            Ok(Evaluated { text: format!("<{expression}>"), warnings: Vec::new() })
        }
    }

    fn read(typed: &str) -> Vec<(String, bool, bool)> {
        let source = Source::new("a", typed);
        let line = Text::new(typed, Span::new(&source, 0..typed.len()));
        let runs = runs(&line, &Nothing, &mut Vec::new());
        let mut read: Vec<(String, bool, bool)> = Vec::new();
        for run in runs.runs {
            match read.last_mut() {
                Some(last) if (last.1, last.2) == (run.bold, run.italic) => last.0.push_str(&run.text),
                _ => read.push((run.text, run.bold, run.italic)),
            }
        }
        read
    }

    #[test]
    fn marks_come_in_pairs_and_stand_at_words() {
        assert_eq!(read("**a b** c"), [("a b".into(), true, false), (" c".into(), false, false)]);
        assert_eq!(read("2 * 3 * 4"), [("2 * 3 * 4".into(), false, false)]);
        assert_eq!(read("a*b*c **"), [("a*b*c **".into(), false, false)]);
        assert_eq!(read("***x***"), [("x".into(), true, true)]);
        assert_eq!(
            read("(*x*)"),
            [("(".into(), false, false), ("x".into(), false, true), (")".into(), false, false)]
        );
    }

    #[test]
    fn a_mark_without_its_partner_is_told() {
        for (typed, told) in [
            ("a **b c", 1),
            ("a *b c", 1),
            ("a b** c", 1),
            ("trước ngày 05/8/2026*.", 1),
            ("**a** *b* ***c***", 0),
            ("2 * 3, (*), ****, * Ghi chú, khách sạn 5*, a*b", 0),
            ("“**a**” và (*b*)", 0),
        ] {
            let source = Source::new("a", typed);
            let line = Text::new(typed, Span::new(&source, 0..typed.len()));
            let mut findings = Vec::new();
            runs(&line, &Nothing, &mut findings);
            assert_eq!(findings.len(), told, "{typed}: {findings:?}");
        }
    }

    #[test]
    fn a_footnote_is_no_part_of_its_line() {
        let typed = "Theo Nghị định[^Nghị định *số 30* [cũ].] này.";
        let source = Source::new("a", typed);
        let line = Text::new(typed, Span::new(&source, 0..typed.len()));
        let runs = runs(&line, &Nothing, &mut Vec::new());
        assert_eq!(runs.as_str(), "Theo Nghị định này.");
        assert_eq!(runs.notes[0].runs.as_str(), "Nghị định số 30 [cũ].");
        assert_eq!(&runs.as_str()[runs.notes[0].at..], " này.");
        let tail = runs.as_str().find("này").unwrap();
        assert_eq!(&typed[runs.plain.at(tail..tail + "này".len()).range], "này");
    }

    #[test]
    fn what_an_expression_gives_is_text() {
        assert_eq!(read("a {{ '**}}**' }} b"), [("a <'**}}**'> b".into(), false, false)]);
    }
}
