//! Comes in: what the parts of the look left, as plain values. Goes out: the parts, by type, each
//! with the widths its lines were set in. Must not know: how a Word file is written.

use serde::Deserialize;
use serde_json::Value;

/// Is a run of text in one style, or the call of a footnote.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(default)]
pub(super) struct Run {
    /// The letters.
    pub t: String,
    /// Bold.
    pub b: bool,
    /// Italic.
    pub i: bool,
    /// Glued: no line breaks inside.
    pub g: bool,
    /// The text of a footnote that is called here.
    pub chu_thich: Option<Vec<Run>>,
}

/// Is a text with styles, or one without.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(untagged)]
pub(super) enum Line {
    Plain(String),
    Runs(Vec<Run>),
}

impl Line {
    /// Gives the runs.
    pub(super) fn runs(&self) -> Vec<Run> {
        match self {
            Self::Plain(text) => vec![Run { t: text.clone(), ..Run::default() }],
            Self::Runs(runs) => runs.clone(),
        }
    }

    /// Gives the lines it was broken into by hand.
    pub(super) fn lines(&self) -> Vec<Vec<Run>> {
        let mut lines = vec![Vec::new()];
        for run in self.runs() {
            for (index, part) in run.t.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Vec::new());
                }
                if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                    line.push(Run { t: part.to_owned(), ..run.clone() });
                }
            }
        }
        lines
    }
}

/// Is the file's facts and the rule set the paper was set by.
#[derive(Debug, Deserialize)]
pub(super) struct Sheet {
    pub tep: FileFacts,
    /// The rule set, lengths in pt.
    pub qt: Value,
}

/// Is what the file says of itself.
#[derive(Debug, Deserialize)]
pub(super) struct FileFacts {
    pub tieu_de: String,
    pub tac_gia: String,
    /// Year, month, day.
    pub ngay: [u32; 3],
    /// The paper's size: `A4`.
    pub kho: String,
    #[serde(default)]
    pub ngang: bool,
    /// Whether both sides are printed.
    #[serde(default)]
    pub hai_mat: bool,
    #[serde(default)]
    pub phong: Vec<String>,
}

/// Is the head of page 1.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    pub cap_tren: Option<Line>,
    pub co_quan: Line,
    pub so: Option<Line>,
    pub ngay: Line,
    pub trich_yeu: Option<Line>,
    pub du_thao: Option<Line>,
    pub khan: Option<Line>,
    pub pham_vi: Option<Line>,
    /// The columns' widths, the title's (pt).
    pub rong_trai: f64,
    pub rong_phai: f64,
    pub rong_tieu_de: f64,
    /// How high a capital is of the line that says who may read it (pt).
    pub cao_chu: f64,
}

/// Is the head of page 1 of a paper of the State.
#[derive(Debug, Deserialize)]
pub(super) struct StateHead {
    pub cap_tren: Option<Line>,
    pub co_quan: Line,
    pub so: Option<Line>,
    pub ngay: Option<Line>,
    pub trich_yeu: Option<Line>,
    pub du_thao: Option<Line>,
    pub khan: Option<Line>,
    pub pham_vi: Option<Line>,
    /// The contact line at the foot of page 1.
    pub lien_he: Option<Line>,
    /// The width of the organ's column (pt).
    pub rong_trai: f64,
    /// How long the rules are below the organ and below the motto (pt).
    pub rong_ke: f64,
    pub rong_tieu_ngu: f64,
    /// How wide the words are that say who may read it, how high a capital of theirs is (pt).
    pub rong_pham_vi: Option<f64>,
    pub cao_pham_vi: f64,
    /// How wide the box is that says how urgent it is, how high a capital in it is (pt).
    pub rong_khan: Option<f64>,
    pub cao_khan: f64,
}

/// Is the name of the kind with what stands below it.
#[derive(Debug, Deserialize)]
pub(super) struct Title {
    pub ten: Line,
    pub tac_gia: Option<Line>,
    pub trich_yeu: Option<Line>,
    /// Whose report it is, to whom, under the theme of a congress.
    pub trinh: Option<Line>,
    pub gach: Option<String>,
    /// How long the rule below it is (pt).
    #[serde(default)]
    pub rong_ke: Option<f64>,
}

/// Is whom the paper is addressed to.
#[derive(Debug, Deserialize)]
pub(super) struct Addressees {
    pub nhan: String,
    pub dong: Vec<Line>,
    /// The widths of the label and of the column beside it (pt).
    pub rong_nhan: f64,
    pub rong_dong: f64,
}

/// Is whom a paper of the State is addressed to.
#[derive(Debug, Deserialize)]
pub(super) struct ListedAddressees {
    pub nhan: String,
    pub dong: Vec<Line>,
}

/// Is a block of the content.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Passage {
    pub loai: String,
    pub runs: Vec<Run>,
    /// The label of a division, and its name.
    pub nhan: Option<Vec<Run>>,
    pub ten: Option<Vec<Run>>,
    /// Lines that stand as they were typed.
    pub dong: Vec<Vec<Run>>,
    pub cap: Option<u32>,
    pub bac: Option<u32>,
    /// A heading that heads nothing.
    pub trong: bool,
    #[serde(rename = "truoc-doan")]
    pub truoc_doan: bool,
    /// It introduces a table.
    pub dan: bool,
}

/// Is a cell of a ruled table.
#[derive(Debug, Deserialize)]
pub(super) struct Cell {
    pub van: Vec<Vec<Run>>,
    pub cot: usize,
    pub gop: usize,
    pub doc: usize,
    pub can: String,
}

/// Is a ruled table.
#[derive(Debug, Deserialize)]
pub(super) struct Ruled {
    pub dau: Vec<Vec<Cell>>,
    /// Rows, those together that one cell holds together.
    pub cum: Vec<Vec<Vec<Cell>>>,
    /// The columns' widths (pt).
    pub rong: Vec<f64>,
    /// What lies beside the words of a cell (pt).
    pub dem: f64,
    pub co_chu: f64,
    /// The pitch (pt).
    pub dong: f64,
    /// Whether the paper's ending is to stand below its last rows.
    #[serde(default)]
    pub giu: bool,
}

/// Is who the paper goes to.
#[derive(Debug, Deserialize)]
pub(super) struct Recipients {
    pub nhan: String,
    pub dong: Vec<Line>,
}

/// Is who signs.
#[derive(Debug, Deserialize)]
pub(super) struct Signer {
    pub quyen_han: Option<Authority>,
    pub chuc_vu: Vec<Line>,
    /// The organ they hold it in.
    #[serde(default)]
    pub co_quan: Vec<Line>,
    pub kiem: Option<Line>,
    #[serde(default)]
    pub dam: bool,
    pub ho_ten: Option<Line>,
}

/// Is for whom somebody signs, in one line or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Authority {
    One(String),
    Lines(Vec<Line>),
}

/// Is the paper's ending.
#[derive(Debug, Deserialize)]
pub(super) struct Ending {
    pub noi_nhan: Option<Recipients>,
    pub nguoi_soan: Option<Line>,
    pub nguoi_ky: Option<Signer>,
    /// Who confirms the signature, and in which words.
    pub xac_nhan: Option<Signer>,
    pub loi: Option<Line>,
    pub lien_he: Option<Line>,
    pub khong_pho_bien: Option<Line>,
    /// The widths of the list's column and the signer's, and what is free beside the seal (pt).
    pub rong_trai: f64,
    pub rong_ky: f64,
    pub rong_canh: f64,
}

/// Is the ending of a paper that several sign.
#[derive(Debug, Deserialize)]
pub(super) struct Signatures {
    /// From left to right, two in a row.
    pub ky: Vec<Signer>,
    /// How wide (pt) the columns of two in a row are.
    pub hai: (f64, f64),
    /// Who confirms a signature, and in which words.
    pub xac_nhan: Option<Signer>,
    pub loi: Option<Line>,
    pub noi_nhan: Option<Recipients>,
    pub nguoi_soan: Option<Line>,
    pub lien_he: Option<Line>,
    pub khong_pho_bien: Option<Line>,
}

/// Is the head of an annex.
#[derive(Debug, Deserialize)]
pub(super) struct AnnexHead {
    #[serde(default)]
    pub ngang: bool,
    pub nhan: Line,
    pub tieu_de: Option<Line>,
    pub trich_yeu: Option<Line>,
    pub kem_theo: Option<Line>,
}

/// Is one part of a paper.
#[derive(Debug, Deserialize)]
#[serde(tag = "phan", rename_all = "kebab-case")]
pub(super) enum Part {
    Trang(Box<Sheet>),
    Dau(Box<Head>),
    TenLoai(Title),
    QuocHieu(Box<StateHead>),
    KinhGui(Addressees),
    /// Each on a line of its own below the label.
    KinhGuiGach(ListedAddressees),
    CanCu {
        ds: Vec<Vec<Run>>,
    },
    /// The command of a decision, line by line.
    MenhLenh {
        dong: Vec<Vec<Run>>,
    },
    /// A block of the content; `giu`: the paper's ending keeps to it.
    Khoi {
        b: Passage,
        #[serde(default)]
        giu: bool,
    },
    Bang(Ruled),
    Ket(Box<Ending>),
    KetKy(Box<Signatures>),
    PhuLuc(AnnexHead),
    /// The pages are turned, or turned back.
    Chieu {
        ngang: bool,
    },
    /// The width (pt) of the next line of the part before.
    Rong {
        rong: f64,
    },
}

/// Is a paper as its parts were given it; with each part the widths of its lines (pt).
#[derive(Debug)]
pub struct Paper {
    pub(super) sheet: Box<Sheet>,
    pub(super) parts: Vec<(Part, Vec<f64>)>,
}

/// Reads what the parts of the look left.
///
/// # Errors
/// Says which part cannot be read: templates of another release left it, or none was left.
pub fn read(values: Vec<Value>) -> Result<Paper, String> {
    let mut sheet = None;
    let mut parts: Vec<(Part, Vec<f64>)> = Vec::new();
    for value in values {
        let name = value.get("phan").and_then(Value::as_str).unwrap_or_default().to_owned();
        let part = Part::deserialize(value).map_err(|error| format!("phần `{name}`: {error}"))?;
        match (part, parts.last_mut()) {
            (Part::Trang(own), _) => sheet = Some(own),
            (Part::Rong { rong }, Some((_, widths))) => widths.push(rong),
            (Part::Rong { .. }, None) => {}
            (part, _) => parts.push((part, Vec::new())),
        }
    }
    Ok(Paper { sheet: sheet.ok_or("không có phần `trang`")?, parts })
}
