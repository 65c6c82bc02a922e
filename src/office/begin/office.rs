//! Comes in: the answers to three questions: province, commune, who signs. Goes out: what follows
//! from them, to be corrected; then `co-quan.yaml`. Must not know: how they are asked.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::example::Example;
use super::place::{new_file, new_folder, plain_name};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings, Source};
use crate::input;
use crate::kind::Part;
use crate::register::on_local_disk;
use crate::text::{ToneStyle, fold, restyle};
use crate::yaml::edit::Content;

/// Is the folder of an office that is there to be played with.
const PLAY: &str = "choi-thu";
/// Are the kinds of paper of that office.
const PLAYED: [&str; 4] = ["ke-hoach", "chuong-trinh", "giay-moi", "thong-bao-ket-luan"];

/// Is what is asked first.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OfficeFacts {
    /// `tỉnh` or `thành phố`.
    pub province_unit: String,
    /// Its name without that.
    pub province: String,
    /// `xã`, `phường`, `đặc khu`.
    pub unit: String,
    /// Its name without that.
    pub commune: String,
    /// `uỷ` or `ủy`.
    pub tone: String,
}

/// Is an office as `co-quan.yaml` has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeBegun {
    /// The committee above: `ĐẢNG BỘ TỈNH NGHỆ AN`.
    pub above: String,
    /// The office: `ĐẢNG UỶ XÃ HOA MẪU`.
    pub name: String,
    /// Its symbol: `ĐU` (HD05 §3.1.2b).
    pub symbol: String,
    /// The place before the day (HD05 §4).
    pub place: String,
    /// Where papers are kept.
    pub kept_at: String,
    /// `uỷ` or `ủy`.
    pub tone: String,
    /// The first day of the term of office (HD05 §3.1.1b), as the file has it: `2025-07-01`.
    pub term: String,
    /// Those who sign.
    pub signers: Vec<SignerBegun>,
}

/// Is somebody who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerBegun {
    /// On whose behalf: `T/M BAN THƯỜNG VỤ`; empty for oneself.
    pub authority: String,
    /// The position: `BÍ THƯ`.
    pub title: String,
    /// The name.
    pub name: String,
}

/// Gives what follows from the first answers.
#[must_use]
pub fn suggested(facts: &OfficeFacts) -> OfficeBegun {
    let (unit, commune) = own_name(&facts.unit, &facts.commune);
    let (province_unit, province) = own_name(&facts.province_unit, &facts.province);
    let written = |text: String| match ToneStyle::of_sample(&facts.tone) {
        Some(style) => restyle(&text, style),
        None => text,
    };
    // A name of one syllable, or that of the province, is written with its unit (HD05 §4.1.1).
    let alone = commune.split_whitespace().count() == 1 || fold(commune) == fold(province);
    let place = if alone { format!("{} {commune}", capital(unit)) } else { commune.to_owned() };
    OfficeBegun {
        above: format!("ĐẢNG BỘ {province_unit} {province}").to_uppercase(),
        name: written(format!("Đảng uỷ {unit} {commune}")).to_uppercase(),
        symbol: "ĐU".to_owned(),
        place,
        kept_at: written("Văn phòng Đảng uỷ".to_owned()),
        tone: facts.tone.clone(),
        term: "2025-07-01".to_owned(),
        signers: Vec::new(),
    }
}

/// Takes the unit off a name that was written with it (`xã La Dạ`, `tỉnh Lâm Đồng`): what was
/// written comes before what was chosen.
fn own_name<'a>(chosen: &'a str, typed: &'a str) -> (&'a str, &'a str) {
    let name = typed.trim();
    let units = ["tỉnh", "thành phố", "xã", "phường", "đặc khu"];
    let found = units.into_iter().find_map(|unit| {
        // Capital and small letters of these words are as long.
        let (head, rest) = (name.get(..unit.len())?, name.get(unit.len()..)?);
        (head.to_lowercase() == unit && rest.starts_with(' ')).then(|| (unit, rest.trim()))
    });
    found.unwrap_or((chosen.trim(), name))
}

/// Takes the form of address off a name (`đ/c Nguyễn Văn Mẫu`): nobody signs with it.
fn own_person(typed: &str) -> &str {
    let name = typed.trim();
    let forms = ["đ/c", "đ/c.", "đc.", "đồng chí"];
    let rest = |form: &&str| {
        let (head, rest) = (name.get(..form.len())?, name.get(form.len()..)?);
        (head.to_lowercase() == **form && rest.starts_with(' ')).then(|| rest.trim())
    };
    forms.iter().find_map(rest).unwrap_or(name)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Writes `co-quan.yaml` into a folder that has none.
///
/// # Errors
/// Gives what is wrong with the answers, or why the file cannot be written; then there is none.
pub fn begin_office(folder: &Path, begun: &OfficeBegun) -> Result<(), Findings> {
    on_local_disk(folder)?;
    let file = folder.join("co-quan.yaml");
    let bytes = written(begun)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    input::office(&Source::new("co-quan.yaml", text))?;
    new_file(&file, &bytes)
}

/// Makes an office to play with: a folder with its own `co-quan.yaml`, so its own register and
/// archive, and a meeting with its papers.
///
/// # Errors
/// Gives a finding if the folder cannot be written.
pub fn begin_play(folder: &Path, assets: &Assets) -> Result<PathBuf, Findings> {
    on_local_disk(folder)?;
    let place = new_folder(folder, PLAY)?;
    new_file(&place.join("co-quan.yaml"), Part::Office.example().as_bytes())?;
    let dossier = place.join("hoi-nghi-doi-thoai");
    new_file(&dossier.join("ho-so.yaml"), Part::Dossier.example().as_bytes())?;
    for kind in PLAYED {
        if let Some(example) = assets.source(&format!("{kind}/vi-du.yaml"))? {
            new_file(&dossier.join(format!("{kind}.yaml")), example.text().as_bytes())?;
        }
    }
    Ok(place)
}

/// Tells whether an office is there to be played with.
#[must_use]
pub fn is_play(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name == PLAY || name.strip_prefix(PLAY).is_some_and(|rest| rest.starts_with('-'))
}

fn written(begun: &OfficeBegun) -> Result<Vec<u8>, Findings> {
    let signers = begun.signers.iter().filter(|signer| !signer.name.trim().is_empty());
    let mut keys: Vec<String> = Vec::new();
    let mut entries = Vec::new();
    for signer in signers {
        let stem =
            Some(plain_name(&signer.title)).filter(|stem| !stem.is_empty()).unwrap_or("nguoi-ky".into());
        let taken = |key: &String| keys.contains(key);
        let mut others = (2..).map(|number| format!("{stem}-{number}"));
        let key = Some(stem.clone()).filter(|key| !taken(key)).or_else(|| others.find(|key| !taken(key)));
        let key = key.unwrap_or(stem);
        keys.push(key.clone());
        let name = own_person(&signer.name);
        let fields =
            [("quyen_han", signer.authority.as_str()), ("chuc_vu", signer.title.as_str()), ("ho_ten", name)];
        let held = fields.into_iter().filter(|(_, text)| !text.trim().is_empty());
        let held = held.map(|(name, text)| (name.to_owned(), Content::from(text.trim())));
        entries.push((key, Content::Map(held.collect())));
    }
    if entries.is_empty() {
        let message = "chưa có ai ký văn bản: cần họ tên và chức vụ của ít nhất một người";
        return Err(Diagnostic::new(Code::CALL, message).into());
    }
    let example = Example::read("co-quan.yaml", Part::Office.example().as_bytes())?
        .set("cap_tren", begun.above.as_str())?
        .set("ten", begun.name.as_str())?
        .set("ky_hieu", begun.symbol.as_str())?
        .set("dia_danh", begun.place.as_str())?
        .set("luu", begun.kept_at.as_str())?
        .set("dau_thanh", begun.tone.as_str())?
        .set("nhiem_ky[0].tu", begun.term.as_str())?
        .set("nguoi_ky", Content::Map(entries))?
        // Its name in a sentence follows from its own and the office's.
        .without("don_vi.van-phong.ten_viet")?;
    Ok(example.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(unit: &str, commune: &str) -> OfficeFacts {
        OfficeFacts {
            province_unit: "tỉnh".into(),
            province: "Nghệ An".into(),
            unit: unit.into(),
            commune: commune.into(),
            tone: "uỷ".into(),
        }
    }

    #[test]
    fn an_office_follows_from_its_place() {
        let begun = suggested(&facts("xã", "Hoa Mẫu"));
        assert_eq!(begun.above, "ĐẢNG BỘ TỈNH NGHỆ AN");
        assert_eq!(begun.name, "ĐẢNG UỶ XÃ HOA MẪU");
        assert_eq!(begun.place, "Hoa Mẫu");
        assert_eq!(
            suggested(&OfficeFacts { tone: "ủy".into(), ..facts("xã", "Thuý Sơn") }).name,
            "ĐẢNG ỦY XÃ THÚY SƠN"
        );
        let typed =
            OfficeFacts { province: "Thành phố Huế".into(), ..facts("xã", "Phường Phú Bài") };
        assert_eq!(suggested(&typed).above, "ĐẢNG BỘ THÀNH PHỐ HUẾ");
        assert_eq!(suggested(&typed).name, "ĐẢNG UỶ PHƯỜNG PHÚ BÀI");
        // HD05 §4.1.1: one syllable, or the province's own name.
        assert_eq!(suggested(&facts("phường", "Mẫu")).place, "Phường Mẫu");
        assert_eq!(suggested(&facts("phường", "Nghệ An")).place, "Phường Nghệ An");
    }

    #[test]
    fn the_file_holds_the_answers_and_its_comments() {
        let folder = tempfile::tempdir().expect("a folder");
        let signer = |title: &str, name: &str| SignerBegun {
            authority: "T/M BAN THƯỜNG VỤ".into(),
            title: title.into(),
            name: name.into(),
        };
        let mut begun = suggested(&facts("xã", "Hoa Mẫu"));
        assert!(begin_office(folder.path(), &begun).is_err(), "nobody signs");
        begun.signers = vec![signer("PHÓ BÍ THƯ", "Trần Thị: Ví Dụ"), signer("PHÓ BÍ THƯ", "Đ/c Lê Văn Thí")];
        begin_office(folder.path(), &begun).expect("an office");
        let text = std::fs::read_to_string(folder.path().join("co-quan.yaml")).expect("a file");
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(comments(&text), comments(Part::Office.example()), "{text}");
        let office = input::office(&Source::new("a", text.clone())).expect("an office");
        assert_eq!(office.signers.len(), 2, "{text}");
        assert_eq!(office.signers[1].1.name.as_str(), "Lê Văn Thí");
        let own = |office: &crate::model::Office| office.issuers[0].1.proper.clone();
        assert_eq!(own(&office), "Văn phòng Đảng uỷ xã Hoa Mẫu");
        assert!(!text.contains("ten_viet"), "{text}");
        // Units of two words, names with a sign or a number.
        for (unit, commune) in [("đặc khu", "Phú Quốc"), ("xã", "Đăk R'Lấp"), ("xã", "A Lưới 1")]
        {
            let begun = OfficeBegun { signers: begun.signers.clone(), ..suggested(&facts(unit, commune)) };
            let bytes = written(&begun).expect("an office");
            let source = Source::new("a", String::from_utf8(bytes).expect("UTF-8"));
            let office = input::office(&source).expect("an office");
            assert_eq!(office.issuer.proper, format!("Đảng uỷ {unit} {commune}"));
            assert_eq!(own(&office), format!("Văn phòng {}", office.issuer.proper));
        }
        // Never over a file.
        begun.name = "ĐẢNG UỶ XÃ KHÁC".into();
        assert!(begin_office(folder.path(), &begun).is_err());
        assert_eq!(std::fs::read_to_string(folder.path().join("co-quan.yaml")).expect("a file"), text);
    }
}
