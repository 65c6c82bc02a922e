//! Comes in: a row that holds somebody. Goes out: the guest and what is
//! doubtful, or every reason why the row is bad. Must not know: other rows.

use crate::table::{
    Cell, Grid, Kind, Old, Place, Row, clean, code_point, is_misread, is_questioned, unguarded,
};
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::text::HiddenKind;

use super::Guest;
use super::column::{Column, Role};
use super::filler::{filler, is_blank};
use super::header::Header;
use super::header_text::Head;
use super::honorific::{Before, before, is_open, printed, uninvited};
use super::looks::{Looks, looks, more};
use super::marker::{Class, mark};
use crate::text::{Alien, alien, fold, is_word, one_line};

/// Is a row together with what merged cells above say for it.
pub(super) struct View<'a> {
    pub row: &'a Row,
    pub filled: Option<&'a BTreeMap<usize, Cell>>,
}

impl View<'_> {
    fn cell(&self, column: usize) -> Option<&Cell> {
        self.row.cells.get(&column).or_else(|| self.filled.and_then(|filled| filled.get(&column)))
    }

    /// Gives the text of a cell as it was typed.
    pub(super) fn text(&self, column: usize) -> String {
        self.cell(column).map(|cell| cell.text.clone()).unwrap_or_default()
    }
}

/// Is what is printed otherwise than it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub row: usize,
    pub typed: String,
    /// Nothing where it is left out.
    pub printed: String,
}

/// Why a row is bad: the column's header and what is wrong.
pub(super) type Reason = (Option<String>, String);

/// Makes guests of rows.
pub(super) struct Maker<'a> {
    place: &'a Place,
    grid: &'a Grid,
    header: &'a Header,
    old: &'a Old,
    /// The marks of lists that more than one name bears.
    marks: BTreeSet<Class>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        place: &'a Place,
        grid: &'a Grid,
        header: &'a Header,
        old: &'a Old,
        marks: BTreeSet<Class>,
    ) -> Self {
        Self { place, grid, header, old, marks }
    }

    /// Makes a guest of a row.
    pub(super) fn guest(
        &self,
        view: &View<'_>,
        group: Option<&str>,
        findings: &mut Vec<Diagnostic>,
        changes: &mut Vec<Change>,
    ) -> Result<Guest, Vec<Reason>> {
        let mut reasons = Vec::new();
        let mut doubts: Vec<Diagnostic> = Vec::new();
        let mut new = Vec::new();
        let mut guest = Guest { row: view.row.number, group: group.map(str::to_owned), ..Guest::default() };
        let mut family = None;
        for head in &self.header.heads {
            let Some(cell) = view.cell(head.column) else { continue };
            if matches!(head.role, Role::Number | Role::Told) {
                // A mended row keeps the place it had in its list.
                let told = (head.role == Role::Told).then(|| cell.text.trim().parse().ok()).flatten();
                guest.row = told.unwrap_or(guest.row);
                continue;
            }
            let text = match self.text(view.row, cell, head, (&mut doubts, &mut new)) {
                Ok(text) => text,
                Err(what) => {
                    reasons.push((Some(head.shown.clone()), what));
                    continue;
                }
            };
            match head.role {
                Role::Field(Column::Name) => guest.name = text.unwrap_or_default(),
                Role::Field(Column::FamilyName) => family = text,
                Role::Field(Column::Honorific) => guest.honorific = text,
                Role::Field(Column::Title) => guest.title = both(guest.title.take(), text),
                Role::Field(Column::Unit) => guest.unit = text,
                Role::Field(Column::Address) => guest.address = text,
                Role::Field(Column::Phone) => guest.phone = text,
                Role::Field(Column::Note) => guest.note = text,
                Role::Field(Column::Seat) => guest.seat = text,
                Role::Field(Column::Group) => guest.group = text.or(guest.group),
                Role::Other => guest.extra.extend(text.map(|text| (head.shown.clone(), text))),
                Role::Number | Role::Told => {}
            }
        }
        if let Some(family) = family {
            if guest.name.is_empty() {
                self.given_missing(view.row, &family, &mut reasons, &mut doubts);
            }
            let whole = [family, std::mem::take(&mut guest.name)];
            guest.name = one_line(&whole.join(" "));
        } else if let Some(head) = self.header.head(Column::FamilyName).filter(|_| !guest.name.is_empty()) {
            doubts.push(
                self.place.finding(Code::GUESTS_NAME, view.row, Some(&head.shown), "trống").hint("điền họ"),
            );
        }
        self.split_honorific(view.row, &mut guest, &mut doubts, &mut new);
        self.refuse(view, &guest, &mut reasons);
        if reasons.is_empty() {
            self.doubt(view.row, &guest, &mut doubts);
            findings.extend(doubts);
            changes.extend(new);
            Ok(guest)
        } else {
            Err(reasons)
        }
    }

    /// Gives the text of a cell as it is printed, or says why the row is bad.
    fn text(
        &self,
        row: &Row,
        cell: &Cell,
        head: &Head,
        (doubts, changed): (&mut Vec<Diagnostic>, &mut Vec<Change>),
    ) -> Result<Option<String>, String> {
        let typed = if self.header.is_told() { unguarded(&cell.text) } else { &cell.text };
        let typed = if cell.kind == Kind::Text { self.unmarked(typed, head) } else { typed };
        if let Some(what) = spoiled(cell, typed, head) {
            return Err(what);
        }
        let cleaned = clean(typed);
        let removed = cleaned.removed.iter().map(|kind| format!("có {kind}; đã bỏ khi đọc"));
        let left = cleaned.left.iter().map(|kind| format!("có {kind}"));
        doubts.extend(
            removed.chain(left).map(|what| {
                self.place.finding(Code::HIDDEN, row, Some(&head.shown), &what).hint("gõ lại ô ấy")
            }),
        );
        let text = Some(cleaned.text).filter(|text| !text.is_empty());
        let family = self.header.head(Column::FamilyName).is_some();
        worded(text, (head, family), row.number, changed)
    }

    /// Tells of a row that has the name without its last part, which is none; the whole name may
    /// stand in the first column by mistake.
    fn given_missing(
        &self,
        row: &Row,
        family: &str,
        reasons: &mut Vec<Reason>,
        doubts: &mut Vec<Diagnostic>,
    ) {
        let column = self.column(Column::Name).to_owned();
        if reasons.iter().any(|(known, _)| known.as_ref() == Some(&column)) {
            return;
        }
        if family.split(' ').count() < 3 {
            reasons.push((
                Some(column),
                format!("trống, cột {} ghi `{family}`", self.column(Column::FamilyName)),
            ));
        } else {
            let what = format!("trống, đọc `{family}` là cả họ tên");
            doubts.push(
                self.place
                    .finding(Code::GUESTS_NAME, row, Some(&column), &what)
                    .hint("điền tên vào cột của nó"),
            );
        }
    }

    fn column(&self, column: Column) -> &str {
        self.header.head(column).map_or(column.vietnamese(), |head| head.shown.as_str())
    }

    /// Takes the mark of a list off the name: `1. Nguyễn Văn An`. A large letter may be a part
    /// of it, unless what follows is a name beyond doubt or others are lettered too.
    fn unmarked<'t>(&self, mut text: &'t str, head: &Head) -> &'t str {
        let first = self.header.head(Column::FamilyName).or_else(|| self.header.head(Column::Name));
        if first != Some(head) {
            return text;
        }
        while let Some((mark, rest)) = mark(text) {
            let own = mark.class != Class::Capital || self.marks.contains(&mark.class);
            if !own && matches!(before(text), Before::Address(..)) {
                break;
            }
            if !own && looks(&one_line(rest)) != Looks::Person && more(rest).is_none() {
                break;
            }
            text = rest;
        }
        text
    }

    /// Splits `Đ/c Nguyễn Văn A` where no column holds the form of address.
    fn split_honorific(
        &self,
        row: &Row,
        guest: &mut Guest,
        doubts: &mut Vec<Diagnostic>,
        changed: &mut Vec<Change>,
    ) {
        if let Some(name) = uninvited(&guest.name).map(str::to_owned) {
            let asked = guest.name[..guest.name.len() - name.len()].trim_end().to_owned();
            changed.push(Change { row: row.number, typed: asked, printed: String::new() });
            guest.name = name;
        }
        let own = self.header.head(Column::Honorific).is_some();
        let what = match before(&guest.name) {
            Before::Nothing => return,
            Before::Address(form, name) if !own => {
                let whole = printed(form).into_owned();
                if whole != form {
                    let typed = form.to_owned();
                    changed.push(Change { row: row.number, typed, printed: whole.clone() });
                }
                let twice = match before(name) {
                    Before::Address(second, _) => Some(format!("tên có hai xưng hô: `{form}` và `{second}`")),
                    _ => None,
                };
                guest.honorific = Some(whole);
                guest.name = name.to_owned();
                let Some(twice) = twice else { return };
                twice
            }
            Before::Address(form, _) => format!("tên còn kèm xưng hô `{form}`, đã có cột xưng hô riêng"),
            Before::Doubt(_) if own => return,
            Before::Doubt(word) => format!("`{word}` là xưng hô hay là họ? đọc cả ô là tên `{}`", guest.name),
        };
        let column = self.column(Column::Name).to_owned();
        doubts.push(self.place.finding(Code::GUESTS_NAME, row, Some(&column), &what).hint(if own {
            "xoá xưng hô ở ô họ tên, để ở cột riêng"
        } else if guest.honorific.is_some() {
            "để một xưng hô"
        } else {
            "thêm cột Xưng hô để nói rõ"
        }));
    }

    /// Gathers what makes a row bad as a whole.
    fn refuse(&self, view: &View<'_>, guest: &Guest, reasons: &mut Vec<Reason>) {
        let row = view.row;
        let column = Some(self.column(Column::Name).to_owned());
        let names =
            [Column::FamilyName, Column::Name].map(|name| self.header.head(name).map(|head| head.column));
        let told = reasons.iter().any(|(known, _)| *known == column);
        if guest.name.is_empty() && !told {
            let above = names
                .iter()
                .flatten()
                .filter_map(|name| self.grid.merge_at(row.number, *name))
                .find(|merge| merge.rows.0 < row.number);
            let number = self.header.heads.iter().find(|head| head.role == Role::Number);
            let strayed = number.filter(|head| row.text(head.column).is_some_and(|text| text.contains(' ')));
            let what = match (above, strayed) {
                (Some(merge), _) => format!("ô gộp với dòng {}", merge.rows.0),
                (None, Some(head)) => format!("trống, có chữ ở cột {}", head.shown),
                (None, None) => "trống".to_owned(),
            };
            reasons.push((column, what));
        } else if !guest.name.is_empty() && !guest.name.contains(char::is_alphabetic) {
            reasons.push((column, format!("`{}` không phải họ tên", guest.name)));
        }
        if let Some(suspect) = self.old.bad.get(&row.number) {
            let heads = self.header.heads.iter().filter(|head| suspect.columns.contains(&head.column));
            let columns: Vec<&str> = heads.map(|head| head.shown.as_str()).collect();
            let shown: Vec<String> = suspect.letters.iter().map(|letter| visible(letter)).collect();
            let columns = Some(columns.join(", ")).filter(|columns| !columns.is_empty());
            reasons.push((columns, format!("chữ còn ở bảng mã {}: {}", suspect.name, shown.join(", "))));
        }
        let last = self.header.heads.last().map_or(0, |head| head.column);
        let over: Vec<String> =
            row.cells.range(last + 1..).map(|(_, cell)| format!("`{}`", cell.text.trim())).collect();
        if self.grid.torn && !over.is_empty() {
            let what = format!("dòng nhiều ô hơn tiêu đề (thừa dấu phân cách?): {}", over.join(", "));
            reasons.push((None, what));
        }
    }

    /// Gathers what someone should look at.
    fn doubt(&self, row: &Row, guest: &Guest, doubts: &mut Vec<Diagnostic>) {
        let mut say = |code, column: Column, what: &str, hint: &str| {
            doubts.push(self.place.finding(code, row, Some(self.column(column)), what).hint(hint));
        };
        if let Some((word, found)) = strange(&guest.name) {
            let what = format!(
                "`{word}` có chữ `{}` (U+{:04X}) không phải chữ Việt",
                found.letter,
                u32::from(found.letter)
            );
            say(
                Code::GUESTS_NAME,
                Column::Name,
                &what,
                &format!("gõ lại `{}` nếu đúng là tên ấy", found.meant),
            );
        }
        if let Some(form) = guest.honorific.as_deref().filter(|form| is_open(form)) {
            let what = format!("`{form}` chưa chọn một");
            say(Code::GUESTS_NAME, Column::Honorific, &what, "ghi `Ông` hoặc `Bà`");
        }
        if let Some(phone) = guest.phone.as_deref().filter(|phone| has_lost_zero(phone)) {
            let what = format!("`{phone}` có lẽ đã mất số 0 ở đầu; để nguyên");
            let hint = if self.place.in_paper {
                "gõ lại số trong dấu nháy kép"
            } else {
                "định dạng cột thành Text rồi gõ lại số"
            };
            say(Code::GUESTS_PHONE, Column::Phone, &what, hint);
        }
        if let Some(phone) = guest.phone.as_deref().filter(|phone| is_cut(phone)) {
            let what = format!("`{phone}` có lẽ thiếu chữ số; để nguyên");
            say(Code::GUESTS_PHONE, Column::Phone, &what, "số di động có 10 chữ số, số cố định có 11");
        }
    }
}

/// Gives a text of a guest as it is printed, or says why it is none.
fn worded(
    text: Option<String>,
    (head, family): (&Head, bool),
    row: usize,
    changed: &mut Vec<Change>,
) -> Result<Option<String>, String> {
    let (Some(text), Role::Field(column)) = (&text, head.role) else { return Ok(text) };
    let name = matches!(column, Column::Name | Column::FamilyName);
    if !name && !matches!(column, Column::Title | Column::Unit | Column::Honorific) {
        return Ok(Some(text.clone()));
    }
    if !name && is_blank(text) {
        return Ok(None);
    }
    if let Some(what) = filler(text, column, &head.shown, family) {
        return Err(what);
    }
    let tidied = if column == Column::Honorific { printed(text).into_owned() } else { tidy(text).to_owned() };
    if tidied != *text {
        changed.push(Change { row, typed: text.clone(), printed: tidied.clone() });
    }
    Ok(Some(tidied))
}

/// Takes the marks off that stand around a cell and say nothing: `Bí thư.,`, `*Võ Văn Tỵ*`. The
/// dot of a letter is its own: `Nguyễn V.`
fn tidy(text: &str) -> &str {
    let rest = text.trim_matches(['*', ' ']).trim_end_matches([',', ';', ':', ' ', '*']);
    let bare = rest.trim_end_matches(['.', ',', ';', ':', ' ', '*']);
    let last = bare.rsplit([' ', '.']).next().unwrap_or_default();
    let letter = last.chars().count() < 3 && last.chars().all(char::is_uppercase);
    let short = rest.ends_with('.') && letter;
    let tidied = if short { rest } else { bare };
    if tidied.is_empty() { text } else { tidied }
}

/// Puts a second post behind the first, unless one of them says the other too.
fn both(first: Option<String>, second: Option<String>) -> Option<String> {
    let (first, second) = match (first, second) {
        (Some(first), Some(second)) => (first, second),
        (first, second) => return first.or(second),
    };
    let holds = |long: &str, short: &str| format!(" {} ", fold(long)).contains(&format!(" {} ", fold(short)));
    Some(if holds(&first, &second) {
        first
    } else if holds(&second, &first) {
        second
    } else {
        format!("{first}, {second}")
    })
}

/// Finds a letter no Vietnamese word has in a name that is Vietnamese otherwise
/// (`Bïi Văn An`, TCVN3 for `Bùi`); foreign names are left.
fn strange(name: &str) -> Option<(&str, Alien)> {
    let mut words = name.split_whitespace();
    let foreign = |word: &str| !is_word(word) && alien(word).is_none();
    if name.split_whitespace().any(foreign) {
        return None;
    }
    words.find_map(|word| Some((word, alien(word)?)))
}

/// Shows a letter, or the code of one that cannot be seen.
fn visible(letter: &str) -> String {
    let hidden = letter.chars().find(|letter| HiddenKind::of(*letter).is_some());
    hidden.map_or_else(|| format!("`{letter}`"), code_point)
}

/// Says what makes a single cell unusable, whose text is `shown` without marks.
fn spoiled(cell: &Cell, shown: &str, head: &Head) -> Option<String> {
    let name = matches!(head.role, Role::Field(Column::Name | Column::FamilyName));
    let shown = shown.trim();
    match cell.kind {
        Kind::Formula => {
            return Some(format!("công thức `{shown}` chưa có kết quả; mở tệp bằng Excel rồi ghi lại"));
        }
        Kind::Text if shown.len() > 1 && shown.starts_with('=') => {
            return Some(format!("`{shown}` là công thức, không phải chữ"));
        }
        Kind::Error => return Some(format!("ô lỗi `{shown}`")),
        Kind::RunOn => {
            let lines = shown.lines().count();
            return Some(format!("dấu nháy kép mở mà không đóng, {lines} dòng dính thành một ô"));
        }
        Kind::Date if matches!(head.role, Role::Field(Column::Title | Column::Unit | Column::Honorific)) => {
            return Some(format!("`{shown}` là ngày, không phải {}", head.shown.to_lowercase()));
        }
        Kind::Number | Kind::Date if name => return Some(format!("`{shown}` không phải họ tên")),
        Kind::Text if name && shown.lines().filter(|line| !line.trim().is_empty()).count() > 1 => {
            let lines: Vec<&str> = shown.lines().map(str::trim).collect();
            return Some(format!("ô có nhiều dòng: `{}`", lines.join("` / `")));
        }
        _ => {}
    }
    if is_misread(shown) {
        return Some(format!("chữ hỏng vì tệp UTF-8 bị mở nhầm bảng mã: `{}`", one_line(shown)));
    }
    if is_questioned(shown) {
        return Some(format!("chữ có dấu đã mất thành dấu hỏi: `{}`", one_line(shown)));
    }
    let spoiled: Vec<String> = clean(shown).spoiled.into_iter().collect();
    (!spoiled.is_empty()).then(|| format!("có ký tự hỏng {}", spoiled.join(", ")))
}

/// Tells nine digits without a zero before them, or a number cut by Excel.
fn has_lost_zero(phone: &str) -> bool {
    let digits = phone.bytes().all(|byte| byte.is_ascii_digit());
    let cut = phone.contains("E+") && phone.starts_with(|c: char| c.is_ascii_digit());
    cut || (digits && phone.len() == 9 && !phone.starts_with('0'))
}

/// Tells a number with its zero that has fewer digits than any.
fn is_cut(phone: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_digit() || [' ', '.', '-'].contains(&sign);
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    // Lines of houses begin with 02 and have one more.
    let whole = if phone.starts_with("02") { 11 } else { 10 };
    phone.starts_with('0') && phone.chars().all(plain) && (4..whole).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::{is_cut, strange};

    #[test]
    fn a_telephone_number_that_lost_digits_is_questioned() {
        assert!(["09123", "0912 345 67", "091.234.567"].iter().all(|phone| is_cut(phone)));
        let whole = ["0912345678", "0238 3855 123", "038.3855123", "0912345678 - 0987654321", "113", "0912…"];
        assert!(whole.iter().all(|phone| !is_cut(phone)));
    }

    #[test]
    fn letters_of_old_encodings_are_found_in_names() {
        let found = |name| strange(name).map(|(_, found)| found.meant);
        assert_eq!(found("Bïi Văn An").as_deref(), Some("Bùi"));
        assert_eq!(found("Nguyễn Văn Hå").as_deref(), Some("Hồ"));
        for name in ["Y A'Mẫu Êban", "Thomas Müller", "H'Ñua Niê", "Trần Văn Cư"] {
            assert_eq!(found(name), None, "{name}");
        }
    }
}
