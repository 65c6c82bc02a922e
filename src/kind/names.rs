//! Comes in: the list of kinds' names, and the folders of kinds. Goes out: every
//! name and symbol a register may have. Must not know: registers.

use super::field::{list, words};
use super::{GuestUse, Side, by_side, guest_use, kinds, sides, symbols};
use crate::assets::Assets;
use crate::diag::{Findings, Source};
use crate::yaml::{self, Value};

/// Is the name of a kind of paper, with the symbols it has had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindName {
    /// The name: `Kế hoạch`.
    pub name: String,
    /// Its symbols, today's first: `QĐ`, `QĐi`.
    pub symbols: Vec<String>,
    /// Whether papers of the State of this kind bear no symbol of it.
    pub unmarked: bool,
}

/// Gives the names and symbols of all kinds: those of
/// `so-dang-ky/_ten-loai.yaml` and those that have a folder.
///
/// # Errors
/// Gives findings about a broken list.
pub fn kind_names(assets: &Assets) -> Result<Vec<KindName>, Findings> {
    let mut names = Vec::new();
    if let Some(source) = assets.source("so-dang-ky/_ten-loai.yaml")? {
        let node = yaml::parse(&source)?;
        let Value::List(rows) = &node.value else {
            return Err(super::field::broken("_ten-loai.yaml cần một danh sách".to_owned(), node.span).into());
        };
        for row in rows {
            let (name, symbols) = (words(row, "ten"), list(row, "ky_hieu"));
            let Some(name) = name.filter(|_| !symbols.is_empty()) else {
                let message = "_ten-loai.yaml: mỗi dòng cần ten và ky_hieu";
                return Err(super::field::broken(message.to_owned(), row.span.clone()).into());
            };
            names.push(KindName { name, symbols, unmarked: false });
        }
    }
    for kind in folders(assets) {
        if let Some(known) = names.iter_mut().find(|known| known.name == kind.name) {
            let new = kind.symbols.into_iter().filter(|one| !known.symbols.contains(one));
            let new: Vec<String> = new.collect();
            known.symbols.extend(new);
            known.unmarked |= kind.unmarked;
        } else {
            names.push(kind);
        }
    }
    Ok(names)
}

/// Reads what the kinds that have a folder are called; a broken one is told of where its papers are made. Whoever
/// checks one paper waits for this: two processors share it.
fn folders(assets: &Assets) -> Vec<KindName> {
    let ids = kinds(assets);
    let (first, rest) = ids.split_at(ids.len() / 2);
    let read = |ids: &[String]| ids.iter().filter_map(|id| called(assets, id)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let rest = scope.spawn(|| read(rest));
        let mut all = read(first);
        all.extend(rest.join().unwrap_or_else(|bug| std::panic::resume_unwind(bug)));
        all
    })
}

/// Reads what a kind is called; nothing of a sheet that lists guests. Every check asks this of all kinds, so
/// the fields are left out, which are most of a manifest.
fn called(assets: &Assets, id: &str) -> Option<KindName> {
    let manifest = assets.source(&format!("{id}/loai.yaml")).ok()??;
    let head = Source::new(manifest.name(), without_fields(manifest.text()));
    let node = yaml::parse(&head).ok()?;
    let (name, symbol, sides) = (words(&node, "ten")?, by_side(&node, "ky_hieu")?, sides(&node).ok()?);
    if guest_use(&node).ok()? == Some(GuestUse::All) {
        return None;
    }
    let unmarked = sides.contains(&Side::State) && symbol.of(Side::State).is_empty();
    let symbols = symbols(&sides, &symbol).into_iter().map(str::to_owned).collect();
    Some(KindName { name, symbols, unmarked })
}

/// Takes the fields off a manifest where they come last.
fn without_fields(text: &str) -> &str {
    let Some((head, fields)) = text.split_once("\ntruong:") else { return text };
    let more = |line: &str| !line.starts_with([' ', '\t', '#', '-', '\r']) && !line.is_empty();
    if fields.lines().skip(1).any(more) { text } else { head }
}

#[cfg(test)]
mod tests {
    use super::super::{kind, kinds};
    use super::{Assets, GuestUse, KindName, Side, called, without_fields};

    #[test]
    fn a_kind_is_called_as_its_whole_folder_says() {
        let assets = Assets::default();
        for id in kinds(&assets) {
            let whole = kind(&assets, &id).expect("a kind");
            let unmarked = whole.sides.contains(&Side::State) && whole.symbol.of(Side::State).is_empty();
            let symbols = whole.symbols().into_iter().map(str::to_owned).collect();
            let wanted = (whole.guests != Some(GuestUse::All)).then(|| KindName {
                name: whole.name.clone(),
                symbols,
                unmarked,
            });
            assert_eq!(called(&assets, &id), wanted, "{id}");
        }
    }

    #[test]
    fn no_key_behind_the_fields_is_lost() {
        let last = "ten: A\nky_hieu: B\ntruong:\n  a: { ten: X }\n# hết\n\n";
        assert_eq!(without_fields(last), "ten: A\nky_hieu: B");
        for whole in ["ten: A\ntruong:\n  a: 1\nky_hieu: B\n", "truong:\n  a: 1\nten: A\n", "ten: A\n"] {
            assert_eq!(without_fields(whole), whole);
        }
    }
}
