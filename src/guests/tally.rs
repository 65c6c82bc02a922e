//! Comes in: a list that was read. Goes out: the count of all rows of its sheet:
//! guests, bad rows, and those that became nobody, named by why. Must not know:
//! where it is shown.

use super::{GuestList, Skipped, Taken, Unread};
use crate::table::{row_list, run_list};

impl Taken {
    /// Lists all of them in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Title, Self::Header, Self::Heading, Self::Number, Self::Total, Self::Footer];

    /// Gives the words the user reads.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Title => "trên hàng tiêu đề",
            Self::Header => "hàng tiêu đề",
            Self::Heading => "dòng chia khối",
            Self::Number => "chỉ có số thứ tự",
            Self::Total => "tổng cộng",
            Self::Footer => "dưới danh sách (ký tên, ghi chú)",
        }
    }

    /// Gives the key that programs read.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "tren_tieu_de",
            Self::Header => "tieu_de",
            Self::Heading => "chia_khoi",
            Self::Number => "chi_so",
            Self::Total => "tong_cong",
            Self::Footer => "duoi_danh_sach",
        }
    }
}

/// Counts what became of the rows of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many guests there are.
    pub guests: usize,
    /// How many rows are bad.
    pub bad: usize,
    /// The rows that are nobody, those of one kind together, with their texts.
    pub nobody: Vec<(Taken, Vec<Skipped>)>,
    /// The runs of rows in which nothing stands.
    pub blank: Vec<(usize, usize)>,
    /// The rows that were read though nobody sees them.
    pub hidden: Vec<usize>,
    /// The sheets that were not read.
    pub unread: Vec<Unread>,
}

/// Is how many rows of one kind are shown with their text.
const SHOWN: usize = 12;

impl Tally {
    /// Counts the rows of a list.
    #[must_use]
    pub fn of(list: &GuestList) -> Self {
        let of_kind = |kind: &Taken| {
            let own: Vec<Skipped> =
                list.skipped.iter().filter(|skipped| skipped.taken_for == *kind).cloned().collect();
            (!own.is_empty()).then_some((*kind, own))
        };
        Self {
            guests: list.guests.len(),
            bad: list.bad.len(),
            nobody: Taken::ALL.iter().filter_map(of_kind).collect(),
            blank: list.blank.clone(),
            hidden: list.hidden.clone(),
            unread: list.unread.clone(),
        }
    }

    /// Counts the rows that are nobody, those in which nothing stands among them.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.nobody.iter().map(|(_, rows)| rows.len()).sum::<usize>() + self.blanks()
    }

    /// Counts the rows in which nothing stands.
    #[must_use]
    pub fn blanks(&self) -> usize {
        self.blank.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// Says it in lines, the first of which has the counts.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{} khách; {} dòng không dùng được; {} dòng không phải khách",
            self.guests,
            self.bad,
            self.skipped()
        )];
        for (kind, skipped) in &self.nobody {
            let rows: Vec<usize> = skipped.iter().map(|one| one.row).collect();
            let told = matches!(kind, Taken::Heading | Taken::Total | Taken::Footer | Taken::Title);
            let shown = if told && rows.len() <= SHOWN {
                let one = |one: &Skipped| format!("{} “{}”", one.row, short(&one.text));
                skipped.iter().map(one).collect::<Vec<_>>().join(", ")
            } else {
                row_list(&rows)
            };
            lines.push(format!("  {}: {} dòng ({shown})", kind.vietnamese(), rows.len()));
        }
        if !self.blank.is_empty() {
            lines.push(format!("  trống: {} dòng ({})", self.blanks(), run_list(&self.blank)));
        }
        if !self.hidden.is_empty() {
            lines.push(format!("  đang ẩn mà vẫn đọc: dòng {}", row_list(&self.hidden)));
        }
        for Unread { sheet, hidden, rows } in &self.unread {
            let why = if *hidden { "đang ẩn" } else { "không có hàng tiêu đề của danh sách" };
            lines.push(format!("  không đọc trang `{sheet}`: {why}, {rows} dòng có chữ"));
        }
        lines
    }
}

/// Cuts a long text.
fn short(text: &str) -> String {
    const MOST: usize = 40;
    let start: String = text.chars().take(MOST).collect();
    if start.len() < text.len() { format!("{}…", start.trim_end()) } else { start }
}
