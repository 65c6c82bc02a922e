"""Asks `vanthu verify` about many files, each in a run of its own.

judge.py VANTHU DIR LIST.json ORIGINAL: LIST names files under DIR and the verdicts each may get. Prints one line for
each file that got another, took too long or too much memory; then how many there were. Exit 1 if any.
"""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

SECONDS, MEGABYTES = float(os.environ.get("VANTHU_SECONDS", "1")), 300


def ask(program, file, original, cas):
    words = [program, "verify", file, "--goc", original, "--json"]
    for ca in cas:
        words += ["--ca", ca]
    before = time.monotonic()
    # Into a file: a pipe that fills up would hang.
    with open("/tmp/judge.%d" % os.getpid(), "w+b") as out:
        child = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode(errors="replace")
    os.unlink(out.name)
    found = re.search(r'"ket_luan": ?"([^"]*)"', said)
    verdict = found.group(1) if found else "?"
    return verdict, time.monotonic() - before, used.ru_maxrss / 1024, child.returncode, said


def main():
    program, home, wanted, original = sys.argv[1], Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text()), sys.argv[4]
    bad, slowest, largest = 0, (0, ""), (0, "")
    for name, allowed in sorted(wanted.items()):
        cas = [home / "ca.pem"]
        verdict, seconds, megabytes, code, said = ask(program, home / name, original, cas)
        slowest, largest = max(slowest, (seconds, name)), max(largest, (megabytes, name))
        if verdict not in allowed or code not in (0, 1) or seconds > SECONDS or megabytes > MEGABYTES:
            bad += 1
            print(f"{name}: {verdict}, not {' or '.join(allowed)}; exit {code}, {seconds:.2f} s, {megabytes:.0f} MB")
            print("    " + "\n    ".join(line[:300] for line in said.splitlines() if "doi-chieu" in line or "noi-bo" in line))
    print(f"{len(wanted)} files, {bad} wrong; slowest {slowest[0]:.2f} s ({slowest[1]}), largest {largest[0]:.0f} MB ({largest[1]})")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
