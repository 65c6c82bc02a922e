//! Comes in: the office as it is typed. Goes out: numbers that were given out in a term of office
//! and would no longer be of it. Must not know: who types.

use super::desk::Desk;
use crate::diag::{Code, Diagnostic, Findings};
use crate::input::{self, Unsaved};
use crate::register::{Entry, Query, Register, State};

/// Is how many numbers are named.
const NAMED: usize = 5;

impl Desk<'_> {
    /// Tells of numbers whose term of office the typed days would take away: new ones would begin
    /// anew beside them (HD05 §3.1.1b).
    ///
    /// # Errors
    /// Gives findings if the office or its register cannot be read.
    pub fn terms_moved(&self, unsaved: &Unsaved) -> Result<Option<Diagnostic>, Findings> {
        let folder = self.workspace()?.folder;
        let office = input::office(&unsaved.read(&folder.join("co-quan.yaml"))?)?;
        let Some(register) = Register::look(&folder)? else { return Ok(None) };
        let rows = register.list(&Query::default())?;
        let own = |row: &&Entry| row.state != State::Cancelled;
        let stays =
            |row: &Entry| office.terms.of(&row.organ, row.date).is_some_and(|term| term.from == row.term);
        let moved: Vec<&Entry> = rows.iter().filter(own).filter(|row| !stays(row)).collect();
        if moved.is_empty() {
            return Ok(None);
        }
        let named = moved
            .iter()
            .take(NAMED)
            .map(|row| format!("{} ({})", row.printed(), row.date.format("%d/%m/%Y")));
        let more = if moved.len() > NAMED { "…" } else { "" };
        let message = format!(
            "{} số đã cấp không còn nằm trong nhiệm kỳ của chúng: {}{more}",
            moved.len(),
            named.collect::<Vec<_>>().join(", ")
        );
        let hint = "trả ngày của nhiệm kỳ về như cũ; nhiệm kỳ mới thì thêm một mục, không sửa mục cũ";
        Ok(Some(Diagnostic::new(Code::TERM_MOVED, message).hint(hint)))
    }
}
