use super::*;
use chrono::NaiveDate;

use crate::model::{Term, Terms};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn by() -> By {
    By { who: "văn thư".into(), at: "2026-06-03T08:00:00+07:00".into() }
}

fn claim(path: &str, number: Option<u32>) -> Claim {
    Claim {
        organ: "ĐU".into(),
        term: day("2025-07-01"),
        kind: "ke-hoach".into(),
        kind_name: "Kế hoạch".into(),
        symbol: "KH/ĐU".into(),
        number,
        date: day("2026-06-03"),
        path: path.into(),
        summary: "tổ chức đối thoại với Nhân dân".into(),
        signer: "Trần Thị Ví Dụ".into(),
        recipients: "Các chi bộ".into(),
        each: Vec::new(),
        kept_at: "Văn phòng Đảng uỷ".into(),
        numbers: 1,
        copies: 1,
        text: "Kế hoạch đối thoại năm 2026".into(),
    }
}

fn terms() -> Terms {
    let own = Term { from: day("2025-07-01"), until: None, congress: false };
    Terms::new(vec![own], vec!["UBND".into()])
}

fn found(register: &Register) -> Vec<&'static str> {
    let findings = register.check(&terms(), day("2026-12-31")).expect("checked");
    findings.iter().map(|finding| finding.code.id).collect()
}

#[test]
fn a_number_is_given_once_and_kept() {
    let folder = tempfile::tempdir().expect("folder");
    let mut register = Register::open(folder.path()).expect("register");
    let mut take = |claim: &Claim| register.allocate(claim, &by()).map(|range| range.first);
    assert_eq!(take(&claim("a", Some(7))).expect("adopted"), 7);
    assert_eq!(take(&claim("b", None)).expect("next"), 8);
    assert_eq!(take(&claim("b", None)).expect("again"), 8);
    assert!(take(&claim("b", Some(9))).is_err(), "another number than the one it has");
    assert!(take(&claim("c", Some(8))).is_err(), "another's number");
    assert!(take(&claim("c", Some(12))).is_err(), "a gap");
    let two = Claim { kind: "quy-dinh".into(), ..claim("d", None) };
    assert_eq!(take(&two).expect("another series"), 1);
    let batch = Claim { numbers: 300, ..claim("e", None) };
    assert_eq!(take(&batch).expect("a range"), 9);
    assert_eq!(take(&claim("f", None)).expect("after the range"), 309);
    assert!(take(&Claim { numbers: 301, ..batch }).is_err(), "a later guest has no number of this range");
    let struck = register.of_path("b").expect("read")[0].id;
    register.cancel(struck, "in sai", &by()).expect("cancelled");
    assert_eq!(register.allocate(&claim("b", None), &by()).expect("anew").first, 310);
    assert_eq!(found(&register), Vec::<&str>::new());
}

#[test]
fn terms_that_share_a_day_and_days_without_a_term() {
    let own = vec![
        Term { from: day("2020-06-01"), until: Some(day("2025-07-01")), congress: false },
        Term { from: day("2025-07-01"), until: None, congress: false },
    ];
    let terms = Terms::new(own, vec!["UBND".into()]);
    let first = |organ: &str, on: &str| terms.of(organ, day(on)).map(|term| term.from.to_string());
    assert_eq!(first("ĐU", "2025-07-01").as_deref(), Some("2025-07-01"));
    assert_eq!(first("ĐU", "2025-06-30").as_deref(), Some("2020-06-01"));
    assert_eq!(first("ĐU", "2019-01-01"), None);
    // An organ of the State counts by years, whatever the committee's terms are.
    assert_eq!(first("UBND", "2025-12-31").as_deref(), Some("2025-01-01"));
    assert_eq!(first("ubnd", "2026-01-01").as_deref(), Some("2026-01-01"));
}

#[test]
fn words_are_found_without_marks() {
    let folder = tempfile::tempdir().expect("folder");
    let mut register = Register::open(folder.path()).expect("register");
    register.allocate(&claim("a", None), &by()).expect("number");
    let count = |words: &str| {
        let query = Query { words: Some(words.into()), ..Query::default() };
        register.list(&query).expect("found").len()
    };
    assert_eq!(
        ["ke hoach doi thoai", "Đối Thoại", "chi bo", "doi tho", "\"*(", "hop tac"].map(count),
        [1, 1, 1, 1, 0, 0]
    );
}

/// A signed copy is entered once, and stays entered.
#[test]
fn a_signed_copy_is_entered_once() {
    let folder = tempfile::tempdir().expect("folder");
    let mut register = Register::open(folder.path()).expect("register");
    register.allocate(&claim("a", None), &by()).expect("number");
    let id = register.of_path("a").expect("read")[0].id;
    let rows = register.of_path("a").expect("read");
    register.kept(&rows, "x", &by()).expect("kept");
    assert!(register.signed(id, &by()).expect("signed"));
    assert!(!register.signed(id, &by()).expect("signed"), "nothing new");
    register.kept(&rows, "x", &by()).expect("kept again");
    assert_eq!(register.of_path("a").expect("read")[0].state, State::Signed);
    assert_eq!(found(&register), Vec::<&str>::new());
}

/// Whoever owns the file can change it; not without being found.
#[test]
fn every_doctored_row_is_found() {
    let doctored = [
        ("UPDATE entry SET summary = 'khác' WHERE id = 2", "so-dang-ky::hong"),
        ("DROP TRIGGER entry_kept; DELETE FROM entry WHERE id = 3", "so-dang-ky::hong"),
        ("DROP TRIGGER log_kept; UPDATE log SET who = 'ai đó' WHERE seq = 2", "so-dang-ky::hong"),
        ("DROP TRIGGER log_whole; DELETE FROM log WHERE seq = 2", "so-dang-ky::hong"),
        (
            "DROP TRIGGER log_whole; DROP TRIGGER entry_kept; DELETE FROM log WHERE seq = 3; DELETE FROM entry WHERE id = 3",
            "so-dang-ky::thu-tu",
        ),
        ("UPDATE series SET next = 9", "so-dang-ky::thu-tu"),
    ];
    for (sql, code) in doctored {
        let folder = tempfile::tempdir().expect("folder");
        let mut register = Register::open(folder.path()).expect("register");
        for path in ["a", "b", "c"] {
            register.allocate(&claim(path, None), &by()).expect("number");
        }
        assert_eq!(found(&register), Vec::<&str>::new());
        register.base.execute_batch(sql).expect("doctored");
        assert!(found(&register).contains(&code), "{sql}: {:?}", found(&register));
    }
}

/// A register as the first version left it is read as it lies and moved up when
/// it is opened; the log goes on and knows its rows.
#[test]
fn an_older_register_is_read_and_moved_up() {
    let folder = tempfile::tempdir().expect("folder");
    {
        let mut register = Register::open(folder.path()).expect("register");
        for path in ["a", "b"] {
            register.allocate(&claim(path, None), &by()).expect("number");
        }
        // Back to the tables of the first version, rows and log as they were.
        let old = super::open::first_tables();
        let back = "ALTER TABLE entry RENAME TO newer; ALTER TABLE series RENAME TO series_newer; \
                    ALTER TABLE log RENAME TO log_newer; DROP TRIGGER log_kept; DROP TRIGGER log_whole; \
                    DROP TRIGGER entry_kept; DROP INDEX entry_paper; ALTER TABLE words RENAME TO words_newer;";
        let copy = "INSERT INTO series SELECT * FROM series_newer; INSERT INTO log SELECT * FROM log_newer; \
                    INSERT INTO words (rowid, text) SELECT rowid, text FROM words_newer; \
                    INSERT INTO entry SELECT id, organ, term, kind, kind_name, number, symbol, date, path, copy, \
                    summary, signer, recipients, kept_at, copies, state, reason, pdf, object FROM newer; \
                    DROP TABLE newer; DROP TABLE series_newer; DROP TABLE log_newer; DROP TABLE words_newer; \
                    PRAGMA user_version = 1;";
        register.base.execute_batch(&format!("{back} {old} {copy}")).expect("the first version");
    }
    let version = || {
        let base = rusqlite::Connection::open(file(folder.path())).expect("opens");
        base.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).expect("version")
    };
    let look = Register::look(folder.path()).expect("read").expect("there");
    assert_eq!((look.list(&Query::default()).expect("rows").len(), found(&look)), (2, Vec::new()));
    assert_eq!(version(), 1, "looking changes nothing");
    drop(look);
    let mut register = Register::open(folder.path()).expect("moved up");
    assert!(version() > 1);
    assert_eq!(register.allocate(&claim("c", None), &by()).expect("number").first, 3);
    assert_eq!(found(&register), Vec::<&str>::new());
    let again = Query { words: Some("doi thoai".into()), ..Query::default() };
    assert_eq!(register.list(&again).expect("found").len(), 3);
}

#[test]
fn a_later_register_is_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let register = Register::open(folder.path()).expect("register");
    register.base.pragma_update(None, "user_version", 99).expect("later");
    drop(register);
    for refused in [Register::look(folder.path()).map(|_| ()), Register::open(folder.path()).map(|_| ())] {
        let finding = refused.expect_err("refused");
        assert!(finding.message.contains("mới hơn"), "{}", finding.message);
    }
}
