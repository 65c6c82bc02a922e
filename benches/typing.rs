//! Key to picture: 200 letters typed in papers of 1, 3, 11 and 30 pages, each read, checked, set
//! and drawn again: `cargo bench --bench typing`. Figures, never assertions.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use vanthu::assets::Assets;
use vanthu::input::Unsaved;
use vanthu::pipeline::{Settings, Stock, examine};
use vanthu::preview::Preview;
use vanthu::typeset::Fonts;

const KEYS: usize = 200;
const DPI: f64 = 96.0;
const SENTENCE: &str = "Ban Chấp hành Đảng bộ xã yêu cầu các chi bộ, ban xây dựng Đảng, Mặt trận Tổ quốc và các \
                        đoàn thể quán triệt, tổ chức thực hiện nghiêm túc, báo cáo kết quả về Văn phòng Đảng uỷ.";

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stock = Stock::new(Assets::default(), || Fonts::new(None), "bench").expect("stock");
    println!(
        "{:>6} {:>26} {:>26} {:>26} {:>26}",
        "pages", "read + check", "set", "draw", "whole (p50 p95 max)"
    );
    for paragraphs in [6, 24, 100, 280] {
        typed(root, &stock, paragraphs);
    }
}

fn typed(root: &Path, stock: &Stock, paragraphs: usize) {
    let folder = tempfile::tempdir().expect("folder");
    fs::copy(root.join("data/xa-mau/co-quan.yaml"), folder.path().join("co-quan.yaml")).expect("office");
    let paper = folder.path().join("bao-cao.yaml");
    let lines = (1..=paragraphs).map(|number| format!("  {number}. {SENTENCE}\n"));
    let body = lines.collect::<Vec<_>>().concat();
    let head = "loai: ke-hoach\nngay: 2026-06-03\ntrich_yeu: tổ chức đối thoại với Nhân dân\nnguoi_ky: bi-thu\nnoi_nhan: [Các chi bộ]\nnoi_dung: |\n";
    let text = format!("{head}{body}");
    fs::write(&paper, &text).expect("paper");
    let middle = text.find(&format!("  {}. ", paragraphs / 2)).expect("a paragraph") + 8;
    let middle = middle + text[middle..].find("quán triệt").expect("a word");
    let word: Vec<char> = SENTENCE.chars().cycle().take(KEYS).collect();
    let mut settings = Settings::new(folder.path().join("out"));
    let mut preview = Preview::new(stock);
    let mut known: Vec<u128> = Vec::new();
    let mut spent: [Vec<Duration>; 4] = Default::default();
    for key in 0..KEYS {
        let typed: String = word[..=key].iter().collect();
        let now = format!("{}{typed} {}", &text[..middle], &text[middle..]);
        let begun = Instant::now();
        settings.unsaved = Unsaved::default().with(&paper, now.into_bytes());
        let (papers, _) = examine(std::slice::from_ref(&paper), &settings, stock);
        let read = begun.elapsed();
        preview.show(&papers[0], 0, &settings, stock).expect("pages");
        let set = begun.elapsed();
        let marks = preview.marks().to_vec();
        // Two pages are in sight: the one that is typed on and the next.
        let first = marks.iter().zip(&known).position(|(new, old)| new != old).unwrap_or(0);
        for (page, mark) in marks.iter().enumerate().skip(first).take(2) {
            if known.get(page) != Some(mark) {
                preview.band(page, DPI, known.get(page).copied()).expect("picture");
            }
        }
        known = marks;
        let whole = begun.elapsed();
        // The first time everything is new.
        if key > 0 {
            let (setting, drawing) = (set.saturating_sub(read), whole.saturating_sub(set));
            for (all, one) in spent.iter_mut().zip([read, setting, drawing, whole]) {
                all.push(one);
            }
        }
    }
    let told = spent.map(|mut all| {
        all.sort();
        let at = |part: usize| all[(all.len() - 1) * part / 100].as_secs_f64() * 1000.0;
        format!("{:.1} {:.1} {:.1}", at(50), at(95), at(100))
    });
    println!("{:>6} {:>26} {:>26} {:>26} {:>26}", known.len(), told[0], told[1], told[2], told[3]);
}
