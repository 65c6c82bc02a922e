//! Comes in: small papers in YAML. Goes out: whether each check of what a paper
//! says speaks where it must and is silent where it must. Must not know: the
//! insides of any check.

#![allow(clippy::too_many_lines, reason = "tables of cases")]

use super::tests::{AGENDA, NOTICE, PLAN, check, compose, says, told};
use crate::diag::Code;

#[test]
fn words_marks_and_times_are_judged() {
    let cases: &[(&Code, &str, &[&str])] = &[
        (Code::DATE_WEEKDAY, "Họp ngày 14/8/2026 (chiều thứ năm).", &["thứ năm"]),
        (Code::DATE_WEEKDAY, "Họp ngày 14/8/2026 (sáng thứ sáu).", &[]),
        (
            Code::DATE_WEEKDAY,
            "Giao ban thứ Ba, ngày 05/10; tập huấn ngày 06/10, chiều thứ Năm.",
            &["thứ Ba", "thứ Năm"],
        ),
        (Code::DATE_WEEKDAY, "Giao ban thứ Hai, ngày 05/10; từ ngày 05/10/2026, vào thứ Ba hằng tuần.", &[]),
        (Code::DATE_REAL, "Hết ngày 30/2, ngày 31/6 và ngày 31/13.", &["30/2", "31/6", "31/13"]),
        (Code::DATE_REAL, "Hết ngày 29/2, ngày 20/8; trong ngày 12/13 đồng chí có mặt.", &[]),
        (
            Code::TIME_REAL,
            "Từ 25 giờ 70, ngày 20/8/2026; 14h75; 14 giờ 00 sáng.",
            &["25 giờ 70", "14h75", "14 giờ 00 sáng"],
        ),
        (Code::TIME_REAL, "Trong 48 giờ; 36 giờ 30 phút; 24 giờ 00, ngày 20/8/2026.", &[]),
        (Code::TIME_FORM, "Từ 14h00’ đến 16h00'.", &["14h00’", "16h00'"]),
        (Code::TIME_FORM, "Từ 14h00 đến 16 giờ 00.", &[]),
        (
            Code::DOUBLED,
            "Các các chi bộ và và đảng viên thực hiện thực hiện tốt.",
            &["các", "và", "thực hiện"],
        ),
        (
            Code::DOUBLED,
            "Từ từ, luôn luôn, ngày ngày; Đảng uỷ uỷ quyền; cán bộ bộ phận một cửa; tồn tại tại chi bộ; bước tiếp \
             theo theo kế hoạch; cơ quan quan tâm; năm năm; trật tự xã hội xã hội chủ nghĩa; thông tin tin cậy; \
             tiền của của dân; hoạ sĩ Na Na; 10 10; giao theo dõi, theo dõi.",
            &[],
        ),
        (
            Code::SPACING,
            "Các chi bộ,đảng viên.Đảng uỷ ( xã ) và xã(UBND);“ bài ” như sau:Một.",
            &["bộ,đảng", "viên.Đảng", "( xã )", "xã(UBND);“", "“ bài ”", "sau:Một."],
        ),
        (
            Code::SPACING,
            "Diện tích 1,5 ha; 07-KH/ĐU; hoamau.gov.vn, a@b.vn; 7:30; nhóm A,B; 100-KH/Th.U; v.v...; (   ); (…); \
             https://a.vn/x,y; TP.Vinh; a) b (c); U.B.N.D; 1.500.000 đồng; đồng chí(s); m2(x).",
            &[],
        ),
        (Code::PAIR, "Về “xây dựng Đảng và (hệ thống chính trị.", &["(hệ", "“xây"]),
        (Code::PAIR, "Về xây dựng Đảng) và hệ thống” chính trị.", &["Đảng)", "thống”"]),
        (Code::PAIR, "Về \"xây dựng Đảng.", &["\"xây"]),
        (
            Code::PAIR,
            "Gồm: a) một; b) hai (điểm c); 1) ba; “trích\n  dẫn hai dòng” và \"lời\"; màn hình 32\" (mới).\n  a) Việc.\n  12) Việc.",
            &[],
        ),
        (
            Code::MARK_FORM,
            "• Một việc.\n  • Hai việc.\n  2/ Ba việc.\n  a/ Bốn.\n  (1) Năm.\n  – Sáu.\n  I/ MỤC ĐÍCH\n  ĐIỀU 3. Bảy.",
            &["ĐIỀU 3", "•", "2/", "a/", "(1)", "–", "I/"],
        ),
        (
            Code::MARK_FORM,
            "(i) Một.\n  2/9 là ngày lễ.\n  b/c Tỉnh uỷ.\n  T/M Đảng uỷ.\n  - Hai.\n  (Xem phần sau).\n  Điều 3 của Quy chế quy \
             định việc này.\n  Phần lớn ý kiến.\n  Mục đích là tốt.\n  – 5 là điểm.",
            &["–"],
        ),
    ];
    for (code, text, places) in cases {
        assert_eq!(told(PLAN, &says(text), code), *places, "{} {text}", code.id);
    }
}

#[test]
fn the_meeting_is_followed_into_sentences() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Đúng 14 giờ 00, ngày 14/8/2026, tại Nhà văn hoá xóm 5, Đảng uỷ tổ chức Hội nghị gặp mặt.",
            &["14 giờ 00", "Nhà văn hoá xóm 5"],
        ),
        (
            "Kính mời đồng chí đến dự Hội nghị vào lúc 8 giờ 00, tại Hội trường UBND xã.",
            &["8 giờ 00", "Hội trường UBND xã"],
        ),
        ("Hội nghị tổ chức tại Hội trường Uỷ ban nhân dân xã.", &["Hội trường Uỷ ban nhân dân xã"]),
        ("Khai mạc lúc 8 giờ 00.", &["8 giờ 00"]),
        ("Các đồng chí có mặt lúc 8 giờ 00.", &["8 giờ 00"]),
        ("Hội nghị diễn ra chiều 14/8/2026.", &["chiều"]),
        ("Thời gian: chiều thứ Sáu, ngày 14/8/2026.", &["chiều"]),
        ("Thời gian: sáng thứ Sáu, ngày 14/8/2026.", &[]),
        ("Các đồng chí có mặt lúc 7 giờ 15 để đón tiếp đại biểu.", &[]),
        ("Hội nghị trù bị tổ chức lúc 14 giờ 00.", &[]),
        ("Gửi báo cáo trước 17 giờ 00, ngày 14/8/2026 để tổ chức Hội nghị.", &[]),
        ("Hội nghị tổ chức từ 7 giờ 30 đến 11 giờ 00 tại Nhà văn hoá xóm 2.", &[]),
        ("Hội nghị tổ chức tại trụ sở xã; kết thúc lúc 11 giờ 00.", &[]),
        ("Hội nghị kết thúc lúc 11 giờ 00; họp chi bộ lúc 19 giờ 30 tại Nhà văn hoá xóm 5.", &[]),
        ("Họp Ban Chấp hành lúc 14 giờ 00, ngày 20/8/2026 tại Hội trường Đảng uỷ.", &[]),
        ("Đón tiếp đại biểu lúc 7 giờ 00, ngày 14/8/2026 trước khi tổ chức Hội nghị.", &[]),
    ];
    for (text, places) in cases {
        assert_eq!(told(PLAN, &says(text), Code::EVENT_FACT), *places, "{text}");
    }
    let late = "chuong_trinh: [{ gio: 08:00, noi_dung: Khai mạc. }]";
    assert_eq!(told(AGENDA, late, Code::EVENT_FACT), ["08:00"]);
    let early = "chuong_trinh: [{ gio: 07:00, noi_dung: Đón tiếp. }, { gio: 08:00, noi_dung: Khai mạc. }]";
    assert_eq!(told(AGENDA, early, Code::EVENT_FACT), [] as [&str; 0]);
}

#[test]
fn days_follow_each_other() {
    let letter = "loai: cong-van\nkinh_gui: [Các xóm]\ntrich_yeu: hoãn Hội nghị gặp mặt\n";
    let with = |more: &str| format!("{letter}{more}");
    let cases: &[(&Code, &str, String, &[&str])] = &[
        (Code::DATE_DEADLINE, PLAN, says("Gửi ý kiến trước ngày 05/7/2026."), &["05/7/2026"]),
        (Code::DATE_DEADLINE, PLAN, says("Gửi ý kiến trước ngày 05/8/2025."), &["05/8/2025"]),
        (Code::DATE_DEADLINE, PLAN, says("Báo cáo hoàn thành chậm nhất ngày 20/7."), &["20/7"]),
        (Code::DATE_DEADLINE, NOTICE, says("Giao các xóm hoàn thành trước ngày 15/8/2026."), &["15/8/2026"]),
        (
            Code::DATE_DEADLINE,
            PLAN,
            says("Các ý kiến đã gửi trước ngày 05/7/2026; lập danh sách người sinh trước ngày 01/01/2008."),
            &[],
        ),
        (
            Code::DATE_DEADLINE,
            PLAN,
            says("Rà soát hồ sơ nộp trước ngày 01/7/2020; gửi trước ngày 01/8/2026."),
            &[],
        ),
        (
            Code::CITE_YOUNGER,
            PLAN,
            says("Thực hiện Kế hoạch số 12-KH/TU, ngày 05/9/2026 của Tỉnh uỷ."),
            &["05/9/2026"],
        ),
        (Code::CITE_YOUNGER, PLAN, says("Theo Quyết định số 15/2027/QĐ-UBND."), &["15/2027/QĐ-UBND"]),
        (
            Code::CITE_YOUNGER,
            PLAN,
            "can_cu: ['Căn cứ Nghị định số 30/2026/NĐ-CP ngày 05 tháng 9 năm 2026 của Chính phủ']".into(),
            &["ngày 05 tháng 9 năm 2026"],
        ),
        (
            Code::CITE_YOUNGER,
            PLAN,
            says(
                "Theo Kế hoạch số 12-KH/TU, ngày 01/8/2026, họp ngày 05/9/2026; 2026/2027; số 30/2020/NĐ-CP.",
            ),
            &[],
        ),
        (
            Code::CITE_UNNUMBERED,
            PLAN,
            says("Theo Kế hoạch số ...-KH/TU, ngày .../8/2026 của Tỉnh uỷ."),
            &["số ...-KH/TU, ngày .../8/2026"],
        ),
        (
            Code::CITE_UNNUMBERED,
            PLAN,
            says("Theo Công văn số     /UBND-VP ngày    tháng 7 năm 2026 của UBND."),
            &["số     /UBND-VP ngày    tháng 7 năm 2026"],
        ),
        (Code::CITE_UNNUMBERED, PLAN, says("Theo Kế hoạch số … của Tỉnh uỷ."), &["số …"]),
        (Code::CITE_UNNUMBERED, PLAN, says("Theo Kế hoạch số 12-KH/TU, ngày …/7/2026."), &["ngày …/7/2026"]),
        (
            Code::CITE_UNNUMBERED,
            PLAN,
            "can_cu: ['Căn cứ Quyết định số -QĐ/TU của Tỉnh uỷ']".into(),
            &["số -QĐ/TU"],
        ),
        (
            Code::CITE_UNNUMBERED,
            PLAN,
            says(
                "Theo Kế hoạch số  12-KH/TU, ngày 05/7/2026...; tổng số ... đồng chí; ngày   tháng   năm 2026, tại xã; tham số - A/B.",
            ),
            &[],
        ),
        (Code::DATE_PLAN, PLAN, with("ngay: 2026-08-15"), &["2026-08-15"]),
        (Code::DATE_PLAN, PLAN, with("ngay: 2026-08-13"), &[]),
        (
            Code::DATE_PLAN,
            PLAN,
            "loai: cong-van\nkinh_gui: [Các xóm]\ntrich_yeu: tạm hoãn gọi nhập ngũ\nngay: 2026-08-15".into(),
            &[],
        ),
        (Code::DATE_PLAN, PLAN, with(&says("Hội nghị hoãn sang ngày 10/8/2026.")), &["10/8/2026"]),
        (
            Code::DATE_PLAN,
            PLAN,
            with(&says("Chuyển Hội nghị từ ngày 14/8/2026 sang ngày 20/7/2026.")),
            &["20/7/2026"],
        ),
        (Code::DATE_PLAN, PLAN, with(&says("Hoãn Hội nghị từ ngày 14/8/2026 sang ngày 21/8/2026.")), &[]),
        (Code::DATE_PLAN, AGENDA, String::new(), &["2026-08-14"]),
        (Code::DATE_PLAN, AGENDA, "ngay: 2026-08-13".into(), &[]),
    ];
    for (code, base, changes, places) in cases {
        assert_eq!(told(base, changes, code), *places, "{} {changes}", code.id);
    }
}

#[test]
fn annexes_and_lists_are_held_against_the_text() {
    let annex = "phu_luc: [{ tieu_de: DANH SÁCH ĐẠI BIỂU, noi_dung: Một. }]\n";
    let with = |text: &str| says(text) + annex;
    let cases: &[(&Code, String, &[&str])] = &[
        (Code::ANNEX_MISSING, says("Số lượng theo Phụ lục 1."), &["Phụ lục 1"]),
        (Code::ANNEX_MISSING, says("Nhiệm vụ cụ thể (có phụ lục kèm theo Kế hoạch này)."), &["phụ lục"]),
        (Code::ANNEX_MISSING, with("Số lượng theo Phụ lục 1, biểu theo Phụ lục 3."), &["Phụ lục 3"]),
        (
            Code::ANNEX_MISSING,
            says("Theo Phụ lục I Nghị định số 30/2020/NĐ-CP; dấu đóng vào phụ lục văn bản; Phụ lục 2 của Hướng dẫn số 05-HD/VPTW."),
            &[],
        ),
        (Code::ANNEX_UNCITED, with("Văn phòng gửi kèm dự thảo báo cáo để các chi bộ góp ý."), &["DANH SÁCH ĐẠI BIỂU"]),
        (Code::ANNEX_UNCITED, with("Thành phần (có danh sách kèm theo)."), &[]),
        (Code::ANNEX_UNCITED, with("Thành phần (chi tiết kèm theo)."), &[]),
        (Code::ANNEX_UNCITED, with("Gửi kèm danh sách đại biểu."), &[]),
        (Code::ANNEX_UNCITED, with("Thành phần theo Phụ lục 1."), &[]),
        (
            Code::RECIPIENT_TWICE,
            "noi_nhan: [Tỉnh uỷ (để báo cáo), UBND xã, Uỷ ban nhân dân xã, Tỉnh uỷ]".into(),
            &["Uỷ ban nhân dân xã", "Tỉnh uỷ"],
        ),
        (
            Code::RECIPIENT_TWICE,
            "loai: cong-van\nkinh_gui: [Các chi bộ trực thuộc]\nnoi_nhan: [Các chi bộ trực thuộc]".into(),
            &["Các chi bộ trực thuộc"],
        ),
        (
            Code::RECIPIENT_TWICE,
            "noi_nhan: [Văn phòng Tỉnh uỷ (Phòng Tổng hợp), Văn phòng Tỉnh uỷ (Phòng Hành chính), Đảng uỷ UBND xã, UBND xã]".into(),
            &[],
        ),
        (
            Code::SIGN_ORGAN,
            "nguoi_ky: { chuc_vu: PHÓ CHỦ TỊCH UỶ BAN NHÂN DÂN TỈNH, kiem: TRƯỞNG BAN CHỈ ĐẠO, ho_ten: Lê A }".into(),
            &[],
        ),
        (
            Code::SIGN_TITLE,
            "nguoi_ky: { quyen_han: T/M BAN CHẤP HÀNH TRUNG ƯƠNG, chuc_vu: TỔNG BÍ THƯ, ho_ten: Lê A }".into(),
            &[],
        ),
        (Code::SYMBOL_FORM, says("Theo Công văn số 5053-CV/VPTW/nb, ngày 11/3/2019."), &[]),
        (Code::ABBREVIATION, says("Theo Công văn số 5053-CV/VPTW/nb, ngày 11/3/2019."), &[]),
    ];
    for (code, changes, places) in cases {
        assert_eq!(told(PLAN, changes, code), *places, "{} {changes}", code.id);
    }
}

#[test]
fn findings_name_what_the_paper_has() {
    let said = |changes: &str, code: &Code| {
        let composed = compose(&[(PLAN, changes)]);
        let findings = check(&composed[0].0, &composed[0].1);
        findings.into_iter().filter(|finding| finding.code == code).collect::<Vec<_>>()
    };
    let dashes = said(&says("Nhiệm kỳ 2015 - 2020, 2025 – 2030 và 2020 - 2025."), Code::RANGE_DASH);
    assert_eq!(
        dashes[0].message,
        "khoảng năm viết nhiều kiểu gạch: `2015 - 2020` 2 chỗ, `2025 – 2030` 1 chỗ"
    );
    let text =
        says("Đồng chí Nguyễn Văn Mẫu chủ trì.\n  Đồng chí Nguyễn Văn Mẫu kết luận.\n  Mời Nguyễn Văn Mẫu.");
    let again = said(&text, Code::SIGN_NAME_AGAIN);
    assert_eq!((again.len(), again[0].related.len()), (1, 2));
}

/// Under each rule set a finding stands on articles of that rule set.
#[test]
fn articles_are_those_of_the_rule_set() {
    let composed = compose(&[
        (PLAN, "ngay: 2023-08-01\n\n@ho-so\nsu_kien: { ten: Hội nghị, ngay: 2023-08-14 }"),
        (PLAN, ""),
    ]);
    let (old, new) = (&composed[0].1, &composed[1].1);
    for code in crate::diag::ALL {
        assert!(!old.article(code).contains("HD05"), "{} {}", code.id, old.article(code));
        assert_eq!(new.article(code), code.article);
    }
    assert_eq!(old.article(Code::SIGN_DEPUTY), "HD36 1.7");
    assert_eq!(old.article(Code::SYMBOL_FORM), "HD36 1.3");
}

#[test]
fn right_texts_that_look_wrong_are_left() {
    for (code, text) in [
        (Code::DATE_WEEKDAY, "Tổ chức trong 02 ngày 24 và 25/11/2026 (thứ Ba, thứ Tư)."),
        (Code::DATE_WEEKDAY, "Tiếp công dân ngày 15, 16/6/2026 (thứ Hai, thứ Ba)."),
        (Code::DATE_WEEKDAY, "Gửi ý kiến: thứ Tư, thứ Năm (ngày 17/6/2026 và 18/6/2026)."),
        (Code::EVENT_FACT, "Đại biểu có mặt tại hội trường trước 7 giờ 15 để ổn định chỗ ngồi."),
        (Code::EVENT_FACT, "Đại biểu có mặt tại Nhà văn hoá xóm 2 trước 15 phút."),
        (Code::EVENT_FACT, "Rút kinh nghiệm từ Hội nghị đối thoại ngày 20/3/2026 tại Nhà văn hoá thôn 3."),
        (Code::EVENT_FACT, "Trước khi khai mạc hội nghị, 6 giờ 45 tổ chức lễ dâng hương."),
        (
            Code::EVENT_FACT,
            "Hội nghị cấp tỉnh khai mạc lúc 8 giờ 00, ngày 20/6/2026 tại Trung tâm Hội nghị tỉnh.",
        ),
        (Code::EVENT_FACT, "Ban Tổ chức hội nghị họp lúc 15 giờ 00 ngày 10/8/2026 tại Phòng họp Đảng uỷ."),
        (Code::EVENT_FACT, "Dự Hội nghị gặp mặt, đối thoại năm 2025 ngày 15/01/2026."),
        (Code::DATE_DEADLINE, "Báo cáo định kỳ trước ngày 15/3 và 15/9 hằng năm."),
        (Code::DATE_DEADLINE, "Báo cáo định kỳ 6 tháng, hằng năm trước ngày 10/6."),
        (Code::DATE_DEADLINE, "Báo cáo quý trước ngày 10; báo cáo năm trước ngày 05/01."),
        (Code::ABBREVIATION, "Máy có RAM 8 GB, ổ cứng 20 GB; bão số 9 (tên quốc tế: RAGASA); trạm 560 KVA."),
        (Code::ABBREVIATION, "Công ty TNHH Sông Hiếu theo QCVN 05:2023/BTNMT; NPK 16-16-8, USB."),
        (Code::ABBREVIATION, "Vốn FDI, ODA của UNICEF, WHO; IELTS 4.0, TOEIC 450 điểm."),
        (Code::SYLLABLE, "Món moọc, pịa, hát nhuôn, khắp, xuối."),
    ] {
        assert_eq!(told(PLAN, &says(text), code), [] as [&str; 0], "{text}");
    }
    for (code, text, place) in [
        (Code::DATE_WEEKDAY, "Trong 02 ngày 24 và 25/11/2026 (thứ Ba, thứ Năm).", "thứ Năm"),
        (Code::EVENT_FACT, "Đại biểu có mặt tại Hội trường Đảng uỷ trước 7 giờ 15.", "Hội trường Đảng uỷ"),
        (Code::EVENT_FACT, "Hội nghị khai mạc lúc 8 giờ 00.", "8 giờ 00"),
        (Code::DATE_DEADLINE, "Gửi báo cáo trước ngày 15/7.", "15/7"),
    ] {
        assert_eq!(told(PLAN, &says(text), code), [place], "{text}");
    }
}

#[test]
fn a_name_filled_in_and_a_name_over_two_lines_are_left() {
    assert_eq!(told(PLAN, "trich_yeu: \"{{ su_kien.ten }}\"", Code::SUMMARY_CASE), [] as [&str; 0]);
    let cut = "noi_dung: |\n  Thực hiện Chương trình công tác năm 2026 của Ban Chấp hành Đảng bộ xã, Ban Thường vụ\n  \
               Đảng uỷ ban hành Kế hoạch như sau:\n  Hết.\n";
    assert_eq!(told(PLAN, cut, Code::SIGN_AUTHOR), [] as [&str; 0]);
}

#[test]
fn a_numbered_draft_is_told_of() {
    assert_eq!(told(PLAN, "du_thao: 2", Code::NUMBER_DRAFT), ["2"]);
    let none = [] as [&str; 0];
    assert_eq!(told(PLAN, "so: \ndu_thao: 2", Code::NUMBER_DRAFT), none);
    assert_eq!(told(PLAN, "", Code::NUMBER_DRAFT), none);
}

#[test]
fn room_left_to_be_filled_in_is_told_of() {
    for (text, places) in [
        ("Kinh phí thực hiện là ... đồng.", &["..."][..]),
        ("Kinh phí thực hiện là .......... đồng, có ____ đại biểu.", &[".........."]),
        ("Đồng chí ………………, Bí thư Chi bộ.", &["………………"]),
        ("Họp ngày … tháng … năm 2026.", &["…"]),
        ("Gửi trước ngày dd/mm/yyyy.", &["dd/mm/yyyy"]),
        ("Gửi «Ten_don_vi» và <tên đơn vị>.", &["«Ten_don_vi»"]),
        ("Họp ngày xx/5/2026, năm 202x.", &["xx"]),
        ("Theo Kế hoạch số xx-KH/TU của Tỉnh uỷ.", &["xx"]),
        (
            "Như Lỗi! Không tìm thấy nguồn tham chiếu. Các chi bộ họp.",
            &["Lỗi! Không tìm thấy nguồn tham chiếu"],
        ),
        ("Trồng ngô, khoai…; nuôi trâu, bò, v.v... và các con khác.", &[]),
        ("Trồng ngô, khoai ... các loại; thăm hỏi, tặng quà ... người có công.", &[]),
        ("Đại hội lần thứ XX, thế kỷ XX; máy x-quang; nhân 3 x 4; a < b và c > d.", &[]),
        ("Theo Kế hoạch số …-KH/TU, ngày …/8/2026 của Tỉnh uỷ.", &[]),
        ("Nói «như vậy» và <abc@xa.vn>.", &[]),
    ] {
        assert_eq!(told(PLAN, &says(text), Code::BLANK), places, "{text}");
    }
    for (changes, places) in [
        ("trich_yeu: \"...\"", &["..."][..]),
        ("lien_he: \"…\"", &["…"]),
        ("noi_dung: \"...\"", &["..."]),
        ("noi_nhan: [x, Tỉnh uỷ]", &["x"]),
        ("\n@ho-so\nsu_kien: { ten: Hội nghị, dia_diem: \"...\", chu_tri: \"___\" }", &["...", "___"]),
        ("noi_dung: |\n  > ......... <\n  Hết.", &[]),
        ("phu_luc: [{ tieu_de: PHIẾU, noi_dung: \"Họ và tên: ..........\" }]", &[]),
        ("noi_dung: [\"Bảng:\", { bang: { cot: [A, B], dong: [[\"...\", x]] } }, Hết.]", &[]),
    ] {
        assert_eq!(told(PLAN, changes, Code::BLANK), places, "{changes}");
    }
}

#[test]
fn marks_that_stand_where_none_can_are_told_of() {
    for (text, places) in [
        ("Các chi bộ ,thực hiện .Đảng uỷ giao 12 ,5% chỉ tiêu.", &["bộ ,thực", "hiện .Đảng", "12 ,5%"][..]),
        ("Cán bộ,, đảng viên phụ trách..", &["bộ,,", "trách.."]),
        ("Cán bộ phụ trách;.", &["trách;."]),
        ("Cán bộ phụ trách xã. các chi bộ thực hiện.", &["xã. các"]),
        ("Cán bộ “đảng viên\" phụ trách.", &["viên\""]),
        ("Tổng số 1.2345 hộ, l5 hộ, 2O hộ, O5 hộ.", &["1.2345", "l5", "2O", "O5"]),
        ("Kinh phí 1.000.00 đồng.", &["1.000.00"]),
        (
            "Ngô, khoai, v.v.. và tr. 5; TP. Vinh, st. bản; v.v.. các loại; chạy .NET, tệp ../a; 1.500.000 đồng, 2.5 ha; \
             bình O2 cho 20l nước; “lời. nói” và \"lời\"; màn hình “32\" mới”; ngô… các loại; a.b. c.",
            &[],
        ),
    ] {
        assert_eq!(told(PLAN, &says(text), Code::PUNCTUATION), places, "{text}");
    }
}

#[test]
fn words_that_lost_something_are_told_of() {
    for (code, text, places) in [
        (Code::CAPITAL_INSIDE, "CÔng tác đảng vIên của xã, công tác của chi bộ.", &["CÔng", "vIên"][..]),
        (Code::CAPITAL_INSIDE, "GPMB, iPhone, McDonald, QĐi, ThS, ThU, UBND, Bí thư.", &[]),
        (Code::GLUED, "Cácchi bộ phụ trách.", &["Cácchi"]),
        (Code::SPACING, "Đảng b ộ xã ph át động, đ ội viên.", &["b ộ", "ph át", "đ ội"]),
        (Code::SPACING, "Điểm b ở trang 2; tổ c ạ; dài 5 m ống nước; lớp m ô tô.", &[]),
        (Code::LOST_LETTER, "Các chi b? phụ trách ch?ng bão.", &["b?", "ch?ng"]),
        (Code::LOST_LETTER, "Vì sao? Các chi bộ?các đảng viên có làm không?", &[]),
        (
            Code::UNMARKED,
            "Các chi bộ to chuc quan triet noi dung nghi quyet.",
            &["to chuc quan triet noi dung nghi quyet"],
        ),
        (
            Code::UNMARKED,
            "Các chi bộ dùng Google Workspace for business, xem the best practice in the world.",
            &[],
        ),
        (Code::SYLLABLE, "Các chi bộ quan triet nội dung ngjhị quyết.", &["triet", "ngjhị"]),
    ] {
        assert_eq!(told(PLAN, &says(text), code), places, "{text}");
    }
}

#[test]
fn days_and_hours_that_cannot_be_are_told_of() {
    for (code, text, places) in [
        (
            Code::DATE_REAL,
            "Họp tháng 13/2026, ngày 11/06/20266, năm 20266.",
            &["tháng 13/2026", "20266", "20266"][..],
        ),
        (Code::DATE_REAL, "Họp tháng 12/2026; 13 tháng 2026; mỗi năm 20500 đồng; kéo dài 12 tháng.", &[]),
        (Code::TIME_REAL, "Họp lúc 25:00 và 14 giờ sáng.", &["25:00", "14 giờ sáng"]),
        (Code::TIME_REAL, "Tỷ lệ 25:75, trực trong 24 giờ sáng tối.", &[]),
        (Code::PERIOD, "Từ 10h00 đến 8h00 cùng ngày.", &["10h00 đến 8h00"]),
        (Code::PERIOD, "Từ ngày 15/9/2026 đến ngày 10/9/2026.", &["15/9/2026 đến ngày 10/9/2026"]),
        (Code::PERIOD, "Giai đoạn 2030 - 2025.", &["2030 - 2025"]),
        (
            Code::PERIOD,
            "Từ ngày 15/12 đến ngày 10/01/2027; giai đoạn 2025 - 2030; từ 22 giờ 00 đến 5 giờ 00 hôm sau.",
            &[],
        ),
    ] {
        assert_eq!(told(PLAN, &says(text), code), places, "{text}");
    }
    let due = "noi_dung: |\n  Thời hạn: 05/7/2026.\n  Hết.\n";
    assert_eq!(told(PLAN, due, Code::DATE_DEADLINE), ["05/7/2026"]);
    let far = "\n@ho-so\nsu_kien: { ten: Hội nghị, ngay: 2062-08-14 }";
    assert_eq!(told(PLAN, far, Code::DATE_FAR), ["2062-08-14"]);
    assert_eq!(told(PLAN, "", Code::DATE_FAR), [] as [&str; 0]);
}

#[test]
fn signs_of_other_programs_are_told_of() {
    for (code, text, places) in [
        (Code::MARK_FORM, "** Công tác tuyên truyền.", &["**"][..]),
        (Code::MARK_FORM, "-- Công tác.", &["--"]),
        (Code::MARK_FORM, "- - Công tác.", &["- -"]),
        (Code::MARK_FORM, "+ + Công tác.", &["+ +"]),
        (Code::MARK_FORM, "=> Công tác.", &["=>"]),
        (Code::MARK_FORM, "-> Công tác.", &["->"]),
        (Code::MARK_FORM, "# Công tác.", &["#"]),
        (Code::MARK_FORM, "ii. Công tác.", &["ii."]),
        (Code::MARK_FORM, "Phần một: Công tác tuyên truyền.", &["Phần một: Công tác tuyên truyền."]),
        (Code::MARK_FORM, "Báo cáo gồm hai phần:\n  Phần một: Kết quả.\n  Phần hai: Nhiệm vụ.", &[]),
        (Code::MARK_FORM, "- Công tác;\n  - -5 độ.", &[]),
        (Code::MARKUP, "<b>Công tác</b> tuyên truyền.", &["<b>"]),
        (Code::MARKUP, "Tuyên truyền &amp; vận động.", &["&amp;"]),
        (Code::MARKUP, "Xem [trang xã](https://xa.vn/a).", &["[trang xã](https://xa.vn/a)"]),
        (Code::MARKUP, "Nêu __rõ trách nhiệm__ của chi bộ.", &["__rõ trách nhiệm__"]),
        (Code::MARKUP, "Công ty A & B; 3 < 5; a_b__c; thư vp__xa@a.vn; nếu a < b và c > d.", &[]),
        (Code::NUMBERING, "2.1. Công tác\n  Một.\n  2.2. Tổ chức\n  Hai.", &["2.1."]),
        (Code::NUMBERING, "II- CÔNG TÁC\n  2.1. Một.\n  2.2. Hai.", &["II-"]),
        (Code::PAGE_NUMBER, "Các chi bộ họp.\n  2\n  - 3 -\n  Trang 3/5", &["2", "- 3 -", "Trang 3/5"]),
    ] {
        assert_eq!(told(PLAN, &says(text), code), places, "{text}");
    }
}

#[test]
fn recipients_and_signers_are_told_of() {
    let none: &[&str] = &[];
    for (code, base, changes, places) in [
        (Code::LETTER_CASE, PLAN, "noi_nhan: [tỉnh uỷ, ubnd xã, Các chi bộ]", &["tỉnh", "ubnd"][..]),
        (Code::RECIPIENT_SPLIT, PLAN, "noi_nhan: Tỉnh uỷ; UBND xã", &[";"]),
        (Code::RECIPIENT_SPLIT, PLAN, "noi_nhan: [Tỉnh uỷ (báo cáo; theo dõi);, UBND xã]", none),
        (
            Code::LETTER_CASE,
            PLAN,
            "nguoi_ky: { chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: nguyễn văn mẫu }",
            &["nguyễn văn mẫu"],
        ),
        (
            Code::SIGN_TITLE,
            PLAN,
            "nguoi_ky: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: PHÓ CHÁNH VĂN PHÒNG, ho_ten: Lê A }",
            &["PHÓ CHÁNH VĂN PHÒNG"],
        ),
        (
            Code::SIGN_TITLE,
            PLAN,
            "nguoi_ky: { quyen_han: [T/L BAN THƯỜNG VỤ, K/T CHÁNH VĂN PHÒNG], chuc_vu: PHÓ CHÁNH VĂN PHÒNG, ho_ten: Lê A }",
            none,
        ),
        (
            Code::SIGN_ORGAN,
            PLAN,
            "nguoi_ky: { quyen_han: T/M UBND, chuc_vu: CHỦ TỊCH, ho_ten: Lê A }",
            &["T/M UBND"],
        ),
        (Code::SIGN_AUTHOR, PLAN, "tac_gia: CỦA BAN CHẤP HÀNH ĐẢNG BỘ", &["BAN CHẤP HÀNH ĐẢNG BỘ"]),
        (Code::SIGN_AUTHOR, PLAN, "tac_gia: CỦA BAN THƯỜNG VỤ ĐẢNG UỶ", none),
        (Code::SIGN_AUTHOR, NOTICE, "tac_gia: KẾT LUẬN CỦA BAN CHẤP HÀNH ĐẢNG BỘ", none),
        (
            Code::DOUBLED,
            PLAN,
            "\n@ho-so\nsu_kien: { ten: Hội nghị, dia_diem: Nhà văn hoá Nhà văn hoá xóm 2 }",
            &["Nhà văn hoá"],
        ),
    ] {
        assert_eq!(told(base, changes, code), places, "{} {changes}", code.id);
    }
}

#[test]
fn agendas_and_schedules_are_followed() {
    let agenda = |rows: &str| format!("ngay: 2026-08-01\nchuong_trinh:\n{rows}");
    for (rows, places) in [
        ("  - { gio: 07:30, noi_dung: Một. }\n  - { gio: 07:00, noi_dung: Hai. }\n", &["07:00"][..]),
        (
            "  - ngay: 2026-08-15\n  - { gio: 07:30, noi_dung: Một. }\n  - ngay: 2026-08-14\n  - { gio: 07:30, noi_dung: Hai. }\n",
            &["2026-08-14"],
        ),
        ("  - buoi: Buổi sáng\n  - { gio: 15:00, noi_dung: Một. }\n", &["15:00"]),
        ("  - { gio: 08:00, noi_dung: Một. }\n  - { gio: 08:00, noi_dung: Một. }\n", &["Một."]),
        (
            "  - { gio: 08:00, noi_dung: Thảo luận. }\n  - { gio: 09:00, noi_dung: Giải lao. }\n  - { gio: 09:30, noi_dung: Thảo luận. }\n",
            &[],
        ),
        (
            "  - phan: Tổ 1\n  - { gio: 08:00, noi_dung: Một. }\n  - phan: Tổ 2\n  - { gio: 07:30, noi_dung: Một. }\n",
            &[],
        ),
        (
            "  - { ngay: 2026-08-14, gio: 14:00, noi_dung: Một. }\n  - { ngay: 2026-08-15, gio: 07:30, noi_dung: Hai. }\n",
            &[],
        ),
        (
            "  - buoi: Buổi sáng\n  - { gio: 08:00, noi_dung: Một. }\n  - { buoi: Buổi chiều, gio: 14:00, noi_dung: Hai. }\n  - { gio: 15:00, noi_dung: Ba. }\n",
            &[],
        ),
    ] {
        assert_eq!(told(AGENDA, &agenda(rows), Code::AGENDA), places, "{rows}");
    }
    let late = agenda("  - ngay: 2026-08-14\n  - { gio: 14:00, noi_dung: Khai mạc. }\n");
    assert_eq!(told(AGENDA, &late, Code::EVENT_FACT), ["14:00"]);
    let week = "loai: lich-cong-tac\nhinh_thuc: tai-lieu\nngay: 2026-08-01\ntrich_yeu: tuần từ ngày 03/8/2026 đến ngày 09/8/2026\nlich:\n";
    let task = |hour: &str, place: &str| {
        format!("{{ gio: {hour}, noi_dung: Họp {place}., chu_tri: Bí thư, dia_diem: {place} }}")
    };
    let day = |day: &str, tasks: &[String]| {
        format!("  - {{ ngay: 2026-08-{day}, viec: [{}] }}\n", tasks.join(", "))
    };
    let one = [task("07:30", "Phòng A"), task("14:00", "Phòng B")];
    for (rows, places) in [
        (day("03", &one) + &day("04", &one), &[][..]),
        (day("04", &one) + &day("03", &one), &["2026-08-03"]),
        (day("03", &one) + &day("03", &one), &["2026-08-03"]),
        (day("10", &one), &["2026-08-10"]),
        (day("03", &[task("07:30", "Phòng A"), task("07:30", "Phòng B")]), &["Bí thư"]),
        (day("03", &[task("14:00", "Phòng A"), task("07:30", "Phòng B")]), &["07:30"]),
    ] {
        assert_eq!(told(&format!("{week}{rows}"), "", Code::AGENDA), places, "{rows}");
    }
}

#[test]
fn one_number_is_given_once() {
    let numbers = |papers: &[(&str, &str)]| {
        let composed = compose(papers);
        let documents: Vec<_> = composed.iter().map(|(document, _)| document).collect();
        super::same_numbers(&documents).len()
    };
    let terms = "\n@co-quan\nnhiem_ky: [{ tu: 2020-07-01, den: 2025-06-30 }, { tu: 2025-07-01 }]";
    assert_eq!(numbers(&[(PLAN, terms), (PLAN, "ngay: 2026-12-01")]), 2);
    assert_eq!(numbers(&[(PLAN, terms), (PLAN, "so: 8")]), 0);
    assert_eq!(numbers(&[(PLAN, terms), (NOTICE, "so: 7")]), 0);
    assert_eq!(numbers(&[(PLAN, terms), (PLAN, "ngay: 2025-06-01")]), 0);
    assert_eq!(numbers(&[(PLAN, ""), (PLAN, "ngay: 2026-08-20")]), 2);
    assert_eq!(numbers(&[(PLAN, ""), (PLAN, "ngay: 2026-12-20")]), 0);
}
