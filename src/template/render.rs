//! Comes in: a document, its rule set, its facts. Goes out: the Typst source of
//! its pages. Must not know: what Typst makes of it.

use chrono::NaiveDate;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Value};

use super::blocks::plain;
use super::context::context;
use super::{facts::Facts, literal};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::Document;
use crate::rules::RuleSet;

/// Holds what the file says of itself besides the document.
#[derive(Debug, Clone)]
pub struct PdfInfo {
    /// The fonts to use, the first that has a letter wins.
    pub fonts: Vec<String>,
    /// The day the file bears.
    pub date: NaiveDate,
}

/// Writes the Typst source of a document by the `main.typ.j2` of its kind.
///
/// # Errors
/// Gives a finding about the template: missing, wrong, without an end.
pub fn render(
    document: &Document,
    rules: &RuleSet,
    facts: &Facts,
    info: &PdfInfo,
    assets: &Assets,
) -> Result<String, Box<Diagnostic>> {
    let environment = environment(facts, assets);
    let name = format!("{}/main.typ.j2", document.kind.id);
    let values = context(document, rules, facts, &info.fonts, info.date);
    environment
        .get_template(&name)
        .and_then(|template| template.render(values))
        .map_err(|error| Box::new(finding(&error, &name, document, assets)))
}

fn environment(facts: &Facts, assets: &Assets) -> Environment<'static> {
    dress(facts.environment(), assets)
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
    let assets = assets.clone();
    environment.set_loader(move |name| match assets.source(name) {
        Ok(source) => Ok(source.map(|source| source.text().to_owned())),
        Err(_) => Err(Error::new(ErrorKind::TemplateNotFound, format!("không đọc được `{name}`"))),
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
