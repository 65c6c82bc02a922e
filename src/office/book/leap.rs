//! Comes in: the rows of an older register, before they are entered. Goes out: the
//! same without those whose number leaps alone far ahead of its series: a slip
//! that would move the counter for good. Must not know: how rows are read.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::diag::{Code, Diagnostic};
use crate::ledger::{Ledger, Line};
use crate::register::{Entry, Register};
use crate::text::folded;

/// A number may lie so far beyond the one before it.
const FAR: u32 = 50;

type Series = (String, NaiveDate, String);

fn series(line: &Line) -> Series {
    (line.past.organ.clone(), line.past.term, folded(&line.past.kind_name))
}

/// Takes out the rows that leap alone; tells of those that others confirm.
pub(super) fn leaps(
    ledger: &mut Ledger,
    there: &[Entry],
    register: &Register,
) -> Result<(), Box<Diagnostic>> {
    let mut numbers: BTreeMap<Series, BTreeSet<u32>> = BTreeMap::new();
    for line in &ledger.lines {
        numbers.entry(series(line)).or_default().insert(line.past.number);
    }
    let mut known: BTreeMap<Series, BTreeSet<u32>> = BTreeMap::new();
    for ((organ, term, kind), own) in &mut numbers {
        let entries =
            there.iter().filter(|entry| (&entry.organ, &entry.term, &entry.kind) == (organ, term, kind));
        let mut old: BTreeSet<u32> = entries.map(|entry| entry.number).collect();
        // What `register start` said is the office's own word.
        let counter = register.counter((organ, *term, kind))?;
        old.extend(counter.map(|(_, next)| next - 1).filter(|last| *last > 0));
        own.extend(&old);
        known.insert((organ.clone(), *term, kind.clone()), old);
    }
    for line in std::mem::take(&mut ledger.lines) {
        let key = series(&line);
        let number = line.past.number;
        let before = numbers[&key].range(..number).next_back().copied();
        let far = before.filter(|before| number - before > FAR && !known[&key].contains(&number));
        let Some(before) = far else {
            ledger.lines.push(line);
            continue;
        };
        let name = line.past.kind_name.to_lowercase();
        let confirmed = numbers[&key].range(number + 1..=number.saturating_add(FAR)).next().is_some();
        if confirmed {
            let last = numbers[&key].last().copied().unwrap_or(number);
            let message = format!(
                "{}: số {number} nhảy xa so với số trước ({before}); số tiếp theo của {name} sẽ là {}",
                line.record.place,
                last + 1
            );
            let hint = "nếu gõ nhầm thì đừng nhập: sửa tệp trước, số tiếp theo không lùi lại được";
            ledger.findings.push(Diagnostic::new(Code::OLD_BOOK_DOUBT, message).hint(hint));
            ledger.lines.push(line);
        } else {
            let why = format!(
                "số {number} nhảy xa so với số trước ({before}), không dòng nào sau đó nối tiếp; nếu vào sổ thì số tiếp theo của {name} sẽ là {}. \
                 Gõ nhầm thì sửa số; đúng là {number} thì `vanthu so bat-dau {} {number} --ky-hieu {} --ngay {}` rồi nhập lại",
                number + 1,
                key.2,
                key.0,
                line.past.date
            );
            ledger.refuse(line.record, why);
        }
    }
    Ok(())
}
