//! What is seen while somebody types is, pixel for pixel, the page that is made; what was not
//! touched is not drawn again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use vanthu::assets::Assets;
use vanthu::input::Unsaved;
use vanthu::pipeline::{Examined, Settings, Stock, build, examine};
use vanthu::preview::Preview;
use vanthu::typeset::Fonts;

use crate::root;

/// Dots an inch: a screen's, and one that is not whole.
const DPI: f64 = 96.0;

/// Is what a window shows: it knows nothing but the bands it got.
#[derive(Default)]
struct Screen {
    pages: BTreeMap<usize, (u128, u32, Vec<u8>)>,
    /// Rows that came in the last round.
    rows: u32,
}

impl Screen {
    fn look(&mut self, preview: &mut Preview) {
        self.rows = 0;
        let marks = preview.marks().to_vec();
        self.pages.retain(|page, _| *page < marks.len());
        for (page, mark) in marks.into_iter().enumerate() {
            let has = self.pages.get(&page).map(|(mark, ..)| *mark);
            if has == Some(mark) {
                continue;
            }
            let band = preview.band(page, DPI, has).expect("a picture").expect("a page");
            self.rows += band.rows;
            let entry = self.pages.entry(page).or_default();
            let size = (band.width * band.height * 3) as usize;
            if entry.2.len() != size {
                *entry = (mark, band.width, vec![0; size]);
            }
            entry.0 = mark;
            if band.rows > 0 {
                let start = (band.first * band.width * 3) as usize;
                let pixels = decoded(&band.png);
                entry.2[start..start + pixels.len()].copy_from_slice(&pixels);
            }
        }
    }
}

/// Gives the red, green and blue of a PNG.
fn decoded(bytes: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("size")];
    let about = reader.next_frame(&mut pixels).expect("pixels");
    match about.color_type {
        png::ColorType::Rgb => pixels,
        png::ColorType::Rgba => {
            pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn papers(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .filter(|path| {
            fs::read_to_string(path).is_ok_and(|text| text.lines().any(|line| line.starts_with("loai:")))
        })
        .collect();
    found.sort();
    found
}

fn one(paper: &Path, settings: &Settings, stock: &Stock) -> Examined {
    let (papers, _) = examine(&[paper.to_owned()], settings, stock);
    papers.into_iter().next().expect("a paper")
}

/// Gives the pages that are made of a paper as files.
fn made(paper: Examined, settings: &Settings, stock: &Stock) -> Vec<Vec<u8>> {
    let outcomes = build(vec![paper], settings, stock, &mut |_| {});
    let pdf = match (&outcomes[0].made, &outcomes[0].batch) {
        (Some(made), _) => made.pdf.clone(),
        (None, Some(batch)) => {
            let mut copies: Vec<PathBuf> =
                fs::read_dir(&batch.folder).expect("copies").flatten().map(|entry| entry.path()).collect();
            copies.retain(|path| path.extension().is_some_and(|ending| ending == "pdf"));
            copies.sort();
            copies.swap_remove(0)
        }
        _ => panic!("{:?}", outcomes[0].findings),
    };
    (1..)
        .map(|page| pdf.with_extension(format!("{page}.png")))
        .map_while(|file| fs::read(file).ok())
        .collect()
}

/// Gives a paper as it stands after each of some letters.
fn typed(saved: &str) -> Vec<String> {
    let body = "noi_dung: |\n";
    let (place, words) = match (saved.find(body), saved.find("trich_yeu: ")) {
        (Some(at), _) => {
            (at + body.len(), ["  Đ\n", "  Đả\n", "  Đảng uỷ xã.\n  - Một việc;\n", "\tx: [\n", "  Xong.\n"])
        }
        (None, Some(at)) => (at + "trich_yeu: ".len(), ["l", "lầ", "lần hai, ", "[", "rất "]),
        (None, None) => return Vec::new(),
    };
    let (head, tail) = saved.split_at(place);
    words.iter().map(|word| format!("{head}{word}{tail}")).collect()
}

#[test]
fn what_is_seen_while_typing_is_what_is_made() {
    let stock = Stock::new(Assets::default(), || Fonts::new(None), "test").expect("stock");
    let mut all = 0;
    for paper in papers(&root().join("data/xa-mau")) {
        let out = tempfile::tempdir().expect("folder");
        let mut settings = Settings::new(out.path().to_owned());
        settings.png = Some(DPI);
        settings.print = false;
        let saved = fs::read_to_string(&paper).expect("paper");
        if one(&paper, &settings, &stock).ready.is_none() {
            // An annex is seen with its paper.
            continue;
        }
        let (mut preview, mut screen) = (Preview::new(&stock), Screen::default());
        preview.show(&one(&paper, &settings, &stock), 0, &settings, &stock).expect("pages");
        screen.look(&mut preview);
        let whole = screen.rows;

        // A word is typed, a letter at a time, then a line; for a moment it is no YAML.
        for text in typed(&saved) {
            settings.unsaved = Unsaved::default().with(&paper, text.into_bytes());
            let examined = one(&paper, &settings, &stock);
            let seen = preview.show(&examined, 0, &settings, &stock);
            assert_eq!(seen.is_ok(), examined.ready.is_some(), "{}", paper.display());
            screen.look(&mut preview);
            assert!(seen.is_ok() || screen.rows == 0, "the last good pages stay");
        }
        assert!(whole > 0);
        let right = made(one(&paper, &settings, &stock), &settings, &stock);
        assert_eq!(screen.pages.len(), right.len(), "{}", paper.display());
        for ((page, (_, _, pixels)), right) in screen.pages.iter().zip(&right) {
            assert!(*pixels == decoded(right), "{}: page {}", paper.display(), page + 1);
        }
        // Nothing changed: nothing is drawn.
        preview.show(&one(&paper, &settings, &stock), 0, &settings, &stock).expect("pages");
        screen.look(&mut preview);
        assert_eq!(screen.rows, 0);
        all += 1;
    }
    assert!(all >= 5, "{all} papers");
}
