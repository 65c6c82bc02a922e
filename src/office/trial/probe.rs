//! Comes in: a kind's own fields and its example. Goes out: the example with one field filled, in a
//! few ways, for each field and each field within a group. Must not know: how papers are read.

use crate::kind::{Field, FieldType};

/// Is a field to be tried.
pub(super) struct Probe {
    /// Its name, with those of the groups it is in: `lich.viec.gio`.
    pub(super) path: String,
    /// The word that must be printed; none where only a difference tells.
    pub(super) word: Option<String>,
    /// The example with the field filled, one text for each way.
    pub(super) texts: Vec<String>,
}

/// Gives the probes of a kind's own fields.
pub(super) fn probes(own: &[&Field], example: &str) -> Vec<Probe> {
    let mut probes = Vec::new();
    for field in own {
        for way in ways(field) {
            let word = word(probes.len());
            let leaf = way.last().map_or(&field.kind, |leaf| &leaf.kind);
            let values = values(leaf, &word);
            let texts = values.iter().map(|value| {
                let others =
                    field.with.iter().filter_map(|name| own.iter().find(|other| other.name == *name));
                let base = others
                    .fold(example.to_owned(), |text, other| with(&text, &other.name, &usual(&other.kind)));
                with(&base, &field.name, &filled(&way, value))
            });
            probes.push(Probe {
                path: way.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join("."),
                word: bears_word(leaf).then_some(word.clone()),
                texts: texts.collect(),
            });
        }
    }
    probes
}

/// Gives each way from a field to a field within it that holds no others.
fn ways(field: &Field) -> Vec<Vec<&Field>> {
    match bare(&field.kind) {
        FieldType::Group(fields) => {
            let below = fields.iter().flat_map(ways);
            below.map(|way| std::iter::once(field).chain(way).collect()).collect()
        }
        _ => vec![vec![field]],
    }
}

/// Gives what a list is of.
fn bare(mut kind: &FieldType) -> &FieldType {
    while let FieldType::List(of) | FieldType::Named(of) = kind {
        kind = of;
    }
    kind
}

/// Gives a word nobody types, of letters only: it can be in no other place of the paper, and no
/// line breaks within it.
fn word(number: usize) -> String {
    let letter = |digit: usize| char::from(b'a' + u8::try_from(digit % 26).unwrap_or_default());
    format!("Wz{}{}q", letter(number / 26), letter(number))
}

fn bears_word(kind: &FieldType) -> bool {
    let kind = bare(kind);
    kind.is_text() || matches!(kind, FieldType::Body | FieldType::Signer | FieldType::Issuer)
}

/// Gives values of a type as one would type them, in one line.
fn values(kind: &FieldType, word: &str) -> Vec<String> {
    let all = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match bare(kind) {
        FieldType::Text
        | FieldType::Lines
        | FieldType::Verbatim
        | FieldType::VerbatimLines
        | FieldType::Body => {
            vec![word.to_owned()]
        }
        FieldType::Number => all(&["3", "7"]),
        FieldType::Date | FieldType::DayOrMonth => {
            all(&["2026-08-11", "2026-08-12", "2026-11-23", "2026-12-24"])
        }
        FieldType::Time => all(&["06:11", "06:42", "09:17"]),
        FieldType::Flag => all(&["có", "không"]),
        FieldType::Choice(words) => words.iter().map(|word| format!("\"{word}\"")).collect(),
        FieldType::Signer => {
            vec![format!("{{ quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: BÍ THƯ, ho_ten: Nguyễn Văn {word} }}")]
        }
        FieldType::Issuer => {
            vec![format!("{{ ten: BAN {}, ten_viet: Ban {word}, ky_hieu: BT }}", word.to_uppercase())]
        }
        FieldType::Rows => vec![format!("[[{word}]]")],
        FieldType::Group(_) | FieldType::List(_) | FieldType::Named(_) => Vec::new(),
    }
}

/// Gives a value of a type that nobody looks at.
fn usual(kind: &FieldType) -> String {
    match kind {
        FieldType::Group(fields) => group(fields, None),
        FieldType::List(of) => format!("[{}]", usual(of)),
        FieldType::Named(of) => format!("{{ mot: {} }}", usual(of)),
        kind => values(kind, "mẫu").into_iter().next().unwrap_or_default(),
    }
}

/// Writes a group of what must be in it, and one field more.
fn group(fields: &[Field], more: Option<(&Field, String)>) -> String {
    let chosen = more.as_ref().map(|(field, _)| field.name.as_str());
    let needed = fields.iter().filter(|field| {
        let replaced = chosen.is_some_and(|chosen| field.unless.iter().any(|other| other == chosen));
        field.required && Some(field.name.as_str()) != chosen && !replaced
    });
    let mut entries: Vec<String> =
        needed.map(|field| format!("{}: {}", field.name, usual(&field.kind))).collect();
    entries.extend(more.map(|(field, value)| format!("{}: {value}", field.name)));
    format!("{{ {} }}", entries.join(", "))
}

/// Writes the value of the first field of a way, in which the last one has a value.
fn filled(way: &[&Field], value: &str) -> String {
    let [first, rest @ ..] = way else { return value.to_owned() };
    let inner = match (bare(&first.kind), rest) {
        (FieldType::Group(fields), [next, ..]) => group(fields, Some((next, filled(rest, value)))),
        _ => value.to_owned(),
    };
    wrapped(&first.kind, inner)
}

/// Puts a value into the lists of its type; a list of groups begins with a usual one.
fn wrapped(kind: &FieldType, value: String) -> String {
    match kind {
        FieldType::List(of) if matches!(**of, FieldType::Group(_)) => {
            let before = usual(of);
            let before = if before == "{  }" { String::new() } else { format!("{before}, ") };
            format!("[{before}{value}]")
        }
        FieldType::List(of) => format!("[{}]", wrapped(of, value)),
        FieldType::Named(of) => format!("{{ mot: {} }}", wrapped(of, value)),
        _ => value,
    }
}

/// Puts a value under a key of a file in place of what stands there.
pub(super) fn with(text: &str, key: &str, value: &str) -> String {
    format!("{}{key}: {value}\n", without(text, key))
}

/// Takes a key of a file out with what stands under it; comments at the margin stay.
pub(super) fn without(text: &str, key: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        let begins = !line.starts_with([' ', '#', '-']) && !line.trim().is_empty();
        if begins {
            inside = line.split(':').next().is_some_and(|name| name.trim() == key);
        }
        if !inside || line.starts_with('#') {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, kind: FieldType, required: bool) -> Field {
        Field { required, ..Field::of(name, kind) }
    }

    #[test]
    fn a_field_is_filled_at_its_place() {
        let work = vec![field("noi_dung", FieldType::Text, true), field("gio", FieldType::Time, false)];
        let days = vec![
            field("ngay", FieldType::Date, true),
            field("viec", FieldType::List(Box::new(FieldType::Group(work))), false),
        ];
        let whole = field("lich", FieldType::List(Box::new(FieldType::Group(days))), true);
        let example = "loai: a\n# lời\nlich:\n  - ngay: 1\n\n# sau\nkhac: |\n  hai\n";
        let probes = probes(&[&whole], example);
        let paths: Vec<&str> = probes.iter().map(|probe| probe.path.as_str()).collect();
        assert_eq!(paths, ["lich.ngay", "lich.viec.noi_dung", "lich.viec.gio"]);
        assert_eq!(
            probes[2].texts[0],
            "loai: a\n# lời\n# sau\nkhac: |\n  hai\nlich: [{ ngay: 2026-08-11 }, \
             { ngay: 2026-08-11, viec: [{ noi_dung: mẫu }, { noi_dung: mẫu, gio: 06:11 }] }]\n"
        );
        assert!(
            probes[2].word.is_none() && probes[1].texts[0].contains(probes[1].word.as_ref().expect("a word"))
        );
    }
}
