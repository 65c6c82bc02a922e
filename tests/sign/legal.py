"""Signs a paper in every legal way there is a tool for.

legal.py DIR PAPER.pdf [NODE_MODULES]: fills DIR/legal with signed files, DIR/legal.json with what each must be:
"ĐẠT", or "CHƯA ĐỦ CĂN CỨ" where an algorithm is used that is not computed. pyHanko, PDFBox (Debian's), openssl,
node-signpdf; B-B to B-LTA, PSS, P-256 to P-521, three signatures, BER, certification, several intermediates.
"""

import io
import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES
from PIL import Image, ImageDraw
from asn1crypto import crl as asn1_crl
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle, TextStampStyle
from pyhanko_certvalidator import ValidationContext

import pki
from pki import NOW, OFFICE, PERSON, YEAR, Pki, issue, key
from raw import HOLE, NODE_HOLE, Raw, fill, stream, value

SIGNER, SEAL = "KySoNguoiKy", "DauCoQuan"
HERE = Path(__file__).resolve().parent
JARS = [f"/usr/share/java/{jar}.jar" for jar in ("pdfbox2", "fontbox2", "commons-logging", "bcprov", "bcpkix", "bcutil")]
PADES, CMS = fields.SigSeedSubFilter.PADES, fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED


def look(colour):
    picture = Image.new("RGBA", (120, 120), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((8, 8, 112, 112), outline=colour, width=6)
    return StaticStampStyle(background=PdfImage(picture), border_width=0, background_opacity=1)


LOOKS = {SIGNER: look((0, 0, 200, 255)), SEAL: look((220, 0, 0, 255))}


def sign(data, field, signer, form=PADES, digest="sha256", stamper=None, spec=None, style=None, **more):
    """Signs with pyHanko; in a field that is there, or in one that is described."""
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm=digest, subfilter=form, **more)
    style = style or LOOKS.get(field) or look((0, 120, 0, 255))
    tool = signers.PdfSigner(meta, signer, timestamper=stamper, stamp_style=style, new_field_spec=spec)
    out = io.BytesIO()
    tool.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), output=out, existing_fields_only=spec is None)
    return out.getvalue()


def p12(holder, path):
    how = (PrivateFormat.PKCS12.encryption_builder().kdf_rounds(2000)
           .key_cert_algorithm(PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(hashes.SHA1()).build(b"1234"))
    above = [one.cert for one in holder.above]
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"k", holder.private, holder.cert, above, how))
    return path


def crl(ca):
    made = (x509.CertificateRevocationListBuilder().issuer_name(ca.cert.subject).last_update(NOW - timedelta(days=1))
            .next_update(NOW + YEAR).sign(ca.private, hashes.SHA256()))
    return asn1_crl.CertificateList.load(made.public_bytes(serialization.Encoding.DER))


def context(people):
    return ValidationContext(trust_roots=[people.ca.asn1()], crls=[crl(people.ca)], allow_fetching=False,
                             other_certs=[people.tsa.asn1()], revocation_mode="soft-fail")


def openssl(holder, folder, *more):
    """A CMS by openssl over bytes; `-stream` writes BER, `-cades` what CAdES wants."""
    (folder / "o.key").write_bytes(holder.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "o.pem").write_bytes(holder.pem())
    (folder / "o.ca").write_bytes(b"".join(one.pem() for one in holder.above) or holder.pem())

    def cms(content):
        (folder / "o.bin").write_bytes(content)
        done = subprocess.run(
            ["openssl", "cms", "-sign", "-binary", "-in", "o.bin", "-signer", "o.pem", "-inkey", "o.key", "-certfile",
             "o.ca", "-outform", "DER", *more], cwd=folder, capture_output=True, check=True)
        return done.stdout
    return cms


def ber(der, depth=4):
    """Writes what is outermost with marked ends, as Java's tools do."""
    tag, first = der[0], der[1]
    width = first & 0x7F if first & 0x80 else 0
    length = int.from_bytes(der[2:2 + width], "big") if width else first
    head = 2 + width
    content, rest = der[head:head + length], der[head + length:]
    if tag & 0x20 and depth:
        made = bytes([tag, 0x80]) + (ber(content, depth - 1) if content else b"") + b"\0\0"
    else:
        made = der[:head + length]
    return made + (ber(rest, depth) if rest else b"")


def with_hole(data, field=SIGNER, form="adbe.pkcs7.detached", kind="table", look=True, more=b"", hole=HOLE,
              make=lambda form, more, hole: value(form, more, hole=hole)):
    """Puts a signature that is still to be made into an empty field, as a plain tool does."""
    raw = Raw(data)
    number, (signature, picture) = raw.field(field), raw.new(2)
    body = raw.body(number)
    if look:
        body = re.sub(rb"/AP ?<<\s*/N \d+ 0 R", b"/AP<</N %d 0 R" % picture, body)
    body = body[:body.rindex(b">>")] + b"/V %d 0 R>>" % signature
    picture_body = stream(b"0 0 1 RG 4 w 10 10 60 60 re S", b"/Type/XObject/Subtype/Form/BBox[0 0 83 83]")
    return raw.update({number: body, signature: make(form, more, hole), picture: picture_body}, kind=kind)


def hole_of_node(data, field=SIGNER):
    """The hole that node-signpdf looks for."""
    return with_hole(data, field, hole=NODE_HOLE)


def by_pyhanko(paper, people, add):
    person, seal, stamper = people.person.signer(), people.seal.signer(), people.tsa.stamper()
    kinds = {"rsa2048": person, "pss": people.person.signer(pss=True)}
    for kind in ("rsa3072", "p256", "p384"):
        kinds[kind] = issue(key(kind, "person"), PERSON, people.ca).signer()
    for kind, signer in kinds.items():
        for form in (PADES, CMS):
            for digest in ("sha256", "sha384", "sha512"):
                once = sign(paper, SIGNER, signer, form, digest, stamper if digest != "sha384" else None)
                add(f"hanko-{kind}-{form.name[:3].lower()}-{digest}", once)
        twice = sign(once, SEAL, seal, stamper=stamper)
        add(f"hanko-{kind}-sealed", twice)
    for kind in ("p521", "ed25519"):
        strange = issue(key(kind, "person"), PERSON, people.ca).signer()
        add(f"hanko-{kind}", sign(paper, SIGNER, strange, digest="sha512"), "CHƯA ĐỦ CĂN CỨ")
    seal384 = issue(key("p384", "seal"), OFFICE, people.ca).signer()
    add("hanko-seal-p384", sign(sign(paper, SIGNER, person), SEAL, seal384, digest="sha384"))
    add("hanko-seal-rsa", sign(sign(paper, SIGNER, person), SEAL, issue(key("rsa2048", "seal"), OFFICE, people.ca).signer()))
    for second in (0.1, 0.123, 0.999999):
        at = NOW - timedelta(hours=1) + timedelta(seconds=second)
        add(f"hanko-fraction-{second}", sign(paper, SIGNER, person, stamper=people.tsa.stamper(at)))
    # Certified, with what comes later.
    for level, name in ((fields.MDPPerm.FILL_FORMS, "p2"), (fields.MDPPerm.ANNOTATE, "p3")):
        once = sign(paper, SIGNER, person, certify=True, docmdp_permissions=level)
        add(f"hanko-certified-{name}", once)
        add(f"hanko-certified-{name}-sealed", sign(once, SEAL, seal))
    add("hanko-certified-p1-alone", sign(paper, SIGNER, person, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES))
    # Long-term: what proves it comes along, then time-stamps over all.
    lt = sign(paper, SIGNER, person, stamper=stamper, embed_validation_info=True, validation_context=context(people))
    add("hanko-b-lt", lt)
    add("hanko-b-lt-sealed", sign(lt, SEAL, seal, stamper=stamper))
    lta = sign(paper, SIGNER, person, stamper=stamper, embed_validation_info=True, validation_context=context(people), use_pades_lta=True)
    add("hanko-b-lta", lta)
    sealed = sign(sign(paper, SIGNER, person, stamper=stamper), SEAL, seal, stamper=stamper, embed_validation_info=True,
                  validation_context=context(people), use_pades_lta=True)
    add("hanko-b-lta-sealed", sealed)
    again = io.BytesIO()
    signers.PdfTimeStamper(stamper).timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(sealed)), "sha256", output=again)
    add("hanko-b-lta-stamped-again", again.getvalue())
    # Signed while the certificate was valid, which a time-stamp proves.
    past = issue(key("rsa2048", "past"), PERSON, people.ca, since=NOW - 3 * YEAR, until=NOW - YEAR)
    add("hanko-expired-stamped", sign(paper, SIGNER, past.signer(), stamper=people.tsa.stamper(NOW - 2 * YEAR)))
    # Three people; the third brings a field of their own.
    def spec(name, box=(60, 60, 160, 120)):
        return fields.SigFieldSpec(name, on_page=0, box=box)
    own = sign(paper, "Signature1", person, CMS, spec=spec("Signature1"))
    add("hanko-own-field", own)
    add("hanko-own-field-text", sign(paper, "Signature1", person, CMS, spec=spec("Signature1"),
                                     style=TextStampStyle(stamp_text="Ky boi: %(signer)s\n%(ts)s")))
    three = sign(sign(sign(paper, SIGNER, person), "Them", person, spec=spec("Them")), SEAL, seal)
    add("hanko-three", three)
    add("hanko-three-invisible", sign(sign(sign(paper, SIGNER, person), "An", person, spec=fields.SigFieldSpec("An")), SEAL, seal))
    # Several CAs between, in any order; one of them with two certificates.
    one = issue(key("rsa2048", "between1"), "CA cap 1", people.ca, ca=True, length=2)
    two = issue(key("p256", "between2"), "CA cap 2", one, ca=True, length=1)
    three = issue(key("p384", "between3"), "CA cap 3", two, ca=True, length=0)
    old = issue(key("p256", "between2"), "CA cap 2", one, ca=True, since=NOW - 3 * YEAR, until=NOW - YEAR)
    for depth, by in ((1, one), (2, two), (3, three)):
        leaf = issue(key("rsa2048", "deep"), PERSON, by)
        add(f"hanko-chain-{depth}", sign(paper, SIGNER, leaf.signer()))
        add(f"hanko-chain-{depth}-reversed", sign(paper, SIGNER, leaf.signer(chain=[*reversed(leaf.above), people.twin])))
    leaf = issue(key("rsa2048", "deep"), PERSON, two)
    for name, order in (("first", [old, two, one]), ("last", [one, two, old])):
        add(f"hanko-chain-twin-{name}", sign(paper, SIGNER, leaf.signer(chain=order)))
    # As CAs write names and purposes.
    for name, cert in {
        "upper": issue(key("rsa2048", "person"), PERSON.upper(), people.ca),
        "plain": issue(key("rsa2048", "person"), "NGUYEN VAN MAU", people.ca),
        "titled": issue(key("rsa2048", "person"), "Ông Nguyễn Văn Mẫu", people.ca),
        "org": issue(key("rsa2048", "person"), PERSON, people.ca, o="Đảng ủy xã Hoa Mẫu", l="Hoa Mẫu"),
        "mail": issue(key("rsa2048", "person"), PERSON, people.ca, purposes=[pki.Eku.EMAIL_PROTECTION, pki.Eku.CLIENT_AUTH]),
        "any": issue(key("rsa2048", "person"), PERSON, people.ca, purposes=[pki.Eku.ANY_EXTENDED_KEY_USAGE]),
        "client": issue(key("rsa2048", "person"), PERSON, people.ca, purposes=[pki.Eku.CLIENT_AUTH]),
        "repudiation": issue(key("rsa2048", "person"), PERSON, people.ca, usage=["content_commitment"]),
    }.items():
        add(f"hanko-name-{name}", sign(paper, SIGNER, cert.signer()))
    tone = issue(key("p256", "seal"), "Đảng ủy xã Hoa Mẫu", people.ca)
    add("hanko-seal-tone", sign(sign(paper, SIGNER, person), SEAL, tone.signer()))


def by_openssl(paper, people, folder, add):
    rsa, seal = people.person, people.seal
    pss = ["-keyopt", "rsa_padding_mode:pss"]
    for name, holder, form, more in (
        ("der", rsa, "adbe.pkcs7.detached", []), ("cades", rsa, "ETSI.CAdES.detached", ["-cades"]),
        ("ber", rsa, "adbe.pkcs7.detached", []), ("ber-cades", rsa, "ETSI.CAdES.detached", ["-cades"]),
        ("pss", rsa, "ETSI.CAdES.detached", ["-cades", *pss]), ("sha512", rsa, "adbe.pkcs7.detached", ["-md", "sha512"]),
        ("noattr", rsa, "adbe.pkcs7.detached", ["-noattr"]), ("keyid", rsa, "adbe.pkcs7.detached", ["-keyid"]),
    ):
        cms = openssl(holder, folder, *more)
        once = fill(with_hole(paper, form=form), (lambda content, cms=cms: ber(cms(content), 3)) if "ber" in name else cms)
        add(f"openssl-{name}", once)
        if name in ("der", "ber", "pss"):
            cms = openssl(seal, folder, "-cades")
            add(f"openssl-{name}-sealed", fill(with_hole(once, SEAL, "ETSI.CAdES.detached"), cms))
    add("openssl-xref-stream", fill(with_hole(paper, kind="stream"), openssl(rsa, folder)))
    add("openssl-no-look", fill(with_hole(paper, look=False), openssl(rsa, folder)))


def by_pdfbox(paper, people, folder, add):
    person, seal = p12(people.person, folder / "person.p12"), p12(people.seal, folder / "seal.p12")
    classes = folder / "classes"
    classes.mkdir()
    path = ":".join([*JARS, str(classes)])
    subprocess.run(["java", "-m", "jdk.compiler/com.sun.tools.javac.Main", "-cp", path, "-d", classes, HERE / "Box.java"],
                   check=True, capture_output=True)
    (folder / "paper.pdf").write_bytes(paper)
    lines, made = [], []

    def line(name, keys, source, algorithm, how, *field):
        target = folder / f"{name}.pdf"
        lines.append("\t".join(map(str, [keys, source, target, algorithm, how, *field])))
        made.append(name)
        return target
    for how in ("ber", "der"):
        for digest in ("SHA256", "SHA384", "SHA512"):
            line(f"box-own-{how}-{digest}", person, folder / "paper.pdf", f"{digest}withRSA", how)
            once = line(f"box-{how}-{digest}", person, folder / "paper.pdf", f"{digest}withRSA", how, SIGNER)
            line(f"box-{how}-{digest}-sealed", seal, once, "SHA256withECDSA", how, SEAL)
    line("box-pss", person, folder / "paper.pdf", "SHA256withRSAandMGF1", "ber", SIGNER)
    (folder / "box.txt").write_text("\n".join(lines))
    subprocess.run(["java", "-cp", path, "Box", folder / "box.txt"], check=True, capture_output=True)
    for name in made:
        add(name, (folder / f"{name}.pdf").read_bytes())
    # Signed by one tool, sealed by another.
    once = (folder / "box-ber-SHA256.pdf").read_bytes()
    add("box-then-hanko", sign(once, SEAL, people.seal.signer()))


def by_node(paper, people, folder, modules, add):
    person = p12(people.person, folder / "person.p12")
    (folder / "hole.pdf").write_bytes(hole_of_node(paper))
    (folder / "plain.pdf").write_bytes(paper)
    lines = [f"{folder}/hole.pdf\t{folder}/node.pdf\t{person}\thole", f"{folder}/plain.pdf\t{folder}/node-own.pdf\t{person}\tplain"]
    (folder / "node.txt").write_text("\n".join(lines))
    subprocess.run(["node", HERE / "node.js", folder / "node.txt"], check=True, capture_output=True,
                   env={"NODE_PATH": str(modules), "PATH": "/usr/local/bin:/usr/bin:/bin"})
    once = (folder / "node.pdf").read_bytes()
    add("node", once)
    add("node-sealed", sign(once, SEAL, people.seal.signer()))
    add("node-own", (folder / "node-own.pdf").read_bytes())


def main():
    home, paper = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
    modules = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    (home / "legal").mkdir(parents=True)
    scratch = home / "scratch"
    scratch.mkdir()
    people = Pki()
    (home / "ca.pem").write_bytes(people.ca.pem())
    verdicts = {}

    def add(name, data, must="ĐẠT"):
        assert data.startswith(paper), name
        (home / "legal" / f"{name}.pdf").write_bytes(data)
        verdicts[f"legal/{name}.pdf"] = [must]
    by_pyhanko(paper, people, add)
    by_openssl(paper, people, scratch, add)
    by_pdfbox(paper, people, scratch, add)
    if modules:
        by_node(paper, people, scratch, modules, add)
    (home / "legal.json").write_text(json.dumps(verdicts, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
