//! Comes in: `numbering.xml`. Goes out: how each level of each list is counted. Must not know: which
//! paragraphs stand in a list.

use std::collections::BTreeMap;

use super::refused::Refused;
use super::tree::{Budget, Element, each};

/// Is how many levels a list has.
pub(super) const LEVELS: usize = 9;

/// Is a level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    pub start: u32,
    /// How it counts: `decimal`, `lowerLetter`, `bullet`.
    pub format: String,
    /// What stands before the text: `%1.%2.`, a sign.
    pub text: String,
    /// Below which level (from 1) it begins anew; nothing: below each; 0: never.
    pub restart: Option<usize>,
    /// Whether numbers of other levels stand in it as plain ones.
    pub legal: bool,
    /// Whether nothing stands between it and the text.
    pub tight: bool,
    /// The font of a sign.
    pub font: String,
}

/// Is a list as paragraphs name it.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    /// Whose numbers it counts on.
    pub counted: String,
    /// Where levels begin anew with the list's first paragraph.
    pub starts: BTreeMap<usize, u32>,
    /// Levels of its own.
    levels: BTreeMap<usize, Level>,
}

/// Holds the lists of a file.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: BTreeMap<String, BTreeMap<usize, Level>>,
    /// Kinds that are said elsewhere: by the list style they lead to.
    links: BTreeMap<String, String>,
    /// The kinds that say what a list style is.
    named: BTreeMap<String, String>,
    lists: BTreeMap<String, List>,
}

impl Numbering {
    /// Reads the part.
    pub(super) fn read(part: (&str, &str), budget: &Budget) -> Result<Self, Refused> {
        let mut all = Self::default();
        each(part, &["numbering"], budget, &mut |one| {
            match &*one.name {
                "abstractNum" => all.kind(&one),
                "num" => all.list(&one),
                _ => {}
            }
            Ok(())
        })?;
        Ok(all)
    }

    fn kind(&mut self, own: &Element) {
        let Some(id) = own.get("abstractNumId") else { return };
        if let Some(link) = own.val("numStyleLink") {
            self.links.insert(id.to_owned(), link.to_owned());
        }
        if let Some(name) = own.val("styleLink") {
            self.named.insert(name.to_owned(), id.to_owned());
        }
        let levels = own.children.iter().filter(|child| &*child.name == "lvl").filter_map(level);
        self.kinds.insert(id.to_owned(), levels.collect());
    }

    fn list(&mut self, own: &Element) {
        let (Some(id), Some(counted)) = (own.get("numId"), own.val("abstractNumId")) else { return };
        let mut list = List { counted: counted.to_owned(), ..List::default() };
        for change in own.children.iter().filter(|child| &*child.name == "lvlOverride") {
            let Some(at) = place(change) else { continue };
            if let Some(start) = change.val("startOverride").and_then(|start| start.parse().ok()) {
                list.starts.insert(at, start);
            }
            list.levels.extend(change.child("lvl").and_then(level));
        }
        self.lists.insert(id.to_owned(), list);
    }

    /// Gives a list; nothing where there is none of that name (0 means none).
    pub(super) fn of(&self, id: &str) -> Option<&List> {
        self.lists.get(id)
    }

    /// Gives a level of a list.
    pub(super) fn level<'a>(&'a self, list: &'a List, at: usize) -> Option<&'a Level> {
        if let Some(own) = list.levels.get(&at) {
            return Some(own);
        }
        let link = self.links.get(&list.counted).and_then(|style| self.named.get(style));
        self.kinds.get(link.unwrap_or(&list.counted))?.get(&at)
    }
}

fn place(own: &Element) -> Option<usize> {
    own.get("ilvl")?.parse().ok().filter(|at| *at < LEVELS)
}

fn level(own: &Element) -> Option<(usize, Level)> {
    let number = |name: &str| own.val(name).and_then(|value| value.parse().ok());
    let fonts = own.child("rPr").and_then(|props| props.child("rFonts"));
    let level = Level {
        start: number("start").unwrap_or(0),
        format: own.val("numFmt").unwrap_or("decimal").to_owned(),
        text: own.val("lvlText").unwrap_or_default().to_owned(),
        restart: own.val("lvlRestart").and_then(|value| value.parse().ok()),
        legal: own.switch("isLgl") == Some(true),
        tight: own.val("suff") == Some("nothing"),
        font: fonts.and_then(|fonts| fonts.get("ascii")).unwrap_or_default().to_owned(),
    };
    Some((place(own)?, level))
}
