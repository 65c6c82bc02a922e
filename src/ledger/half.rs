//! Comes in: a row that holds a paper, and what stands above it. Goes out: what
//! the row says by itself, or why it is bad. Must not know: the rows beside it.

use super::Wish;
use super::column::Column;
use super::day::{Day, day};
use super::draft::Draft;
use super::kind::{Said, decided, within};
use super::number::{Symbol, symbol};
use super::term::Dated;
use crate::kind::KindName;
use crate::table::Kind;
use crate::text::fold;

/// Is a row on its way: what was read of it so far.
pub(super) struct Half<'a> {
    pub draft: Draft<'a>,
    pub symbol: Symbol,
    /// Who drafted it, in the symbol of a letter of the State.
    pub unit: String,
    pub kind: Option<&'a KindName>,
    pub day: Option<Day>,
    /// The year that a heading or the title says.
    pub year: Option<i32>,
    pub summary: String,
    /// What stands above it, for its kind.
    pub around: [Option<String>; 3],
}

/// Reads what a row says by itself; `blind` where the file does not tell merged
/// cells.
pub(super) fn half<'a>(
    mut draft: Draft<'a>,
    in_year: Option<i32>,
    around: [Option<String>; 3],
    wish: &Wish<'a>,
    blind: bool,
) -> Half<'a> {
    let number = draft.text(Column::Symbol);
    let sign = draft.text(Column::Sign);
    let mut read = Symbol::default();
    for (column, text) in [(Column::Symbol, &number), (Column::Sign, &sign)] {
        match symbol(text) {
            _ if text.is_empty() => {}
            Ok(part) => {
                read.number = read.number.or(part.number);
                read.kind = read.kind.or(part.kind);
                read.organ = read.organ.or(part.organ);
            }
            Err(what) => draft.refuse(Some(column), &what),
        }
    }
    // `125/VPĐU`: an organ alone, as letters of the State have it, or with who drafted it behind it.
    let mut unit = String::new();
    let of_state = read.kind.as_deref().is_some_and(|kind| wish.terms.is_yearly(kind));
    if of_state {
        unit = read.organ.replace(read.kind.take().unwrap_or_default()).unwrap_or_default();
    } else if read.organ.is_none() && read.kind.as_deref().is_some_and(|kind| fold(kind) == fold(wish.organ))
    {
        read.organ = read.kind.take();
    }
    if read.number.is_none() && draft.reasons.is_empty() {
        draft.refuse(Some(Column::Symbol), "thiếu số");
    }
    let summary = draft.text(Column::Summary);
    let column = draft.text(Column::Kind);
    let said = Said {
        column: Some(column.as_str()).filter(|column| !column.is_empty()),
        symbol: read.kind.as_deref(),
        unmarked: of_state,
        summary: &summary,
        around: around.each_ref().map(Option::as_deref),
    };
    let found = decided(wish.kinds, &said);
    let kind = match found {
        Ok(kind) => Some(kind),
        Err((own, what)) => {
            draft.refuse(Some(if own { Column::Kind } else { Column::Symbol }), &what);
            None
        }
    };
    let typed = draft.text(Column::Date);
    let missing = if blind {
        "thiếu ngày (tệp .ods không cho biết ô gộp: ghi lại thành .xlsx)"
    } else {
        "thiếu ngày"
    };
    let as_kind = draft.of(Column::Date).map_or(Kind::Text, |cell| cell.kind);
    let on = match day(&typed, as_kind) {
        Ok(day) => Some(day),
        // An error of the spreadsheet has been told.
        Err(_) if matches!(as_kind, Kind::Error | Kind::RunOn | Kind::Formula) => None,
        Err(what) => {
            let what = if typed.is_empty() { missing } else { &what };
            draft.refuse(Some(Column::Date), what);
            None
        }
    };
    Half { draft, symbol: read, unit, kind, day: on, year: in_year, summary, around }
}

impl Half<'_> {
    /// Gives the organ; the office's own symbol where only marks or capitals differ.
    pub(super) fn organ(&self, wish: &Wish<'_>) -> String {
        match self.symbol.organ.as_deref() {
            Some(organ) if fold(organ) != fold(wish.organ) => organ.to_owned(),
            _ => wish.organ.to_owned(),
        }
    }

    /// Gives the kind that only a heading or the sheet's name tells of it; nothing where the row says
    /// another one itself, or one nobody knows.
    pub(super) fn told_above(&self, wish: &Wish<'_>) -> Option<String> {
        let above = self.around.iter().flatten().map(|words| within(wish.kinds, words));
        let [only] = above.into_iter().find(|found| found.len() == 1)?.try_into().ok()?;
        let silent = self.symbol.kind.is_none()
            && self.draft.of(Column::Kind).is_none_or(|cell| cell.text.trim().is_empty());
        let own = self.kind.map_or(silent, |kind| kind.name == only.name);
        own.then(|| only.name.clone())
    }

    pub(super) fn dated(&self, wish: &Wish<'_>) -> Option<Dated> {
        let (Some(Day::Whole(day)), Some(kind), Some(number)) = (self.day, self.kind, self.symbol.number)
        else {
            return None;
        };
        let said =
            self.draft.of(Column::Term).and_then(|cell| match super::day::day(&cell.text, cell.kind) {
                Ok(Day::Whole(day)) => Some(day),
                _ => None,
            });
        let organ = self.organ(wish);
        Some(Dated { series: format!("{}/{organ}", kind.name), organ, number, day, said })
    }
}

/// Reads the copies, gathers what has no column of its own, tells a number that
/// was struck out.
pub(super) fn remarks(half: &mut Half<'_>) -> (u32, String, bool) {
    let draft = &mut half.draft;
    let mut notes = Vec::new();
    let note = draft.text(Column::Note);
    let state = draft.text(Column::State);
    let copies = draft.text(Column::Copies);
    let digits: String = copies.chars().take_while(char::is_ascii_digit).collect();
    let count = digits.parse().ok().filter(|count| (1..=100_000).contains(count));
    notes.extend(Some(note.clone()).filter(|note| !note.is_empty()));
    notes.extend(Some(format!("số lượng bản: {copies}")).filter(|_| count.is_none() && !copies.is_empty()));
    for (column, name) in [(Column::Sent, "ngày chuyển"), (Column::Received, "ký nhận")] {
        let text = draft.text(column);
        notes.extend(Some(format!("{name}: {text}")).filter(|_| !text.is_empty()));
    }
    notes.extend(draft.others());
    let words = |text: &str| {
        let folded = fold(text);
        ["huy", "da huy", "so huy", "huy so", "huy bo", "bo so", "khong dung", "so bo"]
            .contains(&folded.as_str())
            || folded.starts_with("da huy ")
    };
    let struck = words(&state) || words(&note) || words(&half.summary);
    (count.unwrap_or(1), notes.join("; "), struck)
}
