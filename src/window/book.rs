//! Comes in: what the screen of the register asks. Goes out: its rows, printed, as a table, proved,
//! a number struck out, an older book looked at and then entered. Must not know: how any of it is
//! done.

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::{read, read_file};
use super::held::OldBook;
use super::hints::{told, worded};
use super::office::Office;
use super::paper::{found, packed};
use crate::diag::Findings;
use crate::digest::sha256_hex;
use crate::office::{OldBookAsked, OldBookTold, Wanted, mended_rows};

/// Answers what the screen of the register asks.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "book" => read(body).map(|asked| office.book(asked)),
        "book-pdf" => read(body).map(|asked: Asked| file(office.desk().printed_rows(&asked.wanted()))),
        "book-sheet" => read(body).map(|asked| office.sheet(asked)),
        "book-check" => Ok(office.check_book()),
        "strike" => read(body).map(|asked| office.strike(&asked)),
        "old-book" => read_file(body).map(|(asked, bytes)| office.look_into(asked, bytes)),
        "old-book-enter" => read(body).map(|asked| office.enter(&asked)),
        "old-book-bad" => read(body).map(|asked| office.bad_rows(&asked)),
        "old-book-mended" => read(body).map(|asked| office.mended(&asked)),
        _ => return None,
    })
}

/// Says which rows are wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    kind: Option<String>,
    year: Option<i32>,
    term: Option<String>,
    unsigned: bool,
    words: Option<String>,
}

impl Asked {
    fn wanted(self) -> Wanted {
        let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Wanted {
            kind: said(self.kind),
            year: self.year,
            term: said(self.term),
            unsigned: self.unsigned,
            words: said(self.words),
        }
    }
}

/// Asks for rows as a spreadsheet.
#[derive(Debug, Deserialize)]
struct SheetAsked {
    /// The name it gets: its ending says what it is.
    name: String,
    rows: Asked,
}

/// Asks for a number to be struck out, as it was shown.
#[derive(Debug, Deserialize)]
struct StrikeAsked {
    id: i64,
    printed: String,
    reason: String,
}

/// Says how an older book is to be read.
#[derive(Debug, Deserialize)]
struct BookAsked {
    name: String,
    #[serde(default)]
    sheet: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    again: bool,
}

impl BookAsked {
    /// Says how the book is to be looked into.
    fn how(&self) -> OldBookAsked {
        let said = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        OldBookAsked { sheet: said(&self.sheet), kind: said(&self.kind), again: self.again, rehearsal: true }
    }
}

/// Names the older book that was looked at.
#[derive(Debug, Deserialize)]
struct Seen {
    seen: String,
}

/// Hands over bad rows that were mended on the screen.
#[derive(Debug, Deserialize)]
struct Mended {
    seen: String,
    /// The cells of each row, but for those that say where it stood.
    cells: Vec<Vec<String>>,
    #[serde(default)]
    again: bool,
}

impl Office {
    fn book(&self, asked: Asked) -> Answer {
        let desk = self.desk();
        match desk.book_page(&asked.wanted()) {
            Ok(page) => {
                let papers: Vec<Option<_>> =
                    page.rows.iter().map(|row| self.own_paper(&row.row.path)).collect();
                Answer::json(&json!({ "page": page, "papers": papers }))
            }
            Err(findings) => found(&findings),
        }
    }

    fn sheet(&self, asked: SheetAsked) -> Answer {
        file(self.desk().written_rows(&asked.name, &asked.rows.wanted()))
    }

    fn check_book(&self) -> Answer {
        match self.desk().audit(None) {
            Ok((head, findings)) => {
                let findings: Vec<_> = findings.iter().map(told).collect();
                Answer::json(&json!({ "head": head, "findings": findings }))
            }
            Err(findings) => found(&findings),
        }
    }

    fn strike(&self, asked: &StrikeAsked) -> Answer {
        let reason = asked.reason.trim();
        if reason.is_empty() {
            return Answer::json(&json!({ "missing": "ghi lý do huỷ số" }));
        }
        let desk = self.desk();
        let done = desk
            .naming(asked.id, &asked.printed)
            .and_then(|(paper, which)| desk.cancel(&paper, Some(which), reason));
        match done {
            Ok((row, findings)) => {
                let findings: Vec<_> = findings.iter().map(told).collect();
                Answer::json(&json!({ "row": row, "findings": findings }))
            }
            Err(findings) => found(&findings),
        }
    }

    /// Looks into an older book: what would become of each row, and enters nothing.
    fn look_into(&self, asked: BookAsked, bytes: &[u8]) -> Answer {
        let how = asked.how();
        match self.desk().import_brought((&asked.name, bytes), &how) {
            Ok(done) => {
                let seen = digest(bytes, &done);
                let answer = entered(&done, &json!({ "seen": seen }));
                let (name, bytes) = (asked.name, bytes.to_vec());
                self.shown.keep(OldBook { name, how, bytes, seen, bad: done.bad, bad_rows: done.bad_rows });
                answer
            }
            Err(findings) => found(&findings),
        }
    }

    /// Enters the older book that was looked at, if the same would become of it now.
    fn enter(&self, asked: &Seen) -> Answer {
        let Some(book) = self.shown.take(&asked.seen) else {
            return Answer::json(&json!({ "missing": "chọn lại tệp để xem trước: chưa có gì vào sổ" }));
        };
        let desk = self.desk();
        let import = |how: &OldBookAsked| desk.import_brought((&book.name, &book.bytes), how);
        let done = import(&book.how).and_then(|now| {
            let seen = digest(&book.bytes, &now);
            if seen != book.seen {
                return Ok((now, json!({ "seen": seen, "changed": true })));
            }
            Ok((
                import(&OldBookAsked { rehearsal: false, ..book.how.clone() })?,
                json!({ "seen": seen, "done": true }),
            ))
        });
        match done {
            Ok((done, more)) => {
                let answer = entered(&done, &more);
                let seen = more["seen"].as_str().unwrap_or_default().to_owned();
                self.shown.keep(OldBook { seen, bad: done.bad, bad_rows: done.bad_rows, ..book });
                answer
            }
            Err(findings) => found(&findings),
        }
    }

    /// Looks at rows that were mended on the screen, as at a file of their own: the older book stays as
    /// it is, and each row remembers where in it it stood.
    fn mended(&self, asked: &Mended) -> Answer {
        let Some((name, rows)) = self.shown.bad_rows(&asked.seen) else {
            return Answer::json(&json!({ "missing": "chọn lại tệp để xem trước: chưa có gì vào sổ" }));
        };
        let bytes = mended_rows(&rows, &asked.cells);
        let own = name.strip_suffix(MENDED).unwrap_or(&name);
        let again = BookAsked {
            name: format!("{own}{MENDED}"),
            sheet: String::new(),
            kind: String::new(),
            again: asked.again,
        };
        self.look_into(again, &bytes)
    }

    /// Gives the rows that cannot be used as a file to be mended.
    fn bad_rows(&self, asked: &Seen) -> Answer {
        match self.shown.bad(&asked.seen) {
            Some(bytes) => packed(&json!({}), &[&bytes]),
            None => Answer::json(&json!({ "missing": "chọn lại tệp để xem trước" })),
        }
    }
}

/// Is what the name of mended rows ends with.
const MENDED: &str = " (dòng đã sửa).csv";

/// Tells one look from another: the same bytes may become something else meanwhile.
fn digest(bytes: &[u8], done: &OldBookTold) -> String {
    let rows = serde_json::to_string(&done.rows).unwrap_or_default();
    sha256_hex(format!("{}{rows}", sha256_hex(bytes)).as_bytes())
}

/// Says what becomes, or became, of an older book.
fn entered(done: &OldBookTold, more: &Value) -> Answer {
    let findings: Vec<_> = done.findings.iter().map(told).collect();
    let mut rows = done.rows.clone();
    for row in &mut rows {
        row.why = row.why.iter().map(|why| worded(why)).collect();
    }
    let mut answer = json!({
        "rows": rows, "series": done.series, "count": done.entered, "skipped": done.skipped,
        "mended": done.mended, "findings": findings, "bad": done.bad.is_some(),
        "bad_rows": done.bad_rows.iter().map(|row| told_row(row)).collect::<Vec<_>>(),
    });
    if let (Some(answer), Some(more)) = (answer.as_object_mut(), more.as_object()) {
        answer.extend(more.clone());
    }
    Answer::json(&answer)
}

/// Words why a row is bad as the window does.
fn told_row(row: &[String]) -> Vec<String> {
    let last = row.len().saturating_sub(1);
    row.iter().enumerate().map(|(at, cell)| if at == last { worded(cell) } else { cell.clone() }).collect()
}

/// Gives a file, or why there is none.
fn file(made: Result<Vec<u8>, Findings>) -> Answer {
    match made {
        Ok(bytes) => packed(&json!({ "found": [] }), &[&bytes]),
        Err(findings) => {
            let findings: Vec<_> = findings.iter().map(told).collect();
            packed(&json!({ "found": findings }), &[])
        }
    }
}
