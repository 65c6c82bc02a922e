//! `vanthu check`: finds everything that can be found without making a PDF.

use std::path::PathBuf;

use super::args::{Args, Check, Papers};
use super::screen::Screen;
use super::{Exit, exit};
use crate::diag::{Diagnostic, Severity};
use crate::office::CheckedPaper;
use crate::pipeline::{self, Joined, Settings, Stock, examine};
use crate::rules::rule_set_named;

pub(super) fn check(_: &Args, options: &Check, stock: &Stock, screen: &mut Screen) -> Exit {
    let Check { papers: options, join } = options;
    if !known_rules(options, stock, screen) {
        return Exit::Usage;
    }
    let settings = Settings { rules: options.rules.clone(), ..Settings::new(options.out.clone()) };
    let (done, mut failed) =
        if *join { joined(options, &settings, stock, screen) } else { (Vec::new(), Vec::new()) };
    let (papers, mut findings) = examine(&options.paths, &settings, stock);
    findings.append(&mut failed);
    if papers.is_empty() && findings.is_empty() {
        screen.refuse(&nothing(&options.paths));
        return Exit::Usage;
    }
    for paper in &papers {
        findings.extend(paper.findings.iter().cloned());
    }
    screen.all(&findings);
    for paper in &papers {
        screen.plain(&CheckedPaper::of(paper, &done));
    }
    screen.say(&format!("{} văn bản; {}", papers.len(), counted(&findings)));
    exit(&findings, options.strict)
}

/// Joins the lines that were cut and says which; gives them and what went wrong.
fn joined(
    options: &Papers,
    settings: &Settings,
    stock: &Stock,
    screen: &mut Screen,
) -> (Vec<Joined>, Vec<Diagnostic>) {
    let (papers, _) = examine(&options.paths, settings, stock);
    let findings: Vec<Diagnostic> = papers.into_iter().flat_map(|paper| paper.findings).collect();
    let (joined, failed) = pipeline::join(&findings);
    for Joined { file, lines, kept } in &joined {
        let listed: Vec<String> = lines.iter().map(|(first, last)| format!("{first}–{last}")).collect();
        let (file, kept, count) = (file.display(), kept.display(), lines.len());
        let listed = listed.join(", ");
        screen.line(&format!("đã nối {count} đoạn trong `{file}` (dòng {listed}); bản cũ: `{kept}`"));
    }
    if joined.is_empty() && failed.is_empty() {
        screen.say("không có dòng nào phải nối");
    }
    (joined, failed)
}

/// Refuses a rule set that does not exist before anything is touched.
pub(super) fn known_rules(options: &Papers, stock: &Stock, screen: &mut Screen) -> bool {
    let Some(name) = &options.rules else { return true };
    match rule_set_named(&stock.rules, name) {
        Ok(_) => true,
        Err(finding) => {
            screen.show(&finding);
            false
        }
    }
}

/// Says that there was nothing to do.
pub(super) fn nothing(paths: &[PathBuf]) -> String {
    let paths: Vec<_> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    format!(
        "lỗi: không có văn bản nào (tệp .yaml) trong {}\n  `vanthu moi ke-hoach <thư mục>/ke-hoach.yaml` viết một tệp mẫu",
        paths.join(", ")
    )
}

/// Counts errors and warnings in words, and what is only said where there is any.
pub(super) fn counted(findings: &[Diagnostic]) -> String {
    let mut findings = findings.to_vec();
    crate::diag::sort(&mut findings);
    let count = |of: Severity| findings.iter().filter(|finding| finding.code.severity == of).count();
    let said = match count(Severity::Info) {
        0 => String::new(),
        said => format!(", {said} thông tin"),
    };
    format!("{} lỗi, {} cảnh báo{said}", count(Severity::Error), count(Severity::Warning))
}
