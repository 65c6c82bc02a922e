//! Every folder in `templates` is a kind, and a new one needs no Rust. That each example checks
//! clean and is set, `trial.rs` holds.

use crate::{files, root, vanthu, words, workspace};

/// Names the kinds that are papers; the others are sheets made of a list.
fn kinds() -> Vec<String> {
    let is_sheet = |kind: &String| {
        let manifest = root().join("templates").join(kind).join("loai.yaml");
        std::fs::read_to_string(manifest).expect("manifest").contains("khach: ca-danh-sach")
    };
    all_kinds().into_iter().filter(|kind| !is_sheet(kind)).collect()
}

pub(super) fn all_kinds() -> Vec<String> {
    let mut kinds: Vec<_> = std::fs::read_dir(root().join("templates"))
        .expect("templates")
        .flatten()
        .filter(|entry| entry.path().join("loai.yaml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    kinds.sort();
    kinds
}

/// Every sheet is made of a list in which nothing is missing and of one in
/// which everything but the name is.
#[test]
fn each_sheet_is_made_of_any_list() {
    let papers = kinds();
    let sheets: Vec<String> = all_kinds().into_iter().filter(|kind| !papers.contains(kind)).collect();
    assert!(sheets.len() >= 6);
    let list = "Họ và tên;Chức vụ;Đơn vị;Địa chỉ\nLò Thị Mẫu;Bí thư Chi bộ;Xóm 2;Xóm 2, xã Hoa Mẫu\nY A'Blă Êban;;;\n";
    let folder = tempfile::tempdir().expect("folder");
    let paper = crate::batch::INVITATION.replace("in_kem: []", &format!("in_kem: [{}]", sheets.join(", ")));
    let dossier = workspace(folder.path(), &[("giay-moi.yaml", &paper), ("khach.csv", list)]);
    let built = vanthu(folder.path(), &["build", "xa"]);
    assert!(built.status.success(), "{}", words(&built));
    assert_eq!(files(&folder.path().join("out"), "pdf").len(), 3 + sheets.len(), "{}", words(&built));
    // A sheet is no paper of its own.
    std::fs::write(dossier.join("nhan.yaml"), format!("loai: {}\n", sheets[0])).expect("write");
    let output = vanthu(folder.path(), &["check", "xa"]);
    assert!(words(&output).contains("in_kem"), "{}", words(&output));
}

#[test]
fn the_schema_names_every_field_of_every_kind() {
    let folder = tempfile::tempdir().expect("folder");
    let output = vanthu(folder.path(), &["schema"]);
    assert!(output.status.success(), "{}", words(&output));
    let text = std::fs::read_to_string(folder.path().join(".vanthu/van-ban.schema.json")).expect("schema");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let branches = schema["allOf"].as_array().expect("kinds");
    assert_eq!(branches.len(), kinds().len());
    for branch in branches {
        let fields = branch["then"]["properties"].as_object().expect("fields");
        let kind = fields["loai"]["const"].as_str().expect("a kind");
        let listed = vanthu(folder.path(), &["kinds", kind, "--json"]);
        let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).expect("JSON");
        for field in listed["ket_qua"][0]["cac_truong"]
            .as_array()
            .expect("fields")
            .iter()
            .filter(|field| field["cap"] == 0)
        {
            assert!(fields.contains_key(field["truong"].as_str().expect("name")), "{kind}: {field}");
        }
        assert!(
            fields.values().all(|field| field["description"].as_str().is_some_and(|help| !help.is_empty()))
        );
    }
}

#[test]
fn a_new_kind_is_a_folder() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = "loai: phieu-trinh\nso: 3\nngay: 2026-06-03\ntrich_yeu: đề nghị cấp kinh phí\n\
        kinh_trinh: [Ban Thường vụ Tỉnh uỷ]\nsố_tien: 5\nnoi_dung: |\n  Đảng uỷ xã kính trình.\n\
        nguoi_ky: { quyen_han: T/M ĐẢNG UỶ, chuc_vu: BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }\nnoi_nhan: [Tỉnh uỷ]\n";
    workspace(
        folder.path(),
        &[("phieu-trinh.yaml", &paper.replace("số_tien: 5\n", "so_tien: 5 triệu đồng\n"))],
    );
    let ejected = vanthu(folder.path(), &["eject", "ke-hoach"]);
    assert!(ejected.status.success(), "{}", words(&ejected));
    let templates = folder.path().join("templates");
    std::fs::rename(templates.join("ke-hoach"), templates.join("phieu-trinh")).expect("rename");
    let manifest = "ten: Phiếu trình\nten_in: PHIẾU TRÌNH\nky_hieu: PTr\ngiup: Phiếu trình.\nnhu_tren: true\n\
        bat_buoc: [trich_yeu, kinh_trinh, noi_dung, nguoi_ky, noi_nhan]\n\
        truong:\n  so_tien: { kieu: chu, bat_buoc: true, giup: Số tiền., vi_du: 5 triệu đồng }\n";
    std::fs::write(templates.join("phieu-trinh/loai.yaml"), manifest).expect("manifest");
    let main = "{% include \"the-thuc/mo.typ.j2\" %}\n{% include \"the-thuc/than.typ.j2\" %}\n\
        #noi-dung(qt, ((loai: \"doan\", runs: {{ (\"Số tiền: \" ~ truong.so_tien ~ \".\") | doan }}),))\n\
        {% include \"the-thuc/dong.typ.j2\" %}\n";
    std::fs::write(templates.join("phieu-trinh/main.typ.j2"), main).expect("template");
    let built = vanthu(folder.path(), &["build", "xa", "--keep-typ"]);
    assert!(built.status.success(), "{}", words(&built));
    let typst = files(&folder.path().join("out/xa"), "typ");
    let source = std::fs::read_to_string(&typst[0]).expect("source");
    assert!(
        source.contains("\"Kính trình\"")
            && source.contains("\"Số tiền: \"")
            && source.contains("5 triệu đồng."),
        "{source}"
    );
}

/// A kind without a name to print loses neither its summary nor a signer that
/// is spelt out in a field of its own.
#[test]
fn a_kind_without_a_name_prints_all_it_has() {
    let folder = tempfile::tempdir().expect("folder");
    let paper = "loai: thu\nso: 3\nngay: 2026-06-03\ntrich_yeu: chúc mừng các đồng chí\n\
        noi_dung: Kính chúc các đồng chí.\nxac_nhan: { chuc_vu: CHÁNH VĂN PHÒNG, ho_ten: Lê Văn Thí }\n\
        nguoi_ky: { quyen_han: T/M ĐẢNG UỶ, chuc_vu: BÍ THƯ, ho_ten: Nguyễn Văn Mẫu }\nnoi_nhan: [Tỉnh uỷ]\n";
    workspace(folder.path(), &[("thu.yaml", paper)]);
    let kind = folder.path().join("templates/thu");
    std::fs::create_dir_all(&kind).expect("folder");
    let manifest = "ten: Thư\nky_hieu: ThC\ngiup: Thư.\nbat_buoc: [noi_dung]\n\
        truong:\n  xac_nhan: { kieu: nguoi-ky, giup: Người xác nhận. }\n";
    std::fs::write(kind.join("loai.yaml"), manifest).expect("manifest");
    let main = "{% include \"the-thuc/mo.typ.j2\" %}\n{% include \"the-thuc/than.typ.j2\" %}\n\
        #noi-dung(qt, ((loai: \"doan\", runs: {{ (\"Xác nhận: \" ~ truong.xac_nhan.ho_ten ~ \".\") | doan }}),))\n\
        {% include \"the-thuc/dong.typ.j2\" %}\n";
    std::fs::write(kind.join("main.typ.j2"), main).expect("template");
    let built = vanthu(folder.path(), &["build", "xa", "--keep-typ"]);
    assert!(built.status.success(), "{}", words(&built));
    let typst = files(&folder.path().join("out/xa"), "typ");
    let source = std::fs::read_to_string(&typst[0]).expect("source");
    let titled = source.contains("#ten-loai(") && source.contains("chúc mừng các đồng chí");
    assert!(titled && source.contains("Xác nhận: Lê Văn Thí."), "{source}");
}

#[test]
fn a_broken_kind_is_named_with_its_place() {
    let folder = tempfile::tempdir().expect("folder");
    workspace(folder.path(), &[("a.yaml", crate::PLAN)]);
    let kind = folder.path().join("templates/ke-hoach");
    std::fs::create_dir_all(&kind).expect("folder");
    std::fs::write(kind.join("loai.yaml"), "ten: Kế hoạch\nky_hieu: KH\nbat_buot: [so]\n").expect("manifest");
    let output = vanthu(folder.path(), &["check", "xa"]);
    assert_eq!(output.status.code(), Some(1));
    let found = words(&output);
    assert!(found.contains("loai.yaml:3:1") && found.contains("có phải `bat_buoc`?"), "{found}");
}

/// Templates that never end, by minijinja and by Typst, and one that is wrong.
#[test]
fn a_template_without_an_end_is_stopped_and_leaves_nothing() {
    let head =
        "#import \"/the-thuc/khung.typ\": *\n#let qt = {{ quy_tac }}\n#show: trang.with(qt, {{ trang }})\n";
    let endless = [
        (
            "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
            "mau::khong-dung",
        ),
        ("#while true { [a] }", "mau::loi"),
        ("#let f() = f()\n#f()", "mau::loi"),
        ("#for a in range(20000) { for b in range(20000) { let c = a * b } }", "mau::khong-dung"),
        ("{{ van_ban.khong_co }}", "mau::loi"),
        ("{{ trang.tieu_de }} #khong-co()", "mau::loi"),
        ("#set text(font: \"Phông Không Có\")\nA", "mau::loi"),
    ];
    for (body, code) in endless {
        let folder = tempfile::tempdir().expect("folder");
        workspace(folder.path(), &[("a.yaml", crate::PLAN)]);
        let kind = folder.path().join("templates/ke-hoach");
        std::fs::create_dir_all(&kind).expect("folder");
        std::fs::write(kind.join("main.typ.j2"), format!("{head}{body}\n")).expect("template");
        let output = vanthu(folder.path(), &["build", "xa", "--limit", "5"]);
        let found = words(&output);
        assert_eq!(output.status.code(), Some(1), "{body}: {found}");
        assert!(found.contains(code), "{body}: {found}");
        assert!(files(&folder.path().join("out"), "pdf").is_empty(), "{body}");
    }
}
