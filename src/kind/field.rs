//! Comes in: the `truong` of a manifest. Goes out: the fields a file may have,
//! each with its type, help and example. Must not know: what is done with them.

use crate::diag::{Code, Diagnostic, Findings, Span, nearest};
use crate::yaml::{Node, Value};

/// Is one field of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the manifest")]
pub struct Field {
    /// The key in YAML.
    pub name: String,
    /// What stands before it in a form: `Trích yếu`; empty if nothing is said.
    pub label: String,
    /// Whether few papers have it.
    pub rare: bool,
    /// What may stand there.
    pub kind: FieldType,
    /// Whether the file is wrong without it.
    pub required: bool,
    /// The fields any of which may stand instead of it, where it is required.
    pub unless: Vec<String>,
    /// The fields without which it is not printed.
    pub with: Vec<String>,
    /// Whether it is printed in the middle of a sentence.
    pub within: bool,
    /// Whether it names who issues the paper, who is the one that signs.
    pub issues: bool,
    /// The fields that say the like in kinds that have not this one, the fittest first.
    pub instead: Vec<String>,
    /// `truoc`, `sau`: whether a date in it is before or after the meeting. On an
    /// hour in a list `truoc`: the first one is not after the meeting's.
    pub against: Option<String>,
    /// Whether the form adds the marks around each text of it: hyphens before,
    /// stops behind.
    pub dressed: bool,
    /// Labels the form prints before it (`Kính gửi`); one with a colon is a
    /// label only before a colon, `#` stands for a number.
    pub labels: Vec<String>,
    /// What each word that may be chosen is called in a form; empty where the words speak for
    /// themselves.
    pub choice_names: Vec<String>,
    /// What it is, in the user's words.
    pub help: String,
    /// A value as one would type it.
    pub example: Option<String>,
}

impl Field {
    /// Makes a field of which nothing more is said.
    #[must_use]
    pub fn of(name: &str, kind: FieldType) -> Self {
        Self {
            name: name.to_owned(),
            label: String::new(),
            rare: false,
            kind,
            required: false,
            unless: Vec::new(),
            with: Vec::new(),
            within: false,
            issues: false,
            instead: Vec::new(),
            against: None,
            dressed: false,
            labels: Vec::new(),
            choice_names: Vec::new(),
            help: String::new(),
            example: None,
        }
    }

    /// Gives what stands before the field in a form.
    #[must_use]
    pub fn title(&self) -> String {
        if self.label.is_empty() { self.name.replace('_', " ") } else { self.label.clone() }
    }

    /// Gives the field under the name it has in messages, with its group.
    #[must_use]
    pub fn named_in(&self, group: &str) -> Self {
        Self { name: format!("{group}.{}", self.name), ..self.clone() }
    }

    /// Tells whether the field holds a value of a type, or a list of them.
    #[must_use]
    pub fn is_of(&self, wanted: &FieldType) -> bool {
        let mut kind = &self.kind;
        while let FieldType::List(of) | FieldType::Named(of) = kind {
            kind = of;
        }
        kind == wanted
    }

    /// Finds a field inside a group, be it one of a list or not.
    #[must_use]
    pub fn inner(&self, name: &str) -> Option<&Self> {
        let mut kind = &self.kind;
        while let FieldType::List(of) | FieldType::Named(of) = kind {
            kind = of;
        }
        match kind {
            FieldType::Group(fields) => fields.iter().find(|field| field.name == name),
            _ => None,
        }
    }
}

/// Is the closed set of what a field may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// `chu`: one text; `{{ … }}` is evaluated in papers.
    Text,
    /// `chu-nhieu-dong`: a text whose line ends are kept; otherwise like `chu`.
    Lines,
    /// `nguyen-van`: one text that is never evaluated.
    Verbatim,
    /// `nguyen-van-nhieu-dong`: such a text whose line ends are kept.
    VerbatimLines,
    /// `noi-dung`: a body, typed with its natural marks, with tables between.
    Body,
    /// Rows of cells, inside a body's table.
    Rows,
    /// `so`: a whole number from 1.
    Number,
    /// `ngay`: a date.
    Date,
    /// `ngay-hoac-thang`: a date, or a month where the day is still open.
    DayOrMonth,
    /// `gio`: a time of day.
    Time,
    /// `co`: yes or no.
    Flag,
    /// `chon`: one of some words.
    Choice(Vec<String>),
    /// `nguoi-ky`: a signer, by key in the office or spelt out.
    Signer,
    /// `don-vi`: an issuer other than the committee, by key or spelt out.
    Issuer,
    /// `danh-sach`: several of one type.
    List(Box<Self>),
    /// `nhom`: fields of its own.
    Group(Vec<Field>),
    /// `bang-ten`: names chosen by the user, each with a value of one type.
    Named(Box<Self>),
}

impl FieldType {
    /// Tells whether one text may stand there; where a list of such may, one
    /// text is a list of one.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Lines | Self::Verbatim | Self::VerbatimLines)
    }

    /// Says in Vietnamese what is needed.
    #[must_use]
    pub fn vietnamese(&self) -> String {
        match self {
            Self::Text | Self::Lines | Self::Verbatim | Self::VerbatimLines => "chữ".into(),
            Self::Body => "bài viết (chữ sau dấu `|`)".into(),
            Self::Rows => "các dòng của bảng, mỗi dòng một danh sách ô: [ô 1, ô 2]".into(),
            Self::Number => "số nguyên từ 1".into(),
            Self::Date => "ngày (2026-06-03)".into(),
            Self::DayOrMonth => "ngày (2026-06-03), hoặc tháng khi chưa biết ngày (2026-06)".into(),
            Self::Time => "giờ (07:30)".into(),
            Self::Flag => "`có` hoặc `không`".into(),
            Self::Choice(words) => format!("một trong: {}", words.join(", ")),
            Self::Signer => "tên người ký trong co-quan.yaml hoặc nhóm quyen_han, chuc_vu, ho_ten".into(),
            Self::Issuer => "tên đơn vị trong co-quan.yaml hoặc nhóm ten, ky_hieu, cap_tren".into(),
            Self::List(of) => format!("danh sách (mỗi dòng `- `), mỗi mục là {}", of.vietnamese()),
            Self::Group(fields) => {
                let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
                format!("nhóm trường {}", names.join(", "))
            }
            Self::Named(of) => format!("các tên tự đặt, mỗi tên là {}", of.vietnamese()),
        }
    }
}

/// Reads the fields of a manifest; `node` maps names to descriptions.
///
/// # Errors
/// Gives a finding for each description that is wrong.
pub(super) fn fields(node: &Node) -> Result<Vec<Field>, Findings> {
    let mut findings = Vec::new();
    let mut fields = Vec::new();
    for (name, description) in node.entries() {
        match field(name.as_str(), description) {
            Ok(field) => fields.push(field),
            Err(found) => findings.extend(found),
        }
    }
    if findings.is_empty() { Ok(fields) } else { Err(findings.into()) }
}

pub(super) const KEYS: [&str; 18] = [
    "ten",
    "it_dung",
    "kieu",
    "bat_buoc",
    "tru_khi",
    "cung",
    "giua_cau",
    "tac_gia",
    "thay_bang",
    "so_voi_su_kien",
    "dau",
    "nhan",
    "giup",
    "vi_du",
    "gia_tri",
    "ten_gia_tri",
    "cua",
    "truong",
];

fn field(name: &str, node: &Node) -> Result<Field, Findings> {
    for (key, _) in node.entries() {
        if !KEYS.contains(&key.as_str()) {
            let near = nearest(key.as_str(), KEYS).unwrap_or("kieu");
            return Err(broken(format!("trường `{name}`: không có mục `{}`", key.as_str()), key.span())
                .hint(format!("có phải `{near}`?"))
                .into());
        }
    }
    Ok(Field {
        name: name.to_owned(),
        label: words(node, "ten").unwrap_or_default(),
        rare: flag(node, "it_dung"),
        kind: field_type(name, node)?,
        required: flag(node, "bat_buoc"),
        unless: list(node, "tru_khi"),
        with: list(node, "cung"),
        within: flag(node, "giua_cau"),
        issues: flag(node, "tac_gia"),
        instead: list(node, "thay_bang"),
        against: words(node, "so_voi_su_kien"),
        dressed: dressed(name, node)?,
        labels: list(node, "nhan"),
        choice_names: choice_names(name, node)?,
        help: words(node, "giup").unwrap_or_default(),
        example: words(node, "vi_du"),
    })
}

/// Reads `ten_gia_tri`: a name for each word of `gia_tri`.
fn choice_names(name: &str, node: &Node) -> Result<Vec<String>, Findings> {
    let names = list(node, "ten_gia_tri");
    let (count, wanted) = (names.len(), list(node, "gia_tri").len());
    match node.get("ten_gia_tri") {
        Some(at) if count != wanted => {
            let message = format!("trường `{name}`: `ten_gia_tri` có {count} tên, `gia_tri` có {wanted} từ");
            Err(broken(message, at.span.clone()).hint("mỗi từ một tên, cùng thứ tự").into())
        }
        _ => Ok(names),
    }
}

/// Reads `dau: tu-them`: the form adds the marks.
fn dressed(name: &str, node: &Node) -> Result<bool, Findings> {
    match node.get("dau").and_then(Node::text) {
        None => Ok(false),
        Some(word) if word.as_str() == "tu-them" => Ok(true),
        Some(word) => {
            Err(broken(format!("trường `{name}`: `dau` không nhận `{}`", word.as_str()), word.span())
                .hint("viết dau: tu-them khi mẫu tự thêm gạch đầu dòng, dấu ở cuối")
                .into())
        }
    }
}

/// Names the types a field may have.
pub(super) const TYPES: [&str; 16] = [
    "chu",
    "chu-nhieu-dong",
    "nguyen-van",
    "nguyen-van-nhieu-dong",
    "noi-dung",
    "so",
    "ngay",
    "ngay-hoac-thang",
    "gio",
    "co",
    "chon",
    "nguoi-ky",
    "don-vi",
    "danh-sach",
    "bang-ten",
    "nhom",
];

fn field_type(name: &str, node: &Node) -> Result<FieldType, Findings> {
    let of = || match node.get("cua") {
        Some(of) => field_type(name, of).map(Box::new),
        None => Err(broken(format!("trường `{name}`: thiếu `cua`"), node.span.clone()).into()),
    };
    let kind = node.get("kieu").and_then(Node::text);
    Ok(match kind.map(crate::diag::Text::as_str) {
        Some("chu") => FieldType::Text,
        Some("chu-nhieu-dong") => FieldType::Lines,
        Some("nguyen-van") => FieldType::Verbatim,
        Some("nguyen-van-nhieu-dong") => FieldType::VerbatimLines,
        Some("noi-dung") => FieldType::Body,
        Some("so") => FieldType::Number,
        Some("ngay") => FieldType::Date,
        Some("ngay-hoac-thang") => FieldType::DayOrMonth,
        Some("gio") => FieldType::Time,
        Some("co") => FieldType::Flag,
        Some("chon") => FieldType::Choice(list(node, "gia_tri")),
        Some("nguoi-ky") => FieldType::Signer,
        Some("don-vi") => FieldType::Issuer,
        Some("danh-sach") => FieldType::List(of()?),
        Some("bang-ten") => FieldType::Named(of()?),
        Some("nhom") => match node.get("truong") {
            Some(node) => FieldType::Group(fields(node)?),
            None => {
                return Err(broken(format!("trường `{name}`: thiếu `truong`"), node.span.clone()).into());
            }
        },
        other => {
            let at = kind.map_or_else(|| node.span.clone(), crate::diag::Text::span);
            return Err(broken(
                format!("trường `{name}`: không có kiểu `{}`", other.unwrap_or_default()),
                at,
            )
            .hint(format!("các kiểu: {}", TYPES.join(", ")))
            .into());
        }
    })
}

/// Words a fault of a kind's folder.
pub(super) fn broken(message: String, at: Span) -> Diagnostic {
    Diagnostic::new(Code::KIND_BROKEN, message).at(at)
}

pub(super) fn words(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::text).map(|text| text.as_str().trim().to_owned())
}

pub(super) fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::text).is_some_and(|text| text.as_str() == "true")
}

pub(super) fn list(node: &Node, key: &str) -> Vec<String> {
    match node.get(key).map(|node| &node.value) {
        Some(Value::List(elements)) => {
            elements.iter().filter_map(Node::text).map(|text| text.as_str().to_owned()).collect()
        }
        _ => Vec::new(),
    }
}
