//! Comes in: JSON that some release of this program wrote to be read again. Goes out: what
//! it says, as a type, or why that cannot be known. Must not know: what any record is of.
//!
//! Records of version 1 say no version: what lies in archives, registers and folders since
//! the first release has none, and its bytes stay what they are. A later one says
//! `phien_ban`; one that is not known yet is told of and not read, however much of it fits.

use serde::de::DeserializeOwned;
use serde::{Deserialize as _, Serialize};
use serde_json::error::Category;
use serde_json::{Error, Map, Value};

use crate::diag::{Code, Diagnostic};

/// Is something that is written by one run and read by another one.
pub trait Record: Serialize + DeserializeOwned {
    /// Is the version that is written, and the highest one that is read. It rises when a
    /// program that does not know of a change would misread what it finds; a field more,
    /// with a default, changes no version.
    const VERSION: u32 = 1;
}

/// Is the key of the version, where one is said.
const VERSION: &str = "phien_ban";

/// Is why a record cannot be read.
#[derive(Debug)]
pub enum Unread {
    /// A later release wrote it: its version, and the highest one that is known.
    Later(u32, u32),
    /// It is not what any release wrote.
    Damaged(Error),
}

impl From<Error> for Unread {
    fn from(error: Error) -> Self {
        Self::Damaged(error)
    }
}

impl Unread {
    /// Makes a finding of it, named by `what` the record is; `damaged` and `later` are the
    /// codes for either.
    #[must_use]
    pub fn told(&self, what: &str, damaged: &'static Code, later: &'static Code) -> Box<Diagnostic> {
        Box::new(match self {
            Self::Damaged(error) => Diagnostic::new(damaged, format!("{what} hỏng: {}", worded(error))),
            Self::Later(version, known) => {
                let message = format!(
                    "{what} do bản vanthu mới hơn ghi (phiên bản {version}, bản này biết đến {known})"
                );
                Diagnostic::new(later, message).hint("dùng bản vanthu mới nhất mà cơ quan đã cài")
            }
        })
    }
}

/// Says what is wrong with the bytes; where, as far as that is known.
fn worded(error: &Error) -> String {
    let place = match (error.line(), error.column()) {
        (0, _) => String::new(),
        (line, column) => format!(" từ dòng {line} cột {column}"),
    };
    match error.classify() {
        Category::Eof => "bị cắt ngang, phần cuối không còn".to_owned(),
        Category::Syntax | Category::Io => format!("không đọc được{place}"),
        Category::Data => match error.to_string().strip_prefix("missing field `") {
            Some(rest) => format!("thiếu mục `{}`", rest.split('`').next().unwrap_or_default()),
            None => "có mục khác với điều chương trình đã ghi".to_owned(),
        },
    }
}

/// Reads a record. Fields that are not known do not matter.
///
/// # Errors
/// Says that it is damaged, or of a later version than is known.
pub fn read<T: Record>(bytes: &[u8]) -> Result<T, Unread> {
    let mut fields: Map<String, Value> = serde_json::from_slice(bytes)?;
    let version = fields.shift_remove(VERSION).map_or(Ok(1), u32::deserialize)?;
    if version > T::VERSION {
        return Err(Unread::Later(version, T::VERSION));
    }
    Ok(T::deserialize(Value::Object(fields))?)
}

#[derive(Serialize)]
struct Stamped<'a, T> {
    #[serde(rename = "phien_ban", skip_serializing_if = "is_first")]
    version: u32,
    #[serde(flatten)]
    record: &'a T,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn is_first(version: &u32) -> bool {
    *version == 1
}

fn stamped<T: Record>(record: &T) -> Stamped<'_, T> {
    Stamped { version: T::VERSION, record }
}

/// Writes a record on one line.
///
/// # Errors
/// Gives an error if it is no object with texts for keys.
pub fn line<T: Record>(record: &T) -> Result<String, Error> {
    serde_json::to_string(&stamped(record))
}

/// Writes a record as a file people can read, too.
///
/// # Errors
/// Gives a finding if it is no object with texts for keys.
pub fn page<T: Record>(record: &T) -> Result<Vec<u8>, Box<Diagnostic>> {
    let text = serde_json::to_string_pretty(&stamped(record)).map_err(|error| {
        let message = format!("chương trình không ghi được hồ sơ: {error}");
        Box::new(Diagnostic::new(Code::INTERNAL, message))
    })?;
    Ok(format!("{text}\n").into_bytes())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct First {
        so: u32,
        #[serde(flatten)]
        rest: Map<String, Value>,
    }
    impl Record for First {}

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Second {
        so: u32,
        #[serde(default)]
        moi: bool,
    }
    impl Record for Second {
        const VERSION: u32 = 2;
    }

    #[test]
    fn the_first_version_is_silent_and_a_later_one_is_not_misread() {
        let first: First = read(br#"{"b":1,"so":7,"a":[2]}"#).expect("read");
        assert_eq!(line(&first).expect("written"), r#"{"so":7,"b":1,"a":[2]}"#, "nothing is lost");
        assert_eq!(read::<Second>(br#"{"so":7}"#).expect("older"), Second { so: 7, moi: false });
        let second = line(&Second { so: 7, moi: true }).expect("written");
        assert_eq!(second, r#"{"phien_ban":2,"so":7,"moi":true}"#);
        assert!(read::<Second>(second.as_bytes()).expect("own").moi);
        assert!(matches!(read::<First>(second.as_bytes()), Err(Unread::Later(2, 1))));
        for damaged in [&b"null"[..], b"{}", b"{\"so\":\"7\"}", b"{\"so\":7,\"phien_ban\":\"2\"}", b"\xff"] {
            assert!(matches!(read::<First>(damaged), Err(Unread::Damaged(_))), "{damaged:?}");
        }
    }

    #[test]
    fn what_is_damaged_is_said_in_the_words_of_whoever_reads() {
        for (damaged, words) in [
            ("", "bị cắt ngang, phần cuối không còn"),
            ("{\"so\":7,", "bị cắt ngang, phần cuối không còn"),
            ("{\"so\":7}}", "không đọc được từ dòng 1 cột 9"),
            ("{}", "thiếu mục `so`"),
            ("{\"so\":\"bảy\"}", "có mục khác với điều chương trình đã ghi"),
            ("[]", "có mục khác với điều chương trình đã ghi"),
        ] {
            let unread = read::<First>(damaged.as_bytes()).expect_err(damaged);
            let told = unread.told("`x`", Code::ARCHIVE_BROKEN, Code::ARCHIVE_LATER);
            assert_eq!(told.message, format!("`x` hỏng: {words}"), "{damaged}");
        }
    }
}
