//! `vanthu explain`: the rule behind a finding.

use super::Exit;
use super::screen::Screen;
use crate::diag::{ALL, Code, Severity, code, nearest};
use crate::office::CodeTold;

pub(super) fn explain(id: Option<&str>, screen: &mut Screen) -> Exit {
    let Some(id) = id else {
        for code in ALL {
            let line = format!("{:<24} {:<8}  {}", code.id, code.severity.vietnamese(), first_sentence(code));
            screen.answer(&line, &CodeTold::of(code));
        }
        return Exit::Done;
    };
    let Some(code) = code(id) else {
        let near = nearest(id, ALL.iter().map(|code| code.id));
        let hint = near.map_or_else(
            || "`vanthu giai-thich` liệt kê các mã".to_owned(),
            |near| format!("có phải `{near}`?"),
        );
        screen.refuse(&format!("lỗi: không có mã `{id}`\n  {hint}"));
        return Exit::Usage;
    };
    let article =
        if code.article.is_empty() { String::new() } else { format!("\n\nCăn cứ: {}", code.article) };
    let lead = match code.severity {
        Severity::Error => None,
        Severity::Warning => Some("Cố ý không theo thì ghi trong văn bản:"),
        Severity::Info => Some("Không muốn thấy lời báo này thì ghi trong văn bản:"),
    };
    let silence = lead.map_or_else(String::new, |lead| {
        format!("\n\n{lead}\n  bo_qua:\n    - ma: {}\n      ly_do: vì sao", code.id)
    });
    screen.answer(
        &format!("{} ({})\n\n{}{article}{silence}", code.id, code.severity.vietnamese(), code.explanation),
        &CodeTold::of(code),
    );
    Exit::Done
}

fn first_sentence(code: &Code) -> &str {
    code.explanation.split_inclusive(". ").next().unwrap_or_default().trim_end()
}
