//! Comes in: a time, what was proved of a signature. Goes out: the same in the words of whoever
//! reads it. Must not know: where they are shown.

use crate::register::told as day_told;

/// Writes a time (RFC 3339) as the clerk reads it.
#[must_use]
pub fn moment(time: &str) -> String {
    let read = chrono::DateTime::parse_from_rfc3339(time);
    let spoken =
        |time: chrono::DateTime<_>| format!("{} {}", day_told(time.date_naive()), time.format("%H:%M"));
    read.map_or_else(|_| time.to_owned(), spoken)
}

/// Says of a signature what was proved when the copy was kept.
#[must_use]
pub fn signature(one: &serde_json::Value) -> Option<String> {
    let word = |name: &str| one[name].as_str();
    let mut words = vec![format!("ô `{}`: {}", word("o")?, word("nguoi_ky")?)];
    words.extend(word("luc").map(|time| format!("ký lúc {time}")));
    words.extend(word("dau_thoi_gian").map(|who| format!("dấu thời gian của {who}")));
    words.extend(word("ham_bam").map(str::to_owned));
    words.push(word("ca").map_or("chưa biết CA".to_owned(), |ca| format!("được {ca} chứng thực")));
    Some(words.join("; "))
}
