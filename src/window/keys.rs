//! Comes in: nothing. Goes out: the keys of one run: the one-time key of its address, the token
//! of its pages, the key by which it proves itself. Must not know: HTTP.
//!
//! No cookie: cookies are shared by all ports of a machine (RFC 6265 §8.5), so that another
//! user's server would get them.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::digest::sha256_hex;

/// Is how long an address opens the window.
const FRESH: Duration = Duration::from_mins(1);

/// Holds the keys of one run: 128 bits each, as 32 hexadecimal digits.
pub struct Keys {
    once: Mutex<Option<(String, Instant)>>,
    token: String,
    proof: String,
    start: String,
}

/// Is what a page gets for the one-time key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Admitted {
    /// Goes along with every request.
    pub(super) token: String,
    /// With it the page knows this server from another one at its port.
    pub(super) proof: String,
}

impl Keys {
    /// Draws new keys.
    ///
    /// # Errors
    /// Gives what the system says if it has no random numbers.
    pub fn new() -> Result<Self, getrandom::Error> {
        Ok(Self { once: Mutex::default(), token: drawn()?, proof: drawn()?, start: drawn()? })
    }

    /// Draws the key of an address; the one before opens nothing any more.
    ///
    /// # Errors
    /// As [`Keys::new`].
    pub fn address_key(&self, now: Instant) -> Result<String, getrandom::Error> {
        let key = drawn()?;
        *self.once.lock().unwrap_or_else(PoisonError::into_inner) = Some((key.clone(), now));
        Ok(key)
    }

    /// Takes the key of an address: it opens once, and not after a minute.
    pub(super) fn admit(&self, key: &str, now: Instant) -> Option<Admitted> {
        let mut once = self.once.lock().unwrap_or_else(PoisonError::into_inner);
        let (right, since) = once.as_ref()?;
        if now.saturating_duration_since(*since) > FRESH {
            *once = None;
            return None;
        }
        if !same(right, key) {
            return None;
        }
        *once = None;
        Some(Admitted { token: self.token.clone(), proof: self.proof.clone() })
    }

    /// Gives the key by which a second start of the same user asks for a new address.
    #[must_use]
    pub fn start(&self) -> &str {
        &self.start
    }

    /// Tells whether a key is that of a second start.
    pub(super) fn starts(&self, key: &str) -> bool {
        same(&self.start, key)
    }

    /// Tells whether a token is this run's.
    pub(super) fn knows(&self, token: &str) -> bool {
        same(&self.token, token)
    }

    /// Proves to a page that this is the server it got its key from.
    pub(super) fn proof(&self, asked: &str) -> String {
        sha256_hex(format!("{}{asked}", self.proof).as_bytes())
    }
}

/// Compares keys by their digests: how long it takes tells nothing of how much is right.
fn same(right: &str, given: &str) -> bool {
    sha256_hex(right.as_bytes()) == sha256_hex(given.as_bytes())
}

fn drawn() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(u128::from_be_bytes(bytes)).map(|number| format!("{number:032x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_opens_once_and_for_a_minute() {
        let keys = Keys::new().expect("keys");
        let begun = Instant::now();
        let after = |seconds| begun + Duration::from_secs(seconds);
        let key = keys.address_key(begun).expect("key");
        assert_eq!(keys.admit("", begun), None);
        assert_eq!(keys.admit(&key.to_uppercase().replace('A', "B"), begun), None);
        let admitted = keys.admit(&key, after(59)).expect("admitted");
        assert!(keys.knows(&admitted.token) && !keys.knows(&admitted.proof) && !keys.knows(""));
        assert_eq!(keys.admit(&key, after(59)), None, "twice");
        let late = keys.address_key(begun).expect("key");
        assert_eq!(keys.admit(&late, after(61)), None, "too late");
        let (old, new) = (keys.address_key(begun).expect("key"), keys.address_key(begun).expect("key"));
        assert_eq!(keys.admit(&old, begun), None, "another address was given since");
        assert!(keys.admit(&new, begun).is_some());
        assert_eq!(keys.proof("1"), sha256_hex(format!("{}1", admitted.proof).as_bytes()));
    }
}
