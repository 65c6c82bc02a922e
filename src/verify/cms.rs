//! Comes in: a CMS structure and what it claims to sign. Goes out: who signed,
//! with which digest, and the time-stamp on it. Must not know: PDF, who is
//! trusted.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Any, Decode, Encode as _, Sequence, SliceReader};
use x509_cert::Certificate;
use x509_cert::ext::pkix::SubjectKeyIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_cert::time::Time;

use super::ber;
use super::doubt::Doubt;
use super::key::{Digest, verify};
use super::words::general_time;

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
    /// Why the key's part could not be computed; what was signed does match.
    pub(super) open: Option<String>,
    /// The time the signer claims, in seconds since 1970.
    pub(super) claimed: Option<i64>,
    /// Whether the certificate itself is among what is signed (`CAdES`).
    pub(super) bound: bool,
    /// The time-stamp on the signature, or what is wrong with it.
    pub(super) stamp: Option<Result<Stamp, Doubt>>,
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

/// Is what a time-stamp says (RFC 3161 section 2.4.2), as far as it is asked.
struct Told {
    imprint: Imprint,
    /// In seconds since 1970.
    time: i64,
}

#[derive(Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    hash: OctetString,
}

/// Checks a signature over bytes that lie outside of it.
///
/// # Errors
/// Says in Vietnamese why it does not hold.
pub(super) fn detached(contents: &[u8], parts: &[&[u8]]) -> Result<Signed, Doubt> {
    let data = parse(contents)?;
    if data.encap_content_info.econtent.is_some() {
        return Err(Doubt::from("chữ ký mang nội dung riêng, không phải của văn bản này"));
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
pub(super) fn stamp(token: &[u8], parts: &[&[u8]]) -> Result<Stamp, Doubt> {
    let data = parse(token)?;
    let content = &data.encap_content_info;
    let info = content.econtent.as_ref().filter(|_| content.econtent_type == TST_INFO);
    let info = info.and_then(|any| any.decode_as::<OctetString>().ok()).ok_or_else(broken)?;
    let (signed, _) = check(&data, &[info.as_bytes()])?;
    let told = told(info.as_bytes()).ok_or_else(broken)?;
    if Digest::of(told.imprint.algorithm.oid)?.hash(parts) != told.imprint.hash.as_bytes() {
        return Err(Doubt::from("dấu thời gian đóng cho thứ khác"));
    }
    if let Some(why) = signed.open {
        return Err(Doubt::Open(why));
    }
    Ok(Stamp { authority: signed.signer, pool: signed.pool, time: told.time })
}

/// Reads what a time-stamp says; its time may have fractions of a second, which
/// DER's own type does not know.
fn told(info: &[u8]) -> Option<Told> {
    let whole = Any::from_der(info).ok()?;
    let mut reader = SliceReader::new(whole.value()).ok()?;
    let version = u8::decode(&mut reader).ok()?;
    let _policy = ObjectIdentifier::decode(&mut reader).ok()?;
    let imprint = Imprint::decode(&mut reader).ok()?;
    let _serial = Any::decode(&mut reader).ok()?;
    let time = Any::decode(&mut reader).ok()?;
    if version != 1 || der::Tagged::tag(&time) != der::Tag::GeneralizedTime {
        return None;
    }
    Some(Told { imprint, time: general_time(std::str::from_utf8(time.value()).ok()?)? })
}

fn broken() -> Doubt {
    Doubt::from("cấu trúc chữ ký hỏng")
}

/// Reads the structure; behind it only zeros may fill its place.
fn parse(contents: &[u8]) -> Result<SignedData, Doubt> {
    let (structure, length) = ber::der(contents).ok_or_else(broken)?;
    let info = ContentInfo::from_der(&structure).map_err(|_| broken())?;
    let zeros = contents[length..].iter().all(|byte| *byte == 0);
    if info.content_type != SIGNED_DATA || !zeros {
        return Err(broken());
    }
    info.content.decode_as().map_err(|_| broken())
}

fn check<'a>(data: &'a SignedData, parts: &[&[u8]]) -> Result<(Signed, &'a SignerInfo), Doubt> {
    let [info] = data.signer_infos.0.as_slice() else {
        return Err(Doubt::from("ô chữ ký phải có đúng một người ký"));
    };
    let digest = Digest::of(info.digest_alg.oid)?;
    let pool = certificates(data);
    let signer = pool.iter().find(|one| is_signer(&info.sid, one)).cloned();
    let signer = signer.ok_or_else(|| Doubt::from("chữ ký không kèm chứng thư của người ký"))?;
    let key = &signer.tbs_certificate.subject_public_key_info;
    let signature = info.signature.as_bytes();
    let Some(attributes) = &info.signed_attrs else {
        let open = open(verify(key, &info.signature_algorithm, Some(digest), &parts.concat(), signature))?;
        return Ok((Signed { signer, pool, digest, open, claimed: None, bound: false, stamp: None }, info));
    };
    let stated = attribute(info, true, MESSAGE_DIGEST).and_then(|any| any.decode_as::<OctetString>().ok());
    let stated = stated.ok_or_else(broken)?;
    if stated.as_bytes() != digest.hash(parts) {
        return Err(Doubt::from("nội dung đã bị sửa sau khi ký: giá trị băm không khớp"));
    }
    let kind = attribute(info, true, CONTENT_TYPE).and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    if kind != Some(data.encap_content_info.econtent_type) {
        return Err(broken());
    }
    let message = attributes.to_der().map_err(|_| broken())?;
    let open = open(verify(key, &info.signature_algorithm, Some(digest), &message, signature))?;
    let bound = bound(info, &signer)?;
    let time = attribute(info, true, SIGNING_TIME).and_then(|any| Time::from_der(&any.to_der().ok()?).ok());
    let claimed = time.and_then(|time| i64::try_from(time.to_unix_duration().as_secs()).ok());
    Ok((Signed { signer, pool, digest, open, claimed, bound, stamp: None }, info))
}

/// Puts aside that a key could not be computed: what else is wrong is told first.
fn open(verified: Result<(), Doubt>) -> Result<Option<String>, Doubt> {
    match verified {
        Ok(()) => Ok(None),
        Err(Doubt::Open(why)) => Ok(Some(why)),
        Err(wrong) => Err(wrong),
    }
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
fn bound(info: &SignerInfo, signer: &Certificate) -> Result<bool, Doubt> {
    let Some(any) = attribute(info, true, SIGNING_CERTIFICATE) else { return Ok(false) };
    let named: SigningCertificate = any.decode_as().map_err(|_| broken())?;
    let first = named.certificates.first().ok_or_else(broken)?;
    // SHA-256 where nothing is said (RFC 5035 section 4).
    let digest = first.hash_algorithm.as_ref().map_or(Ok(Digest::Sha256), |one| Digest::of(one.oid))?;
    let encoded = signer.to_der().map_err(|_| broken())?;
    if digest.hash(&[&encoded]) == first.hash.as_bytes() {
        Ok(true)
    } else {
        Err(Doubt::from("chứng thư kèm theo không phải chứng thư đã ký"))
    }
}
