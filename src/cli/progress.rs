//! Comes in: how far a run is. Goes out: a bar for a person who watches, a line
//! for a program; a flag that the user wants to stop. Must not know: papers.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::office::StepTold;
use crate::pipeline::Progress;

/// Shows how far the copies of a paper are.
pub(super) enum Meter {
    /// A bar on the screen.
    Bar(ProgressBar),
    /// A JSON object a line, on stderr: stdout is for the result.
    Events,
    /// Nobody watches.
    Silent,
}

impl Meter {
    pub(super) fn new(json: bool) -> Self {
        if json {
            Self::Events
        } else if std::io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = "{prefix} {bar:30} {pos}/{len}, {per_sec}, còn {eta}";
            bar.set_style(
                ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            Self::Bar(bar)
        } else {
            Self::Silent
        }
    }

    /// Shows where the run is now.
    pub(super) fn see(&self, at: Progress<'_>) {
        let name = at.paper.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match self {
            Self::Bar(bar) => {
                if bar.prefix() != name {
                    bar.reset();
                    bar.set_prefix(name);
                    bar.set_length(at.all as u64);
                }
                bar.set_position(at.done as u64);
                if at.done == at.all {
                    bar.finish_and_clear();
                }
            }
            Self::Events => {
                let event = serde_json::to_string(&StepTold::of(at)).unwrap_or_default();
                // A reader who went away is no error.
                let _ = writeln!(std::io::stderr(), "{event}");
            }
            Self::Silent => {}
        }
    }
}

/// Sets the flag when the user presses Ctrl-C; the second time ends at once.
pub(super) fn stop_on_interrupt(stop: &Arc<AtomicBool>) {
    let stop = Arc::clone(stop);
    // Without a handler Ctrl-C ends the program at once, which loses nothing.
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}
