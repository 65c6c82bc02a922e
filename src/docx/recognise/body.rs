//! Comes in: the lines and tables of a content. Goes out: the same as a body is typed. Must not know:
//! head and ending.

use super::item::Item;
use super::lines::Line;
use super::ruled::{is_nested, ruled};
use crate::input::{begins_division, is_marked};
use crate::yaml::edit::Content;

/// The style a file of ours has for a line that is set off.
const OWN_SET_OFF: &str = "VT Dòng lùi";
/// The style a file of ours has for a division.
const OWN_DIVISION: &str = "VT Phần";

/// Is a content that is written.
#[derive(Debug, Default)]
pub(super) struct Written {
    parts: Vec<Content>,
    lines: Vec<String>,
    /// Whether the line before names a division whose name may stand on the next line.
    divided: bool,
    /// The paragraphs of tables that held others.
    pub nested: Vec<usize>,
}

/// Writes a content; nothing where there is none.
pub(super) fn body(items: &[Item<'_>]) -> Written {
    let mut written = Written::default();
    for item in items {
        match item {
            Item::Line(line) => written.line(line),
            Item::Table(table) => {
                if is_nested(table) {
                    let first = super::lines::of_table(table).first().map_or(0, |line| line.paragraph);
                    written.nested.push(first);
                }
                match ruled(table) {
                    Ok(own) => {
                        written.part();
                        written.parts.push(own);
                    }
                    Err(lines) => lines.iter().for_each(|line| written.line(line)),
                }
            }
        }
    }
    written
}

impl Written {
    /// Adds a line that stands in the middle.
    pub(super) fn centred(&mut self, text: &str) {
        self.lines.push(format!("> {text} <"));
    }

    fn line(&mut self, line: &Line) {
        if line.is_empty() {
            return;
        }
        let divided = std::mem::replace(&mut self.divided, begins_division(&line.text));
        let named = divided && (line.centred || line.broken || line.style == OWN_DIVISION);
        let counted = line.text.starts_with(|sign: char| sign.is_ascii_digit());
        let own = named || self.divided || is_marked(&line.text) || counted;
        let text = if own && (named || self.divided) { &line.text } else { &line.typed };
        // What a rule of the form draws is no text.
        if line.is_rule() && line.centred {
            return;
        }
        if line.style == OWN_SET_OFF && !own {
            self.lines.push(format!("> {}", line.typed));
        } else if line.centred && !own {
            self.centred(&line.typed);
        } else {
            self.lines.push(text.clone());
        }
    }

    fn part(&mut self) {
        if !self.lines.is_empty() {
            self.parts.push(Content::Text(std::mem::take(&mut self.lines).join("\n")));
        }
    }

    /// Gives the content: one text, or a list of texts and tables.
    pub(super) fn done(mut self) -> Option<Content> {
        self.closed();
        self.part();
        match self.parts.len() {
            0 => None,
            1 if matches!(self.parts[0], Content::Text(_)) => self.parts.pop(),
            _ => Some(Content::List(self.parts)),
        }
    }

    /// Lets the last line end as the form ends it: `./.` is the State's.
    fn closed(&mut self) {
        if let Some(last) = self.lines.last_mut()
            && (last.ends_with("./.") || last.ends_with("/."))
        {
            let bare = last.trim_end_matches(['.', '/', ' ']).len();
            last.truncate(bare);
            last.push('.');
        }
    }
}
