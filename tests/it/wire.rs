//! The connection that a page keeps: who gets one, what is answered on it, what ends it.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::client::client_with_config;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::http::Request;
use tokio_tungstenite::tungstenite::{Message, WebSocket};
use vanthu::digest::sha256_hex;

use crate::window::{BUILD, Open, id};

/// Is the page's end of a wire.
struct Wire(WebSocket<TcpStream>);

impl Wire {
    /// Asks for a wire as a page does, but for what `other` says instead.
    fn asked(open: &Open, other: &[(&str, &str)]) -> Option<Self> {
        let stream = TcpStream::connect(("127.0.0.1", open.port())).expect("connection");
        stream.set_read_timeout(Some(Duration::from_mins(1))).expect("timeout");
        let origin = format!("http://{}", open.host());
        let key = generate_key();
        let mut request = Request::builder().uri(format!("ws://{}/api/day", open.host()));
        for (name, value) in [
            ("Host", open.host().as_str()),
            ("Origin", origin.as_str()),
            ("Connection", "Upgrade"),
            ("Upgrade", "websocket"),
            ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", key.as_str()),
        ] {
            let value = other.iter().find(|(of, _)| *of == name).map_or(value, |(_, value)| value);
            request = request.header(name, value);
        }
        client_with_config(request.body(()).expect("request"), stream, None).ok().map(|(wire, _)| Self(wire))
    }

    fn says(&mut self, text: &str) {
        // Who hung up hears nothing any more.
        let _ = self.0.send(Message::text(text));
    }

    /// Gives what is said next; nothing where the other end has hung up.
    fn hears(&mut self) -> Option<Value> {
        match self.0.read() {
            Ok(Message::Text(text)) => serde_json::from_str(text.as_str()).ok(),
            _ => None,
        }
    }

    /// Gives the next answer: the number of its question, its status, the rest.
    fn answer(&mut self) -> Option<(u32, u16, Vec<u8>)> {
        let Ok(Message::Binary(bytes)) = self.0.read() else { return None };
        let number = u32::from_be_bytes(bytes[..4].try_into().expect("number"));
        let status = u16::from_be_bytes(bytes[4..6].try_into().expect("status"));
        Some((number, status, bytes[6..].to_vec()))
    }

    /// Lets somebody in who has the keys.
    fn of(open: &Open, keys: &Value) -> Self {
        let mut wire = Self::asked(open, &[]).expect("a wire");
        wire.says(r#"{"so":"7"}"#);
        let proof = sha256_hex(format!("{}7", keys["chung_minh"].as_str().expect("key")).as_bytes());
        assert_eq!(wire.hears(), Some(json!({ "chung_minh": proof })), "it proves itself first");
        wire.says(&json!({ "khoa": keys["khoa"], "ban_dung": BUILD }).to_string());
        assert_eq!(wire.hears(), Some(json!({ "trang_thai": 200, "vi_sao": "" })));
        wire
    }
}

#[test]
fn a_wire_is_for_our_own_page() {
    let open = Open::new();
    let keys = open.admitted();
    let token = keys["khoa"].as_str().expect("token");
    let other = format!("http://127.0.0.1:{}", open.port().wrapping_add(1));
    for wrong in [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", ""),
        ("Origin", &other),
        ("Origin", &format!("https://{}", open.host())),
        ("Host", "evil.example"),
        ("Host", "localhost"),
        ("Sec-WebSocket-Version", "12"),
        ("Upgrade", "h2c"),
    ] {
        assert!(Wire::asked(&open, &[wrong]).is_none(), "{wrong:?}");
    }
    let host = open.host();
    let raw = |head: &str| open.raw(format!("{head}\r\nHost: {host}\r\n\r\n").as_bytes()).0;
    assert_eq!(raw("GET /api/day HTTP/1.1\r\nConnection: close"), 405, "it is nothing to be read");
    assert_eq!(raw("GET /api/day HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket"), 403, "no origin");
    let upgrade = "Connection: Upgrade\r\nUpgrade: websocket";
    let own = format!("Origin: http://{host}");
    assert_eq!(raw(&format!("GET /api/day?k=1 HTTP/1.1\r\n{upgrade}\r\n{own}")), 400);
    assert_eq!(raw(&format!("POST /api/day HTTP/1.1\r\n{upgrade}\r\n{own}")), 400);
    assert_eq!(raw(&format!("GET /api/home HTTP/1.1\r\n{upgrade}\r\n{own}")), 400);
    assert_eq!(raw(&format!("GET /api/day HTTP/1.1\r\n{upgrade}\r\n{own}")), 400, "no key of a wire");

    // Whoever has one and no key hears the proof, and nothing else.
    for (first, then) in [
        ("1 home {}", ""),
        (r#"{"so":""#, ""),
        (&json!({ "so": "7".repeat(65) }).to_string(), ""),
        (&json!({ "khoa": token, "ban_dung": BUILD }).to_string(), ""),
        (r#"{"so":"7"}"#, "1 home {}"),
        (r#"{"so":"7"}"#, r#"{"khoa":"0","ban_dung":"b"}"#),
    ] {
        let mut wire = Wire::asked(&open, &[]).expect("a wire");
        wire.says(first);
        if !then.is_empty() {
            assert!(wire.hears().expect("a proof")["chung_minh"].is_string(), "{first}");
            wire.says(then);
            if let Some(told) = wire.hears() {
                assert_eq!(told, json!({ "trang_thai": 401, "vi_sao": "khoa" }), "{then}");
            }
        }
        wire.says("1 home {}");
        assert_eq!(wire.hears(), None, "{first} {then}");
        assert_eq!(wire.answer(), None, "{first} {then}");
    }
    let mut old = Wire::asked(&open, &[]).expect("a wire");
    old.says(r#"{"so":"7"}"#);
    old.hears().expect("a proof");
    old.says(&json!({ "khoa": token, "ban_dung": "cu" }).to_string());
    assert_eq!(
        old.hears(),
        Some(json!({ "trang_thai": 409, "vi_sao": "ban-dung" })),
        "a page of another build"
    );
    assert_eq!(old.answer(), None);

    // Who says nothing at all is not waited for.
    let begun = Instant::now();
    let mut silent = Wire::asked(&open, &[]).expect("a wire");
    assert_eq!(silent.hears(), None);
    assert!(begun.elapsed() < Duration::from_secs(50), "{:?}", begun.elapsed());
}

#[test]
fn a_wire_answers_as_a_request_does() {
    let open = Open::new();
    let keys = open.admitted();
    let token = keys["khoa"].as_str().expect("token");
    let mut wire = Wire::of(&open, &keys);
    let asked = [
        ("home", json!({})),
        ("open", json!({ "id": id("hoi nghị/a.yaml") })),
        ("look", json!({ "id": id("hoi nghị/a.yaml"), "view": { "dpi": 48.0, "pages": [[0, null]] } })),
        ("open", json!({ "id": "0" })),
        ("nothing", json!({})),
    ];
    // All at once: each answer says whose it is.
    for (at, (name, body)) in asked.iter().enumerate() {
        wire.says(&format!("{} {name} {body}", at + 40));
    }
    let mut answers: Vec<_> = asked.iter().map(|_| wire.answer().expect("an answer")).collect();
    answers.sort();
    for (at, ((number, status, body), (name, question))) in answers.into_iter().zip(&asked).enumerate() {
        assert_eq!(number as usize, at + 40);
        assert_eq!((status, body), open.ask(token, name, question), "{name}");
    }
    let deep = format!("9 open {}{}", "[".repeat(10_000), "]".repeat(10_000));
    wire.says(&deep);
    assert_eq!(wire.answer().map(|(number, status, _)| (number, status)), Some((9, 400)));
    // What is no question, or longer than one may be, ends the wire, not the window.
    for bad in ["", "home {}", "x home {}", "-1 home {}", "1  {}", &format!("1 home {}", " ".repeat(1 << 20))]
    {
        let mut wire = Wire::of(&open, &keys);
        wire.says(bad);
        let told = wire.answer();
        assert!(told.is_none_or(|(_, status, _)| status == 404), "{}", &bad[..bad.len().min(20)]);
    }
    let mut binary = Wire::of(&open, &keys);
    binary.0.send(Message::binary(b"1 home {}".to_vec())).expect("sent");
    assert_eq!(binary.answer(), None);
    // Half a message, and then nothing any more.
    let mut half = Wire::of(&open, &keys);
    half.0.get_mut().write_all(&[0x81, 0xff, 0, 0]).expect("half");
    drop(half);
    assert_eq!(open.ask(token, "home", &json!({})).0, 200);

    // More wires than there may be: the next page asks by itself, and is answered.
    let held: Vec<Wire> = (0..40).filter_map(|_| Wire::asked(&open, &[])).collect();
    assert!((20..=32).contains(&held.len()), "{}", held.len());
    assert_eq!(open.ask(token, "home", &json!({})).0, 200);
}
