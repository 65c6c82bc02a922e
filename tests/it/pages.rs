//! The pages themselves: one line a page in `tests/cases/pages`, with the digest of the picture the
//! program draws of it. `VANTHU_ACCEPT=1` writes them anew; look at the pictures first.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use vanthu::digest::sha256_hex;
use vanthu::typeset::beside;

use crate::{copy, files, root, vanthu, words};

/// Dots an inch: a letter that moves by a hundredth of a point changes the grey of its edge.
const DPI: &str = "96";
/// How many guests of a long list are invited here: what copies look like, a few show.
const GUESTS: usize = 3;

/// Keeps pictures of pages by their digest, so that an older one can be seen beside a newer one.
struct Album(PathBuf);

impl Album {
    fn open(golden: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages").join(golden);
        fs::create_dir_all(&folder).expect("folder");
        Self(folder)
    }

    fn picture(&self, digest: &str) -> PathBuf {
        self.0.join(format!("{}.png", &digest[..16]))
    }

    /// Keeps a picture; gives the digest of its size and dots. How they are packed is no matter.
    fn keep(&self, png: &[u8]) -> String {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("PNG");
        let mut dots = vec![0; reader.output_buffer_size().expect("size")];
        let size = reader.next_frame(&mut dots).expect("dots");
        dots.extend(format!("{} {} {:?}", size.width, size.height, size.color_type).into_bytes());
        let digest = sha256_hex(&dots);
        fs::write(self.picture(&digest), png).expect("written");
        digest
    }

    /// Names the old picture of a page, the new one, and one that shows what differs.
    fn shown(&self, page: &str, old: &str, new: &str) -> String {
        let [was, is] = [old, new].map(|digest| self.picture(digest));
        let Ok(before) = fs::read(&was) else {
            return format!("now {}; run this test where it passes to see it as it was", name(&is));
        };
        let both = self.0.join(format!("{}.png", page.replace(['/', '\\'], " ")));
        if let Some(drawn) = beside(&before, &fs::read(&is).expect("a picture")) {
            fs::write(&both, drawn).expect("written");
        }
        format!("was {}, is {}, both in `{}`", name(&was), name(&is), name(&both))
    }

    /// Holds pages, their digests by their names, against the lines of a golden; gives what differs.
    fn differing(&self, pages: &BTreeMap<String, String>, golden: &str) -> Vec<String> {
        let lines = golden.lines().filter_map(|line| line.split_once("  "));
        let old: BTreeMap<&str, &str> = lines.map(|(digest, page)| (page, digest)).collect();
        let changed = pages.iter().filter_map(|(page, digest)| match old.get(page.as_str()) {
            Some(known) if known == digest => None,
            Some(known) => Some(format!("{page}: {}", self.shown(page, known, digest))),
            None => Some(format!("{page}: a new page, {}", name(&self.picture(digest)))),
        });
        let gone = old
            .keys()
            .filter(|page| !pages.contains_key(**page))
            .map(|page| format!("{page}: no such page now"));
        changed.chain(gone).collect()
    }
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Holds the pictures below a folder against the golden of a name: `paper, page 2`.
fn hold(folder: &Path, golden: &str) {
    let album = Album::open(golden);
    let named = |file: &Path| {
        let below = file.strip_prefix(folder).expect("below").with_extension("").display().to_string();
        let (paper, page) = below.rsplit_once('.').expect("a page");
        format!("{}, page {page}", paper.replace('\\', "/"))
    };
    let pages: BTreeMap<String, String> = files(folder, "png")
        .iter()
        .map(|file| (named(file), album.keep(&fs::read(file).expect("a picture"))))
        .collect();
    let file = root().join("tests/cases/pages").join(format!("{golden}.txt"));
    if std::env::var_os("VANTHU_ACCEPT").is_some() {
        let lines: String = pages.iter().map(|(page, digest)| format!("{digest}  {page}\n")).collect();
        fs::create_dir_all(file.parent().expect("folder")).expect("folder");
        fs::write(&file, lines).expect("written");
    }
    let differing = album.differing(&pages, &fs::read_to_string(&file).unwrap_or_default());
    assert!(
        differing.is_empty(),
        "{} pages are drawn otherwise, see {}\n{}",
        differing.len(),
        album.0.display(),
        differing.join("\n")
    );
    assert!(pages.len() > 15, "{}", pages.len());
}

#[test]
fn the_sample_papers_are_drawn_as_they_were() {
    let folder = tempfile::tempdir().expect("folder");
    copy(&root().join("data"), &folder.path().join("data"));
    copy(&root().join("tests/cases/papers"), &folder.path().join("papers"));
    let guests = folder.path().join("papers/xa/moi-loat/khach.csv");
    let list = fs::read_to_string(&guests).expect("a list");
    let few: Vec<&str> = list.lines().take(1 + GUESTS).collect();
    fs::write(&guests, few.join("\n")).expect("written");
    let output = vanthu(folder.path(), &["lap", "data", "papers", "--anh", "--do-net", DPI]);
    assert!(output.status.success(), "{}", words(&output));
    hold(&folder.path().join("out"), "papers");
}

/// The examples of all kinds, sheets for guests among them, as a trial draws them.
#[test]
fn the_examples_of_the_kinds_are_drawn_as_they_were() {
    let folder = tempfile::tempdir().expect("folder");
    assert!(vanthu(folder.path(), &["xuat-mau"]).status.success());
    let output = vanthu(folder.path(), &["thu-mau", "--tat-ca"]);
    assert!(output.status.success(), "{}", words(&output));
    hold(&folder.path().join("templates"), "kinds");
}

/// A picture of two dots.
fn drawn(grey: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("head");
    writer.write_image_data(&[0, grey]).expect("dots");
    writer.finish().expect("end");
    bytes
}

#[test]
fn a_page_drawn_otherwise_is_named_with_both_pictures() {
    let folder = tempfile::tempdir().expect("folder");
    let album = Album(folder.path().to_owned());
    let (old, new) = (album.keep(&drawn(7)), album.keep(&drawn(8)));
    let now = BTreeMap::from([("xa/thu, page 1".to_owned(), new.clone())]);
    assert_eq!(album.differing(&now, &format!("{new}  xa/thu, page 1\n")), [""; 0]);
    let told = album.differing(&now, &format!("{old}  xa/thu, page 1\n{new}  xa/thu, page 2\n"));
    assert!(told.len() == 2 && told[1] == "xa/thu, page 2: no such page now", "{told:?}");
    let both = folder.path().join("xa thu, page 1.png");
    for part in ["xa/thu, page 1: was ", &old[..16], &new[..16], "`xa thu, page 1.png`"] {
        assert!(told[0].contains(part), "{part} in {}", told[0]);
    }
    assert!(fs::read(both).expect("both").len() > drawn(7).len());
    fs::remove_file(album.picture(&old)).expect("removed");
    assert!(album.differing(&now, &format!("{old}  xa/thu, page 1\n"))[0].contains("run this test"));
}
