//! Comes in: guests that were read. Goes out: posts that stood in the cell of a name in
//! their own place, findings about names: capitals, small letters, one word, an organ
//! instead of a person. Must not know: files.
//!
//! A name is a person's own: it is told of and never mended.

use super::column::Column;
use super::header::Header;
use super::honorific::{Before, before, unranked};
use super::looks::{Looks, has_surname, is_loud, is_plain, is_post, looks, more, run_on};
use super::teller::{At, TOGETHER, Teller};
use super::twins::is_one_apart;
use super::{Guest, GuestList};
use crate::diag::{Code, Diagnostic};
use crate::table::{Place, Row};
use crate::text::{fold, is_syllable, is_word};

/// Is what is odd about a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Odd {
    /// Several persons, or a number.
    Several,
    /// `NGUYỄN VĂN AN`.
    Capitals,
    /// `nguyễn văn an`, `Nguyễn văn An`.
    Small,
    /// `NGuyễn`, `VĂn`.
    Mixed,
    /// `NguyễnVăn Hùng`.
    Glued,
    /// `Ngyuễn Văn Tý`.
    Surname,
    /// `Nguyen Van Ba` among names with their marks.
    Unmarked,
    /// `Lê Văn Tý Lê Văn Tý`.
    Twice,
    /// `Hùng`.
    OneWord,
    /// `Đại diện UBND xã`.
    Nobody,
    /// `Nguyễn Văn An (Tám)`, `Nguyễn Văn An Bí thư`.
    More,
}

/// Puts posts into their place and finds what is odd about guests; `rows` are theirs.
pub(super) fn settle(place: &Place, header: &Header, rows: &[&Row], list: &mut GuestList) {
    let teller = Teller { place, rows };
    let column = |column: Column| header.head(column).map_or(column.vietnamese(), |head| head.shown.as_str());
    let name = column(Column::Name);
    let mut findings = teller.split(name, &mut list.guests);
    let placed = header.head(Column::Title).or_else(|| header.head(Column::Unit)).is_some();
    let blank = |guest: &Guest| {
        guest.title.is_none()
            && guest.unit.is_none()
            && guest.group.is_none()
            && odd(&guest.name) != Some(Odd::Nobody)
    };
    let blank: Vec<usize> = (0..list.guests.len()).filter(|at| placed && blank(&list.guests[*at])).collect();
    findings.extend(teller.tell(
        &blank,
        Code::GUESTS_BLANK,
        Some(column(Column::Title)),
        "điền chức vụ hoặc đơn vị",
        |at| match at {
            At::One(_) => "trống, đơn vị cũng trống".to_owned(),
            At::All(rows) => format!("{} khách không có chức vụ, cũng không có đơn vị: {rows}", blank.len()),
        },
    ));
    // Of some is said already that something may be missing.
    let told: Vec<usize> = list
        .findings
        .iter()
        .filter(|finding| finding.code == Code::GUESTS_NAME)
        .filter_map(|finding| finding.row)
        .collect();
    findings.extend(teller.odd(name, &list.guests, &told));
    list.findings.extend(findings);
}

impl Teller<'_> {
    /// Splits `Nguyễn Văn A - Bí thư` where no cell holds the post, and says so; what may
    /// not be a post stays.
    fn split(&self, column: &str, guests: &mut [Guest]) -> Vec<Diagnostic> {
        let (mut own, mut told) = (Vec::new(), Vec::new());
        for (at, guest) in guests.iter_mut().enumerate() {
            if guest.title.is_some() || is_plain(&guest.name) {
                continue;
            }
            let parted = more(&guest.name).or_else(|| run_on(&guest.name));
            let Some((name, post)) = parted.filter(|(_, post)| is_post(post)) else {
                continue;
            };
            let (name, post) = (name.to_owned(), post.to_owned());
            told.push(format!("`{}`: họ tên `{name}`, chức vụ `{post}`", guest.name));
            (guest.name, guest.title) = (name, Some(post));
            own.push(at);
        }
        self.tell(
            &own,
            Code::GUESTS_NAME,
            Some(column),
            "xem lại; nên để chức vụ ở cột riêng",
            |at| match at {
                At::One(at) => format!("ô có cả chức vụ, đã tách {}", told[at]),
                At::All(rows) => {
                    format!("{} ô có cả chức vụ ({rows}), đã tách, ví dụ {}", told.len(), told[0])
                }
            },
        )
    }

    /// Finds what is odd about names.
    fn odd(&self, column: &str, guests: &[Guest], told: &[usize]) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let marked = guests.iter().filter(|guest| !guest.name.is_ascii()).count() * 2 > guests.len();
        let odd: Vec<Option<Odd>> = guests
            .iter()
            .map(|guest| odd(&guest.name).filter(|odd| marked || *odd != Odd::Unmarked))
            .collect();
        let kinds = [
            Odd::Several,
            Odd::Capitals,
            Odd::Small,
            Odd::Mixed,
            Odd::Glued,
            Odd::Surname,
            Odd::Unmarked,
            Odd::Twice,
            Odd::OneWord,
            Odd::Nobody,
            Odd::More,
        ];
        for kind in kinds {
            let new = |at: &usize| kind != Odd::OneWord || !told.contains(&self.rows[*at].number);
            let own: Vec<usize> = (0..guests.len()).filter(|at| odd[*at] == Some(kind)).filter(new).collect();
            let Some(first) = own.first().map(|at| &guests[*at].name) else { continue };
            let together = matches!(kind, Odd::Capitals | Odd::Small | Odd::Unmarked);
            let told = |at: At<'_>| match at {
                At::One(at) => format!("`{}` {}", guests[own[at]].name, kind.words()),
                At::All(rows) => format!("{} tên {}, ví dụ `{first}`: {rows}", own.len(), kind.words()),
            };
            if together && own.len() >= TOGETHER {
                findings.extend(self.tell(&own, Code::GUESTS_NAME, Some(column), &kind.hint(first), told));
                continue;
            }
            findings.extend(own.iter().enumerate().map(|(index, at)| {
                let finding = self.place.finding(
                    Code::GUESTS_NAME,
                    self.rows[*at],
                    Some(column),
                    &told(At::One(index)),
                );
                finding.hint(kind.hint(&guests[*at].name))
            }));
        }
        findings
    }
}

fn odd(name: &str) -> Option<Odd> {
    if is_plain(name) {
        return None;
    }
    let alone = match before(name) {
        Before::Address(_, name) => name,
        _ => name,
    };
    let alone = unranked(alone);
    let words: Vec<&str> = alone.split(' ').collect();
    if matches!(looks(alone), Looks::Organ | Looks::Post) {
        return Some(Odd::Nobody);
    }
    if alone.contains([',', ';', '&', '+', '/'])
        || alone.contains(" và ")
        || name.contains(|c: char| c.is_ascii_digit())
    {
        return Some(Odd::Several);
    }
    let marked = alone.contains(['(', ')', '[', ']', ':', '–', '—']) || alone.contains(" - ");
    if marked || more(alone).is_some() || run_on(alone).is_some() {
        return Some(Odd::More);
    }
    written(alone, &words)
}

/// Finds what is odd about how a name is written.
fn written(name: &str, words: &[&str]) -> Option<Odd> {
    let half = words.len() / 2;
    if half > 1 && words[..half] == words[half..] {
        return Some(Odd::Twice);
    }
    let long = |word: &&str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    if is_loud(name) && words.iter().any(long) {
        return Some(Odd::Capitals);
    }
    if words.iter().any(|word| word.starts_with(char::is_lowercase)) {
        return Some(Odd::Small);
    }
    if words.iter().any(|word| parted(word).is_some()) {
        return Some(Odd::Glued);
    }
    if words.iter().any(|word| is_mixed(word)) {
        return Some(Odd::Mixed);
    }
    if is_slip_of_surname(words[0]) {
        return Some(Odd::Surname);
    }
    if is_unmarked(name, words) {
        return Some(Odd::Unmarked);
    }
    let alone = words.len() == 1 && !has_surname(name) && !name.contains(['\'', '’', '-']);
    alone.then_some(Odd::OneWord)
}

/// Parts a family name and the next word that lost the space between them: `NguyễnVăn`.
fn parted(word: &str) -> Option<String> {
    let (at, _) = word.char_indices().skip(1).find(|(_, letter)| letter.is_uppercase())?;
    let (first, second) = word.split_at(at);
    let small = second.chars().skip(1).all(char::is_lowercase);
    let known = !first.is_ascii() && has_surname(first) && is_syllable(&second.to_lowercase());
    (small && known && !first.contains(['\'', '’'])).then(|| format!("{first} {second}"))
}

/// Tells `Ngyuễn`, `Nguyển`: the family name that a third of all people have, with a slip.
fn is_slip_of_surname(word: &str) -> bool {
    const RIGHT: [&str; 4] = ["nguyễn", "nguyên", "nguyện", "nguyen"];
    let lower = word.to_lowercase();
    let plain: Vec<char> = fold(word).chars().collect();
    let meant: Vec<char> = "nguyen".chars().collect();
    if RIGHT.contains(&lower.as_str()) || word.is_ascii() || plain.first() != Some(&'n') {
        return false;
    }
    let mut sorted = (plain.clone(), meant.clone());
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    plain == meant
        || sorted.0 == sorted.1
        || (plain.len() >= 5 && !is_syllable(&lower) && is_one_apart(&plain, &meant))
}

/// Tells a whole name without any mark whose family name has some.
fn is_unmarked(name: &str, words: &[&str]) -> bool {
    const MARKED: [&str; 24] = [
        "nguyen", "tran", "le", "pham", "huynh", "vo", "vu", "dang", "bui", "do", "ho", "ngo", "duong", "ly",
        "dinh", "truong", "trinh", "luong", "dao", "ta", "phung", "lo", "ha", "hoang",
    ];
    name.is_ascii() && words.len() > 2 && MARKED.contains(&words[0].to_lowercase().as_str())
}

/// Tells `NGuyễn`: a Vietnamese syllable with a capital inside it. `PiNăng`, `K'Sor`
/// are none.
fn is_mixed(word: &str) -> bool {
    let inside = word.chars().skip(1).any(char::is_uppercase);
    inside && word.chars().any(char::is_lowercase) && is_syllable(&word.to_lowercase())
}

impl Odd {
    fn words(self) -> &'static str {
        match self {
            Self::Several => "có phải họ tên của một người không?",
            Self::Capitals => "viết hoa toàn bộ",
            Self::Small => "có chữ đầu không viết hoa",
            Self::Mixed => "có chữ hoa ở giữa tiếng",
            Self::Glued => "thiếu dấu cách",
            Self::Surname => "có họ viết sai, có phải là `Nguyễn` không?",
            Self::Unmarked => "không có dấu, mà các tên khác có dấu",
            Self::Twice => "viết hai lần",
            Self::OneWord => "chỉ có một tiếng, có thiếu họ không?",
            Self::Nobody => "là tên cơ quan hoặc chức vụ, không phải họ tên một người",
            Self::More => "không chỉ có họ tên",
        }
    }

    fn hint(self, name: &str) -> String {
        match self {
            Self::Several => "mỗi người một dòng, ô họ tên chỉ có họ tên".to_owned(),
            Self::Capitals | Self::Small | Self::Mixed => {
                let asked = "giấy mời in đúng như trong danh sách; gõ lại";
                match meant(name) {
                    Some(meant) => format!("{asked} thành `{meant}`"),
                    None => format!("{asked} cho đúng họ tên một người, mỗi tiếng viết hoa chữ đầu"),
                }
            }
            Self::Glued => {
                let words = name.split(' ').map(|word| parted(word).unwrap_or_else(|| word.to_owned()));
                format!("gõ lại thành `{}`", words.collect::<Vec<_>>().join(" "))
            }
            Self::Surname | Self::Unmarked => "giấy mời in đúng như trong danh sách; gõ lại cho đúng".to_owned(),
            Self::Twice => "xoá một lần".to_owned(),
            Self::OneWord => "ghi đủ họ và tên".to_owned(),
            Self::Nobody => {
                "ghi họ tên người được mời vào ô này, chức vụ và cơ quan vào cột của chúng; chưa biết ai dự thì làm giấy mời riêng cho cơ quan ấy, ghi ở `kinh_moi`"
                    .to_owned()
            }
            Self::More => "ô họ tên chỉ để họ tên; phần còn lại để ở cột Chức vụ, Đơn vị hoặc Ghi chú".to_owned(),
        }
    }
}

/// Gives a name as it was meant, if it is one: pieces of a word are put together first, and
/// ranks before it stay as they are.
fn meant(name: &str) -> Option<String> {
    let lead = match before(name) {
        Before::Address(_, rest) => name.len() - unranked(rest).len(),
        _ => name.len() - unranked(name).len(),
    };
    let (lead, name) = name.split_at(lead);
    let mut words: Vec<String> = Vec::new();
    for word in name.split(' ') {
        let small = word.starts_with(char::is_lowercase) && !is_word(word);
        match words.last_mut().filter(|last| small && is_syllable(&format!("{last}{word}").to_lowercase())) {
            Some(last) => last.push_str(word),
            None => words.push(word.to_owned()),
        }
    }
    let name = proper(&words.join(" "));
    (has_surname(&name) && name.contains(' ')).then(|| format!("{lead}{name}"))
}

/// Writes a name with each of its words large: `K'SOR H'LAN` is `K'Sor H'Lan`.
fn proper(name: &str) -> String {
    let mut first = true;
    let mut written = String::with_capacity(name.len());
    for letter in name.chars() {
        if first {
            written.extend(letter.to_uppercase());
        } else {
            written.extend(letter.to_lowercase());
        }
        first = matches!(letter, ' ' | '\'' | '’' | '-');
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_told_and_good_ones_are_not() {
        for name in [
            "Nguyễn Văn An",
            "Y A'Blă Êban",
            "H'Hen Niê",
            "PiNăng Vô",
            "A Viết",
            "KaTor Thị Bé",
            "Chamaléa Thị Én",
            "Y Bhiăt Êban",
            "K'Sor H'Lan",
            "Đoàn Thanh Niên",
            "A-Rất Blui",
            "Nguyễn Thị Mc'Donald",
            "H'Lan",
            "Tôn Nữ Thị Ninh",
            "Ban Văn Tý",
            "Hồ",
            "Thượng tá Lê Văn Xuân",
            "Thượng toạ Thích Minh Đức",
            "PGS.TS Nguyễn Văn Yên",
            "NGƯT Trần Thị Yến",
            "Mẹ VNAH Nguyễn Thị Tư",
            "Nguyên Văn Bình",
            "Le Pen",
            "Kim Anh",
        ] {
            assert_eq!(odd(name), None, "{name}");
        }
        for (name, kind) in [
            ("Nguyễn Văn An, Trần Thị Bé", Odd::Several),
            ("NGUYỄN VĂN CƯỜNG", Odd::Capitals),
            ("nguyễn văn bình", Odd::Small),
            ("Nguyễn văn Bình", Odd::Small),
            ("NGuyễn Văn An", Odd::Mixed),
            ("NguyễnVăn Hùng", Odd::Glued),
            ("Ngyuễn Văn Tý", Odd::Surname),
            ("Nguyển Văn Tý", Odd::Surname),
            ("Nguyen Van Ba", Odd::Unmarked),
            ("Lê Văn Tý Lê Văn Tý", Odd::Twice),
            ("Hùng", Odd::OneWord),
            ("Đại diện UBND xã", Odd::Nobody),
            ("Bí thư Chi bộ", Odd::Nobody),
            ("Nguyễn Văn An (Bí thư)", Odd::More),
            ("Nguyễn Văn An Bí thư", Odd::More),
            ("Nguyễn Văn An - Bí thư", Odd::More),
        ] {
            assert_eq!(odd(name), Some(kind), "{name}");
        }
        assert_eq!(proper("K'SOR H'LAN"), "K'Sor H'Lan");
        assert_eq!(meant("Nguyễn Văn Hùn g").as_deref(), Some("Nguyễn Văn Hùng"));
        assert_eq!(meant("Nguy ễn văn Hùng").as_deref(), Some("Nguyễn Văn Hùng"));
        assert_eq!(meant("Thượng tá lê văn xuân").as_deref(), Some("Thượng tá Lê Văn Xuân"));
        assert_eq!(meant("Chưa rõ"), None);
    }
}
