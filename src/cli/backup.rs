//! `vanthu backup`: the office copied to a drive, and the copy proved.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::args::Backup;
use super::machine::Here;
use super::progress::{Meter, stop_on_interrupt};
use super::screen::Screen;
use super::{Exit, check, desk, exit, told};
use crate::diag::Findings;
use crate::office::{Pace, moment};
use crate::pipeline::{Progress, Stock};

pub(super) fn backup(options: &Backup, stock: &Stock, screen: &mut Screen, json: bool) -> Exit {
    let done = taken(options, stock, screen, json);
    told(done, screen)
}

fn taken(options: &Backup, stock: &Stock, screen: &mut Screen, json: bool) -> Result<Exit, Findings> {
    let meter = Meter::new(json);
    let stop = Arc::new(AtomicBool::new(false));
    stop_on_interrupt(&stop);
    let see = |_, done, all| meter.see(Progress { paper: &options.to, done, all });
    let pace = Pace { told: &see, stop: &stop };
    let (done, findings) = desk(stock, &options.books).back_up(&options.to, &Here::default(), &pace)?;
    screen.all(&findings);
    let sum = format!(
        "{} tệp, {} MB, {} văn bản và hồ sơ lưu",
        done.files,
        done.bytes.div_ceil(1 << 20),
        done.objects
    );
    let proved = if done.whole {
        "đã đọc lại: nguyên vẹn"
    } else {
        "giống hệt bản gốc, nhưng bản gốc có điều sai"
    };
    let archive = done
        .archive
        .as_ref()
        .map(|place| format!("\nkho lưu nằm trong `{place}` của bản sao"))
        .unwrap_or_default();
    screen.answer(&format!("{}\n{}  {sum}; {proved}{archive}", done.folder, moment(&done.at)), &done);
    if done.there > 1 {
        screen.say(&format!(
            "ở đó có {} bản sao lưu của cơ quan này; chương trình không tự xoá bản nào",
            done.there
        ));
    }
    screen.say(&check::counted(&findings));
    Ok(exit(&findings, false))
}
