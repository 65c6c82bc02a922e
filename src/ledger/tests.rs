use super::*;
use crate::model::Term;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("day")
}

/// Reads a file of these bytes.
fn from(bytes: &[u8], kind: Option<&str>) -> Ledger {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("so.csv");
    std::fs::write(&file, bytes).expect("file");
    let named = |name: &str, symbols: &[&str]| KindName {
        name: name.to_owned(),
        symbols: symbols.iter().map(|symbol| (*symbol).to_owned()).collect(),
        unmarked: false,
    };
    let kinds = [
        named("Kế hoạch", &["KH"]),
        named("Quyết định", &["QĐ"]),
        named("Quy định", &["QĐ", "QĐi"]),
        named("Thông báo", &["TB"]),
    ];
    let own = Term { from: day("2020-06-01"), until: None, congress: false };
    let terms = Terms::new(vec![own], Vec::new());
    let wish = Wish { sheet: None, kind, organ: "ĐU", kinds: &kinds, terms: &terms };
    read(&file, &wish).unwrap_or_else(|findings| Ledger { findings: findings.into(), ..Ledger::default() })
}

fn told(ledger: &Ledger) -> Vec<String> {
    let line = |Line { past, .. }: &Line| {
        format!("{} {} {} {} {}", past.kind_name, past.number, past.symbol, past.date, past.summary)
    };
    ledger.lines.iter().map(line).collect()
}

/// One book, however it was saved and however its columns are parted.
#[test]
fn every_encoding_gives_the_same_rows() {
    let text = "SỔ VĂN BẢN\n\nSố KH;Ngày;Trích yếu\n7-KH/ĐU;1/8/2023;Kế hoạch đối thoại\n8/KH-ĐU;02.8.2023;\"Kế hoạch kiểm tra; giám sát\"\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tabs = text.replace("tra; ", "tra. ").replace(';', "\t").replace("tra. ", "tra; ");
    for bytes in [text.as_bytes().to_vec(), [b"\xff\xfe".to_vec(), wide].concat(), tabs.into_bytes()] {
        let ledger = from(&bytes, None);
        let rows =
            ["Kế hoạch 7 KH/ĐU 2023-08-01 đối thoại", "Kế hoạch 8 KH/ĐU 2023-08-02 kiểm tra; giám sát"];
        assert_eq!(told(&ledger), rows, "{:?}", ledger.findings);
    }
}

/// Two kinds share a symbol: column, summary or `--kind` decide, nothing else.
#[test]
fn a_shared_symbol_is_decided_or_asked_about() {
    let text = "Số,Ký hiệu,Ngày,Loại VB,Trích yếu\n1,QĐ/ĐU,1/8/2023,Quy định,về thi đua\n\
                2,QĐ/ĐU,1/8/2023,,Quyết định thành lập tổ\n3,QĐi/ĐU,1/8/2023,,về làm việc\n4,QĐ/ĐU,1/8/2023,,về tổ\n";
    let ledger = from(text.as_bytes(), None);
    let kinds =
        |ledger: &Ledger| ledger.lines.iter().map(|line| line.past.kind_name.clone()).collect::<Vec<_>>();
    assert_eq!(kinds(&ledger), ["Quy định", "Quyết định", "Quy định"]);
    assert!(ledger.bad[0].reasons[0].contains("`Quyết định` hay `Quy định`"), "{:?}", ledger.bad);
    assert_eq!(kinds(&from(text.as_bytes(), Some("Quyết định")))[3], "Quyết định");
}

/// A bad row goes out whole and comes back mended, its kind and year with it.
#[test]
fn a_bad_row_comes_back_mended() {
    let text = "Số,Ngày,Trích yếu,Độ mật\nNĂM 2023\n07,31/6,đối thoại,Mật\n08,1/7,hội nghị,\n";
    let ledger = from(text.as_bytes(), Some("Kế hoạch"));
    assert_eq!(told(&ledger), ["Kế hoạch 8 KH/ĐU 2023-07-01 hội nghị"]);
    let bad = String::from_utf8(bad_rows_csv(&bad_rows(&ledger))).expect("UTF-8");
    let mended = from(bad.replace("31/6", "30/6/2023").as_bytes(), None);
    assert_eq!(told(&mended), ["Kế hoạch 7 KH/ĐU 2023-06-30 đối thoại"], "{bad}");
    assert_eq!(mended.lines[0].past.note, "Độ mật: Mật");
}

/// A heading's kind goes with a bad row that says none itself, with no other: nobody said it of that.
#[test]
fn no_kind_is_claimed_that_a_row_gainsays() {
    let text = "Số,Ký hiệu,Ngày,Trích yếu\nKẾ HOẠCH\n7,,31/6/2023,đối thoại\n8,QĐ/ĐU,31/6/2023,Quyết định về tổ\n9,XYZ/ĐU,1/7/2023,gì đó\n";
    let ledger = from(text.as_bytes(), None);
    let kinds: Vec<Option<&str>> = ledger.bad.iter().map(|bad| bad.record.kind.as_deref()).collect();
    assert_eq!(kinds, [Some("Kế hoạch"), None, None], "{:?}", ledger.bad);
}

#[test]
fn what_is_no_register_is_said_so() {
    for text in ["Họ và tên,Chức vụ\nNguyễn Văn Mẫu,Bí thư\n", "Số,Ngày,Trích yếu\n", "x\n"]
    {
        let ledger = from(text.as_bytes(), None);
        assert_eq!(ledger.findings.last().map(|finding| finding.code.id), Some("so-cu::tieu-de"), "{text}");
    }
}
