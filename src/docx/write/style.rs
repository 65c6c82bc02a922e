//! Comes in: nothing. Goes out: the styles a Word file of ours has, by their names; what a style
//! looks like. Must not know: any measure.

/// Is a named style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Paragraph,
    Basis,
    Command,
    Division,
    Article,
    Section,
    Heading(u8),
    Clause,
    Point,
    Item,
    SubItem,
    Centred,
    SetOff,
    Note,
    Parent,
    Organ,
    Star,
    Symbol,
    LetterSummary,
    Draft,
    Urgency,
    /// The Party's name, or the country's.
    PageTitle,
    Motto,
    /// The rule below the organ's name.
    OrganRule,
    Date,
    Circulation,
    Kind,
    Author,
    Summary,
    Dashes,
    /// The rule below the summary.
    SummaryRule,
    Addressee,
    FurtherAddressee,
    Authority,
    Title,
    Signer,
    RecipientsLabel,
    Recipient,
    Drafter,
    Contact,
    Unpublished,
    /// The head and the cells of a table, by the size of their letters in half points.
    TableHead(u32),
    TableCell(u32),
    AnnexLabel,
    AnnexTitle,
    AnnexSummary,
    AnnexParent,
    /// The rule below the head of an annex.
    AnnexRule,
    PageNumber,
    Gap,
}

/// The styles that a file may have, in the order they are listed, with identity and name.
pub(super) const STYLES: [(Style, &str, &str); 49] = [
    (Style::Paragraph, "VtDoan", "VT Đoạn"),
    (Style::Basis, "VtCanCu", "VT Căn cứ"),
    (Style::Command, "VtMenhLenh", "VT Mệnh lệnh"),
    (Style::Division, "VtPhan", "VT Phần"),
    (Style::Article, "VtDieu", "VT Điều"),
    (Style::Section, "VtMuc", "VT Mục I"),
    (Style::Heading(1), "VtDeMuc1", "VT Đề mục 1"),
    (Style::Heading(2), "VtDeMuc2", "VT Đề mục 2"),
    (Style::Heading(3), "VtDeMuc3", "VT Đề mục 3"),
    (Style::Clause, "VtKhoan", "VT Khoản"),
    (Style::Point, "VtDiem", "VT Điểm"),
    (Style::Item, "VtGach", "VT Gạch"),
    (Style::SubItem, "VtCong", "VT Cộng"),
    (Style::Centred, "VtDongGiua", "VT Dòng giữa"),
    (Style::SetOff, "VtDongLui", "VT Dòng lùi"),
    (Style::Note, "VtChuThich", "VT Chú thích"),
    (Style::Parent, "VtCapTren", "VT Cơ quan cấp trên"),
    (Style::Organ, "VtCoQuan", "VT Cơ quan"),
    (Style::Star, "VtSao", "VT Sao"),
    (Style::Symbol, "VtSoKyHieu", "VT Số ký hiệu"),
    (Style::LetterSummary, "VtTrichYeuCongVan", "VT Trích yếu công văn"),
    (Style::Draft, "VtDuThao", "VT Dự thảo"),
    (Style::Urgency, "VtKhan", "VT Khẩn"),
    (Style::PageTitle, "VtTieuDe", "VT Tiêu đề"),
    (Style::Motto, "VtTieuNgu", "VT Tiêu ngữ"),
    (Style::OrganRule, "VtKeCoQuan", "VT Kẻ dưới cơ quan"),
    (Style::Date, "VtNgay", "VT Ngày"),
    (Style::Circulation, "VtPhamVi", "VT Phạm vi"),
    (Style::Kind, "VtTenLoai", "VT Tên loại"),
    (Style::Author, "VtTacGia", "VT Tác giả"),
    (Style::Summary, "VtTrichYeu", "VT Trích yếu"),
    (Style::Dashes, "VtGachTenLoai", "VT Gạch tên loại"),
    (Style::SummaryRule, "VtKeTenLoai", "VT Kẻ dưới tên loại"),
    (Style::Addressee, "VtKinhGui", "VT Kính gửi"),
    (Style::FurtherAddressee, "VtKinhGuiTiep", "VT Kính gửi tiếp"),
    (Style::Authority, "VtQuyenHan", "VT Quyền hạn"),
    (Style::Title, "VtChucVu", "VT Chức vụ"),
    (Style::Signer, "VtNguoiKy", "VT Người ký"),
    (Style::RecipientsLabel, "VtNhanNoiNhan", "VT Nhãn nơi nhận"),
    (Style::Recipient, "VtNoiNhan", "VT Nơi nhận"),
    (Style::Drafter, "VtNguoiSoan", "VT Người soạn"),
    (Style::Contact, "VtLienHe", "VT Liên hệ"),
    (Style::Unpublished, "VtKhongPhoBien", "VT Không phổ biến"),
    (Style::AnnexLabel, "VtNhanPhuLuc", "VT Nhãn phụ lục"),
    (Style::AnnexTitle, "VtTenPhuLuc", "VT Tên phụ lục"),
    (Style::AnnexSummary, "VtTrichYeuPhuLuc", "VT Trích yếu phụ lục"),
    (Style::AnnexParent, "VtKemTheo", "VT Kèm theo"),
    (Style::AnnexRule, "VtKePhuLuc", "VT Kẻ dưới phụ lục"),
    (Style::PageNumber, "VtSoTrang", "VT Số trang"),
];

impl Style {
    /// Gives the identity by which paragraphs name it.
    pub(super) fn id(self) -> String {
        match self {
            Self::TableHead(size) => format!("VtDauBang{}", sized(size, "")),
            Self::TableCell(size) => format!("VtOBang{}", sized(size, "")),
            Self::Gap => "VtNgan".to_owned(),
            other => other.listed().0.to_owned(),
        }
    }

    /// Gives the name that people see.
    pub(super) fn name(self) -> String {
        match self {
            Self::TableHead(size) => format!("VT Đầu bảng{}", sized(size, " ")),
            Self::TableCell(size) => format!("VT Ô bảng{}", sized(size, " ")),
            Self::Gap => "VT Ngăn".to_owned(),
            other => other.listed().1.to_owned(),
        }
    }

    fn listed(self) -> (&'static str, &'static str) {
        let found = STYLES.iter().find(|(style, ..)| *style == self);
        found.map_or(("VtDoan", "VT Đoạn"), |(_, id, name)| (id, name))
    }
}

/// Names a size of letters; none where it is the rule set's own (0).
fn sized(half_points: u32, between: &str) -> String {
    match (half_points, half_points % 2) {
        (0, _) => String::new(),
        (size, 0) => format!("{between}{}", size / 2),
        (size, _) => format!("{between}{},5", size / 2),
    }
}

/// Says how lines stand between their margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
    Both,
}

impl Align {
    /// Gives Word's name for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Centre => "center",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}

/// Is a line above or below a paragraph, or around it: its thickness, and what lies between the line and
/// the words (pt) above, on the left, below and on the right; none where there is no line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Border {
    pub thick: f64,
    pub sides: [Option<f64>; 4],
}

impl Border {
    /// Is a line above the words.
    pub(super) fn above(thick: f64, space: f64) -> Self {
        Self { thick, sides: [Some(space), None, None, None] }
    }

    /// Is a line below the words.
    pub(super) fn below(thick: f64, space: f64) -> Self {
        Self { thick, sides: [None, None, Some(space), None] }
    }
}

/// Is the red of what is urgent, as the look draws it.
pub(super) const RED: &str = "FF4136";

/// Is what a style looks like; lengths in pt.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    pub size: f64,
    pub pitch: f64,
    pub bold: bool,
    pub italic: bool,
    pub align: Align,
    pub left: f64,
    pub right: f64,
    /// The first line's indent; below nothing, the other lines hang.
    pub first: f64,
    pub before: f64,
    pub after: f64,
    pub keep: bool,
    pub border: Option<Border>,
    /// The colour of words and border, if not black.
    pub colour: Option<&'static str>,
    /// The level in the outline, from 1.
    pub level: Option<u32>,
}

impl Look {
    /// Makes a plain one of a size and a pitch.
    pub(super) fn of(size: f64, pitch: f64) -> Self {
        Self {
            size,
            pitch,
            bold: false,
            italic: false,
            align: Align::Left,
            left: 0.0,
            right: 0.0,
            first: 0.0,
            before: 0.0,
            after: 0.0,
            keep: false,
            border: None,
            colour: None,
            level: None,
        }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    pub(super) fn centred(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    pub(super) fn keeping(self) -> Self {
        Self { keep: true, ..self }
    }

    /// Narrows it by so much on both sides.
    pub(super) fn within(self, indent: f64) -> Self {
        Self { left: indent, right: indent, ..self }
    }
}
