//! `vanthu revise`: brings what somebody edited in a Word file of ours back into its paper, or shows
//! what that would be.

use super::args::{Books, Revise};
use super::screen::Screen;
use super::{Exit, desk, exit};
use crate::office::{BringBack, BroughtBack, Change};
use crate::pipeline::Stock;

/// Is how much (letters) of a line is shown.
const SHOWN: usize = 200;

pub(super) fn revise(options: &Revise, stock: &Stock, screen: &mut Screen) -> Exit {
    let desk = desk(stock, &Books { workspace: options.workspace.clone(), archive: None });
    let asked = BringBack {
        paper: options.paper.as_deref(),
        record: options.record.as_deref(),
        places: vec![options.out.clone()],
        write: options.write,
        ..BringBack::default()
    };
    match desk.bring_back_file(&options.file, asked) {
        Ok((back, found)) => {
            told(&back, options.write, screen);
            screen.all(&found);
            screen.plain(&back);
            exit(&found, options.strict)
        }
        Err(findings) => {
            screen.all(&findings);
            exit(&findings, options.strict)
        }
    }
}

fn told(back: &BroughtBack, write: bool, screen: &mut Screen) {
    screen.line(&format!("{}: bản Word của {}", back.file, back.paper));
    for change in &back.changes {
        for line in lines(change) {
            screen.line(&line);
        }
    }
    let count = back.changes.len();
    screen.line(&match (&back.old, count) {
        (_, 0) => "  không có chỗ sửa nào đưa về được".to_owned(),
        (Some(old), _) => format!("  đã ghi {count} chỗ sửa vào {}; bản cũ ở `{old}`", back.paper),
        (None, _) if write => "  chưa ghi gì".to_owned(),
        (None, _) => format!("  {count} chỗ sửa, chưa ghi; ghi thì thêm --ghi"),
    });
}

fn lines(change: &Change) -> Vec<String> {
    let same = change.before.chars().zip(change.after.chars()).take_while(|(one, two)| one == two).count();
    // What is the same before the change is cut short, from a word on.
    let from = if same > SHOWN / 2 { same - SHOWN / 4 } else { 0 };
    let short = |text: &str| {
        let whole: Vec<char> = text.replace('\n', " ⏎ ").chars().collect();
        let from =
            if from == 0 { 0 } else { (from..whole.len()).find(|at| whole[*at] == ' ').unwrap_or(from) };
        let short: String = whole.iter().skip(from).take(SHOWN).collect();
        let front = if from > 0 { "…" } else { "" };
        let back = if from + SHOWN < whole.len() { "…" } else { "" };
        format!("{front}{short}{back}")
    };
    let place =
        if change.paragraph == 0 { "đã bỏ".to_owned() } else { format!("đoạn {}", change.paragraph) };
    let mut lines = vec![format!("  {place}")];
    if !change.before.is_empty() {
        lines.push(format!("    - {}", short(&change.before)));
    }
    if !change.after.is_empty() {
        lines.push(format!("    + {}", short(&change.after)));
    }
    lines
}
