//! Comes in: the source of a paper. Goes out: its pages, as PDF and PNG. Must
//! not know: where they are written.

use std::ops::Range;

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic, Tracepoint};
use typst::foundations::Smart;
use typst::layout::Abs;
use typst::syntax::FileId;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use super::Press;
use super::fit::misfits;
use super::parts::parts;
use super::plain_space::with_plain_spaces;
use super::press::path_of;
use super::printed::{Printed, printed};
use super::spot::Spot;
use super::spots::{ending, spots};
use super::true_size::at_true_size;
use super::two_up::{Spread, two_up};
use super::world::PaperWorld;
use crate::assets::BUILT_IN;
use crate::diag::{Code, Diagnostic, Findings, Source, Span};

/// Is the name of a page's own source in findings.
pub const PAGE: &str = "<trang Typst>";

/// Holds the laid-out pages of a paper, or of several bound together.
pub struct Pages {
    pub(super) document: PagedDocument,
    pub(super) source: String,
}

/// Is what Typst made of a source.
pub(super) struct Compiled {
    pub(super) document: PagedDocument,
    /// Text that does not fit into its box, or lies on other text.
    pub(super) misfits: Vec<Diagnostic>,
}

impl Press {
    /// Lays out a source.
    ///
    /// # Errors
    /// Gives a finding for every error of Typst and, since a paper allows no
    /// doubt, for every warning: an unknown font, a layout that does not settle. Text that
    /// does not fit into its box or lies on other text is an error too.
    pub fn set(&self, source: String) -> Result<Pages, Findings> {
        let world = PaperWorld::new(&source, self).map_err(internal)?;
        let Compiled { document, misfits } = self.compiled(&world)?;
        if !misfits.is_empty() {
            return Err(misfits.into());
        }
        let document = with_plain_spaces(&document).unwrap_or(document);
        Ok(Pages { document, source })
    }

    /// Lays out the source of a world.
    ///
    /// # Errors
    /// As [`Press::set`], but for text that does not fit: that is told beside the pages.
    pub(super) fn compiled(&self, world: &PaperWorld<'_>) -> Result<Compiled, Findings> {
        let compiled = typst::compile::<PagedDocument>(world);
        let findings = |found: &[SourceDiagnostic]| -> Findings {
            found.iter().map(|one| finding(one, world, self)).collect()
        };
        match compiled.output {
            Err(errors) => Err(findings(&errors)),
            Ok(_) if !compiled.warnings.is_empty() => Err(findings(&compiled.warnings)),
            Ok(document) => Ok(Compiled { misfits: misfits(&document), document }),
        }
    }

    /// Exports PDF/A-2a that is PDF/UA-1 too and asks to be printed in its true
    /// size; the same pages give the same bytes.
    ///
    /// # Errors
    /// Gives findings where the pages cannot meet the standards.
    pub fn pdf(&self, pages: &Pages) -> Result<Vec<u8>, Findings> {
        let pdf = self.pdf_of_any_size(pages)?;
        at_true_size(&pdf).ok_or_else(|| internal("không ghi được yêu cầu in đúng cỡ vào PDF"))
    }

    /// Exports as [`Press::pdf`] does, without a word on the size in print, as
    /// earlier releases did.
    ///
    /// # Errors
    /// As [`Press::pdf`].
    pub fn pdf_of_any_size(&self, pages: &Pages) -> Result<Vec<u8>, Findings> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| internal(error.message()))?;
        let options = PdfOptions {
            creator: Smart::Custom(Some("vanthu".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages.document, &options).map_err(|errors| {
            match PaperWorld::new(&pages.source, self) {
                Ok(world) => errors.iter().map(|error| finding(error, &world, self)).collect(),
                Err(error) => internal(error),
            }
        })
    }
}

pub(super) fn internal(why: impl std::fmt::Display) -> Findings {
    Diagnostic::new(Code::INTERNAL, why.to_string()).into()
}

impl Pages {
    /// Counts the pages.
    #[must_use]
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Lays the pages two to a sheet, with marks where to cut.
    #[must_use]
    pub fn two_up(self, spread: Spread) -> Self {
        Self { document: two_up(&self.document, spread), ..self }
    }

    /// Gives the places that the look has marked, in the order of the pages.
    #[must_use]
    pub fn spots(&self) -> Vec<Spot> {
        spots(&self.document)
    }

    /// Gives what the parts of the look were given, in the order of the pages.
    #[must_use]
    pub fn parts(&self) -> Vec<serde_json::Value> {
        parts(&self.document)
    }

    /// Gives the texts on the pages, each where it stands.
    #[must_use]
    pub fn printed(&self) -> Vec<Printed> {
        printed(&self.document)
    }

    /// Gives the room (pt) that the ending of the first paper asks for.
    #[must_use]
    pub fn ending(&self) -> Option<f64> {
        ending(&self.document)
    }

    /// Draws each page as PNG at `dpi` dots an inch.
    ///
    /// # Errors
    /// Gives a finding if a page cannot be encoded.
    pub fn png(&self, dpi: f64) -> Result<Vec<Vec<u8>>, Box<Diagnostic>> {
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(dpi / Abs::inches(1.0).to_pt()),
            ..RenderOptions::default()
        };
        let encode = |page| {
            typst_render::render(page, &options).encode_png().map_err(|error| {
                Box::new(Diagnostic::new(Code::INTERNAL, format!("không ghi được PNG: {error}")))
            })
        };
        self.document.pages().iter().map(encode).collect()
    }
}

fn finding(found: &SourceDiagnostic, world: &PaperWorld<'_>, press: &Press) -> Diagnostic {
    // What a template says in its own words is meant for the user.
    if let Some(said) = found.message.strip_prefix("panicked with: ") {
        return Diagnostic::new(Code::TEMPLATE_SAID, said.trim_matches('"').replace("\\\"", "\""));
    }
    let who = if found.severity == Severity::Warning { "Typst cảnh báo" } else { "Typst báo" };
    let mut told = Diagnostic::new(Code::TEMPLATE, format!("{who}: {}", found.message));
    let main = spot((found.span.id(), world.range(found.span)), world, press);
    let calls = found.trace.iter().filter_map(|call| {
        let spot = spot((call.span.id(), world.range(call.span)), world, press)?;
        Some((spot, called(&call.v)))
    });
    let mut places: Vec<(Span, String)> =
        main.map(|spot| (spot, "Typst báo ở đây".to_owned())).into_iter().chain(calls).collect();
    // The office's own file comes first, then the page; what is built in is seldom at fault.
    let rank = |span: &Span| match span.source.name() {
        PAGE => 1,
        name if name.starts_with(BUILT_IN) => 2,
        _ => 0,
    };
    let first = (0..places.len()).min_by_key(|place| rank(&places[*place].0));
    if let Some(first) = first {
        told = told.at(places.remove(first).0);
        for (span, label) in places {
            told = told.related(span, label);
        }
    }
    for hint in &found.hints {
        told = told.hint(hint.v.to_string());
    }
    told
}

/// Finds a place of Typst's in the page or in a file of the look.
fn spot(
    (id, range): (Option<FileId>, Option<Range<usize>>),
    world: &PaperWorld<'_>,
    press: &Press,
) -> Option<Span> {
    let (id, range) = id.zip(range)?;
    let asset = || press.assets.source(&path_of(id)).ok().flatten();
    let own = world.own(id).map(|source| Source::new(PAGE, source.text()));
    let source = own.or_else(asset).filter(|source| source.text().get(range.clone()).is_some())?;
    Some(Span::new(&source, range))
}

/// Says what led to a fault.
fn called(point: &Tracepoint) -> String {
    match point {
        Tracepoint::Call(Some(name)) => format!("khi gọi `{name}`"),
        Tracepoint::Call(None) => "khi gọi hàm này".to_owned(),
        Tracepoint::Show(name) => format!("khi trình bày `{name}`"),
        Tracepoint::Import(_) | Tracepoint::Include(_) => "khi nạp tệp này".to_owned(),
    }
}
