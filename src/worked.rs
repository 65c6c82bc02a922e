//! Comes in: nothing. Goes out: how long this thread has worked, for tests: what else runs
//! on the machine must fail none of them. Must not know: anything.

use std::time::Duration;

/// Tells how long this thread was at work, to a tick of the system's clock. Where the system
/// does not say it, nothing: then there is no judging.
pub(crate) fn worked() -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = said.split(' ').next().and_then(|word| word.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}
