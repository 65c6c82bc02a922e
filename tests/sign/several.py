"""Signs minutes that two people sign, and attacks them; says what pyHanko makes of each.

several.py DIR MINUTES.pdf [more…]: fills DIR with keys (ca.pem), files and verdicts.json:
file -> {"good", "why"}. Of MINUTES: mot.pdf (who wrote them), hai.pdf (and who chaired),
ba.pdf (and the seal); nguoc.pdf (who chaired first); the others are attacks. Of each further paper
NAME-ba.pdf, signed by all.
"""

import json
import sys
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.sign import signers

from sign import PIN, SEAL, SIGNER, keys, make, new_text, sign, update, verdict

WRITER = "KySoLoThiMau"


def unsigned(name):
    """Takes a signature out of its field."""
    def change(writer, generic):
        for field in writer.root["/AcroForm"]["/Fields"]:
            field = field.get_object()
            if field["/T"] == name and "/V" in field:
                del field["/V"]
                writer.update_container(field)
    return change


def gone(name):
    """Takes a field out of the form."""
    def change(writer, generic):
        form = writer.root["/AcroForm"]
        kept = [field for field in form["/Fields"] if field.get_object()["/T"] != name]
        form["/Fields"] = generic.ArrayObject(kept)
        writer.update_container(form)
    return change


def renamed(name, other):
    """Gives a field the name of another."""
    def change(writer, generic):
        for field in writer.root["/AcroForm"]["/Fields"]:
            field = field.get_object()
            if field["/T"] == name:
                field["/T"] = generic.pdf_string(other)
                writer.update_container(field)
    return change


def main():
    home, minutes, *more = map(Path, sys.argv[1:])
    home.mkdir(parents=True, exist_ok=True)
    keys(home)
    make(home, "ghi", "Lò Thị Mẫu", "digitalSignature,nonRepudiation", ["rsa:2048"])
    writer, chair, seal = (signers.SimpleSigner.load_pkcs12(str(home / f"{name}.p12"), passphrase=PIN.encode())
                           for name in ("ghi", "ky", "dau"))
    at = home.joinpath
    sign(minutes, at("mot.pdf"), WRITER, writer)
    sign(at("mot.pdf"), at("hai.pdf"), SIGNER, chair)
    sign(at("hai.pdf"), at("ba.pdf"), SEAL, seal)
    sign(minutes, at("nguoc-1.tmp"), SIGNER, chair)
    sign(at("nguoc-1.tmp"), at("nguoc.pdf"), WRITER, writer)
    # The second changes the page before signing.
    update(at("mot.pdf"), at("doi.tmp"), new_text)
    sign(at("doi.tmp"), at("doi-trang.pdf"), SIGNER, chair)
    # The second signs in both places, or in the other's.
    sign(minutes, at("o-nguoi-khac.pdf"), WRITER, chair)
    sign(at("o-nguoi-khac.pdf"), at("mot-nguoi-hai-o.pdf"), SIGNER, chair)
    # The first one's signature, then their field, is taken away.
    update(at("hai.pdf"), at("go-chu-ky.pdf"), unsigned(WRITER))
    update(at("mot.pdf"), at("bo-o.tmp"), gone(WRITER))
    sign(at("bo-o.tmp"), at("bo-o.pdf"), SIGNER, chair)
    update(at("mot.pdf"), at("doi-ten.tmp"), renamed(SIGNER, "KySoNguoiKhac"))
    sign(at("doi-ten.tmp"), at("doi-ten.pdf"), "KySoNguoiKhac", chair)
    # Somebody signs after the seal has closed the paper.
    sign(at("mot.pdf"), at("dau-truoc.tmp"), SEAL, seal)
    try:
        sign(at("dau-truoc.tmp"), at("sau-dau.pdf"), SIGNER, chair)
    except Exception as error:  # pyHanko keeps to the lock; other tools do not
        at("sau-dau.txt").write_text(str(error))
    for paper in more:
        before = paper
        for step, (field, who) in enumerate(((WRITER, writer), (SIGNER, chair), (SEAL, seal))):
            after = at(f"{paper.stem}-{('mot', 'hai', 'ba')[step]}.pdf")
            sign(before, after, field, who)
            before = after
    for left in home.glob("*.tmp"):
        left.unlink()
    root = x509.Certificate.load(pem.unarmor(at("ca.pem").read_bytes())[2])
    verdicts = {}
    for path in sorted(home.glob("*.pdf")):
        ok, why = verdict(path, root)
        verdicts[path.name] = {"good": ok, "why": why}
    at("verdicts.json").write_text(json.dumps(verdicts, indent=1))


if __name__ == "__main__":
    main()
