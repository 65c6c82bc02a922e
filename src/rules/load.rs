//! Comes in: the files `the-thuc/*.yaml`. Goes out: rule sets. Must not know:
//! what a value is used for, beyond the names of the rules of text.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use chrono::NaiveDate;

use super::{Marks, Rule, RuleSet, TextRules};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings, Severity, code, nearest};
use crate::kind::Side;
use crate::text::Padding;
use crate::yaml::{self, Node, Value};

/// The points in a millimetre.
pub(super) const PT_PER_MM: f64 = 72.0 / 25.4;

/// Reads every rule set there is, the oldest first.
///
/// # Errors
/// Gives findings about a broken file.
pub fn rule_sets(assets: &Assets) -> Result<Vec<RuleSet>, Findings> {
    let files = assets.files();
    let named = |path| Some((path, str::strip_suffix(str::strip_prefix(path, "the-thuc/")?, ".yaml")?));
    let one = &|path: &str, id: &str| -> Result<Option<RuleSet>, Findings> {
        assets.source(path)?.map(|source| read(id, &yaml::parse(&source)?)).transpose()
    };
    // Every command waits for them, so they are read side by side, one of them here:
    // each thread takes memory of its own.
    let read = thread::scope(|scope| -> Vec<_> {
        let mut named = files.iter().map(String::as_str).filter_map(named);
        let here = named.next();
        let begun: Vec<_> = named.map(|(path, id)| scope.spawn(move || one(path, id))).collect();
        let here = here.map(|(path, id)| one(path, id));
        let joined = begun.into_iter().map(|read| read.join().unwrap_or_else(|bug| resume_unwind(bug)));
        here.into_iter().chain(joined).collect()
    });
    let mut sets: Vec<RuleSet> = read.into_iter().filter_map(Result::transpose).collect::<Result<_, _>>()?;
    sets.sort_by_key(|set| set.from);
    Ok(sets)
}

/// Finds a rule set by its name.
///
/// # Errors
/// Gives a finding if there is none.
pub fn rule_set_named<'a>(sets: &'a [Arc<RuleSet>], name: &str) -> Result<&'a Arc<RuleSet>, Box<Diagnostic>> {
    sets.iter().find(|set| set.id == name).ok_or_else(|| none(sets, Some(name), String::new()))
}

/// Chooses the rule set of a paper: the one named, else the one of its side in
/// force on its day, else (no day) the newest of that side.
///
/// # Errors
/// Gives a finding if there is none, or the one named is of the other side.
pub fn rule_set<'a>(
    sets: &'a [Arc<RuleSet>],
    side: Side,
    name: Option<&str>,
    day: Option<NaiveDate>,
) -> Result<&'a Arc<RuleSet>, Box<Diagnostic>> {
    if let Some(name) = name {
        return rule_set_named(sets, name).and_then(|set| of_side(set, side));
    }
    let mut own = sets.iter().filter(|set| set.side == side);
    let whose = side.name();
    match day {
        Some(day) => own.rfind(|set| set.in_force(day)).ok_or_else(|| {
            let day = day.format("%d/%m/%Y");
            none(sets, None, format!("không bộ quy tắc nào của {whose} có hiệu lực vào ngày {day}"))
        }),
        None => {
            own.next_back().ok_or_else(|| none(sets, None, format!("chưa có bộ quy tắc nào của {whose}")))
        }
    }
}

fn of_side(set: &Arc<RuleSet>, side: Side) -> Result<&Arc<RuleSet>, Box<Diagnostic>> {
    if set.side == side {
        return Ok(set);
    }
    let (id, own, other) = (&set.id, set.side.name(), side.name());
    let finding = Diagnostic::new(
        Code::SYSTEM,
        format!("bộ quy tắc `{id}` là của {own}, cơ quan ban hành văn bản này là của {other}"),
    );
    Err(Box::new(
        finding.hint("bỏ tên bộ quy tắc: chương trình chọn bộ của đúng hệ, có hiệu lực vào ngày của văn bản"),
    ))
}

fn none(sets: &[Arc<RuleSet>], name: Option<&str>, message: String) -> Box<Diagnostic> {
    let known: Vec<_> = sets.iter().map(|set| set.id.as_str()).collect();
    let message = name.map_or(message, |name| format!("không có bộ quy tắc `{name}`"));
    let mut finding = Diagnostic::new(Code::RULES_NONE, message);
    if let Some(near) = name.and_then(|name| nearest(name, known.iter().copied())) {
        finding = finding.hint(format!("có phải `{near}`?"));
    }
    Box::new(finding.hint(format!("các bộ quy tắc: {}", known.join(", "))))
}

fn read(id: &str, node: &Node) -> Result<RuleSet, Findings> {
    let mut reader = Reader { node, findings: Vec::new() };
    let groups = node
        .entries()
        .iter()
        .filter(|(_, value)| matches!(value.value, Value::Map(_)))
        .filter(|(key, _)| !matches!(key.as_str(), "hieu_luc" | "phat_hien"))
        .map(|(key, value)| (key.as_str().to_owned(), reader.rule(key.as_str(), value)))
        .collect();
    let values = Rule::Group(groups);
    let text = Arc::new(text_rules(&values, &mut reader));
    reader.ranges(&values);
    let (articles, left_out) = reader.articles(node.get("phat_hien"));
    let name = node.get("ten").and_then(Node::text);
    let side = reader.side();
    let force = node.get("hieu_luc");
    let from = force.and_then(|force| reader.day(force.get("tu")));
    let until = force.and_then(|force| reader.day(force.get("den")));
    if from.is_none() {
        reader.report("thiếu `hieu_luc.tu`", node);
    }
    if !reader.findings.is_empty() {
        return Err(reader.findings.into());
    }
    Ok(RuleSet {
        id: id.to_owned(),
        name: name.map_or_else(|| id.to_owned(), |name| name.as_str().to_owned()),
        side,
        from: from.unwrap_or(NaiveDate::MIN),
        until,
        values,
        text,
        articles,
        left_out,
    })
}

struct Reader<'a> {
    node: &'a Node,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(&mut self, message: impl Into<String>, node: &Node) {
        self.findings.push(Diagnostic::new(Code::KIND_BROKEN, message).at(node.span.clone()));
    }

    /// Holds chosen measures against the range the rule allows: `dong` against
    /// `dong_tu` and `dong_den`.
    fn ranges(&mut self, values: &Rule) {
        let Some(Rule::Group(entries)) = values.find("than") else { return };
        for (name, rule) in entries {
            let Rule::Number(chosen) = rule else { continue };
            let bound = |end: &str| match values.find(&format!("than.{name}_{end}")) {
                Some(Rule::Number(bound)) => Some(*bound),
                _ => None,
            };
            if bound("tu").is_some_and(|from| *chosen < from)
                || bound("den").is_some_and(|until| *chosen > until)
            {
                let file = self.node;
                let node = file.get("than").and_then(|than| than.get(name)).unwrap_or(file);
                self.report(format!("`than.{name}` nằm ngoài khoảng quy định cho phép"), node);
            }
        }
    }

    /// Reads which article each finding stands on, and which findings (`~`) have none here and do
    /// not count.
    fn articles(&mut self, node: Option<&Node>) -> (Vec<(String, String)>, Vec<String>) {
        let (mut read, mut left_out) = (Vec::new(), Vec::new());
        for (id, article) in node.map(Node::entries).unwrap_or_default() {
            let (id, known) = (id.as_str(), code(id.as_str()));
            match article.text() {
                _ if known.is_none() => self.report(format!("`phat_hien`: không có mã `{id}`"), article),
                Some(text) => read.push((id.to_owned(), text.as_str().to_owned())),
                None if known.is_some_and(|code| code.severity == Severity::Error) => {
                    self.report(format!("`phat_hien`: `{id}` là lỗi, bộ quy tắc nào cũng xét"), article);
                }
                None => left_out.push(id.to_owned()),
            }
        }
        (read, left_out)
    }

    /// Reads whose papers it is for: the Party's where the file does not say.
    fn side(&mut self) -> Side {
        let file = self.node;
        let Some(node) = file.get("he") else { return Side::Party };
        let read = node.text().and_then(|word| Side::of(word.as_str()));
        if read.is_none() {
            self.report("`he` nhận dang hoặc nha-nuoc", node);
        }
        read.unwrap_or_default()
    }

    fn day(&mut self, node: Option<&Node>) -> Option<NaiveDate> {
        let text = node?.text()?;
        let day = text.as_str().parse().ok();
        if day.is_none() {
            self.report("ngày phải viết năm-tháng-ngày", node?);
        }
        day
    }

    fn rule(&mut self, path: &str, node: &Node) -> Rule {
        let number = |key: &str| node.get(key)?.text()?.as_str().parse::<f64>().ok();
        if let Some(pt) = number("pt") {
            return self.sourced(path, node, Rule::Number(pt));
        }
        if let Some(mm) = number("mm") {
            return self.sourced(path, node, Rule::Number(mm * PT_PER_MM));
        }
        if let Some(plain) = number("so") {
            return self.sourced(path, node, Rule::Number(plain));
        }
        if let Some(text) = node.get("la") {
            let text = text.text().map_or("", |text| text.as_str());
            return self.sourced(path, node, Rule::Text(text.to_owned()));
        }
        if let Some(flag) = node.get("co").and_then(Node::text) {
            return self.sourced(path, node, Rule::Flag(flag.as_str() == "true"));
        }
        if node.entries().is_empty() {
            self.report(format!("`{path}` phải có pt, mm, so, la hoặc co"), node);
        }
        let entries = node
            .entries()
            .iter()
            .map(|(key, value)| {
                let path = format!("{path}.{}", key.as_str());
                (key.as_str().to_owned(), self.rule(&path, value))
            })
            .collect();
        Rule::Group(entries)
    }

    /// Insists that a value says where it comes from.
    fn sourced(&mut self, path: &str, node: &Node, rule: Rule) -> Rule {
        if node.get("dieu").and_then(Node::text).is_none() {
            self.report(format!("`{path}` không ghi điều (dieu)"), node);
        }
        rule
    }
}

fn text_rules(values: &Rule, reader: &mut Reader<'_>) -> TextRules {
    let mut words = Words { values, reader };
    let mut marks = |name: &str, before: bool| Marks {
        before: if before { words.text(&format!("{name}_dau")) } else { String::new() },
        after: words.text(&format!("{name}_cuoi")),
        last: words.text(&format!("{name}_chot")),
    };
    let (recipients, basis, mut addressee) =
        (marks("noi_nhan", true), marks("can_cu", true), marks("kinh_gui", false));
    addressee.before = words.known("kinh_gui_dau").unwrap_or_default();
    let symbol_pattern = words.symbol();
    TextRules {
        number_prefix: words.text("so_truoc"),
        number_padded_to: words.whole("so_dem_den"),
        symbol_plain: words.known("mau_so_khong_loai").unwrap_or_else(|| symbol_pattern.clone()),
        symbol_pattern,
        number_blank: words.text("so_trong"),
        padding: Padding {
            day_below: words.whole("ngay_dem_den") + 1,
            month_below: words.whole("thang_dem_den") + 1,
        },
        day_blank: words.text("ngay_trong"),
        place_date: words.text("ngay_thang"),
        recipients_label: words.text("noi_nhan_nhan"),
        recipients,
        as_above: words.text("nhu_tren"),
        kept: words.kept(),
        kept_at: words.known("noi_luu").unwrap_or_default(),
        basis,
        basis_italic: words.flag("chu.can_cu_nghieng"),
        addressee_label: words.text("kinh_gui_nhan"),
        superior_label: words.text("kinh_trinh_nhan"),
        addressee,
        title_hyphens: words.text("gach_ten_loai"),
        summary_capital: words.flag("chu.trich_yeu_hoa"),
        letter_summary_prefix: words.text("trich_yeu_cong_van_truoc"),
        full_stop: words.text("cham_het"),
        annex_label: words.text("phu_luc_nhan"),
        annex_roman: words.flag("phu_luc.la_ma"),
        annex_parent: words.text("kem_theo"),
        draft_label: words.text("du_thao_nhan"),
        unpublished: words.text("khong_pho_bien"),
        citation: words.text("vien_dan"),
        citation_again: words.text("vien_dan_ngan"),
        citation_blank: words.text("vien_dan_trong"),
        title_bold: words.flag("ky.chuc_vu_dam"),
        contact_first: words.flag("lien_he.trang_dau"),
    }
}

/// Takes the rules of text out of the group `chu`; what is missing is a
/// finding.
struct Words<'a, 'b> {
    values: &'a Rule,
    reader: &'a mut Reader<'b>,
}

impl Words<'_, '_> {
    fn missing(&mut self, name: &str) {
        let node = self.reader.node;
        self.reader.report(format!("thiếu `chu.{name}`"), node);
    }

    /// Gives a text that a rule set of an earlier release has not got.
    fn known(&self, name: &str) -> Option<String> {
        match self.values.find(&format!("chu.{name}")) {
            Some(Rule::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    fn text(&mut self, name: &str) -> String {
        self.known(name).unwrap_or_else(|| {
            self.missing(name);
            String::new()
        })
    }

    /// Tells whether a rule set has a flag, and it says yes.
    fn flag(&self, path: &str) -> bool {
        matches!(self.values.find(path), Some(Rule::Flag(true)))
    }

    /// Reads the pattern of number and symbol; an earlier release had its two marks.
    fn symbol(&mut self) -> String {
        let marks = self.known("so_noi").zip(self.known("so_gach"));
        let old = marks.map(|(dash, slash)| format!("{{so}}{dash}{{loai}}{slash}{{co_quan}}"));
        self.known("mau_so").or(old).unwrap_or_else(|| self.text("mau_so"))
    }

    /// Reads the line that says where a paper is kept; an earlier release had its beginning.
    fn kept(&mut self) -> String {
        let old = self.known("luu_truoc").map(|lead| format!("{lead}{{luu}}"));
        self.known("luu").or(old).unwrap_or_else(|| self.text("luu"))
    }

    fn whole(&mut self, name: &str) -> u32 {
        if let Some(Rule::Number(number)) = self.values.find(&format!("chu.{name}")) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a day, a month, a count"
            )]
            return *number as u32;
        }
        self.missing(name);
        0
    }
}
