"""Keys and certificates of made-up people, with any validity, usage and name.

No openssl: the tests need certificates that openssl refuses to make.
"""

from datetime import datetime, timedelta, timezone

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID as Eku
from cryptography.x509.oid import NameOID
from pyhanko.sign import signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.now(timezone.utc).replace(microsecond=0)
YEAR = timedelta(days=365)
PERSON, OFFICE = "Nguyễn Văn Mẫu", "ĐẢNG UỶ XÃ HOA MẪU"
_keys = {}


def key(kind, name=""):
    """A key of a kind: rsa2048, p256, p384, p521, ed25519; one for each name."""
    if (kind, name) not in _keys:
        curve = {"p256": ec.SECP256R1, "p384": ec.SECP384R1, "p521": ec.SECP521R1}
        if kind in curve:
            made = ec.generate_private_key(curve[kind]())
        elif kind == "ed25519":
            made = ed25519.Ed25519PrivateKey.generate()
        else:
            made = rsa.generate_private_key(65537, int(kind[3:]))
        _keys[kind, name] = made
    return _keys[kind, name]


class Holder:
    """A certificate and its key; `above` are the certificates that come along."""

    def __init__(self, private, cert, above=()):
        self.private, self.cert, self.above = private, cert, list(above)

    def der(self):
        return self.cert.public_bytes(serialization.Encoding.DER)

    def pem(self):
        return self.cert.public_bytes(serialization.Encoding.PEM)

    def asn1(self):
        return asn1_x509.Certificate.load(self.der())

    def asn1_key(self):
        return asn1_keys.PrivateKeyInfo.load(self.private.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))

    def signer(self, pss=False, chain=None):
        store = SimpleCertificateStore()
        store.register_multiple([one.asn1() for one in (self.above if chain is None else chain)])
        return signers.SimpleSigner(signing_cert=self.asn1(), signing_key=self.asn1_key(), cert_registry=store,
                                    prefer_pss=pss)

    def stamper(self, at=None):
        store = SimpleCertificateStore()
        store.register_multiple([one.asn1() for one in self.above])
        return timestamps.DummyTimeStamper(self.asn1(), self.asn1_key(), certs_to_embed=store, fixed_dt=at)


def subject(name, **more):
    oids = {"o": NameOID.ORGANIZATION_NAME, "l": NameOID.LOCALITY_NAME, "st": NameOID.STATE_OR_PROVINCE_NAME,
            "ou": NameOID.ORGANIZATIONAL_UNIT_NAME}
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    parts += [x509.NameAttribute(oids[key], value) for key, value in more.items()]
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, name)])


def issue(private, name, by=None, since=None, until=None, ca=False, length=None, usage=None, purposes=(), more=(),
          digest=None, **dn):
    """A certificate for a key; `by` issued it, else it is its own."""
    own = subject(name, **dn)
    builder = (x509.CertificateBuilder().subject_name(own).issuer_name(by.cert.subject if by else own)
               .public_key(private.public_key()).serial_number(x509.random_serial_number())
               .not_valid_before(since or NOW - YEAR).not_valid_after(until or NOW + 4 * YEAR)
               .add_extension(x509.BasicConstraints(ca, length if ca else None), True))
    allowed = usage or (["key_cert_sign", "crl_sign"] if ca else ["digital_signature", "content_commitment"])
    flags = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    builder = builder.add_extension(x509.KeyUsage(**{flag: flag in allowed for flag in flags}), True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), False)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(purposes)), True)
    for extension, critical in more:
        builder = builder.add_extension(extension, critical)
    issuer = by.private if by else private
    plain = None if isinstance(issuer, ed25519.Ed25519PrivateKey) else (digest or hashes.SHA256())
    cert = builder.sign(issuer, plain)
    above = [by, *by.above] if by else []
    return Holder(private, cert, above)


class Pki:
    """The CA the office trusts, its people, its time-stamp authority."""

    def __init__(self):
        self.ca = issue(key("rsa2048", "ca"), "CA thu nghiem", ca=True, since=NOW - 6 * YEAR, until=NOW + 10 * YEAR)
        self.twin = issue(key("rsa2048", "ca"), "CA thu nghiem", ca=True, since=NOW - 9 * YEAR, until=NOW - YEAR)
        self.person = issue(key("rsa2048", "person"), PERSON, self.ca)
        self.seal = issue(key("p256", "seal"), OFFICE, self.ca)
        self.tsa = issue(key("rsa2048", "tsa"), "TSA thu nghiem", self.ca, since=NOW - 5 * YEAR,
                         usage=["digital_signature"], purposes=[Eku.TIME_STAMPING])
