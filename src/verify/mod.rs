//! Comes in: a PDF that came back from signing, the PDFs that left, the CAs the
//! office trusts, the time it is. Goes out: what can be proved of it. Must not
//! know: files, the terminal, the clock.
//!
//! Names the crates of certificates and signatures; how a PDF is read is
//! `sign`'s.

mod ber;
mod chain;
mod cms;
mod doubt;
mod key;
mod prove;
mod signature;
mod subject;
mod who;
mod words;

pub use prove::{Original, Proof, prove};
pub use signature::Signer;
pub use subject::Subject;
pub use words::clock;

use crate::diag::{Code, Diagnostic};

/// Holds the CAs that are trusted, and the time it is.
pub struct Trust {
    anchors: Vec<x509_cert::Certificate>,
    /// In seconds since 1970; none where times were judged on an earlier day.
    now: Option<i64>,
}

impl Trust {
    /// Trusts nobody yet; `now` is the time it is, in seconds since 1970.
    #[must_use]
    pub fn at(now: i64) -> Self {
        Self { anchors: Vec::new(), now: Some(now) }
    }

    /// Trusts nobody and holds no time against a signature: of what entered once,
    /// its times were judged by the clock of that day.
    #[must_use]
    pub fn of_nobody() -> Self {
        Self { anchors: Vec::new(), now: None }
    }

    /// Says whose certificates a file holds, each with the time until which it is good, in seconds
    /// since 1970; nothing where it is no file of certificates.
    #[must_use]
    pub fn names(bytes: &[u8]) -> Option<Vec<(String, i64)>> {
        let read = chain::read(bytes)?;
        Some(read.iter().map(|one| (subject::name(one), chain::validity(one).1)).collect())
    }

    /// Adds the certificates of a file, PEM or DER.
    ///
    /// # Errors
    /// Gives a finding if there is none in it.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        let read = chain::read(bytes).ok_or_else(|| {
            Box::new(
                Diagnostic::new(Code::FILE_READ, format!("--chung-thu: `{name}` không phải tệp chứng thư"))
                    .hint("tệp .pem, .crt hoặc .cer của cơ quan cấp chứng thư"),
            )
        })?;
        self.anchors.extend(read);
        Ok(())
    }
}
