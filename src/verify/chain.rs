//! Comes in: a certificate, others found beside it, the CAs the office names,
//! a time. Goes out: whether a path leads from one to the other. Must not know:
//! what was signed, revocation (there is no network in here).

use der::asn1::ObjectIdentifier;
use der::{Decode as _, Encode as _, oid::AssociatedOid};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

use super::doubt::Doubt;
use super::key;
use super::subject::name;

/// Is how many certificates a path may have, and how many keys are tried to find
/// one.
const LONGEST: usize = 8;
const MOST_TRIES: usize = 64;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// What a certificate may be for that signs papers: mail, documents (RFC 9336,
/// Microsoft's, Adobe's), anything.
const SIGNING: [ObjectIdentifier; 5] = [
    oid("1.3.6.1.5.5.7.3.4"),
    oid("1.3.6.1.5.5.7.3.36"),
    oid("1.3.6.1.4.1.311.10.3.12"),
    oid("1.2.840.113583.1.1.5"),
    oid("2.5.29.37.0"),
];
/// What it may not be for alone: servers, programs, time-stamps, answers on
/// revocation.
const MACHINES: [ObjectIdentifier; 4] =
    [oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.3"), STAMPING, oid("1.3.6.1.5.5.7.3.9")];
const STAMPING: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.8");
/// A person at a machine; such certificates sign papers, too.
const CLIENT: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.2");

/// The extensions that are understood here, or that forbid nothing that is asked:
/// constraints, usages, identifiers, names, policies, places of lists (RFC 5280 4.2).
const UNDERSTOOD: [ObjectIdentifier; 10] = [
    oid("2.5.29.19"),
    oid("2.5.29.15"),
    oid("2.5.29.37"),
    oid("2.5.29.14"),
    oid("2.5.29.35"),
    oid("2.5.29.17"),
    oid("2.5.29.18"),
    oid("2.5.29.32"),
    oid("2.5.29.31"),
    oid("1.3.6.1.5.5.7.1.1"),
];

/// Reads the certificates of a file, PEM or DER.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Certificate>> {
    if let Ok(certificate) = Certificate::from_der(bytes) {
        return Some(vec![certificate]);
    }
    Certificate::load_pem_chain(bytes).ok().filter(|chain| !chain.is_empty())
}

/// Follows a path from a certificate to a CA that is trusted, at a time in
/// seconds since 1970; gives that CA's name. Where one way does not lead there,
/// others are tried: a CA may have two certificates with one key.
///
/// # Errors
/// Says in Vietnamese where the paths break.
pub(super) fn path(
    leaf: &Certificate,
    pool: &[Certificate],
    anchors: &[Certificate],
    at: i64,
) -> Result<String, Doubt> {
    let mut search = Search { pool, anchors, at, tries: 0, doubt: None };
    let found = search.climb(&mut vec![leaf]);
    let none = || format!("chứng thư của `{}` không do CA nào đã chỉ định cấp", name(leaf));
    found.ok_or_else(|| search.doubt.unwrap_or_else(|| Doubt::Wrong(none())))
}

struct Search<'a> {
    pool: &'a [Certificate],
    anchors: &'a [Certificate],
    at: i64,
    tries: usize,
    /// What broke the path that came farthest: a CA was found, but could not be used.
    doubt: Option<Doubt>,
}

impl<'a> Search<'a> {
    fn climb(&mut self, path: &mut Vec<&'a Certificate>) -> Option<String>
    where
        Self: 'a,
    {
        let current = *path.last()?;
        if !self.usable(current) {
            return None;
        }
        if self.anchors.contains(current) {
            return Some(name(current));
        }
        let below = path.len() - 1;
        for anchor in self.anchors {
            if self.issues(anchor, current, below) && self.usable(anchor) {
                return Some(name(anchor));
            }
        }
        if path.len() >= LONGEST {
            return None;
        }
        for next in self.pool {
            if !path.contains(&next) && self.issues(next, current, below) {
                path.push(next);
                if let Some(found) = self.climb(path) {
                    return Some(found);
                }
                path.pop();
            }
        }
        None
    }

    /// Tells whether a certificate is valid at the time and asks for nothing unknown.
    fn usable(&mut self, certificate: &Certificate) -> bool {
        let mut extensions = certificate.tbs_certificate.extensions.iter().flatten();
        let unknown = extensions.find(|one| one.critical && !UNDERSTOOD.contains(&one.extn_id));
        let doubt = match (valid(certificate, self.at), unknown) {
            (Err(why), _) => Doubt::Wrong(why),
            (_, Some(one)) => Doubt::Open(format!(
                "chứng thư của `{}` đặt điều kiện chương trình chưa hiểu ({})",
                name(certificate),
                one.extn_id
            )),
            _ => return true,
        };
        self.doubt = Some(doubt);
        false
    }

    /// Tells whether a CA has issued a certificate with `below` CAs between it and
    /// the signer.
    fn issues(&mut self, issuer: &Certificate, child: &Certificate, below: usize) -> bool {
        let constraints = extension::<BasicConstraints>(issuer);
        let signs = extension::<KeyUsage>(issuer).is_none_or(|usage| usage.key_cert_sign());
        let may = constraints.is_some_and(|constraints| {
            constraints.ca && constraints.path_len_constraint.is_none_or(|most| below <= usize::from(most))
        });
        let named = issuer.tbs_certificate.subject == child.tbs_certificate.issuer;
        let (true, true, true, Ok(message)) = (may, signs, named, child.tbs_certificate.to_der()) else {
            return false;
        };
        self.tries += 1;
        let Some(signature) = child.signature.as_bytes().filter(|_| self.tries <= MOST_TRIES) else {
            return false;
        };
        let key = &issuer.tbs_certificate.subject_public_key_info;
        match key::verify(key, &child.signature_algorithm, None, &message, signature) {
            Ok(()) => true,
            Err(Doubt::Open(why)) => {
                self.doubt.get_or_insert(Doubt::Open(format!("chứng thư của `{}`: {why}", name(child))));
                false
            }
            Err(Doubt::Wrong(_)) => false,
        }
    }
}

/// Gives the seconds since 1970 from and until which a certificate is valid.
pub(super) fn validity(certificate: &Certificate) -> (i64, i64) {
    let validity = &certificate.tbs_certificate.validity;
    let seconds =
        |time: &x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    (seconds(&validity.not_before), seconds(&validity.not_after))
}

fn valid(certificate: &Certificate, at: i64) -> Result<(), String> {
    let (from, until) = validity(certificate);
    let what = if at < from {
        "chưa có hiệu lực"
    } else if at > until {
        "đã hết hiệu lực"
    } else {
        return Ok(());
    };
    Err(format!("lúc {}, chứng thư của `{}` {what}", super::words::clock(at), name(certificate)))
}

fn extension<T: AssociatedOid + for<'a> der::Decode<'a>>(certificate: &Certificate) -> Option<T> {
    certificate.tbs_certificate.get::<T>().ok().flatten().map(|(_, value)| value)
}

fn purposes(certificate: &Certificate) -> Option<Vec<ObjectIdentifier>> {
    extension::<ExtendedKeyUsage>(certificate).map(|usage| usage.0)
}

/// Tells whether a certificate may sign papers; one that does not say may.
///
/// # Errors
/// Says in Vietnamese why not, or that its purpose is unknown.
pub(super) fn may_sign(certificate: &Certificate) -> Result<(), Doubt> {
    if !extension::<KeyUsage>(certificate)
        .is_none_or(|usage| usage.digital_signature() || usage.non_repudiation())
    {
        return Err(Doubt::from("chứng thư không được dùng để ký văn bản"));
    }
    if extension::<BasicConstraints>(certificate).is_some_and(|constraints| constraints.ca) {
        return Err(Doubt::from("chứng thư là của cơ quan cấp chứng thư, không dùng để ký văn bản"));
    }
    let Some(purposes) = purposes(certificate) else { return Ok(()) };
    let has = |list: &[ObjectIdentifier]| purposes.iter().any(|one| list.contains(one));
    if has(&SIGNING) || (has(&[CLIENT]) && !has(&MACHINES)) {
        Ok(())
    } else if has(&MACHINES) {
        Err(Doubt::from("chứng thư dành cho máy chủ, phần mềm hoặc dấu thời gian, không dùng để ký văn bản"))
    } else {
        Err(Doubt::Open("chứng thư ghi mục đích sử dụng chương trình chưa biết".to_owned()))
    }
}

/// Tells whether a certificate may sign time-stamps.
pub(super) fn may_stamp(certificate: &Certificate) -> bool {
    purposes(certificate).is_some_and(|purposes| purposes.contains(&STAMPING))
}
