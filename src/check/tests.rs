//! Comes in: small papers in YAML, read by the real reader. Goes out: whether
//! each check speaks where it must and is silent where it must. Must not know:
//! the insides of any check.
//!
//! A case is a line: the code, the kind, what differs from a sound paper, and
//! the words the finding points at (nothing: no finding).

#![allow(clippy::format_collect, clippy::too_many_lines, reason = "tables of cases")]

use std::sync::Arc;

use super::{KindWords, dossier, silence};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings, Severity, Source};
use crate::input::{self, Setting};
use crate::kind::{Kind, Side, kind, kind_names};
use crate::model::Document;
use crate::rules::{RuleSet, rule_set, rule_sets};
use crate::template::Facts;

const OFFICE: &str = "\
cap_tren: ĐẢNG BỘ TỈNH NGHỆ AN
ten: ĐẢNG UỶ XÃ MẪU
ky_hieu: ĐU
dia_danh: Mẫu
luu: Văn phòng Đảng uỷ
dau_thanh: uỷ
nguoi_ky:
  bt: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }
";
const EVENT: &str = "\
tieu_de: Hội nghị gặp mặt, đối thoại năm 2026
su_kien:
  ten: Hội nghị gặp mặt, đối thoại năm 2026
  ngay: 2026-08-14
  gio: 07:30
  dia_diem: Nhà văn hoá xóm 2
";
pub(super) const PLAN: &str = "\
loai: ke-hoach
so: 7
ngay: 2026-08-01
trich_yeu: tổ chức gặp mặt, đối thoại năm 2026
noi_dung: |
  Ban Thường vụ xây dựng Kế hoạch như sau:
  I- MỤC ĐÍCH, YÊU CẦU
  1. Nâng cao vai trò lãnh đạo của cấp uỷ.
  2. Hội nghị bảo đảm an toàn.
  II- TỔ CHỨC THỰC HIỆN
  Các chi bộ gửi ý kiến trước ngày 09/8/2026.
nguoi_ky: bt
noi_nhan:
  - Các chi bộ trực thuộc
";
pub(super) const AGENDA: &str = "\
loai: chuong-trinh
hinh_thuc: tai-lieu
ngay: 2026-08-14
trich_yeu: hội nghị gặp mặt, đối thoại năm 2026
chuong_trinh:
  - { noi_dung: Khai mạc hội nghị., dieu_hanh: Đồng chí Bí thư }
";
pub(super) const NOTICE: &str = "\
loai: thong-bao-ket-luan
so: 8
ngay: 2026-08-20
tac_gia: KẾT LUẬN CỦA BAN THƯỜNG VỤ ĐẢNG UỶ
trich_yeu: tại Hội nghị gặp mặt, đối thoại năm 2026
noi_dung: Giao Uỷ ban nhân dân xã giải quyết.
nguoi_ky: bt
noi_nhan: [Các chi bộ trực thuộc]
";

/// Puts the keys of `changes` in the place of those of `base`.
fn changed(base: &str, changes: &str) -> String {
    let key = |line: &str| -> Option<String> {
        let plain = !line.starts_with([' ', '-', '#']);
        plain.then(|| line.split(':').next().unwrap_or_default().to_owned()).filter(|key| !key.is_empty())
    };
    let new: Vec<_> = changes.lines().filter_map(key).collect();
    let mut kept = String::new();
    let mut dropping = false;
    for line in base.lines() {
        if let Some(key) = key(line) {
            dropping = new.contains(&key);
        }
        if !dropping {
            kept += line;
            kept.push('\n');
        }
    }
    kept + changes + "\n"
}

fn stored(assets: &Assets, id: &str) -> Result<Arc<Kind>, Findings> {
    kind(assets, id).map(Arc::new)
}

/// Composes papers of one dossier; parts of a case are `@co-quan`, `@ho-so`.
pub(super) fn compose(papers: &[(&str, &str)]) -> Vec<(Document, RuleSet)> {
    composed(papers).into_iter().map(|(document, rules, _)| (document, rules)).collect()
}

/// Composes papers; what is said of them while they are is information only.
fn composed(papers: &[(&str, &str)]) -> Vec<(Document, RuleSet, Vec<Diagnostic>)> {
    let assets = Assets::default();
    let sets: Vec<_> = rule_sets(&assets).unwrap().into_iter().map(Arc::new).collect();
    let (mut office, mut event) = (OFFICE.to_owned(), EVENT.to_owned());
    let mut drafts = Vec::new();
    for (index, (base, changes)) in papers.iter().enumerate() {
        let mut parts = changes.split("\n@");
        let own = parts.next().unwrap_or_default();
        for part in parts {
            let (name, part) = part.split_once('\n').unwrap();
            let file = if name == "co-quan" { &mut office } else { &mut event };
            *file = changed(file, part);
        }
        let source = Source::new(format!("{index}.yaml"), changed(base, own));
        let mut findings = Vec::new();
        let draft = input::draft(&index.to_string(), &source, &mut |id| stored(&assets, id), &mut findings);
        assert_eq!(findings, [], "{}", source.text());
        drafts.push(draft.unwrap());
    }
    let office = Arc::new(input::office(&Source::new("co-quan.yaml", office)).unwrap());
    let event = Arc::new(input::dossier(&Source::new("ho-so.yaml", event)).unwrap());
    let each = drafts.iter().map(|draft| {
        let day = draft.fields.date("ngay").map(|(date, _)| date);
        let rules = rule_set(&sets, Side::Party, None, day).unwrap();
        let facts = Facts::new(&office, &event, &[], &rules.text);
        let setting = Setting { office: &office, dossier: &event, drafts: &drafts, facts: &facts };
        let mut findings = Vec::new();
        let document = input::compose(draft, &setting, &mut findings);
        let told = |finding: &&Diagnostic| finding.code.severity == Severity::Info;
        assert_eq!(findings.iter().filter(told).count(), findings.len(), "{findings:?}");
        (document, RuleSet::clone(rules), findings)
    });
    each.collect()
}

/// Gives the words a finding points at.
fn place(finding: &Diagnostic) -> &str {
    let span = finding.span.as_ref().unwrap();
    &span.source.text()[span.range.clone()]
}

pub(super) fn told(base: &str, changes: &str, code: &Code) -> Vec<String> {
    let composed = composed(&[(base, changes)]);
    let (document, rules, mut findings) = composed.into_iter().next().unwrap();
    findings.extend(check(&document, &rules));
    findings.iter().filter(|finding| finding.code == code).map(|finding| place(finding).to_owned()).collect()
}

/// Checks a paper where the built-in kinds are known.
pub(super) fn check(document: &Document, rules: &RuleSet) -> Vec<Diagnostic> {
    super::check(document, rules, &KindWords::of(&kind_names(&Assets::default()).unwrap()))
}

/// Makes a body of one paragraph before the last line.
pub(super) fn says(text: &str) -> String {
    format!("noi_dung: |\n  {text}\n  Yêu cầu các chi bộ thực hiện.\n")
}

#[test]
fn sound_papers_have_no_findings() {
    for base in [PLAN, NOTICE] {
        let composed = compose(&[(base, "")]);
        assert_eq!(check(&composed[0].0, &composed[0].1), [], "{base}");
    }
    let composed = compose(&[(PLAN, ""), (AGENDA, ""), (NOTICE, "")]);
    let pairs: Vec<_> = composed.iter().map(|(document, rules)| (document, rules)).collect();
    assert_eq!(dossier(&pairs), []);
}

#[test]
fn sentences_are_judged() {
    let cases: &[(&Code, &str, &[&str])] = &[
        (Code::HIDDEN, "Hội\u{a0}nghị đối\u{200b}thoại.", &["Hội\u{a0}nghị", "đối\u{200b}thoại."]),
        (Code::HIDDEN, "Hội nghị – “đối thoại”.", &[]),
        (Code::LEGACY, "§¶ng uû x· tæ chøc héi nghÞ ®èi tho¹i.", &["§¶ng uû x· tæ chøc héi nghÞ ®èi tho¹"]),
        (Code::LEGACY, "Theo § 5, 10 µm và ông René.", &[]),
        (Code::LEGACY, "Các Đ¹i biểu dự họp.", &["¹"]),
        (Code::LEGACY, "Đồng chí Nguyễn V¨n A.", &["¨"]),
        (Code::LEGACY, "Hội nghị đã häp.", &["ä"]),
        (Code::LEGACY, "Các xaõ trực thuộc.", &["aõ"]),
        (Code::TONE, "Của Đảng ủy và cấp ủy, hòa giải.", &["ủy", "hòa"]),
        (Code::TONE, "Đảng uỷ; bà Nguyễn Thị Thúy; quý, hoàn.", &[]),
        (
            Code::SYLLABLE,
            "Hớng dẫn chơng trình, khơng khí, tíến, qủỹết, củá, nghành, môt, nhng người, cũa, Nghành học.",
            &["Hớng", "chơng", "khơng", "tíến", "qủỹết", "củá", "nghành", "môt", "nhng", "cũa", "Nghành"],
        ),
        (Code::SYLLABLE, "CHƠNG TRÌNH HỚNG DẪN CỦÁ QĐ, HĐND, UBMTTQ, ĐTXD.", &["CHƠNG", "HỚNG", "CỦÁ"]),
        (
            Code::SYLLABLE,
            "Ông Y A'Mẫu Êban, bà KaTor, Chamaléa Thị An, H’Blŭ Niê, Kpă Thơng; xã Cư Pơng, Ea Kpam, Krông Pắk, \
             Đăk Lăk, Chư Păh; dân tộc Êđê, Xơđăng, Mnông; café, château, email, Zalo, FB; vắcxin, ăcquy, ximăng, \
             công-te-nơ, Xanh Pê-téc-bua; vanthu@nghành.vn, https://nghành.vn; 5kg, 10ha, 500đ, 7h30, A4, m2.",
            &[],
        ),
        (
            Code::GLUED,
            "Của vụĐảng, bộxã, vănbản, thứ2, vềviệc, Điều5, 2026của, UBNDxã, nhândân, CÔNGVĂN, Đảngủy xã.",
            &[
                "vụĐảng",
                "bộxã",
                "vănbản",
                "thứ2",
                "vềviệc",
                "Điều5",
                "2026của",
                "UBNDxã",
                "nhândân",
                "CÔNGVĂN",
                "Đảngủy",
            ],
        ),
        (
            Code::GLUED,
            "Bà PiNăng Vô, Chamaléa, Êban, Rơchăm; ôtô, canô, ximăng, bulông; 5kg, 100m2, 12A1, H5N1, CO2, QĐi/TW.",
            &[],
        ),
        (
            Code::ALIEN_LETTER,
            "Ông Hå, bà Bïi Thị Hoa, Vâ Văn An ở Ðắk Lắk, x\u{430} Mẫu.",
            &["Hå", "Bïi", "Vâ", "Ðắk", "x\u{430}"],
        ),
        (Code::ALIEN_LETTER, "Ông Müller, bà Lü Kang, São Paulo, H'Ñua, Êñuôl; ngày 1º, 5 µm, Москва.", &[]),
        (Code::TONE, "Nghĩên cứu việc đựơc giao cho Hòang Văn An.", &["Nghĩên", "đựơc", "Hòang"]),
        (Code::SPACING, "Hội nghị , đối  thoại .", &["nghị ,", "đối  thoại", "thoại ."]),
        (Code::SPACING, "Xây dựng chính quyền ... lúc 7:30, ngày   tháng   năm 2026.", &[]),
        (Code::SYMBOL_FORM, "Theo Kế hoạch số 7-KH/ĐU.", &["7-KH/ĐU"]),
        (Code::SYMBOL_FORM, "Theo Kế hoạch số: 07-KH/ĐU và Công văn số: 12.", &["số: 07-KH/ĐU", "số: 12"]),
        (
            Code::SYMBOL_FORM,
            "Theo số 100-KH/Th.U, số 07 - KH/ĐU, số 07–KH/ĐU.",
            &["100-KH/Th.U", "07 - KH/ĐU", "07–KH/ĐU"],
        ),
        (
            Code::SYMBOL_FORM,
            "Theo số 15/2020/NĐ-CP, 36/2018/QH14, 07-KH/ĐU, 399-QĐ/TW, 05-QC/BTCTU-BNCTU.",
            &[],
        ),
        (Code::SYMBOL_FORM, "Tổng số: 07 đồng chí; 120 - 150 đại biểu; 12-CV/VPTW/nb.", &[]),
        (Code::CITE_COMMA, "Theo Kế hoạch số 100-KH/TU ngày 07/6/2022.", &["100-KH/TU ngày"]),
        (Code::CITE_COMMA, "Theo Đề án số 07-ĐA/TU, ngày 24/11/2021; số 08-ĐA/TU hằng ngày.", &[]),
        (Code::DATE_PADDING, "Từ ngày 8/8/2026, ngày 5 tháng 09.", &["8/8/2026", "ngày 5 tháng 09"]),
        (Code::DATE_PADDING, "Ngày 09/8/2026, 03/02/2026, ngày 8/3, 14/8/2026, ngày 05 tháng 9.", &[]),
        (Code::DATE_MIXED, "Dự kiến ngày 14 tháng 8/2026.", &["ngày 14 tháng 8/2026"]),
        (Code::DATE_MIXED, "Dự kiến ngày 14 tháng 8 năm 2026.", &[]),
        (Code::DATE_REAL, "Hết ngày 31/6/2026 và 29/02/2026.", &["31/6/2026", "29/02/2026"]),
        (Code::DATE_REAL, "Hết ngày 30/6/2026 và ngày 29 tháng 02.", &[]),
        (Code::DATE_WEEKDAY, "Vào thứ Năm, ngày 14/8/2026.", &["thứ Năm"]),
        (Code::DATE_WEEKDAY, "Vào thứ Bảy, ngày 14/8.", &["thứ Bảy"]),
        (Code::DATE_WEEKDAY, "Vào thứ Sáu, ngày 14/8/2026; thứ Hai, ngày 10/8.", &[]),
        (Code::DATE_DEADLINE, "Gửi ý kiến trước ngày 16/8/2026.", &["16/8/2026"]),
        (Code::DATE_DEADLINE, "Hoàn thành chậm nhất 17 giờ 00, ngày 15/8.", &["15/8"]),
        (Code::DATE_DEADLINE, "Gửi trước ngày 12/8/2026; họp ngày 20/8/2026.", &[]),
        (Code::DATE_DEADLINE, "Ban hành thông báo kết luận trước ngày 20/8/2026.", &[]),
        (
            Code::DISSOLVED,
            "Báo cáo Huyện uỷ và Ban Dân vận, UBND huyện.",
            &["Huyện uỷ", "UBND huyện", "Ban Dân vận"],
        ),
        (Code::DISSOLVED, "Đề nghị Thành uỷ Vinh, Ban Tuyên giáo và Dân vận Tỉnh uỷ.", &["Thành uỷ"]),
        (Code::DISSOLVED, "Theo Kế hoạch số 100-KH/HU, ngày 07/6/2022 của Huyện uỷ; Thành uỷ Hà Nội.", &[]),
        (Code::DISSOLVED, "Sau khi kết thúc hoạt động của cấp huyện.", &[]),
        (Code::DISSOLVED, "Gửi về Huyện uỷ Hưng Nguyên.", &["Huyện uỷ"]),
        (
            Code::DISSOLVED,
            "Huyện uỷ Thái Nguyên và Uỷ ban nhân dân huyện Hưng Nguyên.",
            &["Huyện uỷ", "Uỷ ban nhân dân huyện"],
        ),
        (Code::DISSOLVED, "Gửi Huyện uỷ để tiếp nhận báo cáo.", &["Huyện uỷ"]),
        (Code::DISSOLVED, "Phối hợp với Công an thị xã Cửa Lò.", &["thị xã"]),
        (
            Code::DISSOLVED,
            "Mời Phòng Nội vụ huyện, Trung tâm Chính trị huyện.",
            &["Phòng Nội vụ huyện", "Trung tâm Chính trị huyện"],
        ),
        (
            Code::DISSOLVED,
            "Đồng chí nguyên Bí thư Huyện uỷ; tiếp nhận trụ sở của Huyện uỷ; hồ sơ do Huyện uỷ bàn giao; \
             Huyện uỷ Hưng Nguyên cũ; người dân thị xã.",
            &[],
        ),
        (
            Code::DISSOLVED,
            "Thành uỷ Thành phố Hồ Chí Minh, Thành uỷ thành phố Cần Thơ, Thành uỷ TP. Huế, Thành uỷ Đà Nẵng.",
            &[],
        ),
        (Code::STATE_FORM, "Độc lập - Tự do - Hạnh phúc", &["Độc lập - Tự do - Hạnh phúc"]),
        (Code::STATE_FORM, "Hiến pháp nước Cộng hoà xã hội chủ nghĩa Việt Nam.", &[]),
        (Code::CAPITALS, "Ý kiến của Nhân dân, của nhân dân và nhân dân trong xã.", &["Nhân dân"]),
        (Code::CAPITALS, "Nhân dân trong xã và nhân dân; “với Nhân dân”; Hội đồng nhân dân, NHÂN DÂN.", &[]),
        (Code::CAPITALS, "Tại hội nghị; khai mạc Hội nghị gặp mặt, đối thoại năm 2026.", &[]),
        (Code::CAPITALS, "Đề nghị Cấp uỷ giải quyết.", &["Cấp uỷ"]),
        (Code::CAPITALS, "Cấp uỷ giải quyết.", &[]),
        (Code::SYNONYMS, "Phải đảm bảo an toàn, bảo đảm trật tự.", &["đảm bảo"]),
        (Code::SYNONYMS, "Phải bảo đảm an toàn.", &[]),
        (Code::RANGE_DASH, "Nhiệm kỳ 2020 - 2025, 2020 – 2025 và 2025 - 2030.", &["2020 – 2025"]),
        (Code::RANGE_DASH, "Nhiệm kỳ 2020 - 2025 và 2025 - 2030; số 2020-2025/QĐ.", &[]),
        (
            Code::ABBREVIATION,
            "Đ/c CT HĐND; CT UBND, UB MTTQ; BTV, UB KTNN.",
            &["Đ/c", "CT", "BTV", "UB KTNN"],
        ),
        (Code::ABBREVIATION, "Uỷ ban nhân dân (UBND) xã; UBND; khoá XIV; 07-KH/ĐU; NĐ-CP; T/M ĐẢNG UỶ.", &[]),
        (Code::ABBREVIATION, "Ban chỉ đạo (sau đây gọi tắt là BCĐ); BCĐ xã; TP Vinh; a@UBND.vn.", &[]),
        (
            Code::SIGN_AUTHOR,
            "Theo tình hình, Đảng uỷ xã Mẫu xây dựng Kế hoạch như sau:",
            &["Đảng uỷ xã Mẫu xây dựng Kế hoạch"],
        ),
        (
            Code::SIGN_AUTHOR,
            "Ban Thường vụ Đảng uỷ xây dựng Kế hoạch; Văn phòng Đảng uỷ ban hành Kế hoạch.",
            &[],
        ),
        (Code::SIGN_AUTHOR, "Đảng uỷ xây dựng Nghị quyết.", &[]),
        (Code::SIGN_AUTHOR, "3. Đảng uỷ ban hành Kế hoạch hằng năm.", &[]),
        (Code::EVENT_FACT, "1. Thời gian: 8 giờ 00, ngày 12/8/2026.", &["12/8/2026", "8 giờ 00"]),
        (
            Code::EVENT_FACT,
            "2. Địa điểm tổ chức: Hội trường Uỷ ban nhân dân xã.",
            &["Hội trường Uỷ ban nhân dân xã"],
        ),
        (Code::EVENT_FACT, "Trả lời tại Hội nghị đối thoại ngày 13/8/2026.", &["13/8/2026"]),
        (Code::EVENT_FACT, "1. Thời gian: 7 giờ 30, ngày 14 tháng 8 năm 2026.", &[]),
        (Code::EVENT_FACT, "Địa điểm: Nhà Văn hoá xóm 2, xã Mẫu.", &[]),
        (Code::EVENT_FACT, "Trả lời tại Hội nghị đối thoại trước ngày 10/8/2026.", &[]),
        (Code::EVENT_FACT, "Nghị quyết Hội nghị Ban Chấp hành ngày 01/7/2026.", &[]),
        (Code::EVENT_FACT, "Ngày {{ su_kien.ngay | ngay_ngan }}, lúc {{ su_kien.gio }}.", &[]),
        (
            Code::EVENT_FACT,
            "Hội nghị tổ chức lúc 14 giờ 00, ngày 14/8/2026 tại Nhà Văn hoá xóm 5.",
            &["14 giờ 00", "Nhà Văn hoá xóm 5"],
        ),
        (
            Code::EVENT_FACT,
            "Thời gian, địa điểm: 14 giờ, ngày 15/8/2026, tại Hội trường xã.",
            &["15/8/2026", "14 giờ", "Hội trường xã"],
        ),
        (Code::EVENT_FACT, "Thời gian: bắt đầu từ 14 giờ.", &["14 giờ"]),
        (Code::EVENT_FACT, "Địa điểm tại: Hội trường xã.", &["Hội trường xã"]),
        (
            Code::EVENT_FACT,
            "Hội nghị tổ chức lúc 7 giờ 30, ngày 14/8/2026 tại Nhà Văn hoá xóm 2, xã Mẫu.",
            &[],
        ),
        (Code::EVENT_FACT, "Thời gian, địa điểm: 7 giờ 30, ngày 14/8/2026, tại Nhà văn hoá xóm 2.", &[]),
        (Code::EVENT_FACT, "Hội nghị ngày 14/8/2026 tại xã Mẫu thảo luận trong 2 giờ.", &[]),
        (
            Code::SYMBOL_FORM,
            "Theo số 12/CV-ĐU, số 15/QĐ-ĐU, số 05-Kh/đu, số 28 KH/ĐU, số 11-QĐI/TW.",
            &["12/CV-ĐU", "15/QĐ-ĐU", "05-Kh/đu", "28 KH/ĐU", "11-QĐI/TW"],
        ),
        (Code::SYMBOL_FORM, "Theo 15/QĐ-UBND, 30/2020/NĐ-CP, 11-QĐi/TW; 5 CT/TW; 20 kh/người.", &[]),
        (Code::TONE, "Tặng qùa cho đòan, hòan thành, tòan dân.", &["qùa", "đòan", "hòan", "tòan"]),
        (
            Code::MARK_FORM,
            "1.Việc một.\n  -Giao việc.\n  I.MỤC ĐÍCH\n  1) Việc hai.\n  a. Điểm một.\n  b)Điểm hai.",
            &["1.", "-", "I.", "1)", "a.", "b)"],
        ),
        (
            Code::MARK_FORM,
            "1. Việc.\n  a) Điểm.\n  2/9 là ngày lễ.\n  1.500 đồng.\n  -5 độ.\n  U.B.N.D xã; 3,5 ha.\n  A - B.",
            &[],
        ),
        (Code::END_MARK, "Ở giữa bài./.", &["./."]),
        (Code::DIVISION_CASE, "Chương I. Quy định chung", &["Quy định chung"]),
        (Code::DIVISION_CASE, "Chương I. QUY ĐỊNH CHUNG", &[]),
    ];
    for (code, text, places) in cases {
        assert_eq!(told(PLAN, &says(text), code), *places, "{} {text}", code.id);
    }
}

#[test]
fn fields_are_judged() {
    let cases: &[(&Code, &str, &str, &[&str])] = &[
        (Code::NUMBER_DATE, PLAN, "so: ", &[]),
        (Code::NUMBER_DATE, PLAN, "ngay: ", &["7"]),
        (Code::NUMBER_DATE, PLAN, "so: \nngay: ", &[]),
        (Code::NUMBER_DATE, AGENDA, "", &[]),
        (Code::DATE_PLAN, PLAN, "ngay: 2026-08-15", &["2026-08-15"]),
        (Code::DATE_PLAN, NOTICE, "ngay: 2026-08-13", &["2026-08-13"]),
        (Code::DATE_PLAN, NOTICE, "ngay: 2026-08-14", &[]),
        (Code::BASIS_MARK, PLAN, "can_cu: ['- Căn cứ Quy chế', Căn cứ Luật;]", &["-"]),
        (Code::BASIS_MARK, PLAN, "can_cu: [Căn cứ Quy chế làm việc]", &[]),
        (Code::RECIPIENT_MARK, PLAN, "noi_nhan: ['Các chi bộ,', '- Tỉnh uỷ']", &[","]),
        (
            Code::RECIPIENT_MARK,
            PLAN,
            "noi_nhan: |\n  Nơi nhận:\n  - Các chi bộ;\n  - Tỉnh uỷ.",
            &["Nơi nhận:"],
        ),
        (Code::RECIPIENT_MARK, PLAN, "noi_nhan: [Thường trực Tỉnh uỷ (để báo cáo)]", &[]),
        (Code::RECIPIENT_MARK, PLAN, "noi_nhan: [Tỉnh uỷ, 'Lưu: VT']", &["Lưu: VT"]),
        (
            Code::RECIPIENT_MARK,
            PLAN,
            "noi_nhan: [Lưu Văn phòng Đảng uỷ, Tỉnh uỷ]",
            &["Lưu Văn phòng Đảng uỷ"],
        ),
        (Code::RECIPIENT_MARK, PLAN, "noi_nhan: [Tỉnh uỷ, Lưu Văn phòng Đảng uỷ]", &[]),
        (Code::RECIPIENT_KEPT, PLAN, "\n@co-quan\nluu: VT, ĐU", &["VT, ĐU"]),
        (Code::LABEL_TWICE, PLAN, "\n@co-quan\nluu: 'Lưu: Văn phòng.'", &["Lưu:"]),
        (Code::TYPED_MARK, PLAN, "\n@co-quan\ndia_danh: 'Hoa Mẫu,'", &[","]),
        (
            Code::LABEL_TWICE,
            PLAN,
            "loai: cong-van\nkinh_gui: ['Kính gửi: Các xóm', Các thôn]",
            &["Kính gửi:"],
        ),
        (Code::LABEL_TWICE, PLAN, "loai: cong-van\nkinh_gui: [Các xóm]\ntrich_yeu: V/v đối thoại", &["V/v"]),
        (Code::LABEL_TWICE, PLAN, "loai: cong-van\nkinh_gui: [Các xóm]\ntrich_yeu: về việc đối thoại", &[]),
        (
            Code::RECIPIENT_MARK,
            PLAN,
            "loai: cong-van\nkinh_gui: [Các xóm]\nnoi_nhan: [Như trên, Tỉnh uỷ]",
            &["Như trên"],
        ),
        (Code::RECIPIENT_MARK, PLAN, "loai: cong-van\nkinh_gui: [Các xóm]\nnoi_nhan: []", &[]),
        (Code::RECIPIENT_ABOVE, PLAN, "noi_nhan: [Như trên, Tỉnh uỷ]", &["Như trên"]),
        (Code::RECIPIENT_ABOVE, PLAN, "noi_nhan: [như trên (để thực hiện)]", &["như trên"]),
        (Code::RECIPIENT_ABOVE, PLAN, "noi_nhan: [Như thành phần mời, Tỉnh uỷ]", &[]),
        (
            Code::RECIPIENT_ABOVE,
            PLAN,
            "loai: cong-van\nkinh_gui: [Các xóm]\nnoi_nhan: [Như trên, Như kính gửi]",
            &[],
        ),
        (Code::LETTER_CASE, PLAN, "\n@co-quan\nten: Đảng uỷ xã Mẫu", &["Đảng uỷ xã Mẫu"]),
        (Code::LETTER_CASE, PLAN, "\n@co-quan\ncap_tren: Đảng bộ tỉnh Nghệ An", &["Đảng bộ tỉnh Nghệ An"]),
        (Code::LETTER_CASE, PLAN, "\n@co-quan\ndia_danh: xã Hoa Mẫu", &["xã Hoa Mẫu"]),
        (Code::LETTER_CASE, PLAN, "\n@co-quan\nky_hieu: Đu", &["Đu"]),
        (
            Code::LETTER_CASE,
            PLAN,
            "nguoi_ky: { quyen_han: T/M Đảng uỷ, chuc_vu: Bí thư, ho_ten: LÊ VĂN AN }",
            &["T/M Đảng uỷ", "Bí thư", "LÊ VĂN AN"],
        ),
        (Code::LETTER_CASE, NOTICE, "tac_gia: của Ban Thường vụ", &["của Ban Thường vụ"]),
        (Code::PROPER_GUESS, PLAN, "\n@co-quan\nten: CHI BỘ TRƯỜNG HỌC", &["CHI BỘ TRƯỜNG HỌC"]),
        (Code::PROPER_GUESS, PLAN, "\n@co-quan\nten: CHI BỘ TRƯỜNG HỌC\nten_viet: Chi bộ trường học", &[]),
        (Code::TYPED_MARK, PLAN, "noi_dung: Yêu cầu thực hiện./.", &["./."]),
        (Code::END_MARK, PLAN, "noi_dung: Yêu cầu thực hiện./.", &[]),
        (Code::END_MARK, PLAN, "noi_dung: Yêu cầu thực hiện;", &["hiện;"]),
        (Code::END_MARK, PLAN, "noi_dung: Yêu cầu (để thực hiện.)", &[]),
        (Code::END_MARK, PLAN, "noi_dung:\n  - Danh sách\n  - bang: { cot: [A], dong: [[b]] }", &[]),
        (Code::END_MARK, AGENDA, "chuong_trinh: [{ noi_dung: Bế mạc./. }]", &["./."]),
        (
            Code::SIGN_DOT,
            PLAN,
            "nguoi_ky: { quyen_han: TM. ĐẢNG UỶ, chuc_vu: BÍ THƯ, ho_ten: Lê A }",
            &["TM."],
        ),
        (Code::SIGN_DOT, PLAN, "nguoi_ky: { chuc_vu: Q. CHÁNH VĂN PHÒNG, ho_ten: Lê A }", &[]),
        (
            Code::SIGN_DEPUTY,
            PLAN,
            "nguoi_ky: { quyen_han: K/T BÍ THƯ, chuc_vu: PHÓ BÍ THƯ, ho_ten: Lê A }",
            &["K/T BÍ THƯ"],
        ),
        (
            Code::SIGN_DEPUTY,
            PLAN,
            "nguoi_ky: { quyen_han: K/T CHÁNH VĂN PHÒNG, chuc_vu: PHÓ CHÁNH VĂN PHÒNG, ho_ten: Lê A }",
            &[],
        ),
        (
            Code::SIGN_ORGAN,
            PLAN,
            "nguoi_ky: { quyen_han: T/M ĐẢNG UỶ, chuc_vu: BÍ THƯ ĐẢNG ỦY, ho_ten: Lê A }",
            &["ĐẢNG ỦY"],
        ),
        (
            Code::SIGN_ORGAN,
            PLAN,
            "nguoi_ky: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê A }",
            &[],
        ),
        (
            Code::SIGN_TITLE,
            PLAN,
            "nguoi_ky: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: BÍ THƯ THƯỜNG TRỰC, ho_ten: Lê A }",
            &["BÍ THƯ THƯỜNG TRỰC"],
        ),
        (
            Code::SIGN_TITLE,
            PLAN,
            "nguoi_ky: { quyen_han: T/M ĐẢNG UỶ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê A }",
            &["CHÁNH VĂN PHÒNG"],
        ),
        (
            Code::SIGN_TITLE,
            PLAN,
            "nguoi_ky: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê A }",
            &[],
        ),
        (
            Code::SIGN_TITLE,
            PLAN,
            "nguoi_ky: { quyen_han: T/M ĐẢNG UỶ, chuc_vu: PHÓ BÍ THƯ, ho_ten: Lê A }",
            &[],
        ),
        (
            Code::SIGN_NAME,
            PLAN,
            "nguoi_ky: { chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: PGS. TS. Lê Văn A }",
            &["PGS. TS."],
        ),
        (
            Code::SIGN_NAME,
            PLAN,
            "nguoi_ky: { chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Đại tá Lê Văn A }",
            &["Đại tá"],
        ),
        (Code::SIGN_NAME, PLAN, "nguoi_ky: { chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Trung Văn Sĩ }", &[]),
        (
            Code::SIGN_AUTHOR,
            PLAN,
            "nguoi_ky: { quyen_han: T/M ĐẢNG UỶ, chuc_vu: BÍ THƯ, ho_ten: Lê A }",
            &["Ban Thường vụ xây dựng Kế hoạch"],
        ),
        (Code::SUMMARY_CASE, PLAN, "trich_yeu: Tổ chức đối thoại năm 2026", &["Tổ"]),
        (Code::SUMMARY_CASE, PLAN, "trich_yeu: TỔ CHỨC ĐỐI THOẠI NĂM 2026", &["TỔ CHỨC ĐỐI THOẠI NĂM 2026"]),
        (Code::SUMMARY_CASE, PLAN, "trich_yeu: V/v đối thoại", &["V/v"]),
        (Code::SUMMARY_CASE, PLAN, "trich_yeu: UBND xã tổ chức đối thoại", &[]),
        (Code::SUMMARY_DOT, PLAN, "trich_yeu: tổ chức đối thoại năm 2026.", &["."]),
        (Code::SUMMARY_DOT, PLAN, "", &[]),
        (Code::TONE, PLAN, "\n@co-quan\nten: ĐẢNG ỦY XÃ MẪU", &["ỦY"]),
        (Code::TONE, PLAN, "\n@co-quan\ndau_thanh: \nten: ĐẢNG ỦY XÃ MẪU", &["ỦY"]),
        (Code::TONE, PLAN, "nguoi_ky: { chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Thúy }", &[]),
        (Code::DISSOLVED, PLAN, "\n@co-quan\ncap_tren: ĐẢNG BỘ THÀNH PHỐ VINH", &["ĐẢNG BỘ THÀNH PHỐ VINH"]),
        (Code::DISSOLVED, PLAN, "noi_nhan: [Thành uỷ]\n\n@co-quan\ncap_tren: ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", &[]),
        (Code::DISSOLVED, PLAN, "ngay: 2023-08-01\nnoi_nhan: [Huyện uỷ, Ban Dân vận]", &[]),
        (Code::ANNEX_UNCITED, PLAN, "phu_luc: [{ tieu_de: DANH SÁCH, noi_dung: Một. }]", &["DANH SÁCH"]),
        (
            Code::ANNEX_UNCITED,
            PLAN,
            "noi_dung: Có phụ lục kèm theo.\nphu_luc: [{ tieu_de: DANH SÁCH, noi_dung: Một. }]",
            &[],
        ),
        (Code::ABBREVIATION, PLAN, "noi_nhan: [UBND xã, UB MTTQ xã]", &[]),
        (Code::ABBREVIATION, AGENDA, "chuong_trinh: [{ noi_dung: Khai mạc, dieu_hanh: PCT UBND }]", &["PCT"]),
        (Code::ABBREVIATION, PLAN, "trich_yeu: hỗ trợ HTX\n\n@co-quan\nviet_tat: { HTX: hợp tác xã }", &[]),
        (Code::ABBREVIATION, PLAN, "trich_yeu: hỗ trợ HTX, TỔÀN, CHƠNG", &["HTX"]),
        (Code::PROPER_GUESS, PLAN, "\n@co-quan\nten: CHI BỘ XÓM II", &[]),
        (Code::SUMMARY_CASE, PLAN, "trich_yeu: Uỷ ban nhân dân xã tổ chức đối thoại", &[]),
        (Code::SUMMARY_CASE, PLAN, "trich_yeu: Văn phòng Đảng uỷ tổ chức đối thoại", &[]),
        (Code::DISSOLVED, PLAN, "noi_nhan: ['Các tỉnh uỷ, thành uỷ', 'Các Tỉnh uỷ, Thành uỷ']", &[]),
        (Code::DISSOLVED, PLAN, "noi_nhan: ['Các tỉnh uỷ, Thành uỷ Vinh']", &["Thành uỷ"]),
        // Spelling: names, foreign words, symbols are left.
        (Code::ALIEN_LETTER, PLAN, "nguoi_ky: { chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Bïi Văn An }", &["Bïi"]),
        (Code::SYLLABLE, PLAN, "nguoi_ky: { chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Đặng Văn Nghành }", &[]),
        (Code::SYLLABLE, PLAN, "\n@co-quan\nten: ĐẢNG UỶ XÃ HNG CHÍNH\nluu: Văn phòng Đảng uỷ tĩnh lẽ", &[]),
        (
            Code::SYLLABLE,
            PLAN,
            "\n@ho-so\nsu_kien: { ten: Hội nghị nghành, chu_tri: đồng chí Chamaléa Thị An }",
            &["nghành"],
        ),
        (
            Code::SYLLABLE,
            PLAN,
            "phu_luc: [{ tieu_de: PHỤ LỤC CỦÁ, noi_dung: [{ bang: { cot: [nghành], dong: [[môt]] } }] }]",
            &["CỦÁ", "nghành", "môt"],
        ),
        (Code::SYLLABLE, PLAN, "noi_nhan: [Các nghành, 'Ban Thờng vụ']", &["nghành", "Thờng"]),
    ];
    for (code, base, changes, places) in cases {
        assert_eq!(told(base, changes, code), *places, "{} {changes}", code.id);
    }
}

#[test]
fn numbers_are_followed() {
    let cases: &[(&str, &[&str])] = &[
        ("I- A\nII- B\nIV- C", &["IV-"]),
        ("II- A\nIII- B", &["II-"]),
        ("I- A\nI- B", &["I-"]),
        ("I- A\n1. Một.\n3. Ba.\nII- B\n1. Một.\n2. Hai.", &["3."]),
        ("I- A\n1. Một.\n2. Hai.\nII- B\n3. Ba.\n4. Bốn.", &[]),
        ("I- A\n**1. Mục đích**\n1. Một.\n2. Hai.\n**2. Yêu cầu**\n- x;\n- y.", &[]),
        ("1. Chủ trì: đồng chí A.\n2. Thành phần\n- x;\n3. Thời gian: sáng.", &[]),
        ("1. Một\n1.1. Một một.\n1.2. Một hai.\n1.4. Một bốn.\n2. Hai\n2.1. Hai một.", &["1.4."]),
        ("1. Một\n1.1. Một một.\n2. Hai\n1.2. Một hai.", &["1.2."]),
        ("Gồm:\n1. Một.\n2. Hai.\nNgoài ra:\n1. Một.\n2. Hai.", &[]),
        ("1. Một.\n2. Hai.\n1. Một.", &["1."]),
        ("1. Một:\na) A;\nb) B;\nd) D.\n2. Hai:\na) A;\nb) B.", &["d)"]),
        ("a) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E.", &[]),
        ("a) A;\nb) B;\nc) C;\nd) D;\ne) E.", &["e)"]),
        ("i) Một;\nii) Hai.", &[]),
        ("- Về kiểm tra:\n1. Một.\n2. Hai.\n- Về giám sát:\n1. Một.\n2. Hai.", &[]),
        ("A. MỤC ĐÍCH\nI. MỘT\nII. HAI\nB. NỘI DUNG\nI. MỘT\nIII. BA", &["III."]),
        ("Điều 1. A\n1. Một.\n2. Hai.\nĐiều 2. B\n1. Một.\nĐiều 4. C", &["Điều 4"]),
        ("Chương I\nMột\nĐiều 1. A\nChương II\nHai\nĐiều 2. B", &[]),
        ("Phần thứ nhất\nMột\nPhần thứ ba\nBa", &["Phần thứ ba"]),
    ];
    for (body, places) in cases {
        let body: String = body.lines().map(|line| format!("\n  {line}")).collect();
        let changes = format!("noi_dung: |{body}\n");
        assert_eq!(told(PLAN, &changes, Code::NUMBERING), *places, "{body}");
    }
    assert_eq!(told(PLAN, "noi_dung: |\n  I- A\n  II- B\n  III. C\n", Code::NUMBERING_STYLE), ["III."]);
    assert_eq!(told(PLAN, "noi_dung: |\n  I. A\n  II. B\n", Code::NUMBERING_STYLE), [] as [&str; 0]);
}

#[test]
fn lines_end_in_a_mark() {
    let cases: &[(&str, &[&str])] = &[
        ("- Một ý (xem sau)\n- Hai ý.", &["sau)"]),
        ("- Một ý;\n1. Đầu đề\n- Ba ý (“nhắc lại.”)\nHết.", &[]),
        ("Đoạn một\nĐoạn hai.", &["một"]),
    ];
    for (body, places) in cases {
        let body: String = body.lines().map(|line| format!("\n  {line}")).collect();
        let changes = format!("noi_dung: |{body}\n");
        assert_eq!(told(PLAN, &changes, Code::OPEN_LINE), *places, "{body}");
    }
}

#[test]
fn the_plan_s_time_section_is_read() {
    let body = |line: &str| format!("noi_dung: |\n  I- THỜI GIAN, ĐỊA ĐIỂM\n  {line}\n  Hết.\n");
    assert_eq!(told(PLAN, &body("Dự kiến ngày 15/8/2026, tại xã."), Code::EVENT_FACT), ["15/8/2026"]);
    assert_eq!(told(PLAN, &body("Dự kiến ngày 14/8/2026, tại xã."), Code::EVENT_FACT), [] as [&str; 0]);
    assert_eq!(told(PLAN, &body("Từ ngày 01/8/2026 đến ngày 20/8/2026."), Code::EVENT_FACT), [] as [&str; 0]);
}

fn across(papers: &[(&str, &str)], code: &Code) -> Vec<String> {
    let composed = compose(papers);
    let pairs: Vec<_> = composed.iter().map(|(document, rules)| (document, rules)).collect();
    let findings = dossier(&pairs);
    findings.iter().filter(|finding| finding.code == code).map(|finding| place(finding).to_owned()).collect()
}

#[test]
fn papers_of_a_dossier_are_compared() {
    let none = [] as [&str; 0];
    let other = "trich_yeu: HỘI NGHỊ ĐỐI THOẠI GIỮA NGƯỜI ĐỨNG ĐẦU VỚI NHÂN DÂN";
    let found = across(&[(PLAN, ""), (AGENDA, other)], Code::EVENT_NAME);
    assert_eq!(found, ["HỘI NGHỊ ĐỐI THOẠI GIỮA NGƯỜI ĐỨNG ĐẦU VỚI NHÂN DÂN"]);
    let longer = "trich_yeu: mời dự Hội nghị gặp mặt, đối thoại giữa lãnh đạo xã với Nhân dân";
    assert_eq!(across(&[(PLAN, ""), (AGENDA, longer)], Code::EVENT_NAME), none);
    assert_eq!(across(&[(PLAN, ""), (AGENDA, "trich_yeu: phân công nhiệm vụ")], Code::EVENT_NAME), none);
    let undated =
        format!("{}\n@ho-so\nsu_kien: {{ ten: Hội nghị đối thoại }}", says("Thời gian: ngày 14/8/2026."));
    let second = says("Thời gian: ngày 15/8/2026.");
    assert_eq!(across(&[(PLAN, &undated), (PLAN, &second)], Code::EVENT_FACT), ["15/8/2026"]);
    assert_eq!(
        across(&[(PLAN, &undated), (PLAN, &says("Thời gian: ngày 14/8/2026."))], Code::EVENT_FACT),
        none
    );
}

/// What a copy of an older paper has of days that are over is told of as long as the paper has no day.
#[test]
fn days_that_are_over_are_told_of() {
    let past = |base: &str, changes: &str, today: &str| {
        let composed = compose(&[(base, changes)]);
        let (document, rules) = &composed[0];
        let kinds = KindWords::of(&kind_names(&Assets::default()).unwrap());
        let found = super::past(document, rules, &kinds, today.parse().unwrap());
        found.iter().map(|one| (one.message.clone(), place(one).to_owned())).collect::<Vec<_>>()
    };
    let open = PLAN.replace("so: 7\nngay: 2026-08-01\n", "");
    let found = past(&open, "", "2027-01-05");
    let told: Vec<&str> = found.iter().map(|(message, _)| message.as_str()).collect();
    assert_eq!(told, ["ngày hội nghị 14/8/2026 đã qua mà còn văn bản chưa ban hành", "hạn 09/8/2026 đã qua"]);
    assert_eq!(found[1].1, "09/8/2026");
    assert!(past(&open, "", "2026-08-09").is_empty(), "the day itself is not over");
    assert!(past(PLAN, "", "2027-01-05").is_empty(), "a paper with a day is held against that day");
    // What is told of the past is no task; what comes again each year has no year that is over.
    for sound in ["Đã hoàn thành trước ngày 09/8/2025.", "Gửi báo cáo trước ngày 15/12 hằng năm."]
    {
        let found = past(&open, &says(sound), "2026-08-02");
        assert!(found.is_empty(), "{sound}: {found:?}");
    }
    let notice = NOTICE.replace("so: 8\nngay: 2026-08-20\n", "");
    assert!(past(&notice, "", "2026-08-20").is_empty(), "conclusions come after the meeting");
}

#[test]
fn silences_are_applied() {
    let all = "trich_yeu: Tổ chức đối thoại.\nbo_qua:\n  - { ma: trich-yeu::hoa, ly_do: a }\n  - { ma: trich-yeu::hoaa, ly_do: b }\n  - { ma: ngay::thu, ly_do: c }\n  - { ma: chu::bang-ma-cu, ly_do: d }\n";
    let composed = compose(&[(PLAN, all)]);
    let (document, rules) = &composed[0];
    let left = silence(document, check(document, rules));
    let left: Vec<_> = left.iter().map(|finding| (finding.code.id, place(finding))).collect();
    assert_eq!(
        left,
        [
            ("trich-yeu::cham", "."),
            ("bo-qua::la", "trich-yeu::hoaa"),
            ("bo-qua::thua", "ngay::thu"),
            ("bo-qua::loi", "chu::bang-ma-cu"),
        ]
    );
}

#[test]
fn many_findings_of_a_kind_are_cut_short() {
    let found = told(PLAN, &says(&"Ngày 31/6/2026. ".repeat(500)), Code::DATE_REAL);
    assert_eq!(found.len(), 20);
}

#[test]
fn hostile_texts_cost_little() {
    let pieces = [
        "a  ",
        "huyện uỷ ",
        "1 ",
        "07-KH/ĐU ngày 1 ",
        "“ \" ",
        "QZ ",
        "8/8/2026 ",
        "thứ hai ",
        "ủy ",
        "hội nghị ngày ",
        "; ",
        "\u{a0}x",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        let started = crate::worked::worked();
        let composed = compose(&[(PLAN, &says(text.trim()))]);
        let _ = check(&composed[0].0, &composed[0].1);
        let took = crate::worked::worked().saturating_sub(started);
        assert!(took.as_secs() < 20, "{piece:?} {took:?}");
    }
}
