//! Comes in: who copies a document, in which form, on what page. Goes out: the Typst source of what
//! stands under it. Must not know: the document, how far down its text reaches.

use chrono::{Datelike, NaiveDate};
use minijinja::Value;

use super::blocks::name;
use super::book::filled;
use super::context::{rules_import, signer};
use super::facts::map;
use crate::assets::Assets;
use crate::diag::Diagnostic;
use crate::model::{Issuer, Signer};
use crate::rules::{Rule, RuleSet, fill};
use crate::text::one_line;

/// Is what stands under a document that is copied.
#[derive(Debug, Clone)]
pub struct CopyBlock<'a> {
    /// Who copies.
    pub issuer: &'a Issuer,
    /// Who signs the copy.
    pub signer: &'a Signer,
    /// The rule set of the day.
    pub rules: &'a RuleSet,
    /// What copies of the rule set have in their head; nothing where they have none.
    pub head: Option<CopyHead>,
    /// Whom it goes to, without the line that says where it is kept.
    pub recipients: Vec<String>,
    /// What the file is called.
    pub title: String,
    /// The day it is made.
    pub day: NaiveDate,
    /// The fonts, the first that has a letter first.
    pub fonts: Vec<String>,
}

/// Is the head of a copy.
#[derive(Debug, Clone)]
pub struct CopyHead {
    /// The form: `SAO Y`.
    pub form: String,
    /// Number and symbol: `01/SY-UBND`.
    pub symbol: String,
    /// Before the date: `Hưng Chính`.
    pub place: String,
}

impl CopyBlock<'_> {
    /// Writes the source: a page of a size (pt) with the block so far (pt) below its upper edge, or at
    /// the top of it.
    ///
    /// # Errors
    /// Gives a finding about the template.
    pub fn source(
        &self,
        assets: &Assets,
        (width, height): (f64, f64),
        top: Option<f64>,
    ) -> Result<String, Box<Diagnostic>> {
        let values = map([
            ("tep_quy_tac", rules_import(self.rules).into()),
            ("tep", self.file((width, height))),
            ("sao", self.block(top)),
        ]);
        filled(assets, "the-thuc/ban-sao.typ.j2", values)
    }

    fn file(&self, (width, height): (f64, f64)) -> Value {
        let day = [i64::from(self.day.year()), i64::from(self.day.month()), i64::from(self.day.day())];
        map([
            ("tieu_de", one_line(&self.title).into()),
            ("tac_gia", self.issuer.proper.as_str().into()),
            ("ngay", Value::from_iter(day)),
            ("phong", self.fonts.iter().map(String::as_str).collect()),
            ("rong", width.into()),
            ("cao", height.into()),
        ])
    }

    fn block(&self, top: Option<f64>) -> Value {
        let rules = &self.rules.values;
        let none = || Value::from(());
        let stamp = match (rules.find("ban_sao.dau_in"), rules.find("ban_sao.dau_chu")) {
            (Some(Rule::Flag(true)), Some(Rule::Text(words))) => words.as_str().into(),
            _ => none(),
        };
        map([
            ("tren", top.map_or_else(none, Value::from)),
            ("dau", self.head.as_ref().map_or_else(none, |head| self.head(head))),
            ("dau_in", stamp),
            ("noi_nhan", if self.head.is_some() { self.recipients() } else { none() }),
            ("nguoi_ky", signer(self.signer, &self.rules.text)),
        ])
    }

    fn head(&self, head: &CopyHead) -> Value {
        let text = &self.rules.text;
        let above = matches!(self.rules.values.find("ban_sao.cap_tren"), Some(Rule::Flag(true)));
        let parent = self.issuer.head.parent.as_deref().filter(|_| above);
        let (day, month) = (text.padding.day(self.day.day()), text.padding.month(self.day.month()));
        let year = self.day.year().to_string();
        let values = [("dia_danh", head.place.as_str()), ("ngay", &day), ("thang", &month), ("nam", &year)];
        map([
            ("cap_tren", parent.map_or(Value::from(()), name)),
            ("co_quan", name(&self.issuer.head.name)),
            ("hinh_thuc", head.form.as_str().into()),
            ("so", format!("{}{}", text.number_prefix, head.symbol).into()),
            ("ngay", fill(&text.place_date, &values).into()),
        ])
    }

    fn recipients(&self) -> Value {
        let text = &self.rules.text;
        let own = self.issuer.kept_at.as_str();
        let kept = if own.is_empty() { text.kept_at.as_str() } else { own };
        let kept = fill(&text.kept, &[("luu", kept), ("don_vi", ""), ("nguoi_soan", "")]);
        let lines: Vec<String> = self.recipients.iter().cloned().chain([kept]).collect();
        let dressed = lines.iter().enumerate();
        let dressed = dressed.map(|(at, line)| name(&text.recipients.dress(line, at, lines.len())));
        map([("nhan", text.recipients_label.as_str().into()), ("dong", dressed.collect())])
    }
}
