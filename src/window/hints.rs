//! Comes in: what was found, as the command line says it. Goes out: the same for whoever sits
//! before the window: no command, no option, but what there is to do on a screen. Must not know:
//! who found it.

use super::labels::labelled;
use crate::diag::Diagnostic;
use crate::office::FindingTold;

/// Is what stands in a finding, and what the window says instead; `…` stands for anything.
const WORDS: [(&str, &str); 86] = [
    // Word files.
    ("nói rõ loại bằng --loai, ví dụ: --loai cong-van", "chọn loại ở ô Loại văn bản"),
    (
        "đứng trong thư mục hồ sơ, hoặc chỉ nó bằng --ho-so; chưa có thì lập thư mục có ho-so.yaml",
        "chọn hồ sơ trong danh sách; chưa có thì lập hồ sơ trước",
    ),
    (
        "mỗi tệp, mỗi thư mục thành một hồ sơ mới: --chia tep, --chia thu-muc",
        "cả thư mục văn bản cũ thì nhờ người phụ trách máy",
    ),
    // What is to be done with a paper.
    ("`vanthu ban-hanh …` làm nốt", "mở văn bản ấy, bấm Ban hành để làm nốt"),
    ("chạy lại `vanthu ban-hanh` cho văn bản ấy", "mở văn bản ấy, bấm Ban hành lần nữa"),
    ("rồi `vanthu ban-hanh` lại", "rồi bấm Ban hành lại"),
    (
        "`vanthu ban-hanh <văn bản>` lập sổ khi ban hành văn bản đầu tiên",
        "sổ tự lập khi ban hành văn bản đầu tiên, hoặc khi nhập sổ cũ",
    ),
    ("`vanthu so huy` số cũ", "huỷ số cũ ở trang Sổ"),
    ("`vanthu so huy` số này", "huỷ số này ở trang Sổ"),
    ("`vanthu so huy` rồi", "huỷ số ở trang Sổ rồi"),
    ("số huỷ bằng `vanthu so huy`", "huỷ số ở trang Sổ"),
    ("như `vanthu so huy … --lan 2`", "ở đúng dòng của nó trong trang Sổ"),
    (": thêm --lan và thứ tự của nó,", ""),
    ("xem `vanthu so liet-ke`", "xem trang Sổ"),
    ("các số đã cấp bằng `vanthu so liet-ke`", "các số đã cấp ở trang Sổ"),
    ("xem các loại và ký hiệu bằng `vanthu loai`,", "xem"),
    ("xem các loại bằng `vanthu loai`", "xem các loại ở ô Loại của trang Sổ"),
    ("`vanthu so nhap`", "nút Nhập sổ cũ ở trang Sổ"),
    ("rồi `vanthu so bat-dau`", "rồi nhờ người phụ trách máy ghi số bắt đầu"),
    ("thì `vanthu so bat-dau …` rồi nhập lại", "thì nhờ người phụ trách máy ghi số bắt đầu, rồi nhập lại"),
    (": `vanthu so bat-dau …`", " thì nhờ người phụ trách máy ghi số bắt đầu, hoặc nhập sổ cũ ở trang Sổ"),
    ("bằng `vanthu so xuat so.xlsx`", "bằng nút Xuất Excel ở trang Sổ"),
    ("thì `vanthu so xuat so.xlsx`", "thì bấm Xuất Excel ở trang Sổ"),
    // The archive.
    ("rồi `vanthu luu kiem-tra`", "rồi bấm Kiểm tra kho ở trang Kho lưu"),
    ("`vanthu luu kiem-tra` xem kho còn đủ không", "bấm Kiểm tra kho ở trang Kho lưu xem kho còn đủ không"),
    ("`vanthu luu kiem-tra` cho biết", "bấm Kiểm tra kho ở trang Kho lưu để biết"),
    ("chạy `vanthu luu kiem-tra`", "bấm Kiểm tra kho ở trang Kho lưu"),
    ("xem `vanthu luu kiem-tra`", "bấm Kiểm tra kho ở trang Kho lưu"),
    ("thì `vanthu luu lam-not` làm nốt", "thì bấm Làm nốt ở trang Kho lưu"),
    ("`vanthu luu lam-not` làm nốt", "bấm Làm nốt ở trang Kho lưu"),
    ("tìm trong kho bằng `vanthu luu tim`", "tìm trong kho bằng ô Tìm ở đầu trang"),
    ("`vanthu luu tim` cho biết", "trang Kho lưu cho biết"),
    ("`vanthu luu xem` cho biết", "trang Kho lưu cho biết"),
    ("`vanthu luu ho-so …` cho biết", "trang Kho lưu cho biết"),
    ("bằng `vanthu luu them TỆP --ho-so …`", "của trang Kho lưu"),
    ("bằng `vanthu luu them TỆP`", "bằng nút Nhận bản ký"),
    ("bằng `vanthu luu them`", "bằng nút Nhận bản ký"),
    ("`vanthu luu them` lần nữa", "bấm Nhận bản ký lần nữa"),
    ("thì `vanthu luu rut … --ly-do …`", "thì bấm Rút ra ở trang của văn bản ấy trong Kho lưu"),
    ("`vanthu luu lap-thu-muc`", "chương trình"),
    (
        "hoặc chỉ để kho lưu trên ổ mạng bằng --kho-luu",
        "hoặc chỉ để kho lưu trên ổ mạng bằng kho_luu trong Thiết đặt",
    ),
    ("chỉ kho bằng --kho-luu hoặc kho_luu trong co-quan.yaml", "chỉ kho ở ô kho_luu trong Thiết đặt"),
    ("thì chỉ nó bằng --kho-luu, hoặc kho_luu trong co-quan.yaml", "thì chỉ nó ở ô kho_luu trong Thiết đặt"),
    ("kho_luu hoặc --kho-luu có chỉ đúng chỗ không", "ô kho_luu trong Thiết đặt có chỉ đúng chỗ không"),
    // Signed copies.
    ("thì cất vào hồ sơ bằng --ho-so", "thì thả lại, chọn Tài liệu của hồ sơ"),
    ("rồi thêm nó không kèm --ban-quet", "rồi nhận nó như bản ký số"),
    ("bản ký số thì thêm không kèm --ban-quet", "bản ký số thì chọn là bản ký số"),
    ("và thêm bản quét với --ban-quet", "và nhận bản quét ấy"),
    ("bản quét thì thêm --ban-quet", "bản quét thì chọn là bản quét"),
    ("bỏ --ban-quet", "chọn là bản ký số"),
    ("thì thêm --dung-chung", "thì đánh dấu “quét chung nhiều văn bản”"),
    ("thì thêm lại với --ly-do và lý do", "thì nhận lại, ghi lý do"),
    ("thì ghi thêm loại và số", "thì chọn văn bản của nó"),
    (": --tep …", ": …"),
    (
        "thêm `--goc <PDF đã lập>`, hoặc `--ra <thư mục kết quả>`",
        "nhận bản ký ở cửa sổ này thì chương trình tự tìm bản gốc",
    ),
    (
        "thêm `--chung-thu …`, ví dụ CA của Ban Cơ yếu",
        "cần chứng minh cả người ký thì thêm chứng thư của CA ở trang Kho lưu",
    ),
    ("--chung-thu: ", ""),
    // Copies for others.
    ("ghi đúng ngày ký bản sao sau --ngay", "chọn đúng ngày ký bản sao"),
    ("thêm --nguoi-sao và một trong: …", "chọn người ký bản sao: …"),
    (
        "chọn người ký của đúng hệ sau --nguoi-sao, hoặc cơ quan sao sau --don-vi",
        "chọn người ký của đúng hệ, hoặc cơ quan sao",
    ),
    ("bỏ --dien-tu", "chọn bản sao giấy"),
    ("bỏ --hinh-thuc, --trang", "sao cả văn bản, không chọn hình thức"),
    ("`vanthu sao … --hinh-thuc trich-sao --trang 2-3`", "chọn trích sao và ghi các trang"),
    ("rồi `vanthu luu them TỆP SỐ --ban-quet`, sau đó", "rồi nhận bản quét ấy, sau đó"),
    ("thì sao không kèm --dien-tu", "thì chọn bản sao giấy"),
    ("`vanthu luu kiem-tra` xem sổ và kho", "bấm Kiểm tra kho ở trang Kho lưu xem sổ và kho"),
    // Numbers and days.
    ("mà --ky-hieu là", "mà cơ quan được chọn là"),
    ("bỏ --ky-hieu, hoặc sửa ký hiệu", "sửa ký hiệu"),
    ("gõ nhầm thì chạy lại với --ngay đúng", "gõ nhầm thì chọn lại ngày"),
    ("mà --ngay là", "mà ngày được chọn là"),
    ("thì ban hành tệp này không kèm --ngay", "thì ban hành mà không chọn ngày khác"),
    (": --ngay … không đổi ngày ấy", ": ngày ấy không đổi được"),
    (
        "rồi chạy lại lệnh này; cần ngay phần còn nguyên thì chọn nó bằng --ho-so, --loai, --nam",
        "rồi làm lại; cần ngay phần còn nguyên thì nhờ người phụ trách máy lấy ra",
    ),
    // An older book.
    (
        "là hai văn bản trùng số thì nhập lại với --trung-so",
        "là hai văn bản trùng số thì đánh dấu ô “Số trùng là hai văn bản khác nhau” rồi xem lại",
    ),
    ("đừng dùng --trung-so", "đừng đánh dấu ô số trùng"),
    ("thêm --trang …; không có", "ghi tên trang ấy vào ô Trang; không có"),
    ("vì --trang chỉ đúng trang này", "vì ô Trang ghi đúng trang này"),
    ("hoặc chỉ --loai", "hoặc chọn loại ở ô Loại"),
    // Days, places.
    ("sau --bang ghi loại và số", "ghi số, ký hiệu"),
    ("thì bỏ --bang", "thì để trống"),
    (", hoặc --ngay 2026-06-03", ""),
    (": chỉ nó bằng --ngay …", ""),
    ("thêm --ngay với một ngày của nhiệm kỳ ấy", "ghi một ngày của nhiệm kỳ ấy"),
    ("đúng là ký vào ngày ấy thì thêm --ngay-sau", "đúng là ký vào ngày ấy thì chờ đến ngày ấy mới lấy số"),
    (
        "chạy lệnh trong thư mục của cơ quan, hoặc chỉ nó bằng --co-quan",
        "mở lại cửa sổ ở thư mục của cơ quan",
    ),
    ("hoặc chạy `vanthu kiem-tra --noi-dong` để chương trình nối", "hoặc bấm Nối các dòng"),
];

/// Is what a file wishes and a field of a form takes otherwise.
const TYPED: [(&str, &str); 2] = [
    (
        "viết năm-tháng-ngày (2026-06-03) hoặc ngày/tháng/năm (03/6/2026)",
        "viết ngày/tháng/năm, ví dụ 03/6/2026",
    ),
    (
        "chưa biết ngày thì ngay của văn bản viết tháng (2026-06), hoặc bỏ hẳn: chỗ in để trống",
        "chưa biết thì để trống; riêng ngày ký mới biết tháng thì viết 6/2026",
    ),
];

/// Is what a signature field is called in a file, and what it is for.
const FIELDS: [(&str, &str); 6] = [
    ("chữ ký ở ô `KySoNguoiKy`", "chữ ký của người ký"),
    ("chữ ký ở ô `DauCoQuan`", "chữ ký của dấu cơ quan"),
    ("ô `KySoNguoiKy`", "chữ ký của người ký"),
    ("ô `DauCoQuan`", "dấu cơ quan"),
    ("ô KySoNguoiKy", "ô của người ký"),
    ("ô DauCoQuan", "ô của dấu"),
];

/// Names signature fields by what they are for.
pub(super) fn of_fields(text: &str) -> String {
    FIELDS.iter().fold(text.to_owned(), |text, (field, what)| text.replace(field, what))
}

/// Makes a finding plain, in the window's words.
pub(super) fn told(finding: &Diagnostic) -> FindingTold {
    mend(FindingTold::of(finding))
}

/// Words a finding for the window.
pub(super) fn mend(mut told: FindingTold) -> FindingTold {
    let message = of_fields(&worded(&told.message));
    // What is wrong is said in any case.
    if !message.is_empty() {
        told.message = message;
    }
    told.hints = told.hints.iter().map(|hint| worded(hint)).filter(|hint| !hint.is_empty()).collect();
    told.label = told.label.map(|label| worded(&label));
    told
}

/// Words a text for the window, fields and files by what the screen calls them.
pub(super) fn worded(text: &str) -> String {
    let text = replaced(
        text,
        "thêm vào kế hoạch hoặc giấy mời: phu_luc: […]",
        "thêm nó ở ô Phụ lục của kế hoạch hoặc giấy mời",
    );
    let text = TYPED.iter().fold(text, |text, (from, to)| text.replace(from, to));
    labelled(&of_facts(&without_commands(&text)))
}

/// Says where a fact stands instead of how a file names it: `viết {{ su_kien.gio }}`.
fn of_facts(text: &str) -> String {
    const PLACE: &str = "như ở Thông tin hội nghị";
    let mut told = text.to_owned();
    for lead in ["viết ", "hoặc "] {
        let opening = format!("{lead}{{{{ su_kien.");
        while let Some(start) = told.find(&opening) {
            let Some(length) = told[start..].find("}}") else { break };
            told.replace_range(start..start + length + 2, &format!("{lead}{PLACE}"));
        }
    }
    told.replace(&format!("{PLACE} hoặc {PLACE}"), PLACE)
}

/// Says what is to be done on a screen instead of a command. What the table does not know is left
/// out, clause by clause: better no advice than one that cannot be followed here.
fn without_commands(text: &str) -> String {
    let mut text = text.to_owned();
    if !is_command(&text) {
        return text;
    }
    for (from, to) in WORDS {
        text = replaced(&text, from, to);
    }
    if !is_command(&text) {
        return text;
    }
    let clauses = text.split("; ").filter(|clause| !is_command(clause));
    clauses.collect::<Vec<_>>().join("; ")
}

/// Tells whether a text speaks of a command or an option; names of objects begin alike.
fn is_command(text: &str) -> bool {
    let option = |(at, _): (usize, &str)| {
        let begins = text[..at].chars().next_back().is_none_or(|letter| " `(“\"".contains(letter));
        begins && text[at + 2..].starts_with(|letter: char| letter.is_ascii_lowercase())
    };
    text.contains("`vanthu ") || text.match_indices("--").any(option)
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    let Some((head, tail)) = from.split_once('…') else { return text.replace(from, to) };
    let Some(start) = text.find(head) else { return text.to_owned() };
    let behind = start + head.len();
    let end = if tail.is_empty() {
        text[behind..].find("; ").map_or(text.len(), |length| behind + length)
    } else {
        let Some(length) = text[behind..].find(tail) else { return text.to_owned() };
        behind + length + tail.len()
    };
    let kept = &text[behind..end - tail.len()];
    format!("{}{}{}", &text[..start], to.replace('…', kept), &text[end..])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{WORDS, is_command, worded};

    /// Gives the texts of a source file that speak of commands or options.
    fn texts(source: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut rest = source;
        while let Some(begin) = rest.find('"') {
            let inside = &rest[begin + 1..];
            let bytes = inside.as_bytes();
            let mut end = 0;
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            let text = inside[..end.min(inside.len())].replace("\\\"", "\"");
            if is_command(&text) && !text.contains("<!--") && !text.contains("\\n") {
                found.push(text);
            }
            rest = inside.get(end + 1..).unwrap_or_default();
        }
        found
    }

    /// Whatever the rooms behind register and archive say of commands, the table has words for it.
    #[test]
    fn no_advice_of_register_and_archive_is_lost() {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let (mut count, mut lost) = (0, Vec::new());
        for room in ["office", "register", "archive", "ledger", "verify", "sign"] {
            for entry in walkdir::WalkDir::new(src.join(room)).into_iter().flatten() {
                let path = entry.path().to_string_lossy().into_owned();
                if entry.path().extension().is_none_or(|end| end != "rs")
                    || path.contains("tests")
                    || path.contains("trial")
                    || path.contains("reply")
                {
                    continue;
                }
                let source = std::fs::read_to_string(entry.path()).expect("source");
                let code = source.split("#[cfg(test)]").next().unwrap_or_default();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                for text in texts(&lines.collect::<Vec<_>>().join("\n")) {
                    count += 1;
                    let words = worded(&text);
                    assert!(!is_command(&words), "{text}: {words}");
                    let clauses = |text: &str| text.split("; ").count();
                    if words.is_empty() || clauses(&words) < clauses(&text) {
                        lost.push(format!("{path}: {text}"));
                    }
                }
            }
        }
        assert!(lost.is_empty(), "{lost:#?}");
        assert!(count > 40, "{count}");
        assert!(WORDS.iter().all(|(_, to)| !is_command(to)));
    }

    #[test]
    fn what_the_table_does_not_know_is_left_out() {
        assert_eq!(worded("`vanthu gi-do --x`"), "");
        assert_eq!(worded("sửa dòng này; hoặc chạy lại với --gi-do"), "sửa dòng này");
        assert_eq!(worded("sửa dòng này"), "sửa dòng này");
        assert_eq!(
            worded("viết {{ su_kien.ngay | ngay_ngan }} hoặc {{ su_kien.ngay | ngay_thang_nam }}"),
            "viết như ở Thông tin hội nghị"
        );
        assert_eq!(
            worded("ví dụ đúng: {{ su_kien.ngay | ngay_ngan }}"),
            "ví dụ đúng: {{ su_kien.ngay | ngay_ngan }}"
        );
        assert_eq!(
            worded("thêm vào kế hoạch hoặc giấy mời: phu_luc: [{ van_ban: bao-cao }]"),
            "thêm nó ở ô Phụ lục của kế hoạch hoặc giấy mời"
        );
        assert_eq!(
            worded("`vanthu ban-hanh \"a/b.yaml\"` làm nốt, giữ nguyên số"),
            "mở văn bản ấy, bấm Ban hành để làm nốt, giữ nguyên số"
        );
    }
}
