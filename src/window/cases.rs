//! Comes in: the name of a use case, JSON. Goes out: the answer of the screen that knows it.
//! Must not know: any of them.

use super::answer::Answer;
use super::office::Office;
use super::serve::Api;
use super::{home, issued, typed};

/// Is how a screen answers; nothing for what another one asks.
type Case = fn(&Office, &str, &[u8]) -> Option<Result<Answer, Answer>>;

const SCREENS: [Case; 3] = [home::answer, typed::answer, issued::answer];

impl Api for Office {
    fn answer(&self, name: &str, body: &[u8]) -> Option<Answer> {
        if name == "quit" {
            let saved = self.saved();
            self.end.notify_one();
            return Some(saved);
        }
        let answer = SCREENS.iter().find_map(|screen| screen(self, name, body))?;
        Some(answer.unwrap_or_else(|refused| refused))
    }
}
