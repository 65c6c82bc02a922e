//! Comes in: what is said of a dossier. Goes out: the same by field, in the order it was
//! said. Must not know: which fields there are.

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::model::Dossier;

/// Is what Thông tư 05/2025/TT-BNV wants said of a dossier: field, text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Described(Vec<(String, String)>);

impl Described {
    /// Gathers what a dossier's file says.
    #[must_use]
    pub(crate) fn of(dossier: &Dossier) -> Self {
        let mut said = Self::default();
        for (field, text) in [("ma_ho_so", &dossier.code), (Self::TITLE, &dossier.title)] {
            if let Some(text) = text {
                said.say(field.to_owned(), text.as_str().to_owned());
            }
        }
        for (field, text) in &dossier.kept {
            said.say(field.clone(), text.as_str().to_owned());
        }
        said
    }

    const TITLE: &'static str = "tieu_de";

    /// Says something; of one field the last counts.
    fn say(&mut self, field: String, text: String) {
        match self.0.iter_mut().find(|(known, _)| *known == field) {
            Some((_, known)) => *known = text,
            None => self.0.push((field, text)),
        }
    }

    /// Lists what is said.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, text)| (field.as_str(), text.as_str()))
    }

    /// Gives the dossier's title.
    #[must_use]
    pub(crate) fn title(&self) -> Option<&str> {
        self.fields().find(|(field, _)| *field == Self::TITLE).map(|(_, text)| text)
    }
}

impl Serialize for Described {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (field, text) in &self.0 {
            map.serialize_entry(field, text)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Described {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> de::Visitor<'de> for Fields {
            type Value = Described;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("fields with texts")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Described, A::Error> {
                let mut said = Described::default();
                while let Some((field, text)) = map.next_entry()? {
                    said.say(field, text);
                }
                Ok(said)
            }
        }
        from.deserialize_map(Fields)
    }
}
