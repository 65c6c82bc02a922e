#!/usr/bin/env python3
"""Makes the guest lists of this folder and expected.json.

    pip install openpyxl msoffcrypto-tool; apt-get install libreoffice-calc
    python3 make.py

All persons are invented. What is expected is written down here, beside the
dirt, and never taken from what the program reads.
"""
import datetime
import io
import json
import pathlib
import shutil
import struct
import subprocess
import tempfile
import unicodedata
import zipfile

import msoffcrypto.format.ooxml as ooxml
from openpyxl import Workbook
from openpyxl.styles import Alignment

HERE = pathlib.Path(__file__).parent
EXPECTED = {}


def expect(file, **what):
    EXPECTED[file] = what


def guest(row, name, **fields):
    return {"row": row, "name": name, **fields}


def office(source, target):
    """Lets LibreOffice write `source` again as `target`; formulas are reckoned."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
             target.suffix[1:], "--outdir", folder, str(source)],
            check=True, capture_output=True)
        shutil.move(f"{folder}/{source.stem}{target.suffix}", target)


# The old encodings, as bytes.
TCVN3 = dict(zip("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
                 "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§"))
MARKS = {"\u0301": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0323": 4}
VNI_TONES = {"": "ùøûõï", "\u0302": "áàåãä", "\u0306": "éèúüë"}
VNI_LONE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "Đ": "Ñ"}


def tcvn3(text):
    """Capitals with a tone have no code; the sample texts have none."""
    return "".join(TCVN3.get(letter, letter) for letter in text)


def vni(text):
    out = ""
    for letter in text:
        if letter in VNI_LONE:
            out += VNI_LONE[letter]
            continue
        base, *marks = unicodedata.normalize("NFD", letter)
        tone = next((MARKS[mark] for mark in marks if mark in MARKS), None)
        shape = next((mark for mark in marks if mark in ("\u0302", "\u0306")), "")
        if "\u031b" in marks:
            base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
        if tone is not None:
            mark = VNI_TONES[shape][tone]
        else:
            mark = {"": "", "\u0302": "â", "\u0306": "ê"}[shape]
        out += base + (mark.upper() if letter.isupper() else mark)
    return out


def windows_1258(text):
    """Letters with a tone are written as letter and tone, as Windows does."""
    out = bytearray()
    for letter in text:
        try:
            out += letter.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pass
        parts = unicodedata.normalize("NFD", letter)
        tone = next(part for part in parts if part in MARKS)
        base = unicodedata.normalize("NFC", parts.replace(tone, ""))
        out += base.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


# A small list, written in every format.
SMALL = [
    ["TT", "Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại"],
    ["1", "Nguyễn Văn Đạt", "Bí thư Chi bộ", "Thôn Phú Hoà", "0912 345 678"],
    ["2", "Trần Thị Hồng Hạnh", "Trưởng thôn", "Thôn Phú Hoà", "0987 654 321"],
    ["3", "Lê Đức Lưỡng", "Chủ tịch", "Hội Nông dân xã", ""],
    ["4", "Phạm Thị Mỹ Duyên", "Hiệu trưởng", "Trường Tiểu học Sơn Hải", ""],
]


def small(first=2, lines=SMALL):
    keys = ["name", "title", "unit", "phone"]
    return [guest(first + at, **{"name": line[1]}, **{key: value or None for key, value in zip(keys[1:], line[2:])})
            for at, line in enumerate(lines[1:])]


def text_files():
    def lines(separator, end="\r\n"):
        return end.join(separator.join(line) for line in SMALL) + end

    for file, content in {
        "utf8-phay.csv": lines(",").encode(),
        "utf8-bom-cham-phay.csv": b"\xef\xbb\xbf" + lines(";").encode(),
        "utf8-tab.txt": lines("\t", "\n").encode(),
        "mac-cu.csv": lines(";", "\r").encode(),
        "utf16-le.csv": b"\xff\xfe" + lines("\t").encode("utf-16-le"),
        "utf16-be.csv": b"\xfe\xff" + lines(";").encode("utf-16-be"),
        "utf16-le-khong-bom.txt": lines("\t").encode("utf-16-le"),
        "sep.csv": ("sep=;\r\n" + lines(";")).encode(),
    }.items():
        (HERE / file).write_bytes(content)
        expect(file, guests=small(3 if file == "sep.csv" else 2))
    (HERE / "windows-1258.csv").write_bytes(windows_1258(lines(";")))
    expect("windows-1258.csv", guests=small(), findings=[
        ["khach::bang-ma-cu", "bảng mã windows-1258, đã chuyển sang Unicode: `Nguyễn Văn Đạt`, `Trần Thị Hồng Hạnh`"]])
    (HERE / "tcvn3.csv").write_bytes(tcvn3(lines(";")).encode("latin-1"))
    expect("tcvn3.csv", guests=small(), findings=[
        ["khach::bang-ma-cu", "TCVN3 (ABC), đã chuyển sang Unicode: `NguyÔn V¨n §¹t` → `Nguyễn Văn Đạt`, `TrÇn ThÞ Hång H¹nh` → `Trần Thị Hồng Hạnh`"]])
    (HERE / "vni.csv").write_bytes(vni(lines(",")).encode("latin-1"))
    expect("vni.csv", guests=small(), findings=[["khach::bang-ma-cu", "VNI"]])

    # Old letters saved as Unicode, all of them, then only some.
    (HERE / "tcvn3-trong-utf8.csv").write_bytes(tcvn3(lines(";")).encode())
    expect("tcvn3-trong-utf8.csv", guests=small(), findings=[["khach::bang-ma-cu", "TCVN3 (ABC)"]])
    mixed = [line if at != 2 else [tcvn3(cell) for cell in line] for at, line in enumerate(SMALL)]
    (HERE / "lan-bang-ma.csv").write_text("\n".join(";".join(line) for line in mixed) + "\n")
    expect("lan-bang-ma.csv", guests=[one for one in small() if one["row"] != 3],
           bad={"3": "bảng mã TCVN3 (ABC): `Ç`, `Þ`"}, findings=[["khach::dong", "dòng 3, cột Họ và tên"]])

    # Quotes, line ends inside a cell, empty lines, a torn row, a quote left open.
    (HERE / "nhay-kep.csv").write_bytes(
        "DANH SÁCH ĐẠI BIỂU;;;;\r\n\r\nHọ tên;Chức danh;Cơ quan;SĐT;Ghi chú\r\n"
        "\"Nguyễn Văn A\";\"Bí thư; Chủ tịch\";\"Thôn\r\nPhú Hoà\";0912345678;\r\n\r\n"
        "Trần Thị B;Trưởng thôn;Thôn 2;912345678;\"nói \"\"có\"\"\"\r\n"
        "Lê Văn C;Phó thôn;Thôn 3;0912345679;;thừa\r\n"
        "\"Phạm Văn D;Công an viên;Thôn 4;;\r\n"
        "Hồ Văn E;\"Thôn đội\";Thôn 5;;\r\n"
        "Võ Văn G;Kế toán;UBND xã;0912 000 111;\r\n".encode())
    expect("nhay-kep.csv", guests=[
        guest(4, "Nguyễn Văn A", title="Bí thư; Chủ tịch", unit="Thôn Phú Hoà", phone="0912345678"),
        guest(6, "Trần Thị B", title="Trưởng thôn", unit="Thôn 2", phone="912345678", note="nói \"có\""),
        guest(9, "Võ Văn G", title="Kế toán", unit="UBND xã", phone="0912 000 111"),
    ], bad={"7": "nhiều ô hơn tiêu đề", "8": "dấu nháy kép mở mà không đóng"},
        findings=[["khach::dien-thoai", "nhay-kep.csv, dòng 6, cột SĐT: `912345678`"]])
    (HERE / "byte-hong.csv").write_bytes("Họ tên;Chức vụ;Đơn vị\nNguyễn Văn A;Bí thư;Thôn 1\n".encode()
                                         + "Trần Thị B".encode() + b"\xff;Thu;Th\xc3\xb4n 2\n")
    expect("byte-hong.csv", guests=[guest(2, "Nguyễn Văn A")], bad={"3": "cột Họ tên: có ký tự hỏng U+FFFD"})
    (HERE / "chu-hong.csv").write_text(
        "Họ tên;Chức vụ;Đơn vị\nNguyễn Văn A;Bí thư;Thôn 1\nNguy?n V?n B;Bí th?;Thôn 2\n"
        + "Nguyễn Văn Cường".encode().decode("cp1252", "replace").replace("\ufffd", "") + ";Bí thư;Thôn 3\n")
    expect("chu-hong.csv", guests=[guest(2, "Nguyễn Văn A")],
           bad={"3": "cột Họ tên: chữ có dấu đã mất thành dấu hỏi: `Nguy?n V?n B`", "4": "cột Họ tên: chữ hỏng vì tệp UTF-8"})
    (HERE / "mat-dau.csv").write_text("H? và tên;Ch?c v?\nNguy?n V?n A;Bí th?\n")
    expect("mat-dau.csv", error="ghi lại kiểu CSV UTF-8")
    (HERE / "mot-cot.txt").write_text("HỌ VÀ TÊN\nNguyễn Văn A\nY A'Blă Êban\nA Viết\nĐ/c Lê Văn C\n")
    expect("mot-cot.txt", guests=[guest(2, "Nguyễn Văn A"), guest(3, "Y A'Blă Êban"), guest(4, "A Viết"),
                                  guest(5, "Lê Văn C", honorific="Đồng chí")],
           findings=[["khach::trong", "không có cột Chức vụ và cột Đơn vị"],
                     ["khach::in-khac", "`Đ/c` in là `Đồng chí` (dòng 5)"]])


def refused():
    (HERE / "khong-byte.xlsx").write_bytes(b"")
    expect("khong-byte.xlsx", error="0 byte")
    (HERE / "html.xls").write_text("<html><body><table><tr><td>Họ và tên</td></tr></table></body></html>")
    expect("html.xls", error="trang web (HTML)")
    (HERE / "xml-2003.xls").write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>')
    expect("xml-2003.xls", error="XML 2003")
    (HERE / "csv-mang-duoi.xls").write_text("Họ tên;Chức vụ\nNguyễn Văn A;Bí thư\n")
    expect("csv-mang-duoi.xls", error="bên trong là văn bản")
    (HERE / "rac.xlsx").write_bytes(bytes(range(256)) * 8)
    expect("rac.xlsx", error="không phải bảng tính")
    (HERE / "pdf.xlsx").write_bytes(b"%PDF-1.7\n%\xe2\xe3\n")
    expect("pdf.xlsx", error="PDF")
    with zipfile.ZipFile(HERE / "word.xlsx", "w") as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", "<document/>")
    expect("word.xlsx", error="tệp Word")
    whole = (HERE / "nho.xlsx").read_bytes()
    (HERE / "chep-do.xlsx").write_bytes(whole[: len(whole) // 2])
    expect("chep-do.xlsx", error="hỏng hoặc chép dở")
    (HERE / "hong-giua.xls").write_bytes((HERE / "nho.xls").read_bytes()[:3000])
    expect("hong-giua.xls", error="hỏng hoặc chép dở")
    with open(HERE / "mat-khau.xlsx", "wb") as out:
        ooxml.OOXMLFile(io.BytesIO(whole)).encrypt("matkhau", out)
    expect("mat-khau.xlsx", error="có mật khẩu")
    # A directory that claims one gigabyte.
    bomb = bytearray(whole)
    at = bomb.find(b"PK\x01\x02")
    while at >= 0:
        if b"sheet1.xml" in bomb[at + 46: at + 46 + struct.unpack_from("<H", bomb, at + 28)[0]]:
            struct.pack_into("<I", bomb, at + 24, 1 << 30)
        at = bomb.find(b"PK\x01\x02", at + 1)
    (HERE / "bom.xlsx").write_bytes(bomb)
    expect("bom.xlsx", error="1024 MB")
    (HERE / "khong-ai.csv").write_text("Họ tên;Chức vụ;Đơn vị\n;;\n")
    expect("khong-ai.csv", error="không có ai")
    (HERE / "khong-tieu-de.csv").write_text("Nguyễn Văn A;Bí thư;Thôn 1\nTrần Thị B;Trưởng thôn;Thôn 2\n")
    expect("khong-tieu-de.csv", error="không thấy hàng tiêu đề")


def sheet_of(lines, first=1):
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for at, line in enumerate(lines):
        for column, value in enumerate(line):
            if value not in ("", None):
                sheet.cell(first + at, column + 1, value)
    return book, sheet


def spreadsheets():
    book, sheet = sheet_of(SMALL)
    book.save(HERE / "nho.xlsx")
    expect("nho.xlsx", guests=small(), sheet="Sheet1")
    office(HERE / "nho.xlsx", HERE / "nho.xls")
    expect("nho.xls", guests=small(), sheet="Sheet1")
    office(HERE / "nho.xlsx", HERE / "nho.ods")
    expect("nho.ods", guests=small(), sheet="Sheet1")
    shutil.copy(HERE / "nho.xls", HERE / "sai-duoi.xlsx")
    expect("sai-duoi.xlsx", guests=small(), findings=[["bang-tinh::duoi", "bên trong là .xls"]])

    # Merged cells, in the three formats: two header rows, a name over two
    # columns, a unit that spans rows, the row of column numbers.
    book, sheet = sheet_of([
        ["DANH SÁCH ĐẠI BIỂU MỜI DỰ HỘI NGHỊ"],
        ["(Kèm theo Giấy mời số 12-GM/ĐU, ngày 03/6/2026)"],
        [],
        ["Số TT", "Họ và tên", "", "Chức vụ, đơn vị", "", "Tuổi", "", "Ghi chú"],
        ["", "", "", "Chức vụ", "Đơn vị", "Nam", "Nữ", ""],
        ["1", "2", "", "3", "4", "5", "6", "7"],
        ["1", "Nguyễn Văn", "An", "Bí thư", "Chi bộ thôn 1", 45, "", ""],
        ["2", "Trần Thị", "Bình", "Phó Bí thư", "", "", 38, "đọc tham luận"],
        ["3", "Y A'Blă", "Êban", "Chi uỷ viên", "", 51, "", ""],
        ["4", "Lê", "Hoà", "Trưởng thôn", "Thôn 2", 60, "", ""],
        ["Tổng cộng: 5 người"],
        ["", "NGƯỜI LẬP BIỂU", "", "", "T/M BAN THƯỜNG VỤ"],
        ["", "Hồ Văn Lập", "", "", "Phan Văn Ký"],
    ])
    for area in ["A1:H1", "A2:H2", "A4:A5", "B4:C5", "D4:E4", "F4:G4", "H4:H5", "B6:C6", "E7:E9", "A11:H11"]:
        sheet.merge_cells(area)
    book.save(HERE / "hai-tang.xlsx")
    found = [
        guest(7, "Nguyễn Văn An", title="Bí thư", unit="Chi bộ thôn 1", extra=[["Tuổi – Nam", "45"]]),
        guest(8, "Trần Thị Bình", title="Phó Bí thư", unit="Chi bộ thôn 1", note="đọc tham luận",
              extra=[["Tuổi – Nữ", "38"]]),
        guest(9, "Y A'Blă Êban", title="Chi uỷ viên", unit="Chi bộ thôn 1", extra=[["Tuổi – Nam", "51"]]),
        guest(10, "Lê Hoà", title="Trưởng thôn", unit="Thôn 2", extra=[["Tuổi – Nam", "60"]]),
    ]
    total = ["khach::tong", "dòng 11: tổng cộng ghi 5, đọc được 4"]
    skipped = {"6": "Header", "11": "Total", "12": "Footer", "13": "Footer"}
    expect("hai-tang.xlsx", guests=found, findings=[total], skipped=skipped)
    office(HERE / "hai-tang.xlsx", HERE / "hai-tang.xls")
    expect("hai-tang.xls", guests=found, findings=[total], skipped=skipped)
    office(HERE / "hai-tang.xlsx", HERE / "hai-tang.ods")
    blind = [dict(one, unit=None) if one["row"] in (8, 9) else one for one in found]
    expect("hai-tang.ods", guests=blind, findings=[total, ["khach::cot", "trống ở dòng 8–9"]], skipped=skipped)

    # Headings that group, with and without merged cells; two columns of names.
    book, sheet = sheet_of([
        ["STT", "Họ đệm", "Tên", "Danh xưng", "Chức danh", "Ghế"],
        ["I", "KHỐI ĐẢNG"],
        [1, "Nguyễn Thị", "Mc'Donald", "Bà", "Phó Bí thư", "A1"],
        [2, "K'Sor", "H'Lan", "Bà", "Uỷ viên", "A2"],
        ["II. KHỐI CHÍNH QUYỀN"],
        [1, "Đ/c Lê", "Minh", "Ông", "Chủ tịch", "B1"],
        [2, "A", "Viết", "Ông", "", "B2"],
        ["", "Thường trực HĐND xã"],
        [3, "", "Blúp", "Ông", "Uỷ viên", "B3"],
        ["Cộng", "", "", "", "", 5],
    ])
    sheet.merge_cells("A5:F5")
    book.save(HERE / "nhom.xlsx")
    expect("nhom.xlsx", guests=[
        guest(3, "Nguyễn Thị Mc'Donald", group="KHỐI ĐẢNG", honorific="Bà", title="Phó Bí thư", seat="A1"),
        guest(4, "K'Sor H'Lan", group="KHỐI ĐẢNG", honorific="Bà"),
        guest(6, "Đ/c Lê Minh", group="KHỐI CHÍNH QUYỀN", honorific="Ông"),
        guest(7, "A Viết", group="KHỐI CHÍNH QUYỀN", title=None, seat="B2"),
        guest(9, "Blúp", group="Thường trực HĐND xã"),
    ], findings=[["khach::ho-ten", "dòng 6, cột Tên: tên còn kèm xưng hô `Đ/c`"],
                 ["khach::ho-ten", "dòng 9, cột Họ đệm: trống"]],
        skipped={"2": "Heading", "5": "Heading", "8": "Heading", "10": "Total"})

    # Sheets: two lists, one note.
    book, sheet = sheet_of([["Ghi chép của văn phòng"], ["không phải danh sách"]])
    for title, person in (("Khách mời", "Nguyễn Văn An"), ("Khách tỉnh", "Trần Văn Bình")):
        other = book.create_sheet(title)
        other.append(["Họ tên", "Chức vụ"])
        other.append([person, "Bí thư"])
    book.save(HERE / "nhieu-trang.xlsx")
    expect("nhieu-trang.xlsx", error="các trang `Khách mời`, `Khách tỉnh` đều có danh sách")
    expect("nhieu-trang.xlsx?Khách tỉnh", guests=[guest(2, "Trần Văn Bình")], sheet="Khách tỉnh")
    expect("nhieu-trang.xlsx?khach moi", guests=[guest(2, "Nguyễn Văn An")], sheet="Khách mời")
    expect("nhieu-trang.xlsx?Khách tỉmh", error="có phải trang `Khách tỉnh`?")

    # Headers of the user's own.
    book, _ = sheet_of([["Quý vị", "Làm gì", "Ở đâu"], ["Nguyễn Văn An", "Bí thư", "Thôn 1"]])
    book.save(HERE / "cot-rieng.xlsx")
    expect("cot-rieng.xlsx", error="không thấy hàng tiêu đề")
    expect("cot-rieng.xlsx?", columns={"name": "quý vị", "title": "Làm gì", "unit": "Ở đâu"},
           guests=[guest(2, "Nguyễn Văn An", title="Bí thư", unit="Thôn 1")])
    expect("cot-rieng.xlsx??", columns={"name": "Quý vị", "title": "Làm gìn"}, error="có phải `Làm gì`?")

    # Excel's lock file beside the list.
    shutil.copy(HERE / "nho.xlsx", HERE / "dang-mo.xlsx")
    (HERE / "~$dang-mo.xlsx").write_bytes(b"\x05admin" + b" " * 159)
    expect("dang-mo.xlsx", guests=small(), findings=[["bang-tinh::dang-mo", "đang mở trong Excel"]])
    expect("~$dang-mo.xlsx", error="tệp khoá của Excel")
    expect("khong-co.xlsx", error="không có tệp")
    expect(".", error="là thư mục")


FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Cao Trịnh Lương Mai".split()
MIDDLES = "Văn Thị Đức Hữu Quang Ngọc Xuân Thanh Minh Công".split()
GIVEN = "An Bình Cường Dũng Giang Hà Khánh Lâm Mạnh Nga Oanh Phúc Quỳnh Sơn Tâm Uyên Vinh Yến Đạt Hương Loan Thuỷ Trí Tuyết Việt".split()
TITLES = ["Bí thư Chi bộ", "Trưởng thôn", "Chủ tịch Hội Nông dân", "Hiệu trưởng", "Công an viên"]


def five_hundred():
    """A list of 500 with dirt; each kind of dirt says what it must become."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Đại biểu"
    heads = ["TT", "Họ và tên", "Chức vụ", "Đơn vị", "Địa chỉ", "Số ĐT", "Ngày sinh", "Bàn số", "Ghi chú"]
    sheet["A1"] = "ĐẢNG UỶ XÃ MẪU"
    sheet["A2"] = "DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ ĐỐI THOẠI"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A2:I2")
    for column, head in enumerate(heads):
        sheet.cell(4, column + 1, head)
    good, bad, findings, skipped = [], {}, [], {}
    row, group, number = 5, None, 0

    def put(name, title, unit, phone=None, born=None, table=None, note=None, address=None):
        nonlocal row, number
        number += 1
        for column, value in enumerate([number, name, title, unit, address, phone, born, table, note]):
            if value is not None:
                sheet.cell(row, column + 1, value)
        row += 1
        return row - 1

    def is_good(at, name, title, unit, **more):
        good.append({"row": at, "name": name, "title": title, "unit": unit, "group": group, **more})

    def heading(text, how):
        nonlocal row, group
        group = text
        if how == "merged":
            sheet.cell(row, 1, f"I. {text}")
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)
        elif how == "numbered":
            sheet.cell(row, 1, "II")
            sheet.cell(row, 2, text)
        else:
            sheet.cell(row, 2, text)
        skipped[str(row)] = "Heading"
        row += 1

    for index in range(470):
        family, middle = FAMILIES[index % 20], MIDDLES[index // 20 % 10]
        name = f"{family} {middle} {GIVEN[index * 7 % 25]}"
        title, unit = TITLES[index % 5], f"Thôn {index + 1}"
        if index == 0:
            heading("KHỐI ĐẢNG", "merged")
        elif index == 150:
            heading("KHỐI CHÍNH QUYỀN", "numbered")
        elif index == 300:
            heading("Các ban, ngành, đoàn thể", "bare")
        if index % 40 == 39:  # a blank row
            row += 1
        if index in (100, 200):  # the header again on the next page
            for column, head in enumerate(heads):
                sheet.cell(row, column + 1, head)
            skipped[str(row)] = "Header"
            row += 1
        dirt = index % 19
        if dirt == 0:  # spaces outside and doubled
            is_good(put(f"  {name.replace(' ', '  ')} ", title, unit), name, title, unit)
        elif dirt == 1:  # hard spaces
            is_good(put(name.replace(" ", "\u00a0"), title, unit), name, title, unit)
        elif dirt == 2:  # a character without width
            at = put(name.replace(" ", "\u200b "), title, unit)
            is_good(at, name, title, unit)
            findings.append(["chu::an", f"dòng {at}, cột Họ và tên: có ký tự không bề rộng"])
        elif dirt == 3:  # marks apart from their letters
            is_good(put(unicodedata.normalize("NFD", name), title, unicodedata.normalize("NFD", unit)), name, title, unit)
        elif dirt == 4:  # form of address before the name
            form = ["Đ/c", "Ông", "Đồng chí", "Bà"][index % 4]
            is_good(put(f"{form} {family} Xuân {GIVEN[index % 25]}", title, unit), f"{family} Xuân {GIVEN[index % 25]}",
                    title, unit, honorific="Đồng chí" if form == "Đ/c" else form)
        elif dirt == 5:  # names of the highlands
            own = [f"Y A'Blă Êban {GIVEN[index % 25]}", f"K'Sor H'{GIVEN[index % 25]}", f"A {GIVEN[index % 25]}",
                   f"H’Ê̆ban {GIVEN[index % 25]}"][index % 4]
            is_good(put(own, title, unit), own, title, unit)
        elif dirt == 6:  # a telephone number turned into a number
            at = put(name, title, unit, phone=912000000 + index)
            is_good(at, name, title, unit, phone=str(912000000 + index))
            findings.append(["khach::dien-thoai", f"dòng {at}, cột Số ĐT: `{912000000 + index}`"])
        elif dirt == 7:  # a number shown with its zero
            at = put(name, title, unit, phone=912000000 + index)
            sheet.cell(at, 6).number_format = "0000000000"
            is_good(at, name, title, unit, phone=f"0{912000000 + index}")
        elif dirt == 8:  # text with its zero, a date, a whole number
            at = put(name, title, unit, phone=f"0987 000 {index:03}", born=datetime.date(1970, 3, 2), table=12)
            sheet.cell(at, 7).number_format = "dd/mm/yyyy"
            is_good(at, name, title, unit, phone=f"0987 000 {index:03}",
                    extra=[["Ngày sinh", "02/03/1970"], ["Bàn số", "12"]])
        elif dirt == 9:  # a formula
            at = put(name, title, f'=CONCATENATE("Thôn ",{index + 1})')
            is_good(at, name, title, unit)
        elif dirt == 10:  # capitals throughout stay so
            is_good(put(name.upper(), title, unit), name.upper(), title, unit)
        elif dirt == 11 and index % 2:  # an error
            at = put(name, "=NA()", unit)
            bad[str(at)] = "cột Chức vụ: ô lỗi `#N/A`"
        elif dirt == 12 and index % 2:  # nobody's name
            at = put(None, title, unit)
            bad[str(at)] = "cột Họ và tên: trống"
        elif dirt == 13 and index % 2:  # two lines
            at = put(f"{name}\nTrần Văn Hai", title, unit)
            sheet.cell(at, 2).alignment = Alignment(wrap_text=True)
            bad[str(at)] = "cột Họ và tên: ô có nhiều dòng"
        elif dirt == 14 and index % 2:  # old letters among new ones
            at = put(tcvn3(f"Nguyễn Đức {GIVEN[index % 25]}"), tcvn3("Trưởng thôn"), unit)
            bad[str(at)] = "chữ còn ở bảng mã TCVN3 (ABC)"
        elif dirt == 15 and index % 2:  # a letter that was lost
            at = put(f"{family} V\ufffdn An", title, unit)
            bad[str(at)] = "cột Họ và tên: có ký tự hỏng U+FFFD"
        elif dirt == 16 and index % 2:  # a number for a name
            at = put(1000 + index, title, unit)
            bad[str(at)] = f"cột Họ và tên: `{1000 + index}` không phải họ tên"
        elif dirt == 17:  # a line end inside a cell, a remark
            is_good(put(name, f"{title},\nuỷ viên", unit, note=" nói\u00a0trước "), name, f"{title}, uỷ viên", unit,
                    note="nói trước")
        elif dirt == 18:  # two persons in a cell
            at = put(f"{name}, {family} Thị Hai", title, unit)
            is_good(at, f"{name}, {family} Thị Hai", title, unit)
            findings.append(["khach::ho-ten", f"dòng {at}, cột Họ và tên"])
        else:
            is_good(put(name, title, unit), name, title, unit)
    # A unit that spans rows.
    first = row
    for at in range(12):
        name = f"Tạ Quốc {GIVEN[at]}"
        is_good(put(name, f"Uỷ viên {at + 1}", "Hội Cựu chiến binh xã" if at == 0 else None), name, f"Uỷ viên {at + 1}",
                "Hội Cựu chiến binh xã")
    sheet.merge_cells(start_row=first, end_row=row - 1, start_column=4, end_column=4)
    # The same person twice, nearly the same, one letter apart, by telephone.
    for name, title, unit, phone in [("Châu Thị Én", "Cán bộ", "Trạm Y tế", None), ("Châu Thị Én", "Y sĩ", "Trạm Y tế", None),
                                     ("CHAU THI EN", None, "Trạm y tế", None), ("Châu Thị Ém", "Cán bộ", "Trạm Y tế", None),
                                     ("Quách Văn Tí", "Thú y", "UBND xã", "0905 111 222"),
                                     ("Quách văn Ti", "Thú y viên", "Trạm Thú y", "905111222")]:
        at = put(name, title, unit, phone=phone)
        is_good(at, name, title, unit, phone=phone)
    at = row
    findings.append(["khach::dien-thoai", f"dòng {at - 1}, cột Số ĐT: `905111222`"])
    findings += [["khach::trung", f"dòng {at - 5}, cột Họ và tên: `Châu Thị Én` giống `Châu Thị Én` ở dòng {at - 6}"],
                 ["khach::gan-trung", f"dòng {at - 4}, cột Họ và tên: `CHAU THI EN`"],
                 ["khach::gan-trung", f"dòng {at - 3}, cột Họ và tên: `Châu Thị Ém` giống `Châu Thị Én` ở dòng {at - 6} (khác một chữ"],
                 ["khach::gan-trung", f"dòng {at - 1}, cột Họ và tên: `Quách văn Ti` giống `Quách Văn Tí` ở dòng {at - 2}"]]
    # A name without anything else, a name over two rows, a column without a header.
    at = put("Tống Công Danh", None, "Nhà thờ họ Tống")
    is_good(at, "Tống Công Danh", None, "Nhà thờ họ Tống")
    at = put("Thái Văn Gộp", "Bí thư", "Chi bộ 9")
    is_good(at, "Thái Văn Gộp", "Bí thư", "Chi bộ 9")
    under = put(None, "Trưởng thôn", "Thôn 9")
    sheet.merge_cells(start_row=at, end_row=under, start_column=2, end_column=2)
    bad[str(under)] = f"cột Họ và tên: ô gộp với dòng {at}"
    at = put("Lưu Thị Ngoài", "Cán bộ", "UBND xã")
    sheet.cell(at, 11, "đã báo")
    is_good(at, "Lưu Thị Ngoài", "Cán bộ", "UBND xã", extra=[["cột K", "đã báo"]])
    while number < 500:
        name = f"Hà Kim {GIVEN[number % 25]}"
        unit = f"Trường số {number}"
        is_good(put(name, "Giáo viên", unit), name, "Giáo viên", unit)
    for _ in range(3):  # numbers prepared for more
        number += 1
        sheet.cell(row, 1, number)
        skipped[str(row)] = "Number"
        row += 1
    findings.append(["khach::tong", "chỉ có số thứ tự"])
    capitals = [one for one in good if one["name"].isupper()]
    findings.append(["khach::ho-ten", f"{len(capitals)} tên viết hoa toàn bộ, ví dụ `{capitals[0]['name']}`"])
    findings.append(["khach::ho-ten", f"dòng {at - 3}, cột Họ và tên: `Quách văn Ti` có chữ đầu không viết hoa"])
    findings.append(["khach::in-khac", "`Đ/c` in là `Đồng chí`"])
    findings.append(["khach::cot-khong-doc", "các cột `Bàn số`, `cột K` không đọc"])
    findings.append(["khach::an", "trang `Cũ` đang ẩn nên không đọc, mà trong đó có 1 dòng giống khách"])
    sheet.cell(row + 1, 1, "Tổng cộng: 500 đại biểu")
    skipped[str(row + 1)] = "Total"
    sheet.cell(row + 2, 6, "Xã Mẫu, ngày 03 tháng 6 năm 2026")
    sheet.cell(row + 3, 2, "NGƯỜI LẬP BIỂU")
    sheet.cell(row + 3, 6, "T/M BAN THƯỜNG VỤ")
    sheet.cell(row + 6, 2, "Nguyễn Thị Lập")
    sheet.cell(row + 6, 6, "Trần Văn Ký")
    for at in (2, 3, 6):
        skipped[str(row + at)] = "Footer"
    hidden = book.create_sheet("Cũ")
    hidden.append(["Họ và tên", "Chức vụ"])
    hidden.append(["Người Cũ", "Bí thư"])
    hidden.sheet_state = "hidden"
    assert len(good) + len(bad) == 500, (len(good), len(bad))
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "nam-tram.xlsx"
        book.save(source)
        office(source, HERE / "nam-tram.xlsx")
    expect("nam-tram.xlsx", guests=good, bad=bad, findings=findings, skipped=skipped, sheet="Đại biểu", all_errors=True)


if __name__ == "__main__":
    text_files()
    spreadsheets()
    refused()
    five_hundred()
    (HERE / "expected.json").write_text(json.dumps(EXPECTED, ensure_ascii=False, indent=1) + "\n")
