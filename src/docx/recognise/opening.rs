//! Comes in: the lines between the title and the content. Goes out: whom the paper is addressed to, who
//! decides, on what it is based. Must not know: which kind it is.

use super::item::Item;
use super::known::Known;
use super::lines::{Line, Said, begins, of_table, plain};
use crate::input::BULLETS;

/// Are the words before those a paper is addressed to.
const LABELS: [&str; 3] = ["Đồng kính gửi", "Kính gửi", "Kính trình"];
/// Begin lines of the basis.
const BASIS: [&str; 7] = ["Căn cứ", "Theo đề nghị", "Xét", "Theo", "Thực hiện", "Trên cơ sở", "Sau khi"];
/// Is how many of them begin hardly anything else.
const SURE: usize = 3;
/// Is among how many lines the command of a decision is looked for.
const FIRST: usize = 40;
/// Is how many lines a command takes above its word.
const LINES: usize = 3;
/// The style a file of ours has for the basis.
const OWN_BASIS: &str = "VT Căn cứ";

/// Is what stands before the content.
#[derive(Debug, Default)]
pub(super) struct Opening {
    /// The words before those it is addressed to.
    pub label: Option<Said>,
    pub addressees: Vec<Said>,
    pub basis: Vec<Said>,
    /// Who decides.
    pub decides: Option<Said>,
    /// The word of command.
    pub command: Option<Said>,
    /// How many items it takes.
    pub end: usize,
}

/// Reads the opening.
pub(super) fn opening(items: &[Item<'_>], known: &Known) -> Opening {
    let mut opening = Opening::default();
    opening.addressed(items);
    match command(&items[opening.end..], known) {
        Some((from, to)) => opening.commanded(items, opening.end + from, opening.end + to, known),
        None => opening.based(items),
    }
    opening
}

fn skip_empty(items: &[Item<'_>], mut at: usize) -> usize {
    while items.get(at).and_then(Item::line).is_some_and(|line| line.is_empty() || line.is_rule()) {
        at += 1;
    }
    at
}

/// Gives the label a line begins with: alone, before a colon, or in the middle of the page. A letter may
/// begin so, too.
fn label(line: &Line) -> Option<&'static str> {
    let label = LABELS.into_iter().find(|label| line.begins(label))?;
    let rest: String = line.text.chars().skip(label.chars().count()).collect();
    let rest = rest.trim_start();
    (rest.is_empty() || rest.starts_with(':') || (line.centred && !rest.ends_with(['!', ','])))
        .then_some(label)
}

/// Gives a line without the sign of an item.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['-', '–', ' '])
}

/// Tells whether a line begins as an item does.
fn is_item(line: &str) -> bool {
    line.starts_with("- ")
        || line.starts_with("+ ")
        || line.starts_with(|sign| BULLETS.iter().any(|(own, _)| *own == sign))
        || (line.starts_with('-') && line[1..].starts_with(char::is_alphabetic))
}

impl Opening {
    fn addressed(&mut self, items: &[Item<'_>]) {
        let at = skip_empty(items, 0);
        match items.get(at) {
            Some(Item::Table(table)) => {
                let lines: Vec<Line> = of_table(table).into_iter().filter(|line| !line.is_empty()).collect();
                let Some(own) = lines.first().and_then(label) else { return };
                self.first(&lines[0], own);
                lines[1..].iter().for_each(|line| self.addressees.push(line.said()));
                self.end = at + 1;
            }
            Some(Item::Line(line)) => {
                let Some(own) = label(line) else { return };
                self.first(line, own);
                self.end = at + 1;
                self.further(items);
            }
            None => {}
        }
        self.end = skip_empty(items, self.end);
    }

    fn first(&mut self, line: &Line, label: &str) {
        let rest: String = line.text.chars().skip(label.chars().count()).collect();
        let rest = rest.trim_start_matches([' ', ':', '.']).trim();
        self.label = Some(line.said().with(label));
        if !rest.is_empty() {
            self.addressees.push(line.said().with(plain(rest)));
        }
    }

    fn further(&mut self, items: &[Item<'_>]) {
        while let Some(line) = items.get(self.end).and_then(Item::line) {
            let last = self.addressees.last().map(|said| said.text.trim_end().to_owned());
            let open = last.as_ref().is_none_or(|last| last.ends_with([';', ',']) || is_item(last));
            let own = line.style == "VT Kính gửi tiếp";
            let basis = line.style == OWN_BASIS || BASIS.iter().any(|words| begins(bare(&line.text), words));
            if basis && !own {
                return;
            }
            if line.is_empty() {
                if last.is_some() {
                    return;
                }
                self.end += 1;
                continue;
            }
            if line.broken
                && let Some(last) = self.addressees.last_mut()
            {
                *last = last.with(format!("{} {}", last.text, plain(&line.text)));
            } else if own || (open && (is_item(&line.text) || last.is_some_and(|last| !is_item(&last)))) {
                self.addressees.push(line.said());
            } else {
                return;
            }
            self.end += 1;
        }
    }

    /// Takes lines before a command: who decides, and on what.
    fn commanded(&mut self, items: &[Item<'_>], from: usize, to: usize, known: &Known) {
        let mut who: Vec<&Line> = Vec::new();
        for line in items[self.end..from].iter().filter_map(Item::line) {
            if line.is_empty() || line.is_rule() {
                continue;
            }
            if self.basis.is_empty() && line.centred && line.is_loud() {
                who.push(line);
            } else if line.broken
                && let Some(last) = self.basis.last_mut()
            {
                *last = last.with(format!("{} {}", last.text, plain(&line.text)));
            } else {
                self.basis.push(line.said());
            }
        }
        let lines: Vec<&Line> = items[from..to].iter().filter_map(Item::line).collect();
        for line in &lines {
            let bare = line.text.trim_end_matches([':', '.', ' ']);
            let word = known.commands.iter().find(|word| ends(bare, word));
            let rest = word.map_or(bare, |word| bare[..bare.len() - word.len()].trim_end());
            if let Some(word) = word {
                self.command = Some(line.said().with(word.clone()));
            }
            if !rest.is_empty() {
                let own = Line { text: rest.to_owned(), ..(*line).clone() };
                let text = plain(&own.text);
                self.decides = Some(match self.decides.take() {
                    Some(known) => known.with(format!("{} {text}", known.text)),
                    None => line.said().with(text),
                });
            }
        }
        if self.decides.is_none() && !who.is_empty() {
            let texts: Vec<&str> = who.iter().map(|line| line.text.as_str()).collect();
            self.decides = Some(who[0].said().with(plain(&texts.join(" "))));
        } else if let Some(first) = who.first() {
            // Two say who decides: nothing is lost.
            self.basis.insert(0, first.said());
        }
        self.end = skip_empty(items, to);
    }

    /// Takes lines of the basis that no command follows.
    fn based(&mut self, items: &[Item<'_>]) {
        let from = skip_empty(items, self.end);
        let lines: Vec<&Line> = items[from..].iter().map_while(Item::line).collect();
        let is_own = |line: &Line| line.style == OWN_BASIS;
        let mut count = 0;
        while let Some(line) = lines.get(count) {
            let text = bare(&line.text);
            let begun = |known: &[&str]| known.iter().any(|words| begins(text, words));
            let open = text.ends_with([';', ',']);
            // A sentence of the content may begin as the last line does.
            let last = count > 0 && text.ends_with('.') && begun(&BASIS[..SURE]);
            let listed =
                if count == 0 { open && begun(&BASIS[..1]) } else { (open && begun(&BASIS)) || last };
            let styled = lines.first().is_some_and(|first| is_own(first));
            if !(if styled { is_own(line) } else { listed }) {
                break;
            }
            count += 1;
        }
        // One sentence that begins so is no list.
        let own = lines[..count].iter().any(|line| is_own(line));
        if own || count > 1 || (count == 1 && lines[0].text.ends_with(';')) {
            self.basis.extend(lines[..count].iter().map(|line| line.said()));
            self.end = from + count;
        }
    }
}

/// Tells whether a text ends in some words in capitals.
fn ends(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Finds the lines of a command: centred, in capitals, the last one ends in the word.
fn command(items: &[Item<'_>], known: &Known) -> Option<(usize, usize)> {
    let centred = |at: usize| items.get(at).and_then(Item::line).filter(|line| line.centred);
    let last = (0..items.len().min(FIRST)).find(|at| {
        let line = centred(*at).filter(|line| line.is_loud());
        let bare = line.map(|line| line.text.trim_end_matches([':', '.', ' ']));
        bare.is_some_and(|bare| known.commands.iter().any(|word| ends(bare, word)))
    })?;
    let own = centred(last)?.paragraph;
    let belongs = |line: &Line| line.is_loud() || line.paragraph == own || line.bold;
    let mut first = last;
    while first > 0 && last - first < LINES && centred(first - 1).is_some_and(belongs) {
        first -= 1;
    }
    Some((first, last + 1))
}
