//! Comes in: bytes. Goes out: their SHA-256 or SHA-512 in hexadecimal. Must not
//! know: what the bytes are. The only room that names the digest crate.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use sha2::{Digest as _, Sha256, Sha512};

/// Digests several stretches of bytes; where one ends and the next begins
/// counts.
#[must_use]
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// Gives the SHA-256 of bytes, as other programs tell it.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Gives the SHA-512 of bytes, as other programs tell it.
#[must_use]
pub fn sha512_hex(bytes: &[u8]) -> String {
    hex(&Sha512::digest(bytes))
}

/// Gives the SHA-512 and the size of a file, however large.
///
/// # Errors
/// Gives the system's error if it cannot be read.
pub fn sha512_file(path: &Path) -> std::io::Result<(String, u64)> {
    let mut hash = Sha512::new();
    let size = read(path, |bytes| hash.update(bytes))?;
    Ok((hex(&hash.finalize()), size))
}

/// Is what there is to compare of a file: SHA-512, SHA-256, size in bytes.
pub type Sums = (String, String, u64);

/// Gives the SHA-512, the SHA-256 and the size of a file, read once.
///
/// # Errors
/// As [`sha512_file`].
pub fn both_file(path: &Path) -> std::io::Result<Sums> {
    both_while(path, |_| {})
}

/// Gives the same while somebody else sees the bytes, too.
///
/// # Errors
/// As [`sha512_file`].
pub fn both_while(path: &Path, mut see: impl FnMut(&[u8])) -> std::io::Result<Sums> {
    let (mut long, mut short) = (Sha512::new(), Sha256::new());
    let size = read(path, |bytes| {
        long.update(bytes);
        short.update(bytes);
        see(bytes);
    })?;
    Ok((hex(&long.finalize()), hex(&short.finalize()), size))
}

/// Gives the SHA-256 and the size of a file, read once, while somebody else sees the bytes.
///
/// # Errors
/// As [`sha512_file`].
pub fn sha256_while(path: &Path, mut see: impl FnMut(&[u8])) -> std::io::Result<(String, u64)> {
    let mut hash = Sha256::new();
    let size = read(path, |bytes| {
        hash.update(bytes);
        see(bytes);
    })?;
    Ok((hex(&hash.finalize()), size))
}

/// Reads a file piece by piece; gives its size.
fn read(path: &Path, mut see: impl FnMut(&[u8])) -> std::io::Result<u64> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(size);
        }
        see(&buffer[..read]);
        size += read as u64;
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
