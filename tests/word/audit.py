"""Judges and reads Word files by the hands of others.

audit.py judge FILE…   openxml-audit for two versions of Office: a line of JSON for each file with
                       errors, the last line how many were judged
audit.py read FILE…    a line of JSON for each file: its text as python-docx and as mammoth read it
"""

import json
import sys
from pathlib import Path


def judge(files):
    from openxml_audit import FileFormat, OpenXmlValidator

    judged = 0
    for version in (FileFormat.OFFICE_2010, FileFormat.MICROSOFT_365):
        for file in files:
            # One for each file: it remembers ids of notes by an address that another file may get.
            validator = OpenXmlValidator(file_format=version)
            try:
                errors = [str(error) for error in validator.validate(Path(file)).errors]
            except Exception as error:  # What breaks it is no good file.
                errors = [repr(error)]
            if errors:
                print(json.dumps({"file": file, "version": str(version), "errors": errors[:5]}))
            judged += 1
    print(json.dumps({"judged": judged}))


def paragraphs(parent):
    from docx.table import Table

    for block in parent.iter_inner_content():
        if isinstance(block, Table):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield from paragraphs(cell)
        else:
            yield block.text


def read(files):
    import docx
    import mammoth

    for file in files:
        with open(file, "rb") as opened:
            raw = mammoth.extract_raw_text(opened).value
        own = "\n".join(paragraphs(docx.Document(file)))
        print(json.dumps({"docx": own, "mammoth": raw}))


{"judge": judge, "read": read}[sys.argv[1]](sys.argv[2:])
