//! Comes in: a file that is open. Goes out: its text as it is typed, and the file, saved whole.
//! Must not know: who types, other files.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::merge::{Conflict, merged};
use super::values::{content, plain};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::sha256_hex;
use crate::pipeline::write::whole;
use crate::yaml::edit::{Content, FieldPath, Order, Sheet, Verb};

/// Is how long nothing is typed before what was typed is saved.
const PAUSE: Duration = Duration::from_millis(800);
/// Is after how long it is saved although somebody goes on typing.
const LONGEST: Duration = Duration::from_secs(10);

/// Is after how long a version is kept again, of a file that is typed all the time.
const BETWEEN: Duration = Duration::from_mins(15);

/// Says that an edit was made on a text that is no longer the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale {
    /// The version there is now.
    pub version: u64,
}

/// Is a file that is open.
pub(super) struct Draft {
    pub(super) file: PathBuf,
    pub(super) sheet: Sheet,
    /// Counts the edits.
    pub(super) version: u64,
    /// Fields that wait for somebody to choose.
    pub(super) conflicts: Vec<Conflict>,
    /// Why it could not be saved.
    pub(super) trouble: Option<Diagnostic>,
    /// The file as it was last seen on the disk.
    base: Sheet,
    /// The SHA-256 of its bytes there.
    disk: String,
    /// When a version of it was last kept.
    kept: Option<Instant>,
    /// When the first and the last edit were made that are not saved.
    typed: Option<(Instant, Instant)>,
}

impl Draft {
    /// Opens a file.
    ///
    /// # Errors
    /// Gives findings if it cannot be read, or is no YAML that can be edited.
    pub(super) fn open(file: &Path) -> Result<Self, Vec<Diagnostic>> {
        let bytes = bytes(file).map_err(|finding| vec![*finding])?;
        let sheet = Sheet::read(&file.display().to_string(), &bytes)?;
        Ok(Self {
            file: file.to_owned(),
            base: sheet.clone(),
            sheet,
            version: 0,
            conflicts: Vec::new(),
            trouble: None,
            disk: sha256_hex(&bytes),
            kept: None,
            typed: None,
        })
    }

    /// Tells whether all that was typed is on the disk.
    pub(super) fn is_saved(&self) -> bool {
        self.typed.is_none()
    }

    /// Makes an edit of the text that had this version.
    ///
    /// # Errors
    /// Gives why the edit is not made.
    pub(super) fn edit(
        &mut self,
        (path, verb): (&FieldPath, &Verb),
        order: Order<'_>,
        now: Instant,
    ) -> Result<(), Box<Diagnostic>> {
        let edited = self.sheet.edit(path, verb, order)?;
        if edited.sheet.text() != self.sheet.text() {
            self.typed = Some((self.typed.map_or(now, |(first, _)| first), now));
            self.sheet = edited.sheet;
            self.version += 1;
            self.typed_on();
        }
        Ok(())
    }

    /// Makes an edit of a text that has changed since: `before` stood there for whoever made it. If
    /// something else stands there now, what both want waits for somebody to choose.
    ///
    /// # Errors
    /// Gives why the edit is not made.
    pub(super) fn edit_late(
        &mut self,
        (path, verb): (&FieldPath, &Verb),
        before: Option<&Content>,
        order: Order<'_>,
        now: Instant,
    ) -> Result<(), Box<Diagnostic>> {
        let there = self.sheet.value(path).filter(|value| **value != Content::Empty).cloned();
        self.edit((path, verb), order, now)?;
        let mine = self.sheet.value(path).cloned();
        if !same(there.as_ref(), before)
            && !same(there.as_ref(), mine.as_ref())
            && self.conflicts.iter().all(|one| !one.holds(path))
        {
            let [before, mine, theirs] =
                [before, mine.as_ref(), there.as_ref()].map(|value| value.map(plain));
            self.conflicts.push(Conflict { path: path.to_string(), before, mine, theirs });
        }
        Ok(())
    }

    /// Lets what waits know what is typed meanwhile; what is the same on both sides waits no more.
    fn typed_on(&mut self) {
        for conflict in &mut self.conflicts {
            let path = conflict.path.parse::<FieldPath>();
            conflict.mine = path.ok().and_then(|path| self.sheet.value(&path)).map(plain);
        }
        self.conflicts.retain(|conflict| conflict.mine != conflict.theirs);
    }

    /// Tells whether it is time to save.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.typed.is_some_and(|(first, last)| {
            now.saturating_duration_since(last) >= PAUSE || now.saturating_duration_since(first) >= LONGEST
        })
    }

    /// Gives what the file held, where it is time to keep that before it is saved.
    pub(super) fn due_version(&mut self, now: Instant) -> Option<Vec<u8>> {
        let due = self.kept.is_none_or(|kept| now.saturating_duration_since(kept) >= BETWEEN);
        let changes = !self.is_saved() && self.conflicts.is_empty() && self.sheet.text() != self.base.text();
        (due && changes).then(|| {
            self.kept = Some(now);
            self.base.bytes()
        })
    }

    /// Lets the next save keep what the file holds, however soon it comes.
    pub(super) fn part(&mut self) {
        self.kept = None;
    }

    /// Lets the text be an earlier version; the one there is now is kept before it is saved.
    ///
    /// # Errors
    /// Gives findings if it is no YAML that can be edited.
    pub(super) fn restore(&mut self, bytes: &[u8], now: Instant) -> Result<(), Vec<Diagnostic>> {
        let sheet = Sheet::read(&self.file.display().to_string(), bytes)?;
        self.replace(sheet, now);
        Ok(())
    }

    /// Lets the text be another one; the one there is now is kept before it is saved.
    pub(super) fn replace(&mut self, sheet: Sheet, now: Instant) {
        if sheet.text() != self.sheet.text() {
            self.typed = Some((self.typed.map_or(now, |(first, _)| first), now));
            self.sheet = sheet;
            self.version += 1;
            self.kept = None;
            self.conflicts.clear();
        }
    }

    /// Looks whether somebody else has changed the file: what they changed comes in, what both
    /// changed waits. Gives whether the text is another now.
    pub(super) fn refresh(&mut self) -> Result<bool, Box<Diagnostic>> {
        let bytes = bytes(&self.file)?;
        let disk = sha256_hex(&bytes);
        if disk == self.disk {
            return Ok(false);
        }
        let theirs = Sheet::read(&self.file.display().to_string(), &bytes)
            .map_err(|found| Box::new(found.into_iter().next().unwrap_or_else(|| unread(&self.file))))?;
        let before = self.sheet.text().to_owned();
        let (sheet, mut conflicts) = merged(&self.base, &self.sheet, &theirs);
        for old in std::mem::take(&mut self.conflicts) {
            // What waits for somebody to choose goes on waiting, with what stands there now.
            let Ok(path) = old.path.parse::<FieldPath>() else { continue };
            let other = theirs.value(&path);
            let decided = sheet.value(&path) == other;
            if !decided && conflicts.iter().all(|new| new.path != old.path) {
                conflicts.push(Conflict { theirs: other.map(plain), ..old });
            }
        }
        (self.sheet, self.conflicts) = (sheet, conflicts);
        (self.base, self.disk) = (theirs, disk);
        let changed = self.sheet.text() != before;
        self.version += u64::from(changed);
        Ok(changed)
    }

    /// Lets a field that both sides changed hold what was typed here, or what somebody else saved.
    ///
    /// # Errors
    /// Gives why it cannot be written; the field goes on waiting.
    pub(super) fn choose(&mut self, path: &str, mine: bool, now: Instant) -> Result<(), Box<Diagnostic>> {
        let Some(at) = self.conflicts.iter().position(|one| one.path == path) else { return Ok(()) };
        let conflict = &self.conflicts[at];
        let wanted = if mine { &conflict.mine } else { &conflict.theirs };
        let Ok(way) = path.parse::<FieldPath>() else { return Ok(()) };
        let verb = match wanted {
            Some(value) => Some(Verb::Set(content(value))),
            None => self.sheet.value(&way).map(|_| Verb::Remove),
        };
        if let Some(verb) = verb {
            let edited = self.sheet.edit(&way, &verb, Order::default())?;
            self.version += u64::from(edited.sheet.text() != self.sheet.text());
            self.sheet = edited.sheet;
        }
        self.conflicts.remove(at);
        self.typed = Some((self.typed.map_or(now, |(first, _)| first), now));
        Ok(())
    }

    /// Saves what was typed: the file is the old one or the new one, never a part. While fields
    /// wait for somebody to choose, nothing is written.
    pub(super) fn save(&mut self) -> Result<(), Box<Diagnostic>> {
        if self.is_saved() {
            return Ok(());
        }
        self.refresh()?;
        if !self.conflicts.is_empty() {
            return Ok(());
        }
        let bytes = self.sheet.bytes();
        let disk = sha256_hex(&bytes);
        if disk != self.disk {
            whole(&self.file, &bytes)?;
        }
        (self.base, self.disk, self.typed) = (self.sheet.clone(), disk, None);
        Ok(())
    }
}

/// Tells whether two values are the same but for the line end a block has.
fn same(one: Option<&Content>, other: Option<&Content>) -> bool {
    match (one, other) {
        (Some(Content::Text(one)), Some(Content::Text(other))) => {
            one.strip_suffix('\n').unwrap_or(one) == other.strip_suffix('\n').unwrap_or(other)
        }
        (one, other) => one == other,
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    std::fs::read(file).map_err(|error| {
        let message = format!("không đọc được `{}`: {}", file.display(), os_words(&error));
        Box::new(Diagnostic::new(Code::FILE_READ, message))
    })
}

fn unread(file: &Path) -> Diagnostic {
    Diagnostic::new(Code::FILE_READ, format!("không đọc được `{}`", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Case {
        _folder: tempfile::TempDir,
        draft: Draft,
    }

    impl Case {
        /// Opens a file, types into it; meanwhile somebody else saves it.
        fn new(typed: &[(&str, &str)], theirs: &str) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("a.yaml");
            std::fs::write(&file, "# đầu\na: 1\nb: 2\nc: 3\n").expect("a file");
            let mut draft = Draft::open(&file).expect("a draft");
            for (path, value) in typed {
                let path = path.parse().expect("a path");
                let verb = Verb::Set((*value).into());
                draft.edit((&path, &verb), Order::default(), Instant::now()).expect("an edit");
            }
            std::fs::write(&file, theirs).expect("saved");
            draft.save().expect("looked");
            Self { _folder: folder, draft }
        }

        fn saved(&self) -> String {
            std::fs::read_to_string(&self.draft.file).expect("a file")
        }

        fn choose(&mut self, mine: bool) -> String {
            let paths: Vec<String> = self.draft.conflicts.iter().map(|one| one.path.clone()).collect();
            for path in paths {
                self.draft.choose(&path, mine, Instant::now()).expect("chosen");
            }
            self.draft.save().expect("saved");
            self.saved()
        }
    }

    const BOTH: &str = "# đầu\na: của họ\nb: của họ, không ai khác sửa\nc: 3\n";

    #[test]
    fn what_only_one_side_changed_comes_together() {
        let case = Case::new(&[("c", "tôi")], BOTH);
        assert_eq!(case.saved(), BOTH.replace("c: 3", "c: tôi"));
        assert!(case.draft.conflicts.is_empty() && case.draft.is_saved());
    }

    #[test]
    fn what_both_changed_waits_and_nothing_of_either_is_lost() {
        for (mine, wanted) in [(true, "a: tôi\n"), (false, "a: của họ\n")] {
            let mut case = Case::new(&[("a", "tôi")], BOTH);
            assert_eq!(case.saved(), BOTH, "nothing is written while it waits");
            assert_eq!(case.draft.conflicts.len(), 1);
            assert_eq!(case.choose(mine), BOTH.replace("a: của họ\n", wanted));
        }
    }

    #[test]
    fn a_field_that_waits_goes_on_waiting_when_they_save_again() {
        let mut case = Case::new(&[("a", "tôi")], BOTH);
        let again = BOTH.replace("c: 3", "c: họ, lần hai");
        std::fs::write(&case.draft.file, &again).expect("saved");
        case.draft.save().expect("looked");
        assert_eq!(case.saved(), again, "mine does not win in silence");
        assert_eq!(case.draft.conflicts.len(), 1);
        assert_eq!(case.choose(false), again);
    }

    #[test]
    fn a_late_edit_of_a_field_somebody_else_changed_waits() {
        let mut case = Case::new(&[], BOTH);
        case.draft.refresh().expect("looked");
        let late = |case: &mut Case, path: &str, before: &str| {
            let path = path.parse().expect("a path");
            let (verb, before) = (Verb::Set("tôi".into()), Content::from(before));
            case.draft
                .edit_late((&path, &verb), Some(&before), Order::default(), Instant::now())
                .expect("an edit");
            case.draft.save().expect("looked");
        };
        late(&mut case, "c", "3");
        assert_eq!(case.saved(), BOTH.replace("c: 3", "c: tôi"), "nobody else changed it");
        late(&mut case, "a", "1");
        assert_eq!(case.saved(), BOTH.replace("c: 3", "c: tôi"));
        assert_eq!(case.draft.conflicts.len(), 1);
        // Whoever types on has not chosen.
        late(&mut case, "a", "tôi");
        assert_eq!(case.draft.conflicts.len(), 1);
        assert_eq!(case.choose(true), BOTH.replace("c: 3", "c: tôi").replace("a: của họ\n", "a: tôi\n"));
    }

    #[test]
    fn both_the_same_is_no_conflict() {
        let case = Case::new(&[("a", "của họ")], BOTH);
        assert!(case.draft.conflicts.is_empty());
        assert_eq!(case.saved(), BOTH);
    }
}
