//! Comes in: what papers are made with. Goes out: the program, its build, the office's own
//! templates, rule sets, fonts, as one answer: what two machines must have in common to make
//! the same page. Must not know: papers.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::eject::origins;
use crate::digest::{digest, sha256_hex};
use crate::kind::kinds;
use crate::pipeline::Stock;

/// Is what papers are made with.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct About {
    /// The program's version.
    #[serde(rename = "phien_ban")]
    pub version: &'static str,
    /// What its build was made of, as a digest: two programs with one build make the same page.
    #[serde(rename = "ban_dung")]
    pub build: &'static str,
    /// A digest of all that every page is made with: program, look, rule sets, fonts.
    #[serde(rename = "dung_cu")]
    pub tools: String,
    /// The kinds of paper there are.
    #[serde(rename = "loai")]
    pub kinds: Vec<String>,
    /// The templates, rule sets and parts of the look that are not as they are built in.
    #[serde(rename = "mau_rieng")]
    pub own: Vec<OwnFile>,
    /// The rule sets, the oldest first.
    #[serde(rename = "the_thuc")]
    pub rules: Vec<RulesTold>,
    /// A digest of all fonts.
    #[serde(rename = "phong_chu")]
    pub fonts: String,
}

/// Is a file that goes before what is built in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OwnFile {
    /// Its path among the templates: `the-thuc/hd36.yaml`.
    #[serde(rename = "tep")]
    pub path: String,
    /// Where it lies.
    #[serde(rename = "o")]
    pub place: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The SHA-256 of the file that is built in under this path; none if it is new.
    #[serde(rename = "co_san")]
    pub built_in: Option<String>,
    /// The SHA-256 of the built-in file it was copied from by `eject`; none if that is not known.
    #[serde(rename = "chep_tu")]
    pub copied_from: Option<String>,
    /// Whether the built-in file is another one since.
    #[serde(rename = "da_cu")]
    pub outdated: bool,
    /// Whether it is still as it was copied.
    #[serde(rename = "chua_sua")]
    pub untouched: bool,
}

/// Is a rule set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RulesTold {
    /// Its file's name: `hd05`.
    #[serde(rename = "ma")]
    pub id: String,
    /// Its name: `Hướng dẫn 05-HD/VPTW`.
    #[serde(rename = "ten")]
    pub name: String,
    /// The first day it is in force.
    #[serde(rename = "tu")]
    pub from: NaiveDate,
    /// The last day it is in force, if it is over.
    #[serde(rename = "den")]
    pub until: Option<NaiveDate>,
}

/// Tells what papers are made with.
#[must_use]
pub fn about(stock: &Stock) -> About {
    let origins = origins(&stock.assets);
    let own = stock.assets.own().into_iter().map(|own| {
        let (sha256, built_in) = (sha256_hex(&own.bytes), own.built_in.map(sha256_hex));
        let copied_from = origins.get(&own.path).cloned();
        OwnFile {
            place: own.place.display().to_string(),
            outdated: copied_from.is_some() && copied_from != built_in,
            untouched: copied_from.as_ref() == Some(&sha256),
            path: own.path,
            sha256,
            built_in,
            copied_from,
        }
    });
    let rules = stock.rules.iter().map(|rules| RulesTold {
        id: rules.id.clone(),
        name: rules.name.clone(),
        from: rules.from,
        until: rules.until,
    });
    About {
        version: env!("CARGO_PKG_VERSION"),
        build: stock.build,
        tools: stock.tools(),
        kinds: kinds(&stock.assets),
        own: own.collect(),
        rules: rules.collect(),
        fonts: digest(stock.fonts.bytes()),
    }
}
