"""Edits a Word file as somebody at another desk would: python edit.py FILE OUT BEFORE AFTER."""

import sys
import zipfile

source, out, before, after = sys.argv[1:]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
    for entry in old.infolist():
        data = old.read(entry)
        if entry.filename == "word/document.xml":
            text = data.decode()
            assert text.count(before) == 1, before
            data = text.replace(before, after).encode()
        new.writestr(entry.filename, data)
