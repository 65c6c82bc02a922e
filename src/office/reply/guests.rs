//! Comes in: a guest list that was read. Goes out: the same for a program. Must not know: papers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::guests::{GuestList, Tally};
use crate::model::Guest;

/// Is a guest list that was read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GuestsTold {
    /// The file's own name.
    #[serde(rename = "tep")]
    pub file: String,
    /// The guests, in the order of the list.
    #[serde(rename = "cac_khach")]
    pub guests: Vec<GuestTold>,
    /// What became of all rows.
    #[serde(rename = "danh_sach")]
    pub tally: TallyTold,
}

/// Is a guest.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GuestTold {
    /// The row as the spreadsheet numbers it.
    #[serde(rename = "dong")]
    pub row: usize,
    /// The form of address.
    #[serde(rename = "xung_ho")]
    pub honorific: Option<String>,
    /// The name.
    #[serde(rename = "ho_ten")]
    pub name: String,
    /// The post.
    #[serde(rename = "chuc_vu")]
    pub title: Option<String>,
    /// The unit.
    #[serde(rename = "don_vi")]
    pub unit: Option<String>,
    /// The heading they stand under.
    #[serde(rename = "nhom")]
    pub group: Option<String>,
    /// The address.
    #[serde(rename = "dia_chi")]
    pub address: Option<String>,
    /// The telephone.
    #[serde(rename = "dien_thoai")]
    pub phone: Option<String>,
}

/// Is the count of a list's rows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TallyTold {
    /// How many guests there are.
    #[serde(rename = "khach")]
    pub guests: usize,
    /// How many rows are bad.
    #[serde(rename = "dong_loi")]
    pub bad: usize,
    /// How many rows are nobody, blank ones among them.
    #[serde(rename = "khong_phai_khach")]
    pub skipped: usize,
    /// The rows that are nobody, by what they were taken for: `tren_tieu_de`, `tieu_de`, `chia_khoi`,
    /// `chi_so`, `tong_cong`, `duoi_danh_sach`.
    #[serde(rename = "la")]
    pub nobody: BTreeMap<String, Vec<NobodyTold>>,
    /// The runs of rows in which nothing stands: first, last.
    #[serde(rename = "dong_trong")]
    pub blank: Vec<(usize, usize)>,
    /// The rows that were read though the spreadsheet hides them.
    #[serde(rename = "dong_an_van_doc")]
    pub hidden: Vec<usize>,
    /// The sheets that were not read.
    #[serde(rename = "trang_khong_doc")]
    pub unread: Vec<UnreadTold>,
}

/// Is a row that is nobody.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NobodyTold {
    /// The row.
    #[serde(rename = "dong")]
    pub row: usize,
    /// What stands in it.
    #[serde(rename = "chu")]
    pub text: String,
}

/// Is a sheet that was not read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnreadTold {
    /// Its name.
    #[serde(rename = "trang")]
    pub sheet: String,
    /// Whether the spreadsheet hides it.
    #[serde(rename = "dang_an")]
    pub hidden: bool,
    /// How many rows hold something.
    #[serde(rename = "dong_co_chu")]
    pub rows: usize,
}

impl GuestsTold {
    /// Makes a list plain.
    #[must_use]
    pub fn of(list: &GuestList) -> Self {
        Self {
            file: list.file.clone(),
            guests: list.guests.iter().map(GuestTold::of).collect(),
            tally: TallyTold::of(&Tally::of(list)),
        }
    }
}

impl GuestTold {
    fn of(guest: &Guest) -> Self {
        Self {
            row: guest.row,
            honorific: guest.honorific.clone(),
            name: guest.name.clone(),
            title: guest.title.clone(),
            unit: guest.unit.clone(),
            group: guest.group.clone(),
            address: guest.address.clone(),
            phone: guest.phone.clone(),
        }
    }
}

impl TallyTold {
    /// Makes a count plain.
    #[must_use]
    pub fn of(tally: &Tally) -> Self {
        let nobody = tally.nobody.iter().map(|(kind, rows)| {
            let rows = rows.iter().map(|one| NobodyTold { row: one.row, text: one.text.clone() });
            (kind.key().to_owned(), rows.collect())
        });
        let unread = tally.unread.iter().map(|one| UnreadTold {
            sheet: one.sheet.clone(),
            hidden: one.hidden,
            rows: one.rows,
        });
        Self {
            guests: tally.guests,
            bad: tally.bad,
            skipped: tally.skipped(),
            nobody: nobody.collect(),
            blank: tally.blank.clone(),
            hidden: tally.hidden.clone(),
            unread: unread.collect(),
        }
    }
}
