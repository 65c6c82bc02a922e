//! Comes in: an office and a place on a drive. Goes out: a backup there, whole and proved, or none. Must
//! not know: who waits for it.

use std::path::{Path, PathBuf};

use super::copied::{Copied, unwritten};
use super::due::remember;
use super::own::{Own, archive_in};
use super::pace::{Pace, Part};
use super::proved::read_again;
use super::target::{Machine, beside, fit, names, others, roomy, stem};
use crate::archive::{Sample, Workshop, place, settle};
use crate::diag::{Diagnostic, Findings};
use crate::office::answer::BackedUp;
use crate::office::desk::Desk;
use crate::office::shelf::{Charge, Proof};
use crate::pipeline::Workspace;
use crate::register::Register;

/// Is where backups lie before they are whole.
const STAGE: &str = ".vanthu-dang-sao-luu";
/// Is where the register lies.
const REGISTER: &str = "so/so-dang-ky.sqlite";

impl Desk<'_> {
    /// Copies the office to a drive and reads the copy again. Gives what lies there now, and what
    /// was found: a copy of an office that is itself not whole is kept, under a name that says so.
    ///
    /// # Errors
    /// Gives findings if there is no copy: the place does not do, the drive refused, what was read
    /// again differs.
    pub fn back_up(
        &self,
        to: &Path,
        machine: &dyn Machine,
        pace: &Pace<'_>,
    ) -> Result<(BackedUp, Vec<Diagnostic>), Findings> {
        let workspace = self.workspace()?;
        let archive = self.shelf(&workspace);
        let to = fit(to, (&workspace.folder, &archive))?;
        let first = Own::look(&workspace.folder, &archive)?;
        roomy(&to, first.files.values().map(|piece| piece.size).sum(), machine)?;
        let shop = Workshop::open(&to.join(STAGE)).map_err(|error| unwritten(STAGE, &error))?;
        let copy = shop.folder.join("ban-sao");
        let order = Order { workspace: &workspace, archive: &archive, copy: &copy, pace };
        let done = self.copied(&order, &first).and_then(|(proof, head)| {
            let sound = !proof.findings.iter().any(Diagnostic::is_error);
            let folder = self.moved(&order, &to, sound)?;
            Ok((proof, head, folder, sound))
        });
        shop.leave();
        let (proof, (head, files, bytes), folder, sound) = done?;
        let mut findings: Vec<Diagnostic> = first.left;
        findings.extend(beside(&to, &workspace.folder));
        findings.extend(proof.findings);
        if sound {
            let known = remember(&workspace.folder, (&to, &folder), (&self.by.at, head));
            findings.extend(known.err().map(|finding| *finding));
        }
        let inside = archive_in(&workspace.folder, &archive);
        let usual = archive.starts_with(&workspace.folder);
        let done = BackedUp {
            folder: folder.display().to_string(),
            at: self.by.at.clone(),
            files,
            bytes,
            objects: proof.objects,
            whole: sound,
            archive: (!usual && folder.join(&inside).is_dir()).then_some(inside),
            there: others(&to, &stem(workspace.office.issuer.name.as_str())),
        };
        Ok((done, findings))
    }

    /// Copies everything, then proves the copy. Gives what was proved; the head of the register's
    /// log; how many files and bytes there are.
    fn copied(&self, order: &Order<'_>, first: &Own) -> Result<(Proof, Head), Findings> {
        let Order { workspace, archive, copy, pace } = order;
        let mut copied = Copied::new(copy);
        std::fs::create_dir_all(copy).map_err(|error| unwritten("ban-sao", &error))?;
        copied.follow(first, pace)?;
        // The long part is over: what changed meanwhile is copied while nothing changes.
        let still = Register::stand_still(&workspace.folder)?;
        let last = Own::look(&workspace.folder, archive)?;
        copied.follow(&last, pace)?;
        let register = Register::look(&workspace.folder)?;
        let head = register.as_ref().map(Register::head).transpose()?.map_or(0, |(rows, _)| rows);
        if let Some(register) = &register {
            copied.put(REGISTER, &register.image()?)?;
        }
        drop((register, still));
        copied.list()?;
        settle(copy).map_err(|error| unwritten("ban-sao", &error))?;
        let see = |done, all| (pace.told)(Part::Proving, done, all);
        let proof = read_again(
            &copied,
            &Charge {
                workspace: copy,
                archive: &copy.join(archive_in(&workspace.folder, archive)),
                sample: Sample { count: None, seed: 0 },
                terms: &workspace.office.terms,
                today: self.today,
                trust: &self.anchors(&[])?.trust,
                see: Some(&see),
            },
            pace,
        )?;
        let size = |name: &String| std::fs::metadata(copy.join(name)).map_or(0, |about| about.len());
        let bytes = copied.digests.keys().map(size).sum();
        Ok((proof, (head, copied.digests.len(), bytes)))
    }

    /// Gives a copy its name, by which it becomes a backup.
    fn moved(&self, order: &Order<'_>, to: &Path, sound: bool) -> Result<PathBuf, Findings> {
        let stem = stem(order.workspace.office.issuer.name.as_str());
        let ending = if sound { "" } else { "-ban-goc-co-loi" };
        for name in names(&stem, &self.by.at) {
            let folder = to.join(format!("{name}{ending}"));
            match place(order.copy, &folder) {
                Ok(()) => return Ok(folder),
                Err(_) if folder.exists() => {}
                Err(error) => return Err(unwritten(&name, &error).into()),
            }
        }
        Err(unwritten(&stem, &std::io::ErrorKind::AlreadyExists.into()).into())
    }
}

/// Is how far the log has come, how many files there are, how many bytes.
type Head = (i64, usize, u64);

/// Says what is copied where.
struct Order<'a> {
    workspace: &'a Workspace,
    archive: &'a Path,
    copy: &'a Path,
    pace: &'a Pace<'a>,
}
