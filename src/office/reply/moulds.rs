//! Comes in: kinds, fields, codes, files that were written. Goes out: the same for a program.
//! Must not know: papers.

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::{SeverityTold, kind as kind_of};
use crate::diag::Code;
use crate::kind::{Field, FieldType, Kind};

/// Is a kind of paper.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KindTold {
    /// Its name without marks: `ke-hoach`.
    #[serde(rename = "loai")]
    pub id: String,
    /// Its name: `Kế hoạch`.
    #[serde(rename = "ten")]
    pub name: String,
    /// Its symbol: `KH`.
    #[serde(rename = "ky_hieu")]
    pub symbol: String,
    /// The folder it is read from; `có sẵn` if it is built in.
    #[serde(rename = "tu")]
    pub from: String,
    /// What it is for.
    #[serde(rename = "giup")]
    pub help: String,
    /// Its fields, each group before what is in it; only where one kind was asked for.
    #[serde(rename = "cac_truong")]
    pub fields: Option<Vec<FieldTold>>,
}

/// Is a field of a kind.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FieldTold {
    /// Its name.
    #[serde(rename = "truong")]
    pub name: String,
    /// How deep it lies in groups: 0 is a field of the paper.
    #[serde(rename = "cap")]
    pub depth: usize,
    /// Whether the paper is wrong without it.
    #[serde(rename = "bat_buoc")]
    pub required: bool,
    /// What may stand there, in words.
    #[serde(rename = "kieu")]
    pub of: String,
    /// What it is.
    #[serde(rename = "giup")]
    pub help: String,
    /// A value as one would type it.
    #[serde(rename = "vi_du")]
    pub example: Option<String>,
}

impl KindTold {
    /// Makes a kind plain, with its fields where `whole`.
    #[must_use]
    pub fn of(kind: &Kind, from: String, whole: bool) -> Self {
        let mut fields = Vec::new();
        if whole {
            for field in &kind.fields {
                gather(field, 0, &mut fields);
            }
        }
        Self {
            id: kind.id.clone(),
            name: kind.name.clone(),
            symbol: kind.symbols().join(", "),
            from,
            help: kind.help.clone(),
            fields: whole.then_some(fields),
        }
    }
}

fn gather(field: &Field, depth: usize, into: &mut Vec<FieldTold>) {
    into.push(FieldTold {
        name: field.name.clone(),
        depth,
        required: field.required,
        of: field.kind.vietnamese(),
        help: field.help.clone(),
        example: field.example.clone(),
    });
    let mut kind = &field.kind;
    while let FieldType::List(of) | FieldType::Named(of) = kind {
        kind = of;
    }
    if let FieldType::Group(fields) = kind {
        for field in fields {
            gather(field, depth + 1, into);
        }
    }
}

/// Is a code findings carry.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CodeTold {
    /// The code: `nhom::ten`.
    #[serde(rename = "ma")]
    pub id: &'static str,
    /// The kind of finding: what stands before `::`.
    #[serde(rename = "nhom")]
    pub kind: String,
    /// What it does to the paper.
    #[serde(rename = "muc")]
    pub severity: SeverityTold,
    /// The articles it stands on; empty where common sense is the reason.
    #[serde(rename = "dieu")]
    pub article: &'static str,
    /// What it means and what to do.
    #[serde(rename = "giai_thich")]
    pub explanation: &'static str,
}

impl CodeTold {
    /// Makes a code plain.
    #[must_use]
    pub fn of(code: &Code) -> Self {
        Self {
            id: code.id,
            kind: kind_of(code.id),
            severity: SeverityTold::of(code.severity),
            article: code.article,
            explanation: code.explanation,
        }
    }
}

/// Is a file that was written, or was there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileWritten {
    /// The file.
    #[serde(rename = "tep")]
    pub file: String,
    /// Whether it was there before and was left as it is.
    #[serde(rename = "da_co")]
    pub before: bool,
}
