//! Comes in: the body of a request. Goes out: what is asked. Must not know: use cases.

use hyper::StatusCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::answer::Answer;
use super::guard::Refused;
use crate::desk::{PaperId, View};

/// Is a paper that is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    pub(super) id: PaperId,
    #[serde(default)]
    pub(super) view: View,
}

/// Reads what is asked.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Answer> {
    serde_json::from_slice(body)
        .map_err(|_| Answer::refused(Refused { status: StatusCode::BAD_REQUEST, why: "json" }))
}

/// Reads a file that comes with what is asked of it: the length of a head (four bytes, the
/// highest first), the head as JSON, the bytes of the file.
pub(super) fn read_file<T: DeserializeOwned>(body: &[u8]) -> Result<(T, &[u8]), Answer> {
    let refused = || Answer::refused(Refused { status: StatusCode::BAD_REQUEST, why: "tep" });
    let (length, rest) = body.split_first_chunk::<4>().ok_or_else(refused)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| refused())?;
    let (head, bytes) = rest.split_at_checked(length).ok_or_else(refused)?;
    Ok((read(head)?, bytes))
}
