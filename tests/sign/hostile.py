"""Attacks a signed paper in every way that is known.

hostile.py DIR PAPER.pdf OTHER.pdf: fills DIR/hostile with files none of which may pass, DIR/hostile.json with what
each may be. A variant is one thing done to one of the signed files. Classes: what readers read differently, what is
shown, fields and widgets, the signature itself, time and trust, who signed, size.
"""

import asyncio
import hashlib
import io
import json
import re
import sys
import zlib
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

import pki
from legal import CMS, SEAL, SIGNER, openssl, sign, with_hole
from pki import NOW, OFFICE, PERSON, YEAR, Eku, Pki, issue, key
from raw import EVIL, Raw, fill, last, stream, value

NO, OPEN = ["KHÔNG ĐẠT"], ["KHÔNG ĐẠT", "CHƯA ĐỦ CĂN CỨ"]


def parts(raw):
    """The numbers an attacker replaces: the first page, its text, what it draws with, the tree, the catalog."""
    page = raw.pages()[0]
    found = {"page": page, "text": raw.ref(page, "Contents"), "look": raw.ref(page, "Resources"),
             "tree": raw.ref(int(raw.root), "Pages"), "catalog": int(raw.root)}
    fonts = re.search(rb"/Font[ <]*(?:<<)?\s*/f0 (\d+) 0 R", raw.body(found["look"])) or re.search(rb"/f0 (\d+) 0 R", raw.body(found["look"]))
    if fonts:
        found["font"] = int(fonts.group(1))
    return found


def evil_page(raw, text):
    """The first page with other text."""
    page = raw.pages()[0]
    return re.sub(rb"/Contents[ \[]*\d+ 0 R\]?", b"/Contents %d 0 R" % text, raw.body(page))


def confusing(raw, add):
    """What one reader takes otherwise than another."""
    of = parts(raw)
    page, text, tree, catalog = of["page"], of["text"], of["tree"], of["catalog"]
    fresh = raw.new(8)
    evil = stream(EVIL)
    for name in ("text", "page", "tree", "look"):
        number = of[name]
        body = evil if name == "text" else raw.body(number)
        good = raw.offset(number)
        shown = body if name == "text" else body.replace(b"<<", b"<</Zz 1", 1)
        # The entry of another number leads to the good object, as in the witness.
        add(f"alias-{name}", raw.update({number: shown}, table={fresh[0]: (good, 0)}))
        for shift in (-1, 1, 2):
            data = raw.update({number: shown})
            at = last(rb"(?<![0-9])%d 0 obj" % number, data).start()
            add(f"offset{shift}-{name}", raw.update({number: shown}, table={number: (at + shift, 0)}))
        for other in (0, number + 1):
            add(f"header{other}-{name}", raw.update([(number, b"%d 0 obj\n%s\nendobj\n" % (other, shown))]))
        add(f"generation-{name}", raw.update([(number, b"%d 1 obj\n%s\nendobj\n" % (number, shown))]))
        add(f"generation-table-{name}", raw.update({number: shown}, table={number: (len(raw.data), 1)}))
        add(f"freed-{name}", raw.update({}, free=[number]))
        add(f"hidden-{name}", raw.update({fresh[0]: b"null"}, between=b"%d 0 obj\n%s\nendobj\n" % (number, shown)))
        add(f"shadow-{name}", raw.update([(number, b"%d 0 obj\n%s\nendobj\n%d 0 obj\n%s\nendobj\n" % (number, shown, number, raw.body(number)))]))
        add(f"no-endobj-{name}", raw.update([(number, b"%d 0 obj\n%s\n" % (number, shown))]))
    dup = raw.body(page)
    for name, body in {
        "first": dup.replace(b"<<", b"<</Contents %d 0 R" % fresh[0], 1),
        "last": dup[:dup.rindex(b">>")] + b"/Contents %d 0 R>>" % fresh[0],
        "escaped": dup[:dup.rindex(b">>")] + b"/#43ontents %d 0 R>>" % fresh[0],
        "badname": evil_page(raw, fresh[0])[:-2] + b"/Zz#zz 1>>",
        "comment": dup.replace(b"<<", b"<<%% x\n/Contents %d 0 R %%\n" % fresh[0], 1),
        "nullbyte": evil_page(raw, fresh[0])[:-2] + b"/Z#00 1>>",
        "number": evil_page(raw, fresh[0])[:-2] + b"/Z 1--2>>",
        "brace": evil_page(raw, fresh[0])[:-2] + b"/Z {}>>",
    }.items():
        add(f"twice-{name}", raw.update({page: body, fresh[0]: evil}))
    root2 = raw.body(catalog).replace(b"/Pages %d 0 R" % tree, b"/Pages %d 0 R" % fresh[1])
    tree2 = raw.body(tree).replace(b"%d 0 R" % page, b"%d 0 R" % fresh[2], 1)
    moved = {fresh[0]: evil, fresh[1]: tree2, fresh[2]: evil_page(raw, fresh[0]), fresh[3]: root2}
    own = raw.root
    add("root-moved", swap_root(raw, moved, fresh[3]))
    add("root-twice-after", raw.update(moved, trailer=b"/Root %d 0 R" % fresh[3]))
    raw.root = str(fresh[3])
    add("root-twice-before", raw.update(moved, trailer=b"/Root %s 0 R" % own.encode()))
    raw.root = own
    add("prev-twice", raw.update({text: evil}, trailer=b"/Prev 16"))
    add("prev-in-text", raw.update({text: evil}, trailer=b"/Info(/Prev %d)" % raw.start, prev=16))
    add("prev-zero", raw.update({text: evil}, prev=0))
    add("prev-none", raw.update({text: evil}, prev=-1))
    add("prev-self", raw.update({text: evil}, prev=len(raw.data)))
    add("prev-beyond", raw.update({text: evil}, prev=10 ** 9))
    olds = [int(n) for n in re.findall(rb"startxref\s+(\d+)", raw.data)]
    add("prev-skips", raw.update({text: evil}, prev=olds[0]))
    add("size-small", raw.update({fresh[0]: evil, page: evil_page(raw, fresh[0])}, size=fresh[0]))
    add("hybrid", raw.update({text: evil}, trailer=b"/XRefStm 16"))
    add("encrypted", raw.update({text: evil}, trailer=b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O()/U()>>"))
    add("behind-end", raw.data + b"%d 0 obj\n%s\nendobj\n" % (text, evil))
    add("behind-end-comment", raw.data + b"%% x\n")
    add("before-head", b"\n" + raw.data)
    add("two-heads", raw.data + raw.data)
    for word in (b"%%EOF", b"startxref 16", b"xref", b"1 0 obj", b"trailer<<>>"):
        add("comment-" + word.decode().split()[0].strip("%"), raw.update({text: evil}, between=b"%% %s\n" % word))
    add("stream-short", raw.update({text: b"<</Length 3>>stream\n%s\nendstream" % EVIL}))
    add("stream-long", raw.update({text: b"<</Length 9000>>stream\n%s\nendstream" % EVIL}))
    add("stream-cr", raw.update({text: b"<</Length %d>>stream\r%s\nendstream" % (len(EVIL), EVIL)}))
    add("stream-file", raw.update({text: stream(EVIL, b"/F(x.bin)")}))
    add("length-elsewhere", raw.update({text: b"<</Length %d 0 R>>stream\n%s\nendstream" % (fresh[0], EVIL), fresh[0]: b"%d" % len(EVIL)}))
    # Object streams: unlisted members, another number, a member that hides one.
    for name, head, members, entry in (
        ("unlisted", b"%d 0 " % page, evil_page(raw, fresh[0]), {}),
        ("named", b"%d 0 " % page, evil_page(raw, fresh[0]), {page: (fresh[1], 0, 2)}),
        ("other", b"%d 0 " % fresh[2], evil_page(raw, fresh[0]), {page: (fresh[1], 0, 2)}),
        ("index", b"%d 0 " % page, evil_page(raw, fresh[0]), {page: (fresh[1], 1, 2)}),
        ("gap", b"%d 4 " % page, b"1 2 " + evil_page(raw, fresh[0]), {page: (fresh[1], 0, 2)}),
    ):
        body = stream(head + members, b"/Type/ObjStm/N 1/First %d" % len(head))
        add(f"objstm-{name}", raw.update({fresh[0]: evil, fresh[1]: body}, table=entry, kind="stream"))
        if not entry:
            add(f"objstm-{name}-plain", raw.update({fresh[0]: evil, fresh[1]: body}))
    add("xref-stream-evil", raw.update({text: evil}, kind="stream"))
    add("xref-twice", twice_listed(raw, text, evil))


def swap_root(raw, moved, root):
    own, raw.root = raw.root, str(root)
    made = raw.update(moved)
    raw.root = own
    return made


def twice_listed(raw, text, evil):
    """A table that lists a number twice; readers take the first or the last."""
    made = raw.update({text: evil})
    entry = b"%d 1\n%010d 00000 n \n" % (text, raw.offset(text))
    end = made.rindex(b"trailer\n")
    return made[:end] + entry + made[end:]


def shown(raw, add):
    """What changes what a reader shows or does."""
    of = parts(raw)
    page, text, tree, catalog = of["page"], of["text"], of["tree"], of["catalog"]
    other = raw.pages()[1] if len(raw.pages()) > 1 else page
    new, more = raw.new(2)
    evil = stream(EVIL)

    def keyed(number, extra):
        body = raw.body(number)
        return body[:body.rindex(b">>")] + extra + b">>"
    add("text", raw.update({text: evil}))
    add("text-new", raw.update({new: evil, page: evil_page(raw, new)}))
    add("text-array", raw.update({new: evil, page: re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents[\1 %d 0 R]" % new, raw.body(page))}))
    add("text-emptied", raw.update({text: stream(b"")}))
    packed = zlib.compress(EVIL)
    add("text-packed", raw.update({text: b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)}))
    if "font" in of:
        add("font", raw.update({of["font"]: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}))
        cid = re.search(rb"/DescendantFonts ?\[?(\d+) 0 R", raw.body(of["font"]))
        unicode = re.search(rb"/ToUnicode (\d+) 0 R", raw.body(of["font"]))
        for name, found in (("cid", cid), ("unicode", unicode)):
            if found:
                add(f"font-{name}", raw.update({int(found.group(1)): stream(b"x") if name == "unicode" else b"<<>>"}))
    add("resources", raw.update({of["look"]: b"<<>>"}))
    for name, extra in {
        "rotate": b"/Rotate 180", "crop": b"/CropBox[0 0 200 200]", "unit": b"/UserUnit 2", "acts": b"/AA<</O<</S/JavaScript/JS(1)>>>>",
        "trim": b"/TrimBox[0 0 9 9]", "group": b"/Group<</S/Transparency>>", "thumb": b"/Thumb %d 0 R" % new, "dur": b"/Dur 1",
        "trans": b"/Trans<</S/R>>", "metadata": b"/Metadata %d 0 R" % new, "parts": b"/DPart %d 0 R" % new,
    }.items():
        add(f"page-{name}", raw.update({page: keyed(page, extra), new: evil}))
    add("page-media", raw.update({page: re.sub(rb"/MediaBox ?\[[^\]]*\]", b"/MediaBox[0 0 300 300]", raw.body(page))}))
    add("page-tabs", raw.update({page: raw.body(page).replace(b"/Tabs/S", b"/Tabs/R")}))
    kinds = {
        "stamp": b"/Subtype/Stamp", "free": b"/Subtype/FreeText/Contents(x)/DA(/F 9 Tf)", "link": b"/Subtype/Link/A<</S/URI/URI(http://x)>>",
        "square": b"/Subtype/Square", "highlight": b"/Subtype/Highlight/QuadPoints[0 0 9 0 0 9 9 9]", "redact": b"/Subtype/Redact",
        "watermark": b"/Subtype/Watermark", "popup": b"/Subtype/Popup", "text": b"/Subtype/Text/Contents(x)", "ink": b"/Subtype/Ink/InkList[[0 0 9 9]]",
        "file": b"/Subtype/FileAttachment/FS<</F(x)>>", "screen": b"/Subtype/Screen", "movie": b"/Subtype/Movie/Movie<<>>", "3d": b"/Subtype/3D",
        "caret": b"/Subtype/Caret", "line": b"/Subtype/Line/L[0 0 99 99]", "widget": b"/Subtype/Widget/FT/Tx/T(x)/V(x)", "trap": b"/Subtype/TrapNet",
    }
    look = stream(EVIL, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    for name, kind in kinds.items():
        note = b"<</Type/Annot%s/F 4/Rect[60 100 540 740]/AP<</N %d 0 R>>>>" % (kind, more)
        target = page if name != "stamp" else other
        body = raw.body(target)
        listed = re.sub(rb"/Annots ?\[", b"/Annots[%d 0 R " % new, body) if b"/Annots" in body else keyed(target, b"/Annots[%d 0 R]" % new)
        add(f"note-{name}", raw.update({target: listed, new: note, more: look}))
    last_page = raw.pages()[-1]
    for number in raw.pages():
        if b"/Annots" in raw.body(number):
            add("notes-gone", raw.update({number: re.sub(rb"/Annots ?\[[^\]]*\]", b"", raw.body(number))}))
            add("notes-direct", raw.update({number: re.sub(rb"/Annots ?\[", b"/Annots[<</Type/Annot/Subtype/Stamp/Rect[0 0 99 99]>> ", raw.body(number))}))
            add("notes-elsewhere", raw.update({number: re.sub(rb"/Annots ?\[[^\]]*\]", b"/Annots %d 0 R" % new, raw.body(number)), new: b"[]"}))
    kids = raw.body(tree)
    add("tree-reversed", raw.update({tree: re.sub(rb"/Kids ?\[([^\]]*)\]", lambda m: b"/Kids[" + b" ".join(reversed(re.findall(rb"\d+ 0 R", m.group(1)))) + b"]", kids)}))
    add("tree-repeated", raw.update({tree: kids.replace(b"%d 0 R" % last_page, b"%d 0 R" % page)}))
    add("tree-longer", raw.update({tree: re.sub(rb"/Count \d+", b"/Count %d" % (len(raw.pages()) + 1), kids.replace(b"%d 0 R" % last_page, b"%d 0 R %d 0 R" % (last_page, page)))}))
    add("tree-shorter", raw.update({tree: re.sub(rb"/Count \d+", b"/Count %d" % (len(raw.pages()) - 1), kids.replace(b"%d 0 R" % last_page, b"", 1))}))
    add("tree-inherits", raw.update({tree: keyed(tree, b"/Rotate 90")}))
    add("tree-copy", raw.update({tree: kids.replace(b"%d 0 R" % page, b"%d 0 R" % new, 1), new: raw.body(page)}))
    for name, extra in {
        "open": b"/OpenAction<</S/JavaScript/JS(1)>>", "open-page": b"/OpenAction[%d 0 R/Fit]" % other, "acts": b"/AA<</WC<</S/JavaScript/JS(1)>>>>",
        "names": b"/Names<</JavaScript<</Names[(x) %d 0 R]>>>>" % new, "files": b"/Names<</EmbeddedFiles<</Names[]>>>>", "layers": b"/OCProperties<</OCGs[]/D<<>>>>",
        "labels": b"/PageLabels<</Nums[0<</S/r>>]>>", "collection": b"/Collection<<>>", "uri": b"/URI<</Base(http://x)>>", "mode": b"/PageMode/UseOutlines",
        "layout": b"/PageLayout/TwoColumnLeft", "needs": b"/NeedsRendering true", "threads": b"/Threads[]", "af": b"/AF[]", "perms": b"/Perms<</UR3 %d 0 R>>" % new,
        "piece": b"/PieceInfo<<>>", "legal": b"/Legal<<>>", "dests": b"/Dests<<>>",
    }.items():
        add(f"catalog-{name}", raw.update({catalog: keyed(catalog, extra), new: b"<</S/JavaScript/JS(1)>>"}))
    for name, key_, put in (("lang", rb"/Lang ?\([^)]*\)", b"/Lang(en)"), ("marks", rb"/MarkInfo ?<<.*?>>", b"/MarkInfo<</Marked false>>"),
                            ("viewer", rb"/ViewerPreferences ?<<.*?>>", b"/ViewerPreferences<</HideToolbar true>>"), ("outline", rb"/Outlines \d+ 0 R", b"")):
        add(f"catalog-{name}", raw.update({catalog: re.sub(key_, put, raw.body(catalog), count=1, flags=re.S)}))
    struct = raw.ref(catalog, "StructTreeRoot")
    add("struct", raw.update({struct: b"<</Type/StructTreeRoot>>"}))
    info = int(last(rb"/Info (\d+) 0 R", raw.data).group(1))
    add("info-title", raw.update({info: re.sub(rb"/Title ?(\(.*?\)\n|<[^>]*>)", b"/Title(Khac) ", raw.body(info), count=1, flags=re.S)}, trailer=b"/Info %d 0 R" % info))
    add("info-new", raw.update({new: b"<</Title(Khac)/Creator(vanthu)>>"}, trailer=b"/Info %d 0 R" % new))
    add("metadata", raw.update({raw.ref(catalog, "Metadata"): stream(b"<x:xmpmeta><dc:title>Khac</dc:title></x:xmpmeta>", b"/Type/Metadata/Subtype/XML")}))


def filled(raw, add, people):
    """Fields and widgets."""
    page, form = raw.pages()[0], raw.form()
    sheet = next(number for number in raw.pages() if b"/Annots" in raw.body(number))
    field, look, third = raw.new(3)
    names = {SIGNER: raw.field(SIGNER), SEAL: raw.field(SEAL)}
    body = raw.body(form)
    listed = re.sub(rb"/Fields ?\[([^\]]*)\]", rb"/Fields [\1 %d 0 R]" % field, body)
    on_page = raw.body(page)
    on_page = re.sub(rb"/Annots ?\[", b"/Annots[%d 0 R " % field, on_page) if b"/Annots" in on_page else on_page[:on_page.rindex(b">>")] + b"/Annots[%d 0 R]>>" % field
    draws = stream(EVIL, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    for name, extra in {
        "empty": b"/FT/Sig/T(S9)/Rect[0 0 595 842]/AP<</N %d 0 R>>" % look, "small": b"/FT/Sig/T(S9)/Rect[9 9 60 60]/AP<</N %d 0 R>>" % look,
        "unseen": b"/FT/Sig/T(S9)/Rect[0 0 0 0]", "same-name": b"/FT/Sig/T(%s)/Rect[0 0 595 842]/AP<</N %d 0 R>>" % (SEAL.encode(), look),
        "no-name": b"/FT/Sig/Rect[0 0 595 842]/AP<</N %d 0 R>>" % look, "acts": b"/FT/Sig/T(S9)/Rect[0 0 0 0]/AA<</PO<</S/JavaScript/JS(1)>>>>",
        "action": b"/FT/Sig/T(S9)/Rect[0 0 595 842]/A<</S/URI/URI(http://x)>>", "text": b"/FT/Tx/T(x)/V(sai)/DA(/Helv 9 Tf)/Rect[0 0 300 300]",
        "button": b"/FT/Btn/T(x)/Ff 65536/Rect[0 0 300 300]", "choice": b"/FT/Ch/T(x)/Opt[(a)]/V(a)/Rect[0 0 300 300]",
        "hidden": b"/FT/Sig/T(S9)/F 2/Rect[0 0 595 842]/AP<</N %d 0 R>>" % look, "reuses": b"/FT/Sig/T(S9)/V %d 0 R/Rect[9 9 99 99]" % raw.ref(names[SIGNER], "V"),
        "rollover": b"/FT/Sig/T(S9)/Rect[9 9 99 99]/AP<</N %d 0 R/R %d 0 R>>" % (look, look),
    }.items():
        widget = b"<</Type/Annot/Subtype/Widget/F 4/P %d 0 R%s>>" % (page, extra)
        if name == "hidden":
            widget = widget.replace(b"/F 4", b"")
        add(f"field-{name}", raw.update({form: listed, page: on_page, field: widget, look: draws}))
    kid = b"<</FT/Sig/T(S9)/Kids[%d 0 R]>>" % third
    kids = b"<</Type/Annot/Subtype/Widget/Parent %d 0 R/F 4/P %d 0 R/Rect[0 0 595 842]/AP<</N %d 0 R>>>>" % (field, page, look)
    add("field-kid", raw.update({form: listed, page: on_page.replace(b"%d 0 R" % field, b"%d 0 R" % third), field: kid, third: kids, look: draws}))
    add("field-direct", raw.update({form: re.sub(rb"/Fields ?\[([^\]]*)\]", rb"/Fields [\1 <</FT/Sig/T(S9)>>]", body)}))
    add("fields-fewer", raw.update({form: re.sub(rb"/Fields ?\[ ?(\d+ 0 R)[^\]]*\]", rb"/Fields[\1]", body)}))
    add("fields-none", raw.update({form: re.sub(rb"/Fields ?\[[^\]]*\]", b"/Fields[]", body)}))
    add("fields-turned", raw.update({form: re.sub(rb"/Fields ?\[ ?(\d+ 0 R) (\d+ 0 R)", rb"/Fields[\2 \1", body)}))
    for name, extra in {"needs": b"/NeedAppearances true", "xfa": b"/XFA %d 0 R" % look, "order": b"/CO[%d 0 R]" % names[SEAL], "js": b"/DR<</JS 1>>"}.items():
        add(f"form-{name}", raw.update({form: body[:body.rindex(b">>")] + extra + b">>", look: draws}))
    catalog = raw.body(int(raw.root))
    add("form-gone", raw.update({int(raw.root): re.sub(rb"/AcroForm \d+ 0 R", b"", catalog)}))
    add("form-other", raw.update({int(raw.root): re.sub(rb"/AcroForm \d+ 0 R", b"/AcroForm %d 0 R" % field, catalog), field: b"<</Fields[]>>"}))
    for name, number in names.items():
        own = raw.body(number)
        signed = b"/V " in own
        for change, text in {
            "look": re.sub(rb"/AP ?<<\s*/N \d+ 0 R\s*>>", b"/AP<</N %d 0 R>>" % look, own), "no-look": re.sub(rb"/AP ?<<\s*/N \d+ 0 R\s*>>", b"", own),
            "moved": re.sub(rb"/Rect ?\[[^\]]*\]", b"/Rect[0 0 595 842]", own), "nowhere": re.sub(rb"/Rect ?\[[^\]]*\]", b"/Rect[0 0 0 0]", own),
            "hidden": own.replace(b"/F 132", b"/F 2"), "named": re.sub(rb"/T ?\(\w+\)", b"/T(Khac)", own), "told": re.sub(rb"/TU ?(\(.*?\)\n|<[^>]*>)", b"/TU(Khac) ", own, flags=re.S),
            "lock": re.sub(rb"/Lock \d+ 0 R", b"", own), "kind": own.replace(b"/FT /Sig", b"/FT/Tx").replace(b"/FT/Sig", b"/FT/Tx"),
            "acts": own[:own.rindex(b">>")] + b"/AA<</E<</S/JavaScript/JS(1)>>>>>>", "mk": own[:own.rindex(b">>")] + b"/MK<</BG[1 0 0]>>>>",
            "kids": own[:own.rindex(b">>")] + b"/Kids[%d 0 R]>>" % third, "struct": re.sub(rb"/StructParent \d+", b"/StructParent 0", own),
        }.items():
            if text != own:
                add(f"{name.lower()}-{change}", raw.update({number: text, look: draws, third: kids}))
        if signed:
            add(f"{name.lower()}-unsigned", raw.update({number: re.sub(rb"/V \d+ 0 R", b"", own)}))
            signature = raw.ref(number, "V")
            add(f"{name.lower()}-other-v", raw.update({number: re.sub(rb"/V \d+ 0 R", b"/V %d 0 R" % field, own), field: raw.body(signature)}))
            add(f"{name.lower()}-v-copied", raw.update({signature: raw.body(signature).replace(b"/Filter", b"/Name(x)/Filter", 1)}))
            picture = int(re.search(rb"/N (\d+) 0 R", own).group(1)) if re.search(rb"/N (\d+) 0 R", own) else None
            if picture:
                add(f"{name.lower()}-picture", raw.update({picture: draws}))
        else:
            add(f"{name.lower()}-reuse", raw.update({number: own[:own.rindex(b">>")] + b"/V %d 0 R>>" % raw.ref(names[SIGNER], "V")}))
            add(f"{name.lower()}-v-nothing", raw.update({number: own[:own.rindex(b">>")] + b"/V<<>>>>"}))
    for number in raw.pages():
        if number != sheet:
            for name, widget in names.items():
                plain = raw.body(number)
                add(f"{name.lower()}-on-{number}", raw.update({number: plain[:plain.rindex(b">>")] + b"/Annots[%d 0 R]>>" % widget}))
    twice = re.sub(rb"/Annots ?\[ ?(\d+ 0 R)", rb"/Annots[\1 \1", raw.body(sheet))
    add("widget-twice", raw.update({sheet: twice}))


def signed(paper, other, people, folder, add):
    """The signature itself."""
    person, seal = people.person.signer(), people.seal.signer()
    cms = openssl(people.person, folder)
    once = fill(with_hole(paper), cms)
    hole = with_hole(paper)
    ranges = last(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", once)
    a, b, c = map(int, ranges.groups())
    width = len(ranges.group(0))

    def ranged(text):
        made = b"/ByteRange " + text
        return once[:ranges.start()] + made.ljust(width) + once[ranges.end():] if len(made) <= width else None
    for name, text in {
        "short": b"[0 %d %d %d]" % (a, b, c - 40), "from-one": b"[1 %d %d %d]" % (a - 1, b, c), "wide": b"[0 %d %d %d]" % (a - 300, b, c),
        "wide-after": b"[0 %d %d %d]" % (a, b + 30, c - 30), "three": b"[0 %d %d]" % (a, b), "six": b"[0 9 9 9 9 9]", "overlap": b"[0 %d %d %d]" % (b, b, c),
        "negative": b"[0 %d %d -%d]" % (a, b, 9), "beyond": b"[0 %d %d %d]" % (a, b, c + 999), "head-only": b"[0 %d 0 0]" % a, "turned": b"[%d %d 0 %d]" % (b, c, a),
        "huge": b"[0 %d 9223372036854775807 9]" % a,
    }.items():
        made = ranged(text)
        if made:
            add(f"range-{name}", made)
    at = last(rb"/Contents ?<", once).end()
    # The tail of the structure: what the key made. (Certificates nobody uses are not signed.)
    end = at + len(last(rb"/Contents ?<([0-9a-f]+?)0*>", once).group(1))
    for step in (6, 40, 300):
        flipped = bytearray(once)
        flipped[end - step] = ord("0") if flipped[end - step] != ord("0") else ord("1")
        add(f"cms-flip-{step}", bytes(flipped))
    strange = fill(with_hole(other), cms)
    value_of = lambda data: last(rb"/Contents ?<([0-9a-f]+)>", data)
    mine, theirs = value_of(once), value_of(strange)
    add("cms-of-other", once[:mine.start(1)] + theirs.group(1) + once[mine.end(1):])
    add("cms-empty", once[:mine.start(1)] + b"0" * len(mine.group(1)) + once[mine.end(1):])
    add("cms-behind", once[:mine.end(1) - 8] + b"deadbeef" + once[mine.end(1):])
    add("cms-upper-garbage", once[:mine.start(1)] + b"3080" + b"30" * ((len(mine.group(1)) - 4) // 2) + once[mine.end(1):])
    for name, more in {"with-content": ["-nodetach"], "no-certs": ["-nocerts"], "sha1": ["-md", "sha1"], "md5": ["-md", "md5"]}.items():
        cms_of = openssl(people.person, folder, *more)
        wide = with_width(paper, 400_000) if name == "with-content" else hole
        add(f"cms-{name}", fill(wide, cms_of))
    add("cms-wrong-content", fill(hole, lambda content: cms(content + b"x")))
    add("cms-empty-content", fill(hole, lambda content: cms(b"")))
    add("cades-without-binding", fill(with_hole(paper, form="ETSI.CAdES.detached"), cms))
    for form in ("adbe.x509.rsa_sha1", "adbe.pkcs7.sha1", "ETSI.RFC3161", "x", "adbe.pkcs7.detached2", "ETSI.CAdES.attached"):
        add("form-" + form, fill(with_hole(paper, form=form), cms))
    for name, kind in {"stamp": b"/Type/DocTimeStamp", "other": b"/Type/Foo"}.items():
        add(f"type-{name}", fill(with_hole(paper, make=lambda form, more, hole, kind=kind: value(form, more, kind=kind, hole=hole)), cms))
    weak = issue(key("rsa1024", "person"), PERSON, people.ca)
    add("rsa-1024", fill(hole, openssl(weak, folder)))
    liar = pki.Holder(key("rsa2048", "liar"), people.person.cert, people.person.above)
    add("key-of-other", sign(paper, SIGNER, liar.signer()))
    # Signed above a changed paper: openly, and between two signatures.
    for name, base in (("above-change", paper), ("between", sign(paper, SIGNER, person))):
        raw = Raw(base)
        text = raw.ref(raw.pages()[0], "Contents")
        add(name, sign(raw.update({text: stream(EVIL)}, trailer=b"/Info %d 0 R" % int(last(rb"/Info (\d+) 0 R", base).group(1))), SEAL, seal))
        add(name + "-same", sign_with(raw, {text: stream(EVIL)}, cms))
    # A change that a signature of the same revision covers.
    page = Raw(paper).pages()[0]
    add("own-page-turned", sign_with(Raw(paper), {page: Raw(paper).body(page)[:-2] + b"/Rotate 90>>"}, cms))
    huge = fields.SigFieldSpec("To", on_page=0, box=(0, 0, 595, 842))
    add("own-field-huge", sign(paper, "To", person, CMS, spec=huge))
    add("own-field-third", sign(paper, "To", person, CMS, spec=fields.SigFieldSpec("To", on_page=0, box=(50, 300, 550, 600))))
    # After a lock nothing.
    sealed = sign(sign(paper, SIGNER, person), SEAL, seal)
    add("after-lock", sign(sealed, "Them", person, CMS, spec=fields.SigFieldSpec("Them", on_page=0, box=(9, 9, 60, 60))))
    add("after-lock-unseen", sign(sealed, "Them", person, CMS, spec=fields.SigFieldSpec("Them")))
    certified = sign(paper, SIGNER, person, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)
    add("after-certified-p1", fill(with_hole(certified, SEAL), openssl(people.seal, folder)))
    stamped = io.BytesIO()
    signers.PdfTimeStamper(people.tsa.stamper()).timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(paper)), "sha256", output=stamped)
    add("only-time-stamp", stamped.getvalue())
    token = people.tsa.stamper()
    add("stamp-as-person", stamp_in(paper, SIGNER, token, b"/Type/Sig"))
    add("stamp-as-person-doc", stamp_in(paper, SIGNER, token, b"/Type/DocTimeStamp"))
    add("stamp-as-seal", stamp_in(sign(paper, SIGNER, person), SEAL, token, b"/Type/DocTimeStamp"))
    add("unsigned", paper)


def with_width(paper, width):
    return with_hole(paper, make=lambda form, more, hole: value(form, more, width, hole=hole))


def stamp_in(paper, field, stamper, kind):
    """A time-stamp token where a signature should be."""
    hole = with_hole(paper, field, make=lambda form, more, hole: value("ETSI.RFC3161", more, 20000, kind, hole))

    def token(content):
        return asyncio.run(stamper.async_timestamp(hashlib.sha256(content).digest(), "sha256")).dump()
    return fill(hole, token)


def sign_with(raw, changes, cms):
    """One revision that changes something and is signed."""
    number, (signature, picture) = raw.field(SIGNER) if b"/V" not in raw.body(raw.field(SIGNER)) else raw.field(SEAL), raw.new(2)
    body = raw.body(number)
    body = body[:body.rindex(b">>")] + b"/V %d 0 R>>" % signature
    return fill(raw.update({**changes, number: body, signature: value("adbe.pkcs7.detached")}), cms)


def trusted(paper, people, folder, add):
    """Time, trust, usage, and who signed."""
    person, seal = people.person, people.seal

    def by(holder, stamper=None, **more):
        return sign(paper, SIGNER, holder.signer(), stamper=stamper, **more)
    past = issue(key("rsa2048", "past"), PERSON, people.ca, since=NOW - 3 * YEAR, until=NOW - YEAR)
    early = issue(key("rsa2048", "early"), PERSON, people.ca, since=NOW + YEAR, until=NOW + 3 * YEAR)
    cases = {
        "expired": by(past), "not-yet": by(early), "expired-stamped-late": by(past, people.tsa.stamper(NOW - timedelta(hours=1))),
        "stamped-before-valid": by(person, people.tsa.stamper(NOW - 3 * YEAR)), "stamped-in-future": by(person, people.tsa.stamper(NOW + YEAR)),
        "not-yet-stamped": by(early, people.tsa.stamper(NOW + 2 * YEAR)),
    }
    lone = issue(key("rsa2048", "tsa"), "TSA la", usage=["digital_signature"], purposes=[Eku.TIME_STAMPING], since=NOW - 5 * YEAR)
    cases["expired-stamped-by-stranger"] = by(past, lone.stamper(NOW - 2 * YEAR))
    plain = issue(key("rsa2048", "tsa"), "TSA thuong", people.ca, since=NOW - 5 * YEAR)
    cases["expired-stamped-by-person"] = by(past, plain.stamper(NOW - 2 * YEAR))
    for name, purposes in {"server": [Eku.SERVER_AUTH], "server-client": [Eku.SERVER_AUTH, Eku.CLIENT_AUTH], "code": [Eku.CODE_SIGNING],
                           "stamping": [Eku.TIME_STAMPING], "ocsp": [Eku.OCSP_SIGNING], "unknown": [x509.ObjectIdentifier("1.2.3.4.5")]}.items():
        cases[f"purpose-{name}"] = by(issue(key("rsa2048", "person"), PERSON, people.ca, purposes=purposes))
    for name, usage in {"encipher": ["key_encipherment"], "agree": ["key_agreement"], "certs": ["key_cert_sign"]}.items():
        cases[f"usage-{name}"] = by(issue(key("rsa2048", "person"), PERSON, people.ca, usage=usage))
    cases["own-ca"] = by(issue(key("rsa2048", "person"), PERSON))
    cases["ca-itself"] = by(issue(key("rsa2048", "person"), PERSON, people.ca, ca=True))
    fake = issue(key("rsa2048", "fake"), "CA thu nghiem", ca=True)
    cases["ca-of-same-name"] = by(issue(key("rsa2048", "person"), PERSON, fake))
    cases["through-person"] = by(issue(key("rsa2048", "low"), PERSON, people.person))
    shallow = issue(key("rsa2048", "shallow"), "CA cap 1", people.ca, ca=True, length=0)
    deeper = issue(key("rsa2048", "deeper"), "CA cap 2", shallow, ca=True)
    cases["path-too-long"] = by(issue(key("rsa2048", "person"), PERSON, deeper))
    gone = issue(key("rsa2048", "gone"), "CA cap 1", people.ca, ca=True, since=NOW - 3 * YEAR, until=NOW - YEAR)
    cases["between-expired"] = by(issue(key("rsa2048", "person"), PERSON, gone))
    mute = issue(key("rsa2048", "mute"), "CA cap 1", people.ca, ca=True, usage=["digital_signature"])
    cases["between-may-not"] = by(issue(key("rsa2048", "person"), PERSON, mute))
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    cases["critical-unknown"] = by(issue(key("rsa2048", "person"), PERSON, people.ca, more=[(odd, True)]))
    bounds = x509.NameConstraints([x509.DirectoryName(pki.subject("X"))], None)
    bound = issue(key("rsa2048", "bound"), "CA cap 1", people.ca, ca=True, more=[(bounds, True)])
    cases["name-constraints"] = by(issue(key("rsa2048", "person"), PERSON, bound))
    for name, holder in {
        "stranger": issue(key("rsa2048", "stranger"), "Trần Thị Khách", people.ca), "alike": issue(key("rsa2048", "stranger"), "Nguyễn Văn Mậu", people.ca),
        "longer": issue(key("rsa2048", "stranger"), "Lê Nguyễn Văn Mẫu", people.ca), "shorter": issue(key("rsa2048", "stranger"), "Văn Mẫu", people.ca),
        "other-office": issue(key("rsa2048", "stranger"), PERSON, people.ca, o="Đảng uỷ xã Khác"), "office": issue(key("rsa2048", "stranger"), OFFICE, people.ca),
        "steers": issue(key("rsa2048", "stranger"), "Nguyễn Văn Mẫu\n\x1b[2Jkh.pdf  ĐẠT", people.ca), "turned": issue(key("rsa2048", "stranger"), "\u202eNguyễn Văn Mẫu x", people.ca),
    }.items():
        cases[f"who-{name}"] = by(holder)
        # In a field of its own, the office may sign as well as the person.
        if name != "office":
            own = fields.SigFieldSpec("Rieng", on_page=0, box=(60, 60, 160, 120))
            cases[f"who-{name}-own-field"] = sign(paper, "Rieng", holder.signer(), CMS, spec=own)
    once = by(person)
    for name, holder in {
        "person": person, "other-o": issue(key("p256", "so"), OFFICE, people.ca, o="Tỉnh ủy khác", l="Tỉnh khác"), "other-l": issue(key("p256", "so"), OFFICE, people.ca, l="Tỉnh khác"),
        "other-st": issue(key("p256", "so"), OFFICE, people.ca, st="Tỉnh khác"), "longer": issue(key("p256", "so"), OFFICE + " ĐÔNG", people.ca),
        "alike": issue(key("p256", "so"), "ĐẢNG UỶ XÃ HOA MẬU", people.ca), "above": issue(key("p256", "so"), "TỈNH UỶ NGHỆ AN", people.ca),
        "party": issue(key("p256", "so"), "ĐẢNG CỘNG SẢN VIỆT NAM", people.ca),
    }.items():
        cases[f"seal-{name}"] = sign(once, SEAL, holder.signer())
    for name, data in cases.items():
        add(name, data, OPEN)


def large(raw, add):
    """What would take time or memory without end."""
    form, page = raw.form(), raw.pages()[0]
    a, b, c = raw.new(3)
    body = raw.body(form)
    listed = re.sub(rb"/Fields ?\[([^\]]*)\]", rb"/Fields [\1 %d 0 R]" % a, body)
    add("cycle-field", raw.update({form: listed, a: b"<</FT/Sig/T(Z)/Kids[%d 0 R]>>" % a}))
    add("cycle-two", raw.update({form: listed, a: b"<</FT/Sig/T(Z)/X %d 0 R>>" % b, b: b"<</X<</Y %d 0 R>>>>" % b}))
    add("cycle-page", raw.update({page: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % page}))
    add("cycle-ref", raw.update({a: b"%d 0 R" % b, b: b"%d 0 R" % a, form: listed}))
    add("deep", raw.update({a: b"[" * 50_000 + b"]" * 50_000}))
    add("deep-dicts", raw.update({a: b"<</A" * 50_000 + b" 1" + b">>" * 50_000}))
    add("wide", raw.update({a: b"[" + b"1 " * 3_000_000 + b"]"}))
    add("many-fields", raw.update({form: re.sub(rb"/Fields ?\[([^\]]*)\]", lambda m: b"/Fields[" + m.group(1) + b" %d 0 R" % a * 100_000 + b"]", body), a: b"<</FT/Sig/T(Z)>>"}))
    bomb = zlib.compress(b"0" * 200_000_000)
    add("bomb-objstm", raw.update({a: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb)}))
    add("bomb-twice", raw.update({a: b"<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb)}))
    add("bomb-metadata", raw.update({raw.ref(int(raw.root), "Metadata"): b"<</Type/Metadata/Subtype/XML/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb)}))
    small = zlib.compress(b"1 0 " + b"0" * 3_000_000)
    numbers = raw.new(60)
    add("bomb-many", raw.update({n: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(small), small) for n in numbers}))
    add("revisions", many_revisions(raw, 3000))
    table = raw.update({a: b"1"})
    at = table.rindex(b"\nxref\n") + 1
    add("table-huge", table[:at] + b"xref\n0 4000000000\n" + table[at + 5:])
    add("table-long", table[:at] + b"xref\n%d 1000000\n" % (raw.size + 9) + b"0000000000 00000 f \n" * 1_000_000 + table[at + 5:])
    add("length-huge", raw.update({a: b"<</Length 99999999999>>stream\nx\nendstream"}))
    add("length-cycle", raw.update({a: b"<</Length %d 0 R>>stream\nx\nendstream" % a}))
    add("name-huge", raw.update({a: b"/" + b"A" * 5_000_000}))
    add("cms-deep", fill(with_hole(raw.data, SEAL), lambda content: b"\x30\x80" * 3000) if b"/V" not in raw.body(raw.field(SEAL)) else raw.update({a: b"("}))


def many_revisions(raw, count):
    data, start = bytearray(raw.data), raw.start
    for _ in range(count):
        at = len(data)
        data += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root %s 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (raw.size, raw.root.encode(), start, at)
        start = at
    return bytes(data)


def main():
    home, paper, other = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), Path(sys.argv[3]).read_bytes()
    (home / "hostile").mkdir(parents=True)
    scratch = home / "hostile-scratch"
    scratch.mkdir()
    people = Pki()
    (home / "ca.pem").write_bytes(people.ca.pem())
    verdicts = {}

    def adder(prefix):
        def add(name, data, may=NO):
            file = f"hostile/{prefix}-{name}.pdf"
            assert file not in verdicts, file
            (home / file).write_bytes(data)
            verdicts[file] = may
        return add
    person, seal = people.person.signer(), people.seal.signer()
    once = sign(paper, SIGNER, person)
    twice = sign(once, SEAL, seal)
    certified = sign(paper, SIGNER, person, certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS)
    for name, data in (("once", once), ("twice", twice)):
        confusing(Raw(data), adder(f"read-{name}"))
        shown(Raw(data), adder(f"shown-{name}"))
        filled(Raw(data), adder(f"field-{name}"), people)
    filled(Raw(certified), adder("field-certified"), people)
    signed(paper, other, people, scratch, adder("sig"))
    trusted(paper, people, scratch, adder("trust"))
    large(Raw(once), adder("large"))
    (home / "hostile.json").write_text(json.dumps(verdicts, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
