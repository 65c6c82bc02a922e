//! Comes in: a structure in BER, as Java's tools write it. Goes out: the same in
//! DER, which the readers of certificates want (X.690 sections 8 and 10). Must not
//! know: what it means.
//!
//! Only lengths and strings in pieces are rewritten; whatever is DER already stays
//! as it is, byte for byte, so what was signed within it still is.

/// Is how deep structures may nest, and how large one may be, in bytes.
const DEEPEST: usize = 40;
const LARGEST: usize = 8 << 20;

const CONSTRUCTED: u8 = 0x20;
const OCTETS: u8 = 0x04;

/// Rewrites the structure bytes begin with; gives how many bytes it took.
pub(super) fn der(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    if bytes.len() > LARGEST {
        return None;
    }
    let mut at = 0;
    let der = element(bytes, &mut at, 0)?;
    Some((der, at))
}

fn element(bytes: &[u8], at: &mut usize, depth: usize) -> Option<Vec<u8>> {
    if depth > DEEPEST {
        return None;
    }
    let tag = tag(bytes, at)?;
    let constructed = tag[0] & CONSTRUCTED != 0;
    let length = length(bytes, at)?;
    let end = match length {
        Some(length) => Some(at.checked_add(length).filter(|end| *end <= bytes.len())?),
        None if constructed => None,
        None => return None,
    };
    let pieces = tag == [OCTETS | CONSTRUCTED];
    let content = if constructed {
        inner(bytes, at, end, depth, pieces)?
    } else {
        let content = bytes[*at..end?].to_vec();
        *at = end?;
        content
    };
    let tag = if pieces { vec![OCTETS] } else { tag };
    let mut der = tag;
    write_length(content.len(), &mut der);
    der.extend(content);
    Some(der)
}

/// Rewrites what a constructed element holds, to its end or its end mark.
fn inner(bytes: &[u8], at: &mut usize, end: Option<usize>, depth: usize, pieces: bool) -> Option<Vec<u8>> {
    let bytes = &bytes[..end.unwrap_or(bytes.len())];
    let mut content = Vec::new();
    loop {
        if end.is_none() && bytes.get(*at..*at + 2)? == [0, 0] {
            *at += 2;
            return Some(content);
        }
        if end == Some(*at) {
            return Some(content);
        }
        let part = element(bytes, at, depth + 1)?;
        if pieces {
            // A string in pieces is what its pieces hold.
            let mut inside = 0;
            if tag(&part, &mut inside)? != [OCTETS] {
                return None;
            }
            length(&part, &mut inside)?;
            content.extend_from_slice(&part[inside..]);
        } else {
            content.extend(part);
        }
    }
}

fn tag(bytes: &[u8], at: &mut usize) -> Option<Vec<u8>> {
    let mut tag = vec![*bytes.get(*at)?];
    *at += 1;
    if tag[0] & 0x1f == 0x1f {
        loop {
            let next = *bytes.get(*at)?;
            *at += 1;
            tag.push(next);
            if next & 0x80 == 0 || tag.len() > 5 {
                break;
            }
        }
    }
    Some(tag)
}

/// Reads a length; none where the end is marked instead.
#[expect(clippy::option_option, reason = "no length, and a length that is not said, are two things")]
fn length(bytes: &[u8], at: &mut usize) -> Option<Option<usize>> {
    let first = *bytes.get(*at)?;
    *at += 1;
    if first < 0x80 {
        return Some(Some(usize::from(first)));
    }
    let count = usize::from(first & 0x7f);
    if count == 0 {
        return Some(None);
    }
    let digits = bytes.get(*at..at.checked_add(count)?).filter(|_| count <= 4)?;
    *at += count;
    Some(Some(digits.iter().fold(0, |length, byte| length << 8 | usize::from(*byte))))
}

fn write_length(length: usize, der: &mut Vec<u8>) {
    if length < 0x80 {
        der.extend(u8::try_from(length));
        return;
    }
    let bytes = length.to_be_bytes();
    let digits: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
    der.extend(u8::try_from(digits.len()).map(|count| 0x80 | count));
    der.extend(digits);
}

#[cfg(test)]
mod tests {
    use super::der;

    #[test]
    fn lengths_and_pieces_become_plain() {
        // SEQUENCE of marked end { OCTET STRING in pieces { "ab", "c" }, NULL with a long length }, then a zero.
        let ber = [0x30, 0x80, 0x24, 0x80, 4, 2, b'a', b'b', 4, 1, b'c', 0, 0, 5, 0x81, 0, 0, 0, 0];
        assert_eq!(der(&ber), Some((vec![0x30, 7, 4, 3, b'a', b'b', b'c', 5, 0], 18)));
        let plain = [0x30, 3, 2, 1, 7];
        assert_eq!(der(&plain), Some((plain.to_vec(), 5)));
        for broken in
            [&[0x30][..], &[0x30, 0x80, 5, 0], &[4, 0x80, 0, 0], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]]
        {
            assert_eq!(der(broken), None);
        }
        assert_eq!(der(&[0x30, 0x80].repeat(100_000)), None, "no end of nesting");
    }
}
