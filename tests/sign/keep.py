"""Signs issued papers for the archive's tests.

keep.py DIR PAPER.pdf…: fills DIR with ca.pem and, of each paper, NAME-ky.pdf (the
signer alone), NAME-dau.pdf (the seal on top of that), NAME-hong.pdf (a byte of
the signature flipped), NAME-them.pdf (signed, then something drawn over it).
"""

import os
import sys
from pathlib import Path

from pyhanko.sign import signers

from sign import PIN, SEAL, SIGNER, flip, keys, new_text, sign, update

home = Path(sys.argv[1])
home.mkdir(exist_ok=True)
if not (home / "ca.pem").exists():
    keys(home)
hand, seal = (signers.SimpleSigner.load_pkcs12(str(home / f"{name}.p12"), passphrase=PIN.encode())
              for name in ("ky", "dau"))
for paper in map(Path, sys.argv[2:]):
    made = {name: home / f"{paper.stem}-{name}.pdf" for name in ("ky", "dau", "hong", "them")}
    sign(paper, made["ky"], SIGNER, hand)
    sign(made["ky"], made["dau"], SEAL, seal)
    size = os.path.getsize(paper)
    flip(made["dau"], made["hong"], lambda data: data.index(b"/Contents <", size) + 2000)
    update(made["ky"], made["them"], new_text)
