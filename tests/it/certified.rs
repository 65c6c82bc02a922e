//! Copies of papers for others: what is copied looks as it did, what stands under it is as the rule set of
//! the day has it, numbers come from one series, everything is kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use vanthu::register::{Query, Register};
use vanthu::sign::{revisions, text_layer};
use vanthu::typeset::{Drawn, Fonts, Picture};
use vanthu::verify::prove;

use crate::register::{clean, run};
use crate::state::{COMMUNE, boxes};
use crate::{files, root, start, vanthu, words};

/// The points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// Is a commune whose chief of office copies, for the Party and for the State.
fn commune(folder: &Path) -> PathBuf {
    let office = folder.join("xa");
    fs::create_dir_all(&office).expect("folder");
    let more = "\x20 vp: { quyen_han: T/L BAN THƯỜNG VỤ, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lò Thị Mẫu }\n\
        \x20 cvp: { quyen_han: TL. CHỦ TỊCH, chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Văn Thí }\n";
    fs::write(office.join("co-quan.yaml"), format!("{COMMUNE}{more}")).expect("write");
    office
}

/// Writes and issues a plan.
fn issued(office: &Path, name: &str, (side, day, lines): (char, &str, usize)) {
    let who = if side == 'N' { "don_vi: ubnd\nnguoi_ky: chu-tich\n" } else { "nguoi_ky: bi-thu\n" };
    let body = "  Các cơ quan liên quan phối hợp thực hiện.\n".repeat(lines);
    let text = format!(
        "loai: ke-hoach\nngay: {day}\ntrich_yeu: sửa đường thôn {name}\n{who}noi_dung: |\n{body}\
         noi_nhan: [Các cơ quan liên quan]\n"
    );
    fs::write(office.join(format!("{name}.yaml")), text).expect("write");
    let (code, said) = run(office, &["issue", &format!("{name}.yaml")]);
    assert_eq!(code, Some(0), "{said}");
}

/// Makes a copy; gives its file.
fn copied(office: &Path, said: &[&str]) -> PathBuf {
    let all: Vec<&str> = ["sao"].iter().chain(said).copied().collect();
    let (code, words) = run(office, &all);
    assert_eq!(code, Some(0), "{said:?}: {words}");
    let line = words.lines().find(|line| line.contains("bản sao của")).expect("a line");
    let file = line.split(": ").nth(1).expect("a file").split("  ").next().expect("a file");
    office.join(file)
}

fn drawn(bytes: &[u8]) -> Drawn {
    let fonts = Arc::new(Fonts::new(None).expect("fonts"));
    Drawn::new(bytes.to_vec(), &fonts).expect("a PDF")
}

fn picture(pdf: &Drawn, page: usize) -> Picture {
    pdf.picture(page, 120.0).expect("a page")
}

/// Gives the places of a copy, in mm from the lower left corner: x, y, width, height.
fn places(pdf: &Path, name: &str) -> Option<(u64, [f64; 4])> {
    let told = fs::read(pdf.with_extension("ky.json")).expect("places");
    let told: serde_json::Value = serde_json::from_slice(&told).expect("JSON");
    let place = told["o"].as_array().expect("places").iter().find(|place| place["ten"] == name)?;
    let length = |side: &str| place["mm"][side].as_f64().expect("a length");
    Some((place["trang"].as_u64().expect("a page"), ["x", "y", "rong", "cao"].map(length)))
}

fn near(what: &str, is: f64, wanted: f64) {
    assert!((is - wanted).abs() < 0.5, "{what}: {is}, not {wanted}");
}

/// Paper to paper, and electronic to paper: the paper's own bytes, and below its last ink the rule, the
/// stamp, who copies; no number. Made once, it is the same file for every print.
#[test]
fn a_copy_of_the_party_is_the_paper_with_a_block_below() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    issued(&office, "a", ('Đ', "2026-06-03", 3));
    let paper = fs::read(office.join("out/xa/a.pdf")).expect("PDF");
    let own = &paper[..revisions(&paper).expect("revisions")[0]];
    let pdf = copied(&office, &["01-KH/ĐU", "--nguoi-sao", "vp", "--ngay", "2026-11-20"]);
    let copy = fs::read(&pdf).expect("PDF");
    assert!(copy.starts_with(own), "the document's bytes");
    let (was, is) = (drawn(&paper), drawn(&copy));
    assert_eq!((was.count(), is.count()), (1, 1));
    let (before, after) = (picture(&was, 1), picture(&is, 1));
    let ends = before.ink_ends();
    assert!(before.is_same_down_to(&after, ends + 5.0 * MM) && after.ink_ends() > ends + 40.0 * MM);
    // The rule: over the whole text, 6 mm below the last ink, nothing beside it.
    let ink = |left: f64, width: f64| !after.is_free([left * MM, ends + 5.5 * MM, width * MM, 1.0 * MM]);
    assert!(ink(30.5, 1.0) && ink(112.0, 1.0) && ink(193.5, 1.0) && !ink(28.0, 1.5) && !ink(195.7, 3.0));
    let text = text_layer(&copy).expect("text");
    assert!(
        text.contains("BẢN SAO VĂN BẢN") && text.contains("CHÁNH VĂN PHÒNG") && text.contains("Lò Thị Mẫu"),
        "{text}"
    );
    assert_eq!(text.matches("Số ").count(), 1, "no number of its own: {text}");
    let printed = vanthu::sign::printed(&copy).expect("a paper");
    assert_eq!(printed.signers().collect::<Vec<_>>(), ["Lò Thị Mẫu"], "whoever copies signs the copy");
    // The seal lies over the left third of the signature.
    let (page, [x, _, width, _]) = places(&pdf, "chu_ky").expect("a signature");
    let (_, [left, _, seal, _]) = places(&pdf, "con_dau").expect("a seal");
    near("seal", left + seal, x + width / 3.0);
    assert_eq!(page, 1);
    assert_eq!(pdf, copied(&office, &["01-KH/ĐU", "--nguoi-sao", "vp", "--ngay", "2026-11-20"]));
    assert_eq!(fs::read(&pdf).expect("PDF"), copy, "the same again");
    let (_, said) = run(&office, &["archive", "show", "01-KH/ĐU"]);
    assert_eq!(said.matches("đã sao: bản sao ngày").count(), 1, "{said}");
    assert_eq!(said.matches("  sao/giay-").count(), 2, "the copy and what it was set from: {said}");
    clean(&office);
}

/// A document that ends at the foot of its last page: the block goes whole onto the next, with its rule.
#[test]
fn a_block_without_room_goes_whole_onto_a_page_of_its_own() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    issued(&office, "a", ('Đ', "2026-06-03", 14));
    let paper = fs::read(office.join("out/xa/a.pdf")).expect("PDF");
    let was = drawn(&paper);
    let last = picture(&was, was.count());
    assert!(last.ink_ends() > 220.0 * MM, "{}", last.ink_ends() / MM);
    let pdf = copied(&office, &["01-KH/ĐU", "--nguoi-sao", "vp"]);
    let is = drawn(&fs::read(&pdf).expect("PDF"));
    assert_eq!(is.count(), was.count() + 1);
    for page in 1..=was.count() {
        assert!(picture(&was, page) == picture(&is, page), "page {page}");
    }
    let own = picture(&is, is.count());
    let free = |top: f64, high: f64| own.is_free([30.0 * MM, top * MM, 165.0 * MM, high * MM]);
    assert!(free(0.0, 15.0) && !free(15.0, 8.0), "the rule is at the top");
    assert_eq!(places(&pdf, "chu_ky").expect("a signature").0, is.count() as u64);
    clean(&office);
}

/// Copies with numbers: the forms of HD36 up to its last day, those of NĐ30; one series each, whatever
/// the form, by terms and by years; the same request is the same copy.
#[test]
fn copies_with_numbers_have_one_series() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    issued(&office, "a", ('Đ', "2026-05-20", 3));
    issued(&office, "b", ('N', "2025-12-01", 3));
    issued(&office, "c", ('N', "2026-06-03", 40));
    let party = ["--nguoi-sao", "vp", "--noi-nhan", "Các chi bộ"];
    let state = ["--nguoi-sao", "cvp", "--noi-nhan", "Phòng Kinh tế"];
    for (paper, who, more, file, words) in [
        ("01-KH/ĐU", party, &["--ngay", "2026-05-25"][..], "01-BS-ĐU", "SAO Y BẢN CHÍNH"),
        ("01-KH/ĐU", party, &["--ngay", "2026-05-26", "--hinh-thuc", "sao-luc"], "02-BS-ĐU", "SAO LỤC"),
        ("01-KH/ĐU", party, &["--ngay", "2026-05-25"], "01-BS-ĐU", "SAO Y BẢN CHÍNH"),
        ("b.pdf", state, &["--don-vi", "ubnd", "--ngay", "2025-12-30"], "01-SY-UBND", "SAO Y"),
        ("01/KH-UBND", state, &["--ngay", "2026-06-10"], "01-SY-UBND", "SAO Y"),
        ("01/KH-UBND", state, &["--ngay", "2026-06-11", "--hinh-thuc", "sao-luc"], "02-SL-UBND", "SAO LỤC"),
        (
            "01/KH-UBND",
            state,
            &["--ngay", "2026-06-12", "--hinh-thuc", "trich-sao", "--trang", "2"],
            "03-TrS-UBND",
            "TRÍCH SAO",
        ),
    ] {
        fs::copy(office.join("out/xa/b.pdf"), office.join("b.pdf")).expect("copied");
        let asked: Vec<&str> = [paper].iter().chain(&who).chain(more).copied().collect();
        let pdf = copied(&office, &asked);
        assert!(pdf.to_string_lossy().contains(file), "{}: {file}", pdf.display());
        let text = text_layer(&fs::read(&pdf).expect("PDF")).expect("text");
        let number = file.replacen('-', if who == state { "/" } else { "-" }, 1);
        let number = if who == party { number.replace("BS-", "BS/") } else { number };
        // Letters of one line may lie in pieces.
        let close = |text: &str| text.replace([' ', '\n'], "");
        for word in [words, &number, who[3], "Hoa Mẫu, ngày "] {
            assert!(close(&text).contains(&close(word)), "{file}: {word}: {text}");
        }
    }
    let register = Register::look(&office).expect("register").expect("there");
    let rows = register.list(&Query { kind: Some("ban-sao".into()), ..Query::default() }).expect("rows");
    assert_eq!(rows.len(), 6, "{rows:?}");
    let (_, said) = run(&office, &["archive", "show", "01/KH-UBND", "--ngay", "2026-06-03"]);
    for copy in ["đã sao thành 01/SY-UBND", "đã sao thành 02/SL-UBND", "đã sao thành 03/TrS-UBND"] {
        assert_eq!(said.matches(copy).count(), 1, "{said}");
    }
    let excerpt = fs::read(office.join("out/xa/ban-sao/c-03-TrS-UBND.pdf")).expect("PDF");
    let text = text_layer(&excerpt).expect("text");
    assert!(!text.contains("KẾ HOẠCH") && !text.contains("Độc lập"), "page 1 is not in it: {text}");
    clean(&office);
    for (words, fine) in
        [(["archive", "rebuild"], "1/1 tệp giống từng byte"), (["register", "check"], "0 lỗi")]
    {
        let (code, said) = run(&office, &words);
        assert!(code == Some(0) && said.contains(fine) && !said.contains("0/1"), "{said}");
    }
}

/// Gives a PDF of one page that is a picture, as scanners make them: white paper with lines from
/// `top` mm on.
fn scan((width, height): (f64, f64), dpi: f64, top: f64, more: &Dictionary) -> Vec<u8> {
    let dots = |pt: f64| (pt / 72.0 * dpi).round() as i64;
    let (across, down) = (dots(width), dots(height));
    let mut picture = vec![245_u8; usize::try_from(across * down * 3).expect("a size")];
    let from = dots(top * MM);
    for row in (from..down / 2).filter(|row| (row - from) % 30 < 6) {
        let at = usize::try_from((row * across + across / 8) * 3).expect("a place");
        let long = usize::try_from(across * 3 / 4 * 3).expect("a length");
        picture[at..at + long].fill(30);
    }
    let mut pdf = Document::with_version("1.4");
    let image = pdf.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => across, "Height" => down,
            "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8,
        },
        picture,
    ));
    let contents = format!("{width} 0 0 {height} 0 0 cm /Im Do");
    let contents = pdf.add_object(Stream::new(Dictionary::new(), contents.into_bytes()));
    let pages = pdf.new_object_id();
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => contents,
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(width as f32), Object::Real(height as f32)],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im" => image } },
    };
    page.extend(more);
    let page = pdf.add_object(page);
    pdf.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let root = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", root);
    pdf.compress();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("PDF");
    bytes
}

const A4: (f64, f64) = (595.0, 842.0);

/// Electronic copies: no block, empty fields at the top right of page 1 over no ink: the organ's and that
/// of who copies for the Party, the organ's for the State; what a scan lacks is told.
#[test]
fn an_electronic_copy_has_fields_over_no_ink() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    let party = ["--dien-tu", "--nguoi-sao", "vp"];
    let state = ["--dien-tu", "--nguoi-sao", "cvp", "--don-vi", "ubnd"];
    let quarter = dictionary! { "Rotate" => 90 };
    for (name, bytes, asked, fields, told) in [
        ("tot", scan(A4, 200.0, 22.0, &Dictionary::new()), &party[..], 2, ""),
        ("nha-nuoc", scan(A4, 200.0, 22.0, &Dictionary::new()), &state[..], 1, ""),
        ("tho", scan(A4, 100.0, 22.0, &Dictionary::new()), &party[..], 2, "100 điểm trên inch"),
        ("xoay", scan((842.0, 595.0), 200.0, 60.0, &quarter), &party[..], 2, ""),
        ("to", scan((700.0, 1000.0), 200.0, 22.0, &Dictionary::new()), &party[..], 2, ""),
    ] {
        let file = office.join(format!("{name}.pdf"));
        fs::write(&file, &bytes).expect("write");
        let all: Vec<&str> = ["sao", file.to_str().expect("UTF-8")].iter().chain(asked).copied().collect();
        let (code, said) = run(&office, &all);
        assert_eq!(code, Some(0), "{name}: {said}");
        assert_eq!(said.contains("sao::ban-quet"), !told.is_empty(), "{name}: {said}");
        assert!(said.contains(told), "{said}");
        let pdf = files(&office.join("out"), "pdf")
            .into_iter()
            .find(|pdf| pdf.to_string_lossy().contains(&format!("/{name}-")));
        let pdf = pdf.expect("a copy");
        let copy = fs::read(&pdf).expect("PDF");
        assert!(copy.starts_with(&bytes[..bytes.len() - 1]), "{name}: the scan's own bytes");
        let (was, is) = (drawn(&bytes), drawn(&copy));
        let (page, (width, height)) = (picture(&was, 1), was.size(1).expect("a size"));
        assert!(page == picture(&is, 1), "{name}: the page looks as it did");
        let found: Vec<[f64; 4]> =
            ["con_dau", "chu_ky"].iter().filter_map(|one| Some(places(&pdf, one)?.1)).collect();
        assert_eq!(found.len(), fields, "{name}");
        for [x, y, wide, high] in found {
            let place = [x * MM, height - (y + high) * MM, wide * MM, high * MM];
            assert!(
                page.is_free(place) && place[0] > width / 2.0 - 20.0 && place[1] < 20.0,
                "{name}: {place:?}"
            );
        }
        let form = Document::load_mem(&copy).expect("PDF");
        let form = form.get_dict_in_dict(form.catalog().expect("catalog"), b"AcroForm").expect("a form");
        assert_eq!(form.get(b"Fields").and_then(Object::as_array).expect("fields").len(), fields);
    }
    // Without room nothing is made.
    fs::write(office.join("day.pdf"), scan(A4, 200.0, 5.0, &Dictionary::new())).expect("write");
    let (code, said) = run(&office, &["sao", "day.pdf", "--dien-tu", "--nguoi-sao", "vp"]);
    assert!(code == Some(1) && said.contains("sao::cho-trong"), "{said}");
    // A paper's own scan is copied from the archive, and kept there.
    issued(&office, "a", ('Đ', "2026-06-03", 3));
    let (code, said) = run(&office, &["sao", "01-KH/ĐU", "--dien-tu", "--nguoi-sao", "vp"]);
    assert!(code == Some(1) && said.contains("chưa có bản ký trong kho lưu"), "{said}");
    let (code, said) = run(&office, &["archive", "add", "tot.pdf", "01-KH/ĐU", "--ban-quet"]);
    assert_eq!(code, Some(0), "{said}");
    let pdf = copied(&office, &["01-KH/ĐU", "--dien-tu", "--nguoi-sao", "vp"]);
    let own = fs::read(office.join("tot.pdf")).expect("scan");
    assert!(fs::read(&pdf).expect("PDF").starts_with(&own[..own.len() - 1]), "{}", pdf.display());
    let (_, said) = run(&office, &["archive", "show", "01-KH/ĐU"]);
    assert!(said.contains("đã sao: bản sao điện tử ngày") && said.contains("sao/dien-tu-"), "{said}");
    clean(&office);
}

/// What others made, turned or of an odd size, comes out right; what cannot be copied is refused by name
/// and takes no number.
#[test]
fn documents_from_elsewhere_come_out_right_or_are_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    let offset = || dictionary! { "MediaBox" => vec![(-50).into(), 20.into(), 545.into(), 862.into()] };
    let turned = dictionary! { "Rotate" => 270 };
    for (name, bytes) in [
        ("quet", scan(A4, 100.0, 30.0, &Dictionary::new())),
        ("lech", scan(A4, 100.0, 30.0, &offset())),
        ("xoay", scan((842.0, 595.0), 100.0, 30.0, &turned)),
        ("rong", scan((900.0, 700.0), 100.0, 30.0, &Dictionary::new())),
    ] {
        fs::write(office.join(format!("{name}.pdf")), &bytes).expect("write");
        let pdf = copied(&office, &[&format!("{name}.pdf"), "--nguoi-sao", "vp"]);
        let (was, is) = (drawn(&bytes), drawn(&fs::read(pdf).expect("PDF")));
        assert!(picture(&was, 1) == picture(&is, 1) || is.count() == 1, "{name}");
        let (page, size) = (picture(&is, is.count()), is.size(is.count()).expect("a size"));
        assert!(page.ink_ends() > 0.0 && was.size(1).is_some_and(|own| own == size), "{name}: {size:?}");
        // Whatever way the page lies, the rule crosses it from left to right.
        let from = if is.count() == 1 { picture(&was, 1).ink_ends() + 5.5 * MM } else { 10.0 * MM };
        let crossed = |left: f64| !page.is_free([left, from, 3.0, 20.0 * MM]);
        assert!(crossed(32.0 * MM) && crossed(size.0 - 18.0 * MM), "{name}");
    }
    let mut locked = Document::load_mem(&scan(A4, 100.0, 30.0, &Dictionary::new())).expect("PDF");
    locked.trailer.set("Encrypt", dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2 });
    let mut bytes = Vec::new();
    locked.save_to(&mut bytes).expect("PDF");
    let narrow = scan((250.0, 350.0), 100.0, 10.0, &Dictionary::new());
    let unit = scan(A4, 100.0, 30.0, &dictionary! { "UserUnit" => 2 });
    for (name, bytes) in
        [("khoa", bytes), ("rong", b"%PDF-1.7\n".to_vec()), ("hep", narrow), ("don-vi", unit)]
    {
        fs::write(office.join(format!("{name}.pdf")), &bytes).expect("write");
        for who in [&["--nguoi-sao", "vp"][..], &["--nguoi-sao", "cvp", "--don-vi", "ubnd"]] {
            let file = format!("{name}.pdf");
            let all: Vec<&str> = ["sao", file.as_str()].iter().chain(who).copied().collect();
            let (code, said) = run(&office, &all);
            assert_eq!(code, Some(1), "{name}: {said}");
            assert!(said.contains("lỗi[") && !said.contains("chuong-trinh::"), "{name}: {said}");
        }
    }
    issued(&office, "a", ('Đ', "2026-05-20", 3));
    for (asked, told) in [
        (&["01-KH/ĐU"][..], "sao::nguoi-ky"),
        (&["01-KH/ĐU", "--nguoi-sao", "cvp"], "không phải cách ký của Đảng"),
        (&["01-KH/ĐU", "--nguoi-sao", "vp", "--don-vi", "ubnd"], "không phải cách ký của"),
        (&["01-KH/ĐU", "--nguoi-sao", "vp", "--hinh-thuc", "sao-luc"], "sao::hinh-thuc"),
        (
            &["01-KH/ĐU", "--nguoi-sao", "vp", "--ngay", "2026-05-26", "--hinh-thuc", "trich-sao"],
            "những trang nào",
        ),
        (&["01-KH/ĐU", "--nguoi-sao", "vp", "--ngay", "2026-05-26", "--trang", "7"], "không có trang 7"),
        (&["quet.pdf", "--nguoi-sao", "vp", "--ngay", "2026-05-26", "--dien-tu"], "không có bản sao điện tử"),
        (&["01-KH/ĐU", "--nguoi-sao", "vp", "--ngay", "2026-05-19"], "trước ngày của"),
        (&["01-KH/ĐU", "--nguoi-sao", "vp", "--ngay", "2099-01-01"], "sau hôm nay"),
        (&["02-KH/ĐU", "--nguoi-sao", "vp"], "sổ không có"),
    ] {
        let all: Vec<&str> = ["sao"].iter().chain(asked).copied().collect();
        let (code, said) = run(&office, &all);
        assert!(code == Some(1) && said.contains(told), "{asked:?}: {said}");
    }
    let (code, said) = run(&office, &["archive", "recall", "01-KH/ĐU", "--ly-do", "hết việc"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(&office, &["sao", "01-KH/ĐU", "--nguoi-sao", "vp"]);
    assert!(code == Some(1) && said.contains("đã thu hồi"), "{said}");
    let register = Register::look(&office).expect("register").expect("there");
    assert_eq!(register.list(&Query::default()).expect("rows").len(), 1, "no number was taken");
}

/// What was changed behind a signature nobody certifies; of what cannot be proved something is said, and
/// what an office trusts and a tool signed well is copied without a word.
#[test]
fn no_copy_is_made_of_what_was_changed_behind_its_signature() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    let from = root().join("tests/sign/attacks");
    fs::create_dir(office.join("chung-thu")).expect("folder");
    fs::copy(from.join("ca.pem"), office.join("chung-thu/ca.pem")).expect("a CA");
    let mut seen = [0, 0, 0];
    for file in files(&from, "pdf").into_iter().filter(|file| !file.ends_with("goc.pdf")) {
        let bytes = fs::read(&file).expect("PDF");
        let proof = prove("x.pdf", &bytes, &[], false, &crate::attacks::trust(crate::attacks::DAY));
        let (code, said) = run(&office, &["sao", file.to_str().expect("UTF-8"), "--nguoi-sao", "vp"]);
        let name = file.display();
        let only_original = proof.findings.iter().all(|one| one.code.id == "doi-chieu::khong-goc");
        match (proof.is_wrong(), only_original) {
            (true, _) => assert!(code == Some(1) && said.contains("sao::van-ban"), "{name}: {said}"),
            (false, false) => assert!(code == Some(0) && said.contains("cảnh báo["), "{name}: {said}"),
            (false, true) => assert!(code == Some(0) && !said.contains("cảnh báo["), "{name}: {said}"),
        }
        seen[if proof.is_wrong() { 0 } else { 1 + usize::from(only_original) }] += 1;
    }
    assert!(seen.iter().all(|count| *count > 2), "{seen:?}");
}

/// A signature of the document stays to be seen and is none of the copy's; a signed PDF is no scan.
#[test]
fn a_signed_document_keeps_its_look_and_lends_no_signature() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    let bytes = fs::read(root().join("tests/sign/attacks/00-good-twice.pdf")).expect("PDF");
    fs::write(office.join("ky.pdf"), &bytes).expect("write");
    let pdf = copied(&office, &["ky.pdf", "--nguoi-sao", "vp"]);
    let copy = fs::read(pdf).expect("PDF");
    assert!(copy.starts_with(&bytes), "the signed document is its head");
    let (was, is) = (drawn(&bytes), drawn(&copy));
    for page in 1..was.count() {
        assert!(picture(&was, page) == picture(&is, page), "page {page}");
    }
    let document = Document::load_mem(&copy).expect("PDF");
    let named = |kind: &[u8], of: &[u8]| {
        let own = document.objects.values().filter_map(|object| object.as_dict().ok());
        own.filter(|own| own.get(kind).and_then(Object::as_name).is_ok_and(|name| name == of))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(named(b"Subtype", b"Stamp").len(), 2);
    let fields = named(b"FT", b"Sig");
    assert!(fields.len() == 2 && fields.iter().all(|field| !field.has(b"V")), "{fields:?}");
    let (code, said) = run(&office, &["sao", "ky.pdf", "--nguoi-sao", "vp", "--dien-tu"]);
    assert!(code == Some(1) && said.contains("gửi thẳng tệp ấy"), "{said}");
}

/// What was kept is what is copied: a changed object is refused.
#[test]
fn a_changed_paper_is_not_copied() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    issued(&office, "a", ('Đ', "2026-06-03", 3));
    let kept = files(&office.join("luu"), "pdf").remove(0);
    let mut bytes = fs::read(&kept).expect("PDF");
    let last = bytes.len() - 3;
    bytes[last] ^= 1;
    fs::write(&kept, bytes).expect("write");
    let (code, said) = run(&office, &["sao", "01-KH/ĐU", "--nguoi-sao", "vp"]);
    assert!(code == Some(1) && said.contains("luu::hong"), "{said}");
    assert!(
        files(&office.join("out/xa"), "pdf").iter().all(|pdf| !pdf.to_string_lossy().contains("ban-sao"))
    );
}

/// Killed at any moment, a copy goes on where it ended: one number, nothing half done.
#[test]
fn a_killed_copy_is_finished_by_the_same_words() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    issued(&office, "a", ('N', "2026-06-03", 3));
    let began = std::time::Instant::now();
    let words =
        ["sao", "01/KH-UBND", "--ngay", "2026-11-20", "--nguoi-sao", "cvp", "--noi-nhan", "Phòng Kinh tế"];
    let (code, said) = run(&office, &words);
    assert_eq!(code, Some(0), "{said}");
    let whole = began.elapsed();
    let copy = fs::read(files(&office.join("out/xa/ban-sao"), "pdf").remove(0)).expect("PDF");
    for part in 2..12_u32 {
        let words: Vec<String> =
            words.iter().map(|word| word.replace("Kinh tế", &format!("Kinh tế {part}"))).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut child = start(&office, &words);
        std::thread::sleep(whole * part / 11);
        let _ = child.kill();
        child.wait().expect("ended");
        let (code, said) = run(&office, &words);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains(&format!("{part:02}/SY-UBND")), "{said}");
        clean(&office);
    }
    let first = files(&office.join("out/xa/ban-sao"), "pdf").remove(0);
    assert_eq!(fs::read(first).expect("PDF"), copy);
}

/// NĐ30 Phụ lục III Mẫu 3.1: where things stand, within half a millimetre, by data alone; and what
/// programs of others say of the files.
#[test]
#[ignore = "needs pdftotext, pdftoppm, qpdf, pdfsig, pyHanko, veraPDF"]
#[allow(clippy::cast_sign_loss, reason = "rows of a picture")]
fn others_read_copies_as_we_do() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    let own = office.join("templates/the-thuc");
    fs::create_dir_all(&own).expect("folder");
    let mut rules = fs::read_to_string(root().join("templates/the-thuc/nd30.yaml")).expect("rules");
    for (from, to) in [
        ("  le_trai: { mm: 30, dieu: NĐ30 PL I I.3 }", "  le_trai: { mm: 35, dieu: thử }"),
        ("  le_phai: { mm: 15, dieu: NĐ30 PL I I.3 }", "  le_phai: { mm: 20, dieu: thử }"),
    ] {
        assert!(rules.contains(from), "{from}");
        rules = rules.replacen(from, to, 1);
    }
    // The columns of the copy: 3973 and 5326 twips; the signer as far from the distribution as there.
    let at = rules.find("\nban_sao:").expect("copies");
    let mut copies = rules.split_off(at);
    for (from, to) in [
        ("  rong_trai: { mm: 65,", "  rong_trai: { mm: 70.08,"),
        ("  ra_le: { mm: 0,", "  ra_le: { mm: 4.5,"),
        ("  rong_nhan: { mm: 62,", "  rong_nhan: { mm: 53,"),
        ("  rong_ky: { mm: 90,", "  rong_ky: { mm: 111,"),
    ] {
        assert!(copies.contains(from), "{from}");
        copies = copies.replacen(from, to, 1);
    }
    fs::write(own.join("nd30.yaml"), rules + &copies).expect("write");
    issued(&office, "a", ('N', "2026-06-03", 3));
    let pdf = copied(&office, &["01/KH-UBND", "--nguoi-sao", "cvp", "--noi-nhan", "Phòng Kinh tế"]);
    let words = boxes(&pdf);
    let from = words.iter().position(|word| word.0 == "Thị").expect("the paper's signer");
    let span = |first: &str, last: &str| {
        let at =
            from + words[from..].iter().position(|word| word.0 == first).unwrap_or_else(|| panic!("{first}"));
        let to = words[at..].iter().find(|word| word.0 == last).unwrap_or_else(|| panic!("{last}"));
        (words[at].1, to.2)
    };
    let centre = |(from, to): (f64, f64)| f64::midpoint(from, to);
    near("organ and form", centre(span("SAO", "Y")) - centre(span("XÃ", "MẪU")), 82.0);
    near("signer", centre(span("Lê", "Thí")) - span("Nơi", "nhận:").0, 108.5);
    fs::write(office.join("quet.pdf"), scan(A4, 200.0, 30.0, &Dictionary::new())).expect("write");
    issued(&office, "b", ('Đ', "2026-06-03", 14));
    let copies = [
        (pdf, office.join("out/xa/a.pdf")),
        (copied(&office, &["01-KH/ĐU", "--nguoi-sao", "vp"]), office.join("out/xa/b.pdf")),
        (copied(&office, &["quet.pdf", "--nguoi-sao", "vp"]), office.join("quet.pdf")),
        (copied(&office, &["quet.pdf", "--nguoi-sao", "vp", "--dien-tu"]), office.join("quet.pdf")),
    ];
    // pyHanko fills both fields of a copy; PDF/A and PDF/UA as the document had them.
    let tools = crate::outside::tool(root().join(".ci/install-tools").to_str().expect("UTF-8"), &[]);
    let python = Path::new(String::from_utf8(tools).expect("UTF-8").trim()).join("venv/bin/python");
    let signed = folder.path().join("signed.pdf");
    let sign = root().join("tests/window/sign.py");
    let paths =
        [sign.as_path(), &copies[1].0, &signed, folder.path()].map(|path| path.to_str().expect("UTF-8"));
    let [sign, copy, signed, keys] = paths;
    crate::outside::tool(
        python.to_str().expect("UTF-8"),
        &[sign, copy, "Lò Thị Mẫu", "ĐẢNG UỶ XÃ HOA MẪU", signed, keys],
    );
    let told = crate::outside::tool("pdfsig", &[signed]);
    assert_eq!(String::from_utf8_lossy(&told).matches("Signature is Valid").count(), 2);
    let judge = root().join(".ci/verapdf");
    let state = copies[0].0.to_str().expect("UTF-8");
    crate::outside::tool(judge.to_str().expect("UTF-8"), &[state, copy, signed]);
    let output = |program: &str, words: &[&str]| {
        std::process::Command::new(program).args(words).output().unwrap_or_else(|_| panic!("{program}"))
    };
    for (copy, paper) in &copies {
        let copy = copy.to_str().expect("UTF-8");
        let checked = output("qpdf", &["--check", copy]);
        assert!(checked.status.success(), "{copy}: {}", words_of(&checked));
        let fields = words_of(&output("pdfsig", &[copy]));
        assert_eq!(fields.matches("is not signed").count(), 2, "{copy}: {fields}");
        // The pages as another program draws them: the last one down to the block.
        let raw = |file: &str, to: &str| {
            let to = folder.path().join(to);
            fs::create_dir_all(&to).expect("folder");
            let done = output("pdftoppm", &["-r", "100", file, to.join("p").to_str().expect("UTF-8")]);
            assert!(done.status.success(), "{file}");
            files(&to, "ppm").iter().map(|page| fs::read(page).expect("a page")).collect::<Vec<_>>()
        };
        let stem = Path::new(copy).file_stem().expect("a name").to_string_lossy().into_owned();
        let (was, is) =
            (raw(paper.to_str().expect("UTF-8"), &format!("{stem}-1")), raw(copy, &format!("{stem}-2")));
        let ends = picture(&drawn(&fs::read(paper).expect("PDF")), was.len()).ink_ends() / 72.0 * 100.0;
        for (at, page) in was.iter().enumerate() {
            let own = at + 1 == is.len() && is.len() == was.len();
            let rows = if own { ends.max(0.0) as usize * 3 * 827 } else { page.len() };
            assert!(
                page[..rows.min(page.len())] == is[at][..rows.min(is[at].len())],
                "{copy}: page {}",
                at + 1
            );
        }
    }
}

fn words_of(output: &std::process::Output) -> String {
    words(output)
}

/// The command has its English words, and they do the same.
#[test]
fn the_english_words_do_the_same() {
    let folder = tempfile::tempdir().expect("folder");
    let office = commune(folder.path());
    issued(&office, "a", ('Đ', "2026-06-03", 3));
    let pdf = copied(&office, &["ke-hoach", "1", "--nguoi-sao", "vp"]);
    let was = fs::read(&pdf).expect("PDF");
    fs::remove_file(&pdf).expect("removed");
    let done = vanthu(&office, &["copy", "plan.pdf", "--signer", "vp"]);
    assert!(!done.status.success() && words(&done).contains("plan.pdf"), "{}", words(&done));
    let done = vanthu(&office, &["copy", "01-KH/ĐU", "--signer", "vp"]);
    assert!(done.status.success(), "{}", words(&done));
    assert_eq!(fs::read(&pdf).expect("PDF"), was);
}
