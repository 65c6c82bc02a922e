//! Comes in: digests and names. Goes out: the inventory of an object, as OCFL
//! 1.1 writes it, and back. Must not know: files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// Says who adds a version, when and why.
#[derive(Debug, Clone)]
pub struct Version {
    /// When, RFC 3339.
    pub created: String,
    /// Why.
    pub message: String,
    /// Who.
    pub user: String,
}

/// Is what files are known by.
const ALGORITHM: &str = "sha512";

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
    /// the version before, some of which may get another name. Gives where new bytes
    /// must be written.
    pub(super) fn add(
        &mut self,
        version: &Version,
        moved: &[(String, String)],
        files: &[(String, String)],
    ) -> Vec<(String, usize)> {
        self.head += 1;
        let mut state = self.versions.last().map(|past| past.state.clone()).unwrap_or_default();
        for name in state.values_mut().flatten() {
            if let Some((_, new)) = moved.iter().find(|(old, _)| old == name) {
                name.clone_from(new);
            }
        }
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
            "id": self.id, "type": "https://ocfl.io/1.1/spec/#inventory", "digestAlgorithm": ALGORITHM,
            "head": format!("v{}", self.head), "manifest": self.manifest, "versions": versions,
        });
        format!("{all:#}\n")
    }

    /// Reads an inventory; nothing if it is none as this program writes it.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Self::strict(bytes).ok()
    }

    /// Reads an inventory. What is not, letter for letter, what would be written of
    /// it is none: a key that stands there twice, one nobody reads, another
    /// algorithm would be passed over here and read by others.
    ///
    /// # Errors
    /// Says why it is none.
    pub(super) fn strict(bytes: &[u8]) -> Result<Self, String> {
        let value: Value = serde_json::from_slice(bytes).map_err(|_| "không phải JSON".to_owned())?;
        let own = Self::of(&value).ok_or("thiếu mục mà bản kê phải có, hoặc mục sai kiểu")?;
        own.inside()?;
        if own.json().as_bytes() == bytes {
            return Ok(own);
        }
        let algorithm = value.get("digestAlgorithm").and_then(Value::as_str);
        let versions = value.get("versions").and_then(Value::as_object).map_or(0, serde_json::Map::len);
        Err(if algorithm != Some(ALGORITHM) {
            format!("thuật toán mã không phải {ALGORITHM}")
        } else if versions != own.versions.len() {
            "kể những bản không nối tiếp nhau".to_owned()
        } else {
            "có khoá lặp, khoá lạ hoặc cách viết không phải của vanthu".to_owned()
        })
    }

    fn of(value: &Value) -> Option<Self> {
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

    /// Refuses names that lead out of the object, stand for two files, or for none.
    pub(super) fn inside(&self) -> Result<(), String> {
        let mut places = BTreeSet::new();
        for (digest, paths) in &self.manifest {
            let hex =
                digest.len() == 128 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            if !hex || paths.is_empty() {
                return Err(format!("có mã không phải SHA-512: {}", shown(digest)));
            }
            for path in paths {
                let version = path.split_once("/content/").filter(|(_, name)| is_plain(name));
                let number = version.and_then(|(version, _)| version.strip_prefix('v')?.parse::<u32>().ok());
                let own = number.is_some_and(|number| {
                    (1..=self.head).contains(&number) && path.starts_with(&format!("v{number}/"))
                });
                if !own {
                    return Err(format!("kể một đường dẫn ra ngoài đối tượng: {}", shown(path)));
                }
                if !places.insert(path) {
                    return Err(format!("kể hai mã cho một tệp: {}", shown(path)));
                }
            }
            if !self.versions.iter().any(|past| past.state.contains_key(digest)) {
                return Err(format!("kể một tệp không bản nào có: {}", shown(&paths[0])));
            }
        }
        for past in &self.versions {
            let mut names = BTreeSet::new();
            for (digest, own) in &past.state {
                if !self.manifest.contains_key(digest) {
                    return Err(format!("kể một tệp không có chỗ: {}", shown(digest)));
                }
                for name in own {
                    if !is_plain(name) {
                        return Err(format!("kể một tên tệp không dùng được: {}", shown(name)));
                    }
                    if !names.insert(name) {
                        return Err(format!("kể một tên cho hai tệp: {}", shown(name)));
                    }
                }
            }
        }
        Ok(())
    }
}

/// Tells whether a name stays below the folder it is looked up in, on every system.
fn is_plain(name: &str) -> bool {
    name.split(['/', '\\']).all(|part| !matches!(part, "" | "." | ".."))
}

/// Shows no more of a name than fits into a message, and nothing of it that acts.
fn shown(name: &str) -> String {
    format!("`{}`", name.chars().take(60).collect::<String>().escape_debug())
}
