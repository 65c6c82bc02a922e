"""Signs papers with pyHanko and attacks them; says what pyHanko makes of each.

sign.py DIR PAPER.pdf OTHER.pdf: fills DIR with keys (ca.pem), signed files and
attacked ones, and writes DIR/verdicts.json: file -> {"good", "why"}. Nothing is
mocked: openssl makes the keys and answers as time-stamp authority on
loopback, SoftHSM2 is the token.
"""

import json
import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pikepdf
from asn1crypto import pem, x509
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import fields, pkcs11, signers, timestamps
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

PIN = "1234"
SIGNER, SEAL = "KySoNguoiKy", "DauCoQuan"
MODULE = next(p for p in (
    "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so") if os.path.exists(p))


def run(*words, **more):
    done = subprocess.run(words, capture_output=True, **more)
    if done.returncode:
        raise SystemExit(f"{words}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def keys(home):
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
        "-days", "3650", "-subj", "/C=VN/CN=CA thu nghiem", "-addext", "basicConstraints=critical,CA:true",
        "-addext", "keyUsage=critical,keyCertSign,cRLSign", cwd=home)
    make(home, "ky", "Nguyễn Văn Mẫu", "digitalSignature,nonRepudiation", ["rsa:2048"])
    make(home, "dau", "ĐẢNG UỶ XÃ HOA MẪU", "digitalSignature,nonRepudiation",
         ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
    make(home, "dau384", "ĐẢNG UỶ XÃ HOA MẪU", "digitalSignature,nonRepudiation",
         ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"])
    make(home, "tsa", "TSA thu nghiem", "digitalSignature", ["rsa:2048"],
         "extendedKeyUsage=critical,timeStamping\n")
    (home / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa=t\n[t]\nserial=tsa.serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\n"
        "certs=ca.pem\nsigner_key=tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4\n"
        "digests=sha256,sha512\naccuracy=secs:1\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n")
    (home / "tsa.serial").write_text("01\n")


def make(home, name, owner, usage, kind, more=""):
    run("openssl", "req", "-newkey", *kind, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
        "-utf8", "-subj", f"/C=VN/CN={owner}", cwd=home)
    (home / f"{name}.ext").write_text(
        f"basicConstraints=critical,CA:false\nkeyUsage=critical,{usage}\n{more}"
        "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n")
    run("openssl", "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
        "-CAcreateserial", "-days", "3000", "-extfile", f"{name}.ext", "-out", f"{name}.pem", cwd=home)
    run("openssl", "pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-certfile",
        "ca.pem", "-passout", f"pass:{PIN}", "-out", f"{name}.p12", cwd=home)


def authority(home):
    """A time-stamp authority on loopback; gives its address."""
    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            (home / "q.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            run("openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "q.tsr", cwd=home)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((home / "q.tsr").read_bytes())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def token(home):
    """The seal's key in a SoftHSM2 token; gives an open session."""
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {home}/tokens\n")
    os.environ["SOFTHSM2_CONF"] = str(home / "softhsm2.conf")
    run("softhsm2-util", "--init-token", "--free", "--label", "van-thu", "--so-pin", PIN, "--pin", PIN)
    run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", "ky.key", "-out", "ky.p8", cwd=home)
    run("softhsm2-util", "--import", str(home / "ky.p8"), "--token", "van-thu", "--label", "ky", "--id", "01",
        "--pin", PIN)
    run("openssl", "x509", "-in", "ky.pem", "-outform", "DER", "-out", "ky.der", cwd=home)
    run("pkcs11-tool", "--module", MODULE, "--login", "--pin", PIN, "--token-label", "van-thu",
        "--write-object", str(home / "ky.der"), "--type", "cert", "--label", "ky", "--id", "01")
    return pkcs11.open_pkcs11_session(MODULE, token_criteria=TokenCriteria(label="van-thu"), user_pin=PIN)


def scrawl(colour):
    """A transparent picture of a hand's signature or of a seal, as the rules ask for (HD05 §7.2.2, §8.2.3)."""
    picture = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((20, 20, 280, 280), outline=colour, width=12)
    return StaticStampStyle(background=PdfImage(picture), border_width=0, background_opacity=1)


def sign(source, out, field, signer, stamper=None):
    with open(source, "rb") as bytes_in, open(out, "wb") as bytes_out:
        meta = signers.PdfSignatureMetadata(
            field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES)
        look = scrawl((0, 0, 200, 255) if field == SIGNER else (220, 0, 0, 255))
        signers.PdfSigner(meta, signer, timestamper=stamper, stamp_style=look).sign_pdf(
            IncrementalPdfFileWriter(bytes_in), output=bytes_out, existing_fields_only=True)


def plain_tool(source, out, signer):
    """A tool that knows nothing of our fields: plain CMS, a field of its own, placed by the signer's name."""
    with open(source, "rb") as bytes_in, open(out, "wb") as bytes_out:
        meta = signers.PdfSignatureMetadata(
            field_name="Signature1", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
        spot = fields.SigFieldSpec("Signature1", on_page=1, box=(380, 100, 500, 180))
        signers.PdfSigner(meta, signer, stamp_style=scrawl((0, 0, 200, 255)), new_field_spec=spot).sign_pdf(
            IncrementalPdfFileWriter(bytes_in), output=bytes_out)


def verdict(path, root):
    try:
        with open(path, "rb") as source:
            reader = PdfFileReader(source)
            found = reader.embedded_signatures
            if not found:
                return False, "no signature"
            for one in found:
                context = ValidationContext(trust_roots=[root], allow_fetching=False)
                if one.sig_object.get("/Type") == "/DocTimeStamp":
                    status = validate_pdf_timestamp(one, validation_context=context)
                else:
                    status = validate_pdf_signature(one, signer_validation_context=context,
                                                    ts_validation_context=context)
                good = getattr(status, "bottom_line", status.intact and status.valid and status.trusted)
                if not good:
                    return False, f"{one.field_name}: {status.summary()}"
    except Exception as error:  # whatever it says, it does not call the file good
        return False, f"{type(error).__name__}: {error}"
    return True, "valid"


def flip(path, out, where):
    data = bytearray(path.read_bytes())
    at = where(bytes(data))
    data[at] ^= 0x01
    out.write_bytes(data)


def update(source, out, change):
    """Writes one more revision, made by a hand that knows PDF."""
    from pyhanko.pdf_utils import generic
    with open(source, "rb") as bytes_in, open(out, "wb") as bytes_out:
        writer = IncrementalPdfFileWriter(bytes_in)
        change(writer, generic)
        writer.write(bytes_out)


def new_text(writer, generic):
    page = writer.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=b"BT /F0 40 Tf 100 400 Td (X) Tj ET 0 0 0 rg 100 300 200 90 re f")
    page.get_object()["/Contents"] = writer.add_object(stream)
    writer.update_container(page.get_object())


def new_note(writer, generic):
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    name, number = generic.NameObject, generic.FloatObject
    look = generic.StreamObject({
        name("/Type"): name("/XObject"), name("/Subtype"): name("/Form"),
        name("/BBox"): generic.ArrayObject([number(0), number(0), number(200), number(50)])},
        stream_data=b"1 1 1 rg 0 0 200 50 re f")
    note = generic.DictionaryObject({
        name("/Type"): name("/Annot"), name("/Subtype"): name("/Stamp"), name("/F"): generic.NumberObject(4),
        name("/Rect"): generic.ArrayObject([number(100), number(400), number(300), number(450)]),
        name("/AP"): generic.DictionaryObject({name("/N"): writer.add_object(look)})})
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
    writer.update_container(page)


def no_seal(writer, generic):
    for field in writer.root["/AcroForm"]["/Fields"]:
        field = field.get_object()
        if field["/T"] == SEAL:
            del field["/V"]
            writer.update_container(field)


def one_more_page(writer, generic):
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"][0])
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + 1)
    writer.update_container(pages)


def turned(writer, generic):
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)


def program(writer, generic):
    writer.root["/OpenAction"] = generic.DictionaryObject({
        generic.NameObject("/S"): generic.NameObject("/JavaScript"),
        generic.NameObject("/JS"): generic.TextStringObject("app.alert(1)")})
    writer.update_root()


def stream_of(kind):
    """A byte in the middle of a stream of the first revision."""
    def where(data):
        if kind == "font":
            at = max(data.find(b"/FontFile2"), data.find(b"/FontFile3"))
            number = re.search(rb"/FontFile[23] (\d+) 0 R", data[at:]).group(1)
        else:
            number = re.search(rb"/Contents (\d+) 0 R", data).group(1)
        start = re.search(rb"\n" + number + rb" 0 obj", data).end()
        return data.index(b"stream", start) + 60
    return where


def swapped(twice, other, out):
    """The signature of another paper in the place of this one's: same length, other bytes."""
    data, strange = bytearray(twice.read_bytes()), other.read_bytes()
    hexes = [re.search(rb"/Contents <([0-9a-fA-F]+)>", part) for part in (bytes(data), strange)]
    at, value = hexes[0].start(1), hexes[1].group(1)
    width = len(hexes[0].group(1))
    data[at:at + width] = value[:width].ljust(width, b"0")
    out.write_bytes(data)


def partial(once, out):
    """A byte range that leaves the end of the file out."""
    data = once.read_bytes()
    found = list(re.finditer(rb"/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) ?\]", data))[-1]
    a, b, c, d = (int(group) for group in found.groups())
    text = b"/ByteRange [%d %d %d %d]" % (a, b, c, d - 100)
    old = found.group(0)
    out.write_bytes(data.replace(old, text.ljust(len(old)), 1) if len(text) <= len(old) else data[:-100])


def attacks(home, paper, once, twice, other_signed):
    at = home / "attacks"
    at.mkdir()
    flip(twice, at / "chu.pdf", stream_of("text"))
    flip(twice, at / "phong.pdf", stream_of("font"))
    flip(twice, at / "chu-ky.pdf", lambda data: data.rindex(b"/Contents <") + 600)
    flip(twice, at / "khong-gian.pdf", lambda data: data.rindex(b"/ByteRange") + 30)
    update(twice, at / "them-trang.pdf", one_more_page)
    update(twice, at / "doi-chu.pdf", new_text)
    update(twice, at / "dan-de.pdf", new_note)
    update(twice, at / "xoay.pdf", turned)
    update(twice, at / "go-dau.pdf", no_seal)
    update(twice, at / "ma-lenh.pdf", program)
    # Between the two signatures.
    middle = at / "giua-1.tmp"
    update(once, middle, new_text)
    sign(middle, at / "giua.pdf", SEAL, signers.SimpleSigner.load_pkcs12(home / "dau.p12", passphrase=PIN.encode()))
    middle.unlink()
    swapped(twice, other_signed, at / "trao.pdf")
    partial(once, at / "mot-phan.pdf")
    data = twice.read_bytes()
    (at / "cut.pdf").write_bytes(data[:-len(data) // 3])
    (at / "dan-sau.pdf").write_bytes(data + other_signed.read_bytes())
    # pyHanko reads over what lies behind the end; vanthu does not.
    (home / "duoi-la.pdf").write_bytes(data + b"%% them o day\n1 0 obj\n(an)\nendobj\n")
    with pikepdf.open(twice) as whole, pikepdf.open(other_signed) as more:
        whole.pages.extend(more.pages)
        whole.save(at / "ghep.pdf")
    run("qpdf", "--linearize", str(twice), str(at / "ghi-lai.pdf"))
    run("qpdf", "--flatten-annotations=all", str(twice), str(at / "lam-phang.pdf"))


def main():
    home, paper, other = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    home.mkdir(parents=True, exist_ok=True)
    keys(home)
    stamper = timestamps.HTTPTimeStamper(authority(home))
    person = signers.SimpleSigner.load_pkcs12(home / "ky.p12", passphrase=PIN.encode())
    seal = signers.SimpleSigner.load_pkcs12(home / "dau.p12", passphrase=PIN.encode())
    good = home / "good"
    good.mkdir()
    sign(paper, good / "mot.pdf", SIGNER, person)
    sign(good / "mot.pdf", good / "hai.pdf", SEAL, seal)
    sign(paper, good / "mot-tsa.pdf", SIGNER, person, stamper)
    sign(good / "mot-tsa.pdf", good / "hai-tsa.pdf", SEAL, seal, stamper)
    with token(home) as session:
        on_token = pkcs11.PKCS11Signer(session, cert_label="ky", key_label="ky", other_certs_to_pull=())
        sign(paper, good / "mot-token.pdf", SIGNER, on_token)
        sign(good / "mot-token.pdf", good / "hai-token.pdf", SEAL, seal)
    sign(other, home / "other.pdf", SIGNER, person)
    attacks(home, paper, good / "mot.pdf", good / "hai-tsa.pdf", home / "other.pdf")
    pss = signers.SimpleSigner.load_pkcs12(home / "ky.p12", passphrase=PIN.encode(), prefer_pss=True)
    sign(paper, good / "mot-pss.pdf", SIGNER, pss, stamper)
    p384 = signers.SimpleSigner.load_pkcs12(home / "dau384.p12", passphrase=PIN.encode())
    sign(good / "mot-pss.pdf", good / "hai-384.pdf", SEAL, p384)
    with open(good / "hai-384.pdf", "rb") as bytes_in, open(good / "hai-luu.pdf", "wb") as bytes_out:
        signers.PdfTimeStamper(stamper).timestamp_pdf(IncrementalPdfFileWriter(bytes_in), "sha256", output=bytes_out)
    plain_tool(paper, good / "cong-cu.pdf", person)
    root = x509.Certificate.load(pem.unarmor((home / "ca.pem").read_bytes())[2])
    verdicts = {}
    for path in sorted([*good.glob("*.pdf"), *(home / "attacks").glob("*.pdf")]):
        ok, why = verdict(path, root)
        verdicts[str(path)] = {"good": ok, "why": why}
    (home / "verdicts.json").write_text(json.dumps(verdicts, indent=1))


if __name__ == "__main__":
    main()
