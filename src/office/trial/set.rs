//! Comes in: papers by which kinds are tried. Goes out: the text layer and the pages of each, or why
//! it cannot be set. Must not know: what is made of them.

use std::sync::Arc;
use std::time::Duration;

use super::cases::{Case, Mould, What};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings};
use crate::pipeline::set::Setter;
use crate::pipeline::workers::{End, run};
use crate::pipeline::{Ready, Stock};
use crate::sign::text_layer;
use crate::typeset::{Press, forget};

/// Is how fine pictures are, in dots an inch: a page is some 80 KB, and a hair's shift is seen.
const DPI: f64 = 96.0;
/// Is how fine they are where only a difference counts.
const COARSE: f64 = 48.0;

/// Is what was set of a case.
pub(super) struct Made {
    /// All letters of the PDF.
    pub(super) text: String,
    /// Its pages, as PNG.
    pub(super) pictures: Vec<Vec<u8>>,
}

/// Is a case that was set, or could not be.
pub(super) struct Done {
    pub(super) mould: Mould,
    pub(super) what: What,
    pub(super) made: Result<Made, Findings>,
}

/// Is what is set, away from what it is for.
struct Job {
    ready: Ready,
    sheet: Option<String>,
    dpi: f64,
}

/// Sets all cases, `workers` at once; gives them in the order in which they are done.
pub(super) fn set_all(cases: Vec<Case>, stock: &Stock, workers: usize, limit: Duration) -> Vec<Done> {
    let (mut done, mut jobs, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    for Case { mould, what, ready, sheet } in cases {
        match ready {
            Ok(ready) => {
                let dpi = if matches!(what, What::Example) { DPI } else { COARSE };
                jobs.push(Job { ready, sheet, dpi });
                labels.push((mould, what));
            }
            Err(why) => done.push(Done { mould, what, made: Err(why.into()) }),
        }
    }
    let (assets, press) = (stock.assets.clone(), Arc::clone(&stock.press));
    let work = move |job: Job| {
        let made = made(job, &assets, &press);
        forget(2);
        made
    };
    run(jobs, workers, limit, work, |index, end| {
        let (mould, what) = labels[index].clone();
        let kind = mould.name();
        let failed = |code, why: &str| Err(Diagnostic::new(code, format!("loại `{kind}`: {why}")).into());
        let made = match end {
            End::Done(made) => made,
            End::Broken => failed(Code::INTERNAL, "chương trình hỏng khi thử"),
            End::GivenUp(why) => failed(Code::TEMPLATE_ENDLESS, why.said()),
        };
        done.push(Done { mould, what, made });
    });
    done
}

fn made(job: Job, assets: &Assets, press: &Arc<Press>) -> Result<Made, Findings> {
    let mut setter = Setter::new(&job.ready, false, assets, press);
    let source = if let Some(source) = job.sheet {
        source
    } else {
        setter.fit(&[])?;
        setter.source(None)?
    };
    let set = setter.set(source)?;
    let text = text_layer(&setter.pdf(&set)?).unwrap_or_default();
    Ok(Made { text, pictures: set.pages.png(job.dpi)? })
}
