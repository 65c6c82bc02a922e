//! Comes in: the office, the dossier, the cards of its papers, the rules of
//! text. Goes out: answers to `{{ … }}` in authored text, and the same facts
//! and filters for templates. Must not know: the paper that asks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{Datelike, NaiveDate, NaiveTime};
use minijinja::value::{Object, ObjectRepr, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, UndefinedBehavior, Value};

use crate::diag::{Code, nearest};
use crate::input::{Card, Evaluate, Evaluated, Fault};
use crate::model::{Dossier, Month, Office};
use crate::rules::{TextRules, fill};
use crate::text::{long_date, short_date, time_words, weekday_name};

/// Is how many steps an expression or a template may take.
pub(super) const FUEL: u64 = 3_000_000;

/// Makes a map value.
pub(super) fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>().into()
}

/// Answers what stands between `{{` and `}}` of one paper; it remembers which
/// papers were cited already (HD05 §6.1.4).
pub struct Facts {
    pub(super) values: Value,
    rules: Arc<TextRules>,
    cited: Arc<Cited>,
    /// Made at the first expression: most papers have few, some none.
    expressions: OnceLock<Environment<'static>>,
}

/// Remembers citations and what is missing in them.
#[derive(Default)]
struct Cited {
    seen: Mutex<BTreeSet<String>>,
    unnumbered: Mutex<Vec<String>>,
}

impl Facts {
    /// Gathers the facts a paper of this dossier may use.
    #[must_use]
    pub fn new(office: &Office, dossier: &Dossier, papers: &[Card], rules: &Arc<TextRules>) -> Self {
        let text = |text: &crate::diag::Text| Value::from(text.as_str());
        let mut values: Vec<(&str, Value)> = Vec::new();
        if let Some(event) = &dossier.event {
            let mut known = vec![("ten", text(&event.name))];
            known.extend(event.date.as_ref().map(|(date, _)| ("ngay", day(*date, rules))));
            known.extend(event.time.as_ref().map(|(time, _)| ("gio", clock(*time, office.pads_hours))));
            known.extend(event.place.as_ref().map(|place| ("dia_diem", text(place))));
            known.extend(event.chair.as_ref().map(|chair| ("chu_tri", text(chair))));
            known.extend(event.attendance.as_ref().map(|who| ("thanh_phan", text(who))));
            values.push(("su_kien", map(known)));
        }
        values.push((
            "co_quan",
            map([
                ("ten", text(&office.issuer.name)),
                ("ten_viet", Value::from(office.issuer.proper.as_str())),
                ("ky_hieu", text(&office.issuer.symbol)),
                ("dia_danh", text(&office.place)),
                ("luu", text(&office.issuer.kept_at)),
            ]),
        ));
        let named =
            |text: &Option<crate::diag::Text>| text.as_ref().map_or("", |text| text.as_str()).to_owned();
        values.push((
            "ho_so",
            map([("ma", named(&dossier.code).into()), ("tieu_de", named(&dossier.title).into())]),
        ));
        let facts = dossier.facts.iter().map(|(name, fact)| (name.as_str(), text(fact)));
        values.push(("du_lieu", map(facts)));
        let papers = papers.iter().map(|card| (card.id.as_str(), Value::from_object(Paper(card.clone()))));
        values.push(("van_ban", map(papers)));
        Self {
            values: map(values),
            rules: Arc::clone(rules),
            cited: Arc::default(),
            expressions: OnceLock::new(),
        }
    }

    /// Makes an environment with the filters of facts.
    pub(super) fn environment(&self) -> Environment<'static> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_fuel(Some(FUEL));
        environment.set_debug(true);
        for name in ["safe", "escape", "e", "tojson", "pprint"] {
            environment.remove_filter(name);
        }
        let rules = Arc::clone(&self.rules);
        environment.add_filter("ngay_thang_nam", move |value: &Value| {
            Ok::<_, Error>(long_date(date_of("ngay_thang_nam", value)?, &rules.padding))
        });
        let rules = Arc::clone(&self.rules);
        environment.add_filter("ngay_ngan", move |value: &Value| {
            Ok::<_, Error>(short_date(date_of("ngay_ngan", value)?, &rules.padding))
        });
        environment.add_filter("thu", |value: &Value| Ok::<_, Error>(weekday_name(date_of("thu", value)?)));
        environment.add_filter("nam", |value: &Value| Ok::<_, Error>(date_of("nam", value)?.year()));
        environment.add_filter("gio_phut", |value: &Value| {
            value
                .downcast_object_ref::<Clock>()
                .map(ToString::to_string)
                .ok_or_else(|| misused("gio_phut", "giờ"))
        });
        let (rules, cited) = (Arc::clone(&self.rules), Arc::clone(&self.cited));
        environment.add_filter("vien_dan", move |value: &Value| {
            let card = cited_card(value)?;
            let again = !lock(&cited.seen).insert(card.id.clone());
            cited.miss(card);
            Ok::<_, Error>(cite(card, again, &rules))
        });
        environment
    }

    /// Makes an environment for templates: what a page cites is counted from
    /// the page's own text on, however often the page is made.
    pub(super) fn page_environment(&self) -> Environment<'static> {
        let mut environment = self.environment();
        let rules = Arc::clone(&self.rules);
        let before: Arc<BTreeSet<String>> = Arc::new(lock(&self.cited.seen).clone());
        environment.add_filter("vien_dan", move |state: &mut State, value: &Value| {
            let card = cited_card(value)?;
            let on_page = state.get_or_insert_extension_with(OnPage::default);
            let again = before.contains(&card.id) || !on_page.0.insert(card.id.clone());
            Ok::<_, Error>(cite(card, again, &rules))
        });
        environment
    }

    /// Says what an expression gives, for whoever only wants to see it: a citation is the full one, and
    /// none that is printed later is another for it. Nothing where it gives nothing.
    #[must_use]
    pub fn told(&self, expression: &str) -> Option<String> {
        let apart = Self {
            values: self.values.clone(),
            rules: Arc::clone(&self.rules),
            cited: Arc::default(),
            expressions: OnceLock::new(),
        };
        apart.evaluate(expression).ok().map(|told| told.text)
    }

    /// Cites a paper in full, its number `step` higher: the one a guest got
    /// where each guest's paper has a number of its own.
    pub(super) fn citation(&self, id: &str, step: u32) -> Option<String> {
        let papers = self.values.get_attr("van_ban").ok()?;
        let paper = papers.get_attr(id).ok()?;
        let mut card = paper.downcast_object_ref::<Paper>()?.0.clone();
        card.symbol.number = card.symbol.number.map(|number| number.saturating_add(step));
        Some(cite(&card, false, &self.rules))
    }
}

impl Evaluate for Facts {
    fn evaluate(&self, expression: &str) -> Result<Evaluated, Fault> {
        let environment = self.expressions.get_or_init(|| self.environment());
        let fault = |error: &Error| self.fault(expression, error);
        let compiled = environment.compile_expression_owned(expression).map_err(|error| fault(&error))?;
        let value = compiled.eval(&self.values).map_err(|error| fault(&error))?;
        if value.is_undefined() {
            return Err(self.fault(expression, &Error::new(ErrorKind::UndefinedError, "")));
        }
        if value.downcast_object_ref::<Paper>().is_some() {
            return Err(Fault {
                message: "một văn bản phải được viện dẫn bằng `| vien_dan`".into(),
                range: None,
                hint: Some(format!("viết {{{{ {expression} | vien_dan }}}}")),
            });
        }
        let kind = value.kind();
        if matches!(
            kind,
            ValueKind::None | ValueKind::Map | ValueKind::Seq | ValueKind::Bool | ValueKind::Iterable
        ) {
            return Err(Fault {
                message: format!("`{expression}` không phải chữ, số hay ngày nên không in được"),
                range: None,
                hint: value.is_none().then(|| "dữ kiện ấy còn để trống".to_owned()),
            });
        }
        let unnumbered = std::mem::take(&mut *lock(&self.cited.unnumbered));
        Ok(Evaluated {
            text: value.to_string(),
            warnings: unnumbered.into_iter().map(|message| (Code::CITE_UNNUMBERED, message)).collect(),
        })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Facts {
    /// Words what the template crate says of an expression.
    fn fault(&self, expression: &str, error: &Error) -> Fault {
        let (message, hint) = match error.kind() {
            ErrorKind::UndefinedError => self.undefined(expression),
            ErrorKind::UnknownFilter => {
                let known = ["ngay_thang_nam", "ngay_ngan", "thu", "nam", "gio_phut", "vien_dan"];
                (
                    format!(
                        "không có bộ lọc `{}`",
                        error.range().and_then(|range| expression.get(range)).unwrap_or(expression)
                    ),
                    Some(format!("các bộ lọc: {}", known.join(", "))),
                )
            }
            ErrorKind::OutOfFuel => ("phép tính chạy mãi không xong nên đã bị ngắt".into(), None),
            ErrorKind::SyntaxError => (
                format!("`{expression}` chưa đúng cách viết"),
                Some("ví dụ đúng: {{ su_kien.ngay | ngay_thang_nam }}".into()),
            ),
            _ if std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<Told>) => {
                (error.detail().unwrap_or_default().to_owned(), None)
            }
            _ => (
                format!("không tính được `{expression}`"),
                Some("chỉ cần viết tên dữ kiện và bộ lọc, ví dụ {{ su_kien.ngay | ngay_thang_nam }}".into()),
            ),
        };
        Fault { message, range: error.range(), hint }
    }

    /// Finds which name of an expression is not known and what comes near it.
    fn undefined(&self, expression: &str) -> (String, Option<String>) {
        // `van_ban['ke-hoach']` is walked like `van_ban.ke-hoach`.
        let path = expression.replace("['", ".").replace("[\"", ".").replace("']", "").replace("\"]", "");
        let path = path.split(['|', '(', '[', ' ']).next().unwrap_or(expression);
        let mut value = self.values.clone();
        let mut walked = String::new();
        for name in path.split('.') {
            let next = value.get_attr(name).unwrap_or(Value::UNDEFINED);
            if next.is_undefined() {
                let known: Vec<String> = value
                    .try_iter()
                    .map(|keys| keys.map(|key| key.to_string()).collect())
                    .unwrap_or_default();
                let place =
                    if walked.is_empty() { "ở đây".to_owned() } else { format!("trong `{walked}`") };
                if walked.is_empty() && name == "su_kien" {
                    let hint = "khai su_kien trong ho-so.yaml của thư mục này; `vanthu moi ho-so <thư mục>/ho-so.yaml` viết một tệp mẫu";
                    return ("hồ sơ chưa khai hội nghị (su_kien)".into(), Some(hint.into()));
                }
                let hint = nearest(name, known.iter().map(String::as_str)).map_or_else(
                    || format!("{place} có: {}", known.join(", ")),
                    |near| format!("có phải `{near}`?"),
                );
                return (format!("không có dữ kiện `{name}` {place}"), Some(hint));
            }
            walked = if walked.is_empty() { name.to_owned() } else { format!("{walked}.{name}") };
            value = next;
        }
        let known: Vec<String> =
            value.try_iter().map(|keys| keys.map(|key| key.to_string()).collect()).unwrap_or_default();
        (
            format!("`{expression}` không có giá trị"),
            (!known.is_empty()).then(|| format!("trong `{walked}` có: {}", known.join(", "))),
        )
    }
}

/// Marks an error whose words are ours, in the user's language.
#[derive(Debug)]
struct Told;

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("vanthu")
    }
}

impl std::error::Error for Told {}

fn told(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message).with_source(Told)
}

fn misused(filter: &'static str, needed: &'static str) -> Error {
    told(format!("bộ lọc `{filter}` cần {needed} đứng trước nó"))
}

fn date_of(filter: &'static str, value: &Value) -> Result<NaiveDate, Error> {
    if value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, ""));
    }
    value.downcast_object_ref::<Day>().map(|day| day.date).ok_or_else(|| misused(filter, "một ngày"))
}

/// Makes the value of a date; printed bare it is the short form.
pub(super) fn day(date: NaiveDate, rules: &TextRules) -> Value {
    Value::from_object(Day { date, short: short_date(date, &rules.padding) })
}

/// Makes the value of a time; printed bare it is in words, its hour with a zero
/// before it if `padded`.
pub(super) fn clock(time: NaiveTime, padded: bool) -> Value {
    Value::from_object(Clock { time, padded })
}

#[derive(Debug)]
struct Day {
    date: NaiveDate,
    short: String,
}

impl Object for Day {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short)
    }
}

#[derive(Debug)]
struct Clock {
    time: NaiveTime,
    padded: bool,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&time_words(self.time, self.padded))
    }
}

impl Object for Clock {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&time_words(self.time, self.padded))
    }
}

#[derive(Debug)]
struct Paper(Card);

impl Object for Paper {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let card = &self.0;
        Some(match key.as_str()? {
            "loai" => card.kind.as_str().into(),
            "so" => card.symbol.number.into(),
            "trich_yeu" => card.summary.clone().into(),
            "tac_gia" => card.author.as_str().into(),
            _ => return None,
        })
    }
}

impl Cited {
    /// Remembers that a cited paper has no number or no date yet.
    fn miss(&self, card: &Card) {
        if card.symbol.number.is_none() || card.date.is_none() {
            let message = format!("{} `{}` chưa có số hoặc ngày", card.kind.to_lowercase(), card.id);
            lock(&self.unnumbered).push(message);
        }
    }
}

/// Holds the papers cited so far while one page is made.
#[derive(Default)]
struct OnPage(BTreeSet<String>);

/// Gives the card of the paper to be cited.
fn cited_card(value: &Value) -> Result<&Card, Error> {
    if value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, ""));
    }
    let paper =
        value.downcast_object_ref::<Paper>().ok_or_else(|| misused("vien_dan", "một văn bản của hồ sơ"))?;
    if let Some(place) = &paper.0.broken {
        let message = format!("văn bản `{}` còn lỗi nên chưa viện dẫn được", paper.0.id);
        return Err(told(format!("{message} (sửa chỗ {place} trước)")));
    }
    Ok(&paper.0)
}

/// Writes the day of a paper that is cited; what is not known of it is a blank.
pub(super) fn cited_day(date: Option<NaiveDate>, month: Option<Month>, rules: &TextRules) -> String {
    let blank = &rules.citation_blank;
    match (date, month) {
        (Some(date), _) => short_date(date, &rules.padding),
        (None, Some(month)) => format!("{blank}/{}/{}", rules.padding.month(month.number()), month.year()),
        (None, None) => blank.clone(),
    }
}

/// Writes the same in words: `ngày 05 tháng 3 năm 2026`.
pub(super) fn cited_long(date: Option<NaiveDate>, month: Option<Month>, rules: &TextRules) -> String {
    let blank = &rules.citation_blank;
    match (date, month) {
        (Some(date), _) => long_date(date, &rules.padding),
        (None, Some(month)) => {
            format!("ngày {blank} tháng {} năm {}", rules.padding.month(month.number()), month.year())
        }
        (None, None) => format!("ngày {blank} tháng {blank} năm {blank}"),
    }
}

/// Cites a paper: in full the first time, by kind and symbol afterwards
/// (HD05 §6.1.4).
fn cite(card: &Card, again: bool, rules: &TextRules) -> String {
    let number = rules.number(card.symbol.number, &rules.citation_blank);
    let date = cited_day(card.date, card.month, rules);
    let symbol = format!("{number}{}", card.tail);
    let summary = card.summary.as_deref().unwrap_or_default();
    let summary = summary.strip_prefix("về ").or(summary.strip_prefix("Về ")).unwrap_or(summary);
    let long = cited_long(card.date, card.month, rules);
    let values = [
        ("loai", card.kind.as_str()),
        ("so", &symbol),
        ("ngay", &date),
        ("ngay_thang_nam", &long),
        ("tac_gia", &card.author),
        ("trich_yeu", summary),
    ];
    fill(if again { &rules.citation_again } else { &rules.citation }, &values)
}
