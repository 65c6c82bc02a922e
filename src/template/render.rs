//! Comes in: a document, its rule set, its facts. Goes out: the Typst source of
//! its pages. Must not know: what Typst makes of it.

use std::sync::Arc;

use chrono::NaiveDate;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::merge_maps;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Value};

use super::blocks::{paragraphs, plain};
use super::context::{context, numbered, rule, rules_path, symbol};
use super::facts::{Facts, map};
use super::guest::{Copy, guest};
use super::literal;
use super::shared::{MODULE, share};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Document, Guest};
use crate::rules::RuleSet;

/// Holds what the file says of itself besides the document.
#[derive(Debug, Clone)]
pub struct PdfInfo {
    /// The fonts to use, the first that has a letter wins.
    pub fonts: Vec<String>,
    /// The day the file bears.
    pub date: NaiveDate,
}

/// Is how close the lines and paragraphs of a body stand (pt).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tightness {
    /// From line to line.
    pub line: f64,
    /// Between paragraphs, beyond the line pitch.
    pub paragraph: f64,
}

/// Writes the Typst source of a document by the main template of its kind,
/// once or for many guests: what does not change is made ready once.
pub struct Renderer {
    environment: Environment<'static>,
    name: String,
    values: Value,
    document: Document,
    rules: Arc<RuleSet>,
    /// The earlier paper a guest got, by how far the number lies from the
    /// first one.
    earlier: Option<Earlier>,
    /// The room the ending asks for (pt), as another copy had it.
    ending: Option<f64>,
    /// The line pitch and spacing, if they are not the rule set's usual ones.
    tightness: Option<Tightness>,
    /// The path of the file that holds what all copies print alike.
    shared: Option<String>,
    assets: Assets,
}

/// Cites the paper that is put off or replaced.
type Earlier = Box<dyn Fn(u32) -> Option<String> + Send + Sync>;

impl Renderer {
    /// Makes everything ready that all copies of a document share.
    #[must_use]
    pub fn new(
        document: &Document,
        rules: &Arc<RuleSet>,
        facts: &Arc<Facts>,
        info: &PdfInfo,
        assets: &Assets,
    ) -> Self {
        let earlier = document.follows.clone().map(|follows| {
            let facts = Arc::clone(facts);
            let cite = move |step: u32| {
                facts.citation(follows.id.as_str(), if follows.numbered_each { step } else { 0 })
            };
            Box::new(cite) as Earlier
        });
        Self {
            environment: environment(facts, assets),
            name: document.kind.main.of(document.issuer.side).clone(),
            values: context(document, rules, facts, &info.fonts, info.date),
            document: document.clone(),
            rules: Arc::clone(rules),
            earlier,
            ending: None,
            tightness: None,
            shared: None,
            assets: assets.clone(),
        }
    }

    /// Tells the copies how much room (pt) the ending of one of them asked for:
    /// what is known beforehand need not be found out by laying out again.
    pub fn foretell(&mut self, ending: Option<f64>) {
        self.ending = ending;
    }

    /// Sets the body with another line pitch and spacing.
    pub fn tighten(&mut self, tightness: Option<Tightness>) {
        self.tightness = tightness;
    }

    /// Puts what all copies print alike into a file that they import: gives its
    /// path from the root, which `named` makes of its text, and the text.
    pub fn share(&mut self, named: impl FnOnce(&str) -> String) -> Option<(String, String)> {
        let (values, text) = share(&self.values).ok()?;
        let path = named(&text);
        self.values = values;
        self.shared = Some(path.clone());
        Some((path, text))
    }

    /// Gives the document.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Writes the document as it is.
    ///
    /// # Errors
    /// Gives a finding about the template: missing, wrong, without an end.
    pub fn whole(&self) -> Result<String, Box<Diagnostic>> {
        let earlier = self.earlier(0).into_iter().map(|value| ("van_ban_truoc", value));
        self.render(merge_maps([self.values.clone(), map(earlier)]))
    }

    fn earlier(&self, step: u32) -> Option<Value> {
        self.earlier.as_ref()?(step).map(Value::from)
    }

    /// Writes the copy for some guests.
    ///
    /// # Errors
    /// As [`Renderer::whole`].
    pub fn copy(&self, copy: &Copy) -> Result<String, Box<Diagnostic>> {
        let mut own = vec![("khach", self.guests(&copy.guests)), ("tt", copy.place.into())];
        own.extend(self.earlier(copy.step).map(|value| ("van_ban_truoc", value)));
        own.extend(self.ending.map(|room| ("cao_ket", room.into())));
        if copy.number != self.document.symbol.number {
            own.extend(numbered(&self.document, copy.number, &self.rules.text));
        }
        self.render(merge_maps([self.values.clone(), map(own)]))
    }

    /// Writes a sheet of the whole list.
    ///
    /// # Errors
    /// As [`Renderer::whole`].
    pub fn sheet(&self, copies: &[Copy]) -> Result<String, Box<Diagnostic>> {
        let copy = |copy: &Copy| {
            let number = self.rules.text.number(copy.number, "");
            let symbol = copy.number.map(|_| symbol(&self.document, &self.rules.text, &number));
            map([
                ("tt", copy.place.into()),
                ("so", symbol.map_or(Value::from(()), Value::from)),
                ("khach", self.guests(&copy.guests)),
            ])
        };
        let copies: Value = copies.iter().map(copy).collect();
        self.render(merge_maps([self.values.clone(), map([("cac_ban", copies)])]))
    }

    fn guests(&self, guests: &[Guest]) -> Value {
        let one = |who| Some(guest(who, self.document.invited.as_ref()?));
        guests.iter().filter_map(one).collect()
    }

    fn render(&self, values: Value) -> Result<String, Box<Diagnostic>> {
        let values = match self.tightness {
            None => values,
            Some(set) => {
                let set = map([("dong", set.line.into()), ("gian_doan", set.paragraph.into())]);
                merge_maps([values, map([("gon", set)])])
            }
        };
        let source = self
            .environment
            .get_template(&self.name)
            .and_then(|template| template.render(values))
            .map_err(|error| Box::new(finding(&error, &self.name, &self.document, &self.assets)))?;
        Ok(match &self.shared {
            Some(path) => format!("#import \"/{path}\" as {MODULE}\n{source}"),
            None => source,
        })
    }
}

/// Gives a rule set as Typst reads it: the path from the root and the source,
/// which binds `qt`. All papers of a rule set share it.
#[must_use]
pub fn rules_file(rules: &RuleSet) -> (String, String) {
    let mut source = String::from("#let qt = ");
    // A rule set holds numbers, texts and flags only, which all have a literal.
    let _ = literal::literal(&mut source, &rule(&rules.values), 0);
    source.push('\n');
    (rules_path(rules), source)
}

fn environment(facts: &Facts, assets: &Assets) -> Environment<'static> {
    dress(facts.page_environment(), assets)
}

/// Gives an environment what every template needs: values printed as literals,
/// the filter for paragraphs, the other templates.
pub(super) fn dress(mut environment: Environment<'static>, assets: &Assets) -> Environment<'static> {
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_formatter(literal::write);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.add_filter("doan", |value: &Value| {
        if value.is_undefined() || value.is_none() {
            return Err(Error::new(ErrorKind::UndefinedError, "bộ lọc `doan` không có gì để in"));
        }
        Ok(plain(&value.to_string()))
    });
    environment.add_filter("cac_doan", |value: &Value| {
        if value.is_undefined() || value.is_none() {
            return Err(Error::new(ErrorKind::UndefinedError, "bộ lọc `cac_doan` không có gì để in"));
        }
        Ok(paragraphs(&value.to_string()))
    });
    let assets = assets.clone();
    environment.set_loader(move |name| match assets.source(name) {
        Ok(source) => Ok(source.map(|source| source.text().to_owned())),
        // Not "not found": an include that may be missing must not pass over it.
        Err(why) => Err(Error::new(
            ErrorKind::InvalidOperation,
            why.first().map_or_else(|| format!("không đọc được `{name}`"), |why| why.message.clone()),
        )),
    });
    environment
}

fn finding(error: &Error, main: &str, document: &Document, assets: &Assets) -> Diagnostic {
    // The innermost cause says most: an include only says that it failed.
    let mut cause = error;
    while let Some(inner) = std::error::Error::source(cause).and_then(|inner| inner.downcast_ref::<Error>()) {
        cause = inner;
    }
    if cause.kind() == ErrorKind::OutOfFuel {
        return Diagnostic::new(
            Code::TEMPLATE_ENDLESS,
            format!("mẫu của loại `{}` chạy mãi không xong", document.kind.id),
        )
        .at(document.span.clone());
    }
    let name = cause.name().unwrap_or(main);
    let mut finding = Diagnostic::new(
        Code::TEMPLATE,
        format!("mẫu `{name}`: {}", cause.detail().map_or_else(|| cause.kind().to_string(), str::to_owned)),
    );
    if let Ok(Some(source)) = assets.source(name) {
        let line = cause.line().unwrap_or(1);
        let range = cause.range().filter(|range| source.text().get(range.clone()).is_some());
        let start = source.offset(line, 1);
        let len = source.text()[start..].lines().next().map_or(0, str::len);
        finding = finding.at(Span::new(&source, range.unwrap_or(start..start + len)));
    }
    finding.hint(format!("khi lập `{}`", document.span.source.name()))
}
