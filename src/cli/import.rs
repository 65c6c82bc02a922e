//! `vanthu register import`: an older register into that of vanthu, row by row.

use std::path::Path;

use serde_json::json;

use super::args::Import;
use super::screen::Screen;
use super::{Exit, check, clock, exit};
use crate::diag::{Code, Diagnostic, nearest};
use crate::kind::{KindName, kind_names};
use crate::ledger::{Ledger, bad_rows_csv, kind_named};
use crate::office::{self, Imported, OldBook};
use crate::pipeline::{Stock, keep_mending, workspace};
use crate::register::told;

pub(super) fn import(options: &Import, stock: &Stock, screen: &mut Screen) -> Result<Exit, Vec<Diagnostic>> {
    let workspace = workspace(&options.books.workspace)?;
    let kinds = kind_names(&stock.assets)?;
    let kind = options.kind.as_deref().map(|word| kind(&kinds, word)).transpose()?;
    let how =
        OldBook { sheet: options.sheet.as_deref(), kind, again: options.again, rehearsal: options.dry_run };
    let by = clock::by();
    let done = office::import(&workspace, &options.file, (&how, &kinds), &by, clock::today())?;
    screen.all(&done.ledger.findings);
    report(&done, options.dry_run, screen);
    match options.bad.as_deref() {
        _ if done.ledger.bad.is_empty() => {}
        Some(path) => keep(&done.ledger, path, screen)?,
        None => {
            screen.say("thêm --loi loi.csv để lấy các dòng chưa dùng được ra một tệp, sửa rồi nhập tệp ấy");
        }
    }
    Ok(exit(&done.ledger.findings, false))
}

fn kind<'a>(kinds: &'a [KindName], word: &str) -> Result<&'a str, Vec<Diagnostic>> {
    let found = kind_named(kinds, word).map(|kind| kind.name.as_str());
    found.ok_or_else(|| {
        let mut finding = Diagnostic::new(Code::KIND_UNKNOWN, format!("không có loại `{word}`"));
        if let Some(near) = nearest(word, kinds.iter().map(|kind| kind.name.as_str())) {
            finding = finding.hint(format!("có phải `{near}`?"));
        }
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        vec![finding.hint(format!("các loại: {}", names.join(", ")))]
    })
}

/// Says what became of the rows.
fn report(done: &Imported, rehearsal: bool, screen: &mut Screen) {
    for skipped in &done.ledger.skipped {
        screen.say(&format!("bỏ qua {skipped}"));
    }
    for mended in &done.mended {
        screen.say(&format!("{mended}: đã vào sổ từ tệp sửa, không phải làm nữa"));
    }
    for corrected in &done.corrected {
        screen.say(&format!("đã sửa theo tệp, chữ cũ còn trong nhật ký: {corrected}"));
    }
    for series in &done.series {
        let (first, last) = series.numbers;
        let begins = if series.first > 1 {
            format!("; dãy bắt đầu từ số {}, các số trước coi là ở sổ giấy", series.first)
        } else {
            String::new()
        };
        let line = format!(
            "{} ({}), nhiệm kỳ từ {}: {} văn bản, số {first}–{last}; số tiếp theo là {}{begins}",
            series.kind,
            series.organ,
            told(series.term),
            series.rows,
            series.next
        );
        let object = json!({
            "loai": series.kind, "co_quan": series.organ, "nhiem_ky": series.term.to_string(),
            "van_ban": series.rows, "tu_so": first, "den_so": last,
            "bat_dau": series.first, "tiep_theo": series.next,
        });
        screen.result(&line, object);
    }
    let bad = done.ledger.bad.len();
    let how = if rehearsal { "sẽ vào sổ (xem trước, chưa ghi gì)" } else { "vào sổ" };
    let (entered, known, skipped) = (done.entered, done.known, done.ledger.skipped.len());
    let line = format!(
        "{entered} dòng {how}; {known} dòng đã có trong sổ; {bad} dòng chưa dùng được; {skipped} dòng không phải văn bản"
    );
    let object = json!({ "vao_so": entered, "da_co": known, "chua_dung_duoc": bad, "bo_qua": skipped });
    screen.result(&line, object);
    screen.say(&check::counted(&done.ledger.findings));
}

/// Writes the bad rows, to be mended and imported.
fn keep(ledger: &Ledger, wanted: &Path, screen: &mut Screen) -> Result<(), Vec<Diagnostic>> {
    let path = keep_mending(wanted, &bad_rows_csv(ledger)).map_err(|finding| vec![*finding])?;
    screen.kept(wanted, &path);
    let shown = path.display();
    screen.say(&format!("các dòng chưa dùng được ở `{shown}`: sửa rồi `vanthu so nhap \"{shown}\"`"));
    Ok(())
}
