//! Comes in: the parts of a paper that were recognised, its kind. Goes out: the fields of a draft, in
//! the order of the paper; what no field of the kind holds. Must not know: how a file is written.

use super::annex::{lost, member, shown};
use super::compare::{signing, unit};
use super::organs::{Other, organs};
use super::recipient::{Recipient, recipient};
use super::same::{bare, same};
use super::signer::signer;
use super::told::Pages;
use super::{Case, FieldAdopted};
use crate::diag::{Code, Diagnostic};
use crate::docx::{Annexed, Said, Signed};
use crate::input::undressed;
use crate::kind::{Field, FieldType, Kind};
use crate::yaml::edit::Content;

/// Is what a draft holds.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// The fields, but for the kind.
    pub all: Vec<(String, Content)>,
    /// What none of them holds.
    pub left: Vec<Said>,
    /// What the form adds itself and was taken off, each kind of thing once.
    cleaned: Vec<String>,
}

/// Gives the fields of a draft.
pub(super) fn fields(case: &Case<'_>, kind: &Kind, pages: &Pages, found: &mut Vec<Diagnostic>) -> Fields {
    let (paper, office) = (case.paper, &case.workspace.office);
    let mut fields = Fields { left: paper.left.clone(), ..Fields::default() };
    match organs(paper, office) {
        Ok(own) => {
            fields.all.extend(own.first.map(|key| ("don_vi".to_owned(), Content::from(key))));
            fields.others(case, kind, &own.others);
        }
        Err(()) => fields.all.extend(below(case, kind).map(|own| ("don_vi".to_owned(), own))),
    }
    let unit = unit(case, kind);
    fields.all.extend(unit.as_ref().map(|unit| ("don_vi_soan".to_owned(), Content::from(unit.as_str()))));
    fields.text(kind, "tac_gia", paper.author.as_ref());
    fields.summary(kind, paper.summary.as_ref());
    fields.addressees(case, kind);
    fields.list(kind, "can_cu", &paper.basis);
    let body = fields
        .command(case, kind)
        .map_or_else(|| paper.body.clone(), |lines| with(&lines, paper.body.clone()));
    fields.body(kind, body);
    fields.signers(case, kind, pages, found);
    fields.recipients(case, kind, (pages, unit.as_deref()), found);
    fields.text(kind, "nguoi_soan", paper.drafter.as_ref());
    fields.special(case, kind);
    fields.text(kind, "pham_vi", paper.circulation.as_ref());
    fields.text(kind, "lien_he", paper.contact.as_ref());
    if paper.unpublished.is_some() && field(kind, "khong_pho_bien").is_some() {
        fields.all.push(("khong_pho_bien".to_owned(), Content::from("có")));
    }
    fields.annexes(kind, &paper.annexes);
    if !fields.cleaned.is_empty() {
        let message = format!("bỏ những gì chương trình tự in: {}", fields.cleaned.join("; "));
        found.push(Diagnostic::new(Code::IMPORT_CLEANED, message).at(pages.paragraph(0)));
    }
    fields
}

/// Spells out an organ that stands under the office itself and is none of those it has named.
fn below(case: &Case<'_>, kind: &Kind) -> Option<Content> {
    let (paper, office) = (case.paper, &case.workspace.office);
    let (organ, parent, (mark, _)) = (paper.organ.as_ref()?, paper.parent.as_ref()?, paper.mark.as_ref()?);
    let own = same(&parent.text, office.issuer.name.as_str());
    let symbol =
        mark.parts.iter().find(|part| *part != kind.symbol.of(office.issuer.side)).filter(|_| own)?;
    let entries = [("ten", organ.text.as_str()), ("ky_hieu", symbol.as_str())];
    Some(Content::Map(entries.map(|(key, text)| (key.to_owned(), Content::from(text))).into()))
}

/// Takes who drafted the paper off the line that says where it is kept: the form adds them there.
fn without(said: &Said, unit: Option<&str>) -> Said {
    let Some(unit) = unit else { return said.clone() };
    let places = said.text.split(',').map(|place| place.trim_end_matches(['.', ';']));
    let others: Vec<&str> = places.filter(|place| !same(place, unit)).collect();
    Said { text: others.join(","), ..said.clone() }
}

/// Spells out organs that are none of the office's, each with what the symbol has for it: the parts that
/// neither the kind nor another organ has, where there are as many.
fn with_symbols(case: &Case<'_>, kind: &Kind, all: &[Other<'_>]) -> Vec<Content> {
    let office = &case.workspace.office;
    let of = |key: Option<&str>| match key {
        Some(key) => office.unit(key).map(|own| own.symbol.as_str()),
        None => Some(office.issuer.symbol.as_str()),
    };
    let known = all.iter().filter_map(|other| match other {
        Other::Ours(key) => of(*key),
        Other::Strange(_) => None,
    });
    let lead = signing(case);
    let of_kind = lead.map(|own| kind.symbol.of(own.side).as_str());
    let taken: Vec<&str> = known.chain(lead.map(|own| own.symbol.as_str())).chain(of_kind).collect();
    let parts = case.paper.mark.iter().flat_map(|(mark, _)| &mark.parts);
    let free: Vec<&String> = parts.filter(|part| !taken.contains(&part.as_str())).collect();
    let fits = free.len() == all.iter().filter(|other| matches!(other, Other::Strange(_))).count();
    let mut free = free.into_iter();
    let one = |other: &Other<'_>| match other {
        Other::Ours(Some(key)) => Content::from(*key),
        Other::Ours(None) => {
            let own = &office.issuer;
            let entries = [("ten", own.name.as_str()), ("ky_hieu", own.symbol.as_str())];
            Content::Map(entries.map(|(key, text)| (key.to_owned(), Content::from(text))).into())
        }
        Other::Strange(name) => {
            let symbol = free.next().filter(|_| fits);
            let entries = std::iter::once(("ten", name.as_str()));
            let entries = entries.chain(symbol.map(|symbol| ("ky_hieu", symbol.as_str())));
            Content::Map(entries.map(|(key, text)| (key.to_owned(), Content::from(text))).collect())
        }
    };
    all.iter().map(one).collect()
}

/// Gives who signs, of a paper of several organs first who signs for the one that leads, wherever they stand.
fn leading_first<'a>(case: &Case<'a>) -> Vec<&'a Signed> {
    let mut all: Vec<&Signed> = case.paper.signers.iter().collect();
    let joint = organs(case.paper, &case.workspace.office).is_ok_and(|own| !own.others.is_empty());
    if let Some(lead) = signing(case).filter(|_| joint) {
        let name = bare(lead.name.as_str());
        let for_lead = |who: &&Signed| {
            let organs = who.authority.iter().filter_map(|line| line.text.split_once(' '));
            organs.map(|(_, organ)| bare(organ)).any(|organ| !organ.is_empty() && name.starts_with(&organ))
        };
        if let Some(at) = all.iter().position(for_lead) {
            all[..=at].rotate_right(1);
        }
    }
    all
}

/// Puts lines before a content.
fn with(lines: &[String], body: Option<Content>) -> Option<Content> {
    let head = lines.join("\n");
    if head.is_empty() {
        return body;
    }
    Some(match body {
        None => Content::Text(head),
        Some(Content::Text(text)) => Content::Text(format!("{head}\n{text}")),
        Some(Content::List(mut parts)) => {
            parts.insert(0, Content::Text(head));
            Content::List(parts)
        }
        Some(other) => Content::List(vec![Content::Text(head), other]),
    })
}

fn field<'a>(kind: &'a Kind, name: &str) -> Option<&'a Field> {
    kind.fields.iter().find(|field| field.name == name)
}

impl Fields {
    /// Takes off a text what the form adds around it.
    fn bare(&mut self, field: &Field, said: &Said) -> String {
        let bare = undressed(&said.text, field);
        if bare != said.text {
            self.clean(&format!("nhãn, dấu ở `{}`", field.name));
        }
        bare
    }

    fn clean(&mut self, what: &str) {
        if !self.cleaned.iter().any(|known| known == what) {
            self.cleaned.push(what.to_owned());
        }
    }

    fn text(&mut self, kind: &Kind, name: &str, said: Option<&Said>) {
        let Some(said) = said else { return };
        let Some(field) = field(kind, name) else { return self.left.push(said.clone()) };
        let bare = self.bare(field, said);
        if !bare.is_empty() {
            self.all.push((name.to_owned(), Content::Text(bare)));
        }
    }

    /// Takes the organs that issue the paper with the first.
    fn others(&mut self, case: &Case<'_>, kind: &Kind, all: &[Other<'_>]) {
        if all.is_empty() {
            return;
        }
        let members = with_symbols(case, kind, all);
        if field(kind, "cung_ban_hanh").is_some() {
            self.all.push(("cung_ban_hanh".to_owned(), Content::List(members)));
        } else {
            self.left.push(Said { text: shown(&Content::List(members)), paragraph: 0 });
        }
    }

    /// Takes the summary. Only a letter prints a label before it.
    fn summary(&mut self, kind: &Kind, said: Option<&Said>) {
        if kind.summary_under_number {
            return self.text(kind, "trich_yeu", said);
        }
        let Some(said) = said else { return };
        let small = said.text.strip_prefix("Về việc").map(|rest| format!("về việc{rest}"));
        let text = small.unwrap_or_else(|| said.text.clone());
        if field(kind, "trich_yeu").is_some() {
            self.all.push(("trich_yeu".to_owned(), Content::Text(text)));
        } else {
            self.left.push(said.clone());
        }
    }

    fn list(&mut self, kind: &Kind, name: &str, all: &[Said]) {
        if all.is_empty() {
            return;
        }
        let Some(field) = field(kind, name) else { return self.left.extend_from_slice(all) };
        let texts: Vec<Content> = all
            .iter()
            .map(|said| self.bare(field, said))
            .filter(|text| !text.is_empty())
            .map(Content::Text)
            .collect();
        if !texts.is_empty() {
            self.all.push((name.to_owned(), Content::List(texts)));
        }
    }

    /// Puts addressees into the field that the kind has for them.
    fn addressees(&mut self, case: &Case<'_>, kind: &Kind) {
        let all = &case.paper.addressees;
        let own = ["kinh_gui", "kinh_trinh"].into_iter().find(|name| field(kind, name).is_some());
        match own {
            Some(name) => self.list(kind, name, all),
            None => self.left.extend_from_slice(all),
        }
        if !all.is_empty() && own.is_some() {
            self.clean(&format!("chữ {}", case.paper.label.as_ref().map_or("", |label| label.text.as_str())));
        }
    }

    /// Puts who decides into the field that a kind with a command has; else gives the lines that say it.
    fn command(&mut self, case: &Case<'_>, kind: &Kind) -> Option<Vec<String>> {
        let (decides, command) = (case.paper.decides.as_ref(), case.paper.command.as_ref());
        let own = kind.fields.iter().find(|field| field.issues && kind.own.contains(&field.name));
        if let Some(own) = own.filter(|_| command.is_some() || decides.is_some()) {
            if let Some(command) = command {
                self.clean(&format!("dòng {}", command.text));
            }
            self.text(kind, &own.name.clone(), decides);
            return None;
        }
        let lines = decides.into_iter().chain(command);
        Some(lines.map(|said| format!("> {} <", said.text)).collect())
    }

    fn body(&mut self, kind: &Kind, body: Option<Content>) {
        let Some(body) = body else { return };
        if field(kind, "noi_dung").is_some_and(|field| field.kind == FieldType::Body) {
            self.all.push(("noi_dung".to_owned(), body));
        } else {
            self.left.push(Said { text: shown(&body), paragraph: 0 });
        }
    }

    /// Takes who signs: the first is the one responsible, the others sign with them.
    fn signers(&mut self, case: &Case<'_>, kind: &Kind, pages: &Pages, found: &mut Vec<Diagnostic>) {
        let office = &case.workspace.office;
        let all = leading_first(case);
        let mut all = all.into_iter().filter_map(|who| signer(who, office, pages, found));
        let (first, others) = (all.next(), all.collect::<Vec<Content>>());
        let others = (!others.is_empty()).then_some(Content::List(others));
        for (name, own) in [("nguoi_ky", first), ("cung_ky", others)] {
            let Some(own) = own else { continue };
            if field(kind, name).is_some() {
                self.all.push((name.to_owned(), own));
            } else {
                self.left.push(Said { text: shown(&own), paragraph: 0 });
            }
        }
    }

    /// Takes the list without what the form adds: where the paper is kept, `Như trên`.
    fn recipients(
        &mut self,
        case: &Case<'_>,
        kind: &Kind,
        (pages, unit): (&Pages, Option<&str>),
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(own) = field(kind, "noi_nhan") else {
            return self.left.extend_from_slice(&case.paper.recipients);
        };
        let place = case.workspace.office.issuer.kept_at.as_str();
        let side = case.workspace.office.issuer.side;
        let above = kind.sends_above(side, !case.paper.addressees.is_empty());
        let mut kept = Vec::new();
        for said in &case.paper.recipients {
            match recipient(&undressed(&said.text, own), above, (place, unit)) {
                Recipient::Printed(what) => self.clean(what),
                Recipient::KeptElsewhere(message) => {
                    found.push(
                        Diagnostic::new(Code::IMPORT_HEAD, message)
                            .at(pages.paragraph(said.paragraph))
                            .hint("xoá dòng Lưu trong `noi_nhan` thì bản in ghi nơi lưu của cơ quan"),
                    );
                    kept.push(without(said, unit));
                }
                Recipient::Own => kept.push(said.clone()),
            }
        }
        self.list(kind, "noi_nhan", &kept);
    }

    fn special(&mut self, case: &Case<'_>, kind: &Kind) {
        if let Some(said) = &case.paper.draft {
            let digits: String = said.text.chars().filter(char::is_ascii_digit).collect();
            match digits.parse::<u32>() {
                Ok(number) if number > 0 && field(kind, "du_thao").is_some() => {
                    self.all.push(("du_thao".to_owned(), Content::Text(number.to_string())));
                }
                _ => self.left.push(said.clone()),
            }
        }
        if let Some(said) = &case.paper.urgency {
            let words = field(kind, "do_khan").and_then(|field| match &field.kind {
                FieldType::Choice(words) => words.iter().find(|word| same(word, &said.text)),
                _ => None,
            });
            match words {
                Some(word) => self.all.push(("do_khan".to_owned(), Content::from(word.as_str()))),
                None => self.left.push(said.clone()),
            }
        }
    }

    fn annexes(&mut self, kind: &Kind, all: &[Annexed]) {
        let Some(own) = field(kind, "phu_luc").filter(|_| !all.is_empty()) else {
            return self.left.extend(all.iter().flat_map(lost));
        };
        self.clean("chữ Phụ lục, dòng kèm theo");
        let members = all.iter().map(|annex| member(annex, own)).collect();
        self.all.push(("phu_luc".to_owned(), Content::List(members)));
    }

    /// Gives the fields as somebody looks at them.
    pub(super) fn shown(&self, kind: &Kind) -> Vec<FieldAdopted> {
        let one = |(name, content): &(String, Content)| FieldAdopted {
            name: name.clone(),
            label: field(kind, name).map_or_else(|| name.clone(), Field::title),
            text: shown(content),
        };
        self.all.iter().map(one).collect()
    }
}
