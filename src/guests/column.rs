//! Comes in: the words over a column. Goes out: which field of a guest they
//! name. Must not know: where the header stands.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::text::fold;

/// Is a field of a guest that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// `Ông`, `Bà`, `Đồng chí` …
    Honorific,
    /// The whole name, or its last part where [`Column::FamilyName`] holds the rest.
    Name,
    /// The name without its last part.
    FamilyName,
    /// What the person is.
    Title,
    /// Where the person works.
    Unit,
    /// Where the invitation goes.
    Address,
    /// The telephone number.
    Phone,
    /// A remark.
    Note,
    /// The seat.
    Seat,
    /// A group of guests.
    Group,
}

impl Column {
    /// Lists all of them in the order a form has them.
    pub const ALL: [Self; 10] = [
        Self::Honorific,
        Self::Name,
        Self::FamilyName,
        Self::Title,
        Self::Unit,
        Self::Address,
        Self::Phone,
        Self::Note,
        Self::Seat,
        Self::Group,
    ];

    /// Gives the field with this key in YAML: `don_vi`.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }

    /// Gives the field's key in YAML.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Honorific => "xung_ho",
            Self::Name => "ho_ten",
            Self::FamilyName => "ho_dem",
            Self::Title => "chuc_vu",
            Self::Unit => "don_vi",
            Self::Address => "dia_chi",
            Self::Phone => "dien_thoai",
            Self::Note => "ghi_chu",
            Self::Seat => "so_ghe",
            Self::Group => "nhom",
        }
    }

    /// Names the field as most lists do.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Honorific => "Xưng hô",
            Self::Name => "Họ và tên",
            Self::FamilyName => "Họ đệm",
            Self::Title => "Chức vụ",
            Self::Unit => "Đơn vị",
            Self::Address => "Địa chỉ",
            Self::Phone => "Điện thoại",
            Self::Note => "Ghi chú",
            Self::Seat => "Số ghế",
            Self::Group => "Nhóm",
        }
    }
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It holds a field.
    Field(Column),
    /// It numbers the rows.
    Number,
    /// It was added by [`super::bad_rows_csv`].
    Told,
    /// It is kept under its own header.
    Other,
}

const WORDS: [(Role, &str); 12] = [
    (
        Role::Field(Column::Name),
        "ho va ten|ho ten|ten|quy danh|ten day du|ten dai bieu|ten khach|ten khach moi|dai bieu|khach moi|\
         nguoi duoc moi|ho va ten dai bieu|ho va ten khach moi|full name|name",
    ),
    (
        Role::Field(Column::FamilyName),
        "ho dem|ho va dem|ho ten dem|ho va ten dem|ho chu dem|ho va chu dem|ho lot|ho va lot|ho ten lot|ho va ten lot|ho",
    ),
    (Role::Field(Column::Title), "chuc danh|chuc vu|chuc trach|vi tri cong tac|nghe nghiep chuc vu|cv"),
    (
        Role::Field(Column::Unit),
        "don vi|co quan|don vi cong tac|co quan don vi|don vi co quan|co quan cong tac|noi cong tac|\
         to chuc|ten don vi|ten co quan|co quan don vi cong tac|co quan to chuc|chi bo|don vi co quan cong tac|\
         noi lam viec|co quan lam viec|don vi dia phuong|dia phuong don vi|co quan dia phuong|\
         don vi hien nay|don vi cong tac hien nay|noi cong tac hien nay",
    ),
    (Role::Field(Column::Honorific), "xung ho|ong ba|danh xung|cach xung ho|ong ba dong chi|dong chi ong ba"),
    (
        Role::Field(Column::Address),
        "dia chi|dia chi lien he|dia chi nha|noi o|noi o hien nay|cho o hien nay|dia chi thuong tru",
    ),
    (
        Role::Field(Column::Phone),
        "dien thoai|sdt|dt|so dien thoai|so dt|dtdd|so dtdd|dien thoai lien he|so dien thoai lien he|\
         dien thoai di dong|di dong",
    ),
    (Role::Field(Column::Note), "ghi chu|chu thich|luu y"),
    (Role::Field(Column::Seat), "so ghe|ghe|ghe so|ghe ngoi|so ghe ngoi|cho ngoi|vi tri ngoi|ma ghe"),
    (Role::Field(Column::Group), "nhom|khoi|nhom dai bieu|khoi dai bieu"),
    (Role::Number, "tt|stt|s t t|t t|so tt|so thu tu|thu tu|no"),
    (Role::Told, "dong|ly do"),
];

/// How the words over a post begin, whatever post they mean: `Chức vụ Đảng`, `Chức vụ, đơn vị
/// công tác`, `Cấp bậc, chức vụ`.
const POSTS: [&str; 6] =
    ["chuc vu ", "chuc danh ", "chuc trach ", "cap bac chuc vu", "quan ham chuc vu", "cap ham chuc vu"];

/// What a post is no longer, or whose it is besides.
const NOT_HELD: [&str; 6] = [" cu", " truoc", " nguoi ", " vo ", " chong ", " du kien"];

const QUALIFIERS: [&str; 10] = [
    " dai bieu",
    " khach",
    " khach moi",
    " nguoi duoc moi",
    " dong chi",
    " can bo",
    " nguoi tham du",
    " dai bieu du hop",
    " thanh vien",
    " lien lac",
];

/// Tells what the words over a column say.
pub(super) fn role(header: &str) -> Role {
    let without_notes = outside_brackets(header);
    let first = without_notes.split(['/', '\n']).next().unwrap_or_default();
    // Each way to read it once: most headers, and all names, have nothing in brackets.
    let mut ways = vec![header, &without_notes, first];
    ways.dedup();
    ways.into_iter().map(fold).find_map(|folded| listed(&folded)).unwrap_or(Role::Other)
}

fn listed(folded: &str) -> Option<Role> {
    static KNOWN: OnceLock<BTreeMap<&str, Role>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        // Of a word in two lists the first list counts.
        let all = WORDS.iter().rev().flat_map(|(role, words)| words.split('|').map(|word| (word, *role)));
        all.collect()
    });
    let plain = |folded: &str| known.get(folded).copied();
    let held = |folded: &str| {
        let spaced = format!("{folded} ");
        POSTS.iter().any(|start| spaced.starts_with(start))
            && !NOT_HELD.iter().any(|word| spaced.contains(&format!("{} ", word.trim_end())))
    };
    let post = (folded.starts_with('c') || folded.starts_with('q')) && held(folded);
    plain(folded)
        .or_else(|| QUALIFIERS.iter().filter_map(|ending| folded.strip_suffix(ending)).find_map(plain))
        .or(post.then_some(Role::Field(Column::Title)))
}

/// Takes away what stands in brackets: `Chức vụ (nếu có)`.
fn outside_brackets(header: &str) -> String {
    let mut depth = 0_usize;
    let outside = |letter: &char| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    header.chars().filter(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_however_they_are_written() {
        for (column, headers) in [
            (
                Column::Name,
                "Họ và tên|HỌ TÊN|Ho ten|Họ tên đại biểu|Tên|HỌ  VÀ\nTÊN|Họ và tên (chữ in)|Họ & tên",
            ),
            (Column::FamilyName, "Họ đệm|Họ và đệm|HỌ VÀ TÊN ĐỆM"),
            (
                Column::Title,
                "Chức danh|CHỨC VỤ|Chức vụ, đơn vị công tác|Chuc vu (nếu có)|Chức danh/Chức vụ|CV|Chức trách|\
                 Chức vụ Đảng|Chức vụ chính quyền|Chức vụ và đơn vị công tác|Cấp bậc, chức vụ|Vị trí công tác",
            ),
            (Column::Unit, "Đơn vị|Cơ quan|Cơ quan, đơn vị|Đơn vị công tác|ĐƠN VỊ:"),
            (Column::Honorific, "Xưng hô|Ông/Bà|Ông (bà)|Danh xưng"),
            (Column::Address, "Địa chỉ|Dia chi"),
            (Column::Phone, "Điện thoại|SĐT|ĐT|Số điện thoại|đt.|Số ĐT"),
            (Column::Note, "Ghi chú|GHI CHÚ"),
            (Column::Seat, "Số ghế"),
        ] {
            for header in headers.split('|') {
                assert_eq!(role(header), Role::Field(column), "{header}");
            }
        }
        for header in ["TT", "STT", "Số TT", "S.T.T", "Số thứ tự"] {
            assert_eq!(role(header), Role::Number, "{header}");
        }
        for header in [
            "DANH SÁCH ĐẠI BIỂU MỜI HỌP",
            "Bàn số",
            "Ngày sinh",
            "I. KHỐI ĐẢNG",
            "Chức vụ cũ",
            "Chức vụ trước đây",
            "Đơn vị tính",
            "Vai trò",
        ] {
            assert_eq!(role(header), Role::Other, "{header}");
        }
    }
}
