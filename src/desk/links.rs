//! Comes in: what a file holds, somebody who knows the facts. Goes out: what each `{{ … }}` in it
//! gives. Must not know: whose facts they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::yaml::edit::Content;

/// Is how many are told of: no form has more fields.
const MOST: usize = 200;

/// Gives what each expression of a content gives, by its words without the braces; none where it gives
/// nothing.
pub(super) fn links(content: &Content, tell: impl Fn(&str) -> Option<String>) -> BTreeMap<String, String> {
    let mut found = BTreeSet::new();
    gather(content, &mut found);
    found.into_iter().take(MOST).filter_map(|words| Some((words.clone(), tell(&words)?))).collect()
}

fn gather(content: &Content, found: &mut BTreeSet<String>) {
    match content {
        Content::Empty => {}
        Content::Text(text) => {
            let behind = text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}"));
            found.extend(behind.map(|(words, _)| words.trim().to_owned()));
        }
        Content::List(members) => members.iter().for_each(|member| gather(member, found)),
        Content::Map(entries) => entries.iter().for_each(|(_, value)| gather(value, found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_expression_is_told_once() {
        let texts = Content::texts(&[
            "Họp {{ su_kien.ten }}, {{su_kien.ngay | thu}}",
            "{{ su_kien.ten }}",
            "{{ không hết",
        ]);
        let content = Content::Map(vec![("a".into(), texts), ("b".into(), "{{ x }} }}".into())]);
        let told = links(&content, |words| (words != "x").then(|| words.to_uppercase()));
        let told: Vec<_> = told.iter().map(|(words, told)| (words.as_str(), told.as_str())).collect();
        assert_eq!(told, [("su_kien.ngay | thu", "SU_KIEN.NGAY | THU"), ("su_kien.ten", "SU_KIEN.TEN")]);
    }
}
