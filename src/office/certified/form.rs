//! Comes in: who copies, on which day, in which form. Goes out: what the rule set of that day says of
//! such a copy. Must not know: pages, how anything is kept.

use std::sync::Arc;

use chrono::NaiveDate;

use super::CopyAsked;
use super::original::Original;
use crate::diag::{Code, Diagnostic, Findings, Text};
use crate::kind::Side;
use crate::model::{Issuer, Office, Signer};
use crate::office::desk::Desk;
use crate::pipeline::examine::SHIPPED_FONT;
use crate::rules::{Rule, RuleSet, fill, rule_set};
use crate::template::{CopyBlock, CopyHead};

/// Names the forms: the word, the rule set's name for it.
const FORMS: [(&str, &str); 3] = [("sao-y", "sao_y"), ("sao-luc", "sao_luc"), ("trich-sao", "trich_sao")];

/// Is the form of a copy, and who makes it.
pub(super) struct Form {
    pub(super) rules: Arc<RuleSet>,
    pub(super) issuer: Issuer,
    pub(super) signer: Signer,
    pub(super) day: NaiveDate,
    pub(super) digital: bool,
    place: String,
    fonts: Vec<String>,
    recipients: Vec<String>,
    title: String,
    /// Which of the forms; nothing where the rule set has one only.
    which: Option<usize>,
}

impl Form {
    /// Chooses the form of a copy.
    ///
    /// # Errors
    /// Gives findings if the rule set of the day has no such form, or it is not clear who signs.
    pub(super) fn of(
        desk: &Desk<'_>,
        (office, asked): (&Office, &CopyAsked),
        original: &Original,
        day: NaiveDate,
    ) -> Result<Self, Findings> {
        let issuer = issuer(office, asked, original)?;
        let rules = rules_of(desk, office, issuer.side, day)?;
        let which = which(&rules, asked)?;
        let signer = signer(office, asked)?;
        of_side(&signer, issuer.side)?;
        let mut fonts: Vec<String> = office.font.iter().map(|font| font.as_str().to_owned()).collect();
        fonts.push(SHIPPED_FONT.to_owned());
        Ok(Self {
            rules,
            issuer,
            signer,
            day,
            digital: office.signs_digitally,
            place: office.place.as_str().to_owned(),
            fonts,
            recipients: asked.recipients.clone(),
            title: format!("Bản sao {}", original.told),
            which,
        })
    }

    /// Tells whether copies of the rule set bear numbers: where they have a head.
    pub(super) fn is_numbered(&self) -> bool {
        self.which.is_some()
    }

    /// Gives the word for the form: `sao-y`.
    pub(super) fn word(&self) -> Option<&'static str> {
        self.which.map(|which| FORMS[which].0)
    }

    /// Gives the form as it is printed: `SAO Y`.
    pub(super) fn printed(&self) -> &str {
        self.which.map_or("", |which| words(&self.rules, FORMS[which].1))
    }

    /// Gives what stands behind the number: `/SY-UBND`, `BS/ĐU`.
    pub(super) fn symbol(&self) -> String {
        let tail = self.filled("");
        tail.strip_prefix('-').map_or_else(|| tail.clone(), str::to_owned)
    }

    fn filled(&self, number: &str) -> String {
        let mark = self.which.map_or("", |which| words(&self.rules, &format!("{}_ky_hieu", FORMS[which].1)));
        let values = [("so", number), ("hinh_thuc", mark), ("co_quan", self.issuer.symbol.as_str())];
        fill(words(&self.rules, "so"), &values)
    }

    /// Says what stands under the document.
    pub(super) fn block(&self, number: Option<u32>) -> CopyBlock<'_> {
        let head = number.filter(|_| self.is_numbered()).map(|number| CopyHead {
            form: self.printed().to_owned(),
            symbol: self.filled(&self.rules.text.number(Some(number), "")),
            place: self.place.clone(),
        });
        CopyBlock {
            issuer: &self.issuer,
            signer: &self.signer,
            rules: &self.rules,
            head,
            recipients: self.recipients.clone(),
            title: self.title.clone(),
            day: self.day,
            fonts: self.fonts.clone(),
        }
    }

    /// Gives a length (pt) of the rule set; of a rule set without copies nothing is asked.
    pub(super) fn length(&self, path: &str) -> f64 {
        self.rules.values.number(path).unwrap_or_default()
    }

    /// Tells whether an electronic copy has a field for who copies, beside the organ's.
    pub(super) fn has_person(&self) -> bool {
        flag(&self.rules, "o_nguoi")
    }

    /// Tells what is not as the rule wants scans to be.
    pub(super) fn scanned(&self, original: &Original) -> Option<Diagnostic> {
        let source = &original.source;
        let least = self.length("ban_sao.quet_dpi");
        let mut faults = Vec::new();
        if source.version.as_str() < "1.4" {
            faults.push(format!("PDF {}, cần từ 1.4", source.version));
        }
        match source.scan {
            None => faults.push("không phải ảnh quét của tờ giấy".to_owned()),
            Some(scan) => {
                if f64::from(scan.dpi) < least {
                    faults.push(format!("{} điểm trên inch, cần ít nhất {least:.0}", scan.dpi));
                }
                if !scan.colour {
                    faults.push("không phải ảnh màu".to_owned());
                }
            }
        }
        let hint = "quét lại tờ giấy có đủ chữ ký, con dấu: ảnh màu, đúng cỡ thật";
        let message = format!("`{}`: {}", original.name, faults.join("; "));
        (!faults.is_empty()).then(|| Diagnostic::new(Code::COPY_SCAN, message).hint(hint))
    }
}

/// Gives the rule set that says how an organ of a side copies on a day.
///
/// # Errors
/// Gives findings if there is none.
pub(super) fn rules_of(
    desk: &Desk<'_>,
    office: &Office,
    side: Side,
    day: NaiveDate,
) -> Result<Arc<RuleSet>, Findings> {
    let own = office.rules.as_ref().map(Text::as_str);
    let own = own.filter(|name| desk.stock.rules.iter().any(|set| set.id == *name && set.side == side));
    Ok(Arc::clone(rule_set(&desk.stock.rules, side, own, Some(day))?))
}

/// Gives the forms a rule set has, each with its word and as it is printed; none where it has one only.
pub(super) fn forms(rules: &RuleSet) -> Vec<(&'static str, String)> {
    if !flag(rules, "co_dau") {
        return Vec::new();
    }
    FORMS.iter().map(|(word, name)| (*word, words(rules, name).to_owned())).collect()
}

/// Tells whether a rule set has electronic copies.
pub(super) fn has_electronic(rules: &RuleSet) -> bool {
    rules.values.find("ban_sao.o_rong").is_some()
}

fn words<'a>(rules: &'a RuleSet, name: &str) -> &'a str {
    match rules.values.find(&format!("ban_sao.{name}")) {
        Some(Rule::Text(text)) => text,
        _ => "",
    }
}

fn flag(rules: &RuleSet, name: &str) -> bool {
    matches!(rules.values.find(&format!("ban_sao.{name}")), Some(Rule::Flag(true)))
}

/// Finds the organ that copies: the one that is named, else the paper's own, else the office.
fn issuer(office: &Office, asked: &CopyAsked, original: &Original) -> Result<Issuer, Findings> {
    if let Some(name) = &asked.unit {
        let known: Vec<&str> = office.issuers.iter().map(|(name, _)| name.as_str()).collect();
        return office.unit(name).cloned().ok_or_else(|| {
            let message = format!("co-quan.yaml không có đơn vị `{name}`");
            let finding = Diagnostic::new(Code::FIELD_REFERENCE, message);
            finding.hint(format!("các đơn vị: {}", known.join(", "))).into()
        });
    }
    let own = original.entry.as_ref().and_then(|entry| office.organ(&entry.organ));
    Ok(own.unwrap_or(&office.issuer).clone())
}

/// Finds who signs.
fn signer(office: &Office, asked: &CopyAsked) -> Result<Signer, Findings> {
    let found = match (&asked.signer, office.signers.as_slice()) {
        (Some(name), _) => office.signer(name),
        (None, [(_, only)]) => Some(only),
        _ => None,
    };
    found.cloned().ok_or_else(|| {
        let known: Vec<&str> = office.signers.iter().map(|(name, _)| name.as_str()).collect();
        let message = asked.signer.as_ref().map_or_else(
            || "chưa nói ai ký bản sao".to_owned(),
            |name| format!("co-quan.yaml không có người ký `{name}`"),
        );
        let hint = format!("thêm --nguoi-sao và một trong: {}", known.join(", "));
        Diagnostic::new(Code::COPY_SIGNER, message).hint(hint).into()
    })
}

/// Refuses the authority of the other side: `T/M` on a copy of an organ of the State, `TM.` on one of the
/// Party's.
fn of_side(signer: &Signer, side: Side) -> Result<(), Findings> {
    let wrong = |line: &&Text| {
        let first = line.as_str().split_whitespace().next().unwrap_or_default();
        match side {
            Side::Party => ["TM.", "KT.", "TL.", "TUQ."].contains(&first),
            Side::State => ["T/M", "K/T", "T/L"].contains(&first),
        }
    };
    let Some(line) = signer.authority.iter().find(wrong) else { return Ok(()) };
    let message =
        format!("`{}` ({}) không phải cách ký của {}", line.as_str(), signer.name.as_str(), side.name());
    let hint = "chọn người ký của đúng hệ sau --nguoi-sao, hoặc cơ quan sao sau --don-vi";
    Err(Diagnostic::new(Code::COPY_SIGNER, message).hint(hint).into())
}

/// Chooses the form.
fn which(rules: &RuleSet, asked: &CopyAsked) -> Result<Option<usize>, Findings> {
    let refuse =
        |message: String, hint: &str| Err(Diagnostic::new(Code::COPY_FORM, message).hint(hint).into());
    if rules.values.find("ban_sao").is_none() {
        let message = format!("bộ quy tắc `{}` không nói gì về bản sao", rules.id);
        return refuse(message, "chép nhóm ban_sao của bộ quy tắc có sẵn vào bộ quy tắc riêng");
    }
    if asked.electronic {
        if !has_electronic(rules) {
            let message = format!("{} không có bản sao điện tử", rules.name);
            return refuse(message, "bỏ --dien-tu; hoặc sao vào ngày đã có quy định về bản sao điện tử");
        }
        if asked.form.is_some() || !asked.pages.is_empty() {
            let message = "bản sao điện tử là cả văn bản, chữ trên ô do người ký ghi".to_owned();
            return refuse(message, "bỏ --hinh-thuc, --trang");
        }
        return Ok(None);
    }
    if !flag(rules, "co_dau") {
        if asked.form.is_some() || !asked.pages.is_empty() {
            let message = format!("{} chỉ còn một hình thức: Bản sao văn bản, của cả văn bản", rules.name);
            return refuse(message, "bỏ --hinh-thuc, --trang");
        }
        return Ok(None);
    }
    let word = asked.form.as_deref().unwrap_or(if asked.pages.is_empty() { "sao-y" } else { "trich-sao" });
    let Some(which) = FORMS.iter().position(|(name, _)| *name == word) else {
        let known: Vec<&str> = FORMS.iter().map(|(name, _)| *name).collect();
        return refuse(
            format!("không có hình thức sao `{word}`"),
            &format!("các hình thức: {}", known.join(", ")),
        );
    };
    if (word == "trich-sao") == asked.pages.is_empty() {
        let message =
            "trích sao là sao một phần: phải nói những trang nào; sao y, sao lục thì cả văn bản".to_owned();
        return refuse(message, "`vanthu sao … --hinh-thuc trich-sao --trang 2-3`");
    }
    Ok(Some(which))
}
