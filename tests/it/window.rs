//! The window's door, knocked at by hand: raw requests as a browser, another site, another
//! program or another user of the machine would send them.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vanthu::assets::Assets;
use vanthu::desk::PaperId;
use vanthu::office::{By, Machine};
use vanthu::pipeline::Stock;
use vanthu::typeset::Fonts;
use vanthu::window::{House, Keys, Now, Window};

use crate::register::waiting;
use crate::workspace;

pub(crate) const BUILD: &str = "thu";

/// Is a machine with one drive.
struct Drive(PathBuf);

impl Machine for Drive {
    fn drives(&self) -> Vec<PathBuf> {
        vec![self.0.clone()]
    }

    fn room(&self, _: &Path) -> Option<u64> {
        Some(1 << 30)
    }
}

/// Is an office whose window is open.
pub(crate) struct Open {
    pub(crate) port: u16,
    key: String,
    end: Arc<tokio::sync::Notify>,
    serving: Option<std::thread::JoinHandle<()>>,
    pub(crate) folder: tempfile::TempDir,
}

impl Open {
    pub(crate) fn new() -> Self {
        Self::with(|window| window)
    }

    fn with(how: impl FnOnce(Window) -> Window) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        workspace(folder.path(), &[("a.yaml", &waiting())]);
        let xa = folder.path().join("xa").canonicalize().expect("office");
        let stock = Stock::new(Assets::default(), || Fonts::new(None), BUILD).expect("stock");
        let window = how(Window::bind(Keys::new().expect("keys"), BUILD).expect("port"));
        let address = window.address(Instant::now()).expect("address");
        let (port, end) = (window.port(), window.end());
        let now = || Now {
            by: By { who: "Chị Mẫu".into(), at: "2026-06-03T09:00:00+07:00".into() },
            today: "2026-06-03".parse().expect("day"),
            seconds: 1_780_452_000,
        };
        let house = House::open(&xa, stock, Arc::new(now), Arc::clone(&end)).expect("office");
        let house = house.on(Arc::new(Drive(folder.path().join("ổ USB"))));
        let serving = std::thread::spawn(move || window.serve(house).expect("served"));
        let key = address.rsplit_once("#k=").expect("key").1.to_owned();
        Self { port, key, end, serving: Some(serving), folder }
    }

    /// Is the window of a program that was started apart, by the address it says.
    pub(crate) fn at(address: &str) -> Self {
        let (port, key) = address.rsplit_once("/#k=").expect("an address");
        let port = port.rsplit_once(':').expect("a port").1.parse().expect("a port");
        let folder = tempfile::tempdir().expect("folder");
        Self { port, key: key.to_owned(), end: Arc::default(), serving: None, folder }
    }

    pub(crate) fn paper(&self) -> PathBuf {
        self.folder.path().join("xa/hoi nghị/a.yaml")
    }

    /// Sends bytes; gives the status and the body of what comes back, 0 where nothing does.
    pub(crate) fn raw(&self, bytes: &[u8]) -> (u16, Vec<u8>) {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else { return (0, Vec::new()) };
        stream.set_read_timeout(Some(Duration::from_mins(1))).expect("timeout");
        // Whoever refuses early hangs up while the rest is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let Some(split) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { return (0, answer) };
        let head = String::from_utf8_lossy(&answer[..split]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        if status != 0 && status != 408 && status != 400 && status != 431 {
            for header in [
                "content-security-policy: default-src 'none'",
                "cache-control: no-store",
                "x-content-type-options: nosniff",
            ] {
                assert!(head.contains(header), "{head}");
            }
            assert!(
                !head.to_lowercase().contains("set-cookie") && !head.contains("access-control"),
                "{head}"
            );
        }
        (status, answer[split + 4..].to_vec())
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends a request as our page does, but for what `other` says instead.
    pub(crate) fn post(&self, name: &str, body: &[u8], headers: &[(&str, &str)]) -> (u16, Vec<u8>) {
        let mut head =
            format!("POST /api/{name} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        let usual = [
            ("Host", self.host()),
            ("Origin", format!("http://{}", self.host())),
            ("Content-Type", "application/json".to_owned()),
        ];
        for (name, value) in &usual {
            if !headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                head += &format!("{name}: {value}\r\n");
            }
        }
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            head += &format!("{name}: {value}\r\n");
        }
        self.raw(&[format!("{head}\r\n").as_bytes(), body].concat())
    }

    pub(crate) fn admitted(&self) -> Value {
        let (status, body) = self.post("vao", json!({ "k": self.key }).to_string().as_bytes(), &[]);
        assert_eq!(status, 200);
        serde_json::from_slice(&body).expect("JSON")
    }

    pub(crate) fn ask(&self, token: &str, name: &str, body: &Value) -> (u16, Vec<u8>) {
        self.post(name, body.to_string().as_bytes(), &[("X-Vanthu", token), ("X-Vanthu-Ban", BUILD)])
    }
}

/// Is a page that is let in.
pub(crate) struct Page {
    pub(crate) open: Open,
    pub(crate) token: String,
}

impl Page {
    pub(crate) fn new() -> Self {
        let open = Open::new();
        let token = open.admitted()["khoa"].as_str().expect("token").to_owned();
        Self { open, token }
    }

    pub(crate) fn office(&self) -> PathBuf {
        self.open.folder.path().join("xa")
    }

    /// Hands a file over, with what is said of it before.
    pub(crate) fn hands(&self, name: &str, head: &Value, file: &[u8]) -> (u16, Vec<u8>) {
        let head = head.to_string().into_bytes();
        let length = u32::try_from(head.len()).expect("short").to_be_bytes();
        let kind = ("Content-Type", "application/octet-stream");
        let headers = [("X-Vanthu", self.token.as_str()), ("X-Vanthu-Ban", BUILD), kind];
        self.open.post(name, &[&length[..], &head, file].concat(), &headers)
    }
}

/// Waits until a piece of work has ended; gives what became of it.
pub(crate) fn ended(ask: impl Fn(&str, &Value) -> Value, job: &Value) -> Value {
    let begun = Instant::now();
    loop {
        let seen = ask("job", &json!({ "job": job }));
        if !seen["ended"].is_null() {
            return seen["ended"].clone();
        }
        assert!(begun.elapsed() < Duration::from_mins(2), "{seen}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.end.notify_one();
        if let Some(serving) = self.serving.take() {
            serving.join().expect("ended");
        }
    }
}

pub(crate) fn id(path: &str) -> Value {
    serde_json::to_value(PaperId::of(path)).expect("id")
}

#[test]
fn only_our_own_page_gets_an_answer() {
    let open = Open::new();
    let keys = open.admitted();
    let token = keys["khoa"].as_str().expect("token").to_owned();
    let host = open.host();
    let get = |head: &str| open.raw(format!("GET {head}\r\nConnection: close\r\n\r\n").as_bytes()).0;

    // Who asks: a name that leads here, another port, none, two, a whole address as the target.
    let other = format!("127.0.0.1:{}", open.port.wrapping_add(1));
    assert_eq!(get(&format!("/ HTTP/1.1\r\nHost: {host}")), 200);
    for wrong in [
        "localhost",
        "evil.example",
        "[::1]",
        "127.0.0.1",
        &format!("localhost:{}", open.port),
        &other,
        &format!("{host}."),
    ] {
        assert_eq!(get(&format!("/ HTTP/1.1\r\nHost: {wrong}")), 421, "{wrong}");
    }
    assert!([0, 400, 421].contains(&get("/ HTTP/1.1")));
    assert!([400, 421].contains(&get(&format!("/ HTTP/1.1\r\nHost: {host}\r\nHost: evil.example"))));
    assert_eq!(get(&format!("http://{host}/ HTTP/1.1\r\nHost: {host}")), 421);

    // Another site: its origin, none, a form, an image, a frame; no method but ours.
    let with = |headers: &[(&str, &str)]| {
        let mut all = vec![("X-Vanthu", token.as_str()), ("X-Vanthu-Ban", BUILD)];
        all.extend_from_slice(headers);
        open.post("home", b"{}", &all).0
    };
    assert_eq!(with(&[]), 200);
    for origin in [
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        &format!("http://{other}"),
        &format!("https://{host}"),
    ] {
        assert_eq!(with(&[("Origin", origin)]), 403, "{origin}");
    }
    assert_eq!(with(&[("Origin", "")]), 403, "no origin and nobody says where it is from");
    assert_eq!(with(&[("Origin", ""), ("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(with(&[("Origin", ""), ("Sec-Fetch-Site", "same-origin")]), 200);
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; charset=utf-8",
        "",
    ] {
        assert_eq!(with(&[("Content-Type", kind)]), 415, "{kind}");
    }
    for method in ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"] {
        let asked = format!(
            "{method} /api/home HTTP/1.1\r\nHost: {host}\r\nX-Vanthu: {token}\r\nConnection: close\r\n\r\n"
        );
        assert_eq!(open.raw(asked.as_bytes()).0, 405, "{method}");
    }
    assert_eq!(get(&format!("/ HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket")), 400);

    // Keys: none, a wrong one, one in the address, an old page; the address opens once.
    assert_eq!(open.post("home", b"{}", &[]).0, 401);
    for wrong in [
        "",
        "0",
        &token.to_uppercase().replace(|letter: char| letter.is_ascii_digit(), "7"),
        keys["chung_minh"].as_str().expect("key"),
    ] {
        assert_eq!(open.ask(wrong, "home", &json!({})).0, 401, "{wrong}");
    }
    assert_eq!(get(&format!("/?k={token} HTTP/1.1\r\nHost: {host}")), 400);
    assert_eq!(open.post(&format!("home?khoa={token}"), b"{}", &[]).0, 400);
    assert_eq!(with(&[("X-Vanthu", "x")]), 401, "two tokens are none");
    assert_eq!(open.post("home", b"{}", &[("X-Vanthu", &token), ("X-Vanthu-Ban", "cu")]).0, 409);
    assert_eq!(open.post("vao", json!({ "k": open.key }).to_string().as_bytes(), &[]).0, 401, "twice");

    // The server proves itself without telling anything.
    let (status, proof) = open.post("chung-minh", br#"{"so":"1"}"#, &[]);
    let right =
        vanthu::digest::sha256_hex(format!("{}1", keys["chung_minh"].as_str().expect("key")).as_bytes());
    assert_eq!(
        (status, serde_json::from_slice::<Value>(&proof).expect("JSON")["chung_minh"].clone()),
        (200, right.into())
    );
}

#[test]
fn no_path_comes_from_outside() {
    let open = Open::new();
    let token = open.admitted()["khoa"].as_str().expect("token").to_owned();
    let host = open.host();
    let secret = "bí mật của máy";
    fs::write(open.folder.path().join("xa/mat.txt"), secret).expect("file");
    fs::write(open.folder.path().join("xa/../ngoai.yaml"), secret).expect("file");
    for path in [
        "/../Cargo.toml",
        "/..%2fCargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..\\Cargo.toml",
        "/C:/Windows/win.ini",
        "//host/x",
        "/index.html%00.js",
        "/page/index.html",
        "/index.html.",
        "/mat.txt",
        "/src",
        "/.",
        "/vanthu.css/",
        "/INDEX.HTML",
    ] {
        let (status, body) =
            open.raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        assert!(
            [404, 400].contains(&status) && !String::from_utf8_lossy(&body).contains(secret),
            "{path}: {status}"
        );
    }
    // Ids are of our own list; what is no id of it is nothing.
    for wrong in [
        json!("../ngoai.yaml"),
        json!("hoi nghị/a.yaml"),
        json!("/etc/passwd"),
        json!("CON"),
        json!(""),
        json!(7),
        json!(null),
        json!({ "__proto__": 1 }),
        id("../ngoai.yaml"),
        id("mat.txt"),
        id("hoi nghị/../hoi nghị/a.yaml"),
        json!("x".repeat(10_000)),
    ] {
        let (status, body) = open.ask(&token, "open", &json!({ "id": wrong }));
        assert!(
            [404, 400].contains(&status) && !String::from_utf8_lossy(&body).contains(secret),
            "{wrong}: {status}"
        );
    }
    for name in ["", "..", "open/", "nothing", "__proto__", "home%00"] {
        assert_eq!(open.ask(&token, name, &json!({})).0, 404, "{name}");
    }
}

#[test]
fn what_is_too_long_or_too_deep_is_refused() {
    let open = Open::new();
    let token = open.admitted()["khoa"].as_str().expect("token").to_owned();
    let key = [("X-Vanthu", token.as_str()), ("X-Vanthu-Ban", BUILD)];
    assert_eq!(open.post("open", &vec![b' '; (1 << 20) + 1], &key).0, 413);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(open.post("open", deep.as_bytes(), &key).0, 400);
    assert_eq!(open.post("open", b"\xff\xfe{", &key).0, 400);
    let (status, _) = open.ask(&token, "edit", &json!({ "id": id("hoi nghị/a.yaml"), "version": 0, "path": "__proto__.x", "verb": "set", "value": "y" }));
    assert!([200, 422].contains(&status), "{status}");
    // Endless headers and an endless chunked body.
    let host = open.host();
    let long = format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "y".repeat(1 << 20));
    assert!([0, 400, 431].contains(&open.raw(long.as_bytes()).0));
    let mut chunked = format!("POST /api/home HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/json\r\nX-Vanthu: {token}\r\nX-Vanthu-Ban: {BUILD}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n").into_bytes();
    for _ in 0..80 {
        chunked.extend(format!("{:x}\r\n{}\r\n", 16 << 10, " ".repeat(16 << 10)).into_bytes());
    }
    assert_eq!(open.raw(&chunked).0, 413);

    // Sixty-three who send half a head: the next one is answered all the same.
    let half: Vec<TcpStream> = (0..63)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", open.port)).expect("connection");
            stream.write_all(b"GET / HTTP/1.1\r\nHost:").expect("half");
            stream
        })
        .collect();
    assert_eq!(open.ask(&token, "home", &json!({})).0, 200);
    drop(half);
}

/// Gives the head of an answer with pictures, and how many bytes follow it.
pub(crate) fn head(body: &[u8]) -> (Value, usize) {
    let length = u32::from_be_bytes(body[..4].try_into().expect("four bytes")) as usize;
    (serde_json::from_slice(&body[4..4 + length]).expect("JSON"), body.len() - 4 - length)
}

pub(crate) fn until(what: &str, done: impl Fn() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_is_typed_is_in_the_file_and_nothing_else_is_changed() {
    let open = Open::new();
    let token = open.admitted()["khoa"].as_str().expect("token").to_owned();
    let paper = open.paper();
    let saved = fs::read_to_string(&paper).expect("paper");
    let own = id("hoi nghị/a.yaml");
    let (_, body) = open.ask(&token, "home", &json!({}));
    let home: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(home["ids"][0][0], own);
    assert_eq!(home["dossiers"][0]["papers"][0]["foreseen"], "01-KH/ĐU");
    let (_, body) = open.ask(&token, "open", &json!({ "id": own }));
    let told: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!((told["form"]["name"].clone(), told["version"].clone()), ("Kế hoạch".into(), 0.into()));

    // Looking changes nothing; its pages come as pictures.
    let view = json!({ "dpi": 96.0, "pages": [[0, null], [1, null]] });
    let (_, body) = open.ask(&token, "look", &json!({ "id": own, "view": view }));
    let (seen, pictures) = head(&body);
    assert!(seen["current"] == true && pictures > 10_000, "{seen}");
    assert_eq!(fs::read_to_string(&paper).expect("paper"), saved);
    let mark = seen["pages"][0]["mark"].clone();

    // A letter: a strip of the page, the file a moment later.
    let edit = |version: u64, path: &str, value: Value, mark: &Value| {
        let view = json!({ "dpi": 96.0, "pages": [[0, mark]] });
        open.ask(&token, "edit", &json!({ "id": own, "version": version, "path": path, "verb": "set", "value": value, "view": view }))
    };
    let (status, body) = edit(0, "trich_yeu", "tổ chức gặp mặt #1: \"Nhân dân\"".into(), &mark);
    let (seen, pictures) = head(&body);
    assert_eq!(
        (status, seen["text"]["version"].clone(), seen["current"].clone()),
        (200, 1.into(), true.into())
    );
    let strip = &seen["strips"][0];
    assert!(strip["rows"].as_u64() < strip["height"].as_u64() && pictures > 100, "{strip}");
    until("it is saved", || fs::read_to_string(&paper).is_ok_and(|now| now != saved));
    let now = fs::read_to_string(&paper).expect("paper");
    let changed: Vec<(&str, &str)> = saved.lines().zip(now.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].1.contains("tổ chức gặp mặt #1"), "{changed:?}");

    // What was found stands at its field; the last good pages stay.
    let (_, body) = edit(1, "ngay", "2026-13-45".into(), &seen["pages"][0]["mark"]);
    let (wrong, pictures) = head(&body);
    assert!(wrong["current"] == false && pictures == 0, "{wrong}");
    assert!(
        wrong["findings"].as_array().expect("findings").iter().any(|one| one["path"] == "ngay"),
        "{wrong}"
    );

    // Made on an older text: it says so, nothing is lost or overwritten.
    assert_eq!(edit(0, "so", 5.into(), &mark).0, 409);

    // Somebody else changes another field meanwhile: both changes stand.
    until("it is saved", || fs::read_to_string(&paper).is_ok_and(|now| now.contains("2026-13-45")));
    let theirs = fs::read_to_string(&paper)
        .expect("paper")
        .replace("noi_nhan:", "# của người khác\nnoi_nhan:")
        .replace("pho-bi-thu", "bi-thu");
    fs::write(&paper, &theirs).expect("theirs");
    assert_eq!(edit(2, "ngay", "2026-06-03".into(), &mark).0, 409, "the text is another one now");
    let (status, _) = edit(3, "ngay", "2026-06-03".into(), &mark);
    assert_eq!(status, 200);
    until("both are there", || {
        fs::read_to_string(&paper)
            .is_ok_and(|now| now.contains("2026-06-03") && now.contains("# của người khác"))
    });
    assert!(Path::new(&paper).is_file());
}

/// A window whose tab was closed long ago ends, unless something typed would be lost.
#[test]
fn a_window_nobody_asks_ends_by_itself() {
    let open = Open::with(|window| window.forgotten_after(Duration::from_millis(800)));
    let token = open.admitted()["khoa"].as_str().expect("token").to_owned();
    let (own, paper) = (id("hoi nghị/a.yaml"), open.paper());
    assert_eq!(open.ask(&token, "open", &json!({ "id": own })).0, 200);
    let whole = fs::read(&paper).expect("paper");
    let edit = json!({ "id": own, "version": 0, "path": "trich_yeu", "verb": "set", "value": "gõ rồi đi", "view": { "dpi": 48.0, "pages": [] } });
    assert_eq!(open.ask(&token, "edit", &edit).0, 200);
    fs::write(&paper, "loai: [").expect("spoilt");
    let ended = || open.serving.as_ref().is_some_and(std::thread::JoinHandle::is_finished);
    // Whoever has no key keeps no window open.
    for _ in 0..8 {
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(open.ask("0", "home", &json!({})).0, 401);
        assert!(!ended(), "what was typed is not saved");
    }
    fs::write(&paper, whole).expect("put back");
    until("it ends", ended);
    assert!(fs::read_to_string(&paper).expect("paper").contains("gõ rồi đi"));
}

/// Starts the program for a folder as a user of its own; gives it and the address it says.
pub(crate) fn started(folder: &Path, home: &Path) -> (std::process::Child, String) {
    started_by(std::process::Command::new(env!("CARGO_BIN_EXE_vanthu")), folder, home)
}

/// Starts the program as a command does that takes its arguments.
pub(crate) fn started_by(
    mut command: std::process::Command,
    folder: &Path,
    home: &Path,
) -> (std::process::Child, String) {
    let mut child = command
        .args(["mo", "--khong-trinh-duyet"])
        .arg(folder)
        .env("HOME", home)
        .env_remove("XDG_RUNTIME_DIR")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program");
    let mut address = String::new();
    let mut said = std::io::BufReader::new(child.stdout.take().expect("stdout"));
    std::io::BufRead::read_line(&mut said, &mut address).expect("a line");
    (child, address.trim().to_owned())
}

/// A second start finds the first; one that was killed is no first any more.
#[test]
#[cfg(unix)]
fn a_second_start_opens_the_same_window() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting())]);
    let (xa, home) = (folder.path().join("xa"), folder.path().join("home"));
    std::fs::create_dir(&home).expect("home");
    let port = |address: &str| address.split(['/', ':']).nth(4).expect("a port").to_owned();
    let (mut first, address) = started(&xa, &home);
    let (mut second, again) = started(&xa, &home);
    assert!(second.wait().expect("ended").success());
    assert_eq!(port(&address), port(&again));
    assert_ne!(address, again, "a new key");
    // The mark is this user's alone.
    let marks: Vec<_> = std::fs::read_dir(home.join(".cache/vanthu")).expect("marks").flatten().collect();
    assert_eq!(marks.len(), 2);
    for mark in marks {
        assert_eq!(mark.metadata().expect("a mark").permissions().mode() & 0o077, 0);
    }
    // Another folder has a window of its own.
    let other = folder.path().join("khac");
    std::fs::create_dir(&other).expect("folder");
    let (mut beside, own) = started(&other, &home);
    assert_ne!(port(&own), port(&address));
    first.kill().expect("killed");
    first.wait().expect("ended");
    let (mut third, new) = started(&xa, &home);
    assert!(new.starts_with("http://127.0.0.1:") && third.try_wait().expect("asked").is_none());
    for child in [&mut beside, &mut third] {
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    let (mut none, _) = started(&folder.path().join("không có"), &home);
    assert!(!none.wait().expect("ended").success());
}

/// A save that is killed leaves the old file or the new one.
#[test]
#[cfg(unix)]
fn a_killed_save_leaves_a_whole_file() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", &waiting())]);
    let (xa, home) = (folder.path().join("xa"), folder.path().join("home"));
    std::fs::create_dir(&home).expect("home");
    let paper = xa.join("hoi nghị/a.yaml");
    let text = |number: usize| format!("việc thứ {number} {}", "dài ".repeat(400).trim_end());
    let first = std::fs::read_to_string(&paper).expect("a paper");
    let line = first.lines().find(|line| line.starts_with("trich_yeu:")).expect("a summary").to_owned();
    let wanted = |number: usize| first.replace(&line, &format!("trich_yeu: {}", text(number)));
    let (mut number, mut saved) = (0, 0);
    for round in 0..12_u64 {
        let (mut child, address) = started(&xa, &home);
        let open = Open::at(&address);
        let keys = open.admitted();
        let (token, build) = (keys["khoa"].as_str().expect("key"), keys["ban_dung"].as_str().expect("build"));
        let ask = |name: &str, body: &Value| {
            open.post(name, body.to_string().as_bytes(), &[("X-Vanthu", token), ("X-Vanthu-Ban", build)])
        };
        let id = id("hoi nghị/a.yaml");
        let (status, body) = ask("open", &json!({ "id": id }));
        assert_eq!(status, 200);
        let told: Value = serde_json::from_slice(&body).expect("JSON");
        let mut version = told["version"].as_u64().expect("a version");
        let first_saved = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            let _killer = scope.spawn(|| {
                // Somewhere in a save, never before the first one.
                while !first_saved.load(std::sync::atomic::Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                std::thread::sleep(Duration::from_millis(7 * round));
                child.kill().expect("killed");
                child.wait().expect("ended");
            });
            loop {
                number += 1;
                let edit = json!({ "id": id, "version": version, "path": "trich_yeu", "verb": "set", "value": text(number),
                    "view": { "dpi": 48.0, "pages": [] } });
                let answers = [ask("edit", &edit).0, ask("save", &json!({})).0];
                if answers != [200, 200] {
                    break;
                }
                (version, saved) = (version + 1, number);
                first_saved.store(true, std::sync::atomic::Ordering::SeqCst);
            }
        });
        // What was said to be saved is there, or what was saved right after.
        let held = std::fs::read_to_string(&paper).expect("a paper");
        let whole = (saved..=number).any(|number| held == wanted(number)) || (saved == 0 && held == first);
        assert!(whole, "{number} {saved}\n{held}");
    }
    assert!(saved > 5, "{saved}");
}
