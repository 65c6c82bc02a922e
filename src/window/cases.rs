//! Comes in: the name of a use case, JSON. Goes out: the answer of the screen that knows it.
//! Must not know: any of them.

use super::answer::Answer;
use super::office::Office;
use super::{
    adopted, begun, book, certified, earlier, gathered, guests, helped, home, issued, made, mentioned,
    pasted, proving, received, removed, search, shelved, typed, vault, words, work,
};

/// Is how a screen answers; nothing for what another one asks.
type Case = fn(&Office, &str, &[u8]) -> Option<Result<Answer, Answer>>;

const SCREENS: [Case; 22] = [
    helped::answer,
    home::answer,
    typed::answer,
    issued::answer,
    begun::answer,
    pasted::answer,
    earlier::answer,
    guests::answer,
    made::answer,
    mentioned::answer,
    book::answer,
    vault::answer,
    certified::answer,
    proving::answer,
    received::answer,
    adopted::answer,
    gathered::answer,
    removed::answer,
    search::answer,
    shelved::answer,
    words::answer,
    work::answer,
];

/// Answers what a screen of an office asks; nothing if there is no such use case.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Answer> {
    let answer = SCREENS.iter().find_map(|screen| screen(office, name, body))?;
    Some(answer.unwrap_or_else(|refused| refused))
}
