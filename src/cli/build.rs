//! `vanthu build`: makes every paper below the paths.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use super::args::{Args, Build};
use super::screen::Screen;
use super::{Exit, check, exit};
use crate::diag::Diagnostic;
use crate::pipeline::{Outcome, Settings, Stock, build as make, examine};

pub(super) fn build(_: &Args, options: &Build, stock: &Stock, screen: &mut Screen) -> Exit {
    if !check::known_rules(&options.papers, stock, screen) {
        return Exit::Usage;
    }
    let jobs = options
        .jobs
        .map_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get), usize::from);
    let settings = Settings {
        out: options.out.clone(),
        rules: options.papers.rules.clone(),
        png: options.png.then(|| f64::from(options.dpi)),
        keep_typst: options.keep_typ,
        pen: options.pen,
        sheet: options.sheet,
        jobs,
        limit: Duration::from_secs(options.limit),
    };
    let (papers, mut findings) = examine(&options.papers.paths, &settings, stock);
    if papers.is_empty() && findings.is_empty() {
        screen.refuse(&check::nothing(&options.papers.paths));
        return Exit::Usage;
    }
    let outcomes = make(papers, &settings, stock);
    for outcome in &outcomes {
        findings.extend(outcome.findings.iter().cloned());
    }
    screen.all(&findings);
    for outcome in &outcomes {
        show(outcome, screen);
    }
    let papers = outcomes.iter().filter(|outcome| !outcome.annex).count();
    let made = outcomes.iter().filter(|outcome| outcome.made.is_some()).count();
    screen.say(&format!("{made}/{papers} văn bản đã lập; {}", check::counted(&findings)));
    exit(&findings, options.papers.strict)
}

fn show(outcome: &Outcome, screen: &mut Screen) {
    let file = outcome.file.display().to_string();
    if let Some(made) = &outcome.made {
        let pdf = shown(&made.pdf);
        let object = json!({ "tep": file, "pdf": pdf, "so_trang": made.pages, "byte": made.bytes });
        screen.result(&format!("{pdf}  {} trang", made.pages), object);
    } else {
        let errors = outcome.findings.iter().filter(|finding| Diagnostic::is_error(finding)).count();
        let old = outcome.retired.as_deref().map(shown);
        let object = json!({ "tep": file, "pdf": null, "loi": errors, "ban_cu": old });
        if outcome.annex {
            let line = format!("{file}  là phụ lục, in kèm văn bản khác");
            screen.say(&line);
        } else if errors > 0 {
            screen.result(&format!("{file}  chưa lập được, {errors} lỗi"), object);
        }
        if let Some(old) = old {
            screen.say(&format!("bản PDF lập lần trước đã đổi tên thành `{old}`"));
        }
    }
}

fn shown(path: &Path) -> String {
    PathBuf::from(path).display().to_string()
}
