//! Comes in: a document and its rule set. Goes out: the values its templates
//! print, dressed in the marks of the rule set. Must not know: how a value
//! looks.

use chrono::{Datelike, NaiveDate};
use minijinja::Value;

use super::blocks::{blocks, name, plain};
use super::facts::{Facts, cited_day, cited_long, clock, day, map};
use super::styled::{italic, signed};
use crate::diag::Text;
use crate::model::{Annex, Block, Body, Document, Form, Own, Runs, Signer};
use crate::rules::{Rule, RuleSet, TextRules, fill};
use crate::text::{one_line, roman_numeral};

fn text(text: &Text) -> Value {
    text.as_str().into()
}

/// Gives a name or a title, which breaks between words only.
fn titled(value: Option<&Runs>) -> Value {
    value.map_or(Value::from(()), |line| name(&signed(line)))
}

/// Gives a line with its styles.
fn line(line: &Runs) -> Value {
    signed(line).into()
}

/// Gives everything the templates of a document may print.
pub(super) fn context(
    document: &Document,
    rules: &RuleSet,
    facts: &Facts,
    fonts: &[String],
    day_of_file: NaiveDate,
) -> Value {
    let text_rules = &rules.text;
    let mut values = vec![
        ("quy_tac", rule(&rules.values)),
        ("tep_quy_tac", rules_import(rules).into()),
        ("trang", page(document, fonts, day_of_file)),
        ("dau", head(document, text_rules)),
        ("ten_loai", title(document, text_rules)),
        ("kinh_gui", addressees(document, text_rules)),
        ("can_cu", basis(&document.basis, text_rules)),
        ("noi_dung", content(&document.body, text_rules)),
        ("truong", own_fields(document, text_rules)),
        ("tac_gia", author(document).into()),
        ("hinh_thuc", form(document.form).into()),
        ("ket", end(document, rules)),
        ("phu_luc", annexes(document, text_rules)),
        ("khach", Value::from(())),
        ("kich_thuoc", measures(document)),
        ("than", document.kind.body.of(document.issuer.side).as_str().into()),
    ];
    for name in ["su_kien", "co_quan", "ho_so", "du_lieu", "van_ban"] {
        if let Ok(value) = facts.values.get_attr(name)
            && !value.is_undefined()
        {
            values.push((name, value));
        }
    }
    map(values)
}

/// Gives what a copy with a number of its own prints otherwise.
pub(super) fn numbered(
    document: &Document,
    number: Option<u32>,
    rules: &TextRules,
) -> [(&'static str, Value); 2] {
    let mut own = document.clone();
    own.symbol.number = number;
    [("dau", head(&own, rules)), ("phu_luc", annexes(&own, rules))]
}

/// Gives the kind's own measures.
fn measures(document: &Document) -> Value {
    map(document.kind.measures.iter().map(|(name, value)| (name.as_str(), (*value).into())))
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Paper => "van-ban",
        Form::Sheet => "tai-lieu",
        Form::Annex => "phu-luc",
    }
}

/// Names the file in which Typst finds a rule set, from the root.
pub(super) fn rules_path(rules: &RuleSet) -> String {
    format!("quy-tac/{}.typ", rules.id)
}

/// Names it as an import has it.
pub(super) fn rules_import(rules: &RuleSet) -> String {
    format!("/{}", rules_path(rules))
}

pub(super) fn rule(value: &Rule) -> Value {
    match value {
        Rule::Number(number) => (*number).into(),
        Rule::Text(text) => text.as_str().into(),
        Rule::Flag(flag) => (*flag).into(),
        Rule::Group(entries) => map(entries.iter().map(|(name, value)| (name.as_str(), rule(value)))),
    }
}

fn author(document: &Document) -> String {
    document.office.author(&document.issuer, &document.co_issuers, document.signer.as_ref())
}

/// Ends the name of a landscape sheet: `A4 ngang`.
const SIDEWAYS: &str = " ngang";

fn page(document: &Document, fonts: &[String], date: NaiveDate) -> Value {
    let kind = document.kind.name.as_str();
    let summary = document.summary.as_ref().map_or("", |summary| summary.as_str());
    let duplex = document.duplex.then(|| ("hai_mat", true.into()));
    let facts = [
        ("tieu_de", one_line(&format!("{kind} {summary}")).into()),
        ("tac_gia", author(document).into()),
        ("ngay", Value::from_iter([i64::from(date.year()), i64::from(date.month()), i64::from(date.day())])),
        ("kho", document.paper.strip_suffix(SIDEWAYS).unwrap_or(&document.paper).into()),
        ("ngang", document.is_landscape().into()),
        ("phong", fonts.iter().map(String::as_str).collect()),
    ];
    map(facts.into_iter().chain(duplex))
}

fn head(document: &Document, rules: &TextRules) -> Value {
    let number = match document.form {
        Form::Paper => number_line(document, rules),
        _ => Value::from(()),
    };
    let contact = document.contact.as_ref().filter(|_| rules.contact_first && document.form == Form::Paper);
    let under = document.kind.summary_under_number.then_some(document.summary.as_ref()).flatten();
    // Several organs stand side by side, none above them (HD05 §2.2.3).
    let others = &document.co_issuers;
    let parent = document.issuer.head.parent.as_deref().filter(|_| others.is_empty());
    let organs: Vec<&str> =
        std::iter::once(&document.issuer).chain(others).map(|organ| organ.head.name.as_str()).collect();
    map([
        ("cap_tren", parent.map_or(Value::from(()), name)),
        ("co_quan", name(&joined(&organs))),
        ("so", number),
        (
            "ngay",
            if document.kind.undated.contains(&document.issuer.side) {
                Value::from(())
            } else {
                place_date(document, rules)
            },
        ),
        ("trich_yeu", under.map_or(Value::from(()), |summary| name(&letter_summary(summary, rules)))),
        (
            "du_thao",
            document.draft.map_or(Value::from(()), |draft| drafted(draft, &rules.draft_label).into()),
        ),
        ("khan", document.urgency.as_ref().map_or(Value::from(()), |urgency| urgency.to_uppercase().into())),
        (
            "pham_vi",
            document.circulation.as_ref().map_or(Value::from(()), |who| signed(who).to_uppercase().into()),
        ),
        ("lien_he", contact.map_or(Value::from(()), |who| plain(&signed(who)))),
    ])
}

/// Writes which draft it is; one that says no number leaves out the word for it, too: `Dự thảo`.
fn drafted(draft: u32, label: &str) -> String {
    match draft {
        0 => label.rsplit_once(' ').map_or(label, |(label, _)| label).to_owned(),
        draft => format!("{label} {draft}"),
    }
}

/// Is how many letters of organs' names stand on one line of the head.
const ONE_LINE: usize = 30;

/// Joins the names of organs that issue a paper together: on one line, or a line for each.
fn joined(organs: &[&str]) -> String {
    let line = organs.join(" - ");
    if line.chars().count() <= ONE_LINE { line } else { organs.join(" -\n") }
}

/// Gives number and symbol as they are printed, a blank for a number to come.
pub(super) fn printed_symbol(document: &Document, rules: &TextRules) -> String {
    symbol(document, rules, &rules.number(document.symbol.number, &rules.number_blank))
}

/// Writes number and symbol: `33-GM/ĐU`.
pub(super) fn symbol(document: &Document, rules: &TextRules, number: &str) -> String {
    rules.symbol(number, &document.symbol)
}

/// Writes the number's line in runs: the number itself is a place that may be
/// filled in later.
fn number_line(document: &Document, rules: &TextRules) -> Value {
    let number = rules.number(document.symbol.number, &rules.number_blank);
    let line = format!("{}{}", rules.number_prefix, symbol(document, rules, HOLE));
    places(&line, &[("so", &number, document.symbol.number.is_none())])
}

/// Stands for a place while a line is put together.
const HOLE: &str = "\u{fffc}";

/// Cuts a line into runs at its places, each filled with a value; a place is
/// named, has its value and says whether that is still a blank.
fn places(line: &str, values: &[(&str, &str, bool)]) -> Value {
    let mut runs: Vec<Value> = Vec::new();
    for (index, text) in line.split(HOLE).enumerate() {
        if let Some((name, value, blank)) = index.checked_sub(1).and_then(|at| values.get(at)) {
            runs.push(map([("t", (*value).into()), ("o", (*name).into()), ("trong", (*blank).into())]));
        }
        if !text.is_empty() {
            runs.push(map([("t", text.into())]));
        }
    }
    runs.into_iter().collect()
}

fn letter_summary(summary: &Runs, rules: &TextRules) -> String {
    let prefix = &rules.letter_summary_prefix;
    let typed = summary.as_str();
    let labelled = typed.starts_with("về ") || typed.starts_with(prefix.as_str());
    let summary = signed(summary);
    if labelled { summary } else { format!("{prefix}{summary}") }
}

/// Writes place and date; a day not known yet is left blank, and so is a month
/// the paper does not say; the year is then the meeting's.
fn place_date(document: &Document, rules: &TextRules) -> Value {
    let blank = rules.day_blank.clone();
    let (day, month, year) = match (&document.date, document.month, document.event_date()) {
        (Some((date, _)), ..) => {
            (rules.padding.day(date.day()), rules.padding.month(date.month()), date.year().to_string())
        }
        (None, Some(month), _) => (blank, rules.padding.month(month.number()), month.year().to_string()),
        (None, None, Some(event)) => (blank.clone(), blank, event.year().to_string()),
        (None, None, None) => (blank.clone(), blank.clone(), blank),
    };
    let place = document.office.place.as_str();
    let open = document.date.is_none();
    let line =
        fill(&rules.place_date, &[("dia_danh", place), ("ngay", HOLE), ("thang", HOLE), ("nam", &year)]);
    // The pattern decides which of them comes first.
    let at = |name: &str| rules.place_date.find(name);
    let no_month = open && document.month.is_none();
    let mut values = [("ngay", day.as_str(), open), ("thang", month.as_str(), no_month)];
    values.sort_by_key(|(name, ..)| at(&format!("{{{name}}}")));
    places(&line, &values)
}

/// Gives the lines of the title. Where a kind has no name to print, the line
/// below stands in its place; a summary under the number is not said again.
fn title(document: &Document, rules: &TextRules) -> Value {
    let kind = &document.kind;
    let summary = document.summary.as_ref().filter(|_| kind.heading.is_some() || !kind.summary_under_number);
    let mut lines = [document.author.as_ref(), summary].into_iter();
    let name: Value = match &kind.heading {
        Some(heading) => heading.as_str().into(),
        None => match lines.by_ref().flatten().next() {
            Some(line) => one_line(line.as_str()).into(),
            None => return Value::from(()),
        },
    };
    let rest: Vec<Option<&Runs>> = lines.collect();
    let author = if kind.heading.is_some() { rest.first().copied().flatten() } else { None };
    map([
        ("ten", name),
        ("tac_gia", titled(author)),
        (
            "trich_yeu",
            rest.last().copied().flatten().map_or(Value::from(()), |line| summary_line(line, rules)),
        ),
        ("gach", some(&rules.title_hyphens)),
    ])
}

/// Gives a text, or none where it is empty.
fn some(text: &str) -> Value {
    if text.is_empty() { Value::from(()) } else { text.into() }
}

/// Gives a summary, with a capital at its start where the rule set has one.
fn summary_line(line: &Runs, rules: &TextRules) -> Value {
    let text = signed(line);
    name(&if rules.summary_capital { capital(&text) } else { text })
}

/// Writes the first letter as a capital.
fn capital(text: &str) -> String {
    let Some((at, first)) = text.char_indices().find(|(_, letter)| letter.is_alphanumeric()) else {
        return text.to_owned();
    };
    let raised: String = first.to_uppercase().collect();
    format!("{}{raised}{}", &text[..at], &text[at + first.len_utf8()..])
}

fn addressees(document: &Document, rules: &TextRules) -> Value {
    let (label, names) = if document.superiors.is_empty() {
        (&rules.addressee_label, &document.addressees)
    } else {
        (&rules.superior_label, &document.superiors)
    };
    if names.is_empty() {
        return Value::from(());
    }
    let lines = names
        .iter()
        .enumerate()
        .map(|(index, name)| rules.addressee.dress(&signed(name), index, names.len()));
    // A single addressee needs no closing mark.
    let lines: Value = if names.len() == 1 {
        names.iter().map(|one| name(&signed(one))).collect()
    } else {
        lines.map(|line| name(&line)).collect()
    };
    map([("nhan", label.as_str().into()), ("dong", lines)])
}

fn basis(basis: &[Runs], rules: &TextRules) -> Value {
    basis
        .iter()
        .enumerate()
        .map(|(index, line)| rules.basis.dress(&signed(line), index, basis.len()))
        .map(|line| if rules.basis_italic { plain(&italic(&line)) } else { plain(&line) })
        .collect()
}

fn end(document: &Document, rules: &RuleSet) -> Value {
    if document.form != Form::Paper {
        return Value::from(());
    }
    let values = &rules.values;
    let rules = &rules.text;
    let contact = document.contact.as_ref().filter(|_| !rules.contact_first);
    let drafter = document.drafter.as_ref().filter(|_| !rules.kept.contains(DRAFTER));
    let usual = [
        ("noi_nhan", recipients(document, rules)),
        ("nguoi_soan", drafter.map_or(Value::from(()), |who| who.as_str().to_uppercase().into())),
        ("nguoi_ky", document.signer.as_ref().map_or(Value::from(()), |who| signer(who, rules))),
        ("lien_he", contact.map_or(Value::from(()), |who| plain(&signed(who)))),
        (
            "khong_pho_bien",
            if document.unpublished { rules.unpublished.as_str().into() } else { Value::from(()) },
        ),
    ];
    let several = (!document.co_signers.is_empty()).then(|| ("ky", signers(document, rules)));
    let confirmed = document.confirmer.as_ref().map(|who| {
        let pattern = match values.find("chu.xac_nhan_chu_ky") {
            Some(Rule::Text(pattern)) => pattern.as_str(),
            _ => "",
        };
        let whose = document.signer.as_ref().map_or("", |signer| signer.name.as_str());
        [("xac_nhan", signer(who, rules)), ("loi", name(&fill(pattern, &[("ho_ten", whose)])))]
    });
    map(usual.into_iter().chain(several).chain(confirmed.into_iter().flatten()))
}

/// Gives all who sign, row by row: the one responsible on the right of the first, the others in
/// their order. On a paper of several organs each puts the seal of their own.
fn signers(document: &Document, rules: &TextRules) -> Value {
    let Some(main) = &document.signer else { return Value::from(()) };
    let organs = std::iter::once(&document.issuer).chain(&document.co_issuers);
    let seals: Vec<String> = match document.co_issuers.len() {
        0 => Vec::new(),
        _ => organs.map(|organ| one_line(organ.name.as_str())).collect(),
    };
    let sealed = |(at, who): (usize, &Signer)| match seals.get(at) {
        Some(seal) => map(signer_values(who, rules).into_iter().chain([("dau_cua", seal.as_str().into())])),
        None => signer(who, rules),
    };
    let mut rows: Vec<Value> =
        std::iter::once(main).chain(&document.co_signers).enumerate().map(sealed).collect();
    rows.swap(0, 1);
    rows.into_iter().collect()
}

/// Stands for the drafter in the line that says where a paper is kept.
const DRAFTER: &str = "nguoi_soan}";

fn recipients(document: &Document, rules: &TextRules) -> Value {
    let mut lines: Vec<String> = Vec::new();
    let addressed = !document.addressees.is_empty() || !document.superiors.is_empty();
    if document.kind.sends_above(document.issuer.side, addressed) {
        lines.push(rules.as_above.clone());
    }
    lines.extend(document.recipients.iter().map(signed));
    let mut places: Vec<String> = document.kept_at.iter().map(signed).collect();
    if places.is_empty() {
        let own = document.issuer.kept_at.as_str();
        places.push(if own.is_empty() { rules.kept_at.clone() } else { own.to_owned() });
    }
    let drafter = document.drafter.as_ref().map_or_else(String::new, |who| who.as_str().to_uppercase());
    let values =
        [("luu", places.join(", ")), ("don_vi", document.symbol.unit.clone()), ("nguoi_soan", drafter)];
    lines.push(fill(&rules.kept, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    let dressed: Value = lines
        .iter()
        .enumerate()
        .map(|(index, line)| name(&rules.recipients.dress(line, index, lines.len())))
        .collect();
    map([("nhan", rules.recipients_label.as_str().into()), ("dong", dressed)])
}

pub(super) fn signer(signer: &Signer, rules: &TextRules) -> Value {
    map(signer_values(signer, rules))
}

fn signer_values(signer: &Signer, rules: &TextRules) -> Vec<(&'static str, Value)> {
    let mut values = vec![
        ("quyen_han", signer.authority.iter().map(|line| name(line.as_str())).collect()),
        ("chuc_vu", signer.title_lines.iter().map(|line| name(line)).collect()),
        ("kiem", signer.also.as_ref().map_or(Value::from(()), |also| name(also.as_str()))),
        // The title is bold only where it stands alone (HD05 §7.1.1b), on papers of the State always.
        ("dam", (rules.title_bold || signer.authority.is_empty()).into()),
        ("ho_ten", text(&signer.name)),
    ];
    if !signer.organ_lines.is_empty() {
        values.push(("co_quan", signer.organ_lines.iter().map(|line| name(line)).collect()));
    }
    values
}

fn annexes(document: &Document, rules: &TextRules) -> Value {
    let count = document.annexes.len();
    document
        .annexes
        .iter()
        .enumerate()
        .map(|(index, annex)| {
            let label = if count > 1 {
                format!("{} {}", rules.annex_label, annex_number(index, rules))
            } else {
                rules.annex_label.clone()
            };
            let parent = annex_parent(document, rules);
            let head = |title: Value, summary: Value| {
                map([
                    ("ngang", annex.is_landscape().into()),
                    ("nhan", label.clone().into()),
                    ("tieu_de", title),
                    ("trich_yeu", summary),
                    ("kem_theo", plain(&parent)),
                ])
            };
            match annex {
                Annex::Document(annex) => map([
                    (
                        "dau",
                        head(
                            name(annex.kind.heading.as_deref().unwrap_or(&annex.kind.name)),
                            annex.summary.as_ref().map_or(Value::from(()), |line| summary_line(line, rules)),
                        ),
                    ),
                    ("can_cu", basis(&annex.basis, rules)),
                    ("noi_dung", content(&annex.body, rules)),
                    ("truong", own_fields(annex, rules)),
                    ("than", annex.kind.body.of(annex.issuer.side).as_str().into()),
                ]),
                Annex::Written { title, summary, body, .. } => map([
                    ("dau", head(name(&signed(title)), titled(summary.as_deref()))),
                    ("can_cu", basis(&[], rules)),
                    ("noi_dung", content(body, rules)),
                    ("truong", map([])),
                    ("than", "the-thuc/than.typ.j2".into()),
                ]),
            }
        })
        .collect()
}

/// Numbers an annex by its place.
fn annex_number(index: usize, rules: &TextRules) -> String {
    let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
    let roman = rules.annex_roman.then(|| roman_numeral(number)).flatten();
    roman.unwrap_or_else(|| number.to_string())
}

fn annex_parent(document: &Document, rules: &TextRules) -> String {
    let number = rules.number(document.symbol.number, &rules.citation_blank);
    let day = document.date.as_ref().map(|(date, _)| *date);
    let date = cited_day(day, document.month, rules);
    fill(
        &rules.annex_parent,
        &[
            ("loai", &document.kind.name),
            ("so", &symbol(document, rules, &number)),
            ("ngay", &date),
            ("ngay_thang_nam", &cited_long(day, document.month, rules)),
            ("tac_gia", &author(document)),
        ],
    )
}

/// Gives the blocks of a body; where a rule set ends a text by more than a full stop, its last line
/// gets what is missing.
fn content(body: &Body, rules: &TextRules) -> Value {
    let Some(rest) = rules.full_stop.strip_prefix('.').filter(|rest| !rest.is_empty()) else {
        return blocks(body);
    };
    let mut body = body.clone();
    if let Some(Block::Line { runs, .. }) = body.blocks.last_mut()
        && runs.as_str().ends_with('.')
    {
        *runs = runs.clone().ended(rest);
    }
    blocks(&body)
}

/// Gives the kind's own fields; one that was left out is undefined, so that
/// printing it by mistake is an error and not a word on the paper.
fn own_fields(document: &Document, rules: &TextRules) -> Value {
    let padded = document.office.pads_hours;
    map(document.own.iter().map(|(name, value)| (name.as_str(), own(value, rules, padded))))
}

fn own(value: &Own, rules: &TextRules, padded: bool) -> Value {
    match value {
        Own::Text(value) => line(value),
        Own::Body(body) => blocks(body),
        Own::Number(number) => (*number).into(),
        Own::Date(date, _) => day(*date, rules),
        Own::Time(time, _) => clock(*time, padded),
        Own::Flag(flag) => (*flag).into(),
        Own::Signer(who) => signer(who, rules),
        Own::List(values) => values.iter().map(|value| own(value, rules, padded)).collect(),
        Own::Group(values) => {
            map(values.iter().map(|(name, value)| (name.as_str(), own(value, rules, padded))))
        }
    }
}
