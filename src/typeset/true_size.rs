//! Comes in: a PDF as Typst writes it. Goes out: the same PDF, asking viewers to
//! print it in its true size. Must not know: what is on its pages.
//!
//! Without `/PrintScaling /None` (PDF 32000 12.2) print dialogs offer to shrink
//! the page to what the printer can reach, and no margin is what the rule asks
//! for. Typst has no such option, so the entry is put into the catalog and the
//! places behind it in the cross-reference table are moved.

const PREFERENCES: &[u8] = b"/ViewerPreferences<<";
const ASKED: &[u8] = b"/PrintScaling/None";
const TABLE: &[u8] = b"xref\n";
const START: &[u8] = b"startxref\n";
/// The digits of a place in an entry of the table (PDF 32000 7.5.4).
const DIGITS: usize = 10;
/// The length of an entry, its line end included.
const ENTRY: usize = 20;

/// Asks for the true size; nothing if the file is not built as Typst builds it.
pub(super) fn at_true_size(pdf: &[u8]) -> Option<Vec<u8>> {
    let start = last(pdf, START)?;
    let digits = pdf.get(start + START.len()..)?;
    let digits = &digits[..digits.iter().position(|byte| !byte.is_ascii_digit())?];
    let table: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
    // Streams are compressed, but the file's texts are not ours: only the
    // catalog itself will do.
    let catalog = last(pdf.get(..table)?, b"<</Type/Catalog")?;
    let inside = catalog + first(pdf.get(catalog..table)?, PREFERENCES)? + PREFERENCES.len();
    let mut made = Vec::with_capacity(pdf.len() + ASKED.len());
    made.extend(&pdf[..inside]);
    made.extend(ASKED);
    made.extend(&pdf[inside..table]);
    let entries = pdf.get(table..start)?;
    made.extend(moved(entries, inside)?);
    made.extend(START);
    made.extend((table + ASKED.len()).to_string().bytes());
    made.extend(&pdf[start + START.len() + digits.len()..]);
    Some(made)
}

/// Moves the places behind `inside` in a table of one section.
fn moved(table: &[u8], inside: usize) -> Option<Vec<u8>> {
    if !table.starts_with(TABLE) {
        return None;
    }
    let head = TABLE.len() + table.get(TABLE.len()..)?.iter().position(|byte| *byte == b'\n')? + 1;
    let count: usize =
        std::str::from_utf8(table.get(TABLE.len()..head)?).ok()?.trim().strip_prefix("0 ")?.parse().ok()?;
    let end = head + count * ENTRY;
    let mut made = table.get(..head)?.to_vec();
    for entry in table.get(head..end)?.chunks_exact(ENTRY) {
        let place: usize = std::str::from_utf8(&entry[..DIGITS]).ok()?.parse().ok()?;
        if place < inside {
            made.extend(entry);
            continue;
        }
        made.extend(format!("{:010}", place + ASKED.len()).bytes());
        made.extend(&entry[DIGITS..]);
    }
    made.extend(table.get(end..)?);
    Some(made)
}

fn first(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window[0] == part[0] && window == part)
}

fn last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).rposition(|window| window[0] == part[0] && window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_otherwise_is_refused() {
        for other in [&b""[..], b"startxref\n9", b"<</Type/Catalog/ViewerPreferences<<>>>>\nstartxref\n40\n"]
        {
            assert!(at_true_size(other).is_none());
        }
    }

    #[test]
    fn places_behind_the_entry_move() {
        let body = "1 0 obj\n<</Type/Catalog/ViewerPreferences<</A true>>>>\nendobj\n2 0 obj\n1\nendobj\n";
        let two = body.find("2 0 obj").expect("object");
        let pdf = format!(
            "{body}xref\n0 3\n0000000000 65535 f\r\n{:010} 00000 n\r\n{two:010} 00000 n\r\ntrailer\n<<>>\nstartxref\n{}\n%%EOF",
            0,
            body.len()
        );
        let made = String::from_utf8(at_true_size(pdf.as_bytes()).expect("made")).expect("text");
        assert!(made.contains("/ViewerPreferences<</PrintScaling/None/A true>>"));
        assert!(made.contains(&format!("{:010} 00000 n", made.find("2 0 obj").expect("object"))));
        assert!(made.contains(&format!("startxref\n{}\n%%EOF", made.find("xref\n").expect("table"))));
    }
}
