//! Comes in: `co-quan.yaml` and `ho-so.yaml`. Goes out: the office and the
//! dossier. Must not know: papers.

use std::sync::Arc;

use super::entry::{Entry, Fields, Raw};
use super::fields::fields;
use super::scalar::flat;
use super::system::{alike, system};
use super::typed::Taken;
use crate::diag::{Findings, Source, Span, Text};
use crate::kind::{Field, Part, Side};
use crate::model::{Dossier, Event, Head, Issuer, Office, Signer, Term, Terms};
use crate::text::{ToneStyle, folded};
use crate::yaml;

/// Reads an office.
///
/// # Errors
/// Gives every finding about the file.
pub fn office(source: &Arc<Source>) -> Result<Office, Findings> {
    let mut findings = Vec::new();
    let spec = Part::Office.fields()?;
    let node = yaml::parse_on(source, &mut findings)?;
    let read = fields(&node, &spec, "cơ quan", &mut findings);
    let nothing = Text::new("", Span::whole(source));
    let mut taken = Taken::default();
    let mut need = |name: &str| {
        read.text(name).map_or_else(|| nothing.clone(), |text| bare(&flat(text), name, &spec, &mut taken))
    };
    let (proper, doubtful) = Issuer::proper_name(read.text("ten_viet"), &need("ten"));
    let issuer = Issuer {
        parent: read.text("cap_tren").map(flat),
        proper,
        doubtful,
        name: need("ten"),
        head: Head {
            parent: read.text("cap_tren").map(as_broken),
            name: read.text("ten").map(as_broken).unwrap_or_default(),
        },
        symbol: need("ky_hieu"),
        kept_at: need("luu"),
        side: side(&read).unwrap_or_default(),
        congress: None,
        one_series: one_series(&read),
    };
    let place = need("dia_danh");
    findings.extend(system(&issuer));
    let named = |name: &str| read.group(name).map(|group| group.0.as_slice()).unwrap_or_default();
    let issuers: Vec<(String, Issuer)> = named("don_vi")
        .iter()
        .filter_map(|(name, entry)| Some((name.as_str().to_owned(), unit(group(entry)?, &issuer)?)))
        .collect();
    let of_state = std::iter::once(&issuer).chain(issuers.iter().map(|(_, unit)| unit));
    let of_state = of_state.filter(|organ| organ.side == Side::State);
    let yearly = of_state.map(|organ| organ.symbol.as_str().to_owned()).collect();
    let terms = read.list("nhiem_ky").iter().filter_map(|entry| term(group(entry)?)).collect();
    let office = Office {
        place,
        tone: read.choice("dau_thanh").and_then(ToneStyle::of_sample),
        signers: named("nguoi_ky")
            .iter()
            .filter_map(|(name, entry)| Some((name.as_str().to_owned(), signer(group(entry)?)?)))
            .collect(),
        issuers,
        rules: read.text("the_thuc").cloned(),
        font: read.text("phong_chu").cloned(),
        signs_digitally: !read.is_off("chu_ky_so"),
        pads_hours: read.flag("gio_them_so_khong"),
        terms: Terms::new(terms, yearly),
        abbreviations: named("viet_tat").iter().map(|(name, _)| name.as_str().to_owned()).collect(),
        archive: read.text("kho_luu").cloned(),
        templates: read.text("mau").cloned(),
        outside: verbatim(&read, "thu_muc_them"),
        backups: verbatim(&read, "noi_sao_luu"),
        issuer,
        told: taken.told(),
    };
    let mut office = office;
    for days in office.issuers.iter().filter_map(|(_, unit)| unit.congress.as_ref()) {
        office.terms.add_congress(days);
    }
    findings.extend(office.issuers.iter().filter_map(|(_, unit)| system(unit)));
    findings.extend(office.issuers.iter().find_map(|(_, unit)| alike(unit, &office)));
    if findings.is_empty() { Ok(office) } else { Err(findings.into()) }
}

/// Takes off a text what the form adds to its field.
fn bare(text: &Text, name: &str, spec: &[Field], taken: &mut Taken) -> Text {
    spec.iter().find(|field| field.name == name).map_or_else(|| text.clone(), |field| taken.text(text, field))
}

fn verbatim(read: &Fields, name: &str) -> Vec<Text> {
    let text = |entry: &Entry| match &entry.value {
        Raw::Verbatim(text) => Some(text.clone()),
        _ => None,
    };
    read.list(name).iter().filter_map(text).collect()
}

fn group(entry: &Entry) -> Option<&Fields> {
    match &entry.value {
        Raw::Group(fields) => Some(fields),
        _ => None,
    }
}

fn term(read: &Fields) -> Option<Term> {
    let until = read.date("den").map(|(date, _)| date);
    Some(Term { from: read.date("tu")?.0, until, congress: false })
}

/// Gives a name in the lines it was typed in.
fn as_broken(text: &Text) -> String {
    let lines = lines_of(text);
    lines.iter().map(Text::as_str).collect::<Vec<_>>().join("\n")
}

/// Cuts a text into its lines, each with its place.
fn lines_of(text: &Text) -> Vec<Text> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.as_str().split_inclusive('\n') {
        let bare = line.trim();
        if !bare.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            lines.push(text.slice(at..at + bare.len()));
        }
        start += line.len();
    }
    lines
}

/// Cuts `T/L BAN THƯỜNG VỤ K/T CHÁNH VĂN PHÒNG` into its forms of authority:
/// each is a line of its own (HD05 §7.1.1).
fn forms_of(line: &Text) -> Vec<Text> {
    const FORMS: [&str; 7] = [" T/M ", " T/L ", " K/T ", " TM. ", " TL. ", " KT. ", " TUQ. "];
    let text = line.as_str();
    let mut starts: Vec<usize> =
        FORMS.iter().flat_map(|form| text.match_indices(form)).map(|(at, _)| at + 1).collect();
    starts.push(0);
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let forms = starts.iter().zip(ends).map(|(start, end)| {
        let form = text[*start..end].trim_end();
        line.slice(*start..start + form.len())
    });
    forms.collect()
}

/// Makes a signer of its fields.
pub(super) fn signer(read: &Fields) -> Option<Signer> {
    let name = read.text("ho_ten")?.clone();
    // The authority may say it all; whether it does is told of where it does not.
    let nothing = Text::new("", name.span());
    let title = read.text("chuc_vu").unwrap_or(&nothing);
    let organ = read.text("co_quan");
    let authority = read.list("quyen_han").iter().filter_map(|entry| match &entry.value {
        Raw::Verbatim(text) => Some(lines_of(text)),
        _ => None,
    });
    let authority = authority.flatten().flat_map(|line| forms_of(&line));
    Some(Signer {
        authority: authority.collect(),
        title: flat(title),
        title_lines: lines_of(title).iter().map(|line| line.as_str().to_owned()).collect(),
        organ: organ.map(flat),
        organ_lines: organ
            .map(lines_of)
            .unwrap_or_default()
            .iter()
            .map(|line| line.as_str().to_owned())
            .collect(),
        also: read.text("kiem").cloned(),
        name,
    })
}

/// Makes an issuer of its fields; what it leaves out it has from `above`.
pub(super) fn unit(read: &Fields, above: &Issuer) -> Option<Issuer> {
    let written = read.text("ten")?;
    let name = flat(written);
    let (proper, doubtful) = Issuer::proper_name(read.text("ten_viet"), &name);
    let side = side(read).unwrap_or(above.side);
    // Nothing of the one side stands above an organ of the other unless it is written.
    let over = Some(above).filter(|above| above.side == side);
    let parent = read.text("cap_tren");
    // Said in a word: nobody stands above it.
    let alone = parent.is_some_and(|text| folded(text.as_str().trim()) == "khong");
    let (parent, over_it) = if alone { (None, None) } else { (parent, over) };
    Some(Issuer {
        parent: parent.map(flat).or_else(|| over_it.map(|above| above.name.clone())),
        head: Head {
            parent: parent.map(as_broken).or_else(|| over_it.map(|above| above.head.name.clone())),
            name: as_broken(written),
        },
        proper: match read.text("ten_viet") {
            None if over.is_some() => format!("{proper} {}", above.proper),
            _ => proper,
        },
        doubtful,
        name,
        symbol: read.text("ky_hieu")?.clone(),
        kept_at: match (read.text("luu"), over) {
            (Some(own), _) => own.clone(),
            (None, Some(above)) => above.kept_at.clone(),
            // The rule set says where papers of the other side are kept.
            (None, None) => Text::new("", written.span()),
        },
        side,
        congress: read.group("dai_hoi").and_then(term).map(|days| Term { congress: true, ..days }),
        one_series: one_series(read),
    })
}

/// Tells whether one series of numbers is for all kinds.
fn one_series(read: &Fields) -> bool {
    read.choice("day_so") == Some("chung")
}

fn side(read: &Fields) -> Option<Side> {
    read.choice("he").and_then(Side::of)
}

/// Reads a dossier.
///
/// # Errors
/// Gives every finding about the file.
pub fn dossier(source: &Arc<Source>) -> Result<Dossier, Findings> {
    let mut findings = Vec::new();
    let spec = Part::Dossier.fields()?;
    let node = yaml::parse_on(source, &mut findings)?;
    let read = fields(&node, &spec, "hồ sơ", &mut findings);
    let mut taken = Taken::default();
    let of_event = spec.iter().find(|field| field.name == "su_kien");
    let mut event = |group: &Fields| {
        event(group, &mut |text, name| {
            let field = of_event.and_then(|field| field.inner(name)).map(|field| field.named_in("su_kien"));
            field.map_or_else(|| text.clone(), |field| taken.text(text, &field))
        })
    };
    let dossier = Dossier {
        code: read.text("ma").cloned(),
        title: read.text("tieu_de").cloned(),
        event: read.group("su_kien").and_then(&mut event),
        kept: read
            .group("luu_tru")
            .map(|group| group.0.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|(name, _)| {
                Some((name.as_str().to_owned(), read.group("luu_tru")?.text(name.as_str())?.clone()))
            })
            .collect(),
        facts: read
            .group("du_lieu")
            .map(|group| group.0.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|(name, entry)| match &entry.value {
                Raw::Verbatim(text) => Some((name.as_str().to_owned(), text.clone())),
                _ => None,
            })
            .collect(),
        told: taken.told(),
    };
    if findings.is_empty() { Ok(dossier) } else { Err(findings.into()) }
}

fn event(read: &Fields, bare: &mut dyn FnMut(&Text, &str) -> Text) -> Option<Event> {
    let mut text = |name: &str| read.text(name).map(|text| bare(text, name));
    let time = read.get("gio").and_then(|entry| match entry.value {
        Raw::Time(time) => Some((time, entry.span.clone())),
        _ => None,
    });
    Some(Event {
        name: text("ten")?,
        date: read.date("ngay"),
        time,
        place: text("dia_diem"),
        chair: text("chu_tri"),
        attendance: text("thanh_phan"),
    })
}
