//! Comes in: work that takes longer than somebody waits for an answer. Goes out: how far it is,
//! what became of it; a way to stop it. Must not know: what is done.
//!
//! One piece of work of a sort at a time, on a thread of its own; the last one is remembered.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

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

/// Holds the pieces of work that go on, or went on last: one of each sort.
pub struct Jobs<T>(Mutex<Last<T>>);

struct Last<T> {
    count: u64,
    jobs: BTreeMap<&'static str, Job<T>>,
}

struct Job<T> {
    number: u64,
    of: String,
    course: Arc<Course>,
    end: Arc<OnceLock<End<T>>>,
}

impl<T> Job<T> {
    fn goes_on(&self) -> bool {
        self.end.get().is_none()
    }
}

impl<T> Default for Jobs<T> {
    fn default() -> Self {
        Self(Mutex::new(Last { count: 0, jobs: BTreeMap::new() }))
    }
}

impl<T: Clone + Send + Sync + 'static> Jobs<T> {
    /// Begins a piece of work of a sort, about something, and gives its number; nothing while
    /// another one of the sort goes on.
    ///
    /// # Errors
    /// Gives what the system says if it has no threads.
    pub fn start(
        &self,
        (sort, of): (&'static str, &str),
        work: impl FnOnce(&Course) -> T + Send + 'static,
    ) -> std::io::Result<Option<u64>> {
        let mut last = self.held();
        if last.jobs.get(sort).is_some_and(Job::goes_on) {
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
        let job = Job { number: last.count, of: of.to_owned(), course, end };
        last.jobs.insert(sort, job);
        Ok(Some(last.count))
    }

    /// Gives the number of the work of a sort that goes on about something.
    #[must_use]
    pub fn going_on(&self, sort: &str, of: &str) -> Option<u64> {
        let last = self.held();
        let job = last.jobs.get(sort).filter(|job| job.of == of && job.goes_on())?;
        Some(job.number)
    }

    /// Tells whether anything goes on.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.held().jobs.values().any(Job::goes_on)
    }

    /// Tells how far a piece of work is; nothing if it is not the last one of its sort.
    #[must_use]
    pub fn seen(&self, number: u64) -> Option<JobSeen<T>> {
        let last = self.held();
        let job = last.jobs.values().find(|job| job.number == number)?;
        Some(JobSeen {
            done: job.course.done.load(Ordering::SeqCst),
            all: job.course.all.load(Ordering::SeqCst),
            ended: job.end.get().cloned(),
        })
    }

    /// Wants no more of a piece of work.
    pub fn stop(&self, number: u64) {
        for job in self.held().jobs.values().filter(|job| job.number == number) {
            job.course.stop.store(true, Ordering::SeqCst);
        }
    }

    /// Wants no more of anything that goes on.
    pub fn stop_all(&self) {
        for job in self.held().jobs.values() {
            job.course.stop.store(true, Ordering::SeqCst);
        }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Last<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_sort_at_a_time() {
        let jobs: Jobs<usize> = Jobs::default();
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let first = jobs.start(("proof", "a"), move |_| wait.recv().map_or(0, |()| 7));
        let first = first.expect("a thread").expect("begun");
        assert_eq!(jobs.start(("proof", "b"), |_| 1).expect("a thread"), None);
        assert_eq!((jobs.going_on("proof", "a"), jobs.going_on("proof", "b")), (Some(first), None));
        let broken = jobs.start(("backup", ""), |_| panic!("on purpose")).expect("a thread").expect("begun");
        let ended = |number| loop {
            if let Some(end) = jobs.seen(number).expect("known").ended {
                break end;
            }
            std::thread::yield_now();
        };
        assert_eq!(ended(broken), End::Broken);
        assert_eq!(jobs.seen(first).expect("known").ended, None);
        go.send(()).expect("it waits");
        assert_eq!(ended(first), End::Done(7));
        jobs.start(("proof", "b"), |_| 1).expect("a thread").expect("begun");
        assert_eq!(jobs.seen(first), None, "only the last one of a sort is remembered");
    }
}
