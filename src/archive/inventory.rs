//! Comes in: digests and names. Goes out: the inventory of an object, as OCFL
//! 1.1 writes it, and back. Must not know: files.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::store::Version;

/// Is the list of everything in an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// The object's id.
    pub id: String,
    /// The number of the last version.
    pub head: u32,
    /// Where the bytes of each SHA-512 lie, from the object's folder.
    pub manifest: BTreeMap<String, Vec<String>>,
    /// The versions, the first one first.
    pub versions: Vec<Past>,
}

/// Is a version of an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// When, RFC 3339.
    pub created: String,
    /// Why.
    pub message: String,
    /// Who.
    pub user: String,
    /// The names of the files of each SHA-512.
    pub state: BTreeMap<String, Vec<String>>,
}

impl Inventory {
    /// Adds a version whose files, by name and SHA-512, come on top of those of
    /// the version before. Gives where new bytes must be written.
    pub(super) fn add(&mut self, version: &Version, files: &[(String, String)]) -> Vec<(String, usize)> {
        self.head += 1;
        let mut state = self.versions.last().map(|past| past.state.clone()).unwrap_or_default();
        let mut new = Vec::new();
        for (at, (name, digest)) in files.iter().enumerate() {
            if !self.manifest.contains_key(digest) {
                let path = format!("v{}/content/{name}", self.head);
                self.manifest.insert(digest.clone(), vec![path.clone()]);
                new.push((path, at));
            }
            for names in state.values_mut() {
                names.retain(|known| known != name);
            }
            state.entry(digest.clone()).or_default().push(name.clone());
        }
        state.retain(|_, names| !names.is_empty());
        let Version { created, message, user } = version.clone();
        self.versions.push(Past { created, message, user, state });
        new
    }

    /// Gives where the bytes of a file of the last version lie.
    #[must_use]
    pub fn content(&self, name: &str) -> Option<(&str, &str)> {
        let state = &self.versions.last()?.state;
        let digest = state.iter().find(|(_, names)| names.iter().any(|known| known == name))?.0;
        Some((digest, self.manifest.get(digest)?.first()?))
    }

    /// Gives the version in which a file of the last one became what it is.
    #[must_use]
    pub fn since(&self, name: &str) -> usize {
        let digest = |past: &Past| {
            let own = past.state.iter().find(|(_, names)| names.iter().any(|known| known == name));
            own.map(|(digest, _)| digest.clone())
        };
        let now = self.versions.last().and_then(digest);
        self.versions.iter().rposition(|past| digest(past) != now).map_or(1, |at| at + 2)
    }

    /// Lists the names of the files of the last version.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let state = self.versions.last().map(|past| &past.state);
        let mut names: Vec<&str> =
            state.into_iter().flat_map(|state| state.values().flatten()).map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// Writes the inventory.
    #[must_use]
    pub fn json(&self) -> String {
        let version = |past: &Past| {
            json!({
                "created": past.created, "message": past.message,
                "user": { "name": past.user }, "state": past.state,
            })
        };
        let versions = self.versions.iter().enumerate();
        let versions: serde_json::Map<String, Value> =
            versions.map(|(at, past)| (format!("v{}", at + 1), version(past))).collect();
        let all = json!({
            "id": self.id, "type": "https://ocfl.io/1.1/spec/#inventory", "digestAlgorithm": "sha512",
            "head": format!("v{}", self.head), "manifest": self.manifest, "versions": versions,
        });
        format!("{all:#}\n")
    }

    /// Reads an inventory; nothing if it is none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let head: u32 = value.get("head")?.as_str()?.strip_prefix('v')?.parse().ok()?;
        let past = |number: u32| {
            let past = value.get("versions")?.get(format!("v{number}"))?;
            Some(Past {
                created: text(past.get("created")?)?,
                message: text(past.get("message")?).unwrap_or_default(),
                user: past.get("user").and_then(|user| text(user.get("name")?)).unwrap_or_default(),
                state: serde_json::from_value(past.get("state")?.clone()).ok()?,
            })
        };
        Some(Self {
            id: text(value.get("id")?)?,
            head,
            manifest: serde_json::from_value(value.get("manifest")?.clone()).ok()?,
            versions: (1..=head).map(past).collect::<Option<_>>()?,
        })
    }
}
