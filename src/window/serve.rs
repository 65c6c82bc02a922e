//! Comes in: a port of this machine, the keys, who answers. Goes out: answers, until the end is
//! called. Must not know: what is answered.
//!
//! This thread computes nothing: what takes time runs on others.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};

use super::answer::Answer;
use super::guard::{Asked, Refused, asked};
use super::keys::Keys;
use super::{shell, wire};

/// Is how many connections there may be at once.
const CONNECTIONS: usize = 64;
/// Is how many pages keep a connection at once; one more asks each time anew.
const WIRES: usize = 32;
/// Is how long the head of a request may take.
const HEAD: Duration = Duration::from_secs(10);
/// Is how long a body may take.
const BODY: Duration = Duration::from_mins(1);
/// Is how long (bytes) a JSON body may be.
const JSON: usize = 1 << 20;
/// Is how long (bytes) a file may be.
const FILE: usize = 20 << 20;
/// Is how long the last answers have to go out.
const LAST: Duration = Duration::from_millis(300);
/// Is how long a window stays open that nobody asks anything.
const FORGOTTEN: Duration = Duration::from_hours(12);
/// Is how many answers are worked on at once.
const WORKERS: usize = 8;
/// Is the stack of a worker: whoever is asked for copies may set a page.
const STACK: usize = 16 << 20;

/// Answers the requests of a page.
pub trait Api: Send + Sync + 'static {
    /// Answers a use case by its name; `None` if there is none of that name.
    fn answer(&self, name: &str, body: &[u8]) -> Option<Answer>;

    /// Tells whether nothing is lost, and nothing cut off, if the window ends now.
    fn is_at_rest(&self) -> bool;
}

impl<T: Api> Api for Arc<T> {
    fn answer(&self, name: &str, body: &[u8]) -> Option<Answer> {
        T::answer(self, name, body)
    }

    fn is_at_rest(&self) -> bool {
        T::is_at_rest(self)
    }
}

/// Is a window that is served.
pub struct Window {
    listener: std::net::TcpListener,
    port: u16,
    keys: Arc<Keys>,
    build: &'static str,
    end: Arc<Notify>,
    rest: Duration,
}

/// Is what all requests share.
struct Service<A> {
    api: A,
    keys: Arc<Keys>,
    port: u16,
    build: &'static str,
    /// When one of its own pages asked last.
    last: Mutex<Instant>,
    wires: Arc<Semaphore>,
}

impl Window {
    /// Takes a free port of this machine: never of another address.
    ///
    /// # Errors
    /// Gives what the system says.
    pub fn bind(keys: Keys, build: &'static str) -> std::io::Result<Self> {
        let listener = std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port, keys: Arc::new(keys), build, end: Arc::default(), rest: FORGOTTEN })
    }

    /// Lets the window end by itself when none of its pages has asked anything for so long.
    #[must_use]
    pub fn forgotten_after(self, rest: Duration) -> Self {
        Self { rest, ..self }
    }

    /// Gives the port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Gives the address that opens the window once, within a minute. The key is in the
    /// fragment: no server, log or next page ever gets it.
    ///
    /// # Errors
    /// Gives what the system says if it has no random numbers.
    pub fn address(&self, now: Instant) -> Result<String, getrandom::Error> {
        Ok(format!("http://127.0.0.1:{}/#k={}", self.port, self.keys.address_key(now)?))
    }

    /// Gives the key by which a second start asks for a new address.
    #[must_use]
    pub fn start_key(&self) -> &str {
        self.keys.start()
    }

    /// Gives what ends the window.
    #[must_use]
    pub fn end(&self) -> Arc<Notify> {
        Arc::clone(&self.end)
    }

    /// Serves until the end is called.
    ///
    /// # Errors
    /// Gives what the system says.
    pub fn serve(self, api: impl Api) -> std::io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(WORKERS)
            .thread_stack_size(STACK)
            .build()?;
        let (last, wires) = (Mutex::new(Instant::now()), Arc::new(Semaphore::new(WIRES)));
        let (keys, port, build) = (self.keys, self.port, self.build);
        let service = Arc::new(Service { api, keys, port, build, last, wires });
        let (end, rest) = (self.end, self.rest);
        runtime.block_on(async move {
            let listener = TcpListener::from_std(self.listener)?;
            let waiting = tokio::spawn(forgotten(Arc::clone(&service), rest, Arc::clone(&end)));
            let accepting = tokio::spawn(accept(listener, service));
            end.notified().await;
            accepting.abort();
            waiting.abort();
            // Whoever asked for the end gets an answer first.
            tokio::time::sleep(LAST).await;
            Ok(())
        })
    }
}

/// Ends a window that nobody asks anything any more: its tab was closed long ago.
async fn forgotten<A: Api>(service: Arc<Service<A>>, rest: Duration, end: Arc<Notify>) {
    loop {
        let since = service.last.lock().unwrap_or_else(PoisonError::into_inner).elapsed();
        let left = rest.saturating_sub(since);
        if !left.is_zero() {
            // By short steps: a machine that slept counts them anew.
            tokio::time::sleep(left.min(Duration::from_mins(5))).await;
            continue;
        }
        let own = Arc::clone(&service);
        if tokio::task::spawn_blocking(move || own.api.is_at_rest()).await.unwrap_or(false) {
            return end.notify_one();
        }
        tokio::time::sleep(rest / 10).await;
    }
}

/// Takes connections; beyond the most there may be, the next one waits.
async fn accept<A: Api>(listener: TcpListener, service: Arc<Service<A>>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, say: others may be closed soon.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let service = Arc::clone(&service);
        tokio::spawn(async move {
            connection(stream, service).await;
            drop(place);
        });
    }
}

async fn connection<A: Api>(stream: TcpStream, service: Arc<Service<A>>) {
    // A small answer is not to wait for more.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request| {
        let service = Arc::clone(&service);
        async move { Ok::<_, Infallible>(answered(request, service).await) }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    // Who hangs up gets no answer.
    let _ = served.await;
}

async fn answered<A: Api>(request: Request<Incoming>, service: Arc<Service<A>>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let asked = match asked(&head, service.port, &service.keys, service.build) {
        Ok(asked) => asked,
        Err(refused) => return Answer::refused(refused).response(),
    };
    match &asked {
        Asked::Page(name) => return page(name).response(),
        Asked::Wire => return wired(Request::from_parts(head, ()), service),
        _ => {}
    }
    let most = if matches!(asked, Asked::Api { bytes: true, .. }) { FILE } else { JSON };
    let body = match tokio::time::timeout(BODY, Limited::new(body, most).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(_)) => return status(StatusCode::PAYLOAD_TOO_LARGE, "dai"),
        Err(_) => return status(StatusCode::REQUEST_TIMEOUT, "cham"),
    };
    let work = tokio::task::spawn_blocking(move || service.answer(&asked, &body));
    match work.await {
        Ok(answer) => answer.response(),
        // A bug of ours ends one answer, not the window.
        Err(_) => status(StatusCode::INTERNAL_SERVER_ERROR, "hong"),
    }
}

/// Lets a page keep its connection.
fn wired<A: Api>(mut request: Request<()>, service: Arc<Service<A>>) -> Response<Full<Bytes>> {
    let Ok(place) = Arc::clone(&service.wires).try_acquire_owned() else {
        return status(StatusCode::SERVICE_UNAVAILABLE, "ban");
    };
    let agreed = match wire::agreed(&request) {
        Ok(agreed) => agreed,
        Err(refused) => return Answer::refused(refused).response(),
    };
    let upgrade = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        // Who asked may be gone.
        let Ok(stream) = upgrade.await else { return };
        let own = Arc::clone(&service);
        let answering = Arc::new(move |name: &str, body: &[u8]| own.used(name, body));
        wire::talk(stream, (&service.keys, service.build), answering, JSON).await;
        drop(place);
    });
    agreed.map(|()| Full::default())
}

fn status(status: StatusCode, why: &'static str) -> Response<Full<Bytes>> {
    Answer::refused(Refused { status, why }).response()
}

fn none() -> Answer {
    Answer::refused(Refused { status: StatusCode::NOT_FOUND, why: "khong-co" })
}

fn page(name: &str) -> Answer {
    match shell::file(name) {
        Some((bytes, kind)) => Answer { status: StatusCode::OK, kind, bytes: bytes.to_vec() },
        None => Answer::refused(Refused { status: StatusCode::NOT_FOUND, why: "" }),
    }
}

impl<A: Api> Service<A> {
    fn answer(&self, asked: &Asked, body: &[u8]) -> Answer {
        let said = |name: &str| -> Option<String> {
            let value: serde_json::Value = serde_json::from_slice(body).ok()?;
            Some(value.get(name)?.as_str()?.to_owned())
        };
        match asked {
            Asked::Page(_) | Asked::Wire => none(),
            Asked::Admission => {
                let admitted = said("k").and_then(|key| self.keys.admit(&key, Instant::now()));
                match admitted {
                    Some(keys) => Answer::json(&serde_json::json!({
                        "khoa": keys.token, "chung_minh": keys.proof, "ban_dung": self.build,
                    })),
                    None => Answer::refused(Refused { status: StatusCode::UNAUTHORIZED, why: "khoa" }),
                }
            }
            Asked::Again => {
                let known = said("k").is_some_and(|key| self.keys.starts(&key));
                match known.then(|| self.keys.address_key(Instant::now())) {
                    Some(Ok(key)) => Answer::json(&serde_json::json!({ "k": key })),
                    _ => Answer::refused(Refused { status: StatusCode::UNAUTHORIZED, why: "khoa" }),
                }
            }
            Asked::Proof => match said("so").filter(|number| number.len() <= 64) {
                Some(number) => Answer::json(&serde_json::json!({ "chung_minh": self.keys.proof(&number) })),
                None => Answer::refused(Refused { status: StatusCode::BAD_REQUEST, why: "so" }),
            },
            Asked::Api { name, .. } => self.used(name, body),
        }
    }

    /// Answers a use case.
    fn used(&self, name: &str, body: &[u8]) -> Answer {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.api.answer(name, body).unwrap_or_else(none)
    }
}
