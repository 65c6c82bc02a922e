"""Signs papers so that nothing is wrong with the signatures, but not all can be proved.

doubt.py DIR PAPER.pdf OTHER.pdf: fills DIR with ca.pem and both papers, signed and
sealed: the first with certificates that have expired and without any time-stamp, the
other with keys of a kind that is not computed here.
"""

import sys
from datetime import timedelta
from pathlib import Path

from pki import NOW, OFFICE, PERSON, YEAR, issue, key
from sign import SEAL, SIGNER, sign

home, expired, unknown = map(Path, sys.argv[1:4])
home.mkdir()
ca = issue(key("rsa2048", "ca"), "CA thu nghiem", ca=True, since=NOW - 6 * YEAR, until=NOW + 10 * YEAR)
(home / "ca.pem").write_bytes(ca.pem())
ended = {"since": NOW - 3 * YEAR, "until": NOW - timedelta(days=30)}
for paper, kind, valid in (expired, "p256", ended), (unknown, "p521", {}):
    hand, seal = (issue(key(kind, name), name, ca, **valid).signer() for name in (PERSON, OFFICE))
    sign(paper, home / "hand.pdf", SIGNER, hand)
    sign(home / "hand.pdf", home / paper.name, SEAL, seal)
