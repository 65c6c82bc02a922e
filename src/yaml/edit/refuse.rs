//! Comes in: why an edit is not made. Goes out: the finding that says so, with
//! what to do. Must not know: how edits are made.

use crate::diag::{Code, Diagnostic, Span};

/// Is why an edit is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The path leads to nothing.
    Missing(String),
    /// The path leads to a value of another form.
    NoList(String),
    /// A member is asked for that the list does not reach.
    Beyond(usize),
    /// An anchor, a tag, a repetition or a key nobody writes so.
    Dressed,
    /// A comment stands where it would be lost.
    Comment,
    /// The last field of a file is to go.
    Last,
    /// Neither way to write it gave what was asked for.
    Unproved,
}

impl Refusal {
    /// Words it, at a place.
    pub(super) fn finding(&self, span: Span) -> Diagnostic {
        let (message, hint) = match self {
            Self::Missing(path) => (
                format!("trong tệp không có `{path}`"),
                "mở lại văn bản rồi sửa; có thể tệp vừa được sửa ở chỗ khác",
            ),
            Self::NoList(path) => {
                (format!("`{path}` không phải danh sách"), "mở tệp, viết mỗi mục một dòng bắt đầu bằng `- `")
            }
            Self::Beyond(count) => (
                format!("danh sách chỉ có {count} mục"),
                "mở lại văn bản rồi sửa; có thể tệp vừa được sửa ở chỗ khác",
            ),
            Self::Dressed => (
                "chỗ này dùng cách viết riêng của YAML (`&`, `*`, `!`, `?`) nên chương trình không tự sửa"
                    .to_owned(),
                "mở tệp, viết thẳng giá trị ra thay cho các dấu ấy rồi sửa lại",
            ),
            Self::Comment => (
                "giữa các giá trị ở đây có chú thích, sửa thì mất chú thích".to_owned(),
                "mở tệp, chuyển chú thích lên một dòng riêng phía trên rồi sửa lại",
            ),
            Self::Last => {
                ("đây là trường cuối cùng của tệp".to_owned(), "không cần tệp này nữa thì xoá cả tệp")
            }
            Self::Unproved => (
                "chưa sửa được chỗ này mà vẫn giữ nguyên phần còn lại của tệp".to_owned(),
                "mở tệp và sửa bằng tay ở dòng này",
            ),
        };
        Diagnostic::new(Code::YAML_EDIT, message).at(span).hint(hint).hint("tệp chưa bị thay đổi gì")
    }
}
