//! Comes in: the papers of a dossier and how many pages each has. Goes out: the
//! Typst source of the sheet on which they are handed in for signing. Must not
//! know: what Typst makes of it.

use minijinja::{Environment, UndefinedBehavior, Value};

use super::context::{printed_symbol, rules_import};
use super::facts::map;
use super::render::{PdfInfo, dress};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic};
use crate::model::Document;
use crate::rules::RuleSet;
use crate::text::one_line;

const TEMPLATE: &str = "the-thuc/trinh-ky.typ.j2";
const LABEL: &str = "PHIẾU TRÌNH KÝ";
const COLUMNS: [&str; 6] = ["TT", "Số, ký hiệu", "Tên loại, trích yếu", "Trang", "Người ký", "Đã ký"];

/// Is a paper on the signing sheet.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Number and symbol, as printed.
    pub symbol: String,
    /// The kind and the summary.
    pub title: String,
    /// Who signs: title, name.
    pub signer: [String; 2],
    /// How many pages it has.
    pub pages: usize,
}

impl SheetLine {
    /// Gives the line of a paper; none if nobody signs it.
    #[must_use]
    pub fn of(document: &Document, rules: &RuleSet) -> Option<Self> {
        let signer = document.signer.as_ref()?;
        let summary = document.summary.as_ref().map_or("", |summary| summary.as_str());
        Some(Self {
            symbol: printed_symbol(document, &rules.text),
            title: one_line(&format!("{} {summary}", document.kind.name)).trim().to_owned(),
            signer: [&signer.title, &signer.name].map(|text| text.as_str().to_owned()),
            pages: 0,
        })
    }
}

/// Is what stands above the lines.
#[derive(Debug, Clone)]
pub struct SheetHead {
    parent: Option<String>,
    office: String,
    title: Option<String>,
}

impl SheetHead {
    /// Takes the heads from any paper of the dossier.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let issuer = &document.office.issuer;
        let dossier = &document.dossier;
        let event = dossier.event.as_ref().map(|event| &event.name);
        Self {
            parent: issuer.parent.as_ref().map(|text| text.as_str().to_owned()),
            office: issuer.name.as_str().to_owned(),
            title: dossier.title.as_ref().or(event).map(|text| one_line(text.as_str())),
        }
    }
}

/// Writes the source of a signing sheet.
///
/// # Errors
/// Gives a finding about the template.
pub fn render_sheet(
    head: &SheetHead,
    lines: &[SheetLine],
    rules: &RuleSet,
    info: &PdfInfo,
    assets: &Assets,
) -> Result<String, Box<Diagnostic>> {
    let mut environment = dress(Environment::new(), assets);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let values = map([
        ("tep_quy_tac", rules_import(rules).into()),
        ("trang", page(head, info)),
        ("phieu", sheet(head, lines)),
    ]);
    environment
        .get_template(TEMPLATE)
        .and_then(|template| template.render(values))
        .map_err(|error| Box::new(Diagnostic::new(Code::TEMPLATE, format!("mẫu `{TEMPLATE}`: {error}"))))
}

fn page(head: &SheetHead, info: &PdfInfo) -> Value {
    use chrono::Datelike as _;
    let date = info.date;
    let title = one_line(&format!("Phiếu trình ký {}", head.title.as_deref().unwrap_or_default()));
    map([
        ("tieu_de", title.trim().into()),
        ("tac_gia", head.office.as_str().into()),
        ("ngay", Value::from_iter([i64::from(date.year()), i64::from(date.month()), i64::from(date.day())])),
        ("kho", "A4".into()),
        ("phong", info.fonts.iter().map(String::as_str).collect()),
    ])
}

fn sheet(head: &SheetHead, lines: &[SheetLine]) -> Value {
    let maybe = |text: &Option<String>| text.as_deref().map_or(Value::from(()), Value::from);
    let line = |line: &SheetLine| {
        map([
            ("so", line.symbol.as_str().into()),
            ("ten", line.title.as_str().into()),
            ("trang", line.pages.into()),
            ("ky", line.signer.iter().map(String::as_str).collect()),
        ])
    };
    map([
        ("cap_tren", maybe(&head.parent)),
        ("co_quan", head.office.as_str().into()),
        ("nhan", LABEL.into()),
        ("tieu_de", maybe(&head.title)),
        ("cot", COLUMNS.iter().copied().collect()),
        ("dong", lines.iter().map(line).collect()),
    ])
}
