//! `vanthu archive add|withdraw|recall|correct`: what is put to a paper or a dossier after
//! it was issued.

use super::args::{Add, Numbered, Remark, Withdraw};
use super::screen::Screen;
use super::{Exit, exit};
use crate::diag::{Code, Diagnostic, Findings};
use crate::office::{Added, Desk, Fate, Named, SignedCopy};

/// Gives a paper as the command line names it.
pub(super) fn named(number: &Numbered) -> Named {
    let Numbered { name, number, organ, date, .. } = number;
    Named { name: name.clone(), number: *number, organ: organ.clone(), date: *date }
}

pub(super) fn add(options: &Add, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let Add { file, name, number, organ, date, scan, shared, ca, dossier, reason, .. } = options;
    if let Some(folder) = dossier {
        let kept = desk.add_document(file, folder, reason.as_deref())?;
        let line = match kept.version {
            Some(version) => format!("{}  bản {version}: {}", kept.dossier, kept.file),
            None => format!("{}  {} đã có từ trước, không đổi", kept.dossier, kept.file),
        };
        screen.answer(&line, &Added::Document(kept.clone()));
        if kept.renamed {
            let asked = file.file_name().unwrap_or_default().to_string_lossy();
            let place = &kept.file;
            screen.say(&format!(
                "hồ sơ đã có `{asked}` với nội dung khác: giữ cả hai, tệp mới mang tên `{place}`"
            ));
        }
        return Ok(Exit::Done);
    }
    let paper = name.clone().map(|name| Named { name, number: *number, organ: organ.clone(), date: *date });
    let copy = SignedCopy {
        file: file.clone(),
        paper,
        scan: *scan,
        shared: *shared,
        reason: reason.clone(),
        ca: ca.clone(),
    };
    let (kept, findings) = desk.add_signed(&copy)?;
    screen.all(&findings);
    let state = if kept.state == "da-ky" {
        "đã ký".to_owned()
    } else if kept.all > 1 {
        format!("mới ký {}/{} bản", kept.signed, kept.all)
    } else {
        "còn chờ bản ký đủ".to_owned()
    };
    let again = if kept.before { " (đã có từ trước)" } else { "" };
    let line = format!("{}  bản {}: {}  {state}{again}", kept.printed, kept.version, kept.file);
    screen.answer(&line, &Added::Signed(kept));
    Ok(exit(&findings, false))
}

/// Puts a signed copy or a document aside.
pub(super) fn withdraw(options: &Withdraw, desk: &Desk<'_>, screen: &mut Screen) -> Result<Exit, Findings> {
    let Withdraw { number, organ, date, reason, .. } = options;
    let file = options.file.as_deref();
    if let (Some(folder), Some(file)) = (&options.dossier, file) {
        let aside = desk.withdraw_document(folder, file, reason)?;
        let dossier = aside.dossier.as_deref().unwrap_or_default();
        screen.answer(&format!("{dossier}  đã rút {}: {reason}", aside.file), &aside);
        return Ok(Exit::Done);
    }
    let name = options.name.clone().unwrap_or_default();
    let paper = Named { name, number: *number, organ: organ.clone(), date: *date };
    let aside = desk.withdraw_signed(&paper, file, reason)?;
    let printed = aside.printed.as_deref().unwrap_or_default();
    screen.answer(&format!("{printed}  đã rút {}: {reason}  ({})", aside.file, aside.stands()), &aside);
    Ok(Exit::Done)
}

/// Enters that a paper was recalled or corrected.
pub(super) fn tell(
    fate: Fate,
    options: &Remark,
    desk: &Desk<'_>,
    screen: &mut Screen,
) -> Result<Exit, Findings> {
    let told = desk.remark(fate, &named(&options.number), through(options)?.as_ref(), &options.reason)?;
    if let Some(before) = &told.before {
        screen.answer(&format!("{}  từ trước {before}; không ghi thêm gì", told.printed), &told);
        return Ok(Exit::Done);
    }
    let through = told.through.as_ref().map(|other| format!(" bằng {other}")).unwrap_or_default();
    let (printed, what, reason) = (&told.printed, fate.vietnamese(), &options.reason);
    let head = told.version.unwrap_or_default();
    screen.answer(&format!("{printed}  {what}{through}: {reason}  (bản {head} trong kho lưu)"), &told);
    Ok(Exit::Done)
}

/// Reads how the paper is named by which another was recalled or corrected.
fn through(options: &Remark) -> Result<Option<Named>, Findings> {
    let (name, number) = match options.by.as_slice() {
        [] => return Ok(None),
        [name, number, ..] => (name, Some(number)),
        [name] => (name, None),
    };
    let digits = |word: &String| {
        word.trim().parse().map_err(|_| {
            let message = format!("--bang: `{word}` không phải một số");
            Findings::from(
                Diagnostic::new(Code::PAPER_NAME, message)
                    .hint("viết --bang ở cuối lệnh: --bang thong-bao 12, hoặc --bang 12-TB/ĐU"),
            )
        })
    };
    let number = number.map(digits).transpose()?;
    Ok(Some(Named { name: name.clone(), number, ..named(&options.number) }))
}
