#!/usr/bin/env python3
"""Makes the spreadsheets of this folder (the others are typed).

    pip install openpyxl xlwt
    python3 make.py

All persons are invented.
"""
import pathlib
import zipfile

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font

HERE = pathlib.Path(__file__).parent
HEAD = ["TT", "Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại"]
GUESTS = [
    [1, "Nguyễn Văn An", "Bí thư", "Chi bộ thôn 1", "0912 000 001"],
    [2, "Trần Thị Bé", "Trưởng thôn", "Thôn 1", "0912 000 002"],
    [3, "Lê Văn Cường", "Trưởng thôn", "Thôn 2", "0912 000 003"],
    [4, "Phạm Thị Dung", "Hiệu trưởng", "Trường Tiểu học", "0912 000 004"],
]

# Hidden: a row, a row that a filter hides, a column, two sheets; and a sheet without a header.
book = Workbook()
sheet = book.active
sheet.title = "Đại biểu"
for line in [HEAD, *GUESTS]:
    sheet.append(line)
sheet.row_dimensions[3].hidden = True
sheet.row_dimensions[5].hidden = True
sheet.auto_filter.ref = "A1:E5"
sheet.column_dimensions["D"].hidden = True
old = book.create_sheet("Năm ngoái")
for line in [HEAD[1:3], ["Hồ Văn Cũ", "Bí thư"], ["Mai Thị Xưa", "Phó Bí thư"]]:
    old.append(line)
old.sheet_state = "hidden"
lists = book.create_sheet("Danh mục")
lists.append(["Bí thư"])
lists.append(["Phó Bí thư"])
lists.sheet_state = "veryHidden"
more = book.create_sheet("Bổ sung")
more.append(["1. Vũ Văn Én"])
more.append(["2. Đỗ Thị Gấm"])
book.save(HERE / "an.xlsx")

# Formulas: openpyxl keeps no value.
book = Workbook()
sheet = book.active
sheet.append(["Họ đệm và tên", "Họ và tên", "Chức vụ"])
sheet.append(["Nguyễn Văn An", "=A2", "Bí thư"])
sheet.append(["Trần Thị Bé", "Trần Thị Bé", '=IF(1=1,"Trưởng thôn","")'])
sheet.append(["Lê Văn Cường", "Lê Văn Cường", "Phó thôn"])
book.save(HERE / "cong-thuc.xlsx")

# The same in an .ods, written by hand: a hidden row, a formula without a value.
def cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


rows = [
    "".join(cell(text) for text in HEAD[1:4]),
    "".join(cell(text) for text in GUESTS[0][1:4]),
    "".join(cell(text) for text in GUESTS[1][1:4]),
    cell("Lê Văn Cường") + '<table:table-cell table:formula="of:=[.B2]"/>' + cell("Thôn 2"),
]
body = "".join(
    f'<table:table-row{" table:visibility=" + chr(34) + "collapse" + chr(34) if at == 2 else ""}>{row}</table:table-row>'
    for at, row in enumerate(rows))
content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Trang1">
<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
{body}</table:table></office:spreadsheet></office:body></office:document-content>"""
with zipfile.ZipFile(HERE / "an.ods", "w") as out:
    out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    out.writestr("content.xml", content)
    out.writestr("META-INF/manifest.xml", """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>""")

# The same in an .xls; and one that holds two cells, far apart.
book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("Đại biểu")
for row, line in enumerate([HEAD, *GUESTS]):
    for column, value in enumerate(line):
        sheet.write(row, column, value)
sheet.row(2).hidden = True
sheet.col(3).hidden = True
old = book.add_sheet("Năm ngoái")
for row, line in enumerate([HEAD[1:3], ["Hồ Văn Cũ", "Bí thư"]]):
    for column, value in enumerate(line):
        old.write(row, column, value)
old.visibility = 1
book.save(str(HERE / "an.xls"))
book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("T")
sheet.write(0, 0, "Họ và tên")
sheet.write(0, 1, "Chức vụ")
sheet.write(65535, 255, "x")
book.save(str(HERE / "hai-goc.xls"))

# Two names struck through: one no longer invited, one in a style that is nobody's.
book = Workbook()
sheet = book.active
sheet.append(HEAD)
for line in GUESTS:
    sheet.append(line)
sheet["B3"].font = Font(strike=True)
sheet["E4"].font = Font(strike=True)
sheet["B4"].font = Font(bold=True)
sheet["B5"].font = Font(strike=False, italic=True)
book.save(HERE / "gach-ngang.xlsx")

# A formula with an ampersand; a column with words and no header.
book = Workbook()
sheet = book.active
sheet.append(["TT", "Họ và tên", None, "Đơn vị"])
sheet.append([1, "Nguyễn Văn An", "Bí thư", "Chi bộ thôn 1"])
sheet.append([2, '=A1&" "&B2', "Trưởng thôn", '=IF(1<2,"Thôn","")'])
book.save(HERE / "cot-khong-tieu-de.xlsx")
