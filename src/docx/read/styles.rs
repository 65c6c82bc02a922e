//! Comes in: `styles.xml`. Goes out: how letters and paragraphs of a style are set, its bases
//! followed. Must not know: what stands in the paper.

use std::collections::BTreeMap;

use super::piece::Align;
use super::props::{Props, Set};
use super::refused::Refused;
use super::tree::{Budget, Element, each};

/// Is how many styles may stand on one another.
const DEEPEST: usize = 64;

/// Holds the styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    defaults: Props,
    all: BTreeMap<String, Style>,
    /// The style of a paragraph that names none.
    usual: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    letters: Props,
    align: Option<Align>,
    number: Option<Numbered>,
}

/// Names a list, and how deep in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub list: Option<String>,
    pub level: Option<usize>,
}

/// Names the styles that letters stand in.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub table: Option<String>,
    pub paragraph: Option<String>,
    pub letters: Option<String>,
}

impl Styles {
    /// Reads the part.
    pub(super) fn read(part: (&str, &str), budget: &Budget) -> Result<Self, Refused> {
        let mut styles = Self::default();
        each(part, &["styles"], budget, &mut |one| {
            match &*one.name {
                "docDefaults" => {
                    styles.defaults = one.child("rPrDefault").map(Props::of).unwrap_or_default();
                }
                "style" => styles.take(&one),
                _ => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    fn take(&mut self, own: &Element) {
        let Some(id) = own.get("styleId") else { return };
        let usual = matches!(own.get("default"), Some("1" | "true" | "on"));
        if usual && own.get("type") == Some("paragraph") {
            self.usual = Some(id.to_owned());
        }
        let style = Style {
            name: own.val("name").unwrap_or_default().to_owned(),
            base: own.val("basedOn").map(str::to_owned),
            letters: Props::of(own),
            align: own.child("pPr").and_then(align),
            number: own.child("pPr").and_then(numbered),
        };
        self.all.insert(id.to_owned(), style);
    }

    /// Gives a style and those it stands on.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let mut next = id;
        std::iter::from_fn(move || {
            let style = self.all.get(next?)?;
            next = style.base.as_deref();
            Some(style)
        })
        .take(DEEPEST)
    }

    fn letters(&self, id: Option<&str>) -> Props {
        self.chain(id).fold(Props::default(), |own, style| own.or(&style.letters))
    }

    /// Gives the style of a paragraph: the one it names, else the usual one.
    pub(super) fn paragraph<'a>(&'a self, named: Option<&'a str>) -> Option<&'a str> {
        named.filter(|id| self.all.contains_key(*id)).or(self.usual.as_deref())
    }

    /// Gives the name people know a style by.
    pub(super) fn name(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.all.get(id)).map(|style| style.name.clone()).unwrap_or_default()
    }

    /// Gives how a paragraph of a style is set.
    pub(super) fn align(&self, id: Option<&str>) -> Option<Align> {
        self.chain(id).find_map(|style| style.align)
    }

    /// Gives the list that a style's paragraphs stand in.
    pub(super) fn number(&self, id: Option<&str>) -> Option<Numbered> {
        let all = self.chain(id).filter_map(|style| style.number.clone());
        all.reduce(|own, base| Numbered { list: own.list.or(base.list), level: own.level.or(base.level) })
    }

    /// Gives how letters are set. Bold, italic, capitals and hidden are switches: styles of two kinds
    /// that both turn one on turn it off again; what the letters say themselves holds.
    pub(super) fn set(&self, named: &Named, own: &Props) -> Set {
        let table = self.letters(named.table.as_deref());
        let paragraph = self.letters(named.paragraph.as_deref());
        let letters = self.letters(named.letters.as_deref());
        let all = [&table, &paragraph, &letters];
        let switched = |of: fn(&Props) -> Option<bool>| {
            let on = || all.iter().filter(|props| of(props) == Some(true)).count() % 2 == 1;
            of(own).unwrap_or_else(|| of(&self.defaults) == Some(true) || on())
        };
        let nearest = own.clone().or(&letters).or(&paragraph).or(&table).or(&self.defaults);
        Set {
            bold: switched(|props| props.bold),
            italic: switched(|props| props.italic),
            caps: switched(|props| props.caps),
            hidden: switched(|props| props.hidden),
            underlined: nearest.underlined == Some(true),
            coloured: nearest.coloured == Some(true),
            raised: nearest.raised == Some(true),
            font: nearest.font.unwrap_or_default(),
        }
    }
}

/// Reads how a paragraph is set from `w:pPr`.
pub(super) fn align(own: &Element) -> Option<Align> {
    Some(match own.val("jc")? {
        "center" => Align::Center,
        "right" | "end" => Align::Right,
        "both" | "distribute" => Align::Both,
        _ => Align::Left,
    })
}

/// Reads which list a paragraph stands in from `w:pPr`.
pub(super) fn numbered(own: &Element) -> Option<Numbered> {
    let own = own.child("numPr")?;
    let level = own.val("ilvl").and_then(|level| level.parse().ok());
    Some(Numbered { list: own.val("numId").map(str::to_owned), level })
}
