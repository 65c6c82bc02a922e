//! Comes in: the values of a draft, and someone who answers `{{ … }}`. Goes out:
//! the values with their facts filled in, their marks understood, and without
//! what was typed by hand and the form adds. Must not know: what is done with
//! them.

use super::body::body;
use super::card::{side, signer_of};
use super::draft::Draft;
use super::entry::{Entry, Fields, Raw};
use super::inline::field;
use super::setting::Setting;
use super::summary::{bare, spec, summary};
use super::typed::Taken;
use crate::diag::{Code, Diagnostic, Text};
use crate::kind::{Field, FieldType, Side};
use crate::model::{Block, Body, Own, Runs};
use crate::text::folded;

/// Fills facts into values, in the order in which they are printed: the first
/// citation of a paper is the full one.
pub(super) struct Filler<'a, 'b> {
    draft: &'a Draft,
    setting: &'a Setting<'a>,
    findings: &'b mut Vec<Diagnostic>,
    taken: Taken,
}

impl<'a, 'b> Filler<'a, 'b> {
    pub(super) fn new(draft: &'a Draft, setting: &'a Setting<'a>, findings: &'b mut Vec<Diagnostic>) -> Self {
        Self { draft, setting, findings, taken: Taken::default() }
    }

    /// Adds a finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Says what was taken off, once for each field.
    pub(super) fn tell(&mut self) {
        self.findings.extend(std::mem::take(&mut self.taken).told());
    }

    /// Reads a text of the paper.
    pub(super) fn text(&mut self, name: &str) -> Option<Runs> {
        let runs = field(self.draft.fields.text(name)?, self.setting.facts, self.findings);
        Some(self.bare(runs, &spec(self.draft, name)))
    }

    /// Reads the summary.
    pub(super) fn summary(&mut self) -> Option<Runs> {
        summary(self.draft, self.setting.facts, self.findings, &mut self.taken)
    }

    /// Reads a text of a group of the paper.
    pub(super) fn inner_text(&mut self, group: &str, name: &str, fields: &Fields) -> Option<Runs> {
        let runs = field(fields.text(name)?, self.setting.facts, self.findings);
        let spec = spec(self.draft, group).inner(name)?.named_in(group);
        Some(self.bare(runs, &spec))
    }

    fn bare(&mut self, runs: Runs, spec: &Field) -> Runs {
        bare(runs, spec, &mut self.taken)
    }

    /// Reads a list of the paper.
    pub(super) fn list(&mut self, name: &str) -> Vec<Runs> {
        let spec = spec(self.draft, name);
        let lines = self.draft.fields.list(name).iter().filter_map(|entry| self.line(entry));
        let lines: Vec<Runs> = lines.collect();
        lines.into_iter().filter_map(|line| self.taken.runs(line, &spec)).collect()
    }

    fn line(&mut self, entry: &Entry) -> Option<Runs> {
        match &entry.value {
            Raw::Text(text) => Some(field(text, self.setting.facts, self.findings)),
            Raw::Verbatim(text) => Some(Runs::unmarked(text.clone())),
            _ => None,
        }
    }

    /// Reads the distribution: who gets the paper, and where it is kept if the
    /// paper says so itself. `VT` of the state's papers is the office's place. Whether somebody stands
    /// above decides who writes `Như trên`.
    pub(super) fn recipients(&mut self, place: &Text, addressed: bool) -> (Vec<Runs>, Vec<Runs>) {
        let above = self.draft.kind.sends_above(side(self.draft, self.setting.office), addressed);
        let (mut recipients, mut kept) = (Vec::new(), Vec::new());
        let lines = self.list("noi_nhan");
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let span = line.span();
            if above && folded(line.as_str()) == "nhu-tren" {
                self.taken.say("noi_nhan", span, format!("bỏ dòng `{}` vì dòng này tự thêm", line.as_str()));
                continue;
            }
            let Some(start) = kept_from(line.as_str()) else {
                recipients.push(line);
                continue;
            };
            let (places, mended) = places(&line, start, place);
            if mended || line.as_str()[..start].contains(':') || at + 1 < count {
                let names: Vec<&str> = places.iter().map(|place| place.as_str()).collect();
                let words = format!("dòng `{}` in ở cuối, nơi lưu là `{}`", line.as_str(), names.join(", "));
                self.taken.say("noi_nhan", span, words);
            }
            kept.extend(places);
        }
        (recipients, kept)
    }

    /// Reads a body of the paper.
    pub(super) fn body(&mut self, name: &str) -> Body {
        let draft = self.draft;
        self.body_of(draft.fields.get(name))
    }

    /// Reads a body; `./.` at its end is a full stop, unless its author means
    /// not to follow that.
    pub(super) fn body_of(&mut self, entry: Option<&Entry>) -> Body {
        let Some(Raw::Body(parts)) = entry.map(|entry| &entry.value) else { return Body::default() };
        let mut body = body(parts, self.setting.facts, self.findings);
        if let Some(Block::Line { runs, .. }) = body.blocks.last_mut()
            && !self.draft.fields.silences(Code::END_MARK.id)
        {
            let text = runs.as_str().trim_end();
            let bare = text.trim_end_matches(['.', '/', ' ']);
            let tail = &text[bare.len()..];
            if (tail.ends_with("/.") || tail.ends_with("./")) && !bare.is_empty() {
                // The rule set of the State adds it again.
                if side(self.draft, self.setting.office) == Side::Party {
                    let words = format!("bỏ `{}` gõ tay ở cuối, kết thúc bằng dấu chấm", tail.trim());
                    self.taken.say("noi_dung", runs.plain.at(bare.len()..text.len()), words);
                }
                *runs = runs.slice(0..bare.len()).ended(".");
            }
        }
        body
    }

    /// Reads a field of the kind's own.
    pub(super) fn own_field(&mut self, name: &str) -> Option<Own> {
        let spec = spec(self.draft, name);
        let draft = self.draft;
        self.own(draft.fields.get(name)?, &spec)
    }

    fn own(&mut self, entry: &Entry, spec: &Field) -> Option<Own> {
        Some(match &entry.value {
            Raw::Text(_) => {
                let line = self.line(entry)?;
                Own::Text(self.bare(line, spec))
            }
            Raw::Verbatim(text) | Raw::Reference(text) => {
                match signer_of(entry, self.setting.office, self.findings) {
                    Some(signer) => Own::Signer(Box::new(signer)),
                    None => Own::Text(Runs::unmarked(text.clone())),
                }
            }
            Raw::Body(_) => Own::Body(self.body_of(Some(entry))),
            Raw::Number(number) => Own::Number(*number),
            Raw::Date(date) => Own::Date(*date, entry.span.clone()),
            // Rows stand in a body's table only, a month in the paper's own day.
            Raw::Rows(_) | Raw::Month(_) => return None,
            Raw::Time(time) => Own::Time(*time, entry.span.clone()),
            Raw::Flag(flag) => Own::Flag(*flag),
            Raw::Choice(word) => Own::Text(Runs::unmarked(Text::new(word.clone(), entry.span.clone()))),
            Raw::List(entries) => {
                Own::List(entries.iter().filter_map(|entry| self.member(entry, spec)).collect())
            }
            // What a signer is made of is known by the field's type alone.
            Raw::Group(_) if spec.is_of(&FieldType::Signer) => {
                Own::Signer(Box::new(signer_of(entry, self.setting.office, self.findings)?))
            }
            Raw::Group(fields) => Own::Group(
                fields
                    .0
                    .iter()
                    .filter_map(|(name, entry)| {
                        let inner = spec.inner(name.as_str()).cloned();
                        let inner = inner.unwrap_or_else(|| Field::of(name.as_str(), FieldType::Text));
                        Some((name.as_str().to_owned(), self.own(entry, &inner)?))
                    })
                    .collect(),
            ),
        })
    }

    /// Reads a member of a list; one that is nothing but marks is none.
    fn member(&mut self, entry: &Entry, spec: &Field) -> Option<Own> {
        match &entry.value {
            Raw::Text(_) => {
                let line = self.line(entry)?;
                self.taken.runs(line, spec).map(Own::Text)
            }
            _ => self.own(entry, spec),
        }
    }
}

/// Finds the line that says where a paper is kept (`Lưu: VT`, `Lưu Văn phòng`);
/// gives where the place begins.
fn kept_from(line: &str) -> Option<usize> {
    let length = line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len());
    let (word, rest) = line.split_at(length);
    let place = rest.trim_start_matches([':', ' ']);
    (word.to_lowercase() == "lưu" && !place.is_empty()).then_some(line.len() - place.len())
}

/// Cuts the places of a line, `VT` being the office's own; says whether it was
/// among them.
fn places(line: &Runs, start: usize, own: &Text) -> (Vec<Runs>, bool) {
    let text = line.as_str();
    let (mut places, mut mended) = (Vec::new(), false);
    let mut at = start;
    for part in text[start..].split([',', ';']) {
        let name = part.trim();
        let from = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        match name {
            "" => {}
            name if is_short_for(name, own.as_str()) => {
                places.push(Runs::unmarked(own.clone()));
                mended = true;
            }
            _ => places.push(line.slice(from..from + name.len())),
        }
    }
    // `Lưu: VT, VPĐU` names one place twice.
    let mut seen: Vec<String> = Vec::new();
    places.retain(|place| {
        let name = folded(place.as_str());
        let new = !seen.contains(&name);
        seen.push(name);
        new
    });
    (places, mended)
}

/// Tells whether a place is the office's own, cut short: `VT`, as papers of the
/// State have it, or its first letters (`VPĐU`).
#[must_use]
pub fn is_short_for(name: &str, own: &str) -> bool {
    let letters: String = own.split_whitespace().filter_map(|word| word.chars().next()).collect();
    name == "VT" || (name.chars().count() > 1 && name == letters.to_uppercase())
}
