//! Comes in: who signs as a paper prints it. Goes out: the short name the office has for them, or all
//! that is printed. Must not know: the rest of the paper.

use super::same::{bare, same};
use super::told::Pages;
use crate::diag::{Code, Diagnostic};
use crate::docx::{Said, Signed};
use crate::model::{Office, Signer};
use crate::yaml::edit::Content;

/// Gives the field of who signs.
pub(super) fn signer(
    signed: &Signed,
    office: &Office,
    pages: &Pages,
    found: &mut Vec<Diagnostic>,
) -> Option<Content> {
    let name = signed.name.as_ref().filter(|name| !name.text.is_empty());
    let own: Vec<&(String, Signer)> = office
        .signers
        .iter()
        .filter(|(_, own)| name.is_some_and(|name| same(own.name.as_str(), &name.text)))
        .collect();
    let fitting = own.iter().max_by_key(|(_, own)| likeness(own, signed));
    if let Some((key, own)) = fitting {
        if likeness(own, signed) == 2 {
            return Some(Content::from(key.as_str()));
        }
        found.push(differs(key, own, signed, pages));
        return spelt(signed);
    }
    let place = name.or(signed.title.as_ref()).map_or(0, |said| said.paragraph);
    if let Some(name) = name {
        let message =
            format!("người ký `{}` chưa có trong co-quan.yaml, nên ghi đủ trong văn bản", name.text);
        found.push(Diagnostic::new(Code::IMPORT_SIGNER, message).at(pages.paragraph(place)).hint(
            "người của cơ quan mình thì khai ở mục `nguoi_ky` của co-quan.yaml, rồi ở đây chỉ ghi tên ngắn",
        ));
    }
    spelt(signed)
}

/// Counts what of title and authority is the same.
fn likeness(own: &Signer, signed: &Signed) -> usize {
    let all = |said: &[Said]| said.iter().map(|said| bare(&said.text)).collect::<String>();
    let title = signed.title.as_ref().map_or("", |title| title.text.as_str());
    let title = same(title, own.title.as_str());
    let authority: String = own.authority.iter().map(|text| bare(text.as_str())).collect();
    usize::from(title) + usize::from(authority == all(&signed.authority))
}

fn differs(key: &str, own: &Signer, signed: &Signed, pages: &Pages) -> Diagnostic {
    let printed: Vec<String> =
        signed.authority.iter().chain(&signed.title).map(|said| said.text.replace('\n', " ")).collect();
    let known: Vec<&str> = own.authority.iter().chain([&own.title]).map(crate::diag::Text::as_str).collect();
    let place = signed.name.as_ref().map_or(0, |name| name.paragraph);
    let message = format!(
        "trong tệp Word {} ký là `{}`, co-quan.yaml ghi `{}`: bản nháp ghi đủ như tệp Word",
        own.name.as_str(),
        printed.join(" "),
        known.join(" "),
    );
    Diagnostic::new(Code::IMPORT_HEAD, message)
        .at(pages.paragraph(place))
        .hint(format!("theo co-quan.yaml thì ghi nguoi_ky: {key}"))
}

/// Spells out who signs.
fn spelt(signed: &Signed) -> Option<Content> {
    let mut fields = Vec::new();
    let texts: Vec<&str> = signed.authority.iter().map(|said| said.text.as_str()).collect();
    match texts.as_slice() {
        [] => {}
        [only] => fields.push(("quyen_han", Content::from(*only))),
        several => fields.push(("quyen_han", Content::texts(several))),
    }
    for (key, said) in [("chuc_vu", &signed.title), ("kiem", &signed.also), ("ho_ten", &signed.name)] {
        fields.extend(said.as_ref().map(|said| (key, Content::from(said.text.as_str()))));
    }
    let named = |(key, value): (&str, Content)| (key.to_owned(), value);
    (!fields.is_empty()).then(|| Content::Map(fields.into_iter().map(named).collect()))
}
