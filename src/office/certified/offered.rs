//! Comes in: a paper, or nothing where a document comes from elsewhere; a day. Goes out: in which forms it can
//! be copied on that day. Must not know: the document, how a copy is made.

use chrono::NaiveDate;
use serde::Serialize;

use super::form::{forms, has_electronic, rules_of};
use crate::diag::Findings;
use crate::office::desk::Desk;
use crate::office::named::Named;

/// Is a form of a copy that is offered.
#[derive(Debug, Clone, Serialize)]
pub struct CopyForm {
    /// The word by which it is asked for.
    pub word: &'static str,
    /// How it is printed: `SAO Y`.
    pub printed: String,
}

/// Are the forms of copies that are offered.
#[derive(Debug, Clone, Serialize)]
pub struct CopyForms {
    /// The forms to choose among; none where the rule set has one only.
    pub forms: Vec<CopyForm>,
    /// Whether there are electronic copies.
    pub electronic: bool,
    /// The day they are for.
    pub day: NaiveDate,
}

impl Desk<'_> {
    /// Gives the forms in which a paper of the office, or a document from elsewhere, can be copied on a
    /// day (today if none is said) by an organ (that of the paper, the office if none is said).
    ///
    /// # Errors
    /// Gives findings if there is no such paper, or no rule set of that day.
    pub fn copy_forms(
        &self,
        paper: Option<&Named>,
        unit: Option<&str>,
        day: Option<NaiveDate>,
    ) -> Result<CopyForms, Findings> {
        let day = day.unwrap_or(self.today);
        let workspace = self.workspace()?;
        let office = &workspace.office;
        let own = paper.map(|paper| self.numbered(paper)).transpose()?;
        let own = own.and_then(|(_, entry)| office.organ(&entry.organ));
        let organ = unit.and_then(|name| office.unit(name)).or(own);
        let side = organ.map_or(office.issuer.side, |organ| organ.side);
        let rules = rules_of(self, office, side, day)?;
        let forms = forms(&rules).into_iter().map(|(word, printed)| CopyForm { word, printed }).collect();
        Ok(CopyForms { forms, electronic: has_electronic(&rules), day })
    }
}
