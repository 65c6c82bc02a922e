//! Comes in: a public key, an algorithm, a message, a signature. Goes out:
//! whether they fit. Must not know: who holds the key, what is signed.
//!
//! The mathematics is that of `rsa`, `p256`, `p384`, `sha2`; only verification
//! is used, so no secret ever passes through here.

use der::asn1::ObjectIdentifier;
use der::{Decode as _, Encode as _};
use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use rsa::pkcs8::DecodePublicKey as _;
use rsa::traits::PublicKeyParts as _;
use rsa::{Pkcs1v15Sign, Pss, RsaPublicKey};
use sha2::{Sha256, Sha384, Sha512};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::doubt::Doubt;

const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
/// Digests that anybody can forge today: SHA-1, MD5.
const WEAK_DIGESTS: [ObjectIdentifier; 2] =
    [ObjectIdentifier::new_unwrap("1.3.14.3.2.26"), ObjectIdentifier::new_unwrap("1.2.840.113549.2.5")];
/// Signature algorithms that use such: RSA with MD5 or SHA-1, ECDSA with SHA-1.
const WEAK: [ObjectIdentifier; 3] = [
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.4"),
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.5"),
    ObjectIdentifier::new_unwrap("1.2.840.10045.4.1"),
];
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

/// Lists the signature algorithms that name their digest.
const WITH_DIGEST: [(ObjectIdentifier, Digest); 6] = [
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11"), Digest::Sha256),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12"), Digest::Sha384),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13"), Digest::Sha512),
    (ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2"), Digest::Sha256),
    (ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3"), Digest::Sha384),
    (ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4"), Digest::Sha512),
];

/// Is the shortest RSA key that still counts, in bytes (2048 bits).
const RSA_BYTES: usize = 256;

/// Is a digest strong enough to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digest {
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    /// Chooses the digest of an algorithm identifier.
    ///
    /// # Errors
    /// Says in Vietnamese that it is weak, or that it cannot be computed.
    pub(super) fn of(oid: ObjectIdentifier) -> Result<Self, Doubt> {
        match oid {
            SHA256 => Ok(Self::Sha256),
            SHA384 => Ok(Self::Sha384),
            SHA512 => Ok(Self::Sha512),
            weak if WEAK_DIGESTS.contains(&weak) => {
                Err(Doubt::Wrong("dùng hàm băm SHA-1 hoặc MD5, nay không còn an toàn".to_owned()))
            }
            other => Err(Doubt::Open(format!("chương trình chưa tính được hàm băm {other}"))),
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// Digests stretches of bytes, one after the other.
    pub(super) fn hash(self, parts: &[&[u8]]) -> Vec<u8> {
        fn all<D: sha2::Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            for part in parts {
                digest.update(part);
            }
            digest.finalize().to_vec()
        }
        match self {
            Self::Sha256 => all::<Sha256>(parts),
            Self::Sha384 => all::<Sha384>(parts),
            Self::Sha512 => all::<Sha512>(parts),
        }
    }
}

/// Verifies a signature over a message; `stated` is the digest for algorithms
/// that do not name their own.
///
/// # Errors
/// Says in Vietnamese why it does not hold.
pub(super) fn verify(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: &AlgorithmIdentifierOwned,
    stated: Option<Digest>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), Doubt> {
    let wrong = || Doubt::Wrong("chữ ký không khớp với khoá của người ký".to_owned());
    let encoded = key.to_der().map_err(|_| wrong())?;
    let named = WITH_DIGEST.iter().find(|(oid, _)| *oid == algorithm.oid).map(|(_, digest)| *digest);
    if algorithm.oid == RSA_PSS {
        let parameters = algorithm.parameters.as_ref().and_then(|any| any.to_der().ok()).ok_or_else(wrong)?;
        let parameters = rsa::pkcs1::RsaPssParams::from_der(&parameters).map_err(|_| wrong())?;
        let digest = Digest::of(parameters.hash.oid)?;
        let salt = usize::from(parameters.salt_len);
        let scheme = match digest {
            Digest::Sha256 => Pss::new_with_salt::<Sha256>(salt),
            Digest::Sha384 => Pss::new_with_salt::<Sha384>(salt),
            Digest::Sha512 => Pss::new_with_salt::<Sha512>(salt),
        };
        return rsa_key(&encoded)?.verify(scheme, &digest.hash(&[message]), signature).map_err(|_| wrong());
    }
    let digest = named.or(stated.filter(|_| algorithm.oid == RSA)).ok_or_else(|| unknown(algorithm.oid))?;
    let hash = digest.hash(&[message]);
    if key.algorithm.oid == RSA {
        let scheme = match digest {
            Digest::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
            Digest::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
            Digest::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
        };
        return rsa_key(&encoded)?.verify(scheme, &hash, signature).map_err(|_| wrong());
    }
    let curve = key.algorithm.parameters.as_ref().and_then(|any| any.decode_as().ok());
    let held = match curve {
        Some(P256) => p256::ecdsa::VerifyingKey::from_public_key_der(&encoded)
            .ok()
            .zip(p256::ecdsa::Signature::from_der(signature).ok())
            .is_some_and(|(key, signature)| key.verify_prehash(&hash, &signature).is_ok()),
        Some(P384) => p384::ecdsa::VerifyingKey::from_public_key_der(&encoded)
            .ok()
            .zip(p384::ecdsa::Signature::from_der(signature).ok())
            .is_some_and(|(key, signature)| key.verify_prehash(&hash, &signature).is_ok()),
        Some(curve) => {
            return Err(Doubt::Open(format!("chương trình chưa tính được chữ ký trên đường cong {curve}")));
        }
        None => return Err(unknown(key.algorithm.oid)),
    };
    held.then_some(()).ok_or_else(wrong)
}

fn unknown(oid: ObjectIdentifier) -> Doubt {
    if WEAK.contains(&oid) {
        return Doubt::Wrong("dùng thuật toán ký với SHA-1 hoặc MD5, nay không còn an toàn".to_owned());
    }
    Doubt::Open(format!("chương trình chưa tính được thuật toán ký {oid}"))
}

fn rsa_key(encoded: &[u8]) -> Result<RsaPublicKey, Doubt> {
    let key =
        RsaPublicKey::from_public_key_der(encoded).map_err(|_| Doubt::from("khoá RSA của người ký hỏng"))?;
    if key.size() < RSA_BYTES {
        return Err(Doubt::from("khoá RSA ngắn hơn 2048 bit"));
    }
    Ok(key)
}
