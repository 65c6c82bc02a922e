//! Comes in: what is answered. Goes out: the response, with what a browser must keep to. Must
//! not know: who asked.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONNECTION, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use super::guard::Refused;

/// Is what a page may do: scripts, styles and pictures of its own only, no frame around it, no
/// text that becomes markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
                      connect-src 'self'; frame-src blob:; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    // A browser sends a request again by itself, to whoever listens there now, if a connection that had
    // served before breaks off.
    (CONNECTION, "close"),
    (HeaderName::from_static("content-security-policy"), POLICY),
    (HeaderName::from_static("x-content-type-options"), "nosniff"),
    (HeaderName::from_static("referrer-policy"), "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (CACHE_CONTROL, "no-store"),
];

/// Is what a use case answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How it went.
    pub status: StatusCode,
    /// The media type of the bytes.
    pub kind: &'static str,
    /// What is answered.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Answers with JSON.
    #[must_use]
    pub fn json(value: &impl serde::Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(bytes) => Self { status: StatusCode::OK, kind: "application/json", bytes },
            Err(_) => Self::refused(Refused { status: StatusCode::INTERNAL_SERVER_ERROR, why: "json" }),
        }
    }

    pub(super) fn refused(refused: Refused) -> Self {
        let bytes = match refused.why {
            "" => Vec::new(),
            why => format!("{{\"vi_sao\":\"{why}\"}}").into_bytes(),
        };
        Self { status: refused.status, kind: "application/json", bytes }
    }

    pub(super) fn response(self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(Bytes::from(self.bytes)));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        for (name, value) in HEADERS {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }
}
