//! Comes in: the bytes of a PDF. Goes out: each object at each revision. Must not
//! know: what the objects mean.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bound::{Budget, MOST_BYTES};
use super::lex::Lexer;
use super::members::{members, unpack};
use super::object::{Id, Object};
use super::table::{Place, Section, sections};

/// Is an object as one revision has it.
struct Slot {
    revision: usize,
    generation: u16,
    /// None where the revision takes it away.
    object: Option<Object>,
    /// Where it is written; that of its stream, if it is a member of one.
    span: Range<usize>,
}

/// Is what an object stream holds: each number, each value.
type Members = Vec<(u32, Object)>;

/// Holds all objects of a file, revision by revision.
pub(in crate::sign) struct Store<'a> {
    pub(in crate::sign) bytes: &'a [u8],
    pub(in crate::sign) sections: Vec<Section>,
    /// For each number what became of it, oldest first.
    slots: BTreeMap<u32, Vec<Slot>>,
    /// Numbers that only hold other objects or the table.
    frame: BTreeSet<u32>,
}

impl<'a> Store<'a> {
    /// Reads a file.
    ///
    /// # Errors
    /// Says in Vietnamese why it cannot be read as it stands.
    pub(in crate::sign) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        if bytes.len() > MOST_BYTES {
            return Err(format!("tệp lớn hơn {} MB, không kiểm", MOST_BYTES >> 20));
        }
        let budget = Budget::default();
        let sections = sections(bytes, &budget)?;
        let mut store = Self { bytes, sections, slots: BTreeMap::new(), frame: BTreeSet::new() };
        for revision in 0..store.sections.len() {
            store.revision(revision, &budget)?;
        }
        Ok(store)
    }

    /// Gives an object as a revision has it.
    pub(in crate::sign) fn get(&self, id: Id, revision: usize) -> Option<&Object> {
        self.slot(id.0, revision).filter(|slot| slot.generation == id.1)?.object.as_ref()
    }

    /// Gives what a number stands for in a revision, with its generation.
    pub(in crate::sign) fn at(&self, number: u32, revision: usize) -> Option<(u16, &Object)> {
        let slot = self.slot(number, revision)?;
        Some((slot.generation, slot.object.as_ref()?))
    }

    /// Gives where an object is written that a revision has.
    pub(in crate::sign) fn span(&self, number: u32, revision: usize) -> Option<Range<usize>> {
        self.slot(number, revision).map(|slot| slot.span.clone())
    }

    /// Gives the revision that wrote an object.
    pub(in crate::sign) fn written(&self, number: u32, revision: usize) -> Option<usize> {
        self.slot(number, revision).map(|slot| slot.revision)
    }

    /// Gives what a stream holds, unpacked.
    pub(in crate::sign) fn unpacked(&self, object: &Object, most: usize) -> Option<Vec<u8>> {
        let Object::Stream(dict, range) = object else { return None };
        let data = unpack(dict, self.bytes.get(range.clone())?, &Budget::default()).ok()?;
        (data.len() <= most).then_some(data)
    }

    fn slot(&self, number: u32, revision: usize) -> Option<&Slot> {
        self.slots.get(&number)?.iter().rfind(|slot| slot.revision <= revision)
    }

    /// Lists the objects a revision wrote or took away.
    pub(in crate::sign) fn changed(&self, revision: usize) -> impl Iterator<Item = u32> + '_ {
        self.sections[revision].entries.keys().copied()
    }

    /// Lists the objects that stand at the end; not those that hold others.
    pub(in crate::sign) fn all(&self) -> impl Iterator<Item = (Id, &Object)> {
        self.slots.iter().filter(|(number, _)| !self.frame.contains(number)).filter_map(|(number, slots)| {
            let slot = slots.last()?;
            Some(((*number, slot.generation), slot.object.as_ref()?))
        })
    }

    fn revision(&mut self, revision: usize, budget: &Budget) -> Result<(), String> {
        let start = revision.checked_sub(1).map_or(0, |before| self.sections[before].end);
        let section = &self.sections[revision];
        let mut spans = vec![section.table.clone(), section.tail.clone()];
        let mut found: Vec<(u32, Slot)> = Vec::new();
        let mut held: BTreeMap<u32, Members> = BTreeMap::new();
        for (number, place) in &section.entries {
            let Place::At(at, generation) = *place else { continue };
            if at < start || at >= section.end {
                // A table may name again what an earlier one named, and no more.
                let same = self.slot(*number, revision).is_some_and(|slot| slot.span.start == at);
                if same {
                    continue;
                }
                return Err(format!("bảng tham chiếu chỉ vật {number} vào lần ghi khác"));
            }
            let length = |id: Id| self.length(id, revision, budget);
            let object = Lexer::new(self.bytes, at, budget).indirect(&length)?;
            if object.id != (*number, generation) {
                return Err(format!("bảng tham chiếu chỉ vật {number} vào chỗ của vật {}", object.id.0));
            }
            // A table that is a stream names itself.
            if section.stream != Some(*number) {
                spans.push(at..object.end);
            }
            if let Object::Stream(dict, range) = &object.object {
                match dict.get(&b"Type"[..]).and_then(Object::name) {
                    Some(b"ObjStm") => {
                        held.insert(*number, members(dict, &self.bytes[range.clone()], budget)?);
                    }
                    Some(b"XRef") if section.stream != Some(*number) => {
                        return Err("PDF có bảng tham chiếu không nối vào đâu".to_owned());
                    }
                    _ => {}
                }
            }
            let slot = Slot { revision, generation, object: Some(object.object), span: at..object.end };
            found.push((*number, slot));
        }
        let inside = self.inside(revision, &mut held)?;
        let free = section.entries.iter().filter(|(_, place)| **place == Place::Free);
        let gone = || Slot { revision, generation: 0, object: None, span: 0..0 };
        let free = free.map(|(number, _)| (*number, gone())).collect::<Vec<_>>();
        self.covered(spans, start, revision, budget)?;
        self.frame.extend(self.sections[revision].stream);
        self.frame.extend(held.keys());
        for (number, slot) in found.into_iter().chain(inside).chain(free) {
            self.slots.entry(number).or_default().push(slot);
        }
        Ok(())
    }

    /// Takes the members of object streams that the table names; each must be named,
    /// so that no reader finds more than another.
    fn inside(&self, revision: usize, held: &mut BTreeMap<u32, Members>) -> Result<Vec<(u32, Slot)>, String> {
        let section = &self.sections[revision];
        let broken = |number: u32| format!("bảng tham chiếu và dòng vật không khớp nhau ở vật {number}");
        let mut named = 0;
        let mut found = Vec::new();
        for (number, place) in &section.entries {
            let Place::Inside(container, index) = *place else { continue };
            let list = held.get_mut(&container).ok_or_else(|| broken(*number))?;
            let member =
                list.get_mut(index).filter(|(own, _)| own == number).ok_or_else(|| broken(*number))?;
            let object = std::mem::replace(&mut member.1, Object::Null);
            let Some(Place::At(at, _)) = section.entries.get(&container) else { return Err(broken(*number)) };
            found.push((*number, Slot { revision, generation: 0, object: Some(object), span: *at..*at }));
            named += 1;
        }
        let all: usize = held.values().map(Vec::len).sum();
        if named == all {
            Ok(found)
        } else {
            Err("dòng vật của PDF chứa vật mà bảng tham chiếu không ghi".to_owned())
        }
    }

    /// Gives the length of a stream that stands in another object.
    fn length(&self, id: Id, revision: usize, budget: &Budget) -> Option<i64> {
        match self.sections[revision].entries.get(&id.0) {
            Some(Place::At(at, _)) => {
                let found = Lexer::new(self.bytes, *at, budget).indirect(&|_| None).ok()?;
                found.object.integer().filter(|_| found.id == id)
            }
            Some(_) => None,
            None => self.get(id, revision)?.integer(),
        }
    }

    /// Sees to it that a revision holds its objects, its table, and nothing else.
    fn covered(
        &self,
        mut spans: Vec<Range<usize>>,
        start: usize,
        revision: usize,
        budget: &Budget,
    ) -> Result<(), String> {
        spans.sort_by_key(|span| span.start);
        let mut at = start;
        if revision == 0 {
            // The head line, and the line of high bytes after it.
            at = self.bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(0);
        }
        for span in spans {
            if span.start < at {
                return Err("các vật trong PDF chồng lên nhau".to_owned());
            }
            let mut lexer = Lexer::new(&self.bytes[..span.start], at, budget);
            lexer.gap()?;
            if lexer.at != span.start {
                return Err(format!("ở byte {} của PDF có thứ mà bảng tham chiếu không ghi", lexer.at));
            }
            at = span.end;
        }
        Ok(())
    }
}
