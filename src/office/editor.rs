//! Comes in: the templates, the offices one works in. Goes out: JSON Schemas of all files people
//! write, for their editors. Must not know: where they are written.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use crate::assets::Assets;
use crate::diag::Findings;
use crate::input;
use crate::kind::{GuestUse, Known, Part, kind, kinds, manifest_schema, schema};
use crate::rules::{rule_sets, rules_schema};

/// Is a schema and the files it is for, as VS Code's YAML extension names them.
pub struct EditorSchema {
    /// Its file.
    pub name: &'static str,
    /// Patterns of files.
    pub files: &'static [&'static str],
    /// The schema.
    pub schema: Value,
}

/// Makes the schemas. Short names of signers and units are those of the offices, where there are
/// any.
///
/// # Errors
/// Gives findings if a kind or a rule set is broken.
pub fn editor_schemas(assets: &Assets, offices: &BTreeSet<PathBuf>) -> Result<[EditorSchema; 5], Findings> {
    let all: Result<Vec<_>, _> = kinds(assets).iter().map(|id| kind(assets, id)).collect();
    // A sheet made of a guest list is no paper of its own.
    let papers: Vec<_> = all?.into_iter().filter(|kind| kind.guests != Some(GuestUse::All)).collect();
    let known = known(offices);
    let sets: Vec<_> = rule_sets(assets)?.into_iter().map(std::sync::Arc::new).collect();
    let one = |name, files, schema| EditorSchema { name, files, schema };
    Ok([
        one(
            "co-quan.schema.json",
            &["**/co-quan.yaml"],
            schema("co-quan.yaml", &Part::Office.fields()?, &[], &known),
        ),
        one(
            "ho-so.schema.json",
            &["**/ho-so.yaml"],
            schema("ho-so.yaml", &Part::Dossier.fields()?, &[], &known),
        ),
        one(
            "van-ban.schema.json",
            &[
                "**/*.yaml",
                "!**/co-quan.yaml",
                "!**/ho-so.yaml",
                "!**/loai.yaml",
                "!**/the-thuc/*.yaml",
                "!**/templates/**",
            ],
            schema("Văn bản", &[], &papers, &known),
        ),
        one("loai.schema.json", &["**/loai.yaml"], manifest_schema()),
        one("the-thuc.schema.json", &["**/the-thuc/*.yaml"], rules_schema(&sets)),
    ])
}

/// Gathers the short names of the offices; an office that cannot be read is told of with its
/// papers.
fn known(offices: &BTreeSet<PathBuf>) -> Known {
    let mut known = Known::default();
    for office in offices {
        let source = input::read(&office.join("co-quan.yaml")).ok();
        let Some(office) = source.and_then(|source| input::office(&source).ok()) else { continue };
        known.signers.extend(office.signers.iter().map(|(name, _)| name.clone()));
        known.issuers.extend(office.issuers.iter().map(|(name, _)| name.clone()));
    }
    known
}
