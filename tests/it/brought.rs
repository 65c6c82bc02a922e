//! Word files of others: each construct is read as Word shows it, what is no Word file is refused in
//! words, and no file however it is made takes the program down.

use std::io::{Cursor, Write as _};

use vanthu::docx::{Align, Brought, Paragraph, Piece, Refused, What, brought};
use vanthu::text::Encoding;
use zip::write::SimpleFileOptions;

use crate::root;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Packs parts as a zip.
pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

/// Makes a Word file around a body; helpers by name: `styles`, `numbering` …
pub(super) fn word(body: &str, helpers: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    let mut relations = String::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (name, text) in helpers {
        let kind = name.trim_end_matches(|sign: char| sign.is_ascii_digit());
        relations.push_str(&format!(
            "<Relationship Id=\"r{name}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}.xml\"/>"
        ));
        parts.push((format!("word/{name}.xml"), (*text).to_owned()));
    }
    relations.push_str(&format!(
        "<Relationship Id=\"far\" Type=\"{OFFICE}/image\" Target=\"http://example.org/a.png\" TargetMode=\"External\"/>"
    ));
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let root = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"/word/document.xml\"/></Relationships>"
    );
    let own = format!("<Relationships>{relations}</Relationships>");
    let mut all = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", own.as_str()),
    ];
    all.extend(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    zipped(&all)
}

fn read(body: &str, helpers: &[(&str, &str)]) -> Brought {
    brought(&word(body, helpers)).expect("a Word file")
}

/// Makes a paragraph of a run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn texts(read: &Brought) -> Vec<String> {
    read.paragraphs().into_iter().map(Paragraph::text).collect()
}

fn styles(own: &str) -> String {
    format!(
        "<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>{own}</w:styles>"
    )
}

#[test]
fn letters_are_read_as_they_are_seen() {
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let body = [
        // Runs are joined, wrappers walked through, changes accepted.
        "<w:p><w:r><w:t>Số 36-HD</w:t></w:r><w:smartTag><w:r><w:t>/</w:t></w:r></w:smartTag><w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>VPTW</w:t></w:r></w:sdtContent></w:sdt></w:p>".to_owned(),
        "<w:p><w:r><w:t xml:space=\"preserve\">Đã </w:t></w:r><w:ins w:id=\"1\" w:author=\"A\"><w:r><w:t>thêm</w:t></w:r></w:ins><w:del w:id=\"2\" w:author=\"A\"><w:r><w:delText>bớt</w:delText></w:r></w:del></w:p>".to_owned(),
        // A mark between paragraphs that was struck out.
        "<w:p><w:pPr><w:rPr><w:del w:id=\"3\" w:author=\"A\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">một </w:t></w:r></w:p>".to_owned(),
        p("đoạn"),
        format!("<w:p>{}</w:p>", [
            run("<w:t>dòng</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t><w:noBreakHyphen/><w:t>bốn</w:t><w:softHyphen/><w:br w:type=\"page\"/>"),
            run("<w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/>"),
            run("<w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t>"),
        ].concat()),
        // A field: its result, not its words.
        format!("<w:p>{}</w:p>", [
            run("<w:fldChar w:fldCharType=\"begin\"/>"), run("<w:instrText>REF x</w:instrText>"), run("<w:t>sai</w:t>"),
            run("<w:fldChar w:fldCharType=\"separate\"/>"), run("<w:t>đúng</w:t>"), run("<w:fldChar w:fldCharType=\"end\"/>"),
            run("<w:footnoteReference w:id=\"2\"/>"), run("<w:commentReference w:id=\"7\"/>"),
        ].concat()),
        // Of two ways to say a thing the first.
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><x><w:txbxContent><w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:txbxContent></x></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>".to_owned(),
        format!("<w:p>{}{}</w:p>", run("<w:t>5 ha = 50.000 m</w:t>"), run("<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t>")),
        p("ho\u{61}\u{300} &amp; &#7911;"),
    ].concat();
    let footnotes = format!(
        "<w:footnotes {W}><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Theo luật.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let comments = format!(
        "<w:comments {W}><w:comment w:id=\"7\" w:author=\"Bí thư\"><w:p><w:r><w:t>Sửa chỗ này</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let found = read(&body, &[("footnotes", &footnotes), ("comments", &comments)]);
    assert_eq!(
        texts(&found),
        [
            "Số 36-HD/VPTW",
            "Đã thêm",
            "một đoạn",
            "dòng\nhai\tba-bốn✓",
            "đúng",
            "",
            "5 ha = 50.000 m²",
            "hoà & ủ"
        ]
    );
    let numbers: Vec<usize> = found.paragraphs().iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(found.paragraphs()[4].runs[0].note.as_ref().expect("a note")[0].text, "Theo luật.");
    assert_eq!(found.boxes.len(), 1);
    assert_eq!((found.boxes[0].0, found.boxes[0].1[0].text()), (6, "DỰ THẢO".to_owned()));
    let told: Vec<(&What, usize, &str)> =
        found.notices.iter().map(|notice| (&notice.what, notice.paragraph, notice.text.as_str())).collect();
    assert_eq!(
        told,
        [
            (&What::Inserted, 2, "thêm"),
            (&What::Deleted, 2, "bớt"),
            (&What::Hidden, 4, "ẩn"),
            (&What::Comment("Bí thư".into()), 5, "Sửa chỗ này"),
        ]
    );
}

#[test]
fn styles_switch_bold_and_say_how_a_paragraph_is_set() {
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:styleId=\"Dam\"><w:name w:val=\"Đậm\"/><w:basedOn w:val=\"Vong\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Vong\"><w:name w:val=\"Vòng\"/><w:basedOn w:val=\"Dam\"/><w:rPr><w:i w:val=\"1\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Chu\"><w:name w:val=\"Chữ\"/><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Hoa\"><w:name w:val=\"Hoa\"/><w:rPr><w:caps/></w:rPr></w:style>",
    );
    let run = |props: &str, text: &str| format!("<w:r><w:rPr>{props}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Dam\"/></w:pPr>{}{}{}{}</w:p>",
        run("", "một"),
        run("<w:rStyle w:val=\"Chu\"/>", "hai"),
        run("<w:rStyle w:val=\"Chu\"/><w:b w:val=\"0\"/><w:i w:val=\"false\"/>", "ba"),
        run("<w:rStyle w:val=\"Hoa\"/>", "bốn"),
    );
    let found = read(&body, &[("styles", &styles)]);
    let line = found.paragraphs()[0].clone();
    assert_eq!((line.align, line.style.as_str()), (Align::Center, "Đậm"));
    let set: Vec<(&str, bool, bool)> =
        line.runs.iter().map(|run| (run.text.as_str(), run.bold, run.italic)).collect();
    // In the style of the paragraph and of the letters at once bold is off again.
    assert_eq!(set, [("một", true, true), ("hai", false, true), ("ba", false, false), ("BỐN", true, true)]);
}

#[test]
fn numbers_are_those_that_word_shows() {
    let level = |at: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"1\">{}{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"2\">{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num></w:numbering>",
        level(0, "upperRoman", "%1-"),
        level(1, "decimal", "%1.%2."),
        level(2, "lowerLetter", "%3)"),
        level(0, "bullet", "\u{f0b7}"),
        level(1, "bullet", "+"),
    );
    let item = |list: usize, at: usize, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{at}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let mut body = [item(1, 0, "x"), item(1, 1, "x"), item(1, 1, "x")].concat();
    body.push_str(&(0..6).map(|_| item(1, 2, "x")).collect::<String>());
    body.push_str(
        &[
            item(1, 0, "x"),
            item(1, 1, "x"),
            item(3, 0, "x"),
            item(1, 0, "x"),
            item(2, 0, "x"),
            item(2, 1, "x"),
            item(9, 0, "x"),
            item(0, 0, "x"),
        ]
        .concat(),
    );
    let found = read(&body, &[("numbering", &numbering)]);
    assert_eq!(
        texts(&found),
        // The letters of Word have no đ.
        [
            "I- x", "I.1. x", "I.2. x", "a) x", "b) x", "c) x", "d) x", "e) x", "f) x", "II- x", "II.1. x",
            "V- x", "VI- x", "- x", "+ x", "x", "x"
        ]
    );
    assert_eq!(found.notices.iter().filter(|notice| notice.what == What::Numbered).count(), 15);
}

#[test]
fn letters_of_old_fonts_become_todays() {
    let styles = styles(
        "<w:style w:type=\"paragraph\" w:styleId=\"Cu\"><w:name w:val=\"Cũ\"/><w:rPr><w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/></w:rPr></w:style>",
    );
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Cu\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Ban Th\u{ad}êng vô §¶ng uû </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii=\".VnTimeH\"/></w:rPr><w:t>x·</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:rFonts w:ascii=\"VNI-Times\"/></w:rPr><w:t>Ñaûng uûy xaõ</w:t></w:r></w:p>";
    let found = read(body, &[("styles", &styles)]);
    assert_eq!(texts(&found), ["Ban Thường vụ Đảng uỷ XÃ", "Đảng ủy xã"]);
    let old: Vec<&What> = found.notices.iter().map(|notice| &notice.what).collect();
    assert_eq!(old, [&What::Old(Encoding::Tcvn3), &What::Old(Encoding::Vni)]);
}

#[test]
fn tables_stand_in_their_place_with_joined_cells() {
    let cell = |props: &str, text: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text));
    let body = format!(
        "{}<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:del w:id=\"1\" w:author=\"A\"/></w:trPr>{}</w:tr>\
         <w:tr>{}<w:tc>{}<w:tbl><w:tr>{}</w:tr></w:tbl>{}</w:tc></w:tr></w:tbl>{}",
        p("trước"),
        cell("<w:vMerge w:val=\"restart\"/>", "TT"),
        cell("<w:gridSpan w:val=\"2\"/>", "Việc"),
        cell("<w:vMerge/>", ""),
        cell("", "a"),
        cell("", "b"),
        cell("", "xoá"),
        cell("", "1"),
        p("ngoài"),
        cell("", "trong"),
        p("cuối"),
        p("sau"),
    );
    let found = read(&body, &[]);
    assert_eq!(texts(&found), ["trước", "TT", "Việc", "a", "b", "1", "ngoài", "trong", "cuối", "sau"]);
    let Piece::Table(table) = &found.pieces[1] else { panic!("{found:?}") };
    assert_eq!((table.columns, table.rows.len()), (3, 3));
    assert!(table.rows[0].head && !table.rows[1].head);
    let places: Vec<Vec<(usize, usize, usize)>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| (cell.column, cell.columns, cell.rows)).collect())
        .collect();
    assert_eq!(places, [vec![(0, 1, 2), (1, 2, 1)], vec![(1, 1, 1), (2, 1, 1)], vec![(0, 1, 1), (1, 1, 1)]]);
}

/// Gives a file of Word 97 whose text says something else of itself at a place.
fn old(at: usize, own: &[u8]) -> Vec<u8> {
    let mut bytes = std::fs::read(root().join("tests/cases/brought/cu-quyet-dinh.doc")).expect("a file");
    let begins =
        bytes.chunks(512).position(|sector| sector.starts_with(&[0xec, 0xa5])).expect("a text") * 512;
    bytes[begins + at..begins + at + own.len()].copy_from_slice(own);
    bytes
}

#[test]
fn what_is_no_word_file_is_told_by_what_it_is() {
    let wide = |text: &str| text.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    let cfb =
        |name: &str| [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600], &wide(name)].concat();
    let good = word(&p("x"), &[]);
    let other = |kind: &str| {
        let types =
            format!("<Types><Override PartName=\"/word/document.xml\" ContentType=\"{kind}\"/></Types>");
        let root = format!(
            "<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        );
        zipped(&[("[Content_Types].xml", &types), ("_rels/.rels", &root), ("word/document.xml", "<a/>")])
    };
    let document = |text: &str| word(&format!("{}{text}", p("x")), &[]);
    let hostile = |name: &str, what: &'static str| Refused::Hostile(name.into(), what);
    let main = "word/document.xml";
    let entities = "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>";
    let cases: Vec<(Vec<u8>, Refused)> = vec![
        (Vec::new(), Refused::Empty),
        (cfb("EncryptedPackage"), Refused::Locked),
        (cfb("WordDocument"), Refused::Broken(String::new())),
        (old(2, &[0x65, 0]), Refused::Old),
        (old(11, &[0x01]), Refused::Locked),
        (cfb("Workbook"), Refused::Sheet),
        (b"{\\rtf1 x}".to_vec(), Refused::Rtf),
        (b"<html><body>x".to_vec(), Refused::Html),
        (b"%PDF-1.7".to_vec(), Refused::Pdf),
        (b"hello".to_vec(), Refused::Other),
        (other("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), Refused::Sheet),
        (
            zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")]),
            Refused::Odt,
        ),
        (zipped(&[("a.txt", "x")]), Refused::Other),
        (good[..good.len() - 30].to_vec(), Refused::Broken(String::new())),
        (document("<w:p>"), Refused::Broken(main.into())),
        (document("&nichts;"), Refused::Broken(main.into())),
        (word(&p("x"), &[("styles", entities)]), hostile("word/styles.xml", "khai báo DOCTYPE")),
        (document(&"<w:sdt>".repeat(2_000)), Refused::Bomb),
        (word(&p("x"), &[("styles", &" ".repeat(30 << 20))]), Refused::Bomb),
        (document(&"<w:p/>".repeat(100_002)), Refused::Bomb),
    ];
    for (bytes, refused) in cases {
        assert_eq!(brought(&bytes), Err(refused.clone()));
        let told = refused.finding("tệp.docx");
        assert!(told.is_error() && !told.hints.is_empty() && told.message.contains("tệp.docx"));
    }
    // Two entries of one name: which one Word reads nobody knows.
    let name = b"word/document.xml";
    let mut twice = word(&p("x"), &[("documenu", "<a/>")]);
    let other = b"word/documenu.xml";
    while let Some(at) = twice.windows(other.len()).position(|window| window == other) {
        twice[at..at + name.len()].copy_from_slice(name);
    }
    assert!(matches!(brought(&twice), Err(Refused::Hostile(_, "có hai lần"))), "{:?}", brought(&twice));
}

/// A file that is cut off or changed anywhere is read or refused.
#[test]
fn no_damage_takes_the_program_down() {
    let body = [p("một"), "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"900\"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>".to_owned()].concat();
    let good = word(&body, &[("styles", &styles("")), ("numbering", "<w:numbering/>")]);
    brought(&good).expect("read");
    for at in (0..good.len()).step_by(10) {
        let _ = brought(&good[..at]);
        let mut changed = good.clone();
        changed[at] ^= 0x5a;
        let _ = brought(&changed);
    }
    let good = old(2, &[0xc1, 0]);
    brought(&good).expect("read");
    for at in (0..good.len()).step_by(23) {
        let _ = brought(&good[..at]);
        let mut changed = good.clone();
        changed[at] ^= 0xff;
        let _ = brought(&changed);
    }
    // What would be markup elsewhere is text.
    let found = read(&p("{{ so }} {% raw %} **x** &lt;/w:t&gt; #panic()"), &[]);
    assert_eq!(texts(&found), ["{{ so }} {% raw %} **x** </w:t> #panic()"]);
}
