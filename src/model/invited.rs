//! Comes in: what a paper says of the people it goes out to. Goes out: the
//! guest, and how a paper is made for each. Must not know: spreadsheets.

use crate::diag::Text;

/// Is one person of a list; every text is as it was typed, in NFC, with
/// white space folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guest {
    /// The row as Excel numbers it; the place in the list where the list
    /// stands in the paper itself.
    pub row: usize,
    /// `Ông`, `Bà`, `Đồng chí` …
    pub honorific: Option<String>,
    /// The whole name.
    pub name: String,
    /// What the person is.
    pub title: Option<String>,
    /// Where the person works.
    pub unit: Option<String>,
    /// Where the invitation goes.
    pub address: Option<String>,
    /// The telephone number, as text.
    pub phone: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The seat.
    pub seat: Option<String>,
    /// The heading row (`I. KHỐI ĐẢNG`) the person stands under, without its
    /// number, or the value of a group column.
    pub group: Option<String>,
    /// Every other filled column: its header and its value.
    pub extra: Vec<(String, String)>,
}

/// Says whom a paper goes out to, one copy for each.
#[derive(Debug, Clone)]
pub struct Invited {
    /// Where the guests are.
    pub list: GuestSource,
    /// The paper the list stands in, by its file's name without ending: this one, or an
    /// earlier one it follows.
    pub list_of: String,
    /// Whether each guest has a number of their own.
    pub numbered_each: bool,
    /// The field whose equal values share one copy.
    pub together: Option<String>,
    /// The pattern of file names: `{tt} {ho_ten}`.
    pub file_name: Option<Text>,
    /// The form of address where the list has none.
    pub honorific: Option<Text>,
    /// The kinds of sheets made of the whole list.
    pub sheets: Vec<Text>,
}

/// Names an earlier paper that went out to the same guests.
#[derive(Debug, Clone)]
pub struct Follows {
    /// The file's name without its ending.
    pub id: Text,
    /// Whether each guest had a number of their own.
    pub numbered_each: bool,
    /// It and the papers it follows itself, as far as each guest had a number in them:
    /// whose number was struck out there got nothing that could be put off.
    pub each: Vec<String>,
}

/// Says where the guests are.
#[derive(Debug, Clone)]
pub enum GuestSource {
    /// In a file beside the paper.
    File {
        /// Its path from the paper's folder.
        path: Text,
        /// The sheet.
        sheet: Option<Text>,
        /// Fields by name, each with the header of its column.
        columns: Vec<(String, Text)>,
    },
    /// In the paper itself, each with the place of the name.
    Written(Vec<(Guest, Text)>),
}
