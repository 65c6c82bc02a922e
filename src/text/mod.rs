//! Comes in: running text and plain values (dates, times, numbers). Goes out:
//! what the text holds (legacy letters, hidden characters, dates, tone marks)
//! and words written by rule. Must not know: files, the clock, YAML, Typst,
//! papers or the wording of any check.
//!
//! Every finder speaks of byte offsets in the text it was given and expects
//! that text in NFC; [`nfc`] makes it so.

mod abbreviations;
mod alien;
mod compound;
mod dates;
mod dates_in_text;
mod fold;
mod free;
mod glued;
mod harmless;
mod hidden;
mod legacy;
mod legacy_tables;
mod legacy_witness;
mod letters;
mod line;
mod nfc;
mod number_words;
mod numerals;
mod odd_times;
mod scan;
mod slip;
mod syllable;
mod times_in_text;
mod tone;
mod unbroken;

pub use abbreviations::{Abbreviation, abbreviation, is_abbreviated};
pub use alien::{Alien, alien, is_word};
pub use dates::{Padding, long_date, short_date, time_words, weekday_name};
pub use dates_in_text::{DateKind, FoundDate, find_dates};
pub use fold::fold;
pub use free::free_name;
pub use glued::{glued, is_kept};
pub use harmless::{harmless, in_step};
pub use hidden::{Hidden, HiddenKind, hidden_characters};
pub use legacy::{Encoding, Legacy, decoded, legacy};
pub use letters::{is_alphabetic, is_alphanumeric, is_toned};
pub use line::{is_closed, one_line};
pub use nfc::{decomposed, folded, nfc, with_marks};
pub use number_words::{number_in_words, number_name};
pub use numerals::{point_letter, point_ordinal, roman_numeral, roman_value};
pub use odd_times::{OddTime, TimeFault, find_odd_times};
pub use slip::{Meant, Misspelt, Slip, misspelt};
pub use syllable::{is_bare, is_syllable};
pub use times_in_text::{find_times, find_weekdays};
pub use tone::{ToneStyle, departures, restyle};
pub use unbroken::{unbroken, unbroken_name};
