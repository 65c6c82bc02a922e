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
    lines.extend(returned.empty.iter().map(|field| format!("  ô `{field}`: chưa ký")));
    screen.answer(&lines.join("\n"), returned);
}
