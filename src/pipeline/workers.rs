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
use std::time::Duration;

/// Is how a job ended.
pub(super) enum End<R> {
    /// It gave a result.
    Done(R),
    /// It panicked: a bug of ours.
    Broken,
    /// It did not end in time.
    Endless,
}

enum News<R> {
    Begun(usize),
    Ended(usize, End<R>),
}

/// Is the stack of a worker: deep layouts need more than the usual 2 MiB.
const STACK: usize = 16 << 20;

/// Runs `jobs` on `workers` threads and hands each end to `see`, with the
/// job's place in the list.
///
/// When nothing begins or ends for `limit`, the jobs under way are given up;
/// their threads are left behind, and new ones take the jobs that wait.
pub(super) fn run<J, R>(
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
    let mut ended = 0;
    let threads = (workers / count.max(1)).max(1);
    let hire = |number: usize| {
        for _ in 0..number {
            worker(&queue, &work, &sender, threads);
        }
    };
    hire(workers.clamp(1, count.max(1)));
    while ended < count {
        match news.recv_timeout(limit) {
            Ok(News::Begun(index)) => {
                under_way.insert(index);
            }
            Ok(News::Ended(index, end)) => {
                // What was given up may still come in late.
                if under_way.remove(&index) {
                    ended += 1;
                    see(index, end);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                let stuck = std::mem::take(&mut under_way);
                ended += stuck.len();
                hire(stuck.len());
                for index in stuck {
                    see(index, End::Endless);
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
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
