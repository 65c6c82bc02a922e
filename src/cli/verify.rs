//! `vanthu verify`: proves what came back from signing.

use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Verify;
use super::clock;
use super::screen::Screen;
use super::{Exit, exit};
use crate::diag::{Code, Diagnostic, os_words};
use crate::office::{originals, signer as signer_object};
use crate::sign::MOST_BYTES;
use crate::verify::{Original, Proof, Signer, Subject, Trust, clock as told_time, prove};

pub(super) fn verify(options: &Verify, screen: &mut Screen) -> Exit {
    let ground = trust(&options.ca)
        .and_then(|trust| Ok((trust, options.original.as_deref().map(original).transpose()?)));
    let (trust, named) = match ground {
        Ok(ground) => ground,
        Err(finding) => {
            screen.show(&finding);
            return Exit::Usage;
        }
    };
    let mut worst = Exit::Done;
    let here = std::env::current_dir().unwrap_or_default();
    for file in &options.files {
        let bytes = match read_up_to(file, MOST_BYTES as u64) {
            Ok(bytes) => bytes,
            Err(finding) => {
                screen.show(&finding);
                worst = worst.max(Exit::Usage);
                continue;
            }
        };
        let name = file.display().to_string();
        // What comes back may be anything; one file must not end the others.
        let run = AssertUnwindSafe(|| match &named {
            Some(original) => prove(&name, &bytes, std::slice::from_ref(original), true, &trust),
            None => prove(&name, &bytes, &originals(&here, file, &bytes, &options.out), false, &trust),
        });
        let Ok(proof) = catch_unwind(run) else {
            screen.show(&Diagnostic::new(Code::INTERNAL, format!("chương trình hỏng khi đọc `{name}`")));
            worst = Exit::Bug;
            continue;
        };
        screen.all(&proof.findings);
        show(&name, &proof, screen);
        worst = worst.max(exit(&proof.findings, options.strict));
    }
    worst
}

/// Is how large a file may be that a command takes in whole, in bytes.
const LARGEST: u64 = 512 << 20;

/// Reads a file; a pipe or a device would never end and is none.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    read_up_to(file, LARGEST)
}

fn read_up_to(file: &Path, most: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let fail = |why: &str| {
        let message = format!("không đọc được `{}`: {why}", file.display());
        Box::new(Diagnostic::new(Code::FILE_READ, message))
    };
    let about = std::fs::metadata(file).map_err(|error| fail(&os_words(&error)))?;
    if !about.is_file() {
        return Err(fail("không phải một tệp thường"));
    }
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file);
    let read = opened.and_then(|opened| opened.take(most + 1).read_to_end(&mut bytes));
    read.map_err(|error| fail(&os_words(&error)))?;
    if bytes.len() as u64 > most {
        return Err(fail(&format!("tệp lớn hơn {} MB", most >> 20)));
    }
    Ok(bytes)
}

fn trust(files: &[PathBuf]) -> Result<Trust, Box<Diagnostic>> {
    let mut trust = Trust::at(clock::seconds());
    for file in files {
        trust.add(&file.display().to_string(), &read(file)?)?;
    }
    Ok(trust)
}

fn original(file: &Path) -> Result<Original, Box<Diagnostic>> {
    Ok(Original { name: file.display().to_string(), bytes: read(file)? })
}

fn show(name: &str, proof: &Proof, screen: &mut Screen) {
    let (verdict, good) = verdict(proof);
    let signers: Vec<_> = proof.signers.iter().map(signer_object).collect();
    let all = json!({
        "tep": name, "ket_luan": verdict, "dat": good, "ban_goc": proof.original, "chu_ky": signers, "o_trong": proof.empty,
    });
    let mut lines = vec![format!("{name}  {verdict}")];
    if let Some(original) = &proof.original {
        lines.push(format!("  phần đầu đúng từng byte của `{original}`"));
    }
    lines.extend(proof.signers.iter().map(|signer| format!("  {}", line(signer))));
    lines.extend(proof.empty.iter().map(|field| format!("  ô `{field}`: chưa ký")));
    screen.result(&lines.join("\n"), all);
}

/// Words the outcome; only what is proved passes.
fn verdict(proof: &Proof) -> (&'static str, bool) {
    if proof.is_wrong() {
        ("KHÔNG ĐẠT", false)
    } else if proof.is_open() {
        ("CHƯA ĐỦ CĂN CỨ", false)
    } else {
        ("ĐẠT", true)
    }
}

fn line(signer: &Signer) -> String {
    let Some(subject) = signer.subject.as_ref().filter(|_| signer.holds) else {
        return match &signer.subject {
            Some(subject) => format!("ô `{}`: {}; chưa chứng minh được", signer.field, whom(subject)),
            None => format!("ô `{}`: chữ ký không có giá trị", signer.field),
        };
    };
    let what = if signer.is_stamp { "dấu thời gian của " } else { "" };
    let mut words = vec![format!("ô `{}`: {what}{}", signer.field, whom(subject))];
    if let Some(time) = signer.time {
        let who = match &signer.stamped_by {
            Some(authority) => format!("dấu thời gian của {authority}"),
            None => "theo đồng hồ máy ký".to_owned(),
        };
        words.push(format!("ký lúc {} ({who})", told_time(time)));
    }
    words.extend(signer.digest.map(str::to_owned));
    words.push(if signer.covers_all { "phủ cả tệp" } else { "phủ hết tệp lúc ký" }.to_owned());
    words.extend(signer.trusted_by.as_ref().map(|authority| format!("được {authority} chứng thực")));
    words.join("; ")
}

/// Says whom a certificate names: CN, O, L, the serial number.
fn whom(subject: &Subject) -> String {
    let more = [
        subject.organisation.as_ref().map(|organisation| format!("tổ chức {organisation}")),
        subject.place.as_ref().map(|place| format!("ở {place}")),
        Some(format!("chứng thư số {}", subject.serial)),
    ];
    format!("{} ({})", subject.name, more.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
