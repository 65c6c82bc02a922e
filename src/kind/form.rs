//! Comes in: the fields of a file. Goes out: the form a clerk fills in: each field once, in the
//! order of the paper, with its label and help. Must not know: any particular kind, HTML.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Field, FieldType, Kind, Side};

/// Is one place of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// The key in the file.
    pub key: String,
    /// What stands before it: `Trích yếu`.
    pub label: String,
    /// What it is, in the user's words.
    pub help: String,
    /// A value as one would type it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// Whether the file is wrong without it.
    pub required: bool,
    /// Whether few papers have it: it is shown where it is filled in, else on asking.
    pub rare: bool,
    /// How it is filled in.
    pub input: Input,
}

/// Says how a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Input {
    /// One line of text.
    Text,
    /// Text whose line ends are kept.
    Lines,
    /// A body: text and tables.
    Body,
    /// Rows of cells.
    Rows,
    /// A whole number from 1.
    Number,
    /// A day; `month` where it may be a month.
    Date {
        /// Whether a month alone may stand there.
        month: bool,
    },
    /// A time of day.
    Time,
    /// Yes or no.
    Flag,
    /// One of some words.
    Choice {
        /// The words.
        words: Vec<String>,
        /// What each is called; empty where they speak for themselves.
        names: Vec<String>,
    },
    /// A signer of the office.
    Signer,
    /// An issuer of the office.
    Issuer,
    /// Several of one type.
    List {
        /// What each is.
        of: Box<Input>,
    },
    /// Fields of its own.
    Group {
        /// The fields.
        fields: Vec<Entry>,
    },
    /// Names chosen by the user, each with a value.
    Named {
        /// What each is.
        of: Box<Input>,
    },
}

/// Gives the form of some fields, in their order.
#[must_use]
pub fn form(fields: &[Field]) -> Vec<Entry> {
    fields.iter().map(entry).collect()
}

/// Gives the form of a kind: the fields its manifest names in `thu_tu` first, then those of
/// every paper in the order they are printed, its own before the signer. The kind itself is no
/// field, and neither is what papers of the side have not got, unless it is `typed` already.
#[must_use]
pub fn form_of(kind: &Kind, side: Side, typed: &[&str]) -> Vec<Entry> {
    let place = |field: &Field| {
        let named = kind.order.iter().position(|name| *name == field.name);
        let own = kind.own.contains(&field.name);
        // Whoever signs and receives stands at the end of the paper.
        let last = ["noi_dung", "nguoi_ky", "noi_nhan"].contains(&field.name.as_str());
        (field.rare && !field.required, named.unwrap_or(usize::MAX), last && !own)
    };
    let has = |field: &&Field| kind.has(&field.name, side) || typed.contains(&field.name.as_str());
    let mut fields: Vec<&Field> =
        kind.fields.iter().filter(|field| field.name != "loai").filter(has).collect();
    fields.sort_by_key(|field| place(field));
    fields.into_iter().map(entry).collect()
}

fn entry(field: &Field) -> Entry {
    Entry {
        key: field.name.clone(),
        label: field.title(),
        help: field.help.clone(),
        example: field.example.clone(),
        required: field.required && field.unless.is_empty(),
        rare: field.rare && !field.required,
        input: match input(&field.kind) {
            Input::Choice { words, .. } => Input::Choice { words, names: field.choice_names.clone() },
            other => other,
        },
    }
}

fn input(kind: &FieldType) -> Input {
    match kind {
        FieldType::Text | FieldType::Verbatim => Input::Text,
        FieldType::Lines | FieldType::VerbatimLines => Input::Lines,
        FieldType::Body => Input::Body,
        FieldType::Rows => Input::Rows,
        FieldType::Number => Input::Number,
        FieldType::Date => Input::Date { month: false },
        FieldType::DayOrMonth => Input::Date { month: true },
        FieldType::Time => Input::Time,
        FieldType::Flag => Input::Flag,
        FieldType::Choice(words) => Input::Choice { words: words.clone(), names: Vec::new() },
        FieldType::Signer => Input::Signer,
        FieldType::Issuer => Input::Issuer,
        FieldType::List(of) => Input::List { of: Box::new(input(of)) },
        FieldType::Named(of) => Input::Named { of: Box::new(input(of)) },
        FieldType::Group(fields) => Input::Group { fields: form(fields) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Assets;
    use crate::kind::{Part, kind, kinds};

    /// Gives the names of all entries, those inside others with them.
    fn labels(entries: &[Entry], found: &mut Vec<(String, String, String)>) {
        for entry in entries {
            found.push((entry.key.clone(), entry.label.clone(), entry.help.clone()));
            let mut input = &entry.input;
            while let Input::List { of } | Input::Named { of } = input {
                input = of;
            }
            if let Input::Group { fields } = input {
                labels(fields, found);
            }
        }
    }

    #[test]
    fn every_field_of_every_kind_is_on_its_form_once_with_a_label() {
        let assets = Assets::default();
        let mut forms = vec![
            form(&Part::Office.fields().expect("fields")),
            form(&Part::Dossier.fields().expect("fields")),
        ];
        for id in kinds(&assets) {
            let kind = kind(&assets, &id).expect("kind");
            for side in &kind.sides {
                let made = form_of(&kind, *side, &[]);
                let mut names: Vec<&str> = made.iter().map(|entry| entry.key.as_str()).collect();
                let mut right: Vec<&str> = kind.fields.iter().map(|field| field.name.as_str()).collect();
                right.retain(|name| *name != "loai" && kind.has(name, *side));
                names.sort_unstable();
                right.sort_unstable();
                assert_eq!(names, right, "{id}");
                forms.push(made);
            }
        }
        for form in forms {
            let mut found = Vec::new();
            labels(&form, &mut found);
            for (key, label, help) in found {
                assert!(!label.contains('_') && label != key && !help.is_empty(), "{key}: {label}: {help}");
            }
        }
    }

    #[test]
    fn a_form_has_the_order_of_the_paper() {
        let kind = kind(&Assets::default(), "giay-moi").expect("kind");
        let form = form_of(&kind, Side::Party, &[]);
        let at = |key: &str| form.iter().position(|entry| entry.key == key).expect(key);
        let order = ["so", "ngay", "trich_yeu", "kinh_moi", "noi_dung", "nguoi_ky", "noi_nhan", "gon"];
        assert!(
            order.windows(2).all(|pair| at(pair[0]) < at(pair[1])),
            "{:#?}",
            form.iter().map(|e| &e.key).collect::<Vec<_>>()
        );
        assert!(form[at("gon")].rare && !form[at("trich_yeu")].rare && form[at("trich_yeu")].required);
    }
}
