//! Comes in: the office. Goes out: its name, who signs, who else issues papers, as somebody chooses
//! among them. Must not know: papers.

use serde::Serialize;

use super::desk::Desk;
use crate::diag::Findings;
use crate::input;
use crate::text::one_line;

/// Is somebody or something that is chosen by a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The key in `co-quan.yaml`.
    pub key: String,
    /// What the user reads.
    pub label: String,
}

impl Desk<'_> {
    /// Gives the office's name as a sentence has it.
    ///
    /// # Errors
    /// Gives findings if there is no office here.
    pub fn name(&self) -> Result<String, Findings> {
        Ok(self.workspace()?.office.issuer.proper)
    }

    /// Gives what the dossier of a paper is called, by the paper's path from the office's folder: its
    /// title, else its folder; nothing of a paper that lies in none.
    #[must_use]
    pub fn dossier_title(&self, path: &str) -> Option<String> {
        let (folder, _) = path.rsplit_once('/')?;
        let facts = self.workspace().ok()?.folder.join(folder).join("ho-so.yaml");
        let dossier = input::read(&facts).ok().and_then(|source| input::dossier(&source).ok());
        let title = dossier.and_then(|dossier| dossier.title).map(|title| one_line(title.as_str()));
        title.or_else(|| Some(folder.rsplit('/').next()?.to_owned()))
    }

    /// Gives those who sign; none where the office cannot be read.
    #[must_use]
    pub fn signers(&self) -> Vec<Choice> {
        let Ok(workspace) = self.workspace() else { return Vec::new() };
        let choice = |(key, signer): &(String, crate::model::Signer)| Choice {
            key: key.clone(),
            label: format!("{} ({})", signer.name.as_str(), called(signer)),
        };
        workspace.office.signers.iter().map(choice).collect()
    }

    /// Gives the other issuers; none where the office cannot be read.
    #[must_use]
    pub fn issuers(&self) -> Vec<Choice> {
        let Ok(workspace) = self.workspace() else { return Vec::new() };
        let choice = |(key, issuer): &(String, crate::model::Issuer)| Choice {
            key: key.clone(),
            label: one_line(issuer.name.as_str()),
        };
        workspace.office.issuers.iter().map(choice).collect()
    }
}

/// Says in a word what a signer signs as: the position, or the authority that stands alone.
fn called(signer: &crate::model::Signer) -> String {
    let alone = signer.authority.last().filter(|_| signer.title.as_str().is_empty());
    one_line(alone.unwrap_or(&signer.title).as_str())
}
