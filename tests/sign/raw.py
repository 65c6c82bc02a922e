"""Writes revisions of PDF by hand: what no tool would write, and what some do.

An update is a list of pieces, each written where it comes; the table says what it is
told to say. `Raw(data)` knows the newest text of each object of a file whose
tables are plain.
"""

import re
import zlib


def last(pattern, data):
    found = list(re.finditer(pattern, data))
    return found[-1] if found else None


class Raw:
    def __init__(self, data):
        self.data = data
        self.size = max(int(n) for n in re.findall(rb"/Size (\d+)", data))
        self.root = last(rb"/Root (\d+) 0 R", data).group(1).decode()
        self.start = int(last(rb"startxref\s+(\d+)", data).group(1))
        self.ids = last(rb"/ID ?\[.*?\]", data).group(0)

    def offset(self, number):
        return last(rb"(?<![0-9])%d 0 obj" % number, self.data).start()

    def body(self, number):
        """The text between `obj` and `endobj`, as it was written last."""
        at = self.offset(number)
        at = self.data.index(b"obj", at) + 3
        return self.data[at:self.data.index(b"endobj", at)].strip()

    def ref(self, number, name):
        """The number a key of an object refers to."""
        return int(re.search(rb"/%s[ \[]*(\d+) 0 R" % name.encode(), self.body(number)).group(1))

    def refs(self, number, name):
        text = re.search(rb"/%s ?\[([^\]]*)\]" % name.encode(), self.body(number)).group(1)
        return [int(n) for n in re.findall(rb"(\d+) 0 R", text)]

    def form(self):
        return self.ref(int(self.root), "AcroForm")

    def pages(self):
        return self.refs(self.ref(int(self.root), "Pages"), "Kids")

    def field(self, name):
        for number in self.refs(self.form(), "Fields"):
            if b"(" + name.encode() + b")" in self.body(number):
                return number
        raise KeyError(name)

    def new(self, count=1):
        """Numbers nobody uses yet."""
        first = self.size
        self.size += count
        return first if count == 1 else list(range(first, first + count))

    def update(self, objects, table=None, trailer=b"", prev=None, kind="table", between=b"", gap=b"", size=None,
               free=(), tail=b""):
        """Appends a revision. `objects`: number -> body, or a list of (number, text of the whole object);
        `table`: entries that replace or add to what would be right: number -> (offset, generation).
        """
        data = bytearray(self.data)
        if not data.endswith(b"\n"):
            data += b"\n"
        entries = {}
        pairs = objects.items() if isinstance(objects, dict) else objects
        for number, body in pairs:
            entries[number] = (len(data), 0)
            if isinstance(objects, dict):
                body = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            data += body + gap
        data += between
        entries.update(table or {})
        at = len(data)
        size = size or max([self.size, *[n + 1 for n in entries]])
        prev = b"" if prev == -1 else b"/Prev %d" % (self.start if prev is None else prev)
        more = b"/Root %s 0 R%s%s%s" % (self.root.encode(), prev, self.ids, trailer)
        if kind == "table":
            data += b"xref\n0 1\n0000000000 65535 f \n"
            for number in sorted(entries):
                offset, generation = entries[number]
                data += b"%d 1\n%010d %05d n \n" % (number, offset, generation)
            for number in free:
                data += b"%d 1\n0000000000 00001 f \n" % number
            data += b"trailer\n<</Size %d%s>>\n" % (size, more)
        else:
            number = size
            entries[number] = (at, 0)
            rows, index = b"", b""
            for own in sorted(entries):
                place = entries[own]
                first = 2 if len(place) == 3 else 1
                rows += bytes([first]) + place[0].to_bytes(4, "big") + place[1].to_bytes(2, "big")
                index += b"%d 1 " % own
            packed = zlib.compress(rows)
            data += (b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%s]/Filter/FlateDecode/Length %d%s>>stream\n"
                     % (number, size + 1, index.strip(), len(packed), more)) + packed + b"\nendstream\nendobj\n"
        data += b"startxref\n%d\n%%%%EOF\n" % at + tail
        return bytes(data)


def stream(body, more=b""):
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), more, body)


EVIL = b"1 1 1 rg 60 100 480 640 re f 0 0 0 rg 100 300 200 90 re f"


def fill(data, cms):
    """Signs a file whose newest signature is still a row of zeros: `cms` makes the CMS from the bytes."""
    hole = last(rb"/Contents ?<(0{200,})>", data)
    start, end = hole.start(1) - 1, hole.end(1) + 1
    numbers = last(rb"/ByteRange ?\[0 0{10} 0{10} 0{10}\]", data)
    text = b"/ByteRange [0 %010d %010d %010d]" % (start, end, len(data) - end)
    data = data[:numbers.start()] + text.rjust(len(numbers.group(0))) + data[numbers.end():]
    made = cms(data[:start] + data[end:]).hex().encode()
    width = end - start - 2
    assert len(made) <= width, "the hole is too small"
    return data[:start + 1] + made.ljust(width, b"0") + data[end - 1:]


HOLE = b"[0 0000000000 0000000000 0000000000]"
NODE_HOLE = b"[0 /********** /********** /**********]"


def value(form="ETSI.CAdES.detached", more=b"", width=16000, kind=b"/Type/Sig", hole=HOLE):
    """The text of a signature that is still to be made."""
    return (b"<<%s/Filter/Adobe.PPKLite/SubFilter/%s/ByteRange %s%s/Contents <%s>>>"
            % (kind, form.encode(), hole, more, b"0" * width))
