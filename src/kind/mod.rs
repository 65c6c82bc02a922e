//! Comes in: the folders of kinds. Goes out: what each kind of paper is: its
//! name, symbol, fields. Must not know: any particular kind.

mod date_pattern;
mod field;
mod form;
mod manifest_schema;
mod names;
mod schema;
mod side;

pub use field::{Field, FieldType};
pub use form::{Entry, Input, form, form_of};
pub use manifest_schema::manifest_schema;
pub use names::{KindName, kind_names};
pub use schema::{Known, schema};
pub use side::{BySide, Side};

use std::sync::{Arc, OnceLock};

use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings, Source, nearest};
use crate::yaml;

/// Is a kind of paper, as its folder describes it.
#[derive(Debug, Clone)]
pub struct Kind {
    /// The folder's name, `loai` in YAML.
    pub id: String,
    /// The name in running text: `Kế hoạch`.
    pub name: String,
    /// The name on its own line of the paper: `KẾ HOẠCH`; none for a letter
    /// (HD05 §5.1).
    pub heading: Option<String>,
    /// The symbol: `KH`; empty where the side gives it none (letters of the State).
    pub symbol: BySide<String>,
    /// What it is for.
    pub help: String,
    /// The paper sizes it may be printed on, the usual one first.
    pub papers: Vec<String>,
    /// `truoc`, `truoc-ngay`, `sau`: whether it is dated before its meeting, before
    /// its day, or after it.
    pub dated: Option<String>,
    /// On whose papers of it neither place nor date is printed (minutes of the State, NĐ30 Phụ lục III
    /// Mẫu 1.9).
    pub undated: Vec<Side>,
    /// Whether the summary stands under the number (letters, HD05 §5.2.3).
    pub summary_under_number: bool,
    /// On whose papers the distribution begins with `Như trên` (letters, proposals).
    pub as_above: Vec<Side>,
    /// The facts of the meeting it cannot do without.
    pub event_facts: Vec<String>,
    /// Whether it is made for guests, and how.
    pub guests: Option<GuestUse>,
    /// Fields that are required where there is no guest list.
    pub unless_guests: Vec<String>,
    /// Measures of its own for its templates, lengths in pt.
    pub measures: Vec<(String, f64)>,
    /// All fields: those of every paper and its own.
    pub fields: Vec<Field>,
    /// The fields its form begins with, where that is not the order of the paper.
    pub order: Vec<String>,
    /// Names of its own fields.
    pub own: Vec<String>,
    /// Among which kinds it is offered: `Hay dùng`; empty if its folder does not say.
    pub group: String,
    /// Its place among all kinds where they are offered, the smallest first.
    pub rank: u32,
    /// What its signer signs as, whatever they are otherwise: `CHỦ TRÌ HỘI NGHỊ`.
    pub signs_as: BySide<Option<String>>,
    /// Whether pens sign it, whatever the office does else: it gets no signature fields.
    pub by_pen: bool,
    /// Whose papers it may be.
    pub sides: Vec<Side>,
    /// Shared fields its papers have not got.
    pub unused: BySide<Vec<String>>,
    /// The template of the whole paper, the shared one where the folder has none.
    pub main: BySide<String>,
    /// The template of its content, the shared one where the folder has neither.
    pub body: BySide<String>,
}

/// Says how a kind uses a guest list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestUse {
    /// `moi-nguoi`: a paper for each guest.
    Each,
    /// `ca-danh-sach`: one sheet of the whole list, made with another paper.
    All,
}

/// Names the shared fields that only papers of the State have.
const STATE_ONLY: [&str; 1] = ["don_vi_soan"];

impl Kind {
    /// Tells whether its papers of a side have a field.
    #[must_use]
    pub fn has(&self, field: &str, side: Side) -> bool {
        let other = side == Side::Party && STATE_ONLY.contains(&field);
        !other && !self.unused.of(side).iter().any(|name| name == field)
    }

    /// Tells whether a paper's distribution begins with `Như trên`: letters and proposals, of the State
    /// whatever is addressed to somebody (HD05 §9.2.4; NĐ30 PL I II.9).
    #[must_use]
    pub fn sends_above(&self, side: Side, addressed: bool) -> bool {
        self.as_above.contains(&side) || (addressed && side == Side::State)
    }

    /// Gives its symbols on the papers it may be, each once.
    #[must_use]
    pub fn symbols(&self) -> Vec<&str> {
        symbols(&self.sides, &self.symbol)
    }
}

fn symbols<'a>(sides: &[Side], symbol: &'a BySide<String>) -> Vec<&'a str> {
    let mut all: Vec<&str> = sides.iter().map(|side| symbol.of(*side).as_str()).collect();
    all.dedup();
    all.retain(|symbol| !symbol.is_empty());
    all
}

/// Gives the example of a kind: that for papers of a side where there are two, else the one there is.
///
/// # Errors
/// Gives findings if it cannot be read.
pub fn example(assets: &Assets, id: &str, side: Side) -> Result<Option<Arc<Source>>, Findings> {
    let own = match side {
        Side::Party => None,
        Side::State => assets.source(&format!("{id}/vi-du.{}.yaml", side.word()))?,
    };
    match own {
        Some(own) => Ok(Some(own)),
        None => assets.source(&format!("{id}/vi-du.yaml")),
    }
}

/// Names the files a workspace is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `co-quan.yaml`.
    Office,
    /// `ho-so.yaml`.
    Dossier,
    /// Any paper: the fields all kinds share.
    Paper,
    /// Any paper that goes out to guests: the fields those share.
    Invitation,
}

impl Part {
    fn manifest(self) -> (&'static str, &'static str) {
        match self {
            Self::Office => ("co-quan", include_str!("co-quan.yaml")),
            Self::Dossier => ("ho-so", include_str!("ho-so.yaml")),
            Self::Paper => ("van-ban", include_str!("van-ban.yaml")),
            Self::Invitation => ("khach", include_str!("khach.yaml")),
        }
    }

    /// Gives an example of this file, to be filled in.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Office => include_str!("co-quan.vi-du.yaml"),
            Self::Dossier => include_str!("ho-so.vi-du.yaml"),
            Self::Paper | Self::Invitation => "",
        }
    }

    /// Gives the example of an office of a side.
    #[must_use]
    pub fn office(side: Side) -> &'static str {
        match side {
            Side::Party => Self::Office.example(),
            Side::State => include_str!("co-quan.nha-nuoc.vi-du.yaml"),
        }
    }

    /// Gives the example of a dossier of a side.
    #[must_use]
    pub fn dossier(side: Side) -> &'static str {
        match side {
            Side::Party => Self::Dossier.example(),
            Side::State => include_str!("ho-so.nha-nuoc.vi-du.yaml"),
        }
    }

    /// Gives the fields of this file.
    ///
    /// # Errors
    /// Gives findings if the built-in description is broken.
    pub fn fields(self) -> Result<Vec<Field>, Findings> {
        static READ: [OnceLock<Result<Vec<Field>, Findings>>; 4] = [const { OnceLock::new() }; 4];
        let read = || {
            let (name, text) = self.manifest();
            field::fields(&yaml::parse(&Source::new(format!("<{name}>"), text))?)
        };
        READ[self as usize].get_or_init(read).clone()
    }
}

/// Gives the names of all kinds there are, sorted.
#[must_use]
pub fn kinds(assets: &Assets) -> Vec<String> {
    let mut ids: Vec<_> = assets
        .files()
        .into_iter()
        .filter_map(|path| path.strip_suffix("/loai.yaml").map(str::to_owned))
        .filter(|id| !id.contains('/'))
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Gives all kinds that are papers, in the order in which they are offered: by rank, then by name;
/// those of one group stand together, a group where its first kind stands. A broken folder is
/// told of where its papers are made.
#[must_use]
pub fn offered(assets: &Assets) -> Vec<Kind> {
    let own = kinds(assets).into_iter().filter_map(|id| kind(assets, &id).ok());
    let mut all: Vec<Kind> = own.filter(|kind| kind.guests != Some(GuestUse::All)).collect();
    all.sort_by(|one, other| (one.rank, &one.name).cmp(&(other.rank, &other.name)));
    let groups: Vec<String> = all.iter().map(|kind| kind.group.clone()).collect();
    all.sort_by_key(|kind| groups.iter().position(|group| *group == kind.group));
    all
}

/// Is the size of a landscape sheet as it is typed.
pub const LANDSCAPE: &str = "A4 ngang";

/// Names how the cells of a column may be set.
pub const ALIGNS: [&str; 4] = ["trai", "giua", "phai", "deu"];

/// Names the fields that only a numbered and signed paper has.
pub const SIGNED_ONLY: [&str; 4] = ["so", "nguoi_ky", "noi_nhan", "kinh_gui"];

/// Names the fields that are not printed on a sheet: it ends with its content.
pub const NOT_ON_SHEETS: [&str; 10] = [
    "so",
    "nguoi_ky",
    "cung_ky",
    "xac_nhan",
    "noi_nhan",
    "kinh_gui",
    "kinh_trinh",
    "nguoi_soan",
    "lien_he",
    "khong_pho_bien",
];

/// Names the fields that an annex has from its paper, beside those of sheets.
pub const NOT_ON_ANNEXES: [&str; 10] =
    ["ngay", "don_vi", "cung_ban_hanh", "tac_gia", "du_thao", "do_khan", "pham_vi", "kho", "gon", "phu_luc"];

/// Names what a manifest may say.
const KEYS: [&str; 22] = [
    "ten",
    "ten_in",
    "ky_hieu",
    "giup",
    "nhom",
    "hang",
    "he",
    "ky_nhu",
    "ky_but",
    "kho_giay",
    "ngay_so_voi_su_kien",
    "can_su_kien",
    "trich_yeu_duoi_so",
    "khong_ngay",
    "nhu_tren",
    "bat_buoc",
    "khong_dung",
    "khach",
    "thay_khach",
    "thu_tu",
    "kich_thuoc",
    "truong",
];

/// Reads the folder of a kind.
///
/// # Errors
/// Gives a finding if there is no such kind, or findings about its manifest.
pub fn kind(assets: &Assets, id: &str) -> Result<Kind, Findings> {
    let manifest = assets.source(&format!("{id}/loai.yaml"))?;
    let Some(manifest) = manifest else { return Err(unknown(assets, id)?) };
    let node = yaml::parse(&manifest)?;
    if let Some((key, _)) = node.entries().iter().find(|(key, _)| !KEYS.contains(&key.as_str())) {
        let finding = field::broken(format!("loai.yaml không có mục `{}`", key.as_str()), key.span());
        let near = nearest(key.as_str(), KEYS).map(|near| format!("có phải `{near}`?"));
        let known = || format!("các mục: {}", KEYS.join(", "));
        return Err(finding.hint(near.unwrap_or_else(known)).into());
    }
    let own = match node.get("truong") {
        Some(node) => field::fields(node)?,
        None => Vec::new(),
    };
    let name = field::words(&node, "ten").ok_or_else(|| missing("ten", &node))?;
    let symbol = by_side(&node, "ky_hieu").ok_or_else(|| missing("ky_hieu", &node))?;
    let required = field::list(&node, "bat_buoc");
    let sides = sides(&node)?;
    let unused = unused(&node);
    let never = |name: &String| sides.iter().all(|side| unused.of(*side).contains(name));
    let guests = guest_use(&node)?;
    let own_names: Vec<_> = own.iter().map(|field| field.name.clone()).collect();
    let mut fields: Vec<_> = Part::Paper
        .fields()?
        .into_iter()
        .filter(|field| !never(&field.name) && !own_names.contains(&field.name))
        .collect();
    for field in &mut fields {
        field.rare |= sides.iter().any(|side| unused.of(*side).contains(&field.name));
    }
    if guests == Some(GuestUse::Each) {
        fields.extend(Part::Invitation.fields()?);
    }
    fields.extend(own);
    for name in &required {
        match fields.iter_mut().find(|field| field.name == *name) {
            Some(field) => field.required = true,
            None => {
                return Err(field::broken(
                    format!("`bat_buoc` nhắc tới trường `{name}` không có"),
                    node.get("bat_buoc").map_or_else(|| node.span.clone(), |node| node.span.clone()),
                )
                .into());
            }
        }
    }
    let order = field::list(&node, "thu_tu");
    if let Some(name) = order.iter().find(|name| !fields.iter().any(|field| field.name == **name)) {
        let at = node.get("thu_tu").map_or_else(|| node.span.clone(), |node| node.span.clone());
        return Err(field::broken(format!("`thu_tu` nhắc tới trường `{name}` không có"), at).into());
    }
    let papers = field::list(&node, "kho_giay");
    let [(main, body), (main_of_state, body_of_state)] =
        [Side::Party, Side::State].map(|side| templates(assets, id, side));
    Ok(Kind {
        id: id.to_owned(),
        name,
        heading: field::words(&node, "ten_in"),
        symbol,
        help: field::words(&node, "giup").unwrap_or_default(),
        papers: if papers.is_empty() { vec!["A4".into()] } else { papers },
        dated: field::words(&node, "ngay_so_voi_su_kien"),
        undated: field::list(&node, "khong_ngay").iter().filter_map(|word| Side::of(word)).collect(),
        summary_under_number: field::flag(&node, "trich_yeu_duoi_so"),
        as_above: if field::flag(&node, "nhu_tren") {
            Side::ALL.into()
        } else {
            field::list(&node, "nhu_tren").iter().filter_map(|word| Side::of(word)).collect()
        },
        event_facts: field::list(&node, "can_su_kien"),
        guests,
        unless_guests: field::list(&node, "thay_khach"),
        measures: measures(&node)?,
        fields,
        order,
        own: own_names,
        group: field::words(&node, "nhom").unwrap_or_default(),
        rank: rank(&node)?,
        signs_as: by_side(&node, "ky_nhu")
            .map(|words| {
                BySide::new(Some(words.of(Side::Party).clone()), Some(words.of(Side::State).clone()))
            })
            .unwrap_or_default(),
        by_pen: field::flag(&node, "ky_but"),
        sides,
        unused,
        main: BySide::new(main, main_of_state),
        body: BySide::new(body, body_of_state),
    })
}

/// Words that there is no such kind: why papers of it are not made, or what is near and what there is.
fn unknown(assets: &Assets, id: &str) -> Result<Findings, Findings> {
    if let Some(why) = refused(assets, id)? {
        let finding = Diagnostic::new(Code::KIND_UNKNOWN, why);
        return Ok(finding.hint("nghị quyết, quyết định cá biệt thì dùng nghi-quyet, quyet-dinh").into());
    }
    let is_paper = |id: &String| kind(assets, id).is_ok_and(|kind| kind.guests != Some(GuestUse::All));
    let known: Vec<String> = kinds(assets).into_iter().filter(is_paper).collect();
    let mut finding = Diagnostic::new(Code::KIND_UNKNOWN, format!("không có loại văn bản `{id}`"));
    if let Some(near) = nearest(id, known.iter().map(String::as_str)) {
        finding = finding.hint(format!("có phải `{near}`?"));
    }
    Ok(finding
        .hint(format!("các loại: {}", known.join(", ")))
        .hint("mẫu riêng để trong thư mục templates ở nơi đang đứng, hoặc chỉ bằng --mau")
        .into())
}

/// Says why papers of some kinds are not made, for those that are named so.
fn refused(assets: &Assets, id: &str) -> Result<Option<String>, Findings> {
    let Some(source) = assets.source("so-dang-ky/_khong-lap.yaml")? else { return Ok(None) };
    let list = yaml::parse(&source)?;
    let yaml::Value::List(rows) = &list.value else { return Ok(None) };
    let named = rows.iter().find(|row| field::words(row, "ten").as_deref() == Some(id));
    Ok(named.and_then(|row| field::words(row, "ly_do")))
}

/// Is the place of a kind whose folder names none: behind all others.
const LAST: u32 = 1_000;

fn rank(node: &yaml::Node) -> Result<u32, Findings> {
    let Some(given) = node.get("hang") else { return Ok(LAST) };
    let read = given.text().and_then(|text| text.as_str().parse().ok()).filter(|rank| *rank < LAST);
    read.ok_or_else(|| {
        field::broken(format!("`hang` cần một số nhỏ hơn {LAST}"), given.span.clone())
            .hint("số nhỏ đứng trước khi chọn loại")
            .into()
    })
}

/// Reads whose papers a kind may be: the Party's where its folder does not say.
fn sides(node: &yaml::Node) -> Result<Vec<Side>, Findings> {
    let Some(given) = node.get("he") else { return Ok(vec![Side::Party]) };
    let words = field::list(node, "he");
    let read: Option<Vec<Side>> = words.iter().map(|word| Side::of(word)).collect();
    read.filter(|sides| !sides.is_empty()).ok_or_else(|| {
        field::broken("`he` nhận dang, nha-nuoc".to_owned(), given.span.clone())
            .hint("viết he: [dang], he: [nha-nuoc] hoặc he: [dang, nha-nuoc]")
            .into()
    })
}

/// Reads words that may differ between the sides: `QĐ`, or `{ dang: QĐ, nha-nuoc: QyĐ }`.
fn by_side(node: &yaml::Node, key: &str) -> Option<BySide<String>> {
    if let Some(one) = field::words(node, key) {
        return Some(BySide::new(one.clone(), one));
    }
    let given = node.get(key).filter(|given| !given.entries().is_empty())?;
    let of = |side: Side| field::words(given, side.word()).unwrap_or_default();
    Some(BySide::new(of(Side::Party), of(Side::State)))
}

/// Reads which shared fields a kind has not got: `[a]`, or `{ dang: [a], nha-nuoc: [b] }`.
fn unused(node: &yaml::Node) -> BySide<Vec<String>> {
    match node.get("khong_dung").filter(|given| !given.entries().is_empty()) {
        Some(given) => {
            BySide::new(field::list(given, Side::Party.word()), field::list(given, Side::State.word()))
        }
        None => BySide::new(field::list(node, "khong_dung"), field::list(node, "khong_dung")),
    }
}

/// Names the templates of the whole paper and of its content, those of its side before those of
/// both. A folder with a `main.typ.j2` that prints fields of its own has a content of its own, too, or
/// cannot be an annex.
fn templates(assets: &Assets, id: &str, side: Side) -> (String, String) {
    let own = |file: &str| {
        let of_side = format!("{id}/{file}.{}.typ.j2", side.word());
        [of_side, format!("{id}/{file}.typ.j2")].into_iter().find(|path| assets.place(path).is_some())
    };
    match (own("main"), own("than")) {
        (Some(main), body) => (main, body.unwrap_or_else(|| format!("{id}/than.typ.j2"))),
        (None, body) => {
            ("the-thuc/main.typ.j2".to_owned(), body.unwrap_or_else(|| "the-thuc/than.typ.j2".to_owned()))
        }
    }
}

fn guest_use(node: &yaml::Node) -> Result<Option<GuestUse>, Findings> {
    match node.get("khach").and_then(yaml::Node::text) {
        None => Ok(None),
        Some(word) => match word.as_str() {
            "moi-nguoi" => Ok(Some(GuestUse::Each)),
            "ca-danh-sach" => Ok(Some(GuestUse::All)),
            other => Err(field::broken(format!("`khach` không nhận `{other}`"), word.span())
                .hint("viết moi-nguoi (mỗi khách một bản) hoặc ca-danh-sach (một tờ cho cả danh sách)")
                .into()),
        },
    }
}

/// Reads measures as rule sets write them: `{ mm: 99.1 }`, `{ pt: 12 }` or
/// `{ so: 2 }`; lengths in pt.
fn measures(node: &yaml::Node) -> Result<Vec<(String, f64)>, Findings> {
    const UNITS: [(&str, f64); 3] = [("pt", 1.0), ("mm", 72.0 / 25.4), ("so", 1.0)];
    let Some(node) = node.get("kich_thuoc") else { return Ok(Vec::new()) };
    let number = |node: &yaml::Node| {
        UNITS.iter().find_map(|(unit, pt)| {
            let number: f64 = node.get(unit)?.text()?.as_str().parse().ok()?;
            number.is_finite().then_some(number * pt)
        })
    };
    let read = |(name, node): &(crate::diag::Text, yaml::Node)| {
        let message =
            format!("kich_thuoc `{}`: viết {{ mm: 99.1 }}, {{ pt: 12 }} hoặc {{ so: 2 }}", name.as_str());
        let number = number(node).ok_or_else(|| vec![field::broken(message, node.span.clone())])?;
        Ok((name.as_str().to_owned(), number))
    };
    node.entries().iter().map(read).collect()
}

fn missing(key: &str, node: &yaml::Node) -> Vec<Diagnostic> {
    vec![field::broken(format!("loai.yaml thiếu `{key}`"), node.span.clone())]
}
