use super::*;

fn text(text: &str) -> String {
    match pasted(text, None).pieces.as_slice() {
        [Piece::Text(text)] => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn lists_of_other_programs_become_lines_of_ours() {
    assert_eq!(
        text("•\tMột\r\n·\u{a0}Hai\r\no\tBa\r\n\u{f0b7}\tBốn\r\n– Năm"),
        "- Một\n- Hai\n+ Ba\n- Bốn\n- Năm"
    );
    assert_eq!(text("1.\tMột\n2.\tHai"), "1. Một\n2. Hai");
    assert_eq!(text("a\u{b}b\u{ad}c\u{200b}\u{feff}"), "a\nbc");
    assert_eq!(text("một\n\n\n\nhai\n\n"), "một\n\nhai");
    // A range of days is no item.
    assert_eq!(text("–một"), "–một");
    assert_eq!(text("hoà\u{300}"), text("hoà\u{300}"));
    assert_eq!(text("ho\u{61}\u{300}"), "hoà");
}

#[test]
fn rows_of_a_sheet_are_a_table() {
    let rows = |text: &str| match pasted(text, None).pieces.as_slice() {
        [Piece::Table(rows)] => rows.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(rows("TT\tHọ tên\r\n1\tAn\r\n"), [["TT", "Họ tên"], ["1", "An"]]);
    assert!(matches!(pasted("1.\tMột\n2.\tHai", None).pieces[0], Piece::Text(_)));
}

/// As Word puts it on the clipboard.
const WORD: &str = "<html xmlns:o=\"urn\"><head><style>p {margin: 0} /* > */</style></head><body lang=EN-US>\
<!--StartFragment--><!--[if gte mso 9]><xml><o:x>7</o:x></xml><![endif]-->
<p class=MsoNormal style='text-indent:1cm'><b style='mso-bidi-font-weight:normal'><span
lang=VI>I- MỤC ĐÍCH,\r\nYÊU CẦU<o:p></o:p></span></b></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times\"'>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>Lắng nghe <b>ý kiến</b> c&#7911;a <i>Nh&acirc;n dân</i>.<o:p></o:p></p>
<table border=1><tr><td><p>TT</p></td><td><p><b>Việc</b></p></td></tr><tr><td><p>1</p></td><td><p>Chuẩn bị</p><p>tài liệu</p></td></tr></table>
<p>Hết &amp; xong</p><!--EndFragment--></body></html>";

#[test]
fn bold_italic_and_tables_of_word_are_kept() {
    let plain = "I- MỤC ĐÍCH, YÊU CẦU\r\n1.\tLắng nghe ý kiến của Nhân dân.\r\nTT\tViệc\r\n1\tChuẩn bị\r\ntài liệu\r\nHết & xong";
    let found = pasted(plain, Some(WORD)).pieces;
    let cells = |row: [&str; 2]| row.map(str::to_owned).to_vec();
    assert_eq!(
        found,
        [
            Piece::Text("I- MỤC ĐÍCH, YÊU CẦU\n1. Lắng nghe **ý kiến** của *Nhân dân*.".into()),
            Piece::Table(vec![cells(["TT", "**Việc**"]), cells(["1", "Chuẩn bị tài liệu"])]),
            Piece::Text("Hết & xong".into()),
        ]
    );
}

#[test]
fn items_of_word_keep_their_signs() {
    let item = |sign: &str, text: &str| {
        format!(
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span\nstyle='font-family:Symbol'>\
             <span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span>\
             <![endif]>{text}<o:p></o:p></p>"
        )
    };
    let html = [item("o", "Một"), item("§", "Hai"), item("a)", "<b>Ba</b>"), item("·", "Bốn")].concat();
    let found = pasted("o\tMột\r\n§\tHai\r\na)\tBa\r\n·\tBốn", Some(&html)).pieces;
    assert_eq!(found, [Piece::Text("+ Một\n- Hai\na) **Ba**\n- Bốn".into())]);
    let html =
        "<p><b><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Chủ trì:</b> đồng chí Bí thư</p>";
    let found = pasted("1.\tChủ trì: đồng chí Bí thư", Some(html)).pieces;
    assert_eq!(found, [Piece::Text("**1. Chủ trì:** đồng chí Bí thư".into())]);
}

#[test]
fn markup_that_holds_other_letters_is_not_taken() {
    for html in [
        "<p>Khác</p>",
        "<p>Một",
        "<p>M&odd;t</p>",
        "<script>Một</script>",
        "<p title=\"Một",
        "<",
        "<!--",
        &format!("{}Một", "<div>".repeat(1_000)),
    ] {
        let found = pasted("Một", Some(html)).pieces;
        assert_eq!(found, [Piece::Text("Một".into())], "{html}");
    }
    // What would be markup is text.
    let found = pasted("<img onerror=x>", Some("<p>&lt;img onerror=x&gt;</p>")).pieces;
    assert_eq!(found, [Piece::Text("<img onerror=x>".into())]);
}

#[test]
fn lists_of_browsers_keep_their_numbers() {
    let html = "<ol start=3><li>Ba</li><li>Bốn<ul><li>con</li></ul></li></ol><ul><li><p>gạch</p></li></ul>";
    let found = pasted("3. Ba\n4. Bốn\n• con\n• gạch", Some(html)).pieces;
    assert_eq!(found, [Piece::Text("3. Ba\n4. Bốn\n+ con\n- gạch".into())]);
    // Some browsers leave them out of the text.
    assert_eq!(pasted("Ba\nBốn\ncon\ngạch", Some(html)).pieces, found);
}

#[test]
fn old_letters_are_offered_in_new_ones() {
    let found = pasted("Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®¶ng uû x·", None);
    let (name, pieces) = found.legacy.expect("an encoding");
    assert!(name.starts_with("TCVN3"));
    assert_eq!(pieces, [Piece::Text("Cộng hoà xã hội chủ nghĩa Việt Nam, đảng uỷ xã".into())]);
    assert_eq!(pasted("Cộng hoà xã hội", None).legacy, None);
}

/// Of merged cells each text stays below its head; tables that only set texts side by side are text.
#[test]
fn merged_cells_keep_their_columns() {
    let table = "<table><tr><td rowspan=2>TT</td><td rowspan=\"2\">Nội dung</td><td colspan=2>Đơn vị</td><td rowspan=2>Hạn</td></tr>\
<tr><td>Chủ trì</td><td>Phối hợp</td></tr><tr><td>1</td><td colspan=2>Gộp</td><td>B</td><td>30/11</td></tr></table>";
    let plain = "TT\tNội dung\tĐơn vị\tHạn\r\nChủ trì\tPhối hợp\r\n1\tGộp\tB\t30/11";
    let found = pasted(plain, Some(table)).pieces;
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    let rows = vec![
        row(["TT", "Nội dung", "Đơn vị", "", "Hạn"]),
        row(["", "", "Chủ trì", "Phối hợp", ""]),
        row(["1", "Gộp", "", "B", "30/11"]),
    ];
    assert_eq!(found, [Piece::Table(rows)]);
    let head = "<table><tr><td><p>ĐẢNG UỶ XÃ</p><p>*</p></td><td><p>ĐẢNG CỘNG SẢN VIỆT NAM</p></td></tr></table><p>Bài</p>";
    let found = pasted("ĐẢNG UỶ XÃ\r\n*\tĐẢNG CỘNG SẢN VIỆT NAM\r\nBài", Some(head)).pieces;
    let text = |text: &str| Piece::Text(text.to_owned());
    assert_eq!(found, [text("ĐẢNG UỶ XÃ *\nĐẢNG CỘNG SẢN VIỆT NAM"), text("Bài")]);
}

#[test]
fn a_letter_that_hides_is_read_in_its_encoding() {
    let found = pasted("Ban Th\u{ad}êng vô §¶ng uû x· h\u{ad}íng dÉn", None);
    let (_, read) = found.legacy.expect("TCVN3");
    assert_eq!(read, [Piece::Text("Ban Thường vụ Đảng uỷ xã hướng dẫn".into())]);
    assert!(matches!(&found.pieces[0], Piece::Text(text) if text.starts_with("Ban Thêng")));
}

#[test]
fn lists_count_as_they_are_shown() {
    let list = "<ol type=\"a\"><li>Một</li><li>Hai</li></ol><ol><li>Ba</li></ol>";
    let found = pasted("a)\tMột\r\nb)\tHai\r\n1.\tBa", Some(list)).pieces;
    assert_eq!(found, [Piece::Text("a) Một\nb) Hai\n1. Ba".into())]);
}

/// What was struck out while changes were tracked, and what somebody wrote at the margin, is no text of the
/// paper; a footnote goes where it is called.
#[test]
fn what_somebody_said_of_a_text_is_left_out() {
    let html = "<p>Nhà văn hoá 120 m<sup>2</sup><a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\">\
<span class=MsoFootnoteReference>[1]</span></a>, đạt <del cite=\"mailto:Lan\">90%</del><ins>95%</ins> kế hoạch\
<span class=MsoCommentReference><a class=msocomanchor id=\"_anchor_1\">[HL1]</a></span>.</p>\
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>\
<a style='mso-footnote-id:ftn1' href=\"#_ftnref1\" name=\"_ftn1\"><span>[1]</span></a> Theo <b>số liệu</b> của xã</p></div></div>\
<div style='mso-element:comment-list'><div style='mso-element:comment'><p>[HL1]Chị Lan xem lại</p></div></div>";
    let text =
        "Nhà văn hoá 120 m2[1], đạt 90%95% kế hoạch[HL1].\n[1] Theo số liệu của xã\n[HL1]Chị Lan xem lại";
    let found = pasted(text, Some(html));
    let wanted = "Nhà văn hoá 120 m²[^Theo **số liệu** của xã], đạt 95% kế hoạch.";
    assert_eq!(found.pieces, [Piece::Text(wanted.into())]);
    assert_eq!(found.said.len(), 1);
    let plain = pasted("Một\nHai", Some("<p>Một</p><p>Hai</p>"));
    assert!(plain.said.is_empty());
}
