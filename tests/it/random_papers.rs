//! Papers of every kind made at random, the same each time: what stands in them means something to YAML,
//! to XML, to Word, to the marks of the look.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::word::{dossier, examples};
use crate::{files, vanthu, words};

/// Is of how many papers one is a plan with all there may be; the others are of each kind in turn.
const PLANS: usize = 3;

/// Letters that mean something to somebody, and what office people type.
const WORDS: [&str; 22] = [
    "Đảng uỷ",
    "xã",
    "& Công an",
    "<b>",
    "\"đúng hẹn\"",
    "36-HD/VPTW",
    "ngày 05/9/2026",
    "**việc gấp**",
    "*nghiêng*",
    "]]>",
    "van.phong@xamau.vn",
    "1.500.000 đồng",
    "100%",
    "</w:t>",
    "Nhân dân",
    "chi bộ",
    "’",
    "…",
    "kế hoạch",
    "tổ chức",
    "báo cáo",
    "đồng chí",
];
/// How lines of the content begin.
const MARKS: [&str; 11] =
    ["", "", "- ", "+ ", "a) ", "1. ", "1.1. ", "I- ", "Điều 1. ", "> ", "Phần thứ nhất\n  "];

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn up_to(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("small") % end
    }

    fn sentence(&mut self) -> String {
        let count = 1 + self.up_to(30);
        (0..count).map(|_| WORDS[self.up_to(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    fn body(&mut self, indent: &str) -> String {
        let lines = (0..=self.up_to(12)).map(|_| {
            let (mark, sentence) = (MARKS[self.up_to(MARKS.len())], self.sentence());
            let note = if self.up_to(8) == 0 { "[^Một chú thích.]" } else { "" };
            format!("{indent}{}{sentence}{note};\n", mark.replace("\n  ", &format!("\n{indent}")))
        });
        lines.collect()
    }

    fn table(&mut self) -> String {
        let columns = 2 + self.up_to(5);
        let cells = |chance: &mut Self| {
            let cells = (0..columns).map(|_| format!("'{}'", chance.sentence().replace('\'', "’")));
            cells.collect::<Vec<_>>().join(", ")
        };
        let rows: String =
            (0..=self.up_to(9)).map(|_| format!("            - [{}]\n", cells(self))).collect();
        let turned = if self.up_to(2) == 0 { "          kho: A4 ngang\n" } else { "" };
        let size = 11 + self.up_to(4);
        let head = (0..columns).map(|at| format!("Cột {at}")).collect::<Vec<_>>().join(", ");
        format!(
            "      - bang:\n          co_chu: {size}\n{turned}          cot: [{head}]\n          dong:\n{rows}"
        )
    }

    fn plan(&mut self) -> String {
        let mut text = format!("loai: ke-hoach\nngay: 2026-08-0{}\n", 1 + self.up_to(9));
        let summary = "tổ chức Hội nghị đối thoại với Nhân dân ".repeat(1 + self.up_to(4));
        let _ = writeln!(text, "trich_yeu: {}", summary.trim());
        for (line, one_in) in
            [("so: 7", 2), ("do_khan: khẩn", 3), ("du_thao: 2", 3), ("khong_pho_bien: true", 3)]
        {
            if self.up_to(one_in) == 0 {
                let _ = writeln!(text, "{line}");
            }
        }
        let _ = write!(text, "noi_dung: |\n{}", self.body("  "));
        text.push_str(
            "nguoi_ky: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: PHÓ BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }\n",
        );
        let places = (0..=self.up_to(6))
            .map(|_| format!("  - Các {}\n", "chi bộ trực thuộc ".repeat(1 + self.up_to(5))));
        let _ = write!(text, "noi_nhan:\n{}", places.collect::<String>());
        if self.up_to(2) == 0 {
            let _ = write!(
                text,
                "phu_luc:\n  - tieu_de: DANH MỤC\n    noi_dung:\n      - Một câu.\n{}",
                self.table()
            );
        }
        text
    }

    /// Gives the sample of a kind with a summary, a content and recipients of its own.
    fn of_kind(&mut self, sample: &str) -> String {
        let mut text = String::new();
        let mut skipping = false;
        for line in sample.lines() {
            let own = |key: &str| line.starts_with(&format!("{key}:"));
            if line.starts_with(|sign: char| sign.is_alphabetic()) {
                skipping = own("noi_dung") || own("trich_yeu") || own("noi_nhan");
            }
            if own("noi_dung") {
                let _ = write!(text, "noi_dung:\n  - |\n{}", self.body("    "));
                if self.up_to(3) == 0 {
                    text.push_str(&self.table().replace("\n      ", "\n  ").replacen("      ", "  ", 1));
                }
            } else if own("trich_yeu") {
                let _ = writeln!(text, "trich_yeu: '{}'", self.sentence().replace('\'', "’"));
            } else if own("noi_nhan") {
                let places = (0..=self.up_to(6)).map(|_| format!("  - '{}'\n", self.sentence()));
                let _ = write!(text, "noi_nhan:\n{}", places.collect::<String>());
            } else if !skipping {
                text.push_str(line);
                text.push('\n');
            }
        }
        text
    }
}

/// Makes papers at random with their Word files; those the program refuses are not counted.
pub(super) fn random(folder: &Path, count: usize) -> Vec<PathBuf> {
    let mut chance = Chance(5);
    let sides = [(false, "random/dang"), (true, "random/nha-nuoc")].map(|(of_state, name)| {
        let samples: Vec<String> = examples(of_state).into_iter().map(|(_, text)| text).collect();
        (dossier(&folder.join(name), of_state), samples)
    });
    for at in 0..count {
        // Every third is the State's; the plans are the Party's.
        let (dossier, samples) = &sides[usize::from(at % 3 == 1 && at % PLANS != 0)];
        let text = if at % PLANS == 0 {
            chance.plan()
        } else {
            chance.of_kind(&samples[at / PLANS % samples.len()])
        };
        fs::write(dossier.join(format!("x{at}.yaml")), text).expect("written");
    }
    let said =
        words(&vanthu(folder, &["lap", "random/dang", "random/nha-nuoc", "--docx", "--ra", "random/out"]));
    assert!(!said.contains("word::thieu"), "{said}");
    let made = files(&folder.join("random/out"), "docx");
    assert!(made.len() >= count * 3 / 4, "{} of {count} papers were made\n{said}", made.len());
    made
}
