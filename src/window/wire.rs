//! Comes in: a connection that a page keeps, the keys, who answers. Goes out: answers, each when it is
//! ready. Must not know: what is answered.
//!
//! A page sees at once that such a connection has ended, and as long as it stands it leads nowhere else: so
//! the program proves itself once for all that is asked on it, and a letter that is typed is one message.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, Stream, StreamExt};
use hyper::body::Bytes;
use hyper::upgrade::Upgraded;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::{Semaphore, mpsc};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::server::create_response;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::answer::Answer;
use super::guard::{Refused, admitted};
use super::keys::Keys;

/// Is how long a page may take to say who it is.
const FIRST: Duration = Duration::from_secs(10);
/// Is how many questions of one page are worked on at once, as a browser has it with requests; the next one waits.
const TOGETHER: usize = 6;

/// Answers a question by its name.
pub(super) type Answering = Arc<dyn Fn(&str, &[u8]) -> Answer + Send + Sync>;

/// Agrees to a wire.
///
/// # Errors
/// Refuses what asks for no wire as RFC 6455 has it.
pub(super) fn agreed(request: &Request<()>) -> Result<Response<()>, Refused> {
    create_response(request).map_err(|_| Refused { status: StatusCode::BAD_REQUEST, why: "" })
}

/// Answers what a page asks until it goes; a message is `most` bytes long at most.
pub(super) async fn talk(stream: Upgraded, (keys, build): (&Keys, &str), answering: Answering, most: usize) {
    let limits = WebSocketConfig::default().max_message_size(Some(most)).max_frame_size(Some(most));
    let mut wire = WebSocketStream::from_raw_socket(TokioIo::new(stream), Role::Server, Some(limits)).await;
    let known = tokio::time::timeout(FIRST, is_ours(&mut wire, keys, build)).await;
    if known != Ok(true) {
        // Whoever it is may be gone.
        let _ = wire.close(None).await;
        return;
    }
    let (mut out, mut asked) = wire.split();
    let (done, mut ready) = mpsc::channel(TOGETHER);
    let sending = tokio::spawn(async move {
        while let Some(message) = ready.recv().await {
            if out.send(message).await.is_err() {
                return;
            }
        }
        let _ = out.close().await;
    });
    let room = Arc::new(Semaphore::new(TOGETHER));
    while let Some(text) = words(&mut asked).await {
        let Some((number, name, body)) = question(&text) else { break };
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { break };
        let (answering, done) = (Arc::clone(&answering), done.clone());
        let (name, body) = (name.to_owned(), body.to_owned());
        tokio::spawn(async move {
            let work = tokio::task::spawn_blocking(move || answering(&name, body.as_bytes()));
            // A bug of ours ends one answer, not the window.
            let broken = Refused { status: StatusCode::INTERNAL_SERVER_ERROR, why: "hong" };
            let answer = work.await.unwrap_or_else(|_| Answer::refused(broken));
            // Who asked may be gone.
            let _ = done.send(packed(number, &answer)).await;
            drop(place);
        });
    }
    drop(done);
    let _ = sending.await;
}

/// Proves itself, then hears who asks.
async fn is_ours<S>(wire: &mut S, keys: &Keys, build: &str) -> bool
where
    S: Stream<Item = Result<Message, Error>> + futures_util::Sink<Message, Error = Error> + Unpin,
{
    let asked = words(wire).await.and_then(|text| serde_json::from_str::<Number>(&text).ok());
    let Some(Number { so }) = asked.filter(|asked| asked.so.len() <= 64) else { return false };
    if said(wire, &json!({ "chung_minh": keys.proof(&so) })).await.is_err() {
        return false;
    }
    let told = words(wire).await.and_then(|text| serde_json::from_str::<Told>(&text).ok());
    let Some(Told { khoa, ban_dung }) = told else { return false };
    let admitted = admitted(Some(&khoa), Some(&ban_dung), keys, build);
    let (status, why) = match admitted {
        Ok(()) => (StatusCode::OK, ""),
        Err(refused) => (refused.status, refused.why),
    };
    said(wire, &json!({ "trang_thai": status.as_u16(), "vi_sao": why })).await.is_ok() && admitted.is_ok()
}

/// Is the question whether this is the right program.
#[derive(Deserialize)]
struct Number {
    so: String,
}

/// Is who asks.
#[derive(Deserialize)]
struct Told {
    khoa: String,
    ban_dung: String,
}

/// Gives the next text that comes; nothing where the other side is gone or sends anything else.
async fn words<S: Stream<Item = Result<Message, Error>> + Unpin>(wire: &mut S) -> Option<String> {
    loop {
        match wire.next().await?.ok()? {
            Message::Text(text) => return Some(text.as_str().to_owned()),
            Message::Ping(_) | Message::Pong(_) => {}
            _ => return None,
        }
    }
}

async fn said<S>(wire: &mut S, value: &Value) -> Result<(), Error>
where
    S: futures_util::Sink<Message, Error = Error> + Unpin,
{
    wire.send(Message::text(value.to_string())).await
}

/// Takes a question apart: its number, the name of what is asked, and what is asked of it.
fn question(text: &str) -> Option<(u32, &str, &str)> {
    let (number, rest) = text.split_once(' ')?;
    let (name, body) = rest.split_once(' ')?;
    Some((number.parse().ok()?, name, body))
}

/// Packs an answer: the number of its question (four bytes, the highest first), the status (two), the rest.
fn packed(number: u32, answer: &Answer) -> Message {
    let mut bytes = Vec::with_capacity(answer.bytes.len() + 6);
    bytes.extend(number.to_be_bytes());
    bytes.extend(answer.status.as_u16().to_be_bytes());
    bytes.extend_from_slice(&answer.bytes);
    Message::Binary(Bytes::from(bytes))
}
