//! Comes in: bytes. Goes out: their SHA-256 in hexadecimal. Must not know: what
//! the bytes are. The only room that names the digest crate.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Digests several stretches of bytes; where one ends and the next begins
/// counts.
#[must_use]
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
