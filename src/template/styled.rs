//! Comes in: lines of runs. Goes out: strings that keep which of their letters
//! are bold or italic while a template joins them with others, and the runs
//! read from such a string. Must not know: what is printed where.
//!
//! The signs are letters of Unicode that are no letters of any text
//! (noncharacters); a text that holds one is refused before, as no font has it.

use crate::model::{Run, Runs};

const BOLD: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];
const ITALIC: [char; 2] = ['\u{fdd2}', '\u{fdd3}'];

/// Writes a line with its styles; a line without any is its plain text.
pub(super) fn signed(line: &Runs) -> String {
    if !line.is_styled() {
        return line.as_str().to_owned();
    }
    let mut text = String::new();
    for run in &line.runs {
        let signs = [(run.bold, BOLD), (run.italic, ITALIC)];
        let on = |side: usize| signs.iter().filter(|(on, _)| *on).map(move |(_, pair)| pair[side]);
        text.extend(on(0));
        text.push_str(&run.text);
        text.extend(on(1));
    }
    text
}

/// Writes a string whose letters are all italic, and bold where they were.
pub(super) fn italic(text: &str) -> String {
    let bare = text.replace(ITALIC, "");
    format!("{}{bare}{}", ITALIC[0], ITALIC[1])
}

/// Tells whether a string carries styles.
pub(super) fn is_signed(text: &str) -> bool {
    text.contains([BOLD[0], ITALIC[0]])
}

/// Reads a string: its letters, and the runs they make.
pub(super) fn read(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut bold, mut italic) = (false, false);
    for letter in text.chars() {
        match letter {
            _ if BOLD.contains(&letter) => bold = letter == BOLD[0],
            _ if ITALIC.contains(&letter) => italic = letter == ITALIC[0],
            _ => match runs.last_mut() {
                Some(run) if (run.bold, run.italic) == (bold, italic) => run.text.push(letter),
                _ => runs.push(Run { text: letter.to_string(), bold, italic }),
            },
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Source, Span, Text};

    #[test]
    fn styles_live_through_a_string() {
        let run = |text: &str, bold, italic| Run { text: text.to_owned(), bold, italic };
        let runs =
            vec![run("a", false, false), run("b", true, false), run("c", true, true), run("d", false, true)];
        let source = Source::new("a", "abcd");
        let plain = Text::new("abcd", Span::new(&source, 0..4));
        let line = Runs { runs: runs.clone(), plain: plain.clone(), notes: Vec::new() };
        assert_eq!(read(&signed(&line)), runs);
        assert_eq!(signed(&Runs::unmarked(plain)), "abcd");
    }
}
