//! Comes in: nothing. Goes out: the values of PDF (PDF 32000 section 7.3) as plain
//! types. Must not know: how they are written.

use std::collections::BTreeMap;
use std::ops::Range;

/// Is the number and the generation of an object.
pub(in crate::sign) type Id = (u32, u16);

/// Is a dictionary; keys whose value is null are left out, as the standard has it.
pub(in crate::sign) type Dict = BTreeMap<Vec<u8>, Object>;

/// Is a value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::sign) enum Object {
    Null,
    Bool(bool),
    Integer(i64),
    Real(f64),
    Text(Vec<u8>),
    Name(Vec<u8>),
    List(Vec<Object>),
    Dict(Dict),
    /// A dictionary and where in the file its bytes lie.
    Stream(Dict, Range<usize>),
    Ref(Id),
}

impl Object {
    pub(in crate::sign) fn id(&self) -> Option<Id> {
        if let Self::Ref(id) = self { Some(*id) } else { None }
    }

    pub(in crate::sign) fn integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }

    /// Gives a number, however it is written.
    pub(in crate::sign) fn number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "lengths on a page are small")]
            Self::Integer(number) => Some(*number as f64),
            Self::Real(number) => Some(*number),
            _ => None,
        }
    }

    pub(in crate::sign) fn text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(in crate::sign) fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(in crate::sign) fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// Gives a dictionary; not that of a stream.
    pub(in crate::sign) fn dict(&self) -> Option<&Dict> {
        if let Self::Dict(dict) = self { Some(dict) } else { None }
    }
}
