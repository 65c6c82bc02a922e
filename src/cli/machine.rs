//! Comes in: this machine. Goes out: the drives that are plugged in, how much room they have. Must not
//! know: what they are for.

use std::path::{Path, PathBuf};

use crate::office::Machine;

/// Is the machine the program runs on, with folders somebody named beside its drives.
#[derive(Debug, Default)]
pub(super) struct Here {
    /// The folders somebody named.
    pub(super) named: Vec<PathBuf>,
}

impl Machine for Here {
    fn drives(&self) -> Vec<PathBuf> {
        let mut drives = self.named.clone();
        drives.extend(plugged_in());
        drives.dedup();
        drives
    }

    fn room(&self, place: &Path) -> Option<u64> {
        fs4::available_space(place).ok()
    }
}

#[cfg(windows)]
fn plugged_in() -> Vec<PathBuf> {
    let letters = ('C'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\")));
    letters.filter(|drive| drive.is_dir()).collect()
}

#[cfg(not(windows))]
fn plugged_in() -> Vec<PathBuf> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    mounted(&mounts).into_iter().filter(|drive| drive.is_dir()).collect()
}

/// Finds what is mounted to be written where systems mount what somebody plugs in.
#[cfg(any(not(windows), test))]
fn mounted(mounts: &str) -> Vec<PathBuf> {
    let place = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let [_, place, _, how, ..] = words.as_slice() else { return None };
        let sealed = how.split(',').any(|word| word == "ro");
        (!sealed).then(|| place.replace("\\040", " "))
    };
    let own =
        |place: &String| ["/media/", "/mnt/", "/run/media/"].iter().any(|above| place.starts_with(above));
    mounts.lines().filter_map(place).filter(own).map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plugged_in_is_found() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nproc /proc proc rw 0 0\n\
                      /dev/sdb1 /media/chi/USB\\040DEN vfat rw 0 0\n/dev/sdc1 /mnt/luu ntfs rw 0 0\n\
                      /dev/sr0 /media/chi/CD iso9660 ro,nosuid 0 0\n";
        let found = mounted(mounts);
        assert_eq!(found, [Path::new("/media/chi/USB DEN"), Path::new("/mnt/luu")]);
        let folder = tempfile::tempdir().expect("folder");
        assert!(Here::default().room(folder.path()).is_some_and(|room| room > 0));
    }
}
