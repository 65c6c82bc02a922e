//! Comes in: the rule set a paper was set by, its paper size. Goes out: the measures a Word file
//! needs, in pt. Must not know: which part of the paper asks.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::part::Sheet;

/// Holds the measures (pt) as the rule set has them: on a smaller sheet all but the page's own are
/// to be multiplied by `scale`, which [`Rules::line`] and the like do.
#[derive(Debug, Deserialize)]
pub(super) struct Rules {
    pub trang: PageRules,
    kho: BTreeMap<String, SheetRules>,
    pub dau: HeadRules,
    pub pham_vi: SizeRules,
    pub du_thao: BelowRules,
    pub khan: BelowRules,
    pub ten_loai: TitleRules,
    pub trich_yeu: SizeRules,
    pub kinh_gui: AddresseeRules,
    pub than: BodyRules,
    pub phan: DivisionRules,
    pub menh_lenh: CommandRules,
    pub dong_rieng: SetOffRules,
    pub chu_thich: NoteRules,
    pub bang: TableRules,
    pub ky: SignerRules,
    pub noi_nhan: ListRules,
    pub nguoi_soan: BelowRules,
    pub lien_he: ContactRules,
    pub khong_pho_bien: NoticeRules,
    pub phu_luc: AnnexRules,
    pub chu: Words,
    /// The sheet of this paper.
    #[serde(skip)]
    pub own: SheetRules,
    /// What the rule sets of one side have alone.
    #[serde(skip)]
    pub party: Option<PartyForm>,
    #[serde(skip)]
    pub state: Option<StateForm>,
}

/// Is what the Party's rule sets have alone.
#[derive(Debug, Deserialize)]
pub(super) struct PartyForm {
    pub dau: PartyHeadRules,
}

/// Is what stands in the head of a paper of the Party alone.
#[derive(Debug, Deserialize)]
pub(super) struct PartyHeadRules {
    /// The star below the organ's name.
    pub sao: String,
    pub ngay_cach: f64,
}

/// Is what the State's rule sets have alone.
#[derive(Debug, Deserialize)]
pub(super) struct StateForm {
    pub dau: StateHeadRules,
    pub pham_vi: BoxRules,
    pub khan: UrgencyRules,
    pub kinh_gui: ListedRules,
    pub chu: Motto,
}

/// Is the country's motto.
#[derive(Debug, Deserialize)]
pub(super) struct Motto {
    pub tieu_ngu: String,
}

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident { $($field:ident),* })*) => {
        $($(#[$doc])* #[derive(Debug, Deserialize)] pub(super) struct $name { $(pub $field: f64),* })*
    };
}

measures! {
    HeadRules {
        tieu_de_co, tieu_de_chan, ke_day, ngay_co, co_chu, co_quan_chan, dong,
        trich_yeu_co, trich_yeu_dong, trich_yeu_cach, den_than
    }
    StateHeadRules { tieu_ngu_co, tieu_ngu_cach, ke_cach, den_so, ra_le }
    BoxRules { dem }
    UrgencyRules { hop_cao }
    ListedRules { nhan_lui, gach_lui, treo }
    SizeRules { co_chu }
    BelowRules { co_chu, cach }
    TitleRules {
        co_chu, truoc, den_tac_gia, den_trich_yeu, trich_yeu_dong, gach_co, den_gach, den_than, lui
    }
    AddresseeRules { co_chu, dong, truoc, den_than, ho, lui }
    BodyRules { co_chu, dong, tren_dong, gian_doan, thut }
    DivisionRules { co_chu, truoc, dong, sau, sau_doan }
    CommandRules { co_chu, truoc, dong, sau }
    SetOffRules { lui }
    NoteRules { co_chu, dong, cach }
    TableRules { co_chu, dong, ke_day, dem_doc, truoc, sau }
    SignerRules { co_chu, truoc, dong, den_ho_ten, hang, rong }
    ContactRules { co_chu, dong, cach, ke_day, ke_cach }
}

/// Is the distribution list.
#[derive(Debug, Deserialize)]
pub(super) struct ListRules {
    pub nhan_co: f64,
    /// Whether its label is bold and italic, not underlined.
    #[serde(default)]
    pub nhan_dam_nghieng: bool,
    pub nhan_lui: f64,
    pub co_chu: f64,
    pub dong: f64,
    pub den_danh_sach: f64,
    pub treo: f64,
}

/// Is the head of an annex.
#[derive(Debug, Deserialize)]
pub(super) struct AnnexRules {
    pub chan: f64,
    pub nhan_co: f64,
    pub tieu_de_co: f64,
    pub trich_yeu_co: f64,
    pub kem_theo_co: f64,
    pub dong: f64,
    /// How long the rule below it is; none: there is no rule.
    pub ke_dai: Option<f64>,
    pub den_than: f64,
    pub lui: f64,
}

/// Is where the notice stands that a paper is not for the public.
#[derive(Debug, Deserialize)]
pub(super) struct NoticeRules {
    /// Whether it stands at the foot of the last page, below all else.
    pub day_trang: bool,
    pub cach: f64,
    pub co_chu: f64,
}

/// Is the page.
#[derive(Debug, Deserialize)]
pub(super) struct PageRules {
    le_duoi: f64,
    le_trai: f64,
    le_phai: f64,
    dong_dau: f64,
    pub so_trang_co: f64,
    so_trang_chan: f64,
    pub pham_vi: f64,
}

/// Is a sheet; margins that it has of its own stand for the page's.
#[derive(Debug, Default, Clone, Deserialize)]
pub(super) struct SheetRules {
    rong: f64,
    cao: f64,
    ty_le: f64,
    le_duoi: Option<f64>,
    le_trai: Option<f64>,
    le_phai: Option<f64>,
}

/// Is what the rule set prints of itself.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub tieu_de: String,
    pub kiem: String,
    /// Whether what a paper is based on is italic.
    #[serde(default)]
    pub can_cu_nghieng: bool,
}

impl Rules {
    /// Reads the rule set of a sheet.
    ///
    /// # Errors
    /// Says which measure is missing.
    pub(super) fn of(sheet: &Sheet) -> Result<Self, String> {
        let mut rules = Self::deserialize(&sheet.qt).map_err(|error| format!("bộ quy tắc: {error}"))?;
        let own = rules.kho.get(&sheet.tep.kho);
        rules.own = own.cloned().ok_or_else(|| format!("bộ quy tắc không có khổ `{}`", sheet.tep.kho))?;
        // A rule set that has a motto is the State's.
        let said = |error| format!("bộ quy tắc: {error}");
        if sheet.qt.get("dau").is_some_and(|head| head.get("tieu_ngu_co").is_some()) {
            rules.state = Some(StateForm::deserialize(&sheet.qt).map_err(said)?);
        } else {
            rules.party = Some(PartyForm::deserialize(&sheet.qt).map_err(said)?);
        }
        Ok(rules)
    }

    /// Gives a measure of the rule set on this sheet (pt).
    pub(super) fn on(&self, measure: f64) -> f64 {
        measure * self.own.ty_le
    }

    /// Gives what of a line lies above its baseline (pt), of its pitch (pt).
    pub(super) fn above(&self, pitch: f64) -> f64 {
        pitch * self.than.tren_dong
    }

    /// Gives what of a line lies below its baseline (pt).
    pub(super) fn below(&self, pitch: f64) -> f64 {
        pitch - self.above(pitch)
    }

    /// Gives the pitch (pt) of a line whose baseline is to lie so far (pt) below its top.
    pub(super) fn pitch(&self, baseline: f64) -> f64 {
        baseline / self.than.tren_dong
    }

    /// Gives the pitch of the content (pt).
    pub(super) fn body(&self) -> f64 {
        self.on(self.than.dong)
    }

    /// Gives the top margin (pt): the first baseline is given, the top of its line lies above it.
    pub(super) fn top(&self) -> f64 {
        self.on(self.trang.dong_dau) - self.above(self.body())
    }

    /// Gives the other margins (pt): right, bottom, left.
    pub(super) fn margins(&self) -> [f64; 3] {
        let own = &self.own;
        [
            own.le_phai.unwrap_or(self.trang.le_phai),
            own.le_duoi.unwrap_or(self.trang.le_duoi),
            own.le_trai.unwrap_or(self.trang.le_trai),
        ]
    }

    /// Gives width and height of a page (pt).
    pub(super) fn page(&self, turned: bool) -> (f64, f64) {
        if turned { (self.own.cao, self.own.rong) } else { (self.own.rong, self.own.cao) }
    }

    /// Gives the width of the text of a page (pt).
    pub(super) fn width(&self, turned: bool) -> f64 {
        let [right, _, left] = self.margins();
        self.page(turned).0 - left - right
    }

    /// Gives the pitch of the page's number (pt): that of the head's lines.
    pub(super) fn number_pitch(&self) -> f64 {
        self.on(self.dau.dong)
    }

    /// Gives how far below the sheet's edge the line of the page's number begins (pt).
    pub(super) fn header(&self) -> f64 {
        self.trang.so_trang_chan - self.above(self.number_pitch())
    }
}
