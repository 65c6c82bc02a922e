//! Comes in: a CMS structure and what it claims to sign. Goes out: who signed,
//! with which digest, and the time-stamp on it. Must not know: PDF, who is
//! trusted.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString, UtcTime};
use der::{Any, Decode, Encode as _, Reader as _, Sequence, SliceReader};
use x509_cert::Certificate;
use x509_cert::ext::pkix::SubjectKeyIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_tsp::TstInfo;

use super::key::{Digest, verify};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const TIME_STAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// Is a signature whose mathematics holds.
pub(super) struct Signed {
    pub(super) signer: Certificate,
    /// The certificates that came along.
    pub(super) pool: Vec<Certificate>,
    pub(super) digest: Digest,
    /// The time the signer claims, in seconds since 1970.
    pub(super) claimed: Option<i64>,
    /// Whether the certificate itself is among what is signed (`CAdES`).
    pub(super) bound: bool,
    /// The time-stamp on the signature, or what is wrong with it.
    pub(super) stamp: Option<Result<Stamp, String>>,
}

/// Is a time-stamp whose mathematics holds.
pub(super) struct Stamp {
    pub(super) authority: Certificate,
    pub(super) pool: Vec<Certificate>,
    pub(super) time: i64,
}

/// Is a name for a certificate inside what is signed (RFC 5035).
#[derive(Sequence)]
struct CertificateId {
    #[asn1(optional = "true")]
    hash_algorithm: Option<AlgorithmIdentifierOwned>,
    hash: OctetString,
    #[asn1(optional = "true")]
    issuer: Option<Any>,
}

#[derive(Sequence)]
struct SigningCertificate {
    certificates: Vec<CertificateId>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

/// Checks a signature over bytes that lie outside of it.
///
/// # Errors
/// Says in Vietnamese why it does not hold.
pub(super) fn detached(contents: &[u8], parts: &[&[u8]]) -> Result<Signed, String> {
    let data = parse(contents)?;
    if data.encap_content_info.econtent.is_some() {
        return Err("chữ ký mang nội dung riêng, không phải của văn bản này".to_owned());
    }
    let (signed, info) = check(&data, parts)?;
    let stamp = attribute(info, false, TIME_STAMP).map(|token| {
        let token = token.to_der().map_err(|_| broken())?;
        stamp(&token, &[info.signature.as_bytes()])
    });
    Ok(Signed { stamp, ..signed })
}

/// Checks a time-stamp token over bytes.
///
/// # Errors
/// Says in Vietnamese why it does not hold.
pub(super) fn stamp(token: &[u8], parts: &[&[u8]]) -> Result<Stamp, String> {
    let data = parse(token)?;
    let content = &data.encap_content_info;
    let info = content.econtent.as_ref().filter(|_| content.econtent_type == TST_INFO);
    let info = info.and_then(|any| any.decode_as::<OctetString>().ok()).ok_or_else(broken)?;
    let (signed, _) = check(&data, &[info.as_bytes()])?;
    let info = TstInfo::from_der(info.as_bytes()).map_err(|_| broken())?;
    let imprint = &info.message_imprint;
    if Digest::of(imprint.hash_algorithm.oid)?.hash(parts) != imprint.hashed_message.as_bytes() {
        return Err("dấu thời gian đóng cho thứ khác".to_owned());
    }
    let time = i64::try_from(info.gen_time.to_unix_duration().as_secs()).map_err(|_| broken())?;
    Ok(Stamp { authority: signed.signer, pool: signed.pool, time })
}

fn broken() -> String {
    "cấu trúc chữ ký hỏng".to_owned()
}

/// Reads the structure; behind it only zeros may fill its place.
fn parse(contents: &[u8]) -> Result<SignedData, String> {
    let mut reader = SliceReader::new(contents).map_err(|_| broken())?;
    let info = ContentInfo::decode(&mut reader).map_err(|_| broken())?;
    let rest = usize::try_from(u32::from(reader.remaining_len())).map_err(|_| broken())?;
    let zeros = contents[contents.len() - rest..].iter().all(|byte| *byte == 0);
    if info.content_type != SIGNED_DATA || !zeros {
        return Err(broken());
    }
    info.content.decode_as().map_err(|_| broken())
}

fn check<'a>(data: &'a SignedData, parts: &[&[u8]]) -> Result<(Signed, &'a SignerInfo), String> {
    let [info] = data.signer_infos.0.as_slice() else {
        return Err("ô chữ ký phải có đúng một người ký".to_owned());
    };
    let digest = Digest::of(info.digest_alg.oid)?;
    let pool = certificates(data);
    let signer = pool.iter().find(|one| is_signer(&info.sid, one)).cloned();
    let signer = signer.ok_or("chữ ký không kèm chứng thư của người ký")?;
    let key = &signer.tbs_certificate.subject_public_key_info;
    let signature = info.signature.as_bytes();
    let Some(attributes) = &info.signed_attrs else {
        verify(key, &info.signature_algorithm, Some(digest), &parts.concat(), signature)?;
        return Ok((Signed { signer, pool, digest, claimed: None, bound: false, stamp: None }, info));
    };
    let stated = attribute(info, true, MESSAGE_DIGEST).and_then(|any| any.decode_as::<OctetString>().ok());
    let stated = stated.ok_or_else(broken)?;
    if stated.as_bytes() != digest.hash(parts) {
        return Err("nội dung đã bị sửa sau khi ký: giá trị băm không khớp".to_owned());
    }
    let kind = attribute(info, true, CONTENT_TYPE).and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    if kind != Some(data.encap_content_info.econtent_type) {
        return Err(broken());
    }
    let message = attributes.to_der().map_err(|_| broken())?;
    verify(key, &info.signature_algorithm, Some(digest), &message, signature)?;
    let bound = bound(info, &signer)?;
    let time = attribute(info, true, SIGNING_TIME).and_then(|any| any.decode_as::<UtcTime>().ok());
    let claimed = time.and_then(|time| i64::try_from(time.to_unix_duration().as_secs()).ok());
    Ok((Signed { signer, pool, digest, claimed, bound, stamp: None }, info))
}

fn certificates(data: &SignedData) -> Vec<Certificate> {
    let all = data.certificates.iter().flat_map(|set| set.0.iter());
    all.filter_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
        CertificateChoices::Other(_) => None,
    })
    .collect()
}

fn is_signer(id: &SignerIdentifier, certificate: &Certificate) -> bool {
    let tbs = &certificate.tbs_certificate;
    match id {
        SignerIdentifier::IssuerAndSerialNumber(id) => {
            id.issuer == tbs.issuer && id.serial_number == tbs.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(id) => {
            tbs.get::<SubjectKeyIdentifier>().is_ok_and(|found| found.is_some_and(|(_, found)| found == *id))
        }
    }
}

/// Gives the one value of an attribute; one that stands twice counts as none.
fn attribute(info: &SignerInfo, signed: bool, oid: ObjectIdentifier) -> Option<&Any> {
    let attributes = if signed { &info.signed_attrs } else { &info.unsigned_attrs };
    let mut found = attributes.iter().flat_map(|set| set.iter()).filter(|one| one.oid == oid);
    let one = found.next().filter(|one| one.values.len() == 1)?;
    found.next().is_none().then(|| one.values.get(0)).flatten()
}

/// Tells whether what is signed names the signer's certificate.
fn bound(info: &SignerInfo, signer: &Certificate) -> Result<bool, String> {
    let Some(any) = attribute(info, true, SIGNING_CERTIFICATE) else { return Ok(false) };
    let named: SigningCertificate = any.decode_as().map_err(|_| broken())?;
    let first = named.certificates.first().ok_or_else(broken)?;
    // SHA-256 where nothing is said (RFC 5035 section 4).
    let digest = first.hash_algorithm.as_ref().map_or(Ok(Digest::Sha256), |one| Digest::of(one.oid))?;
    let encoded = signer.to_der().map_err(|_| broken())?;
    if digest.hash(&[&encoded]) == first.hash.as_bytes() {
        Ok(true)
    } else {
        Err("chứng thư kèm theo không phải chứng thư đã ký".to_owned())
    }
}

/// Gives the signer's certificate and those beside it.
pub(super) fn certificate(contents: &[u8]) -> Option<(Certificate, Vec<Certificate>)> {
    let data = parse(contents).ok()?;
    let pool = certificates(&data);
    let id = &data.signer_infos.0.as_slice().first()?.sid;
    let signer = pool.iter().find(|one| is_signer(id, one)).cloned()?;
    Some((signer, pool))
}
