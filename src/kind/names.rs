//! Comes in: the list of kinds' names, and the folders of kinds. Goes out: every
//! name and symbol a register may have. Must not know: registers.

use super::field::{list, words};
use super::{GuestUse, Side, kind, kinds};
use crate::assets::Assets;
use crate::diag::Findings;
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
    // A broken folder is told of where its papers are made.
    let own = kinds(assets).into_iter().filter_map(|id| kind(assets, &id).ok());
    for kind in own.filter(|kind| kind.guests != Some(GuestUse::All)) {
        let unmarked = kind.sides.contains(&Side::State) && kind.symbol.of(Side::State).is_empty();
        let symbols: Vec<String> = kind.symbols().into_iter().map(str::to_owned).collect();
        if let Some(known) = names.iter_mut().find(|known| known.name == kind.name) {
            let new = symbols.into_iter().filter(|one| !known.symbols.contains(one));
            let new: Vec<String> = new.collect();
            known.symbols.extend(new);
            known.unmarked |= unmarked;
        } else {
            names.push(KindName { name: kind.name, symbols, unmarked });
        }
    }
    Ok(names)
}
