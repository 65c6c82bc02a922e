//! Comes in: a certificate, others found beside it, the CAs the office names,
//! a time. Goes out: whether a path leads from one to the other. Must not know:
//! what was signed, revocation (there is no network in here).

use der::{Decode as _, Encode as _, oid::AssociatedOid};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

use super::key;

/// Is how many certificates a path may have.
const LONGEST: usize = 8;

/// Reads the certificates of a file, PEM or DER.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Certificate>> {
    if let Ok(certificate) = Certificate::from_der(bytes) {
        return Some(vec![certificate]);
    }
    Certificate::load_pem_chain(bytes).ok().filter(|chain| !chain.is_empty())
}

/// Follows the path from a certificate to a CA that is trusted, at a time in
/// seconds since 1970; gives that CA's name.
///
/// # Errors
/// Says in Vietnamese where the path breaks.
pub(super) fn path(
    leaf: &Certificate,
    pool: &[Certificate],
    anchors: &[Certificate],
    at: Option<i64>,
) -> Result<String, String> {
    let mut current = leaf;
    for below in 0..LONGEST {
        valid(current, at)?;
        if anchors.contains(current) {
            return Ok(name(current));
        }
        let above = |issuer: &&Certificate| issues(issuer, current, below);
        if let Some(anchor) = anchors.iter().find(above) {
            valid(anchor, at)?;
            return Ok(name(anchor));
        }
        current = pool
            .iter()
            .find(above)
            .ok_or_else(|| format!("chứng thư của `{}` không do CA nào đã chỉ định cấp", name(current)))?;
    }
    Err("chuỗi chứng thư quá dài".to_owned())
}

fn valid(certificate: &Certificate, at: Option<i64>) -> Result<(), String> {
    let Some(at) = at.and_then(|at| u64::try_from(at).ok()) else { return Ok(()) };
    let validity = &certificate.tbs_certificate.validity;
    let (from, until) =
        (validity.not_before.to_unix_duration().as_secs(), validity.not_after.to_unix_duration().as_secs());
    if at < from || at > until {
        return Err(format!("lúc ký, chứng thư của `{}` chưa có hoặc đã hết hiệu lực", name(certificate)));
    }
    Ok(())
}

/// Tells whether a CA has issued a certificate with `below` CAs between it and
/// the signer.
fn issues(issuer: &Certificate, child: &Certificate, below: usize) -> bool {
    let constraints = extension::<BasicConstraints>(issuer);
    let signs = extension::<KeyUsage>(issuer).is_none_or(|usage| usage.key_cert_sign());
    let may = constraints.is_some_and(|constraints| {
        constraints.ca && constraints.path_len_constraint.is_none_or(|most| below <= usize::from(most))
    });
    let Ok(message) = child.tbs_certificate.to_der() else { return false };
    may && signs
        && issuer.tbs_certificate.subject == child.tbs_certificate.issuer
        && child.signature.as_bytes().is_some_and(|signature| {
            let key = &issuer.tbs_certificate.subject_public_key_info;
            key::verify(key, &child.signature_algorithm, None, &message, signature).is_ok()
        })
}

fn extension<T: AssociatedOid + for<'a> der::Decode<'a>>(certificate: &Certificate) -> Option<T> {
    certificate.tbs_certificate.get::<T>().ok().flatten().map(|(_, value)| value)
}

/// Tells whether a certificate may sign papers; one that does not say may.
pub(super) fn may_sign(certificate: &Certificate) -> bool {
    extension::<KeyUsage>(certificate)
        .is_none_or(|usage| usage.digital_signature() || usage.non_repudiation())
}

/// Tells whether a certificate may sign time-stamps.
pub(super) fn may_stamp(certificate: &Certificate) -> bool {
    const STAMPING: der::asn1::ObjectIdentifier =
        der::asn1::ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
    extension::<ExtendedKeyUsage>(certificate).is_some_and(|usage| usage.0.contains(&STAMPING))
}

/// Gives the name a certificate stands for: its common name.
pub(super) fn name(certificate: &Certificate) -> String {
    const COMMON: der::asn1::ObjectIdentifier = der::asn1::ObjectIdentifier::new_unwrap("2.5.4.3");
    let subject = &certificate.tbs_certificate.subject;
    let common = subject
        .0
        .iter()
        .flat_map(|names| names.0.iter())
        .find(|entry| entry.oid == COMMON)
        .and_then(|entry| String::from_utf8(entry.value.value().to_vec()).ok());
    common.unwrap_or_else(|| subject.to_string())
}
