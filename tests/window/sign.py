"""Signs a paper as its signer and its office would, with keys made for it.

sign.py PAPER.pdf NAME OFFICE SIGNED.pdf FOLDER: fills both fields of the paper; the authority that
vouches for them is made once, its certificate is FOLDER/ca.pem.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "sign"))

from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402

import legal  # noqa: E402
import pki  # noqa: E402


def authority(folder):
    secret, shown = folder / "ca-key.pem", folder / "ca.pem"
    if not secret.exists():
        made = pki.issue(pki.key("rsa2048", "ca"), "CA thử nghiệm", ca=True)
        secret.write_bytes(made.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        shown.write_bytes(made.pem())
    private = serialization.load_pem_private_key(secret.read_bytes(), None)
    return pki.Holder(private, x509.load_pem_x509_certificate(shown.read_bytes()))


def main():
    paper, name, office, signed, folder = sys.argv[1:]
    ca = authority(Path(folder))
    data = Path(paper).read_bytes()
    for field, owner in ((legal.SIGNER, name), (legal.SEAL, office)):
        holder = pki.issue(pki.key("rsa2048", owner), owner, by=ca, o=office)
        data = legal.sign(data, field, holder.signer())
    Path(signed).write_bytes(data)


main()
