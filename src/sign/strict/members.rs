//! Comes in: a packed stream that holds a table or objects. Goes out: what it
//! holds. Must not know: who asks.

use lopdf::Stream;

use super::bound::Budget;
use super::lex::{Lexer, is_space};
use super::object::{Dict, Object};

/// Unpacks a stream that is packed as such streams are: with Flate, or not at all.
///
/// # Errors
/// Says in Vietnamese that it cannot be unpacked, or is too large.
pub(super) fn unpack(dict: &Dict, raw: &[u8], budget: &Budget) -> Result<Vec<u8>, String> {
    let broken = || "dòng dữ liệu nén của PDF hỏng hoặc quá lớn".to_owned();
    let filter = match dict.get(&b"Filter"[..]) {
        None => None,
        Some(Object::Name(name)) => Some(name.as_slice()),
        Some(Object::List(list)) if list.len() == 1 => list[0].name(),
        Some(_) => return Err(broken()),
    };
    let data = match filter {
        None => raw.to_vec(),
        Some(b"FlateDecode") => {
            let mut packed = lopdf::Dictionary::new();
            packed.set("Filter", "FlateDecode");
            let parameters = match dict.get(&b"DecodeParms"[..]) {
                Some(Object::List(list)) if list.len() == 1 => list[0].dict(),
                other => other.and_then(Object::dict),
            };
            if let Some(parameters) = parameters {
                packed.set("DecodeParms", translated(parameters).ok_or_else(broken)?);
            }
            let stream = Stream::new(packed, raw.to_vec());
            stream.decompressed_content_with_limit(budget.room()).map_err(|_| broken())?
        }
        Some(_) => return Err(broken()),
    };
    budget.unpacked(data.len());
    if budget.room() == 0 { Err(broken()) } else { Ok(data) }
}

fn translated(parameters: &Dict) -> Option<lopdf::Dictionary> {
    let mut translated = lopdf::Dictionary::new();
    for (key, value) in parameters {
        translated.set(key.clone(), value.integer().filter(|value| (0..1 << 16).contains(value))?);
    }
    Some(translated)
}

/// Reads the objects of an object stream, in their order: each number, each value.
///
/// # Errors
/// Says in Vietnamese that it is not written as it should be.
pub(super) fn members(dict: &Dict, raw: &[u8], budget: &Budget) -> Result<Vec<(u32, Object)>, String> {
    let broken = || "dòng vật của PDF hỏng".to_owned();
    let whole = |key: &[u8]| dict.get(key).and_then(Object::integer).and_then(|n| usize::try_from(n).ok());
    let (count, first) = whole(b"N").zip(whole(b"First")).ok_or_else(broken)?;
    if dict.get(&b"Type"[..]).and_then(Object::name) != Some(b"ObjStm") || dict.contains_key(&b"Extends"[..])
    {
        return Err(broken());
    }
    let data = unpack(dict, raw, budget)?;
    let head = data.get(..first).ok_or_else(broken)?;
    let mut lexer = Lexer::new(head, 0, budget);
    let mut list = Vec::new();
    let mut next = || -> Option<u64> {
        lexer.spaces();
        lexer.digits()
    };
    while let Some(number) = next() {
        budget.value()?;
        let at = next().and_then(|at| usize::try_from(at).ok()).ok_or_else(broken)?;
        list.push((u32::try_from(number).map_err(|_| broken())?, at));
    }
    if list.len() != count || !head[lexer.at..].iter().all(|byte| is_space(*byte)) {
        return Err(broken());
    }
    let mut found = Vec::new();
    let mut end = first;
    for (number, at) in list {
        let from = first.checked_add(at).filter(|from| *from >= end).ok_or_else(broken)?;
        // Between two members there is nothing that another reader could take for one.
        if !data.get(end..from).ok_or_else(broken)?.iter().all(|byte| is_space(*byte)) {
            return Err(broken());
        }
        let mut lexer = Lexer::new(&data, from, budget);
        lexer.spaces();
        found.push((number, lexer.value(0)?));
        end = lexer.at;
    }
    if data[end..].iter().all(|byte| is_space(*byte)) { Ok(found) } else { Err(broken()) }
}
