//! `vanthu copy`: makes copies of papers for others.

use std::path::PathBuf;

use super::args::Certify;
use super::screen::Screen;
use super::{Exit, desk, exit, told};
use crate::office::{Certified, CopyAsked, CopyOf, Named};
use crate::pipeline::Stock;

pub(super) fn copy(options: &Certify, stock: &Stock, screen: &mut Screen) -> Exit {
    let asked = CopyAsked {
        of: of(options),
        electronic: options.electronic,
        form: options.form.clone(),
        pages: options.pages.clone(),
        signer: options.signer.clone(),
        unit: options.unit.clone(),
        date: options.date,
        recipients: options.recipients.clone(),
        summary: options.summary.clone(),
        out: options.out.clone(),
    };
    let done = desk(stock, &options.books).copy_for_others(&asked).map(|(copy, findings)| {
        screen.all(&findings);
        screen.answer(&line(&copy), &copy);
        exit(&findings, false)
    });
    told(done, screen)
}

/// Tells a file from a paper of the office by its ending.
fn of(options: &Certify) -> CopyOf {
    let file = PathBuf::from(&options.name);
    let is_pdf = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if is_pdf && options.number.is_none() {
        return CopyOf::File(file);
    }
    CopyOf::Paper(Named { name: options.name.clone(), number: options.number, ..Named::default() })
}

fn line(copy: &Certified) -> String {
    let number = copy.printed.as_deref().map(|printed| format!("{printed}  ")).unwrap_or_default();
    let page =
        if copy.behind { "  (phần sao ở trang riêng: trang cuối không đủ chỗ)" } else { "" };
    let before = if copy.before { "  (đã sao trước đây, còn nguyên)" } else { "" };
    format!("{number}bản sao của {}: {}{page}{before}", copy.of, copy.pdf)
}
