//! `vanthu check`: finds everything that can be found without making a PDF.

use std::path::PathBuf;

use super::args::{Args, Papers};
use super::screen::Screen;
use super::{Exit, exit};
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{Settings, Stock, examine};
use crate::rules::rule_set;

pub(super) fn check(_: &Args, options: &Papers, stock: &Stock, screen: &mut Screen) -> Exit {
    if !known_rules(options, stock, screen) {
        return Exit::Usage;
    }
    let settings = Settings { rules: options.rules.clone(), ..Settings::new(options.out.clone()) };
    let (papers, mut findings) = examine(&options.paths, &settings, stock);
    if papers.is_empty() && findings.is_empty() {
        screen.refuse(&nothing(&options.paths));
        return Exit::Usage;
    }
    for paper in &papers {
        findings.extend(paper.findings.iter().cloned());
    }
    screen.all(&findings);
    screen.say(&format!("{} văn bản; {}", papers.len(), counted(&findings)));
    exit(&findings, options.strict)
}

/// Refuses a rule set that does not exist before anything is touched.
pub(super) fn known_rules(options: &Papers, stock: &Stock, screen: &mut Screen) -> bool {
    let Some(name) = &options.rules else { return true };
    match rule_set(&stock.rules, Some(name), None) {
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
