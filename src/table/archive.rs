//! Comes in: the bytes of a zip or of a compound file (`.xls`). Goes out: what
//! its directory says is inside, how much it claims to become, whether its end
//! is there. Must not know: how to unpack it.

/// Is one entry of the directory.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The path inside the zip.
    pub name: String,
    /// The size it claims to have when unpacked.
    pub size: u64,
    /// The size it claims to have in the zip.
    pub packed: u64,
    /// Whether it is locked by a password.
    pub locked: bool,
}

/// Reads the directory at the end of a zip; nothing if the zip is torn.
pub(crate) fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    const END: &[u8] = b"PK\x05\x06";
    const LONGEST: usize = 22 + 0xffff;
    let from = bytes.len().saturating_sub(LONGEST);
    let end = from + bytes[from..].windows(4).rposition(|window| window == END)?;
    let count = number(bytes, end + 10, 2)?;
    let mut at = usize::try_from(number(bytes, end + 16, 4)?).ok()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let length = |offset| number(bytes, at + offset, 2).and_then(|n| usize::try_from(n).ok());
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        entries.push(Entry {
            name: String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).replace('\\', "/"),
            size: number(bytes, at + 24, 4)?,
            packed: number(bytes, at + 20, 4)?,
            locked: number(bytes, at + 8, 2)? & 1 == 1,
        });
        at += 46 + name + extra + comment;
    }
    Some(entries)
}

/// Adds up what the parts that are read claim to become; pictures are not read.
pub(crate) fn claimed(entries: &[Entry]) -> u64 {
    let read = |name: &str| [".xml", ".rels", ".bin"].iter().any(|ending| name.ends_with(ending));
    entries.iter().filter(|entry| read(&entry.name.to_lowercase())).map(|entry| entry.size).sum()
}

/// Tells a compound file whose end was cut off: its table speaks of sectors
/// that are not there.
pub(crate) fn is_cut_off(bytes: &[u8]) -> bool {
    const FREE: u64 = 0xffff_ffff;
    const LISTED: usize = 109;
    let size = match number(bytes, 30, 2) {
        Some(9) => 512,
        Some(12) => 4096,
        _ => return true,
    };
    let start = |sector: u64| usize::try_from(sector + 1).ok().and_then(|at| at.checked_mul(size));
    let there = |sector: u64| start(sector).is_some_and(|at| at < bytes.len());
    let tables =
        (0..LISTED).map_while(|at| number(bytes, 76 + 4 * at, 4)).take_while(|sector| *sector < 0xffff_fffa);
    let mut first = 0;
    for table in tables {
        let Some(at) = start(table) else { return true };
        let used = |entry: &usize| number(bytes, at + 4 * entry, 4).is_none_or(|next| next != FREE);
        let last = (0..size / 4).rev().find(used);
        if last.is_some_and(|last| !there(first + u64::try_from(last).unwrap_or(FREE))) {
            return true;
        }
        first += u64::try_from(size / 4).unwrap_or(FREE);
    }
    first == 0
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_directory_is_read_and_a_torn_zip_has_none() {
        let mut zip = b"....PK\x01\x02".to_vec();
        zip.extend([20, 0, 20, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        zip.extend([9, 0, 0, 0, 0, 0, 0, 0x40, 5, 0, 0, 0, 0, 0]);
        zip.extend([0; 12]);
        zip.extend(b"a.xml");
        let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
        end.extend([51, 0, 0, 0, 4, 0, 0, 0, 0, 0]);
        assert_eq!(directory(&zip), None);
        zip.extend(end);
        let entries = directory(&zip).unwrap();
        assert_eq!(entries, [Entry { name: "a.xml".into(), size: 0x4000_0000, packed: 9, locked: true }]);
        assert_eq!(claimed(&entries), 1 << 30);
    }
}
