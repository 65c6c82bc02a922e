"""A change that anybody can see is never let pass.

pixels.py VANTHU DIR ORIGINAL SIGNED.pdf CHANGES [SEED]: makes CHANGES random changes of a signed file, each one more
revision written by hand or a few bytes of it, and asks `vanthu verify` about each. Whatever it does not refuse is
drawn by poppler and by mupdf and its text layer taken by both: nothing may differ from the signed file. DIR holds
ca.pem; the changed files that were let pass and differ stay in DIR.
"""

import hashlib
import os
import random
import re
import subprocess
import sys
from pathlib import Path

from judge import ask
from raw import EVIL, Raw, stream


def seen(pdf):
    """What poppler and mupdf show of a file: a digest of the pixels and of the letters of each."""
    commands = (["pdftoppm", "-r", "40", pdf], ["pdftotext", pdf, "-"], ["mutool", "draw", "-q", "-r", "40", "-F", "ppm", "-o", "-", pdf],
                ["mutool", "draw", "-q", "-F", "txt", "-o", "-", pdf])
    return [hashlib.sha256(subprocess.run(command, capture_output=True, timeout=60).stdout).hexdigest() for command in commands]


def objects(data):
    """The newest text of each object of a file with plain tables."""
    return sorted({int(n) for n in re.findall(rb"(?<![0-9])(\d+) 0 obj", data)})


def mutated(body, chance):
    """One small thing in the text of an object is another."""
    kind = chance.randrange(7)
    numbers = list(re.finditer(rb"(?<![0-9A-Za-z#])\d+(\.\d+)?", body))
    names = list(re.finditer(rb"/[A-Za-z]+", body))
    refs = list(re.finditer(rb"\d+ 0 R", body))
    if kind == 0 and numbers:
        one = chance.choice(numbers)
        return body[:one.start()] + b"%d" % chance.randrange(0, 900) + body[one.end():]
    if kind == 1 and names:
        one = chance.choice(names)
        return body[:one.start()] + chance.choice(names).group(0) + body[one.end():]
    if kind == 2 and refs:
        one = chance.choice(refs)
        return body[:one.start()] + chance.choice(refs).group(0) + body[one.end():]
    if kind == 3 and names:
        one = chance.choice(names)
        return body[:one.start()] + b"/Zz" + body[one.end():]
    if kind == 4:
        at = body.rfind(b">>")
        extra = chance.choice([b"/Rotate 90", b"/V 1", b"/F 2", b"/OC 1 0 R", b"/AA<<>>", b"/Contents 1 0 R", b"/CropBox[0 0 99 99]", b"/Kids[]"])
        return body[:at] + extra + body[at:] if at >= 0 else body
    if kind == 5 and len(body) > 3:
        at = chance.randrange(len(body))
        return body[:at] + bytes([chance.randrange(256)]) + body[at + 1:]
    return stream(EVIL)


def change(signed, chance):
    raw = Raw(signed)
    kind = chance.randrange(10)
    if kind == 0:
        data = bytearray(signed)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)
    if kind == 1:
        at = chance.randrange(len(signed))
        return signed[:at] + signed[at + chance.randrange(1, 50):]
    numbers = objects(signed)
    # What pages and fields are made of more often than the rest.
    near = [*raw.pages(), raw.form(), int(raw.root), *raw.refs(raw.form(), "Fields")]
    near += [raw.ref(page, "Contents") for page in raw.pages()]
    number = chance.choice(near if chance.random() < 0.7 else numbers)
    body = mutated(raw.body(number), chance)
    how = {"kind": chance.choice(["table", "stream"])}
    if kind == 2:
        other = chance.choice(numbers)
        how["table"] = {other: (raw.offset(number), 0)}
    elif kind == 3:
        how["between"] = b"%d 0 obj\n%s\nendobj\n" % (number, stream(EVIL))
    elif kind == 4:
        how["prev"] = chance.choice([int(n) for n in re.findall(rb"startxref\s+(\d+)", signed)])
    elif kind == 5:
        how["trailer"] = b"/Root %d 0 R" % number
    elif kind == 6:
        how["tail"] = bytes(chance.randrange(256) for _ in range(9))
    return raw.update({number: body}, **how)


def main():
    program, home, original, signed = sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    count, seed = int(sys.argv[5]), int(sys.argv[6]) if len(sys.argv) > 6 else 1
    base, known = signed.read_bytes(), seen(signed)
    verdict, *_ = ask(program, signed, original, [home / "ca.pem"])
    assert verdict == "ĐẠT", verdict
    refused = same = bad = 0
    chance = random.Random(seed)
    path = home / "changed.pdf"
    for number in range(count):
        data = change(base, chance)
        if data == base:
            continue
        path.write_bytes(data)
        verdict, seconds, _, code, said = ask(program, path, original, [home / "ca.pem"])
        if code not in (0, 1) or seconds > 5:
            bad += 1
            print(f"change {number} of seed {seed}: exit {code}, {seconds:.1f} s: {said[-300:]}")
        elif verdict == "KHÔNG ĐẠT":
            refused += 1
        elif seen(path) == known:
            same += 1
        else:
            bad += 1
            kept = home / f"seen-{seed}-{number}.pdf"
            kept.write_bytes(data)
            print(f"change {number} of seed {seed} is seen and let pass: {kept}")
    print(f"{count} changes: {refused} refused, {same} that nobody sees, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
