//! Comes in: what a row says about its kind: a column, the summary's first
//! words, the symbol, what stands above it. Goes out: the one kind it is of, or
//! why that is not decided. Must not know: the other columns.

use crate::diag::nearest;
use crate::kind::KindName;
use crate::text::fold;

/// Holds all that speaks for a row's kind.
#[derive(Debug, Default)]
pub(super) struct Said<'a> {
    pub column: Option<&'a str>,
    pub symbol: Option<&'a str>,
    /// Whether its symbol is one that names no kind: that of a letter of the State.
    pub unmarked: bool,
    pub summary: &'a str,
    /// `--kind`, a heading above the row, the sheet's name: the first that
    /// names a kind counts.
    pub around: [Option<&'a str>; 3],
}

/// Finds the kinds that words name: a name, or a symbol.
pub(super) fn named<'a>(kinds: &'a [KindName], words: &str) -> Vec<&'a KindName> {
    let find = |fits: &dyn Fn(&KindName) -> bool| kinds.iter().filter(|kind| fits(kind)).collect::<Vec<_>>();
    let folded = fold(words);
    let same = |symbol: &String| fold(symbol) == folded;
    let ways: [&dyn Fn(&KindName) -> bool; 3] = [
        &|kind| fold(&kind.name) == folded,
        &|kind| kind.symbols.iter().any(|symbol| symbol == words.trim()),
        &|kind| kind.symbols.iter().any(same),
    ];
    if folded.is_empty() {
        return Vec::new();
    }
    ways.into_iter().map(find).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Finds the kind that a user names: `quyet-dinh`, `Quyết định`.
#[must_use]
pub fn kind_named<'a>(kinds: &'a [KindName], word: &str) -> Option<&'a KindName> {
    if let [only] = named(kinds, word).as_slice() { Some(only) } else { None }
}

/// Finds the kind that stands somewhere in a title: `Sổ kế hoạch 2023`, `QĐ`.
pub(super) fn within<'a>(kinds: &'a [KindName], title: &str) -> Vec<&'a KindName> {
    let words: Vec<&str> = title.split(|letter: char| !letter.is_alphanumeric()).collect();
    let folded = format!(" {} ", fold(title));
    let by_name: Vec<&KindName> =
        kinds.iter().filter(|kind| folded.contains(&format!(" {} ", fold(&kind.name)))).collect();
    if !by_name.is_empty() {
        return by_name;
    }
    kinds.iter().filter(|kind| kind.symbols.iter().any(|symbol| words.contains(&symbol.as_str()))).collect()
}

/// Finds the kind whose name a summary begins with.
fn leading<'a>(kinds: &'a [KindName], summary: &str) -> Option<&'a KindName> {
    let folded = fold(summary) + " ";
    kinds.iter().find(|kind| folded.starts_with(&format!("{} ", fold(&kind.name))))
}

/// Takes the kind's name off a summary: `Kế hoạch tổ chức …` is `tổ chức …`.
pub(super) fn bare<'a>(summary: &'a str, kind: &KindName) -> &'a str {
    let count = kind.name.split_whitespace().count();
    let mut rest = summary.trim();
    let mut head = String::new();
    for _ in 0..count {
        let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        head = format!("{head} {word}");
        rest = behind.trim_start();
    }
    let rest = rest.trim_start_matches([':', '-', '–', ' ']);
    if fold(&head) == fold(&kind.name) { rest } else { summary.trim() }
}

/// Decides the kind of a row; else gives the reason, and whose it is: `true`
/// for the column of the kind.
pub(super) fn decided<'a>(kinds: &'a [KindName], said: &Said<'_>) -> Result<&'a KindName, (bool, String)> {
    let mut left: Vec<&KindName> = Vec::new();
    if let Some(words) = said.column {
        left = named(kinds, words);
        if left.is_empty() {
            let near = nearest(words, kinds.iter().map(|kind| kind.name.as_str()));
            let near = near.map(|near| format!("; có phải `{near}`?")).unwrap_or_default();
            return Err((true, format!("không có loại `{words}`{near}")));
        }
    }
    if let Some(symbol) = said.symbol {
        let own = named(kinds, symbol);
        if own.is_empty() && left.is_empty() {
            let what = format!(
                "ký hiệu `{symbol}` không phải của loại nào; ghi tên loại ở cột Tên loại (thêm cột nếu chưa có)"
            );
            return Err((false, what));
        }
        let both = if left.is_empty() { own.clone() } else { common(&left, &own) };
        if both.is_empty() && !own.is_empty() {
            let what = format!("loại `{}` không có ký hiệu `{symbol}`", left[0].name);
            return Err((true, what));
        }
        if !both.is_empty() {
            left = both;
        }
    }
    if said.unmarked && left.is_empty() {
        left = kinds.iter().filter(|kind| kind.unmarked).collect();
    }
    let mut narrow = |found: Vec<&'a KindName>| {
        let both = if left.is_empty() { found } else { common(&left, &found) };
        if !both.is_empty() {
            left = both;
        }
    };
    narrow(leading(kinds, said.summary).into_iter().collect());
    for words in said.around.iter().flatten() {
        narrow(within(kinds, words));
    }
    match left.as_slice() {
        [only] => Ok(only),
        [] => Err((
            false,
            "không rõ loại văn bản; ghi ở cột Tên loại (thêm cột nếu chưa có), hoặc chỉ --loai".to_owned(),
        )),
        several => {
            let names: Vec<String> = several.iter().map(|kind| format!("`{}`", kind.name)).collect();
            let names = names.join(" hay ");
            Err((
                false,
                format!("chưa rõ là {names}; ghi ở cột Tên loại (thêm cột nếu chưa có), hoặc chỉ --loai"),
            ))
        }
    }
}

fn common<'a>(one: &[&'a KindName], other: &[&'a KindName]) -> Vec<&'a KindName> {
    one.iter().copied().filter(|kind| other.contains(kind)).collect()
}
