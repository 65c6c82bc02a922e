//! Comes in: guests. Goes out: the values templates print of them. Must not
//! know: papers, spreadsheets.

use minijinja::Value;

use super::facts::map;
use crate::diag::Text;
use crate::model::{Guest, Invited};

/// Is one copy of a paper: whom it is for and which number it bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The place in the list, from 1.
    pub place: usize,
    /// The number of the paper, if it has one.
    pub number: Option<u32>,
    /// How far the number lies from the first one.
    pub step: u32,
    /// The guests; several where one copy is for all of a unit.
    pub guests: Vec<Guest>,
}

impl Copy {
    /// Counts the letters it says of its guests.
    #[must_use]
    pub fn letters(&self) -> usize {
        let length = |text: &Option<String>| text.as_ref().map_or(0, |text| text.chars().count());
        let one = |guest: &Guest| {
            guest.name.chars().count() + length(&guest.honorific) + length(&guest.title) + length(&guest.unit)
        };
        self.guests.iter().map(one).sum()
    }
}

/// Gives a guest as templates see one; `goi` is the whole address as a
/// sentence has it.
pub(super) fn guest(guest: &Guest, invited: &Invited) -> Value {
    let spare = invited.honorific.as_ref().map(Text::as_str);
    let honorific = guest.honorific.as_deref().or(spare);
    let maybe = |text: Option<&str>| text.map_or(Value::from(()), Value::from);
    let name = honorific.map_or_else(|| guest.name.clone(), |form| format!("{form} {}", guest.name));
    let address = [Some(name.as_str()), guest.title.as_deref(), guest.unit.as_deref()].into_iter().flatten();
    map([
        ("goi", address.collect::<Vec<_>>().join(", ").into()),
        ("xung_ho", maybe(honorific)),
        ("ho_ten", guest.name.as_str().into()),
        ("chuc_vu", maybe(guest.title.as_deref())),
        ("don_vi", maybe(guest.unit.as_deref())),
        ("dia_chi", maybe(guest.address.as_deref())),
        ("dien_thoai", maybe(guest.phone.as_deref())),
        ("ghi_chu", maybe(guest.note.as_deref())),
        ("so_ghe", maybe(guest.seat.as_deref())),
        ("nhom", maybe(guest.group.as_deref())),
        ("khac", map(guest.extra.iter().map(|(name, value)| (name.as_str(), value.as_str().into())))),
    ])
}
