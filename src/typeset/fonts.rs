//! Comes in: the fonts that ship and a folder of the office's own. Goes out:
//! the fonts Typst may use; never the system's. Must not know: which are used.

use std::path::Path;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use walkdir::WalkDir;

use super::slim::slim;
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, os_words};

/// Holds fonts in a fixed order.
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
}

impl Fonts {
    /// Takes the fonts that ship, and before them those of a folder.
    ///
    /// # Errors
    /// Gives a finding if the folder cannot be read or holds no font.
    pub fn new(folder: Option<&Path>) -> Result<Self, Box<Diagnostic>> {
        let mut fonts = Vec::new();
        if let Some(folder) = folder {
            own(folder, &mut fonts)?;
        }
        for bytes in Assets::fonts() {
            let bytes = slim(bytes).map_or_else(|| Bytes::new(bytes), Bytes::new);
            fonts.extend(Font::iter(bytes));
        }
        let mut book = FontBook::new();
        for font in &fonts {
            book.push(font.info().clone());
        }
        Ok(Self { book: LazyHash::new(book), fonts })
    }

    /// Gives the bytes of every font.
    pub fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        self.fonts.iter().map(|font| font.data().as_slice())
    }

    /// Tells whether there is a family of this name.
    #[must_use]
    pub fn has(&self, family: &str) -> bool {
        self.book.contains_family(&family.to_lowercase())
    }

    /// Tells whether a family has a letter.
    #[must_use]
    pub fn covers(&self, family: &str, letter: char) -> bool {
        let family = family.to_lowercase();
        self.fonts
            .iter()
            .filter(|font| font.info().family.to_lowercase() == family)
            .any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}

fn own(folder: &Path, fonts: &mut Vec<Font>) -> Result<(), Box<Diagnostic>> {
    let refuse = |why: String| Box::new(Diagnostic::new(Code::FILE_READ, why));
    if !folder.is_dir() {
        return Err(refuse(format!("--phong: không có thư mục `{}`", folder.display())));
    }
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry =
            entry.map_err(|_| refuse(format!("không mở được thư mục phông `{}`", folder.display())))?;
        let ending = entry.path().extension().map(|end| end.to_string_lossy().to_lowercase());
        if !matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
            continue;
        }
        let bytes = std::fs::read(entry.path()).map_err(|error| {
            refuse(format!("không đọc được phông `{}`: {}", entry.path().display(), os_words(&error)))
        })?;
        fonts.extend(Font::iter(Bytes::new(bytes)));
    }
    if fonts.is_empty() {
        return Err(refuse(format!("thư mục `{}` không có phông chữ nào", folder.display())));
    }
    Ok(())
}
