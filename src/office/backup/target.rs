//! Comes in: a folder on a drive. Goes out: whether a backup may lie there, its name, what lies there
//! already. Must not know: what is copied.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::archive::Store;
use crate::diag::{Code, Diagnostic};
use crate::office::begin::plain_name;
use crate::office::desk::Desk;

/// Is the machine, as far as a backup asks it: only a door knows it.
pub trait Machine: Send + Sync {
    /// Lists the drives that are plugged in.
    fn drives(&self) -> Vec<PathBuf>;
    /// Gives how many bytes are free at a place, if that can be known.
    fn room(&self, place: &Path) -> Option<u64>;
}

/// Is a place a backup may go to.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Its folder.
    #[serde(skip)]
    pub folder: PathBuf,
    /// The same to be read.
    pub path: String,
    /// How many bytes are free.
    pub room: Option<u64>,
    /// Whether the office lies on the same drive: both would be lost together.
    pub same: bool,
    /// How many backups of this office lie there.
    pub there: usize,
}

impl Desk<'_> {
    /// Lists the drives of a machine and the folders the office names, those first that are not on the
    /// office's own drive. A folder that is not to be reached is none.
    #[must_use]
    pub fn backup_places(&self, machine: &dyn Machine) -> Vec<Place> {
        let workspace = self.workspace().ok();
        let named = workspace.iter().flat_map(|own| {
            own.office
                .backups
                .iter()
                .map(|named| own.folder.join(named.as_str()))
                .filter(|named| named.is_dir())
        });
        let named: Vec<PathBuf> = named.collect();
        let office = workspace.as_ref().map_or_else(|| self.place.clone(), |own| own.folder.clone());
        let stem = stem(&self.name().unwrap_or_default());
        let place = |folder: PathBuf| Place {
            path: folder.display().to_string(),
            room: machine.room(&folder),
            same: same_drive(&office, &folder),
            there: others(&folder, &stem),
            folder,
        };
        let mut places: Vec<Place> = machine.drives().into_iter().chain(named).map(place).collect();
        places.sort_by_key(|place| place.same);
        places
    }
}

/// Refuses a place where no backup may lie.
///
/// # Errors
/// Gives a finding that says why.
pub(super) fn fit(to: &Path, (office, archive): (&Path, &Path)) -> Result<PathBuf, Box<Diagnostic>> {
    let refuse = |why: &str, hint: &str| {
        let message = format!("không sao lưu vào `{}`: {why}", to.display());
        Err(Box::new(Diagnostic::new(Code::BACKUP_PLACE, message).hint(hint)))
    };
    let Ok(whole) = to.canonicalize() else {
        return refuse("không có thư mục này", "cắm ổ đĩa, xem lại đường dẫn");
    };
    if !whole.is_dir() {
        return refuse("đây không phải thư mục", "chọn một thư mục của ổ đĩa ngoài");
    }
    let outside = "chọn ổ đĩa khác, ví dụ ổ USB: bản sao nằm trong cơ quan thì mất cùng cơ quan";
    if whole.starts_with(office) || archive.canonicalize().is_ok_and(|archive| whole.starts_with(archive)) {
        return refuse("chỗ này nằm trong chính cơ quan", outside);
    }
    if let Some(store) = Store::around(&whole) {
        return refuse(&format!("chỗ này nằm trong kho lưu `{}`", store.display()), outside);
    }
    let other = whole.ancestors().find(|above| above.join("co-quan.yaml").is_file());
    if let Some(other) = other {
        let why = format!("chỗ này nằm trong một cơ quan hoặc một bản sao lưu (`{}`)", other.display());
        return refuse(&why, "chọn thư mục ở phía trên");
    }
    Ok(whole)
}

/// Says that both would be lost together, where the office lies on the same drive.
pub(super) fn beside(to: &Path, office: &Path) -> Option<Diagnostic> {
    let message = format!("`{}` ở cùng ổ đĩa với cơ quan: hỏng ổ thì mất cả hai", to.display());
    let finding = || Diagnostic::new(Code::BACKUP_BESIDE, message);
    same_drive(office, to).then(|| finding().hint("sao lưu thêm một bản ra ổ USB, cất ở phòng khác"))
}

/// Refuses a place that has no room for so many bytes, where that is known.
pub(super) fn roomy(to: &Path, bytes: u64, machine: &dyn Machine) -> Result<(), Box<Diagnostic>> {
    let Some(room) = machine.room(to).filter(|room| *room < bytes) else { return Ok(()) };
    let (has, wants) = (room >> 20, bytes.div_ceil(1 << 20));
    let message = format!("`{}` còn trống {has} MB, mà cần {wants} MB: chưa chép gì", to.display());
    let hint = "dọn bớt, hoặc chọn ổ khác; bản sao lưu cũ chỉ xoá khi đã có bản mới nguyên vẹn ở nơi khác";
    Err(Box::new(Diagnostic::new(Code::BACKUP_PLACE, message).hint(hint)))
}

/// Gives what the names of an office's backups begin with.
pub(super) fn stem(office: &str) -> String {
    let name = plain_name(office);
    if name.is_empty() { "sao-luu".to_owned() } else { format!("sao-luu-{name}") }
}

/// Names the backups of a moment as the register writes it, the free one first.
pub(super) fn names(stem: &str, at: &str) -> impl Iterator<Item = String> {
    let moment: String = at.chars().take(16).map(|sign| if sign == ':' { 'h' } else { sign }).collect();
    let first = format!("{stem}-{}", moment.replace('T', "-"));
    let again = first.clone();
    std::iter::once(first).chain((2..1_000).map(move |number| format!("{again}-{number}")))
}

/// Counts the backups of an office at a place.
pub(super) fn others(place: &Path, stem: &str) -> usize {
    let begins = format!("{stem}-");
    let own = |entry: &fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let rest =
            name.strip_prefix(&begins).is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
        rest && entry.path().join(super::copied::LIST).is_file()
    };
    fs::read_dir(place).into_iter().flatten().flatten().filter(own).count()
}

#[cfg(unix)]
fn same_drive(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let drive = |path: &Path| fs::metadata(path).map(|about| about.dev()).ok();
    drive(one).is_some() && drive(one) == drive(other)
}

#[cfg(not(unix))]
fn same_drive(one: &Path, other: &Path) -> bool {
    let drive = |path: &Path| {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        whole.components().next().map(|first| first.as_os_str().to_ascii_lowercase())
    };
    drive(one).is_some() && drive(one) == drive(other)
}
