//! Comes in: jobs. Goes out: their results as they are finished, a result for
//! every job. Must not know: what a job is.
//!
//! Each worker has a pool of its own: PDF export runs in such a pool, and
//! exports that share one steal each other's work, nest, and overflow the
//! stack. The pool has one thread, or, where there are fewer jobs than
//! processors, those that would stand idle.

use std::collections::{BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Is how a job ended.
pub(crate) enum End<R> {
    /// It gave a result.
    Done(R),
    /// It panicked: a bug of ours.
    Broken,
    /// It was not waited for.
    GivenUp(Why),
}

/// Says why a job was not waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It did not end in time.
    Endless,
    /// It, or one made beside it, took more memory than there may be.
    Heavy,
    /// It had not begun when another one was too heavy.
    Behind,
}

impl Why {
    /// Says it to the clerk.
    pub(crate) fn said(self) -> &'static str {
        match self {
            Self::Endless => "lập mãi không xong nên đã bị ngắt",
            Self::Heavy => "lập tốn quá nhiều bộ nhớ nên đã bị ngắt; hãy xem lại mẫu hoặc tệp quá lớn",
            Self::Behind => "chưa lập, vì đã phải dừng khi văn bản khác tốn quá nhiều bộ nhớ",
        }
    }
}

enum News<R> {
    Begun(usize),
    Ended(usize, End<R>),
}

/// Is the stack of a worker: deep layouts need more than the usual 2 MiB.
const STACK: usize = 16 << 20;

/// Is how much memory (bytes) the program may take. A batch of ten thousand
/// takes a tenth of it; an office's machine has little more.
const MEMORY: usize = 3 << 30;
/// Is how often memory is looked at: a machine fills up in some seconds.
const LOOK: Duration = Duration::from_millis(100);

/// Runs `jobs` on `workers` threads and hands each end to `see`, with the
/// job's place in the list.
///
/// When nothing begins or ends for `limit`, the jobs under way are given up;
/// their threads are left behind, and new ones take the jobs that wait. When
/// memory runs short, all that has not ended is given up: a thread cannot be
/// stopped from outside, only the program can end.
pub(crate) fn run<J, R>(
    jobs: Vec<J>,
    workers: usize,
    limit: Duration,
    work: impl Fn(J) -> R + Send + Sync + 'static,
    mut see: impl FnMut(usize, End<R>),
) where
    J: Send + 'static,
    R: Send + 'static,
{
    let count = jobs.len();
    let queue: Arc<Mutex<VecDeque<(usize, J)>>> =
        Arc::new(Mutex::new(jobs.into_iter().enumerate().collect()));
    let work = Arc::new(work);
    let (sender, news) = channel();
    let mut under_way = BTreeSet::new();
    let mut open: BTreeSet<usize> = (0..count).collect();
    let threads = (workers / count.max(1)).max(1);
    let hire = |number: usize| {
        for _ in 0..number {
            worker(&queue, &work, &sender, threads);
        }
    };
    hire(workers.clamp(1, count.max(1)));
    let (mut heard, mut looked) = (Instant::now(), Instant::now());
    while !open.is_empty() {
        if looked.elapsed() >= LOOK {
            looked = Instant::now();
            if is_too_much() {
                queue.lock().unwrap_or_else(PoisonError::into_inner).clear();
                for index in open {
                    let heavy = under_way.contains(&index);
                    see(index, End::GivenUp(if heavy { Why::Heavy } else { Why::Behind }));
                }
                break;
            }
        }
        match news.recv_timeout(LOOK.min(limit)) {
            Ok(News::Begun(index)) => {
                heard = Instant::now();
                under_way.insert(index);
            }
            Ok(News::Ended(index, end)) => {
                heard = Instant::now();
                under_way.remove(&index);
                // What was given up may still come in late.
                if open.remove(&index) {
                    see(index, end);
                }
            }
            Err(RecvTimeoutError::Timeout) if heard.elapsed() >= limit => {
                heard = Instant::now();
                let stuck = std::mem::take(&mut under_way);
                hire(stuck.len());
                for index in stuck {
                    open.remove(&index);
                    see(index, End::GivenUp(Why::Endless));
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
}

fn is_too_much() -> bool {
    memory_stats::memory_stats().is_some_and(|now| now.physical_mem > MEMORY)
}

fn worker<J, R, W>(
    queue: &Arc<Mutex<VecDeque<(usize, J)>>>,
    work: &Arc<W>,
    sender: &Sender<News<R>>,
    threads: usize,
) where
    J: Send + 'static,
    R: Send + 'static,
    W: Fn(J) -> R + Send + Sync + 'static,
{
    let (queue, work, sender) = (Arc::clone(queue), Arc::clone(work), sender.clone());
    std::thread::spawn(move || {
        // The whole loop runs in the pool: handing over each job would cost
        // more than a small job itself.
        let jobs = move || {
            let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            while let Some((index, job)) = next() {
                if sender.send(News::Begun(index)).is_err() {
                    break;
                }
                let end = catch_unwind(AssertUnwindSafe(|| work(job))).map_or(End::Broken, End::Done);
                if sender.send(News::Ended(index, end)).is_err() {
                    break;
                }
            }
        };
        match rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build() {
            Ok(pool) => pool.install(jobs),
            Err(_) => jobs(),
        }
    });
}
