//! `vanthu verify`: proves what came back from signing.

use super::args::Verify;
use super::screen::Screen;
use super::{Exit, clock, exit};
use crate::diag::Code;
use crate::office::{Against, Returned, prove_returned};

pub(super) fn verify(options: &Verify, screen: &mut Screen) -> Exit {
    let against = Against {
        original: options.original.clone(),
        out: options.out.clone(),
        here: std::env::current_dir().unwrap_or_default(),
        ca: options.ca.clone(),
        now: clock::seconds(),
    };
    let mut worst = Exit::Done;
    let ground = prove_returned(&options.files, &against, |returned, findings| match returned {
        Ok(returned) => {
            screen.all(&findings);
            show(&returned, screen);
            worst = worst.max(exit(&findings, options.strict));
        }
        Err(finding) => {
            let bug = finding.code == Code::INTERNAL;
            screen.show(&finding);
            worst = worst.max(if bug { Exit::Bug } else { Exit::Usage });
        }
    });
    match ground {
        Ok(()) => worst,
        Err(findings) => {
            screen.all(&findings);
            Exit::Usage
        }
    }
}

fn show(returned: &Returned, screen: &mut Screen) {
    let mut lines = vec![format!("{}  {}", returned.file, returned.verdict)];
    if let Some(original) = &returned.original {
        lines.push(format!("  phần đầu đúng từng byte của `{original}`"));
    }
    lines.extend(returned.told.iter().map(|line| format!("  {line}")));
    let whose = |field: &String| {
        let own = returned.fields.iter().find(|own| own.name == *field);
        own.and_then(|own| own.whose.as_ref()).map(|whose| format!(" của {whose}")).unwrap_or_default()
    };
    lines.extend(returned.empty.iter().map(|field| format!("  ô `{field}`{}: chưa ký", whose(field))));
    lines.extend(returned.lacks.as_ref().map(|lacks| format!("  chưa ký đủ: còn thiếu {lacks}")));
    screen.answer(&lines.join("\n"), returned);
}
