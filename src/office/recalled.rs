//! Comes in: rows of the register, the archive. Goes out: which of their papers were recalled. Must not
//! know: what is done with them.

use std::collections::BTreeSet;

use super::shelf::{Fate, Standing};
use crate::archive::Store;
use crate::register::Entry;

/// Names the objects of papers that were recalled: nobody signs them. Guests' numbers share an object, which is
/// looked at once.
pub(super) fn recalled<'e>(
    entries: impl Iterator<Item = &'e Entry>,
    store: Option<&Store>,
) -> BTreeSet<&'e str> {
    let objects: BTreeSet<&str> =
        entries.map(|entry| entry.object.as_str()).filter(|object| !object.is_empty()).collect();
    let fallen = |object: &&str| {
        let kept = store.and_then(|store| store.object(object));
        kept.is_some_and(|kept| Standing::of(&kept, 1).fates.contains(&Fate::Recalled))
    };
    objects.into_iter().filter(fallen).collect()
}
