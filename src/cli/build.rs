//! `vanthu build`: makes every paper below the paths.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::args::{Args, Build, Rows};
use super::progress::{Meter, stop_on_interrupt};
use super::screen::Screen;
use super::{Exit, check, exit, processors};
use crate::diag::Diagnostic;
use crate::office::{BuiltPaper, guest_lists};
use crate::pipeline::{Batch, Examined, Outcome, Pick, Settings, Stock, WordMade, build as make, examine};

pub(super) fn build(args: &Args, options: &Build, stock: &Stock, screen: &mut Screen) -> Exit {
    if !check::known_rules(&options.papers, stock, screen) {
        return Exit::Usage;
    }
    let jobs = processors(options.jobs);
    let (rows, mended) = match &options.rows {
        Some(Rows::Numbers(rows)) => (rows.clone(), None),
        Some(Rows::Mended(file)) => (Vec::new(), Some(file.clone())),
        None => (Vec::new(), None),
    };
    let settings = Settings {
        rules: options.papers.rules.clone(),
        png: options.png.then(|| f64::from(options.dpi)),
        keep_typst: options.keep_typ,
        word: options.word.then_some(options.word_mode),
        pen: options.pen,
        sheet: options.sheet,
        jobs,
        limit: Duration::from_secs(options.limit),
        pick: Pick { rows, mended, guest: options.guest.clone(), late: options.late, ..Pick::default() },
        together: options.group.clone(),
        print: !options.no_print,
        two_up: options.two_up,
        ..Settings::new(options.papers.out.clone())
    };
    stop_on_interrupt(&settings.stop);
    let (paths, strict) = (options.papers.paths.as_slice(), options.papers.strict);
    Round { paths, settings: &settings, strict, json: args.json }.make(stock, screen).0
}

/// Is one run over papers.
pub(super) struct Round<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) settings: &'a Settings,
    pub(super) strict: bool,
    pub(super) json: bool,
}

impl Round<'_> {
    /// Makes the papers and shows what became of them; gives their guest lists, too.
    pub(super) fn make(&self, stock: &Stock, screen: &mut Screen) -> (Exit, BTreeMap<PathBuf, PathBuf>) {
        stock.press.warm();
        let (papers, findings) = examine(self.paths, self.settings, stock);
        let lists = guest_lists(&papers);
        if papers.is_empty() && findings.is_empty() {
            screen.refuse(&check::nothing(self.paths));
            return (Exit::Usage, lists);
        }
        let settings = self.settings;
        let for_guests = settings.pick.is_part() || settings.two_up || settings.together.is_some();
        if for_guests && papers.iter().all(|paper| paper.list.is_none()) && findings.is_empty() {
            screen.refuse(NO_LIST);
            return (Exit::Usage, lists);
        }
        (self.made(papers, findings, stock, screen), lists)
    }

    fn made(
        &self,
        papers: Vec<Examined>,
        mut findings: Vec<Diagnostic>,
        stock: &Stock,
        screen: &mut Screen,
    ) -> Exit {
        let meter = Meter::new(self.json);
        let outcomes = make(papers, self.settings, stock, &mut |at| meter.see(at));
        for outcome in &outcomes {
            findings.extend(outcome.findings.iter().cloned());
        }
        screen.all(&findings);
        for outcome in &outcomes {
            show(outcome, screen);
        }
        let papers = outcomes.iter().filter(|outcome| !outcome.annex).count();
        let made = outcomes.iter().filter(|outcome| outcome.is_made()).count();
        screen.say(&format!("{made}/{papers} văn bản đã lập; {}", check::counted(&findings)));
        if self.settings.stop.load(Ordering::SeqCst) {
            screen.say("đã dừng theo yêu cầu; chạy lại lệnh này để lập tiếp những gì còn thiếu");
            return Exit::Findings;
        }
        exit(&findings, self.strict)
    }
}

/// Is what is said where copies for guests are asked for and there is no guest.
const NO_LIST: &str = "lỗi: không văn bản nào ở đây có danh sách khách\n  --dong, --khach, --bo-sung, --gop-theo, --ghep-doi chỉ dùng cho giấy mời có danh_sach hoặc khach_moi";

fn show(outcome: &Outcome, screen: &mut Screen) {
    screen.plain(&BuiltPaper::of(outcome));
    let file = outcome.file.display().to_string();
    if let Some(batch) = &outcome.batch {
        show_batch(batch, screen);
    } else if let Some(made) = &outcome.made {
        screen.line(&format!("{}  {} trang", made.pdf.display(), made.pages));
        if let Some(word) = &made.word {
            show_word(word, screen);
        }
    } else {
        let errors = outcome.findings.iter().filter(|finding| Diagnostic::is_error(finding)).count();
        if outcome.annex {
            screen.say(&format!("{file}  là phụ lục, in kèm văn bản khác"));
        } else if errors > 0 {
            screen.line(&format!("{file}  chưa lập được, {errors} lỗi"));
        }
        if let Some(old) = &outcome.retired {
            let what = if old.is_dir() { "các bản, tệp in" } else { "bản PDF" };
            screen.say(&format!("{what} lập lần trước đã đổi tên thành `{}`", old.display()));
        }
    }
}

fn show_word(word: &WordMade, screen: &mut Screen) {
    screen.line(&format!("{}  bản để sửa, không phải bản phát hành", word.file.display()));
    for old in &word.put_away {
        screen.say(&format!("  bản Word này đã có người sửa, cất lại thành `{}`", old.display()));
    }
}

/// Is how many missing copies are named.
const SHOWN: usize = 10;

fn show_batch(batch: &Batch, screen: &mut Screen) {
    let folder = batch.folder.display();
    screen.line(&format!("{folder}  {} bản lập mới, {} bản giữ nguyên", batch.made, batch.kept));
    for line in batch.tally.lines() {
        screen.say(&format!("  {line}"));
    }
    if batch.dropped > 0 {
        screen.say(&format!("  đã dọn {} tệp của lần lập trước, nay không còn trong loạt", batch.dropped));
    }
    for path in &batch.prints {
        screen.say(&format!("  tệp in: {}", path.display()));
    }
    for path in &batch.words {
        screen.line(&format!("{}  bản để sửa, không phải bản phát hành", path.display()));
    }
    for old in &batch.put_away {
        screen.say(&format!("  tệp này đã có người sửa (ký?), cất lại thành `{}`", old.display()));
    }
    if let Some((path, rows)) = &batch.bad {
        let path = path.display();
        screen.say(&format!("  {rows} dòng lỗi ở `{path}`: sửa tệp ấy rồi chạy lại với --dong \"{path}\""));
    }
    for name in batch.missing.iter().take(SHOWN) {
        screen.say(&format!("  còn thiếu: {name}"));
    }
    if batch.missing.len() > SHOWN {
        screen.say(&format!("  … và {} bản nữa", batch.missing.len() - SHOWN));
    }
}
