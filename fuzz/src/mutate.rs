//! Comes in: an input of a target. Goes out: the same, changed where a change is read. Must not
//! know: what the rooms make of it.
//!
//! A changed byte of a packed part only breaks its check sum, and a letter more in a PDF only its
//! table of places. So the parts are changed unpacked, and the table is put right again.

use std::io::{Cursor, Read, Write};
use std::ops::Range;

use libfuzzer_sys::fuzzer_mutate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Is by how much a part may grow at once.
const ROOM: usize = 1024;

/// Changes a spreadsheet: a part of a zip, or the bytes of anything else.
pub fn spreadsheet(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let seed = seed as usize;
    if seed % 8 > 0
        && let Some(mut parts) = unpacked(&data[..size], most)
    {
        // The sheets are what is read most; they are told by their length.
        parts.sort_by_key(|part| (part.0 != "mimetype", part.0.clone()));
        let at = match seed / 8 % 3 {
            0 => seed / 24 % parts.len(),
            1 => (0..parts.len()).max_by_key(|at| parts[*at].1.len()).unwrap_or(0),
            _ => {
                let sheets: Vec<usize> = (0..parts.len())
                    .filter(|at| parts[*at].0.contains("sheet") || parts[*at].0 == "content.xml")
                    .collect();
                sheets.get(seed / 24 % sheets.len().max(1)).copied().unwrap_or(0)
            }
        };
        mutated(&mut parts[at].1);
        if let Some(packed) = packed(&parts).filter(|packed| packed.len() <= most) {
            data[..packed.len()].copy_from_slice(&packed);
            return packed.len();
        }
    }
    fuzzer_mutate(data, size, most)
}

fn mutated(bytes: &mut Vec<u8>) {
    let size = bytes.len();
    bytes.resize(size + ROOM, 0);
    let size = fuzzer_mutate(bytes, size, size + ROOM);
    bytes.truncate(size);
}

fn unpacked(bytes: &[u8], most: usize) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    let mut left = most as u64;
    for at in 0..archive.len() {
        let part = archive.by_index(at).ok()?;
        let (name, mut bytes) = (part.name().ok()?.into_owned(), Vec::new());
        left -= part.take(left).read_to_end(&mut bytes).ok()? as u64;
        parts.push((name, bytes));
    }
    Some(parts).filter(|parts| !parts.is_empty())
}

fn packed(parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), options).ok()?;
        archive.write_all(bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// Changes a signed PDF: the message of a signature, what was appended to the original, anything.
pub fn signed(data: &mut [u8], size: usize, most: usize, seed: u32, original: usize) -> usize {
    let seed = seed as usize;
    match seed % 4 {
        0 => fuzzer_mutate(data, size, most),
        1 => message(&mut data[..size], seed / 4).unwrap_or_else(|| fuzzer_mutate(data, size, most)),
        _ if size > original && most > original => {
            let tail = fuzzer_mutate(&mut data[original..], size - original, most - original);
            if seed % 8 < 6 {
                put_right(&mut data[..original + tail], original);
            }
            original + tail
        }
        _ => fuzzer_mutate(data, size, most),
    }
}

/// Changes the DER of a signature within the room its digits take.
fn message(data: &mut [u8], which: usize) -> Option<usize> {
    let found: Vec<Range<usize>> = found(data, b"/Contents")
        .into_iter()
        .filter_map(|at| {
            let from = at + 9 + data[at + 9..].iter().position(|byte| *byte != b' ')?;
            let length = data[from..].iter().position(|byte| *byte == b'>')?;
            (data[from] == b'<' && length > 200).then_some(from + 1..from + length)
        })
        .collect();
    let place = found.get(which % found.len().max(1))?.clone();
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16).unwrap_or(0)).unwrap_or(0);
    let mut der: Vec<u8> =
        data[place.clone()].chunks_exact(2).map(|two| digit(two[0]) << 4 | digit(two[1])).collect();
    let most = der.len();
    let size = der.iter().rposition(|byte| *byte != 0)? + 1;
    let size = fuzzer_mutate(&mut der, size, most);
    der[size..].fill(0);
    for (two, byte) in data[place].chunks_exact_mut(2).zip(der) {
        two.copy_from_slice(format!("{byte:02x}").as_bytes());
    }
    Some(data.len())
}

/// Writes the places of the objects of the last revision, and of its table, as they are now.
fn put_right(data: &mut [u8], from: usize) {
    let last = |data: &[u8], word: &[u8]| found(&data[from..], word).last().map(|at| at + from);
    let (Some(table), Some(start)) = (last(data, b"\nxref"), last(data, b"startxref")) else { return };
    if table > start {
        return;
    }
    let (mut at, mut number, mut left) = (table + 1, 0usize, 0usize);
    for line in data[table + 1..start].split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>() {
        let text = String::from_utf8_lossy(&line);
        let words: Vec<usize> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        if line.starts_with(b"trailer") {
            break;
        }
        if left == 0 && words.len() == 2 {
            (number, left) = (words[0], words[1]);
        } else if left > 0 {
            let head = format!("\n{number} 0 obj");
            let object = found(&data[from..table], head.as_bytes()).last().map(|place| place + from + 1);
            if let Some(object) = object.filter(|_| line.get(17) == Some(&b'n')) {
                data[at..at + 10].copy_from_slice(format!("{object:010}").as_bytes());
            }
            (number, left) = (number.wrapping_add(1), left - 1);
        }
        at += line.len() + 1;
    }
    let place = (table + 1).to_string();
    if let Some(old) = data.get_mut(start + 10..start + 10 + place.len())
        && old.iter().all(u8::is_ascii_digit)
    {
        old.copy_from_slice(place.as_bytes());
    }
}

fn found(data: &[u8], word: &[u8]) -> Vec<usize> {
    data.windows(word.len()).enumerate().filter(|(_, window)| *window == word).map(|(at, _)| at).collect()
}
