//! Comes in: the measures of the rule set. Goes out: what each style looks like; the parts of a
//! paper add what was measured. Must not know: what stands in the paper.

use std::collections::BTreeMap;

use super::rules::Rules;
use super::style::{Align, Border, Look, Style};

/// Holds the looks of the styles.
#[derive(Debug)]
pub(super) struct Looks(pub(super) BTreeMap<Style, Look>);

impl Looks {
    /// Takes all that the rule set says.
    pub(super) fn new(rules: &Rules) -> Self {
        let all = [body(rules), head(rules), title(rules), ending(rules), annex(rules), tables(rules)];
        Self(all.into_iter().flatten().collect())
    }

    /// Gives a style's look; one that is not there looks like a paragraph.
    pub(super) fn get(&self, style: Style) -> Look {
        let plain = || self.0.get(&Style::Paragraph).cloned();
        self.0.get(&style).cloned().or_else(plain).unwrap_or_else(|| Look::of(0.0, 0.0))
    }

    /// Changes a style's look.
    pub(super) fn change(&mut self, style: Style, change: impl FnOnce(&mut Look)) {
        let mut look = self.get(style);
        change(&mut look);
        self.0.insert(style, look);
    }
}

/// Is how high (pt) the line is that keeps two tables apart: as low as Word takes it.
pub(super) const GAP: f64 = 1.0;

type Named = Vec<(Style, Look)>;

fn body(rules: &Rules) -> Named {
    let than = &rules.than;
    let plain = Look {
        align: Align::Both,
        first: rules.on(than.thut),
        after: rules.on(than.gian_doan),
        ..Look::of(rules.on(than.co_chu), rules.body())
    };
    let heading = plain.clone().keeping();
    let lines = Look { first: 0.0, align: Align::Left, ..plain.clone() };
    let command = Look::of(rules.on(rules.menh_lenh.co_chu), rules.on(rules.menh_lenh.dong));
    let command = command.bold().centred().keeping().within(rules.on(rules.ten_loai.lui));
    let division = Look::of(rules.on(rules.phan.co_chu), rules.on(rules.phan.dong));
    let note = Look {
        align: Align::Both,
        ..Look::of(rules.on(rules.chu_thich.co_chu), rules.on(rules.chu_thich.dong))
    };
    let mut named: Named = [Style::Paragraph, Style::Clause, Style::Point, Style::Item, Style::SubItem]
        .map(|style| (style, plain.clone()))
        .into();
    named.extend([
        (Style::Basis, Look { italic: rules.chu.can_cu_nghieng, ..plain }),
        (Style::Command, command),
        (Style::Division, division.bold().centred().keeping()),
        (Style::Article, heading.clone().bold()),
        (Style::Section, heading.clone().bold()),
        (Style::Heading(1), heading.clone().bold()),
        (Style::Heading(2), heading.clone().bold().italic()),
        (Style::Heading(3), heading.italic()),
        (Style::Centred, lines.clone().centred()),
        (Style::SetOff, Look { left: rules.on(rules.dong_rieng.lui), ..lines }),
        (Style::Note, Look { after: rules.on(rules.chu_thich.cach), ..note }),
    ]);
    named
}

fn head(rules: &Rules) -> Named {
    let dau = &rules.dau;
    let first = |baseline: f64| rules.pitch(rules.on(baseline) - rules.top());
    let line = |size: f64| Look::of(rules.on(size), rules.on(dau.dong)).centred();
    let letter = Look::of(rules.on(dau.trich_yeu_co), rules.on(dau.trich_yeu_dong));
    let named = Look::of(rules.on(dau.tieu_de_co), first(dau.tieu_de_chan)).bold().centred();
    // Its capitals reach up to where the rule set wants them, whatever the header's own top.
    let circulation = Look::of(rules.on(rules.pham_vi.co_chu), rules.number_pitch()).bold();
    let rule = rules.on(dau.ke_day);
    let own = match &rules.state {
        None => vec![
            (Style::Parent, Look { pitch: first(dau.co_quan_chan), ..line(dau.co_chu) }),
            (Style::Star, line(dau.co_chu)),
            (Style::PageTitle, Look { border: Some(Border::below(rule, 0.0)), ..named }),
        ],
        Some(form) => {
            let motto = Look::of(rules.on(form.dau.tieu_ngu_co), rules.on(form.dau.tieu_ngu_cach));
            vec![
                (Style::Parent, line(dau.co_chu)),
                (Style::PageTitle, Look { pitch: rules.on(dau.dong), ..named }),
                (Style::Motto, motto.bold().centred()),
                (Style::OrganRule, Look { border: Some(Border::above(rule, 0.0)), ..Look::of(GAP, GAP) }),
            ]
        }
    };
    let common = vec![
        (Style::Organ, line(dau.co_chu).bold()),
        (Style::Symbol, line(dau.co_chu)),
        (Style::LetterSummary, Look { italic: rules.state.is_none(), ..letter.centred() }),
        (Style::Draft, line(rules.du_thao.co_chu).italic()),
        (Style::Urgency, line(rules.khan.co_chu).bold()),
        (Style::Date, line(dau.ngay_co).italic()),
        (Style::Circulation, Look { align: Align::Right, ..circulation }),
        (Style::PageNumber, Look::of(rules.on(rules.trang.so_trang_co), rules.number_pitch()).centred()),
    ];
    own.into_iter().chain(common).collect()
}

fn title(rules: &Rules) -> Named {
    let h = &rules.ten_loai;
    let line = |size: f64| Look::of(rules.on(size), rules.on(h.trich_yeu_dong)).centred();
    let addressee = Look::of(rules.on(rules.kinh_gui.co_chu), rules.on(rules.kinh_gui.dong));
    let inner = if rules.state.is_none() { rules.on(rules.kinh_gui.lui) } else { 0.0 };
    let rule = Look { border: Some(Border::above(rules.on(rules.dau.ke_day), 0.0)), ..Look::of(GAP, GAP) };
    vec![
        (Style::Kind, line(h.co_chu).bold()),
        (Style::Author, line(rules.trich_yeu.co_chu).bold().within(rules.on(h.lui))),
        (Style::Summary, line(rules.trich_yeu.co_chu).bold().within(rules.on(h.lui))),
        (Style::Dashes, line(h.gach_co)),
        (Style::SummaryRule, rule),
        (Style::Addressee, addressee.clone().centred().within(inner)),
        (Style::FurtherAddressee, addressee),
    ]
}

fn ending(rules: &Rules) -> Named {
    let (ky, list) = (&rules.ky, &rules.noi_nhan);
    let signer = || Look::of(rules.on(ky.co_chu), rules.on(ky.dong)).centred().keeping();
    let recipient = Look::of(rules.on(list.co_chu), rules.on(list.dong)).keeping();
    let hanging = rules.on(list.treo);
    let contact = Look::of(rules.on(rules.lien_he.co_chu), rules.on(rules.lien_he.dong)).centred();
    let rule = Border::above(rules.on(rules.lien_he.ke_day), rules.on(rules.lien_he.ke_cach));
    vec![
        (Style::Authority, signer().bold()),
        (Style::Title, signer()),
        // The signer's room lies above the name.
        (Style::Signer, Look { before: rules.on(ky.den_ho_ten) - rules.on(ky.dong), ..signer().bold() }),
        (
            Style::RecipientsLabel,
            Look {
                left: rules.on(list.nhan_lui),
                bold: list.nhan_dam_nghieng,
                italic: list.nhan_dam_nghieng,
                ..Look::of(rules.on(list.nhan_co), rules.on(ky.dong)).keeping()
            },
        ),
        (Style::Recipient, Look { left: hanging, first: -hanging, ..recipient.clone() }),
        (Style::Drafter, Look { size: rules.on(rules.nguoi_soan.co_chu), ..recipient }),
        (Style::Contact, Look { border: Some(rule), ..contact }),
        (
            Style::Unpublished,
            Look::of(rules.on(rules.khong_pho_bien.co_chu), rules.body()).italic().centred(),
        ),
    ]
}

fn annex(rules: &Rules) -> Named {
    let h = &rules.phu_luc;
    let line = |size: f64| Look::of(rules.on(size), rules.on(h.dong)).centred();
    let inner = rules.on(h.lui);
    let rule = Look { border: Some(Border::above(rules.on(rules.dau.ke_day), 0.0)), ..Look::of(GAP, GAP) };
    vec![
        (Style::AnnexRule, rule),
        (
            Style::AnnexLabel,
            Look { pitch: rules.pitch(rules.on(h.chan) - rules.top()), ..line(h.nhan_co).bold() },
        ),
        (Style::AnnexTitle, line(h.tieu_de_co).bold().within(inner)),
        (Style::AnnexSummary, line(h.trich_yeu_co).bold().within(inner)),
        (Style::AnnexParent, line(h.kem_theo_co).italic()),
    ]
}

fn tables(rules: &Rules) -> Named {
    let cell = Look::of(rules.on(rules.bang.co_chu), rules.on(rules.bang.dong));
    vec![
        (Style::TableHead(0), cell.clone().bold().centred()),
        (Style::TableCell(0), cell),
        (Style::Gap, Look { after: (rules.on(rules.bang.sau) - GAP).max(0.0), ..Look::of(GAP, GAP) }),
    ]
}
