//! Comes in: a signature of a file, the trusted CAs, the paper. Goes out: who signed,
//! when, and in what that is not proved. Must not know: other signatures.

use super::cms::{self, Signed, Stamp};
use super::doubt::Doubt;
use super::subject::Subject;
use super::{Trust, chain, who, words};
use crate::diag::Code;
use crate::sign::{Printed, SEAL_FIELD, SIGNER_FIELD, Signature};

/// Is how far clocks may go apart, in seconds.
const SKEW: i64 = 600;
/// The forms of signatures there are (PDF 32000 12.8.3, ETSI EN 319 142).
const PERSON: [&str; 2] = ["adbe.pkcs7.detached", "ETSI.CAdES.detached"];
const STAMP: &str = "ETSI.RFC3161";

/// Is a signature that was looked at.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is shown and kept")]
#[derive(Debug)]
pub struct Signer {
    /// The field it lies in.
    pub field: String,
    /// Whom the certificate names; none where the signature itself is broken.
    pub subject: Option<Subject>,
    /// When, in seconds since 1970.
    pub time: Option<i64>,
    /// Who vouches for the time; none where only the signer's machine does.
    pub stamped_by: Option<String>,
    /// The digest.
    pub digest: Option<&'static str>,
    /// Whether it covers all of the file, not only what stood there then.
    pub covers_all: bool,
    /// The trusted CA above the signer.
    pub trusted_by: Option<String>,
    /// Whether the mathematics holds.
    pub holds: bool,
    /// Whether it is a time-stamp of the whole file and nobody's signature.
    pub is_stamp: bool,
    /// Whether it is proved that the one who signed is the one on the paper.
    pub fits: bool,
    /// The field of the paper it fills: its own; in one that a tool brought, that of whoever
    /// the certificate names, if of anybody who is to sign.
    pub stands_for: Option<String>,
    /// Whether nothing stays open about its certificate: that it was good when the paper
    /// was signed, and that it is one to sign with. An unknown CA is told of elsewhere.
    pub grounded: bool,
}

/// Is something that was found wrong or open with a signature.
pub(super) struct Said {
    pub(super) code: &'static Code,
    pub(super) what: String,
}

/// Holds what a signature is looked at with.
pub(super) struct Look<'a> {
    pub(super) trust: &'a Trust,
    pub(super) printed: Option<&'a Printed>,
    pub(super) signature: &'a Signature,
    /// The times of trusted time-stamps of the file that came after it.
    pub(super) later: &'a [i64],
    pub(super) said: Vec<Said>,
}

impl Look<'_> {
    fn say(&mut self, code: &'static Code, what: String) {
        self.said.push(Said { code, what });
    }

    fn doubt(&mut self, wrong: &'static Code, doubt: Doubt) {
        match doubt {
            Doubt::Wrong(why) => self.say(wrong, why),
            Doubt::Open(why) => self.say(Code::VERIFY_OPEN, why),
        }
    }

    /// Looks at the signature over some stretches of bytes.
    pub(super) fn run(&mut self, parts: &[&[u8]], covers_all: bool) -> Signer {
        let mut signer = Signer {
            field: words::harmless(&self.signature.field),
            subject: None,
            time: None,
            stamped_by: None,
            digest: None,
            covers_all,
            trusted_by: None,
            holds: false,
            is_stamp: self.signature.is_stamp,
            fits: false,
            stands_for: None,
            grounded: true,
        };
        let form = self.signature.form.as_str();
        let own = self.is_own();
        let checked = if PERSON.contains(&form) && !self.signature.is_stamp {
            cms::detached(&self.signature.contents, parts).and_then(|read| self.person(&read, &mut signer))
        } else if form == STAMP && self.signature.is_stamp && !own {
            cms::stamp(&self.signature.contents, parts).and_then(|stamp| self.time_stamp(&stamp, &mut signer))
        } else if form == STAMP {
            Err(Doubt::from("ô này chứa dấu thời gian, không phải chữ ký của ai"))
        } else {
            Err(Doubt::Wrong(format!("kiểu chữ ký `{}` không dùng cho văn bản", words::harmless(form))))
        };
        if let Err(doubt) = checked {
            self.doubt(Code::VERIFY_SIGNATURE, doubt);
        }
        signer
    }

    fn person(&mut self, read: &Signed, signer: &mut Signer) -> Result<(), Doubt> {
        signer.subject = Some(Subject::of(&read.signer));
        signer.digest = Some(read.digest.name());
        signer.time = read.claimed;
        if self.signature.form.starts_with("ETSI.") && !read.bound {
            return Err(Doubt::from("không ghi chứng thư nào đã ký, trái với CAdES"));
        }
        match chain::may_sign(&read.signer) {
            Err(Doubt::Open(why)) => {
                self.say(Code::VERIFY_OPEN, why);
                signer.grounded = false;
            }
            known => known?,
        }
        let stamp = match &read.stamp {
            Some(Err(Doubt::Open(why))) => {
                self.say(Code::VERIFY_TIME, format!("dấu thời gian: {why}"));
                None
            }
            Some(Err(wrong)) => return Err(wrong.clone().of("dấu thời gian hỏng")),
            Some(Ok(stamp)) => self.stamped(stamp)?.then_some(stamp),
            None => None,
        };
        match &read.open {
            Some(why) => self.say(Code::VERIFY_OPEN, why.clone()),
            None => signer.holds = true,
        }
        if let Some(stamp) = stamp {
            signer.time = Some(stamp.time);
            signer.stamped_by = Some(Subject::of(&stamp.authority).name);
        }
        self.trusted(read, stamp.map(|stamp| stamp.time), signer);
        signer.fits = self.fits(signer);
        Ok(())
    }

    fn time_stamp(&mut self, stamp: &Stamp, signer: &mut Signer) -> Result<(), Doubt> {
        signer.subject = Some(Subject::of(&stamp.authority));
        signer.time = Some(stamp.time);
        signer.fits = true;
        signer.holds = true;
        if self.stamped(stamp)? {
            signer.stamped_by = signer.subject.as_ref().map(|subject| subject.name.clone());
            signer.trusted_by = trusted_stamp(stamp, self.trust).ok();
        }
        Ok(())
    }

    /// Tells whether a time-stamp counts. One of an authority nobody vouches for proves
    /// no time; one that cannot be true is an error.
    fn stamped(&mut self, stamp: &Stamp) -> Result<bool, Doubt> {
        if !chain::may_stamp(&stamp.authority) {
            return Err(Doubt::from("chứng thư đóng dấu thời gian không dùng vào việc ấy"));
        }
        if self.trust.now.is_some_and(|now| stamp.time > now + SKEW) {
            let when = words::clock(stamp.time);
            return Err(Doubt::Wrong(format!("dấu thời gian ghi {when}, ngày giờ ấy chưa đến")));
        }
        match trusted_stamp(stamp, self.trust) {
            Ok(_) => Ok(true),
            Err(_) if self.trust.anchors.is_empty() => Ok(true),
            Err(Doubt::Wrong(why) | Doubt::Open(why)) => {
                self.say(Code::VERIFY_TIME, format!("dấu thời gian không có căn cứ: {why}"));
                Ok(false)
            }
        }
    }

    /// Follows the signer's certificate to a trusted CA: at the time that is proved,
    /// else as of now. What the signer's own clock says excuses nothing.
    fn trusted(&mut self, read: &Signed, stamped: Option<i64>, signer: &mut Signer) {
        let Some(now) = self.trust.now else { return };
        if let Some(claimed) = read.claimed.filter(|claimed| *claimed > now + SKEW) {
            let when = words::clock(claimed);
            self.say(Code::VERIFY_SIGNATURE, format!("chữ ký ghi lúc {when}, ngày giờ ấy chưa đến"));
            signer.holds = false;
        }
        let path = |at: i64| chain::path(&read.signer, &read.pool, &self.trust.anchors, at);
        let proved = stamped.into_iter().chain(self.later.iter().copied()).min();
        let (from, until) = chain::validity(&read.signer);
        if self.trust.anchors.is_empty() {
            // Nobody vouches for it, but it says itself how long it is good for; a time-stamp
            // that nobody vouches for either proves no other day.
            if now > until {
                self.ungrounded(signer, expired(until));
            }
            return;
        }
        match path(proved.unwrap_or(now)) {
            Ok(authority) => {
                signer.trusted_by = Some(authority);
                if let Some(claimed) = read.claimed.filter(|claimed| proved.is_none() && *claimed < from) {
                    let when = words::clock(claimed);
                    let what = format!("máy ký ghi lúc {when}, khi chứng thư của người ký chưa có");
                    self.ungrounded(signer, what);
                }
            }
            Err(doubt) => {
                let then = read.claimed.unwrap_or(until).min(until);
                if proved.is_none() && now > until && path(then).is_ok() {
                    self.ungrounded(signer, expired(until));
                } else {
                    signer.grounded = false;
                    self.doubt(Code::VERIFY_TRUST, doubt);
                }
            }
        }
    }

    /// Says that it is not proved when somebody signed.
    fn ungrounded(&mut self, signer: &mut Signer, what: String) {
        signer.grounded = false;
        self.say(Code::VERIFY_TIME, what);
    }

    /// Tells whether it lies in a field of the paper, not in one that a tool brought.
    fn is_own(&self) -> bool {
        let field = self.signature.field.as_str();
        let usual = || [SIGNER_FIELD, SEAL_FIELD].contains(&field);
        self.printed.map_or_else(usual, |printed| printed.field(field).is_some())
    }

    /// Holds the signer against the paper.
    fn fits(&mut self, signer: &mut Signer) -> bool {
        let own = self.is_own().then(|| signer.field.clone());
        let (Some(subject), Some(printed)) = (&signer.subject, self.printed) else {
            signer.stands_for = own;
            return false;
        };
        signer.stands_for = own.or_else(|| who::stands_for(subject, printed).map(str::to_owned));
        let misfit = who::misfit(&self.signature.field, subject, printed);
        let fits = misfit.is_none();
        if let Some(why) = misfit {
            self.say(Code::VERIFY_WHO, why);
        }
        fits
    }
}

fn expired(until: i64) -> String {
    format!(
        "chứng thư của người ký hết hiệu lực từ {}, mà không có dấu thời gian nào chứng tỏ đã ký trước đó",
        words::clock(until)
    )
}

/// Follows a time-stamp's authority to a trusted CA at the time it states.
pub(super) fn trusted_stamp(stamp: &Stamp, trust: &Trust) -> Result<String, Doubt> {
    chain::path(&stamp.authority, &stamp.pool, &trust.anchors, stamp.time)
}
