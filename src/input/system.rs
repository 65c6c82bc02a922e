//! Comes in: an organ's name and that of the organ above it. Goes out: whether it
//! is none of the Party's, so that the head printed here would be a wrong one, or has the symbol of one
//! of the other side.
//! Must not know: papers, signers.

use crate::diag::{Code, Diagnostic, Text};
use crate::kind::Side;
use crate::model::{Issuer, Office};
use crate::text::{ToneStyle, folded, one_line, restyle};

/// Lists what the names of organs of the Party begin with or hold, in small
/// letters with the tone on the main vowel (HD05 §2.1).
const PARTY: [&str; 14] = [
    "đảng bộ",
    "đảng uỷ",
    "chi bộ",
    "chi uỷ",
    "tỉnh uỷ",
    "thành uỷ",
    "huyện uỷ",
    "thị uỷ",
    "quân uỷ",
    "trung ương đảng",
    "ban chấp hành trung ương",
    "uỷ ban kiểm tra",
    "trường chính trị",
    "trung tâm chính trị",
];

/// Lists what the names of organs of the State, its institutions and forces
/// begin with (NĐ 30/2020/NĐ-CP Điều 2; Luật Tổ chức chính quyền địa phương
/// 2025).
const STATE: [&str; 42] = [
    "uỷ ban nhân dân",
    "ubnd",
    "hội đồng nhân dân",
    "hđnd",
    "thường trực hội đồng nhân dân",
    "thường trực hđnd",
    "văn phòng uỷ ban nhân dân",
    "văn phòng ubnd",
    "văn phòng hội đồng nhân dân",
    "văn phòng hđnd",
    "ban pháp chế",
    "ban kinh tế - ngân sách",
    "ban văn hoá - xã hội",
    "chính phủ",
    "quốc hội",
    "sở",
    "cục",
    "chi cục",
    "tổng cục",
    "phòng kinh tế",
    "phòng văn hoá",
    "phòng nội vụ",
    "phòng giáo dục",
    "phòng tài chính",
    "phòng tư pháp",
    "phòng y tế",
    "phòng nông nghiệp",
    "trường",
    "trạm y tế",
    "bệnh viện",
    "công an",
    "ban chỉ huy quân sự",
    "bộ chỉ huy",
    "đồn biên phòng",
    "toà án",
    "viện kiểm sát",
    "thanh tra",
    "kho bạc",
    "bảo hiểm xã hội",
    "kiểm toán nhà nước",
    "ban quản lý",
    "hạt kiểm lâm",
];

/// Lists the institutions of the State called `trung tâm`.
const CENTRES: [&str; 8] = [
    "y tế",
    "phục vụ hành chính",
    "hành chính công",
    "văn hoá",
    "dịch vụ",
    "giáo dục",
    "khuyến nông",
    "cung ứng",
];

/// Lists what the names of the Front and its member organisations begin with:
/// their papers have heads of their own.
const UNIONS: [&str; 9] = [
    "uỷ ban mặt trận",
    "mặt trận tổ quốc",
    "đoàn thanh niên",
    "ban chấp hành đoàn",
    "hội liên hiệp phụ nữ",
    "hội nông dân",
    "hội cựu chiến binh",
    "liên đoàn lao động",
    "công đoàn",
];

/// Lists the ministries' fields, which tell `BỘ Y TẾ` from `BỘ CHÍNH TRỊ`.
const MINISTRIES: [&str; 13] = [
    "nội vụ",
    "y tế",
    "giáo dục",
    "tài chính",
    "xây dựng",
    "nông nghiệp",
    "khoa học",
    "công thương",
    "tư pháp",
    "văn hoá",
    "ngoại giao",
    "công an",
    "quốc phòng",
];

/// Lists what the names of the Party's own organs begin with.
const COMMITTEES: [&str; 7] =
    ["đảng bộ", "đảng uỷ", "tỉnh uỷ", "thành uỷ", "chi bộ", "chi uỷ", "ban thường vụ"];

/// Judges an organ that is said to be the State's.
fn party_head(above: Option<&Text>, name: &Text) -> Option<Diagnostic> {
    let is_party = |text: &&Text| {
        let plain = restyle(&one_line(text.as_str()).to_lowercase(), ToneStyle::OnMain);
        COMMITTEES.iter().any(|start| plain.starts_with(start))
    };
    let text = [Some(name), above].into_iter().flatten().find(is_party)?;
    let shown = one_line(text.as_str());
    let message = format!("`{shown}` là tổ chức đảng, mà cơ quan này khai là của Nhà nước");
    Some(
        Diagnostic::new(Code::SYSTEM, message)
            .at(text.span())
            .hint("bỏ dòng he: nha-nuoc, hoặc sửa tên cơ quan"),
    )
}

/// Judges an organ by its name, or by the name above it. A committee or cell
/// of the Party in an office of the State (`ĐẢNG UỶ UỶ BAN NHÂN DÂN XÃ A`, `CHI
/// BỘ TRƯỜNG B`) is one of the Party, and so is a paper of two organs of which
/// one is.
pub(super) fn system(organ: &Issuer) -> Option<Diagnostic> {
    judge(organ.side, organ.parent.as_ref(), &organ.name)
}

/// Finds an organ of the other side with an organ's symbol: the register could not tell their numbers
/// apart, of which one's run by terms, the other's by years.
pub(super) fn alike(organ: &Issuer, office: &Office) -> Option<Diagnostic> {
    let all = std::iter::once(&office.issuer).chain(office.issuers.iter().map(|(_, unit)| unit));
    let symbol = organ.symbol.as_str();
    let same = |other: &&Issuer| other.side != organ.side && folded(other.symbol.as_str()) == folded(symbol);
    let other = all.into_iter().find(same)?;
    let message =
        format!("ký hiệu `{symbol}` đã là của {}, là cơ quan thuộc hệ khác", one_line(other.name.as_str()));
    let finding = Diagnostic::new(Code::SYSTEM, message).at(organ.symbol.span());
    Some(finding.hint("đặt ký hiệu khác: sổ phân biệt các dãy số của hai cơ quan theo ký hiệu"))
}

fn judge(side: Side, above: Option<&Text>, name: &Text) -> Option<Diagnostic> {
    if side == Side::State {
        return party_head(above, name);
    }
    if is_party(name.as_str()) {
        return None;
    }
    let own = outside(name.as_str()).map(|what| (name, what));
    let above = above.and_then(|above| Some((above, outside(above.as_str())?)));
    let (text, what) = own.or(above)?;
    let shown = one_line(text.as_str());
    let mut finding = Diagnostic::new(
        Code::SYSTEM,
        format!("`{shown}` là {what}, mà văn bản ở đây sẽ in tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM"),
    )
    .at(text.span());
    if what == STATE_ORGAN {
        finding = finding.hint("cơ quan nhà nước thì thêm dòng he: nha-nuoc dưới tên cơ quan: văn bản theo thể thức Nghị định 30/2020/NĐ-CP");
    }
    Some(finding.hint("là tổ chức đảng ở cơ quan ấy thì viết tên tổ chức đảng, ví dụ `ĐẢNG UỶ UỶ BAN NHÂN DÂN XÃ …`, `CHI BỘ TRƯỜNG …`"))
}

const STATE_ORGAN: &str = "cơ quan, đơn vị của Nhà nước";

/// Says what an organ is that is none of the Party's.
fn outside(name: &str) -> Option<&'static str> {
    let name = plain(name);
    if is_party(&name) {
        return None;
    }
    let begins = |list: &[&str]| list.iter().any(|organ| starts_with(&name, organ));
    let tail_of = |lead: &str| name.strip_prefix(lead).map(str::to_owned);
    let centre =
        tail_of("trung tâm ").is_some_and(|rest| CENTRES.iter().any(|what| starts_with(&rest, what)));
    let ministry = tail_of("bộ ").is_some_and(|rest| MINISTRIES.iter().any(|what| starts_with(&rest, what)));
    if begins(&STATE) || centre || ministry {
        return Some(STATE_ORGAN);
    }
    begins(&UNIONS).then_some("tổ chức của Mặt trận, đoàn thể")
}

fn is_party(name: &str) -> bool {
    let name = plain(name);
    PARTY.iter().any(|organ| name.match_indices(organ).any(|(at, _)| at == 0 || name[..at].ends_with(' ')))
}

/// Writes a name in one way: one line, small letters, the tone on the main vowel.
fn plain(name: &str) -> String {
    restyle(&one_line(name).to_lowercase(), ToneStyle::OnMain).replace(" – ", " - ")
}

fn starts_with(name: &str, organ: &str) -> bool {
    name.strip_prefix(organ).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Source, Span};

    fn told(above: &str, name: &str) -> bool {
        told_of(Side::Party, above, name)
    }

    fn told_of(side: Side, above: &str, name: &str) -> bool {
        let source = Source::new("co-quan.yaml", "x");
        let text = |text: &str| Text::new(text, Span::whole(&source));
        let above = (!above.is_empty()).then(|| text(above));
        judge(side, above.as_ref(), &text(name)).is_some()
    }

    #[test]
    fn organs_outside_the_party_are_told() {
        for (above, name) in [
            ("", "ỦY BAN NHÂN DÂN XÃ HOA MẪU"),
            ("", "UỶ BAN NHÂN DÂN\nXÃ HOA MẪU"),
            ("ĐẢNG UỶ XÃ HOA MẪU", "UBND XÃ HOA MẪU"),
            ("", "HỘI ĐỒNG NHÂN DÂN XÃ HOA MẪU"),
            ("UBND TỈNH NGHỆ AN", "SỞ NỘI VỤ"),
            ("UBND XÃ HOA MẪU", "PHÒNG KINH TẾ"),
            ("UBND XÃ HOA MẪU", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
            ("ĐẢNG UỶ XÃ HOA MẪU", "TRƯỜNG TIỂU HỌC HOA MẪU"),
            ("SỞ Y TẾ NGHỆ AN", "TRẠM Y TẾ XÃ HOA MẪU"),
            ("", "Trạm y tế xã Hoa Mẫu"),
            ("ĐẢNG UỶ XÃ HOA MẪU", "CÔNG AN XÃ HOA MẪU"),
            ("", "BỘ Y TẾ"),
            ("", "UỶ BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ HOA MẪU"),
            ("UBND XÃ HOA MẪU", "BAN TIẾP CÔNG DÂN"),
        ] {
            assert!(told(above, name), "{above} / {name}");
        }
    }

    #[test]
    fn organs_of_the_state_are_not_the_party_s() {
        for (above, name) in [
            ("ĐẢNG UỶ XÃ HOA MẪU", "UỶ BAN NHÂN DÂN XÃ HOA MẪU"),
            ("", "ĐẢNG ỦY ỦY BAN NHÂN DÂN XÃ HOA MẪU"),
            ("", "CHI BỘ TRƯỜNG TIỂU HỌC"),
        ] {
            assert!(told_of(Side::State, above, name), "{above} / {name}");
        }
        for (above, name) in [("", "ỦY BAN NHÂN DÂN\nXÃ HOA MẪU"), ("UBND XÃ HOA MẪU", "PHÒNG KINH TẾ")]
        {
            assert!(!told_of(Side::State, above, name), "{above} / {name}");
        }
    }

    /// HD05 p. 3–5 and organs of communes.
    #[test]
    fn organs_of_the_party_are_not() {
        for (above, name) in [
            ("ĐẢNG BỘ TỈNH NGHỆ AN", "ĐẢNG ỦY XÃ HOA MẪU"),
            ("ĐẢNG BỘ XÃ HOA MẪU", "ĐẢNG UỶ UỶ BAN NHÂN DÂN XÃ HOA MẪU"),
            ("ĐẢNG BỘ XÃ HOA MẪU", "CHI BỘ TRƯỜNG TIỂU HỌC HOA MẪU"),
            ("ĐẢNG BỘ XÃ HOA MẪU", "CHI BỘ CÔNG AN XÃ"),
            ("ĐẢNG BỘ XÃ HOA MẪU", "ĐẢNG UỶ CÁC CƠ QUAN ĐẢNG XÃ"),
            ("ĐẢNG UỶ XÃ HOA MẪU", "VĂN PHÒNG"),
            ("ĐẢNG UỶ XÃ HOA MẪU", "BAN XÂY DỰNG ĐẢNG"),
            ("ĐẢNG UỶ XÃ HOA MẪU", "UỶ BAN KIỂM TRA"),
            ("ĐẢNG UỶ XÃ HOA MẪU", "TRUNG TÂM CHÍNH TRỊ"),
            ("ĐẢNG UỶ XÃ HOA MẪU", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"),
            ("ĐẢNG BỘ BỘ Y TẾ", "ĐẢNG UỶ CỤC BẢO TRỢ XÃ HỘI"),
            ("ĐẢNG BỘ CỤC LƯU TRỮ", "CHI BỘ PHÒNG HÀNH CHÍNH - QUẢN TRỊ"),
            ("BAN CHẤP HÀNH TRUNG ƯƠNG", "THÔNG TẤN XÃ VIỆT NAM"),
            ("TỈNH UỶ CAO BẰNG", "TRƯỜNG CHÍNH TRỊ HOÀNG ĐÌNH GIONG"),
            ("BAN TỔ CHỨC TRUNG ƯƠNG", "VỤ TỔ CHỨC - ĐIỀU LỆ"),
            ("", "UỶ BAN KIỂM TRA TỈNH UỶ SƠN LA - CÔNG AN TỈNH SƠN LA"),
            ("", "VĂN PHÒNG UỶ BAN NHÂN DÂN TỈNH - VĂN PHÒNG TỈNH UỶ"),
            ("ĐẠI HỘI CHI BỘ TỔ 16 NHIỆM KỲ 2025 - 2030", "BAN KIỂM PHIẾU"),
            ("", "BAN CHẤP HÀNH TRUNG ƯƠNG"),
            ("", "QUÂN UỶ TRUNG ƯƠNG"),
            ("", "BỘ CHÍNH TRỊ"),
        ] {
            assert!(!told(above, name), "{above} / {name}");
        }
    }
}
