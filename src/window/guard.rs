//! Comes in: the head of a request. Goes out: what it asks for, or why it gets no answer. Must
//! not know: what is answered.
//!
//! Any page of any site can send requests to this machine, and any user of it can reach the
//! port: who asks is told by `Host` (a name that was bound again to this machine), by `Origin`
//! (another site), by the token (another user).

use hyper::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN, UPGRADE};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};

use super::keys::Keys;

/// Bears the token.
pub(super) const TOKEN: HeaderName = HeaderName::from_static("x-vanthu");
/// Bears the build the page is from.
pub(super) const BUILD: HeaderName = HeaderName::from_static("x-vanthu-ban");
/// Leads to the wire.
const WIRE: &str = "/api/day";
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Is what a request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// A file of the page: no data, so no token.
    Page(String),
    /// To be let in, with the key of the address.
    Admission,
    /// A new address, for a second start of the same user.
    Again,
    /// To prove that this is the right server: before a page sends its token again.
    Proof,
    /// To keep the connection and ask on it.
    Wire,
    /// A use case, by its name; `bytes` where the body is a file, not JSON.
    Api { name: String, bytes: bool },
}

/// Is why a request gets no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) status: StatusCode,
    /// A word for programs, empty where whoever asks is to learn nothing.
    pub(super) why: &'static str,
}

const fn refused(status: StatusCode, why: &'static str) -> Refused {
    Refused { status, why }
}

/// Looks at the head of a request that came in at a port.
pub(super) fn asked(head: &Parts, port: u16, keys: &Keys, build: &str) -> Result<Asked, Refused> {
    let here = format!("127.0.0.1:{port}");
    if head.uri.authority().is_some() || one(head, &HOST) != Some(here.as_str()) {
        return Err(refused(StatusCode::MISDIRECTED_REQUEST, ""));
    }
    let path = head.uri.path();
    let upgrade = head.headers.contains_key(UPGRADE);
    if upgrade && path == WIRE && head.method == Method::GET && head.uri.query().is_none() {
        // A browser names the page of every wire that is asked for.
        let named = head.headers.contains_key(ORIGIN) && is_of_this_page(head, &here);
        return if named { Ok(Asked::Wire) } else { Err(refused(StatusCode::FORBIDDEN, "nguon")) };
    }
    if upgrade || head.uri.query().is_some() {
        return Err(refused(StatusCode::BAD_REQUEST, ""));
    }
    let Some(name) = path.strip_prefix("/api/") else {
        return match head.method {
            Method::GET => Ok(Asked::Page(path.trim_start_matches('/').to_owned())),
            _ => Err(refused(StatusCode::METHOD_NOT_ALLOWED, "")),
        };
    };
    if head.method != Method::POST {
        return Err(refused(StatusCode::METHOD_NOT_ALLOWED, ""));
    }
    if !is_of_this_page(head, &here) {
        return Err(refused(StatusCode::FORBIDDEN, "nguon"));
    }
    let bytes = match one(head, &CONTENT_TYPE) {
        Some("application/json") => false,
        Some("application/octet-stream") => true,
        _ => return Err(refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "")),
    };
    match name {
        "vao" => return Ok(Asked::Admission),
        "mo-lai" => return Ok(Asked::Again),
        "chung-minh" => return Ok(Asked::Proof),
        _ => {}
    }
    admitted(one(head, &TOKEN), one(head, &BUILD), keys, build)?;
    Ok(Asked::Api { name: name.to_owned(), bytes })
}

/// Looks at who asks: by the token of this run, from a page of this build.
pub(super) fn admitted(
    token: Option<&str>,
    page: Option<&str>,
    keys: &Keys,
    build: &str,
) -> Result<(), Refused> {
    if !token.is_some_and(|token| keys.knows(token)) {
        return Err(refused(StatusCode::UNAUTHORIZED, "khoa"));
    }
    if page != Some(build) {
        return Err(refused(StatusCode::CONFLICT, "ban-dung"));
    }
    Ok(())
}

/// Tells whether a request was made by our own page.
fn is_of_this_page(head: &Parts, here: &str) -> bool {
    match (head.headers.contains_key(ORIGIN), one(head, &ORIGIN)) {
        (true, origin) => origin.and_then(|origin| origin.strip_prefix("http://")) == Some(here),
        (false, _) => one(head, &SITE) == Some("same-origin"),
    }
}

/// Gives the value of a header that is there once.
fn one<'a>(head: &'a Parts, name: &HeaderName) -> Option<&'a str> {
    let mut values = head.headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}
