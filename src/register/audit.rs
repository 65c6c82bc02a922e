//! Comes in: the register. Goes out: findings: a broken chain, rows the log does
//! not know, gaps, dates that run backwards. Must not know: the archive.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::log::{Line, START};
use super::open::Register;
use super::row::{COLUMNS, Entry, State, told};
use super::term_of;
use crate::diag::{Code, Diagnostic};
use crate::model::Term;

impl Register {
    /// Proves the chain of the log, compares every row with it and looks for
    /// what cannot be right.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub fn check(&self, terms: &[Term], today: NaiveDate) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        self.checked(terms, today).map_err(|error| self.trouble(&error))
    }

    fn checked(&self, terms: &[Term], today: NaiveDate) -> rusqlite::Result<Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let whole: String = self.base.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        if whole != "ok" {
            findings.push(broken(format!("tệp sổ hỏng: {whole}")));
        }
        let told = self.chain(&mut findings)?;
        let sql = format!("SELECT {COLUMNS} FROM entry ORDER BY organ, term, kind, number");
        let entries: Vec<Entry> =
            self.base.prepare(&sql)?.query_map([], Entry::read)?.collect::<rusqlite::Result<_>>()?;
        for entry in &entries {
            if told.get(&entry.id) != Some(&entry.json().to_string()) {
                let name = format!("dòng {} ({}) của sổ", entry.id, entry.printed());
                findings.push(broken(format!("{name} khác với nhật ký: đã bị sửa ngoài chương trình")));
            }
        }
        let there: BTreeSet<i64> = entries.iter().map(|entry| entry.id).collect();
        for id in told.keys().filter(|id| !there.contains(id)) {
            findings.push(broken(format!("dòng {id} có trong nhật ký mà không còn trong sổ: đã bị xoá")));
        }
        findings.extend(self.gaps(&entries)?);
        findings.extend(entries.windows(2).filter_map(|pair| backwards(&pair[0], &pair[1])));
        findings.extend(entries.iter().flat_map(|entry| days(entry, terms, today)));
        Ok(findings)
    }

    /// Walks the log; names the first broken row. Gives the last word about
    /// each entry.
    fn chain(&self, findings: &mut Vec<Diagnostic>) -> rusqlite::Result<BTreeMap<i64, String>> {
        let mut told = BTreeMap::new();
        let (mut before, mut seq, mut sound) = (START.to_owned(), 0, true);
        let mut lines =
            self.base.prepare("SELECT seq, at, who, act, entry, body, before, hash FROM log ORDER BY seq")?;
        let lines = lines.query_map([], |row| {
            Ok(Line {
                seq: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                act: row.get(3)?,
                entry: row.get(4)?,
                body: row.get(5)?,
                before: row.get(6)?,
                hash: row.get(7)?,
            })
        })?;
        for line in lines {
            let line = line?;
            if sound && (line.seq != seq + 1 || line.before != before || line.hash != line.right()) {
                sound = false;
                let what = if line.seq == seq + 1 {
                    "đã bị sửa"
                } else {
                    "đứng sau một dòng đã mất"
                };
                findings.push(broken(format!("nhật ký đứt ở dòng {} ({}): {what}", line.seq, line.at)));
            }
            (before, seq) = (line.hash, line.seq);
            if line.entry != 0 {
                told.insert(line.entry, line.body);
            }
        }
        Ok(told)
    }

    /// Finds numbers without a row.
    fn gaps(&self, entries: &[Entry]) -> rusqlite::Result<Vec<Diagnostic>> {
        let mut series = self.base.prepare("SELECT organ, term, kind, first, next FROM series")?;
        let series = series.query_map([], |row| {
            let key: (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((key, row.get::<_, u32>(3)?, row.get::<_, u32>(4)?))
        })?;
        let mut findings = Vec::new();
        for one in series {
            let ((organ, term, kind), first, next) = one?;
            let own =
                |entry: &&Entry| entry.organ == organ && entry.kind == kind && entry.term.to_string() == term;
            let mut due = first;
            for number in entries.iter().filter(own).map(|entry| entry.number).chain([next]) {
                if number > due {
                    let last = number - 1;
                    let which =
                        if due == last { format!("số {due}") } else { format!("các số {due}–{last}") };
                    findings.push(
                        Diagnostic::new(
                            Code::REGISTER_ORDER,
                            format!("thiếu {which} của loại `{kind}`, cơ quan {organ}, nhiệm kỳ từ {term}"),
                        )
                        .hint(
                            "tìm văn bản mang số ấy rồi ban hành với đúng số; không cấp lại cho văn bản khác",
                        ),
                    );
                }
                due = due.max(number.saturating_add(1));
            }
        }
        Ok(findings)
    }
}

fn backwards(before: &Entry, after: &Entry) -> Option<Diagnostic> {
    let key = |entry: &Entry| (entry.organ.clone(), entry.term, entry.kind.clone());
    let live = before.state != State::Cancelled && after.state != State::Cancelled;
    (live && key(before) == key(after) && after.date < before.date).then(|| {
        let (last, next) = (before.printed(), after.printed());
        let message =
            format!("`{next}` ngày {} đứng sau `{last}` ngày {}", told(after.date), told(before.date));
        Diagnostic::new(Code::REGISTER_ORDER, message)
            .hint("trong một dãy số, ngày không lùi; xem lại ngày của hai văn bản")
    })
}

fn days(entry: &Entry, terms: &[Term], today: NaiveDate) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if entry.date > today {
        let message = format!("`{}` ghi ngày {}, sau hôm nay", entry.printed(), told(entry.date));
        findings.push(Diagnostic::new(Code::REGISTER_ORDER, message));
    }
    if term_of(terms, entry.date).is_none_or(|term| term.from != entry.term) {
        let message = format!(
            "`{}` ngày {} nằm trong dãy số của nhiệm kỳ bắt đầu {}",
            entry.printed(),
            told(entry.date),
            told(entry.term)
        );
        findings
            .push(Diagnostic::new(Code::REGISTER_ORDER, message).hint("xem lại nhiem_ky trong co-quan.yaml"));
    }
    findings
}

fn broken(message: String) -> Diagnostic {
    Diagnostic::new(Code::REGISTER_BROKEN, message)
        .hint("đừng sửa tiếp; giữ nguyên hai thư mục so và luu, đối chiếu với bản sao lưu gần nhất")
}
