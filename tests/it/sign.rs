//! Signature fields as they lie in the file, and what `vanthu verify` says of
//! files that came back. The signing itself is done by pyHanko
//! (`tests/sign/sign.py`), with a token in software and openssl; `.ci/run` has them.

use std::path::{Path, PathBuf};
use std::process::Command;

use lopdf::{Dictionary, Document, Object};
use vanthu::verify::{Original, Trust, prove};

use crate::{files, root, vanthu, words, workspace};

/// Is what two fields may add to a paper, and each more.
const FIELD_BYTES: usize = 6 * 1024;
const MORE_BYTES: usize = 3 * 1024;

fn build(out: &Path) {
    let output = vanthu(&root(), &["build", "data", "tests/cases/papers", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", words(&output));
}

/// Gives a PDF's signature fields: name, field, number of its page, rectangle.
fn fields(pdf: &Document) -> Vec<(String, Dictionary, u32, Vec<f32>)> {
    let Ok(form) = pdf.catalog().and_then(|catalog| pdf.get_dict_in_dict(catalog, b"AcroForm")) else {
        return Vec::new();
    };
    assert!(!form.has(b"NeedAppearances"));
    let pages = pdf.get_pages();
    let read = |field: &Object| {
        let field = pdf.get_dictionary(field.as_reference().unwrap()).unwrap().clone();
        let page = field.get(b"P").unwrap().as_reference().unwrap();
        let page = pages.iter().find(|(_, id)| **id == page).map(|(number, _)| *number).unwrap();
        let rect = field.get(b"Rect").unwrap().as_array().unwrap();
        let rect = rect.iter().map(|side| side.as_float().unwrap()).collect();
        let name = lopdf::decode_text_string(field.get(b"T").unwrap()).unwrap();
        (name, field, page, rect)
    };
    form.get(b"Fields").unwrap().as_array().unwrap().iter().map(read).collect()
}

/// Each trap that a standard or a validator sets for an empty field.
#[test]
fn a_signed_paper_has_two_empty_fields_after_its_own_bytes() {
    let out = tempfile::tempdir().expect("folder");
    build(out.path());
    let mut seen = 0;
    for pdf in files(out.path(), "pdf") {
        let bytes = std::fs::read(&pdf).expect("PDF");
        let document = Document::load_mem(&bytes).expect("PDF");
        let found = fields(&document);
        // A copy for a guest has fields, but no file of places beside each.
        let copy = pdf.with_file_name(".vanthu.json").exists();
        let told = pdf.with_extension("ky.json").exists();
        assert_eq!(!found.is_empty(), told || copy, "{}", pdf.display());
        if found.is_empty() {
            continue;
        }
        seen += 1;
        // Typst's part ends in a line break, and so does ours (PDF/A 6.1.9).
        let eof = bytes.windows(6).position(|window| window == b"%%EOF\n").expect("an end") + 6;
        assert!(Document::load_mem(&bytes[..eof]).is_ok() && bytes.ends_with(b"%%EOF\n"));
        let most = FIELD_BYTES + (found.len() - 2) * MORE_BYTES;
        assert!(bytes.len() - eof < most, "{} bytes", bytes.len() - eof);
        let names: Vec<_> = found.iter().map(|(name, ..)| name.as_str()).collect();
        // Minutes have two signers, and one more who confirms a signature.
        match named(&pdf).as_str() {
            "bien-ban" => assert_eq!(names, ["KySoLoThiMau", "KySoNguoiKy", "DauCoQuan"]),
            "xac-nhan" => assert_eq!(names, ["KySoLoThiMau", "KySoNguoiKy", "KySoLeVanThi", "DauCoQuan"]),
            _ => assert_eq!(names, ["KySoNguoiKy", "DauCoQuan"]),
        }
        for (name, field, page, _) in &found {
            assert_eq!(field.get(b"F").unwrap().as_i64().unwrap(), 132, "{name}");
            for key in [&b"TU"[..], b"AP", b"Lock", b"SV", b"StructParent"] {
                assert!(field.has(key), "{name}: {}", String::from_utf8_lossy(key));
            }
            let page = document.get_dictionary(document.get_pages()[page]).unwrap();
            assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
        }
        let lock =
            |at: usize| document.get_dict_in_dict(&found[at].1, b"Lock").unwrap().get(b"Action").unwrap();
        let last = found.len() - 1;
        for at in 0..last {
            assert_eq!(lock(at).as_name().unwrap(), b"Include", "the seal must still be free");
        }
        assert_eq!(lock(last).as_name().unwrap(), b"All");
        let forms = document.objects.values().filter_map(|object| object.as_dict().ok());
        let forms =
            forms.filter(|one| one.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form"));
        // An array here, and pyHanko calls the first signature invalid after the second.
        assert_eq!(forms.filter(|form| form.get(b"K").unwrap().as_dict().is_ok()).count(), found.len());
    }
    assert!(seen >= 10, "{seen}");
}

fn named(pdf: &Path) -> String {
    pdf.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Of several who sign each has a field of their own, over their own name, which tells whose it
/// is, in the PDF and in the file of places; the seal lies on the one responsible, or on who
/// confirms a signature.
#[test]
fn each_of_several_has_a_field_over_their_own_name() {
    let out = tempfile::tempdir().expect("folder");
    build(out.path());
    for (paper, confirmed) in [("bien-ban", false), ("xac-nhan", true)] {
        let pdf = out.path().join(format!("papers/xa/bien-ban/{paper}.pdf"));
        let pdf = if pdf.is_file() { pdf } else { out.path().join(format!("xa/bien-ban/{paper}.pdf")) };
        let bytes = std::fs::read(&pdf).expect("PDF");
        let printed = vanthu::sign::printed(&bytes).expect("a paper of ours");
        let told: Vec<(&str, bool, Option<&str>)> =
            printed.fields.iter().map(|own| (own.name.as_str(), own.seal, own.whose.as_deref())).collect();
        let mut expected =
            vec![("KySoLoThiMau", false, Some("Lò Thị Mẫu")), ("KySoNguoiKy", false, Some("Nguyễn Văn Mẫu"))];
        expected.extend(confirmed.then_some(("KySoLeVanThi", false, Some("Lê Văn Thí"))));
        expected.push(("DauCoQuan", true, None));
        assert_eq!(told, expected);
        let places: serde_json::Value =
            serde_json::from_slice(&std::fs::read(pdf.with_extension("ky.json")).expect("places"))
                .expect("JSON");
        let fields = fields(&Document::load_mem(&bytes).expect("PDF"));
        let rect = |name: &str| fields.iter().find(|field| field.0 == name).expect("a field").3.clone();
        let mut seen = Vec::new();
        for place in places["o"].as_array().expect("places").iter().filter(|place| place["ten"] == "chu_ky") {
            let (field, at) =
                (place["o_ky"].as_str().expect("a field"), rect(place["o_ky"].as_str().unwrap()));
            let near =
                |key: &str, side: f32| (place["pt"][key].as_f64().unwrap() - f64::from(side)).abs() < 0.1;
            assert!(near("x", at[0]) && near("y", at[1]), "{place} {at:?}");
            seen.push((place["cua"].as_str().expect("whose").to_owned(), field.to_owned()));
        }
        assert_eq!(seen.len(), if confirmed { 3 } else { 2 });
        assert_eq!(seen[0], ("Lò Thị Mẫu".to_owned(), "KySoLoThiMau".to_owned()));
        // Left and right on one level, the confirming one below; the seal on one of them.
        let (left, right, seal) = (rect("KySoLoThiMau"), rect("KySoNguoiKy"), rect("DauCoQuan"));
        assert!(left[2] <= right[0] + 0.1 && (left[1] - right[1]).abs() < 0.1);
        let under = if confirmed { rect("KySoLeVanThi") } else { right.clone() };
        assert!(
            under[1] <= right[1] && seal[0] >= under[0] - 0.1 && seal[1] < under[3] && seal[3] > under[1]
        );
    }
}

#[test]
fn an_office_of_pens_gets_no_fields() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", crate::PLAN)]);
    let made = |words: &[&str]| {
        let output = vanthu(folder.path(), &[&["build", "xa"], words].concat());
        assert!(output.status.success(), "{}", crate::words(&output));
        let pdf = files(&folder.path().join("out"), "pdf").pop().unwrap();
        (fields(&Document::load(&pdf).unwrap()).len(), pdf.with_extension("ky.json").exists())
    };
    assert_eq!(made(&[]), (2, true));
    assert_eq!(made(&["--pen"]), (0, false), "the places of an earlier run go, too");
    let office = folder.path().join("xa/co-quan.yaml");
    let text = std::fs::read_to_string(&office).unwrap();
    std::fs::write(&office, format!("chu_ky_so: false\n{text}")).unwrap();
    assert_eq!(made(&[]), (0, false));
}

/// Who signs a file in place does not lose it to the next run.
#[test]
fn a_signed_output_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("folder");
    let dossier = workspace(folder.path(), &[("a.yaml", crate::PLAN)]);
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success());
    let pdf = files(&folder.path().join("out"), "pdf").pop().unwrap();
    let mut signed = std::fs::read(&pdf).unwrap();
    signed.extend_from_slice(b"1 0 obj\n<</ByteRange [0 1 2 3]>>\nendobj\n");
    std::fs::write(&pdf, &signed).unwrap();
    assert!(vanthu(folder.path(), &["build", "xa"]).status.success(), "the same paper: nothing to do");
    for text in [crate::PLAN.replace("so: 7", "so: 8"), crate::PLAN.replace("so: 7", "sso: 7")] {
        std::fs::write(dossier.join("a.yaml"), text).unwrap();
        let output = vanthu(folder.path(), &["build", "xa"]);
        assert_eq!(output.status.code(), Some(1), "{}", words(&output));
        assert_eq!(std::fs::read(&pdf).unwrap(), signed, "{}", words(&output));
    }
}

/// One page says what is to be signed: each paper with its number, its summary,
/// its pages, its signer.
#[test]
fn a_dossier_is_handed_in_on_one_sheet() {
    let folder = tempfile::tempdir().expect("folder");
    let second = crate::PLAN.replace("so: 7", "so: 12").replace("tổ chức đối thoại\n", "tiếp xúc cử tri\n");
    let papers: Vec<(String, String)> = (0..12)
        .map(|at| (format!("{at}.yaml"), if at % 2 == 0 { crate::PLAN } else { &second }.to_owned()))
        .collect();
    let papers: Vec<(&str, &str)> =
        papers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    workspace(folder.path(), &papers);
    let output = vanthu(folder.path(), &["build", "xa", "--trinh-ky"]);
    assert!(output.status.success(), "{}", words(&output));
    let pdf = folder.path().join("out/xa/hoi nghị/phieu-trinh-ky.pdf");
    let document = Document::load(&pdf).expect("the sheet");
    assert_eq!(document.get_pages().len(), 1);
    assert!(fields(&document).is_empty(), "nobody signs the sheet by token");
}

/// Is a word of `pdftotext -bbox` in pt: page, text, left, top, right, bottom.
type Word = (u32, String, [f32; 4]);

fn text_boxes(pdf: &Path) -> Vec<Word> {
    let output =
        Command::new("pdftotext").args(["-bbox", pdf.to_str().unwrap(), "-"]).output().expect("runs");
    let xml = String::from_utf8(output.stdout).expect("UTF-8");
    let mut page = 0;
    let mut found = Vec::new();
    for line in xml.lines() {
        page += u32::from(line.contains("<page "));
        let Some(rest) = line.trim().strip_prefix("<word ") else { continue };
        let value = |name: &str| -> f32 {
            let rest = rest.split_once(&format!("{name}=\"")).expect("attribute").1;
            rest.split_once('"').expect("quote").0.parse().expect("number")
        };
        let text = rest.split_once('>').expect("text").1.trim_end_matches("</word>").to_owned();
        found.push((page, text, ["xMin", "yMin", "xMax", "yMax"].map(value)));
    }
    found
}

const LONG: &str = "Nguyễn Phúc Trường Sơn Bảo Anh Tôn Nữ Hoàng Gia Mẫu";

/// The rectangle lies between the position and the name, whatever the paper.
#[test]
#[ignore = "needs pdftotext"]
fn the_signature_lies_between_position_and_name() {
    assert_eq!(LONG.chars().count(), 51);
    let body = |lines: usize| {
        "  Đảng uỷ xã tổ chức đối thoại với Nhân dân các xóm, bảo đảm dân chủ.\n".repeat(lines)
    };
    let long_list = (1..30).map(|number| format!("Chi bộ xóm {number}")).collect::<Vec<_>>().join(", ");
    let cases = [
        ("một trang", body(2), "BÍ THƯ", "Nguyễn Văn Mẫu", "A4", "Các chi bộ".to_owned()),
        ("mười một trang", body(190), "BÍ THƯ", "Nguyễn Văn Mẫu", "A4", "Các chi bộ".to_owned()),
        ("nơi nhận dài", body(2), "BÍ THƯ", "Nguyễn Văn Mẫu", "A4", long_list),
        ("A5", body(2), "BÍ THƯ", "Nguyễn Văn Mẫu", "A5", "Các chi bộ".to_owned()),
        ("tên năm mươi chữ", body(2), "BÍ THƯ", LONG, "A4", "Các chi bộ".to_owned()),
        (
            "chức vụ hai dòng",
            body(2),
            "PHÓ CHỦ NHIỆM UỶ BAN KIỂM TRA KIÊM TRƯỞNG BAN XÂY DỰNG ĐẢNG",
            "Nguyễn Văn Mẫu",
            "A4",
            "Các chi bộ".to_owned(),
        ),
    ];
    for (case, body, title, name, paper, list) in cases {
        let folder = tempfile::tempdir().expect("folder");
        let text = format!(
            "loai: ke-hoach\nso: 7\nngay: 2026-06-03\ntrich_yeu: tổ chức đối thoại\nnoi_dung: |\n{body}nguoi_ky: {{ quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: {title}, ho_ten: {name} }}\nnoi_nhan: [{list}]\n"
        );
        let text = if paper == "A5" { A5.replace("{name}", name) } else { text };
        workspace(folder.path(), &[("a.yaml", &text)]);
        let output = vanthu(folder.path(), &["build", "xa"]);
        assert!(output.status.success(), "{case}: {}", words(&output));
        let pdf = files(&folder.path().join("out"), "pdf").pop().expect("a PDF");
        let document = Document::load(&pdf).expect("PDF");
        let found = fields(&document);
        let height = {
            let page = document.get_dictionary(document.get_pages()[&found[0].2]).unwrap();
            page.get(b"MediaBox").unwrap().as_array().unwrap()[3].as_float().unwrap()
        };
        let (page, rect) = (found[0].2, &found[0].3);
        let (top, bottom) = (height - rect[3], height - rect[1]);
        let boxes = text_boxes(&pdf);
        let name_words: Vec<&str> = name.split(' ').collect();
        let run =
            boxes.windows(name_words.len()).rfind(|run| run.iter().zip(&name_words).all(|(a, b)| a.1 == *b));
        let run = run.unwrap_or_else(|| panic!("{case}: no name"));
        // On one line, right under the field, centred below it.
        assert!(
            run.iter().all(|word| word.0 == page && (word.2[1] - run[0].2[1]).abs() < 0.1),
            "{case}: {run:?}"
        );
        let above = run[0].2[1] - bottom;
        assert!((-1.0..8.0).contains(&above), "{case}: the name lies {above} pt under the field");
        let middle = f32::midpoint(run[0].2[0], run[run.len() - 1].2[2]);
        assert!((middle - f32::midpoint(rect[0], rect[2])).abs() < 1.0, "{case}: {middle} {rect:?}");
        // Nothing is printed in it, and the position stands right above it.
        let inside = boxes.iter().filter(|(on, _, at)| {
            *on == page && at[2] > rect[0] && at[0] < rect[2] && at[3] - 3.0 > top && at[1] + 3.0 < bottom
        });
        assert_eq!(inside.count(), 0, "{case}");
        let last = title.split(' ').next_back().unwrap();
        let over = boxes.iter().rfind(|(on, word, at)| *on == page && word == last && at[0] > rect[0] - 1.0);
        let over = over.unwrap_or_else(|| panic!("{case}: no position")).2[3] - top;
        assert!((-4.0..4.0).contains(&over), "{case}: the position ends {over} pt above the field");
        // The seal covers the left third, in its real size, and none of the left column's words.
        let seal = &found[1].3;
        let share = (seal[2] - rect[0]) / (rect[2] - rect[0]);
        assert!((seal[2] - seal[0] - 29.4 * 72.0 / 25.4).abs() < 0.1, "{case}");
        assert!(
            if paper == "A5" { share < 0.6 } else { (share - 1.0 / 3.0).abs() < 0.13 },
            "{case}: {share}"
        );
    }
}

const A5: &str = "loai: giay-moi
so: 7
ngay: 2026-06-03
kho: A5
trich_yeu: dự hội nghị đối thoại
kinh_moi: [Các đồng chí bí thư chi bộ]
nguoi_ky: { quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: BÍ THƯ, ho_ten: {name} }
noi_nhan: [Các chi bộ]
";

/// Runs a program of the project's CI.
fn ci(name: &str, arguments: &[&str]) -> String {
    let output = Command::new(root().join(".ci").join(name)).args(arguments).output().expect("runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// Everything that real tools do to a paper, once: signed by file, by token,
/// with a time-stamp; then eighteen attacks. `vanthu verify` says of each what
/// pyHanko says.
#[test]
#[ignore = "needs pyHanko, SoftHSM2, openssl, poppler, qpdf, veraPDF"]
fn what_comes_back_is_judged_as_pyhanko_judges_it() {
    let tools = PathBuf::from(ci("install-tools", &[]).trim());
    let home = tempfile::tempdir().expect("folder");
    let out = home.path().join("out");
    build(&out);
    let paper = |name: &str| out.join("xa-mau/doi-thoai-2026").join(name);
    let signed = home.path().join("ky");
    let output = Command::new(tools.join("venv/bin/python"))
        .arg(root().join("tests/sign/sign.py"))
        .args([&signed, &paper("ke-hoach.pdf"), &paper("giay-moi.pdf")])
        .output()
        .expect("python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let verdicts = std::fs::read_to_string(signed.join("verdicts.json")).expect("verdicts");
    let verdicts: serde_json::Value = serde_json::from_str(&verdicts).expect("JSON");
    let ca = signed.join("ca.pem");
    let verify = |file: &str, more: &[&str]| {
        let all = ["verify", file, "--ca", ca.to_str().unwrap(), "--json"];
        vanthu(home.path(), &[&all[..], more].concat())
    };
    let (mut good, mut bad) = (Vec::new(), 0);
    for (file, verdict) in verdicts.as_object().expect("an object") {
        let output = verify(file, &["--out", out.to_str().unwrap()]);
        let wanted = verdict["good"].as_bool().expect("a verdict");
        assert_eq!(output.status.code(), Some(i32::from(!wanted)), "{file}: {verdict}\n{}", words(&output));
        assert_eq!(wanted, file.contains("/good/"), "{file}: pyHanko says {verdict}");
        if wanted { good.push(file.as_str()) } else { bad += 1 }
    }
    assert!(good.len() == 10 && bad >= 18, "{good:?} {bad}");
    assert_eq!(verify(signed.join("duoi-la.pdf").to_str().unwrap(), &[]).status.code(), Some(1));
    // A field that a tool adds by itself has no name to be read aloud: that is the tool's matter.
    let ours: Vec<&str> = good.iter().copied().filter(|file| !file.ends_with("cong-cu.pdf")).collect();
    ci("verapdf", &ours);
    for file in &good {
        let told = Command::new("pdfsig").args(["-nocert", file]).output().expect("pdfsig");
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        // poppler knows no document time-stamps (`hai-luu.pdf`): the two below them count.
        let count = if file.contains("hai") { 2 } else { 1 };
        assert_eq!(told.matches("Signature is Valid.").count(), count, "{told}");
        assert!(
            Command::new("qpdf").args(["--check", file]).output().expect("qpdf").status.success(),
            "{file}"
        );
        let mended = Command::new("mutool").args(["info", file]).output().expect("mutool");
        assert!(mended.status.success() && mended.stderr.is_empty(), "{file}");
    }
    // Against another paper, without a CA, with another's CA.
    let twice = signed.join("good/hai-tsa.pdf");
    let other = verify(twice.to_str().unwrap(), &["--goc", paper("giay-moi.pdf").to_str().unwrap()]);
    assert_eq!(other.status.code(), Some(1), "{}", words(&other));
    let no_ca = vanthu(home.path(), &["verify", twice.to_str().unwrap()]);
    assert_eq!(no_ca.status.code(), Some(0), "{}", words(&no_ca));
    assert!(words(&no_ca).contains("doi-chieu::khong-ca") && words(&no_ca).contains("CHƯA ĐỦ CĂN CỨ"));
    let strange = vanthu(
        home.path(),
        &["verify", twice.to_str().unwrap(), "--ca", signed.join("tsa.pem").to_str().unwrap()],
    );
    assert_eq!(strange.status.code(), Some(1), "{}", words(&strange));
    every_flipped_byte_is_found(&twice, &paper("ke-hoach.pdf"), &ca);
}

/// Minutes that two people sign: one, then the other, then the seal. `vanthu` says of each step who
/// has signed and who has not, of each attack what pyHanko says, and the office calls them signed
/// when all have.
#[test]
#[ignore = "needs pyHanko, openssl"]
fn minutes_are_signed_when_all_have_signed() {
    let tools = PathBuf::from(ci("install-tools", &[]).trim());
    let folder = tempfile::tempdir().expect("folder");
    let minutes = |day: u32| {
        format!(
            "loai: bien-ban\nngay: 2026-06-{day:02}\ntrich_yeu: hội nghị tháng {day}\nnoi_dung: |\n  Hội nghị biểu quyết thông qua.\nnguoi_ghi: Lò Thị Mẫu\nnguoi_ky: {{ quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }}\n"
        )
    };
    workspace(folder.path(), &[("a.yaml", &minutes(3)), ("b.yaml", &minutes(4))]);
    let xa = folder.path().join("xa");
    let issued = vanthu(folder.path(), &["issue", "xa"]);
    assert!(issued.status.success(), "{}", words(&issued));
    let mut kept = files(&xa.join("luu"), "pdf");
    kept.sort_by_key(|pdf| named(pdf));
    let signed = folder.path().join("ky");
    let output = Command::new(tools.join("venv/bin/python"))
        .arg(root().join("tests/sign/several.py"))
        .arg(&signed)
        .args(&kept)
        .output()
        .expect("python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let verdicts = std::fs::read(signed.join("verdicts.json")).expect("verdicts");
    let verdicts: serde_json::Value = serde_json::from_slice(&verdicts).expect("JSON");
    let ca = signed.join("ca.pem").display().to_string();
    let verify = |file: &str| {
        let file = signed.join(file).display().to_string();
        let output = vanthu(&xa, &["verify", &file, "--ca", &ca, "--goc", kept[0].to_str().unwrap()]);
        (output.status.code(), words(&output))
    };
    // Step by step: who is still missing.
    for (file, lacks) in [
        ("mot.pdf", Some("còn thiếu chữ ký của Nguyễn Văn Mẫu và dấu cơ quan")),
        ("nguoc.pdf", Some("còn thiếu dấu cơ quan")),
        ("hai.pdf", Some("còn thiếu dấu cơ quan")),
        ("ba.pdf", None),
    ] {
        let (code, said) = verify(file);
        assert!(code == Some(0) && said.contains("ĐẠT") && !said.contains("KHÔNG ĐẠT"), "{file}: {said}");
        assert_eq!(verdicts[file]["good"], true, "{file}");
        match lacks {
            Some(lacks) => assert!(said.contains(lacks), "{file}: {said}"),
            None => assert!(!said.contains("còn thiếu") && !said.contains("chưa ký"), "{said}"),
        }
    }
    let (_, said) = verify("mot.pdf");
    assert!(said.contains("ô `KySoNguoiKy` của Nguyễn Văn Mẫu: chưa ký"), "{said}");
    // What changed the paper is never passed, whatever pyHanko makes of it.
    for file in ["doi-trang.pdf", "go-chu-ky.pdf", "bo-o.pdf", "doi-ten.pdf", "sau-dau.pdf"] {
        if !signed.join(file).exists() {
            assert_eq!(file, "sau-dau.pdf", "pyHanko refuses to sign what is locked");
            continue;
        }
        let (code, said) = verify(file);
        assert!(code == Some(1) && said.contains("KHÔNG ĐẠT"), "{file}: {said}");
    }
    // Who signs in another's place signs well, but for nobody who is to sign.
    for (file, lacks) in [
        ("o-nguoi-khac.pdf", "chữ ký của Lò Thị Mẫu, Nguyễn Văn Mẫu và dấu cơ quan"),
        ("mot-nguoi-hai-o.pdf", "chữ ký của Lò Thị Mẫu và dấu cơ quan"),
    ] {
        let (code, said) = verify(file);
        let told = said.contains("trên giấy người ký là `Lò Thị Mẫu`") && said.contains("CHƯA ĐỦ CĂN CỨ");
        assert!(code == Some(0) && told && said.contains(&format!("còn thiếu {lacks}")), "{file}: {said}");
    }
    // The office: kept at each step, signed at the last; what is missing is told, and stays in the
    // history.
    let add = |file: &str| {
        let file = signed.join(file).display().to_string();
        let output = vanthu(&xa, &["archive", "add", &file, "--ca", &ca]);
        (output.status.code(), words(&output))
    };
    let waits = || words(&vanthu(&xa, &["register", "list", "--chua-ky"])).contains("01-BB/ĐU");
    let (code, said) = add("mot-nguoi-hai-o.pdf");
    assert!(code == Some(0) && said.contains("chưa tính là đã ký") && waits(), "{said}");
    let (code, said) = add("b-mot.pdf");
    assert!(code == Some(0) && said.contains("chưa có chữ ký của Nguyễn Văn Mẫu và dấu cơ quan"), "{said}");
    let (code, said) = add("b-hai.pdf");
    assert!(code == Some(0) && said.contains("chưa có dấu cơ quan: ô DauCoQuan còn trống"), "{said}");
    let waiting = words(&vanthu(&xa, &["register", "list", "--chua-ky"]));
    assert!(waiting.contains("02-BB/ĐU"), "{waiting}");
    let (code, said) = add("b-ba.pdf");
    assert!(code == Some(0) && said.contains("đã ký"), "{said}");
    let waiting = words(&vanthu(&xa, &["register", "list", "--chua-ky"]));
    assert!(!waiting.contains("02-BB/ĐU"), "{waiting}");
    let history = words(&vanthu(&xa, &["luu", "xem", "bien-ban", "2"]));
    assert!(history.contains("còn thiếu chữ ký của Nguyễn Văn Mẫu và dấu cơ quan"), "{history}");
    let (code, said) = add("go-chu-ky.pdf");
    assert_eq!(code, Some(1), "{said}");
    let sound = vanthu(&xa, &["archive", "verify"]);
    assert!(sound.status.success(), "{}", words(&sound));
}

/// One bit, anywhere in the file: never a panic, and never a pass that says
/// anything else than before. (Of a CMS, certificates that nobody uses are not
/// signed; a bit of theirs may differ.)
fn every_flipped_byte_is_found(signed: &Path, paper: &Path, ca: &Path) {
    let bytes = std::fs::read(signed).expect("signed");
    let original = [Original { name: "gốc".to_owned(), bytes: std::fs::read(paper).expect("paper") }];
    let mut trust = Trust::at(i64::from(u32::MAX));
    trust.add("ca", &std::fs::read(ca).expect("ca")).unwrap_or_else(|finding| panic!("{finding:?}"));
    let said = |bytes: &[u8]| {
        let proof = prove("x", bytes, &original, false, &trust);
        let good = !proof.findings.iter().any(vanthu::diag::Diagnostic::is_error);
        good.then(|| format!("{:?}", proof.signers))
    };
    let whole = said(&bytes).expect("good");
    let mut passed = 0;
    let head = original[0].bytes.len();
    // Our part is compared byte by byte: a few places there, many behind it.
    for at in (0..head).step_by(4001).chain((head..bytes.len()).step_by(97)) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        if let Some(said) = said(&flipped) {
            assert_eq!(said, whole, "byte {at}");
            passed += 1;
            let inside = bytes[..at].iter().rposition(|byte| *byte == b'<').expect("a string");
            assert!(bytes[inside + 1..at].iter().all(u8::is_ascii_hexdigit), "byte {at} is outside of a CMS");
        }
    }
    assert!(passed < 60, "{passed} bits went unseen");
    for end in (0..bytes.len()).step_by(1999) {
        assert!(!prove("x", &bytes[..end], &original, false, &trust).findings.is_empty(), "cut at {end}");
    }
}
