"""Runs the outside validators over a folder of PDFs. Called by .ci/outside.

A check is one kind of look at one file. A file fails a kind with the first
lines of what the validator said; a validator that says anything on standard
error has found something, whatever it exits with: poppler and mutool repair a
broken file, warn, and exit with 0.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf

HERE = Path(__file__).resolve().parent
# Debian 12's poppler reports every /Suspects that is false as a wrong type,
# though a boolean is what the standard asks for.
POPPLER_BUG = "Syntax Error: Suspects object is wrong type (boolean)"
FONT = re.compile(r"^(.*\S)\s+(yes|no)\s+(yes|no)\s+(yes|no)\s+(?:\d+\s+\d+|\[none\])$")
SUM = re.compile(r"^veraPDF: (\d+) files, (\d+) checks passed, (\d+) failed$")
# The primary language, and what BCP 47 lets follow it.
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
SECONDS = 120


class Fail(Exception):
    """A file does not pass a kind of check."""


def run(*command):
    """Standard output of a validator that exits with 0 and has nothing to say."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS,
            encoding="utf-8", errors="replace",
        )
    except subprocess.TimeoutExpired:
        raise Fail(f"took more than {SECONDS} s") from None
    said = [line for line in done.stderr.splitlines() if line.strip() and line != POPPLER_BUG]
    if done.returncode != 0 or said:
        raise Fail(f"exit {done.returncode}: " + " / ".join(said[:3]))
    return done.stdout


def qpdf(pdf):
    # Warnings come with exit 3. A file encrypted with an empty password opens
    # like any other, so its word on encryption is asked for, too.
    out = run("qpdf", "--check", pdf)
    for line in ("File is not encrypted", "No syntax or stream encoding errors found"):
        if line not in out:
            raise Fail(f"did not say: {line}")


def pdffonts(pdf):
    rows = run("pdffonts", pdf).splitlines()[2:]
    if not rows:
        raise Fail("no font: the file has no text")
    for row in rows:
        font = FONT.match(row)
        if not font:
            raise Fail(f"line not understood: {row}")
        for column, word in zip((2, 3, 4), ("embedded", "a subset", "mapped to unicode")):
            if font[column] != "yes":
                raise Fail(f"font not {word}: {' '.join(font[1].split())}")


def pdfinfo(pdf):
    info = {}
    for line in run("pdfinfo", "-enc", "UTF-8", pdf).splitlines():
        key, colon, value = line.partition(":")
        # The last line of a name counts: what the file says of itself comes
        # first, so a title with a line break cannot forge what poppler found.
        if colon:
            info[key] = value.strip()
    if not info.get("Title"):
        raise Fail("no title")
    wanted = {
        "Tagged": "yes", "Encrypted": "no", "JavaScript": "no", "Suspects": "no",
        "Metadata Stream": "yes", "PDF version": "1.7",
    }
    for key, value in wanted.items():
        if info.get(key) != value:
            raise Fail(f"{key}: {info.get(key)}, not {value}")
    if not int(info.get("Pages", "0")):
        raise Fail("no page")
    # An author is not demanded; the sum says how many files name one.
    return "with an author" if info.get("Author") else "without an author"


def catalog(pdf):
    # What neither poppler nor mutool prints.
    with pikepdf.open(pdf) as doc:
        lang = str(doc.Root.get("/Lang", ""))
        if not LANGUAGE.match(lang):
            raise Fail(f"no language in the catalog: {lang!r}")
        if "/StructTreeRoot" not in doc.Root:
            raise Fail("no structure tree")
        title = str(doc.docinfo.get("/Title", ""))
        with doc.open_metadata(set_pikepdf_as_editor=False) as xmp:
            if xmp.get("dc:title") != title:
                raise Fail(f"title {title!r} is {xmp.get('dc:title')!r} in the metadata")
    return lang


def mutool(pdf):
    if not re.search(r"^Pages: [1-9]", run("mutool", "info", pdf), re.MULTILINE):
        raise Fail("no page")


KINDS = (
    ("qpdf --check", qpdf),
    ("pdffonts", pdffonts),
    ("pdfinfo", pdfinfo),
    ("catalog", catalog),
    ("mutool info", mutool),
)


def verapdf(pdfs):
    """Lines to print, files × flavours that failed, and veraPDF's own sum."""
    done = subprocess.run(
        [HERE / "verapdf", *pdfs], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        encoding="utf-8", errors="replace",
    )
    lines = done.stdout.splitlines()
    total = SUM.match(lines[-1]) if lines else None
    # No sum, or not of all the files: it died on the way, and nothing it said
    # before can be held for a pass.
    if not total or int(total[1]) != len(pdfs) or (done.returncode == 0) != (total[3] == "0"):
        return [*lines, f"FAIL veraPDF ended with {done.returncode}, without its sum"], 2 * len(pdfs), ""
    bad = set()
    for line in lines[:-1]:
        # FAIL file | flavour | clause | ... ; a file name may hold a bar.
        found = re.match(r"^FAIL (.*?) \| (2a|ua1) \| clause ", line)
        if not found:
            return [*lines, f"FAIL veraPDF said something unknown: {line}"], 2 * len(pdfs), ""
        bad.add(found.groups())
    if not bad and done.returncode != 0:
        return [*lines, "FAIL veraPDF failed without a reason"], 2 * len(pdfs), ""
    return lines[:-1], len(bad), f"; {total[2]} checks within passed, {total[3]} failed"


def look(kind, pdf):
    try:
        return True, kind(pdf)
    except Fail as reason:
        return False, str(reason)
    except Exception as reason:  # pikepdf has many; none may stop the others
        return False, f"{type(reason).__name__}: {reason}"


def main():
    folder = Path(sys.argv[1])
    # Absolute, because no file name may be taken for an option. A dangling
    # link counts: it must fail, not vanish.
    pdfs = sorted(
        str(p.absolute()) for p in folder.rglob("*") if p.suffix.lower() == ".pdf" and not p.is_dir()
    )
    if not pdfs:
        print(f"FAIL {folder}: no PDF, nothing to check")
        print("outside: 0 passed, 1 failed")
        return 1

    passed = failed = 0
    with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1) as pool:
        # veraPDF is one long process: it starts first and runs beside the rest.
        vera = pool.submit(verapdf, pdfs)
        waiting = [(name, [pool.submit(look, kind, pdf) for pdf in pdfs]) for name, kind in KINDS]
        for name, futures in waiting:
            notes, bad = Counter(), 0
            for pdf, future in zip(pdfs, futures):
                good, note = future.result()
                if good:
                    notes[note] += 1
                else:
                    bad += 1
                    print(f"FAIL {pdf} | {name} | {' '.join(str(note).split())}")
            extra = ", ".join(f"{n} {note}" for note, n in sorted(notes.items(), key=str) if note)
            print(f"{name}: {len(pdfs) - bad} passed, {bad} failed{'; ' + extra if extra else ''}")
            passed, failed = passed + len(pdfs) - bad, failed + bad
        lines, bad, extra = vera.result()
    for line in lines:
        print(line)
    good = 2 * len(pdfs) - bad
    print(f"veraPDF 2a+ua1: {good} passed, {bad} failed{extra}")
    passed, failed = passed + good, failed + bad
    print(f"outside: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
