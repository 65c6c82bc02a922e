//! Comes in: work that takes longer than somebody waits for an answer. Goes out: how far it is,
//! what became of it; a way to stop it. Must not know: what is done.
//!
//! One piece of work at a time, on a thread of its own; the last one is remembered.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::drafts::PaperId;

/// Is the stack of the thread: deep layouts need more than the usual 2 MiB.
const STACK: usize = 16 << 20;

/// Is how far a piece of work is; whoever does it says so here.
#[derive(Debug, Default)]
pub struct Course {
    /// Set when nobody wants more of it.
    pub stop: Arc<AtomicBool>,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Course {
    /// Says how much is done, of how much.
    pub fn see(&self, done: usize, all: usize) {
        self.all.store(all, Ordering::SeqCst);
        self.done.store(done, Ordering::SeqCst);
    }
}

/// Is a piece of work as it is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobSeen<T> {
    /// How much is done.
    pub done: usize,
    /// Of how much; 0 before that is known.
    pub all: usize,
    /// What became of it; nothing while it goes on.
    pub ended: Option<End<T>>,
}

/// Is how a piece of work ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End<T> {
    /// It gave this.
    Done(T),
    /// It broke: a bug of ours.
    Broken,
}

/// Holds the piece of work that goes on, or the last one.
pub struct Jobs<T>(Mutex<Last<T>>);

struct Last<T> {
    count: u64,
    job: Option<Job<T>>,
}

struct Job<T> {
    of: PaperId,
    course: Arc<Course>,
    end: Arc<OnceLock<End<T>>>,
}

impl<T> Default for Jobs<T> {
    fn default() -> Self {
        Self(Mutex::new(Last { count: 0, job: None }))
    }
}

impl<T: Clone + Send + Sync + 'static> Jobs<T> {
    /// Begins a piece of work for a paper and gives its number; nothing while another one goes
    /// on.
    ///
    /// # Errors
    /// Gives what the system says if it has no threads.
    pub fn start(
        &self,
        of: PaperId,
        work: impl FnOnce(&Course) -> T + Send + 'static,
    ) -> std::io::Result<Option<u64>> {
        let mut last = self.held();
        if last.job.as_ref().is_some_and(|job| job.end.get().is_none()) {
            return Ok(None);
        }
        let (course, end) = (Arc::new(Course::default()), Arc::new(OnceLock::new()));
        let (own, told) = (Arc::clone(&course), Arc::clone(&end));
        std::thread::Builder::new().name("viec".to_owned()).stack_size(STACK).spawn(move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(&own)));
            // Nobody else ends it.
            let _ = told.set(done.map_or(End::Broken, End::Done));
        })?;
        last.count += 1;
        last.job = Some(Job { of, course, end });
        Ok(Some(last.count))
    }

    /// Gives the number of the work that goes on for a paper.
    #[must_use]
    pub fn going_on(&self, of: &PaperId) -> Option<u64> {
        let last = self.held();
        let goes_on = last.job.as_ref().is_some_and(|job| job.of == *of && job.end.get().is_none());
        goes_on.then_some(last.count)
    }

    /// Tells how far a piece of work is; nothing if it is not the last one.
    #[must_use]
    pub fn seen(&self, number: u64) -> Option<JobSeen<T>> {
        let last = self.held();
        let job = last.job.as_ref().filter(|_| last.count == number)?;
        Some(JobSeen {
            done: job.course.done.load(Ordering::SeqCst),
            all: job.course.all.load(Ordering::SeqCst),
            ended: job.end.get().cloned(),
        })
    }

    /// Wants no more of what goes on.
    pub fn stop(&self) {
        if let Some(job) = &self.held().job {
            job.course.stop.store(true, Ordering::SeqCst);
        }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Last<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
