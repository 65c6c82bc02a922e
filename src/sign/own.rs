//! Comes in: the places of a paper. Goes out: the signature field each becomes: its name, what
//! is read aloud, what it locks. Must not know: how a field is written.
//!
//! Where one signs, the fields have the names they always had. Where several sign, the one
//! responsible and the one seal keep these names, and each other field is named by whose it is,
//! in plain letters: tools are told a field's name on a command line.

use crate::text::fold;
use crate::typeset::Spot;

/// Is the field of the signer's own signature, of the one responsible where several sign.
pub const SIGNER_FIELD: &str = "KySoNguoiKy";
/// Is the field of the office's seal, of the leading office's where several issue a paper.
pub const SEAL_FIELD: &str = "DauCoQuan";

/// Is what the names of such fields begin with.
const SIGNER: &str = "KySo";
const SEAL: &str = "Dau";
/// Is what is read aloud before whose a field is.
const SIGNER_TOLD: &str = "Chữ ký số của ";
const SEAL_TOLD: &str = "Con dấu và chữ ký số của ";
/// Is what stands there where one signs.
const SIGNER_ALONE: &str = "người ký văn bản";
const SEAL_ALONE: &str = "cơ quan";

/// Is a place that becomes a signature field.
pub(super) struct Own<'a> {
    pub(super) spot: &'a Spot,
    /// The field's name.
    pub(super) name: String,
    /// What is read aloud.
    pub(super) told: String,
    /// Whether nobody may sign after it: the one seal comes last.
    pub(super) last: bool,
}

/// Names the fields of a paper: those of the signers, then those of the seals; where there is one
/// of each and nobody is named, each has the name it always had.
pub(super) fn own(spots: &[Spot]) -> Vec<Own<'_>> {
    let of = |name: &'static str| spots.iter().filter(move |spot| spot.name == name);
    let mut named: Vec<Own<'_>> = Vec::new();
    let seals = of("con_dau").count();
    for (spot, seal) in of("chu_ky").map(|spot| (spot, false)).chain(of("con_dau").map(|spot| (spot, true))) {
        let (usual, begin, told, alone) = if seal {
            (SEAL_FIELD, SEAL, SEAL_TOLD, SEAL_ALONE)
        } else {
            (SIGNER_FIELD, SIGNER, SIGNER_TOLD, SIGNER_ALONE)
        };
        let whose = spot.whose.as_deref();
        let base = match whose.filter(|_| !spot.main) {
            Some(whose) => format!("{begin}{}", joined(whose)),
            None => usual.to_owned(),
        };
        let mut name = base.clone();
        let mut again = 2;
        while named.iter().any(|own| own.name == name) {
            name = format!("{base}{again}");
            again += 1;
        }
        let told = format!("{told}{}", whose.unwrap_or(alone));
        named.push(Own { spot, name, told, last: seal && seals == 1 });
    }
    named
}

/// Writes a name in plain letters, each word with a capital: `Lò Thị Mẫu`, `LoThiMau`.
fn joined(name: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    };
    fold(name).split(' ').filter(|word| !word.is_empty() && word.is_ascii()).map(capital).collect()
}

/// Tells whether a field is named as those of papers are.
pub(super) fn is_own(name: &str) -> bool {
    let rest = name.strip_prefix(SIGNER).or_else(|| name.strip_prefix(SEAL));
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Tells whether a field of a paper is that of a seal.
pub(super) fn is_seal(name: &str) -> bool {
    name.starts_with(SEAL)
}

/// Gives whose a field is, from what is read aloud of it; nothing where the paper has one signer
/// or one seal.
pub(super) fn whose(told: &str) -> Option<&str> {
    let whose = told.strip_prefix(SEAL_TOLD).or_else(|| told.strip_prefix(SIGNER_TOLD))?;
    Some(whose).filter(|whose| ![SIGNER_ALONE, SEAL_ALONE].contains(whose))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(name: &str, whose: Option<&str>, main: bool) -> Spot {
        let (x, y, width, height) = (1.0, 2.0, 30.0, 40.0);
        let whose = whose.map(str::to_owned);
        Spot { name: name.to_owned(), page: 1, page_height: 842.0, x, y, width, height, whose, main }
    }

    #[test]
    fn a_field_is_named_by_whose_it_is() {
        let spots = [
            spot("so", None, false),
            spot("chu_ky", Some("Lò Thị Mẫu"), false),
            spot("con_dau", None, false),
            spot("chu_ky", Some("Đặng Uy"), true),
            spot("chu_ky", Some("LÒ THỊ MẪU"), false),
        ];
        let told: Vec<(String, String, bool)> =
            own(&spots).into_iter().map(|own| (own.name, own.told, own.last)).collect();
        let expected = [
            ("KySoLoThiMau", "Chữ ký số của Lò Thị Mẫu", false),
            ("KySoNguoiKy", "Chữ ký số của Đặng Uy", false),
            ("KySoLoThiMau2", "Chữ ký số của LÒ THỊ MẪU", false),
            ("DauCoQuan", "Con dấu và chữ ký số của cơ quan", true),
        ];
        assert_eq!(told, expected.map(|(name, told, last)| (name.to_owned(), told.to_owned(), last)));
        assert!(told.iter().all(|(name, ..)| is_own(name)));
        let said: Vec<_> = told.iter().map(|(_, told, _)| whose(told)).collect();
        assert_eq!(said, [Some("Lò Thị Mẫu"), Some("Đặng Uy"), Some("LÒ THỊ MẪU"), None]);
        // Two seals: neither ends the signing.
        let two = [spot("con_dau", Some("CÔNG AN TỈNH"), false), spot("con_dau", Some("TỈNH UỶ"), true)];
        let two: Vec<(String, bool)> = own(&two).into_iter().map(|own| (own.name, own.last)).collect();
        assert_eq!(two, [("DauCongAnTinh".to_owned(), false), ("DauCoQuan".to_owned(), false)]);
        assert!(!is_own("Signature1") && !is_own("KySo") && !is_own("KySo.x"));
    }
}
