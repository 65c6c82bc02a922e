//! Comes in: an object's id. Goes out: its folder in the store, by the storage
//! layout extension 0003. Must not know: what is in an object.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::digest::sha256_hex;

/// Is the layout's name.
pub(super) const NAME: &str = "0003-hash-and-id-n-tuple-storage-layout";

/// Is what the store says of its layout.
pub(super) const LAYOUT: &str = "{\n  \"extension\": \"0003-hash-and-id-n-tuple-storage-layout\",\n  \"description\": \"Hashed Truncated N-tuple Trees with Object ID Encapsulating Directory for OCFL Storage Hierarchies\"\n}\n";

/// Is how the layout is set.
pub(super) const CONFIG: &str = "{\n  \"extensionName\": \"0003-hash-and-id-n-tuple-storage-layout\",\n  \"digestAlgorithm\": \"sha256\",\n  \"tupleSize\": 3,\n  \"numberOfTuples\": 3\n}\n";

/// Is the longest name of an encapsulating folder before its digest.
const LONGEST: usize = 100;

/// Gives an object's folder below the store.
pub(super) fn folder(id: &str) -> PathBuf {
    let digest = sha256_hex(id.as_bytes());
    let mut name = encoded(id);
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        let _ = write!(name, "-{digest}");
    }
    let tuples = (0..3).map(|tuple| &digest[tuple * 3..tuple * 3 + 3]);
    tuples.collect::<PathBuf>().join(name)
}

/// Writes all but plain letters, digits, `-` and `_` as their bytes.
fn encoded(id: &str) -> String {
    id.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02x}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::folder;

    /// The examples of the extension's own text.
    #[test]
    fn folders_are_those_of_the_extension() {
        let horrible = "..hor/rib:le-$id";
        let long = "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghija";
        for (id, path) in [
            ("object-01", "3c0/ff4/240/object-01"),
            (horrible, "487/326/d8c/%2e%2ehor%2frib%3ale-%24id"),
            (
                long,
                "5cc/73e/648/abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij-5cc73e648fbcff136510e330871180922ddacf193b68fdeff855683a01464220",
            ),
        ] {
            assert_eq!(folder(id), std::path::Path::new(path));
        }
    }
}
